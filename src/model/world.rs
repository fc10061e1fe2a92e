//! Who sits in the office when, around the clock: the open hours and nights of a place over a stretch of time, and what of them two
//! places share. Instants are counted in minutes from a beginning, so half and quarter hours of zones, daylight saving and holidays
//! come out by themselves.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use crate::model::country::CountryNo;
use crate::model::habits::WorkWeek;
use crate::model::holidays::works_on;
use crate::model::reminder::moment;
use crate::model::zone::Zone;

/// A stretch of time: from and to, in minutes after the beginning that was asked for.
pub type Stretch = (u32, u32);

/// From this hour of the evening on nobody is called, and until that of the morning.
const NIGHT: (u32, u32) = (22, 7);

/// When the office of a place is open in the `minutes` after `from`: weekends and public holidays there are left out.
pub fn open_hours(zone: Zone, week: &WorkWeek, country: CountryNo, from: DateTime<Utc>, minutes: u32) -> Vec<Stretch> {
    if week.from == week.to {
        return Vec::new();
    }
    of_days(zone, from, minutes, |day| works_on(week, country, day).then_some((week.from, week.to)))
}

/// When it is night there in the `minutes` after `from`.
pub fn nights(zone: Zone, from: DateTime<Utc>, minutes: u32) -> Vec<Stretch> {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    of_days(zone, from, minutes, |_| Some((at(NIGHT.0), at(NIGHT.1))))
}

/// Whether one is asleep at that local time, so that a call disturbs.
pub fn is_night(local: NaiveDateTime) -> bool {
    local.hour() >= NIGHT.0 || local.hour() < NIGHT.1
}

/// What two places share.
pub fn shared(one: &[Stretch], other: &[Stretch]) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (from, to) in one {
        for (begin, end) in other {
            let (from, to) = ((*from).max(*begin), (*to).min(*end));
            if from < to {
                found.push((from, to));
            }
        }
    }
    found
}

