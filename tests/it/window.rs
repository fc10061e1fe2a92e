//! What a person does in the window, through the real application without a screen: things are found by what they say.

mod all_day;
mod brief;
mod calendar;
mod calendar_past;
mod forms;
mod jobs;
mod missed;
mod overview;
mod own_fields;
mod pool;
mod printing;
mod register;
mod reminders;
mod rounds;
mod rules;
mod timeline;
mod touches;
mod world;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::Edit;
use gendan::model::{Field, Id, Touch};
use gendan::words::{self, Language};

use crate::stage::{Stage, fill, now};

impl Stage {
    fn customer_text(&self, field: Field) -> Vec<String> {
        self.column(field).into_iter().map(|(_, text)| text).collect()
    }
}

#[test]
fn an_empty_book_says_what_to_do_and_the_first_customer_appears_in_the_table() {
    let mut desk = Stage::empty();
    assert!(desk.sees("Your book is empty"));
    assert!(desk.sees("Try the sample"));
    desk.new_customer("Hermann Küchen GmbH");
    assert!(!desk.sees("Your book is empty"));
    assert_eq!(desk.rows(), ["1: Hermann Küchen GmbH"]);
    assert!(desk.sees("1 customer"), "the foot counts");
}

#[test]
fn a_form_without_a_name_cannot_be_saved_and_esc_leaves_it() {
    let mut desk = Stage::empty();
    desk.keys(Modifiers::COMMAND, Key::N);
    assert!(desk.sees("A company or a contact is needed"));
    desk.key(Key::Escape);
    assert!(!desk.sees("A company or a contact is needed"));
    assert!(desk.sees("Your book is empty"));
}

#[test]
fn searching_shows_what_fits_and_offers_a_way_out_where_nothing_does() {
    let mut desk = Stage::empty();
    desk.new_customer("Norte Ferretería");
    desk.new_customer("Al Waha Trading");
    desk.keys(Modifiers::COMMAND, Key::F);
    desk.type_text("Waha");
    assert_eq!(desk.rows(), ["1: Al Waha Trading"]);
    assert!(desk.sees("1 of 2 customers"));
    desk.type_text(" nobody");
    assert!(desk.sees("No customer meets all 2 conditions") && desk.sees("nobody"));
    desk.window.query_all_by_label("Clear search").last().expect("a way out").click();
    desk.window.run();
    assert_eq!(desk.rows().len(), 2);
}

#[test]
fn a_row_that_is_clicked_shows_its_card_and_a_field_is_edited_in_place() {
    let mut desk = Stage::empty();
    desk.new_customer("Kaveri Steelworks");
    desk.new_customer("Colombo Metals");
    let row = desk.rows().into_iter().find(|row| row.contains("Kaveri")).expect("the row");
    desk.click(&row);
    desk.click_role(Role::TextInput, "Customer");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_text("Kaveri Steelworks Pvt. Ltd.");
    assert!(desk.customer_text(Field::Company).contains(&"Kaveri Steelworks".to_owned()), "a draft is not yet an edit");
    desk.key(Key::Enter);
    assert!(desk.customer_text(Field::Company).contains(&"Kaveri Steelworks Pvt. Ltd.".to_owned()), "Enter saves");
}

#[test]
fn esc_returns_what_was_there() {
    let mut desk = Stage::empty();
    desk.new_customer("Colombo Metals");
    desk.click_role(Role::TextInput, "Customer");
    desk.type_text(" (closed)");
    desk.key(Key::Escape);
    assert_eq!(desk.customer_text(Field::Company), ["Colombo Metals"]);
    let shown = desk.window.get_by_role_and_label(Role::TextInput, "Customer").value();
    assert_eq!(shown.as_deref(), Some("Colombo Metals"));
}

#[test]
fn what_was_typed_is_saved_when_another_customer_is_clicked() {
    let mut desk = Stage::empty();
    desk.new_customer("First Ltd");
    desk.new_customer("Second Ltd");
    let first = desk.rows().into_iter().find(|row| row.contains("First")).expect("the row");
    desk.click_role(Role::TextInput, "Customer");
    desk.type_text(" & Sons");
    desk.click(&first);
    assert!(desk.customer_text(Field::Company).iter().any(|name| name.contains("& Sons")), "{:?}", desk.customer_text(Field::Company));
}

