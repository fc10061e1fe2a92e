//! How a text of the book stands on paper: composed, with nothing that is invisible left invisible, and with places where a line may
//! break.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::print::Fonts;

/// Texts longer than this are not offered to a frame at all; no frame holds as much.
const MOST: usize = 2_400;
/// A word wider than so many small letters may be broken between any two of its letters' clusters.
const LONG_WORD: f64 = 18.0;
/// Every so many small letters.
const PIECE: f64 = 6.0;
/// A place where a line may break, and which nobody sees; templates take it so (`gendan.typ`).
const BREAK: char = '\u{200b}';

/// A text for paper: NFC; control characters and marks that turn the direction of writing as `[U+202E]`, since what nobody sees can say
/// something else than what is read; long words with places to break at. Lines stay lines.
pub fn written(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // How wide the word is so far, and its last piece, in small letters.
    let (mut word, mut piece) = (0.0, 0.0);
    let mut before = ' ';
    for c in text.replace("\r\n", "\n").nfc() {
        match c {
            '\n' => out.push('\n'),
            '\t' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(if c == '\t' { ' ' } else { '\n' }),
            '\u{200b}' | '\u{feff}' | '\u{ad}' => continue,
            _ if is_hidden(c) => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
            _ => {
                if c.is_whitespace() || is_ideograph(c) {
                    // A line breaks by itself after these.
                    (word, piece) = (0.0, 0.0);
                } else {
                    if word > LONG_WORD && piece >= PIECE && !joins(before, c) {
                        out.push(BREAK);
                        piece = 0.0;
                    }
                    word += small_letters(c);
                    piece += small_letters(c);
                }
                out.push(c);
            }
        }
        before = c;
    }
    out
}

/// A text for a frame: [`written`], as it is where it is short, else its beginning with the number of characters that were left out.
pub fn framed(text: &str) -> Value {
    let written = written(text.trim());
    match written.char_indices().nth(MOST) {
        None => json!(written),
        Some((end, _)) => {
            let left_out = written[end..].chars().filter(|c| *c != BREAK).count();
            json!({ "text": &written[..end], "more": left_out })
        }
    }
}

/// A [`framed`] text, always with its name: `text`, and `more` where it is cut.
pub fn worded(text: &str) -> Value {
    match framed(text) {
        Value::String(text) => json!({ "text": text }),
        longer => longer,
    }
}

/// A name that stands out: [`framed`], and whether it can be bold.
pub fn headline(text: &str) -> Value {
    let is_bold = Fonts::bold_can_write(text);
    match framed(text) {
        Value::String(text) => json!({ "text": text, "more": 0, "bold": is_bold }),
        mut cut => {
            cut["bold"] = json!(is_bold);
            cut
        }
    }
}

/// Control characters, and those that turn the direction of what follows (Unicode 16, bidirectional formatting).
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
}

/// How many small letters are as wide as `c`, about.
fn small_letters(c: char) -> f64 {
    match c {
        'M' | 'W' | 'm' | 'w' | '@' | '%' => 1.7,
        _ if c.is_ascii_uppercase() => 1.2,
        _ if c.is_ascii() => 1.0,
        // Letters of other scripts are wider, some by much.
        _ => 1.5,
    }
}

/// Lines break between any two of these.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` belongs to the letter before it, or both are letters that are written joined.
fn joins(before: char, c: char) -> bool {
    let is_mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e01ef}');
    let is_script = |c: char| matches!(c, '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    is_mark || before == '\u{200d}' || (is_script(before) && is_script(c) && is_mark_of_script(c))
}

/// Vowels and signs of scripts from Hebrew to Khmer that stand above, below or around the letter before them.
fn is_mark_of_script(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_seen_and_long_words_may_break() {
        for (text, on_paper) in [
            ("ACME", "ACME"),
            ("e\u{301}", "é"),
            ("bell\u{7}", "bell[U+0007]"),
            ("\u{202e}gpj.exe", "[U+202E]gpj.exe"),
            ("a\r\nb\tc", "a\nb c"),
            ("zero\u{200b}width", "zerowidth"),
            ("#read(\"x\") $ \\ ]", "#read(\"x\") $ \\ ]"),
        ] {
            assert_eq!(written(text), on_paper);
        }
        let long = "x".repeat(100);
        assert_eq!(written(&long).replace(BREAK, ""), long);
        assert!(written(&long).split(BREAK).all(|piece| piece.chars().count() <= 20));
        assert!(!written(&"a\u{301}".repeat(100)).contains("\u{200b}\u{301}"));
    }

    #[test]
    fn a_text_too_long_for_any_frame_says_how_much_is_left_out() {
        assert_eq!(framed(" short "), json!("short"));
        let framed = framed(&"字".repeat(MOST + 7));
        assert_eq!(framed["more"], json!(7));
        assert_eq!(framed["text"].as_str().map(|text| text.chars().count()), Some(MOST));
    }
}
