//! Customers that look like one: asked while a name is typed, and sought over the whole book; both keep up with every edit.

use gendan::book::{AlikeGroup, Edit, Resembling};
use gendan::model::alike::Likeness;
use gendan::model::{ChannelKind, Contact, Customer, Field, Id};

use super::book::Shelf;

pub fn ready(shelf: &mut Shelf) {
    while !shelf.book.ready_for_alike().expect("the book is read") {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

/// The customers that look like one with these values.
fn alike(shelf: &mut Shelf, told: &[(Field, &str)]) -> Vec<(String, Vec<Likeness>)> {
    ready(shelf);
    let (mut customer, mut contact) = (Customer::new(Id(0)), Contact::new(Id(0), Id(0)));
    for (field, text) in told {
        match ChannelKind::of_field(*field) {
            Some(kind) => drop(contact.add_channel(kind, text)),
            None => customer.set(*field, *text),
        }
    }
    let found = shelf.book.alike(&customer, &[contact]).expect("the book is read");
    let told = |one: Resembling| (one.name, one.reasons.into_iter().map(|(likeness, _)| likeness).collect());
    found.into_iter().map(told).collect()
}

pub fn groups(shelf: &mut Shelf) -> Vec<(Vec<Likeness>, Vec<String>)> {
    loop {
        if let (Some(found), true) = shelf.book.duplicates().expect("the book is read") {
            let told = |group: &AlikeGroup| {
                let mut names: Vec<String> = group.customers.iter().map(|(_, name, _)| name.clone()).collect();
                names.sort();
                (group.likenesses.clone(), names)
            };
            return found.groups.iter().map(told).collect();
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

#[test]
fn what_is_typed_finds_who_looks_like_it_with_the_reasons() {
    let mut shelf = Shelf::new();
    shelf.add(&[(Field::Company, "Nordlicht GmbH"), (Field::Country, "DE"), (Field::Email, "a@nordlicht.example")]);
    shelf.add(&[(Field::Company, "绿洲贸易有限公司"), (Field::Mobile, "+971 50 123 4567")]);
    shelf.add(&[(Field::Company, "Sol"), (Field::Email, "sol@gmail.com")]);
    let name = |name: &str, reasons: &[Likeness]| vec![(name.to_owned(), reasons.to_vec())];
    for (told, expected) in [
        (&[(Field::Company, "nordlicht")][..], name("Nordlicht GmbH", &[Likeness::Name])),
        (&[(Field::Company, "Nordlicht Ltd"), (Field::Country, "FR")], vec![]),
        (&[(Field::Company, "Nordl")], vec![]),
        (&[(Field::Company, "New"), (Field::Email, "b@nordlicht.example")], name("Nordlicht GmbH", &[Likeness::Domain])),
        (
            &[(Field::Company, "Nordlicht AG"), (Field::Email, "b@nordlicht.example")],
            name("Nordlicht GmbH", &[Likeness::Name, Likeness::Domain]),
        ),
        (&[(Field::Company, "绿洲贸易")], name("绿洲贸易有限公司", &[Likeness::Name])),
        (&[(Field::Whatsapp, "00971501234567")], name("绿洲贸易有限公司", &[Likeness::Phone])),
        (&[(Field::Email, "luna@gmail.com")], vec![]),
        (&[], vec![]),
    ] {
        assert_eq!(alike(&mut shelf, told), expected, "{told:?}");
    }
}

#[test]
fn the_keys_keep_up_with_edits_deletions_and_undo() {
    let mut shelf = Shelf::new();
    let id = shelf.add(&[(Field::Company, "Nordlicht GmbH")]);
    let seeks = |shelf: &mut Shelf, name: &str| alike(shelf, &[(Field::Company, name)]).len();
    assert_eq!((seeks(&mut shelf, "Nordlicht"), seeks(&mut shelf, "Suedlicht")), (1, 0));
    shelf.set(id, Field::Company, "Suedlicht GmbH");
    assert_eq!((seeks(&mut shelf, "Nordlicht"), seeks(&mut shelf, "Suedlicht")), (0, 1));
    shelf.edit(Edit::DeleteCustomers { customers: vec![id] });
    assert_eq!(seeks(&mut shelf, "Suedlicht"), 0);
    shelf.book.undo(shelf.now).unwrap();
    assert_eq!(seeks(&mut shelf, "Suedlicht"), 1);
    shelf.add(&[(Field::Company, "Ostlicht")]);
    assert_eq!(seeks(&mut shelf, "Ostlicht GmbH"), 1);
}

#[test]
fn the_whole_book_is_sought_for_groups_and_a_merge_dissolves_one() {
    let mut shelf = Shelf::new();
    let stays = shelf.add(&[(Field::Company, "Nordlicht GmbH"), (Field::Country, "DE"), (Field::Website, "nordlicht.example")]);
    let goes = shelf.add(&[(Field::Company, "NORDLICHT"), (Field::Country, "DE"), (Field::Email, "a@nordlicht.example")]);
    shelf.add(&[(Field::Company, "Nordlicht"), (Field::Country, "NO")]);
    shelf.add(&[(Field::Company, "Sol"), (Field::Phone, "+34 91 555 0101")]);
    shelf.add(&[(Field::Company, "Luna"), (Field::Phone, "91 5550 101"), (Field::Country, "ES")]);
    shelf.add(&[(Field::Company, "Alone")]);
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let expected = [
        (vec![Likeness::Name, Likeness::Domain], named(&["NORDLICHT", "Nordlicht GmbH"])),
        (vec![Likeness::Phone], named(&["Luna", "Sol"])),
    ];
    assert_eq!(groups(&mut shelf)[1..], expected[1..], "eight digits and the country's code are one number");
    assert_eq!(groups(&mut shelf), expected);
    shelf.edit(Edit::Merge { stays, goes, choices: Vec::new() });
    assert_eq!(groups(&mut shelf), expected[1..]);
    shelf.book.undo(shelf.now).unwrap();
    assert_eq!(groups(&mut shelf), expected);
}

#[test]
fn who_was_merged_away_is_recognised_as_the_one_who_stayed() {
    let mut shelf = Shelf::new();
    let stays = shelf.add(&[(Field::Company, "Nordlicht GmbH"), (Field::Website, "nordlicht.example")]);
    let goes = shelf.add(&[(Field::Company, "Aurora AG"), (Field::Website, "aurora.example"), (Field::CustomerNo, "K-7")]);
    // The keys are read before the merge in one round and after it in the other.
    for is_ready in [true, false] {
        if is_ready {
            ready(&mut shelf);
        }
        shelf.edit(Edit::Merge { stays, goes, choices: Vec::new() });
        for told in [(Field::Company, "Aurora"), (Field::Email, "a@aurora.example"), (Field::CustomerNo, "k-7")] {
            let found = alike(&mut shelf, &[told]);
            assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Nordlicht GmbH"], "{told:?}");
        }
        let mut customer = Customer::new(Id(0));
        customer.set(Field::Company, "Aurora");
        let found = shelf.book.alike(&customer, &[]).unwrap();
        assert_eq!(found[0].through.as_deref(), Some("Aurora AG"));
        assert_eq!(groups(&mut shelf), [], "nobody is a duplicate of oneself");
        shelf.book.undo(shelf.now).unwrap();
        assert_eq!(alike(&mut shelf, &[(Field::Company, "Aurora")])[0].0, "Aurora AG");
    }
}

#[test]
fn what_many_customers_share_makes_no_group() {
    let mut shelf = Shelf::new();
    for number in 0..25 {
        shelf.add(&[(Field::Company, &format!("Firm {number}")), (Field::Website, "platform.example")]);
    }
    assert_eq!(groups(&mut shelf), []);
    let (found, _) = shelf.book.duplicates().unwrap();
    assert_eq!(found.unwrap().shared_by_many, 1);
}
