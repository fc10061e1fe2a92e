//! What the lines of an agenda say, found out for those in sight: who it is, what it is about, why today.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::asking::reply_clock;
use super::line::{Line, LineKind, LineWords};
use super::matters::Asked;
use super::standings::{Kept, Standings};
use crate::book::Now;
use crate::model::cadence::{Due, Rules, due, say_day};
use crate::model::follow::channel_of;
use crate::model::holidays::WorkingDays;
use crate::model::{CardCopy, Contact, Customer, Field, FollowUp, Id, Promise, PromisedBy, Touch, Value};
use crate::store::{Read, Reader, StoreError};
use crate::tr;

/// What stands behind the lines of a page, by id.
struct Behind {
    customers: HashMap<Id, Customer>,
    plans: HashMap<Id, FollowUp>,
    touches: HashMap<Id, Touch>,
    promises: HashMap<Id, Promise>,
    people: HashMap<Id, Contact>,
    cards: HashMap<Id, CardCopy>,
}

impl Behind {
    fn read(reader: &Reader, lines: &[Line]) -> Result<Self, StoreError> {
        let mut ids: Vec<Id> = lines.iter().map(|line| line.customer).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut plans: HashMap<Id, FollowUp> = HashMap::new();
        for plan in reader.follow_ups_among(&ids)?.into_iter().filter(FollowUp::is_open) {
            let key = |plan: &FollowUp| (plan.due_on, plan.due_time.is_none(), plan.due_time);
            match plans.get(&plan.customer) {
                Some(known) if key(known) <= key(&plan) => {}
                _ => drop(plans.insert(plan.customer, plan)),
            }
        }
        let mut behind = Self {
            customers: reader.customers(&ids)?.into_iter().map(|customer| (customer.id, customer)).collect(),
            plans,
            touches: HashMap::new(),
            promises: HashMap::new(),
            people: HashMap::new(),
            cards: HashMap::new(),
        };
        for line in lines {
            let Some(id) = line.source else { continue };
            match line.kind {
                LineKind::Reply => behind.touches.extend(reader.touch(id)?.map(|touch| (id, touch))),
                LineKind::Promise => behind.promises.extend(reader.promise(id)?.map(|promise| (id, promise))),
                LineKind::Birthday => behind.people.extend(reader.contact(id)?.map(|person| (id, person))),
                LineKind::Card => behind.cards.extend(reader.card_copy(id)?.map(|copy| (id, copy))),
                LineKind::FollowUp | LineKind::Cadence | LineKind::PoolWarning => {}
            }
        }
        Ok(behind)
    }
}

/// What `lines` say, each in its place.
pub fn words_of(
    reader: &Reader,
    lines: &[Line],
    rules: &Rules,
    standings: Option<&Standings>,
    now: Now,
) -> Result<Vec<LineWords>, StoreError> {
    let behind = Behind::read(reader, lines)?;
    let words = lines.iter().map(|line| {
        let Some(customer) = behind.customers.get(&line.customer) else { return LineWords::default() };
        let kept = standings.and_then(|standings| standings.get(line.customer));
        let due = kept.map(|kept| due(&kept.standing, rules, WorkingDays::shared(), now.today));
        let tier = kept.map(|kept| rules.rule(kept.standing.tier));
        let words = LineWords {
            name: customer.name().to_owned(),
            tier: match customer.text(Field::Level) {
                "" => tier.map(|tier| tier.tier.clone()).unwrap_or_default(),
                said => said.to_owned(),
            },
            country: customer.text(Field::Country).to_owned(),
            zone: kept.and_then(|kept| kept.standing.zone),
            rule: match line.kind {
                LineKind::Cadence | LineKind::PoolWarning => tier.map(|tier| tier.name()).unwrap_or_default(),
                other => other.key().to_owned(),
            },
            pool_in_days: due.as_ref().and_then(|due| due.pool_in_days(now.today)),
            ..LineWords::default()
        };
        reasoned(words, line, &behind, &Around { kept, standings, due, rules, now })
    });
    Ok(words.collect())
}

