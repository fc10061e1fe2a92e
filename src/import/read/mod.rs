//! Reads a list in whatever format it comes: file → [`Workbook`]. Knows nothing of columns, headers or customers.
//!
//! What a file is decides its content, never its suffix. [`Reader`] reads in a child process of the same executable, because a
//! broken or hostile file can make any reader loop, swallow memory or crash; [`read_in_this_process`] is what runs in there.
//! Merged blocks and hidden rows are reported as stored, not interpreted. Nothing here opens a window or a book.

mod ahead;
mod child;
mod compound;
mod container;
mod csv;
mod encoding;
mod error;
mod grid;
mod header;
mod html;
mod inspect;
mod number;
mod ods;
mod output;
mod reader;
mod sniff;
mod spreadsheet_ml;
mod text;
mod xls;
mod xls_strings;
mod xlsb;
mod xlsx;
mod xlsx_sheet;
mod xml;

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use child::{CHILD_COMMAND, child_main};
pub use error::{Bound, Other, Problem, ReadError};
pub use grid::{Cell, CellKind, Cells, Grid, Row};
pub use header::{GuessHeader, HeaderGuess, guess_header};
pub use inspect::{Inspection, inspect};
pub use reader::{Progress, Reader};

/// How many rows a sheet can have, in Excel and here.
pub const MAX_ROWS: u32 = 1_048_576;
/// How many columns a sheet can have, in Excel and here.
pub const MAX_COLUMNS: u32 = 16_384;

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Excel since 2007, with or without macros.
    Xlsx,
    /// Excel's binary workbook.
    Xlsb,
    /// Excel 97 to 2003 and older.
    Xls,
    /// OpenDocument, as LibreOffice writes it, zipped or flat.
    Ods,
    /// Delimited text.
    Csv,
    /// Excel 2003 XML.
    SpreadsheetMl,
    /// Tables of a web page, which many systems export under the name of a workbook.
    Html,
}

/// Whether a sheet is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// It is.
    #[default]
    Visible,
    /// It can be shown from Excel's menu.
    Hidden,
    /// Only a program can show it.
    VeryHidden,
}

/// A rectangle of cells; rows and columns from 0, the last ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Block {
    /// The first row.
    pub first_row: u32,
    /// The first column.
    pub first_column: u32,
    /// The last row.
    pub last_row: u32,
    /// The last column.
    pub last_column: u32,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// What the file is.
    pub format: Format,
    /// The encoding of a text file, by its standard name.
    pub encoding: Option<String>,
    /// What separates the fields of a text file.
    pub delimiter: Option<char>,
    /// The sheets in the order of the file; chart sheets are none.
    pub sheets: Vec<Sheet>,
}

/// A sheet as stored.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub name: String,
    /// Whether it is shown.
    pub state: Visibility,
    /// The cells.
    pub grid: Grid,
    /// The merged blocks; only their first cell has content.
    pub merges: Vec<Block>,
    /// Ranges of hidden rows, both ends included, from 0; a filter hides rows too. `None`: the format does not let us know.
    pub hidden_rows: Option<Vec<(u32, u32)>>,
    /// Ranges of hidden columns, both ends included, from 0. `None`: the format does not let us know.
    pub hidden_columns: Option<Vec<(u32, u32)>>,
}

impl Sheet {
    /// Whether the row (from 0) is hidden; `false` where that is not known.
    pub fn hides_row(&self, row: u32) -> bool {
        let Some(ranges) = &self.hidden_rows else { return false };
        let next = ranges.partition_point(|(first, _)| *first <= row);
        next > 0 && ranges[next - 1].1 >= row
    }
}

/// How to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The encoding of a text file, by any name of the WHATWG list, instead of the detected one.
    pub encoding: Option<String>,
    /// What separates the fields of a text file, instead of the detected one.
    pub delimiter: Option<char>,
    /// Cells of this sheet only; the others come without any.
    pub sheet: Option<String>,
    /// Stop after so many rows with content per sheet, as a preview does; merges and hidden rows are then not known.
    pub first_rows: Option<u32>,
    /// What the reading may take.
    pub limits: Limits,
}

/// What reading a file may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long nothing may come.
    pub stall: Duration,
    /// How long all may take.
    pub total: Option<Duration>,
    /// Bytes of memory for the child process. Enforced by the system on Linux; elsewhere only the checks before the work bound it.
    pub memory: u64,
    /// Bytes of cells that the asking process keeps.
    pub kept: u64,
}

impl Default for Limits {
    /// The bounds of an import: 10 s without progress, 1 GiB.
    fn default() -> Self {
        Self { stall: Duration::from_secs(10), total: None, memory: 1 << 30, kept: 2 << 30 }
    }
}

impl Limits {
    /// The bounds of `inspect`, which must answer within 10 s and 500 MB.
    pub fn of_inspecting() -> Self {
        Self { stall: Duration::from_secs(9), total: Some(Duration::from_secs(9)), memory: 400 << 20, kept: 350 << 20 }
    }
}

/// Reads a file in this very process, without any bound on time and memory: for the child process and for tests.
pub fn read_in_this_process(path: &Path, options: &ReadOptions) -> Result<Workbook, ReadError> {
    let mut collector = output::Collector::new(options.limits.kept);
    let mut take = |message| collector.take(message).map(|_| ());
    let read = read_file(path, options, &mut take);
    read.and_then(|()| collector.finish(options)).map_err(|problem| ReadError::new(problem, path))
}

fn read_file(path: &Path, options: &ReadOptions, send: &mut dyn FnMut(output::Message) -> Result<(), Problem>) -> Result<(), Problem> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = File::open(path).map_err(|error| Problem::of_opening(&error))?;
    let metadata = file.metadata().map_err(|error| Problem::of_opening(&error))?;
    if metadata.is_dir() {
        return Err(Problem::Folder);
    }
    if metadata.len() == 0 {
        return Err(Problem::Empty);
    }
    if name.starts_with("~$") && metadata.len() < 1024 {
        return Err(Problem::LockFile);
    }
    let mut output = output::Output::new(options, send);
    sniff::read(file, &name, &mut output)
}
