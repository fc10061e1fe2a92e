//! Ten years of reminders in eight zones: each is told exactly once, at its time, on its date.

#[path = "../../benches/years/mod.rs"]
mod years;

/// A year of each in which its clocks did what they do; all ten are lived through by the bench.
#[test]
fn every_reminder_is_told_once_on_its_date() {
    for (zone, year) in years::ZONES.into_iter().zip([2018, 2018, 2018, 2018, 2014, 2018, 2011, 2018]) {
        let lived = years::live(zone, year, year);
        assert_eq!(lived.wrong, Vec::<String>::new(), "{zone}");
        assert!(lived.told > 364 * 8 && lived.looks < 366 * (24 + 8 + 2), "{zone}: {} in {} looks", lived.told, lived.looks);
    }
}
