//! Reads .xls, Excel 2 to 2003: a stream of numbered records, mostly inside a compound file ([MS-XLS], and what OpenOffice's
//! documentation of the format tells about the versions before).
//!
//! calamine reads these too, but panics on broken ones, knows neither hidden rows nor the oldest versions, and builds the whole
//! rectangle of a sheet in memory; here each record is one cell, written out as it comes.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;

use encoding_rs::Encoding;

use super::compound::Compound;
use super::error::{Bound, Problem};
use super::grid::CellKind;
use super::number::{Shape, put_value};
use super::output::{Layout, Output};
use super::xls_strings::{Reader, read_shared_strings};
use super::xlsb::{error_code, of_rk};
use super::xlsx::Strings;
use super::{Block, Format, Visibility};

/// Which generation of records a stream holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// Excel 2.
    Two,
    /// Excel 3.
    Three,
    /// Excel 4.
    Four,
    /// Excel 5 and 95.
    Five,
    /// Excel 97 to 2003.
    Eight,
}

/// Reads the workbook in a compound file.
pub(super) fn read(mut file: File, output: &mut Output<'_>) -> Result<(), Problem> {
    let bytes = read_all(&mut file, output)?;
    let compound = Compound::open(&bytes)?;
    let streams = ["Workbook", "Book"].iter().filter_map(|name| compound.stream(name));
    let stream = streams.into_iter().find(|stream| stream.len() > 8).ok_or_else(|| Problem::damaged("the workbook stream is missing"))?;
    drop(compound);
    drop(bytes);
    read_stream(&stream, output)
}

/// Reads a workbook that stands in its file without a compound file around it.
pub(super) fn read_bare(mut file: File, output: &mut Output<'_>) -> Result<(), Problem> {
    let bytes = read_all(&mut file, output)?;
    read_stream(&bytes, output)
}

fn read_all(file: &mut File, output: &Output<'_>) -> Result<Vec<u8>, Problem> {
    let size = file.metadata()?.len();
    if size > output.options().limits.memory / 3 {
        return Err(Problem::TooLarge(Bound::Memory));
    }
    let mut bytes = Vec::with_capacity(size as usize);
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    /// Where the next record begins.
    pub next: usize,
}

/// The record at `at` of a stream.
pub(super) fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let head = stream.get(at..at.checked_add(4)?)?;
    let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
    let data = stream.get(at + 4..at + 4 + length)?;
    Some(Record { kind: u16::from_le_bytes([head[0], head[1]]), data, next: at + 4 + length })
}

impl Record<'_> {
    /// The byte at `at`, 0 beyond the end.
    pub fn byte(&self, at: usize) -> u8 {
        self.data.get(at).copied().unwrap_or(0)
    }

    /// The two-byte number at `at`.
    pub fn short(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.byte(at), self.byte(at + 1)])
    }

    /// The four-byte number at `at`.
    pub fn number(&self, at: usize) -> u32 {
        u32::from(self.short(at)) | u32::from(self.short(at + 2)) << 16
    }

    /// The floating-point number at `at`.
    pub fn real(&self, at: usize) -> f64 {
        f64::from_bits(u64::from(self.number(at)) | u64::from(self.number(at + 4)) << 32)
    }

    /// The version and the kind of content that a BOF record begins; `None` for another record.
    fn begins(&self) -> Option<(Version, u16)> {
        let version = match (self.kind, self.short(0)) {
            (0x0009, _) => Version::Two,
            (0x0209, _) => Version::Three,
            (0x0409, _) => Version::Four,
            (0x0809, 0x0600) => Version::Eight,
            (0x0809, 0x0200) => Version::Two,
            (0x0809, 0x0300) => Version::Three,
            (0x0809, 0x0400) => Version::Four,
            (0x0809, _) => Version::Five,
            _ => return None,
        };
        Some((version, self.short(2)))
    }
}

