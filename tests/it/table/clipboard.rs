//! Between the table and other programs.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::model::Field;

use super::stage::Stage;

#[test]
fn copied_rows_are_those_selected_with_the_columns_in_sight() {
    let mut stage = Stage::new();
    stage.click_row("Nile", Modifiers::NONE);
    stage.click_row("Hermann", Modifiers::SHIFT);
    stage.window.event(Event::Copy);
    let text = stage.copied();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 2, "{text:?}");
    assert!(rows[0].starts_with("Nile Gate Imports\tA\tEgypt"), "{text:?}");
    assert!(rows[1].starts_with("Hermann Küchen GmbH\tVIP\tGermany\tFollowing\t2026-11-12\t\tUSD 486,200"), "{text:?}");
    stage.run();
    assert!(stage.sees("2 rows copied"));
}

#[test]
fn the_menu_copies_with_headings() {
    let mut stage = Stage::new();
    stage.menu_of("Nile");
    stage.window.get_by_label("Copy with headings").click();
    let text = stage.copied();
    assert!(text.starts_with("Customer\tTier\tCountry\t"), "{text:?}");
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn one_value_fills_the_column_of_all_selected() {
    let mut stage = Stage::new();
    stage.click_row("Baltic", Modifiers::NONE);
    stage.click_row("Hermann", Modifiers::SHIFT);
    stage.key(Key::Home);
    stage.key(Key::ArrowRight);
    stage.event(Event::Paste("C\r\n".to_owned()));
    let tiers: Vec<String> = ["Baltic", "Nile", "Hermann"].map(|name| stage.value(name, Field::Level)).into();
    assert_eq!(tiers, ["C", "C", "C"]);
    assert_eq!(stage.value("Bright", Field::Level), "B");
    assert!(stage.sees("Done: Change Tier of 3 customers"));
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.value("Hermann", Field::Level), "VIP", "one step");
    assert_eq!(stage.value("Nile", Field::Level), "A");
}

#[test]
fn several_values_go_downward_and_to_the_right() {
    let mut stage = Stage::new();
    stage.click_row("Nile", Modifiers::NONE);
    stage.key(Key::Home);
    stage.key(Key::ArrowRight);
    stage.event(Event::Paste("A\tFrance\nB\tItaly\n".to_owned()));
    assert_eq!(stage.value("Nile", Field::Country), "France");
    assert_eq!(stage.value("Hermann", Field::Country), "Italy");
    assert_eq!(stage.value("Hermann", Field::Level), "B");
    assert_eq!(stage.undo_name(), "Change 2 fields of 2 customers");
}

#[test]
fn what_does_not_fit_is_not_pasted_at_all() {
    let mut stage = Stage::new();
    stage.click_row("Atlas", Modifiers::NONE);
    stage.key(Key::Home);
    stage.key(Key::ArrowRight);
    let before = stage.column(Field::Level);
    stage.event(Event::Paste("A\nB\nC\n".to_owned()));
    assert!(stage.sees("The clipboard has 3 rows, but only 1 customers follow"));
    assert_eq!(stage.column(Field::Level), before);
    stage.key(Key::End);
    for _ in 0..5 {
        stage.key(Key::ArrowLeft);
    }
    stage.event(Event::Paste("much".to_owned()));
    assert!(stage.sees("\"much\" is not an amount"), "one wrong value refuses all");
}

#[test]
fn many_are_filled_only_after_a_question() {
    let mut stage = Stage::with_many(40);
    stage.click_row("1: ", Modifiers::NONE);
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.key(Key::Home);
    stage.key(Key::ArrowRight);
    stage.event(Event::Paste("B".to_owned()));
    assert!(stage.sees("Fill Tier of 40 customers?"));
    assert!(stage.column(Field::Level).iter().all(|(_, tier)| tier.is_empty()), "not yet");
    stage.click("Fill 40");
    assert!(stage.column(Field::Level).iter().all(|(_, tier)| tier == "B"));
    assert!(stage.sees("Done: Change Tier of 40 customers"));
}
