//! Reminders of the book: what is planned becomes marks, what was told is noted before it is shown.
//!
//! How one wants to be reminded belongs to the person and is kept with the book; when is decided in `model/reminder.rs`.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::agenda::LineKind;
use super::{Book, Now, Reading};
use crate::error::Result;
use crate::model::reminder::{Decision, JUMP, Key, Kind, Mark, Morning, Plan, Reminder, Reminding, Seen, When, decide};
use crate::model::zone::Zone;
use crate::model::{FollowUp, Id};
use crate::store::{Read, Scan, StoreError};

const REMINDING: &str = "reminding";
const SEEN: &str = "reminders_seen";
const PUT_OFF: &str = "reminders_put_off";

/// How far the file may lag behind about when the reminders were looked at: what was told is noted at once, so nothing comes twice.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);

/// What the book knows of its reminders, read when they are first asked about.
#[derive(Default)]
pub(super) struct Reminders {
    is_read: bool,
    shown: HashSet<Key>,
    seen: Option<Seen>,
    /// As the file has it.
    seen_kept: Option<Seen>,
    put_off: Vec<PutOff>,
    /// How far the clock stood from where it was seen last, when that was too far to trust it with the public pool, and on which day.
    jump: Option<(TimeDelta, NaiveDate)>,
}

/// A reminder that the person has put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PutOff {
    row: Id,
    at: DateTime<Utc>,
}

/// What a reminder is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reminded {
    /// The day, with what it holds.
    Day(DayCounts),
    /// A follow-up with a customer of this name.
    FollowUp(Box<FollowUp>, String),
    /// A customer of this name.
    Customer(Id, String),
}

/// How much a day holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Customers to contact today: planned, by their rule, or waiting for an answer.
    pub due: usize,
    /// Those who are late.
    pub overdue: usize,
    /// Promises of either side for the day or earlier.
    pub promises: usize,
}

