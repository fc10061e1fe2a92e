//! The writing connection: every change of the book is one step in one transaction that remembers how each row was.
//!
//! [`Write`]'s `put_*` functions are the only ones that change rows of journaled tables (undo and redo apart, which put
//! whole steps back). What may be written is for the caller to know; this file only keeps the journal complete.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{CachedStatement, Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::model::{Address, Contact, Customer, FollowUp, Id, ImportSource, Mint, Touch};

use super::cell::{self, Cells, Encoder, Queried, State};
use super::error::{Result, StoreError};
use super::file::{self, Found};
use super::lock::Lock;
use super::place;
use super::read::{Connected, Reader};
use super::row::{ExtraField, Row, StagedLine, pairs};
use super::settle::Settler;
use super::step::{StepInfo, Touched, What, written_touched};
use super::table::{TABLES, Table};

/// How a book is opened for writing.
#[derive(Clone, Debug)]
pub struct Options {
    /// What a second writer is told about who has the book.
    pub name: String,
    /// The number of this desk in new ids, below [`crate::model::id::DESKS`]; drawn at random for a new book if not given.
    pub desk: Option<u16>,
    /// Also opens a book under a sync client or on another computer. For tests.
    pub any_place: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { name: "gendan".to_owned(), desk: None, any_place: false }
    }
}

/// Stops the long work of a [`Store`] from another thread; the work ends with [`StoreError::Stopped`] and changes nothing.
#[derive(Clone, Debug)]
pub struct Stopper(Arc<AtomicBool>);

impl Stopper {
    /// Asks the step that runs now to stop; it answers within milliseconds.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// While it lives, requests to stop count for one step alone.
pub(super) struct Heed<'a>(&'a AtomicBool);

impl<'a> Heed<'a> {
    pub fn fresh(stop: &'a AtomicBool) -> Self {
        stop.store(false, Ordering::Relaxed);
        Self(stop)
    }
}

impl Drop for Heed<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// A book open for writing. There is one at a time; whoever owns it writes.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) mint: Mint,
    pub(super) stop: Arc<AtomicBool>,
    folder: PathBuf,
    path: PathBuf,
    pub(super) settler: Settler,
    // Last, so that the connection is closed before the lock is given back.
    _lock: Lock,
}

impl Store {
    /// Opens the book in `folder`, making a new one where there is none, and brings an older one to today's shape.
    pub fn open(folder: &Path, options: &Options, now_ms: i64) -> Result<Self> {
        Self::open_with(folder, options, now_ms, file::MIGRATIONS)
    }

    pub(super) fn open_with(folder: &Path, options: &Options, now_ms: i64, migrations: &[&str]) -> Result<Self> {
        if !options.any_place
            && let Some(unfit) = place::unfit(folder)
        {
            return Err(StoreError::Place { path: folder.to_owned(), unfit });
        }
        fs::create_dir_all(folder).map_err(|error| StoreError::file(folder, error))?;
        let lock = Lock::take(folder, &options.name)?;
        let path = file::path_in(folder);
        let opened = Self::open_locked(folder, &path, options, now_ms, migrations);
        let (connection, mint) = opened.map_err(|error| error.at(&path))?;
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        cell::add_functions(&connection)?;
        let settler = Settler::new(path.clone());
        let mut store = Self { connection, mint, stop, folder: folder.to_owned(), path, settler, _lock: lock };
        store.connection.progress_handler(2000, Some(move || asked.load(Ordering::Relaxed)))?;
        Ok(store)
    }

    fn open_locked(folder: &Path, path: &Path, options: &Options, now_ms: i64, migrations: &[&str]) -> Result<(Connection, Mint)> {
        let newest = migrations.len() as i64;
        let found = file::look(path, newest)?;
        let mut connection = match found {
            Found::Book(version) if version < newest => {
                super::backup::before_migration(folder, now_ms)?;
                let mut connection = file::writing(path)?;
                file::migrate(&mut connection, version, migrations)?;
                connection
            }
            Found::Book(_) => file::writing(path)?,
            Found::Nothing => {
                let mut connection = file::writing(path)?;
                file::migrate(&mut connection, 0, migrations)?;
                connection
            }
        };
        let desk = desk_of(&mut connection, options.desk)?;
        let newest: i64 = connection.query_row(include_str!("sql/newest_id.sql"), [], |row| row.get(0))?;
        Ok((connection, Mint::new(desk, Id(newest))))
    }

