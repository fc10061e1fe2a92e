//! Walking through the table with the keyboard.

use egui::{Key, Modifiers, Ui};

use super::{Customers, focus_id};
use crate::app::action::{Action, Scene};

impl Customers {
    /// Moves the selection by the keys of this frame, while the table has the keyboard.
    pub(super) fn keys(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let count = self.answer.ids.len();
        if count == 0 || scene.is_composing || !ui.memory(|memory| memory.has_focus(focus_id())) {
            return;
        }
        if scene.selection.lead().is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            scene.push(Action::OpenCard);
        }
        let page = self.scroll.page();
        let Some((key, shift)) = pressed(ui) else { return };
        let at = self.lead_row(scene.selection.lead());
        let to = match (key, at) {
            (Key::Home, _) | (Key::ArrowDown, None) => 0,
            (Key::End, _) => count - 1,
            (Key::ArrowUp | Key::PageUp, None) => self.scroll.first(),
            (Key::ArrowDown, Some(at)) => at + 1,
            (Key::ArrowUp, Some(at)) => at.saturating_sub(1),
            (Key::PageDown, at) => at.unwrap_or(self.scroll.first()) + page,
            (Key::PageUp, Some(at)) => at.saturating_sub(page),
            _ => return,
        }
        .min(count - 1);
        if shift {
            scene.selection.extend_to(&self.answer.ids, to);
        } else {
            scene.selection.set(self.answer.ids[to]);
        }
        self.lead_row = Some((self.answer.ids[to], to));
        self.scroll.reveal(to);
        ui.request_repaint();
    }
}

fn pressed(ui: &Ui) -> Option<(Key, bool)> {
    const KEYS: [Key; 6] = [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End];
    ui.input_mut(|input| {
        KEYS.into_iter().find_map(|key| {
            if input.consume_key(Modifiers::SHIFT, key) {
                Some((key, true))
            } else if input.consume_key(Modifiers::NONE, key) {
                Some((key, false))
            } else {
                None
            }
        })
    })
}
