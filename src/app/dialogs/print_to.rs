//! The form for saving what is printed: to which file, and whether each customer gets one of its own.

use chrono::NaiveDate;
use egui::Ui;

use super::save_to::SaveTo;
use crate::app::action::Action;
use crate::app::print::PrintOrder;
use crate::app::theme::size;
use crate::app::widgets::{button, modal, text};
use crate::book::{IN_ONE_FILE, paper_name};
use crate::print::Paper;
use crate::tr;

/// What was chosen so far.
pub struct PrintForm {
    order: PrintOrder,
    to: SaveTo,
}

impl PrintForm {
    /// Proposes a file of today among the person's documents.
    pub fn new(order: PrintOrder, today: NaiveDate) -> Self {
        let name = tr!("print-file-name", paper = paper_name(order.question.paper), day = today.to_string());
        // To whom one writes is a list as well, for those who print elsewhere.
        let kinds: &[(&str, &str)] = if is_mail(order.question.paper) { &[("PDF", "pdf"), ("CSV", "csv")] } else { &[("PDF", "pdf")] };
        Self { order, to: SaveTo::among_documents(name, kinds) }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let count = self.order.question.customers.len();
        let ((), wants_close) = modal::ui(ui, "print-to", 520.0, |ui| {
            ui.label(text::title(ui, tr!("print-save-title")));
            ui.add_space(size::GAP);
            self.to.ui(ui, tr!("print-save-title"), (count > IN_ONE_FILE).then(|| tr!("print-many-files")));
            if is_mail(self.order.question.paper) {
                ui.add_space(size::GAP);
                for (suffix, words) in [("pdf", tr!("print-as-pages")), ("csv", tr!("print-as-list"))] {
                    if ui.radio(self.to.has_suffix(suffix), words).clicked() {
                        self.to.set_suffix(suffix);
                    }
                }
            }
            if count > 1 && matches!(self.order.question.paper, Paper::Card | Paper::Brief) {
                ui.add_space(size::GAP);
                ui.checkbox(&mut self.order.is_one_each, tr!("print-one-each"));
            }
            ui.add_space(size::MARGIN);
            let can_save = self.to.has_suffix("pdf") || is_mail(self.order.question.paper) && self.to.has_suffix("csv");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &tr!("print-save-do"))).inner;
                if can_save && (save.clicked() || modal::confirms(ui, is_composing, &save)) {
                    self.order.path = Some(self.to.path());
                    actions.push(Action::Print(Box::new(self.order.clone())));
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

/// Whether a paper is sent to those who are on it.
fn is_mail(paper: Paper) -> bool {
    matches!(paper, Paper::Letter | Paper::Envelope | Paper::Labels)
}
