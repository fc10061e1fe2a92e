//! The rules of the trade: whom to contact when, and why; who falls into the public pool; how the work is spread.
//!
//! Pure: no store, no clock, no zone of its own. Standings are folded from touches by whoever reads the book, rules are data that
//! the user edits (S1.20), days come as arguments. What is decided is data as well ([`Why`]) and speaks only where it is shown.

mod due;
mod rules;
mod standing;
mod why;

pub use crate::model::follow::{Channel, Direction, channel_of};
pub use due::{Due, DueState, due};
pub use rules::{Absence, Class, Preset, QuietHours, RuleProblem, Rules, TierNo, TierRule};
pub use standing::{Contacted, Happening, Planned, Standing};
pub use why::{Since, Why, say_day, say_too_soon};
