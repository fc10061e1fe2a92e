//! When the key facts of a card were last confirmed: from the journal, and from what a person said without changing anything.

use chrono::{NaiveDate, TimeZone, Utc};

use crate::error::Result;
use crate::model::freshness::is_key_fact;
use crate::model::{Confirmation, Field, Id};
use crate::store::{FieldName, Origin, Read, Write};

use super::{EditError, Fact};

/// The key facts among `origins`, with the later of the days on which they came and were confirmed.
pub(super) fn facts_of(origins: &[Origin], confirmations: &[Confirmation]) -> Vec<Fact> {
    let came = origins.iter().filter_map(|origin| match origin.field {
        FieldName::Field(field) if is_key_fact(field) => Some((origin, field)),
        _ => None,
    });
    came.map(|(origin, field)| {
        let came_on = Utc.timestamp_millis_opt(origin.at_ms).single().unwrap_or_default().date_naive();
        let said_on = confirmations.iter().filter(|said| said.row == origin.id && said.field == field.key()).map(|said| said.confirmed_on);
        Fact { row: origin.id, field, confirmed_on: said_on.max().map_or(came_on, |said_on| said_on.max(came_on)) }
    })
    .collect()
}

/// Keeps that `facts` were still right on `today`.
pub(super) fn confirm(write: &mut Write<'_>, customer: Id, facts: &[(Id, Field)], today: NaiveDate) -> Result<Option<Id>> {
    if write.customer(customer)?.is_none() {
        return Err(EditError::NotThere.into());
    }
    let known = write.confirmations_of(customer)?;
    for (row, field) in facts {
        let said = known.iter().find(|said| said.row == *row && said.field == field.key());
        let id = said.map_or_else(|| write.mint(), |said| said.id);
        let said = Confirmation { id, customer, row: *row, field: field.key().to_owned(), confirmed_on: today };
        write.put_confirmation(id, Some(&said))?;
    }
    Ok(Some(customer))
}
