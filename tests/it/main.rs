//! One integration binary: a story per file.

mod importing;
mod storing;
mod values;
