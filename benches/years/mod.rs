//! Ten simulated years at a desk, hour by hour: which reminders were told, and when. The test and the bench both live through them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use gendan::model::Id;
use gendan::model::reminder::{Decision, Key, Kind, Mark, Morning, Plan, Seen, When, decide, moment};
use gendan::model::zone::Zone;

/// Where clocks do what they can: by an hour and by half an hour, at midnight, for Ramadan, over the date line, never.
pub const ZONES: [&str; 8] = [
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Asia/Shanghai",
];

/// Times of day that are skipped or repeated somewhere, and some that are not; minutes before them.
const TIMES: [((u32, u32), u16); 8] =
    [((0, 0), 0), ((0, 5), 10), ((0, 30), 0), ((1, 45), 0), ((2, 15), 10), ((2, 30), 0), ((15, 0), 10), ((23, 30), 0)];

/// What came of the years.
#[derive(Debug, Default)]
pub struct Lived {
    /// How often the reminders were looked at.
    pub looks: usize,
    /// How many reminders were told.
    pub told: usize,
    /// Everything that was wrong; empty where all is well.
    pub wrong: Vec<String>,
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).expect("a date")
}

fn works(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn marks_of(days: impl Iterator<Item = NaiveDate>) -> Vec<Mark> {
    days.flat_map(|on| {
        TIMES.iter().enumerate().map(move |(at, ((hour, minute), before))| {
            let time = NaiveTime::from_hms_opt(*hour, *minute, 0).expect("a time");
            Mark { kind: Kind::Planned, row: Id(at as i64 + 1), when: When::Local { on, time, before: *before }, since: None }
        })
    })
    .collect()
}

/// Lives from the first to the last of these years in `zone`, looking every full hour and whenever the reminders ask for it.
pub fn live(zone: &str, first: i32, last: i32) -> Lived {
    let name = zone;
    let zone: Zone = zone.parse().expect("a zone");
    let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
    let (begin, end) = (moment(day(first), NaiveTime::MIN, zone), moment(day(last + 1), NaiveTime::MIN, zone));
    let mut told: HashMap<Key, DateTime<Utc>> = HashMap::new();
    let (mut shown, mut seen): (HashSet<Key>, Option<Seen>) = Default::default();
    let mut lived = Lived::default();
    let mut plan = Plan::new(Vec::new(), None, None);
    let mut planned_until = begin;
    let mut now = begin;
    let mut hour = begin;
    while now < end {
        if now >= planned_until {
            // As a book that knows its open follow-ups: those of last week are still there, those of the next month already.
            let from = zone.local(now).date() - Days::new(7);
            let days = (0..40).map(|offset| from + Days::new(offset)).filter(|on| (first..=last).contains(&on.year()));
            plan = Plan::new(marks_of(days), Some(Morning { time: nine, works: Box::new(works) }), None);
            planned_until = now + TimeDelta::days(30);
        }
        let Decision { show, silent, missed, next_wake, jumped, seen: next } = decide(&plan, now, zone, &shown, seen);
        lived.looks += 1;
        if !silent.is_empty() || !missed.is_empty() || jumped.is_some() {
            lived.wrong.push(format!("{name} {now}: {silent:?} {missed:?} {jumped:?}"));
        }
        for reminder in show {
            // A date that does not exist is told on the next one.
            if reminder.on != reminder.key.on && zone.local(moment(reminder.key.on, nine, zone)).date() == reminder.key.on {
                lived.wrong.push(format!("{name}: {} was told on {}", reminder.key, reminder.on));
            }
            if told.insert(reminder.key, now).is_some() || !shown.insert(reminder.key) {
                lived.wrong.push(format!("{name}: {} was told twice", reminder.key));
            }
        }
        if next_wake <= now {
            lived.wrong.push(format!("{name} {now}: wants to be woken at {next_wake}"));
        }
        seen = Some(next);
        if now >= hour {
            hour += TimeDelta::hours(1);
        }
        now = next_wake.max(now + TimeDelta::seconds(1)).min(hour);
    }
    lived.told = told.len();
    // What should have been told, found by going through the dates instead of through the hours.
    let dates = || day(first).iter_days().take_while(|on| on.year() <= last);
    for mark in marks_of(dates()) {
        let When::Local { on, time, before } = mark.when else { continue };
        let (at, midnight) = (moment(on, time, zone), moment(on, NaiveTime::MIN, zone));
        let due = (at - TimeDelta::minutes(before.into())).max(midnight.min(at));
        match told.remove(&mark.key()) {
            Some(when) if when == due => {}
            when => lived.wrong.push(format!("{name}: {} was told at {when:?}, not {due}", mark.key())),
        }
    }
    for on in dates().filter(|on| works(*on)) {
        let (at, key) = (moment(on, nine, zone), Key { kind: Kind::Morning, row: Id(0), on, minute: 0 });
        match told.remove(&key) {
            Some(when) if when == at => {}
            // Nobody's clock showed that date.
            None if zone.local(at).date() != on => {}
            when => lived.wrong.push(format!("{name}: {key} was told at {when:?}, not {at}")),
        }
    }
    lived.wrong.extend(told.keys().map(|key| format!("{name}: {key} was never planned")));
    lived.wrong.truncate(20);
    lived
}
