//! Two customers that are one: what each says field by field, what is proposed, and the customer that comes of a person's choices.

use super::record::same_channel;
use super::{ChannelKind, Customer, Field, Kind, Of, Value};

/// What of a customer is chosen as one: a field of the list, or one that the user named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A field of the list.
    Field(Field),
    /// A field that the user named.
    Extra(String),
}

impl Slot {
    /// What stands there.
    pub fn of(&self, customer: &Customer) -> Value {
        match self {
            Self::Field(field) => customer.get(*field).clone(),
            Self::Extra(name) => customer.extra(name).into(),
        }
    }

    fn put(&self, customer: &mut Customer, value: Value) {
        match self {
            Self::Field(field) => customer.set(*field, value),
            Self::Extra(name) => customer.set_extra(name, value.text()),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Field(field) => field.kind(),
            Self::Extra(_) => Kind::Text,
        }
    }
}

/// Whose value is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// That of the customer who stays.
    Stays,
    /// That of the customer who goes.
    Goes,
    /// Both: words united, numbers and addresses one after the other, notes below each other.
    Both,
}

/// What the two customers say in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Where.
    pub slot: Slot,
    /// What the customer says who stays.
    pub stays: Value,
    /// What the customer says who goes.
    pub goes: Value,
    /// What is taken unless a person says otherwise: nothing that only one of them says is lost.
    pub proposed: Side,
}

impl Pair {
    /// Whether both say the same, or only one says anything: nothing to decide.
    pub fn is_plain(&self) -> bool {
        self.stays == self.goes || self.stays.is_empty() || self.goes.is_empty()
    }

    /// Whether the place can hold both values.
    pub fn can_hold_both(&self) -> bool {
        !self.is_plain() && joined(&self.slot, &self.stays, &self.goes).is_some()
    }
}

/// What two customers say, in the order of the field list; where neither says anything is left out.
pub fn pairs(stays: &Customer, goes: &Customer) -> Vec<Pair> {
    let mut extra: Vec<&String> = stays.extra.iter().map(|(name, _)| name).collect();
    extra.extend(goes.extra.iter().map(|(name, _)| name).filter(|name| stays.extra(name).is_empty()));
    let slots =
        Field::stored(Of::Customer).iter().map(|field| Slot::Field(*field)).chain(extra.into_iter().map(|name| Slot::Extra(name.clone())));
    slots
        .map(|slot| {
            let (stays, goes) = (slot.of(stays), slot.of(goes));
            let proposed = proposed(&slot, &stays, &goes);
            Pair { slot, stays, goes, proposed }
        })
        .filter(|pair| !pair.stays.is_empty() || !pair.goes.is_empty())
        .collect()
}

fn proposed(slot: &Slot, stays: &Value, goes: &Value) -> Side {
    if goes.is_empty() || stays == goes {
        return Side::Stays;
    }
    if stays.is_empty() {
        return Side::Goes;
    }
    match (slot, stays, goes) {
        // The customer is as old as the older of the two.
        (Slot::Field(Field::Created | Field::FirstContact), Value::Day(stays), Value::Day(goes)) if goes < stays => Side::Goes,
        _ if joined(slot, stays, goes).is_some() => Side::Both,
        _ => Side::Stays,
    }
}

/// Both values as one, where the place can hold them.
fn joined(slot: &Slot, stays: &Value, goes: &Value) -> Option<Value> {
    match (slot.kind(), stays, goes) {
        (Kind::Tags, Value::Tags(stays), Value::Tags(goes)) => {
            let mut all = stays.clone();
            all.extend(goes.iter().filter(|tag| !stays.contains(tag)).cloned());
            Some(Value::Tags(all))
        }
        (Kind::Phone, Value::Text(stays), Value::Text(goes)) => Some(in_a_row(ChannelKind::Phone, stays, goes)),
        (Kind::Email, Value::Text(stays), Value::Text(goes)) => Some(in_a_row(ChannelKind::Email, stays, goes)),
        (Kind::LongText, Value::Text(stays), Value::Text(goes)) if *slot != Slot::Field(Field::Address) => {
            Some(if stays.contains(goes.as_str()) { stays.as_str().into() } else { format!("{stays}\n{goes}").into() })
        }
        _ => None,
    }
}

fn in_a_row(kind: ChannelKind, stays: &str, goes: &str) -> Value {
    let mut all: Vec<&str> = Vec::new();
    for value in stays.split("; ").chain(goes.split("; ")).filter(|value| !value.is_empty()) {
        if !all.iter().any(|known| same_channel(kind, known, value)) {
            all.push(value);
        }
    }
    all.join("; ").into()
}

