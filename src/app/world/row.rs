//! A place of the board with its hours, and a customer below it.

use egui::{Align, CornerRadius, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_material_icons::icons::{ICON_BEDTIME, ICON_CHEVRON_RIGHT, ICON_EXPAND_MORE};

use super::{LABEL, Shown, is_worked, minute_of, x_of};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{days, office, text, values};
use crate::book::agenda::{Line, LineWords};
use crate::model::world::is_night;
use crate::model::zone::Zone;
use crate::tr;
use crate::words::spoken;

/// Height of the hours of a place, and where they begin.
const BAND: f32 = 16.0;
const BAND_TOP: f32 = 8.0;
/// Room of the count.
const COUNT: f32 = 44.0;

/// Draws a place; `names`: the first who are due there.
pub fn place_ui(ui: &Ui, scene: &Scene<'_>, shown: &Shown, names: &[&str], rect: Rect, is_open: bool, is_at: bool) -> Response {
    let palette = palette(ui.visuals());
    let key = (shown.place.place.country.map(|country| country.iso2), shown.place.place.zone.map(|zone| zone.to_string()));
    let response = ui.interact(rect, ui.scope_id().with(("place", key)), Sense::CLICK);
    let (name, (state, tone)) = (name_of(shown), state_of(shown, scene));
    let due = shown.place.due.len();
    let together = shared_words(shown, scene);
    response.widget_info(|| {
        let counts = tr!("world-counts", count = due, shown = text::grouped(due), all = text::grouped(shown.place.customers));
        let said = [name.as_str(), &state, &counts, &together].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, is_open, said)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect.with_max_x(rect.left() + LABEL - size::GAP), CornerRadius::same(size::CHIP_CORNER), palette.hover);
    }
    if is_at {
        ui.painter().rect_stroke(rect, CornerRadius::same(size::CHIP_CORNER), Stroke::new(1.5, palette.accent()), StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, palette.hairline());
    let mark = if is_open { ICON_EXPAND_MORE } else { ICON_CHEVRON_RIGHT };
    let arrow = ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), FontId::new(16.0, mark.font_family()), palette.faint));
    ui.painter().galley(pos2(rect.left() + 2.0, rect.top() + 6.0), arrow, palette.faint);
    let label =
        Rect::from_min_max(pos2(rect.left() + 22.0, rect.top() + 3.0), pos2(rect.left() + LABEL - COUNT - size::GAP, rect.bottom() - 3.0));
    let above = label.with_max_y(label.center().y);
    let galley = text::cut(ui, &name, FontId::new(size::BODY, text::bold_family(ui, &name)), palette.text, above.width());
    text::paint(ui.painter(), above, galley, Align::Min, palette.text);
    let below = label.with_min_y(label.center().y).with_max_x(rect.left() + LABEL - size::GAP_WIDE);
    let colour = if tone == Tone::Plain { palette.dim } else { palette.mark(tone) };
    let mut left = below.left();
    if tone == Tone::Overdue {
        let font = FontId::new(13.0, ICON_BEDTIME.font_family());
        let moon = ui.fonts_mut(|fonts| fonts.layout_no_wrap(ICON_BEDTIME.codepoint.to_owned(), font, colour));
        ui.painter().galley(pos2(left, below.center().y - moon.size().y / 2.0), moon, colour);
        left += 16.0;
    }
    let galley = text::cut(ui, &state, text::caption_font(), colour, below.right() - left);
    text::paint(ui.painter(), below.with_min_x(left), galley, Align::Min, colour);
    let count = above.with_min_x(above.right()).with_max_x(rect.left() + LABEL - size::GAP_WIDE);
    let colour = if due > 0 { palette.text } else { palette.faint };
    let words = text::compact(due);
    let galley = text::cut(ui, &words, FontId::new(16.0, text::bold_family(ui, &words)), colour, count.width());
    text::paint(ui.painter(), count, galley, Align::Max, colour);
    hours_ui(ui, scene, shown, names, Rect::from_min_max(pos2(rect.left() + LABEL, rect.top()), rect.max));
    let all = tr!("world-counts", count = due, shown = text::grouped(due), all = text::grouped(shown.place.customers));
    let lines = [format!("{name} · {state}"), all, together];
    response.on_hover_text(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}

