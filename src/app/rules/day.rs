//! What belongs to the person and not to a tier: how many a day, replies, cooling-off, who is large, absences, and the clocks.

use chrono::NaiveDate;
use egui::{Align, Frame, Id, Layout, Margin, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_CLOSE, ICON_RESTART_ALT};

use super::RulesPage;
use super::number::{Number, Typed};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::{Look, Subject, editor_ui};
use crate::app::widgets::{button, days, text};
use crate::model::Kind;
use crate::model::cadence::{Absence, Class, RuleProblem, Rules};
use crate::model::day::read_typed;
use crate::tr;

/// Width of a field of a number, and of a day.
const NUMBER: f32 = 76.0;
const DAY: f32 = 150.0;
/// Width of the labels.
const LABEL: f32 = 176.0;

impl RulesPage {
    pub(super) fn day_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let colours = palette(ui.visuals());
        let sheet = Frame::new().fill(colours.raised).stroke(colours.hairline()).corner_radius(super::SHEET_CORNER);
        sheet.inner_margin(Margin::symmetric(16, 0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.numbers_ui(ui, scene);
            self.clocks_ui(ui, scene);
            self.absences_ui(ui, scene);
        });
    }

    fn numbers_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let Self { draft, typed, .. } = self;
        number_row(ui, typed, "touches", &tr!("rules-touches"), &tr!("rules-touches-what"), (&tr!("rules-touches-none"), 1_000), {
            &mut draft.touches_a_day
        });
        let mut hours = Some(draft.reply_within_hours);
        number_row(ui, typed, "reply", &tr!("rules-reply"), &tr!("rules-reply-what"), ("", 720), &mut hours);
        draft.reply_within_hours = hours.unwrap_or(draft.reply_within_hours);
        let mut cooling = Some(draft.cooling_days);
        number_row(ui, typed, "cooling", &tr!("rules-cooling"), &tr!("rules-cooling-what"), ("", 365), &mut cooling);
        draft.cooling_days = cooling.unwrap_or(draft.cooling_days);
        let home = scene.book.habits().currency;
        if home.is_known() && draft.tier_of_class(Class::Vip).is_some() {
            let unit = 10_i64.pow(home.digits());
            let mut from = draft.vip_from_minor.and_then(|minor| u32::try_from(minor / unit).ok());
            let known = from;
            let label = tr!("rules-vip-from", currency = home.to_string());
            number_row(ui, typed, "vip", &label, &tr!("rules-vip-from-what"), (&tr!("rules-vip-from-none"), u32::MAX), &mut from);
            if from != known {
                draft.vip_from_minor = from.map(|amount| i64::from(amount) * unit);
            }
        }
    }

    /// From when on clocks run anew.
    fn clocks_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let today = scene.now.today;
        row_ui(ui, &tr!("rules-clocks"), &tr!("rules-clocks-what"), |ui| {
            match self.draft.clocks_from {
                Some(from) => {
                    ui.label(format!("{} · {}", days::long(from), days::relative(from, today)));
                    if button::link_ui(ui, None, &tr!("rules-clocks-off")).clicked() {
                        self.draft.clocks_from = None;
                    }
                }
                None => drop(ui.label(text::dim(ui, tr!("rules-clocks-none")))),
            }
            if self.draft.clocks_from != Some(today) && button::plain_ui(ui, Some(ICON_RESTART_ALT), &tr!("rules-clocks-today")).clicked() {
                self.draft.clocks_from = Some(today);
            }
        });
    }

    /// When one is away; each line a first and a last day.
    fn absences_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let today = scene.now.today;
        let problems = self.draft.problems();
        let Self { draft, typed, .. } = self;
        let mut gone = None;
        row_ui(ui, &tr!("rules-absences"), &tr!("rules-absences-what"), |ui| {
            ui.vertical(|ui| {
                for (at, away) in draft.absences.iter_mut().enumerate() {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
                        day_field_ui(ui, scene, typed, (at, true), &mut away.from);
                        ui.allocate_ui_with_layout(vec2(10.0, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
                            ui.label(text::dim(ui, "–"));
                        });
                        day_field_ui(ui, scene, typed, (at, false), &mut away.to);
                        let span = tr!("rules-absence-remove", from = away.from.to_string(), to = away.to.to_string());
                        ui.allocate_ui_with_layout(vec2(size::COMPACT, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
                            if button::small_icon_ui(ui, ICON_CLOSE, &span).clicked() {
                                gone = Some(at);
                            }
                        });
                    });
                    if problems.contains(&RuleProblem::Absence(at)) {
                        ui.label(text::caption(ui, tr!("rules-absence-ends-first")).color(palette(ui.visuals()).mark(Tone::Overdue)));
                    }
                }
                if button::link_ui(ui, Some(ICON_ADD), &tr!("rules-absence-add")).clicked() {
                    let from = draft.absences.iter().map(|away| away.to).max().unwrap_or(today).max(today);
                    let from = from.succ_opt().unwrap_or(from);
                    let to = from.checked_add_days(chrono::Days::new(6)).unwrap_or(from);
                    draft.absences.push(Absence { from, to });
                }
            });
        });
        if let Some(gone) = gone {
            draft.absences.remove(gone);
            forget_absences(typed, draft);
        }
    }
}

