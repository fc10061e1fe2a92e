//! What a reading command has let out of the book while another process has it: noted beside it, and taken into the journal by whoever
//! writes next, so that every print and export is in it (S2.15).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Book, Edit, Now, RegisterEdit, whole_file};
use crate::error::Result;
use crate::store::StoreError;

/// The folder of the book in which notes wait.
const FOLDER: &str = "noted";
/// How often an open book looks for notes, in milliseconds.
const ASK_EVERY_MS: i64 = 10_000;
/// No note is larger, in bytes: a hundred thousand customers.
const LARGEST: u64 = 4 << 20;

#[derive(Serialize, Deserialize)]
struct Note {
    at: DateTime<Utc>,
    today: NaiveDate,
    edit: RegisterEdit,
}

/// Leaves a note for whoever has the book at `place`.
///
/// # Errors
/// Where the folder of the book cannot be written.
pub fn leave_note(place: &Path, edit: RegisterEdit, now: Now) -> Result<()> {
    let folder = place.join(FOLDER);
    let path = folder.join(format!("{}-{}.json", now.at.format("%Y%m%dT%H%M%S%3f"), std::process::id()));
    let text = serde_json::to_vec(&Note { at: now.at, today: now.today, edit }).map_err(io::Error::from);
    let write = || fs::create_dir_all(&folder).and_then(|()| whole_file::put(&path, |beside| fs::write(beside, text?), |reason| reason));
    Ok(write().map_err(|source| StoreError::File { path: path.clone(), source })?)
}

impl Book {
    /// Takes in what other processes noted since; returns whether there was anything.
    pub(super) fn tick_noted(&mut self, now: Now) -> Result<bool> {
        let is_time = self.noted_ms.is_none_or(|asked| !(0..ASK_EVERY_MS).contains(&(now.ms() - asked)));
        // While a job has the book, notes wait.
        if !is_time || self.store.is_none() {
            return Ok(false);
        }
        self.noted_ms = Some(now.ms());
        let mut has_taken = false;
        for path in notes(&self.place) {
            // What is no note of ours stays where it is, and harms nobody.
            let Some(note) = read(&path) else { continue };
            self.apply(Edit::Register(note.edit), Now { at: note.at, today: note.today })?;
            fs::remove_file(&path).map_err(|source| StoreError::File { path: path.clone(), source })?;
            has_taken = true;
        }
        Ok(has_taken)
    }
}

/// The notes that wait, the oldest first.
fn notes(place: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(place.join(FOLDER)).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut notes: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    notes.sort();
    notes
}

fn read(path: &Path) -> Option<Note> {
    let is_small = fs::metadata(path).is_ok_and(|file| file.len() <= LARGEST);
    is_small.then(|| fs::read(path).ok()).flatten().and_then(|text| serde_json::from_slice(&text).ok())
}
