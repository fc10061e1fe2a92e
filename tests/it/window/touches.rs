//! Logging and planning as a person does it: one line, the forms, the menu of a plan, and the ledger of promises.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use gendan::book::{Book, CardSnapshot, Edit, TableQuestion};
use gendan::model::{FollowUp, Id, Touch};
use gendan::tr;
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, now};

/// A high window on one customer, whose card is open.
fn on_one(language: Language, prepare: impl FnOnce(&mut Book, Id)) -> Stage {
    let mut stage = Scene::high(language).prepared(|book| {
        fill(book, &["Hermann Küchen GmbH"]);
        let id = book.table(&TableQuestion::default()).ids[0];
        prepare(book, id);
    });
    stage.click_row("Hermann", Modifiers::NONE);
    stage
}

fn cards(stage: &Stage) -> Vec<CardSnapshot> {
    let ids = stage.book().table(&TableQuestion::default()).ids.to_vec();
    ids.into_iter().map(|id| stage.book().card(id).expect("readable").expect("there")).collect()
}

fn card(stage: &Stage) -> CardSnapshot {
    cards(stage).remove(0)
}

fn apply(book: &mut Book, edit: Edit) {
    book.apply(edit, now()).expect("the edit is done");
}

#[test]
fn one_line_on_the_card_logs_a_touch_and_says_before_how_it_is_understood() {
    for (language, typed, text, said) in [
        (
            Language::English,
            "mail quoted FOB Ningbo 1.25, promise: send samples by 3 Dec, next fri",
            "quoted FOB Ningbo 1.25",
            "Friday, 27 November 2026 · in 7 days",
        ),
        (
            Language::Chinese,
            "t 邮件 已报价 FOB 宁波 1.25，答应12月3日前寄样，下周五",
            "已报价 FOB 宁波 1.25",
            "2026 年 11 月 27 日 星期五 · 7 天后",
        ),
    ] {
        let mut stage = on_one(language, |_, _| {});
        stage.fill_in(&tr!("quick-line"), typed);
        assert!(stage.sees(said) && stage.sees(text), "{typed} is said back");
        assert!(card(&stage).touches.is_empty(), "and nothing is kept yet");
        stage.key(Key::Enter);
        let kept = card(&stage);
        assert_eq!((kept.touches[0].channel.as_str(), kept.touches[0].text.as_str()), ("mail", text));
        assert_eq!(kept.follow_ups[0].due_on.to_string(), "2026-11-27");
        assert_eq!(kept.promises[0].due_on.map(|due| due.to_string()).as_deref(), Some("2026-12-03"));
        assert_eq!(stage.input(&tr!("quick-line")).as_deref(), Some(""), "the line is ready for the next one");
        stage.click_first(&tr!("notice-undo"));
        let before = card(&stage);
        assert!(before.touches.is_empty() && before.follow_ups.is_empty() && before.promises.is_empty(), "one step takes all of it back");
    }
}

#[test]
fn esc_empties_the_line_and_an_empty_line_logs_nothing() {
    let mut stage = on_one(Language::English, |_, _| {});
    stage.fill_in("Log a touch in one line", "mail quoted");
    stage.key(Key::Escape);
    assert_eq!(stage.input("Log a touch in one line").as_deref(), Some(""));
    stage.key(Key::Enter);
    assert!(card(&stage).touches.is_empty());
}

#[test]
fn the_palette_logs_a_touch_with_all_who_are_selected() {
    let mut stage = Stage::with(&["Norte", "Oriente", "Sur"]);
    stage.click_row("Norte", Modifiers::NONE);
    stage.click_row("Oriente", Modifiers::COMMAND);
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("t spring offer, next fri");
    assert!(stage.sees("Log a touch with 2 customers") && stage.sees("Friday, 27 November 2026"));
    stage.key(Key::Enter);
    assert!(stage.sees("Touch with 2 customers logged"));
    let said: Vec<(usize, String)> = cards(&stage)
        .iter()
        .map(|card| (card.follow_ups.len(), card.touches.first().map_or(String::new(), |t| t.channel.clone())))
        .collect();
    assert_eq!(said.iter().filter(|(plans, channel)| (*plans, channel.as_str()) == (1, "mailing")).count(), 2);
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert!(cards(&stage).iter().all(|card| card.touches.is_empty() && card.follow_ups.is_empty()));

    stage.click_row("Sur", Modifiers::NONE);
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("t phone asked for samples");
    assert!(stage.sees("Log a touch with Sur"));
    stage.key(Key::Enter);
    assert_eq!(cards(&stage).iter().filter(|card| card.touches.len() == 1).count(), 1);
}

