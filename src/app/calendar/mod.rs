//! The calendar: month, week, day, agenda and year on a page of their own, and small below the card.
//!
//! It asks for the days in sight and a few weeks around them; words are found out for the entries that are seen. What it leaves out
//! is remembered by the window.

mod day;
mod entry;
mod hours;
mod keys;
mod lanes;
mod list;
mod month;
mod page;
mod year;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, Days, Months, NaiveDate};
use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons::{
    ICON_CALENDAR_VIEW_MONTH, ICON_CALENDAR_VIEW_WEEK, ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT, ICON_EXPAND_LESS, ICON_EXPAND_MORE,
    ICON_VIEW_AGENDA,
};

use super::action::Scene;
use super::settings::{CalendarView, Settings, Span};
use super::theme::size;
use super::widgets::finding::Finding;
use super::widgets::{button, days, text};
use crate::book::{Book, CalendarQuestion, CalendarSnapshot, Mark, MarkWords, Now, Topic, calendar_of};
use crate::error::Result;
use crate::model::Id;
use crate::tr;
use crate::words::{Language, spoken};

/// The state of the calendar.
pub struct Calendar {
    /// The first of the month shown.
    month: NaiveDate,
    /// The day that is chosen.
    day: NaiveDate,
    /// Everything that was asked.
    whole: CalendarSnapshot,
    /// Of that, what is not left out.
    snapshot: CalendarSnapshot,
    hides: BTreeSet<String>,
    /// For what `whole` was asked; `None` when it has to be asked again.
    of: Option<Asked>,
    /// The snapshot of a large book, while a thread reads it.
    asked: Option<Finding<Result<CalendarSnapshot>>>,
    /// Words of entries that were in sight.
    words: RefCell<HashMap<(Topic, Id), MarkWords>>,
    words_of: Option<(u64, Language)>,
    /// The name of the customer for whom something can be planned, as of a revision of the book.
    lead: Option<(Id, u64, String)>,
    /// Days in full, as a screen reader says those of the grid.
    said: RefCell<HashMap<(Language, NaiveDate), String>>,
    /// The entry that has the keyboard.
    at: Option<(Topic, Id)>,
    takes_focus: bool,
    /// The hours shall be scrolled to the beginning of work.
    shows_work: bool,
    /// The entry that has the keyboard shall be scrolled to.
    reveals: bool,
    years: year::Years,
}

/// What decides whether the days have to be asked again.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Asked {
    month: NaiveDate,
    today: NaiveDate,
    has_due_days: bool,
}

/// Larger books are read on a thread.
const READ_AT_ONCE: usize = 5_000;
/// How many days are asked at once: a month with the weeks that it touches, and five weeks more for the agenda.
const DAYS_ASKED: u64 = 42 + 35;
/// How many days in full are kept: some months of both languages.
const KEPT_DAYS: usize = 512;
/// How many entries' words are kept before all are found out anew.
const KEPT_WORDS: usize = 4_000;

