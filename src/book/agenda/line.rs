//! What stands on an agenda: who, why, since when, and whether they can be reached now.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::asking::{SeasonLine, Sums};
use crate::model::Id;
use crate::model::cadence::ReplyClock;
use crate::model::office::Office;
use crate::model::zone::Zone;

/// Fewer lines are sorted by one core.
const SORTED_AT_ONCE: usize = 20_000;

/// Why somebody stands on the agenda, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// An inquiry waits for its answer (S4.14).
    Reply,
    /// Something that one of the two promised is due.
    Promise,
    /// A follow-up was planned for the day.
    FollowUp,
    /// The rule of the tier says so.
    Cadence,
    /// The rule's time is nearly over, and the customer will be proposed for the public pool.
    PoolWarning,
    /// A birthday.
    Birthday,
    /// A printed card that somebody took along has to come back.
    Card,
}

impl LineKind {
    /// Its key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Promise => "promise",
            Self::FollowUp => "follow_up",
            Self::Cadence => "cadence",
            Self::PoolWarning => "pool_warning",
            Self::Birthday => "birthday",
            Self::Card => "card",
        }
    }
}

/// Whether somebody sits in the office there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Now, or nobody knows where they are.
    Now,
    /// Within the next hours.
    Soon,
    /// Not before: one writes and does not call.
    Away,
    /// Nobody there has to be reached: a card of ours that shall come back.
    Here,
}

impl Reach {
    /// All, in the order of the agenda.
    pub const ALL: [Self; 4] = [Self::Now, Self::Soon, Self::Away, Self::Here];
    /// An office that opens within so many minutes opens soon.
    pub const SOON_MINUTES: i64 = 180;

    /// Of an office at its local time.
    pub fn of(office: Option<Office>, local: NaiveDateTime) -> Self {
        match office {
            Some(Office::Open(_)) => Self::Now,
            Some(Office::Closed(until)) if (until - local).num_minutes() <= Self::SOON_MINUTES => Self::Soon,
            Some(Office::Closed(_)) | None => Self::Away,
        }
    }
}

/// One entry of an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whom it concerns.
    pub customer: Id,
    /// Why.
    pub kind: LineKind,
    /// Since when, or by when an answer is wanted; today for what is due today. A birthday may lie some days ahead.
    pub due_on: NaiveDate,
    /// Our local time of the day, where one was set.
    pub at: Option<NaiveTime>,
    /// Whether they can be reached.
    pub reach: Reach,
    /// The rank of the tier, the most important first.
    pub rank: u8,
    /// The inquiry, promise, contact or printed card behind it; the plan of a follow-up its words tell.
    pub source: Option<Id>,
}

impl Line {
    /// Days that it is late; zero for today and later.
    pub fn overdue_days(&self, today: NaiveDate) -> i64 {
        (today - self.due_on).num_days().max(0)
    }

    /// The order of an agenda: who can be reached first; of those what has an hour, then what presses most, the important before the
    /// others, the longest late first. Answers stand by when they are wanted.
    fn order(&self) -> (u128, Option<Id>) {
        (self.order_number(), self.source)
    }

    /// The order as one number, but for lines of one customer that differ in their source alone: sorting numbers takes a large book a
    /// few milliseconds. Days beyond 1900 to 2079 stand as the first or last of these.
    fn order_number(&self) -> u128 {
        let day = |day: NaiveDate| (day.num_days_from_ce() - DAYS_BEFORE_1900).clamp(0, u16::MAX.into()) as u128;
        let parts = [
            (self.reach as u128, 2),
            (self.kind as u128, 3),
            (if self.kind == LineKind::Reply { day(self.due_on) } else { 0 }, 16),
            (self.at.map_or(1 << 17, |at| at.num_seconds_from_midnight().into()), 18),
            (self.rank.into(), 8),
            (day(self.due_on), 16),
            // The newest customer first.
            ((!(self.customer.0.cast_unsigned() ^ 1 << 63)).into(), 64),
        ];
        parts.into_iter().fold(0, |number, (part, bits)| number << bits | part)
    }
}

/// Days from the common era of 31 December 1899.
const DAYS_BEFORE_1900: i32 = 693_595;

