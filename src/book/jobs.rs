//! Who has the one writing connection: the book itself, or a job on a thread of its own.
//!
//! A job takes a list, or does what touches so many rows that a window would stand still: undo and redo of an import, an edit
//! of thousands of customers. Edits wait meanwhile. The connection comes back whatever becomes of the job, also when its thread
//! panics: the step is then rolled back, and the loan ends as its last owner goes.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::index::SearchIndex;
use super::own_fields::FieldEdit;
use super::table::Fresh;
use super::{Book, Done, Edit, EditError, FollowEdit, MANY_CHANGES, Now, perform};
use crate::error::{Error, Result};
use crate::model::{Habits, Id};
use crate::store::{StepInfo, Stopper, Store, StoreError, What};
use crate::tr;

/// Edits of more customers than this run as a job.
const MANY_CUSTOMERS: usize = 2_000;

/// What a person asks for that changes the book.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Edits, as one step that is called after the first of them.
    Edit(Vec<Edit>),
    /// Take back the newest step.
    Undo,
    /// Do again what was taken back last.
    Redo,
}

/// Which kind of deed a job did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeedKind {
    /// An edit.
    Edit,
    /// An undo.
    Undo,
    /// A redo.
    Redo,
}

impl Deed {
    /// Which kind it is.
    pub fn kind(&self) -> DeedKind {
        match self {
            Self::Edit(_) => DeedKind::Edit,
            Self::Undo => DeedKind::Undo,
            Self::Redo => DeedKind::Redo,
        }
    }
}

/// What [`Book::start`] has done about a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Started {
    /// It is done, or waits for a job that has the book ([`Done::is_waiting`]).
    Done(Done),
    /// There was nothing to take back.
    Nothing,
    /// A job does it; [`Book::take_ended`] tells what came of it.
    Running,
}

/// What came of a deed that ran as a job.
#[derive(Debug)]
pub struct Ended {
    /// Which kind of deed.
    pub kind: DeedKind,
    /// The step that was made.
    pub result: Result<Done>,
}

/// What a job hands back.
struct Returned {
    store: Store,
    step: Option<Id>,
    fresh: Option<Fresh>,
    /// What came of a deed; `None` where the job was something else, or its thread panicked.
    result: Option<Result<Done>>,
}

/// Where a connection comes back to.
type Home = Arc<Mutex<Option<Returned>>>;

/// What wakes the window.
pub(super) type Wake = Arc<OnceLock<Box<dyn Fn() + Send + Sync>>>;

/// The writing connection in the hands of a job. It goes back to the book when this is dropped, also by a panic.
pub struct Loan {
    returned: Option<Returned>,
    /// The search index as it was lent beside, where it is whole.
    index: Option<SearchIndex>,
    home: Home,
    wake: Wake,
}

impl Loan {
    fn held(&mut self) -> &mut Returned {
        self.returned.as_mut().expect("a loan holds the connection until it is dropped")
    }

    /// The connection.
    pub fn store(&mut self) -> &mut Store {
        &mut self.held().store
    }

    /// Tells the book which step the job has committed.
    pub fn wrote(&mut self, step: Option<Id>) {
        self.held().step = step;
    }

    /// Works out what grows with the book, as it is after the step that was written, so that the window need not. Should that fail, the
    /// window asks itself, and says what is wrong.
    pub(super) fn prepare(&mut self) {
        let index = self.index.take();
        let held = self.held();
        if let Some(step) = held.step {
            let fields = held.store.fields_changed_by(step);
            held.fresh = held.store.reader().and_then(|reader| Fresh::of(&reader, index, step, fields)).ok();
        }
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        *self.home.lock().unwrap_or_else(PoisonError::into_inner) = self.returned.take();
        if let Some(wake) = self.wake.get() {
            wake();
        }
    }
}

/// A connection that is lent.
pub(super) struct Lent {
    /// What has it, as a refusal names it.
    name: String,
    home: Home,
    stopper: Stopper,
    deed: Option<Running>,
}

/// A deed that runs as a job.
struct Running {
    kind: DeedKind,
    words: String,
    total: usize,
}

/// Why the book cannot be written now.
pub(super) fn refusal(lent: Option<&Lent>) -> Error {
    EditError::JobRunning(lent.map_or_else(|| tr!("job-import"), |lent| lent.name.clone())).into()
}

