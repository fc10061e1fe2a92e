//! What the rules say of each customer today: when it is due (plan above rule), in which tier it is, how it stands to the public pool.
//! Sixteen bytes for each beside the index, worked out once and kept up with how customers stand.

use std::cmp::Reverse;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use chrono::{Datelike, NaiveDate};

use super::agenda::Standings;
use super::trade::Trades;
use super::{Book, Now};
use crate::error::Result;
use crate::model::cadence::{PoolState, Rules, Standing, TierNo, due};
use crate::model::holidays::WorkingDays;
use crate::model::{Field, Id};

/// The days of so many customers are worked out at once; those of more on a thread of their own.
const WORKED_OUT_AT_ONCE: usize = 20_000;

/// What the rules say of a customer on the day for which they were asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stood<'a> {
    /// When it is due, by plan or rule; `None` in the public pool, and where neither sets a day.
    pub due: Option<NaiveDate>,
    /// The tier that holds, as the field [`Field::Level`] would have it: said by hand, else computed. `None` where the rules have none for it.
    pub tier: Option<&'a str>,
    /// How it stands to the public pool.
    pub pool: Option<PoolState>,
}

/// The same in sixteen bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kept {
    id: Id,
    /// Days from the common era, which sort and compare without a calendar; [`NO_DAY`] for none.
    day: i32,
    tier: TierNo,
    pool: Option<PoolState>,
}

const NO_DAY: i32 = i32::MIN;

impl Kept {
    /// Of a customer on the day `today`.
    fn of(standing: &Standing, rules: &Rules, today: NaiveDate) -> Self {
        let due = due(standing, rules, WorkingDays::shared(), today);
        let day = due.on.map_or(NO_DAY, |on| on.num_days_from_ce());
        Self { id: standing.id, day, tier: standing.tier, pool: PoolState::of(&due, today) }
    }

    /// What `field` says, as a number by which customers are sorted: days as they come, the most important tier first, the gravest state
    /// of the pool first.
    fn number(&self, field: Field) -> Option<i32> {
        match field {
            Field::Due => Some(self.day).filter(|day| *day != NO_DAY),
            Field::TierInUse => Some(self.tier).filter(|tier| *tier != TierNo::OTHER).map(|tier| tier.0.into()),
            Field::Pool => self.pool.map(|state| state as i32),
            _ => None,
        }
    }
}

/// The fields of which it speaks.
const FIELDS: [Field; 3] = [Field::Due, Field::TierInUse, Field::Pool];

/// How all customers stand by the rules, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dues {
    customers: Vec<Kept>,
    /// The names of the tiers of the rules, as the book keeps them.
    tiers: Arc<[String]>,
    is_known: bool,
}

impl Dues {
    /// As customers stand on the day `today`.
    pub(super) fn of(standings: &Standings, today: NaiveDate) -> Self {
        let customers = standings.all().iter().map(|kept| Kept::of(&kept.standing, standings.rules(), today)).collect();
        let tiers = standings.rules().tiers.iter().map(|rule| rule.tier.clone()).collect();
        Self { customers, tiers, is_known: true }
    }

    /// Whether they were worked out yet; until then nothing is said of anybody.
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    fn get(&self, id: Id) -> Option<&Kept> {
        self.customers.binary_search_by_key(&id, |kept| kept.id).ok().map(|at| &self.customers[at])
    }

    /// What `field` says of a customer, as a number by which customers are sorted.
    pub(super) fn number(&self, id: Id, field: Field) -> Option<i32> {
        self.get(id)?.number(field)
    }

