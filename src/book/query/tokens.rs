//! From text to pieces: words, phrases, filters, `or` and brackets, each with its place. Nothing is wrong here yet.

use std::ops::Range;

use super::{Known, names};
use crate::model::text::narrow_char;

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Where it stands, with its `-`.
    pub range: Range<usize>,
    /// Whether `-` stands before it.
    pub is_negated: bool,
    /// How many brackets are open around it.
    pub depth: usize,
    /// What it is.
    pub kind: TokenKind,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub(super) enum TokenKind {
    Word(String),
    Phrase(String),
    Filter(FilterText),
    Or,
    Open,
    Close,
}

/// A filter as it is written.
#[derive(Clone, Debug)]
pub(super) struct FilterText {
    /// Where the name stands, with quotes.
    pub name: Range<usize>,
    /// The name without quotes.
    pub name_text: String,
    pub is_name_quoted: bool,
    /// Where everything behind the colon stands.
    pub value: Range<usize>,
    pub sign: Sign,
    /// The value without sign and quotes.
    pub text: String,
    pub is_text_quoted: bool,
}

/// What stands before a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Equal,
    More,
    AtLeast,
    Less,
    AtMost,
}

impl Sign {
    /// As it is written.
    pub fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Equal => "=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Less => "<",
            Self::AtMost => "<=",
        }
    }
}

/// Takes `text` apart.
pub(super) fn tokens(text: &str, known: &Known<'_>) -> Vec<Token> {
    let mut reader = Lexer { text, at: 0, depth: 0, known, found: Vec::new() };
    while reader.step() {}
    reader.found
}

/// How many brackets may be open.
const DEEPEST: usize = 60;

/// Signs that open a quotation, with those that close it.
fn closing(c: char) -> Option<&'static [char]> {
    match c {
        // What is printed stands in these, so that nothing else may end them.
        '"' => Some(&['"']),
        '＂' | '“' | '”' => Some(&['"', '＂', '“', '”']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        '«' => Some(&['»']),
        _ => None,
    }
}

/// Whether a quotation begins with `c`.
pub(super) fn opens_quotation(c: char) -> bool {
    closing(c).is_some()
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '﹕')
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

pub(super) fn is_sign(c: char) -> bool {
    matches!(narrow_char(c), '>' | '<' | '=' | '≥' | '≤' | '≧' | '≦')
}

