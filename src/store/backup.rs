//! Backups: a copy of the book by SQLite's backup API while editing goes on, compressed, opened and checked again before
//! any older one goes.
//!
//! Everything here has a connection of its own and may run on any thread; the caller says when (see [`due`]) and listens
//! to the progress. Which backups stay is decided in `retention.rs`.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::Connection;
use rusqlite::backup::StepResult;

use crate::model::Id;

use super::derived::forget_derived;
use super::error::{Result, StoreError};
use super::file;
use super::lock::Lock;
use super::originals::sync_folder;
use super::retention;

/// Why a backup was made; part of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// gendan was started.
    Start,
    /// Half an hour of changes went by.
    Changes,
    /// A list is about to be imported.
    Import,
    /// The file is about to get a newer shape.
    Migration,
    /// Somebody asked for it.
    Wish,
    /// An earlier backup is about to be restored.
    Restore,
}

impl Reason {
    const ALL: [Self; 6] = [Self::Start, Self::Changes, Self::Import, Self::Migration, Self::Wish, Self::Restore];

    /// Its word in file names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Changes => "changes",
            Self::Import => "import",
            Self::Migration => "migration",
            Self::Wish => "wish",
            Self::Restore => "restore",
        }
    }
}

/// A backup in the folder `backups` of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was taken, in milliseconds of the Unix epoch; whole seconds.
    pub taken_ms: i64,
    /// Why it was taken.
    pub reason: Reason,
    /// The newest step in it; `Id(0)` for a book without any.
    pub newest_step: Id,
    /// How many customers it holds; backups of early versions do not say.
    pub customers: Option<u64>,
    /// Its size.
    pub bytes: u64,
}

const SUFFIX: &str = ".sqlite.zst";
const TIME: &str = "%Y%m%dT%H%M%SZ";
/// Marks files that are not finished.
pub(super) const PARTIAL: &str = ".partial-";

/// How many pages are copied at once, and the pause after them that leaves the disk to others.
const PAGES: i32 = 256;
const PAUSE: Duration = Duration::from_millis(1);

/// Changes that are older than this without a backup make one due.
pub const CHANGES_FOR_MS: i64 = 30 * 60 * 1000;

/// How far long work is, from 0 to 1; answers whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(f32) -> bool;

/// When a backup is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// At the start of the program.
    Start,
    /// While it runs.
    Running,
    /// Before a list is imported.
    Import,
}

/// Whether a backup is due: the book has changed since the latest one, and, while running, half an hour ago or more.
pub fn due(backups: &[Backup], newest_step: Option<Id>, moment: Moment, now_ms: i64) -> bool {
    let Some(newest_step) = newest_step else { return false };
    let Some(latest) = backups.iter().max_by_key(|backup| backup.taken_ms) else { return true };
    let has_changed = latest.newest_step != newest_step;
    // A clock that was set back must not keep backups away.
    let is_old = !(0..CHANGES_FOR_MS).contains(&(now_ms - latest.taken_ms));
    has_changed && (moment != Moment::Running || is_old)
}

fn backups_in(folder: &Path) -> PathBuf {
    folder.join("backups")
}

fn name_of(taken_ms: i64, reason: Reason, newest_step: Id, customers: u64) -> String {
    let taken = DateTime::<Utc>::from_timestamp_millis(taken_ms).unwrap_or_default();
    format!("{}-{}-{newest_step}-{customers}{SUFFIX}", taken.format(TIME), reason.word())
}

fn read_name(path: &Path, bytes: u64) -> Option<Backup> {
    let mut parts = path.file_name()?.to_str()?.strip_suffix(SUFFIX)?.splitn(4, '-');
    let taken = NaiveDateTime::parse_from_str(parts.next()?, TIME).ok()?;
    let word = parts.next()?;
    let reason = Reason::ALL.into_iter().find(|reason| reason.word() == word)?;
    let newest_step = parts.next()?.parse().ok()?;
    let customers = match parts.next() {
        Some(count) => Some(count.parse().ok()?),
        None => None,
    };
    Some(Backup { path: path.to_owned(), taken_ms: taken.and_utc().timestamp_millis(), reason, newest_step, customers, bytes })
}

