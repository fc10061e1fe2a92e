//! Who changed what when, from the journal.

use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons::ICON_ARROW_FORWARD;

use super::fields::LABEL;
use crate::app::action::Scene;
use crate::app::theme::{palette, size};
use crate::app::widgets::text;
use crate::book::{HistoryChange, HistoryEntry};
use crate::tr;

/// Draws the steps, newest first.
pub fn ui(ui: &mut Ui, scene: &Scene<'_>, entries: &[HistoryEntry]) {
    let palette = palette(ui.visuals());
    ui.add_space(size::GAP);
    if entries.is_empty() {
        ui.label(text::caption(ui, tr!("history-none")));
        return;
    }
    for entry in entries {
        let at = scene.clock.local(entry.at_ms);
        ui.horizontal(|ui| {
            ui.label(text::bold(ui, &entry.what));
        });
        let when = at.format("%Y-%m-%d %H:%M").to_string();
        let who = if entry.who.is_empty() { when } else { tr!("history-when-who", when = when, who = entry.who.as_str()) };
        ui.label(text::caption(ui, who));
        for change in &entry.changes {
            change_ui(ui, change);
        }
        ui.add_space(size::GAP);
        let line = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), line, palette.hairline());
        ui.add_space(size::GAP);
    }
}

/// One field: what it was, struck out, and what it is.
fn change_ui(ui: &mut Ui, change: &HistoryChange) {
    let palette = palette(ui.visuals());
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.allocate_ui_with_layout(vec2(LABEL, 20.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(vec2(LABEL, 20.0));
            text::cut_ui(ui, text::dim(ui, &change.label));
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
            if !change.was.is_empty() {
                ui.label(text::dim(ui, &change.was).strikethrough());
                ui.label(ICON_ARROW_FORWARD.rich_text().size(14.0).color(palette.faint));
            }
            ui.label(if change.now.is_empty() { "—" } else { &change.now });
        });
    });
}