/// The hours of a place: nights dark, office hours green, those that one shares strong.
fn hours_ui(ui: &Ui, scene: &Scene<'_>, shown: &Shown, names: &[&str], band: Rect) {
    let palette = palette(ui.visuals());
    let row = |from: u32, to: u32| {
        Rect::from_min_size(pos2(x_of(band, from), band.top() + BAND_TOP), vec2(x_of(band, to) - x_of(band, from), BAND))
    };
    let corner = CornerRadius::same(3);
    if shown.place.place.zone.is_none() {
        let galley = text::cut(ui, &tr!("world-no-zone-hint"), text::caption_font(), palette.faint, band.width());
        text::paint(ui.painter(), band.with_max_y(band.top() + 2.0 * BAND_TOP + BAND), galley, Align::Min, palette.faint);
    } else {
        ui.painter().rect_filled(row(0, super::MINUTES), corner, palette.hover);
        for (from, to) in &shown.nights {
            ui.painter().rect_filled(row(*from, *to), corner, palette.outline);
        }
        for (from, to) in &shown.open {
            ui.painter().rect_filled(row(*from, *to), corner, palette.ground(Tone::Fine));
            ui.painter().rect_stroke(row(*from, *to), corner, Stroke::new(1.0, palette.mark(Tone::Fine)), StrokeKind::Inside);
        }
        for (from, to) in &shown.shared {
            let rect = row(*from, *to);
            ui.painter().rect_filled(rect, corner, palette.mark(Tone::Fine));
            let words = tr!("world-span", from = our_clock(scene, shown, *from), to = our_clock(scene, shown, *to));
            let font = FontId::proportional(size::COUNT_BESIDE);
            let galley = text::cut(ui, &words, font, palette.panel, f32::INFINITY);
            if galley.size().x + 8.0 <= rect.width() {
                text::paint(ui.painter(), rect, galley, Align::Center, palette.panel);
            }
        }
    }
    let now = x_of(band, minute_of(shown.from, scene.now.at));
    let line = Stroke::new(1.5, palette.mark(Tone::Overdue));
    ui.painter().vline(now, band.top() + 2.0..=band.top() + BAND_TOP + BAND + 4.0, line);
    let mut said = names.join(&tr!("occasion-and"));
    let more = shown.place.due.len().saturating_sub(names.len());
    if more > 0 && !said.is_empty() {
        said = tr!("world-names-more", names = said, shown = text::grouped(more));
    }
    let place = Rect::from_min_max(pos2(band.left(), band.top() + BAND_TOP + BAND), band.max);
    let galley = text::cut(ui, &said, text::caption_font(), palette.dim, place.width());
    text::paint(ui.painter(), place, galley, Align::Min, palette.dim);
}

/// A minute of the board as our clock shows it.
fn our_clock(scene: &Scene<'_>, shown: &Shown, minute: u32) -> String {
    let at = shown.from + chrono::TimeDelta::minutes(i64::from(minute));
    scene.clock.local(at.timestamp_millis()).format("%H:%M").to_string()
}

/// The hours that one shares with them, in words.
fn shared_words(shown: &Shown, scene: &Scene<'_>) -> String {
    if shown.place.place.zone.is_none() {
        return String::new();
    }
    let spans: Vec<String> = shown
        .shared
        .iter()
        .map(|(from, to)| tr!("world-span", from = our_clock(scene, shown, *from), to = our_clock(scene, shown, *to)))
        .collect();
    if spans.is_empty() { tr!("world-nothing-shared") } else { tr!("world-shared", spans = spans.join(&tr!("occasion-and"))) }
}

/// The country, and the city of the zone where it has several.
fn name_of(shown: &Shown) -> String {
    let place = &shown.place.place;
    let Some(country) = place.country else {
        return place.zone.map_or_else(|| tr!("world-no-zone"), |zone| zone.to_string());
    };
    let name = country.name(spoken());
    match place.zone {
        Some(Zone::Named(zone)) if country.zones.len() > 2 => {
            let city = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
            tr!("world-place", country = name, city = city)
        }
        Some(Zone::Fixed(_)) => tr!("world-place", country = name, city = place.zone.map(|zone| zone.to_string()).unwrap_or_default()),
        _ => name.to_owned(),
    }
}

