//! The import wizard without its window: read, understand, review, take. Long work runs on a thread of its own; the window
//! asks [`ImportSession::tick`] what has come of it, draws the fields and calls the methods.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Instant;

use crate::error::{Error, Result};
use crate::import::merge::ListDraft;
use crate::import::plan::first_row;
use crate::import::read::{self, ReadOptions, Reader as FileReader, Sheet, Workbook};
use crate::import::row::RowDraft;
use crate::import::understand::{Answers, DayOrderAnswer, OnMatch, Repair, Target, choose_sheet};
use crate::import::{Issue, ListPlan, Place, ReadError, Report, Understanding, plan, understand};
use crate::model::Id;
use crate::store::{History, Read, Reader};
use crate::words;

use super::list_import::{Comparison, ImportError, ListFile, ListImport, TakenBy};
use super::{Book, Now};

/// Where the wizard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The file is being read.
    Reading,
    /// Sheet, header and columns can be changed.
    Fields,
    /// The list is being compared with the book.
    Comparing,
    /// What would be done can be looked at and repaired.
    Review,
    /// The list is being taken.
    Taking,
    /// It is taken.
    Done,
    /// The file cannot be read; [`ImportSession::trouble`] says why.
    Failed,
}

/// How far long work is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SessionProgress {
    /// Rows or customers done.
    pub done: u64,
    /// Of so many, where that is known.
    pub total: Option<u64>,
    /// From 0 to 1.
    pub share: f32,
    /// Per second, since the work began.
    pub rate: f32,
}

/// What working threads and the window share.
#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
    /// Thousandths.
    share: AtomicU64,
}

enum Outcome {
    /// What was read, which sheet is taken and how it is understood.
    Read(Result<(Workbook, Option<(usize, Understanding)>)>),
    /// Who is who, how it stands to the book, and how many rows are not taken as a whole.
    Compared(Box<Result<(ListPlan, Comparison, usize)>>),
    Taken(Result<Report>),
}

struct Work {
    shared: Arc<Shared>,
    outcome: Receiver<Outcome>,
    began: Instant,
}

/// What wakes the window.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// A row of the preview.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRow {
    /// Row of the sheet, from 0.
    pub row: u32,
    /// Whether the sheet hides it.
    pub is_hidden: bool,
    /// One per column of the understanding.
    pub cells: Vec<PreviewCell>,
}

/// A cell of the preview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PreviewCell {
    /// As written.
    pub text: String,
    /// What is noteworthy about it.
    pub issue: Option<Issue>,
}

/// One import, from the file to the step.
pub struct ImportSession {
    /// The file.
    pub path: PathBuf,
    /// How the file is read; change it by [`Self::set_encoding`] and [`Self::set_delimiter`].
    pub options: ReadOptions,
    /// What the person decided.
    pub answers: Answers,
    /// Where the wizard is.
    pub stage: Stage,
    /// What the file holds, once read.
    pub workbook: Option<Arc<Workbook>>,
    /// Which sheet is taken.
    pub sheet_at: usize,
    /// How the sheet is understood, once read.
    pub understanding: Option<Understanding>,
    /// What the list holds, once compared.
    pub plan: Option<Arc<ListPlan>>,
    /// How it compares with the book, once compared.
    pub comparison: Option<Arc<Comparison>>,
    /// What was taken, once done.
    pub report: Option<Report>,
    /// What went wrong last.
    pub trouble: Option<Error>,
    /// The name and instant of the earlier import of this list whose mapping was used again.
    pub remembered: Option<(String, i64)>,
    /// The newest step when the comparison began: what came later it does not know.
    compared_with: Option<Id>,
    not_taken: usize,
    executable: FileReader,
    wake: Wake,
    work: Option<Work>,
}

impl ImportSession {
    /// Starts to read the file at `path`. `wake` is called from other threads when there is something to collect.
    pub fn start(path: &Path, executable: FileReader, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let mut session = Self {
            path: path.to_owned(),
            options: ReadOptions::default(),
            answers: Answers::default(),
            stage: Stage::Reading,
            workbook: None,
            sheet_at: 0,
            understanding: None,
            plan: None,
            comparison: None,
            report: None,
            trouble: None,
            remembered: None,
            compared_with: None,
            not_taken: 0,
            executable,
            wake: Arc::new(wake),
            work: None,
        };
        session.read();
        session
    }

