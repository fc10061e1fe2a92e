//! What stands on the days of a calendar: follow-ups, the due days of the rules, promises, birthdays, and what the customers' countries
//! celebrate.
//!
//! A mark is small, since a book of a hundred thousand customers has thousands of them on a day; its words are found out for those in
//! sight.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::agenda::Standings;
use super::{Book, Now, Reading};
use crate::error::Result;
use crate::model::cadence::{DueState, due, say_day};
use crate::model::country::CountryNo;
use crate::model::day::PartialDay;
use crate::model::follow::{PromisedBy, channel_shown};
use crate::model::heat::Heat;
use crate::model::holidays::WorkingDays;
use crate::model::occasions::{Occasion, occasions};
use crate::model::season::birthday_in;
use crate::model::{FollowUp, Id, Promise, Touch};
use crate::store::{Dates, Read, Reader, Scan};
use crate::tr;

/// What a mark or an occasion is about; also what a calendar can leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A follow-up that was planned.
    FollowUp,
    /// Something that one of the two promised.
    Promise,
    /// The day on which the rule of the tier wants a contact.
    Due,
    /// A birthday.
    Birthday,
    /// A date of the trade's year, and when to write for it.
    Festival,
    /// Public holidays where customers are.
    Holiday,
    /// What happened.
    Touch,
}

impl Topic {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 7] = [Self::FollowUp, Self::Promise, Self::Due, Self::Touch, Self::Birthday, Self::Festival, Self::Holiday];

    /// What settings remember.
    pub fn key(self) -> &'static str {
        match self {
            Self::FollowUp => "follow_up",
            Self::Promise => "promise",
            Self::Due => "due",
            Self::Birthday => "birthday",
            Self::Festival => "festival",
            Self::Holiday => "holiday",
            Self::Touch => "touch",
        }
    }

    /// The one with this key.
    pub fn by_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.key() == key)
    }
}

/// Something about one customer on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is about.
    pub topic: Topic,
    /// When; what is due in a month stands on its first day.
    pub on: NaiveDate,
    /// Our local time, where one was set.
    pub at: Option<NaiveTime>,
    /// Whom it concerns.
    pub customer: Id,
    /// The follow-up, promise, touch or person behind it; the customer itself where the rule speaks.
    pub source: Id,
    /// The rank of the tier, the most important first; 0 where it does not matter.
    pub rank: u8,
    /// Whether it still has to be done.
    pub is_open: bool,
    /// Whether it is up to the customer.
    pub is_theirs: bool,
}

impl Mark {
    /// What identifies it while days and times change.
    pub fn key(&self) -> (Topic, Id) {
        (self.topic, self.source)
    }

    /// Whether it is late: still to be done, and its day has passed.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_open && self.on < today && self.topic != Topic::Birthday
    }

    /// Whether it can be put onto another day.
    pub fn is_movable(&self) -> bool {
        self.is_open && matches!(self.topic, Topic::FollowUp | Topic::Promise | Topic::Due)
    }

    /// The order on a day: what has a time, then what is to be done before what is done, ours by importance.
    fn order(&self) -> (NaiveDate, bool, bool, Option<NaiveTime>, Topic, u8, Id) {
        (self.on, !self.is_open, self.at.is_none(), self.at, self.topic, self.rank, self.source)
    }
}

/// The days of a calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CalendarSnapshot {
    /// What concerns one customer each, by day.
    pub marks: Vec<Mark>,
    /// What concerns many, by day.
    pub occasions: Vec<Occasion>,
    /// Open follow-ups whose day has passed, wherever they are.
    pub overdue: usize,
    /// Whether the rules were asked; they are not while a large book is still being read.
    pub has_due_days: bool,
}

impl CalendarSnapshot {
    /// The marks of a day.
    pub fn on(&self, day: NaiveDate) -> &[Mark] {
        &self.marks[range_of(&self.marks, day, |mark| mark.on)]
    }

    /// The occasions of a day.
    pub fn occasions_on(&self, day: NaiveDate) -> &[Occasion] {
        &self.occasions[range_of(&self.occasions, day, |occasion| occasion.on)]
    }

