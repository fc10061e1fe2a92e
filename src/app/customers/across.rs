//! The bar by which columns are brought into sight. It floats over a row in part; below the last row of the list it has its own room.
//! Columns come to rest where one of them begins, as rows do: what is cut in the middle says nothing.

use egui::{Color32, CornerRadius, Id, Mesh, Rect, Sense, Shape, Ui, pos2, style::ScrollAnimation, vec2};

use crate::app::theme::palette;
use crate::tr;

const HANDLE_LEAST: f32 = 40.0;
/// Where the pointer finds it.
const HEIGHT: f32 = 10.0;
/// Width of the shade beside the name while columns are scrolled below it.
const SHADE: f32 = 8.0;
/// So many frames columns stand still before they come to rest: what moves them is seen a frame later.
const STILL: u8 = 3;

/// How far the columns behind the name are scrolled.
#[derive(Default)]
pub struct Across {
    /// Whether there are columns out of sight.
    is_there: bool,
    /// What the handle was moved by, in points of the contents, until the table has followed.
    pending: f32,
    /// Where on the handle it was taken.
    grabbed: f32,
    /// How far the columns were scrolled in the frame before, in points.
    offset: f32,
    /// Which way they went last.
    goes_right: bool,
    /// For how many frames they have stood still.
    still: u8,
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
            ui.scroll_with_delta_animation(vec2(-moved, 0.0), ScrollAnimation::none());
        }
    }

    /// Draws the bar below the columns in `place`, which are as wide as `widths` and scrolled by `offset`, and lets it be dragged.
    pub fn ui(&mut self, ui: &Ui, place: Rect, widths: &[f32], offset: f32) {
        let width: f32 = widths.iter().sum();
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
        let palette = palette(ui.visuals());
        if offset > 0.5 {
            shade_ui(ui, place.with_max_x(place.left() + SHADE), palette.outline);
        }
        let place = place.with_min_y(place.bottom() - HEIGHT);
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
        self.come_to_rest(ui, widths, offset, hidden);
        let is_hot = response.hovered() || response.dragged();
        let height = if is_hot { 8.0 } else { 5.0 };
        let rect = Rect::from_min_size(pos2(left, place.bottom() - height - 2.0), vec2(handle, height));
        ui.painter().rect_filled(rect, CornerRadius::same(4), palette.faint.gamma_multiply(if is_hot { 0.8 } else { 0.45 }));
    }

    /// Brings the columns to where one begins, once nothing moves them any more.
    fn come_to_rest(&mut self, ui: &Ui, widths: &[f32], offset: f32, hidden: f32) {
        let way = offset - self.offset;
        if way.abs() > 0.05 {
            self.goes_right = way > 0.0;
            self.offset = offset;
        }
        let to = rest(widths, offset, hidden, self.goes_right);
        if (to - offset).abs() < 1.0 {
            self.still = 0;
            return;
        }
        let is_held = way.abs() > 0.05 || self.pending != 0.0 || ui.input(|input| input.pointer.any_down());
        self.still = if is_held { 0 } else { self.still + 1 };
        if self.still >= STILL {
            (self.pending, self.still) = (to - offset, 0);
        }
        ui.request_repaint();
    }
}

/// Where columns come to rest that are scrolled by `offset` of `hidden` points: where one of them begins, in the direction in which
/// they went, or at their end.
fn rest(widths: &[f32], offset: f32, hidden: f32, goes_right: bool) -> f32 {
    if offset >= hidden - 1.0 {
        return hidden;
    }
    let mut begins = 0.0;
    for width in widths {
        if offset < begins + 1.0 {
            return begins;
        }
        if offset <= begins + width - 1.0 {
            return if goes_right { (begins + width).min(hidden) } else { begins };
        }
        begins += width;
    }
    offset
}

/// Below the edge of the name, where columns go under it.
fn shade_ui(ui: &Ui, place: Rect, colour: Color32) {
    let mut mesh = Mesh::default();
    for (x, colour) in [(place.left(), colour), (place.right(), Color32::TRANSPARENT)] {
        mesh.colored_vertex(pos2(x, place.top()), colour);
        mesh.colored_vertex(pos2(x, place.bottom()), colour);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 3, 2);
    ui.painter().add(Shape::mesh(mesh));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_rest_where_one_begins_or_at_their_end() {
        let widths = [100.0, 60.0, 140.0, 100.0];
        for (offset, goes_right, rests) in [
            (0.0, true, 0.0),
            (0.6, true, 0.0),
            (30.0, true, 100.0),
            (30.0, false, 0.0),
            (99.5, true, 100.0),
            (99.5, false, 100.0),
            (100.0, false, 100.0),
            (130.0, true, 160.0),
            (130.0, false, 100.0),
            // The last ones cannot be brought to the edge: what is seen is the end.
            (170.0, true, 220.0),
            (170.0, false, 160.0),
            (220.0, false, 220.0),
            (219.5, false, 220.0),
        ] {
            assert_eq!(rest(&widths, offset, 220.0, goes_right), rests, "{offset} {goes_right}");
        }
    }
}
