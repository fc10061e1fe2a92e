//! The agenda of an open book: read when somebody first asks, kept up with every edit, made anew when offices open or close.
//!
//! In a large book a thread reads how things stand; until then the last agenda stands, at first an empty one that says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use chrono::{DateTime, NaiveDate, Utc};

use super::aside::Aside;
use super::asking::{Asking, Sums, ask_all};
use super::line::{Agenda, Line, LineWords};
use super::standings::{Home, Standings};
use super::stored;
use super::wording::words_of;
use crate::book::{Book, Now, Reading, TableRow, habits};
use crate::error::Result;
use crate::model::cadence::{Rules, due};
use crate::model::holidays::WorkingDays;
use crate::model::season::Season;
use crate::model::{FollowUp, Habits, Id, Worth};
use crate::store::{History, Read, Reader, Scan, StoreError};

/// Larger books are read on a thread: a frame has no time for them.
const READ_AT_ONCE: usize = 1_000;
/// Agendas of larger books are made on a thread.
const MADE_AT_ONCE: usize = 10_000;
/// After a step that changed more customers than this, everybody is read anew.
const MANY: usize = 5_000;
/// Nor is a step followed that changed more rows.
const MANY_CHANGES: i64 = 20_000;
/// What was put aside stands under this name among the settings.
const ASIDE: &str = "agenda_aside";
/// Offices open and close on the quarter of an hour, whatever the zone.
const QUARTER_SECS: i64 = 15 * 60;

/// What a book keeps for its agenda.
#[derive(Default)]
pub struct Agendas {
    rules: Option<Arc<Rules>>,
    /// What a person has put aside, once it is read.
    aside: Option<Arc<Aside>>,
    standings: Option<Arc<Standings>>,
    /// Customers that changed since they were read.
    changed: Vec<Id>,
    made: Option<Made>,
    /// Grows with every agenda that is made or changed.
    version: u64,
    making: Option<Making>,
    /// What is shown before there is one.
    unread: Option<Arc<Agenda>>,
    /// Grows when everybody was read anew or stands under other rules.
    readings: u64,
    /// Who was read again since somebody asked.
    moved: Vec<Id>,
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
    /// What a person has put aside.
    fn aside(&mut self, reader: &Reader) -> Result<Arc<Aside>, StoreError> {
        if self.aside.is_none() {
            self.aside = Some(Arc::new(aside_of(reader)?));
        }
        Ok(self.aside.clone().unwrap_or_default())
    }

    /// Grows when everybody may stand otherwise than before.
    pub(in crate::book) fn readings(&self) -> u64 {
        self.readings
    }

    /// Who was read again since this was asked last, each once.
    pub(in crate::book) fn take_moved(&mut self) -> Vec<Id> {
        let mut moved = std::mem::take(&mut self.moved);
        moved.sort_unstable();
        moved.dedup();
        moved
    }

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

