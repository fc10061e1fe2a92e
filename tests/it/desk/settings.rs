//! Settings of the person, exchange rates, and backups that are compared before they are restored.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::book::{Book, Edit};
use gendan::model::Habits;
use gendan::model::currency::CurrencyCode;
use gendan::words::Language;

use crate::stage::{Stage, fill, now};

fn palette(stage: &mut Stage, typed: &str) {
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text(typed);
    stage.key(Key::Enter);
}

#[test]
fn name_zone_currency_and_hours_are_kept_with_the_book() {
    let mut stage = Stage::with(&["Norte"]);
    stage.click("Settings");
    stage.click_role(Role::Tab, "You and your hours");
    stage.fill_in("Your name", "Lin Xiao");
    assert_eq!(stage.book().who(), "", "a draft is not yet kept");
    stage.key(Key::Enter);
    assert_eq!(stage.book().who(), "Lin Xiao");
    stage.click_role(Role::Button, "Home time zone");
    stage.type_text("deguo");
    stage.key(Key::Enter);
    assert_eq!(stage.book().habits().zone, "Europe/Berlin".parse().ok());
    stage.click_role(Role::Button, "Home currency");
    stage.type_text("renminbi");
    stage.key(Key::Escape);
    stage.click_role(Role::Button, "Home currency");
    stage.type_text("CNY");
    stage.key(Key::Enter);
    assert_eq!(stage.book().habits().currency, CurrencyCode::CNY);
    stage.click("Saturday");
    stage.fill_in("Until", "17:30");
    stage.key(Key::Tab);
    assert_eq!(stage.book().habits().work.to_string(), "09:00-17:30 123456");
    stage.fill_in("From", "nine");
    stage.key(Key::Tab);
    assert!(stage.sees("Not a time, for example 09:00"));
    assert_eq!(stage.book().habits().work.to_string(), "09:00-17:30 123456", "what cannot be read changes nothing");
    let habits = stage.book().habits().clone();
    let folder = stage.close();
    assert_eq!(*Book::open(folder.path(), now()).unwrap().habits(), habits);
}

#[test]
fn a_name_that_is_being_composed_is_not_kept_half_way() {
    let mut stage = Stage::with(&["Norte"]);
    stage.click("Settings");
    stage.click_role(Role::Tab, "You and your hours");
    stage.click_role(Role::TextInput, "Your name");
    stage.compose("lin'xiao");
    stage.key(Key::Enter);
    assert_eq!(stage.book().who(), "");
    stage.commit("林晓");
    stage.key(Key::Enter);
    assert_eq!(stage.book().who(), "林晓");
}

#[test]
fn a_rate_is_typed_and_removed() {
    let mut stage = Stage::with(&["Norte"]);
    palette(&mut stage, "huilv");
    assert!(stage.sees("Choose it first"));
    stage.click_role(Role::Button, "Home currency");
    stage.type_text("CNY");
    stage.key(Key::Enter);
    assert!(stage.sees("No rates yet"));
    stage.click_role(Role::Button, "Currency");
    stage.type_text("dollar USD");
    stage.key(Key::Enter);
    stage.fill_in("Rate", "seven");
    assert!(stage.sees("Not a rate, for example 7.1025"));
    stage.fill_in("Rate", "7.1025");
    stage.key(Key::Enter);
    let rate = stage.book().rate(CurrencyCode::USD, now().today).expect("the rate");
    assert_eq!(rate.to_string(), "7.1025");
    assert!(stage.sees("since 2026-11-20"));
    stage.click("Remove the rate of USD from 2026-11-20");
    assert_eq!(stage.book().rate(CurrencyCode::USD, now().today), None);
}

#[test]
fn rates_come_from_a_list_and_what_is_no_list_of_rates_says_so() {
    let mut stage = Stage::prepared(Language::English, |book| {
        fill(book, &["Norte"]);
        book.set_habits(Habits { currency: CurrencyCode::CNY, ..Habits::default() }).unwrap();
    });
    let list = stage.folder.path().join("rates.csv");
    std::fs::write(&list, "日期,USD/CNY,100JPY/CNY\n2026-11-18,7.0901,4.68\n2026-11-19,7.0912,4.69\n2026-11-20,x,4.7\n").unwrap();
    palette(&mut stage, "Exchange rates");
    stage.fill_in("Path of the file", &list.display().to_string());
    stage.key(Key::Enter);
    stage.wait_for("5 exchange rates added");
    assert!(stage.sees("1 line was not understood"));
    assert_eq!(stage.book().rate("JPY".parse().unwrap(), now().today).unwrap().to_string(), "0.047");
    std::fs::write(&list, "company,country\nHermann,DE\n").unwrap();
    stage.fill_in("Path of the file", &list.display().to_string());
    stage.key(Key::Enter);
    stage.wait_for("The file has no exchange rates");
}

/// A book with a backup, after which one customer was renamed, one deleted and one added.
fn with_backup() -> Stage {
    Stage::prepared(Language::English, |book| {
        fill(book, &["Norte", "Waha"]);
        book.back_up(now()).unwrap();
        let ids = book.table(&Default::default()).ids.to_vec();
        book.apply(Edit::SetField { customers: vec![ids[0]], field: gendan::model::Field::Company, text: "Al Waha".to_owned() }, now())
            .unwrap();
        book.apply(Edit::DeleteCustomers { customers: vec![ids[1]] }, now()).unwrap();
        fill(book, &["Later"]);
    })
}

#[test]
fn backups_are_listed_and_verified() {
    let mut stage = with_backup();
    palette(&mut stage, "beifen huifu");
    assert!(stage.sees("By hand") && stage.sees("2 customers"));
    stage.window.query_all_by_label("Verify the backup of 2026-11-20 09:42").last().expect("the button").click();
    stage.window.step();
    stage.wait_for("The backup of 2026-11-20 09:42 is whole");
}

#[test]
fn restoring_says_what_it_would_do_and_can_be_taken_back() {
    let mut stage = with_backup();
    // The backup of the start of this window has the same second in its name and the newest step.
    stage.wait_for("backed up");
    palette(&mut stage, "restor");
    let buttons: Vec<_> = stage.window.query_all_by_label("Restore the backup of 2026-11-20 09:42").collect();
    buttons.last().expect("the button").click();
    stage.window.step();
    stage.wait_for("Brought back: Norte");
    assert!(stage.sees("Removed: Later") && stage.sees("Changed back: Al Waha"));
    assert_eq!(stage.rows().len(), 0, "the page of settings is behind");
    stage.click("Restore");
    stage.wait_for("The backup is restored");
    let mut rows = stage.rows();
    rows.sort();
    assert_eq!(rows, ["1: Waha, Germany", "2: Norte, Germany"]);
    assert!(stage.book().backups().iter().any(|backup| backup.reason == gendan::book::Reason::Restore));
}

#[test]
fn escape_leaves_the_question_and_the_book_alone() {
    let mut stage = with_backup();
    palette(&mut stage, "restor");
    stage.window.query_all_by_label("Restore the backup of 2026-11-20 09:42").last().expect("the button").click();
    stage.window.step();
    stage.wait_for("Brought back: Norte");
    assert_eq!(stage.focused().as_deref(), Some("Cancel"), "the safe way out has the keyboard");
    stage.key(Key::Escape);
    assert!(!stage.sees("Brought back: Norte"));
    assert_eq!(stage.book().customer_count(), 2);
}
