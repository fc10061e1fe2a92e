//! What customers bought in the last twelve months, from the order lines that wait: counted once, kept until lines, rates, the home
//! currency or the month change. Only customers who have lines take room.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use chrono::{Datelike, NaiveDate};

use super::Book;
use super::habits;
use crate::error::Result;
use crate::model::currency::CurrencyCode;
use crate::model::money::Money;
use crate::model::trade::{Counting, MONTHS, Tally, Trade, line_of};
use crate::model::{Field, Id, Rates};
use crate::store::{Read, Reader, StepInfo, StoreError, Table, Touched};

/// So many lines are counted at once; more of them on a thread of their own.
const COUNTED_AT_ONCE: usize = 1_000;

/// The trade of all customers who have any, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trades {
    customers: Vec<Kept>,
    /// Month and minor units of each customer, one behind the other.
    months: Vec<(u8, i64)>,
    last_month: NaiveDate,
}

/// The trade of one customer; its months end where `end` says and begin where those of the one before end.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    id: Id,
    end: u32,
    currency: CurrencyCode,
    left_out: u32,
}

impl Trades {
    /// Counts the lines that wait in a book as they are on the day `today`; `None` when `stop` was set meanwhile.
    fn count(reader: &Reader, counting: &Counting<'_>, stop: &AtomicBool) -> Result<Option<Self>, StoreError> {
        let mut tallies: HashMap<Id, Tally> = HashMap::new();
        reader.each_standing_line(|line| {
            if let (Some(customer), Some((day, amount))) = (line.customer, line_of(&line.cells)) {
                tallies.entry(customer).or_default().add(counting, day, amount);
            }
            !stop.load(Ordering::Relaxed)
        })?;
        if stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let mut counted: Vec<(Id, Trade)> = tallies.into_iter().filter_map(|(id, tally)| Some((id, tally.counted(counting)?))).collect();
        counted.sort_unstable_by_key(|(id, _)| *id);
        let mut trades = Self { last_month: first_of(counting.today), ..Self::default() };
        for (id, trade) in counted {
            let filled = (0_u8..).zip(trade.months).filter(|(_, minor)| *minor != 0);
            trades.months.extend(filled);
            let end = trades.months.len() as u32;
            trades.customers.push(Kept { id, end, currency: trade.currency, left_out: trade.left_out });
        }
        trades.customers.shrink_to_fit();
        trades.months.shrink_to_fit();
        Ok(Some(trades))
    }

    /// As they stand in the book that `reader` reads, with its rates and home currency.
    pub fn read(reader: &Reader, today: NaiveDate) -> Result<Self, StoreError> {
        let (habits, rates) = (habits::kept(reader)?, habits::kept_rates(reader)?);
        let counting = Counting { rates: &rates, home: habits.currency, today };
        Ok(Self::count(reader, &counting, &AtomicBool::new(false))?.unwrap_or_default())
    }

    /// Whether nobody has any.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    fn months_at(&self, at: usize) -> &[(u8, i64)] {
        let start = at.checked_sub(1).map_or(0, |before| self.customers[before].end);
        &self.months[start as usize..self.customers[at].end as usize]
    }

    fn sum_at(&self, at: usize) -> Money {
        let sum = self.months_at(at).iter().fold(0, |sum: i64, (_, minor)| sum.saturating_add(*minor));
        Money::new(sum, self.customers[at].currency)
    }

    fn place(&self, id: Id) -> Option<usize> {
        self.customers.binary_search_by_key(&id, |kept| kept.id).ok()
    }

    /// The twelve months of a customer; none where nothing is known.
    pub fn of(&self, id: Id) -> Option<Trade> {
        let at = self.place(id)?;
        let mut months = [0; MONTHS];
        self.months_at(at).iter().for_each(|(month, minor)| months[usize::from(*month)] = *minor);
        let kept = &self.customers[at];
        Some(Trade { last_month: self.last_month, currency: kept.currency, months, left_out: kept.left_out })
    }

    /// What the months of a customer come to.
    pub fn sum(&self, id: Id) -> Option<Money> {
        self.place(id).map(|at| self.sum_at(at))
    }

    /// The sums of the customers from `first` to `last`, by id.
    pub(super) fn sums(&self, first: Id, last: Id) -> impl Iterator<Item = (Id, Money)> + '_ {
        let (from, to) = (self.customers.partition_point(|kept| kept.id < first), self.customers.partition_point(|kept| kept.id <= last));
        (from..to.max(from)).map(|at| (self.customers[at].id, self.sum_at(at)))
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// What trade is counted by, apart from the lines.
#[derive(Clone, PartialEq)]
struct Of {
    rates: Arc<Rates>,
    home: CurrencyCode,
    month: NaiveDate,
}

