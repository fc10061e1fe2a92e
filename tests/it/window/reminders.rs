//! Reminders in the window: told once, as a pop-up and as a message, put off, answered, and what passed while it was closed.

use std::sync::mpsc::{Receiver, Sender};

use egui::accesskit::Role;
use egui_kittest::Harness;
use gendan::app::scheduler::{Answer, Desktop, Heard, Note};
use gendan::app::{App, Clock, Options};
use gendan::book::{Book, Edit, FollowEdit, Topic};
use gendan::model::{Field, FollowUp, Id};
use gendan::words::Language;
use tempfile::TempDir;

use crate::stage::{Stage, fill, moment, on};

/// A window at a desk in Shanghai, and both ends of its pop-ups.
struct Desk {
    stage: Stage,
    notes: Receiver<Note>,
    heard: Sender<Heard>,
}

impl Desk {
    /// Opens the book in `folder` at an instant.
    fn open(folder: TempDir, at: &str, language: Language) -> Self {
        let clock = Clock::fixed(moment(at)).at_home_in("Asia/Shanghai".parse().expect("a zone"));
        let options = Options { book: folder.path().to_owned(), language: Some(language), ..Options::default() };
        let (desktop, notes, heard) = Desktop::in_hand();
        let mut window =
            Harness::builder().with_size([1280.0, 800.0]).with_step_dt(0.25).with_max_steps(20).build_eframe(move |creation| {
                let mut app = App::new(creation, clock, options);
                app.remind_by(desktop);
                app
            });
        window.run();
        Self { stage: Stage { window, folder }, notes, heard }
    }

    fn close(self) -> TempDir {
        self.stage.close()
    }

    /// What popped up since: the large line and the small one.
    fn popped_up(&self) -> Vec<(String, String)> {
        self.notes.try_iter().map(|note| (note.title, note.body)).collect()
    }

    fn answer(&mut self, row: Option<Id>, answer: Answer) {
        self.heard.send(Heard::Answered(row, answer)).expect("the window listens");
        self.stage.run();
    }
}

/// A book with a customer for each follow-up, planned the day before.
fn planned(plans: &[(&str, &str, &str)]) -> (TempDir, Vec<Id>) {
    let folder = tempfile::tempdir().expect("a folder");
    let before = on(moment("2026-11-18T12:00:00+08:00"));
    let mut book = Book::open(folder.path(), before).expect("the book opens");
    book.set_welcomed().expect("it is kept");
    let names: Vec<&str> = plans.iter().map(|(name, _, _)| *name).collect();
    fill(&mut book, &names);
    let mut ids = Vec::new();
    for (name, day, time) in plans {
        let customer = gendan::book::Reading::open(folder.path()).expect("it opens").meant_by(name).expect("it is there");
        let follow_up = FollowUp {
            goal: "Ask for the order".to_owned(),
            due_time: (!time.is_empty()).then(|| format!("{time}:00").parse().expect("a time")),
            ..FollowUp::new(Id(0), customer, day.parse().expect("a day"))
        };
        book.apply(Edit::Follow(FollowEdit::PutFollowUp { follow_up: Box::new(follow_up) }), before).expect("it is planned");
        ids.push(book.card(customer).expect("it reads").expect("it is there").follow_ups[0].id);
    }
    drop(book);
    (folder, ids)
}

#[test]
fn a_follow_up_reminds_once_before_its_time_in_the_window_and_as_a_pop_up() {
    let (folder, ids) = planned(&[("Nordlicht GmbH", "2026-11-20", "15:00")]);
    let desk = Desk::open(folder, "2026-11-20T14:49:00+08:00", Language::English);
    assert_eq!(desk.popped_up(), [("Good morning: what today holds".to_owned(), "1 to contact today".to_owned())]);
    let desk = Desk::open(desk.close(), "2026-11-20T14:50:00+08:00", Language::English);
    assert!(desk.stage.sees("15:00 Nordlicht GmbH") && desk.stage.sees("Ask for the order"));
    let note = desk.notes.try_recv().expect("a pop-up");
    assert_eq!((note.title.as_str(), note.row), ("15:00 Nordlicht GmbH", Some(ids[0])));
    let answers: Vec<&str> = note.answers.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(answers, ["Open", "Done", "In an hour"]);
    assert!(desk.popped_up().is_empty(), "the morning was told");
    // The same instant again, and later: it was told.
    let desk = Desk::open(desk.close(), "2026-11-20T14:50:00+08:00", Language::English);
    assert!(desk.popped_up().is_empty() && !desk.stage.sees("15:00 Nordlicht GmbH"));
    let desk = Desk::open(desk.close(), "2026-11-20T16:00:00+08:00", Language::Chinese);
    assert!(desk.popped_up().is_empty());
}

