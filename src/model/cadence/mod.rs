//! The rules of the trade: whom to contact when, and why; who falls into the public pool; how the work is spread.
//!
//! Pure: no store, no clock, no zone of its own. Standings are folded from touches by whoever reads the book, rules are data that
//! the user edits (S1.20), days come as arguments. What is decided is data as well ([`Why`]) and speaks only where it is shown.

mod due;
mod levelling;
mod pool;
mod reply;
mod rules;
mod standing;
mod tiers;
mod why;

pub use crate::model::follow::{Channel, Direction, channel_of};
pub use due::{Due, DueState, due};
pub use levelling::{Advice, DayLoad, Levelled, Outlook, Rehearsal, Window, advice, level, needed_a_day, outlook, shares};
pub use pool::{Doubt, DropReason, PoolState, Proposal, Proposals, cooling_until, doubts, proposals};
pub use reply::ReplyClock;
pub use rules::{Absence, Class, Preset, RuleProblem, Rules, TierNo, TierRule};
pub use standing::{Contacted, Happening, Planned, Standing, Talks};
pub use tiers::{Bounds, Degree, Judgement, Known, LOST_AFTER_DAYS, Quadrant, TierWhy, asks_for_lost_reason, judge};
pub use why::{Since, Why, say_day, say_too_soon};
