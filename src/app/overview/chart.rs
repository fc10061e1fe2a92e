//! The charts of the page, painted with the colours of the theme: bars by week, a line by week, shares as bars.
//!
//! Three small forms that stand still and say their numbers: a plotting library would bring panning, zooming and styles of its own.

use chrono::NaiveDate;
use egui::{Align, Color32, CornerRadius, FontId, Rect, Response, Sense, Shape, Stroke, Ui, pos2, vec2};

use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::text;
use crate::tr;

/// Room of the dates below, and of the numbers above the highest.
const DATES: f32 = 18.0;
const ABOVE: f32 = 16.0;

/// Two numbers a week, the second drawn before the first.
pub struct Bars<'a> {
    /// What it is.
    pub title: String,
    /// The weeks.
    pub mondays: &'a [NaiveDate],
    /// What there was.
    pub behind: Vec<u32>,
    /// What was done of it.
    pub front: Vec<u32>,
    /// What is said of a week.
    pub say: &'a dyn Fn(usize) -> String,
}

/// Title and legend of a chart; returns the room for it.
pub fn head_ui(ui: &Ui, rect: Rect, title: &str, legend: &[(String, bool)]) -> Rect {
    let palette = palette(ui.visuals());
    let head = rect.with_max_y(rect.top() + size::COMPACT);
    let galley = text::cut(ui, title, FontId::new(size::BODY, text::bold_family(ui, title)), palette.text, head.width());
    text::paint(ui.painter(), head, galley, Align::Min, palette.text);
    let mut right = head.right();
    for (words, is_front) in legend.iter().rev() {
        let galley = text::cut(ui, words, text::caption_font(), palette.dim, 160.0);
        let place = head.with_max_x(right);
        let painted = text::paint(ui.painter(), place, galley, Align::Max, palette.dim);
        let mark = Rect::from_center_size(pos2(painted.left() - 10.0, head.center().y), vec2(9.0, 9.0));
        ui.painter().rect_filled(mark, CornerRadius::same(2), if *is_front { palette.accent() } else { palette.outline });
        right = mark.left() - size::GAP_WIDE;
    }
    rect.with_min_y(head.bottom() + size::GAP_SMALL)
}

/// Draws bars by week.
pub fn bars_ui(ui: &Ui, rect: Rect, bars: &Bars<'_>) {
    let palette = palette(ui.visuals());
    let (body, most) = axes_ui(ui, rect, bars.mondays, bars.behind.iter().chain(&bars.front).copied().max().unwrap_or(0));
    let all: Vec<String> = (0..bars.mondays.len()).map(|at| week_said(bars.mondays[at], &(bars.say)(at))).collect();
    let response = chart_of(ui, rect, &bars.title, &all);
    let width = body.width() / bars.mondays.len().max(1) as f32;
    for at in 0..bars.mondays.len() {
        let column = Rect::from_min_size(pos2(body.left() + at as f32 * width, body.top()), vec2(width, body.height()));
        let bar = |count: u32, share: (f32, f32), colour: Color32| {
            let height = body.height() * count as f32 / most as f32;
            let (left, right) = (column.left() + width * share.0, column.left() + width * share.1);
            let bar = Rect::from_min_max(pos2(left, body.bottom() - height), pos2(right, body.bottom()));
            ui.painter().rect_filled(bar, CornerRadius { nw: 2, ne: 2, sw: 0, se: 0 }, colour);
        };
        bar(bars.behind[at], (0.16, 0.5), palette.outline);
        bar(bars.front[at], (0.5, 0.84), palette.accent());
        let count = bars.front[at].max(bars.behind[at]);
        if count > 0 && width >= 24.0 {
            let y = body.bottom() - body.height() * count as f32 / most as f32;
            let words = bars.front[at].to_string();
            let place = Rect::from_min_max(pos2(column.left(), y - 14.0), pos2(column.right(), y - 1.0));
            let galley = text::cut(ui, &words, FontId::proportional(size::COUNT_BESIDE), palette.dim, width);
            text::paint(ui.painter(), place, galley, Align::Center, palette.dim);
        }
    }
    say_hovered(ui, response, body, &all);
}

/// Draws a line by week with the ground below it.
pub fn line_ui(ui: &Ui, rect: Rect, title: &str, mondays: &[NaiveDate], counts: &[u32], tone: Tone) {
    let palette = palette(ui.visuals());
    let (body, most) = axes_ui(ui, rect, mondays, counts.iter().copied().max().unwrap_or(0));
    let all: Vec<String> = mondays.iter().zip(counts).map(|(monday, count)| week_said(*monday, &text::grouped(*count as usize))).collect();
    let response = chart_of(ui, rect, title, &all);
    let width = body.width() / mondays.len().max(1) as f32;
    let points: Vec<_> = counts
        .iter()
        .enumerate()
        .map(|(at, count)| pos2(body.left() + (at as f32 + 0.5) * width, body.bottom() - body.height() * *count as f32 / most as f32))
        .collect();
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let below = vec![from, to, pos2(to.x, body.bottom()), pos2(from.x, body.bottom())];
        ui.painter().add(Shape::convex_polygon(below, palette.ground(tone), Stroke::NONE));
    }
    ui.painter().add(Shape::line(points.clone(), Stroke::new(2.0, palette.mark(tone))));
    for (at, (point, count)) in points.iter().zip(counts).enumerate() {
        let is_last = at + 1 == points.len();
        ui.painter().circle_filled(*point, if is_last { 4.0 } else { 2.5 }, palette.mark(tone));
        if is_last || at == 0 || width >= 34.0 {
            let place = Rect::from_center_size(pos2(point.x, point.y - 11.0), vec2(48.0, 14.0));
            let galley = text::cut(ui, &text::compact(*count as usize), FontId::proportional(size::COUNT_BESIDE), palette.dim, 48.0);
            text::paint(ui.painter(), place, galley, Align::Center, palette.dim);
        }
    }
    say_hovered(ui, response, body, &all);
}

