//! How wide columns are where nobody has set it: as wide as what some of the customers have in them, the name as wide as the
//! window allows.

use egui::Ui;

use super::cells;
use crate::app::action::Scene;
use crate::app::settings::{ColumnLayout, least_width};
use crate::app::widgets::text;
use crate::book::{Column, Sort, TableCell, TableRow};
use crate::model::{Field, Id, Kind};
use crate::words::{Language, spoken};

/// The name is never narrower than this, unless somebody drags it so.
pub const NAME_LEAST: f32 = 252.0;
/// Nor wider, where there is room: what stands beside it would be too far away.
const NAME_MOST: f32 = 480.0;
/// So much a name may be wider than the names ask for, so that a whole column ends at the edge.
const NAME_SLACK: f32 = 60.0;
/// And so much any other column.
const SLACK: f32 = 32.0;
/// No column but the name is wider than this by itself.
const MOST: f32 = 200.0;
/// Whom to write to is seen whole: nobody can guess the end of an address or of a name.
const MOST_OF_ADDRESS: f32 = 320.0;
/// Room for a country and the time there.
const COUNTRY_MOST: f32 = 190.0;
/// How many customers are looked at.
const SAMPLE: usize = 96;
/// Left and right of what a cell says, together.
const SIDES: f32 = 2.0 * super::PADDING;
/// By how much letters next to one another may be wider than the letters alone.
const ROUGH: f32 = 2.0;
/// The arrow beside the heading of a sorted column.
const ARROW: f32 = 18.0;

/// What a column asks for, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Wanted {
    /// Set by hand.
    chosen: Option<f32>,
    /// So that nothing usual is cut.
    natural: f32,
    /// What it can do with where room is short.
    least: f32,
}

/// For which table the widths were found.
#[derive(PartialEq)]
struct Of {
    columns: Vec<Column>,
    sort: Vec<Sort>,
    language: Language,
    sample: usize,
}

/// The widths that columns ask for, found out once.
#[derive(Default)]
pub struct Widths {
    of: Option<Of>,
    natural: Vec<f32>,
    /// The rows in sight that were looked at last: the first, how many, and the revision of the book.
    seen: Option<(Id, usize, u64)>,
}

impl Widths {
    /// Finds out what the columns of the table ask for from some of the customers `ids`, unless that is known.
    pub fn find(&mut self, ui: &Ui, scene: &Scene<'_>, ids: &[Id]) {
        let shown = scene.settings.columns.iter().map(|layout| &layout.column);
        let sample = ids.len().min(SAMPLE);
        // A search that finds less must not move the columns; a book that has grown may.
        let is_known = |of: &Of| of.columns.iter().eq(shown.clone()) && of.language == spoken() && of.sample >= sample.min(SAMPLE / 2);
        let is_widened = self.of.as_ref().is_some_and(is_known);
        if sample == 0 || is_widened && self.of.as_ref().is_some_and(|of| of.sort == scene.settings.sort) {
            return;
        }
        let columns: Vec<Column> = shown.cloned().collect();
        let sampled: Vec<Id> = (0..sample).map(|at| ids[at * ids.len() / sample]).collect();
        let rows = scene.book.rows(&sampled, &columns);
        let found: Vec<f32> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let mut widths: Vec<f32> = rows.iter().map(|row| content(ui, column, at, row, scene)).collect();
                widths.sort_by(f32::total_cmp);
                (usual(column, at == 0, &widths).max(head(ui, column).min(MOST - SIDES)) + SIDES).ceil()
            })
            .collect();
        // Others come to the top with another order: columns widen for them, and none gets narrower under the eyes.
        let is_widened = is_widened && self.natural.len() == found.len();
        self.natural = if is_widened { found.iter().zip(&self.natural).map(|(a, b)| a.max(*b)).collect() } else { found };
        self.of = Some(Of { columns, sort: scene.settings.sort.clone(), language: spoken(), sample });
        self.seen = None;
    }

    /// Widens columns of amounts and addresses for the `rows` in sight: half an amount says something wrong, half an address nothing.
    pub fn grow<'r>(&mut self, ui: &Ui, scene: &Scene<'_>, ids: &[Id], rows: impl Iterator<Item = &'r TableRow>) {
        let seen = ids.first().map(|first| (*first, ids.len(), scene.book.revision()));
        if self.seen == seen || self.natural.len() != scene.settings.columns.len() {
            return;
        }
        self.seen = seen;
        let columns = scene.settings.columns.iter().map(|layout| &layout.column).enumerate();
        let is_whole = |column: &Column| cells::is_right_aligned(column) || column.field().is_some_and(is_address);
        let growing: Vec<(usize, &Column)> = columns.filter(|(at, column)| *at > 0 && is_whole(column)).collect();
        let font = text::body_font();
        for row in rows {
            for (at, column) in &growing {
                // To lay out every value that comes into sight would cost as much as to draw it.
                let is_roomy = |cell: &TableCell| text::rough_width(ui, &cell.text, &font) + ROUGH + SIDES <= self.natural[*at];
                if !row.cells.get(*at).is_some_and(is_roomy) {
                    let most = if cells::is_right_aligned(column) { f32::INFINITY } else { MOST_OF_ADDRESS };
                    self.natural[*at] = self.natural[*at].max((content(ui, column, *at, row, scene) + SIDES).ceil().min(most));
                }
            }
        }
    }

    /// The widths of `columns` in a table `room` points wide; what was set by hand stays.
    pub fn fitted(&self, columns: &[ColumnLayout], room: f32) -> Vec<f32> {
        if self.natural.len() != columns.len() {
            return columns.iter().map(|layout| layout.width).collect();
        }
        let wanted = columns.iter().zip(&self.natural).map(|(layout, natural)| Wanted {
            chosen: layout.is_chosen.then_some(layout.width),
            natural: *natural,
            least: if gives_way(&layout.column) { natural.min(112.0) } else { *natural },
        });
        fit(&wanted.collect::<Vec<_>>(), room)
    }

    /// The width in which the heading of column number `at` and all that `rows` have in it are seen whole.
    pub fn whole<'r>(&self, ui: &Ui, scene: &Scene<'_>, column: &Column, at: usize, rows: impl Iterator<Item = &'r TableRow>) -> f32 {
        let widest = rows.map(|row| content(ui, column, at, row, scene)).fold(head(ui, column), f32::max);
        (widest + SIDES).ceil().max(self.least(at, column))
    }

    /// The width below which the column number `at` cannot be dragged.
    pub fn least(&self, at: usize, column: &Column) -> f32 {
        let least = column.field().map_or(56.0, least_width);
        match self.natural.get(at) {
            Some(natural) if cells::is_right_aligned(column) => natural.max(least),
            _ => least,
        }
    }
}

