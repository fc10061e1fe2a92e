//! Days as lists write them.
//!
//! Reading takes a text apart and says what it found, also when it is in doubt; which of day and month comes first is decided
//! from a whole column. What was read becomes a [`PartialDay`]; times and zones are read over.

use chrono::{Datelike, Days, NaiveDate};

use super::PartialDay;
use super::parts::{Number, Parts};
use crate::model::text::{is_empty_value, narrow_char};

/// What comes first in dates such as `5/3/2026`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
    /// Not known: what can be read both ways is in doubt.
    #[default]
    Unknown,
}

/// What a text says about a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayReading {
    /// One certain day.
    Day(NaiveDate),
    /// A month of a year.
    Month(PartialDay),
    /// A year.
    Year(i32),
    /// A day under either order; they differ.
    Ambiguous {
        /// Read as day, month, year.
        dmy: NaiveDate,
        /// Read as month, day, year.
        mdy: NaiveDate,
    },
    /// A day and month that recur every year.
    WithoutYear {
        /// The month from 1.
        month: u32,
        /// The day from 1.
        day: u32,
    },
    /// Words, a time without a day, or a day that does not exist.
    Unreadable,
    /// Nothing, or a word for nothing.
    Empty,
}

impl DayReading {
    /// The value to keep, where the reading is certain.
    pub fn known(self) -> Option<PartialDay> {
        match self {
            Self::Day(date) => Some(PartialDay::of_day(date)),
            Self::Month(month) => Some(month),
            Self::Year(year) => PartialDay::of_year(year),
            Self::Ambiguous { .. } | Self::WithoutYear { .. } | Self::Unreadable | Self::Empty => None,
        }
    }
}

/// Years that a list may plausibly mean.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Serial numbers of Excel's 1900 system for 1950-01-01 to 2100-12-31.
const SERIALS: std::ops::RangeInclusive<u32> = 18_264..=73_415;

/// The day of a serial number of Excel's 1900 system (46345 is 2026-11-19); none outside of 1900-03-01 to 9999.
pub fn of_serial(serial: u32) -> Option<NaiveDate> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    epoch.checked_add_days(Days::new(serial.into())).filter(|date| serial > 60 && date.year() <= 9999)
}

/// Reads a date as lists write it; `order` decides texts like `5/3/2026`, see [`decide_order`].
///
/// Times after the date are read over, without a conversion of zones. A two-digit year is 1950 to 2049. `3.5` and `11.20` are
/// month and day without a year, unless the first cannot be a month.
pub fn read_day(text: &str, order: DayOrder) -> DayReading {
    let text = text.trim();
    if let Some(reading) = read_iso(text) {
        return reading;
    }
    if is_empty_value(text) {
        return DayReading::Empty;
    }
    let mut parts = Parts::default();
    if !parts.collect(text) {
        return DayReading::Unreadable;
    }
    parts.read(order).unwrap_or(DayReading::Unreadable)
}

/// The most common form needs no more than a look: `2026-03-05`, also with `T…` or a time after a space.
fn read_iso(text: &str) -> Option<DayReading> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let mut numbers = [0_u32; 3];
    for (number, range) in numbers.iter_mut().zip([0..4, 5..7, 8..10]) {
        for byte in &bytes[range] {
            *number = *number * 10 + u32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
        }
    }
    let rest = &text[10..];
    if !(rest.is_empty()
        || rest.starts_with(['T', ' ']) && rest[1..].bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z' | b'+' | b'-')))
    {
        return None;
    }
    Some(day(numbers[0] as i32, numbers[1], numbers[2]))
}

fn day(year: i32, month: u32, day: u32) -> DayReading {
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year)).map_or(DayReading::Unreadable, DayReading::Day)
}

impl Parts {
    fn read(&self, order: DayOrder) -> Option<DayReading> {
        let numbers = &self.numbers[..self.count];
        if let Some((month, before)) = self.month {
            return self.read_named(month, before);
        }
        if numbers.iter().any(|number| number.unit != ' ') {
            return read_units(numbers);
        }
        match *numbers {
            [one] => read_single(one),
            [serial, part] if part.before == '.' && serial.digits == 5 => {
                SERIALS.contains(&serial.value).then(|| of_serial(serial.value)).flatten().map(DayReading::Day)
            }
            [year, month] if year.digits == 4 => known_month(year, month.value),
            [month, year] if year.digits == 4 => known_month(year, month.value),
            [a, b] if a.digits <= 2 && b.digits <= 2 => without_year(a.value, b.value, b.before != '.' && order == DayOrder::Dmy),
            [year, month, last] if year.digits == 4 && last.digits <= 2 => Some(day(year.value as i32, month.value, last.value)),
            [a, b, year] if a.digits <= 2 && b.digits <= 2 && (year.digits == 4 || year.digits == 2) => Some(read_three(a, b, year, order)),
            // 2026-03-05 18 30, 2026-03-05-18: a time without colons.
            [year, month, last, _] if year.digits == 4 && last.digits <= 2 => Some(day(year.value as i32, month.value, last.value)),
            _ => None,
        }
    }

