//! The countries and territories of ISO 3166, found by whatever name people write.
//!
//! The table is `assets/data/countries.tsv`; what is stored of a customer is the two-letter code. Zones of single cities
//! are in [`crate::model::zone`], telephone rules in [`crate::model::phone`].

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use crate::model::text::{fold_into, simplified};
use crate::words::Language;

/// A country or territory of ISO 3166-1.
#[derive(PartialEq, Eq)]
pub struct Country {
    /// Two-letter code in capitals, the stored value.
    pub iso2: &'static str,
    /// Three-letter code in capitals.
    pub iso3: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Name in simplified Chinese.
    pub name_zh: &'static str,
    /// Name in traditional Chinese.
    pub name_zh_hant: &'static str,
    /// Calling codes without `+`, the main one first; in North America with the area code (`1876`).
    pub calling_codes: Vec<&'static str>,
    /// ISO 4217 code of the main legal tender; empty for Antarctica.
    pub currency: &'static str,
    /// IANA names of its zones, the principal one first; none for two uninhabited islands.
    pub zones: Vec<&'static str>,
    /// ISO weekday numbers of the weekend, 1 = Monday.
    pub weekend: Vec<u8>,
    /// Other names.
    aliases: Vec<&'static str>,
}

/// A country as a small number, or that it is not known. It holds while the program runs and is never stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryNo(u16);

impl CountryNo {
    /// The country is not known.
    pub const UNKNOWN: Self = Self(0);

    /// The number of a two-letter code; [`CountryNo::UNKNOWN`] for any other text.
    pub fn of(iso2: &str) -> Self {
        Country::by_iso2(iso2).map_or(Self::UNKNOWN, Country::number)
    }

    /// The country.
    pub fn country(self) -> Option<&'static Country> {
        TABLE.countries.get(usize::from(self.0).checked_sub(1)?)
    }

    /// From 0 for the unknown one to the number of countries, for tables of all of them.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Debug for Country {
    /// The code says it all; the whole row would drown a failing test.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.iso2)
    }
}

/// Names that lists use and the table lacks, joined by `|`.
const MORE_NAMES: [(&str, &str); 17] = [
    ("HK", "香港中国|Hong Kong PRC"),
    ("MO", "澳门中国"),
    ("TW", "台湾中国|ROC"),
    ("CN", "中国内地|Chine|Cina|Kitai|Китай"),
    ("DE", "Allemagne|Alemania|Germania|Alemanha|Duitsland|Германия"),
    ("FR", "Francia|Frankreich|França"),
    ("IT", "Italien|Italie"),
    ("ES", "Spanien|Espagne|Spagna"),
    ("GB", "Grossbritannien|Reino Unido|Royaume Uni|Vereinigtes Königreich"),
    ("US", "États-Unis|Vereinigte Staaten|Stati Uniti|США"),
    ("JP", "Japon|Giappone|Япония"),
    ("NL", "Pays-Bas|Niederlande|Países Bajos"),
    ("PL", "Polen|Pologne"),
    ("MA", "Marokko"),
    ("KR", "한국"),
    ("AE", "الإمارات"),
    ("SA", "السعودية"),
];

/// What countries of long English names are called where room is short; in Chinese all names are short enough.
const SHORT_NAMES: [(&str, &str); 17] = [
    ("AE", "UAE"),
    ("AG", "Antigua"),
    ("BA", "Bosnia"),
    ("CF", "Central Africa"),
    ("CG", "Congo Republic"),
    ("DO", "Dominican Rep."),
    ("GB", "UK"),
    ("GQ", "Eq. Guinea"),
    ("KN", "St. Kitts"),
    ("PG", "Papua N. Guinea"),
    ("ST", "São Tomé"),
    ("TC", "Turks & Caicos"),
    ("TT", "Trinidad"),
    ("US", "USA"),
    ("VC", "St. Vincent"),
    ("VG", "British Virgin Is."),
    ("VI", "U.S. Virgin Is."),
];