#[test]
fn the_form_of_a_touch_keeps_all_that_was_heard_promised_and_planned() {
    let mut stage = on_one(Language::English, |book, id| {
        let sent = Touch {
            value: "case".to_owned(),
            value_what: "Hotel Lisboa".to_owned(),
            ..Touch::new(Id(0), id, "2026-10-01".parse().expect("a day"))
        };
        apply(book, Edit::log(sent));
    });
    stage.click_first("Log a touch");
    stage.type_text("Went through the price list");
    stage.click("Channel: Phone");
    stage.click("Who spoke: From them");
    stage.click("waits for an answer");
    stage.fill_in("Time", "14:30");
    stage.fill_in("Outcome", "wants two samples");
    stage.click("Value brought: Success case");
    assert!(stage.sees("Last time: Success case · Hotel Lisboa, Thursday, 1 October 2026"));
    stage.fill_in("Which one", "LISBOA, hotel");
    assert!(stage.sees("The same was sent already on Thursday, 1 October 2026"));
    stage.click("Add a promise");
    stage.click("Promise 1: They");
    stage.fill_in("Promise 1", "send the drawing");
    stage.fill_in("Promise 1, by when", "next wed");
    stage.fill_in("Next follow-up", "in 3 days");
    stage.fill_in("What for next time", "ask for the drawing");
    stage.fill_in("Opinions heard", "old box was better");
    stage.fill_in("Competitors", "Yiwu Star asks 1.10");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let kept = card(&stage);
    let touch = &kept.touches[0];
    assert_eq!((touch.channel.as_str(), touch.direction.map(|d| d.key()), touch.needs_reply), ("phone", Some("in"), true));
    assert_eq!(touch.happened_at_ms, Some(1_795_156_200_000), "14:30 in Shanghai");
    assert_eq!([&touch.outcome, &touch.opinion, &touch.competitor], ["wants two samples", "old box was better", "Yiwu Star asks 1.10"]);
    assert_eq!((kept.promises[0].text.as_str(), kept.promises[0].side.key()), ("send the drawing", "them"));
    assert_eq!(kept.promises[0].due_on.map(|due| due.to_string()).as_deref(), Some("2026-11-25"));
    assert_eq!((kept.follow_ups[0].goal.as_str(), kept.follow_ups[0].due_on.to_string().as_str()), ("ask for the drawing", "2026-11-23"));

    stage.click("Change the touch of 2026-11-20");
    assert_eq!(stage.input("Time").as_deref(), Some("14:30"));
    stage.fill_in("Outcome", "wants three samples");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let changed = card(&stage).touches[0].clone();
    assert_eq!(changed, Touch { outcome: "wants three samples".to_owned(), ..touch.clone() }, "nothing else has changed");
}

#[test]
fn a_time_that_is_none_is_said_and_not_kept() {
    let mut stage = on_one(Language::English, |_, _| {});
    stage.click_first("Plan a follow-up");
    stage.fill_in("Time", "25:00");
    assert!(stage.sees("No time of day"));
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(card(&stage).follow_ups.is_empty());
    stage.fill_in("Time", "9.30");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(card(&stage).follow_ups[0].due_time.map(|time| time.to_string()).as_deref(), Some("09:30:00"));
}