/// The backups of the book in `folder`, newest first. Files that are no backups of ours are passed over.
pub fn backups(folder: &Path) -> Result<Vec<Backup>> {
    let place = backups_in(folder);
    let entries = match fs::read_dir(&place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::file(&place, error)),
    };
    let mut found: Vec<Backup> =
        entries.flatten().filter_map(|entry| read_name(&entry.path(), entry.metadata().map_or(0, |file| file.len()))).collect();
    found.sort_by_key(|backup| std::cmp::Reverse((backup.taken_ms, backup.newest_step)));
    Ok(found)
}

/// Backs up the book in `folder`, checks the backup, and only then removes older ones that need not stay.
pub fn back_up(folder: &Path, reason: Reason, now_ms: i64, watch: Watch<'_>) -> Result<Backup> {
    let place = backups_in(folder);
    fs::create_dir_all(&place).map_err(|error| StoreError::file(&place, error))?;
    remove_partial(&place, now_ms);
    let number = number_of_work();
    let partial = |end: &str| place.join(format!("{PARTIAL}{number}{end}"));
    let (copy, packed) = (partial(".sqlite"), partial(SUFFIX));
    let made = make(folder, &copy, &packed, reason, now_ms, watch);
    for path in [&copy, &packed] {
        remove_database(path);
    }
    let made = made?;
    for path in retention::expendable(&backups(folder)?, retention::budget(file_bytes(folder)), now_ms) {
        fs::remove_file(&path).map_err(|error| StoreError::file(&path, error))?;
    }
    Ok(made)
}

/// The backup before a migration: without it, the migration does not begin.
pub(super) fn before_migration(folder: &Path, now_ms: i64) -> Result<()> {
    back_up(folder, Reason::Migration, now_ms, &mut |_| true).map(drop)
}

fn file_bytes(folder: &Path) -> u64 {
    fs::metadata(file::path_in(folder)).map_or(0, |file| file.len())
}

/// What a copy must have to be the same book.
#[derive(Debug, PartialEq)]
struct Likeness {
    application: i64,
    version: i64,
    rows: Vec<(String, i64)>,
}

impl Likeness {
    fn customers(&self) -> u64 {
        self.rows.iter().find(|(table, _)| table == "customer").map_or(0, |(_, count)| count.unsigned_abs())
    }

    fn of(connection: &Connection) -> Result<Self> {
        let mut rows = Vec::new();
        let mut tables =
            connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
        for name in tables.query_map([], |row| row.get::<_, String>(0))? {
            let name = name?;
            let count = connection.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0))?;
            rows.push((name, count));
        }
        Ok(Self { application: file::pragma(connection, "application_id")?, version: file::pragma(connection, "user_version")?, rows })
    }
}

fn make(folder: &Path, copy: &Path, packed: &Path, reason: Reason, now_ms: i64, watch: Watch<'_>) -> Result<Backup> {
    let path = file::path_in(folder);
    let (likeness, newest_step) = copy_pages(&path, copy, &mut |share| watch(share * 0.5)).map_err(|error| error.at(&path))?;
    pack(copy, packed, &mut |share| watch(0.5 + share * 0.2))?;
    remove_database(copy);
    unpack(packed, copy, &mut |share| watch(0.7 + share * 0.1))?;
    check(copy, packed, Some(&likeness))?;
    if !watch(0.95) {
        return Err(StoreError::Stopped);
    }
    let whole = backups_in(folder).join(name_of(now_ms, reason, newest_step, likeness.customers()));
    fs::rename(packed, &whole).map_err(|error| StoreError::file(&whole, error))?;
    sync_folder(&backups_in(folder));
    let bytes = fs::metadata(&whole).map_or(0, |file| file.len());
    read_name(&whole, bytes).ok_or_else(|| StoreError::Backup { path: whole, detail: "its name".to_owned() })
}

/// Copies one state of the book page by page, pausing in between; writers go on meanwhile.
fn copy_pages(path: &Path, copy: &Path, watch: Watch<'_>) -> Result<(Likeness, Id)> {
    let source = file::reading(path)?;
    // One transaction over all pages: otherwise every edit meanwhile would make the copy begin again.
    let state = source.unchecked_transaction()?;
    let likeness = Likeness::of(&state)?;
    let newest: Option<i64> = state.query_row("SELECT max(id) FROM step", [], |row| row.get(0))?;
    remove_database(copy);
    let mut target = Connection::open(copy)?;
    target.pragma_update(None, "synchronous", "OFF")?;
    let backup = rusqlite::backup::Backup::new(&source, &mut target)?;
    loop {
        let more = match backup.step(PAGES)? {
            StepResult::Done => break,
            StepResult::More => true,
            _ => false,
        };
        let progress = backup.progress();
        let done = progress.pagecount - progress.remaining;
        if !watch(done as f32 / progress.pagecount.max(1) as f32) {
            return Err(StoreError::Stopped);
        }
        std::thread::sleep(if more { PAUSE } else { PAUSE * 50 });
    }
    drop(backup);
    drop(state);
    // A file of its own: without the log that a live book has beside it.
    target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)?;
    Ok((likeness, Id(newest.unwrap_or(0))))
}