/// The stretches that `hours` names for each local day, a later end than the begin belonging to the next day, cut to what was asked for.
fn of_days(zone: Zone, from: DateTime<Utc>, minutes: u32, hours: impl Fn(NaiveDate) -> Option<(NaiveTime, NaiveTime)>) -> Vec<Stretch> {
    let end = from.checked_add_signed(TimeDelta::minutes(i64::from(minutes))).unwrap_or(from);
    let day_before = |day: NaiveDate| day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let (first, last) = (day_before(zone.local(from).date()), zone.local(end).date());
    let mut found: Vec<Stretch> = Vec::new();
    for day in first.iter_days().take_while(|day| *day <= last) {
        let Some((begins, ends)) = hours(day) else { continue };
        let last_day = if begins < ends { day } else { day.checked_add_days(Days::new(1)).unwrap_or(day) };
        let (begin, close) = (moment(day, begins, zone).max(from), moment(last_day, ends, zone).min(end));
        if begin >= close {
            continue;
        }
        let after = |at: DateTime<Utc>| u32::try_from((at - from).num_minutes()).unwrap_or(0);
        match found.last_mut() {
            Some((_, to)) if *to >= after(begin) => *to = (*to).max(after(close)),
            _ => found.push((after(begin), after(close))),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::country::Country;
    use crate::model::office::{Office, office_at, week_of};

    fn open(iso2: &str, zone: &str, from: &str, hours: u32) -> String {
        let zone: Zone = zone.parse().unwrap();
        let from: DateTime<Utc> = from.parse().unwrap();
        let found = open_hours(zone, &week_of(Country::by_iso2(iso2)), CountryNo::of(iso2), from, hours * 60);
        let at = |minutes: u32| (from + TimeDelta::minutes(i64::from(minutes))).format("%d %H:%M").to_string();
        found.iter().map(|(from, to)| format!("{}-{}", at(*from), at(*to))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn offices_are_open_in_their_hours_wherever_they_are() {
        // Friday, 20 November 2026; hours in UTC.
        for (iso2, zone, from, hours, expected) in [
            ("DE", "Europe/Berlin", "2026-11-20T00:00:00Z", 24, "20 08:00-20 17:00"),
            ("DE", "Europe/Berlin", "2026-11-20T12:30:00Z", 24, "20 12:30-20 17:00"),
            ("DE", "Europe/Berlin", "2026-11-20T18:00:00Z", 24, ""),
            ("SA", "Asia/Riyadh", "2026-11-21T18:00:00Z", 24, "22 06:00-22 15:00"),
            // Half and quarter hours.
            ("IN", "Asia/Kolkata", "2026-11-20T00:00:00Z", 24, "20 03:30-20 12:30"),
            ("NP", "Asia/Kathmandu", "2026-11-18T00:00:00Z", 24, "18 03:15-18 12:15"),
            ("AU", "Australia/Lord_Howe", "2026-11-18T12:00:00Z", 24, "18 22:00-19 07:00"),
            ("NZ", "Pacific/Chatham", "2026-11-18T12:00:00Z", 24, "18 19:15-19 04:15"),
            ("", "UTC-09:30", "2026-11-18T12:00:00Z", 24, "18 18:30-19 03:30"),
            // The clocks of Berlin go back on 25 October: Friday and Monday begin at other hours of UTC.
            ("DE", "Europe/Berlin", "2026-10-23T00:00:00Z", 96, "23 07:00-23 16:00 26 08:00-26 17:00"),
            // Thanksgiving.
            ("US", "America/New_York", "2026-11-26T00:00:00Z", 48, "27 14:00-27 23:00"),
        ] {
            assert_eq!(open(iso2, zone, from, hours), expected, "{iso2} {zone} {from}");
        }
    }

    #[test]
    fn what_is_open_is_what_the_office_says_minute_by_minute() {
        let from: DateTime<Utc> = "2026-03-27T00:00:00Z".parse().unwrap();
        for (iso2, zone) in [
            ("DE", "Europe/Berlin"),
            ("IN", "Asia/Kolkata"),
            ("EG", "Africa/Cairo"),
            ("AU", "Australia/Lord_Howe"),
            ("US", "America/Chicago"),
        ] {
            let (zone, week, country): (Zone, _, _) = (zone.parse().unwrap(), week_of(Country::by_iso2(iso2)), CountryNo::of(iso2));
            let found = open_hours(zone, &week, country, from, 4 * 24 * 60);
            for minute in (0..4 * 24 * 60).step_by(5) {
                let local = zone.local(from + TimeDelta::minutes(i64::from(minute)));
                let is_open = matches!(office_at(local, &week, country), Some(Office::Open(_)));
                let is_found = found.iter().any(|(from, to)| *from <= minute && minute < *to);
                assert_eq!(is_open, is_found, "{iso2} {local}");
            }
        }
    }

    #[test]
    fn two_places_share_what_both_have() {
        for (one, other, expected) in [
            (vec![(0, 60)], vec![(30, 90)], vec![(30, 60)]),
            (vec![(0, 60)], vec![(60, 90)], vec![]),
            (vec![(0, 60), (100, 160)], vec![(50, 120)], vec![(50, 60), (100, 120)]),
            (vec![], vec![(0, 9)], vec![]),
        ] {
            assert_eq!(shared(&one, &other), expected);
            assert_eq!(shared(&other, &one), expected);
        }
    }

    #[test]
    fn nights_are_told_before_somebody_calls() {
        let local = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        for (at, night) in [("03:00", true), ("06:59", true), ("07:00", false), ("12:00", false), ("21:59", false), ("22:00", true)] {
            assert_eq!(is_night(local(&format!("2026-11-20T{at}:00"))), night, "{at}");
        }
        let from: DateTime<Utc> = "2026-11-20T00:00:00Z".parse().unwrap();
        assert_eq!(nights(Zone::Fixed(0), from, 24 * 60), [(0, 7 * 60), (22 * 60, 24 * 60)]);
        assert_eq!(nights(Zone::Fixed(330), from, 24 * 60), [(0, 90), (16 * 60 + 30, 24 * 60)]);
        for extreme in [DateTime::<Utc>::MIN_UTC + TimeDelta::days(4), DateTime::<Utc>::MAX_UTC - TimeDelta::days(4)] {
            let _ = (
                nights(Zone::Fixed(840), extreme, 1_440),
                open_hours(Zone::Fixed(-840), &WorkWeek::default(), CountryNo::of("DE"), extreme, 1_440),
            );
        }
        let never: WorkWeek = "09:00-09:00 12345".parse().unwrap();
        assert_eq!(open_hours(Zone::Fixed(0), &never, CountryNo::UNKNOWN, from, 1_440), []);
    }
}
