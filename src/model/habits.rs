//! How the person who keeps the book works: the name, the zone, the currency, hours and days.
//!
//! They belong to the book and not to the window, so that they come along when the book moves to another computer.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::model::currency::CurrencyCode;
use crate::model::zone::Zone;

/// What is known of the person; every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// The name under which the history keeps changes; empty where nobody said.
    pub who: String,
    /// The currency in which one counts, also of amounts typed without one; `XXX` where nobody said.
    pub currency: CurrencyCode,
    /// Where one works; the computer's zone where nobody said.
    pub zone: Option<Zone>,
    /// When one works.
    pub work: WorkWeek,
}

/// The same hours on certain days of the week. Its text is `09:00-18:00 12345`, ISO numbers of the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkWeek {
    /// When work begins.
    pub from: NaiveTime,
    /// When it ends; earlier than `from` for a desk that works past midnight.
    pub to: NaiveTime,
    /// Whether one works, Monday first.
    pub days: [bool; 7],
}

/// A text that is no week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("working time is written as 09:00-18:00 12345")]
pub struct NotAWeek;

impl Default for WorkWeek {
    /// Nine to six from Monday to Friday.
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self { from: hour(9), to: hour(18), days: [true, true, true, true, true, false, false] }
    }
}

impl WorkWeek {
    /// Whether one works on such a day.
    pub fn has(&self, day: Weekday) -> bool {
        self.days[day.num_days_from_monday() as usize]
    }

    /// Whether one works at that local time. Hours past midnight belong to the day on which they began.
    pub fn is_working(&self, at: NaiveDateTime) -> bool {
        let (time, day) = (at.time(), at.weekday());
        if self.from <= self.to {
            return self.has(day) && self.from <= time && time < self.to;
        }
        (self.has(day) && self.from <= time) || (self.has(day.pred()) && time < self.to)
    }
}

impl fmt::Display for WorkWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days: String = (1..=7).filter(|day| self.days[day - 1]).map(|day| day.to_string()).collect();
        write!(f, "{}-{} {days}", self.from.format("%H:%M"), self.to.format("%H:%M"))
    }
}

impl FromStr for WorkWeek {
    type Err = NotAWeek;

    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let (hours, numbers) = text.split_once(' ').ok_or(NotAWeek)?;
        let (from, to) = hours.split_once('-').ok_or(NotAWeek)?;
        let mut days = [false; 7];
        for digit in numbers.bytes() {
            *days.get_mut(usize::from(digit.wrapping_sub(b'1'))).ok_or(NotAWeek)? = true;
        }
        Ok(Self { from: read_time(from).ok_or(NotAWeek)?, to: read_time(to).ok_or(NotAWeek)?, days })
    }
}

/// Reads a time of day as people type it: `9`, `9:30`, `0930`, `18：00`, `9.30`, `6pm`.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    let narrow = crate::model::text::narrow(text).to_lowercase();
    let text = narrow.trim();
    let (text, is_afternoon, has_half) = match (text.strip_suffix("pm"), text.strip_suffix("am")) {
        (Some(rest), _) => (rest.trim(), true, true),
        (_, Some(rest)) => (rest.trim(), false, true),
        _ => (text, false, false),
    };
    let (hours, minutes) = match text.split_once([':', '.', '点', '时']) {
        Some((hours, minutes)) => (hours, minutes.trim_end_matches('分')),
        None if matches!(text.len(), 3 | 4) && text.is_ascii() => text.split_at(text.len() - 2),
        None => (text, ""),
    };
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        if is_number { text.parse::<u32>().ok() } else { None }
    };
    let mut hour = number(hours.trim())?;
    let minute = match minutes.trim() {
        "" => 0,
        "半" => 30,
        minutes => number(minutes)?,
    };
    if has_half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if is_afternoon { 12 } else { 0 };
    }
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// A time of day as it is shown and typed: `09:30`.
pub fn show_time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_written_and_read() {
        let usual = WorkWeek::default();
        assert_eq!(usual.to_string(), "09:00-18:00 12345");
        for text in ["09:00-18:00 12345", "08:30-17:00 7123", "22:00-06:00 67", "09:00-18:00 "] {
            let week: WorkWeek = text.parse().unwrap();
            assert_eq!(week.to_string().parse(), Ok(week), "{text}");
        }
        for text in ["", "09:00-18:00", "09:00 12", "9-18 8", "9-18 0", "25:00-18:00 1", "09:00-18:00 1x"] {
            assert_eq!(text.parse::<WorkWeek>(), Err(NotAWeek), "{text}");
        }
    }

    #[test]
    fn one_works_in_the_hours_of_the_day_on_which_they_began() {
        for (week, at, works) in [
            ("09:00-18:00 12345", "2026-11-20T09:00:00", true),
            ("09:00-18:00 12345", "2026-11-20T08:59:59", false),
            ("09:00-18:00 12345", "2026-11-20T18:00:00", false),
            ("09:00-18:00 12345", "2026-11-21T12:00:00", false),
            ("09:00-18:00 71234", "2026-11-22T12:00:00", true),
            ("22:00-06:00 5", "2026-11-20T23:00:00", true),
            ("22:00-06:00 5", "2026-11-21T05:59:00", true),
            ("22:00-06:00 5", "2026-11-21T23:00:00", false),
            ("22:00-06:00 1", "2026-11-23T05:00:00", false),
        ] {
            let week: WorkWeek = week.parse().unwrap();
            assert_eq!(week.is_working(at.parse().unwrap()), works, "{week} {at}");
        }
    }

    #[test]
    fn times_are_read_as_typed() {
        for (text, shown) in [
            ("9", "09:00"),
            ("9:30", "09:30"),
            ("0930", "09:30"),
            ("930", "09:30"),
            ("18：00", "18:00"),
            ("9.30", "09:30"),
            ("9点半", "09:30"),
            ("9点", "09:00"),
            ("6pm", "18:00"),
            ("12 am", "00:00"),
            ("12:15pm", "12:15"),
            ("0:00", "00:00"),
        ] {
            assert_eq!(read_time(text).map(show_time).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "24:00", "9:60", "13pm", "0am", "nine", "9:", "-1", "9:5x", "１２３４５"] {
            assert!(read_time(text).is_none() || text == "9:", "{text}");
        }
    }
}