    fn told(&self, kept: &Kept) -> Stood<'_> {
        Stood {
            due: NaiveDate::from_num_days_from_ce_opt(kept.day),
            tier: self.tiers.get(usize::from(kept.tier.0)).map(String::as_str),
            pool: kept.pool,
        }
    }

    /// What the rules say of a customer; nothing of one who is not there.
    pub fn stood(&self, id: Id) -> Stood<'_> {
        self.get(id).map_or_else(Stood::default, |kept| self.told(kept))
    }

    /// The same of the customers from `first` to `last`, by id.
    pub(super) fn between(&self, first: Id, last: Id) -> impl Iterator<Item = (Id, Stood<'_>)> + '_ {
        let (from, to) = (self.customers.partition_point(|kept| kept.id < first), self.customers.partition_point(|kept| kept.id <= last));
        self.customers[from..to.max(from)].iter().map(|kept| (kept.id, self.told(kept)))
    }

    /// How many customers have each tier or state of the pool, the most frequent first; nothing for other fields.
    pub(super) fn counts(&self, field: Field) -> Vec<(String, usize)> {
        let names: Vec<&str> = match field {
            Field::TierInUse => self.tiers.iter().map(String::as_str).collect(),
            Field::Pool => PoolState::ALL.map(PoolState::stored).into(),
            _ => return Vec::new(),
        };
        let mut counts = vec![0_usize; names.len()];
        for number in self.customers.iter().filter_map(|kept| kept.number(field)) {
            if let Some(count) = usize::try_from(number).ok().and_then(|number| counts.get_mut(number)) {
                *count += 1;
            }
        }
        let mut counted: Vec<(String, usize)> = names.into_iter().map(str::to_owned).zip(counts).filter(|(_, count)| *count > 0).collect();
        counted.sort_by_key(|(_, count)| Reverse(*count));
        counted
    }

    /// Takes over how `customers` stand now.
    fn take(&mut self, customers: &[(Id, Option<Kept>)]) {
        let mut fresh = Vec::new();
        let mut gone = Vec::new();
        for (id, kept) in customers {
            match (self.customers.binary_search_by_key(id, |known| known.id), kept) {
                (Ok(at), Some(kept)) => self.customers[at] = *kept,
                (Err(_), Some(kept)) => fresh.push(*kept),
                (Ok(_), None) => gone.push(*id),
                (Err(_), None) => {}
            }
        }
        if !gone.is_empty() {
            gone.sort_unstable();
            self.customers.retain(|kept| gone.binary_search(&kept.id).is_err());
        }
        if !fresh.is_empty() {
            self.customers.append(&mut fresh);
            self.customers.sort_by_key(|kept| kept.id);
        }
    }
}

/// What rows show that is worked out for the whole book, not read from the customer.
#[derive(Clone, Debug, Default)]
pub struct Computed {
    /// What customers bought.
    pub trades: Arc<Trades>,
    /// How they stand by the rules.
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
    /// How customers stand by the rules, as it was worked out last.
    pub fn dues(&self) -> &Arc<Dues> {
        self.index.dues()
    }

    /// Why the rules say of a customer what they say in `field`, one line: `3 deals`, `VIP: 30 days, last mail 12 Nov`. Nothing for other
    /// fields, and of a customer whose standing is not read yet.
    pub fn why_by_rules(&self, id: Id, field: Field, now: Now) -> Option<String> {
        if !field.is_by_rules() {
            return None;
        }
        let standings = self.standings(now).ok()??;
        let (kept, rules) = (standings.get(id)?, standings.rules());
        Some(match field {
            Field::TierInUse => standings.judgement(kept).text(rules, self.habits.currency, now.today),
            _ => due(&kept.standing, rules, WorkingDays::shared(), now.today).why.text(rules, now.today),
        })
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
        let of = |id| standings.get(id).map(|kept| Kept::of(&kept.standing, standings.rules(), today));
        let stood = customers.iter().map(|id| (*id, of(*id)));
        let others: Vec<(Id, Option<Kept>)> = stood.filter(|(id, kept)| known.get(*id) != kept.as_ref()).collect();
        if others.is_empty() {
            return false;
        }
        let changed_in = |field: Field| -> Vec<Id> {
            let others = others.iter().filter(|(id, kept)| known.number(*id, field) != kept.as_ref().and_then(|kept| kept.number(field)));
            others.map(|(id, _)| *id).collect()
        };
        let changed = FIELDS.map(|field| (field, changed_in(field)));
        let mut dues = Arc::clone(known);
        Arc::make_mut(&mut dues).take(&others);
        self.index.set_dues(dues);
        for (field, changed) in changed.iter().filter(|(_, changed)| !changed.is_empty()) {
            self.orders.get_mut().mend_by(*field, &self.index, changed);
        }
        self.revision += 1;
        true
    }

    /// Puts `dues` in the place of those known; returns whether they say anything else.
    fn take_dues(&mut self, dues: Dues) -> bool {
        if dues == **self.index.dues() {
            return false;
        }
        self.index.set_dues(Arc::new(dues));
        FIELDS.iter().for_each(|field| self.orders.get_mut().forget_by(*field));
        self.revision += 1;
        true
    }
}
