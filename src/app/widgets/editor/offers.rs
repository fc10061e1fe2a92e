//! What an editor offers while one types: countries, currencies, usual words, values in use. Pure; drawing is in `list`.

use std::cmp::Ordering;

use super::{Around, Subject};
use crate::app::widgets::values;
use crate::model::Kind;
use crate::model::country::Country;
use crate::model::currency::{Currency, CurrencyCode};
use crate::model::money::{Money, parse_amount};
use crate::model::text::fold;
use crate::model::zone::{Zone, zone_of};
use crate::tr;
use crate::words::{Language, spoken};

/// One row of the list below an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it puts into the editor.
    pub insert: String,
    /// What it is called.
    pub words: String,
    /// What stands dim beside it: the other language's name, a code, a time.
    pub detail: String,
}

impl Offer {
    fn plain(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { insert: words.clone(), words, detail: String::new() }
    }
}

/// The rows, and the one that Enter takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// In the order shown.
    pub rows: Vec<Offer>,
    /// The row that fits what was typed; `None` where Enter keeps the text as it is.
    pub fitting: Option<usize>,
}

/// More rows than these nobody reads.
const MOST: usize = 80;

/// Whether fields of `kind` have a list that opens with a click and an arrow beside them.
pub fn has_list(kind: Kind) -> bool {
    matches!(kind, Kind::Choice | Kind::Country | Kind::Currency | Kind::Group | Kind::Zone)
}

/// Whether a list may open while one types into a field of `kind`.
pub fn has_completion(kind: Kind) -> bool {
    has_list(kind) || matches!(kind, Kind::Text | Kind::Tags | Kind::Money)
}

/// What to offer for `typed`; `has_typed` tells a text that was typed just now from the value that stood there before.
pub fn offers(subject: &Subject<'_>, typed: &str, has_typed: bool, known: &[String], around: &Around<'_>) -> Offers {
    let sought = if has_typed { typed.trim() } else { "" };
    match subject.kind {
        Kind::Country => countries(sought, known),
        Kind::Currency => currencies(sought, around.currency),
        Kind::Money => amounts(typed.trim(), around.currency),
        Kind::Zone => zones(sought, around),
        Kind::Group => words(sought, &levels(known), true),
        Kind::Choice | Kind::Tags => {
            let mut all = subject.words.clone();
            for value in known {
                let shown = subject.field.map_or_else(|| value.clone(), |field| values::choice(field, value));
                if !all.contains(&shown) {
                    all.push(shown);
                }
            }
            words(sought, &all, true)
        }
        _ if sought.is_empty() => Offers::default(),
        _ => Offers { fitting: None, ..words(sought, known, false) },
    }
}

/// How well `name` fits what is sought (folded); less is better.
fn rank(name: &str, sought: &str) -> Option<u8> {
    let folded = fold(name);
    if folded == sought {
        return Some(0);
    }
    if folded.starts_with(sought) {
        return Some(1);
    }
    let at = folded.find(sought)?;
    let is_word = folded[..at].ends_with(|c: char| !c.is_alphanumeric());
    Some(if is_word { 2 } else { 3 })
}

/// Words of one's own: those that fit, and what was typed as a new one.
fn words(sought: &str, all: &[String], may_be_new: bool) -> Offers {
    if sought.is_empty() {
        return Offers { rows: all.iter().take(MOST).map(Offer::plain).collect(), fitting: None };
    }
    let folded = fold(sought);
    let mut found: Vec<(u8, &String)> = all.iter().filter_map(|word| Some((rank(word, &folded)?, word))).collect();
    // The sort is stable: within a rank the most used stays first.
    found.sort_by_key(|(rank, _)| *rank);
    let best = found.first().map(|(rank, _)| *rank);
    let mut rows: Vec<Offer> = found.into_iter().take(MOST).map(|(_, word)| Offer::plain(word)).collect();
    let mut fitting = best.filter(|rank| *rank <= 1).map(|_| 0);
    if may_be_new && best != Some(0) {
        rows.push(Offer { insert: sought.to_owned(), words: tr!("editor-new-word", word = sought), detail: String::new() });
        fitting = fitting.or(Some(rows.len() - 1));
    }
    Offers { rows, fitting }
}

/// Every group with the groups above it.
fn levels(known: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for path in known {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for level in ends.map(|end| &path[..end]) {
            if !all.iter().any(|known| known == level) {
                all.push(level.to_owned());
            }
        }
    }
    all.sort();
    all
}

