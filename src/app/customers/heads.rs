//! The headings: they sort by one column or several, are dragged to another place, and have a menu of their own.

use egui::{Align, FontId, Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::icons::{
    ICON_ARROW_BACK, ICON_ARROW_DOWNWARD, ICON_ARROW_FORWARD, ICON_ARROW_UPWARD, ICON_CLOSE, ICON_DENSITY_MEDIUM, ICON_DENSITY_SMALL,
    ICON_VISIBILITY_OFF,
};

use super::{PADDING, cells};
use crate::app::commands::Command;
use crate::app::settings::{Density, Settings};
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::{Column, Sort};
use crate::tr;

/// A heading of which less is in sight shows nothing.
const SLIVER: f32 = 32.0;

/// What a person wants of a heading.
pub enum Wish {
    /// Sort by it, in turn up, down and not at all; besides what the table is sorted by already, or alone.
    Sort {
        /// Shift was held.
        adds: bool,
    },
    /// Sort by it in one direction, alone.
    SortBy {
        /// Largest first.
        is_descending: bool,
    },
    /// Sort by it no longer.
    Unsort,
    /// Do not show it.
    Hide,
    /// Another place for it, by so many columns.
    Shift(isize),
    /// The list of columns.
    Choose,
    /// Rows closer together, or further apart.
    Density,
}

/// Draws a heading, its words left of `edge`; returns what is wanted and whether it is being dragged.
pub fn ui(ui: &mut Ui, settings: &Settings, at: usize, edge: f32) -> (Option<Wish>, bool) {
    let column = &settings.columns[at].column;
    let palette = palette(ui.visuals());
    let rect = ui.max_rect();
    let sense = if at == 0 { Sense::click() } else { Sense::click_and_drag() };
    let response = ui.interact(rect, ui.scope_id().with("sort"), sense);
    let place = settings.sort.iter().position(|sort| sort.column == *column);
    let sort = place.map(|place| &settings.sort[place]);
    let mut name = match sort {
        Some(sort) if sort.is_descending => tr!("column-sorted-down", column = column.label()),
        Some(_) => tr!("column-sorted-up", column = column.label()),
        None => column.label().to_owned(),
    };
    if let Some(place) = place.filter(|_| settings.sort.len() > 1) {
        name = tr!("column-sorted-at", column = name, place = place + 1);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ColumnHeader, true, &name));
    let mut wish = response.clicked().then(|| Wish::Sort { adds: ui.input(|input| input.modifiers.shift) });
    menu::context(&response, column.label()).show(|ui| {
        ui.set_width(220.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(chosen) = menu_ui(ui, settings, at) {
            wish = Some(chosen);
        }
    });
    if response.hovered() || response.has_focus() || response.dragged() {
        ui.painter().rect_filled(rect, 0.0, palette.hover);
    }
    let is_dragged = response.dragged();
    if is_dragged {
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    if ui.clip_rect().intersect(rect.with_max_x(rect.right().min(edge))).width() < SLIVER {
        return (wish, is_dragged);
    }
    let inner = rect.shrink2(vec2(PADDING, 0.0));
    let inner = inner.with_max_x(inner.right().min(edge));
    let has_number = settings.sort.len() > 1;
    let arrow_width = match sort {
        Some(_) if has_number => 24.0,
        Some(_) => 16.0,
        None => 0.0,
    };
    let colour = if sort.is_some() { palette.text } else { palette.dim };
    let galley = text::cut(ui, column.label(), text::caption_font(), colour, inner.width() - arrow_width);
    let was_cut = galley.elided;
    let is_right = cells::is_right_aligned(column);
    let words = if is_right { inner.with_max_x(inner.right() - arrow_width) } else { inner };
    let painted = text::paint(ui.painter(), words, galley, if is_right { Align::Max } else { Align::Min }, colour);
    if let Some(sort) = sort {
        let mark = if sort.is_descending { ICON_ARROW_DOWNWARD } else { ICON_ARROW_UPWARD };
        let font = FontId::new(14.0, mark.font_family());
        let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), font, palette.accent()));
        let at = Rect::from_min_size(pos2(painted.right() + 2.0, rect.top()), vec2(14.0, rect.height()));
        text::paint(ui.painter(), at, galley, Align::Min, palette.accent());
        if has_number {
            let number = place.map_or(0, |place| place + 1).to_string();
            let galley = text::cut(ui, &number, FontId::new(10.0, egui::FontFamily::Proportional), palette.accent(), 10.0);
            let at = Rect::from_min_size(pos2(at.right() - 1.0, rect.top()), vec2(8.0, rect.height()));
            text::paint(ui.painter(), at, galley, Align::Min, palette.accent());
        }
    }
    let hint = if was_cut { column.label().to_owned() } else { tr!("column-sort-hint") };
    button::tooltip(response, &hint, "");
    (wish, is_dragged)
}