impl Calendar {
    /// The month of `today`.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            month: first_of(today),
            day: today,
            whole: CalendarSnapshot::default(),
            snapshot: CalendarSnapshot::default(),
            hides: BTreeSet::new(),
            of: None,
            asked: None,
            words: RefCell::default(),
            words_of: None,
            lead: None,
            said: RefCell::default(),
            at: None,
            takes_focus: false,
            shows_work: true,
            reveals: false,
            years: year::Years::default(),
        }
    }

    /// Something that the calendar shows has changed in the book.
    pub fn forget(&mut self) {
        self.of = None;
    }

    /// Puts the keyboard onto the page.
    pub fn take_focus(&mut self) {
        self.takes_focus = true;
    }

    /// Asks for the days again where month or day have changed, or the calendar was told to forget. Those of a large book stay as they
    /// are until a thread has read the next. `is_page`: it is looked at on its own page.
    pub fn refresh(&mut self, book: &Book, settings: &Settings, now: Now, is_page: bool) -> Result<()> {
        if is_page && settings.calendar_view == CalendarView::Year {
            self.years.refresh(book)?;
        }
        let words_of = Some((book.revision(), spoken()));
        if self.words_of != words_of {
            self.words_of = words_of;
            self.words.get_mut().clear();
        }
        let first = first_cell(self.month);
        let question = book.calendar_question(first, first + Days::new(DAYS_ASKED - 1), now)?;
        let of = Asked { month: self.month, today: now.today, has_due_days: question.has_due_days() };
        if self.of != Some(of) {
            self.ask(book, question)?;
            self.of = Some(of);
        }
        if let Some(read) = self.asked.as_mut().and_then(Finding::take) {
            self.asked = None;
            let before = std::mem::replace(&mut self.whole, read?);
            std::thread::spawn(move || drop(before));
            self.leave_out(settings);
        } else if self.hides != settings.calendar_hides {
            self.leave_out(settings);
        }
        Ok(())
    }

    fn ask(&mut self, book: &Book, question: CalendarQuestion) -> Result<()> {
        let reader = book.reader()?;
        self.asked = Some(if book.customer_count() <= READ_AT_ONCE {
            Finding::found(calendar_of(&reader, &question))
        } else {
            Finding::start_waking(book.waker(), move || calendar_of(&reader, &question))
        });
        Ok(())
    }

    /// Leaves out what nobody wants to see.
    fn leave_out(&mut self, settings: &Settings) {
        self.hides.clone_from(&settings.calendar_hides);
        self.snapshot = self.whole.without(|topic| self.hides.contains(topic.key()));
    }

    /// Shows `day` and its month.
    pub fn show(&mut self, day: NaiveDate) {
        if self.day != day {
            self.at = None;
        }
        self.day = day;
        self.month = first_of(day);
    }

    /// The name of `customer`; empty where it has none or is not there.
    fn lead_name(&mut self, book: &Book, customer: Id) -> String {
        let revision = book.revision();
        match &self.lead {
            Some((id, known, name)) if (*id, *known) == (customer, revision) => name.clone(),
            _ => {
                let name = book.rows(&[customer], &[]).into_iter().next().map(|row| row.name).unwrap_or_default();
                self.lead = Some((customer, revision, name.clone()));
                name
            }
        }
    }

    /// [`days::long`], kept: the grid says forty of them in each frame.
    fn said(&self, day: NaiveDate) -> String {
        let mut said = self.said.borrow_mut();
        if said.len() > KEPT_DAYS {
            said.clear();
        }
        said.entry((spoken(), day)).or_insert_with(|| days::long(day)).clone()
    }

    /// Finds out what the `marks` say that are about to be drawn.
    fn find_words<'a>(&self, scene: &Scene<'_>, marks: impl Iterator<Item = &'a Mark>) {
        let mut words = self.words.borrow_mut();
        let missing: Vec<Mark> = marks.filter(|mark| !words.contains_key(&mark.key())).copied().collect();
        if missing.is_empty() {
            return;
        }
        if words.len() > KEPT_WORDS {
            words.clear();
        }
        let found = scene.book.words_of_marks(&missing, scene.now);
        words.extend(missing.iter().map(Mark::key).zip(found));
    }

    /// What a mark says, as far as it was found out.
    fn words_of_mark(&self, mark: &Mark) -> MarkWords {
        self.words.borrow().get(&mark.key()).cloned().unwrap_or_default()
    }

    /// Draws the month, the week of the day or nothing, and the list of the day below it.
    pub fn pane_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, span: Span) {
        self.pane_head_ui(ui, scene, span);
        if !scene.settings.calendar_is_open {
            return;
        }
        if span == Span::List {
            self.list_ui(ui, scene);
            return;
        }
        self.small_grid_ui(ui, scene, span);
        ui.add_space(size::GAP_SMALL);
        self.day_ui(ui, scene);
    }

    /// Draws the list of the day alone, beside the page.
    pub fn day_pane_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        ui.label(text::bold(ui, days::long(self.day)));
        ui.add_space(size::GAP);
        self.day_ui(ui, scene);
    }

    /// The month, and the way to others, beside the table.
    fn pane_head_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, span: Span) {
        ui.horizontal(|ui| {
            ui.set_height(size::HEAD);
            ui.label(text::bold(ui, days::month(self.month)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let is_open = scene.settings.calendar_is_open;
                let (mark, name) =
                    if is_open { (ICON_EXPAND_MORE, tr!("calendar-fold")) } else { (ICON_EXPAND_LESS, tr!("calendar-unfold")) };
                if button::small_icon_ui(ui, mark, &name).clicked() {
                    scene.settings.calendar_is_open = !is_open;
                }
                if !is_open {
                    return;
                }
                let as_list = (ICON_VIEW_AGENDA, tr!("calendar-as-list"), Span::List);
                let month = (ICON_CALENDAR_VIEW_MONTH, tr!("look-whole-month"), Span::Month);
                let week = (ICON_CALENDAR_VIEW_WEEK, tr!("look-one-week"), Span::Week);
                let offered = match span {
                    Span::Month => [as_list, week],
                    Span::Week => [as_list, month],
                    Span::List => [month, week],
                };
                for (mark, name, other) in offered {
                    if button::small_icon_ui(ui, mark, &name).clicked() {
                        scene.settings.calendar_span = Some(other);
                        self.show(self.day);
                    }
                }
                self.steps_ui(ui, scene, if span == Span::Month { Step::Month } else { Step::Week });
            });
        });
    }

    /// Back, today, on: from the right.
    fn steps_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, step: Step) {
        if button::small_icon_ui(ui, ICON_CHEVRON_RIGHT, &step.next()).clicked() {
            self.step(step, true);
        }
        ui.spacing_mut().interact_size = vec2(0.0, size::COMPACT);
        if button::link_ui(ui, None, &tr!("calendar-today")).clicked() {
            self.show(scene.now.today);
            self.shows_work = true;
        }
        if button::small_icon_ui(ui, ICON_CHEVRON_LEFT, &step.previous()).clicked() {
            self.step(step, false);
        }
    }

    /// Goes on, or back.
    fn step(&mut self, step: Step, is_on: bool) {
        let to = match (step, is_on) {
            (Step::Month, true) => self.month.checked_add_months(Months::new(1)),
            (Step::Month, false) => self.month.checked_sub_months(Months::new(1)),
            (step, true) => self.day.checked_add_days(Days::new(step.days())),
            (step, false) => self.day.checked_sub_days(Days::new(step.days())),
        };
        match to {
            // The day stays what it was: one looks, and comes back.
            Some(month) if step == Step::Month => self.month = month,
            Some(day) => self.show(day),
            None => {}
        }
    }
}

