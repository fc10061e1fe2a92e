//! Histories and old changes without a window: pages, one field alone, a moment of the past, what is taken back, what is asked.

use chrono::Duration;
use gendan::book::{Book, CardSnapshot, Edit, HistoryChange, HistoryQuestion, Now, Part};
use gendan::model::{Contact, Field, Id};
use gendan::words::{Language, speak};

use crate::stage::{moment, on, told};

/// A book in a folder of its own, whose clock goes on by a minute with every edit.
pub struct Shelf {
    pub book: Book,
    pub now: Now,
    folder: tempfile::TempDir,
}

impl Shelf {
    pub fn new() -> Self {
        speak(Language::English);
        let folder = tempfile::tempdir().expect("a folder for the book");
        let now = at("2026-03-02T01:00:00Z");
        Self { book: Book::open(folder.path(), now).expect("the book opens"), now, folder }
    }

    pub fn pass(&mut self, time: Duration) {
        let at = self.now.at + time;
        self.now = Now { at, today: at.date_naive() };
    }

    pub fn edit(&mut self, edit: Edit) -> Option<Id> {
        self.pass(Duration::minutes(1));
        self.book.apply(edit, self.now).expect("the edit is done").step
    }

    /// Adds a customer with one person.
    pub fn add(&mut self, texts: &[(Field, &str)]) -> Id {
        let (customer, contacts) = told(texts);
        self.pass(Duration::minutes(1));
        self.book.apply(Edit::AddCustomer { customer, contacts }, self.now).expect("the edit is done").customer.expect("a customer")
    }

    pub fn set(&mut self, id: Id, field: Field, text: &str) -> Id {
        self.edit(Edit::SetField { customers: vec![id], field, text: text.to_owned() }).expect("a step")
    }

    pub fn card(&self, id: Id) -> CardSnapshot {
        self.book.card(id).expect("the book is read").expect("the customer is there")
    }

    pub fn text(&self, id: Id, field: Field) -> String {
        self.card(id).customer.text(field).to_owned()
    }

    pub fn dump(&self) -> String {
        let mut out = Vec::new();
        self.book.reader().expect("a reader").dump(&mut out).expect("the book is written out");
        String::from_utf8(out).expect("text")
    }

    /// The changes of a step in the history of a customer.
    pub fn changes(&self, id: Id, step: Id) -> Vec<HistoryChange> {
        let page = self.book.history(&of(id), None).expect("the history is read");
        page.entries.into_iter().find(|entry| entry.step == step).expect("the step stands in it").changes
    }

    /// The part of a step that is about `field`.
    pub fn part(&self, id: Id, step: Id, field: Field) -> Part {
        self.changes(id, step).into_iter().find(|change| change.column == field.key()).expect("the field was changed").part
    }

    pub fn place(&self) -> &std::path::Path {
        self.folder.path()
    }
}

pub fn at(text: &str) -> Now {
    on(moment(text))
}

pub fn of(id: Id) -> HistoryQuestion {
    HistoryQuestion { customer: Some(id), ..HistoryQuestion::default() }
}

