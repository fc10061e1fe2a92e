//! How things stand with every customer of a book: read once, followed through edits, asked in one go.

use std::collections::HashMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::matters::{Matter, Matters, Waiting};
use super::places::{Place, PlaceNo, Places, Whereabouts};
use crate::model::cadence::{
    Bounds, Channel, Degree, Direction, Happening, Judgement, Known, Planned, Rules, Standing, TierNo, channel_of, judge,
};
use crate::model::country::CountryNo;
use crate::model::currency::CurrencyCode;
use crate::model::day::PartialDay;
use crate::model::money::Money;
use crate::model::zone::Zone;
use crate::model::{Field, Id, Value, Worth};
use crate::store::{Among, Reader, Scan, StoreError, Walk};

/// What of a customer is read for its standing.
const FIELDS: [Field; 14] = [
    Field::Level,
    Field::TimeZone,
    Field::Country,
    Field::City,
    Field::Region,
    Field::Address,
    Field::Intent,
    Field::Fit,
    Field::Status,
    Field::LostReason,
    Field::CompanyEmail,
    Field::LastOrder,
    Field::OrdersCount,
    Field::AnnualAmount,
];
/// Where the number of orders and the amount stand among them.
const ORDERS: usize = 12;
const AMOUNT: usize = 13;
/// How many customers are read between two questions whether to go on.
const BATCH: usize = 4_096;
/// Smaller books are read by one thread.
const READ_ALONE: usize = 10_000;
/// More threads than this wait for the file only.
const MOST_THREADS: usize = 8;

/// A customer, and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// What the rules need to know.
    pub standing: Standing,
    /// Where it is, among the places of the book.
    pub place: PlaceNo,
    /// The number of its level among the levels of the book.
    pub(super) level: u16,
    pub(super) facts: Facts,
}

/// What a tier is computed from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Facts {
    orders: Option<u32>,
    last_order: Option<PartialDay>,
    bought: Option<i64>,
    intent: Option<Degree>,
    fit: Option<Degree>,
    is_dormant: bool,
    has_email: bool,
    is_lost: bool,
}

impl Facts {
    fn judged(&self, by_hand: Option<TierNo>, rules: &Rules, bounds: &Bounds) -> Judgement {
        let known = Known {
            by_hand,
            orders: self.orders,
            last_order: self.last_order,
            bought: self.bought,
            intent: self.intent,
            fit: self.fit,
            status: if self.is_dormant { DORMANT } else { "" },
            has_email: self.has_email,
            is_lost: self.is_lost,
        };
        judge(&known, rules, bounds)
    }
}

/// The state in which nobody is being won.
const DORMANT: &str = "沉睡";

/// In which currency one counts, and what others are worth in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// The currency; `XXX` where nobody said.
    pub currency: CurrencyCode,
    /// What the others are worth.
    pub worth: Worth,
    /// Where one works, in whose days what is due at an hour stands; where nobody said, in those of the customer.
    pub zone: Option<Zone>,
}

impl Home {
    /// An amount in minor units of the home currency; `None` where no rate is known.
    fn minor(&self, money: Money) -> Option<i64> {
        let amount = self.worth.compared(money.number(), money.currency, None)?;
        Some((amount * 10_f64.powi(self.currency.digits() as i32)) as i64)
    }
}

/// All customers by rising id.
#[derive(Clone, Debug, Default)]
pub struct Standings {
    kept: Vec<Kept>,
    matters: Matters,
    places: Places,
    /// Levels as the book has them.
    levels: Vec<String>,
    /// Which tier each of them means by the rules.
    tiers: Vec<Option<TierNo>>,
    rules: Arc<Rules>,
    home: Arc<Home>,
    /// Who is large in this book; found out when everybody is read.
    bounds: Bounds,
}

