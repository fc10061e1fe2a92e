//! The headless application: what one can do with a book, for the window and the shell alike.
//!
//! A [`Book`] owns the one writing connection, asks through a reading one, and keeps search and orders in memory. It draws
//! nothing and reads no clock.

pub mod agenda;
mod alike;
mod apart;
mod asking;
mod backups;
pub mod brief;
mod calendar;
mod calendar_file;
mod counting;
mod digest;
mod dues;
pub mod edit;
pub mod export;
mod facts;
mod follow;
mod habits;
pub mod index;
pub mod jobs;
mod known;
mod lines;
pub mod list_import;
mod lost;
mod many;
mod merge;
mod missed;
pub mod not_taken;
mod noted;
mod overview;
pub mod own_fields;
mod paper;
mod past;
mod perform;
pub mod pool;
pub mod query;
mod reading;
mod register;
mod rehearsal;
mod reminders;
mod restore;
mod sample;
mod seek;
pub mod session;
pub mod snapshot;
mod table;
pub mod trade;
mod whole_file;
mod world;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};

pub use crate::store::{Backup, Reason, default_place};
pub use alike::{AlikeGroup, Duplicates, MOST_OF_GROUP, Named, Resembling};
pub use calendar::{CalendarQuestion, CalendarSnapshot, Mark, MarkWords, Topic, calendar_of, heat_of};
pub use calendar_file::write_calendar;
pub use digest::{digest_of, write_digest};
pub use dues::{Computed, Dues, Stood};
pub use edit::{Edit, FollowEdit};
pub use export::{ExportError, export};
pub use follow::{moved_by, pool_reason};
pub use habits::{RatesFile, read_rates};
pub use jobs::{Deed, DeedKind, Ended, Loan, Started};
pub use lines::LineDifference;
pub use list_import::{Comparison, ImportError, ListFile, ListImport, Standing, TakenBy};
pub use lost::{Asked, Lost, LostQuestion, LostReview, lost_of};
pub use merge::{People, people as people_of_merge};
pub use missed::{LookingBack, Missed, MissedKind, MissedLine};
pub use noted::leave_note;
pub use overview::{OverviewQuestion, overview_of};
pub use own_fields::FieldEdit;
pub use paper::{
    About, IN_ONE_FILE, LABEL_SHEETS, LabelSheet, Letter, PaperQuestion, PaperSize, PaperStyle, Printed, Printing, about, paper_name,
};
pub use past::{Against, HistoryQuestion, Part, ROWS_TAKEN_BACK};
pub use perform::EditError;
pub use pool::{PoolReview, Proposed};
pub use reading::Reading;
pub use register::{FieldSince, PaperOut, RegisterEdit, RegisterLine, RegisterPart, SincePrint, TakeAlong};
pub use rehearsal::{Forecast, Rehearsing};
pub use reminders::{DayCounts, Reminded};
pub use restore::{BackupComparison, Comparing, compare_backup, reason_name, restore_backup, verify_backup};
pub use session::{ImportSession, PreviewCell, PreviewRow, SessionProgress, Stage};
pub use snapshot::{
    CardSnapshot, Column, Facets, Fact, HistoryChange, HistoryEntry, HistoryPage, RowIs, Sort, TableAnswer, TableCell, TableQuestion,
    TableRow,
};
pub use table::rows_of;
pub use trade::Trades;
pub use world::{WorldPlace, WorldQuestion};

use crate::error::Result;
use crate::model::completeness::completeness;
use crate::model::reminder::Reminding;
use crate::model::{ExtraField, Habits, Id, Rates};
use crate::store::{History, Options, Origin, Read, Reader, Scan, StepInfo, Store};
use index::SearchIndex;
use table::Fresh;

/// The instant of an action and the day that the user's calendar shows; an argument everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The local day.
    pub today: NaiveDate,
}

impl Now {
    /// Milliseconds of the Unix epoch.
    pub fn ms(self) -> i64 {
        self.at.timestamp_millis()
    }
}

/// A step that was done, undone or redone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The step; `None` when nothing changed.
    pub step: Option<Id>,
    /// What it is called, in the language spoken.
    pub what: String,
    /// The customer that was added or changed first, to be selected.
    pub customer: Option<Id>,
    /// Whether a job has the book, so that the edit waits until it is done.
    pub is_waiting: bool,
}

