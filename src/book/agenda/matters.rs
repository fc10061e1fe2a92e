//! What of a customer stands on the agenda by itself, whatever the rules say: inquiries that wait for an answer, promises of both sides,
//! birthdays, printed cards that somebody has. Few customers have any, so these stand apart from the standings.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::model::Id;
use crate::model::day::PartialDay;
use crate::model::follow::{Channel, Direction};
use crate::store::WalkedTouch;

/// Something that stands on the agenda by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// An inquiry that nobody has answered.
    Inquiry {
        /// The touch.
        touch: Id,
        /// When it came.
        asked: Asked,
    },
    /// A promise of either side that is waited for.
    Promise {
        /// Which.
        promise: Id,
        /// By when.
        due_on: NaiveDate,
    },
    /// A person has a birthday.
    Birthday {
        /// Who.
        contact: Id,
        /// The day of birth.
        born: PartialDay,
    },
    /// A printed card that somebody took along has to come back.
    CardOut {
        /// Which.
        copy: Id,
        /// By when.
        due_on: NaiveDate,
    },
}

/// When an inquiry came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// The local day.
    pub on: NaiveDate,
    /// The instant in milliseconds of the Unix epoch, where it is known.
    pub at_ms: Option<i64>,
}

impl Asked {
    /// The instant; where only the day is known its beginning by UTC, from which the clock waits for the customer's office to open.
    pub fn at(self) -> DateTime<Utc> {
        let midnight = || self.on.and_time(chrono::NaiveTime::MIN).and_utc();
        self.at_ms.and_then(DateTime::from_timestamp_millis).unwrap_or_else(midnight)
    }
}

/// The matters of all customers, in order of customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matters(Vec<(Id, Matter)>);

impl Matters {
    /// Takes in what stands on the agenda of customers behind all that are known.
    pub fn append(&mut self, mut found: Vec<(Id, Matter)>) {
        found.sort_unstable();
        self.0.append(&mut found);
    }

    /// Replaces what there is of `customers` (by rising id) by what was found anew.
    pub fn replace(&mut self, customers: &[Id], mut found: Vec<(Id, Matter)>) {
        found.sort_unstable();
        let mut found = &found[..];
        for customer in customers {
            let (fresh, rest) = found.split_at(found.partition_point(|(id, _)| id <= customer));
            found = rest;
            let place = self.place(*customer);
            if self.0[place.clone()] != *fresh {
                self.0.splice(place, fresh.iter().copied());
            }
        }
    }

    fn place(&self, customer: Id) -> std::ops::Range<usize> {
        let first = self.0.partition_point(|(id, _)| *id < customer);
        first..first + self.0[first..].partition_point(|(id, _)| *id == customer)
    }

    /// What there is of one customer.
    pub fn of(&self, customer: Id) -> &[(Id, Matter)] {
        &self.0[self.place(customer)]
    }

    /// What there is of the customers from `first` to `last`, by id.
    pub fn between(&self, first: Id, last: Id) -> &[(Id, Matter)] {
        let from = self.from(first);
        &from[..from.partition_point(|(id, _)| *id <= last)]
    }

    /// What there is of `customer` and those behind it.
    pub fn from(&self, customer: Id) -> &[(Id, Matter)] {
        &self.0[self.0.partition_point(|(id, _)| *id < customer)..]
    }
}

/// Finds the inquiry of a customer that waits: the oldest one after which nobody of ours has spoken. A mailing answers nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Waiting {
    customer: Option<Id>,
    /// Our last word: its day and instant.
    answered: Option<(NaiveDate, Option<i64>)>,
    inquiry: Option<(Id, Asked)>,
}

impl Waiting {
    /// Takes touches in, those of a customer one after the other by rising day; returns the inquiry of the customer before, where this
    /// is another one.
    pub fn take(&mut self, touch: &WalkedTouch<'_>, on: NaiveDate, channel: Channel, direction: Direction) -> Option<(Id, Matter)> {
        let mut before = None;
        if self.customer != Some(touch.customer) {
            before = self.finish();
            self.customer = Some(touch.customer);
        }
        if direction != Direction::In && channel != Channel::Mailing {
            let is_answer = self.inquiry.is_some_and(|(_, asked)| !is_earlier((on, touch.at_ms), (asked.on, asked.at_ms)));
            if is_answer {
                self.inquiry = None;
            }
            if self.answered.is_none_or(|known| !is_earlier((on, touch.at_ms), known)) {
                self.answered = Some((on, touch.at_ms));
            }
        } else if touch.needs_reply && direction == Direction::In && self.inquiry.is_none() {
            // One that was noted later than its answer has it already.
            let is_answered = self.answered.is_some_and(|known| is_earlier((on, touch.at_ms), known));
            if !is_answered {
                self.inquiry = Some((touch.id, Asked { on, at_ms: touch.at_ms }));
            }
        }
        before
    }

