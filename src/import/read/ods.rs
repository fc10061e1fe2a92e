//! Reads OpenDocument sheets, zipped (.ods) or flat (.fods), from one pass over their XML.
//!
//! Sheets are filled up to the last row and column with repeated empty cells, so repetitions are stored as such and only what has
//! content is written out.

use std::collections::HashSet;
use std::io::Read;

use super::ahead::ahead;
use super::container::{Container, Source};
use super::error::{Other, Problem};
use super::grid::CellKind;
use super::number::{Shape, put_iso, put_written};
use super::output::{Layout, Output};
use super::xml::{Tag, Token, Xml, decoded};
use super::{Block, Format, MAX_COLUMNS, MAX_ROWS, Visibility};

/// Reads the document in `container`.
pub(super) fn read<S: Source>(container: &mut Container<S>, output: &mut Output<'_>) -> Result<(), Problem> {
    if container.text("META-INF/manifest.xml")?.contains("encryption-data") {
        return Err(Problem::Password);
    }
    let kind = container.text("mimetype")?;
    if let Some(other) = kind.trim().strip_prefix("application/vnd.oasis.opendocument.").filter(|kind| !kind.starts_with("spreadsheet")) {
        let is_text = other.starts_with("text");
        return Err(Problem::NotAList(if is_text {
            Other::Document
        } else if other.starts_with("presentation") {
            Other::Slides
        } else {
            Other::Image
        }));
    }
    let size = container.size("content.xml").max(1);
    let Some(part) = container.part("content.xml")? else { return Err(Problem::damaged("the content of the document is missing")) };
    ahead(part, |blocks| read_flat(blocks, size, output))
}

/// Reads the XML of a document, `size` bytes long.
pub(super) fn read_flat(source: impl Read, size: u64, output: &mut Output<'_>) -> Result<(), Problem> {
    output.workbook(Format::Ods, None, None)?;
    let mut xml = Xml::new(source);
    let mut hidden_styles = HashSet::new();
    let mut style = String::new();
    let mut found = false;
    let mut is_list = false;
    loop {
        match xml.next()? {
            Token::Start(tag) => match tag.name {
                b"style" => style = tag.local("name").unwrap_or_default(),
                b"table-properties" if tag.local("display").as_deref() == Some("false") => {
                    hidden_styles.insert(std::mem::take(&mut style));
                }
                b"spreadsheet" => is_list = true,
                b"tracked-changes" if !tag.closed => xml.skip(b"tracked-changes")?,
                b"table" if is_list && !tag.closed => {
                    found = true;
                    let name = tag.local("name").unwrap_or_default();
                    let is_hidden = tag.local("style-name").is_some_and(|style| hidden_styles.contains(&style));
                    output.start_sheet(&name, if is_hidden { Visibility::Hidden } else { Visibility::Visible })?;
                    let mut table = Table::new(size);
                    if output.wants(&name) {
                        table.read(&mut xml, output)?
                    } else {
                        xml.skip(b"table")?
                    }
                    output.end_sheet(table.layout)?;
                }
                _ => {}
            },
            Token::Eof if found => return Ok(()),
            Token::Eof if is_list => return Err(Problem::damaged("the document holds no sheets")),
            Token::Eof => return Err(Problem::NotAList(Other::Document)),
            _ => {}
        }
    }
}

/// A cell as long as its row is open.
struct Held {
    column: u32,
    times: u32,
    kind: CellKind,
    text: String,
}

struct Table {
    layout: Layout,
    size: u64,
    row: u32,
    column: u32,
    /// The column that the next column description is for.
    described: u32,
    cells: Vec<Held>,
}

impl Table {
    fn new(size: u64) -> Self {
        Self { layout: Layout::known(), size, row: 0, column: 0, described: 0, cells: Vec::new() }
    }

    /// Reads up to the end of the table.
    fn read<R: Read>(&mut self, xml: &mut Xml<R>, output: &mut Output<'_>) -> Result<(), Problem> {
        let mut repeated = 1;
        let mut goes_on = true;
        loop {
            match xml.next()? {
                Token::Start(tag) => match tag.name {
                    b"table-column" => {
                        let count = tag.number("number-columns-repeated").unwrap_or(1).clamp(1, MAX_COLUMNS);
                        if is_hidden(&tag) && self.described < MAX_COLUMNS {
                            self.layout.hide_columns(self.described, (self.described + count).min(MAX_COLUMNS) - 1);
                        }
                        self.described = (self.described + count).min(MAX_COLUMNS);
                    }
                    b"table-row" => {
                        repeated = tag.number("number-rows-repeated").unwrap_or(1).max(1);
                        self.column = 0;
                        if is_hidden(&tag) && self.row < MAX_ROWS {
                            self.layout.hide_rows(self.row, self.row.saturating_add(repeated).min(MAX_ROWS) - 1);
                        }
                        if tag.closed {
                            self.row = self.row.saturating_add(repeated);
                        }
                    }
                    b"table-cell" | b"covered-table-cell" => {
                        let cell = CellTag::of(&tag);
                        let name: &[u8] = if tag.name == b"table-cell" { b"table-cell" } else { b"covered-table-cell" };
                        let closed = tag.closed;
                        self.cell(xml, cell, name, closed)?;
                    }
                    // What else stands on a sheet: shapes with texts of their own, forms, a table within a table.
                    b"shapes" | b"forms" | b"table" if !tag.closed => {
                        let name = tag.name.to_vec();
                        xml.skip(&name)?;
                    }
                    _ => {}
                },
                Token::End(b"table-row") => {
                    output.set_share((xml.taken() as f32 / self.size as f32).min(1.0));
                    goes_on = goes_on && self.put_row(repeated, output)?;
                    self.row = self.row.saturating_add(repeated);
                    if !goes_on {
                        return xml.skip(b"table");
                    }
                }
                Token::End(b"table") => return Ok(()),
                Token::Eof => return Err(Problem::damaged("a sheet ends in the middle")),
                _ => {}
            }
        }
    }

