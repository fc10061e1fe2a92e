//! The trade of twelve months at a glance: a bar for each month, that of today at the right end, and the same in words.

use egui::{Pos2, Rect, Shape, pos2, vec2};

use super::days;
use super::sketch::Sketch;
use crate::app::theme::{Tone, size};
use crate::model::Trade;
use crate::model::trade::MONTHS;
use crate::tr;

/// Between two months.
const GAP: f32 = 2.0;
/// A month with little in it is still seen.
const LEAST: f32 = 2.0;

/// Draws the months from `left` on, half of them above and half below the line at `middle`; the largest one takes the whole height. What
/// is owed back stands up as well, in the colour of what is wrong.
pub fn draw(on: &mut Sketch<'_>, left: f32, middle: f32, trade: &Trade) {
    let largest = trade.months.iter().map(|minor| minor.unsigned_abs()).max().unwrap_or(0).max(1) as f32;
    let slot = size::SPARK / MONTHS as f32;
    let ground = middle + size::SPARK_HEIGHT / 2.0;
    on.add(Shape::hline(left..=left + size::SPARK - GAP, ground, on.palette.hairline()));
    for (at, minor) in trade.months.iter().enumerate().filter(|(_, minor)| **minor != 0) {
        let height = (minor.unsigned_abs() as f32 / largest * size::SPARK_HEIGHT).max(LEAST);
        let from: Pos2 = pos2(left + at as f32 * slot, ground - height);
        // The month of today is not over: it stands out, so that its lower bar is not taken for a decline.
        let colour = match (*minor < 0, at + 1 == MONTHS) {
            (true, _) => on.palette.mark(Tone::Overdue),
            (false, true) => on.palette.accent(),
            (false, false) => on.palette.dim,
        };
        on.add(Shape::rect_filled(Rect::from_min_size(from, vec2(slot - GAP, height)), 0.0, colour));
    }
}

/// The sum, then each month in which there was something, then what is not in them; a line each.
pub fn words(trade: &Trade) -> String {
    let mut words = tr!("trade-sum", sum = trade.sum().display());
    for (month, sum) in trade.filled() {
        words.push('\n');
        words.push_str(&tr!("trade-month", month = days::month(month), sum = sum.display()));
    }
    if trade.left_out > 0 {
        words.push('\n');
        words.push_str(&tr!("trade-left-out", count = trade.left_out));
    }
    words
}

/// The same as one sentence, for who hears it.
pub fn sentence(trade: &Trade) -> String {
    let sum = trade.sum().display();
    match trade.filled().last() {
        Some((month, last)) => tr!("trade-spoken", sum = sum, month = days::month(month), last = last.display()),
        None => tr!("trade-sum", sum = sum),
    }
}
