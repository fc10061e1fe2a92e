//! Which backups stay. Pure: names and sizes in, names out.
//!
//! All of the last 48 hours; then the first one of each of the last 14 days, 8 weeks and 12 months that have one. The
//! first of a period and not its last, because then the one that stays for a day is the one that stays for its week and
//! month, however the days go by. If that is more than the budget, backups go in this order, oldest first: those that
//! stand only for the 48 hours, days, weeks, months. Never the last three, nor the first of this and of the previous day,
//! week and month. Days are those of UTC, weeks begin on Monday.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::backup::Backup;

const HOURS_KEPT: i64 = 48;
const LAST_KEPT: usize = 3;
const HOUR_MS: i64 = 3_600_000;

/// How many days, weeks and months stay.
const PERIODS: [(Period, usize); 3] = [(Period::Day, 14), (Period::Week, 8), (Period::Month, 12)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Period {
    Day,
    Week,
    Month,
}

impl Period {
    /// A number that grows by one from period to period.
    fn number(self, day: NaiveDate) -> i64 {
        match self {
            Self::Day => i64::from(day.num_days_from_ce()),
            // Day 1 of the common era was a Monday.
            Self::Week => i64::from(day.num_days_from_ce() - 1).div_euclid(7),
            Self::Month => i64::from(day.year()) * 12 + i64::from(day.month0()),
        }
    }
}

/// What all backups together may take: 5 GB or ten times the book, whichever is more.
pub(super) fn budget(book_bytes: u64) -> u64 {
    (5_000_000_000).max(book_bytes.saturating_mul(10))
}

fn day_of(ms: i64) -> NaiveDate {
    DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default().date_naive()
}

/// The backups that need not stay.
pub(super) fn expendable(backups: &[Backup], budget: u64, now_ms: i64) -> Vec<PathBuf> {
    let mut oldest_first: Vec<&Backup> = backups.iter().collect();
    oldest_first.sort_by_key(|backup| (backup.taken_ms, backup.newest_step));
    // 3 month, 2 week, 1 day, 0 only of the last 48 hours; none: goes in any case.
    let mut rank: Vec<Option<u8>> =
        oldest_first.iter().map(|backup| (now_ms - backup.taken_ms < HOURS_KEPT * HOUR_MS).then_some(0)).collect();
    let mut safe: BTreeSet<usize> = (oldest_first.len().saturating_sub(LAST_KEPT)..oldest_first.len()).collect();
    let today = day_of(now_ms);
    for (value, (period, kept)) in (1..).zip(PERIODS) {
        let mut seen = HashSet::new();
        let firsts: Vec<(usize, i64)> = (0..oldest_first.len())
            .map(|at| (at, period.number(day_of(oldest_first[at].taken_ms))))
            .filter(|(_, number)| seen.insert(*number))
            .collect();
        for &(at, number) in firsts.iter().rev().take(kept) {
            rank[at] = rank[at].max(Some(value));
            if number >= period.number(today) - 1 {
                safe.insert(at);
            }
        }
    }
    let mut goes: Vec<bool> = (0..oldest_first.len()).map(|at| rank[at].is_none() && !safe.contains(&at)).collect();
    let mut left: u64 = (0..goes.len()).filter(|at| !goes[*at]).map(|at| oldest_first[at].bytes).sum();
    let mut by_worth: Vec<usize> = (0..goes.len()).filter(|at| !goes[*at] && !safe.contains(at)).collect();
    by_worth.sort_by_key(|at| (rank[*at], *at));
    for at in by_worth {
        if left <= budget {
            break;
        }
        left -= oldest_first[at].bytes;
        goes[at] = true;
    }
    (0..goes.len()).filter(|at| goes[*at]).map(|at| oldest_first[at].path.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::backup::{CHANGES_FOR_MS, Moment, Reason, due};
    use super::*;
    use crate::model::Id;

    /// 2026-07-15T12:00:00Z, a Wednesday.
    const NOW: i64 = 1_784_116_800_000;
    const DAY_MS: i64 = 24 * HOUR_MS;

    fn backup(age_ms: i64, bytes: u64) -> Backup {
        let taken_ms = NOW - age_ms;
        Backup {
            path: format!("{taken_ms:020}").into(),
            taken_ms,
            reason: Reason::Changes,
            newest_step: Id(taken_ms),
            customers: None,
            bytes,
        }
    }

    fn ages_kept(backups: &[Backup], budget: u64) -> Vec<i64> {
        let gone: HashSet<PathBuf> = expendable(backups, budget, NOW).into_iter().collect();
        backups.iter().filter(|backup| !gone.contains(&backup.path)).map(|backup| NOW - backup.taken_ms).collect()
    }

    #[test]
    fn two_days_stay_whole_then_days_weeks_and_months() {
        // One every half hour of two years.
        let all: Vec<Backup> = (0..2 * 365 * 48).map(|n| backup(n * HOUR_MS / 2, 1)).collect();
        let kept = ages_kept(&all, u64::MAX);
        assert_eq!(kept.iter().filter(|age| **age < 48 * HOUR_MS).count(), 96);
        let older: Vec<NaiveDate> = kept.iter().filter(|age| **age >= 48 * HOUR_MS).map(|age| day_of(NOW - age)).collect();
        let expected = |text: &str| text.split(' ').map(|day| day.parse::<NaiveDate>().unwrap()).collect::<Vec<_>>();
        assert_eq!(
            older,
            expected(
                // The other twelve of fourteen days, then Mondays, then the first of months.
                "2026-07-13 2026-07-12 2026-07-11 2026-07-10 2026-07-09 2026-07-08 2026-07-07 2026-07-06 2026-07-05 2026-07-04 \
                 2026-07-03 2026-07-02 2026-07-01 2026-06-29 2026-06-22 2026-06-15 2026-06-08 2026-06-01 2026-05-25 2026-05-01 \
                 2026-04-01 2026-03-01 2026-02-01 2026-01-01 2025-12-01 2025-11-01 2025-10-01 2025-09-01 2025-08-01"
            )
        );
    }

    #[test]
    fn what_stays_today_was_kept_by_every_day_before() {
        // Thinning every day must give the same as thinning once: nothing that is wanted later may go earlier.
        let taken: Vec<i64> = (0..400 * 4).map(|n| NOW - 400 * DAY_MS + n * 6 * HOUR_MS).collect();
        let make = |taken_ms: i64| Backup {
            path: format!("{taken_ms:020}").into(),
            taken_ms,
            reason: Reason::Start,
            newest_step: Id(1),
            customers: None,
            bytes: 1,
        };
        let mut daily: Vec<Backup> = Vec::new();
        for &at in &taken {
            daily.push(make(at));
            let gone = expendable(&daily, u64::MAX, at);
            daily.retain(|backup| !gone.contains(&backup.path));
        }
        let all: Vec<Backup> = taken.iter().copied().map(make).collect();
        let last = *taken.last().unwrap();
        let gone = expendable(&all, u64::MAX, last);
        let once: Vec<Backup> = all.into_iter().filter(|backup| !gone.contains(&backup.path)).collect();
        assert_eq!(daily, once);
    }

    #[test]
    fn a_small_budget_leaves_the_last_three_and_one_of_each_period() {
        let all: Vec<Backup> = (0..400 * 4).map(|n| backup(n * 6 * HOUR_MS, 1_000)).collect();
        let kept = ages_kept(&all, 1);
        let days: Vec<String> = kept.iter().map(|age| day_of(NOW - age).to_string()).collect();
        assert_eq!(
            days,
            ["2026-07-15", "2026-07-15", "2026-07-15", "2026-07-14", "2026-07-13", "2026-07-06", "2026-07-01", "2026-06-01"],
            "three, then the first of today, yesterday, this week, last week, this month, last month"
        );
    }

    #[test]
    fn the_budget_takes_the_least_worth_first() {
        // Six of the last hours, the oldest of them the first of its day, week and month at once.
        let few: Vec<Backup> = [0, 1, 2, 3, 4, 5].map(|n| backup(n * HOUR_MS, 1)).into();
        for (budget, hours) in [
            (u64::MAX, vec![0, 1, 2, 3, 4, 5]),
            (6, vec![0, 1, 2, 3, 4, 5]),
            (5, vec![0, 1, 2, 3, 5]),
            (4, vec![0, 1, 2, 5]),
            (0, vec![0, 1, 2, 5]),
        ] {
            let kept: Vec<i64> = ages_kept(&few, budget).into_iter().map(|age| age / HOUR_MS).collect();
            assert_eq!(kept, hours, "budget {budget}");
        }
        assert_eq!(expendable(&[], 0, NOW), Vec::<PathBuf>::new());
        assert_eq!(budget(100), 5_000_000_000);
        assert_eq!(budget(1_000_000_000), 10_000_000_000);
    }

    #[test]
    fn a_backup_is_due_after_changes_only() {
        let latest = |age_ms, step| vec![Backup { newest_step: Id(step), ..backup(age_ms, 1) }];
        let half = CHANGES_FOR_MS;
        for (backups, newest, moment, expected) in [
            (vec![], None, Moment::Start, false),
            (vec![], Some(Id(5)), Moment::Start, true),
            (vec![], Some(Id(5)), Moment::Running, true),
            (latest(half, 5), Some(Id(5)), Moment::Start, false),
            (latest(1, 5), Some(Id(6)), Moment::Start, true),
            (latest(half - 1, 5), Some(Id(6)), Moment::Running, false),
            (latest(half, 5), Some(Id(6)), Moment::Running, true),
            (latest(-1, 5), Some(Id(6)), Moment::Running, true),
            (latest(1, 5), Some(Id(6)), Moment::Import, true),
            (latest(half, 5), Some(Id(5)), Moment::Import, false),
        ] {
            assert_eq!(due(&backups, newest, moment, NOW), expected, "{backups:?} {newest:?} {moment:?}");
        }
    }
}
