//! The table without a mouse.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::model::Field;

use super::stage::Stage;

#[test]
fn arrows_pages_and_ends_walk_over_rows_and_cells() {
    let mut stage = Stage::with_many(60);
    stage.click_row("1: ", Modifiers::NONE);
    stage.key(Key::ArrowDown);
    assert!(stage.selected()[0].starts_with("2: "));
    stage.keys(Modifiers::COMMAND, Key::End);
    assert!(stage.selected()[0].starts_with("60: "), "the last row is in sight and selected");
    stage.key(Key::PageUp);
    assert!(!stage.selected()[0].starts_with("60: "));
    stage.keys(Modifiers::COMMAND, Key::Home);
    assert!(stage.selected()[0].starts_with("1: "));
    stage.keys(Modifiers::SHIFT, Key::PageDown);
    assert!(stage.selected().len() > 10, "Shift selects on the way");
}

#[test]
fn space_marks_and_walking_keeps_the_marks_until_esc() {
    let mut stage = Stage::with_many(9);
    stage.click_row("1: ", Modifiers::NONE);
    stage.key(Key::ArrowDown);
    stage.key(Key::Space);
    assert!(stage.selected().is_empty(), "the one that was selected by walking is unmarked");
    stage.key(Key::Space);
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.key(Key::Space);
    assert_eq!(stage.selected().len(), 2);
    assert!(stage.selected()[0].starts_with("2: ") && stage.selected()[1].starts_with("4: "));
    assert!(stage.sees("2 selected"));
    stage.key(Key::Escape);
    assert_eq!(stage.selected().len(), 1);
}

#[test]
fn letters_go_to_the_next_name_that_begins_with_them() {
    let mut stage = Stage::new();
    stage.click_row("Baltic", Modifiers::NONE);
    stage.type_text("h");
    assert!(stage.selected()[0].contains("Hermann"));
    assert!(stage.sees("Jump to \"h\""));
    stage.type_text("x");
    assert!(stage.sees("No name starts with \"hx\""));
    stage.key(Key::Escape);
    stage.type_text("b");
    assert!(stage.selected()[0].contains("Bright"), "the next one from where one is: {:?}", stage.selected());
    stage.key(Key::Escape);
    stage.type_text("阿");
    assert!(stage.selected()[0].contains("阿联酋"));
    stage.key(Key::Escape);
    stage.type_text("n");
    stage.key(Key::Escape);
    for letter in ["a", "l", "q"] {
        stage.type_text(letter);
    }
    assert!(stage.selected()[0].contains("阿联酋"), "by pinyin: {:?}", stage.selected());
    stage.key(Key::Escape);
    stage.click_row("Bright", Modifiers::NONE);
    stage.type_text("a");
    stage.type_text("t");
    stage.type_text(" ");
    assert!(stage.sees("No name starts with \"at \""), "a space inside a name does not mark");
}

#[test]
fn f2_edits_the_cell_enter_saves_and_esc_leaves_it() {
    let mut stage = Stage::new();
    stage.click_row("Hermann", Modifiers::NONE);
    stage.key(Key::Home);
    stage.key(Key::F2);
    stage.type_text("Hermann & Sons");
    stage.key(Key::Escape);
    assert_eq!(stage.value("Hermann", Field::Company), "Hermann Küchen GmbH");
    stage.key(Key::F2);
    stage.type_text("Hermann & Sons");
    stage.key(Key::Enter);
    assert_eq!(stage.value("Hermann", Field::Company), "Hermann & Sons");
    stage.key(Key::ArrowDown);
    assert!(stage.selected()[0].contains("Bright"), "the table has the keyboard again");
}

#[test]
fn tab_saves_and_goes_on_to_the_next_cell() {
    let mut stage = Stage::new();
    stage.click_row("Nile", Modifiers::NONE);
    stage.key(Key::Home);
    stage.key(Key::ArrowRight);
    stage.key(Key::F2);
    stage.type_text("VIP");
    stage.key(Key::Tab);
    assert_eq!(stage.value("Nile", Field::Level), "VIP");
    assert!(stage.window.query_by_role_and_label(Role::TextInput, "Edit Country").is_some(), "the next cell is open");
    stage.type_text("Spa");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert_eq!(stage.value("Nile", Field::Country), "Spain", "a suggestion is taken with the arrows");
}

#[test]
fn what_the_book_refuses_stays_open_with_what_was_typed() {
    let mut stage = Stage::new();
    stage.click_row("Hermann", Modifiers::NONE);
    stage.head("Next follow-up").click_secondary();
    stage.run();
    stage.key(Key::Escape);
    stage.click_row("Hermann", Modifiers::NONE);
    stage.key(Key::Home);
    for _ in 0..6 {
        stage.key(Key::ArrowRight);
    }
    stage.key(Key::F2);
    stage.type_text("a lot");
    stage.key(Key::Enter);
    assert!(stage.sees("\"a lot\" is not an amount"));
    let field = stage.window.get_by_role_and_label(Role::TextInput, "Edit Annual purchase");
    assert_eq!(field.value().as_deref(), Some("a lot"));
    assert_eq!(stage.value("Hermann", Field::AnnualAmount), "USD 486,200");
}

#[test]
fn what_comes_from_touches_says_so_instead_of_opening() {
    let mut stage = Stage::new();
    stage.click_row("Hermann", Modifiers::NONE);
    stage.key(Key::Home);
    for _ in 0..5 {
        stage.key(Key::ArrowRight);
    }
    stage.key(Key::F2);
    assert!(stage.sees("Last touch comes from what you log"));
}

#[test]
fn enter_that_ends_a_composition_does_not_save() {
    let mut stage = Stage::new();
    stage.click_row("Nile", Modifiers::NONE);
    stage.key(Key::Home);
    stage.key(Key::F2);
    stage.window.event(Event::Ime(ImeEvent::Preedit { text: "ni'luo".to_owned(), active_range_chars: None }));
    stage.run();
    stage.key(Key::Enter);
    assert!(stage.window.query_by_role_and_label(Role::TextInput, "Edit Customer").is_some(), "it is still open");
    stage.event(Event::Ime(ImeEvent::Commit("尼罗".to_owned())));
    stage.key(Key::Enter);
    assert!(stage.column(Field::Company).iter().any(|(name, _)| name.contains("尼罗")), "{:?}", stage.column(Field::Company));
}

#[test]
fn the_cell_with_the_keyboard_stays_in_sight() {
    let mut stage = Stage::new();
    stage.click_row("Nile", Modifiers::NONE);
    stage.key(Key::End);
    stage.key(Key::F2);
    let field = stage.window.get_by_role_and_label(Role::TextInput, "Edit Owner");
    assert!(field.accesskit_node().is_focused());
    assert!(field.rect().right() < 960.0, "left of the card: {:?}", field.rect());
}
