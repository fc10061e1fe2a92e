//! A huge step is taken back while the window goes on.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::stage::{Scene, Stage};

/// A window on a book into which a list of 2,500 firms was taken.
fn with_a_list() -> Stage {
    let folder = tempfile::tempdir().expect("a folder for the book");
    let list = folder.path().join("list.csv");
    let rows = (0..2_500).map(|row| format!("Firm {row:04} GmbH,Person {row}\n"));
    std::fs::write(&list, std::iter::once("Company,Contact\n".to_owned()).chain(rows).collect::<String>()).expect("a list");
    let shell = std::process::Command::new(env!("CARGO_BIN_EXE_gendan")).arg("--book").arg(folder.path()).arg("import").arg(&list).output();
    assert!(shell.expect("the shell").status.success());
    Scene::default().on(folder)
}

/// Presses keys and draws the one frame that sees them.
fn press(desk: &mut Stage, modifiers: Modifiers, key: Key) {
    desk.window.event(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
    desk.window.step();
}

#[test]
fn a_huge_import_is_undone_beside_the_window_and_done_again() {
    let mut desk = with_a_list();
    assert!(desk.sees("2,500 customers"));
    press(&mut desk, Modifiers::COMMAND, Key::Z);
    assert!(desk.sees("Undoing \"Import of list.csv\"") && desk.sees("Stop"), "what runs is said, and how to stop it");
    assert!(desk.sees("2,500 customers"), "the window shows the book as it still is");
    desk.wait_for("Undone: Import of list.csv");
    assert!(desk.sees("Your book is empty") && !desk.sees("Undoing"));
    press(&mut desk, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    desk.wait_for("Done again: Import of list.csv");
    assert!(desk.sees("2,500 customers"));
}

#[test]
fn thousands_of_customers_are_deleted_beside_the_window() {
    let mut desk = with_a_list();
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.key(Key::Delete);
    desk.window.get_by_label("Delete 2,500").click();
    desk.wait_for("2,500 customers deleted");
    assert!(desk.sees("Your book is empty"));
    desk.click("Undo");
    desk.wait_for("Undone: Delete 2500 customers");
    assert!(desk.sees("2,500 customers"));
}