#[test]
fn a_deletion_is_asked_counted_and_undone() {
    let mut desk = Stage::empty();
    for name in ["Alpha", "Beta", "Gamma"] {
        desk.new_customer(name);
    }
    let rows = desk.rows();
    desk.click(&rows[0]);
    desk.window.get_by_label(&rows[1]).click_modifiers(Modifiers::SHIFT);
    desk.window.run();
    assert!(desk.sees("2 selected"));
    desk.key(Key::Delete);
    assert!(desk.sees("Delete 2 customers?"));
    desk.click("Delete 2");
    assert_eq!(desk.rows().len(), 1);
    assert!(desk.sees("2 customers deleted"));
    desk.window.query_all_by_label("Undo").last().expect("the notice offers it").click();
    desk.window.run();
    assert_eq!(desk.rows().len(), 3);
    desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(desk.rows().len(), 1, "redo");
}

#[test]
fn the_keyboard_walks_through_the_table() {
    let mut desk = Stage::with_customers(60);
    let first = desk.rows()[0].clone();
    desk.click(&first);
    desk.key(Key::ArrowDown);
    assert!(desk.selected()[0].starts_with("2: "), "{:?}", desk.selected());
    desk.keys(Modifiers::COMMAND, Key::End);
    let last = desk.selected();
    assert_eq!(last.len(), 1, "the last row is in sight and selected");
    desk.key(Key::PageUp);
    assert_ne!(desk.selected(), last);
    desk.keys(Modifiers::COMMAND, Key::Home);
    assert!(desk.selected()[0].starts_with("1: "));
    desk.keys(Modifiers::SHIFT, Key::ArrowDown);
    assert!(desk.sees("2 selected"));
}

#[test]
fn a_click_on_a_heading_sorts_up_then_down_then_as_before() {
    let mut desk = Stage::with_customers(5);
    let before = desk.rows();
    desk.click_role(Role::ColumnHeader, "Customer");
    assert!(desk.rows()[0].contains("Customer 001"));
    desk.click("Customer, ascending");
    assert!(desk.rows()[0].contains("Customer 005"));
    desk.click("Customer, descending");
    assert_eq!(desk.rows(), before);
}

#[test]
fn a_touch_and_a_follow_up_are_kept_and_show_in_card_and_calendar() {
    let mut desk = Stage::with_customers(1);
    let row = desk.rows()[0].clone();
    desk.click(&row);
    desk.click("Plan a follow-up");
    desk.type_text("Ask for the sample report");
    desk.click("Save");
    assert!(desk.sees("Saturday, 21 November 2026, 1 entry"), "the calendar has it");
    assert!(desk.sees("Tomorrow: Ask for the sample report"), "the head of the card says it");
    desk.click("Mark as done: Ask for the sample report");
    assert!(desk.sees("Completes: Ask for the sample report"), "what happened is asked, with what was planned filled in");
    desk.click("Save");
    assert!(desk.sees("Follow-up done"));
    desk.click("Log a touch");
    desk.type_text("Promised an answer by Friday");
    desk.click("Save");
    assert!(desk.sees("Mail · Promised an answer by Friday"));
    assert!(desk.sees("Touch logged"));
}

#[test]
fn columns_are_shown_and_hidden() {
    let mut desk = Stage::with_customers(2);
    desk.click("Columns");
    desk.click_role(Role::TextInput, "Find a column");
    desk.type_text("Website");
    desk.click_role(Role::CheckBox, "Website");
    assert!(
        desk.window.query_all_by_role(Role::ColumnHeader).any(|head| head.accesskit_node().label().as_deref() == Some("Website"))
            || desk.sees("Website")
    );
}

#[test]
fn the_language_is_switched_at_once() {
    let mut desk = Stage::speaking(Language::English);
    desk.click("Settings");
    assert!(desk.sees("Language"));
    desk.click("中文");
    assert!(desk.sees("新建客户"));
    assert!(!desk.sees("New customer"));
    desk.click("English");
    assert!(desk.sees("New customer"));
}

