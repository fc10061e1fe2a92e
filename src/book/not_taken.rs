//! What a list held and the book did not take, as an .xlsx that can be corrected and imported again: the rows as they stood
//! under their headings, with what was wrong beside them.

use std::collections::BTreeMap;
use std::path::Path;

use rust_xlsxwriter::{Color, Format, Workbook, XlsxError};

use crate::error::Result;
use crate::import::read::{CellKind, Sheet};
use crate::import::{Issue, IssueKind, ListPlan, Understanding};
use crate::tr;

use super::ExportError;

/// Whether a finding means that something of the row stayed out of its field.
fn stays_out(kind: IssueKind) -> bool {
    kind.skips_row()
        || matches!(
            kind,
            IssueKind::DateWithoutYear
                | IssueKind::UnreadableDate
                | IssueKind::DayOrMonthFirst
                | IssueKind::DigitsLost
                | IssueKind::InvalidEmail
                | IssueKind::UnreadableAmount
                | IssueKind::UnreadableNumber
                | IssueKind::CellError
                | IssueKind::ChangedByHand
        )
}

/// The findings by row (from 0) of what stayed out; headings that repeat are left out, they are no data.
fn rows_not_taken<'a>(plan: &'a ListPlan, doubts: &'a [Issue]) -> BTreeMap<u32, Vec<&'a Issue>> {
    let mut rows: BTreeMap<u32, Vec<&Issue>> = BTreeMap::new();
    for issue in plan.issues.iter().chain(doubts).filter(|issue| stays_out(issue.kind) && issue.kind != IssueKind::RepeatedHeader) {
        rows.entry(issue.row).or_default().push(issue);
    }
    rows
}

/// How many rows [`write_not_taken`] would write.
pub fn count_not_taken(plan: &ListPlan, doubts: &[Issue]) -> usize {
    rows_not_taken(plan, doubts).len()
}

/// Writes the rows of which something was not taken to `path`; returns how many. The cells in question are coloured, the
/// reasons stand in the last column.
pub fn write_not_taken(sheet: &Sheet, understanding: &Understanding, plan: &ListPlan, doubts: &[Issue], path: &Path) -> Result<usize> {
    let rows = rows_not_taken(plan, doubts);
    let write = || -> Result<(), XlsxError> {
        let mut workbook = Workbook::new();
        let page = workbook.add_worksheet();
        page.set_name(tr!("not-taken-sheet"))?;
        page.set_freeze_panes(1, 0)?;
        let head = Format::new().set_bold().set_text_wrap();
        let wrong = Format::new().set_background_color(Color::RGB(0x00FD_EEEC));
        let last = u16::try_from(understanding.columns.len()).unwrap_or(u16::MAX - 1);
        for (place, column) in (0_u16..).zip(&understanding.columns) {
            let heading =
                if column.heading.is_empty() { crate::import::understand::column_letters(column.column) } else { column.heading.clone() };
            page.write_string_with_format(0, place, heading, &head)?;
        }
        page.write_string_with_format(0, last, tr!("not-taken-reason"), &head)?;
        page.set_column_width(last, 60.0)?;
        for (line, (row, issues)) in (1_u32..).zip(&rows) {
            let cells = sheet.grid.find(*row).ok().map(|index| sheet.grid.row(index));
            for (place, column) in (0_u16..).zip(&understanding.columns) {
                let Some(cell) = cells.as_ref().and_then(|row| row.cell(column.column)) else { continue };
                let is_wrong = issues.iter().any(|issue| issue.column == Some(column.column));
                match (cell.kind, cell.text.parse::<f64>()) {
                    // Long numbers stay text, or Excel would shorten them again.
                    (CellKind::Number, Ok(number)) if cell.text.len() < 12 && !is_wrong => page.write_number(line, place, number)?,
                    _ if is_wrong => page.write_string_with_format(line, place, cell.text, &wrong)?,
                    _ => page.write_string(line, place, cell.text)?,
                };
            }
            let reasons: Vec<String> = issues.iter().map(|issue| issue.message()).collect();
            page.write_string(line, last, tr!("not-taken-row", row = row + 1, reasons = reasons.join("; ")))?;
        }
        workbook.save(path)
    };
    write().map_err(|error| match error {
        XlsxError::IoError(error) => ExportError::File(path.to_owned(), error),
        error => ExportError::Spreadsheet(path.to_owned(), Box::new(error)),
    })?;
    Ok(rows.len())
}
