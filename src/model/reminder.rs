//! What reminds a person, when, and that it does so once: reminders stand at wall-clock times of the desk, and the clock, the zone
//! and the computer's sleep may do what they like meanwhile.
//!
//! Pure rules: the instant, the zone and what was told already are arguments. Whoever asks notes the keys of what it tells before
//! it tells them ([`Key`]), so that being killed in between costs at most one pop-up and never doubles one.

mod moment;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fmt;
use std::hash::BuildHasher;
use std::str::FromStr;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

pub use self::moment::moment;
use super::id::Id;
use super::zone::Zone;

/// A clock that went further than this since it was looked at last is not to be trusted with the public pool unasked.
pub const JUMP: TimeDelta = TimeDelta::hours(36);

/// More pop-ups than this at once become one.
pub const MOST_POPUPS: usize = 3;

/// What a reminder is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The day begins: what is due, overdue and promised.
    Morning,
    /// A follow-up with a time of day.
    Planned,
    /// The time in which an inquiry wants its answer is about to end (S4.14).
    Reply,
    /// A customer is about to be proposed for the public pool.
    Pool,
    /// A reminder that the person has put off.
    Again,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Morning, Self::Planned, Self::Reply, Self::Pool, Self::Again];

    fn key(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Planned => "planned",
            Self::Reply => "reply",
            Self::Pool => "pool",
            Self::Again => "again",
        }
    }
}

/// What makes a reminder this one and no other: the rule, the row that it is about, and the date and time for which it was planned.
/// One that is moved has another key and so reminds anew; another zone or clock changes no key. Its text is
/// `planned 7281 2026-11-20T15:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The rule.
    pub kind: Kind,
    /// The row that it is about: a follow-up, touch or customer; 0 for the morning.
    pub row: Id,
    /// The date for which it was planned; that of UTC for what is due at an instant.
    pub on: NaiveDate,
    /// The minute of that day; 0 for what is told once a day.
    pub minute: u16,
}

impl Key {
    /// The number under which the system's notification server knows the reminder: the same in every run, never 0.
    pub fn notification(&self) -> u32 {
        // FNV-1a: small, and the same for ever, which the hashers of the standard library do not promise.
        let hash = self.to_string().bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        hash.max(1)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, row, on, minute } = self;
        write!(f, "{} {row} {on}T{:02}:{:02}", kind.key(), minute / 60, minute % 60)
    }
}

/// A text that is no key of a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reminder is written as planned 7281 2026-11-20T15:00")]
pub struct NotAKey;

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let mut parts = text.split(' ');
        let (Some(kind), Some(row), Some(at), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(NotAKey);
        };
        let kind = Kind::ALL.into_iter().find(|known| known.key() == kind).ok_or(NotAKey)?;
        let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M").map_err(|_| NotAKey)?;
        Ok(Self { kind, row: row.parse().map_err(|_| NotAKey)?, on: at.date(), minute: minute_of(at.time()) })
    }
}

/// When something reminds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At a time that the clock of the desk shows, some minutes before it, on that date in any case.
    Local {
        /// The date at the desk.
        on: NaiveDate,
        /// The time of day.
        time: NaiveTime,
        /// How many minutes before.
        before: u16,
    },
    /// Once on a date, at a time of day.
    Daily {
        /// The date at the desk.
        on: NaiveDate,
        /// The time of day.
        time: NaiveTime,
    },
    /// At an instant, wherever the desk stands.
    At(DateTime<Utc>),
}

/// Something that shall remind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is about.
    pub kind: Kind,
    /// The row that it is about.
    pub row: Id,
    /// When.
    pub when: When,
    /// Since when it is planned, where that is known: what was past when it was written down does not pop up.
    pub since: Option<DateTime<Utc>>,
}

impl Mark {
    /// Its key.
    pub fn key(&self) -> Key {
        let (on, minute) = match self.when {
            When::Local { on, time, .. } => (on, minute_of(time)),
            When::Daily { on, .. } => (on, 0),
            When::At(at) => (at.date_naive(), minute_of(at.time())),
        };
        Key { kind: self.kind, row: self.row, on, minute }
    }

    fn date(&self) -> NaiveDate {
        match self.when {
            When::Local { on, .. } | When::Daily { on, .. } => on,
            When::At(at) => at.date_naive(),
        }
    }

