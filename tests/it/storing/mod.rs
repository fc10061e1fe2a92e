//! The book's file: what is written comes back, steps can be taken back and done again, and nothing is lost on the way.

mod backups;
mod file;
mod history;
mod laws;
mod reading;
mod samples;
mod speed;
mod steps;
