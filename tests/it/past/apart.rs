//! Customers that look like one and are two: told apart once, they are not offered again, until somebody takes that back.

use gendan::book::Edit;
use gendan::model::{Field, Id};
use gendan::store::Read;

use super::alike::{groups, ready};
use super::book::Shelf;

fn apart(customers: &[Id]) -> Edit {
    Edit::TellApart { customers: customers.to_vec(), is_apart: true }
}

fn maybe_one(customers: &[Id]) -> Edit {
    Edit::TellApart { customers: customers.to_vec(), is_apart: false }
}

/// Firms that share a web site.
fn firms(shelf: &mut Shelf, names: &[&str]) -> Vec<Id> {
    names.iter().map(|name| shelf.add(&[(Field::Company, name), (Field::Website, "group.example")])).collect()
}

fn names(shelf: &mut Shelf) -> Vec<Vec<String>> {
    groups(shelf).into_iter().map(|(_, names)| names).collect()
}

/// The pairs told apart, latest first.
fn told(shelf: &mut Shelf) -> Vec<[String; 2]> {
    groups(shelf);
    let (found, _) = shelf.book.duplicates().unwrap();
    found.unwrap().apart.iter().map(|pair| pair.clone().map(|(_, name, _)| name)).collect()
}

/// Who looks like a customer of the book.
fn looks_like(shelf: &mut Shelf, id: Id) -> Vec<String> {
    ready(shelf);
    let card = shelf.card(id);
    shelf.book.alike(&card.customer, &card.contacts).unwrap().into_iter().map(|one| one.name).collect()
}

#[test]
fn a_pair_told_apart_is_offered_nowhere_and_can_be_offered_again() {
    let mut shelf = Shelf::new();
    let ids = firms(&mut shelf, &["Alpha", "Beta"]);
    assert_eq!(names(&mut shelf), [["Alpha", "Beta"]]);
    assert_eq!(looks_like(&mut shelf, ids[0]), ["Beta"]);
    let before = shelf.dump();
    shelf.edit(apart(&[ids[1], ids[0]])).expect("a step");
    let after = shelf.dump();
    assert_eq!((names(&mut shelf).len(), told(&mut shelf)), (0, vec![["Alpha".to_owned(), "Beta".to_owned()]]));
    for id in &ids {
        assert_eq!(looks_like(&mut shelf, *id), [""; 0]);
    }
    assert_eq!(shelf.edit(apart(&ids)), None, "twice is once");
    shelf.book.undo(shelf.now).unwrap();
    assert_eq!((shelf.dump(), names(&mut shelf).len(), told(&mut shelf).len()), (before.clone(), 1, 0));
    shelf.book.redo(shelf.now).unwrap();
    assert_eq!(shelf.dump(), after);
    shelf.edit(maybe_one(&ids)).expect("a step");
    assert_eq!(shelf.book.undo_name().unwrap(), "Alpha and Beta may be the same after all");
    assert_eq!((shelf.dump(), names(&mut shelf).len()), (before, 1));
    assert_eq!(shelf.edit(maybe_one(&ids)), None);
}

#[test]
fn of_many_only_those_told_apart_are_parted() {
    let mut shelf = Shelf::new();
    let ids = firms(&mut shelf, &["Alpha", "Beta", "Gamma"]);
    shelf.edit(apart(&ids[..2]));
    assert_eq!(names(&mut shelf), [["Alpha", "Gamma"], ["Beta", "Gamma"]]);
    shelf.edit(apart(&[ids[2], ids[0]]));
    assert_eq!(names(&mut shelf), [["Beta", "Gamma"]]);
    shelf.book.undo(shelf.now).unwrap();
    shelf.edit(apart(&ids)).expect("a step for all pairs at once");
    assert_eq!(shelf.book.undo_name().unwrap(), "3 customers are not the same");
    assert_eq!((names(&mut shelf).len(), told(&mut shelf).len()), (0, 3));
}

#[test]
fn who_is_merged_or_deleted_takes_along_from_whom_it_was_told_apart() {
    let mut shelf = Shelf::new();
    let ids = firms(&mut shelf, &["Alpha", "Beta", "Gamma"]);
    shelf.edit(apart(&ids[1..]));
    let before = shelf.dump();
    // Alpha is Beta; Beta is not Gamma.
    shelf.edit(Edit::Merge { stays: ids[0], goes: ids[1], choices: Vec::new() });
    assert_eq!((names(&mut shelf).len(), told(&mut shelf)), (0, vec![["Alpha".to_owned(), "Gamma".to_owned()]]));
    shelf.book.undo(shelf.now).unwrap();
    assert_eq!(shelf.dump(), before);
    // Beta is Gamma after all.
    shelf.edit(Edit::Merge { stays: ids[2], goes: ids[1], choices: Vec::new() });
    assert_eq!((names(&mut shelf), told(&mut shelf).len()), (vec![vec!["Alpha".to_owned(), "Gamma".to_owned()]], 0));
    shelf.book.undo(shelf.now).unwrap();
    assert_eq!(shelf.dump(), before);
    // The one and the other is deleted; what was said comes back with them.
    for at in [1, 2] {
        shelf.edit(Edit::DeleteCustomers { customers: vec![ids[at]] });
        assert_eq!((names(&mut shelf).len(), told(&mut shelf).len()), (1, 0));
        let step = shelf.edit(Edit::DeleteCustomers { customers: vec![ids[0]] }).unwrap();
        assert_eq!(shelf.book.reader().unwrap().check(shelf.place()).unwrap(), []);
        shelf.book.undo(shelf.now).unwrap();
        assert!(shelf.book.parts_of(step, Some(ids[0])).unwrap().len() == 1);
        shelf.book.undo(shelf.now).unwrap();
        assert_eq!(shelf.dump(), before);
    }
}

#[test]
fn nobody_is_told_apart_from_oneself_or_from_who_is_not_there() {
    let mut shelf = Shelf::new();
    let ids = firms(&mut shelf, &["Alpha"]);
    let before = shelf.dump();
    for others in [vec![], vec![ids[0]], vec![ids[0], ids[0]], vec![ids[0], Id(7)]] {
        assert!(shelf.book.apply(apart(&others), shelf.now).is_err(), "{others:?}");
    }
    assert_eq!(shelf.dump(), before);
    assert_eq!(shelf.book.reader().unwrap().told_apart().unwrap(), []);
}
