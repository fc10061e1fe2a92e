//! Printing from a shell: every paper as a PDF file.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::json;

use super::{open, register, say, show};
use crate::book::{
    Column, Edit, LabelSheet, Letter, Now, PaperOut, PaperQuestion, PaperSize, PaperStyle, Printed, Printing, Reading, RegisterEdit,
    TakeAlong,
};
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
        #[command(flatten)]
        sides: Sides,
        #[command(flatten)]
        left_out: LeftOut,
        /// A file for each customer
        #[arg(long)]
        one_each: bool,
        #[command(flatten)]
        taken: Taken,
    },
    /// The brief before a contact
    Brief {
        /// Id, customer number, unique name, code of a card, or a query
        whom: String,
        #[command(flatten)]
        how: How,
    },
    /// Whom to contact on a day, in the order of work
    Due {
        /// The day; by default today
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<NaiveDate>,
        #[command(flatten)]
        how: How,
    },
    /// The follow-up form of a week, with columns of one's choice
    Weekly {
        /// Which customers; by default those who are due until the end of the week
        query: Option<String>,
        /// A day of the week; by default today
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<NaiveDate>,
        /// Field keys, separated by commas
        #[arg(long, value_delimiter = ',')]
        columns: Vec<String>,
        #[command(flatten)]
        how: How,
    },
    /// A table of customers
    Table {
        /// Which customers; by default all
        query: Option<String>,
        /// Field keys, separated by commas
        #[arg(long, value_delimiter = ',')]
        columns: Vec<String>,
        /// Field keys, `-` before one for largest first
        #[arg(long, value_delimiter = ',', allow_hyphen_values = true)]
        sort: Vec<String>,
        /// What stands above it
        #[arg(long, default_value = "")]
        title: String,
        #[command(flatten)]
        how: How,
    },
    /// The weekly check of cards: how complete and fresh each is, when it was checked, with a box to tick
    Check {
        /// Which customers; by default all
        query: Option<String>,
        /// What stands above it
        #[arg(long, default_value = "")]
        title: String,
        #[command(flatten)]
        how: How,
    },
    /// The calendar of a month
    Month {
        /// A day of the month; by default today
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<NaiveDate>,
        #[command(flatten)]
        how: How,
    },
    /// The cards of a trip in order, with a list in front
    Route {
        /// The stops in order: ids, customer numbers, unique names, codes of cards or queries
        #[arg(required = true)]
        whom: Vec<String>,
        /// What the trip is called
        #[arg(long, default_value = "")]
        title: String,
        #[command(flatten)]
        how: How,
        #[command(flatten)]
        sides: Sides,
        #[command(flatten)]
        left_out: LeftOut,
        #[command(flatten)]
        taken: Taken,
    },
    /// A letter to each customer; each is logged as a touch
    Letters {
        /// Which customers
        query: String,
        /// A file with the text, in which {contact} or {company} stand for what each card has there; by default a usual text
        #[arg(long, value_name = "FILE.txt")]
        text: Option<PathBuf>,
        /// What it is about
        #[arg(long)]
        subject: Option<String>,
        /// Without a touch with each customer
        #[arg(long)]
        no_log: bool,
        #[command(flatten)]
        how: How,
    },
    /// An envelope for each customer
    Envelopes {
        /// Which customers
        query: String,
        #[command(flatten)]
        how: How,
    },
    /// Address labels
    Labels {
        /// Which customers; by default all
        query: Option<String>,
        /// The sheet
        #[arg(long, value_name = "L7160|L7163|5160", default_value = "L7160", value_parser = sheet)]
        sheet: LabelSheet,
        /// The first label that is still on it
        #[arg(long, value_name = "N", default_value_t = 1)]
        first: usize,
        #[command(flatten)]
        how: How,
    },
    /// A form of the trade, empty or filled
    #[command(subcommand)]
    Form(Form),
    /// A mailing list: addresses as .csv
    MailingList {
        /// Which customers; by default all
        query: Option<String>,
        /// The file
        #[arg(short, long, value_name = "FILE.csv")]
        output: PathBuf,
        /// What for, as the history shall say
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Form {
    /// The form of a potential customer; empty without WHOM
    Potential {
        /// Id, customer number, unique name, code of a card, or a query
        whom: Option<String>,
        #[command(flatten)]
        how: How,
        #[command(flatten)]
        left_out: LeftOut,
    },
    /// The form of a customer; empty without WHOM
    Customer {
        /// Id, customer number, unique name, code of a card, or a query
        whom: Option<String>,
        #[command(flatten)]
        how: How,
        #[command(flatten)]
        left_out: LeftOut,
    },
    /// The list of first-class customers of a year
    #[command(name = "13-5")]
    FirstClass {
        /// Which customers; by default those of the first tier
        query: Option<String>,
        /// The year; by default this one
        #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i32).range(1900..=2200))]
        year: Option<i32>,
        #[command(flatten)]
        how: How,
        #[command(flatten)]
        left_out: LeftOut,
    },
}

/// How cards are printed.
#[derive(Debug, Args)]
struct Sides {
    /// The front only
    #[arg(long)]
    front_only: bool,
    /// Every text whole, on as many pages as it takes
    #[arg(long)]
    long: bool,
}

/// What does not stand on paper.
#[derive(Debug, Args)]
struct LeftOut {
    /// Without prices and amounts
    #[arg(long)]
    no_prices: bool,
    /// Without what is known of people beyond their work
    #[arg(long)]
    no_personal: bool,
}

impl LeftOut {
    fn style(&self) -> PaperStyle {
        PaperStyle { has_prices: !self.no_prices, has_personal: !self.no_personal, ..PaperStyle::default() }
    }

    fn style_of(&self, sides: &Sides) -> PaperStyle {
        PaperStyle { has_back: !sides.front_only, is_long: sides.long, ..self.style() }
    }
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
    /// What for, as history and register shall say
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What the register is told of cards.
#[derive(Debug, Args)]
struct Taken {
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

impl Taken {
    fn asked(&self, now: Now) -> Result<TakeAlong> {
        let due_back_on = self.due_back.as_deref().map(|text| register::day(text, now)).transpose()?;
        Ok(TakeAlong { by: self.by.clone(), due_back_on })
    }
}

fn sheet(text: &str) -> Result<LabelSheet, String> {
    LabelSheet::by_name(text).ok_or_else(|| format!("{text} is none of L7160, L7163 and 5160"))
}

fn size(text: &str) -> Result<PaperSize, String> {
    PaperSize::by_key(text).ok_or_else(|| format!("{text} is neither a4, a5 nor letter"))
}

/// `gendan print`.
pub(super) fn print(arguments: &PrintArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let book = Reading::open(place)?;
    if let What::MailingList { query, output, reason, json } = &arguments.what {
        let query = query.clone().unwrap_or_default();
        let count = book.mailing_list(&book.find(&query, &[], now.today)?, output)?;
        let what = PaperOut::to_file(output, "csv", "", reason);
        register::note(RegisterEdit::NoteList { customers: count, query, what }, place, now);
        let file = output.display().to_string();
        return say(out, *json, &json!({ "customers": count, "file": file }), &tr!("cli-exported", count = count, file = file.as_str()));
    }
    let (mut question, how) = question_of(&book, &arguments.what, now)?;
    question.size = how.paper.unwrap_or(question.size);
    let is_one_each = matches!(arguments.what, What::Card { one_each: true, .. });
    let take_along = match &arguments.what {
        What::Card { taken, .. } | What::Route { taken, .. } if taken.take_along => Some(taken.asked(now)?),
        _ => None,
    };
    let logged = match &arguments.what {
        What::Letters { no_log: false, .. } => Some(book.letter_subjects(&question, now)?),
        _ => None,
    };
    // What is taken along has to be waited for, and a letter that was sent is a touch: without the book nothing is printed.
    let writing = if take_along.is_some() || logged.is_some() { Some(open(place, now)?) } else { None };
    let asked = question.clone();
    let (printed, template) = write(&book, question, how, is_one_each, now)?;
    let what = PaperOut::to_file(&how.output, asked.paper.key(), &template, &how.reason);
    let note = RegisterEdit::of_print(&asked, what, take_along);
    let is_noted = match (writing, note) {
        (Some(mut writing), note) => {
            let letters = logged.map(|letters| Edit::letters_sent(letters, now));
            writing.apply_all(letters.into_iter().chain(note.map(Edit::Register)).collect(), now)?.step.is_some()
        }
        (None, Some(note)) => register::note(note, place, now),
        (None, None) => false,
    };
    tell(&printed, is_noted, how.json, out)
}

fn question_of<'a>(book: &Reading, what: &'a What, now: Now) -> Result<(PaperQuestion, &'a How)> {
    Ok(match what {
        What::Card { whom, how, sides, left_out, .. } => {
            (PaperQuestion { style: left_out.style_of(sides), ..PaperQuestion::of(Paper::Card, whom_of(book, whom, now)?) }, how)
        }
        What::Form(form) => form_of(book, form, now)?,
        What::Brief { whom, how } => (PaperQuestion::of(Paper::Brief, whom_of(book, whom, now)?), how),
        What::Due { on, how } => (PaperQuestion { on: *on, ..PaperQuestion::of(Paper::Due, Vec::new()) }, how),
        What::Weekly { query, on, columns, how } => {
            let customers = match query {
                Some(query) => book.find(query, &[], now.today)?,
                None => book.due_in_week(on.unwrap_or(now.today), now)?,
            };
            let columns = if columns.is_empty() { PaperQuestion::columns_of_weekly() } else { columns_of(columns) };
            (PaperQuestion { on: *on, columns, ..PaperQuestion::of(Paper::Weekly, customers) }, how)
        }
        What::Table { query, columns, sort, title, how } => {
            let customers = book.find(query.as_deref().unwrap_or(""), &show::sorts_of(sort), now.today)?;
            let columns = if columns.is_empty() { PaperQuestion::columns_of_table() } else { columns_of(columns) };
            (PaperQuestion { title: title.clone(), columns, ..PaperQuestion::of(Paper::Table, customers) }, how)
        }
        What::Check { query, title, how } => {
            let customers = book.find(query.as_deref().unwrap_or(""), &[], now.today)?;
            (PaperQuestion { title: title.clone(), ..PaperQuestion::of(Paper::Check, customers) }, how)
        }
        What::Month { on, how } => (PaperQuestion { on: *on, ..PaperQuestion::of(Paper::Month, Vec::new()) }, how),
        What::Route { whom, title, how, sides, left_out, .. } => {
            let mut stops: Vec<Id> = Vec::new();
            for one in whom {
                let found = whom_of(book, one, now)?;
                stops.extend(found.into_iter().filter(|id| !stops.contains(id)).collect::<Vec<_>>());
            }
            let style = left_out.style_of(sides);
            (PaperQuestion { title: title.clone(), style, ..PaperQuestion::of(Paper::Route, stops) }, how)
        }
        What::Letters { query, text, subject, how, .. } => {
            let mut letter = Letter::usual(crate::words::spoken());
            if let Some(file) = text {
                letter.text = std::fs::read_to_string(file).map_err(|reason| PrintError::TemplateFile(file.clone(), reason))?;
            }
            if let Some(subject) = subject {
                subject.clone_into(&mut letter.subject);
            }
            (PaperQuestion { letter, ..PaperQuestion::of(Paper::Letter, whom_of(book, query, now)?) }, how)
        }
        What::Envelopes { query, how } => (PaperQuestion::of(Paper::Envelope, whom_of(book, query, now)?), how),
        What::Labels { query, sheet, first, how } => {
            let customers = whom_of(book, query.as_deref().unwrap_or(""), now)?;
            (PaperQuestion { labels: *sheet, first_label: *first, ..PaperQuestion::of(Paper::Labels, customers) }, how)
        }
        What::MailingList { .. } => return Err(PrintError::Nobody.into()),
    })
}

/// The columns of these keys: fields of the list, or fields of the user's own.
fn columns_of(keys: &[String]) -> Vec<Column> {
    keys.iter().map(|key| show::column_of(key)).collect()
}

fn form_of<'a>(book: &Reading, form: &'a Form, now: Now) -> Result<(PaperQuestion, &'a How)> {
    let filled = |whom: &Option<String>| whom.as_deref().map_or(Ok(Vec::new()), |whom| whom_of(book, whom, now));
    Ok(match form {
        Form::Potential { whom, how, left_out } => {
            (PaperQuestion { style: left_out.style(), ..PaperQuestion::of(Paper::Potential, filled(whom)?) }, how)
        }
        Form::Customer { whom, how, left_out } => {
            (PaperQuestion { style: left_out.style(), ..PaperQuestion::of(Paper::Customer, filled(whom)?) }, how)
        }
        Form::FirstClass { query, year, how, left_out } => {
            let on = year.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31));
            (PaperQuestion { on, style: left_out.style(), ..PaperQuestion::of(Paper::FirstClass, filled(query)?) }, how)
        }
    })
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
