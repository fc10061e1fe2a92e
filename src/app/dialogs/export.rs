//! The form for taking the list out: whom, in which form, to which file.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use egui::{TextEdit, Ui, vec2};
use egui_material_icons::icons::ICON_FOLDER_OPEN;

use crate::app::action::Action;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::finding::{Chosen, Finding, expand};
use crate::app::widgets::{button, modal, text};
use crate::model::Id;
use crate::tr;

/// What was chosen so far.
pub struct ExportForm {
    shown: Vec<Id>,
    selected: Vec<Id>,
    only_selected: bool,
    path: String,
    dialog: Option<Finding<Chosen>>,
    says_no_dialog: bool,
    takes_focus: bool,
}

impl ExportForm {
    /// A form for the customers that the table shows and those that are selected.
    pub fn new(shown: Vec<Id>, selected: Vec<Id>, today: NaiveDate) -> Self {
        let dirs = directories::UserDirs::new();
        let folder = dirs.as_ref().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned()).unwrap_or_default();
        let path = folder.join(tr!("export-file-name", day = today.to_string())).display().to_string();
        let only_selected = selected.len() > 1;
        Self { shown, selected, only_selected, path, dialog: None, says_no_dialog: false, takes_focus: true }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "export", 520.0, |ui| {
            ui.label(text::title(ui, tr!("export-title")));
            ui.add_space(size::GAP_WIDE);
            self.scope_ui(ui);
            ui.add_space(size::GAP);
            self.path_ui(ui);
            ui.add_space(size::MARGIN);
            let path = expand(&self.path);
            let is_known = path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("xlsx") || suffix.eq_ignore_ascii_case("csv"));
            let ids = if self.only_selected { &self.selected } else { &self.shown };
            let can_save = is_known && !ids.is_empty();
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let words = tr!("export-do", count = ids.len(), shown = text::grouped(ids.len()));
                let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &words)).inner;
                if can_save && (save.clicked() || modal::confirms(ui, is_composing, &save)) {
                    actions.push(Action::Export { customers: ids.clone(), path });
                    stays = false;
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
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
            for (words, suffix) in [("Excel", "xlsx"), ("CSV", "csv")] {
                let is_chosen = expand(&self.path).extension().is_some_and(|known| known.eq_ignore_ascii_case(suffix));
                if ui.add(egui::Button::selectable(is_chosen, words).frame_when_inactive(true)).clicked() {
                    self.path = expand(&self.path).with_extension(suffix).display().to_string();
                }
            }
        });
    }

    fn path_ui(&mut self, ui: &mut Ui) {
        let palette = palette(ui.visuals());
        let name = tr!("export-path");
        ui.label(text::caption(ui, &name));
        ui.allocate_ui_with_layout(vec2(ui.available_width(), size::CONTROL), egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_open = self.dialog.as_mut().is_some_and(Finding::is_busy);
            let choose = ui.add_enabled_ui(!is_open, |ui| button::plain_ui(ui, Some(ICON_FOLDER_OPEN), &tr!("export-choose"))).inner;
            if choose.clicked() {
                let (title, path) = (tr!("export-title"), expand(&self.path));
                self.says_no_dialog = false;
                self.dialog = Some(Finding::start(ui, move || crate::app::widgets::finding::choose_to_save(title, &path)));
            }
            let width = ui.available_width();
            let response =
                ui.add(TextEdit::singleline(&mut self.path).desired_width(width).align(egui::Align2::LEFT_CENTER)).accessible_name(&name);
            if std::mem::take(&mut self.takes_focus) {
                response.request_focus();
            }
        });
        match self.dialog.as_mut().and_then(Finding::take) {
            Some(Chosen::File(path)) => self.path = with_suffix(path).display().to_string(),
            Some(Chosen::NoDialog) => self.says_no_dialog = true,
            Some(Chosen::Nothing) | None => {}
        }
        let path = expand(&self.path);
        let said = if self.says_no_dialog {
            tr!("export-no-dialog")
        } else if path.is_file() {
            tr!("export-replaces")
        } else {
            tr!("export-what")
        };
        let tone = if self.says_no_dialog || path.is_file() { palette.mark(Tone::Due) } else { palette.faint };
        ui.add(egui::Label::new(text::caption(ui, said).color(tone)).wrap());
    }
}

/// A name that was typed without a suffix becomes a workbook.
fn with_suffix(path: PathBuf) -> PathBuf {
    if Path::new(&path).extension().is_some() { path } else { path.with_extension("xlsx") }
}
