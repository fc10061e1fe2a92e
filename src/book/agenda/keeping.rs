//! The agenda of an open book: read when somebody first asks, kept up with every edit, made anew when offices open or close.
//!
//! In a large book a thread reads how things stand; until then the last agenda stands, at first an empty one that says so.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use chrono::{DateTime, NaiveDate, Utc};

use super::line::{Agenda, Line, LineKind, LineWords};
use super::standings::{Home, Kept, Standings, line_of, lines, reaches};
use crate::book::{Book, Now, Reading, habits};
use crate::error::Result;
use crate::model::cadence::{Rules, due};
use crate::model::holidays::WorkingDays;
use crate::model::{Customer, Field, FollowUp, Id, Worth};
use crate::store::{History, Read, Reader, Scan, StoreError};

/// Larger books are read on a thread.
const READ_AT_ONCE: usize = 20_000;
/// After a step that changed more customers than this, everybody is read anew.
const MANY: usize = 5_000;
/// Nor is a step followed that changed more rows.
const MANY_CHANGES: i64 = 20_000;
/// Offices open and close on the quarter of an hour, whatever the zone.
const QUARTER_SECS: i64 = 15 * 60;

/// What a book keeps for its agenda.
#[derive(Default)]
pub struct Agendas {
    rules: Option<Arc<Rules>>,
    standings: Option<Arc<Standings>>,
    /// Customers that changed since they were read.
    changed: Vec<Id>,
    made: Option<Made>,
    making: Option<Making>,
    /// What is shown before there is one.
    unread: Option<Arc<Agenda>>,
    reading: Option<FirstReading>,
}

/// For which day and quarter of an hour an agenda is.
type Of = (NaiveDate, i64);

/// An agenda, and for when it was made.
struct Made {
    agenda: Arc<Agenda>,
    of: Of,
}

/// The thread that makes one.
struct Making {
    result: Receiver<Agenda>,
    of: Of,
}

/// The thread that reads how things stand.
struct FirstReading {
    result: Receiver<Option<Standings>>,
    stop: Arc<AtomicBool>,
}

impl Drop for FirstReading {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Agendas {
    /// Whether anybody has asked yet.
    fn is_used(&self) -> bool {
        self.standings.is_some() || self.reading.is_some()
    }

    /// The agenda that a thread has made, once it has.
    fn collect(&mut self) -> Option<Made> {
        let made = self.making.as_ref()?.result.try_recv();
        match made {
            Ok(agenda) => self.making.take().map(|making| Made { agenda: Arc::new(agenda), of: making.of }),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.making = None;
                None
            }
        }
    }

    /// The agenda has to be made anew; until then the last one stands.
    fn outdate(&mut self) {
        self.making = None;
        if let Some(made) = &mut self.made {
            made.of = (NaiveDate::MIN, 0);
        }
    }

    /// The last agenda, while the next is being made.
    fn stands(&mut self, today: NaiveDate) -> Arc<Agenda> {
        match &self.made {
            Some(made) => Arc::clone(&made.agenda),
            None => Arc::clone(self.unread.get_or_insert_with(|| Arc::new(Agenda::unread(today)))),
        }
    }

    /// Notes who changed; `None` where too many did to follow them.
    fn note(&mut self, customers: Option<Vec<Id>>) {
        self.rules = None;
        match customers {
            Some(customers) if customers.len() + self.changed.len() <= MANY => self.changed.extend(customers),
            _ => {
                (self.standings, self.reading) = (None, None);
                self.outdate();
                self.changed.clear();
            }
        }
    }
}

fn quarter(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(QUARTER_SECS)
}

impl Book {
    /// The rules by which customers are kept in touch with.
    pub fn rules(&self) -> Result<Arc<Rules>> {
        let mut agendas = self.agendas.borrow_mut();
        if agendas.rules.is_none() {
            agendas.rules = Some(Arc::new(rules_of(&self.reader)?));
        }
        Ok(agendas.rules.clone().unwrap_or_default())
    }

    /// Everything that is due at `now`, in the order in which one works through it. The same until something changes or an office may have
    /// opened or closed.
    pub fn agenda(&self, now: Now) -> Result<Arc<Agenda>> {
        let rules = self.rules()?;
        self.follow_standings(&rules, now)?;
        let mut agendas = self.agendas.borrow_mut();
        let of = (now.today, quarter(now.at));
        if let Some(agenda) = agendas.collect() {
            agendas.made = Some(agenda);
        }
        if let Some(made) = agendas.made.as_ref().filter(|made| made.of == of) {
            return Ok(Arc::clone(&made.agenda));
        }
        let Some(standings) = agendas.standings.clone() else {
            return Ok(agendas.stands(now.today));
        };
        let done = self.reader.count_touched_on(now.today)?;
        let make = move || Agenda::new(now.today, lines(&standings, &rules, WorkingDays::shared(), now, now.today), done);
        if self.customer_count <= READ_AT_ONCE {
            let agenda = Arc::new(make());
            agendas.made = Some(Made { agenda: Arc::clone(&agenda), of });
            return Ok(agenda);
        }
        // A frame has no time for a hundred thousand customers: the last agenda stands until a thread has made the next.
        if agendas.making.as_ref().is_none_or(|making| making.of != of) {
            let (sender, result) = channel();
            let wake = self.waker();
            let work = move || {
                if sender.send(make()).is_ok() {
                    wake();
                }
            };
            if std::thread::Builder::new().name("agenda".to_owned()).spawn(work).is_ok() {
                agendas.making = Some(Making { result, of });
            }
        }
        Ok(agendas.stands(now.today))
    }