    /// `5 Mar 2026`, `Mar 5, 2026`, `2026 Mar 5`, `March 2026`, `Mar-26`, `5 Mar`.
    fn read_named(&self, month: u32, before: usize) -> Option<DayReading> {
        match self.numbers[..self.count] {
            [year, last] if year.digits == 4 => Some(day(year.value as i32, month, last.value)),
            [first, year] if first.digits <= 2 => Some(day(year_of(year)?, month, first.value)),
            [year] if year.digits == 4 => known_month(year, month),
            [year] if before == 0 && year.digits == 2 && (self.apostrophe || year.before == '-' || year.value > 31) => {
                known_month(year, month)
            }
            [one] if one.digits <= 2 => valid_without_year(month, one.value),
            _ => None,
        }
    }
}

/// `2026年3月5日`, `2026年3月`, `2026年`, `3月5日`.
fn read_units(numbers: &[Number]) -> Option<DayReading> {
    match *numbers {
        [year, month, last] if year.unit == '年' && month.unit == '月' => Some(day(year_of(year)?, month.value, last.value)),
        [year, month] if year.unit == '年' => known_month(year, month.value),
        [year] if year.unit == '年' => year_of(year).filter(|year| YEARS.contains(year)).map(DayReading::Year),
        [month, last] if month.unit == '月' => valid_without_year(month.value, last.value),
        _ => None,
    }
}

/// `20260305`, `202603`, `46345`, `2026`.
fn read_single(number: Number) -> Option<DayReading> {
    let value = number.value;
    match number.digits {
        8 => Some(day((value / 10_000) as i32, value / 100 % 100, value % 100)),
        6 => PartialDay::of_month((value / 100) as i32, value % 100).filter(|_| (195_000..210_100).contains(&value)).map(DayReading::Month),
        5 => SERIALS.contains(&value).then(|| of_serial(value)).flatten().map(DayReading::Day),
        4 => (1900..=2100).contains(&value).then_some(DayReading::Year(value as i32)),
        _ => None,
    }
}

fn read_three(a: Number, b: Number, year: Number, order: DayOrder) -> DayReading {
    let short = year.digits == 2;
    if short && (order == DayOrder::Ymd || a.value > 31) {
        return year_of(a).map_or(DayReading::Unreadable, |first| day(first, b.value, year.value));
    }
    let Some(year) = year_of(year) else { return DayReading::Unreadable };
    let (dmy, mdy) = (day(year, b.value, a.value), day(year, a.value, b.value));
    match (dmy, mdy, order) {
        // Between dots, the day comes first in every country that writes dots.
        (DayReading::Day(_), _, DayOrder::Dmy) => dmy,
        (_, DayReading::Day(_), DayOrder::Mdy) => mdy,
        (DayReading::Day(_), _, _) if b.before == '.' => dmy,
        (DayReading::Day(dmy), DayReading::Day(mdy), _) if dmy != mdy => DayReading::Ambiguous { dmy, mdy },
        (DayReading::Day(_), ..) => dmy,
        _ => mdy,
    }
}

fn year_of(number: Number) -> Option<i32> {
    match number.digits {
        4 => Some(number.value as i32),
        2 => Some(number.value as i32 + if number.value < 50 { 2000 } else { 1900 }),
        _ => None,
    }
}

fn known_month(year: Number, month: u32) -> Option<DayReading> {
    let year = year_of(year).filter(|year| YEARS.contains(year))?;
    PartialDay::of_month(year, month).map(DayReading::Month)
}

fn without_year(a: u32, b: u32, day_first: bool) -> Option<DayReading> {
    if day_first {
        valid_without_year(b, a).or_else(|| valid_without_year(a, b))
    } else {
        valid_without_year(a, b).or_else(|| valid_without_year(b, a))
    }
}

fn valid_without_year(month: u32, day: u32) -> Option<DayReading> {
    // 2028 is a leap year: 29 February exists in some.
    NaiveDate::from_ymd_opt(2028, month, day).map(|_| DayReading::WithoutYear { month, day })
}

