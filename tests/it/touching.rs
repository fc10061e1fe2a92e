//! What happened and what shall happen, without a window: logging for one and for many, plans that repeat, move and are given up,
//! promises, and the public pool.

use chrono::NaiveDate;
use gendan::book::{CardSnapshot, Edit, FollowEdit, HistoryQuestion, TableQuestion, pool_reason};
use gendan::model::follow::{CheckItem, Direction};
use gendan::model::money::Money;
use gendan::model::{Contact, Field, FollowUp, Id, Promise, PromisedBy, Touch};

use crate::importing::desk::{Desk, customer};

fn on(day: &str) -> NaiveDate {
    day.parse().expect("a day")
}

fn plan(customer: Id, due: &str, goal: &str) -> FollowUp {
    FollowUp { goal: goal.to_owned(), ..FollowUp::new(Id(0), customer, due.parse().expect("a day")) }
}

fn touch(customer: Id, day: &str, text: &str) -> Touch {
    Touch { channel: "mail".to_owned(), text: text.to_owned(), ..Touch::new(Id(0), customer, day.parse().expect("a day")) }
}

/// A book with customers of these names.
fn book(names: &[&str]) -> (Desk, Vec<Id>) {
    let mut desk = Desk::new();
    for name in names {
        let values = [(Field::Company, *name), (Field::Owner, "Li")];
        desk.edit(Edit::AddCustomer { customer: Box::new(customer(&values)), contacts: vec![] });
    }
    let ids = desk.ids();
    (desk, ids)
}

fn card(desk: &Desk, id: Id) -> CardSnapshot {
    desk.book.card(id).unwrap().expect("a customer")
}

/// The plans of a card: `day goal`, with what became of them.
fn plans(desk: &Desk, id: Id) -> Vec<String> {
    let said = |plan: &FollowUp| {
        let ended = match (plan.done_on, plan.skipped_on) {
            (Some(day), _) => format!(" done {day}"),
            (_, Some(day)) => format!(" skipped {day} {}", plan.skip_reason),
            _ => String::new(),
        };
        format!("{} {}{ended}", plan.due_on, plan.goal)
    };
    card(desk, id).follow_ups.iter().map(said).collect()
}

#[test]
fn a_touch_is_kept_with_all_that_belongs_to_it_in_one_step() {
    let (mut desk, ids) = book(&["Nordlicht GmbH"]);
    let id = ids[0];
    desk.edit(Edit::plan(plan(id, "2026-11-19", "quote")));
    let before = desk.dump();
    let said = Touch {
        direction: Some(Direction::Both),
        value: "offer".to_owned(),
        value_what: "FOB Ningbo".to_owned(),
        outcome: "wants two samples".to_owned(),
        opinion: "the old box was better".to_owned(),
        competitor: "Yiwu Star asks 1.10".to_owned(),
        happened_at_ms: Some(1_795_000_000_000),
        ..touch(id, "2026-11-20", "went through the quote")
    };
    let promises = vec![
        Promise { due_on: "2026-12-03".parse().ok(), ..Promise::new(Id(0), id, PromisedBy::Us, "send samples", on("2026-11-20")) },
        Promise::new(Id(0), id, PromisedBy::Them, "tell the quantity", on("2026-11-20")),
    ];
    let planned = card(&desk, id).follow_ups[0].id;
    desk.edit(Edit::Follow(FollowEdit::LogTouch {
        touches: vec![said.clone()],
        promises,
        next: Some(Box::new(plan(Id(0), "2026-11-27", "ask about the samples"))),
        completes: Some(planned),
    }));
    let now = card(&desk, id);
    let kept = &now.touches[0];
    assert_eq!(*kept, Touch { id: kept.id, follow_up: Some(planned), ..said });
    assert_eq!(plans(&desk, id), ["2026-11-27 ask about the samples", "2026-11-19 quote done 2026-11-20"]);
    let promises: Vec<(&str, Option<Id>, bool)> = now.promises.iter().map(|p| (p.text.as_str(), p.touch, p.due_on.is_some())).collect();
    assert_eq!(promises, [("send samples", Some(kept.id), true), ("tell the quantity", Some(kept.id), false)]);
    for word in ["ningbo", "samples", "yiwu star", "old box"] {
        desk.book.wait_for_index().unwrap();
        let found = desk.book.table(&TableQuestion { search: word.to_owned(), sort: vec![] });
        assert_eq!(found.ids.to_vec(), [id], "{word}");
    }
    assert!(desk.undo());
    assert_eq!(desk.dump(), before);
}

