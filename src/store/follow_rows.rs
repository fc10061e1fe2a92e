//! Between records and columns: touches, follow-ups, promises, stays in the public pool, and the rules.

use chrono::NaiveTime;

use crate::model::Id;
use crate::model::day::PartialDay;
use crate::model::follow::{CheckItem, Direction, FollowUp, PoolStay, Promise, PromisedBy, Rulebook, Touch};
use crate::model::money::Money;

use super::cell::{Cell, Cells, unreadable};
use super::error::Result;
use super::row::{Row, day, json, optional_day, optional_id, required_id, text};
use super::table::Table;

/// A day that is known to the day.
pub(super) fn date(cells: &impl Cells, at: usize) -> Result<chrono::NaiveDate> {
    day(cells, at)?.date().ok_or_else(|| unreadable("a day that is none"))
}

/// As [`date`], or none.
pub(super) fn optional_date(cells: &impl Cells, at: usize) -> Result<Option<chrono::NaiveDate>> {
    optional_day(cells, at)?.map(|day| day.date().ok_or_else(|| unreadable("a day that is none"))).transpose()
}

/// Puts a day where there is one.
pub(super) fn put_day(put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>, at: usize, day: Option<PartialDay>) -> Result<()> {
    day.map_or(Ok(()), |day| put(at, Cell::Text(&day.to_string())))
}

/// A time of day as the file keeps it: `09:30`.
fn time(text: &str) -> Result<Option<NaiveTime>> {
    match text {
        "" => Ok(None),
        text => NaiveTime::parse_from_str(text, "%H:%M").map(Some).map_err(|_| unreadable("a time that is none")),
    }
}

impl Row for Touch {
    const TABLE: Table = Table::Touch;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put(1, Cell::int(self.contact.map(|id| id.0)))?;
        put(2, Cell::Text(&self.happened_on.to_string()))?;
        put(3, Cell::int(self.happened_at_ms))?;
        put(4, Cell::text(&self.channel))?;
        put(5, Cell::text(&self.text))?;
        put(6, Cell::int(self.import.map(|id| id.0)))?;
        put(7, Cell::text(self.direction.map_or("", Direction::key)))?;
        for (at, text) in (8..).zip([&self.value, &self.value_what, &self.outcome, &self.opinion, &self.competitor]) {
            put(at, Cell::text(text))?;
        }
        put(13, Cell::int(self.follow_up.map(|id| id.0)))?;
        put(14, Cell::text(&self.author))?;
        put(15, Cell::int(self.needs_reply.then_some(1)))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self {
            id,
            customer: required_id(cells, 0)?,
            contact: optional_id(cells, 1)?,
            happened_on: day(cells, 2)?,
            happened_at_ms: cells.cell(3)?.as_int(),
            channel: text(cells, 4)?,
            text: text(cells, 5)?,
            import: optional_id(cells, 6)?,
            direction: Direction::by_key(cells.cell(7)?.as_text()),
            value: text(cells, 8)?,
            value_what: text(cells, 9)?,
            outcome: text(cells, 10)?,
            opinion: text(cells, 11)?,
            competitor: text(cells, 12)?,
            follow_up: optional_id(cells, 13)?,
            author: text(cells, 14)?,
            needs_reply: cells.cell(15)?.as_int() == Some(1),
        })
    }
}

