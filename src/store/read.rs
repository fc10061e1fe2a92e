//! Reading the book: single rows, lists of one customer, and what lies between two days.
//!
//! [`Read`] is the same for a [`Reader`] (a connection of its own, beside any writer), for the writing [`Store`](super::Store)
//! and within a step. Whole tables are in `stream.rs`, the journal in `history.rs`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use crate::model::{
    Address, CardCheck, CardCopy, Confirmation, Contact, Customer, ExtraField, FollowUp, Id, ImportSource, ListOut, Merged, PoolStay,
    Promise, Rulebook, ToldApart, Touch,
};

use super::cell::Queried;
use super::error::{Result, StoreError};
use super::file;
use super::row::{Row, StagedLine, pairs};
use super::table::Table;

/// Whatever holds a connection to the book. Only the store knows what that is.
pub trait Connected {
    #[doc(hidden)]
    fn connection(&self) -> &Connection;
}

/// A connection that only reads, beside any writer; every attempt to write fails.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
    path: PathBuf,
}

impl Reader {
    /// Opens the book in `folder`, which must be there and of today's shape.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = file::path_in(folder);
        let newest = file::MIGRATIONS.len() as i64;
        match file::look(&path, newest).map_err(|error| error.at(&path))? {
            file::Found::Book(version) if version == newest => {}
            file::Found::Book(_) => return Err(StoreError::Older(path)),
            file::Found::Nothing => return Err(StoreError::Missing(folder.to_owned())),
        }
        let connection = file::reading(&path).map_err(|error| error.at(&path))?;
        Ok(Self { connection, path })
    }

    /// Another connection to the same book.
    pub fn again(&self) -> Result<Self> {
        let connection = file::reading(&self.path).map_err(|error| error.at(&self.path))?;
        Ok(Self { connection, path: self.path.clone() })
    }

    /// Runs `work` on one state of the book: what others write meanwhile is not seen.
    pub fn snapshot<T, E: From<StoreError>>(&self, work: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return work(self);
        }
        let begin = || -> Result<_> {
            let transaction = self.connection.unchecked_transaction()?;
            // A deferred transaction sees the state of its first read. Prepared once: a page of the table is read in one of these.
            transaction.prepare_cached("SELECT count(*) FROM meta")?.query_row([], |_| Ok(()))?;
            Ok(transaction)
        };
        let _transaction = begin().map_err(|error| error.at(&self.path))?;
        work(self)
    }
}

impl Connected for Reader {
    fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// How many rows each table has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Customers.
    pub customers: i64,
    /// Contacts.
    pub contacts: i64,
    /// Further addresses.
    pub addresses: i64,
    /// Touches.
    pub touches: i64,
    /// Follow-ups, open or done.
    pub follow_ups: i64,
    /// Imported lists.
    pub imports: i64,
}

/// What can be asked of a book.
pub trait Read: Connected {
    /// One customer.
    fn customer(&self, id: Id) -> Result<Option<Customer>> {
        one(self.connection(), id)
    }

    /// Customers in the order asked for; those that are not there are left out.
    fn customers(&self, ids: &[Id]) -> Result<Vec<Customer>> {
        ids.iter().filter_map(|id| self.customer(*id).transpose()).collect()
    }

    /// One contact.
    fn contact(&self, id: Id) -> Result<Option<Contact>> {
        one(self.connection(), id)
    }

    /// One further address.
    fn address(&self, id: Id) -> Result<Option<Address>> {
        one(self.connection(), id)
    }

    /// One touch.
    fn touch(&self, id: Id) -> Result<Option<Touch>> {
        one(self.connection(), id)
    }

    /// One follow-up.
    fn follow_up(&self, id: Id) -> Result<Option<FollowUp>> {
        one(self.connection(), id)
    }

    /// One imported list.
    fn import_source(&self, id: Id) -> Result<Option<ImportSource>> {
        one(self.connection(), id)
    }

    /// The contacts of a customer, in the order that the user gave them, else oldest first.
    fn contacts_of(&self, customer: Id) -> Result<Vec<Contact>> {
        of_customer(self.connection(), customer, CONTACT_ORDER)
    }

    /// The further addresses of a customer, oldest first.
    fn addresses_of(&self, customer: Id) -> Result<Vec<Address>> {
        of_customer(self.connection(), customer, "id")
    }

    /// What happened with a customer, latest first.
    fn touches_of(&self, customer: Id) -> Result<Vec<Touch>> {
        of_customer(self.connection(), customer, "happened_on DESC, happened_at_ms DESC, id DESC")
    }

