//! What a person would see of a stored number: plain digits, or a date when the cell's format says so.
//!
//! Numbers lose what Excel would not show either: the exponent, `.0`, and digits beyond the fifteenth.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::grid::CellKind;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// A number.
    #[default]
    Plain,
    /// A percentage.
    Percent,
    /// A day, with or without a time.
    Date,
    /// A time of day.
    Time,
    /// A duration, `[h]:mm`.
    Elapsed,
}

impl Shape {
    /// The shape of a built-in number format (ECMA-376 part 1, 18.8.30, with the East Asian ones).
    pub fn of_id(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Date,
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Self::Time,
            46 => Self::Elapsed,
            _ => Self::Plain,
        }
    }

    /// The shape of a number format's code such as `yyyy"年"m"月"` or `#,##0.00`; only its first section counts.
    pub fn of_code(code: &str) -> Self {
        let (mut day, mut clock, mut minute_or_month) = (false, false, false);
        // The word is no date, though letters of it would be.
        let code = code.replace("General", "").replace("GENERAL", "").replace("general", "");
        let mut characters = code.chars().peekable();
        // Digits stand in a date only as fractions of a second.
        let mut fraction = false;
        while let Some(character) = characters.next() {
            match character {
                ';' => break,
                '"' => {
                    characters.by_ref().find(|found| *found == '"');
                }
                '\\' | '_' | '*' => {
                    characters.next();
                }
                '[' => {
                    let inside: String = characters.by_ref().take_while(|found| *found != ']').collect();
                    if !inside.is_empty() && inside.chars().all(|found| matches!(found, 'h' | 'H' | 'm' | 'M' | 's' | 'S')) {
                        return Self::Elapsed;
                    }
                }
                '%' => return Self::Percent,
                '.' | ',' if clock => fraction = true,
                '0' if fraction => {}
                '0' | '#' | '?' => return if code.contains('%') { Self::Percent } else { Self::Plain },
                'E' | 'e' if matches!(characters.peek(), Some('+' | '-')) => {}
                'y' | 'Y' | 'd' | 'D' | 'e' | 'E' => day = true,
                'h' | 'H' | 's' | 'S' => clock = true,
                'm' | 'M' => minute_or_month = true,
                'a' | 'A' => {
                    // `AM/PM`, `A/P`, or a weekday `aaa`; the first two say nothing that `h` does not.
                    while matches!(characters.peek(), Some('m' | 'M' | '/' | 'p' | 'P')) {
                        characters.next();
                    }
                    while matches!(characters.peek(), Some('a' | 'A')) {
                        characters.next();
                        day = true;
                    }
                }
                _ => {}
            }
        }
        match (day, clock) {
            (true, _) => Self::Date,
            (false, true) => Self::Time,
            (false, false) if minute_or_month => Self::Date,
            (false, false) => Self::Plain,
        }
    }
}

/// Adds the text of a number as written in a file (`1.38E10`, `007`, ` 2.50 `); `None` when it is none.
pub(super) fn put_written(raw: &str, shape: Shape, from_1904: bool, text: &mut String) -> Option<CellKind> {
    if matches!(shape, Shape::Plain | Shape::Percent) && is_plain(raw.as_bytes()) {
        text.push_str(raw);
        return Some(if shape == Shape::Percent { CellKind::Percent } else { CellKind::Number });
    }
    let value: f64 = raw.trim().parse().ok().filter(|value: &f64| value.is_finite())?;
    Some(put_value(value, shape, from_1904, text))
}

/// Whether a number is written just as a person would see it.
fn is_plain(raw: &[u8]) -> bool {
    let digits = raw.strip_prefix(b"-").unwrap_or(raw);
    if digits.is_empty() || digits.len() > 15 || (raw.len() > digits.len() && !digits.iter().any(|digit| (b'1'..=b'9').contains(digit))) {
        return false;
    }
    let point = digits.iter().position(|byte| *byte == b'.');
    let (whole, part) = digits.split_at(point.unwrap_or(digits.len()));
    let whole_is_plain = whole == b"0" || (!whole.is_empty() && whole[0] != b'0' && whole.iter().all(u8::is_ascii_digit));
    let part_is_plain = part.is_empty() || (part.len() > 1 && part[1..].iter().all(u8::is_ascii_digit) && part.last() != Some(&b'0'));
    whole_is_plain && part_is_plain
}