/// A book that is open for writing.
pub struct Book {
    place: PathBuf,
    /// `None` while a job has it.
    store: Option<Store>,
    reader: Reader,
    habits: Habits,
    rates: Arc<Rates>,
    reminding: Reminding,
    /// The local day, from which filters count.
    today: NaiveDate,
    revision: u64,
    /// When notes of other processes were looked for last.
    noted_ms: Option<i64>,
    /// The revision in which rows changed last.
    rows_revision: u64,
    customer_count: usize,
    undoable: Option<StepInfo>,
    redoable: Option<StepInfo>,
    index: SearchIndex,
    /// Whether anybody searches, so that the index is kept.
    is_searched: bool,
    is_indexed: bool,
    filling: Option<table::Filling>,
    orders: RefCell<table::Orders>,
    counts: RefCell<counting::Counts>,
    /// Where the writing connection is while a job has it.
    lent: Option<jobs::Lent>,
    /// What came of deeds that ran as jobs, until somebody asks.
    ended: VecDeque<Ended>,
    /// Edits that wait for a job to end, each entry one step.
    waiting: VecDeque<(Vec<Edit>, Now)>,
    backups: backups::Backups,
    alike: alike::Alike,
    reminders: reminders::Reminders,
    trading: trade::Trading,
    due_days: dues::DueDays,
    wake: jobs::Wake,
    agendas: RefCell<agenda::Agendas>,
    pool_reviews: RefCell<pool::PoolReviews>,
}

/// Undoing a step of more changes names nobody.
const MANY_CHANGES: i64 = 4_000;

impl Book {
    /// Opens or creates the book in the folder `place`.
    pub fn open(place: &Path, now: Now) -> Result<Self> {
        Self::open_with(place, &Options::default(), now)
    }

    /// As [`Self::open`], without the search index: for commands that do not search.
    pub fn open_quietly(place: &Path, now: Now) -> Result<Self> {
        Self::open_unindexed(place, &Options::default(), now)
    }

    /// As [`Self::open`], with options of the store.
    pub fn open_with(place: &Path, options: &Options, now: Now) -> Result<Self> {
        let mut book = Self::open_unindexed(place, options, now)?;
        book.is_searched = true;
        book.fill_index()?;
        book.tick_trade()?;
        Ok(book)
    }

    fn open_unindexed(place: &Path, options: &Options, now: Now) -> Result<Self> {
        let store = Store::open(place, options, now.ms())?;
        let reader = store.reader()?;
        let mut book = Self {
            place: place.to_owned(),
            habits: habits::kept(&store)?,
            rates: habits::kept_rates(&store)?,
            reminding: reminders::kept(&store)?,
            store: Some(store),
            reader,
            today: now.today,
            noted_ms: None,
            revision: 1,
            rows_revision: 1,
            customer_count: 0,
            undoable: None,
            redoable: None,
            index: SearchIndex::default(),
            is_searched: false,
            is_indexed: false,
            filling: None,
            orders: RefCell::default(),
            counts: RefCell::default(),
            lent: None,
            ended: VecDeque::new(),
            waiting: VecDeque::new(),
            backups: backups::Backups::default(),
            alike: alike::Alike::default(),
            agendas: RefCell::default(),
            pool_reviews: RefCell::default(),
            reminders: reminders::Reminders::default(),
            trading: trade::Trading::default(),
            due_days: dues::DueDays::default(),
            wake: Arc::default(),
        };
        book.look_again(None)?;
        // A note that cannot be taken in waits on, and keeps nobody from the book.
        let _ = book.tick_noted(now);
        Ok(book)
    }

    /// Sets what wakes the window when work in the background is done.
    pub fn on_wake(&self, wake: impl Fn() + Send + Sync + 'static) {
        // A second window on the same book does not exist; the first one stays.
        let _ = self.wake.set(Box::new(wake));
    }