    /// What shall happen with a customer: open ones by day and time, then those done or given up, latest first.
    fn follow_ups_of(&self, customer: Id) -> Result<Vec<FollowUp>> {
        let order = format!(
            "{OPEN} DESC, iif({OPEN}, due_on, NULL), iif({OPEN}, due_time IS NULL, NULL), iif({OPEN}, due_time, NULL), \
             coalesce(done_on, skipped_on) DESC, id"
        );
        of_customer(self.connection(), customer, &order)
    }

    /// When facts of a customer and its contacts were confirmed without being changed.
    fn confirmations_of(&self, customer: Id) -> Result<Vec<Confirmation>> {
        of_customer(self.connection(), customer, "id")
    }

    /// One promise.
    fn promise(&self, id: Id) -> Result<Option<Promise>> {
        one(self.connection(), id)
    }

    /// What a customer and we owe each other: what is waited for by day (without a day last), then what was kept or dropped, latest first.
    fn promises_of(&self, customer: Id) -> Result<Vec<Promise>> {
        const ORDER: &str = "coalesce(kept_on, dropped_on) IS NOT NULL, \
             iif(coalesce(kept_on, dropped_on) IS NULL, due_on IS NULL, NULL), iif(coalesce(kept_on, dropped_on) IS NULL, due_on, NULL), \
             coalesce(kept_on, dropped_on) DESC, id";
        of_customer(self.connection(), customer, ORDER)
    }

    /// The promises that are still waited for, of the whole book, by day; those without a day last.
    fn open_promises(&self) -> Result<Vec<Promise>> {
        many(self.connection(), "WHERE kept_on IS NULL AND dropped_on IS NULL ORDER BY due_on IS NULL, due_on, id", [])
    }

