//! The table of customers: which ones, in which order, and what can be done with the selected ones.
//!
//! Rows are never held as a whole: only those in sight are fetched, and the top one is a whole number, so that a million
//! rows scroll as exactly as ten. One cell has the keyboard: that of the shown customer in the column walked to.

mod across;
mod cells;
mod clipboard;
mod columns;
mod copying;
mod editing;
mod empty;
mod foot;
mod heads;
mod keys;
mod menu;
mod rows;
mod scroll;
mod table;
mod widths;

use egui::{Id, Pos2, Ui};

use super::action::Scene;
use super::theme::{palette, size};
use crate::book::index::Marked;
use crate::book::{Book, Column, TableAnswer, TableQuestion};
use crate::tr;
pub use copying::text_of;
use editing::CellEdit;
use keys::Seek;
use rows::Rows;
use scroll::Scroll;

/// Left and right of what a cell says.
const PADDING: f32 = 8.0;

/// The state of the table.
#[derive(Default)]
pub struct Customers {
    answer: TableAnswer,
    rows: Rows,
    scroll: Scroll,
    across: across::Across,
    widths: widths::Widths,
    columns: columns::Chooser,
    /// The row of the shown customer, found once per answer and selection.
    lead_row: Option<(crate::model::Id, usize)>,
    takes_focus: bool,
    /// Which column of the shown customer has the keyboard.
    column: usize,
    /// That column has to be brought into sight.
    reveals_column: bool,
    seek: Seek,
    /// The cell that is being edited.
    editing: Option<CellEdit>,
    /// How many cells on the next one is to be edited, after Tab.
    tabs: isize,
    /// Where the menu of the selected rows was opened.
    menu_at: Option<Pos2>,
    /// The heading that is being dragged.
    dragged_head: Option<usize>,
    /// The words that the search looks for in texts, to be marked.
    sought: Marked,
}

impl Customers {
    /// Asks again which customers the table shows.
    pub fn refresh(&mut self, book: &Book, question: &TableQuestion) {
        self.answer = book.table(question);
        self.rows.clear();
        self.lead_row = None;
        self.sought = Marked::new(&book.query(&question.search));
        self.scroll.clamp(self.answer.ids.len());
    }

    /// The customers shown, in order.
    pub fn ids(&self) -> &[crate::model::Id] {
        &self.answer.ids
    }

    /// Whether every customer was searched.
    pub fn is_complete(&self) -> bool {
        self.answer.is_complete
    }

    /// Begins at the top again.
    pub fn scroll_to_top(&mut self) {
        self.scroll.set_first(0);
    }

    /// Brings the selected customer into sight.
    pub fn reveal(&mut self, id: crate::model::Id) {
        if let Some(row) = self.answer.ids.iter().position(|other| *other == id) {
            self.lead_row = Some((id, row));
            self.scroll.reveal(row);
        }
    }

    /// Opens or closes the list of columns.
    pub fn choose_columns(&mut self) {
        self.columns.toggle();
    }

    /// Gives the keyboard to the table.
    pub fn take_focus(&mut self) {
        self.takes_focus = true;
    }

    fn lead_row(&mut self, lead: Option<crate::model::Id>) -> Option<usize> {
        let lead = lead?;
        match self.lead_row {
            Some((id, row)) if id == lead && self.answer.ids.get(row) == Some(&lead) => Some(row),
            _ => {
                let row = self.answer.ids.iter().position(|id| *id == lead)?;
                self.lead_row = Some((lead, row));
                Some(row)
            }
        }
    }

    /// The column that has the keyboard.
    fn column(&self, scene: &Scene<'_>) -> Column {
        let columns = &scene.settings.columns;
        columns[self.column.min(columns.len() - 1)].column.clone()
    }

    /// Draws table and foot.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let palette = palette(ui.visuals());
        egui::Panel::bottom("customers-foot")
            .exact_size(size::HEAD)
            .resizable(false)
            .show_separator_line(false)
            .frame(egui::Frame::new().fill(palette.raised).inner_margin(egui::Margin::symmetric(12, 0)))
            .show(ui, |ui| {
                let top = ui.max_rect().top();
                ui.painter().hline(ui.clip_rect().x_range(), top, palette.hairline());
                self.foot_ui(ui, scene);
            });
        egui::CentralPanel::no_frame().frame(egui::Frame::new().fill(palette.panel)).show(ui, |ui| {
            if self.answer.ids.is_empty() {
                self.editing = None;
                empty::ui(ui, scene, self.answer.total, self.answer.is_complete);
            } else {
                self.table_ui(ui, scene);
            }
        });
    }
}

/// The id under which the table takes the keyboard.
pub fn focus_id() -> Id {
    Id::unique("customers-table")
}

/// What cannot be typed into the table: it comes from what is logged.
fn is_editable(column: &Column) -> bool {
    column.field() != Some(crate::model::Field::LastContact)
}

/// What is said where a cell cannot be typed into.
fn not_editable(column: &Column) -> String {
    tr!("cell-not-editable", column = column.label())
}
