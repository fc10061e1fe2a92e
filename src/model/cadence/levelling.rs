//! Levelling (B4): how many touches a day are coming, spread inside what each tier tolerates; whether the rules fit into one's day, and
//! what a change of them would do.
//!
//! A touch has a window of days. The fullest stretch of days is filled evenly first and taken out, then the next one, and so on
//! (the schedule of Yao, Demers and Shenker): no other schedule within the windows has smoother days.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::NaiveDate;

use super::due::{Due, DueState, due, later};
use super::rules::{Rules, TierNo};
use super::standing::Standing;
use super::why::beside_han;
use crate::model::holidays::{OwnDays, WorkingDays};
use crate::tr;

/// The days on which a contact may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Of which tier.
    pub tier: TierNo,
    /// The day on which it is due, by rule or plan.
    pub on: NaiveDate,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Window {
    /// The window of a customer: as many days around the due day as its tier tolerates, not before today, not while a contact would disturb,
    /// and not after the last day before the pool. What is planned stays on its day; what is late may be spread over the tolerance from
    /// today on. None for one without a due day.
    pub fn of(due: &Due, tier: TierNo, rules: &Rules, today: NaiveDate) -> Option<Self> {
        let on = due.on?;
        let now = on.max(today);
        let tolerance = rules.rule(tier).tolerance_days;
        if due.why.planned.is_some() && on >= today {
            return Some(Self { tier, on, from: now, to: now });
        }
        let sooner = on.checked_sub_days(chrono::Days::new(tolerance.into())).unwrap_or(on);
        let from = sooner.max(today).max(due.too_soon_until.unwrap_or(today)).min(now);
        let last = later(now, tolerance);
        // Once its day for the pool has come, a late one has nothing left to keep.
        let to = match due.pool_on.and_then(|pool| pool.pred_opt()) {
            Some(before_pool) if before_pool >= now => last.min(before_pool),
            _ => last,
        };
        Some(Self { tier, on, from, to })
    }

    /// The windows of a customer until the day `last`: the next contact, and those that the rule asks for after it, each counted from
    /// the day on which the one before is due. A tier of seven days has four or five of them in a month.
    pub fn all_until<'a>(
        standing: &Standing,
        rules: &'a Rules,
        working: &'a WorkingDays,
        today: NaiveDate,
        last: NaiveDate,
    ) -> impl Iterator<Item = Self> + use<'a> {
        let (tier, country) = (standing.tier, standing.country);
        let rule = rules.rule(tier);
        let first = Self::of(&due(standing, rules, working, today), tier, rules, today);
        std::iter::successors(first, move |window| {
            let done = window.on.max(today);
            let on = working.next(country, later(done, rule.every_days?.max(1)));
            let sooner = on.checked_sub_days(chrono::Days::new(rule.tolerance_days.into())).unwrap_or(on);
            let from = sooner.max(later(done, rule.least_days.max(1))).min(on);
            let to = later(on, rule.tolerance_days);
            let kept = rule.pool_after_days.map_or(to, |days| to.min(later(done, days)).max(on));
            Some(Self { tier, on, from, to: kept })
        })
        .take_while(move |window| window.from <= last)
    }
}

/// One day of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLoad {
    /// The day.
    pub day: NaiveDate,
    /// Whether one works.
    pub is_working: bool,
    /// How many are due on it by rule or plan; on the first day all that are late as well.
    pub due: u32,
    /// How many are to be contacted on it after levelling.
    pub levelled: u32,
    /// The same per tier of the rules, those without a tier last.
    pub by_tier: Vec<u32>,
}

/// The coming days, levelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levelled {
    /// One entry per day from today on.
    pub days: Vec<DayLoad>,
    /// The day given to each window, in the order of the windows.
    pub given: Vec<NaiveDate>,
}

impl Levelled {
    /// The most on one day.
    pub fn peak(&self) -> u32 {
        self.days.iter().map(|day| day.levelled).max().unwrap_or(0)
    }
}

