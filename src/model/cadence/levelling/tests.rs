//! Levelling: cases told in figures, and its laws.

use proptest::prelude::*;

use super::*;
use crate::model::cadence::{Channel, Happening, Preset};
use crate::model::country::CountryNo;
use crate::model::id::Id;
use crate::words::{Language, speak};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn window(tier: u8, on: &str, from: &str, to: &str) -> Window {
    Window { tier: TierNo(tier), on: day(on), from: day(from), to: day(to) }
}

fn loads(levelled: &Levelled) -> Vec<u32> {
    levelled.days.iter().map(|day| day.levelled).collect()
}

#[test]
fn a_crowd_on_one_day_is_spread_over_what_its_tier_tolerates() {
    // 2026-11-20 is a Friday.
    let today = day("2026-11-20");
    let own = OwnDays::default();
    let crowd = vec![window(2, "2026-11-25", "2026-11-23", "2026-11-27"); 11];
    let levelled = level(&crowd, 3, &own, today, 10);
    assert_eq!(loads(&levelled), [0, 0, 0, 3, 2, 2, 2, 2, 0, 0]);
    assert_eq!(levelled.days.iter().map(|day| day.due).collect::<Vec<_>>(), [0, 0, 0, 0, 0, 11, 0, 0, 0, 0]);
    assert_eq!((levelled.peak(), &levelled.days[3].by_tier), (3, &vec![0, 0, 3, 0]));
    assert_eq!(levelled.days.iter().filter(|day| day.is_working).count(), 6);
    // Those who may not move keep their day, the others go around them.
    let mut mixed = vec![window(0, "2026-11-25", "2026-11-25", "2026-11-25"); 6];
    mixed.extend(vec![window(2, "2026-11-25", "2026-11-23", "2026-11-27"); 8]);
    assert_eq!(loads(&level(&mixed, 3, &own, today, 10)), [0, 0, 0, 2, 2, 6, 2, 2, 0, 0]);
}

#[test]
fn days_off_and_absence_are_left_out() {
    let today = day("2026-11-20");
    let own = OwnDays { away: vec![(day("2026-11-23"), day("2026-11-25"))], ..OwnDays::default() };
    let crowd = vec![window(0, "2026-11-25", "2026-11-23", "2026-11-27"); 4];
    assert_eq!(loads(&level(&crowd, 1, &own, today, 8)), [0, 0, 0, 0, 0, 0, 2, 2]);
    // Away on all its days: before it, one leaves nobody waiting.
    let gone = [window(0, "2026-11-24", "2026-11-23", "2026-11-25")];
    assert_eq!(level(&gone, 1, &own, today, 8).given, [today]);
    // Away from today on: the first day back.
    let own = OwnDays { away: vec![(today, day("2027-01-03"))], ..OwnDays::default() };
    let levelled = level(&gone, 1, &own, today, 8);
    assert_eq!((levelled.given.as_slice(), loads(&levelled)), ([day("2027-01-04")].as_slice(), vec![0; 8]));
    let levelled = level(&[], 1, &own, NaiveDate::MAX, 8);
    assert!(levelled.given.is_empty() && levelled.peak() == 0);
}

#[test]
fn a_window_keeps_to_the_pool_the_plan_and_what_would_disturb() {
    let rules = Rules::default();
    let today = day("2026-11-20");
    let told = |mailed: &str, plan: Option<&str>| {
        let mut standing = Standing::new(Id(1), day("2026-01-05"));
        standing.tier = TierNo(0);
        standing.country = CountryNo::of("DE");
        standing.planned = plan.map(|on| super::super::Planned { on: day(on), time: None });
        standing.add(Happening { on: mailed.parse().unwrap(), channel: Channel::Mail, direction: None }, today);
        let due = due(&standing, &rules, WorkingDays::shared(), today);
        Window::of(&due, standing.tier, &rules, today).map(|window| format!("{} {} {}", window.on, window.from, window.to)).unwrap()
    };
    for (mailed, plan, expected) in [
        // Five days sooner are tolerated, later there is the pool.
        ("2026-11-10", None, "2026-12-10 2026-12-05 2026-12-10"),
        ("2026-10-23", None, "2026-11-23 2026-11-20 2026-11-23"),
        // A plan is a plan; one let pass is late like any other, since hundreds of them come with a list.
        ("2026-11-10", Some("2026-11-24"), "2026-11-24 2026-11-24 2026-11-24"),
        ("2026-11-10", Some("2026-11-02"), "2026-11-02 2026-11-20 2026-11-25"),
        // Late: spread from today on.
        ("2026-03-10", None, "2026-04-09 2026-11-20 2026-11-25"),
    ] {
        assert_eq!(told(mailed, plan), expected, "{mailed} {plan:?}");
    }
}

