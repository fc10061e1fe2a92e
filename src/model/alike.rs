//! What makes two customers look like one: equal number, a name that differs but for legal form, spelling or order of words, a
//! telephone number or an own mail or web domain in common. The same rules by which a list finds its customers (contracts),
//! here as keys that can be looked up; what comes of a likeness is decided by a person.

use super::country::Country;
use super::{Channel, ChannelKind, Contact, Customer, Field, email, name, url};
use crate::tr;

/// In what two customers are alike. The order is that in which groups are shown: what weighs most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The customer number.
    Number,
    /// The name but for legal form, punctuation, case, accents.
    Name,
    /// The words of the name, in another order.
    Words,
    /// A telephone number.
    Phone,
    /// The domain of e-mail addresses or web site, unless anybody can have one there.
    Domain,
}

impl Likeness {
    /// What it is called in the language spoken.
    pub fn name(self) -> String {
        match self {
            Self::Number => tr!("alike-kind-number"),
            Self::Name => tr!("alike-name"),
            Self::Words => tr!("alike-words"),
            Self::Phone => tr!("alike-kind-phone"),
            Self::Domain => tr!("alike-kind-domain"),
        }
    }
}

/// Something by which customers can be looked up: equal keys make them alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// In what; names with their words in any order are [`Likeness::Words`].
    pub likeness: Likeness,
    /// Folded.
    pub text: String,
}

impl Key {
    fn new(likeness: Likeness, text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        (!text.is_empty()).then_some(Self { likeness, text })
    }

    /// The key of a customer number.
    pub fn of_number(number: &str) -> Option<Self> {
        Self::new(Likeness::Number, number.trim().to_lowercase())
    }

    /// The key of a firm's name: equal for all orders of its words.
    pub fn of_name(company: &str) -> Option<Self> {
        Self::new(Likeness::Words, if company.is_empty() { String::new() } else { name::fold_company_unordered(company) })
    }

    /// The key of an e-mail address, unless its domain is one of free mail.
    pub fn of_mail(address: &str) -> Option<Self> {
        let domain = email::domain(address.trim()).filter(|domain| !email::is_free_mail(domain))?;
        Self::new(Likeness::Domain, domain.trim_end_matches(['>', '.', ';']).to_lowercase())
    }

    /// The key of a web site.
    pub fn of_site(site: &str) -> Option<Self> {
        let host = if site.is_empty() { None } else { url::host(site) };
        Self::new(Likeness::Domain, host.filter(|host| !email::is_free_mail(host))?)
    }

    /// The key of a telephone number: its last nine digits, so that it does not matter whether the country's code is written.
    pub fn of_phone(number: &str) -> Option<Self> {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < LEAST_DIGITS {
            return None;
        }
        Self::new(Likeness::Phone, &digits[digits.len().saturating_sub(TELLING_DIGITS)..])
    }

    /// The key of a way to reach a person.
    pub fn of_channel(kind: ChannelKind, value: &str) -> Option<Self> {
        match kind {
            ChannelKind::Email => Self::of_mail(value),
            ChannelKind::Mobile | ChannelKind::Phone | ChannelKind::Whatsapp => Self::of_phone(value),
            _ => None,
        }
    }
}

/// Shorter numbers are extensions or broken.
const LEAST_DIGITS: usize = 8;
/// So many last digits tell numbers apart.
const TELLING_DIGITS: usize = 9;

