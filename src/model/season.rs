//! Seasons of the trade (S4.12): festivals, shutdowns and fairs, how long before them one writes, and to whom; and birthdays.
//!
//! The table is `assets/data/festivals.tsv`; whom each concerns stands here. Nothing is written or sent by this.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};

use crate::model::country::CountryNo;
use crate::model::day::PartialDay;
use crate::model::holidays::holiday_on;
use crate::model::text::fold;
use crate::words::{Language, spoken};

/// Whom a season concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    /// Everybody: our own shutdowns and fairs, and New Year.
    Everybody,
    /// The countries of these codes, joined by spaces.
    In(&'static str),
    /// Countries with a public holiday between so many days before the date and so many after it.
    WhereHoliday(u64, u64),
}

const MUSLIM: &str = "AE AF AL AZ BA BD BH BN DJ DZ EG EH GM GN ID IQ IR JO KG KM KW KZ LB LY MA ML MR MV MY NE NG OM PK PS QA SA SD SN SO SY TD \
                      TJ TM TN TR UZ YE";

/// Whom the seasons of the table concern, by key.
#[rustfmt::skip]
const AUDIENCES: [(&str, Audience); 30] = [
    ("new_year", Audience::Everybody),
    ("cny_shutdown_start", Audience::Everybody),
    ("cny", Audience::Everybody),
    ("cny_shutdown_end", Audience::Everybody),
    ("carnival_brazil_start", Audience::In("BR")),
    ("carnival_brazil_end", Audience::In("BR")),
    ("ramadan_start", Audience::In(MUSLIM)),
    ("nowruz", Audience::In("IR AF AZ KZ KG TJ TM UZ IQ")),
    ("eid_al_fitr", Audience::In(MUSLIM)),
    ("eid_al_adha", Audience::In(MUSLIM)),
    ("qingming", Audience::In("CN HK MO TW")),
    ("songkran", Audience::In("TH LA KH MM")),
    ("canton_fair_spring_start", Audience::Everybody),
    ("canton_fair_spring_end", Audience::Everybody),
    ("canton_fair_autumn_start", Audience::Everybody),
    ("canton_fair_autumn_end", Audience::Everybody),
    // Good Friday and Easter Monday.
    ("easter", Audience::WhereHoliday(2, 1)),
    ("easter_orthodox", Audience::In("GR CY RO BG RS ME MK MD GE UA RU BY ET ER")),
    ("golden_week_jp_start", Audience::In("JP")),
    ("golden_week_jp_end", Audience::In("JP")),
    ("dragon_boat", Audience::In("CN HK MO TW")),
    ("obon_start", Audience::In("JP")),
    ("obon_end", Audience::In("JP")),
    ("national_day_cn_start", Audience::Everybody),
    ("national_day_cn_end", Audience::Everybody),
    ("mid_autumn", Audience::In("CN HK MO TW SG MY VN KR")),
    ("diwali", Audience::In("IN NP LK SG MY MU FJ TT GY SR")),
    ("thanksgiving_us", Audience::In("US")),
    ("black_friday", Audience::In("US CA MX BR GB IE DE AT CH FR BE NL LU ES PT IT DK SE NO FI PL CZ SK HU RO GR AU NZ ZA")),
    ("christmas", Audience::WhereHoliday(0, 1)),
];

/// A date of the trade's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// Its key; a span has two, with `_start` and `_end`.
    pub key: &'static str,
    /// When it is.
    pub on: NaiveDate,
    /// From when on one writes because of it; the day itself for one that is only to be known.
    pub write_from: NaiveDate,
    name_en: &'static str,
    name_zh: &'static str,
    note_en: &'static str,
    note_zh: &'static str,
    audience: Audience,
}

