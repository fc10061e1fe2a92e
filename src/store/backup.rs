//! Backups of the book.

use std::path::Path;

use super::error::Result;

pub(super) fn before_migration(_folder: &Path, _now_ms: i64) -> Result<()> {
    Ok(())
}
