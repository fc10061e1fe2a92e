//! From a list to a plan: file → sheet → mapping → drafts and row issues → plan. Pure steps: no database, no window.

pub mod read;

pub use read::ReadError;
