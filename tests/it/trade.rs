//! What customers bought in the last twelve months: from the order lines of lists to the column, wherever those lines come and go.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use gendan::book::index::SearchIndex;
use gendan::book::query::{self, Facts, Known};
use gendan::book::{Edit, Now, TableQuestion};
use gendan::model::{Field, Id, Rates, Worth};
use gendan::words::Language;

use crate::importing::desk::{Desk, by, csv};
use crate::stage::{Scene, Stage};

const HEAD: &str = "客户名称,国家,订单号,下单日期,金额,币种";

/// Two customers with orders, one whose orders are old, one without an amount.
const ORDERS: [&str; 7] = [
    "Nordlicht GmbH,DE,PO-1,2026-11-02,1000,USD",
    "Nordlicht GmbH,DE,PO-2,2026-03-15,500.50,USD",
    "Nordlicht GmbH,DE,PO-3,2025-11-30,99999,USD",
    "Rio Sul Ltda,BR,PO-4,2026-10-01,9000,CNY",
    "Rio Sul Ltda,BR,PO-5,2026-10-09,700,BRL",
    "Alte Post KG,AT,PO-6,2024-05-01,50,USD",
    "Ohne Preis AG,CH,PO-7,2026-10-01,,USD",
];

fn list(lines: &[&str]) -> String {
    csv(&std::iter::once(HEAD).chain(lines.iter().copied()).collect::<Vec<_>>())
}

/// A desk at home in yuan, where a dollar is worth seven.
fn desk() -> Desk {
    let mut desk = Desk::new();
    let habits = gendan::model::Habits { currency: "CNY".parse().unwrap(), ..desk.book.habits().clone() };
    desk.book.set_habits(habits).unwrap();
    desk.book.put_rates(Rates::of_text("2026-01-01 USD CNY 7\n").all().iter().copied()).unwrap();
    desk
}

impl Desk {
    fn trade(&self, name: &str) -> String {
        self.value(name, Field::Trade)
    }

    fn found(&self, search: &str) -> Vec<String> {
        let ids = self.book.table(&TableQuestion { search: search.to_owned(), sort: Vec::new() }).ids;
        let mut names: Vec<String> = self.book.rows(&ids, &[]).into_iter().map(|row| row.name).collect();
        names.sort();
        names
    }
}

#[test]
fn lines_of_lists_are_the_trade_of_their_customers_while_their_import_stands() {
    let mut desk = desk();
    desk.import("orders.csv", list(&ORDERS));
    let all = [("Nordlicht GmbH", "CNY 10,503.50"), ("Rio Sul Ltda", "CNY 9,000"), ("Alte Post KG", ""), ("Ohne Preis AG", "")];
    for (name, sum) in all {
        assert_eq!(desk.trade(name), sum, "{name}");
    }
    let trade = desk.book.trades().of(desk.id("Rio Sul Ltda")).unwrap();
    assert_eq!((trade.left_out, trade.months[10], trade.months[11]), (1, 900_000, 0), "nobody knows what a real is worth");
    let desk = desk.restart();
    assert_eq!(desk.trade("Nordlicht GmbH"), "CNY 10,503.50", "and after a restart");
    let mut desk = desk;
    // A newer export has another amount and no longer one of the orders.
    desk.import("orders.csv", list(&["Nordlicht GmbH,DE,PO-1,2026-11-02,2000,USD", ORDERS[3], ORDERS[4], ORDERS[5], ORDERS[6]]));
    assert_eq!(desk.trade("Nordlicht GmbH"), "CNY 14,000");
    assert!(desk.undo());
    assert_eq!(desk.trade("Nordlicht GmbH"), "CNY 10,503.50");
    assert!(desk.redo());
    assert_eq!(desk.trade("Nordlicht GmbH"), "CNY 14,000");
    assert!(desk.undo() && desk.undo());
    assert!(desk.book.trades().is_empty(), "the list was taken back");
}

