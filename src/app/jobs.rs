//! Long work of the window that is no import: a thread of its own, a share that is shown, a way to stop it, a result.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use super::customers::text_of;
use super::desk::send;
use super::print::PrintOrder;
use crate::book::{self, Book, Column, Now, PaperOut, Printed, Printing, Reading, RegisterEdit};
use crate::error::Result;
use crate::model::Id;
use crate::print::{PrintError, Template};
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
        /// What the register is told of it.
        note: RegisterEdit,
    },
    /// Pages were printed.
    Printed {
        /// What.
        printed: Printed,
        /// Where they went.
        sent: Sent,
        /// Letters to be logged: to whom, about what.
        letters: Vec<(Id, String)>,
        /// What the register is told of it.
        note: Option<RegisterEdit>,
    },
    /// Rows became text for the clipboard.
    Copied {
        /// The text.
        text: String,
        /// How many rows it has.
        customers: usize,
    },
}

/// Where printed pages went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Into a file that the person chose.
    Saved,
    /// To the printer.
    ToPrinter,
    /// Into the program that shows such files.
    Opened,
    /// Nowhere.
    Refused,
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
    pub fn export(context: &Context, book: &Book, ids: Vec<Id>, path: PathBuf, note: RegisterEdit) -> Result<Self> {
        let reader = book.reader()?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (total, trades) = (ids.len(), Arc::clone(book.trades()));
        Ok(Self::start(context, tr!("job-export", file = file), total, move |watch| {
            book::export(&reader, &ids, &trades, &path, watch).map(|_| JobDone::Exported { path, customers: ids.len(), note })
        }))
    }

    /// Prints: into a file, or to the printer by way of one that nobody else sees.
    pub fn print(context: &Context, book: &Book, order: PrintOrder, now: Now) -> Self {
        let (place, total) = (book.place().to_owned(), order.question.customers.len());
        let what = tr!("job-print", paper = book::paper_name(order.question.paper));
        Self::start(context, what, total, move |watch| {
            words::speak(order.language);
            let reading = Reading::open(&place)?;
            if let Some(path) = order.path.as_ref().filter(|path| path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("csv")))
            {
                return mailing_list(&reading, path.clone(), &order.question.customers, &order.why);
            }
            let template = Template::find(&reading.templates_folder(), order.question.paper, &order.template)?;
            let letters = if order.logs_letters { reading.letter_subjects(&order.question, now)? } else { Vec::new() };
            let file = order.path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
            let paper = order.question.paper.key().to_owned();
            let what = PaperOut { paper, template: template.name.clone(), file: file.unwrap_or_default(), why: order.why };
            let note = RegisterEdit::of_print(&order.question, what, order.take_along);
            let printing = Printing { question: order.question, template, is_one_each: order.is_one_each };
            let Some(path) = order.path else {
                let folder = spool(&place)?;
                let printed = reading.print(&printing, &folder.join("gendan.pdf"), now, |done, _| watch(done))?;
                let sent = send(&printed.files);
                return Ok(JobDone::Printed { printed, sent, letters, note });
            };
            let printed = reading.print(&printing, &path, now, |done, _| watch(done))?;
            Ok(JobDone::Printed { printed, sent: Sent::Saved, letters, note })
        })
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

/// A folder of the book for what goes to the printer, emptied of what went there before today's start: the printing system has its own copy,
/// and a program that showed a file is likely to be closed.
fn spool(place: &Path) -> Result<PathBuf, PrintError> {
    let folder = place.join("derived").join("printing");
    let make = || -> std::io::Result<PathBuf> {
        if let Ok(old) = std::fs::read_dir(&folder) {
            for file in old.flatten() {
                let _ = std::fs::remove_file(file.path());
            }
        }
        std::fs::create_dir_all(&folder)?;
        Ok(folder.clone())
    };
    make().map_err(|reason| PrintError::File(folder.clone(), reason))
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop();
    }
}

/// To whom one writes, as a list for those who print elsewhere.
fn mailing_list(reading: &Reading, path: PathBuf, customers: &[Id], why: &str) -> Result<JobDone> {
    let count = reading.mailing_list(customers, &path)?;
    let what = PaperOut::to_file(&path, "csv", "", why);
    Ok(JobDone::Exported { path, customers: count, note: RegisterEdit::NoteList { customers: count, query: String::new(), what } })
}
