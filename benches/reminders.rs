//! What the reminders cost: ten simulated years by the hour in eight zones, and one look at a large plan.
//!
//! `cargo bench --bench reminders`

mod measure;
mod years;

use std::collections::HashSet;
use std::hint::black_box;

use chrono::{Days, NaiveDate, NaiveTime};
use gendan::model::Id;
use gendan::model::reminder::{Kind, Mark, Plan, When, decide, moment};
use gendan::model::zone::Zone;
use measure::{machine, median, taken};

fn main() {
    // `cargo test` runs benches as well, where they have nothing to show.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    println!("{}", machine());
    let (lived, took) = taken(|| years::ZONES.map(|zone| years::live(zone, 2011, 2020)));
    let (looks, told): (usize, usize) = (lived.iter().map(|lived| lived.looks).sum(), lived.iter().map(|lived| lived.told).sum());
    for wrong in lived.iter().flat_map(|lived| &lived.wrong) {
        println!("WRONG {wrong}");
    }
    println!("ten years by the hour in 8 zones: {told} reminders in {looks} looks, {:.2} s ({:.2} s of processor)", took.wall, took.cpu);

    let zone: Zone = "Europe/Berlin".parse().expect("a zone");
    let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let marks = (0..100_000).map(|at| Mark {
        kind: Kind::Planned,
        row: Id(at + 1),
        when: When::Local { on: today + Days::new(at as u64 % 365), time: nine, before: 10 },
        since: None,
    });
    let plan = Plan::new(marks.collect(), None, None);
    let (shown, now) = (HashSet::new(), moment(today, NaiveTime::MIN, zone));
    let one = |_| taken(|| (0..100).for_each(|_| drop(black_box(decide(&plan, now, zone, &shown, None))))).1.wall * 10.0;
    println!("one look at 100,000 planned follow-ups: {:.3} ms", median((0..9).map(one).collect()));
}
