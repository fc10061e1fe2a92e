//! The headless application: what one can do with a book, for the window and the shell alike.

pub mod edit;
pub mod snapshot;

pub use edit::Edit;
pub use snapshot::{
    CalendarSnapshot, CardSnapshot, Column, DayEntry, HistoryChange, HistoryEntry, Sort, TableAnswer, TableCell, TableQuestion, TableRow,
};