/// What the heading of `column` needs, with the arrow of a sorted one.
fn head(ui: &Ui, column: &Column) -> f32 {
    text::cut(ui, column.label(), text::caption_font(), egui::Color32::WHITE, f32::INFINITY).size().x + ARROW
}

/// What the cell number `at` of `row` needs.
fn content(ui: &Ui, column: &Column, at: usize, row: &TableRow, scene: &Scene<'_>) -> f32 {
    let name = (at == 0).then_some(row.name.as_str());
    row.cells.get(at).map_or(0.0, |cell| cells::width(ui, column, name, cell, scene.now))
}

/// The width with which nearly all of `widths`, in ascending order, are seen whole; of amounts, days and the like all.
fn usual(column: &Column, is_name: bool, widths: &[f32]) -> f32 {
    let at = |share: f32| widths.get(((widths.len() as f32 * share) as usize).min(widths.len().saturating_sub(1))).copied().unwrap_or(0.0);
    let least = column.field().map_or(56.0, least_width) - SIDES;
    let most = match column.field() {
        _ if is_name => NAME_MOST - SIDES,
        Some(Field::Country) => COUNTRY_MOST - SIDES,
        Some(field) if is_address(field) => MOST_OF_ADDRESS - SIDES,
        _ => MOST - SIDES,
    };
    let share = match column.field().map(Field::kind) {
        Some(
            Kind::Money
            | Kind::Number
            | Kind::Decimal
            | Kind::Day
            | Kind::Stars
            | Kind::Choice
            | Kind::Country
            | Kind::Person
            | Kind::Email,
        ) => 1.0,
        _ => 0.9,
    };
    at(share).clamp(least.min(most), most)
}

/// Whether half of what the field says is of no use: names of people and where to write to.
fn is_address(field: Field) -> bool {
    matches!(field.kind(), Kind::Person | Kind::Email)
}

/// Whether a column may be narrower than its contents where that brings all columns into sight.
fn gives_way(column: &Column) -> bool {
    column.field().is_none_or(|field| matches!(field.kind(), Kind::Text | Kind::LongText | Kind::Url | Kind::Tags))
}

