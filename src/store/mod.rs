//! Where it is: the only folder that knows SQLite.

/// Why the book could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("store")]
pub struct StoreError;

impl StoreError {
    /// What to do next.
    pub fn hint(&self) -> String {
        String::new()
    }
}
