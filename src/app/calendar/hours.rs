//! Days with their hours: a week side by side, or one day with the list of what has no time.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike};
use egui::{Align, CornerRadius, FontId, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::Calendar;
use super::entry::{LINE, Place, ROW, time_at};
use super::first_cell;
use super::lanes::lanes;
use super::month::Look;
use crate::app::action::{Action, AtTime, Scene};
use crate::app::settings::CalendarView;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{days, text};
use crate::book::Mark;
use crate::model::habits::show_time;
use crate::tr;

/// Height of an hour.
const HOUR: f32 = 44.0;
/// Room of the times at the left.
const TIMES: f32 = 44.0;
/// How long a follow-up takes, in minutes.
const LASTS: u32 = 30;
/// Height of the head of a day.
const DAY_HEAD: f32 = 30.0;

impl Calendar {
    /// Draws the week of the chosen day.
    pub(super) fn week_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, whole: Rect) {
        let monday = first_cell(self.day);
        let shown: Vec<NaiveDate> = (0..7).map(|at| monday + Days::new(at)).collect();
        let column = |at: usize, within: Rect| {
            let width = (whole.width() - TIMES - size::SCROLL_BAR) / 7.0;
            let left = whole.left() + TIMES + at as f32 * width;
            Rect::from_min_max(pos2(left, within.top()), pos2(left + width, within.bottom()))
        };
        let untimed = |calendar: &Self, day| calendar.snapshot.on(day).iter().filter(|mark| mark.at.is_none()).count();
        let most = shown.iter().map(|day| untimed(self, *day) + self.snapshot.occasions_on(*day).len()).max().unwrap_or(0);
        // Those without a time take at most half of the room, since hours are what a week is looked at for.
        let room = ((whole.height() * 0.5 - DAY_HEAD) / LINE).floor().max(1.0) as usize;
        let lines = most.clamp(1, room);
        let heads = whole.with_max_y(whole.top() + DAY_HEAD);
        let above = Rect::from_min_max(pos2(whole.left(), heads.bottom()), pos2(whole.right(), heads.bottom() + lines as f32 * LINE + 6.0));
        let below = whole.with_min_y(above.bottom());
        let seen: Vec<Mark> = shown.iter().flat_map(|day| self.shortened(*day, lines)).collect();
        self.find_words(scene, seen.iter());
        for (at, day) in shown.iter().enumerate() {
            self.day_head_ui(ui, scene, *day, column(at, heads));
            let place = column(at, above);
            ui.painter().vline(place.left(), whole.y_range(), palette(ui.visuals()).hairline());
            self.untimed_ui(ui, scene, *day, place, lines);
        }
        ui.painter().hline(whole.x_range(), above.bottom(), palette(ui.visuals()).hairline());
        self.hours_ui(ui, scene, below, &shown);
    }

    /// Draws the chosen day: its hours, and beside them the list of what has no time.
    pub(super) fn one_day_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, whole: Rect) {
        let middle = whole.left() + (whole.width() * 0.46).max(TIMES + 160.0);
        let (hours, rest) = (whole.with_max_x(middle), whole.with_min_x(middle + size::GAP_WIDE));
        self.drop_ui(ui, scene, rest, self.day, AtTime::New(None));
        let timed: Vec<Mark> = self.snapshot.on(self.day).iter().filter(|mark| mark.at.is_some()).copied().collect();
        self.find_words(scene, timed.iter());
        self.hours_ui(ui, scene, hours, &[self.day]);
        let mut inner = ui.new_child(UiBuilder::new().id_salt("untimed").max_rect(rest));
        inner.shrink_clip_rect(rest);
        ui.painter().vline(rest.left() - size::GAP_WIDE / 2.0, whole.y_range(), palette(ui.visuals()).hairline());
        let untimed = self.snapshot.on(self.day).len() - timed.len();
        let words = tr!("calendar-untimed", count = untimed, shown = text::grouped(untimed));
        inner.label(text::caption(&inner, words));
        if untimed == 0 && self.snapshot.occasions_on(self.day).is_empty() {
            inner.add_space(size::GAP);
            text::wrapped_ui(&mut inner, text::dim(ui, tr!("calendar-untimed-none")));
            return;
        }
        self.rows_of_day_ui(&mut inner, scene, "calendar-untimed", |mark| mark.at.is_none());
    }

    /// Weekday and number at the head of a column; pressed, it shows that day.
    fn day_head_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, day: NaiveDate, rect: Rect) {
        let response = ui.interact(rect, ui.scope_id().with(("head", day)), Sense::CLICK);
        let open = self.snapshot.on(day).iter().filter(|mark| mark.is_open).count();
        response.widget_info(|| {
            let words = tr!("calendar-day-with", day = self.said(day), count = open, shown = text::grouped(open));
            egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, day == self.day, words)
        });
        let palette = palette(ui.visuals());
        let look = Look { is_chosen: day == self.day, is_today: day == scene.now.today, is_of_month: true, is_hovered: response.hovered() };
        let weekday = days::weekday_short(day.weekday().num_days_from_monday());
        let galley = text::cut(ui, &weekday, text::caption_font(), palette.faint, rect.width() * 0.5);
        let middle = rect.center();
        let half = rect.with_max_x(middle.x - 2.0);
        text::paint(ui.painter(), half, galley, Align::Max, palette.faint);
        let number = Rect::from_min_size(pos2(middle.x + 2.0, rect.top() + 4.0), vec2(28.0, rect.height() - 8.0));
        look.ground_ui(ui, number);
        look.number_ui(ui, number, day);
        self.drop_ui(ui, scene, rect, day, AtTime::New(None));
        if response.clicked() {
            self.show(day);
            ui.memory_mut(|memory| memory.request_focus(super::keys::focus_id()));
        }
        if response.double_clicked() {
            scene.settings.calendar_view = CalendarView::Day;
            self.shows_work = true;
        }
    }

    /// The marks of a day of which words are needed, where `lines` of those without a time are seen.
    fn shortened(&self, day: NaiveDate, lines: usize) -> Vec<Mark> {
        let marks = self.snapshot.on(day);
        let timed = marks.iter().filter(|mark| mark.at.is_some());
        timed.chain(marks.iter().filter(|mark| mark.at.is_none()).take(lines)).copied().collect()
    }

    /// What a day has without a time, as far as there is room.
    fn untimed_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, day: NaiveDate, place: Rect, lines: usize) {
        let background = ui.interact(place, ui.scope_id().with(("untimed", day)), Sense::CLICK);
        background
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, tr!("calendar-new-on", day = self.said(day))));
        if background.clicked() {
            scene.push(Action::AskWhom(day, None));
        }
        self.drop_ui(ui, scene, place, day, AtTime::New(None));
        let mut places = (0..lines).map(|line| {
            let top = place.top() + 2.0 + line as f32 * LINE;
            Rect::from_min_max(pos2(place.left() + 3.0, top), pos2(place.right() - 2.0, top + LINE))
        });
        let occasions = self.snapshot.occasions_on(day).to_vec();
        let marks: Vec<Mark> = self.snapshot.on(day).iter().filter(|mark| mark.at.is_none()).copied().collect();
        let feasts = if occasions.len() + marks.len() > lines { occasions.len().min(1) } else { occasions.len() };
        for (at, occasion) in occasions.iter().take(feasts).enumerate() {
            let Some(rect) = places.next() else { return };
            let more = if at + 1 == feasts { occasions.len() - feasts } else { 0 };
            self.occasion_ui(ui, occasion, more, rect);
        }
        let left = lines.saturating_sub(feasts);
        let shown = if marks.len() > left { left.saturating_sub(1) } else { marks.len() };
        for mark in &marks[..shown] {
            let Some(rect) = places.next() else { return };
            let is_at = self.at == Some(mark.key());
            self.entry_ui(ui, scene, mark, Place { rect, is_block: false, has_what: false, is_at, salt: "week" });
        }
        if marks.len() > shown
            && let Some(rect) = places.next()
        {
            self.more_ui(ui, scene, day, marks.len() - shown, rect);
        }
    }

    /// The hours of some days, scrolled to the beginning of work.
    fn hours_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, whole: Rect, shown: &[NaiveDate]) {
        let mut area = ScrollArea::vertical().id_salt(("hours", shown.len())).auto_shrink(false).min_scrolled_height(0.0);
        if std::mem::take(&mut self.shows_work) {
            let from = scene.book.habits().work.from;
            area = area.vertical_scroll_offset((hours_of(from) * HOUR - HOUR * 0.6).max(0.0));
        }
        let mut inner = ui.new_child(UiBuilder::new().id_salt("hours").max_rect(whole));
        inner.shrink_clip_rect(whole);
        area.show(&mut inner, |ui| {
            let (content, _) = ui.allocate_exact_size(vec2(whole.width() - size::SCROLL_BAR, 24.0 * HOUR), Sense::hover());
            let columns = content.with_min_x(content.left() + TIMES);
            let width = columns.width() / shown.len() as f32;
            times_ui(ui, content);
            for (at, day) in shown.iter().enumerate() {
                let left = columns.left() + at as f32 * width;
                let column = Rect::from_min_max(pos2(left, content.top()), pos2(left + width, content.bottom()));
                self.hours_of_day_ui(ui, scene, *day, column);
            }
        });
    }

    /// The hours of one day with what stands in them.
    fn hours_of_day_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, day: NaiveDate, column: Rect) {
        let palette = palette(ui.visuals());
        let work = scene.book.habits().work;
        for half in 0..48_u32 {
            let time = NaiveTime::from_hms_opt(half / 2, half % 2 * 30, 0).unwrap_or_default();
            let top = column.top() + half as f32 * HOUR / 2.0;
            if !work.is_working(day.and_time(time)) {
                let rect = Rect::from_min_size(pos2(column.left(), top), vec2(column.width(), HOUR / 2.0));
                ui.painter().rect_filled(rect, CornerRadius::ZERO, palette.bg);
            }
        }
        for hour in 0..24 {
            ui.painter().hline(column.x_range(), column.top() + hour as f32 * HOUR, palette.hairline());
        }
        ui.painter().vline(column.left(), column.y_range(), palette.hairline());
        let background = ui.interact(column, ui.scope_id().with(("column", day)), Sense::CLICK);
        background
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, tr!("calendar-new-at", day = self.said(day))));
        let pointer = ui.pointer_latest_pos().filter(|pointer| column.contains(*pointer) && ui.clip_rect().contains(*pointer));
        if let Some(pointer) = pointer {
            let time = time_at(pointer.y, column.top(), HOUR);
            let is_carried = self.drop_ui(ui, scene, slot(column, time, 0, 1).expand(2.0), day, AtTime::New(Some(time)));
            if !is_carried && background.hovered() {
                let at = half_before(time);
                ghost_ui(ui, slot(column, at, 0, 1), at);
                if background.clicked() {
                    scene.push(Action::AskWhom(day, Some(at)));
                }
            }
        }
        let timed: Vec<Mark> = self.snapshot.on(day).iter().filter(|mark| mark.at.is_some()).copied().collect();
        let minutes = |mark: &Mark| mark.at.map_or(0, |at| at.hour() * 60 + at.minute());
        let mut timed = timed;
        timed.sort_by_key(|mark| (mark.at, mark.source));
        let spans: Vec<(u32, u32)> = timed.iter().map(|mark| (minutes(mark), minutes(mark) + LASTS)).collect();
        for (mark, lane) in timed.iter().zip(lanes(&spans)) {
            let rect = slot(column, mark.at.unwrap_or_default(), lane.at, lane.of);
            let is_at = self.at == Some(mark.key());
            self.entry_ui(ui, scene, mark, Place { rect, is_block: true, has_what: column.width() > 240.0, is_at, salt: "hours" });
        }
        if day == scene.now.today {
            let now = scene.clock.local(scene.now.ms()).time();
            let y = column.top() + hours_of(now) * HOUR;
            ui.painter().hline(column.x_range(), y, Stroke::new(1.5, palette.mark(Tone::Overdue)));
            ui.painter().circle_filled(pos2(column.left() + 1.0, y), 3.5, palette.mark(Tone::Overdue));
            ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
        }
    }
}

