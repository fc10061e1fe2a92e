//! Where it is: the book's file, its journal and its backups. The only folder that knows SQLite.
//!
//! | file | what it is |
//! |---|---|
//! | `file` | what the file must be before it is opened; connections; migrations |
//! | `write` | the writing connection: one step, one transaction |
//! | `revert` | undo and redo |
//! | `read` | rows and lists |
//! | `dump` | the whole book as JSON |
//! | `table`, `cell`, `row` | columns, cells, records |
//! | `place`, `lock` | where a book may live, and who writes in it |
//!
//! It keeps what it is given: the rules of the trade are in `model`, what one can do is in `book`.

mod backup;
mod cell;
mod dump;
mod error;
mod file;
mod lock;
mod originals;
mod place;
mod read;
mod revert;
mod row;
mod scan;
mod step;
mod table;
mod write;

pub use error::StoreError;
pub use lock::{Holder, holder_of};
pub use originals::keep_original;
pub use place::{Unfit, default_place, unfit};
pub use read::{Connected, Counts, Read, Reader};
pub use row::{ExtraField, StagedLine};
pub use scan::{Plain, Scan};
pub use step::{StepInfo, StepKind, What};
pub use table::Table;
pub use write::{Options, Stopper, Store, Write};
