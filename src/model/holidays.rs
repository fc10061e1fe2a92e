//! Public holidays and working days of the countries (B1): who is off when, and which day is the next on which people work.
//!
//! The table is `assets/data/holidays.tsv`, read once when first asked. Where it knows nothing (a country or a year that it lacks)
//! only weekends are days off. A customer's and one's own hours are in [`crate::model::office`].

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::model::country::{Country, CountryNo};
use crate::model::habits::WorkWeek;
use crate::model::office::week_of;
use crate::tr;
use crate::words::{Language, spoken};

/// A day that the calendar of a country sets apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Where.
    pub country: CountryNo,
    /// When.
    pub day: NaiveDate,
    /// Its name in English.
    pub name_en: &'static str,
    /// Its name in the language of the country.
    pub name_local: &'static str,
    /// Whether the day is worked although it belongs to a weekend (调休).
    pub is_workday: bool,
}

impl Holiday {
    /// Its name in the language spoken. In Chinese those of Greater China have their own, the usual ones elsewhere that of the table of
    /// names; all others are public holidays.
    pub fn name(&self) -> String {
        if spoken() == Language::English {
            return self.name_en.to_owned();
        }
        let is_chinese = self.country.country().is_some_and(|country| matches!(country.iso2, "CN" | "TW" | "HK" | "MO"));
        if is_chinese { self.name_local.to_owned() } else { in_chinese(self.name_en).unwrap_or_else(|| tr!("holiday-unnamed")) }
    }

    /// What one says of such a day: `Christmas Day`, `公众假期（圣诞节）`.
    pub fn said(&self) -> String {
        let (name, unnamed) = (self.name(), tr!("holiday-unnamed"));
        if name == unnamed { unnamed } else { tr!("holiday-said", name = name) }
    }
}

/// Chinese names of holidays by their English ones.
static CHINESE: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../assets/data/holiday_names.tsv").lines().skip(1).filter_map(|line| line.split_once('\t')).collect()
});

/// The Chinese name of a holiday that the calendar names in English, with what it adds: days off instead of others, days around.
fn in_chinese(name: &str) -> Option<String> {
    if let Some(known) = CHINESE.get(name) {
        return Some((*known).to_owned());
    }
    // Two on one day: the first is enough.
    if let Some((first, _)) = name.split_once("; ") {
        return in_chinese(first);
    }
    if let Some((base, remark)) = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        let base = in_chinese(base)?;
        let is_instead = remark == "in lieu" || remark.starts_with("observed");
        return Some(if is_instead { tr!("holiday-in-lieu", name = base) } else { base });
    }
    if let Some(base) = name.strip_prefix("Alternative holiday for ") {
        return in_chinese(base).map(|base| tr!("holiday-in-lieu", name = base));
    }
    let base = name.strip_suffix(" Holidays").or_else(|| name.strip_suffix(" Holiday"))?;
    in_chinese(base).map(|base| tr!("holiday-around", name = base))
}

struct Table {
    /// By country, then by day.
    rows: Vec<Holiday>,
    /// Where each country's rows begin; one more than there are countries.
    begins: Vec<u32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut rows: Vec<Holiday> = Vec::with_capacity(15_000);
    let mut last = ("", CountryNo::UNKNOWN);
    for line in include_str!("../../assets/data/holidays.tsv").lines().skip(1) {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        let (iso2, day, name_en, name_local, kind) = (next(), next(), next(), next(), next());
        if last.0 != iso2 {
            last = (iso2, CountryNo::of(iso2));
        }
        if let (Some(day), true) = (plain_day(day), last.1 != CountryNo::UNKNOWN) {
            rows.push(Holiday { country: last.1, day, name_en, name_local, is_workday: kind == "workday" });
        }
    }
    rows.sort_by_key(|row| (row.country, row.day));
    let begins = (0..=Country::all().len() + 1).map(|at| rows.partition_point(|row| row.country.index() < at) as u32).collect();
    Table { rows, begins }
});

