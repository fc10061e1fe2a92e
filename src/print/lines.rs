//! How many lines a text takes, known before it is set: a card fills its paper only where heights are known, and measuring each text by
//! setting it would be most of the time that a card takes.
//!
//! Lines break where the typesetter breaks them (Unicode line breaking, UAX #14), and are counted a little wider than they are: what stands
//! in a line here never needs two on paper. Of letters that the embedded faces lack nothing is said here; those are set and measured.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::Fonts;

/// A text in lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lines {
    /// How many.
    pub count: usize,
    /// The text with a line feed where a line ends.
    pub text: String,
    /// How wide the widest line is, in ems.
    pub width: f64,
}

/// A place where a line may break, and which nobody sees (`book::paper`).
const BREAK: char = '\u{200b}';
/// A line is counted so much wider than its letters are: pairs of letters that stand apart, and rounding.
const MARGIN: f64 = 1.005;
/// Between an ideograph and a letter or digit the typesetter leaves so much, in ems.
pub(super) const APART: f64 = 0.25;
/// Hardly a letter is narrower, in ems.
const NARROWEST: f64 = 0.2;

/// What of `text` stands in at most so many lines of `width` ems; what does not is counted, together with `left` characters that are not in
/// `text`, and said by `more`, in which `{count}` is replaced. `None` where only the typesetter knows: a letter of another face, or a word
/// wider than a line.
pub(super) fn in_lines(text: &str, left: usize, width: f64, most: usize, is_bold: bool, more: &str) -> Option<Lines> {
    if left == 0 {
        let whole = broken(text, width, is_bold)?;
        if whole.count <= most {
            return Some(whole);
        }
    }
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let begun = |count: usize| {
        let end = ends[count];
        let lost = text[end..].graphemes(true).filter(|letter| *letter != "\u{200b}").count() + left;
        format!("{}{}", text[..end].trim(), more.replace("{count}", &lost.to_string()))
    };
    let fits = |count: usize| Some(broken(&begun(count), width, is_bold)?.count <= most);
    let (mut low, mut high) = (0, (ends.len() - 1).min((most as f64 * width / NARROWEST).ceil() as usize));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if fits(middle)? {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let shown = broken(&begun(low), width, is_bold)?;
    Some(Lines { count: shown.count.min(most), ..shown })
}

/// `text` in as many lines of `width` ems as it takes; each line takes as many words as it can.
fn broken(text: &str, width: f64, is_bold: bool) -> Option<Lines> {
    let wide = |text: &str| Some(Fonts::width(text, is_bold)? * MARGIN);
    // Most are one line.
    if !text.contains('\n') {
        let all = wide(text)?;
        if all <= width {
            return Some(Lines { count: 1, text: text.replace(BREAK, ""), width: all });
        }
    }
    let mut lines = Lines { count: 1, text: String::with_capacity(text.len() + 8), width: 0.0 };
    let mut line = 0.0;
    let mut start = 0;
    for end in LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()).segment_str(text) {
        // A word ends where anybody would break it; where only we would, it goes on.
        if end == 0 || (text[..end].ends_with(BREAK) && end < text.len()) {
            continue;
        }
        let piece = &text[start..end];
        start = end;
        let word = piece.trim_end_matches(|c: char| c.is_whitespace() || c == BREAK);
        let mut word_width = wide(word)?;
        let apart = match (lines.text.chars().next_back(), word.chars().next()) {
            (Some(before), Some(first)) if stand_apart(before, first) => APART,
            _ => 0.0,
        };
        if line > 0.0 && line + apart + word_width > width {
            lines.end();
            line = 0.0;
        } else {
            line += apart;
        }
        let mut rest = word;
        while word_width > width {
            let (part, part_width) = beginning(rest, width, wide)?;
            lines.text.extend(part.chars().filter(|c| *c != BREAK));
            lines.width = lines.width.max(part_width);
            lines.end();
            rest = &rest[part.len()..];
            word_width = wide(rest)?;
        }
        line += word_width;
        lines.width = lines.width.max(line);
        lines.text.extend(rest.chars().filter(|c| *c != BREAK));
        let space = piece[word.len()..].trim_end_matches(['\n', BREAK]);
        lines.text.push_str(space);
        line += wide(space)?;
        if piece.ends_with('\n') {
            lines.end();
            line = 0.0;
        }
    }
    Some(lines)
}

