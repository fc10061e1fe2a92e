//! What the desk does about reminders: has them told, takes the answers to pop-ups, keeps how one wants to be reminded.

use chrono::TimeDelta;
use egui::{Context, ViewportCommand};

use super::Desk;
use crate::app::action::{Action, Place};
use crate::app::clock::Clock;
use crate::app::scheduler::{Answer, Desktop};
use crate::app::settings::Settings;
use crate::book::{Now, Reminded};
use crate::model::Id;
use crate::model::reminder::{Key, Kind};
use crate::tr;

impl Desk {
    /// From now on an alarm wakes this window for reminders, and the system shows them. Once for each desk.
    pub fn begin_reminding(&mut self, context: &Context) {
        if !std::mem::replace(&mut self.reminds, true) {
            let wake = context.clone();
            self.scheduler.begin(context, Some(Desktop::start(move || wake.request_repaint())));
        }
    }

    /// Reminds without an alarm, and shows pop-ups by `desktop` instead of the system.
    pub fn remind_by(&mut self, desktop: Desktop) {
        self.reminds = true;
        self.scheduler.show_by(desktop);
    }

    /// Tells what its time has come for.
    pub(super) fn remind(&mut self, context: &Context, clock: &Clock, settings: &Settings) {
        if !self.reminds {
            return;
        }
        for (row, answer) in self.scheduler.answered() {
            self.take_answer(row, answer, context, clock);
        }
        // Before the questions of the first start there is nothing to be reminded of.
        if self.welcome.is_some() {
            return;
        }
        let looks = self.scheduler.look(context, &mut self.book, clock, settings.calendar_file.as_deref());
        // What was missed stands on the page of what passed, where that is shown.
        let is_told = self.missed.tells(self.place == Place::Missed);
        for told in looks.told.into_iter().filter(|told| !(told.is_missed && is_told)) {
            self.notices.remind(told.title, told.body, told.customer, told.is_missed);
        }
        for error in looks.errors {
            self.notices.failed(&error);
        }
        self.settings_page.set_popup_trouble(self.scheduler.trouble());
    }

    /// Keeps the calendar file right until the end.
    pub fn keep_calendar(&mut self, clock: &Clock, settings: &Settings) {
        if self.reminds {
            self.scheduler.finish(&self.book, clock, settings.calendar_file.as_deref());
        }
    }

    /// Performs an action about reminders.
    pub(super) fn care_for_reminders(&mut self, action: Action) {
        match action {
            Action::Reminding(reminding) => {
                if let Err(error) = self.book.set_reminding(*reminding) {
                    self.notices.failed(&error);
                }
            }
            Action::TryPopup => self.scheduler.try_out(),
            _ => {}
        }
    }

    fn take_answer(&mut self, row: Option<Id>, answer: Answer, context: &Context, clock: &Clock) {
        let now = clock.now();
        match (answer, row) {
            (Answer::Open, row) => {
                context.send_viewport_cmd(ViewportCommand::Minimized(false));
                context.send_viewport_cmd(ViewportCommand::Focus);
                match row.and_then(|row| self.customer_of(row, now)) {
                    Some(customer) => self.actions.push(Action::Jump(customer)),
                    None => {
                        self.place = Place::Calendar;
                        self.actions.push(Action::ShowDay(now.today));
                    }
                }
            }
            // What was done is a touch: its form comes with all that was planned.
            (Answer::Done, Some(id)) => {
                context.send_viewport_cmd(ViewportCommand::Minimized(false));
                context.send_viewport_cmd(ViewportCommand::Focus);
                self.finish_plan(id, now);
            }
            (Answer::Later, Some(row)) => {
                let at = now.at + TimeDelta::hours(1);
                match self.book.put_off(row, at) {
                    Ok(()) => {
                        let time = clock.local(at.timestamp_millis()).format("%H:%M").to_string();
                        self.notices.tell(tr!("reminder-put-off", time = time), String::new());
                    }
                    Err(error) => self.notices.failed(&error),
                }
            }
            (Answer::Done | Answer::Later, None) => {}
        }
    }

    /// Opens the form for the touch by which a follow-up is done; one that is done already has only its customer shown.
    fn finish_plan(&mut self, id: Id, now: Now) {
        let key = Key { kind: Kind::Planned, row: id, on: now.today, minute: 0 };
        match self.book.reminded(key, now) {
            Ok(Some(Reminded::FollowUp(plan, _))) => {
                self.jump(plan.customer, now);
                match self.card.refresh(&self.book, Some(plan.customer)) {
                    Ok(()) => self.card.finish(&plan, now.today),
                    Err(error) => self.notices.failed(&error),
                }
            }
            Ok(Some(Reminded::Customer(customer, _))) => self.jump(customer, now),
            Ok(_) => {}
            Err(error) => self.notices.failed(&error),
        }
    }

    fn customer_of(&self, row: Id, now: Now) -> Option<Id> {
        let key = Key { kind: Kind::Planned, row, on: now.today, minute: 0 };
        match self.book.reminded(key, now).ok()?? {
            Reminded::FollowUp(plan, _) => Some(plan.customer),
            Reminded::Customer(customer, _) => Some(customer),
            Reminded::Day(_) => None,
        }
    }
}
