//! Guesses which row of a sheet names the columns, by its shape alone: a row of short, distinct texts as wide as the table, with
//! something else below. Knows no words; the import has a better guess that does.

use std::collections::HashSet;

use super::{Cell, CellKind, Row, Sheet};

/// What a sheet's header row is taken to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderGuess {
    /// The row of the sheet, from 0.
    pub row: u32,
    /// Its texts by column, empty where it has none.
    pub headers: Vec<String>,
    /// What columns mean, as `(header, field key)`; empty where nobody knows.
    pub fields: Vec<(String, String)>,
}

/// Something that guesses a sheet's header row.
pub type GuessHeader = dyn Fn(&Sheet) -> Option<HeaderGuess>;

/// How many rows with content are looked at for a header.
const WINDOW: usize = 25;
/// How many rows with content tell how wide the table is.
const SEEN: usize = 100;

/// Guesses by shape alone.
pub fn guess_header(sheet: &Sheet) -> Option<HeaderGuess> {
    let rows: Vec<Row<'_>> = sheet.grid.rows().take(SEEN).collect();
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells().count()).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 9 / 10)?;
    let best = (0..rows.len().min(WINDOW))
        .map(|index| (score(&rows, index, width.max(1)), index))
        .fold((f64::MIN, 0), |best, found| if found.0 > best.0 + 1e-9 { found } else { best });
    let row = rows[best.1];
    let mut headers = Vec::new();
    for (column, cell) in row.cells() {
        headers.resize(column as usize, String::new());
        headers.push(cell.text.to_owned());
    }
    Some(HeaderGuess { row: row.number(), headers, fields: Vec::new() })
}

fn score(rows: &[Row<'_>], index: usize, width: usize) -> f64 {
    let cells: Vec<(u32, Cell<'_>)> = rows[index].cells().collect();
    let named: Vec<&(u32, Cell<'_>)> = cells.iter().filter(|(_, cell)| is_name(cell)).collect();
    let distinct = named.iter().map(|(_, cell)| cell.text).collect::<HashSet<_>>().len();
    let below = &rows[index + 1..rows.len().min(index + 9)];
    let mut contrast = 0.0;
    for (column, _) in &named {
        let under: Vec<Cell<'_>> = below.iter().filter_map(|row| row.cell(*column)).collect();
        if !under.is_empty() {
            contrast += under.iter().filter(|cell| !is_name(cell)).count() as f64 / under.len() as f64;
        }
    }
    // Names repeat in real headers, but where most do it is data.
    let counted = if distinct * 2 > named.len() { named.len() } else { distinct };
    let cover = (counted as f64 / width as f64).min(1.0);
    let share = named.len() as f64 / cells.len().max(1) as f64;
    let contrast = contrast / named.len().max(1) as f64;
    // Of two rows that could be it, the upper one is; a table may well start below a page of instructions, though.
    let late = 0.12 * index.min(4) as f64 + 0.02 * index as f64;
    2.0 * cover + share + 0.2 * contrast - late
}

/// Whether a cell could name a column: a short text that is no value.
fn is_name(cell: &Cell<'_>) -> bool {
    let text = cell.text.trim();
    cell.kind == CellKind::Text
        && !text.is_empty()
        && text.chars().count() <= 60
        && !text.contains('@')
        && text.chars().any(char::is_alphabetic)
        && text.chars().filter(char::is_ascii_digit).count() * 2 < text.chars().count()
        && !matches!(text, "TRUE" | "FALSE" | "true" | "false")
}
