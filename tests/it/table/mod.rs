//! The table of customers as a person works in it: what is seen, pressed, dragged, copied and pasted.

mod by_rules;
mod cells;
mod clipboard;
mod drawn;
mod due;
mod editors;
mod keyboard;
mod many;
mod rail;
mod search;
mod stage;
