//! The headless application: what one can do with a book, for the window and the shell alike.

pub mod edit;
pub mod snapshot;

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

pub use edit::Edit;
pub use snapshot::{
    CalendarSnapshot, CardSnapshot, Column, DayEntry, HistoryChange, HistoryEntry, Sort, TableAnswer, TableCell, TableQuestion, TableRow,
};

use crate::error::Result;
use crate::model::{Customer, Field, Id};

/// The instant of an action and the day that the user's calendar shows; an argument everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The local day.
    pub today: NaiveDate,
}

/// A step that was done, undone or redone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The step; `None` when nothing changed.
    pub step: Option<Id>,
    /// What it is called, in the language spoken.
    pub what: String,
    /// The customer that was added or changed first, to be selected.
    pub customer: Option<Id>,
}

/// A book that is open for writing. (In memory until the store is joined.)
pub struct Book {
    place: PathBuf,
    customers: Vec<CardSnapshot>,
    revision: u64,
}

impl Book {
    /// Opens or creates the book in the folder `place`.
    pub fn open(place: &Path, _now: Now) -> Result<Self> {
        Ok(Self { place: place.to_owned(), customers: Vec::new(), revision: 0 })
    }

    /// The book's folder.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Grows with every change; a view that shows an older revision asks again.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Performs an edit as one step.
    pub fn apply(&mut self, edit: Edit, now: Now) -> Result<Done> {
        self.revision += 1;
        let mut done = Done { step: Some(Id(self.revision as i64)), what: "edit".to_owned(), customer: None };
        match edit {
            Edit::AddCustomer { mut customer, contacts } => {
                customer.id = Id(now.at.timestamp_millis() + self.customers.len() as i64);
                done.customer = Some(customer.id);
                self.customers.push(CardSnapshot {
                    customer: *customer,
                    contacts,
                    addresses: Vec::new(),
                    touches: Vec::new(),
                    follow_ups: Vec::new(),
                    sources: Vec::new(),
                });
            }
            Edit::SetField { customers, field, text } => {
                for card in self.customers.iter_mut().filter(|card| customers.contains(&card.customer.id)) {
                    card.customer.set(field, text.clone());
                }
            }
            Edit::DeleteCustomers { customers } => self.customers.retain(|card| !customers.contains(&card.customer.id)),
            _ => {}
        }
        Ok(done)
    }

    /// Takes back the newest step; `None` when there is none.
    pub fn undo(&mut self, _now: Now) -> Result<Option<Done>> {
        Ok(None)
    }

    /// Does again what was undone last; `None` when there is nothing.
    pub fn redo(&mut self, _now: Now) -> Result<Option<Done>> {
        Ok(None)
    }

    /// What `undo` would take back, in the language spoken.
    pub fn undo_name(&self) -> Option<String> {
        None
    }

    /// What `redo` would do again, in the language spoken.
    pub fn redo_name(&self) -> Option<String> {
        None
    }

    /// How many customers the book has.
    pub fn customer_count(&self) -> usize {
        self.customers.len()
    }

    /// Which customers the table shows, in which order.
    pub fn table(&self, question: &TableQuestion) -> TableAnswer {
        let ids = self.customers.iter().filter(|c| c.customer.name().contains(&question.search)).map(|c| c.customer.id).collect();
        TableAnswer { ids, total: self.customers.len(), is_complete: true }
    }

    /// The rows of `ids`, in that order, with one cell per column. Meant for the rows in sight.
    pub fn rows(&self, ids: &[Id], columns: &[Column]) -> Vec<TableRow> {
        ids.iter()
            .filter_map(|id| self.customers.iter().find(|c| c.customer.id == *id))
            .map(|c| TableRow { id: c.customer.id, name: c.customer.name().to_owned(), cells: columns.iter().map(|column| cell(&c.customer, column)).collect() })
            .collect()
    }

    /// Everything about one customer; `None` when it is not (or no longer) there.
    pub fn card(&self, id: Id) -> Result<Option<CardSnapshot>> {
        Ok(self.customers.iter().find(|c| c.customer.id == id).cloned())
    }

    /// What happened to one customer's card, newest first.
    pub fn history(&self, _id: Id) -> Result<Vec<HistoryEntry>> {
        Ok(Vec::new())
    }

    /// The planned follow-ups from `first` to `last`, both included.
    pub fn calendar(&self, _first: NaiveDate, _last: NaiveDate, _now: Now) -> Result<CalendarSnapshot> {
        Ok(CalendarSnapshot::default())
    }

    /// Names of the fields that the user has added, in their order.
    pub fn extra_fields(&self) -> Vec<String> {
        Vec::new()
    }

    /// Fills an empty book with the fictional sample, as one step.
    pub fn add_sample(&mut self, now: Now) -> Result<Done> {
        for n in 0..200 {
            let mut customer = Customer::new(Id(0));
            customer.set(Field::Company, format!("Beispiel {n} GmbH"));
            customer.set(Field::Country, "DE");
            self.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::new() }, now)?;
        }
        Ok(Done { step: None, what: "sample".to_owned(), customer: None })
    }
}

fn cell(customer: &Customer, column: &Column) -> TableCell {
    let text = match column.field() {
        Some(field) => customer.text(field).to_owned(),
        None => String::new(),
    };
    TableCell { text, day: None }
}