    /// What wakes the window, for a thread of one's own.
    pub fn waker(&self) -> impl Fn() + Send + 'static {
        let wake = Arc::clone(&self.wake);
        move || {
            if let Some(wake) = wake.get() {
                wake();
            }
        }
    }

    /// The book's folder.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Who makes the changes, as the history names them.
    pub fn who(&self) -> &str {
        &self.habits.who
    }

    /// The local day, as of the last tick.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Grows with every change; a view that shows an older revision asks again.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A reading connection of its own, for a job.
    pub fn reader(&self) -> Result<Reader> {
        Ok(Reader::open(&self.place)?)
    }

    /// Collects what background work has finished and starts what is due; returns whether views should ask again.
    pub fn tick(&mut self, now: Now) -> Result<bool> {
        self.today = now.today;
        let loan = self.collect_loan()?;
        let noted = self.tick_noted(now)?;
        let index = self.tick_index()?;
        let trade = self.tick_trade()?;
        let dues = self.tick_dues(now)?;
        Ok(self.tick_backups(now)? || index || trade || dues || loan || noted)
    }

    /// Whether work goes on in the background whose end changes what views show.
    pub fn is_busy(&self) -> bool {
        self.filling.is_some()
            || self.is_sorting()
            || self.trading.is_counting()
            || self.due_days.is_working()
            || self.counts.borrow().is_counting()
            || self.store.is_none()
    }

    /// Performs an edit as one step, or lets it wait while a job has the book.
    pub fn apply(&mut self, edit: Edit, now: Now) -> Result<Done> {
        self.apply_all(vec![edit], now)
    }

    /// Performs several edits as one step, called after the first of them, or lets them wait while a job has the book.
    pub fn apply_all(&mut self, edits: Vec<Edit>, now: Now) -> Result<Done> {
        let Some(first) = edits.first() else { return Ok(Done { step: None, what: String::new(), customer: None, is_waiting: false }) };
        let what = perform::name_of(first, &self.reader)?;
        let name = what.name();
        let Some(store) = &mut self.store else {
            self.waiting.push_back((edits, now));
            return Ok(Done { step: None, what: name, customer: None, is_waiting: true });
        };
        let (customer, step) = jobs::perform_all(store, &what, edits, &self.habits, now)?;
        self.changed(step)?;
        Ok(Done { step, what: name, customer, is_waiting: false })
    }

    /// Takes a compared list as one step, on this thread. Returns the step, `None` where nothing changed.
    pub fn take_list(&mut self, list: &ListImport<'_>, comparison: &Comparison, file: &ListFile, now: Now) -> Result<Option<Id>> {
        let Some(store) = &mut self.store else { return Err(self.job_running()) };
        let by = TakenBy { who: &self.habits.who, now_ms: now.ms(), zone: self.habits.zone };
        let step = list.apply(store, comparison, file, &by, |_| true)?;
        self.changed(step)?;
        Ok(step)
    }

    /// Keeps the file of a list as it came; returns its hash.
    pub fn keep_original(&self, path: &Path) -> Result<String> {
        Ok(crate::store::keep_original(&self.place, path)?)
    }

    /// How many edits wait until a job gives the book back.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Takes back the newest step; `None` when there is none.
    pub fn undo(&mut self, now: Now) -> Result<Option<Done>> {
        self.revert(now, Store::undo)
    }

    /// Does again what was undone last; `None` when there is nothing.
    pub fn redo(&mut self, now: Now) -> Result<Option<Done>> {
        self.revert(now, Store::redo)
    }

    fn revert(
        &mut self,
        now: Now,
        way: impl FnOnce(&mut Store, &str, i64) -> Result<Option<StepInfo>, crate::store::StoreError>,
    ) -> Result<Option<Done>> {
        let Some(store) = &mut self.store else { return Err(self.job_running()) };
        let Some(step) = way(store, &self.habits.who, now.ms())? else { return Ok(None) };
        self.changed(Some(step.id))?;
        // A step of many has no one to show, and to look for them all would take longer than the undo.
        let changed = if step.changes < MANY_CHANGES { self.reader.customers_changed_since(Id(step.id.0 - 1))? } else { Vec::new() };
        let customer = changed.into_iter().next();
        Ok(Some(Done { step: Some(step.id), what: step.what.name(), customer, is_waiting: false }))
    }

    /// What `undo` would take back, in the language spoken.
    pub fn undo_name(&self) -> Option<String> {
        self.undoable.as_ref().map(|step| step.what.name())
    }

    /// What `redo` would do again, in the language spoken.
    pub fn redo_name(&self) -> Option<String> {
        self.redoable.as_ref().map(|step| step.what.name())
    }

    /// The writing connection, unless a job has it.
    pub fn store(&mut self) -> Option<&mut Store> {
        self.store.as_mut()
    }

    fn look_again(&mut self, customers: Option<usize>) -> Result<()> {
        self.customer_count = match customers {
            Some(customers) => customers,
            None => self.reader.count_customers()?,
        };
        self.undoable = self.reader.undoable()?;
        self.redoable = self.reader.redoable()?;
        Ok(())
    }

    fn changed(&mut self, step: Option<Id>) -> Result<()> {
        self.changed_to(step, None)
    }

    fn changed_to(&mut self, step: Option<Id>, fresh: Option<Fresh>) -> Result<()> {
        self.revision += 1;
        self.rows_revision = self.revision;
        // Whoever is indexed need not be counted, which goes through the whole table.
        let known = fresh.as_ref().map(Fresh::customers).or_else(|| self.is_indexed.then_some(self.customer_count));
        self.look_again(known)?;
        self.tell_agenda(step)?;
        let Some(step) = step.filter(|_| self.is_searched) else { return Ok(()) };
        self.index_step(step, fresh)?;
        self.trading.follow(self.reader.step(step)?.as_ref());
        self.tick_trade().map(drop)
    }

    /// How many customers the book has.
    pub fn customer_count(&self) -> usize {
        self.customer_count
    }

    /// Everything about one customer; `None` when it is not (or no longer) there.
    pub fn card(&self, id: Id) -> Result<Option<CardSnapshot>> {
        self.reader.snapshot(|reader| card_of(reader, id))
    }

    /// The fields that the user has defined, in their order.
    pub fn own_fields(&self) -> Vec<ExtraField> {
        self.reader.extra_fields().unwrap_or_default()
    }

    /// Names of the fields that the user has added, in their order.
    pub fn extra_fields(&self) -> Vec<String> {
        self.reader.extra_fields().map(|fields| fields.into_iter().map(|field| field.name).collect()).unwrap_or_default()
    }
}

