//! The world board: whom one works for today by the time at theirs, who can be reached in the next hours, and the hours that are shared
//! with one's own.

mod row;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Timelike, Utc};
use egui::{Align, CornerRadius, Id, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons::ICON_PUBLIC;

use super::action::{Action, Scene};
use super::theme::{Tone, palette, size};
use super::today::Wish;
use super::widgets::finding::Finding;
use super::widgets::{button, nothing, text};
use crate::book::agenda::{Line, LineWords, Reach};
use crate::book::{Book, Now, WorldPlace, WorldQuestion};
use crate::model::country::CountryNo;
use crate::model::holidays::works_on;
use crate::model::office::{Office, office_at, week_of};
use crate::model::reminder::moment;
use crate::model::world::{Stretch, nights, open_hours, shared};
use crate::model::zone::Zone;
use crate::tr;
use crate::words::{Language, spoken};

/// So many minutes are on the board.
const MINUTES: u32 = 24 * 60;
/// So many hours before now it begins.
const BEFORE: i64 = 2;
/// Height of a place, of a customer below it, and of the hours above all.
const PLACE: f32 = 48.0;
const CUSTOMER: f32 = 28.0;
const RULER: f32 = 36.0;
/// Room of an hour that is named.
const HOUR: f32 = 44.0;
/// Room of what is said of a place, at the left of its hours.
const LABEL: f32 = 232.0;
/// So many customers of a place are listed.
const LISTED: usize = 60;
/// Larger books are counted on a thread.
const COUNTED_AT_ONCE: usize = 20_000;

/// The state of the board.
#[derive(Default)]
pub struct WorldPage {
    places: Vec<Shown>,
    /// From what the places were found out, and for which quarter of an hour.
    of: Option<(WorldQuestion, i64)>,
    asked: Option<Finding<Vec<WorldPlace>>>,
    counted: Vec<WorldPlace>,
    /// The place whose customers are listed.
    opened: Option<PlaceKey>,
    /// Whether places where nobody is due show as well.
    shows_all: bool,
    words: HashMap<crate::model::Id, LineWords>,
    words_of: Option<(u64, Language)>,
    at: usize,
    reveals: bool,
    takes_focus: bool,
}

/// What tells a place from others.
type PlaceKey = (CountryNo, Option<Zone>);

/// A place with its hours.
pub struct Shown {
    /// The place and who is due.
    pub place: WorldPlace,
    /// When the board begins.
    pub from: DateTime<Utc>,
    /// When somebody is in the office.
    pub open: Vec<Stretch>,
    /// When it is night.
    pub nights: Vec<Stretch>,
    /// When it is open and one works oneself.
    pub shared: Vec<Stretch>,
    /// The state of the office.
    pub office: Option<Office>,
    /// Whether they can be reached.
    pub reach: Reach,
}

impl Shown {
    fn key(&self) -> PlaceKey {
        (country_of(&self.place), self.place.place.zone)
    }
}

fn country_of(place: &WorldPlace) -> CountryNo {
    place.place.country.map_or(CountryNo::UNKNOWN, |country| country.number())
}

/// A row of the board.
#[derive(Clone, Copy)]
enum Row {
    Place(usize),
    Customer(usize, usize),
    More(usize, usize),
}

impl WorldPage {
    /// Puts the keyboard onto the board.
    pub fn take_focus(&mut self) {
        self.takes_focus = true;
    }

    /// Counts again where the agenda has changed or offices may have opened or closed. Call while the board is in sight.
    pub fn refresh(&mut self, book: &Book, own: Zone, now: Now) -> crate::error::Result<()> {
        let words_of = Some((book.revision(), spoken()));
        if self.words_of != words_of {
            self.words_of = words_of;
            self.words.clear();
        }
        let agenda = book.agenda(now)?;
        let quarter = now.at.timestamp().div_euclid(900);
        let is_known = self.of.as_ref().is_some_and(|(question, at)| *at == quarter && question.is_same(&agenda));
        if !is_known && let Some(question) = book.world_question(now)? {
            let asked = question.clone();
            self.asked = Some(if question.size() <= COUNTED_AT_ONCE {
                Finding::found(question.answer())
            } else {
                Finding::start_waking(book.waker(), move || asked.answer())
            });
            self.of = Some((question, quarter));
        }
        if let Some(counted) = self.asked.as_mut().and_then(Finding::take) {
            self.asked = None;
            self.counted = counted;
            self.arrange(book, own, now);
        }
        Ok(())
    }

    /// Puts the places into the order in which they can be reached.
    fn arrange(&mut self, book: &Book, own: Zone, now: Now) {
        let from = beginning(own, now.at);
        let work = book.habits().work;
        let ours = open_hours(own, &work, CountryNo::UNKNOWN, from, MINUTES);
        let places = self.counted.iter().filter(|place| self.shows_all || !place.due.is_empty());
        self.places = places.map(|place| shown(place.clone(), &ours, from, now.at)).collect();
        self.places.sort_by_key(|shown| {
            let until = match shown.office {
                Some(Office::Open(until) | Office::Closed(until)) => {
                    shown.place.place.zone.map(|zone| moment(until.date(), until.time(), zone))
                }
                None => None,
            };
            (shown.place.place.zone.is_none(), shown.reach, until, std::cmp::Reverse(shown.place.due.len()))
        });
    }

    /// Draws the board.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, own: Zone) {
        self.head_ui(ui, scene, own);
        let whole = ui.available_rect_before_wrap();
        let place = whole.with_max_y(whole.bottom() - size::HEAD);
        if self.places.is_empty() {
            self.nothing_ui(ui);
            return;
        }
        let band = Rect::from_min_max(pos2(place.left() + LABEL, place.top()), pos2(place.right() - size::SCROLL_BAR, place.bottom()));
        let from = self.places.first().map_or(scene.now.at, |shown| shown.from);
        self.ruler_ui(ui, scene, own, from, band);
        let body = place.with_min_y(place.top() + RULER);
        let focus = ui.interact(body, focus_id(), Sense::FOCUSABLE);
        focus.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::List, true, tr!("world-title")));
        if std::mem::take(&mut self.takes_focus) {
            focus.request_focus();
            // Until the next frame the arrows would leave again.
            ui.request_repaint();
        }
        let filter = egui::EventFilter { vertical_arrows: true, horizontal_arrows: false, tab: false, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), filter));
        let rows = self.rows();
        self.at = self.at.min(rows.len().saturating_sub(1));
        if focus.has_focus() && !scene.is_composing {
            self.keys(ui, scene, &rows);
        }
        self.rows_ui(ui, scene, body, &rows, focus.has_focus());
        let palette = palette(ui.visuals());
        let foot = Rect::from_min_max(pos2(whole.left(), place.bottom()), whole.max);
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, palette.hairline());
        let galley = text::cut(ui, &tr!("world-keys"), text::caption_font(), palette.faint, foot.width());
        text::paint(ui.painter(), foot, galley, Align::Min, palette.faint);
        ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
        ui.advance_cursor_after_rect(whole);
    }

    /// What it is, and how many can be reached.
    fn head_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, own: Zone) {
        ui.add_space(size::MARGIN);
        let count = |reach| self.places.iter().filter(|shown| shown.reach == reach).map(|shown| shown.place.due.len()).sum::<usize>();
        let [now, soon, away] = [Reach::Now, Reach::Soon, Reach::Away].map(|reach| text::grouped(count(reach)));
        ui.horizontal(|ui| {
            ui.set_height(size::HEAD);
            ui.label(text::title(ui, tr!("world-title")));
            ui.add_space(size::GAP_SMALL);
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
                for (words, is_all) in [(tr!("world-all"), true), (tr!("world-due"), false)] {
                    if button::tab_ui(ui, &words, self.shows_all == is_all).clicked() && self.shows_all != is_all {
                        self.shows_all = is_all;
                        self.arrange(scene.book, own, scene.now);
                    }
                }
                ui.add_space(size::GAP);
                ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
                    text::cut_ui(ui, text::dim(ui, tr!("world-sum", now = now, soon = soon, away = away)));
                });
            });
        });
        ui.add_space(size::GAP_SMALL);
    }

    fn nothing_ui(&self, ui: &mut Ui) {
        if self.of.is_none() || self.asked.is_some() {
            nothing::reading_ui(ui);
        } else {
            nothing::ui(ui, ICON_PUBLIC, &tr!("world-nothing"), &tr!("world-nothing-hint"));
        }
    }

    /// The hours as our clock shows them, and when we work.
    fn ruler_ui(&self, ui: &Ui, scene: &Scene<'_>, own: Zone, from: DateTime<Utc>, band: Rect) {
        let palette = palette(ui.visuals());
        let work = scene.book.habits().work;
        let ours = open_hours(own, &work, CountryNo::UNKNOWN, from, MINUTES);
        for (begin, end) in &ours {
            let rect = Rect::from_min_max(pos2(x_of(band, *begin), band.top() + 4.0), pos2(x_of(band, *end), band.bottom()));
            ui.painter().rect_filled(rect, CornerRadius::ZERO, palette.ground(Tone::Accent));
            let words = tr!("world-ours", from = clock(own, from, *begin), to = clock(own, from, *end));
            // Of hours that are hardly on the board nothing is said: a part of the words says less than the ground below them.
            if text::width(ui, &words) + 8.0 <= rect.width() {
                let galley = text::cut(ui, &words, text::caption_font(), palette.accent(), rect.width());
                let place = rect.with_max_y(band.top() + 18.0).with_min_x(rect.left() + 4.0);
                text::paint(ui.painter(), place, galley, Align::Min, palette.accent());
            }
        }
        let label = Rect::from_min_max(pos2(band.left() - LABEL, band.top()), pos2(band.left() - size::GAP, band.top() + RULER));
        let words = tr!("world-our-time", time = own.local(scene.now.at).format("%H:%M").to_string());
        let galley = text::cut(ui, &words, text::caption_font(), palette.dim, label.width());
        text::paint(ui.painter(), label, galley, Align::Min, palette.dim);
        let now = x_of(band, minute_of(from, scene.now.at));
        let colour = palette.mark(Tone::Overdue);
        ui.painter().circle_filled(pos2(now, band.top() + RULER - 3.0), 3.5, colour);
        let every = named_hours(band.width());
        for hour in (0..=MINUTES / 60).filter(|hour| hour % every == 0) {
            let x = x_of(band, hour * 60);
            let place = Rect::from_center_size(pos2(x, band.top() + 23.0), vec2(HOUR, 16.0));
            let galley = text::cut(ui, &clock(own, from, hour * 60), egui::FontId::proportional(size::COUNT_BESIDE), palette.faint, HOUR);
            if place.right() <= band.right() + 10.0 {
                text::paint(ui.painter(), place, galley, Align::Center, palette.faint);
            }
        }
        // A day begins for us.
        for hour in 1..MINUTES / 60 {
            let local = own.local(from + TimeDelta::minutes(i64::from(hour * 60)));
            if local.hour() == 0 {
                ui.painter().vline(x_of(band, hour * 60), band.top() + RULER..=band.bottom(), Stroke::new(1.0, palette.outline));
            }
        }
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, shown) in self.places.iter().enumerate() {
            rows.push(Row::Place(at));
            if self.opened == Some(shown.key()) {
                let listed = shown.place.due.len().min(LISTED);
                rows.extend((0..listed).map(|customer| Row::Customer(at, customer)));
                if shown.place.due.len() > listed {
                    rows.push(Row::More(at, shown.place.due.len() - listed));
                }
            }
        }
        rows
    }

    fn rows_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, body: Rect, rows: &[Row], has_focus: bool) {
        let heights: Vec<f32> = rows.iter().map(|row| if matches!(row, Row::Place(_)) { PLACE } else { CUSTOMER }).collect();
        let top_of = |at: usize| heights[..at].iter().sum::<f32>();
        let mut inner = ui.new_child(UiBuilder::new().id_salt("world-rows").max_rect(body));
        inner.shrink_clip_rect(body);
        let mut area = ScrollArea::vertical().id_salt("world").auto_shrink(false);
        if std::mem::take(&mut self.reveals) {
            area = area.vertical_scroll_offset((top_of(self.at) - body.height() / 2.0).max(0.0));
        }
        area.show_viewport(&mut inner, |ui, viewport| {
            let whole = ui.max_rect();
            ui.set_height(heights.iter().sum());
            let mut top = 0.0;
            let mut seen = Vec::new();
            for (at, height) in heights.iter().enumerate() {
                if top + height >= viewport.top() && top <= viewport.bottom() {
                    let rect = Rect::from_min_size(pos2(whole.left(), whole.top() + top), vec2(body.width() - size::SCROLL_BAR, *height));
                    seen.push((at, rect));
                }
                top += height;
            }
            self.find_words(scene, seen.iter().map(|(at, _)| rows[*at]));
            for (at, rect) in seen {
                self.row_ui(ui, scene, at, rows[at], rect, has_focus);
            }
        });
    }

    fn row_ui(&mut self, ui: &Ui, scene: &mut Scene<'_>, at: usize, row: Row, rect: Rect, has_focus: bool) {
        let is_at = at == self.at;
        let (response, double) = match row {
            Row::Place(place) => {
                let shown = &self.places[place];
                let is_open = self.opened == Some(shown.key());
                let names: Vec<&str> =
                    shown.place.due.iter().take(NAMED).filter_map(|line| Some(self.words.get(&line.customer)?.name.as_str())).collect();
                (row::place_ui(ui, scene, shown, &names, rect, is_open, is_at && has_focus), false)
            }
            Row::Customer(place, customer) => {
                let line = self.places[place].place.due[customer];
                let words = self.words.get(&line.customer).cloned().unwrap_or_default();
                let response =
                    row::customer_ui(ui, scene, &line, &words, rect, scene.selection.lead() == Some(line.customer), is_at && has_focus);
                let double = response.double_clicked();
                (response, double)
            }
            Row::More(place, more) => (row::more_ui(ui, &self.places[place], more, rect), false),
        };
        if response.clicked() || double {
            self.at = at;
            ui.memory_mut(|memory| memory.request_focus(focus_id()));
            self.press(scene, row, double);
        }
    }

    /// A place shows whom it has, or no longer; a customer is selected.
    fn press(&mut self, scene: &mut Scene<'_>, row: Row, is_opened: bool) {
        match row {
            Row::Place(place) => {
                let key = self.places[place].key();
                self.opened = if self.opened == Some(key) { None } else { Some(key) };
            }
            Row::Customer(place, customer) => {
                scene.push(Action::Select(self.places[place].place.due[customer].customer));
                if is_opened {
                    scene.push(Action::CardAlone);
                }
            }
            // The table has them all: those of that country.
            Row::More(place, _) => {
                if let Some(country) = self.places[place].place.place.country {
                    scene.push(Action::Search(tr!("world-search", country = country.iso2)));
                }
            }
        }
    }

    fn keys(&mut self, ui: &Ui, scene: &mut Scene<'_>, rows: &[Row]) {
        let takes = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = rows.len().saturating_sub(1);
        let to = if takes(Key::ArrowDown) {
            Some((self.at + 1).min(last))
        } else if takes(Key::ArrowUp) {
            Some(self.at.saturating_sub(1))
        } else if takes(Key::Home) {
            Some(0)
        } else if takes(Key::End) {
            Some(last)
        } else {
            None
        };
        if let Some(to) = to {
            self.at = to;
            self.reveals = true;
            if let Some(line) = self.line_at(rows) {
                scene.push(Action::Select(line.customer));
            }
        }
        if takes(Key::Enter)
            && let Some(row) = rows.get(self.at).copied()
        {
            self.press(scene, row, true);
        }
        for (key, wish) in [(Key::D, Wish::Done), (Key::M, Wish::Move), (Key::S, Wish::Skip)] {
            if let Some(line) = self.line_at(rows).filter(|_| takes(key)) {
                scene.push(Action::OfAgenda { line, wish });
            }
        }
    }

    fn line_at(&self, rows: &[Row]) -> Option<Line> {
        match rows.get(self.at)? {
            Row::Customer(place, customer) => self.places[*place].place.due.get(*customer).copied(),
            Row::Place(_) | Row::More(..) => None,
        }
    }

    /// Finds out what is said of the customers among the rows in sight.
    fn find_words(&mut self, scene: &Scene<'_>, rows: impl Iterator<Item = Row>) {
        let mut missing: Vec<Line> = Vec::new();
        for row in rows {
            let lines: &[Line] = match row {
                Row::Place(place) => self.places[place].place.due.get(..NAMED).unwrap_or(&self.places[place].place.due),
                Row::Customer(place, customer) => std::slice::from_ref(&self.places[place].place.due[customer]),
                Row::More(..) => &[],
            };
            missing.extend(lines.iter().filter(|line| !self.words.contains_key(&line.customer)));
        }
        if !missing.is_empty() {
            let found = scene.book.words_of_lines(&missing, scene.now);
            self.words.extend(missing.iter().map(|line| line.customer).zip(found));
        }
    }
}

