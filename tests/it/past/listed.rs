//! Lists after a merge: whoever was merged into another customer is found as the other one, and what a person decided by merging is
//! not turned back by the row of who is gone. Undo of the merge is as if there had been none.

use gendan::book::Edit;
use gendan::import::Report;
use gendan::model::merge::{Side, Slot};
use gendan::model::{Field, Id};
use gendan::store::{Read, StagedLine};
use proptest::prelude::*;

use crate::importing::desk::{Desk, csv};

const HEAD: &str = "Company,Customer no.,Country,City,Contact,E-mail,Title,Phone,Tags,Last contact,Next follow-up,Shelf";
const NORTH: &str = "Nordlicht GmbH,K-1,Germany,Hamburg,Anna Berg,anna@nordlicht.example,CEO,+49 40 555 0101,a,2026-10-05,2026-12-01,blue";
const LIGHT: &str = "Northern Light,K-2,Germany,Bremen,Bert Voss,bert@light.example,Buyer,+49 421 555 0202,b,2026-09-01,2026-12-05,red";
const RIO: &str = "Rio Sul Ltda,K-3,Brazil,Santos,,,,,,,,";

fn list(rows: &[&str]) -> String {
    csv(&std::iter::once(HEAD).chain(rows.iter().copied()).collect::<Vec<_>>())
}

fn whole() -> String {
    list(&[NORTH, LIGHT, RIO])
}

fn merge(desk: &mut Desk, goes: &str, stays: &str, choices: &[(Field, Side)]) {
    let choices = choices.iter().map(|(field, side)| (Slot::Field(*field), *side)).collect();
    let (stays, goes) = (desk.id(stays), desk.id(goes));
    desk.edit(Edit::Merge { stays, goes, choices });
}

/// A book with the list in which the two firms were merged.
fn merged(choices: &[(Field, Side)]) -> Desk {
    let mut desk = Desk::new();
    desk.import("list.csv", whole());
    merge(&mut desk, "Northern Light", "Nordlicht GmbH", choices);
    desk
}

/// New, changed, unchanged.
fn counts(report: &Report) -> (usize, usize, usize) {
    (report.customers_by.added, report.customers_by.updated, report.customers_by.unchanged)
}

/// What list and book see differently: field, book, list, whether it is taken.
fn differences(desk: &mut Desk, content: &str) -> Vec<(String, String, String, bool)> {
    let looked = desk.look("list.csv", content);
    looked.comparison.differences.into_iter().map(|(_, it)| (it.field, it.book, it.list, it.takes_list)).collect()
}

fn told(field: &str, book: &str, list: &str, is_taken: bool) -> (String, String, String, bool) {
    (field.to_owned(), book.to_owned(), list.to_owned(), is_taken)
}

#[test]
fn the_same_list_after_a_merge_brings_nobody_back_and_changes_nothing() {
    for side in [Side::Stays, Side::Goes] {
        let mut desk = merged(&[(Field::City, side)]);
        let after = desk.dump();
        for _ in 0..2 {
            let report = desk.import("list.csv", whole());
            assert_eq!((counts(&report), report.step), ((0, 0, 3), None), "{side:?}");
            assert_eq!(report.no_longer_listed, [""; 0]);
            assert_eq!(desk.dump(), after, "{side:?}");
        }
        let (book, other) = if side == Side::Stays { ("Hamburg", "Bremen") } else { ("Bremen", "Hamburg") };
        let said = differences(&mut desk, &whole());
        assert!(said.contains(&told("city", book, other, false)), "the review shows what stays: {said:?}");
        assert!(said.iter().all(|(.., is_taken)| !is_taken), "{said:?}");
    }
}

#[test]
fn a_decision_of_a_merge_outlives_many_imports() {
    let mut desk = merged(&[(Field::City, Side::Goes)]);
    for (number, city) in [(1, "Rio"), (2, "Bahia"), (3, "Natal")] {
        let rio = RIO.replace("Santos", city);
        let report = desk.import("list.csv", list(&[NORTH, LIGHT, &rio]));
        assert_eq!(counts(&report), (0, 1, 2), "import {number}");
        assert_eq!(desk.value("Nordlicht GmbH", Field::City), "Bremen", "import {number}");
    }
}

