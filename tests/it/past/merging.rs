//! Two customers become one: nothing is lost, one undo takes it back, and the past of both can still be read.

use gendan::book::{Edit, EditError};
use gendan::model::day::PartialDay;
use gendan::model::merge::{Side, Slot};
use gendan::model::{Address, ChannelKind, Contact, Field, FollowUp, Id, Touch};
use proptest::prelude::*;

use super::book::{Shelf, of};

fn day(text: &str) -> PartialDay {
    text.parse().expect("a day")
}

fn touch(customer: Id, contact: Option<Id>, text: &str) -> Edit {
    let touch = Touch { contact, channel: "Mail".to_owned(), text: text.to_owned(), ..Touch::new(Id(0), customer, day("2026-02-03")) };
    Edit::log(touch)
}

fn plan(customer: Id, goal: &str) -> Edit {
    let follow_up = FollowUp { goal: goal.to_owned(), ..FollowUp::new(Id(0), customer, day("2026-04-05")) };
    Edit::plan(follow_up)
}

fn address(customer: Id, text: &str) -> Edit {
    let empty = String::new;
    let address = Address {
        id: Id(0),
        customer,
        purpose: empty(),
        address: text.to_owned(),
        city: empty(),
        region: empty(),
        postcode: empty(),
        country: empty(),
    };
    Edit::PutAddress { address }
}

fn merge(stays: Id, goes: Id) -> Edit {
    Edit::Merge { stays, goes, choices: Vec::new() }
}

#[test]
fn values_people_and_plans_come_over_and_one_undo_takes_it_back() {
    let mut shelf = Shelf::new();
    let stays = shelf.add(&[
        (Field::Company, "ACME"),
        (Field::City, "Bremen"),
        (Field::Address, "Ring 1"),
        (Field::Contact, "Anna"),
        (Field::Email, "anna@acme.example"),
    ]);
    let goes = shelf.add(&[
        (Field::Company, "ACME GmbH"),
        (Field::City, "Hamburg"),
        (Field::Address, "Allee 2"),
        (Field::Website, "acme.example"),
        (Field::Contact, "anna"),
        (Field::Mobile, "+49 170 1234567"),
    ]);
    let twin = shelf.card(goes).contacts[0].id;
    shelf.edit(Edit::AddContact { customer: goes, contact: Box::new(named("Bert")) });
    shelf.edit(touch(goes, Some(twin), "Price list sent"));
    shelf.edit(plan(goes, "Sample"));
    shelf.edit(Edit::Confirm { customer: goes, facts: vec![(goes, Field::Website)] });
    let before = shelf.dump();
    let choices = vec![(Slot::Field(Field::City), Side::Goes)];
    shelf.edit(Edit::Merge { stays, goes, choices }).expect("a step");
    let after = shelf.dump();
    assert_eq!(shelf.book.undo_name().unwrap(), "Merge ACME GmbH into ACME");
    assert!(shelf.book.card(goes).unwrap().is_none());
    let card = shelf.card(stays);
    assert_eq!(
        (card.customer.name(), card.customer.text(Field::City), card.customer.text(Field::Website)),
        ("ACME", "Hamburg", "acme.example")
    );
    assert_eq!(card.contacts.iter().map(Contact::name).collect::<Vec<_>>(), ["Anna", "Bert"]);
    assert_eq!(card.contacts[0].channels_of(ChannelKind::Mobile).collect::<Vec<_>>(), ["+49 170 1234567"]);
    assert_eq!(card.touches[0].contact, Some(card.contacts[0].id), "what was said to her is said to her still");
    assert_eq!(card.follow_ups[0].goal, "Sample");
    assert_eq!(card.addresses.iter().map(|address| address.address.as_str()).collect::<Vec<_>>(), ["Allee 2"]);
    assert_eq!(card.merged, ["ACME GmbH"]);
    shelf.book.undo(shelf.now).unwrap();
    assert_eq!(shelf.dump(), before);
    shelf.book.redo(shelf.now).unwrap();
    assert_eq!(shelf.dump(), after);
}

