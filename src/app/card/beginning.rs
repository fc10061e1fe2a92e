//! A person or an address that is being added: its lines stand on the card, and nothing of it is in the book until something is typed.

use egui::{Id as WidgetId, Ui};

use super::fields::field_id;
use crate::app::action::Scene;
use crate::model::Id;

/// What is being added to a customer.
pub struct Beginning {
    /// Stands for the row that is not in the book yet; no row there has it.
    pub row: Id,
    /// At which place of its list it will stand.
    at: usize,
    /// The slots of its fields, see [`field_id`].
    slots: Vec<&'static str>,
    /// Whether one of them has had the keyboard.
    was_entered: bool,
}

impl Beginning {
    /// One with fields in `slots`, of which the first gets the keyboard; it comes behind `count` others of `customer`.
    pub fn new(scene: &mut Scene<'_>, customer: Id, count: usize, slots: Vec<&'static str>) -> Self {
        let begun = Self { row: Id(-customer.0), at: count, slots, was_entered: false };
        scene.drafts.focus(begun.id(begun.slots[0]));
        begun
    }

    fn id(&self, slot: &str) -> WidgetId {
        field_id(self.row, slot)
    }

    /// The row among `rows` that came of it, once it is in the book; the keyboard goes on in there where it was here. `id_of` says
    /// under which id rows are kept.
    pub fn arrived<T>(&self, ui: &Ui, scene: &mut Scene<'_>, rows: &[T], id_of: impl Fn(&T) -> Id) -> Option<Id> {
        let row = rows.get(self.at).map(id_of)?;
        let focused = ui.memory(|memory| memory.focused());
        if let Some(slot) = self.slots.iter().find(|slot| focused == Some(self.id(slot))) {
            scene.drafts.focus(field_id(row, slot));
        }
        Some(row)
    }

    /// Whether it is still wanted, asked after its fields were drawn: it goes as the keyboard leaves it empty.
    pub fn goes_on(&mut self, ui: &Ui, scene: &Scene<'_>) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        let ids: Vec<WidgetId> = self.slots.iter().map(|slot| self.id(slot)).collect();
        let is_inside = ids.iter().any(|id| focused == Some(*id));
        self.was_entered |= is_inside;
        is_inside || !self.was_entered || ids.iter().any(|id| scene.drafts.text(*id).is_some())
    }
}
