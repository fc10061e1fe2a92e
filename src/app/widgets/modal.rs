//! A question or form over the window: everything behind it waits.

use egui::{Id, Modal, Ui};

use crate::app::theme::{palette, size};

/// Draws it; returns what `draw` returned and whether Esc wants it closed. A click beside it does not close it: what was
/// typed must not be lost to a slip of the hand.
pub fn ui<R>(ui: &Ui, name: &str, width: f32, draw: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
    let palette = palette(ui.visuals());
    let frame = egui::Frame::new()
        .fill(palette.panel)
        .stroke(palette.hairline())
        .corner_radius(10)
        .shadow(ui.visuals().window_shadow)
        .inner_margin(size::PAGE);
    let room = ui.ctx().content_rect().width() - 4.0 * size::PAGE;
    let response = Modal::new(Id::unique(name)).backdrop_color(palette.backdrop).frame(frame).show(ui, |ui| {
        ui.set_width(width.min(room));
        draw(ui)
    });
    let is_beside = response.backdrop_response.clicked();
    let wants_close = !is_beside && response.should_close();
    (response.inner, wants_close)
}
