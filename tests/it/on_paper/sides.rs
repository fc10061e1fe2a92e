//! The customer card: what stands on its two sides, for those of whom hardly anything is known and for those of whom everything is.

use gendan::book::{Book, Edit, FollowEdit, PaperStyle};
use gendan::model::follow::PromisedBy;
use gendan::model::money::Money;
use gendan::model::{Contact, Customer, Field, FollowUp, Id, Kind, Of, Promise, Touch};
use gendan::words::{Language, speak};
use tempfile::TempDir;

use super::reader::{ReadPage, letters, read};
use super::{book, cards};
use crate::stage::now;

/// A value for a field, which no other field has.
fn value(field: Field, number: usize) -> gendan::model::Value {
    let day = |number: usize| now().today - chrono::Days::new(number as u64);
    match field.kind() {
        Kind::Day => gendan::model::Value::Day(day(number).into()),
        Kind::Money => gendan::model::Value::Money(Money::new(100_000 + number as i64 * 100, "USD".parse().expect("a currency"))),
        Kind::Number => gendan::model::Value::Number(1_000 + number as i64),
        Kind::Stars => gendan::model::Value::Number(4),
        Kind::Tags => gendan::model::Value::Tags(vec![format!("tag{number}")]),
        Kind::Country => gendan::model::Value::Text("DE".to_owned()),
        Kind::Currency => gendan::model::Value::Text("EUR".to_owned()),
        _ => gendan::model::Value::Text(format!("v{number}{}", field.key().replace('_', ""))),
    }
}

/// A customer of whom `count` fields are known, and as many of a person.
fn customer(count: usize) -> (Customer, Vec<Contact>) {
    let (mut customer, mut contact) = (Customer::new(Id(0)), Contact::new(Id(0), Id(0)));
    for (number, field) in Field::stored(Of::Customer).iter().enumerate().take(count) {
        customer.set(*field, value(*field, number));
    }
    for (number, field) in Field::stored(Of::Contact).iter().enumerate().take(count) {
        contact.record.set(*field, value(*field, 500 + number));
    }
    (customer, vec![contact])
}

fn add(book: &mut Book, count: usize) -> Id {
    let (customer, contacts) = customer(count);
    book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts }, now()).expect("added").customer.expect("a customer")
}

fn all(pages: &[ReadPage]) -> String {
    pages.iter().map(ReadPage::letters).collect()
}

/// No letter is outside of its page.
fn holds_its_letters(page: &ReadPage) {
    let outside = page.places.iter().find(|(x, y)| *x < 8.0 || *y < 8.0 || *x > page.size.0 - 8.0 || *y > page.size.1 - 8.0);
    assert_eq!(outside, None, "letters at the edge of a page of {:?}", page.size);
}

#[test]
fn a_card_has_two_sides_however_much_is_known() {
    let folder = TempDir::new().expect("a folder");
    let mut book = book(&folder);
    let ids: Vec<Id> = [1, 3, 12, 25, 45, 100].into_iter().map(|count| add(&mut book, count)).collect();
    for number in 0..30 {
        let touch =
            Touch { text: format!("touch{number} {}", "said a lot ".repeat(number)), ..Touch::new(Id(0), ids[5], now().today.into()) };
        let promises = vec![Promise::new(Id(0), ids[5], PromisedBy::Us, format!("promise{number}"), now().today)];
        let log = FollowEdit::LogTouch { touches: vec![touch], promises, next: None, completes: None };
        book.apply(Edit::Follow(log), now()).expect("logged");
        let plan =
            FollowUp { goal: format!("goal{number} {}", "长".repeat(number * 9)), ..FollowUp::new(Id(0), ids[5], now().today.into()) };
        book.apply(Edit::plan(plan), now()).expect("planned");
    }
    for language in [Language::Chinese, Language::English] {
        speak(language);
        for (style, sides) in [(PaperStyle::default(), 2), (PaperStyle { has_back: false, ..PaperStyle::default() }, 1)] {
            let pages = read(cards(&book, &ids, style));
            assert_eq!(pages.len(), ids.len() * sides);
            pages.iter().for_each(holds_its_letters);
        }
        // What finds no room is counted.
        let pages = read(cards(&book, &ids[5..], PaperStyle::default()));
        let said = all(&pages);
        let (late, more) = if language == Language::Chinese { ("已逾期", "…另有") } else { ("Late", "…and") };
        assert!(said.contains("goal0") && said.contains("promise0") && said.contains("touch29"), "{said}");
        assert!(said.matches(more).count() >= 3, "{said}");
        assert!(!said.contains(late), "{said}");
    }
}

