//! How a cell looks: chips for tiers and states, stars, tags in their colours, money at the right, days as people say them, the
//! time at the customer's.

use std::ops::Range;

use egui::{Align, Color32, FontId, Rect, Shape, Ui};

use crate::app::theme::{Tone, size};
use crate::app::widgets::sketch::Sketch;
use crate::app::widgets::{chip, days, spark, text, values};
use crate::book::{Column, Now, TableCell};
use crate::model::cadence::PoolState;
use crate::model::country::Country;
use crate::model::{Field, Kind};
use crate::words::spoken;

/// Between a country and its time.
const TIME_GAP: f32 = 6.0;
/// A country whose name is wider is measured by its shorter name.
const COUNTRY_MOST: f32 = 160.0;
/// A country with less room than this shows without its time.
const COUNTRY_LEAST: f32 = 44.0;

/// A value in its column.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The field of the column, where it is not one of the user's own.
    pub field: Option<Field>,
    /// What the column of names shows of the row.
    pub name: Option<&'a str>,
    /// The value.
    pub cell: &'a TableCell,
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
    is_right(column.field())
}

fn is_right(field: Option<Field>) -> bool {
    field.is_some_and(|field| field != Field::Trade && matches!(field.kind(), Kind::Money | Kind::Number | Kind::Decimal))
}

/// Whether its days are those on which something shall be done, of which it is said how late they are.
fn is_ahead(field: Field) -> bool {
    matches!(field, Field::NextFollowUp | Field::Due)
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

/// What being in the public pool or near to it says by its colour.
fn pool_tone(stored: &str) -> Tone {
    match PoolState::ALL.into_iter().find(|state| state.stored() == stored) {
        Some(PoolState::In) => Tone::Pool,
        Some(PoolState::Proposed) => Tone::Overdue,
        Some(PoolState::Soon) => Tone::Due,
        None => Tone::Plain,
    }
}

impl Seen<'_> {
    /// The words of the value in the language spoken: lists in the other language bring the usual words in that one.
    fn words(&self) -> String {
        match (self.name, self.field) {
            (Some(name), _) => name.to_owned(),
            (None, Some(field)) if field.kind() == Kind::Choice => values::choice(field, &self.cell.text),
            _ => self.cell.text.clone(),
        }
    }

    fn day(&self) -> Option<chrono::NaiveDate> {
        self.cell.day.and_then(days::whole)
    }

    fn time(&self) -> Option<String> {
        Some(self.cell.zone?.local(self.now.at).format("%H:%M").to_string())
    }

    /// What the pointer shows over the value, where its place does not say it all; `is_cut` is what [`Seen::drawn`] said.
    pub fn hover(&self, is_cut: bool) -> Option<String> {
        let words = self.words();
        if words.is_empty() {
            return None;
        }
        if let Some(trade) = &self.cell.trade {
            return Some(spark::words(trade));
        }
        if let (Some(day), false) = (self.day(), self.has_shape()) {
            return Some(days::long(day));
        }
        is_cut.then(|| match self.time() {
            Some(time) if !self.has_shape() => format!("{words} {time}"),
            _ => words,
        })
    }

    fn has_shape(&self) -> bool {
        matches!(self.field, Some(Field::Level | Field::TierInUse | Field::Status | Field::Pool | Field::Stars | Field::Tags))
    }

    /// Draws the value into `place`; returns the shapes, and whether its words do not all show.
    pub fn drawn(&self, ui: &Ui, place: Rect) -> (Vec<Shape>, bool) {
        let mut sketch = Sketch::of(ui);
        let is_cut = self.draw(&mut sketch, place);
        (sketch.into_shapes(), is_cut)
    }

    fn draw(&self, on: &mut Sketch<'_>, place: Rect) -> bool {
        let palette = on.palette;
        let words = self.words();
        let align = if is_right(self.field) { Align::Max } else { Align::Min };
        if words.is_empty() {
            let dash = text::cut(on.context, "—", text::body_font(), palette.faint, place.width());
            on.text(place, dash, align, palette.faint);
            return false;
        }
        let middle = place.center().y;
        match self.field {
            Some(Field::Level | Field::TierInUse) => {
                let said = chip::tier_words(&words);
                let (left, width) = (place.left() - 2.0, place.width() + 4.0);
                let drawn = chip::draw_chip(on, left, middle, width, said, chip::tier_tone(&words), self.is_selected);
                return drawn.width() > place.width() || said != words;
            }
            Some(Field::Status) => {
                let width = place.width() + 4.0;
                let drawn = chip::draw_dotted(on, place.left() - 2.0, middle, width, &words, chip::state_tone(&self.cell.text));
                return drawn.width() >= width - 1.0;
            }
            Some(Field::Pool) => {
                let width = place.width() + 4.0;
                let drawn = chip::draw_dotted(on, place.left() - 2.0, middle, width, &words, pool_tone(&self.cell.text));
                return drawn.width() >= width - 1.0;
            }
            Some(Field::Stars) => {
                chip::draw_stars(on, place.left(), middle, chip::star_count(&words));
                return false;
            }
            Some(Field::Tags) => {
                return !chip::draw_tags(on, place.left() - 2.0, place.right(), middle, words.split("; "));
            }
            _ => {}
        }
        if let Some(trade) = &self.cell.trade {
            spark::draw(on, place.left(), middle, trade);
            // Where somebody has made room, the sum stands beside.
            let room = place.with_min_x(place.left() + size::SPARK + TIME_GAP);
            let sum = text::cut(on.context, &words, text::body_font(), palette.text, f32::INFINITY);
            if sum.size().x <= room.width() {
                on.text(room, sum, Align::Max, palette.text);
            }
            return false;
        }
        if let Some(day) = self.day() {
            let (said, colour) = if self.field.is_some_and(is_ahead) {
                let (said, tone) = days::due(day, self.now.today);
                (said, palette.mark(urgency(self.cell, self.now).unwrap_or(tone)))
            } else {
                (days::relative(day, self.now.today), palette.dim)
            };
            return draw_words(on, place, &said, Align::Min, colour, &[]).1;
        }
        if let Some(time) = self.time() {
            let galley = text::cut(on.context, &time, text::caption_font(), palette.faint, place.width());
            // The time shows in every row or in none; a long name of a country gives way to it.
            let room = place.with_max_x(place.right() - galley.size().x - TIME_GAP);
            if room.width() < COUNTRY_LEAST {
                draw_words(on, place, &words, Align::Min, palette.dim, self.found);
                return true;
            }
            let short =
                short_country(&words).filter(|_| text::cut(on.context, &words, text::body_font(), palette.dim, room.width()).elided);
            // What was sought stands in the whole name.
            let (said, found) = short.map_or((words.as_str(), self.found), |short| (short, &[]));
            let (drawn, is_cut) = draw_words(on, room, said, Align::Min, palette.dim, found);
            on.text(place.with_min_x(drawn.right() + TIME_GAP), galley, Align::Min, palette.faint);
            return is_cut || short.is_some();
        }
        let colour = if self.name.is_some() || align == Align::Max { palette.text } else { palette.dim };
        // A name that stands for the company, and a usual word in the other language, are not what the ranges speak of.
        let found = if words == self.cell.text { self.found } else { &[] };
        if self.name.is_some() && self.is_lead {
            let font = FontId::new(size::BODY, text::bold_family(on.context, &words));
            let galley = text::cut_marked(on.context, &words, font, colour, place.width(), found, palette.found);
            let is_cut = galley.elided;
            on.text(place, galley, align, colour);
            return is_cut;
        }
        draw_words(on, place, &words, align, colour, found).1
    }
}