/// Decides from the texts of a column whether day or month comes first: a part over 12 can only be the day.
///
/// Of contradicting texts, 95 % decide. Without a sign either way, a column in which years stand first is `Ymd`, any other `Unknown`.
/// Texts between dots say nothing about those between slashes.
pub fn decide_order<'a>(texts: impl IntoIterator<Item = &'a str>) -> DayOrder {
    let (mut dmy, mut mdy, mut ymd) = (0_u64, 0_u64, 0_u64);
    for text in texts {
        let Some((first, second)) = leading_numbers(text) else { continue };
        match (first, second) {
            (1000.., _) => ymd += 1,
            (13..=31, 1..=12) => dmy += 1,
            (1..=12, 13..=31) => mdy += 1,
            _ => {}
        }
    }
    if dmy + mdy == 0 {
        return if ymd > 0 { DayOrder::Ymd } else { DayOrder::Unknown };
    }
    if dmy * 20 >= (dmy + mdy) * 19 {
        DayOrder::Dmy
    } else if mdy * 20 >= (dmy + mdy) * 19 {
        DayOrder::Mdy
    } else {
        DayOrder::Unknown
    }
}

/// The first two of the three numbers between slashes or dashes.
fn leading_numbers(text: &str) -> Option<(u32, u32)> {
    let mut numbers = [0_u32; 3];
    let mut digits = [0_u8; 3];
    let mut at = 0;
    for c in text.trim().chars().map(narrow_char) {
        match c {
            '0'..='9' => {
                numbers[at] = numbers[at].saturating_mul(10).saturating_add(c as u32 - '0' as u32);
                digits[at] = digits[at].saturating_add(1);
            }
            '/' | '-' if at < 2 => at += 1,
            ' ' | 'T' if at == 2 => break,
            _ => return None,
        }
    }
    let year = if digits[0] == 4 { digits[2] <= 2 } else { digits[0] <= 2 && matches!(digits[2], 2 | 4) };
    (at == 2 && digits[0] > 0 && matches!(digits[1], 1 | 2) && digits[2] > 0 && year).then_some((numbers[0], numbers[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, order: DayOrder) -> String {
        match read_day(text, order) {
            DayReading::Day(date) => date.to_string(),
            DayReading::Month(month) => month.to_string(),
            DayReading::Year(year) => year.to_string(),
            DayReading::Ambiguous { dmy, mdy } => format!("{dmy}|{mdy}"),
            DayReading::WithoutYear { month, day } => format!("--{month:02}-{day:02}"),
            DayReading::Unreadable => "?".into(),
            DayReading::Empty => String::new(),
        }
    }

    #[test]
    fn dates_are_read_as_written() {
        for (text, value) in [
            ("2026-03-05", "2026-03-05"),
            ("2026-11-25T18:30:00.000Z", "2026-11-25"),
            ("2026-11-25T23:59:59+08:00", "2026-11-25"),
            ("2026-11-25 18:30", "2026-11-25"),
            ("2026-3-5 8:30", "2026-03-05"),
            ("2026/3/5", "2026-03-05"),
            ("2026/11/25 18:30:00", "2026-11-25"),
            ("2026.03.05", "2026-03-05"),
            ("2026. 3. 5.", "2026-03-05"),
            ("2026年3月5日", "2026-03-05"),
            ("2026年03月05日 14:30", "2026-03-05"),
            ("2026年3月5日星期四", "2026-03-05"),
            ("2026年3月5号（周四）", "2026-03-05"),
            ("2026年3月5日 下午2:30", "2026-03-05"),
            ("26年3月5日", "2026-03-05"),
            ("2026년 3월 5일", "2026-03-05"),
            ("２０２６年３月５日", "2026-03-05"),
            ("２０２６-０３-０５", "2026-03-05"),
            ("2026年3月", "2026-03"),
            ("2026年", "2026"),
            ("3月5日", "--03-05"),
            ("20260305", "2026-03-05"),
            ("202603", "2026-03"),
            ("2026-03", "2026-03"),
            ("2026/3", "2026-03"),
            ("03/2026", "2026-03"),
            ("2026", "2026"),
            ("05 Mar 2026", "2026-03-05"),
            ("5-Mar-26", "2026-03-05"),
            ("Mar 5, 2026", "2026-03-05"),
            ("March 5th, 2026", "2026-03-05"),
            ("2026 Mar 5", "2026-03-05"),
            ("5. März 2026", "2026-03-05"),
            ("5 marzo 2026", "2026-03-05"),
            ("5 de marzo de 2026", "2026-03-05"),
            ("1er février 2026", "2026-02-01"),
            ("14 juillet 2026", "2026-07-14"),
            ("14 juin 2026", "2026-06-14"),
            ("5 марта 2026 г.", "2026-03-05"),
            ("5 maja 2026", "2026-05-05"),
            ("5 mei 2026", "2026-05-05"),
            ("5 out 2026", "2026-10-05"),
            ("Thu, 05 Mar 2026 10:00:00 GMT", "2026-03-05"),
            ("Sept. 5, 2026", "2026-09-05"),
            ("March 2026", "2026-03"),
            ("Mar-26", "2026-03"),
            ("Mar'26", "2026-03"),
            ("5 Mar", "--03-05"),
            ("Mar 5", "--03-05"),
            ("3.5", "--03-05"),
            ("11.20", "--11-20"),
            ("20.11", "--11-20"),
            ("20.11.", "--11-20"),
            ("12.10", "--12-10"),
            ("3/5", "--03-05"),
            ("02.29", "--02-29"),
            ("05.03.2026", "2026-03-05"),
            ("5.3.26", "2026-03-05"),
            ("25/3/2026", "2026-03-25"),
            ("3/25/2026", "2026-03-25"),
            ("5/5/2026", "2026-05-05"),
            ("5/3/2026", "2026-03-05|2026-05-03"),
            ("5-3-26", "2026-03-05|2026-05-03"),
            ("25/3/99", "1999-03-25"),
            ("46345", "2026-11-19"),
            ("46345.0", "2026-11-19"),
            ("46345.77", "2026-11-19"),
            ("４６３４５", "2026-11-19"),
            ("", ""),
            ("-", ""),
            ("0/0/00", ""),
            ("N/A", ""),
        ] {
            assert_eq!(written(text, DayOrder::Unknown), value, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_stays_unread() {
        let texts = "下周二|ASAP|2026-13-45|月底|31/02/2026|2026-02-30|18:30|10:00 AM|12345|99999|1234567|3月|next week|Q3 2026|0|1|15|\
            2026-00-10|0000-03-05|5/3|5/3/2026/1/1|45/45/2026|marketing 5, 2026|13.13|3000-01-01|--03-05|20261305|\
            2026年13月1日|5 jui 2026|每月5日|2026-03-05 to 2026-04-01|1e10|99999999999999999999|/|5/|/5/3/2026";
        for text in texts.split('|') {
            let value = written(text, DayOrder::Unknown);
            let allowed = match text {
                "5/3" => "--05-03",
                "/" => "",
                _ => "?",
            };
            assert_eq!(value, allowed, "{text}");
        }
    }

    #[test]
    fn the_column_decides_the_order() {
        for (order, text, value) in [
            (DayOrder::Dmy, "5/3/2026", "2026-03-05"),
            (DayOrder::Mdy, "5/3/2026", "2026-05-03"),
            (DayOrder::Dmy, "3/25/2026", "2026-03-25"),
            (DayOrder::Dmy, "5/3", "--03-05"),
            (DayOrder::Dmy, "3.5", "--03-05"),
            (DayOrder::Ymd, "26/03/05", "2026-03-05"),
            (DayOrder::Ymd, "2026/3/5", "2026-03-05"),
            (DayOrder::Mdy, "05.03.2026", "2026-05-03"),
        ] {
            assert_eq!(written(text, order), value, "{text} {order:?}");
        }
        for (texts, order) in [
            (&["5/3/2026", "25/3/2026", "2026-01-02", "ASAP"][..], DayOrder::Dmy),
            (&["5/3/2026", "3/25/2026 10:00"], DayOrder::Mdy),
            (&["5/3/2026", "3/4/2026"], DayOrder::Unknown),
            (&["25/3/2026", "3/25/2026"], DayOrder::Unknown),
            (&["2026/3/5", "2026-01-25T10:00:00Z"], DayOrder::Ymd),
            (&["25.3.2026", "46345"], DayOrder::Unknown),
            (&[], DayOrder::Unknown),
        ] {
            assert_eq!(decide_order(texts.iter().copied()), order, "{texts:?}");
        }
        let mostly: Vec<&str> = std::iter::repeat_n("25/3/2026", 19).chain(["3/25/2026"]).collect();
        assert_eq!(decide_order(mostly.iter().copied()), DayOrder::Dmy);
    }
}