impl Row for FollowUp {
    const TABLE: Table = Table::FollowUp;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put(1, Cell::Text(&self.due_on.to_string()))?;
        put(2, Cell::text(&self.goal))?;
        put(3, Cell::text(&self.content))?;
        put(4, Cell::text(&self.method))?;
        put_day(put, 5, self.done_on)?;
        put(6, Cell::int(self.import.map(|id| id.0)))?;
        if let Some(time) = self.due_time {
            put(7, Cell::Text(&time.format("%H:%M").to_string()))?;
        }
        put(8, Cell::int(self.contact.map(|id| id.0)))?;
        for (at, text) in (9..).zip([&self.focus, &self.products, &self.quantity]) {
            put(at, Cell::text(text))?;
        }
        if let Some(amount) = &self.amount {
            put(12, Cell::Int(amount.minor))?;
            put(13, Cell::Text(&amount.currency.to_string()))?;
        }
        put(14, Cell::text(&self.expected_result))?;
        if !self.checklist.is_empty() {
            put(15, Cell::Text(&json(&self.checklist)))?;
        }
        if let Some(repeat) = self.repeat {
            put(16, Cell::Text(&repeat.to_string()))?;
        }
        put_day(put, 17, self.skipped_on)?;
        put(18, Cell::text(&self.skip_reason))?;
        put(19, Cell::text(&self.author))?;
        put(20, Cell::int(Some(self.moved_times).filter(|times| *times != 0)))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        let amount = match cells.cell(12)?.as_int() {
            Some(minor) => {
                let currency = cells.cell(13)?.as_text().parse().map_err(|_| unreadable("an amount without a currency"))?;
                Some(Money { minor, currency })
            }
            None => None,
        };
        let checklist: Vec<CheckItem> = match cells.cell(15)?.as_text() {
            "" => Vec::new(),
            list => serde_json::from_str(list).map_err(|_| unreadable("a check list that is no JSON"))?,
        };
        let repeat = match cells.cell(16)?.as_text() {
            "" => None,
            text => Some(text.parse().map_err(|_| unreadable("a repeat that is none"))?),
        };
        Ok(Self {
            id,
            customer: required_id(cells, 0)?,
            due_on: day(cells, 1)?,
            goal: text(cells, 2)?,
            content: text(cells, 3)?,
            method: text(cells, 4)?,
            done_on: optional_day(cells, 5)?,
            import: optional_id(cells, 6)?,
            due_time: time(cells.cell(7)?.as_text())?,
            contact: optional_id(cells, 8)?,
            focus: text(cells, 9)?,
            products: text(cells, 10)?,
            quantity: text(cells, 11)?,
            amount,
            expected_result: text(cells, 14)?,
            checklist,
            repeat,
            skipped_on: optional_day(cells, 17)?,
            skip_reason: text(cells, 18)?,
            author: text(cells, 19)?,
            moved_times: cells.cell(20)?.as_int().unwrap_or(0),
        })
    }
}

impl Row for Promise {
    const TABLE: Table = Table::Promise;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put(1, Cell::int(self.touch.map(|id| id.0)))?;
        put(2, Cell::Text(self.side.key()))?;
        put(3, Cell::text(&self.text))?;
        put_day(put, 4, self.due_on)?;
        put_day(put, 5, self.kept_on.map(PartialDay::of_day))?;
        put_day(put, 6, self.dropped_on.map(PartialDay::of_day))?;
        put_day(put, 7, Some(PartialDay::of_day(self.made_on)))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self {
            id,
            customer: required_id(cells, 0)?,
            touch: optional_id(cells, 1)?,
            side: PromisedBy::by_key(cells.cell(2)?.as_text()).ok_or_else(|| unreadable("a promise of nobody"))?,
            text: text(cells, 3)?,
            due_on: optional_day(cells, 4)?,
            kept_on: optional_date(cells, 5)?,
            dropped_on: optional_date(cells, 6)?,
            made_on: date(cells, 7)?,
        })
    }
}

impl Row for PoolStay {
    const TABLE: Table = Table::PoolStay;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put_day(put, 1, Some(PartialDay::of_day(self.dropped_on)))?;
        put(2, Cell::text(&self.reason))?;
        put(3, Cell::text(&self.previous_owner))?;
        put_day(put, 4, self.claimed_on.map(PartialDay::of_day))?;
        put(5, Cell::text(&self.claimed_by))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self {
            id,
            customer: required_id(cells, 0)?,
            dropped_on: date(cells, 1)?,
            reason: text(cells, 2)?,
            previous_owner: text(cells, 3)?,
            claimed_on: optional_date(cells, 4)?,
            claimed_by: text(cells, 5)?,
        })
    }
}

impl Row for Rulebook {
    const TABLE: Table = Table::Rulebook;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Text(&self.rules))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self { id, rules: text(cells, 0)? })
    }
}
