//! How many of the customers that a search finds are in which group, state, tier, country and so on.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Field, Id, Value};
use crate::store::{StoreError, Walk};

use super::{Book, TableQuestion};

/// The values in use among some customers, with how many have each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Groups by path, in the order of paths; those below a group count with it.
    pub groups: Vec<(Vec<String>, usize)>,
    /// States: usual ones in their order under their Chinese word, then others by count.
    pub states: Vec<(String, usize)>,
    /// Tiers, likewise.
    pub levels: Vec<(String, usize)>,
    /// Stars, `5` first.
    pub stars: Vec<(String, usize)>,
    /// Tags, the most frequent first.
    pub tags: Vec<(String, usize)>,
    /// Countries by code, the most frequent first.
    pub countries: Vec<(String, usize)>,
}

impl Facets {
    /// The values of `field`; empty for one that is no facet.
    pub fn of(&self, field: Field) -> &[(String, usize)] {
        match field {
            Field::Status => &self.states,
            Field::Level => &self.levels,
            Field::Stars => &self.stars,
            Field::Tags => &self.tags,
            Field::Country => &self.countries,
            _ => &[],
        }
    }

    /// Takes the values of `field` from `others`.
    pub fn take(&mut self, field: Field, others: Self) {
        match field {
            Field::Group => self.groups = others.groups,
            Field::Status => self.states = others.states,
            Field::Level => self.levels = others.levels,
            Field::Stars => self.stars = others.stars,
            Field::Tags => self.tags = others.tags,
            Field::Country => self.countries = others.countries,
            _ => {}
        }
    }
}

impl Book {
    /// Counts the values among the customers that `question` finds.
    pub fn facets(&self, question: &TableQuestion) -> Facets {
        const FIELDS: [Field; 6] = [Field::Group, Field::Status, Field::Level, Field::Stars, Field::Tags, Field::Country];
        let mut found: Vec<Id> = Vec::new();
        let is_everybody = question.search.trim().is_empty();
        if !is_everybody {
            found = self.table(question).ids.to_vec();
            found.sort_unstable();
        }
        let mut groups: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let mut counts: [HashMap<String, usize>; 5] = Default::default();
        // A book that cannot be read says so elsewhere; here nothing is counted.
        let _ = self.reader.each_customer(&FIELDS, |row| {
            if !is_everybody && found.binary_search(&row.id()).is_err() {
                return Ok(());
            }
            let group = row.text(0)?;
            let mut path = Vec::new();
            for level in group.split('/').filter(|level| !level.is_empty()) {
                path.push(level.to_owned());
                *groups.entry(path.clone()).or_default() += 1;
            }
            for (at, field) in [(1, Field::Status), (2, Field::Level)] {
                count(&mut counts[at - 1], usual(field, row.text(at)?));
            }
            if let Some(stars) = row.number(3)? {
                count(&mut counts[2], &stars.to_string());
            }
            if let Value::Tags(tags) = row.value(4)? {
                tags.iter().for_each(|tag| count(&mut counts[3], tag));
            }
            count(&mut counts[4], row.text(5)?);
            Ok::<_, StoreError>(())
        });
        let [states, levels, stars, tags, countries] = counts;
        let mut stars = by_count(stars);
        stars.sort_by(|a, b| b.0.cmp(&a.0));
        Facets {
            groups: groups.into_iter().collect(),
            states: as_usual(Field::Status, states),
            levels: as_usual(Field::Level, levels),
            stars,
            tags: by_count(tags),
            countries: by_count(countries),
        }
    }
}

fn count(counts: &mut HashMap<String, usize>, text: &str) {
    match counts.get_mut(text) {
        Some(count) => *count += 1,
        None if text.is_empty() => {}
        None => drop(counts.insert(text.to_owned(), 1)),
    }
}

/// A usual word under its Chinese form, whatever language it was written in; any other as it is.
fn usual(field: Field, text: &str) -> &str {
    let found = field.spec().choices.iter().find(|choice| choice.zh == text || choice.en.eq_ignore_ascii_case(text));
    found.map_or(text, |choice| choice.zh)
}

fn by_count(counts: HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

fn as_usual(field: Field, counts: HashMap<String, usize>) -> Vec<(String, usize)> {
    let place = |text: &str| field.spec().choices.iter().position(|choice| choice.zh == text).unwrap_or(usize::MAX);
    let mut counts = by_count(counts);
    counts.sort_by_key(|(text, _)| place(text));
    counts
}
