//! From a question to pages and files: the data is asked, the template found, the pages typeset; many customers as numbered files of a
//! thousand, so that memory stays flat.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::PaperQuestion;
use crate::book::{Now, Reading};
use crate::error::Result;
use crate::print::{Pages, PrintError, Sheet, Template, typeset};

/// So many customers stand in one file.
const IN_ONE_FILE: usize = 1_000;
/// The folder of the book in which templates of the user's own are kept.
const TEMPLATES: &str = "templates";

/// What is to be printed, and how it looks.
#[derive(Clone, Debug)]
pub struct Printing {
    /// What stands on it.
    pub question: PaperQuestion,
    /// How it looks.
    pub template: Template,
    /// Whether every customer gets a file of its own.
    pub is_one_each: bool,
}

/// What was printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The files, in order.
    pub files: Vec<PathBuf>,
    /// How many pages in all.
    pub pages: usize,
    /// Characters that no face has.
    pub missing: BTreeSet<char>,
}

impl crate::book::Book {
    /// The folder of templates of the user's own.
    pub fn templates_folder(&self) -> PathBuf {
        self.place().join(TEMPLATES)
    }
}

impl Reading {
    /// The folder of templates of the user's own.
    pub fn templates_folder(&self) -> PathBuf {
        self.place.join(TEMPLATES)
    }

    /// The pages of `printing`, all of them at once: for a preview.
    pub fn typeset(&self, printing: &Printing, now: Now) -> Result<Pages> {
        let data = self.paper(&printing.question, now)?;
        Ok(typeset(&Sheet { template: &printing.template, data: &data, logo: &[], today: now.today })?)
    }

    /// Prints to a PDF file, or several: beside `path` as `name-1.pdf`, `name-2.pdf` where one file would hold more than a thousand customers
    /// or each gets its own. `progress` hears how many customers of how many are done, and answers whether to go on.
    ///
    /// # Errors
    /// What the template or the file says; [`PrintError::Cancelled`] where `progress` answered no, and then no file is left behind.
    pub fn print(&self, printing: &Printing, path: &Path, now: Now, mut progress: impl FnMut(usize, usize) -> bool) -> Result<Printed> {
        let customers = &printing.question.customers;
        let in_one = if printing.is_one_each { 1 } else { IN_ONE_FILE };
        let parts: Vec<&[_]> = if customers.len() <= in_one { vec![customers] } else { customers.chunks(in_one).collect() };
        let mut printed = Printed::default();
        let digits = parts.len().to_string().len();
        for (at, part) in parts.iter().enumerate() {
            if !progress((at * in_one).min(customers.len()), customers.len()) {
                printed.files.iter().for_each(|file| drop(fs::remove_file(file)));
                return Err(PrintError::Cancelled.into());
            }
            let file = if parts.len() == 1 { path.to_owned() } else { numbered(path, at + 1, digits) };
            let one = Printing { question: PaperQuestion { customers: part.to_vec(), ..printing.question.clone() }, ..printing.clone() };
            let mut pages = self.typeset(&one, now)?;
            let title = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            write(&file, &pages.pdf(&title)?)?;
            printed.pages += pages.count();
            printed.missing.extend(pages.missing());
            printed.files.push(file);
        }
        progress(customers.len(), customers.len());
        Ok(printed)
    }
}

/// `cards.pdf` as `cards-03.pdf`.
fn numbered(path: &Path, number: usize, digits: usize) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}-{number:0digits$}.pdf"))
}

/// Whoever reads the file meanwhile sees the old one or the new one, never a half.
fn write(path: &Path, bytes: &[u8]) -> Result<(), PrintError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let write = || fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    write().map_err(|reason| {
        let _ = fs::remove_file(&beside);
        PrintError::File(path.to_owned(), reason)
    })
}
