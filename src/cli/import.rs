//! `gendan inspect` and `gendan import`.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::book::{Book, ImportError, ListFile, ListImport, Now, Reading};
use crate::error::Result;
use crate::import::headers::fold_header;
use crate::import::read::{self, HeaderGuess, ReadOptions, Reader as FileReader, Sheet};
use crate::import::understand::{Answers, DayOrderAnswer, OnMatch, choose_sheet, find_header_row};
use crate::import::{ReadError, Report, Target, plan, understand};
use crate::model::Field;
use crate::tr;

/// Arguments of `gendan import`.
#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The list
    file: PathBuf,
    /// Name of the sheet
    #[arg(long)]
    sheet: Option<String>,
    /// Row of the headings, from 1; 0 where the sheet has none
    #[arg(long, value_name = "N")]
    header_row: Option<u32>,
    /// HEADER=FIELD or '#7=mobile'; FIELD may be a field key, `-` for nothing, or a name of your own
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    maps: Vec<String>,
    /// What is done with customers that are in the book
    #[arg(long, value_enum, default_value = "update")]
    on_match: OnMatchArgument,
    /// Which of day, month and year comes first
    #[arg(long, value_enum)]
    dates: Option<DatesArgument>,
    /// Leave hidden rows out
    #[arg(long)]
    skip_hidden: bool,
    /// Write what was not taken to this .xlsx
    #[arg(long, value_name = "FILE")]
    not_taken: Option<PathBuf>,
    /// Change nothing, only report
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OnMatchArgument {
    Update,
    Fill,
    Skip,
    Add,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DatesArgument {
    Dmy,
    Mdy,
    Ymd,
}

impl ImportArguments {
    fn answers(&self) -> Result<Answers> {
        let mut targets = Vec::new();
        for map in &self.maps {
            let Some((header, field)) = map.rsplit_once('=') else { return Err(ImportError::NoField(map.clone()).into()) };
            let target = match field {
                "" | "-" => Target::Ignored,
                key => Field::by_key(key).map_or_else(|| Target::Extra(key.to_owned()), Target::Field),
            };
            targets.push((header.to_owned(), target));
        }
        Ok(Answers {
            sheet: self.sheet.clone(),
            header_row: self.header_row.map(|row| row.checked_sub(1)),
            targets,
            dates: self.dates.map(|order| match order {
                DatesArgument::Dmy => DayOrderAnswer::Dmy,
                DatesArgument::Mdy => DayOrderAnswer::Mdy,
                DatesArgument::Ymd => DayOrderAnswer::Ymd,
            }),
            leaves_hidden_rows_out: self.skip_hidden,
            on_match: match self.on_match {
                OnMatchArgument::Update => OnMatch::Update,
                OnMatchArgument::Fill => OnMatch::Fill,
                OnMatchArgument::Skip => OnMatch::Skip,
                OnMatchArgument::Add => OnMatch::Add,
            },
            repairs: Vec::new(),
        })
    }
}

fn file_reader(path: &Path) -> Result<FileReader> {
    Ok(FileReader::of_this_executable().map_err(|error| ReadError::new(read::Problem::NoReader(error.to_string()), path))?)
}

/// The header row and what its columns mean, for `inspect`.
pub(super) fn guess(sheet: &Sheet) -> Option<HeaderGuess> {
    let row = find_header_row(sheet).or_else(|| read::guess_header(sheet).map(|guess| guess.row))?;
    let understanding = understand(sheet, &Answers { header_row: Some(Some(row)), ..Answers::default() });
    let mut headers = Vec::new();
    let mut fields = Vec::new();
    let cells = sheet.grid.find(row).ok().map(|index| sheet.grid.row(index));
    for (column, cell) in cells.iter().flat_map(read::Row::cells) {
        headers.resize(column as usize, String::new());
        headers.push(cell.text.to_owned());
        let target = understanding.columns.iter().find(|plan| plan.column == column).map(|plan| &plan.target);
        if let Some(Target::Field(field)) = target {
            fields.push((cell.text.to_owned(), field.key().to_owned()));
        }
    }
    Some(HeaderGuess { row, headers, fields })
}

/// `gendan inspect`.
pub(super) fn inspect(path: &Path, json: bool, with_cells: bool, out: &mut impl Write) -> ExitCode {
    let reader = match file_reader(path) {
        Ok(reader) => reader,
        Err(error) => {
            super::complain(&error);
            return ExitCode::FAILURE;
        }
    };
    let inspection = read::inspect(&reader, path, with_cells, &guess);
    if json {
        // Whether the pipe is still open is not for us to say.
        let _ = serde_json::to_writer(&mut *out, &inspection).map_err(std::io::Error::from).and_then(|()| out.write_all(b"\n"));
    } else {
        match &inspection.read {
            Ok(workbook) => {
                for sheet in &workbook.sheets {
                    let header = guess(sheet).map_or(0, |guess| guess.row + 1);
                    let _ = writeln!(out, "{}", tr!("cli-sheet", name = sheet.name.as_str(), rows = sheet.grid.len(), header = header));
                }
            }
            Err(error) => {
                eprintln!("{error}");
                eprintln!("{}", error.hint());
            }
        }
    }
    if inspection.succeeded() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// `gendan import`.
pub(super) fn import(arguments: &ImportArguments, place: &Path, now: Now, out: &mut impl Write) -> Result<ExitCode> {
    let answers = arguments.answers()?;
    // The lock first: a book that is open in the window is refused before minutes of reading.
    let mut book = if arguments.dry_run { None } else { Some(Book::open_quietly(place, now)?) };
    let workbook = file_reader(&arguments.file)?.read(&arguments.file, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()))?;
    let at = match &answers.sheet {
        Some(name) => workbook.sheets.iter().position(|sheet| sheet.name == *name).ok_or_else(|| ImportError::NoSheet(name.clone()))?,
        None => choose_sheet(&workbook.sheets).ok_or(ImportError::NothingInIt)?,
    };
    let sheet = &workbook.sheets[at];
    let understanding = understand(sheet, &answers);
    for (header, _) in &answers.targets {
        let is_known = understanding.columns.iter().any(|column| match header.strip_prefix('#') {
            Some(number) => number.parse() == Ok(column.column + 1),
            None => fold_header(&column.heading) == fold_header(header),
        });
        if !is_known {
            return Err(ImportError::NoField(header.clone()).into());
        }
    }
    if !understanding.names_somebody() {
        return Err(ImportError::NobodyNamed.into());
    }
    let plan = plan(sheet, &understanding, &answers, |_| true).map_err(|_| ImportError::Cancelled)?;
    let list = ListImport { sheet, understanding: &understanding, answers: &answers, plan: &plan };
    // A dry run needs no book: everything is new then.
    let reading = if arguments.dry_run { Reading::open_if_there(place)? } else { Some(Reading::open(place)?) };
    let comparison = match &reading {
        Some(book) => book.compare(&list)?,
        None => list.compare_with_nothing(),
    };
    let mut step = None;
    if let Some(book) = &mut book {
        let name = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let hash = book.keep_original(&arguments.file)?;
        let file = ListFile { name, hash };
        if comparison.has_work() {
            book.back_up_before_import(now)?;
        }
        step = book.take_list(&list, &comparison, &file, now)?;
    }
    if let Some(path) = &arguments.not_taken {
        crate::book::not_taken::write_not_taken(sheet, &understanding, &plan, &comparison.doubts, path)?;
    }
    let report = list.report(&comparison, step);
    if arguments.json {
        let _ = serde_json::to_writer(&mut *out, &report).map_err(std::io::Error::from).and_then(|()| out.write_all(b"\n"));
    } else {
        print(&report, out);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(report: &Report, out: &mut impl Write) {
    let by = report.customers_by;
    // As above: a closed pipe is no failure.
    let _ = writeln!(
        out,
        "{}",
        tr!(
            "cli-imported",
            rows = report.rows,
            customers = report.customers,
            contacts = report.contacts,
            added = by.added,
            updated = by.updated,
            unchanged = by.unchanged
        )
    );
    for issue in report.issues.iter().filter(|issue| issue.severity == crate::import::Severity::Must) {
        let _ = writeln!(out, "{}", tr!("cli-issue", row = issue.row, message = issue.message.as_str(), hint = issue.hint.as_str()));
    }
}
