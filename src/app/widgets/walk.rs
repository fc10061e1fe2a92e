//! A long list of lines that is walked by keyboard: one of them is the lead, arrows move it, the list scrolls along.
//!
//! Only lines in sight are drawn. What Space and Enter mean, the page decides.

use egui::accesskit::Role;
use egui::{EventFilter, Id, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo};

use crate::app::theme::{Tone, palette, size};

/// Where one is in a list.
#[derive(Default)]
pub struct Walk {
    /// The line that has the keyboard, or would have it.
    pub at: usize,
    reveals: bool,
    /// So many lines below come into sight along with it, where there is room.
    below: usize,
    takes_focus: bool,
    /// What was in sight when it was drawn last: the first point, and the height.
    seen: (f32, f32),
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walked {
    /// Another line leads.
    Moved,
    /// Space: the line is ticked, or no longer.
    Ticked,
    /// Enter: the line is opened.
    Opened,
}

/// A line to be drawn.
#[derive(Clone, Copy)]
pub struct Step {
    /// Its number.
    pub at: usize,
    /// Whether it leads.
    pub is_lead: bool,
    /// Whether it has the keyboard.
    pub has_focus: bool,
}

impl Walk {
    /// Puts the keyboard onto the list when it is drawn next.
    pub fn take_focus(&mut self) {
        self.takes_focus = true;
    }

    /// Draws the list `name` into the rest of `ui`: `len` lines as high as `height`, of which those that `leads` can have the keyboard.
    /// `draw` draws a line over the whole width.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        (len, height): (usize, f32),
        is_composing: bool,
        leads: &dyn Fn(usize) -> bool,
        mut draw: impl FnMut(&mut Ui, Step),
    ) -> Option<Walked> {
        let id = Id::unique(("walk", name));
        let place = ui.available_rect_before_wrap();
        let focus = ui.interact(place, id, Sense::FOCUSABLE);
        focus.widget_info(|| WidgetInfo::labeled(Role::List, true, name));
        if std::mem::take(&mut self.takes_focus) {
            focus.request_focus();
            // Until the next frame the arrows would leave again.
            ui.request_repaint();
        }
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: false, tab: false, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        self.at = self.at.min(len.saturating_sub(1));
        if !leads(self.at) {
            self.at = next(self.at, len, leads).unwrap_or(self.at);
        }
        let walked = if focus.has_focus() && !is_composing { self.keys(ui, (len, height), place, leads) } else { None };
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("walk", name)).max_rect(place));
        inner.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt(("walk", name)).auto_shrink(false);
        let below = std::mem::take(&mut self.below);
        if std::mem::take(&mut self.reveals)
            && let Some(offset) = self.offset(height, place.height(), below)
        {
            area = area.vertical_scroll_offset(offset);
        }
        let (lead, has_focus) = (self.at, focus.has_focus());
        let drawn = area.show_rows(&mut inner, height, len, |ui, range| {
            for at in range {
                draw(ui, Step { at, is_lead: at == lead, has_focus: has_focus && at == lead });
            }
        });
        self.seen = (drawn.state.clamped_offset().y, drawn.inner_rect.height());
        ui.advance_cursor_after_rect(place);
        walked
    }

    /// Whether the list `name` has the keyboard, for keys that mean something on its page alone.
    pub fn has_focus(&self, ui: &Ui, name: &str) -> bool {
        ui.memory(|memory| memory.has_focus(Id::unique(("walk", name))))
    }

    /// Lets another line lead, and scrolls to it.
    pub fn reveal(&mut self, at: usize) {
        self.reveal_many(at, 1);
    }

    /// Lets another line lead, and scrolls to it and those after it, `count` in all.
    pub fn reveal_many(&mut self, at: usize, count: usize) {
        self.at = at;
        self.reveals = true;
        self.below = count.saturating_sub(1);
    }

    /// Lets another line lead, and have the keyboard.
    pub fn lead(&mut self, ui: &Ui, name: &str, at: usize) {
        self.at = at;
        ui.memory_mut(|memory| memory.request_focus(Id::unique(("walk", name))));
    }

    fn keys(&mut self, ui: &Ui, (len, height): (usize, f32), place: Rect, leads: &dyn Fn(usize) -> bool) -> Option<Walked> {
        let takes = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let page = (place.height() / height).floor().max(1.0) as usize;
        let last = len.saturating_sub(1);
        let back = |from: usize| (0..=from).rev().find(|at| leads(*at));
        let to = if takes(Key::ArrowDown) {
            next(self.at + 1, len, leads)
        } else if takes(Key::ArrowUp) {
            self.at.checked_sub(1).and_then(back)
        } else if takes(Key::PageDown) {
            back((self.at + page).min(last))
        } else if takes(Key::PageUp) {
            next(self.at.saturating_sub(page), len, leads)
        } else if takes(Key::Home) {
            next(0, len, leads)
        } else if takes(Key::End) {
            back(last)
        } else if takes(Key::Space) {
            return Some(Walked::Ticked);
        } else if takes(Key::Enter) {
            return Some(Walked::Opened);
        } else {
            None
        };
        let to = to.filter(|to| *to != self.at)?;
        self.at = to;
        self.reveals = true;
        Some(Walked::Moved)
    }

    /// Where the list has to be scrolled to for the lead to be seen; `None` where it is.
    fn offset(&self, row: f32, height: f32, below: usize) -> Option<f32> {
        let (first, seen) = (self.seen.0, if self.seen.1 > 0.0 { self.seen.1 } else { height });
        // The line above comes along, which may be its head.
        let (top, bottom) = (self.at.saturating_sub(1) as f32 * row, (self.at + 1 + below) as f32 * row);
        if top < first {
            Some(top)
        } else if bottom > first + seen {
            Some((bottom - seen).min(top))
        } else {
            None
        }
    }
}

/// The ground of a line in `rect`, with the outline of one that has the keyboard and the hairline below it.
pub fn ground_ui(ui: &Ui, rect: Rect, step: Step, is_pointed: bool) {
    let colours = palette(ui.visuals());
    if step.is_lead {
        ui.painter().rect_filled(rect, size::CHIP_CORNER, colours.ground(Tone::Accent));
    } else if is_pointed {
        ui.painter().rect_filled(rect, size::CHIP_CORNER, colours.hover);
    }
    if step.has_focus {
        ui.painter().rect_stroke(rect, size::CHIP_CORNER, Stroke::new(1.5, colours.accent()), StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, colours.hairline());
}

/// The first line from `from` on that can lead.
fn next(from: usize, len: usize, leads: &dyn Fn(usize) -> bool) -> Option<usize> {
    (from..len).find(|at| leads(*at))
}