/// The time there, and whether somebody can be reached; a warning where they sleep.
fn state_of(shown: &Shown, scene: &Scene<'_>) -> (String, Tone) {
    let Some(zone) = shown.place.place.zone else { return (String::new(), Tone::Plain) };
    let local = zone.local(scene.now.at);
    let time = office::clock(local, scene.now.today);
    if is_night(local) && !matches!(shown.office, Some(crate::model::office::Office::Open(_))) {
        return (tr!("world-night", time = time), Tone::Overdue);
    }
    let (state, tone) = office::short_words(local, shown.place.place.country);
    let off = if is_worked(&shown.place, local) { String::new() } else { tr!("office-day-off") };
    let parts = [time, off, state];
    (parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "), tone)
}

/// Draws a customer who is due.
pub fn customer_ui(ui: &Ui, scene: &Scene<'_>, line: &Line, words: &LineWords, rect: Rect, is_lead: bool, is_at: bool) -> Response {
    let palette = palette(ui.visuals());
    let response = ui.interact(rect, ui.scope_id().with(("customer", line.customer, line.kind)), Sense::CLICK);
    let (when, tone) = days::due(line.due_on, scene.now.today);
    let tier = values::choice(crate::model::Field::Level, &words.tier);
    let about = if words.what.is_empty() { words.why.as_str() } else { words.what.as_str() };
    let said = [words.name.as_str(), &tier, &when, about].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, is_lead, &said));
    let inner = rect.with_min_x(rect.left() + 22.0);
    if is_lead {
        ui.painter().rect_filled(inner, CornerRadius::same(size::CHIP_CORNER), palette.ground(Tone::Accent));
    } else if response.hovered() {
        ui.painter().rect_filled(inner, CornerRadius::same(size::CHIP_CORNER), palette.hover);
    }
    if is_at {
        ui.painter().rect_stroke(inner, CornerRadius::same(size::CHIP_CORNER), Stroke::new(1.5, palette.accent()), StrokeKind::Inside);
    }
    let place = inner.shrink2(vec2(size::GAP, 0.0));
    let name = place.with_max_x(rect.left() + LABEL - size::GAP);
    let galley = text::cut(ui, &words.name, text::body_font(), palette.text, name.width());
    text::paint(ui.painter(), name, galley, Align::Min, palette.text);
    let due = Rect::from_min_max(pos2(rect.left() + LABEL, rect.top()), pos2(rect.left() + LABEL + 92.0, rect.bottom()));
    let colour = if tone == Tone::Plain { palette.dim } else { palette.mark(tone) };
    let galley = text::cut(ui, &when, text::caption_font(), colour, due.width());
    text::paint(ui.painter(), due, galley, Align::Min, colour);
    let rest = Rect::from_min_max(pos2(due.right() + size::GAP, rect.top()), place.max);
    let galley = text::cut(ui, about, text::caption_font(), palette.dim, rest.width());
    text::paint(ui.painter(), rest, galley, Align::Min, palette.dim);
    response.on_hover_text(said)
}

/// How many more there are; pressed, the table shows those of the country.
pub fn more_ui(ui: &Ui, shown: &Shown, more: usize, rect: Rect) -> Response {
    let palette = palette(ui.visuals());
    let response = ui.interact(rect, ui.scope_id().with(("more", shown.place.place.country.map(|country| country.iso2))), Sense::CLICK);
    let words = tr!("calendar-more", shown = text::grouped(more));
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Button,
            true,
            tr!("world-more", place = name_of(shown), shown = text::grouped(more)),
        )
    });
    let colour = if response.hovered() { palette.accent() } else { palette.dim };
    let galley = text::cut(ui, &words, text::caption_font(), colour, rect.width());
    text::paint(ui.painter(), rect.with_min_x(rect.left() + 30.0), galley, Align::Min, colour);
    response
}
