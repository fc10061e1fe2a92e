//! Long work of the window that is no import: a thread of its own, a share that is shown, a way to stop it, a result.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use super::customers::text_of;
use crate::book::{self, Book, Column};
use crate::error::Result;
use crate::model::Id;
use crate::tr;
use crate::words;

/// What came of a job.
pub enum JobDone {
    /// A list was written.
    Exported {
        /// The file.
        path: PathBuf,
        /// How many customers are in it.
        customers: usize,
    },
    /// Rows became text for the clipboard.
    Copied {
        /// The text.
        text: String,
        /// How many rows it has.
        customers: usize,
    },
}

/// A job that runs.
pub struct Job {
    what: String,
    done: Arc<AtomicUsize>,
    total: usize,
    stop: Arc<AtomicBool>,
    result: Receiver<Result<JobDone>>,
}

impl Job {
    /// Writes the customers `ids` to `path`, in a form that its suffix names.
    pub fn export(context: &Context, book: &Book, ids: Vec<Id>, path: PathBuf) -> Result<Self> {
        let reader = book.reader()?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (total, trades) = (ids.len(), Arc::clone(book.trades()));
        Ok(Self::start(context, tr!("job-export", file = file), total, move |watch| {
            book::export(&reader, &ids, &trades, &path, watch).map(|_| JobDone::Exported { path, customers: ids.len() })
        }))
    }

    /// Makes the text of many rows for the clipboard.
    pub fn copy(context: &Context, book: &Book, ids: Vec<Id>, columns: Vec<Column>, with_headings: bool) -> Result<Self> {
        /// Rows between two looks at whether to stop.
        const AT_ONCE: usize = 256;
        let reader = book.reader()?;
        let (total, computed) = (ids.len(), book.computed());
        Ok(Self::start(context, tr!("job-copy"), total, move |watch| {
            let mut text = String::new();
            for (at, some) in ids.chunks(AT_ONCE).enumerate() {
                if !watch(at * AT_ONCE) {
                    break;
                }
                text.push_str(&text_of(&book::rows_of(&reader, some, &columns, &computed), &columns, with_headings && at == 0));
            }
            Ok(JobDone::Copied { text, customers: total })
        }))
    }

    fn start(
        context: &Context,
        what: String,
        total: usize,
        work: impl FnOnce(&mut dyn FnMut(usize) -> bool) -> Result<JobDone> + Send + 'static,
    ) -> Self {
        let (done, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (sender, result) = channel();
        let (their_done, their_stop, context, language) = (Arc::clone(&done), Arc::clone(&stop), context.clone(), words::spoken());
        std::thread::spawn(move || {
            // What it writes and says is in the language of the window.
            words::speak(language);
            let outcome = work(&mut |count| {
                their_done.store(count, Ordering::Relaxed);
                !their_stop.load(Ordering::Relaxed)
            });
            if sender.send(outcome).is_ok() {
                context.request_repaint();
            }
        });
        Self { what, done, total, stop, result }
    }

    /// What runs, in a few words, and how far it is from 0 to 1.
    pub fn running(&self) -> (String, f32) {
        (self.what.clone(), self.done.load(Ordering::Relaxed) as f32 / self.total.max(1) as f32)
    }

    /// Breaks it off.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// What came of it, once it has ended; `Some(None)` when its thread died.
    pub fn ended(&self) -> Option<Option<Result<JobDone>>> {
        match self.result.try_recv() {
            Ok(outcome) => Some(Some(outcome)),
            Err(TryRecvError::Disconnected) => Some(None),
            Err(TryRecvError::Empty) => None,
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop();
    }
}
