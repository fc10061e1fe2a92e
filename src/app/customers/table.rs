//! Draws heads and rows on egui_table, which keeps the name column in place, scrolls the others and lets them be resized.
//!
//! To egui_table all rows in sight are one tall row: it lays out columns, and a column paints its cells one below the other from
//! what [`super::rows`] keeps. A cell is no widget; what can be pressed, dragged and heard are the rows.

use std::rc::Rc;
use std::sync::Arc;

use egui::{Id, Modifiers, Pos2, Rangef, Rect, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, Table, TableDelegate, TableState};

use super::across::Across;
use super::heads::Wish;
use super::rows::{Drawn, KeptRow, Rows};
use super::{Customers, PADDING, cells, columns, focus_id, heads};
use crate::app::action::{Action, Dragged, Scene};
use crate::app::settings::{ColumnLayout, Settings};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{days, sketch, spark, text, values};
use crate::book::{Column, Now, Sort, TableRow};
use crate::model::cadence::DueState;
use crate::model::{Field, Id as RowId};
use crate::tr;

/// Points at the right that belong to the edge of the pane beside.
const EDGE: f32 = 4.0;
/// A column of which less is in sight shows nothing.
const SLIVER: f32 = 32.0;
/// The bar at the left of a row whose follow-up is late or due.
const URGENCY: f32 = 3.0;
/// No column can be wider.
const WIDEST: f32 = 600.0;
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
        let filter = egui::EventFilter { vertical_arrows: true, horizontal_arrows: true, tab: false, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus_id(), filter));
        self.keys(ui, scene);
        self.go_on_editing(scene);

        let row_height = scene.settings.density.row_height();
        let shown = columns_of(scene.settings);
        let inner = whole.with_max_x(whole.right() - size::SCROLL_BAR);
        let body_height = (whole.height() - heads::HEIGHT).max(row_height);
        let fitting = ((body_height - self.across.room()) / row_height).floor().max(1.0) as usize;
        let count = self.answer.ids.len();
        self.scroll.wheel(ui, whole, count);
        self.scroll.settle(count, fitting);
        // The last row may show in part.
        let drawn = ((body_height / row_height).ceil() as usize).min(count - self.scroll.first());
        let height = heads::HEIGHT + drawn.max(fitting) as f32 * row_height;

        let first = self.scroll.first();
        let ids = self.answer.ids.clone();
        let in_sight = &ids[first..first + drawn];
        self.rows.fetch(scene.book, in_sight, &shown, &self.sought);
        self.rows.look_again(ui, in_sight, scene.now, row_height);
        self.widths.find(ui, scene, &ids);
        self.widths.grow(ui, scene, in_sight, in_sight.iter().filter_map(|id| self.rows.get(*id)).map(|kept| &kept.row));
        let widths = self.widths.fitted(&scene.settings.columns, inner.width());
        for (layout, width) in scene.settings.columns.iter_mut().zip(widths) {
            layout.width = width;
        }
        if shown.contains(&Column::of(Field::Country)) {
            ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
        }

        ui.painter().rect_filled(whole.with_max_y(whole.top() + heads::HEIGHT), 0.0, palette.raised);
        self.grounds_ui(ui, whole, in_sight, scene);
        let mut table_ui = ui.new_child(UiBuilder::new().id_salt("table").max_rect(inner.with_max_y(whole.top() + height)));
        table_ui.shrink_clip_rect(inner);
        // egui_table draws the lines between columns with this stroke; rows have hairlines, columns only space.
        table_ui.visuals_mut().widgets.noninteractive.bg_stroke = Stroke::NONE;
        let state_id = TableState::id(&table_ui, egui::IdSalt::new(SALT));
        // Its own bar would stand below the last row in part.
        let bars = &mut table_ui.spacing_mut().scroll;
        (bars.bar_width, bars.floating_width) = (0.0, 0.0);
        put_widths(&table_ui, state_id, scene.settings);
        self.column = self.column.min(scene.settings.columns.len() - 1);
        let mut table = Table::new()
            .id_salt(SALT)
            .num_rows(1)
            .columns(self.egui_columns(scene.settings))
            .num_sticky_cols(1)
            .headers([HeaderRow::new(heads::HEIGHT)]);
        if std::mem::take(&mut self.reveals_column) && self.column > 0 {
            table = table.scroll_to_column(self.column, None);
        }
        let has_focus = focus.has_focus() && self.editing.is_none();
        let edge = whole.right() - columns::CORNER - size::GAP;
        let body =
            Rect::from_min_size(inner.min + vec2(0.0, heads::HEIGHT), vec2(inner.width(), drawn as f32 * row_height)).intersect(inner);
        let mut drawing = Drawing {
            rows: &mut self.rows,
            across: &mut self.across,
            column: self.column,
            scene,
            ids: in_sight,
            first,
            body,
            row_height,
            edge,
            has_focus,
            are_rows_there: false,
            wants: Wants::default(),
        };
        table.show(&mut table_ui, &mut drawing);
        let wants = std::mem::take(&mut drawing.wants);
        take_widths(&table_ui, state_id, scene.settings);
        if let Some(at) = edge_pressed_twice(&table_ui, state_id, scene.settings) {
            let rows = in_sight.iter().filter_map(|id| self.rows.get(*id)).map(|kept| &kept.row);
            let layout = &scene.settings.columns[at];
            let width = self.widths.whole(ui, scene, &layout.column, at, rows).min(WIDEST);
            let layout = &mut scene.settings.columns[at];
            (layout.width, layout.is_chosen) = (width, true);
        }
        self.across_ui(ui, scene.settings, inner, &wants.heads);

        ui.painter().hline(whole.x_range(), whole.top() + heads::HEIGHT - 0.5, palette.hairline());
        // The last points are left to the edge by which the pane beside is dragged.
        let bar = Rect::from_min_max(pos2(inner.right() - EDGE, whole.top() + heads::HEIGHT), pos2(whole.right() - EDGE, whole.bottom()));
        if let Some(handle) = self.scroll.bar_ui(ui, bar, count) {
            self.where_ui(ui, scene, handle);
        }
        self.heads_moved_ui(ui, scene, whole, &wants.heads);
        self.columns.corner_ui(ui, whole, scene);
        if focus.has_focus() {
            let line =
                Rect::from_min_max(pos2(whole.left(), whole.top() + heads::HEIGHT - 2.0), pos2(whole.right(), whole.top() + heads::HEIGHT));
            ui.painter().rect_filled(line, 0.0, palette.accent());
        }
        self.answer_to(ui, scene, &focus, &ids, wants, whole);
        dragged_ui(ui);
        ui.advance_cursor_after_rect(whole);
    }

    fn egui_columns(&self, settings: &Settings) -> Vec<egui_table::Column> {
        let columns = settings.columns.iter().enumerate();
        columns.map(|(at, layout)| egui_column(layout, self.widths.least(at, &layout.column))).collect()
    }

    /// The bar by which the columns behind the name are scrolled, where they are more than fit.
    fn across_ui(&mut self, ui: &Ui, settings: &Settings, inner: Rect, heads: &[(usize, Rect, bool)]) {
        let width_of = |columns: &[ColumnLayout]| columns.iter().map(|layout| layout.width).sum::<f32>();
        let first = heads.iter().find(|(at, ..)| *at > 0);
        let offset = first.map_or(0.0, |(at, rect, _)| inner.left() + width_of(&settings.columns[..*at]) - rect.left());
        let place = inner.with_min_x(inner.left() + settings.columns[0].width);
        let widths: Vec<f32> = settings.columns[1..].iter().map(|layout| layout.width).collect();
        self.across.ui(ui, place, &widths, offset);
    }

    /// Does what was clicked, and draws what lies over the rows.
    fn answer_to(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, focus: &egui::Response, ids: &Arc<[RowId]>, wants: Wants, whole: Rect) {
        if let Some((row, modifiers)) = wants.clicked {
            focus.request_focus();
            let id = ids[row];
            if modifiers.shift {
                scene.selection.extend_to(ids, row);
            } else if modifiers.command {
                scene.selection.toggle(id);
            } else {
                scene.push(Action::Select(id));
            }
        }
        if let Some(column) = wants.column {
            self.column = column;
        }
        if wants.is_opened {
            scene.push(Action::CardAlone);
        }
        if let Some((row, place)) = wants.menu {
            focus.request_focus();
            if !scene.selection.contains(ids[row]) {
                scene.selection.set(ids[row]);
            }
            self.menu_at = Some(place);
        }
        let by_key = focus.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, egui::Key::F10));
        if let Some(cell) = wants.cell.filter(|_| by_key) {
            self.menu_at = Some(cell.left_bottom());
        }
        self.menu_ui(ui, scene, wants.menu.is_some() || by_key);
        self.editor_ui(ui, scene, whole, wants.cell);
        if let Some((at, wish)) = wants.wish {
            self.take_wish(ui, scene, at, wish);
        }
    }

    fn take_wish(&mut self, ui: &Ui, scene: &mut Scene<'_>, at: usize, wish: Wish) {
        let column = scene.settings.columns[at].column.clone();
        let settings = &mut *scene.settings;
        match wish {
            Wish::Sort { adds } => settings.sort = heads::next_sort(&settings.sort, &column, adds),
            Wish::SortBy { is_descending } => settings.sort = vec![Sort { column, is_descending }],
            Wish::Unsort => settings.sort.retain(|sort| sort.column != column),
            Wish::Hide => settings.columns.retain(|layout| layout.column != column),
            Wish::Shift(by) if by < 0 => heads::move_column(settings, at, at - 1),
            Wish::Shift(_) => heads::move_column(settings, at, at + 2),
            Wish::Choose => self.columns.toggle(),
            Wish::Density => settings.density = settings.density.other(),
        }
        if matches!(wish, Wish::Sort { .. } | Wish::SortBy { .. } | Wish::Unsort) {
            self.scroll_to_top();
        }
        ui.request_repaint();
    }

    /// The line where a dragged heading would go, and its going there.
    fn heads_moved_ui(&mut self, ui: &Ui, scene: &mut Scene<'_>, whole: Rect, drawn: &[(usize, Rect, bool)]) {
        if let Some((at, ..)) = drawn.iter().find(|(_, _, is_dragged)| *is_dragged) {
            self.dragged_head = Some(*at);
        }
        let Some(from) = self.dragged_head else { return };
        let Some(pointer) = ui.pointer_latest_pos() else { return };
        let places: Vec<(usize, Rect)> = drawn.iter().map(|(at, rect, _)| (*at, *rect)).collect();
        let Some((to, x)) = heads::drop_place(&places, pointer.x) else { return };
        if ui.input(|input| input.pointer.any_down()) {
            let palette = palette(ui.visuals());
            ui.painter().vline(x, whole.y_range(), Stroke::new(2.0, palette.accent()));
        } else {
            self.dragged_head = None;
            heads::move_column(scene.settings, from, to);
        }
    }

    /// Grounds and hairlines of the rows in sight, over the whole width, also where no column is.
    fn grounds_ui(&self, ui: &Ui, whole: Rect, ids: &[RowId], scene: &Scene<'_>) {
        let palette = palette(ui.visuals());
        let painter = ui.painter().with_clip_rect(whole);
        let row_height = scene.settings.density.row_height();
        let pointer = ui.pointer_latest_pos().filter(|_| ui.rect_contains_pointer(whole));
        for (at, id) in ids.iter().enumerate() {
            let top = whole.top() + heads::HEIGHT + at as f32 * row_height;
            let row = Rect::from_min_size(pos2(whole.left(), top), vec2(whole.width(), row_height));
            if scene.selection.contains(*id) {
                painter.rect_filled(row, 0.0, palette.ground(Tone::Accent));
            } else if scene.selection.lead() == Some(*id) {
                painter.rect_filled(row, 0.0, palette.hover);
            } else if pointer.is_some_and(|pointer| row.contains(pointer)) {
                painter.rect_filled(row, 0.0, palette.raised);
            }
            let due = self.rows.get(*id).and_then(|kept| kept.row.due);
            let colour = due.and_then(|(state, _)| match state {
                DueState::Overdue => Some(palette.mark(Tone::Overdue)),
                DueState::Today => Some(palette.mark(Tone::Due)),
                DueState::Soon => Some(palette.ground(Tone::Due)),
                DueState::InPool => Some(palette.mark(Tone::Pool)),
                DueState::Later | DueState::Never => None,
            });
            if let Some(colour) = colour {
                let bar = Rect::from_min_max(row.min, pos2(row.left() + URGENCY, row.bottom() - 1.0));
                painter.rect_filled(bar, 0.0, colour);
            }
            painter.hline(row.x_range(), row.bottom() - 0.5, palette.hairline());
        }
    }

    /// What the row at the top is sorted by, beside the bar that is being dragged.
    fn where_ui(&self, ui: &Ui, scene: &Scene<'_>, handle: Rect) {
        let Some(id) = self.answer.ids.get(self.scroll.first()) else { return };
        let column = scene.settings.sort.first().map_or(Column::of(Field::Created), |sort| sort.column.clone());
        let Some(row) = scene.book.rows(&[*id], std::slice::from_ref(&column)).into_iter().next() else { return };
        let cell = row.cells.into_iter().next().unwrap_or_default();
        let field = column.field();
        let words = if field == Some(Field::Company) { row.name.clone() } else { cell.text };
        let palette = palette(ui.visuals());
        let (big, small) = place_words(&column, &words);
        let bold = egui::FontId::new(size::TITLE, text::bold_family(ui, &big));
        let big = text::cut(ui, &big, bold, palette.text, 160.0);
        let position = tr!("scroll-position", row = text::grouped(self.scroll.first() + 1), total = text::grouped(self.answer.ids.len()));
        let small = if small.is_empty() { position } else { format!("{small} · {position}") };
        let small = text::cut(ui, &small, text::caption_font(), palette.faint, 220.0);
        let room = vec2(big.size().x.max(small.size().x) + 24.0, 52.0);
        let place = Rect::from_min_size(pos2(handle.left() - room.x - 8.0, handle.center().y - 26.0), room);
        let place = place.translate(vec2(0.0, (ui.clip_rect().top() - place.top()).max(0.0)));
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, Id::unique("customers-where")));
        painter.rect(place, size::CORNER, palette.panel, Stroke::new(size::LINE, palette.outline), StrokeKind::Inside);
        text::paint(&painter, Rect::from_min_size(place.min + vec2(12.0, 4.0), vec2(room.x, 26.0)), big, egui::Align::Min, palette.text);
        text::paint(
            &painter,
            Rect::from_min_size(place.min + vec2(12.0, 30.0), vec2(room.x, 16.0)),
            small,
            egui::Align::Min,
            palette.faint,
        );
    }
}

