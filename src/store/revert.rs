//! Undo and redo: puts a whole step back, table by table.
//!
//! Taking back is an ordinary step: how the rows are now goes into the journal first, so that it can itself be taken back.
//! Rows that the step made lie side by side, because ids grow with time: they are remembered and removed in runs. All
//! others are found through the step's run in the journal.

use rusqlite::{CachedStatement, Connection, OptionalExtension};

use crate::model::Id;

use super::cell::{Cells, Queried, decode, kept_function};
use super::error::{Result, StoreError};
use super::step::{StepInfo, StepKind};
use super::table::{Shape, TABLES, Table};
use super::write::{Write, desk_bits};
use super::writer::{Heed, Store, begin};

/// Rows that are remembered before they are removed: few enough to be still at hand, many enough for one statement.
const RUN: i64 = 4_000;

impl Store {
    /// Takes back the newest step not yet taken back, whoever made it; returns the new step, `None` if there is nothing.
    pub fn undo(&mut self, who: &str, now_ms: i64) -> Result<Option<StepInfo>> {
        match undoable(&self.connection)? {
            Some(step) => self.put_back(&step, StepKind::Undo, who, now_ms).map(Some),
            None => Ok(None),
        }
    }

    /// Takes back the newest undo that no edit came after; returns the new step, `None` if there is nothing.
    pub fn redo(&mut self, who: &str, now_ms: i64) -> Result<Option<StepInfo>> {
        match redoable(&self.connection)? {
            Some(step) => self.put_back(&step, StepKind::Redo, who, now_ms).map(Some),
            None => Ok(None),
        }
    }

