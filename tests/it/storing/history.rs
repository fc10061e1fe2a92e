//! The journal read back: who changed what, the card as of a day, one change taken back, what was changed by hand.

use gendan::model::{ChannelKind, Field, Id, Value};
use gendan::store::{FieldChange, FieldName, History, Read, RowChange, StoreError, Table, What};

use super::samples::{Book, contact, customer, follow_up, source, text, touch};

fn named(field: Field) -> FieldName {
    FieldName::Field(field)
}

/// A book with one customer and its contact.
fn book_with_customer() -> (Book, Id, Id) {
    let mut book = Book::new();
    let ((id, person), _) = book.edit(|write| {
        let (id, person) = (write.mint(), write.mint());
        write.put_customer(id, Some(&customer(id, "Müller GmbH")))?;
        write.put_contact(person, Some(&contact(person, id, "Anna")))?;
        Ok((id, person))
    });
    (book, id, person)
}

fn set(book: &mut Book, id: Id, field: Field, value: impl Into<Value>) -> Id {
    let value = value.into();
    let (_, step) = book.edit(|write| {
        let mut changed = write.customer(id)?.unwrap();
        changed.set(field, value);
        write.put_customer(id, Some(&changed))
    });
    step.unwrap()
}

fn import(book: &mut Book, id: Id, field: Field, value: &str) -> (Id, Id) {
    book.now += 1000;
    let (list, step) = book
        .store
        .change::<_, StoreError>(&What::import("step-test"), "Li", book.now, |write| {
            let list = write.mint();
            write.put_import_source(list, Some(&source(list, "headers")))?;
            let mut changed = write.customer(id)?.unwrap();
            changed.set(field, value);
            write.put_customer(id, Some(&changed))?;
            Ok(list)
        })
        .unwrap();
    (list, step.unwrap())
}

#[test]
fn the_history_of_a_customer_tells_each_field_with_its_contacts() {
    let (mut book, id, person) = book_with_customer();
    set(&mut book, id, Field::City, "Hamburg");
    book.edit(|write| {
        let mut changed = write.contact(person)?.unwrap();
        changed.set_channels(ChannelKind::Email, ["a@b.example"]);
        write.put_contact(person, Some(&changed))
    });
    book.edit(|write| {
        let other = write.mint();
        write.put_customer(other, Some(&customer(other, "Another")))
    });
    book.edit(|write| write.put_contact(person, None));

    let history = book.reader().history(Some(id), 10, None).unwrap();
    let rows: Vec<&[RowChange]> = history.iter().map(|step| step.rows.as_slice()).collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[0].len() == 1 && rows[0][0].is_gone, "the contact was removed");
    let owner = id;
    let told = |table, id, field, was, now| {
        let fields = vec![FieldChange { field: named(field), was, now }];
        RowChange { table, id, owner: Some(owner), is_new: false, is_gone: false, fields }
    };
    let ways = |ways: &[&str]| Value::Tags(ways.iter().map(|way| (*way).to_owned()).collect());
    assert_eq!(rows[1], [told(Table::Contact, person, Field::Email, ways(&["anna@example.com"]), ways(&["a@b.example"]))]);
    assert_eq!(rows[2], [told(Table::Customer, id, Field::City, Value::Empty, text("Hamburg"))]);
    assert_eq!(rows[3].iter().map(|row| (row.table, row.is_new)).collect::<Vec<_>>(), [(Table::Customer, true), (Table::Contact, true)]);

    let page = book.reader().history(Some(id), 1, Some(history[1].step.id)).unwrap();
    assert_eq!(page, history[2..3]);
    let whole = book.reader().history(None, 10, None).unwrap();
    assert_eq!(whole.len(), 5);
    assert_eq!(whole[4].rows, history[3].rows);
    assert_eq!(whole[3].rows, history[2].rows);
}

#[test]
fn a_contact_given_to_another_customer_stands_in_both_histories() {
    let (mut book, id, person) = book_with_customer();
    let (other, _) = book.edit(|write| {
        let other = write.mint();
        write.put_customer(other, Some(&customer(other, "Another")))?;
        Ok(other)
    });
    let (_, moved) = book.edit(|write| {
        let mut contact = write.contact(person)?.unwrap();
        contact.customer = other;
        write.put_contact(person, Some(&contact))
    });
    book.edit(|write| {
        let mut contact = write.contact(person)?.unwrap();
        contact.record.set(Field::Title, "CEO");
        write.put_contact(person, Some(&contact))
    });
    let steps =
        |customer| -> Vec<Id> { book.reader().history(Some(customer), 10, None).unwrap().iter().map(|step| step.step.id).collect() };
    assert_eq!(steps(id)[0], moved.unwrap(), "what happened to it later is no business of the first");
    assert_eq!(steps(other)[1], moved.unwrap());
    assert_eq!(steps(other).len(), 3);
}

