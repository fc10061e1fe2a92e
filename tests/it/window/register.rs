//! The card register in the window: cards that should be back stand on Today, the card says who has it and what has changed since it was
//! printed, and the register takes cards back. An export says what it is for.

use chrono::Days;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::app::commands::Command;
use gendan::book::{Book, Edit, HistoryQuestion, PaperOut, RegisterEdit, RegisterPart, TakeAlong};
use gendan::model::{Field, FollowUp, Id, Touch};
use gendan::tr;
use gendan::words::Language;

use crate::stage::{Scene, Stage, now, told};

/// A customer with whom nothing is due, whose card Li took along so many days ago, back by yesterday.
fn taken(book: &mut Book, name: &str, days: u64) -> Id {
    let (customer, contacts) = told(&[(Field::Company, name), (Field::Country, "DE"), (Field::City, "Kiel")]);
    let id = book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("it is there");
    book.apply(Edit::log(Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), id, now().today.into()) }), now()).expect("logged");
    let what = PaperOut { paper: "card".to_owned(), why: "Canton Fair".to_owned(), ..PaperOut::default() };
    let due_back_on = now().today.checked_sub_days(Days::new(1));
    let mut then = now();
    then.today = then.today.checked_sub_days(Days::new(days)).expect("a day");
    let take_along = Some(TakeAlong { by: "Li".to_owned(), due_back_on });
    book.apply(Edit::Register(RegisterEdit::NotePrint { customers: vec![id], what, take_along }), then).expect("noted");
    id
}

fn out(stage: &Stage) -> Vec<String> {
    let lines = stage.book().register(RegisterPart::Out, now().today).expect("readable");
    lines.into_iter().map(|line| line.name).collect()
}

/// What the card says of who has it.
fn out_line(stage: &Stage) -> Option<String> {
    let labels = stage.window.query_all_by_role(Role::Label).filter_map(|node| node.accesskit_node().value());
    labels.into_iter().find(|said| said.contains("Li") && said.contains("Canton Fair"))
}

fn line_with(stage: &Stage, words: &str) -> String {
    let lines = stage.all(Role::ListItem);
    lines.iter().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words} in {lines:?}")).clone()
}

/// Runs a command from the palette.
fn run(stage: &mut Stage, command: Command) {
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text(&command.name());
    stage.key(Key::Enter);
}

#[test]
fn a_card_that_should_be_back_stands_on_today_until_it_is() {
    for language in Language::ALL {
        let mut stage = Scene { size: [1280.0, 900.0], ..Scene::speaking(language) }.prepared(|book| {
            taken(book, "Nordlicht GmbH", 10);
        });
        stage.keys(Modifiers::COMMAND, Key::Num1);
        let line = line_with(&stage, "Nordlicht GmbH");
        assert!(line.contains("Li") && line.contains("Canton Fair"), "who has it and what for: {line}");
        // Nobody in Kiel has to be reached for it.
        assert!(stage.sees(&tr!("today-cards")) && !stage.sees(&tr!("today-reach-now")));
        let country = if language == Language::Chinese { "德国" } else { "Germany" };
        assert!(!line.contains(country), "{line}");
        stage.key(Key::M);
        assert!(!stage.all(Role::ListItem).iter().any(|line| line.contains("Nordlicht GmbH")), "waited for until tomorrow");
        assert_eq!(out(&stage), ["Nordlicht GmbH"]);
        stage.keys(Modifiers::COMMAND, Key::Z);
        line_with(&stage, "Nordlicht GmbH");
        // The list had nothing left, and the keyboard went elsewhere.
        stage.keys(Modifiers::COMMAND, Key::Num2);
        stage.keys(Modifiers::COMMAND, Key::Num1);
        stage.key(Key::D);
        assert_eq!(out(&stage), Vec::<String>::new());
        assert!(stage.sees(&tr!("done-cards-returned", count = 1)));
        assert!(!stage.all(Role::ListItem).iter().any(|line| line.contains("Nordlicht GmbH")));
    }
}

#[test]
fn the_card_says_who_has_it_and_what_has_changed_since_it_was_printed() {
    for language in Language::ALL {
        let mut stage = Scene { size: [1280.0, 900.0], ..Scene::speaking(language) }.prepared(|book| {
            let id = taken(book, "Nordlicht GmbH", 3);
            book.apply(Edit::SetField { customers: vec![id], field: Field::City, text: "Hamburg".to_owned() }, now()).expect("set");
        });
        stage.click_row("Nordlicht GmbH", Modifiers::NONE);
        assert!(out_line(&stage).is_some(), "who has it, and what it was taken along for");
        let day = gendan::model::cadence::say_day(now().today, now().today);
        let line = tr!("register-since", day = day, fields = 1);
        stage.click(&line);
        assert!(stage.reads("Hamburg") && stage.reads("Kiel") && stage.sees(&tr!("register-since-title")), "field by field");
        stage.click(&tr!("register-check"));
        let card = stage.book().card(stage.book().register(RegisterPart::Out, now().today).unwrap()[0].copy.customer).unwrap().unwrap();
        assert_eq!(card.checks.len(), 1);
        stage.key(Key::Escape);
        stage.click(&tr!("register-return"));
        assert_eq!(out(&stage), Vec::<String>::new());
        assert_eq!(out_line(&stage), None, "nobody has it any more");
    }
}

