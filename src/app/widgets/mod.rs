//! What several views draw: text, buttons, chips, stars, days, fields that are edited in place. No view, no book.

pub mod alike;
pub mod bidi;
pub mod button;
pub mod changes;
pub mod chip;
pub mod choose;
pub mod days;
pub mod drafts;
pub mod editor;
pub mod finding;
pub mod homes;
pub mod keys;
pub mod known;
pub mod menu;
pub mod modal;
pub mod new_field;
pub mod nothing;
pub mod office;
pub mod picker;
pub mod quick;
pub mod sketch;
pub mod spark;
pub mod spoken;
pub mod text;
pub mod values;
pub mod walk;
