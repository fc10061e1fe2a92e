//! When customers are due, by plan or rule, as a column: sorted, filtered in both languages, following what happens.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use gendan::book::index::SearchIndex;
use gendan::book::query::{self, Facts, Known};
use gendan::book::{Column, Edit, FollowEdit, Now, Reading, TableQuestion};
use gendan::model::{Field, FollowUp, Id, Touch};
use gendan::words::Language;

use super::stage::Stage;
use crate::importing::desk::{Desk, by, customer};

/// Customers with tier, country, last mail and plan. Today is Friday, 20 November 2026.
const CUSTOMERS: [(&str, &str, &str, &str, &str); 6] = [
    ("Rule AG", "VIP", "DE", "2026-10-13", ""),
    ("Plan GmbH", "VIP", "DE", "2026-11-16", "2026-11-20"),
    ("Soon KG", "", "DE", "", "2026-11-24"),
    ("Year SARL", "", "FR", "", "2026-12-24"),
    ("Later SpA", "VIP", "IT", "2026-11-19", "2027-02-01"),
    ("In the pool", "", "", "", ""),
];

fn touch(customer: Id, on: &str) -> Touch {
    Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), customer, on.parse().expect("a day")) }
}

/// A book with [`CUSTOMERS`] whose due days nobody has asked for yet.
fn filled() -> Desk {
    let mut desk = Desk::new();
    for (name, level, country, last, plan) in CUSTOMERS {
        let values = [(Field::Company, name), (Field::Level, level), (Field::Country, country)];
        let values: Vec<(Field, &str)> = values.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        desk.edit(Edit::AddCustomer { customer: Box::new(customer(&values)), contacts: vec![] });
        let id = desk.id(name);
        if !last.is_empty() {
            desk.edit(Edit::log(touch(id, last)));
        }
        if !plan.is_empty() {
            desk.edit(Edit::plan(FollowUp::new(Id(0), id, plan.parse().expect("a day"))));
        }
    }
    // Nobody's customer has no day.
    let (customers, on) = (vec![desk.id("In the pool")], "2026-11-19".parse().expect("a day"));
    desk.edit(Edit::Follow(FollowEdit::DropToPool { customers, reasons: vec![], on }));
    desk
}

fn ticked(desk: &mut Desk) -> Now {
    let now = desk.now();
    desk.book.tick(now).unwrap();
    now
}

fn found(desk: &Desk, search: &str, is_descending: bool) -> Vec<String> {
    let ids = desk.book.table(&TableQuestion { search: search.to_owned(), sort: vec![by(Field::Due, is_descending)] }).ids;
    desk.book.rows(&ids, &[]).into_iter().map(|row| row.name).collect()
}

fn days(desk: &Desk) -> Vec<String> {
    CUSTOMERS.iter().map(|(name, ..)| desk.value(name, Field::Due)).collect()
}

#[test]
fn the_day_is_the_plan_above_the_rule_and_nothing_while_nothing_is_known() {
    let mut desk = filled();
    assert_eq!(days(&desk), [""; 6]);
    let answer = desk.book.table(&TableQuestion { search: "due:overdue".to_owned(), sort: vec![] });
    assert!(answer.ids.is_empty() && !answer.is_complete, "the filter says that it does not know yet");
    assert!(desk.book.table(&TableQuestion { search: "country:DE".to_owned(), sort: vec![] }).is_complete);
    ticked(&mut desk);
    assert_eq!(days(&desk), ["2026-11-12", "2026-11-20", "2026-11-24", "2026-12-24", "2027-02-01", ""]);
    assert!(desk.book.table(&TableQuestion { search: "due:overdue".to_owned(), sort: vec![] }).is_complete);
    // What the rows are coloured by is the same day.
    let ids = desk.ids();
    for row in desk.book.rows(&ids, &[Column::of(Field::Due)]) {
        let on = row.due.and_then(|(_, on)| on).map(|on| on.to_string()).unwrap_or_default();
        assert_eq!(row.cells[0].text, on, "{}", row.name);
    }
    // An index that is filled again comes without, and the book gives it what is known.
    let index = SearchIndex::fill(&desk.book.reader().unwrap(), &|| true).unwrap().unwrap();
    assert!(!index.dues().is_known());
}

