//! Text by role: bold names, captions, dim remarks; and text painted into a given place, cut where it must be.

use std::ops::Range;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Color32, Context, FontFamily, FontId, FontSelection, Galley, Label, Painter, Pos2, Rect, Response, RichText, Ui, WidgetInfo,
    WidgetText, pos2,
};

use super::bidi;
use crate::app::fonts::has_bold;
use crate::app::theme::{self, palette, size};

/// The family in which the whole of `text` can be bold; the regular one where the bold font lacks a character.
pub fn bold_family(context: &Context, text: &str) -> FontFamily {
    if has_bold(context, text) { FontFamily::Name(theme::BOLD.into()) } else { FontFamily::Proportional }
}

/// Bold text in the size of rows.
pub fn bold(context: &Context, text: impl Into<String>) -> RichText {
    let text = text.into();
    let family = bold_family(context, &text);
    RichText::new(text).family(family)
}

/// The name of the thing looked at.
pub fn title(context: &Context, text: impl Into<String>) -> RichText {
    bold(context, text).size(size::TITLE)
}

/// Secondary text.
pub fn dim(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).color(palette(ui.visuals()).dim)
}

/// Captions and heads.
pub fn caption(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).size(size::CAPTION).color(palette(ui.visuals()).faint)
}

/// A label that is cut at the end of its place and shows whole when the pointer rests on it.
pub fn cut_ui(ui: &mut Ui, text: RichText) -> Response {
    let written = text.text().to_owned();
    if !bidi::has_any(&written) {
        return ui.add(Label::new(text).truncate().selectable(false));
    }
    let mut job = LayoutJob::clone(&WidgetText::from(text).into_layout_job(ui.style(), FontSelection::Default, Align::Center));
    job.text = bidi::shown(&written).into_owned();
    let response = ui.add(Label::new(job).truncate().selectable(false));
    // What is spoken is what is written.
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &written));
    response
}

/// How wide `text` is in one line of the size of rows, in points.
pub fn width(ui: &Ui, text: &str) -> f32 {
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), body_font(), Color32::PLACEHOLDER).size().x)
}

/// A label of several lines.
pub fn wrapped_ui(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).wrap())
}

/// One line of text, cut with an ellipsis where it is wider than `width`.
pub fn cut(context: &Context, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    if bidi::has_any(text) {
        return cut_as_seen(context, text, &font, colour, width);
    }
    line(context, text, font, colour, width)
}

/// As [`cut`], with up to `rows` lines, the last of which is cut.
pub fn cut_below(context: &Context, text: &str, font: FontId, colour: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(bidi::shown(text).into_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: rows, break_anywhere: false, overflow_character: Some('…') };
    job.break_on_newline = false;
    context.fonts_mut(|fonts| fonts.layout_job(job))
}

/// As [`cut`], where letters run from right to left: what is cut off is the end of what is written, wherever that is seen.
fn cut_as_seen(context: &Context, text: &str, font: &FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let laid_out = |text: &str| line(context, &bidi::shown(text), font.clone(), colour, f32::INFINITY);
    let whole = laid_out(text);
    if whole.size().x <= width {
        return whole;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let begun = |end: usize| laid_out(&format!("{}…", text[..end].trim_end()));
    let fitting = ends.partition_point(|end| begun(*end).size().x <= width);
    let mut galley = Galley::clone(&begun(ends[fitting.saturating_sub(1)]));
    galley.elided = true;
    Arc::new(galley)
}

fn line(context: &Context, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: 1, break_anywhere: true, overflow_character: Some('…') };
    job.break_on_newline = false;
    context.fonts_mut(|fonts| fonts.layout_job(job))
}

/// As [`cut`], with `ground` behind the byte ranges `found`, which stand in order and do not overlap.
pub fn cut_marked(
    context: &Context,
    text: &str,
    font: FontId,
    colour: Color32,
    width: f32,
    found: &[Range<usize>],
    ground: Color32,
) -> Arc<Galley> {
    // Letters that run from right to left are not seen where they are written.
    if found.is_empty() || bidi::has_any(text) {
        return cut(context, text, font, colour, width);
    }
    let plain = TextFormat::simple(font, colour);
    let marked = TextFormat { background: ground, ..plain.clone() };
    let mut job = LayoutJob::default();
    let mut done = 0;
    for range in found {
        job.append(&text[done..range.start], 0.0, plain.clone());
        job.append(&text[range.clone()], 0.0, marked.clone());
        done = range.end;
    }
    job.append(&text[done..], 0.0, plain);
    job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: 1, break_anywhere: true, overflow_character: Some('…') };
    job.break_on_newline = false;
    context.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Paints `galley` in the middle of the height of `place`, at its left, centre or right; returns where.
pub fn paint(painter: &Painter, place: Rect, galley: Arc<Galley>, align: Align, colour: Color32) -> Rect {
    let width = galley.size().x;
    let x = match align {
        Align::Min => place.left(),
        Align::Center => place.center().x - width / 2.0,
        Align::Max => place.right() - width,
    };
    let at: Pos2 = pos2(x, place.center().y - galley.size().y / 2.0);
    let rect = Rect::from_min_size(at, galley.size());
    painter.galley(at, galley, colour);
    rect
}

/// The width of `text` as the sum of its letters, which is quick and nearly right.
pub fn rough_width(context: &Context, text: &str, font: &FontId) -> f32 {
    context.fonts_mut(|fonts| text.chars().map(|c| fonts.glyph_width(font, c)).sum())
}

/// The font of rows.
pub fn body_font() -> FontId {
    FontId::new(size::BODY, FontFamily::Proportional)
}

/// The font of captions.
pub fn caption_font() -> FontId {
    FontId::new(size::CAPTION, FontFamily::Proportional)
}

/// `1284` as `1,284`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The words as the beginning of a sentence: with a capital letter.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A count for a narrow place: `1,284`, `18.8k`, `1.2M`.
pub fn compact(number: usize) -> String {
    match number {
        0..10_000 => grouped(number),
        10_000..100_000 => format!("{}.{}k", number / 1_000, number / 100 % 10),
        100_000..1_000_000 => format!("{}k", number / 1_000),
        _ => format!("{}.{}M", number / 1_000_000, number / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stay_short_in_narrow_places() {
        let numbers = [999, 1_284, 18_811, 99_999, 100_000, 999_999, 1_200_000];
        assert_eq!(numbers.map(compact), ["999", "1,284", "18.8k", "99.9k", "100k", "999k", "1.2M"]);
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_284, "1,284"), (1_000_000, "1,000,000")];
        for (number, text) in cases {
            assert_eq!(grouped(number), text);
        }
    }
}
