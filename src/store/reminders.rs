//! Which reminders were told: rows without a journal, since what was once told stays told, whatever is undone.

use rusqlite::params;

use super::error::Result;
use super::read::{Connected, Reader};
use super::writer::{Store, begin};

impl Reader {
    /// The keys of all reminders that were told.
    pub fn reminders_shown(&self) -> Result<Vec<String>> {
        let mut query = self.connection().prepare_cached("SELECT key FROM reminder_shown")?;
        let keys = query.query_map([], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// Notes reminders as told at `now_ms`, all or none; those noted already stay as they are.
    pub fn note_reminders(&mut self, keys: &[String], now_ms: i64) -> Result<()> {
        let note = || -> Result<()> {
            let transaction = begin(self.connection())?;
            let mut insert =
                transaction.prepare_cached("INSERT INTO reminder_shown (key, shown_at_ms) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
            for key in keys {
                insert.execute(params![key, now_ms])?;
            }
            drop(insert);
            Ok(transaction.commit()?)
        };
        note().map_err(|error| error.at(self.path()))?;
        self.has_committed();
        Ok(())
    }
}
