//! Where the weekly digest is written to.

use chrono::NaiveDate;
use egui::{TextEdit, Ui, vec2};
use egui_material_icons::icons::ICON_FOLDER_OPEN;

use crate::app::action::Action;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::finding::{Chosen, Finding, choose_page_to_save, expand};
use crate::app::widgets::{button, modal, text};
use crate::tr;

/// What was chosen so far.
pub struct DigestForm {
    path: String,
    dialog: Option<Finding<Chosen>>,
    says_no_dialog: bool,
    takes_focus: bool,
}

impl DigestForm {
    /// Proposes a file of today among the person's documents.
    pub fn new(today: NaiveDate) -> Self {
        let dirs = directories::UserDirs::new();
        let folder = dirs.as_ref().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned()).unwrap_or_default();
        let path = folder.join(tr!("digest-file-name", day = today.to_string())).display().to_string();
        Self { path, dialog: None, says_no_dialog: false, takes_focus: true }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "digest", 520.0, |ui| {
            ui.label(text::title(ui, tr!("overview-digest")));
            ui.add_space(size::GAP_SMALL);
            text::wrapped_ui(ui, text::dim(ui, tr!("digest-what")));
            ui.add_space(size::GAP);
            self.path_ui(ui);
            ui.add_space(size::MARGIN);
            let path = expand(&self.path);
            let can_save = path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("html") || suffix.eq_ignore_ascii_case("htm"));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &tr!("digest-do"))).inner;
                if can_save && (save.clicked() || modal::confirms(ui, is_composing, &save)) {
                    actions.push(Action::WriteDigest(path));
                    stays = false;
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }

    fn path_ui(&mut self, ui: &mut Ui) {
        let palette = palette(ui.visuals());
        let name = tr!("export-path");
        ui.label(text::caption(ui, &name));
        ui.allocate_ui_with_layout(vec2(ui.available_width(), size::CONTROL), egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_open = self.dialog.as_mut().is_some_and(Finding::is_busy);
            let choose = ui.add_enabled_ui(!is_open, |ui| button::plain_ui(ui, Some(ICON_FOLDER_OPEN), &tr!("export-choose"))).inner;
            if choose.clicked() {
                let (title, path) = (tr!("overview-digest"), expand(&self.path));
                self.says_no_dialog = false;
                self.dialog = Some(Finding::start(ui, move || choose_page_to_save(title, &path)));
            }
            let width = ui.available_width();
            let edit = TextEdit::singleline(&mut self.path).desired_width(width).align(egui::Align2::LEFT_CENTER);
            let response = ui.add(edit).accessible_name(&name);
            if std::mem::take(&mut self.takes_focus) {
                response.request_focus();
            }
        });
        match self.dialog.as_mut().and_then(Finding::take) {
            Some(Chosen::File(path)) => {
                let path = if path.extension().is_some() { path } else { path.with_extension("html") };
                self.path = path.display().to_string();
            }
            Some(Chosen::NoDialog) => self.says_no_dialog = true,
            Some(Chosen::Nothing) | None => {}
        }
        let replaces = expand(&self.path).is_file();
        let said = match (self.says_no_dialog, replaces) {
            (true, _) => tr!("export-no-dialog"),
            (false, true) => tr!("export-replaces"),
            (false, false) => return,
        };
        ui.add(egui::Label::new(text::caption(ui, said).color(palette.mark(Tone::Due))).wrap());
    }
}