/// `2026-11-20`, quicker than a parser of all forms.
fn plain_day(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |from: usize, to: usize| bytes[from..to].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit.wrapping_sub(b'0')));
    NaiveDate::from_ymd_opt(number(0, 4) as i32, number(5, 7), number(8, 10))
}

/// All days of a country that the table sets apart, by day; none where it does not know the country.
pub fn holidays_of(country: CountryNo) -> &'static [Holiday] {
    let at = country.index();
    match (TABLE.begins.get(at), TABLE.begins.get(at + 1)) {
        (Some(begin), Some(end)) => &TABLE.rows[*begin as usize..*end as usize],
        _ => &[],
    }
}

/// What the calendar of a country says of a day: a holiday, or a weekend day that is worked.
pub fn holiday_on(country: CountryNo, day: NaiveDate) -> Option<&'static Holiday> {
    let all = holidays_of(country);
    all.binary_search_by_key(&day, |holiday| holiday.day).ok().map(|at| &all[at])
}

/// Whether the table knows the holidays of that country in the year of `day`.
pub fn is_known(country: CountryNo, day: NaiveDate) -> bool {
    let all = holidays_of(country);
    let at = all.partition_point(|holiday| holiday.day.year() < day.year());
    all.get(at).is_some_and(|holiday| holiday.day.year() == day.year())
}

/// Whether one who keeps `week` in `country` works on that day: a holiday is none, a day that is worked instead of another is one.
pub fn works_on(week: &WorkWeek, country: CountryNo, day: NaiveDate) -> bool {
    match holiday_on(country, day) {
        Some(holiday) => holiday.is_workday,
        None => week.has(day.weekday()),
    }
}

/// The first year of the working days kept in bits, and the first one after them. Beyond them weekends alone count.
const YEARS: (i32, i32) = (2015, 2045);

/// Working days of all countries as bits, one per day: looking one up costs a few instructions, so that a book of a million customers
/// can be asked.
pub struct WorkingDays {
    /// Days from the common era of the first bit.
    first: i32,
    /// Bits of a country.
    days: usize,
    /// Words of a country.
    words: usize,
    /// One row of words per [`CountryNo`], bit set where people work.
    bits: Vec<u64>,
    /// Working days of the week per [`CountryNo`], Monday being bit 0.
    weeks: Vec<u8>,
}

static SHARED: LazyLock<WorkingDays> = LazyLock::new(|| {
    let from = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().num_days_from_ce();
    let first = from(YEARS.0);
    let days = (from(YEARS.1) - first) as usize;
    let words = days.div_ceil(64);
    let countries = Country::all();
    let mut weeks = Vec::with_capacity(countries.len() + 1);
    let mut bits = vec![0_u64; words * (countries.len() + 1)];
    for at in 0..=countries.len() {
        let week = week_of(at.checked_sub(1).map(|at| &countries[at]));
        let mask = (0..7).filter(|day| week.days[*day]).fold(0_u8, |mask, day| mask | 1 << day);
        weeks.push(mask);
        let row = &mut bits[at * words..(at + 1) * words];
        // Day 1 of the common era was a Monday.
        let mut weekday = (first - 1).rem_euclid(7) as usize;
        for day in 0..days {
            row[day / 64] |= u64::from(mask >> weekday & 1) << (day % 64);
            weekday = if weekday == 6 { 0 } else { weekday + 1 };
        }
    }
    for holiday in &TABLE.rows {
        let Ok(at) = usize::try_from(holiday.day.num_days_from_ce() - first) else { continue };
        if at < days {
            let word = &mut bits[holiday.country.index() * words + at / 64];
            let bit = 1 << (at % 64);
            *word = if holiday.is_workday { *word | bit } else { *word & !bit };
        }
    }
    WorkingDays { first, days, words, bits, weeks }
});

