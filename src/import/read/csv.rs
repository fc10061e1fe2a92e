//! Splits text into records and fields: RFC 4180 where the file keeps to it, and sense where it does not.
//!
//! A quote that was never meant as one must not swallow the rest of a list. So a quoted field has to end where a field can end,
//! within reach, and must not look as if it held whole records; otherwise its first quote is taken as a letter.

use std::borrow::Cow;
use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr3};

use super::encoding::Decoded;
use super::error::{Bound, Problem};

/// How far a quoted field may reach: 32,767 characters is Excel's longest cell.
const REACH: usize = 256 * 1024;

/// No record is longer: looking for its end from its start, again with each block that comes, would take ages.
const LONGEST: usize = 32 << 20;

/// Reads records from text that grows.
pub(super) struct Records {
    /// The text not yet read, and behind it whatever the caller adds.
    pub text: String,
    /// Whether the caller has added everything.
    pub finished: bool,
    delimiter: u8,
    at: usize,
    fields: Vec<Field>,
    over: bool,
    /// The number of fields of the last record that had several.
    width: usize,
}

#[derive(Clone, Copy)]
struct Field {
    start: usize,
    end: usize,
    doubled_quotes: bool,
}

/// How an opening quote turned out.
enum Quoted {
    Closed { end: usize, next: usize, doubled: bool },
    Stray,
    Unknown,
}

impl Records {
    /// Records of `text`, with fields set apart by `delimiter` (ASCII).
    pub fn new(text: String, delimiter: char) -> Self {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        Self { text, finished: false, delimiter, at: 0, fields: Vec::new(), over: false, width: 0 }
    }

    /// Passes over so many bytes.
    pub fn pass(&mut self, bytes: usize) {
        self.at = bytes.min(self.text.len());
    }

    /// Reads the next record; `false` when that needs more text.
    pub fn advance(&mut self) -> bool {
        if self.at > 0 && (self.at == self.text.len() || self.at > 1 << 20) {
            self.text.drain(..self.at);
            self.at = 0;
        }
        if self.text.is_empty() {
            self.over = self.finished;
            return self.finished;
        }
        match self.record() {
            Some(next) => {
                self.at = next;
                if self.fields.len() > 1 {
                    self.width = self.fields.len();
                }
                true
            }
            None => {
                // What is left moves to the front, so that adding does not grow the text without end.
                self.text.drain(..self.at);
                self.at = 0;
                false
            }
        }
    }

    /// Reads the next record, with as much more of `source` as that takes; `false` when there is none.
    pub fn next<S: Read>(&mut self, source: &mut Decoded<S>) -> io::Result<bool> {
        while !self.advance() {
            if self.text.len() > LONGEST {
                return Err(Problem::TooLarge(Bound::Memory).into());
            }
            self.finished = !source.more(&mut self.text)?;
        }
        Ok(!self.over)
    }

