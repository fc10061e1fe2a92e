//! Looking into backups and restoring one. All of it takes long in a large book and runs on a thread; restoring needs the book
//! to be closed, and first makes a backup of what stands there.

use std::path::{Path, PathBuf};

use super::Now;
use crate::error::Result;
use crate::store::{self, Backup, COMPARED, Difference, Reason, Table};
use crate::tr;

/// What restoring a backup would do to one kind of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparing {
    /// What they are, in the language spoken.
    pub what: String,
    /// They are in the backup alone and would come back.
    pub back: usize,
    /// They are in the book alone and would go.
    pub gone: usize,
    /// They are in both, and would be as they were.
    pub changed: usize,
}

/// What restoring a backup would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupComparison {
    /// By kind of row.
    pub rows: Vec<Comparing>,
    /// Customers in the backup.
    pub customers: usize,
    /// Names of some customers that would come back, that would go, and that would be as they were.
    pub examples: [Vec<String>; 3],
    /// Whether backup and book hold the same.
    pub is_same: bool,
}

/// Why a backup was made, in the language spoken.
pub fn reason_name(reason: Reason) -> String {
    match reason {
        Reason::Start => tr!("backup-start"),
        Reason::Changes => tr!("backup-changes"),
        Reason::Import => tr!("backup-import"),
        Reason::Migration => tr!("backup-migration"),
        Reason::Wish => tr!("backup-wish"),
        Reason::Restore => tr!("backup-restore"),
    }
}

/// Looks whether a backup can be read and is a whole book. `watch` gets the share done and answers whether to go on.
pub fn verify_backup(backup: &Path, watch: &mut dyn FnMut(f32) -> bool) -> Result<()> {
    Ok(store::verify_backup(backup, watch)?)
}

/// What restoring `backup` would do to the book in the folder `place`, which may be open.
pub fn compare_backup(backup: &Path, place: &Path, watch: &mut dyn FnMut(f32) -> bool) -> Result<BackupComparison> {
    let found: Difference = store::compare_backup(backup, place, watch)?;
    let is_same = found.is_none();
    let rows = COMPARED
        .into_iter()
        .zip(&found.rows)
        .map(|(table, (_, rows))| Comparing {
            what: table_name(table),
            back: rows.only_in_backup,
            gone: rows.only_in_book,
            changed: rows.changed,
        })
        .collect();
    Ok(BackupComparison { rows, customers: found.customers, examples: found.examples, is_same })
}

fn table_name(table: Table) -> String {
    match table {
        Table::Customer => tr!("rows-customers"),
        Table::Contact => tr!("rows-contacts"),
        Table::Address => tr!("rows-addresses"),
        Table::Touch => tr!("rows-touches"),
        Table::FollowUp => tr!("rows-follow-ups"),
        Table::ImportSource => tr!("rows-lists"),
        Table::ExtraField => tr!("rows-fields"),
        Table::Confirmation => tr!("rows-confirmations"),
        Table::Merged => tr!("rows-merged"),
        Table::ToldApart => tr!("rows-told-apart"),
        Table::Promise => tr!("rows-promises"),
        Table::PoolStay => tr!("rows-pool-stays"),
        Table::Rulebook => tr!("rows-rulebook"),
        Table::CardCopy => tr!("rows-card-copies"),
        Table::CardCheck => tr!("rows-card-checks"),
        Table::ListOut => tr!("rows-lists-out"),
    }
}

/// Backs up the book in the folder `place` as it is, then puts `backup` in its place. Nobody may have the book open. Returns the
/// backup of what stood there; none where that could not be read any more, in which case its file is kept aside.
pub fn restore_backup(place: &Path, backup: &Path, now: Now, watch: &mut dyn FnMut(f32) -> bool) -> Result<Option<PathBuf>> {
    let before = match store::back_up(place, Reason::Restore, now.ms(), &mut |share| watch(share * 0.5)) {
        Ok(Backup { path, .. }) => Some(path),
        // A damaged book is what restoring is for; `restore_in_place` sets its file aside.
        Err(store::StoreError::Damaged { .. } | store::StoreError::Foreign(_) | store::StoreError::Missing(_)) => None,
        Err(error) => return Err(error.into()),
    };
    store::restore_in_place(backup, place, now.ms(), &mut |share| watch(0.5 + share * 0.5))?;
    Ok(before)
}
