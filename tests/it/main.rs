//! One integration binary: a story per file.

mod storing;
