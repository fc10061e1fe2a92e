//! Lists into the book and out again: what `contracts` promises under "Import", as stories and tables of cases.
//!
//! Lists are written by the tests themselves, as csv text or small workbooks; files of other programs are `reading`'s matter.

mod again;
pub mod desk;
mod finding;
mod laws;
mod lines;
mod merging;
mod rows;
mod there_and_back;
mod touches;
mod twins;
mod values;
mod wizard;
