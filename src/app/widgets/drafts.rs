//! What is being typed into fields that are edited in place.
//!
//! A draft lives from the first keystroke until Enter or the loss of the keyboard, when it becomes an edit; Esc throws it
//! away. It also survives that its field is no longer drawn (another customer was clicked), and an edit that failed: what
//! was typed is never lost.

use std::collections::HashMap;

use egui::{Context, Id, Key};

use crate::book::Edit;

/// Makes the edit of a text that was typed.
pub type ToEdit = Box<dyn Fn(String) -> Edit>;

struct Draft {
    text: String,
    to_edit: ToEdit,
    /// The edit of this very text failed; it is tried again when the text changes.
    has_failed: bool,
}

/// All drafts, by the id of their field.
#[derive(Default)]
pub struct Drafts {
    drafts: HashMap<Id, Draft>,
    focused_before: Option<Id>,
    focus_next: Option<Id>,
}

impl Drafts {
    /// The text that was typed into the field `id`, if any.
    pub fn text(&self, id: Id) -> Option<&str> {
        self.drafts.get(&id).map(|draft| draft.text.as_str())
    }

    /// Whether the text of `id` could not be saved.
    pub fn has_failed(&self, id: Id) -> bool {
        self.drafts.get(&id).is_some_and(|draft| draft.has_failed)
    }

    /// Keeps what was typed into `id`.
    pub fn put(&mut self, id: Id, text: String, to_edit: ToEdit) {
        self.drafts.insert(id, Draft { text, to_edit, has_failed: false });
    }

    /// Throws the draft of `id` away.
    pub fn drop(&mut self, id: Id) {
        self.drafts.remove(&id);
    }

    /// Gives the keyboard to the field `id` when it is drawn next.
    pub fn focus(&mut self, id: Id) {
        self.focus_next = Some(id);
    }

    /// Whether the field `id` shall take the keyboard now.
    pub fn takes_focus(&mut self, id: Id) -> bool {
        self.focus_next.take_if(|wanted| *wanted == id).is_some()
    }

    /// The edits of the drafts that the keyboard has left; Esc throws away the one it was in. Call before each frame.
    pub fn leave(&mut self, context: &Context) -> Vec<(Id, Edit)> {
        let focused = context.memory(|memory| memory.focused());
        if context.input(|input| input.key_pressed(Key::Escape))
            && let Some(before) = self.focused_before
            && focused != Some(before)
        {
            self.drafts.remove(&before);
        }
        self.focused_before = focused;
        self.edits(|id| Some(id) != focused)
    }

    /// The edits of all drafts, for the end.
    pub fn leave_all(&mut self) -> Vec<(Id, Edit)> {
        self.edits(|_| true)
    }

    fn edits(&mut self, is_left: impl Fn(Id) -> bool) -> Vec<(Id, Edit)> {
        let left = self.drafts.iter().filter(|(id, draft)| is_left(**id) && !draft.has_failed);
        left.map(|(id, draft)| (*id, (draft.to_edit)(draft.text.clone()))).collect()
    }

    /// The edit of `id` was done: the field shows the book again.
    pub fn done(&mut self, id: Id) {
        self.drafts.remove(&id);
    }

    /// The edit of `id` failed: the text stays.
    pub fn failed(&mut self, id: Id) {
        if let Some(draft) = self.drafts.get_mut(&id) {
            draft.has_failed = true;
        }
    }
}
