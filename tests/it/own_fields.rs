//! Fields of the user's own: made, filled, renamed, given another kind, moved, deleted, exported and imported again.

use gendan::book::{Column, Edit, EditError, FieldEdit, Reading};
use gendan::error::Error;
use gendan::model::{ExtraField, ExtraKind, Field, Id};

use crate::importing::desk::{Desk, csv, customer};

/// Customers A, B and C, with values of fields that were used before anything was said of them.
fn desk() -> Desk {
    let mut desk = Desk::new();
    for name in ["A", "B", "C"] {
        desk.edit(Edit::AddCustomer { customer: Box::new(customer(&[(Field::Company, name)])), contacts: vec![] });
    }
    for (name, field, text) in [("A", "Weight", "12,500.5"), ("B", "Weight", "a lot"), ("A", "Shelf", "blue"), ("C", "Shelf", "red")] {
        set(&mut desk, name, field, text);
    }
    desk
}

fn set(desk: &mut Desk, customer: &str, name: &str, text: &str) {
    let customers = vec![desk.id(customer)];
    desk.edit(Edit::SetExtra { customers, name: name.to_owned(), text: text.to_owned() });
}

fn define(desk: &mut Desk, name: &str, kind: ExtraKind, options: &[&str]) {
    let options = options.iter().map(|option| (*option).to_owned()).collect();
    desk.edit(Edit::Own(FieldEdit::Define { name: name.to_owned(), kind, options }));
}

fn field(desk: &Desk, name: &str) -> ExtraField {
    desk.book.own_fields().into_iter().find(|field| field.name == name).unwrap_or_else(|| panic!("a field {name}"))
}

fn names(desk: &Desk) -> Vec<String> {
    desk.book.own_fields().into_iter().map(|field| field.name).collect()
}

fn values(desk: &Desk, name: &str) -> Vec<String> {
    desk.cards().iter().map(|card| card.customer.extra(name).to_owned()).collect()
}

/// Does the edit, takes it back, does it again, and finds the book as it was each time.
fn there_and_back(desk: &mut Desk, edit: FieldEdit, name: &str) {
    let before = desk.dump();
    let now = desk.now();
    let done = desk.book.apply(Edit::Own(edit), now).unwrap();
    assert_eq!(done.what, name);
    let after = desk.dump();
    assert_ne!(after, before, "{name}");
    assert!(desk.undo());
    assert_eq!(desk.dump(), before, "{name} taken back");
    assert!(desk.redo());
    assert_eq!(desk.dump(), after, "{name} done again");
}

#[test]
fn every_change_of_a_field_is_one_step() {
    let mut desk = desk();
    let define =
        FieldEdit::Define { name: " Packing ".to_owned(), kind: ExtraKind::Choice, options: vec!["Box".to_owned(), "Box".to_owned()] };
    there_and_back(&mut desk, define, "New field Packing");
    let packing = field(&desk, "Packing");
    assert_eq!((packing.kind, packing.options, packing.position), (ExtraKind::Choice, vec!["Box".to_owned()], 2));
    let shelf = field(&desk, "Shelf").id;
    there_and_back(&mut desk, FieldEdit::Rename { field: shelf, name: "Rack".to_owned() }, "Rename field Shelf to Rack");
    assert_eq!(values(&desk, "Rack"), ["blue", "", "red"]);
    assert_eq!(values(&desk, "Shelf"), ["", "", ""]);
    there_and_back(&mut desk, FieldEdit::Move { field: shelf, to: 0 }, "Move field Rack");
    assert_eq!(names(&desk), ["Rack", "Weight", "Packing"]);
    let number = FieldEdit::Retype { field: field(&desk, "Weight").id, kind: ExtraKind::Number, options: vec![] };
    there_and_back(&mut desk, number, "Change the kind of field Weight");
    there_and_back(&mut desk, FieldEdit::Delete { field: shelf }, "Delete field Rack");
    assert_eq!(names(&desk), ["Weight", "Packing"]);
    assert_eq!(values(&desk, "Rack"), ["", "", ""]);
    assert_eq!(desk.card("A").customer.extra, [("Weight".to_owned(), "12,500.5".to_owned())]);
}

