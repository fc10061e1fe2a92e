//! A book in a folder of its own, and rows to put into it.

use std::path::Path;

use gendan::model::day::PartialDay;
use gendan::model::{ChannelKind, Contact, Customer, Field, FollowUp, Id, ImportSource, Touch, Value};
use gendan::store::{Options, Reader, Store, StoreError, What, Write};
use tempfile::TempDir;

/// 2026-03-05T08:00:00Z.
pub const NOW: i64 = 1_772_697_600_000;

/// A book that goes when it is dropped.
pub struct Book {
    pub store: Store,
    pub folder: TempDir,
    pub now: i64,
}

impl Book {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path());
        Self { store, folder, now: NOW }
    }

    /// Does a step a second after the last one.
    pub fn edit<T>(&mut self, work: impl FnOnce(&mut Write<'_>) -> Result<T, StoreError>) -> (T, Option<Id>) {
        self.now += 1000;
        self.store.change(&What::edit("step-test"), "Li", self.now, work).unwrap()
    }

    pub fn undo(&mut self) -> Option<Id> {
        self.now += 1000;
        self.store.undo("Li", self.now).unwrap().map(|step| step.id)
    }

    pub fn redo(&mut self) -> Option<Id> {
        self.now += 1000;
        self.store.redo("Li", self.now).unwrap().map(|step| step.id)
    }

    /// Closes the book and opens it again.
    pub fn reopen(self) -> Self {
        let Self { store, folder, now } = self;
        drop(store);
        let store = open(folder.path());
        Self { store, folder, now }
    }

    pub fn reader(&self) -> Reader {
        self.store.reader().unwrap()
    }

    pub fn dump(&self) -> String {
        dump(&self.reader())
    }
}

pub fn open(folder: &Path) -> Store {
    Store::open(folder, &options(), NOW).unwrap()
}

pub fn options() -> Options {
    Options { desk: Some(1), any_place: true, ..Options::default() }
}

pub fn dump(reader: &Reader) -> String {
    let mut out = Vec::new();
    reader.dump(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

pub fn day(text: &str) -> PartialDay {
    text.parse().ok().unwrap()
}

pub fn customer(id: Id, company: &str) -> Customer {
    let mut customer = Customer::new(id);
    customer.set(Field::Company, company);
    customer.set(Field::Country, "DE");
    customer.set(Field::Notes, "Met in Canton; wants \"samples\"\nfirst");
    customer
}

pub fn contact(id: Id, customer: Id, name: &str) -> Contact {
    let mut contact = Contact::new(id, customer);
    contact.record.set(Field::Contact, name);
    contact.add_channel(ChannelKind::Email, "anna@example.com");
    contact.add_channel(ChannelKind::Mobile, "+49 171 1234567");
    contact
}

pub fn touch(id: Id, customer: Id, happened_on: &str, text: &str) -> Touch {
    Touch { text: text.to_owned(), ..Touch::new(id, customer, day(happened_on)) }
}

pub fn follow_up(id: Id, customer: Id, due_on: &str) -> FollowUp {
    FollowUp { goal: "Offer".to_owned(), ..FollowUp::new(id, customer, day(due_on)) }
}

pub fn source(id: Id, list_key: &str) -> ImportSource {
    ImportSource {
        id,
        file_name: "list.xlsx".to_owned(),
        file_hash: "ab".repeat(32),
        list_key: list_key.to_owned(),
        imported_at_ms: NOW,
        mapping: "{}".to_owned(),
        rows: 3,
    }
}

pub fn text(value: &str) -> Value {
    value.into()
}
