//! The templates: those that are built in, and what a user made of copies of them in the book's folder `templates`.

use std::fs;
use std::path::{Path, PathBuf};

use super::PrintError;

/// What all templates share: `#import "/gendan.typ": *`.
pub(super) const SHARED: &str = include_str!("../../assets/print/gendan.typ");

/// No template is larger than this, in bytes.
const LARGEST: u64 = 1 << 20;

macro_rules! papers {
    ($($variant:ident $key:literal,)*) => {
        /// What can be printed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Paper { $($variant),* }

        impl Paper {
            /// All, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its key: the name of the built-in template, and of the file.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            fn text(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("../../assets/print/", $key, ".typ"))),* }
            }
        }
    };
}

papers! {
    Card "card",
    Brief "brief",
    Due "due",
    Weekly "weekly",
    Table "table",
    Month "month",
    Route "route",
    Letter "letter",
    Envelope "envelope",
    Labels "labels",
    Check "check",
    Potential "potential",
    Customer "customer",
    FirstClass "first-class",
}

impl Paper {
    /// The paper with this key.
    pub fn by_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|paper| paper.key() == key)
    }

    /// Whether each customer has pages of their own, which count for themselves and know nothing of those of others.
    pub fn is_of_each(self) -> bool {
        matches!(self, Self::Card | Self::Brief | Self::Letter | Self::Envelope | Self::Customer)
    }
}

/// How a paper looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name: the key of the paper where it is built in, else that of the file without its ending.
    pub name: String,
    /// What it prints.
    pub paper: Paper,
    /// The file.
    pub text: String,
    /// Whether it is built in.
    pub is_built_in: bool,
}

/// A template that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    /// Its name.
    pub name: String,
    /// What it prints.
    pub paper: Paper,
    /// Where it is; `None` where it is built in.
    pub path: Option<PathBuf>,
}

impl Template {
    /// The built-in template of a paper.
    pub fn built_in(paper: Paper) -> Self {
        Self { name: paper.key().to_owned(), paper, text: paper.text().to_owned(), is_built_in: true }
    }

    /// The template `name` for `paper` in `folder`; the built-in one where the name is its key.
    ///
    /// # Errors
    /// [`PrintError::NoTemplate`] where there is none, [`PrintError::TemplateFile`] where it cannot be read.
    pub fn find(folder: &Path, paper: Paper, name: &str) -> Result<Self, PrintError> {
        if name == paper.key() {
            return Ok(Self::built_in(paper));
        }
        let known = templates(folder).into_iter().find(|file| file.name == name && file.paper == paper);
        let path = known.and_then(|file| file.path).ok_or_else(|| PrintError::NoTemplate(name.to_owned()))?;
        let text = read(&path).map_err(|reason| PrintError::TemplateFile(path, reason))?;
        Ok(Self { name: name.to_owned(), paper, text, is_built_in: false })
    }

    /// Copies the built-in template of `paper` into `folder` under `name`, to be changed there; returns where it is.
    ///
    /// # Errors
    /// [`PrintError::TemplateFile`] where it cannot be written, or is there already.
    pub fn copy(folder: &Path, paper: Paper, name: &str) -> Result<PathBuf, PrintError> {
        let path = folder.join(format!("{name}.typ"));
        let write = || {
            fs::create_dir_all(folder)?;
            let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
            std::io::Write::write_all(&mut file, paper.text().as_bytes())
        };
        write().map_err(|reason| PrintError::TemplateFile(path.clone(), reason))?;
        Ok(path)
    }
}

/// All templates: the built-in ones, then those of `folder` by name. What a file prints stands in its first line, `// paper: card`; a file
/// that does not say so is none.
pub fn templates(folder: &Path) -> Vec<TemplateFile> {
    let mut all: Vec<TemplateFile> =
        Paper::ALL.iter().map(|paper| TemplateFile { name: paper.key().to_owned(), paper: *paper, path: None }).collect();
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut own: Vec<TemplateFile> = files
        .filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("typ")))
        .filter_map(|path| {
            let paper = paper_of(&read(&path).ok()?)?;
            let name = path.file_stem()?.to_str()?.to_owned();
            // Nobody could tell it from the built-in one.
            let is_free = Paper::by_key(&name).is_none();
            is_free.then_some(TemplateFile { name, paper, path: Some(path) })
        })
        .collect();
    own.sort_by(|a, b| a.name.cmp(&b.name));
    all.append(&mut own);
    all
}

fn paper_of(text: &str) -> Option<Paper> {
    let first = text.trim_start_matches('\u{feff}').lines().next()?;
    Paper::by_key(first.strip_prefix("//")?.trim().strip_prefix("paper:")?.trim())
}

fn read(path: &Path) -> std::io::Result<String> {
    if fs::metadata(path)?.len() > LARGEST {
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "more than 1 MB"));
    }
    fs::read_to_string(path)
}
