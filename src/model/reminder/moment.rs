//! The instant of a wall-clock time, also where the clocks skip or repeat it.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::model::zone::Zone;

/// The instant at which the clocks of `zone` show `time` on `date`. Where they show it twice, the first of the two. Where they skip it,
/// the first instant after the gap; where that is another date already, the last minute before the gap, so that it stays on its date.
/// A date that the zone leaves out altogether (Apia, 2011-12-30) is the beginning of the next one.
pub fn moment(date: NaiveDate, time: NaiveTime, zone: Zone) -> DateTime<Utc> {
    let wall = date.and_time(time);
    match zone {
        Zone::Fixed(minutes) => wall.checked_sub_signed(TimeDelta::minutes(i64::from(minutes))).unwrap_or(wall).and_utc(),
        Zone::Named(named) => match named.from_local_datetime(&wall) {
            LocalResult::Single(at) => at.to_utc(),
            LocalResult::Ambiguous(first, second) => first.to_utc().min(second.to_utc()),
            LocalResult::None => beside_gap(wall, zone),
        },
    }
}

fn beside_gap(wall: NaiveDateTime, zone: Zone) -> DateTime<Utc> {
    // No clock is further than 14 hours from UTC, and none skips more than a day.
    let wide = TimeDelta::hours(40);
    let near = wall.and_utc();
    let (mut before, mut after) = (near.checked_sub_signed(wide).unwrap_or(near), near.checked_add_signed(wide).unwrap_or(near));
    while after - before > TimeDelta::seconds(1) {
        let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
        if zone.local(middle) < wall {
            before = middle;
        } else {
            after = middle;
        }
    }
    if zone.local(after).date() == wall.date() {
        return after;
    }
    let last_minute = after - TimeDelta::minutes(1);
    if zone.local(last_minute).date() == wall.date() { last_minute } else { after }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn a_time_that_clocks_skip_or_repeat_is_one_instant_on_its_date() {
        for (zone, date, time, expected) in [
            ("Asia/Shanghai", "2026-11-20", "09:00", "2026-11-20T01:00:00Z"),
            ("UTC+05:30", "2026-11-20", "00:00", "2026-11-19T18:30:00Z"),
            // Gaps: the first instant after them.
            ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00:00Z"),
            ("Europe/Berlin", "2026-03-29", "02:59", "2026-03-29T01:00:00Z"),
            ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00:00Z"),
            ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z"),
            // At midnight.
            ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00:00Z"),
            ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00:00Z"),
            ("America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T03:00:00Z"),
            // In the last hour of a day: it would be the next day after the gap.
            ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T00:59:00Z"),
            // The day that Apia left out when it went to the other side of the date line.
            ("Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T10:00:00Z"),
            // Folds: the first of the two.
            ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"),
            ("America/New_York", "2026-11-01", "01:00", "2026-11-01T05:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z"),
            ("America/Sao_Paulo", "2018-02-17", "23:30", "2018-02-18T01:30:00Z"),
            ("Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T20:30:00Z"),
            // Casablanca goes back for the time of Ramadan, and forward after it.
            ("Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T01:30:00Z"),
            ("Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22T02:00:00Z"),
        ] {
            let zone: Zone = zone.parse().expect("a zone");
            let (date, time) = (date.parse().expect("a date"), NaiveTime::parse_from_str(time, "%H:%M").expect("a time"));
            let at = moment(date, time, zone);
            assert_eq!(at.format("%Y-%m-%dT%H:%M:%SZ").to_string(), expected, "{zone} {date} {time}: {}", zone.local(at));
        }
    }

    /// Ten years of every zone: a day has a first instant, and no time of it lies on another date, unless there is no such date.
    #[test]
    fn every_time_of_a_day_lies_on_that_day() {
        let mut left_out = Vec::new();
        for name in ["Africa/Cairo", "America/Sao_Paulo", "America/Nuuk", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Casablanca"] {
            let zone: Zone = name.parse().expect("a zone");
            let mut day = NaiveDate::from_ymd_opt(2011, 1, 1).expect("a date");
            for _ in 0..3653 {
                for (hour, minute) in [(0, 0), (0, 30), (2, 15), (23, 45)] {
                    let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
                    let at = moment(day, time, zone);
                    if zone.local(at).date() != day {
                        left_out.push(format!("{name} {day}"));
                    }
                }
                day = day.checked_add_days(Days::new(1)).expect("a date");
            }
        }
        left_out.dedup();
        assert_eq!(left_out, ["Pacific/Apia 2011-12-30"]);
    }
}
