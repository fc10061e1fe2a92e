//! Exchange rates: what one unit of a currency is worth in another from a day on, as exact decimals (no floats).
//!
//! A book keeps them as lines of text, `2026-11-02 USD CNY 7.1025`; they are typed or taken from a table of a bank or of
//! the China Foreign Exchange Trade System, never fetched. Which day counts for an amount is decided by who asks.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::model::currency::CurrencyCode;
use crate::model::text::narrow;

/// How many decimals a rate may have.
const MOST_PLACES: u32 = 10;

/// An exact, positive decimal: `digits` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    digits: u64,
    places: u32,
}

/// Why a text is not a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rate is a positive number such as 7.1025")]
pub struct NotARate;

impl Rate {
    /// One for one.
    pub const ONE: Self = Self { digits: 1, places: 0 };

    /// `digits` / 10^`places` in its shortest form; none for nothing or more than ten decimals.
    fn new(mut digits: u64, mut places: u32) -> Option<Self> {
        while places > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            places -= 1;
        }
        (digits > 0 && places <= MOST_PLACES).then_some(Self { digits, places })
    }

    /// As the nearest floating number, for comparing amounts.
    pub fn number(self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.places as i32)
    }

    /// The rate of one unit where the quotation is for `units` of them (`100JPY`); none where that has too many decimals.
    pub fn per(self, units: u32) -> Option<Self> {
        match units {
            1 => Some(self),
            10 | 100 | 1_000 | 10_000 => Self::new(self.digits, self.places + units.ilog10()),
            _ => None,
        }
    }

    /// The rate the other way round, to ten significant digits: quotations such as `CNY/MYR 0.61` say it from there.
    pub fn inverse(self) -> Option<Self> {
        // 10^19 / digits has at least ten digits for every digits below 10^9.
        let mut digits = self.digits;
        let mut places = self.places;
        while digits >= 1_000_000_000 {
            digits /= 10;
            places = places.checked_sub(1)?;
        }
        let quotient = (10_u128.pow(19) + u128::from(digits) / 2) / u128::from(digits);
        // quotient / 10^(19 - places); cut to ten decimals at most.
        let surplus = (19 - places).saturating_sub(MOST_PLACES);
        let unit = 10_u128.pow(surplus);
        Self::new(u64::try_from((quotient + unit / 2) / unit).ok()?, 19 - places - surplus)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.digits);
        }
        let unit = 10_u64.pow(self.places);
        write!(f, "{}.{:0width$}", self.digits / unit, self.digits % unit, width = self.places as usize)
    }
}

impl FromStr for Rate {
    type Err = NotARate;

    /// Reads a plain decimal as it is typed or stored, also in full-width digits, and with a comma for the decimal mark or before
    /// groups of three.
    fn from_str(text: &str) -> Result<Self, NotARate> {
        let text = narrow(text);
        let text = text.trim();
        // `1,234.5` groups; `7,1025` does not.
        let plain = match (text.contains('.'), text.matches(',').count()) {
            (true, _) => text.replace(',', ""),
            (false, 1) => text.replace(',', "."),
            _ => text.to_owned(),
        };
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let is_number = !(whole.is_empty() && fraction.is_empty()) && whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
        if !is_number {
            return Err(NotARate);
        }
        // A spreadsheet stores 7.1025 as 7.102499999999999: what lies beyond ten decimals is no part of the quotation.
        let kept = &fraction[..fraction.len().min(MOST_PLACES as usize)];
        let rounds_up = fraction.as_bytes().get(kept.len()).is_some_and(|digit| *digit >= b'5');
        let digits = format!("{whole}{kept}").parse::<u64>().map_err(|_| NotARate)?.checked_add(u64::from(rounds_up)).ok_or(NotARate)?;
        Self::new(digits, kept.len() as u32).ok_or(NotARate)
    }
}

