//! A small, fast and forgiving reader of XML tokens, for the parts of workbooks and for Excel's 2003 XML.
//!
//! It streams, it never expands a document's own entities (so no bomb of them can go off), and it does not check that tags match:
//! a list with a sloppy export tool behind it should still open. Names are local names; a prefix is dropped.

use std::borrow::Cow;
use std::io::Read;

use memchr::{memchr, memchr2, memmem};

use super::error::{Bound, Problem};

/// One token may not pass this; Excel's longest cell text is 32,767 characters.
const LONGEST: usize = 64 << 20;
const BLOCK: usize = 128 * 1024;

/// A token; its bytes are raw, with references such as `&amp;` still in them.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// `<name …>` or `<name …/>`.
    Start(Tag<'a>),
    /// `</name>`, its local name.
    End(&'a [u8]),
    /// Text between tags.
    Text(&'a [u8]),
    /// The content of a CDATA section: no references in it.
    Verbatim(&'a [u8]),
    /// The end of the document.
    Eof,
}

/// An opening tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// The local name.
    pub name: &'a [u8],
    /// Everything between name and `>`.
    pub attributes: &'a [u8],
    /// Whether it is closed at once (`/>`); no `End` follows then.
    pub closed: bool,
}

impl<'a> Tag<'a> {
    /// The attributes as `(full name, raw value)`.
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    /// The decoded value of the attribute with this local name, whatever its prefix.
    pub fn local(&self, name: &str) -> Option<String> {
        self.attributes().find(|(found, _)| local_name(found) == name.as_bytes()).map(|(_, value)| decoded(value).into_owned())
    }

    /// Whether the attribute with this local name says yes.
    pub fn says(&self, name: &str) -> bool {
        self.attributes().any(|(found, value)| local_name(found) == name.as_bytes() && matches!(value, b"1" | b"true" | b"True"))
    }

    /// The number in the attribute with this local name.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attributes()
            .find(|(found, _)| local_name(found) == name.as_bytes())
            .and_then(|(_, value)| str::from_utf8(value).ok()?.trim().parse().ok())
    }
}

/// Iterator over attributes as `(full name, raw value)`.
pub(super) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.rest.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'/')?;
        let rest = &self.rest[start..];
        let equals = memchr(b'=', rest)?;
        let name = rest[..equals].trim_ascii_end();
        let rest = rest[equals + 1..].trim_ascii_start();
        let quote = *rest.first()?;
        if quote != b'"' && quote != b'\'' {
            self.rest = &[];
            return None;
        }
        let end = memchr(quote, &rest[1..])?;
        self.rest = &rest[end + 2..];
        Some((name, &rest[1..=end]))
    }
}

/// A name without its prefix.
pub(super) fn local_name(name: &[u8]) -> &[u8] {
    memchr(b':', name).map_or(name, |colon| &name[colon + 1..])
}

/// Reads tokens from a stream.
pub(super) struct Xml<R> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    finished: bool,
    taken: u64,
}

impl<R: Read> Xml<R> {
    /// Tokens of `source`, which must be UTF-8.
    pub fn new(source: R) -> Self {
        Self { source, buffer: vec![0; BLOCK], start: 0, end: 0, finished: false, taken: 0 }
    }

