//! The month with its planned follow-ups, and the list of one day: small below the card, large on its own page.

mod day;
mod month;

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons::{
    ICON_CALENDAR_VIEW_MONTH, ICON_CALENDAR_VIEW_WEEK, ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT, ICON_EXPAND_LESS, ICON_EXPAND_MORE,
};

use super::action::Scene;
use super::settings::Span;
use super::theme::size;
use super::widgets::finding::Finding;
use super::widgets::{button, days, text};
use crate::book::{Book, CalendarSnapshot, DayEntry, Now, calendar_of};
use crate::error::Result;
use crate::model::Id;
use crate::tr;
use crate::words::{Language, spoken};

/// The state of the calendar.
pub struct Calendar {
    /// The first of the month shown.
    month: NaiveDate,
    /// The day whose list is shown.
    day: NaiveDate,
    snapshot: CalendarSnapshot,
    /// The month and day for which the snapshot was asked; `None` when it has to be asked again.
    of: Option<(NaiveDate, NaiveDate)>,
    /// The snapshot of a large book, while a thread reads it.
    asked: Option<Finding<Result<CalendarSnapshot>>>,
    /// The name of the customer for whom something can be planned, as of a revision of the book.
    lead: Option<(Id, u64, String)>,
    /// Days in full, as a screen reader says those of the grid.
    said: RefCell<HashMap<(Language, NaiveDate), String>>,
}

/// The months of larger books are read on a thread: a list of many customers plans tens of thousands of follow-ups.
const READ_AT_ONCE: usize = 20_000;
/// How many days in full are kept: some months of both languages.
const KEPT_DAYS: usize = 512;

impl Calendar {
    /// The month of `today`.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            month: first_of(today),
            day: today,
            snapshot: CalendarSnapshot::default(),
            of: None,
            asked: None,
            lead: None,
            said: RefCell::default(),
        }
    }

    /// Something that the calendar shows has changed in the book.
    pub fn forget(&mut self) {
        self.of = None;
    }

    /// Asks for the month again where it or the day has changed, or the calendar was told to forget. That of a large book stays as it is
    /// until a thread has read the next.
    pub fn refresh(&mut self, book: &Book, now: Now) -> Result<()> {
        let of = Some((self.month, now.today));
        if self.of != of {
            self.of = of;
            let first = first_cell(self.month);
            let last = first + Days::new(41);
            self.asked = None;
            if book.customer_count() <= READ_AT_ONCE {
                self.snapshot = book.calendar(first, last, now)?;
            } else {
                let reader = book.reader()?;
                self.asked = Some(Finding::start_waking(book.waker(), move || calendar_of(&reader, first, last, now)));
            }
        }
        if let Some(read) = self.asked.as_mut().and_then(Finding::take) {
            self.asked = None;
            let before = std::mem::replace(&mut self.snapshot, read?);
            std::thread::spawn(move || drop(before));
        }
        Ok(())
    }

    /// Shows `day` and its month.
    pub fn show(&mut self, day: NaiveDate) {
        self.day = day;
        self.month = first_of(day);
    }

    /// How many follow-ups are late.
    pub fn overdue(&self) -> usize {
        self.snapshot.overdue
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

    fn entries(&self, day: NaiveDate) -> &[DayEntry] {
        self.snapshot.days.iter().find(|(other, _)| *other == day).map_or(&[], |(_, entries)| entries)
    }

    /// Draws the month or the week of the day, and the list of the day below it.
    pub fn pane_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, span: Span) {
        self.head_ui(ui, scene, Some(span));
        if !scene.settings.calendar_is_open {
            return;
        }
        self.small_grid_ui(ui, scene, span);
        ui.add_space(size::GAP_SMALL);
        self.day_ui(ui, scene);
    }

    /// Draws the month over the whole page, with the list of the day at its side.
    pub fn page_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        self.head_ui(ui, scene, None);
        ui.add_space(size::GAP);
        self.large_month_ui(ui, scene);
    }

    /// Draws the list of the day alone, beside the page.
    pub fn day_pane_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        ui.label(text::bold(ui, days::long(self.day)));
        ui.add_space(size::GAP);
        self.day_ui(ui, scene);
    }

    /// The month, and the way to others; `small` where it stands beside the table.
    fn head_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, small: Option<Span>) {
        ui.horizontal(|ui| {
            ui.set_height(size::HEAD);
            let month = days::month(self.month);
            ui.label(if small.is_none() { text::title(ui, month) } else { text::bold(ui, month) });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let is_open = scene.settings.calendar_is_open;
                if let Some(span) = small {
                    let (mark, name) =
                        if is_open { (ICON_EXPAND_MORE, tr!("calendar-fold")) } else { (ICON_EXPAND_LESS, tr!("calendar-unfold")) };
                    if button::small_icon_ui(ui, mark, &name).clicked() {
                        scene.settings.calendar_is_open = !is_open;
                    }
                    if !is_open {
                        return;
                    }
                    let (mark, name) = match span {
                        Span::Month => (ICON_CALENDAR_VIEW_WEEK, tr!("look-one-week")),
                        Span::Week => (ICON_CALENDAR_VIEW_MONTH, tr!("look-whole-month")),
                    };
                    if button::small_icon_ui(ui, mark, &name).clicked() {
                        scene.settings.calendar_span = Some(span.other());
                        self.show(self.day);
                    }
                }
                let is_week = small == Some(Span::Week);
                let name = if is_week { tr!("look-next-week") } else { tr!("calendar-next") };
                if button::small_icon_ui(ui, ICON_CHEVRON_RIGHT, &name).clicked() {
                    if is_week { self.show(self.day + Days::new(7)) } else { self.month = self.month + Months::new(1) }
                }
                ui.spacing_mut().interact_size = vec2(0.0, size::COMPACT);
                if button::link_ui(ui, None, &tr!("calendar-today")).clicked() {
                    self.show(scene.now.today);
                }
                let name = if is_week { tr!("look-previous-week") } else { tr!("calendar-previous") };
                if button::small_icon_ui(ui, ICON_CHEVRON_LEFT, &name).clicked() {
                    if is_week { self.show(self.day - Days::new(7)) } else { self.month = self.month - Months::new(1) }
                }
            });
        });
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
}