/// A quotation: from `day` on, one unit of `from` is worth `rate` of `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedRate {
    /// The first day on which it holds.
    pub day: NaiveDate,
    /// The currency quoted.
    pub from: CurrencyCode,
    /// The currency in which it is quoted.
    pub to: CurrencyCode,
    /// What one unit is worth.
    pub rate: Rate,
}

impl fmt::Display for DatedRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.day, self.from, self.to, self.rate)
    }
}

/// All quotations that a book knows, one per pair and day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// Sorted by pair, then day.
    quoted: Vec<DatedRate>,
}

impl Rates {
    /// Reads what [`Rates::to_text`] wrote; lines that are no quotation are passed over.
    pub fn of_text(text: &str) -> Self {
        let mut rates = Self::default();
        rates.put(text.lines().filter_map(|line| {
            let mut parts = line.split(' ');
            let mut next = || parts.next();
            Some(DatedRate {
                day: next()?.parse().ok()?,
                from: next()?.parse().ok()?,
                to: next()?.parse().ok()?,
                rate: next()?.parse().ok()?,
            })
        }));
        rates
    }

    /// One line per quotation.
    pub fn to_text(&self) -> String {
        self.quoted.iter().map(|quoted| format!("{quoted}\n")).collect()
    }

    /// Adds quotations; a later one of the same pair and day stands. Returns how many say something new.
    pub fn put(&mut self, quotations: impl IntoIterator<Item = DatedRate>) -> usize {
        let key = |quoted: &DatedRate| (quoted.from, quoted.to, quoted.day);
        let before = self.clone();
        self.quoted.extend(quotations.into_iter().filter(|quoted| quoted.from != quoted.to));
        // Stable, so that of equal keys the one added last comes last.
        self.quoted.sort_by_key(key);
        self.quoted.reverse();
        self.quoted.dedup_by_key(|quoted| key(quoted));
        self.quoted.reverse();
        self.quoted.iter().filter(|quoted| before.on_the_day(quoted) != Some(quoted.rate)).count()
    }

    fn on_the_day(&self, quoted: &DatedRate) -> Option<Rate> {
        let found = self.quoted.binary_search_by_key(&(quoted.from, quoted.to, quoted.day), |known| (known.from, known.to, known.day));
        found.ok().map(|at| self.quoted[at].rate)
    }

    /// Removes the quotation of a pair on a day; returns whether it was there.
    pub fn remove(&mut self, from: CurrencyCode, to: CurrencyCode, day: NaiveDate) -> bool {
        let before = self.quoted.len();
        self.quoted.retain(|quoted| (quoted.from, quoted.to, quoted.day) != (from, to, day));
        self.quoted.len() < before
    }

    /// Every quotation, by pair and then by day.
    pub fn all(&self) -> &[DatedRate] {
        &self.quoted
    }

    /// What one unit of `from` was worth in `to` on `day`: the last quotation until then, before the first one the first. None
    /// where the pair is not quoted.
    pub fn rate(&self, from: CurrencyCode, to: CurrencyCode, day: NaiveDate) -> Option<Rate> {
        if from == to {
            return from.is_known().then_some(Rate::ONE);
        }
        let begin = self.quoted.partition_point(|quoted| (quoted.from, quoted.to) < (from, to));
        let end = self.quoted.partition_point(|quoted| (quoted.from, quoted.to) <= (from, to));
        let pair = &self.quoted[begin..end];
        let after = pair.partition_point(|quoted| quoted.day <= day);
        pair.get(after.saturating_sub(1)).map(|quoted| quoted.rate)
    }

    /// The latest quotation of each currency in `to`, by currency.
    pub fn latest(&self, to: CurrencyCode) -> Vec<DatedRate> {
        let mut latest: Vec<DatedRate> = Vec::new();
        for quoted in self.quoted.iter().filter(|quoted| quoted.to == to) {
            match latest.last_mut() {
                Some(last) if last.from == quoted.from => *last = *quoted,
                _ => latest.push(*quoted),
            }
        }
        latest
    }
}

/// What one unit of each currency is worth in the home currency, by which amounts are sorted and filtered. Empty where no rate is known;
/// otherwise the home currency is worth one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worth(pub HashMap<CurrencyCode, f64>);

