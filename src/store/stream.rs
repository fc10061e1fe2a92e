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
use super::read::{CONTACT_ORDER, Connected};
use super::row::{field_value, read_extra};
use super::table::{Table, quoted};

/// Which customers a walk goes to, with what belongs to them.
#[derive(Clone, Copy, Debug)]
pub enum Among<'a> {
    /// Those with ids from the first to the last, both included.
    Between(Id, Id),
    /// These.
    These(&'a [Id]),
}

impl Among<'_> {
    /// The condition on `column`, and its parameters.
    fn condition(self, column: &str) -> (String, Vec<rusqlite::types::Value>) {
        match self {
            Self::Between(first, last) => (format!("{column} BETWEEN ?1 AND ?2"), vec![first.0.into(), last.0.into()]),
            Self::These(ids) => (format!("{column} IN (SELECT value FROM json_each(?1))"), vec![super::row::json(&ids).into()]),
        }
    }
}

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

/// A person of a walk.
#[derive(Clone, Copy, Debug)]
pub struct WalkedPerson<'r> {
    /// Whose.
    pub customer: Id,
    /// Who.
    pub id: Id,
    /// Whether a mail address is known.
    pub has_email: bool,
    /// The birthday as the book has it; empty where it is not known.
    pub born: &'r str,
}

