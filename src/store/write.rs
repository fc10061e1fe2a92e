//! One step from the inside: the only functions that change rows of journaled tables, and the journal that they keep.
//!
//! Undo and redo apart, which put whole steps back (`revert.rs`). What may be written is for the caller to know; this file
//! only sees to it that every row is remembered as it was.

use std::collections::HashSet;
use std::path::Path;

use rusqlite::{CachedStatement, Connection};

use crate::model::{
    Address, CardCheck, CardCopy, Confirmation, Contact, Customer, ExtraField, FollowUp, Id, ImportSource, ListOut, Merged, Mint, PoolStay,
    Promise, Rulebook, ToldApart, Touch,
};

use super::cell::{Cells, Encoder, Queried, State};
use super::changed::Changed;
use super::error::{Result, StoreError};
use super::read::Connected;
use super::row::{Row, StagedLine, pairs};
use super::step::{StepInfo, Touched, What, written_touched};
use super::table::{TABLES, Table};
use super::writer::Course;

/// One step while it is being written.
pub struct Write<'a> {
    connection: &'a Connection,
    path: &'a Path,
    mint: &'a mut Mint,
    course: &'a Course,
    now_ms: i64,
    step: Id,
    /// The largest id that was inserted into each table as a new one of this step.
    newest_put: [i64; TABLES],
    /// The newest id that this step gave out.
    newest: Id,
    /// Rows that this step made and removed again.
    removed_new: HashSet<Id>,
    statements: [Statements<'a>; TABLES],
    journal: Journal<'a>,
    pub(super) changed: Changed,
    stage: Option<CachedStatement<'a>>,
}

/// The statements of one table, prepared when first needed: looking them up by their long text costs more than a row.
#[derive(Default)]
struct Statements<'a> {
    insert: Option<CachedStatement<'a>>,
    update: Option<CachedStatement<'a>>,
    select: Option<CachedStatement<'a>>,
}

fn prepared<'s, 'a>(
    slot: &'s mut Option<CachedStatement<'a>>,
    connection: &'a Connection,
    sql: &str,
) -> Result<&'s mut CachedStatement<'a>> {
    if slot.is_none() {
        *slot = Some(connection.prepare_cached(sql)?);
    }
    slot.as_mut().ok_or(StoreError::Stopped)
}

impl<'a> Write<'a> {
    pub(super) fn begin(connection: &'a Connection, path: &'a Path, mint: &'a mut Mint, course: &'a Course, now_ms: i64) -> Result<Self> {
        // Before any row of the step, so that ids above it are known to be new.
        let step = mint.next(now_ms);
        Ok(Self {
            connection,
            path,
            course,
            now_ms,
            step,
            newest_put: [0; TABLES],
            newest: step,
            removed_new: HashSet::new(),
            statements: Default::default(),
            journal: Journal::begin(connection, step)?,
            changed: Changed::default(),
            stage: None,
            mint,
        })
    }

    /// The id of a new row.
    pub fn mint(&mut self) -> Id {
        self.newest = self.mint.next(self.now_ms);
        self.newest
    }

    /// When the step happens, in milliseconds of the epoch.
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// Writes, replaces or (with `None`) removes a customer; returns whether that changed anything.
    ///
    /// Rows that refer to a customer must go in the same step: [`Self::delete_customer`] sees to that.
    pub fn put_customer(&mut self, id: Id, customer: Option<&Customer>) -> Result<bool> {
        self.put(id, customer)
    }

    /// Changes a customer: what `change` makes of it is written, unless that is an error. `None` where it is not there, else whether
    /// anything changed. Reads the row once, as a put after a look at it would not.
    pub fn change_customer<E: From<StoreError>>(
        &mut self,
        id: Id,
        change: impl FnOnce(&mut Customer, &mut Self) -> Result<(), E>,
    ) -> Result<Option<bool>, E> {
        let path = self.path;
        let at = |error: StoreError| E::from(error.at(path));
        let Some(was) = self.state(Table::Customer, id).map_err(at)? else { return Ok(None) };
        let mut customer = <Customer as Row>::read(id, &was).map_err(at)?;
        change(&mut customer, self)?;
        if self.is_stopped() {
            return Err(StoreError::Stopped.into());
        }
        self.course.count(1);
        let now = customer.state().map_err(at)?;
        self.put_known(Table::Customer, id, Some(was), Some(now)).map(Some).map_err(at)
    }

    /// Writes, replaces or (with `None`) removes a contact; returns whether that changed anything.
    pub fn put_contact(&mut self, id: Id, contact: Option<&Contact>) -> Result<bool> {
        self.put(id, contact)
    }

