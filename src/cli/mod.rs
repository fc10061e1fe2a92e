//! The book from a shell: what scripts and tests rely on (`contracts`, "Shell"). Words of people on standard error, results on
//! standard output, as one JSON object where `--json` is given.
//!
//! Exit status: 0 done, 1 with a sentence on standard error, 2 wrong usage.

mod agenda;
mod calendar;
mod digest;
mod follow;
mod import;
mod pool;
mod print;
mod register;
mod relations;
mod show;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Parser, Subcommand};
use serde_json::json;

use crate::book::{Book, Done, Edit, Now, PaperOut, Reading, RegisterEdit, default_place};
use crate::error::{Error, Result};
use crate::import::read;
use crate::model::{Field, Id, Of};
use crate::tr;
use crate::words::{self, Language};

/// A workspace for people who sell abroad: customers, follow-ups and lists in one local book.
#[derive(Debug, Parser)]
#[command(name = "gendan", version)]
pub struct Arguments {
    /// The folder of the book; by default in the local data folder
    #[arg(long, global = true, value_name = "DIR")]
    book: Option<PathBuf>,
    /// The language of what is said
    #[arg(long, global = true, value_name = "zh|en", value_parser = language)]
    lang: Option<Language>,
    /// Takes this instant for now
    #[arg(long, global = true, value_name = "RFC3339", value_parser = instant)]
    now: Option<DateTime<Utc>>,
    /// Lists to import; the window opens on the import wizard
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Shows what a file holds
    Inspect {
        /// The file
        file: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// With all cells
        #[arg(long)]
        cells: bool,
    },
    /// Takes a list into the book
    Import(import::ImportArguments),
    /// Lists customers
    List {
        /// Words that must occur, and filters such as country:DE stars:>3 -tag:展会
        query: Option<String>,
        /// Field keys, separated by commas
        #[arg(long, value_delimiter = ',')]
        columns: Vec<String>,
        /// Field keys, `-` before one for largest first
        #[arg(long, value_delimiter = ',', allow_hyphen_values = true)]
        sort: Vec<String>,
        /// At most so many
        #[arg(long)]
        limit: Option<usize>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Shows everything about one customer
    Show {
        /// Id, customer number or unique name
        customer: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Changes fields of one customer
    Set {
        /// Id, customer number or unique name
        customer: String,
        /// FIELD=VALUE; an empty value clears the field
        #[arg(required = true)]
        values: Vec<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Takes back the newest step
    Undo {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Does again what was undone
    Redo {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Shows what was changed, when and by whom
    History {
        /// Id, customer number or unique name
        customer: Option<String>,
        /// At most so many of the newest steps
        #[arg(long)]
        limit: Option<usize>,
        /// Shows the customer as it was at the end of a day instead
        #[arg(long, value_name = "YYYY-MM-DD", requires = "customer", conflicts_with = "limit")]
        as_of: Option<NaiveDate>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Keeps what happened with a customer, and what is planned next
    Touch(follow::TouchArguments),
    /// Plans a follow-up with a customer
    FollowUp(follow::FollowUpArguments),
    /// Shows whom to contact, and why
    Agenda(agenda::AgendaArguments),
    /// Shows the rules by which customers are kept in touch with, or takes a preset
    Rules(agenda::RulesArguments),
    /// Shows who is proposed for the public pool and who is in it; puts customers in and takes them out
    Pool(pool::PoolArguments),
    /// Makes two customers one, with all that belongs to them
    Merge(relations::MergeArguments),
    /// Lists customers that may be one
    Duplicates {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Says that customers are not the same, so that they are not listed as duplicates again
    Apart {
        /// Id, customer number or unique name
        #[arg(required = true, num_args = 2..)]
        customers: Vec<String>,
        /// Takes that back
        #[arg(long)]
        revoke: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes customers to an .xlsx or .csv file
    Export {
        /// The file
        file: PathBuf,
        /// Words that must occur, and filters such as country:DE stars:>3 -tag:展会
        query: Option<String>,
        /// What for, as the history shall say
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes follow-ups and promises to an .ics file for other calendars
    Ics {
        /// The file
        file: PathBuf,
        /// How many days from today
        #[arg(long, default_value_t = 366)]
        days: u32,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes the digest of this week to an HTML page
    Digest {
        /// The file
        file: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Prints cards, forms and letters to PDF files
    Print(print::PrintArguments),
    /// Shows which cards somebody has; takes them back, notes that they were checked, tells what changed since they were printed
    Register(register::RegisterArguments),
    /// Lists the templates that papers are printed with
    Templates {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes the whole book as JSON
    Dump {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Makes a backup
    Backup {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Checks the book
    Check {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Fills an empty book with fictional customers
    Sample {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

fn language(text: &str) -> Result<Language, String> {
    match text {
        "zh" => Ok(Language::Chinese),
        "en" => Ok(Language::English),
        other => Err(format!("{other} is neither zh nor en")),
    }
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).map_err(|error| error.to_string())
}

/// What the window is started with, where no command was given.
#[derive(Debug)]
pub struct WindowStart {
    /// The folder of the book, where the user chose one.
    pub book: Option<PathBuf>,
    /// The language, where the user chose one.
    pub language: Option<Language>,
    /// The instant to take for now, where the user chose one.
    pub now: Option<DateTime<Utc>>,
    /// Lists to import.
    pub files: Vec<PathBuf>,
}

/// What the arguments ask for.
pub enum Start {
    /// A command was given and has run.
    Done(ExitCode),
    /// The window is wanted.
    Window(WindowStart),
}

/// Reads the arguments and runs the command, if there is one. `clock` tells the instant and the local day.
pub fn start(arguments: impl IntoIterator<Item = OsString>, clock: impl Fn() -> Now) -> Start {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|first| first == read::CHILD_COMMAND) {
        return Start::Done(read::child_main(arguments.into_iter().skip(2)));
    }
    if arguments.get(1).is_some_and(|first| first == crate::print::CHILD_COMMAND) {
        return Start::Done(crate::print::child_main());
    }
    if let Ok(executable) = std::env::current_exe() {
        crate::print::try_with(executable);
    }
    let parsed = match Arguments::try_parse_from(arguments) {
        Ok(parsed) => parsed,
        Err(error) => {
            let _ = error.print();
            return Start::Done(if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS });
        }
    };
    words::speak(parsed.lang.unwrap_or_else(Language::of_system));
    let Some(command) = parsed.command else {
        return Start::Window(WindowStart { book: parsed.book, language: parsed.lang, now: parsed.now, files: parsed.files });
    };
    let now = match parsed.now {
        Some(at) => Now { at, today: at.with_timezone(&chrono::Local).date_naive() },
        None => clock(),
    };
    let place = parsed.book.or_else(default_place).unwrap_or_else(|| PathBuf::from("gendan"));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let code = run(command, &place, now, &mut out);
    let flushed = out.flush();
    Start::Done(match (code, flushed) {
        (Ok(code), Ok(())) => code,
        // A reader that closes the pipe early, like `head`, has what it wanted.
        (Ok(_), Err(_)) => ExitCode::SUCCESS,
        (Err(error), _) => {
            complain(&error);
            ExitCode::FAILURE
        }
    })
}

fn complain(error: &Error) {
    eprintln!("{error}");
    let hint = error.hint();
    if !hint.is_empty() {
        eprintln!("{hint}");
    }
}

fn run(command: Command, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    match command {
        Command::Inspect { file, json, cells } => Ok(import::inspect(&file, json, cells, out)),
        Command::Import(arguments) => import::import(&arguments, place, now, out),
        Command::List { query, columns, sort, limit, json } => {
            let book = Reading::open(place)?;
            show::list(
                &book,
                &show::Wanted { query: query.as_deref().unwrap_or(""), columns: &columns, sort: &sort, limit },
                now,
                json,
                out,
            )
        }
        Command::Show { customer, json } => show::show(&Reading::open(place)?, &customer, json, out),
        Command::History { customer: Some(customer), as_of: Some(day), json, .. } => {
            show::as_of(&Reading::open(place)?, &customer, day, json, out)
        }
        Command::History { customer, limit, json, .. } => {
            show::history(&Reading::open(place)?, customer.as_deref(), limit.unwrap_or(usize::MAX), json, out)
        }
        Command::Touch(arguments) => follow::touch(&arguments, place, now, out),
        Command::FollowUp(arguments) => follow::follow_up(&arguments, place, now, out),
        Command::Agenda(arguments) => agenda::agenda(&arguments, place, now, out),
        Command::Rules(arguments) => agenda::rules(&arguments, place, now, out),
        Command::Pool(arguments) => pool::pool(&arguments, place, now, out),
        Command::Merge(arguments) => relations::merge(&arguments, place, now, out),
        Command::Duplicates { json } => relations::duplicates(&Reading::open(place)?, json, out),
        Command::Apart { customers, revoke, json } => relations::apart(&customers, !revoke, json, place, now, out),
        Command::Set { customer, values, json } => {
            let mut book = open(place, now)?;
            let id = Reading::open(place)?.meant_by(&customer)?;
            let mut edits = Vec::new();
            for value in &values {
                let Some((key, text)) = value.split_once('=').filter(|(key, _)| !key.trim().is_empty()) else {
                    return Err(crate::book::ImportError::NoField(value.clone()).into());
                };
                edits.push(edit_of(id, key.trim(), text)?);
            }
            let done = book.apply_all(edits, now)?;
            tell(out, json, Some(&done))
        }
        Command::Undo { json } => {
            let done = open(place, now)?.undo(now)?;
            tell(out, json, done.as_ref())
        }
        Command::Redo { json } => {
            let done = open(place, now)?.redo(now)?;
            tell(out, json, done.as_ref())
        }
        Command::Export { file, query, reason, json } => {
            let book = Reading::open(place)?;
            let query = query.unwrap_or_default();
            let ids = book.find(&query, &[], now.today)?;
            let rows = book.export(&ids, &file, now.today)?;
            let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
            let what = PaperOut::to_file(&file, &ending, "", &reason);
            register::note(RegisterEdit::NoteList { customers: ids.len(), query, what }, place, now);
            say(
                out,
                json,
                &json!({ "customers": ids.len(), "rows": rows }),
                &tr!("cli-exported", count = ids.len(), file = file.display().to_string()),
            )
        }
        Command::Ics { file, days, json } => calendar::ics(&file, days, json, &Reading::open(place)?, now, out),
        Command::Digest { file, json } => digest::digest(&file, json, &Reading::open(place)?, now, out),
        Command::Print(arguments) => print::print(&arguments, place, now, out),
        Command::Register(arguments) => register::register(&arguments, place, now, out),
        Command::Templates { json } => print::list(place, json, out),
        Command::Dump { json: _ } => {
            Reading::open(place)?.dump(out)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Backup { json } => {
            let backup = open(place, now)?.back_up(now)?;
            let file = backup.path.display().to_string();
            say(
                out,
                json,
                &json!({ "ok": true, "problems": [], "file": file, "bytes": backup.bytes }),
                &tr!("cli-backed-up", file = file.as_str()),
            )
        }
        Command::Check { json } => {
            let problems = Reading::open(place)?.check()?;
            let sentence = if problems.is_empty() { tr!("cli-sound") } else { problems.join("\n") };
            say(out, json, &json!({ "ok": problems.is_empty(), "problems": problems }), &sentence)?;
            if json {
                problems.iter().for_each(|problem| eprintln!("{problem}"));
            }
            Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Command::Sample { json } => {
            let done = Book::open_quietly(place, now)?.add_sample(now)?;
            tell(out, json, Some(&done))
        }
    }
}

/// Opens a book that is there: what changes or keeps one makes no new book out of a mistyped folder.
fn open(place: &Path, now: Now) -> Result<Book> {
    Reading::open(place)?;
    Book::open_quietly(place, now)
}

/// The edit that `FIELD=VALUE` asks for; a field that no list knows is one that the user names.
fn edit_of(id: Id, key: &str, text: &str) -> Result<Edit> {
    match Field::by_key(key) {
        Some(field) if field.of() == Of::Customer && field.spec().is_stored => {
            Ok(Edit::SetField { customers: vec![id], field, text: text.to_owned() })
        }
        Some(_) => Err(crate::book::ImportError::NoField(key.to_owned()).into()),
        None => Ok(Edit::SetExtra { customers: vec![id], name: key.to_owned(), text: text.to_owned() }),
    }
}

/// Prints the step that was done, or that there was none.
fn tell(out: &mut impl Write, json: bool, done: Option<&Done>) -> Result<ExitCode> {
    let step = done.and_then(|done| done.step).map(|id| id.0);
    let sentence = done.map_or_else(|| tr!("cli-nothing-to-do"), |done| done.what.clone());
    say(out, json, &json!({ "step": step, "what": done.map(|done| &done.what) }), &sentence)
}

fn say(out: &mut impl Write, json: bool, object: &serde_json::Value, sentence: &str) -> Result<ExitCode> {
    // A pipe that was closed early is no failure of ours.
    let _ = if json { writeln!(out, "{object}") } else { writeln!(out, "{sentence}") };
    Ok(ExitCode::SUCCESS)
}
