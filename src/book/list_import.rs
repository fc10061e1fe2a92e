//! Takes a list into the book: matches its customers with the book's, compares, and writes what differs as one step.
//!
//! Used by the shell in one go and by the window's wizard in stages. Reading files and understanding sheets is `import`'s
//! work; this is where the list meets the book. Everything here can run on any thread and be broken off.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::error::Result;
use crate::import::merge::{BookSide, Difference, ListDraft, Outcome, compare};
use crate::import::read::Sheet;
use crate::import::report::{ContactsBy, CustomersBy, IssueReport};
use crate::import::row::{RowDraft, RowReader};
use crate::import::understand::OnMatch;
use crate::import::{Answers, Issue, IssueKind, ListPlan, Place, Report, Severity, Understanding};
use crate::model::{Customer, Field, FollowUp, Id, ImportSource, Touch, name};
use crate::store::{History, Read, Reader, Scan, Store, StoreError, Walk, What, Write};
use crate::tr;

use super::lines::LineDifference;
use super::perform::put_extra_names;

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
    /// Per customer of the plan: what it means.
    pub standings: Vec<Standing>,
    /// Counts of customers.
    pub customers_by: CustomersBy,
    /// Counts of contacts.
    pub contacts_by: ContactsBy,
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

/// The book's customers as matching needs them: those with a name or number of the list.
struct Known {
    by_number: HashMap<String, Id>,
    /// The records that the list names and the book has.
    records: HashSet<Id>,
    /// By customer of the plan: which of `same_name`.
    names: Vec<u32>,
    same_name: Vec<SameName>,
}

/// Customers of the book with one folded name, with the country where it is known. Nearly always there is one.
#[derive(Default)]
struct SameName {
    first: Option<(Id, Option<[u8; 2]>)>,
    others: Vec<(Id, Option<[u8; 2]>)>,
}

