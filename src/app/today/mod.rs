//! The page of today: whom to contact now and why, by who can be reached, worked through by keyboard alone.

mod list;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align, Key, Layout, Modifiers, Rect, Ui, vec2};
use egui_material_icons::icons::ICON_TASK_ALT;

use super::action::{Action, Scene};
use super::theme::{palette, size};
use super::widgets::walk::{Walk, Walked};
use super::widgets::{button, days, nothing, text};
use crate::book::agenda::{Agenda, Line, LineWords, Reach, SeasonLine};
use crate::book::{Book, Now};
use crate::model::Id as RowId;
use crate::tr;
use crate::words::{self, Language};

/// Height of a line, which has two rows of words.
const LINE: f32 = 40.0;
/// Words of so many lines are asked for together.
const FOUND_AT_ONCE: usize = 32;
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

    /// The row of the first line of those who can be reached so.
    fn first_of(&self, reach: Reach) -> Option<usize> {
        self.groups.iter().find(|(_, of, _)| *of == reach).map(|(head, ..)| head + 1)
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

    /// The number of the line or season in a row, seasons behind the lines.
    fn number_at(&self, row: usize) -> Option<usize> {
        match self.at(row) {
            Shown::Line(at) => Some(at),
            Shown::Season(at) => Some(self.lines + at),
            Shown::Head(..) | Shown::SeasonHead | Shown::End => None,
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
    walk: Walk,
    /// Whose line had the keyboard and is done with, so that the next one has it.
    left: Option<RowId>,
    /// The page was just gone to.
    comes: bool,
    /// Whom the card showed when the list was drawn last.
    shown: Option<RowId>,
}

impl TodayPage {
    /// Puts the keyboard onto the list.
    pub fn take_focus(&mut self) {
        self.walk.take_focus();
        self.comes = true;
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
        let at = self.rows.number_at(self.walk.at);
        let before = at.and_then(|at| self.agenda.lines.get(at)).map(key);
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
        let last = (self.rows.lines + self.rows.seasons).saturating_sub(1);
        self.walk.at = self.rows.row_of(same.or(at).unwrap_or(0).min(last));
        self.left = before.filter(|_| same.is_none()).map(|(customer, ..)| customer).or(self.left);
        self.words_of = of;
        self.words.clear();
        Ok(())
    }

    /// Whose line has the keyboard.
    pub fn lead(&self) -> Option<RowId> {
        match self.leading()? {
            Lead::Line(line) => Some(line.customer),
            Lead::Season(_) => None,
        }
    }

    /// What has the keyboard.
    fn leading(&self) -> Option<Lead> {
        match self.rows.at(self.walk.at) {
            Shown::Line(at) => self.agenda.lines.get(at).copied().map(Lead::Line),
            Shown::Season(at) => self.agenda.seasons().nth(at).copied().map(Lead::Season),
            Shown::Head(..) | Shown::SeasonHead | Shown::End => None,
        }
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        if self.head_ui(ui, scene)
            && let Some(row) = self.rows.first_of(Reach::Here)
        {
            self.walk.reveal_many(row, self.agenda.share(Reach::Here).count);
            self.walk.take_focus();
            self.show_lead(scene);
        }
        if self.rows.lines + self.rows.seasons == 0 {
            self.nothing_ui(ui, scene);
            return;
        }
        let whole = ui.available_rect_before_wrap();
        let (place, foot) = whole.split_top_bottom_at_y(whole.bottom() - size::HEAD);
        self.list_ui(&mut ui.new_child(egui::UiBuilder::new().id_salt("today-list").max_rect(place)), scene);
        self.go_along(scene);
        ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
        let colours = palette(ui.visuals());
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, colours.hairline());
        let galley = text::cut(ui, &tr!("today-keys"), text::caption_font(), colours.faint, foot.width());
        text::paint(ui.painter(), foot, galley, Align::Min, colours.faint);
        ui.advance_cursor_after_rect(whole);
    }

    fn list_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let name = tr!("today-list");
        let rows = self.rows.clone();
        let mut walk = std::mem::take(&mut self.walk);
        let mut pressed = None;
        let leads = |row: usize| matches!(rows.at(row), Shown::Line(_) | Shown::Season(_));
        let walked = walk.ui(ui, &name, (rows.len(), LINE), scene.is_composing, &leads, |ui, step| {
            let here = match rows.at(step.at) {
                Shown::Head(reach, count) => return list::head_ui(ui, scene, reach, count),
                Shown::SeasonHead => return list::season_head_ui(ui, rows.seasons),
                Shown::End => return self.end_of_day_ui(ui, scene),
                Shown::Line(at) => {
                    self.find_words(scene, at);
                    let empty = LineWords::default();
                    list::line_ui(ui, scene, step, &self.agenda.lines[at], self.words.get(&at).unwrap_or(&empty))
                }
                Shown::Season(at) => {
                    let line = self.agenda.seasons().nth(at);
                    line.and_then(|line| list::season_ui(ui, step, line, scene.now.today))
                }
            };
            pressed = here.map(|here| (step.at, here)).or(pressed.take());
        });
        match pressed {
            Some((row, list::Pressed::Line { .. })) => walk.lead(ui, &name, row),
            Some((row, list::Pressed::Wish(_))) => walk.at = row,
            None => {}
        }
        let has_keys = walk.has_focus(ui, &name) && !scene.is_composing;
        self.walk = walk;
        match (pressed, walked) {
            (Some((_, list::Pressed::Wish(wish))), _) => self.wish(scene, wish),
            (Some((_, list::Pressed::Line { is_opened })), _) => {
                self.show_lead(scene);
                if is_opened {
                    self.open(scene);
                }
            }
            (None, Some(Walked::Moved)) => self.show_lead(scene),
            (None, Some(Walked::Opened)) => self.open(scene),
            (None, Some(Walked::Ticked) | None) => {}
        }
        for (key, wish) in [(Key::D, Wish::Done), (Key::M, Wish::Move), (Key::S, Wish::Skip)] {
            if has_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.wish(scene, wish);
            }
        }
    }

    /// The day, how much there is and how much is done; returns whether somebody asks for the cards that shall come back, which stand below
    /// all others.
    fn head_ui(&self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let colours = palette(ui.visuals());
        ui.add_space(size::PAGE - size::GAP_SMALL);
        let (left, done) = (self.agenda.lines.len(), self.agenda.done);
        let cards = self.agenda.share(Reach::Here).count;
        let mut asks_for_cards = false;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
            ui.label(text::title(ui, tr!("today-title")));
            let said = tr!("today-so-far", day = days::long(scene.now.today), shown = text::grouped(left), done = text::grouped(done));
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                if cards > 0 && cards < left {
                    asks_for_cards = button::link_ui(ui, None, &tr!("today-cards-of", count = cards)).clicked();
                }
                ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| text::cut_ui(ui, text::dim(ui, said)));
            });
        });
        ui.add_space(size::GAP);
        // Where there is nothing to do nothing can be done of it.
        if left + done == 0 {
            return false;
        }
        let (bar, response) = ui.allocate_exact_size(vec2(ui.available_width(), PROGRESS), egui::Sense::hover());
        let share = done as f32 / (left + done) as f32;
        let said = tr!("today-share", percent = (share * 100.0) as i64);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, &said));
        ui.painter().rect_filled(bar, 3, colours.line);
        ui.painter().rect_filled(bar.with_max_x(bar.left() + bar.width() * share), 3, colours.accent());
        ui.add_space(size::GAP);
        asks_for_cards
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
        if self.agenda.is_unread {
            nothing::reading_ui(ui);
            return;
        }
        let words = if self.agenda.done > 0 { tr!("today-all-done") } else { tr!("today-nothing") };
        nothing::ui(ui, ICON_TASK_ALT, &words, &tr!("today-nothing-hint"));
        ui.add_space(size::GAP);
        if self.agenda.done + self.agenda.sums.next_day + scene.book.count_aside(scene.now.today) > 0 {
            self.end_of_day_ui(ui, scene);
        }
    }

    /// Finds out what is said of a line, and of those after it, which come into sight next.
    fn find_words(&mut self, scene: &Scene<'_>, at: usize) {
        if self.words.contains_key(&at) {
            return;
        }
        let end = (at + FOUND_AT_ONCE).min(self.agenda.lines.len());
        let found = scene.book.words_of_lines(&self.agenda.lines[at..end], scene.now);
        self.words.extend((at..end).zip(found));
    }

    fn wish(&self, scene: &mut Scene<'_>, wish: Wish) {
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

    /// The card shows whom the keys are for. Who comes to the page works on from its line; whom the card shows anew from then on has the
    /// keyboard where it has a line, and where a line is done with the card goes on to the next. Whoever selected several, or looks at
    /// somebody without a line, keeps them.
    fn go_along(&mut self, scene: &mut Scene<'_>) {
        let selected = scene.selection.lead();
        let goes_on = self.left.take().is_some_and(|left| selected == Some(left));
        let is_other = std::mem::replace(&mut self.shown, selected) != selected;
        if std::mem::take(&mut self.comes) {
            if scene.selection.len() <= 1 {
                self.show_lead(scene);
            }
        } else if goes_on {
            self.show_lead(scene);
        } else if is_other
            && self.lead() != selected
            && let Some(at) = self.agenda.lines.iter().position(|line| Some(line.customer) == selected)
        {
            self.walk.reveal(self.rows.row_of(at));
        }
    }

    fn show_lead(&self, scene: &mut Scene<'_>) {
        if let Some(lead) = self.lead() {
            scene.push(Action::Select(lead));
        }
    }
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
