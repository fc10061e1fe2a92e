//! What the due engine costs: standings folded from touches, all of them asked when they are due and why, proposals for the pool, and
//! thirty days levelled. Figures are processor time of the thread.
//!
//! `cargo bench --bench cadence`

mod measure;

use std::hint::black_box;
use std::time::Duration;

use chrono::{Days, NaiveDate};
use gendan::model::Id;
use gendan::model::cadence::{Channel, Happening, Planned, Rules, Standing, TierNo, Window, due, level, proposals};
use gendan::model::country::Country;
use gendan::model::holidays::{OwnDays, WorkingDays};
use measure::{machine, thread_cpu};

fn main() {
    // `cargo test` runs benches as well, where they have nothing to show.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    println!("{}", machine());
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let rules = Rules::default();
    let (working, took) = timed(WorkingDays::shared);
    say("holidays read, working days worked out", took);
    for many in [100_000, 1_000_000] {
        println!("{many} customers of {} bytes", size_of::<Standing>());
        let (standings, took) = timed(|| (0..many).map(|at| standing(at, today)).collect::<Vec<_>>());
        say("folded from 0 to 5 touches each", took);
        for _ in 0..3 {
            let (late, took) =
                timed(|| standings.iter().filter(|standing| due(standing, &rules, working, today).overdue_days(today) > 0).count());
            say(&format!("when and why all are due ({late} late)"), took);
        }
        let (found, took) = timed(|| proposals(&standings, &rules, working, today));
        say(&format!("proposals for the pool ({})", found.now.len()), took);
        let (windows, took) = timed(|| {
            let window = |standing: &Standing| Window::of(&due(standing, &rules, working, today), standing.tier, &rules, today);
            standings.iter().filter_map(window).collect::<Vec<_>>()
        });
        say("windows of all", took);
        let (levelled, took) = timed(|| level(&windows, rules.tiers.len(), &OwnDays::default(), today, 30));
        say(&format!("thirty days levelled (at most {} a day)", levelled.peak()), took);
        black_box((found, levelled));
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let before = thread_cpu();
    let result = work();
    (result, thread_cpu() - before)
}

fn say(what: &str, took: Duration) {
    println!("  {what}: {:.2} ms", took.as_secs_f64() * 1_000.0);
}

/// A customer as they come: a third never contacted, some planned, some without a known country.
fn standing(at: usize, today: NaiveDate) -> Standing {
    let mixed = (at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let part = |shift: u32, of: u64| (mixed >> shift) % of;
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).expect("a date");
    let mut standing = Standing::new(Id(at as i64 + 1), ago(part(3, 700)));
    standing.tier = if part(7, 8) < 5 { TierNo(part(7, 8) as u8) } else { TierNo::OTHER };
    standing.country = Country::all()[part(11, 249) as usize].number();
    let touches = part(17, 9).saturating_sub(3);
    for touch in (0..touches).rev() {
        let channel = Channel::ALL[part(21 + touch as u32, 14) as usize];
        standing.add(Happening { on: ago(touch * 40 + part(29, 40)).into(), channel, direction: None }, today);
    }
    if part(37, 10) == 0 {
        standing.planned = Some(Planned { on: today + Days::new(part(41, 60)), time: None });
    }
    standing
}
