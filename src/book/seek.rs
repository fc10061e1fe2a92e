//! Finding the next customer by the first letters of its name, as one types them in the table.

use std::collections::HashMap;

use crate::model::pinyin::{Spelled, is_han};
use crate::model::{Field, Id, Of, Value, text};
use crate::store::{Scan, StoreError, Walk};

use super::Book;

/// How many names are asked for at once.
const AT_ONCE: usize = 512;
/// How many different values of a field are offered.
const OFFERED: usize = 40;

impl Book {
    /// The first row of `ids` from `from` on whose name begins with `typed` (case, accents and width do not count; Chinese also by pinyin); behind the last
    /// row it goes on at the top.
    pub fn seek(&self, ids: &[Id], from: usize, typed: &str) -> Option<usize> {
        let sought = text::fold(typed);
        if sought.is_empty() || ids.is_empty() {
            return None;
        }
        // Chinese names are met by the letters of their reading as well.
        let spelled = Spelled::of(&sought);
        let begins = |name: &str| {
            let by_reading = || {
                spelled
                    .as_ref()
                    .is_some_and(|spelled| spelled.spells(&name.chars().map(text::simplified).collect::<String>(), false).is_some())
            };
            name.starts_with(&sought) || name.starts_with(is_han) && by_reading()
        };
        let from = from % ids.len();
        let parts = [(from, &ids[from..]), (0, &ids[..from])];
        for (start, part) in parts {
            for (at, some) in part.chunks(AT_ONCE).enumerate() {
                let names = self.reader.names_of(some).ok()?;
                let begins = |id: &Id| names.get(id).is_some_and(|name| begins(&text::fold(name)));
                if let Some(row) = some.iter().position(begins) {
                    return Some(start + at * AT_ONCE + row);
                }
            }
        }
        None
    }

    /// The values that a text field of customers has, the most frequent first.
    pub fn used_values(&self, field: Field) -> Vec<String> {
        if field.of() != Of::Customer || !field.spec().is_stored {
            return Vec::new();
        }
        let mut counts = Counts::default();
        // A book that cannot be read says so elsewhere; here nothing is offered.
        let _ = self.reader.each_customer(&[field], |row| {
            counts.add(row.text(0)?);
            Ok::<_, StoreError>(())
        });
        counts.most_frequent()
    }

    /// The tags that customers have, the most frequent first.
    pub fn used_tags(&self) -> Vec<String> {
        let mut counts = Counts::default();
        let _ = self.reader.each_customer(&[Field::Tags], |row| {
            if let Value::Tags(tags) = row.value(0)? {
                tags.iter().for_each(|tag| counts.add(tag));
            }
            Ok::<_, StoreError>(())
        });
        counts.most_frequent()
    }
}

/// How often each of some texts occurs.
#[derive(Default)]
struct Counts(HashMap<String, usize>);

impl Counts {
    fn add(&mut self, text: &str) {
        match self.0.get_mut(text) {
            Some(count) => *count += 1,
            None if text.is_empty() => {}
            None => drop(self.0.insert(text.to_owned(), 1)),
        }
    }

    fn most_frequent(self) -> Vec<String> {
        let mut values: Vec<(String, usize)> = self.0.into_iter().collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        values.truncate(OFFERED);
        values.into_iter().map(|(value, _)| value).collect()
    }
}