/// Copies a stream, telling how far it is of `total` bytes.
fn pump(from: &mut impl Read, to: &mut impl Write, total: u64, watch: Watch<'_>, failed: impl Fn(io::Error) -> StoreError) -> Result<()> {
    let mut buffer = vec![0; 1 << 18];
    let mut done = 0;
    loop {
        let read = from.read(&mut buffer).map_err(&failed)?;
        if read == 0 {
            return Ok(());
        }
        to.write_all(&buffer[..read]).map_err(&failed)?;
        done += read as u64;
        if !watch((done as f32 / total.max(1) as f32).min(1.0)) {
            return Err(StoreError::Stopped);
        }
    }
}

fn pack(plain: &Path, packed: &Path, watch: Watch<'_>) -> Result<()> {
    let failed = |error| StoreError::file(packed, error);
    let mut from = File::open(plain).map_err(|error| StoreError::file(plain, error))?;
    let total = from.metadata().map_or(0, |file| file.len());
    let file = File::create(packed).map_err(failed)?;
    let mut to = zstd::Encoder::new(BufWriter::new(file), 3).map_err(failed)?;
    to.include_checksum(true).map_err(failed)?;
    pump(&mut from, &mut to, total, watch, failed)?;
    let file = to.finish().and_then(|inner| inner.into_inner().map_err(io::IntoInnerError::into_error)).map_err(failed)?;
    file.sync_all().map_err(failed)
}

fn unpack(packed: &Path, plain: &Path, watch: Watch<'_>) -> Result<()> {
    let file = File::open(packed).map_err(|error| StoreError::file(packed, error))?;
    let total = file.metadata().map_or(0, |file| file.len()) * 4;
    let broken = |error: io::Error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::PermissionDenied => StoreError::file(plain, error),
        _ => StoreError::Backup { path: packed.to_owned(), detail: error.to_string() },
    };
    let mut from = zstd::Decoder::new(BufReader::new(file)).map_err(broken)?;
    let mut to = File::create(plain).map_err(|error| StoreError::file(plain, error))?;
    pump(&mut from, &mut to, total, watch, broken)?;
    to.sync_all().map_err(|error| StoreError::file(plain, error))
}

/// Opens an unpacked backup and looks whether it is a whole book, and the one expected.
fn check(plain: &Path, packed: &Path, expected: Option<&Likeness>) -> Result<()> {
    let bad = |detail: String| StoreError::Backup { path: packed.to_owned(), detail };
    let look = || -> Result<(String, Likeness)> {
        let connection = file::reading(plain)?;
        let found = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        Ok((found, Likeness::of(&connection)?))
    };
    let (found, likeness) = look().map_err(|error| bad(error.to_string()))?;
    if found != "ok" {
        return Err(bad(found));
    }
    if likeness.application != file::APPLICATION_ID {
        return Err(bad("it is no book".to_owned()));
    }
    match expected {
        Some(expected) if likeness != *expected => Err(bad(format!("it holds {likeness:?} instead of {expected:?}"))),
        _ => Ok(()),
    }
}

/// A name that no other work on this computer has, so that two backups may run at once.
pub(super) fn number_of_work() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Removes what backups that were cut off left behind; younger files may belong to one that runs.
fn remove_partial(place: &Path, now_ms: i64) {
    const CUT_OFF_MS: i64 = 6 * 60 * 60 * 1000;
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let written = entry.metadata().and_then(|file| file.modified()).ok();
        let written_ms = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |age| age.as_millis() as i64);
        if entry.file_name().to_string_lossy().starts_with(PARTIAL) && now_ms - written_ms > CUT_OFF_MS {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes a database and what SQLite keeps beside it.
pub(super) fn remove_database(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(file::beside(path, suffix));
    }
}

