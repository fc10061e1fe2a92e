//! Who owes whom what, by when: the ledger of promises (S3.29, "never promise lightly").

use chrono::NaiveDate;

use crate::model::day::PartialDay;
use crate::model::id::Id;
use crate::tr;

/// Something that one side said it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Identity.
    pub id: Id,
    /// Between us and whom.
    pub customer: Id,
    /// The touch in which it was given.
    pub touch: Option<Id>,
    /// Who gave it.
    pub side: PromisedBy,
    /// What.
    pub text: String,
    /// By when.
    pub due_on: Option<PartialDay>,
    /// The day on which it was kept.
    pub kept_on: Option<NaiveDate>,
    /// The day since which nobody waits for it any more.
    pub dropped_on: Option<NaiveDate>,
    /// The day on which it was given.
    pub made_on: NaiveDate,
}

impl Promise {
    /// A promise that was given on `made_on`.
    pub fn new(id: Id, customer: Id, side: PromisedBy, text: impl Into<String>, made_on: NaiveDate) -> Self {
        Self { id, customer, touch: None, side, text: text.into(), due_on: None, kept_on: None, dropped_on: None, made_on }
    }

    /// Whether it is still waited for.
    pub fn is_open(&self) -> bool {
        self.kept_on.is_none() && self.dropped_on.is_none()
    }

    /// Whether its day has passed and it is still waited for; one without a day never is.
    pub fn is_broken(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due.last_day() < today)
    }
}

/// Who gave a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromisedBy {
    /// We did.
    Us,
    /// The customer did.
    Them,
}

impl PromisedBy {
    /// Both sides, ours first.
    pub const ALL: [Self; 2] = [Self::Us, Self::Them];

    /// What the row keeps.
    pub fn key(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Them => "them",
        }
    }

    /// The one with this key.
    pub fn by_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.key() == key)
    }

    /// What it is called in the language spoken.
    pub fn label(self) -> String {
        match self {
            Self::Us => tr!("promised-by-us"),
            Self::Them => tr!("promised-by-them"),
        }
    }
}