/// What all sheets of a workbook refer to.
struct Book {
    version: Version,
    encoding: &'static Encoding,
    from_1904: bool,
    /// Formats by number; before Excel 5 their number is their order.
    formats: HashMap<u16, Shape>,
    counted: u16,
    /// The format number of each cell style.
    styles: Vec<u16>,
    strings: Strings,
    sheets: Vec<Listed>,
}

struct Listed {
    name: String,
    state: Visibility,
    /// Where its records begin.
    start: usize,
}

fn read_stream(stream: &[u8], output: &mut Output<'_>) -> Result<(), Problem> {
    let first = record(stream, 0).ok_or_else(|| Problem::damaged("the workbook stream is empty"))?;
    let (version, content) = first.begins().ok_or_else(|| Problem::damaged("the workbook stream does not begin as one"))?;
    let mut book = Book {
        version,
        encoding: encoding_rs::WINDOWS_1252,
        from_1904: false,
        formats: HashMap::new(),
        counted: 0,
        styles: Vec::new(),
        strings: Strings::default(),
        sheets: Vec::new(),
    };
    let is_single = content == 0x10 || content == 0x40 || (version < Version::Four && content != 0x05);
    book.read_globals(stream, is_single, output)?;
    if is_single {
        book.sheets.push(Listed { name: "Sheet 1".to_owned(), state: Visibility::Visible, start: 0 });
    }
    if book.sheets.is_empty() {
        return Err(Problem::damaged("the workbook lists no sheets"));
    }
    output.workbook(Format::Xls, None, None)?;
    for sheet in &book.sheets {
        output.start_sheet(&sheet.name, sheet.state)?;
        let layout = if output.wants(&sheet.name) { book.read_sheet(stream, sheet.start, output)? } else { Layout::default() };
        output.end_sheet(layout)?;
    }
    Ok(())
}

impl Book {
    fn read_globals(&mut self, stream: &[u8], is_single: bool, output: &mut Output<'_>) -> Result<(), Problem> {
        let mut at = 0;
        let mut depth = 0;
        while let Some(record) = record(stream, at) {
            at = record.next;
            match record.kind {
                0x002f => return Err(Problem::Password),
                0x0042 => self.encoding = encoding_of(record.short(0)).unwrap_or(self.encoding),
                0x0022 => self.from_1904 = record.short(0) == 1,
                0x001e | 0x041e => self.read_format(&record),
                0x0043 => self.styles.push(u16::from(record.byte(2) & 0x3f)),
                0x0243 | 0x0443 => self.styles.push(u16::from(record.byte(1))),
                0x00e0 => self.styles.push(record.short(2)),
                0x0085 if record.data.len() > 6 => self.list_sheet(&record),
                // A workbook of Excel 4: each sheet follows its name.
                0x008f => {
                    let name = Reader::new(record.data, self.encoding).short_text(4);
                    self.sheets.push(Listed { name, state: Visibility::Visible, start: at });
                    at = at.saturating_add(record.number(0) as usize);
                }
                0x00fc => at = read_shared_strings(stream, record, &mut self.strings, output)?,
                0x000a => {
                    depth -= 1;
                    if depth <= 0 {
                        return Ok(());
                    }
                }
                _ if record.begins().is_some() => depth += 1,
                _ => {}
            }
        }
        // Some writers leave out the end.
        if self.sheets.is_empty() && !is_single { Err(Problem::damaged("the workbook stream ends in the middle")) } else { Ok(()) }
    }

    fn read_format(&mut self, record: &Record<'_>) {
        let reader = Reader::new(record.data, self.encoding);
        let (number, code) = match self.version {
            Version::Eight => (record.short(0), reader.text(2)),
            Version::Five => (record.short(0), reader.short_text(2)),
            Version::Four => (self.counted, reader.short_text(2)),
            Version::Two | Version::Three => (self.counted, reader.short_text(0)),
        };
        self.counted = self.counted.saturating_add(1);
        self.formats.insert(number, Shape::of_code(&code));
    }