#[test]
fn trade_follows_a_merge_and_its_undo() {
    let mut desk = desk();
    desk.import("orders.csv", list(&ORDERS));
    let (stays, goes) = (desk.id("Nordlicht GmbH"), desk.id("Rio Sul Ltda"));
    desk.edit(Edit::Merge { stays, goes, choices: Vec::new() });
    assert_eq!(desk.trade("Nordlicht GmbH"), "CNY 19,503.50");
    assert_eq!(desk.book.trades().of(goes), None);
    assert!(desk.undo());
    assert_eq!((desk.trade("Nordlicht GmbH"), desk.trade("Rio Sul Ltda")), ("CNY 10,503.50".to_owned(), "CNY 9,000".to_owned()));
}

#[test]
fn trade_follows_rates_the_home_currency_and_the_month() {
    let mut desk = desk();
    desk.import("orders.csv", list(&ORDERS));
    let rates = Rates::of_text("2026-11-01 USD CNY 8\n2026-01-01 BRL CNY 2\n");
    desk.book.put_rates(rates.all().iter().copied()).unwrap();
    assert_eq!(desk.trade("Nordlicht GmbH"), "CNY 11,503.50", "each line at the rate of its day");
    assert_eq!(desk.trade("Rio Sul Ltda"), "CNY 10,400");
    let habits = gendan::model::Habits { currency: "USD".parse().unwrap(), ..desk.book.habits().clone() };
    desk.book.set_habits(habits).unwrap();
    assert_eq!(desk.trade("Nordlicht GmbH"), "USD 1,500.50");
    let revision = desk.book.revision();
    let later = chrono::DateTime::parse_from_rfc3339("2027-03-31T08:00:00Z").unwrap().to_utc();
    assert!(desk.book.tick(Now { at: later, today: later.date_naive() }).unwrap(), "views ask again");
    assert!(desk.book.revision() > revision);
    assert_eq!(desk.trade("Nordlicht GmbH"), "USD 1,000", "a year after March it is out of the twelve months");
}