fn named(name: &str) -> Contact {
    let mut contact = Contact::new(Id(0), Id(0));
    contact.record.set(Field::Contact, name);
    contact
}

#[test]
fn the_people_of_who_stays_stand_before_those_who_come() {
    for (has_order_stays, has_order_goes, goes_is_older) in
        [(false, false, false), (false, false, true), (true, false, true), (false, true, true), (true, true, true)]
    {
        let mut shelf = Shelf::new();
        let names = if goes_is_older { ["Goes", "Stays"] } else { ["Stays", "Goes"] };
        let made = names.map(|name| shelf.add(&[(Field::Company, name)]));
        let (stays, goes) = if goes_is_older { (made[1], made[0]) } else { (made[0], made[1]) };
        for id in made {
            let of = if id == stays { "Anna" } else { "Carl" };
            for name in [of, if id == stays { "Bert" } else { "Dora" }] {
                shelf.edit(Edit::AddContact { customer: id, contact: Box::new(named(name)) });
            }
            if if id == stays { has_order_stays } else { has_order_goes } {
                let contacts: Vec<Id> = shelf.card(id).contacts.iter().rev().map(|contact| contact.id).collect();
                shelf.edit(Edit::OrderContacts { customer: id, contacts });
            }
        }
        let names = |shelf: &Shelf, id: Id| shelf.card(id).contacts.iter().map(Contact::name).collect::<Vec<_>>();
        let expected = [names(&shelf, stays), names(&shelf, goes)].concat();
        let before = shelf.dump();
        shelf.edit(merge(stays, goes)).unwrap();
        assert_eq!(names(&shelf, stays), expected, "{has_order_stays} {has_order_goes} {goes_is_older}");
        shelf.book.undo(shelf.now).unwrap();
        assert_eq!(shelf.dump(), before);
    }
}

#[test]
fn the_card_as_of_a_moment_knows_undo_redo_and_merges() {
    let mut shelf = Shelf::new();
    let born = shelf.now.ms();
    let stays = shelf.add(&[(Field::Company, "ACME"), (Field::City, "Bremen"), (Field::Contact, "Anna")]);
    let goes = shelf.add(&[(Field::Company, "ACME GmbH"), (Field::Website, "acme.example"), (Field::Contact, "Bert")]);
    // City, website and people of both at each moment; nothing where one was not there.
    type Told = Option<(&'static str, &'static str, usize)>;
    let mut moments: Vec<(i64, Told, Told)> = Vec::new();
    let apart = |city: &'static str| (Some((city, "", 1)), Some(("", "acme.example", 1)));
    let one = (Some(("Hamburg", "acme.example", 2)), None);
    let mut then = |shelf: &Shelf, (of_stays, of_goes): (Told, Told)| moments.push((shelf.now.ms(), of_stays, of_goes));
    then(&shelf, apart("Bremen"));
    shelf.set(stays, Field::City, "Hamburg");
    then(&shelf, apart("Hamburg"));
    let turn = |shelf: &mut Shelf, is_undo: bool| {
        shelf.pass(chrono::Duration::minutes(1));
        let now = shelf.now;
        if is_undo { shelf.book.undo(now) } else { shelf.book.redo(now) }.unwrap().expect("a step");
    };
    turn(&mut shelf, true);
    then(&shelf, apart("Bremen"));
    turn(&mut shelf, false);
    then(&shelf, apart("Hamburg"));
    shelf.edit(merge(stays, goes)).unwrap();
    then(&shelf, one);
    turn(&mut shelf, true);
    then(&shelf, apart("Hamburg"));
    turn(&mut shelf, false);
    then(&shelf, one);
    let read = |id: Id, at_ms: i64| {
        let card = shelf.book.card_as_of(id, at_ms).unwrap()?;
        let text = |field| card.customer.text(field).to_owned();
        Some((text(Field::City), text(Field::Website), card.contacts.len()))
    };
    for (at_ms, of_stays, of_goes) in moments {
        let owned = |told: Told| told.map(|(city, site, people)| (city.to_owned(), site.to_owned(), people));
        assert_eq!((read(stays, at_ms), read(goes, at_ms)), (owned(of_stays), owned(of_goes)), "at {at_ms}");
    }
    assert_eq!((read(stays, born), read(goes, born)), (None, None));
}