/// Large and small words for a place in the order: a letter for texts, the whole value for dates, amounts and the like.
fn place_words(column: &Column, words: &str) -> (String, String) {
    use crate::model::Kind;
    let is_text = column.field().is_none_or(|field| {
        matches!(field.kind(), Kind::Text | Kind::LongText | Kind::Company | Kind::Person | Kind::Code | Kind::Email | Kind::Url)
    });
    if words.is_empty() {
        return ("—".to_owned(), column.label().to_owned());
    }
    if is_text {
        let letter = words.chars().find(|c| c.is_alphanumeric()).map_or_else(|| "—".to_owned(), |c| c.to_uppercase().to_string());
        return (letter, words.chars().take(18).collect());
    }
    let words = column.field().map_or_else(|| words.to_owned(), |field| values::choice(field, words));
    (words, column.label().to_owned())
}

/// Says beside the pointer who is being dragged.
fn dragged_ui(ui: &Ui) {
    let Some(dragged) = egui::DragAndDrop::payload::<Dragged>(ui) else { return };
    let Some(pointer) = ui.pointer_latest_pos() else { return };
    let palette = palette(ui.visuals());
    let words = match dragged.customers.as_slice() {
        [_] => dragged.name.clone(),
        many => tr!("drag-customers", count = many.len(), shown = text::grouped(many.len())),
    };
    let galley = text::cut(ui, &words, text::body_font(), palette.on_accent, 240.0);
    let place = Rect::from_min_size(pointer + vec2(12.0, 8.0), galley.size() + vec2(16.0, 8.0));
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, Id::unique("customers-dragged")));
    painter.rect_filled(place, size::CORNER, palette.accent());
    text::paint(&painter, place, galley, egui::Align::Center, palette.on_accent);
}

