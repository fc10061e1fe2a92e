//! Writes what a list changes: one step, made on one thread and written on another.

use std::collections::HashSet;
use std::sync::mpsc;

use super::{Comparison, ImportError, ListFile, ListImport, Standing, sides};
use crate::book::perform::put_extra_names;
use crate::error::Result;
use crate::import::merge::{ListDraft, Outcome};
use crate::import::row::{RowDraft, RowReader};
use crate::model::day::PartialDay;
use crate::model::{FollowUp, Id, ImportSource, Touch};
use crate::store::{Read, Store, StoreError, What, Write};

impl ListImport<'_> {
    /// Takes the list as one step. `watch` is told how many customers are done and breaks off by answering `false`; the book
    /// then stays as it was. Returns the step, `None` where nothing changed.
    pub fn apply(
        &self,
        store: &mut Store,
        comparison: &Comparison,
        file: &ListFile,
        who: &str,
        now_ms: i64,
        mut watch: impl FnMut(usize) -> bool,
    ) -> Result<Option<Id>> {
        let what = What::import("step-import").with("file", file.name.as_str());
        if !comparison.has_work() {
            return Ok(None);
        }
        let by_hand = self.by_hand(store, comparison.recognised.as_ref())?;
        let (_, step) = store.change(&what, who, now_ms, |write| -> Result<()> {
            let import = write.mint();
            let mapping = serde_json::to_string(self.answers).unwrap_or_default();
            let source = ImportSource {
                id: import,
                file_name: file.name.clone(),
                file_hash: file.hash.clone(),
                list_key: self.understanding.list_key.clone(),
                imported_at_ms: now_ms,
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
                                    update(write, id, outcome, import)?;
                                    id
                                }
                                None => add(write, draft, &mut extra_names, import)?,
                            }
                        }
                        (None, Some(draft)) => add(write, draft, &mut extra_names, import)?,
                        (None, None) => add(write, &mut ListDraft::new(&self.plan.customers[at].name), &mut extra_names, import)?,
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

fn add(write: &mut Write<'_>, draft: &mut ListDraft, extra_names: &mut HashSet<String>, import: Id) -> Result<Id, StoreError> {
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
    put_days(write, id, &draft.touched_on, &draft.due_on, import)?;
    Ok(id)
}

fn update(write: &mut Write<'_>, id: Id, outcome: Outcome, import: Id) -> Result<(), StoreError> {
    if let Some(customer) = &outcome.customer {
        put_extra_names(write, customer)?;
        write.put_customer(id, Some(customer))?;
    }
    for contact in &outcome.changed_contacts {
        write.put_contact(contact.id, Some(contact))?;
    }
    for mut contact in outcome.new_contacts {
        contact.id = write.mint();
        contact.customer = id;
        write.put_contact(contact.id, Some(&contact))?;
    }
    for follow_up in &outcome.moved_follow_ups {
        write.put_follow_up(follow_up.id, Some(&FollowUp { import: Some(import), ..follow_up.clone() }))?;
    }
    put_days(write, id, &outcome.new_touches, &outcome.new_follow_ups, import)
}

fn put_days(write: &mut Write<'_>, customer: Id, touched_on: &[PartialDay], due_on: &[PartialDay], import: Id) -> Result<(), StoreError> {
    for day in touched_on {
        let id = write.mint();
        let touch = Touch { import: Some(import), ..Touch::new(id, customer, *day) };
        write.put_touch(id, Some(&touch))?;
    }
    for day in due_on {
        let id = write.mint();
        let follow_up = FollowUp { import: Some(import), ..FollowUp::new(id, customer, *day) };
        write.put_follow_up(id, Some(&follow_up))?;
    }
    Ok(())
}
