//! Draws heads and rows on egui_table, which keeps the name column in place and lets columns be resized.

use egui::{Align, Id, Rangef, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, Table, TableDelegate, TableState};

use super::{Customers, cells, focus_id};
use crate::app::action::{Action, Scene};
use crate::app::settings::{Settings, least_width};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, text};
use crate::book::{Column, Sort, TableRow};
use crate::model::{Field, Id as RowId};
use crate::tr;

const PADDING: f32 = 10.0;
/// Points at the right that belong to the edge of the pane beside.
const EDGE: f32 = 4.0;
/// A column of which less is in sight shows nothing.
const SLIVER: f32 = 32.0;
const HORIZONTAL_BAR: f32 = 12.0;
const SALT: &str = "customers";

impl Customers {
    pub(super) fn table_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let palette = palette(ui.visuals());
        let whole = ui.available_rect_before_wrap();
        // The table as a whole takes the keyboard; its rows are only clicked.
        let focus = ui.interact(whole, focus_id(), Sense::FOCUSABLE);
        focus.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Table, true, tr!("table-name")));
        if std::mem::take(&mut self.takes_focus) {
            focus.request_focus();
        }
        let filter = egui::EventFilter { vertical_arrows: true, horizontal_arrows: false, tab: false, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), filter));
        self.keys(ui, scene);

        let columns: Vec<Column> = scene.settings.columns.iter().map(|layout| layout.column.clone()).collect();
        let widths: f32 = scene.settings.columns.iter().map(|layout| layout.width).sum();
        let inner = whole.with_max_x(whole.right() - size::SCROLL_BAR);
        let has_bar = widths > inner.width();
        let body_height = (whole.height() - size::HEAD - if has_bar { HORIZONTAL_BAR } else { 0.0 }).max(size::ROW);
        let fitting = (body_height / size::ROW).floor() as usize;
        let count = self.answer.ids.len();
        self.scroll.wheel(ui, whole, count);
        self.scroll.settle(count, fitting);
        // Where columns do not have to be scrolled, a last row may show in part.
        let drawn = if has_bar { fitting } else { (body_height / size::ROW).ceil() as usize }.min(count - self.scroll.first());
        let height = if has_bar { whole.height() } else { size::HEAD + drawn.max(fitting) as f32 * size::ROW };

        let first = self.scroll.first();
        let ids = self.answer.ids.clone();
        let in_sight = &ids[first..first + drawn];
        self.rows.fetch(scene.book, in_sight, &columns);

        ui.painter().rect_filled(whole.with_max_y(whole.top() + size::HEAD), 0.0, palette.raised);
        grounds_ui(ui, whole, in_sight, scene);
        let mut table_ui = ui.new_child(UiBuilder::new().id_salt("table").max_rect(inner.with_max_y(whole.top() + height)));
        table_ui.shrink_clip_rect(inner);
        // egui_table draws the lines between columns with this stroke; rows have hairlines, columns only space.
        table_ui.visuals_mut().widgets.noninteractive.bg_stroke = Stroke::NONE;
        let state_id = TableState::id(&table_ui, egui::IdSalt::new(SALT));
        put_widths(&table_ui, state_id, scene.settings);
        let mut drawing = Drawing { view: self, scene, ids: in_sight, first, clicked: None, is_opened: false, sorted: None };
        Table::new()
            .id_salt(SALT)
            .num_rows(drawn as u64)
            .columns(drawing.scene.settings.columns.iter().map(egui_column).collect::<Vec<_>>())
            .num_sticky_cols(1)
            .headers([HeaderRow::new(size::HEAD)])
            .show(&mut table_ui, &mut drawing);
        let (clicked, is_opened, sorted) = (drawing.clicked, drawing.is_opened, drawing.sorted.take());
        take_widths(&table_ui, state_id, scene.settings);

        ui.painter().hline(whole.x_range(), whole.top() + size::HEAD - 0.5, palette.hairline());
        if focus.has_focus() {
            let line =
                Rect::from_min_max(pos2(whole.left(), whole.top() + size::HEAD - 2.0), pos2(whole.right(), whole.top() + size::HEAD));
            ui.painter().rect_filled(line, 0.0, palette.accent());
        }
        // The last points are left to the edge by which the pane beside is dragged.
        let bar = Rect::from_min_max(pos2(inner.right() - EDGE, whole.top() + size::HEAD), pos2(whole.right() - EDGE, whole.bottom()));
        self.scroll.bar_ui(ui, bar, count);
        self.columns.corner_ui(ui, whole, scene);

        if let Some((row, modifiers)) = clicked {
            focus.request_focus();
            let id = ids[row];
            if modifiers.shift {
                scene.selection.extend_to(&ids, row);
            } else if modifiers.command {
                scene.selection.toggle(id);
            } else {
                scene.push(Action::Select(id));
            }
        }
        if is_opened {
            scene.push(Action::OpenCard);
        }
        if let Some(column) = sorted {
            scene.settings.sort = next_sort(&scene.settings.sort, &column);
            self.scroll_to_top();
        }
        ui.advance_cursor_after_rect(whole);
    }
}