/// The width that a cell needs to show whole; `name` stands for the company.
pub fn width(ui: &Ui, column: &Column, name: Option<&str>, cell: &TableCell, now: Now) -> f32 {
    let of = |words: &str, font: FontId| text::cut(ui, words, font, Color32::WHITE, f32::INFINITY).size().x;
    let field = column.field();
    let choice = field.filter(|field| field.kind() == Kind::Choice).map(|field| values::choice(field, &cell.text));
    let words = name.or(choice.as_deref()).unwrap_or(&cell.text);
    match field {
        _ if words.is_empty() => of("—", text::body_font()),
        Some(Field::Level | Field::TierInUse) => chip::width(ui, words, false) - 2.0,
        Some(Field::Status | Field::Pool) => chip::width(ui, words, true) - 2.0,
        Some(Field::Stars) => 5.0 * chip::STAR,
        Some(Field::Trade) => size::SPARK,
        Some(Field::Tags) => words.split("; ").map(|tag| chip::width(ui, tag, false) + 4.0).sum::<f32>(),
        _ => match (cell.day.and_then(days::whole), cell.zone) {
            (Some(day), _) if field.is_some_and(is_ahead) => of(&days::due(day, now.today).0, text::body_font()),
            (Some(day), _) => of(&days::relative(day, now.today), text::body_font()),
            (None, Some(_)) => {
                let whole = of(words, text::body_font());
                // The longest names do with their shorter form.
                let short = short_country(words).filter(|_| whole > COUNTRY_MOST).map(|short| of(short, text::body_font()));
                short.unwrap_or(whole) + TIME_GAP + of("00:00", text::caption_font())
            }
            // The name of the customer whose card is shown is bold.
            _ if name.is_some() => of(words, FontId::new(size::BODY, text::bold_family(ui, words))),
            _ => of(words, text::body_font()),
        },
    }
}

/// What the country of this name is called where room is short.
fn short_country(name: &str) -> Option<&'static str> {
    Country::find(name)?.short_name(spoken())
}

fn draw_words(on: &mut Sketch<'_>, place: Rect, words: &str, align: Align, colour: Color32, found: &[Range<usize>]) -> (Rect, bool) {
    let galley = text::cut_marked(on.context, words, text::body_font(), colour, place.width(), found, on.palette.found);
    let is_cut = galley.elided;
    (on.text(place, galley, align, colour), is_cut)
}
