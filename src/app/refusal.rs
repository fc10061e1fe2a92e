//! What the window shows when the book cannot be opened: what happened, what to do, and the ways out.

use std::path::{Path, PathBuf};

use egui::{TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_ERROR, ICON_FOLDER_OPEN, ICON_REFRESH};

use super::theme::{Tone, palette, size};
use super::widgets::{button, text};
use crate::error::Error;
use crate::tr;

/// A book that could not be opened.
pub struct Refusal {
    place: PathBuf,
    said: String,
    hint: String,
    other: String,
    wanted: Option<PathBuf>,
}

impl Refusal {
    /// Keeps what the error says.
    pub fn new(place: PathBuf, error: &Error) -> Self {
        let other = place.display().to_string();
        Self { place, said: error.to_string(), hint: error.hint(), other, wanted: None }
    }

    /// The folder that the person wants to be opened now.
    pub fn place_to_open(&mut self) -> Option<PathBuf> {
        self.wanted.take()
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui) {
        let palette = palette(ui.visuals());
        egui::CentralPanel::no_frame().frame(egui::Frame::new().fill(palette.panel).inner_margin(size::PAGE)).show(ui, |ui| {
            ui.add_space(ui.available_height() * 0.2);
            ui.vertical_centered(|ui| {
                ui.set_max_width(560.0);
                ui.label(ICON_ERROR.rich_text().size(40.0).color(palette.mark(Tone::Overdue)));
                ui.add_space(size::GAP_WIDE);
                ui.add(egui::Label::new(text::title(ui, &self.said)).wrap());
                ui.add_space(size::GAP);
                ui.add(egui::Label::new(&self.hint).wrap());
                ui.label(text::caption(ui, self.place.display().to_string()));
                ui.add_space(size::PAGE);
                if button::primary_ui(ui, Some(ICON_REFRESH), &tr!("refusal-again")).clicked() {
                    self.wanted = Some(self.place.clone());
                }
                ui.add_space(size::PAGE);
                let name = tr!("refusal-other");
                ui.label(text::caption(ui, &name));
                ui.allocate_ui_with_layout(vec2(480.0, size::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(TextEdit::singleline(&mut self.other).desired_width(340.0)).accessible_name(&name);
                    let is_other = !self.other.trim().is_empty() && Path::new(self.other.trim()) != self.place;
                    let open = ui.add_enabled_ui(is_other, |ui| button::plain_ui(ui, Some(ICON_FOLDER_OPEN), &tr!("refusal-open"))).inner;
                    if open.clicked() {
                        self.wanted = Some(PathBuf::from(self.other.trim()));
                    }
                });
            });
        });
    }
}
