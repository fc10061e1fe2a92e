//! What the table of customers asks: who is shown in which order, the rows in sight, and how the index behind is kept up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::Book;
use super::counting::Asked;
use super::dues::Computed;
use super::index::{Found, Moved, Order, Reread, SearchIndex, SortJob};
use super::jobs::Wake;
use super::query::{self, Query};
use super::snapshot::{Column, TableAnswer, TableCell, TableQuestion, TableRow};
use crate::error::Result;
use crate::model::cadence::PoolState;
use crate::model::completeness::completeness;
use crate::model::country::Country;
use crate::model::day::PartialDay;
use crate::model::zone::{self, Zone};
use crate::model::{Contact, Customer, ExtraField, ExtraKey, ExtraKind, Field, Id, Kind, Of, Value, Worth, entry};
use crate::store::{History, Read, Reader, Scan, StepInfo, StoreError, Table, Touched, Walk};
use crate::words;

/// Steps that change more rows than this refill the index on a thread of its own.
const MANY: i64 = 25_000;
/// Orders of more customers than this are made on a thread of their own.
const SORTED_AT_ONCE: usize = 150_000;
/// So few customers are read at once, so that the first frame is searched and sorted.
const FILLED_AT_ONCE: usize = 1_000;
/// An order is mended after an edit of so many customers, and made anew after one of more.
const MENDED: usize = 500;

/// The thread that fills the index.
pub(super) struct Filling {
    result: Receiver<Filled>,
    stop: Arc<AtomicBool>,
    /// Customers that changed meanwhile, in the order of ids.
    changed: Vec<Id>,
}

enum Filled {
    Part(SearchIndex),
    Whole(Option<SearchIndex>),
}

impl Drop for Filling {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// The thread that sorts.
struct Sorting {
    job: SortJob,
    result: Receiver<Option<Order>>,
    stop: Arc<AtomicBool>,
}

impl Drop for Sorting {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Orders that were asked for lately, valid for the index as it stands.
#[derive(Default)]
pub(super) struct Orders {
    kept: Vec<(SortJob, Order)>,
    /// The order shown last, where it is none of those kept: it stands until another one is made.
    shown: Option<Order>,
    sorting: Option<Sorting>,
    /// All customers, newest first, at a revision: what is shown before there is an index.
    newest_first: Option<(u64, Arc<[Id]>)>,
    /// Who was found last: of which search, revision and day.
    found: Option<(Asked, Arc<Found>)>,
}

/// What is shown of a book after a job has changed it, worked out on the job's thread: with a million customers that takes longer than a
/// frame may.
#[derive(Debug)]
pub(super) enum Fresh {
    /// All customers, newest first, until they are indexed anew.
    Ids(Arc<[Id]>),
    /// The index with what the step changed.
    Index(Box<Updated>),
}

/// An index in which customers were read again.
#[derive(Debug)]
pub(super) struct Updated {
    index: SearchIndex,
    customers: Vec<Id>,
    moved: Moved,
}

impl Fresh {
    /// What is shown after `step`, which changed customers in `fields` (see [`crate::store::Store::fields_changed_by`]), where the book was indexed as `index`
    /// before it.
    pub fn of(reader: &Reader, index: Option<SearchIndex>, step: Id, fields: Option<&[Field]>) -> Result<Self, StoreError> {
        let info = reader.step(step)?;
        match index.filter(|_| info.as_ref().is_some_and(|step| step.changes <= MANY)) {
            Some(mut index) => {
                let customers = reader.customers_changed_since(Id(step.0 - 1))?;
                let moved = index.update(reader, &customers, reread(info.as_ref(), fields))?;
                Ok(Self::Index(Box::new(Updated { index, customers, moved })))
            }
            None => Ok(Self::Ids(reader.customer_ids()?.into_iter().rev().collect())),
        }
    }

