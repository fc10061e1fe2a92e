//! What the values of a column look like: each looks at a sample and says how much of it is an e-mail, a phone, a country …
//!
//! Header words may be wrong, missing or ambiguous; the values settle it. Nothing is kept or changed here.

use crate::model::country::Country;
use crate::model::currency::Currency;
use crate::model::text;
use crate::model::{Kind, name};

use super::read::CellKind;

/// Shares (0 to 1) of the filled values of a column that look like something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Votes {
    /// How many values were looked at.
    pub seen: usize,
    /// E-mail addresses.
    pub email: f32,
    /// Web sites.
    pub url: f32,
    /// Telephone numbers.
    pub phone: f32,
    /// Telephone numbers that leave no doubt: with `+` or separated groups.
    pub sure_phone: f32,
    /// Days, by cell format or as text.
    pub day: f32,
    /// Numbers, also with thousands separators or a currency.
    pub number: f32,
    /// Countries by any common name.
    pub country: f32,
    /// Countries as codes of two letters (ISO 3166).
    pub country_code: f32,
    /// Currency codes or names.
    pub currency: f32,
    /// Names with a legal form or a word such as 公司 or Trading.
    pub company: f32,
    /// One to five, or stars.
    pub stars: f32,
    /// Longer than 30 characters.
    pub long: f32,
    /// Different values per value.
    pub distinct: f32,
    /// Whole numbers that rise by one.
    pub counting: f32,
}

/// Looks at `values` (kind and text of filled cells, in row order).
pub fn look<'a>(values: impl Iterator<Item = (CellKind, &'a str)>) -> Votes {
    let mut votes = Votes::default();
    let mut different = std::collections::HashSet::new();
    let mut before: Option<i64> = None;
    for (kind, raw) in values {
        let value = text::clean(raw);
        if text::is_empty_value(&value) {
            continue;
        }
        votes.seen += 1;
        different.insert(value.to_lowercase());
        let has_at = value.contains('@');
        let digits = value.chars().filter(char::is_ascii_digit).count();
        let letters = value.chars().filter(|c| c.is_alphabetic()).count();
        let is_day = matches!(kind, CellKind::Date | CellKind::DateTime) || looks_like_day(&value);
        let is_number = kind == CellKind::Number || looks_like_number(&value);
        let count = |share: &mut f32, holds: bool| *share += f32::from(u8::from(holds));
        count(&mut votes.email, has_at && !value.contains(' ') || has_at && value.contains('.') && value.len() < 80);
        count(&mut votes.url, !has_at && looks_like_url(&value));
        count(&mut votes.day, is_day);
        count(&mut votes.number, is_number && !is_day);
        count(&mut votes.phone, !has_at && !is_day && (7..=24).contains(&digits) && letters <= 8 && !value.contains("://"));
        let is_grouped = value.starts_with('+')
            || value.starts_with("00")
            || digits >= 7 && value.chars().any(|c| matches!(c, '-' | '(' | ' ')) && letters == 0;
        count(&mut votes.sure_phone, !has_at && !is_day && (7..=24).contains(&digits) && is_grouped);
        count(&mut votes.country, letters > 1 && digits == 0 && Country::find(&value).is_some());
        count(&mut votes.country_code, value.len() == 2 && Country::by_iso2(&value).is_some());
        count(&mut votes.currency, digits == 0 && value.chars().count() <= 12 && Currency::find(&value).is_some());
        count(&mut votes.company, letters > 2 && name::is_company_like(&value));
        count(&mut votes.stars, looks_like_stars(&value));
        count(&mut votes.long, value.chars().count() > 30);
        let whole: Option<i64> = value.parse().ok();
        count(&mut votes.counting, whole.is_some() && before.is_none_or(|b| whole == Some(b + 1)));
        before = whole;
    }
    let seen = votes.seen.max(1) as f32;
    for share in [
        &mut votes.email,
        &mut votes.url,
        &mut votes.phone,
        &mut votes.sure_phone,
        &mut votes.day,
        &mut votes.number,
        &mut votes.country,
        &mut votes.country_code,
        &mut votes.currency,
        &mut votes.company,
        &mut votes.stars,
        &mut votes.long,
        &mut votes.counting,
    ] {
        *share /= seen;
    }
    votes.distinct = different.len() as f32 / seen;
    votes
}

