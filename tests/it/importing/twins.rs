//! Customers whom the rule of the same customer takes for one: out of the book and in again they stay two.

use gendan::book::{Edit, export};
use gendan::import::understand::OnMatch;
use gendan::model::{ChannelKind, Field, Id};
use gendan::words::{Language, speak};
use proptest::prelude::*;

use super::desk::{Desk, csv, on_match, targets};
use super::laws::config;
use super::there_and_back::{add, changes_nothing, person};

const HEADINGS: [&str; 2] = ["gendan record", "gendan 记录号"];

/// The list of `ids` as csv text.
fn list_of(desk: &Desk, ids: &[Id]) -> String {
    let path = desk.folder.path().join("some.csv");
    export(&desk.book.reader().unwrap(), ids, &Default::default(), &path, |_| true).unwrap();
    std::fs::read_to_string(path).unwrap()
}

fn has_record(list: &str) -> bool {
    let head = list.lines().next().unwrap();
    HEADINGS.iter().any(|heading| head.contains(heading))
}

/// Name, country and number of a customer, from few enough that many are alike.
fn firm() -> impl Strategy<Value = (&'static str, &'static str, &'static str)> {
    (
        prop::sample::select(&["Nordlicht GmbH", "NORDLICHT", "Rio Sul Ltda", "宁波海川贸易有限公司", "Delta"][..]),
        prop::sample::select(&["", "Germany", "Austria", "Atlantis"][..]),
        prop::sample::select(&["", "", "", "7", "K-1", "k-1"][..]),
    )
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whoever_is_alike_comes_out_and_goes_in_as_the_same_customer(firms in prop::collection::vec((firm(), 0..3_usize), 1..9), part in 1..5_usize) {
        let mut desk = Desk::new();
        for (at, ((name, country, number), people)) in firms.iter().enumerate() {
            let people = ["Anna Berg", "Emil Vogt"][..*people].iter().map(|name| person(name, &[(ChannelKind::Mobile, "+49 171 5550101")]));
            let city = format!("City {at}");
            let values = [(Field::Company, *name), (Field::Country, *country), (Field::CustomerNo, *number), (Field::City, city.as_str())];
            add(&mut desk, &values, people.collect());
        }
        changes_nothing(&mut desk, "firms that are alike");
        let some: Vec<Id> = desk.ids().into_iter().step_by(part).collect();
        let before = desk.dump();
        for language in Language::ALL {
            speak(language);
            let list = list_of(&desk, &some);
            let report = desk.import("some.csv", list);
            prop_assert_eq!((report.step, report.customers), (None, some.len()), "a part of the book");
        }
        speak(Language::English);
        prop_assert_eq!(desk.dump(), before);
    }
}

#[test]
fn only_lists_with_customers_that_are_alike_have_the_column_and_only_for_these() {
    let mut desk = Desk::new();
    add(&mut desk, &[(Field::Company, "Nordlicht GmbH"), (Field::Country, "Germany"), (Field::City, "Kiel")], vec![]);
    add(&mut desk, &[(Field::Company, "Nordlicht AG"), (Field::Country, "Austria"), (Field::City, "Wien")], vec![]);
    let other = add(&mut desk, &[(Field::Company, "Rio Sul Ltda"), (Field::City, "Santos")], vec![]);
    assert!(!has_record(&list_of(&desk, &desk.ids())), "the country tells them apart");
    desk.import_as("more.csv", csv(&["Company,Country,City", "NORDLICHT GmbH,Germany,Bonn"]), &on_match(OnMatch::Add));
    let list = list_of(&desk, &desk.ids());
    assert!(has_record(&list));
    let marked: Vec<bool> = list.lines().skip(1).map(|line| !line.ends_with(',')).collect();
    assert_eq!(marked, [true, false, false, true], "{list}");
    assert!(!has_record(&list_of(&desk, &[other])), "a list without them needs no column");
    assert!(has_record(&list_of(&desk, &desk.ids()[..1])), "the other one is in the book");
}