    /// How many customers there are.
    pub fn customers(&self) -> usize {
        match self {
            Self::Ids(ids) => ids.len(),
            Self::Index(updated) => updated.index.len(),
        }
    }
}

/// What of its customers has to be read again after `step`, which changed them in `fields`.
fn reread<'f>(step: Option<&StepInfo>, fields: Option<&'f [Field]>) -> Reread<'f> {
    let belongs = [Table::Contact, Table::Address, Table::Touch, Table::FollowUp];
    let is_own = |step: &StepInfo| belongs.into_iter().all(|table| step.touched(table) == Touched::default());
    if step.is_some_and(is_own) { fields.map_or(Reread::Own, Reread::Fields) } else { Reread::All }
}

/// How many orders are kept.
const KEPT: usize = 3;

impl Orders {
    fn keep(&mut self, job: SortJob, order: Order) {
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push((job, order));
    }

    /// Takes over what a job has read at the revision of its rows.
    fn renew(&mut self, ids: Arc<[Id]>, revision: u64) {
        self.newest_first = Some((revision, ids));
    }

    /// Forgets orders by `field`, whose values have changed; what is shown stays until there is a new one.
    pub(super) fn forget_by(&mut self, field: Field) {
        let by = |job: &SortJob| job.sort.iter().any(|sort| sort.column.field() == Some(field));
        self.found = None;
        self.kept.retain(|(job, _)| !by(job));
        self.sorting = self.sorting.take().filter(|sorting| !by(&sorting.job));
    }

    /// Mends orders by `field`, whose values are others for the customers `changed`.
    pub(super) fn mend_by(&mut self, field: Field, index: &SearchIndex, changed: &[Id]) {
        if changed.len() > MENDED {
            return self.forget_by(field);
        }
        let by = |job: &SortJob| job.sort.iter().any(|sort| sort.column.field() == Some(field));
        self.found = None;
        self.sorting = self.sorting.take().filter(|sorting| !by(&sorting.job));
        for (job, order) in self.kept.iter_mut().filter(|(job, _)| by(job)) {
            *order = index.resorted_in_place(job, order, changed);
        }
    }

    fn forget(&mut self) {
        self.found = None;
        self.sorting = None;
        self.shown = None;
        self.kept.clear();
    }

    /// Mends what is kept after the customers `changed` were read again.
    fn mend(&mut self, index: &SearchIndex, changed: &[Id], moved: &Moved) {
        self.found = None;
        self.sorting = None;
        self.shown = None;
        if changed.len() <= MENDED {
            for (job, order) in &mut self.kept {
                *order = index.resorted(job, order, changed, moved);
            }
            return;
        }
        let last = self.kept.pop();
        self.kept.clear();
        // With many customers the next order takes its time, and until then the last one stays.
        self.shown = last.filter(|_| moved.is_nothing()).map(|(_, order)| order);
    }
}

impl Book {
    /// Which customers the table shows, in which order.
    pub fn table(&self, question: &TableQuestion) -> TableAnswer {
        let query = self.query(&question.search);
        let knows_dues = self.dues().is_known() || !Field::all().any(|field| field.is_by_rules() && query.asks(field));
        let is_complete = (self.is_indexed || query.is_everybody()) && knows_dues;
        let (order, is_sorted) = if self.is_indexed { self.order(question) } else { (None, question.sort.is_empty()) };
        let ids = match order {
            Some(order) if query.is_everybody() => order.ids,
            Some(order) => {
                let found = self.found(&question.search, &query);
                let is_newest_first = is_sorted && question.sort.is_empty() && found.len() < order.ids.len();
                if is_newest_first { self.newest_of(&found) } else { self.index.chosen(&found, &order) }
            }
            None if query.is_everybody() => self.newest_first(),
            None => self.newest_of(&self.found(&question.search, &query)),
        };
        TableAnswer { ids, total: self.customer_count, is_complete, is_sorted }
    }

