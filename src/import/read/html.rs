//! Reads the tables of a web page. Many systems "export to Excel" by writing one under the name of a workbook.
//!
//! As forgiving as a browser where it matters: tags may be left open, attributes unquoted, references unknown. Every table becomes
//! a sheet, one inside another as well; rows and columns that a cell spans become a merged block.

use memchr::memmem;

use super::error::{Other, Problem};
use super::grid::CellKind;
use super::number::{Shape, put_written};
use super::output::{Layout, Output};
use super::{Block, Format, MAX_COLUMNS, MAX_ROWS, Visibility};

/// Reads the page in `text`.
pub(super) fn read(text: &str, encoding: &str, output: &mut Output<'_>) -> Result<(), Problem> {
    let tables = tables(text, output)?;
    if tables.is_empty() {
        return Err(Problem::NotAList(Other::WebPage));
    }
    let some_have_content = tables.iter().any(|table| !table.cells.is_empty());
    output.workbook(Format::Html, Some(encoding), None)?;
    for (index, table) in tables.iter().enumerate().filter(|(_, table)| !some_have_content || !table.cells.is_empty()) {
        let name = format!("table{}", index + 1);
        output.start_sheet(&name, Visibility::Visible)?;
        if output.wants(&name) {
            for row in table.cells.chunk_by(|a, b| a.row == b.row) {
                output.start_row(row[0].row)?;
                for cell in row {
                    output.cell(cell.column, cell.kind, &cell.text);
                }
                if !output.end_row()? {
                    break;
                }
            }
        }
        output.end_sheet(table.layout.clone())?;
    }
    Ok(())
}

/// A cell with content.
struct Found {
    row: u32,
    column: u32,
    kind: CellKind,
    text: String,
}

/// A table as far as it is read.
#[derive(Default)]
struct Table {
    cells: Vec<Found>,
    layout: Layout,
    /// One more than the row that is open.
    rows: u32,
    column: u32,
    /// For each column, the row up to which (excluded) a cell from above reaches into it.
    taken: Vec<u32>,
    /// The cell that is open: its place, its typed value, its text so far.
    open: Option<(u32, Option<String>, Text)>,
}

impl Table {
    fn start_row(&mut self, tag: &Tag<'_>) {
        self.end_cell();
        self.rows += 1;
        self.column = 0;
        let style = tag.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
        if style.contains("display:none") {
            self.layout.hide_rows(self.rows - 1, self.rows - 1);
        }
    }

    fn start_cell(&mut self, tag: &Tag<'_>) {
        self.end_cell();
        self.rows = self.rows.max(1);
        let row = self.rows - 1;
        while self.taken.get(self.column as usize).is_some_and(|until| *until > row) {
            self.column += 1;
        }
        let span = |name: &str, most: u32| {
            let raw = tag.attribute(name).unwrap_or_default();
            let digits = raw.trim_start().split(|character: char| !character.is_ascii_digit()).next().unwrap_or_default().to_owned();
            digits.parse::<u32>().unwrap_or(1).clamp(1, most)
        };
        let (columns, rows) = (span("colspan", 1000), span("rowspan", 65_534));
        let column = self.column;
        let last_column = column.saturating_add(columns - 1).min(MAX_COLUMNS - 1);
        let last_row = row.saturating_add(rows - 1).min(MAX_ROWS - 1);
        if (columns > 1 || rows > 1) && column <= last_column {
            self.layout.merges.push(Block { first_row: row, first_column: column, last_row, last_column });
        }
        if rows > 1 && column <= last_column {
            self.taken.resize(self.taken.len().max(last_column as usize + 1), 0);
            self.taken[column as usize..=last_column as usize].fill(last_row + 1);
        }
        self.column = last_column + 1;
        // Excel and LibreOffice keep the number beside its formatted text.
        let value = tag.attribute("x:num").or_else(|| tag.attribute("sdval")).filter(|value| !value.is_empty());
        self.open = Some((column, value, Text::default()));
    }