#[test]
fn a_value_that_was_changed_outside_reaches_the_one_it_belongs_to() {
    for (at, language) in Language::ALL.into_iter().enumerate() {
        let mut desk = Desk::new();
        let values = |city| [(Field::Company, "Nordlicht GmbH"), (Field::Country, "Germany"), (Field::City, city)];
        let ids = [add(&mut desk, &values("Kiel"), vec![]), add(&mut desk, &values("Bonn"), vec![])];
        speak(language);
        let list = list_of(&desk, &ids[1..]).replace("Bonn", "Mainz");
        assert!(list.lines().next().unwrap().contains(record(language)), "{list}");
        let looked = desk.look("some.csv", &list);
        assert_eq!(targets(&looked.understanding).last().map(String::as_str), Some("record"));
        // Also under the other language's window.
        speak(Language::ALL[1 - at]);
        let report = desk.import("some.csv", &list);
        speak(Language::English);
        assert_eq!((report.customers_by.updated, report.customers_by.added), (1, 0));
        let cities: Vec<String> = desk.cards().iter().map(|card| card.customer.text(Field::City).to_owned()).collect();
        assert_eq!(cities, ["Kiel", "Mainz"]);
    }
}

fn record(language: Language) -> &'static str {
    HEADINGS[usize::from(language == Language::Chinese)]
}

#[test]
fn records_of_another_book_or_of_nobody_leave_the_rule_as_it_is() {
    let mut desk = Desk::new();
    let values = |city| [(Field::Company, "Nordlicht GmbH"), (Field::City, city)];
    let ids = [add(&mut desk, &values("Kiel"), vec![]), add(&mut desk, &values("Bonn"), vec![])];
    let list = list_of(&desk, &ids);
    let mut other = Desk::new();
    for _ in 0..50 {
        other.now();
    }
    other.import("some.csv", &list);
    assert_eq!(other.names(), ["Nordlicht GmbH", "Nordlicht GmbH"], "two come in as two");
    assert_eq!(other.import("some.csv", &list).customers_by.unchanged, 2, "and the list again finds both");
    // A row whose record is gone goes by the rule, and takes nobody whom another row names.
    desk.edit(Edit::DeleteCustomers { customers: vec![ids[0]] });
    let report = desk.import("some.csv", &list);
    assert_eq!((report.customers_by.added, report.customers_by.unchanged), (1, 1));
    let report = desk.import("typed.csv", csv(&["Company,City,gendan record", "Rio Sul Ltda,Santos,17", "Delta Ltd,Delhi,"]));
    assert_eq!((report.customers_by.added, report.customers), (2, 2));
}

#[test]
fn people_of_one_name_in_one_firm_stay_two() {
    let mut desk = Desk::new();
    let way = |number: &'static str| [(ChannelKind::Mobile, number)];
    let people = vec![person("Anna Berg", &way("+49 171 5550101")), person("Anna Berg", &way("+49 171 5550102"))];
    add(&mut desk, &[(Field::Company, "Nordlicht GmbH")], people);
    let mail = |name: &str| person(name, &[(ChannelKind::Email, "office@rio.example")]);
    add(&mut desk, &[(Field::Company, "Rio Sul Ltda")], vec![mail("Bruno Lima"), mail("Carla Lima")]);
    add(&mut desk, &[(Field::Company, "Delta Ltd")], vec![person("", &way("+49 171 5550103")), person("", &way("+49 171 5550104"))]);
    add(&mut desk, &[(Field::Company, "Omega Ltd")], vec![person("Anna Berg", &way("+49 171 5550105"))]);
    changes_nothing(&mut desk, "people who are alike");
    let list = list_of(&desk, &desk.ids());
    let marked: Vec<bool> = list.lines().skip(1).map(|line| !line.ends_with(',')).collect();
    assert_eq!(marked, [true, true, true, true, true, true, false], "{list}");
    let mut other = Desk::new();
    for _ in 0..50 {
        other.now();
    }
    let report = other.import("some.csv", &list);
    assert_eq!((report.customers, report.contacts, report.contacts_by.added), (4, 7, 7));
    assert_eq!(other.card("Rio Sul Ltda").contacts.len(), 2);
}