fn menu_ui(ui: &mut Ui, settings: &Settings, at: usize) -> Option<Wish> {
    let column = &settings.columns[at].column;
    let entry = |ui: &mut Ui, mark, words: String, wish: Wish| button::menu_entry_ui(ui, mark, &words, "").clicked().then_some(wish);
    let mut wish = entry(ui, ICON_ARROW_UPWARD, tr!("column-sort-up"), Wish::SortBy { is_descending: false });
    wish = wish.or(entry(ui, ICON_ARROW_DOWNWARD, tr!("column-sort-down"), Wish::SortBy { is_descending: true }));
    let is_sorted = settings.sort.iter().any(|sort| sort.column == *column);
    if is_sorted {
        wish = wish.or(entry(ui, ICON_CLOSE, tr!("column-unsort"), Wish::Unsort));
    } else if !settings.sort.is_empty() {
        wish = wish.or(entry(ui, ICON_ARROW_UPWARD, tr!("column-sort-also"), Wish::Sort { adds: true }));
    }
    ui.separator();
    if at > 0 {
        if at > 1 {
            wish = wish.or(entry(ui, ICON_ARROW_BACK, tr!("column-shift-left"), Wish::Shift(-1)));
        }
        if at + 1 < settings.columns.len() {
            wish = wish.or(entry(ui, ICON_ARROW_FORWARD, tr!("column-shift-right"), Wish::Shift(1)));
        }
        wish = wish.or(entry(ui, ICON_VISIBILITY_OFF, tr!("column-hide"), Wish::Hide));
        ui.separator();
    }
    wish = wish.or(entry(ui, Command::ChooseColumns.icon(), Command::ChooseColumns.name(), Wish::Choose));
    let (mark, words) = match settings.density {
        Density::Comfortable => (ICON_DENSITY_SMALL, tr!("density-compact")),
        Density::Compact => (ICON_DENSITY_MEDIUM, tr!("density-comfortable")),
    };
    wish.or(entry(ui, mark, words, Wish::Density))
}

/// How the table is sorted after a click on the heading of `column`; `adds`: besides what it is sorted by.
pub fn next_sort(sort: &[Sort], column: &Column, adds: bool) -> Vec<Sort> {
    let up = Sort { column: column.clone(), is_descending: false };
    let down = Sort { is_descending: true, ..up.clone() };
    if adds {
        let mut sort = sort.to_vec();
        match sort.iter().position(|known| known.column == *column) {
            Some(at) if sort[at].is_descending => drop(sort.remove(at)),
            Some(at) => sort[at] = down,
            None => sort.push(up),
        }
        return sort;
    }
    match sort {
        [only] if only.column == *column && only.is_descending => Vec::new(),
        [only] if only.column == *column => vec![down],
        _ => vec![up],
    }
}

/// Puts the column at `from` before the one that now stands at `to`; the first one stays where it is.
pub fn move_column(settings: &mut Settings, from: usize, to: usize) {
    let to = to.clamp(1, settings.columns.len());
    if from == 0 || from >= settings.columns.len() {
        return;
    }
    let column = settings.columns.remove(from);
    let to = if to > from { to - 1 } else { to };
    settings.columns.insert(to, column);
}

/// Where a dragged heading would be put: before this column. `heads` are the headings in sight, by number.
pub fn drop_place(heads: &[(usize, Rect)], x: f32) -> Option<(usize, f32)> {
    let nearest = heads
        .iter()
        .flat_map(|(at, rect)| [(*at, rect.left()), (at + 1, rect.right())])
        .filter(|(at, _)| *at > 0)
        .min_by(|a, b| (a.1 - x).abs().total_cmp(&(b.1 - x).abs()))?;
    Some(nearest)
}

/// The height of the heads.
pub const HEIGHT: f32 = size::HEAD;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    fn by(field: Field, is_descending: bool) -> Sort {
        Sort { column: Column::of(field), is_descending }
    }

    #[test]
    fn a_click_sorts_by_one_column_and_with_shift_by_several() {
        let (name, tier) = (Column::of(Field::Company), Column::of(Field::Level));
        let up = next_sort(&[], &name, false);
        assert_eq!(up, [by(Field::Company, false)]);
        let both = next_sort(&up, &tier, true);
        assert_eq!(both, [by(Field::Company, false), by(Field::Level, false)]);
        let turned = next_sort(&both, &name, true);
        assert_eq!(turned, [by(Field::Company, true), by(Field::Level, false)]);
        assert_eq!(next_sort(&turned, &name, true), [by(Field::Level, false)]);
        assert_eq!(next_sort(&both, &tier, false), [by(Field::Level, false)]);
        assert_eq!(next_sort(&[by(Field::Level, false)], &tier, false), [by(Field::Level, true)]);
        assert_eq!(next_sort(&[by(Field::Level, true)], &tier, false), []);
    }

    #[test]
    fn a_dragged_column_goes_where_it_is_dropped_and_never_before_the_name() {
        let names = |settings: &Settings| settings.columns.iter().take(4).map(|layout| layout.column.clone()).collect::<Vec<_>>();
        let of = |fields: [Field; 4]| fields.map(Column::of).to_vec();
        let start = of([Field::Company, Field::Level, Field::Country, Field::Status]);
        for (from, to, after) in [
            (1, 3, of([Field::Company, Field::Country, Field::Level, Field::Status])),
            (3, 1, of([Field::Company, Field::Status, Field::Level, Field::Country])),
            (2, 0, of([Field::Company, Field::Country, Field::Level, Field::Status])),
            (0, 3, start.clone()),
            (2, 2, start.clone()),
            (2, 3, start),
        ] {
            let mut settings = Settings::default();
            move_column(&mut settings, from, to);
            assert_eq!(names(&settings), after, "{from} to {to}");
        }
    }
}
