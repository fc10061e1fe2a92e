//! When the book is backed up: at the start if it changed, after half an hour of changes, before a list is taken, and when
//! somebody asks. Copying runs on a thread of its own beside the work; `store` makes, checks and thins out the files.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use crate::error::{Error, Result};
use crate::store::{self, Backup, CHANGES_FOR_MS, History, Moment, Reader, Reason, StoreError};

use super::{Book, Now};

/// How often an open book asks itself whether a backup is due.
const ASK_EVERY_MS: i64 = 60_000;

/// What is known of the backups of an open book.
#[derive(Default)]
pub(super) struct Backups {
    known: Vec<Backup>,
    asked_ms: Option<i64>,
    running: Option<Running>,
    trouble: Option<Error>,
}

struct Running {
    result: Receiver<Result<Backup, StoreError>>,
    stop: Arc<AtomicBool>,
    /// Thousandths.
    share: Arc<AtomicU32>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Makes a backup of the book at `place` before a list is taken, if one is due. Runs on the calling thread.
pub(super) fn before_import(place: &Path, reader: &Reader, now_ms: i64, watch: store::Watch<'_>) -> Result<(), StoreError> {
    if store::due(&store::backups(place)?, reader.newest_step()?, Moment::Import, now_ms) {
        store::back_up(place, Reason::Import, now_ms, watch)?;
    }
    Ok(())
}

impl Book {
    /// Makes a backup now, on this thread; for the shell. Returns where it is.
    pub fn back_up(&self, now: Now) -> Result<Backup> {
        Ok(store::back_up(&self.place, Reason::Wish, now.ms(), &mut |_| true)?)
    }

    /// Makes a backup before a list is taken, if one is due; for the shell.
    pub fn back_up_before_import(&self, now: Now) -> Result<()> {
        Ok(before_import(&self.place, &self.reader, now.ms(), &mut |_| true)?)
    }

    /// Starts a backup in the background, unless one is running.
    pub fn start_backup(&mut self, now: Now) -> Result<()> {
        self.start_backup_for(Reason::Wish, now)
    }

    fn start_backup_for(&mut self, reason: Reason, now: Now) -> Result<()> {
        if self.backups.running.is_some() {
            return Ok(());
        }
        self.backups.trouble = None;
        let (sender, result) = channel();
        let (stop, share) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
        let (stopped, told, wake, place) = (Arc::clone(&stop), Arc::clone(&share), Arc::clone(&self.wake), self.place.clone());
        let work = move || {
            let made = store::back_up(&place, reason, now.ms(), &mut |share| {
                told.store((share * 1000.0) as u32, Ordering::Relaxed);
                !stopped.load(Ordering::Relaxed)
            });
            if sender.send(made).is_ok()
                && let Some(wake) = wake.get()
            {
                wake();
            }
        };
        std::thread::Builder::new()
            .name("backup".to_owned())
            .spawn(work)
            .map_err(|source| StoreError::File { path: self.place.clone(), source })?;
        self.backups.running = Some(Running { result, stop, share });
        Ok(())
    }

    /// Starts what is due and collects what is done; returns whether what is said of backups has changed.
    pub(super) fn tick_backups(&mut self, now: Now) -> Result<bool> {
        let mut has_changed = false;
        if let Some(running) = &self.backups.running {
            match running.result.try_recv() {
                Ok(Ok(_)) => {
                    self.backups.known = store::backups(&self.place)?;
                    self.backups.running = None;
                    has_changed = true;
                }
                Ok(Err(error)) => {
                    self.backups.trouble = (!matches!(error, StoreError::Stopped)).then(|| error.into());
                    self.backups.running = None;
                    has_changed = true;
                }
                Err(TryRecvError::Disconnected) => self.backups.running = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        let is_first = self.backups.asked_ms.is_none();
        let is_time = self.backups.asked_ms.is_none_or(|asked| !(0..ASK_EVERY_MS).contains(&(now.ms() - asked)));
        // While a job writes, its own backup went before it.
        if is_time && self.store.is_some() && self.backups.running.is_none() {
            self.backups.asked_ms = Some(now.ms());
            if is_first {
                self.backups.known = store::backups(&self.place)?;
                has_changed = true;
            }
            let moment = if is_first { Moment::Start } else { Moment::Running };
            if store::due(&self.backups.known, self.reader.newest_step()?, moment, now.ms()) {
                self.start_backup_for(if is_first { Reason::Start } else { Reason::Changes }, now)?;
                has_changed = true;
            }
        }
        Ok(has_changed)
    }

    /// The backups that are there, newest first.
    pub fn backups(&self) -> &[Backup] {
        &self.backups.known
    }

    /// When the latest backup was taken, in milliseconds of the Unix epoch.
    pub fn backed_up_ms(&self) -> Option<i64> {
        self.backups.known.first().map(|backup| backup.taken_ms)
    }

    /// How far a running backup is, from 0 to 1.
    pub fn backup_progress(&self) -> Option<f32> {
        self.backups.running.as_ref().map(|running| running.share.load(Ordering::Relaxed) as f32 / 1000.0)
    }

    /// Why the last backup failed, told once.
    pub fn take_backup_trouble(&mut self) -> Option<Error> {
        self.backups.trouble.take()
    }

    /// How long the window may sleep until a backup of what has changed is due; `None`: nothing has changed.
    pub fn backup_due_in(&self, now: Now) -> Option<Duration> {
        let newest = self.undoable.as_ref().or(self.redoable.as_ref())?;
        let latest = self.backups.known.first();
        if latest.is_some_and(|backup| backup.newest_step >= newest.id) {
            return None;
        }
        let since = latest.map_or(0, |backup| now.ms() - backup.taken_ms);
        Some(Duration::from_millis((CHANGES_FOR_MS - since).clamp(ASK_EVERY_MS, CHANGES_FOR_MS).unsigned_abs()))
    }
}
