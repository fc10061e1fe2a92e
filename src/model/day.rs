//! Days as people know them: to the day, the month or the year.
//!
//! How lists write them is in [`reading`], how people type them in [`spoken`], both offered here too. There is no clock and no
//! zone here.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

mod parts;
pub mod reading;
pub mod spoken;

pub use reading::{DayOrder, DayReading, decide_order, of_serial, read_day};
pub use spoken::read_typed;

/// A date known to the day, to the month, or to the year; its text is `2026-03-05`, `2026-03` or `2026`.
///
/// Orders by time; what is known less exactly comes before the days it may be. Made by [`PartialDay::of_day`] and its
/// sisters it is a real date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDay {
    /// The year, 1 to 9999.
    pub year: i32,
    /// The month from 1, where known.
    pub month: Option<u8>,
    /// The day of the month from 1, where known.
    pub day: Option<u8>,
}

impl PartialDay {
    /// A date known to the day.
    pub fn of_day(date: NaiveDate) -> Self {
        Self { year: date.year(), month: Some(date.month() as u8), day: Some(date.day() as u8) }
    }

    /// A date known to the month; none if there is no such month.
    pub fn of_month(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1..=9999).contains(&year)).map(|_| Self {
            year,
            month: Some(month as u8),
            day: None,
        })
    }

    /// A date known to the year; none outside of 1 to 9999.
    pub fn of_year(year: i32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: None, day: None })
    }

    /// The date, where it is known to the day.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month?.into(), self.day?.into())
    }

    /// The first day that it can be.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1).into(), self.day.unwrap_or(1).into()).unwrap_or_default()
    }

    /// The last day that it can be.
    pub fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        let next = match (self.month, self.day) {
            (Some(_), Some(_)) => return first,
            (Some(12), None) | (None, _) => NaiveDate::from_ymd_opt(self.year + 1, 1, 1),
            (Some(month), None) => NaiveDate::from_ymd_opt(self.year, u32::from(month) + 1, 1),
        };
        next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(first)
    }
}

impl From<NaiveDate> for PartialDay {
    fn from(date: NaiveDate) -> Self {
        Self::of_day(date)
    }
}

impl fmt::Display for PartialDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// A text that is not of the stored form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written as 2026-03-05, 2026-03 or 2026")]
pub struct NotADay;

impl FromStr for PartialDay {
    type Err = NotADay;

    /// Reads the stored form and nothing else; lists are read by [`read_day`].
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let bytes = text.as_bytes();
        let number = |from: usize, to: usize| -> Option<u32> {
            let digits = bytes.get(from..to)?;
            digits.iter().all(u8::is_ascii_digit).then(|| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
        };
        let year = number(0, 4).ok_or(NotADay)? as i32;
        let dash = |at: usize| bytes.get(at) == Some(&b'-');
        match bytes.len() {
            4 => Self::of_year(year),
            7 if dash(4) => number(5, 7).and_then(|month| Self::of_month(year, month)),
            10 if dash(4) && dash(7) => {
                number(5, 7).zip(number(8, 10)).and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day)).map(Self::of_day)
            }
            _ => None,
        }
        .filter(|day| day.year > 0)
        .ok_or(NotADay)
    }
}

impl serde::Serialize for PartialDay {
    /// Its text; in forms that people do not read one number, whose decimal digits are those of the text.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        let part = |part: Option<u8>| u32::from(part.unwrap_or_default());
        serializer.serialize_u32(self.year as u32 * 10_000 + part(self.month) * 100 + part(self.day))
    }
}

impl<'de> serde::Deserialize<'de> for PartialDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
            return text.parse().map_err(serde::de::Error::custom);
        }
        let number = u32::deserialize(deserializer)?;
        let (year, month, day) = ((number / 10_000) as i32, number / 100 % 100, number % 100);
        let day = match (month, day) {
            (0, 0) => Self::of_year(year),
            (_, 0) => Self::of_month(year, month),
            _ => NaiveDate::from_ymd_opt(year, month, day).map(Self::of_day),
        };
        day.filter(|day| (1..=9999).contains(&day.year)).ok_or_else(|| serde::de::Error::custom(NotADay))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_days_are_their_text() {
        for text in ["2026-03-05", "2026-03", "2026", "2028-02-29", "0001-01-01", "9999-12"] {
            let day: PartialDay = text.parse().unwrap_or_else(|_| panic!("{text}"));
            assert_eq!(day.to_string(), text);
            assert_eq!(serde_json::to_string(&day).ok(), Some(format!("\"{text}\"")));
            assert_eq!(serde_json::from_str::<PartialDay>(&format!("\"{text}\"")).ok(), Some(day));
            let packed = postcard::to_allocvec(&day).expect("it can be packed");
            assert_eq!(postcard::from_bytes::<PartialDay>(&packed), Ok(day), "{text}");
        }
        for text in ["", "2026-3-5", "2026-13", "2026-02-30", "26", "2026-03-05T", "0000", "2026-03-", "二〇二六", "+026"] {
            assert_eq!(text.parse::<PartialDay>(), Err(NotADay), "{text}");
        }
        for number in [0_u32, 13, 20_260_230, 20_261_301, 20_260_005, u32::MAX] {
            let packed = postcard::to_allocvec(&number).expect("it can be packed");
            assert!(postcard::from_bytes::<PartialDay>(&packed).is_err(), "{number}");
        }
        let parse = |text: &str| text.parse::<PartialDay>().unwrap_or_else(|_| panic!("{text}"));
        assert!(parse("2026") < parse("2026-01") && parse("2026-03") < parse("2026-03-01") && parse("2026-03-31") < parse("2026-04"));
        assert_eq!(parse("2028-02").last_day().to_string(), "2028-02-29");
        assert_eq!(parse("2026").last_day().to_string(), "2026-12-31");
        assert_eq!(parse("2026-12").last_day().to_string(), "2026-12-31");
        assert_eq!(parse("2026-12").first_day().to_string(), "2026-12-01");
    }
}
