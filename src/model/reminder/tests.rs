//! Stories of clocks that do what they should not: nothing is lost, nothing is told twice.

use chrono::{Datelike, Weekday};

use super::*;

/// A desk that notes what it tells.
struct Desk {
    marks: Vec<Mark>,
    quiet: Option<Quiet>,
    zone: Zone,
    shown: HashSet<Key>,
    seen: Option<Seen>,
    told: Vec<Key>,
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

/// A follow-up in the words `2026-11-20T15:00`; ten minutes before.
fn planned(row: i64, at: &str) -> Mark {
    let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M").unwrap();
    Mark { kind: Kind::Planned, row: Id(row), when: When::Local { on: at.date(), time: at.time(), before: 10 }, since: None }
}

impl Desk {
    fn new(zone: &str, times: &[&str]) -> Self {
        let marks = times.iter().enumerate().map(|(at, text)| planned(at as i64 + 1, text)).collect();
        Self { marks, quiet: None, zone: zone.parse().unwrap(), shown: HashSet::new(), seen: None, told: Vec::new() }
    }

    fn plan(&self) -> Plan {
        let works = |day: NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Plan::new(self.marks.clone(), Some(Morning { time: time("09:00"), works: Box::new(works) }), self.quiet)
    }

    /// Looks at the clock and tells what there is to tell: `+` pops up, `-` stands on Today alone, `?` was missed.
    fn look(&mut self, now: &str) -> String {
        let decision = decide(&self.plan(), instant(now), self.zone, &self.shown, self.seen);
        let mut said = Vec::new();
        for (sign, told) in [("+", &decision.show), ("-", &decision.silent), ("?", &decision.missed)] {
            for reminder in told {
                assert!(self.shown.insert(reminder.key), "{now}: {} is told twice", reminder.key);
                self.told.push(reminder.key);
                let what = if reminder.key.kind == Kind::Morning { "morning".to_owned() } else { reminder.key.row.to_string() };
                said.push(format!("{sign}{what}"));
            }
        }
        assert!(decision.next_wake > instant(now), "{now}");
        // What was missed is noted, so the next look goes on from here.
        let again = decide(&self.plan(), instant(now), self.zone, &self.shown, self.seen);
        assert!(again.show.is_empty() && again.silent.is_empty() && again.missed.is_empty(), "{now}: {again:?}");
        if decision.jumped.is_some() {
            said.push("jumped".to_owned());
        }
        self.seen = Some(again.seen);
        said.join(" ")
    }

