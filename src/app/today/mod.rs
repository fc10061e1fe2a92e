//! The page of today: whom to contact now and why, by who can be reached, worked through by keyboard alone.

mod list;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align, Id, Key, Layout, Modifiers, Rect, ScrollArea, Ui, pos2, vec2};
use egui_material_icons::icons::ICON_TASK_ALT;

use super::action::{Action, Scene};
use super::theme::{palette, size};
use super::widgets::{button, days, text};
use crate::book::agenda::{Agenda, Line, LineWords, Reach, SeasonLine};
use crate::book::{Book, Now};
use crate::model::Id as RowId;
use crate::tr;
use crate::words::{self, Language};

/// Height of a line, which has two rows of words.
const LINE: f32 = 40.0;
/// Height of the progress bar.
const PROGRESS: f32 = 6.0;

/// What a person wants with the line that has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Log what happened, and be done with it.
    Done,
    /// Another day.
    Move,
    /// Not this time.
    Skip,
}

/// A row of the page.
#[derive(Clone, Copy)]
enum Shown {
    /// The head of those who can be reached alike.
    Head(Reach, usize),
    /// A line: its number in the agenda.
    Line(usize),
    /// The head of the seasons.
    SeasonHead,
    /// A season: its number in the agenda.
    Season(usize),
    /// How the day stands.
    End,
}

/// What has the keyboard.
#[derive(Clone, Copy)]
enum Lead {
    Line(Line),
    Season(SeasonLine),
}

/// The rows of the page, which follow from how many lines of which kind there are.
#[derive(Clone, Default)]
struct Rows {
    /// Those who can be reached alike: the row of their head, and their first line.
    groups: Vec<(usize, Reach, usize)>,
    lines: usize,
    seasons: usize,
}

impl Rows {
    fn of(agenda: &Agenda) -> Self {
        let mut rows = Self { groups: Vec::new(), lines: agenda.lines.len(), seasons: agenda.seasons().count() };
        for reach in Reach::ALL {
            let share = agenda.share(reach);
            if share.count > 0 {
                rows.groups.push((share.first + rows.groups.len(), reach, share.first));
            }
        }
        rows
    }

    /// How many rows there are.
    fn len(&self) -> usize {
        let seasons = if self.seasons > 0 { self.seasons + 1 } else { 0 };
        self.groups.len() + self.lines + seasons + 1
    }

    /// What stands in a row.
    fn at(&self, row: usize) -> Shown {
        let behind = self.groups.len() + self.lines;
        if row < behind {
            let group = self.groups.partition_point(|(head, ..)| *head <= row) - 1;
            let (head, reach, first) = self.groups[group];
            let next = self.groups.get(group + 1).map_or(self.lines, |(_, _, first)| *first);
            return if row == head { Shown::Head(reach, next - first) } else { Shown::Line(first + row - head - 1) };
        }
        match row - behind {
            0 if self.seasons > 0 => Shown::SeasonHead,
            at if at <= self.seasons && self.seasons > 0 => Shown::Season(at - 1),
            _ => Shown::End,
        }
    }

    /// The row of the line or season number `at`, seasons behind the lines.
    fn row_of(&self, at: usize) -> usize {
        match at.checked_sub(self.lines) {
            Some(season) => self.groups.len() + self.lines + 1 + season,
            None => at + self.groups.partition_point(|(_, _, first)| *first <= at),
        }
    }
}

/// The state of the page.
#[derive(Default)]
pub struct TodayPage {
    agenda: Arc<Agenda>,
    rows: Rows,
    /// Words of lines that were in sight, by number.
    words: HashMap<usize, LineWords>,
    words_of: Option<(u64, u64, Language)>,
    /// The line that has the keyboard.
    at: usize,
    reveals: bool,
    takes_focus: bool,
}

impl TodayPage {
    /// Puts the keyboard onto the list.
    pub fn take_focus(&mut self) {
        self.takes_focus = true;
    }

    /// How much is to be done, for the rail.
    pub fn count(&self) -> usize {
        self.agenda.lines.len()
    }

    /// How many lines are late.
    pub fn overdue(&self) -> usize {
        self.agenda.overdue()
    }