/// Spreads the windows over one's own working days and shows the `days` days from `today` on.
///
/// Every window gets one day, inside of it wherever one works on any of its days; else the last working day before it, and where
/// there is none the next one after it.
pub fn level(windows: &[Window], tiers: usize, own: &OwnDays, today: NaiveDate, days: u32) -> Levelled {
    let last_shown = later(today, days.saturating_sub(1));
    // What is shown depends on what can be moved into it or out of it: windows that begin later do not.
    let last = windows.iter().filter(|window| window.from <= last_shown).map(|window| window.to).fold(last_shown, NaiveDate::max);
    let last = last.min(later(last_shown, MOST_LOOKED_AHEAD));
    let mut calendar: Vec<NaiveDate> = today.iter_days().take_while(|day| *day <= last).collect();
    let mut working: Vec<usize> = (0..calendar.len()).filter(|at| own.is_working(calendar[*at])).collect();
    if working.is_empty() {
        // Away for all of it: the first day back has it all.
        let back = today.iter_days().take(MOST_AWAY).skip(calendar.len()).find(|day| own.is_working(*day)).unwrap_or(last);
        working.push(calendar.len());
        calendar.push(back);
    }
    let mut given = vec![NaiveDate::MAX; windows.len()];
    let mut pending: Vec<Pending> = Vec::with_capacity(windows.len());
    for (at, window) in windows.iter().enumerate() {
        if window.from > last {
            given[at] = window.on;
            continue;
        }
        let from = working.partition_point(|day| calendar[*day] < window.from);
        let after = working.partition_point(|day| calendar[*day] <= window.to);
        let (from, to) = match (from < after, after.checked_sub(1)) {
            (true, Some(to)) => (from, to),
            (_, Some(before)) => (before, before),
            (_, None) => (0, 0),
        };
        pending.push(Pending { at, from, to });
    }
    for (day, load) in Waiting::new(working.len(), pending).run().into_iter().enumerate() {
        for at in load {
            given[at] = calendar[working[day]];
        }
    }
    let shown = calendar.iter().take(days as usize);
    let mut loads: Vec<DayLoad> = shown
        .map(|day| DayLoad { day: *day, is_working: own.is_working(*day), due: 0, levelled: 0, by_tier: vec![0; tiers + 1] })
        .collect();
    for (window, day) in windows.iter().zip(&given) {
        let place = |day: NaiveDate| usize::try_from((day - today).num_days()).ok();
        if let Some(load) = place(window.on.max(today)).and_then(|at| loads.get_mut(at)) {
            load.due += 1;
        }
        if let Some(load) = place(*day).and_then(|at| loads.get_mut(at)) {
            load.levelled += 1;
            load.by_tier[usize::from(window.tier.0).min(tiers)] += 1;
        }
    }
    Levelled { days: loads, given }
}

/// How far beyond the days shown windows are looked at: a quarter, longer than any sensible tolerance.
const MOST_LOOKED_AHEAD: u32 = 92;

/// For how long one looks for the first day after an absence.
const MOST_AWAY: usize = 800;

/// A window by numbers of working days.
struct Pending {
    /// Its place among the windows.
    at: usize,
    from: usize,
    to: usize,
}

/// The windows that wait, while days are being filled.
struct Waiting {
    /// The days still to fill, as numbers of working days.
    left: Vec<usize>,
    /// Windows by first and last of these days.
    cells: Vec<Vec<usize>>,
}

impl Waiting {
    fn new(days: usize, pending: Vec<Pending>) -> Self {
        let mut cells = vec![Vec::new(); days * days];
        for window in pending {
            cells[window.from * days + window.to].push(window.at);
        }
        Self { left: (0..days).collect(), cells }
    }

    /// The windows of each working day.
    fn run(mut self) -> Vec<Vec<usize>> {
        let mut loads = vec![Vec::new(); self.left.len()];
        while let Some((from, to, count)) = self.fullest() {
            self.fill(from, to, count, &mut loads);
            self.take_out(from, to);
        }
        loads
    }

    /// The stretch of days with the most windows a day that lie wholly within it, and how many these are.
    fn fullest(&self) -> Option<(usize, usize, usize)> {
        let days = self.left.len();
        let mut best: Option<(usize, usize, usize)> = None;
        // How many windows end on a day and begin on `from` or later.
        let mut ending = vec![0; days];
        for from in (0..days).rev() {
            let mut within = 0;
            for (to, ending) in ending.iter_mut().enumerate().skip(from) {
                *ending += self.cells[from * days + to].len();
                within += *ending;
                let is_fuller = best.is_none_or(|(a, b, most)| within * (b - a + 1) > most * (to - from + 1));
                if within > 0 && is_fuller {
                    best = Some((from, to, within));
                }
            }
        }
        best
    }

    /// Spreads the windows within a stretch evenly over it; those that end first go first.
    fn fill(&mut self, from: usize, to: usize, count: usize, loads: &mut [Vec<usize>]) {
        let days = self.left.len();
        let mut open = BinaryHeap::new();
        let mut done = 0;
        for day in from..=to {
            for end in day..=to {
                open.extend(self.cells[day * days + end].drain(..).map(|at| Reverse((end, at))));
            }
            // Rounded up, so that nothing piles up at the end.
            let even = (count * (day - from + 1)).div_ceil(to - from + 1);
            while let Some(Reverse((end, at))) = open.peek().copied() {
                if done >= even && end > day {
                    break;
                }
                open.pop();
                loads[self.left[day]].push(at);
                done += 1;
            }
        }
    }

