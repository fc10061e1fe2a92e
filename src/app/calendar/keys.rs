//! The calendar by keyboard alone: arrows walk days and entries, letters do something with the entry that has the keyboard.

use chrono::{Days, Months, NaiveDate};
use egui::{EventFilter, Id, Key, Modifiers, Response, Sense, Ui};

use super::Calendar;
use crate::app::action::{Action, AtTime, Scene};
use crate::app::settings::CalendarView;
use crate::app::today::Wish;
use crate::book::Mark;
use crate::tr;

/// What has the keyboard while the page has it.
pub fn focus_id() -> Id {
    Id::unique("calendar")
}

impl Calendar {
    /// The place of the keyboard on the page; does what its keys mean.
    pub(super) fn keyboard_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, whole: egui::Rect) -> Response {
        let focus = ui.interact(whole, focus_id(), Sense::FOCUSABLE);
        let said = tr!("calendar-keyboard", day = self.said(self.day));
        focus.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Group, true, &said));
        if std::mem::take(&mut self.takes_focus) {
            focus.request_focus();
            // Until the next frame the arrows would leave again.
            ui.request_repaint();
        }
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, tab: false, escape: self.at.is_some() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), filter));
        if focus.has_focus() && !scene.is_composing {
            self.keys(ui, scene);
        }
        focus
    }

    fn keys(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let takes = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let view = scene.settings.calendar_view;
        // With Alt an entry goes along.
        for (key, is_on, days) in
            [(Key::ArrowLeft, false, 1), (Key::ArrowRight, true, 1), (Key::ArrowUp, false, 7), (Key::ArrowDown, true, 7)]
        {
            if takes(Modifiers::ALT, key) {
                self.move_by(scene, is_on, days);
            }
        }
        let is_of_days = view == CalendarView::Month && self.at.is_none();
        for (key, is_on) in [(Key::ArrowLeft, false), (Key::ArrowRight, true)] {
            if takes(Modifiers::NONE, key) {
                self.go_by(is_on, 1);
            }
        }
        for (key, is_on) in [(Key::ArrowUp, false), (Key::ArrowDown, true)] {
            if takes(Modifiers::NONE, key) {
                if is_of_days { self.go_by(is_on, 7) } else { self.walk(scene, view, is_on) }
            }
        }
        for (key, is_on) in [(Key::PageUp, false), (Key::PageDown, true)] {
            if takes(Modifiers::NONE, key) {
                self.page(view, is_on);
            }
        }
        if takes(Modifiers::NONE, Key::Home) || takes(Modifiers::NONE, Key::T) {
            self.show(scene.now.today);
        }
        if takes(Modifiers::NONE, Key::N) {
            scene.push(Action::AskWhom(self.day, None));
        }
        if self.at.is_some() && takes(Modifiers::NONE, Key::Escape) {
            self.at = None;
        }
        if takes(Modifiers::NONE, Key::Enter) {
            match self.mark_at() {
                Some(mark) => {
                    scene.push(Action::Select(mark.customer));
                    scene.push(Action::CardAlone);
                }
                None => self.walk(scene, view, true),
            }
        }
        for (key, wish) in [(Key::D, Wish::Done), (Key::M, Wish::Move), (Key::S, Wish::Skip)] {
            if let Some(mark) = self.mark_at().filter(|mark| mark.is_open)
                && takes(Modifiers::NONE, key)
            {
                scene.push(Action::OfMark { mark, wish });
            }
        }
    }

    /// The entry that has the keyboard.
    fn mark_at(&self) -> Option<Mark> {
        let at = self.at?;
        self.snapshot.on(self.day).iter().find(|mark| mark.key() == at).copied()
    }

    fn go_by(&mut self, is_on: bool, days: u64) {
        if let Some(to) = moved(self.day, is_on, days) {
            self.show(to);
        }
    }

    /// Goes to the next entry, or the one before: of the day, in the agenda of all days.
    fn walk(&mut self, scene: &mut Scene<'_>, view: CalendarView, is_on: bool) {
        let marks = if view == CalendarView::Agenda { self.agenda_marks() } else { self.snapshot.on(self.day).to_vec() };
        let here = self.at.and_then(|at| marks.iter().position(|mark| mark.key() == at));
        let next = match (here, is_on) {
            (None, true) => 0,
            (None, false) => marks.len().saturating_sub(1),
            (Some(at), true) => at + 1,
            (Some(at), false) => at.saturating_sub(1),
        };
        if let Some(mark) = marks.get(next) {
            // In the agenda the list stays where it is: it begins with the day that was chosen.
            if view != CalendarView::Agenda {
                self.show(mark.on);
            }
            self.at = Some(mark.key());
            self.reveals = true;
            scene.push(Action::Select(mark.customer));
        }
    }

    fn page(&mut self, view: CalendarView, is_on: bool) {
        match view {
            CalendarView::Day => self.go_by(is_on, 1),
            CalendarView::Week | CalendarView::Agenda => self.go_by(is_on, 7),
            CalendarView::Month | CalendarView::Year => {
                let months = Months::new(1);
                let to = if is_on { self.day.checked_add_months(months) } else { self.day.checked_sub_months(months) };
                if let Some(to) = to {
                    self.show(to);
                }
            }
        }
    }

    /// Moves the entry that has the keyboard by so many days.
    fn move_by(&mut self, scene: &mut Scene<'_>, is_on: bool, days: u64) {
        if let Some(mark) = self.mark_at()
            && let Some(to) = moved(mark.on, is_on, days)
        {
            self.move_mark(scene, &mark, to, AtTime::Same);
        }
    }
}

fn moved(day: NaiveDate, is_on: bool, days: u64) -> Option<NaiveDate> {
    if is_on { day.checked_add_days(Days::new(days)) } else { day.checked_sub_days(Days::new(days)) }
}