    /// The file's name without its folder.
    pub fn file_name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The sheet that is taken.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.workbook.as_ref()?.sheets.get(self.sheet_at)
    }

    /// How far long work is; `None` while nothing runs.
    pub fn progress(&self) -> Option<SessionProgress> {
        let work = self.work.as_ref()?;
        let load = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let (done, total) = (load(&work.shared.done), load(&work.shared.total));
        let seconds = work.began.elapsed().as_secs_f32().max(0.001);
        let share = if total > 0 { done as f32 / total as f32 } else { load(&work.shared.share) as f32 / 1000.0 };
        Some(SessionProgress { done, total: (total > 0).then_some(total), share: share.min(1.0), rate: done as f32 / seconds })
    }

    /// Breaks off what runs; the book stays as it was, and the wizard goes one stage back.
    pub fn cancel(&mut self) {
        if let Some(work) = &self.work {
            work.shared.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the writing connection is lent to this session.
    pub fn has_book(&self) -> bool {
        self.stage == Stage::Taking
    }

    fn spawn(&mut self, name: &str, total: u64, work: impl FnOnce(&Shared) -> Outcome + Send + 'static) -> bool {
        let shared = Arc::new(Shared::default());
        shared.total.store(total, Ordering::Relaxed);
        let (sender, outcome) = channel();
        let (theirs, wake, language) = (Arc::clone(&shared), Arc::clone(&self.wake), words::spoken());
        let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            words::speak(language);
            let outcome = work(&theirs);
            if sender.send(outcome).is_ok() {
                wake();
            }
        });
        match spawned {
            Ok(_) => {
                self.work = Some(Work { shared, outcome, began: Instant::now() });
                true
            }
            Err(error) => {
                self.trouble = Some(ReadError::new(read::Problem::NoReader(error.to_string()), &self.path).into());
                self.stage = Stage::Failed;
                false
            }
        }
    }

    fn read(&mut self) {
        self.stage = Stage::Reading;
        self.trouble = None;
        let (reader, path, options, answers) = (self.executable.clone(), self.path.clone(), self.options.clone(), self.answers.clone());
        self.spawn("import: read", 0, move |shared| {
            let read = reader.read(&path, &options, &mut |progress| {
                shared.done.store(progress.rows, Ordering::Relaxed);
                shared.share.store((progress.share * 1000.0) as u64, Ordering::Relaxed);
                if shared.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            Outcome::Read(read.map_err(Error::from).map(|workbook| {
                let understood = choose_sheet(&workbook.sheets).map(|at| (at, understand(&workbook.sheets[at], &answers)));
                (workbook, understood)
            }))
        });
    }

    /// Reads the file again in another encoding; `None` detects it.
    pub fn set_encoding(&mut self, encoding: Option<String>) {
        self.options.encoding = encoding;
        self.read();
    }

    /// Reads the file again with other separators; `None` detects them.
    pub fn set_delimiter(&mut self, delimiter: Option<char>) {
        self.options.delimiter = delimiter;
        self.read();
    }

    /// Collects what long work has brought; returns whether anything changed. The store comes back to `book` here.
    pub fn tick(&mut self, book: &mut Book) -> Result<bool> {
        let Some(work) = &self.work else { return Ok(false) };
        let outcome = match work.outcome.try_recv() {
            Ok(outcome) => outcome,
            Err(TryRecvError::Empty) => return Ok(false),
            Err(TryRecvError::Disconnected) => {
                // The thread died. A panic has rolled back what it wrote, and the book takes its connection back by itself.
                self.work = None;
                self.stage = match self.stage {
                    Stage::Comparing => Stage::Fields,
                    Stage::Taking => Stage::Review,
                    _ => Stage::Failed,
                };
                self.trouble = Some(ImportError::Died.into());
                return book.collect_loan().map(|_| true);
            }
        };
        self.work = None;
        match outcome {
            Outcome::Read(Ok((workbook, understood))) => match understood {
                Some((at, understanding)) => {
                    drop_elsewhere(self.workbook.replace(Arc::new(workbook)));
                    self.sheet_at = at;
                    self.stage = Stage::Fields;
                    self.understanding = Some(understanding);
                    self.remember(book)?;
                }
                None => {
                    self.stage = Stage::Failed;
                    self.trouble = Some(ImportError::NothingInIt.into());
                }
            },
            Outcome::Read(Err(error)) => {
                self.stage = Stage::Failed;
                self.trouble = Some(error);
            }
            Outcome::Compared(compared) => match *compared {
                Ok((plan, comparison, not_taken)) => {
                    self.not_taken = not_taken;
                    drop_elsewhere((self.plan.replace(Arc::new(plan)), self.comparison.replace(Arc::new(comparison))));
                    self.stage = Stage::Review;
                }
                Err(error) => {
                    self.stage = Stage::Fields;
                    self.trouble = (!error.is_cancelled()).then_some(error);
                }
            },
            Outcome::Taken(taken) => {
                // What waited meanwhile may be refused; the list is taken all the same.
                let waited = book.collect_loan();
                match taken {
                    Ok(report) => {
                        self.report = Some(report);
                        self.stage = Stage::Done;
                        if self.not_taken == 0 {
                            // Nobody will ask for its rows again, and the search index needs the room.
                            drop_elsewhere((self.workbook.take(), self.plan.take(), self.comparison.take()));
                        }
                    }
                    Err(error) => {
                        self.stage = Stage::Review;
                        self.trouble = (!error.is_cancelled()).then_some(error);
                    }
                }
                waited?;
            }
        }
        Ok(true)
    }

    fn understand(&mut self) {
        self.understanding = self.sheet().map(|sheet| understand(sheet, &self.answers));
    }

    /// The answers given when this list came last are used again.
    fn remember(&mut self, book: &Book) -> Result<()> {
        // Lists without headings have nothing to be known by.
        let Some(understanding) = self.understanding.as_ref().filter(|understanding| !understanding.list_key.is_empty()) else {
            return Ok(());
        };
        let reader = book.reader()?;
        let Some(source) = reader.latest_import_of(&understanding.list_key)? else { return Ok(()) };
        if let Ok(answers) = serde_json::from_str::<Answers>(&source.mapping) {
            // Adding everybody a second time was meant for once.
            let on_match = if answers.on_match == OnMatch::Add { OnMatch::default() } else { answers.on_match };
            self.answers = Answers { sheet: self.answers.sheet.take(), header_row: self.answers.header_row, on_match, ..answers };
            self.remembered = Some((source.file_name, source.imported_at_ms));
            self.understand();
        }
        Ok(())
    }

    /// Takes another sheet; what was decided about the one before is forgotten.
    pub fn choose_sheet(&mut self, at: usize) {
        self.sheet_at = at;
        self.answers = Answers { on_match: self.answers.on_match, ..Answers::default() };
        self.answers.sheet = self.sheet().map(|sheet| sheet.name.clone());
        self.understand();
    }

    /// Takes the row (from 0) for the headings; `None`: the sheet has none.
    pub fn choose_header(&mut self, row: Option<u32>) {
        self.answers.header_row = Some(row);
        self.answers.targets.clear();
        self.understand();
    }

    /// Sends a column (from 0) elsewhere; `None` leaves it to the import again.
    pub fn set_target(&mut self, column: u32, target: Option<Target>) {
        let name = format!("#{}", column + 1);
        let heading = self.understanding.as_ref().and_then(|u| u.columns.iter().find(|c| c.column == column)).map(|c| c.heading.clone());
        self.answers.targets.retain(|(known, _)| *known != name && Some(known) != heading.as_ref());
        if let Some(target) = target {
            // A field goes to one column; the one that had it is left to the import again.
            self.answers.targets.retain(|(_, known)| *known != target || matches!(target, Target::Ignored));
            self.answers.targets.push((name, target));
        }
        self.understand();
    }

    /// Decides which of day and month comes first; `None` leaves it to each column.
    pub fn set_dates(&mut self, order: Option<DayOrderAnswer>) {
        self.answers.dates = order;
    }

    /// Decides what is done with customers that are in the book.
    pub fn set_on_match(&mut self, on_match: OnMatch) {
        self.answers.on_match = on_match;
    }

    /// Decides whether hidden rows are left out.
    pub fn leave_hidden_rows_out(&mut self, out: bool) {
        self.answers.leaves_hidden_rows_out = out;
    }

    /// The first `count` rows behind the header, as they would be read now.
    pub fn preview(&self, count: usize) -> Vec<PreviewRow> {
        let (Some(sheet), Some(understanding)) = (self.sheet(), &self.understanding) else { return Vec::new() };
        let first = first_row(sheet, understanding);
        let reader = crate::import::row::RowReader::new_for_preview(sheet, understanding, first, &self.answers);
        let mut draft = RowDraft::default();
        (first..sheet.grid.len().min(first + count))
            .map(|index| {
                let row = sheet.grid.row(index);
                reader.read(&row, &mut draft);
                let cells = understanding.columns.iter().map(|column| PreviewCell {
                    text: row.cell(column.column).map_or_else(String::new, |cell| cell.text.to_owned()),
                    issue: draft.issues.iter().find(|issue| issue.column == Some(column.column)).cloned(),
                });
                PreviewRow { row: row.number(), is_hidden: sheet.hides_row(row.number()), cells: cells.collect() }
            })
            .collect()
    }

    /// The first `count` rows of the sheet as they stand, for choosing the header: row (from 0) and texts by column.
    pub fn raw_rows(&self, count: usize) -> Vec<(u32, Vec<String>)> {
        let Some(sheet) = self.sheet() else { return Vec::new() };
        let width = sheet.grid.columns().min(60) as usize;
        sheet
            .grid
            .rows()
            .take(count)
            .map(|row| {
                let mut texts = vec![String::new(); width];
                for (column, cell) in row.cells().take_while(|(column, _)| (*column as usize) < width) {
                    texts[column as usize] = cell.text.to_owned();
                }
                (row.number(), texts)
            })
            .collect()
    }

    /// Starts to compare the list with the book.
    pub fn review(&mut self, book: &Book) -> Result<()> {
        self.trouble = None;
        let (Some(workbook), Some(understanding)) = (self.workbook.clone(), self.understanding.clone()) else { return Ok(()) };
        if !understanding.names_somebody() {
            return Err(ImportError::NobodyNamed.into());
        }
        let reader = book.reader()?;
        let (answers, at) = (self.answers.clone(), self.sheet_at);
        let rows = workbook.sheets.get(at).map_or(0, |sheet| sheet.grid.len()) as u64;
        self.compared_with = reader.newest_step()?;
        self.stage = Stage::Comparing;
        self.spawn("import: compare", rows * 2, move |shared| {
            Outcome::Compared(Box::new(compare(&workbook, at, &understanding, &answers, &reader, shared)))
        });
        Ok(())
    }

    /// The customer that a row (from 0) of the sheet speaks of.
    pub fn name_of_row(&self, row: u32) -> Option<&str> {
        let (sheet, plan) = (self.sheet()?, self.plan.as_ref()?);
        let index = sheet.grid.find(row).ok()?.checked_sub(plan.first)?;
        match plan.places.get(index)? {
            Place::Customer(at) => Some(&plan.customers[*at as usize].name),
            _ => None,
        }
    }

    /// What the list says of these customers of the plan, as they would be added.
    pub fn as_taken(&self, customers: &[u32]) -> Vec<ListDraft> {
        let (Some(sheet), Some(understanding), Some(plan)) = (self.sheet(), &self.understanding, &self.plan) else { return Vec::new() };
        let list = ListImport { sheet, understanding, answers: &self.answers, plan };
        let (reader, mut row) = (list.reader(), RowDraft::default());
        let drafts = customers.iter().map(|at| {
            let mut draft = ListDraft::new("");
            list.draft(&reader, *at as usize, &mut row, &mut draft);
            draft
        });
        drafts.collect()
    }

    /// How many rows of the list were not taken as a whole.
    pub fn not_taken(&self) -> usize {
        self.not_taken
    }

    /// Writes what was not taken to `path`; returns how many rows.
    pub fn write_not_taken(&self, path: &Path) -> Result<usize> {
        let (Some(sheet), Some(understanding), Some(plan), Some(comparison)) =
            (self.sheet(), &self.understanding, &self.plan, &self.comparison)
        else {
            return Ok(0);
        };
        super::not_taken::write_not_taken(sheet, understanding, plan, &comparison.doubts, path)
    }

    /// Goes back to the columns.
    pub fn back_to_fields(&mut self) {
        if self.stage == Stage::Review {
            self.stage = Stage::Fields;
        }
    }

    /// Corrects the part `was` of a cell in the review and compares again; the other addresses or numbers of the cell stay.
    pub fn repair(&mut self, row: u32, column: u32, was: &str, text: &str, book: &Book) -> Result<()> {
        let earlier = self.answers.repairs.iter().find(|repair| (repair.row, repair.column) == (row, column));
        let cell = || {
            let sheet = self.sheet()?;
            Some(sheet.grid.row(sheet.grid.find(row).ok()?).text(column).to_owned())
        };
        let whole = earlier.map(|repair| repair.text.clone()).or_else(cell).unwrap_or_default();
        let text = if !was.is_empty() && whole.contains(was) { whole.replacen(was, text, 1) } else { text.to_owned() };
        self.answers.repairs.retain(|repair| (repair.row, repair.column) != (row, column));
        self.answers.repairs.push(Repair { row, column, text });
        self.review(book)
    }

    /// Starts to take the list; `book` lends its writing connection until it is done. Where the book has changed since the
    /// review, it is reviewed again instead.
    pub fn take(&mut self, book: &mut Book, now: Now) -> Result<()> {
        self.trouble = None;
        if book.reader()?.newest_step()? != self.compared_with {
            return self.review(book);
        }
        let (Some(workbook), Some(understanding)) = (self.workbook.clone(), self.understanding.clone()) else { return Ok(()) };
        let (Some(plan), Some(comparison)) = (self.plan.clone(), self.comparison.clone()) else { return Ok(()) };
        let Some(mut loan) = book.lend(crate::tr!("job-import")) else { return Err(book.job_running()) };
        let (answers, at, path, name) = (self.answers.clone(), self.sheet_at, self.path.clone(), self.file_name());
        let (place, who, total) = (book.place().to_owned(), book.who().to_owned(), plan.customers.len() as u64);
        let zone = book.habits().zone;
        self.stage = Stage::Taking;
        // Should the thread not start or break off, the loan ends with its closure.
        self.spawn("import: take", total, move |shared| {
            let taken = (|| -> Result<Report> {
                let hash = crate::store::keep_original(&place, &path)?;
                let file = ListFile { name, hash };
                let sheet = workbook.sheets.get(at).ok_or(ImportError::NothingInIt)?;
                let list = ListImport { sheet, understanding: &understanding, answers: &answers, plan: &plan };
                if comparison.has_work() {
                    super::backups::before_import(&place, &loan.store().reader()?, now.ms(), &mut |_| {
                        !shared.stop.load(Ordering::Relaxed)
                    })?;
                }
                // Before anything is written: what breaks off now has done nothing.
                let mut report = list.report(&comparison, None);
                let step = list.apply(loan.store(), &comparison, &file, &TakenBy { who: &who, now_ms: now.ms(), zone }, |done| {
                    shared.done.store(done as u64, Ordering::Relaxed);
                    !shared.stop.load(Ordering::Relaxed)
                })?;
                loan.wrote(step);
                report.step = step.map(|step| step.0);
                Ok(report)
            })();
            loan.prepare();
            Outcome::Taken(taken)
        });
        Ok(())
    }
}

impl Drop for ImportSession {
    fn drop(&mut self) {
        self.cancel();
        drop_elsewhere((self.workbook.take(), self.plan.take(), self.comparison.take()));
    }
}

/// Gives memory back on a thread of its own: for a list of a million rows that takes longer than a frame may.
fn drop_elsewhere(large: impl Send + 'static) {
    std::thread::spawn(move || drop(large));
}

fn compare(
    workbook: &Workbook,
    at: usize,
    understanding: &Understanding,
    answers: &Answers,
    reader: &Reader,
    shared: &Shared,
) -> Result<(ListPlan, Comparison, usize)> {
    let sheet = workbook.sheets.get(at).ok_or(ImportError::NothingInIt)?;
    let rows = sheet.grid.len() as u64;
    let goes_on = || !shared.stop.load(Ordering::Relaxed);
    let plan = plan(sheet, understanding, answers, |done| {
        shared.done.store(done as u64, Ordering::Relaxed);
        goes_on()
    })
    .map_err(|_| ImportError::Cancelled)?;
    let customers = plan.customers.len().max(1) as u64;
    let comparison = ListImport { sheet, understanding, answers, plan: &plan }.compare(reader, |done| {
        shared.done.store(rows + rows * done as u64 / customers, Ordering::Relaxed);
        goes_on()
    })?;
    let not_taken = super::not_taken::count_not_taken(&plan, &comparison.doubts);
    Ok((plan, comparison, not_taken))
}
