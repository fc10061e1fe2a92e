//! Steps: one change, one entry, back and forth, over restarts.

use gendan::model::{Field, Id};
use gendan::store::{Read, StepKind, StoreError, What};

use super::samples::{Book, NOW, contact, customer, follow_up, text, touch};

#[test]
fn a_step_is_taken_back_and_done_again_also_after_a_restart() {
    let mut book = Book::new();
    let empty = book.dump();
    let (id, _) = book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
        let person = write.mint();
        write.put_contact(person, Some(&contact(person, id, "Anna Müller")))?;
        Ok(id)
    });
    let with_customer = book.dump();
    assert_ne!(with_customer, empty);
    book.edit(|write| {
        let mut changed = write.customer(id)?.unwrap();
        changed.set(Field::City, "Hamburg");
        write.put_customer(id, Some(&changed))
    });
    let with_city = book.dump();

    let mut book = book.reopen();
    assert_eq!(book.dump(), with_city);
    book.undo();
    assert_eq!(book.dump(), with_customer);
    book.undo();
    assert_eq!(book.dump(), empty);
    assert_eq!(book.undo(), None, "nothing is left to take back");
    let mut book = book.reopen();
    book.redo();
    assert_eq!(book.dump(), with_customer);
    book.redo();
    assert_eq!(book.dump(), with_city);
    assert_eq!(book.redo(), None);
    book.undo();
    assert_eq!(book.dump(), with_customer, "a redo can be taken back");
    book.edit(|write| {
        let mut changed = write.customer(id)?.unwrap();
        changed.set(Field::City, "Bremen");
        write.put_customer(id, Some(&changed))
    });
    assert_eq!(book.redo(), None, "a new edit clears redo");
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut book = Book::new();
    let (id, step) = book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
        Ok(id)
    });
    assert!(step.is_some());
    let (changed, step) = book.edit(|write| write.put_customer(id, Some(&customer(id, "Müller GmbH"))));
    assert!(!changed);
    assert_eq!(step, None);
    let (changed, step) = book.edit(|write| write.put_contact(Id(5), None));
    assert!(!changed);
    assert_eq!(step, None);
}

#[test]
fn a_failed_step_leaves_the_book_as_it_was() {
    let mut book = Book::new();
    let before = book.dump();
    let failed: Result<((), _), StoreError> = book.store.change(&What::edit("step-test"), "Li", NOW, |write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
        Err(StoreError::Stopped)
    });
    assert!(failed.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        book.edit(|write| {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
            if write.now_ms() > 0 {
                panic!("in the middle");
            }
            Ok(())
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(book.dump(), before);
    let (_, step) = book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))
    });
    assert!(step.is_some(), "and the book goes on");
}

#[test]
fn a_row_that_refers_to_nobody_is_refused() {
    let mut book = Book::new();
    let before = book.dump();
    let result = book.store.change(&What::edit("step-test"), "Li", NOW, |write| {
        let id = write.mint();
        write.put_contact(id, Some(&contact(id, Id(99), "Nobody's")))
    });
    assert!(matches!(result, Err(StoreError::Dangling)), "{result:?}");
    assert_eq!(book.dump(), before);
}

#[test]
fn only_the_state_before_the_step_counts() {
    let mut book = Book::new();
    let (id, _) = book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "First")))?;
        write.put_customer(id, Some(&customer(id, "Second")))?;
        Ok(id)
    });
    let second = book.dump();
    book.edit(|write| {
        for name in ["Third", "Fourth"] {
            write.put_customer(id, Some(&customer(id, name)))?;
        }
        write.delete_customer(id)
    });
    book.undo();
    assert_eq!(book.dump(), second);
    book.undo();
    assert_eq!(book.reader().customer(id).unwrap(), None);
    book.redo();
    assert_eq!(book.reader().customer(id).unwrap().unwrap().get(Field::Company), &text("Second"));
}

#[test]
fn a_deleted_customer_takes_everything_along_and_brings_it_back() {
    let mut book = Book::new();
    let (id, _) = book.edit(|write| {
        let id = write.mint();
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
        let person = write.mint();
        write.put_contact(person, Some(&contact(person, id, "Anna")))?;
        let call = write.mint();
        let mut called = touch(call, id, "2026-03", "called");
        called.contact = Some(person);
        write.put_touch(call, Some(&called))?;
        let plan = write.mint();
        write.put_follow_up(plan, Some(&follow_up(plan, id, "2026-04-01")))?;
        Ok(id)
    });
    let full = book.dump();
    let (was_there, _) = book.edit(|write| write.delete_customer(id));
    assert!(was_there);
    let counts = book.reader().counts().unwrap();
    assert_eq!((counts.customers, counts.contacts, counts.touches, counts.follow_ups), (0, 0, 0, 0));
    book.undo();
    assert_eq!(book.dump(), full);
    book.redo();
    book.undo();
    assert_eq!(book.dump(), full);
}

#[test]
fn names_of_steps_are_kept_with_their_variables() {
    let mut book = Book::new();
    let what = What::import("step-undo").with("what", "list.xlsx").with("count", 3);
    let (_, step) = book
        .store
        .change::<_, StoreError>(&what, "Li", NOW, |write| {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, "Müller GmbH")))
        })
        .unwrap();
    let undone = book.store.undo("Wang", NOW + 5).unwrap().unwrap();
    assert_eq!(undone.what.kind(), StepKind::Undo);
    assert_eq!(undone.undoes, step);
    assert_eq!(undone.what.name(), "Undo: list.xlsx");
    assert_eq!(undone.what.text(), "Undo: Undo: list.xlsx");
}
