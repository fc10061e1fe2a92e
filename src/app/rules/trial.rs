//! Finds out what rules would make of the book: at once in a small book, on a thread in a large one, always for what is wanted last.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::widgets::finding::Finding;
use crate::book::{Book, Forecast, Now, Rehearsing};
use crate::error::Result;
use crate::model::cadence::Rules;

/// So many customers are looked at between two frames.
const AT_ONCE: usize = 1_500;

/// What is known of the rules in force and of those that are tried.
#[derive(Clone, Default)]
pub(super) struct Known {
    /// Under the rules in force.
    pub(super) before: Arc<Forecast>,
    /// Under those that are tried; the same where they are the same.
    pub(super) after: Arc<Forecast>,
}

/// For what something was found out.
#[derive(Clone, PartialEq)]
struct Of {
    revision: u64,
    today: NaiveDate,
    base: Arc<Rules>,
    tried: Arc<Rules>,
}

/// A trial of rules.
#[derive(Default)]
pub(super) struct Trial {
    known: Option<(Of, Known)>,
    finding: Option<(Of, Finding<Known>)>,
    /// Nothing can be said before the book is read.
    is_unread: bool,
}

impl Trial {
    /// Asks for what `tried` would change against `base`.
    pub(super) fn refresh(&mut self, book: &Book, now: Now, base: &Arc<Rules>, tried: &Arc<Rules>) -> Result<()> {
        if let Some((of, mut finding)) = self.finding.take() {
            match finding.take() {
                Some(known) => self.known = Some((of, known)),
                None if finding.is_busy() => self.finding = Some((of, finding)),
                // The thread is gone without an answer; it is asked again.
                None => {}
            }
        }
        let of = Of { revision: book.revision(), today: now.today, base: Arc::clone(base), tried: Arc::clone(tried) };
        let is_known = self.known.as_ref().is_some_and(|(known, _)| *known == of);
        // One thread at a time: what was wanted meanwhile is asked for when it has ended.
        if is_known || self.finding.is_some() {
            return Ok(());
        }
        let Some(rehearsing) = book.rehearsing(now)? else {
            self.is_unread = true;
            return Ok(());
        };
        self.is_unread = false;
        let before = self.known.as_ref().filter(|(known, _)| Of { tried: Arc::clone(tried), ..known.clone() } == of);
        let before = before.map(|(_, known)| Arc::clone(&known.before));
        if rehearsing.customers() <= AT_ONCE {
            let known = found(&rehearsing, before, &of);
            self.known = Some((of, known));
        } else {
            let asked = of.clone();
            let finding = Finding::start_waking(book.waker(), move || found(&rehearsing, before, &asked));
            self.finding = Some((of, finding));
        }
        Ok(())
    }

    /// What was found out last, and whether something newer is being found out.
    pub(super) fn known(&self) -> (Option<&Known>, bool) {
        (self.known.as_ref().map(|(_, known)| known), self.finding.is_some() || self.is_unread)
    }

    /// What is known of these very rules.
    pub(super) fn known_of(&self, tried: &Rules) -> Option<&Known> {
        self.known.as_ref().filter(|(of, _)| *of.tried == *tried).map(|(_, known)| known)
    }

    /// Forgets everything.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

fn found(rehearsing: &Rehearsing, before: Option<Arc<Forecast>>, of: &Of) -> Known {
    let before = before.unwrap_or_else(|| Arc::new(rehearsing.forecast(&of.base)));
    let after = if of.base == of.tried { Arc::clone(&before) } else { Arc::new(rehearsing.forecast(&of.tried)) };
    Known { before, after }
}