    fn put_row(&mut self, repeated: u32, output: &mut Output<'_>) -> Result<bool, Problem> {
        if self.cells.is_empty() {
            return Ok(true);
        }
        for number in self.row..self.row.saturating_add(repeated) {
            output.start_row(number)?;
            for cell in &self.cells {
                for column in cell.column..cell.column.saturating_add(cell.times).min(MAX_COLUMNS) {
                    output.cell(column, cell.kind, &cell.text);
                }
            }
            if !output.end_row()? {
                return Ok(false);
            }
        }
        self.cells.clear();
        Ok(true)
    }

    fn cell<R: Read>(&mut self, xml: &mut Xml<R>, cell: CellTag, name: &[u8], closed: bool) -> Result<(), Problem> {
        let (column, row) = (self.column, self.row);
        self.column = self.column.saturating_add(cell.times);
        if (cell.rows > 1 || cell.columns > 1) && column < MAX_COLUMNS && row < MAX_ROWS {
            let last_row = row.saturating_add(cell.rows - 1).min(MAX_ROWS - 1);
            let last_column = column.saturating_add(cell.columns - 1).min(MAX_COLUMNS - 1);
            self.layout.merges.push(Block { first_row: row, first_column: column, last_row, last_column });
        }
        let mut shown = String::new();
        let mut paragraphs = 0;
        if !closed {
            paragraphs = paragraphs_of(xml, name, &mut shown)?;
        }
        let mut text = String::new();
        let kind = match cell.kind.as_deref() {
            _ if cell.is_error && paragraphs > 0 => CellKind::Error,
            Some("float" | "currency" | "percentage") => {
                let shape = if cell.kind.as_deref() == Some("percentage") { Shape::Percent } else { Shape::Plain };
                put_written(&cell.value, shape, false, &mut text).unwrap_or(CellKind::Text)
            }
            Some("date" | "time") => put_iso(&cell.value, &mut text).unwrap_or(CellKind::Text),
            Some("boolean") => {
                text.push_str(if cell.value == "true" { "TRUE" } else { "FALSE" });
                CellKind::Bool
            }
            Some("string") if paragraphs == 0 => {
                text = cell.value;
                CellKind::Text
            }
            _ => CellKind::Text,
        };
        let text = if text.is_empty() { shown } else { text };
        if !text.is_empty() && column < MAX_COLUMNS {
            self.cells.push(Held { column, times: cell.times, kind, text });
        }
        Ok(())
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(tag.local("visibility").as_deref(), Some("collapse" | "filter"))
}

/// What a cell's tag says.
struct CellTag {
    kind: Option<String>,
    value: String,
    is_error: bool,
    times: u32,
    rows: u32,
    columns: u32,
}

impl CellTag {
    fn of(tag: &Tag<'_>) -> Self {
        let mut cell = Self { kind: None, value: String::new(), is_error: false, times: 1, rows: 1, columns: 1 };
        for (name, value) in tag.attributes() {
            let number = || str::from_utf8(value).ok().and_then(|value| value.parse::<u32>().ok()).unwrap_or(1).max(1);
            // LibreOffice adds a kind of its own beside the standard one; it alone tells errors from texts.
            if name == b"calcext:value-type" {
                cell.is_error = value == b"error";
                continue;
            }
            match super::xml::local_name(name) {
                b"value-type" => cell.kind = Some(decoded(value).into_owned()),
                b"value" | b"date-value" | b"time-value" | b"boolean-value" | b"string-value" => cell.value = decoded(value).into_owned(),
                b"number-columns-repeated" => cell.times = number(),
                b"number-columns-spanned" => cell.columns = number(),
                b"number-rows-spanned" => cell.rows = number(),
                _ => {}
            }
        }
        cell
    }
}

/// Adds the paragraphs of a cell whose start tag was just read, one line each, and counts them.
fn paragraphs_of<R: Read>(xml: &mut Xml<R>, cell: &[u8], text: &mut String) -> Result<u32, Problem> {
    let mut paragraphs = 0;
    let mut depth = 0;
    loop {
        match xml.next()? {
            Token::Start(tag) => match tag.name {
                b"p" | b"h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                    depth += u32::from(!tag.closed);
                }
                b"s" => text.extend(std::iter::repeat_n(' ', tag.number("c").unwrap_or(1).min(32_767) as usize)),
                b"tab" => text.push('\t'),
                b"line-break" => text.push('\n'),
                // Comments and drawings are no content, though they hold paragraphs.
                b"annotation" | b"frame" | b"custom-shape" | b"g" | b"ruby-text" | b"note" | b"table" if !tag.closed => {
                    let name = tag.name.to_vec();
                    xml.skip(&name)?;
                }
                _ => {}
            },
            Token::Text(raw) if depth > 0 => {
                for character in decoded(raw).chars() {
                    // Spaces and breaks in the XML are one space; real ones have elements of their own.
                    if !matches!(character, ' ' | '\t' | '\n' | '\r') {
                        text.push(character);
                    } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
                        text.push(' ');
                    }
                }
            }
            Token::End(b"p" | b"h") => depth = depth.saturating_sub(1),
            Token::End(name) if name == cell => return Ok(paragraphs),
            Token::Eof => return Err(Problem::damaged("a cell ends in the middle")),
            _ => {}
        }
    }
}