    /// Those found, newest first, without a look at all others.
    fn newest_of(&self, found: &Found) -> Arc<[Id]> {
        found.ids(&self.index).into_iter().rev().collect()
    }

    /// The fields that the user named, with what they hold.
    pub fn extra_kinds(&self) -> Vec<(String, ExtraKind)> {
        super::reading::extra_kinds(&self.reader).unwrap_or_default()
    }

    /// What the text of the search box asks; what cannot be understood yet filters nothing.
    pub fn query(&self, search: &str) -> Query {
        let read = query::read(search, &query::Known { today: self.today, extras: &self.extra_kinds() });
        read.query.valued(|| Worth::of(&self.rates, self.habits.currency))
    }

    /// A search as it is asked now.
    pub(super) fn asked(&self, search: &str) -> Asked {
        (search.to_owned(), self.revision, self.today)
    }

    /// Who is as `query` asks, which was read from `search`; kept until something changes, as table and counts both ask.
    pub(super) fn found(&self, search: &str, query: &Query) -> Arc<Found> {
        let of = self.asked(search);
        if let Some((known, found)) = &self.orders.borrow().found
            && *known == of
        {
            return Arc::clone(found);
        }
        let found = Arc::new(self.index.look(query));
        self.orders.borrow_mut().found = Some((of, Arc::clone(&found)));
        found
    }

    /// The order asked for; where it has yet to be made, another one and `false`.
    fn order(&self, question: &TableQuestion) -> (Option<Order>, bool) {
        let mut orders = self.orders.borrow_mut();
        let language = (!question.sort.is_empty()).then(words::spoken);
        let has_amounts = question.sort.iter().any(|by| by.column.field().is_some_and(|field| field.kind() == Kind::Money));
        let worth = if has_amounts { Worth::of(&self.rates, self.habits.currency) } else { Worth::default() };
        let has_extras = question.sort.iter().any(|by| matches!(by.column, Column::Extra(_)));
        let extras = if has_extras { self.extra_kinds() } else { Vec::new() };
        let job = SortJob { sort: question.sort.clone(), language, extras, worth };
        if let Some(at) = orders.kept.iter().position(|(kept, _)| *kept == job) {
            // What is asked for again goes last.
            let kept = orders.kept.remove(at);
            let order = kept.1.clone();
            orders.kept.push(kept);
            orders.sorting = None;
            orders.shown = Some(order.clone());
            return (Some(order), true);
        }
        let is_quick = question.sort.is_empty() || self.index.len() <= SORTED_AT_ONCE;
        if !is_quick && orders.sorting.as_ref().is_none_or(|sorting| sorting.job != job) {
            orders.sorting = Sorting::start(job.clone(), self.index.clone(), Arc::clone(&self.wake));
        }
        // Without a thread it is made here after all.
        if is_quick || orders.sorting.is_none() {
            let order = self.index.sorted(&job, &AtomicBool::new(false)).unwrap_or_default();
            orders.keep(job, order.clone());
            orders.shown = Some(order.clone());
            return (Some(order), true);
        }
        if orders.shown.is_none() {
            orders.shown = self.index.sorted(&SortJob::default(), &AtomicBool::new(false));
        }
        (orders.shown.clone(), false)
    }

    /// All customers, newest first.
    fn newest_first(&self) -> Arc<[Id]> {
        let mut orders = self.orders.borrow_mut();
        match &orders.newest_first {
            Some((revision, ids)) if *revision == self.rows_revision => Arc::clone(ids),
            _ => {
                let ids: Arc<[Id]> = self.reader.customer_ids().unwrap_or_default().into_iter().rev().collect();
                orders.newest_first = Some((self.rows_revision, Arc::clone(&ids)));
                ids
            }
        }
    }

    /// The rows of `ids`, in that order, with one cell per column. Meant for the rows in sight.
    pub fn rows(&self, ids: &[Id], columns: &[Column]) -> Vec<TableRow> {
        let mut rows = rows_of(&self.reader, ids, columns, &self.computed());
        self.mark_due(&mut rows);
        rows
    }

