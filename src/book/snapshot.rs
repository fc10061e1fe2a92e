//! What views draw: plain structs, collected from the book in one go. Nothing here knows a widget.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::cadence::DueState;
use crate::model::completeness::Completeness;
use crate::model::day::PartialDay;
use crate::model::zone::Zone;
use crate::model::{Address, CardCheck, CardCopy, Contact, Customer, Field, FollowUp, Id, PoolStay, Promise, Touch, Trade};

use super::past::Part;

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
    /// How the customer stands by plan and rules, and its day where it has one; `None` while that is not known yet.
    pub due: Option<(DueState, Option<NaiveDate>)>,
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
    /// For the trade of the last months: month by month.
    pub trade: Option<Box<Trade>>,
}

/// Everything about one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct CardSnapshot {
    /// The customer.
    pub customer: Customer,
    /// Its people, the main contact first.
    pub contacts: Vec<Contact>,
    /// Further addresses.
    pub addresses: Vec<Address>,
    /// What happened, newest first.
    pub touches: Vec<Touch>,
    /// What is planned, open ones first, earliest first.
    pub follow_ups: Vec<FollowUp>,
    /// Who owes whom what: what is waited for first, earliest first.
    pub promises: Vec<Promise>,
    /// When the customer was in the public pool, oldest first.
    pub pool_stays: Vec<PoolStay>,
    /// Its cards that were printed, newest first. Empty for a card of the past, as is the next.
    pub copies: Vec<CardCopy>,
    /// When the card was checked, newest first.
    pub checks: Vec<CardCheck>,
    /// The lists that the customer came from or was changed by: file name and day.
    pub sources: Vec<(String, NaiveDate)>,
    /// When each key fact was last confirmed; facts that are empty are left out. Empty for a card of the past.
    pub facts: Vec<Fact>,
    /// How complete the card is.
    pub completeness: Completeness,
    /// Customers that were merged into this one.
    pub merged: Vec<String>,
}

/// A key fact of a card and when it was last confirmed (S4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The row in which it stands: the customer or one of its contacts.
    pub row: Id,
    /// Its field; ways of reaching a person under the field of their kind.
    pub field: Field,
    /// The day on which it was entered, changed, or said to be still right.
    pub confirmed_on: NaiveDate,
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
    /// How many rows it changed in all; those of a large step are not all among `changes`.
    pub rows: usize,
    /// Whether the step was taken back as a whole since.
    pub is_undone: bool,
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
    /// Before; empty: nothing. An instant stands in milliseconds of the Unix epoch, since only the reader knows the zone to say it in,
    /// see [`Self::is_instant`].
    pub was: String,
    /// After; empty: nothing.
    pub now: String,
    /// The customer that the row is or belongs to.
    pub customer: Option<Id>,
    /// What the row is called where it is not the customer of the history: a person, another customer.
    pub whose: String,
    /// What becomes of the row.
    pub row_is: RowIs,
    /// What can be taken back: this field, or the whole row where it was made or removed.
    pub part: Part,
}

impl HistoryChange {
    /// Whether its values are instants.
    pub fn is_instant(&self) -> bool {
        super::past::is_instant(&self.column)
    }
}

/// What a step did to a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowIs {
    /// Changed.
    #[default]
    Changed,
    /// Made.
    Made,
    /// Removed.
    Removed,
}

/// A page of a history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistoryPage {
    /// Steps, newest first.
    pub entries: Vec<HistoryEntry>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Id>,
}