#[test]
fn the_row_of_who_is_gone_fills_and_changes_only_what_was_its_own() {
    let row = |from: &str, to: &str| LIGHT.replace(from, to);
    // What the rows are about, the rows, fields and their values after the import, whether it changed anything.
    type Case<'a> = (&'a str, Vec<String>, &'a [(&'a str, &'a str)], bool);
    let cases: [Case<'_>; 6] = [
        ("another city is no reason to turn the decision back", vec![row("Bremen", "Kiel")], &[("city", "Hamburg")], false),
        ("nor where the customer itself is not in the list", vec![row("Bremen", "Kiel")], &[("city", "Hamburg")], false),
        ("a further tag waits for a person, who has just joined the tags", vec![row(",b,", ",b; c,")], &[("tags", "a; b")], false),
        ("the customer's own row changes it", vec![NORTH.replace("Hamburg", "Lübeck"), LIGHT.to_owned()], &[("city", "Lübeck")], true),
        (
            "its phone is among those of both",
            vec![NORTH.to_owned(), LIGHT.to_owned()],
            &[("phone", "+49 40 555 0101; +49 421 555 0202")],
            false,
        ),
        ("its person is one of the people", vec![row("Buyer", "Head of purchasing")], &[], true),
    ];
    for (name, rows, expected, is_changed) in cases {
        let mut desk = merged(&[(Field::City, Side::Stays)]);
        let rows: Vec<&str> = rows.iter().map(String::as_str).chain([RIO]).collect();
        let report = desk.import("list.csv", list(&rows));
        assert_eq!((report.customers_by.added, report.step.is_some()), (0, is_changed), "{name}");
        for (key, value) in expected {
            assert_eq!(desk.value("Nordlicht GmbH", Field::by_key(key).unwrap()), *value, "{name}");
        }
        let card = desk.card("Nordlicht GmbH");
        assert_eq!((card.contacts.len(), card.touches.len()), (2, 2), "{name}");
    }
}

#[test]
fn two_people_of_one_name_stay_two_when_only_one_of_them_is_listed() {
    let mut desk = Desk::new();
    let twin = LIGHT.replace("Bert Voss,bert@light.example,Buyer", "Anna Berg,anna@nordlicht.example,Sales");
    desk.import("list.csv", list(&[NORTH, &twin]));
    merge(&mut desk, "Northern Light", "Nordlicht GmbH", &[]);
    let after = desk.dump();
    for rows in [&[NORTH, &twin][..], &[&twin], &[NORTH]] {
        desk.import("list.csv", list(rows));
        assert_eq!(desk.dump(), after, "{rows:?}");
    }
}

#[test]
fn who_is_gone_is_found_by_number_by_name_in_its_country_and_by_record() {
    for (row, stays) in [
        ("Northern Light Trading,K-2,,,,,,,,,,", true),
        ("NORTHERN LIGHT LTD.,,Germany,,,,,,,,,", true),
        ("Northern Light,,,,,,,,,,,", true),
        ("Northern Light,,Austria,,,,,,,,,", false),
        ("Northern Star,,Germany,,,,,,,,,", false),
    ] {
        let mut desk = merged(&[]);
        let report = desk.import("other.csv", list(&[row]));
        assert_eq!(report.customers_by.added, usize::from(!stays), "{row}");
        assert_eq!(desk.ids().len(), if stays { 2 } else { 3 }, "{row}");
    }
    // An export of the book from before the merge names both by their records.
    let mut desk = Desk::new();
    desk.import("list.csv", whole());
    let before = desk.export("book.xlsx");
    merge(&mut desk, "Northern Light", "Nordlicht GmbH", &[]);
    desk.type_in("Nordlicht GmbH", Field::Company, "Aurora AG");
    let after = desk.dump();
    let report = desk.import("book.xlsx", before);
    assert_eq!((report.customers_by.added, desk.ids().len()), (0, 2));
    assert_eq!(desk.dump(), after);
}

#[test]
fn somebody_else_of_that_name_comes_before_who_is_gone() {
    let mut desk = merged(&[]);
    desk.type_in("Rio Sul Ltda", Field::Company, "Northern Light");
    desk.type_in("Northern Light", Field::Country, "Germany");
    let report = desk.import("other.csv", list(&["Northern Light,,Germany,Kiel,,,,,,,,"]));
    assert_eq!(counts(&report), (0, 1, 0));
    assert_eq!(
        (desk.value("Northern Light", Field::City).as_str(), desk.value("Nordlicht GmbH", Field::City).as_str()),
        ("Kiel", "Hamburg")
    );
}

#[test]
fn three_that_are_one_stay_one() {
    let mut desk = merged(&[]);
    merge(&mut desk, "Nordlicht GmbH", "Rio Sul Ltda", &[(Field::City, Side::Stays), (Field::Country, Side::Stays)]);
    let after = desk.dump();
    let report = desk.import("list.csv", whole());
    assert_eq!((counts(&report), report.step), ((0, 0, 3), None));
    assert_eq!(desk.dump(), after);
    assert_eq!(desk.value("Rio Sul Ltda", Field::City), "Santos");
    // And come apart again one by one.
    assert!(desk.undo() && desk.undo());
    assert_eq!(counts(&desk.import("list.csv", whole())), (0, 0, 3));
    assert_eq!(desk.ids().len(), 3);
}

