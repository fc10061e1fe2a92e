//! What the rules say of a customer, as columns and filters: the tier that holds and how it stands to the public pool.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use gendan::book::query::{self, Facts, Known};
use gendan::book::{Edit, FollowEdit, Reading, TableQuestion};
use gendan::model::{Field, Id, Touch};
use gendan::words::Language;

use super::stage::Stage;
use crate::importing::desk::{Desk, by, customer};

/// Customers with tier said by hand, number of orders, mail address and last mail. Today is Friday, 20 November 2026; a VIP falls into
/// the pool after 30 days, a buyer of one deal or more after 45, and is warned of 5 and 7 days before.
const CUSTOMERS: [(&str, &str, &str, &str, &str); 7] = [
    ("Said by hand", "VIP", "1", "", "2026-11-19"),
    ("Bought twice", "", "2", "", "2026-11-19"),
    ("Bought once", "", "1", "", "2026-09-01"),
    ("Soon", "VIP", "", "", "2026-10-23"),
    ("Reachable", "", "", "a@example.com", "2026-11-19"),
    ("Nothing known", "", "", "", "2026-11-19"),
    ("Given away", "A+", "3", "", "2026-01-05"),
];

fn filled() -> Desk {
    let mut desk = Desk::new();
    for (name, level, orders, email, last) in CUSTOMERS {
        let values = [(Field::Company, name), (Field::Level, level), (Field::OrdersCount, orders), (Field::CompanyEmail, email)];
        let values: Vec<(Field, &str)> = values.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        desk.edit(Edit::AddCustomer { customer: Box::new(customer(&values)), contacts: vec![] });
        let id = desk.id(name);
        desk.edit(Edit::log(Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), id, last.parse().expect("a day")) }));
    }
    let (customers, on) = (vec![desk.id("Given away")], "2026-11-10".parse().expect("a day"));
    desk.edit(Edit::Follow(FollowEdit::DropToPool { customers, reasons: vec![], on }));
    desk
}

fn names(desk: &Desk, search: &str, field: Field, is_descending: bool) -> Vec<String> {
    let ids = desk.book.table(&TableQuestion { search: search.to_owned(), sort: vec![by(field, is_descending)] }).ids;
    desk.book.rows(&ids, &[]).into_iter().map(|row| row.name).collect()
}

#[test]
fn the_tier_that_holds_is_the_one_said_by_hand_or_computed() {
    let mut desk = filled();
    assert!(CUSTOMERS.iter().all(|(name, ..)| desk.value(name, Field::TierInUse).is_empty()), "nothing is said before it is known");
    let now = desk.now();
    desk.book.tick(now).unwrap();
    for (name, tier, why) in [
        ("Said by hand", "VIP", "set by hand; by the rules One deal (1 deal)"),
        ("Bought twice", "复购", "2 deals"),
        ("Bought once", "成交", "1 deal"),
        ("Reachable", "低潜", ""),
        ("Nothing known", "", ""),
        ("Given away", "复购", "3 deals"),
    ] {
        assert_eq!(desk.value(name, Field::TierInUse), tier, "{name}");
        let said = desk.book.why_by_rules(desk.id(name), Field::TierInUse, now).unwrap_or_default();
        assert!(why.is_empty() || said.eq_ignore_ascii_case(why), "{name}: {said}");
    }
    // The field that a person fills stays what it is.
    assert_eq!(desk.value("Given away", Field::Level), "A+");
}