    /// The same without the topics that `hides` names.
    pub fn without(&self, hides: impl Fn(Topic) -> bool) -> Self {
        let topic_of = |occasion: &Occasion| if occasion.what.is_holiday() { Topic::Holiday } else { Topic::Festival };
        Self {
            marks: self.marks.iter().filter(|mark| !hides(mark.topic)).copied().collect(),
            occasions: self.occasions.iter().filter(|occasion| !hides(topic_of(occasion))).cloned().collect(),
            ..*self
        }
    }
}

fn range_of<T>(all: &[T], day: NaiveDate, on: impl Fn(&T) -> NaiveDate) -> Range<usize> {
    let first = all.partition_point(|one| on(one) < day);
    first..first + all[first..].partition_point(|one| on(one) == day)
}

/// What a mark says, in the language spoken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkWords {
    /// The customer's name.
    pub name: String,
    /// What it is about: a goal, a promise, a person, why the rule wants it, what was said. May be empty.
    pub what: String,
    /// How it ended: done, kept, given up. Empty where it has not, and where there is no more to it than that it happened.
    pub ended: String,
}

/// What a calendar is asked.
#[derive(Clone, Debug)]
pub struct CalendarQuestion {
    first: NaiveDate,
    last: NaiveDate,
    now: Now,
    standings: Option<Arc<Standings>>,
}

impl CalendarQuestion {
    /// Whether the due days of the rules are part of the answer.
    pub fn has_due_days(&self) -> bool {
        self.standings.is_some()
    }
}

impl Book {
    /// The question for the days from `first` to `last`, both included, to be answered here or by a thread.
    pub fn calendar_question(&self, first: NaiveDate, last: NaiveDate, now: Now) -> Result<CalendarQuestion> {
        Ok(CalendarQuestion { first, last, now, standings: self.standings(now)? })
    }

    /// Everything from `first` to `last`, both included.
    pub fn calendar(&self, first: NaiveDate, last: NaiveDate, now: Now) -> Result<CalendarSnapshot> {
        calendar_of(&self.reader, &self.calendar_question(first, last, now)?)
    }

    /// What `marks` say, each in its place.
    pub fn words_of_marks(&self, marks: &[Mark], now: Now) -> Vec<MarkWords> {
        self.told_of_marks(marks, now).unwrap_or_else(|_| vec![MarkWords::default(); marks.len()])
    }

    fn told_of_marks(&self, marks: &[Mark], now: Now) -> Result<Vec<MarkWords>> {
        words_of(&self.reader, self.standings(now)?.as_deref(), marks, now)
    }

    /// A follow-up; `None` when it is not (or no longer) there.
    pub fn follow_up(&self, id: Id) -> Result<Option<FollowUp>> {
        Ok(self.reader.follow_up(id)?)
    }

    /// A promise; `None` when it is not (or no longer) there.
    pub fn promise(&self, id: Id) -> Result<Option<Promise>> {
        Ok(self.reader.promise(id)?)
    }
}

impl Reading {
    /// Everything from `first` to `last`, both included.
    pub fn calendar_between(&self, first: NaiveDate, last: NaiveDate, now: Now) -> Result<CalendarSnapshot> {
        let standings = self.standings(&Arc::new(self.rules()?), now)?;
        calendar_of(&self.reader, &CalendarQuestion { first, last, now, standings: Some(Arc::new(standings)) })
    }

    /// What `marks` say, each in its place, without what only the rules know.
    pub fn words_of_marks(&self, marks: &[Mark], now: Now) -> Result<Vec<MarkWords>> {
        words_of(&self.reader, None, marks, now)
    }
}

/// How often one was in touch on each day of all years, through a reading connection of one's own.
pub fn heat_of(reader: &Reader) -> Result<Heat> {
    Ok(Heat::new(reader.touches_by_day()?))
}

