//! Reads what a person typed into a field, and writes values the way a person reads or types them.
//!
//! What is merely odd is kept as typed; only what the field cannot hold at all is refused. Lists are read in `import`, which
//! forgives more and reports it.

use super::country::Country;
use super::currency::{Currency, CurrencyCode};
use chrono::NaiveDate;

use super::day::{DayOrder, read_day, read_typed};
use super::money::parse_amount;
use super::{Field, Kind, Value, phone, text, url};
use crate::words::Language;

/// Why a field cannot hold what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not an amount of money.
    NotAnAmount,
    /// Not a whole number.
    NotANumber,
    /// Not one to five.
    NotStars,
}

/// Reads what was typed into `field`; `currency` is that of an amount without one.
pub fn read(field: Field, typed: &str, currency: CurrencyCode) -> Result<Value, Refusal> {
    read_kind(field.kind(), typed, currency)
}

/// As [`read`], for anything that holds `kind`.
pub fn read_kind(kind: Kind, typed: &str, currency: CurrencyCode) -> Result<Value, Refusal> {
    let clean = text::clean(typed);
    if clean.is_empty() {
        return Ok(Value::Empty);
    }
    Ok(match kind {
        Kind::Money => Value::Money(parse_amount(&clean, currency).map_err(|_| Refusal::NotAnAmount)?),
        Kind::Number => Value::Number(text::narrow(&clean).replace([',', ' '], "").parse().map_err(|_| Refusal::NotANumber)?),
        Kind::Stars => match text::narrow(&clean).trim_end_matches('星').parse() {
            Ok(0) => Value::Empty,
            Ok(stars @ 1..=5) => Value::Number(stars),
            _ => return Err(Refusal::NotStars),
        },
        Kind::Day => match read_day(&clean, DayOrder::Unknown).known() {
            Some(day) => Value::Day(day),
            None => Value::Text(clean.into_owned()),
        },
        Kind::Country => Value::Text(Country::find(&clean).map_or_else(|| clean.clone().into_owned(), |country| country.iso2.to_owned())),
        Kind::Currency => {
            Value::Text(Currency::find(&clean).map_or_else(|| clean.clone().into_owned(), |currency| currency.code.to_string()))
        }
        Kind::Tags => {
            let mut tags: Vec<String> = Vec::new();
            for tag in clean.split([';', '；', ',', '，', '、', '|', '\n']).map(str::trim).filter(|tag| !tag.is_empty()) {
                if !tags.iter().any(|known| known == tag) {
                    tags.push(tag.to_owned());
                }
            }
            Value::Tags(tags)
        }
        Kind::Group => Value::Text(clean.split(['/', '\\']).map(str::trim).filter(|level| !level.is_empty()).collect::<Vec<_>>().join("/")),
        Kind::Phone => Value::Text(phone::split_phones(&clean).into_iter().map(phone::clean_phone).collect::<Vec<_>>().join("; ")),
        Kind::Url => Value::Text(url::clean_url(&clean).into_owned()),
        _ => Value::Text(clean.into_owned()),
    })
}

/// As [`read`], typed on the day `today`: `in 3 days`, `下周五` and a day without a year are days as well.
pub fn read_on(field: Field, typed: &str, currency: CurrencyCode, today: NaiveDate) -> Result<Value, Refusal> {
    if field.kind() == Kind::Day
        && let Some(day) = read_typed(&text::clean(typed), today)
    {
        return Ok(Value::Day(day));
    }
    read(field, typed, currency)
}

/// A value as a person reads it in `language`: the country's name, the amount with its currency.
pub fn show(field: Field, value: &Value, language: Language) -> String {
    match (field.kind(), value) {
        (Kind::Country, Value::Text(code)) => {
            Country::by_iso2(code).map_or_else(|| code.clone(), |country| country.name(language).to_owned())
        }
        (_, Value::Money(money)) => money.display(),
        (_, Value::Tags(tags)) => tags.join("; "),
        (_, Value::Empty) => String::new(),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Day(day)) => day.to_string(),
    }
}

/// As [`show`], with a usual word said in `language`, whichever it was written in.
pub fn say(field: Field, value: &Value, language: Language) -> String {
    match (field.kind(), value) {
        (Kind::Choice, Value::Text(text)) => choice(field, text, language).to_owned(),
        _ => show(field, value, language),
    }
}

/// A usual word of a field in `language`; any other word as it is.
pub fn choice(field: Field, text: &str, language: Language) -> &str {
    let found = field.spec().choices.iter().find(|choice| choice.zh == text || choice.en.eq_ignore_ascii_case(text));
    match (found, language) {
        (Some(choice), Language::Chinese) => choice.zh,
        (Some(choice), Language::English) => choice.en,
        (None, _) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_by_the_kind_of_the_field_and_shown_again() {
        let usd: CurrencyCode = "USD".parse().expect("a code");
        for (field, typed, shown) in [
            (Field::Company, " ACME \u{a0}", "ACME"),
            (Field::Country, "德国", "Germany"),
            (Field::Country, "Atlantis", "Atlantis"),
            (Field::AnnualAmount, "12,500", "USD 12,500"),
            (Field::AnnualAmount, "EUR 3.5", "EUR 3.50"),
            (Field::Stars, "4星", "4"),
            (Field::Stars, "0", ""),
            (Field::Tags, "展会、老客户;展会", "展会; 老客户"),
            (Field::Created, "2026-3", "2026-03"),
            (Field::Created, "5 March 2026", "2026-03-05"),
            (Field::Created, "soon", "soon"),
            (Field::Postcode, "01234", "01234"),
            (Field::Group, "欧洲 / 德国/", "欧洲/德国"),
            (Field::Notes, "  ", ""),
        ] {
            let value = read(field, typed, usd).unwrap_or_else(|refusal| panic!("{typed}: {refusal:?}"));
            assert_eq!(show(field, &value, Language::English), shown, "{typed}");
        }
    }

    #[test]
    fn days_are_read_from_the_day_of_the_typing() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        for (field, typed, shown) in [
            (Field::FirstContact, "yesterday", "2026-11-19"),
            (Field::FirstContact, "ASAP", "ASAP"),
            (Field::FirstContact, "5/3/2026", "5/3/2026"),
            (Field::City, "today", "today"),
        ] {
            let value = read_on(field, typed, CurrencyCode::UNKNOWN, today).expect("read");
            assert_eq!(show(field, &value, Language::English), shown, "{typed}");
        }
    }

    #[test]
    fn what_a_field_cannot_hold_is_refused() {
        for (field, typed, refusal) in [
            (Field::AnnualAmount, "a lot", Refusal::NotAnAmount),
            (Field::SalesStaff, "twelve", Refusal::NotANumber),
            (Field::Stars, "6", Refusal::NotStars),
        ] {
            assert_eq!(read(field, typed, CurrencyCode::UNKNOWN), Err(refusal), "{typed}");
        }
    }
}
