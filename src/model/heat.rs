//! How often one was in touch on each day of the years, and how that compares with one's other days.

use chrono::{Datelike, NaiveDate};

/// Touches by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// Days with at least one, by rising day.
    by_day: Vec<(NaiveDate, usize)>,
    /// A day with more than these is warmer by one step each.
    bounds: [usize; 3],
}

/// A year or month in a few numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeatSum {
    /// How many touches.
    pub touches: usize,
    /// On how many days.
    pub days: usize,
    /// The day with most, and how many.
    pub best: Option<(NaiveDate, usize)>,
}

/// How many steps of warmth there are above none.
pub const STEPS: u8 = 4;

impl Heat {
    /// From counts by rising day. The steps are quarters of one's own days, so that one mailing does not make all others cold.
    pub fn new(mut by_day: Vec<(NaiveDate, usize)>) -> Self {
        by_day.retain(|(_, count)| *count > 0);
        let mut counts: Vec<usize> = by_day.iter().map(|(_, count)| *count).collect();
        counts.sort_unstable();
        let quarter = |share: usize| counts.get((counts.len() * share / 4).saturating_sub(1)).copied().unwrap_or(0);
        let bounds = [quarter(1), quarter(2), quarter(3)];
        Self { by_day, bounds }
    }

    /// How many touches there were on a day.
    pub fn on(&self, day: NaiveDate) -> usize {
        self.by_day.binary_search_by_key(&day, |(on, _)| *on).map_or(0, |at| self.by_day[at].1)
    }

    /// How warm a day with so many is: 0 for none, up to [`STEPS`].
    pub fn step(&self, count: usize) -> u8 {
        match count {
            0 => 0,
            count => 1 + self.bounds.iter().filter(|bound| count > **bound).count() as u8,
        }
    }

    /// The years from that of `today` back to the first one that has anything, at most `most` of them. A slip of a list that lies ahead
    /// adds none.
    pub fn years(&self, today: NaiveDate, most: usize) -> Vec<i32> {
        let first = self.by_day.first().map_or(today.year(), |(day, _)| day.year()).min(today.year());
        (first..=today.year()).rev().take(most.max(1)).collect()
    }

    /// The days from `first` to `last`, both included, in a few numbers.
    pub fn sum(&self, first: NaiveDate, last: NaiveDate) -> HeatSum {
        let days = self.between(first, last);
        let best = days.iter().copied().max_by_key(|(day, count)| (*count, std::cmp::Reverse(*day)));
        HeatSum { touches: days.iter().map(|(_, count)| count).sum(), days: days.len(), best }
    }

    /// The days with anything from `first` to `last`, both included.
    pub fn between(&self, first: NaiveDate, last: NaiveDate) -> &[(NaiveDate, usize)] {
        let begin = self.by_day.partition_point(|(day, _)| *day < first);
        let end = self.by_day.partition_point(|(day, _)| *day <= last);
        &self.by_day[begin..end.max(begin)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn heat(days: &[(&str, usize)]) -> Heat {
        Heat::new(days.iter().map(|(on, count)| (day(on), *count)).collect())
    }

    #[test]
    fn a_day_is_as_warm_as_it_stands_among_ones_own_days() {
        let usual = heat(&[("2026-01-01", 1), ("2026-01-02", 2), ("2026-01-03", 3), ("2026-01-04", 800)]);
        assert_eq!([0, 1, 2, 3, 4, 800].map(|count| usual.step(count)), [0, 1, 2, 3, 4, 4]);
        let alike = heat(&[("2026-01-01", 5), ("2026-01-02", 5)]);
        assert_eq!([0, 4, 5, 6].map(|count| alike.step(count)), [0, 1, 1, 4]);
        let nothing = Heat::default();
        assert_eq!([0, 1].map(|count| nothing.step(count)), [0, 4]);
        assert!((0..2_000).all(|count| usual.step(count) <= STEPS && usual.step(count) <= usual.step(count + 1)));
    }

    #[test]
    fn a_year_is_told_in_a_few_numbers() {
        let heat =
            heat(&[("2024-12-31", 4), ("2026-01-01", 1), ("2026-03-02", 7), ("2026-11-20", 7), ("2062-01-01", 9), ("2026-12-01", 0)]);
        let year = |from: &str, to: &str| heat.sum(day(from), day(to));
        assert_eq!(year("2026-01-01", "2026-12-31"), HeatSum { touches: 15, days: 3, best: Some((day("2026-03-02"), 7)) });
        assert_eq!(year("2025-01-01", "2025-12-31"), HeatSum::default());
        assert_eq!(year("2026-12-31", "2026-01-01"), HeatSum::default());
        assert_eq!((heat.on(day("2026-11-20")), heat.on(day("2026-11-21")), heat.on(day("2026-12-01"))), (7, 0, 0));
        assert_eq!(heat.years(day("2026-11-20"), 10), [2026, 2025, 2024]);
        assert_eq!(heat.years(day("2026-11-20"), 2), [2026, 2025]);
        assert_eq!(Heat::default().years(day("2026-11-20"), 5), [2026]);
        assert_eq!(heat.years(day("2023-11-20"), 5), [2023], "a clock that was set back shows its own year");
    }
}