/// As much of a word as a line holds: up to a sign that divides it where that fills half of the line, else to where it may be broken.
fn beginning(word: &str, width: f64, wide: impl Fn(&str) -> Option<f64>) -> Option<(&str, f64)> {
    let mut found: Option<(usize, f64, bool)> = None;
    for (at, c) in word.char_indices() {
        let is_sign = matches!(c, '@' | '.' | '-' | '_' | '/' | '\\' | ':' | ',' | ';' | '&' | '=' | '?' | '+' | '|');
        let end = at + c.len_utf8();
        if (!is_sign && c != BREAK) || end == word.len() {
            continue;
        }
        let part_width = wide(&word[..end])?;
        if part_width > width {
            break;
        }
        let is_kept = found.is_some_and(|(_, width_before, was_sign)| was_sign && !is_sign && width_before > width / 2.0);
        if !is_kept {
            found = Some((end, part_width, is_sign));
        }
    }
    found.map(|(end, part_width, _)| (&word[..end], part_width))
}

impl Lines {
    /// Ends a line: white space at its end is seen by nobody.
    fn end(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
        self.count += 1;
    }
}

/// Whether the typesetter leaves a little room between two letters, since one is an ideograph or a kana and the other is not.
pub(super) fn stand_apart(one: char, other: char) -> bool {
    let is_ideograph = |c: char| matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let is_letter = |c: char| {
        matches!(c, '#' | '$' | '%' | '&')
            || c.is_ascii_digit()
            || (c.is_alphabetic() && (c < '\u{530}' || matches!(c, '\u{1d00}'..='\u{1fff}')))
    };
    (is_ideograph(one) && is_letter(other)) || (is_letter(one) && is_ideograph(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_a_reader_would_end_them() {
        for (text, width, lines) in [
            ("", 5.0, ""),
            ("short", 5.0, "short"),
            ("180 Riodoillo Avenue, Monterrey", 12.0, "180 Riodoillo Avenue,\nMonterrey"),
            ("first\nsecond", 20.0, "first\nsecond"),
            ("first\n\nthird", 20.0, "first\n\nthird"),
            ("不锈钢厨房秤，五公斤", 6.0, "不锈钢厨房\n秤，五公斤"),
            ("montalejo.\u{200b}andres@q\u{200b}uemeares\u{200b}.example", 12.0, "montalejo.andres@\nquemeares.example"),
            ("North America/Mexico/No\u{200b}rth", 12.0, "North America/Mexico/\nNorth"),
            ("aaaaaaaaaaaa\u{200b}aaaaaa\u{200b}aaaaaa", 10.0, "aaaaaaaaaaaa\naaaaaaaaaaaa"),
        ] {
            let found = in_lines(text, 0, width, 9, false, "").expect("known letters");
            assert_eq!(found.text, lines, "{text} in {width}");
            assert_eq!(found.count, lines.split('\n').count(), "{text} in {width}");
            assert!(found.width <= width, "{text} in {width}");
        }
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let found = in_lines(&"十个字的一句话在这里".repeat(10), 5, 20.0, 2, false, "… (还有 {count} 字)").expect("known letters");
        assert_eq!(found.count, 2);
        let shown = found.text.replace('\n', "");
        let (begun, rest) = shown.split_once('…').expect("a sign that it goes on");
        assert_eq!(rest, format!(" (还有 {} 字)", 105 - begun.chars().count()));
        assert!(begun.chars().count() > 25, "{shown}");
    }

    #[test]
    fn of_letters_of_other_faces_and_words_that_cannot_be_broken_nothing_is_said() {
        for text in ["שלום", "ภาษาไทย", "a word of eighteenletters"] {
            assert_eq!(in_lines(text, 0, 4.0, 3, false, ""), None, "{text}");
        }
    }

    #[test]
    fn ideographs_and_letters_stand_a_little_apart() {
        let apart = Fonts::width("深圳ABC公司", false).expect("known letters");
        let alone = ["深圳", "ABC", "公司"].map(|part| Fonts::width(part, false).expect("known letters")).iter().sum::<f64>();
        assert!((apart - alone - 2.0 * APART).abs() < 1e-9);
    }
}
