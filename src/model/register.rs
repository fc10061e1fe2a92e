//! The card register (S2.13–S2.16): which card was printed when and why, who took it along and brought it back, when cards were
//! checked, and which lists of customers left the book. Plain data; nothing here prints.

use chrono::NaiveDate;

use crate::model::id::Id;

/// A card that was printed: one for each customer and printing. It is never deleted: it is the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardCopy {
    /// Identity.
    pub id: Id,
    /// Whose card.
    pub customer: Id,
    /// When it was printed, in milliseconds of the Unix epoch.
    pub printed_at_ms: i64,
    /// What was printed: the key of a paper.
    pub paper: String,
    /// With which template.
    pub template: String,
    /// The name of the file; empty where it went to a printer.
    pub file: String,
    /// What for.
    pub why: String,
    /// Who took it along.
    pub taken_by: String,
    /// Since when; `None` where nobody took it along.
    pub taken_on: Option<NaiveDate>,
    /// The day by which it shall be back.
    pub due_back_on: Option<NaiveDate>,
    /// The day on which it came back.
    pub returned_on: Option<NaiveDate>,
}

impl CardCopy {
    /// Whether somebody has it still.
    pub fn is_out(&self) -> bool {
        self.taken_on.is_some() && self.returned_on.is_none()
    }

    /// Whether somebody has it still and its day has passed; one without a day never is.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_out() && self.due_back_on.is_some_and(|due| due < today)
    }
}

/// That somebody looked through a card and found it right, or put it right (S2.14).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardCheck {
    /// Identity.
    pub id: Id,
    /// Whose card.
    pub customer: Id,
    /// The day.
    pub checked_on: NaiveDate,
    /// Who did.
    pub checked_by: String,
    /// What was found.
    pub note: String,
}

/// A list of customers that left the book as a file or on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListOut {
    /// Identity.
    pub id: Id,
    /// When, in milliseconds of the Unix epoch.
    pub made_at_ms: i64,
    /// How: the ending of the file, or the key of a paper.
    pub paper: String,
    /// The name of the file; empty where it went to a printer.
    pub file: String,
    /// The search that found them; empty where it was everybody, or who was chosen by hand.
    pub query: String,
    /// How many customers.
    pub customers: i64,
    /// What for.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn a_card_is_overdue_from_the_day_after_until_it_is_back() {
        for (taken, due, returned, is_out, is_overdue) in [
            ("", "", "", false, false),
            ("2026-11-02", "", "", true, false),
            ("2026-11-02", "2026-11-19", "", true, true),
            ("2026-11-02", "2026-11-20", "", true, false),
            ("2026-11-02", "2026-11-21", "", true, false),
            ("2026-11-02", "2026-11-19", "2026-11-20", false, false),
        ] {
            let copy = CardCopy {
                id: Id(1),
                customer: Id(2),
                printed_at_ms: 0,
                paper: "card".to_owned(),
                template: String::new(),
                file: String::new(),
                why: String::new(),
                taken_by: String::new(),
                taken_on: day(taken),
                due_back_on: day(due),
                returned_on: day(returned),
            };
            let today = day("2026-11-20").expect("a day");
            assert_eq!((copy.is_out(), copy.is_overdue(today)), (is_out, is_overdue), "{taken} {due} {returned}");
        }
    }
}