/// Answers a question through a reading connection of one's own.
pub fn calendar_of(reader: &Reader, question: &CalendarQuestion) -> Result<CalendarSnapshot> {
    let CalendarQuestion { first, last, now, .. } = *question;
    let plans = reader.follow_ups_between(first, last, true)?;
    let mut marks: Vec<Mark> = plans.iter().map(|plan| of_plan(plan, first)).collect();
    let promises = [reader.open_promises()?, reader.ended_promises_between(first, last)?].concat();
    marks.extend(promises.iter().filter_map(|promise| of_promise(promise, first, last)));
    reader.each_touch_between(first, last, |touch, customer, on| {
        marks.push(Mark { is_open: false, ..mark(Topic::Touch, on, customer, touch) });
    })?;
    reader.each_birthday(|person, customer, born| {
        let years = [0, 1].into_iter().filter_map(|after| chrono::Datelike::year(&first).checked_add(after));
        let day = years.filter_map(|year| birthday_in(born, year)).find(|day| (first..=last).contains(day));
        marks.extend(day.map(|on| mark(Topic::Birthday, on, customer, person)));
    })?;
    let mut countries: Vec<(CountryNo, usize)> = Vec::new();
    if let Some(standings) = &question.standings {
        due_days(standings, question, &mut marks);
        countries = countries_of(standings);
    }
    marks.sort_unstable_by_key(Mark::order);
    Ok(CalendarSnapshot {
        marks,
        occasions: occasions(&countries, first, last),
        overdue: reader.count_overdue(now.today)?,
        has_due_days: question.has_due_days(),
    })
}

fn mark(topic: Topic, on: NaiveDate, customer: Id, source: Id) -> Mark {
    Mark { topic, on, at: None, customer, source, rank: 0, is_open: true, is_theirs: false }
}

fn of_plan(plan: &FollowUp, first: NaiveDate) -> Mark {
    let on = plan.due_on.first_day().max(first);
    Mark { at: plan.due_time, is_open: plan.is_open(), ..mark(Topic::FollowUp, on, plan.customer, plan.id) }
}

fn of_promise(promise: &Promise, first: NaiveDate, last: NaiveDate) -> Option<Mark> {
    let ended_on = promise.kept_on.or(promise.dropped_on);
    let due = promise.due_on.or(ended_on.map(PartialDay::of_day));
    let due = due.filter(|due| due.first_day() <= last && first <= due.last_day())?;
    let is_theirs = promise.side == PromisedBy::Them;
    Some(Mark { is_theirs, is_open: promise.is_open(), ..mark(Topic::Promise, due.first_day().max(first), promise.customer, promise.id) })
}

/// The days on which the rules want a contact with those with whom nothing is planned.
fn due_days(standings: &Standings, question: &CalendarQuestion, marks: &mut Vec<Mark>) {
    let (rules, working) = (standings.rules(), WorkingDays::shared());
    for kept in standings.all() {
        let standing = &kept.standing;
        if standing.planned.is_some() {
            continue;
        }
        let due = due(standing, rules, working, question.now.today);
        if let Some(on) = due.on.filter(|on| due.state != DueState::InPool && (question.first..=question.last).contains(on)) {
            marks.push(Mark { rank: standing.tier.0, ..mark(Topic::Due, on, standing.id, standing.id) });
        }
    }
}

/// The countries of the customers, each with how many it has.
fn countries_of(standings: &Standings) -> Vec<(CountryNo, usize)> {
    let mut by_place = vec![0_usize; standings.places().all().len()];
    for kept in standings.all() {
        if let Some(count) = by_place.get_mut(usize::from(kept.place)) {
            *count += 1;
        }
    }
    let mut counts: HashMap<CountryNo, usize> = HashMap::new();
    for (place, count) in standings.places().all().iter().zip(by_place) {
        if let Some(country) = place.country.filter(|_| count > 0) {
            *counts.entry(country.number()).or_default() += count;
        }
    }
    let mut countries: Vec<(CountryNo, usize)> = counts.into_iter().collect();
    countries.sort_by_key(|(country, count)| (std::cmp::Reverse(*count), *country));
    countries
}

