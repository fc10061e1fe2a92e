//! Who is selected in the table: a set of customers, the one whose card is shown, and where a range starts.

use std::collections::HashSet;

use crate::model::Id;

/// The selected customers.
#[derive(Debug, Default)]
pub struct Selection {
    ids: HashSet<Id>,
    lead: Option<Id>,
    anchor: Option<Id>,
    /// Customers were picked one by one, which a step with the arrows must not undo.
    is_marked: bool,
    /// Rises with each change of who is selected.
    revision: u64,
}

impl Selection {
    /// The customer whose card is shown.
    pub fn lead(&self) -> Option<Id> {
        self.lead
    }

    /// How many are selected.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether nobody is selected.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether `id` is selected.
    pub fn contains(&self, id: Id) -> bool {
        self.ids.contains(&id)
    }

    /// Another number whenever others are selected.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// All that are selected, the oldest first.
    pub fn ids(&self) -> Vec<Id> {
        let mut ids: Vec<Id> = self.ids.iter().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Selects `id` alone.
    pub fn set(&mut self, id: Id) {
        self.revision += 1;
        self.ids.clear();
        self.ids.insert(id);
        self.lead = Some(id);
        self.anchor = Some(id);
        self.is_marked = false;
    }

    /// Whether customers were picked one by one.
    pub fn is_marked(&self) -> bool {
        self.is_marked
    }

    /// Shows `id` and leaves who is selected as it is.
    pub fn show(&mut self, id: Id) {
        self.lead = Some(id);
        self.anchor = Some(id);
        self.is_marked = true;
    }

    /// Walks to `id`: alone, unless customers were picked one by one.
    pub fn walk_to(&mut self, id: Id) {
        if self.is_marked { self.show(id) } else { self.set(id) }
    }

    /// Marks `id`, or takes its mark away; it stays the one that is shown.
    pub fn mark(&mut self, id: Id) {
        self.revision += 1;
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
        self.show(id);
    }

    /// Forgets who was picked; the one shown is the only one.
    pub fn unmark(&mut self) {
        if let Some(lead) = self.lead {
            self.set(lead);
        }
    }

    /// Adds `id`, or takes it out (Ctrl-click).
    pub fn toggle(&mut self, id: Id) {
        self.revision += 1;
        self.is_marked = true;
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
        self.lead = if self.ids.contains(&id) { Some(id) } else { self.ids.iter().copied().max() };
        self.anchor = Some(id);
    }

    /// Selects from the anchor to the row `to` of `order` (Shift-click).
    pub fn extend_to(&mut self, order: &[Id], to: usize) {
        let Some(&id) = order.get(to) else { return };
        self.revision += 1;
        let from = self.anchor.and_then(|anchor| order.iter().position(|other| *other == anchor)).unwrap_or(to);
        if !self.is_marked {
            self.ids.clear();
        }
        self.ids.extend(&order[from.min(to)..=from.max(to)]);
        self.lead = Some(id);
        self.anchor = order.get(from).copied();
    }

    /// The selected customers in the order of the table.
    pub fn in_order(&self, order: &[Id]) -> Vec<Id> {
        order.iter().copied().filter(|id| self.ids.contains(id)).collect()
    }

    /// Selects all of `order`.
    pub fn set_all(&mut self, order: &[Id]) {
        self.revision += 1;
        self.ids = order.iter().copied().collect();
        if self.lead.is_none_or(|lead| !self.ids.contains(&lead)) {
            self.lead = order.first().copied();
        }
    }

    /// Selects nobody.
    pub fn clear(&mut self) {
        *self = Self { revision: self.revision + 1, ..Self::default() };
    }

    /// Forgets `id`, which is no longer there.
    pub fn forget(&mut self, id: Id) {
        self.revision += 1;
        self.ids.remove(&id);
        if self.lead == Some(id) {
            self.lead = None;
        }
        if self.anchor == Some(id) {
            self.anchor = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_selects_a_range_both_ways_from_the_same_anchor() {
        let order: Vec<Id> = (1..=9).map(Id).collect();
        let mut selection = Selection::default();
        selection.set(Id(5));
        selection.extend_to(&order, 7);
        assert_eq!(selection.ids(), [5, 6, 7, 8].map(Id));
        selection.extend_to(&order, 2);
        assert_eq!(selection.ids(), [3, 4, 5].map(Id));
        assert_eq!(selection.lead(), Some(Id(3)));
    }

    #[test]
    fn marks_survive_walking_until_they_are_taken_away() {
        let mut selection = Selection::default();
        selection.set(Id(1));
        selection.walk_to(Id(2));
        selection.mark(Id(4));
        selection.walk_to(Id(5));
        assert_eq!((selection.ids(), selection.lead()), ([2, 4].map(Id).to_vec(), Some(Id(5))));
        assert_eq!(selection.in_order(&[9, 4, 7, 2].map(Id)), [4, 2].map(Id));
        selection.unmark();
        assert_eq!(selection.ids(), [Id(5)]);
        selection.walk_to(Id(6));
        assert_eq!(selection.ids(), [Id(6)]);
    }

    #[test]
    fn toggling_the_shown_one_off_shows_another_selected_one() {
        let mut selection = Selection::default();
        selection.set(Id(1));
        selection.toggle(Id(2));
        selection.toggle(Id(2));
        assert_eq!(selection.lead(), Some(Id(1)));
        selection.toggle(Id(1));
        assert_eq!(selection.lead(), None);
    }
}