impl Edit {
    /// How many customers it is about.
    pub fn breadth(&self) -> usize {
        match self {
            // How many have a value is not known before.
            Self::Own(FieldEdit::Rename { .. } | FieldEdit::Delete { .. }) => MANY_CUSTOMERS + 1,
            Self::SetField { customers, .. } | Self::SetExtra { customers, .. } | Self::DeleteCustomers { customers } => customers.len(),
            Self::AddTags { customers, .. } | Self::RemoveTags { customers, .. } => customers.len(),
            Self::SetCells { cells } => cells.len(),
            Self::Follow(FollowEdit::LogTouch { touches, .. }) => touches.len(),
            Self::Follow(FollowEdit::MoveFollowUp { ids, .. }) => ids.len(),
            Self::Follow(
                FollowEdit::DropToPool { customers, .. } | FollowEdit::Release { customers, .. } | FollowEdit::Claim { customers, .. },
            ) => customers.len(),
            Self::Register(edit) => edit.breadth(),
            // How many are in the group shows when all were looked at.
            Self::RenameGroup { .. } => MANY_CUSTOMERS + 1,
            _ => 1,
        }
    }
}

/// Performs edits as one step; returns the customer to show and the step.
pub(super) fn perform_all(store: &mut Store, what: &What, edits: Vec<Edit>, habits: &Habits, now: Now) -> Result<(Option<Id>, Option<Id>)> {
    store.change(what, &habits.who, now.ms(), |write| {
        let mut customer = None;
        for edit in edits {
            customer = customer.or(perform::perform(write, edit, habits, now)?);
        }
        Ok(customer)
    })
}

impl Book {
    /// Lends the writing connection to the job `name`; edits wait until the loan is dropped and [`Self::tick`] has seen it.
    /// `None` while another job has it.
    pub fn lend(&mut self, name: String) -> Option<Loan> {
        self.lend_for(name, None)
    }

    fn lend_for(&mut self, name: String, deed: Option<Running>) -> Option<Loan> {
        let store = self.store.take()?;
        let home = Home::default();
        self.lent = Some(Lent { name, home: Arc::clone(&home), stopper: store.stopper(), deed });
        let returned = Returned { store, step: None, fresh: None, result: None };
        let index = self.is_indexed.then(|| self.index.clone());
        Some(Loan { returned: Some(returned), index, home, wake: Arc::clone(&self.wake) })
    }

    /// Why nothing can be taken back now.
    pub(super) fn job_running(&self) -> Error {
        refusal(self.lent.as_ref())
    }

    /// Takes the connection back where a job has let go of it, and performs what waited; returns whether it has come. An edit
    /// that is refused does not hold up those behind it; the first refusal is returned.
    pub(super) fn collect_loan(&mut self) -> Result<bool> {
        let Some(lent) = &self.lent else { return Ok(false) };
        let returned = lent.home.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(returned) = returned else { return Ok(false) };
        let deed = self.lent.take().and_then(|lent| lent.deed);
        self.store = Some(returned.store);
        if let Some(deed) = deed {
            let result = returned.result.unwrap_or_else(|| Err(EditError::JobDied.into()));
            self.ended.push_back(Ended { kind: deed.kind, result });
        }
        let mut result = match returned.step {
            Some(step) => self.changed_to(Some(step), returned.fresh),
            // Nothing was written: views only show that the job is over.
            None => {
                self.revision += 1;
                Ok(())
            }
        };
        // What takes long itself becomes the next job, and those behind it wait on.
        while self.store.is_some()
            && let Some((edits, now)) = self.waiting.pop_front()
        {
            result = result.and(self.start(Deed::Edit(edits), now).map(drop));
        }
        result.map(|()| true)
    }

