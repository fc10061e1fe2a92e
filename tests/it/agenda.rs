//! Whom to contact now, and why: the agenda of a book, kept up with what happens, in the shell and on the page of today.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use gendan::book::agenda::{Agenda, LineKind};
use gendan::book::{Book, Edit, FollowEdit, Reading};
use gendan::model::cadence::{Preset, Rules};
use gendan::model::{Field, FollowUp, Id, Touch};
use gendan::words::{Language, speak};

use crate::importing::desk::{Desk, customer};
use crate::shell::terminal::Terminal;
use crate::stage::{Stage, now};

/// Customers with a tier, a country and the day of the last touch (none without one).
const CUSTOMERS: [(&str, &str, &str, &str); 6] = [
    ("Hermann Küchen GmbH", "VIP", "DE", "2026-10-13"),
    ("Łódź Dom", "复购", "PL", "2026-10-06"),
    ("Kaveri Steelworks", "高潜", "IN", "2026-11-13"),
    ("Al Waha Trading", "VIP", "AE", "2026-11-16"),
    ("Norte Ferretería", "成交", "MX", "2026-10-08"),
    ("Nobody's clock", "", "", ""),
];

fn touch(customer: Id, on: &str, channel: &str) -> Touch {
    Touch { channel: channel.to_owned(), ..Touch::new(Id(0), customer, on.parse().expect("a day")) }
}

fn fill(book: &mut Book, mut apply: impl FnMut(&mut Book, Edit)) -> Vec<Id> {
    let mut ids = Vec::new();
    for (name, level, country, last) in CUSTOMERS {
        let values = [(Field::Company, name), (Field::Level, level), (Field::Country, country)];
        let values: Vec<(Field, &str)> = values.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        apply(book, Edit::AddCustomer { customer: Box::new(customer(&values)), contacts: vec![] });
        let id = book.table(&Default::default()).ids[0];
        if !last.is_empty() {
            apply(book, Edit::log(touch(id, last, "mail")));
        }
        ids.push(id);
    }
    ids
}

fn filled() -> (Desk, Vec<Id>) {
    let mut desk = Desk::new();
    let mut now = desk.now();
    let ids = fill(&mut desk.book, |book, edit| {
        now.at += chrono::TimeDelta::seconds(1);
        book.apply(edit, now).unwrap();
    });
    (desk, ids)
}

/// The agenda as it is kept, which is always the one that is made anew.
fn agenda(desk: &mut Desk) -> Arc<Agenda> {
    let now = desk.now();
    let kept = desk.book.agenda(now).unwrap();
    let (fresh, words) = Reading::open(desk.book.place()).unwrap().agenda(now, now.today).unwrap();
    assert_eq!(*kept, fresh);
    assert_eq!(desk.book.words_of_lines(&kept.lines, now), words);
    kept
}

fn names(desk: &mut Desk) -> Vec<String> {
    let agenda = agenda(desk);
    let now = desk.now();
    desk.book.words_of_lines(&agenda.lines, now).into_iter().map(|words| words.name).collect()
}

#[test]
fn who_is_due_stands_there_until_something_happens_and_again_once_it_is_undone() {
    let (mut desk, ids) = filled();
    speak(Language::English);
    // 16:00 in Shanghai: Germany opens at nine, India is at work, Mexico sleeps.
    let before = agenda(&mut desk);
    let now = desk.now();
    let said: Vec<String> =
        desk.book.words_of_lines(&before.lines, now).iter().map(|words| format!("{}: {}", words.name, words.why)).collect();
    assert_eq!(
        said,
        [
            "Hermann Küchen GmbH: VIP: 30 days, last mail 13 Oct, proposed for the pool",
            "Łódź Dom: Repeat: 45 days, last mail 6 Oct, proposed for the pool in 1 day",
            "Kaveri Steelworks: High potential: 7 days, last mail 13 Nov, proposed for the pool in 1 day",
            "Norte Ferretería: One deal: 45 days, last mail 8 Oct, 22 Nov is a weekend there, proposed for the pool in 4 days",
        ]
    );
    desk.edit(Edit::log(touch(ids[0], "2026-11-20", "phone")));
    let after = agenda(&mut desk);
    assert_eq!((after.lines.len(), after.done), (before.lines.len() - 1, before.done + 1));
    assert!(after.lines.iter().all(|line| line.customer != ids[0]));
    let now = desk.now();
    desk.book.undo(now).unwrap();
    assert_eq!(*agenda(&mut desk), *before);
}

