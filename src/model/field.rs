//! The one list of fields: what a customer, a contact or an order line can have.
//!
//! Each field is declared once, in [`list`]: key, labels, category, kind, width and the words that lists use as its header.
//! Table, card, import, export, search and shell read it from here; adding a field means adding one line there and a
//! column by a migration.

mod list;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use list::Field;
use list::SPECS;

use crate::words::Language;

/// Which kind of row a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// The firm (or person) that buys.
    Customer,
    /// A person there.
    Contact,
    /// A line of an order or shipment.
    OrderLine,
    /// What happened, and what shall happen next: a row of a list of touches.
    Touch,
}

/// The section of the card in which a field stands (S3.3–S3.8, S4.3, S4.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// Name, address, ways to reach the firm, registration (S3.3).
    Basic,
    /// How we judge it: tier, state, stars, group, tags, intent and value (S1.16–S1.19, S4.6).
    Judgement,
    /// What they need (S4.9).
    Needs,
    /// Credit and payment (S3.4).
    Credit,
    /// Staff, areas, transport (S3.5).
    Operation,
    /// Trade so far (S3.6).
    Results,
    /// Plans, competitors, partners (S3.8).
    Other,
    /// Where we know them from (S3.9, S4.2).
    Source,
    /// A person: name and position.
    Person,
    /// Ways to reach a person.
    Channels,
    /// Personal data of a decision maker (S3.7).
    Personal,
    /// An order or shipment.
    Order,
    /// A touch and the next step.
    Touch,
}

impl Category {
    /// The sections of a customer's card, in order.
    pub const OF_CUSTOMER: [Self; 8] =
        [Self::Judgement, Self::Basic, Self::Needs, Self::Credit, Self::Results, Self::Operation, Self::Other, Self::Source];
    /// The sections of a contact, in order.
    pub const OF_CONTACT: [Self; 3] = [Self::Person, Self::Channels, Self::Personal];

    /// The key of its title in the translations.
    pub fn key(self) -> &'static str {
        match self {
            Self::Basic => "category-basic",
            Self::Judgement => "category-judgement",
            Self::Needs => "category-needs",
            Self::Credit => "category-credit",
            Self::Operation => "category-operation",
            Self::Results => "category-results",
            Self::Other => "category-other",
            Self::Source => "category-source",
            Self::Person => "category-person",
            Self::Channels => "category-channels",
            Self::Personal => "category-personal",
            Self::Order => "category-order",
            Self::Touch => "category-touch",
        }
    }
}

/// What a field holds, which decides how it is read, edited, compared and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A number, code or account that is text: leading zeros count.
    Code,
    /// The name of a firm.
    Company,
    /// The name of a person.
    Person,
    /// A country: ISO 3166 code, or text where it is not known.
    Country,
    /// A currency: ISO 4217 code.
    Currency,
    /// A day, or a month or year where no more is known.
    Day,
    /// Minor units with a currency.
    Money,
    /// A whole number.
    Number,
    /// One to five.
    Stars,
    /// A decimal number kept as text, such as a quantity or weight.
    Decimal,
    /// Text, usually one of the words that [`Spec::choices`] offers; others are welcome.
    Choice,
    /// Several words.
    Tags,
    /// A path of at most three levels, joined by `/` (S1.16).
    Group,
    /// A telephone number as written.
    Phone,
    /// An e-mail address.
    Email,
    /// A web site.
    Url,
    /// An IANA time zone, or an offset such as `UTC+8`.
    Zone,
}

/// One of the usual words of a choice, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// Everything that is said about a field.
#[derive(Debug)]
pub struct Spec {
    /// The field.
    pub field: Field,
    /// Its name for lists, the shell and JSON (`contracts`); also its column in the book.
    pub key: &'static str,
    /// Which kind of row it belongs to.
    pub of: Of,
    /// The section of the card.
    pub category: Category,
    /// What it holds.
    pub kind: Kind,
    /// Width of its column in the table, in points.
    pub width: f32,
    /// Label in Chinese.
    pub zh: &'static str,
    /// Label in English.
    pub en: &'static str,
    /// Other words that lists use as its header, in any script, joined by `|`.
    pub headers: &'static str,
    /// Usual values.
    pub choices: &'static [Choice],
    /// Whether the row keeps it; otherwise it is derived from other rows (contacts' ways, touches, follow-ups).
    pub is_stored: bool,
}

impl Spec {
    /// The label in `language`.
    pub fn label(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

impl Field {
    /// Everything that is said about the field.
    pub fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }

    /// Its name for lists, the shell and JSON.
    pub fn key(self) -> &'static str {
        self.spec().key
    }

    /// Which kind of row it belongs to.
    pub fn of(self) -> Of {
        self.spec().of
    }

    /// What it holds.
    pub fn kind(self) -> Kind {
        self.spec().kind
    }

    /// Whether a card has it: it belongs to a customer or to a person there.
    pub fn is_of_card(self) -> bool {
        matches!(self.of(), Of::Customer | Of::Contact)
    }

    /// Whether it is worked out from what else is known: no list brings it and nobody types it.
    pub fn is_computed(self) -> bool {
        matches!(self, Self::Completeness | Self::Trade) || self.is_by_rules()
    }

    /// Whether the rules say it of the customer on a day: when it is due, in which tier, how it stands to the public pool.
    pub fn is_by_rules(self) -> bool {
        matches!(self, Self::Due | Self::TierInUse | Self::Pool)
    }

    /// The label in the language that the thread speaks.
    pub fn label(self) -> &'static str {
        self.spec().label(crate::words::spoken())
    }

    /// The field with this key.
    pub fn by_key(key: &str) -> Option<Self> {
        static BY_KEY: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| SPECS.iter().map(|spec| (spec.key, spec.field)).collect());
        BY_KEY.get(key).copied()
    }

    /// All fields, in the order of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        SPECS.iter().map(|spec| spec.field)
    }

    /// The fields that rows of `of` keep, in the order of their slots.
    pub fn stored(of: Of) -> &'static [Self] {
        static STORED: LazyLock<[Vec<Field>; 4]> = LazyLock::new(|| {
            [Of::Customer, Of::Contact, Of::OrderLine, Of::Touch]
                .map(|of| SPECS.iter().filter(|spec| spec.of == of && spec.is_stored).map(|spec| spec.field).collect())
        });
        match of {
            Of::Customer => &STORED[0],
            Of::Contact => &STORED[1],
            Of::OrderLine => &STORED[2],
            Of::Touch => &STORED[3],
        }
    }

    /// Where a row keeps it among the fields of its kind; `None` for derived fields.
    pub fn slot(self) -> Option<usize> {
        static SLOTS: LazyLock<Vec<Option<usize>>> = LazyLock::new(|| {
            Field::all()
                .map(|field| if field.spec().is_stored { Field::stored(field.of()).iter().position(|other| *other == field) } else { None })
                .collect()
        });
        SLOTS[self as usize]
    }
}