struct Table {
    countries: Vec<Country>,
    by_name: HashMap<Box<str>, usize>,
    by_calling_code: HashMap<&'static str, Vec<usize>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let countries: Vec<Country> = include_str!("../../assets/data/countries.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| country_of(&line.split('\t').collect::<Vec<_>>()))
        .collect();
    let mut by_name = HashMap::with_capacity(4096);
    let mut by_calling_code: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (index, country) in countries.iter().enumerate() {
        let names = [country.iso2, country.iso3, country.name_en, country.name_zh, country.name_zh_hant];
        for name in names.into_iter().chain(country.aliases.iter().copied()) {
            if name.contains('.') {
                by_name.insert(name.to_lowercase().into_boxed_str(), index);
            }
            by_name.entry(squeeze(name).into_boxed_str()).or_insert(index);
        }
        for code in &country.calling_codes {
            by_calling_code.entry(code).or_default().push(index);
        }
    }
    for (iso2, names) in MORE_NAMES {
        let index = countries.binary_search_by_key(&iso2, |country| country.iso2).expect("the names stand for countries of the table");
        for name in names.split('|') {
            by_name.entry(squeeze(name).into_boxed_str()).or_insert(index);
        }
    }
    Table { countries, by_name, by_calling_code }
});

fn country_of(cells: &[&'static str]) -> Option<Country> {
    let &[iso2, iso3, name_en, name_zh, name_zh_hant, calling, currency, zones, weekend, aliases] = cells else { return None };
    Some(Country {
        iso2,
        iso3,
        name_en,
        name_zh,
        name_zh_hant,
        calling_codes: calling.split_ascii_whitespace().collect(),
        currency,
        zones: zones.split_ascii_whitespace().collect(),
        weekend: weekend.split_ascii_whitespace().filter_map(|day| day.parse().ok()).collect(),
        aliases: aliases.split('|').filter(|alias| !alias.is_empty()).collect(),
    })
}

/// Only the letters and digits of a name, folded: neither case, accents, spaces, dots nor brackets count.
fn squeeze(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    squeeze_into(name, &mut key);
    key
}

fn squeeze_into(name: &str, key: &mut String) {
    key.clear();
    if name.is_ascii() {
        key.extend(name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    } else {
        fold_into(name, key);
        // Lists in traditional characters use mainland names as well: 印度尼西亞 beside 印尼.
        *key = key.chars().filter(|c| c.is_alphanumeric() || is_mark(*c)).map(simplified).collect();
    }
}

/// A vowel sign of a script in which leaving it out makes another word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}' | '\u{EB1}'..='\u{ECD}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{F00}'..='\u{FFF}')
}

impl Country {
    /// All countries, sorted by their two-letter code.
    pub fn all() -> &'static [Self] {
        &TABLE.countries
    }

    /// The country of a two-letter code in either case.
    pub fn by_iso2(code: &str) -> Option<&'static Self> {
        let bytes: [u8; 2] = code.as_bytes().try_into().ok()?;
        let code = bytes.map(|b| b.to_ascii_uppercase());
        let all = &TABLE.countries;
        all.binary_search_by(|country| country.iso2.as_bytes().cmp(&code[..])).ok().map(|index| &all[index])
    }

    /// The countries that share a calling code (digits without `+`), those whose main code it is first.
    pub fn by_calling_code(code: &str) -> Vec<&'static Self> {
        let Some(found) = TABLE.by_calling_code.get(code) else { return Vec::new() };
        let mut found: Vec<_> = found.iter().map(|&index| &TABLE.countries[index]).collect();
        found.sort_by_key(|country| (country.calling_codes.first() != Some(&code), !MAIN_OF_SHARED_CODE.contains(&country.iso2)));
        found
    }

    /// The country that a text names: any common name in any script, a code, a flag, or several names of the same country.
    ///
    /// `U.S.A.`, `Viet Nam`, `阿联酋`, `中国香港`, `Deutschland`, `Germany (DE)`, `DE-Germany`, `德国 Germany`, `the Republic of Kenya`.
    /// Names of two countries in one text find none, except that the last part after a comma counts (`Tbilisi, Georgia`).
    pub fn find(text: &str) -> Option<&'static Self> {
        if text.len() > 120 {
            return None;
        }
        let mut key = String::with_capacity(text.len());
        squeeze_into(text, &mut key);
        if key.is_empty() {
            return by_flag(text);
        }
        if key == "na" && text.contains('/') {
            return None;
        }
        // Dots count only where a name of the table has them: A.R.E. is Egypt, ARE the Emirates.
        let dotted = if text.contains('.') { TABLE.by_name.get(text.trim().to_lowercase().as_str()) } else { None };
        if let Some(&index) = dotted.or_else(|| TABLE.by_name.get(key.as_str())) {
            return Some(&TABLE.countries[index]);
        }
        by_flag(text).or_else(|| by_short_form(text)).or_else(|| by_parts(text))
    }

    /// Its number, for tables that keep one of many customers small.
    pub fn number(&self) -> CountryNo {
        let at = TABLE.countries.binary_search_by_key(&self.iso2, |country| country.iso2);
        CountryNo(at.map_or(0, |at| at as u16 + 1))
    }

    /// The name in a language of the interface.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.name_en,
            Language::Chinese => self.name_zh,
        }
    }

    /// What it is called where room is short, where that is shorter than [`Self::name`].
    pub fn short_name(&self, language: Language) -> Option<&'static str> {
        let short = SHORT_NAMES.iter().find(|(iso2, _)| *iso2 == self.iso2).map(|(_, short)| *short);
        short.filter(|_| language == Language::English)
    }

    /// Whether an ISO weekday (1 = Monday) belongs to the weekend there.
    pub fn is_weekend(&self, iso_weekday: u32) -> bool {
        self.weekend.iter().any(|&day| u32::from(day) == iso_weekday)
    }
}

