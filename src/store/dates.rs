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
}

impl<C: Connected> Dates for C {}