/// The columns to be fetched: those that are shown.
fn columns_of(settings: &Settings) -> Vec<Column> {
    settings.columns.iter().map(|layout| layout.column.clone()).collect()
}

fn column_id(column: &Column) -> Id {
    Id::unique(("customers-column", column))
}

fn egui_column(layout: &ColumnLayout, least: f32) -> egui_table::Column {
    egui_table::Column::new(layout.width).range(Rangef::new(least.min(layout.width), WIDEST)).id(column_id(&layout.column))
}

/// The column whose right edge was pressed twice: it shall be as wide as what is in it. egui_table has made it as narrow as it goes, since
/// to it a painted cell is empty.
fn edge_pressed_twice(ui: &Ui, table: Id, settings: &Settings) -> Option<usize> {
    let edge = |layout: &ColumnLayout| table.with(column_id(&layout.column)).with("resize");
    settings.columns.iter().position(|layout| ui.read_response(edge(layout)).is_some_and(|response| response.double_clicked()))
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
        if let Some(width) = state.col_widths.get(&column_id(&layout.column))
            && (width - layout.width).abs() > 0.5
        {
            (layout.width, layout.is_chosen) = (*width, true);
        }
    }
}

/// What happened while heads and rows were drawn.
#[derive(Default)]
struct Wants {
    clicked: Option<(usize, Modifiers)>,
    /// Where the pointer chose a cell.
    pointed: Option<Pos2>,
    column: Option<usize>,
    is_opened: bool,
    menu: Option<(usize, Pos2)>,
    wish: Option<(usize, Wish)>,
    heads: Vec<(usize, Rect, bool)>,
    /// Where the cell that has the keyboard stands.
    cell: Option<Rect>,
}

