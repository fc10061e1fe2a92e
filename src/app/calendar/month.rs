//! The grid of a month: dots where something is planned; names where there is room.

use chrono::{Datelike, Days, NaiveDate};
use egui::{Align, CornerRadius, FontFamily, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Calendar, first_cell, weeks};
use crate::app::action::Scene;
use crate::app::settings::Span;
use crate::app::theme::{BOLD, Tone, palette, size};
use crate::app::widgets::{days, text};
use crate::book::DayEntry;
use crate::tr;

const SMALL_ROW: f32 = 26.0;

impl Calendar {
    /// The grid beside the table: the month, or the week of the day that is shown.
    pub(super) fn small_grid_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, span: Span) {
        let width = ui.available_width();
        let (first, weeks) = match span {
            Span::Month => (first_cell(self.month), weeks(self.month)),
            Span::Week => (first_cell(self.day), 1),
        };
        let (head, _) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
        weekdays_ui(ui, head);
        let (grid, _) = ui.allocate_exact_size(vec2(width, weeks as f32 * SMALL_ROW), Sense::hover());
        self.grid_ui(ui, scene, grid, (first, weeks), |ui, cell, day, look, entries| {
            let palette = palette(ui.visuals());
            let circle = Rect::from_center_size(cell.center(), vec2((cell.width() - 4.0).min(40.0), SMALL_ROW - 2.0));
            look.ground_ui(ui, circle);
            let colour = look.colour(palette);
            let family = if look.is_today || look.is_chosen { FontFamily::Name(BOLD.into()) } else { FontFamily::Proportional };
            let galley = text::cut(ui, &day.day().to_string(), FontId::new(size::CAPTION, family), colour, cell.width());
            text::paint(ui.painter(), circle.translate(vec2(0.0, -2.5)), galley, Align::Center, colour);
            if let Some(tone) = urgency(entries, day, scene.now.today) {
                let at = pos2(circle.center().x, circle.bottom() - 3.5);
                ui.painter().circle_filled(at, 2.0, if look.is_chosen { palette.on_accent } else { palette.mark(tone) });
            }
        });
    }

    pub(super) fn large_month_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let weeks = weeks(self.month);
        let whole = ui.available_rect_before_wrap();
        let head = whole.with_max_y(whole.top() + size::COMPACT);
        weekdays_ui(ui, head);
        let grid = Rect::from_min_max(pos2(whole.left(), head.bottom()), pos2(whole.right(), whole.bottom() - size::MARGIN));
        self.grid_ui(ui, scene, grid, (first_cell(self.month), weeks), |ui, cell, day, look, entries| {
            let palette = palette(ui.visuals());
            ui.painter().rect(
                cell,
                CornerRadius::ZERO,
                if look.is_hovered { palette.raised } else { palette.panel },
                palette.hairline(),
                StrokeKind::Middle,
            );
            let number = Rect::from_min_size(cell.min + vec2(6.0, 6.0), vec2(26.0, 22.0));
            look.ground_ui(ui, number);
            let family = if look.is_today || look.is_chosen { FontFamily::Name(BOLD.into()) } else { FontFamily::Proportional };
            let colour = look.colour(palette);
            let galley = text::cut(ui, &day.day().to_string(), FontId::new(size::CAPTION, family), colour, number.width());
            text::paint(ui.painter(), number, galley, Align::Center, colour);
            entries_ui(ui, cell, entries, day, scene.now.today);
        });
        ui.advance_cursor_after_rect(whole);
    }

    /// So many `weeks` from the Monday `first`, each day drawn by `draw`.
    fn grid_ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        grid: Rect,
        (first, weeks): (NaiveDate, u64),
        draw: impl Fn(&Ui, Rect, NaiveDate, &Look, &[DayEntry]),
    ) {
        let (width, height) = (grid.width() / 7.0, grid.height() / weeks as f32);
        let mut chosen = None;
        for at in 0..weeks * 7 {
            let day = first + Days::new(at);
            let corner = grid.min + vec2((at % 7) as f32 * width, (at / 7) as f32 * height);
            let cell = Rect::from_min_size(corner, vec2(width, height));
            let entries = self.entries(day);
            let response = ui.interact(cell, ui.scope_id().with(("day", at)), Sense::click());
            let open = entries.iter().filter(|entry| entry.follow_up.is_open()).count();
            response.widget_info(|| {
                let words = match open {
                    0 => self.said(day),
                    _ => tr!("calendar-day-with", day = self.said(day), count = open, shown = text::grouped(open)),
                };
                egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, day == self.day, words)
            });
            let look = Look::new(&response, day, self.day, scene.now.today, day.month() == self.month.month());
            draw(ui, cell, day, &look, entries);
            if response.has_focus() {
                ui.painter().rect_stroke(
                    cell.shrink(1.0),
                    CornerRadius::same(size::CHIP_CORNER),
                    Stroke::new(1.5, palette(ui.visuals()).accent()),
                    StrokeKind::Inside,
                );
            }
            if response.clicked() {
                chosen = Some(day);
            }
        }
        if let Some(day) = chosen {
            self.show(day);
        }
    }
}

