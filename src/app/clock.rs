//! The one place of the window that knows what time it is. Everything else gets [`Now`] as an argument.

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone, Utc};

use crate::book::Now;
use crate::model::zone::Zone;

/// Tells the time at the user's desk.
pub struct Clock {
    read: Box<dyn Fn() -> DateTime<Utc>>,
    local: Box<dyn Fn(DateTime<Utc>) -> NaiveDateTime>,
    zone: Option<Zone>,
}

impl Clock {
    /// The computer's clock and zone.
    pub fn system() -> Self {
        Self { read: Box::new(Utc::now), local: Box::new(|at| at.with_timezone(&Local).naive_local()), zone: system_zone() }
    }

    /// A clock that stands still, in the zone of `at`.
    pub fn fixed(at: DateTime<FixedOffset>) -> Self {
        let zone = *at.offset();
        Self { read: Box::new(move || at.to_utc()), local: Box::new(move |at| at.with_timezone(&zone).naive_local()), zone: None }
    }

    /// The same clock on a computer whose zone is `zone`.
    pub fn at_home_in(self, zone: Zone) -> Self {
        Self { zone: Some(zone), ..self }
    }

    /// The zone of the computer, where it is known by name.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
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

    /// Seconds until the next full minute, when texts such as "12 minutes ago" change.
    pub fn seconds_to_full_minute(&self) -> f32 {
        let ms = (self.read)().timestamp_millis().rem_euclid(60_000);
        (60_000 - ms) as f32 / 1000.0 + 0.02
    }
}

fn system_zone() -> Option<Zone> {
    iana_time_zone::get_timezone().ok()?.parse().ok()
}
