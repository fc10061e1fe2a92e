//! What fields are called: keys, labels in both languages, the words that lists use, and the user's own names.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Known, quoted};
use crate::model::field::Choice;
use crate::model::{ExtraKind, Field, Kind, text};

/// Which values a filter looks at.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A field of the customer, or of any of its contacts.
    Field(Field),
    /// Company and short name.
    Names,
    /// Every e-mail of the customer and its contacts.
    Emails,
    /// Every number by which one can ring or message the customer or its contacts.
    Phones,
    /// A field that the user defined.
    Extra {
        /// Its name.
        name: String,
        /// What it holds.
        kind: ExtraKind,
    },
}

/// How values of a subject are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reads {
    Text,
    Phone,
    Choice(&'static [Choice]),
    Tags,
    Group,
    Country,
    Currency,
    Number,
    Stars,
    Money,
    /// Whether spans such as `7d` look ahead.
    Days {
        is_ahead: bool,
    },
    Tick,
}

impl Subject {
    /// The fields of the list that it looks at.
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Field(field) => std::slice::from_ref(field),
            Self::Names => &[Field::Company, Field::ShortName],
            Self::Emails => &[Field::CompanyEmail, Field::Email, Field::Email2],
            Self::Phones => &[Field::Phone, Field::Mobile, Field::ContactPhone, Field::Whatsapp],
            Self::Extra { .. } => &[],
        }
    }

    /// The name that leads back to exactly this subject.
    pub(super) fn written_name(&self) -> String {
        match self {
            // Their keys mean every phone and every e-mail.
            Self::Field(Field::Phone) => "company_phone".to_owned(),
            Self::Field(Field::Email) => "contact_email".to_owned(),
            Self::Field(field) => field.key().to_owned(),
            Self::Names => "name".to_owned(),
            Self::Emails => "email".to_owned(),
            Self::Phones => "phone".to_owned(),
            Self::Extra { name, .. } => quoted(name),
        }
    }

    /// The label in the language spoken.
    pub fn label(&self) -> &str {
        match self {
            Self::Field(field) => field.label(),
            Self::Names => Field::Company.label(),
            Self::Emails => Field::Email.label(),
            Self::Phones => Field::Phone.label(),
            Self::Extra { name, .. } => name,
        }
    }

    pub(super) fn reads(&self) -> Reads {
        let field = match self {
            Self::Extra { kind, .. } => {
                return match kind {
                    ExtraKind::Text => Reads::Text,
                    ExtraKind::Number => Reads::Number,
                    ExtraKind::Money => Reads::Money,
                    ExtraKind::Day => Reads::Days { is_ahead: false },
                    ExtraKind::Choice => Reads::Choice(&[]),
                    ExtraKind::Tick => Reads::Tick,
                };
            }
            _ => self.fields()[0],
        };
        match self {
            Self::Phones => return Reads::Phone,
            Self::Names | Self::Emails => return Reads::Text,
            _ => {}
        }
        match field.kind() {
            Kind::Phone => Reads::Phone,
            Kind::Choice => Reads::Choice(field.spec().choices),
            Kind::Tags => Reads::Tags,
            Kind::Group => Reads::Group,
            Kind::Country => Reads::Country,
            Kind::Currency => Reads::Currency,
            Kind::Number | Kind::Decimal => Reads::Number,
            Kind::Stars => Reads::Stars,
            Kind::Money => Reads::Money,
            Kind::Day => Reads::Days { is_ahead: matches!(field, Field::NextFollowUp | Field::Due) },
            _ => Reads::Text,
        }
    }
}

/// What a name before a colon means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Named {
    Subject(Subject),
    /// `has:`; the value names a field.
    Has,
    /// `missing:`; the value names a field.
    Missing,
    /// `season:`; the value names a festival, fair or shutdown, and customers are those whom the next one concerns.
    Season,
}

