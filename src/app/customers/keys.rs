//! The keyboard in the table: walking through rows and cells, marking, opening, finding a name by its first letters.

use egui::{Event, Key, Modifiers, Ui};

use super::{Customers, focus_id};
use crate::app::action::{Action, Scene};

/// After so long without a letter the next one begins a new name.
const SEEK_SECS: f64 = 1.5;

/// The first letters of a name that are being typed.
#[derive(Default)]
pub struct Seek {
    typed: String,
    at: f64,
    is_found: bool,
}

impl Seek {
    fn is_going_on(&self, now: f64) -> bool {
        !self.typed.is_empty() && now - self.at < SEEK_SECS
    }

    /// What was typed just now, and whether a name begins so.
    pub fn shown(&self, ui: &Ui) -> Option<(&str, bool)> {
        let now = ui.input(|input| input.time);
        let left = self.at + SEEK_SECS - now;
        if self.typed.is_empty() || left <= 0.0 {
            return None;
        }
        ui.request_repaint_after_secs(left as f32 + 0.01);
        Some((&self.typed, self.is_found))
    }
}

impl Customers {
    /// Takes the keys of this frame, while the table has the keyboard.
    pub(super) fn keys(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let count = self.answer.ids.len();
        if count == 0 || self.editing.is_some() || scene.is_composing || !ui.memory(|memory| memory.has_focus(focus_id())) {
            return;
        }
        self.seek_keys(ui, scene);
        self.clipboard_keys(ui, scene);
        let takes = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if scene.selection.lead().is_some() {
            if takes(Modifiers::NONE, Key::Enter) {
                scene.push(Action::CardAlone);
            }
            if takes(Modifiers::NONE, Key::F2) {
                self.edit_cell(scene);
            }
            if takes(Modifiers::NONE, Key::Space)
                && let Some(lead) = scene.selection.lead()
            {
                scene.selection.mark(lead);
            }
        }
        if takes(Modifiers::NONE, Key::Escape) && scene.selection.is_marked() {
            scene.selection.unmark();
        }
        self.walk_over_columns(ui, scene);
        self.walk_over_rows(ui, scene);
    }

    /// Left and right, Home and End: to another cell of the row.
    fn walk_over_columns(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let last = scene.settings.columns.len() - 1;
        let takes = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = if takes(Key::ArrowLeft) {
            self.column.saturating_sub(1)
        } else if takes(Key::ArrowRight) {
            (self.column + 1).min(last)
        } else if !ui.input(|input| input.modifiers.command) && takes(Key::Home) {
            0
        } else if !ui.input(|input| input.modifiers.command) && takes(Key::End) {
            last
        } else {
            return;
        };
        self.column = to;
        self.reveals_column = true;
        if scene.selection.lead().is_none() {
            self.walk_to(scene, self.scroll.first(), Modifiers::NONE);
        }
    }

    /// Up and down by a row, a page or to the ends; Shift selects on the way, Ctrl leaves the selection alone.
    fn walk_over_rows(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let count = self.answer.ids.len();
        let page = self.scroll.page();
        let Some((key, modifiers)) = pressed(ui) else { return };
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
        };
        // With these Ctrl only says that rows are meant, not cells.
        let is_end = matches!(key, Key::Home | Key::End);
        let modifiers = if is_end { Modifiers { command: false, ctrl: false, ..modifiers } } else { modifiers };
        self.walk_to(scene, to.min(count - 1), modifiers);
        ui.request_repaint();
    }

    fn walk_to(&mut self, scene: &mut Scene<'_>, to: usize, modifiers: Modifiers) {
        let id = self.answer.ids[to];
        if modifiers.shift {
            scene.selection.extend_to(&self.answer.ids, to);
        } else if modifiers.command {
            scene.selection.show(id);
        } else {
            scene.selection.walk_to(id);
        }
        self.lead_row = Some((id, to));
        self.scroll.reveal(to);
    }

    /// Letters go to the next customer whose name begins with them.
    fn seek_keys(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let now = ui.input(|input| input.time);
        let was_going_on = self.seek.is_going_on(now);
        if was_going_on && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.seek.typed.clear();
            return;
        }
        let mut typed = String::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                // A space marks, unless it stands inside a name.
                Event::Text(text) if text == " " && !was_going_on => false,
                Event::Text(text) => {
                    typed.push_str(text);
                    false
                }
                _ => true,
            });
        });
        if typed.is_empty() {
            if was_going_on && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Backspace)) {
                self.seek.typed.pop();
                self.seek.at = now;
            }
            return;
        }
        if was_going_on {
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
            self.seek.typed.push_str(&typed);
        } else {
            self.seek.typed = typed;
        }
        self.seek.at = now;
        // The first letter goes on from the row after; further letters may still mean the row found so far.
        let from = self.lead_row(scene.selection.lead()).map_or(0, |row| if was_going_on { row } else { row + 1 });
        let found = scene.book.seek(&self.answer.ids, from, &self.seek.typed);
        self.seek.is_found = found.is_some();
        if let Some(row) = found {
            self.column = 0;
            self.reveals_column = true;
            self.walk_to(scene, row, Modifiers::NONE);
        }
        ui.request_repaint();
    }
}

fn pressed(ui: &Ui) -> Option<(Key, Modifiers)> {
    const KEYS: [Key; 6] = [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End];
    let ways = [Modifiers::COMMAND.plus(Modifiers::SHIFT), Modifiers::COMMAND, Modifiers::SHIFT, Modifiers::NONE];
    ui.input_mut(|input| ways.into_iter().flat_map(|way| KEYS.map(|key| (key, way))).find(|(key, way)| input.consume_key(*way, *key)))
}
