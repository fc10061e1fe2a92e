//! Between records and columns: how each kind of row is written out cell by cell and read back. Touches, follow-ups and what goes with
//! them are in `follow_rows`.
//!
//! Nothing here talks to SQLite; a row may come from a query or from the journal.

use std::fmt::Write as _;

use serde::Serialize;

use crate::model::day::PartialDay;
use crate::model::money::Money;
use crate::model::{
    Address, Channel, Confirmation, Contact, Customer, ExtraField, ExtraKind, Field, Id, ImportSource, Kind, Merged, Of, Record, ToldApart,
    Value,
};

use super::cell::{Cell, Cells, State, unreadable};
use super::error::{Result, StoreError};
use super::table::{Shape, Table};

/// A line of an order or shipment that a list held and that waits for the orders to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedLine {
    /// Identity.
    pub id: Id,
    /// The list.
    pub import: Id,
    /// The row of the sheet, from 1.
    pub row: i64,
    /// Whose line it is, where the list said so.
    pub customer: Option<Id>,
    /// Values by field key, or by heading where no field is known.
    pub cells: Vec<(String, String)>,
}

/// A record that is a row of a journaled table.
pub(super) trait Row: Sized {
    /// The table.
    const TABLE: Table;

    /// Its identity.
    fn id(&self) -> Id;

    /// Hands each column that is not empty to `put`.
    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()>;

    /// The record of a row.
    fn read(id: Id, cells: &impl Cells) -> Result<Self>;

    /// The row in memory.
    fn state(&self) -> Result<State> {
        let mut state = State::empty(Self::TABLE.shape());
        self.cells(&mut |at, cell| {
            state.set(at, cell);
            Ok(())
        })?;
        Ok(state)
    }
}

/// A day as the file keeps it; another text where nobody understood what a list said.
fn day_value(text: &str) -> Value {
    match text.parse::<PartialDay>() {
        Ok(day) if day.to_string() == text => Value::Day(day),
        _ => Value::Text(text.to_owned()),
    }
}

/// The value of `field` in its column `at`; money also reads the column after it.
pub(super) fn field_value(field: Field, at: usize, cells: &impl Cells) -> Result<Value> {
    Ok(match (cells.cell(at)?, field.kind()) {
        (Cell::Null, _) => Value::Empty,
        (Cell::Int(minor), Kind::Money) => {
            let currency = cells.cell(at + 1)?.as_text().parse().map_err(|_| unreadable("an amount without a currency"))?;
            Value::Money(Money { minor, currency })
        }
        (Cell::Int(number), _) => Value::Number(number),
        (Cell::Text(text), Kind::Day) => day_value(text),
        (Cell::Text(text), Kind::Tags) => Value::Tags(serde_json::from_str(text).map_err(|_| unreadable("tags that are no JSON"))?),
        (Cell::Text(text), _) => Value::Text(text.to_owned()),
    })
}

fn record_cells(of: Of, record: &Record, shape: &Shape, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
    debug_assert_eq!(shape.field_at.len(), Field::stored(of).len());
    let mut text = String::new();
    for ((field, value), &at) in record.iter().zip(&shape.field_at) {
        match (value, field.kind()) {
            (Value::Empty, _) => {}
            (Value::Text(text), kind) if !matches!(kind, Kind::Money | Kind::Number | Kind::Stars | Kind::Tags) => {
                put(at, Cell::text(text))?
            }
            (Value::Day(day), Kind::Day) => {
                text.clear();
                let _ = write!(text, "{day}");
                put(at, Cell::Text(&text))?;
            }
            (Value::Number(number), Kind::Number | Kind::Stars) => put(at, Cell::Int(*number))?,
            (Value::Money(money), Kind::Money) => {
                text.clear();
                let _ = write!(text, "{}", money.currency);
                put(at, Cell::Int(money.minor))?;
                put(at + 1, Cell::Text(&text))?;
            }
            (Value::Tags(tags), Kind::Tags) => {
                if !tags.is_empty() {
                    put(at, Cell::Text(&json(tags)))?;
                }
            }
            _ => return Err(StoreError::Unsuited(field)),
        }
    }
    Ok(())
}

