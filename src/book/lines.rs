//! The order lines of a list, which wait in the staging table for the orders to come: what a newer export of the list adds
//! to them and what it no longer has, so that as many wait as the list holds.
//!
//! They are no part of the journal. A line belongs to the import that brought it and waits while that one stands.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::import::Place;
use crate::import::row::RowDraft;
use crate::import::understand::Shape;
use crate::model::{Field, Id};
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
    /// The series of exports that the list carries on, by its first import; `None` where it begins one.
    pub series: Option<Id>,
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

/// What tells trades apart, the most telling first.
const NUMBERS: [Field; 7] =
    [Field::RecordId, Field::DeclarationNo, Field::OrderNo, Field::ContractNo, Field::InvoiceNo, Field::BlNo, Field::LcNo];

/// The number of the record or order that a line belongs to, with what kind of number it is; `None` where it has none.
fn number_of(cells: &[(String, String)]) -> Option<LineKey> {
    NUMBERS.iter().find_map(|field| {
        let (name, value) = cells.iter().find(|(name, value)| name == field.key() && !value.is_empty())?;
        Some(key_of(None, &[(name.clone(), value.clone())]))
    })
}

/// The lines that wait from a series of exports.
#[derive(Default)]
struct Series {
    lines: usize,
    /// Those that the list still has, or whose order it has.
    recurring: usize,
}

impl Series {
    /// Whether the list is a newer export of the series: a tenth of what waits from it is spoken of again.
    fn goes_on(&self) -> bool {
        self.recurring * 10 >= self.lines
    }
}

/// Which of the lines that wait a newer list ends, and the newest series that it carries on. It ends, of the orders that it still
/// has, the lines that it lacks, and in the series that it carries on all others too. A list of another month has the same
/// headings and none of the orders: it ends nothing.
fn ended(waiting: &[Waiting], numbers: &HashSet<LineKey>) -> (Vec<Id>, Option<Id>) {
    let has_order = |line: &Waiting| line.number.is_some_and(|number| numbers.contains(&number));
    let mut all: HashMap<Id, Series> = HashMap::new();
    for line in waiting {
        let series = all.entry(line.series).or_default();
        series.lines += 1;
        series.recurring += usize::from(line.is_met || has_order(line));
    }
    let mut ended: Vec<Id> = waiting
        .iter()
        .filter(|line| !line.is_met && (has_order(line) || all.get(&line.series).is_some_and(Series::goes_on)))
        .map(|line| line.id)
        .collect();
    ended.sort_unstable();
    (ended, all.iter().filter(|(_, series)| series.goes_on()).map(|(id, _)| *id).max())
}

/// A line that waits from an earlier export.
struct Waiting {
    id: Id,
    series: Id,
    number: Option<LineKey>,
    /// Whether the list has it as it is.
    is_met: bool,
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
        let mut waiting = Vec::new();
        let mut places: HashMap<LineKey, Vec<usize>> = HashMap::new();
        let mut numbers = HashSet::new();
        let series = book.line_series()?;
        book.each_waiting_line(&self.understanding.list_key, |line| {
            places.entry(key_of(line.customer, &line.cells)).or_default().push(waiting.len());
            let series = series.get(&line.import).copied().unwrap_or(line.import);
            waiting.push(Waiting { id: line.id, series, number: number_of(&line.cells), is_met: false });
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
            if is_first {
                difference.new.push(index);
                continue;
            }
            reader.read(&self.sheet.grid.row(self.plan.first + index as usize), &mut row);
            numbers.extend(number_of(&row.line));
            // A customer that the book does not have yet has no line either.
            let may_wait = customer.is_some() || *place == Place::LineOnly;
            let met = may_wait.then(|| places.get_mut(&key_of(customer, &row.line))?.pop()).flatten();
            if let Some(at) = met {
                waiting[at].is_met = true;
                difference.unchanged += 1;
            } else {
                difference.new.push(index);
            }
        }
        // Lists without headings are never told to be the same: a further one ends nothing.
        if !self.understanding.list_key.is_empty() {
            (difference.gone, difference.series) = ended(&waiting, &numbers);
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
        if self.understanding.shape != Shape::OrderLines {
            return Ok(());
        }
        let known: Vec<Option<Id>> = ids.iter().copied().map(Some).collect();
        let difference = self.compare_lines(write, &known, |_| true)?;
        write.put_series(import, difference.series.unwrap_or(import))?;
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
