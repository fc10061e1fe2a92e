//! What stands on the agenda by itself: inquiries that wait for an answer, promises of both sides, birthdays, seasons. All of it is kept
//! up with edits, told by the shell, and worked through by keyboard in the window.

use chrono::{NaiveDate, TimeDelta};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use gendan::book::agenda::{Agenda, LineKind};
use gendan::book::{Book, Edit, FollowEdit, Now, Reading};
use gendan::model::cadence::Direction;
use gendan::model::{Contact, Field, Id, Promise, PromisedBy, Touch};
use gendan::words::{Language, speak};

use crate::importing::desk::{Desk, customer};
use crate::stage::{Stage, now as stage_now};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn add(book: &mut Book, now: Now, name: &str, country: &str, people: &[(&str, &str)]) -> Id {
    let people = people.iter().map(|(name, born)| {
        let mut contact = Contact::new(Id(0), Id(0));
        contact.record.set(Field::Contact, *name);
        contact.record.set(Field::Birthday, *born);
        contact
    });
    let customer = Box::new(customer(&[(Field::Company, name), (Field::Level, "VIP"), (Field::Country, country)]));
    book.apply(Edit::AddCustomer { customer, contacts: people.collect() }, now).expect("it is added");
    let id = book.table(&Default::default()).ids[0];
    // Nobody is due by the rule.
    book.apply(Edit::log(Touch { channel: "phone".to_owned(), ..Touch::new(Id(0), id, "2026-11-17".parse().expect("a day")) }), now)
        .unwrap();
    id
}

fn inquiry(customer: Id, on: &str, at: &str) -> Touch {
    let at: chrono::DateTime<chrono::Utc> = at.parse().expect("an instant");
    Touch {
        channel: "mail".to_owned(),
        direction: Some(Direction::In),
        text: "Price of 500 lamps?\nand samples".to_owned(),
        needs_reply: true,
        happened_at_ms: Some(at.timestamp_millis()),
        ..Touch::new(Id(0), customer, on.parse().expect("a day"))
    }
}

fn promise(customer: Id, side: PromisedBy, text: &str, due: &str) -> Edit {
    let promise = Promise { due_on: due.parse().ok(), ..Promise::new(Id(0), customer, side, text, day("2026-11-12")) };
    Edit::Follow(FollowEdit::PutPromise { promise })
}

/// The lines as they are kept, which are always those that are made anew: kind, name, day, what and why.
fn lines(desk: &mut Desk) -> Vec<String> {
    let now = desk.now();
    let kept = desk.book.agenda(now).unwrap();
    let (fresh, words) = Reading::open(desk.book.place()).unwrap().agenda(now, now.today).unwrap();
    assert_eq!(*kept, fresh);
    assert_eq!(desk.book.words_of_lines(&kept.lines, now), words);
    let said = kept
        .lines
        .iter()
        .zip(&words)
        .map(|(line, words)| format!("{} {} {} | {} | {}", line.kind.key(), words.name, line.due_on, words.what, words.why));
    said.collect()
}

#[test]
fn an_inquiry_stands_there_until_it_is_answered() {
    speak(Language::English);
    let mut desk = Desk::new();
    let now = desk.now();
    let id = add(&mut desk.book, now, "Nordlicht GmbH", "DE", &[]);
    assert_eq!(lines(&mut desk), [""; 0]);
    // 16:00 on Thursday in Berlin; now it is nine on Friday there.
    desk.edit(Edit::log(inquiry(id, "2026-11-19", "2026-11-19T15:00:00Z")));
    let said = lines(&mut desk);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("reply Nordlicht GmbH 2026-11-20 | Price of 500 lamps? | answer within 6 h"), "{said:?}");
    assert!(said[0].ends_with(", mail of 19 Nov"), "{said:?}");
    let touch = desk.book.card(id).unwrap().unwrap().touches[0].clone();
    assert!(touch.needs_reply);
    // A mailing answers nobody; a mail does, and its undo asks again.
    let own = |channel: &str| Touch { channel: channel.to_owned(), ..Touch::new(Id(0), id, "2026-11-20".parse().expect("a day")) };
    desk.edit(Edit::log(own("mailing")));
    assert_eq!(lines(&mut desk).len(), 1);
    desk.edit(Edit::log(own("mail")));
    assert_eq!(lines(&mut desk), [""; 0]);
    let now = desk.now();
    desk.book.undo(now).unwrap();
    assert_eq!(lines(&mut desk).len(), 1);
    // Nor does it wait once it needs no answer, or is gone.
    desk.edit(Edit::Follow(FollowEdit::EditTouch { touch: Box::new(Touch { needs_reply: false, ..touch.clone() }) }));
    assert_eq!(lines(&mut desk), [""; 0]);
    let now = desk.now();
    desk.book.undo(now).unwrap();
    desk.edit(Edit::Follow(FollowEdit::DeleteTouch { touch: touch.id }));
    assert_eq!(lines(&mut desk), [""; 0]);
}

