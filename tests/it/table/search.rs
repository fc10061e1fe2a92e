//! The search box as one types in it.

use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::stage::Stage;

#[test]
fn names_and_values_are_offered_and_taken_with_the_arrows() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("coun");
    assert!(stage.sees("Country, country:"), "names go on");
    stage.key(Key::Tab);
    assert_eq!(stage.search(), "country:");
    stage.type_text("Ger");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert!(stage.search().starts_with("country:") && !stage.search().contains("Ger "), "{}", stage.search());
    assert_eq!(stage.rows().len(), 1);
    stage.key(Key::Enter);
    stage.key(Key::ArrowDown);
    assert!(!stage.selected().is_empty(), "Enter went to the table");
}

#[test]
fn what_cannot_be_understood_is_said_under_the_box_once_it_is_left() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("contry:DE");
    assert!(!stage.sees("What cannot be understood"), "not while it is being typed");
    stage.type_text(" Hermann");
    assert!(stage.window.query_all_by_label_contains("contry").count() > 0, "the name is said");
    assert_eq!(stage.rows().len(), 1, "what is understood filters already");
}

#[test]
fn esc_closes_the_list_then_clears_then_returns_to_the_table() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("country:");
    assert!(stage.sees("Germany, "), "values are offered");
    stage.key(Key::Escape);
    assert_eq!(stage.search(), "country:");
    stage.key(Key::Escape);
    assert_eq!(stage.search(), "");
    stage.key(Key::Escape);
    stage.key(Key::ArrowDown);
    assert!(!stage.selected().is_empty(), "the table has the keyboard");
}

#[test]
fn composing_neither_offers_nor_searches() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.event(Event::Ime(ImeEvent::Preedit { text: "guo'jia".to_owned(), active_range_chars: None }));
    assert_eq!(stage.rows().len(), 6);
    stage.event(Event::Ime(ImeEvent::Commit("绿洲".to_owned())));
    assert_eq!(stage.rows().len(), 1);
}
