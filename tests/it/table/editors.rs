//! Cells are edited with the editor of their kind: days with a month, countries with completion, choices from a list, tags as chips.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::model::Field;
use gendan::words::Language;

use super::stage::Stage;

/// Puts the keyboard into the cell of `customer` that is `right` columns from the first, and opens it.
fn open(stage: &mut Stage, customer: &str, right: usize) {
    stage.click_row(customer, Modifiers::NONE);
    stage.key(Key::Home);
    for _ in 0..right {
        stage.key(Key::ArrowRight);
    }
    stage.key(Key::F2);
}

fn is_open(stage: &Stage, name: &str) -> bool {
    stage.window.query_by_role_and_label(Role::TextInput, name).is_some()
}

#[test]
fn a_day_is_said_in_words_or_pressed_in_the_month() {
    for (language, typed, day) in [
        (Language::English, "in 3 days", "2026-11-23"),
        (Language::English, "next fri", "2026-11-27"),
        (Language::Chinese, "下周五", "2026-11-27"),
        (Language::Chinese, "3天后", "2026-11-23"),
    ] {
        let mut stage = Stage::sized(language, [1280.0, 800.0]);
        open(&mut stage, "Nile", 4);
        stage.type_text(typed);
        stage.key(Key::Enter);
        assert_eq!(stage.value("Nile", Field::NextFollowUp), day, "{typed}");
    }
    let mut stage = Stage::new();
    open(&mut stage, "Hermann", 4);
    assert!(stage.sees("November 2026"), "the month of the day that stands there is open at once");
    stage.window.get_by_role_and_label(Role::Cell, "Wednesday, 25 November 2026").click();
    stage.run();
    assert_eq!(stage.value("Hermann", Field::NextFollowUp), "2026-11-25");
    assert!(!is_open(&stage, "Edit Next follow-up"));
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.value("Hermann", Field::NextFollowUp), "2026-11-12");
}

#[test]
fn a_follow_up_on_no_day_is_refused_beside_the_cell_and_stays_to_be_put_right() {
    let mut stage = Stage::new();
    open(&mut stage, "Hermann", 4);
    stage.type_text("some day");
    stage.key(Key::Enter);
    let field = stage.window.get_by_role_and_label(Role::TextInput, "Edit Next follow-up");
    assert_eq!(field.value().as_deref(), Some("some day"));
    assert_eq!(stage.value("Hermann", Field::NextFollowUp), "2026-11-12");
    stage.key(Key::Escape);
    assert!(!is_open(&stage, "Edit Next follow-up"));
}

#[test]
fn a_country_is_found_in_either_language_and_an_unknown_one_kept() {
    for (typed, shown) in [("德", "Germany"), ("jp", "Japan"), ("Atlantis", "Atlantis")] {
        let mut stage = Stage::new();
        open(&mut stage, "Nile", 2);
        stage.type_text(typed);
        stage.key(Key::Enter);
        assert_eq!(stage.value("Nile", Field::Country), shown, "{typed}");
    }
}

#[test]
fn a_choice_opens_with_its_list_and_takes_a_word_of_ones_own() {
    let mut stage = Stage::new();
    open(&mut stage, "Nile", 3);
    assert!(stage.sees("Dormant"), "the list is open at once");
    stage.press_last("Dormant");
    assert_eq!(stage.value("Nile", Field::Status), "Dormant");
    assert!(!is_open(&stage, "Edit State"), "a choice is all there is to say");
    stage.key(Key::F2);
    stage.type_text("Waiting for samples");
    stage.key(Key::Enter);
    assert_eq!(stage.value("Nile", Field::Status), "Waiting for samples");
    stage.key(Key::F2);
    stage.key(Key::Escape);
    assert!(!is_open(&stage, "Edit State"), "one Esc leaves, although the list was open");
    assert_eq!(stage.value("Nile", Field::Status), "Waiting for samples");
}

#[test]
fn an_amount_takes_its_currency_from_the_list() {
    let mut stage = Stage::new();
    open(&mut stage, "Nile", 6);
    stage.type_text("12500 swiss");
    stage.key(Key::Enter);
    assert_eq!(stage.value("Nile", Field::AnnualAmount), "CHF 12,500");
}

#[test]
fn tab_goes_through_editors_of_every_kind_and_back() {
    let mut stage = Stage::new();
    open(&mut stage, "Nile", 1);
    let names = ["Edit Tier", "Edit Country", "Edit State", "Edit Next follow-up", "Edit Annual purchase"];
    for name in names {
        assert!(is_open(&stage, name), "{name}");
        stage.key(Key::Tab);
    }
    assert_eq!(stage.undo_name(), "Add Baltic Forks UAB", "nothing was typed, so nothing was changed");
    for name in ["Edit Contact", "Edit Annual purchase", "Edit Next follow-up"] {
        assert!(is_open(&stage, name), "{name}");
        stage.keys(Modifiers::SHIFT, Key::Tab);
    }
    assert!(is_open(&stage, "Edit State"));
}

#[test]
fn a_half_written_character_neither_saves_nor_moves_on() {
    let mut stage = Stage::new();
    open(&mut stage, "Nile", 3);
    stage.window.event(Event::Ime(ImeEvent::Preedit { text: "gen'jin".to_owned(), active_range_chars: None }));
    stage.run();
    for key in [Key::Enter, Key::Tab, Key::ArrowDown, Key::Escape] {
        stage.key(key);
        assert!(is_open(&stage, "Edit State"), "{key:?} is the input method's");
    }
    assert_eq!(stage.value("Nile", Field::Status), "");
    stage.event(Event::Ime(ImeEvent::Commit("跟进中".to_owned())));
    stage.key(Key::Tab);
    assert_eq!(stage.value("Nile", Field::Status), "跟进中");
    assert!(is_open(&stage, "Edit Next follow-up"));
}

#[test]
fn stars_are_set_by_a_figure_or_by_the_arrows() {
    let mut stage = Stage::new();
    open(&mut stage, "Nile", 9);
    stage.key(Key::Num3);
    assert_eq!(stage.value("Nile", Field::Stars), "3");
    stage.key(Key::F2);
    stage.key(Key::ArrowRight);
    stage.key(Key::ArrowRight);
    assert_eq!(stage.value("Nile", Field::Stars), "3", "the arrows wait for Enter");
    stage.key(Key::Enter);
    assert_eq!(stage.value("Nile", Field::Stars), "5");
    let slider = stage.window.query_by_role_and_label(Role::Slider, "Edit Stars");
    assert!(slider.is_none_or(|slider| !slider.accesskit_node().is_focused()));
}
