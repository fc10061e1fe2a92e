//! The page of rules (S1.20): tiers and days are edited at the left, what they would do stands at the right, and nothing holds before
//! "Apply", which is one step.
//!
//! | file | what it is |
//! |---|---|
//! | this one | the page, its draft, the presets |
//! | `tiers` | the table of tiers |
//! | `day` | what belongs to the person: how many a day, replies, cooling-off, absences, clocks |
//! | `trial`, `outcome`, `plot` | finding out what the rules would do, and showing it |
//! | `number` | fields of numbers |
//! | `clocks` | the offer to start the clocks today |

mod clocks;
mod day;
mod number;
mod outcome;
mod plot;
mod tiers;
mod trial;

use std::sync::Arc;

use egui::{Align, Button, Frame, Key, Layout, Margin, Modifiers, Rect, ScrollArea, Ui, UiBuilder, vec2};

pub use self::clocks::ClockOffer;
use self::number::Typed;
use self::plot::Measure;
use self::trial::Trial;
use super::action::Scene;
use super::theme::{palette, size};
use super::widgets::{button, chip, text};
use crate::book::{Book, Edit, FollowEdit, Now};
use crate::model::cadence::{Preset, RuleProblem, Rules};
use crate::tr;

/// From this width on what the rules do stands beside them.
const TWO_COLUMNS: f32 = 940.0;
/// Radius of the sheet on which they stand.
const SHEET_CORNER: u8 = 10;

/// The page, and the rules that are being edited.
#[derive(Default)]
pub struct RulesPage {
    /// As the book has them.
    base: Arc<Rules>,
    /// As they are edited.
    draft: Rules,
    /// The draft when it was last looked at, shared with the thread that looks.
    tried: Arc<Rules>,
    typed: Typed,
    trial: Trial,
    measure: Measure,
}

impl RulesPage {
    /// Follows the rules of the book, and asks what the edited ones would do.
    pub fn refresh(&mut self, book: &Book, now: Now) -> crate::error::Result<()> {
        let rules = book.rules()?;
        if *rules != *self.base {
            // A draft of somebody who edits stays; one that is as the book had them, or as it has them now, follows.
            if self.draft == *self.base || self.draft == *rules {
                self.draft = Rules::clone(&rules);
                self.typed.clear();
            }
            self.base = rules;
        }
        if *self.tried != self.draft {
            self.tried = if self.draft == *self.base { Arc::clone(&self.base) } else { Arc::new(self.draft.clone()) };
        }
        self.trial.refresh(book, now, &self.base, &self.tried)
    }

    /// Whether something is edited that does not hold yet.
    fn is_changed(&self) -> bool {
        self.draft != *self.base
    }