/// The customer that comes of the two, under the id of the one who stays: what was chosen, else what is proposed.
pub fn merged(stays: &Customer, goes: &Customer, choices: &[(Slot, Side)]) -> Customer {
    let mut customer = stays.clone();
    for pair in pairs(stays, goes) {
        let side = choices.iter().find(|(slot, _)| *slot == pair.slot).map_or(pair.proposed, |(_, side)| *side);
        let value = match side {
            Side::Stays => continue,
            Side::Goes => pair.goes,
            // A choice that the place cannot hold is none.
            Side::Both => joined(&pair.slot, &pair.stays, &pair.goes).unwrap_or(pair.stays),
        };
        pair.slot.put(&mut customer, value);
    }
    customer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn customer(id: i64, told: &[(Field, Value)]) -> Customer {
        let mut customer = Customer::new(Id(id));
        told.iter().for_each(|(field, value)| customer.set(*field, value.clone()));
        customer
    }

    fn tags(tags: &[&str]) -> Value {
        Value::Tags(tags.iter().map(|tag| (*tag).to_owned()).collect())
    }

    #[test]
    fn what_is_proposed_for_each_kind_of_field() {
        let day = |text: &str| Value::Day(text.parse().expect("a day"));
        for (field, stays, goes, side, outcome) in [
            (Field::City, "Bremen".into(), "Hamburg".into(), Side::Stays, "Bremen".into()),
            (Field::City, Value::Empty, "Hamburg".into(), Side::Goes, "Hamburg".into()),
            (Field::City, "Bremen".into(), Value::Empty, Side::Stays, "Bremen".into()),
            (Field::Tags, tags(&["a", "b"]), tags(&["b", "c"]), Side::Both, tags(&["a", "b", "c"])),
            (Field::Phone, "+49 40 1".into(), "+49 (40) 1; 2".into(), Side::Both, "+49 40 1; 2".into()),
            (Field::CompanyEmail, "a@b.example".into(), "A@B.example".into(), Side::Both, "a@b.example".into()),
            (Field::Notes, "First".into(), "Second".into(), Side::Both, "First\nSecond".into()),
            (Field::Notes, "First\nSecond".into(), "Second".into(), Side::Both, "First\nSecond".into()),
            (Field::Address, "Ring 1".into(), "Ring 2".into(), Side::Stays, "Ring 1".into()),
            (Field::Created, day("2026-03-05"), day("2024-01-02"), Side::Goes, day("2024-01-02")),
            (Field::Created, day("2024-01-02"), day("2026-03-05"), Side::Stays, day("2024-01-02")),
            (Field::Stars, Value::Number(3), Value::Number(5), Side::Stays, Value::Number(3)),
        ] {
            let (one, other) = (customer(1, &[(field, stays)]), customer(2, &[(field, goes)]));
            let pairs = pairs(&one, &other);
            assert_eq!(pairs.iter().map(|pair| pair.proposed).collect::<Vec<_>>(), [side], "{field:?}");
            assert_eq!(*merged(&one, &other, &[]).get(field), outcome, "{field:?}");
        }
    }

    #[test]
    fn a_choice_stands_above_the_proposal_and_the_id_stays() {
        let mut one = customer(1, &[(Field::City, "Bremen".into()), (Field::Tags, tags(&["a"])), (Field::Level, "A".into())]);
        let mut other = customer(2, &[(Field::City, "Hamburg".into()), (Field::Tags, tags(&["b"])), (Field::Source, "Fair".into())]);
        one.set_extra("Port", "Bremerhaven");
        other.set_extra("Port", "Hamburg");
        other.set_extra("Season", "Spring");
        let city = Slot::Field(Field::City);
        let choices = [(city.clone(), Side::Goes), (Slot::Field(Field::Tags), Side::Goes), (Slot::Extra("Port".to_owned()), Side::Goes)];
        let merged = merged(&one, &other, &choices);
        assert_eq!((merged.id, merged.text(Field::City), merged.text(Field::Level)), (Id(1), "Hamburg", "A"));
        assert_eq!((merged.get(Field::Tags), merged.text(Field::Source)), (&tags(&["b"]), "Fair"));
        assert_eq!((merged.extra("Port"), merged.extra("Season")), ("Hamburg", "Spring"));
        assert_eq!(super::merged(&one, &other, &[(city, Side::Both)]).text(Field::City), "Bremen", "a city holds no two");
    }

    #[test]
    fn pairs_say_where_there_is_something_to_decide() {
        let one = customer(1, &[(Field::City, "Bremen".into()), (Field::Country, "DE".into()), (Field::Notes, "x".into())]);
        let other = customer(2, &[(Field::City, "Hamburg".into()), (Field::Country, "DE".into()), (Field::Notes, "y".into())]);
        let told: Vec<(Slot, bool, bool)> =
            pairs(&one, &other).into_iter().map(|pair| (pair.slot.clone(), pair.is_plain(), pair.can_hold_both())).collect();
        let slot = Slot::Field;
        assert_eq!(told, [(slot(Field::Country), true, false), (slot(Field::City), false, false), (slot(Field::Notes), false, true)]);
        assert!(pairs(&Customer::new(Id(1)), &Customer::new(Id(2))).is_empty());
    }
}
