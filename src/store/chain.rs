//! The life of one row, from the journal: every step that touched it, how it was before each, and how it is now.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::model::Id;

use super::cell::{Queried, State};
use super::error::Result;
use super::pieces::{FieldName, Piece, names, pieces, value_of};
use super::step::StepKind;
use super::table::Table;

/// One step in the life of a row.
#[derive(Debug)]
pub(super) struct Link {
    /// The step.
    pub step: Id,
    /// When it was, in milliseconds of the epoch.
    pub at_ms: i64,
    /// What kind it was.
    pub kind: StepKind,
    /// The step that it took back.
    pub undoes: Option<Id>,
    /// The row before it; `None` where it did not exist.
    pub was: Option<State>,
}

/// The life of one row.
#[derive(Debug)]
pub(super) struct Chain {
    /// The table.
    pub table: Table,
    /// The row.
    pub row: Id,
    /// Steps in order.
    pub links: Vec<Link>,
    /// The row today.
    pub now: Option<State>,
}

/// How a row is now.
pub(super) fn current(connection: &Connection, table: Table, row: Id) -> Result<Option<State>> {
    let shape = table.shape();
    let mut query = connection.prepare_cached(&shape.select)?;
    let mut rows = query.query([row.0])?;
    rows.next()?.map(|row| State::copied(shape, &Queried { row, skip: 0 })).transpose()
}

impl Chain {
    /// Reads the life of a row.
    pub fn read(connection: &Connection, table: Table, row: Id) -> Result<Self> {
        let now = current(connection, table, row)?;
        let mut links = Vec::new();
        let mut query = connection.prepare_cached(include_str!("sql/links_of_row.sql"))?;
        let mut rows = query.query([row.0])?;
        while let Some(found) = rows.next()? {
            let blob = found.get_ref(4)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
            links.push(Link {
                step: Id(found.get(0)?),
                at_ms: found.get(1)?,
                kind: StepKind::by_code(found.get(2)?),
                undoes: found.get::<_, Option<i64>>(3)?.map(Id),
                was: blob.map(|blob| State::decoded(table.shape(), blob)).transpose()?,
            });
        }
        // The step that made a row with an id of its own has no entry in the index: it is the newest one below the id.
        let was_there_before = links.first().map_or(now.is_some(), |first| first.was.is_some());
        if was_there_before {
            let maker = connection
                .prepare_cached("SELECT id, at_ms, kind FROM step WHERE id < ?1 ORDER BY id DESC LIMIT 1")?
                .query_row([row.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            if let Some((step, at_ms, kind)) = maker {
                links.insert(0, Link { step: Id(step), at_ms, kind: StepKind::by_code(kind), undoes: None, was: None });
            }
        }
        Ok(Self { table, row, links, now })
    }

    /// The row before link `at`; today's for the number of links.
    pub fn state(&self, at: usize) -> Option<&State> {
        self.links.get(at).map_or(self.now.as_ref(), |link| link.was.as_ref())
    }

    /// The row at a point of time.
    pub fn at(&self, at_ms: i64) -> Option<&State> {
        self.state(self.links.iter().position(|link| link.at_ms > at_ms).unwrap_or(self.links.len()))
    }

    /// Which step gave each field today's value; fields that are empty since then are there as well.
    ///
    /// An undo gives back what an earlier step gave, and a redo what the step gave that was done again.
    pub fn origins(&self) -> Result<HashMap<FieldName, Id>> {
        self.origins_before(self.links.len())
    }

    /// As [`Self::origins`], for the values before link `end`.
    pub fn origins_before(&self, end: usize) -> Result<HashMap<FieldName, Id>> {
        let states: Vec<Vec<Piece>> =
            (0..=end).map(|at| self.state(at).map_or_else(|| Ok(Vec::new()), |state| pieces(self.table, state))).collect::<Result<_>>()?;
        let all = names(states.iter().map(Vec::as_slice));
        Ok(all.into_iter().filter_map(|name| Some((name.clone(), self.origin(&name, &states)?))).collect())
    }

    /// Which step gave a field the value that it has in the last of `states`.
    fn origin(&self, name: &FieldName, states: &[Vec<Piece>]) -> Option<Id> {
        let link_of = |step: Option<Id>| self.links.iter().position(|link| Some(link.step) == step);
        let mut at = states.len() - 1;
        while at > 0 {
            at -= 1;
            if value_of(&states[at], name) == value_of(&states[at + 1], name) {
                continue;
            }
            let link = &self.links[at];
            match link.kind {
                StepKind::Edit | StepKind::Import => return Some(link.step),
                // What stood before the step that was taken back.
                StepKind::Undo => at = link_of(link.undoes)?,
                // What the step that was done again changed.
                StepKind::Redo => at = link_of(self.links[link_of(link.undoes)?].undoes)? + 1,
            }
        }
        None
    }
}
