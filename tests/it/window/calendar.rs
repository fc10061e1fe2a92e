//! The calendar in the window: what stands on which day, put elsewhere by pointer and keyboard, new entries, and what it leaves out.

use chrono::{NaiveDate, NaiveTime};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;
use gendan::book::{Book, Edit, FollowEdit, TableQuestion};
use gendan::model::{Contact, Field, FollowUp, Id, Promise, PromisedBy, Touch};
use gendan::tr;
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, now, told};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn apply(book: &mut Book, edit: Edit) {
    book.apply(edit, now()).expect("the edit is done");
}

fn customer(book: &Book, name: &str) -> Id {
    // A search also finds what else says so: the 11 of a name stands in dates as well.
    let ids = book.table(&TableQuestion::default()).ids;
    book.rows(&ids, &[]).into_iter().find(|row| row.name.starts_with(name)).unwrap_or_else(|| panic!("no {name}")).id
}

fn plan(book: &mut Book, name: &str, on: &str, time: &str, goal: &str) {
    let due_time = NaiveTime::parse_from_str(time, "%H:%M").ok();
    let follow_up = FollowUp { goal: goal.to_owned(), due_time, ..FollowUp::new(Id(0), customer(book, name), on.parse().expect("a day")) };
    apply(book, Edit::plan(follow_up));
}

/// Three customers: two with plans, one with a promise of theirs and a birthday.
fn firms(book: &mut Book) {
    fill(book, &["Nordlicht GmbH", "Rio Sul", "Kaveri Steel"]);
    plan(book, "Nordlicht", "2026-11-24", "14:00", "send the offer");
    plan(book, "Rio", "2026-11-24", "", "ask for the drawing");
    let kaveri = customer(book, "Kaveri");
    let promise = Promise {
        due_on: Some("2026-11-25".parse().expect("a day")),
        ..Promise::new(Id(0), kaveri, PromisedBy::Them, "the drawing", day("2026-11-20"))
    };
    apply(book, Edit::Follow(FollowEdit::PutPromise { promise }));
    let mut person = Contact::new(Id(0), Id(0));
    person.record.set(Field::Contact, "Anil Rao");
    person.record.set(Field::Birthday, gendan::model::Value::Day("1980-11-27".parse().expect("a day")));
    apply(book, Edit::AddContact { customer: kaveri, contact: Box::new(person) });
}

fn calendar(language: Language, view: &str) -> Stage {
    let mut stage = Scene { size: [1600.0, 900.0], ..Scene::speaking(language) }.prepared(firms);
    stage.keys(Modifiers::COMMAND, Key::Num3);
    if !view.is_empty() {
        stage.click_role(Role::Tab, view);
    }
    stage
}

fn plans(stage: &Stage, name: &str) -> Vec<FollowUp> {
    stage.book().card(customer(stage.book(), name)).expect("readable").expect("there").follow_ups
}

fn centre(stage: &Stage, words: &str) -> Pos2 {
    let mut found: Vec<_> = stage.window.query_all_by_label_contains(words).map(|node| node.rect()).collect();
    found.sort_by(|a, b| a.area().total_cmp(&b.area()));
    found.first().unwrap_or_else(|| panic!("no {words}")).center()
}

#[test]
fn a_month_shows_plans_promises_and_birthdays_on_their_days() {
    let stage = calendar(Language::English, "");
    for words in [
        "14:00 · Nordlicht GmbH · Follow-ups · send the offer",
        "Rio Sul · Follow-ups · ask for the drawing",
        "Kaveri Steel · their promise · the drawing",
        "Kaveri Steel · Birthdays · Anil Rao",
    ] {
        assert!(stage.sees(words), "{words}");
    }
    assert!(stage.sees("Germany: ") || stage.sees("Black Friday"), "what the customers' countries celebrate");
}

