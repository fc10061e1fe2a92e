//! What reminders say, in the window and in pop-ups of the system.

use super::desktop::{Answer, Note};
use crate::app::widgets::text;
use crate::book::{Book, DayCounts, Now, Reminded};
use crate::error::Result;
use crate::model::Id;
use crate::model::habits::show_time;
use crate::model::reminder::{Key, Kind, Reminder, popups};
use crate::tr;

/// Names in one message; the others are counted.
const NAMES: usize = 4;

/// What is told of one reminder, or of several at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// In a line.
    pub title: String,
    /// What else there is to say; may be empty.
    pub body: String,
    /// The customer, where it is one.
    pub customer: Option<Id>,
    /// Whether it passed unseen: it then stays until it is closed.
    pub is_missed: bool,
    /// The row, where it is one.
    row: Option<Id>,
    /// Whether the row is a follow-up.
    is_follow_up: bool,
    number: u32,
}

impl Told {
    /// As a pop-up of the system.
    pub(super) fn note(&self) -> Note {
        let mut answers = vec![(Answer::Open, tr!("reminder-open"))];
        if self.is_follow_up {
            answers.push((Answer::Done, tr!("reminder-done")));
        }
        if self.row.is_some() {
            answers.push((Answer::Later, tr!("reminder-later")));
        }
        Note { number: self.number, row: self.row, title: self.title.clone(), body: self.body.clone(), answers }
    }
}

/// A pop-up that only says that there are some.
pub(super) fn trial() -> Note {
    let answers = vec![(Answer::Open, tr!("reminder-open"))];
    Note { number: 1, row: None, title: tr!("reminder-trial"), body: tr!("reminder-trial-what"), answers }
}

/// What is told of reminders that pop up together; none where nothing is left of them.
pub(super) fn told(reminders: &[Reminder], book: &Book, now: Now) -> Result<Option<Told>> {
    let mut found = Vec::new();
    for reminder in reminders {
        if let Some(reminded) = book.reminded(reminder.key, now)? {
            found.push((reminder.key, reminded));
        }
    }
    let number = popups(reminders).first().map_or(1, |popup| popup.number);
    Ok(match found.as_slice() {
        [] => None,
        [(key, reminded)] => Some(Told { number, ..one(*key, reminded) }),
        _ => {
            let lines: Vec<String> = found.iter().map(|(key, reminded)| line(*key, reminded)).collect();
            Some(Told { number, ..several(tr!("reminder-several", count = found.len()), &lines) })
        }
    })
}

/// What is told of reminders whose day passed while nobody looked.
pub(super) fn missed(reminders: &[Reminder], book: &Book, now: Now) -> Option<Told> {
    let found: Vec<String> = reminders
        .iter()
        .filter_map(|reminder| {
            let reminded = book.reminded(reminder.key, now).ok()??;
            Some(tr!("reminder-missed-line", day = reminder.on.format("%m-%d").to_string(), what = line(reminder.key, &reminded)))
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let title = tr!("reminder-missed", count = found.len(), shown = text::grouped(found.len()));
    Some(Told { is_missed: true, ..several(title, &found) })
}

fn several(title: String, lines: &[String]) -> Told {
    let mut body = lines.iter().take(NAMES).cloned().collect::<Vec<_>>();
    if lines.len() > NAMES {
        body.push(tr!("reminder-more", count = lines.len() - NAMES, shown = text::grouped(lines.len() - NAMES)));
    }
    Told { title, body: body.join("\n"), customer: None, is_missed: false, row: None, is_follow_up: false, number: 1 }
}

fn one(key: Key, reminded: &Reminded) -> Told {
    let (title, body, customer) = match reminded {
        Reminded::Day(counts) => (tr!("reminder-morning"), day_words(*counts), None),
        Reminded::FollowUp(plan, name) => {
            let title = match plan.due_time.filter(|_| plan.due_on.date().is_some()) {
                Some(time) => tr!("reminder-at", time = show_time(time), customer = name.as_str()),
                None => name.clone(),
            };
            let lines = [&plan.goal, &plan.focus, &plan.content].into_iter().filter(|text| !text.trim().is_empty());
            let body = lines.map(|text| text.trim().to_owned()).collect::<Vec<_>>().join("\n");
            (title, body, Some(plan.customer))
        }
        Reminded::Customer(id, _) => (line(key, reminded), about(key), Some(*id)),
    };
    let is_follow_up = matches!(reminded, Reminded::FollowUp(..));
    let row = (key.row != Id(0)).then_some(key.row);
    Told { title, body, customer, is_missed: false, row, is_follow_up, number: key.notification() }
}

/// One of several, in a line.
fn line(key: Key, reminded: &Reminded) -> String {
    match reminded {
        Reminded::Day(counts) => day_words(*counts),
        Reminded::FollowUp(plan, name) => match plan.due_time {
            Some(time) => tr!("reminder-at", time = show_time(time), customer = name.as_str()),
            None => name.clone(),
        },
        Reminded::Customer(_, name) => match key.kind {
            Kind::Reply => tr!("reminder-reply", customer = name.as_str()),
            Kind::Pool => tr!("reminder-pool", customer = name.as_str()),
            Kind::Morning | Kind::Planned | Kind::Again => name.clone(),
        },
    }
}

fn about(key: Key) -> String {
    match key.kind {
        Kind::Reply => tr!("reminder-reply-what"),
        Kind::Pool => tr!("reminder-pool-what"),
        Kind::Morning | Kind::Planned | Kind::Again => String::new(),
    }
}

fn day_words(counts: DayCounts) -> String {
    let DayCounts { due, overdue, promises } = counts;
    let mut parts = Vec::new();
    if due > 0 {
        parts.push(tr!("reminder-day-due", count = due, shown = text::grouped(due)));
    }
    if overdue > 0 {
        parts.push(tr!("reminder-day-overdue", count = overdue, shown = text::grouped(overdue)));
    }
    if promises > 0 {
        parts.push(tr!("reminder-day-promises", count = promises, shown = text::grouped(promises)));
    }
    parts.join(" · ")
}
