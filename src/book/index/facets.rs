//! How many have each value of a column: in the whole book, and of those found each state, tag, tier, country, number of stars and group. What a filter of the same kind has
//! chosen does not count there: the other values stay to be chosen.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};

use super::SearchIndex;
use super::block::{Block, Codes};
use super::dictionary::Dictionary;
use super::folding::BETWEEN;
use super::layout::{Mark, MarkBytes};
use super::search::{Bits, Found};
use crate::book::query::{Node, Query, Subject};
use crate::book::snapshot::Facets;
use crate::model::{Choice, Field};

impl Query {
    /// The query without what it asks of `field` and nothing else.
    fn without(&self, field: Field) -> Option<Self> {
        let is_of = |node: &Node| is_only_of(node, field);
        match &self.root {
            Node::All(parts) if parts.iter().any(is_of) => {
                let parts = parts.iter().filter(|part| !is_of(part)).cloned().collect();
                Some(Self { root: Node::All(parts) })
            }
            root if is_of(root) => Some(Self::default()),
            _ => None,
        }
    }
}

fn is_only_of(node: &Node, field: Field) -> bool {
    match node {
        Node::All(parts) | Node::Any(parts) => !parts.is_empty() && parts.iter().all(|part| is_only_of(part, field)),
        Node::Not(part) => is_only_of(part, field),
        Node::Filter(filter) => filter.subject == Subject::Field(field),
        Node::Word(_) => false,
    }
}

/// Which choice of a field a value is, in either language; lists bring both, in any case.
fn place_of(choices: &[Choice], value: &str) -> usize {
    choices.iter().position(|choice| choice.zh == value || choice.en.eq_ignore_ascii_case(value)).unwrap_or(choices.len())
}

impl SearchIndex {
    /// The counts of `found`, which is what `query` finds; `None` when `stop` was set meanwhile.
    pub fn facets(&self, query: &Query, found: &Found, stop: &AtomicBool) -> Option<Facets> {
        let mut of_field: HashMap<Field, HashMap<String, usize>> = HashMap::new();
        for field in [Field::Group, Field::Tags, Field::Status, Field::Level, Field::Stars, Field::Country] {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let counts = match query.without(field) {
                Some(rest) => self.count(&self.look(&rest), field),
                None => self.count(found, field),
            };
            of_field.insert(field, counts);
        }
        let mut counted = |field: Field| of_field.remove(&field).unwrap_or_default();
        let mut groups: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (path, count) in counted(Field::Group) {
            let levels: Vec<String> = path.split('/').take(3).map(|level| level.trim().to_owned()).collect();
            for depth in 1..=levels.len() {
                *groups.entry(levels[..depth].to_vec()).or_default() += count;
            }
        }
        let mut by_choice = |field: Field| {
            let choices = field.spec().choices;
            let place = |value: &str| place_of(choices, value);
            // Lists bring 开发中 as well as Developing: one choice, counted once.
            let mut merged: HashMap<String, usize> = HashMap::new();
            for (value, count) in counted(field) {
                *merged.entry(choices.get(place(&value)).map_or(value, |choice| choice.zh.to_owned())).or_default() += count;
            }
            let mut counts: Vec<(String, usize)> = merged.into_iter().collect();
            counts.sort_by(|(a, _), (b, _)| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
            counts
        };
        let (states, levels) = (by_choice(Field::Status), by_choice(Field::Level));
        let mut stars: Vec<(String, usize)> = counted(Field::Stars).into_iter().collect();
        stars.sort_by(|(a, _), (b, _)| b.cmp(a));
        Some(Facets {
            found: found.count,
            groups: groups.into_iter().collect(),
            states,
            tags: by_count(parts(counted(Field::Tags))),
            stars,
            levels,
            countries: by_count(counted(Field::Country)),
        })
    }

    /// The values of a column as the book keeps them, with how many of all customers have each, the most frequent first; words of one
    /// value count one by one. What stands as text because the column is full is left out.
    pub fn counts(&self, field: Field) -> Vec<(String, usize)> {
        let mut tally = Tally::new(self.words.of(field));
        for block in &self.blocks {
            tally.add(block, &Bits::all(block.len()), field, |_| {});
        }
        by_count(parts(tally.by_word()))
    }

    /// How many of `found` have each value of a column.
    fn count(&self, found: &Found, field: Field) -> HashMap<String, usize> {
        let mark = Mark::Own(field).bytes();
        let mut tally = Tally::new(self.words.of(field));
        // What stands as text because the column is full.
        let mut texts: HashMap<String, usize> = HashMap::new();
        for (block, bits) in self.blocks.iter().zip(&found.blocks) {
            tally.add(block, bits, field, |row| *texts.entry(as_text(block, row, &mark)).or_default() += 1);
        }
        for (value, count) in tally.by_word() {
            *texts.entry(value).or_default() += count;
        }
        texts
    }
}

/// The words of values of several, counted one by one.
fn parts(counts: HashMap<String, usize>) -> HashMap<String, usize> {
    let mut parts: HashMap<String, usize> = HashMap::with_capacity(counts.len());
    for (value, count) in counts {
        for part in value.split(char::from(BETWEEN)) {
            match parts.get_mut(part) {
                Some(known) => *known += count,
                None => drop(parts.insert(part.to_owned(), count)),
            }
        }
    }
    parts
}

/// The most frequent first.
fn by_count(counts: HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|(a, count_a), (b, count_b)| count_b.cmp(count_a).then_with(|| a.cmp(b)));
    counts
}

/// How often each word of a column occurs.
struct Tally<'a> {
    words: &'a Dictionary,
    by_number: Vec<usize>,
}

impl<'a> Tally<'a> {
    fn new(words: &'a Dictionary) -> Self {
        Self { words, by_number: vec![0; words.words().len() + 1] }
    }

    /// Counts the rows `bits` of a block; those whose value stands as text go to `as_text`.
    fn add(&mut self, block: &Block, bits: &Bits, field: Field, mut as_text: impl FnMut(usize)) {
        let Some(codes) = block.column(field) else { return };
        match codes {
            Codes::Narrow(codes) => {
                let mut counts = [0_usize; 256];
                bits.each_run(|rows| codes[rows].iter().for_each(|code| counts[usize::from(*code)] += 1));
                self.by_number.iter_mut().zip(&counts[..usize::from(u8::MAX)]).for_each(|(total, count)| *total += count);
                if counts[usize::from(u8::MAX)] > 0 {
                    bits.rows().filter(|row| codes[*row] == u8::MAX).for_each(as_text);
                }
            }
            Codes::Wide(codes) => bits.each_run(|rows| {
                for (at, code) in codes[rows.clone()].iter().enumerate() {
                    match self.by_number.get_mut(usize::from(*code)) {
                        Some(total) => *total += 1,
                        None => as_text(rows.start + at),
                    }
                }
            }),
        }
    }

    fn by_word(&self) -> HashMap<String, usize> {
        let counted = self.words.words().iter().zip(&self.by_number[1..]).filter(|(_, count)| **count > 0);
        counted.map(|(word, count)| (word.stored.to_string(), *count)).collect()
    }
}

/// A value that stands as text, folded.
fn as_text(block: &Block, row: usize, mark: &MarkBytes) -> String {
    String::from_utf8_lossy(block.text(row, mark).unwrap_or_default()).into_owned()
}
