//! Moves what steps wrote from SQLite's log into the book's file, on a thread of its own.
//!
//! A commit only appends to the log, which is what makes it quick and safe. Copying into the file is left to this thread,
//! so that neither an edit nor the step that imports a list waits for it.

use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::Connection;

use super::error::Result;
use super::file;

/// Pages that may wait in the log: 8 MB.
const WAITING_PAGES: i64 = 1000;

/// Looks after the log of one book.
#[derive(Debug)]
pub(super) struct Settler {
    path: PathBuf,
    running: Option<JoinHandle<()>>,
}

impl Settler {
    /// Looks after the log of the book in the file `path`.
    pub fn new(path: PathBuf) -> Self {
        Self { path, running: None }
    }

    /// After a commit on `connection`: begins to copy if enough waits in the log.
    /// Nothing depends on its success: the log is as good a place, only slower to read.
    pub fn after_commit(&mut self, connection: &Connection) {
        let is_running = self.running.as_ref().is_some_and(|running| !running.is_finished());
        if !is_running && waiting(connection).is_ok_and(|pages| pages > WAITING_PAGES) {
            let path = self.path.clone();
            self.running = Some(thread::spawn(move || drop(settle(&path))));
        }
    }
}

/// How many pages stand in the log and not yet in the file. NOOP only tells.
fn waiting(connection: &Connection) -> Result<i64> {
    let mut query = connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?;
    Ok(query.query_row([], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))?)
}

fn settle(path: &std::path::Path) -> Result<()> {
    let connection = file::writing(path)?;
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    Ok(())
}

/// Leaves all in the file and an empty log, as far as nobody reads right now: whoever copies the file alone has the whole book.
fn finish(path: &std::path::Path) -> Result<()> {
    let connection = file::writing(path)?;
    // Closing waits for nobody.
    connection.busy_timeout(Duration::ZERO)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

impl Drop for Settler {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            let _ = running.join();
        }
        // Readers may outlive the writer, and the last of them to close could not move the log.
        if self.path.exists() {
            let _ = finish(&self.path);
        }
    }
}
