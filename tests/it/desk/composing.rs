//! Chinese typing: what is being composed neither searches, saves nor confirms, and its keys run nothing.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::stage::Stage;

#[test]
fn the_search_box_waits_for_the_whole_word_and_keeps_its_keys() {
    let mut stage = Stage::with(&["上海长江贸易", "Norte"]);
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.compose("shang'hai");
    assert_eq!(stage.rows().len(), 2, "composing does not search");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("Search customers"), "candidates are chosen, the box is not left");
    stage.commit("上海");
    assert_eq!(stage.rows().len(), 1);
    assert!(stage.rows()[0].contains("上海长江贸易"));
}

#[test]
fn a_field_of_the_card_is_saved_once_the_word_is_whole() {
    let mut stage = Stage::with(&["Norte"]);
    // The card needs the room for the field to be in sight.
    stage.click("Fold the calendar");
    stage.click_role(Role::TextInput, "Customer");
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.compose("bei'ou");
    stage.key(Key::Enter);
    let name = |stage: &Stage| {
        let id = stage.book().table(&Default::default()).ids[0];
        stage.book().card(id).unwrap().unwrap().customer.name().to_owned()
    };
    assert_eq!(name(&stage), "Norte", "Enter belongs to the input method");
    stage.commit("北欧");
    assert_eq!(name(&stage), "Norte", "a draft is not yet an edit");
    stage.key(Key::Enter);
    assert_eq!(name(&stage), "北欧");
}

#[test]
fn a_form_is_not_confirmed_by_the_keys_of_a_composition() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::N);
    stage.compose("da'wang");
    // Esc as well: `desk/typing.rs` tests it, since here egui moves the keyboard before anybody can take the key away.
    stage.key(Key::Enter);
    assert!(stage.sees("Add customer"), "the form is open");
    assert_eq!(stage.book().customer_count(), 1);
    stage.commit("大王贸易");
    stage.key(Key::Enter);
    assert_eq!(stage.book().customer_count(), 2);
    stage.wait_for("大王贸易");
}

#[test]
fn shortcuts_rest_while_a_word_is_composed() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.compose("ni");
    for (modifiers, key) in [
        (Modifiers::COMMAND, Key::N),
        (Modifiers::COMMAND, Key::K),
        (Modifiers::NONE, Key::F1),
        (Modifiers::COMMAND, Key::Z),
        (Modifiers::COMMAND, Key::Num3),
        (Modifiers::NONE, Key::Delete),
    ] {
        stage.keys(modifiers, key);
    }
    assert_eq!(stage.rows().len(), 1, "nothing was undone or deleted");
    assert!(!stage.sees("Add customer") && !stage.sees("Find a key or command"));
    assert!(stage.window.query_by_label("A command or a customer, in any language").is_none());
    stage.commit("你");
    stage.keys(Modifiers::COMMAND, Key::K);
    assert!(stage.window.query_by_label("A command or a customer, in any language").is_some(), "they work again");
}

#[test]
fn what_is_typed_into_a_note_is_whole() {
    let mut stage = Stage::with(&["Norte"]);
    stage.click("Log a touch");
    stage.compose("bao'jia");
    stage.key(Key::Enter);
    stage.commit("报价");
    stage.type_text("已发");
    stage.click("Save");
    let id = stage.book().table(&Default::default()).ids[0];
    assert_eq!(stage.book().card(id).unwrap().unwrap().touches[0].text, "报价已发");
}
