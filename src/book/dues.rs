//! When each customer is due, by plan above rule: a day for each beside the index, worked out once and kept up with how customers stand.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use chrono::{Datelike, NaiveDate};

use super::agenda::Standings;
use super::trade::Trades;
use super::{Book, Now};
use crate::error::Result;
use crate::model::cadence::due;
use crate::model::holidays::WorkingDays;
use crate::model::{Field, Id};

/// The days of so many customers are worked out at once; those of more on a thread of their own.
const WORKED_OUT_AT_ONCE: usize = 20_000;

/// The due days of all customers who have one, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dues {
    /// Days from the common era, which sort and compare without a calendar.
    customers: Vec<(Id, i32)>,
    is_known: bool,
}

impl Dues {
    /// As customers stand on the day `today`.
    pub(super) fn of(standings: &Standings, today: NaiveDate) -> Self {
        let customers = standings.all().iter().filter_map(|kept| {
            let id = kept.standing.id;
            Some((id, day_of(standings, id, today)?))
        });
        Self { customers: customers.collect(), is_known: true }
    }

    /// Whether they were worked out yet; until then nobody has one.
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// The due day of a customer as a number, by which customers are sorted.
    pub(super) fn number(&self, id: Id) -> Option<i32> {
        self.customers.binary_search_by_key(&id, |(known, _)| *known).ok().map(|at| self.customers[at].1)
    }

    /// The due day of a customer; `None` in the public pool, and where neither a rule nor a plan sets one.
    pub fn on(&self, id: Id) -> Option<NaiveDate> {
        self.number(id).and_then(NaiveDate::from_num_days_from_ce_opt)
    }

    /// The days of the customers from `first` to `last`, by id.
    pub(super) fn between(&self, first: Id, last: Id) -> impl Iterator<Item = (Id, NaiveDate)> + '_ {
        let (from, to) = (self.customers.partition_point(|(id, _)| *id < first), self.customers.partition_point(|(id, _)| *id <= last));
        self.customers[from..to.max(from)].iter().filter_map(|(id, day)| Some((*id, NaiveDate::from_num_days_from_ce_opt(*day)?)))
    }

    /// Takes over the days that `customers` have now.
    fn take(&mut self, customers: &[(Id, Option<i32>)]) {
        let mut fresh = Vec::new();
        let mut gone = Vec::new();
        for (id, day) in customers {
            match (self.customers.binary_search_by_key(id, |(known, _)| *known), day) {
                (Ok(at), Some(day)) => self.customers[at].1 = *day,
                (Err(_), Some(day)) => fresh.push((*id, *day)),
                (Ok(_), None) => gone.push(*id),
                (Err(_), None) => {}
            }
        }
        if !gone.is_empty() {
            gone.sort_unstable();
            self.customers.retain(|(id, _)| gone.binary_search(id).is_err());
        }
        if !fresh.is_empty() {
            self.customers.append(&mut fresh);
            self.customers.sort_by_key(|(id, _)| *id);
        }
    }
}

fn day_of(standings: &Standings, id: Id, today: NaiveDate) -> Option<i32> {
    let kept = standings.get(id)?;
    due(&kept.standing, standings.rules(), WorkingDays::shared(), today).on.map(|on| on.num_days_from_ce())
}

/// What rows show that is worked out for the whole book, not read from the customer.
#[derive(Clone, Debug, Default)]
pub struct Computed {
    /// What customers bought.
    pub trades: Arc<Trades>,
    /// When they are due.
    pub dues: Arc<Dues>,
}

/// For which days were worked out, and the thread that does it.
#[derive(Default)]
pub(super) struct DueDays {
    /// The day, and the number of the reading of all standings.
    of: Option<(NaiveDate, u64)>,
    thread: Option<Receiver<Dues>>,
}

impl DueDays {
    /// Whether a thread works them out.
    pub fn is_working(&self) -> bool {
        self.thread.is_some()
    }
}

impl Book {
    /// When customers are due, as it was worked out last.
    pub fn dues(&self) -> &Arc<Dues> {
        self.index.dues()
    }

    /// What rows show beside what is read from the file.
    pub fn computed(&self) -> Computed {
        Computed { trades: Arc::clone(self.trades()), dues: Arc::clone(self.dues()) }
    }

    /// Sees to it that due days are those of how customers stand now; returns whether views should ask again.
    pub(super) fn tick_dues(&mut self, now: Now) -> Result<bool> {
        if !self.is_searched {
            return Ok(false);
        }
        let Some(standings) = self.standings(now)? else { return Ok(false) };
        let mut is_new = false;
        match self.due_days.thread.as_ref().map(Receiver::try_recv) {
            Some(Ok(dues)) => {
                self.due_days.thread = None;
                is_new = self.take_dues(dues);
            }
            // What a thread could not work out stays as it was.
            Some(Err(TryRecvError::Disconnected)) => self.due_days.thread = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
        let of = Some((now.today, self.agendas.get_mut().readings()));
        if self.due_days.of != of {
            self.due_days = DueDays { of, thread: None };
            self.agendas.get_mut().take_moved();
            if standings.all().len() <= WORKED_OUT_AT_ONCE {
                return Ok(self.take_dues(Dues::of(&standings, now.today)) || is_new);
            }
            let ((sender, result), wake) = (channel(), self.waker());
            let work = move || {
                if sender.send(Dues::of(&standings, now.today)).is_ok() {
                    wake();
                }
            };
            self.due_days.thread = std::thread::Builder::new().name("due days".to_owned()).spawn(work).ok().map(|_| result);
            return Ok(is_new);
        }
        // Who changes while a thread works is followed when it is done.
        if self.due_days.is_working() {
            return Ok(is_new);
        }
        let moved = self.agendas.get_mut().take_moved();
        Ok(self.follow_dues(&standings, &moved, now.today) || is_new)
    }

    /// Works out the days of `customers` again.
    fn follow_dues(&mut self, standings: &Standings, customers: &[Id], today: NaiveDate) -> bool {
        let known = self.index.dues();
        let days = customers.iter().map(|id| (*id, day_of(standings, *id, today)));
        let others: Vec<(Id, Option<i32>)> = days.filter(|(id, day)| known.number(*id) != *day).collect();
        if others.is_empty() {
            return false;
        }
        let mut dues = Arc::clone(known);
        Arc::make_mut(&mut dues).take(&others);
        self.index.set_dues(dues);
        let changed: Vec<Id> = others.into_iter().map(|(id, _)| id).collect();
        self.orders.get_mut().mend_by(Field::Due, &self.index, &changed);
        self.revision += 1;
        true
    }

    /// Puts `dues` in the place of those known; returns whether they say anything else.
    fn take_dues(&mut self, dues: Dues) -> bool {
        if dues == **self.index.dues() {
            return false;
        }
        self.index.set_dues(Arc::new(dues));
        self.orders.get_mut().forget_by(Field::Due);
        self.revision += 1;
        true
    }
}
