//! Days as people say them: "in 4 days", "8 days late", and a month's name.

use chrono::{Datelike, NaiveDate};

use crate::app::theme::Tone;
use crate::model::day::PartialDay;
use crate::tr;

/// The whole date of a partial day, where it is known to the day.
pub fn whole(day: PartialDay) -> Option<NaiveDate> {
    day.date()
}

/// How far `day` is from `today`, as one says it; the date itself where it is further than two months.
pub fn relative(day: NaiveDate, today: NaiveDate) -> String {
    let days = (day - today).num_days();
    match days {
        0 => tr!("day-today"),
        1 => tr!("day-tomorrow"),
        -1 => tr!("day-yesterday"),
        2..=13 => tr!("day-in-days", count = days),
        -13..=-2 => tr!("day-days-ago", count = -days),
        14..=62 => tr!("day-in-weeks", count = days / 7),
        -62..=-14 => tr!("day-weeks-ago", count = -days / 7),
        _ => day.to_string(),
    }
}

/// How a day that was planned stands to `today`, and the tone of it.
pub fn due(day: NaiveDate, today: NaiveDate) -> (String, Tone) {
    let days = (day - today).num_days();
    match days {
        ..=-1 => (tr!("day-overdue", count = -days), Tone::Overdue),
        0 => (relative(day, today), Tone::Due),
        _ => (relative(day, today), Tone::Fine),
    }
}

/// The day in full, with its weekday.
pub fn long(day: NaiveDate) -> String {
    tr!(
        "day-long",
        year = day.year().to_string(),
        month = day.month(),
        month_name = month_name(day.month()),
        day = day.day(),
        weekday = weekday_name(day.weekday().num_days_from_monday())
    )
}

/// Year and month as a heading.
pub fn month(day: NaiveDate) -> String {
    tr!("day-month", year = day.year().to_string(), month = day.month(), month_name = month_name(day.month()))
}

/// The name of a month, January being 1.
pub fn month_name(month: u32) -> String {
    tr!("month-names").split(' ').nth(month as usize - 1).unwrap_or_default().to_owned()
}

/// The name of a weekday, Monday being 0.
pub fn weekday_name(weekday: u32) -> String {
    tr!("weekday-names").split(' ').nth(weekday as usize).unwrap_or_default().to_owned()
}

/// The short name of a weekday for the head of a month, Monday being 0.
pub fn weekday_short(weekday: u32) -> String {
    tr!("weekday-short").split(' ').nth(weekday as usize).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let at = |days: i64| today + chrono::Duration::days(days);
        speak(Language::English);
        let said: Vec<String> = [0, 1, -1, 4, -3, 20, 200].map(|days| relative(at(days), today)).into();
        assert_eq!(said, ["today", "tomorrow", "yesterday", "in 4 days", "3 days ago", "in 2 weeks", "2027-06-08"]);
        assert_eq!(due(at(-8), today), ("8 days late".to_owned(), Tone::Overdue));
        assert_eq!(due(at(-1), today), ("1 day late".to_owned(), Tone::Overdue));
        assert_eq!(long(today), "Friday, 20 November 2026");
        speak(Language::Chinese);
        assert_eq!(relative(at(4), today), "4 天后");
        assert_eq!(due(at(-8), today).0, "逾期 8 天");
        assert_eq!(long(today), "2026 年 11 月 20 日 星期五");
        assert_eq!(month(today), "2026 年 11 月");
        speak(Language::English);
    }
}
