//! How fresh the key facts of a card are (S4.5, S2.10): which facts should be verified now and then, and when one is stale.
//!
//! A fact is confirmed when a person enters or changes it, when a list brings it, and when a person says that it is still
//! right. That a later list has the same value does not confirm it: many lists are old exports of the same book.

use chrono::{Datelike, Months, NaiveDate};

use super::Field;

/// After how many months a key fact should be verified again.
pub const STALE_MONTHS: u32 = 12;

/// The facts that go out of date unnoticed and do harm then: how to reach the firm and its people, who decides, what they need
/// and how they pay. In the order in which a card asks for them.
pub static KEY_FACTS: &[Field] = &[
    Field::Contact,
    Field::Title,
    Field::Authority,
    Field::Mobile,
    Field::ContactPhone,
    Field::Email,
    Field::Whatsapp,
    Field::Wechat,
    Field::Phone,
    Field::CompanyEmail,
    Field::Website,
    Field::Address,
    Field::PersonInCharge,
    Field::BusinessScope,
    Field::CompanySize,
    Field::Products,
    Field::NeedSpec,
    Field::NeedMaterial,
    Field::Certification,
    Field::LeadTime,
    Field::Expectations,
    Field::PaymentTerms,
    Field::CreditLimit,
    Field::CreditPeriod,
];

/// Whether `field` should be verified now and then.
pub fn is_key_fact(field: Field) -> bool {
    KEY_FACTS.contains(&field)
}

/// Whether a fact that was confirmed on `confirmed_on` should be verified again: `months` have passed since.
pub fn is_stale(confirmed_on: NaiveDate, today: NaiveDate, months: u32) -> bool {
    // A day beyond the calendar is never reached.
    confirmed_on.checked_add_months(Months::new(months)).is_some_and(|due| due <= today)
}

/// How many full months lie between the day and `today`; none where the day is yet to come.
pub fn months_since(day: NaiveDate, today: NaiveDate) -> u32 {
    let months = (today.year() - day.year()) * 12 + today.month() as i32 - day.month() as i32;
    let Ok(months) = u32::try_from(months) else { return 0 };
    // On the 28th of February a month since the 31st of January has passed.
    if day.checked_add_months(Months::new(months)).is_some_and(|due| due > today) { months.saturating_sub(1) } else { months }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_fact_is_stale_on_the_day_on_which_the_months_are_full() {
        for (confirmed, today, months, stale, since) in [
            ("2025-11-21", "2026-11-20", 12, false, 11),
            ("2025-11-20", "2026-11-20", 12, true, 12),
            ("2024-02-29", "2025-02-27", 12, false, 11),
            ("2024-02-29", "2025-02-28", 12, true, 12),
            ("2026-01-31", "2026-02-28", 1, true, 1),
            ("2026-11-20", "2026-11-20", 12, false, 0),
            ("2027-01-05", "2026-11-20", 12, false, 0),
            ("2026-11-20", "2026-11-20", 0, true, 0),
            ("2025-09-15", "2026-11-20", 12, true, 14),
        ] {
            assert_eq!(is_stale(day(confirmed), day(today), months), stale, "{confirmed} {today}");
            assert_eq!(months_since(day(confirmed), day(today)), since, "{confirmed} {today}");
        }
    }

    #[test]
    fn each_key_fact_stands_once() {
        let mut facts = KEY_FACTS.to_vec();
        facts.sort_unstable();
        facts.dedup();
        assert_eq!(facts.len(), KEY_FACTS.len());
        assert!(is_key_fact(Field::PaymentTerms) && !is_key_fact(Field::Stars));
    }
}