impl DayCounts {
    /// Whether the day holds nothing.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// How the person wants to be reminded, as the book keeps it; what cannot be read is as if nobody had said it.
pub(super) fn kept(store: &impl Read) -> Result<Reminding, StoreError> {
    Ok(store.setting(REMINDING)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

impl Book {
    /// How the person wants to be reminded.
    pub fn reminding(&self) -> &Reminding {
        &self.reminding
    }

    /// Keeps how the person wants to be reminded; refused while a job has the book.
    pub fn set_reminding(&mut self, reminding: Reminding) -> Result<()> {
        let text = serde_json::to_string(&reminding).unwrap_or_default();
        self.writing()?.set_setting(REMINDING, (reminding != Reminding::default()).then_some(&text))?;
        self.reminding = reminding;
        self.revision += 1;
        Ok(())
    }

    /// Looks which reminders' time has come, and notes those of today before they are returned. `None` while a job has the book, when
    /// nothing could be noted, and while nobody knows yet what the day holds: ask again after it. What was missed is returned until [`Self::note_missed`] is told that somebody saw it.
    pub fn remind(&mut self, now: Now, zone: Zone) -> Result<Option<Decision>> {
        self.read_reminders()?;
        if self.store.is_none() || self.agenda(now)?.is_unread {
            return Ok(None);
        }
        let plan = self.reminder_plan(zone.local(now.at).date())?;
        let decision = decide(&plan, now.at, zone, &self.reminders.shown, self.reminders.seen);
        let told: Vec<Key> = decision.show.iter().chain(&decision.silent).map(|reminder| reminder.key).collect();
        self.note(&told, now)?;
        self.reminders.seen = Some(decision.seen);
        if let Some(jump) = decision.jumped {
            self.reminders.jump = Some((jump, now.today));
        }
        let is_old = |kept: Seen| (decision.seen.at - kept.at).abs() > SEEN_EVERY || kept.local.date() != decision.seen.local.date();
        if !told.is_empty() || self.reminders.seen_kept.is_none_or(is_old) {
            self.keep_seen()?;
        }
        Ok(Some(decision))
    }

    /// How far the clock stands from where it was seen last, or stood so today, where that is too far to be trusted; behind it where
    /// negative.
    pub(super) fn clock_jump(&self, now: Now) -> Result<Option<TimeDelta>> {
        if !self.reminders.is_read {
            return clock_jump(&self.reader, now);
        }
        let of_today = self.reminders.jump.filter(|(_, day)| *day == now.today);
        Ok(jump_from(self.reminders.seen, now).or(of_today.map(|(jump, _)| jump)))
    }

    /// When the reminders were looked at last, as the file has it; ask before [`Self::remind`] for when that was before this start.
    pub fn last_seen(&self) -> Result<Option<Seen>> {
        Ok(self.reader.setting(SEEN)?.and_then(|text| text.parse().ok()))
    }

    /// Somebody saw what was missed: it is not told again.
    pub fn note_missed(&mut self, missed: &[Reminder], now: Now) -> Result<()> {
        let keys: Vec<Key> = missed.iter().map(|reminder| reminder.key).collect();
        self.note(&keys, now)
    }

    /// Reminds of a row once more, at an instant.
    pub fn put_off(&mut self, row: Id, at: DateTime<Utc>) -> Result<()> {
        self.read_reminders()?;
        let mut put_off = self.reminders.put_off.clone();
        // What has passed long ago was told or missed.
        put_off.retain(|other| other.row != row && other.at > at - TimeDelta::days(60));
        put_off.push(PutOff { row, at });
        let text = serde_json::to_string(&put_off).unwrap_or_default();
        self.writing()?.set_setting(PUT_OFF, Some(&text))?;
        self.reminders.put_off = put_off;
        self.revision += 1;
        Ok(())
    }

    /// What a reminder is about; `None` where that is done, given up or deleted meanwhile, or a day that holds nothing.
    pub fn reminded(&self, key: Key, now: Now) -> Result<Option<Reminded>> {
        if key.row == Id(0) {
            let counts = self.day_counts(now)?;
            return Ok((!counts.is_empty()).then_some(Reminded::Day(counts)));
        }
        let name = |customer: Id| Ok::<_, StoreError>(self.reader.names_of(&[customer])?.remove(&customer));
        if let Some(follow_up) = self.reader.follow_up(key.row)? {
            let name = name(follow_up.customer)?.unwrap_or_default();
            return Ok(follow_up.is_open().then(|| Reminded::FollowUp(Box::new(follow_up), name)));
        }
        let customer = match self.reader.touch(key.row)? {
            Some(touch) => touch.customer,
            None => key.row,
        };
        Ok(name(customer)?.map(|name| Reminded::Customer(customer, name)))
    }

    /// How much a day holds: what stands on its agenda, birthdays, warnings and cards to bring back apart.
    pub fn day_counts(&self, now: Now) -> Result<DayCounts> {
        let agenda = self.agenda(now)?;
        let mut counts = DayCounts::default();
        for line in &agenda.lines {
            match line.kind {
                LineKind::Promise => counts.promises += 1,
                LineKind::Birthday | LineKind::PoolWarning | LineKind::Card => {}
                _ if line.due_on < now.today => counts.overdue += 1,
                _ => counts.due += 1,
            }
        }
        Ok(counts)
    }

    /// Everything that may remind between the last look and tomorrow.
    fn reminder_plan(&self, today: NaiveDate) -> Result<Plan> {
        let Reminders { seen, put_off, .. } = &self.reminders;
        let reminding = &self.reminding;
        let first = seen.map_or(today, |seen| seen.local.date().min(today));
        let first = first.checked_sub_days(Days::new(1)).unwrap_or(first);
        let last = today.checked_add_days(Days::new(1)).unwrap_or(today);
        let planned = self.reader.follow_ups_between(first, last, false)?.into_iter().filter_map(|plan| {
            let when = When::Local { on: plan.due_on.date()?, time: plan.due_time?, before: reminding.minutes_before };
            // One that was moved is younger than its row.
            let since = (plan.moved_times == 0).then(|| plan.id.minted_at());
            Some(Mark { kind: Kind::Planned, row: plan.id, when, since })
        });
        let again = put_off.iter().map(|put_off| Mark { kind: Kind::Again, row: put_off.row, when: When::At(put_off.at), since: None });
        let morning = reminding.has_morning.then(|| {
            let work = self.habits.work;
            Morning { time: reminding.morning_at.unwrap_or(work.from), works: Box::new(move |day| work.has(day.weekday())) }
        });
        Ok(Plan::new(planned.chain(again).collect(), morning, reminding.quiet))
    }

    fn note(&mut self, keys: &[Key], now: Now) -> Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        let texts: Vec<String> = keys.iter().map(Key::to_string).collect();
        self.writing()?.note_reminders(&texts, now.ms())?;
        self.reminders.shown.extend(keys);
        Ok(())
    }

    /// Keeps when the reminders were looked at last; to be called before the book is closed as well.
    pub(super) fn keep_seen(&mut self) -> Result<()> {
        let seen = self.reminders.seen;
        if seen != self.reminders.seen_kept
            && let Some(store) = &mut self.store
        {
            store.set_setting(SEEN, seen.map(|seen| seen.to_string()).as_deref())?;
            self.reminders.seen_kept = seen;
        }
        Ok(())
    }

    fn read_reminders(&mut self) -> Result<()> {
        if self.reminders.is_read {
            return Ok(());
        }
        let part = |key| self.reader.setting(key).map(Option::unwrap_or_default);
        let seen = part(SEEN)?.parse().ok();
        self.reminders = Reminders {
            is_read: true,
            // A key of a newer version is no concern of this one.
            shown: self.reader.reminders_shown()?.iter().filter_map(|key| key.parse().ok()).collect(),
            seen,
            seen_kept: seen,
            put_off: serde_json::from_str(&part(PUT_OFF)?).unwrap_or_default(),
            jump: None,
        };
        Ok(())
    }
}

fn jump_from(seen: Option<Seen>, now: Now) -> Option<TimeDelta> {
    seen.map(|seen| now.at - seen.at).filter(|jump| jump.abs() > JUMP)
}

/// How far the clock stands from where the book kept that it was seen last, where that is too far to be trusted.
fn clock_jump(store: &impl Read, now: Now) -> Result<Option<TimeDelta>> {
    let seen = store.setting(SEEN)?.and_then(|text| text.parse().ok());
    Ok(jump_from(seen, now))
}

impl Reading {
    /// How far the clock stands from where the window saw it last, where that is too far to be trusted; behind it where negative.
    pub(super) fn clock_jump(&self, now: Now) -> Result<Option<TimeDelta>> {
        clock_jump(&self.reader, now)
    }
}
