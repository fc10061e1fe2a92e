//! Edits of the window: begun, said when they are done or have failed, taken back.

use super::{Desk, many};
use crate::app::action::{Origin, Place};
use crate::app::dialogs::{Dialog, TakeBackForm, Whom};
use crate::app::widgets::text;
use crate::book::{Book, Deed, DeedKind, Done, Edit, FieldEdit, FollowEdit, Now, Part, RegisterEdit, Started};
use crate::error::Error;
use crate::model::{Field, Id};
use crate::tr;

impl Desk {
    pub(super) fn apply(&mut self, edit: Edit, from: Origin, now: Now) {
        self.apply_all(vec![edit], from, now);
    }

    /// As [`Self::apply`], several as one step.
    pub(super) fn apply_all(&mut self, edits: Vec<Edit>, from: Origin, now: Now) {
        let (says, is_of_many) = (edits.iter().find_map(|edit| said_of(edit, &self.book)), edits.iter().any(many::is_of_many));
        let is_taking_back = edits.iter().any(|edit| matches!(edit, Edit::TakeBack { .. }));
        if edits.iter().any(shows_in_calendar) {
            self.calendar.forget();
        }
        match self.book.start(Deed::Edit(edits), now) {
            Ok(Started::Running | Started::Nothing) => {
                self.said_at_end = says;
                if let Origin::Draft(id) = from {
                    self.drafts.done(id);
                }
                if from == Origin::Merge {
                    self.dialog = None;
                }
                self.card.done(from);
                self.many_done(from, true);
            }
            Ok(Started::Done(done)) => {
                self.steps += 1;
                if let Origin::Draft(id) = from {
                    self.drafts.done(id);
                }
                if from == Origin::NewCustomer {
                    self.dialog = None;
                    self.question.search.clear();
                    self.bar.set_search("");
                    if let Some(customer) = done.customer {
                        self.selection.set(customer);
                        self.place = Place::Customers;
                        self.refresh(now);
                        self.customers.reveal(customer);
                    }
                }
                if from == Origin::Merge {
                    self.dialog = None;
                    if let Some(customer) = done.customer {
                        self.selection.set(customer);
                    }
                }
                self.card.done(from);
                if done.step.is_none() && !done.is_waiting && is_taking_back {
                    self.notices.tell(tr!("taken-back-nothing"), String::new());
                }
                self.many_done(from, true);
                if is_of_many && done.step.is_some() {
                    self.notices.done(tr!("many-done", what = done.what.as_str()), Some(self.steps));
                }
                if done.is_waiting {
                    self.notices.tell(tr!("edit-waits"), String::new());
                }
                if let Some(words) = says
                    && done.step.is_some()
                {
                    self.notices.done(words, Some(self.steps));
                }
            }
            Err(error) => {
                if let Origin::Draft(id) = from {
                    self.drafts.failed(id);
                }
                self.many_done(from, false);
                self.notices.failed(&error);
            }
        }
    }

    pub(super) fn ask_to_delete(&mut self) {
        let customers = self.selection.ids();
        if customers.is_empty() || self.place != Place::Customers {
            return;
        }
        let whom = Whom::new(customers, self.customers.ids());
        let name = match whom.ids() {
            [one] => self.book.rows(&[*one], &[]).into_iter().next().map(|row| row.name).unwrap_or_default(),
            _ => String::new(),
        };
        self.dialog = Some(Dialog::Delete { whom, name });
    }

