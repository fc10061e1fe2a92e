//! The calendar of a month: six weeks of days, each with its holidays, dates of the trade and what is planned.

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};

use super::PaperQuestion;
use super::lists::weekday;
use super::text::written;
use crate::book::{Mark, Now, Reading, Topic};
use crate::error::Result;
use crate::model::habits::show_time;
use crate::model::overview::monday_of;
use crate::tr;

/// So many entries of a day are named, the rest is counted.
const NAMED: usize = 5;

pub(super) fn month(book: &Reading, question: &PaperQuestion, now: Now) -> Result<Value> {
    let day = question.on.unwrap_or(now.today);
    let first = day.with_day(1).unwrap_or(day);
    let last = first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
    let from = monday_of(first);
    let weeks = (last - from).num_days() / 7 + 1;
    let to = from.checked_add_days(Days::new(weeks.unsigned_abs() * 7 - 1)).unwrap_or(last);
    let calendar = book.calendar_between(from, to, now)?;
    let mut days = Vec::new();
    let mut day = from;
    while day <= to {
        // What one is going to do, by the clock; what the rules only propose would fill every box.
        let mut marks: Vec<Mark> =
            calendar.on(day).iter().filter(|mark| !matches!(mark.topic, Topic::Due | Topic::Touch)).copied().collect();
        marks.sort_by_key(|mark| (mark.at.is_none(), mark.at, mark.rank));
        let words = book.words_of_marks(&marks[..marks.len().min(NAMED)], now)?;
        let entries: Vec<Value> = marks
            .iter()
            .zip(words)
            .map(|(mark, words)| json!({ "time": mark.at.map(show_time).unwrap_or_default(), "name": written(&words.name), "done": !mark.is_open }))
            .collect();
        let occasions: Vec<String> = calendar
            .occasions_on(day)
            .iter()
            .map(|occasion| written(&occasion.what.short_title().unwrap_or_else(|| occasion.what.title())))
            .collect();
        days.push(json!({
            "number": day.day(),
            "here": day.month() == first.month(),
            "occasions": occasions,
            "entries": entries,
            "more": marks.len().saturating_sub(NAMED),
        }));
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    let names: Vec<String> =
        (0..7).filter_map(|ahead| from.checked_add_days(Days::new(ahead))).map(|day| weekday(day, tr!("weekday-names"))).collect();
    Ok(json!({ "title": title(first), "weekdays": names, "days": days }))
}

fn title(first: NaiveDate) -> String {
    let names = tr!("month-names");
    let name = names.split(' ').nth(first.month0() as usize).unwrap_or_default();
    tr!("day-month", year = first.year().to_string(), month = first.month(), month_name = name)
}
