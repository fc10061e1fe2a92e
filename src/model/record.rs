//! Rows as plain data: customers, contacts, addresses and the lists they came from. What happened with them and what shall happen is in
//! `follow`.
//!
//! What a customer or contact has is said by the [`Field`] list; a record keeps one [`Value`] per field of its kind. What
//! the table, the card and a list show in other forms (a mobile number, the last contact) is derived here as well.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::day::PartialDay;
use super::field::{Field, Of};
use super::id::Id;
use super::money::Money;

/// What a field holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing is known.
    #[default]
    Empty,
    /// Text as a person wrote it, edge spaces removed; countries and currencies as ISO codes.
    Text(String),
    /// A whole number.
    Number(i64),
    /// An amount in minor units with its currency.
    Money(Money),
    /// A day, or a month or year where no more is known.
    Day(PartialDay),
    /// Several words in the order of entry, without repeats.
    Tags(Vec<String>),
}

impl Value {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Tags(tags) => tags.is_empty(),
            Self::Number(_) | Self::Money(_) | Self::Day(_) => false,
        }
    }

    /// The text of a text value; empty for any other.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

static EMPTY: Value = Value::Empty;

/// The values of one customer or contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    of: Of,
    /// What is known, by rising slot. Of ninety fields a list fills twenty: room for all of them would cost an import a
    /// fifth of its time (measured).
    known: Vec<(u8, Value)>,
}

/// Room for as many values as a list usually gives a customer; a person has few.
const USUAL: usize = 24;

impl Record {
    /// A record in which nothing is known.
    pub fn new(of: Of) -> Self {
        Self { of, known: Vec::new() }
    }

    /// Forgets everything that is known.
    pub fn clear(&mut self) {
        self.known.clear();
    }

    fn place(&self, slot: usize) -> Result<usize, usize> {
        // Rows are read and written in the order of fields.
        if self.known.last().is_none_or(|(last, _)| usize::from(*last) < slot) {
            return Err(self.known.len());
        }
        self.known.binary_search_by_key(&slot, |(slot, _)| usize::from(*slot))
    }

    /// The value of `field`; empty when the field belongs to another kind of row or is derived.
    pub fn get(&self, field: Field) -> &Value {
        match field.slot() {
            Some(slot) if field.of() == self.of => self.place(slot).map_or(&EMPTY, |at| &self.known[at].1),
            _ => &EMPTY,
        }
    }

    /// Replaces the value of `field`; a field that is not stored in this kind of row is left alone.
    pub fn set(&mut self, field: Field, value: impl Into<Value>) {
        if let Some(slot) = field.slot()
            && field.of() == self.of
        {
            let value = value.into();
            match self.place(slot) {
                Ok(at) if value.is_empty() => drop(self.known.remove(at)),
                Ok(at) => self.known[at].1 = value,
                Err(_) if value.is_empty() => {}
                Err(at) => {
                    if self.known.capacity() == 0 && self.of == Of::Customer {
                        self.known.reserve(USUAL);
                    }
                    self.known.insert(at, (slot as u8, value));
                }
            }
        }
    }

    /// The fields of which something is known with their values, in the order of the field list.
    pub fn known(&self) -> impl Iterator<Item = (Field, &Value)> {
        let stored = Field::stored(self.of);
        self.known.iter().map(|(slot, value)| (stored[usize::from(*slot)], value))
    }

    /// The stored fields with their values, in the order of the field list.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &Value)> {
        let mut known = self.known.iter().peekable();
        Field::stored(self.of)
            .iter()
            .copied()
            .enumerate()
            .map(move |(slot, field)| (field, known.next_if(|(at, _)| usize::from(*at) == slot).map_or(&EMPTY, |(_, value)| value)))
    }
}

/// A firm or person that buys, may buy or has bought.
#[derive(Clone, Debug, PartialEq)]
pub struct Customer {
    /// Identity.
    pub id: Id,
    /// The values of the fields of [`Of::Customer`].
    pub record: Record,
    /// Fields that the user named (S0.9), by name, in the order of first use.
    pub extra: Vec<(String, String)>,
}

impl Customer {
    /// A customer of whom nothing is known.
    pub fn new(id: Id) -> Self {
        Self { id, record: Record::new(Of::Customer), extra: Vec::new() }
    }

    /// The value of `field`.
    pub fn get(&self, field: Field) -> &Value {
        self.record.get(field)
    }

    /// The text of `field`.
    pub fn text(&self, field: Field) -> &str {
        self.record.get(field).text()
    }

    /// Replaces the value of `field`.
    pub fn set(&mut self, field: Field, value: impl Into<Value>) {
        self.record.set(field, value);
    }

