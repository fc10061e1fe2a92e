//! Supervision of oneself (S0.10): what was due by the rules and what was done, week by week and tier by tier; how many were late, how
//! many of each tier were touched in their interval, and how quickly inquiries were answered.
//!
//! The past is replayed from the touches under the rules of today. No store, no clock; what is planned by hand stands beside it as
//! plans kept or not.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta};

use super::cadence::{Channel, Direction, ReplyClock, Rules, Standing, TierNo};
use super::holidays::WorkingDays;
use super::office::week_of;

/// A touch as the replay sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The local day.
    pub on: NaiveDate,
    /// The instant in milliseconds of the Unix epoch, where it is known.
    pub at_ms: Option<i64>,
    /// The way.
    pub channel: Channel,
    /// Who spoke.
    pub direction: Direction,
    /// Whether it waits for an answer.
    pub needs_reply: bool,
}

/// A week of a tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TierWeek {
    /// Customers who became due in it.
    pub due: u32,
    /// Customers who were touched in it by a way that counts.
    pub done: u32,
    /// Customers who were late when it ended; for the present week who are late now.
    pub late: u32,
}

/// What became of a tier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierView {
    /// Its weeks, the present one last.
    pub weeks: Vec<TierWeek>,
    /// Customers with a clock: their tier has an interval and they are not in the public pool.
    pub customers: u32,
    /// Of them, those who were touched within the interval.
    pub covered: u32,
}

/// The inquiries of a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplyWeek {
    /// How long each answer took, in minutes, the quickest first.
    pub took: Vec<u32>,
    /// How many were answered in the time that the rules give.
    pub in_time: u32,
    /// How many are not answered yet.
    pub open: u32,
}

impl ReplyWeek {
    /// The middle of the times that answers took; `None` without answers.
    pub fn median(&self) -> Option<u32> {
        self.took.get(self.took.len().checked_sub(1)? / 2).copied()
    }
}

/// Plans whose day lay in a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanWeek {
    /// How many there were, without those that were given up.
    pub planned: u32,
    /// Of them, those done by their day.
    pub kept: u32,
}

/// How one did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// The Mondays of its weeks, the present one last.
    pub mondays: Vec<NaiveDate>,
    /// Per tier of the rules, those without a tier last.
    pub tiers: Vec<TierView>,
    /// Inquiries by the week in which they came.
    pub replies: Vec<ReplyWeek>,
    /// Plans by the week of their day.
    pub plans: Vec<PlanWeek>,
}

impl Overview {
    /// All tiers together.
    pub fn all(&self) -> TierView {
        let mut all = TierView { weeks: vec![TierWeek::default(); self.mondays.len()], ..TierView::default() };
        for tier in &self.tiers {
            all.customers += tier.customers;
            all.covered += tier.covered;
            for (sum, week) in all.weeks.iter_mut().zip(&tier.weeks) {
                sum.due += week.due;
                sum.done += week.done;
                sum.late += week.late;
            }
        }
        all
    }
}

/// The Monday on or before a day.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// Replays one customer after the other.
pub struct Replay<'a> {
    rules: &'a Rules,
    working: &'a WorkingDays,
    today: NaiveDate,
    first: NaiveDate,
    overview: Overview,
}

impl<'a> Replay<'a> {
    /// Of the last `weeks`, the present one among them.
    pub fn new(rules: &'a Rules, working: &'a WorkingDays, today: NaiveDate, weeks: u32) -> Self {
        let weeks = weeks.max(1);
        let last = monday_of(today);
        let first = last.checked_sub_days(Days::new(u64::from(weeks - 1) * 7)).unwrap_or(last);
        let mondays: Vec<NaiveDate> = (0..u64::from(weeks)).filter_map(|week| first.checked_add_days(Days::new(week * 7))).collect();
        let tier = TierView { weeks: vec![TierWeek::default(); mondays.len()], ..TierView::default() };
        let overview = Overview {
            tiers: vec![tier; rules.tiers.len() + 1],
            replies: vec![ReplyWeek::default(); mondays.len()],
            plans: vec![PlanWeek::default(); mondays.len()],
            mondays,
        };
        Self { rules, working, today, first, overview }
    }

