//! A list against what the book already holds: the same list again, its next export, and what people changed in between.

use gendan::book::Edit;
use gendan::import::Answers;
use gendan::import::understand::OnMatch;
use gendan::model::{ChannelKind, Contact, Field, FollowUp};

use super::desk::{Desk, csv, customer, issues, map, on_match};

const HEAD: &str = "Company,Country,City,Contact,E-mail,Last contact,Next follow-up,Annual purchase,Shelf";

fn list(rows: &[&str]) -> String {
    csv(&std::iter::once(HEAD).chain(rows.iter().copied()).collect::<Vec<_>>())
}

fn first_list() -> String {
    list(&[
        "Nordlicht GmbH,Germany,Hamburg,Anna Berg,anna@nordlicht.example,2026-10-05,2026-12-01,1000,blue",
        "Rio Sul Ltda,Brazil,,Bruno Lima,bruno@riosul.example,,,2000,",
        "Delta Ltd,India,Pune,Raj Rao,raj@delta.example,2026-09-01,,,",
    ])
}

#[test]
fn the_same_list_again_changes_nothing() {
    let mut desk = Desk::new();
    let first = desk.import("list.csv", first_list());
    assert!(first.step.is_some());
    let after = desk.dump();
    for name in ["list.csv", "list (1).csv"] {
        let again = desk.import(name, first_list());
        assert_eq!((again.customers_by.unchanged, again.customers_by.updated, again.customers_by.added), (3, 0, 0));
        assert_eq!((again.contacts_by.unchanged, again.contacts_by.updated, again.contacts_by.added), (3, 0, 0));
        assert_eq!((again.step, again.no_longer_listed.as_slice()), (None, &[][..]));
        assert_eq!(desk.dump(), after);
    }
}

#[test]
fn an_import_is_taken_back_and_done_again_as_a_whole() {
    let mut desk = Desk::new();
    desk.edit(Edit::AddCustomer {
        customer: Box::new(customer(&[(Field::Company, "Nordlicht"), (Field::City, "Kiel")])),
        contacts: vec![],
    });
    let before = desk.dump();
    let report = desk.import("list.csv", first_list());
    assert_eq!((report.customers_by.added, report.customers_by.updated), (2, 1));
    let after = desk.dump();
    assert_ne!(before, after);
    for _ in 0..2 {
        assert!(desk.undo());
        assert_eq!(desk.dump(), before);
        assert!(desk.redo());
        assert_eq!(desk.dump(), after);
    }
    assert_eq!(desk.value("Nordlicht", Field::City), "Hamburg");
}

#[test]
fn what_is_done_with_known_customers_can_be_chosen() {
    let next = list(&[
        "Nordlicht GmbH,,Bremen,Anna Berg,anna@nordlicht.example,,,1500,",
        "Rio Sul Ltda,Brazil,Santos,,,,,,green",
        "Neu AG,Germany,,,,,,,",
    ]);
    for (choice, names, city, amount, rio, shelf) in [
        (OnMatch::Update, 4, "Bremen", "1,500", "Santos", "green"),
        (OnMatch::Fill, 4, "Hamburg", "1,000", "Santos", "green"),
        (OnMatch::Skip, 4, "Hamburg", "1,000", "", ""),
    ] {
        let mut desk = Desk::new();
        desk.import("list.csv", first_list());
        let report = desk.import_as("list.csv", &next, &on_match(choice));
        assert_eq!(desk.ids().len(), names, "{choice:?}");
        assert_eq!(desk.value("Nordlicht GmbH", Field::City), city, "{choice:?}");
        assert_eq!(desk.value("Nordlicht GmbH", Field::AnnualAmount), amount, "{choice:?}");
        assert_eq!(desk.value("Nordlicht GmbH", Field::Country), "Germany", "an empty cell never erases");
        assert_eq!(desk.value("Rio Sul Ltda", Field::City), rio, "{choice:?}");
        assert_eq!(desk.card("Rio Sul Ltda").customer.extra("Shelf"), shelf, "{choice:?}");
        assert_eq!(report.customers_by.added, 1, "{choice:?}");
        let unchanged = match choice {
            OnMatch::Update => 0,
            OnMatch::Fill => 1,
            _ => 2,
        };
        assert_eq!(report.customers_by.unchanged, unchanged, "{choice:?}");
    }
    let mut desk = Desk::new();
    desk.import("list.csv", first_list());
    let report = desk.import_as("list.csv", &next, &on_match(OnMatch::Add));
    assert_eq!((desk.ids().len(), report.customers_by.added), (6, 3), "added a second time");
}

