//! Whole tables, row by row in the order of ids: what indexes, lists and exports are built from.
//!
//! Rows are handed out as they stand in the file; nothing is copied that the caller does not ask for.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;

use crate::model::day::PartialDay;
use crate::model::{ChannelKind, Field, Id, Kind, Of, Value};

use super::cell::{Cell, Cells, Queried, unreadable};
use super::error::{Result, StoreError};
use super::read::Connected;
use super::row::{field_value, read_extra};
use super::table::{Table, quoted};

/// A way to reach a contact, as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Way<'a> {
    /// Which kind of way.
    pub kind: ChannelKind,
    /// Number, address or account.
    #[serde(borrow)]
    pub value: Cow<'a, str>,
}

/// One row of a walk over customers or contacts; fields go by their place among those asked for.
pub struct Walked<'r, 'q> {
    cells: Queried<'r, 'q>,
    fields: &'r [(Field, usize)],
}

/// What the query asks for before the fields: the id, whose it is, and what has no field.
const BEFORE: usize = 3;

impl Walked<'_, '_> {
    /// The row's id.
    pub fn id(&self) -> Id {
        Id(self.cells.row.get_ref(0).ok().and_then(|value| value.as_i64().ok()).unwrap_or(0))
    }

    /// The customer that a contact belongs to; a customer's own id.
    pub fn customer(&self) -> Id {
        Id(self.cells.row.get_ref(1).ok().and_then(|value| value.as_i64().ok()).unwrap_or(0))
    }

    fn cell(&self, at: usize) -> Result<Cell<'_>> {
        self.cells.cell(self.fields[at].1)
    }

    /// The text of field number `at`; empty where there is none.
    pub fn text(&self, at: usize) -> Result<&str> {
        Ok(self.cell(at)?.as_text())
    }

    /// The number, stars or minor units of field number `at`.
    pub fn number(&self, at: usize) -> Result<Option<i64>> {
        Ok(self.cell(at)?.as_int())
    }

    /// The currency of the amount in field number `at`; empty where there is none.
    pub fn currency(&self, at: usize) -> Result<&str> {
        match self.fields[at] {
            (field, column) if field.kind() == Kind::Money => Ok(self.cells.cell(column + 1)?.as_text()),
            _ => Ok(""),
        }
    }

    /// The value of field number `at`.
    pub fn value(&self, at: usize) -> Result<Value> {
        let (field, column) = self.fields[at];
        field_value(field, column, &self.cells)
    }

    /// The fields that the user named, of a customer.
    pub fn extra(&self) -> Result<Vec<(String, String)>> {
        read_extra(Cell::of(self.cells.row.get_ref(2)?)?.as_text())
    }

    /// The ways to reach a contact, the preferred one of each kind first.
    pub fn ways(&self) -> Result<Vec<Way<'_>>> {
        match Cell::of(self.cells.row.get_ref(2)?)?.as_text() {
            "" => Ok(Vec::new()),
            text => serde_json::from_str(text).map_err(|_| unreadable("ways of reaching a contact that are no JSON")),
        }
    }
}

/// Walks over whole tables.
pub trait Walk: Connected {
    /// Hands every customer to `each`, with the stored fields asked for.
    fn each_customer<E: From<StoreError>>(&self, fields: &[Field], each: impl FnMut(&Walked<'_, '_>) -> Result<(), E>) -> Result<(), E> {
        walk(self, Table::Customer, Of::Customer, "id, id, extra", fields, each)
    }

    /// Hands every contact to `each`, with the stored fields asked for.
    fn each_contact<E: From<StoreError>>(&self, fields: &[Field], each: impl FnMut(&Walked<'_, '_>) -> Result<(), E>) -> Result<(), E> {
        walk(self, Table::Contact, Of::Contact, "id, customer, channels", fields, each)
    }

    /// Hands each customer that was ever touched to `each`, with the latest day, in order of customers.
    fn each_last_touch<E: From<StoreError>>(&self, each: impl FnMut(Id, PartialDay) -> Result<(), E>) -> Result<(), E> {
        each_day(self, "SELECT customer, max(happened_on) FROM touch GROUP BY customer", [], each)
    }

    /// Hands each customer with an open follow-up to `each`, with the earliest day, in order of customers.
    fn each_next_follow_up<E: From<StoreError>>(&self, each: impl FnMut(Id, PartialDay) -> Result<(), E>) -> Result<(), E> {
        each_day(self, "SELECT customer, min(due_on) FROM follow_up WHERE done_on IS NULL GROUP BY customer", [], each)
    }

    /// The latest touch of each of `customers` that has one.
    fn last_touches_of(&self, customers: &[Id]) -> Result<HashMap<Id, PartialDay>> {
        days_of(self, include_str!("sql/last_touches_of.sql"), customers)
    }

    /// The earliest open follow-up of each of `customers` that has one.
    fn next_follow_ups_of(&self, customers: &[Id]) -> Result<HashMap<Id, PartialDay>> {
        days_of(self, include_str!("sql/next_follow_ups_of.sql"), customers)
    }
}

impl<C: Connected> Walk for C {}

fn walk<E: From<StoreError>>(
    connected: &(impl Connected + ?Sized),
    table: Table,
    of: Of,
    before: &str,
    fields: &[Field],
    mut each: impl FnMut(&Walked<'_, '_>) -> Result<(), E>,
) -> Result<(), E> {
    let shape = table.shape();
    let mut columns = Vec::new();
    let mut places = Vec::new();
    for field in fields {
        let stored = field.slot().filter(|_| field.of() == of).map(|slot| shape.field_at[slot]);
        let at = stored.ok_or(StoreError::Unsuited(*field))?;
        places.push((*field, columns.len()));
        columns.push(quoted(&shape.columns[at].name));
        if field.kind() == Kind::Money {
            columns.push(quoted(&shape.columns[at + 1].name));
        }
    }
    let columns: String = columns.iter().map(|name| format!(", {name}")).collect();
    let sql = format!("SELECT {before}{columns} FROM {} ORDER BY id", table.name());
    let failed = |error: rusqlite::Error| E::from(error.into());
    let mut query = connected.connection().prepare_cached(&sql).map_err(failed)?;
    let mut rows = query.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        each(&Walked { cells: Queried { row, skip: BEFORE }, fields: &places })?;
    }
    Ok(())
}

fn each_day<E: From<StoreError>>(
    connected: &(impl Connected + ?Sized),
    sql: &str,
    parameters: impl rusqlite::Params,
    mut each: impl FnMut(Id, PartialDay) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: rusqlite::Error| E::from(error.into());
    let mut query = connected.connection().prepare_cached(sql).map_err(failed)?;
    let mut rows = query.query(parameters).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let customer = row.get(0).map_err(failed)?;
        let text = row.get_ref(1).and_then(|text| Ok(text.as_str()?)).map_err(failed)?;
        let day = text.parse().map_err(|_| E::from(unreadable("a day that is none")))?;
        each(Id(customer), day)?;
    }
    Ok(())
}

fn days_of(connected: &(impl Connected + ?Sized), sql: &str, customers: &[Id]) -> Result<HashMap<Id, PartialDay>> {
    let mut days = HashMap::with_capacity(customers.len());
    each_day(connected, sql, [super::row::json(&customers)], |customer, day| {
        days.insert(customer, day);
        Ok::<_, StoreError>(())
    })?;
    Ok(days)
}
