//! Files beside the book that hold nothing but what was worked out from it, so that it need not be worked out again at each start.
//! Whoever deletes them loses nothing; they are in no backup.
//!
//! Each is a row of packed parts, every one with its checksum: a file that was cut off or spoiled is no file.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::backup::number_of_work;
use super::error::{Result, StoreError};

/// The folder of these files within the book's.
const FOLDER: &str = "derived";
/// The fastest level that makes the file smaller than half.
const LEVEL: i32 = 1;
/// More than any part is: a length beyond this was spoiled.
const MOST_BYTES: usize = 1 << 30;

fn folder_in(book: &Path) -> PathBuf {
    book.join(FOLDER)
}

/// Writes `parts` as the file `name` of the book in the folder `book`; a crash leaves the one before or none.
pub fn keep_derived(book: &Path, name: &str, parts: &[Vec<u8>]) -> Result<()> {
    let folder = folder_in(book);
    fs::create_dir_all(&folder).map_err(|error| StoreError::file(&folder, error))?;
    let (whole, partial) = (folder.join(name), folder.join(format!(".partial-{}", number_of_work())));
    let written = write(&partial, parts).and_then(|()| fs::rename(&partial, &whole));
    if written.is_err() {
        let _ = fs::remove_file(&partial);
    }
    written.map_err(|error| StoreError::file(&whole, error))
}

fn write(path: &Path, parts: &[Vec<u8>]) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(File::create(path)?);
    for part in parts {
        let mut packer = zstd::bulk::Compressor::new(LEVEL)?;
        packer.include_checksum(true)?;
        let packed = packer.compress(part)?;
        for length in [packed.len(), part.len()] {
            file.write_all(&(length as u64).to_le_bytes())?;
        }
        file.write_all(&packed)?;
    }
    file.flush()
}

/// A part of a derived file, still packed.
pub struct PackedPart<'a> {
    packed: &'a [u8],
    bytes: usize,
}

impl PackedPart<'_> {
    /// The part as it was kept; `None` where it is spoiled.
    pub fn unpacked(&self) -> Option<Vec<u8>> {
        let plain = zstd::bulk::decompress(self.packed, self.bytes).ok()?;
        (plain.len() == self.bytes).then_some(plain)
    }
}

/// The bytes of the file `name` of the book in the folder `book`; `None` where there is none.
pub fn derived(book: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(folder_in(book).join(name)).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The parts of such a file; `None` where it does not end with the last one.
pub fn packed_parts(mut bytes: &[u8]) -> Option<Vec<PackedPart<'_>>> {
    let mut parts = Vec::new();
    while !bytes.is_empty() {
        let mut length = || {
            let (number, rest) = bytes.split_first_chunk::<8>()?;
            bytes = rest;
            usize::try_from(u64::from_le_bytes(*number)).ok().filter(|length| *length <= MOST_BYTES)
        };
        let (packed, plain) = (length()?, length()?);
        let (packed, rest) = bytes.split_at_checked(packed)?;
        parts.push(PackedPart { packed, bytes: plain });
        bytes = rest;
    }
    Some(parts)
}

/// Forgets everything that was worked out from the book in the folder `book`, as another one takes its place.
pub(super) fn forget_derived(book: &Path) {
    // Whoever reads such a file looks whether it is of this book; to leave it would be no error, only a waste.
    let _ = fs::remove_dir_all(folder_in(book));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
        packed_parts(bytes)?.iter().map(PackedPart::unpacked).collect()
    }

    #[test]
    fn what_was_kept_comes_back_and_what_is_spoiled_does_not() {
        let book = tempfile::tempdir().expect("a folder");
        let parts = vec![vec![7; 100_000], Vec::new(), (0..=255).collect()];
        assert_eq!(derived(book.path(), "test"), None);
        keep_derived(book.path(), "test", &[vec![1]]).expect("it is written");
        keep_derived(book.path(), "test", &parts).expect("it is written again");
        let bytes = derived(book.path(), "test").expect("there is one");
        assert_eq!(kept(&bytes), Some(parts.clone()));
        for end in 0..bytes.len() {
            let cut = kept(&bytes[..end]);
            assert!(cut.is_none_or(|cut| cut.len() < parts.len()), "cut off at {end}");
        }
        for at in 0..bytes.len() {
            let mut spoiled = bytes.clone();
            spoiled[at] ^= 0x55;
            assert_ne!(kept(&spoiled), Some(parts.clone()), "spoiled at {at}");
        }
        forget_derived(book.path());
        assert_eq!(derived(book.path(), "test"), None);
    }
}
