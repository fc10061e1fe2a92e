//! The whole book as one JSON object, stable to the byte: what "identical" means (contracts, `gendan dump --json`).
//!
//! All journaled tables with their rows in order of ids and their columns in the order of the file, empty ones left out.
//! Not in it: journal, staging, settings and kept files.

use std::io::{self, Write};

use super::cell::{Cell, Cells, Queried};
use super::error::{Result, StoreError};
use super::read::{Connected, Reader};
use super::table::{Keeps, Table};

impl Reader {
    /// Writes the book to `out` as one JSON object `{table: [{"id", column: value}]}`.
    pub fn dump(&self, out: &mut impl Write) -> Result<()> {
        self.snapshot(|reader| {
            for (at, table) in Table::ALL.into_iter().enumerate() {
                let start = if at == 0 { "{\n" } else { "],\n" };
                write!(out, "{start}\"{}\": [", table.name()).map_err(said)?;
                dump_table(reader, table, out)?;
            }
            out.write_all(b"]\n}\n").map_err(said)
        })
    }
}

fn dump_table(reader: &Reader, table: Table, out: &mut impl Write) -> Result<()> {
    let shape = table.shape();
    let mut query = reader.connection().prepare(&format!("SELECT id, {} FROM {} ORDER BY id", shape.list, table.name()))?;
    let mut rows = query.query([])?;
    let mut separator = "\n";
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        write!(out, "{separator}{{\"id\": {id}").map_err(said)?;
        separator = ",\n";
        let cells = Queried { row, skip: 1 };
        for (at, column) in shape.columns.iter().enumerate() {
            let cell = cells.cell(at)?;
            if cell == Cell::Null {
                continue;
            }
            write!(out, ", \"{}\": ", column.name).map_err(said)?;
            match cell {
                Cell::Int(number) => write!(out, "{number}").map_err(said)?,
                Cell::Text(json) if column.keeps == Keeps::Json => out.write_all(json.as_bytes()).map_err(said)?,
                cell => serde_json::to_writer(&mut *out, cell.as_text()).map_err(|error| said(error.into()))?,
            }
        }
        out.write_all(b"}").map_err(said)?;
    }
    Ok(())
}

/// Where it goes to cannot be written; which place that is, the caller knows.
fn said(error: io::Error) -> StoreError {
    StoreError::file(std::path::Path::new(""), error)
}