/// Makes a book in `folder`, which must have none, from a backup; kept files of the book beside the backup come along.
pub fn restore_into(backup: &Path, folder: &Path, watch: Watch<'_>) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| StoreError::file(folder, error))?;
    let _lock = Lock::take(folder, "gendan")?;
    let path = file::path_in(folder);
    if path.exists() {
        return Err(StoreError::File { path, source: io::Error::from(io::ErrorKind::AlreadyExists) });
    }
    unpack_checked(backup, folder, watch)?;
    if let Some(book) = backup.parent().and_then(Path::parent) {
        copy_originals(book, folder)?;
    }
    Ok(())
}

/// Puts a backup in the place of the book in `folder`, which nobody may have open for writing; returns where the book as it
/// was is kept.
pub fn restore_in_place(backup: &Path, folder: &Path, now_ms: i64, watch: Watch<'_>) -> Result<PathBuf> {
    let _lock = Lock::take(folder, "gendan")?;
    let path = file::path_in(folder);
    // First the backup must prove good.
    let unpacked = unpack_partial(backup, folder, watch)?;
    let aside = set_aside(folder, now_ms)?;
    // Moves what the log holds into the file; a damaged book goes with its log as it is.
    if let Ok(connection) = file::writing(&path) {
        let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    if path.exists() {
        // The folder is new, so that the copy can never be written over the book itself by way of an older link.
        let kept = aside.join(file::NAME);
        fs::hard_link(&path, &kept).or_else(|_| fs::copy(&path, &kept).map(drop)).map_err(|error| StoreError::file(&kept, error))?;
    }
    for suffix in ["-wal", "-shm"] {
        let beside = file::beside(&path, suffix);
        if beside.exists() {
            let kept = file::beside(&aside.join(file::NAME), suffix);
            fs::rename(&beside, &kept).map_err(|error| StoreError::file(&kept, error))?;
        }
    }
    // The last step, and one that the file system does whole: at any moment there is a book under this name.
    fs::rename(&unpacked, &path).map_err(|error| StoreError::file(&path, error))?;
    forget_derived(folder);
    sync_folder(folder);
    Ok(aside)
}

/// A new folder for the book as it was.
fn set_aside(folder: &Path, now_ms: i64) -> Result<PathBuf> {
    let taken = DateTime::<Utc>::from_timestamp_millis(now_ms).unwrap_or_default().format(TIME).to_string();
    let parent = folder.join("set-aside");
    fs::create_dir_all(&parent).map_err(|error| StoreError::file(&parent, error))?;
    for number in 1.. {
        let aside = parent.join(if number == 1 { taken.clone() } else { format!("{taken}-{number}") });
        match fs::create_dir(&aside) {
            Ok(()) => return Ok(aside),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StoreError::file(&aside, error)),
        }
    }
    Ok(parent)
}

fn unpack_partial(backup: &Path, folder: &Path, watch: Watch<'_>) -> Result<PathBuf> {
    let partial = folder.join(format!("{PARTIAL}{}", number_of_work()));
    unpack_to(backup, &partial, watch)?;
    Ok(partial)
}

/// Unpacks a backup into the file `plain` and looks whether it is a whole book; nothing is left of it otherwise.
pub(super) fn unpack_to(backup: &Path, plain: &Path, watch: Watch<'_>) -> Result<()> {
    let unpacked = unpack(backup, plain, watch).and_then(|()| check(plain, backup, None));
    if unpacked.is_err() {
        remove_database(plain);
    }
    unpacked
}

fn unpack_checked(backup: &Path, folder: &Path, watch: Watch<'_>) -> Result<()> {
    let partial = unpack_partial(backup, folder, watch)?;
    let path = file::path_in(folder);
    fs::rename(&partial, &path).map_err(|error| StoreError::file(&path, error))?;
    sync_folder(folder);
    Ok(())
}

fn copy_originals(from: &Path, to: &Path) -> Result<()> {
    let (from, to) = (from.join("originals"), to.join("originals"));
    if !from.is_dir() || from == to {
        return Ok(());
    }
    fs::create_dir_all(&to).map_err(|error| StoreError::file(&to, error))?;
    for entry in fs::read_dir(&from).map_err(|error| StoreError::file(&from, error))?.flatten() {
        let target = to.join(entry.file_name());
        if !target.exists() {
            fs::copy(entry.path(), &target).map_err(|error| StoreError::file(&target, error))?;
        }
    }
    Ok(())
}
