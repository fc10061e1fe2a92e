//! Writes what a list changes: one step, made on one thread and written on another.

use std::collections::HashSet;
use std::sync::mpsc;

use super::{Comparison, ImportError, ListFile, ListImport, Standing, sides};
use crate::book::perform::put_extra_names;
use crate::error::Result;
use crate::import::merge::{ListDraft, Outcome, Person};
use crate::import::row::{RowDraft, RowReader};
use crate::import::touches::{PlanDraft, TouchDraft};
use crate::model::reminder::moment;
use crate::model::zone::Zone;
use crate::model::{FollowUp, Id, ImportSource, Touch};
use crate::store::{Read, Store, StoreError, What, Write};

/// Who takes a list, when and where.
#[derive(Clone, Copy, Debug)]
pub struct TakenBy<'a> {
    /// The keeper of the book, for the journal.
    pub who: &'a str,
    /// Now, in milliseconds of the Unix epoch.
    pub now_ms: i64,
    /// Where the times of day in the list are meant; unknown, they are left out.
    pub zone: Option<Zone>,
}

impl ListImport<'_> {
    /// Takes the list as one step. `watch` is told how many customers are done and breaks off by answering `false`; the book
    /// then stays as it was. Returns the step, `None` where nothing changed.
    pub fn apply(
        &self,
        store: &mut Store,
        comparison: &Comparison,
        file: &ListFile,
        by: &TakenBy<'_>,
        mut watch: impl FnMut(usize) -> bool,
    ) -> Result<Option<Id>> {
        let what = What::import("step-import").with("file", file.name.as_str());
        if !comparison.has_work() {
            return Ok(None);
        }
        let by_hand = self.by_hand(store, comparison.recognised.as_ref())?;
        let (_, step) = store.change(&what, by.who, by.now_ms, |write| -> Result<()> {
            let (import, zone) = (write.mint(), by.zone);
            let mapping = serde_json::to_string(self.answers).unwrap_or_default();
            let source = ImportSource {
                id: import,
                file_name: file.name.clone(),
                file_hash: file.hash.clone(),
                list_key: self.understanding.list_key.clone(),
                imported_at_ms: by.now_ms,
                mapping,
                rows: i64::try_from(self.plan.rows).unwrap_or(i64::MAX),
            };
            write.put_import_source(import, Some(&source))?;
            let reader = self.reader().knowing(&write.extra_fields()?);
            let mut ids = Vec::with_capacity(self.plan.customers.len());
            let mut extra_names = HashSet::new();
            self.drafts(&reader, comparison, |first, batch| {
                if !watch(first) {
                    return Err(ImportError::Cancelled.into());
                }
                let changing = batch.iter().enumerate().filter(|(_, draft)| draft.is_some());
                let sides = sides(write, changing.filter_map(|(offset, _)| comparison.matches[first + offset]), &comparison.merged)?;
                for (offset, draft) in batch.iter_mut().enumerate() {
                    let at = first + offset;
                    ids.push(match (comparison.matches[at], draft) {
                        (Some(id), None) => id,
                        (Some(id), Some(draft)) => {
                            // Deleted between the review and now: what the list says comes back as new.
                            match sides.get(&id) {
                                Some(side) => {
                                    let outcome = match comparison.merged.leader(at) {
                                        Some(leader) => self.outcome_of_merged(side, (leader, at), &reader, &comparison.merged, &by_hand),
                                        None => self.outcome(side, draft, &by_hand),
                                    };
                                    update(write, id, outcome, import, zone)?;
                                    id
                                }
                                None => add(write, draft, &mut extra_names, import, zone)?,
                            }
                        }
                        (None, Some(draft)) => add(write, draft, &mut extra_names, import, zone)?,
                        (None, None) => add(write, &mut ListDraft::new(&self.plan.customers[at].name), &mut extra_names, import, zone)?,
                    });
                }
                Ok(())
            })?;
            if comparison.lines.is_change() {
                self.stage_lines(write, import, &ids)?;
            }
            Ok(())
        })?;
        Ok(step)
    }

    /// Builds the drafts of all customers that change, in order and in batches, on a thread of their own while `take`
    /// writes; an unchanged customer comes without a draft. Drafts go back and are used again: the thread that made their
    /// texts also drops them, which costs the one that writes nothing and is much cheaper itself (measured).
    fn drafts(
        &self,
        reader: &RowReader<'_>,
        comparison: &Comparison,
        mut take: impl FnMut(usize, &mut [Option<ListDraft>]) -> Result<()>,
    ) -> Result<()> {
        const BATCH: usize = 128;
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel::<Vec<Option<ListDraft>>>(8);
            let (give_back, given_back) = mpsc::channel::<Vec<Option<ListDraft>>>();
            scope.spawn(move || {
                let mut row = RowDraft::default();
                let mut batch = Vec::with_capacity(BATCH);
                let mut spare: Vec<ListDraft> = Vec::new();
                for (at, standing) in comparison.standings.iter().enumerate() {
                    batch.push((*standing != Standing::Unchanged).then(|| {
                        if spare.is_empty() {
                            spare.extend(given_back.try_recv().into_iter().flatten().flatten());
                        }
                        let mut draft = spare.pop().unwrap_or_else(|| ListDraft::new(""));
                        self.draft(reader, at, &mut row, &mut draft);
                        draft
                    }));
                    if batch.len() == BATCH && sender.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
                        return;
                    }
                }
                // Whoever no longer listens has broken off.
                let _ = sender.send(batch);
            });
            let mut first = 0;
            for mut batch in receiver {
                take(first, &mut batch)?;
                first += batch.len();
                // The thread may be done already.
                let _ = give_back.send(batch);
            }
            Ok(())
        })
    }
}

