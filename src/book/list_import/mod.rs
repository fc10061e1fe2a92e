//! Takes a list into the book: matches its customers with the book's, compares, and writes what differs as one step.
//!
//! Used by the shell in one go and by the window's wizard in stages. Reading files and understanding sheets is `import`'s
//! work; this is where the list meets the book. Everything here can run on any thread and be broken off.

mod matching;
mod taking;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::error::Result;
use crate::import::merge::{BookSide, Difference, ListDraft, Outcome, compare};
use crate::import::read::Sheet;
use crate::import::report::{ContactsBy, CustomersBy, IssueReport, TouchesBy};
use crate::import::row::{RowDraft, RowReader};
use crate::import::understand::OnMatch;
use crate::import::{Answers, Issue, IssueKind, ListPlan, Place, Report, Understanding};
use crate::model::{Customer, Field, Id, ImportSource};
use crate::store::{History, Read, Reader, Scan, StoreError};
use crate::tr;

use super::lines::LineDifference;
pub use taking::TakenBy;

use matching::{Matches, MergedRows, matches};

/// Why an import cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The file has no sheet with content.
    NothingInIt,
    /// No sheet of this name.
    NoSheet(String),
    /// No heading or field of this name in an answer.
    NoField(String),
    /// Nothing in the sheet tells who the customers are.
    NobodyNamed,
    /// The person broke it off; the book is as it was.
    Cancelled,
    /// Its thread broke off; the book is as it was.
    Died,
}

impl ImportError {
    fn key(&self) -> &'static str {
        match self {
            Self::NothingInIt => "import-nothing-in-it",
            Self::NoSheet(_) => "import-no-sheet",
            Self::NoField(_) => "import-no-field",
            Self::NobodyNamed => "import-nobody-named",
            Self::Cancelled => "import-cancelled",
            Self::Died => "import-died",
        }
    }

    /// What the person can do next.
    pub fn hint(&self) -> String {
        crate::words::text(&format!("{}-hint", self.key()), None)
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&match self {
            Self::NoSheet(name) | Self::NoField(name) => tr!(self.key(), name = name.as_str()),
            _ => crate::words::text(self.key(), None),
        })
    }
}

impl std::error::Error for ImportError {}

/// Which file a list came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFile {
    /// Name without its folder.
    pub name: String,
    /// SHA-256 in hexadecimal; empty for a dry run.
    pub hash: String,
}

/// What the list means for one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// New in the book.
    Added,
    /// In the book, and changed.
    Updated,
    /// In the book, and the same.
    Unchanged,
}

/// How a list compares with the book.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Per customer of the plan: the book's customer.
    pub matches: Vec<Option<Id>>,
    /// Which of them were merged into another customer since.
    pub merged: MergedRows,
    /// Per customer of the plan: what it means.
    pub standings: Vec<Standing>,
    /// Counts of customers.
    pub customers_by: CustomersBy,
    /// Counts of contacts.
    pub contacts_by: ContactsBy,
    /// Counts of touches, where rows stand for touches.
    pub touches_by: TouchesBy,
    /// Where list and book differ: index of the customer in the plan and the difference; the first [`DIFFERENCES_KEPT`].
    pub differences: Vec<(u32, Difference)>,
    /// How many differences there are in all.
    pub difference_count: usize,
    /// Values that stay because a person changed them.
    pub doubts: Vec<Issue>,
    /// Names of customers that an earlier export of this list had and this one lacks.
    pub no_longer_listed: Vec<String>,
    /// How its order lines differ from those that wait.
    pub lines: LineDifference,
    /// The import that this list was recognised by.
    pub recognised: Option<ImportSource>,
}

/// How many differences are kept for a person to look at.
pub const DIFFERENCES_KEPT: usize = 20_000;

/// Everything that is needed to take a list.
pub struct ListImport<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// How it was understood.
    pub understanding: &'a Understanding,
    /// What the person decided.
    pub answers: &'a Answers,
    /// Which rows speak of whom.
    pub plan: &'a ListPlan,
}

/// What a person changed since the last import of a list.
#[derive(Default)]
struct ByHand(HashSet<(Id, String)>);

