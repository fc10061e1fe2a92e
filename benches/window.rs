//! Placeholder that is replaced by the figures.
fn main() {}
