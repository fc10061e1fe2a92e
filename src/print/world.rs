//! The small world of a template: itself, the words that all templates share, the data and a logo. Nothing outside can be reached.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;

use super::natives::NATIVES;
use super::template::{Paper, SHARED, Template};
use super::{Pages, PrintError, fonts::Fonts, trial};

/// What is to be printed.
pub struct Sheet<'a> {
    /// How it looks.
    pub template: &'a Template,
    /// What it says: what the template reads as `/data.json`.
    pub data: &'a serde_json::Value,
    /// The company's logo, a PNG file; empty where there is none.
    pub logo: &'a [u8],
    /// The day on which it is printed.
    pub today: NaiveDate,
}

/// The language of templates with its functions, the same for all.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let mut library = Library::default();
    for native in &NATIVES {
        library.global.scope_mut().define_func_with_data(native);
    }
    LazyHash::new(library)
});

struct Small {
    fonts: &'static Fonts,
    main: Source,
    data: Bytes,
    logo: Bytes,
    today: NaiveDate,
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths of the small world are well-formed");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// The files of the small world.
static IDS: LazyLock<[FileId; 5]> =
    LazyLock::new(|| [id("/main.typ"), id("/gendan.typ"), id("/card.typ"), id("/data.json"), id("/logo.png")]);

/// The files that every template can import: what all share, and the card, which other papers take along.
static SOURCES: LazyLock<[Source; 2]> =
    LazyLock::new(|| [Source::new(IDS[1], SHARED.to_owned()), Source::new(IDS[2], Template::built_in(Paper::Card).text)]);

impl World for Small {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        IDS[0]
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match IDS.iter().position(|known| *known == id) {
            Some(0) => Ok(self.main.clone()),
            Some(at @ 1..=2) => Ok(SOURCES[at - 1].clone()),
            Some(_) => Err(FileError::NotSource),
            None => Err(outside(id)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match IDS.iter().position(|known| *known == id) {
            Some(0) => Ok(Bytes::from_string(self.main.text().to_owned())),
            Some(at @ 1..=2) => Ok(Bytes::from_string(SOURCES[at - 1].text().to_owned())),
            Some(3) => Ok(self.data.clone()),
            Some(4) if !self.logo.is_empty() => Ok(self.logo.clone()),
            _ => Err(outside(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let (month, day) = (u8::try_from(self.today.month()).ok()?, u8::try_from(self.today.day()).ok()?);
        Datetime::from_ymd(self.today.year(), month, day)
    }
}

/// Whatever a template asks for beyond its world is not there, whether or not the machine has it.
fn outside(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

/// Forgets what the typesetter remembers of earlier pages, so that memory does not grow from file to file.
pub fn forget() {
    typst::comemo::evict(0);
}

/// Typesets a sheet; a template of the user's own is tried by a child process first. Takes a few milliseconds for a card; the first one of a process some more, and up to some seconds where faces of the
/// system have to be looked for, so it belongs on a thread of its own.
///
/// # Errors
/// A mistake in the template with its line, or that the typesetter gave up.
pub fn typeset(sheet: &Sheet<'_>) -> Result<Pages, PrintError> {
    if !sheet.template.is_built_in {
        trial::pass(sheet)?;
    }
    typeset_here(sheet)
}

/// Typesets a sheet in this process, whatever its template does.
pub(super) fn typeset_here(sheet: &Sheet<'_>) -> Result<Pages, PrintError> {
    // The last pages make the next preview quick.
    typeset_keeping(sheet, 4)
}

/// Typesets a sheet in this process; what the typesetter remembers of pages before the last so many is forgotten, which would fill the
/// memory otherwise.
pub(super) fn typeset_keeping(sheet: &Sheet<'_>, last: usize) -> Result<Pages, PrintError> {
    let data = sheet.data.to_string();
    let is_plain = sheet.template.is_built_in && Fonts::own_can_write(&data);
    let small = Small {
        fonts: if is_plain { Fonts::own() } else { Fonts::all() },
        main: Source::new(IDS[0], sheet.template.text.clone()),
        data: Bytes::from_string(data),
        logo: Bytes::new(sheet.logo.to_vec()),
        today: sheet.today,
    };
    let made = catch_unwind(AssertUnwindSafe(|| typst::compile::<PagedDocument>(&small).output));
    typst::comemo::evict(last);
    match made {
        Ok(Ok(document)) => Ok(Pages::of(document)),
        Ok(Err(mistakes)) => Err(mistake(&small, sheet.template, mistakes.first())),
        Err(_) => Err(PrintError::Broke),
    }
}

fn mistake(small: &Small, template: &Template, first: Option<&SourceDiagnostic>) -> PrintError {
    let Some(first) = first else { return PrintError::Broke };
    // A mistake inside of what is shared is the mistake of whoever called it.
    let calls = first.trace.iter().map(|call| call.span.into());
    let place = std::iter::once(first.span).chain(calls).find(|span: &typst::syntax::DiagSpan| span.id() == Some(IDS[0]));
    let line = place.and_then(|span| small.range(span)).and_then(|range| small.main.lines().byte_to_line(range.start));
    PrintError::Template {
        template: template.name.clone(),
        line: line.map_or(0, |line| line + 1),
        reason: first.message.to_string(),
        hint: first.hints.first().map(|hint| hint.v.to_string()).unwrap_or_default(),
    }
}