fn read_record(of: Of, shape: &Shape, cells: &impl Cells) -> Result<Record> {
    let mut record = Record::new(of);
    for (&field, &at) in Field::stored(of).iter().zip(&shape.field_at) {
        let value = field_value(field, at, cells)?;
        if value != Value::Empty {
            record.set(field, value);
        }
    }
    Ok(record)
}

/// Plain data as JSON text; lists of texts and maps with text keys always have one.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Ordered pairs as one JSON object and back.
pub(super) mod pairs {
    use serde::ser::SerializeMap;
    use serde::{Serialize, Serializer};

    /// Pairs that are written as one object.
    pub struct Pairs<'a>(pub &'a [(String, String)]);

    impl Serialize for Pairs<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(Some(self.0.len()))?;
            for (key, value) in self.0 {
                map.serialize_entry(key, value)?;
            }
            map.end()
        }
    }

    /// The pairs of an object whose values are texts, in its order.
    pub fn read(text: &str) -> Option<Vec<(String, String)>> {
        let map: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).ok()?;
        map.into_iter()
            .map(|(key, value)| match value {
                serde_json::Value::String(text) => Some((key, text)),
                _ => None,
            })
            .collect()
    }
}

/// The ways of a contact in the order kept.
pub(super) fn read_channels(text: &str) -> Result<Vec<Channel>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    serde_json::from_str(text).map_err(|_| unreadable("ways of reaching a contact that are no JSON"))
}

/// The extra fields of a customer in the order kept.
pub(super) fn read_extra(text: &str) -> Result<Vec<(String, String)>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    pairs::read(text).ok_or_else(|| unreadable("extra fields that are no JSON"))
}

impl Row for Customer {
    const TABLE: Table = Table::Customer;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        let shape = Self::TABLE.shape();
        record_cells(Of::Customer, &self.record, shape, put)?;
        if !self.extra.is_empty() {
            put(shape.columns.len() - 1, Cell::Text(&json(&pairs::Pairs(&self.extra))))?;
        }
        Ok(())
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        let shape = Self::TABLE.shape();
        let record = read_record(Of::Customer, shape, cells)?;
        Ok(Self { id, record, extra: read_extra(cells.cell(shape.columns.len() - 1)?.as_text())? })
    }
}

impl Row for Contact {
    const TABLE: Table = Table::Contact;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        let shape = Self::TABLE.shape();
        put(0, Cell::Int(self.customer.0))?;
        record_cells(Of::Contact, &self.record, shape, put)?;
        if let Some(position) = self.position {
            put(shape.columns.len() - 2, Cell::Int(position))?;
        }
        if !self.channels.is_empty() {
            put(shape.columns.len() - 1, Cell::Text(&json(&self.channels)))?;
        }
        Ok(())
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        let shape = Self::TABLE.shape();
        Ok(Self {
            id,
            customer: required_id(cells, 0)?,
            record: read_record(Of::Contact, shape, cells)?,
            position: cells.cell(shape.columns.len() - 2)?.as_int(),
            channels: read_channels(cells.cell(shape.columns.len() - 1)?.as_text())?,
        })
    }
}

pub(super) fn required_id(cells: &impl Cells, at: usize) -> Result<Id> {
    cells.cell(at)?.as_int().map(Id).ok_or_else(|| unreadable("a row that belongs to nobody"))
}

pub(super) fn optional_id(cells: &impl Cells, at: usize) -> Result<Option<Id>> {
    Ok(cells.cell(at)?.as_int().map(Id))
}

pub(super) fn text(cells: &impl Cells, at: usize) -> Result<String> {
    Ok(cells.cell(at)?.as_text().to_owned())
}

pub(super) fn number(cells: &impl Cells, at: usize) -> Result<i64> {
    cells.cell(at)?.as_int().ok_or_else(|| unreadable("a number that is missing"))
}

