//! The values that a book has in a field: what an editor offers while one types.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Reading;
use crate::error::Result;
use crate::model::{Field, Kind, Of, Value};
use crate::store::{StoreError, Walk, Walked};

/// How many different values are counted; beyond that a field is no choice but free text.
const MOST: usize = 20_000;

impl Reading {
    /// The texts, words, tags or groups that stand in `field`, the most used first, at most `count` of them. Reads the whole
    /// table: meant for a thread of its own.
    pub fn values_in_use(&self, field: Field, count: usize) -> Result<Vec<String>> {
        let mut uses = Uses::default();
        let take = |row: &Walked<'_, '_>| -> Result<(), StoreError> {
            if field.kind() == Kind::Tags {
                if let Value::Tags(tags) = row.value(0)? {
                    tags.iter().for_each(|tag| uses.add(tag));
                }
            } else {
                uses.add(row.text(0)?);
            }
            Ok(())
        };
        match field.of() {
            _ if !field.spec().is_stored || matches!(field.kind(), Kind::Money | Kind::Number | Kind::Stars) => {}
            Of::Customer => self.reader.each_customer(&[field], take)?,
            Of::Contact => self.reader.each_contact(&[field], take)?,
            Of::OrderLine | Of::Touch => {}
        }
        Ok(uses.most(count))
    }

    /// As [`Self::values_in_use`], of a field that the user named.
    pub fn own_values_in_use(&self, name: &str, count: usize) -> Result<Vec<String>> {
        let mut uses = Uses::default();
        self.reader.each_customer(&[], |row| {
            row.extra()?.iter().filter(|(known, _)| known == name).for_each(|(_, value)| uses.add(value));
            Ok::<_, StoreError>(())
        })?;
        Ok(uses.most(count))
    }
}

#[derive(Default)]
struct Uses(HashMap<String, usize>);

impl Uses {
    fn add(&mut self, value: &str) {
        if let Some(uses) = self.0.get_mut(value) {
            *uses += 1;
        } else if !value.is_empty() && self.0.len() < MOST {
            self.0.insert(value.to_owned(), 1);
        }
    }

    fn most(self, count: usize) -> Vec<String> {
        let mut values: Vec<(String, usize)> = self.0.into_iter().collect();
        values.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
        values.into_iter().take(count).map(|(value, _)| value).collect()
    }
}
