//! Where the words of a search stand in a text that a row shows: as written, folded, by the digits of a number or by pinyin.

use std::ops::Range;

use super::folding;
use super::search::needles;
use crate::book::query::{Node, Query, Test};
use crate::model::pinyin::{Spelled, is_han};
use crate::model::text;

/// Words made ready to be marked in many texts.
#[derive(Debug, Default)]
pub struct Marked {
    words: Vec<Ready>,
}

#[derive(Debug)]
struct Ready {
    needles: Vec<String>,
    is_number: bool,
    spelled: Option<Spelled>,
}

impl Marked {
    /// What `query` asks to occur: its words, and what filters want somewhere in a text.
    pub fn new(query: &Query) -> Self {
        let mut marked = Self::default();
        marked.add(&query.root);
        marked
    }

    fn add(&mut self, node: &Node) {
        match node {
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| self.add(node)),
            Node::Not(_) => {}
            Node::Word(word) => self.word(&word.text, word.digits.as_deref()),
            Node::Filter(filter) => match &filter.test {
                Test::Text { contains: Some(part), .. } => self.word(part, None),
                Test::Digits(digits) => self.word(digits, Some(digits)),
                _ => {}
            },
        }
    }

    fn word(&mut self, text: &str, digits: Option<&str>) {
        let text = folding::fold(text);
        let text = text.trim();
        if !text.is_empty() {
            self.words.push(Ready { needles: needles(text, digits), is_number: digits.is_some(), spelled: Spelled::of(text) });
        }
    }

    /// Whether there is nothing to mark.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// `text` folded letter by letter, and for each byte of it the letter of `text` that it came from.
fn folded(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut folded, mut from) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    let mut buffer = String::new();
    for (at, c) in text.char_indices() {
        let letter = at..at + c.len_utf8();
        buffer.clear();
        text::fold_into(c.encode_utf8(&mut [0; 4]), &mut buffer);
        if buffer.is_empty() {
            // An accent of its own belongs to the letter before.
            if let Some(last) = from.last_mut().map(|last: &mut Range<usize>| last.start) {
                from.iter_mut().rev().take_while(|range| range.start == last).for_each(|range| range.end = letter.end);
            }
            continue;
        }
        for c in buffer.chars().map(text::simplified) {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && folded.ends_with(' ') {
                continue;
            }
            folded.push(c);
            from.extend(std::iter::repeat_n(letter.clone(), c.len_utf8()));
        }
    }
    (folded, from)
}

/// The bytes of `text` that the words of a search match, in order and without overlap.
pub fn marks(text: &str, words: &Marked) -> Vec<Range<usize>> {
    if words.is_empty() || text.is_empty() {
        return Vec::new();
    }
    let (folded, from) = folded(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut mark = |range: Range<usize>| {
        if let (Some(first), Some(last)) = (from.get(range.start), from.get(range.end - 1)) {
            found.push(first.start..last.end);
        }
    };
    for word in &words.words {
        for needle in word.needles.iter().filter(|needle| !needle.is_empty()) {
            folded.match_indices(needle.as_str()).for_each(|(at, needle)| mark(at..at + needle.len()));
        }
        if word.is_number {
            by_digits(&folded, &word.needles, &mut mark);
        }
        if let Some(spelled) = &word.spelled
            && folded.chars().any(is_han)
        {
            let mut behind = 0;
            for (at, _) in folded.char_indices() {
                if at >= behind
                    && let Some(length) = spelled.spells(&folded[at..], false)
                {
                    behind = at + length;
                    mark(at..behind);
                }
            }
        }
    }
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Marks numbers whose digits, without what stands between them, have one of `needles`.
fn by_digits(folded: &str, needles: &[String], mark: &mut impl FnMut(Range<usize>)) {
    let bytes = folded.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // A run of digits with signs between.
        let run: Vec<usize> = (at..bytes.len())
            .take_while(|at| bytes[*at].is_ascii_digit() || bytes[*at] == b'+' || folding::is_between_digits(bytes[*at]))
            .filter(|at| bytes[*at].is_ascii_digit() || bytes[*at] == b'+')
            .collect();
        let Some(last) = run.last() else {
            at += 1;
            continue;
        };
        let digits: String = run.iter().map(|at| char::from(bytes[*at])).collect();
        for needle in needles {
            digits.match_indices(needle.as_str()).for_each(|(place, _)| mark(run[place]..run[place + needle.len() - 1] + 1));
        }
        at = last + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::query::{Known, read};

    #[test]
    fn what_matched_is_marked_as_it_is_written() {
        for (text, search, marked) in [
            ("Hermann Küchen GmbH", "kuchen", &["Küchen"][..]),
            ("Hermann Küchen GmbH", "GMBH mann", &["mann", "GmbH"]),
            ("Straße 5", "strasse", &["Straße"]),
            ("ＡＢＣ商貿", "abc 商贸", &["ＡＢＣ商貿"]),
            ("阿联酋绿洲贸易", "lvzhou", &["绿洲"]),
            ("阿联酋绿洲贸易", "lzmy", &["绿洲贸易"]),
            ("阿联酋绿洲贸易", "绿洲 my", &["绿洲贸易"]),
            ("重庆重工", "cq zg", &["重庆重工"]),
            ("厦門進出口", "xiamen", &["厦門"]),
            ("+49 (40) 555-07 12", "4940555", &["49 (40) 555"]),
            ("+49 (40) 555-07 12", "+49 40 5550712", &["49 (40) 555-07 12"]),
            ("040 555 07 12", "+49 40 5550712", &["040 555 07 12"]),
            ("info@kuechen.example", "kuechen.example", &["kuechen.example"]),
            ("cafe\u{301} noir", "café", &["cafe\u{301}"]),
            ("a  b", "a b", &["a", "b"]),
            ("nothing here", "zzz", &[]),
            ("", "a", &[]),
            ("abc", "", &[]),
        ] {
            let words = Marked::new(&read(search, &Known { today: chrono::NaiveDate::default(), extras: &[] }).query);
            let found: Vec<&str> = marks(text, &words).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, marked, "{search} in {text}");
        }
    }
}