    /// Follows `step` in the index, with what a job has worked out of it.
    pub(super) fn index_step(&mut self, step: Id, fresh: Option<Fresh>) -> Result<()> {
        let is_counted = fresh.is_some();
        match fresh {
            // While edits wait for a job nothing else changes the index.
            Some(Fresh::Index(updated)) if self.is_indexed => {
                let Updated { index, customers, moved } = *updated;
                drop_elsewhere(self.put_index(index));
                self.orders.get_mut().mend(&self.index, &customers, &moved);
                return Ok(());
            }
            Some(Fresh::Ids(ids)) => self.orders.get_mut().renew(ids, self.rows_revision),
            Some(Fresh::Index(_)) | None => {}
        }
        let info = self.reader.step(step)?;
        if info.as_ref().is_some_and(|step| step.changes > MANY) {
            if !is_counted {
                self.customer_count = self.reader.count_customers()?;
            }
            return self.fill_index();
        }
        let customers = self.reader.customers_changed_since(Id(step.0 - 1))?;
        if let Some(filling) = &mut self.filling {
            filling.changed.extend(&customers);
            filling.changed.sort_unstable();
            filling.changed.dedup();
        }
        let fields = self.store.as_ref().and_then(|store| store.fields_changed_by(step)).map(<[Field]>::to_vec);
        // A part of an index has parts of customers at most.
        self.reindex(&customers, if self.is_indexed { reread(info.as_ref(), fields.as_deref()) } else { Reread::All })?;
        if self.is_indexed {
            self.customer_count = self.index.len();
        }
        Ok(())
    }

    /// Puts `index` in the place of the one that stands, which is returned; trade and due days are the same.
    fn put_index(&mut self, mut index: SearchIndex) -> SearchIndex {
        index.set_trades(Arc::clone(self.index.trades()));
        index.set_dues(Arc::clone(self.index.dues()));
        std::mem::replace(&mut self.index, index)
    }

    fn reindex(&mut self, customers: &[Id], reread: Reread<'_>) -> Result<()> {
        if customers.is_empty() {
            return Ok(());
        }
        let moved = self.index.update(&self.reader, customers, reread)?;
        self.orders.get_mut().mend(&self.index, customers, &moved);
        Ok(())
    }

