//! Why a list could not be read, in a sentence for the person who picked the file, with what to do next.
//!
//! [`Problem`] crosses the pipe between the reading child process and the window as JSON; [`ReadError`] adds the file.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::tr;

/// What stood in the way of reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The file opens with a password only.
    Password,
    /// The file is something else than a list.
    NotAList(Other),
    /// The file is a list but its content is broken; says where, for a developer.
    Damaged(String),
    /// The file holds nothing at all.
    Empty,
    /// The file passes a bound.
    TooLarge(Bound),
    /// Nothing came for too long, or all took too long.
    TooSlow,
    /// The person stopped it.
    Cancelled,
    /// There is no such file.
    Missing,
    /// The path names a folder.
    Folder,
    /// The system does not let this user read the file.
    Forbidden,
    /// Another program, mostly Excel, holds the file.
    InUse,
    /// A file that Excel keeps beside an open list (`~$…`) was picked instead of the list.
    LockFile,
    /// The sheet asked for is not in the file.
    NoSuchSheet(String),
    /// The encoding asked for is not known.
    NoSuchEncoding(String),
    /// The disk or the network failed, in the system's words.
    Io(String),
    /// The reading process could not be started, in the system's words.
    NoReader(String),
}

/// What a file that is no list seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Other {
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// A text document of Word, WPS or LibreOffice.
    Document,
    /// Slides.
    Slides,
    /// An e-mail.
    Mail,
    /// A ZIP, RAR, 7z or gzip archive.
    Archive,
    /// A program.
    Program,
    /// XML of another kind.
    Xml,
    /// A web page without a table.
    WebPage,
    /// Text without columns under the name of a workbook.
    PlainText,
    /// A workbook of a version before Excel 5.
    OldExcel,
    /// An Apple Numbers sheet.
    Numbers,
    /// Anything else.
    Unknown,
}

/// A bound that a file passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// More than 1,048,576 rows.
    Rows,
    /// More unpacked than 4 GiB, or unpacking to far more than its size.
    Unpacked,
    /// More content than memory is granted for.
    Memory,
    /// More parts than any workbook has.
    Parts,
}

/// A file that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct ReadError {
    /// What stood in the way.
    pub problem: Problem,
    /// The file.
    pub path: PathBuf,
}

impl ReadError {
    /// The error of a file.
    pub fn new(problem: Problem, path: &Path) -> Self {
        Self { problem, path: path.to_owned() }
    }

    fn sentence(&self) -> String {
        let file = self.path.display().to_string();
        match &self.problem {
            Problem::NotAList(other) => tr!("read-not-a-list", what = tr!(other.key()), file = file),
            Problem::NoSuchSheet(sheet) => tr!("read-no-such-sheet", sheet = sheet.as_str(), file = file),
            Problem::NoSuchEncoding(encoding) => tr!("read-no-such-encoding", encoding = encoding.as_str(), file = file),
            Problem::Io(reason) => tr!("read-io", reason = reason.as_str(), file = file),
            Problem::NoReader(reason) => tr!("read-no-reader", reason = reason.as_str(), file = file),
            problem => tr!(&format!("read-{}", problem.key()), file = file),
        }
    }

    /// What to do next, in one sentence.
    pub fn hint(&self) -> String {
        match &self.problem {
            Problem::NotAList(Other::Archive) => tr!("read-archive-hint"),
            Problem::NotAList(Other::OldExcel) => tr!("read-old-excel-hint"),
            Problem::NotAList(_) => tr!("read-not-a-list-hint"),
            problem => tr!(&format!("read-{}-hint", problem.key())),
        }
    }

    /// Whether the person broke the reading off.
    pub fn is_cancelled(&self) -> bool {
        matches!(self.problem, Problem::Cancelled)
    }

    /// A word for programs: `password`, `damaged`, `too_large` …
    pub fn code(&self) -> String {
        match &self.problem {
            Problem::TooLarge(_) => "too_large".to_owned(),
            problem => problem.key().replace('-', "_"),
        }
    }

    /// What `inspect` calls the outcome: `password` or `rejected`.
    pub fn outcome(&self) -> &'static str {
        if self.problem == Problem::Password { "password" } else { "rejected" }
    }
}

impl Problem {
    fn key(&self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::NotAList(_) => "not-a-list",
            Self::Damaged(_) => "damaged",
            Self::Empty => "empty",
            Self::TooLarge(Bound::Rows) => "too-many-rows",
            Self::TooLarge(Bound::Unpacked) => "unpacks-too-large",
            Self::TooLarge(Bound::Memory) => "needs-too-much-memory",
            Self::TooLarge(Bound::Parts) => "too-many-parts",
            Self::TooSlow => "too-slow",
            Self::Cancelled => "cancelled",
            Self::Missing => "missing",
            Self::Folder => "folder",
            Self::Forbidden => "forbidden",
            Self::InUse => "in-use",
            Self::LockFile => "lock-file",
            Self::NoSuchSheet(_) => "no-such-sheet",
            Self::NoSuchEncoding(_) => "no-such-encoding",
            Self::Io(_) => "io",
            Self::NoReader(_) => "no-reader",
        }
    }

    /// A broken place, named for a developer.
    pub(super) fn damaged(place: impl Into<String>) -> Self {
        Self::Damaged(place.into())
    }

    /// What kept the system from opening or reading a file.
    pub(super) fn of_opening(error: &io::Error) -> Self {
        // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: Excel keeps its open files to itself on Windows.
        if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
            return Self::InUse;
        }
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::ResourceBusy => Self::InUse,
            io::ErrorKind::OutOfMemory => Self::TooLarge(Bound::Memory),
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<io::Error> for Problem {
    /// An error in the midst of reading: broken content, unless the system names another cause.
    fn from(error: io::Error) -> Self {
        if let Some(problem) = error.get_ref().and_then(|inner| inner.downcast_ref::<Passed>()) {
            return problem.0.clone();
        }
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::Other => {
                Self::damaged(error.to_string())
            }
            _ => Self::of_opening(&error),
        }
    }
}

/// A problem on its way through an interface that knows only `io::Error`.
#[derive(Debug, thiserror::Error)]
#[error("{0:?}")]
pub(super) struct Passed(pub Problem);

impl From<Problem> for io::Error {
    fn from(problem: Problem) -> Self {
        Self::other(Passed(problem))
    }
}

impl Other {
    fn key(self) -> &'static str {
        match self {
            Self::Pdf => "read-is-pdf",
            Self::Image => "read-is-image",
            Self::Document => "read-is-document",
            Self::Slides => "read-is-slides",
            Self::Mail => "read-is-mail",
            Self::Archive => "read-is-archive",
            Self::Program => "read-is-program",
            Self::Xml => "read-is-xml",
            Self::WebPage => "read-is-web-page",
            Self::PlainText => "read-is-plain-text",
            Self::OldExcel => "read-is-old-excel",
            Self::Numbers => "read-is-numbers",
            Self::Unknown => "read-is-unknown",
        }
    }

    /// Every kind, so that a test can see each named in both languages.
    pub const ALL: [Self; 13] = [
        Self::Pdf,
        Self::Image,
        Self::Document,
        Self::Slides,
        Self::Mail,
        Self::Archive,
        Self::Program,
        Self::Xml,
        Self::WebPage,
        Self::PlainText,
        Self::OldExcel,
        Self::Numbers,
        Self::Unknown,
    ];
}