#[test]
fn a_merge_names_who_is_deleted_and_what_came_back() {
    let mut shelf = Shelf::new();
    let [one, other] = ["One", "Two"].map(|name| shelf.add(&[(Field::Company, name)]));
    shelf.edit(Edit::DeleteCustomers { customers: vec![other] });
    let before = shelf.dump();
    for (stays, goes) in [(one, other), (other, one)] {
        let error = shelf.book.apply(merge(stays, goes), shelf.now).expect_err("refused");
        assert_eq!(error.to_string(), EditError::NotThere.to_string());
    }
    assert_eq!(shelf.dump(), before);
}

#[test]
fn the_history_of_who_is_gone_is_read_from_who_stays_also_over_two_merges() {
    let mut shelf = Shelf::new();
    let [first, second, third] = ["One", "Two", "Three"].map(|name| shelf.add(&[(Field::Company, name)]));
    let old = shelf.set(first, Field::City, "Bremen");
    shelf.edit(touch(first, None, "Hello")).unwrap();
    shelf.edit(merge(second, first)).unwrap();
    shelf.edit(merge(third, second)).unwrap();
    assert_eq!(shelf.card(third).merged, ["One", "Two"]);
    let page = shelf.book.history(&of(third), None).unwrap();
    assert!(page.entries.iter().any(|entry| entry.step == old));
    let told = shelf.changes(third, old);
    assert_eq!((told[0].now.as_str(), told[0].whose.as_str()), ("Bremen", "One"));
    assert_eq!(shelf.card(third).touches.len(), 1);
}

#[test]
fn a_merge_confirms_nothing_and_keeps_what_was_confirmed() {
    let mut shelf = Shelf::new();
    let stays = shelf.add(&[(Field::Company, "ACME"), (Field::Phone, "+49 40 555 0712")]);
    let goes = shelf.add(&[(Field::Company, "ACME GmbH"), (Field::Website, "acme.example"), (Field::PaymentTerms, "TT")]);
    shelf.pass(chrono::Duration::days(100));
    shelf.edit(Edit::Confirm { customer: goes, facts: vec![(goes, Field::PaymentTerms)] });
    shelf.pass(chrono::Duration::days(100));
    shelf.edit(merge(stays, goes)).unwrap();
    let facts: Vec<(Field, String)> = shelf.card(stays).facts.into_iter().map(|fact| (fact.field, fact.confirmed_on.to_string())).collect();
    let expected = [(Field::Phone, "2026-03-02"), (Field::Website, "2026-03-02"), (Field::PaymentTerms, "2026-06-10")];
    assert_eq!(facts, expected.map(|(field, day)| (field, day.to_owned())));
}

#[test]
fn nobody_is_merged_into_themselves_or_with_who_is_not_there() {
    let mut shelf = Shelf::new();
    let id = shelf.add(&[(Field::Company, "ACME")]);
    let before = shelf.dump();
    for (goes, expected) in [(id, EditError::SameCustomer), (Id(7), EditError::NotThere)] {
        let error = shelf.book.apply(merge(id, goes), shelf.now).expect_err("refused");
        assert_eq!(error.to_string(), expected.to_string());
    }
    assert_eq!(shelf.dump(), before);
}

/// What a customer has in a random merge.
#[derive(Clone, Debug)]
struct Side1 {
    values: Vec<(usize, String)>,
    people: Vec<(String, String)>,
    touches: Vec<(String, bool)>,
    plans: Vec<String>,
    addresses: Vec<String>,
    confirmed: bool,
}

fn side() -> impl Strategy<Value = Side1> {
    let word = "[a-c]{1,2}";
    (
        prop::collection::vec((0..6_usize, word.prop_map(String::from)), 0..5),
        prop::collection::vec((word.prop_map(String::from), word.prop_map(String::from)), 0..3),
        prop::collection::vec((word.prop_map(String::from), any::<bool>()), 0..3),
        prop::collection::vec(word.prop_map(String::from), 0..3),
        prop::collection::vec(word.prop_map(String::from), 0..3),
        any::<bool>(),
    )
        .prop_map(|(values, people, touches, plans, addresses, confirmed)| Side1 {
            values,
            people,
            touches,
            plans,
            addresses,
            confirmed,
        })
}

