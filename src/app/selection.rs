//! Who is selected in the table: a set of customers, the one whose card is shown, and where a range starts.

use std::collections::HashSet;

use crate::model::Id;

/// The selected customers.
#[derive(Debug, Default)]
pub struct Selection {
    ids: HashSet<Id>,
    lead: Option<Id>,
    anchor: Option<Id>,
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

    /// All that are selected, the oldest first.
    pub fn ids(&self) -> Vec<Id> {
        let mut ids: Vec<Id> = self.ids.iter().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Selects `id` alone.
    pub fn set(&mut self, id: Id) {
        self.ids.clear();
        self.ids.insert(id);
        self.lead = Some(id);
        self.anchor = Some(id);
    }

    /// Adds `id`, or takes it out (Ctrl-click).
    pub fn toggle(&mut self, id: Id) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
        self.lead = if self.ids.contains(&id) { Some(id) } else { self.ids.iter().copied().max() };
        self.anchor = Some(id);
    }

    /// Selects from the anchor to the row `to` of `order` (Shift-click).
    pub fn extend_to(&mut self, order: &[Id], to: usize) {
        let Some(&id) = order.get(to) else { return };
        let from = self.anchor.and_then(|anchor| order.iter().position(|other| *other == anchor)).unwrap_or(to);
        self.ids.clear();
        self.ids.extend(&order[from.min(to)..=from.max(to)]);
        self.lead = Some(id);
        self.anchor = order.get(from).copied();
    }

    /// Selects all of `order`.
    pub fn set_all(&mut self, order: &[Id]) {
        self.ids = order.iter().copied().collect();
        if self.lead.is_none_or(|lead| !self.ids.contains(&lead)) {
            self.lead = order.first().copied();
        }
    }

    /// Selects nobody.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Forgets `id`, which is no longer there.
    pub fn forget(&mut self, id: Id) {
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