#[test]
fn a_mailing_is_one_touch_with_each_and_the_same_next_day_for_all() {
    let (mut desk, ids) = book(&["Nordlicht GmbH", "Rio Sul Ltda", "Nile Trading"]);
    let before = desk.dump();
    let touches = ids.iter().map(|id| Touch { channel: "mailing".to_owned(), ..touch(*id, "2026-11-20", "spring offer") }).collect();
    let promised = Promise::new(Id(0), Id(0), PromisedBy::Us, "send the price list", on("2026-11-20"));
    desk.edit(Edit::Follow(FollowEdit::LogTouch {
        touches,
        promises: vec![promised],
        next: Some(Box::new(plan(Id(0), "2026-12-01", "ask"))),
        completes: None,
    }));
    for id in &ids {
        let card = card(&desk, *id);
        assert_eq!((card.touches.len(), card.promises.len(), card.promises[0].touch), (1, 1, Some(card.touches[0].id)));
        assert_eq!(plans(&desk, *id), ["2026-12-01 ask"]);
    }
    assert!(desk.undo());
    assert_eq!(desk.dump(), before);
}

#[test]
fn what_repeats_is_planned_again_when_it_is_done_or_skipped_and_not_twice() {
    let (mut desk, ids) = book(&["Nordlicht GmbH"]);
    let id = ids[0];
    let weekly = FollowUp {
        repeat: "1w".parse().ok(),
        checklist: vec![CheckItem { text: "samples".to_owned(), is_done: true }],
        amount: Some(Money::new(1_250_000, "USD".parse().unwrap())),
        due_time: chrono::NaiveTime::from_hms_opt(9, 30, 0),
        ..plan(id, "2026-11-16", "call")
    };
    desk.edit(Edit::plan(weekly));
    let open = |desk: &Desk| card(desk, id).follow_ups.into_iter().find(FollowUp::is_open).expect("one is open");
    desk.edit(Edit::Follow(FollowEdit::FinishFollowUp { id: open(&desk).id, touch: Some(Box::new(touch(id, "2026-11-18", "called"))) }));
    assert_eq!(plans(&desk, id), ["2026-11-23 call", "2026-11-16 call done 2026-11-18"]);
    let next = open(&desk);
    assert_eq!((next.checklist[0].is_done, next.amount.map(|m| m.minor), next.due_time.is_some()), (false, Some(1_250_000), true));
    desk.edit(Edit::Follow(FollowEdit::SkipFollowUp { id: next.id, reason: " fair in Canton ".to_owned(), on: on("2026-11-24") }));
    assert_eq!(
        plans(&desk, id),
        ["2026-11-30 call", "2026-11-23 call skipped 2026-11-24 fair in Canton", "2026-11-16 call done 2026-11-18"]
    );
    // Opened again and done again: what follows is there already.
    let skipped = card(&desk, id).follow_ups[1].clone();
    desk.edit(Edit::plan(FollowUp { skipped_on: None, skip_reason: String::new(), ..skipped.clone() }));
    desk.edit(Edit::plan(FollowUp { done_on: "2026-11-24".parse().ok(), skipped_on: None, ..skipped }));
    assert_eq!(plans(&desk, id).iter().filter(|said| said.starts_with("2026-11-30")).count(), 1);
    // The touch says what is next and how often: nothing is added to that.
    let own = FollowUp { repeat: "2w".parse().ok(), ..plan(Id(0), "2026-12-09", "call") };
    let completes = Some(open(&desk).id);
    desk.edit(Edit::Follow(FollowEdit::LogTouch {
        touches: vec![touch(id, "2026-11-30", "called")],
        promises: vec![],
        next: Some(Box::new(own)),
        completes,
    }));
    let still: Vec<String> = plans(&desk, id).into_iter().filter(|said| !said.contains("done") && !said.contains("skipped")).collect();
    assert_eq!(still, ["2026-12-09 call"]);
}

