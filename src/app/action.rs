//! What a view asks for. Views push actions while they draw; [`super::App`] performs them before the next frame.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};

use super::commands::Command;
use super::import::ImportAction;
use super::print::PrintOrder;
use super::settings::ThemeChoice;
use super::today::Wish;
use super::views::{View, ViewId};
use super::welcome::Start;
use super::widgets::editor::Around;
use crate::book::agenda::Line;
use crate::book::{Backup, Column, Edit, Mark, Now, Part, RegisterEdit, TableQuestion};
use crate::model::country::Country;
use crate::model::reminder::Reminding;
use crate::model::season::Season;
use crate::model::{Company, DatedRate, Field, Habits, Id};
use crate::print::Paper;
use crate::words::Language;

/// A wish of the person, in the order in which it was pushed.
#[derive(Debug)]
pub enum Action {
    /// Change the book.
    Edit {
        /// How.
        edit: Edit,
        /// Whose draft closes once it is done.
        from: Origin,
    },
    /// Run a command of the list.
    Run(Command),
    /// Go to a place.
    Go(Place),
    /// Show another selection of customers.
    Search(String),
    /// Put the keyboard into the search box.
    FocusSearch,
    /// Put the keyboard into the table.
    FocusTable,
    /// Select one customer and show its card.
    Select(Id),
    /// Go to a customer, wherever one is and whatever the table shows.
    Jump(Id),
    /// Show the card of the selected customer in the place of the table, where there is no room for both.
    OpenCard,
    /// Show the card of the selected customer alone, also where there is room for both.
    CardAlone,
    /// Show a day of the calendar.
    ShowDay(NaiveDate),
    /// Open the form for a follow-up of the selected customer on a day.
    Plan(NaiveDate),
    /// Ask with whom something is planned at this time.
    AskWhom(NaiveDate, Option<NaiveTime>),
    /// Open the form for a follow-up of this customer at this time.
    PlanWith(Id, NaiveDate, Option<NaiveTime>),
    /// Put the next follow-up of these customers onto a day, where they were dropped.
    PlanThem(Vec<Id>, NaiveDate),
    /// Put an entry of the calendar onto another day or time.
    MoveMark {
        /// Which.
        mark: Mark,
        /// The day.
        to: NaiveDate,
        /// The time.
        at: AtTime,
    },
    /// Do something with an entry of the calendar.
    OfMark {
        /// Which.
        mark: Mark,
        /// What.
        wish: Wish,
    },
    /// Delete these customers without asking again.
    Delete(Vec<Id>),
    /// Take back parts of an old step, asking first where they were changed since.
    TakeBack {
        /// The step.
        step: Id,
        /// What of it.
        parts: Vec<Part>,
    },
    /// Do something with a line of the agenda.
    OfAgenda {
        /// Which.
        line: Line,
        /// What.
        wish: Wish,
    },
    /// Show what there is to know before a contact with a customer.
    OpenBrief(Id),
    /// Leave the brief.
    CloseBrief,
    /// Open the form for what happened with a customer: the plan that it completes, where there is one.
    LogTouch(Id),
    /// Do something with a season of the agenda.
    OfSeason {
        /// Which.
        season: &'static Season,
        /// What.
        wish: Wish,
    },
    /// Show again on the agenda what was put aside.
    TakeFromAside,
    /// Ask whether these customers are dropped into the public pool.
    AskToDrop(Vec<Id>),
    /// Ask why this customer is released into the public pool.
    AskToRelease(Id),
    /// Drop these customers into the public pool without asking again.
    DropToPool(Vec<Id>),
    /// Compare two customers, to make one of them.
    OpenMerge(Id, Id),
    /// Write customers to a file.
    Export {
        /// Whom.
        customers: Vec<Id>,
        /// To which file.
        path: PathBuf,
        /// What the register is told of it.
        note: RegisterEdit,
    },
    /// Copy rows of the table as programs such as Excel take them.
    CopyRows {
        /// Whom.
        customers: Vec<Id>,
        /// Which columns.
        columns: Vec<Column>,
        /// The names of the columns come first.
        with_headings: bool,
    },
    /// Ask before these cells are filled.
    AskToFill(Vec<(Id, Column, String)>),
    /// Open the form by which one field of many customers is changed.
    EditMany {
        /// Whom.
        customers: Vec<Id>,
        /// The field, where it is chosen already.
        field: Option<Field>,
    },
    /// Open the print page with this paper.
    OpenPrint(Paper),
    /// Leave the print page.
    ClosePrint,
    /// Ask to which file this is printed.
    AskToPrint(Box<PrintOrder>),
    /// Print this.
    Print(Box<PrintOrder>),
    /// Ask where the weekly digest is written to.
    AskForDigest,
    /// Write the weekly digest to a file.
    WriteDigest(PathBuf),
    /// Say something worth knowing.
    Tell(String),
    /// Open a folder in the file manager.
    OpenFolder(PathBuf),
    /// Fill an empty book with the fictional sample.
    AddSample,
    /// Keep who the book serves, and how.
    Habits(Box<Habits>),
    /// Keep what papers say of one's own company.
    Company(Box<Company>),
    /// Take a picture as the company's logo, or take the logo away.
    Logo(Option<PathBuf>),
    /// Keep how one wants to be reminded.
    Reminding(Box<Reminding>),
    /// Show a pop-up, to see whether the system does.
    TryPopup,
    /// Add exchange rates.
    PutRates(Vec<DatedRate>),
    /// Remove an exchange rate.
    RemoveRate(DatedRate),
    /// Add the exchange rates of a file.
    ReadRates(PathBuf),
    /// Look whether a backup is whole.
    VerifyBackup(Backup),
    /// Compare a backup with the book, and ask whether to restore it.
    AskToRestore(Backup),
    /// Put a backup in the place of the book.
    Restore(PathBuf),
    /// The first start is over, and the book begins so.
    Welcomed(Start),
    /// Speak a language; `None` follows the system.
    Speak(Option<Language>),
    /// Show in a theme.
    Theme(ThemeChoice),
    /// Show at a size, in percent.
    Scale(u16),
    /// Show text at a size apart from the scale, in percent.
    TypeSize(u16),
    /// Open the import wizard, with this file where one is given.
    OpenImport(Option<PathBuf>),
    /// Something that the import wizard does.
    Import(ImportAction),
    /// Leave the import wizard; what runs there is broken off.
    CloseImport,
    /// Break off the long work that is no import.
    StopJob,
    /// Something about the named views.
    View(ViewAction),
    /// Open a page or address outside of the window.
    OpenLink(String),
    /// Copy a text.
    Copy(String),
}