#[test]
fn what_is_dragged_to_another_day_is_one_step() {
    let mut stage = calendar(Language::English, "");
    let (from, to) = (centre(&stage, "Rio Sul · Follow-ups"), centre(&stage, "Thursday, 26 November 2026"));
    stage.drag(from, to);
    assert_eq!(plans(&stage, "Rio")[0].due_on.to_string(), "2026-11-26");
    assert!(stage.sees("Rio Sul moved to Thursday, 26 November 2026"));
    stage.click("Undo");
    assert_eq!(plans(&stage, "Rio")[0].due_on.to_string(), "2026-11-24");
    let (from, to) = (centre(&stage, "their promise · the drawing"), centre(&stage, "Friday, 27 November 2026"));
    stage.drag(from, to);
    let kaveri = customer(stage.book(), "Kaveri");
    let promises = stage.book().card(kaveri).expect("readable").expect("there").promises;
    assert_eq!(promises[0].due_on.map(|due| due.to_string()).as_deref(), Some("2026-11-27"));
}

#[test]
fn dragged_within_a_week_it_is_given_a_time_and_loses_it_above() {
    let mut stage = calendar(Language::English, "Week");
    stage.click("Next week");
    let column = centre(&stage, "Press a free time to plan a follow-up: Wednesday, 25 November 2026");
    let from = centre(&stage, "Rio Sul · Follow-ups");
    let visible = Pos2::new(column.x, 620.0);
    stage.drag(from, visible);
    let moved = plans(&stage, "Rio").remove(0);
    assert_eq!(moved.due_on.to_string(), "2026-11-25");
    let time = moved.due_time.expect("it has a time now");
    assert!(chrono::Timelike::minute(&time).is_multiple_of(15));
    stage.click("Undo");
    let from = centre(&stage, "14:00 · Nordlicht GmbH");
    let to = centre(&stage, "Plan a follow-up: Thursday, 26 November 2026");
    stage.drag(from, to);
    let moved = plans(&stage, "Nordlicht").remove(0);
    assert_eq!((moved.due_on.to_string().as_str(), moved.due_time), ("2026-11-26", None));
}

