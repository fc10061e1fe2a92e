//! Notices are read again, failures are counted until somebody looks, and screen readers hear of them.

use egui::accesskit::{Live, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::stage::Stage;

#[test]
fn notices_are_read_again_and_undo_is_offered_while_it_applies() {
    let mut stage = Stage::with(&["Norte", "Waha"]);
    let rows = stage.rows();
    stage.click(&rows[0]);
    stage.key(Key::Delete);
    stage.click("Delete");
    stage.key(Key::Delete);
    stage.click("Delete");
    assert_eq!(stage.rows().len(), 0);
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    let listed = stage.all(Role::ListItem);
    assert_eq!(listed, ["09:42 Norte deleted", "09:42 Waha deleted"], "the newest first");
    let offers = stage.window.query_all_by_label("Undo").count();
    assert_eq!(offers, 2, "in the list and below, for the newest alone");
    stage.window.query_all_by_label("Undo").next().expect("the offer").click();
    stage.window.run();
    assert_eq!(stage.rows().len(), 1);
    assert_eq!(stage.all(Role::ListItem), Vec::<String>::new(), "the list has closed");
}

#[test]
fn failures_are_counted_until_the_list_is_opened() {
    let mut stage = Stage::with(&["Norte"]);
    // A folder in the place of the file.
    let folder = stage.folder.path().join("taken.csv");
    std::fs::create_dir(&folder).unwrap();
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    stage.fill_in("File", &folder.display().to_string());
    stage.key(Key::Enter);
    stage.wait_for("Notices, 1 failure unread");
    let alert = stage.window.get_by_role(Role::Alert);
    assert_eq!(alert.accesskit_node().live(), Live::Assertive);
    stage.click("Notices, 1 failure unread");
    assert!(stage.all(Role::ListItem)[0].starts_with("09:42 Failed: "), "{:?}", stage.all(Role::ListItem));
    stage.key(Key::Escape);
    assert!(!stage.sees("failure unread"));
}

#[test]
fn an_empty_list_says_what_it_is_for() {
    let mut stage = Stage::with(&["Norte"]);
    stage.click("Notices");
    assert!(stage.sees("No notices yet"));
}
