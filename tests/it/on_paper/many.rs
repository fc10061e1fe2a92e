//! Many customers in one file: in parts or at once, the pages are the same.

use gendan::book::{Edit, PaperQuestion, PaperStyle, Printing, Reading};
use gendan::model::{Customer, Field, Id, Value};
use gendan::print::{Paper, Template};
use tempfile::TempDir;

use super::reader::{letters, read};
use super::{book, read_file};
use crate::stage::now;

/// So many customers take three parts.
const COUNT: usize = 120;

fn people(folder: &TempDir) -> (gendan::book::Book, Vec<Id>) {
    let mut book = book(folder);
    let ids = (0..COUNT).map(|number| {
        let mut customer = Customer::new(Id(0));
        customer.set(Field::Company, Value::Text(format!("Company {number}")));
        // Some take one page more than others where everything is printed whole.
        customer.set(Field::Notes, Value::Text("said a lot ".repeat(if number % 3 == 0 { 900 } else { 1 })));
        book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::new() }, now()).expect("added").customer.expect("one")
    });
    let ids = ids.collect();
    (book, ids)
}

fn printing(paper: Paper, ids: &[Id], style: PaperStyle) -> Printing {
    let question = PaperQuestion { style, ..PaperQuestion::of(paper, ids.to_vec()) };
    Printing { question, template: Template::built_in(paper), is_one_each: false }
}

#[test]
fn pages_made_in_parts_are_the_pages_made_at_once() {
    let folder = TempDir::new().expect("a folder");
    let (book, ids) = people(&folder);
    let reading = Reading::open(book.place()).expect("the book");
    let file = folder.path().join("many.pdf");
    for (paper, style) in [
        (Paper::Card, PaperStyle::default()),
        (Paper::Card, PaperStyle { has_back: false, ..PaperStyle::default() }),
        (Paper::Brief, PaperStyle::default()),
        (Paper::Envelope, PaperStyle::default()),
        (Paper::Customer, PaperStyle::default()),
    ] {
        let printing = printing(paper, &ids, style);
        let mut heard = Vec::new();
        let printed = reading.print(&printing, &file, now(), |done, all| {
            heard.push(done);
            all == COUNT
        });
        let printed = printed.expect("printed");
        let in_parts = read_file(&file);
        let at_once = read(reading.typeset(&printing, now()).expect("pages").pdf("many").expect("a file"));
        assert_eq!(printed.pages, in_parts.len(), "{paper:?}");
        assert!(in_parts.iter().map(|page| &page.text).eq(at_once.iter().map(|page| &page.text)), "{paper:?}");
        assert_eq!(heard, [0, 50, 100, COUNT, COUNT], "{paper:?}");
    }
}

#[test]
fn in_the_long_form_every_card_begins_on_a_leaf_of_its_own() {
    let folder = TempDir::new().expect("a folder");
    let (book, ids) = people(&folder);
    let reading = Reading::open(book.place()).expect("the book");
    let file = folder.path().join("many.pdf");
    let style = PaperStyle { is_long: true, ..PaperStyle::default() };
    let printed = reading.print(&printing(Paper::Card, &ids, style), &file, now(), |_, _| true).expect("printed");
    let pages = read_file(&file);
    assert_eq!(printed.pages, pages.len());
    let mut at = 0;
    for (number, id) in ids.iter().enumerate() {
        let begins = pages[at..].iter().position(|page| page.letters().contains(&letters(&id.code()))).expect("its first page") + at;
        assert!(begins.is_multiple_of(2), "card {number} begins on page {}", begins + 1);
        assert!(pages[begins].letters().contains(&letters(&format!("Company {number}"))));
        at = begins + 1;
    }
}

#[test]
fn who_ends_it_in_the_middle_of_a_file_is_left_with_none() {
    let folder = TempDir::new().expect("a folder");
    let (book, ids) = people(&folder);
    let reading = Reading::open(book.place()).expect("the book");
    let file = folder.path().join("many.pdf");
    let error = reading.print(&printing(Paper::Card, &ids, PaperStyle::default()), &file, now(), |done, _| done < 50);
    assert!(error.expect_err("ended").is_cancelled());
    assert!(!file.exists());
}