#[test]
fn another_kind_loses_nothing_and_shows_what_does_not_fit_as_odd() {
    let mut desk = desk();
    let weight = field(&desk, "Weight").id;
    let retype = |desk: &mut Desk, kind| desk.edit(Edit::Own(FieldEdit::Retype { field: weight, kind, options: vec![] }));
    let odd = |desk: &Desk| {
        let kind = field(desk, "Weight").kind;
        values(desk, "Weight").iter().map(|value| kind.compared_by(value).is_odd()).collect::<Vec<_>>()
    };
    for (kind, is_odd) in [
        (ExtraKind::Number, [false, true, false]),
        (ExtraKind::Day, [true, true, false]),
        (ExtraKind::Tick, [true, true, false]),
        (ExtraKind::Money, [false, true, false]),
        (ExtraKind::Text, [false, false, false]),
    ] {
        retype(&mut desk, kind);
        assert_eq!(odd(&desk), is_odd, "{kind:?}");
        assert_eq!(values(&desk, "Weight"), ["12,500.5", "a lot", ""], "{kind:?}");
    }
}

#[test]
fn what_is_typed_is_kept_in_the_form_of_its_kind() {
    let mut desk = desk();
    for (name, kind, typed, kept) in [
        ("Number", ExtraKind::Number, "1,234.50", "1234.5"),
        ("Number", ExtraKind::Number, "many", "many"),
        ("Fee", ExtraKind::Money, "EUR 300", "EUR 300"),
        // An amount without a currency keeps the one that it had.
        ("Fee", ExtraKind::Money, "350.5", "EUR 350.50"),
        ("Until", ExtraKind::Day, "2026年3月5日", "2026-03-05"),
        ("Until", ExtraKind::Day, "soon", "soon"),
        ("Done", ExtraKind::Tick, "√", "yes"),
        ("Done", ExtraKind::Tick, "否", "no"),
        ("Done", ExtraKind::Tick, "", ""),
        ("Way", ExtraKind::Choice, "By sea", "By sea"),
    ] {
        if !names(&desk).contains(&name.to_owned()) {
            define(&mut desk, name, kind, &[]);
        }
        set(&mut desk, "A", name, typed);
        assert_eq!(desk.card("A").customer.extra(name), kept, "{name} {typed}");
    }
    let mut new = customer(&[(Field::Company, "D")]);
    new.set_extra("Number", "2,000");
    new.set_extra("Unheard of", "2,000");
    desk.edit(Edit::AddCustomer { customer: Box::new(new), contacts: vec![] });
    assert_eq!(desk.card("D").customer.extra("Number"), "2000");
    assert_eq!(desk.card("D").customer.extra("Unheard of"), "2,000");
}

#[test]
fn a_name_is_needed_and_is_there_once() {
    let mut desk = desk();
    let before = desk.dump();
    let shelf = field(&desk, "Shelf").id;
    let nothing = || Vec::new();
    for (edit, error) in [
        (FieldEdit::Define { name: " \u{a0}".to_owned(), kind: ExtraKind::Text, options: nothing() }, EditError::FieldNameless),
        (
            FieldEdit::Define { name: "ＳＨＥＬＦ".to_owned(), kind: ExtraKind::Text, options: nothing() },
            EditError::FieldTaken("ＳＨＥＬＦ".to_owned()),
        ),
        (FieldEdit::Rename { field: shelf, name: "weight".to_owned() }, EditError::FieldTaken("weight".to_owned())),
        (FieldEdit::Rename { field: Id(7), name: "Rack".to_owned() }, EditError::NotThere),
        (FieldEdit::Delete { field: Id(7) }, EditError::NotThere),
        (FieldEdit::Move { field: Id(7), to: 0 }, EditError::NotThere),
    ] {
        let now = desk.now();
        let refused = desk.book.apply(Edit::Own(edit), now);
        assert!(matches!(&refused, Err(Error::Edit(found)) if *found == error), "{refused:?}");
        assert_eq!(desk.dump(), before);
    }
    // Another case of its own name is no other field's.
    desk.edit(Edit::Own(FieldEdit::Rename { field: shelf, name: "SHELF".to_owned() }));
    assert_eq!(values(&desk, "SHELF"), ["blue", "", "red"]);
}

