//! What a backup has that the book has not, and the other way round: looked at before one is restored.
//!
//! The backup is unpacked beside the book, brought to today's shape, and both are asked by one connection that only reads.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::backup::{self, Watch, number_of_work};
use super::error::{Result, StoreError};
use super::file;
use super::table::Table;

/// How many names are given as examples of each kind of difference.
const EXAMPLES: usize = 5;

/// The tables that a person thinks of, in the order in which they are told.
pub const COMPARED: [Table; 10] = [
    Table::Customer,
    Table::Contact,
    Table::Address,
    Table::Touch,
    Table::FollowUp,
    Table::Promise,
    Table::PoolStay,
    Table::CardCopy,
    Table::CardCheck,
    Table::Rulebook,
];

/// How the rows of one table differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowDifference {
    /// Rows that only the backup has: they would come back.
    pub only_in_backup: usize,
    /// Rows that only the book has: they would go.
    pub only_in_book: usize,
    /// Rows that both have, with other values.
    pub changed: usize,
}

/// How a backup differs from the book as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// By table, in the order of [`COMPARED`].
    pub rows: Vec<(Table, RowDifference)>,
    /// Customers in the backup.
    pub customers: usize,
    /// Names of some customers that would come back, that would go, and that would be as they were.
    pub examples: [Vec<String>; 3],
}

impl Difference {
    /// Whether both hold the same.
    pub fn is_none(&self) -> bool {
        self.rows.iter().all(|(_, rows)| *rows == RowDifference::default())
    }
}

/// A file that goes when it is no longer needed.
struct Unpacked(PathBuf);

impl Drop for Unpacked {
    fn drop(&mut self) {
        backup::remove_database(&self.0);
    }
}

/// Unpacks a backup and looks whether it is a whole book; takes as long as restoring it, and changes nothing.
pub fn verify_backup(backup: &Path, watch: Watch<'_>) -> Result<()> {
    unpacked(backup, watch).map(drop)
}

/// Compares a backup with the book in `folder`, which may be open.
pub fn compare_backup(backup: &Path, folder: &Path, watch: Watch<'_>) -> Result<Difference> {
    let unpacked = unpacked(backup, &mut |share| watch(share * 0.5))?;
    bring_up_to_date(&unpacked.0)?;
    let book = file::path_in(folder);
    let connection = file::reading(&book).map_err(|error| error.at(&book))?;
    connection.execute("ATTACH ?1 AS backup", [unpacked.0.to_string_lossy()])?;
    let mut difference = Difference::default();
    for (at, table) in COMPARED.into_iter().enumerate() {
        if !watch(0.5 + 0.5 * at as f32 / COMPARED.len() as f32) {
            return Err(StoreError::Stopped);
        }
        difference.rows.push((table, rows_of(&connection, table)?));
    }
    difference.customers = count(&connection, "SELECT count(*) FROM backup.customer")?;
    difference.examples = [
        names(&connection, &only("backup", "main", Table::Customer))?,
        names(&connection, &only("main", "backup", Table::Customer))?,
        names(&connection, &changed(Table::Customer))?,
    ];
    Ok(difference)
}

fn unpacked(backup: &Path, watch: Watch<'_>) -> Result<Unpacked> {
    let folder = backup.parent().unwrap_or_else(|| Path::new("."));
    let plain = Unpacked(folder.join(format!("{}{}.sqlite", backup::PARTIAL, number_of_work())));
    backup::unpack_to(backup, &plain.0, watch)?;
    Ok(plain)
}

/// Backups of an earlier version have an earlier shape.
fn bring_up_to_date(path: &Path) -> Result<()> {
    let newest = file::MIGRATIONS.len() as i64;
    if let file::Found::Book(version) = file::look(path, newest)?
        && version < newest
    {
        let mut connection = file::writing(path)?;
        file::migrate(&mut connection, version, file::MIGRATIONS)?;
        // A file of its own again: a connection that only reads cannot open a log.
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        connection.close().map_err(|(_, error)| error)?;
    }
    fs::metadata(path).map(drop).map_err(|error| StoreError::file(path, error))
}

/// The rows of `table` that `here` has and `there` has not.
fn only(here: &str, there: &str, table: Table) -> String {
    let name = table.name();
    format!("FROM {here}.{name} AS one WHERE NOT EXISTS (SELECT 1 FROM {there}.{name} AS other WHERE other.id = one.id)")
}

/// The rows of `table` that both have, with other values.
fn changed(table: Table) -> String {
    let name = table.name();
    let list = |side: &str| table.shape().columns.iter().map(|column| format!("{side}.\"{}\"", column.name)).collect::<Vec<_>>().join(", ");
    format!("FROM main.{name} AS one JOIN backup.{name} AS other ON other.id = one.id WHERE ({}) IS NOT ({})", list("one"), list("other"))
}

fn rows_of(connection: &Connection, table: Table) -> Result<RowDifference> {
    let counted = |from: String| count(connection, &format!("SELECT count(*) {from}"));
    Ok(RowDifference {
        only_in_backup: counted(only("backup", "main", table))?,
        only_in_book: counted(only("main", "backup", table))?,
        changed: counted(changed(table))?,
    })
}

fn count(connection: &Connection, sql: &str) -> Result<usize> {
    let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

fn names(connection: &Connection, from: &str) -> Result<Vec<String>> {
    let sql = format!("SELECT coalesce(nullif(one.company, ''), one.short_name, '') {from} ORDER BY one.id DESC LIMIT {EXAMPLES}");
    let mut query = connection.prepare(&sql)?;
    let names = query.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    Ok(names)
}
