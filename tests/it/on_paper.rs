//! What comes out on paper, read back by a PDF reader that has nothing to do with the writer.

mod forms;
mod hostile;
mod many;
mod reader;
mod sides;

use gendan::book::{Book, PaperQuestion, PaperStyle, Printing, Reading};
use gendan::model::Id;
use gendan::print::{Paper, Template};
use tempfile::TempDir;

use crate::stage::now;

pub use reader::ReadPage;

/// The pages of a PDF file.
pub fn read_file(path: &std::path::Path) -> Vec<ReadPage> {
    reader::read(std::fs::read(path).expect("the file is there"))
}

/// An empty book.
pub fn book(folder: &TempDir) -> Book {
    Book::open(folder.path(), now()).expect("a book")
}

/// The cards of `customers`, as a PDF file.
pub fn cards(book: &Book, customers: &[Id], style: PaperStyle) -> Vec<u8> {
    let question = PaperQuestion { style, ..PaperQuestion::of(Paper::Card, customers.to_vec()) };
    let printing = Printing { question, template: Template::built_in(Paper::Card), is_one_each: false };
    let reading = Reading::open(book.place()).expect("the book is there");
    reading.typeset(&printing, now()).expect("pages").pdf("cards").expect("a file")
}
