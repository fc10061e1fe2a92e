//! What rules would make of a book, before they hold (S1.20): how much there is to do, who is late, and the coming days levelled.
//!
//! A [`Rehearsing`] is how things stand with everybody at one moment. It can be asked under any rules, on any thread, and changes nothing.

use std::sync::Arc;

use chrono::NaiveDate;

use super::agenda::Standings;
use super::{Book, Now};
use crate::error::Result;
use crate::model::cadence::{Advice, DayLoad, Outlook, Rules, Window, advice, level, outlook};
use crate::model::country::CountryNo;
use crate::model::habits::WorkWeek;
use crate::model::holidays::WorkingDays;
use crate::model::zone::country_of;

/// Days of the plan that is shown.
const DAYS: u32 = 30;

/// How things stand with everybody, to be asked under any rules.
#[derive(Clone)]
pub struct Rehearsing {
    standings: Arc<Standings>,
    week: WorkWeek,
    country: CountryNo,
    today: NaiveDate,
}

/// What rules make of a book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    /// How many are late, due, proposed for the pool; per tier and in all.
    pub outlook: Outlook,
    /// What would make the rules fit into one's day, where they do not.
    pub advice: Option<Advice>,
    /// The next thirty days, levelled.
    pub days: Vec<DayLoad>,
}

impl Rehearsing {
    /// How many customers there are.
    pub fn customers(&self) -> usize {
        self.standings.all().len()
    }

    /// What `rules` would make of the book.
    pub fn forecast(&self, rules: &Rules) -> Forecast {
        let (working, today) = (WorkingDays::shared(), self.today);
        let own = rules.own_days(self.week, self.country);
        let outlook = outlook(self.standings.under(rules), rules, working, &own, today);
        let last = today.checked_add_days(chrono::Days::new(u64::from(DAYS) - 1)).unwrap_or(today);
        let windows: Vec<Window> =
            self.standings.under(rules).flat_map(|standing| Window::all_until(&standing, rules, working, today, last)).collect();
        let days = level(&windows, rules.tiers.len(), &own, today, DAYS).days;
        Forecast { advice: advice(&outlook.customers, rules, &own, today), outlook, days }
    }
}

impl Book {
    /// How things stand with everybody at `now`; `None` while a large book is still being read.
    pub fn rehearsing(&self, now: Now) -> Result<Option<Rehearsing>> {
        let habits = self.habits();
        let country = habits.zone.and_then(country_of).map_or(CountryNo::UNKNOWN, |country| country.number());
        let standings = self.standings(now)?;
        Ok(standings.map(|standings| Rehearsing { standings, week: habits.work, country, today: now.today }))
    }
}
