//! The grid of a month: dots where something is planned; names where there is room.

use chrono::{Datelike, Days, NaiveDate};
use egui::{Align, CornerRadius, FontFamily, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_material_icons::icons::ICON_ADD;

use super::entry::{LINE, Place};
use super::{Calendar, first_cell, weeks};
use crate::app::action::{Action, AtTime, Scene};
use crate::app::settings::Span;
use crate::app::theme::{BOLD, Palette, Tone, palette, size};
use crate::app::widgets::{button, days, text};
use crate::book::{Mark, Topic};
use crate::tr;

const SMALL_ROW: f32 = 26.0;
/// Room of the number of the day in a large cell.
const NUMBER: f32 = 28.0;

impl Calendar {
    /// The grid beside the table: the month, or the week of the day that is shown.
    pub(super) fn small_grid_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, span: Span) {
        let width = ui.available_width();
        let (first, weeks) = match span {
            Span::Month => (first_cell(self.month), weeks(self.month)),
            Span::Week | Span::List => (first_cell(self.day), 1),
        };
        let (head, _) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
        weekdays_ui(ui, head);
        let (grid, _) = ui.allocate_exact_size(vec2(width, weeks as f32 * SMALL_ROW), Sense::hover());
        for (day, cell) in cells(grid, first, weeks) {
            let (response, look) = self.cell_ui(ui, scene, day, cell, true);
            let palette = palette(ui.visuals());
            let circle = Rect::from_center_size(cell.center(), vec2((cell.width() - 4.0).min(40.0), SMALL_ROW - 2.0));
            look.ground_ui(ui, circle);
            look.number_ui(ui, circle.translate(vec2(0.0, -2.5)), day);
            if let Some(colour) = dot(self.snapshot.on(day), day, scene.now.today, palette) {
                let at = pos2(circle.center().x, circle.bottom() - 3.5);
                ui.painter().circle_filled(at, 2.0, if look.is_chosen { palette.on_accent } else { colour });
            }
            focus_ring_ui(ui, &response, cell);
            if response.clicked() {
                self.show(day);
            }
            self.drop_ui(ui, scene, cell, day, AtTime::Same);
        }
    }

    /// The grid over the page.
    pub(super) fn large_month_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, whole: Rect) {
        let (first, weeks) = (first_cell(self.month), weeks(self.month));
        weekdays_ui(ui, whole.with_max_y(whole.top() + size::COMPACT));
        let grid = whole.with_min_y(whole.top() + size::COMPACT);
        let all: Vec<(NaiveDate, Rect)> = cells(grid, first, weeks).collect();
        let room = all.first().map_or(0, |(_, cell)| ((cell.height() - NUMBER - 4.0) / LINE).floor().max(0.0) as usize);
        let seen = all.iter().flat_map(|(day, _)| self.snapshot.on(*day).iter().take(room));
        self.find_words(scene, seen);
        for (day, cell) in all {
            self.large_cell_ui(ui, scene, day, cell, room);
        }
    }

    fn large_cell_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, day: NaiveDate, cell: Rect, room: usize) {
        let (response, look) = self.cell_ui(ui, scene, day, cell, false);
        let palette = palette(ui.visuals());
        let works = scene.book.habits().work.has(day.weekday());
        let ground = if works { palette.panel } else { palette.raised };
        ui.painter().rect(cell, CornerRadius::ZERO, ground, palette.hairline(), StrokeKind::Middle);
        let number = Rect::from_min_size(cell.min + vec2(4.0, 4.0), vec2(26.0, 20.0));
        look.ground_ui(ui, number);
        look.number_ui(ui, number, day);
        let is_dropped_on = self.drop_ui(ui, scene, cell, day, AtTime::Same);
        if look.is_chosen && !is_dropped_on {
            ui.painter().rect_stroke(cell.shrink(0.5), CornerRadius::ZERO, Stroke::new(1.0, palette.accent()), StrokeKind::Inside);
        }
        let wants_new = self.new_ui(ui, day, cell) || response.double_clicked() || (response.clicked() && look.is_chosen);
        if response.clicked() {
            self.show(day);
            ui.memory_mut(|memory| memory.request_focus(super::keys::focus_id()));
        }
        if wants_new {
            scene.push(Action::AskWhom(day, None));
        }
        self.entries_of_cell_ui(ui, scene, day, cell, room);
    }

    /// A plus in the corner of the cell under the pointer; returns whether it was pressed.
    fn new_ui(&self, ui: &mut Ui, day: NaiveDate, cell: Rect) -> bool {
        if !ui.rect_contains_pointer(cell) || egui::DragAndDrop::has_any_payload(ui) {
            return false;
        }
        let corner = Rect::from_min_size(pos2(cell.right() - 26.0, cell.top() + 2.0), vec2(size::COMPACT, size::COMPACT));
        let mut inner = ui.new_child(egui::UiBuilder::new().id_salt(("new", day)).max_rect(corner));
        button::small_icon_ui(&mut inner, ICON_ADD, &tr!("calendar-new-on", day = self.said(day))).clicked()
    }

    /// As many entries as there is room for, then how many more.
    fn entries_of_cell_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, day: NaiveDate, cell: Rect, room: usize) {
        let occasions = self.snapshot.occasions_on(day).to_vec();
        let marks = self.snapshot.on(day);
        // Beside the number there is room for what is celebrated; a day has something somewhere more often than not.
        let beside = Rect::from_min_max(pos2(cell.left() + 34.0, cell.top() + 5.0), pos2(cell.right() - 4.0, cell.top() + 5.0 + LINE));
        let is_pointed = ui.rect_contains_pointer(cell);
        let beside = if is_pointed { beside.with_max_x(beside.right() - size::COMPACT) } else { beside };
        let (holidays, occasions): (Vec<_>, Vec<_>) = occasions.into_iter().partition(|occasion| occasion.what.is_holiday());
        if let Some(holidays) = holidays.first() {
            self.occasion_ui(ui, holidays, 0, beside);
        }
        let mut lines = (0..room).map(|line| {
            let top = cell.top() + NUMBER + line as f32 * LINE;
            Rect::from_min_max(pos2(cell.left() + 4.0, top), pos2(cell.right() - 3.0, top + LINE))
        });
        // One line is enough for what is celebrated where there is more to do than room.
        let feasts = if occasions.len() + marks.len() > room { occasions.len().min(1) } else { occasions.len() };
        for (at, occasion) in occasions.iter().take(feasts).enumerate() {
            let Some(rect) = lines.next() else { return };
            let more = if at + 1 == feasts { occasions.len() - feasts } else { 0 };
            self.occasion_ui(ui, occasion, more, rect);
        }
        let left = room.saturating_sub(feasts);
        let shown = if marks.len() > left { left.saturating_sub(1) } else { marks.len() };
        let (marks, count) = (marks[..shown].to_vec(), marks.len());
        for mark in &marks {
            let Some(rect) = lines.next() else { return };
            let is_at = self.at == Some(mark.key());
            self.entry_ui(ui, scene, mark, Place { rect, is_block: false, has_what: false, is_at, salt: "month" });
        }
        if count > shown
            && let Some(rect) = lines.next()
        {
            self.more_ui(ui, scene, day, count - shown, rect);
        }
    }

    /// A day of a grid, before anything is drawn of it. Small grids are walked by Tab, the large one by its own keys.
    fn cell_ui(&self, ui: &Ui, scene: &Scene<'_>, day: NaiveDate, cell: Rect, is_small: bool) -> (Response, Look) {
        let sense = if is_small { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(cell, ui.scope_id().with(("day", day)), sense);
        let open = self.snapshot.on(day).iter().filter(|mark| mark.is_open).count();
        response.widget_info(|| {
            let words = match open {
                0 => self.said(day),
                _ => tr!("calendar-day-with", day = self.said(day), count = open, shown = text::grouped(open)),
            };
            egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, day == self.day, words)
        });
        let is_of_month = day.month() == self.month.month();
        let look = Look { is_chosen: day == self.day, is_today: day == scene.now.today, is_of_month, is_hovered: response.hovered() };
        (response, look)
    }
}