#[test]
fn rules_that_do_not_fit_into_the_day_say_what_would() {
    let today = day("2026-11-20");
    let own = OwnDays::default();
    let mut rules = Rules { touches_a_day: Some(25), ..Rules::of(Preset::AbcWeekly) };
    // 20 A, 60 B, 950 C: 20/7 + 60/15 + 950/30 a day, on five days of seven.
    let customers = [20, 60, 950, 0];
    let needed = needed_a_day(&customers, &rules, &own, today);
    assert!((53.0..54.0).contains(&needed), "{needed}");
    let found = advice(&customers, &rules, &own, today).unwrap();
    assert_eq!(found.changes, [(TierNo(2), 90)]);
    assert_eq!(found.text(&rules), "54 a day needed, you do 25: C to 90 days?");
    speak(Language::Chinese);
    assert_eq!(found.text(&rules), "每天需联系 54 次，您每天约能完成 25 次：将 C 改为 90 天？");
    speak(Language::English);
    // Where one tier is not enough, the next one is asked as well.
    rules.touches_a_day = Some(12);
    let found = advice(&customers, &rules, &own, today).unwrap();
    assert_eq!((found.changes[0], found.changes.len()), ((TierNo(2), 365), 2));
    rules.touches_a_day = Some(1);
    let found = advice(&customers, &rules, &own, today).unwrap();
    assert!(found.then_a_day > 1.0 && found.text(&rules).ends_with("still 4 a day"), "{}", found.text(&rules));
    for manages in [None, Some(0), Some(54)] {
        rules.touches_a_day = manages;
        assert_eq!(advice(&customers, &rules, &own, today), None, "{manages:?}");
    }
}

#[test]
fn a_rehearsal_tells_what_would_change() {
    let today = day("2026-11-20");
    let own = OwnDays::default();
    let rules = Rules::default();
    let longer = Rules {
        tiers: rules
            .tiers
            .iter()
            .cloned()
            .map(|rule| super::super::TierRule { every_days: Some(60), pool_after_days: Some(60), ..rule })
            .collect(),
        ..rules.clone()
    };
    let standings: Vec<Standing> = (0..100)
        .map(|at| {
            let mut standing = Standing::new(Id(at), day("2026-01-05"));
            standing.tier = TierNo(0);
            let on = (today - chrono::Duration::days(at % 50)).into();
            standing.add(Happening { on, channel: Channel::Phone, direction: None }, today);
            standing
        })
        .collect();
    let look = |rules: &Rules| outlook(&standings, rules, WorkingDays::shared(), &own, today);
    let rehearsal = Rehearsal { before: look(&rules), after: look(&longer) };
    assert_eq!(rehearsal.before.customers, [100, 0, 0, 0, 0, 0]);
    assert_eq!((rehearsal.before.covered[0], rehearsal.after.covered[0]), (62, 100), "the last thirty days, today among them, twice");
    assert_eq!(rehearsal.after.overdue, 0);
    let lines = rehearsal.lines();
    assert_eq!(lines[0], "Touches needed a day: 5 → 3");
    assert!(lines.iter().any(|line| line.starts_with("Overdue: ") && line.ends_with("→ 0")), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("Proposed for the pool: ")), "{lines:?}");
    assert!(Rehearsal { before: look(&rules), after: look(&rules) }.lines().is_empty());
}

#[test]
fn a_tier_of_a_week_has_several_contacts_in_a_month() {
    let today = day("2026-11-20");
    let rules = Rules::default();
    let of = |tier: u8, mailed: &str| {
        let mut standing = Standing::new(Id(7), day("2026-01-05"));
        standing.tier = TierNo(tier);
        standing.country = CountryNo::of("DE");
        standing.add(Happening { on: mailed.parse().unwrap(), channel: Channel::Mail, direction: None }, today);
        let all = Window::all_until(&standing, &rules, WorkingDays::shared(), today, day("2026-12-19"));
        all.map(|window| format!("{} {}–{}", window.on.format("%m-%d"), window.from.format("%m-%d"), window.to.format("%m-%d")))
            .collect::<Vec<_>>()
    };
    // High potential, every seven days, a day more or less; never after the last day before the pool.
    assert_eq!(of(3, "2026-11-17"), ["11-24 11-23–11-24", "12-01 11-30–12-01", "12-08 12-07–12-08", "12-15 12-14–12-15"]);
    // Who is late is counted from today on.
    assert_eq!(of(3, "2026-10-01")[..2], ["10-08 11-20–11-21", "11-27 11-26–11-27"]);
    // Late by long, a VIP is contacted once more within the month only where that is due in it.
    assert_eq!(of(0, "2026-11-18"), ["12-18 12-13–12-18"]);
    let silent = Rules { other: super::super::TierRule { every_days: None, ..rules.other.clone() }, ..rules.clone() };
    let nobody = Standing::new(Id(8), day("2026-01-05"));
    assert_eq!(Window::all_until(&nobody, &silent, WorkingDays::shared(), today, day("2026-12-19")).count(), 0, "no clock, no window");
    // The longest interval ends, however far one looks.
    let daily = Rules { other: super::super::TierRule { every_days: Some(0), ..rules.other.clone() }, ..rules };
    assert!(Window::all_until(&nobody, &daily, WorkingDays::shared(), today, day("2026-12-19")).count() < 31);
}