impl WorkingDays {
    /// The working days of the table, worked out when first asked.
    pub fn shared() -> &'static Self {
        &SHARED
    }

    fn row(&self, country: CountryNo) -> &[u64] {
        let at = country.index() * self.words;
        &self.bits[at..at + self.words]
    }

    /// The place of a day among the bits; none beyond them.
    fn place(&self, days_from_ce: i32) -> Option<usize> {
        usize::try_from(days_from_ce - self.first).ok().filter(|at| *at < self.days)
    }

    fn has(&self, country: CountryNo, days_from_ce: i32) -> bool {
        match self.place(days_from_ce) {
            Some(at) => self.row(country)[at / 64] >> (at % 64) & 1 == 1,
            None => self.weeks[country.index()] >> (days_from_ce - 1).rem_euclid(7) & 1 == 1,
        }
    }

    /// Whether people there work on that day.
    pub fn is_working(&self, country: CountryNo, day: NaiveDate) -> bool {
        self.has(country, day.num_days_from_ce())
    }

    /// The day itself where people there work, else the first one after it. At the end of all dates the day itself.
    pub fn next(&self, country: CountryNo, day: NaiveDate) -> NaiveDate {
        let from = day.num_days_from_ce();
        // Nowhere are more than a few weeks off at a stretch.
        match (from..from.saturating_add(62)).find(|at| self.has(country, *at)) {
            Some(at) if at == from => day,
            Some(at) => NaiveDate::from_num_days_from_ce_opt(at).unwrap_or(day),
            None => day,
        }
    }

    /// The working day that stands at `share` (a number of any size, taken modulo) among those of the `days` days after `start`; the
    /// last of these days where none is worked. So a crowd of customers is spread evenly, no Monday getting a weekend's share as well.
    pub fn spread(&self, country: CountryNo, start: NaiveDate, days: u32, share: u64) -> NaiveDate {
        let first = start.num_days_from_ce().saturating_add(1);
        let days = days.min(3_660) as i32;
        let all = || (first..first.saturating_add(days)).filter(|at| self.has(country, *at));
        let count = match (self.place(first), self.place(first.saturating_add(days))) {
            (Some(from), Some(to)) => self.count(country, from, to),
            _ => all().count(),
        };
        let found = if count == 0 { None } else { self.select(country, first, days, (share % count as u64) as usize) };
        let at = found.unwrap_or(first.saturating_add(days - 1));
        NaiveDate::from_num_days_from_ce_opt(at).unwrap_or(start)
    }

    /// How many bits are set from `from` up to `to`.
    fn count(&self, country: CountryNo, from: usize, to: usize) -> usize {
        let row = self.row(country);
        (from / 64..to.div_ceil(64)).map(|word| (row[word] & mask(word, from, to)).count_ones() as usize).sum()
    }

    /// The working day with `before` others before it among `days` days from `first` on.
    fn select(&self, country: CountryNo, first: i32, days: i32, mut before: usize) -> Option<i32> {
        let Some((from, to)) = self.place(first).zip(self.place(first.saturating_add(days))) else {
            return (first..first.saturating_add(days)).filter(|at| self.has(country, *at)).nth(before);
        };
        for (word, bits) in self.row(country).iter().enumerate().take(to.div_ceil(64)).skip(from / 64) {
            let mut left = bits & mask(word, from, to);
            let set = left.count_ones() as usize;
            if before < set {
                for _ in 0..before {
                    left &= left - 1;
                }
                return Some(self.first + (word * 64) as i32 + left.trailing_zeros() as i32);
            }
            before -= set;
        }
        None
    }
}

/// The bits of word number `word` that stand from `from` up to `to` (without it).
fn mask(word: usize, from: usize, to: usize) -> u64 {
    let low = from.saturating_sub(word * 64).min(64);
    let high = to.saturating_sub(word * 64).min(64);
    let below = |bits: usize| if bits == 64 { u64::MAX } else { (1 << bits) - 1 };
    below(high) & !below(low)
}

/// The working days of oneself: one's own week, the holidays of one's country, and when one is away.
#[derive(Clone, Debug, Default)]
pub struct OwnDays {
    /// When one works.
    pub week: WorkWeek,
    /// Where one works.
    pub country: CountryNo,
    /// From when to when one is away, both days included.
    pub away: Vec<(NaiveDate, NaiveDate)>,
}