    /// Writes, replaces or (with `None`) removes a further address; returns whether that changed anything.
    pub fn put_address(&mut self, id: Id, address: Option<&Address>) -> Result<bool> {
        self.put(id, address)
    }

    /// Writes, replaces or (with `None`) removes a touch; returns whether that changed anything.
    pub fn put_touch(&mut self, id: Id, touch: Option<&Touch>) -> Result<bool> {
        self.put(id, touch)
    }

    /// Writes, replaces or (with `None`) removes a follow-up; returns whether that changed anything.
    pub fn put_follow_up(&mut self, id: Id, follow_up: Option<&FollowUp>) -> Result<bool> {
        self.put(id, follow_up)
    }

    /// Writes, replaces or (with `None`) removes a list; returns whether that changed anything. Quickest before its rows.
    pub fn put_import_source(&mut self, id: Id, source: Option<&ImportSource>) -> Result<bool> {
        self.put(id, source)
    }

    /// Writes, replaces or (with `None`) removes a field that the user named; returns whether that changed anything.
    pub fn put_extra_field(&mut self, id: Id, field: Option<&ExtraField>) -> Result<bool> {
        self.put(id, field)
    }

    /// Writes, replaces or (with `None`) removes a confirmation; returns whether that changed anything.
    pub fn put_confirmation(&mut self, id: Id, confirmation: Option<&Confirmation>) -> Result<bool> {
        self.put(id, confirmation)
    }

    /// Writes, replaces or (with `None`) removes the note that a customer was merged into another; returns whether that changed
    /// anything.
    pub fn put_merged(&mut self, id: Id, merged: Option<&Merged>) -> Result<bool> {
        self.put(id, merged)
    }

    /// Writes, replaces or (with `None`) removes that two customers are two; returns whether that changed anything.
    pub fn put_told_apart(&mut self, id: Id, told: Option<&ToldApart>) -> Result<bool> {
        self.put(id, told)
    }

    /// Writes, replaces or (with `None`) removes a promise; returns whether that changed anything.
    pub fn put_promise(&mut self, id: Id, promise: Option<&Promise>) -> Result<bool> {
        self.put(id, promise)
    }

    /// Writes, replaces or (with `None`) removes a stay in the public pool; returns whether that changed anything.
    pub fn put_pool_stay(&mut self, id: Id, stay: Option<&PoolStay>) -> Result<bool> {
        self.put(id, stay)
    }

    /// Writes, replaces or (with `None`) removes the rules of the trade; returns whether that changed anything.
    pub fn put_rulebook(&mut self, id: Id, rulebook: Option<&Rulebook>) -> Result<bool> {
        self.put(id, rulebook)
    }

    /// Writes, replaces or (with `None`) removes a printed card; returns whether that changed anything.
    pub fn put_card_copy(&mut self, id: Id, copy: Option<&CardCopy>) -> Result<bool> {
        self.put(id, copy)
    }

    /// Writes, replaces or (with `None`) removes that a card was checked; returns whether that changed anything.
    pub fn put_card_check(&mut self, id: Id, check: Option<&CardCheck>) -> Result<bool> {
        self.put(id, check)
    }

    /// Writes, replaces or (with `None`) removes a list that left the book; returns whether that changed anything.
    pub fn put_list_out(&mut self, id: Id, list: Option<&ListOut>) -> Result<bool> {
        self.put(id, list)
    }

