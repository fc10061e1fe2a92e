//! `gendan register`: which cards are out, which came back, which were checked, and what changed on one since it was printed. What
//! the other commands write into the register is told to it here as well.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use crate::book::{Book, Edit, EditError, FieldSince, Now, Reading, RegisterEdit, RegisterLine, RegisterPart, leave_note};
use crate::error::Result;
use crate::model::Id;
use crate::model::day::read_typed;
use crate::tr;

use super::{open, say, tell};

/// `gendan register`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct RegisterArguments {
    /// Only cards that should be back
    #[arg(long, conflicts_with = "all")]
    overdue: bool,
    /// Every card that was ever printed, not only those that somebody has
    #[arg(long)]
    all: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Says that the cards of customers are back
    Return {
        /// Ids, customer numbers, unique names or codes of cards
        #[arg(required = true)]
        customers: Vec<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Says that the cards of customers were checked
    Check {
        /// Ids, customer numbers, unique names or codes of cards
        #[arg(required = true)]
        customers: Vec<String>,
        /// What was found
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Shows what changed on a card since it was printed
    Changes {
        /// Id, customer number, unique name or code of a card
        customer: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// `gendan register`.
pub(super) fn register(arguments: &RegisterArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    match &arguments.what {
        None => {
            let part = match (arguments.overdue, arguments.all) {
                (true, _) => RegisterPart::Overdue,
                (_, true) => RegisterPart::All,
                _ => RegisterPart::Out,
            };
            list(&Reading::open(place)?, part, arguments.json, now, out)
        }
        Some(What::Return { customers, json }) => {
            let mut book = open(place, now)?;
            let reading = Reading::open(place)?;
            let mut copies = Vec::new();
            for text in customers {
                let found = reading.cards_out_of(reading.meant_by(text)?)?;
                if found.is_empty() {
                    return Err(EditError::CardNotOut(text.clone()).into());
                }
                copies.extend(found.iter().map(|copy| copy.id));
            }
            let done = book.apply(Edit::Register(RegisterEdit::ReturnCards { copies }), now)?;
            tell(out, *json, Some(&done))
        }
        Some(What::Check { customers, note, json }) => {
            let mut book = open(place, now)?;
            let reading = Reading::open(place)?;
            let customers = customers.iter().map(|text| reading.meant_by(text)).collect::<Result<Vec<Id>>>()?;
            let done = book.apply(Edit::Register(RegisterEdit::CheckCards { customers, note: note.clone() }), now)?;
            tell(out, *json, Some(&done))
        }
        Some(What::Changes { customer, json }) => changes(&Reading::open(place)?, customer, *json, out),
    }
}

fn list(book: &Reading, part: RegisterPart, json: bool, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let lines = book.register(part, now.today)?;
    if json {
        return say(out, true, &json!({ "copies": lines.iter().map(|line| line_json(line, now)).collect::<Vec<Json>>() }), "");
    }
    for RegisterLine { copy, name } in &lines {
        let day = |day: Option<NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
        let days = [copy.taken_on, copy.due_back_on, copy.returned_on].map(day).join("\t");
        let late = if copy.is_overdue(now.today) { tr!("register-overdue") } else { String::new() };
        // A pipe that was closed early is no failure of ours.
        if writeln!(out, "{name}\t{}\t{days}\t{}\t{late}", copy.taken_by, copy.why).is_err() {
            return Ok(ExitCode::SUCCESS);
        }
    }
    let overdue = lines.iter().filter(|line| line.copy.is_overdue(now.today)).count();
    say(out, false, &Json::Null, &tr!("cli-register", count = lines.len(), overdue = overdue))
}

fn line_json(RegisterLine { copy, name }: &RegisterLine, now: Now) -> Json {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let printed_at = chrono::DateTime::from_timestamp_millis(copy.printed_at_ms).map(|at| at.to_rfc3339());
    json!({
        "id": copy.id.0,
        "customer": copy.customer.0,
        "name": name,
        "paper": copy.paper,
        "template": copy.template,
        "file": copy.file,
        "printed_at": printed_at,
        "reason": copy.why,
        "taken_by": copy.taken_by,
        "taken_on": day(copy.taken_on),
        "due_back_on": day(copy.due_back_on),
        "returned_on": day(copy.returned_on),
        "is_overdue": copy.is_overdue(now.today),
    })
}

fn changes(book: &Reading, customer: &str, json: bool, out: &mut impl Write) -> Result<ExitCode> {
    let since = book.since_print(book.meant_by(customer)?)?;
    let field = |field: &FieldSince| json!({ "whose": field.whose, "label": field.label, "was": field.was, "now": field.now });
    let object = match &since {
        Some(since) => json!({
            "printed_at": chrono::DateTime::from_timestamp_millis(since.copy.printed_at_ms).map(|at| at.to_rfc3339()),
            "fields": since.fields.iter().map(field).collect::<Vec<Json>>(),
            "touches": since.touches,
        }),
        None => json!({ "printed_at": Json::Null, "fields": [], "touches": 0 }),
    };
    let Some(since) = since.filter(|_| !json) else { return say(out, json, &object, &tr!("register-never-printed")) };
    for field in &since.fields {
        let label = if field.whose.is_empty() { field.label.clone() } else { format!("{} · {}", field.whose, field.label) };
        let _ = writeln!(out, "{label}: {} → {}", field.was, field.now);
    }
    say(out, false, &Json::Null, &tr!("register-changes", fields = since.fields.len(), touches = since.touches))
}

/// A day as somebody typed it: 2026-12-01, next fri, in 3 days.
pub(super) fn day(text: &str, now: Now) -> Result<NaiveDate> {
    let day = read_typed(text, now.today).ok_or_else(|| EditError::NotADay(text.to_owned()))?;
    Ok(day.last_day())
}

/// Keeps what a reading command has let out of the book, which it may do beside an open window: that takes it into the register by itself.
/// Where neither can be, a sentence says so. Returns whether the register knows of it, or will.
pub(super) fn note(edit: RegisterEdit, place: &Path, now: Now) -> bool {
    let noted = match Book::open_quietly(place, now) {
        Ok(mut book) => book.apply(Edit::Register(edit), now).map(drop),
        Err(_) => leave_note(place, edit, now),
    };
    if let Err(error) = &noted {
        eprintln!("{}", tr!("cli-not-noted", reason = error.to_string()));
    }
    noted.is_ok()
}
