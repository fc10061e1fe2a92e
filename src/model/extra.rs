//! Kinds of the fields that users define themselves (S0.9), and how the texts that customers keep under them are read.
//!
//! A customer keeps every such value as text, so that a field may change its kind without losing anything: what the new kind
//! cannot read is odd, stays as it is, and is shown as odd. Texts that were entered into a field of a kind have one form each:
//! `12500.5`, `USD 12,500.50`, `2026-03-05`, `yes`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Id;
use super::currency::CurrencyCode;
use super::day::{DayOrder, PartialDay, read_day, read_typed};
use super::money::{Money, parse_amount};
use super::text;
use crate::words::Language;

/// What a user's own field holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraKind {
    /// Any text.
    #[default]
    Text,
    /// A decimal number.
    Number,
    /// An amount with its currency.
    Money,
    /// A day, or a month or year where no more is known.
    Day,
    /// Text, usually one of the options of the field; others are welcome.
    Choice,
    /// Yes or no.
    Tick,
}

/// A field that the user defined; its values stand on the customers under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraField {
    /// Identity.
    pub id: Id,
    /// The name, which no other such field has.
    pub name: String,
    /// Where it stands among the others, from 0.
    pub position: i64,
    /// What it holds.
    pub kind: ExtraKind,
    /// The usual values of a choice, in the order in which they are offered.
    pub options: Vec<String>,
}

impl ExtraField {
    /// A field of any text.
    pub fn new(id: Id, name: &str, position: i64) -> Self {
        Self { id, name: name.to_owned(), position, kind: ExtraKind::Text, options: Vec::new() }
    }
}

/// What a value is compared by: filters and sorting share it. Odd values come after all others, nothing comes last.
#[derive(Clone, Debug, PartialEq)]
pub enum ExtraKey {
    /// A number, or an amount in major units whatever its currency.
    Number(f64),
    /// A day.
    Day(PartialDay),
    /// Whether it is ticked.
    Tick(bool),
    /// Folded text.
    Text(String),
    /// What the kind cannot read, folded.
    Odd(String),
    /// Nothing is known.
    Nothing,
}

impl ExtraKey {
    /// Whether the kind of the field cannot read the value.
    pub fn is_odd(&self) -> bool {
        matches!(self, Self::Odd(_))
    }
}

/// What stands for a tick in lists and in what people type, folded.
const YES: [&str; 15] = ["yes", "y", "true", "1", "x", "on", "ok", "✓", "✔", "√", "☑", "是", "有", "对", "已"];
/// What stands for no tick.
const NO: [&str; 12] = ["no", "n", "false", "0", "off", "✗", "✘", "☐", "否", "无", "不", "未"];

/// Whether a text says yes or no; none where it says neither.
pub fn read_tick(typed: &str) -> Option<bool> {
    let folded = text::fold(text::clean(typed).as_ref());
    if YES.contains(&folded.as_str()) {
        return Some(true);
    }
    NO.contains(&folded.as_str()).then_some(false)
}

/// A decimal number as people write it: grouped, in full width, with `k` or `万`; none for anything else.
pub fn read_number(typed: &str) -> Option<f64> {
    let narrow = text::narrow(typed.trim()).into_owned();
    let begins_so = narrow.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit());
    if !begins_so {
        return None;
    }
    if let Ok(number) = narrow.replace(['_', '\'', ' '], "").parse::<f64>()
        && number.is_finite()
    {
        return Some(number);
    }
    parse_amount(&narrow, CurrencyCode::UNKNOWN).ok().filter(|money| !money.currency.is_known()).map(Money::number)
}

impl ExtraKind {
    /// All, in the order in which a person chooses among them.
    pub const ALL: [Self; 6] = [Self::Text, Self::Number, Self::Money, Self::Day, Self::Choice, Self::Tick];

