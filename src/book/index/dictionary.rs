//! The words of one column: each value that occurs, once, with its folded text. Rows keep their numbers.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::block::Texts;
use super::folding;
use super::layout::Mark;
use crate::model::Field;
use crate::model::pinyin::Spelled;

/// How many different values a column keeps; further ones stand as text with their customer.
const MOST: usize = 20_000;

/// No value.
pub(super) const NOTHING: u16 = 0;
/// The value stands as text with its customer.
pub(super) const AS_TEXT: u16 = u16::MAX;

/// What ends each folded text: folding leaves no such byte, so that no search runs from one value into the next.
const END: u8 = 0;

/// One value.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As the book keeps it: a country's code, tags parted by [`folding::BETWEEN`], an amount as `12500.00 USD`.
    pub stored: Box<str>,
}

/// The values of one column by number, from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    words: Vec<Word>,
    numbers: HashMap<Box<str>, u16>,
    /// What is searched of each value, one behind the other: a search looks through all of them at once.
    folded: Texts,
    /// The numbers of values in letters beyond ASCII, Chinese ones among them, which pinyin may spell.
    han: Vec<u16>,
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
        self.words.push(Word { stored: stored.into() });
        let number = self.words.len() as u16;
        if folded.iter().any(|byte| !byte.is_ascii()) {
            self.han.push(number);
        }
        folded.push(END);
        self.folded.push(&folded);
        self.numbers.insert(stored.into(), number);
        number
    }

    /// By number, whether each value has any of `needles` or is spelled by `spelled`.
    pub fn having(&self, needles: &[Finder<'_>], spelled: Option<&Spelled>) -> Vec<bool> {
        let mut having = vec![false; self.words.len() + 1];
        let bytes = self.folded.bytes();
        for needle in needles {
            let (mut from, mut word) = (0, 0);
            while let Some(at) = needle.find(&bytes[from..]) {
                while self.folded.end(word) <= from + at {
                    word += 1;
                }
                having[word + 1] = true;
                from = self.folded.end(word);
            }
        }
        if let Some(spelled) = spelled {
            let long = Mark::Long.bytes();
            for number in self.han.iter().map(|number| usize::from(*number)) {
                having[number] |= spelled.is_in(self.folded.of(number - 1), &long);
            }
        }
        having
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
