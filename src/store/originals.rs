//! Kept files: each imported list as it came, once, under the hash of its content in `originals/`.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::{Result, StoreError};

/// The folder of kept files inside a book's folder.
pub(super) const FOLDER: &str = "originals";

/// Keeps the file at `path` in the book at `folder`; returns its SHA-256 in hexadecimal. A file that is there already is not
/// written again.
pub fn keep_original(folder: &Path, path: &Path) -> Result<String> {
    let kept = folder.join(FOLDER);
    fs::create_dir_all(&kept).map_err(|error| StoreError::file(&kept, error))?;
    let mut source = File::open(path).map_err(|error| StoreError::file(path, error))?;
    // Copied and hashed in one pass: the file may change or vanish right after.
    let partial = kept.join(format!("{}.part", std::process::id()));
    let copied = (|| {
        let mut copy = File::create(&partial)?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = source.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            hasher.update(&buffer[..read]);
            copy.write_all(&buffer[..read])?;
        }
        copy.sync_all()?;
        Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    })();
    let hash = copied.map_err(|error| {
        let _ = fs::remove_file(&partial);
        StoreError::file(&partial, error)
    })?;
    let place = kept.join(&hash);
    let moved = if place.exists() { fs::remove_file(&partial) } else { fs::rename(&partial, &place) };
    moved.map_err(|error| StoreError::file(&place, error))?;
    Ok(hash)
}