/// A touch of a walk, as the rules need it.
#[derive(Clone, Copy, Debug)]
pub struct WalkedTouch<'r> {
    /// With whom.
    pub customer: Id,
    /// Which.
    pub id: Id,
    /// The day.
    pub on: &'r str,
    /// The way, as it stands.
    pub channel: &'r str,
    /// The key of who spoke; empty where nobody said.
    pub direction: &'r str,
    /// The instant in milliseconds of the Unix epoch, where it is known.
    pub at_ms: Option<i64>,
    /// Whether it is an inquiry that waits for an answer.
    pub needs_reply: bool,
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
        walk(self, Table::Customer, Of::Customer, "id, id, extra", fields, ("1 ORDER BY id", Vec::new()), each)
    }

    /// Hands every contact to `each`, with the stored fields asked for.
    fn each_contact<E: From<StoreError>>(&self, fields: &[Field], each: impl FnMut(&Walked<'_, '_>) -> Result<(), E>) -> Result<(), E> {
        walk(self, Table::Contact, Of::Contact, "id, customer, channels", fields, ("1 ORDER BY id", Vec::new()), each)
    }

    /// Hands the customers `among` all to `each`, in order of ids.
    fn each_customer_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        fields: &[Field],
        each: impl FnMut(&Walked<'_, '_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (condition, parameters) = among.condition("id");
        let rest = format!("{condition} ORDER BY id");
        walk(self, Table::Customer, Of::Customer, "id, id, extra", fields, (&rest, parameters), each)
    }

    /// Hands the contacts of the customers `among` all to `each`, in order of customers, the main contact of each first.
    fn each_contact_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        fields: &[Field],
        each: impl FnMut(&Walked<'_, '_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (condition, parameters) = among.condition("customer");
        let rest = format!("{condition} ORDER BY customer, {CONTACT_ORDER}");
        walk(self, Table::Contact, Of::Contact, "id, customer, channels", fields, (&rest, parameters), each)
    }

    /// Hands what was noted at the touches of the customers `among` all to `each`: whose, the day, and the texts
    /// ([`crate::model::Touch::texts`]).
    fn each_touch_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        mut each: impl FnMut(Id, &str, &[&str]) -> Result<(), E>,
    ) -> Result<(), E> {
        const COLUMNS: &str = "happened_on, text, value_what, outcome, opinion, competitor";
        texts_among(self, "touch", COLUMNS, among, |customer, texts: [&str; 6]| each(customer, texts[0], &texts[1..]))
    }

    /// Hands the cards of the customers `among` all that somebody has and that have a day to come back on to `each`: whose, which, and the day.
    fn each_card_out_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        mut each: impl FnMut(Id, Id, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let (condition, parameters) = among.condition("customer");
        let sql = format!(
            "SELECT customer, id, due_back_on FROM card_copy \
             WHERE {condition} AND taken_on IS NOT NULL AND returned_on IS NULL AND due_back_on IS NOT NULL ORDER BY customer, id"
        );
        each_row(self, &sql, parameters, |row| Ok(each(Id(row.get(0)?), Id(row.get(1)?), text_of(row, 2)?)))
    }

    /// Hands the follow-ups of the customers `among` all to `each`: whose, the day, the day on which it was done or given up, and the
    /// texts ([`crate::model::FollowUp::texts`]).
    fn each_follow_up_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        mut each: impl FnMut(Id, [&str; 2], &[&str]) -> Result<(), E>,
    ) -> Result<(), E> {
        const COLUMNS: &str = "due_on, coalesce(done_on, skipped_on), goal, content, focus, products, expected_result";
        texts_among(self, "follow_up", COLUMNS, among, |customer, texts: [&str; 7]| each(customer, [texts[0], texts[1]], &texts[2..]))
    }

    /// Hands the people of the customers `among` all who have a mail address or a birthday to `each`.
    fn each_person_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        mut each: impl FnMut(WalkedPerson<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (condition, parameters) = among.condition("customer");
        let mail = "instr(channels, '\"email\"') > 0";
        let sql = format!(
            "SELECT customer, id, {mail}, birthday FROM contact WHERE {condition} AND ({mail} OR birthday IS NOT NULL) ORDER BY customer"
        );
        each_row(self, &sql, parameters, |row| {
            let has_email = row.get::<_, Option<bool>>(2)?.unwrap_or_default();
            Ok(each(WalkedPerson { customer: Id(row.get(0)?), id: Id(row.get(1)?), has_email, born: text_of(row, 3)? }))
        })
    }

    /// Hands the touches of the customers `among` all to `each`, those of each by rising day.
    fn each_happening_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        mut each: impl FnMut(WalkedTouch<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (condition, parameters) = among.condition("customer");
        let sql = format!(
            "SELECT customer, id, happened_on, channel, direction, happened_at_ms, needs_reply FROM touch WHERE {condition} \
             ORDER BY customer, happened_on, id"
        );
        each_row(self, &sql, parameters, |row| {
            Ok(each(WalkedTouch {
                customer: Id(row.get(0)?),
                id: Id(row.get(1)?),
                on: text_of(row, 2)?,
                channel: text_of(row, 3)?,
                direction: text_of(row, 4)?,
                at_ms: row.get(5)?,
                needs_reply: row.get::<_, Option<i64>>(6)? == Some(1),
            }))
        })
    }

    /// Hands the promises of the customers `among` all that are waited for and have a day to `each`: whose, which, and by when.
    fn each_promise_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        mut each: impl FnMut(Id, Id, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let (condition, parameters) = among.condition("customer");
        let sql = format!(
            "SELECT customer, id, due_on FROM promise WHERE {condition} AND kept_on IS NULL AND dropped_on IS NULL AND due_on IS NOT NULL \
             ORDER BY customer, id"
        );
        each_row(self, &sql, parameters, |row| Ok(each(Id(row.get(0)?), Id(row.get(1)?), text_of(row, 2)?)))
    }

    /// Hands the follow-ups of the customers `among` all to `each`: whose, the day, the time, and when they were done or given up.
    fn each_plan_among<E: From<StoreError>>(&self, among: Among<'_>, each: impl FnMut(Id, [&str; 3]) -> Result<(), E>) -> Result<(), E> {
        ordered_texts_among(self, "follow_up", "due_on, due_time, coalesce(done_on, skipped_on)", "due_on, id", among, each)
    }

    /// Hands the stays in the public pool of the customers `among` all to `each`, the first ones of each first: whose, since when, until when.
    fn each_pool_stay_among<E: From<StoreError>>(
        &self,
        among: Among<'_>,
        each: impl FnMut(Id, [&str; 2]) -> Result<(), E>,
    ) -> Result<(), E> {
        ordered_texts_among(self, "pool_stay", "dropped_on, claimed_on", "dropped_on, id", among, each)
    }

    /// Hands the further addresses of the customers `among` all to `each`: whose, street, city, region, postal code and country.
    fn each_address_among<E: From<StoreError>>(&self, among: Among<'_>, each: impl FnMut(Id, [&str; 5]) -> Result<(), E>) -> Result<(), E> {
        texts_among(self, "address", "address, city, region, postcode, country", among, each)
    }

    /// The ids of at most `most` customers behind `id`, in order.
    fn ids_behind(&self, id: Id, most: usize) -> Result<Vec<Id>> {
        let mut query = self.connection().prepare_cached("SELECT id FROM customer WHERE id > ?1 ORDER BY id LIMIT ?2")?;
        let ids = query.query_map((id.0, most as i64), |row| row.get(0).map(Id))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Hands each customer that was ever touched to `each`, with the latest day, in order of customers.
    fn each_last_touch<E: From<StoreError>>(&self, each: impl FnMut(Id, PartialDay) -> Result<(), E>) -> Result<(), E> {
        each_day(self, "SELECT customer, max(happened_on) FROM touch GROUP BY customer", [], each)
    }

    /// Hands each customer with an open follow-up to `each`, with the earliest day, in order of customers.
    fn each_next_follow_up<E: From<StoreError>>(&self, each: impl FnMut(Id, PartialDay) -> Result<(), E>) -> Result<(), E> {
        each_day(
            self,
            "SELECT customer, min(due_on) FROM follow_up WHERE done_on IS NULL AND skipped_on IS NULL GROUP BY customer",
            [],
            each,
        )
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
    (rest, parameters): (&str, Vec<rusqlite::types::Value>),
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
    let sql = format!("SELECT {before}{columns} FROM {} WHERE {rest}", table.name());
    let failed = |error: rusqlite::Error| E::from(error.into());
    let mut query = connected.connection().prepare_cached(&sql).map_err(failed)?;
    let mut rows = query.query(rusqlite::params_from_iter(parameters)).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        each(&Walked { cells: Queried { row, skip: BEFORE }, fields: &places })?;
    }
    Ok(())
}

