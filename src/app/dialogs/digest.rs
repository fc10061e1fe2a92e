//! Where the weekly digest is written to.

use chrono::NaiveDate;
use egui::Ui;

use super::save_to::SaveTo;
use crate::app::action::Action;
use crate::app::theme::size;
use crate::app::widgets::{button, modal, text};
use crate::tr;

/// What was chosen so far.
pub struct DigestForm {
    to: SaveTo,
}

impl DigestForm {
    /// Proposes a file of today among the person's documents.
    pub fn new(today: NaiveDate) -> Self {
        Self { to: SaveTo::among_documents(tr!("digest-file-name", day = today.to_string()), &[("HTML", "html")]) }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "digest", 520.0, |ui| {
            ui.label(text::title(ui, tr!("overview-digest")));
            ui.add_space(size::GAP_SMALL);
            text::wrapped_ui(ui, text::dim(ui, tr!("digest-what")));
            ui.add_space(size::GAP);
            self.to.ui(ui, tr!("overview-digest"), None);
            ui.add_space(size::MARGIN);
            let can_save = self.to.has_suffix("html") || self.to.has_suffix("htm");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &tr!("digest-do"))).inner;
                if can_save && (save.clicked() || modal::confirms(ui, is_composing, &save)) {
                    actions.push(Action::WriteDigest(self.to.path()));
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
