//! The public pool (公海; S1.14): who would fall into it, how sure that is, and who may take a customer back.
//!
//! Nothing falls by itself: proposals are for a person to decide, and where many fall at once or the clock has jumped the person is
//! asked a second time.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::due::{Due, DueState, due};
use super::rules::{Rules, TierNo};
use super::standing::Standing;
use super::why::Why;
use crate::model::Field;
use crate::model::holidays::WorkingDays;
use crate::model::id::Id;
use crate::model::reminder::JUMP;
use crate::tr;

/// How a customer stands to the public pool, where it has anything to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PoolState {
    /// It is in the pool.
    In,
    /// Its time has passed: a person is to decide.
    Proposed,
    /// Its time passes within the days of warning.
    Soon,
}

impl PoolState {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::In, Self::Proposed, Self::Soon];

    /// What `due` says on the day `today`; `None` for a customer that the pool is far from.
    pub fn of(due: &Due, today: NaiveDate) -> Option<Self> {
        match due.pool_on {
            _ if due.state == DueState::InPool => Some(Self::In),
            Some(on) if due.warns_of_pool => Some(if on <= today { Self::Proposed } else { Self::Soon }),
            _ => None,
        }
    }

    /// The word for it among the choices of [`Field::Pool`].
    pub fn stored(self) -> &'static str {
        Field::Pool.spec().choices.get(self as usize).map_or("", |choice| choice.zh)
    }
}

/// A customer whose time has passed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proposal {
    /// Who.
    pub customer: Id,
    /// Of which tier.
    pub tier: TierNo,
    /// Since when it is proposed.
    pub since: NaiveDate,
    /// Why.
    pub why: Why,
}

/// Who would fall into the pool on `today`, and who will within the days of warning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposals {
    /// Those whose time has passed, the longest first.
    pub now: Vec<Proposal>,
    /// Those who are warned of, the next first.
    pub soon: Vec<Proposal>,
    /// How many customers there are outside the pool.
    pub of: usize,
}

/// Looks at all standings of a book.
pub fn proposals<'a>(
    standings: impl IntoIterator<Item = &'a Standing>,
    rules: &Rules,
    working: &WorkingDays,
    today: NaiveDate,
) -> Proposals {
    let mut found = Proposals::default();
    for standing in standings {
        let due = due(standing, rules, working, today);
        let state = PoolState::of(&due, today);
        found.of += usize::from(state != Some(PoolState::In));
        let proposal = |since| Proposal { customer: standing.id, tier: standing.tier, since, why: due.why };
        match (state, due.pool_on) {
            (Some(PoolState::Proposed), Some(since)) => found.now.push(proposal(since)),
            (Some(PoolState::Soon), Some(since)) => found.soon.push(proposal(since)),
            _ => {}
        }
    }
    for list in [&mut found.now, &mut found.soon] {
        list.sort_by_key(|proposal| (proposal.since, proposal.customer));
    }
    found
}

/// Why a drop is asked about a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// So many of so many customers at once.
    Many(usize, usize),
    /// The clock stands so far from where it was seen last; ahead of it, or behind it where negative.
    ClockJumped(TimeDelta),
}

/// More customers than this at once are asked about a second time.
const MOST_AT_ONCE: usize = 20;

/// More of a hundred customers than this at once are asked about a second time.
const MOST_PERCENT: usize = 5;

/// Why dropping `dropped` of `of` customers should be asked about a second time. `last_seen` is when the program last ran, `now` is now.
pub fn doubts(dropped: usize, of: usize, last_seen: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if dropped > MOST_AT_ONCE || dropped.saturating_mul(100) > of.saturating_mul(MOST_PERCENT) {
        doubts.push(Doubt::Many(dropped, of));
    }
    let jump = last_seen.map(|seen| now - seen).filter(|jump| *jump > JUMP || *jump < -JUMP);
    doubts.extend(jump.map(Doubt::ClockJumped));
    doubts
}

/// So many hours as whole days, from two days on: nobody counts 216 hours.
fn said_in_days(hours: i64) -> Option<i64> {
    (hours >= 48).then_some((hours + 12) / 24)
}

