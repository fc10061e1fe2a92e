//! Finding the next customer by the first letters of its name, as one types them in the table.

use crate::model::pinyin::{Spelled, is_han};
use crate::model::{Field, Id, text};
use crate::store::Scan;

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

    /// The values in use of a field that usually holds one of a few words, with how many customers have each; the most frequent first.
    pub fn values_in_use(&self, field: Field) -> Vec<(String, usize)> {
        if field.is_by_rules() { self.dues().counts(field) } else { self.index.counts(field) }
    }

    /// The values in use of `field`, the most frequent first.
    pub fn used_values(&self, field: Field) -> Vec<String> {
        self.values_in_use(field).into_iter().map(|(value, _)| value).take(OFFERED).collect()
    }
}
