//! The review of lost customers (S1.12): who was lost in a month and why, what was learnt, and who should be asked for a reason.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{Months, NaiveDate, NaiveTime};

use super::agenda::Standings;
use super::overview::OverviewQuestion;
use super::{Book, Now};
use crate::error::Result;
use crate::model::lost::{AskedWhy, Followed, LostBecause, LostWhy, asked_why};
use crate::model::reminder::moment;
use crate::model::zone::Zone;
use crate::model::{Field, Id};
use crate::store::{FieldName, History, Read, Reader, Scan, StoreError, Walk};

/// What of a customer is read.
const FIELDS: [Field; 5] = [Field::LostReason, Field::Status, Field::FirstContact, Field::LastOrder, Field::OrdersCount];

/// A customer that was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Who.
    pub customer: Id,
    /// What it is called.
    pub name: String,
    /// The day on which the reason was written down, in our time.
    pub on: NaiveDate,
    /// The reason.
    pub why: LostWhy,
    /// What was heard of competitors or said of us last; may be empty.
    pub heard: String,
}

/// A customer of whom somebody should say why it was lost, or that it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub customer: Id,
    /// What it is called.
    pub name: String,
    /// Why it is asked about.
    pub why: AskedWhy,
}

/// The review of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LostReview {
    /// Those lost in the month, by reason, the most frequent first, and by name; those without a usual reason last.
    pub lost: Vec<Lost>,
    /// Those without a reason, as they stand today: first those whose state says it, then those followed the longest.
    pub asked: Vec<Asked>,
}

impl LostReview {
    /// How many were lost for each reason, the most frequent first; other reasons last.
    pub fn reasons(&self) -> Vec<(Option<LostBecause>, usize)> {
        let mut counts: Vec<(Option<LostBecause>, usize)> = Vec::new();
        for lost in &self.lost {
            match counts.iter_mut().find(|(because, _)| *because == lost.why.because) {
                Some((_, count)) => *count += 1,
                None => counts.push((lost.why.because, 1)),
            }
        }
        counts.sort_by_key(|(because, count)| (because.is_none(), std::cmp::Reverse(*count), *because));
        counts
    }
}

/// Which month is reviewed.
#[derive(Clone)]
pub struct LostQuestion {
    /// Its first day.
    pub month: NaiveDate,
    now: Now,
    standings: Arc<Standings>,
}

impl Book {
    /// The question who was lost in the month that begins on `month`, to be answered by a thread; `None` while a large book is still being
    /// read.
    pub fn lost_question(&self, month: NaiveDate, now: Now) -> Result<Option<LostQuestion>> {
        Ok(self.standings(now)?.map(|standings| LostQuestion { month, now, standings }))
    }
}

impl OverviewQuestion {
    /// The review of the month of the question's day.
    pub(super) fn of_lost(&self) -> LostQuestion {
        let month = chrono::Datelike::with_day(&self.now.today, 1).unwrap_or(self.now.today);
        LostQuestion { month, now: self.now, standings: Arc::clone(&self.standings) }
    }
}

/// Answers the question through a reading connection of one's own.
pub fn lost_of(reader: &Reader, question: &LostQuestion) -> Result<LostReview> {
    let LostQuestion { month, now, standings } = question;
    let mut with_reason: Vec<(Id, String)> = Vec::new();
    let mut asked: Vec<(Id, AskedWhy)> = Vec::new();
    let rules = standings.rules();
    reader.each_customer(&FIELDS, |row| {
        let reason = row.text(0)?;
        if !reason.trim().is_empty() {
            with_reason.push((row.id(), reason.to_owned()));
            return Ok::<_, StoreError>(());
        }
        let Some(kept) = standings.get(row.id()) else { return Ok(()) };
        let standing = &kept.standing;
        let first: Option<crate::model::day::PartialDay> = row.text(2)?.parse().ok();
        let of = Followed {
            class: rules.rule(standing.tier).class,
            state: row.text(1)?,
            has_deal: !row.text(3)?.is_empty() || row.number(4)?.is_some_and(|orders| orders > 0),
            has_reason: false,
            is_in_pool: standing.in_pool_since.is_some(),
            since: first.map_or(standing.started_on, |first| first.first_day().min(standing.started_on)),
        };
        asked.extend(asked_why(&of, now.today).map(|why| (row.id(), why)));
        Ok(())
    })?;
    asked.sort_by_key(|(id, why)| match why {
        AskedWhy::Said(_) => (0, *id),
        AskedWhy::Long(days) => (-*days, *id),
    });
    asked.sort_by_key(|(_, why)| matches!(why, AskedWhy::Long(_)));
    let ids: Vec<Id> = asked.iter().map(|(id, _)| *id).collect();
    let mut names = reader.names_of(&ids)?;
    let asked = asked.into_iter().map(|(customer, why)| Asked { customer, name: names.remove(&customer).unwrap_or_default(), why });
    Ok(LostReview { asked: asked.collect(), lost: lost_in(reader, *month, standings.home().zone, with_reason)? })
}

/// Those among `with_reason` whose reason was written down in a month. What a list brings was lost at some other time.
fn lost_in(reader: &Reader, month: NaiveDate, zone: Option<Zone>, with_reason: Vec<(Id, String)>) -> Result<Vec<Lost>> {
    let zone = zone.unwrap_or(Zone::Fixed(0));
    let begins = |on: NaiveDate| moment(on, NaiveTime::MIN, zone).timestamp_millis();
    let next = month.checked_add_months(Months::new(1)).unwrap_or(month);
    let (from, to) = (begins(month), begins(next));
    // A customer that no step has touched since was lost earlier.
    let touched: HashSet<Id> = reader.customers_changed_since(Id::before(from))?.into_iter().collect();
    let mut lost: Vec<Lost> = Vec::new();
    for (customer, reason) in with_reason.into_iter().filter(|(id, _)| touched.contains(id)) {
        let origins = reader.origins_of(customer)?;
        let said = origins.iter().find(|origin| origin.id == customer && origin.field == FieldName::Field(Field::LostReason));
        let Some(said) = said.filter(|said| said.import.is_none() && (from..to).contains(&said.at_ms)) else { continue };
        let at = chrono::DateTime::from_timestamp_millis(said.at_ms).unwrap_or_default();
        let on = zone.local(at).date();
        lost.push(Lost { customer, name: String::new(), on, why: LostWhy::read(&reason), heard: heard_from(reader, customer)? });
    }
    let ids: Vec<Id> = lost.iter().map(|lost| lost.customer).collect();
    let mut names = reader.names_of(&ids)?;
    for lost in &mut lost {
        lost.name = names.remove(&lost.customer).unwrap_or_default();
    }
    let review = LostReview { lost, asked: Vec::new() };
    let order: Vec<Option<LostBecause>> = review.reasons().into_iter().map(|(because, _)| because).collect();
    let mut lost = review.lost;
    lost.sort_by_cached_key(|lost| (order.iter().position(|because| *because == lost.why.because), lost.name.clone(), lost.customer));
    Ok(lost)
}

/// What a customer said last of competitors or of us.
fn heard_from(reader: &Reader, customer: Id) -> Result<String> {
    let touches = reader.touches_of(customer)?;
    let said = touches.into_iter().find_map(|touch| [touch.competitor, touch.opinion].into_iter().find(|text| !text.trim().is_empty()));
    Ok(said.unwrap_or_default())
}