impl Doubt {
    /// What the second question says, in the language spoken.
    pub fn text(self) -> String {
        match self {
            Self::Many(dropped, of) => tr!("doubt-many", dropped = dropped, of = of),
            Self::ClockJumped(jump) => {
                let (hours, is_ahead) = (jump.num_hours().abs(), jump > TimeDelta::zero());
                match (said_in_days(hours), is_ahead) {
                    (Some(days), true) => tr!("doubt-clock-ahead-days", days = days),
                    (Some(days), false) => tr!("doubt-clock-back-days", days = days),
                    (None, true) => tr!("doubt-clock-ahead", hours = hours),
                    (None, false) => tr!("doubt-clock-back", hours = hours),
                }
            }
        }
    }
}

/// Why a customer was dropped, as it is kept: a key of the texts and its variables, so that it is read in any language later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropReason {
    /// The key of the text.
    pub key: String,
    /// Its variables, beside the key in the JSON.
    #[serde(flatten)]
    pub args: BTreeMap<String, String>,
}

impl DropReason {
    /// The customer's time has passed.
    pub fn of(proposal: &Proposal, rules: &Rules, today: NaiveDate) -> Self {
        let rule = rules.rule(proposal.tier);
        let last = proposal.why.since.last();
        let since = last.map_or(proposal.why.since.day(), |last| last.on);
        let args = [
            ("tier", rule.tier.clone()),
            ("days", (today - since).num_days().to_string()),
            ("every", rule.pool_after_days.unwrap_or_default().to_string()),
            ("since", since.to_string()),
        ];
        let key = if last.is_some() { "drop-passed" } else { "drop-never" };
        Self { key: key.to_owned(), args: args.map(|(name, value)| (name.to_owned(), value)).into() }
    }

    /// Dropped by hand, for the reason that a person gave; may be empty.
    pub fn by_hand(words: &str) -> Self {
        let words = words.trim();
        let args = if words.is_empty() { BTreeMap::new() } else { [("why".to_owned(), words.to_owned())].into() };
        Self { key: if words.is_empty() { "drop-by-hand" } else { "drop-by-hand-why" }.to_owned(), args }
    }

    /// The reason as JSON, the form in which it is kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`DropReason::to_json`] wrote; any other text is a reason given by hand.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Self::by_hand(text))
    }

    /// The reason in the language spoken: `VIP: not contacted for 41 days, 30 are allowed`.
    pub fn text(&self) -> String {
        let arg = |name: &str| self.args.get(name).cloned().unwrap_or_default();
        let tier = || super::TierRule { tier: arg("tier"), ..super::TierRule::default() }.name();
        match self.key.as_str() {
            "drop-passed" => tr!("drop-passed", tier = tier(), days = arg("days"), every = arg("every"), since = arg("since")),
            "drop-never" => tr!("drop-never", tier = tier(), days = arg("days"), every = arg("every"), since = arg("since")),
            "drop-by-hand-why" => tr!("drop-by-hand-why", why = arg("why")),
            "drop-by-hand" => tr!("drop-by-hand"),
            key => key.to_owned(),
        }
    }
}