    /// How many bytes were read from the source so far.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// Reads more behind what is there; `false` at the end of the source.
    fn fill(&mut self) -> Result<bool, Problem> {
        if self.finished {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            if self.buffer.len() >= LONGEST {
                return Err(Problem::TooLarge(Bound::Memory));
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let read = self.source.read(&mut self.buffer[self.end..])?;
        self.end += read;
        self.taken += read as u64;
        self.finished = read == 0;
        Ok(read > 0)
    }

    /// Finds what `find` looks for from the current place on, reading on as needed; `None` when the source ends before.
    fn seek(&mut self, from: usize, find: impl Fn(&[u8]) -> Option<usize>, overlap: usize) -> Result<Option<usize>, Problem> {
        let mut searched = from;
        loop {
            if let Some(at) = find(&self.buffer[self.start + searched..self.end]) {
                return Ok(Some(searched + at));
            }
            searched = (self.end - self.start).saturating_sub(overlap).max(from);
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// The next token. Comments, processing instructions and the document type are passed over.
    pub fn next(&mut self) -> Result<Token<'_>, Problem> {
        loop {
            if self.start == self.end && !self.fill()? {
                return Ok(Token::Eof);
            }
            if self.buffer[self.start] != b'<' {
                let length = match self.seek(0, |bytes| memchr(b'<', bytes), 0)? {
                    Some(length) => length,
                    None => self.end - self.start,
                };
                let text = self.start..self.start + length;
                self.start = text.end;
                return Ok(Token::Text(&self.buffer[text]));
            }
            while self.end - self.start < 9 && self.fill()? {}
            let head = &self.buffer[self.start..self.end];
            if head.starts_with(b"<!--") {
                self.pass(4, b"-->")?;
            } else if head.starts_with(b"<![CDATA[") {
                let length = self.seek(9, |bytes| memmem::find(bytes, b"]]>"), 2)?.ok_or_else(cut)?;
                let text = self.start + 9..self.start + length;
                self.start += length + 3;
                return Ok(Token::Verbatim(&self.buffer[text]));
            } else if head.starts_with(b"<?") {
                self.pass(2, b"?>")?;
            } else if head.starts_with(b"<!") {
                self.pass_document_type()?;
            } else {
                return self.tag();
            }
        }
    }

    fn pass(&mut self, from: usize, until: &[u8]) -> Result<(), Problem> {
        let at = self.seek(from, |bytes| memmem::find(bytes, until), until.len() - 1)?.ok_or_else(cut)?;
        self.start += at + until.len();
        Ok(())
    }

    fn pass_document_type(&mut self) -> Result<(), Problem> {
        let end = self.seek(2, |bytes| memchr2(b'>', b'[', bytes), 0)?.ok_or_else(cut)?;
        if self.buffer[self.start + end] == b'[' {
            let close = self.seek(end + 1, |bytes| memchr(b']', bytes), 0)?.ok_or_else(cut)?;
            let end = self.seek(close, |bytes| memchr(b'>', bytes), 0)?.ok_or_else(cut)?;
            self.start += end + 1;
        } else {
            self.start += end + 1;
        }
        Ok(())
    }

    fn tag(&mut self) -> Result<Token<'_>, Problem> {
        let mut from = 1;
        let end = loop {
            let end = self.seek(from, |bytes| memchr(b'>', bytes), 0)?.ok_or_else(cut)?;
            let inside = &self.buffer[self.start + 1..self.start + end];
            // A `>` may stand in an attribute's value: a tag that is complete ends with a quote or holds none.
            let last = inside.iter().rev().find(|byte| **byte != b'/' && !byte.is_ascii_whitespace());
            if matches!(last, Some(b'"' | b'\'') | None) || memchr2(b'"', b'\'', inside).is_none() {
                break end;
            }
            from = end + 1;
        };
        let inside = self.start + 1..self.start + end;
        self.start += end + 1;
        let inside = &self.buffer[inside];
        if let [b'/', name @ ..] = inside {
            return Ok(Token::End(local_name(name.trim_ascii())));
        }
        let (inside, closed) = match inside {
            [rest @ .., b'/'] => (rest, true),
            rest => (rest, false),
        };
        let length = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(length);
        Ok(Token::Start(Tag { name: local_name(name), attributes, closed }))
    }

    /// Passes over everything up to the end of the element whose start tag was just read.
    pub fn skip(&mut self, name: &[u8]) -> Result<(), Problem> {
        self.texts_of(name, |_| {})
    }

    /// Adds the text of the element whose start tag was just read, nested elements' text included.
    pub fn text_of(&mut self, name: &[u8], text: &mut String) -> Result<(), Problem> {
        self.texts_of(name, |token| match token {
            Token::Text(raw) => decode_into(raw, text),
            Token::Verbatim(raw) => text.push_str(&String::from_utf8_lossy(raw)),
            _ => {}
        })
    }

    /// Hands over everything up to the end of the element but its own tags.
    fn texts_of(&mut self, name: &[u8], mut take: impl FnMut(Token<'_>)) -> Result<(), Problem> {
        let mut depth = 1;
        loop {
            match self.next()? {
                Token::Start(tag) if !tag.closed && tag.name == name => depth += 1,
                Token::End(found) if found == name => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                Token::Eof => return Err(cut()),
                token => take(token),
            }
        }
    }
}

fn cut() -> Problem {
    Problem::damaged("XML ends in the middle")
}

/// Raw text with its references resolved; those the document declares itself stay as written.
pub(super) fn decoded(raw: &[u8]) -> Cow<'_, str> {
    if memchr(b'&', raw).is_none() {
        return String::from_utf8_lossy(raw);
    }
    let mut text = String::with_capacity(raw.len());
    decode_into(raw, &mut text);
    Cow::Owned(text)
}

/// Adds raw text to `text`, references resolved and line ends made `\n`.
pub(super) fn decode_into(raw: &[u8], text: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr2(b'&', b'\r', rest) {
        push_utf8(&rest[..at], text);
        rest = &rest[at..];
        if rest[0] == b'\r' {
            text.push('\n');
            rest = rest.strip_prefix(b"\r\n").unwrap_or(&rest[1..]);
            continue;
        }
        let end = memchr(b';', &rest[..rest.len().min(16)]);
        match end.and_then(|end| Some((end, reference(&rest[1..end])?))) {
            Some((end, character)) => {
                text.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    push_utf8(rest, text);
}

fn push_utf8(raw: &[u8], text: &mut String) {
    match str::from_utf8(raw) {
        Ok(valid) => text.push_str(valid),
        Err(_) => text.push_str(&String::from_utf8_lossy(raw)),
    }
}

fn reference(name: &[u8]) -> Option<char> {
    Some(match name {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        [b'#', b'x' | b'X', hex @ ..] => char::from_u32(u32::from_str_radix(str::from_utf8(hex).ok()?, 16).ok()?)?,
        [b'#', decimal @ ..] => char::from_u32(str::from_utf8(decimal).ok()?.parse().ok()?)?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(xml: &str, block: usize) -> Vec<String> {
        struct Dribble<'a>(&'a [u8], usize);
        impl Read for Dribble<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let length = self.1.min(buffer.len()).min(self.0.len());
                buffer[..length].copy_from_slice(&self.0[..length]);
                self.0 = &self.0[length..];
                Ok(length)
            }
        }
        let mut xml = Xml::new(Dribble(xml.as_bytes(), block));
        let mut told = Vec::new();
        loop {
            told.push(match xml.next() {
                Ok(Token::Start(tag)) => {
                    let mut line = format!("<{}", String::from_utf8_lossy(tag.name));
                    for (name, value) in tag.attributes() {
                        line += &format!(" {}={}", String::from_utf8_lossy(name), decoded(value));
                    }
                    line + if tag.closed { "/" } else { "" }
                }
                Ok(Token::End(name)) => format!("</{}", String::from_utf8_lossy(name)),
                Ok(Token::Text(raw)) => decoded(raw).into_owned(),
                Ok(Token::Verbatim(raw)) => format!("[{}", String::from_utf8_lossy(raw)),
                Ok(Token::Eof) => return told,
                Err(_) => "!".to_owned(),
            });
            if told.last().is_some_and(|last| last == "!") {
                return told;
            }
        }
    }

    #[test]
    fn tokens_are_the_same_however_the_bytes_arrive() {
        let xml = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"c>\">]><x:a one='1>2' x:two = \"&lt;&#65;\"><!-- <no> -->t&amp;u&b;<b/><![CDATA[<&]]>\
                   </x:a >";
        let expected = ["<a one=1>2 x:two=<A", "t&u&b;", "<b/", "[<&", "</a"];
        for block in [1, 2, 3, 7, 1000] {
            assert_eq!(told(xml, block), expected, "in blocks of {block}");
        }
    }

    #[test]
    fn a_document_that_breaks_off_is_damaged() {
        for xml in ["<a b=\"c", "<![CDATA[x", "<!-- x", "<!DOCTYPE"] {
            assert_eq!(told(xml, 4), ["!"], "{xml}");
        }
    }
}
