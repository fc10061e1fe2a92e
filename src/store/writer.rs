//! The writing connection: opens a book, holds its lock, and does one step at a time in one transaction.
//!
//! What happens inside a step is in `write.rs`, undo and redo are in `revert.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::model::{Field, Id, Mint};

use super::cell;
use super::error::{Result, StoreError};
use super::file::{self, Found};
use super::lock::Lock;
use super::place;
use super::read::{Connected, Reader};
use super::settle::Settler;
use super::step::What;
use super::write::Write;

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

/// What the step that runs now shares with other threads.
#[derive(Debug, Default)]
pub(super) struct Course {
    stop: AtomicBool,
    /// Rows that were dealt with.
    done: AtomicU64,
}

impl Course {
    /// Whether the step was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Counts rows that were dealt with.
    pub fn count(&self, rows: u64) {
        self.done.fetch_add(rows, Ordering::Relaxed);
    }
}

/// Watches the long work of a [`Store`] from another thread and stops it; the work then ends with [`StoreError::Stopped`] and
/// changes nothing.
#[derive(Clone, Debug)]
pub struct Stopper(Arc<Course>);

impl Stopper {
    /// Asks the step that runs now to stop; it answers within milliseconds.
    pub fn stop(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }

    /// How many rows the step that runs now has dealt with. One that is taken back counts when it is remembered, and again when it
    /// is written as it was.
    pub fn done(&self) -> u64 {
        self.0.done.load(Ordering::Relaxed)
    }
}

/// While it lives, requests to stop count for one step alone.
pub(super) struct Heed<'a>(&'a Course);

impl<'a> Heed<'a> {
    pub fn fresh(course: &'a Course) -> Self {
        course.stop.store(false, Ordering::Relaxed);
        course.done.store(0, Ordering::Relaxed);
        Self(course)
    }
}

impl Drop for Heed<'_> {
    fn drop(&mut self) {
        self.0.stop.store(false, Ordering::Relaxed);
    }
}

