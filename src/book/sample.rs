//! The fictional sample: what a new user can look at and play with before the own list comes. One step, so one undo.
//!
//! `assets/sample/customers.tsv` has one contact per row; a row without a company belongs to the customer above, one without
//! a contact adds what was said earlier. Days are counted from today, so that the sample is never stale. The last customer
//! is the newest, so it stands on top of the table.

use chrono::{Days, NaiveDate};

use crate::error::Result;
use crate::model::currency::CurrencyCode;
use crate::model::day::PartialDay;
use crate::model::{ChannelKind, Contact, Customer, Field, FollowUp, Id, Kind, Of, Touch, Value, entry};
use crate::store::{What, Write};

use super::perform::put_extra_names;
use super::{Book, Done, Now};

const SAMPLE: &str = include_str!("../../assets/sample/customers.tsv");

impl Book {
    /// Adds the fictional sample as one step.
    pub fn add_sample(&mut self, now: Now) -> Result<Done> {
        let what = What::edit("step-sample");
        let name = what.name();
        let who = self.habits.who.clone();
        let Some(store) = self.store() else { return Err(self.job_running()) };
        let (customer, step) = store.change(&what, &who, now.ms(), |write| write_sample(write, SAMPLE, now.today))?;
        self.changed(step)?;
        Ok(Done { step, what: name, customer, is_waiting: false })
    }
}

fn day(offset: &str, today: NaiveDate) -> Option<PartialDay> {
    let offset: i64 = offset.parse().ok()?;
    let days = Days::new(offset.unsigned_abs());
    let day = if offset < 0 { today.checked_sub_days(days) } else { today.checked_add_days(days) };
    day.map(PartialDay::of_day)
}

/// The value of a cell; `None` where the field cannot hold it.
fn value(field: Field, text: &str, currency: CurrencyCode, today: NaiveDate) -> Option<Value> {
    if field.kind() == Kind::Day { day(text, today).map(Value::Day) } else { entry::read(field, text, currency).ok() }
}

/// Writes all rows; returns the newest customer.
fn write_sample(write: &mut Write<'_>, table: &str, today: NaiveDate) -> Result<Option<Id>> {
    let mut lines = table.lines();
    let keys: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let mut owner = Id(0);
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let cells: Vec<(&str, &str)> = keys.iter().copied().zip(line.split('\t')).filter(|(_, text)| !text.is_empty()).collect();
        let text = |key: &str| cells.iter().find(|(known, _)| *known == key).map_or("", |(_, text)| *text);
        let currency = text("currency").parse().unwrap_or_default();
        if !text("company").is_empty() {
            owner = write.mint();
            let mut customer = Customer::new(owner);
            for (key, text) in &cells {
                let Some(field) = Field::by_key(key).filter(|field| field.of() == Of::Customer) else { continue };
                if let Some(value) = value(field, text, currency, today) {
                    customer.set(field, value);
                }
            }
            put_extra_names(write, &customer)?;
            write.put_customer(owner, Some(&customer))?;
        }
        let mut contact = Contact::new(Id(0), owner);
        for (key, text) in &cells {
            let Some(field) = Field::by_key(key).filter(|field| field.of() == Of::Contact) else { continue };
            match ChannelKind::of_field(field) {
                Some(kind) => {
                    contact.add_channel(kind, text);
                }
                None => {
                    if let Some(value) = value(field, text, currency, today) {
                        contact.record.set(field, value);
                    }
                }
            }
        }
        let contact_id = if contact.name().is_empty() { None } else { Some(write.mint()) };
        if let Some(id) = contact_id {
            contact.id = id;
            write.put_contact(id, Some(&contact))?;
        }
        if let Some(happened_on) = day(text("last_contact"), today) {
            let id = write.mint();
            let touch = Touch {
                contact: contact_id,
                channel: text("last_channel").to_owned(),
                text: text("last_text").to_owned(),
                ..Touch::new(id, owner, happened_on)
            };
            write.put_touch(id, Some(&touch))?;
        }
        if let Some(due_on) = day(text("next_follow_up"), today) {
            let id = write.mint();
            let follow_up =
                FollowUp { goal: text("next_goal").to_owned(), method: text("next_method").to_owned(), ..FollowUp::new(id, owner, due_on) };
            write.put_follow_up(id, Some(&follow_up))?;
        }
    }
    Ok((owner != Id(0)).then_some(owner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_the_sample_is_a_field_or_known_here() {
        let own = ["last_channel", "last_text", "next_goal", "next_method"];
        let keys = SAMPLE.lines().next().unwrap_or("");
        for key in keys.split('\t') {
            assert!(own.contains(&key) || Field::by_key(key).is_some(), "{key}");
        }
        let width = keys.split('\t').count();
        for line in SAMPLE.lines().skip(1) {
            assert_eq!(line.split('\t').count(), width, "{line}");
        }
    }
}
