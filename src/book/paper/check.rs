//! The weekly check sheet (S2.14): for each customer how complete and how fresh its card is, when somebody was in touch, when the card was
//! checked last and what was found then, with a box to tick and room to write.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::lists::{Ruled, column};
use super::text::framed;
use super::{PaperQuestion, shown};
use crate::book::{CardSnapshot, Now, Reading};
use crate::error::Result;
use crate::model::freshness::{STALE_MONTHS, is_stale};
use crate::model::{CardCheck, Field};
use crate::tr;

/// The customers of the question, in their order.
pub(super) fn check(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let mut rows = Vec::with_capacity(question.customers.len());
    for id in &question.customers {
        let Some(card) = book.card(*id)? else { continue };
        // What was never printed cannot differ from paper.
        let changed = match book.since_print(*id)?.filter(|_| !card.copies.is_empty()) {
            Some(since) => since.fields.len().to_string(),
            None => "–".to_owned(),
        };
        rows.push(row(&card, &changed, now.today));
    }
    let title = question.titled(tr!("paper-check"));
    Ok(Ruled {
        title,
        beside: tr!("customers-count", count = rows.len(), shown = rows.len().to_string()),
        columns: vec![
            column("", 6.0, "center"),
            column(Field::Company.label(), 46.0, "left"),
            column(Field::Owner.label(), 20.0, "left"),
            column(Field::Level.label(), 16.0, "left"),
            column(tr!("paper-check-complete"), 17.0, "right"),
            column(tr!("paper-check-stale"), 17.0, "right"),
            column(tr!("paper-check-changed"), 19.0, "right"),
            column(Field::LastContact.label(), 22.0, "left"),
            column(Field::NextFollowUp.label(), 22.0, "left"),
            column(tr!("paper-check-last"), 34.0, "left"),
            column(tr!("paper-check-remarks"), 52.0, "left"),
        ],
        rows,
        blank: 0,
    }
    .value())
}

fn row(card: &CardSnapshot, changed: &str, today: NaiveDate) -> Vec<Value> {
    let text = |field: Field| shown(field, card.customer.get(field));
    let stale = card.facts.iter().filter(|fact| is_stale(fact.confirmed_on, today, STALE_MONTHS)).count();
    let last = card.touches.first().map(|touch| touch.happened_on.to_string()).unwrap_or_default();
    let next = card.follow_ups.iter().filter(|plan| plan.is_open()).map(|plan| plan.due_on).min().map(|day| day.to_string());
    vec![
        json!(""),
        framed(card.customer.name()),
        framed(&text(Field::Owner)),
        framed(&text(Field::Level)),
        json!(format!("{} %", card.completeness.percent)),
        json!(stale.to_string()),
        json!(changed),
        json!(last),
        json!(next.unwrap_or_default()),
        framed(&card.checks.first().map(last_check).unwrap_or_default()),
        json!(""),
    ]
}

/// When a card was checked, by whom, and what was found.
fn last_check(check: &CardCheck) -> String {
    let head = [check.checked_on.to_string(), check.checked_by.clone()];
    let head = head.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if check.note.is_empty() { head } else { format!("{head}\n{}", check.note) }
}
