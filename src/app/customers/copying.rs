//! Copy and paste: the selected rows as a program such as Excel takes them, and its cells into a column and those right of it.

use egui::{Event, Ui};

use super::{Customers, clipboard, is_editable, not_editable};
use crate::app::action::{Action, Origin, Scene};
use crate::book::{Column, Edit};
use crate::model::Id;
use crate::tr;

/// Pastes into more customers than this are asked for first.
const UNASKED: usize = 20;

/// The cells of `ids` in `columns` as tab-separated text.
pub fn text_of(rows: &[crate::book::TableRow], columns: &[Column], with_headings: bool) -> String {
    let mut text = String::new();
    if with_headings {
        clipboard::row_into(columns.iter().map(Column::label), &mut text);
    }
    for row in rows {
        clipboard::row_into(row.cells.iter().map(|cell| cell.text.as_str()), &mut text);
    }
    text
}

impl Customers {
    /// Whom a command means: the selected rows in the order of the table, else the one shown.
    pub(super) fn targets(&self, scene: &Scene<'_>) -> Vec<Id> {
        let selected = scene.selection.in_order(&self.answer.ids);
        if selected.is_empty() { scene.selection.lead().into_iter().collect() } else { selected }
    }

    /// Copies the selected rows with the columns that the table shows.
    pub(super) fn copy(&self, scene: &mut Scene<'_>, with_headings: bool) {
        let customers = self.targets(scene);
        let columns = scene.settings.columns.iter().map(|layout| layout.column.clone()).collect();
        if !customers.is_empty() {
            scene.push(Action::CopyRows { customers, columns, with_headings });
        }
    }

    /// Copies the one cell that has the keyboard.
    pub(super) fn copy_cell(&self, scene: &mut Scene<'_>) {
        let (column, lead) = (self.column(scene), scene.selection.lead());
        let row = lead.and_then(|lead| scene.book.rows(&[lead], &[column]).into_iter().next());
        if let Some(cell) = row.and_then(|row| row.cells.into_iter().next()) {
            scene.push(Action::Copy(cell.text));
        }
    }

    pub(super) fn clipboard_keys(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let (mut copies, mut pasted, mut shift) = (false, None, false);
        ui.input_mut(|input| {
            shift = input.modifiers.shift;
            input.events.retain_mut(|event| match event {
                Event::Copy => {
                    copies = true;
                    false
                }
                Event::Paste(text) => {
                    pasted = Some(std::mem::take(text));
                    false
                }
                _ => true,
            });
        });
        if copies {
            self.copy(scene, shift);
        }
        if let Some(text) = pasted {
            self.paste(scene, &text);
        }
    }

    /// Fills cells from `text`: one value goes to all selected customers; several go downward from the first one.
    fn paste(&mut self, scene: &mut Scene<'_>, text: &str) {
        let rows = clipboard::cells_of(text);
        let targets = self.targets(scene);
        if rows.is_empty() || targets.is_empty() {
            return;
        }
        let columns: Vec<Column> = scene.settings.columns.iter().skip(self.column).map(|layout| layout.column.clone()).collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(1).min(columns.len());
        if let Some(column) = columns[..width].iter().find(|column| !is_editable(column)) {
            scene.push(Action::Tell(not_editable(column)));
            return;
        }
        let cells = match rows.as_slice() {
            [only] => targets.iter().flat_map(|id| row_cells(*id, &columns, only)).collect(),
            rows if rows.len() == targets.len() => targets.iter().zip(rows).flat_map(|(id, row)| row_cells(*id, &columns, row)).collect(),
            rows => {
                let first = self.answer.ids.iter().position(|id| *id == targets[0]).unwrap_or(0);
                let below = &self.answer.ids[first..];
                if rows.len() > below.len() {
                    let (rows, room) = (rows.len(), below.len());
                    scene.push(Action::Tell(tr!("paste-too-long", rows = rows, room = room)));
                    return;
                }
                below.iter().zip(rows).flat_map(|(id, row)| row_cells(*id, &columns, row)).collect::<Vec<_>>()
            }
        };
        let customers = if rows.len() == 1 { targets.len() } else { rows.len() };
        if customers > UNASKED {
            scene.push(Action::AskToFill(cells));
        } else {
            scene.push(Action::Edit { edit: Edit::SetCells { cells }, from: Origin::Nobody });
        }
    }
}

fn row_cells(id: Id, columns: &[Column], row: &[String]) -> Vec<(Id, Column, String)> {
    columns.iter().zip(row).map(|(column, text)| (id, column.clone(), text.clone())).collect()
}