    /// Fills the index, on a thread of its own where that takes longer than a moment.
    pub(super) fn fill_index(&mut self) -> Result<()> {
        self.is_indexed = false;
        self.filling = None;
        self.orders.get_mut().forget();
        if self.customer_count <= FILLED_AT_ONCE {
            let index = SearchIndex::fill(&self.reader, &|| true)?.unwrap_or_default();
            self.put_index(index);
            self.is_indexed = true;
            return Ok(());
        }
        let reader = self.reader()?;
        let (sender, result) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, wake) = (Arc::clone(&stop), Arc::clone(&self.wake));
        let work = move || {
            let go_on = || !stopped.load(Ordering::Relaxed);
            let told = |filled: Filled| {
                if sender.send(filled).is_ok()
                    && let Some(wake) = wake.get()
                {
                    wake();
                }
            };
            let index = SearchIndex::fill_showing(&reader, &go_on, |part| told(Filled::Part(part.clone()))).unwrap_or_default();
            told(Filled::Whole(index));
        };
        match std::thread::Builder::new().name("search index".to_owned()).spawn(work) {
            Ok(_) => self.filling = Some(Filling { result, stop, changed: Vec::new() }),
            // Without a thread the table works; search stays marked as incomplete.
            Err(_) => self.filling = None,
        }
        Ok(())
    }

    /// Collects what the threads that fill and sort have made; returns whether views should ask again.
    pub(super) fn tick_index(&mut self) -> Result<bool> {
        let is_counted = self.counts.get_mut().collect();
        let is_sorted = self.orders.get_mut().collect();
        if is_sorted {
            self.revision += 1;
        }
        let is_new = is_sorted || is_counted;
        let Some(filling) = &self.filling else { return Ok(is_new) };
        // Of several parts that wait only the latest counts.
        let mut latest = None;
        let ended = loop {
            match filling.result.try_recv() {
                Ok(Filled::Part(part)) => latest = Some(part),
                Ok(Filled::Whole(Some(index))) => {
                    latest = Some(index);
                    break Some(true);
                }
                Ok(Filled::Whole(None)) | Err(TryRecvError::Disconnected) => break Some(false),
                Err(TryRecvError::Empty) => break None,
            }
        };
        let changed = filling.changed.clone();
        let is_whole = ended == Some(true);
        if ended.is_some() {
            self.filling = None;
        }
        // An index that was whole before says more than a part of the next one.
        let Some(index) = latest.filter(|part| is_whole || part.len() > self.index.len()) else { return Ok(is_new) };
        drop_elsewhere(self.put_index(index));
        self.is_indexed |= is_whole;
        self.orders.get_mut().forget();
        self.reindex(&changed, Reread::All)?;
        self.revision += 1;
        Ok(true)
    }

    /// Whether an order is being made on a thread of its own.
    pub(super) fn is_sorting(&self) -> bool {
        self.orders.borrow().sorting.is_some()
    }

    /// Waits until the index is whole and sorted; for the shell and tests, which have no frames to wait in.
    pub fn wait_for_index(&mut self) -> Result<()> {
        while self.filling.is_some() || self.is_sorting() || self.trading.is_counting() {
            let is_trade_new = self.tick_trade()?;
            if !self.tick_index()? && !is_trade_new {
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
        }
        Ok(())
    }
}

/// Hundreds of megabytes are not given back within a frame.
fn drop_elsewhere(large: impl Send + 'static) {
    std::thread::spawn(move || drop(large));
}

impl Sorting {
    fn start(job: SortJob, index: SearchIndex, wake: Wake) -> Option<Self> {
        let (sender, result) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, wanted) = (Arc::clone(&stop), job.clone());
        let work = move || {
            let order = index.sorted(&wanted, &stopped);
            if sender.send(order).is_ok()
                && let Some(wake) = wake.get()
            {
                wake();
            }
        };
        std::thread::Builder::new().name("sort".to_owned()).spawn(work).ok()?;
        Some(Self { job, result, stop })
    }
}

impl Orders {
    /// Takes the order that the thread has made, if it has.
    fn collect(&mut self) -> bool {
        let Some(sorting) = &self.sorting else { return false };
        match sorting.result.try_recv() {
            Ok(Some(order)) => {
                let job = sorting.job.clone();
                self.sorting = None;
                self.keep(job, order);
                true
            }
            Ok(None) | Err(TryRecvError::Disconnected) => {
                self.sorting = None;
                false
            }
            Err(TryRecvError::Empty) => false,
        }
    }
}