/// What a day looks like apart from its entries.
struct Look {
    is_chosen: bool,
    is_today: bool,
    is_of_month: bool,
    is_hovered: bool,
}

impl Look {
    fn new(response: &Response, day: NaiveDate, chosen: NaiveDate, today: NaiveDate, is_of_month: bool) -> Self {
        Self { is_chosen: day == chosen, is_today: day == today, is_of_month, is_hovered: response.hovered() }
    }

    fn colour(&self, palette: &crate::app::theme::Palette) -> egui::Color32 {
        match self {
            Self { is_chosen: true, .. } => palette.on_accent,
            Self { is_today: true, .. } => palette.accent(),
            Self { is_of_month: true, .. } => palette.text,
            _ => palette.faint,
        }
    }

    fn ground_ui(&self, ui: &Ui, rect: Rect) {
        let palette = palette(ui.visuals());
        let corner = CornerRadius::same(size::CORNER);
        if self.is_chosen {
            ui.painter().rect_filled(rect, corner, palette.accent());
        } else if self.is_today {
            ui.painter().rect_stroke(rect, corner, Stroke::new(1.0, palette.accent()), StrokeKind::Inside);
        } else if self.is_hovered {
            ui.painter().rect_filled(rect, corner, palette.hover);
        }
    }
}

/// Red where something is late, the accent where something is open, nothing where all is done.
fn urgency(entries: &[DayEntry], day: NaiveDate, today: NaiveDate) -> Option<Tone> {
    let has_open = entries.iter().any(|entry| entry.follow_up.is_open());
    has_open.then_some(if day < today { Tone::Overdue } else { Tone::Accent })
}

fn weekdays_ui(ui: &Ui, head: Rect) {
    let palette = palette(ui.visuals());
    let width = head.width() / 7.0;
    for weekday in 0..7u8 {
        let cell = Rect::from_min_size(pos2(head.left() + f32::from(weekday) * width, head.top()), vec2(width, head.height()));
        let galley = text::cut(ui, &days::weekday_short(u32::from(weekday)), text::caption_font(), palette.faint, width);
        text::paint(ui.painter(), cell, galley, Align::Center, palette.faint);
    }
}

/// As many names as there is room for, then how many more.
fn entries_ui(ui: &Ui, cell: Rect, entries: &[DayEntry], day: NaiveDate, today: NaiveDate) {
    let palette = palette(ui.visuals());
    let line = 18.0;
    let top = cell.top() + 32.0;
    let room = ((cell.bottom() - 4.0 - top) / line).floor().max(0.0) as usize;
    let shown = if entries.len() > room { room.saturating_sub(1) } else { entries.len() };
    for (at, entry) in entries.iter().take(shown).enumerate() {
        let is_done = !entry.follow_up.is_open();
        let tone = if is_done {
            Tone::Plain
        } else if day < today {
            Tone::Overdue
        } else {
            Tone::Accent
        };
        let y = top + at as f32 * line;
        ui.painter().circle_filled(pos2(cell.left() + 11.0, y + line / 2.0), 2.5, palette.mark(tone));
        let place = Rect::from_min_max(pos2(cell.left() + 18.0, y), pos2(cell.right() - 4.0, y + line));
        let colour = if is_done { palette.faint } else { palette.text };
        let galley = text::cut(ui, &entry.name, text::caption_font(), colour, place.width());
        text::paint(ui.painter(), place, galley, Align::Min, colour);
    }
    if entries.len() > shown && room > 0 {
        let y = top + shown as f32 * line;
        let place = Rect::from_min_max(pos2(cell.left() + 18.0, y), pos2(cell.right() - 4.0, y + line));
        let words = tr!("calendar-more", shown = text::grouped(entries.len() - shown));
        let galley = text::cut(ui, &words, text::caption_font(), palette.dim, place.width());
        text::paint(ui.painter(), place, galley, Align::Min, palette.dim);
    }
}