    /// Whether the last record was read before.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The fields of the record read last.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = Cow<'_, str>> {
        self.fields.iter().map(|field| {
            let text = self.text.get(field.start..field.end).unwrap_or_default();
            if field.doubled_quotes { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) }
        })
    }

    /// Finds the fields of the record at hand and where the next one begins; `None` when that lies beyond the text so far.
    fn record(&mut self) -> Option<usize> {
        self.fields.clear();
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            let mut field = None;
            if bytes.get(at) == Some(&b'"') {
                match self.quoted(at) {
                    Quoted::Closed { end, next, doubled } => field = Some((Field { start: at + 1, end, doubled_quotes: doubled }, next)),
                    Quoted::Stray => {}
                    Quoted::Unknown => return None,
                }
            }
            let (field, next) = match field {
                Some(found) => found,
                None => {
                    let end = memchr3(self.delimiter, b'\n', b'\r', &bytes[at..]).map(|length| at + length);
                    let end = if self.finished { end.unwrap_or(bytes.len()) } else { end? };
                    (Field { start: at, end, doubled_quotes: false }, end)
                }
            };
            self.fields.push(field);
            match bytes.get(next) {
                Some(byte) if *byte == self.delimiter => at = next + 1,
                Some(b'\r') if next + 1 == bytes.len() && !self.finished => return None,
                Some(b'\r') if bytes.get(next + 1) == Some(&b'\n') => return Some(next + 2),
                Some(_) => return Some(next + 1),
                None if self.finished => return Some(next),
                None => return None,
            }
        }
    }

    /// Follows the quote at `open` to where it closes.
    fn quoted(&self, open: usize) -> Quoted {
        let bytes = self.text.as_bytes();
        let ends_field = |byte: u8| byte == self.delimiter || byte == b'\n' || byte == b'\r';
        let mut at = open + 1;
        let mut doubled = false;
        loop {
            if at - open > REACH {
                return Quoted::Stray;
            }
            let Some(length) = memchr(b'"', &bytes[at..]) else {
                let is_out_of_reach = bytes.len() - open > REACH;
                return if self.finished || is_out_of_reach { Quoted::Stray } else { Quoted::Unknown };
            };
            let quote = at + length;
            let Some(&after) = bytes.get(quote + 1) else {
                return if self.finished { self.closed(open, quote, quote + 1, doubled) } else { Quoted::Unknown };
            };
            if after == b'"' {
                doubled = true;
                at = quote + 2;
                continue;
            }
            if ends_field(after) {
                return self.closed(open, quote, quote + 1, doubled);
            }
            let spaces = bytes[quote + 1..].iter().take_while(|byte| **byte == b' ').count();
            if spaces > 0 && bytes.get(quote + 1 + spaces).is_none_or(|byte| ends_field(*byte)) {
                return self.closed(open, quote, quote + 1 + spaces, doubled);
            }
            // A quote that opens a field inside a quoted one: that one was never meant to be open.
            if quote > open + 1 && ends_field(bytes[quote - 1]) && memchr3(b'\n', b'\r', b'\n', &bytes[open..quote]).is_some() {
                return Quoted::Stray;
            }
            at = quote + 1;
        }
    }

    /// Believes a closing quote unless what it closes looks like records of this very list.
    fn closed(&self, open: usize, end: usize, next: usize, doubled: bool) -> Quoted {
        let inside = &self.text.as_bytes()[open + 1..end];
        let lines: Vec<usize> = memchr_iter(b'\n', inside).collect();
        let width = self.width.max(self.fields.len() + 1);
        if end - open > REACH {
            return Quoted::Stray;
        }
        if lines.len() >= 2 && width >= 3 {
            let whole = lines.windows(2).map(|pair| memchr_iter(self.delimiter, &inside[pair[0]..pair[1]]).count() + 1);
            let alike = whole.filter(|fields| *fields == width).count();
            if alike * 10 >= (lines.len() - 1) * 9 {
                return Quoted::Stray;
            }
        }
        Quoted::Closed { end, next, doubled }
    }
}

/// The delimiter that the first line states (`sep=;`), and the bytes that this line takes.
pub(super) fn stated_delimiter(text: &str) -> (Option<char>, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let bare = line.trim().trim_matches('"');
    let stated = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| {
        let mut rest = bare[4..].chars();
        let found = rest.next().or_else(|| line.contains("sep=\t").then_some('\t'))?;
        (rest.next().is_none() && found.is_ascii() && !found.is_ascii_alphanumeric()).then_some(found)
    });
    match stated {
        None => (None, 0),
        Some(delimiter) => {
            let rest = &text[line.len()..];
            let ending = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
            (Some(delimiter), line.len() + ending)
        }
    }
}

