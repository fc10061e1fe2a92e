//! What one can do with a book by hand: every edit can be taken back, a refused one leaves no trace, and search and order
//! follow at once.

use chrono::NaiveDate;
use gendan::book::{
    Column, Edit, EditError, FieldEdit, FollowEdit, HistoryQuestion, Now, PaperOut, RegisterEdit, Sort, TableQuestion, TakeAlong, Topic,
};
use gendan::error::Error;
use gendan::model::entry::Refusal;
use gendan::model::{Address, ChannelKind, Contact, ExtraKind, Field, FollowUp, Id, Promise, PromisedBy, Touch};
use gendan::store::{Read, StoreError};
use gendan::words::{Language, speak};

use crate::importing::desk::{Desk, by, customer, said};

/// A book with two customers, all kinds of rows at the first, the second in the public pool.
struct Firm {
    desk: Desk,
    first: Id,
    second: Id,
    anna: Id,
    address: Id,
    touch: Id,
    follow_up: Id,
    promise: Id,
    copy: Id,
}

impl Firm {
    fn new() -> Self {
        let mut desk = Desk::new();
        let mut anna = Contact::new(Id(0), Id(0));
        anna.record.set(Field::Contact, "Anna Berg");
        anna.add_channel(ChannelKind::Email, "anna@nordlicht.example");
        anna.add_channel(ChannelKind::Email, "berg@nordlicht.example");
        anna.add_channel(ChannelKind::Mobile, "+49 171 5550101");
        let values = [
            (Field::Company, "Hermann Küchen GmbH"),
            (Field::Country, "Germany"),
            (Field::Currency, "EUR"),
            (Field::Phone, "+49 40 555 07 12"),
            (Field::Tags, "kitchen"),
            (Field::Group, "Europe/Germany"),
        ];
        desk.edit(Edit::AddCustomer { customer: Box::new(customer(&values)), contacts: vec![anna] });
        desk.edit(Edit::AddCustomer {
            customer: Box::new(customer(&[(Field::Company, "阿联酋绿洲贸易"), (Field::Country, "阿联酋")])),
            contacts: vec![],
        });
        let [first, second] = desk.ids()[..] else { panic!("two customers") };
        let anna = desk.book.card(first).unwrap().unwrap().contacts[0].id;
        desk.edit(Edit::PutAddress { address: address(first) });
        desk.edit(Edit::log(Touch { contact: Some(anna), ..touch(first) }));
        desk.edit(Edit::Follow(FollowEdit::PutPromise { promise: promise(first) }));
        desk.edit(Edit::Follow(FollowEdit::Release { customers: vec![second], reason: String::new(), on: on("2026-11-19") }));
        desk.edit(Edit::Register(RegisterEdit::NotePrint {
            customers: vec![first],
            what: PaperOut { paper: "card".to_owned(), ..PaperOut::default() },
            take_along: Some(TakeAlong::default()),
        }));
        desk.edit(Edit::plan(follow_up(first)));
        let card = desk.book.card(first).unwrap().unwrap();
        let (address, touch, follow_up) = (card.addresses[0].id, card.touches[0].id, card.follow_ups[0].id);
        let promise = card.promises[0].id;
        let copy = card.copies[0].id;
        Self { desk, first, second, anna, address, touch, follow_up, promise, copy }
    }

    fn find(&mut self, search: &str) -> Vec<Id> {
        self.desk.book.wait_for_index().unwrap();
        let mut found = self.desk.book.table(&TableQuestion { search: search.to_owned(), sort: vec![] }).ids.to_vec();
        found.sort_unstable();
        found
    }
}

fn address(customer: Id) -> Address {
    Address {
        id: Id(0),
        customer,
        purpose: "delivery".to_owned(),
        address: "Hafenstr. 1\nTor 3".to_owned(),
        city: "Hamburg".to_owned(),
        region: String::new(),
        postcode: "20457".to_owned(),
        country: "DE".to_owned(),
    }
}

fn touch(customer: Id) -> Touch {
    Touch {
        happened_at_ms: Some(1_795_000_000_000),
        channel: "phone".to_owned(),
        text: "asked for samples".to_owned(),
        ..Touch::new(Id(0), customer, "2026-11-18".parse().unwrap())
    }
}

fn follow_up(customer: Id) -> FollowUp {
    FollowUp { goal: "offer".to_owned(), method: "mail".to_owned(), ..FollowUp::new(Id(0), customer, "2026-12-01".parse().unwrap()) }
}

fn promise(customer: Id) -> Promise {
    let due_on = "2026-12-03".parse().ok();
    Promise { due_on, ..Promise::new(Id(0), customer, PromisedBy::Us, "send two samples", on("2026-11-18")) }
}

fn on(day: &str) -> NaiveDate {
    day.parse().expect("a day")
}

fn of(customer: Id) -> HistoryQuestion {
    HistoryQuestion { customer: Some(customer), ..HistoryQuestion::default() }
}