/// Grounds and hairlines of the rows in sight, over the whole width, also where no column is.
fn grounds_ui(ui: &Ui, whole: Rect, ids: &[RowId], scene: &Scene<'_>) {
    let palette = palette(ui.visuals());
    let painter = ui.painter().with_clip_rect(whole);
    for (at, id) in ids.iter().enumerate() {
        let top = whole.top() + size::HEAD + at as f32 * size::ROW;
        let row = Rect::from_min_size(pos2(whole.left(), top), vec2(whole.width(), size::ROW));
        if scene.selection.contains(*id) {
            painter.rect_filled(row, 0.0, palette.ground(Tone::Accent));
        } else if ui.rect_contains_pointer(row) {
            painter.rect_filled(row, 0.0, palette.raised);
        }
        painter.hline(row.x_range(), row.bottom() - 0.5, palette.hairline());
    }
}

/// Ascending, then descending, then as before.
fn next_sort(sort: &[Sort], column: &Column) -> Vec<Sort> {
    match sort.first() {
        Some(first) if first.column == *column && !first.is_descending => vec![Sort { column: column.clone(), is_descending: true }],
        Some(first) if first.column == *column => Vec::new(),
        _ => vec![Sort { column: column.clone(), is_descending: false }],
    }
}

fn column_id(column: &Column) -> Id {
    Id::unique(("customers-column", column))
}

fn egui_column(layout: &crate::app::settings::ColumnLayout) -> egui_table::Column {
    let least = layout.column.field().map_or(56.0, least_width);
    egui_table::Column::new(layout.width).range(Rangef::new(least, 600.0)).id(column_id(&layout.column))
}

/// Widths are kept with the settings: egui_table gets them back each frame, also after a column was shown again.
fn put_widths(ui: &Ui, id: Id, settings: &Settings) {
    let mut state = TableState::load(ui, id).unwrap_or_default();
    for layout in &settings.columns {
        state.col_widths.insert(column_id(&layout.column), layout.width);
    }
    state.store(ui, id);
}

fn take_widths(ui: &Ui, id: Id, settings: &mut Settings) {
    let Some(state) = TableState::load(ui, id) else { return };
    for layout in &mut settings.columns {
        if let Some(width) = state.col_widths.get(&column_id(&layout.column)) {
            layout.width = *width;
        }
    }
}

/// What egui_table calls back for heads, rows and cells.
struct Drawing<'a, 'scene> {
    view: &'a Customers,
    scene: &'a mut Scene<'scene>,
    ids: &'a [RowId],
    first: usize,
    clicked: Option<(usize, egui::Modifiers)>,
    is_opened: bool,
    sorted: Option<Column>,
}

impl Drawing<'_, '_> {
    fn row(&self, row_nr: u64) -> Option<&TableRow> {
        self.view.rows.get(*self.ids.get(row_nr as usize)?)
    }
}

