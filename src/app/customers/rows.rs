//! The rows in sight, fetched from the book and kept until something changes.

use std::collections::HashMap;
use std::ops::Range;

use crate::book::index::{Marked, marks};
use crate::book::{Book, Column, TableRow};
use crate::model::Id;
use crate::words::{Language, spoken};

/// How many rows are kept before those out of sight are let go.
const KEPT: usize = 512;

/// A row and where the search is found in its cells.
pub struct KeptRow {
    /// The row.
    pub row: TableRow,
    /// One list per cell.
    pub found: Vec<Vec<Range<usize>>>,
}

/// What decides what rows say.
#[derive(PartialEq)]
struct Of {
    revision: u64,
    columns: Vec<Column>,
    language: Language,
}

/// Rows by customer.
#[derive(Default)]
pub struct Rows {
    rows: HashMap<Id, KeptRow>,
    of: Option<Of>,
}

impl Rows {
    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.of = None;
    }

    /// Makes sure that the rows of `ids` are there, with `sought` marked in them.
    pub fn fetch(&mut self, book: &Book, ids: &[Id], columns: &[Column], sought: &Marked) {
        let of = Of { revision: book.revision(), columns: columns.to_vec(), language: spoken() };
        if self.of.as_ref() != Some(&of) {
            self.rows.clear();
            self.of = Some(of);
        }
        let missing: Vec<Id> = ids.iter().copied().filter(|id| !self.rows.contains_key(id)).collect();
        if missing.is_empty() {
            return;
        }
        if self.rows.len() + missing.len() > KEPT {
            self.rows.retain(|id, _| ids.contains(id));
        }
        self.rows.extend(book.rows(&missing, columns).into_iter().map(|row| {
            let found = row.cells.iter().map(|cell| marks(&cell.text, sought)).collect();
            (row.id, KeptRow { row, found })
        }));
    }

    /// The row of `id`, if it was fetched and is still there.
    pub fn get(&self, id: Id) -> Option<&KeptRow> {
        self.rows.get(&id)
    }
}
