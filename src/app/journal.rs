//! The page of the book's whole history: every step, newest first, searched by words, each to be taken back.

use chrono::NaiveDate;
use egui::{ScrollArea, Ui};

use super::action::Scene;
use super::theme::size;
use super::widgets::changes::{self, Of};
use super::widgets::{button, menu, text};
use crate::book::{Book, HistoryEntry, HistoryQuestion};
use crate::model::Id;
use crate::tr;
use crate::words::{self, Language};

/// Width of the labels of fields.
const LABEL: f32 = 128.0;
/// Lines longer than this are hard to read.
const WIDEST: f32 = 760.0;

/// The state of the page.
#[derive(Default)]
pub struct Journal {
    entries: Vec<HistoryEntry>,
    /// Where the next page begins.
    next: Option<Id>,
    /// What the entries were asked with.
    asked: Option<(u64, Language, String)>,
    words: String,
    wants_more: bool,
}

impl Journal {
    /// Asks for the newest steps where the book, the language or the words have changed, and for earlier ones when they are wanted.
    pub fn refresh(&mut self, book: &Book) -> crate::error::Result<()> {
        let wanted = (book.revision(), words::spoken(), self.words.trim().to_owned());
        let question = HistoryQuestion { words: wanted.2.clone(), ..HistoryQuestion::default() };
        if self.asked.as_ref() != Some(&wanted) {
            let page = book.history(&question, None)?;
            (self.entries, self.next, self.asked, self.wants_more) = (page.entries, page.next, Some(wanted), false);
        } else if std::mem::take(&mut self.wants_more) && self.next.is_some() {
            let page = book.history(&question, self.next)?;
            self.entries.extend(page.entries);
            self.next = page.next;
        }
        Ok(())
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::PAGE);
        ui.label(text::title(ui, tr!("journal-title")));
        text::wrapped_ui(ui, text::dim(ui, tr!("journal-what")));
        ui.add_space(size::GAP);
        ui.scope(|ui| {
            ui.set_max_width(320.0);
            menu::search_ui(ui, &mut self.words, &tr!("journal-search"));
        });
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - size::SCROLL_BAR).min(WIDEST));
            if self.entries.is_empty() {
                ui.add_space(size::GAP);
                let words = match self.next {
                    Some(_) => tr!("journal-not-yet"),
                    None if self.words.trim().is_empty() => tr!("history-none"),
                    None => tr!("journal-nothing"),
                };
                ui.label(text::dim(ui, words));
            }
            let mut day: Option<NaiveDate> = None;
            let of = Of { customer: None, is_whole: true, label: LABEL };
            for (at, entry) in self.entries.iter().enumerate() {
                let local = scene.clock.local(entry.at_ms).date();
                if day.replace(local) != Some(local) {
                    changes::day_ui(ui, local, scene.now.today, at > 0);
                }
                ui.push_id(entry.step, |ui| changes::entry_ui(ui, scene, entry, of));
            }
            if self.next.is_some() {
                ui.add_space(size::GAP);
                self.wants_more |= button::plain_ui(ui, None, &tr!("history-more")).clicked();
            }
            ui.add_space(size::PAGE);
        });
    }
}