#[test]
fn a_plan_stands_above_the_rule_until_it_is_done_moved_or_skipped() {
    let (mut desk, ids) = filled();
    let plan = |due: &str| FollowUp { goal: "quote".to_owned(), ..FollowUp::new(Id(0), ids[0], due.parse().expect("a day")) };
    desk.edit(Edit::plan(plan("2026-12-24")));
    let is_there = |desk: &mut Desk| agenda(desk).lines.iter().any(|line| line.customer == ids[0] && line.kind != LineKind::PoolWarning);
    assert!(!is_there(&mut desk), "planned for Christmas");
    let now = desk.now();
    let plan = desk.book.next_plan(ids[0]).unwrap().expect("a plan");
    desk.edit(Edit::Follow(FollowEdit::MoveFollowUp { ids: vec![plan.id], to: now.today }));
    let line = agenda(&mut desk).lines.iter().copied().find(|line| line.customer == ids[0]).expect("a line");
    assert_eq!((line.kind, line.due_on), (LineKind::FollowUp, now.today));
    let words = desk.book.words_of_lines(&[line], now).remove(0);
    assert_eq!((words.what.as_str(), words.rule.as_str()), ("quote", "follow_up"));
    desk.edit(Edit::Follow(FollowEdit::SkipFollowUp { id: plan.id, reason: "fair".to_owned(), on: now.today }));
    let line = agenda(&mut desk).lines.iter().copied().find(|line| line.customer == ids[0]).expect("the rule again");
    assert_eq!(line.kind, LineKind::Cadence);
    desk.edit(Edit::DeleteCustomers { customers: vec![ids[0], ids[3]] });
    assert!(!is_there(&mut desk));
    desk.book.undo(now).unwrap();
    assert!(is_there(&mut desk));
}

#[test]
fn whom_nobody_put_into_a_tier_stands_in_the_one_that_the_rules_compute() {
    let mut desk = Desk::new();
    desk.import(
        "list.csv",
        "Company,Rating,Orders count,Annual purchase,Intent,E-mail,Last contact\n\
         Large GmbH,,5,USD 900000,,,2026-09-01\n\
         Small GmbH,,2,USD 900,,,2026-09-01\n\
         Once GmbH,,1,USD 500,,,2026-09-01\n\
         Wants GmbH,,,,High,,2026-09-01\n\
         Reads GmbH,,,,,a@reads.example,2026-09-01\n\
         Said GmbH,VIP,1,USD 400,,,2026-09-01\n\
         Silent GmbH,,,,,,2026-09-01\n",
    );
    let tiers = |desk: &mut Desk| -> Vec<String> {
        let now = desk.now();
        let agenda = agenda(desk);
        let words = desk.book.words_of_lines(&agenda.lines, now);
        let mut said: Vec<String> = words.iter().map(|words| format!("{} {}", words.name.replace(" GmbH", ""), words.tier)).collect();
        said.sort();
        said
    };
    let usual = ["Large VIP", "Once 成交", "Reads 低潜", "Said VIP", "Small 复购", "Wants 高潜"];
    assert_eq!(tiers(&mut desk), usual, "one has no tier and ninety days");
    let large = desk.ids()[0];
    desk.edit(Edit::SetField { customers: vec![large], field: Field::Level, text: "低潜".to_owned() });
    assert_eq!(
        (tiers(&mut desk)[0].as_str(), &tiers(&mut desk)[1..]),
        ("Large 低潜", &usual.map(str::to_owned)[1..]),
        "a person's word stands above"
    );
    let now = desk.now();
    desk.book.undo(now).unwrap();
    desk.edit(Edit::Follow(FollowEdit::SetRules { rules: Rules::of(Preset::AbcWeekly).to_json() }));
    assert_eq!(tiers(&mut desk), ["Large A", "Once C", "Reads C", "Said VIP", "Silent C", "Small C", "Wants C"]);
}

