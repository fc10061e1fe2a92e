//! What the window shows while a backup takes the place of the book, which nobody may have open meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use egui::{Context, ProgressBar, Ui};

use super::theme::{palette, size};
use super::widgets::finding::Finding;
use super::widgets::text;
use crate::book::{self, Now};
use crate::error::Result;
use crate::tr;
use crate::words;

/// A book that is being put back to a backup.
pub struct Restoring {
    place: PathBuf,
    backup: PathBuf,
    now: Now,
    /// None until the first frame, in which the book is certainly closed.
    outcome: Option<Finding<Result<Option<PathBuf>>>>,
    /// Thousandths.
    share: Arc<AtomicU32>,
}

impl Restoring {
    /// Will put `backup` in the place of the book in the folder `place`, which is about to be closed.
    pub fn new(place: PathBuf, backup: PathBuf, now: Now) -> Self {
        Self { place, backup, now, outcome: None, share: Arc::default() }
    }

    fn start(&self, context: &Context) -> Finding<Result<Option<PathBuf>>> {
        let (told, folder, backup, now) = (Arc::clone(&self.share), self.place.clone(), self.backup.clone(), self.now);
        let language = words::spoken();
        Finding::start(context, move || {
            words::speak(language);
            book::restore_backup(&folder, &backup, now, &mut |share| {
                told.store((share * 1000.0) as u32, Ordering::Relaxed);
                true
            })
        })
    }

    /// The folder of the book.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Goes on; tells what came of it once it has ended, `Some(None)` when its thread died.
    pub fn tick(&mut self, context: &Context) -> Option<Option<Result<Option<PathBuf>>>> {
        if self.outcome.is_none() {
            self.outcome = Some(self.start(context));
        }
        let outcome = self.outcome.as_mut()?;
        if outcome.is_busy() { None } else { Some(outcome.take()) }
    }

    /// Draws the page.
    pub fn ui(&self, ui: &mut Ui) {
        let frame = egui::Frame::new().fill(palette(ui.visuals()).panel).inner_margin(size::PAGE);
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            ui.add_space(ui.available_height() * 0.36);
            ui.vertical_centered(|ui| {
                ui.set_max_width(420.0);
                ui.label(text::title(ui, tr!("restoring")));
                ui.add_space(size::GAP);
                let share = self.share.load(Ordering::Relaxed) as f32 / 1000.0;
                ui.add(ProgressBar::new(share).desired_height(6.0).desired_width(ui.available_width()));
                ui.add_space(size::GAP);
                ui.label(text::caption(ui, tr!("restoring-what")));
            });
            ui.request_repaint_after(std::time::Duration::from_millis(100));
        });
    }
}
