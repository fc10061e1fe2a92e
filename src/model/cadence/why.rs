//! Why a customer is due, as data, and how that is said: `VIP: 30 days, last mail 12 Nov, proposed for the pool in 4 days`.
//!
//! A [`Why`] is made for every customer of a book and allocates nothing; only the lines that somebody looks at speak.

use chrono::{Datelike, NaiveDate};

use super::rules::{Rules, TierNo};
use super::standing::{Contacted, Planned, Standing};
use crate::model::country::CountryNo;
use crate::model::habits::show_time;
use crate::model::holidays::holiday_on;
use crate::tr;
use crate::words::{Language, spoken};

/// From when a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The last contact that counts.
    Touch(Contacted),
    /// It came into the book and was never contacted.
    Started(NaiveDate),
    /// It was claimed from the pool and not contacted since; the last contact before that.
    Claimed(NaiveDate, Option<Contacted>),
    /// The clocks were started anew; the last contact before that.
    Clocks(NaiveDate, Option<Contacted>),
    /// It was dropped into the pool.
    Dropped(NaiveDate),
}

impl Since {
    /// The day.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Touch(last) => last.on,
            Self::Started(on) | Self::Claimed(on, _) | Self::Clocks(on, _) | Self::Dropped(on) => on,
        }
    }

    /// The last contact that counts.
    pub fn last(self) -> Option<Contacted> {
        match self {
            Self::Touch(last) => Some(last),
            Self::Claimed(_, last) | Self::Clocks(_, last) => last,
            Self::Started(_) | Self::Dropped(_) => None,
        }
    }
}

/// Why a customer is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Why {
    /// The tier whose rule holds.
    pub tier: TierNo,
    /// Its days; none where it has no clock.
    pub every_days: Option<u32>,
    /// From when they run.
    pub since: Since,
    /// The rule's day, where a plan stands above it as well.
    pub rule_on: Option<NaiveDate>,
    /// The calendar day from which the rule's day was moved, since nobody works there then.
    pub moved_from: Option<NaiveDate>,
    /// The open follow-up that stands above the rule.
    pub planned: Option<Planned>,
    /// The first day on which the drop into the pool is proposed.
    pub pool_on: Option<NaiveDate>,
    /// A touch that lies ahead and does not count yet.
    pub ahead_on: Option<NaiveDate>,
    /// The country whose calendar counts.
    pub country: CountryNo,
}

impl Why {
    pub(super) fn new(standing: &Standing, since: Since) -> Self {
        Self {
            tier: standing.tier,
            every_days: None,
            since,
            rule_on: None,
            moved_from: None,
            planned: standing.planned,
            pool_on: None,
            ahead_on: None,
            country: standing.country,
        }
    }

    /// The reason in the language spoken, one line without a full stop. `rules` are those that made it.
    pub fn text(&self, rules: &Rules, today: NaiveDate) -> String {
        if let Since::Dropped(on) = self.since {
            return tr!("why-in-pool", day = say_day(on, today));
        }
        let rule = rules.rule(self.tier);
        let mut parts = Vec::with_capacity(6);
        if let Some(planned) = self.planned {
            let day = say_day(planned.on, today);
            parts.push(match planned.time {
                Some(time) => tr!("why-planned-at", day = day, time = show_time(time)),
                None => tr!("why-planned", day = day),
            });
        }
        parts.push(match self.every_days {
            Some(days) => tr!("why-every", tier = beside_han(rule.name(), false, true), days = days),
            None => tr!("why-no-clock", tier = beside_han(rule.name(), false, true)),
        });
        parts.push(self.say_since(today));
        match self.planned {
            // What the plan stands above is told where it would have come first.
            Some(planned) if self.rule_on.is_some_and(|on| on < planned.on) => {
                parts.extend(self.rule_on.map(|on| tr!("why-rule-on", day = say_day(on, today))));
            }
            Some(_) => {}
            None => parts.extend(self.moved_from.map(|day| self.say_moved(day, today))),
        }
        if let Some(pool_on) = self.pool_on {
            let days = (pool_on - today).num_days();
            let comes_first = self.planned.is_some_and(|planned| pool_on <= planned.on && days > 0);
            if comes_first {
                parts.push(tr!("why-pool-first", day = say_day(pool_on, today)));
            } else if days <= 0 {
                parts.push(tr!("why-pool-now"));
            } else if days <= i64::from(rule.warn_days) {
                parts.push(tr!("why-pool-in", days = days));
            }
        }
        parts.extend(self.ahead_on.map(|day| tr!("why-ahead", day = say_day(day, today))));
        parts.join(&tr!("why-joint"))
    }

    fn say_since(&self, today: NaiveDate) -> String {
        let said = |last: Contacted| tr!("why-last", channel = last.channel.said(), day = say_day(last.on, today));
        match self.since {
            Since::Touch(last) => said(last),
            Since::Started(on) => tr!("why-never", day = say_day(on, today)),
            Since::Claimed(on, _) => tr!("why-claimed", day = say_day(on, today)),
            Since::Clocks(on, Some(last)) => tr!("why-clocks-last", last = said(last), day = say_day(on, today)),
            Since::Clocks(on, None) => tr!("why-clocks", day = say_day(on, today)),
            Since::Dropped(on) => tr!("why-in-pool", day = say_day(on, today)),
        }
    }

    fn say_moved(&self, day: NaiveDate, today: NaiveDate) -> String {
        match holiday_on(self.country, day).filter(|holiday| !holiday.is_workday) {
            Some(holiday) => tr!("why-moved-holiday", day = say_day(day, today), name = holiday.name()),
            None => tr!("why-moved-weekend", day = say_day(day, today)),
        }
    }
}

/// A name inside a Chinese sentence: Latin letters stand apart from Chinese characters, Chinese ones do not. In English as it is.
pub(super) fn beside_han(name: String, before: bool, after: bool) -> String {
    if spoken() != Language::Chinese {
        return name;
    }
    let space = |wanted: bool, c: Option<char>| if wanted && c.is_some_and(|c| c.is_ascii()) { " " } else { "" };
    let (first, last) = (space(before, name.chars().next()), space(after, name.chars().next_back()));
    format!("{first}{name}{last}")
}

/// A day as short as one can say it: `12 Nov`, `11-12`; with the year where that is not the one of today.
pub fn say_day(day: NaiveDate, today: NaiveDate) -> String {
    let month_name = tr!("why-months").split(' ').nth(day.month0() as usize).unwrap_or_default().to_owned();
    let month = format!("{:02}", day.month());
    // In figures a day has two digits, beside the name of a month it has not.
    let number = if spoken() == Language::Chinese { format!("{:02}", day.day()) } else { day.day().to_string() };
    if day.year() == today.year() {
        tr!("why-day", month = month, month_name = month_name, day = number)
    } else {
        tr!("why-day-year", year = day.year().to_string(), month = month, month_name = month_name, day = number)
    }
}

/// What one says before a contact that comes too soon, in the language spoken: `last mail 18 Nov, 3 without an answer; sooner than 24 Nov
/// would disturb`. `until` is [`Due::too_soon_until`](super::Due::too_soon_until).
pub fn say_too_soon(standing: &Standing, until: NaiveDate, today: NaiveDate) -> String {
    let Some(last) = standing.our_last_word() else { return String::new() };
    let said = tr!("why-last", channel = last.channel.said(), day = say_day(last.on, today));
    match standing.unanswered() {
        0 | 1 => tr!("too-soon", last = said, day = say_day(until, today)),
        unanswered => tr!("too-soon-unanswered", last = said, unanswered = unanswered, day = say_day(until, today)),
    }
}
