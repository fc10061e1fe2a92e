//! The weekly digest from a shell.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::say;
use crate::book::{Now, Reading, write_digest};
use crate::error::Result;
use crate::tr;

/// Writes the digest of the week of today to an HTML file.
pub(super) fn digest(file: &Path, json: bool, book: &Reading, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    write_digest(file, &book.digest(now)?)?;
    let shown = file.display().to_string();
    say(out, json, &json!({ "file": shown }), &tr!("digest-written", file = shown.as_str()))
}