/// All keys of a customer with its people, each once, in order.
pub fn keys_of(customer: &Customer, contacts: &[Contact]) -> Vec<Key> {
    let company = [Field::Company, Field::ShortName].into_iter().map(|field| customer.text(field)).find(|text| !text.is_empty());
    let channels = contacts.iter().flat_map(|contact| &contact.channels);
    let mut keys: Vec<Key> = Key::of_number(customer.text(Field::CustomerNo))
        .into_iter()
        .chain(company.and_then(Key::of_name))
        .chain(customer.text(Field::Phone).split("; ").filter_map(Key::of_phone))
        .chain(customer.text(Field::CompanyEmail).split("; ").filter_map(Key::of_mail))
        .chain(Key::of_site(customer.text(Field::Website)))
        .chain(channels.filter_map(|Channel { kind, value }| Key::of_channel(*kind, value)))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// In what the two customers are alike, with what they have in common as `b` writes it; empty: in nothing. What weighs most is
/// first. A name in common counts where not both countries are known and different.
pub fn likenesses((a, of_a): (&Customer, &[Contact]), (b, of_b): (&Customer, &[Contact])) -> Vec<(Likeness, String)> {
    let of_other = keys_of(b, of_b);
    let mut found: Vec<(Likeness, String)> = keys_of(a, of_a)
        .into_iter()
        .filter(|key| of_other.binary_search(key).is_ok())
        .filter_map(|key| match key.likeness {
            Likeness::Words if !may_be_one_country(a, b) => None,
            Likeness::Words if name::same_company(a.name(), b.name()) => Some((Likeness::Name, b.name().to_owned())),
            Likeness::Words => Some((Likeness::Words, b.name().to_owned())),
            Likeness::Number => Some((Likeness::Number, b.text(Field::CustomerNo).to_owned())),
            Likeness::Phone => same_phone((a, of_a), (b, of_b), &key).map(|number| (Likeness::Phone, number)),
            likeness => Some((likeness, key.text)),
        })
        .collect();
    found.sort();
    found
}

/// The number that both have, as `b` writes it: where both write the code of a country, all digits count.
fn same_phone((a, of_a): (&Customer, &[Contact]), (b, of_b): (&Customer, &[Contact]), key: &Key) -> Option<String> {
    fn numbers<'a>(customer: &'a Customer, contacts: &'a [Contact], key: &Key) -> Vec<&'a str> {
        let channels = contacts.iter().flat_map(|contact| &contact.channels).map(|channel| channel.value.as_str());
        customer.text(Field::Phone).split("; ").chain(channels).filter(|number| Key::of_phone(number).as_ref() == Some(key)).collect()
    }
    let known = numbers(a, of_a, key);
    let is_same = |number: &&str| {
        known.iter().any(|known| match (with_country(known), with_country(number)) {
            (Some(known), Some(number)) => known == number,
            _ => true,
        })
    };
    numbers(b, of_b, key).into_iter().find(is_same).map(str::to_owned)
}

/// The digits of a number that begins with the code of a country.
fn with_country(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if number.trim_start().starts_with('+') { Some(digits) } else { digits.strip_prefix("00").map(str::to_owned) }
}

fn may_be_one_country(a: &Customer, b: &Customer) -> bool {
    let known = |customer: &Customer| Country::by_iso2(customer.text(Field::Country)).map(|country| country.iso2);
    match (known(a), known(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    type Told<'a> = &'a [(Field, &'a str)];

    fn customer(told: Told<'_>) -> (Customer, Vec<Contact>) {
        let (mut customer, mut contact) = (Customer::new(Id(1)), Contact::new(Id(2), Id(1)));
        for (field, text) in told {
            match ChannelKind::of_field(*field) {
                Some(kind) => drop(contact.add_channel(kind, text)),
                None => customer.set(*field, *text),
            }
        }
        (customer, vec![contact])
    }

    #[test]
    fn two_customers_are_alike_by_the_rules_of_an_import() {
        use Field::{Company, CompanyEmail, Country, CustomerNo, Email, Mobile, Phone, ShortName, Website};
        let cases: [(Told<'_>, Told<'_>, &[Likeness]); 17] = [
            (&[(Company, "ACME GmbH")], &[(Company, "Acme")], &[Likeness::Name]),
            (&[(Company, "ACME GmbH")], &[(Company, "Acme Ltd."), (Country, "DE")], &[Likeness::Name]),
            (&[(Company, "ACME"), (Country, "FR")], &[(Company, "Acme"), (Country, "DE")], &[]),
            (&[(Company, "Küchen Müller")], &[(Company, "Müller Kuchen OHG")], &[Likeness::Words]),
            (&[(ShortName, "绿洲")], &[(Company, "绿洲")], &[Likeness::Name]),
            (&[(Company, "A")], &[(Company, "B")], &[]),
            (&[(Company, "")], &[(Company, "")], &[]),
            (&[(Email, "a@acme.example")], &[(Email, "b@ACME.example")], &[Likeness::Domain]),
            (&[(Email, "a@acme.example")], &[(Website, "https://www.acme.example/about")], &[Likeness::Domain]),
            (&[(CompanyEmail, "x@y.example; a@acme.example")], &[(Email, "b@acme.example")], &[Likeness::Domain]),
            (&[(Email, "a@gmail.com")], &[(Email, "b@gmail.com")], &[]),
            (&[(Phone, "+49 40 555 0712")], &[(Phone, "040/5550712")], &[Likeness::Phone]),
            (&[(Phone, "+49 40 555 0712")], &[(Mobile, "0049405550712")], &[Likeness::Phone]),
            (&[(Phone, "+43 1 555 01 00")], &[(Phone, "+62 31 555 0100")], &[]),
            (&[(Phone, "5550712")], &[(Phone, "5550712")], &[]),
            (&[(CustomerNo, "K-7"), (Country, "FR")], &[(CustomerNo, "k-7"), (Country, "DE")], &[Likeness::Number]),
            (
                &[(Company, "ACME"), (Website, "acme.example")],
                &[(Company, "ACME LLC"), (Email, "a@acme.example")],
                &[Likeness::Name, Likeness::Domain],
            ),
        ];
        for (a, b, expected) in cases {
            let ((one, of_one), (other, of_other)) = (customer(a), customer(b));
            for found in [likenesses((&one, &of_one), (&other, &of_other)), likenesses((&other, &of_other), (&one, &of_one))] {
                assert_eq!(found.iter().map(|(likeness, _)| *likeness).collect::<Vec<_>>(), expected, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn what_they_share_is_told_as_the_other_writes_it() {
        let (a, of_a) = customer(&[(Field::Phone, "+49 40 555 0712"), (Field::Company, "Acme")]);
        let (b, of_b) = customer(&[(Field::Mobile, "040 555-0712"), (Field::Company, "ACME GmbH")]);
        let told = likenesses((&a, &of_a), (&b, &of_b));
        assert_eq!(told, [(Likeness::Name, "ACME GmbH".to_owned()), (Likeness::Phone, "040 555-0712".to_owned())]);
    }
}
