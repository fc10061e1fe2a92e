//! How often something comes again: `14d`, `1w`, `1m`, `3m`, `1y`.
//!
//! The days are those of the calendar; whether one works on them is for those to say who know the customer's country.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::model::day::PartialDay;
use crate::tr;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepeatUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// How often something comes again. Its text is `14d`, `1w`, `1m`, `1y`; `1m@31` where a shorter month kept it from its day, so that it
/// finds back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Repeat {
    /// How many of them, from 1 to [`Self::MOST`].
    count: u16,
    /// Of what.
    unit: RepeatUnit,
    /// The day of the month that is meant, where a shorter month has none such.
    anchor: Option<u8>,
}

/// A text that is no repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("how often is written as 14d, 1w, 1m or 1y")]
pub struct NotARepeat;

impl Repeat {
    /// The most of one unit.
    pub const MOST: u16 = 999;

    /// Every `count` units; none for 0 or more than [`Self::MOST`].
    pub fn every(count: u16, unit: RepeatUnit) -> Option<Self> {
        (1..=Self::MOST).contains(&count).then_some(Self { count, unit, anchor: None })
    }

    /// How many of the unit.
    pub fn count(self) -> u16 {
        self.count
    }

    /// What is counted.
    pub fn unit(self) -> RepeatUnit {
        self.unit
    }

    /// The same without the day of the month that an earlier one had: what a person typed.
    pub fn plain(self) -> Self {
        Self { anchor: None, ..self }
    }

    /// What it is called in the language spoken: `every 2 weeks`.
    pub fn label(self) -> String {
        match self.unit {
            RepeatUnit::Day => tr!("repeat-days", count = self.count),
            RepeatUnit::Week => tr!("repeat-weeks", count = self.count),
            RepeatUnit::Month => tr!("repeat-months", count = self.count),
            RepeatUnit::Year => tr!("repeat-years", count = self.count),
        }
    }

    /// When it comes next: the first day of its row, counted from `due`, that is later than both `due` and `after`; with what to go on
    /// with. A plan for a month or year stays one where months or years are counted. None at the end of time.
    pub fn following(self, due: PartialDay, after: NaiveDate) -> Option<(PartialDay, Self)> {
        let from = due.first_day();
        let months = match self.unit {
            RepeatUnit::Day => return self.after_days(from, after, 1),
            RepeatUnit::Week => return self.after_days(from, after, 7),
            RepeatUnit::Month => u32::from(self.count),
            RepeatUnit::Year => u32::from(self.count) * 12,
        };
        if due.day.is_none() {
            let next = (1..).map_while(|times: u32| from.checked_add_months(Months::new(months.checked_mul(times)?)));
            let next = next.take_while(is_in_time).find(|day| *day > after)?;
            let next = if due.month.is_none() && months.is_multiple_of(12) {
                PartialDay::of_year(next.year())
            } else {
                PartialDay::of_month(next.year(), next.month())
            };
            return next.map(|next| (next, self));
        }
        // The day that is meant, which this month may be too short for. A plan that was moved to another day means that one.
        let is_month_end = from.succ_opt().is_some_and(|next| next.day() == 1);
        let meant = self.anchor.filter(|_| is_month_end).map_or(from.day(), u32::from).max(from.day());
        let month = from.with_day(1)?;
        let row = (1..).map_while(|times: u32| {
            let month = month.checked_add_months(Months::new(months.checked_mul(times)?))?;
            (0..=3).find_map(|short| month.with_day(meant - short))
        });
        let next = row.take_while(is_in_time).find(|day| *day > after)?;
        let anchor = (next.day() < meant).then_some(meant as u8);
        Some((PartialDay::of_day(next), Self { anchor, ..self }))
    }

    fn after_days(self, from: NaiveDate, after: NaiveDate, days: u64) -> Option<(PartialDay, Self)> {
        let step = days * u64::from(self.count);
        let behind = u64::try_from((after - from).num_days()).unwrap_or(0);
        let next = from.checked_add_days(Days::new((behind / step + 1) * step)).filter(is_in_time)?;
        Some((PartialDay::of_day(next), self))
    }
}

fn is_in_time(day: &NaiveDate) -> bool {
    (1..=9999).contains(&day.year())
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            RepeatUnit::Day => 'd',
            RepeatUnit::Week => 'w',
            RepeatUnit::Month => 'm',
            RepeatUnit::Year => 'y',
        };
        write!(f, "{}{unit}", self.count)?;
        self.anchor.map_or(Ok(()), |day| write!(f, "@{day}"))
    }
}

