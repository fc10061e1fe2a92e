//! What is wrong with a query: its place, one plain sentence, and what to write instead.

use std::fmt;
use std::ops::Range;

use crate::tr;

/// Something in a query that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What.
    pub problem: Problem,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No field has this name; the name that is nearest.
    UnknownField(String, Option<String>),
    /// Not a number.
    NotANumber(String),
    /// Not an amount of money.
    NotAnAmount(String),
    /// Not a day, month, year or span.
    NotADay(String),
    /// Neither yes nor no.
    NotATick(String),
    /// Values of this field cannot be larger or smaller; its name.
    NoOrder(String),
    /// Two currencies in one filter.
    TwoCurrencies(String),
    /// No country or currency is called so.
    UnknownValue {
        /// What the field is called in the language spoken.
        field: String,
        /// What was written.
        text: String,
        /// The known value that is nearest, as one may write it.
        nearest: Option<String>,
    },
}

impl Problem {
    fn key(&self) -> &'static str {
        match self {
            Self::UnknownField(..) => "query-unknown-field",
            Self::NotANumber(_) => "query-not-a-number",
            Self::NotAnAmount(_) => "query-not-an-amount",
            Self::NotADay(_) => "query-not-a-day",
            Self::NotATick(_) => "query-not-a-tick",
            Self::NoOrder(_) => "query-no-order",
            Self::TwoCurrencies(_) => "query-two-currencies",
            Self::UnknownValue { .. } => "query-unknown-value",
        }
    }
}

impl QueryError {
    /// What to write instead, in the language spoken.
    pub fn hint(&self) -> String {
        match &self.problem {
            Problem::UnknownField(_, Some(nearest)) => tr!("query-unknown-field-nearest", name = nearest.as_str()),
            Problem::UnknownValue { nearest: Some(nearest), .. } => tr!("query-unknown-value-nearest", value = nearest.as_str()),
            Problem::UnknownValue { text, nearest: None, .. } => tr!("query-unknown-value-hint", text = text.as_str()),
            problem => crate::words::text(&format!("{}-hint", problem.key()), None),
        }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Problem::UnknownField(text, _)
        | Problem::NotANumber(text)
        | Problem::NotAnAmount(text)
        | Problem::NotADay(text)
        | Problem::NotATick(text)
        | Problem::NoOrder(text)
        | Problem::TwoCurrencies(text)
        | Problem::UnknownValue { text, .. }) = &self.problem;
        // The name of a field stands in the middle of a sentence here.
        let field = if let Problem::UnknownValue { field, .. } = &self.problem { field.to_lowercase() } else { String::new() };
        f.write_str(&tr!(self.problem.key(), text = text.as_str(), field = field))
    }
}

impl std::error::Error for QueryError {}