const FIELDS: [Field; 6] = [Field::City, Field::Address, Field::Tags, Field::Notes, Field::Phone, Field::Products];

fn put(shelf: &mut Shelf, name: &str, side: &Side1) -> Id {
    let id = shelf.add(&[(Field::Company, name)]);
    for (field, text) in &side.values {
        shelf.edit(Edit::SetField { customers: vec![id], field: FIELDS[*field], text: text.clone() });
    }
    for (name, mail) in &side.people {
        let mut contact = named(name);
        contact.add_channel(ChannelKind::Email, &format!("{mail}@x.example"));
        shelf.edit(Edit::AddContact { customer: id, contact: Box::new(contact) });
    }
    let first = shelf.card(id).contacts.first().map(|contact| contact.id);
    for (text, of_person) in &side.touches {
        shelf.edit(touch(id, first.filter(|_| *of_person), text));
    }
    for goal in &side.plans {
        shelf.edit(plan(id, goal));
    }
    for text in &side.addresses {
        shelf.edit(address(id, text));
    }
    if side.confirmed {
        shelf.edit(Edit::Confirm { customer: id, facts: vec![(id, Field::Phone)] });
    }
    id
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_two_customers_have_the_merged_one_has_and_undo_is_exact(one in side(), other in side(), city in 0..3_usize) {
        let mut shelf = Shelf::new();
        let stays = put(&mut shelf, "Stays", &one);
        let goes = put(&mut shelf, "Goes", &other);
        let (card_stays, card_goes) = (shelf.card(stays), shelf.card(goes));
        let before = shelf.dump();
        let choices = vec![(Slot::Field(Field::City), [Side::Stays, Side::Goes, Side::Both][city])];
        shelf.edit(Edit::Merge { stays, goes, choices }).expect("a step");
        let after = shelf.dump();
        let card = shelf.card(stays);
        for old in card_stays.touches.iter().chain(&card_goes.touches) {
            let now = card.touches.iter().find(|touch| touch.id == old.id).expect("each touch is there");
            prop_assert_eq!((&now.text, now.contact.is_some()), (&old.text, old.contact.is_some()));
            prop_assert!(now.contact.is_none_or(|contact| card.contacts.iter().any(|known| known.id == contact)));
        }
        prop_assert_eq!(card.touches.len(), card_stays.touches.len() + card_goes.touches.len());
        prop_assert_eq!(card.follow_ups.len(), card_stays.follow_ups.len() + card_goes.follow_ups.len());
        for old in card_stays.contacts.iter().chain(&card_goes.contacts) {
            let is_there = |known: &&Contact| {
                known.name() == old.name() && old.channels.iter().all(|way| !known.lacks_channel(way.kind, &way.value))
            };
            prop_assert!(card.contacts.iter().find(is_there).is_some(), "{:?} is lost", old);
        }
        for old in card_stays.addresses.iter().chain(&card_goes.addresses) {
            prop_assert!(card.addresses.iter().any(|known| known.address == old.address));
        }
        for old in [&card_stays, &card_goes] {
            let main = old.customer.text(Field::Address);
            let is_kept = card.customer.text(Field::Address) == main || card.addresses.iter().any(|known| known.address == main);
            prop_assert!(main.is_empty() || is_kept, "{} is lost", main);
            for field in [Field::Tags, Field::Notes, Field::Phone, Field::Products] {
                prop_assert!(old.customer.get(field).is_empty() || !card.customer.get(field).is_empty());
            }
        }
        prop_assert_eq!(shelf.book.reader().unwrap().check(shelf.place()).unwrap(), []);
        shelf.book.undo(shelf.now).unwrap();
        prop_assert_eq!(&shelf.dump(), &before);
        shelf.book.redo(shelf.now).unwrap();
        prop_assert_eq!(shelf.dump(), after);
    }
}
