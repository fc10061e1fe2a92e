//! The table of customers: which ones, in which order, and what can be done with the selected ones.
//!
//! Rows are never held as a whole: only those in sight are fetched, and the top one is a whole number, so that a million
//! rows scroll as exactly as ten.

mod cells;
mod columns;
mod empty;
mod keys;
mod rows;
mod scroll;
mod table;

use egui::{Id, Ui};

use super::action::{Action, Running, Scene};
use super::commands::Command;
use super::theme::{palette, size};
use super::widgets::{button, days, text};
use crate::book::{Book, TableAnswer, TableQuestion};
use crate::tr;
use rows::Rows;
use scroll::Scroll;

/// The state of the table.
#[derive(Default)]
pub struct Customers {
    answer: TableAnswer,
    rows: Rows,
    scroll: Scroll,
    columns: columns::Chooser,
    /// The row of the selected customer, found once per answer and selection.
    lead_row: Option<(crate::model::Id, usize)>,
    takes_focus: bool,
}

impl Customers {
    /// Asks again which customers the table shows.
    pub fn refresh(&mut self, book: &Book, question: &TableQuestion) {
        self.answer = book.table(question);
        self.rows.clear();
        self.lead_row = None;
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
                empty::ui(ui, scene, self.answer.total, self.answer.is_complete);
            } else {
                self.table_ui(ui, scene);
            }
        });
    }

    fn foot_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.horizontal_centered(|ui| {
            let (shown, total) = (self.answer.ids.len(), self.answer.total);
            let count = if shown == total {
                tr!("customers-count", count = total, shown = text::grouped(total))
            } else {
                tr!("customers-count-of", count = shown, shown = text::grouped(shown), total = text::grouped(total))
            };
            ui.label(text::caption(ui, count));
            if scene.selection.len() > 1 {
                ui.add_space(size::GAP);
                let selected = scene.selection.len();
                ui.label(text::caption(ui, tr!("customers-selected", count = selected, shown = text::grouped(selected))));
                let command = Command::DeleteCustomers;
                let response = button::small_icon_ui(ui, command.icon(), &command.name());
                if response.clicked() {
                    scene.push(Action::Run(command));
                }
            }
            if !self.answer.is_complete {
                ui.add_space(size::GAP);
                ui.label(text::caption(ui, tr!("search-still-filling")));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| match scene.running.clone() {
                Some(running) => running_ui(ui, scene, &running),
                None => {
                    ui.label(text::caption(ui, saved(ui, scene)));
                }
            });
        });
    }
}

/// What runs, how far it is, and which edits wait for it; from the right.
fn running_ui(ui: &mut Ui, scene: &mut Scene<'_>, running: &Running) {
    ui.request_repaint_after(std::time::Duration::from_millis(200));
    let words = tr!("job-share", what = running.words.as_str(), percent = (running.share * 100.0) as i64);
    let waiting = scene.book.waiting();
    if waiting > 0 {
        ui.label(text::caption(ui, tr!("edits-wait", count = waiting, shown = text::grouped(waiting))));
        ui.add_space(size::GAP);
    }
    if running.is_import {
        if button::link_ui(ui, None, &words).clicked() {
            scene.push(Action::OpenImport(None));
        }
    } else {
        if button::link_ui(ui, None, &tr!("job-stop")).clicked() {
            scene.push(Action::StopJob);
        }
        // A long file name gives way to what stands beside it.
        text::cut_ui(ui, text::caption(ui, words));
    }
}

/// That everything is saved, and when the book was backed up.
fn saved(ui: &Ui, scene: &Scene<'_>) -> String {
    if let Some(share) = scene.book.backup_progress() {
        ui.request_repaint_after(std::time::Duration::from_millis(200));
        return tr!("book-backing-up", percent = (share * 100.0) as i64);
    }
    let Some(at_ms) = scene.book.backed_up_ms() else { return tr!("book-saved") };
    // "12 minutes ago" becomes 13 at the full minute.
    ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
    let minutes = (scene.now.ms() - at_ms).max(0) / 60_000;
    let ago = match minutes {
        0 => tr!("ago-now"),
        1..60 => tr!("ago-minutes", count = minutes),
        60..1_440 => tr!("ago-hours", count = minutes / 60),
        _ => days::relative(scene.clock.local(at_ms).date(), scene.now.today),
    };
    tr!("book-backed-up", ago = ago)
}

/// The id under which the table takes the keyboard.
pub fn focus_id() -> Id {
    Id::unique("customers-table")
}
