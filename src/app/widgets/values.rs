//! Values of fields as text: what the card shows, and what a typed text means before the book reads it.

use crate::model::country::Country;
use crate::model::{Customer, Field, Kind, Value, entry};
use crate::tr;
use crate::words::{Language, spoken};

/// The value as one reads and types it; empty for nothing.
pub fn shown(field: Field, value: &Value) -> String {
    entry::say(field, value, spoken())
}

/// A typed text as a value, for fields that keep text.
pub fn read(field: Field, text: &str) -> Value {
    match (field.kind(), Country::find(text)) {
        (Kind::Country, Some(country)) => country.iso2.into(),
        _ => text.into(),
    }
}

/// The name of a country that is kept by its code; anything else as it is.
pub fn country(code: &str) -> String {
    Country::by_iso2(code).map_or_else(|| code.to_owned(), |country| country.name(spoken()).to_owned())
}

/// Country and city of a customer as one says them; empty where neither is known.
pub fn place(customer: &Customer) -> String {
    let [country, city] = [Field::Country, Field::City].map(|field| shown(field, customer.get(field)));
    match (country.is_empty(), city.is_empty()) {
        (false, false) => tr!("look-place", country = country, city = city),
        _ => format!("{country}{city}"),
    }
}

/// Several things in one line, as a list is written in the language spoken.
pub fn listed(things: &[String]) -> String {
    things.join(if spoken() == Language::Chinese { "、" } else { ", " })
}

/// A usual word in the language spoken; any other word as it is.
pub fn choice(field: Field, text: &str) -> String {
    entry::choice(field, text, spoken()).to_owned()
}

/// The usual words of a field in the language spoken.
pub fn choices(field: Field) -> Vec<String> {
    field.spec().choices.iter().map(|choice| if spoken() == Language::Chinese { choice.zh } else { choice.en }.to_owned()).collect()
}

/// The names of all countries in the language spoken.
pub fn countries() -> Vec<String> {
    Country::all().iter().map(|country| country.name(spoken()).to_owned()).collect()
}
