//! How things stand with one customer: what the rules need to know of it, small enough to keep for a million.
//!
//! A standing is folded from the customer's touches and knows no rules: which channels count, which tier has which days and
//! what today is come later, so that a change of rules (and its rehearsal) reads nothing again.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::rules::{TierNo, TierRule};
use crate::model::country::CountryNo;
use crate::model::day::PartialDay;
use crate::model::follow::{Channel, Direction};
use crate::model::id::Id;
use crate::model::zone::Zone;

/// A touch as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The local day.
    pub on: PartialDay,
    /// The way.
    pub channel: Channel,
    /// Who spoke; what is usual for the channel where nobody said.
    pub direction: Option<Direction>,
}

impl Happening {
    /// The day from which it counts: the first that it can have been, so that a vague date never hides a duty.
    pub fn day(&self) -> NaiveDate {
        self.on.first_day()
    }

    /// Who spoke.
    pub fn direction(&self) -> Direction {
        self.direction.unwrap_or_else(|| Direction::where_unsaid(self.channel))
    }
}

/// A contact that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contacted {
    /// The local day.
    pub on: NaiveDate,
    /// The way.
    pub channel: Channel,
}

/// The next open follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The day; the first one of a month or year.
    pub on: NaiveDate,
    /// The time of day, ours, where it is planned to the minute.
    pub time: Option<NaiveTime>,
}

/// A day in two bytes, 1950 to 2129; days beyond are kept as the first or last of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct ShortDay(u16);

/// Days from the common era of the day before the first short one.
const BEFORE_SHORT: i32 = 711_857;

impl ShortDay {
    const NONE: Self = Self(0);

    fn of(day: NaiveDate) -> Self {
        Self((day.num_days_from_ce() - BEFORE_SHORT).clamp(1, i32::from(u16::MAX)) as u16)
    }

    fn day(self) -> Option<NaiveDate> {
        if self == Self::NONE { None } else { NaiveDate::from_num_days_from_ce_opt(BEFORE_SHORT + i32::from(self.0)) }
    }
}

const CHANNELS: usize = Channel::ALL.len();

/// Who spoke last and how, as far as rules may ask: the part of a standing that is folded from touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talks {
    /// Our last word by each channel (two-way ones too).
    ours: [ShortDay; CHANNELS],
    /// Their last word by any channel (two-way ones too).
    theirs: ShortDay,
    /// Their channel then.
    their_channel: Channel,
    /// How many of our touches they have not answered, of the last ones that lie not too far apart.
    unanswered: u8,
    /// The earliest touch that lies ahead, which a list said or a clock that ran ahead, and its channel.
    ahead: ShortDay,
    ahead_channel: Channel,
}

impl Default for Talks {
    /// Nobody has said anything.
    fn default() -> Self {
        Self {
            ours: [ShortDay::NONE; CHANNELS],
            theirs: ShortDay::NONE,
            their_channel: Channel::Unknown,
            unanswered: 0,
            ahead: ShortDay::NONE,
            ahead_channel: Channel::Unknown,
        }
    }
}

/// What the rules need to know of one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who it is.
    pub id: Id,
    /// Which tier of the rules in force.
    pub tier: TierNo,
    /// Where, for working days.
    pub country: CountryNo,
    /// Which clock, for who shows whether somebody can be reached.
    pub zone: Option<Zone>,
    /// The day on which it came into the book: imported or created.
    pub started_on: NaiveDate,
    /// The next open follow-up.
    pub planned: Option<Planned>,
    /// Since when it is in the public pool.
    pub in_pool_since: Option<NaiveDate>,
    /// When it was last claimed from there.
    pub claimed_on: Option<NaiveDate>,
    /// What was folded from its touches.
    pub talks: Talks,
}

/// After such a silence of ours the count of unanswered touches begins anew: what was sent a season ago disturbs nobody today.
const FORGOTTEN_DAYS: i64 = 120;

impl Standing {
    /// A customer of whom only the day is known on which it came into the book.
    pub fn new(id: Id, started_on: NaiveDate) -> Self {
        Self {
            id,
            tier: TierNo::OTHER,
            country: CountryNo::UNKNOWN,
            zone: None,
            started_on,
            planned: None,
            in_pool_since: None,
            claimed_on: None,
            talks: Talks::default(),
        }
    }