/// The days of a grid with their places.
fn cells(grid: Rect, first: NaiveDate, weeks: u64) -> impl Iterator<Item = (NaiveDate, Rect)> {
    let (width, height) = (grid.width() / 7.0, grid.height() / weeks as f32);
    (0..weeks * 7).map(move |at| {
        let corner = grid.min + vec2((at % 7) as f32 * width, (at / 7) as f32 * height);
        (first + Days::new(at), Rect::from_min_size(corner, vec2(width, height)))
    })
}

fn focus_ring_ui(ui: &Ui, response: &Response, cell: Rect) {
    if response.has_focus() {
        let stroke = Stroke::new(1.5, palette(ui.visuals()).accent());
        ui.painter().rect_stroke(cell.shrink(1.0), CornerRadius::same(size::CHIP_CORNER), stroke, StrokeKind::Inside);
    }
}

/// What a day looks like apart from its entries.
pub struct Look {
    /// Whether it is the chosen one.
    pub is_chosen: bool,
    /// Whether it is today.
    pub is_today: bool,
    /// Whether it belongs to the month that is shown.
    pub is_of_month: bool,
    /// Whether the pointer is over it.
    pub is_hovered: bool,
}

impl Look {
    /// The number of the day in the middle of `rect`.
    pub fn number_ui(&self, ui: &Ui, rect: Rect, day: NaiveDate) {
        let colour = self.colour(palette(ui.visuals()));
        let family = if self.is_today || self.is_chosen { FontFamily::Name(BOLD.into()) } else { FontFamily::Proportional };
        let galley = text::cut(ui, &day.day().to_string(), FontId::new(size::CAPTION, family), colour, rect.width());
        text::paint(ui.painter(), rect, galley, Align::Center, colour);
    }

    fn colour(&self, palette: &Palette) -> egui::Color32 {
        match self {
            Self { is_chosen: true, .. } => palette.on_accent,
            Self { is_today: true, .. } => palette.accent(),
            Self { is_of_month: true, .. } => palette.text,
            _ => palette.faint,
        }
    }

    /// What is behind the number.
    pub fn ground_ui(&self, ui: &Ui, rect: Rect) {
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

/// Red where something is late, the accent where something was planned or promised, quiet where only rules and birthdays speak, nothing
/// where all is done.
fn dot(marks: &[Mark], day: NaiveDate, today: NaiveDate, palette: &Palette) -> Option<egui::Color32> {
    let open = || marks.iter().filter(|mark| mark.is_open);
    let is_agreed = open().any(|mark| matches!(mark.topic, Topic::FollowUp | Topic::Promise));
    if day < today && open().any(|mark| mark.is_late(today)) {
        return Some(palette.mark(Tone::Overdue));
    }
    if is_agreed { Some(palette.accent()) } else { open().next().map(|_| palette.outline) }
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