/// Where territories share a calling code, the one that most of its numbers belong to.
const MAIN_OF_SHARED_CODE: [&str; 12] = ["US", "RU", "GB", "IT", "AU", "NO", "FI", "FR", "RE", "GP", "CW", "MA"];

/// Two regional indicators are a flag: 🇩🇪.
fn by_flag(text: &str) -> Option<&'static Country> {
    let mut letters = text.chars().filter_map(|c| match c as u32 {
        c @ 0x1F1E6..=0x1F1FF => Some(b'A' + (c - 0x1F1E6) as u8),
        _ => None,
    });
    let code = [letters.next()?, letters.next()?];
    Country::by_iso2(std::str::from_utf8(&code).ok()?)
}

/// Without the words that make a name official: `the`, `Republic of`, `共和国`.
fn by_short_form(text: &str) -> Option<&'static Country> {
    #[rustfmt::skip]
    const OFFICIAL: [&str; 20] = [
        "the", "federal", "democratic", "islamic", "people's", "peoples", "socialist", "united", "kingdom", "republic", "rep", "rep.",
        "state", "sultanate", "principality", "commonwealth", "union", "of", "de", "del",
    ];
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    let kept: String = folded.split_whitespace().filter(|word| !OFFICIAL.contains(word)).collect();
    let kept = squeeze(&kept);
    let kept = ["人民共和国", "共和国", "王国", "联邦"].iter().find_map(|end| kept.strip_suffix(end)).unwrap_or(&kept);
    // "DE" of "de" is a code; what is left of an official name is a name.
    if kept.chars().count() < 2 || (kept.is_ascii() && kept.len() < 4) {
        return None;
    }
    TABLE.by_name.get(kept).map(|&index| &TABLE.countries[index])
}

/// What stands between two names of a country in one text.
#[rustfmt::skip]
const BETWEEN_NAMES: [char; 24] = [
    '(', ')', '[', ']', '（', '）', '【', '】', '/', '|', '／', '-', '–', '—', '_', ',', '，', '、', ';', '；', ':', '：', '\n', '+',
];

/// By the names between separators, brackets and scripts, if they agree.
fn by_parts(text: &str) -> Option<&'static Country> {
    let mut found: Option<&'static Country> = None;
    let mut last_found = None;
    let mut conflict = false;
    for part in text.split(BETWEEN_NAMES) {
        for run in script_runs(part) {
            let country = by_whole(run);
            last_found = country.or(if run.trim().is_empty() { last_found } else { None });
            match (found, country) {
                (None, Some(country)) => found = Some(country),
                (Some(before), Some(country)) if before != country => {
                    if before.iso2 == "CN" && matches!(country.iso2, "HK" | "MO" | "TW") {
                        found = Some(country);
                    } else if !(country.iso2 == "CN" && matches!(before.iso2, "HK" | "MO" | "TW")) {
                        conflict = true;
                    }
                }
                _ => {}
            }
        }
    }
    if conflict { if text.contains([',', '，']) { last_found } else { None } } else { found }
}

fn by_whole(part: &str) -> Option<&'static Country> {
    let part = part.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let key = squeeze(part);
    // A two- or three-letter code inside a longer text has to be in capitals: "de", "in" and "is" are words.
    if key.is_empty() || (key.is_ascii() && key.len() <= 3 && part.bytes().any(|b| b.is_ascii_lowercase())) {
        return None;
    }
    TABLE.by_name.get(key.as_str()).map(|&index| &TABLE.countries[index]).or_else(|| by_short_form(part))
}