    /// Whether something is late.
    pub fn has_overdue(&self) -> bool {
        self.agenda.lines.iter().any(|line| line.due_on < self.agenda.today)
    }

    /// Asks for the agenda, which the book keeps up.
    pub fn refresh(&mut self, book: &Book, now: Now) -> crate::error::Result<()> {
        let key = |line: &Line| (line.customer, line.kind, line.source);
        let before = self.agenda.lines.get(self.at).map(key);
        // Let go before the book is asked, which then changes what it has instead of copying it.
        self.agenda = Arc::default();
        let agenda = book.agenda(now)?;
        let of = Some((book.agenda_version(), book.revision(), words::spoken()));
        let is_same = self.words_of == of;
        self.agenda = agenda;
        if is_same {
            return Ok(());
        }
        // Who had the keyboard keeps it, else whoever took that place.
        let same = before.and_then(|before| self.agenda.lines.iter().position(|line| key(line) == before));
        self.rows = Rows::of(&self.agenda);
        self.at = same.unwrap_or(self.at).min((self.rows.lines + self.rows.seasons).saturating_sub(1));
        self.words_of = of;
        self.words.clear();
        Ok(())
    }

    /// Whose line has the keyboard.
    pub fn lead(&self) -> Option<RowId> {
        self.agenda.lines.get(self.at).map(|line| line.customer)
    }