/// The fields of absences are known by their row, and rows have moved.
fn forget_absences(typed: &mut Typed, rules: &Rules) {
    for at in 0..=rules.absences.len() {
        typed.drop(absence_id((at, true)));
        typed.drop(absence_id((at, false)));
    }
}

fn absence_id(of: (usize, bool)) -> Id {
    Id::unique(("rules-absence", of))
}

/// A day of an absence; what cannot be read stays as it was typed.
fn day_field_ui(ui: &mut Ui, scene: &mut Scene<'_>, typed: &mut Typed, of: (usize, bool), value: &mut NaiveDate) {
    let id = absence_id(of);
    let name = if of.1 { tr!("rules-absence-from", number = of.0 + 1) } else { tr!("rules-absence-to", number = of.0 + 1) };
    let mut text = typed.text(id).map_or_else(|| value.to_string(), str::to_owned);
    let subject = Subject { look: Look::Form, must_read: true, ..Subject::new(&name, Kind::Day, id) };
    let today = scene.now.today;
    ui.allocate_ui_with_layout(vec2(DAY, size::CONTROL), Layout::top_down(Align::Min), |ui| {
        ui.set_width(DAY);
        let outcome = editor_ui(ui, &subject, &mut text, &mut scene.around(None));
        if outcome.is_changed {
            let read = read_typed(&text, today).and_then(|day| day.date());
            *value = read.unwrap_or(*value);
            typed.put(id, text, read.is_some());
        }
        let is_left = matches!(outcome.wish, crate::app::widgets::editor::Wish::Cancel | crate::app::widgets::editor::Wish::Leave);
        if is_left || !outcome.response.has_focus() && !typed.is_unreadable(id) {
            typed.drop(id);
        }
    });
}

fn number_row(ui: &mut Ui, typed: &mut Typed, id: &str, label: &str, what: &str, (none, most): (&str, u32), value: &mut Option<u32>) {
    let id = Id::unique(("rules-field", id));
    row_ui(ui, label, what, |ui| {
        Number { id, name: label, none, most, width: NUMBER, is_odd: false }.ui(ui, typed, value);
        if typed.is_unreadable(id) {
            ui.label(text::caption(ui, tr!("rules-number-not-read")).color(palette(ui.visuals()).mark(Tone::Overdue)));
        }
    });
}

/// A setting: what it is at the left, the controls at the right, a remark below them.
fn row_ui(ui: &mut Ui, title: &str, what: &str, draw: impl FnOnce(&mut Ui)) {
    let line = ui.cursor().top();
    if line > ui.max_rect().top() + 1.0 {
        ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
    }
    ui.add_space(size::GAP);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(LABEL, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(vec2(LABEL, size::CONTROL));
            ui.label(title);
        });
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| draw(ui));
            text::wrapped_ui(ui, text::caption(ui, what));
        });
    });
    ui.add_space(size::GAP);
}
