//! Where something is written to: a path that one types, or chooses in the system's dialog where there is one.

use std::path::PathBuf;

use egui::{TextEdit, Ui, vec2};
use egui_material_icons::icons::ICON_FOLDER_OPEN;

use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::finding::{Chosen, Finding, among_documents, choose_to_save, expand};
use crate::app::widgets::{button, text};
use crate::tr;

/// A path being chosen.
pub struct SaveTo {
    path: String,
    /// Name and suffix of the kinds of file; the first is that of a name without one.
    kinds: &'static [(&'static str, &'static str)],
    dialog: Option<Finding<Chosen>>,
    says_no_dialog: bool,
    takes_focus: bool,
}

impl SaveTo {
    /// Proposes a file of this name among the person's documents.
    pub fn among_documents(name: String, kinds: &'static [(&'static str, &'static str)]) -> Self {
        Self { path: among_documents(&name).display().to_string(), kinds, dialog: None, says_no_dialog: false, takes_focus: true }
    }

    /// The path as it stands.
    pub fn path(&self) -> PathBuf {
        expand(&self.path)
    }

    /// Whether it ends in `suffix`, in any case.
    pub fn has_suffix(&self, suffix: &str) -> bool {
        self.path().extension().is_some_and(|known| known.eq_ignore_ascii_case(suffix))
    }

    /// Lets it end in `suffix`.
    pub fn set_suffix(&mut self, suffix: &str) {
        self.path = self.path().with_extension(suffix).display().to_string();
    }

    /// Draws path and button; `title` is that of the system's dialog, `what` stands below where there is nothing to warn of.
    pub fn ui(&mut self, ui: &mut Ui, title: String, what: Option<String>) {
        let palette = palette(ui.visuals());
        let name = tr!("export-path");
        ui.label(text::caption(ui, &name));
        ui.allocate_ui_with_layout(vec2(ui.available_width(), size::CONTROL), egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_open = self.dialog.as_mut().is_some_and(Finding::is_busy);
            let choose = ui.add_enabled_ui(!is_open, |ui| button::plain_ui(ui, Some(ICON_FOLDER_OPEN), &tr!("export-choose"))).inner;
            if choose.clicked() {
                let (path, kinds) = (self.path(), self.kinds);
                self.says_no_dialog = false;
                self.dialog = Some(Finding::start(ui, move || choose_to_save(title, &path, kinds)));
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
                let usual = self.kinds.first().map_or("", |(_, suffix)| suffix);
                let path = if path.extension().is_some() { path } else { path.with_extension(usual) };
                self.path = path.display().to_string();
            }
            Some(Chosen::NoDialog) => self.says_no_dialog = true,
            Some(Chosen::Nothing) | None => {}
        }
        let (said, colour) = match (self.says_no_dialog, self.path().is_file(), what) {
            (true, _, _) => (tr!("export-no-dialog"), palette.mark(Tone::Due)),
            (false, true, _) => (tr!("export-replaces"), palette.mark(Tone::Due)),
            (false, false, Some(what)) => (what, palette.faint),
            (false, false, None) => return,
        };
        ui.add(egui::Label::new(text::caption(ui, said).color(colour)).wrap());
    }
}
