//! Whom to contact now, and why: the rules of [`crate::model::cadence`] asked for every customer of a book.
//!
//! An [`Agenda`] holds small lines for everything that is due, in the order in which one works through it; the words of a line
//! are found out for those in sight.
//!
//! | file | what it is |
//! |---|---|
//! | `line` | the lines and their order |
//! | `places` | countries and zones of customers |
//! | `standings` | how things stand with everybody |
//! | `stored` | the same, kept in a file beside the book |
//! | `matters` | what stands on the agenda by itself: inquiries, promises, birthdays |
//! | `asking` | who is due, in one go; seasons; the next day |
//! | `aside` | what a person has put aside |
//! | `wording` | the words of lines |
//! | `keeping` | the agenda of an open book, kept up with its edits |

mod aside;
mod asking;
mod keeping;
mod line;
mod matters;
mod places;
mod standings;
mod stored;
mod wording;

pub use asking::{SeasonLine, Sums};
pub use keeping::{Agendas, rules_of};
pub use line::{Agenda, Line, LineKind, LineWords, Reach, Share};
pub use places::{Place, PlaceNo, Places};
pub use standings::{Home, Kept, Standings};
pub use wording::words_of;