    fn list_sheet(&mut self, record: &Record<'_>) {
        let state = match record.byte(4) & 3 {
            0 => Visibility::Visible,
            1 => Visibility::Hidden,
            _ => Visibility::VeryHidden,
        };
        let reader = Reader::new(record.data, self.encoding);
        let name = if self.version == Version::Eight { reader.short_wide_text(6) } else { reader.short_text(6) };
        // Others are charts, macros and modules.
        if record.byte(5) == 0 {
            self.sheets.push(Listed { name, state, start: record.number(0) as usize });
        }
    }

    fn shape(&self, style: u16) -> Shape {
        self.styles.get(usize::from(style)).map_or(Shape::Plain, |format| self.shape_of_format(*format))
    }

    fn shape_of_format(&self, format: u16) -> Shape {
        self.formats
            .get(&format)
            .copied()
            .unwrap_or_else(|| if self.version >= Version::Five { Shape::of_id(u32::from(format)) } else { Shape::Plain })
    }

    fn read_sheet(&self, stream: &[u8], start: usize, output: &mut Output<'_>) -> Result<Layout, Problem> {
        if record(stream, start).is_none_or(|record| record.begins().is_none()) {
            return Err(Problem::damaged("a sheet is not where the workbook says"));
        }
        let mut cells = Cells { book: self, output, layout: Layout::known(), row: None, awaited: None, text: String::new() };
        let mut at = start;
        let mut depth = 0;
        while let Some(record) = record(stream, at) {
            at = record.next;
            match record.kind {
                0x000a => {
                    depth -= 1;
                    if depth <= 0 {
                        break;
                    }
                }
                _ if record.begins().is_some() => depth += 1,
                // Charts within the sheet carry records that look like cells.
                _ if depth == 1 && !cells.take(&record)? => break,
                _ => {}
            }
            cells.output.set_share(at as f32 / stream.len() as f32);
        }
        cells.end()
    }
}

/// The cells of one sheet on their way out.
struct Cells<'a, 'b, 'o> {
    book: &'a Book,
    output: &'b mut Output<'o>,
    layout: Layout,
    row: Option<u32>,
    /// The cell of a formula whose text comes in the next record.
    awaited: Option<(u32, u32)>,
    text: String,
}

