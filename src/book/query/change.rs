//! Edits the text of a query as facets, groups and views do: a click sets one value of a field, another adds one with `or`.
//!
//! Only filters that stand outside of brackets and without `-` are looked at; whatever else the text says stays as it is
//! written.

use std::ops::Range;

use super::names::{Named, Reads, Subject, find};
use super::tokens::is_sign;
use super::{Filter, Known, Node, Reading, TermKind, Test, parse, quoted, read};
use crate::model::country::Country;
use crate::model::{Field, text};
use crate::words::{Language, spoken};

/// Names shorter than the key of a field, as one would type them in English.
const SHORT: [(Field, &str); 9] = [
    (Field::Level, "tier"),
    (Field::Status, "state"),
    (Field::Tags, "tag"),
    (Field::LastContact, "last"),
    (Field::NextFollowUp, "next"),
    (Field::Due, "due"),
    (Field::TierInUse, "tier_now"),
    (Field::AnnualAmount, "amount"),
    (Field::Completeness, "complete"),
];

/// What to write before the colon for `subject`, in the language spoken.
pub fn name_of(subject: &Subject, known: &Known<'_>) -> String {
    let leads_back = |name: &str| {
        let is_bare = name.starts_with(char::is_alphabetic)
            && !name.contains(|c: char| c.is_whitespace() || "()（）:：/@\"".contains(c) || is_sign(c));
        is_bare && matches!(find(name, false, known), Some(Named::Subject(found)) if found == *subject)
    };
    let name = match (subject, spoken()) {
        (Subject::Extra { name, .. }, _) => name.clone(),
        (_, Language::Chinese) => subject.label().to_owned(),
        (Subject::Field(field), Language::English) => {
            SHORT.iter().find(|(short, _)| short == field).map_or_else(|| subject.written_name(), |(_, name)| (*name).to_owned())
        }
        (_, Language::English) => subject.written_name(),
    };
    if leads_back(&name) { name } else { subject.written_name() }
}

/// A filter for exactly this value: `country:DE`, `tag:"big buyer"`; in Chinese `国家:德国`. The value is one as it is stored.
pub fn filter_of(subject: &Subject, value: &str, known: &Known<'_>) -> String {
    format!("{}:{}", name_of(subject, known), value_of(subject, value, known))
}

/// What to write behind the colon for exactly this stored value.
pub(super) fn value_of(subject: &Subject, value: &str, known: &Known<'_>) -> String {
    let said = match (subject.reads(), spoken()) {
        (Reads::Country, Language::Chinese) => {
            let country = Country::by_iso2(value);
            country.filter(|country| Country::find(country.name_zh) == Some(*country)).map_or(value, |country| country.name_zh)
        }
        (Reads::Choice(choices), language) => {
            let folded = text::fold(value);
            let choice = choices.iter().find(|choice| text::fold(choice.zh) == folded || text::fold(choice.en) == folded);
            choice.map_or(value, |choice| if language == Language::Chinese { choice.zh } else { choice.en })
        }
        _ => value,
    };
    let needs_quotes = said.contains(|c: char| c.is_whitespace() || "()（）\"＂“”「」『』«».".contains(c)) || said.starts_with(is_sign);
    let written = if needs_quotes { quoted(said) } else { said.to_owned() };
    let is_exact = match test_of(subject, &written, known) {
        Some(Test::Text { equals, contains }) => !equals.is_empty() && contains.is_none() && !said.contains('*'),
        Some(_) => true,
        None => false,
    };
    if is_exact { written } else { format!("={written}") }
}

/// The test that `written` behind the name of `subject` means.
fn test_of(subject: &Subject, written: &str, known: &Known<'_>) -> Option<Test> {
    let query = parse(&format!("{}:{written}", subject.written_name()), known).ok()?;
    match query.root {
        Node::Filter(filter) => Some(filter.test),
        _ => None,
    }
}

/// A filter of the text that stands by itself: which of the terms, and what it asks.
struct Standing {
    term: usize,
    filter: Filter,
}

