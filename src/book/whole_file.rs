//! Files that are there whole or not at all: written beside their place and moved into it, so that whoever reads one meanwhile sees the old
//! one or the new one, never a half.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// Has `write` write a file beside `path`, and moves it there; what is left of one that was not written is taken away. `failed` makes an
/// error of what the file system says.
pub(super) fn put<E>(path: &Path, write: impl FnOnce(&Path) -> Result<(), E>, failed: impl FnOnce(io::Error) -> E) -> Result<(), E> {
    let mut beside = OsString::from(path);
    beside.push(".part");
    let beside = PathBuf::from(beside);
    write(&beside).and_then(|()| std::fs::rename(&beside, path).map_err(failed)).inspect_err(|_| {
        let _ = std::fs::remove_file(&beside);
    })
}
