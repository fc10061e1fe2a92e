//! Many customers at once: the form, the menu of rows.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::model::Field;
use gendan::words::Language;

use super::stage::Stage;

#[test]
fn any_field_of_the_selected_is_changed_in_one_step() {
    let mut stage = Stage::new();
    stage.click_row("Baltic", Modifiers::NONE);
    stage.click_row("Hermann", Modifiers::SHIFT);
    stage.keys(Modifiers::COMMAND, Key::E);
    assert!(stage.sees("Edit 3 customers"));
    stage.press_last("Field");
    stage.window.get_by_role_and_label(Role::TextInput, "Find a field").click();
    stage.run();
    stage.type_text("industry");
    stage.press_last("Industry");
    stage.window.get_by_role_and_label(Role::TextInput, "Value").click();
    stage.run();
    stage.type_text("Kitchenware");
    stage.click("Change 3");
    assert!(["Baltic", "Nile", "Hermann"].iter().all(|name| stage.value(name, Field::Industry) == "Kitchenware"));
    assert!(stage.sees("Done: Change Industry of 3 customers"));
    stage.window.query_all_by_label("Undo").last().expect("the notice offers it").click();
    stage.run();
    assert!(stage.column(Field::Industry).iter().all(|(_, industry)| industry.is_empty()));
}

#[test]
fn tags_are_added_to_all_and_taken_from_all() {
    let mut stage = Stage::new();
    stage.click_row("Hermann", Modifiers::NONE);
    stage.click_row("Bright", Modifiers::SHIFT);
    stage.menu_of("Bright");
    stage.click("Add tag…");
    stage.type_text("2026 offer");
    stage.key(Key::Enter);
    assert_eq!(stage.value("Hermann", Field::Tags), "展会; 2026 offer");
    assert_eq!(stage.value("Bright", Field::Tags), "展会; Canton fair; 2026 offer");
    assert!(stage.sees("Done: Add tag 2026 offer to 2 customers"));
    stage.keys(Modifiers::COMMAND, Key::E);
    stage.press_last("Field");
    stage.window.get_by_role_and_label(Role::TextInput, "Find a field").click();
    stage.run();
    stage.type_text("tags");
    stage.press_last("Tags");
    stage.press_last("Remove");
    stage.window.get_by_role_and_label(Role::TextInput, "Value").click();
    stage.run();
    stage.type_text("展会");
    stage.click("Change 2");
    assert_eq!(stage.value("Hermann", Field::Tags), "2026 offer");
    assert_eq!(stage.value("Bright", Field::Tags), "Canton fair; 2026 offer");
}

#[test]
fn the_menu_of_a_row_sets_what_one_sets_most() {
    let mut stage = Stage::new();
    stage.menu_of("Nile");
    assert!(stage.selected()[0].contains("Nile"), "the row under the pointer is meant");
    stage.press_last("Tier");
    stage.click("High potential");
    assert_eq!(stage.value("Nile", Field::Level), "High potential");
}

#[test]
fn the_menu_deletes_after_a_question() {
    let mut stage = Stage::new();
    stage.click_row("Baltic", Modifiers::NONE);
    stage.click_row("Nile", Modifiers::SHIFT);
    stage.menu_of("Nile");
    stage.press_last("Delete selected…");
    assert!(stage.sees("Delete 2 customers?"));
    stage.click("Delete 2");
    assert_eq!(stage.rows().len(), 4);
}

#[test]
fn nothing_happens_to_selected_customers_out_of_sight_unless_that_is_chosen() {
    let mut stage = Stage::new();
    stage.click_row("Baltic", Modifiers::NONE);
    stage.click_row("Hermann", Modifiers::SHIFT);
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("kuchen");
    assert!(stage.sees("3 selected") && stage.sees("(2 not in this list)"));
    stage.press_last("Delete…");
    assert!(stage.sees("Delete \"Hermann") || stage.sees("Hermann Küchen GmbH?"), "the one in sight");
    assert!(stage.sees("3 selected, 2 of them not in this list"));
    stage.click("All 3");
    assert!(stage.sees("Delete 3 customers?"));
    stage.click("Only the 1 in this list");
    stage.press_last("Cancel");
    stage.press_last("Edit…");
    assert!(stage.sees("Edit 1 customer"));
    stage.click("All 3");
    assert!(stage.sees("Edit 3 customers"));
    stage.press_last("Cancel");
    stage.menu_of("Hermann");
    assert!(stage.sees("2 selected customers that are not in this list stay as they are"));
    stage.press_last("Tier");
    stage.click("High potential");
    assert_eq!(stage.value("Hermann", Field::Level), "High potential");
    assert_eq!(stage.value("Nile", Field::Level), "A");
}