impl Standings {
    /// Those of a book without customers.
    pub(super) fn of_nobody(rules: &Arc<Rules>, home: &Arc<Home>) -> Self {
        Self { rules: Arc::clone(rules), home: Arc::clone(home), ..Self::default() }
    }

    /// Takes over the places and levels, by number, of `customers` that are appended then.
    pub(super) fn adopt(&mut self, places: &[Place], levels: &[String], customers: usize) {
        for place in places {
            self.places.adopt(*place);
        }
        for level in levels {
            self.level(level);
        }
        self.kept.reserve_exact(customers);
    }

    /// Takes in customers behind all that are known, and what of them stands on the agenda by itself.
    pub(super) fn append(&mut self, mut kept: Vec<Kept>, matters: Vec<(Id, Matter)>) {
        self.kept.append(&mut kept);
        self.matters.append(matters);
    }

    /// Levels as the book has them, by number.
    pub(super) fn levels(&self) -> &[String] {
        &self.levels
    }

    /// Finds out who is large in this book, and puts everybody into a tier.
    pub(super) fn judge_anew(&mut self) {
        self.bounds = Bounds::of(self.kept.iter().filter_map(|kept| kept.facts.bought).collect());
        self.judge_all();
    }

    /// Reads all customers; on `false` from `go_on` nothing comes of it.
    pub fn read(
        reader: &Reader,
        rules: &Arc<Rules>,
        home: &Arc<Home>,
        today: NaiveDate,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Self>, StoreError> {
        let empty = || Self::of_nobody(rules, home);
        let mut standings = empty();
        // Room for all at once: growing as one goes would take twice as much of a large book's.
        let count = reader.count_customers()?;
        standings.kept.reserve_exact(count);
        let threads = if count <= READ_ALONE { 1 } else { std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS) };
        let readers = std::iter::repeat_with(|| reader.again()).take(threads - 1).collect::<Result<Vec<_>, _>>()?;
        let next = Mutex::new((Id(i64::MIN), 0));
        let (sender, receiver) = channel::<Batch>();
        let work =
            |reader: &Reader, worker: usize, sender: Sender<Batch>| read_batches(reader, empty(), worker, &next, today, go_on, &sender);
        let work = &work;
        let whole = std::thread::scope(|scope| {
            let others: Vec<_> = readers
                .into_iter()
                .enumerate()
                .map(|(at, reader)| {
                    let sender = sender.clone();
                    scope.spawn(move || work(&reader, at + 1, sender))
                })
                .collect();
            let mut workers = vec![work(reader, 0, sender)];
            // Who has died has read nothing, and then nothing comes of it.
            workers.extend(others.into_iter().map(|other| other.join().unwrap_or(Ok(None))));
            workers.into_iter().collect::<Result<Option<Vec<Self>>, StoreError>>()
        })?;
        let Some(workers) = whole else { return Ok(None) };
        standings.take_over(receiver.into_iter().collect(), &workers);
        standings.judge_anew();
        Ok(Some(standings))
    }

    /// Takes over what `workers` have read, each with numbers of places and levels of its own.
    fn take_over(&mut self, mut batches: Vec<Batch>, workers: &[Self]) {
        let numbers: Vec<(Vec<PlaceNo>, Vec<u16>)> = workers
            .iter()
            .map(|worker| {
                let places = worker.places.all().iter().map(|place| self.places.adopt(*place)).collect();
                let levels = worker.levels.iter().map(|level| self.level(level)).collect();
                (places, levels)
            })
            .collect();
        batches.sort_unstable_by_key(|batch| batch.number);
        for batch in batches {
            let (places, levels) = &numbers[batch.worker];
            self.kept.extend(batch.kept.into_iter().map(|mut kept| {
                kept.place = places[usize::from(kept.place)];
                kept.level = levels[usize::from(kept.level)];
                kept
            }));
            self.matters.append(batch.matters);
        }
    }

