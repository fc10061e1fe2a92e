//! The bar by which columns are brought into sight. It floats over a row in part; below the last row of the list it has its own room.

use egui::{CornerRadius, Id, Rect, Sense, Ui, pos2, vec2};

use crate::app::theme::palette;
use crate::tr;

const HANDLE_LEAST: f32 = 40.0;
/// Where the pointer finds it.
const HEIGHT: f32 = 10.0;

/// How far the columns behind the name are scrolled.
#[derive(Default)]
pub struct Across {
    /// Whether there are columns out of sight.
    is_there: bool,
    /// What the handle was moved by, in points of the contents, until the table has followed.
    pending: f32,
    /// Where on the handle it was taken.
    grabbed: f32,
}

impl Across {
    /// What the last row has to leave free for it, in points.
    pub fn room(&self) -> f32 {
        if self.is_there { HEIGHT } else { 0.0 }
    }

    /// Tells the area that `ui` scrolls in how far the handle was moved.
    pub fn follow(&mut self, ui: &Ui) {
        let moved = std::mem::take(&mut self.pending);
        if moved != 0.0 {
            ui.scroll_with_delta(vec2(-moved, 0.0));
        }
    }

    /// Draws the bar below the columns in `place`, of which `width` points are scrolled by `offset`, and lets it be dragged.
    pub fn ui(&mut self, ui: &Ui, place: Rect, width: f32, offset: f32) {
        let hidden = width - place.width();
        let is_there = hidden >= 1.0;
        if self.is_there != is_there {
            self.is_there = is_there;
            ui.request_repaint();
        }
        if !is_there {
            self.pending = 0.0;
            return;
        }
        let place = place.with_min_y(place.bottom() - HEIGHT);
        let palette = palette(ui.visuals());
        let handle = (place.width() * place.width() / width).clamp(HANDLE_LEAST.min(place.width()), place.width());
        let way = (place.width() - handle).max(1.0);
        let left = place.left() + (offset / hidden).clamp(0.0, 1.0) * way;
        let response = ui.interact(place, Id::unique("customers-across"), Sense::CLICK | Sense::DRAG);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::accesskit::Role::ScrollBar, true, tr!("look-across"));
            info.value = Some(f64::from(offset));
            info
        });
        if let Some(pointer) = response.interact_pointer_pos() {
            if response.drag_started() || response.clicked() {
                let at = pointer.x - left;
                self.grabbed = if (0.0..=handle).contains(&at) { at } else { handle / 2.0 };
            }
            if response.dragged() || response.clicked() {
                let share = ((pointer.x - self.grabbed - place.left()) / way).clamp(0.0, 1.0);
                self.pending = share * hidden - offset;
                ui.request_repaint();
            }
        }
        let is_hot = response.hovered() || response.dragged();
        let height = if is_hot { 8.0 } else { 5.0 };
        let rect = Rect::from_min_size(pos2(left, place.bottom() - height - 2.0), vec2(handle, height));
        ui.painter().rect_filled(rect, CornerRadius::same(4), palette.faint.gamma_multiply(if is_hot { 0.8 } else { 0.45 }));
    }
}
