//! Performs an [`Edit`]: asks the rules of the trade, then writes rows. One edit is one step.

use crate::model::day::PartialDay;
use crate::model::entry::{self, Refusal};
use crate::model::{ChannelKind, Contact, Customer, ExtraField, Field, Habits, Id, Of, Value, email, phone, text};
use crate::store::{Read, StoreError, What, Write};
use crate::tr;

use super::{Edit, Now, follow, many, own_fields, register};

/// Why an edit was refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The field cannot hold what was typed.
    Refused(Refusal, String),
    /// The row is no longer there.
    NotThere,
    /// A customer needs a name.
    Nameless,
    /// A field of one's own needs a name.
    FieldNameless,
    /// A field of one's own is called so already.
    FieldTaken(String),
    /// The day of a touch or follow-up cannot be read.
    NotADay(String),
    /// The time of a follow-up cannot be read.
    NotATime(String),
    /// No customer has this id, number or name.
    NoCustomer(String),
    /// Several customers have this number or name.
    SeveralCustomers(String),
    /// A job has the book; its name.
    JobRunning(String),
    /// The customer was not in the book on that day.
    NotYetThere(String),
    /// What should be the rules of the trade cannot be read.
    NotRules,
    /// So many customers would be put into the public pool, or the clock stands so, that a person is asked a second time: why.
    PoolDoubts(String),
    /// The customer is not in the public pool.
    NotInPool(String),
    /// Nobody has the card of the customer.
    CardNotOut(String),
    /// Whose customer it was may not take it back before this day.
    CoolingOff(String, chrono::NaiveDate),
    /// A customer cannot be merged into itself.
    SameCustomer,
    /// The thread of a job broke off; what it did was taken back.
    JobDied,
}

impl EditError {
    fn key(&self) -> &'static str {
        match self {
            Self::Refused(Refusal::NotAnAmount, _) => "edit-not-an-amount",
            Self::Refused(Refusal::NotANumber, _) => "edit-not-a-number",
            Self::Refused(Refusal::NotStars, _) => "edit-not-stars",
            Self::NotThere => "edit-not-there",
            Self::Nameless => "edit-nameless",
            Self::FieldNameless => "edit-field-nameless",
            Self::FieldTaken(_) => "edit-field-taken",
            Self::NotADay(_) => "edit-not-a-day",
            Self::NotATime(_) => "edit-not-a-time",
            Self::NoCustomer(_) => "edit-no-customer",
            Self::SeveralCustomers(_) => "edit-several-customers",
            Self::JobRunning(_) => "edit-job-running",
            Self::NotYetThere(_) => "edit-not-yet-there",
            Self::NotRules => "edit-not-rules",
            Self::PoolDoubts(_) => "edit-pool-doubts",
            Self::NotInPool(_) => "edit-not-in-pool",
            Self::CardNotOut(_) => "edit-card-not-out",
            Self::CoolingOff(..) => "edit-cooling-off",
            Self::SameCustomer => "edit-same-customer",
            Self::JobDied => "edit-job-died",
        }
    }

    /// What the person can do next.
    pub fn hint(&self) -> String {
        crate::words::text(&format!("{}-hint", self.key()), None)
    }
}

impl std::fmt::Display for EditError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sentence = match self {
            Self::Refused(_, text)
            | Self::NotADay(text)
            | Self::NotATime(text)
            | Self::NoCustomer(text)
            | Self::SeveralCustomers(text)
            | Self::NotYetThere(text)
            | Self::PoolDoubts(text)
            | Self::NotInPool(text)
            | Self::CardNotOut(text)
            | Self::FieldTaken(text) => {
                tr!(self.key(), text = text.as_str())
            }
            Self::CoolingOff(text, day) => tr!(self.key(), text = text.as_str(), day = day.to_string()),
            Self::JobRunning(job) => tr!(self.key(), job = job.as_str()),
            Self::NotThere | Self::Nameless | Self::FieldNameless | Self::JobDied | Self::SameCustomer | Self::NotRules => {
                crate::words::text(self.key(), None)
            }
        };
        f.write_str(&sentence)
    }
}

impl std::error::Error for EditError {}