    /// The instant at which it reminds, before quiet hours are looked at.
    fn instant(&self, now: DateTime<Utc>, zone: Zone) -> DateTime<Utc> {
        match self.when {
            When::At(at) => at,
            When::Daily { on, time } => moment(on, time, zone),
            When::Local { on, time, before } => {
                let at = moment(on, time, zone);
                let mut first = at - TimeDelta::minutes(i64::from(before));
                // Ten minutes before five past midnight is still that day.
                if first < at && zone.local(first).date() < on {
                    first = moment(on, NaiveTime::MIN, zone).min(at);
                }
                // Planned at five to three for three o'clock: no longer ten minutes before, but at three.
                if self.known_since(now).is_some_and(|since| first <= since) { at } else { first }
            }
        }
    }

    /// Since when it is planned; unknown where the clock has gone back behind that.
    fn known_since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.since.filter(|since| *since <= now)
    }
}

/// Hours in which nothing pops up; they may pass midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Quiet {
    /// When they begin.
    pub from: NaiveTime,
    /// When they end.
    pub to: NaiveTime,
}

impl Quiet {
    /// Whether it is quiet at that time of day.
    pub fn has(&self, time: NaiveTime) -> bool {
        if self.from <= self.to { self.from <= time && time < self.to } else { self.from <= time || time < self.to }
    }
}

/// How a person wants to be reminded.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Reminding {
    /// Whether the system shows pop-ups; Today and the list of messages have everything in any case.
    pub pops_up: bool,
    /// Whether a working day begins with what it holds.
    pub has_morning: bool,
    /// When that is told; none: at the start of work.
    pub morning_at: Option<NaiveTime>,
    /// How many minutes before its time a follow-up reminds.
    pub minutes_before: u16,
    /// When nothing pops up.
    pub quiet: Option<Quiet>,
}

impl Default for Reminding {
    fn default() -> Self {
        Self { pops_up: true, has_morning: true, morning_at: None, minutes_before: 10, quiet: None }
    }
}

/// Everything that shall remind.
pub struct Plan {
    /// By date.
    marks: Vec<Mark>,
    morning: Option<Morning>,
    quiet: Option<Quiet>,
}

/// When a working day begins.
pub struct Morning {
    /// At which time.
    pub time: NaiveTime,
    /// Whether one works on a date.
    pub works: Box<dyn Fn(NaiveDate) -> bool>,
}

impl Plan {
    /// A plan of `marks` in any order, with a reminder every working morning where one is wanted.
    pub fn new(mut marks: Vec<Mark>, morning: Option<Morning>, quiet: Option<Quiet>) -> Self {
        marks.sort_by_key(Mark::date);
        Self { marks, morning, quiet }
    }

    fn between(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = &Mark> {
        let from = self.marks.partition_point(|mark| mark.date() < first);
        self.marks[from..].iter().take_while(move |mark| mark.date() <= last)
    }

    fn morning_of(&self, day: NaiveDate) -> Option<Mark> {
        let morning = self.morning.as_ref().filter(|morning| (morning.works)(day))?;
        Some(Mark { kind: Kind::Morning, row: Id(0), when: When::Daily { on: day, time: morning.time }, since: None })
    }

    /// When a reminder of the instant `at` is told, and whether it pops up then: quiet hours put it off to their end on the same date,
    /// and where that is the next day it stands on Today alone.
    fn put_off(&self, at: DateTime<Utc>, zone: Zone) -> (DateTime<Utc>, bool) {
        let local = zone.local(at);
        match self.quiet {
            Some(quiet) if quiet.has(local.time()) => {
                if quiet.to > local.time() {
                    (moment(local.date(), quiet.to, zone).max(at), true)
                } else {
                    (at, false)
                }
            }
            _ => (at, true),
        }
    }
}

/// When the reminders were looked at last. Its text is `2026-11-20T01:42:00Z 2026-11-20T09:42:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The instant.
    pub at: DateTime<Utc>,
    /// What the clock at the desk showed.
    pub local: NaiveDateTime,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.at.format("%Y-%m-%dT%H:%M:%SZ"), self.local.format("%Y-%m-%dT%H:%M:%S"))
    }
}

/// A text that does not say when the reminders were looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as 2026-11-20T01:42:00Z 2026-11-20T09:42:00")]
pub struct NotSeen;

impl FromStr for Seen {
    type Err = NotSeen;

    fn from_str(text: &str) -> Result<Self, NotSeen> {
        let (at, local) = text.split_once(' ').ok_or(NotSeen)?;
        Ok(Self { at: at.parse().map_err(|_| NotSeen)?, local: local.parse().map_err(|_| NotSeen)? })
    }
}

