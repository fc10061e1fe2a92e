//! What went wrong, said for the person who reads it: one sentence, a hint at what to do next, and the technical cause behind.
//!
//! Each part of the house has its own error type; this one carries any of them to the window or the shell.

use crate::book::EditError;
use crate::import::ReadError;
use crate::store::StoreError;

/// Any failure that reaches a person.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A list could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The book could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An edit was refused.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// An import cannot go on.
    #[error(transparent)]
    Import(#[from] crate::book::ImportError),
    /// A search could not be understood.
    #[error(transparent)]
    Query(#[from] crate::book::query::QueryError),
    /// A list could not be written.
    #[error(transparent)]
    Export(#[from] crate::book::ExportError),
    /// Something could not be printed.
    #[error(transparent)]
    Print(#[from] crate::print::PrintError),
}

impl Error {
    /// What the person can do next, in one sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::Read(error) => error.hint(),
            Self::Store(error) => error.hint(),
            Self::Edit(error) => error.hint(),
            Self::Import(error) => error.hint(),
            Self::Query(error) => error.hint(),
            Self::Export(error) => error.hint(),
            Self::Print(error) => error.hint(),
        }
    }

    /// Whether the person broke it off, so that nothing needs to be said.
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Store(StoreError::Stopped) | Self::Import(crate::book::ImportError::Cancelled))
            || matches!(self, Self::Print(crate::print::PrintError::Cancelled))
            || matches!(self, Self::Read(error) if error.is_cancelled())
    }
}

/// The result of whatever may fail in front of a person.
pub type Result<T, E = Error> = std::result::Result<T, E>;
