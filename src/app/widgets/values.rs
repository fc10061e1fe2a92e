//! Values of fields as text: what the card shows and what is put into a field to be edited.

use crate::model::{Field, Kind, Value};
use crate::words::{Language, spoken};

/// The value as one reads and types it; empty for nothing.
pub fn shown(field: Field, value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => match field.kind() {
            Kind::Choice => choice(field, text),
            _ => text.clone(),
        },
        Value::Number(number) => number.to_string(),
        Value::Money(money) => format!("{} {}", money.currency, money.minor),
        Value::Day(day) => day.to_string(),
        Value::Tags(tags) => tags.join("; "),
    }
}

/// A usual word in the language spoken; any other word as it is.
pub fn choice(field: Field, text: &str) -> String {
    let spec = field.spec();
    let found = spec.choices.iter().find(|choice| choice.zh == text || choice.en.eq_ignore_ascii_case(text));
    match (found, spoken()) {
        (Some(choice), Language::Chinese) => choice.zh.to_owned(),
        (Some(choice), Language::English) => choice.en.to_owned(),
        (None, _) => text.to_owned(),
    }
}

/// The usual words of a field in the language spoken.
pub fn choices(field: Field) -> Vec<String> {
    field.spec().choices.iter().map(|choice| if spoken() == Language::Chinese { choice.zh } else { choice.en }.to_owned()).collect()
}
