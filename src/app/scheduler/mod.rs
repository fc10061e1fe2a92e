//! Reminds: sleeps until the next moment, tells what its time has come for, in the window and as pop-ups of the system, and keeps the
//! calendar file.
//!
//! What is due when is decided in `model/reminder.rs` and noted by the book before it is told here. Nothing polls: an alarm wakes the
//! window when there is something to tell or the day changes, and when the clock was set or the computer slept.

mod alarm;
mod desktop;
mod live_file;
mod telling;

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use egui::Context;

pub use self::alarm::Alarm;
pub use self::desktop::{Answer, Desktop, Heard, Note};
use self::live_file::LiveFile;
pub use self::telling::Told;
use super::clock::Clock;
use crate::book::{Book, Now};
use crate::error::Error;
use crate::model::Id;
use crate::model::reminder::{Decision, popups};
use crate::model::zone::Zone;

/// Watches over the reminders of a window.
#[derive(Default)]
pub struct Scheduler {
    alarm: Option<Alarm>,
    desktop: Option<Desktop>,
    /// What the reminders were looked at with last.
    looked: Option<Looked>,
    next: Option<DateTime<Utc>>,
    live_file: LiveFile,
    /// Why the system shows no pop-ups, where it was asked and does not.
    trouble: Option<String>,
}

/// What decides whether the reminders have to be looked at again before the next moment.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Looked {
    at: DateTime<Utc>,
    revision: u64,
    zone: Zone,
    today: NaiveDate,
}

/// What came of a look.
#[derive(Debug, Default)]
pub struct Looks {
    /// What the window says, the most pressing last.
    pub told: Vec<Told>,
    /// What failed.
    pub errors: Vec<Error>,
}

impl Scheduler {
    /// Rings an alarm in this window from now on, and shows pop-ups of the system. A window whose clock stands still has neither.
    pub fn begin(&mut self, context: &Context, desktop: Option<Desktop>) {
        let wake = context.clone();
        self.alarm = Some(Alarm::start(move || wake.request_repaint()));
        self.desktop = desktop;
    }

    /// Shows pop-ups by other means.
    pub fn show_by(&mut self, desktop: Desktop) {
        self.desktop = Some(desktop);
    }

    /// Why the system shows no pop-ups, where it was asked and does not.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Looks whether there is something to tell; in most frames two numbers are compared and that is all.
    pub fn look(&mut self, context: &Context, book: &mut Book, clock: &Clock, calendar_file: Option<&Path>) -> Looks {
        let now = clock.now();
        let mut looks = Looks::default();
        let zone = clock.zone_now(self.looked.map(|looked| looked.zone));
        let looked = Looked { at: now.at, revision: book.revision(), zone, today: now.today };
        let is_as_before = self.looked.is_some_and(|before| before.at <= now.at && Looked { at: now.at, ..before } == looked);
        if !is_as_before || self.next.is_none_or(|next| next <= now.at) {
            match book.remind(now, zone) {
                Ok(Some(decision)) => {
                    self.next = Some(decision.next_wake);
                    self.tell(&decision, book, now, &mut looks);
                    self.looked = Some(looked);
                }
                // A job has the book; its end makes another revision.
                Ok(None) => {}
                Err(error) => {
                    looks.errors.push(error);
                    self.looked = Some(looked);
                    self.next = Some(now.at + chrono::TimeDelta::minutes(10));
                }
            }
            if let (Some(alarm), Some(next)) = (&mut self.alarm, self.next) {
                alarm.has_rung();
                alarm.set(next);
            }
        }
        looks.errors.extend(self.live_file.tick(context, book, calendar_file, now, zone));
        looks
    }

    /// What a person answered to pop-ups.
    pub fn answered(&mut self) -> Vec<(Option<Id>, Answer)> {
        let mut answers = Vec::new();
        while let Some(heard) = self.desktop.as_ref().and_then(Desktop::heard) {
            match heard {
                Heard::Shown => self.trouble = None,
                Heard::Unavailable(why) => self.trouble = Some(why),
                Heard::Answered(row, answer) => answers.push((row, answer)),
            }
        }
        answers
    }

    /// Shows a pop-up to try out whether the system shows any.
    pub fn try_out(&mut self) {
        if let Some(desktop) = &self.desktop {
            desktop.show(telling::trial());
        }
    }

    /// Keeps what is still to be kept; the window is about to close.
    pub fn finish(&mut self, book: &Book, clock: &Clock, calendar_file: Option<&Path>) {
        self.live_file.finish(book, calendar_file, clock.now(), clock.zone_now(None));
    }

    fn tell(&mut self, decision: &Decision, book: &mut Book, now: Now, looks: &mut Looks) {
        if !decision.missed.is_empty() {
            let noted = book.note_missed(&decision.missed, now);
            looks.errors.extend(noted.err());
            looks.told.extend(telling::missed(&decision.missed, book, now));
        }
        let silent = decision.silent.chunks(1).map(|one| (one.to_vec(), false));
        let loud = popups(&decision.show).into_iter().map(|popup| (popup.reminders, true));
        for (reminders, pops_up) in silent.chain(loud) {
            match telling::told(&reminders, book, now) {
                Ok(Some(told)) => {
                    if let Some(desktop) = self.desktop.as_ref().filter(|_| pops_up && book.reminding().pops_up) {
                        desktop.show(told.note());
                    }
                    looks.told.push(told);
                }
                // Done or deleted since it was planned, or a day that holds nothing.
                Ok(None) => {}
                Err(error) => looks.errors.push(error),
            }
        }
    }
}
