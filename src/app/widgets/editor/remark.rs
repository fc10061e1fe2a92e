//! What is said beside a field about what stands in it: what cannot be kept, what is odd, and how it was understood.

use super::{Around, Subject};
use crate::app::theme::Tone;
use crate::app::widgets::days;
use crate::model::country::Country;
use crate::model::currency::Currency;
use crate::model::day::{DayOrder, DayReading, read_day, read_typed};
use crate::model::email::{InvalidEmail, read_email, split_emails};
use crate::model::entry::{self, Refusal};
use crate::model::extra::read_number;
use crate::model::phone::{OddPhone, PhoneReading, odd_length, read_phone, split_phones};
use crate::model::zone::parse_zone;
use crate::model::{Kind, url};
use crate::tr;

/// A sentence beside a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it says.
    pub words: String,
    /// [`Tone::Overdue`]: cannot be saved so; [`Tone::Due`]: odd, saved as typed; else how it was understood.
    pub tone: Tone,
}

impl Remark {
    fn odd(words: String) -> Option<Self> {
        Some(Self { words, tone: Tone::Due })
    }

    fn plain(words: String) -> Option<Self> {
        Some(Self { words, tone: Tone::Plain })
    }
}

/// What there is to say of `text` in `subject`; `is_typing` adds how it is understood.
pub fn remark(subject: &Subject<'_>, text: &str, is_typing: bool, around: &Around<'_>) -> Option<Remark> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let refused = |refusal: Refusal| {
        let words = match refusal {
            Refusal::NotAnAmount => tr!("remark-not-an-amount"),
            Refusal::NotANumber => tr!("remark-not-a-number"),
            Refusal::NotStars => tr!("remark-not-stars"),
        };
        // A field of the user's own keeps what does not fit.
        Some(Remark { words, tone: if subject.own.is_some() { Tone::Due } else { Tone::Overdue } })
    };
    match subject.kind {
        _ if subject.is_tick => None,
        Kind::Money | Kind::Number | Kind::Stars => match entry::read_kind(subject.kind, text, around.currency) {
            Err(refusal) => refused(refusal),
            Ok(_) => None,
        },
        Kind::Decimal => read_number(text).is_none().then(|| tr!("remark-not-a-number")).and_then(Remark::odd),
        Kind::Day => day(subject, text, is_typing, around),
        Kind::Country => Country::find(text).is_none().then(|| tr!("remark-country")).and_then(Remark::odd),
        Kind::Currency => Currency::find(text).is_none().then(|| tr!("remark-currency")).and_then(Remark::odd),
        Kind::Zone => parse_zone(text).is_none().then(|| tr!("remark-zone")).and_then(Remark::odd),
        Kind::Group => (text.split(['/', '\\']).filter(|level| !level.trim().is_empty()).count() > 3)
            .then(|| tr!("remark-group"))
            .and_then(Remark::odd),
        Kind::Email => split_emails(text).into_iter().find_map(|mail| read_email(mail).err()).map(email).and_then(Remark::odd),
        Kind::Url => (!url::is_url_like(text)).then(|| tr!("remark-url")).and_then(Remark::odd),
        Kind::Phone => phone(text, is_typing, around.country),
        _ => None,
    }
}

fn day(subject: &Subject<'_>, text: &str, is_typing: bool, around: &Around<'_>) -> Option<Remark> {
    if let DayReading::Ambiguous { dmy, mdy } = read_day(text, DayOrder::Unknown) {
        return Remark::odd(tr!("remark-day-ambiguous", one = days::long(dmy), other = days::long(mdy)));
    }
    match read_typed(text, around.now.today) {
        None if subject.must_read => Some(Remark { words: tr!("remark-day-needed"), tone: Tone::Overdue }),
        None => Remark::odd(tr!("remark-day")),
        Some(read) if is_typing => match read.date() {
            Some(date) => Remark::plain(format!("{} · {}", days::long(date), days::relative(date, around.now.today))),
            None => Remark::plain(read.to_string()),
        },
        Some(_) => None,
    }
}

fn email(invalid: InvalidEmail) -> String {
    match invalid {
        InvalidEmail::NoAt => tr!("remark-email-no-at"),
        InvalidEmail::SeveralAts => tr!("remark-email-several-ats"),
        InvalidEmail::EmptyLocal => tr!("remark-email-no-name"),
        InvalidEmail::EmptyDomain | InvalidEmail::BadDomain => tr!("remark-email-domain"),
        InvalidEmail::BadCharacter => tr!("remark-email-character"),
        InvalidEmail::TooLong => tr!("remark-email-long"),
    }
}

