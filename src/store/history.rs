//! What happened to the book: who changed what, when; a card as it was on a day; which list a value came from; what was
//! changed by hand. All of it is read from the journal, nothing is kept for it.

use std::collections::{BTreeMap, HashMap};

use rusqlite::OptionalExtension;

use crate::model::{Address, Contact, Customer, FollowUp, Id, PoolStay, Promise, Touch, Value};

use super::cell::State;
use super::chain::{Chain, current};
use super::error::{Result, StoreError};
use super::pieces::{FieldName, Piece, names, pieces, value_of};
use super::read::{Connected, Read};
use super::revert::{redoable, undoable};
use super::row::Row;
use super::step::{StepInfo, StepKind};
use super::table::Table;

/// One field that a step changed.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// The field.
    pub field: FieldName,
    /// Its value before the step.
    pub was: Value,
    /// Its value after the step.
    pub now: Value,
}

/// One row that a step changed.
#[derive(Clone, Debug, PartialEq)]
pub struct RowChange {
    /// Its table.
    pub table: Table,
    /// The row.
    pub id: Id,
    /// The customer that it is or belongs to, after the step where it is there then.
    pub owner: Option<Id>,
    /// Whether the step made it.
    pub is_new: bool,
    /// Whether the step removed it.
    pub is_gone: bool,
    /// What changed in it.
    pub fields: Vec<FieldChange>,
}

/// A step with what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryStep {
    /// The step.
    pub step: StepInfo,
    /// Rows in the order of writing. Without a customer at most [`ROWS_OF_STEP`]; [`StepInfo::changes`] says how many there are.
    pub rows: Vec<RowChange>,
}

/// How many rows the history of the whole book shows of one step.
pub const ROWS_OF_STEP: usize = 100;

/// Which step gave a field its value, and which list that step imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The table of the row: the customer's own or one of its contacts.
    pub table: Table,
    /// The row.
    pub id: Id,
    /// The field.
    pub field: FieldName,
    /// The step.
    pub step: Id,
    /// When that was, in milliseconds of the epoch.
    pub at_ms: i64,
    /// The list, where the step imported one.
    pub import: Option<Id>,
}

/// What differs between two states of a row.
pub(super) fn change_between(table: Table, id: Id, was: Option<&State>, now: Option<&State>) -> Result<RowChange> {
    let taken_apart = |state: Option<&State>| state.map_or_else(|| Ok(Vec::new()), |state| pieces(table, state));
    let (before, after) = (taken_apart(was)?, taken_apart(now)?);
    let fields = names([before.as_slice(), after.as_slice()])
        .into_iter()
        .filter_map(|field| {
            let (was, now) = (value_of(&before, &field), value_of(&after, &field));
            (was != now).then(|| FieldChange { was: was.clone(), now: now.clone(), field })
        })
        .collect();
    let owner = match table {
        Table::Customer => Some(id),
        _ if table.belongs_to_customer() => now.or(was).and_then(|state| state.get(0).as_int()).map(Id),
        _ => None,
    };
    Ok(RowChange { table, id, owner, is_new: was.is_none(), is_gone: now.is_none(), fields })
}

/// A customer as it was before a merge in which it took part.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeSide {
    /// Who stays today, after all merges.
    pub stays: Id,
    /// Who went with that merge.
    pub gone: Id,
    /// The customer that went, or one that the merge changed.
    pub customer: Customer,
}

/// What can be asked of the journal.
pub trait History: Connected + Sized {
    /// The step that undo would take back.
    fn undoable(&self) -> Result<Option<StepInfo>> {
        undoable(self.connection())
    }

    /// The undo that redo would take back.
    fn redoable(&self) -> Result<Option<StepInfo>> {
        redoable(self.connection())
    }

    /// One step.
    fn step(&self, id: Id) -> Result<Option<StepInfo>> {
        let sql = format!("SELECT {} FROM step WHERE id = ?1", StepInfo::COLUMNS);
        Ok(self.connection().prepare_cached(&sql)?.query_row([id.0], StepInfo::read).optional()?)
    }

    /// How many rows the steps after `step` have changed.
    fn count_changes_since(&self, step: Id) -> Result<i64> {
        let mut query = self.connection().prepare_cached("SELECT coalesce(sum(changes), 0) FROM step WHERE id > ?1")?;
        Ok(query.query_row([step.0], |row| row.get(0))?)
    }

    /// The newest step.
    fn newest_step(&self) -> Result<Option<Id>> {
        let newest: Option<i64> = self.connection().prepare_cached("SELECT max(id) FROM step")?.query_row([], |row| row.get(0))?;
        Ok(newest.map(Id))
    }