    fn put_back(&mut self, step: &StepInfo, kind: StepKind, who: &str, now_ms: i64) -> Result<StepInfo> {
        let path = self.path().to_owned();
        let mut work = || -> Result<StepInfo> {
            let _heed = Heed::fresh(&self.course);
            let transaction = begin(&self.connection)?;
            let mut write = Write::begin(&self.connection, &path, &mut self.mint, &self.course, now_ms)?;
            let made = made(write.within(), step)?;
            let mut is_restored = [false; TABLES];
            for table in Table::REFERRING_FIRST {
                let touched = step.touched(table);
                let taken = if touched.made > 0 { take_made(&mut write, table, &made)? } else { 0 };
                if taken < touched.made + touched.kept {
                    let restored = remember(&mut write, table, step, &made)?;
                    is_restored[table as usize - 1] = restored == touched.kept;
                    remove(&write, table, step, &made)?;
                }
            }
            let is_left = |table: &Table| step.touched(*table).kept > 0 && !is_restored[*table as usize - 1];
            for table in Table::REFERRING_FIRST.into_iter().rev().filter(is_left) {
                restore(&write, table, step)?;
            }
            let fields = write.changed.fields();
            let written = write.finish(&step.what.as_kind(kind), who, Some(step.id))?.ok_or(StoreError::NoStep(step.id))?;
            transaction.commit()?;
            self.newest = Some((written.id, fields));
            self.settler.after_commit(&self.connection);
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

/// The ids that were given out while a step made rows: above `.0`, up to `.1`, of the same desk. All rows that have one
/// of them were made by the step, because whatever came later is taken back by now.
struct Made(i64, i64);

impl Made {
    /// As a condition on a column; ids of other desks may lie between.
    const CONDITION: &'static str = "id > ?1 AND id <= ?2 AND (id & ?3) = (?1 & ?3)";
}

/// What `step` made: for a redo, what the step made that was done again.
fn made(connection: &Connection, step: &StepInfo) -> Result<Made> {
    if step.what.kind() == StepKind::Undo {
        return Ok(Made(0, 0));
    }
    let sql = include_str!("sql/deed_of_step.sql");
    Ok(connection.prepare_cached(sql)?.query_row([step.id.0], |row| Ok(Made(row.get(0)?, row.get(1)?)))?)
}

/// Remembers and removes the rows of a table that the step made; returns how many.
fn take_made(write: &mut Write<'_>, table: Table, made: &Made) -> Result<i64> {
    let shape = table.shape();
    let (name, list, condition, kept) = (table.name(), &shape.list, Made::CONDITION, kept_function(table));
    // A customer that came with the step goes with it: its history then ends with its own row, and a bulk import is
    // taken back without an index entry for each of its rows.
    let left = if table.belongs_to_customer() { "iif(customer <= ?4, customer, NULL)" } else { "iif(?4, NULL, NULL)" };
    let mut end = write.within().prepare_cached(&format!("SELECT id FROM {name} WHERE {condition} ORDER BY id LIMIT 1 OFFSET {RUN}"))?;
    // OR FAIL: a failure ends the whole step anyway, so that SQLite need not be able to take back this statement alone.
    let mut remember = write.within().prepare_cached(&format!(
        "INSERT OR FAIL INTO change (step, kind, row, fresh, left_customer, was) \
         SELECT ?5, ?6, id, 0, {left}, {kept}({list}) FROM {name} WHERE {condition} ORDER BY id"
    ))?;
    let mut delete = write.within().prepare_cached(&format!("DELETE FROM {name} WHERE {condition}"))?;
    let (mut after, mut taken) = (made.0, 0);
    while after < made.1 {
        let end: Option<i64> = end.query_row((after, made.1, desk_bits()), |row| row.get(0)).optional()?;
        let end = end.unwrap_or(made.1);
        let remembered = remember.execute((after, end, desk_bits(), made.0, write.step().0, table.code()))?;
        delete.execute((after, end, desk_bits()))?;
        write.journal().count(table, remembered);
        if table == Table::Customer && remembered > 0 {
            write.changed.all();
        }
        taken += remembered as i64;
        write.count(remembered as u64);
        if write.is_stopped() {
            return Err(StoreError::Stopped);
        }
        after = end;
    }
    Ok(taken)
}

/// Writes how the other rows of the step are now into the journal, and those that are there as they were: a row is looked up once, which
/// is most of what an undo of thousands of rows scattered over a large book costs. Returns how many are as they were now.
fn remember(write: &mut Write<'_>, table: Table, step: &StepInfo, made: &Made) -> Result<i64> {
    let shape = table.shape();
    let (first, last) = step.change_ids();
    let list = shape.columns.iter().map(|column| format!("t.\"{}\"", column.name)).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT c.row, c.was, t.id, {list} FROM change c LEFT JOIN {} t ON t.id = c.row \
         WHERE c.id BETWEEN ?1 AND ?2 AND c.kind = ?3 AND NOT (c.was IS NULL AND c.row > ?4 AND c.row <= ?5)",
        table.name()
    );
    let mut query = write.within().prepare_cached(&sql)?;
    let mut update = write.within().prepare_cached(&shape.update)?;
    let mut rows = query.query((first, last, table.code(), made.0, made.1))?;
    let mut restored = 0;
    while let Some(row) = rows.next()? {
        if write.is_stopped() {
            return Err(StoreError::Stopped);
        }
        let id = Id(row.get(0)?);
        let now = Queried { row, skip: 3 };
        let is_there = row.get_ref(2)? != rusqlite::types::ValueRef::Null;
        let left = if is_there && table.belongs_to_customer() { left(shape, &now, row)? } else { None };
        write.journal().add(table, id, left, is_there.then_some(&now))?;
        write.count(1);
        let was = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
        if table == Table::Customer {
            match was {
                Some(was) if is_there => write.changed.back_to(shape, was, &now)?,
                _ => write.changed.all(),
            }
        }
        if let Some(was) = was
            && is_there
            && !is_named_once(table)
        {
            put(&mut update, shape, id, was)?;
            write.count(1);
            restored += 1;
        }
    }
    Ok(restored)
}

/// Whether no two rows of the table may have one name: what is in the way of a row must be gone before it is put back.
fn is_named_once(table: Table) -> bool {
    table == Table::ExtraField
}

/// Writes the row `id` as it `was` with an insert or update of all columns.
fn put(statement: &mut CachedStatement<'_>, shape: &Shape, id: Id, was: &[u8]) -> Result<()> {
    statement.clear_bindings();
    statement.raw_bind_parameter(1, id.0)?;
    decode(shape, was, |at, cell| Ok(statement.raw_bind_parameter(at + 2, cell)?))?;
    statement.raw_execute()?;
    Ok(())
}

/// The customer that a row leaves when it is put back: the row did not exist, or belonged to another one.
fn left(shape: &Shape, now: &Queried<'_, '_>, row: &rusqlite::Row<'_>) -> Result<Option<Id>> {
    let mut was = None;
    if let Some(blob) = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)? {
        decode(shape, blob, |at, cell| {
            if at == 0 {
                was = cell.as_int();
            }
            Ok(())
        })?;
    }
    let customer = now.cell(0)?.as_int();
    Ok(if was == customer { None } else { customer.map(Id) })
}

/// Removes the other rows that did not exist before the step.
fn remove(write: &Write<'_>, table: Table, step: &StepInfo, made: &Made) -> Result<()> {
    let (first, last) = step.change_ids();
    let sql = format!(
        "DELETE FROM {} WHERE id IN (SELECT row FROM change \
         WHERE id BETWEEN ?1 AND ?2 AND kind = ?3 AND was IS NULL AND NOT (row > ?4 AND row <= ?5))",
        table.name()
    );
    write.within().prepare_cached(&sql)?.execute((first, last, table.code(), made.0, made.1))?;
    Ok(())
}

/// Writes the rows that existed before the step as they were, as far as [`remember`] has not.
fn restore(write: &Write<'_>, table: Table, step: &StepInfo) -> Result<()> {
    let shape = table.shape();
    let (first, last) = step.change_ids();
    let sql = format!(
        "SELECT c.row, c.was, t.id IS NOT NULL FROM change c LEFT JOIN {} t ON t.id = c.row \
         WHERE c.id BETWEEN ?1 AND ?2 AND c.kind = ?3 AND c.was IS NOT NULL{}",
        table.name(),
        if is_named_once(table) { "" } else { " AND t.id IS NULL" }
    );
    let mut query = write.within().prepare_cached(&sql)?;
    let mut update = write.within().prepare_cached(&shape.update)?;
    let mut insert = write.within().prepare_cached(&shape.insert)?;
    let mut rows = query.query((first, last, table.code()))?;
    while let Some(row) = rows.next()? {
        if write.is_stopped() {
            return Err(StoreError::Stopped);
        }
        let blob = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let is_there: bool = row.get(2)?;
        put(if is_there { &mut update } else { &mut insert }, shape, Id(row.get(0)?), blob)?;
        write.count(1);
    }
    Ok(())
}
