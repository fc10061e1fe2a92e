//! The rows in sight, fetched from the book and kept until something changes.

use std::collections::HashMap;

use crate::book::{Book, Column, TableRow};
use crate::model::Id;
use crate::words::{Language, spoken};

/// How many rows are kept before those out of sight are let go.
const KEPT: usize = 512;

/// Rows by customer.
#[derive(Default)]
pub struct Rows {
    rows: HashMap<Id, TableRow>,
    of: Option<(u64, Vec<Column>, Language)>,
}

impl Rows {
    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.of = None;
    }

    /// Makes sure that the rows of `ids` are there.
    pub fn fetch(&mut self, book: &Book, ids: &[Id], columns: &[Column]) {
        let is_same =
            self.of.as_ref().is_some_and(|(revision, of, language)| *revision == book.revision() && of == columns && *language == spoken());
        if !is_same {
            self.rows.clear();
            self.of = Some((book.revision(), columns.to_vec(), spoken()));
        }
        let missing: Vec<Id> = ids.iter().copied().filter(|id| !self.rows.contains_key(id)).collect();
        if missing.is_empty() {
            return;
        }
        if self.rows.len() + missing.len() > KEPT {
            self.rows.retain(|id, _| ids.contains(id));
        }
        self.rows.extend(book.rows(&missing, columns).into_iter().map(|row| (row.id, row)));
    }

    /// The row of `id`, if it was fetched and is still there.
    pub fn get(&self, id: Id) -> Option<&TableRow> {
        self.rows.get(&id)
    }
}
