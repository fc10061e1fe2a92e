//! gendan (跟单): a desktop workspace for people who sell abroad.
//!
//! Views draw a snapshot and push actions; the [`book::Book`] turns an edit into one transaction that remembers how each
//! row was; the next frame draws a new snapshot. The modules stand in order of dependency: each may use those above it,
//! never those below.
//!
//! | module | what it is |
//! |---|---|
//! | [`words`] | the two languages |
//! | [`error`] | what went wrong, in a sentence, and what to do |
//! | [`model`] | what is true: plain data and rules of the trade |
//! | [`store`] | where it is: the SQLite file, journal, backups |
//! | [`import`] | from a list: file, sheet, mapping, drafts, plan |
//! | [`print`] | to paper: templates and data become pages |
//! | [`book`] | what one can do, without a window |
//! | [`cli`] | the book from a shell |
//! | [`app`] | what one sees |

pub mod words;

mod bounds;
mod faces;

pub mod error;
pub mod model;
pub mod store;

pub mod import;

pub mod print;

pub mod book;

pub mod app;
pub mod cli;
