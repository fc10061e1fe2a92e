//! Decides which rows of a list speak of the same customer, and counts what the list holds.
//!
//! Same customer: equal customer number, or equal folded name, in the same country where both are known; where our own list names
//! the record of the book, that alone. The drafts
//! themselves are not kept: a list of a million rows is read a second time when it is taken, customer by customer. What the
//! book already has is compared later, in `book`.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::model::{Field, Id, Of};

use super::issue::{Issue, IssueKind};
use super::read::Sheet;
use super::row::{COLUMNS_COUNTED, RowDraft, RowReader, Writing};
use super::scout::{Batch, ByHash, Columns, Keys, Scout, Summary, SummaryKind, hash_of, headings_of};
use super::understand::{Answers, Leftover, Shape, Target, Understanding};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It speaks of this customer of [`ListPlan::customers`].
    Customer(u32),
    /// It is an order line without a known buyer.
    LineOnly,
    /// Nothing stands in it.
    Blank,
    /// It is left out, for a reason that is among the issues.
    Skipped,
    /// It is no data: field codes, a total, a note.
    Leftover,
}

/// A customer that the list speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct ListCustomer {
    /// The name in its first row: the firm's, else the person's.
    pub name: String,
    /// Whether the name is a person's because no firm is named.
    pub is_person: bool,
    /// The customer's number.
    pub number: String,
    /// The record of the book that its rows name.
    pub record: Option<Id>,
    /// ISO 3166 code, where known.
    pub country: Option<[u8; 2]>,
    /// The folded name, by which it is matched.
    pub name_key: String,
    /// Index of its first row in the grid.
    pub first_row: u32,
    /// How many distinct contacts its rows name.
    pub contacts: u32,
    /// How many of its rows stand for a touch.
    pub touches: u32,
    filled: Columns,
    first_contact: u32,
}

#[derive(Clone, Debug)]
struct ListContact {
    name: u64,
    mail: u64,
    record: Option<Id>,
    filled: Columns,
    next: u32,
}

/// Rows that belong together or may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateGroup {
    /// `exact_row`, `company_spelling`, `email_domain` or `phone`.
    pub kind: &'static str,
    /// Rows of the sheet, from 0.
    pub rows: Vec<u32>,
}

/// What a list holds.
#[derive(Debug)]
pub struct ListPlan {
    /// Index in the grid of the first row behind the header.
    pub first: usize,
    /// What becomes of each row from `first` on.
    pub places: Vec<Place>,
    /// The distinct customers, in the order of their first rows.
    pub customers: Vec<ListCustomer>,
    /// How many distinct contacts the list holds.
    pub contacts: usize,
    /// How many rows stand for a touch.
    pub touches: usize,
    /// How many rows are order lines.
    pub order_lines: usize,
    /// Rows of the sheet between header and footer.
    pub rows: usize,
    /// Rows without content among them.
    pub blank_rows: usize,
    /// Rows left out.
    pub skipped_rows: usize,
    /// Findings, by row.
    pub issues: Vec<Issue>,
    /// Rows that belong together or may.
    pub groups: Vec<DuplicateGroup>,
    /// Rows with a value, by field key or name of the extra field.
    pub filled: BTreeMap<String, usize>,
    /// Distinct customers with a value, by field key.
    pub filled_customers: BTreeMap<String, usize>,
    /// Distinct contacts with a value, by field key.
    pub filled_contacts: BTreeMap<String, usize>,
    /// Rows from `first` on, grouped by customer: indexes into `places`, and where each customer's begin.
    by_customer: Vec<u32>,
    starts: Vec<u32>,
    writings: Vec<Writing>,
}

impl ListPlan {
    /// A reader of the list's rows, which need not find out again what planning did.
    pub fn reader<'a>(&self, sheet: &'a Sheet, understanding: &Understanding, answers: &Answers) -> RowReader<'a> {
        RowReader::again(sheet, understanding, self.first, answers, &self.writings)
    }

    /// The rows (indexes in the grid) that speak of the customer at `index`.
    pub fn rows_of(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let (from, to) = (self.starts[index] as usize, self.starts[index + 1] as usize);
        self.by_customer[from..to].iter().map(|at| *at as usize + self.first)
    }
}

/// The planning was broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

const NONE: u32 = u32::MAX;
/// Rows that a thread reads at a time.
const BATCH: usize = 2048;

