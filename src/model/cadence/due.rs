//! When a customer is due, by the rules, what is planned and the calendar of its country, and when it would fall into the pool.
//!
//! Nothing is stored of this: it is worked out for a whole book in one go, so it allocates nothing. What is said about it is
//! in [`super::why`].

use chrono::{Days, NaiveDate};

use super::rules::{Rules, TierRule};
use super::standing::Standing;
use super::why::{Since, Why};
use crate::model::holidays::WorkingDays;
use crate::model::id::Id;

/// How a customer stands to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueState {
    /// Contact was due before today. It stays so until something happens.
    Overdue,
    /// Due today.
    Today,
    /// Due within the days of warning of its tier.
    Soon,
    /// Due after that.
    Later,
    /// In the public pool: nobody's customer has no due day.
    InPool,
    /// The rule sets no clock and nothing is planned.
    Never,
}

/// What the rules say of a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// The day: the planned one, else that of the rule.
    pub on: Option<NaiveDate>,
    /// How that stands to today.
    pub state: DueState,
    /// Why; speaks where it is shown.
    pub why: Why,
    /// The first day on which the drop into the pool is proposed.
    pub pool_on: Option<NaiveDate>,
    /// Whether that day is near enough to be warned of, or has come.
    pub warns_of_pool: bool,
    /// Until that day (without it) a contact of ours would disturb (S4.11).
    pub too_soon_until: Option<NaiveDate>,
}

impl Due {
    /// How many days contact is late; 0 where it is not.
    pub fn overdue_days(&self, today: NaiveDate) -> i64 {
        self.on.map_or(0, |on| (today - on).num_days().max(0))
    }

    /// In how many days the drop is proposed; 0 or less where it is already.
    pub fn pool_in_days(&self, today: NaiveDate) -> Option<i64> {
        self.pool_on.map(|on| (on - today).num_days())
    }
}

/// A day so many days later, the last of all days where that is beyond them.
pub(super) fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// A number that belongs to the customer alone and never changes, to spread a crowd evenly.
fn share_of(id: Id) -> u64 {
    // SplitMix64: neighbouring ids are far apart.
    let mut z = (id.0 as u64).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// What `rules` say of a customer on the local day `today`.
///
/// - The rule's day is that of the last contact that counts and the tier's days, moved to the next working day of the customer's
///   country. Who was never contacted (or not since it was claimed) is due on a working day within the tier's days from then on,
///   spread by its id; so is everybody who was late when the clocks were started anew.
/// - An open follow-up stands above the rule, also where it is later; then [`Why`] tells the rule's day and whether the pool comes before.
/// - The pool is proposed on the day after its days have passed, never before contact was due.
pub fn due(standing: &Standing, rules: &Rules, working: &WorkingDays, today: NaiveDate) -> Due {
    let rule = rules.rule(standing.tier);
    if let Some(dropped_on) = standing.in_pool_since {
        let why = Why::new(standing, Since::Dropped(dropped_on));
        return Due { on: None, state: DueState::InPool, why, pool_on: None, warns_of_pool: false, too_soon_until: None };
    }
    let (since, calendar_on, rule_on) = by_rule(standing, rules, rule, working, today);
    let on = standing.planned.map(|planned| planned.on).or(rule_on);
    let pool_on = rule.pool_after_days.map(|days| {
        let passed = later(since.day(), days);
        later(rule_on.map_or(passed, |on| passed.max(on)), 1)
    });
    let state = match on {
        None => DueState::Never,
        Some(on) if on < today => DueState::Overdue,
        Some(on) if on == today => DueState::Today,
        Some(on) if on <= later(today, rule.warn_days) => DueState::Soon,
        Some(_) => DueState::Later,
    };
    let too_soon_until = too_soon(standing, rule, rule_on, today);
    let mut why = Why::new(standing, since);
    why.every_days = rule.every_days;
    why.rule_on = rule_on;
    why.moved_from = calendar_on.filter(|calendar| Some(*calendar) != rule_on);
    why.pool_on = pool_on;
    why.ahead_on = standing.ahead().map(|ahead| ahead.on).filter(|on| *on > today);
    let warns_of_pool = pool_on.is_some_and(|on| on <= later(today, rule.warn_days));
    Due { on, state, why, pool_on, warns_of_pool, too_soon_until }
}

/// From when the clock runs, the calendar day of the rule where one day follows from it, and the working day it became.
fn by_rule(
    standing: &Standing,
    rules: &Rules,
    rule: &TierRule,
    working: &WorkingDays,
    today: NaiveDate,
) -> (Since, Option<NaiveDate>, Option<NaiveDate>) {
    let last = standing.last_counting(rule, today);
    let claimed = standing.claimed_on.filter(|claimed| last.is_none_or(|last| last.on < *claimed));
    let every = rule.every_days.map(|days| days.max(1));
    if let (Some(last), None) = (last, claimed) {
        let calendar = every.map(|days| later(last.on, days));
        match (rules.clocks_from, calendar) {
            // It was late when the clocks were started anew.
            (Some(from), Some(calendar)) if calendar < from => {}
            _ => return (Since::Touch(last), calendar, calendar.map(|day| working.next(standing.country, day))),
        }
    }
    let since = match (claimed, last, rules.clocks_from) {
        (Some(claimed), _, Some(from)) if from > claimed => Since::Clocks(from, last),
        (Some(claimed), ..) => Since::Claimed(claimed, last),
        (None, _, Some(from)) if from > standing.started_on => Since::Clocks(from, last),
        (None, Some(last), Some(from)) => Since::Clocks(from, Some(last)),
        (None, ..) => Since::Started(standing.started_on),
    };
    let spread = every.map(|days| working.spread(standing.country, since.day(), days, share_of(standing.id)));
    (since, None, spread)
}

/// Until when a contact would disturb: the tier's least days after our last word, twice as long after three touches without an answer
/// and three times after five, but never beyond the day on which contact is due. Nothing disturbs one who wrote last.
fn too_soon(standing: &Standing, rule: &TierRule, rule_on: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let last = standing.our_last_word()?;
    if standing.their_last_word().is_some_and(|theirs| theirs.on > last.on) {
        return None;
    }
    let until = later(last.on, rule.least_days.saturating_mul(patience(standing.unanswered())));
    let until = rule_on.map_or(until, |on| until.min(on));
    (until > today).then_some(until)
}

/// By how much longer one waits after so many touches without an answer.
fn patience(unanswered: u8) -> u32 {
    match unanswered {
        0..=2 => 1,
        3..=4 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests;