/// As [`Book::rows`], through a reading connection of one's own: for jobs. `computed` is asked where its columns are.
pub fn rows_of(reader: &Reader, ids: &[Id], columns: &[Column], computed: &Computed) -> Vec<TableRow> {
    let fields: Vec<Option<Field>> = columns.iter().map(Column::field).collect();
    let has = |wanted: Field| fields.contains(&Some(wanted));
    let needs_contacts = fields.iter().flatten().any(|field| field.of() == Of::Contact || *field == Field::Completeness);
    let all = |reader: &Reader| -> Result<Vec<TableRow>> {
        let own = if columns.iter().any(|column| matches!(column, Column::Extra(_))) {
            reader.extra_fields().unwrap_or_default()
        } else {
            Vec::new()
        };
        let knows_touches = has(Field::LastContact) || has(Field::Completeness);
        let last = if knows_touches { reader.last_touches_of(ids).unwrap_or_default() } else { Default::default() };
        let next = if has(Field::NextFollowUp) { reader.next_follow_ups_of(ids).unwrap_or_default() } else { Default::default() };
        let row = |id: &Id| -> Result<Option<TableRow>> {
            let Some(customer) = reader.customer(*id)? else { return Ok(None) };
            let contacts = if needs_contacts { reader.contacts_of(*id)? } else { Vec::new() };
            let mut cells = Vec::with_capacity(columns.len());
            for (column, field) in columns.iter().zip(&fields) {
                cells.push(match field {
                    Some(Field::LastContact) => day_cell(last.get(id).copied()),
                    Some(Field::NextFollowUp) => day_cell(next.get(id).copied()),
                    Some(Field::Completeness) => {
                        let percent = completeness(&customer, &contacts, last.contains_key(id)).percent;
                        TableCell { text: format!("{percent}%"), ..TableCell::default() }
                    }
                    Some(Field::Due) => day_cell(computed.dues.stood(*id).due.map(PartialDay::of_day)),
                    Some(Field::TierInUse) => word_cell(computed.dues.stood(*id).tier),
                    Some(Field::Pool) => word_cell(computed.dues.stood(*id).pool.map(PoolState::stored)),
                    Some(Field::Trade) => computed.trades.of(*id).map_or_else(TableCell::default, |trade| TableCell {
                        text: trade.sum().display(),
                        trade: Some(Box::new(trade)),
                        ..TableCell::default()
                    }),
                    Some(field) => cell(*field, &customer, &contacts),
                    None => match column {
                        Column::Extra(name) => own_cell(&own, name, customer.extra(name)),
                        Column::Field(_) => TableCell::default(),
                    },
                });
            }
            Ok(Some(TableRow { id: *id, name: customer.name().to_owned(), cells, due: None }))
        };
        Ok(ids.iter().filter_map(|id| row(id).ok().flatten()).collect())
    };
    // One look at the file for all of them, instead of one for each.
    reader.snapshot(all).unwrap_or_default()
}

/// The cell of a field of the user's own.
fn own_cell(fields: &[ExtraField], name: &str, value: &str) -> TableCell {
    let kind = fields.iter().find(|field| field.name == name).map(|field| field.kind).unwrap_or_default();
    let day = if let ExtraKey::Day(day) = kind.compared_by(value) { Some(day) } else { None };
    TableCell { text: kind.shown(value, words::spoken()), day, ..TableCell::default() }
}

fn word_cell(word: Option<&str>) -> TableCell {
    TableCell { text: word.unwrap_or_default().to_owned(), ..TableCell::default() }
}

fn day_cell(day: Option<PartialDay>) -> TableCell {
    TableCell { text: day.map_or_else(String::new, |day| day.to_string()), day, ..TableCell::default() }
}

fn cell(field: Field, customer: &Customer, contacts: &[Contact]) -> TableCell {
    let own;
    let value = match field.of() {
        Of::Customer if field == Field::Company => {
            own = Value::from(customer.name());
            &own
        }
        Of::Customer => customer.get(field),
        _ => {
            own = contacts.first().map_or(Value::Empty, |contact| contact.get(field));
            &own
        }
    };
    let day = if let Value::Day(day) = value { Some(*day) } else { None };
    let zone = if field == Field::Country { zone_of(customer) } else { None };
    TableCell { text: entry::show(field, value, words::spoken()), day, zone, trade: None }
}

/// Where a customer's clock stands: its own zone where one is known, else that of city and country.
fn zone_of(customer: &Customer) -> Option<Zone> {
    zone::parse_zone(customer.text(Field::TimeZone)).or_else(|| {
        let country = Country::by_iso2(customer.text(Field::Country))?;
        zone::zone_of(country, customer.text(Field::City)).map(Zone::Named)
    })
}
