//! Reads .xlsb, Excel's binary workbook: parts of numbered records in the same container as an .xlsx ([MS-XLSB]).

use std::collections::HashMap;
use std::io::Read;

use super::container::{Container, Source};
use super::error::{Bound, Problem};
use super::grid::CellKind;
use super::number::{Shape, put_value};
use super::output::{Layout, Output};
use super::xlsx::{Shared, main_part, part_of, relations};
use super::{Block, Format, Visibility};

/// Reads the workbook in `container`.
pub(super) fn read<S: Source>(container: &mut Container<S>, output: &mut Output<'_>) -> Result<(), Problem> {
    let main = main_part(container, "xl/workbook.bin")?;
    let folder = main.rfind('/').map_or("", |slash| &main[..=slash]).to_owned();
    let related = relations(container, &main)?;
    let mut shared = Shared::default();
    let mut sheets = Vec::new();
    if let Some(part) = container.raw_part(&main)? {
        let mut records = Records::new(part);
        while let Some(kind) = records.next()? {
            match kind {
                153 => shared.from_1904 = records.number(0) & 1 == 1,
                156 => {
                    let (relation, after) = records.text(8);
                    let (name, _) = records.text(after);
                    let state = match records.number(0) {
                        1 => Visibility::Hidden,
                        2 => Visibility::VeryHidden,
                        _ => Visibility::Visible,
                    };
                    sheets.push((name, state, relation));
                }
                144 => break,
                _ => {}
            }
        }
    }
    if sheets.is_empty() {
        return Err(Problem::damaged("the workbook lists no sheets"));
    }
    output.workbook(Format::Xlsb, None, None)?;
    if let Some(styles) = part_of(container, &related, &folder, "/styles", "styles.bin") {
        shared.shapes = read_styles(container, &styles)?;
    }
    if let Some(strings) = part_of(container, &related, &folder, "/sharedStrings", "sharedStrings.bin") {
        read_strings(container, &strings, &mut shared, output)?;
    }
    let mut found = false;
    let all = sheets.len() as f32;
    for (index, (name, state, relation)) in sheets.iter().enumerate() {
        // Others are charts and dialogs.
        let Some((_, target)) = related.get(relation).filter(|(kind, _)| kind.ends_with("/worksheet")) else { continue };
        output.start_sheet(name, *state)?;
        output.set_share(index as f32 / all);
        let layout = match container.raw_part(target)? {
            Some(part) if output.wants(name) => {
                found = true;
                read_sheet(part, &shared, output)?
            }
            _ => Layout::default(),
        };
        output.end_sheet(layout)?;
    }
    if !found && output.options().sheet.is_none() {
        return Err(Problem::damaged("the sheets of the workbook are missing"));
    }
    Ok(())
}

fn read_styles<S: Source>(container: &mut Container<S>, part: &str) -> Result<Vec<Shape>, Problem> {
    let mut codes = HashMap::new();
    let mut shapes = Vec::new();
    let Some(part) = container.raw_part(part)? else { return Ok(shapes) };
    let mut records = Records::new(part);
    let mut in_cell_formats = false;
    while let Some(kind) = records.next()? {
        match kind {
            44 => {
                codes.insert(records.number(0) & 0xffff, Shape::of_code(&records.text(2).0));
            }
            617 => in_cell_formats = true,
            618 => break,
            47 if in_cell_formats => {
                let id = records.number(0) >> 16;
                shapes.push(codes.get(&id).copied().unwrap_or_else(|| Shape::of_id(id)));
            }
            _ => {}
        }
    }
    Ok(shapes)
}

fn read_strings<S: Source>(container: &mut Container<S>, part: &str, shared: &mut Shared, output: &mut Output<'_>) -> Result<(), Problem> {
    if container.size(part) > output.options().limits.memory / 4 * 3 {
        return Err(Problem::TooLarge(Bound::Memory));
    }
    let Some(part) = container.raw_part(part)? else { return Ok(()) };
    let mut records = Records::new(part);
    let mut count = 0u32;
    while let Some(kind) = records.next()? {
        if kind == 19 {
            shared.strings.push(&records.text(1).0);
            count += 1;
            if count.is_multiple_of(100_000) {
                output.progress(0.0)?;
            }
        }
    }
    Ok(())
}

fn read_sheet(part: impl Read, shared: &Shared, output: &mut Output<'_>) -> Result<Layout, Problem> {
    let mut layout = Layout::known();
    let mut records = Records::new(part);
    let mut row_is_open = false;
    let mut next_column = 0;
    let mut text = String::new();
    let mut began = false;
    while let Some(kind) = records.next()? {
        match kind {
            145 => began = true,
            0 => {
                if row_is_open && !output.end_row()? {
                    return Ok(layout);
                }
                let row = records.number(0);
                output.start_row(row)?;
                row_is_open = true;
                next_column = 0;
                if records.byte(11) & 0x10 != 0 {
                    layout.hide_rows(row, row);
                }
            }
            1..=18 | 62 if row_is_open => {
                // The short records leave out the column: it is the next one.
                let is_short = (12..=18).contains(&kind);
                let (column, at) = if is_short { (next_column, 0) } else { (records.number(0), 4) };
                next_column = column.saturating_add(1);
                if column < super::MAX_COLUMNS {
                    let style = (records.number(at) & 0xff_ffff) as usize;
                    let cell = Found { kind: if is_short { kind - 11 } else { kind }, at: at + 4, column, style };
                    put(&records, &cell, shared, output, &mut text);
                }
            }
            146 => {
                if row_is_open && !output.end_row()? {
                    return Ok(layout);
                }
                row_is_open = false;
            }
            60 if records.byte(16) & 1 == 1 => {
                layout.hide_columns(records.number(0), records.number(4).min(super::MAX_COLUMNS - 1));
            }
            176 => layout.merges.push(Block {
                first_row: records.number(0),
                last_row: records.number(4),
                first_column: records.number(8),
                last_column: records.number(12),
            }),
            130 => return Ok(layout),
            _ => {}
        }
    }
    if row_is_open || !began { Err(Problem::damaged("a sheet ends in the middle")) } else { Ok(layout) }
}

