//! The years: a cell for each day, the warmer the more often one was in touch.

use chrono::{Datelike, NaiveDate};
use egui::{Align, Color32, CornerRadius, FontId, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Calendar, first_cell};
use crate::app::action::Scene;
use crate::app::settings::CalendarView;
use crate::app::theme::{Palette, palette, size};
use crate::app::widgets::finding::Finding;
use crate::app::widgets::{days, text};
use crate::book::{Book, heat_of};
use crate::error::Result;
use crate::model::heat::{Heat, HeatSum, STEPS};
use crate::tr;

/// So many years are shown.
const MOST_YEARS: usize = 12;
/// Room of the weekdays at the left.
const WEEKDAYS: f32 = 24.0;
/// Height of the head of a year, and of the names of months.
const YEAR_HEAD: f32 = 28.0;
const MONTHS: f32 = 18.0;
/// A cell with the gap beside it, at least and at most.
const LEAST_CELL: f32 = 9.0;
const MOST_CELL: f32 = 20.0;
/// A year touches so many weeks.
const WEEKS: f32 = 54.0;

/// What the years show.
#[derive(Default)]
pub struct Years {
    heat: Heat,
    of: Option<u64>,
    asked: Option<Finding<Result<Heat>>>,
}

impl Years {
    /// Asks again where the book has changed; a thread counts.
    pub fn refresh(&mut self, book: &Book) -> Result<()> {
        if self.of != Some(book.revision()) {
            let reader = book.reader()?;
            self.asked = Some(Finding::start_waking(book.waker(), move || heat_of(&reader)));
            self.of = Some(book.revision());
        }
        if let Some(read) = self.asked.as_mut().and_then(Finding::take) {
            self.heat = read?;
        }
        Ok(())
    }
}

impl Calendar {
    /// Draws the years, the newest first.
    pub(super) fn years_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        legend_ui(ui);
        let cell = ((ui.available_width() - WEEKDAYS - size::SCROLL_BAR) / WEEKS).clamp(LEAST_CELL, MOST_CELL).floor();
        let height = YEAR_HEAD + MONTHS + 7.0 * cell + size::MARGIN;
        let years = self.years.heat.years(scene.now.today, MOST_YEARS);
        let mut chosen = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("years").auto_shrink(false).show_rows(ui, height, years.len(), |ui, range| {
            for year in &years[range] {
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, height), Sense::hover());
                chosen = chosen.or(year_ui(ui, &self.years.heat, *year, scene.now.today, rect, cell));
            }
        });
        if let Some(day) = chosen {
            self.show(day);
            self.shows_work = true;
            scene.settings.calendar_view = CalendarView::Day;
        }
    }
}

/// What the colours mean.
fn legend_ui(ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.set_height(size::COMPACT);
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            let palette = palette(ui.visuals());
            ui.label(text::caption(ui, tr!("year-more")));
            for step in (0..=STEPS).rev() {
                let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
                ui.painter().rect_filled(rect, CornerRadius::same(2), warmth(palette, step));
            }
            ui.label(text::caption(ui, tr!("year-less")));
        });
    });
}

/// The colour of a step: the accent, thinner where there is less.
fn warmth(palette: &Palette, step: u8) -> Color32 {
    match step {
        0 => palette.hover,
        step => palette.panel.lerp_to_gamma(palette.accent(), 0.16 + 0.84 * f32::from(step) / f32::from(STEPS)),
    }
}