#[test]
fn an_empty_cell_never_erases() {
    let mut desk = Desk::new();
    desk.import("list.csv", first_list());
    let after = desk.dump();
    let bare = list(&["Nordlicht GmbH,,,,,,,,", "Rio Sul Ltda,NULL,-,,,,,N/A,", "Delta Ltd,,,Raj Rao,,,,,"]);
    let report = desk.import("list.csv", bare);
    assert_eq!((report.customers_by.unchanged, report.step), (3, None));
    assert_eq!(desk.dump(), after);
}

#[test]
fn what_a_person_changed_since_the_last_export_stays_and_is_listed() {
    let mut desk = Desk::new();
    desk.import("list.csv", first_list());
    desk.type_in("Nordlicht GmbH", Field::City, "Lübeck");
    let anna = desk.card("Nordlicht GmbH").contacts[0].id;
    desk.edit(Edit::SetContactField { contact: anna, field: Field::Title, text: "CEO".to_owned() });
    let next = list(&[
        "Nordlicht GmbH,Germany,Bremen,Anna Berg,anna@nordlicht.example,2026-10-05,2026-12-01,1200,blue",
        "Rio Sul Ltda,Brazil,Santos,Bruno Lima,bruno@riosul.example,,,2000,",
        "Delta Ltd,India,Pune,Raj Rao,raj@delta.example,2026-09-01,,,",
    ]);
    let looked = desk.look("list.csv", &next);
    let differences: Vec<_> =
        looked.comparison.differences.iter().map(|(_, d)| (d.field.as_str(), d.book.as_str(), d.list.as_str(), d.takes_list)).collect();
    assert_eq!(
        differences,
        [("city", "Lübeck", "Bremen", false), ("annual_amount", "1000.00", "1200.00", true), ("city", "", "Santos", true)]
    );
    let report = desk.import("list.csv", &next);
    assert_eq!(desk.value("Nordlicht GmbH", Field::City), "Lübeck");
    assert_eq!(desk.value("Nordlicht GmbH", Field::AnnualAmount), "1,200", "the other values follow the list");
    assert_eq!((report.customers_by.updated, report.customers_by.unchanged, report.customers_by.in_doubt), (2, 1, 1));
    let doubts: Vec<_> = report.issues.iter().filter(|issue| issue.kind == "changed_by_hand").collect();
    assert_eq!(doubts.len(), 1);
    assert_eq!((doubts[0].row, doubts[0].field.as_deref(), doubts[0].value.as_str()), (2, Some("city"), "Bremen"));
    assert!(doubts[0].message.contains("Bremen"), "{}", doubts[0].message);
    assert_eq!(desk.card("Nordlicht GmbH").contacts[0].record.get(Field::Title).text(), "CEO");
}

