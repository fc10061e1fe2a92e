//! Merges one customer into another: its values by choice, and all that belongs to it. Nothing is lost, and one undo takes
//! everything back.

use chrono::NaiveDate;

use crate::error::Result;
use crate::import::merge::{complete_contact, find_contact};
use crate::model::merge::{Side, Slot, merged};
use crate::model::{Address, Contact, Field, Id, Merged};
use crate::store::{Read, Write};

use super::EditError;
use super::perform::put_extra_names;

/// What becomes of the people of the customer who goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// People of the customer who stays, completed by what was known of them at the other; with the id that goes.
    pub joined: Vec<(Contact, Id)>,
    /// People who come over as they are.
    pub moved: Vec<Contact>,
}

/// Which people are the same at both, by equal first e-mail or name. They become one only where nothing of either is lost.
pub fn people(stay: &[Contact], go: &[Contact]) -> People {
    let mut people = People::default();
    let mut known = stay.to_vec();
    for contact in go {
        let joined = find_contact(&known, contact).and_then(|at| {
            let mut joined = known[at].clone();
            complete_contact(&mut joined, contact);
            holds_all(&joined, contact).then_some((at, joined))
        });
        match joined {
            Some((at, joined)) => {
                known[at] = joined.clone();
                people.joined.push((joined, contact.id));
            }
            None => people.moved.push(contact.clone()),
        }
    }
    people
}

/// Whether `joined` says everything that `contact` said.
fn holds_all(joined: &Contact, contact: &Contact) -> bool {
    let same_name = crate::model::name::folded_person(&joined.name()) == crate::model::name::folded_person(&contact.name());
    let is_name = |field: Field| matches!(field, Field::Contact | Field::FirstName | Field::LastName);
    contact.record.known().all(|(field, value)| joined.record.get(field) == value || is_name(field) && same_name)
        && contact.channels.iter().all(|way| !joined.lacks_channel(way.kind, &way.value))
}

/// Whether two addresses say the same.
fn same_address(a: &Address, b: &Address) -> bool {
    Address { id: Id(0), customer: Id(0), ..a.clone() } == Address { id: Id(0), customer: Id(0), ..b.clone() }
}

/// Performs the merge; returns the customer who stays.
pub(super) fn merge(write: &mut Write<'_>, stays: Id, goes: Id, choices: &[(Slot, Side)], today: NaiveDate) -> Result<Option<Id>> {
    if stays == goes {
        return Err(EditError::SameCustomer.into());
    }
    let (Some(one), Some(other)) = (write.customer(stays)?, write.customer(goes)?) else { return Err(EditError::NotThere.into()) };
    let customer = merged(&one, &other, choices);
    put_extra_names(write, &customer)?;
    write.put_customer(stays, Some(&customer))?;

    let of_stays = write.contacts_of(stays)?;
    let people = people(&of_stays, &write.contacts_of(goes)?);
    // The main contact of who stays is the main one still.
    let order: Vec<Id> = of_stays.iter().chain(&people.moved).map(|contact| contact.id).collect();
    let joined: Vec<(Id, Id)> = people.joined.iter().map(|(contact, gone)| (*gone, contact.id)).collect();
    for (contact, _) in people.joined {
        // A person who is joined more than once is complete the last time.
        write.put_contact(contact.id, Some(&contact))?;
    }
    for contact in people.moved {
        write.put_contact(contact.id, Some(&Contact { customer: stays, ..contact }))?;
    }
    put_in_order(write, stays, &order)?;
    let now = |contact: Id| joined.iter().find(|(gone, _)| *gone == contact).map_or(contact, |(_, stays)| *stays);
    for touch in write.touches_of(goes)? {
        let contact = touch.contact.map(now);
        write.put_touch(touch.id, Some(&crate::model::Touch { customer: stays, contact, ..touch }))?;
    }
    for plan in write.follow_ups_of(goes)? {
        let contact = plan.contact.map(now);
        write.put_follow_up(plan.id, Some(&crate::model::FollowUp { customer: stays, contact, ..plan }))?;
    }
    super::follow::merged(write, stays, goes, today)?;
    super::register::merged(write, stays, goes)?;
    addresses(write, &one, &other, &customer)?;
    confirmations(write, (stays, goes), &|field| (one.get(field).clone(), other.get(field).clone(), customer.get(field).clone()), &now)?;
    for (gone, _) in &joined {
        write.put_contact(*gone, None)?;
    }
    for earlier in write.merged_into(goes)? {
        write.put_merged(earlier.id, Some(&Merged { customer: stays, ..earlier }))?;
    }
    super::apart::merged(write, stays, goes)?;
    let id = write.mint();
    write.put_merged(id, Some(&Merged { id, customer: stays, gone: goes, name: other.name().to_owned() }))?;
    // Nothing belongs to it any more.
    write.put_customer(goes, None)?;
    Ok(Some(stays))
}

