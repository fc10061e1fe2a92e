//! The book's habits and exchange rates: kept over a restart, used by edits, and no steps.

use chrono::NaiveDate;
use gendan::book::{Book, Edit};
use gendan::model::currency::CurrencyCode;
use gendan::model::{Customer, DatedRate, Field, Habits, Id, Value};

use crate::stage::now;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn habits_and_rates_survive_a_restart_and_are_no_steps() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::open(folder.path(), now()).unwrap();
    assert_eq!(*book.habits(), Habits::default());
    let habits = Habits {
        who: "林晓".to_owned(),
        currency: CurrencyCode::CNY,
        zone: "Asia/Shanghai".parse().ok(),
        work: "08:30-17:30 123456".parse().unwrap(),
    };
    let before = book.revision();
    book.set_habits(habits.clone()).unwrap();
    assert!(book.revision() > before, "views ask again");
    let quoted =
        |on: &str, rate: &str| DatedRate { day: day(on), from: CurrencyCode::USD, to: CurrencyCode::CNY, rate: rate.parse().unwrap() };
    assert_eq!(book.put_rates([quoted("2026-11-02", "7.1"), quoted("2026-11-09", "7.12")]).unwrap(), 2);
    assert_eq!(book.undo_name(), None);
    drop(book);

    let book = Book::open(folder.path(), now()).unwrap();
    assert_eq!(*book.habits(), habits);
    assert_eq!(book.rate(CurrencyCode::USD, day("2026-11-20")).unwrap().to_string(), "7.12");
    assert_eq!(book.rate(CurrencyCode::USD, day("2026-11-08")).unwrap().to_string(), "7.1");
    assert_eq!(book.rate(CurrencyCode::EUR, day("2026-11-20")), None);
    assert_eq!(book.rate(CurrencyCode::CNY, day("2026-11-20")).unwrap().to_string(), "1");
}

#[test]
fn the_name_stands_in_the_history_and_the_currency_in_amounts_typed_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::open(folder.path(), now()).unwrap();
    book.set_habits(Habits { who: "Ming".to_owned(), currency: CurrencyCode::EUR, ..Habits::default() }).unwrap();
    let mut customer = Customer::new(Id(0));
    customer.set(Field::Company, "Norte");
    let id = book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::new() }, now()).unwrap().customer.unwrap();
    book.apply(Edit::SetField { customers: vec![id], field: Field::AnnualAmount, text: "1200".to_owned() }, now()).unwrap();
    let card = book.card(id).unwrap().unwrap();
    assert!(matches!(card.customer.get(Field::AnnualAmount), Value::Money(money) if money.display() == "EUR 1,200"));
    let question = gendan::book::HistoryQuestion { customer: Some(id), ..Default::default() };
    assert!(book.history(&question, None).unwrap().entries.iter().all(|entry| entry.who == "Ming"));
}
