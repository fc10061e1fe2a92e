//! The words of one column: each value that occurs, once, with its folded text. Rows keep their numbers.

use std::collections::HashMap;

use super::folding;
use crate::model::Field;

/// How many different values a column keeps; further ones stand as text with their customer.
const MOST: usize = 20_000;

/// No value.
pub(super) const NOTHING: u16 = 0;
/// The value stands as text with its customer.
pub(super) const AS_TEXT: u16 = u16::MAX;

/// One value.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As the book keeps it: a country's code, tags parted by [`folding::BETWEEN`], an amount as `12500.00 USD`.
    pub stored: Box<str>,
    /// What is searched.
    pub folded: Box<[u8]>,
}

/// The values of one column by number, from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    words: Vec<Word>,
    numbers: HashMap<Box<str>, u16>,
}

impl Dictionary {
    /// The number of `stored`, a new one if it has none yet; [`AS_TEXT`] where the column is full.
    pub fn number(&mut self, field: Field, stored: &str) -> u16 {
        if let Some(number) = self.numbers.get(stored) {
            return *number;
        }
        if self.words.len() >= MOST {
            return AS_TEXT;
        }
        let mut folded = Vec::new();
        folding::value_into(field, stored, &mut folded);
        self.words.push(Word { stored: stored.into(), folded: folded.into() });
        let number = self.words.len() as u16;
        self.numbers.insert(stored.into(), number);
        number
    }

    /// The number of `stored`, if it has one.
    pub fn known(&self, stored: &str) -> Option<u16> {
        self.numbers.get(stored).copied()
    }

    /// Whether no number has to be given to `stored`.
    pub fn is_full(&self) -> bool {
        self.words.len() >= MOST
    }

    /// All values; the first has number 1.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The value of `number`.
    pub fn word(&self, number: u16) -> Option<&Word> {
        self.words.get(usize::from(number).checked_sub(1)?)
    }
}
