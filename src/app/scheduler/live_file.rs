//! The calendar as a file that other programs read again and again: written anew after edits, on a thread, and only where it changed.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use egui::Context;

use crate::app::widgets::finding::Finding;
use crate::book::{Book, Now, Reading, write_calendar};
use crate::error::Result;
use crate::model::zone::Zone;
use crate::words::{self, Language};

/// Between two writings: many edits in a row cost one.
const REST: TimeDelta = TimeDelta::seconds(3);

/// How far it looks ahead.
pub const DAYS: u32 = 366;

/// What the file was written from.
#[derive(Clone, Debug, PartialEq)]
struct Source {
    path: PathBuf,
    revision: u64,
    now: chrono::NaiveDate,
    zone: Zone,
    language: Language,
}

/// Keeps the file up to date.
#[derive(Default)]
pub struct LiveFile {
    writing: Option<Finding<Result<bool>>>,
    written: Option<Source>,
    began: Option<DateTime<Utc>>,
    /// What was said last about a file that cannot be written, so that it is said once.
    trouble: Option<String>,
}

impl LiveFile {
    /// Writes the file where the book has changed since; returns why that failed, once.
    pub fn tick(&mut self, context: &Context, book: &Book, path: Option<&Path>, now: Now, zone: Zone) -> Option<crate::error::Error> {
        let trouble = self.collect();
        let Some(path) = path else {
            *self = Self::default();
            return trouble;
        };
        let source = source(book, path, now, zone);
        if self.writing.is_some() || self.written.as_ref() == Some(&source) {
            return trouble;
        }
        let rest = self.began.map_or(TimeDelta::zero(), |began| REST - (now.at - began)).min(REST);
        if let Some(rest) = rest.to_std().ok().filter(|rest| !rest.is_zero()) {
            context.request_repaint_after(rest);
            return trouble;
        }
        self.began = Some(now.at);
        self.written = Some(source.clone());
        let place = book.place().to_owned();
        self.writing = Some(Finding::start(context, move || write(&place, &source, now)));
        trouble
    }

    /// Writes what is not written yet; the window is about to close.
    pub fn finish(&mut self, book: &Book, path: Option<&Path>, now: Now, zone: Zone) {
        let Some(path) = path else { return };
        let source = source(book, path, now, zone);
        if self.writing.is_some() || self.written.as_ref() != Some(&source) {
            // There is nobody left to tell; the next start writes it again.
            let _ = write(book.place(), &source, now);
        }
    }

    fn collect(&mut self) -> Option<crate::error::Error> {
        let writing = self.writing.as_mut()?;
        if writing.is_busy() {
            return None;
        }
        let outcome = writing.take();
        self.writing = None;
        match outcome {
            Some(Err(error)) => {
                let said = error.to_string();
                (self.trouble.replace(said.clone()) != Some(said)).then_some(error)
            }
            Some(Ok(_)) => {
                self.trouble = None;
                None
            }
            None => None,
        }
    }
}

fn source(book: &Book, path: &Path, now: Now, zone: Zone) -> Source {
    Source { path: path.to_owned(), revision: book.revision(), now: now.today, zone, language: words::spoken() }
}

fn write(place: &Path, source: &Source, now: Now) -> Result<bool> {
    words::speak(source.language);
    let calendar = Reading::open(place)?.calendar(now, source.zone, DAYS)?;
    write_calendar(&source.path, &calendar)
}