    /// Takes a touch in, on the day `today`. Touches may come in any order; only the count of unanswered ones wants them by rising day.
    ///
    /// One that lies more than a day ahead (a slip of a list; a day is what zones make) counts as nothing until its day comes.
    pub fn add(&mut self, touch: Happening, today: NaiveDate) {
        self.talks.add(touch, today);
    }

    /// Our last word by any channel.
    pub fn our_last_word(&self) -> Option<Contacted> {
        self.talks.last_by(|_| true)
    }

    /// Their last word: an answer, an inquiry, a talk.
    pub fn their_last_word(&self) -> Option<Contacted> {
        self.talks.theirs.day().map(|on| Contacted { on, channel: self.talks.their_channel })
    }

    /// The last touch by anybody.
    pub fn last_touch(&self) -> Option<Contacted> {
        [self.their_last_word(), self.our_last_word()].into_iter().flatten().max_by_key(|touch| touch.on)
    }

    /// The last mailing.
    pub fn last_mailing(&self) -> Option<NaiveDate> {
        self.talks.ours[Channel::Mailing as usize].day()
    }

    /// How many of our last touches they have not answered.
    pub fn unanswered(&self) -> u8 {
        self.talks.unanswered
    }

    /// The last contact that counts by `rule` on the day `today`: ours or a talk, by a channel that counts.
    pub fn last_counting(&self, rule: &TierRule, today: NaiveDate) -> Option<Contacted> {
        let last = self.talks.last_by(|channel| rule.counts(channel));
        match self.ahead() {
            Some(ahead) if ahead.on <= today && rule.counts(ahead.channel) && last.is_none_or(|last| last.on < ahead.on) => Some(ahead),
            _ => last,
        }
    }

    /// The earliest touch of ours that lay ahead when it was taken in; it counts from its day on.
    pub fn ahead(&self) -> Option<Contacted> {
        self.talks.ahead.day().map(|on| Contacted { on, channel: self.talks.ahead_channel })
    }
}

impl Talks {
    fn add(&mut self, touch: Happening, today: NaiveDate) {
        let day = touch.day();
        let direction = touch.direction();
        if day > today.succ_opt().unwrap_or(today) {
            let short = ShortDay::of(day);
            if direction != Direction::In && (self.ahead == ShortDay::NONE || short < self.ahead) {
                (self.ahead, self.ahead_channel) = (short, touch.channel);
            }
            return;
        }
        let short = ShortDay::of(day);
        if direction != Direction::In {
            let last = self.last_by(|_| true);
            let is_new = last.is_none_or(|last| last.on <= day);
            let is_long_ago = last.is_some_and(|last| (day - last.on).num_days() > FORGOTTEN_DAYS);
            if direction == Direction::Out && is_new && short >= self.theirs {
                self.unanswered = if is_long_ago { 1 } else { self.unanswered.saturating_add(1) };
            }
            let known = &mut self.ours[touch.channel as usize];
            *known = (*known).max(short);
        }
        if direction != Direction::Out {
            if short >= self.theirs {
                (self.theirs, self.their_channel) = (short, touch.channel);
            }
            if self.last_by(|_| true).is_none_or(|last| last.on <= day) {
                self.unanswered = 0;
            }
        }
    }