#[test]
fn the_keyboard_walks_days_and_entries_and_moves_them() {
    let mut stage = calendar(Language::English, "");
    for _ in 0..4 {
        stage.key(Key::ArrowRight);
    }
    stage.key(Key::Enter);
    stage.key(Key::ArrowDown);
    stage.keys(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(plans(&stage, "Rio")[0].due_on.to_string(), "2026-11-25");
    stage.keys(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(plans(&stage, "Rio")[0].due_on.to_string(), "2026-12-02", "it has the keyboard where it went");
    stage.key(Key::M);
    assert_eq!(stage.input("Day").as_deref(), Some("2026-12-02"), "its form");
    stage.key(Key::Escape);
    stage.key(Key::Escape);
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(plans(&stage, "Rio")[0].due_on.to_string(), "2026-11-25", "each is a step of its own");
}

#[test]
fn a_free_place_plans_a_follow_up_with_day_and_time_filled_in() {
    let mut stage = calendar(Language::Chinese, "周");
    stage.click("下一周");
    let label = tr!("calendar-new-at", day = "2026 年 11 月 26 日 星期四");
    let column = stage.window.get_by_label(&label).rect();
    let at = Pos2::new(column.center().x, 650.0);
    stage.window.event(Event::PointerMoved(at));
    stage.window.step();
    for pressed in [true, false] {
        stage.window.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        stage.window.step();
    }
    stage.run();
    assert!(stage.sees(&tr!("plan-whom-title")));
    stage.type_text("kaveri");
    stage.key(Key::Enter);
    assert_eq!(stage.input(&tr!("follow-up-day")).as_deref(), Some("2026-11-26"));
    assert!(stage.input(&tr!("form-time")).is_some_and(|time| time.ends_with(":00") || time.ends_with(":30")));
    stage.type_text("问样品");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let made = plans(&stage, "Kaveri").remove(0);
    assert_eq!((made.due_on.to_string().as_str(), made.due_time.is_some()), ("2026-11-26", true));
}

#[test]
fn what_is_left_out_stays_out_until_the_next_start() {
    let mut stage = calendar(Language::English, "");
    assert!(stage.sees("their promise"));
    stage.click_role(Role::CheckBox, "Promises");
    assert!(!stage.sees("their promise") && stage.sees("Rio Sul · Follow-ups"));
    let mut stage = stage.restart(Scene { size: [1600.0, 900.0], ..Scene::default() });
    stage.keys(Modifiers::COMMAND, Key::Num3);
    assert!(!stage.sees("their promise"));
    stage.click_role(Role::CheckBox, "Promises");
    assert!(stage.sees("their promise"));
}

#[test]
fn a_crowded_day_counts_the_rest_and_opens_it() {
    let mut stage = Scene { size: [1600.0, 900.0], ..Scene::default() }.prepared(|book| {
        let names: Vec<String> = (1..=30).map(|number| format!("Firm {number:02}")).collect();
        fill(book, &names.iter().map(String::as_str).collect::<Vec<_>>());
        for name in &names {
            plan(book, name, "2026-11-24", "", "");
        }
    });
    stage.keys(Modifiers::COMMAND, Key::Num3);
    let more =
        stage.all(Role::Button).into_iter().find(|words| words.starts_with("Tuesday, 24 November 2026: ")).expect("the rest is counted");
    stage.click(&more);
    assert!(stage.sees("Without a time: 30"));
    assert!(stage.all(Role::Button).iter().filter(|words| words.starts_with("Firm ")).count() > 15, "a list of all");
}

#[test]
fn the_agenda_tells_the_coming_days_and_the_year_the_past_ones() {
    let stage = calendar(Language::English, "Agenda");
    let heads = stage.all(Role::Heading);
    assert!(heads.iter().any(|head| head == "Tuesday, 24 November 2026"), "{heads:?}");
    assert!(stage.sees("14:00 · Nordlicht GmbH"));
    let ids = stage.book().table(&TableQuestion::default()).ids.to_vec();
    drop(stage.close());
    assert_eq!(ids.len(), 3);
    let mut stage = Scene { size: [1600.0, 900.0], ..Scene::default() }.prepared(|book| {
        firms(book);
        for (on, count) in [("2026-11-18", 3), ("2026-11-19", 1), ("2025-03-05", 1)] {
            for _ in 0..count {
                let touch = Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), customer(book, "Rio"), on.parse().expect("a day")) };
                apply(book, Edit::log(touch));
            }
        }
    });
    stage.keys(Modifiers::COMMAND, Key::Num3);
    stage.click_role(Role::Tab, "Year");
    stage.wait_for("2026: 4 touches on 2 days, most on 11-18: 3");
    assert!(stage.sees("November 2026: 4 touches on 2 days; 18: 3; 19: 1"));
    assert!(stage.sees("2025: 1 touch on 1 days"), "years before are below");
}

#[test]
fn a_customer_who_is_due_by_rule_is_planned_by_dragging() {
    let mut stage = Scene { size: [1600.0, 900.0], ..Scene::default() }.prepared(|book| {
        let (customer, contacts) = told(&[(Field::Company, "Nordlicht GmbH"), (Field::Country, "DE"), (Field::Level, "VIP")]);
        apply(book, Edit::AddCustomer { customer, contacts });
        let touch = Touch {
            channel: "mail".to_owned(),
            ..Touch::new(Id(0), self::customer(book, "Nordlicht"), "2026-10-25".parse().expect("a day"))
        };
        apply(book, Edit::log(touch));
    });
    stage.keys(Modifiers::COMMAND, Key::Num3);
    let (from, to) = (centre(&stage, "Nordlicht GmbH · Due by rule"), centre(&stage, "Monday, 30 November 2026"));
    stage.drag(from, to);
    assert_eq!(plans(&stage, "Nordlicht")[0].due_on.to_string(), "2026-11-30");
    assert!(!stage.sees("Nordlicht GmbH · Due by rule"), "the plan stands above the rule");
}
