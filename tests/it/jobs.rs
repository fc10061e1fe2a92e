//! Long work that has the book: it comes back whatever becomes of the job, edits wait, and huge steps run beside the window.

use std::sync::Arc;
use std::time::Duration;

use gendan::book::{Column, Edit, Sort, TableQuestion};
use gendan::book::{Deed, DeedKind, Ended, ImportSession, Now, Stage, Started};
use gendan::error::Error;
use gendan::import::read::Reader;
use gendan::model::{Field, Id};
use gendan::words::{self, Language};

use super::importing::desk::{Desk, csv, wait};

/// A list of `count` firms with a person each.
fn list(count: usize) -> String {
    let rows = (0..count).map(|row| format!("Firm {row:05} GmbH,Person {row},c{row}@c{row}.example\n"));
    std::iter::once("Company,Contact,E-mail\n".to_owned()).chain(rows).collect()
}

fn set_city(customers: Vec<Id>, city: &str) -> Edit {
    Edit::SetField { customers, field: Field::City, text: city.to_owned() }
}

/// Ticks until the job that runs has ended.
fn ended(desk: &mut Desk, now: Now) -> Ended {
    for _ in 0..4_000 {
        desk.book.tick(now).unwrap();
        if let Some(ended) = desk.book.take_ended() {
            return ended;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the job does not end");
}

/// Starts `deed`, which must run as a job, and waits for its end.
fn run(desk: &mut Desk, deed: Deed) -> Ended {
    let now = desk.now();
    let kind = deed.kind();
    assert_eq!(desk.book.start(deed, now).unwrap(), Started::Running);
    let (words, share) = desk.book.running().expect("it is seen running");
    assert!(!words.is_empty() && (0.0..=1.0).contains(&share), "{words} {share}");
    let ended = ended(desk, now);
    assert_eq!(ended.kind, kind);
    assert!(desk.book.running().is_none() && desk.book.store().is_some());
    ended
}

#[test]
fn a_job_whose_thread_panics_gives_the_book_back_and_what_waited_is_done() {
    let mut desk = Desk::new();
    desk.import("first.csv", csv(&["Company", "Aurora AB"]));
    let aurora = desk.id("Aurora AB");
    let before = desk.dump();
    let now = desk.now();
    let mut loan = desk.book.lend("The job".to_owned()).unwrap();
    assert!(desk.book.apply(set_city(vec![aurora], "Lund"), now).unwrap().is_waiting);
    let died = std::thread::spawn(move || {
        let what = gendan::store::What::edit("step-sample");
        let _ = loan.store().change(&what, "Li", now.ms(), |write| -> Result<(), Error> {
            write.delete_customer(aurora)?;
            panic!("in the midst of a step");
        });
    });
    assert!(died.join().is_err());
    assert!(desk.book.tick(now).unwrap());
    assert!(desk.book.store().is_some() && desk.book.waiting() == 0);
    assert_eq!(desk.value("Aurora AB", Field::City), "Lund");
    assert!(desk.undo());
    assert_eq!(desk.dump(), before);
}

/// A wizard that has reviewed a list of two firms.
fn reviewed(desk: &mut Desk) -> ImportSession {
    let path = desk.file("list.csv", list(2).as_bytes());
    let mut session = ImportSession::start(&path, Reader { executable: env!("CARGO_BIN_EXE_gendan").into() }, || {});
    wait(&mut session, desk);
    session.review(&desk.book).unwrap();
    wait(&mut session, desk);
    assert_eq!(session.stage, Stage::Review);
    session
}

#[test]
fn an_import_that_panics_is_told_changes_nothing_and_can_be_tried_again() {
    let mut desk = Desk::new();
    desk.import("first.csv", csv(&["Company", "Aurora AB"]));
    let aurora = desk.id("Aurora AB");
    let mut session = reviewed(&mut desk);
    // A comparison that speaks of customers which it has no matches for: no code expects that.
    let whole = session.comparison.clone().unwrap();
    session.comparison = Some(Arc::new(gendan::book::Comparison { matches: Vec::new(), ..whole.as_ref().clone() }));
    let now = desk.now();
    session.take(&mut desk.book, now).unwrap();
    assert!(desk.book.apply(set_city(vec![aurora], "Lund"), now).unwrap().is_waiting);
    wait(&mut session, &mut desk);
    assert_eq!(session.stage, Stage::Review);
    let trouble = session.trouble.as_ref().expect("it is told");
    assert!(trouble.to_string().contains("unexpectedly") && !trouble.hint().is_empty(), "{trouble}");
    assert!(desk.book.store().is_some());
    assert_eq!((desk.names().len(), desk.value("Aurora AB", Field::City).as_str()), (1, "Lund"));
    session.comparison = Some(whole);
    let now = desk.now();
    session.take(&mut desk.book, now).unwrap();
    // What waited has changed the book, so it is reviewed again first.
    wait(&mut session, &mut desk);
    session.take(&mut desk.book, now).unwrap();
    wait(&mut session, &mut desk);
    assert_eq!((session.stage, desk.names().len()), (Stage::Done, 3));
    assert!(session.workbook.is_none() && session.plan.is_none(), "rows that nobody asks for again are given back");
}

#[test]
fn a_wizard_that_goes_while_it_takes_gives_the_book_back() {
    let mut desk = Desk::new();
    desk.import("first.csv", csv(&["Company", "Aurora AB"]));
    let aurora = desk.id("Aurora AB");
    let mut session = reviewed(&mut desk);
    let now = desk.now();
    session.take(&mut desk.book, now).unwrap();
    assert!(desk.book.apply(set_city(vec![aurora], "Lund"), now).unwrap().is_waiting);
    drop(session);
    desk.book.finish().unwrap();
    assert!(desk.book.store().is_some() && desk.book.waiting() == 0);
    assert_eq!(desk.value("Aurora AB", Field::City), "Lund");
    assert!([1, 3].contains(&desk.names().len()), "all of it or nothing");
}

#[test]
fn a_huge_step_is_taken_back_and_done_again_by_a_job() {
    let mut desk = Desk::new();
    let empty = desk.dump();
    desk.import("list.csv", list(2_500));
    let full = desk.dump();
    let shown = TableQuestion::default();
    for _ in 0..2 {
        let undone = run(&mut desk, Deed::Undo).result.unwrap();
        assert!(undone.what.contains("list.csv") && undone.step.is_some(), "{undone:?}");
        assert_eq!(desk.dump(), empty);
        assert_eq!((desk.book.customer_count(), desk.book.table(&shown).ids.len()), (0, 0));
        run(&mut desk, Deed::Redo).result.unwrap();
        assert_eq!(desk.dump(), full);
        assert_eq!((desk.book.customer_count(), desk.book.table(&shown).ids.len()), (2_500, 2_500));
    }
    let now = desk.now();
    assert_eq!(desk.book.start(Deed::Redo, now).unwrap(), Started::Nothing);
}

#[test]
fn small_steps_are_done_at_once() {
    let mut desk = Desk::new();
    desk.import("list.csv", list(3));
    let ids = desk.ids();
    for deed in [Deed::Edit(vec![set_city(ids, "Kiel")]), Deed::Undo, Deed::Redo] {
        let now = desk.now();
        let Started::Done(done) = desk.book.start(deed.clone(), now).unwrap() else { panic!("{deed:?} is small") };
        assert!(done.step.is_some() && !done.is_waiting);
    }
}

#[test]
fn an_edit_of_thousands_of_customers_is_a_job_and_others_wait_for_it() {
    let mut desk = Desk::new();
    desk.import("list.csv", list(2_500));
    let ids = desk.ids();
    let before = desk.dump();
    let done = run(&mut desk, Deed::Edit(vec![set_city(ids.clone(), "Kiel")])).result.unwrap();
    assert!(done.what.contains("2,500") || done.what.contains("2500"), "{}", done.what);
    assert_eq!(desk.value("Firm 02499 GmbH", Field::City), "Kiel");
    assert!(desk.undo());
    assert_eq!(desk.dump(), before);

    let now = desk.now();
    assert_eq!(desk.book.start(Deed::Edit(vec![Edit::DeleteCustomers { customers: ids[1..].to_vec() }]), now).unwrap(), Started::Running);
    // What waits is done in its order, a long one as the next job.
    let later = [set_city(vec![ids[0]], "Lund"), set_city(ids[..1].to_vec(), "Malmö")];
    for edit in later {
        let Started::Done(done) = desk.book.start(Deed::Edit(vec![edit]), now).unwrap() else { panic!("it waits") };
        assert!(done.is_waiting);
    }
    let refused = desk.book.start(Deed::Undo, now).unwrap_err().to_string();
    assert!(refused.contains("Delete 2") && refused.contains("running"), "{refused}");
    assert_eq!(desk.book.waiting(), 2);
    ended(&mut desk, now).result.unwrap();
    assert_eq!((desk.names().len(), desk.book.waiting()), (1, 0));
    assert_eq!(desk.value("Firm 00000 GmbH", Field::City), "Malmö");
}

#[test]
fn search_order_and_counts_are_whole_as_soon_as_a_job_has_edited_thousands() {
    let mut desk = Desk::new();
    desk.import("list.csv", list(2_500));
    desk.book.wait_for_index().unwrap();
    let city = Sort { column: Column::of(Field::City), is_descending: false };
    let asked = |desk: &Desk, search: &str| desk.book.table(&TableQuestion { search: search.to_owned(), sort: vec![city.clone()] });
    let mut ids = asked(&desk, "").ids.to_vec();
    ids.sort_unstable();
    let edited: Vec<Id> = ids[..2_100].to_vec();
    run(&mut desk, Deed::Edit(vec![set_city(edited.clone(), "Lund")]));
    // The very first question finds them, and what belongs to them is found as before.
    for (search, found) in [("lund", 2_100), ("city:Lund person", 2_100), ("c7@c7.example", 1), ("missing:city", 400), ("", 2_500)] {
        let answer = asked(&desk, search);
        assert!(answer.is_complete && answer.is_sorted, "{search}");
        assert_eq!(answer.ids.len(), found, "{search}");
    }
    assert_eq!(asked(&desk, "").ids[..2_100].iter().filter(|id| edited.contains(id)).count(), 2_100, "those without a city stand last");
    assert_eq!(desk.book.facets(&TableQuestion { search: "lund".to_owned(), sort: vec![] }).found, 2_100);
    run(&mut desk, Deed::Edit(vec![Edit::DeleteCustomers { customers: edited }]));
    assert_eq!((asked(&desk, "").ids.len(), asked(&desk, "lund").ids.len()), (400, 0));
    assert_eq!(desk.book.customer_count(), 400);
    run(&mut desk, Deed::Undo);
    assert_eq!((asked(&desk, "lund").ids.len(), asked(&desk, "person").ids.len()), (2_100, 2_500));
    // A step of fewer rows is taken back at once.
    assert!(desk.undo());
    let answer = asked(&desk, "lund");
    assert_eq!((answer.ids.len(), answer.is_complete), (0, true));
    assert_eq!(asked(&desk, "c7@c7.example").ids.len(), 1);
}

#[test]
fn a_job_that_is_refused_or_stopped_leaves_the_book_as_it_was() {
    let mut desk = Desk::new();
    desk.import("list.csv", list(2_500));
    let before = desk.dump();
    let mut ids = desk.ids();
    ids.push(Id(5));
    let refused = run(&mut desk, Deed::Edit(vec![set_city(ids, "Kiel")])).result.unwrap_err();
    assert!(refused.to_string().contains("no longer"), "{refused}");
    assert_eq!(desk.dump(), before);
    let now = desk.now();
    assert_eq!(desk.book.start(Deed::Undo, now).unwrap(), Started::Running);
    desk.book.stop_running();
    match ended(&mut desk, now).result {
        Err(error) => {
            assert!(error.is_cancelled(), "{error}");
            assert_eq!(desk.dump(), before);
        }
        Ok(_) => assert_eq!(desk.names().len(), 0, "it was done before it could be stopped"),
    }
}

#[test]
fn what_runs_is_said_in_the_language_spoken() {
    let mut desk = Desk::new();
    desk.import("list.csv", list(2_500));
    for (language, deed, kind, part) in
        [(Language::English, Deed::Undo, DeedKind::Undo, "Undoing"), (Language::Chinese, Deed::Redo, DeedKind::Redo, "正在重做")]
    {
        words::speak(language);
        let now = desk.now();
        assert_eq!(desk.book.start(deed, now).unwrap(), Started::Running);
        let (words, _) = desk.book.running().unwrap();
        assert!(words.contains(part) && words.contains("list.csv"), "{words}");
        assert_eq!(ended(&mut desk, now).kind, kind);
    }
    words::speak(Language::English);
}