impl Worth {
    /// What the latest `rates` into `home` say.
    pub fn of(rates: &Rates, home: CurrencyCode) -> Self {
        let mut worth: HashMap<CurrencyCode, f64> = rates.latest(home).iter().map(|quoted| (quoted.from, quoted.rate.number())).collect();
        if home.is_known() && !worth.is_empty() {
            worth.insert(home, 1.0);
        }
        Self(worth)
    }

    /// The size of an amount of `number` in `own`, to be compared with one in `wanted`; `None`: in the home currency.
    ///
    /// Where a rate is missing, numbers are compared within one currency only, and other amounts cannot be compared: ten thousand
    /// yen are no ten thousand dollars. Amounts of which no currency is known (`XXX`) are compared with a number that has none either.
    /// While no rate is known at all, nothing tells currencies apart, and a number without a currency is compared with any amount.
    pub fn compared(&self, number: f64, own: CurrencyCode, wanted: Option<CurrencyCode>) -> Option<f64> {
        let rate = |currency: CurrencyCode| self.0.get(&currency).copied();
        match wanted {
            Some(wanted) if own == wanted => Some(number),
            Some(wanted) => Some(number * rate(own)? / rate(wanted)?),
            None if self.0.is_empty() || !own.is_known() => Some(number),
            None => Some(number * rate(own)?),
        }
    }
}

