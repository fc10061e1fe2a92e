//! Asks the rules for everybody in one go: which lines stand on an agenda, what the next day holds, whom a season concerns.

use chrono::{Days, NaiveDate};

use super::aside::Aside;
use super::line::{Line, LineKind, Reach};
use super::matters::{Asked, BIRTHDAY_AHEAD, Matter};
use super::places::Place;
use super::standings::{Kept, Standings};
use crate::book::Now;
use crate::model::Id;
use crate::model::cadence::{Due, DueState, ReplyClock, Rules, due};
use crate::model::country::CountryNo;
use crate::model::holidays::WorkingDays;
use crate::model::office::{office_at, week_of};
use crate::model::season::{Season, next_birthday, to_write_now};
use crate::model::zone::Zone;

/// As many customers are asked by one thread.
const ASKED_AT_ONCE: usize = 60_000;

/// A festival, fair or shutdown because of which one writes now (S4.12), with how many customers it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeasonLine {
    /// Which.
    pub season: &'static Season,
    /// Whom it concerns and who is not in the public pool.
    pub customers: usize,
    /// With how many of them one was in touch since its writing time began.
    pub written: usize,
}

/// What a customer adds to the sums of an agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Customers who fall due on the day after the last one that was asked for.
    pub next_day: usize,
    /// The seasons of the day, each with its counts.
    pub seasons: Vec<SeasonLine>,
}

impl Sums {
    /// Adds other sums of the same day.
    pub fn add(&mut self, other: &Self) {
        self.next_day += other.next_day;
        for (own, other) in self.seasons.iter_mut().zip(&other.seasons) {
            own.customers += other.customers;
            own.written += other.written;
        }
    }

    /// Takes other sums of the same day away.
    pub fn take(&mut self, other: &Self) {
        self.next_day = self.next_day.saturating_sub(other.next_day);
        for (own, other) in self.seasons.iter_mut().zip(&other.seasons) {
            own.customers = own.customers.saturating_sub(other.customers);
            own.written = own.written.saturating_sub(other.written);
        }
    }
}

/// What the lines of a day are made with.
pub struct Asking<'a> {
    rules: &'a Rules,
    working: &'a WorkingDays,
    now: Now,
    until: NaiveDate,
    places: &'a [Place],
    reaches: Vec<Reach>,
    home: Option<Zone>,
    aside: &'a Aside,
    /// The seasons of the day, and which countries each concerns.
    seasons: Vec<(&'static Season, Vec<bool>)>,
}