#[test]
fn filters_know_the_kinds() {
    let mut desk = desk();
    define(&mut desk, "到期", ExtraKind::Day, &[]);
    set(&mut desk, "C", "到期", "2026-12-01");
    let weight = field(&desk, "Weight").id;
    desk.edit(Edit::Own(FieldEdit::Retype { field: weight, kind: ExtraKind::Number, options: vec![] }));
    let reading = Reading::open(desk.book.place()).unwrap();
    let today = desk.now().today;
    for (query, count) in [("weight:>1000", 1), ("到期:2026-12", 1), ("到期:<2026-12", 0), ("has:Weight", 2), ("\"a lot\"", 1)] {
        assert_eq!(reading.find(query, &[], today).unwrap().len(), count, "{query}");
    }
}

#[test]
fn a_list_that_went_out_comes_back_unchanged_and_a_foreign_one_is_read_by_kind() {
    let mut desk = desk();
    for (name, kind, text) in [
        ("Until", ExtraKind::Day, "2026-12-01"),
        ("Fee", ExtraKind::Money, "EUR 300.50"),
        ("Number", ExtraKind::Number, "12500.5"),
        ("Done", ExtraKind::Tick, "yes"),
        ("Way", ExtraKind::Choice, "By sea"),
    ] {
        define(&mut desk, name, kind, &[]);
        set(&mut desk, "A", name, text);
    }
    for file in ["out.xlsx", "out.csv"] {
        let list = desk.export(file);
        let before = desk.cards();
        let report = desk.import(file, list);
        assert_eq!((report.customers_by.added, report.customers_by.updated), (0, 0), "{file}");
        assert_eq!(
            desk.cards().iter().map(|card| &card.customer).collect::<Vec<_>>(),
            before.iter().map(|card| &card.customer).collect::<Vec<_>>()
        );
    }
    let lines = [
        "Company,Country,Contact,E-mail,Until,Fee,Number,Done",
        "A,,,,2026/12/1,€300.50,\"12,500.50\",✓",
        "Elbe GmbH,Germany,Anna Berg,anna@elbe.example,2027年1月,USD 5,7,x",
    ];
    desk.import("new.csv", csv(&lines));
    let values = |desk: &Desk, name: &str| ["Until", "Fee", "Number", "Done"].map(|field| desk.card(name).customer.extra(field).to_owned());
    assert_eq!(values(&desk, "A"), ["2026-12-01", "EUR 300.50", "12500.5", "yes"]);
    assert_eq!(values(&desk, "Elbe GmbH"), ["2027-01", "USD 5", "7", "yes"]);
}

#[test]
fn the_table_shows_a_value_as_its_kind_reads() {
    let mut desk = desk();
    for (name, kind, text) in
        [("Until", ExtraKind::Day, "2026-12-01"), ("Number", ExtraKind::Number, "12500.5"), ("Done", ExtraKind::Tick, "x")]
    {
        define(&mut desk, name, kind, &[]);
        set(&mut desk, "A", name, text);
    }
    let columns = ["Until", "Number", "Done", "Shelf"].map(|name| Column::Extra(name.to_owned()));
    let row = desk.book.rows(&[desk.id("A")], &columns).remove(0);
    let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["2026-12-01", "12,500.5", "Yes", "blue"]);
    assert_eq!(row.cells[0].day, Some("2026-12-01".parse().unwrap()));
}