#[test]
fn a_pop_up_is_answered_with_done_or_later_and_opens_its_customer() {
    let (folder, ids) = planned(&[("Nordlicht GmbH", "2026-11-20", "15:00"), ("Rio Sul", "2026-11-20", "15:05")]);
    let mut desk = Desk::open(folder, "2026-11-20T15:00:00+08:00", Language::English);
    assert_eq!(desk.popped_up().len(), 3, "the morning and two");
    desk.answer(Some(ids[0]), Answer::Done);
    assert!(desk.stage.sees("What was said"), "what was done is a touch");
    desk.stage.keys(egui::Modifiers::COMMAND, egui::Key::Enter);
    let open = |desk: &Desk| {
        let today = "2026-11-20".parse().expect("a day");
        let now = on(moment("2026-11-20T15:00:00+08:00"));
        let book = desk.stage.book();
        let marks = book.calendar(today, today, now).expect("it reads").marks;
        let open: Vec<_> = marks.into_iter().filter(|mark| mark.topic == Topic::FollowUp && mark.is_open).collect();
        book.words_of_marks(&open, now).into_iter().map(|words| words.name).collect::<Vec<_>>()
    };
    assert_eq!(open(&desk), ["Rio Sul"]);
    desk.stage.click("Undo");
    assert_eq!(open(&desk).len(), 2, "it was a step like any other");
    desk.answer(Some(ids[1]), Answer::Open);
    let selected = desk.stage.selected();
    assert!(selected.len() == 1 && selected[0].contains("Rio Sul"), "{selected:?}");
    desk.answer(Some(ids[1]), Answer::Later);
    assert!(desk.stage.sees("Reminding again at 16:00"));
    let desk = Desk::open(desk.close(), "2026-11-20T15:59:00+08:00", Language::English);
    assert!(desk.popped_up().is_empty());
    let desk = Desk::open(desk.close(), "2026-11-20T16:00:00+08:00", Language::English);
    assert_eq!(desk.popped_up(), [("15:05 Rio Sul".to_owned(), "Ask for the order".to_owned())]);
    let desk = Desk::open(desk.close(), "2026-11-20T17:00:00+08:00", Language::English);
    assert!(desk.popped_up().is_empty(), "put off once, told once");
}

#[test]
fn what_passed_while_the_window_was_closed_is_told_together_and_once() {
    let (folder, _) = planned(&[("Nordlicht GmbH", "2026-11-20", "15:00"), ("Rio Sul", "2026-11-21", "10:00")]);
    let desk = Desk::open(folder, "2026-11-20T10:00:00+08:00", Language::English);
    desk.popped_up();
    let desk = Desk::open(desk.close(), "2026-11-23T10:00:00+08:00", Language::English);
    // After a weekend a page tells all that passed, so no message says it as well.
    assert!(desk.stage.sees("While gendan was closed") && !desk.stage.sees("2 reminders passed"));
    let lines = desk.stage.all(Role::ListItem);
    for name in ["Nordlicht GmbH", "Rio Sul"] {
        assert!(lines.iter().any(|line| line.starts_with(name)), "{name}: {lines:?}");
    }
    // No pop-up each: the morning alone, which counts them.
    assert_eq!(desk.popped_up(), [("Good morning: what today holds".to_owned(), "2 overdue".to_owned())]);
    let desk = Desk::open(desk.close(), "2026-11-23T10:05:00+08:00", Language::Chinese);
    assert!(desk.popped_up().is_empty() && !desk.stage.sees("gendan 关闭期间错过 2 条提醒"));
}

#[test]
fn after_a_night_a_message_tells_what_passed() {
    let (folder, _) = planned(&[("Nordlicht GmbH", "2026-11-23", "15:00"), ("Rio Sul", "2026-11-23", "16:00")]);
    let desk = Desk::open(folder, "2026-11-23T10:00:00+08:00", Language::English);
    let desk = Desk::open(desk.close(), "2026-11-24T10:00:00+08:00", Language::English);
    assert!(desk.stage.sees("While gendan was closed, 2 reminders passed"));
    assert!(desk.stage.sees("11-23 15:00 Nordlicht GmbH\n11-23 16:00 Rio Sul"));
}

