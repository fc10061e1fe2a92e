//! A book that is only read, beside an open window: what the shell's reading commands ask. Nothing here can change the book.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;

use super::dues::{Computed, Dues};
use super::index::{SearchIndex, SortJob};
use super::snapshot::{Column, TableRow};
use super::{
    CardSnapshot, Comparison, Duplicates, EditError, HistoryEntry, ListImport, Sort, Trades, alike, card_of, export, habits, imports_of,
    past, query,
};
use crate::error::Result;
use crate::model::day::PartialDay;
use crate::model::{Contact, Customer, ExtraKind, Field, Id, ImportSource, Worth, name};
use crate::store::{History, Read, Reader, Scan, StoreError, Walk};
use crate::words;

/// A book that is only read.
pub struct Reading {
    pub(in crate::book) place: PathBuf,
    pub(super) reader: Reader,
}

impl Reading {
    /// Opens the book in the folder `place`, which must be there.
    pub fn open(place: &Path) -> Result<Self> {
        Ok(Self { place: place.to_owned(), reader: Reader::open(place)? })
    }

    /// As [`Self::open`]; `None` where there is no book yet.
    pub fn open_if_there(place: &Path) -> Result<Option<Self>> {
        match Reader::open(place) {
            Ok(reader) => Ok(Some(Self { place: place.to_owned(), reader })),
            Err(StoreError::Missing(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The customers that `query` finds, in the order of `sort`; without one in the order of entry, as scripts expect it. The query
    /// is in the language of the search box ([`query`]).
    pub fn find(&self, query: &str, sort: &[Sort], today: NaiveDate) -> Result<Vec<Id>> {
        let extras = self.extra_kinds()?;
        let (home, rates) = (habits::kept(&self.reader)?.currency, habits::kept_rates(&self.reader)?);
        let query = query::parse(query, &query::Known { today, extras: &extras })?.valued(|| Worth::of(&rates, home));
        if query.is_everybody() && sort.is_empty() {
            return Ok(self.reader.customer_ids()?);
        }
        let Some(mut index) = SearchIndex::fill(&self.reader, &|| true)? else { return Ok(Vec::new()) };
        let needs = |field| query.asks(field) || sort.iter().any(|sort| sort.column.field() == Some(field));
        if needs(Field::Trade) {
            index.set_trades(Arc::new(Trades::read(&self.reader, today)?));
        }
        if Field::all().any(|field| field.is_by_rules() && needs(field)) {
            let standings = self.standings_on(&Arc::new(self.rules()?), today)?;
            index.set_dues(Arc::new(Dues::of(&standings, today)));
        }
        if sort.is_empty() {
            return Ok(index.find(&query));
        }
        let job = SortJob { sort: sort.to_vec(), language: Some(words::spoken()), extras, worth: Worth::of(&rates, home) };
        let order = index.sorted(&job, &AtomicBool::new(false)).unwrap_or_default();
        Ok(index.chosen(&index.look(&query), &order).to_vec())
    }

    /// The rows of `ids`, in that order, with one cell per column.
    pub fn rows(&self, ids: &[Id], columns: &[Column], computed: &Computed) -> Vec<TableRow> {
        super::table::rows_of(&self.reader, ids, columns, computed)
    }

    /// The user's own fields by name, with what they hold.
    pub fn extra_kinds(&self) -> Result<Vec<(String, ExtraKind)>> {
        Ok(extra_kinds(&self.reader)?)
    }

    /// The customer that an id, the code of a printed card, a customer number or a unique name means.
    pub fn meant_by(&self, text: &str) -> Result<Id> {
        if let Ok(id) = text.parse::<Id>()
            && self.reader.customer(id)?.is_some()
        {
            return Ok(id);
        }
        if let Some(id) = Id::of_code(text)
            && self.reader.customer(id)?.is_some()
        {
            return Ok(id);
        }
        let key = name::fold_company(text);
        let (mut by_number, mut by_name) = (Vec::new(), Vec::new());
        self.reader.each_customer(&[Field::Company, Field::ShortName, Field::CustomerNo], |row| {
            if row.text(2)?.eq_ignore_ascii_case(text) && !text.is_empty() {
                by_number.push(row.id());
            }
            let own = if row.text(0)?.is_empty() { row.text(1)? } else { row.text(0)? };
            if !own.is_empty() && name::fold_company(own) == key {
                by_name.push(row.id());
            }
            Ok::<_, StoreError>(())
        })?;
        match (by_number.as_slice(), by_name.as_slice()) {
            ([only], _) | ([], [only]) => Ok(*only),
            ([], []) => match self.merged_away(text, &key)?.as_slice() {
                [only] => Ok(*only),
                [] => Err(EditError::NoCustomer(text.to_owned()).into()),
                _ => Err(EditError::SeveralCustomers(text.to_owned()).into()),
            },
            _ => Err(EditError::SeveralCustomers(text.to_owned()).into()),
        }
    }

    /// Into whom customers were merged that had this id, number or folded name.
    fn merged_away(&self, text: &str, key: &str) -> Result<Vec<Id>> {
        let sides = self.reader.merge_sides()?.into_iter().filter(|side| side.customer.id == side.gone);
        let is_meant = |gone: &Customer| {
            text.parse() == Ok(gone.id)
                || !text.is_empty() && gone.text(Field::CustomerNo).eq_ignore_ascii_case(text)
                || !key.is_empty() && name::fold_company(gone.name()) == key
        };
        let mut found: Vec<Id> = sides.filter(|side| is_meant(&side.customer)).map(|side| side.stays).collect();
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// One customer.
    pub fn customer(&self, id: Id) -> Result<Option<Customer>> {
        Ok(self.reader.customer(id)?)
    }

    /// The people of a customer, oldest first.
    pub fn contacts_of(&self, id: Id) -> Result<Vec<Contact>> {
        Ok(self.reader.contacts_of(id)?)
    }

    /// The days of the last contact and of the next follow-up of a customer.
    pub fn days_of(&self, id: Id) -> Result<(Option<PartialDay>, Option<PartialDay>)> {
        let last = self.reader.touches_of(id)?.first().map(|touch| touch.happened_on);
        let next = self.reader.follow_ups_of(id)?.iter().filter(|plan| plan.is_open()).map(|f| f.due_on).min();
        Ok((last, next))
    }

    /// Everything about one customer; `None` when it is not there.
    pub fn card(&self, id: Id) -> Result<Option<CardSnapshot>> {
        card_of(&self.reader, id)
    }

    /// The lists that a customer came from or was changed by, latest first.
    pub fn sources_of(&self, id: Id) -> Result<Vec<ImportSource>> {
        let imports = imports_of(&self.reader, id, &self.reader.origins_of(id)?)?;
        let sources = imports.into_iter().filter_map(|import| self.reader.import_source(import).transpose());
        Ok(sources.collect::<Result<_, StoreError>>()?)
    }

    /// Tells the newest `limit` steps of one customer or of the whole book, newest first, until `take` answers `false`.
    pub fn each_entry(&self, customer: Option<Id>, limit: usize, take: impl FnMut(HistoryEntry) -> bool) -> Result<()> {
        past::each_entry(&self.reader, customer, limit, take)
    }

    /// As [`Self::meant_by`], also for customers that were deleted, by their id.
    pub fn once_meant_by(&self, text: &str) -> Result<Id> {
        match text.parse::<Id>() {
            Ok(id) if self.reader.name_once_of(id)?.is_some() && self.reader.customer(id)?.is_none() => Ok(id),
            _ => self.meant_by(text),
        }
    }

    /// The card of a customer as it was at a moment, in milliseconds of the epoch; `None` where it was not there then.
    pub fn card_as_of(&self, id: Id, at_ms: i64) -> Result<Option<CardSnapshot>> {
        past::card_as_of(&self.reader, id, at_ms)
    }

    /// All customers that may be one; reads the whole book.
    pub fn duplicates(&self) -> Result<Duplicates> {
        alike::duplicates_of(&self.reader)
    }

    /// Compares a list with the book.
    pub fn compare(&self, list: &ListImport<'_>) -> Result<Comparison> {
        list.compare(&self.reader, |_| true)
    }

    /// Writes customers to an .xlsx or .csv file; returns the number of rows.
    pub fn export(&self, ids: &[Id], path: &Path, today: NaiveDate) -> Result<usize> {
        export(&self.reader, ids, &Trades::read(&self.reader, today)?, path, |_| true)
    }

    /// Writes the whole book as one JSON object.
    pub fn dump(&self, out: &mut impl Write) -> Result<()> {
        Ok(self.reader.dump(out)?)
    }

    /// What is wrong with the book, in sentences; empty when it is sound.
    pub fn check(&self) -> Result<Vec<String>> {
        Ok(self.reader.check(&self.place)?.iter().map(ToString::to_string).collect())
    }
}

/// The user's own fields by name, with what they hold.
pub(super) fn extra_kinds(reader: &Reader) -> Result<Vec<(String, ExtraKind)>, StoreError> {
    Ok(reader.extra_fields()?.into_iter().map(|field| (field.name, field.kind)).collect())
}