#[test]
fn half_a_chinese_character_neither_searches_nor_saves() {
    let mut desk = Stage::empty();
    desk.new_customer("欧洲厨具");
    desk.new_customer("Nordic");
    desk.keys(Modifiers::COMMAND, Key::F);
    let preedit = |text: &str| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    desk.window.event(preedit("ou'zhou"));
    desk.window.run();
    assert_eq!(desk.rows().len(), 2, "composing does not search");
    desk.window.event(Event::Ime(ImeEvent::Commit("欧洲".to_owned())));
    desk.window.run();
    assert_eq!(desk.rows(), ["1: 欧洲厨具"]);
}

#[test]
fn the_calendar_walks_through_months_and_days() {
    let mut desk = Stage::empty();
    assert!(desk.sees("November 2026"));
    desk.click("Whole month");
    desk.click("Next month");
    assert!(desk.sees("December 2026"));
    desk.window.query_all_by_label("Today").last().expect("the button").click();
    desk.window.run();
    assert!(desk.sees("November 2026"));
    desk.keys(Modifiers::COMMAND, Key::Num3);
    desk.click("Tuesday, 24 November 2026");
    assert!(desk.sees("Nothing planned in 4 days"));
}

#[test]
fn a_follow_up_is_planned_from_the_calendar_page() {
    // Who was never touched is due on some day of the next months by chance; who was today is not before long.
    let mut desk = Stage::prepared(Language::English, |book| {
        fill(book, &["Customer 001"]);
        let touch = Touch::new(Id(0), book.table(&Default::default()).ids[0], now().today.into());
        book.apply(Edit::log(touch), now()).expect("logged");
    });
    desk.keys(Modifiers::COMMAND, Key::Num3);
    desk.click("Tuesday, 24 November 2026");
    desk.click("Follow up Customer 001");
    desk.type_text("Send the offer");
    desk.click("Save");
    assert!(desk.sees("Tuesday, 24 November 2026, 1 entry"));
    assert!(desk.sees("Customer 001 · Follow-ups · Send the offer"));
}

const LIST: &str = "Company Name,Country,Contact,E-mail,Last contact,Rating,Shoe size\n\
    Hermann Küchen GmbH,Germany,Anna Schmidt,a.schmidt@hermann.example,2026-10-13,VIP,43\n\
    Norte Ferretería,Mexico,José Ruiz,ventas@norte,2026-10-20,VIP,41\n\
    Al Waha Trading,U.A.E.,Ali Haddad,info@waha.example,ASAP,Repeat,\n";

fn list_file(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the list");
    let path = folder.path().join("customers.csv");
    std::fs::write(&path, text).expect("the list is written");
    (folder, path)
}

#[test]
fn a_list_is_read_mapped_reviewed_repaired_taken_and_undone() {
    let (_folder, path) = list_file(LIST);
    let mut desk = Stage::empty();
    desk.open_list(&path);
    desk.wait_for("recognised");
    assert!(desk.sees("E-mail goes to E-mail"));
    assert!(desk.sees("Shoe size goes to Your own field"));
    desk.click("Review 3 rows");
    desk.wait_for("Import 3 customers");
    assert!(desk.sees("3 new customers"));
    assert!(desk.sees("2 need your eye"), "a mail address and a date");
    desk.click_role(Role::TextInput, "Row 3, E-mail");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_text("ventas@norte.example");
    desk.key(Key::Enter);
    desk.wait_for("1 need your eye");
    desk.click("Import 3 customers");
    desk.wait_for("customers.csv imported");
    assert_eq!(desk.customer_text(Field::Email).len(), 3);
    let mails = desk.customer_text(Field::Email);
    assert!(mails.contains(&"ventas@norte.example".to_owned()), "{mails:?}");
    desk.click("Undo the import");
    assert!(desk.sees("Your book is empty"));
}