    /// Whether everything that was planned up to an instant has been told.
    fn lost(&self, until: &str) -> Vec<String> {
        let due = |mark: &&Mark| mark.instant(instant(until), self.zone) <= instant(until) && !self.told.contains(&mark.key());
        self.marks.iter().filter(due).map(|mark| mark.key().to_string()).collect()
    }
}

#[test]
fn whatever_the_clock_does_nothing_is_lost_and_nothing_told_twice() {
    // Friday 2026-11-20 in Shanghai, eight hours east: what happens at which instant, and what is told.
    type Story = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);
    let stories: &[Story] = &[
        (
            "a day as it should be",
            &["2026-11-20T10:00", "2026-11-20T15:00"],
            &[
                ("2026-11-20T00:59:59Z", ""),
                ("2026-11-20T01:00:00Z", "+morning"),
                ("2026-11-20T01:50:00Z", "+1"),
                ("2026-11-20T06:50:00Z", "+2"),
            ],
        ),
        (
            "an hour back, and the hour again",
            &["2026-11-20T10:00", "2026-11-20T10:30"],
            &[
                ("2026-11-20T02:00:00Z", "+morning +1"),
                ("2026-11-20T01:00:00Z", ""),
                ("2026-11-20T01:50:00Z", ""),
                ("2026-11-20T02:20:00Z", "+2"),
            ],
        ),
        (
            "a day back, and the day again",
            &["2026-11-19T10:00", "2026-11-20T10:00"],
            &[
                ("2026-11-19T03:00:00Z", "+morning +1"),
                ("2026-11-20T03:00:00Z", "+morning +2"),
                ("2026-11-19T02:00:00Z", ""),
                ("2026-11-19T03:00:00Z", ""),
                ("2026-11-20T03:00:00Z", ""),
                ("2026-11-23T03:00:00Z", "+morning jumped"),
            ],
        ),
        (
            "a year back, then right again",
            &["2026-11-20T10:00", "2026-11-23T10:00"],
            &[
                ("2026-11-20T03:00:00Z", "+morning +1"),
                ("2025-11-20T03:00:00Z", "+morning jumped"),
                ("2025-11-20T05:00:00Z", ""),
                ("2026-11-20T05:00:00Z", "jumped"),
                ("2026-11-23T03:00:00Z", "+morning +2 jumped"),
            ],
        ),
        (
            "a day on",
            &["2026-11-20T15:00", "2026-11-21T10:00", "2026-11-21T15:00"],
            &[("2026-11-20T02:00:00Z", "+morning"), ("2026-11-21T02:00:00Z", "+2 ?1"), ("2026-11-21T06:50:00Z", "+3")],
        ),
        (
            "ten years on, and back",
            &["2026-11-20T15:00", "2027-03-01T10:00", "2040-01-01T10:00"],
            &[
                ("2026-11-20T02:00:00Z", "+morning"),
                ("2036-11-20T02:00:00Z", "+morning ?1 ?2 jumped"),
                ("2026-11-20T02:10:00Z", "jumped"),
                ("2026-11-20T07:00:00Z", ""),
                ("2040-01-01T02:00:00Z", "+3 jumped"),
            ],
        ),
        (
            "asleep for thirty days",
            &["2026-11-20T15:00", "2026-12-01T10:00", "2026-12-21T08:00", "2026-12-21T10:00"],
            &[("2026-11-20T02:00:00Z", "+morning"), ("2026-12-21T01:00:00Z", "+3 +morning ?1 ?2 jumped"), ("2026-12-21T01:50:00Z", "+4")],
        ),
        (
            "closed over the weekend",
            &["2026-11-21T10:00", "2026-11-23T08:00"],
            &[("2026-11-20T10:00:00Z", "+morning"), ("2026-11-23T01:30:00Z", "+2 +morning ?1 jumped")],
        ),
        (
            "the twenty-ninth of February",
            &["2028-02-28T10:00", "2028-02-29T10:00", "2028-03-01T10:00"],
            &[
                ("2028-02-28T02:00:00Z", "+morning +1"),
                ("2028-02-29T01:00:00Z", "+morning"),
                ("2028-02-29T01:50:00Z", "+2"),
                ("2028-03-01T02:00:00Z", "+morning +3"),
            ],
        ),
        (
            "the first start: nothing of the past, all of today",
            &["2026-11-19T10:00", "2026-11-20T00:05", "2026-11-20T10:00"],
            &[("2026-11-20T04:00:00Z", "+2 +morning +3")],
        ),
    ];
    for (name, times, looks) in stories {
        let mut desk = Desk::new("Asia/Shanghai", times);
        for (now, expected) in *looks {
            assert_eq!(desk.look(now), *expected, "{name}: {now}");
        }
        if !name.starts_with("the first start") {
            let until = looks.iter().map(|(now, _)| *now).max().unwrap();
            assert_eq!(desk.lost(until), Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn a_flight_at_noon_loses_nothing_and_repeats_nothing() {
    // Noon in Shanghai is five in the morning in Berlin: the morning was told, ten o'clock comes a second time.
    let mut west = Desk::new("Asia/Shanghai", &["2026-11-20T10:00", "2026-11-20T15:00"]);
    assert_eq!(west.look("2026-11-20T04:00:00Z"), "+morning +1");
    west.zone = "Europe/Berlin".parse().unwrap();
    for (now, expected) in [("2026-11-20T04:00:01Z", ""), ("2026-11-20T09:00:00Z", ""), ("2026-11-20T13:50:00Z", "+2")] {
        assert_eq!(west.look(now), expected, "{now}");
    }
    // Five in the morning in Berlin is noon in Shanghai: what the clock jumped over is told at once.
    let mut east = Desk::new("Europe/Berlin", &["2026-11-20T04:00", "2026-11-20T10:00", "2026-11-20T15:00"]);
    assert_eq!(east.look("2026-11-20T04:00:00Z"), "+1");
    east.zone = "Asia/Shanghai".parse().unwrap();
    assert_eq!(east.look("2026-11-20T04:00:01Z"), "+morning +2");
    assert_eq!(east.look("2026-11-20T06:50:00Z"), "+3");
    // Over the date line, a day is jumped over or comes twice.
    let mut samoa = Desk::new("Pacific/Pago_Pago", &["2026-11-20T15:00", "2026-11-21T09:00"]);
    assert_eq!(samoa.look("2026-11-20T21:00:00Z"), "+morning");
    samoa.zone = "Pacific/Apia".parse().unwrap();
    assert_eq!(samoa.look("2026-11-20T21:00:01Z"), "+2 ?1");
    samoa.zone = "Pacific/Pago_Pago".parse().unwrap();
    assert_eq!(samoa.look("2026-11-20T22:00:00Z"), "");
    assert_eq!(samoa.look("2026-11-21T22:00:00Z"), "");
}

#[test]
fn quiet_hours_end_on_the_same_date_or_leave_it_to_today() {
    let mut desk = Desk::new("Asia/Shanghai", &["2026-11-20T06:00", "2026-11-20T21:00", "2026-11-20T23:00", "2026-11-20T12:30"]);
    desk.quiet = Some(Quiet { from: time("22:00"), to: time("07:30") });
    for (now, expected) in [
        ("2026-11-19T22:00:00Z", ""),
        ("2026-11-19T23:30:00Z", "+1"),
        ("2026-11-20T01:00:00Z", "+morning"),
        ("2026-11-20T05:00:00Z", "+4"),
        ("2026-11-20T12:50:00Z", "+2"),
        ("2026-11-20T14:49:00Z", ""),
        ("2026-11-20T14:50:00Z", "-3"),
        ("2026-11-20T23:30:00Z", ""),
    ] {
        assert_eq!(desk.look(now), expected, "{now}");
    }
    // The morning itself can lie in them.
    desk.quiet = Some(Quiet { from: time("08:00"), to: time("09:30") });
    assert_eq!(desk.look("2026-11-23T01:00:00Z"), "jumped");
    assert_eq!(desk.look("2026-11-23T01:30:00Z"), "+morning");
    for (from, to, quiet, loud) in
        [("22:00", "07:30", "23:00", "07:30"), ("12:00", "14:00", "12:00", "14:00"), ("09:00", "09:00", "", "09:00")]
    {
        let hours = Quiet { from: time(from), to: time(to) };
        assert!(quiet.is_empty() || hours.has(time(quiet)), "{from} {to}");
        assert!(!hours.has(time(loud)), "{from} {to}");
    }
}

#[test]
fn what_is_moved_reminds_anew_and_what_was_past_when_it_was_written_down_does_not() {
    let mut desk = Desk::new("Asia/Shanghai", &["2026-11-20T10:00"]);
    assert_eq!(desk.look("2026-11-20T02:00:00Z"), "+morning +1");
    desk.marks[0] = planned(1, "2026-11-20T11:00");
    assert_eq!(desk.look("2026-11-20T03:00:00Z"), "+1");
    // Written down at noon for ten, for five past twelve and for three.
    let since = Some(instant("2026-11-20T04:00:00Z"));
    desk.marks = ["2026-11-20T10:00", "2026-11-20T12:05", "2026-11-20T15:00"]
        .iter()
        .zip(7..)
        .map(|(at, row)| Mark { since, ..planned(row, at) })
        .collect();
    for (now, expected) in
        [("2026-11-20T04:00:00Z", ""), ("2026-11-20T04:05:00Z", "+8"), ("2026-11-20T06:50:00Z", "+9"), ("2026-11-23T00:00:00Z", "jumped")]
    {
        assert_eq!(desk.look(now), expected, "{now}");
    }
    // Ids are minted ahead of a clock that has gone back: they must not silence what is planned under it.
    let mut back = Desk::new("Asia/Shanghai", &[]);
    back.marks = vec![Mark { since: Some(instant("2026-11-20T04:00:00Z")), ..planned(1, "2025-11-20T15:00") }];
    back.look("2025-11-20T04:00:00Z");
    assert_eq!(back.look("2025-11-20T06:50:00Z"), "+1");
}

#[test]
fn what_was_missed_waits_until_it_is_noted() {
    let mut desk = Desk::new("Asia/Shanghai", &["2026-11-20T15:00"]);
    desk.look("2026-11-20T02:00:00Z");
    let look = |desk: &Desk, now: &str| decide(&desk.plan(), instant(now), desk.zone, &desk.shown, desk.seen);
    let first = look(&desk, "2026-11-23T02:00:00Z");
    assert_eq!(first.missed.iter().map(|reminder| reminder.key.row).collect::<Vec<_>>(), [Id(1)]);
    // Killed before the page was shown: the next start finds it again.
    desk.seen = Some(first.seen);
    let second = look(&desk, "2026-11-23T02:05:00Z");
    assert_eq!((&second.missed, second.seen), (&first.missed, first.seen));
    desk.shown.extend(second.missed.iter().map(|reminder| reminder.key));
    let third = look(&desk, "2026-11-23T02:10:00Z");
    assert!(third.missed.is_empty() && third.seen.at == instant("2026-11-23T02:10:00Z"));
}

#[test]
fn an_instant_reminds_wherever_the_desk_stands() {
    let at = instant("2026-11-20T23:30:00Z");
    for (zone, before, on) in
        [("Asia/Shanghai", "2026-11-20T23:00:00Z", "2026-11-21"), ("America/New_York", "2026-11-20T23:00:00Z", "2026-11-20")]
    {
        let mut desk = Desk::new(zone, &[]);
        desk.marks = vec![Mark { kind: Kind::Reply, row: Id(4), when: When::At(at), since: None }];
        let decision = decide(&desk.plan(), instant(before), desk.zone, &desk.shown, None);
        assert_eq!((decision.next_wake, decision.show.iter().filter(|told| told.key.kind == Kind::Reply).count()), (at, 0), "{zone}");
        let decision = decide(&desk.plan(), at, desk.zone, &desk.shown, Some(decision.seen));
        assert_eq!(decision.show.iter().map(|told| told.on.to_string()).collect::<Vec<_>>(), [on], "{zone}");
    }
}

#[test]
fn nobody_is_woken_but_for_something_to_tell_or_a_new_day() {
    let desk = Desk::new("Europe/Berlin", &["2026-11-20T10:00", "2026-11-25T10:00"]);
    for (now, wake) in [
        // Friday: the morning, the follow-up, the new day; then no working day, so midnight by midnight.
        ("2026-11-20T00:00:00Z", "2026-11-20T08:00:00Z"),
        ("2026-11-20T08:00:00Z", "2026-11-20T08:50:00Z"),
        ("2026-11-20T08:50:00Z", "2026-11-20T23:00:00Z"),
        ("2026-11-20T23:00:00Z", "2026-11-21T23:00:00Z"),
        // The longest day of the year has 25 hours.
        ("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
    ] {
        let decision = decide(&desk.plan(), instant(now), desk.zone, &desk.shown, None);
        assert_eq!(decision.next_wake, instant(wake), "{now}");
    }
}

#[test]
fn keys_and_times_are_their_text() {
    let on = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    for (kind, text) in Kind::ALL.into_iter().zip(["morning", "planned", "reply", "pool", "again"]) {
        let key = Key { kind, row: Id(7281), on, minute: 905 };
        assert_eq!(key.to_string(), format!("{text} 7281 2026-11-20T15:05"));
        assert_eq!(key.to_string().parse(), Ok(key));
    }
    for text in
        ["", "planned", "planned 1 2026-11-20", "planned x 2026-11-20T15:00", "later 1 2026-11-20T15:00", "planned 1 2026-11-20T15:00 x"]
    {
        assert_eq!(text.parse::<Key>(), Err(NotAKey), "{text}");
    }
    let seen = Seen { at: instant("2026-11-20T01:42:00Z"), local: on.and_time(time("09:42")) };
    assert_eq!(seen.to_string(), "2026-11-20T01:42:00Z 2026-11-20T09:42:00");
    assert_eq!(seen.to_string().parse(), Ok(seen));
    for text in ["", "2026-11-20T01:42:00Z", "x y"] {
        assert_eq!(text.parse::<Seen>(), Err(NotSeen), "{text}");
    }
    // The number stands for ever: a server shows a pop-up of a former run under it.
    assert_eq!(planned(7281, "2026-11-20T15:00").key().notification(), 3_941_699_763);
}

#[test]
fn more_than_three_pop_up_as_one() {
    let at = instant("2026-11-20T01:00:00Z");
    let of = |count: i64| -> Vec<Reminder> {
        (1..=count).map(|row| Reminder { key: planned(row, "2026-11-20T10:00").key(), on: at.date_naive(), at }).collect()
    };
    for (count, sizes) in [(0, vec![]), (1, vec![1]), (3, vec![1, 1, 1]), (4, vec![4]), (40, vec![40])] {
        let popups = popups(&of(count));
        assert_eq!(popups.iter().map(|popup| popup.reminders.len()).collect::<Vec<_>>(), sizes);
        assert!(popups.iter().all(|popup| popup.number != 0));
    }
    assert_eq!(popups(&of(1))[0].number, of(1)[0].key.notification());
}