#[test]
fn who_waits_for_an_answer_and_is_due_has_one_line() {
    let mut desk = Desk::new();
    let now = desk.now();
    let id = add(&mut desk.book, now, "Nordlicht GmbH", "DE", &[]);
    let touch = desk.book.card(id).unwrap().unwrap().touches[0].id;
    desk.edit(Edit::Follow(FollowEdit::DeleteTouch { touch }));
    desk.edit(Edit::log(Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), id, "2026-10-01".parse().expect("a day")) }));
    assert!(lines(&mut desk)[0].starts_with("cadence "));
    desk.edit(Edit::log(inquiry(id, "2026-11-18", "2026-11-18T09:00:00Z")));
    let said = lines(&mut desk);
    assert_eq!((said.len(), said[0].contains("late, mail of 18 Nov")), (1, true), "{said:?}");
}

#[test]
fn promises_of_both_sides_stand_there_from_their_day_until_they_are_kept_or_dropped() {
    speak(Language::English);
    let mut desk = Desk::new();
    let now = desk.now();
    let id = add(&mut desk.book, now, "Nordlicht GmbH", "DE", &[]);
    for (side, text, due) in [
        (PromisedBy::Us, "packing list", "2026-11-18"),
        (PromisedBy::Them, "deposit", "2026-11-20"),
        (PromisedBy::Us, "samples", "2026-11-23"),
        (PromisedBy::Us, "catalogue", "2026-11"),
        (PromisedBy::Us, "some day", ""),
    ] {
        desk.edit(promise(id, side, text, due));
    }
    assert_eq!(
        lines(&mut desk),
        [
            "promise Nordlicht GmbH 2026-11-18 | packing list | we promised it on 12 Nov for 18 Nov",
            "promise Nordlicht GmbH 2026-11-20 | deposit | they promised it on 12 Nov for 20 Nov",
        ]
    );
    let now = desk.now();
    let agenda = desk.book.agenda(now).unwrap();
    let (ours, theirs) = (agenda.lines[0].source.expect("a promise"), agenda.lines[1].source.expect("a promise"));
    desk.edit(Edit::Follow(FollowEdit::KeepPromise { promise: ours, on: now.today }));
    desk.edit(Edit::Follow(FollowEdit::DropPromise { promise: theirs, on: now.today }));
    assert_eq!(lines(&mut desk), [""; 0]);
    let (until, words) = Reading::open(desk.book.place()).unwrap().agenda(now, day("2026-11-30")).unwrap();
    let kinds: Vec<(LineKind, &str)> = until.lines.iter().zip(&words).map(|(line, words)| (line.kind, words.what.as_str())).collect();
    assert_eq!(kinds, [(LineKind::Promise, "samples"), (LineKind::Promise, "catalogue")], "a month is over with its last day");
    desk.book.undo(now).unwrap();
    assert_eq!(lines(&mut desk).len(), 1);
}