    /// The first day that is looked at.
    pub fn first_day(&self) -> NaiveDate {
        self.first
    }

    /// What came of it.
    pub fn finish(mut self) -> Overview {
        for week in &mut self.overview.replies {
            week.took.sort_unstable();
        }
        self.overview
    }

    fn week(&self, day: NaiveDate) -> Option<usize> {
        let at = usize::try_from((day - self.first).num_days().div_euclid(7)).ok()?;
        (at < self.overview.mondays.len() && day <= self.last_day()).then_some(at)
    }

    /// The last day of the present week.
    fn last_day(&self) -> NaiveDate {
        monday_of(self.today).checked_add_days(Days::new(6)).unwrap_or(self.today)
    }

    /// Takes a customer in with all its `deeds` by rising day and time.
    pub fn customer(&mut self, standing: &Standing, deeds: &[Deed]) {
        let rule = self.rules.rule(standing.tier);
        let at = usize::from(standing.tier.0).min(self.overview.tiers.len() - 1);
        let ours = |deed: &&Deed| deed.direction != Direction::In && rule.counts(deed.channel) && deed.on <= self.today;
        let mut touched: Vec<NaiveDate> = deeds.iter().filter(ours).map(|deed| deed.on).collect();
        touched.sort_unstable();
        touched.dedup();
        let mut weeks: Vec<usize> = touched.iter().filter_map(|day| self.week(*day)).collect();
        weeks.dedup();
        for week in weeks {
            self.overview.tiers[at].weeks[week].done += 1;
        }
        let waits = rule.every_days.is_some_and(|every| self.clock(standing, at, every.max(1), &touched));
        // What is planned stands above the rule: who has a later plan is not late, and who has let one pass is.
        let is_late = standing.planned.map_or(waits, |planned| planned.on < self.today);
        if let Some(week) = self.overview.tiers[at].weeks.last_mut().filter(|_| is_late && standing.in_pool_since.is_none()) {
            week.late += 1;
        }
        self.replies(standing, deeds);
    }

    /// Runs the clock of the tier through the touches; returns whether the customer waits beyond its day now.
    fn clock(&mut self, standing: &Standing, at: usize, every: u32, touched: &[NaiveDate]) -> bool {
        let end = standing.in_pool_since.map_or(self.today, |dropped| dropped.min(self.today));
        let due_after = |day: NaiveDate| {
            let due = day.checked_add_days(Days::new(every.into())).unwrap_or(NaiveDate::MAX);
            self.working.next(standing.country, due)
        };
        if standing.in_pool_since.is_none() {
            let tier = &mut self.overview.tiers[at];
            tier.customers += 1;
            tier.covered += u32::from(touched.last().is_some_and(|last| due_after(*last) >= self.today));
        }
        let mut waits = false;
        let started = touched.first().map_or(standing.started_on, |first| standing.started_on.min(*first));
        let mut from = started;
        for next in touched.iter().copied().map(Some).chain([None]) {
            let until = next.unwrap_or(end).min(end);
            let mut due = due_after(from);
            // What was late when the clocks were started anew began again on that day.
            if let Some(anew) = self.rules.clocks_from.filter(|anew| due < *anew && *anew <= until) {
                self.late(at, due, anew);
                due = due_after(anew);
            }
            if due <= until {
                if let Some(week) = self.week(due) {
                    self.overview.tiers[at].weeks[week].due += 1;
                }
                self.late(at, due, until);
                waits = next.is_none() && due < self.today;
            }
            from = next.unwrap_or(from).max(from);
            if until >= end {
                break;
            }
        }
        waits
    }

    /// A customer was due on `due` and is touched on `until`, or still waits on that day: late at the end of each week between. The
    /// present week is not over.
    fn late(&mut self, at: usize, due: NaiveDate, until: NaiveDate) {
        for week in 0..self.overview.mondays.len() - 1 {
            let close = self.overview.mondays[week].checked_add_days(Days::new(6)).unwrap_or(NaiveDate::MAX);
            self.overview.tiers[at].weeks[week].late += u32::from(due <= close && close < until);
        }
    }