#[test]
fn the_card_as_of_a_moment() {
    let (mut book, id, person) = book_with_customer();
    let made = book.now;
    set(&mut book, id, Field::City, "Hamburg");
    let in_hamburg = book.now;
    set(&mut book, id, Field::City, "Bremen");
    book.edit(|write| write.put_contact(person, None));
    book.edit(|write| write.delete_customer(id));
    let reader = book.reader();
    let city = |at| reader.customer_as_of(id, at).unwrap().map(|customer| customer.text(Field::City).to_owned());
    assert_eq!(city(made - 1), None);
    assert_eq!(city(made).as_deref(), Some(""));
    assert_eq!(city(in_hamburg).as_deref(), Some("Hamburg"));
    assert_eq!(city(in_hamburg + 1999).as_deref(), Some("Bremen"));
    assert_eq!(city(book.now), None);
    assert_eq!(reader.belongings_as_of(id, in_hamburg).unwrap().contacts.len(), 1);
    assert_eq!(reader.belongings_as_of(id, in_hamburg + 2000).unwrap().contacts.len(), 0);
}

#[test]
fn taking_back_one_change_spares_what_was_changed_since() {
    let (mut book, id, _) = book_with_customer();
    let (_, step) = book.edit(|write| {
        let mut changed = write.customer(id)?.unwrap();
        changed.set(Field::City, "Hamburg");
        changed.set(Field::Level, "A");
        changed.set_extra("Fair", "hall 9");
        write.put_customer(id, Some(&changed))
    });
    set(&mut book, id, Field::Level, "B");
    set(&mut book, id, Field::Owner, "Wang");
    let step = step.unwrap();
    let what = What::edit("step-test");
    let taken = book.store.take_back(&what, step, (Table::Customer, id), &[], "Li", book.now + 1).unwrap();
    assert!(taken.step.is_some());
    let told: Vec<_> =
        taken.conflicts.iter().map(|conflict| (conflict.field.clone(), conflict.was.clone(), conflict.now.clone())).collect();
    assert_eq!(told, [(named(Field::Level), Value::Empty, text("B"))]);
    let now = book.reader().customer(id).unwrap().unwrap();
    assert_eq!((now.text(Field::City), now.text(Field::Level), now.text(Field::Owner), now.extra("Fair")), ("", "B", "Wang", ""));

    let taken = book.store.take_back(&what, step, (Table::Customer, id), &[named(Field::Level)], "Li", book.now + 2).unwrap();
    assert!(taken.step.is_some() && taken.conflicts.is_empty());
    assert_eq!(book.reader().customer(id).unwrap().unwrap().text(Field::Level), "");
    let again = book.store.take_back(&what, step, (Table::Customer, id), &[], "Li", book.now + 3).unwrap();
    assert_eq!((again.step, again.conflicts), (None, vec![]), "nothing is left to take back");
    assert!(matches!(book.store.take_back(&what, Id(3), (Table::Customer, id), &[], "Li", book.now), Err(StoreError::NoStep(Id(3)))));
}

#[test]
fn a_row_made_or_removed_by_a_change_goes_or_comes_back() {
    let (mut book, id, person) = book_with_customer();
    let what = What::edit("step-test");
    let (call, made) = book.edit(|write| {
        let call = write.mint();
        write.put_touch(call, Some(&touch(call, id, "2026-03-05", "called")))?;
        Ok(call)
    });
    let (_, removed) = book.edit(|write| write.put_contact(person, None));
    book.store.take_back(&what, removed.unwrap(), (Table::Contact, person), &[], "Li", book.now + 1).unwrap();
    assert_eq!(book.reader().contact(person).unwrap().unwrap().name(), "Anna");
    book.store.take_back(&what, made.unwrap(), (Table::Touch, call), &[], "Li", book.now + 2).unwrap();
    assert_eq!(book.reader().touch(call).unwrap(), None);

    let (call, made) = book.edit(|write| {
        let call = write.mint();
        write.put_touch(call, Some(&touch(call, id, "2026-03-05", "called")))?;
        Ok(call)
    });
    book.edit(|write| write.put_touch(call, Some(&touch(call, id, "2026-03-05", "called twice"))));
    let taken = book.store.take_back(&what, made.unwrap(), (Table::Touch, call), &[], "Li", book.now + 3).unwrap();
    assert_eq!(taken.step, None);
    assert_eq!(taken.conflicts.len(), 1, "{taken:?}");
}