/// Reads all rows behind the header and decides what they speak of. `watch` is told how many rows are done and breaks off by
/// answering `false`.
pub fn plan(
    sheet: &Sheet,
    understanding: &Understanding,
    answers: &Answers,
    mut watch: impl FnMut(usize) -> bool,
) -> Result<ListPlan, Cancelled> {
    let first = first_row(sheet, understanding);
    let reader = RowReader::new(sheet, understanding, first, answers);
    let count = sheet.grid.len().saturating_sub(first);
    let heading_count = understanding.columns.iter().filter(|column| !column.heading.is_empty()).count();
    let scout = Scout { sheet, understanding, answers, reader: &reader, headings: headings_of(understanding), heading_count };
    let mut building = Building::new(first, count, understanding, reader.writings());
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4)).min(count / BATCH + 1);
    let next = AtomicUsize::new(0);
    let batches = count.div_ceil(BATCH);
    std::thread::scope(|scope| {
        // A short queue keeps the summaries of a long list out of memory.
        let (sender, receiver) = mpsc::sync_channel::<(usize, Batch)>(threads * 2);
        for _ in 0..threads {
            let (sender, next, scout) = (sender.clone(), &next, &scout);
            scope.spawn(move || {
                let mut draft = RowDraft::default();
                loop {
                    let batch = next.fetch_add(1, Ordering::Relaxed);
                    if batch >= batches {
                        return;
                    }
                    let rows = batch * BATCH..((batch + 1) * BATCH).min(count);
                    let mut summed = Batch { summaries: Vec::with_capacity(rows.len()), ..Batch::default() };
                    for index in rows {
                        let summary = scout.summarise(&sheet.grid.row(first + index), &mut draft, &mut summed);
                        summed.summaries.push(summary);
                    }
                    if sender.send((batch, summed)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut expected = 0;
        while expected < batches {
            let Ok((batch, summed)) = receiver.recv() else { return Err(Cancelled) };
            waiting.insert(batch, summed);
            while let Some(mut summed) = waiting.remove(&expected) {
                for (offset, summary) in std::mem::take(&mut summed.summaries).into_iter().enumerate() {
                    building.add(sheet, expected * BATCH + offset, summary, &summed);
                }
                expected += 1;
                if !watch((expected * BATCH).min(count)) {
                    next.store(batches, Ordering::Relaxed);
                    return Err(Cancelled);
                }
            }
        }
        Ok(())
    })?;
    Ok(building.finish(sheet, understanding))
}

/// Index in the grid of the first row behind the header.
pub fn first_row(sheet: &Sheet, understanding: &Understanding) -> usize {
    understanding.header_row.map_or(0, |row| sheet.grid.find(row).map_or_else(|at| at, |at| at + 1))
}

/// What several customers share: row of the first of them, kind, and hash of the domain or number.
type SharedKey = (u32, &'static str, u64);

struct Building {
    plan: ListPlan,
    contacts: Vec<ListContact>,
    by_number: HashMap<String, u32>,
    by_record: HashMap<Id, u32>,
    /// By hash of the folded name: the first and the last customer with it.
    by_name: ByHash<(u32, u32)>,
    /// By customer: the next one whose folded name has the same hash.
    next_of_name: Vec<u32>,
    spellings: Vec<u64>,
    /// Rows in another spelling than the first, by customer: spelling and row.
    respelt: BTreeMap<u32, Vec<(u64, u32)>>,
    is_of_lines: bool,
    /// Index among the planned columns of the day of each touch, where rows stand for touches.
    day_of_touch: Option<usize>,
    /// By hash of the cells: index in the grid.
    rows_seen: ByHash<u32>,
    copies: BTreeMap<u32, Vec<u32>>,
    shared_domains: ByHash<(u32, u32)>,
    shared_phones: ByHash<(u32, u32)>,
    /// By row of the first customer, kind and key: rows of the others, each with its customer.
    shared_groups: BTreeMap<SharedKey, Vec<(u32, u32)>>,
    counts: Vec<usize>,
    first_number: Option<u32>,
    last_number: u32,
    leftovers: usize,
}

impl Building {
    fn new(first: usize, count: usize, understanding: &Understanding, writings: Vec<Writing>) -> Self {
        Self {
            plan: ListPlan {
                first,
                places: Vec::with_capacity(count),
                customers: Vec::new(),
                contacts: 0,
                touches: 0,
                order_lines: 0,
                rows: 0,
                blank_rows: 0,
                skipped_rows: 0,
                issues: Vec::new(),
                groups: Vec::new(),
                filled: BTreeMap::new(),
                filled_customers: BTreeMap::new(),
                filled_contacts: BTreeMap::new(),
                by_customer: Vec::new(),
                starts: Vec::new(),
                writings,
            },
            contacts: Vec::new(),
            by_number: HashMap::new(),
            by_record: HashMap::new(),
            by_name: ByHash::default(),
            next_of_name: Vec::new(),
            spellings: Vec::new(),
            respelt: BTreeMap::new(),
            day_of_touch: (understanding.shape == Shape::Touches).then(|| understanding.place_of(Field::LastContact)).flatten(),
            is_of_lines: understanding.shape != Shape::Customers,
            rows_seen: ByHash::with_capacity_and_hasher(count, BuildHasherDefault::default()),
            copies: BTreeMap::new(),
            shared_domains: ByHash::default(),
            shared_phones: ByHash::default(),
            shared_groups: BTreeMap::new(),
            counts: vec![0; understanding.columns.len().min(COLUMNS_COUNTED)],
            first_number: None,
            last_number: 0,
            leftovers: 0,
        }
    }

    fn note(&mut self, row: u32, kind: IssueKind, field: Option<Field>, value: String) {
        self.plan.issues.push(Issue { row, column: None, field, kind, value });
    }

    fn add(&mut self, sheet: &Sheet, index: usize, summary: Summary, batch: &Batch) {
        let row = sheet.grid.row(index + self.plan.first);
        let number = row.number();
        let is_line = !matches!(summary.kind, SummaryKind::Blank | SummaryKind::Leftover | SummaryKind::RepeatedHeader);
        if !matches!(summary.kind, SummaryKind::Leftover) {
            self.first_number.get_or_insert(number);
            self.last_number = number;
        }
        self.plan.issues.extend(summary.issues);
        for (column, count) in self.counts.iter_mut().enumerate() {
            *count += usize::from(summary.filled_own[column / 64] >> (column % 64) & 1 == 1);
        }
        let place = match summary.kind {
            SummaryKind::Blank => Place::Blank,
            SummaryKind::Leftover => {
                self.leftovers += 1;
                Place::Leftover
            }
            SummaryKind::RepeatedHeader => {
                self.note(number, IssueKind::RepeatedHeader, None, String::new());
                Place::Skipped
            }
            SummaryKind::NobodyNamed => Place::Skipped,
            SummaryKind::ToOrder => Place::LineOnly,
            SummaryKind::Draft(keys) => match self.rows_seen.entry(summary.hash) {
                Entry::Occupied(earlier) if sheet.grid.row(*earlier.get() as usize).packed() == row.packed() => {
                    let earlier = sheet.grid.row(*earlier.get() as usize).number();
                    self.copies.entry(earlier).or_default().push(number);
                    self.note(number, IssueKind::ExactDuplicate, Some(Field::Company), (earlier + 1).to_string());
                    Place::Skipped
                }
                entry => {
                    entry.or_insert(u32::try_from(index + self.plan.first).unwrap_or(NONE));
                    Place::Customer(self.add_draft(index, number, &keys, &summary.filled, batch))
                }
            },
        };
        self.plan.order_lines += usize::from(is_line && place != Place::Skipped);
        self.plan.places.push(place);
    }

    fn add_draft(&mut self, index: usize, number: u32, keys: &Keys, filled: &Columns, batch: &Batch) -> u32 {
        let own_number = batch.text(keys.number);
        let name_hash = hash_of(batch.text(keys.name_key));
        let found = self.find(keys, name_hash, batch);
        let at = found.unwrap_or_else(|| {
            let at = u32::try_from(self.plan.customers.len()).unwrap_or(NONE);
            match self.by_name.entry(name_hash) {
                Entry::Vacant(vacant) => {
                    vacant.insert((at, at));
                }
                Entry::Occupied(mut known) => {
                    let last = std::mem::replace(&mut known.get_mut().1, at);
                    self.next_of_name[last as usize] = at;
                }
            }
            self.next_of_name.push(NONE);
            if let Some(record) = keys.record {
                self.by_record.insert(record, at);
            }
            self.spellings.push(keys.spelling);
            self.plan.customers.push(ListCustomer {
                name: batch.text(keys.name).to_owned(),
                is_person: keys.is_person,
                number: own_number.to_owned(),
                record: keys.record,
                country: keys.country,
                name_key: batch.text(keys.name_key).to_owned(),
                first_row: u32::try_from(index + self.plan.first).unwrap_or(NONE),
                contacts: 0,
                touches: 0,
                filled: Columns::default(),
                first_contact: NONE,
            });
            at
        });
        let is_touch = self.day_of_touch.is_some_and(|at| at < COLUMNS_COUNTED && filled[at / 64] >> (at % 64) & 1 == 1);
        self.plan.touches += usize::from(is_touch);
        let customer = &mut self.plan.customers[at as usize];
        customer.touches += u32::from(is_touch);
        for (known, new) in customer.filled.iter_mut().zip(filled) {
            *known |= new;
        }
        if customer.country.is_none() {
            customer.country = keys.country;
        }
        if customer.number.is_empty() && !own_number.is_empty() {
            own_number.clone_into(&mut customer.number);
        }
        if !own_number.is_empty() {
            self.by_number.entry(own_number.to_lowercase()).or_insert(at);
        }
        if found.is_some() && self.spellings[at as usize] != keys.spelling {
            let first_name = self.plan.customers[at as usize].name.clone();
            let respelt = self.respelt.entry(at).or_default();
            if !self.is_of_lines {
                respelt.push((keys.spelling, number));
                self.note(number, IssueKind::DuplicateCompany, Some(Field::Company), first_name);
            } else if !respelt.iter().any(|(spelling, _)| *spelling == keys.spelling) {
                // A buyer stands in hundreds of lines: each spelling is worth one word, in the groups.
                respelt.push((keys.spelling, number));
            }
        }
        self.note_shared(at, number, keys, &batch.domains[keys.domains.range()]);
        if let Some((name, mail)) = keys.person {
            self.add_contact(at, name, mail, keys.person_record, filled);
        }
        at
    }

    fn find(&self, keys: &Keys, name_hash: u64, batch: &Batch) -> Option<u32> {
        if let Some(record) = keys.record {
            return self.by_record.get(&record).copied();
        }
        let number = batch.text(keys.number);
        if !number.is_empty()
            && let Some(at) = self.by_number.get(&number.to_lowercase())
        {
            return Some(*at);
        }
        let name_key = batch.text(keys.name_key);
        let mut at = self.by_name.get(&name_hash)?.0;
        while at != NONE {
            let known = &self.plan.customers[at as usize];
            let is_same_country = known.country.is_none() || keys.country.is_none() || known.country == keys.country;
            if is_same_country && known.name_key == name_key {
                return Some(at);
            }
            at = self.next_of_name[at as usize];
        }
        None
    }

    fn note_shared(&mut self, at: u32, number: u32, keys: &Keys, domains: &[u64]) {
        let mut is_noted = false;
        let shared = domains.iter().map(|key| ("email_domain", *key)).chain(keys.phone.map(|key| ("phone", key)));
        for (kind, key) in shared {
            let known = if kind == "phone" { &mut self.shared_phones } else { &mut self.shared_domains };
            match known.entry(key) {
                Entry::Vacant(vacant) => {
                    vacant.insert((at, number));
                }
                Entry::Occupied(earlier) => {
                    let (other, other_row) = *earlier.get();
                    if other == at || is_noted {
                        continue;
                    }
                    is_noted = true;
                    let group = self.shared_groups.entry((other_row, kind, key)).or_default();
                    if group.iter().any(|(customer, _)| *customer == at) {
                        continue;
                    }
                    group.push((at, number));
                    let (issue, field) = if kind == "email_domain" {
                        (IssueKind::SharedEmailDomain, Field::Email)
                    } else {
                        (IssueKind::SharedPhone, Field::Phone)
                    };
                    let name = self.plan.customers[other as usize].name.clone();
                    self.note(number, issue, Some(field), name);
                }
            }
        }
    }

    fn add_contact(&mut self, customer: u32, name: u64, mail: u64, record: Option<Id>, filled: &Columns) {
        let mut at = self.plan.customers[customer as usize].first_contact;
        while at != NONE {
            let known = &mut self.contacts[at as usize];
            // As `merge::find_contact` has it: ways to reach somebody without name and e-mail are one nameless person's.
            let is_nameless = name == 0 && mail == 0 && known.name == 0 && known.mail == 0;
            let is_alike = mail != 0 && known.mail == mail || name != 0 && known.name == name || is_nameless;
            if if record.is_some() { known.record == record } else { is_alike } {
                for (known, new) in known.filled.iter_mut().zip(filled) {
                    *known |= new;
                }
                if known.mail == 0 {
                    known.mail = mail;
                }
                if known.name == 0 {
                    known.name = name;
                }
                return;
            }
            at = known.next;
        }
        let new = u32::try_from(self.contacts.len()).unwrap_or(NONE);
        let customer = &mut self.plan.customers[customer as usize];
        self.contacts.push(ListContact { name, mail, record, filled: *filled, next: customer.first_contact });
        customer.first_contact = new;
        customer.contacts += 1;
    }

    fn finish(mut self, sheet: &Sheet, understanding: &Understanding) -> ListPlan {
        let plan = &mut self.plan;
        plan.contacts = self.contacts.len();
        plan.rows = self.first_number.map_or(0, |first| (self.last_number - first + 1) as usize);
        let second_headers = understanding
            .leftovers
            .iter()
            .filter(|(row, what)| *what == Leftover::SecondHeader && self.first_number.is_some_and(|first| *row > first))
            .count();
        plan.rows -= second_headers.min(plan.rows);
        let with_content = plan.places.iter().filter(|place| !matches!(place, Place::Blank | Place::Leftover)).count();
        plan.blank_rows = plan.rows.saturating_sub(with_content);
        plan.skipped_rows = plan.places.iter().filter(|place| matches!(place, Place::Skipped | Place::LineOnly)).count();
        if understanding.shape != Shape::OrderLines {
            plan.order_lines = 0;
        }
        let bit = |filled: &Columns, column: usize| filled[column / 64] >> (column % 64) & 1 == 1;
        for (index, column) in understanding.columns.iter().enumerate().take(COLUMNS_COUNTED) {
            let (key, of) = match &column.target {
                Target::Field(field) => (field.key().to_owned(), Some(field.of())),
                Target::Extra(name) | Target::Line(name) => (name.clone(), None),
                Target::Ignored | Target::Record => continue,
            };
            plan.filled.insert(key.clone(), self.counts[index]);
            let is_of_customer = match (&column.target, understanding.shape) {
                (Target::Field(field), Shape::OrderLines) => *field != Field::Currency && of == Some(Of::Customer),
                (Target::Field(_), Shape::Customers | Shape::Touches) => of == Some(Of::Customer),
                (Target::Extra(_), _) => true,
                _ => false,
            };
            if is_of_customer {
                plan.filled_customers.insert(key, plan.customers.iter().filter(|customer| bit(&customer.filled, index)).count());
            } else if of == Some(Of::Contact) && plan.contacts > 0 {
                plan.filled_contacts.insert(key, self.contacts.iter().filter(|contact| bit(&contact.filled, index)).count());
            }
        }
        plan.groups.extend(self.copies.into_iter().map(|(row, mut rows)| {
            rows.insert(0, row);
            DuplicateGroup { kind: "exact_row", rows }
        }));
        for (customer, rows) in self.respelt {
            let mut rows: Vec<u32> = rows.into_iter().map(|(_, row)| row).collect();
            rows.insert(0, sheet.grid.row(plan.customers[customer as usize].first_row as usize).number());
            plan.groups.push(DuplicateGroup { kind: "company_spelling", rows });
        }
        plan.groups.extend(self.shared_groups.into_iter().map(|((first, kind, _), others)| DuplicateGroup {
            kind,
            rows: std::iter::once(first).chain(others.into_iter().map(|(_, row)| row)).collect(),
        }));
        plan.issues.sort_by_key(|issue| (issue.row, issue.column, issue.kind));

        // Counting sort of the rows by customer.
        plan.starts = vec![0; plan.customers.len() + 1];
        for place in &plan.places {
            if let Place::Customer(at) = place {
                plan.starts[*at as usize + 1] += 1;
            }
        }
        for at in 0..plan.customers.len() {
            plan.starts[at + 1] += plan.starts[at];
        }
        let mut next = plan.starts.clone();
        plan.by_customer = vec![0; plan.starts.last().map_or(0, |end| *end as usize)];
        for (index, place) in plan.places.iter().enumerate() {
            if let Place::Customer(at) = place {
                plan.by_customer[next[*at as usize] as usize] = u32::try_from(index).unwrap_or(NONE);
                next[*at as usize] += 1;
            }
        }
        self.plan
    }
}