/// Adds the text of a number; says what it turned out to be.
pub(super) fn put_value(value: f64, shape: Shape, from_1904: bool, text: &mut String) -> CellKind {
    match shape {
        Shape::Plain => put_number(value, text),
        Shape::Percent => {
            put_number(value, text);
            return CellKind::Percent;
        }
        Shape::Elapsed if value >= 0.0 => {
            put_clock(value, text);
            return CellKind::Time;
        }
        Shape::Time if (0.0..61.0).contains(&value) => {
            put_clock(value, text);
            return CellKind::Time;
        }
        // A date's whole part is missing: the cell shows a time.
        Shape::Date if 0.0 < value && value < 1.0 => {
            put_clock(value, text);
            return CellKind::Time;
        }
        Shape::Date | Shape::Time => {
            if let Some(kind) = put_date(value, from_1904, text) {
                return kind;
            }
            put_number(value, text);
        }
        Shape::Elapsed => put_number(value, text),
    }
    CellKind::Number
}

/// Adds a number with at most fifteen significant digits, as Excel keeps and shows them.
pub(super) fn put_number(value: f64, text: &mut String) {
    let written = if value == value.trunc() && value.abs() < 1e15 {
        write!(text, "{}", value as i64)
    } else {
        let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
        write!(text, "{rounded}")
    };
    debug_assert!(written.is_ok(), "writing to a string does not fail");
}

