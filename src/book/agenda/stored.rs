//! How things stand with everybody, kept in a file beside the book, so that a start reads only what has changed since.
//!
//! The file says of which step it is, and with what it was made; where anything of that is not as it was, everybody is read anew.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::matters::{Asked, Matter};
use super::places::Place;
use super::standings::{Facts, Home, Kept, Standings, made_on};
use crate::model::Id;
use crate::model::cadence::{Channel, Planned, Rules, Standing, Talks};
use crate::model::country::{Country, CountryNo};
use crate::model::day::PartialDay;
use crate::model::zone::Zone;
use crate::store::{History, PackedPart, Reader, StoreError, derived, keep_derived, packed_parts};

/// The file among those worked out from a book.
const FILE: &str = "standings";
/// Grows with every change to what is kept, or to how it follows from the book.
const FORM: u32 = 3;
/// Customers of one part; parts are packed and unpacked by all cores.
const PART: usize = 8_192;
/// After a step of more changes everybody is read anew, which is quicker.
const MOST_CHANGES: i64 = 20_000;

/// A small book is read as fast as the file is.
const FEWEST_KEPT: usize = 2_000;
/// The file is written anew when so many customers had to be read again.
const MOST_REREAD: usize = 500;

/// When and with what the file was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Making {
    form: u32,
    version: String,
    /// The ways of being in touch, each of which has its place.
    channels: u64,
    /// Currency, rates and zone.
    home: u64,
}

impl Making {
    fn of(home: &Home) -> Self {
        let hash = |hashed: &dyn Fn(&mut DefaultHasher)| {
            let mut hasher = DefaultHasher::new();
            hashed(&mut hasher);
            hasher.finish()
        };
        let mut worth: Vec<(String, u64)> = home.worth.0.iter().map(|(currency, worth)| (currency.to_string(), worth.to_bits())).collect();
        worth.sort_unstable();
        Self {
            form: FORM,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            channels: hash(&|hasher| Channel::ALL.hash(hasher)),
            home: hash(&|hasher| (home.currency.to_string(), &worth, home.zone).hash(hasher)),
        }
    }
}

/// The first part of the file.
#[derive(Debug, Serialize, Deserialize)]
struct Heading {
    making: Making,
    /// The newest step when the book was read.
    as_of: Option<Id>,
    /// Days from the common era.
    day: i32,
    customers: u64,
    /// The code of the country and the zone, by number.
    places: Vec<(Option<String>, Option<Zone>)>,
    levels: Vec<String>,
}

/// A customer.
#[derive(Serialize, Deserialize)]
struct Row {
    /// How far behind the customer before it.
    behind: u64,
    place: u16,
    level: u16,
    planned: Option<(i32, Option<u32>)>,
    in_pool_since: Option<i32>,
    claimed_on: Option<i32>,
    talks: Talks,
    facts: Facts,
}

#[derive(Serialize, Deserialize)]
enum Stored {
    Inquiry { touch: Id, on: i32, at_ms: Option<i64> },
    Promise { promise: Id, due_on: i32 },
    Birthday { contact: Id, born: PartialDay },
    CardOut { copy: Id, due_on: i32 },
}

impl Stored {
    fn of(matter: &Matter) -> Self {
        match *matter {
            Matter::Inquiry { touch, asked } => Self::Inquiry { touch, on: asked.on.num_days_from_ce(), at_ms: asked.at_ms },
            Matter::Promise { promise, due_on } => Self::Promise { promise, due_on: due_on.num_days_from_ce() },
            Matter::Birthday { contact, born } => Self::Birthday { contact, born },
            Matter::CardOut { copy, due_on } => Self::CardOut { copy, due_on: due_on.num_days_from_ce() },
        }
    }

    fn matter(self) -> Option<Matter> {
        Some(match self {
            Self::Inquiry { touch, on, at_ms } => Matter::Inquiry { touch, asked: Asked { on: day(on)?, at_ms } },
            Self::Promise { promise, due_on } => Matter::Promise { promise, due_on: day(due_on)? },
            Self::Birthday { contact, born } => Matter::Birthday { contact, born },
            Self::CardOut { copy, due_on } => Matter::CardOut { copy, due_on: day(due_on)? },
        })
    }
}

fn day(days_from_ce: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(days_from_ce)
}

/// What a part becomes: customers, and what of them stands on the agenda by itself.
type Part = (Vec<Kept>, Vec<(Id, Matter)>);