#[test]
fn a_clean_list_shows_whom_it_brings_and_what_it_says_of_them() {
    let (_folder, path) = list_file(&LIST.replace("ventas@norte,", "ventas@norte.example,").replace("ASAP", ""));
    let mut desk = Stage::empty();
    desk.open_list(&path);
    desk.wait_for("recognised");
    desk.click("Review 3 rows");
    desk.wait_for("Import 3 customers");
    let rows = desk.rows();
    assert_eq!(rows.len(), 3, "nothing is in doubt, so the new customers stand there");
    assert_eq!(rows[0], "Hermann Küchen GmbH, Germany, —, Anna Schmidt, a.schmidt@hermann.example, —");
    desk.click("Fields (7)");
    assert!(desk.sees("Last touch: 2 rows, 66 %"), "one of three says nothing");
    assert!(desk.sees("Customer: 3 rows, 100 %") && desk.sees("Shoe size: 2 rows, 66 %"));
    desk.click("To look at (0)");
    assert!(desk.sees("Nothing to look at"));
}

#[test]
fn a_column_can_be_sent_elsewhere_and_a_newer_export_shows_differences_only() {
    let (folder, path) = list_file(LIST);
    let mut desk = Stage::empty();
    desk.open_list(&path);
    desk.wait_for("recognised");
    desk.click("Shoe size goes to Your own field");
    desk.type_text("Notes 2");
    desk.key(Key::Enter);
    assert!(desk.sees("Shoe size goes to Notes 2"));
    desk.click("Review 3 rows");
    desk.wait_for("Import 3 customers");
    desk.click("Import 3 customers");
    desk.wait_for("customers.csv imported");
    desk.click("Show customers");
    assert_eq!(desk.rows().len(), 3);
    std::fs::write(&path, LIST.replace("Mexico", "Spain")).expect("the list changes");
    desk.open_list(&path);
    desk.wait_for("recognised");
    assert!(desk.sees("Mapped as for customers.csv"));
    desk.click("Review 3 rows");
    desk.wait_for("the same");
    drop(folder);
}

#[test]
fn the_table_is_written_to_a_file() {
    let folder = tempfile::tempdir().expect("a folder for the list");
    let path = folder.path().join("out.csv");
    let mut desk = Stage::with_customers(3);
    desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_text(&path.display().to_string());
    desk.click("Export 3");
    desk.wait_for("3 customers written to");
    let text = std::fs::read_to_string(&path).expect("the file is there");
    assert!(text.contains("Customer 001"), "{text}");
}

#[test]
fn a_file_that_is_no_list_says_so_and_offers_another() {
    let (_folder, path) = list_file("");
    let mut desk = Stage::empty();
    desk.open_list(&path);
    desk.wait_for("Another file");
    desk.click("Another file");
    assert!(desk.sees("Drop an Excel or CSV file here"));
}

#[test]
fn both_languages_have_every_text_of_the_window_and_no_text_is_left_over() {
    let mut used = std::collections::BTreeSet::new();
    keys_in(Path::new("src/app"), &mut used);
    assert!(used.len() > 100, "the sources were read");
    for key in &used {
        for language in Language::ALL {
            assert!(words::has(language, key), "{key} is missing in {}", language.own_name());
        }
    }
    for language in Language::ALL {
        let path = format!("assets/words/{}/app.ftl", language.code());
        let file = std::fs::read_to_string(&path).expect("the texts");
        for line in file.lines() {
            let Some((key, _)) = line.split_once(" =") else { continue };
            let is_key = key.starts_with(|c: char| c.is_ascii_lowercase()) && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            assert!(!is_key || used.contains(key) || key.starts_with("category-"), "{path}: nobody says {key}");
        }
    }
}

/// The keys of all `tr!("…")` below `folder`.
fn keys_in(folder: &Path, keys: &mut std::collections::BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            keys_in(&path, keys);
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a source");
        for part in source.split("tr!(").skip(1) {
            if let Some(rest) = part.trim_start().strip_prefix('"')
                && let Some((key, _)) = rest.split_once('"')
            {
                keys.insert(key.to_owned());
            }
        }
        // Lists of commands and keys name theirs without the macro.
        for part in source.split('"').filter(|part| part.starts_with("command-") || part.starts_with("keys-")) {
            keys.insert(part.to_owned());
        }
    }
}
