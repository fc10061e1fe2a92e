//! Names in scripts that run from right to left (Arabic, Hebrew …), in the order in which they are seen.
//!
//! epaint shapes each stretch of one font in the direction of its letters, but lays the stretches out from left to right, and
//! spaces, digits and punctuation are in another font than such letters. So each word comes out right and the words stand in the
//! wrong order. [`shown`] puts the words into the order of the Unicode bidirectional algorithm and leaves each as it is written.
//! For a single line that is only looked at: inputs keep the text as it is.

use std::borrow::Cow;

use unicode_bidi::BidiInfo;

/// Whether a text has letters that run from right to left.
pub fn has_any(text: &str) -> bool {
    // Below U+0590 there are none; most texts are decided by their bytes.
    !text.is_ascii() && text.chars().any(runs_left)
}

/// Letters and marks of the scripts from right to left, and the digits among them.
fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The line as it has to be handed to epaint so that it is seen in the right order.
pub fn shown(line: &str) -> Cow<'_, str> {
    if !has_any(line) {
        return Cow::Borrowed(line);
    }
    let info = BidiInfo::new(line, None);
    let mut seen = String::with_capacity(line.len());
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            if levels[run.start].is_rtl() {
                push_reversed(&line[run], &mut seen);
            } else {
                seen.push_str(&line[run]);
            }
        }
    }
    Cow::Owned(seen)
}

/// Adds a stretch that runs from right to left: its words in reverse, each as it is written, what stands between them mirrored.
fn push_reversed(run: &str, seen: &mut String) {
    let mut end = run.len();
    while end > 0 {
        let stretch = &run[..end];
        let last = stretch.chars().next_back().unwrap_or_default();
        let start = if runs_left(last) {
            stretch.char_indices().rev().take_while(|(_, c)| runs_left(*c)).last().map_or(0, |(at, _)| at)
        } else {
            end - last.len_utf8()
        };
        match &stretch[start..] {
            one if runs_left(last) => seen.push_str(one),
            _ => seen.push(mirrored(last)),
        }
        end = start;
    }
}

fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 8] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('（', '）'), ('【', '】'), ('《', '》')];
    let other = PAIRS.iter().find_map(|(open, close)| match c {
        c if c == *open => Some(*close),
        c if c == *close => Some(*open),
        _ => None,
    });
    other.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_order_in_which_they_are_read() {
        for (written, seen) in [
            ("Hermann Küchen GmbH", "Hermann Küchen GmbH"),
            ("宁波海川贸易有限公司", "宁波海川贸易有限公司"),
            ("", ""),
            ("شركة", "شركة"),
            ("شركة النور للتجارة", "للتجارة النور شركة"),
            ("ABC شركة 123", "ABC 123 شركة"),
            ("شركة ABC Trading 123", "ABC Trading 123 شركة"),
            ("חברת אור בע\"מ", "מ\"בע אור חברת"),
            ("شركة النور (دبي)", "(دبي) النور شركة"),
            ("Al Noor (النور الجديد) LLC", "Al Noor (الجديد النور) LLC"),
            ("النور، دبي", "دبي النور،"),
            ("宁波 شركة النور", "宁波 النور شركة"),
        ] {
            assert_eq!(shown(written), seen, "{written}");
            assert_eq!(shown(written).chars().count(), written.chars().count(), "nothing is lost of {written}");
        }
        assert!(matches!(shown("Küchen"), Cow::Borrowed(_)), "texts without such letters are handed on as they are");
    }

    #[test]
    fn text_of_any_scripts_keeps_its_letters() {
        use proptest::prelude::*;
        proptest!(|(line in "[a-c0-2 ()אבשנ،٣宁\u{301}\u{200f}.]{0,24}")| {
            let sorted = |text: &str| {
                let mut letters: Vec<char> = text.chars().map(|c| if c == ')' { '(' } else { c }).collect();
                letters.sort_unstable();
                letters
            };
            prop_assert_eq!(sorted(&shown(&line)), sorted(&line));
        });
    }
}