/// How far one goes at once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Day,
    Week,
    Month,
}

impl Step {
    fn days(self) -> u64 {
        if self == Self::Day { 1 } else { 7 }
    }

    fn next(self) -> String {
        match self {
            Self::Day => tr!("calendar-next-day"),
            Self::Week => tr!("look-next-week"),
            Self::Month => tr!("calendar-next"),
        }
    }

    fn previous(self) -> String {
        match self {
            Self::Day => tr!("calendar-previous-day"),
            Self::Week => tr!("look-previous-week"),
            Self::Month => tr!("calendar-previous"),
        }
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The Monday on or before a day; that of the first of a month is its first cell.
fn first_cell(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// How many weeks a month touches.
fn weeks(month: NaiveDate) -> u64 {
    let next = month + Months::new(1);
    ((next - first_cell(month)).num_days() as u64).div_ceil(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_month_begins_with_its_monday_and_has_the_weeks_it_touches() {
        assert_eq!(first_cell(day(2026, 11, 1)), day(2026, 10, 26));
        assert_eq!(weeks(day(2026, 11, 1)), 6);
        assert_eq!(first_cell(day(2027, 2, 1)), day(2027, 2, 1));
        assert_eq!(weeks(day(2027, 2, 1)), 4);
    }

    #[test]
    fn the_week_of_every_day_lies_within_the_days_asked_for_its_month() {
        let mut on = day(2026, 1, 1);
        while on < day(2028, 1, 1) {
            let (first, week) = (first_cell(first_of(on)), first_cell(on));
            assert!(first <= week && week + Days::new(6) < first + Days::new(42), "{on}");
            on = on + Days::new(1);
        }
    }
}
