//! Files from outside: where they may be dropped, while they hover over the window, and what is dropped.

use std::path::PathBuf;

use egui::{Align2, Area, Context, CornerRadius, Frame, Id, LayerId, Order, Stroke, StrokeKind, Ui};
use egui_material_icons::icons::ICON_UPLOAD_FILE;

use crate::app::theme::{palette, size};
use crate::app::widgets::text;
use crate::tr;

/// The files that were dropped in this frame.
pub fn dropped(context: &Context) -> Vec<PathBuf> {
    context.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect())
}

/// Says over the whole window, while files hover over it, that they become a list to import.
pub fn hover_ui(ui: &Ui) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let palette = palette(ui.visuals());
    let id = Id::unique("drop");
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, id));
    let window = ui.ctx().content_rect();
    painter.rect_filled(window, CornerRadius::ZERO, palette.backdrop);
    painter.rect_stroke(window.shrink(size::GAP), CornerRadius::same(size::CORNER), Stroke::new(2.0, palette.accent()), StrokeKind::Inside);
    let frame = Frame::new().fill(palette.panel).stroke(palette.hairline()).corner_radius(10).inner_margin(size::PAGE);
    Area::new(id.with("words")).order(Order::Tooltip).anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO).interactable(false).show(
        ui.ctx(),
        |ui| {
            frame.show(ui, |ui| {
                ui.vertical_centered(|ui| {
                    ui.label(ICON_UPLOAD_FILE.rich_text().size(28.0).color(palette.accent()));
                    ui.add_space(size::GAP_SMALL);
                    ui.label(text::bold(ui, tr!("drop-here")));
                    ui.label(text::dim(ui, tr!("drop-looked-at-first")));
                });
            });
        },
    );
}
