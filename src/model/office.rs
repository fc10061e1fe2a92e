//! Whether somebody sits in an office: its hours, the weekend of its country, and when that changes next.
//!
//! Public holidays are not looked at here.

use chrono::{Datelike, Duration, NaiveDateTime};

use super::country::Country;
use super::habits::WorkWeek;

/// The state of an office at a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// Somebody is there until this local time.
    Open(NaiveDateTime),
    /// Nobody is there before this local time.
    Closed(NaiveDateTime),
}

/// The week of an office in `country`: nine to six on all days but the weekend there; Monday to Friday where the country is not
/// known or its table names one day alone, since offices mostly keep two.
pub fn week_of(country: Option<&Country>) -> WorkWeek {
    let usual = WorkWeek::default();
    match country {
        Some(country) if country.weekend.len() > 1 => {
            let is_working = |day: u32| !country.is_weekend(day + 1);
            WorkWeek { days: std::array::from_fn(|day| is_working(day as u32)), ..usual }
        }
        _ => usual,
    }
}

/// Whether an office that keeps `week` is open at `local`; none for one that never is.
pub fn office_at(local: NaiveDateTime, week: &WorkWeek) -> Option<Office> {
    if week.from == week.to {
        return None;
    }
    let begins = |days: i64| {
        let date = local.date().checked_add_signed(Duration::days(days))?;
        week.has(date.weekday()).then_some(date.and_time(week.from))
    };
    let ends = |begin: NaiveDateTime| {
        let length = week.to - week.from;
        begin + if length > Duration::zero() { length } else { length + Duration::days(1) }
    };
    // Hours past midnight belong to the day on which they began.
    if let Some(begin) = [-1, 0].into_iter().filter_map(begins).find(|begin| *begin <= local && local < ends(*begin)) {
        return Some(Office::Open(ends(begin)));
    }
    (0..=7).filter_map(begins).find(|begin| *begin > local).map(Office::Closed)
}

/// Whether nobody works on the local day of `local`.
pub fn is_day_off(local: NaiveDateTime, week: &WorkWeek) -> bool {
    !week.has(local.weekday())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(iso2: &str, local: &str) -> String {
        let week = week_of(Country::by_iso2(iso2));
        match office_at(local.parse().expect("a time"), &week) {
            Some(Office::Open(until)) => format!("open until {}", until.format("%a %H:%M")),
            Some(Office::Closed(until)) => format!("closed until {}", until.format("%a %H:%M")),
            None => "never".to_owned(),
        }
    }

    #[test]
    fn an_office_is_open_in_its_hours_on_the_days_of_its_country() {
        for (iso2, local, expected) in [
            // 2026-11-20 is a Friday.
            ("DE", "2026-11-20T16:40:00", "open until Fri 18:00"),
            ("DE", "2026-11-20T08:59:00", "closed until Fri 09:00"),
            ("DE", "2026-11-20T18:00:00", "closed until Mon 09:00"),
            ("DE", "2026-11-21T12:00:00", "closed until Mon 09:00"),
            ("SA", "2026-11-20T12:00:00", "closed until Sun 09:00"),
            ("SA", "2026-11-22T12:00:00", "open until Sun 18:00"),
            ("AE", "2026-11-20T12:00:00", "open until Fri 18:00"),
            ("IN", "2026-11-21T12:00:00", "closed until Mon 09:00"),
            ("", "2026-11-19T19:00:00", "closed until Fri 09:00"),
        ] {
            assert_eq!(said(iso2, local), expected, "{iso2} {local}");
        }
    }

    #[test]
    fn hours_may_pass_midnight_and_weeks_may_be_empty() {
        let late: WorkWeek = "20:00-04:00 5".parse().expect("a week");
        let at = |text: &str| office_at(text.parse().expect("a time"), &late);
        let time = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
        assert_eq!(at("2026-11-21T03:00:00"), Some(Office::Open(time("2026-11-21T04:00:00"))));
        assert_eq!(at("2026-11-21T04:00:00"), Some(Office::Closed(time("2026-11-27T20:00:00"))));
        assert_eq!(at("2026-11-20T12:00:00"), Some(Office::Closed(time("2026-11-20T20:00:00"))));
        let never: WorkWeek = "09:00-18:00 ".parse().expect("a week");
        assert_eq!(office_at(time("2026-11-20T12:00:00"), &never), None);
    }
}
