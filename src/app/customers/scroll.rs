//! Scrolling by whole rows: the position is the number of the top row, never a sum of points.

use egui::{CornerRadius, Event, Id, MouseWheelUnit, Rect, Sense, Ui, pos2, vec2};

use crate::app::theme::{palette, size};
use crate::tr;

/// Rows that one notch of the wheel moves.
const NOTCH_ROWS: f32 = 3.0;
const HANDLE_LEAST: f32 = 28.0;

/// Which rows are in sight.
#[derive(Default)]
pub struct Scroll {
    first: usize,
    /// Whole rows that fit.
    fitting: usize,
    /// What the wheel has moved and is not yet a row.
    rest: f32,
    reveal: Option<usize>,
    /// Where on the handle it was taken.
    grabbed: f32,
}

impl Scroll {
    /// The top row.
    pub fn first(&self) -> usize {
        self.first
    }

    /// Makes `row` the top one.
    pub fn set_first(&mut self, row: usize) {
        self.first = row;
    }

    /// Whole rows that fit.
    pub fn page(&self) -> usize {
        self.fitting.max(1)
    }

    /// Keeps the position inside a list of `count` rows.
    pub fn clamp(&mut self, count: usize) {
        self.first = self.first.min(count.saturating_sub(self.fitting.max(1)));
    }

    /// Brings `row` into sight before the next drawing.
    pub fn reveal(&mut self, row: usize) {
        self.reveal = Some(row);
    }

    /// Settles where the list of `count` rows stands in a place where `fitting` whole rows fit.
    pub fn settle(&mut self, count: usize, fitting: usize) {
        self.fitting = fitting;
        if let Some(row) = self.reveal.take() {
            if row < self.first {
                self.first = row;
            } else if row >= self.first + self.page() {
                self.first = row + 1 - self.page();
            }
        }
        self.clamp(count);
    }

    /// Takes the vertical wheel over `place` out of the input.
    pub fn wheel(&mut self, ui: &Ui, place: Rect, count: usize) {
        if !ui.rect_contains_pointer(place) {
            return;
        }
        let page = self.page() as f32;
        let moved: f32 = ui.input_mut(|input| {
            let rows = input
                .events
                .iter()
                .map(|event| match event {
                    Event::MouseWheel { unit, delta, modifiers, .. } if !modifiers.shift && !modifiers.ctrl => match unit {
                        MouseWheelUnit::Line => delta.y * NOTCH_ROWS,
                        MouseWheelUnit::Point => delta.y / size::ROW,
                        MouseWheelUnit::Page => delta.y * page,
                    },
                    _ => 0.0,
                })
                .sum();
            input.smooth_scroll_delta.y = 0.0;
            rows
        });
        if moved == 0.0 {
            return;
        }
        self.rest += moved;
        let rows = self.rest.trunc();
        self.rest -= rows;
        self.first = self.first.saturating_add_signed(-(rows as isize));
        self.clamp(count);
    }

    /// Draws the bar of a list of `count` rows into `place` and lets it be dragged; returns where its handle is while it is.
    pub fn bar_ui(&mut self, ui: &mut Ui, place: Rect, count: usize) -> Option<Rect> {
        if count <= self.page() {
            return None;
        }
        let palette = palette(ui.visuals());
        let last_first = count - self.page();
        let handle = (place.height() * self.page() as f32 / count as f32).clamp(HANDLE_LEAST, place.height());
        let way = (place.height() - handle).max(1.0);
        let top = |first: usize| place.top() + (first as f64 / last_first as f64) as f32 * way;
        let response = ui.interact(place, Id::unique("customers-scroll"), Sense::CLICK | Sense::DRAG);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::accesskit::Role::ScrollBar, true, tr!("table-scroll"));
            info.value = Some(self.first as f64);
            info
        });
        if let Some(pointer) = response.interact_pointer_pos() {
            if response.drag_started() || response.clicked() {
                let at = pointer.y - top(self.first);
                self.grabbed = if (0.0..=handle).contains(&at) { at } else { handle / 2.0 };
            }
            if response.dragged() || response.clicked() {
                let share = f64::from((pointer.y - self.grabbed - place.top()) / way).clamp(0.0, 1.0);
                self.first = (share * last_first as f64).round() as usize;
            }
        }
        let is_hot = response.hovered() || response.dragged();
        let width = if is_hot { 8.0 } else { 5.0 };
        let rect = Rect::from_min_size(pos2(place.right() - width - 2.0, top(self.first)), vec2(width, handle));
        let colour = palette.faint.gamma_multiply(if is_hot { 0.8 } else { 0.45 });
        ui.painter().rect_filled(rect, CornerRadius::same(4), colour);
        response.is_pointer_button_down_on().then_some(rect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_brought_into_sight_with_the_least_movement() {
        let mut scroll = Scroll::default();
        scroll.settle(1_000_000, 20);
        scroll.reveal(999_999);
        scroll.settle(1_000_000, 20);
        assert_eq!(scroll.first(), 999_980);
        scroll.reveal(999_985);
        scroll.settle(1_000_000, 20);
        assert_eq!(scroll.first(), 999_980);
        scroll.reveal(5);
        scroll.settle(1_000_000, 20);
        assert_eq!(scroll.first(), 5);
    }

    #[test]
    fn a_list_that_became_short_stays_in_sight() {
        let mut scroll = Scroll::default();
        scroll.settle(100, 10);
        scroll.set_first(90);
        scroll.settle(12, 10);
        assert_eq!(scroll.first(), 2);
        scroll.settle(3, 10);
        assert_eq!(scroll.first(), 0);
    }
}