#[test]
fn every_field_of_a_card_comes_out_in_both_languages() {
    let folder = TempDir::new().expect("a folder");
    let mut book = book(&folder);
    let id = add(&mut book, usize::MAX);
    for language in [Language::Chinese, Language::English] {
        speak(language);
        let said = all(&read(cards(&book, &[id], PaperStyle { is_long: true, ..PaperStyle::default() })));
        let card = gendan::book::Reading::open(book.place()).expect("the book").card(id).expect("read").expect("there");
        let own = card.customer.record.known().chain(card.contacts[0].record.known());
        let mut count = 0;
        for (field, value) in own.filter(|(field, _)| !matches!(field, Field::Stars | Field::Country)) {
            count += 1;
            let text = match value {
                gendan::model::Value::Text(text) => text.clone(),
                gendan::model::Value::Number(number) => number.to_string(),
                gendan::model::Value::Money(money) => money.display(),
                gendan::model::Value::Day(day) => day.to_string(),
                gendan::model::Value::Tags(tags) => tags.concat(),
                gendan::model::Value::Empty => continue,
            };
            assert!(said.contains(&letters(&text)), "{} as {text} in {said}", field.key());
        }
        assert!(count > 70, "{count}");
    }
}

#[test]
fn prices_and_personal_data_can_be_left_out() {
    let folder = TempDir::new().expect("a folder");
    let mut book = book(&folder);
    let id = add(&mut book, usize::MAX);
    let amount = Some(Money::new(7_777_700, "USD".parse().expect("a currency")));
    let plan = FollowUp { goal: "quote".to_owned(), amount, ..FollowUp::new(Id(0), id, now().today.into()) };
    book.apply(Edit::plan(plan), now()).expect("planned");
    speak(Language::English);
    let said = |has_prices, has_personal| {
        all(&read(cards(&book, &[id], PaperStyle { has_prices, has_personal, is_long: true, ..PaperStyle::default() })))
    };
    let prices = ["77,777", "USD1,0", "creditperiod", "resultspastyears"];
    let personal = ["hobbies", "character", "family"];
    for (has_prices, has_personal) in [(true, true), (false, true), (true, false), (false, false)] {
        let said = said(has_prices, has_personal);
        for word in prices {
            assert_eq!(said.contains(word), has_prices, "{word} in {said}");
        }
        for word in personal {
            // Values only: the labels begin with capitals.
            assert_eq!(said.contains(word), has_personal, "{word} in {said}");
        }
        assert!(said.contains("quote"));
    }
}

#[test]
fn what_is_late_says_so_and_who_promised_what() {
    let folder = TempDir::new().expect("a folder");
    let mut book = book(&folder);
    let id = add(&mut book, 3);
    let before = now().today - chrono::Days::new(3);
    let plan = FollowUp { goal: "send the offer".to_owned(), ..FollowUp::new(Id(0), id, before.into()) };
    book.apply(Edit::plan(plan), now()).expect("planned");
    let promise = Promise { due_on: Some(now().today.into()), ..Promise::new(Id(0), id, PromisedBy::Them, "the deposit", before) };
    let touch = Touch { text: "asked for samples".to_owned(), ..Touch::new(Id(0), id, before.into()) };
    let log = FollowEdit::LogTouch { touches: vec![touch], promises: vec![promise], next: None, completes: None };
    book.apply(Edit::Follow(log), now()).expect("logged");
    speak(Language::English);
    let pages = read(cards(&book, &[id], PaperStyle::default()));
    let (front, back) = (pages[0].letters(), pages[1].letters());
    for (side, words) in [(&front, "Nextfollow-up"), (&back, "Late·sendtheoffer"), (&back, "they·thedeposit"), (&back, "askedforsamples")]
    {
        assert!(side.contains(words), "{words} in {side}");
    }
    assert!(front.contains(&id.code()) && front.contains("1/2") && back.contains("2/2"), "{front} {back}");
}