    /// Takes a filled stretch out; windows that reach into it shrink to what is left of them.
    fn take_out(&mut self, from: usize, to: usize) {
        let days = self.left.len();
        let gone = to - from + 1;
        let mut cells = vec![Vec::new(); (days - gone) * (days - gone)];
        for begin in 0..days {
            for end in begin..days {
                let windows = std::mem::take(&mut self.cells[begin * days + end]);
                if windows.is_empty() {
                    continue;
                }
                let begin = if begin > to { begin - gone } else { begin.min(from) };
                let end = if end > to { end - gone } else { end.min(from - 1) };
                cells[begin * (days - gone) + end].extend(windows);
            }
        }
        self.cells = cells;
        self.left.drain(from..=to);
    }
}

/// What a set of rules makes of a book on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// Customers per tier of the rules, those without a tier last; without those in the pool.
    pub customers: Vec<usize>,
    /// How many of them were contacted within the days of their tier.
    pub covered: Vec<usize>,
    /// Touches that the rules ask for on each of one's own working days, in the long run.
    pub needed_a_day: f64,
    /// How many are late.
    pub overdue: usize,
    /// How many are due today.
    pub today: usize,
    /// How many are proposed for the pool.
    pub proposed: usize,
    /// How many have no clock and no plan.
    pub silent: usize,
}

/// Looks at a book under `rules`; the standings bear the tiers of these rules. `own` are one's own working days.
pub fn outlook(
    standings: impl IntoIterator<Item: Borrow<Standing>>,
    rules: &Rules,
    working: &WorkingDays,
    own: &OwnDays,
    today: NaiveDate,
) -> Outlook {
    let none = vec![0; rules.tiers.len() + 1];
    let mut outlook = Outlook { customers: none.clone(), covered: none, ..Outlook::default() };
    for standing in standings {
        let standing = standing.borrow();
        let due = due(standing, rules, working, today);
        match due.state {
            DueState::InPool => continue,
            DueState::Overdue => outlook.overdue += 1,
            DueState::Today => outlook.today += 1,
            DueState::Never => outlook.silent += 1,
            DueState::Soon | DueState::Later => {}
        }
        outlook.proposed += usize::from(due.pool_in_days(today).is_some_and(|days| days <= 0));
        let tier = usize::from(standing.tier.0).min(rules.tiers.len());
        outlook.customers[tier] += 1;
        let rule = rules.rule(standing.tier);
        let is_covered = |days: u32| standing.last_counting(rule, today).is_some_and(|last| later(last.on, days) >= today);
        outlook.covered[tier] += usize::from(rule.every_days.is_some_and(is_covered));
    }
    outlook.needed_a_day = needed_a_day(&outlook.customers, rules, own, today);
    outlook
}

/// How many touches `rules` ask for on each of one's own working days of the coming year: a customer every so many days, and the
/// work of days off done on the others. `customers` are counted per tier, those without a tier last.
pub fn needed_a_day(customers: &[usize], rules: &Rules, own: &OwnDays, today: NaiveDate) -> f64 {
    let year: Vec<NaiveDate> = today.iter_days().take(YEAR).collect();
    let worked = year.iter().filter(|day| own.is_working(**day)).count().max(1);
    let a_day: f64 = customers
        .iter()
        .enumerate()
        .filter_map(|(at, count)| Some(*count as f64 / f64::from(rules.rule(TierNo(at as u8)).every_days?.max(1))))
        .sum();
    a_day * year.len() as f64 / worked as f64
}

const YEAR: usize = 365;

/// That the rules ask for more than one does, and which longer interval would fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// Touches a day that the rules ask for.
    pub needed_a_day: f64,
    /// Touches a day that one does.
    pub manages_a_day: u32,
    /// The tiers with the days they would get, the least important first; what can be done where even this does not fit.
    pub changes: Vec<(TierNo, u32)>,
    /// Touches a day after these changes.
    pub then_a_day: f64,
}

/// The intervals that people think in.
const INTERVALS: [u32; 11] = [7, 10, 15, 21, 30, 45, 60, 90, 120, 180, 365];

