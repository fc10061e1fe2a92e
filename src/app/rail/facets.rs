//! Facets: the values of a field among the customers found, each with its count; a click filters, Ctrl-click adds.

use std::sync::Arc;

use egui::Ui;

use super::Rail;
use super::section::{self, Entry, Mark, Pressed};
use crate::app::action::Scene;
use crate::app::theme::palette;
use crate::app::widgets::{chip, values};
use crate::model::{Field, Kind};
use crate::tr;

/// How many values a facet shows before it is asked for all.
const SHOWN: usize = 6;
/// More than these are found quicker by typing.
const MOST: usize = 60;

impl Rail {
    pub(super) fn facet_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, field: Field) {
        let facets = Arc::clone(&self.facets);
        let counted = match field {
            Field::Status => &facets.states,
            Field::Level => &facets.levels,
            Field::Stars => &facets.stars,
            Field::Tags => &facets.tags,
            _ => &facets.countries,
        };
        if counted.is_empty() {
            return;
        }
        let filters = self.filters(scene, field);
        let (is_open, pressed) = section::head_ui(ui, scene, &format!("rail-{}", field.key()), field.label(), filters, None);
        if pressed == Pressed::Clear {
            self.clear(scene, field);
        }
        if !is_open {
            return;
        }
        let is_long = self.long.contains(&field);
        let room = if is_long { MOST } else { SHOWN };
        let mut hidden = 0;
        for (at, (value, count)) in counted.iter().enumerate() {
            let is_active = filters && self.filters_by(scene, field, value);
            // What filters is always in sight.
            if at >= room && !is_active {
                hidden += 1;
                continue;
            }
            let words = words_of(field, value);
            let entry = Entry { words: &words, count: *count, is_active, depth: 0, mark: mark_of(ui, field, value) };
            let (response, _) = section::entry_ui(ui, (field, value.as_str()), &entry);
            if response.clicked() {
                let adds = ui.input(|input| input.modifiers.command);
                self.filter(scene, field, value, adds);
            }
        }
        if hidden > 0 && !is_long && section::more_ui(ui, &tr!("rail-more", count = hidden)) {
            self.long.push(field);
        }
        if is_long && counted.len() > SHOWN && section::more_ui(ui, &tr!("rail-fewer")) {
            self.long.retain(|long| *long != field);
        }
    }
}

fn words_of(field: Field, value: &str) -> String {
    match field.kind() {
        Kind::Choice => values::choice(field, value),
        Kind::Country => values::country(value),
        Kind::Stars => tr!("rail-stars", count = chip::star_count(value)),
        _ => value.to_owned(),
    }
}

fn mark_of(ui: &Ui, field: Field, value: &str) -> Mark {
    let palette = palette(ui.visuals());
    match field {
        Field::Status => Mark::Dot(palette.mark(chip::state_tone(value))),
        Field::Level => Mark::Dot(palette.mark(chip::tier_tone(value))),
        Field::Tags => Mark::Dot(chip::tag_colours(palette, value)[0]),
        Field::Stars => Mark::Stars(chip::star_count(value)),
        _ => Mark::None,
    }
}