/// What an edit is called, found out before it is performed: afterwards a deleted name is gone.
pub fn name_of(edit: &Edit, book: &impl Read) -> Result<What, StoreError> {
    let customer =
        |id: Id| -> Result<String, StoreError> { Ok(book.customer(id)?.map_or_else(String::new, |customer| customer.name().to_owned())) };
    let person = |id: Id| -> Result<String, StoreError> { Ok(book.contact(id)?.map_or_else(String::new, |contact| contact.name())) };
    Ok(match edit {
        Edit::AddCustomer { customer, .. } => What::edit("step-add-customer").with("name", customer.name()),
        Edit::SetField { customers, field, .. } => match customers.as_slice() {
            [only] => What::edit("step-set-field").with("field", field_name(*field)).with("name", customer(*only)?),
            many => What::edit("step-set-field-many").with("field", field_name(*field)).with("count", many.len()),
        },
        Edit::SetExtra { customers, name, .. } => match customers.as_slice() {
            [only] => What::edit("step-set-extra").with("field", name.as_str()).with("name", customer(*only)?),
            many => What::edit("step-set-extra-many").with("field", name.as_str()).with("count", many.len()),
        },
        Edit::SetCells { .. } | Edit::AddTags { .. } | Edit::RemoveTags { .. } | Edit::RenameGroup { .. } => {
            many::name_of(edit, &customer)?
        }
        Edit::Own(edit) => own_fields::name_of(edit, book)?,
        Edit::DeleteCustomers { customers } => match customers.as_slice() {
            [only] => What::edit("step-delete-customer").with("name", customer(*only)?),
            many => What::edit("step-delete-customers").with("count", many.len()),
        },
        Edit::AddContact { contact, .. } => What::edit("step-add-contact").with("person", contact.name()),
        Edit::SetContactField { contact, field, .. } => {
            What::edit("step-set-contact").with("field", field_name(*field)).with("person", person(*contact)?)
        }
        Edit::SetChannels { contact, kind, .. } => {
            What::edit("step-set-contact").with("field", field_name(kind.field())).with("person", person(*contact)?)
        }
        Edit::OrderContacts { customer: of, .. } => What::edit("step-order-contacts").with("name", customer(*of)?),
        Edit::DeleteContact { contact } => What::edit("step-delete-contact").with("person", person(*contact)?),
        Edit::PutAddress { address } => What::edit("step-put-address").with("name", customer(address.customer)?),
        Edit::DeleteAddress { address } => {
            let owner = book.address(*address)?.map(|address| address.customer);
            What::edit("step-delete-address").with("name", owner.map_or(Ok(String::new()), customer)?)
        }
        Edit::Confirm { customer: id, facts } => match facts.as_slice() {
            [(_, only)] => What::edit("step-confirm").with("field", field_name(*only)).with("name", customer(*id)?),
            many => What::edit("step-confirm-many").with("count", many.len()).with("name", customer(*id)?),
        },
        Edit::TakeBack { step, parts, .. } => super::past::name_of_taking_back(book, *step, parts)?,
        Edit::Merge { stays, goes, .. } => What::edit("step-merge").with("name", customer(*stays)?).with("other", customer(*goes)?),
        Edit::TellApart { customers, is_apart } => super::apart::name_of(customers, *is_apart, &customer)?,
        Edit::Follow(edit) => follow::name_of(edit, book, &customer)?,
        Edit::Register(edit) => register::name_of(edit, book, &customer)?,
    })
}

/// A field in the name of a step, so that the name follows the language of whoever reads it.
pub(super) fn field_name(field: Field) -> String {
    format!("field:{}", field.key())
}