fn is_or(word: &str) -> bool {
    word.eq_ignore_ascii_case("or") || matches!(word, "或" | "或者" | "|" | "||" | "｜")
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    known: &'a Known<'a>,
    found: Vec<Token>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn push(&mut self, start: usize, is_negated: bool, kind: TokenKind) {
        let depth = self.depth - usize::from(matches!(kind, TokenKind::Open));
        self.found.push(Token { range: start..self.at, is_negated, depth, kind });
    }

    /// Reads one piece; `false` at the end.
    fn step(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start().len();
        let start = self.at;
        let Some(mut first) = self.peek() else { return false };
        let mut is_negated = false;
        if is_minus(first) {
            self.at += first.len_utf8();
            match self.peek() {
                // A dash by itself parts words and asks for nothing.
                None => return false,
                Some(c) if c.is_whitespace() => return true,
                Some(c) => (first, is_negated) = (c, true),
            }
        }
        if let Some(length) = phone_length(self.rest(), self.depth > 0) {
            let number = self.rest()[..length].to_owned();
            self.at += length;
            self.push(start, is_negated, TokenKind::Word(number));
            return true;
        }
        match first {
            '(' | '（' => {
                self.at += first.len_utf8();
                // Brackets deeper than anybody writes are read over.
                if self.depth < DEEPEST {
                    self.depth += 1;
                    self.push(start, is_negated, TokenKind::Open);
                }
            }
            ')' | '）' if self.depth > 0 => {
                self.at += first.len_utf8();
                self.depth -= 1;
                self.push(start, false, TokenKind::Close);
            }
            _ if closing(first).is_some() => {
                let name = self.at;
                let phrase = self.quotation();
                let end = self.at;
                if !self.filter_follows(start, name..end, &phrase, true, is_negated) {
                    self.push(start, is_negated, TokenKind::Phrase(phrase));
                }
            }
            _ => self.word(start, is_negated),
        }
        true
    }

    /// Reads what stands in quotes; without a closing one it goes to the end.
    fn quotation(&mut self) -> String {
        let Some(marks) = self.peek().and_then(closing) else { return String::new() };
        self.at += self.peek().map_or(0, char::len_utf8);
        let mut inside = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            if marks.contains(&c) {
                if c == '"' && self.peek() == Some('"') {
                    self.at += 1;
                } else {
                    break;
                }
            }
            inside.push(c);
        }
        inside
    }

    fn word(&mut self, start: usize, is_negated: bool) {
        let begin = self.at;
        let mut inner = 0_usize;
        while let Some(c) = self.peek() {
            match c {
                c if c.is_whitespace() => break,
                '(' | '（' => inner += 1,
                ')' | '）' if inner > 0 => inner -= 1,
                ')' | '）' if self.depth > 0 => break,
                c if (is_colon(c) || is_sign(c)) && self.at > begin => {
                    let name = &self.text[begin..self.at];
                    if self.filter_follows(start, begin..self.at, name, false, is_negated) {
                        return;
                    }
                }
                _ => {}
            }
            self.at += c.len_utf8();
        }
        let word = &self.text[begin..self.at];
        let kind = if !is_negated && is_or(word) { TokenKind::Or } else { TokenKind::Word(word.to_owned()) };
        self.push(start, is_negated, kind);
    }

    /// Reads a filter whose name was just read, if the sign behind it makes one.
    fn filter_follows(&mut self, start: usize, name: Range<usize>, name_text: &str, is_name_quoted: bool, is_negated: bool) -> bool {
        let Some(c) = self.peek() else { return false };
        let after = &self.rest()[c.len_utf8()..];
        let is_filter = if is_colon(c) {
            // No address of a page or folder, no time of day.
            is_name_quoted || is_name_like(name_text) && !after.starts_with("//") && !after.starts_with('\\')
        } else {
            is_sign(c) && names::find(name_text, is_name_quoted, self.known).is_some()
        };
        if !is_filter {
            return false;
        }
        if is_colon(c) {
            self.at += c.len_utf8();
        }
        let value_start = self.at;
        let sign = self.sign();
        let is_text_quoted = self.peek().and_then(closing).is_some();
        let text = if is_text_quoted {
            self.quotation()
        } else {
            let begin = self.at;
            let mut inner = 0_usize;
            while let Some(c) = self.peek() {
                match c {
                    c if c.is_whitespace() => break,
                    '(' | '（' => inner += 1,
                    ')' | '）' if inner > 0 => inner -= 1,
                    ')' | '）' if self.depth > 0 => break,
                    _ => {}
                }
                self.at += c.len_utf8();
            }
            self.text[begin..self.at].to_owned()
        };
        let filter =
            FilterText { name, name_text: name_text.to_owned(), is_name_quoted, value: value_start..self.at, sign, text, is_text_quoted };
        self.push(start, is_negated, TokenKind::Filter(filter));
        true
    }

    fn sign(&mut self) -> Sign {
        let Some(c) = self.peek().filter(|c| is_sign(*c)) else { return Sign::None };
        self.at += c.len_utf8();
        let equal = self.peek().filter(|c| narrow_char(*c) == '=');
        let take = |lexer: &mut Self| {
            if let Some(equal) = equal {
                lexer.at += equal.len_utf8();
            }
            equal.is_some()
        };
        match narrow_char(c) {
            '>' if take(self) => Sign::AtLeast,
            '<' if take(self) => Sign::AtMost,
            '>' => Sign::More,
            '<' => Sign::Less,
            '≥' | '≧' => Sign::AtLeast,
            '≤' | '≦' => Sign::AtMost,
            _ => {
                take(self);
                Sign::Equal
            }
        }
    }
}

/// Whether a field may be called so.
fn is_name_like(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic()) && name.len() <= 120 && !name.contains(['/', '@', '"'])
}

/// How long the telephone number is with which a text begins: one that starts with `+`, `(` or, where it is long, `0`, however it is
/// written; `is_within` brackets of a group.
fn phone_length(text: &str, is_within: bool) -> Option<usize> {
    // Longer than any number, and short enough that many brackets in a row cost nothing.
    let text = &text[..text.char_indices().nth(48).map_or(text.len(), |(at, _)| at)];
    let first = narrow_char(text.chars().next()?);
    if !matches!(first, '+' | '(' | '0') {
        return None;
    }
    let mut end = text.len();
    let mut word_end = 0;
    let mut is_broken = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            word_end = at;
        } else if !(c.is_ascii_digit() || matches!(narrow_char(c), '0'..='9' | '-' | '(' | ')' | '.' | '/') || at == 0) {
            (end, is_broken) = (at, true);
            break;
        }
    }
    let mut run = text[..if is_broken { word_end } else { end }].trim_end_matches(|c: char| c.is_whitespace() || is_minus(c));
    let count = |run: &str, sign: char| run.chars().filter(|c| narrow_char(*c) == sign).count();
    // The last bracket may be that of the group around.
    while is_within && run.ends_with([')', '）']) && count(run, ')') > count(run, '(') {
        run = run[..run.len() - run.chars().next_back().map_or(0, char::len_utf8)].trim_end();
    }
    let digits = run.chars().filter(|c| narrow_char(*c).is_ascii_digit()).count();
    let enough = if first == '0' { 8 } else { 5 };
    // Brackets around all of it are those of a group.
    let is_group = first == '(' && run.ends_with([')', '）']) && count(run, '(') == 1;
    (digits >= enough && !is_group && count(run, '(') == count(run, ')')).then_some(run.len())
}