    /// Removes a customer with all that belongs to it; returns whether it was there.
    pub fn delete_customer(&mut self, id: Id) -> Result<bool> {
        if self.is_stopped() {
            return Err(StoreError::Stopped);
        }
        self.course.count(1);
        for table in Table::REFERRING_FIRST.into_iter().filter(|table| table.belongs_to_customer()) {
            let sql = format!("SELECT id FROM {} WHERE customer = ?1", table.name());
            let rows: Vec<i64> = self.connection.prepare_cached(&sql)?.query_map([id.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
            for row in rows {
                self.put_state(table, Id(row), None)?;
            }
        }
        self.put_state(Table::Customer, id, None)
    }

    /// Keeps an order line until the orders come. Such lines are no part of the journal.
    pub fn stage_line(&mut self, line: &StagedLine) -> Result<()> {
        let statement = prepared(&mut self.stage, self.connection, include_str!("sql/stage_line.sql"))?;
        let cells = super::row::json(&pairs::Pairs(&line.cells));
        statement.execute((line.id.0, line.import.0, line.row, line.customer.map(|id| id.0), cells))?;
        Ok(())
    }

    /// Ends an order line with the import `import`, whose list no longer has it.
    pub fn end_line(&mut self, line: Id, import: Id) -> Result<()> {
        let sql = "INSERT INTO staged_line_end (line, import) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((line.0, import.0))?;
        Ok(())
    }

    /// Keeps which series of exports the import `import` carries on; its own where it begins one.
    pub fn put_series(&mut self, import: Id, series: Id) -> Result<()> {
        let sql = "INSERT INTO staged_series (import, series) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((import.0, series.0))?;
        Ok(())
    }

    /// Forgets the order lines of imports that do not stand and cannot come back: this step ends what could be redone.
    pub fn forget_lost_lines(&mut self) -> Result<()> {
        for table in ["staged_line", "staged_line_end", "staged_series"] {
            let sql = format!(
                "DELETE FROM {table} WHERE import IN \
                 (SELECT DISTINCT import FROM {table} EXCEPT SELECT id FROM import_source)"
            );
            self.connection.prepare_cached(&sql)?.execute([])?;
        }
        Ok(())
    }

    fn put<R: Row>(&mut self, id: Id, row: Option<&R>) -> Result<bool> {
        self.put_row(id, row).map_err(|error| error.at(self.path))
    }

    fn put_row<R: Row>(&mut self, id: Id, row: Option<&R>) -> Result<bool> {
        debug_assert!(row.is_none_or(|row| row.id() == id), "a row is put under its own id");
        if self.is_stopped() {
            return Err(StoreError::Stopped);
        }
        self.course.count(1);
        match row {
            Some(row) if self.is_new(id) && id.0 > self.newest_put[R::TABLE as usize - 1] => {
                self.insert_new(id, row)?;
                Ok(true)
            }
            Some(row) => self.put_state(R::TABLE, id, Some(row.state()?)),
            None => self.put_state(R::TABLE, id, None),
        }
    }

    /// Whether only this step can have given out `id`, so that no row had it before.
    fn is_new(&self, id: Id) -> bool {
        id > self.step && id <= self.newest && (id.0 ^ self.step.0) & desk_bits() == 0
    }

    /// The quick way for rows that are known to be absent: nothing to read, one small row of journal.
    fn insert_new<R: Row>(&mut self, id: Id, row: &R) -> Result<()> {
        let table = R::TABLE;
        let statement = prepared(&mut self.statements[table as usize - 1].insert, self.connection, &table.shape().insert)?;
        statement.clear_bindings();
        statement.raw_bind_parameter(1, id.0)?;
        row.cells(&mut |at, cell| Ok(statement.raw_bind_parameter(at + 2, cell)?))?;
        statement.raw_execute()?;
        self.newest_put[table as usize - 1] = id.0;
        if table == Table::Customer {
            self.changed.all();
        }
        self.journal.add_fresh(table, id)
    }

    /// How a row is now.
    pub(super) fn state(&mut self, table: Table, id: Id) -> Result<Option<State>> {
        let shape = table.shape();
        let statement = prepared(&mut self.statements[table as usize - 1].select, self.connection, &shape.select)?;
        let mut rows = statement.query([id.0])?;
        rows.next()?.map(|row| State::copied(shape, &Queried { row, skip: 0 })).transpose()
    }

    /// Writes a row cell by cell, remembering how it was; returns whether that changed anything.
    pub(super) fn put_state(&mut self, table: Table, id: Id, now: Option<State>) -> Result<bool> {
        let was = self.state(table, id)?;
        self.put_known(table, id, was, now)
    }

    /// As [`Self::put_state`], of a row that is known to be as it `was`.
    fn put_known(&mut self, table: Table, id: Id, was: Option<State>, now: Option<State>) -> Result<bool> {
        if was == now {
            return Ok(false);
        }
        if table == Table::Customer {
            match (&was, &now) {
                (Some(was), Some(now)) => self.changed.between(table.shape(), was, now)?,
                _ => self.changed.all(),
            }
        }
        if !self.is_new(id) {
            let left = left_customer(table, was.as_ref(), now.as_ref());
            self.journal.add(table, id, left, was.as_ref())?;
        } else if was.is_none() && !self.removed_new.contains(&id) {
            self.journal.add_fresh(table, id)?;
        }
        let shape = table.shape();
        let statements = &mut self.statements[table as usize - 1];
        let Some(now) = now else {
            if self.is_new(id) {
                self.removed_new.insert(id);
            }
            self.connection.prepare_cached(&shape.delete)?.execute([id.0])?;
            return Ok(true);
        };
        let statement = match was {
            Some(_) => prepared(&mut statements.update, self.connection, &shape.update)?,
            None => prepared(&mut statements.insert, self.connection, &shape.insert)?,
        };
        bind_all(statement, id, shape.columns.len(), &now)?;
        statement.raw_execute()?;
        self.newest_put[table as usize - 1] = self.newest_put[table as usize - 1].max(id.0);
        Ok(true)
    }

    /// Writes the step itself, if it changed anything.
    pub(super) fn finish(self, what: &What, who: &str, undoes: Option<Id>) -> Result<Option<StepInfo>> {
        let step = StepInfo::new(self.step, self.now_ms, who, what, undoes, self.journal.first_change, self.journal.touched);
        if step.changes == 0 && undoes.is_none() {
            return Ok(None);
        }
        let last = self.mint.next(self.now_ms);
        self.connection.prepare_cached(include_str!("sql/insert_step.sql"))?.execute((
            step.id.0,
            step.at_ms,
            who,
            what.written(),
            what.kind().code(),
            undoes.map(|id| id.0),
            step.first_change,
            step.changes,
            written_touched(&self.journal.touched),
            last.0,
        ))?;
        if let Some(undone) = undoes {
            self.connection.prepare_cached("UPDATE step SET undone_by = ?2 WHERE id = ?1")?.execute((undone.0, self.step.0))?;
        }
        Ok(Some(step))
    }

    /// The id of the step.
    pub(super) fn step(&self) -> Id {
        self.step
    }

    /// The connection, for longer than the borrow of the step.
    pub(super) fn within(&self) -> &'a Connection {
        self.connection
    }

    /// The journal of this step, for putting back whole steps.
    pub(super) fn journal(&mut self) -> &mut Journal<'a> {
        &mut self.journal
    }

