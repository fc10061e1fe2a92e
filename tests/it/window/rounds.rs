//! What a salesperson comes round to: the review of lost customers, what to observe in a contact, the keys of every page, what passed.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::{Book, Edit, FollowEdit, Reading, TableQuestion};
use gendan::model::{Field, FollowUp, Id, Promise, PromisedBy, Touch};
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, moment, now, on, told};

fn apply(book: &mut Book, edit: Edit) {
    book.apply(edit, now()).expect("the edit is done");
}

fn customer(book: &Book, name: &str) -> Id {
    let ids = book.table(&TableQuestion::default()).ids;
    book.rows(&ids, &[]).into_iter().find(|row| row.name.starts_with(name)).unwrap_or_else(|| panic!("no {name}")).id
}

/// Today is Friday, 20 November 2026. Two were lost this month for their prices, one in October, one was brought by nobody; two are asked
/// about.
fn firms(book: &mut Book) {
    for (name, values) in [
        ("Rio Sul", &[][..]),
        ("Elbe Handel", &[]),
        ("Kaveri Steel", &[]),
        ("Old Friend", &[]),
        ("Long Hope", &[(Field::Intent, "高"), (Field::FirstContact, "2026-09-20")]),
        ("Fresh Hope", &[(Field::Intent, "高"), (Field::FirstContact, "2026-11-10")]),
        ("Gone Ltd", &[(Field::Status, "Closed lost")]),
    ] {
        let values = [&[(Field::Company, name), (Field::Country, "DE")], values].concat();
        let (customer, contacts) = told(&values);
        apply(book, Edit::AddCustomer { customer, contacts });
    }
    let heard = Touch {
        channel: "phone".to_owned(),
        competitor: "Ningbo Star at 1.10".to_owned(),
        ..Touch::new(Id(0), customer(book, "Rio"), "2026-11-12".parse().expect("a day"))
    };
    apply(book, Edit::log(heard));
    for (name, at, reason) in [
        ("Old Friend", "2026-10-31T09:00:00+08:00", "Quality: rust after a month"),
        ("Rio Sul", "2026-11-12T09:00:00+08:00", "Price: 8 % above the other offer"),
        ("Elbe Handel", "2026-11-01T09:00:00+08:00", "太贵"),
        ("Kaveri Steel", "2026-11-19T09:00:00+08:00", "moved to another business"),
    ] {
        let edit = Edit::SetField { customers: vec![customer(book, name)], field: Field::LostReason, text: reason.to_owned() };
        book.apply(edit, on(moment(at))).expect("the edit is done");
    }
}

fn overview(language: Language) -> Stage {
    let mut stage = Scene { size: [1600.0, 1600.0], ..Scene::speaking(language) }.prepared(firms);
    stage.keys(Modifiers::COMMAND, Key::Num5);
    stage
}

#[test]
fn who_was_lost_this_month_is_told_by_reason_with_what_was_learnt() {
    let mut stage = overview(Language::English);
    stage.wait_for("Lost in November 2026: 3");
    for words in [
        "Price · 2",
        "Other · 1",
        "Rio Sul: Price · 8 % above the other offer · heard: Ningbo Star at 1.10",
        "Elbe Handel: Price",
        "Kaveri Steel: Other · moved to another business",
    ] {
        assert!(stage.sees(words), "{words}");
    }
    assert!(!stage.sees("Old Friend: Quality"), "that was in October");
    stage.click("Lost: month before");
    stage.wait_for("Lost in October 2026: 1");
    assert!(stage.sees("Old Friend: Quality · rust after a month"));
    stage.click("Lost: month after");
    stage.wait_for("Lost in November 2026: 3");
}

#[test]
fn who_has_no_reason_is_asked_and_given_one() {
    let mut stage = overview(Language::English);
    stage.wait_for("Without a reason: 2");
    assert!(stage.sees("Followed for 61 days without a deal") && stage.sees("State: Closed lost"));
    assert!(!stage.all(Role::Button).contains(&"Fresh Hope".to_owned()), "ten days are not long");
    stage.click_first("Give a reason…");
    stage.click("Competitor");
    stage.type_text("Vietnam, 20 days quicker");
    stage.key(Key::Enter);
    stage.wait_for("Without a reason: 1");
    assert!(stage.sees("Gone Ltd: Competitor · Vietnam, 20 days quicker"));
    let id = customer(stage.book(), "Gone");
    let kept = stage.book().card(id).expect("readable").expect("there").customer.text(Field::LostReason).to_owned();
    assert_eq!(kept, "Competitor: Vietnam, 20 days quicker");
    stage.keys(Modifiers::COMMAND, Key::Z);
    stage.wait_for("Without a reason: 2");
    // A line that is left again changes nothing.
    stage.click_first("Give a reason…");
    stage.key(Key::Escape);
    assert!(stage.input("Why Gone Ltd was lost").is_none());
}