/// What egui_table calls back for heads, rows and cells.
struct Drawing<'a, 'scene> {
    rows: &'a mut Rows,
    across: &'a mut Across,
    /// The column that has the keyboard.
    column: usize,
    scene: &'a mut Scene<'scene>,
    ids: &'a [RowId],
    first: usize,
    /// Where the rows are.
    body: Rect,
    row_height: f32,
    /// Where the corner with the button for columns begins.
    edge: f32,
    has_focus: bool,
    /// egui_table asks for its one row twice: for the columns that stay, and for those that scroll.
    are_rows_there: bool,
    wants: Wants,
}

impl Drawing<'_, '_> {
    /// The rows as what can be pressed, dragged and heard, over the whole width.
    fn rows_ui(&mut self, ui: &mut Ui) {
        let mut over = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(self.body));
        over.set_clip_rect(self.body);
        for at in 0..self.ids.len() {
            self.one_row_ui(&over, at);
        }
    }

    fn one_row_ui(&mut self, ui: &Ui, at: usize) {
        let rect = self.row_rect(at);
        let (id, row) = (self.ids[at], self.first + at);
        let is_selected = self.scene.selection.contains(id);
        // Columns out of sight are no place to press: who presses the middle of a row means what is seen of it.
        let response = ui.interact(rect.intersect(self.body), ui.scope_id().with(at), Sense::CLICK | Sense::DRAG);
        response.widget_info(|| {
            let words = self.rows.get(id).map_or_else(String::new, |kept| said_of(row + 1, kept, self.scene.settings, self.scene.now));
            egui::WidgetInfo::selected(egui::accesskit::Role::Row, true, is_selected, words)
        });
        if response.double_clicked() {
            self.wants.is_opened = true;
        }
        if response.clicked() {
            self.wants.clicked = Some((row, ui.input(|input| input.modifiers)));
            self.wants.pointed = response.interact_pointer_pos();
        }
        if response.secondary_clicked() {
            self.wants.pointed = response.interact_pointer_pos();
            self.wants.menu = Some((row, self.wants.pointed.unwrap_or(rect.center())));
        }
        if response.drag_started() {
            let name = self.rows.get(id).map_or_else(String::new, |kept| kept.row.name.clone());
            self.drag(ui, id, name);
        }
    }

    fn row_rect(&self, at: usize) -> Rect {
        let top = self.body.top() + at as f32 * self.row_height;
        Rect::from_min_size(pos2(self.body.left(), top), vec2(self.body.width(), self.row_height))
    }

    /// The selected customers go along when one of them is dragged.
    fn drag(&mut self, ui: &Ui, id: RowId, name: String) {
        if !self.scene.selection.contains(id) {
            self.scene.selection.set(id);
        }
        egui::DragAndDrop::set_payload(ui, Dragged { customers: self.scene.selection.ids(), name });
    }

    /// The cells of column `at`, which takes `whole`.
    fn column_ui(&mut self, ui: &Ui, at: usize, whole: Rect) {
        let in_sight = ui.clip_rect().intersect(whole);
        let column = &self.scene.settings.columns[at].column;
        // A sliver of a text at the edge says nothing and looks like dirt; half an amount says something wrong.
        let needed = if cells::is_right_aligned(column) { whole.width() - PADDING } else { SLIVER };
        let (field, shows) = (column.field(), in_sight.width() >= needed);
        let place = Rect::from_min_size(Pos2::ZERO, vec2(whole.width(), self.row_height)).shrink2(vec2(PADDING, 0.0));
        let pointer = ui.pointer_latest_pos().filter(|_| ui.rect_contains_pointer(in_sight));
        let mut shapes = Vec::with_capacity(self.ids.len() * 2);
        for (row, id) in self.ids.iter().enumerate() {
            let cell = self.row_rect(row).with_min_x(whole.left()).with_max_x(whole.right());
            let has_keyboard = at == self.column && self.scene.selection.lead() == Some(*id);
            if has_keyboard {
                self.wants.cell = Some(cell);
            }
            let Some((kept, looks)) = self.rows.get_mut(*id) else { continue };
            let KeptRow { row: customer, found, drawn, .. } = kept;
            if let (Some(value), Some(drawn), true) = (customer.cells.get(at), drawn.get_mut(at), shows) {
                let seen = cells::Seen {
                    field,
                    name: (at == 0).then_some(customer.name.as_str()),
                    cell: value,
                    is_selected: self.scene.selection.contains(*id),
                    is_lead: self.scene.selection.lead() == Some(*id),
                    now: self.scene.now,
                    found: found.get(at).map_or(&[], Vec::as_slice),
                };
                let (width, stands) = (whole.width(), (seen.is_selected, seen.is_lead));
                let is_usual = seen.name.is_none() && stands == (false, false) && seen.found.is_empty();
                let known = drawn.take().filter(|drawn| drawn.width == width && drawn.stands == stands);
                let known = known.or_else(|| looks.known(at, value, width).filter(|_| is_usual));
                let known = drawn.insert(known.unwrap_or_else(|| {
                    let (shapes, is_cut) = seen.drawn(ui, place);
                    let drawn = Rc::new(Drawn { width, stands, shapes, is_cut });
                    if is_usual {
                        looks.keep(at, value, &drawn);
                    }
                    drawn
                }));
                shapes.extend(sketch::moved(&known.shapes, cell.min.to_vec2()));
                if pointer.is_some_and(|pointer| cell.contains(pointer)) {
                    // What the rules say gives its reason, without which one would have to believe it.
                    let reason = field.filter(|_| !value.text.is_empty()).and_then(|field| {
                        let why = self.scene.book.why_by_rules(*id, field, self.scene.now)?;
                        Some(format!("{}: {why}", seen.hover(true).unwrap_or_default()))
                    });
                    if let Some(words) = reason.or_else(|| seen.hover(known.is_cut)) {
                        ui.interact(cell, ui.scope_id().with(("whole", row)), Sense::hover()).on_hover_text(words);
                    }
                }
            }
            if has_keyboard && self.has_focus {
                let ring = Rect::from_min_max(cell.min, pos2(cell.right(), cell.bottom() - 1.0));
                shapes.push(Shape::rect_stroke(ring, 2.0, Stroke::new(1.5, palette(ui.visuals()).accent()), StrokeKind::Inside));
            }
        }
        ui.painter().extend(shapes);
    }
}

