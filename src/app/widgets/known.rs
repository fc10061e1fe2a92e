//! The values that a book has in its fields, found out on a thread when an editor first asks and kept until the book changes.

use std::collections::HashMap;
use std::sync::Arc;

use egui::Context;

use super::finding::Finding;
use crate::book::{Book, Reading};
use crate::model::Field;

/// Whose values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum KnownOf {
    /// Of a field of the list.
    Field(Field),
    /// Of a field that the user named.
    Own(String),
}

/// More than these nobody looks through.
const MOST: usize = 400;

/// What was found out so far.
#[derive(Default)]
pub struct Known {
    asked: HashMap<KnownOf, Asked>,
}

struct Asked {
    revision: u64,
    finding: Finding<Vec<String>>,
    values: Arc<[String]>,
}

impl Known {
    /// The values in use, the most used first. Empty until the thread that looks has ended, and of the last look while it
    /// looks again.
    pub fn values(&mut self, context: &Context, book: &Book, of: &KnownOf) -> Arc<[String]> {
        let revision = book.revision();
        let look = || {
            let (place, of) = (book.place().to_owned(), of.clone());
            Finding::start(context, move || {
                // A book that cannot be read just now has nothing to offer; typing goes on without.
                let look = || {
                    let reading = Reading::open(&place)?;
                    match &of {
                        KnownOf::Field(field) => reading.values_in_use(*field, MOST),
                        KnownOf::Own(name) => reading.own_values_in_use(name, MOST),
                    }
                };
                look().unwrap_or_default()
            })
        };
        let asked = self.asked.entry(of.clone()).or_insert_with(|| Asked { revision, finding: look(), values: Arc::default() });
        if let Some(values) = asked.finding.take() {
            asked.values = values.into();
        }
        if asked.revision != revision && !asked.finding.is_busy() {
            asked.revision = revision;
            asked.finding = look();
        }
        Arc::clone(&asked.values)
    }
}