/// How things stand, packed to be kept.
pub struct Packed(Vec<Vec<u8>>);

impl Packed {
    /// Packs `standings`, as they were after the step `as_of` on the day `today`.
    fn of(standings: &Standings, as_of: Option<Id>, today: NaiveDate) -> Option<Self> {
        let places = standings.places().all();
        let heading = Heading {
            making: Making::of(standings.home()),
            as_of,
            day: today.num_days_from_ce(),
            customers: standings.all().len() as u64,
            places: places.iter().map(|place| (place.country.map(|country| country.iso2.to_owned()), place.zone)).collect(),
            levels: standings.levels().to_vec(),
        };
        let mut parts = vec![postcard::to_allocvec(&heading).ok()?];
        for customers in standings.all().chunks(PART) {
            parts.push(part_of(standings, customers)?);
        }
        Some(Self(parts))
    }

    /// Writes them beside the book in the folder `book`.
    pub fn keep(&self, book: &Path) -> Result<(), StoreError> {
        keep_derived(book, FILE, &self.0)
    }
}

/// How things stand with everybody in the book in the folder `book`: from what is kept beside it and what has changed since, else read
/// anew; `None` where `go_on` says that nobody wants it. With it what should be kept now, where that is much more than what is.
pub fn read(
    book: &Path,
    reader: &Reader,
    (rules, home): (&Arc<Rules>, &Arc<Home>),
    today: NaiveDate,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<Option<(Standings, Option<Packed>)>, StoreError> {
    // What comes after this step is read again the next time, whether or not it was seen here already.
    let as_of = reader.newest_step()?;
    let (standings, reread) = match read_kept(book, reader, (rules, home), today)? {
        Some((standings, reread)) => (standings, reread),
        None => match Standings::read(reader, rules, home, today, go_on)? {
            Some(standings) => (standings, usize::MAX),
            None => return Ok(None),
        },
    };
    let is_worth_keeping = reread > MOST_REREAD && standings.all().len() >= FEWEST_KEPT;
    let packed = if is_worth_keeping { Packed::of(&standings, as_of, today) } else { None };
    Ok(Some((standings, packed)))
}

/// Packs `customers` one behind the other, after their number; then what of them stands on the agenda by itself.
fn part_of(standings: &Standings, customers: &[Kept]) -> Option<Vec<u8>> {
    let mut part = postcard::to_allocvec(&(customers.len() as u32)).ok()?;
    let mut before = 0;
    for kept in customers {
        let standing = &kept.standing;
        let number = |day: NaiveDate| day.num_days_from_ce();
        let row = Row {
            behind: (standing.id.0 as u64).wrapping_sub(before),
            place: kept.place,
            level: kept.level,
            planned: standing.planned.map(|plan| (number(plan.on), plan.time.map(|time| time.num_seconds_from_midnight()))),
            in_pool_since: standing.in_pool_since.map(number),
            claimed_on: standing.claimed_on.map(number),
            talks: standing.talks,
            facts: kept.facts,
        };
        before = standing.id.0 as u64;
        part = postcard::to_extend(&row, part).ok()?;
    }
    let matters = match (customers.first(), customers.last()) {
        (Some(first), Some(last)) => standings.matters().between(first.standing.id, last.standing.id),
        _ => &[],
    };
    let matters: Vec<(Id, Stored)> = matters.iter().map(|(id, matter)| (*id, Stored::of(matter))).collect();
    postcard::to_extend(&matters, part).ok()
}

/// The customers of a part, each read straight into its place: a large book has no time for a list in between.
fn read_part(part: &[u8], places: &[(CountryNo, Option<Zone>)], today: NaiveDate) -> Option<Part> {
    let (count, mut part): (u32, &[u8]) = postcard::take_from_bytes(part).ok()?;
    let mut kept = Vec::with_capacity((count as usize).min(PART));
    let mut before = 0_u64;
    for _ in 0..count {
        let (row, rest): (Row, &[u8]) = postcard::take_from_bytes(part).ok()?;
        part = rest;
        before = before.wrapping_add(row.behind);
        kept.push(kept_of(Id(before as i64), row, places, today)?);
    }
    let matters: Vec<(Id, Stored)> = postcard::from_bytes(part).ok()?;
    let matters: Option<Vec<(Id, Matter)>> = matters.into_iter().map(|(id, stored)| Some((id, stored.matter()?))).collect();
    Some((kept, matters?))
}

/// Reads what is kept, and of the book what has changed since and how many customers those are. `None` where there is nothing that holds,
/// or where reading all anew is quicker.
fn read_kept(
    book: &Path,
    reader: &Reader,
    (rules, home): (&Arc<Rules>, &Arc<Home>),
    today: NaiveDate,
) -> Result<Option<(Standings, usize)>, StoreError> {
    let Some(bytes) = derived(book, FILE) else { return Ok(None) };
    let Some((heading, mut standings)) = unpacked(&bytes, rules, home, today) else { return Ok(None) };
    // A step that is not in the journal is one of another book, or of this one before an older state was restored.
    let is_of_this_book = match heading.as_of {
        Some(step) => reader.step(step)?.is_some(),
        None => true,
    };
    let since = heading.as_of.unwrap_or_default();
    if !is_of_this_book || reader.count_changes_since(since)? > MOST_CHANGES {
        return Ok(None);
    }
    let mut changed = reader.customers_changed_since(since)?;
    // What lay ahead may have come to pass.
    let tomorrow = today.succ_opt().unwrap_or(today);
    let lay_ahead = |standing: &Standing| standing.ahead().is_some_and(|ahead| ahead.on <= tomorrow);
    changed.extend(standings.all().iter().filter(|kept| lay_ahead(&kept.standing)).map(|kept| kept.standing.id));
    changed.sort_unstable();
    changed.dedup();
    standings.reread(reader, &changed, today)?;
    standings.judge_anew();
    Ok(Some((standings, changed.len())))
}

fn unpacked(bytes: &[u8], rules: &Arc<Rules>, home: &Arc<Home>, today: NaiveDate) -> Option<(Heading, Standings)> {
    let parts = packed_parts(bytes)?;
    let (first, parts) = parts.split_first()?;
    let heading: Heading = postcard::from_bytes(&first.unpacked()?).ok()?;
    // What lay ahead of a later day lies ahead of an earlier one no less, but it is not kept which touches it was.
    if heading.making != Making::of(home) || day(heading.day)? > today {
        return None;
    }
    let place = |(code, zone): &(Option<String>, Option<Zone>)| Place { country: code.as_deref().and_then(Country::by_iso2), zone: *zone };
    let places: Vec<Place> = heading.places.iter().map(place).collect();
    let numbered: Vec<(CountryNo, Option<Zone>)> =
        places.iter().map(|place| (place.country.map_or(CountryNo::UNKNOWN, Country::number), place.zone)).collect();
    let unpack = |part: &PackedPart<'_>| read_part(&part.unpacked()?, &numbered, today);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(parts.len().max(1));
    let unpack = &unpack;
    let shares: Option<Vec<_>> = std::thread::scope(|scope| {
        let share = |share: &[PackedPart<'_>]| share.iter().map(unpack).collect::<Option<Vec<_>>>();
        let mut shares = parts.chunks(parts.len().div_ceil(threads).max(1));
        let own = shares.next().unwrap_or_default();
        let others: Vec<_> = shares.map(|part| scope.spawn(move || share(part))).collect();
        let mut all = vec![share(own)];
        all.extend(others.into_iter().map(|other| other.join().unwrap_or_default()));
        all.into_iter().collect()
    });
    let mut standings = Standings::of_nobody(rules, home);
    standings.adopt(&places, &heading.levels, heading.customers as usize);
    for (kept, matters) in shares?.into_iter().flatten() {
        standings.append(kept, matters);
    }
    let is_whole = standings.all().len() as u64 == heading.customers
        && standings.all().is_sorted_by(|one, next| one.standing.id < next.standing.id)
        && standings.all().iter().all(|kept| usize::from(kept.level) < heading.levels.len());
    is_whole.then_some((heading, standings))
}

fn kept_of(id: Id, row: Row, places: &[(CountryNo, Option<Zone>)], today: NaiveDate) -> Option<Kept> {
    let (country, zone) = *places.get(usize::from(row.place))?;
    let planned = match row.planned {
        Some((on, time)) => {
            let time = time.map(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0));
            Some(Planned { on: day(on)?, time: time.flatten() })
        }
        None => None,
    };
    let standing = Standing {
        country,
        zone,
        planned,
        in_pool_since: row.in_pool_since.and_then(day),
        claimed_on: row.claimed_on.and_then(day),
        talks: row.talks,
        ..Standing::new(id, made_on(id).min(today))
    };
    Some(Kept { standing, place: row.place, level: row.level, facts: row.facts })
}
