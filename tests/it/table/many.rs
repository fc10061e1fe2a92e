//! Many customers at once: the form, the menu of rows.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::model::Field;

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
    assert!(stage.sees("Delete “Hermann") || stage.sees("Hermann Küchen GmbH?"), "the one in sight");
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