fn standing(text: &str, reading: &Reading, known: &Known<'_>) -> Vec<Standing> {
    let terms = reading.terms.iter().enumerate();
    let open =
        terms.filter(|(_, term)| term.depth == 0 && !term.is_negated && matches!(term.kind, TermKind::Filter { is_whole: true, .. }));
    open.filter_map(|(at, term)| match parse(&text[term.range.clone()], known).ok()?.root {
        Node::Filter(filter) => Some(Standing { term: at, filter }),
        _ => None,
    })
    .collect()
}

fn wanted(subject: &Subject, value: &str, known: &Known<'_>) -> Option<Test> {
    test_of(subject, &value_of(subject, value, known), known)
}

/// Whether the text has a filter for exactly this value.
pub fn has(text: &str, subject: &Subject, value: &str, known: &Known<'_>) -> bool {
    let test = wanted(subject, value, known);
    standing(text, &read(text, known), known).iter().any(|own| own.filter.subject == *subject && Some(&own.filter.test) == test.as_ref())
}

/// Whether the text has any filter on this field.
pub fn has_any(text: &str, subject: &Subject, known: &Known<'_>) -> bool {
    standing(text, &read(text, known), known).iter().any(|own| own.filter.subject == *subject)
}

/// What parts a filter from the words behind it, which may stand close to a quoted value.
fn gap(behind: &str) -> &'static str {
    if behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == ')' || c == '）') { "" } else { " " }
}

/// Click: this value and no other of the field, or none where it was already the only one.
pub fn set(text: &str, subject: &Subject, value: &str, known: &Known<'_>) -> String {
    let test = wanted(subject, value, known);
    let reading = read(text, known);
    let own: Vec<Standing> = standing(text, &reading, known).into_iter().filter(|own| own.filter.subject == *subject).collect();
    match own.as_slice() {
        [] => add(text, subject, value, known),
        [only] if Some(&only.filter.test) == test.as_ref() => without(text, &reading, &[only.term]),
        [first, others @ ..] => {
            let range = reading.terms[first.term].range.clone();
            let others: Vec<usize> = others.iter().map(|own| own.term).collect();
            // The later ones go first, so that the place of the first one stays.
            let rest = without(text, &reading, &others);
            let behind = &rest[range.end..];
            format!("{}{}{}{behind}", &rest[..range.start], filter_of(subject, value, known), gap(behind))
        }
    }
}

/// Ctrl-click: adds the value with `or` to those of the field, or takes it away where it is there.
pub fn toggle(text: &str, subject: &Subject, value: &str, known: &Known<'_>) -> String {
    if has(text, subject, value, known) { remove(text, subject, value, known) } else { add(text, subject, value, known) }
}

/// Adds the value, with `or` where the field has others; a text that has it already stays.
pub fn add(text: &str, subject: &Subject, value: &str, known: &Known<'_>) -> String {
    if has(text, subject, value, known) {
        return text.to_owned();
    }
    // What is not finished at the end would swallow what comes behind it.
    let text = closed(text, known);
    let reading = read(&text, known);
    let filter = filter_of(subject, value, known);
    if let Some(last) = standing(&text, &reading, known).iter().rfind(|own| own.filter.subject == *subject) {
        let end = reading.terms[last.term].range.end;
        return format!("{} {} {filter}{}{}", &text[..end], crate::tr!("query-or"), gap(&text[end..]), &text[end..]);
    }
    if text.is_empty() { filter } else { format!("{text} {filter}") }
}

/// Takes the value away.
pub fn remove(text: &str, subject: &Subject, value: &str, known: &Known<'_>) -> String {
    let test = wanted(subject, value, known);
    let reading = read(text, known);
    let own = standing(text, &reading, known).into_iter();
    let terms: Vec<usize> =
        own.filter(|own| own.filter.subject == *subject && Some(&own.filter.test) == test.as_ref()).map(|own| own.term).collect();
    without(text, &reading, &terms)
}

