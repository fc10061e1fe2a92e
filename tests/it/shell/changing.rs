//! Commands that change the book, and who may run them when.

use std::process::Command;

use chrono::Utc;
use gendan::book::{Book, Now};
use serde_json::{Value, json};

use super::terminal::{Terminal, keys};
use crate::importing::desk::options;

#[test]
fn set_changes_fields_as_one_step() {
    let mut terminal = Terminal::new().with_list();
    let before = terminal.dump();
    let done =
        terminal.json(&["set", "K-1", "city=Kiel", "stars=4", "annual_amount=USD 99.5", "Shelf=", "New shelf=green", "notes=a=b\nc"]);
    assert!(done["step"].is_i64(), "{done}");
    let card = terminal.json(&["show", "K-1"]);
    for (key, value) in [
        ("city", json!("Kiel")),
        ("stars", json!(4)),
        ("annual_amount", json!(99.5)),
        ("annual_amount_currency", json!("USD")),
        ("Shelf", Value::Null),
        ("New shelf", json!("green")),
        ("notes", json!("a=b\nc")),
    ] {
        assert_eq!(card[key], value, "{key}");
    }
    let undone = terminal.json(&["undo"]);
    assert!(undone["step"].is_i64());
    assert_eq!(terminal.dump(), before);
    assert_eq!(terminal.json(&["set", "K-1", "city="])["step"], Value::Null, "nothing changed");
}

#[test]
fn undo_and_redo_go_through_the_steps() {
    let mut terminal = Terminal::new().with_list();
    let imported = terminal.dump();
    terminal.json(&["set", "K-1", "city=Kiel"]);
    let with_city = terminal.dump();
    assert!(terminal.run(&["undo"]).out.contains("City"));
    assert_eq!(terminal.dump(), imported);
    assert!(terminal.json(&["undo"])["what"].as_str().unwrap().contains("list.csv"));
    let empty: Value = serde_json::from_str(&terminal.dump()).unwrap();
    assert!(empty.as_object().unwrap().values().all(|rows| rows == &json!([])), "{empty}");
    assert_eq!(terminal.json(&["undo"]), json!({ "step": null, "what": null }));
    assert!(terminal.run(&["undo"]).out.contains("Nothing to do"));
    terminal.json(&["redo"]);
    assert_eq!(terminal.dump(), imported);
    terminal.json(&["redo"]);
    assert_eq!(terminal.dump(), with_city);
    assert_eq!(terminal.json(&["redo"])["step"], Value::Null);
}

#[test]
fn what_a_field_cannot_hold_is_refused_and_nothing_is_changed() {
    let mut terminal = Terminal::new().with_list();
    let before = terminal.dump();
    for (values, said) in [
        (&["city=Kiel", "stars=9"][..], "9"),
        (&["annual_amount=a lot"], "a lot"),
        (&["city"], "city"),
        (&["mobile=123"], "mobile"),
        (&["last_contact=2026-11-20"], "last_contact"),
        (&["order_no=1"], "order_no"),
    ] {
        let arguments: Vec<&str> = ["set", "K-1"].iter().chain(values).copied().collect();
        terminal.run(&arguments).failed_with(said);
        assert_eq!(terminal.dump(), before, "{values:?}");
    }
    terminal.language = "zh";
    terminal.run(&["set", "K-1", "stars=9"]).failed_with("“9”不是");
}

#[test]
fn wrong_usage_is_two() {
    let mut terminal = Terminal::new();
    for arguments in [
        &["set"][..],
        &["set", "K-1"],
        &["show"],
        &["import"],
        &["import", "x.csv", "--on-match", "never"],
        &["import", "x.csv", "--dates", "ydm"],
        &["import", "x.csv", "--header-row", "first"],
        &["list", "--limit", "few"],
        &["list", "--unknown"],
        &["--lang", "de", "list"],
        &["--now", "yesterday", "list"],
        &["export"],
        &["inspect"],
    ] {
        let ran = terminal.run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!ran.err.is_empty());
    }
    assert!(!terminal.book().exists());
    for arguments in [&["--help"][..], &["--version"], &["import", "--help"]] {
        let ran = terminal.run(arguments);
        assert!(ran.status == Some(0) && !ran.out.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_sample_fills_an_empty_book() {
    let mut terminal = Terminal::new();
    assert!(terminal.json(&["sample"])["step"].is_i64());
    let total = terminal.json(&["list", "--limit", "1"])["total"].as_u64().unwrap();
    assert!(total > 20);
    terminal.json(&["undo"]);
    assert_eq!(terminal.json(&["list"])["total"], 0);
}

#[test]
fn a_backup_is_made_and_found() {
    let mut terminal = Terminal::new().with_list();
    let answer = terminal.json(&["backup"]);
    assert_eq!((answer["ok"].as_bool(), &answer["problems"]), (Some(true), &json!([])));
    let file = std::path::PathBuf::from(answer["file"].as_str().unwrap());
    assert!(file.starts_with(terminal.book().join("backups")) && file.metadata().unwrap().len() > 100);
    assert_eq!(keys(&answer)[..2], ["ok", "problems"]);
}

#[test]
fn while_the_window_has_the_book_reading_works_and_changing_is_refused() {
    let mut terminal = Terminal::new().with_list();
    let now = Now { at: Utc::now(), today: Utc::now().date_naive() };
    let window = Book::open_with(&terminal.book(), &options(), now).unwrap();
    let before = terminal.dump();
    let list = terminal.file("more.csv", "Company\nNeu AG\n");
    for arguments in [&["set", "K-1", "city=Kiel"][..], &["undo"], &["redo"], &["sample"], &["import", &list]] {
        terminal.run(arguments).failed_with("open in the window");
    }
    terminal.language = "zh";
    let said = terminal.run(&["undo"]);
    assert!(said.status == Some(1) && said.err.contains("客户库"), "{}", said.err);
    terminal.language = "en";
    assert_eq!(terminal.json(&["list"])["total"], 3);
    assert_eq!(terminal.json(&["show", "K-1"])["company"], "Nordlicht GmbH");
    assert_eq!(terminal.json(&["history"])["steps"].as_array().unwrap().len(), 1);
    assert_eq!(terminal.json(&["import", &list, "--dry-run"])["customers_by"]["added"], 1, "a dry run only reads");
    assert_eq!(terminal.json(&["check"])["ok"], true);
    assert_eq!(terminal.json(&["export", "out.csv"])["customers"], 3);
    assert_eq!(terminal.dump(), before);
    drop(window);
    assert!(terminal.json(&["set", "K-1", "city=Kiel"])["step"].is_i64(), "and goes on when the window is closed");
}

#[test]
fn what_was_never_a_book_is_left_alone() {
    let mut terminal = Terminal::new();
    std::fs::create_dir(terminal.book()).unwrap();
    let file = terminal.book().join("book.sqlite");
    std::fs::write(&file, "these are notes of mine, not a database").unwrap();
    for arguments in [&["list"][..], &["sample"], &["undo"]] {
        terminal.run(arguments).failed_with("book");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "these are notes of mine, not a database");
}

#[test]
fn a_reader_that_stops_listening_is_no_failure() {
    let mut terminal = Terminal::new();
    terminal.json(&["sample"]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_gendan"))
        .arg("--book")
        .arg(terminal.book())
        .args(["dump", "--json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{said}");
}
