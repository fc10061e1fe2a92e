//! One integration binary: a story per file.

mod storing;
mod values;
mod window;