    /// How things stand with everybody, as far as they are read.
    pub fn standings(&self, now: Now) -> Result<Option<Arc<Standings>>> {
        let rules = self.rules()?;
        self.follow_standings(&rules, now)?;
        Ok(self.agendas.borrow().standings.clone())
    }

    fn home(&self) -> Arc<Home> {
        Arc::new(Home { currency: self.habits.currency, worth: Worth::of(&self.rates, self.habits.currency) })
    }

    /// Forgets how things stand: what amounts are worth has changed, by which customers are put into tiers.
    pub(in crate::book) fn forget_standings(&mut self) {
        *self.agendas.get_mut() = Agendas::default();
    }

    /// The follow-up of a customer that comes next; `None` where none is open.
    pub fn next_plan(&self, customer: Id) -> Result<Option<FollowUp>> {
        Ok(self.reader.follow_ups_of(customer)?.into_iter().find(FollowUp::is_open))
    }

    /// What `lines` say, each in its place.
    pub fn words_of_lines(&self, lines: &[Line], now: Now) -> Vec<LineWords> {
        let (Ok(rules), Ok(standings)) = (self.rules(), self.standings(now)) else { return vec![LineWords::default(); lines.len()] };
        words_of(&self.reader, lines, &rules, standings.as_deref(), now).unwrap_or_else(|_| vec![LineWords::default(); lines.len()])
    }

    /// Notes whom `step` changed.
    pub(in crate::book) fn tell_agenda(&mut self, step: Option<Id>) -> Result<()> {
        let is_used = self.agendas.get_mut().is_used();
        let Some(step) = step.filter(|_| is_used) else {
            self.agendas.get_mut().rules = None;
            return Ok(());
        };
        let changes = self.reader.step(step)?.map_or(0, |step| step.changes);
        let customers = if changes <= MANY_CHANGES { Some(self.reader.customers_changed_since(Id(step.0 - 1))?) } else { None };
        self.agendas.get_mut().note(customers);
        Ok(())
    }

    /// Reads what was never read or has changed.
    fn follow_standings(&self, rules: &Arc<Rules>, now: Now) -> Result<()> {
        let mut agendas = self.agendas.borrow_mut();
        let agendas = &mut *agendas;
        if agendas.standings.is_none() {
            match self.first_reading(agendas, rules, now)? {
                Some(standings) => {
                    agendas.standings = Some(Arc::new(standings));
                    agendas.outdate();
                }
                None => return Ok(()),
            }
        }
        if let Some(standings) = agendas.standings.as_mut().filter(|standings| standings.rules() != rules) {
            Arc::make_mut(standings).follow(rules);
            agendas.outdate();
        }
        if agendas.changed.is_empty() {
            return Ok(());
        }
        let Some(standings) = &mut agendas.standings else { return Ok(()) };
        let mut changed = std::mem::take(&mut agendas.changed);
        changed.sort_unstable();
        changed.dedup();
        // What a thread makes of how things stood is of no use any more.
        agendas.making = None;
        let standings = Arc::make_mut(standings);
        standings.reread(&self.reader, &changed, now.today)?;
        // The agenda of many is made in one go; of few only their lines are.
        match &mut agendas.made {
            Some(made) if changed.len() <= 64 && made.of == (now.today, quarter(now.at)) => {
                let reaches = reaches(standings, now);
                let line = |kept: &Kept| line_of(kept, rules, WorkingDays::shared(), now.today, now.today, &reaches);
                let fresh = changed.iter().filter_map(|id| standings.get(*id)).filter_map(line);
                let done = self.reader.count_touched_on(now.today)?;
                Arc::make_mut(&mut made.agenda).replace(&changed, fresh, done);
            }
            _ => agendas.outdate(),
        }
        Ok(())
    }