#[test]
fn a_plan_in_full_is_done_with_all_of_it_filled_in_and_comes_again() {
    let mut stage = on_one(Language::English, |_, _| {});
    stage.click_first("Plan a follow-up");
    stage.type_text("win the trial order");
    stage.fill_in("Day", "2026-11-20");
    stage.click("How: Visit");
    stage.fill_in("Focus", "price");
    stage.click_role(Role::MultilineTextInput, "What to say");
    stage.type_text("the new price list");
    stage.fill_in("Products", "LED lamp");
    stage.fill_in("Quantity", "500 pcs");
    stage.fill_in("Amount", "USD 12,500");
    // What is offered below the amount is in the way of the next line.
    stage.key(Key::Escape);
    stage.fill_in("Expected result", "an order");
    stage.click_role(Role::Button, "Repeat");
    stage.click("every 2 weeks");
    stage.click("The usual list");
    stage.click("Prepared: Transport");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let plan = card(&stage).follow_ups[0].clone();
    assert_eq!((plan.method.as_str(), plan.amount.map(|amount| amount.minor), plan.checklist.len()), ("visit", Some(1_250_000), 5));
    assert!(plan.checklist[4].is_done && !plan.checklist[0].is_done);
    assert!(stage.sees("1 of 5 prepared") && stage.sees("every 2 weeks"));

    stage.click_first("Mark as done: Visit · win the trial order · the new price list");
    assert_eq!(stage.input("Outcome").as_deref(), Some("an order"));
    assert_eq!(stage.input("Next follow-up").as_deref(), Some("2026-12-04"));
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let kept = card(&stage);
    assert_eq!((kept.touches[0].channel.as_str(), kept.touches[0].follow_up), ("visit", Some(plan.id)));
    let days: Vec<(String, bool)> = kept.follow_ups.iter().map(|plan| (plan.due_on.to_string(), plan.is_open())).collect();
    assert_eq!(days, [("2026-12-04".to_owned(), true), ("2026-11-20".to_owned(), false)], "done once, and planned once more");
    assert_eq!(kept.follow_ups[0].products, "LED lamp", "with all that was planned");
}

#[test]
fn a_plan_is_moved_skipped_with_a_reason_and_opened_again() {
    let mut stage = on_one(Language::English, |book, id| {
        let plan = FollowUp { goal: "call".to_owned(), ..FollowUp::new(Id(0), id, "2026-11-18".parse().expect("a day")) };
        apply(book, Edit::plan(plan));
    });
    let due = |stage: &Stage| card(stage).follow_ups[0].due_on.to_string();
    stage.click("More: call");
    stage.click("Move by a day");
    assert_eq!(due(&stage), "2026-11-21", "one that is late is moved from today on");
    stage.click("More: call");
    stage.click("Move by a week");
    assert_eq!(due(&stage), "2026-11-28");
    assert!(stage.sees("moved 2 times"));
    stage.click("More: call");
    stage.click("Skip…");
    stage.key(Key::Escape);
    assert!(card(&stage).follow_ups[0].is_open(), "Esc leaves the question");
    stage.click("More: call");
    stage.click("Skip…");
    stage.type_text("closed for the fair");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let skipped = card(&stage).follow_ups[0].clone();
    assert_eq!(
        (skipped.skipped_on.map(|day| day.to_string()).as_deref(), skipped.skip_reason.as_str()),
        (Some("2026-11-20"), "closed for the fair")
    );
    assert!(stage.sees("skipped: closed for the fair"));
    stage.click("Open again: call");
    assert!(card(&stage).follow_ups[0].is_open());
}

#[test]
fn the_ledger_of_promises_is_kept_on_the_card() {
    let mut stage = on_one(Language::English, |_, _| {});
    stage.click("Note a promise");
    stage.type_text("send two samples");
    stage.fill_in("By when", "yesterday");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.sees("1 day late") && stage.sees("We: send two samples"));
    stage.click("Kept: We: send two samples");
    assert_eq!(card(&stage).promises[0].kept_on.map(|day| day.to_string()).as_deref(), Some("2026-11-20"));
    stage.click("Open again: We: send two samples");
    stage.click("More: We: send two samples");
    stage.click("Change the promise");
    stage.click("Who promised: They");
    stage.fill_in("By when", " ");
    stage.click("Save");
    let promise = card(&stage).promises[0].clone();
    assert_eq!((promise.side.key(), promise.due_on, promise.is_open()), ("them", None, true));
    stage.click("More: They: send two samples");
    stage.click("No longer expected");
    assert!(card(&stage).promises[0].dropped_on.is_some());
    assert!(stage.all(Role::Button).iter().any(|name| name == "Open again: They: send two samples"));
}