#[test]
fn customers_are_sorted_and_found_by_trade() {
    let mut desk = desk();
    desk.import("orders.csv", list(&ORDERS));
    desk.import("euros.csv", csv(&["Company,Order No,Order Date,Amount,Currency", "Paris SARL,7,2026-09-01,20,EUR"]));
    let order = |is_descending: bool| {
        let ids = desk.book.table(&TableQuestion { search: String::new(), sort: vec![by(Field::Trade, is_descending)] }).ids;
        desk.book.rows(&ids[..3], &[]).into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(order(false), ["Rio Sul Ltda", "Nordlicht GmbH", "Paris SARL"], "what cannot be compared stands behind");
    assert_eq!(order(true)[1..], ["Nordlicht GmbH", "Rio Sul Ltda"]);
    let searches: [(&str, &[&str]); 8] = [
        ("trade:>9500", &["Nordlicht GmbH"]),
        ("成交:>=9000", &["Nordlicht GmbH", "Rio Sul Ltda"]),
        ("trade:>1400USD", &["Nordlicht GmbH"]),
        ("trade:EUR", &["Paris SARL"]),
        ("trade:..9500", &["Rio Sul Ltda"]),
        ("has:trade", &["Nordlicht GmbH", "Paris SARL", "Rio Sul Ltda"]),
        ("missing:trade", &["Alte Post KG", "Ohne Preis AG"]),
        ("-trade:>9500 has:trade country:BR", &["Rio Sul Ltda"]),
    ];
    let today = desk.now().today;
    for (search, names) in searches {
        assert_eq!(desk.found(search), names, "{search}");
        // What it means for one customer at a time is the same.
        let query = query::parse(search, &Known { today, extras: &[] }).unwrap();
        let query = query.valued(|| Worth::of(desk.book.rates(), desk.book.habits().currency));
        let is_so = |id: &Id| {
            let card = desk.book.card(*id).unwrap().unwrap();
            let trade = desk.book.trades().sum(*id);
            let (contacts, touches) = (&card.contacts, &card.touches);
            query.matches(&Facts {
                customer: &card.customer,
                contacts,
                touches,
                follow_ups: &card.follow_ups,
                trade,
                stood: Default::default(),
            })
        };
        assert_eq!(desk.ids().iter().filter(|id| is_so(id)).count(), names.len(), "{search}");
    }
    let reading = gendan::book::Reading::open(desk.book.place()).unwrap();
    let found = reading.find("has:trade", &[by(Field::Trade, false)], today).unwrap();
    assert_eq!(found[..2], [desk.id("Rio Sul Ltda"), desk.id("Nordlicht GmbH")], "and in the shell");
}

#[test]
fn an_export_has_the_sums_and_comes_back_as_no_change() {
    let mut desk = desk();
    desk.import("orders.csv", list(&ORDERS));
    let exported = String::from_utf8(desk.export("out.csv")).unwrap();
    assert!(exported.lines().next().unwrap().contains("Trade, 12 months"), "{exported}");
    assert!(exported.contains("CNY 10503.50") && exported.contains("CNY 9000.00"), "{exported}");
    let report = desk.import("out.csv", exported);
    assert_eq!(report.step, None, "nobody takes the sums for a value of the customer");
    assert!(desk.undo());
    let without = String::from_utf8(desk.export("empty.csv")).unwrap();
    assert!(!without.contains("Trade, 12 months"), "{without}");
}

#[test]
fn many_lines_are_counted_on_a_thread_and_the_sums_stand_until_it_has() {
    let mut desk = desk();
    desk.import("orders.csv", list(&ORDERS));
    let many: Vec<String> = (0..1_500).map(|at| format!("Nordlicht GmbH,DE,BIG-{at},2026-11-{:02},1,CNY", at % 20 + 1)).collect();
    desk.import("many.csv", list(&many.iter().map(String::as_str).collect::<Vec<_>>()));
    assert!(desk.book.is_busy() && desk.trade("Nordlicht GmbH") == "CNY 10,503.50");
    desk.book.wait_for_index().unwrap();
    assert_eq!(desk.trade("Nordlicht GmbH"), "CNY 12,003.50");
    // An index that is filled again says the same.
    let index = SearchIndex::fill(&desk.book.reader().unwrap(), &|| true).unwrap().unwrap();
    assert!(index.trades().is_empty() && index.len() == desk.ids().len(), "it comes without, and the book gives it what is known");
}

/// The window on a book with these orders.
fn window(language: Language, lines: &[&str]) -> Stage {
    let mut desk = desk();
    desk.import("orders.csv", list(lines));
    let place = desk.book.place().join("book.sqlite");
    let folder = tempfile::tempdir().unwrap();
    let Desk { book, folder: old, .. } = desk;
    drop(book);
    std::fs::copy(place, folder.path().join("book.sqlite")).unwrap();
    drop(old);
    let mut stage = Scene { size: [2400.0, 900.0], ..Scene::speaking(language) }.on(folder);
    let button = if language == Language::Chinese { "列设置" } else { "Columns" };
    stage.click_first(button);
    let label = Field::Trade.spec().label(language);
    stage.fill_in(if language == Language::Chinese { "查找列" } else { "Find a column" }, label);
    stage.click(label);
    stage.key(egui::Key::Escape);

    stage
}

#[test]
fn the_column_says_the_months_in_words() {
    for (language, spoken, hovered, month) in [
        (
            Language::English,
            "CNY 10,503.50 in 12 months, last CNY 7,000 in November 2026",
            "CNY 10,503.50 in 12 months",
            "March 2026: CNY 3,503.50",
        ),
        (
            Language::Chinese,
            "近 12 个月成交 CNY 10,503.50，最近一次是 2026 年 11 月，CNY 7,000",
            "近 12 个月成交 CNY 10,503.50",
            "2026 年 3 月：CNY 3,503.50",
        ),
    ] {
        let mut stage = window(language, &ORDERS);
        let row = stage.row("Nordlicht");
        assert!(row.contains(spoken), "{row}");
        assert!(!stage.row("Alte Post").contains("12"), "where nothing is known nothing is said");
        let label = Field::Trade.spec().label(language);
        let head = stage.window.get_by_role_and_label(Role::ColumnHeader, label).rect();
        let row = stage.window.get_by_label(&stage.row("Nordlicht")).rect();
        stage.window.hover_at(egui::pos2(head.center().x, row.center().y));
        stage.window.run();
        stage.wait_for(hovered);
        assert!(stage.sees(month), "the months in words");
    }
}

#[test]
fn a_copied_row_has_the_sum() {
    let mut stage = window(Language::English, &ORDERS);
    stage.click_row("Nordlicht", egui::Modifiers::NONE);
    stage.window.event(egui::Event::Copy);
    let copied = stage.copied();
    assert!(copied.contains("CNY 10,503.50"), "{copied:?}");
}