    pub(super) fn delete(&mut self, customers: Vec<Id>, now: Now) {
        let count = customers.len();
        let name = match customers.as_slice() {
            [one] => self.book.rows(&[*one], &[]).into_iter().next().map(|row| row.name),
            _ => None,
        };
        // The row that follows is shown next, as in a mail program.
        let next = {
            let ids = self.customers.ids();
            let last = ids.iter().rposition(|id| customers.contains(id));
            last.and_then(|at| ids.get(at + 1).or_else(|| ids[..at].iter().rev().find(|id| !customers.contains(id)))).copied()
        };
        match self.book.start(Deed::Edit(vec![Edit::DeleteCustomers { customers }]), now) {
            Ok(started) => {
                self.selection.clear();
                if let Some(next) = next {
                    self.selection.set(next);
                }
                (self.card_is_open, self.card_is_alone) = (false, false);
                let words = match name {
                    Some(name) => tr!("deleted-one", name = name),
                    None => tr!("deleted-many", count = count, shown = text::grouped(count)),
                };
                match started {
                    Started::Done(Done { is_waiting: true, .. }) => self.notices.tell(tr!("edit-waits"), String::new()),
                    Started::Done(_) => {
                        self.steps += 1;
                        self.calendar.forget();
                        self.notices.done(words, Some(self.steps));
                    }
                    Started::Running | Started::Nothing => self.said_at_end = Some(words),
                }
                self.customers.take_focus();
            }
            Err(error) => self.notices.failed(&error),
        }
    }

    pub(super) fn take_back(&mut self, deed: Deed, now: Now) {
        let is_undo = deed.kind() == DeedKind::Undo;
        match self.book.start(deed, now) {
            Ok(Started::Done(done)) => self.say_taken_back(Ok(Some(done)), is_undo),
            Ok(Started::Nothing) => self.say_taken_back(Ok(None), is_undo),
            Ok(Started::Running) => {}
            Err(error) => self.say_taken_back(Err(error), is_undo),
        }
    }

    /// Says that an edit is done which ran as a job.
    pub(super) fn say_edited(&mut self, done: Result<Done, Error>) {
        let says = self.said_at_end.take();
        match done {
            Ok(done) => {
                self.steps += 1;
                self.calendar.forget();
                let words = says.unwrap_or_else(|| tr!("job-edit-done", what = done.what));
                self.notices.done(words, done.step.map(|_| self.steps));
            }
            Err(error) => self.say_failed(&error),
        }
    }

    /// Says why a job failed; one that was stopped tells only that.
    fn say_failed(&mut self, error: &Error) {
        if error.is_cancelled() {
            self.notices.tell(tr!("job-stopped"), String::new());
        } else {
            self.notices.failed(error);
        }
    }

    pub(super) fn say_taken_back(&mut self, done: Result<Option<Done>, Error>, is_undo: bool) {
        match done {
            Ok(Some(done)) => {
                self.steps += 1;
                self.calendar.forget();
                // Who undoes what was done to many has them still selected, to do it otherwise.
                if let Some(customer) = done.customer.filter(|customer| !self.selection.contains(*customer)) {
                    self.selection.set(customer);
                }
                let words = if is_undo { tr!("undone", what = done.what) } else { tr!("redone", what = done.what) };
                self.notices.tell(words, String::new());
            }
            Ok(None) => self.notices.tell(if is_undo { tr!("nothing-to-undo") } else { tr!("nothing-to-redo") }, String::new()),
            Err(error) => self.say_failed(&error),
        }
    }

    /// Takes parts of an old step back; what has moved on since is asked about first.
    pub(super) fn take_back_parts(&mut self, step: Id, parts: Vec<Part>, now: Now) {
        match self.book.against_taking_back(step, &parts) {
            Ok(against) if against.is_empty() => {
                self.apply(Edit::TakeBack { step, parts, anyway: Vec::new() }, Origin::Nobody, now);
            }
            Ok(against) => self.dialog = Some(Dialog::TakeBack(Box::new(TakeBackForm::new(step, parts, against)))),
            Err(error) => self.notices.failed(&error),
        }
    }
}

