//! The review of the public pool (公海; S1.14): who is proposed for it and why, who is in it, and the edits that put customers in and
//! take them out. Nothing falls by itself: a review is what a person decides upon, in the window and in the shell alike.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::agenda::{Line, LineKind, LineWords, Reach, Standings};
use super::{Book, Edit, FollowEdit, Now, Reading};
use crate::error::Result;
use crate::model::cadence::{Doubt, DropReason, Proposal, Rules, TierNo, cooling_until, doubts, proposals};
use crate::model::holidays::WorkingDays;
use crate::model::{Id, PoolStay};
use crate::store::{Read, Scan};

/// Larger books are reviewed on a thread.
const REVIEWED_AT_ONCE: usize = 20_000;
/// So many customers are asked at a time: what is said of each takes more room than what is kept.
const ASKED_AT_ONCE: usize = 16_384;

/// A customer whose time has passed, or soon will have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Who.
    pub customer: Id,
    /// Of which tier.
    pub tier: TierNo,
    /// From which day on it is proposed.
    pub since: NaiveDate,
}

impl Proposed {
    fn of(proposal: &Proposal) -> Self {
        Self { customer: proposal.customer, tier: proposal.tier, since: proposal.since }
    }

    /// As a line of the agenda, whose words say who it is and why.
    pub fn line(self) -> Line {
        let Self { customer, tier, since } = self;
        Line { customer, kind: LineKind::PoolWarning, due_on: since, at: None, reach: Reach::Now, rank: tier.0, source: None }
    }
}

/// What there is to decide about the public pool on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PoolReview {
    /// The day.
    pub today: NaiveDate,
    /// Those whose time has passed, the longest first.
    pub now: Vec<Proposed>,
    /// Those who are warned of, the next first.
    pub soon: Vec<Proposed>,
    /// Who is in the pool, the longest first.
    pub stays: Vec<PoolStay>,
    /// How many customers there are outside of it.
    pub of: usize,
    /// How far the clock stood from where it was seen last when that was further than one trusts; behind it where negative.
    pub jump: Option<TimeDelta>,
    /// Whether the book is still being read, so that nothing can be said yet.
    pub is_unread: bool,
}

impl PoolReview {
    /// Why dropping so many of them should be asked about a second time; empty where it need not.
    pub fn doubts(&self, dropped: usize, now: DateTime<Utc>) -> Vec<Doubt> {
        doubts(dropped, self.of, self.jump.and_then(|jump| now.checked_sub_signed(jump)), now)
    }

    /// The stay of a customer who is in the pool.
    pub fn stay(&self, customer: Id) -> Option<&PoolStay> {
        self.stays.iter().find(|stay| stay.customer == customer)
    }

    /// Until which day (without it) `by` may not take the customer out of the pool, as whose it was dropped; `None` where that may be.
    pub fn cooling_until(&self, customer: Id, by: &str, rules: &Rules) -> Option<NaiveDate> {
        let stay = self.stay(customer)?;
        let by = if by.trim().is_empty() { stay.previous_owner.as_str() } else { by };
        cooling_until(stay.dropped_on, &stay.previous_owner, by, rules, self.today)
    }

    fn of_standings(standings: &Standings, rules: &Rules, today: NaiveDate) -> Self {
        let mut review = Self { today, ..Self::default() };
        for part in standings.all().chunks(ASKED_AT_ONCE) {
            let found = proposals(part.iter().map(|kept| &kept.standing), rules, WorkingDays::shared(), today);
            review.now.extend(found.now.iter().map(Proposed::of));
            review.soon.extend(found.soon.iter().map(Proposed::of));
            review.of += found.of;
        }
        for list in [&mut review.now, &mut review.soon] {
            list.sort_by_key(|proposed| (proposed.since, proposed.customer));
        }
        review
    }
}

/// What a book keeps of its review.
#[derive(Default)]
pub(super) struct PoolReviews {
    made: Option<(Of, Arc<PoolReview>)>,
    making: Option<(Of, Receiver<PoolReview>)>,
}

/// The revision of the rows and the day for which a review is.
type Of = (u64, NaiveDate);