/// Draws shares as bars, each with its name and numbers: part and whole.
pub fn shares_ui(ui: &Ui, rect: Rect, shares: &[(String, u32, u32)]) {
    let palette = palette(ui.visuals());
    if shares.is_empty() {
        let galley = text::cut(ui, &tr!("overview-nobody"), text::caption_font(), palette.faint, rect.width());
        text::paint(ui.painter(), rect.with_max_y(rect.top() + size::COMPACT), galley, Align::Min, palette.faint);
        return;
    }
    let height = (rect.height() / shares.len() as f32).min(30.0);
    for (at, (name, part, all)) in shares.iter().enumerate() {
        let row = Rect::from_min_size(pos2(rect.left(), rect.top() + at as f32 * height), vec2(rect.width(), height));
        let percent = u64::from(*part) * 100 / u64::from((*all).max(1));
        let words = tr!(
            "overview-share",
            part = text::grouped(*part as usize),
            all = text::grouped(*all as usize),
            percent = i64::try_from(percent).unwrap_or(100)
        );
        let response = ui.interact(row, ui.scope_id().with(("share", at)), Sense::HOVER);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{name}: {words}")));
        let label = row.with_max_x(row.left() + 92.0);
        let galley = text::cut(ui, name, text::body_font(), palette.text, label.width() - size::GAP);
        text::paint(ui.painter(), label, galley, Align::Min, palette.text);
        let numbers = row.with_min_x(row.right() - 124.0);
        let galley = text::cut(ui, &words, text::caption_font(), palette.dim, numbers.width());
        text::paint(ui.painter(), numbers, galley, Align::Max, palette.dim);
        let bar = Rect::from_min_max(pos2(label.right(), row.center().y - 5.0), pos2(numbers.left() - size::GAP, row.center().y + 5.0));
        ui.painter().rect_filled(bar, CornerRadius::same(3), palette.hover);
        let tone = if percent >= 80 {
            Tone::Fine
        } else if percent >= 50 {
            Tone::Due
        } else {
            Tone::Overdue
        };
        let filled = bar.with_max_x(bar.left() + bar.width() * *part as f32 / (*all).max(1) as f32);
        ui.painter().rect_filled(filled, CornerRadius::same(3), palette.mark(tone));
    }
}

/// Lines and dates of a chart whose highest number is `most`; returns the room of what is drawn, and the number at its top.
fn axes_ui(ui: &Ui, rect: Rect, mondays: &[NaiveDate], most: u32) -> (Rect, u32) {
    let palette = palette(ui.visuals());
    let top = round_up(most);
    let body = Rect::from_min_max(pos2(rect.left(), rect.top() + ABOVE), pos2(rect.right(), rect.bottom() - DATES));
    for share in [0.0, 0.5, 1.0] {
        let y = body.bottom() - body.height() * share;
        ui.painter().hline(body.x_range(), y, palette.hairline());
    }
    let width = body.width() / mondays.len().max(1) as f32;
    let every = (46.0 / width).ceil().max(1.0) as usize;
    for (at, monday) in mondays.iter().enumerate().rev().step_by(every) {
        let place = Rect::from_center_size(pos2(body.left() + (at as f32 + 0.5) * width, body.bottom() + DATES / 2.0), vec2(46.0, DATES));
        let galley = text::cut(ui, &monday.format("%m-%d").to_string(), FontId::proportional(size::COUNT_BESIDE), palette.faint, 46.0);
        text::paint(ui.painter(), place, galley, Align::Center, palette.faint);
    }
    (body, top)
}

/// The next number that ends a scale well: 1, 2, 4, 6, 10, 20 …
fn round_up(most: u32) -> u32 {
    let mut step = 1_u64;
    loop {
        for factor in [1, 2, 4, 6] {
            if factor * step >= u64::from(most) {
                return u32::try_from(factor * step).unwrap_or(u32::MAX);
            }
        }
        step *= 10;
    }
}

fn week_said(monday: NaiveDate, words: &str) -> String {
    tr!("overview-week-of", day = monday.format("%m-%d").to_string(), words = words)
}

/// One thing for the whole chart, which says all its weeks.
fn chart_of(ui: &Ui, rect: Rect, title: &str, all: &[String]) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(("chart", title)), Sense::HOVER);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, format!("{title}: {}", all.join("; "))));
    response
}

/// Says the week under the pointer.
fn say_hovered(ui: &Ui, response: Response, body: Rect, all: &[String]) {
    let Some(pointer) = ui.pointer_latest_pos().filter(|pointer| body.expand(8.0).contains(*pointer)) else { return };
    let at = ((pointer.x - body.left()) / body.width() * all.len() as f32).floor().max(0.0) as usize;
    if let Some(words) = all.get(at) {
        response.on_hover_text_at_pointer(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_on_a_number_that_one_reads_well() {
        for (most, top) in
            [(0, 1), (1, 1), (2, 2), (3, 4), (5, 6), (7, 10), (10, 10), (11, 20), (61, 100), (4_100, 6_000), (u32::MAX, u32::MAX)]
        {
            assert_eq!(round_up(most), top, "{most}");
        }
    }
}