fn add(
    write: &mut Write<'_>,
    draft: &mut ListDraft,
    extra_names: &mut HashSet<String>,
    import: Id,
    zone: Option<Zone>,
) -> Result<Id, StoreError> {
    let id = write.mint();
    draft.customer.id = id;
    // Asked of the book once for each name.
    if draft.customer.extra.iter().any(|(name, _)| !extra_names.contains(name)) {
        put_extra_names(write, &draft.customer)?;
        extra_names.extend(draft.customer.extra.iter().map(|(name, _)| name.clone()));
    }
    write.put_customer(id, Some(&draft.customer))?;
    for contact in &mut draft.contacts {
        contact.id = write.mint();
        contact.customer = id;
        write.put_contact(contact.id, Some(contact))?;
    }
    for touch in &draft.touches {
        let person = touch.with.map(|at| draft.contacts[at].id);
        put_touch(write, (id, person), touch, import, zone)?;
    }
    put_plans(write, id, &draft.plans, import)?;
    Ok(id)
}

fn update(write: &mut Write<'_>, id: Id, outcome: Outcome, import: Id, zone: Option<Zone>) -> Result<(), StoreError> {
    if let Some(customer) = &outcome.customer {
        put_extra_names(write, customer)?;
        write.put_customer(id, Some(customer))?;
    }
    for contact in &outcome.changed_contacts {
        write.put_contact(contact.id, Some(contact))?;
    }
    let mut new_contacts = Vec::with_capacity(outcome.new_contacts.len());
    for mut contact in outcome.new_contacts {
        contact.id = write.mint();
        contact.customer = id;
        write.put_contact(contact.id, Some(&contact))?;
        new_contacts.push(contact.id);
    }
    for follow_up in &outcome.changed_follow_ups {
        write.put_follow_up(follow_up.id, Some(&FollowUp { import: Some(import), ..follow_up.clone() }))?;
    }
    let id_of = |person: Person| match person {
        Person::Known(id) => Some(id),
        Person::New(at) => new_contacts.get(at).copied(),
    };
    for (touch, person) in outcome.changed_touches {
        let contact = person.and_then(id_of).or(touch.contact);
        write.put_touch(touch.id, Some(&Touch { import: Some(import), contact, ..touch }))?;
    }
    for (touch, person) in &outcome.new_touches {
        put_touch(write, (id, person.and_then(id_of)), touch, import, zone)?;
    }
    put_plans(write, id, &outcome.new_follow_ups, import)
}

/// Writes a touch with a customer and, where known, a person there.
fn put_touch(
    write: &mut Write<'_>,
    (customer, contact): (Id, Option<Id>),
    draft: &TouchDraft,
    import: Id,
    zone: Option<Zone>,
) -> Result<(), StoreError> {
    let id = write.mint();
    let happened_at_ms =
        draft.on.date().zip(draft.cells.time).zip(zone).map(|((on, time), zone)| moment(on, time, zone).timestamp_millis());
    write.put_touch(id, Some(&Touch { contact, happened_at_ms, ..draft.touch(id, customer, import) }))?;
    Ok(())
}

fn put_plans(write: &mut Write<'_>, customer: Id, plans: &[PlanDraft], import: Id) -> Result<(), StoreError> {
    for plan in plans {
        let id = write.mint();
        write.put_follow_up(id, Some(&plan.follow_up(id, customer, import)))?;
    }
    Ok(())
}
