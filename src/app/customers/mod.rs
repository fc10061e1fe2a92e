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
mod why;
mod widths;

use egui::{Id, Pos2, Ui};

use super::action::Scene;
use super::theme::{palette, size};
use crate::book::index::Marked;
use crate::book::{Book, Column, TableAnswer, TableQuestion};
use crate::model::Field;
use crate::tr;
pub use copying::text_of;
use editing::CellEdit;
use keys::Seek;
use rows::Rows;
use scroll::Scroll;
use why::Why;

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
    why: Why,
    sight: Sight,
    /// The search stands from when the window was closed, and nobody has said yet that it shall.
    is_recalled: bool,
}

/// Which of the selected customers the table shows.
#[derive(Default)]
struct Sight {
    /// For which state of the selection.
    of: Option<u64>,
    /// Those that it shows, in the order of ids.
    ids: Vec<crate::model::Id>,
    /// How many it does not show.
    hidden: usize,
}

impl Customers {
    /// Asks again which customers the table shows.
    pub fn refresh(&mut self, book: &Book, question: &TableQuestion) {
        self.answer = book.table(question);
        self.rows.clear();
        self.lead_row = None;
        self.sight.of = None;
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

    /// Finds out, bit by bit, why the search finds nobody; returns whether there is more to find out.
    pub fn explain(&mut self, book: &Book, search: &str) -> bool {
        if !self.answer.ids.is_empty() || !self.answer.is_complete || search.trim().is_empty() {
            self.why.forget();
            return false;
        }
        self.why.look(book, search)
    }

    /// Says whether the search stands from when the window was closed.
    pub fn recalled(&mut self, is_recalled: bool) {
        self.is_recalled = is_recalled;
    }

    /// The selected customers that the table shows, and how many it does not.
    fn sight(&mut self, scene: &Scene<'_>) -> &Sight {
        let of = scene.selection.revision();
        if self.sight.of != Some(of) {
            let (selection, answer) = (&scene.selection, &self.answer);
            let mut ids: Vec<crate::model::Id> = if answer.ids.len() == answer.total {
                selection.ids()
            } else {
                answer.ids.iter().copied().filter(|id| selection.contains(*id)).take(selection.len()).collect()
            };
            ids.sort_unstable();
            self.sight = Sight { of: Some(of), hidden: selection.len() - ids.len(), ids };
        }
        &self.sight
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
                // Rows that come later must not take the keyboard from whoever is typing by then.
                self.takes_focus = false;
                empty::ui(ui, scene, self.answer.total, self.answer.is_complete, &self.why);
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
    column.field() != Some(Field::LastContact) && !column.field().is_some_and(Field::is_computed)
}

/// What is said where a cell cannot be typed into.
fn not_editable(column: &Column) -> String {
    if column.field().is_some_and(Field::is_computed) {
        return tr!("cell-computed", column = column.label());
    }
    tr!("cell-not-editable", column = column.label())
}