impl Book {
    /// Who is proposed for the public pool and who is in it. The same until something changes; a large book is reviewed on a thread, and
    /// until then the last review stands, at first an empty one that says so.
    pub fn pool_proposals(&self, now: Now) -> Result<Arc<PoolReview>> {
        let of = (self.rows_revision, now.today);
        let rules = self.rules()?;
        let standings = self.standings(now)?;
        let mut reviews = self.pool_reviews.borrow_mut();
        if let Some((of, receiver)) = &reviews.making {
            match receiver.try_recv() {
                Ok(review) => {
                    let made = (*of, Arc::new(review));
                    (reviews.made, reviews.making) = (Some(made), None);
                }
                Err(TryRecvError::Disconnected) => reviews.making = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        if let Some((_, review)) = reviews.made.as_ref().filter(|(known, _)| *known == of) {
            return Ok(Arc::clone(review));
        }
        let Some(standings) = standings else {
            let unread = PoolReview { today: now.today, is_unread: true, ..PoolReview::default() };
            return Ok(reviews.made.as_ref().map_or_else(|| Arc::new(unread), |(_, review)| Arc::clone(review)));
        };
        let (stays, jump) = (self.reader.open_pool_stays()?, self.clock_jump(now)?);
        let make = move || PoolReview { stays, jump, ..PoolReview::of_standings(&standings, &rules, now.today) };
        if self.customer_count <= REVIEWED_AT_ONCE {
            let review = Arc::new(make());
            reviews.made = Some((of, Arc::clone(&review)));
            return Ok(review);
        }
        if reviews.making.as_ref().is_none_or(|(making, _)| *making != of) {
            let (sender, receiver) = channel();
            let wake = self.waker();
            let work = move || {
                if sender.send(make()).is_ok() {
                    wake();
                }
            };
            if std::thread::Builder::new().name("pool".to_owned()).spawn(work).is_ok() {
                reviews.making = Some((of, receiver));
            }
        }
        let unread = || Arc::new(PoolReview { today: now.today, is_unread: true, ..PoolReview::default() });
        Ok(reviews.made.as_ref().map_or_else(unread, |(_, review)| Arc::clone(review)))
    }

    /// What the proposals of those in sight say, each in its place: who it is, of which tier, why, and in how many days it is proposed.
    pub fn words_of_proposed(&self, proposed: &[Proposed], now: Now) -> Vec<LineWords> {
        let lines: Vec<Line> = proposed.iter().map(|proposed| proposed.line()).collect();
        self.words_of_lines(&lines, now)
    }

    /// The edit that puts `customers` into the pool, each for the reason for which it is proposed today.
    pub fn drop_to_pool(&self, customers: &[Id], now: Now) -> Result<Edit> {
        Ok(drop_edit(customers, self.standings(now)?.as_deref(), &*self.rules()?, now.today))
    }
}

/// A review as the shell asks for it, with what each of its lines says.
pub struct PoolTold {
    /// The review.
    pub review: PoolReview,
    /// The words of those whose time has passed, then of those who are warned of.
    pub words: Vec<LineWords>,
    /// The edit that puts all of the former into the pool.
    pub drop_all: Edit,
    /// The rules, for the days of cooling off.
    pub rules: Arc<Rules>,
}

impl Reading {
    /// Who is proposed for the public pool and who is in it, with what is said of each. The edit that drops those whose time has passed
    /// is of `chosen`, of all of them where nobody is named.
    pub fn pool_proposals(&self, chosen: &[Id], now: Now) -> Result<PoolTold> {
        let rules = Arc::new(self.rules()?);
        let standings = self.standings(&rules, now)?;
        let mut review = PoolReview::of_standings(&standings, &rules, now.today);
        (review.stays, review.jump) = (self.reader.open_pool_stays()?, self.clock_jump(now)?);
        let lines: Vec<Line> = review.now.iter().chain(&review.soon).map(|proposed| proposed.line()).collect();
        let words = super::agenda::words_of(&self.reader, &lines, &rules, Some(&standings), now)?;
        let all: Vec<Id> = review.now.iter().map(|proposed| proposed.customer).collect();
        let dropped = if chosen.is_empty() { &all[..] } else { chosen };
        let drop_all = drop_edit(dropped, Some(&standings), &rules, now.today);
        Ok(PoolTold { review, words, drop_all, rules })
    }

    /// What customers are called, each in its place.
    pub fn names(&self, customers: &[Id]) -> Result<Vec<String>> {
        let mut names = self.reader.names_of(customers)?;
        Ok(customers.iter().map(|id| names.remove(id).unwrap_or_default()).collect())
    }
}

fn drop_edit(customers: &[Id], standings: Option<&Standings>, rules: &Rules, today: NaiveDate) -> Edit {
    let reason = |id: &Id| {
        let standing = &standings?.get(*id)?.standing;
        let found = proposals([standing], rules, WorkingDays::shared(), today);
        let proposal = found.now.first().or(found.soon.first())?;
        Some(DropReason::of(proposal, rules, today).to_json())
    };
    let reasons = customers.iter().map(|id| reason(id).unwrap_or_default()).collect();
    Edit::Follow(FollowEdit::DropToPool { customers: customers.to_vec(), reasons, on: today })
}