    /// Reads `customers` (by rising id) again, as far as they are still there.
    pub fn reread(&mut self, reader: &Reader, customers: &[Id], today: NaiveDate) -> Result<(), StoreError> {
        let (mut read, matters) = self.rows(reader, Among::These(customers), today)?;
        self.matters.replace(customers, matters);
        for kept in &mut read {
            kept.standing.tier = self.judgement(kept).tier;
        }
        let mut read = read.into_iter().peekable();
        let (mut gone, mut fresh) = (Vec::new(), Vec::new());
        for id in customers {
            let row = read.next_if(|row| row.standing.id == *id);
            match (self.place_of(*id), row) {
                (Ok(at), Some(row)) => self.kept[at] = row,
                (Err(_), Some(row)) => fresh.push(row),
                (Ok(_), None) => gone.push(*id),
                (Err(_), None) => {}
            }
        }
        if !gone.is_empty() {
            self.kept.retain(|kept| gone.binary_search(&kept.standing.id).is_err());
        }
        if !fresh.is_empty() {
            self.kept.append(&mut fresh);
            self.kept.sort_by_key(|kept| kept.standing.id);
        }
        Ok(())
    }

    /// Puts everybody into the tiers of other rules.
    pub fn follow(&mut self, rules: &Arc<Rules>) {
        self.rules = Arc::clone(rules);
        self.tiers = self.tiers_by(rules);
        self.judge_all();
    }