#[test]
fn advice_that_is_taken_makes_the_rules_fit() {
    let today = day("2026-11-20");
    let own = OwnDays::default();
    let rules = Rules { touches_a_day: Some(25), ..Rules::default() };
    let customers = [10, 20, 30, 40, 2_000, 0];
    let told = advice(&customers, &rules, &own, today).expect("too much to do");
    let taken = told.applied(&rules);
    assert_eq!(needed_a_day(&customers, &taken, &own, today), told.then_a_day);
    assert!(told.then_a_day <= 25.0 && advice(&customers, &taken, &own, today).is_none());
    let low = &taken.tiers[4];
    assert_eq!((low.every_days, low.pool_after_days), (Some(told.changes[0].1), Some(told.changes[0].1)), "the pool does not come first");
    assert_eq!(taken.problems(), []);
    // A tier that never falls into the pool still never does.
    let abc = Rules { touches_a_day: Some(1), ..Rules::of(Preset::AbcWeekly) };
    let told = advice(&[30, 30, 30, 30], &abc, &own, today).expect("too much to do");
    assert!(told.applied(&abc).numbered().all(|(_, rule)| rule.pool_after_days.is_none()));
}

#[test]
fn a_full_day_is_shared_by_the_tiers() {
    let rules = Rules::of(Preset::Textbook);
    for (due, touches, given) in [
        (&[100, 100, 100, 100][..], 10, &[7, 2, 1, 0][..]),
        (&[3, 100, 100, 0], 10, &[3, 6, 1, 0]),
        (&[0, 0, 5, 2], 10, &[0, 0, 5, 2]),
        (&[0, 0, 0, 50], 10, &[0, 0, 0, 10]),
        (&[9, 9, 9, 9], 0, &[0, 0, 0, 0]),
    ] {
        assert_eq!(shares(due, &rules, touches), given, "{due:?}");
    }
    let mut greedy = Rules::of(Preset::Textbook);
    greedy.tiers.iter_mut().for_each(|rule| rule.share_percent = 100);
    assert_eq!(shares(&[9, 9, 9, 9], &greedy, 10), [9, 1, 0, 0], "shares of more than the day make it no longer");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn levelling_keeps_totals_and_windows(
        windows in proptest::collection::vec((0_i64..45, 0_i64..10, 0_i64..10, 0_u8..4), 0..200),
        away in proptest::option::of((0_i64..30, 0_i64..12)),
    ) {
        let today = day("2026-11-20");
        let after = |days: i64| today + chrono::Duration::days(days);
        let own = OwnDays { away: away.map(|(from, days)| (after(from), after(from + days))).into_iter().collect(), ..OwnDays::default() };
        let windows: Vec<Window> = windows
            .into_iter()
            .map(|(on, sooner, later, tier)| Window { tier: TierNo(tier), on: after(on), from: after((on - sooner).max(0)), to: after(on + later) })
            .collect();
        let levelled = level(&windows, 3, &own, today, 30);
        prop_assert_eq!(levelled.given.len(), windows.len());
        for (window, given) in windows.iter().zip(&levelled.given) {
            let could = window.from.iter_days().take_while(|day| *day <= window.to).any(|day| own.is_working(day));
            if could && window.from <= after(29) {
                prop_assert!(window.from <= *given && *given <= window.to, "{window:?} on {given}");
                prop_assert!(own.is_working(*given));
            }
        }
        let shown = levelled.given.iter().filter(|given| **given <= after(29)).count();
        prop_assert_eq!(levelled.days.iter().map(|day| day.levelled as usize).sum::<usize>(), shown, "nobody is lost or doubled");
        for day in &levelled.days {
            prop_assert_eq!(day.by_tier.iter().sum::<u32>(), day.levelled);
            prop_assert!(day.is_working || day.levelled == 0, "nothing on a day off");
        }
    }

    #[test]
    fn no_day_is_fuller_than_it_must_be(windows in proptest::collection::vec((0_usize..20, 0_usize..6), 1..120)) {
        // Seven working days a week, so that days and numbers are the same.
        let own = OwnDays { week: crate::model::habits::WorkWeek { days: [true; 7], ..Default::default() }, ..OwnDays::default() };
        let today = day("2026-11-20");
        let after = |days: usize| later(today, days as u32);
        let told: Vec<Window> = windows
            .iter()
            .map(|(from, length)| Window { tier: TierNo(0), on: after(*from), from: after(*from), to: after(from + length) })
            .collect();
        let levelled = level(&told, 1, &own, today, 30);
        // The fullest stretch of days says how full the fullest day must be at least.
        let within = |from: usize, to: usize| windows.iter().filter(|(begin, length)| from <= *begin && begin + length <= to).count();
        let least = (0..26).flat_map(|from| (from..26).map(move |to| (from, to))).map(|(from, to)| within(from, to).div_ceil(to - from + 1)).max().unwrap_or(0);
        prop_assert!((levelled.peak() as usize) <= least + 1, "{} for {least}", levelled.peak());
    }
}