    /// Puts other rules into the fields.
    fn change(&mut self, rules: Rules) {
        self.draft = rules;
        self.typed.clear();
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        self.head_ui(ui, scene);
        ui.add_space(size::GAP_WIDE);
        let whole = ui.available_rect_before_wrap();
        if whole.width() < TWO_COLUMNS {
            ScrollArea::vertical().id_salt("rules").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
                self.edit_ui(ui, scene);
                ui.add_space(size::PAGE);
                self.outcome_ui(ui);
                ui.add_space(size::PAGE);
            });
            return;
        }
        let side = (whole.width() * 0.33).clamp(348.0, 560.0);
        let left = Rect::from_min_max(whole.min, egui::pos2(whole.right() - side - size::MARGIN, whole.bottom()));
        let mut inner = ui.new_child(UiBuilder::new().id_salt("rules-edit").max_rect(left));
        ScrollArea::vertical().id_salt("rules").auto_shrink(false).show(&mut inner, |ui| {
            ui.set_max_width((ui.available_width() - size::SCROLL_BAR).min(960.0));
            self.edit_ui(ui, scene);
            ui.add_space(size::PAGE);
        });
        let right = whole.with_min_x(whole.right() - side);
        let mut inner = ui.new_child(UiBuilder::new().id_salt("rules-outcome").max_rect(right));
        ScrollArea::vertical().id_salt("rules-outcome").auto_shrink(false).show(&mut inner, |ui| {
            let colours = palette(ui.visuals());
            let sheet = Frame::new().fill(colours.raised).stroke(colours.hairline()).corner_radius(SHEET_CORNER);
            sheet.inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.outcome_ui(ui);
            });
            ui.add_space(size::PAGE);
        });
        ui.advance_cursor_after_rect(whole);
    }

    /// Title, and what makes the rules hold.
    fn head_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.horizontal(|ui| {
            ui.set_min_height(size::CONTROL);
            ui.label(text::title(ui, tr!("rules-title")));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let is_changed = self.is_changed() || self.typed.unreadable() > 0;
                let wrong = self.wrong();
                let can_apply = self.is_changed() && wrong.is_none();
                let is_pressed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) && can_apply;
                let apply = ui.add_enabled_ui(can_apply, |ui| button::primary_ui(ui, None, &tr!("rules-apply"))).inner;
                if apply.clicked() || is_pressed {
                    for rule in &mut self.draft.tiers {
                        rule.tier = rule.tier.trim().to_owned();
                    }
                    scene.edit(Edit::Follow(FollowEdit::SetRules { rules: self.draft.to_json() }));
                }
                if is_changed && button::plain_ui(ui, None, &tr!("rules-discard")).clicked() {
                    self.change(Rules::clone(&self.base));
                }
                let words = match wrong {
                    Some(words) => text::caption(ui, words).color(palette(ui.visuals()).mark(super::theme::Tone::Overdue)),
                    None if is_changed => text::caption(ui, tr!("rules-not-yet")),
                    None => text::caption(ui, tr!("rules-hold")),
                };
                text::cut_ui(ui, words);
            });
        });
    }

    /// Why the rules cannot hold as they are.
    fn wrong(&self) -> Option<String> {
        let unreadable = self.typed.unreadable();
        let problems = self.draft.problems().into_iter().filter(|problem| keeps_from_applying(*problem)).count();
        (unreadable + problems > 0).then(|| tr!("rules-wrong", count = unreadable + problems))
    }

    fn edit_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        self.presets_ui(ui);
        ui.add_space(size::MARGIN);
        self.tiers_ui(ui);
        ui.add_space(size::MARGIN);
        self.day_ui(ui, scene);
    }

    /// The presets, and what the one is for that the rules come from.
    fn presets_ui(&mut self, ui: &mut Ui) {
        let is_as_preset = self.draft.is_as_preset();
        ui.horizontal_wrapped(|ui| {
            for preset in Preset::OFFERED {
                let is_chosen = self.draft.preset == preset;
                let button = Button::selectable(is_chosen, preset.name()).frame_when_inactive(true).min_size(vec2(0.0, size::CONTROL));
                if ui.add(button).clicked() && !(is_chosen && is_as_preset) {
                    let fresh = self.draft.with_preset(preset);
                    self.change(fresh);
                }
                if is_chosen && !is_as_preset {
                    chip::chip_ui(ui, &tr!("rules-preset-changed"), super::theme::Tone::Plain);
                }
            }
        });
        text::wrapped_ui(ui, text::caption(ui, what_of(self.draft.preset)));
    }
}

/// What a preset is for.
fn what_of(preset: Preset) -> String {
    match preset {
        Preset::AbcWeekly => tr!("preset-abc-weekly-what"),
        Preset::FiveTiers => tr!("preset-five-tiers-what"),
        Preset::Textbook => tr!("preset-textbook-what"),
        Preset::Own => tr!("preset-own-what"),
    }
}

/// Whether rules with this problem should not hold; others work as is said beside them.
fn keeps_from_applying(problem: RuleProblem) -> bool {
    matches!(problem, RuleProblem::Name(_) | RuleProblem::Every(_) | RuleProblem::Absence(_))
}
