//! What is behind one in the calendar: touches, kept promises, what was done; and customers who are dropped onto a day.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::Queryable as _;
use gendan::book::{Book, Edit, FollowEdit, TableQuestion, Topic};
use gendan::model::{FollowUp, Id, Promise, PromisedBy, Touch};
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, now};

fn apply(book: &mut Book, edit: Edit) {
    book.apply(edit, now()).expect("the edit is done");
}

fn customer(book: &Book, name: &str) -> Id {
    let ids = book.table(&TableQuestion::default()).ids;
    book.rows(&ids, &[]).into_iter().find(|row| row.name.starts_with(name)).unwrap_or_else(|| panic!("no {name}")).id
}

fn plans(stage: &Stage, name: &str) -> Vec<FollowUp> {
    stage.book().card(customer(stage.book(), name)).expect("readable").expect("there").follow_ups
}

/// Today is Friday, 20 November 2026.
fn firms(book: &mut Book) {
    fill(book, &["Nordlicht GmbH", "Rio Sul", "Kaveri Steel"]);
    let (nordlicht, rio) = (customer(book, "Nordlicht"), customer(book, "Rio"));
    let day = |text: &str| text.parse().expect("a day");
    let mail = Touch {
        channel: "mail".to_owned(),
        text: "quoted FOB Ningbo\nand more".to_owned(),
        ..Touch::new(Id(0), nordlicht, day("2026-11-17"))
    };
    apply(book, Edit::log(mail));
    let vague = Touch { channel: "phone".to_owned(), ..Touch::new(Id(0), nordlicht, day("2026-11")) };
    apply(book, Edit::log(vague));
    for (what, due, kept) in
        [("the samples", Some("2026-11-12"), true), ("the price list", Some("2026-11-13"), false), ("a catalogue", None, true)]
    {
        let made = "2026-11-02".parse().expect("a day");
        let promise = Promise { due_on: due.map(day), ..Promise::new(Id(0), rio, PromisedBy::Us, what, made) };
        apply(book, Edit::Follow(FollowEdit::PutPromise { promise }));
        let promises = book.card(rio).expect("readable").expect("there").promises;
        let promise = promises.iter().find(|promise| promise.text == what).expect("it is there").id;
        let on = "2026-11-11".parse().expect("a day");
        apply(book, Edit::Follow(if kept { FollowEdit::KeepPromise { promise, on } } else { FollowEdit::DropPromise { promise, on } }));
    }
}

fn calendar(language: Language) -> Stage {
    let mut stage = Scene { size: [1600.0, 900.0], ..Scene::speaking(language) }.prepared(firms);
    stage.keys(Modifiers::COMMAND, Key::Num3);
    stage
}

#[test]
fn touches_and_ended_promises_stand_on_their_days() {
    for (language, said) in [
        (
            Language::English,
            [
                "Nordlicht GmbH · Touches · Mail · quoted FOB Ningbo",
                "Rio Sul · our promise · the samples · kept 11 Nov",
                "Rio Sul · our promise · the price list · given up 11 Nov",
                "Rio Sul · our promise · a catalogue · kept 11 Nov",
            ],
        ),
        (
            Language::Chinese,
            [
                "Nordlicht GmbH · 联系记录 · 邮件 · quoted FOB Ningbo",
                "Rio Sul · 我方承诺 · the samples · 11-11 已兑现",
                "Rio Sul · 我方承诺 · the price list · 11-11 不再等待",
                "Rio Sul · 我方承诺 · a catalogue · 11-11 已兑现",
            ],
        ),
    ] {
        let stage = calendar(language);
        for words in said {
            assert!(stage.sees(words), "{words}: {:?}", stage.all(Role::Button));
        }
    }
    let stage = calendar(Language::English);
    let (first, last) = ("2026-11-01".parse().expect("a day"), "2026-11-30".parse().expect("a day"));
    let snapshot = stage.book().calendar(first, last, now()).expect("readable");
    let days = |topic| snapshot.marks.iter().filter(|mark| mark.topic == topic).map(|mark| mark.on.to_string()).collect::<Vec<_>>();
    assert_eq!(days(Topic::Touch), ["2026-11-17"], "that of a month alone stands nowhere");
    assert_eq!(days(Topic::Promise), ["2026-11-11", "2026-11-12", "2026-11-13"]);
    let ended = |topic| matches!(topic, Topic::Touch | Topic::Promise);
    assert!(snapshot.marks.iter().filter(|mark| ended(mark.topic)).all(|mark| !mark.is_open && !mark.is_movable()));
}

