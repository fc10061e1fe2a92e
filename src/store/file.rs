//! The file `book.sqlite`: what it must be before anybody opens it, how connections are set up, and its migrations.
//!
//! A file of another program or of a newer gendan is refused before a byte of it is written.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};

/// Marks a file as ours: `gend`.
pub(super) const APPLICATION_ID: i64 = 0x6765_6e64;

/// The name of the file in the folder of the book.
pub(super) const NAME: &str = "book.sqlite";

/// The steps from an empty file to today's shape; a file's version says how many of them it has taken.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("sql/0001_first.sql"),
    include_str!("sql/0002_line_ends.sql"),
    include_str!("sql/0003_field_kinds.sql"),
    include_str!("sql/0004_confirmed_merged.sql"),
    include_str!("sql/0005_contact_position.sql"),
    include_str!("sql/0006_told_apart.sql"),
    include_str!("sql/0007_touches.sql"),
    include_str!("sql/0008_register.sql"),
];

/// Larger than SQLite's usual 4 KiB: rows of a customer take about 1 KiB, and bulk writing was measured a tenth faster.
const PAGE_BYTES: i64 = 8192;

/// How long one connection waits for another.
const PATIENCE: Duration = Duration::from_secs(5);

/// What stands in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// No file yet, or one that was never finished.
    Nothing,
    /// A book of ours with this version.
    Book(i64),
}

/// The file of the book in `folder`.
pub(super) fn path_in(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// `path` with `suffix` added to its name, as SQLite names what stands beside a database.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Looks at the file without writing to it: refuses what is no book, or one that is newer than `known`.
pub(super) fn look(path: &Path, known: i64) -> Result<Found> {
    let mut header = Vec::new();
    match File::open(path) {
        Ok(file) => file.take(100).read_to_end(&mut header).map_err(|error| StoreError::file(path, error))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(StoreError::file(path, error)),
    };
    if header.is_empty() {
        return Ok(Found::Nothing);
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::damaged(path, "the file does not begin as a database"));
    }
    let number = |at: usize| i64::from(u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]));
    let (mut application, mut version) = (number(68), number(60));
    // The newest state may stand in the log beside the file, also right after its creation.
    let has_log = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    if has_log || application == 0 {
        let connection = reading(path)?;
        application = pragma(&connection, "application_id")?;
        version = pragma(&connection, "user_version")?;
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if application == 0 && version == 0 && tables == 0 {
            return Ok(Found::Nothing);
        }
    }
    if application != APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    if version > known {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known });
    }
    Ok(Found::Book(version))
}

/// The number that `PRAGMA name` answers.
pub(super) fn pragma(connection: &Connection, name: &str) -> Result<i64> {
    Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
}

/// A connection that can write; the caller holds the lock.
pub(super) fn writing(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    plan_once(&connection)?;
    connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::Denied(path.to_owned()));
    }
    for (name, value) in [
        ("synchronous", "FULL"),
        ("foreign_keys", "ON"),
        ("secure_delete", "OFF"),
        ("trusted_schema", "OFF"),
        ("temp_store", "MEMORY"),
        // 64 MB of pages: a bulk step keeps the inner pages of its indexes.
        ("cache_size", "-65536"),
        ("journal_size_limit", "67108864"),
        // The settler does it.
        ("wal_autocheckpoint", "0"),
    ] {
        connection.pragma_update(None, name, value)?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Keeps the plan of a prepared question whatever values it is asked with. Otherwise SQLite plans some of them anew for each value,
/// in the hope of a better plan, which took a third of the time of reading a page of the table.
pub(super) fn plan_once(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// A connection that can only read, beside any writer.
pub(super) fn reading(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    plan_once(&connection)?;
    for (name, value) in [
        ("query_only", "ON"),
        ("trusted_schema", "OFF"),
        ("temp_store", "MEMORY"),
        ("cache_size", "-16384"),
        // Pages that stand in the file are read where the system keeps them, which does not count as memory of ours.
        ("mmap_size", "268435456"),
    ] {
        connection.pragma_update(None, name, value)?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Brings the file from `version` to the last of `migrations`, each in one transaction.
pub(super) fn migrate(connection: &mut Connection, version: i64, migrations: &[&str]) -> Result<()> {
    let taken = usize::try_from(version).unwrap_or(0);
    for (at, sql) in migrations.iter().enumerate().skip(taken) {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", at as i64 + 1)?;
        let dangling = transaction.prepare("PRAGMA foreign_key_check")?.exists([])?;
        if dangling {
            return Err(StoreError::Dangling);
        }
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::table::{Keeps, Table};
    use super::*;

    fn fresh() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, 0, MIGRATIONS).unwrap();
        connection
    }

    #[test]
    fn the_columns_of_the_file_are_those_of_the_field_list() {
        let connection = fresh();
        for table in Table::ALL {
            let mut query = connection.prepare("SELECT name, type FROM pragma_table_info(?1) WHERE name <> 'id' ORDER BY cid").unwrap();
            let mut found: Vec<(String, String)> =
                query.query_map([table.name()], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap();
            let mut expected: Vec<(String, String)> = table
                .shape()
                .columns
                .iter()
                .map(|column| (column.name.clone(), if column.keeps == Keeps::Integer { "INTEGER" } else { "TEXT" }.to_owned()))
                .collect();
            // Statements name their columns: what a migration has added stands last in the file, wherever the list has it.
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{}", table.name());
        }
    }

    #[test]
    fn tables_are_strict_references_are_deferred_and_nothing_writes_behind_the_journal() {
        let connection = fresh();
        let loose: Vec<String> = connection
            .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND NOT strict")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(loose, Vec::<String>::new());
        let sql: Vec<String> = connection
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        for sql in sql {
            assert_eq!(sql.matches("REFERENCES").count(), sql.matches("DEFERRABLE INITIALLY DEFERRED").count(), "{sql}");
            assert!(!sql.contains("CASCADE") && !sql.contains("TRIGGER"), "{sql}");
        }
        let kinds: BTreeSet<String> = connection
            .prepare("SELECT DISTINCT type FROM sqlite_schema")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(kinds, BTreeSet::from(["index".to_owned(), "table".to_owned()]));
    }
}
