//! Reads one sheet of an .xlsx in a single pass: cells, hidden rows and columns, merged blocks.

use std::borrow::Cow;
use std::io::Read;

use super::Block;
use super::ahead::ahead;
use super::error::Problem;
use super::grid::CellKind;
use super::number::{put_iso, put_written};
use super::output::{Layout, Output};
use super::xlsx::Shared;
use super::xml::{Tag, Token, Xml, decode_into};

/// Reads a sheet's part into `output`. `before` of `all` bytes of sheets were read before this one.
pub(super) fn read(
    part: Box<dyn Read + Send + '_>,
    shared: &Shared,
    output: &mut Output<'_>,
    before: u64,
    all: u64,
) -> Result<Layout, Problem> {
    ahead(part, |blocks| {
        Cells {
            xml: Xml::new(blocks),
            shared,
            output,
            layout: Layout::known(),
            row: 0,
            column: 0,
            text: String::new(),
            seen: String::new(),
        }
        .read(before, all)
    })
}

/// How a cell's value is to be understood.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stored {
    Number,
    Shared,
    Inline,
    Formula,
    Bool,
    Error,
    Iso,
}

struct Cells<'a, 'o, R> {
    xml: Xml<R>,
    shared: &'a Shared,
    output: &'a mut Output<'o>,
    layout: Layout,
    row: u32,
    column: u32,
    text: String,
    seen: String,
}

impl<R: Read> Cells<'_, '_, R> {
    fn read(mut self, before: u64, all: u64) -> Result<Layout, Problem> {
        let mut in_data = false;
        let mut began = false;
        let mut row_is_given = false;
        let mut row_is_open = false;
        let mut next_row = 0;
        loop {
            match self.xml.next()? {
                Token::Start(tag) if in_data => match tag.name {
                    b"row" => {
                        let given = tag.number("r").and_then(|row| row.checked_sub(1));
                        row_is_given = given.is_some();
                        self.row = given.unwrap_or(next_row);
                        self.column = 0;
                        if tag.says("hidden") {
                            self.layout.hide_rows(self.row, self.row);
                        }
                        next_row = self.row.saturating_add(1);
                        row_is_open = !tag.closed;
                        if row_is_open {
                            self.output.start_row(self.row)?;
                        }
                    }
                    b"c" => {
                        let cell = CellTag::of(&tag);
                        let closed = tag.closed;
                        if let Some((column, row)) = cell.place {
                            self.column = column;
                            if !row_is_given && row != self.row {
                                self.row = row;
                                next_row = row.saturating_add(1);
                                self.output.start_row(row)?;
                                row_is_given = true;
                            }
                        }
                        if !closed {
                            self.cell(&cell)?;
                        }
                        self.column += 1;
                    }
                    _ => {}
                },
                Token::Start(tag) => match tag.name {
                    b"sheetData" => {
                        began = true;
                        in_data = !tag.closed;
                    }
                    b"col" if !began && tag.says("hidden") => {
                        if let (Some(first), Some(last)) = (tag.number("min"), tag.number("max")) {
                            self.layout.hide_columns(first.saturating_sub(1), last.saturating_sub(1).min(super::MAX_COLUMNS - 1));
                        }
                    }
                    b"mergeCell" => {
                        if let Some(block) = tag.local("ref").as_deref().and_then(block) {
                            self.layout.merges.push(block);
                        }
                    }
                    _ => {}
                },
                Token::End(b"row") if row_is_open => {
                    row_is_open = false;
                    self.output.set_share(((before + self.xml.taken()) as f32 / all as f32).min(1.0));
                    if !self.output.end_row()? {
                        return Ok(self.layout);
                    }
                }
                Token::End(b"sheetData") => in_data = false,
                Token::Eof if in_data || !began => return Err(Problem::damaged("a sheet ends in the middle")),
                Token::Eof => return Ok(self.layout),
                _ => {}
            }
        }
    }

    /// Reads what stands in a cell, up to its end tag.
    fn cell(&mut self, cell: &CellTag) -> Result<(), Problem> {
        self.text.clear();
        let mut has_inline = false;
        loop {
            match self.xml.next()? {
                Token::Start(tag) if !tag.closed => match tag.name {
                    b"v" if !has_inline => value_text(&mut self.xml, &mut self.text)?,
                    b"is" => {
                        has_inline = true;
                        self.text.clear();
                        rich_text(&mut self.xml, b"is", &mut self.text)?;
                    }
                    b"f" => self.xml.skip(b"f")?,
                    b"extLst" => self.xml.skip(b"extLst")?,
                    _ => {}
                },
                Token::End(b"c") => break,
                Token::Eof => return Err(Problem::damaged("a cell ends in the middle")),
                _ => {}
            }
        }
        if self.text.is_empty() {
            return Ok(());
        }
        let stored = if has_inline { Stored::Inline } else { cell.stored };
        self.put(stored, cell.style);
        Ok(())
    }