/// Performs `edit`; returns the customer that a view should show next.
pub fn perform(write: &mut Write<'_>, edit: Edit, habits: &Habits, now: Now) -> crate::error::Result<Option<Id>> {
    match edit {
        Edit::AddCustomer { customer, contacts } => add_customer(write, *customer, contacts, habits, now),
        Edit::SetField { customers, field, text } => set_field(write, &customers, field, &text, habits, now),
        Edit::SetExtra { customers, name, text } => set_extra(write, &customers, &name, &text, habits, now),
        Edit::SetCells { cells } => many::set_cells(write, cells, habits, now),
        Edit::AddTags { customers, tags } => many::change_tags(write, &customers, |known| many::with_tags(known, &tags)),
        Edit::RemoveTags { customers, tags } => many::change_tags(write, &customers, |known| many::without_tags(known, &tags)),
        Edit::RenameGroup { from, to } => many::rename_group(write, &from, &to),
        Edit::Own(edit) => {
            own_fields::perform(write, edit)?;
            Ok(None)
        }
        Edit::DeleteCustomers { customers } => {
            for id in many::in_file_order(&customers) {
                write.delete_customer(id)?;
            }
            Ok(None)
        }
        Edit::AddContact { customer, contact } => {
            let id = write.mint();
            write.put_contact(id, Some(&Contact { id, customer, ..*contact }))?;
            Ok(Some(customer))
        }
        Edit::SetContactField { contact, field, text } => set_contact_field(write, contact, field, &text, habits, now),
        Edit::SetChannels { contact, kind, values } => {
            let Some(mut row) = write.contact(contact)? else { return Err(EditError::NotThere.into()) };
            let values: Vec<String> = values.iter().flat_map(|value| channel_values(kind, value)).collect();
            row.set_channels(kind, values.iter().map(String::as_str));
            write.put_contact(contact, Some(&row))?;
            Ok(Some(row.customer))
        }
        Edit::OrderContacts { customer, contacts } => order_contacts(write, customer, contacts),
        Edit::DeleteContact { contact } => delete_contact(write, contact),
        Edit::PutAddress { mut address } => {
            if address.id == Id(0) {
                address.id = write.mint();
            }
            write.put_address(address.id, Some(&address))?;
            Ok(Some(address.customer))
        }
        Edit::DeleteAddress { address } => {
            let owner = write.address(address)?.map(|row| row.customer);
            write.put_address(address, None)?;
            Ok(owner)
        }
        Edit::Follow(edit) => follow::perform(write, edit, now),
        Edit::Register(edit) => register::perform(write, edit, &habits.who, now),
        Edit::Confirm { customer, facts } => super::facts::confirm(write, customer, &facts, now.today),
        Edit::TakeBack { step, parts, anyway } => super::past::take_back(write, step, &parts, &anyway),
        Edit::Merge { stays, goes, choices } => super::merge::merge(write, stays, goes, &choices, now.today),
        Edit::TellApart { customers, is_apart } => super::apart::tell_apart(write, &customers, is_apart),
    }
}

fn add_customer(
    write: &mut Write<'_>,
    customer: Customer,
    contacts: Vec<Contact>,
    habits: &Habits,
    now: Now,
) -> crate::error::Result<Option<Id>> {
    if customer.name().trim().is_empty() {
        return Err(EditError::Nameless.into());
    }
    let id = write.mint();
    let mut customer = Customer { id, ..customer };
    if customer.get(Field::Created).is_empty() {
        customer.set(Field::Created, Value::Day(PartialDay::of_day(now.today)));
    }
    own_fields::keep_all(write, &mut customer, habits.currency)?;
    put_extra_names(write, &customer)?;
    write.put_customer(id, Some(&customer))?;
    for contact in contacts {
        let contact_id = write.mint();
        write.put_contact(contact_id, Some(&Contact { id: contact_id, customer: id, ..contact }))?;
    }
    Ok(Some(id))
}

fn set_field(
    write: &mut Write<'_>,
    customers: &[Id],
    field: Field,
    text: &str,
    habits: &Habits,
    now: Now,
) -> crate::error::Result<Option<Id>> {
    if field.of() != Of::Customer || !field.spec().is_stored {
        return Err(StoreError::Unsuited(field).into());
    }
    let value = entry::read_on(field, text, habits.currency, now.today).map_err(|refusal| EditError::Refused(refusal, text.to_owned()))?;
    for id in &many::in_file_order(customers) {
        let change = |customer: &mut Customer, _: &mut Write<'_>| -> crate::error::Result<()> {
            // An amount typed without a currency keeps the one that it had, or takes the customer's.
            let value = match (&value, customer.get(field)) {
                (Value::Money(new), known) if new.currency == habits.currency => {
                    let own = match known {
                        Value::Money(known) => Some(known.currency),
                        _ => customer.text(Field::Currency).parse().ok(),
                    };
                    entry::read(field, text, own.unwrap_or(habits.currency)).unwrap_or(Value::Money(*new))
                }
                (value, _) => value.clone(),
            };
            customer.set(field, value);
            if customer.name().trim().is_empty() { Err(EditError::Nameless.into()) } else { Ok(()) }
        };
        write.change_customer(*id, change)?.ok_or(EditError::NotThere)?;
    }
    Ok(customers.first().copied())
}