    /// Tells whoever watches that rows were dealt with.
    pub(super) fn count(&self, rows: u64) {
        self.course.count(rows);
    }

    /// Whether the step was asked to stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.course.is_stopped()
    }
}

impl Connected for Write<'_> {
    fn connection(&self) -> &Connection {
        self.connection
    }
}

/// The bits of an id that say which desk gave it out (see [`crate::model::id`]).
pub(super) const fn desk_bits() -> i64 {
    (crate::model::id::DESKS as i64 - 1) << 12
}

/// Binds the id and every column of a row to an insert or update.
fn bind_all(statement: &mut CachedStatement<'_>, id: Id, columns: usize, cells: &impl Cells) -> Result<()> {
    statement.raw_bind_parameter(1, id.0)?;
    for at in 0..columns {
        statement.raw_bind_parameter(at + 2, cells.cell(at)?)?;
    }
    Ok(())
}

/// The customer that a row leaves: the row is removed, or given to another one.
fn left_customer(table: Table, was: Option<&State>, now: Option<&State>) -> Option<Id> {
    if !table.belongs_to_customer() {
        return None;
    }
    let was = was?.get(0);
    let stays = now.is_some_and(|now| now.get(0) == was);
    if stays { None } else { was.as_int().map(Id) }
}

/// The changes of one step.
pub(super) struct Journal<'a> {
    step: Id,
    first_change: i64,
    touched: [Touched; TABLES],
    insert: CachedStatement<'a>,
    insert_fresh: CachedStatement<'a>,
    encoder: Encoder,
}

impl<'a> Journal<'a> {
    fn begin(connection: &'a Connection, step: Id) -> Result<Self> {
        Ok(Self {
            step,
            first_change: connection.prepare_cached("SELECT ifnull(max(id), 0) + 1 FROM change")?.query_row([], |row| row.get(0))?,
            touched: Default::default(),
            insert: connection.prepare_cached(include_str!("sql/insert_change.sql"))?,
            insert_fresh: connection.prepare_cached(include_str!("sql/insert_fresh.sql"))?,
            encoder: Encoder::default(),
        })
    }

    /// Remembers that the step made a row, whose id it gave out itself.
    fn add_fresh(&mut self, table: Table, row: Id) -> Result<()> {
        self.insert_fresh.execute((self.step.0, table.code(), row.0))?;
        self.touched[table as usize - 1].made += 1;
        Ok(())
    }

    /// Remembers how a row was, unless an earlier state within this step is remembered already.
    pub fn add(&mut self, table: Table, row: Id, left: Option<Id>, was: Option<&impl Cells>) -> Result<()> {
        let encoded = was.map(|was| self.encoder.encode(table.shape(), was)).transpose()?;
        let added = self.insert.execute((self.step.0, table.code(), row.0, left.map(|id| id.0), encoded))? as i64;
        let touched = &mut self.touched[table as usize - 1];
        *(if was.is_some() { &mut touched.kept } else { &mut touched.made }) += added;
        Ok(())
    }

    /// Counts rows that a statement remembered for the step.
    pub fn count(&mut self, table: Table, kept: usize) {
        self.touched[table as usize - 1].kept += kept as i64;
    }
}
