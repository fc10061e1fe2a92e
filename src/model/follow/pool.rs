//! The public pool (公海) and the rulebook as rows: where a customer stood when, and by which rules one works.
//!
//! Who is proposed for the pool and what the rules mean is not known here.

use chrono::NaiveDate;

use crate::model::id::Id;

/// A time that a customer spent in the public pool. It is never deleted: it is the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolStay {
    /// Identity.
    pub id: Id,
    /// Who.
    pub customer: Id,
    /// Since when.
    pub dropped_on: NaiveDate,
    /// Why, as JSON `{"key", …arguments of the text under that key}`; empty where nobody said.
    pub reason: String,
    /// Whose customer it was.
    pub previous_owner: String,
    /// Until when; `None` while it is there.
    pub claimed_on: Option<NaiveDate>,
    /// Who took it out.
    pub claimed_by: String,
}

impl PoolStay {
    /// Whether the customer is still there.
    pub fn is_open(&self) -> bool {
        self.claimed_on.is_none()
    }
}

/// The rules that the user works by; at most one row. Where there is none, the rules are those of a new book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rulebook {
    /// Identity.
    pub id: Id,
    /// The rules as JSON.
    pub rules: String,
}