#[test]
fn what_a_person_changed_in_an_amounts_currency_or_a_contact_stays_too() {
    let head = "Company,Annual purchase,Contact,Position,Mobile";
    let mut desk = Desk::new();
    desk.import(
        "list.csv",
        csv(&[head, "Nordlicht GmbH,USD 1000,Anna Berg,Buyer,+49 171 5550101", "Rio Sul Ltda,USD 5,Bruno Lima,,+55 11 95550101"]),
    );
    desk.type_in("Nordlicht GmbH", Field::AnnualAmount, "EUR 1000");
    let anna = desk.card("Nordlicht GmbH").contacts[0].id;
    desk.edit(Edit::SetContactField { contact: anna, field: Field::Title, text: "CEO".to_owned() });
    desk.edit(Edit::SetChannels { contact: anna, kind: ChannelKind::Mobile, values: vec!["+49 171 5550199".to_owned()] });
    let next =
        csv(&[head, "Nordlicht GmbH,USD 1100,Anna Berg,Head buyer,+49 171 5550101", "Rio Sul Ltda,USD 5,Bruno Lima,,+55 11 95550101"]);
    let report = desk.import("list.csv", next);
    assert_eq!(desk.value("Nordlicht GmbH", Field::AnnualAmount), "EUR 1,000");
    let contact = desk.card("Nordlicht GmbH").contacts[0].clone();
    assert_eq!(contact.record.get(Field::Title).text(), "CEO");
    assert_eq!(contact.channels_of(ChannelKind::Mobile).collect::<Vec<_>>(), ["+49 171 5550199"]);
    let doubts: Vec<_> =
        report.issues.iter().filter(|issue| issue.kind == "changed_by_hand").map(|issue| issue.field.clone().unwrap()).collect();
    assert_eq!(doubts, ["annual_amount", "title", "mobile"]);
    assert_eq!(report.step, None, "nothing is taken");
}

#[test]
fn what_a_person_erased_does_not_come_back_by_the_same_list() {
    let mut desk = Desk::new();
    desk.import("list.csv", first_list());
    desk.type_in("Nordlicht GmbH", Field::City, "");
    let report = desk.import("list.csv", first_list());
    assert_eq!((desk.value("Nordlicht GmbH", Field::City).as_str(), report.step), ("", None));
    assert_eq!(issues(&report), [(2, "changed_by_hand")]);
}

#[test]
fn a_change_by_hand_that_was_taken_back_is_none() {
    let mut desk = Desk::new();
    desk.import("list.csv", first_list());
    desk.type_in("Nordlicht GmbH", Field::City, "Lübeck");
    desk.undo();
    let next = list(&["Nordlicht GmbH,Germany,Bremen,Anna Berg,anna@nordlicht.example,2026-10-05,2026-12-01,1000,blue"]);
    desk.import("list.csv", next);
    assert_eq!(desk.value("Nordlicht GmbH", Field::City), "Bremen");
}

#[test]
fn the_next_export_shows_only_differences_and_names_who_is_missing() {
    let mut desk = Desk::new();
    desk.import("list.csv", first_list());
    let second = list(&[
        "Nordlicht GmbH,Germany,Bremen,Anna Berg,anna@nordlicht.example,2026-10-05,2026-12-01,1000,blue",
        "Rio Sul Ltda,Brazil,,Bruno Lima,bruno@riosul.example,,,2000,",
        "Neu AG,Germany,,,,,,,",
    ]);
    let looked = desk.look("list week 2.csv", &second);
    assert_eq!(looked.comparison.recognised.as_ref().map(|source| source.file_name.as_str()), Some("list.csv"));
    assert_eq!(looked.comparison.differences.len(), 1);
    let report = desk.import("list week 2.csv", &second);
    assert_eq!(report.no_longer_listed, ["Delta Ltd"]);
    assert_eq!(desk.names(), ["Nordlicht GmbH", "Rio Sul Ltda", "Delta Ltd", "Neu AG"], "nobody is deleted");
    // A customer who did not change in the second export is missed in the third all the same.
    let third =
        list(&["Nordlicht GmbH,Germany,Bremen,Anna Berg,anna@nordlicht.example,2026-10-05,2026-12-01,1000,blue", "Neu AG,Germany,,,,,,,"]);
    let report = desk.import("list week 3.csv", &third);
    assert!(report.no_longer_listed.contains(&"Rio Sul Ltda".to_owned()), "{:?}", report.no_longer_listed);
    assert_eq!(desk.ids().len(), 4);
}

