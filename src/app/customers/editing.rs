//! A cell that is edited in place: F2 opens it, Enter saves, Tab saves and goes on to the next cell, Esc leaves it as it was.

use egui::{EventFilter, Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, Popup, PopupCloseBehavior, Rect, Stroke, TextEdit};
use egui::{Ui, UiBuilder, pos2, vec2};

use super::{Customers, is_editable, not_editable};
use crate::app::action::{Action, Origin, Scene};
use crate::app::theme::{Tone, palette};
use crate::app::widgets::{menu, values};
use crate::book::{Column, Edit};
use crate::model::{Id as RowId, Kind};
use crate::tr;

/// Narrower cells are edited in a wider field.
const LEAST_WIDTH: f32 = 168.0;
/// How many suggestions are offered at once.
const SUGGESTED: usize = 8;

/// What is being typed into a cell.
pub struct CellEdit {
    customer: RowId,
    column: Column,
    before: String,
    text: String,
    /// The suggestion that the arrows have chosen.
    chosen: Option<usize>,
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
        let rows = scene.book.rows(&[customer], std::slice::from_ref(&column));
        let Some(cell) = rows.into_iter().next().and_then(|row| row.cells.into_iter().next()) else { return };
        self.reveals_column = true;
        if let Some((_, row)) = self.lead_row {
            self.scroll.reveal(row);
        }
        self.editing = Some(CellEdit {
            customer,
            column,
            before: cell.text.clone(),
            text: cell.text,
            chosen: None,
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

    /// Draws the field over its cell.
    pub(super) fn editor_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, whole: Rect, cell: Option<Rect>) {
        let Some(edit) = &mut self.editing else { return };
        let palette = palette(ui.visuals());
        let Some(cell) = cell else { return };
        let width = cell.width().max(LEAST_WIDTH).min(whole.width());
        let left = cell.left().min(whole.right() - width).max(whole.left());
        let field = edit.column.field();
        let is_long = field.is_some_and(|field| field.kind() == Kind::LongText) || edit.before.contains('\n');
        let place = Rect::from_min_size(pos2(left, cell.top()), vec2(width, cell.height()));
        let id = Id::unique("customers-cell-edit");
        let suggested = suggestions(scene, &edit.column, &edit.text, &edit.before);
        let keys = Keys::take(ui, scene.is_composing);
        if let Some(by) = keys.walks.filter(|_| !suggested.is_empty()) {
            let last = suggested.len() - 1;
            edit.chosen = Some(match edit.chosen {
                Some(at) if by > 0 => (at + 1).min(last),
                Some(at) => at.saturating_sub(1),
                None => 0,
            });
        }
        let stroke = Stroke::new(1.5, if edit.has_failed { palette.mark(Tone::Overdue) } else { palette.accent() });
        let frame = Frame::new().fill(palette.panel).stroke(stroke).inner_margin(Margin { left: 9, right: 6, top: 3, bottom: 2 });
        let text = if is_long { TextEdit::multiline(&mut edit.text).desired_rows(3) } else { TextEdit::singleline(&mut edit.text) };
        let filter = EventFilter { tab: true, escape: true, horizontal_arrows: true, vertical_arrows: true };
        let mut editor = ui.new_child(UiBuilder::new().id_salt("cell-edit").max_rect(place));
        let text = text
            .id(id)
            .frame(frame)
            .desired_width(width)
            .min_size(place.size())
            .event_filter(filter)
            .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            .align(egui::Align2::LEFT_CENTER);
        let response = editor.add(text).accessible_name(tr!("cell-edit", column = edit.column.label()));
        if response.changed() {
            edit.chosen = None;
            edit.has_failed = false;
        }
        if std::mem::take(&mut edit.is_new) {
            response.request_focus();
            select_all(ui, id, edit.text.chars().count());
        }
        let mut picked = keys.enters.then(|| edit.chosen.and_then(|at| suggested.get(at).cloned())).flatten();
        if !suggested.is_empty() && !edit.is_saving {
            let chosen = edit.chosen;
            Popup::from_response(&response)
                .open(true)
                .close_behavior(PopupCloseBehavior::IgnoreClicks)
                .accessible_name(tr!("field-choices", field = edit.column.label()))
                .show(|ui| {
                    ui.set_width(width.max(160.0) - 16.0);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (at, words) in suggested.iter().enumerate() {
                        if menu::entry_ui(ui, words, chosen == Some(at)).clicked() {
                            picked = Some(words.clone());
                        }
                    }
                });
        }
        if let Some(words) = picked.clone() {
            edit.text = words;
        }
        if keys.leaves {
            self.editing = None;
            self.takes_focus = true;
            return;
        }
        let is_left = response.lost_focus() && picked.is_none();
        if (keys.enters || keys.tabs != 0 || picked.is_some() || is_left) && !edit.is_saving {
            edit.then = keys.tabs;
            self.save_cell(scene, is_left);
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

/// The keys that end the typing or choose a suggestion; the field does not see them.
#[derive(Default)]
struct Keys {
    enters: bool,
    leaves: bool,
    tabs: isize,
    walks: Option<isize>,
}

impl Keys {
    fn take(ui: &Ui, is_composing: bool) -> Self {
        if is_composing {
            return Self::default();
        }
        ui.input_mut(|input| {
            let shift = input.modifiers.shift;
            let mut takes = |modifiers, key| input.consume_key(modifiers, key);
            Self {
                tabs: if takes(Modifiers::SHIFT, Key::Tab) { -1 } else { isize::from(takes(Modifiers::NONE, Key::Tab)) },
                // With Shift it is a new line.
                enters: !shift && takes(Modifiers::NONE, Key::Enter),
                leaves: takes(Modifiers::NONE, Key::Escape),
                walks: if takes(Modifiers::NONE, Key::ArrowDown) {
                    Some(1)
                } else if takes(Modifiers::NONE, Key::ArrowUp) {
                    Some(-1)
                } else {
                    None
                },
            }
        })
    }
}

fn select_all(ui: &Ui, id: Id, letters: usize) {
    let mut state = TextEdit::load_state(ui, id).unwrap_or_default();
    let whole = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(letters));
    state.cursor.set_char_range(Some(whole));
    state.store(ui, id);
}

/// What may be meant, for fields that usually hold one of a few words: all of them at first, then those with what was typed.
fn suggestions(scene: &Scene<'_>, column: &Column, typed: &str, before: &str) -> Vec<String> {
    let Some(field) = column.field() else { return Vec::new() };
    let sought = if typed == before { String::new() } else { crate::model::text::fold(typed.trim()) };
    let all = match field.kind() {
        Kind::Choice => values::choices(field),
        Kind::Stars => ["1", "2", "3", "4", "5"].map(str::to_owned).into(),
        Kind::Country if !sought.is_empty() => values::countries(),
        Kind::Group => scene.book.used_values(field),
        _ => return Vec::new(),
    };
    let mut found: Vec<String> = all.into_iter().filter(|words| crate::model::text::fold(words).contains(&sought)).collect();
    found.sort_by_key(|words| !crate::model::text::fold(words).starts_with(&sought));
    found.truncate(SUGGESTED);
    if found.len() == 1 && found[0] == typed { Vec::new() } else { found }
}
