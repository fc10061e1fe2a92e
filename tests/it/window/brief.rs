//! The brief before a contact: opened from Today, the card and the keys, complete, copied as text, left by Esc.

use chrono::TimeDelta;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use gendan::book::brief::{Mark, Part};
use gendan::book::{Book, Edit, FollowEdit};
use gendan::model::follow::{CheckItem, Direction};
use gendan::model::{Field, FollowUp, Id, Promise, PromisedBy, Touch};
use gendan::words::Language;

use crate::stage::{Stage, now, told};

fn fill(book: &mut Book) {
    let mut at = now();
    let mut apply = |book: &mut Book, edit: Edit| {
        at.at += TimeDelta::seconds(1);
        book.apply(edit, at).expect("it is done");
    };
    let (customer, contacts) = told(&[
        (Field::Company, "Nordlicht GmbH"),
        (Field::Country, "DE"),
        (Field::Level, "VIP"),
        (Field::Products, "LED floodlights"),
        (Field::Certification, "CE, RoHS"),
        (Field::Competitors, "Lampenwelt"),
        (Field::PaymentTerms, "T/T 30 days"),
        (Field::Source, "展会"),
        (Field::Contact, "Anna Berg"),
        (Field::Title, "Head of purchasing"),
        (Field::Hobbies, "sailing"),
        (Field::Mobile, "+49 171 5550199"),
    ]);
    apply(book, Edit::AddCustomer { customer, contacts });
    let id = book.table(&Default::default()).ids[0];
    let touch = |on: &str, text: &str| Touch {
        channel: "mail".to_owned(),
        text: text.to_owned(),
        ..Touch::new(Id(0), id, on.parse().expect("a day"))
    };
    apply(
        book,
        Edit::log(Touch { value: "case".to_owned(), value_what: "Hotel Lisboa".to_owned(), ..touch("2026-09-01", "success story sent") }),
    );
    apply(
        book,
        Edit::log(Touch { opinion: "delivery too slow".to_owned(), direction: Some(Direction::In), ..touch("2026-10-01", "complained") }),
    );
    apply(book, Edit::log(Touch { outcome: "wants samples".to_owned(), ..touch("2026-10-02", "quoted USD 3.20") }));
    for (side, text, due) in [(PromisedBy::Us, "two samples", "2026-11-18"), (PromisedBy::Them, "forecast 2027", "2026-12-01")] {
        let promise = Promise { due_on: due.parse().ok(), ..Promise::new(Id(0), id, side, text, now().today) };
        apply(book, Edit::Follow(FollowEdit::PutPromise { promise }));
    }
    let checklist = vec![CheckItem::new("catalogue"), CheckItem { text: "price list".to_owned(), is_done: true }];
    let plan = FollowUp {
        goal: "win the spring order".to_owned(),
        content: "Which lead time do you need?".to_owned(),
        checklist,
        ..FollowUp::new(Id(0), id, now().today.into())
    };
    apply(book, Edit::plan(plan));
}

#[test]
fn a_brief_tells_all_there_is_to_know_before_a_contact() {
    let stage = Stage::prepared(Language::English, fill);
    let book = stage.book();
    let id = book.table(&Default::default()).ids[0];
    let brief = book.brief(id, now()).unwrap().expect("a brief");
    let said = |part: Part| brief.lines(part).iter().map(|line| format!("{}|{}", line.label, line.text)).collect::<Vec<_>>();
    assert_eq!((brief.name.as_str(), brief.tier.as_str()), ("Nordlicht GmbH", "VIP"));
    assert!(brief.why.contains("VIP: 30 days") && brief.about.contains(&"Germany".to_owned()), "{brief:?}");
    let plan = said(Part::Plan);
    assert_eq!(plan[1..], ["Goal|win the spring order", "To say and ask|Which lead time do you need?", "|catalogue", "|price list"]);
    assert_eq!(brief.lines(Part::Plan)[3].mark, Mark::Open);
    assert_eq!(brief.lines(Part::Plan)[4].mark, Mark::Ready);
    assert_eq!(said(Part::Promises), ["we|two samples · by 18 Nov", "they|forecast 2027 · by 1 Dec"]);
    assert_eq!(brief.lines(Part::Promises)[0].mark, Mark::Late);
    assert_eq!(said(Part::Touches)[0], "2 Oct · Mail|quoted USD 3.20 · result: wants samples");
    assert_eq!(said(Part::Brought), ["1 Sep|Success case: Hotel Lisboa"]);
    assert_eq!(said(Part::People)[0], "Anna Berg|Head of purchasing · +49 171 5550199");
    assert!(said(Part::People)[1].contains("Hobbies: sailing"));
    assert!(said(Part::First)[0].starts_with("First contact|1 Sep") && said(Part::First).contains(&"Source|Fair".to_owned()));
    assert!(said(Part::Needs).contains(&"Certification|CE, RoHS".to_owned()));
    assert!(said(Part::Trade).contains(&"Payment terms|T/T 30 days".to_owned()));
    let heard = said(Part::Heard).join(";");
    assert!(heard.contains("delivery too slow") && heard.contains("Lampenwelt"), "{heard}");
    let text = brief.to_text();
    for words in ["Nordlicht GmbH", "[ ] catalogue", "[x] price list", "we: two samples · by 18 Nov", "Hobbies: sailing"] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
}

#[test]
fn enter_on_today_opens_the_brief_and_escape_leads_back() {
    let mut stage = Stage::prepared(Language::English, fill);
    stage.keys(Modifiers::COMMAND, Key::Num1);
    stage.key(Key::Enter);
    for words in ["Planned", "Promises open", "What happened last", "two samples · by 18 Nov", "CE, RoHS"] {
        assert!(stage.sees(words), "{words}");
    }
    stage.key(Key::D);
    assert!(stage.sees("What was said"), "the form of a touch");
    stage.key(Key::Escape);
    stage.key(Key::Escape);
    assert!(!stage.sees("Promises open") && stage.sees("1 to do, 0 done") || !stage.all(Role::ListItem).is_empty());
    stage.key(Key::Enter);
    assert!(stage.sees("Promises open"), "the list has the keyboard again");
}

#[test]
fn the_brief_opens_from_the_table_and_goes_with_its_page() {
    let mut stage = Stage::prepared(Language::Chinese, fill);
    stage.keys(Modifiers::COMMAND, Key::Num2);
    stage.keys(Modifiers::COMMAND, Key::B);
    for words in ["本次计划", "未了承诺", "最近联系", "已带去的价值", "需求", "意见与竞争对手"] {
        assert!(stage.sees(words), "{words}");
    }
    stage.click("复制简报文字");
    assert!(stage.sees("已复制"));
    stage.keys(Modifiers::COMMAND, Key::Num3);
    assert!(!stage.sees("未了承诺"));
    stage.keys(Modifiers::COMMAND, Key::Num2);
    assert!(!stage.sees("未了承诺"), "it was left with its page");
}