/// How many lines of an agenda can be reached alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The first of them.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// Everything that is due on a day, in the order in which one works through it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// The day.
    pub today: NaiveDate,
    /// Its lines: who can be reached first.
    pub lines: Vec<Line>,
    /// How many customers were touched today.
    pub done: usize,
    /// What falls due next, and the seasons because of which one writes now.
    pub sums: Sums,
    /// Whether the book is still being read, so that nothing can be said yet.
    pub is_unread: bool,
}

impl Agenda {
    /// The agenda of `today` with `lines` in any order; `done` customers were touched already.
    pub fn new(today: NaiveDate, (lines, sums): (Vec<Line>, Sums), done: usize) -> Self {
        Self { today, lines: sorted(&lines), done, sums, is_unread: false }
    }

    /// The agenda of a book that is still being read.
    pub fn unread(today: NaiveDate) -> Self {
        Self { is_unread: true, ..Self::new(today, Default::default(), 0) }
    }

    /// Takes the lines of `customers` (by rising id) out, and `fresh` ones in.
    pub fn replace(&mut self, customers: &[Id], fresh: Vec<Line>, done: usize) {
        self.lines.retain(|line| customers.binary_search(&line.customer).is_err());
        for line in fresh {
            let at = self.lines.partition_point(|known| known.order() < line.order());
            self.lines.insert(at, line);
        }
        self.done = done;
    }

    /// Which lines can be reached so.
    pub fn share(&self, reach: Reach) -> Share {
        let first = self.lines.partition_point(|line| line.reach < reach);
        Share { first, count: self.lines[first..].partition_point(|line| line.reach == reach) }
    }

    /// The seasons for which one still has to write to somebody.
    pub fn seasons(&self) -> impl Iterator<Item = &SeasonLine> {
        self.sums.seasons.iter().filter(|line| line.written < line.customers)
    }

    /// How many lines are late.
    pub fn overdue(&self) -> usize {
        self.lines.iter().filter(|line| line.due_on < self.today).count()
    }
}

