//! What a query means: whether one customer, with all that belongs to it, is as it asks.
//!
//! Plain on purpose. The search over a whole book has its own way of answering and is tested against this one.

use std::borrow::Cow;
use std::ops::RangeBounds;

use super::{Filter, Node, Query, Subject, Test, Word};
use crate::book::dues::Stood;
use crate::model::completeness::completeness;
use crate::model::country::Country;
use crate::model::currency::CurrencyCode;
use crate::model::day::PartialDay;
use crate::model::money::Money;
use crate::model::{ChannelKind, Contact, Customer, ExtraKey, Field, FollowUp, Kind, Of, Touch, Value, text};

/// A customer with all that belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The customer.
    pub customer: &'a Customer,
    /// Its people.
    pub contacts: &'a [Contact],
    /// What happened.
    pub touches: &'a [Touch],
    /// What is planned or done.
    pub follow_ups: &'a [FollowUp],
    /// What it bought in the last twelve months.
    pub trade: Option<Money>,
    /// How it stands by the rules.
    pub stood: Stood<'a>,
}

/// One thing that is known under a subject.
#[derive(Clone, Debug)]
enum Fact<'a> {
    Text(Cow<'a, str>),
    Number(f64, CurrencyCode),
    Day(PartialDay),
    Tick(bool),
}

impl Query {
    /// Whether the customer is as the query asks.
    pub fn matches(&self, facts: &Facts<'_>) -> bool {
        self.root.matches(facts)
    }
}

impl Node {
    fn matches(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.matches(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.matches(facts)),
            Self::Not(part) => !part.matches(facts),
            Self::Word(word) => facts.texts().iter().any(|value| occurs(word, value)),
            Self::Filter(filter) => filter.matches(facts),
        }
    }
}

fn occurs(word: &Word, value: &str) -> bool {
    let in_digits = |digits: &String| {
        let own: String = value.chars().filter(char::is_ascii_digit).collect();
        own.contains(digits)
    };
    text::fold(value).contains(&word.text) || word.digits.as_ref().is_some_and(in_digits)
}

impl Filter {
    fn matches(&self, facts: &Facts<'_>) -> bool {
        let known = facts.of(&self.subject);
        match &self.test {
            Test::Known => !known.is_empty(),
            Test::Tick(ticked) => known.iter().any(|fact| matches!(fact, Fact::Tick(true))) == *ticked,
            test => known.iter().any(|fact| test.holds(fact)),
        }
    }
}

impl Test {
    fn holds(&self, fact: &Fact<'_>) -> bool {
        match (self, fact) {
            (Self::Text { equals, contains }, Fact::Text(value)) => {
                let folded = text::fold(value.trim());
                equals.contains(&folded) || contains.as_ref().is_some_and(|part| folded.contains(part))
            }
            (Self::Digits(digits), Fact::Text(value)) => value.chars().filter(char::is_ascii_digit).collect::<String>().contains(digits),
            (Self::Path { levels, is_whole }, Fact::Text(value)) => {
                let path: Vec<String> = value.split('/').map(|level| text::fold(level.trim())).collect();
                path.starts_with(levels) && (path.len() == levels.len() || !is_whole)
            }
            (Self::Number { from, to }, Fact::Number(number, _)) => (*from, *to).contains(number),
            (Self::Amount { from, to, currency, worth }, Fact::Number(number, own)) => {
                worth.compared(*number, *own, *currency).is_some_and(|number| (*from, *to).contains(&number))
            }
            (Self::In(currency), Fact::Number(_, own)) => own == currency,
            (Self::Days { from, to }, Fact::Day(day)) => {
                from.is_none_or(|from| day.first_day() >= from) && to.is_none_or(|to| day.last_day() <= to)
            }
            _ => false,
        }
    }
}