    /// The folder of the book.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A connection of its own that only reads.
    pub fn reader(&self) -> Result<Reader> {
        Reader::open(&self.folder)
    }

    /// What stops a long step from another thread.
    pub fn stopper(&self) -> Stopper {
        Stopper(Arc::clone(&self.stop))
    }

    /// Does one step: runs `work` in one transaction and returns its result with the step's id, `None` when no row changed.
    ///
    /// On an error or panic of `work` the book stays as it was. `now_ms` is the step's time in milliseconds of the epoch.
    pub fn change<T, E: From<StoreError>>(
        &mut self,
        what: &What,
        who: &str,
        now_ms: i64,
        work: impl FnOnce(&mut Write<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<Id>), E> {
        let at = |error: StoreError| E::from(error.at(&self.path));
        let _heed = Heed::fresh(&self.stop);
        let transaction = begin(&self.connection).map_err(at)?;
        let mut write = Write::begin(&self.connection, &mut self.mint, &self.stop, now_ms).map_err(at)?;
        let result = work(&mut write)?;
        let written = write.finish(what, who, None).map_err(at)?;
        transaction.commit().map_err(|error| at(error.into()))?;
        self.settler.after_commit(&self.connection);
        Ok((result, written.map(|step| step.id)))
    }

    /// Keeps a setting, or forgets it where `value` is `None`. Settings are no steps.
    pub fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<()> {
        match value {
            Some(value) => self.connection.execute(include_str!("sql/set_setting.sql"), [key, value]),
            None => self.connection.execute("DELETE FROM setting WHERE key = ?1", [key]),
        }
        .map(drop)
        .map_err(|error| StoreError::from(error).at(&self.path))
    }

    /// Forgets the order lines that wait from the list `import`. They are no part of the journal.
    pub fn forget_staged_lines(&mut self, import: Id) -> Result<()> {
        self.connection
            .execute("DELETE FROM staged_line WHERE import = ?1", [import.0])
            .map(drop)
            .map_err(|error| StoreError::from(error).at(&self.path))
    }

    /// The file of the book.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Connected for Store {
    fn connection(&self) -> &Connection {
        &self.connection
    }
}

pub(super) fn begin(connection: &Connection) -> Result<Transaction<'_>> {
    Ok(Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?)
}

/// The number of this desk, drawn when the book is made.
fn desk_of(connection: &mut Connection, wanted: Option<u16>) -> Result<u16> {
    let known: Option<String> = connection.query_row("SELECT value FROM meta WHERE key = 'desk'", [], |row| row.get(0)).optional()?;
    if let Some(desk) = known.and_then(|text| text.parse().ok()) {
        return Ok(desk);
    }
    use std::hash::{BuildHasher, RandomState};
    let drawn = (RandomState::new().hash_one(std::process::id()) % u64::from(crate::model::id::DESKS)) as u16;
    let desk = wanted.unwrap_or(drawn);
    connection.execute("INSERT INTO meta (key, value) VALUES ('desk', ?1)", [desk.to_string()])?;
    Ok(desk)
}

/// One step while it is being written.
pub struct Write<'a> {
    connection: &'a Connection,
    mint: &'a mut Mint,
    stop: &'a AtomicBool,
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
    pub(super) fn begin(connection: &'a Connection, mint: &'a mut Mint, stop: &'a AtomicBool, now_ms: i64) -> Result<Self> {
        // Before any row of the step, so that ids above it are known to be new.
        let step = mint.next(now_ms);
        Ok(Self {
            connection,
            stop,
            now_ms,
            step,
            newest_put: [0; TABLES],
            newest: step,
            removed_new: HashSet::new(),
            statements: Default::default(),
            journal: Journal::begin(connection, step)?,
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

    /// Removes a customer with its contacts, addresses, touches and follow-ups; returns whether it was there.
    pub fn delete_customer(&mut self, id: Id) -> Result<bool> {
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

    fn put<R: Row>(&mut self, id: Id, row: Option<&R>) -> Result<bool> {
        debug_assert!(row.is_none_or(|row| row.id() == id), "a row is put under its own id");
        if self.stop.load(Ordering::Relaxed) {
            return Err(StoreError::Stopped);
        }
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
        if was == now {
            return Ok(false);
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

    /// Whether the step was asked to stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
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
