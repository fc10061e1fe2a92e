//! Pages that are typeset: how many, how large, which characters no face has, as images and as a PDF file.

use std::collections::BTreeSet;

use typst::ecow::EcoVec;
use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst::model::Document as _;
use typst_layout::{Page, PagedDocument};
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

use super::PrintError;

/// Pages that are typeset.
pub struct Pages {
    document: PagedDocument,
    missing: BTreeSet<char>,
}

/// A page as an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageImage {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Red, green, blue and alpha of each pixel, row by row, not premultiplied: a page is opaque.
    pub rgba: Vec<u8>,
}

impl Pages {
    pub(super) fn of(document: PagedDocument) -> Self {
        let mut missing = BTreeSet::new();
        for page in document.pages() {
            find_missing(&page.frame, &mut missing);
        }
        Self { document, missing }
    }

    /// The pages of all `parts`, in their order. Where each `begins_on_front` of a leaf, an empty back comes before it where there has to be one.
    pub(super) fn joined(parts: impl Iterator<Item = Self>, begins_on_front: bool) -> Self {
        let (mut pages, mut missing, mut info) = (EcoVec::new(), BTreeSet::new(), None);
        for part in parts {
            if begins_on_front && pages.len() % 2 == 1 {
                pages.extend(pages.last().map(empty));
            }
            pages.extend(part.document.pages().iter().cloned());
            missing.extend(part.missing);
            info.get_or_insert_with(|| part.document.info().clone());
        }
        Self { document: PagedDocument::new(pages, info.unwrap_or_default()), missing }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Width and height of page number `at` (from 0) in points of 1/72 inch.
    pub fn size(&self, at: usize) -> Option<(f32, f32)> {
        let size = self.document.pages().get(at)?.frame.size();
        Some((size.x.to_pt() as f32, size.y.to_pt() as f32))
    }

    /// The characters that no face has, and that would come out as boxes.
    pub fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// Page number `at` (from 0) as an image with so many pixels per point.
    pub fn image(&self, at: usize, pixels_per_point: f32) -> Option<PageImage> {
        let page = self.document.pages().get(at)?;
        let options = RenderOptions { pixel_per_pt: f64::from(pixels_per_point).into(), render_bleed: false };
        let drawn = typst_render::render(page, &options);
        let (width, height) = (drawn.width() as usize, drawn.height() as usize);
        Some(PageImage { width, height, rgba: drawn.take() })
    }

    /// All pages as a PDF file that says `title` of itself, and nothing of the machine.
    ///
    /// # Errors
    /// [`PrintError::Broke`] where the typesetter refuses.
    pub fn pdf(&mut self, title: &str) -> Result<Vec<u8>, PrintError> {
        self.document.info_mut().title = Some(title.into());
        // Tags for screen readers would make a thousand cards half as large again and half as slow.
        let options =
            PdfOptions { creator: Smart::Custom(Some("gendan".to_owned())), tagged: self.count() <= 200, ..PdfOptions::default() };
        typst_pdf::pdf(&self.document, &options).map_err(|_| PrintError::Broke)
    }
}

/// A page as `page`, without anything on it.
fn empty(page: &Page) -> Page {
    Page { frame: Frame::hard(page.frame.size()), ..page.clone() }
}

fn find_missing(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_missing(&group.frame, missing),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    missing.extend(text.text[glyph.range()].chars().filter(|c| !c.is_whitespace() && !c.is_control()));
                }
            }
            _ => {}
        }
    }
}