/// The parts of a text in Chinese characters and in other scripts: `德国 Germany` is two.
fn script_runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().find(|c| c.is_alphanumeric())?;
        let han = is_han(first);
        let end = rest.char_indices().find(|&(_, c)| c.is_alphanumeric() && is_han(c) != han).map_or(rest.len(), |(at, _)| at);
        let (run, tail) = rest.split_at(end);
        rest = tail;
        Some(run)
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_shorter_and_nobody_elses() {
        for (iso2, short) in SHORT_NAMES {
            let country = Country::by_iso2(iso2).expect("a country");
            assert_eq!(country.short_name(Language::English), Some(short));
            assert_eq!(country.short_name(Language::Chinese), None);
            assert!(short.len() < country.name_en.len(), "{short}");
            assert!(Country::find(short).is_none_or(|found| found == country), "{short}");
        }
        assert_eq!(Country::by_iso2("DE").expect("a country").short_name(Language::English), None);
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(Country::all().len(), 249);
        assert!(Country::all().is_sorted_by_key(|country| country.iso2));
        for country in Country::all() {
            for name in [country.iso2, country.iso3, country.name_en, country.name_zh, country.name_zh_hant].iter().chain(&country.aliases)
            {
                assert_eq!(Country::find(name).map(|found| found.iso2), Some(country.iso2), "{name}");
            }
        }
    }

    #[test]
    fn any_common_name_is_found() {
        for (text, iso2) in [
            ("U.S.A.", "US"),
            ("usa", "US"),
            ("Viet Nam", "VN"),
            ("VIETNAM", "VN"),
            ("阿联酋", "AE"),
            ("中国香港", "HK"),
            ("香港(中国)", "HK"),
            ("香港，中国", "HK"),
            ("Deutschland", "DE"),
            ("GERMANY", "DE"),
            ("Germany (DE)", "DE"),
            ("DE-Germany", "DE"),
            ("DE - Germany", "DE"),
            ("德国 Germany", "DE"),
            ("Germany 德国", "DE"),
            ("德国Germany", "DE"),
            ("德国（Germany）", "DE"),
            ("美国/United States", "US"),
            ("49 Germany", "DE"),
            ("🇩🇪 Germany", "DE"),
            ("🇰🇪", "KE"),
            ("the Republic of Kenya", "KE"),
            ("Republic of Türkiye", "TR"),
            ("TURKIYE", "TR"),
            ("土耳其", "TR"),
            ("Czech Republic", "CZ"),
            ("捷克", "CZ"),
            ("多米尼加", "DO"),
            ("Côte d’Ivoire", "CI"),
            ("COTE D'IVOIRE", "CI"),
            ("Korea, Republic of", "KR"),
            ("South Korea", "KR"),
            ("Ｇｅｒｍａｎｙ", "DE"),
            ("\u{a0}Germany ", "DE"),
            ("Россия", "RU"),
            ("日本", "JP"),
            ("대한민국", "KR"),
            ("ไทย", "TH"),
            ("المملكة العربية السعودية", "SA"),
            ("Österreich", "AT"),
            ("Tbilisi, Georgia", "GE"),
            ("Atlanta, Georgia, USA", "US"),
            ("Hamburg, Germany", "DE"),
            ("德意志联邦共和国", "DE"),
            ("肯尼亚共和国", "KE"),
            ("Kingdom of Saudi Arabia", "SA"),
            ("UK", "GB"),
            ("de", "DE"),
            ("England", "GB"),
            ("Macau", "MO"),
            ("台灣", "TW"),
        ] {
            assert_eq!(Country::find(text).map(|country| country.iso2), Some(iso2), "{text}");
        }
        for text in ["", " ", "Asia", "Germany/France", "欧洲", "n/a", "???", "12", "the", "Republic of", "made in", "Trading", "中"] {
            assert_eq!(Country::find(text).map(|country| country.iso2), None, "{text}");
        }
    }

    #[test]
    fn codes_lead_to_countries() {
        assert_eq!(Country::by_iso2("de").map(|c| c.name(Language::Chinese)), Some("德国"));
        assert_eq!(Country::by_iso2("XX"), None);
        assert_eq!(Country::by_iso2("D"), None);
        for (code, first) in [
            ("49", "DE"),
            ("1", "US"),
            ("7", "RU"),
            ("44", "GB"),
            ("1876", "JM"),
            ("39", "IT"),
            ("86", "CN"),
            ("212", "MA"),
            ("47", "NO"),
            ("61", "AU"),
        ] {
            assert_eq!(Country::by_calling_code(code).first().map(|c| c.iso2), Some(first), "{code}");
        }
        assert!(Country::by_calling_code("999").is_empty());
        assert!(Country::by_iso2("AE").is_some_and(|c| c.is_weekend(7) && !c.is_weekend(5)));
    }
}