fn hours_of(time: NaiveTime) -> f32 {
    time.num_seconds_from_midnight() as f32 / 3600.0
}

/// The beginning of the half hour in which a time lies.
fn half_before(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute() / 30 * 30, 0).unwrap_or(time)
}

/// The room of an entry at `time` in a lane of a column.
fn slot(column: Rect, time: NaiveTime, at: usize, of: usize) -> Rect {
    let width = (column.width() - 6.0) / of as f32;
    let left = column.left() + 3.0 + at as f32 * width;
    let height = (LASTS as f32 / 60.0 * HOUR).max(ROW - 6.0);
    Rect::from_min_size(pos2(left, column.top() + hours_of(time) * HOUR + 1.0), vec2(width - 2.0, height - 1.0))
}

/// Where a click would plan something.
fn ghost_ui(ui: &Ui, rect: Rect, time: NaiveTime) {
    let palette = palette(ui.visuals());
    ui.painter().rect_filled(rect, CornerRadius::same(size::CHIP_CORNER), palette.hover);
    let words = format!("+ {}", show_time(time));
    let galley = text::cut(ui, &words, text::caption_font(), palette.faint, rect.width());
    text::paint(ui.painter(), rect.with_min_x(rect.left() + 6.0), galley, Align::Min, palette.faint);
}

/// The times at the left.
fn times_ui(ui: &Ui, content: Rect) {
    let palette = palette(ui.visuals());
    for hour in 1..24 {
        let y = content.top() + hour as f32 * HOUR;
        let place = Rect::from_min_max(pos2(content.left(), y - 8.0), pos2(content.left() + TIMES - 6.0, y + 8.0));
        let galley = text::cut(ui, &format!("{hour:02}:00"), FontId::proportional(size::COUNT_BESIDE), palette.faint, TIMES);
        text::paint(ui.painter(), place, galley, Align::Max, palette.faint);
    }
}