    fn judge_all(&mut self) {
        let Self { kept, tiers, rules, bounds, .. } = self;
        let (tiers, rules, bounds) = (&*tiers, &**rules, &*bounds);
        let judge = |part: &mut [Kept]| {
            for kept in part {
                kept.standing.tier = kept.facts.judged(tiers[usize::from(kept.level)], rules, bounds).tier;
            }
        };
        let threads = if kept.len() <= READ_ALONE { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
        let share = kept.len().div_ceil(threads).max(1);
        let mut parts = kept.chunks_mut(share);
        let own = parts.next().unwrap_or_default();
        std::thread::scope(|scope| {
            for part in parts {
                scope.spawn(|| judge(part));
            }
            judge(own);
        });
    }

    /// Which tier each level means by `rules`.
    fn tiers_by(&self, rules: &Rules) -> Vec<Option<TierNo>> {
        self.levels.iter().map(|level| rules.tier_of_level(level)).collect()
    }

    /// The tier of a customer that the rules compute, why, and whether somebody has said another.
    pub fn judgement(&self, kept: &Kept) -> Judgement {
        kept.facts.judged(self.tiers[usize::from(kept.level)], &self.rules, &self.bounds)
    }

    /// All standings as they would be under other rules, which changes nothing here.
    pub fn under<'a>(&'a self, rules: &'a Rules) -> impl Iterator<Item = Standing> + 'a {
        let is_as_now = *self.rules == *rules;
        let tiers = if is_as_now { Vec::new() } else { self.tiers_by(rules) };
        self.kept.iter().map(move |kept| match is_as_now {
            true => kept.standing,
            false => {
                let mut standing = kept.standing;
                standing.tier = kept.facts.judged(tiers[usize::from(kept.level)], rules, &self.bounds).tier;
                standing
            }
        })
    }

    /// The rules whose tiers they are in.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// All customers by rising id.
    pub fn all(&self) -> &[Kept] {
        &self.kept
    }

    /// What of them stands on the agenda by itself.
    pub fn matters(&self) -> &Matters {
        &self.matters
    }

    /// In which currency and days one counts.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// All places.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// How things stand with one customer.
    pub fn get(&self, id: Id) -> Option<&Kept> {
        self.place_of(id).ok().map(|at| &self.kept[at])
    }

    fn place_of(&self, id: Id) -> Result<usize, usize> {
        self.kept.binary_search_by_key(&id, |kept| kept.standing.id)
    }

    fn level(&mut self, level: &str) -> u16 {
        let known = self.levels.iter().position(|known| known == level);
        let at = known.unwrap_or_else(|| {
            // Nobody has as many words for a tier; the last one stands for the rest.
            if self.levels.len() <= usize::from(u16::MAX) {
                self.levels.push(level.to_owned());
                self.tiers.push(self.rules.tier_of_level(level));
            }
            self.levels.len() - 1
        });
        at as u16
    }

    /// Reads the customers `among` all, by rising id, and what of them stands on the agenda by itself.
    fn rows(&mut self, reader: &Reader, among: Among<'_>, today: NaiveDate) -> Result<Read, StoreError> {
        let mut read = self.own_rows(reader, among, today)?;
        let mut matters = Vec::new();
        let mut along = Along { kept: &mut read, at: 0 };
        reader.each_person_among(among, |person| {
            let Some(kept) = along.of(person.customer) else { return Ok::<_, StoreError>(()) };
            kept.facts.has_email |= person.has_email;
            if let Ok(born) = person.born.parse::<PartialDay>()
                && born.month.is_some()
                && born.day.is_some()
            {
                matters.push((person.customer, Matter::Birthday { contact: person.id, born }));
            }
            Ok(())
        })?;
        touches(reader, among, today, &mut read, &mut matters)?;
        reader.each_promise_among(among, |customer, promise, due_on| {
            if let Ok(due_on) = due_on.parse::<PartialDay>() {
                matters.push((customer, Matter::Promise { promise, due_on: due_on.last_day() }));
            }
            Ok::<_, StoreError>(())
        })?;
        reader.each_card_out_among(among, |customer, copy, due_on| {
            if let Ok(due_on) = due_on.parse() {
                matters.push((customer, Matter::CardOut { copy, due_on }));
            }
            Ok::<_, StoreError>(())
        })?;
        let mut along = Along { kept: &mut read, at: 0 };
        reader.each_plan_among(among, |customer, [on, time, ended]| {
            if ended.is_empty()
                && let Some(kept) = along.of(customer)
                && let Ok(on) = on.parse::<PartialDay>()
            {
                let planned = Planned { on: on.first_day(), time: time.parse().ok() };
                let key = |planned: &Planned| (planned.on, planned.time.is_none(), planned.time);
                if kept.standing.planned.as_ref().is_none_or(|known| key(&planned) < key(known)) {
                    kept.standing.planned = Some(planned);
                }
            }
            Ok::<_, StoreError>(())
        })?;
        let mut along = Along { kept: &mut read, at: 0 };
        reader.each_pool_stay_among(among, |customer, [dropped_on, claimed_on]| {
            if let Some(kept) = along.of(customer) {
                kept.standing.in_pool_since = if claimed_on.is_empty() { dropped_on.parse().ok() } else { None };
                kept.standing.claimed_on = claimed_on.parse().ok();
            }
            Ok::<_, StoreError>(())
        })?;
        Ok((read, matters))
    }

    /// Reads what the customers `among` all say of themselves.
    fn own_rows(&mut self, reader: &Reader, among: Among<'_>, today: NaiveDate) -> Result<Vec<Kept>, StoreError> {
        let mut read: Vec<Kept> = Vec::new();
        reader.each_customer_among(among, &FIELDS, |row| {
            let [level, time_zone, country, city, region, address, intent, fit, status, lost, email, last_order] =
                std::array::from_fn(|at| row.text(at).unwrap_or_default());
            let id = row.id();
            // When a list says it was created somewhere else, nobody here had it to care for.
            let mut standing = Standing::new(id, made_on(id).min(today));
            let place = self.places.number(&Whereabouts { time_zone, country, city, region, address });
            let known = self.places.get(place);
            standing.country = known.country.map_or(CountryNo::UNKNOWN, |country| country.number());
            standing.zone = known.zone;
            let bought = match row.value(AMOUNT)? {
                Value::Money(money) => self.home.minor(money),
                _ => None,
            };
            let facts = Facts {
                orders: row.number(ORDERS)?.and_then(|orders| u32::try_from(orders).ok()),
                last_order: last_order.parse().ok(),
                bought,
                intent: Degree::of(intent),
                fit: Degree::of(fit),
                is_dormant: matches!(status, DORMANT | "Dormant"),
                has_email: !email.is_empty(),
                is_lost: !lost.is_empty(),
            };
            let level = self.level(level);
            read.push(Kept { standing, place, level, facts });
            Ok::<_, StoreError>(())
        })?;
        Ok(read)
    }
}

/// Some customers as a thread has read them.
struct Batch {
    /// Its place among the batches.
    number: usize,
    /// Who read it, with whose numbers of places and levels.
    worker: usize,
    kept: Vec<Kept>,
    matters: Vec<(Id, Matter)>,
}

/// Reads batch after batch until there is none left; returns whose numbers they have. `None` where `go_on` says that nobody wants them.
fn read_batches(
    reader: &Reader,
    mut own: Standings,
    worker: usize,
    next: &Mutex<(Id, usize)>,
    today: NaiveDate,
    go_on: &(dyn Fn() -> bool + Sync),
    sender: &Sender<Batch>,
) -> Result<Option<Standings>, StoreError> {
    loop {
        if !go_on() {
            return Ok(None);
        }
        let (first, last, number) = {
            let Ok(mut next) = next.lock() else { return Ok(None) };
            let ids = reader.ids_behind(next.0, BATCH)?;
            let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return Ok(Some(own)) };
            *next = (*last, next.1 + 1);
            (*first, *last, next.1)
        };
        let (kept, matters) = own.rows(reader, Among::Between(first, last), today)?;
        if sender.send(Batch { number, worker, kept, matters }).is_err() {
            return Ok(None);
        }
    }
}

