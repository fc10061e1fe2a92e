//! Takes back one change out of the history: only the fields that it changed, and only where they still hold its value.
//!
//! What was changed since is not overwritten but reported, so that a person can decide. It is a step like any other.

use crate::model::{Id, Value};

use super::cell::State;
use super::chain::Chain;
use super::error::{Result, StoreError};
use super::pieces::{FieldName, copy_piece, names, pieces, value_of, verify};
use super::read::Connected;
use super::step::What;
use super::table::Table;
use super::write::Write;
use super::writer::Store;

/// A field that was changed again since.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The field.
    pub field: FieldName,
    /// Its value before the change that was to be taken back.
    pub was: Value,
    /// Its value now.
    pub now: Value,
}

/// What came of taking back a change.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenBack {
    /// The new step; `None` when nothing was left to take back.
    pub step: Option<Id>,
    /// Fields that were left as they are because they were changed since. Empty for a row that was made or removed by the
    /// change, unless it was changed since.
    pub conflicts: Vec<Conflict>,
}

impl Store {
    /// Takes back what `step` did to one row; fields in `anyway` also where they were changed since.
    ///
    /// A row that the step made goes only if nothing of it was changed since, and fails with [`StoreError::Dangling`] while
    /// others refer to it; one that the step removed comes back.
    pub fn take_back(
        &mut self,
        what: &What,
        step: Id,
        (table, row): (Table, Id),
        anyway: &[FieldName],
        who: &str,
        now_ms: i64,
    ) -> Result<TakenBack> {
        let (conflicts, step) = self.change(what, who, now_ms, |write| write.take_back(step, (table, row), None, anyway))?;
        Ok(TakenBack { step, conflicts })
    }
}

impl Write<'_> {
    /// Takes back what `step` did to one row, as [`Store::take_back`]; with `only` no more than that field of it. Returns what
    /// stood against more.
    pub fn take_back(
        &mut self,
        step: Id,
        (table, row): (Table, Id),
        only: Option<&FieldName>,
        anyway: &[FieldName],
    ) -> Result<Vec<Conflict>> {
        let (state, conflicts) = taken_back(self, step, (table, row), only, anyway)?;
        if let Some(state) = state {
            self.put_state(table, row, state)?;
        }
        Ok(conflicts)
    }
}

/// What can be asked before a change is taken back.
pub trait TakingBack: Connected + Sized {
    /// What stands against taking back what `step` did to one row, or to one field of it.
    fn against_taking_back(&self, step: Id, row: (Table, Id), only: Option<&FieldName>) -> Result<Vec<Conflict>> {
        Ok(taken_back(self, step, row, only, &[])?.1)
    }
}

impl<C: Connected> TakingBack for C {}

fn taken_back(
    book: &impl Connected,
    step: Id,
    (table, row): (Table, Id),
    only: Option<&FieldName>,
    anyway: &[FieldName],
) -> Result<Wanted> {
    let chain = Chain::read(book.connection(), table, row)?;
    let at = chain.links.iter().position(|link| link.step == step).ok_or(StoreError::NoStep(step))?;
    wanted(table, chain.state(at), chain.state(at + 1), chain.now.as_ref(), only, anyway)
}

/// The row as it shall be (the outer `None`: as it is), and what stands against more.
type Wanted = (Option<Option<State>>, Vec<Conflict>);

/// Which of the fields that a change touched go back to what they were.
fn wanted(
    table: Table,
    was: Option<&State>,
    then: Option<&State>,
    now: Option<&State>,
    only: Option<&FieldName>,
    anyway: &[FieldName],
) -> Result<Wanted> {
    let taken_apart = |state: Option<&State>| state.map_or_else(|| Ok(Vec::new()), |state| pieces(table, state));
    let (before, after, today) = (taken_apart(was)?, taken_apart(then)?, taken_apart(now)?);
    let mut conflicts = Vec::new();
    let mut restored = Vec::new();
    for field in names([before.as_slice(), after.as_slice()]) {
        let (was, then, now) = (value_of(&before, &field), value_of(&after, &field), value_of(&today, &field));
        if was == then || now == was || only.is_some_and(|only| *only != field) {
            continue;
        }
        if now == then || anyway.contains(&field) {
            restored.push(field);
        } else {
            conflicts.push(Conflict { was: was.clone(), now: now.clone(), field });
        }
    }
    Ok(match (was, now) {
        // Removed by the change, and still absent.
        (Some(was), None) if then.is_none() => (Some(Some(was.clone())), Vec::new()),
        (_, None) => (None, Vec::new()),
        // Made by the change: it goes whole or not at all.
        (None, Some(now)) => {
            let added = names([today.as_slice()]).into_iter().filter(|name| *value_of(&after, name) == Value::Empty);
            conflicts.extend(added.map(|field| Conflict { was: Value::Empty, now: value_of(&today, &field).clone(), field }));
            conflicts.retain(|conflict| !anyway.contains(&conflict.field));
            if conflicts.is_empty() && then.is_some() { (Some(None), conflicts) } else { (Some(Some(now.clone())), conflicts) }
        }
        (Some(was), Some(now)) => {
            let mut state = now.clone();
            for field in &restored {
                copy_piece(table, field, was, &mut state)?;
            }
            verify(table, &state)?;
            (Some(Some(state)), conflicts)
        }
    })
}
