//! The language of the search box: words, and filters such as `country:DE tier:A tag:展会 stars:>3 last:<30d`.
//!
//! - Words and `"quoted phrases"` must all occur, each anywhere in a customer. `-` before a term or a group turns it round.
//! - `or` (`或`, `|`) binds its two neighbours before they are joined with the rest: `tier:A country:DE or country:FR` is tier A and
//!   one of the two countries. Brackets make groups.
//! - `field:value` filters. The field goes by its key, its label in either language, a word that lists use for it, or, in quotes,
//!   by the name that the user gave it. `has:` and `missing:` ask whether anything is known.
//! - `>` `>=` `<` `<=` `=` stand before values, `..` between two. Amounts may have a currency and `k` or `万`; days may be
//!   months, years, words such as `today`, and spans such as `30d` back from today (forward for what is planned).
//!
//! [`read`] never fails: what cannot be understood comes back as errors with their place, what is not finished yet filters nothing.
//! [`Query::matches`] says what a query means, for one customer at a time; [`change`] edits the text as facets do, [`mod@complete`]
//! goes on with it.

pub mod change;
#[cfg(test)]
mod change_tests;
pub mod complete;
mod error;
mod facts;
mod names;
mod nearest;
mod parse;
#[cfg(test)]
mod tests;
mod tokens;
mod values;

use std::fmt;
use std::ops::{Bound, Range};
use std::sync::Arc;

use chrono::NaiveDate;

pub use complete::{Completion, Values};
pub use error::{Problem, QueryError};
pub use facts::Facts;
pub use names::Subject;
pub use parse::{Reading, parse, read};

use crate::model::currency::CurrencyCode;
use crate::model::{ExtraKind, Field, Worth};

/// What reading a query needs to know of the book and the day.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The local day, from which `30d` counts.
    pub today: NaiveDate,
    /// The user's own fields by name, with their kinds.
    pub extras: &'a [(String, ExtraKind)],
}

/// What customers must be like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What must hold; an empty [`Node::All`] holds for everybody.
    pub root: Node,
}

impl Query {
    /// Whether everybody matches, because nothing is asked.
    pub fn is_everybody(&self) -> bool {
        matches!(&self.root, Node::All(parts) if parts.is_empty())
    }

    /// The query with amounts compared by what currencies are worth; `worth` is asked where any amount is.
    pub fn valued(mut self, worth: impl FnOnce() -> Worth) -> Self {
        if self.root.any(&|test| matches!(test.test, Test::Amount { .. })) {
            self.root.value(&Arc::new(worth()));
        }
        self
    }

    /// Whether it filters by `field`.
    pub fn asks(&self, field: Field) -> bool {
        self.root.any(&|filter| filter.subject.fields().contains(&field))
    }

    /// The folded words without which nobody matches: none of those under `or` and `-`, and no numbers, which may occur as
    /// digits. Whoever lacks one of them needs no closer look.
    pub fn words_of_everybody(&self) -> Vec<&str> {
        let parts = match &self.root {
            Node::All(parts) => parts.as_slice(),
            other => std::slice::from_ref(other),
        };
        let words = parts.iter().filter_map(|node| if let Node::Word(word) = node { Some(word) } else { None });
        words.filter(|word| word.digits.is_none()).map(|word| word.text.as_str()).collect()
    }
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Each must hold.
    All(Vec<Node>),
    /// At least one must hold.
    Any(Vec<Node>),
    /// Must not hold.
    Not(Box<Node>),
    /// Must occur somewhere.
    Word(Word),
    /// A field must be so.
    Filter(Filter),
}

impl Node {
    /// Whether any of its filters is so.
    fn any(&self, is_so: &impl Fn(&Filter) -> bool) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.any(is_so)),
            Self::Not(part) => part.any(is_so),
            Self::Word(_) => false,
            Self::Filter(filter) => is_so(filter),
        }
    }

    fn value(&mut self, by: &Arc<Worth>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.value(by)),
            Self::Not(part) => part.value(by),
            Self::Filter(Filter { test: Test::Amount { worth, .. }, .. }) => *worth = Arc::clone(by),
            Self::Word(_) | Self::Filter(_) => {}
        }
    }
}