#[test]
fn birthdays_show_some_days_ahead_until_one_was_in_touch_or_put_them_aside() {
    speak(Language::English);
    let mut desk = Desk::new();
    let now = desk.now();
    let people = [("Anna Berg", "1976-11-20"), ("Ben Cole", "1980-11-23"), ("Far Off", "1980-11-24"), ("Vague", "1980")];
    let id = add(&mut desk.book, now, "Nordlicht GmbH", "DE", &people);
    let before = lines(&mut desk);
    assert_eq!(
        before,
        [
            "birthday Nordlicht GmbH 2026-11-20 |  | birthday of Anna Berg on 20 Nov, turns 50",
            "birthday Nordlicht GmbH 2026-11-23 |  | birthday of Ben Cole on 23 Nov, turns 46",
        ]
    );
    let anna = desk.book.card(id).unwrap().unwrap().contacts[0].id;
    let now = desk.now();
    desk.book.put_birthday_aside(anna, now.today, now).unwrap();
    assert_eq!(lines(&mut desk), before[1..]);
    assert_eq!(desk.book.count_aside(now.today), 1);
    let mut desk = desk.restart();
    assert_eq!(lines(&mut desk), before[1..], "the book keeps it");
    desk.book.take_all_from_aside().unwrap();
    assert_eq!(lines(&mut desk), before);
    desk.edit(Edit::log(Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), id, now.today.into()) }));
    assert_eq!(lines(&mut desk), [""; 0], "who was in touch today");
    let now = desk.now();
    desk.book.undo(now).unwrap();
    desk.edit(Edit::SetContactField { contact: anna, field: Field::Birthday, text: "1976-11-25".to_owned() });
    assert_eq!(lines(&mut desk), before[1..]);
}

fn seasons(agenda: &Agenda) -> Vec<(&'static str, usize, usize)> {
    agenda.sums.seasons.iter().map(|line| (line.season.key, line.customers, line.written)).collect()
}

#[test]
fn seasons_count_whom_they_concern_and_who_was_written_to_since() {
    let mut desk = Desk::new();
    let mut now = desk.now();
    let mut ids = Vec::new();
    for (name, country) in [("One Inc", "US"), ("Two Ltd", "GB"), ("Three GmbH", "DE"), ("四号公司", "CN")] {
        now.at += TimeDelta::seconds(1);
        ids.push(add(&mut desk.book, now, name, country, &[]));
    }
    let count = |desk: &mut Desk| {
        lines(desk);
        let now = desk.now();
        seasons(&desk.book.agenda(now).unwrap())
    };
    // Their writing times began on 5 and 6 November or later; everybody was called on the 17th.
    let first = count(&mut desk);
    assert_eq!(
        first.iter().map(|(key, customers, _)| (*key, *customers)).collect::<Vec<_>>(),
        [("thanksgiving_us", 1), ("black_friday", 3)]
    );
    desk.edit(Edit::SetField { customers: vec![ids[3]], field: Field::Country, text: "US".to_owned() });
    assert_eq!(count(&mut desk)[0].1, 2);
    desk.edit(Edit::DeleteCustomers { customers: vec![ids[0]] });
    assert_eq!(count(&mut desk)[0].1, 1);
    let now = desk.now();
    let of_lines = desk.book.agenda(now).unwrap();
    let season = of_lines.sums.seasons[0].season;
    desk.book.put_season_aside(season, season.on, now).unwrap();
    assert_eq!(count(&mut desk).len(), 1);
    let found = Reading::open(desk.book.place()).unwrap().find("season:thanksgiving_us", &[], now.today).unwrap();
    assert_eq!(found, [ids[3]]);
    let all = Reading::open(desk.book.place()).unwrap().find("season:春节", &[], now.today).unwrap();
    assert_eq!(all.len(), 3, "everybody waits for our factory");
    let error = Reading::open(desk.book.place()).unwrap().find("season:chrismas", &[], now.today).unwrap_err();
    assert!(error.hint().contains("christmas") || error.hint().contains("Christmas"), "{error} {}", error.hint());
}