/// So many customers of a place are named.
const NAMED: usize = 4;

fn focus_id() -> Id {
    Id::unique("world")
}

/// Every how many hours one is named on a board `width` points wide: as many as stand side by side.
fn named_hours(width: f32) -> u32 {
    let hour = width / (MINUTES / 60) as f32;
    [2, 3, 4, 6, 8].into_iter().find(|every| *every as f32 * hour >= HOUR).unwrap_or(12)
}

/// Where a minute of the board stands.
fn x_of(band: Rect, minute: u32) -> f32 {
    band.left() + band.width() * minute as f32 / MINUTES as f32
}

/// The minute of the board at an instant.
fn minute_of(from: DateTime<Utc>, at: DateTime<Utc>) -> u32 {
    u32::try_from((at - from).num_minutes()).unwrap_or(0).min(MINUTES)
}

/// What a clock of `zone` shows at a minute of the board.
fn clock(zone: Zone, from: DateTime<Utc>, minute: u32) -> String {
    zone.local(from + TimeDelta::minutes(i64::from(minute))).format("%H:%M").to_string()
}

/// When the board begins: on a full hour of ours, a little before now.
fn beginning(own: Zone, now: DateTime<Utc>) -> DateTime<Utc> {
    let local = own.local(now);
    let past = TimeDelta::minutes(i64::from(local.minute())) + TimeDelta::seconds(i64::from(local.second()));
    // Whole to the last part of a second: what begins a moment before an hour would show the minute before.
    now - TimeDelta::hours(BEFORE) - past - TimeDelta::nanoseconds(i64::from(local.nanosecond()))
}

