//! How many of those found have each state, tag, tier, country, number of stars and group. What a filter of the same kind has
//! chosen does not count there: the other values stay to be chosen.

use std::collections::{BTreeMap, HashMap};

use super::SearchIndex;
use super::block::Block;
use super::folding::BETWEEN;
use super::layout::{Mark, MarkBytes};
use super::search::Found;
use crate::book::query::{Node, Query, Subject};
use crate::book::snapshot::Facets;
use crate::model::Field;

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

impl SearchIndex {
    /// The counts of `found`, which is what `query` finds.
    pub fn facets(&self, query: &Query, found: &Found) -> Facets {
        let counted = |field: Field| -> HashMap<String, usize> {
            match query.without(field) {
                Some(rest) => self.count(&self.look(&rest), field),
                None => self.count(found, field),
            }
        };
        let mut groups: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (path, count) in counted(Field::Group) {
            let levels: Vec<String> = path.split('/').take(3).map(|level| level.trim().to_owned()).collect();
            for depth in 1..=levels.len() {
                *groups.entry(levels[..depth].to_vec()).or_default() += count;
            }
        }
        let mut tags: HashMap<String, usize> = HashMap::new();
        for (all, count) in counted(Field::Tags) {
            for tag in all.split(char::from(BETWEEN)) {
                *tags.entry(tag.to_owned()).or_default() += count;
            }
        }
        let by_choice = |field: Field| {
            let choices = field.spec().choices;
            let place = |value: &str| choices.iter().position(|choice| choice.zh == value || choice.en == value).unwrap_or(choices.len());
            // Lists bring 开发中 as well as Developing: one choice, counted once.
            let mut merged: HashMap<String, usize> = HashMap::new();
            for (value, count) in counted(field) {
                *merged.entry(choices.get(place(&value)).map_or(value, |choice| choice.zh.to_owned())).or_default() += count;
            }
            let mut counts: Vec<(String, usize)> = merged.into_iter().collect();
            counts.sort_by(|(a, _), (b, _)| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
            counts
        };
        let by_count = |counts: HashMap<String, usize>| {
            let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
            counts.sort_by(|(a, count_a), (b, count_b)| count_b.cmp(count_a).then_with(|| a.cmp(b)));
            counts
        };
        let mut stars: Vec<(String, usize)> = counted(Field::Stars).into_iter().collect();
        stars.sort_by(|(a, _), (b, _)| b.cmp(a));
        Facets {
            found: found.count,
            groups: groups.into_iter().collect(),
            states: by_choice(Field::Status),
            tags: by_count(tags),
            stars,
            levels: by_choice(Field::Level),
            countries: by_count(counted(Field::Country)),
        }
    }

    /// How many of `found` have each value of a column.
    fn count(&self, found: &Found, field: Field) -> HashMap<String, usize> {
        let words = self.words.of(field).words();
        let mut totals = vec![0_usize; words.len() + 1];
        let mut counted: HashMap<String, usize> = HashMap::new();
        let mark = Mark::Own(field).bytes();
        for (block, bits) in self.blocks.iter().zip(&found.blocks) {
            let Some(codes) = block.column(field) else { continue };
            for row in bits.rows() {
                match totals.get_mut(usize::from(codes.get(row))) {
                    Some(total) => *total += 1,
                    // What stands as text because the column is full.
                    None => *counted.entry(as_text(block, row, &mark)).or_default() += 1,
                }
            }
        }
        for (word, total) in words.iter().zip(&totals[1..]).filter(|(_, total)| **total > 0) {
            *counted.entry(word.stored.to_string()).or_default() += total;
        }
        counted
    }
}

/// A value that stands as text, folded.
fn as_text(block: &Block, row: usize, mark: &MarkBytes) -> String {
    String::from_utf8_lossy(block.text(row, mark).unwrap_or_default()).into_owned()
}
