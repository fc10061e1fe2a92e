//! Whom one works for today, by where they are: the places of a book with who is due in each.

use std::collections::HashSet;
use std::sync::Arc;

use super::agenda::{Agenda, Line, Place, Reach, Standings};
use super::{Book, Now};
use crate::error::Result;
use crate::model::Id;

/// A country and zone with its customers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorldPlace {
    /// Where; without a zone where nobody knows.
    pub place: Place,
    /// How many customers are there.
    pub customers: usize,
    /// Who is due, each customer once, in the order of the agenda.
    pub due: Vec<Line>,
}

/// What the places are found out from.
#[derive(Clone)]
pub struct WorldQuestion {
    agenda: Arc<Agenda>,
    standings: Arc<Standings>,
}

impl WorldQuestion {
    /// Whether two questions are the same one.
    pub fn is_same(&self, agenda: &Arc<Agenda>) -> bool {
        Arc::ptr_eq(&self.agenda, agenda)
    }

    /// How many customers have to be looked at.
    pub fn size(&self) -> usize {
        self.standings.all().len()
    }

    /// The places that have customers, in the order in which the book knows them.
    pub fn answer(&self) -> Vec<WorldPlace> {
        let mut found: Vec<WorldPlace> =
            self.standings.places().all().iter().map(|place| WorldPlace { place: *place, ..WorldPlace::default() }).collect();
        for kept in self.standings.all() {
            if let Some(place) = found.get_mut(usize::from(kept.place)) {
                place.customers += 1;
            }
        }
        let mut seen: HashSet<Id> = HashSet::with_capacity(self.agenda.lines.len());
        for line in self.agenda.lines.iter().filter(|line| line.reach != Reach::Here) {
            let kept = self.standings.get(line.customer).filter(|_| seen.insert(line.customer));
            if let Some(place) = kept.and_then(|kept| found.get_mut(usize::from(kept.place))) {
                place.due.push(*line);
            }
        }
        found.retain(|place| place.customers > 0);
        found
    }
}

impl Book {
    /// The question who is due where, to be answered here or by a thread; `None` while a large book is still being read.
    pub fn world_question(&self, now: Now) -> Result<Option<WorldQuestion>> {
        let agenda = self.agenda(now)?;
        Ok(self.standings(now)?.map(|standings| WorldQuestion { agenda, standings }))
    }
}
