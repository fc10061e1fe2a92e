//! The plan of the next thirty days, painted: a bar for each day, the same under the rules in force as a line, and what one does a day.
//!
//! Thirty bars need no axes that can be moved, and each has to say what it shows to who cannot see it; so this is painted here.

use chrono::{Datelike, NaiveDate, Weekday};
use egui::{Align, FontId, Rect, Response, Sense, Shape, Stroke, Ui, pos2, vec2};

use crate::app::theme::{Palette, Tone, palette, size};
use crate::app::widgets::{days, text};
use crate::model::cadence::{DayLoad, Rules, TierNo};
use crate::tr;

/// Room of the numbers at the left, and of the days below.
const LEFT: f32 = 34.0;
const BELOW: f32 = 20.0;
/// Room above the highest bar.
const ABOVE: f32 = 10.0;
/// Between two days.
const BETWEEN: f32 = 3.0;

/// What the bars show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Measure {
    /// Spread inside what each tier tolerates.
    #[default]
    Levelled,
    /// On the day on which the rule or the plan has it.
    AsDue,
}

impl Measure {
    fn of(self, day: &DayLoad) -> u32 {
        match self {
            Self::Levelled => day.levelled,
            Self::AsDue => day.due,
        }
    }
}

/// What is drawn.
pub(super) struct Plot<'a> {
    /// Under the rules that are looked at.
    pub(super) days: &'a [DayLoad],
    /// Under the rules in force, where these are others.
    pub(super) before: Option<&'a [DayLoad]>,
    /// The rules that are looked at.
    pub(super) rules: &'a Rules,
    /// What the bars show.
    pub(super) measure: Measure,
}

impl Plot<'_> {
    /// Draws it over the whole width.
    pub(super) fn ui(&self, ui: &mut Ui, height: f32) {
        let colours = palette(ui.visuals());
        let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let place = Rect::from_min_max(pos2(whole.left() + LEFT, whole.top() + ABOVE), pos2(whole.right(), whole.bottom() - BELOW));
        let top = self.top();
        let y = |count: f32| place.bottom() - place.height() * count / top;
        for (part, is_top) in [(1.0, true), (0.5, false), (0.0, false)] {
            let count = top * part;
            ui.painter().hline(place.x_range(), y(count), colours.hairline());
            if is_top || part == 0.0 || count.fract() == 0.0 {
                let galley = text::cut(ui, &text::compact(count as usize), text::caption_font(), colours.faint, LEFT);
                let at = Rect::from_center_size(pos2(whole.left() + (LEFT - 8.0) / 2.0, y(count)), vec2(LEFT - 8.0, 16.0));
                text::paint(ui.painter(), at, galley, Align::Max, colours.faint);
            }
        }
        let slot = place.width() / self.days.len().max(1) as f32;
        for (at, day) in self.days.iter().enumerate() {
            let left = place.left() + at as f32 * slot;
            let column = Rect::from_min_max(pos2(left, place.top()), pos2(left + slot, place.bottom()));
            self.day_ui(ui, at, day, column, &y);
            if day.day.weekday() == Weekday::Mon || at == 0 {
                // The first day is today; a Monday right behind it would stand in its words.
                let is_near = at > 0 && (at as f32) * slot < 30.0 || left + 34.0 > whole.right();
                if !is_near {
                    let words = if at == 0 { days::relative(day.day, day.day) } else { short_day(day.day) };
                    let galley = text::cut(ui, &words, text::caption_font(), colours.faint, 60.0);
                    let at = Rect::from_min_size(pos2(left, place.bottom() + 2.0), vec2(60.0, BELOW - 2.0));
                    text::paint(ui.painter(), at, galley, Align::Min, colours.faint);
                }
            }
        }
        if let Some(before) = self.before {
            self.before_ui(ui, colours, before, place, slot, &y);
        }
        if let Some(manages) = self.rules.touches_a_day.filter(|manages| (*manages as f32) <= top) {
            let line = y(manages as f32);
            let ends = [pos2(place.left(), line), pos2(place.right(), line)];
            ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.5, colours.mark(Tone::Due)), 5.0, 4.0));
        }
    }

    /// The number at the upper edge: the highest of all, rounded up to one that halves well.
    fn top(&self) -> f32 {
        let all = self.days.iter().chain(self.before.unwrap_or_default());
        let most = all.map(|day| self.measure.of(day)).max().unwrap_or(0).max(self.rules.touches_a_day.unwrap_or(0)).max(2);
        let step = 10_u32.pow(most.ilog10()).max(2) / if most >= 10 { 5 } else { 1 };
        (most.div_ceil(step) * step) as f32
    }

    fn day_ui(&self, ui: &mut Ui, at: usize, day: &DayLoad, column: Rect, y: &dyn Fn(f32) -> f32) {
        let colours = palette(ui.visuals());
        let response = ui.interact(column, ui.scope_id().with(("plan", at)), Sense::hover());
        let said = self.said(at, day);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, &said));
        if response.hovered() {
            ui.painter().rect_filled(column, 0.0, colours.hover);
        } else if !day.is_working {
            ui.painter().rect_filled(column, 0.0, colours.bg);
        }
        let count = self.measure.of(day);
        let (left, right) = (column.left() + BETWEEN / 2.0, column.right() - BETWEEN / 2.0);
        let bar = |from: u32, to: u32| Rect::from_min_max(pos2(left, y(to as f32)), pos2(right, y(from as f32)));
        // What one does not manage stands on top of what one does.
        let managed = self.rules.touches_a_day.map_or(count, |manages| manages.min(count));
        if count > managed {
            ui.painter().rect_filled(bar(managed, count), 0.0, colours.mark(Tone::Due));
        }
        if managed > 0 {
            ui.painter().rect_filled(bar(0, managed), 0.0, colours.accent());
        }
        self.tip_ui(response, at, day);
    }

    /// The rules in force as steps over the bars.
    fn before_ui(&self, ui: &Ui, colours: &Palette, before: &[DayLoad], place: Rect, slot: f32, y: &dyn Fn(f32) -> f32) {
        let mut points = Vec::with_capacity(before.len() * 2);
        for (at, day) in before.iter().enumerate() {
            let left = place.left() + at as f32 * slot;
            let height = y(self.measure.of(day) as f32);
            points.extend([pos2(left, height), pos2(left + slot, height)]);
        }
        ui.painter().add(Shape::line(points, Stroke::new(1.5, colours.text)));
    }

    fn said(&self, at: usize, day: &DayLoad) -> String {
        let mut parts = vec![days::long(day.day)];
        if !day.is_working && self.measure.of(day) == 0 {
            parts.push(tr!("plan-day-off"));
            return parts.join(" · ");
        }
        let count = self.measure.of(day);
        parts.push(tr!("plan-contacts", count = count, shown = text::grouped(count as usize)));
        if let Some(before) = self.before.and_then(|before| before.get(at)) {
            parts.push(tr!("plan-before", shown = text::grouped(self.measure.of(before) as usize)));
        }
        parts.join(" · ")
    }

    /// All that is known of a day, with its tiers.
    fn tip_ui(&self, response: Response, at: usize, day: &DayLoad) {
        let said = self.said(at, day);
        response.on_hover_ui(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            ui.label(&said);
            if self.measure == Measure::Levelled {
                for (tier, count) in day.by_tier.iter().enumerate().filter(|(_, count)| **count > 0) {
                    let number = if tier < self.rules.tiers.len() { TierNo(tier as u8) } else { TierNo::OTHER };
                    ui.label(text::caption(ui, format!("{} {}", self.rules.rule(number).name(), text::grouped(*count as usize))));
                }
            }
        });
    }
}