/// Everything about one customer; `None` when it is not (or no longer) there.
fn card_of(reader: &Reader, id: Id) -> Result<Option<CardSnapshot>> {
    let Some(customer) = reader.customer(id)? else { return Ok(None) };
    let origins = reader.origins_of(id)?;
    let mut sources = Vec::new();
    for import in imports_of(reader, id, &origins)? {
        if let Some(source) = reader.import_source(import)? {
            let at = Utc.timestamp_millis_opt(source.imported_at_ms).single().unwrap_or_default();
            sources.push((source.file_name, at.date_naive()));
        }
    }
    let (contacts, touches) = (reader.contacts_of(id)?, reader.touches_of(id)?);
    Ok(Some(CardSnapshot {
        facts: facts::facts_of(&origins, &reader.confirmations_of(id)?),
        completeness: completeness(&customer, &contacts, !touches.is_empty()),
        merged: reader.merged_into(id)?.into_iter().map(|merged| merged.name).collect(),
        customer,
        contacts,
        addresses: reader.addresses_of(id)?,
        touches,
        follow_ups: reader.follow_ups_of(id)?,
        promises: reader.promises_of(id)?,
        pool_stays: reader.pool_stays_of(id)?,
        copies: reader.card_copies_of(id)?,
        checks: reader.card_checks_of(id)?,
        sources,
    }))
}

/// The lists that a customer's values, touches and follow-ups came from, latest first.
fn imports_of(reader: &Reader, customer: Id, origins: &[Origin]) -> Result<Vec<Id>> {
    let mut imports: Vec<Id> = origins.iter().filter_map(|origin| origin.import).collect();
    imports.extend(reader.imports_before_merges(customer)?);
    imports.extend(reader.touches_of(customer)?.iter().filter_map(|touch| touch.import));
    imports.extend(reader.follow_ups_of(customer)?.iter().filter_map(|follow_up| follow_up.import));
    imports.sort_unstable();
    imports.dedup();
    imports.reverse();
    Ok(imports)
}
