//! How often each value of a column occurs, among all customers or among some.

use std::collections::HashMap;

use super::SearchIndex;
use super::dictionary::{AS_TEXT, NOTHING};
use super::folding::BETWEEN;
use crate::model::{Field, Id};

/// Rows to be counted, by their number.
#[derive(Clone, Debug)]
pub struct Among(Vec<bool>);

impl SearchIndex {
    /// The rows of `ids`.
    pub fn among(&self, ids: &[Id]) -> Among {
        let mut rows = vec![false; self.len()];
        for row in ids.iter().filter_map(|id| self.row_of(*id)) {
            rows[row as usize] = true;
        }
        Among(rows)
    }

    /// The values of a column as the book keeps them, with how many of `among` have each; words of one value count one by one.
    pub fn counts(&self, field: Field, among: Option<&Among>) -> Vec<(String, usize)> {
        let words = self.words.of(field).words();
        let mut by_number = vec![0_usize; words.len() + 1];
        for (block, start) in self.blocks.iter().zip(&self.starts) {
            let Some(codes) = block.column(field) else { continue };
            for at in 0..block.len() {
                let code = codes.get(at);
                let is_counted = among.is_none_or(|among| among.0[*start as usize + at]);
                if is_counted && code != NOTHING && code != AS_TEXT {
                    by_number[usize::from(code)] += 1;
                }
            }
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (word, count) in words.iter().zip(&by_number[1..]).filter(|(_, count)| **count > 0) {
            for part in word.stored.split(char::from(BETWEEN)) {
                *counts.entry(part).or_default() += count;
            }
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }
}
