//! Reads a PDF file: which characters stand where.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode, SoftMask,
    TransformExt, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

/// A page as it is read.
#[derive(Default)]
pub struct ReadPage {
    /// The characters in the order in which they are drawn.
    pub text: String,
    /// The origin of each glyph in points, from the upper left corner.
    pub places: Vec<(f64, f64)>,
    /// In points.
    pub size: (f64, f64),
}

impl ReadPage {
    /// The characters without white space, to compare texts that were broken into lines.
    pub fn letters(&self) -> String {
        letters(&self.text)
    }
}

/// A text without white space and without what only says where a line may break or which way it runs.
pub fn letters(text: &str) -> String {
    let is_kept = |c: &char| {
        !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(is_kept).collect()
}

/// The pages of a PDF file.
pub fn read(file: Vec<u8>) -> Vec<ReadPage> {
    let pdf = Pdf::new(file).expect("a PDF file");
    let cache = InterpreterCache::new();
    let pages = pdf.pages();
    let read = pages.iter().map(|page| {
        let (width, height) = page.render_dimensions();
        let size = (f64::from(width), f64::from(height));
        let start = page.initial_transform(true).to_kurbo();
        let area = Rect::new(0.0, 0.0, size.0, size.1);
        let mut context = Context::new(start, area, &cache, page.xref(), InterpreterSettings::default());
        let mut read = ReadPage { size, ..ReadPage::default() };
        interpret_page(page, &mut context, &mut read);
        read
    });
    read.collect()
}

impl<'a> Device<'a> for ReadPage {
    fn draw_glyph(&mut self, glyph: &Glyph<'a>, transform: Affine, within: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {
        if let Some(text) = glyph.as_unicode() {
            use hayro_interpret::hayro_cmap::BfString;
            match text {
                BfString::Char(c) => self.text.push(c),
                BfString::String(text) => self.text.push_str(&text),
            }
        }
        let at = transform * within * Point::ORIGIN;
        self.places.push((at.x, at.y));
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
