//! The one place of the window that knows what time it is. Everything else gets [`Now`] as an argument.

use chrono::{DateTime, Days, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

use crate::book::Now;
use crate::model::zone::{Zone, shown_by};

/// Tells the time at the user's desk.
pub struct Clock {
    read: Box<dyn Fn() -> DateTime<Utc>>,
    local: Box<dyn Fn(DateTime<Utc>) -> NaiveDateTime>,
    instant: Box<dyn Fn(NaiveDateTime) -> DateTime<Utc>>,
    zone: Option<Zone>,
}

impl Clock {
    /// The computer's clock and zone.
    pub fn system() -> Self {
        Self {
            read: Box::new(Utc::now),
            local: Box::new(|at| at.with_timezone(&Local).naive_local()),
            // An hour that the clocks skip or repeat: the later of the two is as good.
            instant: Box::new(|at| Local.from_local_datetime(&at).latest().map_or_else(|| at.and_utc(), |at| at.to_utc())),
            zone: system_zone(),
        }
    }

    /// A clock that stands still, in the zone of `at`.
    pub fn fixed(at: DateTime<FixedOffset>) -> Self {
        let zone = *at.offset();
        Self {
            read: Box::new(move || at.to_utc()),
            local: Box::new(move |at| at.with_timezone(&zone).naive_local()),
            instant: Box::new(move |at| zone.from_local_datetime(&at).latest().map_or_else(|| at.and_utc(), |at| at.to_utc())),
            zone: None,
        }
    }

    /// The same clock on a computer whose zone is `zone`.
    pub fn at_home_in(self, zone: Zone) -> Self {
        Self { zone: Some(zone), ..self }
    }

    /// The zone of the computer, where it is known by name.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    /// The zone whose time the clock shows now: `known` where it still is, since asking the system costs a file. A person may fly, or
    /// choose another zone in the system, while the window is open.
    pub fn zone_now(&self, known: Option<Zone>) -> Zone {
        let at = (self.read)();
        let local = (self.local)(at);
        let fits = |zone: &Zone| zone.local(at) == local;
        let named = known.filter(fits).or_else(|| self.zone.filter(fits)).or_else(system_zone);
        shown_by(local, at, named)
    }

    /// The instant and the day.
    pub fn now(&self) -> Now {
        let at = (self.read)();
        Now { at, today: (self.local)(at).date() }
    }

    /// Day and time at the desk of an instant in milliseconds of the Unix epoch.
    pub fn local(&self, at_ms: i64) -> NaiveDateTime {
        (self.local)(Utc.timestamp_millis_opt(at_ms).single().unwrap_or_default())
    }

    /// The instant of a day and time at the desk, in milliseconds of the Unix epoch.
    pub fn instant(&self, at: NaiveDateTime) -> i64 {
        (self.instant)(at).timestamp_millis()
    }

    /// The last moment of a day at the desk, in milliseconds of the Unix epoch.
    pub fn end_of(&self, day: NaiveDate) -> i64 {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(NaiveTime::MIN);
        (self.instant)(next).timestamp_millis() - 1
    }

    /// Seconds until the next full minute, when texts such as "12 minutes ago" change.
    pub fn seconds_to_full_minute(&self) -> f32 {
        let ms = (self.read)().timestamp_millis().rem_euclid(60_000);
        (60_000 - ms) as f32 / 1000.0 + 0.02
    }
}

/// What the clock of the computer shows now, for a thread that waits for an instant.
#[cfg(any(test, not(target_os = "linux")))]
pub(super) fn wall() -> DateTime<Utc> {
    Utc::now()
}

fn system_zone() -> Option<Zone> {
    iana_time_zone::get_timezone().ok()?.parse().ok()
}