/// Names beside those of the field list, before which they go.
const ALIASES: &[(&str, Named)] = {
    const fn of(field: Field) -> Named {
        Named::Subject(Subject::Field(field))
    }
    &[
        ("has", Named::Has),
        ("with", Named::Has),
        ("有", Named::Has),
        ("已填", Named::Has),
        ("missing", Named::Missing),
        ("without", Named::Missing),
        ("no", Named::Missing),
        ("无", Named::Missing),
        ("没有", Named::Missing),
        ("缺", Named::Missing),
        ("缺少", Named::Missing),
        ("未填", Named::Missing),
        ("season", Named::Season),
        ("festival", Named::Season),
        ("节日", Named::Season),
        ("name", Named::Subject(Subject::Names)),
        ("名称", Named::Subject(Subject::Names)),
        ("email", Named::Subject(Subject::Emails)),
        ("mail", Named::Subject(Subject::Emails)),
        ("邮箱", Named::Subject(Subject::Emails)),
        ("邮件", Named::Subject(Subject::Emails)),
        ("phone", Named::Subject(Subject::Phones)),
        ("tel", Named::Subject(Subject::Phones)),
        ("电话", Named::Subject(Subject::Phones)),
        ("号码", Named::Subject(Subject::Phones)),
        ("tier", of(Field::Level)),
        ("tag", of(Field::Tags)),
        ("star", of(Field::Stars)),
        ("星", of(Field::Stars)),
        ("last", of(Field::LastContact)),
        ("联系", of(Field::LastContact)),
        ("next", of(Field::NextFollowUp)),
        ("due", of(Field::Due)),
        ("tiernow", of(Field::TierInUse)),
        ("规则等级", of(Field::TierInUse)),
        ("当前等级", of(Field::TierInUse)),
        ("publicpool", of(Field::Pool)),
        ("应联系", of(Field::Due)),
        ("该联系", of(Field::Due)),
        ("跟进", of(Field::NextFollowUp)),
        ("amount", of(Field::AnnualAmount)),
        ("金额", of(Field::AnnualAmount)),
        ("采购额", of(Field::AnnualAmount)),
        ("stage", of(Field::Status)),
        ("person", of(Field::Contact)),
        ("product", of(Field::Products)),
        ("产品", of(Field::Products)),
        ("added", of(Field::Created)),
        ("创建", of(Field::Created)),
        ("complete", of(Field::Completeness)),
        ("完整", of(Field::Completeness)),
        ("成交", of(Field::Trade)),
        ("note", of(Field::Notes)),
        ("position", of(Field::Title)),
        ("terms", of(Field::PaymentTerms)),
        ("phonecompany", of(Field::Phone)),
        ("companyphone", of(Field::Phone)),
        ("contactemail", of(Field::Email)),
    ]
};

/// Only letters and digits, folded: `Last contact`, `last_contact` and `lastcontact` are one name.
pub(super) fn squeeze(name: &str) -> String {
    text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The fields that a filter can look at.
pub(super) fn fields() -> impl Iterator<Item = Field> {
    Field::all().filter(|field| field.is_of_card())
}

static NAMES: LazyLock<HashMap<String, Named>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (name, named) in ALIASES {
        names.entry((*name).to_owned()).or_insert_with(|| named.clone());
    }
    let mut put = |name: &str, field: Field| {
        names.entry(squeeze(name)).or_insert(Named::Subject(Subject::Field(field)));
    };
    fields().for_each(|field| put(field.key(), field));
    fields().for_each(|field| [field.spec().zh, field.spec().en].into_iter().for_each(|label| put(label, field)));
    fields().for_each(|field| field.spec().headers.split('|').for_each(|header| put(header, field)));
    names.remove("");
    names
});

/// What `name` means; a quoted one is first looked for among the user's own fields.
pub(super) fn find(name: &str, is_quoted: bool, known: &Known<'_>) -> Option<Named> {
    let key = squeeze(name);
    let own = || {
        let folded = text::fold(name.trim());
        let exact = known.extras.iter().find(|(extra, _)| text::fold(extra.trim()) == folded);
        let near = || known.extras.iter().find(|(extra, _)| !key.is_empty() && squeeze(extra) == key);
        exact.or_else(near).map(|(name, kind)| Named::Subject(Subject::Extra { name: name.clone(), kind: *kind }))
    };
    let listed = || NAMES.get(&key).cloned();
    if is_quoted { own().or_else(listed) } else { listed().or_else(own) }
}

/// The name that a mistyped one most likely means.
pub(super) fn nearest(name: &str, known: &Known<'_>) -> Option<String> {
    let mut candidates: Vec<&str> = ALIASES.iter().map(|(name, _)| *name).chain(fields().map(Field::key)).collect();
    candidates.extend(fields().flat_map(|field| [field.spec().zh, field.spec().en]));
    candidates.extend(known.extras.iter().map(|(name, _)| name.as_str()));
    let named = candidates.into_iter().map(|name| (squeeze(name), name));
    super::nearest::few(&squeeze(name), named, 1).into_iter().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known<'static> {
        Known { today: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"), extras: &[] }
    }

    #[test]
    fn every_field_goes_by_key_and_by_its_label_in_both_languages() {
        for field in fields() {
            let spec = field.spec();
            for name in [spec.key, spec.zh, spec.en] {
                let Some(Named::Subject(subject)) = find(name, false, &known()) else { panic!("{name} is not found") };
                assert!(subject.fields().contains(&field), "{name} is {subject:?}");
            }
            let subject = Subject::Field(field);
            assert_eq!(find(&subject.written_name(), false, &known()), Some(Named::Subject(subject)), "{}", spec.key);
        }
        for subject in [Subject::Names, Subject::Emails, Subject::Phones] {
            assert_eq!(find(&subject.written_name(), false, &known()), Some(Named::Subject(subject)));
        }
    }

    #[test]
    fn a_mistyped_name_finds_its_neighbour() {
        for (typed, meant) in [
            ("cuontry", Some("country")),
            ("contry", Some("country")),
            ("strs", Some("stars")),
            ("国架", Some("国家")),
            ("levle", Some("level")),
            ("xyzzy", None),
            ("q", None),
        ] {
            assert_eq!(nearest(typed, &known()).as_deref(), meant, "{typed}");
        }
    }
}