impl Default for Node {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// A word or phrase that must occur in one value of a customer, a contact or a user's own field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded ([`crate::model::text::fold`]); a phrase has spaces.
    pub text: String,
    /// For a number of five digits or more, however it is written, its digits: they may occur in place of the text.
    pub digits: Option<String>,
}

/// A field that must be so.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Which field, or which of several of a kind.
    pub subject: Subject,
    /// How it must be; of contacts, one must be so.
    pub test: Test,
    /// What was written behind the colon, from which the same test is read again.
    pub written: String,
}

/// How a value must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Something is known.
    Known,
    /// The folded value is one of `equals`, or contains `contains`. Countries and currencies are compared by their code,
    /// choices as stored, tags one by one.
    Text {
        /// Folded values; any of them.
        equals: Vec<String>,
        /// Folded part of a value.
        contains: Option<String>,
    },
    /// The value's digits contain these.
    Digits(String),
    /// A group: its path, folded level by level, begins with these levels.
    Path {
        /// Folded levels.
        levels: Vec<String>,
        /// Whether groups below do not count.
        is_whole: bool,
    },
    /// A number.
    Number {
        /// The least.
        from: Bound<f64>,
        /// The largest.
        to: Bound<f64>,
    },
    /// An amount, in major units.
    Amount {
        /// The least.
        from: Bound<f64>,
        /// The largest.
        to: Bound<f64>,
        /// In which currency these are, as it was written; `None`: in the home currency.
        currency: Option<CurrencyCode>,
        /// What other currencies are worth, see [`Worth::compared`]; [`Query::valued`] tells.
        worth: Arc<Worth>,
    },
    /// An amount in this currency, however large.
    In(CurrencyCode),
    /// All days that the value can be lie between these, both included: a month counts where it lies within.
    Days {
        /// The first day.
        from: Option<NaiveDate>,
        /// The last day.
        to: Option<NaiveDate>,
    },
    /// Ticked or not; where nothing is known it is not ticked.
    Tick(bool),
}

/// A piece of the text, for colouring it and for going on with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TermKind,
    /// Whether `-` stands before it (and belongs to its range).
    pub is_negated: bool,
    /// How many brackets are open around it.
    pub depth: usize,
}

/// What a piece of the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// A word or number.
    Word,
    /// A phrase in quotes.
    Phrase,
    /// A filter.
    Filter {
        /// Where its name stands, with quotes.
        name: Range<usize>,
        /// Where what is behind the colon stands, with sign and quotes.
        value: Range<usize>,
        /// Whether it filters; otherwise it is not finished, or wrong.
        is_whole: bool,
    },
    /// `or`.
    Or,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

/// Writes the query so that reading it again, on the same day, gives the same one.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Node::All(parts) => joined(f, parts, " "),
            other => write!(f, "{other}"),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Node], between: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        write!(f, "{}{part}", if at > 0 { between } else { "" })?;
    }
    Ok(())
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => {
                f.write_str("(")?;
                joined(f, parts, " ")?;
                f.write_str(")")
            }
            Self::Any(parts) => {
                f.write_str("(")?;
                joined(f, parts, " or ")?;
                f.write_str(")")
            }
            Self::Not(part) => write!(f, "-{part}"),
            Self::Word(word) => f.write_str(&quoted(&word.text)),
            Self::Filter(filter) => match filter.test {
                Test::Known => write!(f, "has:{}", filter.subject.written_name()),
                _ => write!(f, "{}:{}", filter.subject.written_name(), filter.written),
            },
        }
    }
}

/// A text in quotes; quotes within are doubled.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