/// Takes all filters on the field away.
pub fn clear(text: &str, subject: &Subject, known: &Known<'_>) -> String {
    let reading = read(text, known);
    let own = standing(text, &reading, known).into_iter().filter(|own| own.filter.subject == *subject);
    without(text, &reading, &own.map(|own| own.term).collect::<Vec<_>>())
}

/// Where the parts of the text stand that must each hold: terms, what `or` binds and what brackets hold together counting as one.
pub fn parts(text: &str, known: &Known<'_>) -> Vec<Range<usize>> {
    let reading = read(text, known);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut is_bound = false;
    for term in &reading.terms {
        match (&term.kind, parts.last_mut()) {
            (TermKind::Or, Some(last)) if term.depth == 0 => {
                last.end = term.range.end;
                is_bound = true;
            }
            (_, Some(last)) if term.depth > 0 || is_bound || term.kind == TermKind::Close => {
                last.end = term.range.end;
                is_bound = false;
            }
            _ => parts.push(term.range.clone()),
        }
    }
    parts.retain(|part| !read(&text[part.clone()], known).query.is_everybody());
    parts
}

/// The text without what stands at `range`, one of its [`parts`].
pub fn without_part(text: &str, range: &Range<usize>) -> String {
    let before = text[..range.start].trim_end();
    let behind = text[range.end..].trim_start();
    let gap = if before.is_empty() || behind.is_empty() { "" } else { " " };
    format!("{before}{gap}{behind}")
}

/// The text with its quotes and brackets closed and without a dangling `or`, so that something can follow.
fn closed(text: &str, known: &Known<'_>) -> String {
    let mut out = text.trim_end().to_owned();
    while let Some(term) = read(&out, known).terms.last().filter(|term| term.kind == TermKind::Or && term.range.end == out.len()) {
        out.truncate(term.range.start);
        out.truncate(out.trim_end().len());
    }
    // A word behind an open quotation becomes part of it, and one behind an open bracket stands within.
    let depth = |text: &str| {
        let probe = format!("{text} probe");
        let last = read(&probe, known).terms.pop();
        last.filter(|term| term.kind == TermKind::Word && &probe[term.range.clone()] == "probe").map(|term| term.depth)
    };
    if !out.is_empty() && depth(&out).is_none() {
        let ways = ['"', '”', '」', '』', '»'].map(|mark| format!("{out}{mark}"));
        out = ways.into_iter().find(|text| depth(text).is_some()).unwrap_or(out);
    }
    while let Some(open) = depth(&out).filter(|depth| *depth > 0) {
        let near = format!("{out})");
        // Directly behind a word it may close a bracket of the word.
        let far = format!("{out} )");
        match [near, far].into_iter().find(|text| depth(text).is_some_and(|depth| depth < open)) {
            Some(text) => out = text,
            None => break,
        }
    }
    out
}

/// The text without some terms and the `or` that bound them.
fn without(text: &str, reading: &Reading, terms: &[usize]) -> String {
    let mut gone: Vec<bool> = vec![false; reading.terms.len()];
    terms.iter().for_each(|at| gone[*at] = true);
    let is_or = |at: usize| reading.terms.get(at).is_some_and(|term| term.kind == TermKind::Or);
    for at in 0..gone.len() {
        if !terms.contains(&at) {
            continue;
        }
        // The `or` before it goes with it, else the one behind it.
        if at > 0 && is_or(at - 1) && !gone[at - 1] {
            gone[at - 1] = true;
        } else if is_or(at + 1) {
            gone[at + 1] = true;
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, term) in reading.terms.iter().enumerate().filter(|(at, _)| gone[*at]) {
        let Range { start, end } = term.range;
        out.push_str(&text[from..start]);
        from = end;
        // One of the two spaces around it goes as well.
        if out.is_empty() || out.ends_with(char::is_whitespace) {
            from += text[from..].len() - text[from..].trim_start().len();
        }
        debug_assert!(gone[at], "only what goes is cut");
    }
    out.push_str(&text[from..]);
    out.truncate(out.trim_end().len());
    out
}
