//! The card register from a shell: printing writes it, cards come back and are checked, and exports leave their reason.

use serde_json::{Value, json};

use super::terminal::Terminal;
use gendan::book::{Book, Now};

fn rows(terminal: &mut Terminal, table: &str) -> Vec<Value> {
    let dump: Value = serde_json::from_str(&terminal.dump()).expect("a dump");
    dump[table].as_array().expect("rows").clone()
}

fn newest_steps(terminal: &mut Terminal, count: &str) -> Vec<String> {
    let history = terminal.json(&["history", "--limit", count]);
    history["steps"].as_array().expect("steps").iter().map(|step| step["what"].as_str().expect("a name").to_owned()).collect()
}

fn newest_step(terminal: &mut Terminal) -> String {
    newest_steps(terminal, "1").remove(0)
}

#[test]
fn cards_that_are_printed_to_take_along_stand_in_the_register_until_they_are_back() {
    let mut terminal = Terminal::new().with_list();
    let before = terminal.dump();
    let arguments =
        ["print", "card", "K-1", "-o", "k1.pdf", "--take-along", "--by", "Li Na", "--reason", "visit", "--due-back", "2026-11-19"];
    assert_eq!(terminal.json(&arguments)["noted"], true);
    assert_eq!(newest_step(&mut terminal), "Take the card of Nordlicht GmbH along: visit");
    let copy = terminal.json(&["register"])["copies"][0].clone();
    for (key, value) in [
        ("name", json!("Nordlicht GmbH")),
        ("paper", json!("card")),
        ("file", json!("k1.pdf")),
        ("reason", json!("visit")),
        ("taken_by", json!("Li Na")),
        ("taken_on", json!("2026-11-20")),
        ("due_back_on", json!("2026-11-19")),
        ("returned_on", Value::Null),
        ("is_overdue", json!(true)),
    ] {
        assert_eq!(copy[key], value, "{key}");
    }
    assert!(copy["printed_at"].as_str().expect("an instant").starts_with("2026-11-20T08:"), "{copy}");
    let said = terminal.run(&["register", "--overdue"]);
    assert!(said.out.contains("Nordlicht GmbH\tLi Na\t2026-11-20\t2026-11-19\t–\tvisit\toverdue"), "{}", said.out);
    terminal.run(&["register", "return", "007"]).failed_with("Nobody has the card of 007");
    assert!(terminal.json(&["register", "return", "K-1"])["step"].is_i64());
    assert_eq!(terminal.json(&["register"])["copies"], json!([]));
    assert_eq!(terminal.json(&["register", "--all"])["copies"][0]["returned_on"], "2026-11-20");
    terminal.json(&["undo"]);
    terminal.json(&["undo"]);
    assert_eq!(terminal.dump(), before, "a print and a return are a step each");
}

#[test]
fn every_print_and_export_is_in_the_history_with_its_reason() {
    let mut terminal = Terminal::new().with_list();
    terminal.json(&["print", "card", "country:DE", "-o", "de.pdf", "--reason", "weekly check"]);
    assert_eq!(newest_step(&mut terminal), "Print the card of Nordlicht GmbH: weekly check");
    terminal.json(&["print", "card", "", "-o", "all.pdf"]);
    assert_eq!(newest_step(&mut terminal), "Print 3 cards");
    terminal.json(&["print", "route", "K-1", "007", "-o", "trip.pdf", "--title", "Hamburg", "--take-along", "--reason", "trip"]);
    assert_eq!(newest_step(&mut terminal), "Take 2 cards along: trip");
    terminal.json(&["register", "return", "K-1", "007"]);
    terminal.json(&["print", "table", "-o", "table.pdf", "--reason", "meeting"]);
    assert_eq!(newest_step(&mut terminal), "Write 3 customers to table.pdf: meeting");
    assert_eq!(terminal.json(&["print", "due", "-o", "due.pdf"])["noted"], false, "a day is no choice of customers");
    terminal.json(&["export", "de.csv", "country:DE", "--reason", "for the agent"]);
    assert_eq!(newest_step(&mut terminal), "Write one customer to de.csv: for the agent");
    let list = rows(&mut terminal, "list_out").remove(1);
    assert_eq!((list["query"].as_str(), list["customers"].as_i64()), (Some("country:DE"), Some(1)));
    assert_eq!(terminal.json(&["register"])["copies"], json!([]), "nobody took any along");
    assert_eq!(terminal.json(&["register", "--all"])["copies"].as_array().expect("copies").len(), 6);
}

#[test]
fn what_changed_since_a_card_was_printed_is_told_field_by_field() {
    let mut terminal = Terminal::new().with_list();
    assert_eq!(terminal.json(&["register", "changes", "K-1"])["printed_at"], Value::Null);
    terminal.json(&["print", "card", "K-1", "-o", "k1.pdf"]);
    terminal.json(&["set", "K-1", "city=Kiel"]);
    terminal.json(&["touch", "K-1", "--channel", "mail", "--text", "asked"]);
    let told = terminal.json(&["register", "changes", "K-1"]);
    assert_eq!(told["fields"], json!([{ "whose": "", "label": "City", "was": "", "now": "Kiel" }]));
    assert_eq!(told["touches"], 1);
    let said = terminal.run(&["register", "changes", "K-1"]).out;
    assert!(said.contains("City:  → Kiel") && said.contains("One field has changed"), "{said}");
}

