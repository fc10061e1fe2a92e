//! Keeps a second writer out of a book: a lock of the operating system on the file `lock`, and beside it in `lock.json`
//! who holds it. Apart, because Windows cannot read a locked file. The system frees the lock when a process dies.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::{Result, StoreError};

/// Who holds a book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// What it calls itself.
    pub name: String,
    /// Its process id.
    pub pid: u32,
    /// The computer it runs on.
    pub host: String,
}

/// The right to write in a book; given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    // Held open: closing it frees the lock.
    _file: File,
    holder: PathBuf,
}

impl Lock {
    /// Takes the book in `folder` for `name`, or says who has it.
    pub fn take(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join("lock");
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(|error| StoreError::file(&path, error))?;
        let holder = folder.join("lock.json");
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let known = holder_of(folder);
                let (name, pid, host) = known.map_or_else(|| ("gendan".to_owned(), 0, String::new()), |h| (h.name, h.pid, h.host));
                return Err(StoreError::InUse { name, pid, host });
            }
            Err(TryLockError::Error(error)) => return Err(StoreError::file(&path, error)),
        }
        let who = Holder { name: name.to_owned(), pid: std::process::id(), host: host() };
        let text = serde_json::to_string(&who).unwrap_or_default();
        fs::write(&holder, text).map_err(|error| StoreError::file(&holder, error))?;
        Ok(Self { _file: file, holder })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Only a courtesy to readers of the folder: the lock itself goes with the file handle.
        let _ = fs::remove_file(&self.holder);
    }
}

/// Who says to hold the book in `folder`; a name left behind by a crash counts only while the lock is held.
pub fn holder_of(folder: &Path) -> Option<Holder> {
    serde_json::from_slice(&fs::read(folder.join("lock.json")).ok()?).ok()
}

/// The computer's name; empty where the system does not tell.
fn host() -> String {
    let told = ["COMPUTERNAME", "HOSTNAME"].iter().find_map(|key| std::env::var(key).ok()).filter(|name| !name.is_empty());
    told.or_else(|| fs::read_to_string("/proc/sys/kernel/hostname").ok())
        .or_else(|| fs::read_to_string("/etc/hostname").ok())
        .unwrap_or_default()
        .trim()
        .to_owned()
}