fn words_of(reader: &Reader, standings: Option<&Standings>, marks: &[Mark], now: Now) -> Result<Vec<MarkWords>> {
    let mut customers: Vec<Id> = marks.iter().map(|mark| mark.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let names = reader.names_of(&customers)?;
    let day = |on: PartialDay| on.date().map_or_else(|| on.to_string(), |on| say_day(on, now.today));
    let told_of = |mark: &Mark| -> Result<(String, String)> {
        let what = match mark.topic {
            Topic::FollowUp => {
                let Some(plan) = reader.follow_up(mark.source)? else { return Ok(Default::default()) };
                let ended = match (plan.done_on, plan.skipped_on) {
                    (Some(done), _) => tr!("calendar-done-on", day = day(done)),
                    (None, Some(skipped)) => tr!("calendar-skipped-on", day = day(skipped)),
                    (None, None) => String::new(),
                };
                return Ok((about(&plan), ended));
            }
            Topic::Promise => {
                let Some(promise) = reader.promise(mark.source)? else { return Ok(Default::default()) };
                let ended = match (promise.kept_on, promise.dropped_on) {
                    (Some(kept), _) => tr!("calendar-kept-on", day = day(PartialDay::of_day(kept))),
                    (None, Some(dropped)) => tr!("calendar-dropped-on", day = day(PartialDay::of_day(dropped))),
                    (None, None) => String::new(),
                };
                return Ok((promise.text, ended));
            }
            Topic::Touch => reader.touch(mark.source)?.map(|touch| said_in(&touch)).unwrap_or_default(),
            Topic::Birthday => {
                let person = reader.contact(mark.source)?;
                person.map(|person| person.name()).unwrap_or_default()
            }
            Topic::Due => match standings.as_ref().and_then(|standings| Some((standings, standings.get(mark.customer)?))) {
                Some((standings, kept)) => {
                    let rules = standings.rules();
                    due(&kept.standing, rules, WorkingDays::shared(), now.today).why.text(rules, now.today)
                }
                None => String::new(),
            },
            Topic::Festival | Topic::Holiday => String::new(),
        };
        Ok((what, String::new()))
    };
    let words = marks.iter().map(|mark| {
        let (what, ended) = told_of(mark)?;
        Ok(MarkWords { name: names.get(&mark.customer).cloned().unwrap_or_default(), what, ended })
    });
    words.collect()
}

/// What was said in a touch, in a few words, behind the way and who spoke.
fn said_in(touch: &Touch) -> String {
    let way = channel_shown(&touch.channel);
    let said = [touch.text.as_str(), touch.outcome.as_str(), touch.value_what.as_str()];
    let said = said.into_iter().flat_map(str::lines).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    [way.as_str(), said].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What a follow-up is about, in a few words.
fn about(plan: &FollowUp) -> String {
    let method = channel_shown(&plan.method);
    let parts = [plan.goal.as_str(), plan.focus.as_str(), plan.content.as_str()];
    let what = parts.into_iter().find(|part| !part.is_empty()).unwrap_or_default();
    match (method.is_empty(), what.is_empty()) {
        (false, false) => format!("{method} · {what}"),
        (false, true) => method,
        (true, _) => what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_told_from_its_times_to_what_is_done() {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let on = day("2026-11-20");
        let plain = |topic, source| mark(topic, on, Id(1), Id(source));
        let mut marks = [
            Mark { is_open: false, ..plain(Topic::FollowUp, 1) },
            Mark { rank: 3, ..plain(Topic::Due, 2) },
            plain(Topic::Due, 3),
            plain(Topic::Promise, 4),
            Mark { at: at(15), ..plain(Topic::FollowUp, 5) },
            Mark { at: at(9), ..plain(Topic::FollowUp, 6) },
            plain(Topic::FollowUp, 7),
            Mark { on: day("2026-11-19"), ..plain(Topic::Birthday, 8) },
        ];
        marks.sort_unstable_by_key(Mark::order);
        assert_eq!(marks.map(|mark| mark.source.0), [8, 6, 5, 7, 4, 3, 2, 1]);
        let snapshot = CalendarSnapshot { marks: marks.into(), ..CalendarSnapshot::default() };
        assert_eq!(snapshot.on(on).len(), 7);
        assert_eq!(snapshot.on(day("2026-11-19")).len(), 1);
        assert_eq!(snapshot.on(day("2026-11-21")), []);
        let fewer = snapshot.without(|topic| topic == Topic::Due);
        assert_eq!(fewer.on(on).len(), 5);
        assert!(marks[0].is_open && !marks[0].is_late(day("2026-11-20")) && !marks[0].is_movable(), "nobody is late for a birthday");
        assert!(marks[1].is_late(day("2026-11-21")) && !marks[7].is_late(day("2026-11-21")) && !marks[7].is_movable());
    }

    #[test]
    fn every_topic_is_remembered_by_its_key() {
        for topic in Topic::ALL {
            assert_eq!(Topic::by_key(topic.key()), Some(topic));
        }
        assert_eq!(Topic::by_key("other"), None);
    }
}