/// A reminder whose time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Which it is.
    pub key: Key,
    /// The local date to which it belongs.
    pub on: NaiveDate,
    /// When it was to be told.
    pub at: DateTime<Utc>,
}

/// What is to be told now, and when to ask again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// To pop up, in the order of their times.
    pub show: Vec<Reminder>,
    /// Of today as well, but in quiet hours that last beyond the date: these stand on Today alone.
    pub silent: Vec<Reminder>,
    /// Of dates that passed while nobody looked: told together, once.
    pub missed: Vec<Reminder>,
    /// The next instant at which something can be told or the date changes; later than now.
    pub next_wake: DateTime<Utc>,
    /// How far the clock went since it was looked at last, where that is more than [`JUMP`] either way.
    pub jumped: Option<TimeDelta>,
    /// What to ask with the next time. It stands still while there is something missed, until its keys are noted.
    pub seen: Seen,
}

/// Decides what is to be told at `now` by a person whose clock shows the time of `zone`. `shown` are the keys of what was told already;
/// `seen` is what the last decision said, none at the very first.
pub fn decide<S: BuildHasher>(plan: &Plan, now: DateTime<Utc>, zone: Zone, shown: &HashSet<Key, S>, seen: Option<Seen>) -> Decision {
    let local = zone.local(now);
    let today = local.date();
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let midnight = Some(moment(tomorrow, NaiveTime::MIN, zone)).filter(|midnight| *midnight > now);
    let here = Seen { at: now, local };
    let mut decision = Decision {
        show: Vec::new(),
        silent: Vec::new(),
        missed: Vec::new(),
        next_wake: midnight.unwrap_or(now + TimeDelta::hours(1)),
        jumped: seen.map(|seen| now - seen.at).filter(|jump| jump.abs() > JUMP),
        seen: here,
    };
    // Before the first look nothing can have been missed; a clock that went back makes the day begin once more.
    let seen = seen
        .filter(|seen| seen.at <= now)
        .unwrap_or(Seen { at: moment(today, NaiveTime::MIN, zone) - TimeDelta::seconds(1), local: today.and_time(NaiveTime::MIN) });
    // Instants have the date of UTC, which may be another one than at the desk; a day that a zone leaves out is told on the next.
    let first = seen.local.date().min(today).checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN);
    for mark in plan.between(first, tomorrow).copied().chain(plan.morning_of(today)) {
        let key = mark.key();
        if shown.contains(&key) {
            continue;
        }
        let planned = mark.instant(now, zone);
        if mark.known_since(now).is_some_and(|since| planned <= since) {
            continue;
        }
        let (at, pops_up) = plan.put_off(planned, zone);
        if at > now {
            decision.next_wake = decision.next_wake.min(at);
            continue;
        }
        // A flight east brings times that the clock here never showed; going by instants alone would lose them.
        let there = zone.local(at);
        if at <= seen.at && there <= seen.local {
            continue;
        }
        let reminder = Reminder { key, on: there.date(), at };
        if reminder.on < today {
            // What a morning had to say is past with its day.
            if key.kind != Kind::Morning {
                decision.missed.push(reminder);
            }
        } else if pops_up {
            decision.show.push(reminder);
        } else {
            decision.silent.push(reminder);
        }
    }
    if !decision.missed.is_empty() {
        decision.seen = seen;
    }
    for told in [&mut decision.show, &mut decision.silent, &mut decision.missed] {
        told.sort_by_key(|reminder| (reminder.at, reminder.key));
    }
    decision
}

/// What pops up together, under one number for the notification server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Popup {
    /// Under which number; never 0.
    pub number: u32,
    /// What it tells of, at least one.
    pub reminders: Vec<Reminder>,
}

/// One pop-up for each reminder; a single one for all where they are more than [`MOST_POPUPS`].
pub fn popups(reminders: &[Reminder]) -> Vec<Popup> {
    let number = |reminders: &[Reminder]| reminders.iter().map(|reminder| reminder.key.notification()).fold(0, |all, one| all ^ one).max(1);
    let size = if reminders.len() > MOST_POPUPS { reminders.len() } else { 1 };
    reminders.chunks(size).map(|chunk| Popup { number: number(chunk), reminders: chunk.to_vec() }).collect()
}

fn minute_of(time: NaiveTime) -> u16 {
    // At most 1439.
    (time.hour() * 60 + time.minute()) as u16
}
