//! What is noteworthy about a row of a list: data, not errors. Nothing here stops an import.

use serde::Serialize;

use crate::model::Field;
use crate::tr;

/// What is noteworthy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueKind {
    /// A day without a year.
    DateWithoutYear,
    /// A day that nobody can read.
    UnreadableDate,
    /// A day of which the month may come first or second.
    DayOrMonthFirst,
    /// A number that the spreadsheet has shortened (`8.61380E+12`).
    DigitsLost,
    /// A number that lacks its leading zero because the spreadsheet took it for a quantity.
    LeadingZeroLost,
    /// Not an e-mail address.
    InvalidEmail,
    /// The same firm in another spelling; merged.
    DuplicateCompany,
    /// Another firm with the same private mail domain or web site; both are kept.
    SharedEmailDomain,
    /// Another firm with the same telephone; both are kept.
    SharedPhone,
    /// A copy of an earlier row; skipped.
    ExactDuplicate,
    /// The headings again; skipped.
    RepeatedHeader,
    /// No firm is named; the person stands for it.
    MissingCompany,
    /// No firm is named, nor anybody who could stand for it; skipped. To scripts it is the same finding.
    #[serde(rename = "missing_company")]
    NamesNobody,
    /// Customs data "to order": the buyer is hidden; the line is kept without one.
    NoBuyerToOrder,
    /// Text that a spreadsheet would take for a formula; kept as text.
    FormulaLikeText,
    /// A country that no table knows; kept as written.
    UnknownCountry,
    /// A currency that no table knows; kept as written.
    UnknownCurrency,
    /// An amount that nobody can read; kept as text.
    UnreadableAmount,
    /// A whole number or stars that cannot be read; kept as text.
    UnreadableNumber,
    /// A telephone number of odd shape; kept as written.
    OddPhone,
    /// A formula whose result is an error.
    CellError,
    /// A value that a person changed since the last import of the list; the person's stays.
    ChangedByHand,
    /// A hidden row; taken.
    HiddenRow,
    /// Groups of more than three levels; the deeper ones are joined.
    GroupTooDeep,
}

/// Whether a person has to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something was not taken, merged or guessed.
    Must,
    /// Good to know.
    May,
}

impl IssueKind {
    /// Whether a person has to look.
    pub fn severity(self) -> Severity {
        match self {
            Self::DateWithoutYear
            | Self::UnreadableDate
            | Self::DayOrMonthFirst
            | Self::DigitsLost
            | Self::InvalidEmail
            | Self::DuplicateCompany
            | Self::ExactDuplicate
            | Self::RepeatedHeader
            | Self::MissingCompany
            | Self::NamesNobody
            | Self::NoBuyerToOrder
            | Self::ChangedByHand => Severity::Must,
            _ => Severity::May,
        }
    }

    /// Its name for the shell and JSON.
    pub fn key(self) -> String {
        serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The head of its keys in the translations.
    fn words(self) -> String {
        if self == Self::NamesNobody { "issue-names-nobody".to_owned() } else { format!("issue-{}", self.key().replace('_', "-")) }
    }

    /// Whether the row as a whole was left out.
    pub fn skips_row(self) -> bool {
        matches!(self, Self::ExactDuplicate | Self::RepeatedHeader | Self::NamesNobody | Self::NoBuyerToOrder)
    }
}

/// One finding about a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Row of the sheet, from 0.
    pub row: u32,
    /// Column of the sheet, from 0, where one cell is meant.
    pub column: Option<u32>,
    /// The field that the column goes to.
    pub field: Option<Field>,
    /// What is noteworthy.
    pub kind: IssueKind,
    /// The text in question, or the name of the other customer.
    pub value: String,
}

impl Issue {
    /// One sentence that says what was found, in the language spoken.
    pub fn message(&self) -> String {
        tr!(&self.kind.words(), value = shortened(&self.value))
    }

    /// What was done about it or can be done, in the language spoken.
    pub fn hint(&self) -> String {
        tr!(&format!("{}-hint", self.kind.words()), value = shortened(&self.value))
    }
}

fn shortened(value: &str) -> String {
    if value.chars().count() <= 60 { value.to_owned() } else { value.chars().take(59).chain(['…']).collect() }
}