impl Cells<'_, '_, '_> {
    /// Takes a record of the sheet; `false` when no more rows are wanted.
    fn take(&mut self, record: &Record<'_>) -> Result<bool, Problem> {
        let (row, column, style) = (u32::from(record.short(0)), u32::from(record.short(2)), record.short(4));
        let is_old = self.book.version == Version::Two;
        // Excel 2 keeps the format in the cell, in three bytes where later versions have two.
        let value = if is_old { 7 } else { 6 };
        let shape = if is_old { self.book.shape_of_format(u16::from(record.byte(5) & 0x3f)) } else { self.book.shape(style) };
        match record.kind {
            0x002f => return Err(Problem::Password),
            0x0002 if is_old => return self.number(row, column, f64::from(record.short(7)), shape),
            0x0003 | 0x0203 => return self.number(row, column, record.real(value), shape),
            0x027e => return self.number(row, column, of_rk(record.number(6)), shape),
            0x00bd => {
                for (index, packed) in record.data.get(4..).unwrap_or_default().chunks_exact(6).enumerate() {
                    let style = u16::from_le_bytes([packed[0], packed[1]]);
                    let number = u32::from_le_bytes([packed[2], packed[3], packed[4], packed[5]]);
                    if !self.number(row, column + index as u32, of_rk(number), self.book.shape(style))? {
                        return Ok(false);
                    }
                }
            }
            0x0004 | 0x0204 | 0x00d6 => {
                let reader = Reader::new(record.data, self.book.encoding);
                let text = match self.book.version {
                    Version::Two => reader.short_text(7),
                    Version::Eight => reader.text(6),
                    _ => reader.long_text(6),
                };
                return self.put(row, column, CellKind::Text, &text);
            }
            0x00fd => {
                let book = self.book;
                return self.put(row, column, CellKind::Text, book.strings.get(record.number(6) as usize).unwrap_or_default());
            }
            0x0005 | 0x0205 => return self.bool_or_error(row, column, record.byte(value), record.byte(value + 1) != 0),
            0x0006 | 0x0206 | 0x0406 if record.byte(value + 6) == 0xff && record.byte(value + 7) == 0xff => match record.byte(value) {
                0 => self.awaited = Some((row, column)),
                1 => return self.bool_or_error(row, column, record.byte(value + 2), false),
                2 => return self.bool_or_error(row, column, record.byte(value + 2), true),
                _ => {}
            },
            0x0006 | 0x0206 | 0x0406 => return self.number(row, column, record.real(value), shape),
            0x0007 | 0x0207 => {
                if let Some((row, column)) = self.awaited.take() {
                    let reader = Reader::new(record.data, self.book.encoding);
                    let text = match self.book.version {
                        Version::Two => reader.short_text(0),
                        Version::Eight => reader.text(0),
                        _ => reader.long_text(0),
                    };
                    return self.put(row, column, CellKind::Text, &text);
                }
            }
            0x0208 if record.byte(12) & 0x20 != 0 => self.layout.hide_rows(row, row),
            0x007d if record.byte(8) & 1 == 1 => {
                let (first, last) = (u32::from(record.short(0)), u32::from(record.short(2)));
                if first <= last {
                    self.layout.hide_columns(first, last);
                }
            }
            0x00e5 => {
                for block in record.data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let at = |index: usize| u32::from(u16::from_le_bytes([block[index], block[index + 1]]));
                    let (first_row, last_row, first_column, last_column) = (at(0), at(2), at(4), at(6));
                    if first_row <= last_row && first_column <= last_column {
                        self.layout.merges.push(Block { first_row, first_column, last_row, last_column });
                    }
                }
            }
            _ => {}
        }
        Ok(true)
    }

    fn number(&mut self, row: u32, column: u32, value: f64, shape: Shape) -> Result<bool, Problem> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let kind = put_value(value, shape, self.book.from_1904, &mut text);
        let goes_on = self.put(row, column, kind, &text);
        self.text = text;
        goes_on
    }

    fn bool_or_error(&mut self, row: u32, column: u32, value: u8, is_error: bool) -> Result<bool, Problem> {
        if is_error {
            return self.put(row, column, CellKind::Error, error_code(value));
        }
        self.put(row, column, CellKind::Bool, if value == 0 { "FALSE" } else { "TRUE" })
    }

    fn put(&mut self, row: u32, column: u32, kind: CellKind, text: &str) -> Result<bool, Problem> {
        if self.row != Some(row) {
            if self.row.is_some() && !self.output.end_row()? {
                self.row = None;
                return Ok(false);
            }
            self.output.start_row(row)?;
            self.row = Some(row);
        }
        self.output.cell(column, kind, text);
        Ok(true)
    }

    fn end(self) -> Result<Layout, Problem> {
        if self.row.is_some() {
            self.output.end_row()?;
        }
        Ok(self.layout)
    }
}

/// The encoding of a Windows code page.
fn encoding_of(code_page: u16) -> Option<&'static Encoding> {
    Some(match code_page {
        367 | 1252 | 0x8001 => encoding_rs::WINDOWS_1252,
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        866 => encoding_rs::IBM866,
        10000 | 0x8000 => encoding_rs::MACINTOSH,
        10007 => encoding_rs::X_MAC_CYRILLIC,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        _ => return None,
    })
}

/// Whether a file begins like a workbook without a compound file around it.
pub(super) fn is_bare(head: &[u8]) -> bool {
    let Some(first) = record(head, 0) else { return false };
    first.begins().is_some() && (4..=16).contains(&first.data.len()) && matches!(first.short(2), 0x05 | 0x10 | 0x40 | 0x100)
}
