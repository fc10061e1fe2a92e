//! Which fields of customers a step changes, found out while it is written: who keeps them elsewhere reads only those again.

use crate::model::{Field, Kind, Of};

use super::cell::{Cell, Cells, decode};
use super::error::Result;
use super::table::{Shape, Table};

/// The columns in which customers became other than they were.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// By place in the shape of customers.
    columns: Vec<bool>,
    /// Customers came or went.
    is_all: bool,
}

impl Changed {
    /// A row came or went.
    pub fn all(&mut self) {
        self.is_all = true;
    }

    fn column(&mut self, at: usize) {
        if self.columns.len() <= at {
            self.columns.resize(at + 1, false);
        }
        self.columns[at] = true;
    }

    /// A row that was and is there.
    pub fn between(&mut self, shape: &Shape, was: &impl Cells, now: &impl Cells) -> Result<()> {
        for at in 0..shape.columns.len() {
            if !self.is_all && was.cell(at)? != now.cell(at)? {
                self.column(at);
            }
        }
        Ok(())
    }

    /// A row of which the journal has kept as `was` how it becomes again, and which is as `now` yet.
    pub fn back_to(&mut self, shape: &Shape, was: &[u8], now: &impl Cells) -> Result<()> {
        if self.is_all {
            return Ok(());
        }
        let mut next = 0;
        decode(shape, was, |at, cell| {
            // An older book may have kept its columns in another order.
            self.is_all |= at < next;
            for empty in next..at {
                if now.cell(empty)? != Cell::Null {
                    self.column(empty);
                }
            }
            if now.cell(at)? != cell {
                self.column(at);
            }
            next = at + 1;
            Ok(())
        })?;
        for empty in next..shape.columns.len() {
            if now.cell(empty)? != Cell::Null {
                self.column(empty);
            }
        }
        Ok(())
    }

    /// The fields of customers in which any of them was changed; `None` where that cannot be said in fields.
    pub fn fields(&self) -> Option<Vec<Field>> {
        if self.is_all {
            return None;
        }
        let (shape, stored) = (Table::Customer.shape(), Field::stored(Of::Customer));
        let mut fields: Vec<Field> = Vec::new();
        for at in (0..self.columns.len()).filter(|at| self.columns[*at]) {
            let has = |(field, first): (&Field, &usize)| *first == at || (field.kind() == Kind::Money && first + 1 == at);
            let field = stored[stored.iter().zip(&shape.field_at).position(has)?];
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        Some(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell::{Encoder, State};
    use super::super::row::Row;
    use super::*;
    use crate::model::money::Money;
    use crate::model::{Customer, Id, Value};

    fn money(currency: &str) -> Value {
        Value::Money(Money { minor: 1200, currency: currency.parse().unwrap() })
    }

    fn state(set: impl FnOnce(&mut Customer)) -> State {
        let mut customer = Customer::new(Id(1));
        customer.set(Field::Company, "Küchen GmbH");
        customer.set(Field::City, "Kiel");
        customer.set(Field::AnnualAmount, money("USD"));
        set(&mut customer);
        customer.state().unwrap()
    }

    #[test]
    fn fields_are_told_alike_on_the_way_there_and_back() {
        let shape = Table::Customer.shape();
        let cases: Vec<(State, Option<Vec<Field>>)> = vec![
            (state(|_| {}), Some(vec![])),
            (state(|customer| customer.set(Field::City, "Berlin")), Some(vec![Field::City])),
            (state(|customer| customer.set(Field::City, Value::Empty)), Some(vec![Field::City])),
            (state(|customer| customer.set(Field::Notes, "spring")), Some(vec![Field::Notes])),
            (state(|customer| customer.set(Field::AnnualAmount, money("EUR"))), Some(vec![Field::AnnualAmount])),
            (state(|customer| customer.set_extra("Shelf", "blue")), None),
        ];
        for (now, fields) in cases {
            let was = state(|_| {});
            let mut there = Changed::default();
            there.between(shape, &was, &now).unwrap();
            assert_eq!(there.fields(), fields);
            for (one, other) in [(&was, &now), (&now, &was)] {
                let mut back = Changed::default();
                back.back_to(shape, Encoder::default().encode(shape, one).unwrap(), other).unwrap();
                assert_eq!(back.fields(), fields);
            }
            there.all();
            assert_eq!(there.fields(), None);
        }
    }
}
