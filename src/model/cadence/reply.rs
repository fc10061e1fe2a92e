//! The reply clock: an inquiry is answered within 24 hours, at least with progress (S4.14), counted where the customer works.
//!
//! The clock starts when the inquiry comes, or when the customer's office opens next where it came outside of its hours. Then hours of
//! the day and night run, but not those of weekends and holidays there. What would end at night ends when the office opens again:
//! nobody reads an answer before. So an inquiry of Friday 17:00 wants an answer by Monday 17:00.

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::rules::Rules;
use crate::model::country::CountryNo;
use crate::model::habits::WorkWeek;
use crate::model::holidays::works_on;
use crate::model::office::{Office, office_at};
use crate::model::reminder::moment;
use crate::model::zone::Zone;
use crate::tr;

/// When an inquiry wants its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplyClock {
    /// When it came.
    pub asked_at: DateTime<Utc>,
    /// When its clock starts.
    pub starts_at: DateTime<Utc>,
    /// When the answer should be there.
    pub due_at: DateTime<Utc>,
}

/// How many days are looked at for the end of a clock.
const MOST_DAYS: u32 = 400;

impl ReplyClock {
    /// The clock of an inquiry that came at `asked_at`, for a customer who keeps `week` in `country` by the clocks of `zone`.
    pub fn new(asked_at: DateTime<Utc>, zone: Zone, week: &WorkWeek, country: CountryNo, rules: &Rules) -> Self {
        let asked = zone.local(asked_at);
        let open_from = |local: NaiveDateTime| match office_at(local, week, country) {
            Some(Office::Closed(until)) => until,
            Some(Office::Open(_)) | None => local,
        };
        let starts = open_from(asked);
        let mut left = TimeDelta::hours(i64::from(rules.reply_within_hours));
        let mut at = starts;
        for _ in 0..MOST_DAYS {
            let Some(midnight) = at.date().succ_opt().map(|day| day.and_time(NaiveTime::MIN)) else { break };
            if works_on(week, country, at.date()) || at.date() == starts.date() {
                let today = (midnight - at).min(left);
                left -= today;
                at = at.checked_add_signed(today).unwrap_or(at);
                if left <= Duration::zero() {
                    break;
                }
            } else {
                at = midnight;
            }
        }
        let instant = |local: NaiveDateTime| if local == asked { asked_at } else { moment(local.date(), local.time(), zone) };
        let starts_at = instant(starts).max(asked_at);
        let due_at = instant(open_from(at)).max(starts_at);
        Self { asked_at, starts_at, due_at }
    }

    /// How much is left at `now`; negative where the answer is late.
    pub fn left(&self, now: DateTime<Utc>) -> TimeDelta {
        self.due_at - now
    }

    /// How it stands at `now`, in the language spoken: `answer within 3 h 20`, `answer 2 h late`, `no hurry, opens there in 5 h`.
    pub fn text(&self, now: DateTime<Utc>) -> String {
        let left = self.left(now);
        if left < TimeDelta::zero() {
            tr!("reply-late", span = span(-left))
        } else if now < self.starts_at {
            tr!("reply-not-begun", span = span(left), opens = span(self.starts_at - now))
        } else {
            tr!("reply-within", span = span(left))
        }
    }
}

