//! Reading back: every kind of value, lists by day, walks over whole tables, what waits for the orders.

use gendan::model::day::PartialDay;
use gendan::model::money::Money;
use gendan::model::{Channel, ChannelKind, ExtraField, Field, Id, Kind, Of, Value};
use gendan::store::{Read, StagedLine, StoreError, Walk, What};

use super::samples::{Book, NOW, contact, customer, day, follow_up, source, text, touch};

/// A value that suits the field.
fn sample(field: Field) -> Value {
    match field.kind() {
        Kind::Number => Value::Number(-3),
        Kind::Stars => Value::Number(4),
        Kind::Money => Value::Money(Money { minor: 123_456_789, currency: "EUR".parse().ok().unwrap() }),
        Kind::Day => Value::Day(day("2026-03")),
        Kind::Tags => Value::Tags(vec!["重点".to_owned(), "a, \"b\"\nc".to_owned()]),
        _ => Value::Text(format!("{} 'é\" \\ \n宁波 {}", field.key(), '\u{1f4e6}')),
    }
}

#[test]
fn every_field_comes_back_as_it_was_given() {
    let mut book = Book::new();
    let ((whole, person), _) = book.edit(|write| {
        let (id, person) = (write.mint(), write.mint());
        let mut whole = customer(id, "x");
        Field::stored(Of::Customer).iter().for_each(|field| whole.set(*field, sample(*field)));
        whole.set_extra("展会编号", "H-9");
        whole.set_extra("another \"one\"", "text");
        write.put_customer(id, Some(&whole))?;
        let mut contact = contact(person, id, "x");
        Field::stored(Of::Contact).iter().for_each(|field| contact.record.set(*field, sample(*field)));
        for kind in ChannelKind::ALL {
            contact.channels.push(Channel { kind, value: format!("{kind:?} \"1\"") });
        }
        write.put_contact(person, Some(&contact))?;
        Ok((whole, contact))
    });
    let read = |book: &Book| {
        let reader = book.reader();
        (reader.customer(whole.id).unwrap().unwrap(), reader.contacts_of(whole.id).unwrap())
    };
    assert_eq!(read(&book), (whole.clone(), vec![person.clone()]));
    // Through the journal and back as well.
    book.edit(|write| write.delete_customer(whole.id));
    book.undo();
    assert_eq!(read(&book), (whole, vec![person]));
}

#[test]
fn a_day_that_nobody_understood_stays_text() {
    let mut book = Book::new();
    for odd in ["5/3/2026", "spring", "2026-3-5", "03-05", "2026-13-45"] {
        let (id, _) = book.edit(|write| {
            let id = write.mint();
            let mut odd_one = customer(id, "x");
            odd_one.set(Field::Created, odd);
            write.put_customer(id, Some(&odd_one))?;
            Ok(id)
        });
        assert_eq!(book.reader().customer(id).unwrap().unwrap().get(Field::Created), &text(odd));
    }
}

#[test]
fn a_value_of_another_kind_is_refused() {
    let mut book = Book::new();
    for (field, value) in [
        (Field::AnnualAmount, text("much")),
        (Field::OrdersCount, text("few")),
        (Field::Tags, text("a")),
        (Field::City, Value::Number(3)),
        (Field::Company, Value::Day(day("2026"))),
    ] {
        let result = book.store.change::<_, StoreError>(&What::edit("step-test"), "Li", NOW, |write| {
            let id = write.mint();
            let mut wrong = customer(id, "x");
            wrong.set(field, value);
            write.put_customer(id, Some(&wrong))
        });
        assert!(matches!(result, Err(StoreError::Unsuited(refused)) if refused == field), "{field:?}: {result:?}");
    }
}

