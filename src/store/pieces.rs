//! Rows as people see them in the history: field by field, with money, ways of reaching a person and extra fields taken
//! apart or together as a card shows them.

use serde::Serialize;

use crate::model::money::Money;
use crate::model::{
    Address, CardCheck, CardCopy, Channel, ChannelKind, Confirmation, Contact, Customer, Field, FollowUp, Id, ImportSource, Kind, ListOut,
    Merged, Of, PoolStay, Promise, Rulebook, ToldApart, Touch, Value,
};

use super::cell::{Cell, Cells, State, unreadable};
use super::error::Result;
use super::row::{Row, field_value, read_channels, read_extra};
use super::table::{Keeps, Table};

/// What one entry of the history is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldName {
    /// A field of a customer or contact; the ways of reaching a contact under the field of their kind.
    Field(Field),
    /// A field that the user named.
    Extra(String),
    /// A column of another table.
    Column(&'static str),
}

impl FieldName {
    /// Its name for the shell and JSON.
    pub fn key(&self) -> &str {
        match self {
            Self::Field(field) => field.key(),
            Self::Extra(name) => name,
            Self::Column(name) => name,
        }
    }
}

impl Serialize for FieldName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

/// A field with its value. Ways of one kind come together as [`Value::Tags`], references as [`Value::Number`].
pub(super) type Piece = (FieldName, Value);

/// The fields of a row that are not empty, in the order of its columns.
pub(super) fn pieces(table: Table, state: &State) -> Result<Vec<Piece>> {
    let shape = table.shape();
    let mut pieces = Vec::new();
    let of = match table {
        Table::Customer => Some(Of::Customer),
        Table::Contact => Some(Of::Contact),
        _ => None,
    };
    if let Some(of) = of {
        for (field, at) in Field::stored(of).iter().zip(&shape.field_at) {
            let value = field_value(*field, *at, state)?;
            if value != Value::Empty {
                pieces.push((FieldName::Field(*field), value));
            }
        }
    }
    let last = shape.columns.len() - 1;
    match table {
        Table::Customer => {
            let extra = read_extra(state.get(last).as_text())?;
            pieces.extend(extra.into_iter().map(|(name, text)| (FieldName::Extra(name), Value::Text(text))));
        }
        Table::Contact => {
            let channels = read_channels(state.get(last).as_text())?;
            for kind in ChannelKind::ALL {
                let ways: Vec<String> = channels.iter().filter(|way| way.kind == kind).map(|way| way.value.clone()).collect();
                if !ways.is_empty() {
                    pieces.push((FieldName::Field(kind.field()), Value::Tags(ways)));
                }
            }
            pieces.push((FieldName::Column("customer"), Value::Number(state.get(0).as_int().unwrap_or(0))));
        }
        _ => {
            for (at, column) in shape.columns.iter().enumerate() {
                let value = match state.cell(at)? {
                    Cell::Null => continue,
                    // The currency is told with its amount.
                    _ if at > 0 && shape.has_currency(at - 1) => continue,
                    Cell::Int(minor) if shape.has_currency(at) => amount(minor, state.get(at + 1).as_text())?,
                    Cell::Int(number) => Value::Number(number),
                    Cell::Text(text) if column.keeps == Keeps::Text && column.name.ends_with("_on") => {
                        text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Day)
                    }
                    Cell::Text(text) => Value::Text(text.to_owned()),
                };
                pieces.push((FieldName::Column(column.name.as_str()), value));
            }
        }
    }
    Ok(pieces)
}

fn amount(minor: i64, currency: &str) -> Result<Value> {
    let currency = currency.parse().map_err(|_| unreadable("an amount without a currency"))?;
    Ok(Value::Money(Money { minor, currency }))
}

/// The value of a field among the pieces of a row.
pub(super) fn value_of<'a>(pieces: &'a [Piece], name: &FieldName) -> &'a Value {
    static EMPTY: Value = Value::Empty;
    pieces.iter().find(|(other, _)| other == name).map_or(&EMPTY, |(_, value)| value)
}

/// The names of all fields that any of `rows` fills, each once.
pub(super) fn names<'a>(rows: impl IntoIterator<Item = &'a [Piece]>) -> Vec<FieldName> {
    let mut names = Vec::new();
    for (name, _) in rows.into_iter().flatten() {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Makes `name` in `state` what it is in `from`.
pub(super) fn copy_piece(table: Table, name: &FieldName, from: &State, state: &mut State) -> Result<()> {
    let shape = table.shape();
    match name {
        FieldName::Field(field) => match ChannelKind::of_field(*field).filter(|_| table == Table::Contact) {
            Some(kind) => {
                let last = shape.columns.len() - 1;
                let mut contact = Contact::read(Id(0), &*state)?;
                let ways: Vec<Channel> = read_channels(from.get(last).as_text())?.into_iter().filter(|way| way.kind == kind).collect();
                contact.set_channels(kind, ways.iter().map(|way| way.value.as_str()));
                *state = contact.state()?;
            }
            None => {
                if let Some(at) = field.slot().and_then(|slot| shape.field_at.get(slot)) {
                    state.set(*at, from.get(*at));
                    if field.kind() == Kind::Money {
                        state.set(at + 1, from.get(at + 1));
                    }
                }
            }
        },
        FieldName::Extra(name) => {
            let was = Customer::read(Id(0), from)?;
            let mut customer = Customer::read(Id(0), &*state)?;
            customer.set_extra(name, was.extra(name));
            *state = customer.state()?;
        }
        FieldName::Column(name) => {
            if let Some(at) = shape.position(name) {
                state.set(at, from.get(at));
                if shape.has_currency(at) {
                    state.set(at + 1, from.get(at + 1));
                }
            }
        }
    }
    Ok(())
}

/// Fails where a row of the journal is no record any more, such as a touch without a day.
pub(super) fn verify(table: Table, state: &State) -> Result<()> {
    let id = Id(0);
    match table {
        Table::Customer => Customer::read(id, state).map(drop),
        Table::Contact => Contact::read(id, state).map(drop),
        Table::Address => Address::read(id, state).map(drop),
        Table::Touch => Touch::read(id, state).map(drop),
        Table::FollowUp => FollowUp::read(id, state).map(drop),
        Table::ImportSource => ImportSource::read(id, state).map(drop),
        Table::ExtraField => crate::model::ExtraField::read(id, state).map(drop),
        Table::Confirmation => Confirmation::read(id, state).map(drop),
        Table::Merged => Merged::read(id, state).map(drop),
        Table::ToldApart => ToldApart::read(id, state).map(drop),
        Table::Promise => Promise::read(id, state).map(drop),
        Table::PoolStay => PoolStay::read(id, state).map(drop),
        Table::Rulebook => Rulebook::read(id, state).map(drop),
        Table::CardCopy => CardCopy::read(id, state).map(drop),
        Table::CardCheck => CardCheck::read(id, state).map(drop),
        Table::ListOut => ListOut::read(id, state).map(drop),
    }
}
