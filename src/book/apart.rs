//! Customers that look like one and are two: told apart by a person, they are not offered as duplicates again, until somebody
//! takes that back.

use crate::error::Result;
use crate::model::{Id, ToldApart};
use crate::store::{Read, StoreError, What, Write};

use super::EditError;

/// The pairs among `customers`, each in order of ids and once.
fn pairs_of(customers: &[Id]) -> Vec<(Id, Id)> {
    let mut customers = customers.to_vec();
    customers.sort_unstable();
    customers.dedup();
    let others = |at: usize| customers[at + 1..].iter().map(move |other| (at, *other));
    (0..customers.len()).flat_map(others).map(|(at, other)| (customers[at], other)).collect()
}

/// Tells all `customers` apart from each other, or takes that back.
pub(super) fn tell_apart(write: &mut Write<'_>, customers: &[Id], is_apart: bool) -> Result<Option<Id>> {
    let pairs = pairs_of(customers);
    if pairs.is_empty() {
        return Err(EditError::SameCustomer.into());
    }
    for id in customers {
        if write.customer(*id)?.is_none() {
            return Err(EditError::NotThere.into());
        }
    }
    for (one, other) in pairs {
        let known = write.told_apart_from(one)?.into_iter().find(|told| told.pair() == (one, other));
        match known {
            None if is_apart => {
                let id = write.mint();
                write.put_told_apart(id, Some(&ToldApart::new(id, one, other)))?;
            }
            Some(told) if !is_apart => drop(write.put_told_apart(told.id, None)?),
            _ => {}
        }
    }
    Ok(None)
}

/// What telling apart is called.
pub(super) fn name_of(customers: &[Id], is_apart: bool, name: &impl Fn(Id) -> Result<String, StoreError>) -> Result<What, StoreError> {
    let (two, many) = if is_apart { ("step-tell-apart", "step-tell-apart-many") } else { ("step-may-be-one", "step-may-be-one-many") };
    Ok(match customers {
        [one, other] => What::edit(two).with("name", name(*one)?).with("other", name(*other)?),
        _ => What::edit(many).with("count", customers.len()),
    })
}

/// After `goes` was merged into `stays`: who was told apart from the one is so from the other.
pub(super) fn merged(write: &mut Write<'_>, stays: Id, goes: Id) -> Result<(), StoreError> {
    let mut known: Vec<(Id, Id)> = write.told_apart_from(stays)?.iter().map(ToldApart::pair).collect();
    for told in write.told_apart_from(goes)? {
        let other = if told.customer == goes { told.other } else { told.customer };
        let moved = ToldApart::new(told.id, stays, other);
        let is_news = other != stays && !known.contains(&moved.pair());
        write.put_told_apart(told.id, is_news.then_some(&moved))?;
        known.push(moved.pair());
    }
    Ok(())
}
