//! The first start: three pages at most, each can be skipped, and it does not come again.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use gendan::book::Book;
use gendan::model::currency::CurrencyCode;

use crate::stage::{Scene, Stage, fill, now};

fn first_start(folder: tempfile::TempDir) -> Stage {
    Scene { welcomes: true, ..Scene::default() }.on(folder)
}

#[test]
fn language_name_and_sample_and_then_straight_to_work() {
    let mut stage = first_start(tempfile::tempdir().unwrap());
    assert!(stage.sees("1 of 3") && !stage.sees("Your book is empty"));
    stage.click("中文");
    assert!(stage.sees("欢迎使用跟单"));
    stage.click("English");
    stage.click("Next");
    stage.type_text("Lin Xiao");
    let zone = stage.window.get_by_role_and_label(Role::Button, "Home time zone").value().unwrap_or_default();
    assert_eq!(zone, "China · Asia/Shanghai, UTC+8", "guessed from the computer's");
    let currency = stage.window.get_by_role_and_label(Role::Button, "Home currency").value().unwrap_or_default();
    assert!(currency.starts_with("CNY"), "{currency}");
    stage.click("Next");
    stage.click("Back");
    assert!(stage.sees("Who are you?"), "one can go back");
    stage.click("Next");
    stage.click("Look around in the sample");
    assert!(stage.book().customer_count() >= 80);
    assert_eq!(stage.book().who(), "Lin Xiao");
    assert_eq!(stage.book().habits().currency, CurrencyCode::CNY);
    assert!(stage.sees("Undo: "), "the sample is one step");
    let folder = stage.close();
    let again = first_start(folder);
    assert!(!again.sees("1 of 3"), "never again");
}

#[test]
fn skipping_leads_to_the_empty_book_and_it_does_not_come_again() {
    let mut stage = first_start(tempfile::tempdir().unwrap());
    stage.click("Skip");
    assert!(stage.sees("Your book is empty"));
    assert_eq!(stage.book().habits().zone, None, "nothing was said");
    let again = first_start(stage.close());
    assert!(again.sees("Your book is empty") && !again.sees("1 of 3"));
}

#[test]
fn it_is_walked_through_with_the_keyboard_alone() {
    let mut stage = first_start(tempfile::tempdir().unwrap());
    stage.key(Key::Enter);
    assert!(stage.sees("Who are you?"));
    stage.compose("lin");
    stage.key(Key::Enter);
    assert!(stage.sees("Who are you?"), "Enter belongs to the input method");
    stage.commit("林");
    stage.key(Key::Enter);
    assert!(stage.sees("How do you want to begin?"));
    assert_eq!(stage.book().who(), "林");
}

#[test]
fn a_list_is_where_it_can_begin() {
    let mut stage = first_start(tempfile::tempdir().unwrap());
    stage.click("Next");
    stage.click("Next");
    stage.click("Import a customer list");
    assert!(stage.sees("Drop an Excel or CSV file here"));
}

#[test]
fn a_book_with_customers_is_not_asked_but_can_ask() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::open(folder.path(), now()).unwrap();
    fill(&mut book, &["Norte"]);
    drop(book);
    let mut stage = first_start(folder);
    assert_eq!(stage.rows(), ["1: Norte, Germany"]);
    stage.keys(egui::Modifiers::COMMAND, Key::K);
    stage.type_text("First steps");
    stage.key(Key::Enter);
    assert!(stage.sees("1 of 3"));
    stage.click("Skip");
    assert_eq!(stage.rows(), ["1: Norte, Germany"]);
}
