//! What the desk does with entries of the calendar: put elsewhere, done, changed, given up, and new ones.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate, NaiveTime};
use egui::Context;

use super::Desk;
use crate::app::action::{AtTime, Origin, Place};
use crate::app::dialogs::{Dialog, PlanWhom};
use crate::app::theme::size;
use crate::app::today::Wish;
use crate::app::widgets::days;
use crate::app::widgets::finding::Finding;
use crate::book::{Column, Edit, FollowEdit, Mark, Now, Topic, digest_of, write_digest};
use crate::error::Error;
use crate::model::{Field, FollowUp, Id, Promise};
use crate::tr;
use crate::words::{speak, spoken};

impl Desk {
    /// Lets a thread write the weekly digest, in the language spoken.
    pub(super) fn write_digest(&mut self, path: PathBuf, now: Now) {
        let asked = self.book.overview_question(now).and_then(|question| Ok(question.zip(Some(self.book.reader()?))));
        match asked {
            Ok(Some((question, reader))) => {
                let (language, file) = (spoken(), path.clone());
                let write = move || {
                    speak(language);
                    digest_of(&reader, &question).and_then(|page| write_digest(&file, &page))
                };
                self.digest = Some((path, Finding::start_waking(self.book.waker(), write)));
            }
            Ok(None) => self.notices.tell(tr!("overview-reading"), String::new()),
            Err(error) => self.notices.failed(&error),
        }
    }

    /// Says that a digest was written, or why it was not.
    pub(super) fn collect_digest(&mut self) {
        let Some((path, finding)) = &mut self.digest else { return };
        if finding.is_busy() {
            return;
        }
        match finding.take() {
            Some(Ok(())) => {
                let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                self.notices.done_at(tr!("digest-written", file = path.display().to_string()), folder);
            }
            Some(Err(error)) => self.notices.failed(&error),
            None => self.notices.failed_with(tr!("job-died"), String::new()),
        }
        self.digest = None;
    }

    /// Asks with whom something is planned; where nobody is there yet, there is nothing to ask.
    pub(super) fn ask_whom(&mut self, on: NaiveDate, at: Option<NaiveTime>) {
        if self.book.customer_count() > 0 {
            self.dialog = Some(Dialog::PlanWhom(Box::new(PlanWhom::new(on, at))));
        }
    }

    /// Opens the form for a follow-up of a customer.
    pub(super) fn plan_with(&mut self, customer: Id, on: NaiveDate, at: Option<NaiveTime>, context: &Context) {
        if self.show_card_of(customer, context) {
            self.card.plan_at(on, at);
        }
    }

    /// Puts the next follow-up of customers onto a day, in one step: one that is open already goes there, others get one.
    pub(super) fn plan_them(&mut self, customers: &[Id], on: NaiveDate, now: Now) {
        let cells = customers.iter().map(|id| (*id, Column::of(Field::NextFollowUp), on.to_string())).collect();
        let before = self.steps;
        self.apply(Edit::SetCells { cells }, Origin::Nobody, now);
        // Of many it is said how many they were.
        if let ([customer], true) = (customers, self.steps > before) {
            let name = self.book.rows(&[*customer], &[]).into_iter().next().map(|row| row.name).unwrap_or_default();
            self.notices.done(tr!("calendar-planned", name = name, day = days::long(on)), Some(self.steps));
        }
    }

    /// Puts an entry of the calendar onto another day or time: one step, and a notice that offers to take it back.
    pub(super) fn move_mark(&mut self, mark: &Mark, to: NaiveDate, at: AtTime, now: Now) {
        let edit = match self.moved(mark, to, at) {
            Ok(Some(edit)) => edit,
            Ok(None) => return,
            Err(error) => {
                self.notices.failed(&error);
                return;
            }
        };
        let before = self.steps;
        self.apply(edit, Origin::Nobody, now);
        if self.steps > before {
            let name = self.book.rows(&[mark.customer], &[]).into_iter().next().map(|row| row.name).unwrap_or_default();
            let day = days::long(to);
            let words = match mark.topic {
                Topic::Due => tr!("calendar-planned", name = name, day = day),
                _ => tr!("calendar-moved", name = name, day = day),
            };
            self.notices.done(words, Some(self.steps));
        }
    }