    /// Its name for the file, the shell and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Day => "day",
            Self::Choice => "choice",
            Self::Tick => "tick",
        }
    }

    /// The kind with this key; any text for a key that is not known, as a newer version may write it.
    pub fn by_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.key() == key).unwrap_or_default()
    }

    /// What a value is compared by.
    pub fn compared_by(self, value: &str) -> ExtraKey {
        let value = value.trim();
        if value.is_empty() {
            return ExtraKey::Nothing;
        }
        let read = match self {
            Self::Text | Self::Choice => Some(ExtraKey::Text(text::fold(value))),
            Self::Number => read_number(value).map(ExtraKey::Number),
            Self::Money => self.money(value).map(|money| ExtraKey::Number(money.number())),
            Self::Day => read_day(value, DayOrder::Unknown).known().map(ExtraKey::Day),
            Self::Tick => read_tick(value).map(ExtraKey::Tick),
        };
        read.unwrap_or_else(|| ExtraKey::Odd(text::fold(value)))
    }

    /// The amount of a value of a field of money.
    pub fn money(self, value: &str) -> Option<Money> {
        if self == Self::Money { parse_amount(value, CurrencyCode::UNKNOWN).ok() } else { None }
    }

    /// The one form in which a value is kept: what was typed where the kind can read it, else the text as it is, which
    /// [`ExtraKey::is_odd`] then tells. `currency` is that of an amount without one.
    pub fn kept(self, typed: &str, currency: CurrencyCode) -> String {
        let clean = text::clean(typed);
        let kept = match self {
            Self::Text | Self::Choice => None,
            Self::Number => read_number(&clean).map(|number| format!("{number}")),
            Self::Money => parse_amount(&clean, currency).ok().map(Money::display),
            Self::Day => read_day(&clean, DayOrder::Unknown).known().map(|day| day.to_string()),
            Self::Tick => read_tick(&clean).map(|ticked| if ticked { "yes" } else { "no" }.to_owned()),
        };
        kept.unwrap_or_else(|| clean.into_owned())
    }

    /// As [`Self::kept`], typed on the day `today`: `in 3 days` and `下周五` are days as well.
    pub fn kept_on(self, typed: &str, currency: CurrencyCode, today: NaiveDate) -> String {
        match read_typed(&text::clean(typed), today) {
            Some(day) if self == Self::Day => day.to_string(),
            _ => self.kept(typed, currency),
        }
    }

    /// A kept value as a person reads it in `language`.
    pub fn shown(self, value: &str, language: Language) -> String {
        match (self, self.compared_by(value)) {
            (Self::Tick, ExtraKey::Tick(ticked)) => match (language, ticked) {
                (Language::English, true) => "Yes".to_owned(),
                (Language::English, false) => "No".to_owned(),
                (Language::Chinese, true) => "是".to_owned(),
                (Language::Chinese, false) => "否".to_owned(),
            },
            (Self::Number, ExtraKey::Number(_)) => grouped(value),
            _ => value.to_owned(),
        }
    }
}

/// A plain decimal with its thousands grouped.
fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    if digits.len() < 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = String::from(sign);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_keeps_one_form_and_shows_it_in_the_language_spoken() {
        for (kind, typed, kept, shown) in [
            (ExtraKind::Text, " any thing\u{a0}", "any thing", "any thing"),
            (ExtraKind::Number, "12,500.50", "12500.5", "12,500.5"),
            (ExtraKind::Number, "１２", "12", "12"),
            (ExtraKind::Number, "3.5万", "35000", "35,000"),
            (ExtraKind::Number, "-0.001", "-0.001", "-0.001"),
            (ExtraKind::Number, "a dozen", "a dozen", "a dozen"),
            (ExtraKind::Money, "12500", "USD 12,500", "USD 12,500"),
            (ExtraKind::Money, "€ 3.5", "EUR 3.50", "EUR 3.50"),
            (ExtraKind::Money, "a lot", "a lot", "a lot"),
            (ExtraKind::Day, "2026年3月5日", "2026-03-05", "2026-03-05"),
            (ExtraKind::Day, "5/3/2026", "5/3/2026", "5/3/2026"),
            (ExtraKind::Choice, "海运", "海运", "海运"),
            (ExtraKind::Tick, "√", "yes", "是"),
            (ExtraKind::Tick, "No", "no", "否"),
            (ExtraKind::Tick, "perhaps", "perhaps", "perhaps"),
            (ExtraKind::Tick, "", "", ""),
        ] {
            assert_eq!(kind.kept(typed, CurrencyCode::USD), kept, "{kind:?} {typed}");
            assert_eq!(kind.kept(kept, CurrencyCode::EUR), kept, "{kind:?} {kept} is its own form");
            assert_eq!(kind.shown(kept, Language::Chinese), shown, "{kind:?} {kept}");
        }
    }

    #[test]
    fn what_a_kind_cannot_read_is_odd_and_nothing_is_not() {
        for (kind, value, is_odd) in [
            (ExtraKind::Number, "12", false),
            (ExtraKind::Number, "twelve", true),
            (ExtraKind::Number, "USD 12", true),
            (ExtraKind::Number, "inf", true),
            (ExtraKind::Money, "USD 12", false),
            (ExtraKind::Money, "12", false),
            (ExtraKind::Day, "soon", true),
            (ExtraKind::Day, "2026-03", false),
            (ExtraKind::Tick, "perhaps", true),
            (ExtraKind::Text, "perhaps", false),
            (ExtraKind::Choice, "perhaps", false),
            (ExtraKind::Tick, " ", false),
        ] {
            assert_eq!(kind.compared_by(value).is_odd(), is_odd, "{kind:?} {value}");
        }
    }

    #[test]
    fn keys_lead_back_to_their_kind() {
        for kind in ExtraKind::ALL {
            assert_eq!(ExtraKind::by_key(kind.key()), kind);
        }
        assert_eq!(ExtraKind::by_key("hologram"), ExtraKind::Text);
    }
}