    fn put(&mut self, stored: Stored, style: usize) {
        let raw = self.text.as_str();
        let column = self.column;
        if column >= super::MAX_COLUMNS {
            return;
        }
        match stored {
            Stored::Shared => {
                let text = raw.trim().parse().ok().and_then(|index| self.shared.strings.get(index)).unwrap_or_default();
                self.output.cell(column, CellKind::Text, text);
            }
            Stored::Inline | Stored::Formula => self.output.cell(column, CellKind::Text, &unescape(raw)),
            Stored::Bool => {
                let text = if matches!(raw.trim(), "0" | "false" | "FALSE") { "FALSE" } else { "TRUE" };
                self.output.cell(column, CellKind::Bool, text);
            }
            Stored::Error => self.output.cell(column, CellKind::Error, raw.trim()),
            Stored::Iso => {
                self.seen.clear();
                match put_iso(raw, &mut self.seen) {
                    Some(kind) => self.output.cell(column, kind, &self.seen),
                    None => self.output.cell(column, CellKind::Text, raw),
                }
            }
            Stored::Number => {
                let shape = self.shared.shapes.get(style).copied().unwrap_or_default();
                self.seen.clear();
                match put_written(raw, shape, self.shared.from_1904, &mut self.seen) {
                    Some(kind) => self.output.cell(column, kind, &self.seen),
                    None => self.output.cell(column, CellKind::Text, raw),
                }
            }
        }
    }
}

/// What a cell's tag says.
struct CellTag {
    /// Column and row, from 0.
    place: Option<(u32, u32)>,
    style: usize,
    stored: Stored,
}

impl CellTag {
    fn of(tag: &Tag<'_>) -> Self {
        let mut cell = Self { place: None, style: usize::MAX, stored: Stored::Number };
        for (name, value) in tag.attributes() {
            match name {
                b"r" => cell.place = place(value),
                b"s" => cell.style = digits(value),
                b"t" => {
                    cell.stored = match value {
                        b"s" => Stored::Shared,
                        b"str" | b"inlineStr" => Stored::Formula,
                        b"b" => Stored::Bool,
                        b"e" => Stored::Error,
                        b"d" => Stored::Iso,
                        _ => Stored::Number,
                    }
                }
                _ => {}
            }
        }
        cell
    }
}

fn digits(raw: &[u8]) -> usize {
    raw.iter()
        .try_fold(0usize, |number, digit| Some(number.checked_mul(10)? + usize::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?)))
        .unwrap_or(usize::MAX)
}

/// Column and row from 0 of a reference such as `AB12`.
pub(super) fn place(reference: &[u8]) -> Option<(u32, u32)> {
    let mut column = 0u32;
    let mut row = 0u32;
    for byte in reference {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    Some((column.checked_sub(1)?, row.checked_sub(1)?))
}

fn block(reference: &str) -> Option<Block> {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    let ((first_column, first_row), (last_column, last_row)) = (place(first.as_bytes())?, place(last.as_bytes())?);
    (first_row <= last_row && first_column <= last_column).then_some(Block { first_row, first_column, last_row, last_column })
}

/// Adds the text of a `<v>` whose start tag was just read.
fn value_text<R: Read>(xml: &mut Xml<R>, text: &mut String) -> Result<(), Problem> {
    loop {
        match xml.next()? {
            Token::Text(raw) => decode_into(raw, text),
            Token::Verbatim(raw) => text.push_str(&String::from_utf8_lossy(raw)),
            Token::End(b"v") => return Ok(()),
            Token::Eof => return Err(Problem::damaged("a value ends in the middle")),
            _ => {}
        }
    }
}

/// Adds the text of a string element whose start tag was just read: the runs joined, without what tells their pronunciation.
pub(super) fn rich_text<R: Read>(xml: &mut Xml<R>, element: &[u8], text: &mut String) -> Result<(), Problem> {
    let mut in_text = false;
    loop {
        match xml.next()? {
            Token::Start(tag) if tag.closed => {}
            Token::Start(tag) if tag.name == b"t" => in_text = true,
            Token::Start(tag) if tag.name == b"rPh" => xml.skip(b"rPh")?,
            Token::Text(raw) if in_text => decode_into(raw, text),
            Token::Verbatim(raw) if in_text => text.push_str(&String::from_utf8_lossy(raw)),
            Token::End(b"t") => in_text = false,
            Token::End(name) if name == element => return Ok(()),
            Token::Eof => return Err(Problem::damaged("a text ends in the middle")),
            _ => {}
        }
    }
}

/// Resolves Excel's own escapes, `_x000D_` for a character that XML does not allow.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()) && rest.as_bytes().get(6) == Some(&b'_'));
        match code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
            Some(character) => {
                rest = &rest[7..];
                match character {
                    // A carriage return before a line feed is one line break, by itself it is one too.
                    '\r' if rest.starts_with('\n') => {}
                    '\r' => out.push('\n'),
                    '\0' => {}
                    character => out.push(character),
                }
            }
            None => {
                out.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_count_from_zero() {
        assert_eq!(place(b"A1"), Some((0, 0)));
        assert_eq!(place(b"$xFd$1048576"), Some((16_383, 1_048_575)));
        for wrong in [&b"A"[..], b"1", b"", b"A0", b"A1B", b"AAAAAAAAA1", b"A99999999999"] {
            assert_eq!(place(wrong), None);
        }
        assert_eq!(block("B2:C5"), Some(Block { first_row: 1, first_column: 1, last_row: 4, last_column: 2 }));
        assert_eq!(block("C5:B2"), None);
    }

    #[test]
    fn escapes_of_excel_are_resolved_and_others_left() {
        assert_eq!(unescape("a_x000D_\nb_x005F_x000A_ _xZZZZ_ _x"), "a\nb_x000A_ _xZZZZ_ _x");
    }
}