#[test]
fn more_than_three_at_once_are_one_pop_up() {
    let names = ["A GmbH", "B GmbH", "C GmbH", "D GmbH", "E GmbH"];
    let plans: Vec<(&str, &str, &str)> = names.iter().map(|name| (*name, "2026-11-20", "10:00")).collect();
    let (folder, _) = planned(&plans);
    let desk = Desk::open(folder, "2026-11-20T09:55:00+08:00", Language::Chinese);
    let shown = desk.popped_up();
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert_eq!(shown[0].0, "6 条提醒");
    assert!(shown[0].1.ends_with("另有 2 条"), "{shown:?}");
}

#[test]
fn reminders_are_set_on_a_page_of_their_own_and_say_once_where_there_are_no_pop_ups() {
    let (folder, _) = planned(&[("Nordlicht GmbH", "2026-11-20", "15:00")]);
    let mut desk = Desk::open(folder, "2026-11-20T08:00:00+08:00", Language::English);
    desk.stage.click("Settings");
    desk.stage.click("Reminders");
    desk.stage.click("Show one now");
    assert_eq!(desk.popped_up(), [("Pop-ups work".to_owned(), "This is how gendan will remind you".to_owned())]);
    desk.heard.send(Heard::Unavailable("no server".to_owned())).expect("the window listens");
    desk.stage.run();
    assert!(desk.stage.sees("This system shows no pop-ups (no server). All reminders stand in the window and in the list of messages"));
    desk.stage.click("30 min");
    desk.stage.click("From … to …");
    let set = |desk: &mut Desk, name: &str, time: &str| {
        desk.stage.click_role(Role::TextInput, name);
        desk.stage.keys(egui::Modifiers::COMMAND, egui::Key::A);
        desk.stage.type_text(time);
        desk.stage.key(egui::Key::Enter);
    };
    set(&mut desk, "Quiet from", "12:00");
    assert!(!desk.stage.sees("Not a time, for example 09:00"));
    set(&mut desk, "Quiet until", "25:00");
    assert!(desk.stage.sees("Not a time, for example 09:00"), "what cannot be read stays and is marked");
    set(&mut desk, "Quiet until", "14:45");
    let reminding = desk.stage.book().reminding().clone();
    assert_eq!(reminding.minutes_before, 30);
    let quiet = reminding.quiet.expect("quiet hours");
    assert_eq!((quiet.from.to_string().as_str(), quiet.to.to_string().as_str()), ("12:00:00", "14:45:00"));
    // Half an hour before three is in the quiet hours: it comes when they end.
    let desk = Desk::open(desk.close(), "2026-11-20T14:44:00+08:00", Language::English);
    assert_eq!(desk.popped_up().len(), 1, "the morning");
    let mut desk = Desk::open(desk.close(), "2026-11-20T14:45:00+08:00", Language::English);
    assert_eq!(desk.popped_up()[0].0, "15:00 Nordlicht GmbH");
    // Without pop-ups the window tells all the same.
    desk.stage.click("Settings");
    desk.stage.click("Reminders");
    desk.stage.click_first("Off");
    assert!(!desk.stage.book().reminding().pops_up);
}

#[test]
fn the_calendar_file_follows_the_book() {
    let (folder, _) = planned(&[("Nordlicht GmbH", "2026-11-20", "15:00")]);
    let outside = tempfile::tempdir().expect("a folder");
    let path = outside.path().join("calendar");
    let mut desk = Desk::open(folder, "2026-11-20T14:00:00+08:00", Language::English);
    desk.stage.click("Settings");
    desk.stage.click("Reminders");
    desk.stage.click_role(Role::TextInput, "Calendar file");
    desk.stage.type_text(path.to_str().expect("plain"));
    desk.stage.key(egui::Key::Enter);
    let path = path.with_extension("ics");
    let text = || std::fs::read_to_string(&path).unwrap_or_default();
    let wait = |desk: &mut Desk, words: &str| {
        for _ in 0..500 {
            desk.stage.run();
            if text().contains(words) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("{words} is not in {}", text());
    };
    wait(&mut desk, "SUMMARY:Nordlicht GmbH: Ask for the order");
    assert!(text().contains("DTSTART:20261120T070000Z\r\n") && text().contains("TRIGGER:-PT10M\r\n"), "{}", text());
    // What was not written while the window was open is written when it closes.
    desk.stage.new_customer("Rio Sul");
    let customer = desk.stage.column(Field::Company).len();
    assert_eq!(customer, 2);
    drop(desk);
    assert!(text().ends_with("END:VCALENDAR\r\n"));
    assert!(std::fs::read_dir(outside.path()).expect("it reads").count() == 1, "nothing is left beside it");
}