/// Customers by rising id, and what of them stands on the agenda by itself.
type Read = (Vec<Kept>, Vec<(Id, Matter)>);

/// Folds the touches of the customers `among` all into `read`, and finds the inquiries that wait.
fn touches(
    reader: &Reader,
    among: Among<'_>,
    today: NaiveDate,
    read: &mut [Kept],
    matters: &mut Vec<(Id, Matter)>,
) -> Result<(), StoreError> {
    // A book has few ways of being in touch, and finding out what a word means takes longer than reading a touch.
    let mut ways: HashMap<String, Channel> = HashMap::new();
    let mut waiting = Waiting::default();
    let mut along = Along { kept: read, at: 0 };
    reader.each_happening_among(among, |touch| {
        let Some(kept) = along.of(touch.customer) else { return Ok::<_, StoreError>(()) };
        let Ok(on) = touch.on.parse::<PartialDay>() else { return Ok(()) };
        let channel = match ways.get(touch.channel) {
            Some(known) => *known,
            None => *ways.entry(touch.channel.to_owned()).or_insert_with(|| channel_of(touch.channel)),
        };
        let happening = Happening { on, channel, direction: Direction::by_key(touch.direction) };
        matters.extend(waiting.take(&touch, happening.day(), channel, happening.direction()));
        kept.standing.add(happening, today);
        Ok(())
    })?;
    matters.extend(waiting.finish());
    Ok(())
}

/// Walks customers and what belongs to them together, both by rising id.
struct Along<'a> {
    kept: &'a mut [Kept],
    at: usize,
}

impl Along<'_> {
    fn of(&mut self, customer: Id) -> Option<&mut Kept> {
        while self.kept.get(self.at).is_some_and(|kept| kept.standing.id < customer) {
            self.at += 1;
        }
        self.kept.get_mut(self.at).filter(|kept| kept.standing.id == customer)
    }
}

/// The day on which an id was given out.
pub(super) fn made_on(id: Id) -> NaiveDate {
    DateTime::<Utc>::from_timestamp_millis(id.made_at_ms()).map_or(NaiveDate::MIN, |at| at.date_naive())
}
