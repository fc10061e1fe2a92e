//! Looks whether a book is whole: the file, its references, its journal, its columns and its kept files. Changes nothing.

use std::fmt;
use std::path::Path;

use crate::model::Id;
use crate::tr;

use super::cell::State;
use super::error::Result;
use super::originals::original_path;
use super::read::{Connected, Read, Reader};
use super::table::Table;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// SQLite finds the file damaged; what it says.
    File(String),
    /// A row refers to one that is not there.
    Dangling {
        /// The table of the row.
        table: String,
        /// The row.
        id: Id,
    },
    /// A table does not have the columns that this program knows.
    Columns {
        /// The table.
        table: Table,
        /// The column that is missing or unknown.
        column: String,
    },
    /// The journal of a step is not whole; the step cannot be taken back.
    Journal(Id),
    /// A list that was imported is not kept any more.
    Original {
        /// The name that the list had.
        file_name: String,
        /// Its hash.
        hash: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::File(said) => tr!("store-check-file", said = said.as_str()),
            Self::Dangling { table, id } => tr!("store-check-dangling", table = table.as_str(), id = id.to_string()),
            Self::Columns { table, column } => tr!("store-check-columns", table = table.name(), column = column.as_str()),
            Self::Journal(step) => tr!("store-check-journal", step = step.to_string()),
            Self::Original { file_name, .. } => tr!("store-check-original", file = file_name.as_str()),
        })
    }
}

impl Reader {
    /// Looks whether the book in `folder` (the one that this reader has open) is whole; takes seconds in a large one.
    pub fn check(&self, folder: &Path) -> Result<Vec<Problem>> {
        self.snapshot(|reader| {
            let mut problems = Vec::new();
            reader.check_file(&mut problems)?;
            reader.check_columns(&mut problems)?;
            reader.check_journal(&mut problems)?;
            for source in reader.import_sources()? {
                if !source.file_hash.is_empty() && !original_path(folder, &source.file_hash).exists() {
                    problems.push(Problem::Original { file_name: source.file_name, hash: source.file_hash });
                }
            }
            Ok(problems)
        })
    }

    fn check_file(&self, problems: &mut Vec<Problem>) -> Result<()> {
        let mut query = self.connection().prepare("PRAGMA integrity_check(20)")?;
        for said in query.query_map([], |row| row.get::<_, String>(0))? {
            let said = said?;
            if said != "ok" {
                problems.push(Problem::File(said));
            }
        }
        let mut query = self.connection().prepare("PRAGMA foreign_key_check")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            problems.push(Problem::Dangling { table: row.get(0)?, id: Id(row.get::<_, Option<i64>>(1)?.unwrap_or(0)) });
        }
        Ok(())
    }

    fn check_columns(&self, problems: &mut Vec<Problem>) -> Result<()> {
        for table in Table::ALL {
            let mut query = self.connection().prepare("SELECT name FROM pragma_table_info(?1) WHERE name <> 'id'")?;
            let found: Vec<String> = query.query_map([table.name()], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let known = table.shape().columns.iter().map(|column| &column.name);
            let missing = known.filter(|name| !found.contains(name));
            let unknown = found.iter().filter(|name| table.shape().position(name).is_none());
            problems.extend(missing.chain(unknown).map(|column| Problem::Columns { table, column: column.clone() }));
        }
        Ok(())
    }

    fn check_journal(&self, problems: &mut Vec<Problem>) -> Result<()> {
        let mut query = self.connection().prepare(include_str!("sql/broken_steps.sql"))?;
        for step in query.query_map([], |row| row.get(0))? {
            problems.push(Problem::Journal(Id(step?)));
        }
        let mut query = self.connection().prepare("SELECT step, kind, was FROM change WHERE was IS NOT NULL")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let step = Id(row.get(0)?);
            let kept = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
            let is_whole = Table::by_code(row.get(1)?).is_some_and(|table| State::decoded(table.shape(), kept).is_ok());
            if !is_whole && !problems.contains(&Problem::Journal(step)) {
                problems.push(Problem::Journal(step));
            }
        }
        Ok(())
    }
}