/// The trade as it was counted last, and the thread that counts.
#[derive(Default)]
pub(super) struct Trading {
    /// What it was or is being counted by; `None` where lines may have changed since.
    of: Option<Of>,
    thread: Option<Thread>,
}

struct Thread {
    result: Receiver<Option<Trades>>,
    stop: Arc<AtomicBool>,
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Trading {
    /// Follows a step: an import brings and ends lines, its undo takes them away, a merge gives them to another customer.
    pub fn follow(&mut self, step: Option<&StepInfo>) {
        let touches = |table: Table| step.is_none_or(|step| step.touched(table) != Touched::default());
        if touches(Table::ImportSource) || touches(Table::Merged) {
            self.of = None;
        }
    }

    /// Whether a thread counts.
    pub fn is_counting(&self) -> bool {
        self.thread.is_some()
    }
}

impl Book {
    /// The trade of all customers, as it was counted last.
    pub fn trades(&self) -> &Arc<Trades> {
        self.index.trades()
    }

    /// Sees to it that trade is counted by what holds now, many lines on a thread; returns whether views should ask again.
    pub(super) fn tick_trade(&mut self) -> Result<bool> {
        if !self.is_searched {
            return Ok(false);
        }
        let mut is_new = false;
        if let Some(thread) = &self.trading.thread {
            match thread.result.try_recv() {
                Ok(trades) => {
                    self.trading.thread = None;
                    is_new = trades.is_some_and(|trades| self.take_trades(trades));
                }
                Err(TryRecvError::Disconnected) => self.trading.thread = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        let of = Of { rates: Arc::clone(&self.rates), home: self.habits.currency, month: first_of(self.today) };
        if self.trading.of.as_ref() == Some(&of) {
            return Ok(is_new);
        }
        self.trading.thread = None;
        if !self.reader.has_more_lines_than(COUNTED_AT_ONCE)? {
            let counting = Counting { rates: &of.rates, home: of.home, today: of.month };
            let trades = Trades::count(&self.reader, &counting, &AtomicBool::new(false))?.unwrap_or_default();
            self.trading.of = Some(of);
            return Ok(self.take_trades(trades) || is_new);
        }
        let (reader, wake) = (self.reader()?, Arc::clone(&self.wake));
        let (sender, result) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, by) = (Arc::clone(&stop), of.clone());
        let work = move || {
            let counting = Counting { rates: &by.rates, home: by.home, today: by.month };
            // What cannot be read just now stays as it was counted last.
            let trades = Trades::count(&reader, &counting, &stopped).unwrap_or_default();
            if sender.send(trades).is_ok()
                && let Some(wake) = wake.get()
            {
                wake();
            }
        };
        // Without a thread the last count stays.
        self.trading.thread = std::thread::Builder::new().name("trade".to_owned()).spawn(work).ok().map(|_| Thread { result, stop });
        self.trading.of = Some(of);
        Ok(is_new)
    }

    /// Puts `trades` in the place of those counted last; returns whether they say anything else.
    fn take_trades(&mut self, trades: Trades) -> bool {
        if trades == **self.index.trades() {
            return false;
        }
        self.index.set_trades(Arc::new(trades));
        self.orders.get_mut().forget_by(Field::Trade);
        self.revision += 1;
        true
    }
}