#[test]
fn who_stays_deleted_or_the_merge_undone_the_row_is_a_customer_again() {
    let mut desk = merged(&[]);
    desk.undo();
    let before = desk.dump();
    let report = desk.import("list.csv", whole());
    assert_eq!((counts(&report), report.step), ((0, 0, 3), None));
    assert_eq!(desk.dump(), before);
    desk.redo();
    let id = desk.id("Nordlicht GmbH");
    desk.edit(Edit::DeleteCustomers { customers: vec![id] });
    assert_eq!(counts(&desk.import("list.csv", whole())), (2, 0, 1));
}

fn lines(desk: &Desk) -> Vec<StagedLine> {
    let reader = desk.book.reader().unwrap();
    reader.import_sources().unwrap().iter().flat_map(|source| reader.staged_lines(source.id).unwrap()).collect()
}

#[test]
fn order_lines_follow_the_merge_and_its_undo() {
    let orders = csv(&[
        "Order No.,Buyer,Country,Product,Quantity,Unit price",
        "O-1,Nordlicht GmbH,Germany,Lamp,10,2.5",
        "O-2,Northern Light,Germany,Lamp,20,2.5",
        "O-3,Rio Sul Ltda,Brazil,Lamp,30,2.5",
    ]);
    let mut desk = Desk::new();
    desk.import("orders.csv", &orders);
    let ids: [Id; 3] = ["Nordlicht GmbH", "Northern Light", "Rio Sul Ltda"].map(|name| desk.id(name));
    let whose = |desk: &Desk| lines(desk).into_iter().map(|line| line.customer.unwrap()).collect::<Vec<_>>();
    assert_eq!(whose(&desk), ids);
    merge(&mut desk, "Northern Light", "Nordlicht GmbH", &[]);
    assert_eq!(whose(&desk), [ids[0], ids[0], ids[2]]);
    merge(&mut desk, "Nordlicht GmbH", "Rio Sul Ltda", &[]);
    assert_eq!(whose(&desk), [ids[2]; 3]);
    let report = desk.import("orders.csv", &orders);
    assert_eq!((counts(&report), report.step), ((0, 0, 3), None), "the same lines wait already");
    desk.undo();
    assert_eq!(whose(&desk), [ids[0], ids[0], ids[2]]);
    desk.undo();
    assert_eq!(whose(&desk), ids);
    desk.redo();
    assert_eq!(whose(&desk), [ids[0], ids[0], ids[2]]);
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 5 => "[a-c]{1}"]
}

/// The cells behind the name of a firm that a merge has to decide about.
fn row(name: &'static str) -> impl Strategy<Value = String> {
    (cell(), cell(), cell(), cell(), cell()).prop_map(move |(city, person, title, tag, shelf)| {
        let mail = if person.is_empty() { String::new() } else { format!("{person}@{}.example", name.to_lowercase()) };
        let title = if person.is_empty() { String::new() } else { title };
        format!("{name},,Germany,{city},{person},{mail},{title},,{tag},,,{shelf}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn after_any_merge_the_list_changes_nothing_and_undo_is_exact(
        rows in (row("North"), row("Light"), row("Other")),
        sides in prop::collection::vec(0..2_usize, 2),
        twice in any::<bool>(),
    ) {
        let list = list(&[&rows.0, &rows.1, &rows.2]);
        let mut desk = Desk::new();
        desk.import("list.csv", &list);
        let before = desk.dump();
        let side = |at: usize| [Side::Stays, Side::Goes][sides[at]];
        merge(&mut desk, "Light", "North", &[(Field::City, side(0)), (Field::Tags, side(1))]);
        if twice {
            merge(&mut desk, "Other", "North", &[(Field::City, side(1))]);
        }
        let after = desk.dump();
        let report = desk.import("list.csv", &list);
        prop_assert_eq!((counts(&report), report.step), ((0, 0, 3), None));
        prop_assert_eq!(&desk.dump(), &after);
        for _ in 0..if twice { 2 } else { 1 } {
            prop_assert!(desk.undo());
        }
        prop_assert_eq!(&desk.dump(), &before);
        let report = desk.import("list.csv", &list);
        prop_assert_eq!((counts(&report), report.step), ((0, 0, 3), None));
        prop_assert_eq!(desk.dump(), before);
    }
}
