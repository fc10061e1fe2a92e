//! What a field of many customers holds already: how many have another value than the one that is typed. Found out on a thread
//! where they are many.

use std::collections::HashMap;

use chrono::NaiveDate;
use egui::Context;

use crate::app::widgets::finding::Finding;
use crate::app::widgets::values;
use crate::book::{Book, Column, Reading};
use crate::model::currency::CurrencyCode;
use crate::model::day::read_typed;
use crate::model::{ExtraKind, Field, Id, Kind, entry};
use crate::words::spoken;

/// Values of so many customers are read at once.
const AT_ONCE: usize = 300;

/// The values that customers have in one field, with how many have each; empty ones are not among them.
#[derive(Clone, Debug, Default)]
pub struct Present {
    counts: HashMap<String, usize>,
}

/// How customers stand to a value that they are to have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// So many have another value.
    pub others: usize,
    /// So many have this very value.
    pub same: usize,
}

impl Present {
    /// Of texts as the table shows them.
    pub fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut counts = HashMap::new();
        for text in texts.filter(|text| !text.is_empty()) {
            *counts.entry(text).or_insert(0) += 1;
        }
        Self { counts }
    }

    /// How they stand to `value`, as [`written`] has it; an empty one is meant to clear the field.
    pub fn standing(&self, value: &str) -> Standing {
        let same = self.counts.get(value).copied().unwrap_or(0);
        Standing { others: self.counts.values().sum::<usize>() - same, same }
    }

    /// How many have all of `tags` (`same`), and how many have at least one of them (`others`).
    pub fn tagged(&self, tags: &[String]) -> Standing {
        let mut standing = Standing::default();
        for (text, count) in &self.counts {
            let known: Vec<&str> = text.split("; ").collect();
            let found = tags.iter().filter(|tag| known.contains(&tag.as_str())).count();
            standing.same += if found == tags.len() { *count } else { 0 };
            standing.others += if found > 0 { *count } else { 0 };
        }
        standing
    }

    /// Every tag that one of them has.
    pub fn tags(&self) -> Vec<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (text, count) in &self.counts {
            text.split("; ").for_each(|tag| *counts.entry(tag).or_insert(0) += count);
        }
        let mut tags: Vec<(&str, usize)> = counts.into_iter().collect();
        tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        tags.into_iter().map(|(tag, _)| tag.to_owned()).collect()
    }
}

/// What a typed text becomes in the column, as the table will show it; `kind` is that of a field of the user's own.
pub fn written(column: &Column, kind: ExtraKind, typed: &str, currency: CurrencyCode, today: NaiveDate) -> String {
    let typed = typed.trim();
    match column.field() {
        Some(Field::NextFollowUp) => read_typed(typed, today).map_or_else(|| typed.to_owned(), |day| day.to_string()),
        Some(field) => match entry::read_on(field, typed, currency, today) {
            Ok(value) => said(field, entry::show(field, &value, spoken())),
            Err(_) => typed.to_owned(),
        },
        None => kind.shown(&kind.kept_on(typed, currency, today), spoken()),
    }
}

/// A usual word is the same in both languages.
fn said(field: Field, text: String) -> String {
    if field.kind() == Kind::Choice { values::choice(field, &text) } else { text }
}

/// Reads what `customers` have in `column`; on a thread where they are many.
pub fn look(context: &Context, book: &Book, customers: &[Id], column: &Column) -> Finding<Present> {
    let field = column.field();
    let texts = move |rows: Vec<crate::book::TableRow>| {
        Present::of(rows.into_iter().filter_map(|row| row.cells.into_iter().next()).map(|cell| match field {
            Some(field) => said(field, cell.text),
            None => cell.text,
        }))
    };
    if customers.len() <= AT_ONCE {
        return Finding::found(texts(book.rows(customers, std::slice::from_ref(column))));
    }
    let computed = book.computed();
    let (place, customers, column, language) = (book.place().to_owned(), customers.to_vec(), column.clone(), spoken());
    Finding::start(context, move || {
        crate::words::speak(language);
        // What cannot be read just now is not told; the edit itself will say what is wrong.
        Reading::open(&place).map(|reading| texts(reading.rows(&customers, &[column], &computed))).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    fn present(texts: &[&str]) -> Present {
        Present::of(texts.iter().map(|text| (*text).to_owned()))
    }

    #[test]
    fn those_with_another_value_are_counted_and_those_without_one_are_not() {
        let states = present(&["Dormant", "", "Following", "Dormant", ""]);
        for (value, others, same) in [("Dormant", 1, 2), ("Following", 2, 1), ("New", 3, 0), ("", 3, 0)] {
            assert_eq!(states.standing(value), Standing { others, same }, "{value}");
        }
        assert_eq!(present(&[]).standing("x"), Standing::default());
    }

    #[test]
    fn tags_are_counted_one_by_one() {
        let tags = present(&["fair; new", "fair", "", "old fair"]);
        let tagged = |asked: &[&str]| tags.tagged(&asked.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>());
        assert_eq!(tagged(&["fair"]), Standing { others: 2, same: 2 });
        assert_eq!(tagged(&["fair", "new"]), Standing { others: 2, same: 1 });
        assert_eq!(tagged(&["none"]), Standing::default());
        assert_eq!(tags.tags(), ["fair", "new", "old fair"]);
    }

    #[test]
    fn what_is_typed_is_compared_in_the_form_in_which_it_will_be_kept() {
        speak(Language::English);
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        let of = |field: Field, typed: &str| written(&Column::of(field), ExtraKind::Text, typed, CurrencyCode::USD, today);
        for (field, typed, shown) in [
            (Field::Country, "德国", "Germany"),
            (Field::Country, "DE", "Germany"),
            (Field::Status, "沉睡", "Dormant"),
            (Field::AnnualAmount, "1,200", "USD 1,200"),
            (Field::AnnualAmount, "a lot", "a lot"),
            (Field::NextFollowUp, "in 3 days", "2026-11-23"),
            (Field::FirstContact, "yesterday", "2026-11-19"),
        ] {
            assert_eq!(of(field, typed), shown, "{typed}");
        }
        let own = |kind, typed| written(&Column::Extra("x".to_owned()), kind, typed, CurrencyCode::USD, today);
        assert_eq!(own(ExtraKind::Tick, "是"), "Yes");
        assert_eq!(own(ExtraKind::Day, "3天后"), "2026-11-23");
        assert_eq!(own(ExtraKind::Money, "5"), "USD 5");
    }
}
