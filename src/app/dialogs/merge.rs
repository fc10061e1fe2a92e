//! Two customers side by side, and what the one shall be that comes of them: differences first, what is equal folded away.

use std::collections::HashMap;

use egui::{Align, Layout, ScrollArea, Ui, vec2};
use egui_material_icons::icons::{ICON_CHEVRON_RIGHT, ICON_EXPAND_MORE, ICON_SWAP_HORIZ};

use crate::app::action::{Action, Origin};
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, modal, text, values};
use crate::book::{CardSnapshot, Edit, People, people_of_merge};
use crate::model::Value;
use crate::model::merge::{Pair, Side, Slot, pairs};
use crate::tr;

/// Width of the labels.
const LABEL: f32 = 116.0;
/// Width of the choice of both.
const BOTH: f32 = 76.0;

/// What is being decided.
pub struct MergeForm {
    stays: CardSnapshot,
    goes: CardSnapshot,
    pairs: Vec<Pair>,
    people: People,
    /// What was chosen otherwise than proposed.
    choices: HashMap<Slot, Side>,
    shows_plain: bool,
}

impl MergeForm {
    /// The two customers; the one of whom more is known stays, until a person says otherwise.
    pub fn new(one: CardSnapshot, other: CardSnapshot) -> Self {
        let known = |card: &CardSnapshot| (card.completeness.percent, card.touches.len(), card.customer.record.known().count());
        let (stays, goes) = if known(&other) > known(&one) { (other, one) } else { (one, other) };
        Self::of(stays, goes)
    }

    fn of(stays: CardSnapshot, goes: CardSnapshot) -> Self {
        Self {
            pairs: pairs(&stays.customer, &goes.customer),
            people: people_of_merge(&stays.contacts, &goes.contacts),
            stays,
            goes,
            choices: HashMap::new(),
            shows_plain: false,
        }
    }

    fn swap(&mut self) {
        *self = Self::of(self.goes.clone(), self.stays.clone());
    }

