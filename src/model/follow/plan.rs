//! What shall happen with a customer, and what to prepare for it.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::repeat::Repeat;
use crate::model::day::PartialDay;
use crate::model::id::Id;
use crate::model::money::Money;
use crate::tr;

/// What shall happen with a customer (计划; S3.22, S4.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Identity.
    pub id: Id,
    /// With whom.
    pub customer: Id,
    /// When.
    pub due_on: PartialDay,
    /// What it is for.
    pub goal: String,
    /// What will be said or sent.
    pub content: String,
    /// The key of a known way ([`super::Channel::key`]) or the user's own word.
    pub method: String,
    /// The day on which it was done.
    pub done_on: Option<PartialDay>,
    /// The list it came from.
    pub import: Option<Id>,
    /// The time of our day.
    pub due_time: Option<NaiveTime>,
    /// With which person.
    pub contact: Option<Id>,
    /// What it is about above all.
    pub focus: String,
    /// Which products they may order.
    pub products: String,
    /// How much of them, with its unit.
    pub quantity: String,
    /// How much money.
    pub amount: Option<Money>,
    /// What should come of it.
    pub expected_result: String,
    /// What to prepare (S3.23).
    pub checklist: Vec<CheckItem>,
    /// How often it comes again.
    pub repeat: Option<Repeat>,
    /// The day on which it was given up.
    pub skipped_on: Option<PartialDay>,
    /// Why.
    pub skip_reason: String,
    /// Who planned it, where that was somebody else than the keeper of the book (lists say so).
    pub author: String,
    /// How often its day was moved.
    pub moved_times: i64,
}

impl FollowUp {
    /// A plan of which only whose and when is known.
    pub fn new(id: Id, customer: Id, due_on: PartialDay) -> Self {
        Self {
            id,
            customer,
            due_on,
            goal: String::new(),
            content: String::new(),
            method: String::new(),
            done_on: None,
            import: None,
            due_time: None,
            contact: None,
            focus: String::new(),
            products: String::new(),
            quantity: String::new(),
            amount: None,
            expected_result: String::new(),
            checklist: Vec::new(),
            repeat: None,
            skipped_on: None,
            skip_reason: String::new(),
            author: String::new(),
            moved_times: 0,
        }
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.done_on.is_none() && self.skipped_on.is_none()
    }

    /// The day on which it was done or given up.
    pub fn ended_on(&self) -> Option<PartialDay> {
        self.done_on.or(self.skipped_on)
    }

    /// All that was noted, for search.
    pub fn texts(&self) -> [&str; 5] {
        [&self.goal, &self.content, &self.focus, &self.products, &self.expected_result]
    }

    /// The plan that follows this one, which ended on `ended`, where it repeats: the same once more, nothing prepared yet. Its id is to
    /// be minted.
    pub fn following(&self, ended: PartialDay) -> Option<Self> {
        let (due_on, repeat) = self.repeat?.following(self.due_on, ended.last_day())?;
        let checklist = self.checklist.iter().map(|item| CheckItem { is_done: false, ..item.clone() }).collect();
        Some(Self {
            id: Id(0),
            due_on,
            repeat: Some(repeat),
            checklist,
            done_on: None,
            skipped_on: None,
            skip_reason: String::new(),
            import: None,
            moved_times: 0,
            ..self.clone()
        })
    }
}

/// Something to prepare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckItem {
    /// What.
    pub text: String,
    /// Whether it is ready.
    #[serde(rename = "done", default)]
    pub is_done: bool,
}

impl CheckItem {
    /// Something that is not ready yet.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_done: false }
    }
}

/// What the course says to prepare for every contact (S3.23), in the language spoken.
pub fn usual_checklist() -> Vec<CheckItem> {
    [tr!("check-customer-data"), tr!("check-product-samples"), tr!("check-documents"), tr!("check-cards-seals"), tr!("check-transport")]
        .map(CheckItem::new)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_is_planned_again_as_it_was_but_for_what_was_done() {
        let day = |text: &str| text.parse::<PartialDay>().expect("a day");
        let plan = FollowUp {
            goal: "offer".to_owned(),
            repeat: "1m".parse().ok(),
            checklist: vec![CheckItem { text: "samples".to_owned(), is_done: true }],
            skip_reason: "fair".to_owned(),
            skipped_on: Some(day("2026-02-03")),
            moved_times: 2,
            import: Some(Id(9)),
            ..FollowUp::new(Id(7), Id(1), day("2026-01-31"))
        };
        let next = plan.following(day("2026-02-03")).expect("it repeats");
        assert_eq!(
            (next.id, next.due_on, next.repeat.map(|repeat| repeat.to_string()).as_deref()),
            (Id(0), day("2026-02-28"), Some("1m@31"))
        );
        assert_eq!((next.goal.as_str(), next.checklist[0].is_done, next.moved_times, next.import), ("offer", false, 0, None));
        assert!(next.is_open() && !plan.is_open());
        assert_eq!(FollowUp { repeat: None, ..plan }.following(day("2026-02-03")), None);
    }
}