    fn keep(&mut self, made: Made) {
        self.version += 1;
        self.made = Some(made);
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
            agendas.keep(agenda);
        }
        if let Some(made) = agendas.made.as_ref().filter(|made| made.of == of) {
            return Ok(Arc::clone(&made.agenda));
        }
        let Some(standings) = agendas.standings.clone() else {
            return Ok(agendas.stands(now.today));
        };
        let (done, aside) = (self.reader.count_touched_on(now.today)?, agendas.aside(&self.reader)?);
        let make = move || {
            let asking = Asking::new(&standings, &rules, &aside, now, now.today);
            Agenda::new(now.today, ask_all(&standings, &asking), done)
        };
        if self.customer_count <= MADE_AT_ONCE {
            let agenda = Arc::new(make());
            agendas.keep(Made { agenda: Arc::clone(&agenda), of });
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

    /// Grows whenever [`Self::agenda`] answers something else.
    pub fn agenda_version(&self) -> u64 {
        self.agendas.borrow().version
    }

    /// How things stand with everybody, as far as they are read.
    pub fn standings(&self, now: Now) -> Result<Option<Arc<Standings>>> {
        let rules = self.rules()?;
        self.follow_standings(&rules, now)?;
        Ok(self.agendas.borrow().standings.clone())
    }

    fn home(&self) -> Arc<Home> {
        let (currency, zone) = (self.habits.currency, self.habits.zone);
        Arc::new(Home { currency, worth: Worth::of(&self.rates, currency), zone })
    }

    /// Forgets how things stand: what amounts are worth has changed, by which customers are put into tiers.
    pub(in crate::book) fn forget_standings(&mut self) {
        let Agendas { version, readings, .. } = *self.agendas.get_mut();
        *self.agendas.get_mut() = Agendas { version, readings, ..Agendas::default() };
    }

    /// Tells each row how its customer stands today, as far as anybody has asked for the agenda yet.
    pub(in crate::book) fn mark_due(&self, rows: &mut [TableRow]) {
        let agendas = self.agendas.borrow();
        let Some(standings) = &agendas.standings else { return };
        for row in rows {
            row.due = standings.get(row.id).map(|kept| {
                let due = due(&kept.standing, standings.rules(), WorkingDays::shared(), self.today);
                (due.state, due.on)
            });
        }
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
                    agendas.readings += 1;
                    agendas.outdate();
                }
                None => return Ok(()),
            }
        }
        if let Some(standings) = agendas.standings.as_mut().filter(|standings| standings.rules() != rules) {
            Arc::make_mut(standings).follow(rules);
            agendas.readings += 1;
            agendas.outdate();
        }
        if agendas.changed.is_empty() {
            return Ok(());
        }
        let Some(standings) = &mut agendas.standings else { return Ok(()) };
        let mut changed = std::mem::take(&mut agendas.changed);
        changed.sort_unstable();
        changed.dedup();
        agendas.moved.extend(&changed);
        // What a thread makes of how things stood is of no use any more.
        agendas.making = None;
        let standings = Arc::make_mut(standings);
        // The agenda of many is made in one go; of few only their lines are.
        let Some(made) = agendas.made.as_mut().filter(|made| changed.len() <= 64 && made.of == (now.today, quarter(now.at))) else {
            standings.reread(&self.reader, &changed, now.today)?;
            agendas.outdate();
            return Ok(());
        };
        let aside = agendas.aside.clone().unwrap_or_default();
        let (_, before) = of_these(standings, rules, &aside, now, &changed);
        standings.reread(&self.reader, &changed, now.today)?;
        let (fresh, after) = of_these(standings, rules, &aside, now, &changed);
        let done = self.reader.count_touched_on(now.today)?;
        agendas.version += 1;
        let agenda = Arc::make_mut(&mut made.agenda);
        agenda.replace(&changed, fresh, done);
        agenda.sums.take(&before);
        agenda.sums.add(&after);
        Ok(())
    }

    /// Puts the birthday of a person aside for this year.
    pub fn put_birthday_aside(&mut self, contact: Id, birthday: NaiveDate, now: Now) -> Result<()> {
        self.change_aside(|aside| aside.put_birthday(contact, birthday, now.today))
    }

    /// Puts a season aside until the day `until`.
    pub fn put_season_aside(&mut self, season: &Season, until: NaiveDate, now: Now) -> Result<()> {
        self.change_aside(|aside| aside.put_season(season, until, now.today))
    }

    /// Shows again everything that was put aside.
    pub fn take_all_from_aside(&mut self) -> Result<()> {
        self.change_aside(Aside::clear)
    }

    /// How many birthdays and seasons are put aside today.
    pub fn count_aside(&self, today: NaiveDate) -> usize {
        self.agendas.borrow().aside.as_ref().map_or(0, |aside| aside.count(today))
    }

    fn change_aside(&mut self, change: impl FnOnce(&mut Aside)) -> Result<()> {
        let mut aside = Aside::clone(&*self.agendas.get_mut().aside(&self.reader)?);
        change(&mut aside);
        self.writing()?.set_setting(ASIDE, Some(&aside.to_text()))?;
        let agendas = self.agendas.get_mut();
        agendas.aside = Some(Arc::new(aside));
        agendas.outdate();
        self.revision += 1;
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
        let place = self.place.clone();
        let work = move || {
            let go_on = || !stopped.load(Ordering::Relaxed);
            let read = stored::read(&place, &reader, (&rules, &home), now.today, &go_on).unwrap_or_default();
            let (standings, packed) = read.map_or((None, None), |(standings, packed)| (Some(standings), packed));
            if sender.send(standings).is_ok() {
                wake();
            }
            // Where it cannot be kept the next start reads the book again, which takes a second.
            let _ = packed.map(|packed| packed.keep(&place));
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
        self.standings_on(rules, now.today)
    }

    /// As [`Self::standings`], where only the day is known.
    pub(in crate::book) fn standings_on(&self, rules: &Arc<Rules>, today: NaiveDate) -> Result<Standings> {
        let (Habits { currency, zone, .. }, rates) = (habits::kept(&self.reader)?, habits::kept_rates(&self.reader)?);
        let home = Home { currency, worth: Worth::of(&rates, currency), zone };
        let read = stored::read(&self.place, &self.reader, (rules, &Arc::new(home)), today, &|| true)?;
        Ok(read.map(|(standings, _)| standings).unwrap_or_default())
    }

    /// Everything that is due until the day `until` (included), and what each line says.
    pub fn agenda(&self, now: Now, until: NaiveDate) -> Result<(Agenda, Vec<LineWords>)> {
        let rules = Arc::new(self.rules()?);
        let standings = self.standings(&rules, now)?;
        let aside = aside_of(&self.reader)?;
        let asking = Asking::new(&standings, &rules, &aside, now, until);
        let agenda = Agenda::new(now.today, ask_all(&standings, &asking), self.reader.count_touched_on(now.today)?);
        let words = words_of(&self.reader, &agenda.lines, &rules, Some(&standings), now)?;
        Ok((agenda, words))
    }
}

/// The lines of some customers, and what they add to the sums.
fn of_these(standings: &Standings, rules: &Rules, aside: &Aside, now: Now, customers: &[Id]) -> (Vec<Line>, Sums) {
    let asking = Asking::new(standings, rules, aside, now, now.today);
    let (mut lines, mut sums) = (Vec::new(), asking.no_sums());
    for kept in customers.iter().filter_map(|id| standings.get(*id)) {
        asking.ask(kept, standings.matters().of(kept.standing.id), &mut lines, &mut sums);
    }
    (lines, sums)
}

fn aside_of(reader: &Reader) -> Result<Aside, StoreError> {
    Ok(reader.setting(ASIDE)?.map(|text| Aside::read(&text)).unwrap_or_default())
}

/// The rules that the book keeps, else the usual ones.
pub fn rules_of(reader: &Reader) -> Result<Rules, StoreError> {
    Ok(reader.rulebook()?.and_then(|book| Rules::of_json(&book.rules).ok()).unwrap_or_default())
}