    /// Steps before `before` (or the newest), newest first, at most `limit`.
    fn steps(&self, limit: usize, before: Option<Id>) -> Result<Vec<StepInfo>> {
        let sql = format!("SELECT {} FROM step WHERE id < ?1 ORDER BY id DESC LIMIT ?2", StepInfo::COLUMNS);
        let before = before.map_or(i64::MAX, |id| id.0);
        let mut query = self.connection().prepare_cached(&sql)?;
        Ok(query.query_map((before, limit as i64), StepInfo::read)?.collect::<Result<_, _>>()?)
    }

    /// What happened to a customer and what belongs to it, or to the whole book: newest first, before the step `before`.
    fn history(&self, customer: Option<Id>, limit: usize, before: Option<Id>) -> Result<Vec<HistoryStep>> {
        match customer {
            None => self
                .steps(limit, before)?
                .into_iter()
                .map(|step| Ok(HistoryStep { rows: self.rows_of_step(&step, ROWS_OF_STEP)?, step }))
                .collect(),
            Some(customer) => self.history_of(customer, limit, before),
        }
    }

    /// The first rows that a step changed, at most `limit`, in the order of writing.
    fn rows_of_step(&self, step: &StepInfo, limit: usize) -> Result<Vec<RowChange>> {
        let (first, last) = step.change_ids();
        let mut query =
            self.connection().prepare_cached("SELECT kind, row, was FROM change WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3")?;
        let mut later = self.connection().prepare_cached(include_str!("sql/next_state_of_row.sql"))?;
        let mut rows = query.query((first, last, limit as i64))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(table) = Table::by_code(row.get(0)?) else { continue };
            let id = Id(row.get(1)?);
            let decoded = |blob: Option<&[u8]>| blob.map(|blob| State::decoded(table.shape(), blob)).transpose();
            let was = decoded(row.get_ref(2)?.as_blob_or_null().map_err(rusqlite::Error::from)?)?;
            let next: Option<Option<Vec<u8>>> = later.query_row((id.0, step.id.0), |row| row.get(0)).optional()?;
            let now = match next {
                Some(blob) => decoded(blob.as_deref())?,
                None => current(self.connection(), table, id)?,
            };
            found.push(change_between(table, id, was.as_ref(), now.as_ref())?);
        }
        Ok(found)
    }

    #[doc(hidden)]
    fn history_of(&self, customer: Id, limit: usize, before: Option<Id>) -> Result<Vec<HistoryStep>> {
        let mut by_step: BTreeMap<Id, Vec<RowChange>> = BTreeMap::new();
        // What a customer was before it was merged into this one is part of the history.
        let mut own = vec![customer];
        own.extend(self.merged_into(customer)?.iter().map(|merged| merged.gone));
        let mut chains = BTreeMap::new();
        for id in &own {
            chains.extend(self.chains_of(*id)?.into_iter().map(|chain| ((chain.table, chain.row), chain)));
        }
        for chain in chains.into_values() {
            let belongs = |state: Option<&State>| {
                state.is_some_and(|state| {
                    !chain.table.belongs_to_customer() || state.get(0).as_int().is_some_and(|owner| own.contains(&Id(owner)))
                })
            };
            for (at, link) in chain.links.iter().enumerate() {
                let (was, now) = (chain.state(at), chain.state(at + 1));
                if before.is_none_or(|before| link.step < before) && (belongs(was) || belongs(now)) {
                    by_step.entry(link.step).or_default().push(change_between(chain.table, chain.row, was, now)?);
                }
            }
        }
        by_step
            .into_iter()
            .rev()
            .take(limit)
            .map(|(id, rows)| Ok(HistoryStep { step: self.step(id)?.ok_or(StoreError::NoStep(id))?, rows }))
            .collect()
    }

    /// The lives of a customer and of all rows that belong or belonged to it.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "only the store implements and calls it")]
    fn chains_of(&self, customer: Id) -> Result<Vec<Chain>> {
        let mut rows = vec![(Table::Customer, customer)];
        let mut query = self.connection().prepare_cached(include_str!("sql/rows_of_customer.sql"))?;
        let mut found = query.query([customer.0])?;
        while let Some(row) = found.next()? {
            if let Some(table) = Table::by_code(row.get(0)?) {
                rows.push((table, Id(row.get(1)?)));
            }
        }
        rows.into_iter().map(|(table, row)| Chain::read(self.connection(), table, row)).collect()
    }

    /// A customer as it was at a point of time, in milliseconds of the epoch.
    fn customer_as_of(&self, id: Id, at_ms: i64) -> Result<Option<Customer>> {
        let chain = Chain::read(self.connection(), Table::Customer, id)?;
        chain.at(at_ms).map(|state| Customer::read(id, state)).transpose()
    }

    /// What a customer who is no longer there was called last; `None` where there never was one.
    fn name_once_of(&self, id: Id) -> Result<Option<String>> {
        let chain = Chain::read(self.connection(), Table::Customer, id)?;
        let last = chain.links.iter().rev().find_map(|link| link.was.as_ref());
        Ok(last.map(|state| Customer::read(id, state)).transpose()?.map(|customer| customer.name().to_owned()))
    }

    /// What belonged to a customer at a point of time, in milliseconds of the epoch.
    fn belongings_as_of(&self, customer: Id, at_ms: i64) -> Result<Belongings> {
        let mut belongings = Belongings::default();
        for chain in self.chains_of(customer)? {
            let Some(state) = chain.at(at_ms) else { continue };
            if chain.table == Table::Customer || state.get(0).as_int() != Some(customer.0) {
                continue;
            }
            match chain.table {
                Table::Contact => belongings.contacts.push(Contact::read(chain.row, state)?),
                Table::Address => belongings.addresses.push(Address::read(chain.row, state)?),
                Table::Touch => belongings.touches.push(Touch::read(chain.row, state)?),
                Table::FollowUp => belongings.follow_ups.push(FollowUp::read(chain.row, state)?),
                Table::Promise => belongings.promises.push(Promise::read(chain.row, state)?),
                Table::PoolStay => belongings.pool_stays.push(PoolStay::read(chain.row, state)?),
                Table::Customer
                | Table::ImportSource
                | Table::ExtraField
                | Table::Confirmation
                | Table::Merged
                | Table::ToldApart
                | Table::Rulebook
                // A card of the past is drawn without its register.
                | Table::CardCopy
                | Table::CardCheck
                | Table::ListOut => {}
            }
        }
        Ok(belongings)
    }

    /// Which steps and lists the values of a customer and its contacts came from; empty fields are left out.
    fn origins_of(&self, customer: Id) -> Result<Vec<Origin>> {
        let mut imports: HashMap<Id, Option<Id>> = HashMap::new();
        let mut origins = Vec::new();
        let merged = self.before_merges(customer)?;
        for chain in self.chains_of(customer)? {
            let Some(now) = chain.now.as_ref().filter(|_| matches!(chain.table, Table::Customer | Table::Contact)) else { continue };
            let by_field = chain.origins()?;
            for (field, value) in pieces(chain.table, now)? {
                let Some(&step) = by_field.get(&field) else { continue };
                let (mut step, mut of) = (step, &chain);
                if chain.table == Table::Customer
                    && let Some(before) = merged.iter().find(|before| before.step == step && value_of(&before.pieces, &field) == &value)
                    && let Some(earlier) = before.origins.get(&field)
                {
                    // A value that came with a merge is as old as it was at the customer who is gone.
                    (step, of) = (*earlier, &before.chain);
                }
                let at_ms = of.links.iter().find(|link| link.step == step).map_or(0, |link| link.at_ms);
                let import = match imports.get(&step) {
                    Some(known) => *known,
                    None => *imports.entry(step).or_insert(self.import_of_step(step)?),
                };
                origins.push(Origin { table: chain.table, id: chain.row, field, step, at_ms, import });
            }
        }
        Ok(origins)
    }

    /// How the customers that were merged into this one were until then.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "only the store implements and calls it")]
    fn before_merges(&self, customer: Id) -> Result<Vec<BeforeMerge>> {
        let mut before = Vec::new();
        for merged in self.merged_into(customer)? {
            let Some(step) = self.step_of_import(merged.id)?.map(|step| step.id) else { continue };
            let chain = Chain::read(self.connection(), Table::Customer, merged.gone)?;
            let Some(at) = chain.links.iter().position(|link| link.step == step) else { continue };
            let Some(state) = chain.state(at) else { continue };
            before.push(BeforeMerge { step, pieces: pieces(Table::Customer, state)?, origins: chain.origins_before(at)?, chain });
        }
        Ok(before)
    }

    /// All customers as they were before the merges that stand: those who went, and those whom a merge changed.
    fn merge_sides(&self) -> Result<Vec<MergeSide>> {
        let mut query = self.connection().prepare_cached(include_str!("sql/merge_sides.sql"))?;
        let mut rows = query.query([])?;
        let mut sides = Vec::new();
        while let Some(row) = rows.next()? {
            let was = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
            let customer = Customer::read(Id(row.get(2)?), &State::decoded(Table::Customer.shape(), was)?)?;
            sides.push(MergeSide { stays: Id(row.get(0)?), gone: Id(row.get(1)?), customer });
        }
        Ok(sides)
    }

    /// The lists that customers were made or changed by which were merged into this one.
    fn imports_before_merges(&self, customer: Id) -> Result<Vec<Id>> {
        let mut imports = Vec::new();
        for before in self.before_merges(customer)? {
            for link in before.chain.links.iter().filter(|link| link.kind == StepKind::Import) {
                imports.extend(self.import_of_step(link.step)?);
            }
        }
        Ok(imports)
    }

    /// The list that a step imported.
    fn import_of_step(&self, step: Id) -> Result<Option<Id>> {
        let Some(step) = self.step(step)?.filter(|step| step.touched(Table::ImportSource).made > 0) else { return Ok(None) };
        let (first, last) = step.change_ids();
        let sql = "SELECT row FROM change WHERE id BETWEEN ?1 AND ?2 AND kind = ?3 LIMIT 1";
        let row: Option<i64> =
            self.connection().prepare_cached(sql)?.query_row((first, last, Table::ImportSource.code()), |row| row.get(0)).optional()?;
        Ok(row.map(Id))
    }

    /// The step that imported a list.
    fn step_of_import(&self, import: Id) -> Result<Option<StepInfo>> {
        // Its row has an id of its own, so that the newest step below the id made it.
        let sql = format!("SELECT {} FROM step WHERE id < ?1 ORDER BY id DESC LIMIT 1", StepInfo::COLUMNS);
        Ok(self.connection().prepare_cached(&sql)?.query_row([import.0], StepInfo::read).optional()?)
    }

    /// Fields of customers, contacts and follow-ups whose value today was set by hand after `step`; by row. Imports, and edits that were
    /// taken back, do not count.
    fn changed_by_hand_since(&self, step: Id) -> Result<HashMap<Id, Vec<FieldName>>> {
        let mut by_row = HashMap::new();
        let mut query = self.connection().prepare_cached(include_str!("sql/edited_since.sql"))?;
        let mut edits: Vec<Id> = Vec::new();
        let mut rows = query.query([step.0])?;
        let mut edited = Vec::new();
        while let Some(row) = rows.next()? {
            let (table, row, step) = (Table::by_code(row.get(0)?), Id(row.get(1)?), Id(row.get(2)?));
            if edits.last() != Some(&step) {
                edits.push(step);
            }
            edited.extend(table.map(|table| (table, row)));
        }
        edited.sort_unstable();
        edited.dedup();
        edits.sort_unstable();
        for (table, row) in edited {
            let chain = Chain::read(self.connection(), table, row)?;
            if chain.now.is_none() {
                continue;
            }
            let origins = chain.origins()?;
            let mut fields: Vec<FieldName> =
                origins.into_iter().filter(|(_, step)| edits.binary_search(step).is_ok()).map(|(field, _)| field).collect();
            fields.sort_by(|a, b| a.key().cmp(b.key()));
            if !fields.is_empty() {
                by_row.insert(row, fields);
            }
        }
        Ok(by_row)
    }

    /// The rows that steps after `step` touched, each once.
    fn changed_since(&self, step: Id) -> Result<Vec<(Table, Id)>> {
        let mut query = self.connection().prepare_cached(include_str!("sql/changed_since.sql"))?;
        let mut rows = query.query([step.0])?;
        let mut changed = Vec::new();
        while let Some(row) = rows.next()? {
            changed.extend(Table::by_code(row.get(0)?).map(|table| -> Result<_> { Ok((table, Id(row.get(1)?))) }).transpose()?);
        }
        Ok(changed)
    }

    /// The customers of which steps after `step` touched anything, also what left them; in order of ids. Some may be gone.
    fn customers_changed_since(&self, step: Id) -> Result<Vec<Id>> {
        let mut query = self.connection().prepare_cached(include_str!("sql/customers_changed_since.sql"))?;
        Ok(query.query_map([step.0], |row| Ok(Id(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }
}

impl<C: Connected> History for C {}

/// A customer until it was merged into another one.
#[derive(Debug)]
struct BeforeMerge {
    /// The step of the merge.
    step: Id,
    pieces: Vec<Piece>,
    /// Which step had given each field its value.
    origins: HashMap<FieldName, Id>,
    chain: Chain,
}

/// What belonged to a customer at some time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Belongings {
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Further addresses.
    pub addresses: Vec<Address>,
    /// What had happened.
    pub touches: Vec<Touch>,
    /// What was planned.
    pub follow_ups: Vec<FollowUp>,
    /// Who owed whom what.
    pub promises: Vec<Promise>,
    /// When it was in the public pool.
    pub pool_stays: Vec<PoolStay>,
}
