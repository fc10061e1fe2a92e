//! Forms of the trade: empty with everything that they ask, filled with what is known, and the list of first-class customers.

use gendan::book::{Book, Edit, PaperQuestion, Printing, Reading};
use gendan::model::{Customer, Field, Id};
use gendan::print::{Paper, Template};
use gendan::words::{Language, speak};
use tempfile::TempDir;

use super::book;
use super::reader::{ReadPage, letters, read};
use crate::stage::now;

fn pages(book: &Book, question: PaperQuestion) -> Vec<ReadPage> {
    let printing = Printing { template: Template::built_in(question.paper), question, is_one_each: false };
    let reading = Reading::open(book.place()).expect("the book");
    read(reading.typeset(&printing, now()).expect("pages").pdf("form").expect("a file"))
}

fn said(pages: &[ReadPage]) -> String {
    pages.iter().map(ReadPage::letters).collect()
}

fn add(book: &mut Book, values: &[(Field, &str)]) -> Id {
    let mut customer = Customer::new(Id(0));
    for (field, value) in values {
        customer.set(*field, *value);
    }
    book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::new() }, now()).expect("added").customer.expect("an id")
}

#[test]
fn a_form_asks_the_same_empty_and_filled() {
    let folder = TempDir::new().expect("a folder");
    let mut book = book(&folder);
    let known = [
        (Field::Company, "Nordlicht GmbH"),
        (Field::Source, "展会"),
        (Field::Products, "enamel pots"),
        (Field::CustomerType, "Zwischenhändler"),
    ];
    let id = add(&mut book, &known);
    let asked: [(Paper, usize, &[Field]); 2] = [
        (Paper::Potential, 1, &[Field::Company, Field::Contact, Field::Products, Field::Source, Field::Intent, Field::FollowUpGoal]),
        (Paper::Customer, 2, &[Field::TaxId, Field::CreditLimit, Field::StorageArea, Field::PastYears, Field::Ambitions, Field::Partners]),
    ];
    for language in [Language::Chinese, Language::English] {
        speak(language);
        for (paper, count, fields) in asked {
            let empty = pages(&book, PaperQuestion::of(paper, Vec::new()));
            let filled = pages(&book, PaperQuestion::of(paper, vec![id]));
            assert_eq!((empty.len(), filled.len()), (count, count), "{paper:?}");
            for page in [&empty, &filled] {
                for field in fields {
                    assert!(said(page).contains(&letters(field.label())), "{} of {paper:?}: {}", field.label(), said(page));
                }
            }
            for text in ["NordlichtGmbH", "enamelpots", "Zwischenhändler"] {
                assert_eq!((said(&empty).contains(text), said(&filled).contains(text)), (false, true), "{text} in {paper:?}");
            }
        }
    }
}

#[test]
fn first_class_customers_stand_in_a_ruled_list_by_amount() {
    let folder = TempDir::new().expect("a folder");
    let mut book = book(&folder);
    speak(Language::English);
    for (name, level) in [("Small Ltd", "A"), ("Large Ltd", "A类"), ("Other Ltd", "B"), ("Best Ltd", "VIP")] {
        let mut customer = Customer::new(Id(0));
        customer.set(Field::Company, name);
        customer.set(Field::Level, level);
        customer.set(Field::PersonInCharge, format!("Boss of {name}"));
        let amount = if name == "Large Ltd" { 90_000_000 } else { 1_000_000 };
        customer.set(
            Field::AnnualAmount,
            gendan::model::Value::Money(gendan::model::money::Money::new(amount, "USD".parse().expect("a currency"))),
        );
        book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::new() }, now()).expect("added");
    }
    let list = pages(&book, PaperQuestion::of(Paper::FirstClass, Vec::new()));
    let text = said(&list);
    let heads = ["Customer", "Personincharge", "Businessitems", "Productstraded", "Annualamount"];
    let places: Vec<usize> = heads.iter().map(|head| text.find(head).unwrap_or_else(|| panic!("{head} in {text}"))).collect();
    assert!(places[1..].is_sorted(), "{text}");
    for words in ["Form13-5", "Year2026", "Page1of1", "LargeLtd", "SmallLtd", "BestLtd", "BossofLargeLtd", "USD900,000*", "3customers"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("OtherLtd") && text.find("LargeLtd") < text.find("SmallLtd"), "{text}");
    assert!(list[0].size.0 > list[0].size.1, "across");
    // Many of them go over several pages, each with title and head.
    let ids: Vec<Id> = (0..40).map(|number| add(&mut book, &[(Field::Company, format!("Firm {number:02}").as_str())])).collect();
    let list = pages(&book, PaperQuestion::of(Paper::FirstClass, ids));
    assert!(list.len() > 1);
    for (number, page) in list.iter().enumerate() {
        assert!(page.letters().contains(&format!("Page{}of{}", number + 1, list.len())) && page.letters().contains("Productstraded"));
    }
    assert!((0..40).all(|number| said(&list).contains(&format!("Firm{number:02}"))));
}