impl TableDelegate for Drawing<'_, '_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let column = self.scene.settings.columns[cell.col_range.start].column.clone();
        let palette = palette(ui.visuals());
        let rect = ui.max_rect();
        let response = ui.interact(rect, ui.scope_id().with("sort"), Sense::click());
        let sort = self.scene.settings.sort.first().filter(|sort| sort.column == column);
        let name = match sort {
            Some(sort) if sort.is_descending => tr!("column-sorted-down", column = column.label()),
            Some(_) => tr!("column-sorted-up", column = column.label()),
            None => column.label().to_owned(),
        };
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ColumnHeader, true, &name));
        if response.clicked() {
            self.sorted = Some(column.clone());
        }
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 0.0, palette.hover);
        }
        let place = rect.shrink2(vec2(PADDING, 0.0));
        if ui.clip_rect().intersect(rect).width() < SLIVER {
            return;
        }
        let arrow_width = if sort.is_some() { 16.0 } else { 0.0 };
        let colour = if sort.is_some() { palette.text } else { palette.dim };
        let galley = text::cut(ui, column.label(), text::caption_font(), colour, place.width() - arrow_width);
        let was_cut = galley.elided;
        let is_right = cells::is_right_aligned(&column);
        let words = if is_right { place.with_max_x(place.right() - arrow_width) } else { place };
        let painted = text::paint(ui.painter(), words, galley, if is_right { Align::Max } else { Align::Min }, colour);
        if let Some(sort) = sort {
            let mark = if sort.is_descending { ICON_ARROW_DOWNWARD } else { ICON_ARROW_UPWARD };
            let font = egui::FontId::new(14.0, mark.font_family());
            let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), font, palette.accent()));
            let at = Rect::from_min_size(pos2(painted.right() + 2.0, rect.top()), vec2(14.0, rect.height()));
            text::paint(ui.painter(), at, galley, Align::Min, palette.accent());
        }
        let hint = if was_cut { column.label().to_owned() } else { tr!("column-sort-hint") };
        button::tooltip(response, &hint, "");
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        let rect = ui.max_rect();
        let Some(id) = self.ids.get(row_nr as usize).copied() else { return };
        let is_selected = self.scene.selection.contains(id);
        let is_sticky_part = ui.clip_rect().left() <= rect.left();
        let response = ui.interact(rect, ui.scope_id().with("row"), Sense::CLICK);
        if is_sticky_part {
            let position = self.first + row_nr as usize + 1;
            response.widget_info(|| {
                let words = self.row(row_nr).map_or_else(String::new, |row| announced(position, row, self.scene.settings));
                egui::WidgetInfo::selected(egui::accesskit::Role::Row, true, is_selected, words)
            });
        }
        if response.double_clicked() {
            self.is_opened = true;
        }
        if response.clicked() {
            self.clicked = Some((self.first + row_nr as usize, ui.input(|input| input.modifiers)));
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let Some(row) = self.row(cell.row_nr) else { return };
        let Some(value) = row.cells.get(cell.col_nr) else { return };
        let column = &self.scene.settings.columns[cell.col_nr].column;
        let place = ui.max_rect().shrink2(vec2(PADDING, 0.0));
        // A sliver of a text at the edge says nothing and looks like dirt; half an amount says something wrong.
        let in_sight = ui.clip_rect().intersect(ui.max_rect()).width();
        let needed = if cells::is_right_aligned(column) { ui.max_rect().width() - PADDING } else { SLIVER };
        if in_sight < needed {
            return;
        }
        let look =
            cells::Look { is_name: cell.col_nr == 0, is_selected: self.scene.selection.contains(row.id), today: self.scene.now.today };
        let hover = cells::paint(ui, place, column, if cell.col_nr == 0 { Some(&row.name) } else { None }, value, &look);
        if let Some(words) = hover
            && ui.rect_contains_pointer(ui.max_rect().intersect(ui.clip_rect()))
        {
            ui.interact(ui.max_rect(), ui.scope_id().with("whole"), Sense::hover()).on_hover_text(words);
        }
    }

    fn default_row_height(&self) -> f32 {
        size::ROW
    }
}

/// What a screen reader says of a row: "3: ACME, Germany, Tier A".
fn announced(position: usize, row: &TableRow, settings: &Settings) -> String {
    let mut words = tr!("row-announced", row = text::grouped(position), name = row.name.as_str());
    for (layout, cell) in settings.columns.iter().zip(&row.cells).skip(1) {
        let Some(field) = layout.column.field() else { continue };
        if cell.text.is_empty() {
            continue;
        }
        match field {
            Field::Country | Field::Status => words.push_str(&format!(", {}", cell.text)),
            Field::Level | Field::NextFollowUp => words.push_str(&format!(", {} {}", field.label(), cell.text)),
            _ => {}
        }
    }
    words
}