    /// Waits until no job has the book and nothing waits; for the end, when there are no more frames. What cannot be done any more
    /// is returned, the first of it.
    pub fn finish(&mut self) -> Result<()> {
        let mut result = Ok(());
        while self.lent.is_some() {
            result = result.and(self.collect_loan().map(drop));
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        result.and(self.keep_seen())
    }

    /// Does what a person asks for: at once, or as a job where that would take longer than a frame.
    pub fn start(&mut self, deed: Deed, now: Now) -> Result<Started> {
        if self.store.is_some() && self.is_long(&deed) {
            return self.start_job(deed, now);
        }
        let done = match deed {
            Deed::Edit(edits) => Some(self.apply_all(edits, now)?),
            Deed::Undo => self.undo(now)?,
            Deed::Redo => self.redo(now)?,
        };
        Ok(done.map_or(Started::Nothing, Started::Done))
    }

    fn is_long(&self, deed: &Deed) -> bool {
        let is_long = |step: &Option<StepInfo>| step.as_ref().is_some_and(|step| step.changes > MANY_CHANGES);
        match deed {
            Deed::Edit(edits) => edits.iter().map(Edit::breadth).sum::<usize>() > MANY_CUSTOMERS,
            Deed::Undo => is_long(&self.undoable),
            Deed::Redo => is_long(&self.redoable),
        }
    }

    fn start_job(&mut self, deed: Deed, now: Now) -> Result<Started> {
        let kind = deed.kind();
        let step = if kind == DeedKind::Redo { self.redoable.as_ref() } else { self.undoable.as_ref() };
        let (what, total) = match &deed {
            Deed::Edit(edits) => {
                let Some(first) = edits.first() else { return Ok(Started::Nothing) };
                (perform::name_of(first, &self.reader)?, edits.iter().map(Edit::breadth).sum())
            }
            Deed::Undo | Deed::Redo => {
                let Some(step) = step else { return Ok(Started::Nothing) };
                (step.what.clone(), usize::try_from(step.rows_to_put_back()).unwrap_or(0))
            }
        };
        let name = what.name();
        let (title, words) = match kind {
            DeedKind::Edit => (name.clone(), tr!("job-edit", what = name.as_str())),
            DeedKind::Undo => (tr!("undo-what", what = name.as_str()), tr!("job-undo", what = name.as_str())),
            DeedKind::Redo => (tr!("redo-what", what = name.as_str()), tr!("job-redo", what = name.as_str())),
        };
        let habits = self.habits.clone();
        let Some(mut loan) = self.lend_for(title, Some(Running { kind, words, total })) else { return Err(self.job_running()) };
        let work = move || {
            let reverted = |step: Option<StepInfo>| step.map(|step| step.id).ok_or(StoreError::Stopped).map(|step| (None, Some(step)));
            let written = match deed {
                Deed::Edit(edits) => perform_all(loan.store(), &what, edits, &habits, now),
                Deed::Undo => loan.store().undo(&habits.who, now.ms()).and_then(reverted).map_err(Error::from),
                Deed::Redo => loan.store().redo(&habits.who, now.ms()).and_then(reverted).map_err(Error::from),
            };
            let step = written.as_ref().ok().and_then(|(_, step)| *step);
            loan.wrote(step);
            loan.held().result = Some(written.map(|(customer, step)| Done { step, what: name, customer, is_waiting: false }));
            loan.prepare();
        };
        // Where no thread can be had, the loan ends with the work and comes back as if the job had died.
        let _ = std::thread::Builder::new().name("book: deed".to_owned()).spawn(work);
        Ok(Started::Running)
    }

    /// A deed that runs as a job: what, in a few words, and how far it is from 0 to 1.
    pub fn running(&self) -> Option<(String, f32)> {
        let lent = self.lent.as_ref()?;
        let running = lent.deed.as_ref()?;
        Some((running.words.clone(), (lent.stopper.done() as f32 / running.total.max(1) as f32).min(1.0)))
    }

    /// Breaks off a deed that runs as a job; the book stays as it was.
    pub fn stop_running(&mut self) {
        if let Some(lent) = self.lent.as_ref().filter(|lent| lent.deed.is_some()) {
            lent.stopper.stop();
        }
    }

    /// What came of deeds that ran as jobs, each told once.
    pub fn take_ended(&mut self) -> Option<Ended> {
        self.ended.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Options;

    #[test]
    fn a_deed_whose_thread_is_gone_without_a_word_has_died_and_the_book_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let now = Now { at: chrono::DateTime::UNIX_EPOCH, today: chrono::NaiveDate::default() };
        let mut book = Book::open_with(folder.path(), &Options { any_place: true, ..Options::default() }, now).unwrap();
        let running = Running { kind: DeedKind::Undo, words: "Undoing".to_owned(), total: 10 };
        let loan = book.lend_for("The undo".to_owned(), Some(running)).unwrap();
        assert_eq!(book.running(), Some(("Undoing".to_owned(), 0.0)));
        assert!(!book.collect_loan().unwrap());
        drop(loan);
        assert!(book.collect_loan().unwrap() && book.store().is_some());
        let ended = book.take_ended().unwrap();
        assert_eq!(ended.kind, DeedKind::Undo);
        assert!(matches!(ended.result, Err(Error::Edit(EditError::JobDied))));
    }
}