#[test]
fn other_rules_make_another_agenda_at_once() {
    let (mut desk, _) = filled();
    let before = names(&mut desk);
    let today = desk.now().today;
    let clocks = Rules { clocks_from: Some(today), ..Rules::default() };
    desk.edit(Edit::Follow(FollowEdit::SetRules { rules: clocks.to_json() }));
    assert!(names(&mut desk).len() < before.len(), "who was late begins anew");
    desk.edit(Edit::Follow(FollowEdit::SetRules { rules: Rules::of(Preset::AbcWeekly).to_json() }));
    let lines = agenda(&mut desk);
    assert!(lines.lines.iter().all(|line| line.kind != LineKind::PoolWarning), "these know no pool");
}

#[test]
fn the_review_of_the_pool_is_kept_up_with_edits() {
    let (mut desk, ids) = filled();
    let review = |desk: &mut Desk| {
        let now = desk.now();
        let kept = desk.book.pool_proposals(now).unwrap();
        assert_eq!(*kept, Reading::open(desk.book.place()).unwrap().pool_proposals(&[], now).unwrap().review);
        let of = |list: &[gendan::book::Proposed]| list.iter().map(|proposed| proposed.customer).collect::<Vec<Id>>();
        (of(&kept.now), of(&kept.soon), kept.stays.len(), kept.of)
    };
    let before = review(&mut desk);
    assert_eq!((&before.0, before.2, before.3), (&vec![ids[0]], 0, 6));
    assert!(before.1.contains(&ids[1]) && before.1.contains(&ids[4]), "{before:?}");
    let now = desk.now();
    let drop = desk.book.drop_to_pool(&[ids[0]], now).unwrap();
    desk.edit(drop);
    assert_eq!(review(&mut desk), (vec![], before.1.clone(), 1, 5));
    let card = desk.book.card(ids[0]).unwrap().unwrap();
    assert!(gendan::book::pool_reason(&card.pool_stays[0]).starts_with("VIP: not contacted for 38 days"));
    desk.edit(Edit::log(touch(ids[1], "2026-11-20", "phone")));
    assert!(!review(&mut desk).1.contains(&ids[1]));
    for _ in 0..2 {
        let now = desk.now();
        desk.book.undo(now).unwrap();
    }
    assert_eq!(review(&mut desk), before);
}

#[test]
fn the_shell_tells_the_agenda_and_the_rules() {
    let mut terminal = Terminal::new();
    let file = terminal.file(
        "list.csv",
        "Company,Country,Rating,Last contact,Next follow-up\n\
         Hermann Küchen GmbH,Germany,VIP,2026-10-13,\n\
         Norte Ferretería,Mexico,VIP,2026-11-19,2026-11-23\n\
         Kaveri Steelworks,India,VIP,2026-11-19,\n",
    );
    terminal.json(&["import", &file]);
    let items = terminal.json(&["agenda"])["items"].clone();
    let of = |items: &serde_json::Value, name: &str| items.as_array().unwrap().iter().find(|item| item["name"] == name).cloned();
    let item = of(&items, "Hermann Küchen GmbH").expect("it is due");
    assert_eq!(item["kind"], "cadence");
    assert_eq!(item["due_on"], "2026-11-12");
    assert_eq!(item["overdue_days"], 8);
    assert_eq!(item["rule"], "VIP");
    assert_eq!(item["reason"], "VIP: 30 days, last touch 13 Oct, proposed for the pool");
    assert!(item["pool_in_days"].as_i64().unwrap() <= 0, "{item}");
    assert!(item["local_time_there"].as_str().unwrap().starts_with("2026-11-20 09:"), "{item}");
    assert!(of(&items, "Norte Ferretería").is_none() && of(&items, "Kaveri Steelworks").is_none());
    let ahead = terminal.json(&["agenda", "--days", "4"])["items"].clone();
    assert_eq!(of(&ahead, "Norte Ferretería").expect("planned")["kind"], "follow_up");
    let later = terminal.json(&["agenda", "--on", "2026-12-23"])["items"].clone();
    assert_eq!(of(&later, "Kaveri Steelworks").expect("due by then")["overdue_days"], 2);
    assert_eq!(terminal.json(&["rules"])["preset"], "five-tiers");
    terminal.json(&["rules", "preset", "textbook"]);
    assert_eq!(terminal.json(&["rules"])["preset"], "textbook");
    assert!(terminal.run(&["rules"]).out.contains("A: every 7 days"));
    terminal.json(&["undo"]);
    assert_eq!(terminal.json(&["rules"])["preset"], "five-tiers");
    assert_eq!(terminal.run(&["rules", "preset", "monthly"]).status, Some(2));
    assert_eq!(terminal.run(&["agenda", "--days", "0"]).status, Some(2));
    assert!(terminal.run(&["agenda"]).out.contains("Hermann Küchen GmbH\tVIP: 30 days"));
}

