//! Between records and columns: printed cards, checks of cards, and lists that left the book.

use crate::model::day::PartialDay;
use crate::model::{CardCheck, CardCopy, Id, ListOut};

use super::cell::{Cell, Cells};
use super::error::Result;
use super::follow_rows::{date, optional_date, put_day};
use super::row::{Row, number, required_id, text};
use super::table::Table;

impl Row for CardCopy {
    const TABLE: Table = Table::CardCopy;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put(1, Cell::Int(self.printed_at_ms))?;
        put(2, Cell::Text(&self.paper))?;
        for (at, text) in (3..).zip([&self.template, &self.file, &self.why, &self.taken_by]) {
            put(at, Cell::text(text))?;
        }
        for (at, day) in (7..).zip([self.taken_on, self.due_back_on, self.returned_on]) {
            put_day(put, at, day.map(PartialDay::of_day))?;
        }
        Ok(())
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self {
            id,
            customer: required_id(cells, 0)?,
            printed_at_ms: number(cells, 1)?,
            paper: text(cells, 2)?,
            template: text(cells, 3)?,
            file: text(cells, 4)?,
            why: text(cells, 5)?,
            taken_by: text(cells, 6)?,
            taken_on: optional_date(cells, 7)?,
            due_back_on: optional_date(cells, 8)?,
            returned_on: optional_date(cells, 9)?,
        })
    }
}

impl Row for CardCheck {
    const TABLE: Table = Table::CardCheck;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put_day(put, 1, Some(PartialDay::of_day(self.checked_on)))?;
        put(2, Cell::text(&self.checked_by))?;
        put(3, Cell::text(&self.note))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self { id, customer: required_id(cells, 0)?, checked_on: date(cells, 1)?, checked_by: text(cells, 2)?, note: text(cells, 3)? })
    }
}

impl Row for ListOut {
    const TABLE: Table = Table::ListOut;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.made_at_ms))?;
        put(1, Cell::Text(&self.paper))?;
        put(2, Cell::text(&self.file))?;
        put(3, Cell::text(&self.query))?;
        put(4, Cell::Int(self.customers))?;
        put(5, Cell::text(&self.why))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self {
            id,
            made_at_ms: number(cells, 0)?,
            paper: text(cells, 1)?,
            file: text(cells, 2)?,
            query: text(cells, 3)?,
            customers: number(cells, 4)?,
            why: text(cells, 5)?,
        })
    }
}
