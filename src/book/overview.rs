//! How one did: the replay of `model/overview.rs` over a whole book.

use std::collections::HashMap;
use std::sync::Arc;

use super::agenda::Standings;
use super::{Book, Now, Reading, agenda, habits};
use crate::error::Result;
use crate::model::cadence::{Channel, Direction, channel_of};
use crate::model::holidays::WorkingDays;
use crate::model::overview::{Deed, Overview, Replay};
use crate::model::{Id, Worth};
use crate::store::{Dates, Read, Reader};

/// So many weeks are looked at: a quarter of a year.
pub const WEEKS: u32 = 13;

/// What an overview is asked.
#[derive(Clone)]
pub struct OverviewQuestion {
    pub(super) now: Now,
    pub(super) standings: Arc<Standings>,
}

impl Book {
    /// The question how one did, to be answered by a thread; `None` while a large book is still being read.
    pub fn overview_question(&self, now: Now) -> Result<Option<OverviewQuestion>> {
        Ok(self.standings(now)?.map(|standings| OverviewQuestion { now, standings }))
    }
}

impl Reading {
    /// The question how one did, with how things stand read for it.
    pub(super) fn overview_question(&self, now: Now) -> Result<OverviewQuestion> {
        let rules = Arc::new(self.rules()?);
        let (habits, rates) = (habits::kept(&self.reader)?, habits::kept_rates(&self.reader)?);
        let home = Arc::new(agenda::Home { currency: habits.currency, worth: Worth::of(&rates, habits.currency), zone: habits.zone });
        let standings = Standings::read(&self.reader, &rules, &home, now.today, &|| true)?.unwrap_or_default();
        Ok(OverviewQuestion { now, standings: Arc::new(standings) })
    }
}

/// Answers the question through a reading connection of one's own.
pub fn overview_of(reader: &Reader, question: &OverviewQuestion) -> Result<Overview> {
    let OverviewQuestion { now, standings } = question;
    let rules = standings.rules();
    let mut replay = Replay::new(rules, WorkingDays::shared(), now.today, WEEKS);
    // A book has few ways of being in touch, and finding out what a word means takes longer than reading a touch.
    let mut ways: HashMap<String, Channel> = HashMap::new();
    let mut all: Vec<(Id, Deed)> = Vec::new();
    reader.each_deed(|customer, on, at_ms, [channel, direction], needs_reply| {
        let channel = match ways.get(channel) {
            Some(known) => *known,
            None => *ways.entry(channel.to_owned()).or_insert_with(|| channel_of(channel)),
        };
        let direction = Direction::by_key(direction).unwrap_or_else(|| Direction::where_unsaid(channel));
        all.push((customer, Deed { on: on.first_day(), at_ms, channel, direction, needs_reply }));
    })?;
    // Both stand by rising id of the customer.
    let mut rest = all.as_slice();
    let mut deeds: Vec<Deed> = Vec::new();
    for kept in standings.all() {
        let id = kept.standing.id;
        rest = &rest[rest.partition_point(|(customer, _)| *customer < id)..];
        let count = rest.partition_point(|(customer, _)| *customer == id);
        deeds.clear();
        deeds.extend(rest[..count].iter().map(|(_, deed)| *deed));
        replay.customer(&kept.standing, &deeds);
        rest = &rest[count..];
    }
    let first = replay.first_day();
    for plan in reader.follow_ups_between(first, now.today, true)?.iter().filter(|plan| plan.skipped_on.is_none()) {
        replay.plan(plan.due_on.last_day(), plan.done_on.map(|done| done.first_day()));
    }
    Ok(replay.finish())
}