/// The pair that a heading quotes, and for how many units: `USD/CNY`, `100JPY/CNY`, `CNY/MYR`.
pub fn read_pair(heading: &str) -> Option<(u32, CurrencyCode, CurrencyCode)> {
    let heading = narrow(heading);
    let (from, to) = heading.trim().split_once('/')?;
    let from = from.trim();
    let letters = from.find(|c: char| c.is_ascii_alphabetic())?;
    let units = if letters == 0 { 1 } else { from[..letters].trim().parse().ok()? };
    let code = |text: &str| text.trim().parse::<CurrencyCode>().ok().filter(|code| code.currency().is_some());
    Some((units, code(&from[letters..])?, code(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn code(text: &str) -> CurrencyCode {
        text.parse().unwrap()
    }

    #[test]
    fn rates_are_read_exactly() {
        for (text, read) in [
            ("7.1025", Some("7.1025")),
            (" 7.10 ", Some("7.1")),
            ("７．１０２５", Some("7.1025")),
            ("7,1025", Some("7.1025")),
            ("1,234.5", Some("1234.5")),
            (".05", Some("0.05")),
            ("100", Some("100")),
            ("7.102499999999999", Some("7.1025")),
            ("0.00000000004", None),
            ("0", None),
            ("-7.1", None),
            ("", None),
            (".", None),
            ("7.1.2", None),
            ("seven", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(text.parse::<Rate>().ok().map(|rate| rate.to_string()).as_deref(), read, "{text:?}");
        }
    }

    #[test]
    fn the_other_way_round_and_quotations_for_a_hundred() {
        let rate = |text: &str| text.parse::<Rate>().unwrap();
        for (of, inverse) in
            [("2", "0.5"), ("0.61", "1.6393442623"), ("7.1025", "0.1407954945"), ("0.0001", "10000"), ("123456.7891", "0.0000081")]
        {
            assert_eq!(rate(of).inverse().unwrap().to_string(), inverse, "{of}");
        }
        assert_eq!(rate("4.6812").per(100).unwrap().to_string(), "0.046812");
        assert_eq!(rate("4.6812").per(7), None);
    }

    #[test]
    fn the_last_quotation_until_the_day_counts() {
        let rates =
            Rates::of_text("2026-11-02 USD CNY 7.10\n2026-11-09 USD CNY 7.12\n2026-10-01 EUR CNY 7.8\nnonsense\n2026-10-01 EUR USD 1.1\n");
        for (from, to, on, expected) in [
            ("USD", "CNY", "2026-11-02", Some("7.1")),
            ("USD", "CNY", "2026-11-08", Some("7.1")),
            ("USD", "CNY", "2026-11-09", Some("7.12")),
            ("USD", "CNY", "2030-01-01", Some("7.12")),
            ("USD", "CNY", "2020-01-01", Some("7.1")),
            ("CNY", "CNY", "2020-01-01", Some("1")),
            ("GBP", "CNY", "2026-11-09", None),
            ("CNY", "USD", "2026-11-09", None),
            ("XXX", "XXX", "2026-11-09", None),
        ] {
            assert_eq!(rates.rate(code(from), code(to), day(on)).map(|rate| rate.to_string()).as_deref(), expected, "{from} {to} {on}");
        }
        assert_eq!(rates.latest(code("CNY")).len(), 2);
        assert_eq!(Rates::of_text(&rates.to_text()), rates);
    }

    #[test]
    fn a_later_quotation_of_the_same_day_stands_and_what_is_new_is_counted() {
        let quoted = |on: &str, rate: &str| DatedRate { day: day(on), from: code("USD"), to: code("CNY"), rate: rate.parse().unwrap() };
        let mut rates = Rates::default();
        assert_eq!(rates.put([quoted("2026-11-02", "7.1"), quoted("2026-11-02", "7.2"), quoted("2026-11-01", "7")]), 2);
        assert_eq!(rates.put([quoted("2026-11-02", "7.2")]), 0);
        assert_eq!(rates.put([quoted("2026-11-02", "7.3")]), 1);
        assert_eq!(rates.to_text(), "2026-11-01 USD CNY 7\n2026-11-02 USD CNY 7.3\n");
        assert!(rates.remove(code("USD"), code("CNY"), day("2026-11-01")) && !rates.remove(code("USD"), code("CNY"), day("2026-11-01")));
    }

    #[test]
    fn amounts_are_compared_in_one_currency() {
        let known = Worth::of(&Rates::of_text("2026-11-02 USD CNY 7\n2026-11-02 EUR CNY 8\n2025-11-02 EUR CNY 9\n"), code("CNY"));
        let nothing = Worth::of(&Rates::of_text("2026-11-02 USD CNY 7\n"), code("EUR"));
        for (worth, number, own, wanted, expected) in [
            (&known, 100.0, "CNY", None, Some(100.0)),
            (&known, 100.0, "USD", None, Some(700.0)),
            (&known, 100.0, "EUR", None, Some(800.0)),
            (&known, 100.0, "JPY", None, None),
            (&known, 100.0, "XXX", None, Some(100.0)),
            (&known, 80.0, "USD", Some("EUR"), Some(70.0)),
            (&known, 80.0, "CNY", Some("EUR"), Some(10.0)),
            (&known, 80.0, "JPY", Some("JPY"), Some(80.0)),
            (&known, 80.0, "USD", Some("JPY"), None),
            (&known, 80.0, "JPY", Some("USD"), None),
            (&known, 80.0, "XXX", Some("USD"), None),
            (&nothing, 80.0, "USD", None, Some(80.0)),
            (&nothing, 80.0, "XXX", None, Some(80.0)),
            (&nothing, 80.0, "USD", Some("USD"), Some(80.0)),
            (&nothing, 80.0, "USD", Some("EUR"), None),
        ] {
            assert_eq!(worth.compared(number, code(own), wanted.map(code)), expected, "{number} {own} in {wanted:?}");
        }
    }

    #[test]
    fn headings_of_published_tables_are_read() {
        for (heading, expected) in [
            ("USD/CNY", Some((1, "USD", "CNY"))),
            ("100JPY/CNY", Some((100, "JPY", "CNY"))),
            ("100 JPY / CNY", Some((100, "JPY", "CNY"))),
            ("CNY/MYR", Some((1, "CNY", "MYR"))),
            ("日期/Date", None),
            ("Rate", None),
            ("/", None),
        ] {
            assert_eq!(read_pair(heading), expected.map(|(units, from, to)| (units, code(from), code(to))), "{heading}");
        }
    }
}
