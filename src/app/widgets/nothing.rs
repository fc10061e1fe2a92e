//! What stands in the place of a list that has nothing: what it is for and what one can do, or that it is still being read.

use egui::{Ui, vec2};
use egui_material_icons::MaterialIcon;

use super::text;
use crate::app::theme::{palette, size};
use crate::tr;

/// The widest that a hint becomes.
const HINT: f32 = 480.0;

/// Says that there is nothing, and what one can do; an empty `hint` is left out.
pub fn ui(ui: &mut Ui, mark: MaterialIcon, words: &str, hint: &str) {
    ui.add_space(3.0 * size::PAGE);
    ui.vertical_centered(|ui| {
        ui.label(mark.rich_text().size(36.0).color(palette(ui.visuals()).outline));
        ui.add_space(size::GAP);
        ui.label(text::bold(ui, words));
        if !hint.is_empty() {
            ui.set_max_width(HINT.min(ui.available_width()));
            ui.spacing_mut().item_spacing = vec2(0.0, size::GAP_SMALL);
            text::wrapped_ui(ui, text::dim(ui, hint));
        }
    });
}

/// Says that customers are being read.
pub fn reading_ui(ui: &mut Ui) {
    ui.add_space(3.0 * size::PAGE);
    ui.vertical_centered(|ui| {
        ui.add(egui::Spinner::new().size(size::ICON));
        ui.add_space(size::GAP);
        ui.label(text::dim(ui, tr!("today-reading")));
    });
}