/// A book open for writing. There is one at a time; whoever owns it writes.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) mint: Mint,
    pub(super) course: Arc<Course>,
    folder: PathBuf,
    path: PathBuf,
    pub(super) settler: Settler,
    /// The step that was written last, and in which fields it changed customers.
    pub(super) newest: Option<(Id, Option<Vec<Field>>)>,
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
        let course = Arc::<Course>::default();
        let asked = Arc::clone(&course);
        cell::add_functions(&connection)?;
        let settler = Settler::new(path.clone());
        let mut store = Self { connection, mint, course, folder: folder.to_owned(), path, settler, newest: None, _lock: lock };
        store.connection.progress_handler(2000, Some(move || asked.is_stopped()))?;
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
        Stopper(Arc::clone(&self.course))
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
        let _heed = Heed::fresh(&self.course);
        let transaction = begin(&self.connection).map_err(at)?;
        let mut write = Write::begin(&self.connection, &self.path, &mut self.mint, &self.course, now_ms).map_err(at)?;
        let result = work(&mut write)?;
        let fields = write.changed.fields();
        let written = write.finish(what, who, None).map_err(at)?;
        transaction.commit().map_err(|error| at(error.into()))?;
        self.newest = written.as_ref().map(|step| (step.id, fields));
        self.settler.after_commit(&self.connection);
        Ok((result, written.map(|step| step.id)))
    }

    /// In which of their own fields the newest step, `step`, has changed customers; `None` where it is another one, or where customers came, went
    /// or were changed in more than their fields.
    pub fn fields_changed_by(&self, step: Id) -> Option<&[Field]> {
        let (newest, fields) = self.newest.as_ref()?;
        fields.as_deref().filter(|_| *newest == step)
    }

    /// Keeps a setting, or forgets it where `value` is `None`. Settings are no steps.
    pub fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<()> {
        match value {
            Some(value) => self.connection.execute(include_str!("sql/set_setting.sql"), [key, value]),
            None => self.connection.execute("DELETE FROM setting WHERE key = ?1", [key]),
        }
        .map_err(|error| StoreError::from(error).at(&self.path))?;
        self.settler.after_commit(&self.connection);
        Ok(())
    }

    /// To be called after a commit that was made elsewhere than here.
    pub(super) fn has_committed(&mut self) {
        self.settler.after_commit(&self.connection);
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

#[cfg(test)]
mod tests {
    use super::super::backup::{Reason, backups};
    use super::super::read::Read;
    use super::super::write::desk_bits;
    use super::*;
    use crate::model::Customer;

    const NOW: i64 = 1_772_697_600_000;

    fn open(folder: &Path, migrations: &[&str]) -> Result<Store> {
        Store::open_with(folder, &Options { any_place: true, ..Options::default() }, NOW, migrations)
    }

    fn add_customer(store: &mut Store) -> Result<Id> {
        let added = store.change(&What::edit("step-test"), "Li", NOW, |write| {
            let id = write.mint();
            let mut customer = Customer::new(id);
            customer.set(Field::Company, "x".repeat(3_000).as_str());
            write.put_customer(id, Some(&customer))?;
            Ok(id)
        });
        added.map(|(id, _)| id)
    }

    #[test]
    fn a_migration_is_preceded_by_a_checked_backup_and_a_failed_one_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path(), file::MIGRATIONS).unwrap();
        let id = add_customer(&mut store).unwrap();
        drop(store);
        assert_eq!(backups(folder.path()).unwrap(), [], "a new book needs none");
        let version = |folder: &Path| match file::look(&file::path_in(folder), 99).unwrap() {
            Found::Book(version) => version,
            Found::Nothing => 0,
        };
        let known = file::MIGRATIONS.len() as i64;
        let failing = [file::MIGRATIONS, &["CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; SELECT nonsense FROM nowhere;"]].concat();
        assert!(open(folder.path(), &failing).is_err());
        assert_eq!(version(folder.path()), known);
        let later = [file::MIGRATIONS, &["CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; ", "DROP TABLE later;"]].concat();
        let store = open(folder.path(), &later).unwrap();
        assert!(store.customer(id).unwrap().is_some());
        drop(store);
        assert_eq!(version(folder.path()), known + 2);
        let kept = backups(folder.path()).unwrap();
        assert!(kept.iter().all(|backup| backup.reason == Reason::Migration) && !kept.is_empty(), "{kept:?}");
        let refused = open(folder.path(), file::MIGRATIONS);
        assert!(matches!(refused, Err(StoreError::Newer { found, known: ours, .. }) if (found, ours) == (known + 2, known)));
    }

    #[test]
    fn a_full_disk_is_said_so_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path(), file::MIGRATIONS).unwrap();
        add_customer(&mut store).unwrap();
        let pages = file::pragma(&store.connection, "page_count").unwrap();
        store.connection.pragma_update(None, "max_page_count", pages).unwrap();
        let mut added = 1;
        let error = loop {
            match add_customer(&mut store) {
                Ok(_) => added += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(&error, StoreError::Full(path) if path.ends_with(file::NAME)), "{error:?}");
        assert_eq!(store.counts().unwrap().customers, added);
        store.connection.pragma_update(None, "max_page_count", pages * 2).unwrap();
        add_customer(&mut store).unwrap();
    }

    #[test]
    fn the_bits_of_the_desk_are_where_the_mint_puts_them() {
        let (one, two) = (Mint::new(1, Id(0)).next(NOW), Mint::new(2, Id(0)).next(NOW));
        assert_ne!(one.0 & desk_bits(), two.0 & desk_bits());
        assert_eq!(one.0 & !desk_bits(), two.0 & !desk_bits());
        let mut mint = Mint::new(1, Id(0));
        for _ in 0..10_000 {
            assert_eq!(mint.next(NOW).0 & desk_bits(), one.0 & desk_bits());
        }
    }
}