    fn end_cell(&mut self) {
        let Some((column, value, text)) = self.open.take() else { return };
        let shown = text.finish();
        let mut number = String::new();
        // A date's number says less than its text.
        let is_number = !shown.contains(['-', '/', ':', '年', '%']);
        let kind = value.filter(|_| is_number).and_then(|value| put_written(&value, Shape::Plain, false, &mut number));
        let (kind, text) = kind.map_or((CellKind::Text, shown), |kind| (kind, number));
        if !text.is_empty() && column < MAX_COLUMNS && self.rows <= MAX_ROWS {
            self.cells.push(Found { row: self.rows - 1, column, kind, text });
        }
    }
}

/// A cell's text: spaces run together as in a browser, breaks kept.
#[derive(Default)]
struct Text {
    text: String,
    wants_space: bool,
}

impl Text {
    fn add(&mut self, raw: &str) {
        for character in raw.chars() {
            if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.wants_space = true;
                continue;
            }
            if std::mem::take(&mut self.wants_space) && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.text.push(if character == '\u{a0}' { ' ' } else { character });
        }
    }

    fn break_line(&mut self) {
        self.wants_space = false;
        self.text.push('\n');
    }

    /// Begins a block such as a paragraph, which stands on a line of its own.
    fn break_block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.break_line();
        }
    }

    fn finish(self) -> String {
        self.text.trim().to_owned()
    }
}

fn tables(text: &str, output: &mut Output<'_>) -> Result<Vec<Table>, Problem> {
    let mut done: Vec<(usize, Table)> = Vec::new();
    // Open tables, the innermost last, with their number in the order of the page.
    let mut open: Vec<(usize, Table)> = Vec::new();
    let mut count = 0;
    let mut rest = text;
    let mut told = text.len();
    while let Some((piece, after)) = next(rest) {
        rest = after;
        if told - rest.len() > 4 << 20 {
            told = rest.len();
            output.progress(1.0 - rest.len() as f32 / text.len() as f32)?;
        }
        if let Piece::Open(tag) = &piece
            && tag.is("table")
        {
            open.push((count, Table { layout: Layout::known(), ..Table::default() }));
            count += 1;
            continue;
        }
        let Some((_, table)) = open.last_mut() else { continue };
        match piece {
            Piece::Text(raw) => {
                if let Some((.., text)) = &mut table.open {
                    text.add(&decoded(raw));
                }
            }
            Piece::Open(tag) if tag.is("tr") => table.start_row(&tag),
            Piece::Open(tag) if tag.is("td") || tag.is("th") => table.start_cell(&tag),
            Piece::Open(tag) => {
                if let Some((.., text)) = &mut table.open {
                    match () {
                        () if tag.is("br") => text.break_line(),
                        () if ["p", "div", "li"].iter().any(|block| tag.is(block)) => text.break_block(),
                        () => {}
                    }
                }
            }
            Piece::Close(tag) if tag.is("td") || tag.is("th") || tag.is("tr") => table.end_cell(),
            Piece::Close(tag) if tag.is("table") => {
                table.end_cell();
                done.extend(open.pop());
            }
            Piece::Close(_) => {}
        }
    }
    for (number, mut table) in open {
        table.end_cell();
        done.push((number, table));
    }
    done.sort_by_key(|(number, _)| *number);
    Ok(done.into_iter().map(|(_, table)| table).collect())
}

enum Piece<'a> {
    Text(&'a str),
    Open(Tag<'a>),
    Close(Tag<'a>),
}

/// A tag: its name and what follows.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
}

impl Tag<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The decoded value of an attribute; empty when it has none.
    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|character: char| character.is_ascii_whitespace() || character == '=').unwrap_or(rest.len()).max(1);
            let end = rest.ceil_char_boundary(end);
            let (found, after) = rest.split_at(end);
            let after = after.trim_start();
            let (value, after) = match after.strip_prefix('=').map(str::trim_start) {
                None => ("", after),
                Some(after) => match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                    _ => after.split_at(after.find(|character: char| character.is_ascii_whitespace()).unwrap_or(after.len())),
                },
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(decoded(value));
            }
            rest = after;
        }
    }
}