fn countries(sought: &str, known: &[String]) -> Offers {
    let language = spoken();
    let folded = fold(sought);
    let by_other_name = Country::find(sought);
    let rank_of = |country: &Country| {
        if sought.is_empty() {
            return Some(known.iter().position(|code| code == country.iso2).map_or(u8::MAX, |at| at.min(200) as u8));
        }
        let by_name = [country.name_en, country.name_zh, country.name_zh_hant].into_iter().filter_map(|name| rank(name, &folded)).min();
        let by_code = [country.iso2, country.iso3].into_iter().any(|code| code.eq_ignore_ascii_case(sought)).then_some(0);
        let by_other = by_other_name.filter(|found| found.iso2 == country.iso2).map(|_| 0);
        by_code.into_iter().chain(by_other).chain(by_name).min()
    };
    let mut found: Vec<(u8, &Country)> = Country::all().iter().filter_map(|country| Some((rank_of(country)?, country))).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| by_name(a.1, b.1, language)));
    let fitting = (!sought.is_empty() && found.first().is_some_and(|(rank, _)| *rank <= 2)).then_some(0);
    let other = if language == Language::Chinese { Language::English } else { Language::Chinese };
    let most = if sought.is_empty() { found.len() } else { MOST };
    let rows = found
        .into_iter()
        .take(most)
        .map(|(_, country)| Offer {
            insert: country.name(language).to_owned(),
            words: country.name(language).to_owned(),
            detail: format!("{} · {}", country.name(other), country.iso2),
        })
        .collect();
    Offers { rows, fitting }
}

/// In Chinese by code: characters have no order that people look things up by.
fn by_name(a: &Country, b: &Country, language: Language) -> Ordering {
    match language {
        Language::Chinese => a.iso2.cmp(b.iso2),
        Language::English => a.name_en.cmp(b.name_en),
    }
}

/// The currencies that trade is mostly done in.
const USUAL: [&str; 8] = ["USD", "EUR", "CNY", "GBP", "JPY", "HKD", "AUD", "CAD"];

fn usual_rank(code: CurrencyCode, home: CurrencyCode) -> usize {
    if code == home { 0 } else { 1 + USUAL.iter().position(|usual| *usual == code.as_str()).unwrap_or(USUAL.len()) }
}

fn found_currencies(sought: &str, home: CurrencyCode) -> Vec<&'static Currency> {
    let folded = fold(sought);
    let by_other_name = if sought.is_empty() { None } else { Currency::find(sought) };
    let rank_of = |currency: &Currency| {
        if sought.is_empty() {
            return Some(0);
        }
        if by_other_name.is_some_and(|found| found.code == currency.code) {
            return Some(0);
        }
        [currency.code.as_str(), currency.name_en, currency.name_zh].into_iter().filter_map(|name| rank(name, &folded)).min()
    };
    let mut found: Vec<(u8, &Currency)> = Currency::all().iter().filter_map(|currency| Some((rank_of(currency)?, currency))).collect();
    found.sort_by_key(|(rank, currency)| (*rank, usual_rank(currency.code, home)));
    found.into_iter().map(|(_, currency)| currency).collect()
}

fn currencies(sought: &str, home: CurrencyCode) -> Offers {
    let found = found_currencies(sought, home);
    let fitting = (!sought.is_empty() && !found.is_empty()).then_some(0);
    let rows = found.into_iter().map(|currency| Offer {
        insert: currency.code.to_string(),
        words: currency.code.to_string(),
        detail: currency.name(spoken()).to_owned(),
    });
    Offers { rows: rows.collect(), fitting }
}

/// The amount that was typed in the currencies that its letters may mean.
fn amounts(typed: &str, home: CurrencyCode) -> Offers {
    let Some(first) = typed.find(|c: char| c.is_numeric()) else { return Offers::default() };
    let last = typed.rfind(|c: char| c.is_numeric()).unwrap_or(first);
    let end = typed[last..].chars().next().map_or(typed.len(), |c| last + c.len_utf8());
    let letters = format!("{}{}", &typed[..first], &typed[end..]);
    let letters = letters.trim().trim_start_matches('-').trim();
    let whole = parse_amount(typed, home).ok();
    // `12.5万 欧`: the unit belongs to the number, the rest to the currency.
    let (amount, sought) = match whole {
        Some(money) => (Some(money), ""),
        None => (parse_amount(&typed[first..end], home).ok(), letters),
    };
    let Some(amount) = amount else { return Offers::default() };
    let in_currency = |currency: &Currency| {
        let digits = amount.decimal();
        let same = Money::from_decimal(&digits, currency.code).or_else(|| parse_amount(&digits, currency.code).ok())?;
        Some(Offer { insert: same.display(), words: same.display(), detail: currency.name(spoken()).to_owned() })
    };
    let rows: Vec<Offer> = if whole.is_some() && sought.is_empty() && amount.currency != home {
        amount.currency.currency().into_iter().filter_map(in_currency).collect()
    } else {
        found_currencies(sought, home).into_iter().take(6).filter_map(in_currency).collect()
    };
    let fitting = (!sought.is_empty() && !rows.is_empty()).then_some(0);
    Offers { rows, fitting }
}