    fn moved(&self, mark: &Mark, to: NaiveDate, at: AtTime) -> Result<Option<Edit>, Error> {
        Ok(match mark.topic {
            Topic::FollowUp => self.book.follow_up(mark.source)?.map(|plan| match at {
                AtTime::New(time) if time != plan.due_time => Edit::plan(FollowUp { due_on: to.into(), due_time: time, ..plan }),
                _ => Edit::Follow(FollowEdit::MoveFollowUp { ids: vec![plan.id], to }),
            }),
            Topic::Promise => self
                .book
                .promise(mark.source)?
                .map(|promise| Edit::Follow(FollowEdit::PutPromise { promise: Promise { due_on: Some(to.into()), ..promise } })),
            // Where only the rule speaks, another day is a plan, which stands above it.
            Topic::Due => {
                let due_time = if let AtTime::New(time) = at { time } else { None };
                Some(Edit::plan(FollowUp { due_time, ..FollowUp::new(Id(0), mark.customer, to.into()) }))
            }
            Topic::Birthday | Topic::Festival | Topic::Holiday | Topic::Touch => None,
        })
    }

    /// Opens what an entry of the calendar is to be done, moved or given up with.
    pub(super) fn of_mark(&mut self, mark: &Mark, wish: Wish, context: &Context, now: Now) {
        if !self.show_card_of(mark.customer, context) {
            return;
        }
        let failed = match mark.topic {
            Topic::FollowUp => self.of_plan(mark, wish, now).err(),
            Topic::Promise => self.of_promise(mark, wish, now).err(),
            _ => {
                match wish {
                    Wish::Done => self.card.log(now.today),
                    Wish::Move => self.card.plan(now.today + Days::new(1)),
                    Wish::Skip => self.card.plan(now.today + Days::new(7)),
                }
                None
            }
        };
        if let Some(error) = failed {
            self.notices.failed(&error);
        }
    }

    fn of_plan(&mut self, mark: &Mark, wish: Wish, now: Now) -> Result<(), Error> {
        if let Some(plan) = self.book.follow_up(mark.source)? {
            match wish {
                Wish::Done => self.card.finish(&plan, now.today),
                Wish::Move => self.card.change(&plan),
                Wish::Skip => self.card.skip(&plan),
            }
        }
        Ok(())
    }

    fn of_promise(&mut self, mark: &Mark, wish: Wish, now: Now) -> Result<(), Error> {
        let (before, on) = (self.steps, now.today);
        match (wish, self.book.promise(mark.source)?) {
            (Wish::Move, Some(promise)) => self.card.change_promise(&promise),
            (Wish::Done, Some(promise)) => {
                self.apply(Edit::Follow(FollowEdit::KeepPromise { promise: promise.id, on }), Origin::Nobody, now);
                if self.steps > before {
                    self.notices.done(tr!("calendar-promise-kept", what = promise.text), Some(self.steps));
                }
            }
            (Wish::Skip, Some(promise)) => {
                self.apply(Edit::Follow(FollowEdit::DropPromise { promise: promise.id, on }), Origin::Nobody, now);
                if self.steps > before {
                    self.notices.done(tr!("calendar-promise-dropped", what = promise.text), Some(self.steps));
                }
            }
            (_, None) => {}
        }
        Ok(())
    }

    /// Selects a customer so that a form can stand over its card; returns whether that is there.
    fn show_card_of(&mut self, customer: Id, context: &Context) -> bool {
        self.selection.set(customer);
        if let Err(error) = self.card.refresh(&self.book, Some(customer)) {
            self.notices.failed(&error);
            return false;
        }
        // The form stands over the card, which has to be in sight.
        if context.content_rect().width() < size::SINGLE_PANE_WINDOW {
            self.place = Place::Customers;
            self.card_is_open = true;
        }
        true
    }
}
