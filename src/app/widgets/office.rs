//! Whether somebody can be reached at the customer's, as one says it.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};

use crate::app::theme::Tone;
use crate::model::country::{Country, CountryNo};
use crate::model::office::{DayOff, Office, day_off, office_at, week_of};
use crate::tr;

/// `16:40, office open, closes in 1 h 20`, and its tone.
pub fn words(local: NaiveDateTime, country: Option<&Country>, today: NaiveDate) -> (String, Tone) {
    let week = week_of(country);
    let time = clock(local, today);
    let place = country.map_or(CountryNo::UNKNOWN, Country::number);
    match office_at(local, &week, place) {
        Some(Office::Open(until)) => (tr!("office-open", time = time, span = span(until - local)), Tone::Fine),
        Some(Office::Closed(until)) => {
            let minutes = (until - local).num_minutes();
            let state = match day_off(local, &week, place) {
                Some(DayOff::Holiday(holiday)) => holiday.said(),
                Some(DayOff::Weekend) => tr!("office-day-off"),
                None => tr!("office-closed"),
            };
            let words = if minutes < 12 * 60 {
                tr!("office-opens-in", time = time, state = state, span = span(until - local))
            } else {
                tr!("office-opens-at", time = time, state = state, day = weekday(until), at = until.format("%H:%M").to_string())
            };
            (words, Tone::Plain)
        }
        None => (time, Tone::Plain),
    }
}

fn weekday(at: NaiveDateTime) -> String {
    let at = at.weekday().num_days_from_monday();
    tr!("look-weekdays").split(' ').nth(at as usize).unwrap_or_default().to_owned()
}

/// Hours and minutes as one says them; a begun minute counts.
fn span(span: Duration) -> String {
    let minutes = (span.num_seconds() + 59) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => tr!("span-minutes", minutes = minutes),
        (hours, 0) => tr!("span-hours", hours = hours),
        (hours, minutes) => tr!("span-hours-minutes", hours = hours, minutes = format!("{minutes:02}")),
    }
}

/// As [`words`] without the time, for a narrow column: `open until 18:00`.
pub fn short_words(local: NaiveDateTime, country: Option<&Country>) -> (String, Tone) {
    let week = week_of(country);
    match office_at(local, &week, country.map_or(CountryNo::UNKNOWN, Country::number)) {
        Some(Office::Open(until)) => (tr!("office-open-until", at = until.format("%H:%M").to_string()), Tone::Fine),
        Some(Office::Closed(until)) if (until - local).num_minutes() < 12 * 60 => {
            (tr!("office-opens-soon", span = span(until - local)), Tone::Plain)
        }
        Some(Office::Closed(until)) => {
            (tr!("office-opens-later", day = weekday(until), at = until.format("%H:%M").to_string()), Tone::Plain)
        }
        None => (String::new(), Tone::Plain),
    }
}

/// The time there, with its weekday where that is not ours.
pub fn clock(local: NaiveDateTime, today: NaiveDate) -> String {
    let clock = local.format("%H:%M").to_string();
    if local.date() == today { clock } else { format!("{} {clock}", weekday(local)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    #[test]
    fn the_time_there_says_whether_somebody_is_in_the_office() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        let said = |iso2: &str, local: &str| words(local.parse().expect("a time"), Country::by_iso2(iso2), today);
        speak(Language::English);
        for (iso2, local, words, tone) in [
            ("DE", "2026-11-20T16:40:00", "16:40, office open, closes in 1 h 20", Tone::Fine),
            ("DE", "2026-11-20T17:59:30", "17:59, office open, closes in 1 min", Tone::Fine),
            ("DE", "2026-11-20T02:42:00", "02:42, office closed, opens in 6 h 18", Tone::Plain),
            ("DE", "2026-11-20T18:00:00", "18:00, office closed, opens Mon 09:00", Tone::Plain),
            ("SA", "2026-11-20T12:00:00", "12:00, day off, opens Sun 09:00", Tone::Plain),
            ("US", "2026-11-19T20:42:00", "Thu 20:42, office closed, opens Fri 09:00", Tone::Plain),
        ] {
            assert_eq!(said(iso2, local), (words.to_owned(), tone), "{iso2} {local}");
        }
        speak(Language::Chinese);
        assert_eq!(said("DE", "2026-11-20T16:40:00").0, "16:40，上班中，1 小时 20 分后下班");
    }

    #[test]
    fn a_narrow_column_says_when_the_office_opens_or_closes() {
        let said = |local: &str| short_words(local.parse().expect("a time"), Country::by_iso2("DE")).0;
        speak(Language::English);
        for (local, words) in [
            ("2026-11-20T16:40:00", "open until 18:00"),
            ("2026-11-20T02:42:00", "opens in 6 h 18"),
            ("2026-11-20T18:00:00", "opens Mon 09:00"),
        ] {
            assert_eq!(said(local), words, "{local}");
        }
        speak(Language::Chinese);
        assert_eq!(said("2026-11-20T08:42:00"), "18 分钟后上班");
        speak(Language::English);
    }
}
