//! What the calendars of the customers' countries and of the trade say of a span of days: public holidays, those of one day grouped,
//! the dates of the trade's year, and from when on one writes because of them (S4.12).

use chrono::NaiveDate;

use crate::model::country::CountryNo;
use crate::model::holidays::{Holiday, holidays_of};
use crate::model::season::{Season, seasons, seasons_between};
use crate::tr;
use crate::words::{Language, spoken};

/// Something that makes a day other than the rest, for many customers at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Occasion {
    /// When.
    pub on: NaiveDate,
    /// What.
    pub what: Feast,
}

/// What an occasion is.
#[derive(Clone, Debug, PartialEq)]
pub enum Feast {
    /// People do not work there: one holiday per country, where most customers are first.
    Holidays(Vec<&'static Holiday>),
    /// A date of the trade's year.
    Season(&'static Season),
    /// From this day on one writes because of such a date.
    WriteFor(&'static Season),
}

/// How many countries are named before the rest is counted.
const NAMED: usize = 2;

impl Feast {
    /// What it is, in the language spoken and short: one line of a day.
    pub fn title(&self) -> String {
        match self {
            Self::Season(season) => season.name().to_owned(),
            Self::WriteFor(season) => tr!("occasion-write", what = season.name(), day = season.on.format("%m-%d").to_string()),
            Self::Holidays(holidays) => match holidays.as_slice() {
                [only] => tr!("occasion-holiday", country = country_of(only), name = only.name()),
                all => {
                    let named: Vec<&str> = all.iter().take(NAMED).map(|holiday| country_of(holiday)).collect();
                    let named = named.join(&tr!("occasion-and"));
                    let same = all.first().filter(|first| all.iter().all(|other| other.name_en == first.name_en));
                    let more = all.len().saturating_sub(NAMED);
                    match (same, more) {
                        (Some(first), 0) => tr!("occasion-holiday", country = named, name = first.name()),
                        (Some(first), _) => {
                            tr!("occasion-holiday-more", country = named, count = more, shown = all.len(), name = first.name())
                        }
                        (None, 0) => tr!("occasion-holidays", country = named),
                        (None, _) => tr!("occasion-holidays-more", country = named, count = more, shown = all.len()),
                    }
                }
            },
        }
    }

    /// Where people do not work, for a place too narrow for [`Self::title`]: the first country by name in Chinese, the first two by
    /// their ISO 3166 codes in English, and how many more.
    pub fn short_title(&self) -> Option<String> {
        let Self::Holidays(holidays) = self else { return None };
        let named: Vec<&str> = match spoken() {
            Language::Chinese => holidays.iter().take(1).map(country_of).collect(),
            Language::English => holidays.iter().take(NAMED).filter_map(|one| Some(one.country.country()?.iso2)).collect(),
        };
        let more = holidays.len() - named.len();
        let named = named.join(" ");
        Some(if more > 0 { format!("{named} +{more}") } else { named })
    }

    /// Everything about it, in the language spoken: line by line.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Season(season) => vec![season.name().to_owned(), season.note().to_owned()],
            Self::WriteFor(season) => vec![self.title(), season.note().to_owned()],
            Self::Holidays(holidays) => {
                holidays.iter().map(|holiday| tr!("occasion-holiday", country = country_of(holiday), name = holiday.name())).collect()
            }
        }
    }

    /// Whether it is a public holiday somewhere.
    pub fn is_holiday(&self) -> bool {
        matches!(self, Self::Holidays(_))
    }
}

fn country_of(holiday: &&'static Holiday) -> &'static str {
    holiday.country.country().map_or("", |country| country.name(spoken()))
}

/// What happens from `first` to `last` (both included) where customers are: `countries`, each with the number of its customers. Days that
/// are worked instead of others are nothing to know here. In order of days; the holidays of a day come first.
pub fn occasions(countries: &[(CountryNo, usize)], first: NaiveDate, last: NaiveDate) -> Vec<Occasion> {
    let mut found: Vec<Occasion> = Vec::new();
    let mut off: Vec<(NaiveDate, usize, &'static Holiday)> = Vec::new();
    for (country, customers) in countries {
        let all = holidays_of(*country);
        let begin = all.partition_point(|holiday| holiday.day < first);
        let days = all[begin..].iter().take_while(|holiday| holiday.day <= last).filter(|holiday| !holiday.is_workday);
        off.extend(days.map(|holiday| (holiday.day, *customers, holiday)));
    }
    off.sort_by_key(|(day, customers, holiday)| (*day, std::cmp::Reverse(*customers), holiday.country));
    for (day, _, holiday) in off {
        match found.last_mut() {
            Some(Occasion { on, what: Feast::Holidays(known) }) if *on == day => known.push(holiday),
            _ => found.push(Occasion { on: day, what: Feast::Holidays(vec![holiday]) }),
        }
    }
    let concerns = |season: &Season| countries.iter().any(|(country, _)| season.concerns(*country));
    found.extend(
        seasons_between(first, last)
            .iter()
            .filter(|season| concerns(season))
            .map(|season| Occasion { on: season.on, what: Feast::Season(season) }),
    );
    let writes = seasons().iter().filter(|season| season.write_from < season.on && first <= season.write_from && season.write_from <= last);
    found.extend(writes.filter(|season| concerns(season)).map(|season| Occasion { on: season.write_from, what: Feast::WriteFor(season) }));
    found.sort_by_key(|occasion| (occasion.on, rank(&occasion.what)));
    found
}

fn rank(feast: &Feast) -> u8 {
    match feast {
        Feast::Holidays(_) => 0,
        Feast::Season(_) => 1,
        Feast::WriteFor(_) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::speak;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn titles(countries: &[(&str, usize)], first: &str, last: &str) -> Vec<String> {
        let countries: Vec<_> = countries.iter().map(|(iso2, count)| (CountryNo::of(iso2), *count)).collect();
        let found = occasions(&countries, day(first), day(last));
        found.iter().map(|occasion| format!("{} {}", occasion.on.format("%m-%d"), occasion.what.title())).collect()
    }

    #[test]
    fn a_day_off_in_many_countries_is_one_line() {
        speak(Language::English);
        let new_year = "12-25 Write for New Year's Day (01-01)";
        assert_eq!(titles(&[("DE", 3)], "2026-12-25", "2026-12-25"), ["12-25 Germany: Christmas Day", "12-25 Christmas Day", new_year]);
        let all = [("DE", 3), ("US", 9), ("MX", 1), ("GB", 2)];
        assert_eq!(
            titles(&all, "2026-12-25", "2026-12-25"),
            ["12-25 United States, Germany, 2 more: Christmas Day", "12-25 Christmas Day", new_year],
            "where most customers are stands first"
        );
        speak(Language::Chinese);
        assert_eq!(titles(&[("DE", 3), ("SA", 1)], "2026-12-25", "2026-12-26")[0], "12-25 德国：圣诞节");
        speak(Language::English);
    }

    #[test]
    fn where_room_is_short_the_countries_alone_are_named() {
        let all = [("DE", 3), ("US", 9), ("MX", 1), ("GB", 2)];
        for (language, countries, short) in [
            (Language::English, &all[..], Some("US DE +2")),
            (Language::English, &all[..2], Some("US DE")),
            (Language::Chinese, &all[..], Some("美国 +3")),
            (Language::Chinese, &all[..1], Some("德国")),
        ] {
            speak(language);
            let countries: Vec<_> = countries.iter().map(|(iso2, count)| (CountryNo::of(iso2), *count)).collect();
            let found = occasions(&countries, day("2026-12-25"), day("2026-12-25"));
            assert_eq!(found[0].what.short_title().as_deref(), short);
            assert_eq!(found[1].what.short_title(), None, "a festival has a name");
        }
        speak(Language::English);
    }

    #[test]
    fn only_what_concerns_the_customers_is_told_and_when_to_write_for_it() {
        speak(Language::English);
        assert_eq!(titles(&[], "2026-01-01", "2026-12-31"), Vec::<String>::new());
        let saudi = titles(&[("SA", 1)], "2026-12-01", "2026-12-31");
        assert!(!saudi.iter().any(|title| title.contains("Christmas")), "{saudi:?}");
        let german = titles(&[("DE", 1)], "2026-12-11", "2026-12-11");
        assert_eq!(german, ["12-11 Write for Christmas Day (12-25)"]);
        // A Saturday that is worked instead of another day is no holiday.
        assert!(!titles(&[("CN", 1)], "2026-02-14", "2026-02-14").iter().any(|title| title.contains("China")));
        assert_eq!(titles(&[("DE", 1)], "2040-12-25", "2040-12-25"), Vec::<String>::new(), "nothing is known of that year");
        assert_eq!(titles(&[("DE", 1)], "2026-12-25", "2026-12-01"), Vec::<String>::new());
    }

    #[test]
    fn occasions_come_by_day_and_say_everything_line_by_line() {
        speak(Language::English);
        let countries: Vec<_> = ["DE", "US", "SA", "IN"].map(|iso2| (CountryNo::of(iso2), 1)).into();
        let found = occasions(&countries, day("2026-01-01"), day("2026-12-31"));
        assert!(found.is_sorted_by_key(|occasion| occasion.on) && found.len() > 40);
        for occasion in &found {
            assert!(!occasion.what.title().is_empty() && occasion.what.lines().iter().any(|line| !line.is_empty()), "{occasion:?}");
            if let Feast::Holidays(holidays) = &occasion.what {
                assert_eq!(occasion.what.lines().len(), holidays.len());
                assert!(holidays.iter().all(|holiday| holiday.day == occasion.on && !holiday.is_workday));
            }
        }
        let days_off: Vec<NaiveDate> = found.iter().filter(|occasion| occasion.what.is_holiday()).map(|occasion| occasion.on).collect();
        let mut once = days_off.clone();
        once.dedup();
        assert_eq!(days_off, once, "one line a day");
    }
}
