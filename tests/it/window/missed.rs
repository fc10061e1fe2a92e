//! What passed while the window was closed: shown once at the start where something did, with the way to each customer and to Today.

use egui::Key;
use egui::accesskit::Role;
use gendan::book::{Book, Edit, FollowEdit, Now};
use gendan::model::{Contact, Field, FollowUp, Id, Promise, PromisedBy, Touch};
use gendan::tr;
use gendan::words::Language;

use crate::stage::{Scene, Stage, moment, now, on, told};

/// Friday 2026-11-13, in the evening: a week before the window opens.
fn a_week_ago() -> Now {
    on(moment("2026-11-13T18:00:00+08:00"))
}

fn customer(book: &mut Book, name: &str, texts: &[(Field, &str)]) -> Id {
    let mut all = vec![(Field::Company, name), (Field::Country, "DE")];
    all.extend_from_slice(texts);
    let (customer, contacts) = told(&all);
    let id = book.apply(Edit::AddCustomer { customer, contacts }, a_week_ago()).expect("added").customer.expect("it is there");
    if texts.is_empty() {
        // Who was never touched is due on any day of the interval; these are not by themselves.
        book.apply(Edit::log(Touch::new(Id(0), id, a_week_ago().today.into())), a_week_ago()).expect("logged");
    }
    id
}

fn see(book: &mut Book, at: Now) {
    book.remind(at, "Asia/Shanghai".parse().expect("a zone")).expect("it looks").expect("it is free");
}

/// Something of each kind.
fn much(book: &mut Book) {
    let late = customer(book, "Late plan", &[]);
    book.apply(Edit::plan(FollowUp::new(Id(0), late, "2026-11-17".parse().expect("a day"))), a_week_ago()).expect("planned");
    let promised = customer(book, "Promised", &[]);
    for (side, text, due) in [
        (PromisedBy::Us, "send the samples", "2026-11-13"),
        (PromisedBy::Them, "send the drawing", "2026-11-18"),
        (PromisedBy::Us, "not yet due", "2026-11-20"),
    ] {
        let due_on = Some(due.parse().expect("a day"));
        let promise = Promise { due_on, ..Promise::new(Id(0), promised, side, text, a_week_ago().today) };
        book.apply(Edit::Follow(FollowEdit::PutPromise { promise }), a_week_ago()).expect("promised");
    }
    let dropped = customer(book, "Nearly dropped", &[(Field::Level, "VIP")]);
    let touch = Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), dropped, "2026-10-18".parse().expect("a day")) };
    book.apply(Edit::log(touch), a_week_ago()).expect("logged");
    let born = customer(book, "Born", &[]);
    let mut contact = Contact::new(Id(0), born);
    contact.record.set(Field::LastName, "Ute");
    contact.record.set(Field::Birthday, "1980-11-16");
    book.apply(Edit::AddContact { customer: born, contact: Box::new(contact) }, a_week_ago()).expect("added");
    see(book, a_week_ago());
}

#[test]
fn what_passed_is_one_page_at_the_start_with_the_way_to_each_customer() {
    for language in Language::ALL {
        let mut stage = Stage::prepared(language, much);
        assert!(stage.sees(&tr!("missed-title")), "it is there by itself");
        for (kind, count) in [("missed-promises", 2), ("missed-due", 2), ("missed-pool", 1), ("missed-birthdays", 1)] {
            assert!(stage.sees(&format!("{}, {count}", tr!(kind))), "{kind}: {:?}", stage.all(Role::ListItem));
        }
        let lines = stage.all(Role::ListItem);
        let has = |words: &[&str]| lines.iter().any(|line| words.iter().all(|word| line.contains(word)));
        assert!(has(&["Promised", &tr!("missed-we-promised", what = "send the samples")]), "{lines:?}");
        assert!(has(&["Promised", &tr!("missed-they-promised", what = "send the drawing")]));
        assert!(has(&["Late plan"]) && has(&["Nearly dropped"]) && has(&["Born", "Ute"]));
        assert!(!lines.iter().any(|line| line.contains("not yet due")), "today is not over");
        assert!(stage.sees(&tr!("missed-jump", days = 6, hours = 15)), "the clock went far, and that is said");
        assert!(stage.book().pool_proposals(now()).expect("readable").stays.is_empty(), "nobody was dropped unseen");
        stage.key(Key::Enter);
        assert!(stage.selected().iter().any(|row| row.contains("Promised")), "the first line leads to its customer");
        stage.keys(egui::Modifiers::COMMAND, Key::Num1);
        assert!(stage.sees(&tr!("today-title")) && !stage.sees(&tr!("missed-title")));
    }
}

#[test]
fn nobody_doubts_the_clock_after_a_long_weekend() {
    for (seen, is_doubted) in [("2026-11-17T09:00:00+08:00", false), ("2026-11-13T18:00:00+08:00", true)] {
        let stage = Stage::prepared(Language::English, |book| {
            let late = customer(book, "Late plan", &[]);
            book.apply(Edit::plan(FollowUp::new(Id(0), late, "2026-11-18".parse().expect("a day"))), a_week_ago()).expect("planned");
            see(book, on(moment(seen)));
        });
        assert!(stage.sees("While gendan was closed") && stage.sees("Late plan"), "{seen}");
        assert_eq!(stage.sees("after it was seen last"), is_doubted, "{seen}");
    }
}

#[test]
fn going_to_today_is_one_press_and_the_page_can_be_seen_again() {
    let mut stage = Stage::prepared(Language::English, much);
    stage.click("Go to Today");
    assert!(stage.sees("Today") && !stage.sees("While gendan was closed"));
    stage.keys(egui::Modifiers::COMMAND, Key::K);
    stage.type_text("passed while closed");
    stage.key(Key::Enter);
    assert!(stage.sees("While gendan was closed") && stage.sees("Promises broken, 2"));
}

#[test]
fn where_nothing_passed_the_window_opens_as_ever() {
    type Prepare = fn(&mut Book);
    let cases: [(&str, Prepare); 4] = [
        ("never opened before", |book| {
            customer(book, "Norte", &[]);
        }),
        ("nothing fell due", |book| {
            customer(book, "Norte", &[]);
            see(book, on(moment("2026-11-18T18:00:00+08:00")));
        }),
        ("seen yesterday", |book| {
            much(book);
            see(book, on(moment("2026-11-19T18:00:00+08:00")));
        }),
        ("the clock was set back", |book| {
            much(book);
            see(book, on(moment("2026-12-19T18:00:00+08:00")));
        }),
    ];
    for (case, prepare) in cases {
        let stage = Stage::prepared(Language::English, prepare);
        assert!(!stage.sees("While gendan was closed"), "{case}");
        assert!(stage.sees("customer"), "{case}: the table is there");
    }
}

#[test]
fn an_empty_page_says_so() {
    let mut stage = Scene::speaking(Language::Chinese).prepared(|book| {
        customer(book, "Norte", &[]);
    });
    stage.keys(egui::Modifiers::COMMAND, Key::K);
    stage.type_text("关闭期间");
    stage.key(Key::Enter);
    assert!(stage.sees("没有错过的事项"));
}
