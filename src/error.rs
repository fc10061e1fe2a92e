//! What went wrong, said for the person who reads it: one sentence, a hint at what to do next, and the technical cause behind.
//!
//! Each part of the house has its own error type; this one carries any of them to the window or the shell.

use crate::store::StoreError;
use crate::import::ReadError;

/// Any failure that reaches a person.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A list could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The book could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Error {
    /// What the person can do next, in one sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::Read(error) => error.hint(),
            Self::Store(error) => error.hint(),
        }
    }
}

/// The result of whatever may fail in front of a person.
pub type Result<T, E = Error> = std::result::Result<T, E>;