    /// The name that stands in the table: company, else short name, else number.
    pub fn name(&self) -> &str {
        [Field::Company, Field::ShortName, Field::CustomerNo].into_iter().map(|f| self.text(f)).find(|t| !t.is_empty()).unwrap_or("")
    }

    /// The value of the field that the user named `name`.
    pub fn extra(&self, name: &str) -> &str {
        self.extra.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Replaces the value of the field that the user named `name`; an empty `text` removes it.
    pub fn set_extra(&mut self, name: &str, text: &str) {
        match self.extra.iter().position(|(key, _)| key == name) {
            Some(at) if text.is_empty() => {
                self.extra.remove(at);
            }
            Some(at) => text.clone_into(&mut self.extra[at].1),
            None if text.is_empty() => {}
            None => self.extra.push((name.to_owned(), text.to_owned())),
        }
    }
}

/// A way to reach a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Which kind of way.
    pub kind: ChannelKind,
    /// Number, address or account, as a person wrote it.
    pub value: String,
}

/// Kinds of ways to reach a contact, in the order in which a card lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Mobile number.
    Mobile,
    /// Land line.
    Phone,
    /// E-mail address.
    Email,
    /// WhatsApp number.
    Whatsapp,
    /// WeChat account.
    Wechat,
    /// Skype account.
    Skype,
    /// LinkedIn page or name.
    Linkedin,
    /// Facebook page or name.
    Facebook,
    /// QQ number.
    Qq,
    /// Telegram name.
    Telegram,
    /// Line account.
    Line,
    /// Anything else.
    Other,
}

impl ChannelKind {
    /// All kinds, in the order in which a card lists them.
    pub const ALL: [Self; 12] = [
        Self::Mobile,
        Self::Phone,
        Self::Email,
        Self::Whatsapp,
        Self::Wechat,
        Self::Skype,
        Self::Linkedin,
        Self::Facebook,
        Self::Qq,
        Self::Telegram,
        Self::Line,
        Self::Other,
    ];

    /// The field under which a list or table shows this kind.
    pub fn field(self) -> Field {
        match self {
            Self::Mobile => Field::Mobile,
            Self::Phone => Field::ContactPhone,
            Self::Email => Field::Email,
            Self::Whatsapp => Field::Whatsapp,
            Self::Wechat => Field::Wechat,
            Self::Skype => Field::Skype,
            Self::Linkedin => Field::Linkedin,
            Self::Facebook => Field::Facebook,
            Self::Qq => Field::Qq,
            Self::Telegram => Field::Telegram,
            Self::Line => Field::Line,
            Self::Other => Field::OtherChannel,
        }
    }

    /// The kind that a list shows under `field`.
    pub fn of_field(field: Field) -> Option<Self> {
        match field {
            Field::Email2 => Some(Self::Email),
            _ => Self::ALL.into_iter().find(|kind| kind.field() == field),
        }
    }
}

/// A person at a customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Identity.
    pub id: Id,
    /// Whose person it is.
    pub customer: Id,
    /// The values of the fields of [`Of::Contact`].
    pub record: Record,
    /// Where the person stands among those of the customer, the main one first; those without stand behind, oldest first.
    pub position: Option<i64>,
    /// Ways to reach the person, the preferred one of each kind first.
    pub channels: Vec<Channel>,
}

impl Contact {
    /// A contact of whom nothing is known.
    pub fn new(id: Id, customer: Id) -> Self {
        Self { id, customer, record: Record::new(Of::Contact), position: None, channels: Vec::new() }
    }

    /// The person's name as one text; built from first and last name where only these are known.
    pub fn name(&self) -> String {
        let whole = self.record.get(Field::Contact).text();
        if !whole.is_empty() {
            return whole.to_owned();
        }
        joined_name(self.record.get(Field::FirstName).text(), self.record.get(Field::LastName).text())
    }

    /// Values of the ways of `kind`, the preferred one first.
    pub fn channels_of(&self, kind: ChannelKind) -> impl Iterator<Item = &str> {
        self.channels.iter().filter(move |channel| channel.kind == kind).map(|channel| channel.value.as_str())
    }

    /// The value of `field`, for a list: the first way of a kind, the further e-mails, the name.
    pub fn get(&self, field: Field) -> Value {
        match field {
            Field::Contact => self.name().into(),
            Field::Email2 => self.channels_of(ChannelKind::Email).skip(1).collect::<Vec<_>>().join("; ").into(),
            _ => match ChannelKind::of_field(field) {
                Some(ChannelKind::Email) => self.channels_of(ChannelKind::Email).next().unwrap_or("").into(),
                Some(kind) => self.channels_of(kind).collect::<Vec<_>>().join("; ").into(),
                None => self.record.get(field).clone(),
            },
        }
    }