#[test]
fn the_next_day_is_counted_as_edits_go_on() {
    let mut desk = Desk::new();
    let now = desk.now();
    let id = add(&mut desk.book, now, "Nordlicht GmbH", "DE", &[]);
    let next = |desk: &mut Desk| {
        lines(desk);
        let now = desk.now();
        desk.book.agenda(now).unwrap().sums.next_day
    };
    assert_eq!(next(&mut desk), 0);
    desk.edit(Edit::plan(gendan::model::FollowUp::new(Id(0), id, "2026-11-21".parse().expect("a day"))));
    assert_eq!(next(&mut desk), 1);
    let now = desk.now();
    desk.book.undo(now).unwrap();
    assert_eq!(next(&mut desk), 0);
}

fn stage(language: Language) -> Stage {
    Stage::prepared(language, |book| {
        let mut at = stage_now();
        let mut next = || {
            at.at += TimeDelta::seconds(1);
            at
        };
        let asks = add(book, next(), "Asks GmbH", "DE", &[]);
        book.apply(Edit::log(inquiry(asks, "2026-11-18", "2026-11-18T09:00:00Z")), next()).unwrap();
        let owed = add(book, next(), "Owed Ltd", "GB", &[]);
        book.apply(promise(owed, PromisedBy::Us, "packing list", "2026-11-18"), next()).unwrap();
        add(book, next(), "Party SA", "FR", &[("Anna Berg", "1976-11-20")]);
        let (customer, contacts) = crate::stage::told(&[(Field::Company, "Silent Inc"), (Field::Country, "US")]);
        book.apply(Edit::AddCustomer { customer, contacts }, next()).unwrap();
    })
}

#[test]
fn each_kind_is_done_by_its_own_hand() {
    let mut stage = stage(Language::English);
    stage.keys(Modifiers::COMMAND, Key::Num1);
    assert!(stage.sees("3 to do, 0 done"), "{:?}", stage.all(Role::ListItem));
    let all = stage.all(Role::ListItem);
    let line = |name: &str| all.iter().find(|line| line.starts_with(name)).cloned().expect("a line");
    assert!(line("Asks GmbH").contains("answer late"), "{all:?}");
    // The answer opens with what is asked.
    stage.click(&line("Asks GmbH"));
    stage.key(Key::D);
    assert!(stage.sees("Answers: Price of 500 lamps?\nand samples"));
    stage.type_text("USD 3.20");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.sees("2 to do, 1 done"));
    // A promise is kept at once.
    stage.click(&line("Owed Ltd"));
    stage.key(Key::D);
    assert!(stage.sees("Promise kept") && stage.sees("1 to do, 1 done"));
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert!(stage.sees("2 to do, 1 done"));
    stage.click(&line("Owed Ltd"));
    stage.key(Key::M);
    assert!(stage.sees("Change the promise"), "another day");
    stage.key(Key::Escape);
    stage.click(&line("Owed Ltd"));
    stage.key(Key::S);
    assert!(stage.sees("Promise dropped") && stage.sees("1 to do, 1 done"));
    // Wishes are a touch; what is put aside comes back.
    stage.click(&line("Party SA"));
    stage.key(Key::S);
    assert!(stage.sees("The birthday of Anna Berg is put aside") && stage.sees("0 to do, 1 done"));
    stage.click("1 put aside: show again");
    assert!(stage.sees("1 to do, 1 done"));
    stage.click(&line("Party SA"));
    stage.key(Key::D);
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.sees("0 to do, 2 done"));
}

#[test]
fn a_season_leads_to_whom_one_writes() {
    let mut stage = stage(Language::Chinese);
    stage.keys(Modifiers::COMMAND, Key::Num1);
    assert!(stage.sees("节日前该写信"), "{:?}", stage.all(Role::ListItem));
    let season = stage.all(Role::ListItem).iter().find(|line| line.starts_with("黑色星期五")).cloned().expect("a season");
    stage.click(&season);
    stage.key(Key::Enter);
    assert_eq!(stage.input("搜索客户").as_deref(), Some("season:black_friday -last:>=2026-07-30"));
}