/// The delimiter that makes the most even table of a text's beginning; `None` when each line is one field.
pub(super) fn likely_delimiter(text: &str) -> Option<char> {
    let end = if text.len() > 64 * 1024 { text.floor_char_boundary(64 * 1024) } else { text.len() };
    let sample = &text[..end];
    let scored = [',', '\t', ';', '|'].into_iter().filter_map(|delimiter| {
        let mut records = Records::new(sample.to_owned(), delimiter);
        // The last line may be cut; it counts little.
        records.finished = true;
        let mut widths: Vec<usize> = Vec::new();
        while records.advance() && !records.is_over() && widths.len() < 500 {
            if records.fields().any(|field| !field.trim().is_empty()) {
                widths.push(records.fields().len());
            }
        }
        let mut sorted = widths.clone();
        sorted.sort_unstable();
        let (mut width, mut times) = (1, 0);
        for run in sorted.chunk_by(|a, b| a == b) {
            if run[0] > 1 && run.len() > times {
                (width, times) = (run[0], run.len());
            }
        }
        let evenness = times as f64 / widths.len().max(1) as f64;
        // Columns count too, but a comma in every tenth address must not beat an even table.
        (width > 1).then_some((delimiter, evenness * evenness * (width as f64).min(20.0).ln().max(0.5)))
    });
    scored.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(delimiter, _)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, delimiter: char) -> Vec<Vec<String>> {
        // Byte by byte, so that every record is cut everywhere once.
        let mut records = Records::new(String::new(), delimiter);
        let mut rest = text.chars();
        let mut found = Vec::new();
        loop {
            while !records.advance() {
                match rest.next() {
                    Some(character) => records.text.push(character),
                    None => records.finished = true,
                }
            }
            if records.is_over() {
                return found;
            }
            found.push(records.fields().map(Cow::into_owned).collect());
        }
    }

    #[test]
    fn records_and_fields() {
        assert_eq!(split("a,b\r\nc,d\re,f\ng", ','), [vec!["a", "b"], vec!["c", "d"], vec!["e", "f"], vec!["g"]]);
        assert_eq!(split("\"a,\"\"b\"\"\n\",c\n\n,\n", ','), [vec!["a,\"b\"\n", "c"], vec![""], vec!["", ""]]);
        assert_eq!(split("\"a\" ;b\n5\"; 6\"", ';'), [["a", "b"], ["5\"", " 6\""]]);
        assert_eq!(split("", ','), [[""; 0]; 0]);
    }

    #[test]
    fn a_stray_quote_stays_in_its_field() {
        assert_eq!(split("a,b\n\"c,d\ne,f\n", ','), [["a", "b"], ["\"c", "d"], ["e", "f"]], "never closed");
        assert_eq!(split("a,b\n\"c,d\ne,\"f\"\n", ','), [["a", "b"], ["\"c", "d"], ["e", "f"]], "closed by another field's quote");
        let far = format!("a,b\n\"c,d\n{}e\",f\n", "x,y\n".repeat(100_000));
        assert_eq!(split(&far, ',').len(), 100_003, "closed megabytes later");
        let near = "a,b,c\n\"d,e,f\ng,h,i\nj,k,l\nm,n,5\"\n";
        assert_eq!(split(near, ',').len(), 5, "closed by an inch sign some records later");
    }

    #[test]
    fn delimiters_are_stated_or_found() {
        assert_eq!(stated_delimiter("sep=;\r\na;b"), (Some(';'), 7));
        assert_eq!(stated_delimiter("\"sep=\t\"\na\tb"), (Some('\t'), 8));
        assert_eq!(stated_delimiter("separate,b"), (None, 0));
        for (text, expected) in [
            ("a,b\nc,d\n", Some(',')),
            ("a;b\n1,5;2,5\n", Some(';')),
            ("name\taddress\nx\t1, A, B\ny\t2, C\n", Some('\t')),
            ("a|b|c\nd|e|f", Some('|')),
            ("name\nfoo\nbar\n", None),
        ] {
            assert_eq!(likely_delimiter(text), expected, "{text}");
        }
    }
}
