//! Undo and redo: puts a whole step back, table by table.
//!
//! Taking back is an ordinary step: how the rows are now goes into the journal first, so that it can itself be taken back.
//! Rows are not edited one by one but in three passes per table (remember, remove, restore), each one prepared statement
//! that walks the step's run in the journal.

use rusqlite::{Connection, OptionalExtension};

use crate::model::Id;

use super::cell::{Cell, Cells, Queried, decode};
use super::error::{Result, StoreError};
use super::step::{StepInfo, StepKind};
use super::table::{Shape, Table};
use super::write::{Heed, Store, Write, begin, commit};

impl Store {
    /// Takes back the newest step not yet taken back, whoever made it; returns the new step, `None` if there is nothing.
    pub fn undo(&mut self, who: &str, now_ms: i64) -> Result<Option<StepInfo>> {
        match undoable(&self.connection)? {
            Some(step) => self.take_back_step(&step, StepKind::Undo, who, now_ms).map(Some),
            None => Ok(None),
        }
    }

    /// Takes back the newest undo that no edit came after; returns the new step, `None` if there is nothing.
    pub fn redo(&mut self, who: &str, now_ms: i64) -> Result<Option<StepInfo>> {
        match redoable(&self.connection)? {
            Some(step) => self.take_back_step(&step, StepKind::Redo, who, now_ms).map(Some),
            None => Ok(None),
        }
    }

    fn take_back_step(&mut self, step: &StepInfo, kind: StepKind, who: &str, now_ms: i64) -> Result<StepInfo> {
        let path = self.path().to_owned();
        let mut work = || -> Result<StepInfo> {
            let _heed = Heed::fresh(&self.stop);
            let transaction = begin(&self.connection)?;
            let mut write = Write::begin(&self.connection, &mut self.mint, &self.stop, now_ms)?;
            for table in Table::REFERRING_FIRST {
                remember(&mut write, table, step)?;
            }
            for table in Table::REFERRING_FIRST {
                remove(&write, table, step)?;
            }
            for table in Table::REFERRING_FIRST.into_iter().rev() {
                restore(&write, table, step)?;
            }
            let written = write.finish(&step.what.as_kind(kind), who, Some(step.id))?.ok_or(StoreError::NoStep(step.id))?;
            commit(transaction, written.changes, &self.connection)?;
            Ok(written)
        };
        work().map_err(|error| error.at(&path))
    }
}

/// The step that undo would take back.
pub(super) fn undoable(connection: &Connection) -> Result<Option<StepInfo>> {
    one_step(connection, include_str!("sql/undoable.sql"))
}

/// The undo that redo would take back.
pub(super) fn redoable(connection: &Connection) -> Result<Option<StepInfo>> {
    one_step(connection, include_str!("sql/redoable.sql"))
}

fn one_step(connection: &Connection, rest: &str) -> Result<Option<StepInfo>> {
    let sql = format!("SELECT {} FROM step {rest}", StepInfo::COLUMNS);
    Ok(connection.prepare_cached(&sql)?.query_row([], StepInfo::read).optional()?)
}

/// The step with this id.
pub(super) fn one_step_by_id(connection: &Connection, id: Id) -> Result<Option<StepInfo>> {
    let sql = format!("SELECT {} FROM step WHERE id = ?1", StepInfo::COLUMNS);
    Ok(connection.prepare_cached(&sql)?.query_row([id.0], StepInfo::read).optional()?)
}

/// Writes how the rows of the step are now into the journal.
fn remember(write: &mut Write<'_>, table: Table, step: &StepInfo) -> Result<()> {
    let shape = table.shape();
    let (first, last) = step.change_ids();
    let list = shape.columns.iter().map(|column| format!("t.\"{}\"", column.name)).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT c.row, c.was, t.id, {list} FROM change c LEFT JOIN {} t ON t.id = c.row WHERE c.id BETWEEN ?1 AND ?2 AND c.kind = ?3",
        table.name()
    );
    let mut query = write.within().prepare_cached(&sql)?;
    let mut rows = query.query((first, last, table.code()))?;
    while let Some(row) = rows.next()? {
        let id = Id(row.get(0)?);
        let now = Queried { row, skip: 3 };
        let is_there = row.get_ref(2)? != rusqlite::types::ValueRef::Null;
        let left = if is_there && table.belongs_to_customer() { left(shape, &now, row, step)? } else { None };
        write.journal().add(table, id, left, is_there.then_some(&now))?;
    }
    Ok(())
}

/// The customer that a row leaves when it is put back: the row did not exist, or belonged to another one.
fn left(shape: &Shape, now: &Queried<'_, '_>, row: &rusqlite::Row<'_>, step: &StepInfo) -> Result<Option<Id>> {
    let customer = now.cell(0)?;
    let mut was = Cell::Null;
    let kept = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
    let mut of = None;
    if let Some(blob) = kept {
        decode(shape, blob, |at, cell| {
            if at == 0 {
                of = cell.as_int();
            }
            Ok(())
        })?;
        was = Cell::int(of);
    }
    // A customer that came with the step goes with it: its history then ends with its own row, and a bulk import is
    // taken back without an index entry for each of its rows.
    let goes_too = customer.as_int().is_some_and(|customer| customer > step.id.0);
    Ok(if was == customer || goes_too { None } else { customer.as_int().map(Id) })
}

/// Removes the rows that did not exist before the step.
fn remove(write: &Write<'_>, table: Table, step: &StepInfo) -> Result<()> {
    let (first, last) = step.change_ids();
    let sql = format!(
        "DELETE FROM {} WHERE id IN (SELECT row FROM change WHERE id BETWEEN ?1 AND ?2 AND kind = ?3 AND was IS NULL)",
        table.name()
    );
    write.within().prepare_cached(&sql)?.execute((first, last, table.code()))?;
    Ok(())
}

/// Writes the rows that existed before the step as they were.
fn restore(write: &Write<'_>, table: Table, step: &StepInfo) -> Result<()> {
    let shape = table.shape();
    let (first, last) = step.change_ids();
    let mut query = write.within().prepare_cached(include_str!("sql/kept_rows.sql"))?;
    let mut update = write.within().prepare_cached(&shape.update)?;
    let mut insert = write.within().prepare_cached(&shape.insert)?;
    let mut rows = query.query((first, last, table.code()))?;
    while let Some(row) = rows.next()? {
        if write.is_stopped() {
            return Err(StoreError::Stopped);
        }
        let id = Id(row.get(0)?);
        let blob = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        // A row that the step removed is not there to be updated.
        for statement in [&mut update, &mut insert] {
            statement.clear_bindings();
            statement.raw_bind_parameter(1, id.0)?;
            decode(shape, blob, |at, cell| Ok(statement.raw_bind_parameter(at + 2, cell)?))?;
            if statement.raw_execute()? > 0 {
                break;
            }
        }
    }
    Ok(())
}