fn phone(text: &str, is_typing: bool, country: Option<&'static Country>) -> Option<Remark> {
    let readings: Vec<PhoneReading> = split_phones(text).into_iter().map(|number| read_phone(number, country)).collect();
    if let Some(odd) = readings.iter().find_map(|reading| reading.odd.or_else(|| odd_length(reading))) {
        return Remark::odd(match odd {
            OddPhone::DigitsLost => tr!("remark-phone-digits-lost"),
            OddPhone::NoDigits => tr!("remark-phone-no-digits"),
            OddPhone::Letters => tr!("remark-phone-letters"),
            OddPhone::TooShort => tr!("remark-phone-short"),
            OddPhone::TooLong => tr!("remark-phone-long"),
            OddPhone::UnknownCode => tr!("remark-phone-code"),
        });
    }
    if !is_typing {
        return None;
    }
    let words: Vec<String> = readings
        .iter()
        .filter_map(|reading| {
            let number = crate::model::phone::format_international(reading.e164.as_deref()?)?;
            Some(match reading.country {
                Some(country) => format!("{} · {number}", country.name(crate::words::spoken())),
                None => number,
            })
        })
        .collect();
    if words.is_empty() { None } else { Remark::plain(words.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;
    use crate::words::{Language, speak};

    #[test]
    fn what_is_odd_is_said_in_plain_words_and_what_is_right_is_not() {
        speak(Language::English);
        for (field, text, said, tone) in [
            (Field::CompanyEmail, "sales@acme", "The part after @ is not complete", Tone::Due),
            (Field::CompanyEmail, "sales.acme.example", "There is no @ in it", Tone::Due),
            (Field::CompanyEmail, "a@acme.example; b@acme.example", "", Tone::Plain),
            (Field::Phone, "8.6138E+12", "A spreadsheet has cut off digits", Tone::Due),
            (Field::Phone, "+49 30 901820", "", Tone::Plain),
            (Field::Phone, "123", "Too short for a phone number", Tone::Due),
            (Field::Phone, "+65 6555 01", "Too short for a phone number", Tone::Due),
            (Field::Phone, "+33 1 70 36 39 50 12", "Too long for a phone number", Tone::Due),
            (Field::Phone, "+65 6555 0142", "", Tone::Plain),
            (Field::Phone, "+49 2 12 34", "", Tone::Plain),
            (Field::Country, "Atlantis", "Not a country that is known; kept as written", Tone::Due),
            (Field::Country, "德国", "", Tone::Plain),
            (Field::FirstContact, "ASAP", "Not read as a day; kept as written", Tone::Due),
            (Field::FirstContact, "2026-03", "", Tone::Plain),
            (Field::NextFollowUp, "ASAP", "Not read as a day; try 2026-12-24, in 3 days or next Friday", Tone::Overdue),
            (Field::NextFollowUp, "next fri", "", Tone::Plain),
            (Field::AnnualAmount, "a lot", "Not an amount; try USD 12,500", Tone::Overdue),
            (Field::SalesStaff, "twelve", "Not a whole number", Tone::Overdue),
            (Field::TimeZone, "Berlin time", "Not a time zone that is known; try Europe/Berlin or UTC+8", Tone::Due),
            (Field::Group, "a/b/c/d", "A group has three levels at most", Tone::Due),
            (Field::Website, "none yet", "Does not look like a web address", Tone::Due),
            (Field::City, "anything", "", Tone::Plain),
        ] {
            let around = Around::for_tests();
            let subject = Subject::of(field, egui::Id::NULL);
            let remark = remark(&subject, text, false, &around);
            assert_eq!(remark.as_ref().map_or("", |remark| remark.words.as_str()), said, "{text}");
            assert_eq!(remark.map_or(Tone::Plain, |remark| remark.tone), tone, "{text}");
        }
    }

    #[test]
    fn while_typing_it_says_how_it_is_understood() {
        speak(Language::English);
        let around = Around::for_tests();
        let said = |field, text: &str| {
            let subject = Subject::of(field, egui::Id::NULL);
            remark(&subject, text, true, &around).map(|remark| remark.words).unwrap_or_default()
        };
        assert_eq!(said(Field::FirstContact, "in 3 days"), "Monday, 23 November 2026 · in 3 days");
        assert_eq!(said(Field::Phone, "+4930901820"), "Germany · +49 30 901820");
        assert!(said(Field::FirstContact, "5/3/2026").contains("or"), "{}", said(Field::FirstContact, "5/3/2026"));
    }
}
