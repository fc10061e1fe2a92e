//! The window of an open book: its state, what it does before each frame, and how it is laid out.

mod acting;
mod agenda;
mod care;
mod drop;
mod edits;
mod layout;
mod logic;
mod many;
mod planning;
mod pool;
mod printing;
pub use printing::send;
mod reminding;
mod typing;
mod views;

use std::path::PathBuf;

use chrono::NaiveDate;

use super::action::{Action, Place};
use super::bar::Bar;
use super::brief::BriefPage;
use super::calendar::Calendar;
use super::card::Card;
use super::customers::Customers;
use super::dialogs::Dialog;
use super::duplicates::DuplicatesPage;
use super::import::Wizard;
use super::jobs::Job;
use super::journal::Journal;
use super::keys_page::KeysPage;
use super::missed::MissedPage;
use super::notices::Notices;
use super::overview::OverviewPage;
use super::palette::Palette;
use super::pool::PoolPage;
use super::print::PrintPage;
use super::rail::Rail;
use super::rules::{ClockOffer, RulesPage};
use super::scheduler::Scheduler;
use super::selection::Selection;
use super::settings_page::SettingsPage;
use super::today::TodayPage;
use super::welcome::Welcome;
use super::widgets::drafts::Drafts;
use super::widgets::finding::Finding;
use super::widgets::known::Known;
use super::world::WorldPage;
use crate::book::{Book, Now, RatesFile, TableQuestion};
use crate::error::Result;
use crate::import::read::Reader;
use crate::tr;
use crate::words::Language;
use typing::Typing;

/// The window of an open book.
pub struct Desk {
    book: Book,
    place: Place,
    question: TableQuestion,
    selection: Selection,
    drafts: Drafts,
    known: Known,
    typing: Typing,
    bar: Bar,
    rail: Rail,
    today: TodayPage,
    /// The brief before a contact, and the page on which it was opened.
    brief: Option<(BriefPage, Place)>,
    /// The print page, and the page on which it was opened.
    print: Option<(PrintPage, Place)>,
    customers: Customers,
    card: Card,
    calendar: Calendar,
    world: WorldPage,
    overview: OverviewPage,
    /// The weekly digest that is being written, and to which file.
    digest: Option<(PathBuf, Finding<Result<()>>)>,
    dialog: Option<Dialog>,
    duplicates: DuplicatesPage,
    journal: Journal,
    rules: RulesPage,
    pool: PoolPage,
    missed: MissedPage,
    clocks: ClockOffer,
    /// A call in somebody's night that was warned of and is pressed again if it is meant.
    night_call: Option<String>,
    palette: Option<Palette>,
    keys: Option<KeysPage>,
    settings_page: SettingsPage,
    welcome: Option<Welcome>,
    /// Exchange rates that are being read from a file.
    rates_file: Option<Finding<Result<RatesFile>>>,
    /// A backup that is being looked at: when it was taken, and whether it is whole.
    verifying: Option<(String, Finding<Result<()>>)>,
    /// A backup that shall take the place of the book.
    restore: Option<PathBuf>,
    notices: Notices,
    scheduler: Scheduler,
    /// Whether this window reminds; one whose clock stands still does not.
    reminds: bool,
    wizard: Option<Wizard>,
    job: Option<Job>,
    /// What is said once an edit that runs as a job is done.
    said_at_end: Option<String>,
    /// What reads lists, in a process of its own.
    reader: Reader,
    actions: Vec<Action>,
    /// What the snapshots were asked with.
    seen: Option<Seen>,
    /// In a narrow window: whether the card has the place of the table.
    card_is_open: bool,
    /// Whether it has it in a wide window as well.
    card_is_alone: bool,
    /// Whether a card was shown yet; the first customers to appear show theirs by themselves.
    has_greeted: bool,
    /// How many steps this window has made, taken back or made again; a notice offers to undo the newest only.
    steps: u64,
    /// Whether the book knows how to wake the window.
    is_awake: bool,
}

/// What decides whether the table has to be asked again.
#[derive(Clone, PartialEq)]
struct Seen {
    revision: u64,
    question: TableQuestion,
    language: Language,
    today: NaiveDate,
}

impl Desk {
    /// The window of `book`; `file` is a list to import at once.
    pub fn new(book: Book, now: Now, file: Option<PathBuf>, reader: Reader) -> Self {
        // The executable that reads lists in a process of its own tries templates there as well.
        crate::print::try_with(reader.executable.clone());
        let actions = file.map(|file| Action::OpenImport(Some(file))).into_iter().collect();
        Self {
            book,
            place: Place::default(),
            question: TableQuestion::default(),
            selection: Selection::default(),
            drafts: Drafts::default(),
            known: Known::default(),
            typing: Typing::default(),
            bar: Bar::default(),
            rail: Rail::default(),
            today: TodayPage::default(),
            brief: None,
            print: None,
            customers: Customers::default(),
            card: Card::default(),
            calendar: Calendar::new(now.today),
            world: WorldPage::default(),
            overview: OverviewPage::default(),
            digest: None,
            dialog: None,
            duplicates: DuplicatesPage::default(),
            journal: Journal::default(),
            rules: RulesPage::default(),
            pool: PoolPage::default(),
            missed: MissedPage::default(),
            clocks: ClockOffer::default(),
            night_call: None,
            palette: None,
            keys: None,
            settings_page: SettingsPage::default(),
            welcome: None,
            rates_file: None,
            verifying: None,
            restore: None,
            notices: Notices::default(),
            scheduler: Scheduler::default(),
            reminds: false,
            wizard: None,
            job: None,
            said_at_end: None,
            reader,
            actions,
            seen: None,
            card_is_open: false,
            card_is_alone: false,
            has_greeted: false,
            steps: 0,
            is_awake: false,
        }
    }

    /// The book.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The title of the window.
    pub fn title(&self) -> String {
        let folder = self.book.place().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if folder.is_empty() { tr!("app-name") } else { tr!("app-title", book = folder) }
    }

    /// Takes the keys that belong to an input method out of `events`.
    pub fn hold_keys(&self, events: &mut Vec<egui::Event>) {
        self.typing.hold_keys(events);
    }

    /// Saves what is still being typed and what waits; the window is about to close. An import is broken off, other work is
    /// brought to its end.
    pub fn leave(&mut self, now: Now) {
        self.wizard = None;
        for (_, edit) in self.drafts.leave_all() {
            // There is nobody left to tell; the book keeps what it could.
            let _ = self.book.apply(edit, now);
        }
        let _ = self.book.finish();
    }
}
