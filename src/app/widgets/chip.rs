//! Chips and stars: what can be seen at a glance.

use egui::{Align, Color32, CornerRadius, FontId, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use egui_material_icons::icons::ICON_STAR;

use super::sketch::Sketch;
use super::text::{caption_font, cut};
use crate::app::theme::{Palette, Tone, palette, size};
use crate::tr;

const PADDING: f32 = 6.0;
const HEIGHT: f32 = 18.0;
/// Room of how many more tags there are, behind those that are seen.
pub const MORE: f32 = 26.0;
/// Width and height of one star.
pub const STAR: f32 = 15.0;

/// What the tier of a customer says by its colour.
pub fn tier_tone(tier: &str) -> Tone {
    match tier.trim().to_uppercase().as_str() {
        "VIP" => Tone::Vip,
        "A" | "复购" | "REPEAT" | "高潜" | "HIGH POTENTIAL" => Tone::Accent,
        "B" | "成交" | "ONE DEAL" => Tone::Fine,
        _ => Tone::Plain,
    }
}

/// The tier as a chip says it: in English "High potential" is too long for one.
pub fn tier_words(tier: &str) -> &str {
    match tier {
        "High potential" => "High",
        "Low potential" => "Low",
        _ => tier,
    }
}

/// Draws a chip with its left edge at `left` and its middle at `middle`, not wider than `width`, on a row that may be selected; returns its place.
pub fn draw_chip(on: &mut Sketch<'_>, left: f32, middle: f32, width: f32, words: &str, tone: Tone, is_selected: bool) -> Rect {
    let colour = on.palette.mark(tone);
    let galley = cut(on.context, words, caption_font(), colour, width - 2.0 * PADDING);
    let rect = Rect::from_min_size(pos2(left, middle - HEIGHT / 2.0), vec2(galley.size().x + 2.0 * PADDING, HEIGHT));
    draw_ground(on, rect, tone, is_selected);
    on.text(rect.shrink2(vec2(PADDING, 0.0)), galley, Align::Min, colour);
    rect
}

/// What the state of a customer says by its colour; any other word than the usual ones says nothing by it.
pub fn state_tone(state: &str) -> Tone {
    match state.trim() {
        "跟进中" => Tone::Fine,
        "开发中" => Tone::Accent,
        "沉睡" => Tone::Due,
        other if other.eq_ignore_ascii_case("following") => Tone::Fine,
        other if other.eq_ignore_ascii_case("developing") => Tone::Accent,
        other if other.eq_ignore_ascii_case("dormant") => Tone::Due,
        _ => Tone::Plain,
    }
}

/// Draws a chip of one outline whose colour is a dot before the words, quieter than [`draw_chip`]; returns its place.
pub fn draw_dotted(on: &mut Sketch<'_>, left: f32, middle: f32, width: f32, words: &str, tone: Tone) -> Rect {
    const DOT: f32 = 6.0;
    let palette = on.palette;
    let galley = cut(on.context, words, caption_font(), palette.dim, width - 2.0 * PADDING - DOT - 4.0);
    let rect = Rect::from_min_size(pos2(left, middle - HEIGHT / 2.0), vec2(galley.size().x + 2.0 * PADDING + DOT + 4.0, HEIGHT));
    draw_ground(on, rect, Tone::Plain, false);
    on.add(Shape::circle_filled(pos2(rect.left() + PADDING + DOT / 2.0, middle), DOT / 2.0, palette.mark(tone)));
    let place = rect.with_min_x(rect.left() + PADDING + DOT + 4.0).with_max_x(rect.right() - PADDING);
    on.text(place, galley, Align::Min, palette.dim);
    rect
}

/// How wide a chip of `words` is, of those with a dot or without, see [`paint_dotted`] and [`paint_chip`].
pub fn width(ui: &Ui, words: &str, has_dot: bool) -> f32 {
    let words = if has_dot { words } else { tier_words(words) };
    let dot = if has_dot { 10.0 } else { 0.0 };
    cut(ui, words, caption_font(), Color32::WHITE, 140.0).size().x + 2.0 * PADDING + dot
}

/// The colours of a tag, text and ground: the same name has the same ones, on every computer and at every start.
pub fn tag_colours(palette: &Palette, name: &str) -> [Color32; 2] {
    // FNV-1a: std's hasher may change with the compiler.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    palette.tags[(hash % palette.tags.len() as u64) as usize]
}

/// Draws tags from `left` to `right` and, where they are too many, how many more there are; returns whether all are seen whole.
pub fn draw_tags<'a>(on: &mut Sketch<'_>, left: f32, right: f32, middle: f32, tags: impl Iterator<Item = &'a str> + Clone) -> bool {
    let palette = on.palette;
    let mut x = left;
    let mut left_over = tags.clone().count();
    for (at, tag) in tags.enumerate() {
        let [colour, ground] = tag_colours(palette, tag);
        let more = if left_over > 1 { MORE } else { 0.0 };
        let room = right - x - more - 2.0 * PADDING;
        if room < 24.0 && at > 0 {
            break;
        }
        let galley = cut(on.context, tag, caption_font(), colour, room);
        if galley.elided && at > 0 {
            break;
        }
        let is_cut = galley.elided;
        let rect = Rect::from_min_size(pos2(x, middle - HEIGHT / 2.0), vec2(galley.size().x + 2.0 * PADDING, HEIGHT));
        on.add(Shape::rect_filled(rect, CornerRadius::same(size::CHIP_CORNER), ground));
        on.text(rect.shrink2(vec2(PADDING, 0.0)), galley, Align::Min, colour);
        x = rect.right() + 4.0;
        left_over -= 1;
        if is_cut {
            break;
        }
    }
    if left_over > 0 {
        let galley = cut(on.context, &format!("+{left_over}"), caption_font(), palette.faint, 30.0);
        let place = Rect::from_min_max(pos2(x, middle - HEIGHT / 2.0), pos2(right + 4.0, middle + HEIGHT / 2.0));
        on.text(place, galley, Align::Min, palette.faint);
    }
    left_over == 0
}