impl Known {
    fn of(book: &Reader, plan: &ListPlan) -> Result<Self, StoreError> {
        let mut known = Self {
            by_number: HashMap::new(),
            records: HashSet::new(),
            names: Vec::with_capacity(plan.customers.len()),
            same_name: Vec::new(),
        };
        let mut by_key: HashMap<Cow<'_, str>, u32> = HashMap::with_capacity(plan.customers.len());
        // Most names in the book stand in the list letter by letter, and need not be folded.
        let mut by_name: HashMap<&str, u32> = HashMap::with_capacity(plan.customers.len());
        for customer in &plan.customers {
            // A person who stood for a firm when the list came first is a firm's name in the book.
            let key =
                if customer.is_person { name::fold_company(&customer.name).into() } else { Cow::Borrowed(customer.name_key.as_str()) };
            let at = *by_key.entry(key).or_insert_with(|| {
                known.same_name.push(SameName::default());
                u32::try_from(known.same_name.len() - 1).unwrap_or(u32::MAX)
            });
            known.names.push(at);
            by_name.insert(&customer.name, at);
        }
        let records: HashSet<Id> = plan.customers.iter().filter_map(|customer| customer.record).collect();
        let has_numbers = plan.customers.iter().any(|customer| !customer.number.is_empty());
        book.each_customer(&[Field::Company, Field::ShortName, Field::CustomerNo, Field::Country], |row| {
            let (id, company, short_name, number, country) = (row.id(), row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?);
            let company = if company.is_empty() { short_name } else { company };
            let found =
                if company.is_empty() { None } else { by_name.get(company).or_else(|| by_key.get(name::fold_company(company).as_str())) };
            if let Some(at) = found {
                let (same, customer) = (&mut known.same_name[*at as usize], (id, <[u8; 2]>::try_from(country.as_bytes()).ok()));
                match same.first {
                    None => same.first = Some(customer),
                    Some(_) => same.others.push(customer),
                }
            }
            if records.contains(&id) {
                known.records.insert(id);
            }
            if has_numbers && !number.is_empty() {
                known.by_number.entry(number.to_lowercase()).or_insert(id);
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(known)
    }

    /// The book's customer for each of the list, none of them twice: first those that the list names by their record, then those
    /// that agree in number or in name and country, then those of the same name where either country is not known.
    fn matches(&self, plan: &ListPlan) -> Vec<Option<Id>> {
        let mut matches: Vec<Option<Id>> =
            plan.customers.iter().map(|customer| customer.record.filter(|id| self.records.contains(id))).collect();
        let mut taken: HashSet<Id> = matches.iter().flatten().copied().collect();
        for (index, found) in matches.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
            let customer = &plan.customers[index];
            let by_number = self.by_number.get(&customer.number.to_lowercase()).filter(|_| !customer.number.is_empty()).copied();
            let same = by_number.or_else(|| self.same_name_as(index, |country| country == customer.country, &taken));
            *found = same.filter(|id| taken.insert(*id));
        }
        for (index, found) in matches.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
            let new = plan.customers[index].country;
            *found = self.same_name_as(index, |known| known.is_none() || new.is_none(), &taken).filter(|id| taken.insert(*id));
        }
        matches
    }

    /// A customer of the same name as the one at `index` of the plan, whose country is `fit` and who is not `taken`.
    fn same_name_as(&self, index: usize, fit: impl Fn(Option<[u8; 2]>) -> bool, taken: &HashSet<Id>) -> Option<Id> {
        let same = &self.same_name[self.names[index] as usize];
        same.first.iter().chain(&same.others).find(|(id, country)| fit(*country) && !taken.contains(id)).map(|(id, _)| *id)
    }
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
        let known = Known::of(book, self.plan)?;
        let by_hand = self.by_hand(book, comparison.recognised.as_ref())?;
        comparison.matches =
            if self.answers.on_match == OnMatch::Add { vec![None; self.plan.customers.len()] } else { known.matches(self.plan) };
        drop(known);
        let reader = self.reader().knowing(&book.extra_fields()?);
        self.outcomes(book, &comparison.matches.clone(), &reader, &by_hand, |at, outcome| {
            if at % 512 == 0 && !watch(at) {
                return false;
            }
            let standing = match outcome {
                None => {
                    comparison.contacts_by.added += self.plan.customers[at].contacts as usize;
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
        matches: &[Option<Id>],
        reader: &RowReader<'_>,
        by_hand: &ByHand,
        mut take: impl FnMut(usize, Option<Outcome>) -> bool,
    ) -> Result<()> {
        const BATCH: usize = 256;
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
                        let sides = sides(book, range.clone().filter_map(|at| matches[at]))?;
                        let outcome = |at: usize| {
                            let side = sides.get(&matches[at]?)?;
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

    /// Takes the list as one step. `watch` is told how many customers are done and breaks off by answering `false`; the book
    /// then stays as it was. Returns the step, `None` where nothing changed.
    pub fn apply(
        &self,
        store: &mut Store,
        comparison: &Comparison,
        file: &ListFile,
        who: &str,
        now_ms: i64,
        mut watch: impl FnMut(usize) -> bool,
    ) -> Result<Option<Id>> {
        let what = What::import("step-import").with("file", file.name.as_str());
        if !comparison.has_work() {
            return Ok(None);
        }
        let by_hand = self.by_hand(store, comparison.recognised.as_ref())?;
        let (_, step) = store.change(&what, who, now_ms, |write| -> Result<()> {
            let import = write.mint();
            let mapping = serde_json::to_string(self.answers).unwrap_or_default();
            let source = ImportSource {
                id: import,
                file_name: file.name.clone(),
                file_hash: file.hash.clone(),
                list_key: self.understanding.list_key.clone(),
                imported_at_ms: now_ms,
                mapping,
                rows: i64::try_from(self.plan.rows).unwrap_or(i64::MAX),
            };
            write.put_import_source(import, Some(&source))?;
            let reader = self.reader().knowing(&write.extra_fields()?);
            let mut ids = Vec::with_capacity(self.plan.customers.len());
            let mut extra_names = HashSet::new();
            self.drafts(&reader, comparison, |first, batch| {
                if !watch(first) {
                    return Err(ImportError::Cancelled.into());
                }
                let changing = batch.iter().enumerate().filter(|(_, draft)| draft.is_some());
                let sides = sides(write, changing.filter_map(|(offset, _)| comparison.matches[first + offset]))?;
                for (offset, draft) in batch.iter_mut().enumerate() {
                    let at = first + offset;
                    ids.push(match (comparison.matches[at], draft) {
                        (Some(id), None) => id,
                        (Some(id), Some(draft)) => {
                            // Deleted between the review and now: what the list says comes back as new.
                            match sides.get(&id) {
                                Some(side) => {
                                    update(write, id, self.outcome(side, draft, &by_hand), import)?;
                                    id
                                }
                                None => add(write, draft, &mut extra_names, import)?,
                            }
                        }
                        (None, Some(draft)) => add(write, draft, &mut extra_names, import)?,
                        (None, None) => add(write, &mut ListDraft::new(&self.plan.customers[at].name), &mut extra_names, import)?,
                    });
                }
                Ok(())
            })?;
            if comparison.lines.is_change() {
                self.stage_lines(write, import, &ids)?;
            }
            Ok(())
        })?;
        Ok(step)
    }

    /// Builds the drafts of all customers that change, in order and in batches, on a thread of their own while `take`
    /// writes; an unchanged customer comes without a draft. Drafts go back and are used again: the thread that made their
    /// texts also drops them, which costs the one that writes nothing and is much cheaper itself (measured).
    fn drafts(
        &self,
        reader: &RowReader<'_>,
        comparison: &Comparison,
        mut take: impl FnMut(usize, &mut [Option<ListDraft>]) -> Result<()>,
    ) -> Result<()> {
        const BATCH: usize = 128;
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel::<Vec<Option<ListDraft>>>(8);
            let (give_back, given_back) = mpsc::channel::<Vec<Option<ListDraft>>>();
            scope.spawn(move || {
                let mut row = RowDraft::default();
                let mut batch = Vec::with_capacity(BATCH);
                let mut spare: Vec<ListDraft> = Vec::new();
                for (at, standing) in comparison.standings.iter().enumerate() {
                    batch.push((*standing != Standing::Unchanged).then(|| {
                        if spare.is_empty() {
                            spare.extend(given_back.try_recv().into_iter().flatten().flatten());
                        }
                        let mut draft = spare.pop().unwrap_or_else(|| ListDraft::new(""));
                        self.draft(reader, at, &mut row, &mut draft);
                        draft
                    }));
                    if batch.len() == BATCH && sender.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
                        return;
                    }
                }
                // Whoever no longer listens has broken off.
                let _ = sender.send(batch);
            });
            let mut first = 0;
            for mut batch in receiver {
                take(first, &mut batch)?;
                first += batch.len();
                // The thread may be done already.
                let _ = give_back.send(batch);
            }
            Ok(())
        })
    }

    /// The report of what was compared and, with `step`, taken.
    pub fn report(&self, comparison: &Comparison, step: Option<Id>) -> Report {
        let mut report = Report::of_list(self.plan);
        report.customers_by = comparison.customers_by;
        report.contacts_by = comparison.contacts_by;
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

    /// How many findings a person has to look at.
    pub fn must_look(&self, plan: &ListPlan) -> usize {
        plan.issues.iter().chain(&self.doubts).filter(|issue| issue.kind.severity() == Severity::Must).count()
    }
}

/// What the book says of the customers `ids`.
fn sides(book: &impl Read, ids: impl Iterator<Item = Id>) -> Result<HashMap<Id, BookSide>, StoreError> {
    let ids: Vec<Id> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let side = |customer: Customer| BookSide { customer, contacts: Vec::new(), touches: Vec::new(), follow_ups: Vec::new() };
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

fn add(write: &mut Write<'_>, draft: &mut ListDraft, extra_names: &mut HashSet<String>, import: Id) -> Result<Id, StoreError> {
    let id = write.mint();
    draft.customer.id = id;
    // Asked of the book once for each name.
    if draft.customer.extra.iter().any(|(name, _)| !extra_names.contains(name)) {
        put_extra_names(write, &draft.customer)?;
        extra_names.extend(draft.customer.extra.iter().map(|(name, _)| name.clone()));
    }
    write.put_customer(id, Some(&draft.customer))?;
    for contact in &mut draft.contacts {
        contact.id = write.mint();
        contact.customer = id;
        write.put_contact(contact.id, Some(contact))?;
    }
    put_days(write, id, &draft.touched_on, &draft.due_on, import)?;
    Ok(id)
}

fn update(write: &mut Write<'_>, id: Id, outcome: Outcome, import: Id) -> Result<(), StoreError> {
    if let Some(customer) = &outcome.customer {
        put_extra_names(write, customer)?;
        write.put_customer(id, Some(customer))?;
    }
    for contact in &outcome.changed_contacts {
        write.put_contact(contact.id, Some(contact))?;
    }
    for mut contact in outcome.new_contacts {
        contact.id = write.mint();
        contact.customer = id;
        write.put_contact(contact.id, Some(&contact))?;
    }
    for follow_up in &outcome.moved_follow_ups {
        write.put_follow_up(follow_up.id, Some(&FollowUp { import: Some(import), ..follow_up.clone() }))?;
    }
    put_days(write, id, &outcome.new_touches, &outcome.new_follow_ups, import)
}

fn put_days(
    write: &mut Write<'_>,
    customer: Id,
    touched_on: &[crate::model::day::PartialDay],
    due_on: &[crate::model::day::PartialDay],
    import: Id,
) -> Result<(), StoreError> {
    for day in touched_on {
        let id = write.mint();
        let touch = Touch {
            id,
            customer,
            contact: None,
            happened_on: *day,
            happened_at_ms: None,
            channel: String::new(),
            text: String::new(),
            import: Some(import),
        };
        write.put_touch(id, Some(&touch))?;
    }
    for day in due_on {
        let id = write.mint();
        let follow_up = FollowUp {
            id,
            customer,
            due_on: *day,
            goal: String::new(),
            content: String::new(),
            method: String::new(),
            done_on: None,
            import: Some(import),
        };
        write.put_follow_up(id, Some(&follow_up))?;
    }
    Ok(())
}