#[test]
fn a_plan_that_is_moved_says_how_often() {
    let (mut desk, ids) = book(&["Nordlicht GmbH", "Rio Sul Ltda"]);
    desk.edit(Edit::plan(plan(ids[0], "2026-11-16", "call")));
    desk.edit(Edit::plan(plan(ids[1], "2026-11-18", "write")));
    let first = |desk: &Desk, id: Id| card(desk, id).follow_ups[0].clone();
    let both = vec![first(&desk, ids[0]).id, first(&desk, ids[1]).id];
    desk.edit(Edit::Follow(FollowEdit::MoveFollowUp { ids: both.clone(), to: on("2026-11-18") }));
    desk.edit(Edit::Follow(FollowEdit::MoveFollowUp { ids: both, to: on("2026-11-25") }));
    let moved: Vec<(String, i64)> =
        ids.iter().map(|id| first(&desk, *id)).map(|plan| (plan.due_on.to_string(), plan.moved_times)).collect();
    assert_eq!(moved, [("2026-11-25".to_owned(), 2), ("2026-11-25".to_owned(), 1)], "one that stays on its day was not moved");
    let moved_by = |due: &str, days| gendan::book::moved_by(&plan(ids[0], due, ""), days, on("2026-11-20")).to_string();
    assert_eq!([moved_by("2026-11-25", 1), moved_by("2026-11-10", 1), moved_by("2026-12", 7)], ["2026-11-26", "2026-11-21", "2026-12-08"]);
}

#[test]
fn who_is_gone_leaves_no_plan_with_them_and_what_was_promised_outlives_the_touch() {
    let (mut desk, ids) = book(&["Nordlicht GmbH"]);
    let id = ids[0];
    let mut anna = Contact::new(Id(0), id);
    anna.record.set(Field::Contact, "Anna Berg");
    desk.edit(Edit::AddContact { customer: id, contact: Box::new(anna) });
    let anna = card(&desk, id).contacts[0].id;
    desk.edit(Edit::plan(FollowUp { contact: Some(anna), ..plan(id, "2026-11-16", "call") }));
    let planned = card(&desk, id).follow_ups[0].id;
    let promises = vec![Promise::new(Id(0), id, PromisedBy::Us, "send samples", on("2026-11-20"))];
    let said = Touch { contact: Some(anna), ..touch(id, "2026-11-20", "called") };
    desk.edit(Edit::Follow(FollowEdit::LogTouch { touches: vec![said], promises, next: None, completes: Some(planned) }));
    desk.edit(Edit::DeleteContact { contact: anna });
    let now = card(&desk, id);
    assert_eq!((now.touches[0].contact, now.follow_ups[0].contact), (None, None));
    desk.edit(Edit::Follow(FollowEdit::DeleteFollowUp { follow_up: planned }));
    assert_eq!(card(&desk, id).touches[0].follow_up, None);
    desk.edit(Edit::Follow(FollowEdit::DeleteTouch { touch: now.touches[0].id }));
    let now = card(&desk, id);
    assert_eq!((now.touches.len(), now.promises.len(), now.promises[0].touch), (0, 1, None));
    desk.edit(Edit::DeleteCustomers { customers: vec![id] });
    assert!(desk.undo() && card(&desk, id).promises.len() == 1, "all of it comes back");
}