#[test]
fn days_of_touches_and_follow_ups() {
    let mut book = Book::new();
    let ((first, second), _) = book.edit(|write| {
        let (first, second) = (write.mint(), write.mint());
        for id in [first, second] {
            write.put_customer(id, Some(&customer(id, "x")))?;
        }
        for (owner, on) in [(first, "2026-02-01"), (first, "2026-03"), (second, "2025"), (second, "2026-03-31")] {
            let id = write.mint();
            write.put_touch(id, Some(&touch(id, owner, on, on)))?;
        }
        for (owner, on, done) in
            [(first, "2026-04-02", None), (first, "2026-03-20", Some("2026-03-21")), (first, "2026-04", None), (second, "2026-05-01", None)]
        {
            let id = write.mint();
            let mut planned = follow_up(id, owner, on);
            planned.done_on = done.map(day);
            write.put_follow_up(id, Some(&planned))?;
        }
        Ok((first, second))
    });
    let reader = book.reader();
    let days = |from: &str, to: &str| (from.parse().unwrap(), to.parse().unwrap());
    let touches = |from, to| -> Vec<String> {
        let (from, to) = days(from, to);
        reader.touches_between(from, to).unwrap().into_iter().map(|touch| touch.text).collect()
    };
    assert_eq!(touches("2026-02-01", "2026-02-28"), ["2026-02-01"]);
    assert_eq!(touches("2026-03-30", "2026-03-30"), ["2026-03"], "a month counts on each of its days");
    assert_eq!(touches("2025-06-01", "2026-03-31"), ["2025", "2026-02-01", "2026-03", "2026-03-31"]);
    let due = |from, to, also_done| -> Vec<String> {
        let (from, to) = days(from, to);
        reader.follow_ups_between(from, to, also_done).unwrap().into_iter().map(|plan| plan.due_on.to_string()).collect()
    };
    assert_eq!(due("2026-03-01", "2026-04-30", false), ["2026-04", "2026-04-02"]);
    assert_eq!(due("2026-03-01", "2026-03-31", true), ["2026-03-20"]);
    let overdue = |on: &str| -> Vec<String> {
        reader.follow_ups_overdue(on.parse().unwrap()).unwrap().into_iter().map(|plan| plan.due_on.to_string()).collect()
    };
    assert_eq!(overdue("2026-04-03"), ["2026-04-02"]);
    assert_eq!(overdue("2026-05-02"), ["2026-04", "2026-04-02", "2026-05-01"]);

    let mut last = Vec::new();
    let keep = |id, on: PartialDay| {
        last.push((id, on.to_string()));
        Ok::<_, StoreError>(())
    };
    reader.each_last_touch(keep).unwrap();
    assert_eq!(last, [(first, "2026-03".to_owned()), (second, "2026-03-31".to_owned())]);
    let mut next = Vec::new();
    let keep = |id, on: PartialDay| {
        next.push((id, on.to_string()));
        Ok::<_, StoreError>(())
    };
    reader.each_next_follow_up(keep).unwrap();
    assert_eq!(next, [(first, "2026-04".to_owned()), (second, "2026-05-01".to_owned())]);
    assert_eq!(reader.last_touches_of(&[second, Id(7)]).unwrap().into_iter().collect::<Vec<_>>(), [(second, day("2026-03-31"))]);
    assert_eq!(reader.next_follow_ups_of(&[first]).unwrap()[&first], day("2026-04"));
    assert_eq!(reader.touches_of(first).unwrap().len(), 2);
    assert_eq!(reader.follow_ups_of(first).unwrap().last().unwrap().done_on, Some(day("2026-03-21")), "those done stand last");
}