#[test]
fn the_register_shows_who_has_which_card_and_takes_them_back() {
    for language in Language::ALL {
        let mut stage = Scene { size: [1280.0, 900.0], ..Scene::speaking(language) }.prepared(|book| {
            taken(book, "Nordlicht GmbH", 10);
            taken(book, "Rio Sul Ltda", 5);
        });
        run(&mut stage, Command::CardRegister);
        assert!(stage.sees(&tr!("register-title")) && stage.sees(&tr!("register-part-out", count = 2)));
        assert!(stage.sees(&tr!("register-part-overdue", count = 2)));
        stage.click(&tr!("register-return-of", name = "Rio Sul Ltda"));
        assert_eq!(out(&stage), ["Nordlicht GmbH"]);
        assert!(stage.sees(&tr!("register-part-out", count = 1)));
        stage.click(&tr!("register-part-all"));
        let lines = stage.all(Role::ListItem);
        assert!(lines.iter().any(|line| line.contains("Rio Sul Ltda")), "what is back stays in the register: {lines:?}");
        stage.key(Key::Escape);
        assert!(!stage.sees(&tr!("register-title")));
    }
}

#[test]
fn an_export_of_the_window_is_in_the_history_with_its_reason() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let mut stage = Stage::with(&["Nordlicht GmbH"]);
    run(&mut stage, Command::Export);
    stage.fill_in(&tr!("export-path"), folder.path().join("list.csv").to_str().expect("a path"));
    stage.fill_in(&tr!("export-why"), "for the agent");
    stage.click(&tr!("export-do", count = 1, shown = "1"));
    stage.wait_for("list.csv");
    let newest = stage.book().history(&HistoryQuestion::default(), None).expect("readable").entries.remove(0);
    assert_eq!(newest.what, "Write one customer to list.csv: for the agent");
}

#[test]
fn cards_that_are_printed_to_be_taken_along_are_in_the_register_with_reason_and_day() {
    let mut stage = Scene::high(Language::English).prepared(|book| {
        let (customer, contacts) = told(&[(Field::Company, "Nordlicht GmbH"), (Field::Country, "DE")]);
        book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added");
    });
    stage.click_row("Nordlicht GmbH", Modifiers::NONE);
    stage.keys(Modifiers::COMMAND, Key::P);
    stage.wait_for("Page 1 of ");
    stage.fill_in(&tr!("print-why"), "visit to Canton Fair");
    stage.click(&tr!("print-take-along"));
    stage.fill_in(&tr!("print-taken-by"), "Li");
    let path = stage.book().place().join("card.pdf");
    stage.click_role(Role::Button, "Save as PDF…");
    stage.fill_in("File", &path.display().to_string());
    stage.click_role(Role::Button, "Save");
    stage.wait_for("saved: ");
    let line = stage.book().register(RegisterPart::Out, now().today).expect("readable").remove(0);
    let due = now().today.checked_add_days(Days::new(7));
    assert_eq!((line.copy.taken_by.as_str(), line.copy.due_back_on, line.copy.file.as_str()), ("Li", due, "card.pdf"));
    let newest = stage.book().history(&HistoryQuestion::default(), None).expect("readable").entries.remove(0);
    assert_eq!(newest.what, "Take the card of Nordlicht GmbH along: visit to Canton Fair");
}

#[test]
fn below_many_customers_the_cards_that_shall_come_back_are_one_press_away() {
    let mut stage = Scene { size: [1280.0, 800.0], ..Scene::speaking(Language::English) }.prepared(|book| {
        taken(book, "Nordlicht GmbH", 10);
        taken(book, "Rio Sul Ltda", 10);
        for number in 0..40 {
            let (customer, contacts) = told(&[(Field::Company, &format!("Due {number:02}")), (Field::Country, "DE")]);
            let id = book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("it is there");
            book.apply(Edit::plan(FollowUp::new(Id(0), id, now().today.into())), now()).expect("planned");
        }
    });
    stage.keys(Modifiers::COMMAND, Key::Num1);
    assert!(!stage.all(Role::ListItem).iter().any(|line| line.contains("Nordlicht GmbH")), "far below");
    stage.click(&tr!("today-cards-of", count = 2));
    // All of them are in sight, and the first has the keyboard.
    line_with(&stage, "Nordlicht GmbH");
    line_with(&stage, "Rio Sul Ltda");
    stage.key(Key::D);
    assert_eq!(out(&stage).len(), 1);
    stage.key(Key::D);
    assert_eq!(out(&stage), Vec::<String>::new());
    assert!(!stage.sees(&tr!("today-cards-of", count = 1)));
}