#[test]
fn the_pool_keeps_who_was_there_why_and_whose_they_were() {
    let (mut desk, ids) = book(&["Nordlicht GmbH", "Rio Sul Ltda"]);
    let owner = |desk: &Desk, id: Id| card(desk, id).customer.text(Field::Owner).to_owned();
    let customers = ids.clone();
    let reasons = vec![r#"{"key":"pool-reason-said","text":"120 days"}"#.to_owned(), "no answer for \"months\"".to_owned()];
    desk.edit(Edit::Follow(FollowEdit::DropToPool { customers, reasons, on: on("2026-11-20") }));
    for (id, reason) in ids.iter().zip(["120 days", "no answer for \"months\""]) {
        let card = card(&desk, *id);
        assert_eq!((card.pool_stays.len(), card.pool_stays[0].is_open(), pool_reason(&card.pool_stays[0]).as_str()), (1, true, reason));
        assert_eq!((owner(&desk, *id).as_str(), card.pool_stays[0].previous_owner.as_str()), ("", "Li"));
    }
    desk.edit(Edit::Follow(FollowEdit::Claim { customers: ids.clone(), on: on("2026-12-01"), by: String::new() }));
    desk.edit(Edit::Follow(FollowEdit::Release { customers: vec![ids[0]], reason: String::new(), on: on("2026-12-05") }));
    desk.edit(Edit::Follow(FollowEdit::Claim { customers: ids.clone(), on: on("2026-12-06"), by: "Wang".to_owned() }));
    assert_eq!([owner(&desk, ids[0]), owner(&desk, ids[1])], ["Wang", "Li"]);
    let stays = card(&desk, ids[0]).pool_stays;
    let told: Vec<String> = stays.iter().map(|s| format!("{} {} {}", s.dropped_on, s.claimed_by, pool_reason(s))).collect();
    assert_eq!(told, ["2026-11-20 Li 120 days", "2026-12-05 Wang Released by hand"]);
    serde_json::from_str::<serde_json::Value>(&desk.dump()).expect("a dump is JSON whatever was given as a reason");
}

#[test]
fn a_merge_brings_promises_along_and_leaves_the_pool_unless_both_were_there() {
    for (in_pool, stays_in_pool) in [(vec![0], false), (vec![1], false), (vec![0, 1], true), (vec![], false)] {
        let (mut desk, ids) = book(&["Nordlicht GmbH", "Nordlicht"]);
        let customers: Vec<Id> = in_pool.iter().map(|at: &usize| ids[*at]).collect();
        desk.edit(Edit::Follow(FollowEdit::Release { customers, reason: String::new(), on: on("2026-11-20") }));
        let promise = Promise::new(Id(0), ids[1], PromisedBy::Them, "pay", on("2026-11-20"));
        desk.edit(Edit::Follow(FollowEdit::PutPromise { promise }));
        desk.edit(Edit::plan(plan(ids[1], "2026-11-16", "call")));
        let before = desk.dump();
        desk.edit(Edit::Merge { stays: ids[0], goes: ids[1], choices: vec![] });
        let now = card(&desk, ids[0]);
        assert_eq!((now.promises.len(), now.follow_ups.len(), now.pool_stays.len()), (1, 1, in_pool.len()), "{in_pool:?}");
        assert_eq!(now.pool_stays.iter().any(|stay| stay.is_open()), stays_in_pool, "{in_pool:?}");
        assert!(desk.undo());
        assert_eq!(desk.dump(), before, "{in_pool:?}");
    }
}

#[test]
fn the_card_as_it_was_and_its_history_tell_promises_and_the_pool() {
    let (mut desk, ids) = book(&["Nordlicht GmbH"]);
    let id = ids[0];
    let promise =
        Promise { due_on: "2026-12-03".parse().ok(), ..Promise::new(Id(0), id, PromisedBy::Us, "send samples", on("2026-11-20")) };
    desk.edit(Edit::Follow(FollowEdit::PutPromise { promise }));
    let planned = FollowUp {
        amount: Some(Money::new(1_250_050, "USD".parse().unwrap())),
        repeat: "2w".parse().ok(),
        method: "after_sales".to_owned(),
        checklist: vec![CheckItem::new("samples"), CheckItem { text: "cards".to_owned(), is_done: true }],
        ..plan(id, "2026-11-16", "call")
    };
    desk.edit(Edit::plan(planned));
    let then = *desk.book.changes_of(id).unwrap().last().unwrap();
    let kept = card(&desk, id).promises[0].id;
    desk.edit(Edit::Follow(FollowEdit::KeepPromise { promise: kept, on: on("2026-11-30") }));
    desk.edit(Edit::Follow(FollowEdit::Release { customers: vec![id], reason: "no answer".to_owned(), on: on("2026-12-05") }));
    let was = desk.book.card_as_of(id, then).unwrap().unwrap();
    assert_eq!((was.promises.len(), was.promises[0].is_open(), was.pool_stays.len(), was.follow_ups.len()), (1, true, 0, 1));
    let now = card(&desk, id);
    assert_eq!((now.promises[0].is_open(), now.pool_stays.len()), (false, 1));
    let page = desk.book.history(&HistoryQuestion { customer: Some(id), ..HistoryQuestion::default() }, None).unwrap();
    let told: Vec<(String, String)> =
        page.entries.iter().flat_map(|entry| &entry.changes).map(|c| (c.label.clone(), c.now.clone())).collect();
    for (label, value) in [
        ("Kept on", "2026-11-30"),
        ("Reason", "no answer"),
        ("Who promised", "We"),
        ("Repeats", "every 2 weeks"),
        ("How", "After-sales"),
        ("To prepare", "– samples; ✓ cards"),
    ] {
        assert!(told.contains(&(label.to_owned(), value.to_owned())), "{label}: {value} in {told:?}");
    }
    let amount = told.iter().find(|(label, _)| label == "Amount").map(|(_, value)| value.as_str());
    assert!(amount.is_some_and(|amount| amount.contains("12") && amount.contains("500.50")), "{amount:?}");
}
