//! Why the book could not be read or written: a sentence and a way out, in the language that the thread speaks.
//!
//! SQLite's codes are sorted here into what a person can act on; the technical cause stays behind as `source()`.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::model::{Field, Id};
use crate::tr;

use super::place::Unfit;

/// Why the book could not be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// Another window or process writes in the book.
    InUse {
        /// What it calls itself.
        name: String,
        /// Its process id; 0 where it is not known.
        pid: u32,
        /// The computer it runs on.
        host: String,
    },
    /// A newer gendan wrote the file; it was left untouched.
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its tables.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The file has an older shape, which only a writer may change.
    Older(PathBuf),
    /// The file is a database, but not a book of ours; it was left untouched.
    Foreign(PathBuf),
    /// There is no book in the folder.
    Missing(PathBuf),
    /// The file cannot be read as a book any more.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The folder is no place for a live book.
    Place {
        /// The folder.
        path: PathBuf,
        /// Why it is unfit.
        unfit: Unfit,
    },
    /// No space is left.
    Full(PathBuf),
    /// The file or folder can only be read, or belongs to somebody else.
    Denied(PathBuf),
    /// The file or folder cannot be read or written for another reason.
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Somebody else held the file for too long.
    Busy(PathBuf),
    /// The work was stopped on request; nothing was changed.
    Stopped,
    /// A field was given a value of another kind than it keeps.
    Unsuited(Field),
    /// There is no such row.
    NoRow(Id),
    /// There is no such step, or it cannot be taken back.
    NoStep(Id),
    /// A row refers to one that is not there; nothing was changed.
    Dangling,
    /// A name that may stand only once stands already.
    Twice,
    /// A backup did not pass its check; older ones were kept.
    Backup {
        /// The backup.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Anything else that SQLite says.
    Database(Box<dyn std::error::Error + Send + Sync>),
}

impl StoreError {
    /// Says which file or folder it was about, where that is not known yet.
    pub(super) fn at(mut self, place: &Path) -> Self {
        if let Self::Full(path) | Self::Denied(path) | Self::Busy(path) | Self::Damaged { path, .. } = &mut self
            && path.as_os_str().is_empty()
        {
            place.clone_into(path);
        }
        self
    }

    /// Sorts what the system says about `path`.
    pub(super) fn file(path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full(path.to_owned()),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied(path.to_owned()),
            _ => Self::File { path: path.to_owned(), source },
        }
    }

    /// A file that cannot be read as a book, and what was found in it.
    pub(super) fn damaged(path: &Path, detail: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), detail: detail.into() }
    }

    /// What the person can do next, in one sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::InUse { .. } => tr!("store-in-use-hint"),
            Self::Newer { .. } => tr!("store-newer-hint"),
            Self::Older(_) => tr!("store-older-hint"),
            Self::Foreign(_) => tr!("store-foreign-hint"),
            Self::Missing(_) => tr!("store-missing-hint"),
            Self::Damaged { .. } => tr!("store-damaged-hint"),
            Self::Place { unfit, .. } => unfit.hint(),
            Self::Full(_) => tr!("store-full-hint"),
            Self::Denied(_) => tr!("store-denied-hint"),
            Self::File { .. } => tr!("store-file-hint"),
            Self::Busy(_) => tr!("store-busy-hint"),
            Self::Stopped => tr!("store-stopped-hint"),
            Self::Unsuited(field) => tr!("store-unsuited-hint", field = field.label()),
            Self::NoRow(_) | Self::NoStep(_) => tr!("store-gone-hint"),
            Self::Dangling | Self::Twice => tr!("store-refused-hint"),
            Self::Backup { .. } => tr!("store-backup-hint"),
            Self::Database(_) => tr!("store-database-hint"),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_path = |sentence: String, path: &Path| {
            if path.as_os_str().is_empty() {
                sentence
            } else {
                tr!("store-with-path", sentence = sentence, path = path.display().to_string())
            }
        };
        f.write_str(&match self {
            Self::InUse { name, pid, host } => {
                tr!("store-in-use", name = name.as_str(), pid = pid.to_string(), host = host.as_str())
            }
            Self::Newer { path, found, known } => with_path(tr!("store-newer", found = found.to_string(), known = known.to_string()), path),
            Self::Older(path) => with_path(tr!("store-older"), path),
            Self::Foreign(path) => with_path(tr!("store-foreign"), path),
            Self::Missing(path) => with_path(tr!("store-missing"), path),
            Self::Damaged { path, .. } => with_path(tr!("store-damaged"), path),
            Self::Place { path, unfit } => with_path(unfit.to_string(), path),
            Self::Full(path) => with_path(tr!("store-full"), path),
            Self::Denied(path) => with_path(tr!("store-denied"), path),
            Self::File { path, source } => with_path(tr!("store-file", reason = source.to_string()), path),
            Self::Busy(path) => with_path(tr!("store-busy"), path),
            Self::Stopped => tr!("store-stopped"),
            Self::Unsuited(field) => tr!("store-unsuited", field = field.label()),
            Self::NoRow(id) => tr!("store-no-row", id = id.to_string()),
            Self::NoStep(id) => tr!("store-no-step", id = id.to_string()),
            Self::Dangling => tr!("store-dangling"),
            Self::Twice => tr!("store-twice"),
            Self::Backup { path, .. } => with_path(tr!("store-backup"), path),
            Self::Database(source) => tr!("store-database", reason = source.to_string()),
        })
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } => Some(source),
            Self::Database(source) => Some(source.as_ref()),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let Some(said) = error.sqlite_error() else { return Self::Database(Box::new(error)) };
        match said.code {
            ErrorCode::DiskFull => Self::Full(PathBuf::new()),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::Denied(PathBuf::new()),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy(PathBuf::new()),
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged { path: PathBuf::new(), detail: error.to_string() },
            ErrorCode::OperationInterrupted => Self::Stopped,
            ErrorCode::ConstraintViolation if said.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Self::Dangling,
            ErrorCode::ConstraintViolation if said.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE => Self::Twice,
            _ => Self::Database(Box::new(error)),
        }
    }
}

/// The result of whatever reads or writes the book.
pub(super) type Result<T, E = StoreError> = std::result::Result<T, E>;