/// Day and month, as short as they are still understood.
fn short_day(day: NaiveDate) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

/// What the marks of the plan mean, in one line.
pub(super) fn legend_ui(ui: &mut Ui, has_before: bool, manages: Option<u32>) {
    let colours = palette(ui.visuals());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP_WIDE, 2.0);
        let entry = |ui: &mut Ui, words: &str, draw: &dyn Fn(&Ui, Rect)| {
            let galley = text::cut(ui, words, FontId::proportional(size::CAPTION), colours.dim, 260.0);
            let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 20.0, 18.0), Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, words));
            draw(ui, Rect::from_center_size(pos2(rect.left() + 7.0, rect.center().y), vec2(12.0, 10.0)));
            text::paint(ui.painter(), rect.with_min_x(rect.left() + 18.0), galley, Align::Min, colours.dim);
        };
        let is_other = if has_before { tr!("plan-legend-new") } else { tr!("plan-legend-now") };
        entry(ui, &is_other, &|ui, rect| {
            ui.painter().rect_filled(rect, 1.0, colours.accent());
        });
        if has_before {
            entry(ui, &tr!("plan-legend-before"), &|ui, rect| {
                ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.5, colours.text));
            });
        }
        if let Some(manages) = manages {
            entry(ui, &tr!("plan-legend-manages", count = manages), &|ui, rect| {
                let ends = [rect.left_center(), rect.right_center()];
                ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.5, colours.mark(Tone::Due)), 4.0, 3.0));
            });
        }
        entry(ui, &tr!("plan-legend-off"), &|ui, rect| {
            ui.painter().rect(rect, 1.0, colours.bg, colours.hairline(), egui::StrokeKind::Inside);
        });
    });
}
