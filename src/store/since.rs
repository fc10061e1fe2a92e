//! What of a card differs now from how it was when it was printed.

use crate::model::{CardCopy, Id};

use super::cell::State;
use super::chain::{Chain, current};
use super::error::Result;
use super::history::{History, RowChange, change_between};
use super::read::Connected;
use super::table::Table;

/// Questions about what has changed since a card was printed.
pub trait Since: Connected + Sized {
    /// The rows of the customer, its people and its further addresses that differ from how they were when `copy` was printed; what was
    /// changed and changed back is not among them. After a merge the card of who was printed is compared with the card of who stayed.
    fn changed_since_copy(&self, copy: &CardCopy) -> Result<Vec<RowChange>> {
        let printed = self.printed_of(copy)?;
        let mut chains = self.chains_of(printed)?;
        if printed != copy.customer {
            let known: Vec<Id> = chains.iter().map(|chain| chain.row).collect();
            chains.extend(self.chains_of(copy.customer)?.into_iter().filter(|chain| !known.contains(&chain.row)));
        }
        let mut changes = Vec::new();
        for chain in chains {
            let was = chain.state(chain.links.iter().position(|link| link.step > copy.id).unwrap_or(chain.links.len()));
            match chain.table {
                Table::Customer if chain.row == printed => {
                    let now = current(self.connection(), Table::Customer, copy.customer)?;
                    changes.push(change_between(Table::Customer, copy.customer, was, now.as_ref())?);
                }
                Table::Contact | Table::Address => {
                    let of = |owner: Id| move |state: &&State| state.get(0).as_int() == Some(owner.0);
                    let (was, now) = (was.filter(of(printed)), chain.now.as_ref().filter(of(copy.customer)));
                    changes.push(change_between(chain.table, chain.row, was, now)?);
                }
                _ => {}
            }
        }
        changes.retain(|change| !change.fields.is_empty());
        Ok(changes)
    }

    /// Whose card `copy` was when it was printed: a merge gives it to another.
    #[doc(hidden)]
    fn printed_of(&self, copy: &CardCopy) -> Result<Id> {
        let chain = Chain::read(self.connection(), Table::CardCopy, copy.id)?;
        let first = chain.links.iter().filter_map(|link| link.was.as_ref()).chain(&chain.now).next();
        Ok(first.and_then(|state| state.get(0).as_int()).map_or(copy.customer, Id))
    }
}

impl<C: Connected> Since for C {}
