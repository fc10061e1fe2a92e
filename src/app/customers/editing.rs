//! A cell that is edited in place: F2 opens it, Enter saves, Tab saves and goes on to the next cell, Esc leaves it as it was.

use egui::epaint::RectShape;
use egui::{Id, Key, Rect, Sense, Shape, Stroke, StrokeKind, SurrenderFocusOn, TextEdit, Ui, UiBuilder, pos2, vec2};

use super::{Customers, is_editable, not_editable};
use crate::app::action::{Action, Origin, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::{self, Look, Subject, Wish, editor_ui};
use crate::app::widgets::values;
use crate::book::{Column, Edit};
use crate::model::country::Country;
use crate::model::{ExtraField, Field, Id as RowId, Kind};
use crate::tr;

/// Narrower cells are edited in a wider field.
const LEAST_WIDTH: f32 = 168.0;
/// As [`LEAST_WIDTH`], for notes and tags.
const LEAST_WIDTH_LONG: f32 = 280.0;

/// What is being typed into a cell.
pub struct CellEdit {
    customer: RowId,
    column: Column,
    before: String,
    text: String,
    /// Where the customer is, for phones and zones.
    country: Option<&'static Country>,
    /// The user's own fields.
    own: Vec<ExtraField>,
    /// How high the editor was in the frame before.
    height: f32,
    /// Where the keyboard goes once it is saved: so many cells on.
    then: isize,
    is_new: bool,
    /// It was given to the book, whose answer is waited for.
    is_saving: bool,
    has_failed: bool,
}

impl Customers {
    /// Opens the cell that has the keyboard.
    pub(super) fn edit_cell(&mut self, scene: &mut Scene<'_>) {
        let column = self.column(scene);
        let Some(customer) = scene.selection.lead() else { return };
        if !is_editable(&column) {
            scene.push(Action::Tell(not_editable(&column)));
            return;
        }
        let rows = scene.book.rows(&[customer], &[column.clone(), Column::of(Field::Country)]);
        let Some([cell, country]) = rows.into_iter().next().and_then(|row| <[_; 2]>::try_from(row.cells).ok()) else { return };
        // As the card shows it: a usual word in the language spoken.
        let text = column
            .field()
            .filter(|field| field.kind() == Kind::Choice)
            .map_or(cell.text.clone(), |field| values::choice(field, &cell.text));
        self.reveals_column = true;
        if let Some((_, row)) = self.lead_row {
            self.scroll.reveal(row);
        }
        self.editing = Some(CellEdit {
            customer,
            column,
            before: text.clone(),
            text,
            country: Country::find(&country.text),
            own: scene.book.own_fields(),
            height: 0.0,
            then: 0,
            is_new: true,
            is_saving: false,
            has_failed: false,
        });
    }

    /// The book has taken what was typed into a cell, or refused it.
    pub fn cell_done(&mut self, is_saved: bool) {
        match &mut self.editing {
            Some(edit) if is_saved => {
                let then = edit.then;
                self.editing = None;
                self.go_on(then);
            }
            Some(edit) => {
                edit.is_saving = false;
                edit.has_failed = true;
                // The keyboard stays with what has to be put right.
                edit.is_new = true;
            }
            None => {}
        }
    }

    fn go_on(&mut self, then: isize) {
        self.takes_focus = true;
        self.tabs = then;
    }

    /// Opens the next cell after Tab, over the end of the row into the next one.
    pub(super) fn go_on_editing(&mut self, scene: &mut Scene<'_>) {
        let by = std::mem::take(&mut self.tabs);
        let (Some(row), columns) = (self.lead_row(scene.selection.lead()), scene.settings.columns.len()) else { return };
        if by == 0 {
            return;
        }
        let (mut row, mut column) = (row, self.column);
        for _ in 0..columns + 1 {
            (row, column) = match (by > 0, column) {
                (true, at) if at + 1 < columns => (row, at + 1),
                (true, _) if row + 1 < self.answer.ids.len() => (row + 1, 0),
                (false, 1..) => (row, column - 1),
                (false, 0) if row > 0 => (row - 1, columns - 1),
                _ => return,
            };
            if is_editable(&scene.settings.columns[column].column) {
                break;
            }
        }
        self.column = column;
        let id = self.answer.ids[row];
        if scene.selection.lead() != Some(id) {
            scene.selection.walk_to(id);
            self.lead_row = Some((id, row));
            self.scroll.reveal(row);
        }
        self.edit_cell(scene);
    }

    /// Draws the editor over its cell. What needs more room, such as tags, grows out of it.
    pub(super) fn editor_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, whole: Rect, cell: Option<Rect>) {
        let Some(edit) = &mut self.editing else { return };
        let Some(cell) = cell else { return };
        let palette = palette(ui.visuals());
        let id = Id::unique("customers-cell-edit");
        let name = tr!("cell-edit", column = edit.column.label());
        let of_column = Subject::of_column(&edit.column, &edit.own, id);
        let is_long = of_column.kind == Kind::LongText || edit.before.contains('\n');
        let least = if is_long || of_column.kind == Kind::Tags { LEAST_WIDTH_LONG } else { LEAST_WIDTH };
        let width = cell.width().max(least).min(whole.width());
        let left = cell.left().min(whole.right() - width).max(whole.left());
        let height = edit.height.max(cell.height());
        let top = cell.top().min(whole.bottom() - height).max(whole.top());
        let place = Rect::from_min_size(pos2(left, top), vec2(width, height));
        let subject = Subject { look: Look::Cell, has_failed: edit.has_failed, name: &name, ..of_column };
        if std::mem::take(&mut edit.is_new) {
            editor::begin(ui, id);
            ui.memory_mut(|memory| memory.request_focus(id));
            select_all(ui, id, edit.text.chars().count());
        }

        // Presses between its parts are not the row's, and do not take the keyboard away.
        ui.interact(place, id.with("ground"), Sense::CLICK);
        let surrenders = ui.options(|options| options.input_options.surrender_focus_on);
        if ui.pointer_interact_pos().is_some_and(|at| place.contains(at)) {
            ui.options_mut(|options| options.input_options.surrender_focus_on = SurrenderFocusOn::Never);
        }
        // What is pressed in the list or month, and Enter, save; so do keys that say a number of stars at once.
        let (enters, walks) = ui.input(|input| {
            let walks = input.key_pressed(Key::ArrowLeft) || input.key_pressed(Key::ArrowRight);
            (input.key_pressed(Key::Enter), walks)
        });
        let ground = ui.painter().add(Shape::Noop);
        let inset = ((cell.height() - size::COMPACT) / 2.0).max(0.0);
        let room = place.shrink2(vec2(3.0, inset));
        let mut inner = ui.new_child(UiBuilder::new().id_salt("cell-edit").max_rect(room));
        inner.set_clip_rect(ui.clip_rect().intersect(place.expand(2.0)));
        let before = edit.text.clone();
        let mut around = scene.around(edit.country);
        let outcome = editor_ui(&mut inner, &subject, &mut edit.text, &mut around);
        let grown = inner.min_rect().height() + 2.0 * inset;
        if (grown - edit.height).abs() > 0.5 {
            edit.height = grown;
            ui.request_repaint();
        }
        let tone = if edit.has_failed { palette.mark(Tone::Overdue) } else { palette.accent() };
        let stroke = Stroke::new(1.5, tone);
        ui.painter().set(ground, RectShape::new(place, 0.0, palette.panel, stroke, StrokeKind::Inside));
        ui.options_mut(|options| options.input_options.surrender_focus_on = surrenders);

        if outcome.is_changed && edit.text != before {
            edit.has_failed = false;
        }
        if edit.is_saving {
            return;
        }
        match outcome.wish {
            Wish::Cancel | Wish::Leave => {
                self.editing = None;
                self.takes_focus = true;
            }
            Wish::SaveAndGo(by) => {
                edit.then = by;
                self.save_cell(scene, false);
            }
            Wish::Save if subject.kind == Kind::Tags && !enters || subject.kind == Kind::Stars && walks => {}
            Wish::Save | Wish::SaveAndLeave => {
                edit.then = 0;
                self.save_cell(scene, false);
            }
            Wish::None if outcome.response.lost_focus() => {
                edit.then = 0;
                self.save_cell(scene, true);
            }
            Wish::None => {}
        }
    }

    fn save_cell(&mut self, scene: &mut Scene<'_>, is_left: bool) {
        let Some(edit) = &mut self.editing else { return };
        if edit.text.trim() == edit.before.trim() {
            let then = edit.then;
            self.editing = None;
            if !is_left {
                self.go_on(then);
            }
            return;
        }
        edit.is_saving = true;
        let cells = vec![(edit.customer, edit.column.clone(), edit.text.clone())];
        scene.push(Action::Edit { edit: Edit::SetCells { cells }, from: Origin::Cell });
    }
}

fn select_all(ui: &Ui, id: Id, letters: usize) {
    let mut state = TextEdit::load_state(ui, id).unwrap_or_default();
    let whole = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(letters));
    state.cursor.set_char_range(Some(whole));
    state.store(ui, id);
}