/// A cell's record.
struct Found {
    kind: u32,
    /// Where its value stands.
    at: usize,
    column: u32,
    style: usize,
}

fn put<R: Read>(records: &Records<R>, cell: &Found, shared: &Shared, output: &mut Output<'_>, text: &mut String) {
    let shape = shared.shapes.get(cell.style).copied().unwrap_or_default();
    let at = cell.at;
    text.clear();
    let kind = match cell.kind {
        2 => put_value(of_rk(records.number(at)), shape, shared.from_1904, text),
        5 | 9 => put_value(records.real(at), shape, shared.from_1904, text),
        3 | 11 => {
            text.push_str(error_code(records.byte(at)));
            CellKind::Error
        }
        4 | 10 => {
            text.push_str(if records.byte(at) == 0 { "FALSE" } else { "TRUE" });
            CellKind::Bool
        }
        6 | 8 => {
            text.push_str(&records.text(at).0);
            CellKind::Text
        }
        62 => {
            text.push_str(&records.text(at + 1).0);
            CellKind::Text
        }
        7 => return output.cell(cell.column, CellKind::Text, shared.strings.get(records.number(at) as usize).unwrap_or_default()),
        _ => return,
    };
    output.cell(cell.column, kind, text);
}

/// The number packed into the 32 bits of an RK value.
pub(super) fn of_rk(packed: u32) -> f64 {
    let value = if packed & 2 == 2 { f64::from((packed as i32) >> 2) } else { f64::from_bits(u64::from(packed & !3) << 32) };
    if packed & 1 == 1 { value / 100.0 } else { value }
}

/// The code that a person sees of an error's number.
pub(super) fn error_code(number: u8) -> &'static str {
    match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2b => "#GETTING_DATA",
        _ => "#N/A",
    }
}

/// The records of a part, one after the other. What lies beyond a record's end reads as zero.
struct Records<R> {
    part: R,
    block: Vec<u8>,
    at: usize,
    data: Vec<u8>,
}

impl<R: Read> Records<R> {
    fn new(part: R) -> Self {
        Self { part, block: Vec::new(), at: 0, data: Vec::new() }
    }

    fn more(&mut self) -> Result<bool, Problem> {
        self.block.resize(128 * 1024, 0);
        let length = super::container::fill(&mut self.part, &mut self.block)?;
        self.block.truncate(length);
        self.at = 0;
        Ok(length > 0)
    }

    fn next_byte(&mut self) -> Result<Option<u8>, Problem> {
        if self.at == self.block.len() && !self.more()? {
            return Ok(None);
        }
        self.at += 1;
        Ok(Some(self.block[self.at - 1]))
    }

    fn varint(&mut self, bytes: u32) -> Result<Option<u32>, Problem> {
        let mut value = 0;
        for index in 0..bytes {
            let Some(byte) = self.next_byte()? else { return Ok(None) };
            value |= u32::from(byte & 0x7f) << (7 * index);
            if byte < 0x80 {
                break;
            }
        }
        Ok(Some(value))
    }

    /// Goes to the next record and tells its number.
    fn next(&mut self) -> Result<Option<u32>, Problem> {
        let (Some(kind), Some(length)) = (self.varint(2)?, self.varint(4)?) else { return Ok(None) };
        self.data.clear();
        let mut missing = length as usize;
        while missing > 0 {
            if self.at == self.block.len() && !self.more()? {
                return Err(Problem::damaged("a record ends in the middle"));
            }
            let taken = missing.min(self.block.len() - self.at);
            self.data.extend_from_slice(&self.block[self.at..self.at + taken]);
            self.at += taken;
            missing -= taken;
        }
        Ok(Some(kind))
    }

    fn byte(&self, at: usize) -> u8 {
        self.data.get(at).copied().unwrap_or(0)
    }

    fn number(&self, at: usize) -> u32 {
        u32::from_le_bytes([self.byte(at), self.byte(at + 1), self.byte(at + 2), self.byte(at + 3)])
    }

    fn real(&self, at: usize) -> f64 {
        f64::from_bits(u64::from(self.number(at)) | u64::from(self.number(at + 4)) << 32)
    }

    /// The counted UTF-16 text at `at`, and where it ends.
    fn text(&self, at: usize) -> (String, usize) {
        let count = self.number(at);
        let start = at + 4;
        // All bits set stand for no text at all.
        let count = if count == u32::MAX { 0 } else { count as usize * 2 };
        let end = start.saturating_add(count).min(self.data.len()).max(start);
        let units = self.data.get(start..end).unwrap_or_default().chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        (char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect(), end)
    }
}
