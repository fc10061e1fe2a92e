//! The fields that users define themselves (S0.9): made, renamed, given another kind, moved and deleted, each as one step.
//!
//! Values stand on the customers under the field's name, as text. Another kind changes none of them: what it cannot read is
//! odd, shown as odd, and reads well again under a kind that can.

use chrono::NaiveDate;

use super::EditError;
use crate::error::Result;
use crate::model::currency::CurrencyCode;
use crate::model::{Customer, ExtraField, ExtraKind, Id, text};
use crate::store::{Read, StoreError, Walk, What, Write};

/// A change of the user's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldEdit {
    /// Makes a field, behind the others.
    Define {
        /// Its name, which no other may have.
        name: String,
        /// What it holds.
        kind: ExtraKind,
        /// The usual values of a choice.
        options: Vec<String>,
    },
    /// Calls a field otherwise, on all customers.
    Rename {
        /// Which.
        field: Id,
        /// How.
        name: String,
    },
    /// Says what a field holds from now on; values stay.
    Retype {
        /// Which.
        field: Id,
        /// What it holds.
        kind: ExtraKind,
        /// The usual values of a choice.
        options: Vec<String>,
    },
    /// Lets a field stand elsewhere among the others.
    Move {
        /// Which.
        field: Id,
        /// At which place, from 0.
        to: usize,
    },
    /// Deletes a field with its values.
    Delete {
        /// Which.
        field: Id,
    },
}

/// What the step is called.
pub(super) fn name_of(edit: &FieldEdit, book: &impl Read) -> Result<What, StoreError> {
    let named = |key: &'static str, id: Id| -> Result<What, StoreError> {
        let name = book.extra_fields()?.into_iter().find(|field| field.id == id).map_or_else(String::new, |field| field.name);
        Ok(What::edit(key).with("field", name))
    };
    Ok(match edit {
        FieldEdit::Define { name, .. } => What::edit("step-define-field").with("field", text::clean(name).as_ref()),
        FieldEdit::Rename { field, name } => named("step-rename-field", *field)?.with("name", text::clean(name).as_ref()),
        FieldEdit::Retype { field, .. } => named("step-retype-field", *field)?,
        FieldEdit::Move { field, .. } => named("step-move-field", *field)?,
        FieldEdit::Delete { field } => named("step-delete-field", *field)?,
    })
}

/// Performs the edit.
pub(super) fn perform(write: &mut Write<'_>, edit: FieldEdit) -> Result<()> {
    let mut fields = write.extra_fields()?;
    let place = |fields: &[ExtraField], id: Id| fields.iter().position(|field| field.id == id).ok_or(EditError::NotThere);
    match edit {
        FieldEdit::Define { name, kind, options } => {
            let name = checked(&fields, None, &name)?;
            let id = write.mint();
            let position = fields.iter().map(|field| field.position + 1).max().unwrap_or(0);
            let field = ExtraField { id, name, position, kind, options: options_of(kind, options) };
            write.put_extra_field(id, Some(&field))?;
        }
        FieldEdit::Rename { field, name } => {
            let at = place(&fields, field)?;
            let name = checked(&fields, Some(field), &name)?;
            let before = std::mem::replace(&mut fields[at].name, name);
            if fields[at].name == before {
                return Ok(());
            }
            write.put_extra_field(field, Some(&fields[at]))?;
            let name = &fields[at].name;
            change_values(write, &before, |customer, own| name.clone_into(&mut customer.extra[own].0))?;
        }
        FieldEdit::Retype { field, kind, options } => {
            let at = place(&fields, field)?;
            (fields[at].kind, fields[at].options) = (kind, options_of(kind, options));
            write.put_extra_field(field, Some(&fields[at]))?;
        }
        FieldEdit::Move { field, to } => {
            let moved = fields.remove(place(&fields, field)?);
            fields.insert(to.min(fields.len()), moved);
            for (position, field) in (0_i64..).zip(&mut fields) {
                if field.position != position {
                    field.position = position;
                    write.put_extra_field(field.id, Some(field))?;
                }
            }
        }
        FieldEdit::Delete { field } => {
            let at = place(&fields, field)?;
            change_values(write, &fields[at].name, |customer, own| drop(customer.extra.remove(own)))?;
            write.put_extra_field(field, None)?;
        }
    }
    Ok(())
}

/// The name as it is kept; refused where it says nothing or another field has it.
fn checked(fields: &[ExtraField], own: Option<Id>, name: &str) -> Result<String, EditError> {
    let name = text::clean(name).replace('\n', " ");
    if name.is_empty() {
        return Err(EditError::FieldNameless);
    }
    let folded = text::fold(&name);
    let is_taken = fields.iter().any(|field| Some(field.id) != own && text::fold(&field.name) == folded);
    if is_taken { Err(EditError::FieldTaken(name)) } else { Ok(name) }
}

/// The usual values of a choice, each once; other kinds have none.
fn options_of(kind: ExtraKind, options: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for option in options.iter().filter(|_| kind == ExtraKind::Choice).map(|option| text::clean(option)) {
        if !option.is_empty() && !kept.iter().any(|known| *known == option) {
            kept.push(option.into_owned());
        }
    }
    kept
}

/// Changes every customer that has a value under `name`; `change` is told where it stands among the customer's own fields.
fn change_values(write: &mut Write<'_>, name: &str, change: impl Fn(&mut Customer, usize)) -> Result<()> {
    let mut ids = Vec::new();
    write.each_customer(&[], |row| {
        if row.extra()?.iter().any(|(key, _)| key == name) {
            ids.push(row.id());
        }
        Ok::<_, StoreError>(())
    })?;
    for id in ids {
        let Some(mut customer) = write.customer(id)? else { continue };
        if let Some(at) = customer.extra.iter().position(|(key, _)| key == name) {
            change(&mut customer, at);
            write.put_customer(id, Some(&customer))?;
        }
    }
    Ok(())
}

/// What the field called `name` holds; any text where there is none yet.
pub(super) fn kind_of(book: &impl Read, name: &str) -> Result<ExtraKind, StoreError> {
    Ok(book.extra_fields()?.into_iter().find(|field| field.name == name).map(|field| field.kind).unwrap_or_default())
}

/// What is kept of what was typed. An amount typed without a currency keeps the one that it had.
pub(super) fn kept(kind: ExtraKind, known: &str, typed: &str, currency: CurrencyCode, today: NaiveDate) -> String {
    let own = kind.money(known).map(|money| money.currency).filter(|currency| currency.is_known());
    kind.kept_on(typed, own.unwrap_or(currency), today)
}

/// Brings all values of a new customer into the form of their fields.
pub(super) fn keep_all(book: &impl Read, customer: &mut Customer, currency: CurrencyCode) -> Result<(), StoreError> {
    if customer.extra.is_empty() {
        return Ok(());
    }
    let fields = book.extra_fields()?;
    for (name, value) in &mut customer.extra {
        if let Some(field) = fields.iter().find(|field| field.name == *name) {
            *value = field.kind.kept(value, currency);
        }
    }
    Ok(())
}