fn draw_ground(on: &mut Sketch<'_>, rect: Rect, tone: Tone, is_selected: bool) {
    let palette = on.palette;
    let corner = CornerRadius::same(size::CHIP_CORNER);
    if tone == Tone::Plain {
        on.add(Shape::rect_stroke(rect, corner, Stroke::new(size::LINE, palette.outline), StrokeKind::Inside));
    } else {
        // On a selected row the accent's ground is taken already.
        let ground = if is_selected && tone == Tone::Accent { palette.panel } else { palette.ground(tone) };
        on.add(Shape::rect_filled(rect, corner, ground));
    }
}

/// A chip in a line of other things.
pub fn chip_ui(ui: &mut Ui, words: &str, tone: Tone) -> Response {
    let galley = cut(ui, words, caption_font(), palette(ui.visuals()).mark(tone), 180.0);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * PADDING, 20.0), Sense::hover());
    let mut sketch = Sketch::of(ui);
    draw_chip(&mut sketch, rect.left(), rect.center().y, rect.width() + 0.5, words, tone, false);
    sketch.paint(ui.painter());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, words));
    response
}

/// Paints `count` of five stars with their left edge at `left`.
pub fn paint_stars(ui: &Ui, left: f32, middle: f32, count: usize) {
    let mut sketch = Sketch::of(ui);
    draw_stars(&mut sketch, left, middle, count);
    sketch.paint(ui.painter());
}

/// Draws `count` of five stars with their left edge at `left`.
pub fn draw_stars(on: &mut Sketch<'_>, left: f32, middle: f32, count: usize) {
    for star in 0..5 {
        let colour = if star < count { on.palette.mark(Tone::Due) } else { on.palette.outline };
        draw_star(on, pos2(left + (star as f32 + 0.5) * STAR, middle), colour);
    }
}

fn draw_star(on: &mut Sketch<'_>, centre: Pos2, colour: Color32) {
    let font = FontId::new(STAR + 1.0, ICON_STAR.font_family());
    let galley = on.context.fonts_mut(|fonts| fonts.layout_no_wrap(ICON_STAR.codepoint.to_owned(), font, colour));
    on.text(Rect::from_center_size(centre, galley.size()), galley, Align::Min, colour);
}

/// Five stars that can be pressed; returns the new count when one was. Pressing the last lit one clears it.
pub fn stars_ui(ui: &mut Ui, name: &str, count: usize) -> Option<usize> {
    let (rect, _) = ui.allocate_exact_size(vec2(5.0 * STAR + 2.0, 20.0), Sense::hover());
    let mut chosen = None;
    let mut hovered = None;
    for star in 1..=5usize {
        let place = Rect::from_min_size(pos2(rect.left() + (star - 1) as f32 * STAR, rect.top()), Vec2::new(STAR, rect.height()));
        let id = ui.scope_id().with((name, star));
        // One stop of the keyboard is enough for five: who draws them gives them one.
        let response = ui.interact(place, id, Sense::CLICK);
        let label = tr!("stars-set", name = name, count = star);
        response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, star <= count, &label));
        if response.hovered() {
            hovered = Some(star);
        }
        if response.clicked() {
            chosen = Some(if star == count { 0 } else { star });
        }
    }
    paint_stars(ui, rect.left(), rect.center().y, hovered.unwrap_or(count));
    chosen
}

/// The number with which a star value starts.
pub fn star_count(text: &str) -> usize {
    text.chars().find_map(|c| c.to_digit(10)).map_or(0, |n| (n as usize).min(5))
}
