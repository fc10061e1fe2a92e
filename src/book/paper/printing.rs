//! From a question to pages and files: the data is asked, the template found, the pages typeset; many customers as numbered files of a
//! thousand, so that memory stays flat.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use super::PaperQuestion;
use crate::book::{Now, Reading, whole_file};
use crate::error::{Error, Result};
use crate::model::Id;
use crate::print::{Look, Pages, PrintError, Sheet, Template, forget, typeset, typeset_parts};

/// So many customers stand in one file at the most.
pub const IN_ONE_FILE: usize = 1_000;
/// And so many are typeset at a time.
const IN_ONE_PART: usize = 50;
/// The folder of the book in which templates of the user's own are kept.
const TEMPLATES: &str = "templates";
/// The file in it that is the company's logo.
const LOGO: &str = "logo.png";
/// No picture for a logo is read that is larger, in bytes.
const LARGEST_LOGO: u64 = 20 << 20;
/// Nor kept with more pixels in a row: 30 mm at 600 dots per inch.
const FINEST_LOGO: u32 = 720;

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

/// The company's logo, a PNG picture, where there is one.
pub(super) fn logo(place: &Path) -> Option<Vec<u8>> {
    fs::read(place.join(TEMPLATES).join(LOGO)).ok().filter(|bytes| !bytes.is_empty())
}

impl crate::book::Book {
    /// Takes a PNG or JPEG picture as the company's logo; `None` takes it away. It is read and written anew, so that nothing but pixels
    /// comes along, and made smaller where it is larger than paper can show.
    ///
    /// # Errors
    /// [`PrintError::Logo`] where it is no such picture, [`PrintError::TemplateFile`] where it cannot be kept.
    pub fn set_logo(&mut self, picture: Option<&Path>) -> Result<()> {
        self.put_logo(picture)?;
        // Papers in sight are asked again.
        self.have_changed()
    }

    fn put_logo(&self, picture: Option<&Path>) -> Result<(), PrintError> {
        let (folder, path) = (self.templates_folder(), self.templates_folder().join(LOGO));
        let Some(picture) = picture else {
            return match fs::remove_file(&path) {
                Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => Err(PrintError::TemplateFile(path, reason)),
                _ => Ok(()),
            };
        };
        let png = drawn_anew(picture).ok_or_else(|| PrintError::Logo(picture.to_owned()))?;
        fs::create_dir_all(&folder).and_then(|()| fs::write(&path, png)).map_err(|reason| PrintError::TemplateFile(path, reason))
    }

    /// Whether there is a logo.
    pub fn has_logo(&self) -> bool {
        self.templates_folder().join(LOGO).is_file()
    }

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
        let logo = logo(&self.place).unwrap_or_default();
        Ok(typeset(&Sheet { template: &printing.template, data: &data, logo: &logo, today: now.today })?)
    }

    /// Prints to a PDF file, or several: beside `path` as `name-1.pdf`, `name-2.pdf` where one file would hold more than a thousand customers
    /// or each gets its own. `progress` hears how many customers of how many are done, and answers whether to go on.
    ///
    /// # Errors
    /// What the template or the file says; [`PrintError::Cancelled`] where `progress` answered no, and then no file is left behind.
    pub fn print(&self, printing: &Printing, path: &Path, now: Now, mut progress: impl FnMut(usize, usize) -> bool) -> Result<Printed> {
        let mut printed = Printed::default();
        let end = self.print_files(printing, path, now, &mut progress, &mut printed);
        if matches!(end, Err(Error::Print(PrintError::Cancelled))) {
            printed.files.iter().for_each(|file| drop(fs::remove_file(file)));
        }
        end.map(|()| printed)
    }

    fn print_files(
        &self,
        printing: &Printing,
        path: &Path,
        now: Now,
        progress: &mut impl FnMut(usize, usize) -> bool,
        printed: &mut Printed,
    ) -> Result<()> {
        let all = printing.question.customers.len();
        let in_one = if printing.is_one_each { 1 } else { IN_ONE_FILE };
        let files: Vec<&[Id]> =
            if all <= in_one { vec![&printing.question.customers] } else { printing.question.customers.chunks(in_one).collect() };
        let digits = files.len().to_string().len();
        for (at, customers) in files.iter().enumerate() {
            let done = at * in_one;
            if !progress(done.min(all), all) {
                return Err(PrintError::Cancelled.into());
            }
            let file = if files.len() == 1 { path.to_owned() } else { numbered(path, at + 1, digits) };
            let mut pages = self.typeset_file(printing, customers, now, |count| progress(done + count, all))?;
            let title = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            write(&file, &pages.pdf(&title)?)?;
            printed.pages += pages.count();
            printed.missing.extend(pages.missing());
            printed.files.push(file);
            if files.len() == 1 {
                // To take a thousand cards apart again takes as long as to write their file, which is there already.
                thread::spawn(|| drop(pages));
            } else {
                drop(pages);
                if customers.len() > 1 {
                    forget();
                }
            }
        }
        progress(all, all);
        Ok(())
    }

    /// The pages of one file; in parts where each customer has pages of their own, and the template is known to leave them so.
    fn typeset_file(&self, printing: &Printing, customers: &[Id], now: Now, mut progress: impl FnMut(usize) -> bool) -> Result<Pages> {
        let of = |customers: &[Id]| PaperQuestion { customers: customers.to_vec(), ..printing.question.clone() };
        if customers.len() <= IN_ONE_PART || !printing.template.is_built_in || !printing.template.paper.is_of_each() {
            return self.typeset(&Printing { question: of(customers), ..printing.clone() }, now);
        }
        let logo = logo(&self.place).unwrap_or_default();
        let style = printing.question.style;
        let look = Look { template: &printing.template, logo: &logo, today: now.today, begins_on_front: style.is_long && style.has_back };
        let parts = customers.chunks(IN_ONE_PART).map(|part| self.paper(&of(part), now));
        typeset_parts(look, parts, |count| progress((count * IN_ONE_PART).min(customers.len())))
    }
}

fn drawn_anew(picture: &Path) -> Option<Vec<u8>> {
    if fs::metadata(picture).ok()?.len() > LARGEST_LOGO {
        return None;
    }
    let mut reader = image::ImageReader::open(picture).ok()?.with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(12_000), Some(12_000), Some(600 << 20));
    reader.limits(limits);
    let picture = reader.decode().ok()?.thumbnail(FINEST_LOGO, FINEST_LOGO);
    let mut png = Vec::new();
    picture.to_rgba8().write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).ok()?;
    Some(png)
}

/// `cards.pdf` as `cards-03.pdf`.
fn numbered(path: &Path, number: usize, digits: usize) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}-{number:0digits$}.pdf"))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), PrintError> {
    whole_file::put(path, |beside| fs::write(beside, bytes), |reason| reason).map_err(|reason| PrintError::File(path.to_owned(), reason))
}