#[test]
fn a_list_with_other_headings_is_another_list() {
    let mut desk = Desk::new();
    desk.import("list.csv", first_list());
    let other = csv(&["公司名称,城市", "Nordlicht GmbH,Bremen", "Ganz Neu AG,Wien"]);
    let report = desk.import("别的.csv", &other);
    assert_eq!(report.no_longer_listed, Vec::<String>::new());
    assert_eq!((report.customers_by.updated, report.customers_by.added), (1, 1));
    assert_eq!(desk.card("Nordlicht GmbH").sources.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["别的.csv", "list.csv"]);
    assert_eq!(desk.card("Delta Ltd").sources.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["list.csv"]);
}

#[test]
fn two_lists_without_headings_are_not_the_same_list() {
    let bare = Answers { header_row: Some(None), ..map("#1", "company") };
    let mut desk = Desk::new();
    desk.import_as("a.csv", csv(&["Nordlicht GmbH,x", "Rio Sul Ltda,y"]), &bare);
    let looked = desk.look_as("b.csv", csv(&["Delta Ltd,x", "Aurora AB,y"]), &bare);
    assert_eq!(looked.report.no_longer_listed, Vec::<String>::new());
    assert_eq!(looked.comparison.recognised, None);
}

#[test]
fn a_planned_follow_up_moves_with_the_list_and_further_contacts_are_added() {
    let row = |last: &str, next: &str| {
        list(&[&format!("Nordlicht GmbH,Germany,Hamburg,Anna Berg,anna@nordlicht.example,{last},{next},1000,blue")])
    };
    let mut desk = Desk::new();
    desk.import("list.csv", row("2026-10-05", "2026-12-01"));
    let planned = desk.card("Nordlicht GmbH").follow_ups[0].id;
    desk.import("list.csv", row("2026-11-18", "2026-12-15"));
    let card = desk.card("Nordlicht GmbH");
    assert_eq!(card.follow_ups.iter().map(|f| (f.id, f.due_on.to_string())).collect::<Vec<_>>(), [(planned, "2026-12-15".to_owned())]);
    assert_eq!(card.touches.iter().map(|t| t.happened_on.to_string()).collect::<Vec<_>>(), ["2026-11-18", "2026-10-05"]);
    // One that a person planned, moved or finished is left alone.
    let moved = FollowUp { due_on: "2026-12-20".parse().unwrap(), ..card.follow_ups[0].clone() };
    desk.edit(Edit::plan(moved));
    desk.import("list.csv", row("2026-11-18", "2027-01-10"));
    let days: Vec<_> = desk.card("Nordlicht GmbH").follow_ups.iter().map(|f| f.due_on.to_string()).collect();
    assert_eq!(days, ["2026-12-20", "2027-01-10"]);
}

#[test]
fn the_books_customers_are_found_by_the_same_rule_as_those_of_the_list() {
    let known: [&[(Field, &str)]; 5] = [
        &[(Field::Company, "Nordlicht GmbH"), (Field::Country, "Germany")],
        &[(Field::Company, "Nordlicht GmbH"), (Field::Country, "Austria")],
        &[(Field::Company, "Rio Sul Ltda"), (Field::CustomerNo, "K-17")],
        &[(Field::Company, "Anna Berg")],
        &[(Field::ShortName, "Delta"), (Field::Country, "India")],
    ];
    for (row, found) in [
        ("Nordlicht,Germany,,", Some(0)),
        ("NORDLICHT G.m.b.H.,Austria,,", Some(1)),
        ("Nordlicht GmbH,France,,", None),
        ("Nordlicht GmbH,,,", Some(0)),
        ("Ganz Anders SA,,k-17,", Some(2)),
        ("Rio Sul,Brazil,K-99,", Some(2)),
        (",,,Anna Berg", Some(3)),
        ("Delta Ltd,India,,", Some(4)),
        ("Nordlicht Aurora GmbH,Germany,,", None),
    ] {
        let mut desk = Desk::new();
        for values in known {
            desk.edit(Edit::AddCustomer { customer: Box::new(customer(values)), contacts: vec![] });
        }
        let ids = desk.ids();
        let looked = desk.look("list.csv", csv(&["Company,Country,Customer no.,Contact", row]));
        assert_eq!(looked.comparison.matches, [found.map(|at| ids[at])], "{row}");
    }
}