    fn last_by(&self, counts: impl Fn(Channel) -> bool) -> Option<Contacted> {
        let mut last = (ShortDay::NONE, Channel::Unknown);
        for channel in Channel::ALL {
            let day = self.ours[channel as usize];
            if day > last.0 && counts(channel) {
                last = (day, channel);
            }
        }
        last.0.day().map(|on| Contacted { on, channel: last.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cadence::Rules;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn touch(on: &str, channel: Channel, direction: Direction) -> Happening {
        Happening { on: on.parse().unwrap(), channel, direction: Some(direction) }
    }

    fn standing(touches: &[Happening]) -> Standing {
        let mut standing = Standing::new(Id(7), day("2026-01-05"));
        touches.iter().for_each(|touch| standing.add(*touch, day("2026-11-20")));
        standing
    }

    #[test]
    fn a_standing_stays_small() {
        assert!(size_of::<Standing>() <= 96, "{}", size_of::<Standing>());
    }

    #[test]
    fn short_days_cover_a_working_life_and_clamp_beyond() {
        for text in ["1950-01-01", "2000-02-29", "2026-11-20", "2129-06-05"] {
            assert_eq!(ShortDay::of(day(text)).day(), Some(day(text)), "{text}");
        }
        assert_eq!(ShortDay::of(NaiveDate::MIN).day(), Some(day("1950-01-01")));
        assert!(ShortDay::of(NaiveDate::MAX).day() > Some(day("2129-01-01")));
        assert_eq!(ShortDay::NONE.day(), None);
    }

    #[test]
    fn what_counts_is_decided_by_the_rule() {
        use Channel::{Mail, Mailing, Phone, Sample};
        let rules = Rules::default();
        let (vip, low) = (&rules.tiers[0], &rules.tiers[4]);
        let today = day("2026-11-20");
        let all = standing(&[
            touch("2026-09-01", Phone, Direction::Both),
            touch("2026-10-01", Mail, Direction::Out),
            touch("2026-11-01", Mailing, Direction::Out),
            touch("2026-11-10", Mail, Direction::In),
        ]);
        assert_eq!(all.last_counting(vip, today), Some(Contacted { on: day("2026-10-01"), channel: Mail }));
        assert_eq!(all.last_counting(low, today), Some(Contacted { on: day("2026-11-01"), channel: Mailing }));
        assert_eq!(all.last_touch(), Some(Contacted { on: day("2026-11-10"), channel: Mail }));
        assert_eq!(all.last_mailing(), Some(day("2026-11-01")));
        assert_eq!(standing(&[touch("2026-11-10", Mail, Direction::In)]).last_counting(vip, today), None, "their word is no contact by us");
        // What a list says without a direction was a contact; a month counts from its first day.
        let vague = standing(&[Happening { on: "2026-03".parse().unwrap(), channel: Channel::Unknown, direction: None }]);
        assert_eq!(vague.last_counting(vip, today), Some(Contacted { on: day("2026-03-01"), channel: Channel::Unknown }));
        let sample = standing(&[Happening { on: "2026-03-02".parse().unwrap(), channel: Sample, direction: None }]);
        assert_eq!(sample.unanswered(), 1);
    }

    #[test]
    fn unanswered_touches_are_counted_until_they_answer() {
        use Direction::{Both, In, Out};
        for (touches, unanswered) in [
            (&[("2026-11-01", Out), ("2026-11-05", Out), ("2026-11-09", Out)][..], 3),
            (&[("2026-11-01", Out), ("2026-11-05", In), ("2026-11-09", Out)], 1),
            (&[("2026-11-01", Out), ("2026-11-05", In)], 0),
            (&[("2026-11-01", Out), ("2026-11-05", Both)], 0),
            (&[("2026-05-01", Out), ("2026-11-05", Out)], 1),
            (&[], 0),
        ] {
            let touches: Vec<_> = touches.iter().map(|(on, direction)| touch(on, Channel::Mail, *direction)).collect();
            assert_eq!(standing(&touches).unanswered(), unanswered, "{touches:?}");
        }
    }

    #[test]
    fn a_touch_that_lies_ahead_counts_when_its_day_comes() {
        let rules = Rules::default();
        let vip = &rules.tiers[0];
        let bad = standing(&[touch("2026-10-01", Channel::Mail, Direction::Out), touch("2062-10-01", Channel::Phone, Direction::Both)]);
        assert_eq!(bad.last_counting(vip, day("2026-11-20")).map(|last| last.on), Some(day("2026-10-01")));
        assert_eq!(bad.ahead().map(|ahead| ahead.on), Some(day("2062-10-01")));
        assert_eq!(bad.last_counting(vip, day("2062-10-01")).map(|last| last.on), Some(day("2062-10-01")));
        // A day ahead is what zones make.
        let tomorrow = standing(&[touch("2026-11-21", Channel::Phone, Direction::Both)]);
        assert_eq!(tomorrow.last_counting(vip, day("2026-11-20")).map(|last| last.on), Some(day("2026-11-21")));
        for extreme in [NaiveDate::MIN, NaiveDate::MAX] {
            let mut standing = Standing::new(Id(1), extreme);
            standing.add(Happening { on: PartialDay::of_day(day("9999-12-31")), channel: Channel::Mail, direction: None }, extreme);
            standing.add(Happening { on: PartialDay::of_day(day("0001-01-01")), channel: Channel::Mail, direction: None }, extreme);
        }
    }
}
