//! Kept files: each imported list stands once in `originals/`, named by its SHA-256, so that what a value came from can be
//! looked at years later. Needs no connection; written so that a crash leaves a whole file or none.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::backup::number_of_work;
use super::error::{Result, StoreError};

/// Where the book in `folder` keeps the file with this hash.
pub fn original_path(folder: &Path, hash: &str) -> PathBuf {
    folder.join("originals").join(hash)
}

/// The SHA-256 of a file, in lower-case hexadecimal.
pub fn hash_of(path: &Path) -> Result<String> {
    let mut file = File::open(path).map_err(|error| StoreError::file(path, error))?;
    copied(&mut file, path, None)
}

/// Copies `file` into the book in `folder`, unless it is there already; returns its hash.
pub fn keep_original(folder: &Path, file: &Path) -> Result<String> {
    let mut source = File::open(file).map_err(|error| StoreError::file(file, error))?;
    let originals = folder.join("originals");
    fs::create_dir_all(&originals).map_err(|error| StoreError::file(&originals, error))?;
    let partial = originals.join(format!(".partial-{}", number_of_work()));
    let kept = keep(&mut source, file, folder, &partial);
    if kept.is_err() {
        let _ = fs::remove_file(&partial);
    }
    kept
}

fn keep(source: &mut File, file: &Path, folder: &Path, partial: &Path) -> Result<String> {
    // The name that it has meanwhile says nothing to anybody.
    let originals = folder.join("originals");
    let failed = |error| StoreError::file(&originals, error);
    let mut target = File::create(partial).map_err(failed)?;
    let hash = copied(source, file, Some((&mut target, &originals)))?;
    let whole = original_path(folder, &hash);
    if whole.exists() {
        fs::remove_file(partial).map_err(failed)?;
        return Ok(hash);
    }
    target.sync_all().map_err(failed)?;
    drop(target);
    fs::rename(partial, &whole).map_err(|error| StoreError::file(&whole, error))?;
    sync_folder(&folder.join("originals"));
    Ok(hash)
}

/// Reads a file to its end, writing it to `target` if there is one; returns its hash.
fn copied(source: &mut File, path: &Path, mut target: Option<(&mut File, &Path)>) -> Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = source.read(&mut buffer).map_err(|error| StoreError::file(path, error))?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        if let Some((target, path)) = &mut target {
            target.write_all(&buffer[..read]).map_err(|error| StoreError::file(path, error))?;
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Makes a new name in a folder survive a power cut, where the system lets a folder be synced.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