#[test]
fn checks_are_kept_with_what_was_found() {
    let mut terminal = Terminal::new().with_list();
    terminal.json(&["register", "check", "K-1", "007", "--note", "phones dialled"]);
    assert_eq!(newest_step(&mut terminal), "Check 2 cards: phones dialled");
    let checks = rows(&mut terminal, "card_check");
    assert_eq!(
        (checks.len(), checks[0]["checked_on"].as_str(), checks[0]["note"].as_str()),
        (2, Some("2026-11-20"), Some("phones dialled"))
    );
    terminal.run(&["register", "check", "nobody"]).failed_with("nobody");
}

#[test]
fn beside_an_open_window_nothing_is_taken_along_and_other_prints_are_noted_by_the_window() {
    let mut terminal = Terminal::new().with_list();
    let now = Now { at: chrono::Utc::now(), today: chrono::Utc::now().date_naive() };
    let mut window = Book::open_with(&terminal.book(), &crate::importing::desk::options(), now).expect("a window");
    let before = terminal.dump();
    terminal.run(&["print", "card", "K-1", "-o", "k1.pdf", "--take-along"]).failed_with("open in the window");
    assert!(!terminal.folder.path().join("k1.pdf").exists(), "nothing is printed that nobody would wait for");
    for arguments in [&["print", "card", "K-1", "-o", "k1.pdf"][..], &["export", "out.csv"]] {
        let ran = terminal.run(arguments);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
    }
    assert!(terminal.folder.path().join("k1.pdf").exists());
    assert_eq!(terminal.dump(), before);
    // The window looks for notes every ten seconds.
    let later = |seconds| Now { at: now.at + chrono::TimeDelta::seconds(seconds), ..now };
    window.tick(later(0)).expect("looked");
    window.tick(later(15)).expect("looked");
    drop(window);
    let names = newest_steps(&mut terminal, "2");
    assert!(names[0].contains("out.csv") && names[1].starts_with("Print the card of"), "{names:?}");
    // Each is noted once.
    let after = terminal.dump();
    let mut again = Book::open_with(&terminal.book(), &crate::importing::desk::options(), later(60)).expect("a window");
    again.tick(later(90)).expect("looked");
    drop(again);
    assert_eq!(terminal.dump(), after);
}

#[test]
fn a_note_left_when_the_window_was_closed_is_taken_by_who_comes_next_and_rubbish_harms_nobody() {
    let mut terminal = Terminal::new().with_list();
    let now = Now { at: chrono::Utc::now(), today: chrono::Utc::now().date_naive() };
    let window = Book::open_with(&terminal.book(), &crate::importing::desk::options(), now).expect("a window");
    terminal.run(&["print", "card", "K-1", "-o", "k1.pdf", "--reason", "fair"]);
    drop(window);
    for (name, text) in [("rubbish.json", "{}"), ("half.json", "{\"at\":"), ("empty.json", "")] {
        std::fs::write(terminal.book().join("noted").join(name), text).expect("written");
    }
    terminal.json(&["register", "check", "K-1"]);
    let names = newest_steps(&mut terminal, "2");
    assert!(names[0].starts_with("Check the card of") && names[1].ends_with(": fair"), "{names:?}");
}

#[test]
fn wrong_words_about_taking_along_are_refused_before_anything_is_printed() {
    let mut terminal = Terminal::new().with_list();
    terminal.run(&["print", "card", "K-1", "-o", "k1.pdf", "--take-along", "--due-back", "some day"]).failed_with("some day");
    assert!(!terminal.folder.path().join("k1.pdf").exists());
    for arguments in [&["print", "card", "K-1", "-o", "k1.pdf", "--due-back", "2026-12-01"][..], &["register", "return"]] {
        assert_eq!(terminal.run(arguments).status, Some(2), "{arguments:?}");
    }
}

#[test]
fn the_check_sheet_lists_completeness_freshness_and_the_last_check() {
    let mut terminal = Terminal::new().with_list();
    terminal.json(&["register", "check", "K-1", "--note", "phones dialled"]);
    terminal.json(&["print", "card", "K-1", "-o", "k1.pdf"]);
    terminal.json(&["set", "K-1", "city=Kiel"]);
    for (language, words) in [("en", ["Weekly check of customer cards", "Facts to verify"]), ("zh", ["客户卡每周检查表", "待核实项"])]
    {
        terminal.language = language;
        assert_eq!(terminal.json(&["print", "check", "-o", "check.pdf", "--reason", "Monday"])["pages"], 1);
        let pages = crate::on_paper::read_file(&terminal.folder.path().join("check.pdf"));
        let said: String = pages.iter().map(|page| page.letters()).collect();
        let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
        for words in words.into_iter().chain(["Nordlicht GmbH", "Rio Sul Ltda", "phones dialled", "2026-11-20", "2026-12-01", "%"]) {
            assert!(said.contains(&without_spaces(words)), "{words} in {said}");
        }
    }
    terminal.language = "en";
    assert_eq!(newest_step(&mut terminal), "Write 3 customers to check.pdf: Monday");
}