/// Draws a year; returns the day that was pressed.
fn year_ui(ui: &Ui, heat: &Heat, year: i32, today: NaiveDate, rect: Rect, cell: f32) -> Option<NaiveDate> {
    let palette = palette(ui.visuals());
    let (first, last) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
    let head = rect.with_max_y(rect.top() + YEAR_HEAD);
    head_ui(ui, year, &heat.sum(first, last), head);
    let corner = pos2(rect.left() + WEEKDAYS, rect.top() + YEAR_HEAD + MONTHS);
    for weekday in [0, 2, 4, 6] {
        let place = Rect::from_min_size(pos2(rect.left(), corner.y + weekday as f32 * cell), vec2(WEEKDAYS - 6.0, cell));
        let galley = text::cut(ui, &days::weekday_short(weekday), FontId::proportional(10.0), palette.faint, WEEKDAYS);
        text::paint(ui.painter(), place, galley, Align::Max, palette.faint);
    }
    let monday = first_cell(first);
    let place_of = |day: NaiveDate| {
        let days = (day - monday).num_days();
        let at = corner + vec2((days / 7) as f32 * cell, (days % 7) as f32 * cell);
        Rect::from_min_size(at, vec2(cell - 2.0, cell - 2.0))
    };
    for day in first.iter_days().take_while(|day| *day <= last) {
        let place = place_of(day);
        if day > today {
            ui.painter().rect_stroke(place, CornerRadius::same(2), palette.hairline(), StrokeKind::Inside);
            continue;
        }
        ui.painter().rect_filled(place, CornerRadius::same(2), warmth(palette, heat.step(heat.on(day))));
        if day == today {
            ui.painter().rect_stroke(place.expand(1.0), CornerRadius::same(3), Stroke::new(1.0, palette.text), StrokeKind::Middle);
        }
    }
    // One thing to point at for each month, which says its days: a screen reader does not want to hear of each alone.
    let mut pressed = None;
    for month in 1..=12 {
        let begin = NaiveDate::from_ymd_opt(year, month, 1)?;
        let end = begin.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
        let (a, b) = (place_of(begin), place_of(end));
        let name_at = Rect::from_min_size(pos2(place_of(begin).left(), rect.top() + YEAR_HEAD), vec2(4.3 * cell, MONTHS));
        let name = tr!("year-month", month = month, month_name = days::month_name(month).chars().take(3).collect::<String>());
        let galley = text::cut(ui, &name, FontId::proportional(size::COUNT_BESIDE), palette.faint, name_at.width());
        text::paint(ui.painter(), name_at, galley, Align::Min, palette.faint);
        let area = Rect::from_min_max(pos2(a.left(), corner.y), pos2(b.right(), corner.y + 7.0 * cell));
        let pointer = ui.pointer_latest_pos().filter(|pointer| area.contains(*pointer));
        let day = pointer
            .and_then(|pointer| begin.iter_days().take_while(|day| *day <= end).find(|day| place_of(*day).expand(1.0).contains(pointer)));
        let response = ui.interact(area, ui.scope_id().with(("month", year, month)), Sense::CLICK);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, month_said(heat, begin, end)));
        if let Some(day) = day.filter(|day| *day <= today) {
            if response.clicked() {
                pressed = Some(day);
            }
            let count = heat.on(day);
            let words = tr!("year-day", day = days::long(day), count = count, shown = text::grouped(count));
            response.on_hover_text_at_pointer(words);
        }
    }
    pressed
}

/// A month as a screen reader says it: its sum, then its days.
fn month_said(heat: &Heat, first: NaiveDate, last: NaiveDate) -> String {
    let sum = heat.sum(first, last);
    let month = days::month(first);
    let mut said = tr!("year-month-said", month = month, count = sum.touches, shown = text::grouped(sum.touches), days = sum.days);
    for (day, count) in heat.between(first, last) {
        said.push_str(&tr!("year-day-said", day = day.day(), count = *count));
    }
    said
}

fn head_ui(ui: &Ui, year: i32, sum: &HeatSum, head: Rect) {
    let palette = palette(ui.visuals());
    let title = tr!("year-title", year = year.to_string());
    let galley = text::cut(ui, &title, FontId::new(size::BODY, text::bold_family(ui, &title)), palette.text, head.width());
    let painted = text::paint(ui.painter(), head, galley, Align::Min, palette.text);
    let mut said = tr!("year-sum", count = sum.touches, shown = text::grouped(sum.touches), days = sum.days);
    if let Some((day, count)) = sum.best {
        said = tr!("year-sum-best", sum = said, day = day.format("%m-%d").to_string(), shown = text::grouped(count));
    }
    let response = ui.interact(head, ui.scope_id().with(("year", year)), Sense::HOVER);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, format!("{title}: {said}")));
    let rest = head.with_min_x(painted.right() + size::GAP_WIDE);
    let galley = text::cut(ui, &said, text::caption_font(), palette.dim, rest.width());
    text::paint(ui.painter(), rest, galley, Align::Min, palette.dim);
}
