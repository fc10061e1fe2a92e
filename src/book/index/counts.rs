//! How often each value of a column occurs in the whole book.

use std::collections::HashMap;

use super::SearchIndex;
use super::dictionary::{AS_TEXT, NOTHING};
use super::folding::BETWEEN;
use crate::model::Field;

impl SearchIndex {
    /// The values of a column as the book keeps them, with how many have each; words of one value count one by one.
    pub fn counts(&self, field: Field) -> Vec<(String, usize)> {
        let words = self.words.of(field).words();
        let mut by_number = vec![0_usize; words.len() + 1];
        for block in &self.blocks {
            let Some(codes) = block.column(field) else { continue };
            for at in 0..block.len() {
                let code = codes.get(at);
                if code != NOTHING && code != AS_TEXT {
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
