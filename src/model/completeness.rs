//! How complete a card is (S2.19), measured by the minimum card of the trade (S4.3): the firm's background, a person who can be
//! reached and decides, needs and pain points, the first communication, and where we know them from.
//!
//! Pure: whoever asks says which fields are filled, so that the card asks rows and the table its columns.

use std::sync::LazyLock;

use super::{Contact, Customer, Field, Of};

/// One thing that a card should tell, any of several fields does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// How many of a hundred points it is worth.
    pub worth: u8,
    /// The fields, of the customer or of any of its contacts; the one to fill in first.
    pub fields: &'static [Field],
}

/// What a complete card tells; worth a hundred points in all.
pub static POINTS: &[Point] = &[
    Point { worth: 5, fields: &[Field::Country] },
    Point { worth: 5, fields: &[Field::Address, Field::City] },
    Point { worth: 5, fields: &[Field::Phone, Field::CompanyEmail, Field::Website] },
    Point { worth: 5, fields: &[Field::CompanySize, Field::SalesStaff, Field::BusinessStaff] },
    Point { worth: 10, fields: &[Field::BusinessScope, Field::Industry] },
    Point { worth: 5, fields: &[Field::MarketArea, Field::TradeArea] },
    Point { worth: 10, fields: &[Field::Contact, Field::FirstName, Field::LastName] },
    Point { worth: 5, fields: &[Field::Title] },
    Point {
        worth: 15,
        fields: &[Field::Email, Field::Mobile, Field::ContactPhone, Field::Whatsapp, Field::Wechat, Field::Telegram, Field::Line],
    },
    Point { worth: 5, fields: &[Field::Authority] },
    Point { worth: 10, fields: &[Field::Products, Field::NeedSpec, Field::NeedMaterial, Field::Certification] },
    Point { worth: 5, fields: &[Field::Pains, Field::Expectations, Field::PriceSensitivity] },
    Point { worth: 5, fields: &[Field::FirstTalk, Field::FirstContact, Field::LastContact] },
    Point { worth: 10, fields: &[Field::Source, Field::SourceDetail, Field::Referrer] },
];

/// How complete a card is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// From 0 to 100.
    pub percent: u8,
    /// What is missing, the most worth first.
    pub missing: Vec<Point>,
}

/// How complete a card is, from 0 to 100. `is_filled` is asked for fields of the customer, of its contacts (whether any of them
/// has it), and for [`Field::LastContact`] (whether there was any touch).
pub fn percent(is_filled: impl Fn(Field) -> bool) -> u8 {
    POINTS.iter().filter(|point| point.fields.iter().any(|field| is_filled(*field))).map(|point| point.worth).sum()
}

/// The points that `field` makes, as bits: what reads a whole book adds them up with [`percent_of`] instead of asking for each field.
pub fn points_of(field: Field) -> u16 {
    static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
        let bits =
            |field: Field| POINTS.iter().enumerate().filter(|(_, point)| point.fields.contains(&field)).map(|(at, _)| 1_u16 << at).sum();
        Field::all().map(bits).collect()
    });
    TABLE[field as usize]
}

/// How complete a card is whose fields make these points, from 0 to 100.
pub fn percent_of(points: u16) -> u8 {
    POINTS.iter().enumerate().filter(|(at, _)| points >> at & 1 == 1).map(|(_, point)| point.worth).sum()
}

/// How complete the card of `customer` is, and what is missing; `was_touched` says whether any touch is known.
pub fn completeness(customer: &Customer, contacts: &[Contact], was_touched: bool) -> Completeness {
    let is_filled = |field: Field| match field {
        Field::LastContact => was_touched,
        _ if field.of() == Of::Contact => contacts.iter().any(|contact| !contact.get(field).is_empty()),
        _ => !customer.get(field).is_empty(),
    };
    let mut missing: Vec<Point> = POINTS.iter().filter(|point| !point.fields.iter().any(|field| is_filled(*field))).copied().collect();
    missing.sort_by_key(|point| std::cmp::Reverse(point.worth));
    Completeness { percent: percent(is_filled), missing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChannelKind, Id, Value};

    #[test]
    fn the_points_make_a_hundred_and_no_field_counts_twice() {
        assert_eq!(POINTS.iter().map(|point| u32::from(point.worth)).sum::<u32>(), 100);
        let mut fields: Vec<Field> = POINTS.iter().flat_map(|point| point.fields).copied().collect();
        let count = fields.len();
        fields.sort_unstable();
        fields.dedup();
        assert_eq!(fields.len(), count);
        assert!(fields.iter().all(|field| field.is_of_card()));
    }

    #[test]
    fn each_fact_counts_once_whichever_field_tells_it() {
        for (filled, expected) in [
            (&[][..], 0),
            (&[Field::Company], 0),
            (&[Field::Country], 5),
            (&[Field::Country, Field::City], 10),
            (&[Field::City, Field::Address], 5),
            (&[Field::Phone, Field::Website, Field::CompanyEmail], 5),
            (&[Field::Industry], 10),
            (&[Field::Contact, Field::Email, Field::Mobile], 25),
            (&[Field::FirstName], 10),
            (&[Field::LastContact, Field::FirstTalk], 5),
            (&[Field::Source, Field::Referrer], 10),
        ] {
            assert_eq!(percent(|field| filled.contains(&field)), expected, "{filled:?}");
            let points = filled.iter().fold(0, |points, field| points | points_of(*field));
            assert_eq!(percent_of(points), expected, "{filled:?}");
        }
        assert_eq!(percent(|_| true), 100);
    }

    #[test]
    fn a_card_says_what_is_missing_the_most_worth_first() {
        let mut customer = Customer::new(Id(1));
        customer.set(Field::Country, "DE");
        customer.set(Field::Address, "Ring 1");
        customer.set(Field::Website, "acme.example");
        customer.set(Field::CompanySize, "50");
        customer.set(Field::Industry, "Tools");
        customer.set(Field::MarketArea, "EU");
        customer.set(Field::Products, "Drills");
        customer.set(Field::Pains, "Late deliveries");
        customer.set(Field::Source, "Fair");
        let mut contact = Contact::new(Id(2), Id(1));
        contact.record.set(Field::LastName, "Kim");
        let missing = |contact: &Contact, was_touched| {
            let found = completeness(&customer, std::slice::from_ref(contact), was_touched);
            (found.percent, found.missing.iter().map(|point| point.fields[0]).collect::<Vec<_>>())
        };
        assert_eq!(missing(&contact, false), (70, vec![Field::Email, Field::Title, Field::Authority, Field::FirstTalk]));
        contact.add_channel(ChannelKind::Whatsapp, "+49 170 1");
        contact.record.set(Field::Title, "Buyer");
        contact.record.set(Field::Authority, Value::from("Decision maker"));
        assert_eq!(missing(&contact, true), (100, Vec::new()));
        assert_eq!(completeness(&Customer::new(Id(1)), &[], false).percent, 0);
    }
}