fn texts_among<E: From<StoreError>, const N: usize>(
    connected: &(impl Connected + ?Sized),
    table: &str,
    columns: &str,
    among: Among<'_>,
    each: impl FnMut(Id, [&str; N]) -> Result<(), E>,
) -> Result<(), E> {
    ordered_texts_among(connected, table, columns, "id", among, each)
}

fn ordered_texts_among<E: From<StoreError>, const N: usize>(
    connected: &(impl Connected + ?Sized),
    table: &str,
    columns: &str,
    order: &str,
    among: Among<'_>,
    each: impl FnMut(Id, [&str; N]) -> Result<(), E>,
) -> Result<(), E> {
    let (condition, parameters) = among.condition("customer");
    let sql = format!("SELECT customer, {columns} FROM {table} WHERE {condition} ORDER BY customer, {order}");
    each_text(connected, &sql, parameters, each)
}

fn text_of<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(at)?.as_str_or_null()?.unwrap_or_default())
}

/// Hands each row to `each`, which reads it and then does what is asked.
fn each_row<E: From<StoreError>>(
    connected: &(impl Connected + ?Sized),
    sql: &str,
    parameters: Vec<rusqlite::types::Value>,
    mut each: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<Result<(), E>>,
) -> Result<(), E> {
    let failed = |error: rusqlite::Error| E::from(error.into());
    let mut query = connected.connection().prepare_cached(sql).map_err(failed)?;
    let mut rows = query.query(rusqlite::params_from_iter(parameters)).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        each(row).map_err(failed)??;
    }
    Ok(())
}

fn each_text<E: From<StoreError>, const N: usize>(
    connected: &(impl Connected + ?Sized),
    sql: &str,
    parameters: Vec<rusqlite::types::Value>,
    mut each: impl FnMut(Id, [&str; N]) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: rusqlite::Error| E::from(error.into());
    let mut query = connected.connection().prepare_cached(sql).map_err(failed)?;
    let mut rows = query.query(rusqlite::params_from_iter(parameters)).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let mut texts = [""; N];
        for (at, text) in texts.iter_mut().enumerate() {
            *text = Cell::of(row.get_ref(at + 1).map_err(failed)?)?.as_text();
        }
        each(Id(row.get(0).map_err(failed)?), texts)?;
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