/// Gives the people of a customer the order `order`, where they do not stand in it anyway.
fn put_in_order(write: &mut Write<'_>, customer: Id, order: &[Id]) -> Result<()> {
    let contacts = write.contacts_of(customer)?;
    if contacts.iter().map(|contact| &contact.id).eq(order) {
        return Ok(());
    }
    for contact in contacts {
        let position = order.iter().position(|id| *id == contact.id).and_then(|at| i64::try_from(at + 1).ok());
        write.put_contact(contact.id, Some(&Contact { position, ..contact }))?;
    }
    Ok(())
}

/// Further addresses come over; the main address that was not taken becomes a further one.
fn addresses(
    write: &mut Write<'_>,
    one: &crate::model::Customer,
    other: &crate::model::Customer,
    customer: &crate::model::Customer,
) -> Result<()> {
    let main = |of: &crate::model::Customer| {
        let text = |field: Field| of.text(field).to_owned();
        Address {
            id: Id(0),
            customer: one.id,
            purpose: String::new(),
            address: text(Field::Address),
            city: text(Field::City),
            region: text(Field::Region),
            postcode: text(Field::Postcode),
            country: text(Field::Country),
        }
    };
    let mut known = write.addresses_of(one.id)?;
    for address in write.addresses_of(other.id)? {
        let is_known = known.iter().any(|known| same_address(known, &address));
        write.put_address(address.id, (!is_known).then(|| Address { customer: one.id, ..address.clone() }).as_ref())?;
        known.push(address);
    }
    for lost in [main(one), main(other)] {
        let is_kept = lost.address.is_empty() || lost.address == customer.text(Field::Address);
        if !is_kept && !known.iter().any(|known| known.address == lost.address) {
            let id = write.mint();
            write.put_address(id, Some(&Address { id, ..lost }))?;
        }
    }
    Ok(())
}

/// What was confirmed stays so where its value stays; of two days the later counts.
fn confirmations(
    write: &mut Write<'_>,
    (stays, goes): (Id, Id),
    values: &dyn Fn(Field) -> (crate::model::Value, crate::model::Value, crate::model::Value),
    now: &dyn Fn(Id) -> Id,
) -> Result<()> {
    let known = write.confirmations_of(stays)?;
    let taken_from = |field: &str| Field::by_key(field).map(values);
    for said in &known {
        // The value is now the other's.
        let is_replaced = said.row == stays && taken_from(&said.field).is_some_and(|(one, _, taken)| one != taken);
        if is_replaced {
            write.put_confirmation(said.id, None)?;
        }
    }
    for said in write.confirmations_of(goes)? {
        let row = if said.row == goes { stays } else { now(said.row) };
        let holds = said.row != goes || taken_from(&said.field).is_some_and(|(_, other, taken)| other == taken);
        let same = write.confirmations_of(stays)?.into_iter().find(|known| known.row == row && known.field == said.field);
        match same {
            Some(same) if holds && same.confirmed_on < said.confirmed_on => {
                let later = crate::model::Confirmation { confirmed_on: said.confirmed_on, ..same };
                write.put_confirmation(later.id, Some(&later))?;
                write.put_confirmation(said.id, None)?;
            }
            None if holds => {
                let moved = crate::model::Confirmation { customer: stays, row, ..said };
                write.put_confirmation(moved.id, Some(&moved))?;
            }
            _ => drop(write.put_confirmation(said.id, None)?),
        }
    }
    Ok(())
}