/// Hours and minutes as one says them, from two days on days and hours; a begun minute counts.
fn span(span: TimeDelta) -> String {
    let minutes = (span.num_seconds() + 59) / 60;
    let (days, hours, rest) = (minutes / 1_440, minutes / 60, minutes % 60);
    match (days, hours, rest) {
        (2.., _, _) => tr!("span-days-hours", days = days, hours = hours % 24),
        (_, 0, minutes) => tr!("span-minutes", minutes = minutes),
        (_, hours, 0) => tr!("span-hours", hours = hours),
        (_, hours, minutes) => tr!("span-hours-minutes", hours = hours, minutes = format!("{minutes:02}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::country::Country;
    use crate::model::office::week_of;
    use crate::words::{Language, speak};

    fn clock(asked: &str, zone: &str, iso2: &str, hours: u32) -> (String, String) {
        let zone: Zone = zone.parse().unwrap();
        let rules = Rules { reply_within_hours: hours, ..Rules::default() };
        let found = ReplyClock::new(asked.parse().unwrap(), zone, &week_of(Country::by_iso2(iso2)), CountryNo::of(iso2), &rules);
        let local = |at: DateTime<Utc>| zone.local(at).format("%a %d %H:%M").to_string();
        (local(found.starts_at), local(found.due_at))
    }

    #[test]
    fn an_inquiry_is_answered_within_a_working_day_of_the_customer() {
        // 2026-11-20 is a Friday; Berlin is an hour ahead of UTC then, Riyadh three.
        for (asked, zone, iso2, hours, starts, due) in [
            ("2026-11-18T09:00:00Z", "Europe/Berlin", "DE", 24, "Wed 18 10:00", "Thu 19 10:00"),
            ("2026-11-20T16:00:00Z", "Europe/Berlin", "DE", 24, "Fri 20 17:00", "Mon 23 17:00"),
            ("2026-11-20T20:00:00Z", "Europe/Berlin", "DE", 24, "Mon 23 09:00", "Tue 24 09:00"),
            ("2026-11-21T10:00:00Z", "Europe/Berlin", "DE", 24, "Mon 23 09:00", "Tue 24 09:00"),
            ("2026-11-19T09:00:00Z", "Asia/Riyadh", "SA", 24, "Thu 19 12:00", "Sun 22 12:00"),
            // Over Christmas.
            ("2026-12-24T14:00:00Z", "Europe/Berlin", "DE", 24, "Thu 24 15:00", "Mon 28 15:00"),
            // Less than a day, and more.
            ("2026-11-18T09:00:00Z", "Europe/Berlin", "DE", 4, "Wed 18 10:00", "Wed 18 14:00"),
            ("2026-11-18T15:00:00Z", "Europe/Berlin", "DE", 4, "Wed 18 16:00", "Thu 19 09:00"),
            ("2026-11-18T09:00:00Z", "Europe/Berlin", "DE", 48, "Wed 18 10:00", "Fri 20 10:00"),
            ("2026-11-18T09:00:00Z", "Europe/Berlin", "DE", 0, "Wed 18 10:00", "Wed 18 10:00"),
            // The clocks go forward on Sunday, 29 March 2026, and the half hour of India.
            ("2026-03-27T09:00:00Z", "Europe/Berlin", "DE", 24, "Fri 27 10:00", "Mon 30 10:00"),
            ("2026-11-18T05:00:00Z", "Asia/Kolkata", "IN", 24, "Wed 18 10:30", "Thu 19 10:30"),
            ("2026-11-18T05:00:00Z", "UTC+05:30", "", 24, "Wed 18 10:30", "Thu 19 10:30"),
        ] {
            assert_eq!(clock(asked, zone, iso2, hours), (starts.to_owned(), due.to_owned()), "{asked} {iso2} {hours}");
        }
    }

    #[test]
    fn a_clock_never_runs_backwards_and_says_how_it_stands() {
        let asked: DateTime<Utc> = "2026-11-18T21:00:00Z".parse().unwrap();
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let clock = ReplyClock::new(asked, zone, &WorkWeek::default(), CountryNo::of("DE"), &Rules::default());
        for (hours, english, chinese) in [
            (0, "answer within 35 h; opens there in 11 h", "35 小时内回复；当地 11 小时后上班"),
            (12, "answer within 23 h", "23 小时内回复"),
            (38, "answer 3 h late", "回复已超时 3 小时"),
            (95, "answer 2 d 12 h late", "回复已超时 2 天 12 小时"),
        ] {
            for (language, text) in [(Language::English, english), (Language::Chinese, chinese)] {
                speak(language);
                assert_eq!(clock.text(asked + TimeDelta::hours(hours)), text, "{hours}");
            }
            speak(Language::English);
        }
        let never: WorkWeek = "09:00-18:00 ".parse().unwrap();
        for at in [asked, DateTime::<Utc>::MIN_UTC + TimeDelta::days(3), DateTime::<Utc>::MAX_UTC - TimeDelta::days(3)] {
            for week in [WorkWeek::default(), never] {
                let rules = Rules { reply_within_hours: u32::MAX, ..Rules::default() };
                let clock = ReplyClock::new(at, zone, &week, CountryNo::of("CN"), &rules);
                assert!(clock.asked_at <= clock.starts_at && clock.starts_at <= clock.due_at);
            }
        }
    }
}