/// The next piece of a page and what follows it; comments, declarations, scripts and styles are passed over.
fn next(mut page: &str) -> Option<(Piece<'_>, &str)> {
    loop {
        if page.is_empty() {
            return None;
        }
        let bytes = page.as_bytes();
        let starts_tag = |at: usize| bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'));
        if bytes[0] != b'<' || !starts_tag(0) {
            let end = memchr::memchr_iter(b'<', bytes).find(|at| starts_tag(*at)).unwrap_or(page.len());
            let (text, after) = page.split_at(end);
            return Some((Piece::Text(text), after));
        }
        if page.starts_with("<!--") {
            let end = memmem::find(&bytes[4..], b"-->").map_or(page.len(), |at| at + 7);
            page = &page[end..];
            continue;
        }
        let end = tag_end(bytes);
        let (inside, after) = (&page[1..end], page.get(end + 1..).unwrap_or_default());
        let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
        let length = inside.find(|character: char| character.is_ascii_whitespace() || character == '/').unwrap_or(inside.len());
        let tag = Tag { name: &inside[..length], attributes: &inside[length..] };
        if inside.starts_with(['!', '?']) {
            page = after;
        } else if !closes && let Some(name) = ["script", "style", "title", "textarea"].iter().find(|name| tag.is(name)) {
            page = passed(after, name);
        } else {
            return Some((if closes { Piece::Close(tag) } else { Piece::Open(tag) }, after));
        }
    }
}

/// Where a tag's `>` stands; one in a quoted value is none.
fn tag_end(bytes: &[u8]) -> usize {
    let mut quote = None;
    let mut is_value = false;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            // A quote only quotes behind an equals sign; elsewhere it is a slip of the pen.
            (None, b'"' | b'\'') if is_value => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
        is_value = *byte == b'=' || (is_value && byte.is_ascii_whitespace());
        if at > 1 << 20 {
            break;
        }
    }
    memchr::memchr(b'>', bytes).unwrap_or(bytes.len())
}

/// What follows the end tag of an element whose content is no markup.
fn passed<'a>(page: &'a str, name: &str) -> &'a str {
    let mut rest = page;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    ""
}

/// The names of the characters from 160 to 255, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
                     para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
                     Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
                     Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
                     igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
                     thorn yuml";

/// Text with its references resolved; unknown ones stay as written.
fn decoded(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#').unwrap_or(rest.len());
        match reference(&rest[..length]) {
            Some(character) => {
                text.push(character);
                rest = rest[length..].strip_prefix(';').unwrap_or(&rest[length..]);
            }
            None => text.push('&'),
        }
    }
    text.push_str(rest);
    text
}

fn reference(name: &str) -> Option<char> {
    Some(match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "euro" => '€',
        "trade" => '™',
        "hellip" => '…',
        "bull" => '•',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "ensp" | "emsp" | "thinsp" => ' ',
        _ => match name.strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                // Numbers that mean a Windows character, as browsers read them.
                let code = if (0x80..0xa0).contains(&code) { windows(code as u8) } else { code };
                char::from_u32(code).filter(|character| *character != '\0')?
            }
            None => char::from_u32(160 + LATIN.split_ascii_whitespace().position(|known| known == name)? as u32)?,
        },
    })
}

fn windows(byte: u8) -> u32 {
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().map_or(u32::from(byte), u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(page: &str) -> Vec<(u32, u32, String)> {
        let options = super::super::ReadOptions::default();
        let mut send = |_| Ok(());
        let mut output = Output::new(&options, &mut send);
        let tables = tables(page, &mut output).unwrap();
        tables.into_iter().flat_map(|table| table.cells).map(|cell| (cell.row, cell.column, cell.text)).collect()
    }

    #[test]
    fn tables_are_read_as_a_browser_shows_them() {
        let page = "<!doctype html><style>td{<td>}</style><table><!-- <td>no --><tr><th>Name<TH>Ph&ocirc;ne &#8364; &amp &nope;\n  x\
                    <tr><td rowspan=2>a<br>\n b</td><td title='>'>1 < 2</td><tr><td colspan='2\"'><p>c</p><p>d</p></td></table>";
        let expected = [(0, 0, "Name"), (0, 1, "Phône € & &nope; x"), (1, 0, "a\nb"), (1, 1, "1 < 2"), (2, 1, "c\nd")];
        assert_eq!(cells(page), expected.map(|(row, column, text)| (row, column, text.to_owned())));
    }
}
