//! Whether somebody sits in an office: its hours, the weekend and the public holidays of its country, and when that changes next.

use chrono::{Datelike, Duration, NaiveDateTime};

use super::country::{Country, CountryNo};
use super::habits::WorkWeek;
use super::holidays::{Holiday, holiday_on, works_on};

/// The state of an office at a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// Somebody is there until this local time.
    Open(NaiveDateTime),
    /// Nobody is there before this local time.
    Closed(NaiveDateTime),
}

/// The week of an office in `country`: nine to six on all days but the weekend there, Monday to Friday where the country is not known.
/// Where its table names one day alone, offices mostly keep the day before as well: Saturday in India, Thursday in Iran.
pub fn week_of(country: Option<&Country>) -> WorkWeek {
    let mut week = WorkWeek::default();
    if let Some(country) = country {
        let is_off = |day: u8| country.weekend.contains(&day) || country.weekend.as_slice() == [day % 7 + 1];
        week.days = std::array::from_fn(|day| !is_off(day as u8 + 1));
    }
    week
}

/// How far one looks for the next day on which an office opens: no calendar closes for longer.
const MOST_DAYS_OFF: i64 = 62;

/// Whether an office in `country` that keeps `week` is open at `local`; none for one that never is. A public holiday is a day off, a
/// day worked instead of another is none.
pub fn office_at(local: NaiveDateTime, week: &WorkWeek, country: CountryNo) -> Option<Office> {
    if week.from == week.to || week.days == [false; 7] {
        return None;
    }
    let begins = |days: i64| {
        let date = local.date().checked_add_signed(Duration::days(days))?;
        works_on(week, country, date).then_some(date.and_time(week.from))
    };
    let ends = |begin: NaiveDateTime| {
        let length = week.to - week.from;
        begin.checked_add_signed(if length > Duration::zero() { length } else { length + Duration::days(1) }).unwrap_or(begin)
    };
    // Hours past midnight belong to the day on which they began.
    if let Some(begin) = [-1, 0].into_iter().filter_map(begins).find(|begin| *begin <= local && local < ends(*begin)) {
        return Some(Office::Open(ends(begin)));
    }
    (0..=MOST_DAYS_OFF).filter_map(begins).find(|begin| *begin > local).map(Office::Closed)
}

/// Why nobody works on a local day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOff {
    /// It is a weekend.
    Weekend,
    /// It is a public holiday.
    Holiday(&'static Holiday),
}

/// Why nobody works on the local day of `local`; none where people do.
pub fn day_off(local: NaiveDateTime, week: &WorkWeek, country: CountryNo) -> Option<DayOff> {
    let holiday = holiday_on(country, local.date());
    match holiday {
        Some(holiday) if !holiday.is_workday => Some(DayOff::Holiday(holiday)),
        None if !week.has(local.weekday()) => Some(DayOff::Weekend),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(iso2: &str, local: &str) -> String {
        let week = week_of(Country::by_iso2(iso2));
        match office_at(local.parse().expect("a time"), &week, CountryNo::of(iso2)) {
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
            ("IR", "2026-11-19T12:00:00", "closed until Sat 09:00"),
            ("IR", "2026-11-21T12:00:00", "open until Sat 18:00"),
            ("", "2026-11-19T19:00:00", "closed until Fri 09:00"),
        ] {
            assert_eq!(said(iso2, local), expected, "{iso2} {local}");
        }
    }

    #[test]
    fn hours_may_pass_midnight_and_weeks_may_be_empty() {
        let late: WorkWeek = "20:00-04:00 5".parse().expect("a week");
        let nowhere = CountryNo::UNKNOWN;
        let at = |text: &str| office_at(text.parse().expect("a time"), &late, nowhere);
        let time = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
        assert_eq!(at("2026-11-21T03:00:00"), Some(Office::Open(time("2026-11-21T04:00:00"))));
        assert_eq!(at("2026-11-21T04:00:00"), Some(Office::Closed(time("2026-11-27T20:00:00"))));
        assert_eq!(at("2026-11-20T12:00:00"), Some(Office::Closed(time("2026-11-20T20:00:00"))));
        let never: WorkWeek = "09:00-18:00 ".parse().expect("a week");
        assert_eq!(office_at(time("2026-11-20T12:00:00"), &never, nowhere), None);
        for extreme in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            office_at(extreme, &late, CountryNo::of("DE"));
            day_off(extreme, &late, CountryNo::of("DE"));
        }
    }

    #[test]
    fn offices_close_on_public_holidays_and_open_on_days_worked_instead() {
        for (iso2, local, expected) in [
            // Christmas Day 2026 is a Friday, the 26th a holiday as well.
            ("DE", "2026-12-25T12:00:00", "closed until Mon 09:00"),
            ("DE", "2026-12-24T18:30:00", "closed until Mon 09:00"),
            ("US", "2026-11-26T12:00:00", "closed until Fri 09:00"),
            // Chinese New Year 2026: off from Mon 16 to Mon 23 February, Saturday 14 is worked.
            ("CN", "2026-02-14T10:00:00", "open until Sat 18:00"),
            ("CN", "2026-02-14T19:00:00", "closed until Tue 09:00"),
            ("AE", "2026-12-02T10:00:00", "closed until Fri 09:00"),
            // Nothing is known of this year.
            ("DE", "2040-12-25T10:00:00", "open until Tue 18:00"),
        ] {
            assert_eq!(said(iso2, local), expected, "{iso2} {local}");
        }
        let off = |iso2: &str, local: &str| {
            day_off(local.parse().expect("a time"), &week_of(Country::by_iso2(iso2)), CountryNo::of(iso2)).map(|why| match why {
                DayOff::Weekend => "weekend",
                DayOff::Holiday(holiday) => holiday.name_en,
            })
        };
        assert_eq!(off("DE", "2026-12-25T12:00:00"), Some("Christmas Day"));
        assert_eq!(off("DE", "2026-12-27T12:00:00"), Some("weekend"));
        assert_eq!(off("CN", "2026-02-14T12:00:00"), None, "worked instead of another day");
        assert_eq!(off("SA", "2026-11-20T12:00:00"), Some("weekend"));
        assert_eq!(off("SA", "2026-11-22T12:00:00"), None);
    }
}