impl<'a> Asking<'a> {
    /// For everything that is due until the day `until` (included).
    pub fn new(standings: &'a Standings, rules: &'a Rules, aside: &'a Aside, now: Now, until: NaiveDate) -> Self {
        let places = standings.places().all();
        let mut seasons: Vec<(&'static Season, Vec<bool>)> = Vec::new();
        for season in to_write_now(now.today).filter(|season| !aside.has_season(season, now.today)) {
            seasons.push((season, places.iter().map(|place| season.concerns(country_of(place))).collect()));
        }
        Self {
            rules,
            working: WorkingDays::shared(),
            now,
            until,
            places,
            reaches: reaches(places, now),
            home: standings.home().zone,
            aside,
            seasons,
        }
    }

    /// Sums of nobody.
    pub fn no_sums(&self) -> Sums {
        let seasons = self.seasons.iter().map(|(season, _)| SeasonLine { season, customers: 0, written: 0 });
        Sums { next_day: 0, seasons: seasons.collect() }
    }

    /// Adds the lines of a customer to `lines`, and what it adds to the sums.
    pub fn ask(&self, kept: &Kept, matters: &[(Id, Matter)], lines: &mut Vec<Line>, sums: &mut Sums) {
        let standing = &kept.standing;
        let due: Due = due(standing, self.rules, self.working, self.now.today);
        let is_in_pool = due.state == DueState::InPool;
        let mut waits_for_answer = false;
        let our_last = standing.our_last_word().map(|last| last.on);
        for (_, matter) in matters {
            match *matter {
                Matter::Inquiry { touch, asked } => {
                    lines.push(self.reply(kept, touch, asked));
                    waits_for_answer = true;
                }
                Matter::Promise { promise, due_on } if due_on <= self.until => {
                    lines.push(Line { source: Some(promise), ..self.line(kept, LineKind::Promise, due_on) });
                }
                Matter::Birthday { contact, born } if !is_in_pool => {
                    let last = self.until.max(self.now.today.checked_add_signed(BIRTHDAY_AHEAD).unwrap_or(self.until));
                    let was_greeted = our_last == Some(self.now.today);
                    if let Some(on) = next_birthday(born, self.now.today).filter(|on| *on <= last && !was_greeted)
                        && !self.aside.has_birthday(contact, self.now.today)
                    {
                        lines.push(Line { source: Some(contact), ..self.line(kept, LineKind::Birthday, on) });
                    }
                }
                // A card is here or in the bag of one of ours, whatever the hour is at the customer.
                Matter::CardOut { copy, due_on } if due_on <= self.until => {
                    lines.push(Line { source: Some(copy), reach: Reach::Here, ..self.line(kept, LineKind::Card, due_on) });
                }
                Matter::Promise { .. } | Matter::Birthday { .. } | Matter::CardOut { .. } => {}
            }
        }
        // Who is answered is in touch as well: one line says both.
        lines.extend(self.by_rule(kept, &due).filter(|line| !waits_for_answer || line.kind == LineKind::FollowUp));
        let next = self.until.checked_add_days(Days::new(1));
        sums.next_day += usize::from(due.on.is_some() && due.on == next);
        if is_in_pool {
            return;
        }
        for (line, (season, concerned)) in sums.seasons.iter_mut().zip(&self.seasons) {
            if concerned.get(usize::from(kept.place)).copied().unwrap_or_default() {
                line.customers += 1;
                line.written += usize::from(our_last.is_some_and(|last| last >= season.write_from));
            }
        }
    }

    fn line(&self, kept: &Kept, kind: LineKind, due_on: NaiveDate) -> Line {
        let reach = self.reaches.get(usize::from(kept.place)).copied().unwrap_or(Reach::Now);
        Line { customer: kept.standing.id, kind, due_on, at: None, reach, rank: kept.standing.tier.0, source: None }
    }

    fn by_rule(&self, kept: &Kept, due: &Due) -> Option<Line> {
        let (standing, today) = (&kept.standing, self.now.today);
        let (kind, due_on) = match due.on {
            Some(on) if on <= self.until => (if standing.planned.is_some() { LineKind::FollowUp } else { LineKind::Cadence }, on),
            // Who has planned something has decided; what the pool then proposes, its review lists.
            _ if due.state != DueState::InPool && due.warns_of_pool && standing.planned.is_none() => (LineKind::PoolWarning, today),
            _ => return None,
        };
        let at = standing.planned.filter(|planned| planned.on == due_on && due_on >= today).and_then(|planned| planned.time);
        Some(Line { at, ..self.line(kept, kind, due_on) })
    }

    fn reply(&self, kept: &Kept, touch: Id, asked: Asked) -> Line {
        let place = self.places.get(usize::from(kept.place)).copied().unwrap_or_default();
        let clock = reply_clock(asked, &place, self.home, self.rules);
        let local = self.home.or(place.zone).map_or_else(|| clock.due_at.naive_utc(), |zone| zone.local(clock.due_at));
        Line { source: Some(touch), at: Some(local.time()), ..self.line(kept, LineKind::Reply, local.date()) }
    }
}

/// When an inquiry of a customer in `place` wants its answer; where nobody knows the customer's zone, by our own.
pub fn reply_clock(asked: Asked, place: &Place, home: Option<Zone>, rules: &Rules) -> ReplyClock {
    let zone = place.zone.or(home).unwrap_or(Zone::Fixed(0));
    // A day alone begins where the customer is.
    let at = match asked.at_ms {
        Some(_) => asked.at(),
        None => crate::model::reminder::moment(asked.on, chrono::NaiveTime::MIN, zone),
    };
    ReplyClock::new(at, zone, &week_of(place.country), country_of(place), rules)
}

fn country_of(place: &Place) -> CountryNo {
    place.country.map_or(CountryNo::UNKNOWN, |country| country.number())
}

/// All lines of a book in any order, and their sums.
pub fn ask_all(standings: &Standings, asking: &Asking<'_>) -> (Vec<Line>, Sums) {
    let of = |kept: &[Kept]| {
        let (mut lines, mut sums) = (Vec::new(), asking.no_sums());
        let mut matters = kept.first().map_or(&[][..], |first| standings.matters().from(first.standing.id));
        for one in kept {
            let skipped = matters.iter().take_while(|(id, _)| *id < one.standing.id).count();
            let own = matters[skipped..].iter().take_while(|(id, _)| *id == one.standing.id).count();
            let (own, rest) = matters[skipped..].split_at(own);
            asking.ask(one, own, &mut lines, &mut sums);
            matters = rest;
        }
        (lines, sums)
    };
    let all = standings.all();
    if all.len() <= ASKED_AT_ONCE {
        return of(all);
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let of = &of;
    let parts: Vec<(Vec<Line>, Sums)> = std::thread::scope(|scope| {
        let parts: Vec<_> = all.chunks(all.len().div_ceil(threads)).map(|part| scope.spawn(move || of(part))).collect();
        parts.into_iter().map(|part| part.join().unwrap_or_default()).collect()
    });
    let (mut lines, mut sums) = (Vec::with_capacity(parts.iter().map(|(lines, _)| lines.len()).sum()), asking.no_sums());
    for (mut part, of_part) in parts {
        lines.append(&mut part);
        sums.add(&of_part);
    }
    (lines, sums)
}

/// Whether somebody sits in the office, for each place.
fn reaches(places: &[Place], now: Now) -> Vec<Reach> {
    let reach = |place: &Place| {
        place.zone.map_or(Reach::Now, |zone| {
            let local = zone.local(now.at);
            Reach::of(office_at(local, &week_of(place.country), country_of(place)), local)
        })
    };
    places.iter().map(reach).collect()
}