#[test]
fn a_long_history_comes_page_by_page_and_by_field() {
    let mut shelf = Shelf::new();
    let id = shelf.add(&[(Field::Company, "Long GmbH")]);
    let other = shelf.add(&[(Field::Company, "Other")]);
    for number in 0..130 {
        shelf.set(id, if number % 10 == 0 { Field::Level } else { Field::City }, &format!("v{number}"));
    }
    shelf.set(other, Field::City, "Bremen");
    let (mut steps, mut next, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = shelf.book.history(&of(id), next).unwrap();
        assert!(page.entries.len() <= 40);
        steps.extend(page.entries.iter().map(|entry| entry.step));
        pages += 1;
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!((steps.len(), pages), (131, 4), "no step is missing, none comes twice");
    assert!(steps.is_sorted_by(|a, b| a > b));

    let levels = HistoryQuestion { column: Some("level".to_owned()), ..of(id) };
    let page = shelf.book.history(&levels, None).unwrap();
    assert_eq!((page.entries.len(), page.next), (13, None));
    assert!(page.entries.iter().all(|entry| entry.changes.len() == 1 && entry.changes[0].label == "Tier"));
    assert_eq!(page.entries[0].changes[0].was, "v110");
    assert_eq!(page.entries[0].changes[0].now, "v120");

    let fields: Vec<String> = shelf.book.fields_in_history(id).unwrap().into_iter().map(|(key, _)| key).collect();
    assert!(fields.contains(&"city".to_owned()) && fields.contains(&"company".to_owned()) && !fields.contains(&"country".to_owned()));

    let whole = shelf.book.history(&HistoryQuestion { words: "bremen".to_owned(), ..HistoryQuestion::default() }, None).unwrap();
    assert_eq!(whole.entries.len(), 1);
    assert_eq!((whole.entries[0].changes[0].whose.as_str(), whole.entries[0].changes[0].customer), ("Other", Some(other)));
}

#[test]
fn one_field_of_a_change_goes_back_and_the_others_stay() {
    let mut shelf = Shelf::new();
    let id = shelf.add(&[(Field::Company, "ACME"), (Field::City, "Bremen")]);
    let before = shelf.dump();
    let step = shelf.set(id, Field::City, "Hamburg");
    shelf.set(id, Field::Level, "A");
    let part = shelf.part(id, step, Field::City);
    assert_eq!(shelf.book.against_taking_back(step, std::slice::from_ref(&part)).unwrap(), []);
    shelf.edit(Edit::TakeBack { step, parts: vec![part], anyway: Vec::new() }).expect("a step");
    assert_eq!((shelf.text(id, Field::City), shelf.text(id, Field::Level)), ("Bremen".to_owned(), "A".to_owned()));
    assert_eq!(shelf.book.undo_name().unwrap(), "Take back a change of City of ACME");
    for _ in 0..3 {
        shelf.book.undo(shelf.now).unwrap();
    }
    assert_eq!(shelf.dump(), before);
}

#[test]
fn what_moved_on_is_asked_about_and_goes_back_only_when_told_to() {
    let mut shelf = Shelf::new();
    let id = shelf.add(&[(Field::Company, "ACME"), (Field::City, "Bremen")]);
    let step = shelf.set(id, Field::City, "Hamburg");
    shelf.set(id, Field::City, "Berlin");
    let part = shelf.part(id, step, Field::City);
    let against = shelf.book.against_taking_back(step, std::slice::from_ref(&part)).unwrap();
    assert_eq!(against.len(), 1);
    assert_eq!((against[0].label.as_str(), against[0].was.as_str(), against[0].now.as_str()), ("City", "Bremen", "Berlin"));
    let kept = Edit::TakeBack { step, parts: vec![part.clone()], anyway: Vec::new() };
    assert_eq!(shelf.edit(kept), None, "nothing changes without a word");
    assert_eq!(shelf.text(id, Field::City), "Berlin");
    shelf.edit(Edit::TakeBack { step, parts: vec![part], anyway: vec![against[0].part.clone()] }).expect("a step");
    assert_eq!(shelf.text(id, Field::City), "Bremen");
}

#[test]
fn a_person_that_was_deleted_comes_back_and_one_that_was_added_goes() {
    let mut shelf = Shelf::new();
    let id = shelf.add(&[(Field::Company, "ACME"), (Field::Contact, "Anna"), (Field::Email, "anna@acme.example")]);
    let anna = shelf.card(id).contacts[0].id;
    let removed = shelf.edit(Edit::DeleteContact { contact: anna }).unwrap();
    shelf.set(id, Field::City, "Bremen");
    let parts = shelf.book.parts_of(removed, Some(id)).unwrap();
    shelf.edit(Edit::TakeBack { step: removed, parts, anyway: Vec::new() }).expect("a step");
    assert_eq!(shelf.card(id).contacts[0].name(), "Anna");
    let added = shelf.edit(Edit::AddContact { customer: id, contact: Box::new(Contact::new(Id(0), id)) }).unwrap();
    let parts = shelf.book.parts_of(added, Some(id)).unwrap();
    shelf.edit(Edit::TakeBack { step: added, parts, anyway: Vec::new() }).expect("a step");
    assert_eq!(shelf.card(id).contacts.len(), 1);
}

#[test]
fn the_card_as_of_a_moment_between_two_changes() {
    let mut shelf = Shelf::new();
    let before = shelf.now.ms();
    let id = shelf.add(&[(Field::Company, "ACME"), (Field::Contact, "Anna")]);
    shelf.set(id, Field::City, "Bremen");
    let in_bremen = shelf.now.ms();
    shelf.set(id, Field::City, "Hamburg");
    let anna = shelf.card(id).contacts[0].id;
    shelf.edit(Edit::DeleteContact { contact: anna });
    assert_eq!(shelf.book.card_as_of(id, before).unwrap(), None);
    let then = shelf.book.card_as_of(id, in_bremen).unwrap().unwrap();
    assert_eq!((then.customer.text(Field::City), then.contacts.len()), ("Bremen", 1));
    let changes = shelf.book.changes_of(id).unwrap();
    assert_eq!(changes.len(), 4);
    assert!(changes.is_sorted());
    let now = shelf.book.card_as_of(id, *changes.last().unwrap()).unwrap().unwrap();
    assert_eq!((now.customer, now.contacts.len()), (shelf.card(id).customer, 0));
}

#[test]
fn a_fact_is_as_fresh_as_its_last_change_or_confirmation() {
    let mut shelf = Shelf::new();
    let id =
        shelf.add(&[(Field::Company, "ACME"), (Field::Phone, "+49 40 555 0712"), (Field::Stars, ""), (Field::Email, "a@acme.example")]);
    let contact = shelf.card(id).contacts[0].id;
    let confirmed = |shelf: &Shelf, field: Field| {
        let fact = shelf.card(id).facts.into_iter().find(|fact| fact.field == field);
        fact.map(|fact| (fact.row, fact.confirmed_on.to_string()))
    };
    assert_eq!(confirmed(&shelf, Field::Phone), Some((id, "2026-03-02".to_owned())));
    assert_eq!(confirmed(&shelf, Field::Email), Some((contact, "2026-03-02".to_owned())));
    assert_eq!(confirmed(&shelf, Field::Company), None, "a name does not go stale");
    assert_eq!(confirmed(&shelf, Field::Address), None, "there is nothing to confirm");
    let before = shelf.dump();
    shelf.pass(Duration::days(400));
    let facts = vec![(id, Field::Phone), (contact, Field::Email)];
    shelf.edit(Edit::Confirm { customer: id, facts: facts.clone() }).expect("a step");
    assert_eq!(confirmed(&shelf, Field::Phone), Some((id, "2027-04-06".to_owned())));
    assert_eq!(confirmed(&shelf, Field::Email), Some((contact, "2027-04-06".to_owned())));
    assert_eq!(shelf.edit(Edit::Confirm { customer: id, facts }), None, "twice on a day is once");
    let after = shelf.dump();
    shelf.book.undo(shelf.now).unwrap();
    assert_eq!(shelf.dump(), before);
    shelf.book.redo(shelf.now).unwrap();
    assert_eq!(shelf.dump(), after);
    shelf.pass(Duration::days(30));
    shelf.set(id, Field::Phone, "+49 40 555 0713");
    assert_eq!(confirmed(&shelf, Field::Phone), Some((id, "2027-05-06".to_owned())));
    // What is deleted leaves nothing behind.
    shelf.edit(Edit::DeleteContact { contact });
    shelf.edit(Edit::DeleteCustomers { customers: vec![id] });
    assert!(shelf.dump().contains("\"confirmation\": []"), "{}", shelf.dump());
    assert!(shelf.place().join("book.sqlite").exists());
}
