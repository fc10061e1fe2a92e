//! How many of the customers that a search finds are in which group, state, tier, country and so on.

use std::collections::BTreeMap;

use crate::model::Field;

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
        let among = (!question.search.trim().is_empty()).then(|| self.index.among(&self.table(question).ids));
        let counts = |field: Field| self.index.counts(field, among.as_ref());
        let mut stars = counts(Field::Stars);
        stars.sort_by(|a, b| b.0.cmp(&a.0));
        Facets {
            groups: tree(counts(Field::Group)),
            states: as_usual(Field::Status, counts(Field::Status)),
            levels: as_usual(Field::Level, counts(Field::Level)),
            stars,
            tags: counts(Field::Tags),
            countries: counts(Field::Country),
        }
    }

    /// The values in use of a field that usually holds one of a few words, with how many customers have each.
    pub fn values_in_use(&self, field: Field) -> Vec<(String, usize)> {
        self.index.counts(field, None)
    }
}

/// Every group and every level above it, with those below counted with it.
fn tree(counts: Vec<(String, usize)>) -> Vec<(Vec<String>, usize)> {
    let mut groups: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (path, count) in counts {
        let mut levels = Vec::new();
        for level in path.split('/').filter(|level| !level.is_empty()) {
            levels.push(level.to_owned());
            *groups.entry(levels.clone()).or_default() += count;
        }
    }
    groups.into_iter().collect()
}

/// A usual word under its Chinese form, whatever language it was written in; any other as it is.
fn usual(field: Field, text: &str) -> &str {
    let found = field.spec().choices.iter().find(|choice| choice.zh == text || choice.en.eq_ignore_ascii_case(text));
    found.map_or(text, |choice| choice.zh)
}

/// Usual words in their order, others behind them by count; words of both languages count together.
fn as_usual(field: Field, counts: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let mut joined: Vec<(String, usize)> = Vec::new();
    for (value, count) in counts {
        let value = usual(field, &value);
        match joined.iter_mut().find(|(known, _)| known == value) {
            Some((_, known)) => *known += count,
            None => joined.push((value.to_owned(), count)),
        }
    }
    let place = |text: &str| field.spec().choices.iter().position(|choice| choice.zh == text).unwrap_or(usize::MAX);
    joined.sort_by(|a, b| place(&a.0).cmp(&place(&b.0)).then(b.1.cmp(&a.1)));
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_count_with_those_below_them() {
        let counts = [("Europe/Germany", 3), ("Europe", 2), ("Asia/Japan/Kanto", 1)].map(|(path, count)| (path.to_owned(), count));
        let said: Vec<(String, usize)> = tree(counts.to_vec()).into_iter().map(|(path, count)| (path.join("/"), count)).collect();
        let expected = [("Asia", 1), ("Asia/Japan", 1), ("Asia/Japan/Kanto", 1), ("Europe", 5), ("Europe/Germany", 3)];
        assert_eq!(said, expected.map(|(path, count)| (path.to_owned(), count)));
    }

    #[test]
    fn usual_words_count_together_in_both_languages_and_keep_their_order() {
        let counts = [("Following", 5), ("跟进中", 3), ("odd", 9), ("Developing", 1)].map(|(word, count)| (word.to_owned(), count));
        let expected = [("开发中", 1), ("跟进中", 8), ("odd", 9)].map(|(word, count)| (word.to_owned(), count));
        assert_eq!(as_usual(Field::Status, counts.to_vec()), expected);
    }
}
