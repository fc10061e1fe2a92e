//! Questions over the whole book, answered row by row without building records: for matching, sorting and the search index.

use rusqlite::types::ValueRef;

use crate::model::{Field, Id, Kind, Of};

use super::error::Result;
use super::read::Connected;
use super::step::{StepInfo, StepKind};
use super::table::{Table, quoted};

/// A value of a scanned row; borrowed, valid for the row only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain<'a> {
    /// Nothing.
    Nothing,
    /// A whole number; minor units for money.
    Number(i64),
    /// Text; JSON for tags and channels.
    Text(&'a str),
}

impl<'a> Plain<'a> {
    fn of(value: ValueRef<'a>) -> Self {
        match value {
            ValueRef::Integer(number) => Self::Number(number),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map_or(Self::Nothing, Self::Text),
            _ => Self::Nothing,
        }
    }

    /// The text; empty for anything else.
    pub fn text(self) -> &'a str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }
}

/// Whole-book questions.
pub trait Scan: Connected {
    /// Each customer in the order of ids, with the stored `fields` asked for.
    fn each_customer(&self, fields: &[Field], take: &mut dyn FnMut(Id, &[Plain<'_>])) -> Result<()> {
        let columns: String = fields.iter().map(|field| format!(", {}", quoted(field.key()))).collect();
        each(self, &format!("SELECT id{columns} FROM customer ORDER BY id"), fields.len(), take)
    }

    /// Each customer in the order of ids with all its texts, its extra fields as JSON among them.
    fn each_customer_text(&self, take: &mut dyn FnMut(Id, &[Plain<'_>])) -> Result<()> {
        let columns = text_columns(Of::Customer, "extra");
        each(self, &format!("SELECT id, {} FROM customer ORDER BY id", columns.join(", ")), columns.len(), take)
    }

    /// Each contact in the order of customers and ids: the customer's id, then all texts, the channels as JSON among them.
    fn each_contact_text(&self, take: &mut dyn FnMut(Id, &[Plain<'_>])) -> Result<()> {
        let columns = text_columns(Of::Contact, "channels");
        each(self, &format!("SELECT customer, {} FROM contact ORDER BY customer, id", columns.join(", ")), columns.len(), take)
    }

    /// The columns `names` of each customer's first contact: the customer's id, then their values.
    fn each_first_contact(&self, names: &[&str], take: &mut dyn FnMut(Id, &[Plain<'_>])) -> Result<()> {
        let columns: String = names.iter().map(|name| format!(", {}", quoted(name))).collect();
        let sql = format!("SELECT customer{columns} FROM contact WHERE id IN (SELECT min(id) FROM contact GROUP BY customer) ORDER BY customer");
        each(self, &sql, names.len(), take)
    }

    /// The day of each customer's last touch.
    fn each_last_touch(&self, take: &mut dyn FnMut(Id, &[Plain<'_>])) -> Result<()> {
        each(self, "SELECT customer, max(happened_on) FROM touch GROUP BY customer", 1, take)
    }

    /// The day of each customer's earliest open follow-up.
    fn each_next_follow_up(&self, take: &mut dyn FnMut(Id, &[Plain<'_>])) -> Result<()> {
        each(self, "SELECT customer, min(due_on) FROM follow_up WHERE done_on IS NULL GROUP BY customer", 1, take)
    }

    /// The ids of all customers, in order.
    fn customer_ids(&self) -> Result<Vec<Id>> {
        let mut ids = Vec::new();
        each(self, "SELECT id FROM customer ORDER BY id", 0, &mut |id, _| ids.push(id))?;
        Ok(ids)
    }

    /// Rows and columns that a person changed in steps after the id `since`, undone ones apart: row and column name.
    fn changed_by_hand_since(&self, since: Id) -> Result<Vec<(Id, String)>> {
        let mut changed = Vec::new();
        for table in [Table::Customer, Table::Contact, Table::FollowUp] {
            // Only rows that were there before can have been changed; the earliest state since then is what the list left.
            let shape = table.shape();
            let sql = format!(
                "SELECT change.row, json(change.was), json_object({pairs}) FROM change JOIN step ON step.id = change.step \
                 JOIN {table} ON {table}.id = change.row \
                 WHERE change.step > ?1 AND change.kind = ?2 AND change.was IS NOT NULL AND step.kind <> ?3 AND step.undone_by IS NULL",
                pairs = shape.columns.iter().map(|column| format!("'{}', {}.{}", column.name, table.name(), quoted(&column.name))).collect::<Vec<_>>().join(", "),
                table = table.name(),
            );
            let mut query = self.connection().prepare_cached(&sql)?;
            let mut rows = query.query((since.0, table.code(), StepKind::Import.code()))?;
            while let Some(row) = rows.next()? {
                let parse = |at: usize| -> Result<serde_json::Map<String, serde_json::Value>> {
                    Ok(row.get_ref(at)?.as_str().ok().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default())
                };
                let (was, now) = (parse(1)?, parse(2)?);
                let id = Id(row.get(0)?);
                for column in &shape.columns {
                    let nothing = serde_json::Value::Null;
                    let (was, now) = (was.get(&column.name).unwrap_or(&nothing), now.get(&column.name).unwrap_or(&nothing));
                    let is_same = was == now || was.to_string() == now.as_str().unwrap_or_default();
                    if !is_same {
                        changed.push((id, column.name.clone()));
                    }
                }
            }
        }
        Ok(changed)
    }

    /// The customers that the step of the import `source` added or changed and that are still there.
    fn customers_of_import(&self, source: Id) -> Result<Vec<Id>> {
        let sql = "SELECT DISTINCT mine.row FROM change AS list JOIN change AS mine ON mine.step = list.step AND mine.kind = ?2 \
                   JOIN customer ON customer.id = mine.row WHERE list.row = ?1 ORDER BY mine.row";
        let mut query = self.connection().prepare_cached(sql)?;
        let ids = query.query_map((source.0, Table::Customer.code()), |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The customers that a step touched, itself or through what belongs to them; at most `limit`.
    fn customers_of_step(&self, step: Id, limit: usize) -> Result<Vec<Id>> {
        let mut query = self.connection().prepare_cached(include_str!("sql/customers_of_step.sql"))?;
        let ids = query.query_map((step.0, i64::try_from(limit).unwrap_or(-1)), |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The stored fields of `of` that at least one row of its table has.
    fn filled_fields(&self, of: Of) -> Result<Vec<Field>> {
        let table = if of == Of::Contact { Table::Contact } else { Table::Customer };
        let fields = Field::stored(of);
        let counts: String = fields.iter().map(|field| format!(", count({})", quoted(field.key()))).collect();
        let mut filled = Vec::new();
        each(self, &format!("SELECT 0{counts} FROM {}", table.name()), fields.len(), &mut |_, values| {
            filled = fields.iter().zip(values).filter(|(_, count)| !matches!(count, Plain::Number(0))).map(|(field, _)| *field).collect();
        })?;
        Ok(filled)
    }

    /// The kinds of ways to reach contacts that occur, and whether a contact has several of the kind.
    fn channel_kinds(&self) -> Result<Vec<(String, bool)>> {
        let mut query = self.connection().prepare_cached(include_str!("sql/channel_kinds.sql"))?;
        let kinds = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(kinds.collect::<rusqlite::Result<_>>()?)
    }

    /// One step of the journal.
    fn step(&self, step: Id) -> Result<Option<StepInfo>> {
        super::revert::one_step_by_id(self.connection(), step)
    }

    /// What undo would take back.
    fn undoable(&self) -> Result<Option<StepInfo>> {
        super::revert::undoable(self.connection())
    }

    /// What redo would do again.
    fn redoable(&self) -> Result<Option<StepInfo>> {
        super::revert::redoable(self.connection())
    }

    /// The imports that added or changed the customer or what belongs to it, latest first.
    fn imports_of_customer(&self, customer: Id) -> Result<Vec<Id>> {
        let sql = include_str!("sql/imports_of_customer.sql");
        let mut query = self.connection().prepare_cached(sql)?;
        let ids = query.query_map((customer.0, Table::ImportSource.code()), |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

impl<C: Connected> Scan for C {}

fn text_columns(of: Of, json: &str) -> Vec<String> {
    let texts = Field::stored(of).iter().filter(|field| !matches!(field.kind(), Kind::Number | Kind::Stars | Kind::Money));
    texts.map(|field| quoted(field.key())).chain([json.to_owned()]).collect()
}

fn each(connected: &(impl Connected + ?Sized), sql: &str, width: usize, take: &mut dyn FnMut(Id, &[Plain<'_>])) -> Result<()> {
    let mut query = connected.connection().prepare_cached(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id = Id(row.get(0)?);
        // Eight at a time would do for most; a hundred columns are the whole customer.
        let mut values = [Plain::Nothing; 128];
        for (at, value) in values.iter_mut().enumerate().take(width) {
            *value = Plain::of(row.get_ref(at + 1)?);
        }
        take(id, &values[..width.min(128)]);
    }
    Ok(())
}
