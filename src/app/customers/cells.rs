//! How a cell looks: chips for tiers and states, stars, tags in their colours, money at the right, days as people say them, the
//! time at the customer's.

use std::ops::Range;

use egui::{Align, Color32, FontId, Rect, Ui};

use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{chip, days, text, values};
use crate::book::{Column, Now, TableCell};
use crate::model::{Field, Kind};

/// Between a country and its time.
const TIME_GAP: f32 = 6.0;
/// A country with less room than this shows without its time.
const COUNTRY_LEAST: f32 = 44.0;

/// What a cell has to know about its row.
pub struct Look<'a> {
    /// The first column.
    pub is_name: bool,
    /// The row is selected.
    pub is_selected: bool,
    /// The row is the one whose card is shown.
    pub is_lead: bool,
    /// The time of the frame.
    pub now: Now,
    /// Where the search is found in the text of the cell.
    pub found: &'a [Range<usize>],
}

/// Whether the values of a column stand at the right.
pub fn is_right_aligned(column: &Column) -> bool {
    column.field().is_some_and(|field| matches!(field.kind(), Kind::Money | Kind::Number | Kind::Decimal))
}

/// How a follow-up on the day of `cell` stands, where it is late, due today or tomorrow.
pub fn urgency(cell: &TableCell, now: Now) -> Option<Tone> {
    let days = (days::whole(cell.day?)? - now.today).num_days();
    match days {
        ..0 => Some(Tone::Overdue),
        0..=1 => Some(Tone::Due),
        _ => None,
    }
}

/// Paints a cell; returns what the pointer shows there, where the cell does not say it all.
pub fn paint(ui: &Ui, place: Rect, column: &Column, name: Option<&str>, cell: &TableCell, look: &Look<'_>) -> Option<String> {
    let palette = palette(ui.visuals());
    let field = column.field();
    // Lists in the other language bring the usual words in that language.
    let choice = field.filter(|field| field.kind() == Kind::Choice).map(|field| values::choice(field, &cell.text));
    let words = name.or(choice.as_deref()).unwrap_or(&cell.text);
    let align = if is_right_aligned(column) { Align::Max } else { Align::Min };
    if words.is_empty() {
        let dash = text::cut(ui, "—", text::body_font(), palette.faint, place.width());
        text::paint(ui.painter(), place, dash, align, palette.faint);
        return None;
    }
    let middle = place.center().y;
    match field {
        Some(Field::Level) => {
            let said = chip::tier_words(words);
            let (left, width) = (place.left() - 2.0, place.width() + 4.0);
            let painted = chip::paint_chip(ui, left, middle, width, said, chip::tier_tone(words), look.is_selected);
            let says_all = painted.width() <= place.width() && said == words;
            return (!says_all).then(|| words.to_owned());
        }
        Some(Field::Status) => {
            let width = place.width() + 4.0;
            let painted = chip::paint_dotted(ui, place.left() - 2.0, middle, width, words, chip::state_tone(&cell.text));
            return (painted.width() >= width - 1.0).then(|| words.to_owned());
        }
        Some(Field::Stars) => {
            chip::paint_stars(ui, place.left(), middle, chip::star_count(words));
            return None;
        }
        Some(Field::Tags) => {
            let says_all = chip::paint_tags(ui, place.left() - 2.0, place.right(), middle, words.split("; "));
            return (!says_all).then(|| words.to_owned());
        }
        _ => {}
    }
    if let Some(day) = cell.day.and_then(days::whole) {
        let (said, colour) = if field == Some(Field::NextFollowUp) {
            let (said, tone) = days::due(day, look.now.today);
            (said, palette.mark(urgency(cell, look.now).unwrap_or(tone)))
        } else {
            (days::relative(day, look.now.today), palette.dim)
        };
        paint_words(ui, place, &said, Align::Min, colour, &[]);
        return Some(days::long(day));
    }
    if let Some(zone) = cell.zone {
        let time = zone.local(look.now.at).format("%H:%M").to_string();
        let galley = text::cut(ui, &time, text::caption_font(), palette.faint, place.width());
        // The time shows in every row or in none; a long name of a country gives way to it.
        let room = place.with_max_x(place.right() - galley.size().x - TIME_GAP);
        if room.width() < COUNTRY_LEAST {
            paint_words(ui, place, words, Align::Min, palette.dim, look.found);
            return Some(format!("{words} {time}"));
        }
        let (painted, is_cut) = paint_words(ui, room, words, Align::Min, palette.dim, look.found);
        let at = place.with_min_x(painted.right() + TIME_GAP);
        text::paint(ui.painter(), at, galley, Align::Min, palette.faint);
        return is_cut.then(|| format!("{words} {time}"));
    }
    let colour = if look.is_name || align == Align::Max { palette.text } else { palette.dim };
    // A name that stands for the company, and a usual word in the other language, are not what the ranges speak of.
    let found = if words == cell.text { look.found } else { &[] };
    let is_cut = if look.is_name && look.is_lead {
        let font = FontId::new(size::BODY, text::bold_family(ui, words));
        let galley = text::cut_marked(ui, words, font, colour, place.width(), found, palette.found);
        let is_cut = galley.elided;
        text::paint(ui.painter(), place, galley, align, colour);
        is_cut
    } else {
        paint_words(ui, place, words, align, colour, found).1
    };
    is_cut.then(|| words.to_owned())
}

/// The width that a cell needs to show whole; `name` stands for the company.
pub fn width(ui: &Ui, column: &Column, name: Option<&str>, cell: &TableCell, now: Now) -> f32 {
    let of = |words: &str, font: FontId| text::cut(ui, words, font, Color32::WHITE, f32::INFINITY).size().x;
    let field = column.field();
    let choice = field.filter(|field| field.kind() == Kind::Choice).map(|field| values::choice(field, &cell.text));
    let words = name.or(choice.as_deref()).unwrap_or(&cell.text);
    match field {
        _ if words.is_empty() => of("—", text::body_font()),
        Some(Field::Level) => chip::width(ui, words, false) - 4.0,
        Some(Field::Status) => chip::width(ui, words, true) - 4.0,
        Some(Field::Stars) => 5.0 * chip::STAR,
        Some(Field::Tags) => words.split("; ").map(|tag| chip::width(ui, tag, false) + 4.0).sum::<f32>(),
        _ => match (cell.day.and_then(days::whole), cell.zone) {
            (Some(day), _) if field == Some(Field::NextFollowUp) => of(&days::due(day, now.today).0, text::body_font()),
            (Some(day), _) => of(&days::relative(day, now.today), text::body_font()),
            (None, Some(_)) => of(words, text::body_font()) + TIME_GAP + of("00:00", text::caption_font()),
            // The name of the customer whose card is shown is bold.
            _ if name.is_some() => of(words, FontId::new(size::BODY, text::bold_family(ui, words))),
            _ => of(words, text::body_font()),
        },
    }
}

fn paint_words(ui: &Ui, place: Rect, words: &str, align: Align, colour: Color32, found: &[Range<usize>]) -> (Rect, bool) {
    let palette = palette(ui.visuals());
    let galley = text::cut_marked(ui, words, text::body_font(), colour, place.width(), found, palette.found);
    let is_cut = galley.elided;
    (text::paint(ui.painter(), place, galley, align, colour), is_cut)
}
