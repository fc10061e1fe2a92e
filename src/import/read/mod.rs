//! Reads a file into sheets, whatever its format.

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[error("unread")]
pub struct ReadError;

impl ReadError {
    /// What to do next.
    pub fn hint(&self) -> String {
        String::new()
    }
}