/// One of each kind of edit, with the name that it has in English.
fn one_of_each(firm: &Firm) -> Vec<(Edit, &'static str)> {
    let &Firm {
        first, second, anna, address: known_address, touch: known_touch, follow_up: known_follow_up, promise: known_promise, ..
    } = firm;
    let text = str::to_owned;
    let planned = firm.desk.book.history(&of(first), None).unwrap().entries[0].step;
    let parts = firm.desk.book.parts_of(planned, Some(first)).unwrap();
    let mut person = Contact::new(Id(0), Id(0));
    person.record.set(Field::FirstName, "Emil");
    person.record.set(Field::LastName, "Vogt");
    let new = customer(&[(Field::Company, "Rio Sul Ltda"), (Field::Tags, "fair; new")]);
    let others = vec![
        (Edit::AddCustomer { customer: Box::new(new), contacts: vec![person.clone(), Contact::new(Id(0), Id(0))] }, "Add Rio Sul Ltda"),
        (Edit::SetField { customers: vec![first], field: Field::City, text: text("Hamburg") }, "Change City of Hermann Küchen GmbH"),
        (Edit::SetField { customers: vec![first, second], field: Field::Tags, text: text("fair; old") }, "Change Tags of 2 customers"),
        (Edit::SetExtra { customers: vec![first], name: text("Shelf"), text: text("blue") }, "Change Shelf of Hermann Küchen GmbH"),
        (Edit::SetExtra { customers: vec![first, second], name: text("Shelf"), text: text("blue") }, "Change Shelf of 2 customers"),
        (
            Edit::SetCells {
                cells: vec![
                    (first, Column::of(Field::City), text("Kiel")),
                    (second, Column::of(Field::Contact), text("Omar Saleh")),
                    (second, Column::of(Field::NextFollowUp), text("2026-12-24")),
                    (second, Column::Extra(text("Shelf")), text("red")),
                ],
            },
            "Change 4 fields of 2 customers",
        ),
        (Edit::AddTags { customers: vec![first, second], tags: vec![text("fair")] }, "Add tag fair to 2 customers"),
        (Edit::RemoveTags { customers: vec![first], tags: vec![text("kitchen")] }, "Remove tag kitchen from Hermann Küchen GmbH"),
        (Edit::RenameGroup { from: text("Europe"), to: text("EU") }, "Rename group Europe to EU"),
        (Edit::Own(FieldEdit::Define { name: text("Packing"), kind: ExtraKind::Choice, options: vec![text("Box")] }), "New field Packing"),
        (Edit::DeleteCustomers { customers: vec![first] }, "Delete Hermann Küchen GmbH"),
        (Edit::DeleteCustomers { customers: vec![first, second] }, "Delete 2 customers"),
        (Edit::AddContact { customer: first, contact: Box::new(person) }, "Add contact Emil Vogt"),
        (Edit::SetContactField { contact: anna, field: Field::Title, text: text("CEO") }, "Change Position of Anna Berg"),
        (Edit::SetContactField { contact: anna, field: Field::Mobile, text: text("+49 171 5550199") }, "Change Mobile of Anna Berg"),
        (Edit::SetChannels { contact: anna, kind: ChannelKind::Wechat, values: vec![text("anna_b")] }, "Change WeChat of Anna Berg"),
        (Edit::OrderContacts { customer: first, contacts: vec![anna] }, "Reorder contacts of Hermann Küchen GmbH"),
        (Edit::DeleteContact { contact: anna }, "Delete contact Anna Berg"),
        (Edit::PutAddress { address: address(second) }, "Change an address of 阿联酋绿洲贸易"),
        (
            Edit::PutAddress { address: Address { id: known_address, city: text("Bremen"), ..address(first) } },
            "Change an address of Hermann Küchen GmbH",
        ),
        (Edit::DeleteAddress { address: known_address }, "Delete an address of Hermann Küchen GmbH"),
        (Edit::log(touch(second)), "Log a touch with 阿联酋绿洲贸易"),
        (
            Edit::Follow(FollowEdit::LogTouch {
                touches: vec![touch(first), touch(second)],
                promises: vec![promise(first)],
                next: Some(Box::new(follow_up(first))),
                completes: Some(known_follow_up),
            }),
            "Log a touch with 2 customers",
        ),
        (
            Edit::Follow(FollowEdit::EditTouch {
                touch: Box::new(Touch { id: known_touch, outcome: text("wants a quote"), needs_reply: true, ..touch(first) }),
            }),
            "Change a touch with Hermann Küchen GmbH",
        ),
        (Edit::Follow(FollowEdit::DeleteTouch { touch: known_touch }), "Delete a touch with Hermann Küchen GmbH"),
        (Edit::plan(follow_up(second)), "Plan a follow-up with 阿联酋绿洲贸易"),
        (
            Edit::plan(FollowUp { id: known_follow_up, done_on: Some("2026-11-20".parse().unwrap()), ..follow_up(first) }),
            "Finish a follow-up with Hermann Küchen GmbH",
        ),
        (Edit::Follow(FollowEdit::DeleteFollowUp { follow_up: known_follow_up }), "Delete a follow-up with Hermann Küchen GmbH"),
        (
            Edit::plan(FollowUp { id: known_follow_up, goal: text("visit"), ..follow_up(first) }),
            "Change a follow-up with Hermann Küchen GmbH",
        ),
        (
            Edit::Follow(FollowEdit::FinishFollowUp { id: known_follow_up, touch: Some(Box::new(touch(first))) }),
            "Finish a follow-up with Hermann Küchen GmbH",
        ),
        (Edit::Follow(FollowEdit::FinishFollowUp { id: known_follow_up, touch: None }), "Finish a follow-up with Hermann Küchen GmbH"),
        (
            Edit::Follow(FollowEdit::MoveFollowUp { ids: vec![known_follow_up], to: on("2026-12-08") }),
            "Move a follow-up with Hermann Küchen GmbH",
        ),
        (
            Edit::Follow(FollowEdit::SkipFollowUp { id: known_follow_up, reason: text("fair"), on: on("2026-12-01") }),
            "Skip a follow-up with Hermann Küchen GmbH",
        ),
        (Edit::Follow(FollowEdit::PutPromise { promise: promise(second) }), "Note a promise with 阿联酋绿洲贸易"),
        (
            Edit::Follow(FollowEdit::PutPromise { promise: Promise { id: known_promise, text: text("three samples"), ..promise(first) } }),
            "Change a promise with Hermann Küchen GmbH",
        ),
        (Edit::Follow(FollowEdit::KeepPromise { promise: known_promise, on: on("2026-12-02") }), "Promise with Hermann Küchen GmbH kept"),
        (Edit::Follow(FollowEdit::DropPromise { promise: known_promise, on: on("2026-12-02") }), "Drop a promise with Hermann Küchen GmbH"),
        (Edit::Follow(FollowEdit::DeletePromise { promise: known_promise }), "Delete a promise with Hermann Küchen GmbH"),
        (
            Edit::Follow(FollowEdit::DropToPool {
                customers: vec![first],
                reasons: vec![text(r#"{"key":"pool-reason-by-hand"}"#)],
                on: on("2026-12-02"),
            }),
            "Hermann Küchen GmbH to the public pool",
        ),
        (
            Edit::Follow(FollowEdit::Release { customers: vec![first, second], reason: text("no answer"), on: on("2026-12-02") }),
            "Release 2 customers to the public pool",
        ),
        (
            Edit::Follow(FollowEdit::Claim { customers: vec![second], on: on("2026-12-02"), by: text("Li") }),
            "Claim 阿联酋绿洲贸易 from the public pool",
        ),
        (Edit::Follow(FollowEdit::SetRules { rules: text(r#"{"preset":"textbook"}"#) }), "Change the follow-up rules"),
        (Edit::Confirm { customer: first, facts: vec![(first, Field::Phone)] }, "Confirm Phone of Hermann Küchen GmbH"),
        (Edit::TakeBack { step: planned, parts, anyway: vec![] }, "Take back: Plan a follow-up with Hermann Küchen GmbH"),
        (Edit::Merge { stays: first, goes: second, choices: vec![] }, "Merge 阿联酋绿洲贸易 into Hermann Küchen GmbH"),
        (Edit::TellApart { customers: vec![first, second], is_apart: true }, "Hermann Küchen GmbH and 阿联酋绿洲贸易 are not the same"),
    ];
    others.into_iter().chain(crate::register::one_of_each(first, second, firm.copy)).collect()
}

/// A new kind of edit has to be added to [`one_of_each`].
fn kind_of(edit: &Edit) -> usize {
    match edit {
        Edit::AddCustomer { .. } => 0,
        Edit::SetField { .. } => 1,
        Edit::SetExtra { .. } => 2,
        Edit::DeleteCustomers { .. } => 3,
        Edit::AddContact { .. } => 4,
        Edit::SetContactField { .. } => 5,
        Edit::SetChannels { .. } => 6,
        Edit::DeleteContact { .. } => 7,
        Edit::PutAddress { .. } => 8,
        Edit::DeleteAddress { .. } => 9,
        Edit::Follow(FollowEdit::LogTouch { .. }) => 10,
        Edit::Follow(FollowEdit::DeleteTouch { .. }) => 11,
        Edit::Follow(FollowEdit::PutFollowUp { .. }) => 12,
        Edit::Follow(FollowEdit::DeleteFollowUp { .. }) => 13,
        Edit::OrderContacts { .. } => 14,
        Edit::SetCells { .. } => 15,
        Edit::AddTags { .. } => 16,
        Edit::RemoveTags { .. } => 17,
        Edit::RenameGroup { .. } => 18,
        Edit::Own(_) => 19,
        Edit::Confirm { .. } => 20,
        Edit::TakeBack { .. } => 21,
        Edit::Merge { .. } => 22,
        Edit::TellApart { .. } => 23,
        Edit::Follow(FollowEdit::EditTouch { .. }) => 24,
        Edit::Follow(FollowEdit::FinishFollowUp { .. }) => 25,
        Edit::Follow(FollowEdit::MoveFollowUp { .. }) => 26,
        Edit::Follow(FollowEdit::SkipFollowUp { .. }) => 27,
        Edit::Follow(FollowEdit::PutPromise { .. }) => 28,
        Edit::Follow(FollowEdit::KeepPromise { .. }) => 29,
        Edit::Follow(FollowEdit::DropPromise { .. }) => 30,
        Edit::Follow(FollowEdit::DeletePromise { .. }) => 31,
        Edit::Follow(FollowEdit::DropToPool { .. }) => 32,
        Edit::Follow(FollowEdit::Release { .. }) => 33,
        Edit::Follow(FollowEdit::Claim { .. }) => 34,
        Edit::Follow(FollowEdit::SetRules { .. }) => 35,
        Edit::Register(RegisterEdit::NotePrint { .. }) => 36,
        Edit::Register(RegisterEdit::NoteList { .. }) => 37,
        Edit::Register(RegisterEdit::ReturnCards { .. }) => 38,
        Edit::Register(RegisterEdit::CheckCards { .. }) => 39,
        Edit::Register(RegisterEdit::PutOffCards { .. }) => 40,
    }
}

#[test]
fn every_edit_is_one_step_that_is_taken_back_and_done_again() {
    let mut firm = Firm::new();
    let edits = one_of_each(&firm);
    for kind in 0..41 {
        assert!(edits.iter().any(|(edit, _)| kind_of(edit) == kind), "no sample of kind {kind}");
    }
    for (edit, name) in edits {
        let before = firm.desk.dump();
        let now = firm.desk.now();
        let done = firm.desk.book.apply(edit, now).unwrap();
        assert!(done.step.is_some() && !done.is_waiting, "{name}");
        let after = firm.desk.dump();
        assert_ne!(after, before, "{name}");
        for _ in 0..2 {
            assert!(firm.desk.undo());
            assert_eq!(firm.desk.dump(), before, "{name} taken back");
            assert!(firm.desk.redo());
            assert_eq!(firm.desk.dump(), after, "{name} done again");
        }
        assert!(firm.desk.undo());
    }
}

#[test]
fn names_of_steps_follow_the_language_of_who_reads_them() {
    let mut firm = Firm::new();
    for (edit, name) in one_of_each(&firm) {
        let now = firm.desk.now();
        assert_eq!(firm.desk.book.apply(edit, now).unwrap().what, name);
        assert_eq!(firm.desk.book.undo_name().as_deref(), Some(name));
        firm.desk.undo();
        assert_eq!(firm.desk.book.redo_name().as_deref(), Some(name));
    }
    firm.desk.edit(Edit::SetField { customers: vec![firm.first], field: Field::City, text: "Kiel".to_owned() });
    speak(Language::Chinese);
    let name = firm.desk.book.undo_name().unwrap();
    speak(Language::English);
    assert!(name.contains("城市") && name.contains("Hermann Küchen GmbH"), "{name}");
}

#[test]
fn several_edits_at_once_are_one_step_or_none() {
    let mut firm = Firm::new();
    let before = firm.desk.dump();
    let set = |field, text: &str| Edit::SetField { customers: vec![firm.first], field, text: text.to_owned() };
    let now = firm.desk.now();
    firm.desk.book.apply_all(vec![set(Field::City, "Kiel"), set(Field::Stars, "4")], now).unwrap();
    assert_eq!(firm.desk.value("Hermann Küchen GmbH", Field::Stars), "4");
    assert!(firm.desk.undo());
    assert_eq!(firm.desk.dump(), before);
    let now = firm.desk.now();
    assert!(firm.desk.book.apply_all(vec![set(Field::City, "Kiel"), set(Field::Stars, "many")], now).is_err());
    assert_eq!(firm.desk.dump(), before, "one refusal refuses all");
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut firm = Firm::new();
    let (first, anna) = (firm.first, firm.anna);
    for edit in [
        Edit::SetField { customers: vec![first], field: Field::Country, text: "德国".to_owned() },
        Edit::SetField { customers: vec![first], field: Field::City, text: "  ".to_owned() },
        Edit::SetExtra { customers: vec![first], name: "Shelf".to_owned(), text: String::new() },
        Edit::SetContactField { contact: anna, field: Field::Contact, text: " Anna Berg ".to_owned() },
        Edit::Follow(FollowEdit::DeleteTouch { touch: Id(5) }),
        Edit::DeleteCustomers { customers: vec![] },
        Edit::Follow(FollowEdit::DeletePromise { promise: Id(5) }),
        Edit::Follow(FollowEdit::Release { customers: vec![firm.second], reason: "again".to_owned(), on: on("2026-12-02") }),
        Edit::Follow(FollowEdit::Claim { customers: vec![first], on: on("2026-12-02"), by: "Li".to_owned() }),
        Edit::Follow(FollowEdit::MoveFollowUp { ids: vec![firm.follow_up], to: on("2026-12-01") }),
    ] {
        let before = firm.desk.dump();
        let now = firm.desk.now();
        let done = firm.desk.book.apply(edit.clone(), now).unwrap();
        assert_eq!(done.step, None, "{edit:?}");
        assert_eq!(firm.desk.dump(), before, "{edit:?}");
    }
}

#[test]
fn a_refused_edit_leaves_the_book_as_it_was_and_says_why() {
    let mut firm = Firm::new();
    let gone = Id(5);
    let &Firm { first, second, anna, .. } = &firm;
    let set = |customers: Vec<Id>, field, text: &str| Edit::SetField { customers, field, text: text.to_owned() };
    let is = |refusal: Refusal| move |error: &Error| matches!(error, Error::Edit(EditError::Refused(found, _)) if *found == refusal);
    let not_there = |error: &Error| matches!(error, Error::Edit(EditError::NotThere));
    let nameless = |error: &Error| matches!(error, Error::Edit(EditError::Nameless));
    let not_rules = |error: &Error| matches!(error, Error::Edit(EditError::NotRules));
    let unsuited = |error: &Error| matches!(error, Error::Store(StoreError::Unsuited(_)));
    let dangling = |error: &Error| matches!(error, Error::Store(StoreError::Dangling));
    type Check = Box<dyn Fn(&Error) -> bool>;
    let cases: Vec<(Edit, Check)> = vec![
        (set(vec![first, second], Field::AnnualAmount, "a lot"), Box::new(is(Refusal::NotAnAmount))),
        (set(vec![first], Field::SalesStaff, "twelve"), Box::new(is(Refusal::NotANumber))),
        (set(vec![first], Field::Stars, "6"), Box::new(is(Refusal::NotStars))),
        (set(vec![first, gone], Field::City, "Kiel"), Box::new(not_there)),
        (set(vec![first], Field::Company, "  "), Box::new(nameless)),
        (set(vec![first], Field::Title, "CEO"), Box::new(unsuited)),
        (set(vec![first], Field::LastContact, "2026-11-20"), Box::new(unsuited)),
        (Edit::SetExtra { customers: vec![gone], name: "Shelf".to_owned(), text: "blue".to_owned() }, Box::new(not_there)),
        (Edit::AddCustomer { customer: Box::new(customer(&[(Field::City, "Kiel")])), contacts: vec![] }, Box::new(nameless)),
        (Edit::AddContact { customer: gone, contact: Box::new(Contact::new(Id(0), Id(0))) }, Box::new(dangling)),
        (Edit::SetContactField { contact: gone, field: Field::Title, text: "CEO".to_owned() }, Box::new(not_there)),
        (Edit::SetContactField { contact: anna, field: Field::City, text: "Kiel".to_owned() }, Box::new(unsuited)),
        (Edit::SetContactField { contact: anna, field: Field::Age, text: "old".to_owned() }, Box::new(is(Refusal::NotANumber))),
        (Edit::SetChannels { contact: gone, kind: ChannelKind::Qq, values: vec![] }, Box::new(not_there)),
        (Edit::PutAddress { address: address(gone) }, Box::new(dangling)),
        (Edit::log(touch(gone)), Box::new(dangling)),
        (Edit::log(Touch { contact: Some(gone), ..touch(first) }), Box::new(dangling)),
        (Edit::plan(follow_up(gone)), Box::new(dangling)),
        (Edit::Follow(FollowEdit::PutPromise { promise: promise(gone) }), Box::new(dangling)),
        (
            Edit::Follow(FollowEdit::LogTouch { touches: vec![touch(first)], promises: vec![], next: None, completes: Some(gone) }),
            Box::new(not_there),
        ),
        (Edit::Follow(FollowEdit::EditTouch { touch: Box::new(touch(first)) }), Box::new(not_there)),
        (Edit::Follow(FollowEdit::KeepPromise { promise: gone, on: on("2026-12-02") }), Box::new(not_there)),
        (Edit::Follow(FollowEdit::Claim { customers: vec![second, gone], on: on("2026-12-02"), by: String::new() }), Box::new(not_there)),
        (Edit::Follow(FollowEdit::SetRules { rules: "[1, 2]".to_owned() }), Box::new(not_rules)),
        (
            Edit::Register(RegisterEdit::NotePrint { customers: vec![gone], what: PaperOut::default(), take_along: None }),
            Box::new(not_there),
        ),
        (Edit::Register(RegisterEdit::ReturnCards { copies: vec![firm.copy, gone] }), Box::new(not_there)),
        (Edit::Register(RegisterEdit::CheckCards { customers: vec![gone], note: String::new() }), Box::new(dangling)),
    ];
    let before = firm.desk.dump();
    let undo_name = firm.desk.book.undo_name();
    for (edit, is_expected) in cases {
        let now = firm.desk.now();
        let error = firm.desk.book.apply(edit.clone(), now).expect_err(&format!("{edit:?}"));
        assert!(is_expected(&error), "{edit:?}: {error:?}");
        assert!(!error.to_string().is_empty() && !error.hint().is_empty(), "{edit:?}");
        assert_eq!(firm.desk.dump(), before, "{edit:?}");
    }
    assert_eq!(firm.desk.book.undo_name(), undo_name);
    firm.desk.edit(set(vec![first], Field::City, "Kiel"));
    assert_eq!(firm.desk.value("Hermann Küchen GmbH", Field::City), "Kiel", "and the book goes on");
}

#[test]
fn one_of_several_e_mails_is_changed_and_the_others_stay() {
    let mut firm = Firm::new();
    let anna = firm.anna;
    let mut mails = |field, text: &str| {
        firm.desk.edit(Edit::SetContactField { contact: anna, field, text: text.to_owned() });
        let contact = firm.desk.book.reader().unwrap().contact(anna).unwrap().unwrap();
        contact.channels_of(ChannelKind::Email).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(mails(Field::Email, "ab@nordlicht.example"), ["ab@nordlicht.example", "berg@nordlicht.example"]);
    assert_eq!(
        mails(Field::Email2, "one@nordlicht.example; two@nordlicht.example"),
        ["ab@nordlicht.example", "one@nordlicht.example", "two@nordlicht.example"]
    );
    assert_eq!(mails(Field::Email2, ""), ["ab@nordlicht.example"]);
    assert_eq!(mails(Field::Email2, "two@nordlicht.example"), ["ab@nordlicht.example", "two@nordlicht.example"]);
    assert_eq!(mails(Field::Email, ""), ["two@nordlicht.example"]);
}

#[test]
fn an_amount_typed_without_currency_keeps_the_one_it_had() {
    let mut firm = Firm::new();
    let name = "Hermann Küchen GmbH";
    for (typed, shown) in [("1200", "EUR 1,200"), ("USD 300", "USD 300"), ("450.5", "USD 450.50"), ("", ""), ("7", "EUR 7")] {
        firm.desk.type_in(name, Field::AnnualAmount, typed);
        assert_eq!(firm.desk.value(name, Field::AnnualAmount), shown, "{typed}");
    }
}

#[test]
fn who_is_deleted_takes_along_what_refers_to_it_and_brings_it_back() {
    let mut firm = Firm::new();
    firm.desk.edit(Edit::DeleteContact { contact: firm.anna });
    let card = firm.desk.card("Hermann Küchen GmbH");
    assert_eq!((card.contacts.len(), card.touches.len()), (0, 1), "what happened stays");
    assert_eq!(card.touches[0].contact, None);
    firm.desk.undo();
    assert_eq!(firm.desk.card("Hermann Küchen GmbH").touches[0].contact, Some(firm.anna));
    firm.desk.edit(Edit::DeleteCustomers { customers: vec![firm.first] });
    let counts = firm.desk.book.reader().unwrap().counts().unwrap();
    assert_eq!((counts.customers, counts.contacts, counts.touches, counts.follow_ups, counts.addresses), (1, 0, 0, 0, 0));
    firm.desk.undo();
    assert_eq!(firm.desk.card("Hermann Küchen GmbH").follow_ups.len(), 1);
}

#[test]
fn search_finds_any_part_of_any_field() {
    let mut firm = Firm::new();
    let (first, second) = (firm.first, firm.second);
    firm.desk.edit(Edit::SetExtra { customers: vec![first], name: "Shelf".to_owned(), text: "Regal 07-15".to_owned() });
    firm.desk.edit(Edit::SetField { customers: vec![second], field: Field::Tags, text: "展会; Łódź".to_owned() });
    for (search, found) in [
        ("绿洲", vec![second]),
        ("绿洲 贸易", vec![second]),
        ("kuchen", vec![first]),
        ("KÜCHEN hermann", vec![first]),
        ("4940555", vec![first]),
        ("+49 (40) 555-07", vec![first]),
        ("1715550101", vec![first]),
        ("anna@nord", vec![first]),
        ("berg", vec![first]),
        ("regal", vec![first]),
        ("lodz", vec![second]),
        ("展会", vec![second]),
        ("germany", vec![first]),
        ("德国", vec![first]),
        ("United Arab", vec![second]),
        ("", vec![first, second]),
        ("   ", vec![first, second]),
        ("hermann 绿洲", vec![]),
        ("nothing like it", vec![]),
    ] {
        assert_eq!(firm.find(search), found, "{search:?}");
    }
}

#[test]
fn search_follows_edits_undo_and_redo_at_once() {
    let mut firm = Firm::new();
    let (first, anna) = (firm.first, firm.anna);
    firm.desk.book.wait_for_index().unwrap();
    let city = Edit::SetField { customers: vec![first], field: Field::City, text: "Wismar".to_owned() };
    let birthday = Edit::SetContactField { contact: anna, field: Field::Birthday, text: "1980-05-17".to_owned() };
    let tag = Edit::SetField { customers: vec![first], field: Field::Tags, text: "Tel. 040 1234567".to_owned() };
    let extra = Edit::SetExtra { customers: vec![first], name: "Line".to_owned(), text: "+49 (40) 765 43 21".to_owned() };
    let since = Edit::SetField { customers: vec![first], field: Field::Created, text: "2019-03".to_owned() };
    let who = Edit::AddContact { customer: first, contact: Box::new(Contact::new(Id(0), Id(0))) };
    for (edit, search) in
        [(city, "wismar"), (birthday, "1980-05"), (tag, "0401234567"), (extra, "49407654321"), (since, "2019-03"), (who, "küchen")]
    {
        let expects: Vec<Id> = vec![first];
        let before = firm.find(search);
        firm.desk.edit(edit.clone());
        let live = firm.find(search);
        let fresh = {
            // What a start of the program would find.
            let index = gendan::book::index::SearchIndex::fill(&firm.desk.book.reader().unwrap(), &|| true).unwrap().unwrap();
            index.find(&firm.desk.book.query(search))
        };
        assert_eq!(live, fresh, "{search}: the kept index and a new one agree");
        if !live.is_empty() {
            assert_eq!(live, expects, "{search}");
        }
        firm.desk.undo();
        assert_eq!(firm.find(search), before, "{search} taken back");
        firm.desk.redo();
        assert_eq!(firm.find(search), live, "{search} done again");
        firm.desk.undo();
    }
    firm.desk.edit(Edit::DeleteCustomers { customers: vec![first] });
    assert_eq!(firm.find("küchen"), vec![]);
    firm.desk.undo();
    assert_eq!(firm.find("küchen"), vec![first]);
    firm.desk.edit(Edit::AddCustomer { customer: Box::new(customer(&[(Field::Company, "Neu AG")])), contacts: vec![] });
    assert_eq!(firm.find("neu ag").len(), 1);
    firm.desk.undo();
    assert_eq!(firm.find("neu ag"), vec![]);
}

#[test]
fn the_order_follows_edits() {
    let mut firm = Firm::new();
    let question = TableQuestion { search: String::new(), sort: vec![by(Field::City, false)] };
    assert_eq!(firm.desk.book.table(&question).ids.as_ref(), [firm.first, firm.second]);
    firm.desk.edit(Edit::SetField { customers: vec![firm.second], field: Field::City, text: "Dubai".to_owned() });
    assert_eq!(firm.desk.book.table(&question).ids.as_ref(), [firm.second, firm.first]);
    firm.desk.undo();
    assert_eq!(firm.desk.book.table(&question).ids.as_ref(), [firm.first, firm.second]);
    assert_eq!(firm.desk.book.table(&question).total, 2);
}

#[test]
fn while_a_job_has_the_book_edits_wait_and_are_done_when_it_comes_back() {
    let mut firm = Firm::new();
    let (first, second) = (firm.first, firm.second);
    let set = |customers, text: &str| Edit::SetField { customers, field: Field::City, text: text.to_owned() };
    let loan = firm.desk.book.lend("The import".to_owned()).unwrap();
    let now: Now = firm.desk.now();
    for edit in [set(vec![first], "Kiel"), set(vec![Id(5)], "Nowhere"), set(vec![second], "Dubai")] {
        let done = firm.desk.book.apply(edit, now).unwrap();
        assert_eq!((done.is_waiting, done.step), (true, None));
    }
    assert_eq!(firm.desk.book.waiting(), 3);
    assert!(firm.desk.book.lend("Another".to_owned()).is_none() && firm.desk.book.is_busy());
    assert!(said(firm.desk.book.undo(now)).contains("running"), "nothing is taken back meanwhile");
    assert_eq!(firm.desk.value("Hermann Küchen GmbH", Field::City), "");
    // One that is refused is said, and the others are done all the same.
    drop(loan);
    assert!(said(firm.desk.book.tick(now)).contains("no longer"));
    assert_eq!(firm.desk.book.waiting(), 0);
    assert_eq!(firm.desk.value("Hermann Küchen GmbH", Field::City), "Kiel");
    assert_eq!(firm.desk.value("阿联酋绿洲贸易", Field::City), "Dubai");
}

#[test]
fn the_history_tells_what_changed_from_what_to_what() {
    let mut firm = Firm::new();
    firm.desk.type_in("Hermann Küchen GmbH", Field::City, "Kiel");
    firm.desk.type_in("Hermann Küchen GmbH", Field::City, "Lübeck");
    let history = firm.desk.book.history(&of(firm.first), None).unwrap().entries;
    let changes: Vec<_> = history[0]
        .changes
        .iter()
        .map(|change| (change.column.as_str(), change.label.as_str(), change.was.as_str(), change.now.as_str()))
        .collect();
    assert_eq!(changes, [("city", "City", "Kiel", "Lübeck")]);
    assert_eq!(history.len(), 8, "adding, address, touch, promise, printed card, follow-up and two cities");
    for change in history.iter().flat_map(|entry| &entry.changes) {
        assert!(!change.label.is_empty() && !change.label.contains("column-"), "{change:?}");
    }
    firm.desk.undo();
    assert_eq!(firm.desk.book.history(&of(firm.first), None).unwrap().entries.len(), 9, "an undo is history too");
    assert!(
        firm.desk
            .book
            .history(&of(firm.second), None)
            .unwrap()
            .entries
            .iter()
            .flat_map(|entry| &entry.changes)
            .all(|change| change.column != "city")
    );
}

#[test]
fn the_calendar_shows_what_is_planned() {
    let mut firm = Firm::new();
    let day = |text: &str| text.parse().unwrap();
    let now = firm.desk.now();
    let plan = |due: &str, done: Option<&str>| FollowUp {
        due_on: due.parse().unwrap(),
        done_on: done.map(|day| day.parse().unwrap()),
        ..follow_up(firm.second)
    };
    for follow_up in [plan("2026-11-01", None), plan("2026-11-19", Some("2026-11-19")), plan("2026-12", None)] {
        firm.desk.edit(Edit::plan(follow_up));
    }
    let calendar = firm.desk.book.calendar(day("2026-11-15"), day("2026-12-15"), now).unwrap();
    let plans: Vec<_> = calendar.marks.iter().filter(|mark| mark.topic == Topic::FollowUp).copied().collect();
    let days: Vec<String> = plans.iter().map(|mark| mark.on.to_string()).collect();
    assert_eq!(days, ["2026-11-19", "2026-12-01", "2026-12-01"]);
    assert_eq!(calendar.overdue, 1);
    let names: Vec<_> = firm.desk.book.words_of_marks(&plans[1..], now).into_iter().map(|words| words.name).collect();
    assert_eq!(names.iter().filter(|name| *name == "Hermann Küchen GmbH").count(), 1);
}

/// The main contact is the first of the card, wherever one person stands for a customer.
#[test]
fn the_contact_moved_to_first_stands_in_the_table_sorts_and_leads_the_exported_rows() {
    speak(Language::English);
    let mut firm = Firm::new();
    let person = |name: &str| {
        let mut person = Contact::new(Id(0), Id(0));
        person.record.set(Field::Contact, name);
        Box::new(person)
    };
    for (customer, name) in [(firm.first, "Zoe Wolf"), (firm.second, "Mia Kern")] {
        firm.desk.edit(Edit::AddContact { customer, contact: person(name) });
    }
    let contacts =
        |firm: &Firm| -> Vec<Id> { firm.desk.book.card(firm.first).unwrap().unwrap().contacts.iter().map(|contact| contact.id).collect() };
    let column = Column::of(Field::Contact);
    let seen = |firm: &mut Firm| {
        firm.desk.book.wait_for_index().unwrap();
        let sort = vec![Sort { column: column.clone(), is_descending: false }];
        let sorted = firm.desk.book.table(&TableQuestion { search: String::new(), sort }).ids.to_vec();
        let rows = firm.desk.book.rows(&sorted, std::slice::from_ref(&column));
        let named: Vec<String> = rows.into_iter().map(|row| row.cells[0].text.clone()).collect();
        let list = String::from_utf8(firm.desk.export("people.csv")).unwrap();
        let mut places = [("Anna Berg", list.find("Anna Berg")), ("Zoe Wolf", list.find("Zoe Wolf"))];
        places.sort_by_key(|(_, place)| *place);
        let reader = firm.desk.book.reader().unwrap();
        let among: Vec<Id> = reader.contacts_among(&[firm.second, firm.first]).unwrap().iter().map(|contact| contact.id).collect();
        (sorted, named, places.map(|(name, _)| name), among[..2].to_vec())
    };
    let (first, second) = (firm.first, firm.second);
    let [anna, zoe] = contacts(&firm)[..] else { panic!("two contacts") };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let before = (vec![first, second], names(&["Anna Berg", "Mia Kern"]), ["Anna Berg", "Zoe Wolf"], vec![anna, zoe]);
    assert_eq!(seen(&mut firm), before);
    firm.desk.edit(Edit::OrderContacts { customer: first, contacts: vec![zoe, anna] });
    assert_eq!(contacts(&firm), [zoe, anna]);
    let after = (vec![second, first], names(&["Mia Kern", "Zoe Wolf"]), ["Zoe Wolf", "Anna Berg"], vec![zoe, anna]);
    assert_eq!(seen(&mut firm), after);
    // A book that is opened again reads the same.
    firm.desk = firm.desk.restart();
    assert_eq!(seen(&mut firm), after);
    let now = firm.desk.now();
    firm.desk.book.undo(now).unwrap();
    assert_eq!(seen(&mut firm), before);
}
