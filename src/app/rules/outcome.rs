//! What the rules make of the book, beside where they are edited: figures now and then, advice, and the plan of thirty days.

use egui::{Align, Frame, Layout, Margin, RichText, Ui, vec2};
use egui_material_icons::icons::ICON_LIGHTBULB;

use super::RulesPage;
use super::plot::{Measure, Plot, legend_ui};
use super::trial::Known;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, text};
use crate::model::cadence::Outlook;
use crate::tr;

/// Width of a column of figures.
const FIGURE: f32 = 84.0;
/// Height of the plan.
const PLAN: f32 = 190.0;

impl RulesPage {
    /// Draws it into the whole of `ui`.
    pub(super) fn outcome_ui(&mut self, ui: &mut Ui) {
        let is_changed = self.is_changed();
        let (known, is_busy) = self.trial.known();
        let known = known.cloned();
        ui.horizontal(|ui| {
            ui.label(text::bold(ui, if is_changed { tr!("rules-outcome-new") } else { tr!("rules-outcome-now") }));
            if is_busy {
                ui.add(egui::Spinner::new().size(size::ICON));
                ui.label(text::caption(ui, tr!("rules-working-out")));
            }
        });
        ui.add_space(size::GAP_SMALL);
        let Some(known) = known else { return };
        figures_ui(ui, &known, is_changed);
        ui.add_space(size::GAP_WIDE);
        self.advice_ui(ui, &known);
        self.plan_ui(ui, &known, is_changed);
    }

    /// Whether the day holds it, and what would make it fit.
    fn advice_ui(&mut self, ui: &mut Ui, known: &Known) {
        let Some(manages) = self.draft.touches_a_day else {
            text::wrapped_ui(ui, text::caption(ui, tr!("rules-say-how-many")));
            ui.add_space(size::GAP_WIDE);
            return;
        };
        let colours = palette(ui.visuals());
        let (tone, words) = match &known.after.advice {
            Some(advice) => (Tone::Due, advice.text(&self.draft)),
            None => {
                let needed = known.after.outlook.needed_a_day.ceil() as i64;
                (Tone::Fine, tr!("rules-fits", needed = needed, manages = manages))
            }
        };
        let frame = Frame::new().fill(colours.ground(tone)).corner_radius(size::CORNER).inner_margin(Margin::symmetric(12, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.label(button::icon(ICON_LIGHTBULB).color(colours.mark(tone)));
                ui.vertical(|ui| {
                    text::wrapped_ui(ui, RichText::new(words).color(colours.mark(tone)));
                    if let Some(advice) = known.after.advice.as_ref().filter(|advice| !advice.changes.is_empty())
                        && button::plain_ui(ui, None, &tr!("rules-take-advice")).clicked()
                    {
                        let taken = advice.applied(&self.draft);
                        self.change(taken);
                    }
                });
            });
        });
        ui.add_space(size::GAP_WIDE);
    }

    fn plan_ui(&mut self, ui: &mut Ui, known: &Known, is_changed: bool) {
        ui.horizontal(|ui| {
            ui.label(text::bold(ui, tr!("plan-title")));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
                for (measure, words) in [(Measure::AsDue, tr!("plan-as-due")), (Measure::Levelled, tr!("plan-levelled"))] {
                    if button::tab_ui(ui, &words, self.measure == measure).clicked() {
                        self.measure = measure;
                    }
                }
            });
        });
        ui.add_space(size::GAP_SMALL);
        let before = is_changed.then_some(known.before.days.as_slice());
        let plot = Plot { days: &known.after.days, before, rules: &self.draft, measure: self.measure };
        plot.ui(ui, PLAN);
        legend_ui(ui, is_changed, self.draft.touches_a_day);
        let words = match self.measure {
            Measure::Levelled => tr!("plan-what-levelled"),
            Measure::AsDue => tr!("plan-what-as-due"),
        };
        text::wrapped_ui(ui, text::caption(ui, words));
    }
}

/// The figures that count, under the rules in force and under those that are tried.
fn figures_ui(ui: &mut Ui, known: &Known, is_changed: bool) {
    let colours = palette(ui.visuals());
    let row = |ui: &mut Ui, label: &str, is_head: bool, cells: &[(String, Option<Tone>)]| {
        let height = if is_head { 18.0 } else { size::COMPACT };
        ui.allocate_ui_with_layout(vec2(ui.available_width(), height), Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (words, tone) in cells.iter().rev() {
                ui.allocate_ui_with_layout(vec2(FIGURE, height), Layout::right_to_left(Align::Center), |ui| {
                    ui.set_min_width(FIGURE);
                    let words = match (is_head, tone) {
                        (true, _) => text::caption(ui, words),
                        (false, Some(tone)) => text::bold(ui, words).color(colours.mark(*tone)),
                        (false, None) => RichText::new(words).color(if cells.len() > 1 { colours.dim } else { colours.text }),
                    };
                    ui.label(words);
                });
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| text::cut_ui(ui, text::dim(ui, label)));
        });
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    if is_changed {
        row(ui, "", true, &[(tr!("rules-figure-before"), None), (tr!("rules-figure-after"), None)]);
    }
    let (before, after) = (&known.before.outlook, &known.after.outlook);
    for figure in Figure::ALL {
        let (was, is) = (figure.of(before), figure.of(after));
        let shown = |count: usize| text::grouped(count);
        let tone = match was.cmp(&is) {
            _ if !is_changed => None,
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Less => Some(Tone::Due),
            std::cmp::Ordering::Greater => Some(Tone::Fine),
        };
        let cells = if is_changed { vec![(shown(was), None), (shown(is), tone)] } else { vec![(shown(is), None)] };
        row(ui, &figure.name(), false, &cells);
    }
    ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
}

/// A figure that tells whether rules do.
#[derive(Clone, Copy)]
enum Figure {
    Needed,
    Overdue,
    Today,
    Proposed,
    Silent,
}

impl Figure {
    const ALL: [Self; 5] = [Self::Needed, Self::Overdue, Self::Today, Self::Proposed, Self::Silent];

    fn name(self) -> String {
        match self {
            Self::Needed => tr!("rules-figure-needed"),
            Self::Overdue => tr!("rules-figure-overdue"),
            Self::Today => tr!("rules-figure-today"),
            Self::Proposed => tr!("rules-figure-proposed"),
            Self::Silent => tr!("rules-figure-silent"),
        }
    }

    fn of(self, outlook: &Outlook) -> usize {
        match self {
            Self::Needed => outlook.needed_a_day.ceil() as usize,
            Self::Overdue => outlook.overdue,
            Self::Today => outlook.today,
            Self::Proposed => outlook.proposed,
            Self::Silent => outlook.silent,
        }
    }
}