    /// How long inquiries waited for the next word of ours.
    fn replies(&mut self, standing: &Standing, deeds: &[Deed]) {
        for (number, asked) in deeds.iter().enumerate().filter(|(_, deed)| deed.needs_reply) {
            let Some(week) = self.week(asked.on) else { continue };
            let answer = deeds[number + 1..].iter().find(|deed| deed.direction != Direction::In);
            let Some(answer) = answer else {
                self.overview.replies[week].open += 1;
                continue;
            };
            let (took, in_time) = self.answered(standing, asked, answer);
            let replies = &mut self.overview.replies[week];
            replies.took.push(took);
            replies.in_time += u32::from(in_time);
        }
    }

    /// In how many minutes, and whether within the time of the rules in the customer's working hours. Where only days are known they count
    /// whole: the same day or the next working one is in time.
    fn answered(&self, standing: &Standing, asked: &Deed, answer: &Deed) -> (u32, bool) {
        let minutes = |ms: i64| u32::try_from(ms / 60_000).unwrap_or(0);
        let instants = asked.at_ms.zip(answer.at_ms);
        let days = u32::try_from((answer.on - asked.on).num_days()).unwrap_or(0);
        let took = instants.map_or(days.saturating_mul(24 * 60), |(from, to)| minutes((to - from).max(0)));
        let limit = TimeDelta::hours(i64::from(self.rules.reply_within_hours));
        let in_time = match (instants, standing.zone) {
            (Some((from, to)), Some(zone)) => {
                let at = |ms| DateTime::from_timestamp_millis(ms).unwrap_or_default();
                let clock = ReplyClock::new(at(from), zone, &week_of(standing.country.country()), standing.country, self.rules);
                at(to) <= clock.due_at
            }
            (Some(_), None) => i64::from(took) <= limit.num_minutes(),
            (None, _) => {
                let next = asked.on.succ_opt().map_or(asked.on, |day| self.working.next(standing.country, day));
                answer.on <= next
            }
        };
        (took, in_time)
    }

    /// Takes a plan in: its last day, and when it was done. Those that were given up do not count.
    pub fn plan(&mut self, due: NaiveDate, done: Option<NaiveDate>) {
        if let Some(week) = self.week(due).filter(|_| due <= self.today) {
            let plans = &mut self.overview.plans[week];
            plans.planned += 1;
            plans.kept += u32::from(done.is_some_and(|done| done <= due));
        }
    }
}

