//! Whom to contact now, and why: the rules of [`crate::model::cadence`] asked for every customer of a book.
//!
//! An [`Agenda`] holds small lines for everything that is due, in the order in which one works through it; the words of a line
//! are found out for those in sight.
//!
//! | file | what it is |
//! |---|---|
//! | `line` | the lines and their order |
//! | `places` | countries and zones of customers |
//! | `standings` | how things stand with everybody, and who is due |
//! | `keeping` | the agenda of an open book, kept up with its edits; the words of lines |

mod keeping;
mod line;
mod places;
mod standings;

pub use keeping::{Agendas, rules_of, words_of};
pub use line::{Agenda, Line, LineKind, LineWords, Reach, Share};
pub use places::{Place, PlaceNo, Places};
pub use standings::{Home, Kept, Standings, lines};