/// The time of an entry that is put elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtTime {
    /// As it was.
    Same,
    /// This one, or none.
    New(Option<NaiveTime>),
}

/// What can be done with named views.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewAction {
    /// Show the table as the view has it.
    Open(ViewId),
    /// Back to all customers; no view is open then.
    Leave,
    /// Keep how the table looks now as a new view of this name.
    Add(String),
    /// Keep how the table looks now as the look of this view.
    Save(ViewId),
    /// Call a view otherwise.
    Rename {
        /// Which.
        id: ViewId,
        /// How.
        name: String,
    },
    /// Take a view away.
    Delete(ViewId),
    /// Put a deleted view back.
    PutBack {
        /// Where it stood.
        at: usize,
        /// The view.
        view: View,
    },
    /// Let a view stand elsewhere among the others.
    Move {
        /// Which.
        id: ViewId,
        /// At which place, from 0.
        to: usize,
    },
    /// Give a view the key Alt and a figure from 1 to 9, or none.
    Slot {
        /// Which.
        id: ViewId,
        /// The figure.
        slot: Option<u8>,
    },
}

/// Who pushed an edit, so that its draft closes when it succeeded and stays when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody waits for it.
    Nobody,
    /// The draft of one field.
    Draft(egui::Id),
    /// A cell of the table.
    Cell,
    /// The form by which many are changed.
    Many,
    /// The form for a new customer.
    NewCustomer,
    /// The form for a follow-up.
    FollowUp,
    /// The form for a touch.
    Touch,
    /// The form for a promise.
    Promise,
    /// The line by which a touch is logged.
    Line,
    /// The comparison of two customers.
    Merge,
}

/// Customers that are dragged out of the table.
#[derive(Clone, Debug)]
pub struct Dragged {
    /// Whom.
    pub customers: Vec<Id>,
    /// The name, where it is one.
    pub name: String,
}

/// What the middle of the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// What is due today.
    Today,
    /// The table of customers.
    #[default]
    Customers,
    /// The month on the whole page.
    Calendar,
    /// Who can be reached where.
    World,
    /// How one did.
    Overview,
    /// Language, theme, size, folders.
    Settings,
    /// The import wizard.
    Import,
    /// Customers that may be one.
    Duplicates,
    /// The history of the whole book.
    Journal,
    /// The rules by which customers are kept in touch with.
    Rules,
    /// The public pool.
    Pool,
    /// What passed while the window was closed.
    Missed,
}

/// Long work, as the foot of the table and the print page show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// What, in a few words.
    pub words: String,
    /// How far it is, from 0 to 1.
    pub share: f32,
    /// Whether it is an import, which has a page of its own.
    pub is_import: bool,
}

/// What every view may see, and the list onto which it pushes.
pub struct Scene<'a> {
    /// The book, for reading what is in sight.
    pub book: &'a crate::book::Book,
    /// The time of the frame.
    pub now: Now,
    /// The desk's clock, for instants of the past.
    pub clock: &'a super::Clock,
    /// What is remembered between starts.
    pub settings: &'a mut super::settings::Settings,
    /// Who is selected.
    pub selection: &'a mut super::selection::Selection,
    /// What is being typed into fields.
    pub drafts: &'a mut super::widgets::drafts::Drafts,
    /// The values that the book has in its fields, to be offered while one types.
    pub known: &'a mut super::widgets::known::Known,
    /// Which customers the table shows.
    pub question: &'a TableQuestion,
    /// Whether an input method is composing a character.
    pub is_composing: bool,
    /// What runs in the background.
    pub running: Option<Running>,
    /// What the views want.
    pub actions: &'a mut Vec<Action>,
}

impl Scene<'_> {
    /// Pushes an action.
    pub fn push(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// What editors have to know of the world; `country` is the customer's.
    pub fn around(&mut self, country: Option<&'static Country>) -> Around<'_> {
        Around {
            now: self.now,
            currency: self.book.habits().currency,
            country,
            is_composing: self.is_composing,
            book: Some((self.book, &mut *self.known)),
        }
    }

    /// Pushes an edit that nobody waits for.
    pub fn edit(&mut self, edit: Edit) {
        self.actions.push(Action::Edit { edit, from: Origin::Nobody });
    }
}
