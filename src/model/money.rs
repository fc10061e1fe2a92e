//! Amounts of money: whole minor units with their currency, read as lists write them and written so that they round-trip.
//!
//! Sums stay within one currency; exchange rates are not here. Prices finer than the minor unit are rounded.

mod reading;

use std::fmt;

pub use crate::model::currency::CurrencyCode;
use reading::Number;
pub use reading::{DecimalMark, NotAmount, decide_decimal_mark, parse_amount, parse_amount_as};

/// An amount in whole minor units (cents; yen for JPY; fils for KWD) of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units; negative for what is owed back.
    pub minor: i64,
    /// The currency, `XXX` where not known.
    pub currency: CurrencyCode,
}

impl Money {
    /// An amount from minor units.
    pub fn new(minor: i64, currency: CurrencyCode) -> Self {
        Self { minor, currency }
    }

    /// An amount from a number of major units as a spreadsheet stores it, rounded to the minor unit; none if it is not finite or too large.
    pub fn from_number(number: f64, currency: CurrencyCode) -> Option<Self> {
        // The shortest text of the number is what the person typed: 1.005 is no 1.00499…
        if !number.is_finite() || number.abs() > 9.2e18 {
            return None;
        }
        Self::from_decimal_rounded(&format!("{number}"), currency)
    }

    fn from_decimal_rounded(text: &str, currency: CurrencyCode) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let number = Number::of_plain(text)?;
        number.minor(negative, 0, currency).ok().map(|minor| Self { minor, currency })
    }

    /// Reads the plain decimal that [`Money::decimal`] writes; none for any other text or for more digits than the currency has.
    pub fn from_decimal(text: &str, currency: CurrencyCode) -> Option<Self> {
        let fraction = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        if fraction > currency.digits() as usize || text.ends_with('.') {
            return None;
        }
        Self::from_decimal_rounded(text, currency)
    }

    /// The amount as a plain decimal with all digits of the minor unit, for files and JSON: `486200.50`, `-3.00`, `1200` (JPY).
    pub fn decimal(self) -> String {
        self.text("", true)
    }

    /// The amount in major units as the nearest floating number, for a spreadsheet cell.
    pub fn number(self) -> f64 {
        self.minor as f64 / 10_f64.powi(self.currency.digits() as i32)
    }

    /// The amount as a person reads it, minor digits only where they are not zero: `USD 486,200`, `EUR 96,310.50`; without a known
    /// currency `486,200`.
    pub fn display(self) -> String {
        let mut text = String::with_capacity(24);
        if self.currency.is_known() {
            text.push_str(self.currency.as_str());
            text.push(' ');
        }
        text.push_str(&self.text(",", false));
        text
    }

    fn text(self, group: &str, all_digits: bool) -> String {
        let digits = self.currency.digits();
        let unit = 10_u64.pow(digits);
        let (whole, fraction) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let whole = whole.to_string();
        let mut text = String::with_capacity(28);
        if self.minor < 0 {
            text.push('-');
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push_str(group);
            }
            text.push(digit);
        }
        if digits > 0 && (all_digits || fraction > 0) {
            text.push_str(&format!(".{fraction:0width$}", width = digits as usize));
        }
        text
    }

    /// The sum, within one currency and the range of the type.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        Some(Self { minor: self.minor.checked_add(other.minor)?, currency: self.currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display())
    }
}

/// Money travels as `{"amount": "486200.50", "currency": "USD"}`.
#[derive(serde::Serialize, serde::Deserialize)]
struct Written {
    amount: String,
    currency: CurrencyCode,
}

impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written { amount: self.decimal(), currency: self.currency }.serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { amount, currency } = Written::deserialize(deserializer)?;
        Self::from_decimal(&amount, currency).ok_or_else(|| serde::de::Error::custom("not a plain decimal amount"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> CurrencyCode {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn amounts_are_written_for_people_and_for_files() {
        for (minor, currency, display, decimal) in [
            (48_620_000, "USD", "USD 486,200", "486200.00"),
            (9_631_050, "EUR", "EUR 96,310.50", "96310.50"),
            (-5, "USD", "USD -0.05", "-0.05"),
            (1200, "JPY", "JPY 1,200", "1200"),
            (1234, "KWD", "KWD 1.234", "1.234"),
            (100, "XXX", "1", "1.00"),
            (i64::MIN, "USD", "USD -92,233,720,368,547,758.08", "-92233720368547758.08"),
        ] {
            let money = Money::new(minor, code(currency));
            assert_eq!(money.display(), display);
            assert_eq!(money.decimal(), decimal);
        }
        assert_eq!(Money::from_number(5538.306666666666 * 3.0, CurrencyCode::USD), Some(Money::new(1_661_492, CurrencyCode::USD)));
        assert_eq!(Money::from_number(1.005, CurrencyCode::USD), Some(Money::new(101, CurrencyCode::USD)));
        assert_eq!(Money::from_number(-3.0, code("JPY")), Some(Money::new(-3, code("JPY"))));
        assert_eq!(Money::from_number(f64::NAN, CurrencyCode::USD), None);
        assert_eq!(Money::from_number(1e300, CurrencyCode::USD), None);
        let money = Money::new(48_620_050, CurrencyCode::USD);
        assert_eq!(serde_json::to_string(&money).ok().as_deref(), Some(r#"{"amount":"486200.50","currency":"USD"}"#));
        assert_eq!(serde_json::from_str::<Money>(r#"{"amount":"486200.50","currency":"USD"}"#).ok(), Some(money));
        for text in ["", "1.234", "1,000", "+1", "1.", ".5", "1e5", "--1"] {
            assert_eq!(Money::from_decimal(text, CurrencyCode::USD), None, "{text}");
        }
        assert_eq!(money.checked_add(Money::new(50, CurrencyCode::EUR)), None);
        assert_eq!(money.checked_add(Money::new(50, CurrencyCode::USD)), Some(Money::new(48_620_100, CurrencyCode::USD)));
    }
}
