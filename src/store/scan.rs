//! Questions about columns over the whole book: which are filled, and which customers a list brought.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::day::PartialDay;
use crate::model::{Field, Id, Of};

use super::error::Result;
use super::history::History;
use super::read::Connected;
use super::table::{Table, quoted};

/// Questions about columns over the whole book.
pub trait Scan: Connected + Sized {
    /// The ids of all customers, in order.
    fn customer_ids(&self) -> Result<Vec<Id>> {
        let mut query = self.connection().prepare_cached("SELECT id FROM customer ORDER BY id")?;
        let ids = query.query_map([], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// What each of `customers` is called: the firm's name, else the short name, else the number. One question for all.
    fn names_of(&self, customers: &[Id]) -> Result<HashMap<Id, String>> {
        let ids = serde_json::to_string(customers).unwrap_or_default();
        let mut query = self.connection().prepare_cached(include_str!("sql/names_of.sql"))?;
        let names = query.query_map([ids], |row| Ok((Id(row.get(0)?), row.get::<_, Option<String>>(1)?.unwrap_or_default())))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// Everybody whose birthday is known at least by month and day: the customer, the contact, the birthday.
    fn birthdays(&self) -> Result<Vec<(Id, Id, PartialDay)>> {
        let sql = "SELECT customer, id, birthday FROM contact WHERE birthday IS NOT NULL ORDER BY customer, id";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok((Id(row.get(0)?), Id(row.get(1)?), row.get::<_, String>(2)?)))?;
        let mut found = Vec::new();
        for row in rows {
            let (customer, contact, day) = row?;
            // A list may have kept other words in the field.
            found.extend(day.parse().ok().map(|day| (customer, contact, day)));
        }
        Ok(found)
    }

    /// How many customers there are.
    fn count_customers(&self) -> Result<usize> {
        let count: i64 = self.connection().prepare_cached("SELECT count(*) FROM customer")?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// How many open follow-ups were due before `day`.
    fn count_overdue(&self, day: NaiveDate) -> Result<usize> {
        let sql = include_str!("sql/count_overdue.sql");
        let count: i64 = self.connection().prepare_cached(sql)?.query_row([day.to_string()], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// How many customers were touched on `day`.
    fn count_touched_on(&self, day: NaiveDate) -> Result<usize> {
        let sql = "SELECT count(DISTINCT customer) FROM touch WHERE happened_on = ?1";
        let count: i64 = self.connection().prepare_cached(sql)?.query_row([day.to_string()], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The stored fields of `of` that at least one row of its table has.
    fn filled_fields(&self, of: Of) -> Result<Vec<Field>> {
        let table = if of == Of::Contact { Table::Contact } else { Table::Customer };
        let fields = Field::stored(of);
        let counts: Vec<String> = fields.iter().map(|field| format!("count({})", quoted(field.key()))).collect();
        let sql = format!("SELECT {} FROM {}", counts.join(", "), table.name());
        let filled = self.connection().prepare_cached(&sql)?.query_row([], |row| {
            let counted = fields.iter().enumerate().map(|(at, field)| Ok((row.get::<_, i64>(at)? > 0).then_some(*field)));
            counted.collect::<rusqlite::Result<Vec<_>>>()
        })?;
        Ok(filled.into_iter().flatten().collect())
    }

    /// The kinds of ways to reach contacts that occur, and whether a contact has several of the kind.
    fn channel_kinds(&self) -> Result<Vec<(String, bool)>> {
        let mut query = self.connection().prepare_cached(include_str!("sql/channel_kinds.sql"))?;
        let kinds = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(kinds.collect::<rusqlite::Result<_>>()?)
    }

    /// The customers that the import of the list `import` added or changed and that are still there.
    fn customers_of_import(&self, import: Id) -> Result<Vec<Id>> {
        let Some(step) = self.step_of_import(import)? else { return Ok(Vec::new()) };
        let (first, last) = step.change_ids();
        let sql = "SELECT change.row FROM change JOIN customer ON customer.id = change.row WHERE change.id BETWEEN ?1 AND ?2 AND change.kind = ?3";
        let mut query = self.connection().prepare_cached(sql)?;
        let ids = query.query_map((first, last, Table::Customer.code()), |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

impl<C: Connected> Scan for C {}
