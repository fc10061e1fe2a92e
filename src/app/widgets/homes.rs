//! The choices of a home zone and of a currency, and what a system's zone suggests for both.

use chrono::{DateTime, Utc};

use super::choose::Choice;
use crate::model::country::Country;
use crate::model::currency::{Currency, CurrencyCode};
use crate::model::zone::{Zone, country_of};
use crate::words::{self, Language};

/// How a zone is shown: `中国 · Asia/Shanghai, UTC+8`.
pub fn zone_words(zone: Zone, at: DateTime<Utc>) -> String {
    let name = zone.to_string();
    let country = Country::all().iter().find(|country| country.zones.first() == Some(&name.as_str()));
    let country = country.or_else(|| Country::all().iter().find(|country| country.zones.contains(&name.as_str())));
    let shown = if name.starts_with("UTC") { name.clone() } else { format!("{name}, {}", offset(zone, at)) };
    country.map_or(shown.clone(), |country| format!("{} · {shown}", country.name(words::spoken())))
}

fn offset(zone: Zone, at: DateTime<Utc>) -> String {
    let minutes = zone.offset_at(at).local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
}

/// The zones of all countries, by country.
pub fn zones(at: DateTime<Utc>) -> Vec<Choice<Zone>> {
    let mut choices = Vec::new();
    for country in Country::all() {
        for zone in country.zones.iter().filter_map(|name| name.parse::<Zone>().ok()) {
            let words = format!("{} · {zone}, {}", country.name(words::spoken()), offset(zone, at));
            let also = vec![country.name_zh.to_owned(), country.name_en.to_owned(), zone.to_string().replace('_', " ")];
            choices.push(Choice { value: zone, words, also });
        }
    }
    choices
}

/// How a currency is shown: `CNY, Chinese Yuan`.
pub fn currency_words(code: CurrencyCode) -> String {
    match code.currency() {
        Some(currency) => match words::spoken() {
            Language::Chinese => format!("{code} {}", currency.name_zh),
            Language::English => format!("{code}, {}", currency.name_en),
        },
        None => String::new(),
    }
}

/// All currencies, those of the trade first.
pub fn currencies() -> Vec<Choice<CurrencyCode>> {
    const FIRST: [&str; 6] = ["CNY", "USD", "EUR", "GBP", "HKD", "JPY"];
    let rank = |code: CurrencyCode| FIRST.iter().position(|first| *first == code.as_str()).unwrap_or(FIRST.len());
    let mut codes: Vec<CurrencyCode> = Currency::all().iter().map(|currency| currency.code).collect();
    codes.sort_by_key(|code| rank(*code));
    let choice = |code: CurrencyCode| {
        let also = code.currency().map_or_else(Vec::new, |known| vec![known.name_zh.to_owned(), known.name_en.to_owned()]);
        Choice { value: code, words: currency_words(code), also }
    };
    codes.into_iter().map(choice).collect()
}

/// The currency of the country whose zone this is.
pub fn currency_of(zone: Zone) -> Option<CurrencyCode> {
    country_of(zone)?.currency.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_suggests_the_currency_of_its_country() {
        for (zone, code) in [
            ("Asia/Shanghai", Some("CNY")),
            ("Asia/Urumqi", Some("CNY")),
            ("Europe/Berlin", Some("EUR")),
            ("America/New_York", Some("USD")),
            ("America/Chicago", Some("USD")),
            ("Asia/Hong_Kong", Some("HKD")),
            ("UTC", None),
        ] {
            let found = currency_of(zone.parse().unwrap()).map(|code| code.to_string());
            assert_eq!(found.as_deref(), code, "{zone}");
        }
    }
}
