//! What a mistyped name or value most likely means: the known ones that are few letters away.

use super::names::Reads;
use crate::model::country::Country;
use crate::model::currency::Currency;
use crate::model::text;
use crate::words::{Language, spoken};

/// More letters than these are no name.
const LONGEST: usize = 40;

/// The `count` of `candidates`, each with the folded name by which it goes, that `typed` (folded) can mean, the nearest first.
pub(super) fn few<T: PartialEq>(typed: &str, candidates: impl Iterator<Item = (String, T)>, count: usize) -> Vec<T> {
    let typed: Vec<char> = typed.chars().take(LONGEST).collect();
    let farthest = (typed.len() / 3).max(1);
    let mut found: Vec<(usize, T)> = Vec::new();
    for (name, candidate) in candidates {
        let name: Vec<char> = name.chars().take(LONGEST + farthest).collect();
        if name.len().abs_diff(typed.len()) > farthest {
            continue;
        }
        let steps = steps_between(&typed, &name);
        if steps <= farthest && steps < typed.len() {
            found.push((steps, candidate));
        }
    }
    found.sort_by_key(|(steps, _)| *steps);
    let mut few: Vec<T> = Vec::with_capacity(count);
    for (_, candidate) in found {
        if few.len() < count && !few.contains(&candidate) {
            few.push(candidate);
        }
    }
    few
}

/// The countries or currencies that `typed` can mean: code, and name in the language spoken.
pub(super) fn of_closed(reads: Reads, typed: &str) -> Vec<(&'static str, String)> {
    let language = spoken();
    let folded = text::fold(typed);
    match reads {
        Reads::Country => {
            let named = |country: &'static Country| {
                let shown = country.name(language);
                [country.name_en, country.name_zh, country.iso3].map(|name| (text::fold(name), (country.iso2, shown.to_owned())))
            };
            few(&folded, Country::all().iter().flat_map(named), 3)
        }
        Reads::Currency => {
            let named = |currency: &'static Currency| {
                let shown = match language {
                    Language::English => currency.code.as_str().to_owned(),
                    Language::Chinese => currency.name_zh.to_owned(),
                };
                [currency.code.as_str(), currency.name_en, currency.name_zh]
                    .map(|name| (text::fold(name), (currency.code.as_str(), shown.clone())))
            };
            few(&folded, Currency::all().iter().flat_map(named), 3)
        }
        _ => Vec::new(),
    }
}

/// How many letters must be put in, left out, changed or swapped with their neighbour to make `b` of `a`.
fn steps_between(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut steps = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                steps = steps.min(before[j - 1] + 1);
            }
            row.push(steps);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::speak;

    #[test]
    fn a_mistyped_country_or_currency_finds_its_neighbour_in_either_language() {
        for (reads, typed, english, chinese) in [
            (Reads::Country, "Gremany", Some("DE"), Some("DE")),
            (Reads::Country, "brasilien", None, None),
            (Reads::Country, "Barzil", Some("BR"), Some("BR")),
            (Reads::Country, "德果", Some("DE"), Some("DE")),
            (Reads::Country, "xyzzy", None, None),
            (Reads::Currency, "UDS", Some("USD"), Some("USD")),
            (Reads::Currency, "人民弊", Some("CNY"), Some("CNY")),
            (Reads::Text, "Gremany", None, None),
        ] {
            for (language, expected) in [(Language::English, english), (Language::Chinese, chinese)] {
                speak(language);
                assert_eq!(of_closed(reads, typed).first().map(|(code, _)| *code), expected, "{typed}");
            }
        }
        speak(Language::English);
        assert_eq!(of_closed(Reads::Country, "Gremany")[0].1, "Germany");
    }
}
