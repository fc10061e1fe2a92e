//! Laws of the journal, held for any sequence of edits: dump → change → undo = dump → redo = after; undo to the very start
//! is the empty book; reopening in between changes nothing; the book is whole at every point.

use gendan::model::{CardCheck, CardCopy, ChannelKind, Field, Id, ListOut, PoolStay, Promise, PromisedBy, Rulebook, ToldApart, Value};
use gendan::store::{Read, StoreError, Write};
use proptest::prelude::*;

use super::samples::{Book, contact, customer, follow_up, source, touch};

/// One thing that a step does; numbers choose among the rows that are there.
#[derive(Clone, Debug)]
enum Deed {
    AddCustomer(String),
    SetCustomer(usize, usize, String),
    SetExtra(usize, String, String),
    DeleteCustomer(usize),
    AddContact(usize, String),
    SetContact(usize, String),
    MoveContact(usize, usize),
    DeleteContact(usize),
    AddTouch(usize, u8),
    AddFollowUp(usize, u8),
    AddList(String),
    AddAndRemove(String),
    AddTwice(String, String),
    TellApart(usize, usize),
    Promise(usize, String),
    Pool(usize, String),
    Rules(u8),
    Print(usize, String),
    Check(usize, String),
    Export(String),
}

#[derive(Clone, Debug)]
enum Turn {
    Step(Vec<Deed>),
    Undo,
    Redo,
    Reopen,
}

fn deed() -> impl Strategy<Value = Deed> {
    let word = "[a-zé宁波\"'\\\\ ]{0,12}";
    prop_oneof![
        3 => word.prop_map(Deed::AddCustomer),
        4 => (any::<usize>(), any::<usize>(), word).prop_map(|(row, field, text)| Deed::SetCustomer(row, field, text)),
        1 => (any::<usize>(), "[a-c]", word).prop_map(|(row, name, text)| Deed::SetExtra(row, name, text)),
        1 => any::<usize>().prop_map(Deed::DeleteCustomer),
        2 => (any::<usize>(), word).prop_map(|(row, name)| Deed::AddContact(row, name)),
        2 => (any::<usize>(), word).prop_map(|(row, text)| Deed::SetContact(row, text)),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(row, to)| Deed::MoveContact(row, to)),
        1 => any::<usize>().prop_map(Deed::DeleteContact),
        1 => (any::<usize>(), any::<u8>()).prop_map(|(row, day)| Deed::AddTouch(row, day)),
        1 => (any::<usize>(), any::<u8>()).prop_map(|(row, day)| Deed::AddFollowUp(row, day)),
        1 => word.prop_map(Deed::AddList),
        1 => word.prop_map(Deed::AddAndRemove),
        1 => (word, word).prop_map(|(first, second)| Deed::AddTwice(first, second)),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Deed::TellApart(one, other)),
        1 => (any::<usize>(), word).prop_map(|(row, text)| Deed::Promise(row, text)),
        1 => (any::<usize>(), word).prop_map(|(row, owner)| Deed::Pool(row, owner)),
        1 => any::<u8>().prop_map(Deed::Rules),
        1 => (any::<usize>(), word).prop_map(|(row, why)| Deed::Print(row, why)),
        1 => (any::<usize>(), word).prop_map(|(row, note)| Deed::Check(row, note)),
        1 => word.prop_map(Deed::Export),
    ]
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        6 => prop::collection::vec(deed(), 1..6).prop_map(Turn::Step),
        3 => Just(Turn::Undo),
        2 => Just(Turn::Redo),
        1 => Just(Turn::Reopen),
    ]
}

/// The ids of the rows that are there, in order.
#[derive(Default)]
struct Rows {
    customers: Vec<Id>,
    contacts: Vec<Id>,
}

fn rows(book: &Book) -> Rows {
    use gendan::store::Walk;
    let reader = book.reader();
    let mut rows = Rows::default();
    let mut keep = |ids: fn(&mut Rows) -> &mut Vec<Id>, id| {
        ids(&mut rows).push(id);
        Ok::<_, StoreError>(())
    };
    reader.each_customer(&[], |row| keep(|rows| &mut rows.customers, row.id())).unwrap();
    reader.each_contact(&[], |row| keep(|rows| &mut rows.contacts, row.id())).unwrap();
    rows
}

fn pick(ids: &[Id], number: usize) -> Option<Id> {
    if ids.is_empty() { None } else { Some(ids[number % ids.len()]) }
}

