//! The calendar for other programs, from a shell.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use chrono::Local;
use serde_json::json;

use super::say;
use crate::book::{Now, Reading, write_calendar};
use crate::error::Result;
use crate::model::zone;
use crate::tr;

/// Writes what is open up to `days` from today to an .ics file.
pub(super) fn ics(file: &Path, days: u32, json: bool, book: &Reading, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let shown = now.at.with_timezone(&Local).naive_local();
    let named = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
    let calendar = book.calendar(now, zone::shown_by(shown, now.at, named), days)?;
    let has_changed = write_calendar(file, &calendar)?;
    let entries = calendar.events.len();
    say(
        out,
        json,
        &json!({ "entries": entries, "changed": has_changed }),
        &tr!("cli-calendar", count = entries, file = file.display().to_string()),
    )
}