#[test]
fn what_was_changed_by_hand_since_an_import_is_known_and_what_was_undone_is_not() {
    let (mut book, id, person) = book_with_customer();
    let (list, imported) = import(&mut book, id, Field::City, "Hamburg");
    let by_hand = |book: &Book| book.reader().changed_by_hand_since(imported).unwrap();
    assert!(by_hand(&book).is_empty());

    set(&mut book, id, Field::City, "Bremen");
    set(&mut book, id, Field::Level, "A");
    book.undo();
    assert_eq!(by_hand(&book).get(&id).unwrap(), &[named(Field::City)], "the level was taken back");
    book.redo();
    assert_eq!(by_hand(&book).get(&id).unwrap(), &[named(Field::City), named(Field::Level)]);
    set(&mut book, id, Field::Level, "");
    assert_eq!(by_hand(&book).get(&id).unwrap().len(), 2, "emptied by hand counts too");
    import(&mut book, id, Field::City, "Kiel");
    assert_eq!(by_hand(&book).get(&id).unwrap(), &[named(Field::Level)], "another list set the city since");
    book.edit(|write| {
        let mut changed = write.contact(person)?.unwrap();
        changed.add_channel(ChannelKind::Wechat, "anna_m");
        write.put_contact(person, Some(&changed))
    });
    assert_eq!(by_hand(&book).get(&person).unwrap(), &[named(Field::Wechat)]);

    assert_eq!(book.reader().step_of_import(list).unwrap().unwrap().id, imported);
    assert_eq!(book.reader().import_of_step(imported).unwrap(), Some(list));
}

#[test]
fn each_value_knows_the_list_it_came_from() {
    let (mut book, id, _) = book_with_customer();
    let (first, _) = import(&mut book, id, Field::City, "Hamburg");
    let (second, _) = import(&mut book, id, Field::Region, "HH");
    let list_of = |book: &Book, field: Field| {
        let origins = book.reader().origins_of(id).unwrap();
        origins.iter().find(|origin| origin.id == id && origin.field == named(field)).and_then(|origin| origin.import)
    };
    assert_eq!(
        (list_of(&book, Field::City), list_of(&book, Field::Region), list_of(&book, Field::Company)),
        (Some(first), Some(second), None)
    );
    set(&mut book, id, Field::City, "Bremen");
    assert_eq!(list_of(&book, Field::City), None);
    book.undo();
    assert_eq!(list_of(&book, Field::City), Some(first));
    book.undo();
    assert_eq!(list_of(&book, Field::Region), None);
    book.redo();
    assert_eq!(list_of(&book, Field::Region), Some(second), "also after it was done again");
}

#[test]
fn what_changed_since_a_step_is_told_by_row_and_by_customer() {
    let (mut book, id, person) = book_with_customer();
    let start = book.reader().newest_step().unwrap().unwrap();
    assert_eq!(book.reader().changed_since(start).unwrap(), []);
    let (plan, _) = book.edit(|write| {
        let plan = write.mint();
        write.put_follow_up(plan, Some(&follow_up(plan, id, "2026-04")))?;
        Ok(plan)
    });
    assert_eq!(book.reader().changed_since(start).unwrap(), [(Table::FollowUp, plan)]);
    assert_eq!(book.reader().customers_changed_since(start).unwrap(), [id]);
    let later = book.reader().newest_step().unwrap().unwrap();
    let (other, _) = book.edit(|write| {
        let other = write.mint();
        write.put_customer(other, Some(&customer(other, "Another")))?;
        let mut contact = write.contact(person)?.unwrap();
        contact.customer = other;
        write.put_contact(person, Some(&contact))?;
        Ok(other)
    });
    assert_eq!(book.reader().customers_changed_since(later).unwrap(), [id, other]);
    let gone = book.reader().newest_step().unwrap().unwrap();
    book.edit(|write| write.put_follow_up(plan, None));
    assert_eq!(book.reader().customers_changed_since(gone).unwrap(), [id]);
    book.undo();
    assert_eq!(book.reader().customers_changed_since(gone).unwrap(), [id]);
}