fn shown(place: WorldPlace, ours: &[Stretch], from: DateTime<Utc>, now: DateTime<Utc>) -> Shown {
    let Some(zone) = place.place.zone else {
        return Shown { place, from, open: Vec::new(), nights: Vec::new(), shared: Vec::new(), office: None, reach: Reach::Now };
    };
    let (week, country) = (week_of(place.place.country), country_of(&place));
    let local = zone.local(now);
    let office = office_at(local, &week, country);
    let open = open_hours(zone, &week, country, from, MINUTES);
    Shown { reach: Reach::of(office, local), office, nights: nights(zone, from, MINUTES), shared: shared(&open, ours), open, from, place }
}

/// Whether the local day of `local` is worked there, for what the row says.
fn is_worked(place: &WorldPlace, local: NaiveDateTime) -> bool {
    works_on(&week_of(place.place.country), country_of(place), local.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_board_begins_on_a_full_hour_whatever_the_part_of_a_second() {
        for zone in ["Asia/Shanghai", "Asia/Kolkata"] {
            let own: Zone = zone.parse().unwrap();
            let now: DateTime<Utc> = "2026-11-22T12:06:31.517+00:00".parse().unwrap();
            let from = own.local(beginning(own, now));
            assert_eq!((from.minute(), from.second(), from.nanosecond()), (0, 0, 0), "{zone}");
        }
    }

    #[test]
    fn as_many_hours_are_named_as_stand_side_by_side() {
        for (width, every) in [(1100.0, 2), (528.0, 2), (500.0, 3), (244.0, 6), (120.0, 12)] {
            assert_eq!(named_hours(width), every, "{width}");
        }
    }
}
