//! The faces of the typesetter: the embedded pair, and behind it those of the system.
//!
//! The system's are looked for only when a text has a character that the pair lacks, or a user's template may name a face of its own:
//! most cards are Latin and Chinese, and looking through hundreds of files would be most of the time that the first page takes.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock, OnceLock};

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInfo, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;

use super::lines::{APART, stand_apart};
use crate::faces;

/// A set of faces, and what is known of each.
pub struct Fonts {
    /// What the typesetter chooses from.
    pub book: LazyHash<FontBook>,
    files: Vec<File>,
}

enum File {
    Loaded(Font),
    /// A file of the system, read when a face of it is used.
    OfSystem {
        path: Arc<PathBuf>,
        index: u32,
        font: OnceLock<Option<Font>>,
    },
}

/// The embedded pair, read once.
static EMBEDDED: LazyLock<Vec<Font>> =
    LazyLock::new(|| [faces::REGULAR, faces::BOLD].into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect());

static OWN: LazyLock<Fonts> = LazyLock::new(|| Fonts::of(EMBEDDED.iter().cloned().map(File::Loaded).collect(), Vec::new()));

static ALL: LazyLock<Fonts> = LazyLock::new(|| {
    let (mut files, mut infos) = (EMBEDDED.iter().cloned().map(File::Loaded).collect::<Vec<_>>(), Vec::new());
    let mut system = fontdb::Database::new();
    system.load_system_fonts();
    let ids: Vec<_> = system.faces().map(|face| (face.id, face.index)).collect();
    for (id, index) in ids {
        let Some(fontdb::Source::File(path)) = system.face_source(id).map(|(source, _)| source) else { continue };
        let info = system.with_face_data(id, FontInfo::new).flatten();
        if let Some(info) = info {
            files.push(File::OfSystem { path: Arc::new(path), index, font: OnceLock::new() });
            infos.push(info);
        }
    }
    Fonts::of(files, infos)
});

/// How far each of the commonest letters of a face goes, in ems; those that it lacks have none.
type Advances = Vec<Option<f64>>;

/// Those of the embedded pair.
static ADVANCES: LazyLock<[Advances; 2]> =
    LazyLock::new(|| [0, 1].map(|face| (0..0x600).map(|c| char::from_u32(c).and_then(|c| looked_up(c, face))).collect()));

fn advance(c: char, face: usize) -> Option<f64> {
    ADVANCES[face].get(c as usize).copied().unwrap_or_else(|| looked_up(c, face))
}

fn looked_up(c: char, face: usize) -> Option<f64> {
    static FACES: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
        let of = |font: &Font| font.clone().instantiate(FontVariant::default(), Abs::pt(9.0), &FontVariations::default());
        EMBEDDED.iter().map(of).collect()
    });
    let face = FACES.get(face).filter(|_| !c.is_control())?;
    face.x_advance(face.ttf().glyph_index(c)?.0).map(|advance| advance.get())
}

impl Fonts {
    fn of(files: Vec<File>, of_system: Vec<FontInfo>) -> Self {
        let own = EMBEDDED.iter().map(|font| font.info().clone());
        Self { book: LazyHash::new(FontBook::from_infos(own.chain(of_system))), files }
    }

    /// The embedded pair alone.
    pub fn own() -> &'static Self {
        &OWN
    }

    /// The pair, and what the system has; the first call looks for that, which takes up to some seconds.
    pub fn all() -> &'static Self {
        &ALL
    }

    /// The face at `index` of the book.
    pub fn get(&self, index: usize) -> Option<Font> {
        match self.files.get(index)? {
            File::Loaded(font) => Some(font.clone()),
            File::OfSystem { path, index, font } => font
                .get_or_init(|| {
                    let data = std::fs::read(path.as_path()).ok()?;
                    Font::new(Bytes::new(data), *index)
                })
                .clone(),
        }
    }

    /// How wide `text` is on one line in the regular or the bold face, in ems, with the room between ideographs and letters; `None` where a
    /// line ends in it, or it has letters of another face.
    pub fn width(text: &str, is_bold: bool) -> Option<f64> {
        let (mut width, mut before) = (0.0, ' ');
        for c in text.chars().filter(|c| *c != '\u{200b}') {
            width += advance(c, usize::from(is_bold))?;
            if !(before.is_ascii() && c.is_ascii()) && stand_apart(before, c) {
                width += APART;
            }
            before = c;
        }
        Some(width)
    }

    /// Whether the bold face has all of `text`; a text that mixes faces looks broken.
    pub fn bold_can_write(text: &str) -> bool {
        text.is_ascii() || {
            let Some(info) = EMBEDDED.get(1).map(Font::info) else { return false };
            text.chars().all(|c| c.is_whitespace() || c.is_control() || info.coverage.contains(u32::from(c)))
        }
    }

    /// Whether the embedded pair can write all of `text`. Signs that are never drawn do not count.
    pub fn own_can_write(text: &str) -> bool {
        text.is_ascii() || {
            let Some(info) = EMBEDDED.first().map(Font::info) else { return false };
            text.chars().all(|c| c.is_whitespace() || c.is_control() || info.coverage.contains(u32::from(c)))
        }
    }
}