impl Season {
    /// The name in the language spoken.
    pub fn name(&self) -> &'static str {
        if spoken() == Language::Chinese { self.name_zh } else { self.name_en }
    }

    /// What it goes by in a search: its key and its name in both languages.
    pub fn names(&self) -> [&'static str; 3] {
        [self.key, self.name_en, self.name_zh]
    }

    /// What to think of, in the language spoken.
    pub fn note(&self) -> &'static str {
        if spoken() == Language::Chinese { self.note_zh } else { self.note_en }
    }

    /// Whether it only ends a span of which the begin says everything: nobody writes for it.
    pub fn only_ends(&self) -> bool {
        self.key.ends_with("_end") && self.write_from >= self.on
    }

    /// Whether it is a matter of customers in `country`; of those whose country is not known only what concerns everybody.
    pub fn concerns(&self, country: CountryNo) -> bool {
        match self.audience {
            Audience::Everybody => true,
            Audience::In(codes) => country.country().is_some_and(|country| codes.split_ascii_whitespace().any(|code| code == country.iso2)),
            Audience::WhereHoliday(before, after) => {
                let from = self.on.checked_sub_days(Days::new(before)).unwrap_or(self.on);
                from.iter_days()
                    .take((before + after + 1) as usize)
                    .any(|day| holiday_on(country, day).is_some_and(|holiday| !holiday.is_workday))
            }
        }
    }

    /// Whether one writes because of it on `today`: its writing time has begun and it has not passed.
    pub fn is_time_to_write(&self, today: NaiveDate) -> bool {
        self.write_from < self.on && self.write_from <= today && today < self.on
    }
}

static SEASONS: LazyLock<Vec<Season>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let &[key, name_en, name_zh, on, days, note_en, note_zh] = cells.as_slice() else { return None };
        let on: NaiveDate = on.parse().ok()?;
        let audience = AUDIENCES.iter().find(|(known, _)| *known == key)?.1;
        let write_from = on.checked_sub_days(Days::new(days.parse().ok()?))?;
        Some(Season { key, on, write_from, name_en, name_zh, note_en, note_zh, audience })
    };
    let mut seasons: Vec<Season> = include_str!("../../assets/data/festivals.tsv").lines().skip(1).filter_map(read).collect();
    seasons.sort_by_key(|season| (season.on, season.key));
    seasons
});

/// All seasons that the table knows, by date.
pub fn seasons() -> &'static [Season] {
    &SEASONS
}

/// The seasons from `from` to `to`, both days included.
pub fn seasons_between(from: NaiveDate, to: NaiveDate) -> &'static [Season] {
    let begin = SEASONS.partition_point(|season| season.on < from);
    let end = SEASONS.partition_point(|season| season.on <= to);
    &SEASONS[begin..end.max(begin)]
}

/// The seasons because of which one writes on `today`, the next first. Whom each concerns, [`Season::concerns`] says.
pub fn to_write_now(today: NaiveDate) -> impl Iterator<Item = &'static Season> {
    SEASONS.iter().filter(move |season| season.is_time_to_write(today))
}

/// The next season that goes by `name`, whatever its case and accents and without what its name has in brackets; today's is the next.
pub fn next_called(name: &str, today: NaiveDate) -> Option<&'static Season> {
    let name = fold(name.trim());
    let is_called = |known: &str| fold(known) == name || fold(known.split(['(', '（']).next().unwrap_or(known).trim()) == name;
    seasons_between(today, NaiveDate::MAX).iter().find(|season| season.names().iter().any(|known| is_called(known)))
}

/// The birthday in a year, 29 February being celebrated on the 28th in common years; none where the day is not known.
pub fn birthday_in(born: PartialDay, year: i32) -> Option<NaiveDate> {
    let (month, day) = (u32::from(born.month?), u32::from(born.day?));
    NaiveDate::from_ymd_opt(year, month, day).or_else(|| NaiveDate::from_ymd_opt(year, month, day.checked_sub(1)?))
}

/// The next birthday, today's being the next.
pub fn next_birthday(born: PartialDay, today: NaiveDate) -> Option<NaiveDate> {
    let this_year = birthday_in(born, today.year())?;
    if this_year >= today { Some(this_year) } else { birthday_in(born, today.year().checked_add(1)?) }
}