fn zones(sought: &str, around: &Around<'_>) -> Offers {
    let folded = fold(sought).replace(' ', "_");
    let own: Vec<&str> = around.country.map(|country| country.zones.clone()).unwrap_or_default();
    let in_country = around.country.and_then(|country| zone_of(country, sought)).map(|zone| zone.name());
    let mut found: Vec<(u8, &str)> = chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| name.contains('/') && !name.starts_with("Etc/"))
        .filter_map(|name| {
            let is_own = own.contains(&name);
            let rank = if sought.is_empty() {
                0
            } else if is_own && in_country == Some(name) && !own.is_empty() && own.len() > 1 {
                1
            } else {
                let city = name.rsplit('/').next().unwrap_or(name);
                rank(city, &folded).or_else(|| rank(name, &folded).map(|rank| rank.max(2)))?
            };
            Some((if is_own { rank } else { rank + 10 * u8::from(sought.is_empty()) }, name))
        })
        .collect();
    if !sought.is_empty()
        && let Some(country) = Country::find(sought)
    {
        found.retain(|(_, name)| !country.zones.contains(name));
        found.extend(country.zones.iter().map(|name| (0, *name)));
    }
    found.sort_by_key(|(rank, name)| (*rank, own.iter().position(|zone| zone == name).unwrap_or(usize::MAX)));
    let fitting = (!sought.is_empty() && found.first().is_some_and(|(rank, _)| *rank <= 1)).then_some(0);
    let rows = found.into_iter().take(MOST).map(|(_, name)| {
        let local = name.parse::<Zone>().map(|zone| zone.local(around.now.at).format("%H:%M").to_string()).unwrap_or_default();
        Offer { insert: name.to_owned(), words: name.replace('_', " "), detail: local }
    });
    Offers { rows: rows.collect(), fitting }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::speak;

    fn firsts(offers: &Offers, count: usize) -> Vec<&str> {
        offers.rows.iter().take(count).map(|offer| offer.words.as_str()).collect()
    }

    #[test]
    fn a_country_is_found_by_name_in_both_languages_code_and_other_names() {
        speak(Language::English);
        for (sought, first) in [
            ("ger", "Germany"),
            ("德", "Germany"),
            ("DE", "Germany"),
            ("deu", "Germany"),
            ("UAE", "United Arab Emirates"),
            ("阿联酋", "United Arab Emirates"),
            ("holl", "Netherlands"),
            ("united k", "United Kingdom"),
            ("cote", "Côte d'Ivoire"),
        ] {
            let found = countries(sought, &[]);
            let expected = if sought == "holl" { None } else { Some(first) };
            assert_eq!(expected.and(found.rows.first().map(|offer| offer.words.as_str())), expected, "{sought}");
        }
        let all = countries("", &["MX".to_owned(), "DE".to_owned()]);
        assert_eq!(firsts(&all, 3), ["Mexico", "Germany", "Afghanistan"], "those in use come first");
        assert_eq!(all.fitting, None);
        assert_eq!(countries("atlantis", &[]).fitting, None, "what is unknown stays as typed");
        speak(Language::Chinese);
        assert_eq!(countries("germ", &[]).rows[0].insert, "德国");
        assert_eq!(countries("德", &[]).rows[0].detail, "Germany · DE");
    }

    #[test]
    fn a_choice_takes_what_fits_and_offers_the_rest_as_new() {
        speak(Language::English);
        let all = ["Following".to_owned(), "Developing".to_owned(), "Dormant".to_owned()];
        let found = words("fol", &all, true);
        assert_eq!((firsts(&found, 9), found.fitting), (vec!["Following", "New: fol"], Some(0)));
        let found = words("d", &all, true);
        assert_eq!(firsts(&found, 2), ["Developing", "Dormant"]);
        let found = words("lost", &all, true);
        assert_eq!((firsts(&found, 9), found.fitting), (vec!["New: lost"], Some(0)));
        let found = words("dormant", &all, true);
        assert_eq!((firsts(&found, 9), found.fitting), (vec!["Dormant"], Some(0)), "what is there already is not new");
    }

    #[test]
    fn groups_are_offered_level_by_level() {
        let known = ["Europe/Germany/North".to_owned(), "Asia".to_owned()];
        assert_eq!(levels(&known), ["Asia", "Europe", "Europe/Germany", "Europe/Germany/North"]);
    }

    #[test]
    fn an_amount_is_offered_in_the_currency_that_its_letters_mean() {
        speak(Language::English);
        let usd: CurrencyCode = "USD".parse().expect("a code");
        let found = amounts("12500", usd);
        assert_eq!((firsts(&found, 2), found.fitting), (vec!["USD 12,500", "EUR 12,500"], None));
        let found = amounts("12500 eu", usd);
        assert_eq!((firsts(&found, 1), found.fitting), (vec!["EUR 12,500"], None), "a whole name needs no completion");
        let found = amounts("12500 swiss", usd);
        assert_eq!((firsts(&found, 1), found.fitting), (vec!["CHF 12,500"], Some(0)));
        let found = amounts("12.5万", usd);
        assert_eq!(firsts(&found, 1), ["USD 125,000"]);
        let found = amounts("EUR 3.50", usd);
        assert_eq!(firsts(&found, 9), ["EUR 3.50"]);
        assert_eq!(amounts("a lot", usd), Offers::default());
    }
}
