//! Reads .xls through calamine: the only file that knows that library.
//!
//! It panics on some broken files and can ask for any amount of memory, which the child process around it bears. It does not tell
//! hidden rows and columns, so for an .xls they are not known.

use std::fs::File;
use std::io::BufReader;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::error::Problem;
use super::grid::CellKind;
use super::number::{Shape, put_iso, put_value};
use super::output::{Layout, Output};
use super::{Block, Format, Visibility};

/// Reads an .xls.
pub(super) fn read_xls(file: File, output: &mut Output<'_>) -> Result<(), Problem> {
    let mut workbook = Xls::new(BufReader::new(file)).map_err(of_xls)?;
    let is_1904 = workbook.has_1904_epoch();
    output.workbook(Format::Xls, None, None)?;
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        output.start_sheet(&sheet.name, visibility(sheet.visible))?;
        if !output.wants(&sheet.name) {
            output.end_sheet(Layout::default())?;
            continue;
        }
        let range = workbook.worksheet_range(&sheet.name).map_err(of_xls)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut text = String::new();
        for (index, row) in range.rows().enumerate() {
            output.start_row(first_row + index as u32)?;
            for (column, data) in row.iter().enumerate() {
                put(output, first_column + column as u32, data, is_1904, &mut text);
            }
            if !output.end_row()? {
                break;
            }
        }
        let merges = workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merges = merges.into_iter().map(|block| Block {
            first_row: block.start.0,
            first_column: block.start.1,
            last_row: block.end.0,
            last_column: block.end.1,
        });
        output.end_sheet(Layout { merges: merges.collect(), ..Layout::default() })?;
    }
    Ok(())
}

fn put(output: &mut Output<'_>, column: u32, data: &Data, is_1904: bool, text: &mut String) {
    text.clear();
    let kind = match data {
        Data::Empty => return,
        Data::String(found) => return output.cell(column, CellKind::Text, found),
        Data::Int(value) => put_value(*value as f64, Shape::Plain, is_1904, text),
        Data::Float(value) => put_value(*value, Shape::Plain, is_1904, text),
        Data::Bool(value) => return output.cell(column, CellKind::Bool, if *value { "TRUE" } else { "FALSE" }),
        Data::DateTime(value) => {
            put_value(value.as_f64(), if value.is_duration() { Shape::Elapsed } else { Shape::Date }, is_1904, text)
        }
        Data::DateTimeIso(found) | Data::DurationIso(found) => match put_iso(found, text) {
            Some(kind) => kind,
            None => return output.cell(column, CellKind::Text, found),
        },
        Data::Error(error) => return output.cell(column, CellKind::Error, &error.to_string()),
        found => return output.cell(column, CellKind::Text, &found.to_string()),
    };
    output.cell(column, kind, text);
}

fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

fn of_xls(error: XlsError) -> Problem {
    match error {
        XlsError::Password => Problem::Password,
        XlsError::Io(error) => error.into(),
        error => Problem::damaged(error.to_string()),
    }
}