/// What is said once an edit is done; most are seen where they were made.
fn said_of(edit: &Edit, book: &Book) -> Option<String> {
    match edit {
        Edit::Own(FieldEdit::Delete { field }) => {
            let name = book.own_fields().into_iter().find(|known| known.id == *field).map(|known| known.name)?;
            Some(tr!("deleted-field", name = name))
        }
        Edit::DeleteContact { .. } => Some(tr!("deleted-contact")),
        Edit::DeleteAddress { .. } => Some(tr!("deleted-address")),
        Edit::Follow(FollowEdit::DeleteTouch { .. }) => Some(tr!("deleted-touch")),
        Edit::Follow(FollowEdit::DeleteFollowUp { .. }) => Some(tr!("deleted-follow-up")),
        Edit::Follow(FollowEdit::SetRules { .. }) => Some(tr!("rules-applied")),
        Edit::Follow(FollowEdit::DropToPool { customers, .. } | FollowEdit::Release { customers, .. }) => {
            Some(tr!("pool-dropped", count = customers.len(), shown = text::grouped(customers.len())))
        }
        Edit::Follow(FollowEdit::Claim { customers, .. }) => {
            Some(tr!("pool-claimed", count = customers.len(), shown = text::grouped(customers.len())))
        }
        Edit::Follow(FollowEdit::LogTouch { touches, .. }) if touches.len() > 1 => {
            Some(tr!("logged-touches", count = touches.len(), shown = text::grouped(touches.len())))
        }
        Edit::Follow(FollowEdit::LogTouch { completes: Some(_), .. }) => Some(tr!("done-follow-up")),
        Edit::Follow(FollowEdit::LogTouch { .. }) => Some(tr!("logged-touch")),
        Edit::Follow(FollowEdit::PutFollowUp { follow_up }) if follow_up.done_on.is_some() => Some(tr!("done-follow-up")),
        Edit::Follow(FollowEdit::FinishFollowUp { .. }) => Some(tr!("done-follow-up")),
        Edit::Follow(FollowEdit::SkipFollowUp { .. }) => Some(tr!("skipped-follow-up")),
        Edit::Follow(FollowEdit::DeletePromise { .. }) => Some(tr!("deleted-promise")),
        Edit::Register(RegisterEdit::ReturnCards { copies }) => Some(tr!("done-cards-returned", count = copies.len())),
        Edit::Register(RegisterEdit::PutOffCards { to, .. }) => Some(tr!("done-card-put-off", day = to.to_string())),
        Edit::Register(RegisterEdit::CheckCards { customers, .. }) => Some(tr!("done-cards-checked", count = customers.len())),
        Edit::TakeBack { .. } => Some(tr!("taken-back")),
        Edit::Merge { stays, goes, .. } => {
            let name = |id: Id| book.rows(&[id], &[]).into_iter().next().map(|row| row.name).unwrap_or_default();
            Some(tr!("merge-done", name = name(*goes), into = name(*stays)))
        }
        _ => None,
    }
}

/// Whether the calendar shows something else after the edit; asking it again takes long in a large book.
fn shows_in_calendar(edit: &Edit) -> bool {
    match edit {
        Edit::Follow(_) | Edit::AddCustomer { .. } | Edit::DeleteCustomers { .. } | Edit::TakeBack { .. } | Edit::Merge { .. } => true,
        Edit::AddContact { .. } | Edit::DeleteContact { .. } | Edit::SetContactField { field: Field::Birthday, .. } => true,
        Edit::SetCells { cells } => cells.iter().filter_map(|(_, column, _)| column.field()).any(counts_for_days),
        Edit::SetField { field, .. } => counts_for_days(*field),
        _ => false,
    }
}

/// Whether the days of a customer follow from the field: what is planned, in which tier it is, and where.
fn counts_for_days(field: Field) -> bool {
    use Field::{
        AnnualAmount, Birthday, City, Country, Fit, Intent, LastOrder, Level, LostReason, NextFollowUp, OrdersCount, Region, Status,
        TimeZone,
    };
    matches!(
        field,
        AnnualAmount
            | Birthday
            | City
            | Country
            | Fit
            | Intent
            | LastOrder
            | Level
            | LostReason
            | NextFollowUp
            | OrdersCount
            | Region
            | Status
            | TimeZone
    )
}
