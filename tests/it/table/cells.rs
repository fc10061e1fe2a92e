//! What rows and headings show, and how the table is sorted and arranged.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::words::Language;

use super::stage::Stage;

#[test]
fn rows_say_who_where_how_important_and_how_urgent() {
    let stage = Stage::new();
    let rows = stage.rows();
    assert!(rows[2].starts_with("3: Hermann Küchen GmbH, Tier VIP, Germany, Following, Next follow-up 8 days"), "{rows:?}");
    assert!(rows.iter().any(|row| row.contains("Next follow-up today")), "{rows:?}");
    let chinese = Stage::sized(Language::Chinese, [1280.0, 800.0]);
    assert!(chinese.rows()[2].contains("跟进中") && chinese.rows()[2].contains("逾期 8 天"), "{:?}", chinese.rows());
}

#[test]
fn several_columns_sort_with_shift_and_the_headings_number_them() {
    let mut stage = Stage::new();
    stage.head("Tier").click();
    stage.run();
    stage.head("Customer").click_modifiers(Modifiers::SHIFT);
    stage.run();
    assert!(stage.sees("Tier, ascending, 1 in order") && stage.sees("Customer, ascending, 2 in order"), "{:?}", stage.heads());
    let names = |stage: &Stage| stage.rows().iter().map(|row| row[3..].split(',').next().unwrap_or("").to_owned()).collect::<Vec<_>>();
    let sorted = names(&stage);
    let place = |name: &str| sorted.iter().position(|other| other == name).expect(name);
    assert!(place("Nile Gate Imports") < place("Atlas Inox SARL"), "A before B");
    assert!(place("Atlas Inox SARL") < place("Bright Kitchen Supply Ltd"), "within B by name");
    stage.head("Customer, ascending, 2 in order").click_modifiers(Modifiers::SHIFT);
    stage.run();
    let sorted = names(&stage);
    let place = |name: &str| sorted.iter().position(|other| other == name).expect(name);
    assert!(place("Atlas Inox SARL") > place("Bright Kitchen Supply Ltd"), "within B by name, downward");
    stage.head("Tier, ascending, 1 in order").click();
    stage.run();
    assert!(stage.sees("Tier, ascending") && !stage.sees("in order"), "a plain click sorts by this alone: {:?}", stage.heads());
}

#[test]
fn a_heading_is_dragged_to_another_place() {
    let mut stage = Stage::new();
    assert_eq!(stage.heads()[..4], ["Customer", "Tier", "Country", "State"]);
    let from = stage.head("State").rect().center();
    let to = stage.head("Tier").rect().left_center() + egui::vec2(4.0, 0.0);
    stage.window.drag_at(from);
    stage.window.step();
    stage.window.hover_at(from - egui::vec2(20.0, 0.0));
    stage.window.step();
    stage.window.hover_at(to);
    stage.window.step();
    stage.window.drop_at(to);
    stage.run();
    assert_eq!(stage.heads()[..4], ["Customer", "State", "Tier", "Country"]);
}

#[test]
fn the_menu_of_a_heading_sorts_hides_and_moves() {
    let mut stage = Stage::new();
    stage.head("Tier").click_secondary();
    stage.run();
    stage.click("Move right");
    assert_eq!(stage.heads()[..3], ["Customer", "Country", "Tier"]);
    stage.head("Country").click_secondary();
    stage.run();
    stage.click("Hide column");
    assert_eq!(stage.heads()[..3], ["Customer", "Tier", "State"]);
    stage.head("Customer").click_secondary();
    stage.run();
    assert!(!stage.sees("Hide column"), "the name always stays");
    stage.click("Sort descending");
    assert!(stage.rows()[0].contains("阿联酋") || stage.rows()[0].contains("Nile"), "{:?}", stage.rows());
    stage.head("Customer, descending").click_secondary();
    stage.run();
    stage.click("Do not sort by this");
    assert!(stage.rows()[0].contains("Baltic"), "newest first again");
}

#[test]
fn rows_come_closer_together() {
    let mut stage = Stage::with_many(60);
    let comfortable = stage.rows().len();
    stage.head("Customer").click_secondary();
    stage.run();
    stage.click("Compact rows");
    let compact = stage.rows().len();
    assert!(compact * 3 >= comfortable * 4 - 4, "{comfortable} rows became {compact}");
    stage.head("Customer").click_secondary();
    stage.run();
    stage.click("Comfortable rows");
    assert_eq!(stage.rows().len(), comfortable);
}

#[test]
fn a_double_click_shows_the_card_alone_and_back_returns() {
    let mut stage = Stage::new();
    let row = stage.rows()[2].clone();
    stage.window.get_by_label(&row).click();
    stage.window.get_by_label(&row).click();
    stage.run();
    assert!(stage.rows().is_empty(), "the table has gone");
    assert!(stage.sees("Hermann Küchen GmbH"));
    stage.click("Back to the table");
    assert_eq!(stage.rows().len(), 6);
}

#[test]
fn esc_leaves_first_the_field_and_then_the_card_that_stands_alone() {
    let mut stage = Stage::new();
    let row = stage.rows()[2].clone();
    stage.window.get_by_label(&row).click();
    stage.run();
    stage.key(Key::Enter);
    assert!(stage.rows().is_empty(), "the table has gone");
    stage.click_role(Role::TextInput, "Customer");
    stage.key(Key::Escape);
    assert!(stage.rows().is_empty(), "only the field is left");
    stage.key(Key::Escape);
    assert_eq!(stage.rows().len(), 6);
    assert_eq!(stage.rows()[2], row, "where one was");
}