#[test]
fn the_form_says_how_many_have_another_value_before_it_changes_them() {
    let mut stage = Stage::new();
    stage.click_row("Baltic", Modifiers::NONE);
    stage.click_row("Bright", Modifiers::SHIFT);
    stage.keys(Modifiers::COMMAND, Key::E);
    assert!(stage.sees("4 customers; without a new one, the values of 2 are cleared"), "states: Following twice, two have none");
    stage.type_text("Dormant");
    assert!(stage.sees("4 customers; 2 already have another value, which will be replaced"));
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.type_text("Following");
    assert!(stage.sees("4 customers; 2 have this value already, none has another"), "跟进中 is the same word");
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.type_text("On hold");
    stage.key(Key::Enter);
    assert!(["Baltic", "Nile", "Hermann", "Bright"].iter().all(|name| stage.value(name, Field::Status) == "On hold"));
    assert_eq!(stage.undo_name(), "Change State of 4 customers");
}

/// Opens the form for the first two rows and chooses `field`.
fn form_for_two(stage: &mut Stage, field: &str) {
    stage.click_row("Baltic", Modifiers::NONE);
    stage.click_row("Nile", Modifiers::SHIFT);
    stage.keys(Modifiers::COMMAND, Key::E);
    stage.press_last(&gendan::tr!("many-field"));
    stage.type_text(field);
    stage.key(Key::Enter);
}

#[test]
fn many_get_a_day_said_in_words_and_a_country_that_is_completed() {
    for (language, field, typed, of, shown) in [
        (Language::English, "Next follow-up", "in 3 days", Field::NextFollowUp, "2026-11-23"),
        (Language::Chinese, "下次跟进", "下周五", Field::NextFollowUp, "2026-11-27"),
        (Language::English, "Country", "德", Field::Country, "Germany"),
        (Language::English, "Mobile", "+49 171 5550101", Field::Mobile, "+49 171 5550101"),
    ] {
        let mut stage = Stage::sized(language, [1280.0, 800.0]);
        form_for_two(&mut stage, field);
        stage.type_text(typed);
        stage.key(Key::Enter);
        if of == Field::Country {
            assert_eq!(stage.value("Nile", of), "Egypt", "the first Enter takes the country from the list");
            stage.key(Key::Enter);
        }
        for name in ["Baltic", "Nile"] {
            assert_eq!(stage.value(name, of), shown, "{typed}");
        }
        stage.keys(Modifiers::COMMAND, Key::Z);
        assert_eq!(stage.value("Nile", of), if of == Field::Country { "Egypt" } else { "" }, "one step takes it back");
    }
}

#[test]
fn what_the_book_would_refuse_for_many_is_said_beside_the_field() {
    let mut stage = Stage::new();
    form_for_two(&mut stage, "Annual purchase");
    stage.type_text("a lot");
    assert!(stage.sees("Not an amount; try USD 12,500"));
    stage.key(Key::Enter);
    assert!(stage.sees("Edit 2 customers"), "the form stays");
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.type_text("EUR 500");
    stage.key(Key::Enter);
    assert_eq!(stage.value("Nile", Field::AnnualAmount), "EUR 500");
}

#[test]
fn composing_a_tag_for_many_does_not_confirm_half_way() {
    let mut stage = Stage::new();
    form_for_two(&mut stage, "Tags");
    stage.event(Event::Ime(ImeEvent::Preedit { text: "zhan'hui".to_owned(), active_range_chars: None }));
    stage.key(Key::Enter);
    stage.key(Key::Escape);
    assert!(stage.sees("Edit 2 customers"));
    stage.event(Event::Ime(ImeEvent::Commit("展会".to_owned())));
    assert!(stage.sees("2 customers; none has it yet"));
    stage.key(Key::Enter);
    assert_eq!(stage.value("Nile", Field::Tags), "展会");
    assert_eq!(stage.value("Baltic", Field::Tags), "展会");
}
