//! Reading lists of every format, as files that the tests write themselves, through the child process of the real executable.

mod bounds;
mod files;
mod formats;
mod texts;
mod workbooks;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use gendan::import::read::{Problem, ReadError, ReadOptions, Reader, Sheet, Workbook};

/// A reader through the executable under test.
fn reader() -> Reader {
    Reader { executable: env!("CARGO_BIN_EXE_gendan").into() }
}

/// A folder of a test's own that goes with it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn read(&self, name: &str, content: impl AsRef<[u8]>) -> Result<Workbook, ReadError> {
        read(&self.put(name, content), &ReadOptions::default())
    }
}

fn read(path: &Path, options: &ReadOptions) -> Result<Workbook, ReadError> {
    reader().read(path, options, &mut |_| ControlFlow::Continue(()))
}

/// Reads bytes under a name and hands back the workbook.
fn opened(name: &str, content: impl AsRef<[u8]>) -> Workbook {
    Desk::new().read(name, content).unwrap_or_else(|error| panic!("{name}: {:?}", error.problem))
}

/// Reads bytes under a name and hands back why that failed.
fn refused(name: &str, content: impl AsRef<[u8]>) -> Problem {
    match Desk::new().read(name, content) {
        Ok(workbook) => panic!("{name} was opened as {:?}", workbook.format),
        Err(error) => error.problem,
    }
}

/// All cells of a sheet as `(row, column, text)`, from 0.
fn cells(sheet: &Sheet) -> Vec<(u32, u32, String)> {
    sheet.grid.rows().flat_map(|row| row.cells().map(move |(column, cell)| (row.number(), column, cell.text.to_owned()))).collect()
}

/// The texts of each row with content, columns without any left out.
fn rows(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.grid.rows().map(|row| row.cells().map(|(_, cell)| cell.text.to_owned()).collect()).collect()
}
