//! Shows what a file holds, as JSON: `gendan inspect FILE --json [--cells]`.
//!
//! The sheets are shown as stored. It is written as it goes, since all cells of a large list would not fit beside their JSON.

use std::ops::ControlFlow;
use std::path::Path;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::header::GuessHeader;
use super::{Limits, ReadError, ReadOptions, Reader, Sheet, Workbook};

/// What a file holds, or why it cannot be read; serialises to the object that `inspect --json` prints.
pub struct Inspection<'a> {
    /// What was read.
    pub read: Result<Workbook, ReadError>,
    with_cells: bool,
    guess: &'a GuessHeader,
}

/// Reads the file at `path` within 10 s and 500 MB in all and finds header rows by `guess`.
pub fn inspect<'a>(reader: &Reader, path: &Path, with_cells: bool, guess: &'a GuessHeader) -> Inspection<'a> {
    let options = ReadOptions { limits: Limits::of_inspecting(), ..ReadOptions::default() };
    let read = reader.read(path, &options, &mut |_| ControlFlow::Continue(()));
    Inspection { read, with_cells, guess }
}

impl Inspection<'_> {
    /// Whether the file could be read.
    pub fn succeeded(&self) -> bool {
        self.read.is_ok()
    }
}

impl Serialize for Inspection<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.read {
            Ok(workbook) => {
                map.serialize_entry("outcome", "opened")?;
                map.serialize_entry("format", &workbook.format)?;
                map.serialize_entry("encoding", &workbook.encoding)?;
                map.serialize_entry("delimiter", &workbook.delimiter)?;
                let sheets: Vec<_> =
                    workbook.sheets.iter().map(|sheet| Shown { sheet, with_cells: self.with_cells, guess: self.guess }).collect();
                map.serialize_entry("sheets", &sheets)?;
            }
            Err(error) => {
                map.serialize_entry("outcome", error.outcome())?;
                map.serialize_entry("code", &error.code())?;
                map.serialize_entry("message", &error.to_string())?;
                map.serialize_entry("hint", &error.hint())?;
                map.serialize_entry("sheets", &[(); 0])?;
            }
        }
        map.end()
    }
}

struct Shown<'a> {
    sheet: &'a Sheet,
    with_cells: bool,
    guess: &'a GuessHeader,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sheet = self.sheet;
        let rows_in = |ranges: &Option<Vec<(u32, u32)>>| {
            ranges.as_ref().map(|ranges| ranges.iter().map(|(first, last)| u64::from(last.saturating_sub(*first)) + 1).sum::<u64>())
        };
        let guess = (self.guess)(sheet);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &sheet.name)?;
        map.serialize_entry("state", &sheet.state)?;
        map.serialize_entry("rows", &sheet.grid.len())?;
        map.serialize_entry("columns", &sheet.grid.columns())?;
        map.serialize_entry("merged_blocks", &sheet.merges.len())?;
        map.serialize_entry("hidden_rows", &rows_in(&sheet.hidden_rows))?;
        map.serialize_entry("hidden_columns", &rows_in(&sheet.hidden_columns))?;
        map.serialize_entry("header_row", &guess.as_ref().map(|guess| u64::from(guess.row) + 1))?;
        if let Some(guess) = &guess {
            map.serialize_entry("headers", &guess.headers)?;
            map.serialize_entry(
                "fields",
                &guess.fields.iter().map(|(header, field)| (header.clone(), field.as_str().into())).collect::<serde_json::Map<_, _>>(),
            )?;
        }
        if self.with_cells {
            map.serialize_entry("cells", &AllCells(sheet))?;
        }
        map.end()
    }
}

struct AllCells<'a>(&'a Sheet);

impl Serialize for AllCells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut cells = serializer.serialize_seq(None)?;
        for row in self.0.grid.rows() {
            for (column, cell) in row.cells() {
                cells.serialize_element(&(u64::from(row.number()) + 1, u64::from(column) + 1, cell.text))?;
            }
        }
        cells.end()
    }
}
