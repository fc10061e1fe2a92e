//! What views draw: plain structs, collected from the book in one go. Nothing here knows a widget.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::day::PartialDay;
use crate::model::zone::Zone;
use crate::model::{Address, Contact, Customer, Field, FollowUp, Id, Touch};

/// A column of the customer table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Column {
    /// A field of the list, by key (fields of contacts show the first contact).
    #[serde(rename = "field")]
    Field(String),
    /// A field that the user named.
    #[serde(rename = "extra")]
    Extra(String),
}

impl Column {
    /// The column of `field`.
    pub fn of(field: Field) -> Self {
        Self::Field(field.key().to_owned())
    }

    /// The field of the list behind the column.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Field(key) => Field::by_key(key),
            Self::Extra(_) => None,
        }
    }

    /// The heading in the language spoken.
    pub fn label(&self) -> &str {
        match self {
            Self::Field(key) => match Field::by_key(key) {
                Some(field) => field.label(),
                None => key,
            },
            Self::Extra(name) => name,
        }
    }
}

/// A column by which the table is sorted.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sort {
    /// By which column.
    pub column: Column,
    /// Largest first; rows without a value are last in both directions.
    pub is_descending: bool,
}

/// Which customers the table shows, in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableQuestion {
    /// What stands in the search box; every word must occur somewhere in the customer, its contacts or extra fields.
    pub search: String,
    /// Sorting, the first column decides first; empty: newest first.
    pub sort: Vec<Sort>,
}

/// The answer to a [`TableQuestion`].
#[derive(Clone, Debug, Default)]
pub struct TableAnswer {
    /// The customers in order.
    pub ids: Arc<[Id]>,
    /// How many customers the book has.
    pub total: usize,
    /// Whether all customers were searched; `false` while the search index is still being filled after a start or import.
    pub is_complete: bool,
    /// Whether they stand in the order asked for; `false` while that order is still being made, and until then they keep the last one.
    pub is_sorted: bool,
}

/// How many of the customers found have which value; a filter of the same kind does not count there, so that other values stay to be
/// chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// How many are found.
    pub found: usize,
    /// Groups by path, each with those below it, to three levels, in order.
    pub groups: Vec<(Vec<String>, usize)>,
    /// States, the usual ones first.
    pub states: Vec<(String, usize)>,
    /// Tags, the commonest first.
    pub tags: Vec<(String, usize)>,
    /// `5` to `1`.
    pub stars: Vec<(String, usize)>,
    /// Tiers, the usual ones first.
    pub levels: Vec<(String, usize)>,
    /// Countries by code, or as written where it is none; the commonest first.
    pub countries: Vec<(String, usize)>,
}

/// One row of the table, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Whose.
    pub id: Id,
    /// What a screen reader says and the name column shows.
    pub name: String,
    /// One per column asked for.
    pub cells: Vec<TableCell>,
}

/// A cell of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableCell {
    /// Text to show; empty is drawn as "—".
    pub text: String,
    /// For days: the day, from which "in 4 days" is said.
    pub day: Option<PartialDay>,
    /// For countries: the zone in which the customer works, from which its local time is said.
    pub zone: Option<Zone>,
}

/// Everything about one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct CardSnapshot {
    /// The customer.
    pub customer: Customer,
    /// Its people, in the order in which they were added.
    pub contacts: Vec<Contact>,
    /// Further addresses.
    pub addresses: Vec<Address>,
    /// What happened, newest first.
    pub touches: Vec<Touch>,
    /// What is planned, open ones first, earliest first.
    pub follow_ups: Vec<FollowUp>,
    /// The lists that the customer came from or was changed by: file name and day.
    pub sources: Vec<(String, NaiveDate)>,
}

/// One entry of a history: a step, and what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// The step.
    pub step: Id,
    /// When, in milliseconds of the Unix epoch.
    pub at_ms: i64,
    /// Who.
    pub who: String,
    /// What it is called, in the language spoken.
    pub what: String,
    /// Field by field.
    pub changes: Vec<HistoryChange>,
}

/// One changed field of a history entry.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryChange {
    /// Table of the row.
    pub table: String,
    /// The row.
    pub row: Id,
    /// Column, mostly a field key.
    pub column: String,
    /// Label of the field in the language spoken.
    pub label: String,
    /// Before; empty: nothing.
    pub was: String,
    /// After; empty: nothing.
    pub now: String,
}

/// A planned follow-up or touch on a day of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct DayEntry {
    /// With whom.
    pub customer: Id,
    /// The customer's name.
    pub name: String,
    /// The follow-up.
    pub follow_up: FollowUp,
}

/// The planned follow-ups of a span of days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CalendarSnapshot {
    /// Each day that has something, in order, with its open and done follow-ups.
    pub days: Vec<(NaiveDate, Vec<DayEntry>)>,
    /// Open follow-ups whose day has passed, before `today`.
    pub overdue: usize,
}
