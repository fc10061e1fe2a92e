//! The counts beside the table: in a large book they are counted on a thread of their own, and until they are there the last ones stand.
//! Rows that were searched for need not wait for them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use chrono::NaiveDate;

use super::Book;
use super::index::{Found, SearchIndex};
use super::jobs::Wake;
use super::query::Query;
use super::snapshot::{Facets, TableQuestion};

/// So many customers are counted at once.
const COUNTED_AT_ONCE: usize = 20_000;

/// Of which search, revision and day something is.
pub(super) type Asked = (String, u64, NaiveDate);

/// The counts asked for last.
#[derive(Default)]
pub(super) struct Counts {
    facets: Arc<Facets>,
    /// What they were counted for.
    of: Option<Asked>,
    counting: Option<Counting>,
}

/// The thread that counts.
struct Counting {
    of: Asked,
    result: Receiver<Option<Facets>>,
    stop: Arc<AtomicBool>,
}

impl Drop for Counting {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Counting {
    fn start(of: Asked, index: SearchIndex, query: Query, found: Arc<Found>, wake: Wake) -> Option<Self> {
        let (sender, result) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let work = move || {
            let facets = index.facets(&query, &found, &stopped);
            if sender.send(facets).is_ok()
                && let Some(wake) = wake.get()
            {
                wake();
            }
        };
        std::thread::Builder::new().name("counts".to_owned()).spawn(work).ok()?;
        Some(Self { of, result, stop })
    }
}

impl Counts {
    /// Takes what the thread has counted, if it has; returns whether there is something new.
    pub fn collect(&mut self) -> bool {
        let Some(counting) = &self.counting else { return false };
        let facets = match counting.result.try_recv() {
            Ok(facets) => facets,
            Err(TryRecvError::Empty) => return false,
            Err(TryRecvError::Disconnected) => None,
        };
        let of = self.counting.take().map(|counting| counting.of.clone());
        let Some(facets) = facets else { return false };
        (self.facets, self.of) = (Arc::new(facets), of);
        true
    }

    /// Whether a thread counts.
    pub fn is_counting(&self) -> bool {
        self.counting.is_some()
    }
}

impl Book {
    /// How many of the customers found have each state, tag, tier, country, number of stars and group. In a large book the counts asked
    /// for last, until a thread has counted; then the window is woken.
    pub fn facets(&self, question: &TableQuestion) -> Arc<Facets> {
        let of = self.asked(&question.search);
        {
            let mut counts = self.counts.borrow_mut();
            counts.collect();
            if counts.counting.as_ref().is_some_and(|counting| counting.of == of) {
                return Arc::clone(&counts.facets);
            }
            // Who is counted for another question is not wanted any more.
            counts.counting = None;
            if counts.of.as_ref() == Some(&of) {
                return Arc::clone(&counts.facets);
            }
        }
        let query = self.query(&question.search);
        let found = self.found(&question.search, &query);
        let mut counts = self.counts.borrow_mut();
        if self.index.len() > COUNTED_AT_ONCE {
            let (index, wake) = (self.index.clone(), Arc::clone(&self.wake));
            counts.counting = Counting::start(of.clone(), index, query.clone(), Arc::clone(&found), wake);
        }
        // Without a thread it is counted here after all.
        if counts.counting.is_none() {
            counts.facets = Arc::new(self.index.facets(&query, &found, &AtomicBool::new(false)).unwrap_or_default());
            counts.of = Some(of);
        }
        Arc::clone(&counts.facets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Edit, Now};
    use crate::model::{Customer, Field, Id};
    use crate::store::Options;

    #[test]
    fn the_last_counts_stand_until_a_thread_has_counted_and_what_it_counts_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let now = Now { at: chrono::DateTime::UNIX_EPOCH, today: chrono::NaiveDate::default() };
        let mut book = Book::open_with(folder.path(), &Options { any_place: true, ..Options::default() }, now).unwrap();
        for country in ["DE", "DE", "CN"] {
            let mut customer = Customer::new(Id(0));
            customer.set(Field::Company, "Nordlicht");
            customer.set(Field::Country, country);
            book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::new() }, now).unwrap();
        }
        let all = book.facets(&TableQuestion::default());
        assert_eq!(all.countries, [("DE".to_owned(), 2), ("CN".to_owned(), 1)]);
        let question = TableQuestion { search: "-country:CN".to_owned(), sort: Vec::new() };
        let query = book.query(&question.search);
        let counting = |book: &Book| {
            let found = book.found(&question.search, &query);
            Counting::start(book.asked(&question.search), book.index.clone(), query.clone(), found, Arc::default()).unwrap()
        };
        book.counts.borrow_mut().counting = Some(counting(&book));
        assert!(book.is_busy());
        while book.is_busy() {
            book.tick(now).unwrap();
            std::thread::yield_now();
        }
        let counted = book.facets(&question);
        let at_once = book.index.facets(&query, &book.found(&question.search, &query), &AtomicBool::new(false)).unwrap();
        assert_eq!(*counted, at_once);
        assert_eq!(counted.found, 2);
        // What is asked for another question ends a count, of which nothing comes.
        book.counts.borrow_mut().counting = Some(counting(&book));
        assert_eq!(book.facets(&TableQuestion::default()), all);
        assert!(!book.is_busy());
    }
}