#[test]
fn the_digest_has_a_line_for_it() {
    let mut stage = overview(Language::Chinese);
    stage.wait_for("2026 年 11 月 流失客户：3");
    let page = Reading::open(stage.folder.path()).expect("it opens").digest(now()).expect("it is made");
    for words in ["本月流失", "Rio Sul", "价格", "8 % above the other offer · Ningbo Star at 1.10", "未填流失原因：2"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("rust after a month"));
}

#[test]
fn a_touch_offers_what_to_observe_by_its_way_and_begins_the_answer() {
    for (language, log, title, area, phone, lead, begun, mail) in [
        (
            Language::English,
            "Log a touch",
            "What to observe",
            "What was said",
            "Phone",
            "They said, in sum",
            "They said, in sum: too dear",
            "Need",
        ),
        (Language::Chinese, "记录联系", "沟通要点", "内容", "电话", "对方的意思", "对方的意思：too dear", "需求"),
    ] {
        let mut stage = Scene { size: [1600.0, 1400.0], ..Scene::speaking(language) }.prepared(|book| fill(book, &["Rio Sul"]));
        let row = stage.rows()[0].clone();
        stage.click(&row);
        stage.click_first(log);
        assert!(!stage.all(Role::Button).contains(&lead.to_owned()), "it is asked for first");
        stage.click(title);
        assert!(stage.all(Role::Button).contains(&mail.to_owned()), "a mail first: {:?}", stage.all(Role::Button));
        let chip = stage.all(Role::Button).into_iter().find(|words| words.ends_with(phone)).expect("the way is offered");
        stage.click(&chip);
        stage.click(lead);
        stage.type_text("too dear");
        let note = stage.window.get_by_role_and_label(Role::MultilineTextInput, area).accesskit_node().value().unwrap_or_default();
        assert_eq!(note, begun);
    }
}

#[test]
fn the_list_of_keys_has_those_of_today_calendar_and_world_board() {
    for (language, groups) in [
        (Language::English, ["On Today", "In the calendar", "On the world board", "Move the entry"]),
        (Language::Chinese, ["在“今日”", "在日历中", "在世界时间面板", "把事项改到别的日期"]),
    ] {
        let mut stage = Scene { size: [1280.0, 1600.0], ..Scene::speaking(language) }.prepared(|book| fill(book, &["Rio Sul"]));
        stage.key(Key::F1);
        for words in groups {
            assert!(stage.sees(words), "{words}");
        }
    }
}

#[test]
fn the_first_arrow_on_today_goes_to_the_second_line() {
    let mut stage = Scene::default().prepared(|book| {
        fill(book, &["Rio Sul", "Kaveri Steel", "Elbe Handel"]);
        for name in ["Rio", "Kaveri", "Elbe"] {
            apply(book, Edit::plan(FollowUp::new(Id(0), customer(book, name), "2026-11-20".parse().expect("a day"))));
        }
    });
    stage.keys(Modifiers::COMMAND, Key::Num2);
    stage.keys(Modifiers::COMMAND, Key::Num1);
    assert_eq!(stage.focused().as_deref(), Some("Due today"), "the list has the keyboard");
    stage.key(Key::ArrowDown);
    assert_eq!(stage.focused().as_deref(), Some("Due today"), "the arrow did not leave it");
    assert!(stage.all(Role::Button).iter().any(|words| words.starts_with("Follow up ")), "whose line leads is shown");
}

#[test]
fn the_page_of_what_passed_selects_its_first_customer() {
    let scene = || Scene { size: [1600.0, 1000.0], ..Scene::default() };
    let folder = scene()
        .prepared(|book| {
            fill(book, &["Rio Sul", "Kaveri Steel"]);
            let rio = customer(book, "Rio");
            let due = Some("2026-11-16".parse().expect("a day"));
            let promise =
                Promise { due_on: due, ..Promise::new(Id(0), rio, PromisedBy::Us, "the samples", "2026-11-02".parse().expect("a day")) };
            apply(book, Edit::Follow(FollowEdit::PutPromise { promise }));
            let due_time = chrono::NaiveTime::from_hms_opt(10, 0, 0);
            let plan = FollowUp { due_time, ..FollowUp::new(Id(0), customer(book, "Kaveri"), "2026-11-17".parse().expect("a day")) };
            apply(book, Edit::plan(plan));
            // Somebody looked last on the 10th.
            let seen = on(moment("2026-11-10T18:00:00+08:00"));
            book.remind(seen, "Asia/Shanghai".parse().expect("a zone")).expect("the reminders are looked at");
        })
        .close();
    let mut stage = scene().on(folder);
    stage.wait_for("While gendan was closed");
    stage.run();
    assert!(stage.sees("the samples"));
    assert!(stage.sees("Follow up Rio Sul"), "whose line has the keyboard is selected");
}