fn texts() -> Vec<Field> {
    vec![Field::Company, Field::City, Field::Group, Field::Notes, Field::Level]
}

fn perform(write: &mut Write<'_>, deed: &Deed, rows: &mut Rows) -> Result<(), StoreError> {
    match deed {
        Deed::AddCustomer(name) => {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, name)))?;
            rows.customers.push(id);
        }
        Deed::SetCustomer(row, field, text) => {
            let Some(id) = pick(&rows.customers, *row) else { return Ok(()) };
            let mut changed = write.customer(id)?.unwrap();
            if field % 6 == 5 {
                changed.set(Field::Tags, Value::Tags(vec![text.clone()]));
            } else {
                changed.set(texts()[field % 5], text.as_str());
            }
            write.put_customer(id, Some(&changed))?;
        }
        Deed::SetExtra(row, name, text) => {
            let Some(id) = pick(&rows.customers, *row) else { return Ok(()) };
            let mut changed = write.customer(id)?.unwrap();
            changed.set_extra(name, text);
            write.put_customer(id, Some(&changed))?;
        }
        Deed::DeleteCustomer(row) => {
            let Some(id) = pick(&rows.customers, *row) else { return Ok(()) };
            rows.contacts.retain(|contact| write.contact(*contact).unwrap().is_some_and(|contact| contact.customer != id));
            write.delete_customer(id)?;
            rows.customers.retain(|other| *other != id);
        }
        Deed::AddContact(row, name) => {
            let Some(owner) = pick(&rows.customers, *row) else { return Ok(()) };
            let id = write.mint();
            write.put_contact(id, Some(&contact(id, owner, name)))?;
            rows.contacts.push(id);
        }
        Deed::SetContact(row, text) => {
            let Some(id) = pick(&rows.contacts, *row) else { return Ok(()) };
            let mut changed = write.contact(id)?.unwrap();
            changed.set_channels(ChannelKind::Wechat, [text.as_str()]);
            write.put_contact(id, Some(&changed))?;
        }
        Deed::MoveContact(row, to) => {
            let (Some(id), Some(to)) = (pick(&rows.contacts, *row), pick(&rows.customers, *to)) else { return Ok(()) };
            let mut changed = write.contact(id)?.unwrap();
            changed.customer = to;
            write.put_contact(id, Some(&changed))?;
        }
        Deed::DeleteContact(row) => {
            let Some(id) = pick(&rows.contacts, *row) else { return Ok(()) };
            write.put_contact(id, None)?;
            rows.contacts.retain(|other| *other != id);
        }
        Deed::AddTouch(row, day) => {
            let Some(owner) = pick(&rows.customers, *row) else { return Ok(()) };
            let id = write.mint();
            write.put_touch(id, Some(&touch(id, owner, &format!("2026-01-{:02}", 1 + day % 28), "x")))?;
        }
        Deed::AddFollowUp(row, day) => {
            let Some(owner) = pick(&rows.customers, *row) else { return Ok(()) };
            let id = write.mint();
            write.put_follow_up(id, Some(&follow_up(id, owner, &format!("2026-02-{:02}", 1 + day % 28))))?;
        }
        Deed::AddList(key) => {
            let id = write.mint();
            write.put_import_source(id, Some(&gendan::model::ImportSource { file_hash: String::new(), ..source(id, key) }))?;
        }
        Deed::AddAndRemove(name) => {
            let id = write.mint();
            write.put_customer(id, Some(&customer(id, name)))?;
            write.put_customer(id, None)?;
        }
        Deed::AddTwice(first, second) => {
            // Ids minted before they are used, and used in another order.
            let (one, two) = (write.mint(), write.mint());
            write.put_customer(two, Some(&customer(two, first)))?;
            write.put_customer(one, Some(&customer(one, first)))?;
            write.put_customer(two, Some(&customer(two, second)))?;
            rows.customers.extend([one, two]);
        }
        Deed::TellApart(one, other) => {
            let (Some(one), Some(other)) = (pick(&rows.customers, *one), pick(&rows.customers, *other)) else { return Ok(()) };
            let id = write.mint();
            write.put_told_apart(id, Some(&ToldApart::new(id, one, other)))?;
        }
        Deed::Promise(row, text) => {
            let Some(owner) = pick(&rows.customers, *row) else { return Ok(()) };
            let id = write.mint();
            let made_on = "2026-03-05".parse().expect("a day");
            write.put_promise(id, Some(&Promise::new(id, owner, PromisedBy::Them, text.as_str(), made_on)))?;
        }
        Deed::Pool(row, owner) => {
            let Some(customer) = pick(&rows.customers, *row) else { return Ok(()) };
            let stay = match write.pool_stays_of(customer)?.into_iter().find(PoolStay::is_open) {
                Some(stay) => PoolStay { claimed_on: Some(stay.dropped_on), claimed_by: owner.clone(), ..stay },
                None => PoolStay {
                    id: write.mint(),
                    customer,
                    dropped_on: "2026-03-05".parse().expect("a day"),
                    reason: String::new(),
                    previous_owner: owner.clone(),
                    claimed_on: None,
                    claimed_by: String::new(),
                },
            };
            write.put_pool_stay(stay.id, Some(&stay))?;
        }
        Deed::Rules(number) => {
            let id = match write.rulebook()? {
                Some(known) => known.id,
                None => write.mint(),
            };
            write.put_rulebook(id, Some(&Rulebook { id, rules: format!("{{\"touches_a_day\":{number}}}") }))?;
        }
        Deed::Print(row, why) => {
            let Some(customer) = pick(&rows.customers, *row) else { return Ok(()) };
            // Every other time the card comes back.
            let copy = match write.card_copies_of(customer)?.into_iter().find(CardCopy::is_out) {
                Some(copy) => CardCopy { returned_on: "2026-03-09".parse().ok(), ..copy },
                None => CardCopy {
                    id: write.mint(),
                    customer,
                    printed_at_ms: write.now_ms(),
                    paper: "card".to_owned(),
                    template: String::new(),
                    file: String::new(),
                    why: why.clone(),
                    taken_by: why.clone(),
                    taken_on: "2026-03-05".parse().ok(),
                    due_back_on: "2026-03-08".parse().ok(),
                    returned_on: None,
                },
            };
            write.put_card_copy(copy.id, Some(&copy))?;
        }
        Deed::Check(row, note) => {
            let Some(customer) = pick(&rows.customers, *row) else { return Ok(()) };
            let id = write.mint();
            let checked_on = "2026-03-05".parse().expect("a day");
            write.put_card_check(id, Some(&CardCheck { id, customer, checked_on, checked_by: note.clone(), note: note.clone() }))?;
        }
        Deed::Export(query) => {
            let id = write.mint();
            let list = ListOut {
                id,
                made_at_ms: write.now_ms(),
                paper: "csv".to_owned(),
                file: query.clone(),
                query: query.clone(),
                customers: 3,
                why: String::new(),
            };
            write.put_list_out(id, Some(&list))?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_steps_can_be_walked_back_and_forth(turns in prop::collection::vec(turn(), 1..16)) {
        let mut book = Book::new();
        // The books that undo must lead through, the last one being today's; and those that redo leads to.
        let mut past = vec![book.dump()];
        let mut future: Vec<String> = Vec::new();
        for turn in turns {
            match turn {
                Turn::Step(deeds) => {
                    let mut rows = rows(&book);
                    let (_, step) = book.edit(|write| deeds.iter().try_for_each(|deed| perform(write, deed, &mut rows)));
                    match step {
                        Some(_) => {
                            past.push(book.dump());
                            future.clear();
                        }
                        None => prop_assert_eq!(&book.dump(), past.last().unwrap()),
                    }
                }
                Turn::Undo => {
                    let undone = book.undo().is_some();
                    prop_assert_eq!(undone, past.len() > 1);
                    if undone {
                        future.extend(past.pop());
                    }
                }
                Turn::Redo => {
                    let redone = book.redo().is_some();
                    prop_assert_eq!(redone, !future.is_empty());
                    past.extend(future.pop());
                }
                Turn::Reopen => book = book.reopen(),
            }
            prop_assert_eq!(&book.dump(), past.last().unwrap());
        }
        prop_assert_eq!(book.reader().check(book.folder.path()).unwrap(), []);
        while past.len() > 1 {
            prop_assert!(book.undo().is_some());
            past.pop();
            prop_assert_eq!(&book.dump(), past.last().unwrap());
        }
        prop_assert_eq!(book.undo(), None);
        prop_assert_eq!(book.reader().counts().unwrap(), Default::default());
    }
}