#[test]
fn both_are_found_in_both_languages_and_in_the_shell() {
    let mut desk = filled();
    let answer = desk.book.table(&TableQuestion { search: "pool:yes".to_owned(), sort: vec![] });
    assert!(answer.ids.is_empty() && !answer.is_complete, "the filter says that it does not know yet");
    let now = desk.now();
    desk.book.tick(now).unwrap();
    let [hand, twice, once, soon, reachable, nothing, away] = CUSTOMERS.map(|(name, ..)| name);
    let searches: [(&str, &[&str]); 25] = [
        ("pool:yes", &[away]),
        ("pool:Yes", &[away]),
        ("pool:是", &[away]),
        ("公海:是", &[away]),
        ("公海：在", &[away]),
        ("pool:in", &[away]),
        ("pool:no", &[hand, twice, once, soon, reachable, nothing]),
        ("公海:否", &[hand, twice, once, soon, reachable, nothing]),
        ("-pool:no", &[away]),
        ("pool:proposed", &[once]),
        ("公海:建议放入", &[once]),
        ("pool:soon", &[soon]),
        ("公海:即将到期", &[soon]),
        ("pool:soon or pool:proposed", &[once, soon]),
        ("has:pool", &[once, soon, away]),
        ("无:公海", &[hand, twice, reachable, nothing]),
        ("tier_in_use:VIP", &[hand, soon]),
        ("tier_now:repeat", &[twice, away]),
        ("适用等级:复购", &[twice, away]),
        ("规则等级:repeat", &[twice, away]),
        ("tier_now:\"low potential\"", &[reachable]),
        ("missing:tier_now", &[nothing]),
        ("tier_now:repeat pool:no", &[twice]),
        // What a person said keeps its own name.
        ("tier:VIP", &[hand, soon]),
        ("tier:A+", &[away]),
    ];
    let reading = Reading::open(desk.book.place()).unwrap();
    for (search, expected) in searches {
        let mut found = names(&desk, search, Field::Company, false);
        let mut expected: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{search}");
        let query = query::parse(search, &Known { today: now.today, extras: &[] }).unwrap();
        assert_eq!(query::parse(&query.to_string(), &Known { today: now.today, extras: &[] }).unwrap(), query, "{search} is {query}");
        let is_so = |id: &Id| {
            let card = desk.book.card(*id).unwrap().unwrap();
            let (customer, contacts, touches, follow_ups) = (&card.customer, &card.contacts, &card.touches, &card.follow_ups);
            query.matches(&Facts { customer, contacts, touches, follow_ups, trade: None, stood: desk.book.dues().stood(*id) })
        };
        assert_eq!(desk.ids().iter().filter(|id| is_so(id)).count(), expected.len(), "{search} one by one");
        assert_eq!(reading.find(search, &[], now.today).unwrap().len(), expected.len(), "{search} in the shell");
    }
}

#[test]
fn orders_and_filters_follow_a_claim_its_undo_and_other_rules() {
    let mut desk = filled();
    let now = desk.now();
    desk.book.tick(now).unwrap();
    let [hand, twice, once, soon, reachable, nothing, away] = CUSTOMERS.map(|(name, ..)| name);
    assert_eq!(names(&desk, "", Field::TierInUse, false), [hand, soon, twice, away, once, reachable, nothing], "the most important first");
    assert_eq!(names(&desk, "", Field::Pool, false)[..3], [away, once, soon], "the gravest first");
    let id = desk.id(away);
    desk.edit(Edit::Follow(FollowEdit::Claim { customers: vec![id], on: now.today, by: "Li".to_owned() }));
    desk.book.tick(now).unwrap();
    assert!(names(&desk, "pool:yes", Field::Pool, false).is_empty());
    assert_eq!(names(&desk, "", Field::Pool, false)[..2], [once, soon]);
    assert!(desk.undo());
    desk.book.tick(now).unwrap();
    assert_eq!(names(&desk, "pool:yes", Field::Pool, false), [away]);
    let abc = gendan::model::cadence::Rules::of(gendan::model::cadence::Preset::AbcWeekly);
    desk.edit(Edit::Follow(FollowEdit::SetRules { rules: abc.to_json() }));
    desk.book.tick(now).unwrap();
    assert!(names(&desk, "pool:proposed", Field::Pool, false).is_empty(), "these rules know no pool");
    assert!(names(&desk, "tier_now:VIP", Field::Pool, false).is_empty(), "nor such a tier");
}

#[test]
fn the_window_shows_them_and_completes_their_filters() {
    for (language, columns, find, search, begun, offered) in [
        (Language::English, "Columns", "Find a column", "Search customers", "pool:pr", "Proposed"),
        (Language::Chinese, "列设置", "查找列", "搜索客户", "公海:建议", "建议放入"),
    ] {
        let mut stage = Stage::sized(language, [2400.0, 900.0]);
        for field in [Field::TierInUse, Field::Pool] {
            let label = field.spec().label(language);
            stage.click_first(columns);
            stage.fill_in(find, label);
            stage.click_role(Role::CheckBox, label);
            stage.window.run();
            stage.key(egui::Key::Escape);
            assert!(stage.window.query_by_role_and_label(Role::ColumnHeader, label).is_some(), "{label}");
        }
        assert_eq!(stage.value("Hermann", Field::TierInUse), "VIP");
        stage.fill_in(search, begun);
        assert!(stage.sees(offered), "{offered} is offered");
        stage.fill_in(search, "tier_in_use:vip");
        stage.window.run();
        let rows = stage.rows();
        assert!(rows.len() == 1 && rows[0].contains("Hermann"), "{rows:?}");
    }
}