    fn side(&self, pair: &Pair) -> Side {
        self.choices.get(&pair.slot).copied().unwrap_or(pair.proposed)
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let height = ui.ctx().content_rect().height();
        let ((), wants_close) = modal::ui(ui, "merge", 860.0, |ui| {
            ui.label(text::title(ui, tr!("merge-title")));
            ui.add_space(size::GAP);
            self.heads_ui(ui);
            ui.add_space(size::GAP_SMALL);
            ScrollArea::vertical().max_height((height - 340.0).max(160.0)).auto_shrink([false, true]).show(ui, |ui| self.fields_ui(ui));
            ui.add_space(size::GAP);
            text::wrapped_ui(ui, text::dim(ui, self.what_moves()));
            ui.add_space(size::GAP_WIDE);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::primary_ui(ui, None, &tr!("merge-do")).clicked() {
                    let choices = self.choices.iter().map(|(slot, side)| (slot.clone(), *side)).collect();
                    let edit = Edit::Merge { stays: self.stays.customer.id, goes: self.goes.customer.id, choices };
                    actions.push(Action::Edit { edit, from: Origin::Merge });
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }

    /// Who stays at the left, who goes at the right.
    fn heads_ui(&mut self, ui: &mut Ui) {
        // As wide as below, where room is kept for the bar of the list.
        let width = columns(ui.available_width() - size::SCROLL_BAR);
        let mut swaps = false;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.allocate_ui_with_layout(vec2(LABEL, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_size(vec2(LABEL, size::CONTROL));
                swaps = button::icon_ui(ui, ICON_SWAP_HORIZ, &tr!("merge-swap"), "").clicked();
            });
            for (words, card) in [(tr!("merge-stays"), &self.stays), (tr!("merge-goes"), &self.goes)] {
                column_ui(ui, width, |ui| {
                    ui.label(text::caption(ui, words));
                    text::wrapped_ui(ui, text::bold(ui, card.customer.name()));
                    let place = values::place(&card.customer);
                    let counts = tr!("merge-counts", people = card.contacts.len(), touches = card.touches.len());
                    let words = if place.is_empty() { counts } else { format!("{place} · {counts}") };
                    text::wrapped_ui(ui, text::caption(ui, words));
                });
            }
        });
        if swaps {
            self.swap();
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui) {
        ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
        let (differ, plain): (Vec<Pair>, Vec<Pair>) = self.pairs.iter().cloned().partition(|pair| !pair.is_plain());
        if differ.is_empty() {
            ui.add_space(size::GAP);
            ui.label(text::dim(ui, tr!("merge-no-difference")));
        }
        for pair in &differ {
            self.pair_ui(ui, pair);
        }
        if plain.is_empty() {
            return;
        }
        ui.add_space(size::GAP_SMALL);
        let mark = if self.shows_plain { ICON_EXPAND_MORE } else { ICON_CHEVRON_RIGHT };
        if button::link_ui(ui, Some(mark), &tr!("merge-plain", count = plain.len())).clicked() {
            self.shows_plain = !self.shows_plain;
        }
        if self.shows_plain {
            for pair in &plain {
                self.pair_ui(ui, pair);
            }
        }
    }

    /// One field: both values, the chosen one marked.
    fn pair_ui(&mut self, ui: &mut Ui, pair: &Pair) {
        let (width, chosen) = (columns(ui.available_width()), self.side(pair));
        let label = label_of(&pair.slot);
        let line = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
        ui.add_space(2.0);
        let mut picked = None;
        ui.push_id(&pair.slot, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.spacing_mut().interact_size.y = size::COMPACT;
                ui.allocate_ui_with_layout(vec2(LABEL, size::COMPACT), Layout::top_down(Align::Min), |ui| {
                    ui.set_min_size(vec2(LABEL, size::COMPACT));
                    ui.set_max_width(LABEL - size::GAP);
                    ui.add_space(3.0);
                    text::wrapped_ui(ui, text::dim(ui, &label));
                });
                for (side, value) in [(Side::Stays, &pair.stays), (Side::Goes, &pair.goes)] {
                    column_ui(ui, width, |ui| {
                        let shown = shown(&pair.slot, value);
                        if pair.is_plain() {
                            ui.add_space(3.0);
                            text::wrapped_ui(ui, egui::RichText::new(shown));
                        } else if ui.radio(chosen == side, &shown).accessible_name(format!("{label}: {shown}")).clicked() {
                            picked = Some(side);
                        }
                    });
                }
                if pair.can_hold_both() {
                    column_ui(ui, BOTH, |ui| {
                        let words = tr!("merge-both");
                        if ui.radio(chosen == Side::Both, &words).accessible_name(format!("{label}: {words}")).clicked() {
                            picked = Some(Side::Both);
                        }
                    });
                }
            });
        });
        ui.add_space(2.0);
        if let Some(side) = picked {
            self.choices.insert(pair.slot.clone(), side);
        }
    }

    /// What comes over besides the fields.
    fn what_moves(&self) -> String {
        let (goes, name) = (&self.goes, self.stays.customer.name());
        let mut words = vec![tr!("merge-moves", name = name)];
        let counts = [
            (self.people.moved.len(), tr!("merge-moves-people", count = self.people.moved.len())),
            (goes.addresses.len(), tr!("merge-moves-addresses", count = goes.addresses.len())),
            (goes.touches.len(), tr!("merge-moves-touches", count = goes.touches.len())),
            (goes.follow_ups.len(), tr!("merge-moves-plans", count = goes.follow_ups.len())),
        ];
        let counted: Vec<String> = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
        if !counted.is_empty() {
            words.push(tr!("merge-moves-these", list = values::listed(&counted)));
        }
        for (contact, _) in &self.people.joined {
            words.push(tr!("merge-joined", name = contact.name()));
        }
        words.join(" · ")
    }
}

/// The width of each of the two columns in a line of `width`.
fn columns(width: f32) -> f32 {
    ((width - LABEL - BOTH) / 2.0).max(80.0)
}

fn column_ui(ui: &mut Ui, width: f32, draw: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, size::COMPACT), Layout::top_down(Align::Min), |ui| {
        ui.set_min_width(width);
        ui.set_max_width(width - size::GAP);
        ui.spacing_mut().item_spacing.y = 0.0;
        draw(ui);
    });
}

fn label_of(slot: &Slot) -> String {
    match slot {
        Slot::Field(field) => field.label().to_owned(),
        Slot::Extra(name) => name.clone(),
    }
}

fn shown(slot: &Slot, value: &Value) -> String {
    let shown = match slot {
        Slot::Field(field) => values::shown(*field, value),
        Slot::Extra(_) => value.text().to_owned(),
    };
    if shown.is_empty() { "—".to_owned() } else { shown }
}
