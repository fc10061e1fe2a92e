//! Printing from a shell: every paper as a PDF file.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{open, register, say};
use crate::book::{Edit, Now, PaperQuestion, PaperSize, PaperStyle, Printed, Printing, Reading, RegisterEdit, TakeAlong};
use crate::error::Result;
use crate::model::Id;
use crate::print::{Paper, PrintError, Template, templates};
use crate::tr;

#[derive(Debug, Args)]
pub(super) struct PrintArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Customer cards
    Card {
        /// Id, customer number, unique name, code of a card, or a query such as country:DE stars:>3
        whom: String,
        #[command(flatten)]
        how: How,
        /// The front only
        #[arg(long)]
        front_only: bool,
        /// Without prices and amounts
        #[arg(long)]
        no_prices: bool,
        /// Without what is known of people beyond their work
        #[arg(long)]
        no_personal: bool,
        /// Every text whole, on as many pages as it takes
        #[arg(long)]
        long: bool,
        /// A file for each customer
        #[arg(long)]
        one_each: bool,
        #[command(flatten)]
        taken: Taken,
    },
}

#[derive(Debug, Args)]
struct How {
    /// The PDF file
    #[arg(short, long, value_name = "FILE.pdf")]
    output: PathBuf,
    /// The template; by default the built-in one
    #[arg(long)]
    template: Option<String>,
    /// The size of the paper
    #[arg(long, value_name = "a4|a5|letter", value_parser = size)]
    paper: Option<PaperSize>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What the register is told of the cards.
#[derive(Debug, Args)]
struct Taken {
    /// What for, as history and register shall say
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// The cards are taken along and come back: the register waits for them
    #[arg(long)]
    take_along: bool,
    /// Who takes them; without it whose book it is
    #[arg(long, value_name = "NAME", requires = "take_along", default_value = "")]
    by: String,
    /// The day by which they shall be back: 2026-12-01, next fri, in 3 days
    #[arg(long, value_name = "DAY", requires = "take_along")]
    due_back: Option<String>,
}

fn size(text: &str) -> Result<PaperSize, String> {
    PaperSize::by_key(text).ok_or_else(|| format!("{text} is neither a4, a5 nor letter"))
}

/// `gendan print`.
pub(super) fn print(arguments: &PrintArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let book = Reading::open(place)?;
    match &arguments.what {
        What::Card { whom, how, front_only, no_prices, no_personal, long, one_each, taken } => {
            let style = PaperStyle { has_back: !front_only, has_prices: !no_prices, has_personal: !no_personal, is_long: *long };
            let question = PaperQuestion {
                paper: Paper::Card,
                customers: whom_of(&book, whom, now)?,
                size: how.paper.unwrap_or(PaperSize::A5),
                style,
            };
            let take_along = match &taken.due_back {
                _ if !taken.take_along => None,
                day => {
                    let due_back_on = day.as_deref().map(|text| register::day(text, now)).transpose()?;
                    Some(TakeAlong { by: taken.by.clone(), due_back_on })
                }
            };
            // What is taken along has to be waited for: without the book nothing is printed.
            let mut writing = if taken.take_along { Some(open(place, now)?) } else { None };
            let customers = question.customers.clone();
            let (printed, template) = write(&book, question, how, *one_each, now)?;
            let what = register::paper_out(&how.output, Paper::Card.key(), &template, &taken.reason);
            let note = RegisterEdit::NotePrint { customers, what, take_along };
            let is_noted = match &mut writing {
                Some(writing) => writing.apply(Edit::Register(note), now).map(|_| true)?,
                None => register::note(note, place, now),
            };
            tell(&printed, is_noted, how.json, out)
        }
    }
}

/// The customers that a name, number or code means, else those that a query finds.
fn whom_of(book: &Reading, whom: &str, now: Now) -> Result<Vec<Id>> {
    let found = match book.meant_by(whom) {
        Ok(id) => vec![id],
        Err(_) => book.find(whom, &[], now.today)?,
    };
    if found.is_empty() { Err(PrintError::Nobody.into()) } else { Ok(found) }
}

/// Writes the files; returns them with the name of the template.
fn write(book: &Reading, question: PaperQuestion, how: &How, is_one_each: bool, now: Now) -> Result<(Printed, String)> {
    let paper = question.paper;
    let template = Template::find(&book.templates_folder(), paper, how.template.as_deref().unwrap_or(paper.key()))?;
    let name = template.name.clone();
    let printed = book.print(&Printing { question, template, is_one_each }, &how.output, now, |_, _| true)?;
    if !printed.missing.is_empty() {
        eprintln!("{}", tr!("cli-missing-glyphs", characters = printed.missing.iter().collect::<String>()));
    }
    Ok((printed, name))
}

fn tell(printed: &Printed, is_noted: bool, json: bool, out: &mut impl Write) -> Result<ExitCode> {
    let files: Vec<String> = printed.files.iter().map(|file| file.display().to_string()).collect();
    say(
        out,
        json,
        &json!({ "pages": printed.pages, "files": files, "missing": printed.missing.iter().collect::<String>(), "noted": is_noted }),
        &tr!("cli-printed", pages = printed.pages, file = files.join(", ")),
    )
}

/// `gendan templates`.
pub(super) fn list(place: &Path, json: bool, out: &mut impl Write) -> Result<ExitCode> {
    let found = templates(&Reading::open(place)?.templates_folder());
    let shown: Vec<_> = found
        .iter()
        .map(|file| json!({ "name": file.name, "paper": file.paper.key(), "file": file.path.as_ref().map(|path| path.display().to_string()) }))
        .collect();
    let lines: Vec<String> = found
        .iter()
        .map(|file| match &file.path {
            Some(path) => format!("{}\t{}\t{}", file.name, file.paper.key(), path.display()),
            None => format!("{}\t{}", file.name, file.paper.key()),
        })
        .collect();
    say(out, json, &json!({ "templates": shown }), &lines.join("\n"))
}