    /// Reads everybody, on a thread where that takes longer than a moment; `None` until it has.
    fn first_reading(&self, agendas: &mut Agendas, rules: &Arc<Rules>, now: Now) -> Result<Option<Standings>> {
        if self.customer_count <= READ_AT_ONCE {
            agendas.changed.clear();
            return Ok(Standings::read(&self.reader, rules, &self.home(), now.today, &|| true)?);
        }
        if let Some(reading) = &agendas.reading {
            return match reading.result.try_recv() {
                Ok(read) => {
                    agendas.reading = None;
                    Ok(read)
                }
                Err(TryRecvError::Empty) => Ok(None),
                Err(TryRecvError::Disconnected) => {
                    agendas.reading = None;
                    Ok(None)
                }
            };
        }
        let reader = self.reader()?;
        let (sender, result) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, wake, rules, home) = (Arc::clone(&stop), self.waker(), Arc::clone(rules), self.home());
        agendas.changed.clear();
        let work = move || {
            let read = Standings::read(&reader, &rules, &home, now.today, &|| !stopped.load(Ordering::Relaxed));
            if sender.send(read.unwrap_or_default()).is_ok() {
                wake();
            }
        };
        if std::thread::Builder::new().name("standings".to_owned()).spawn(work).is_ok() {
            agendas.reading = Some(FirstReading { result, stop });
        }
        Ok(None)
    }
}

impl Reading {
    /// The rules by which customers are kept in touch with.
    pub fn rules(&self) -> Result<Rules> {
        Ok(rules_of(&self.reader)?)
    }

    /// How things stand with everybody.
    pub fn standings(&self, rules: &Arc<Rules>, now: Now) -> Result<Standings> {
        let (currency, rates) = (habits::kept(&self.reader)?.currency, habits::kept_rates(&self.reader)?);
        let home = Home { currency, worth: Worth::of(&rates, currency) };
        Ok(Standings::read(&self.reader, rules, &Arc::new(home), now.today, &|| true)?.unwrap_or_default())
    }

    /// Everything that is due until the day `until` (included), and what each line says.
    pub fn agenda(&self, now: Now, until: NaiveDate) -> Result<(Agenda, Vec<LineWords>)> {
        let rules = Arc::new(self.rules()?);
        let standings = self.standings(&rules, now)?;
        let lines = lines(&standings, &rules, WorkingDays::shared(), now, until);
        let agenda = Agenda::new(now.today, lines, self.reader.count_touched_on(now.today)?);
        let words = words_of(&self.reader, &agenda.lines, &rules, Some(&standings), now)?;
        Ok((agenda, words))
    }
}

/// The rules that the book keeps, else the usual ones.
pub fn rules_of(reader: &Reader) -> Result<Rules, StoreError> {
    Ok(reader.rulebook()?.and_then(|book| Rules::of_json(&book.rules).ok()).unwrap_or_default())
}

/// What `lines` say, each in its place.
pub fn words_of(
    reader: &Reader,
    lines: &[Line],
    rules: &Rules,
    standings: Option<&Standings>,
    now: Now,
) -> Result<Vec<LineWords>, StoreError> {
    let mut ids: Vec<Id> = lines.iter().map(|line| line.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    let customers: HashMap<Id, Customer> = reader.customers(&ids)?.into_iter().map(|customer| (customer.id, customer)).collect();
    let mut plans: HashMap<Id, FollowUp> = HashMap::new();
    for plan in reader.follow_ups_among(&ids)?.into_iter().filter(FollowUp::is_open) {
        let key = |plan: &FollowUp| (plan.due_on, plan.due_time.is_none(), plan.due_time);
        match plans.get(&plan.customer) {
            Some(known) if key(known) <= key(&plan) => {}
            _ => drop(plans.insert(plan.customer, plan)),
        }
    }
    let words = lines.iter().map(|line| {
        let Some(customer) = customers.get(&line.customer) else { return LineWords::default() };
        let kept = standings.and_then(|standings| standings.get(line.customer));
        let due = kept.map(|kept| due(&kept.standing, rules, WorkingDays::shared(), now.today));
        let plan = plans.get(&line.customer).filter(|_| line.kind == LineKind::FollowUp);
        let tier = kept.map(|kept| rules.rule(kept.standing.tier));
        LineWords {
            name: customer.name().to_owned(),
            tier: match customer.text(Field::Level) {
                "" => tier.map(|tier| tier.tier.clone()).unwrap_or_default(),
                said => said.to_owned(),
            },
            country: customer.text(Field::Country).to_owned(),
            zone: kept.and_then(|kept| kept.standing.zone),
            what: plan.map(about).unwrap_or_default(),
            why: due.map(|due| due.why.text(rules, now.today)).unwrap_or_default(),
            rule: match line.kind {
                LineKind::Cadence | LineKind::PoolWarning => tier.map(|tier| tier.name()).unwrap_or_default(),
                other => other.key().to_owned(),
            },
            pool_in_days: due.and_then(|due| due.pool_in_days(now.today)),
            plan: plan.map(|plan| plan.id),
        }
    });
    Ok(words.collect())
}

/// What a follow-up is about, in a few words.
fn about(plan: &FollowUp) -> String {
    let parts = [plan.goal.as_str(), plan.focus.as_str(), plan.content.as_str()];
    parts.into_iter().find(|part| !part.is_empty()).unwrap_or_default().to_owned()
}