    /// The inquiry of the last customer.
    pub fn finish(&mut self) -> Option<(Id, Matter)> {
        let Self { customer, inquiry, .. } = std::mem::take(self);
        let (touch, asked) = inquiry?;
        Some((customer?, Matter::Inquiry { touch, asked }))
    }
}

/// Whether the first was certainly before the second; of one day only their instants tell.
fn is_earlier(first: (NaiveDate, Option<i64>), second: (NaiveDate, Option<i64>)) -> bool {
    match (first.1, second.1) {
        (Some(first), Some(second)) => first < second,
        _ => first.0 < second.0,
    }
}

/// How far ahead a birthday shows: over a weekend.
pub const BIRTHDAY_AHEAD: TimeDelta = TimeDelta::days(3);

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// Touches of one customer: day, hour where known, who spoke (`?` an inquiry of theirs, `*` a mailing).
    fn waiting(touches: &[(&str, Option<i64>, &str)]) -> Option<i64> {
        let mut waiting = Waiting::default();
        for (at, (on, hour, who)) in touches.iter().enumerate() {
            let touch = WalkedTouch {
                customer: Id(1),
                id: Id(at as i64 + 1),
                on,
                channel: "",
                direction: "",
                at_ms: hour.map(|hour| day(on).and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() + hour * 3_600_000),
                needs_reply: *who == "?",
            };
            let direction = match *who {
                "?" | "in" => Direction::In,
                "both" => Direction::Both,
                _ => Direction::Out,
            };
            waiting.take(&touch, day(on), if *who == "*" { Channel::Mailing } else { Channel::Mail }, direction);
        }
        waiting.finish().map(|(_, matter)| match matter {
            Matter::Inquiry { touch, .. } => touch.0,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn an_inquiry_waits_until_somebody_of_ours_has_spoken() {
        for (touches, waits) in [
            (&[("2026-11-18", None, "?")][..], Some(1)),
            (&[("2026-11-18", None, "?"), ("2026-11-19", None, "out")], None),
            (&[("2026-11-18", None, "?"), ("2026-11-18", None, "both")], None),
            (&[("2026-11-18", None, "?"), ("2026-11-19", None, "*")], Some(1)),
            (&[("2026-11-18", None, "?"), ("2026-11-19", None, "in")], Some(1)),
            (&[("2026-11-17", None, "out"), ("2026-11-18", None, "in")], None),
            // The oldest one counts, and one after the answer anew.
            (&[("2026-11-17", None, "?"), ("2026-11-18", None, "?")], Some(1)),
            (&[("2026-11-17", None, "?"), ("2026-11-18", None, "out"), ("2026-11-19", None, "?")], Some(3)),
            // Of one day the instants tell, where both are known, in whatever order they were noted.
            (&[("2026-11-18", Some(10), "out"), ("2026-11-18", Some(9), "?")], None),
            (&[("2026-11-18", Some(9), "out"), ("2026-11-18", Some(10), "?")], Some(2)),
            (&[("2026-11-18", Some(10), "?"), ("2026-11-18", Some(9), "out")], Some(1)),
            (&[("2026-11-18", None, "out"), ("2026-11-18", Some(9), "?")], Some(2)),
            (&[], None),
        ] {
            assert_eq!(waiting(touches), waits, "{touches:?}");
        }
    }

    #[test]
    fn matters_of_customers_are_replaced_in_their_places() {
        let matter = |promise: i64| Matter::Promise { promise: Id(promise), due_on: day("2026-11-20") };
        let mut matters = Matters::default();
        matters.append(vec![(Id(3), matter(31)), (Id(1), matter(12)), (Id(1), matter(11))]);
        matters.append(vec![(Id(7), matter(71))]);
        assert_eq!(matters.of(Id(1)), [(Id(1), matter(11)), (Id(1), matter(12))]);
        assert_eq!(matters.from(Id(2)).len(), 2);
        matters.replace(&[Id(1), Id(2), Id(7)], vec![(Id(2), matter(21)), (Id(7), matter(71)), (Id(1), matter(13))]);
        let all: Vec<i64> = matters.from(Id(0)).iter().map(|(id, _)| id.0).collect();
        assert_eq!((all, matters.of(Id(1)), matters.of(Id(4))), (vec![1, 2, 3, 7], &[(Id(1), matter(13))][..], &[][..]));
    }
}