/// Whether the rules fit into one's day, and what would make them fit: longer intervals, from the least important tier up, each only as
/// long as it must be. None where they fit or nobody said how much one does a day.
pub fn advice(customers: &[usize], rules: &Rules, own: &OwnDays, today: NaiveDate) -> Option<Advice> {
    let manages = rules.touches_a_day.filter(|touches| *touches > 0)?;
    let needed = needed_a_day(customers, rules, own, today);
    if needed <= f64::from(manages) {
        return None;
    }
    let mut tried = rules.clone();
    let mut changes = Vec::new();
    let mut then = needed;
    for (at, _) in customers.iter().enumerate().rev().filter(|(_, count)| **count > 0) {
        let tier = if at < rules.tiers.len() { TierNo(at as u8) } else { TierNo::OTHER };
        let Some(days) = rules.rule(tier).every_days else { continue };
        let mut given = None;
        for longer in INTERVALS.into_iter().filter(|longer| *longer > days) {
            given = Some(longer);
            let rule = if at < tried.tiers.len() { &mut tried.tiers[at] } else { &mut tried.other };
            rule.every_days = Some(longer);
            then = needed_a_day(customers, &tried, own, today);
            if then <= f64::from(manages) {
                break;
            }
        }
        changes.extend(given.map(|days| (tier, days)));
        if then <= f64::from(manages) {
            break;
        }
    }
    Some(Advice { needed_a_day: needed, manages_a_day: manages, changes, then_a_day: then })
}

impl Advice {
    /// `rules` with the longer intervals. Where the pool would come before contact is due, its days grow along.
    pub fn applied(&self, rules: &Rules) -> Rules {
        let mut changed = rules.clone();
        for (tier, days) in &self.changes {
            let rule = match changed.tiers.get_mut(usize::from(tier.0)) {
                Some(rule) => rule,
                None => &mut changed.other,
            };
            rule.every_days = Some(*days);
            rule.pool_after_days = rule.pool_after_days.map(|pool| pool.max(*days));
        }
        changed
    }

    /// `61 a day needed, you do 25: C to 60 days?`, in the language spoken.
    pub fn text(&self, rules: &Rules) -> String {
        let change =
            |(tier, days): &(TierNo, u32)| tr!("advice-change", tier = beside_han(rules.rule(*tier).name(), true, true), days = *days);
        let changes: Vec<String> = self.changes.iter().map(change).collect();
        let needed = self.needed_a_day.ceil() as i64;
        let changes = changes.join(&tr!("why-joint"));
        match changes.is_empty() {
            true => tr!("advice-none", needed = needed, manages = self.manages_a_day),
            false if self.then_a_day > f64::from(self.manages_a_day) => {
                tr!("advice-still", needed = needed, manages = self.manages_a_day, changes = changes, then = self.then_a_day.ceil() as i64)
            }
            false => tr!("advice", needed = needed, manages = self.manages_a_day, changes = changes),
        }
    }
}

/// How a change of rules would do, for the page that asks before it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Rehearsal {
    /// Under the rules in force.
    pub before: Outlook,
    /// Under the new ones.
    pub after: Outlook,
}

impl Rehearsal {
    /// What would change, a line each, in the language spoken; empty where nothing would.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let (before, after) = (&self.before, &self.after);
        let rounded = |touches: f64| touches.ceil() as i64;
        if rounded(before.needed_a_day) != rounded(after.needed_a_day) {
            lines.push(tr!("rehearsal-needed", was = rounded(before.needed_a_day), now = rounded(after.needed_a_day)));
        }
        if before.overdue != after.overdue {
            lines.push(tr!("rehearsal-overdue", was = before.overdue, now = after.overdue));
        }
        if before.today != after.today {
            lines.push(tr!("rehearsal-today", was = before.today, now = after.today));
        }
        if before.proposed != after.proposed {
            lines.push(tr!("rehearsal-pool", was = before.proposed, now = after.proposed));
        }
        if before.silent != after.silent {
            lines.push(tr!("rehearsal-silent", was = before.silent, now = after.silent));
        }
        lines
    }
}

/// How many of those due each tier gets of a day that holds `touches` of them: by the shares of the rules (S1.2), what one tier does not
/// need going to the most important that does. `due` counts per tier, those without a tier last.
pub fn shares(due: &[usize], rules: &Rules, touches: usize) -> Vec<usize> {
    let mut given: Vec<usize> = due
        .iter()
        .enumerate()
        .map(|(at, count)| {
            let percent = rules.rule(TierNo(at as u8)).share_percent.min(100) as usize;
            (touches * percent / 100).min(*count)
        })
        .collect();
    // Shares above a hundred percent must not make the day longer.
    let mut left = touches;
    for part in &mut given {
        *part = (*part).min(left);
        left -= *part;
    }
    for (part, count) in given.iter_mut().zip(due) {
        let more = left.min(count - *part);
        *part += more;
        left -= more;
    }
    given
}

#[cfg(test)]
mod tests;
