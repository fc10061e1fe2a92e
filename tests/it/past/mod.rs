//! The past of the book: histories, the card as of a day, changes taken back, how fresh facts are, customers that become one.

mod alike;
mod book;
mod merging;
mod window;
