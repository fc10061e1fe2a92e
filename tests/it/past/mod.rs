//! The past of the book: histories, the card as of a day, changes taken back, how fresh facts are, customers that become one.

pub mod alike;
mod apart;
mod book;
mod listed;
mod merging;
mod window;
