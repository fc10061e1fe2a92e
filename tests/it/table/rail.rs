//! The rail beside the table: facets, groups and named views.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::model::Field;
use gendan::words::Language;

use super::stage::Stage;

#[test]
fn a_click_on_a_value_filters_ctrl_adds_and_the_head_clears() {
    let mut stage = Stage::sized(Language::English, [1280.0, 1000.0]);
    stage.click("Germany, 1");
    assert_eq!(stage.search(), "country:DE");
    assert_eq!(stage.rows().len(), 1);
    stage.window.get_by_label("Egypt, 1").click_modifiers(Modifiers::COMMAND);
    stage.run();
    assert_eq!(stage.search(), "country:DE or country:EG");
    assert_eq!(stage.rows().len(), 2);
    let germany = stage.window.get_by_label("Germany, 1");
    assert_eq!(germany.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True), "what filters is marked");
    stage.click("A, 1");
    assert_eq!(stage.rows().len(), 1);
    stage.window.query_all_by_label("Clear Country").next().expect("a way out").click();
    stage.run();
    assert_eq!(stage.search(), "tier:A");
    stage.click("A, 1");
    assert_eq!(stage.search(), "", "the same value again filters no longer");
}

#[test]
fn facets_count_what_the_search_finds_and_speak_the_language() {
    let mut stage = Stage::sized(Language::Chinese, [1280.0, 1000.0]);
    assert!(stage.sees("跟进中，2") && stage.sees("展会，2"), "words of both languages count together");
    stage.click("德国，1");
    let search = stage.window.get_by_role_and_label(Role::TextInput, "搜索客户").value().unwrap_or_default();
    assert!(search.contains("德国"), "{search}");
    assert!(stage.sees("跟进中，1"));
}

#[test]
fn groups_open_level_by_level_and_filter_with_those_below() {
    let mut stage = Stage::sized(Language::English, [1280.0, 1000.0]);
    assert!(stage.sees("Europe, 3") && !stage.sees("Germany, 1,") && stage.entry("UK, 1").is_none());
    stage.click("Unfold Europe");
    assert!(stage.sees("UK, 1"));
    stage.click("UK, 1");
    assert_eq!(stage.search(), "group:Europe/UK");
    assert_eq!(stage.rows().len(), 1);
    stage.click("Europe, 3");
    assert_eq!(stage.rows().len(), 3);
}

#[test]
fn customers_are_dragged_onto_a_new_group_and_the_group_is_renamed_and_dissolved() {
    let mut stage = Stage::sized(Language::English, [1280.0, 1000.0]);
    stage.click("New group");
    stage.type_text("Fair 2026");
    stage.key(Key::Enter);
    let to = stage.entry("Fair 2026, 0").expect("the new group").center();
    stage.click_row("Baltic", Modifiers::NONE);
    stage.click_row("Nile", Modifiers::SHIFT);
    let row = stage.rows().into_iter().find(|row| row.contains("Nile")).expect("the row");
    let rect = stage.window.get_by_label(&row).rect();
    let from = egui::pos2(rect.left() + 80.0, rect.center().y);
    drag(&mut stage, from, to);
    assert_eq!(stage.value("Nile", Field::Group), "Fair 2026");
    assert_eq!(stage.value("Baltic", Field::Group), "Fair 2026");
    assert_eq!(stage.undo_name(), "Change Group of 2 customers");
    stage.window.get_by_label("Fair 2026, 2").click_secondary();
    stage.run();
    stage.click("Rename…");
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.type_text("Canton 2026");
    stage.key(Key::Enter);
    wait_for(&mut stage, "Canton 2026, 2");
    assert_eq!(stage.value("Nile", Field::Group), "Canton 2026");
    stage.window.get_by_label("Canton 2026, 2").click_secondary();
    stage.run();
    stage.click("Dissolve group");
    for _ in 0..200 {
        stage.window.step();
        if stage.entry("Canton 2026").is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(stage.value("Nile", Field::Group), "");
}

#[test]
fn a_view_keeps_how_the_table_looks_and_comes_back_with_its_key() {
    let mut stage = Stage::sized(Language::English, [1280.0, 1000.0]);
    stage.click("Germany, 1");
    stage.click("Keep as a view");
    stage.type_text("German ones");
    stage.key(Key::Enter);
    assert!(stage.sees("View \"German ones\" kept"));
    stage.click("All customers, 6");
    assert_eq!(stage.rows().len(), 6);
    stage.keys(Modifiers::ALT, Key::Num1);
    assert_eq!(stage.search(), "country:DE");
    stage.head("Tier").click();
    stage.run();
    assert!(stage.sees("German ones (changed)"));
    stage.click("Update view");
    assert!(!stage.sees("(changed)"));
    stage.window.get_by_label("German ones").click_secondary();
    stage.run();
    stage.click("Delete view");
    assert!(stage.entry("German ones").is_none());
    stage.press_last("Undo");
    assert!(stage.entry("German ones").is_some(), "a view that was deleted by mistake comes back");
}

/// Presses at `from`, moves to `to` in steps, and lets go.
fn drag(stage: &mut Stage, from: egui::Pos2, to: egui::Pos2) {
    let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    stage.window.event(Event::PointerMoved(from));
    stage.window.step();
    stage.window.event(button(from, true));
    stage.window.step();
    for share in [0.2, 0.6, 1.0] {
        stage.window.event(Event::PointerMoved(from + (to - from) * share));
        stage.window.step();
    }
    stage.window.event(button(to, false));
    stage.run();
}

fn wait_for(stage: &mut Stage, words: &str) {
    for _ in 0..200 {
        stage.window.step();
        if stage.sees(words) {
            stage.run();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{words:?} does not appear");
}
