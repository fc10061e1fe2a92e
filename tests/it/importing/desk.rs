//! A book in a folder of its own that lists are taken into, and the lists.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use gendan::book::{Book, CardSnapshot, Column, Comparison, Edit, ImportSession, ListFile, ListImport, Now, Sort, TableQuestion};
use gendan::error::Result;
use gendan::import::read::{ReadOptions, Workbook, read_in_this_process};
use gendan::import::understand::{DayOrderAnswer, OnMatch, choose_sheet};
use gendan::import::{Answers, Report, Target, Understanding, plan, understand};
use gendan::model::{Customer, Field, Id};
use gendan::store::Options;
use tempfile::TempDir;

/// A list as it was understood and compared; nothing is taken.
pub struct Looked {
    pub understanding: Understanding,
    pub comparison: Comparison,
    pub report: Report,
}

/// A book and the desk around it: each thing happens a minute after the one before.
pub struct Desk {
    pub book: Book,
    pub folder: TempDir,
    now: DateTime<Utc>,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = DateTime::parse_from_rfc3339("2026-11-20T08:00:00Z").unwrap().to_utc();
        let book = Book::open_with(&folder.path().join("book"), &options(), of(now)).unwrap();
        Self { book, folder, now }
    }

    /// The book closed and opened again.
    pub fn restart(self) -> Self {
        let Self { book, folder, mut now } = self;
        drop(book);
        now += TimeDelta::minutes(1);
        let book = Book::open_with(&folder.path().join("book"), &options(), of(now)).unwrap();
        Self { book, folder, now }
    }

    /// A minute later.
    pub fn now(&mut self) -> Now {
        self.now += TimeDelta::minutes(1);
        of(self.now)
    }

    /// Lays a file beside the book.
    pub fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Takes a list as it is.
    pub fn import(&mut self, name: &str, content: impl AsRef<[u8]>) -> Report {
        self.import_as(name, content, &Answers::default())
    }

    /// Takes a list with answers.
    pub fn import_as(&mut self, name: &str, content: impl AsRef<[u8]>, answers: &Answers) -> Report {
        let path = self.file(name, content.as_ref());
        let hash = self.book.keep_original(&path).unwrap();
        let file = ListFile { name: name.to_owned(), hash };
        let now = self.now();
        self.with_list(name, content.as_ref(), answers, |book, list, comparison| {
            let step = book.take_list(list, comparison, &file, now).unwrap();
            list.report(comparison, step)
        })
    }

    /// Looks at a list without taking it.
    pub fn look(&mut self, name: &str, content: impl AsRef<[u8]>) -> Looked {
        self.look_as(name, content, &Answers::default())
    }

    /// Looks at a list with answers, without taking it.
    pub fn look_as(&mut self, name: &str, content: impl AsRef<[u8]>, answers: &Answers) -> Looked {
        let before = self.dump();
        let looked = self.with_list(name, content.as_ref(), answers, |_, list, comparison| Looked {
            understanding: list.understanding.clone(),
            comparison: comparison.clone(),
            report: list.report(comparison, None),
        });
        assert_eq!(self.dump(), before, "looking changes nothing");
        looked
    }

    fn with_list<T>(
        &mut self,
        name: &str,
        content: &[u8],
        answers: &Answers,
        work: impl FnOnce(&mut Book, &ListImport<'_>, &Comparison) -> T,
    ) -> T {
        let path = self.file(name, content);
        let workbook = read_in_this_process(&path, &ReadOptions::default()).unwrap();
        let sheet = &workbook.sheets[sheet_of(&workbook, answers)];
        let understanding = understand(sheet, answers);
        let plan = plan(sheet, &understanding, answers, |_| true).unwrap();
        let list = ListImport { sheet, understanding: &understanding, answers, plan: &plan };
        let comparison = list.compare(&self.book.reader().unwrap(), |_| true).unwrap();
        work(&mut self.book, &list, &comparison)
    }

    /// Performs an edit.
    pub fn edit(&mut self, edit: Edit) {
        let now = self.now();
        self.book.apply(edit, now).unwrap();
    }

    /// Types into a field of the customer with this name.
    pub fn type_in(&mut self, customer: &str, field: Field, text: &str) {
        let customers = vec![self.id(customer)];
        self.edit(Edit::SetField { customers, field, text: text.to_owned() });
    }

    pub fn undo(&mut self) -> bool {
        let now = self.now();
        self.book.undo(now).unwrap().is_some()
    }

    pub fn redo(&mut self) -> bool {
        let now = self.now();
        self.book.redo(now).unwrap().is_some()
    }

    /// The whole book as text: what "identical" means.
    pub fn dump(&self) -> String {
        let mut out = Vec::new();
        self.book.reader().unwrap().dump(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// All customers, in the order of entry.
    pub fn ids(&self) -> Vec<Id> {
        let mut ids = self.book.table(&TableQuestion::default()).ids.to_vec();
        ids.reverse();
        ids
    }

    pub fn names(&self) -> Vec<String> {
        self.cards().iter().map(|card| card.customer.name().to_owned()).collect()
    }

    pub fn cards(&self) -> Vec<CardSnapshot> {
        self.ids().into_iter().map(|id| self.book.card(id).unwrap().unwrap()).collect()
    }

    pub fn id(&self, name: &str) -> Id {
        self.card(name).customer.id
    }

    /// The card of the only customer with this name.
    pub fn card(&self, name: &str) -> CardSnapshot {
        let mut found: Vec<CardSnapshot> = self.cards().into_iter().filter(|card| card.customer.name() == name).collect();
        assert_eq!(found.len(), 1, "customers called {name} among {:?}", self.names());
        found.remove(0)
    }

    /// A field of the customer with this name, as it is shown.
    pub fn value(&self, customer: &str, field: Field) -> String {
        let ids = [self.id(customer)];
        self.book.rows(&ids, &[Column::of(field)])[0].cells[0].text.clone()
    }

    /// Writes all customers to a file in the order of entry and returns it.
    pub fn export(&self, name: &str) -> Vec<u8> {
        let path = self.folder.path().join(name);
        gendan::book::export(&self.book.reader().unwrap(), &self.ids(), self.book.trades(), &path, |_| true).unwrap();
        std::fs::read(path).unwrap()
    }
}

fn of(at: DateTime<Utc>) -> Now {
    Now { at, today: at.date_naive() }
}

pub fn options() -> Options {
    Options { desk: Some(1), any_place: true, ..Options::default() }
}

fn sheet_of(workbook: &Workbook, answers: &Answers) -> usize {
    match &answers.sheet {
        Some(name) => workbook.sheets.iter().position(|sheet| sheet.name == *name).unwrap(),
        None => choose_sheet(&workbook.sheets).expect("a sheet with content"),
    }
}

/// A list of comma-separated rows, one per line; spaces at the ends of lines do not count.
pub fn csv(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{}\r\n", line.trim_end())).collect()
}

/// A workbook of one sheet.
pub fn xlsx(write: impl FnOnce(&mut rust_xlsxwriter::Worksheet) -> std::result::Result<(), rust_xlsxwriter::XlsxError>) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    write(workbook.add_worksheet()).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// A workbook of one sheet with these texts; empty ones are no cells.
pub fn texts(rows: &[&[&str]]) -> Vec<u8> {
    xlsx(|sheet| {
        for (row, cells) in (0_u32..).zip(rows) {
            for (column, text) in (0_u16..).zip(*cells) {
                if !text.is_empty() {
                    sheet.write_string(row, column, *text)?;
                }
            }
        }
        Ok(())
    })
}

/// The answer that a column goes to a field, or with an unknown key to a field of that name.
pub fn map(header: &str, key: &str) -> Answers {
    let target = match key {
        "-" => Target::Ignored,
        key => Field::by_key(key).map_or_else(|| Target::Extra(key.to_owned()), Target::Field),
    };
    Answers { targets: vec![(header.to_owned(), target)], ..Answers::default() }
}

pub fn on_match(on_match: OnMatch) -> Answers {
    Answers { on_match, ..Answers::default() }
}

pub fn dates(order: DayOrderAnswer) -> Answers {
    Answers { dates: Some(order), ..Answers::default() }
}

/// Rows (as people count them) and kinds of the findings.
pub fn issues(report: &Report) -> Vec<(u32, &str)> {
    report.issues.iter().map(|issue| (issue.row, issue.kind.as_str())).collect()
}

/// Keys of the fields by column: `-` for one that is not taken, `+name` for one that the user names, `line:name` for the order line.
pub fn targets(understanding: &Understanding) -> Vec<String> {
    let shown = |target: &Target| match target {
        Target::Field(field) => field.key().to_owned(),
        Target::Extra(name) => format!("+{name}"),
        Target::Line(name) => format!("line:{name}"),
        Target::Record => "record".to_owned(),
        Target::Ignored => "-".to_owned(),
    };
    understanding.columns.iter().map(|column| shown(&column.target)).collect()
}

/// Sorts by one field.
pub fn by(field: Field, is_descending: bool) -> Sort {
    Sort { column: Column::of(field), is_descending }
}

/// A customer with these texts.
pub fn customer(values: &[(Field, &str)]) -> Customer {
    let mut customer = Customer::new(Id(0));
    for (field, text) in values {
        customer.set(*field, gendan::model::entry::read(*field, text, Default::default()).unwrap());
    }
    customer
}

/// The error of a result, as a person reads it.
pub fn said<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => panic!("it was not refused"),
        Err(error) => error.to_string(),
    }
}

/// Waits for what a session runs.
pub fn wait(session: &mut ImportSession, desk: &mut Desk) {
    for _ in 0..2_000 {
        if session.tick(&mut desk.book).unwrap() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("nothing comes of {:?}", session.stage);
}