impl OwnDays {
    /// Whether one works on that day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        works_on(&self.week, self.country, day) && !self.is_away(day)
    }

    /// Whether one is away on that day.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.away.iter().any(|(from, to)| *from <= day && day <= *to)
    }
}

/// Whether `day` belongs to the weekend there, whatever the holidays say.
pub fn is_weekend(country: CountryNo, day: Weekday) -> bool {
    !week_of(country.country()).has(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_elsewhere_have_their_chinese_names() {
        use crate::words::speak;
        speak(Language::Chinese);
        for (name, chinese) in [
            ("Christmas Day", Some("圣诞节")),
            ("Eid al-Fitr (estimated)", Some("开斋节")),
            ("Eid al-Fitr Holiday (observed, estimated)", Some("开斋节假期补休")),
            ("Independence Day (observed)", Some("独立日补休")),
            ("Boxing Day (Ontario)", Some("节礼日")),
            ("Alternative holiday for Children's Day", Some("儿童节补休")),
            ("Constitution Day (in lieu)", Some("宪法日补休")),
            ("Day of Arafah; Labor Day", Some("阿拉法特日")),
            ("Founding Day Holiday", None),
            ("Day off (substituted from 2025-01-04)", None),
            ("", None),
        ] {
            assert_eq!(in_chinese(name).as_deref(), chinese, "{name}");
        }
        let on =
            |iso2: &str, day: &str| holiday_on(CountryNo::of(iso2), day.parse().unwrap()).map(|holiday| (holiday.name(), holiday.said()));
        assert_eq!(on("DE", "2026-12-25"), Some(("圣诞节".to_owned(), "公众假期（圣诞节）".to_owned())));
        let unnamed = TABLE.rows.iter().find(|row| row.name_en == "Umuganura Day").map(Holiday::said);
        assert_eq!(unnamed.as_deref(), Some("公众假期"), "one of which nobody knows a Chinese name");
        let others = || {
            TABLE.rows.iter().filter(|row| !matches!(row.country.country().map_or("", |country| country.iso2), "CN" | "TW" | "HK" | "MO"))
        };
        let named = others().filter(|row| in_chinese(row.name_en).is_some()).count();
        assert!(named * 100 >= others().count() * 80, "{named} of {}", others().count());
        assert!(others().all(|row| !row.name().chars().any(|letter| letter.is_ascii_alphabetic())), "no English in Chinese");
        speak(Language::English);
        assert_eq!(on("DE", "2026-12-25").map(|(name, _)| name).as_deref(), Some("Christmas Day"));
        assert!(TABLE.rows.iter().all(|row| !row.name().chars().any(crate::model::pinyin::is_han)), "no Chinese in English");
    }

    #[test]
    fn the_table_is_read_whole() {
        let lines = include_str!("../../assets/data/holidays.tsv").lines().count() - 1;
        assert_eq!(TABLE.rows.len(), lines, "each line is a day of a known country");
        let german = holidays_of(CountryNo::of("DE"));
        assert!(german.len() > 50 && german.iter().all(|holiday| holiday.country == CountryNo::of("de")));
        assert_eq!(holidays_of(CountryNo::UNKNOWN), []);
        assert_eq!(CountryNo::of("DE").country().map(|country| country.iso2), Some("DE"));
        assert_eq!(CountryNo::of("Atlantis"), CountryNo::UNKNOWN);
    }

    #[test]
    fn working_days_know_weekends_holidays_and_days_worked_instead() {
        for (iso2, on, works) in [
            ("DE", "2026-11-20", true),
            ("DE", "2026-11-21", false),
            ("DE", "2026-12-25", false),
            ("SA", "2026-11-20", false),
            ("SA", "2026-11-22", true),
            ("AE", "2026-11-20", true),
            ("IN", "2026-11-21", false),
            ("IR", "2026-11-19", false),
            ("IR", "2026-11-21", true),
            ("CN", "2026-02-14", true),
            ("CN", "2026-02-18", false),
            ("CN", "2026-10-10", true),
            // Its holidays are not known, nor are those of that year.
            ("UA", "2026-12-25", true),
            ("DE", "2045-12-25", true),
            ("DE", "2045-12-24", false),
            ("DE", "1990-12-25", true),
            ("", "2026-12-25", true),
            ("", "2026-12-26", false),
        ] {
            let country = CountryNo::of(iso2);
            assert_eq!(WorkingDays::shared().is_working(country, day(on)), works, "{iso2} {on}");
            assert_eq!(works_on(&week_of(country.country()), country, day(on)), works, "{iso2} {on}");
        }
        assert!(is_known(CountryNo::of("DE"), day("2031-05-05")) && !is_known(CountryNo::of("DE"), day("2032-05-05")));
        assert!(!is_known(CountryNo::of("UA"), day("2026-05-05")) && !is_known(CountryNo::UNKNOWN, day("2026-05-05")));
    }

    #[test]
    fn ones_own_days_leave_out_holidays_and_absence() {
        let own = OwnDays { country: CountryNo::of("CN"), away: vec![(day("2026-11-23"), day("2026-11-24"))], ..OwnDays::default() };
        for (on, works) in [
            ("2026-11-20", true),
            ("2026-11-23", false),
            ("2026-11-24", false),
            ("2026-11-25", true),
            ("2026-10-01", false),
            ("2026-10-10", true),
        ] {
            assert_eq!(own.is_working(day(on)), works, "{on}");
        }
    }

    #[test]
    fn a_holiday_is_called_by_a_name_that_one_can_read() {
        use crate::words::speak;
        let spring = holiday_on(CountryNo::of("CN"), day("2026-02-17")).unwrap();
        let christmas = holiday_on(CountryNo::of("DE"), day("2026-12-25")).unwrap();
        assert_eq!((spring.said(), christmas.said()), ("Chinese New Year (Spring Festival)".to_owned(), "Christmas Day".to_owned()));
        speak(Language::Chinese);
        assert_eq!((spring.said(), christmas.said()), ("公众假期（春节）".to_owned(), "公众假期（圣诞节）".to_owned()));
        speak(Language::English);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_next_working_day_is_the_first_one(country in 0..250_usize, days in 700_000_i32..780_000) {
            let country = Country::all().get(country).map_or(CountryNo::UNKNOWN, Country::number);
            let from = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            let working = WorkingDays::shared();
            let next = working.next(country, from);
            let week = week_of(country.country());
            prop_assert!(next >= from && working.is_working(country, next) && works_on(&week, country, next));
            let between = from.iter_days().take_while(|day| *day < next);
            prop_assert!(between.into_iter().all(|day| !works_on(&week, country, day)));
        }

        #[test]
        fn a_crowd_is_spread_over_all_working_days(country in 0..250_usize, days in 700_000_i32..780_000, length in 7_u32..100) {
            let country = Country::all().get(country).map_or(CountryNo::UNKNOWN, Country::number);
            let start = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            let week = week_of(country.country());
            let wanted: Vec<NaiveDate> = start.iter_days().skip(1).take(length as usize).filter(|day| works_on(&week, country, *day)).collect();
            if wanted.is_empty() {
                return Ok(());
            }
            let found: Vec<NaiveDate> = (0..wanted.len() as u64).map(|share| WorkingDays::shared().spread(country, start, length, share)).collect();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn the_ends_of_all_dates_are_days_like_others() {
        let working = WorkingDays::shared();
        for country in [CountryNo::UNKNOWN, CountryNo::of("CN")] {
            for end in [NaiveDate::MIN, NaiveDate::MAX] {
                let _ = (working.next(country, end), working.spread(country, end, 90, u64::MAX), holiday_on(country, end));
            }
            assert_eq!(working.spread(country, day("2026-11-20"), 0, 5), day("2026-11-20"));
        }
    }
}
