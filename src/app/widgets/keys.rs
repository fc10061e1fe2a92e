//! Keys as they look on the keyboard: in the palette and the list of keys.

use egui::{Align, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::text;
use crate::app::theme::{palette, size};

const HEIGHT: f32 = 20.0;
const PADDING: f32 = 6.0;

/// Draws keys where the layout stands.
pub fn ui(ui: &mut Ui, keys: &str) {
    let width = text::cut(ui, keys, text::caption_font(), palette(ui.visuals()).dim, 200.0).size().x + 2.0 * PADDING;
    let (place, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    paint(ui, keys, place.right(), place.center().y);
}

/// Paints keys that end at `right`; returns where they begin.
pub fn paint(ui: &Ui, keys: &str, right: f32, middle: f32) -> f32 {
    let palette = palette(ui.visuals());
    let galley = text::cut(ui, keys, text::caption_font(), palette.dim, 200.0);
    let width = galley.size().x + 2.0 * PADDING;
    let place = Rect::from_min_max(pos2(right - width, middle - HEIGHT / 2.0), pos2(right, middle + HEIGHT / 2.0));
    let stroke = Stroke::new(size::LINE, palette.outline);
    ui.painter().rect(place, CornerRadius::same(size::CHIP_CORNER), palette.raised, stroke, StrokeKind::Inside);
    text::paint(ui.painter(), place, galley, Align::Center, palette.dim);
    place.left()
}