/// Lines in the order of an agenda; sorted by all cores where they are many.
fn sorted(lines: &[Line]) -> Vec<Line> {
    let by = |one: &(u128, usize), other: &(u128, usize)| one.0.cmp(&other.0).then_with(|| lines[one.1].source.cmp(&lines[other.1].source));
    let mut numbers: Vec<(u128, usize)> = lines.iter().enumerate().map(|(at, line)| (line.order_number(), at)).collect();
    let threads = if lines.len() < SORTED_AT_ONCE { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    std::thread::scope(|scope| {
        let mut parts = numbers.chunks_mut(lines.len().div_ceil(threads).max(1));
        let own = parts.next();
        for part in parts {
            scope.spawn(|| part.sort_unstable_by(by));
        }
        if let Some(own) = own {
            own.sort_unstable_by(by);
        }
    });
    // Parts that are in order are merged by this sort as they are.
    numbers.sort_by(by);
    numbers.into_iter().map(|(_, at)| lines[at]).collect()
}

/// What a line says in the language spoken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineWords {
    /// The customer's name.
    pub name: String,
    /// The tier as the book has it; empty where there is none.
    pub tier: String,
    /// The country's code, or as written.
    pub country: String,
    /// Where the clock there stands.
    pub zone: Option<Zone>,
    /// What it is about: the goal of a follow-up, the words of a promise; empty where the rule alone speaks.
    pub what: String,
    /// Why today: the rule, the last touch, what happens next.
    pub why: String,
    /// The rule that speaks, in a word: VIP, planned, promise …
    pub rule: String,
    /// Days until the customer is proposed for the public pool.
    pub pool_in_days: Option<i64>,
    /// The follow-up behind it.
    pub plan: Option<Id>,
    /// When the answer is wanted, of an inquiry.
    pub clock: Option<ReplyClock>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(customer: i64, kind: LineKind, due_on: &str, reach: Reach) -> Line {
        let due_on = due_on.parse().expect("a day");
        Line { customer: Id(customer), kind, due_on, at: None, reach, rank: 0, source: None }
    }

    fn with(lines: Vec<Line>) -> (Vec<Line>, Sums) {
        (lines, Sums::default())
    }

    #[test]
    fn one_works_from_who_can_be_reached_and_presses_most() {
        let today = "2026-11-20".parse().expect("a day");
        let timed = Line { at: NaiveTime::from_hms_opt(15, 0, 0), ..line(7, LineKind::FollowUp, "2026-11-20", Reach::Now) };
        let lower = Line { rank: 2, ..line(8, LineKind::Cadence, "2026-10-01", Reach::Now) };
        let agenda = Agenda::new(
            today,
            with(vec![
                line(1, LineKind::Reply, "2026-11-20", Reach::Away),
                line(2, LineKind::Birthday, "2026-11-20", Reach::Now),
                lower,
                line(3, LineKind::Cadence, "2026-11-20", Reach::Now),
                line(4, LineKind::Cadence, "2026-11-12", Reach::Now),
                line(5, LineKind::FollowUp, "2026-11-19", Reach::Now),
                timed,
                line(6, LineKind::Promise, "2026-11-20", Reach::Soon),
                Line { at: NaiveTime::from_hms_opt(9, 0, 0), ..line(9, LineKind::Reply, "2026-11-23", Reach::Now) },
                Line { at: NaiveTime::from_hms_opt(17, 0, 0), ..line(10, LineKind::Reply, "2026-11-19", Reach::Now) },
            ]),
            3,
        );
        let order: Vec<i64> = agenda.lines.iter().map(|line| line.customer.0).collect();
        assert_eq!(order, [10, 9, 7, 5, 4, 3, 8, 2, 6, 1]);
        assert_eq!(agenda.share(Reach::Now), Share { first: 0, count: 8 });
        assert_eq!(agenda.share(Reach::Soon), Share { first: 8, count: 1 });
        assert_eq!(agenda.share(Reach::Away), Share { first: 9, count: 1 });
        assert_eq!(agenda.overdue(), 4);
        assert_eq!(agenda.lines[3].overdue_days(today), 1);
        assert_eq!(Agenda::new(today, with(Vec::new()), 0).share(Reach::Away), Share::default());
    }

    #[test]
    fn many_lines_stand_in_the_order_of_few() {
        let kinds = [LineKind::Reply, LineKind::Promise, LineKind::FollowUp, LineKind::Cadence, LineKind::PoolWarning, LineKind::Birthday];
        let mut lines: Vec<Line> = (0..2 * SORTED_AT_ONCE as i64)
            .map(|number| {
                let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15_u64 as i64).unsigned_abs() as usize;
                Line {
                    at: mixed.is_multiple_of(5).then(|| NaiveTime::from_hms_opt((mixed % 24) as u32, 0, 0)).flatten(),
                    rank: (mixed % 7) as u8,
                    source: mixed.is_multiple_of(3).then_some(Id(number % 11)),
                    due_on: NaiveDate::from_num_days_from_ce_opt(739_000 + (mixed % 900) as i32).unwrap_or_default(),
                    ..line(number / 3 - 50, kinds[mixed % 6], "2026-11-20", Reach::ALL[mixed % 3])
                }
            })
            .collect();
        let many = sorted(&lines);
        lines.sort_by_key(|line| {
            let wanted_on = (line.kind == LineKind::Reply).then_some(line.due_on);
            let first = (line.reach, line.kind, wanted_on, line.at.is_none(), line.at, line.rank);
            (first, line.due_on, std::cmp::Reverse(line.customer), line.source)
        });
        assert!(many == lines);
    }

    #[test]
    fn an_office_that_opens_within_three_hours_opens_soon() {
        let at = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
        for (office, local, reach) in [
            (Some(Office::Open(at("2026-11-20T18:00:00"))), "2026-11-20T17:59:00", Reach::Now),
            (Some(Office::Closed(at("2026-11-20T09:00:00"))), "2026-11-20T06:00:00", Reach::Soon),
            (Some(Office::Closed(at("2026-11-20T09:00:00"))), "2026-11-20T05:59:00", Reach::Away),
            (None, "2026-11-20T12:00:00", Reach::Away),
        ] {
            assert_eq!(Reach::of(office, at(local)), reach, "{local}");
        }
    }
}
