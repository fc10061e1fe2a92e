//! Finding and running commands: the palette, the list of keys, and what Undo says it will do.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::words::Language;

use crate::stage::{Stage, fill};

#[test]
fn the_palette_finds_commands_in_both_languages_and_by_pinyin() {
    let mut stage = Stage::with(&["Norte"]);
    for (typed, first) in [("cale", "Calendar"), ("rili", "Calendar"), ("rl", "Calendar"), ("日历", "Calendar"), ("back up", "Back up now")]
    {
        stage.keys(Modifiers::COMMAND, Key::K);
        stage.type_text(typed);
        assert_eq!(stage.all(Role::ListBoxOption).first().map(String::as_str), Some(first), "{typed}");
        stage.key(Key::Escape);
        assert_eq!(stage.all(Role::ListBoxOption), Vec::<String>::new());
    }
}

#[test]
fn a_command_is_run_and_stands_first_the_next_time() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("calendar");
    stage.key(Key::Enter);
    assert!(stage.sees("Friday, 20 November 2026"), "the month is there");
    stage.keys(Modifiers::COMMAND, Key::K);
    assert!(stage.sees("Recently used"));
    assert_eq!(stage.all(Role::ListBoxOption)[0], "Calendar");
    stage.keys(Modifiers::COMMAND, Key::K);
    assert!(!stage.sees("Recently used"), "the same keys close it");
}

#[test]
fn arrows_walk_through_the_palette_and_enter_takes_what_is_marked() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("customer");
    let entries = stage.all(Role::ListBoxOption);
    let at = entries.iter().position(|entry| entry == "New customer").expect("it is offered");
    for _ in 0..at {
        stage.key(Key::ArrowDown);
    }
    stage.key(Key::Enter);
    assert!(stage.sees("A company or a contact is needed"), "the form is open");
}

#[test]
fn the_palette_goes_to_customers_whatever_the_table_shows() {
    let mut stage = Stage::prepared(Language::English, |book| fill(book, &["Norte Ferretería", "上海长江贸易", "Al Waha"]));
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("Waha");
    assert_eq!(stage.rows().len(), 1);
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("ferret");
    assert!(stage.all(Role::ListBoxOption).contains(&"Norte Ferretería, Germany".to_owned()), "{:?}", stage.all(Role::ListBoxOption));
    stage.key(Key::Enter);
    assert_eq!(stage.rows().len(), 3, "the search that hid it is gone");
    let shown = stage.window.get_by_role_and_label(Role::TextInput, "Customer").value();
    assert_eq!(shown.as_deref(), Some("Norte Ferretería"), "its card is shown");
}

#[test]
fn half_a_character_finds_nothing_and_enter_belongs_to_the_input_method() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::K);
    let before = stage.all(Role::ListBoxOption);
    stage.compose("ri'li");
    assert_eq!(stage.all(Role::ListBoxOption), before);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert!(!stage.all(Role::ListBoxOption).is_empty(), "still open");
    stage.commit("日历");
    assert_eq!(stage.all(Role::ListBoxOption)[0], "Calendar");
    stage.key(Key::Enter);
    assert!(stage.sees("Friday, 20 November 2026"));
}

#[test]
fn undo_and_redo_say_what_they_will_do() {
    let mut stage = Stage::with(&["Norte"]);
    assert!(stage.sees("Undo: Add Norte"), "the button");
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("undo");
    assert!(stage.all(Role::ListBoxOption).contains(&"Undo: Add Norte".to_owned()));
    stage.key(Key::Enter);
    assert!(stage.sees("Undone: Add Norte"), "the notice");
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("redo");
    assert_eq!(stage.all(Role::ListBoxOption)[0], "Redo: Add Norte");
    stage.key(Key::Escape);
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!((stage.rows().len(), stage.book().customer_count()), (1, 1));
}

#[test]
fn what_cannot_be_done_is_not_offered() {
    let mut stage = Stage::with(&[]);
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("undo");
    assert!(!stage.all(Role::ListBoxOption).iter().any(|entry| entry.starts_with("Undo")));
    stage.type_text(" zzzz");
    assert!(stage.sees("Nothing found for \"undo zzzz\""));
}

#[test]
fn the_list_of_keys_is_searched_in_either_language_and_runs_commands() {
    let mut stage = Stage::with(&["Norte"]);
    stage.key(Key::F1);
    assert!(stage.sees("In the table") && stage.sees("One page up or down"));
    stage.type_text("daoru");
    assert!(!stage.sees("One page up or down"));
    stage.window.query_all_by_label("Import").last().expect("the command").click();
    stage.window.run();
    assert!(stage.sees("Import customers") || stage.sees("Drop"), "the wizard is open");
    assert!(!stage.sees("Find a key or command"), "the list is closed");
}

#[test]
fn the_keyboard_returns_to_where_it_was() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::F);
    assert_eq!(stage.focused().as_deref(), Some("Search customers"));
    stage.keys(Modifiers::COMMAND, Key::K);
    assert_ne!(stage.focused().as_deref(), Some("Search customers"));
    stage.key(Key::Escape);
    assert_eq!(stage.focused().as_deref(), Some("Search customers"));
    stage.keys(Modifiers::COMMAND, Key::N);
    assert_eq!(stage.focused().as_deref(), Some("Customer"));
    stage.key(Key::Escape);
    assert_eq!(stage.focused().as_deref(), Some("Search customers"));
}

#[test]
fn tab_stays_within_a_form() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::N);
    stage.type_text("New one");
    let mut seen = Vec::new();
    for _ in 0..24 {
        stage.key(Key::Tab);
        seen.extend(stage.focused());
    }
    assert!(seen.contains(&"Add customer".to_owned()) && seen.contains(&"Cancel".to_owned()), "{seen:?}");
    assert!(seen.iter().filter(|label| *label == "Customer").count() >= 1, "it comes round: {seen:?}");
    assert!(!seen.contains(&"Search customers".to_owned()) && !seen.contains(&"Import".to_owned()), "{seen:?}");
}

#[test]
fn enter_on_cancel_cancels_and_in_a_field_confirms() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::N);
    stage.type_text("Second");
    for _ in 0..24 {
        if stage.focused().as_deref() == Some("Cancel") {
            break;
        }
        stage.key(Key::Tab);
    }
    stage.key(Key::Enter);
    assert_eq!(stage.rows().len(), 1, "nothing was added");
    stage.keys(Modifiers::COMMAND, Key::N);
    stage.type_text("Second");
    stage.key(Key::Enter);
    assert_eq!(stage.rows().len(), 2);
}