impl FromStr for Repeat {
    type Err = NotARepeat;

    fn from_str(text: &str) -> Result<Self, NotARepeat> {
        let (text, anchor) = match text.split_once('@') {
            Some((text, day)) => (text, Some(day.parse::<u8>().ok().filter(|day| (29..=31).contains(day)).ok_or(NotARepeat)?)),
            None => (text, None),
        };
        let (at, unit) = text.char_indices().next_back().ok_or(NotARepeat)?;
        let unit = match unit {
            'd' => RepeatUnit::Day,
            'w' => RepeatUnit::Week,
            'm' => RepeatUnit::Month,
            'y' => RepeatUnit::Year,
            _ => return Err(NotARepeat),
        };
        let is_month = matches!(unit, RepeatUnit::Month | RepeatUnit::Year);
        if !text[..at].bytes().all(|byte| byte.is_ascii_digit()) || anchor.is_some() && !is_month {
            return Err(NotARepeat);
        }
        let plain = Self::every(text[..at].parse().map_err(|_| NotARepeat)?, unit).ok_or(NotARepeat)?;
        Ok(Self { anchor, ..plain })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lead_back_to_themselves_and_others_are_refused() {
        for text in ["14d", "1w", "1m", "3m", "1y", "999d", "1m@31", "12m@29"] {
            assert_eq!(text.parse::<Repeat>().map(|repeat| repeat.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "d", "0d", "-1d", "1", "1000d", "99999d", "1q", "1.5m", "1w@31", "1m@28", "1m@x", "１w", "1w "] {
            assert_eq!(text.parse::<Repeat>(), Err(NotARepeat), "{text}");
        }
    }

    #[test]
    fn what_comes_again_comes_on_its_day() {
        for (repeat, due, after, row) in [
            ("14d", "2026-11-02", "2026-11-02", "2026-11-16 2026-11-30"),
            ("1w", "2026-11-02", "2026-11-02", "2026-11-09 2026-11-16"),
            // Done late: the row goes on where it would be, nothing is made up for.
            ("1w", "2026-11-02", "2026-11-17", "2026-11-23 2026-11-30"),
            ("1w", "2026-11-02", "2026-11-23", "2026-11-30 2026-12-07"),
            // Done before its day.
            ("1w", "2026-11-23", "2026-11-20", "2026-11-30 2026-12-07"),
            ("1m", "2026-01-31", "2026-01-31", "2026-02-28@31 2026-03-31 2026-04-30@31 2026-05-31"),
            ("1m", "2026-01-30", "2026-01-30", "2026-02-28@30 2026-03-30 2026-04-30"),
            ("3m", "2026-11-30", "2026-11-30", "2027-02-28@30 2027-05-30"),
            ("1y", "2028-02-29", "2028-02-29", "2029-02-28@29 2030-02-28@29 2031-02-28@29 2032-02-29 2033-02-28@29"),
            ("1m", "2026-11-15", "2027-03-20", "2027-04-15"),
            ("1m@31", "2026-02-28", "2026-02-28", "2026-03-31 2026-04-30@31"),
            ("1m@31", "2026-03-05", "2026-03-05", "2026-04-05"),
            ("1m", "2026-12", "2026-12-10", "2027-01 2027-02"),
            ("1y", "2026", "2026-05-01", "2027 2028"),
            ("3m", "2026", "2026-05-01", "2026-07 2026-10"),
            ("2w", "2026-12", "2026-12-10", "2026-12-15"),
        ] {
            let mut repeat: Repeat = repeat.parse().expect("a repeat");
            let mut due: PartialDay = due.parse().expect("a day");
            let mut after: NaiveDate = after.parse().expect("a day");
            for expected in row.split(' ') {
                let said = format!("{repeat} from {due}");
                (due, repeat) = repeat.following(due, after).expect("a day");
                let anchor = repeat.to_string().split_once('@').map_or_else(String::new, |(_, day)| format!("@{day}"));
                assert_eq!(format!("{due}{anchor}"), expected, "{said}");
                after = after.max(due.first_day());
            }
        }
    }

    #[test]
    fn there_is_an_end_of_time() {
        let last: PartialDay = "9999-12-31".parse().expect("a day");
        for text in ["1d", "1w", "1m", "1y", "999y"] {
            let repeat: Repeat = text.parse().expect("a repeat");
            assert_eq!(repeat.following(last, last.first_day()), None, "{text}");
        }
    }
}