/// The number of the tier at a place of [`Overview::tiers`].
pub fn tier_at(at: usize, tiers: usize) -> TierNo {
    if at < tiers { TierNo(u8::try_from(at).unwrap_or(u8::MAX)) } else { TierNo::OTHER }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;
    use crate::model::country::CountryNo;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Friday, 20 November 2026.
    const TODAY: &str = "2026-11-20";

    fn standing(tier: u8, started: &str) -> Standing {
        let mut standing = Standing::new(Id(7), day(started));
        (standing.tier, standing.country, standing.zone) = (TierNo(tier), CountryNo::of("DE"), "Europe/Berlin".parse().ok());
        standing
    }

    fn mail(on: &str) -> Deed {
        Deed { on: day(on), at_ms: None, channel: Channel::Mail, direction: Direction::Out, needs_reply: false }
    }

    fn replayed(standing: &Standing, deeds: &[Deed], weeks: u32) -> TierView {
        let rules = Rules::default();
        let mut replay = Replay::new(&rules, WorkingDays::shared(), day(TODAY), weeks);
        replay.customer(standing, deeds);
        replay.finish().tiers[usize::from(standing.tier.0)].clone()
    }

    fn told(view: &TierView) -> Vec<(u32, u32, u32)> {
        view.weeks.iter().map(|week| (week.due, week.done, week.late)).collect()
    }

    #[test]
    fn weeks_count_what_was_due_what_was_done_and_who_was_late() {
        // High potential: every 7 days. Weeks begin on 2, 9 and 16 November.
        let high = standing(3, "2026-10-01");
        for (touches, expected, covered) in [
            // In time each week.
            (&["2026-10-30", "2026-11-05", "2026-11-12", "2026-11-19"][..], [(0, 1, 0), (1, 1, 0), (1, 1, 0)], 1),
            // Due on Friday the 6th and never touched again.
            (&["2026-10-30"], [(1, 0, 1), (0, 0, 1), (0, 0, 1)], 0),
            // Late over one weekend.
            (&["2026-10-30", "2026-11-10"], [(1, 0, 1), (0, 1, 0), (1, 0, 1)], 0),
            // Due on the 13th, touched on the day; due again today, which is not late yet.
            (&["2026-11-06", "2026-11-13"], [(0, 1, 0), (1, 1, 0), (1, 0, 0)], 1),
            (&[], [(0, 0, 1), (0, 0, 1), (0, 0, 1)], 0),
        ] {
            let deeds: Vec<Deed> = touches.iter().map(|on| mail(on)).collect();
            let view = replayed(&high, &deeds, 3);
            assert_eq!((told(&view), view.covered, view.customers), (expected.to_vec(), covered, 1), "{touches:?}");
        }
    }

    #[test]
    fn what_is_planned_stands_above_the_rule() {
        let plan = |on: &str| Some(crate::model::cadence::Planned { on: day(on), time: None });
        // High potential, every 7 days, touched on 30 October: late by the rule since 6 November; touched yesterday: not late.
        for (tier, touched, planned, late) in [
            (3, "2026-10-30", None, 1),
            (3, "2026-10-30", plan("2026-12-01"), 0),
            (3, "2026-10-30", plan("2026-11-20"), 0),
            (3, "2026-11-19", plan("2026-11-18"), 1),
            (3, "2026-11-19", None, 0),
            // Nothing but the plan sets a day.
            (u8::MAX, "2026-10-30", plan("2026-11-18"), 1),
        ] {
            let mut standing = standing(tier, "2026-10-01");
            standing.planned = planned;
            let mut rules = Rules::default();
            rules.other.every_days = None;
            let mut replay = Replay::new(&rules, WorkingDays::shared(), day(TODAY), 3);
            replay.customer(&standing, &[mail(touched)]);
            let all = replay.finish().all();
            assert_eq!(all.weeks[2].late, late, "{tier} {touched} {planned:?}");
            if tier == 3 && touched == "2026-10-30" {
                assert_eq!(all.weeks[1].late, 1, "what was planned when is not known of weeks that are over");
            }
        }
    }

    #[test]
    fn a_week_in_which_one_was_late_says_so_at_its_end() {
        let high = standing(3, "2026-10-01");
        // Due on Friday, 6 November; touched on Tuesday the 10th; due again on the 17th.
        assert_eq!(told(&replayed(&high, &[mail("2026-10-30"), mail("2026-11-10")], 3)), [(1, 0, 1), (0, 1, 0), (1, 0, 1)]);
        // A mailing is no contact here, nor is what they wrote.
        let others = [Deed { channel: Channel::Mailing, ..mail("2026-11-05") }, Deed { direction: Direction::In, ..mail("2026-11-05") }];
        let deeds = [&[mail("2026-10-30")][..], &others, &[mail("2026-11-10")]].concat();
        assert_eq!(told(&replayed(&high, &deeds, 3)), [(1, 0, 1), (0, 1, 0), (1, 0, 1)]);
    }

    #[test]
    fn nobody_in_the_pool_or_without_a_clock_is_late() {
        let mut dropped = standing(3, "2026-10-01");
        dropped.in_pool_since = Some(day("2026-11-09"));
        let view = replayed(&dropped, &[mail("2026-10-30")], 3);
        assert_eq!((view.customers, told(&view)[2].2), (0, 0));
        let mut rules = Rules::default();
        rules.tiers[3].every_days = None;
        let mut replay = Replay::new(&rules, WorkingDays::shared(), day(TODAY), 3);
        replay.customer(&standing(3, "2026-10-01"), &[mail("2026-11-18")]);
        let view = &replay.finish().tiers[3];
        assert_eq!((view.customers, told(view)), (0, vec![(0, 0, 0), (0, 0, 0), (0, 1, 0)]));
    }

    #[test]
    fn answers_are_measured_in_the_customers_working_hours() {
        let rules = Rules::default();
        let asked = |on: &str, at: &str| Deed {
            at_ms: at.parse::<DateTime<chrono::Utc>>().ok().map(|at| at.timestamp_millis()),
            direction: Direction::In,
            needs_reply: true,
            ..mail(on)
        };
        let answer = |on: &str, at: &str| Deed { needs_reply: false, direction: Direction::Out, ..asked(on, at) };
        for (deeds, took, in_time, open) in [
            (vec![asked("2026-11-18", "2026-11-18T09:00:00Z"), answer("2026-11-18", "2026-11-18T12:30:00Z")], vec![210], 1, 0),
            // Friday evening to Monday afternoon is in time; to Tuesday evening is not.
            (vec![asked("2026-11-13", "2026-11-13T16:00:00Z"), answer("2026-11-16", "2026-11-16T15:00:00Z")], vec![4_260], 1, 0),
            (vec![asked("2026-11-13", "2026-11-13T16:00:00Z"), answer("2026-11-17", "2026-11-17T18:00:00Z")], vec![5_880], 0, 0),
            (vec![asked("2026-11-18", "2026-11-18T09:00:00Z")], vec![], 0, 1),
            // Only days are known.
            (vec![asked("2026-11-13", ""), answer("2026-11-16", "")], vec![3 * 1_440], 1, 0),
            (vec![asked("2026-11-13", ""), answer("2026-11-17", "")], vec![4 * 1_440], 0, 0),
            (vec![answer("2026-11-17", "")], vec![], 0, 0),
        ] {
            let mut replay = Replay::new(&rules, WorkingDays::shared(), day(TODAY), 2);
            replay.customer(&standing(0, "2026-01-01"), &deeds);
            let replies = replay.finish().replies;
            let sum: Vec<u32> = replies.iter().flat_map(|week| week.took.clone()).collect();
            let counts = (replies.iter().map(|week| week.in_time).sum::<u32>(), replies.iter().map(|week| week.open).sum::<u32>());
            assert_eq!((sum, counts), (took, (in_time, open)), "{deeds:?}");
        }
        assert_eq!(ReplyWeek { took: vec![1, 5, 9, 20], ..ReplyWeek::default() }.median(), Some(5));
        assert_eq!(ReplyWeek::default().median(), None);
    }

    #[test]
    fn plans_are_kept_when_done_by_their_day() {
        let rules = Rules::default();
        let mut replay = Replay::new(&rules, WorkingDays::shared(), day(TODAY), 2);
        for (due, done) in [
            ("2026-11-18", Some("2026-11-17")),
            ("2026-11-18", Some("2026-11-19")),
            ("2026-11-18", None),
            ("2026-11-21", None),
            ("2026-10-01", Some("2026-10-01")),
        ] {
            replay.plan(day(due), done.map(day));
        }
        assert_eq!(replay.finish().plans, [PlanWeek::default(), PlanWeek { planned: 3, kept: 1 }]);
    }

    #[test]
    fn nothing_breaks_on_odd_days_and_sums_are_those_of_the_tiers() {
        let rules = Rules { clocks_from: Some(day("2026-11-02")), ..Rules::default() };
        let mut replay = Replay::new(&rules, WorkingDays::shared(), day(TODAY), 13);
        for (number, tier) in [0, 1, 3, 4, u8::MAX].into_iter().enumerate() {
            for started in [NaiveDate::MIN, NaiveDate::MAX, day("2026-01-05")] {
                let mut standing = Standing::new(Id(number as i64), started);
                standing.tier = TierNo(tier);
                let deeds = [mail("2026-03-03"), mail("2026-03-03"), Deed { on: NaiveDate::MAX, ..mail(TODAY) }];
                replay.customer(&standing, &deeds[..number.min(3)]);
            }
        }
        let overview = replay.finish();
        let all = overview.all();
        assert_eq!(all.customers, overview.tiers.iter().map(|tier| tier.customers).sum::<u32>());
        assert!(all.covered <= all.customers && all.weeks.len() == 13);
        assert_eq!((tier_at(2, 5), tier_at(5, 5)), (TierNo(2), TierNo::OTHER));
        let _ = Replay::new(&rules, WorkingDays::shared(), NaiveDate::MIN, 5).finish();
    }
}
