//! Reads Excel 2003 XML ("SpreadsheetML"), which many systems export because it is easy to write.

use std::collections::HashMap;
use std::io::Read;

use super::error::Problem;
use super::grid::CellKind;
use super::number::{Shape, put_iso, put_written};
use super::output::{Layout, Output};
use super::xml::{Tag, Token, Xml};
use super::{Block, Format, MAX_COLUMNS, MAX_ROWS, Visibility};

/// Reads the XML of a workbook, `size` bytes long.
pub(super) fn read(source: impl Read, size: u64, encoding: &str, output: &mut Output<'_>) -> Result<(), Problem> {
    output.workbook(Format::SpreadsheetMl, Some(encoding), None)?;
    let mut xml = Xml::new(source);
    let mut shapes = HashMap::new();
    let mut style = String::new();
    let mut found = false;
    loop {
        match xml.next()? {
            Token::Start(tag) => match tag.name {
                b"Style" => style = tag.local("ID").unwrap_or_default(),
                b"NumberFormat" => {
                    if let Some(format) = tag.local("Format") {
                        shapes.insert(style.clone(), shape(&format));
                    }
                }
                b"Worksheet" if !tag.closed => {
                    found = true;
                    let name = tag.local("Name").unwrap_or_default();
                    output.start_sheet(&name, Visibility::Visible)?;
                    let mut sheet = SheetReader { layout: Layout::known(), shapes: &shapes, row: 0, column: 0, described: 0, size };
                    if output.wants(&name) {
                        sheet.read(&mut xml, output)?
                    } else {
                        xml.skip(b"Worksheet")?
                    }
                    output.end_sheet(sheet.layout)?;
                }
                _ => {}
            },
            Token::Eof if found => return Ok(()),
            Token::Eof => return Err(Problem::damaged("the workbook lists no sheets")),
            _ => {}
        }
    }
}

/// The shape of a number format by name or code.
fn shape(format: &str) -> Shape {
    match format {
        "Percent" => Shape::Percent,
        "General Date" | "Long Date" | "Medium Date" | "Short Date" => Shape::Date,
        "Long Time" | "Medium Time" | "Short Time" => Shape::Time,
        "General Number" | "Currency" | "Euro Currency" | "Fixed" | "Standard" | "Scientific" | "Yes/No" | "True/False" | "On/Off" => {
            Shape::Plain
        }
        code => Shape::of_code(code),
    }
}

struct SheetReader<'a> {
    layout: Layout,
    shapes: &'a HashMap<String, Shape>,
    /// The next row and column.
    row: u32,
    column: u32,
    /// The column that the next column description is for.
    described: u32,
    size: u64,
}

impl SheetReader<'_> {
    /// Reads up to the end of the sheet.
    fn read<R: Read>(&mut self, xml: &mut Xml<R>, output: &mut Output<'_>) -> Result<(), Problem> {
        let mut row_is_open = false;
        let mut goes_on = true;
        loop {
            match xml.next()? {
                Token::Start(tag) => match tag.name {
                    b"Column" => {
                        let first = tag.number("Index").map_or(self.described, |index| index.saturating_sub(1));
                        let last = first.saturating_add(tag.number("Span").unwrap_or(0)).min(MAX_COLUMNS - 1);
                        if tag.says("Hidden") && first <= last {
                            self.layout.hide_columns(first, last);
                        }
                        self.described = last.saturating_add(1);
                    }
                    b"Row" => {
                        self.row = tag.number("Index").map_or(self.row, |index| index.saturating_sub(1));
                        let last = self.row.saturating_add(tag.number("Span").unwrap_or(0));
                        if tag.says("Hidden") && last < MAX_ROWS {
                            self.layout.hide_rows(self.row, last);
                        }
                        self.column = 0;
                        if tag.closed || !goes_on {
                            self.row = last.saturating_add(1);
                        } else {
                            output.start_row(self.row)?;
                            row_is_open = true;
                        }
                    }
                    b"Cell" if row_is_open => {
                        self.place(&tag);
                        let column = self.column;
                        self.column = self.column.saturating_add(1 + tag.number("MergeAcross").unwrap_or(0));
                        let shape = tag.local("StyleID").and_then(|style| self.shapes.get(&style).copied()).unwrap_or_default();
                        if !tag.closed {
                            cell(xml, column, shape, output)?;
                        }
                    }
                    b"Visible" if !tag.closed => {
                        let mut visible = String::new();
                        xml.text_of(b"Visible", &mut visible)?;
                        self.layout.state = match visible.trim() {
                            "SheetHidden" => Some(Visibility::Hidden),
                            "SheetVeryHidden" => Some(Visibility::VeryHidden),
                            _ => None,
                        };
                    }
                    _ => {}
                },
                Token::End(b"Row") if row_is_open => {
                    row_is_open = false;
                    self.row = self.row.saturating_add(1);
                    output.set_share((xml.taken() as f32 / self.size.max(1) as f32).min(1.0));
                    goes_on = output.end_row()?;
                }
                Token::End(b"Worksheet") => return Ok(()),
                Token::Eof => return Err(Problem::damaged("a sheet ends in the middle")),
                _ => {}
            }
        }
    }

    /// Goes to the column that a cell's tag names, and notes what it merges.
    fn place(&mut self, tag: &Tag<'_>) {
        self.column = tag.number("Index").map_or(self.column, |index| index.saturating_sub(1));
        let (across, down) = (tag.number("MergeAcross").unwrap_or(0), tag.number("MergeDown").unwrap_or(0));
        if (across > 0 || down > 0) && self.column < MAX_COLUMNS && self.row < MAX_ROWS {
            self.layout.merges.push(Block {
                first_row: self.row,
                first_column: self.column,
                last_row: self.row.saturating_add(down).min(MAX_ROWS - 1),
                last_column: self.column.saturating_add(across).min(MAX_COLUMNS - 1),
            });
        }
    }
}

/// Reads what stands in a cell, up to its end tag.
fn cell<R: Read>(xml: &mut Xml<R>, column: u32, shape: Shape, output: &mut Output<'_>) -> Result<(), Problem> {
    let mut raw = String::new();
    let mut kind = String::new();
    loop {
        match xml.next()? {
            Token::Start(tag) if tag.closed => {}
            Token::Start(tag) if tag.name == b"Data" => {
                kind = tag.local("Type").unwrap_or_default();
                xml.text_of(b"Data", &mut raw)?;
            }
            // A comment holds data of its own.
            Token::Start(tag) if tag.name == b"Comment" => xml.skip(b"Comment")?,
            Token::Start(tag) if tag.name == b"PhoneticText" => xml.skip(b"PhoneticText")?,
            Token::End(b"Cell") => break,
            Token::Eof => return Err(Problem::damaged("a cell ends in the middle")),
            _ => {}
        }
    }
    if column >= MAX_COLUMNS {
        return Ok(());
    }
    let mut text = String::new();
    let seen = match kind.as_str() {
        "Number" => put_written(&raw, shape, false, &mut text),
        "DateTime" => put_iso(&raw, &mut text),
        "Boolean" => {
            text.push_str(if raw.trim() == "0" { "FALSE" } else { "TRUE" });
            Some(CellKind::Bool)
        }
        "Error" => {
            text.push_str(raw.trim());
            Some(CellKind::Error)
        }
        _ => None,
    };
    match seen {
        Some(seen) => output.cell(column, seen, &text),
        None => output.cell(column, CellKind::Text, &raw),
    }
    Ok(())
}
