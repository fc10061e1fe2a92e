//! How a cell looks: chips for tiers, stars, money at the right, days as people say them.

use chrono::NaiveDate;
use egui::{Align, Color32, Rect, Ui};

use crate::app::theme::palette;
use crate::app::widgets::{chip, days, text, values};
use crate::book::{Column, TableCell};
use crate::model::{Field, Kind};

/// What a cell has to know about its row.
pub struct Look {
    /// The first column.
    pub is_name: bool,
    /// The row is selected.
    pub is_selected: bool,
    /// The day of the frame.
    pub today: NaiveDate,
}

/// Whether the values of a column stand at the right.
pub fn is_right_aligned(column: &Column) -> bool {
    column.field().is_some_and(|field| matches!(field.kind(), Kind::Money | Kind::Number | Kind::Decimal))
}

/// Paints a cell; returns what the pointer shows there, where the cell does not say it all.
pub fn paint(ui: &Ui, place: Rect, column: &Column, name: Option<&str>, cell: &TableCell, look: &Look) -> Option<String> {
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
    match field {
        Some(Field::Level) => {
            let said = chip::tier_words(words);
            let painted = chip::paint_chip(
                ui,
                place.left() - 2.0,
                place.center().y,
                place.width() + 4.0,
                said,
                chip::tier_tone(words),
                look.is_selected,
            );
            let says_all = painted.width() <= place.width() && said == words;
            return (!says_all).then(|| words.to_owned());
        }
        Some(Field::Stars) => {
            let count = chip::star_count(words);
            chip::paint_stars(ui, place.left(), place.center().y, count);
            return None;
        }
        _ => {}
    }
    if let Some(day) = cell.day.and_then(days::whole) {
        let (said, colour) = if field == Some(Field::NextFollowUp) {
            let (said, tone) = days::due(day, look.today);
            (said, palette.mark(tone))
        } else {
            (days::relative(day, look.today), palette.dim)
        };
        paint_words(ui, place, &said, Align::Min, colour);
        return Some(days::long(day));
    }
    let colour = if look.is_name || align == Align::Max { palette.text } else { palette.dim };
    let is_cut = if look.is_name && look.is_selected {
        let font = egui::FontId::new(crate::app::theme::size::BODY, text::bold_family(ui, words));
        let galley = text::cut(ui, words, font, colour, place.width());
        let is_cut = galley.elided;
        text::paint(ui.painter(), place, galley, align, colour);
        is_cut
    } else {
        paint_words(ui, place, words, align, colour)
    };
    is_cut.then(|| words.to_owned())
}

fn paint_words(ui: &Ui, place: Rect, words: &str, align: Align, colour: Color32) -> bool {
    let galley = text::cut(ui, words, text::body_font(), colour, place.width());
    let is_cut = galley.elided;
    text::paint(ui.painter(), place, galley, align, colour);
    is_cut
}
