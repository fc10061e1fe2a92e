//! The import wizard without its window: what is read, decided, reviewed and taken on threads of its own.

use std::path::PathBuf;
use std::time::Duration;

use gendan::book::{Edit, ImportSession, Stage};
use gendan::import::Target;
use gendan::import::read::Reader;
use gendan::import::understand::OnMatch;
use gendan::model::{Field, Id};

use super::desk::{Desk, csv, issues, targets, wait};

const LIST: [&str; 4] = [
    "Firm,Tel,E-mail,Contact,Misc",
    "Nordlicht GmbH,+49 171 5550101,anna(at)nordlicht,Anna Berg,first",
    "Rio Sul Ltda,+55 11 95550101,bruno@riosul.example,Bruno Lima,second",
    "Rio Sul Ltda,+55 11 95550101,bruno@riosul.example,Bruno Lima,second",
];

fn start(desk: &Desk, name: &str, content: impl AsRef<[u8]>) -> ImportSession {
    let reader = Reader { executable: PathBuf::from(env!("CARGO_BIN_EXE_gendan")) };
    ImportSession::start(&desk.file(name, content.as_ref()), reader, || {})
}

fn review(session: &mut ImportSession, desk: &mut Desk) {
    session.review(&desk.book).unwrap();
    assert_eq!(session.stage, Stage::Comparing);
    wait(session, desk);
    assert_eq!(session.stage, Stage::Review);
}

fn take(session: &mut ImportSession, desk: &mut Desk) {
    let now = desk.now();
    session.take(&mut desk.book, now).unwrap();
    wait(session, desk);
}

#[test]
fn a_list_is_read_decided_reviewed_repaired_and_taken() {
    let mut desk = Desk::new();
    let empty = desk.dump();
    let mut session = start(&desk, "list.csv", csv(&LIST));
    assert_eq!(session.stage, Stage::Reading);
    wait(&mut session, &mut desk);
    assert_eq!((session.stage, session.file_name().as_str()), (Stage::Fields, "list.csv"));
    assert_eq!(targets(session.understanding.as_ref().unwrap()), ["company", "phone", "email", "contact", "+Misc"]);
    session.set_target(1, Some(Target::Field(Field::Mobile)));
    session.set_target(4, Some(Target::Ignored));
    assert_eq!(targets(session.understanding.as_ref().unwrap()), ["company", "mobile", "email", "contact", "-"]);
    let preview = session.preview(2);
    assert_eq!(preview[0].cells[0].text, "Nordlicht GmbH");
    assert!(preview[0].cells[2].issue.is_some() && preview[1].cells[2].issue.is_none());

    review(&mut session, &mut desk);
    assert_eq!(session.comparison.as_ref().unwrap().customers_by.added, 2);
    assert_eq!(session.not_taken(), 2, "a copy, and a row with an address that is none");
    assert_eq!(desk.dump(), empty, "nothing is taken yet");
    session.repair(1, 2, "anna(at)nordlicht", "anna@nordlicht.example", &desk.book).unwrap();
    wait(&mut session, &mut desk);
    assert_eq!(session.not_taken(), 1);

    take(&mut session, &mut desk);
    assert_eq!(session.stage, Stage::Done);
    let report = session.report.clone().unwrap();
    assert_eq!((report.customers, issues(&report)), (2, vec![(4, "exact_duplicate")]));
    assert_eq!(session.write_not_taken(&desk.folder.path().join("not taken.xlsx")).unwrap(), 1, "also when it is done");
    assert_eq!(desk.value("Nordlicht GmbH", Field::Email), "anna@nordlicht.example");
    assert_eq!(desk.value("Nordlicht GmbH", Field::Mobile), "+49 171 5550101");
    assert!(!desk.book.is_busy() || desk.book.store().is_some());
    assert!(desk.undo());
    assert_eq!(desk.dump(), empty);
}

#[test]
fn what_was_decided_is_remembered_for_the_next_export_of_the_list() {
    let mut desk = Desk::new();
    let mut session = start(&desk, "list.csv", csv(&LIST));
    wait(&mut session, &mut desk);
    session.set_target(1, Some(Target::Field(Field::Mobile)));
    session.set_on_match(OnMatch::Add);
    review(&mut session, &mut desk);
    take(&mut session, &mut desk);
    let mut session = start(&desk, "list of next week.csv", csv(&LIST));
    wait(&mut session, &mut desk);
    assert_eq!(session.remembered.as_ref().map(|(name, _)| name.as_str()), Some("list.csv"));
    assert_eq!(targets(session.understanding.as_ref().unwrap())[1], "mobile");
    assert_eq!(session.answers.on_match, OnMatch::Update, "adding everybody again was meant for once");
    let mut session = start(&desk, "other.csv", csv(&["Firm,Tel,E-mail", "Neu AG,+49 171 5550102,"]));
    wait(&mut session, &mut desk);
    assert_eq!((session.remembered.clone(), targets(session.understanding.as_ref().unwrap())[1].as_str()), (None, "phone"));
}