impl TableDelegate for Drawing<'_, '_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let at = cell.col_range.start;
        let (wish, is_dragged) = heads::ui(ui, self.scene.settings, at, self.edge);
        self.wants.heads.push((at, ui.max_rect(), is_dragged));
        if let Some(wish) = wish {
            self.wants.wish = Some((at, wish));
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, _row_nr: u64) {
        if !std::mem::replace(&mut self.are_rows_there, true) {
            self.rows_ui(ui);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let whole = ui.max_rect();
        if cell.col_nr > 0 {
            self.across.follow(ui);
        }
        if self.wants.pointed.is_some_and(|at| whole.intersect(ui.clip_rect()).contains(at)) {
            self.wants.column = Some(cell.col_nr);
        }
        self.column_ui(ui, cell.col_nr, whole);
    }

    fn default_row_height(&self) -> f32 {
        self.ids.len() as f32 * self.row_height
    }
}

/// [`announced`], kept with the row.
fn said_of(position: usize, kept: &KeptRow, settings: &Settings, now: Now) -> String {
    let mut spoken = kept.spoken.borrow_mut();
    if spoken.as_ref().is_none_or(|(at, _)| *at != position) {
        *spoken = Some((position, announced(position, &kept.row, settings, now)));
    }
    spoken.as_ref().map_or_else(String::new, |(_, words)| words.clone())
}

