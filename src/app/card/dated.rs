//! An entry of a list on the card: when at the left, what beside it, buttons at the right.

use egui::{Align, Color32, Layout, RichText, Ui, vec2};
use egui_material_icons::MaterialIcon;

use super::fields::label_width;
use crate::app::theme::{palette, size};
use crate::app::widgets::text;

/// What an entry says.
pub(super) struct Dated {
    /// A mark before the day, and what it is called.
    pub mark: Option<(MaterialIcon, String)>,
    /// When, and in which colour.
    pub when: (String, Color32),
    /// The day in full, on hover.
    pub day: Option<String>,
    /// What, in a line or several.
    pub words: RichText,
    /// What else is known, line by line.
    pub remarks: Vec<String>,
}

/// Draws an entry; `buttons` draws so many small ones behind it.
pub(super) fn dated_ui<R>(ui: &mut Ui, said: Dated, (count, buttons): (usize, impl FnOnce(&mut Ui) -> R)) -> R {
    let label = label_width(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.allocate_ui_with_layout(vec2(label, size::COMPACT), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(vec2(label, size::COMPACT));
            if let Some((mark, name)) = said.mark {
                let colour = palette(ui.visuals()).faint;
                ui.label(mark.rich_text().size(size::BODY).color(colour)).on_hover_text(name);
            }
            let (when, colour) = said.when;
            let response = text::cut_ui(ui, RichText::new(when).color(colour));
            if let Some(day) = said.day {
                response.on_hover_text(day);
            }
        });
        let width = ui.available_width() - count as f32 * (size::COMPACT + 2.0);
        ui.allocate_ui_with_layout(vec2(width, size::COMPACT), Layout::top_down(Align::Min), |ui| {
            ui.set_min_size(vec2(width, size::COMPACT));
            ui.add_space(2.0);
            text::wrapped_ui(ui, said.words);
            for remark in said.remarks.iter().filter(|remark| !remark.is_empty()) {
                text::wrapped_ui(ui, text::caption(ui, remark));
            }
        });
        buttons(ui)
    })
    .inner
}