fn looks_like_url(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.starts_with("http://")
        || lower.starts_with("https://")
        || lower.starts_with("www.")
        || (!lower.contains(' ') && lower.is_ascii() && {
            let host = lower.split('/').next().unwrap_or("");
            host.rsplit_once('.').is_some_and(|(stem, end)| {
                !stem.is_empty()
                    && (2..=10).contains(&end.len())
                    && end.bytes().all(|b| b.is_ascii_lowercase())
                    && stem.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
                    && stem.len() > 2
            })
        })
}

fn looks_like_day(value: &str) -> bool {
    if value.len() < 6 || value.len() > 32 || !value.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    use crate::model::day::{DayOrder, DayReading, read_day};
    // A bare serial number is no sign of a day: most numbers of five digits are something else.
    !value.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && matches!(read_day(value, DayOrder::Unknown), DayReading::Day(_) | DayReading::Month { .. } | DayReading::Ambiguous { .. })
}

fn looks_like_number(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    digits > 0
        && value.chars().filter(|c| c.is_alphabetic()).count() <= 3
        && value.chars().all(|c| c.is_alphanumeric() || " ,.'-()$€£¥￥%\u{a0}".contains(c))
}

fn looks_like_stars(value: &str) -> bool {
    let stem = value.trim_end_matches(['星', '级']).trim_end_matches(" stars").trim();
    matches!(stem, "0" | "1" | "2" | "3" | "4" | "5") || (!value.is_empty() && value.chars().all(|c| matches!(c, '★' | '☆' | '⭐')))
}

impl Votes {
    /// How well the values agree with a field of `kind`: 1 agrees, 0.5 says nothing, 0 contradicts.
    pub fn agree(&self, kind: Kind) -> f32 {
        if self.seen == 0 {
            return 0.5;
        }
        let against_text = self.email.max(self.url);
        match kind {
            Kind::Email => self.email,
            Kind::Url => self.url.max(0.35 * (1.0 - self.number - self.day - self.email).max(0.0)),
            Kind::Phone => self.phone.max(0.4 * self.number),
            Kind::Day => self.day.max(0.5 * self.number * (1.0 - self.phone)).max(0.2),
            Kind::Money | Kind::Decimal | Kind::Number => self.number.max(0.15) * (1.0 - 0.5 * self.day),
            Kind::Country => self.country.max(0.3 * (1.0 - self.number - self.email - self.long).max(0.0)),
            Kind::Currency => self.currency,
            Kind::Stars => self.stars.max(0.3),
            Kind::Company => (0.5 + 0.5 * self.company - 0.5 * against_text - 0.45 * self.number - 0.45 * self.day).max(0.0),
            Kind::Person => (0.6 - 0.6 * self.company - 0.6 * against_text - 0.5 * self.number - 0.3 * self.long).max(0.0),
            Kind::Tags | Kind::Choice | Kind::Group => (0.6 - 0.5 * against_text - 0.3 * self.long - 0.3 * self.phone).max(0.0),
            Kind::Zone | Kind::Text | Kind::Code => (0.55 - 0.45 * against_text - 0.2 * self.day).max(0.0),
            Kind::LongText => 0.5 - 0.3 * against_text,
        }
    }

    /// What the values alone make of a column whose heading says nothing, with how sure that is.
    pub fn speak_for(&self) -> Option<(Kind, f32)> {
        if self.seen < 3 {
            return None;
        }
        [
            (Kind::Email, self.email, 0.6),
            (Kind::Url, self.url, 0.7),
            (Kind::Country, self.country, 0.75),
            (Kind::Currency, self.currency * (1.0 - self.country), 0.9),
            (Kind::Phone, if self.sure_phone >= 0.3 { self.phone * self.distinct } else { 0.0 }, 0.75),
            (Kind::Company, self.company * self.distinct.min(1.0), 0.5),
        ]
        .into_iter()
        .find(|(_, share, enough)| share >= enough)
        .map(|(kind, share, _)| (kind, share))
    }
}
