//! Where it is: the book's file, its journal and its backups. The only folder that knows SQLite.
//!
//! | file | what it is |
//! |---|---|
//! | `file` | what the file must be before it is opened; connections; migrations (`sql/0001_first.sql` and on) |
//! | `writer`, `write` | the writing connection, and one step from the inside |
//! | `revert`, `take_back` | undo and redo; one change taken back out of the history |
//! | `read`, `stream`, `dump` | rows and lists; whole tables; the whole book as JSON |
//! | `history`, `chain`, `pieces`, `since` | the journal read back: steps, lives of rows, fields; what changed since a card was printed |
//! | `reminders` | which reminders were told |
//! | `table`, `cell`, `row`, `follow_rows`, `register_rows`, `step` | columns, cells, records, steps |
//! | `backup`, `compare`, `retention`, `originals` | backups, what restoring one would change, and which of them stay; kept files |
//! | `derived` | what was worked out from the book, kept beside it |
//! | `place`, `lock`, `settle`, `check` | where a book may live; who writes in it; its log; whether it is whole |
//!
//! It keeps what it is given: the rules of the trade are in `model`, what one can do is in `book`.

mod backup;
mod cell;
mod chain;
mod changed;
mod check;
mod compare;
mod dates;
mod derived;
mod dump;
mod error;
mod file;
mod follow_rows;
mod history;
mod lock;
mod originals;
mod pieces;
mod place;
#[cfg(test)]
mod plans;
mod read;
mod register_rows;
mod reminders;
mod retention;
mod revert;
mod row;
mod scan;
mod settle;
mod since;
mod step;
mod stream;
mod table;
mod take_back;
mod write;
mod writer;

pub use backup::{Backup, CHANGES_FOR_MS, Moment, Reason, Watch, back_up, backups, due, restore_in_place, restore_into};
pub use check::Problem;
pub use compare::{COMPARED, Difference, RowDifference, compare_backup, verify_backup};
pub use dates::Dates;
pub use derived::{PackedPart, derived, keep_derived, packed_parts};
pub use error::StoreError;
pub use history::{Belongings, FieldChange, History, HistoryStep, MergeSide, Origin, ROWS_OF_STEP, RowChange};
pub use lock::{Holder, holder_of};
pub use originals::{hash_of, keep_original, original_path};
pub use pieces::FieldName;
pub use place::{Unfit, default_place, unfit};
pub use read::{Connected, Counts, Read, Reader};
pub use row::StagedLine;
pub use scan::Scan;
pub use since::Since;
pub use step::{StepInfo, StepKind, Touched, What};
pub use stream::{Among, Walk, Walked, WalkedPerson, WalkedTouch, Way};
pub use table::Table;
pub use take_back::{Conflict, TakenBack, TakingBack};
pub use write::Write;
pub use writer::{Options, Stopper, Store};