#[test]
fn walks_hand_out_what_was_asked_for() {
    let mut book = Book::new();
    book.edit(|write| {
        for n in 0..3 {
            let (id, person) = (write.mint(), write.mint());
            let mut walked = customer(id, &format!("Customer {n}"));
            walked.set(Field::AnnualAmount, sample(Field::AnnualAmount));
            walked.set_extra("Fair", "9.1");
            write.put_customer(id, Some(&walked))?;
            write.put_contact(person, Some(&contact(person, id, "Anna")))?;
        }
        Ok(())
    });
    let reader = book.reader();
    let mut seen = Vec::new();
    reader
        .each_customer(&[Field::AnnualAmount, Field::City, Field::Company], |row| {
            assert_eq!(row.id(), row.customer());
            assert_eq!((row.number(0)?, row.currency(0)?, row.text(1)?), (Some(123_456_789), "EUR", ""));
            assert_eq!(row.value(0)?, sample(Field::AnnualAmount));
            assert_eq!(row.extra()?, [("Fair".to_owned(), "9.1".to_owned())]);
            seen.push((row.id(), row.text(2)?.to_owned()));
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert!(seen.is_sorted() && seen.len() == 3 && seen[2].1 == "Customer 2");
    let ids: Vec<Id> = [seen[2].0, Id(5), seen[0].0].into();
    let names: Vec<String> = reader.customers(&ids).unwrap().iter().map(|customer| customer.name().to_owned()).collect();
    assert_eq!(names, ["Customer 2", "Customer 0"]);
    let mut owners = Vec::new();
    reader
        .each_contact(&[Field::Contact], |row| {
            assert_eq!(row.text(0)?, "Anna");
            let ways: Vec<(ChannelKind, String)> = row.ways()?.into_iter().map(|way| (way.kind, way.value.into_owned())).collect();
            assert_eq!(ways[0], (ChannelKind::Mobile, "+49 171 1234567".to_owned()));
            owners.push(row.customer());
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(owners, seen.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let wrong = reader.each_customer(&[Field::Email], |_| Ok::<_, StoreError>(()));
    assert!(matches!(wrong, Err(StoreError::Unsuited(Field::Email))), "a derived field is not in the row");
}

#[test]
fn lists_extra_fields_and_waiting_order_lines() {
    let mut book = Book::new();
    let ((first, second), _) = book.edit(|write| {
        let (first, second) = (write.mint(), write.mint());
        write.put_import_source(first, Some(&source(first, "a")))?;
        write.put_import_source(second, Some(&source(second, "a")))?;
        for (position, name) in [(1, "Fair"), (0, "展位")] {
            let id = write.mint();
            write.put_extra_field(id, Some(&ExtraField::new(id, name, position)))?;
        }
        for row in [7, 3] {
            let id = write.mint();
            let cells = vec![("order_no".to_owned(), format!("PO-{row}")), ("Vessel no.".to_owned(), "12.50".to_owned())];
            write.stage_line(&StagedLine { id, import: second, row, customer: None, cells })?;
        }
        Ok((first, second))
    });
    let reader = book.reader();
    assert_eq!(reader.latest_import_of("a").unwrap().unwrap().id, second);
    assert_eq!(reader.latest_import_of("b").unwrap(), None);
    assert_eq!(reader.import_by_hash(&"ab".repeat(32)).unwrap().unwrap().id, second);
    assert_eq!(reader.import_sources().unwrap().iter().map(|list| list.id).collect::<Vec<_>>(), [second, first]);
    assert_eq!(reader.extra_fields().unwrap().iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["展位", "Fair"]);
    let lines = reader.staged_lines(second).unwrap();
    assert_eq!(lines.iter().map(|line| line.row).collect::<Vec<_>>(), [3, 7]);
    assert_eq!(lines[0].cells, [("order_no".to_owned(), "PO-3".to_owned()), ("Vessel no.".to_owned(), "12.50".to_owned())]);
    let twice = book.store.change::<_, StoreError>(&What::edit("step-test"), "Li", NOW, |write| {
        let id = write.mint();
        write.put_extra_field(id, Some(&ExtraField::new(id, "Fair", 2)))
    });
    assert!(matches!(twice, Err(StoreError::Twice)), "{twice:?}");
    book.undo();
    assert_eq!(book.reader().import_sources().unwrap(), []);
    assert_eq!(book.reader().staged_lines(second).unwrap(), [], "lines wait while their import stands");
}
