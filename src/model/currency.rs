//! The currencies of ISO 4217: code, minor units, names and the signs people write for them.
//!
//! The table is `assets/data/currencies.tsv`. Amounts are in [`crate::model::money`]; exchange rates are not here.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use crate::model::text::fold_into;
use crate::words::Language;

/// Three capital letters of ISO 4217; `XXX` where the currency is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CurrencyCode([u8; 3]);

impl CurrencyCode {
    /// No known currency (ISO 4217 `XXX`).
    pub const UNKNOWN: Self = Self(*b"XXX");
    /// US dollar, the usual currency of the trade.
    pub const USD: Self = Self(*b"USD");
    /// Chinese yuan.
    pub const CNY: Self = Self(*b"CNY");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// What the table knows of it; none for `XXX` and for codes outside the table.
    pub fn currency(self) -> Option<&'static Currency> {
        let all = &TABLE.currencies;
        all.binary_search_by(|currency| currency.code.cmp(&self)).ok().map(|index| &all[index])
    }

    /// Digits of the minor unit: 2 for most, 0 for the yen, 3 for the Kuwaiti dinar, 2 where not known.
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"USD" | b"EUR" | b"CNY" | b"GBP" | b"XXX" => 2,
            _ => self.currency().map_or(2, |currency| currency.digits),
        }
    }

    /// Whether the currency is known.
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}

impl Default for CurrencyCode {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

impl fmt::Display for CurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is not three letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a currency code has three letters")]
pub struct NotACode;

impl FromStr for CurrencyCode {
    type Err = NotACode;

    /// Reads three letters in either case, whether the table has them or not.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let code: [u8; 3] = text.as_bytes().try_into().map_err(|_| NotACode)?;
        if code.iter().all(u8::is_ascii_alphabetic) { Ok(Self(code.map(|b| b.to_ascii_uppercase()))) } else { Err(NotACode) }
    }
}

impl serde::Serialize for CurrencyCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for CurrencyCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A currency of ISO 4217.
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// The code, the stored value.
    pub code: CurrencyCode,
    /// Digits of the minor unit.
    pub digits: u32,
    /// English name.
    pub name_en: &'static str,
    /// Chinese name (simplified).
    pub name_zh: &'static str,
    /// Narrow sign such as `$`, which several currencies share; the code where there is none.
    pub symbol: &'static str,
    aliases: Vec<&'static str>,
}

struct Table {
    currencies: Vec<Currency>,
    by_name: HashMap<Box<str>, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let currencies: Vec<Currency> = include_str!("../../assets/data/currencies.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let mut next = || cells.next();
            Some(Currency {
                code: next()?.parse().ok()?,
                digits: next()?.parse().ok()?,
                name_en: next()?,
                name_zh: next()?,
                symbol: next()?,
                aliases: next()?.split('|').filter(|alias| !alias.is_empty()).collect(),
            })
        })
        .collect();
    let mut by_name = HashMap::with_capacity(1024);
    let mut add = |name: &str, index: usize| {
        let key = squeeze(name);
        by_name.entry(key.replace('.', "").into_boxed_str()).or_insert(index);
        by_name.entry(key.into_boxed_str()).or_insert(index);
    };
    // Codes before names before signs: what comes first stays.
    for (index, currency) in currencies.iter().enumerate() {
        add(currency.code.as_str(), index);
    }
    for (index, currency) in currencies.iter().enumerate() {
        for name in [currency.name_en, currency.name_zh].iter().chain(&currency.aliases) {
            add(name, index);
        }
    }
    for (index, currency) in currencies.iter().enumerate() {
        if currencies.iter().filter(|other| other.symbol == currency.symbol).count() == 1 {
            add(currency.symbol, index);
        }
    }
    for (code, name) in [
        ("CNY", "元人民币"),
        ("CNY", "圆人民币"),
        ("CNY", "rmb yuan"),
        ("CNY", "cn"),
        ("USD", "us"),
        ("USD", "$"),
        ("KRW", "₩"),
        ("HKD", "hk dollar"),
        ("JPY", "japan yen"),
        ("EUR", "eu"),
    ] {
        if let Ok(index) = currencies.binary_search_by_key(&code, |currency| currency.code.as_str()) {
            add(name, index);
        }
    }
    Table { currencies, by_name }
});

/// The name folded, without spaces; signs such as `$` count, and dots tell `Bs.D` from `BSD`.
fn squeeze(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    fold_into(name, &mut key);
    key.retain(|c| !c.is_whitespace());
    key
}

