//! What passed while nobody looked: who fell due, who would have dropped into the pool, which promises were broken, whose birthday and
//! which festivals passed. Nothing was done about any of it; this only tells.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::agenda::Standings;
use super::{Book, Now};
use crate::error::Result;
use crate::model::cadence::{DueState, Rules, due};
use crate::model::holidays::WorkingDays;
use crate::model::reminder::{JUMP, Seen};
use crate::model::season::{Season, last_birthday, seasons_between};
use crate::model::{Id, PromisedBy};
use crate::store::{Read, Reader, Scan};

/// What passed, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissedKind {
    /// A promise was not kept in time.
    Promise,
    /// Contact was due, by rule or plan.
    Due,
    /// It would have dropped into the public pool, and is proposed for it.
    Pool,
    /// A birthday.
    Birthday,
}

impl MissedKind {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Promise, Self::Due, Self::Pool, Self::Birthday];
}

/// Something that passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedLine {
    /// What.
    pub kind: MissedKind,
    /// With whom.
    pub customer: Id,
    /// When.
    pub on: NaiveDate,
    /// The words of a promise; empty for the others.
    pub what: String,
    /// Who gave the promise.
    pub side: Option<PromisedBy>,
    /// Whose birthday.
    pub contact: Option<Id>,
}

/// What passed between the last look and today.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Missed {
    /// The day on which somebody looked last.
    pub since: NaiveDate,
    /// The day of the question.
    pub today: NaiveDate,
    /// How far the clock went meanwhile, where that is further than one trusts; behind it where negative.
    pub jump: Option<TimeDelta>,
    /// By kind, then by day.
    pub lines: Vec<MissedLine>,
    /// Festivals and fairs that passed, with how many customers they concern.
    pub seasons: Vec<(&'static Season, usize)>,
}

impl Missed {
    /// Whether nothing passed.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.seasons.is_empty()
    }

    /// How many lines there are of a kind.
    pub fn count(&self, kind: MissedKind) -> usize {
        self.lines.iter().filter(|line| line.kind == kind).count()
    }
}

/// What has to be known to say what passed; can be taken to a thread.
pub struct LookingBack {
    standings: Arc<Standings>,
    rules: Arc<Rules>,
    reader: Reader,
    seen: Seen,
    now: Now,
}

impl LookingBack {
    /// How many customers there are.
    pub fn customers(&self) -> usize {
        self.standings.all().len()
    }

    /// What passed on the days between the last look and today; promises for the day of that look as well, since it was not over.
    pub fn missed(&self) -> Result<Missed> {
        let (since, today) = (self.seen.local.date(), self.now.today);
        let mut missed = Missed { since, today, jump: jump(self.seen.at, self.now.at), ..Missed::default() };
        if since >= today {
            return Ok(missed);
        }
        let mut lines = Vec::new();
        let line = |kind, customer, on| MissedLine { kind, customer, on, what: String::new(), side: None, contact: None };
        for promise in self.reader.open_promises()? {
            if let Some(on) = promise.due_on.map(|due| due.last_day()).filter(|on| since <= *on && *on < today) {
                let side = Some(promise.side);
                lines.push(MissedLine { what: promise.text, side, ..line(MissedKind::Promise, promise.customer, on) });
            }
        }
        let has_passed = |on: &NaiveDate| since < *on && *on < today;
        for kept in self.standings.all() {
            let standing = &kept.standing;
            let due = due(standing, &self.rules, WorkingDays::shared(), today);
            if due.state == DueState::InPool {
                continue;
            }
            // Plans for a month or year have no day of their own that could pass; their first one stands for them, as on Today.
            let was_ahead = |on: &NaiveDate| {
                *on == since && standing.planned.and_then(|planned| planned.time).is_some_and(|time| time > self.seen.local.time())
            };
            lines.extend(due.on.filter(|on| has_passed(on) || was_ahead(on)).map(|on| line(MissedKind::Due, standing.id, on)));
            let dropped = due.pool_on.filter(|on| due.warns_of_pool && since < *on && *on <= today);
            lines.extend(dropped.map(|on| line(MissedKind::Pool, standing.id, on)));
        }
        for (customer, contact, born) in self.reader.birthdays()? {
            if let Some(on) = last_birthday(born, today).filter(has_passed) {
                lines.push(MissedLine { contact: Some(contact), ..line(MissedKind::Birthday, customer, on) });
            }
        }
        lines.sort_by_key(|line| (line.kind, line.on, line.customer));
        missed.lines = lines;
        let (first, last) = (since.checked_add_days(Days::new(1)), today.pred_opt());
        if let (Some(first), Some(last)) = (first, last) {
            for season in seasons_between(first, last).iter().filter(|season| !season.only_ends()) {
                let count = self.standings.all().iter().filter(|kept| season.concerns(kept.standing.country)).count();
                missed.seasons.extend((count > 0).then_some((season, count)));
            }
        }
        Ok(missed)
    }
}

/// How far the clock went, where that is further than one trusts.
fn jump(seen: DateTime<Utc>, now: DateTime<Utc>) -> Option<TimeDelta> {
    Some(now - seen).filter(|jump| *jump > JUMP || *jump < -JUMP)
}

impl Book {
    /// What has to be known to say what passed since `seen`; `None` while a large book is still being read.
    pub fn looking_back(&self, seen: Seen, now: Now) -> Result<Option<LookingBack>> {
        let (rules, standings) = (self.rules()?, self.standings(now)?);
        let Some(standings) = standings else { return Ok(None) };
        Ok(Some(LookingBack { standings, rules, reader: self.reader()?, seen, now }))
    }

    /// What a person is called; `None` for one who is not there any more.
    pub fn contact_name(&self, contact: Id) -> Option<String> {
        self.reader.contact(contact).ok().flatten().map(|contact| contact.name())
    }
}
