//! What a search is asked beside the table: a few customers for the palette, what each part of a fruitless search finds, and what comes
//! near to a value that nobody has.

use std::ops::Range;

use super::Book;
use super::query::{self, Completion, Subject};
use crate::model::Id;

impl Book {
    /// How many customers are as `search` asks; counts among those that are in the index already.
    pub fn count_of(&self, search: &str) -> usize {
        let query = self.query(search);
        if query.is_everybody() { self.customer_count } else { self.index.look(&query).len() }
    }

    /// At most `count` of the customers that are as `search` asks, the newest first; looks no further than it has to.
    pub fn some_of(&self, search: &str, count: usize) -> Vec<Id> {
        self.index.find_some(&self.query(search), count)
    }

    /// The parts of `search` that must each hold, where there is more than one thing asked: their place, and what is left without
    /// them.
    pub fn parts_of_search(&self, search: &str) -> Vec<(Range<usize>, String)> {
        let extras = self.extra_kinds();
        let parts = query::change::parts(search, &query::Known { today: self.today, extras: &extras });
        parts.into_iter().map(|part| (part.clone(), query::change::without_part(search, &part))).collect()
    }

    /// What could be asked instead of `part` of a search, a filter by a name or value that nobody has.
    pub fn instead_of(&self, part: &str) -> Vec<Completion> {
        let extras = self.extra_kinds();
        let known = query::Known { today: self.today, extras: &extras };
        let in_use = |subject: &Subject| match subject {
            Subject::Field(field) => self.values_in_use(*field),
            _ => Vec::new(),
        };
        let reading = query::read(part, &known);
        match &reading.terms[..] {
            [term] => query::complete::instead(part, term, &known, &in_use),
            _ => Vec::new(),
        }
    }
}