impl Currency {
    /// All currencies in use, sorted by code.
    pub fn all() -> &'static [Self] {
        &TABLE.currencies
    }

    /// The currency that a text names: a code, a name in Chinese or English, a sign, or several of these that agree (`USD(美元)`).
    ///
    /// By choice `$` alone is the US dollar, `¥` and `元` the yuan, `£` the British pound.
    pub fn find(text: &str) -> Option<&'static Self> {
        if let Some(currency) = text.parse::<CurrencyCode>().ok().and_then(CurrencyCode::currency) {
            return Some(currency);
        }
        if text.len() > 80 {
            return None;
        }
        let key = squeeze(text);
        if let Some(currency) = by_key(&key) {
            return Some(currency);
        }
        let mut found = None;
        for part in text.split(|c: char| {
            matches!(c, '(' | ')' | '（' | '）' | '/' | '|' | ',' | '-' | '，' | ':' | '：' | '[' | ']') || c.is_whitespace()
        }) {
            let han = part
                .find(|c: char| !c.is_ascii())
                .filter(|&at| at > 0)
                .or_else(|| part.find(|c: char| c.is_ascii_alphabetic()))
                .unwrap_or(0);
            for piece in [&part[..han], &part[han..]] {
                let Some(currency) = by_key(&squeeze(piece)) else { continue };
                if found.is_some_and(|before: &Self| before.code != currency.code) {
                    return None;
                }
                found = Some(currency);
            }
        }
        found
    }

    /// The name in a language of the interface.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.name_en,
            Language::Chinese => self.name_zh,
        }
    }
}

fn by_key(key: &str) -> Option<&'static Currency> {
    let names = &TABLE.by_name;
    let plain = || if key.contains('.') { names.get(key.replace('.', "").as_str()) } else { None };
    let singular = || key.strip_suffix('s').filter(|key| key.len() > 3).and_then(|key| names.get(key));
    names.get(key).or_else(plain).or_else(singular).map(|&index| &TABLE.currencies[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert_eq!(Currency::all().len(), 153);
        assert!(Currency::all().is_sorted_by_key(|currency| currency.code));
        for currency in Currency::all() {
            for name in [currency.code.as_str(), currency.name_en, currency.name_zh].iter().chain(&currency.aliases) {
                assert_eq!(Currency::find(name).map(|found| found.code), Some(currency.code), "{name}");
            }
        }
    }

    #[test]
    fn any_common_name_is_found() {
        for (text, code) in [
            ("usd", "USD"),
            ("US$", "USD"),
            ("$", "USD"),
            ("美元", "USD"),
            ("美金", "USD"),
            ("US Dollars", "USD"),
            ("USD(美元)", "USD"),
            ("美元 USD", "USD"),
            ("人民币CNY", "CNY"),
            ("CNY人民币", "CNY"),
            ("US Dollar (USD)", "USD"),
            ("RMB", "CNY"),
            ("￥", "CNY"),
            ("元", "CNY"),
            ("€", "EUR"),
            ("Euros", "EUR"),
            ("£", "GBP"),
            ("HK$", "HKD"),
            ("A$", "AUD"),
            ("日元", "JPY"),
            ("円", "JPY"),
            ("zł", "PLN"),
            ("Kč", "CZK"),
            ("руб.", "RUB"),
            ("₩", "KRW"),
            ("ＵＳＤ", "USD"),
        ] {
            assert_eq!(Currency::find(text).map(|found| found.code.as_str()), Some(code), "{text}");
        }
        for text in ["", "kr", "USD/EUR", "money", "100", "ABC", "?"] {
            assert_eq!(Currency::find(text).map(|found| found.code), None, "{text}");
        }
    }

    #[test]
    fn codes_are_three_letters() {
        assert_eq!("eur".parse(), Ok(CurrencyCode::EUR));
        assert_eq!("€".parse::<CurrencyCode>(), Err(NotACode));
        assert_eq!("US1".parse::<CurrencyCode>(), Err(NotACode));
        assert_eq!(CurrencyCode::UNKNOWN.digits(), 2);
        assert_eq!("JPY".parse::<CurrencyCode>().map(CurrencyCode::digits), Ok(0));
        assert_eq!("KWD".parse::<CurrencyCode>().map(CurrencyCode::digits), Ok(3));
        assert_eq!(serde_json::to_string(&CurrencyCode::USD).ok().as_deref(), Some("\"USD\""));
        assert_eq!(serde_json::from_str::<CurrencyCode>("\"usd\"").ok(), Some(CurrencyCode::USD));
    }
}