    /// What has the keyboard.
    fn leading(&self) -> Option<Lead> {
        let season = || self.agenda.seasons().nth(self.at.checked_sub(self.rows.lines)?).copied().map(Lead::Season);
        self.agenda.lines.get(self.at).copied().map(Lead::Line).or_else(season)
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        self.head_ui(ui, scene);
        if self.rows.lines + self.rows.seasons == 0 {
            self.nothing_ui(ui, scene);
            return;
        }
        let foot = size::HEAD;
        let whole = ui.available_rect_before_wrap();
        let place = whole.with_max_y(whole.bottom() - foot);
        let focus = ui.interact(place, focus_id(), egui::Sense::FOCUSABLE);
        focus.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::List, true, tr!("today-list")));
        if std::mem::take(&mut self.takes_focus) {
            focus.request_focus();
            // Until the next frame the arrows would leave again.
            ui.request_repaint();
        }
        let filter = egui::EventFilter { vertical_arrows: true, horizontal_arrows: false, tab: false, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), filter));
        if focus.has_focus() && !scene.is_composing {
            self.keys(ui, scene);
        }
        let mut inner = ui.new_child(egui::UiBuilder::new().id_salt("today-list").max_rect(place));
        inner.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if std::mem::take(&mut self.reveals)
            && let Some(offset) = self.offset_to_reveal(&inner, place.height())
        {
            area = area.vertical_scroll_offset(offset);
        }
        let has_focus = focus.has_focus();
        let drawn = area.show_rows(&mut inner, LINE, self.rows.len(), |ui, range| {
            self.find_words(scene, range.clone());
            for row in range {
                match self.rows.at(row) {
                    Shown::Head(reach, count) => list::head_ui(ui, scene, reach, count),
                    Shown::Line(at) => self.line_ui(ui, scene, at, has_focus, &focus),
                    Shown::SeasonHead => list::season_head_ui(ui, self.rows.seasons),
                    Shown::Season(at) => self.season_ui(ui, scene, at, has_focus, &focus),
                    Shown::End => self.end_of_day_ui(ui, scene),
                }
            }
        });
        let seen = Seen { first: drawn.state.clamped_offset().y, height: drawn.inner_rect.height() };
        inner.data_mut(|data| data.insert_temp(focus_id(), seen));
        ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
        let foot = Rect::from_min_max(pos2(whole.left(), place.bottom()), whole.max);
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, palette(ui.visuals()).hairline());
        let galley = text::cut(ui, &tr!("today-keys"), text::caption_font(), palette(ui.visuals()).faint, foot.width());
        text::paint(ui.painter(), foot, galley, Align::Min, palette(ui.visuals()).faint);
        ui.advance_cursor_after_rect(whole);
    }

    /// The day, how much there is and how much is done.
    fn head_ui(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let colours = palette(ui.visuals());
        ui.add_space(size::PAGE - size::GAP_SMALL);
        let (left, done) = (self.agenda.lines.len(), self.agenda.done);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
            ui.label(text::title(ui, tr!("today-title")));
            let said = tr!("today-so-far", day = days::long(scene.now.today), shown = text::grouped(left), done = text::grouped(done));
            text::cut_ui(ui, text::dim(ui, said));
        });
        ui.add_space(size::GAP);
        // Where there is nothing to do nothing can be done of it.
        if left + done == 0 {
            return;
        }
        let (bar, response) = ui.allocate_exact_size(vec2(ui.available_width(), PROGRESS), egui::Sense::hover());
        let share = done as f32 / (left + done) as f32;
        let said = tr!("today-share", percent = (share * 100.0) as i64);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, &said));
        ui.painter().rect_filled(bar, 3, colours.line);
        ui.painter().rect_filled(bar.with_max_x(bar.left() + bar.width() * share), 3, colours.accent());
        ui.add_space(size::GAP);
    }

    /// How the day stands: at its end, or as far as it is.
    fn end_of_day_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let (left, done, next) = (self.agenda.lines.len(), self.agenda.done, self.agenda.sums.next_day);
        let is_over = scene.clock.local(scene.now.ms()).time() >= scene.book.habits().work.to;
        let (shown, of_done, of_next) = (text::grouped(left), text::grouped(done), text::grouped(next));
        let words = if is_over {
            tr!("today-is-over", done = of_done, left = shown, next = of_next)
        } else {
            tr!("today-goes-on", done = of_done, left = shown, next = of_next)
        };
        if list::end_of_day_ui(ui, &words, scene.book.count_aside(scene.now.today)) {
            scene.push(Action::TakeFromAside);
        }
    }

    fn nothing_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(3.0 * size::PAGE);
        ui.vertical_centered(|ui| {
            let colours = palette(ui.visuals());
            if self.agenda.is_unread {
                ui.add(egui::Spinner::new().size(size::ICON));
                ui.add_space(size::GAP);
                ui.label(text::dim(ui, tr!("today-reading")));
                return;
            }
            ui.label(ICON_TASK_ALT.rich_text().size(36.0).color(colours.outline));
            ui.add_space(size::GAP);
            let words = if self.agenda.done > 0 { tr!("today-all-done") } else { tr!("today-nothing") };
            ui.label(text::bold(ui, words));
            ui.label(text::dim(ui, tr!("today-nothing-hint")));
            ui.add_space(size::GAP);
            if self.agenda.done + self.agenda.sums.next_day + scene.book.count_aside(scene.now.today) > 0 {
                self.end_of_day_ui(ui, scene);
            }
        });
    }

    /// Fetches what is said of the lines among the rows in `range`.
    fn find_words(&mut self, scene: &Scene<'_>, range: std::ops::Range<usize>) {
        let missing: Vec<usize> = range
            .filter_map(|row| match self.rows.at(row) {
                Shown::Line(at) if !self.words.contains_key(&at) => Some(at),
                _ => None,
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        let lines: Vec<_> = missing.iter().map(|at| self.agenda.lines[*at]).collect();
        let found = scene.book.words_of_lines(&lines, scene.now);
        self.words.extend(missing.into_iter().zip(found));
    }

    fn keys(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let takes = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let last = self.rows.lines + self.rows.seasons - 1;
        let page = 10;
        let to = if takes(Modifiers::NONE, Key::ArrowDown) {
            Some(self.at + 1)
        } else if takes(Modifiers::NONE, Key::ArrowUp) {
            Some(self.at.saturating_sub(1))
        } else if takes(Modifiers::NONE, Key::PageDown) {
            Some(self.at + page)
        } else if takes(Modifiers::NONE, Key::PageUp) {
            Some(self.at.saturating_sub(page))
        } else if takes(Modifiers::NONE, Key::Home) {
            Some(0)
        } else if takes(Modifiers::NONE, Key::End) {
            Some(last)
        } else {
            None
        };
        if let Some(to) = to {
            self.go_to(scene, to.min(last));
        }
        let wishes = [(Key::D, Wish::Done), (Key::M, Wish::Move), (Key::S, Wish::Skip)];
        if takes(Modifiers::NONE, Key::Enter) {
            self.open(scene);
        }
        for (key, wish) in wishes {
            if takes(Modifiers::NONE, key) {
                self.wish(scene, self.at, wish);
            }
        }
    }

    fn wish(&mut self, scene: &mut Scene<'_>, at: usize, wish: Wish) {
        self.at = at;
        self.show_lead(scene);
        match self.leading() {
            Some(Lead::Line(line)) => scene.push(Action::OfAgenda { line, wish }),
            Some(Lead::Season(line)) => scene.push(Action::OfSeason { season: line.season, wish }),
            None => {}
        }
    }

    /// Opens what has the keyboard: the brief of a customer, the customers of a season.
    fn open(&self, scene: &mut Scene<'_>) {
        match self.leading() {
            Some(Lead::Line(line)) => {
                scene.push(Action::OpenBrief(line.customer));
            }
            Some(Lead::Season(line)) => scene.push(Action::OfSeason { season: line.season, wish: Wish::Done }),
            None => {}
        }
    }

    fn go_to(&mut self, scene: &mut Scene<'_>, at: usize) {
        self.at = at;
        self.reveals = true;
        self.show_lead(scene);
    }

    fn show_lead(&self, scene: &mut Scene<'_>) {
        if let Some(lead) = self.lead() {
            scene.push(Action::Select(lead));
        }
    }

    /// Where the list has to be scrolled to for the line of the keyboard to be seen; `None` where it is.
    fn offset_to_reveal(&self, ui: &Ui, height: f32) -> Option<f32> {
        let row = self.rows.row_of(self.at);
        let seen = ui.data(|data| data.get_temp::<Seen>(focus_id())).unwrap_or(Seen { first: 0.0, height });
        // The head above the first line of a group comes into sight with it.
        let above = usize::from(row > 0 && matches!(self.rows.at(row - 1), Shown::Head(..) | Shown::SeasonHead));
        let (top, bottom) = ((row - above) as f32 * LINE, (row + 1) as f32 * LINE);
        if top < seen.first {
            Some(top)
        } else if bottom > seen.first + seen.height {
            Some(bottom - seen.height)
        } else {
            None
        }
    }

    fn line_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, at: usize, has_focus: bool, focus: &egui::Response) {
        let line = self.agenda.lines[at];
        let empty = LineWords::default();
        let words = self.words.get(&at).unwrap_or(&empty);
        let stands = list::Stands { is_lead: at == self.at, has_focus };
        let pressed = list::line_ui(ui, scene, at, &line, words, stands);
        self.pressed(scene, at, pressed, focus);
    }

    fn season_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, number: usize, has_focus: bool, focus: &egui::Response) {
        let at = self.rows.lines + number;
        let stands = list::Stands { is_lead: at == self.at, has_focus };
        let Some(line) = self.agenda.seasons().nth(number).copied() else { return };
        let pressed = list::season_ui(ui, at, &line, scene.now.today, stands);
        self.pressed(scene, at, pressed, focus);
    }

    fn pressed(&mut self, scene: &mut Scene<'_>, at: usize, pressed: Option<list::Pressed>, focus: &egui::Response) {
        match pressed {
            Some(list::Pressed::Line { is_opened }) => {
                focus.request_focus();
                self.at = at;
                self.show_lead(scene);
                if is_opened {
                    self.open(scene);
                }
            }
            Some(list::Pressed::Wish(wish)) => self.wish(scene, at, wish),
            None => {}
        }
    }
}

/// Which part of the list is in sight.
#[derive(Clone, Copy)]
struct Seen {
    first: f32,
    height: f32,
}

fn focus_id() -> Id {
    Id::unique("today")
}

/// A button row that stands at the right of a line.
fn beside_ui(ui: &mut Ui, rect: Rect, salt: impl std::hash::Hash + std::fmt::Debug, draw: impl FnOnce(&mut Ui)) {
    let mut inner = ui.new_child(egui::UiBuilder::new().id_salt(salt).max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    inner.spacing_mut().item_spacing.x = 0.0;
    draw(&mut inner);
}

/// A small button with an icon, as they stand at the end of a line.
fn wish_button_ui(ui: &mut Ui, mark: egui_material_icons::MaterialIcon, words: &str) -> bool {
    button::small_icon_ui(ui, mark, words).clicked()
}