#[test]
fn touches_can_be_left_out_as_any_other_kind() {
    let mut stage = calendar(Language::English);
    stage.click_role(Role::CheckBox, "Touches");
    assert!(!stage.sees("quoted FOB Ningbo") && stage.sees("the samples"));
    stage.click_role(Role::CheckBox, "Touches");
    assert!(stage.sees("quoted FOB Ningbo"));
}

#[test]
fn a_pressed_touch_shows_its_customer_and_nothing_can_be_done_with_it() {
    let mut stage = calendar(Language::English);
    stage.click("Nordlicht GmbH · Touches · Mail · quoted FOB Ningbo");
    stage.keys(Modifiers::ALT, Key::ArrowRight);
    stage.key(Key::D);
    assert!(stage.input("Day").is_none(), "no form is open");
    let touches = stage.book().card(customer(stage.book(), "Nordlicht")).expect("readable").expect("there").touches;
    assert!(touches.iter().any(|touch| touch.happened_on.to_string() == "2026-11-17"), "it stays where it happened");
}

/// Drags the row of `name` onto the day that a screen reader calls `day`.
fn drop_on(stage: &mut Stage, name: &str, day: &str) {
    let row = stage.row(name);
    let from = stage.window.get_by_label(&row).rect();
    let from = Pos2::new(from.left() + 60.0, from.center().y);
    let to = stage.window.query_all_by_label_contains(day).next().unwrap_or_else(|| panic!("no {day}")).rect().center();
    stage.drag(from, to);
}

#[test]
fn a_customer_dropped_onto_a_day_is_planned_for_it() {
    let mut stage = Scene { size: [1600.0, 1100.0], ..Scene::default() }.prepared(firms);
    drop_on(&mut stage, "Kaveri", "Thursday, 26 November 2026");
    assert_eq!(plans(&stage, "Kaveri").iter().map(|plan| plan.due_on.to_string()).collect::<Vec<_>>(), ["2026-11-26"]);
    assert!(stage.sees("Thursday, 26 November 2026"));
    // Who has a plan goes along with it instead of having two.
    drop_on(&mut stage, "Kaveri", "Friday, 27 November 2026");
    assert_eq!(plans(&stage, "Kaveri").iter().map(|plan| plan.due_on.to_string()).collect::<Vec<_>>(), ["2026-11-27"]);
    stage.keys(Modifiers::COMMAND, Key::Z);
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert!(plans(&stage, "Kaveri").is_empty(), "each is a step of its own");
}

#[test]
fn all_that_are_selected_go_along() {
    let mut stage = Scene { size: [1600.0, 1100.0], ..Scene::default() }.prepared(firms);
    stage.click_row("Kaveri", Modifiers::NONE);
    stage.click_row("Rio", Modifiers::COMMAND);
    drop_on(&mut stage, "Rio", "Thursday, 26 November 2026");
    for name in ["Kaveri", "Rio"] {
        assert_eq!(plans(&stage, name).len(), 1, "{name}");
    }
    assert!(plans(&stage, "Nordlicht").is_empty());
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert!(plans(&stage, "Kaveri").is_empty() && plans(&stage, "Rio").is_empty(), "one step for all");
}

#[test]
fn in_the_list_a_day_is_dropped_upon_as_well() {
    let mut stage = Scene { size: [1600.0, 1100.0], ..Scene::default() }.prepared(|book| {
        firms(book);
        let plan = FollowUp::new(Id(0), customer(book, "Rio"), "2026-11-25".parse().expect("a day"));
        apply(book, Edit::plan(plan));
    });
    stage.click("As a list");
    drop_on(&mut stage, "Kaveri", "Wednesday, 25 November 2026");
    assert_eq!(plans(&stage, "Kaveri").len(), 1);
}