/// Until when (without that day) `by` may not claim a customer: its previous owner waits the cooling-off days of the rules. None where
/// it may be claimed.
pub fn cooling_until(dropped_on: NaiveDate, previous_owner: &str, by: &str, rules: &Rules, today: NaiveDate) -> Option<NaiveDate> {
    let is_previous = previous_owner.trim().to_lowercase() == by.trim().to_lowercase();
    let until = super::due::later(dropped_on, rules.cooling_days);
    (is_previous && until > today).then_some(until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cadence::{Channel, Happening};
    use crate::model::country::CountryNo;
    use crate::words::{Language, speak};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn standing(id: i64, tier: u8, mailed: &str) -> Standing {
        let mut standing = Standing::new(Id(id), day("2026-01-05"));
        standing.tier = TierNo(tier);
        standing.country = CountryNo::of("DE");
        standing.add(Happening { on: mailed.parse().unwrap(), channel: Channel::Mail, direction: None }, day("2026-11-20"));
        standing
    }

    #[test]
    fn those_whose_time_has_passed_are_proposed_and_the_next_warned_of() {
        let rules = Rules::default();
        let mut dropped = standing(9, 0, "2026-01-10");
        dropped.in_pool_since = Some(day("2026-05-01"));
        let all = [
            standing(1, 0, "2026-10-20"),
            standing(2, 0, "2026-10-21"),
            standing(3, 1, "2026-03-01"),
            standing(4, 0, "2026-11-10"),
            standing(5, 0, "2026-10-23"),
            dropped,
        ];
        let found = proposals(&all, &rules, WorkingDays::shared(), day("2026-11-20"));
        let ids = |list: &[Proposal]| list.iter().map(|proposal| (proposal.customer.0, proposal.since.to_string())).collect::<Vec<_>>();
        // 19 November is the 30th day after 20 October: on the 20th the time has passed.
        assert_eq!(ids(&found.now), [(3, "2026-04-16".to_owned()), (1, "2026-11-20".to_owned())]);
        assert_eq!(ids(&found.soon), [(2, "2026-11-21".to_owned()), (5, "2026-11-24".to_owned())]);
        assert_eq!(found.of, 5);
    }

    #[test]
    fn many_at_once_and_a_clock_that_jumped_are_asked_about_twice() {
        let now: DateTime<Utc> = "2026-11-20T08:00:00Z".parse().unwrap();
        let ago = |hours: i64| Some(now - TimeDelta::hours(hours));
        for (dropped, of, seen, expected) in [
            (0, 0, None, ""),
            (1, 20, ago(12), ""),
            (5, 100, ago(36), ""),
            (6, 100, ago(12), "6 of 100 customers would fall into the pool at once"),
            (20, 1_000, None, ""),
            (21, 1_000, None, "21 of 1000 customers would fall into the pool at once"),
            (1, 1_000, ago(37), "The clock is 37 hours ahead of where it was seen last"),
            (1, 1_000, ago(216), "The clock is 9 days ahead of where it was seen last"),
            (1, 1_000, ago(-60), "The clock is 3 days behind where it was seen last"),
            (1, 1_000, ago(-40), "The clock is 40 hours behind where it was seen last"),
            (
                1,
                10,
                ago(24 * 365),
                "1 of 10 customers would fall into the pool at once|The clock is 365 days ahead of where it was seen last",
            ),
        ] {
            let said: Vec<String> = doubts(dropped, of, seen, now).into_iter().map(Doubt::text).collect();
            assert_eq!(said.join("|"), expected, "{dropped} of {of}");
        }
        assert_eq!(doubts(usize::MAX, usize::MAX, None, now).len(), 1);
    }

    #[test]
    fn a_reason_is_kept_without_its_language() {
        let rules = Rules::default();
        let found = proposals(&[standing(1, 1, "2026-10-01")], &rules, WorkingDays::shared(), day("2026-11-20"));
        let mut silent = Standing::new(Id(3), day("2026-01-05"));
        silent.tier = TierNo(1);
        let never = proposals(&[silent], &rules, WorkingDays::shared(), day("2026-11-20"));
        for (reason, english, chinese) in [
            (
                DropReason::of(&found.now[0], &rules, day("2026-11-20")),
                "Repeat: not contacted for 50 days (since 2026-10-01), 45 are allowed",
                "复购：已 50 天未联系（自 2026-10-01），规定 45 天",
            ),
            (
                DropReason::of(&never.now[0], &rules, day("2026-11-20")),
                "Repeat: never contacted in 319 days (since 2026-01-05), 45 are allowed",
                "复购：入库 319 天从未联系（自 2026-01-05），规定 45 天",
            ),
            (DropReason::by_hand(" went bankrupt "), "By hand: went bankrupt", "手动放入：went bankrupt"),
            (DropReason::by_hand(""), "By hand", "手动放入"),
            (DropReason::read("an old note"), "By hand: an old note", "手动放入：an old note"),
        ] {
            assert_eq!(DropReason::read(&reason.to_json()), reason);
            assert!(reason.to_json().starts_with("{\"key\":\"drop-"));
            for (language, text) in [(Language::English, english), (Language::Chinese, chinese)] {
                speak(language);
                assert_eq!(reason.text(), text);
            }
            speak(Language::English);
        }
    }

    #[test]
    fn the_previous_owner_waits_the_cooling_off_days() {
        let rules = Rules { cooling_days: 7, ..Rules::default() };
        for (previous, by, today, until) in [
            ("Li", "Li", "2026-11-06", Some("2026-11-08")),
            ("Li", "li ", "2026-11-07", Some("2026-11-08")),
            ("Li", "Li", "2026-11-08", None),
            ("Li", "Wang", "2026-11-02", None),
        ] {
            assert_eq!(cooling_until(day("2026-11-01"), previous, by, &rules, day(today)), until.map(day), "{by} {today}");
        }
        assert_eq!(cooling_until(day("2026-11-01"), "Li", "Li", &Rules::default(), day("2026-11-01")), None, "none unless set");
    }
}