impl ListImport<'_> {
    pub(super) fn reader(&self) -> RowReader<'_> {
        self.plan.reader(self.sheet, self.understanding, self.answers)
    }

    /// Reads into `draft` what the list says of the customer at `at` of the plan.
    pub(super) fn draft(&self, reader: &RowReader<'_>, at: usize, row: &mut RowDraft, draft: &mut ListDraft) {
        draft.reset(&self.plan.customers[at].name);
        for index in self.plan.rows_of(at) {
            reader.read(&self.sheet.grid.row(index), row);
            draft.add(row, reader);
        }
        draft.settle();
    }

    fn by_hand(&self, book: &impl Read, recognised: Option<&ImportSource>) -> Result<ByHand, StoreError> {
        let Some(source) = recognised else { return Ok(ByHand::default()) };
        let Some(step) = book.step_of_import(source.id)? else { return Ok(ByHand::default()) };
        let changed = book.changed_by_hand_since(step.id)?;
        Ok(ByHand(
            changed.into_iter().flat_map(|(row, fields)| fields.into_iter().map(move |field| (row, field.key().to_owned()))).collect(),
        ))
    }

    /// Compares the list with the book without changing anything. `watch` is told how many customers are done.
    pub fn compare(&self, book: &Reader, mut watch: impl FnMut(usize) -> bool) -> Result<Comparison> {
        let mut comparison = Comparison { recognised: self.recognised(book)?, ..Comparison::default() };
        let by_hand = self.by_hand(book, comparison.recognised.as_ref())?;
        let found = match self.answers.on_match {
            OnMatch::Add => Matches { ids: vec![None; self.plan.customers.len()], merged: MergedRows::default() },
            _ => matches(book, self.plan)?,
        };
        (comparison.matches, comparison.merged) = (found.ids.clone(), found.merged.clone());
        let reader = self.reader().knowing(&book.extra_fields()?);
        self.outcomes(book, &found, &reader, &by_hand, |at, outcome| {
            if at % 512 == 0 && !watch(at) {
                return false;
            }
            let standing = match outcome {
                None => {
                    comparison.contacts_by.added += self.plan.customers[at].contacts as usize;
                    comparison.touches_by.added += self.plan.customers[at].touches as usize;
                    Standing::Added
                }
                Some(outcome) => comparison.count(at, &outcome, self.plan, self.sheet),
            };
            match standing {
                Standing::Added => comparison.customers_by.added += 1,
                Standing::Updated => comparison.customers_by.updated += 1,
                Standing::Unchanged => comparison.customers_by.unchanged += 1,
            }
            comparison.standings.push(standing);
            true
        })?;
        comparison.customers_by.in_doubt = self.in_doubt(&comparison);
        comparison.lines = self.compare_lines(book, &comparison.matches, |_| watch(comparison.standings.len()))?;
        if comparison.recognised.is_some() {
            comparison.no_longer_listed = self.no_longer_listed(book, &comparison.matches)?;
        }
        Ok(comparison)
    }

    /// The latest import of this list; lists without headings are never told to be the same.
    fn recognised(&self, book: &impl Read) -> Result<Option<ImportSource>, StoreError> {
        let key = &self.understanding.list_key;
        if key.is_empty() { Ok(None) } else { book.latest_import_of(key) }
    }

    /// Names of the customers that earlier exports of this list added or changed and this one lacks. Those that the latest
    /// export left as they were are known from the ones before.
    fn no_longer_listed(&self, book: &Reader, matches: &[Option<Id>]) -> Result<Vec<String>, StoreError> {
        let still: HashSet<Id> = matches.iter().flatten().copied().collect();
        let mut lost = BTreeSet::new();
        for source in book.import_sources()?.iter().filter(|source| source.list_key == self.understanding.list_key) {
            lost.extend(book.customers_of_import(source.id)?.into_iter().filter(|id| !still.contains(id)));
        }
        let lost: Vec<Id> = lost.into_iter().collect();
        Ok(book.customers(&lost)?.iter().map(|customer| customer.name().to_owned()).collect())
    }

    /// Compares each customer that has a match, on as many threads as there are cores, and hands the outcomes over in order.
    fn outcomes(
        &self,
        book: &Reader,
        found: &Matches,
        reader: &RowReader<'_>,
        by_hand: &ByHand,
        mut take: impl FnMut(usize, Option<Outcome>) -> bool,
    ) -> Result<()> {
        const BATCH: usize = 256;
        let Matches { ids: matches, merged } = found;
        let batches = matches.len().div_ceil(BATCH);
        let threads = if matches.iter().flatten().next().is_none() {
            1
        } else {
            std::thread::available_parallelism().map_or(1, |n| n.get().min(4)).min(batches)
        };
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel::<(usize, Result<Vec<Option<Outcome>>>)>(threads * 2);
            for _ in 0..threads {
                let (sender, next, book) = (sender.clone(), &next, book.again());
                scope.spawn(move || {
                    let mut row = RowDraft::default();
                    let mut draft = ListDraft::new("");
                    let mut compared = |range: std::ops::Range<usize>, book: &Reader| -> Result<Vec<Option<Outcome>>> {
                        let sides = sides(book, range.clone().filter_map(|at| matches[at]), merged)?;
                        let outcome = |at: usize| {
                            let side = sides.get(&matches[at]?)?;
                            if let Some(leader) = merged.leader(at) {
                                return Some(self.outcome_of_merged(side, (leader, at), reader, merged, by_hand));
                            }
                            self.draft(reader, at, &mut row, &mut draft);
                            Some(self.outcome(side, &draft, by_hand))
                        };
                        Ok(range.map(outcome).collect())
                    };
                    loop {
                        let batch = next.fetch_add(1, Ordering::Relaxed);
                        if batch >= batches {
                            return;
                        }
                        let range = batch * BATCH..((batch + 1) * BATCH).min(matches.len());
                        let outcomes = match &book {
                            Ok(book) => compared(range, book),
                            Err(_) => Err(StoreError::Stopped.into()),
                        };
                        if sender.send((batch, outcomes)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            let mut expected = 0;
            while expected < batches {
                let Ok((batch, outcomes)) = receiver.recv() else { return Err(ImportError::Cancelled.into()) };
                waiting.insert(batch, outcomes);
                while let Some(outcomes) = waiting.remove(&expected) {
                    for (offset, outcome) in outcomes.inspect_err(|_| next.store(batches, Ordering::Relaxed))?.into_iter().enumerate() {
                        if !take(expected * BATCH + offset, outcome) {
                            next.store(batches, Ordering::Relaxed);
                            return Err(ImportError::Cancelled.into());
                        }
                    }
                    expected += 1;
                }
            }
            Ok(())
        })
    }

    /// The comparison with an empty book: everything is new.
    pub fn compare_with_nothing(&self) -> Comparison {
        let count = self.plan.customers.len();
        let mut comparison = Comparison {
            matches: vec![None; count],
            standings: vec![Standing::Added; count],
            customers_by: CustomersBy { added: count, ..CustomersBy::default() },
            contacts_by: ContactsBy { added: self.plan.contacts, ..ContactsBy::default() },
            touches_by: TouchesBy { added: self.plan.touches, ..TouchesBy::default() },
            lines: self.all_lines(),
            ..Comparison::default()
        };
        comparison.customers_by.in_doubt = self.in_doubt(&comparison);
        comparison
    }

    /// Customers that are new although they resemble another, or hold a value that a person changed.
    fn in_doubt(&self, comparison: &Comparison) -> usize {
        let is_new = |row: u32| {
            let place = self.sheet.grid.find(row).ok().and_then(|index| self.plan.places.get(index.checked_sub(self.plan.first)?));
            matches!(place, Some(Place::Customer(at)) if comparison.standings[*at as usize] == Standing::Added)
        };
        let resembling = self
            .plan
            .issues
            .iter()
            .filter(|issue| matches!(issue.kind, IssueKind::SharedEmailDomain | IssueKind::SharedPhone) && is_new(issue.row));
        resembling.chain(&comparison.doubts).map(|issue| issue.row).collect::<HashSet<u32>>().len()
    }

    fn outcome(&self, side: &BookSide, draft: &ListDraft, by_hand: &ByHand) -> Outcome {
        let is_by_hand = |row: Id, column: &str| !by_hand.0.is_empty() && by_hand.0.contains(&(row, column.to_owned()));
        compare(side, draft, self.answers.on_match, &is_by_hand, &|_| true)
    }

    /// What all rows say of a customer that others of the list were merged into, or who was merged itself: `leader` stands for
    /// them. With the values that are not taken, by customer of the plan.
    fn draft_of_merged(
        &self,
        book: &Customer,
        leader: usize,
        reader: &RowReader<'_>,
        merged: &MergedRows,
    ) -> (ListDraft, HashMap<usize, Vec<Difference>>) {
        let mut row = RowDraft::default();
        let mut draft = ListDraft::new("");
        if merged.gone(leader).is_none() {
            self.draft(reader, leader, &mut row, &mut draft);
        }
        let mut not_taken = HashMap::new();
        for member in merged.members(leader) {
            let mut other = ListDraft::new("");
            self.draft(reader, *member, &mut row, &mut other);
            if let Some(gone) = merged.gone(*member) {
                not_taken.insert(*member, draft.add_merged(other, gone, book));
            }
        }
        (draft, not_taken)
    }

    /// The outcome for the customer at `at` of the plan, for which the one at `leader` stands.
    fn outcome_of_merged(
        &self,
        side: &BookSide,
        (leader, at): (usize, usize),
        reader: &RowReader<'_>,
        merged: &MergedRows,
        by_hand: &ByHand,
    ) -> Outcome {
        let (draft, mut not_taken) = self.draft_of_merged(&side.customer, leader, reader, merged);
        let mut outcome = if leader == at { self.outcome(side, &draft, by_hand) } else { Outcome::default() };
        if self.answers.on_match != OnMatch::Skip {
            outcome.differences.extend(not_taken.remove(&at).unwrap_or_default());
        }
        outcome
    }

    /// The report of what was compared and, with `step`, taken.
    pub fn report(&self, comparison: &Comparison, step: Option<Id>) -> Report {
        let mut report = Report::of_list(self.plan);
        report.customers_by = comparison.customers_by;
        report.contacts_by = comparison.contacts_by;
        report.touches_by = comparison.touches_by;
        report.no_longer_listed.clone_from(&comparison.no_longer_listed);
        report.step = step.map(|id| id.0);
        report.issues.extend(comparison.doubts.iter().map(IssueReport::of));
        report.issues.sort_by_key(|issue| issue.row);
        report
    }
}

impl Comparison {
    /// Whether taking the list writes anything: if not, nothing need be backed up before.
    pub fn has_work(&self) -> bool {
        self.customers_by.added + self.customers_by.updated > 0 || self.lines.is_change()
    }

    fn count(&mut self, at: usize, outcome: &Outcome, plan: &ListPlan, sheet: &Sheet) -> Standing {
        self.contacts_by.added += outcome.new_contacts.len();
        self.contacts_by.updated += outcome.changed_contacts.len();
        self.contacts_by.unchanged += outcome.same_contacts;
        if plan.customers[at].touches > 0 {
            let (added, updated) = (outcome.new_touches.len(), outcome.changed_touches.len());
            self.touches_by.added += added;
            self.touches_by.updated += updated;
            self.touches_by.unchanged += (plan.customers[at].touches as usize).saturating_sub(added + updated);
        }
        let row = sheet.grid.row(plan.customers[at].first_row as usize).number();
        for difference in &outcome.differences {
            self.difference_count += 1;
            if difference.is_by_hand {
                self.doubts.push(Issue {
                    row,
                    column: None,
                    field: Field::by_key(&difference.field),
                    kind: IssueKind::ChangedByHand,
                    value: difference.list.clone(),
                });
            }
            if self.differences.len() < DIFFERENCES_KEPT {
                self.differences.push((u32::try_from(at).unwrap_or(u32::MAX), difference.clone()));
            }
        }
        if outcome.is_change() { Standing::Updated } else { Standing::Unchanged }
    }

    /// The customers of the plan that are new in the book: their indexes.
    pub fn added(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.standings).filter(|(_, standing)| **standing == Standing::Added).map(|(at, _)| at)
    }
}

/// What the book says of the customers `ids`.
fn sides(book: &impl Read, ids: impl Iterator<Item = Id>, merged: &MergedRows) -> Result<HashMap<Id, BookSide>, StoreError> {
    let ids: Vec<Id> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let side = |customer: Customer| BookSide {
        before: merged.before(customer.id).to_vec(),
        customer,
        contacts: Vec::new(),
        touches: Vec::new(),
        follow_ups: Vec::new(),
    };
    let mut sides: HashMap<Id, BookSide> = book.customers_among(&ids)?.into_iter().map(|customer| (customer.id, side(customer))).collect();
    for contact in book.contacts_among(&ids)? {
        sides.entry(contact.customer).and_modify(|side| side.contacts.push(contact));
    }
    for touch in book.touches_among(&ids)? {
        sides.entry(touch.customer).and_modify(|side| side.touches.push(touch));
    }
    for follow_up in book.follow_ups_among(&ids)? {
        sides.entry(follow_up.customer).and_modify(|side| side.follow_ups.push(follow_up));
    }
    Ok(sides)
}
