//! Questions about columns over the whole book: which are filled, and which customers a list brought.

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
