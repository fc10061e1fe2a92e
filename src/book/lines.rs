//! The order lines of a list, which wait in the staging table for the orders to come: what a newer export of the list adds
//! to them and what it no longer has, so that as many wait as the list holds.
//!
//! They are no part of the journal. A line belongs to the import that brought it and waits while that one stands.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::import::Place;
use crate::import::row::RowDraft;
use crate::import::understand::Shape;
use crate::model::Id;
use crate::store::{Read, StagedLine, Write};

use super::list_import::{ImportError, ListImport};

/// How the order lines of a list differ from those that wait from its earlier exports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineDifference {
    /// Rows that bring a line: index in the plan's places.
    pub new: Vec<u32>,
    /// Lines that the list no longer has.
    pub gone: Vec<Id>,
    /// How many lines wait already.
    pub unchanged: usize,
}

impl LineDifference {
    /// Whether anything has to be written.
    pub fn is_change(&self) -> bool {
        !self.new.is_empty() || !self.gone.is_empty()
    }
}

/// What makes two lines the same, wherever in the list they stand: the customer and all cells.
type LineKey = [u8; 16];

fn key_of(customer: Option<Id>, cells: &[(String, String)]) -> LineKey {
    let mut hash = Sha256::new();
    hash.update(customer.map_or(0, |id| id.0).to_le_bytes());
    for text in cells.iter().flat_map(|(name, value)| [name, value]) {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    let mut key = LineKey::default();
    key.copy_from_slice(&hash.finalize()[..16]);
    key
}

impl ListImport<'_> {
    /// Compares the list's order lines with those that wait; `ids` are the book's customers by customer of the plan. `watch` is
    /// told how many rows are done and breaks off by answering `false`.
    pub(super) fn compare_lines(
        &self,
        book: &impl Read,
        ids: &[Option<Id>],
        mut watch: impl FnMut(usize) -> bool,
    ) -> Result<LineDifference> {
        let mut difference = LineDifference::default();
        if self.understanding.shape != Shape::OrderLines {
            return Ok(difference);
        }
        let mut waiting: HashMap<LineKey, Vec<Id>> = HashMap::new();
        book.each_waiting_line(&self.understanding.list_key, |line| {
            waiting.entry(key_of(line.customer, &line.cells)).or_default().push(line.id);
        })?;
        let is_first = waiting.is_empty();
        let reader = self.reader();
        let mut row = RowDraft::default();
        for (index, place) in (0_u32..).zip(&self.plan.places) {
            if index % 512 == 0 && !watch(index as usize) {
                return Err(ImportError::Cancelled.into());
            }
            let customer = match place {
                Place::Customer(at) => ids[*at as usize],
                Place::LineOnly => None,
                _ => continue,
            };
            // A customer that the book does not have yet has no line either.
            let may_wait = !is_first && (customer.is_some() || *place == Place::LineOnly);
            let waits = may_wait && {
                reader.read(&self.sheet.grid.row(self.plan.first + index as usize), &mut row);
                waiting.get_mut(&key_of(customer, &row.line)).is_some_and(|lines| lines.pop().is_some())
            };
            if waits {
                difference.unchanged += 1;
            } else {
                difference.new.push(index);
            }
        }
        // Lists without headings are never told to be the same: a further one ends nothing.
        if !self.understanding.list_key.is_empty() {
            difference.gone = waiting.into_values().flatten().collect();
            difference.gone.sort_unstable();
        }
        Ok(difference)
    }

    /// The order lines of a list that meets an empty book: all are new.
    pub(super) fn all_lines(&self) -> LineDifference {
        let is_line =
            |place: &Place| self.understanding.shape == Shape::OrderLines && matches!(place, Place::Customer(_) | Place::LineOnly);
        let new = (0_u32..).zip(&self.plan.places).filter(|(_, place)| is_line(place)).map(|(index, _)| index).collect();
        LineDifference { new, ..LineDifference::default() }
    }

    /// Stages the lines that are new and ends those that are gone; `ids` are the book's customers by customer of the plan.
    pub(super) fn stage_lines(&self, write: &mut Write<'_>, import: Id, ids: &[Id]) -> Result<()> {
        let known: Vec<Option<Id>> = ids.iter().copied().map(Some).collect();
        let difference = self.compare_lines(write, &known, |_| true)?;
        let reader = self.reader();
        let mut row = RowDraft::default();
        for index in difference.new {
            let customer = match self.plan.places[index as usize] {
                Place::Customer(at) => Some(ids[at as usize]),
                _ => None,
            };
            reader.read(&self.sheet.grid.row(self.plan.first + index as usize), &mut row);
            let id = write.mint();
            write.stage_line(&StagedLine { id, import, row: i64::from(row.row) + 1, customer, cells: std::mem::take(&mut row.line) })?;
        }
        for line in difference.gone {
            write.end_line(line, import)?;
        }
        Ok(write.forget_lost_lines()?)
    }
}