impl<'a> Facts<'a> {
    /// Everything that words are looked for in.
    fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        let contacts = self.contacts.iter().flat_map(|contact| contact.record.known());
        for (field, value) in self.customer.record.known().chain(contacts) {
            match value {
                Value::Text(text) => {
                    texts.push(text.clone());
                    if field.kind() == Kind::Country
                        && let Some(country) = Country::by_iso2(text)
                    {
                        texts.extend([country.name_en.to_owned(), country.name_zh.to_owned()]);
                    }
                }
                Value::Tags(tags) => texts.extend(tags.iter().cloned()),
                Value::Day(day) => texts.push(day.to_string()),
                Value::Empty | Value::Number(_) | Value::Money(_) => {}
            }
        }
        texts.extend(self.customer.extra.iter().map(|(_, text)| text.clone()));
        texts.extend(self.contacts.iter().flat_map(|contact| &contact.channels).map(|channel| channel.value.clone()));
        texts
    }

    /// Everything that is known under `subject`.
    fn of(&self, subject: &Subject) -> Vec<Fact<'a>> {
        let Subject::Extra { name, kind } = subject else {
            return subject.fields().iter().flat_map(|field| self.of_field(*field)).collect();
        };
        let value = self.customer.extra(name);
        let fact = match kind.compared_by(value) {
            ExtraKey::Nothing => return Vec::new(),
            ExtraKey::Number(number) => Fact::Number(number, kind.money(value).map_or(CurrencyCode::UNKNOWN, |money| money.currency)),
            ExtraKey::Day(day) => Fact::Day(day),
            ExtraKey::Tick(ticked) => Fact::Tick(ticked),
            ExtraKey::Text(_) | ExtraKey::Odd(_) => Fact::Text(value.into()),
        };
        vec![fact]
    }

    fn of_field(&self, field: Field) -> Vec<Fact<'a>> {
        match field {
            Field::LastContact => return self.touches.iter().map(|touch| touch.happened_on).max().map(Fact::Day).into_iter().collect(),
            Field::NextFollowUp => {
                let open = self.follow_ups.iter().filter(|follow_up| follow_up.is_open());
                return open.map(|follow_up| follow_up.due_on).min().map(Fact::Day).into_iter().collect();
            }
            Field::Completeness => {
                let found = completeness(self.customer, self.contacts, !self.touches.is_empty());
                return vec![Fact::Number(f64::from(found.percent), CurrencyCode::UNKNOWN)];
            }
            Field::Due => return self.stood.due.map(PartialDay::of_day).map(Fact::Day).into_iter().collect(),
            Field::TierInUse => return self.stood.tier.map(|tier| Fact::Text(tier.into())).into_iter().collect(),
            Field::Pool => return self.stood.pool.map(|state| Fact::Text(state.stored().into())).into_iter().collect(),
            Field::Trade => return self.trade.iter().map(|sum| Fact::Number(sum.number(), sum.currency)).collect(),
            _ => {}
        }
        if field.of() == Of::Customer {
            return of_value(field, self.customer.get(field));
        }
        self.contacts.iter().flat_map(|contact| of_contact(field, contact)).collect()
    }
}

fn of_contact(field: Field, contact: &Contact) -> Vec<Fact<'_>> {
    let text = |value: &'_ str| Fact::Text(Cow::Owned(value.to_owned()));
    match ChannelKind::of_field(field) {
        Some(kind) => {
            let (from, count) = match field {
                Field::Email => (0, 1),
                Field::Email2 => (1, usize::MAX),
                _ => (0, usize::MAX),
            };
            contact.channels_of(kind).skip(from).take(count).map(text).collect()
        }
        None if field == Field::Contact => Some(contact.name()).filter(|name| !name.is_empty()).iter().map(|name| text(name)).collect(),
        None => of_value(field, contact.record.get(field)),
    }
}

fn of_value(field: Field, value: &Value) -> Vec<Fact<'_>> {
    match value {
        Value::Empty => Vec::new(),
        // Several numbers of a firm stand in one text.
        Value::Text(numbers) if field.kind() == Kind::Phone => numbers.split("; ").map(|number| Fact::Text(number.into())).collect(),
        Value::Text(text) => vec![Fact::Text(text.into())],
        Value::Number(number) => vec![Fact::Number(*number as f64, CurrencyCode::UNKNOWN)],
        Value::Money(money) => vec![Fact::Number(money.number(), money.currency)],
        Value::Day(day) => vec![Fact::Day(*day)],
        Value::Tags(tags) => tags.iter().map(|tag| Fact::Text(tag.into())).collect(),
    }
}
