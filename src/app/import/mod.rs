//! The import wizard: which file, what its columns are, what would change, and what became of it.

mod file_page;
mod nearby;

use std::path::PathBuf;

use egui::{Context, Ui};

use super::action::{Action, Scene};
use super::theme::size;
use super::widgets::text;
use crate::tr;
use file_page::FilePage;

/// The wizard, from the moment it is opened.
pub struct Wizard {
    file_page: FilePage,
}

impl Wizard {
    /// Opens the wizard on its first page.
    pub fn new(context: &Context, recent: Vec<PathBuf>) -> Self {
        Self { file_page: FilePage::new(context, recent) }
    }

    /// Draws the page on which it stands.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::PAGE);
        ui.label(text::title(ui, tr!("import-title")));
        ui.add_space(size::MARGIN);
        if let Some(file) = self.file_page.ui(ui, scene) {
            scene.push(Action::Import(Some(file)));
        }
    }
}
