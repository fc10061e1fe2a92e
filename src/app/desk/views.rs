//! What the desk does with named views: opens them, keeps them, and remembers where one was.

use egui::{Context, Key, Modifiers};

use super::Desk;
use crate::app::action::{Action, Place, ViewAction};
use crate::app::settings::Settings;
use crate::tr;

/// The keys that open views, with Alt.
const FIGURES: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

impl Desk {
    /// Shows what was shown when the window was closed.
    pub(super) fn recall(&mut self, settings: &Settings) {
        if !settings.search.is_empty() && self.question.search.is_empty() {
            self.bar.set_search(&settings.search);
            self.question.search.clone_from(&settings.search);
            self.customers.recalled(true);
        }
    }

    /// Pushes what keys ask of the views.
    pub(super) fn view_keys(&mut self, context: &Context, settings: &Settings) {
        for (slot, key) in (1_u8..).zip(FIGURES) {
            if let Some(view) = settings.views.by_slot(slot)
                && context.input_mut(|input| input.consume_key(Modifiers::ALT, key))
            {
                self.actions.push(Action::View(ViewAction::Open(view.id)));
            }
        }
    }

    /// Does what is asked of the views; returns what the search box shall hold from now on.
    pub(super) fn view(&mut self, action: ViewAction, settings: &mut Settings) -> Option<String> {
        let look = settings.look(&self.question.search);
        match action {
            ViewAction::Open(id) => {
                let look = settings.views.enter(id)?;
                settings.take_look(&look);
                self.place = Place::Customers;
                return Some(look.search);
            }
            ViewAction::Leave => {
                settings.views.leave();
                self.place = Place::Customers;
                return Some(String::new());
            }
            ViewAction::Add(name) => {
                if let Ok(id) = settings.views.add(&name, look) {
                    let name = settings.views.get(id).map(|view| view.name.clone()).unwrap_or_default();
                    self.notices.tell(tr!("view-added", name = name), String::new());
                }
            }
            ViewAction::Save(id) => {
                settings.views.save(id, look);
                if let Some(view) = settings.views.get(id) {
                    self.notices.tell(tr!("view-saved", name = view.name.as_str()), String::new());
                }
            }
            // The form says beside the name why it cannot be.
            ViewAction::Rename { id, name } => drop(settings.views.rename(id, &name)),
            ViewAction::Delete(id) => {
                if let Some((at, view)) = settings.views.delete(id) {
                    let words = tr!("view-deleted", name = view.name.as_str());
                    self.notices.done_with_view(words, ViewAction::PutBack { at, view });
                }
            }
            ViewAction::PutBack { at, view } => settings.views.put_back(at, view),
            ViewAction::Move { id, to } => settings.views.move_to(id, to),
            ViewAction::Slot { id, slot } => settings.views.set_slot(id, slot),
        }
        None
    }
}
