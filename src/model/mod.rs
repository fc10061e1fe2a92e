//! What is true: plain data and rules of the trade. No SQL, no window, no clock, no files.

pub mod text;

pub mod country;
pub mod currency;