#[test]
fn customers_are_found_by_it_in_both_languages() {
    let mut desk = filled();
    let now = ticked(&mut desk);
    let [rule, plan, soon, year, later, pool] = CUSTOMERS.map(|(name, ..)| name);
    let searches: [(&str, &[&str]); 19] = [
        ("due:overdue", &[rule]),
        ("due:late", &[rule]),
        ("应联系日:逾期", &[rule]),
        ("应联系：过期", &[rule]),
        ("due:today", &[plan]),
        ("due:今天", &[plan]),
        ("应联系日:今日", &[plan]),
        ("due:<7d", &[plan, soon]),
        ("应联系日:<7天", &[plan, soon]),
        ("该联系:下周", &[soon]),
        ("due:>7d", &[year, later]),
        ("due:2026-12", &[year]),
        ("due_on:2026-12..", &[year, later]),
        ("due:<=today", &[rule, plan]),
        ("has:due", &[rule, plan, soon, year, later]),
        ("missing:due", &[pool]),
        ("due:never", &[pool]),
        ("-due:overdue country:DE", &[plan, soon]),
        // The plan alone keeps its own names.
        ("next:<7d", &[plan, soon]),
    ];
    let reading = Reading::open(desk.book.place()).unwrap();
    for (search, names) in searches {
        assert_eq!(found(&desk, search, false), names, "{search}");
        // What it means for one customer at a time is the same.
        let query = query::parse(search, &Known { today: now.today, extras: &[] }).unwrap();
        let is_so = |id: &Id| {
            let card = desk.book.card(*id).unwrap().unwrap();
            let (customer, contacts, touches, follow_ups) = (&card.customer, &card.contacts, &card.touches, &card.follow_ups);
            query.matches(&Facts { customer, contacts, touches, follow_ups, trade: None, stood: desk.book.dues().stood(*id) })
        };
        assert_eq!(desk.ids().iter().filter(|id| is_so(id)).count(), names.len(), "{search}");
        let in_shell = reading.find(search, &[by(Field::Due, false)], now.today).unwrap();
        assert_eq!(in_shell, names.iter().map(|name| desk.id(name)).collect::<Vec<_>>(), "{search} in the shell");
    }
}

#[test]
fn the_order_and_the_filter_follow_a_touch_its_undo_and_the_day() {
    let mut desk = filled();
    ticked(&mut desk);
    let [rule, plan, soon, year, later, pool] = CUSTOMERS.map(|(name, ..)| name);
    assert_eq!(found(&desk, "", false), [rule, plan, soon, year, later, pool]);
    assert_eq!(found(&desk, "", true), [later, year, soon, plan, rule, pool], "without a day it stands last both ways");
    let id = desk.id(rule);
    desk.edit(Edit::log(touch(id, "2026-11-20")));
    let revision = desk.book.revision();
    ticked(&mut desk);
    assert!(desk.book.revision() > revision, "views ask again");
    assert_eq!(found(&desk, "due:overdue", false), [""; 0]);
    assert_eq!(found(&desk, "", false), [plan, soon, rule, year, later, pool], "thirty days on");
    assert!(desk.undo());
    ticked(&mut desk);
    assert_eq!(found(&desk, "due:overdue", false), [rule]);
    assert_eq!(found(&desk, "", false), [rule, plan, soon, year, later, pool]);
    // Who goes and comes back takes its day along.
    desk.edit(Edit::DeleteCustomers { customers: vec![id] });
    ticked(&mut desk);
    assert_eq!(found(&desk, "has:due", false), [plan, soon, year, later]);
    assert!(desk.undo());
    ticked(&mut desk);
    assert_eq!(found(&desk, "due:overdue", true), [rule]);
    let now = desk.now();
    let tomorrow = Now { at: now.at + chrono::TimeDelta::days(1), today: now.today.succ_opt().expect("a day") };
    desk.book.tick(tomorrow).unwrap();
    assert_eq!(found(&desk, "due:overdue", false), [rule, plan], "the day after");
    let revision = desk.book.revision();
    desk.book.tick(tomorrow).unwrap();
    assert_eq!(desk.book.revision(), revision, "nothing is new while nothing happens");
}

#[test]
fn an_export_leaves_it_out() {
    let mut desk = filled();
    ticked(&mut desk);
    let exported = String::from_utf8(desk.export("out.csv")).unwrap();
    let head = exported.lines().next().unwrap();
    assert!(head.contains("Next follow-up") && !head.split(',').any(|label| label == "Due"), "{head}");
    assert_eq!(desk.import("out.csv", exported).step, None);
}

#[test]
fn the_window_shows_it_as_a_column_and_finds_by_it() {
    for (language, columns, find, search, sought) in [
        (Language::English, "Columns", "Find a column", "Search customers", "due:overdue"),
        (Language::Chinese, "列设置", "查找列", "搜索客户", "应联系日:逾期"),
    ] {
        let mut stage = Stage::sized(language, [2400.0, 900.0]);
        let label = Field::Due.spec().label(language);
        stage.click_first(columns);
        stage.fill_in(find, label);
        stage.click(label);
        stage.key(egui::Key::Escape);
        assert!(stage.window.query_by_role_and_label(Role::ColumnHeader, label).is_some());
        assert_eq!(stage.value("Hermann", Field::Due), "2026-11-12");
        stage.fill_in(search, sought);
        stage.window.run();
        let rows = stage.rows();
        assert!(rows.len() == 1 && rows[0].contains("Hermann"), "{rows:?}");
    }
}
