//! Questions about days over the whole book: birthdays, and how often one was in touch on each day.

use chrono::NaiveDate;

use crate::model::Id;
use crate::model::day::PartialDay;

use super::error::Result;
use super::read::Connected;

/// Questions about days over the whole book.
pub trait Dates: Connected {
    /// Hands each person of whom a birthday is kept to `each`: the person, the customer and the day. What is no day is left out.
    fn each_birthday(&self, mut each: impl FnMut(Id, Id, PartialDay)) -> Result<()> {
        let mut query = self.connection().prepare_cached("SELECT id, customer, birthday FROM contact WHERE birthday IS NOT NULL")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(day) = row.get_ref(2)?.as_str().ok().and_then(|text| text.parse().ok()) {
                each(Id(row.get(0)?), Id(row.get(1)?), day);
            }
        }
        Ok(())
    }

    /// Hands each touch of which the day is known, from `first` to `last` in any order, to `each`: the touch, the customer and the day.
    fn each_touch_between(&self, first: NaiveDate, last: NaiveDate, mut each: impl FnMut(Id, Id, NaiveDate)) -> Result<()> {
        let mut query = self.connection().prepare_cached(include_str!("sql/touches_between.sql"))?;
        let mut rows = query.query([first.to_string(), last.to_string()])?;
        while let Some(row) = rows.next()? {
            if let Some(day) = row.get_ref(2)?.as_str().ok().and_then(|text| text.parse().ok()) {
                each(Id(row.get(0)?), Id(row.get(1)?), day);
            }
        }
        Ok(())
    }

    /// How many touches there are on each day, by rising day. Those of which only the month or year is known are left out.
    fn touches_by_day(&self) -> Result<Vec<(NaiveDate, usize)>> {
        let mut query =
            self.connection().prepare_cached("SELECT happened_on, count(*) FROM touch GROUP BY happened_on ORDER BY happened_on")?;
        let mut rows = query.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(day) = row.get_ref(0)?.as_str().ok().and_then(|text| text.parse().ok()) {
                found.push((day, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)));
            }
        }
        Ok(found)
    }

    /// Hands each touch to `each`, those of a customer behind one another by rising day and time: whose, the day, the instant in
    /// milliseconds, the way, who spoke, and whether it waits for an answer. One whose day nobody can read is left out.
    fn each_deed(&self, mut each: impl FnMut(Id, PartialDay, Option<i64>, [&str; 2], bool)) -> Result<()> {
        const SQL: &str = "SELECT customer, happened_on, happened_at_ms, channel, direction, needs_reply FROM touch \
                           ORDER BY customer, happened_on, happened_at_ms, id";
        let mut query = self.connection().prepare_cached(SQL)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get_ref(at).ok().and_then(|value| value.as_str().ok()).unwrap_or_default();
            if let Ok(on) = text(1).parse() {
                let waits = row.get::<_, Option<i64>>(5)?.unwrap_or(0) != 0;
                each(Id(row.get(0)?), on, row.get(2)?, [text(3), text(4)], waits);
            }
        }
        Ok(())
    }
}

impl<C: Connected> Dates for C {}