fn stage(language: Language) -> Stage {
    Stage::prepared(language, |book| {
        let mut at = now();
        fill(book, |book, edit| {
            at.at += chrono::TimeDelta::seconds(1);
            book.apply(edit, at).unwrap();
        });
    })
}

#[test]
fn a_day_is_worked_through_by_keyboard_alone() {
    let mut stage = stage(Language::English);
    // Also who pressed the page has the keyboard on its list, from its first line on, whomever the card showed before.
    stage.click_row("Norte", Modifiers::NONE);
    stage.click_first("Today");
    let first = stage.all(Role::ListItem)[0].split(',').next().unwrap_or_default().to_owned();
    assert!(stage.reads(&first) && !stage.reads("Norte Ferretería"), "{first}");
    assert!(stage.sees("4 to do, 0 done"));
    let lines = stage.all(Role::ListItem);
    assert!(lines[0].starts_with("Kaveri Steelworks, High potential, today, 07:12 India"), "{lines:?}");
    assert!(stage.sees("Can be reached now") || stage.sees("Opens soon"));
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowUp);
    stage.key(Key::D);
    assert!(stage.sees("What was said"), "the form of a touch");
    stage.type_text("Offer sent");
    stage.click("Save");
    assert!(stage.sees("3 to do, 1 done"), "{:?}", stage.all(Role::ListItem));
    assert!(stage.all(Role::ListItem).iter().all(|line| !line.contains("Kaveri")));
    let next = stage.all(Role::ListItem)[0].split(',').next().unwrap_or_default().to_owned();
    assert!(stage.reads(&next), "the card shows whom the keys are for now: {next}");
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert!(stage.sees("4 to do, 0 done"), "undone");
    assert!(stage.reads("Kaveri Steelworks"), "whose touch was undone is shown");
    stage.key(Key::D);
    assert!(stage.sees("What was said"));
    stage.type_text("Offer sent again");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.all(Role::ListItem).iter().all(|line| !line.contains("Kaveri")), "and has the keys: {:?}", stage.all(Role::ListItem));
}

#[test]
fn what_is_moved_is_planned_and_what_is_planned_can_be_skipped() {
    let mut stage = stage(Language::Chinese);
    stage.keys(Modifiers::COMMAND, Key::Num1);
    assert!(stage.sees("待办 4 件"));
    let first = stage.all(Role::ListItem)[0].clone();
    stage.click(&first);
    stage.key(Key::M);
    stage.type_text("报价");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(stage.sees("待办 3 件"), "明天再联系");
    let today: NaiveDate = now().today;
    assert_eq!(stage.book().agenda(now()).unwrap().today, today);
    // A plan of today is skipped by one line and Enter.
    let first = stage.all(Role::ListItem)[0].clone();
    stage.click(&first);
    stage.key(Key::M);
    stage.type_text("寄样");
    stage.fill_in("日期", "2026-11-20");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    let planned = stage.all(Role::ListItem).into_iter().find(|line| line.contains("寄样")).expect("it is planned for today");
    stage.click(&planned);
    stage.key(Key::S);
    stage.type_text("对方在展会上");
    stage.key(Key::Enter);
    assert!(stage.all(Role::ListItem).iter().all(|line| !line.contains("寄样")), "{:?}", stage.all(Role::ListItem));
}