/// The last birthday before `today`, for who looks at what passed meanwhile.
pub fn last_birthday(born: PartialDay, today: NaiveDate) -> Option<NaiveDate> {
    let this_year = birthday_in(born, today.year())?;
    if this_year < today { Some(this_year) } else { birthday_in(born, today.year().checked_sub(1)?) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::speak;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_table_is_a_season_with_an_audience() {
        let lines = include_str!("../../assets/data/festivals.tsv").lines().count() - 1;
        assert_eq!(SEASONS.len(), lines);
        for (key, audience) in AUDIENCES {
            assert!(SEASONS.iter().any(|season| season.key == key), "{key}");
            if let Audience::In(codes) = audience {
                let unknown: Vec<&str> = codes.split_ascii_whitespace().filter(|code| CountryNo::of(code) == CountryNo::UNKNOWN).collect();
                assert!(unknown.is_empty(), "{key}: {unknown:?}");
            }
        }
        assert!(SEASONS.iter().all(|season| season.write_from <= season.on));
    }

    #[test]
    fn a_season_concerns_those_who_keep_it() {
        let concerned = |key: &str, iso2: &str| {
            seasons().iter().find(|season| season.key == key && season.on.year() == 2026).unwrap().concerns(CountryNo::of(iso2))
        };
        for (key, iso2, concerns) in [
            ("christmas", "DE", true),
            ("christmas", "US", true),
            ("christmas", "SA", false),
            ("christmas", "", false),
            ("easter", "PL", true),
            ("easter", "US", false),
            ("ramadan_start", "ID", true),
            ("ramadan_start", "DE", false),
            ("diwali", "IN", true),
            ("cny", "DE", true),
            ("cny", "", true),
            ("thanksgiving_us", "US", true),
            ("thanksgiving_us", "CA", false),
            ("carnival_brazil_start", "BR", true),
        ] {
            assert_eq!(concerned(key, iso2), concerns, "{key} {iso2}");
        }
    }

    #[test]
    fn one_writes_from_some_weeks_before_until_the_day() {
        let keys = |today: &str| to_write_now(day(today)).map(|season| season.key).collect::<Vec<_>>();
        // Black Friday 2026 is 27 November, Thanksgiving the day before, Christmas two weeks before from the 11th on.
        assert_eq!(keys("2026-11-20"), ["thanksgiving_us", "black_friday"]);
        assert_eq!(keys("2026-11-26"), ["black_friday"]);
        assert_eq!(keys("2026-12-11"), ["christmas"]);
        assert!(!keys("2026-12-25").contains(&"christmas"));
        assert_eq!(keys("2040-12-11"), Vec::<&str>::new(), "nothing is known of that year");
        let between = seasons_between(day("2026-12-20"), day("2027-01-01"));
        assert_eq!(between.iter().map(|season| season.key).collect::<Vec<_>>(), ["christmas", "new_year"]);
        assert_eq!(seasons_between(day("2027-01-01"), day("2026-12-20")), []);
        speak(Language::Chinese);
        assert_eq!((between[0].name(), between[1].name()), ("圣诞节", "元旦"));
        assert!(between[0].note().contains("12月"));
        speak(Language::English);
        assert_eq!(between[0].name(), "Christmas Day");
    }

    #[test]
    fn birthdays_come_every_year_also_that_of_29_february() {
        for (born, today, last, next) in [
            ("1980-11-20", "2026-11-20", "2025-11-20", "2026-11-20"),
            ("1980-11-19", "2026-11-20", "2026-11-19", "2027-11-19"),
            ("1980-02-29", "2026-11-20", "2026-02-28", "2027-02-28"),
            ("1980-02-29", "2027-11-20", "2027-02-28", "2028-02-29"),
            ("1980-02-29", "2027-02-28", "2026-02-28", "2027-02-28"),
            ("1980-12-31", "2026-01-01", "2025-12-31", "2026-12-31"),
        ] {
            let born = born.parse().unwrap();
            assert_eq!(
                (last_birthday(born, day(today)), next_birthday(born, day(today))),
                (Some(day(last)), Some(day(next))),
                "{born} {today}"
            );
        }
        for vague in ["1980", "1980-05"] {
            assert_eq!(next_birthday(vague.parse().unwrap(), day("2026-11-20")), None);
        }
        let born = "1980-12-31".parse().unwrap();
        assert!(next_birthday(born, NaiveDate::MAX).is_none_or(|next| next >= day("2026-01-01")));
        let _ = (last_birthday(born, NaiveDate::MIN), birthday_in(born, i32::MAX), birthday_in(born, i32::MIN));
    }
}
