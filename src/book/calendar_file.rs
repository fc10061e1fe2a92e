//! Follow-ups and promises as a calendar for other programs, and the file that it is kept in.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use chrono::{Days, NaiveTime, TimeDelta};

use super::export::ExportError;
use super::reminders;
use super::whole_file;
use super::{Now, Reading};
use crate::error::Result;
use crate::model::day::PartialDay;
use crate::model::follow::channel_shown;
use crate::model::ics::{Calendar, Event, Span};
use crate::model::reminder::{Reminding, moment};
use crate::model::zone::Zone;
use crate::model::{FollowUp, Id, Promise, PromisedBy, WorkWeek};
use crate::store::{Read, Scan};
use crate::tr;

/// How long a follow-up with a time stands in the calendar.
const HALF_AN_HOUR: TimeDelta = TimeDelta::minutes(30);

impl Reading {
    /// All that is open up to `days` from today, in the language spoken: follow-ups at their times as a clock in `zone` shows them, those
    /// without one and promises as whole days. What is overdue stands on the day on which it was due.
    pub fn calendar(&self, now: Now, zone: Zone, days: u32) -> Result<Calendar> {
        let last = now.today.checked_add_days(Days::new(days.into())).unwrap_or(now.today);
        let mut plans = self.reader.follow_ups_overdue(now.today)?;
        plans.extend(self.reader.follow_ups_between(now.today, last, false)?);
        let mut promises = self.reader.open_promises()?;
        promises.retain(|promise| promise.due_on.is_some_and(|due| due.first_day() <= last));
        let mut customers: Vec<Id> =
            plans.iter().map(|plan| plan.customer).chain(promises.iter().map(|promise| promise.customer)).collect();
        customers.sort_unstable();
        customers.dedup();
        let names = self.reader.names_of(&customers)?;
        let alarms = Alarms { reminding: reminders::kept(&self.reader)?, work: super::habits::kept(&self.reader)?.work };
        let mut events: Vec<Event> = plans.iter().map(|plan| of_plan(plan, &names, &alarms, zone)).collect();
        events.extend(promises.iter().filter_map(|promise| of_promise(promise, &names, &alarms)));
        // A plan for a whole month is overdue and not at once.
        events.sort_by_key(|event| event.row);
        events.dedup_by_key(|event| event.row);
        Ok(Calendar { name: tr!("calendar-file-title"), events })
    }
}

/// When entries remind: as in the window.
struct Alarms {
    reminding: Reminding,
    work: WorkWeek,
}

impl Alarms {
    fn of_day(&self) -> Option<TimeDelta> {
        let at = self.reminding.morning_at.unwrap_or(self.work.from);
        self.reminding.has_morning.then(|| at - NaiveTime::MIN)
    }

    fn of_time(&self) -> TimeDelta {
        -TimeDelta::minutes(i64::from(self.reminding.minutes_before))
    }
}

fn of_plan(plan: &FollowUp, names: &HashMap<Id, String>, alarms: &Alarms, zone: Zone) -> Event {
    let name = names.get(&plan.customer).map_or("", String::as_str);
    let what = [&plan.goal, &plan.focus, &plan.content].into_iter().map(|text| first_line(text)).find(|text| !text.is_empty());
    let method = channel_shown(&plan.method);
    let summary = match what {
        Some(what) => tr!("calendar-file-plan", customer = name, what = what),
        None if !method.is_empty() => tr!("calendar-file-plan", customer = name, what = method.as_str()),
        None => tr!("calendar-file-plan-bare", customer = name),
    };
    let (span, alarm) = match plan.due_on.date().zip(plan.due_time) {
        Some((day, time)) => (Span::From(moment(day, time, zone), HALF_AN_HOUR), Some(alarms.of_time())),
        None => (days_of(plan.due_on), alarms.of_day()),
    };
    let products = [plan.products.as_str(), plan.quantity.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let mut lines = vec![
        (tr!("calendar-file-method"), method),
        (tr!("calendar-file-focus"), plan.focus.clone()),
        (tr!("calendar-file-goal"), plan.goal.clone()),
        (tr!("calendar-file-content"), plan.content.clone()),
        (tr!("calendar-file-products"), products.join(" × ")),
        (tr!("calendar-file-result"), plan.expected_result.clone()),
    ];
    lines.retain(|(_, text)| !text.is_empty());
    let mut description: Vec<String> =
        lines.into_iter().map(|(label, text)| tr!("calendar-file-line", label = label, text = text)).collect();
    description.extend(plan.checklist.iter().map(|item| format!("{} {}", if item.is_done { "☑" } else { "☐" }, item.text)));
    Event {
        row: plan.id,
        moved: u32::try_from(plan.moved_times).unwrap_or(0),
        span,
        summary,
        description: description.join("\n"),
        category: tr!("calendar-file-category-plan"),
        alarm,
    }
}

fn of_promise(promise: &Promise, names: &HashMap<Id, String>, alarms: &Alarms) -> Option<Event> {
    let name = names.get(&promise.customer).map_or("", String::as_str);
    let what = first_line(&promise.text);
    let summary = match promise.side {
        PromisedBy::Us => tr!("calendar-file-promise-ours", customer = name, what = what),
        PromisedBy::Them => tr!("calendar-file-promise-theirs", customer = name, what = what),
    };
    Some(Event {
        row: promise.id,
        moved: 0,
        span: days_of(promise.due_on?),
        summary,
        description: promise.text.clone(),
        category: tr!("calendar-file-category-promise"),
        alarm: alarms.of_day(),
    })
}

fn days_of(day: PartialDay) -> Span {
    Span::Days(day.first_day(), day.last_day())
}

fn first_line(text: &str) -> &str {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("")
}

/// Writes a calendar to `path`, where what stands there is not the same already; whoever reads it meanwhile sees the old file or the
/// new one, never a half. Returns whether it was written.
pub fn write_calendar(path: &Path, calendar: &Calendar) -> Result<bool> {
    let text = calendar.to_text();
    let failed = |reason| ExportError::File(path.to_owned(), reason);
    if fs::read(path).is_ok_and(|known| known == text.as_bytes()) {
        return Ok(false);
    }
    let write = |beside: &Path| {
        let mut file = File::create(beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    whole_file::put(path, write, |reason| reason).map_err(failed)?;
    Ok(true)
}