    /// Promises that were kept or given up and whose day lies between `first` and `last`: the one by which they were due, else the one on
    /// which they ended. In no order; where only a month or year is known, each of its days counts.
    fn ended_promises_between(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<Promise>> {
        let day = "coalesce(due_on, kept_on, dropped_on)";
        let rest = format!("WHERE (kept_on IS NOT NULL OR dropped_on IS NOT NULL) AND {}", between(day));
        many(self.connection(), &rest, (first.to_string(), last.to_string()))
    }

    /// When a customer was in the public pool, oldest first.
    fn pool_stays_of(&self, customer: Id) -> Result<Vec<PoolStay>> {
        of_customer(self.connection(), customer, "dropped_on, id")
    }

    /// The stays of all customers who are in the public pool, longest first.
    fn open_pool_stays(&self) -> Result<Vec<PoolStay>> {
        many(self.connection(), "WHERE claimed_on IS NULL ORDER BY dropped_on, id", [])
    }

    /// The rules of the trade, where anybody has set them.
    fn rulebook(&self) -> Result<Option<Rulebook>> {
        Ok(many(self.connection(), "ORDER BY id LIMIT 1", [])?.pop())
    }

    /// One printed card.
    fn card_copy(&self, id: Id) -> Result<Option<CardCopy>> {
        one(self.connection(), id)
    }

    /// The cards of a customer that were printed, newest first.
    fn card_copies_of(&self, customer: Id) -> Result<Vec<CardCopy>> {
        of_customer(self.connection(), customer, "id DESC")
    }

    /// The cards of the whole book that somebody has, by the day by which they shall be back; those without a day last.
    fn cards_out(&self) -> Result<Vec<CardCopy>> {
        many(self.connection(), "WHERE taken_on IS NOT NULL AND returned_on IS NULL ORDER BY due_back_on IS NULL, due_back_on, id", [])
    }

    /// The newest cards of the whole book that were printed, at most `most`, newest first.
    fn card_copies(&self, most: usize) -> Result<Vec<CardCopy>> {
        many(self.connection(), "ORDER BY id DESC LIMIT ?1", [most as i64])
    }

    /// When the card of a customer was checked, newest first.
    fn card_checks_of(&self, customer: Id) -> Result<Vec<CardCheck>> {
        of_customer(self.connection(), customer, "checked_on DESC, id DESC")
    }

    /// The lists that left the book, newest first, at most `most`.
    fn lists_out(&self, most: usize) -> Result<Vec<ListOut>> {
        many(self.connection(), "ORDER BY id DESC LIMIT ?1", [most as i64])
    }

    /// The customers that were merged into this one, oldest merge first.
    fn merged_into(&self, customer: Id) -> Result<Vec<Merged>> {
        of_customer(self.connection(), customer, "id")
    }

    /// The pairs that a person has told apart, oldest first.
    fn told_apart(&self) -> Result<Vec<ToldApart>> {
        many(self.connection(), "ORDER BY id", [])
    }

    /// The pairs of this customer that a person has told apart, oldest first.
    fn told_apart_from(&self, customer: Id) -> Result<Vec<ToldApart>> {
        many(self.connection(), "WHERE customer = ?1 OR other = ?1 ORDER BY id", [customer.0])
    }

    /// Those of `customers` that are there, in order of ids: one question instead of one each.
    fn customers_among(&self, customers: &[Id]) -> Result<Vec<Customer>> {
        many(self.connection(), "WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id", [json_array(customers)])
    }

    /// The contacts of all `customers`, in order of customers, those of each in the order of [`Self::contacts_of`].
    fn contacts_among(&self, customers: &[Id]) -> Result<Vec<Contact>> {
        let rest = format!("WHERE customer IN (SELECT value FROM json_each(?1)) ORDER BY customer, {CONTACT_ORDER}");
        many(self.connection(), &rest, [json_array(customers)])
    }

    /// What happened with all `customers`, in order of entry.
    fn touches_among(&self, customers: &[Id]) -> Result<Vec<Touch>> {
        many(self.connection(), OF_MANY, [json_array(customers)])
    }

    /// What shall happen with all `customers`, in order of entry.
    fn follow_ups_among(&self, customers: &[Id]) -> Result<Vec<FollowUp>> {
        many(self.connection(), OF_MANY, [json_array(customers)])
    }

    /// Follow-ups due from `first` to `last`, by day; one that is due in a month counts on each of its days.
    fn follow_ups_between(&self, first: NaiveDate, last: NaiveDate, also_done: bool) -> Result<Vec<FollowUp>> {
        let rest =
            format!("WHERE {}{} ORDER BY due_on, id", between("due_on"), if also_done { String::new() } else { format!(" AND {OPEN}") });
        many(self.connection(), &rest, (first.to_string(), last.to_string()))
    }

    /// Open follow-ups due before `day`, by day.
    fn follow_ups_overdue(&self, day: NaiveDate) -> Result<Vec<FollowUp>> {
        // A month is over when its last day is: compared as text, `2026-03` stands before `2026-03-01`.
        let rest = format!("WHERE {OPEN} AND due_on < ?1 AND due_on <> substr(?1, 1, length(due_on)) ORDER BY due_on, id");
        many(self.connection(), &rest, [day.to_string()])
    }

    /// Touches from `first` to `last`, by day.
    fn touches_between(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<Touch>> {
        let rest = format!("WHERE {} ORDER BY happened_on, happened_at_ms, id", between("happened_on"));
        many(self.connection(), &rest, (first.to_string(), last.to_string()))
    }

    /// The imported lists, latest first.
    fn import_sources(&self) -> Result<Vec<ImportSource>> {
        many(self.connection(), "ORDER BY id DESC", [])
    }

    /// The latest import of the list that `list_key` names.
    fn latest_import_of(&self, list_key: &str) -> Result<Option<ImportSource>> {
        Ok(many(self.connection(), "WHERE list_key = ?1 ORDER BY id DESC LIMIT 1", [list_key])?.pop())
    }

    /// The latest import of exactly this file.
    fn import_by_hash(&self, file_hash: &str) -> Result<Option<ImportSource>> {
        Ok(many(self.connection(), "WHERE file_hash = ?1 ORDER BY id DESC LIMIT 1", [file_hash])?.pop())
    }

    /// The fields that the user named, in their order.
    fn extra_fields(&self) -> Result<Vec<ExtraField>> {
        many(self.connection(), "ORDER BY position, id", [])
    }

    /// The order lines that wait from the import `import`, in the order of its rows: none while it is undone, and none that a
    /// newer export of its list lacks.
    fn staged_lines(&self, import: Id) -> Result<Vec<StagedLine>> {
        let mut lines = Vec::new();
        each_line(self.connection(), include_str!("sql/staged_lines.sql"), [import.0], |line| {
            lines.push(line);
            true
        })?;
        Ok(lines)
    }

    /// Hands over each order line that waits from the imports of the list that `list_key` names.
    fn each_waiting_line(&self, list_key: &str, mut take: impl FnMut(StagedLine)) -> Result<()> {
        each_line(self.connection(), include_str!("sql/waiting_lines.sql"), [list_key], |line| {
            take(line);
            true
        })
    }

    /// Hands over each order line of a customer that waits, from all imports, until `take` answers `false`.
    fn each_standing_line(&self, take: impl FnMut(StagedLine) -> bool) -> Result<()> {
        each_line(self.connection(), include_str!("sql/standing_lines.sql"), [], take)
    }

    /// Whether more than `count` lines are staged, those that wait no longer among them.
    fn has_more_lines_than(&self, count: usize) -> Result<bool> {
        let mut query = self.connection().prepare_cached("SELECT 1 FROM staged_line LIMIT 1 OFFSET ?1")?;
        Ok(query.exists([count as i64])?)
    }

    /// The series of exports that each import of order lines belongs to.
    fn line_series(&self) -> Result<HashMap<Id, Id>> {
        let mut query = self.connection().prepare_cached("SELECT import, series FROM staged_series")?;
        let pairs = query.query_map([], |row| Ok((Id(row.get(0)?), Id(row.get(1)?))))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }

    /// A setting.
    fn setting(&self, key: &str) -> Result<Option<String>> {
        let mut query = self.connection().prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(query.query_row([key], |row| row.get(0)).optional()?)
    }

    /// How many rows each table has; counts them, which takes a moment in a large book.
    fn counts(&self) -> Result<Counts> {
        let count = |table: Table| -> Result<i64> {
            let sql = format!("SELECT count(*) FROM {}", table.name());
            Ok(self.connection().query_row(&sql, [], |row| row.get(0))?)
        };
        Ok(Counts {
            customers: count(Table::Customer)?,
            contacts: count(Table::Contact)?,
            addresses: count(Table::Address)?,
            touches: count(Table::Touch)?,
            follow_ups: count(Table::FollowUp)?,
            imports: count(Table::ImportSource)?,
        })
    }
}

impl<C: Connected> Read for C {}

fn each_line(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    mut take: impl FnMut(StagedLine) -> bool,
) -> Result<()> {
    let mut query = connection.prepare_cached(sql)?;
    let mut rows = query.query(parameters)?;
    while let Some(row) = rows.next()? {
        let cells = pairs::read(row.get_ref(4)?.as_str().unwrap_or("")).unwrap_or_default();
        let customer = row.get::<_, Option<i64>>(3)?.map(Id);
        if !take(StagedLine { id: Id(row.get(0)?), import: Id(row.get(1)?), row: row.get(2)?, customer, cells }) {
            break;
        }
    }
    Ok(())
}

/// The condition that a partial day in `column` meets the days from `?1` to `?2`.
fn between(column: &str) -> String {
    // The first comparison alone is what the index answers; a month that has begun before `?1` needs the second.
    format!("{column} >= substr(?1, 1, 4) AND {column} <= ?2 AND {column} >= substr(?1, 1, length({column}))")
}

/// The contacts of one customer: as the user put them in order, behind them the others as they came. The first is the main contact
/// in the card, the table, sorting, search and lists alike.
pub(super) const CONTACT_ORDER: &str = "position IS NULL, position, id";

/// The condition that a follow-up is neither done nor given up.
pub(super) const OPEN: &str = "(done_on IS NULL AND skipped_on IS NULL)";

/// The rows of all customers of a JSON array, in order of ids.
const OF_MANY: &str = "WHERE customer IN (SELECT value FROM json_each(?1)) ORDER BY id";

fn json_array(ids: &[Id]) -> String {
    let numbers: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
    format!("[{}]", numbers.join(","))
}

fn one<R: Row>(connection: &Connection, id: Id) -> Result<Option<R>> {
    let mut query = connection.prepare_cached(&R::TABLE.shape().select)?;
    let mut rows = query.query([id.0])?;
    rows.next()?.map(|row| R::read(id, &Queried { row, skip: 0 })).transpose()
}

fn of_customer<R: Row>(connection: &Connection, customer: Id, order: &str) -> Result<Vec<R>> {
    many(connection, &format!("WHERE customer = ?1 ORDER BY {order}"), [customer.0])
}

/// The rows of a table that `rest` (from `WHERE` on) chooses.
pub(super) fn many<R: Row>(connection: &Connection, rest: &str, parameters: impl rusqlite::Params) -> Result<Vec<R>> {
    let mut query = connection.prepare_cached(&format!("SELECT id, {} FROM {} {rest}", R::TABLE.shape().list, R::TABLE.name()))?;
    let mut rows = query.query(parameters)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(R::read(Id(row.get(0)?), &Queried { row, skip: 1 })?);
    }
    Ok(found)
}
