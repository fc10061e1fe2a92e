//! Fills merged blocks: the value of a block stands in its first cell only, and means every row of it.
//!
//! Down a column the value counts for each row; across columns it stays in the first, since the second column means
//! something else.

use std::collections::HashMap;

use super::read::Sheet;

/// Which cells take their value from a row above.
#[derive(Debug, Default)]
pub struct Merged {
    /// By sheet row: column, and index of the row in the grid that holds the value.
    rows: HashMap<u32, Vec<(u32, u32)>>,
}

impl Merged {
    /// The blocks of `sheet` that begin at or after the row with index `first` of its grid.
    pub fn new(sheet: &Sheet, first: usize) -> Self {
        let mut rows: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        let first_row = if first < sheet.grid.len() { sheet.grid.row(first).number() } else { u32::MAX };
        // A damaged file may claim blocks of a million rows; only rows with content are filled.
        let mut budget = 5_000_000_u32;
        for block in &sheet.merges {
            if block.first_row < first_row || block.last_row <= block.first_row {
                continue;
            }
            let Ok(source) = sheet.grid.find(block.first_row) else { continue };
            let start = sheet.grid.find(block.first_row + 1).unwrap_or_else(|at| at);
            for index in start..sheet.grid.len() {
                let number = sheet.grid.row(index).number();
                if number > block.last_row || budget == 0 {
                    break;
                }
                budget -= 1;
                rows.entry(number).or_default().push((block.first_column, u32::try_from(source).unwrap_or(u32::MAX)));
            }
        }
        Self { rows }
    }

    /// The cells of the sheet row `row` that take their value from above: column, index of the row that holds it.
    pub fn below(&self, row: u32) -> &[(u32, u32)] {
        self.rows.get(&row).map_or(&[], Vec::as_slice)
    }
}