/// The widths of columns, the name first, in `room`: all in sight where that can be; else the name, and then a little each
/// of the others in sight, get what makes a whole column end at the edge.
fn fit(wanted: &[Wanted], room: f32) -> Vec<f32> {
    let mut widths: Vec<f32> = wanted.iter().map(|column| column.chosen.unwrap_or(column.natural)).collect();
    let Some(name) = wanted.first().filter(|name| name.chosen.is_none()).copied() else { return widths };
    let asked = name.natural.clamp(NAME_LEAST, NAME_MOST);
    let others: f32 = widths[1..].iter().sum();
    let slack: f32 = wanted[1..].iter().filter(|column| column.chosen.is_none()).map(|column| column.natural - column.least).sum();
    widths[0] = asked;
    if others + asked <= room {
        widths[0] = (room - others).clamp(asked, NAME_MOST);
    } else if others + NAME_LEAST <= room {
        widths[0] = room - others;
    } else if others + NAME_LEAST - slack <= room {
        widths[0] = NAME_LEAST;
        let share = (others + NAME_LEAST - room) / slack;
        for (width, column) in widths[1..].iter_mut().zip(&wanted[1..]).filter(|(_, column)| column.chosen.is_none()) {
            *width = (*width - (column.natural - column.least) * share).floor();
        }
    } else {
        let mut whole = 0.0;
        let mut count = 0;
        for width in &widths[1..] {
            if whole + width + NAME_LEAST > room {
                break;
            }
            whole += width;
            count += 1;
        }
        widths[0] = (room - whole).clamp(NAME_LEAST, asked + NAME_SLACK);
        // What is still left goes to those in sight, a little to each, so that the last of them ends at the edge.
        let left_over = room - whole - widths[0];
        let free = wanted[1..=count].iter().filter(|column| column.chosen.is_none()).count();
        if left_over > 0.0 && left_over <= SLACK * free as f32 {
            let share = left_over / free as f32;
            let in_sight = widths[1..=count].iter_mut().zip(&wanted[1..=count]);
            in_sight.filter(|(_, column)| column.chosen.is_none()).for_each(|(width, _)| *width += share);
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(natural: f32, least: f32) -> Wanted {
        Wanted { chosen: None, natural, least }
    }

    #[test]
    fn the_name_takes_what_is_left_and_others_give_way_where_all_come_into_sight() {
        let (name, amount, mail) = (of(300.0, 300.0), of(130.0, 130.0), of(200.0, 112.0));
        let set = |width: f32| Wanted { chosen: Some(width), ..of(90.0, 90.0) };
        for (wanted, room, widths) in [
            // Room to spare goes to the name, up to a limit.
            (vec![name, amount], 470.0, vec![340.0, 130.0]),
            (vec![name, amount], 900.0, vec![NAME_MOST, 130.0]),
            // A little short: long names are cut before others are.
            (vec![name, amount], 400.0, vec![270.0, 130.0]),
            // Shorter: what may give way does.
            (vec![name, amount, mail], 538.0, vec![252.0, 130.0, 156.0]),
            // Far too short: the amount ends at the edge, the mail waits.
            (vec![name, amount, of(400.0, 400.0)], 450.0, vec![320.0, 130.0, 400.0]),
            // The name takes what it can, the amounts the rest, and the mail waits.
            (vec![name, amount, amount, of(400.0, 400.0)], 660.0, vec![360.0, 150.0, 150.0, 400.0]),
            // Too much would be left over: the mail shows in part.
            (vec![name, amount, amount, of(400.0, 400.0)], 700.0, vec![360.0, 130.0, 130.0, 400.0]),
            // What was set by hand stays, also below the least.
            (vec![set(120.0), amount], 900.0, vec![120.0, 130.0]),
            (vec![name, set(40.0)], 400.0, vec![360.0, 40.0]),
        ] {
            assert_eq!(fit(&wanted, room), widths, "in {room}");
        }
        assert_eq!(fit(&[], 100.0), [0.0; 0]);
    }

    #[test]
    fn an_odd_long_value_does_not_widen_a_column_of_texts_but_one_of_amounts() {
        let widths: Vec<f32> = (0..20).map(|at| if at == 19 { 170.0 } else { 80.0 }).collect();
        assert_eq!(usual(&Column::of(Field::City), false, &widths), 80.0);
        assert_eq!(usual(&Column::of(Field::AnnualAmount), false, &widths), 170.0);
        assert_eq!(usual(&Column::of(Field::Country), false, &widths), 170.0);
        assert_eq!(usual(&Column::of(Field::Source), false, &[900.0]), MOST - SIDES);
        assert_eq!(usual(&Column::of(Field::Source), false, &[]), 40.0);
        // Of people and where to write to nothing is cut, up to a limit.
        assert_eq!(usual(&Column::of(Field::Contact), false, &widths), 170.0);
        assert_eq!(usual(&Column::of(Field::Email), false, &[80.0, 250.0]), 250.0);
        assert_eq!(usual(&Column::of(Field::Email), false, &[900.0]), MOST_OF_ADDRESS - SIDES);
    }
}