/// What the reason of a line is found in.
struct Around<'a> {
    kept: Option<&'a Kept>,
    standings: Option<&'a Standings>,
    due: Option<Due>,
    rules: &'a Rules,
    now: Now,
}

/// The words with what the line is about, and why today.
fn reasoned(words: LineWords, line: &Line, behind: &Behind, around: &Around<'_>) -> LineWords {
    let today = around.now.today;
    let by_rule = || around.due.as_ref().map(|due| due.why.text(around.rules, today)).unwrap_or_default();
    let source = line.source.unwrap_or_default();
    match line.kind {
        LineKind::Cadence | LineKind::PoolWarning => LineWords { why: by_rule(), ..words },
        LineKind::FollowUp => {
            let plan = behind.plans.get(&line.customer);
            LineWords { what: plan.map(about).unwrap_or_default(), plan: plan.map(|plan| plan.id), why: by_rule(), ..words }
        }
        LineKind::Reply => {
            let Some(touch) = behind.touches.get(&source) else { return words };
            let asked = Asked { on: touch.happened_on.first_day(), at_ms: touch.happened_at_ms };
            let place = around.kept.zip(around.standings).map(|(kept, standings)| standings.places().get(kept.place));
            let home = around.standings.and_then(|standings| standings.home().zone);
            let clock = reply_clock(asked, &place.unwrap_or_default(), home, around.rules);
            let channel = channel_of(&touch.channel).said();
            let why = tr!("agenda-reply", clock = clock.text(around.now.at), channel = channel, day = say_day(asked.on, today));
            LineWords { what: first_line(&touch.text), why, clock: Some(clock), ..words }
        }
        LineKind::Promise => {
            let Some(promise) = behind.promises.get(&source) else { return words };
            let (made, due) = (say_day(promise.made_on, today), say_day(line.due_on, today));
            let why = match promise.side {
                PromisedBy::Us => tr!("agenda-promise-us", made = made, due = due),
                PromisedBy::Them => tr!("agenda-promise-them", made = made, due = due),
            };
            LineWords { what: first_line(&promise.text), why, ..words }
        }
        LineKind::Card => {
            let Some(copy) = behind.cards.get(&source) else { return words };
            let (taken, due) = (say_day(copy.taken_on.unwrap_or(line.due_on), today), say_day(line.due_on, today));
            let why = match copy.taken_by.as_str() {
                "" => tr!("agenda-card", taken = taken, due = due),
                who => tr!("agenda-card-by", who = who, taken = taken, due = due),
            };
            LineWords { what: first_line(&copy.why), why, ..words }
        }
        LineKind::Birthday => {
            let Some(person) = behind.people.get(&source) else { return words };
            LineWords { why: birthday(person, line.due_on, today), ..words }
        }
    }
}

/// `Birthday of Anna Berg, 21 Nov, turns 50`.
fn birthday(person: &Contact, on: NaiveDate, today: NaiveDate) -> String {
    let name = person.name();
    let age = match person.record.get(Field::Birthday) {
        // A list without years writes 1900, and nobody turns 126.
        Value::Day(born) => Some(on.year() - born.year).filter(|age| (1..120).contains(age)),
        _ => None,
    };
    match age {
        Some(age) => tr!("agenda-birthday-age", name = name, day = say_day(on, today), age = age),
        None => tr!("agenda-birthday", name = name, day = say_day(on, today)),
    }
}

fn first_line(text: &str) -> String {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

/// What a follow-up is about, in a few words.
fn about(plan: &FollowUp) -> String {
    let parts = [plan.goal.as_str(), plan.focus.as_str(), plan.content.as_str()];
    parts.into_iter().find(|part| !part.is_empty()).map(first_line).unwrap_or_default()
}