    /// Adds a way of reaching the person unless it is there already; returns whether it was added.
    pub fn add_channel(&mut self, kind: ChannelKind, value: &str) -> bool {
        let value = value.trim();
        if !self.lacks_channel(kind, value) {
            return false;
        }
        self.put_channel(kind, value.to_owned());
        true
    }

    /// As [`Self::add_channel`], without copying what needs no trimming.
    pub fn take_channel(&mut self, channel: Channel) -> bool {
        let Channel { kind, value } = channel;
        if value.trim().len() < value.len() {
            return self.add_channel(kind, &value);
        }
        let lacks = self.lacks_channel(kind, &value);
        if lacks {
            self.put_channel(kind, value);
        }
        lacks
    }

    /// Whether [`Self::add_channel`] would add this way.
    pub fn lacks_channel(&self, kind: ChannelKind, value: &str) -> bool {
        let value = value.trim();
        !value.is_empty() && !self.channels_of(kind).any(|known| same_channel(kind, known, value))
    }

    fn put_channel(&mut self, kind: ChannelKind, value: String) {
        // Kept in the order of kinds, so that equal contacts are equal rows however they came about.
        let at = self.channels.iter().rposition(|channel| channel.kind <= kind).map_or(0, |at| at + 1);
        self.channels.insert(at, Channel { kind, value });
    }

    /// Replaces all ways of `kind`.
    pub fn set_channels<'a>(&mut self, kind: ChannelKind, values: impl IntoIterator<Item = &'a str>) {
        self.channels.retain(|channel| channel.kind != kind);
        for value in values {
            self.add_channel(kind, value);
        }
    }
}

/// Whether two numbers, addresses or accounts are the same way: digits decide for numbers, case does not count elsewhere.
pub fn same_channel(kind: ChannelKind, a: &str, b: &str) -> bool {
    match kind {
        ChannelKind::Mobile | ChannelKind::Phone | ChannelKind::Whatsapp => {
            let has_digits = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
            if has_digits(a) && has_digits(b) {
                a.bytes().filter(u8::is_ascii_digit).eq(b.bytes().filter(u8::is_ascii_digit))
            } else {
                a == b
            }
        }
        _ => a.eq_ignore_ascii_case(b) || !(a.is_ascii() && b.is_ascii()) && a.to_lowercase() == b.to_lowercase(),
    }
}

/// First and last name as one text: Chinese, Japanese and Korean names last name first and without a space.
pub fn joined_name(first: &str, last: &str) -> String {
    if first.is_empty() || last.is_empty() {
        return format!("{first}{last}");
    }
    let is_han = |text: &str| text.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
    if is_han(first) && is_han(last) { format!("{last}{first}") } else { format!("{first} {last}") }
}

/// A further address of a customer; the main one stands on the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Identity.
    pub id: Id,
    /// Whose address it is.
    pub customer: Id,
    /// What it is for, such as delivery or invoice; as the user says it.
    pub purpose: String,
    /// Street and house, several lines if need be.
    pub address: String,
    /// City.
    pub city: String,
    /// Province or state.
    pub region: String,
    /// Postal code.
    pub postcode: String,
    /// ISO 3166 code, or the country as written where it is not known.
    pub country: String,
}

/// That a fact was found to be still right on a day, without being changed (S4.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Identity.
    pub id: Id,
    /// Whose fact it is.
    pub customer: Id,
    /// The row in which it stands: the customer or one of its contacts.
    pub row: Id,
    /// The key of its field.
    pub field: String,
    /// The local day.
    pub confirmed_on: NaiveDate,
}

/// That a customer was merged into another one, under whom its history stands from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Identity.
    pub id: Id,
    /// Into whom.
    pub customer: Id,
    /// The id that the customer had who is gone.
    pub gone: Id,
    /// What that one was called.
    pub name: String,
}

/// That two customers who look like one are two: a person has said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldApart {
    /// Identity.
    pub id: Id,
    /// The one with the smaller id.
    pub customer: Id,
    /// The other one.
    pub other: Id,
}

impl ToldApart {
    /// That the two are two, under the id `id`.
    pub fn new(id: Id, one: Id, other: Id) -> Self {
        Self { id, customer: one.min(other), other: one.max(other) }
    }

    /// The two in order of ids.
    pub fn pair(&self) -> (Id, Id) {
        (self.customer, self.other)
    }
}

/// One import of a list: where values came from, and how the list was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSource {
    /// Identity.
    pub id: Id,
    /// Name of the file without its folder.
    pub file_name: String,
    /// SHA-256 of the file in hexadecimal, under which `originals/` keeps it.
    pub file_hash: String,
    /// Which list it is, over its exports: the folded headers.
    pub list_key: String,
    /// When it was imported, in milliseconds of the Unix epoch.
    pub imported_at_ms: i64,
    /// Sheet, header row, columns and answers as JSON.
    pub mapping: String,
    /// How many rows the list had.
    pub rows: i64,
}
