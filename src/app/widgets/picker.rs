//! A long list of things in groups, searched as one types: opens below a button, is walked with the arrows and taken with Enter.

use egui::{Align, Key, Modifiers, Popup, Response, ScrollArea, Ui};

use super::{menu, text};
use crate::model::text::fold;

/// One thing that can be picked.
#[derive(Clone, Debug)]
pub struct Pick<T> {
    /// The heading under which it stands; equal ones follow each other.
    pub group: String,
    /// What it is called.
    pub words: String,
    /// Other words that find it.
    pub also: String,
    /// What picking it means.
    pub what: T,
}

/// What is remembered while the list is open.
#[derive(Default)]
pub struct Picker {
    sought: String,
    chosen: usize,
    was_open: bool,
}

impl Picker {
    /// Draws the list of `all` below `button` while it is open; returns what was picked. `name` is what screen readers call it,
    /// `hint` what the search box says while it is empty.
    pub fn ui<T: Clone>(&mut self, button: &Response, name: &str, hint: &str, all: impl FnOnce() -> Vec<Pick<T>>) -> Option<T> {
        if !Popup::is_id_open(&button.ctx, Popup::default_response_id(button)) && !button.clicked() {
            if self.was_open && button.ctx.memory(|memory| memory.focused().is_none()) {
                // The keyboard goes back to where it came from.
                button.request_focus();
            }
            *self = Self::default();
            return None;
        }
        let shown = menu::staying(button, name).show(|ui| {
            ui.set_width(260.0);
            let picked = self.list_ui(ui, hint, all());
            if picked.is_some() {
                ui.close();
            }
            picked
        });
        shown.and_then(|shown| shown.inner)
    }

    fn list_ui<T: Clone>(&mut self, ui: &mut Ui, hint: &str, all: Vec<Pick<T>>) -> Option<T> {
        let (down, up) =
            ui.input_mut(|input| (input.consume_key(Modifiers::NONE, Key::ArrowDown), input.consume_key(Modifiers::NONE, Key::ArrowUp)));
        let opens = !std::mem::replace(&mut self.was_open, true);
        // Enter that pressed the button takes nothing from the list that it opens.
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) && !opens;
        let search = menu::search_ui(ui, &mut self.sought, hint);
        if opens {
            search.request_focus();
        }
        if search.changed() {
            self.chosen = 0;
        }
        let sought = fold(self.sought.trim());
        let found: Vec<&Pick<T>> = all
            .iter()
            .filter(|pick| sought.is_empty() || fold(&pick.words).contains(&sought) || fold(&pick.also).contains(&sought))
            .collect();
        if found.is_empty() {
            ui.label(text::caption(ui, crate::tr!("picker-nothing", sought = self.sought.trim())));
            return None;
        }
        let count = found.len();
        self.chosen = self.chosen.min(count - 1);
        if down {
            self.chosen = (self.chosen + 1) % count;
        }
        if up {
            self.chosen = (self.chosen + count - 1) % count;
        }
        if enter {
            return Some(found[self.chosen].what.clone());
        }
        let mut picked = None;
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut group = "";
            for (at, pick) in found.iter().enumerate() {
                if pick.group != group {
                    group = &pick.group;
                    ui.add_space(4.0);
                    ui.label(text::caption(ui, group));
                }
                let entry = menu::entry_ui(ui, &pick.words, at == self.chosen);
                if at == self.chosen && (down || up) {
                    entry.scroll_to_me(Some(Align::Center));
                }
                if entry.clicked() {
                    picked = Some(pick.what.clone());
                }
            }
        });
        picked
    }
}