fn set_extra(
    write: &mut Write<'_>,
    customers: &[Id],
    name: &str,
    text: &str,
    habits: &Habits,
    now: Now,
) -> crate::error::Result<Option<Id>> {
    let kind = own_fields::kind_of(write, name)?;
    for id in &many::in_file_order(customers) {
        let change = |customer: &mut Customer, write: &mut Write<'_>| -> crate::error::Result<()> {
            let kept = own_fields::kept(kind, customer.extra(name), text, habits.currency, now.today);
            customer.set_extra(name, &kept);
            Ok(put_extra_names(write, customer)?)
        };
        write.change_customer(*id, change)?.ok_or(EditError::NotThere)?;
    }
    Ok(customers.first().copied())
}

fn set_contact_field(
    write: &mut Write<'_>,
    contact: Id,
    field: Field,
    text: &str,
    habits: &Habits,
    now: Now,
) -> crate::error::Result<Option<Id>> {
    let Some(mut row) = write.contact(contact)? else { return Err(EditError::NotThere.into()) };
    if field.of() != Of::Contact {
        return Err(StoreError::Unsuited(field).into());
    }
    match ChannelKind::of_field(field) {
        Some(kind) => {
            let mut values = channel_values(kind, text);
            // The first e-mail and the further ones are two fields of one kind: each leaves the other alone.
            let known: Vec<String> = row.channels_of(kind).map(str::to_owned).collect();
            match field {
                Field::Email => values.extend(known.into_iter().skip(1)),
                Field::Email2 => values.splice(0..0, known.into_iter().take(1)).for_each(drop),
                _ => {}
            }
            row.set_channels(kind, values.iter().map(String::as_str));
        }
        None => {
            let value =
                entry::read_on(field, text, habits.currency, now.today).map_err(|refusal| EditError::Refused(refusal, text.to_owned()))?;
            row.record.set(field, value);
        }
    }
    write.put_contact(contact, Some(&row))?;
    Ok(Some(row.customer))
}

fn order_contacts(write: &mut Write<'_>, customer: Id, contacts: Vec<Id>) -> crate::error::Result<Option<Id>> {
    for (position, id) in (1..).zip(contacts) {
        let Some(mut row) = write.contact(id)? else { return Err(EditError::NotThere.into()) };
        if row.customer == customer {
            row.position = Some(position);
            write.put_contact(id, Some(&row))?;
        }
    }
    Ok(Some(customer))
}

/// What was confirmed of a person goes with it, and what happened with it stays with the customer.
fn delete_contact(write: &mut Write<'_>, contact: Id) -> crate::error::Result<Option<Id>> {
    let owner = write.contact(contact)?.map(|row| row.customer);
    if let Some(owner) = owner {
        follow::without_contact(write, owner, contact)?;
    }
    for confirmation in owner.map_or(Ok(Vec::new()), |owner| write.confirmations_of(owner))? {
        if confirmation.row == contact {
            write.put_confirmation(confirmation.id, None)?;
        }
    }
    write.put_contact(contact, None)?;
    Ok(owner)
}

/// Fields that the user names are known to the book by their first use.
pub(super) fn put_extra_names(write: &mut Write<'_>, customer: &Customer) -> Result<(), StoreError> {
    if customer.extra.is_empty() {
        return Ok(());
    }
    let known = write.extra_fields()?;
    let mut position = known.iter().map(|field| field.position + 1).max().unwrap_or(0);
    for (name, _) in &customer.extra {
        if !known.iter().any(|field| field.name == *name) {
            let id = write.mint();
            write.put_extra_field(id, Some(&ExtraField::new(id, name, position)))?;
            position += 1;
        }
    }
    Ok(())
}

/// The numbers or addresses that were typed for one kind of way.
fn channel_values(kind: ChannelKind, typed: &str) -> Vec<String> {
    match kind {
        ChannelKind::Email => email::split_emails(typed)
            .into_iter()
            // Odd addresses stay as typed: the card says so beside them.
            .map(|mail| email::read_email(mail).unwrap_or_else(|_| text::clean(mail).into_owned()))
            .collect(),
        ChannelKind::Mobile | ChannelKind::Phone | ChannelKind::Whatsapp => {
            phone::split_phones(typed).into_iter().map(|number| phone::clean_phone(number).into_owned()).collect()
        }
        _ => vec![text::clean(typed).into_owned()],
    }
}