fn put_clock(value: f64, text: &mut String) {
    let seconds = (value * 86_400.0).round() as u64;
    let written = write!(text, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    debug_assert!(written.is_ok(), "writing to a string does not fail");
}

fn put_date(value: f64, from_1904: bool, text: &mut String) -> Option<CellKind> {
    // 9999-12-31 is the last day that Excel knows, and LibreOffice counts back to 1583. A bare 0 is no day but "nothing".
    if !(-115_857.0..2_958_466.0).contains(&value) || (value == 0.0 && !from_1904) {
        return None;
    }
    let mut days = value.floor() as i64;
    let mut seconds = ((value - value.floor()) * 86_400.0).round() as u32;
    if seconds == 86_400 {
        (days, seconds) = (days + 1, 0);
    }
    // Excel's first year has a 29th of February that never was.
    let origin = match (from_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (false, 0..=59) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let day = origin.checked_add_signed(TimeDelta::try_days(days)?)?;
    put_day(day.year(), day.month(), day.day(), text);
    if seconds == 0 {
        return Some(CellKind::Date);
    }
    write!(text, " {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60).ok()?;
    Some(CellKind::DateTime)
}

fn put_day(year: i32, month: u32, day: u32, text: &mut String) {
    let digit = |value: u32| char::from(b'0' + (value % 10) as u8);
    let year = year.unsigned_abs();
    text.extend([digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-']);
    text.extend([digit(day / 10), digit(day)]);
}

/// Adds a date, time or duration in the ISO notation of strict workbooks, OpenDocument and Excel's 2003 XML; `None` when it is none.
pub(super) fn put_iso(raw: &str, text: &mut String) -> Option<CellKind> {
    let raw = raw.trim();
    if let Some(duration) = raw.strip_prefix("PT") {
        return put_duration(duration, text);
    }
    let (day, clock) = raw.split_once(['T', ' ']).unwrap_or((raw, ""));
    if clock.is_empty() && day.contains(':') {
        return put_hours(day, text);
    }
    let day = NaiveDate::parse_from_str(day.trim_end_matches('Z'), "%Y-%m-%d").ok().filter(|day| (1..=9999).contains(&day.year()))?;
    let length = text.len();
    // A time cell in Excel's 2003 XML carries the day on which Excel's count begins.
    if clock.is_empty() || day.year() > 1899 || put_hours(clock, text).is_none() {
        put_day(day.year(), day.month(), day.day(), text);
        let clock = clock.get(..8).unwrap_or(clock);
        if clock.is_empty() || clock == "00:00:00" {
            return Some(CellKind::Date);
        }
        text.push(' ');
        if put_hours(clock, text).is_none() {
            text.truncate(length);
            return None;
        }
        return Some(CellKind::DateTime);
    }
    Some(CellKind::Time)
}

fn put_hours(clock: &str, text: &mut String) -> Option<CellKind> {
    let mut parts = clock.trim_end_matches('Z').split(':');
    let hours: u32 = parts.next()?.parse().ok()?;
    let minutes: u32 = parts.next()?.parse().ok()?;
    let seconds: f64 = parts.next().unwrap_or("0").parse().ok()?;
    write!(text, "{hours:02}:{minutes:02}:{:02}", seconds as u32).ok()?;
    Some(CellKind::Time)
}

fn put_duration(duration: &str, text: &mut String) -> Option<CellKind> {
    let (hours, rest) = duration.split_once('H').unwrap_or(("0", duration));
    let (minutes, rest) = rest.split_once('M').unwrap_or(("0", rest));
    let seconds = rest.trim_end_matches('S').replace(',', ".");
    let seconds: f64 = if seconds.is_empty() { 0.0 } else { seconds.parse().ok()? };
    let total = hours.parse::<f64>().ok()? * 3600.0 + minutes.parse::<f64>().ok()? * 60.0 + seconds;
    put_clock(total / 86_400.0, text);
    Some(CellKind::Time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(raw: &str, shape: Shape, from_1904: bool) -> String {
        let mut text = String::new();
        put_written(raw, shape, from_1904, &mut text);
        text
    }

    #[test]
    fn numbers_show_as_people_see_them() {
        for (raw, expected) in [
            ("1.38001380001E10", "13800138000.1"),
            ("13800138000", "13800138000"),
            ("1.3800138E+10", "13800138000"),
            ("2.50", "2.5"),
            ("2.0", "2"),
            ("-0", "0"),
            ("007", "7"),
            ("0.1", "0.1"),
            (".5", "0.5"),
            ("19.989999999999998", "19.99"),
            ("0.30000000000000004", "0.3"),
            ("6.2220202001122304E+18", "6222020200112230000"),
            ("1E-7", "0.0000001"),
            ("abc", ""),
            ("inf", ""),
            ("NaN", ""),
        ] {
            assert_eq!(seen(raw, Shape::Plain, false), expected, "{raw}");
        }
    }

    #[test]
    fn dates_follow_the_calendar_of_their_workbook() {
        for (raw, from_1904, expected) in [
            ("1", false, "1900-01-01"),
            ("59", false, "1900-02-28"),
            ("61", false, "1900-03-01"),
            ("45000", false, "2023-03-15"),
            ("45000.5", false, "2023-03-15 12:00:00"),
            ("45000.999999", false, "2023-03-16"),
            ("0", true, "1904-01-01"),
            ("43538", true, "2023-03-15"),
            ("0.25", false, "06:00:00"),
            ("0", false, "0"),
            ("-1", false, "1899-12-29"),
            ("99999999", false, "99999999"),
        ] {
            assert_eq!(seen(raw, Shape::Date, from_1904), expected, "{raw}");
        }
        assert_eq!(seen("1.5", Shape::Elapsed, false), "36:00:00");
    }

    #[test]
    fn the_code_of_a_format_tells_dates_from_numbers() {
        for (code, expected) in [
            ("General", Shape::Plain),
            ("G/通用格式", Shape::Plain),
            ("[DBNum1][$-804]General", Shape::Plain),
            ("USD #,##0.00", Shape::Plain),
            ("#,##0.00", Shape::Plain),
            ("0.00E+00", Shape::Plain),
            ("[Red]0.0;[Blue]d", Shape::Plain),
            ("\"day\"0", Shape::Plain),
            ("@", Shape::Plain),
            ("0.0%", Shape::Percent),
            ("yyyy\"年\"m\"月\"d\"日\"", Shape::Date),
            ("[$-804]yyyy/m/d;@", Shape::Date),
            ("mmm-yy", Shape::Date),
            ("[$-404]e/m/d", Shape::Date),
            ("aaaa", Shape::Date),
            ("m/d/yy h:mm", Shape::Date),
            ("h:mm AM/PM", Shape::Time),
            ("mm:ss.0", Shape::Time),
            ("[h]:mm:ss", Shape::Elapsed),
            ("[mm]:ss", Shape::Elapsed),
            ("_-* #,##0.00\\ d_-", Shape::Plain),
        ] {
            assert_eq!(Shape::of_code(code), expected, "{code}");
        }
    }

    #[test]
    fn iso_dates_and_durations() {
        for (raw, expected) in [
            ("2024-02-29", Some("2024-02-29")),
            ("2024-02-29T00:00:00.000", Some("2024-02-29")),
            ("2024-02-29T08:05:09Z", Some("2024-02-29 08:05:09")),
            ("1899-12-31T08:05:00.000", Some("08:05:00")),
            ("PT36H05M09S", Some("36:05:09")),
            ("PT0M1,5S", Some("00:00:02")),
            ("12:30:00", Some("12:30:00")),
            ("2024-13-01", None),
            ("soon", None),
        ] {
            let mut text = String::new();
            assert_eq!(put_iso(raw, &mut text).map(|_| text.as_str()), expected, "{raw}");
        }
    }
}
