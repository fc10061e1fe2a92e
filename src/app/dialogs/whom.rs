//! Whom a form for many means: all that are selected, or only those of them that the table shows.
//!
//! A selection outlives a new search. Nothing happens to customers out of sight unless that is chosen.

use std::collections::HashSet;

use egui::Ui;

use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::text;
use crate::model::Id;
use crate::tr;

/// The customers that a form is about.
pub struct Whom {
    all: Vec<Id>,
    in_sight: Vec<Id>,
    takes_all: bool,
}

impl Whom {
    /// `all` that are selected, while the table shows `shown`: those in sight at first, or all where none is.
    pub fn new(all: Vec<Id>, shown: &[Id]) -> Self {
        let wanted: HashSet<Id> = all.iter().copied().collect();
        let seen: HashSet<Id> = shown.iter().copied().filter(|id| wanted.contains(id)).collect();
        let in_sight: Vec<Id> = all.iter().copied().filter(|id| seen.contains(id)).collect();
        Self { takes_all: in_sight.is_empty(), all, in_sight }
    }

    /// Those who are meant.
    pub fn ids(&self) -> &[Id] {
        if self.takes_all { &self.all } else { &self.in_sight }
    }

    /// Says how many are out of sight, where any are, and asks whom to take. Returns whether another answer was given.
    pub fn ui(&mut self, ui: &mut Ui) -> bool {
        let hidden = self.all.len() - self.in_sight.len();
        if hidden == 0 {
            return false;
        }
        let before = self.takes_all;
        let colour = palette(ui.visuals()).mark(Tone::Due);
        let shown = text::grouped(hidden);
        let words = if self.in_sight.is_empty() {
            tr!("whom-none-in-sight", count = hidden, shown = shown)
        } else {
            tr!("whom-out-of-sight", count = self.all.len(), all = text::grouped(self.all.len()), hidden = hidden, shown = shown)
        };
        text::wrapped_ui(ui, egui::RichText::new(words).color(colour));
        if !self.in_sight.is_empty() {
            ui.add_space(size::GAP_SMALL);
            ui.horizontal(|ui| {
                let in_sight = self.in_sight.len();
                for (takes_all, words) in [
                    (false, tr!("whom-in-sight", count = in_sight, shown = text::grouped(in_sight))),
                    (true, tr!("whom-all", count = self.all.len(), shown = text::grouped(self.all.len()))),
                ] {
                    if ui.add(egui::Button::selectable(self.takes_all == takes_all, words).frame_when_inactive(true)).clicked() {
                        self.takes_all = takes_all;
                    }
                }
            });
        }
        ui.add_space(size::GAP);
        before != self.takes_all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_in_sight_are_meant_and_all_only_where_none_is() {
        for (all, shown, meant) in
            [(&[1, 2, 3][..], &[3, 2, 1, 9][..], &[1, 2, 3][..]), (&[1, 2, 3], &[9, 3], &[3]), (&[1, 2], &[9], &[1, 2]), (&[], &[9], &[])]
        {
            let ids = |numbers: &[i64]| numbers.iter().copied().map(Id).collect::<Vec<_>>();
            assert_eq!(Whom::new(ids(all), &ids(shown)).ids(), ids(meant));
        }
    }
}