#[test]
fn firms_of_one_name_are_told_apart_by_their_country_also_where_one_has_none() {
    let mut desk = Desk::new();
    let list =
        csv(&["Company,Country,City", "Nordlicht GmbH,Atlantis,Poseidonis", "Nordlicht GmbH,Brazil,Santos", "Nordlicht GmbH,Germany,Kiel"]);
    assert_eq!(desk.import("list.csv", &list).customers, 2);
    let taken = desk.dump();
    let again = desk.import("list.csv", &list);
    assert_eq!((again.customers_by.unchanged, again.step), (2, None));
    // The one in Germany is found although the one without a known country came first.
    desk.import("one.csv", csv(&["Company,Country,Website", "Nordlicht GmbH,Germany,nordlicht.example"]));
    assert_eq!(desk.cards()[1].customer.text(Field::Website), "nordlicht.example");
    assert!(desk.undo());
    assert_eq!(desk.dump(), taken);
}

#[test]
fn contacts_of_the_book_are_found_by_e_mail_and_then_by_name() {
    let head = "Company,Contact,E-mail,Position";
    for (row, people) in [
        ("Nordlicht GmbH,A. Berg,ANNA@nordlicht.example,CEO", vec!["A. Berg"]),
        ("Nordlicht GmbH,\"Berg, Anna\",,CEO", vec!["Anna Berg"]),
        ("Nordlicht GmbH,Emil Vogt,emil@nordlicht.example,CEO", vec!["Anna Berg", "Emil Vogt"]),
    ] {
        let mut desk = Desk::new();
        desk.import("list.csv", csv(&[head, "Nordlicht GmbH,Anna Berg,anna@nordlicht.example,"]));
        desk.import("list.csv", csv(&[head, row]));
        let contacts = desk.card("Nordlicht GmbH").contacts;
        assert_eq!(contacts.iter().map(Contact::name).collect::<Vec<_>>(), people, "{row}");
        assert_eq!(contacts.last().unwrap().record.get(Field::Title).text(), "CEO", "{row}");
    }
}

#[test]
fn an_import_that_was_taken_back_and_done_again_counts_as_no_change_by_hand() {
    let mut desk = Desk::new();
    desk.import("list.csv", first_list());
    let row =
        |city: &str| list(&[&format!("Nordlicht GmbH,Germany,{city},Anna Berg,anna@nordlicht.example,2026-10-05,2026-12-01,1000,blue")]);
    desk.import("list.csv", row("Bremen"));
    desk.undo();
    desk.redo();
    desk.import("list.csv", row("Kiel"));
    assert_eq!(desk.value("Nordlicht GmbH", Field::City), "Kiel");
}

#[test]
fn one_field_that_a_person_named_and_changed_does_not_hold_the_others() {
    let mut desk = Desk::new();
    desk.import("list.csv", csv(&["Company,Shelf,Box", "Nordlicht GmbH,blue,1", "Rio Sul Ltda,green,2"]));
    let customers = vec![desk.id("Nordlicht GmbH")];
    desk.edit(Edit::SetExtra { customers, name: "Shelf".to_owned(), text: "red".to_owned() });
    let report = desk.import("list.csv", csv(&["Company,Shelf,Box", "Nordlicht GmbH,black,7", "Rio Sul Ltda,green,2"]));
    let card = desk.card("Nordlicht GmbH");
    assert_eq!((card.customer.extra("Shelf"), card.customer.extra("Box")), ("red", "7"));
    assert_eq!(issues(&report), [(2, "changed_by_hand")]);
}