#[test]
fn broken_off_at_any_stage_the_book_is_as_it_was() {
    let mut desk = Desk::new();
    let empty = desk.dump();
    let rows: Vec<String> =
        (0..3_000).map(|row| format!("Customer {row:05} GmbH,+49 171 {row:07},c{row}@c{row}.example,Person {row},x")).collect();
    let lines: Vec<&str> = std::iter::once(LIST[0]).chain(rows.iter().map(String::as_str)).collect();
    let mut session = start(&desk, "long.csv", csv(&lines));
    session.cancel();
    wait(&mut session, &mut desk);
    assert!(
        session.stage == Stage::Failed && session.trouble.as_ref().is_some_and(gendan::error::Error::is_cancelled)
            || session.stage == Stage::Fields
    );

    let mut session = start(&desk, "long.csv", csv(&lines));
    wait(&mut session, &mut desk);
    session.review(&desk.book).unwrap();
    session.cancel();
    wait(&mut session, &mut desk);
    assert_eq!(session.stage, Stage::Fields);
    assert!(session.trouble.is_none(), "who breaks off needs no telling");
    review(&mut session, &mut desk);
    let now = desk.now();
    session.take(&mut desk.book, now).unwrap();
    session.cancel();
    wait(&mut session, &mut desk);
    if session.stage == Stage::Review {
        assert_eq!(desk.dump(), empty);
    } else {
        assert!(desk.undo(), "it was done before it could be stopped");
        assert_eq!(desk.dump(), empty);
    }
    assert!(desk.book.store().is_some(), "the book can be written again");
}

#[test]
fn edits_that_wait_for_an_import_are_done_after_it_also_when_one_is_refused() {
    let mut desk = Desk::new();
    desk.import("first.csv", csv(&["Company,City", "Aurora AB,Malmö"]));
    let mut session = start(&desk, "list.csv", csv(&LIST));
    wait(&mut session, &mut desk);
    review(&mut session, &mut desk);
    let aurora = desk.id("Aurora AB");
    let now = desk.now();
    session.take(&mut desk.book, now).unwrap();
    assert!(session.has_book());
    for (customer, city) in [(Id(5), "Nowhere"), (aurora, "Lund")] {
        let edit = Edit::SetField { customers: vec![customer], field: Field::City, text: city.to_owned() };
        assert!(desk.book.apply(edit, now).unwrap().is_waiting);
    }
    let refused = loop {
        match session.tick(&mut desk.book) {
            Ok(false) => std::thread::sleep(Duration::from_millis(5)),
            Ok(true) => panic!("the refusal is said"),
            Err(error) => break error,
        }
    };
    assert!(refused.to_string().contains("no longer"), "{refused}");
    assert_eq!(session.stage, Stage::Done);
    assert_eq!(desk.value("Aurora AB", Field::City), "Lund");
    assert_eq!(desk.ids().len(), 3);
}

#[test]
fn a_book_that_changed_since_the_review_is_reviewed_again() {
    let mut desk = Desk::new();
    desk.import("first.csv", csv(&["Company,City", "Nordlicht GmbH,Kiel"]));
    let mut session = start(&desk, "list.csv", csv(&LIST));
    wait(&mut session, &mut desk);
    review(&mut session, &mut desk);
    assert_eq!(session.comparison.as_ref().unwrap().customers_by.updated, 1);
    let customers = vec![desk.id("Nordlicht GmbH")];
    desk.edit(Edit::DeleteCustomers { customers });
    take(&mut session, &mut desk);
    assert_eq!(session.stage, Stage::Review);
    assert_eq!(session.comparison.as_ref().unwrap().customers_by.added, 2);
    take(&mut session, &mut desk);
    assert_eq!((session.stage, desk.names().len()), (Stage::Done, 2));
}

#[test]
fn encoding_and_separator_can_be_changed() {
    let mut desk = Desk::new();
    let list: &[u8] = b"\xb9\xab\xcb\xbe\xc3\xfb\xb3\xc6|\xb9\xfa\xbc\xd2\r\n\xb1\xb1\xb9\xe2|\xb5\xc2\xb9\xfa\r\n";
    let mut session = start(&desk, "list.csv", list);
    wait(&mut session, &mut desk);
    session.set_encoding(Some("gb18030".to_owned()));
    wait(&mut session, &mut desk);
    session.set_delimiter(Some('|'));
    wait(&mut session, &mut desk);
    assert_eq!(targets(session.understanding.as_ref().unwrap()), ["company", "country"]);
    session.set_encoding(Some("martian".to_owned()));
    wait(&mut session, &mut desk);
    assert_eq!(session.stage, Stage::Failed);
    assert!(session.trouble.as_ref().unwrap().to_string().contains("martian"));
    session.set_encoding(None);
    wait(&mut session, &mut desk);
    assert_eq!(session.stage, Stage::Fields, "and another try is possible");
}

#[test]
fn a_list_that_names_nobody_is_refused_before_the_review() {
    let mut desk = Desk::new();
    let mut session = start(&desk, "list.csv", csv(&["Country,City", "Germany,Kiel", "Brazil,Santos"]));
    wait(&mut session, &mut desk);
    let refused = session.review(&desk.book).unwrap_err();
    assert!(!refused.to_string().is_empty() && !refused.hint().is_empty());
    assert_eq!(session.stage, Stage::Fields);
    for (name, content) in [("missing", None), ("empty.csv", Some(&b""[..])), ("picture.xlsx", Some(b"\x89PNG\r\n\x1a\n\0\0"))] {
        let path = desk.folder.path().join(name);
        if let Some(content) = content {
            desk.file(name, content);
        }
        let mut session = ImportSession::start(&path, Reader { executable: PathBuf::from(env!("CARGO_BIN_EXE_gendan")) }, || {});
        wait(&mut session, &mut desk);
        assert_eq!(session.stage, Stage::Failed, "{name}");
        assert!(session.trouble.as_ref().unwrap().to_string().contains(name), "{name}");
    }
}