/// What a screen reader says of a row: "3: ACME, Germany, Tier A, Next follow-up 2 days late".
fn announced(position: usize, row: &TableRow, settings: &Settings, now: Now) -> String {
    let mut words = tr!("row-announced", row = text::grouped(position), name = row.name.as_str());
    for (layout, cell) in settings.columns.iter().zip(&row.cells).skip(1) {
        let Some(field) = layout.column.field() else { continue };
        if cell.text.is_empty() {
            continue;
        }
        match field {
            Field::Country => words.push_str(&format!(", {}", cell.text)),
            Field::Status => words.push_str(&format!(", {}", values::choice(field, &cell.text))),
            // What is in the pool is said at the end of the row.
            Field::Pool if matches!(row.due, Some((DueState::InPool, _))) => {}
            Field::Level | Field::TierInUse | Field::Pool => {
                words.push_str(&format!(", {} {}", field.label(), values::choice(field, &cell.text)));
            }
            // What is late or due today is said at the end of the row.
            Field::Due if matches!(row.due, Some((DueState::Overdue | DueState::Today, Some(_)))) => {}
            Field::NextFollowUp | Field::Due => {
                let said = cell.day.and_then(days::whole).map_or_else(|| cell.text.clone(), |day| days::due(day, now.today).0);
                words.push_str(&format!(", {} {said}", field.label()));
            }
            Field::Trade => {
                if let Some(trade) = &cell.trade {
                    words.push_str(&format!(", {}", spark::sentence(trade)));
                }
            }
            _ => {}
        }
    }
    // By plan or rule, where its column has not said the same.
    if let Some((DueState::Overdue | DueState::Today, Some(on))) = row.due {
        let said = tr!("row-due", when = days::due(on, now.today).0);
        words.push_str(&format!(", {said}"));
    } else if let Some((DueState::InPool, _)) = row.due {
        words.push_str(&format!(", {}", tr!("row-in-pool")));
    }
    words
}