pub(super) fn optional_day(cells: &impl Cells, at: usize) -> Result<Option<PartialDay>> {
    match cells.cell(at)?.as_text() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| unreadable("a day that is none")),
    }
}

pub(super) fn day(cells: &impl Cells, at: usize) -> Result<PartialDay> {
    optional_day(cells, at)?.ok_or_else(|| unreadable("a day that is missing"))
}

impl Row for Address {
    const TABLE: Table = Table::Address;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        let texts = [&self.purpose, &self.address, &self.city, &self.region, &self.postcode, &self.country];
        for (at, text) in (1..).zip(texts) {
            put(at, Cell::text(text))?;
        }
        Ok(())
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self {
            id,
            customer: required_id(cells, 0)?,
            purpose: text(cells, 1)?,
            address: text(cells, 2)?,
            city: text(cells, 3)?,
            region: text(cells, 4)?,
            postcode: text(cells, 5)?,
            country: text(cells, 6)?,
        })
    }
}

impl Row for ImportSource {
    const TABLE: Table = Table::ImportSource;

    fn id(&self) -> Id {
        self.id
    }

    // Every column of this table is required, so that an empty text stays an empty text.
    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Text(&self.file_name))?;
        put(1, Cell::Text(&self.file_hash))?;
        put(2, Cell::Text(&self.list_key))?;
        put(3, Cell::Int(self.imported_at_ms))?;
        put(4, Cell::Text(&self.mapping))?;
        put(5, Cell::Int(self.rows))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self {
            id,
            file_name: text(cells, 0)?,
            file_hash: text(cells, 1)?,
            list_key: text(cells, 2)?,
            imported_at_ms: number(cells, 3)?,
            mapping: text(cells, 4)?,
            rows: number(cells, 5)?,
        })
    }
}

impl Row for ExtraField {
    const TABLE: Table = Table::ExtraField;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Text(&self.name))?;
        put(1, Cell::Int(self.position))?;
        // A field of any text is written as it was before there were kinds.
        if self.kind != ExtraKind::Text {
            put(2, Cell::Text(self.kind.key()))?;
        }
        if !self.options.is_empty() {
            put(3, Cell::Text(&json(&self.options)))?;
        }
        Ok(())
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        let options = match cells.cell(3)?.as_text() {
            "" => Vec::new(),
            list => serde_json::from_str(list).map_err(|_| unreadable("options that are no JSON"))?,
        };
        let kind = ExtraKind::by_key(cells.cell(2)?.as_text());
        Ok(Self { id, name: text(cells, 0)?, position: number(cells, 1)?, kind, options })
    }
}

impl Row for Confirmation {
    const TABLE: Table = Table::Confirmation;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put(1, Cell::Int(self.row.0))?;
        put(2, Cell::Text(&self.field))?;
        put(3, Cell::Text(&self.confirmed_on.to_string()))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        let confirmed_on = day(cells, 3)?.date().ok_or_else(|| unreadable("a day that is none"))?;
        Ok(Self { id, customer: required_id(cells, 0)?, row: required_id(cells, 1)?, field: text(cells, 2)?, confirmed_on })
    }
}

impl Row for Merged {
    const TABLE: Table = Table::Merged;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put(1, Cell::Int(self.gone.0))?;
        put(2, Cell::text(&self.name))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self { id, customer: required_id(cells, 0)?, gone: required_id(cells, 1)?, name: text(cells, 2)? })
    }
}

impl Row for ToldApart {
    const TABLE: Table = Table::ToldApart;

    fn id(&self) -> Id {
        self.id
    }

    fn cells(&self, put: &mut impl FnMut(usize, Cell<'_>) -> Result<()>) -> Result<()> {
        put(0, Cell::Int(self.customer.0))?;
        put(1, Cell::Int(self.other.0))
    }

    fn read(id: Id, cells: &impl Cells) -> Result<Self> {
        Ok(Self { id, customer: required_id(cells, 0)?, other: required_id(cells, 1)? })
    }
}
