//! The question before cells of many customers are filled from the clipboard.

use egui::{Label, Ui};

use crate::app::action::{Action, Origin};
use crate::app::theme::size;
use crate::app::widgets::{button, modal, text};
use crate::book::{Column, Edit};
use crate::model::Id as RowId;
use crate::tr;

/// The question before many cells are filled from the clipboard.
pub struct FillQuestion {
    cells: Vec<(RowId, Column, String)>,
    customers: usize,
    columns: Vec<Column>,
}

impl FillQuestion {
    /// The question about `cells`.
    pub fn new(cells: Vec<(RowId, Column, String)>) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let mut customers: Vec<RowId> = Vec::with_capacity(cells.len());
        for (id, column, _) in &cells {
            customers.push(*id);
            if !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        customers.sort_unstable();
        customers.dedup();
        Self { cells, customers: customers.len(), columns }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let count = self.customers;
        let columns = self.columns.iter().map(Column::label).collect::<Vec<_>>().join(", ");
        let ((), wants_close) = modal::ui(ui, "fill-question", 420.0, |ui| {
            let title = tr!("fill-title", columns = columns.as_str(), count = count, shown = text::grouped(count));
            ui.add(Label::new(text::title(ui, title)).wrap());
            ui.add_space(size::GAP_SMALL);
            let mut some: Vec<&str> = self.cells.iter().take(3).map(|(_, _, text)| text.as_str()).collect();
            if self.cells.len() > 3 {
                some.push("…");
            }
            text::wrapped_ui(ui, text::dim(ui, tr!("fill-what", values = some.join(" · "))));
            ui.add_space(size::MARGIN);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let fill = button::primary_ui(ui, None, &tr!("fill-do", count = count, shown = text::grouped(count)));
                if ui.memory(|memory| memory.focused().is_none()) {
                    fill.request_focus();
                }
                if fill.clicked() {
                    let cells = std::mem::take(&mut self.cells);
                    actions.push(Action::Edit { edit: Edit::SetCells { cells }, from: Origin::Nobody });
                    stays = false;
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }
}
