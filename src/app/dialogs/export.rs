//! The form for taking the list out: whom, in which form, to which file.

use std::path::Path;

use chrono::NaiveDate;
use egui::{TextEdit, Ui};

use super::save_to::SaveTo;
use crate::app::action::Action;
use crate::app::theme::size;
use crate::app::widgets::{button, modal, text};
use crate::book::{PaperOut, RegisterEdit};
use crate::model::Id;
use crate::tr;

/// What a list can be written as; a name that was typed without a suffix becomes a workbook.
const KINDS: &[(&str, &str)] = &[("Excel", "xlsx"), ("CSV", "csv")];

/// What was chosen so far.
pub struct ExportForm {
    shown: Vec<Id>,
    selected: Vec<Id>,
    only_selected: bool,
    to: SaveTo,
    /// What stands in the search box.
    search: String,
    /// What for.
    why: String,
}

impl ExportForm {
    /// A form for the customers that the table shows, which `search` found, and those that are selected.
    pub fn new(shown: Vec<Id>, selected: Vec<Id>, search: String, today: NaiveDate) -> Self {
        let to = SaveTo::among_documents(tr!("export-file-name", day = today.to_string()), KINDS);
        let only_selected = selected.len() > 1;
        Self { shown, selected, only_selected, to, search, why: String::new() }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "export", 520.0, |ui| {
            ui.label(text::title(ui, tr!("export-title")));
            ui.add_space(size::GAP_WIDE);
            self.scope_ui(ui);
            ui.add_space(size::GAP);
            self.to.ui(ui, tr!("export-title"), Some(tr!("export-what")));
            ui.add_space(size::GAP);
            let name = tr!("export-why");
            ui.label(text::caption(ui, &name));
            let edit = TextEdit::singleline(&mut self.why).hint_text(tr!("export-why-hint")).desired_width(ui.available_width());
            ui.add(edit).accessible_name(&name);
            ui.add_space(size::MARGIN);
            let is_known = KINDS.iter().any(|(_, suffix)| self.to.has_suffix(suffix));
            let ids = if self.only_selected { &self.selected } else { &self.shown };
            let can_save = is_known && !ids.is_empty();
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let words = tr!("export-do", count = ids.len(), shown = text::grouped(ids.len()));
                let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &words)).inner;
                if can_save && (save.clicked() || modal::confirms(ui, is_composing, &save)) {
                    let path = self.to.path();
                    actions.push(Action::Export { customers: ids.clone(), note: self.note(&path, ids.len()), path });
                    stays = false;
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }

    /// What the register is told: how many went where, found by which search, and what for.
    fn note(&self, path: &Path, customers: usize) -> RegisterEdit {
        let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
        let what = PaperOut::to_file(path, &suffix, "", &self.why);
        let query = if self.only_selected { String::new() } else { self.search.clone() };
        RegisterEdit::NoteList { customers, query, what }
    }

    fn scope_ui(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let all = tr!("export-shown", count = self.shown.len(), shown = text::grouped(self.shown.len()));
            let few = tr!("export-selected", count = self.selected.len(), shown = text::grouped(self.selected.len()));
            if ui.add(egui::Button::selectable(!self.only_selected, all).frame_when_inactive(true)).clicked() {
                self.only_selected = false;
            }
            let button = egui::Button::selectable(self.only_selected, few).frame_when_inactive(true);
            if ui.add_enabled(!self.selected.is_empty(), button).clicked() {
                self.only_selected = true;
            }
            ui.add_space(size::MARGIN);
            for (words, suffix) in KINDS {
                if ui.add(egui::Button::selectable(self.to.has_suffix(suffix), *words).frame_when_inactive(true)).clicked() {
                    self.to.set_suffix(suffix);
                }
            }
        });
    }
}
