//! A line or several of text, with a list or a month hanging below it while it has the keyboard.

use chrono::NaiveDate;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align, Color32, EventFilter, Frame, Id, Key, KeyboardShortcut, LayerId, Margin, Modifiers, PopupKind, Rect, Response, Sense, Stroke,
    SurrenderFocusOn, TextEdit, Ui, vec2,
};
use egui_material_icons::icons::{ICON_ARROW_DROP_DOWN, ICON_CALENDAR_MONTH};

use super::offers::{self, Offers};
use super::remark::{Remark, remark};
use super::{Around, Look, Outcome, Subject, Wish, known, list, month};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::text;
use crate::model::Kind;
use crate::model::day::read_typed;
use crate::model::phone::{format_international, read_phone};
use crate::tr;

/// What is remembered from frame to frame while an editor has the keyboard.
#[derive(Clone, Default)]
pub(super) struct State {
    /// Whether something hangs below.
    pub is_open: bool,
    /// Whether the text was typed since the keyboard came.
    pub has_typed: bool,
    /// The offer that the arrows chose.
    pub chosen: Option<usize>,
    /// The day that the arrows chose.
    pub day: Option<NaiveDate>,
    /// The month that shows.
    pub month: Option<NaiveDate>,
    /// Whether something was drawn below in the frame before.
    pub was_shown: bool,
    had_focus: bool,
    /// An input method has put in a character, whose meaning is looked at once it is done.
    is_unread: bool,
}

impl State {
    pub fn load(ui: &Ui, id: Id) -> Self {
        ui.data(|data| data.get_temp(id.with("editor"))).unwrap_or_default()
    }

    pub fn store(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id.with("editor"), self));
    }
}

/// The id of what hangs below the editor `id`.
pub(super) fn popup_id(id: Id) -> Id {
    id.with("editor-popup")
}

/// The keys that what hangs below takes before the text sees them.
#[derive(Default)]
pub(super) struct Keys {
    pub down: bool,
    pub up: bool,
    pub page_down: bool,
    pub page_up: bool,
    pub left: bool,
    pub right: bool,
    pub enter: bool,
    pub escape: bool,
    pub save_and_leave: bool,
    pub tab: bool,
    /// In a cell, Tab goes so many cells on.
    pub goes: isize,
}

impl Keys {
    fn take(ui: &Ui, subject: &Subject<'_>, state: &State) -> Self {
        let is_day = subject.kind == Kind::Day;
        let is_cell = subject.look == Look::Cell;
        let hangs = is_day || offers::has_completion(subject.kind);
        ui.input_mut(|input| {
            let shift = input.modifiers.shift;
            let mut take = |modifiers, key| input.consume_key(modifiers, key);
            let mut keys = Self {
                // Alt and the arrow open a list everywhere else too.
                down: hangs && (take(Modifiers::ALT, Key::ArrowDown) || take(Modifiers::NONE, Key::ArrowDown)),
                up: hangs && state.is_open && take(Modifiers::NONE, Key::ArrowUp),
                page_down: hangs && state.is_open && take(Modifiers::NONE, Key::PageDown),
                page_up: hangs && state.is_open && take(Modifiers::NONE, Key::PageUp),
                left: is_day && state.is_open && state.day.is_some() && take(Modifiers::NONE, Key::ArrowLeft),
                right: is_day && state.is_open && state.day.is_some() && take(Modifiers::NONE, Key::ArrowRight),
                save_and_leave: take(Modifiers::COMMAND, Key::Enter),
                ..Self::default()
            };
            // In a cell Enter saves whatever it holds, and with Shift it is a new line.
            keys.enter = (if is_cell { !shift } else { subject.kind != Kind::LongText }) && take(Modifiers::NONE, Key::Enter);
            keys.escape = take(Modifiers::NONE, Key::Escape);
            keys.goes = if is_cell { take_tab(input) } else { 0 };
            keys.tab = keys.goes != 0 || input.key_pressed(Key::Tab);
            keys
        })
    }
}

/// Takes Tab before egui moves the keyboard by it: `1` forwards, `-1` with Shift, `0` where it was not pressed.
pub(super) fn take_tab(input: &mut egui::InputState) -> isize {
    if input.consume_key(Modifiers::SHIFT, Key::Tab) { -1 } else { isize::from(input.consume_key(Modifiers::NONE, Key::Tab)) }
}

/// Draws it; see [`super::editor_ui`].
pub(super) fn ui(ui: &mut Ui, subject: &Subject<'_>, draft: &mut String, around: &mut Around<'_>) -> Outcome {
    let before = draft.clone();
    let (response, mut state, keys) = text_ui(ui, subject, draft, around);
    let mut outcome = Outcome { is_changed: *draft != before, wish: Wish::None, response };
    let has_focus = outcome.response.has_focus();

    if subject.kind == Kind::Day {
        let taken = month::popup_ui(subject, draft, &mut state, &keys, &outcome.response, around);
        if let Some(day) = taken {
            *draft = day.to_string();
            finish(ui, subject.id, draft, &mut state, &mut outcome);
        }
    } else if offers::has_completion(subject.kind) && (has_focus || keys.tab) && state.is_open {
        let known = known(ui, subject, around);
        let offers = offers::offers(subject, draft, state.has_typed, &known, around);
        if let Some(taken) = offers_ui(subject, &offers, draft, &mut state, &keys, &outcome.response) {
            *draft = taken;
            finish(ui, subject.id, draft, &mut state, &mut outcome);
            if keys.tab {
                outcome.wish = Wish::None;
            }
        }
    }
    if outcome.wish == Wish::None {
        outcome.wish = wish_of(subject, &keys, &mut state, has_focus);
    }
    if matches!(outcome.wish, Wish::SaveAndLeave | Wish::Leave) {
        outcome.response.surrender_focus();
    }
    if subject.look != Look::Cell || has_focus {
        // In a form, how a day in words was understood stays beside it.
        let is_spoken =
            subject.must_read && subject.look == Look::Form && day_of(draft, around).is_some_and(|day| day.to_string() != draft.trim());
        let remark = remark(subject, draft, is_spoken || has_focus && state.has_typed, around);
        remark_ui(ui, subject, remark.as_ref(), state.is_open, &outcome.response);
    }
    if !has_focus {
        state = State::default();
    }
    state.was_shown &= state.is_open;
    state.store(ui, subject.id);
    outcome
}

/// What Enter and Esc mean where nothing below the text took them.
pub(super) fn wish_of(subject: &Subject<'_>, keys: &Keys, state: &mut State, has_focus: bool) -> Wish {
    if keys.goes != 0 {
        return Wish::SaveAndGo(keys.goes);
    }
    if keys.save_and_leave {
        return Wish::SaveAndLeave;
    }
    if keys.enter {
        (state.is_open, state.has_typed) = (false, false);
        return Wish::Save;
    }
    if keys.escape && has_focus {
        state.is_open = false;
        // What opened by itself in a cell is closed with it.
        if std::mem::take(&mut state.was_shown) && subject.look != Look::Cell {
            (state.chosen, state.day) = (None, None);
            return Wish::None;
        }
        return if std::mem::take(&mut state.has_typed) || subject.has_failed { Wish::Cancel } else { Wish::Leave };
    }
    Wish::None
}

/// A choice was made: its text stands in the input with the caret behind it, and what hung below is gone.
pub(super) fn finish(ui: &Ui, id: Id, draft: &str, state: &mut State, outcome: &mut Outcome) {
    caret_to_end(ui, id, draft);
    *state = State { had_focus: true, ..State::default() };
    outcome.is_changed = true;
    outcome.wish = Wish::Save;
}

pub(super) fn caret_to_end(ui: &Ui, id: Id, draft: &str) {
    let mut text = TextEditState::load(ui, id).unwrap_or_default();
    text.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(draft.chars().count()))));
    text.store(ui, id);
}

/// The text input alone; `draft` is changed by typing. Keys that belong to what hangs below are taken before.
pub(super) fn text_ui(ui: &mut Ui, subject: &Subject<'_>, draft: &mut String, around: &Around<'_>) -> (Response, State, Keys) {
    let id = subject.id;
    let mut state = State::load(ui, id);
    let had_focus = ui.memory(|memory| memory.has_focus(id)) || state.had_focus && ui.input(|input| input.key_pressed(Key::Tab));
    let mut keys = if had_focus { Keys::take(ui, subject, &state) } else { Keys::default() };
    if around.is_composing {
        // They belong to the input method.
        keys = Keys::default();
    }
    let before = draft.clone();
    let has_arrow = subject.kind == Kind::Day || offers::has_list(subject.kind);
    let arrow_width = if has_arrow { size::COMPACT } else { 0.0 };
    let spot = text_rect(ui, subject, arrow_width);

    // A press on what hangs below, or on its arrow, must not take the keyboard away.
    let pointer = ui.ctx().pointer_interact_pos();
    let popup = LayerId::new(PopupKind::Popup.order(), popup_id(id));
    let arrow = arrow_rect(subject, spot, arrow_width);
    let is_on_popup = pointer.is_some_and(|at| state.is_open && ui.ctx().layer_id_at(at) == Some(popup) || has_arrow && arrow.contains(at));
    let surrender = ui.ctx().options(|options| options.input_options.surrender_focus_on);
    if is_on_popup {
        ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = SurrenderFocusOn::Never);
    }
    // Even to look at the response of the frame before takes the keyboard from an input beside which one pressed.
    let is_hovered = ui.read_response(id).is_some_and(|response| response.hovered());
    let response = ui
        .horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.spacing_mut().interact_size.y = size::COMPACT;
            // Where the frame comes out to the left of the text, it takes no room.
            let width = if is_in_place(subject) { spot.width() - OUT } else { spot.width() };
            let edit = edit(ui, subject, draft, width, is_hovered, around.is_composing, arrow_width);
            let response = ui.add(edit).accessible_name(subject.name);
            if subject.kind != Kind::LongText && !draft.contains('\n') {
                // Also where it goes on in the next line: Enter saves it.
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(egui::accesskit::Role::TextInput));
            }
            if subject.look == Look::Form {
                form_focus_ui(ui, &response);
            } else if has_arrow {
                ui.allocate_exact_size(vec2(arrow_width, size::COMPACT), Sense::hover());
            }
            let is_seen = is_hovered || response.has_focus() || subject.look == Look::Form;
            if has_arrow && arrow_ui(ui, subject, arrow, is_seen) {
                state.is_open = !state.is_open;
                response.request_focus();
            }
            response
        })
        .inner;
    ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = surrender);

    let has_come = response.has_focus() && !state.had_focus;
    if has_come
        && !ui.input(|input| input.pointer.any_pressed() || input.pointer.any_down() || input.pointer.any_released())
        && subject.kind != Kind::LongText
        && subject.look != Look::Cell
    {
        // Come to by the keyboard: what is typed replaces what stands there, as in any form.
        let mut text = TextEditState::load(ui, id).unwrap_or_default();
        text.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), CCursor::new(draft.chars().count()))));
        text.store(ui, id);
    }
    state.is_unread |= response.changed() && *draft != before;
    if state.is_unread && !around.is_composing {
        state.is_unread = false;
        state.has_typed = true;
        (state.chosen, state.day) = (None, None);
        state.is_open = subject.kind != Kind::Day || state.is_open;
        if subject.kind == Kind::Phone {
            format_phone(ui, id, &before, draft, around);
        }
    }
    if has_arrow && (response.clicked() || has_come && subject.look == Look::Cell) {
        state.is_open = true;
    }
    if around.is_composing {
        state.is_open = false;
    } else if keys.down && !state.is_open {
        state.is_open = true;
        return (response, State { had_focus: true, ..state }, Keys { down: false, ..keys });
    }
    state.had_focus = response.has_focus();
    (response, state, keys)
}

/// So far the frame of a text that stands in its place comes out to the left of it, in points.
const OUT: f32 = 6.0;

fn is_in_place(subject: &Subject<'_>) -> bool {
    matches!(subject.look, Look::InPlace | Look::Name)
}

/// Where the text will stand.
fn text_rect(ui: &Ui, subject: &Subject<'_>, arrow_width: f32) -> Rect {
    let corner = ui.cursor().min;
    let left = if is_in_place(subject) { corner.x - OUT } else { corner.x };
    // In a form the arrow stands inside, so that all fields are equally wide.
    let beside = if subject.look == Look::Form { 0.0 } else { arrow_width };
    let right = corner.x + ui.available_width() - beside;
    Rect::from_min_max(egui::pos2(left, corner.y), egui::pos2(right.max(left + 24.0), corner.y + size::COMPACT))
}

/// Where the arrow stands: beside the text, in a form inside at its right end.
fn arrow_rect(subject: &Subject<'_>, spot: Rect, width: f32) -> Rect {
    if subject.look == Look::Form {
        let inset = (size::CONTROL - size::COMPACT) / 2.0;
        Rect::from_min_size(egui::pos2(spot.right() - width - inset, spot.top() + inset), vec2(width, size::COMPACT))
    } else {
        Rect::from_min_size(egui::pos2(spot.right(), spot.top()), vec2(width, size::COMPACT))
    }
}

/// The line around an input of a form that has the keyboard: painted over it, so that nothing moves.
fn form_focus_ui(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(1.5, palette(ui.visuals()).accent());
        ui.painter().rect_stroke(response.rect, size::CORNER, stroke, egui::StrokeKind::Inside);
    }
}

fn edit<'t>(
    ui: &Ui,
    subject: &Subject<'_>,
    draft: &'t mut String,
    width: f32,
    is_hovered: bool,
    is_composing: bool,
    arrow_width: f32,
) -> TextEdit<'t> {
    let palette = palette(ui.visuals());
    let has_focus = ui.memory(|memory| memory.has_focus(subject.id));
    let stroke = if subject.look == Look::Cell {
        // The cell draws it, around all that the editor holds.
        Stroke::NONE
    } else if subject.has_failed {
        Stroke::new(size::LINE, palette.mark(Tone::Overdue))
    } else if has_focus && subject.look != Look::Form {
        Stroke::new(1.5, palette.accent())
    } else if is_hovered || subject.look == Look::Form {
        Stroke::new(size::LINE, palette.outline)
    } else {
        Stroke::new(size::LINE, Color32::TRANSPARENT)
    };
    let height = if subject.look == Look::Form { size::CONTROL } else { size::COMPACT };
    let frame = Frame::new()
        .fill(if has_focus || subject.look == Look::Form { palette.panel } else { Color32::TRANSPARENT })
        .stroke(stroke)
        .corner_radius(if subject.look == Look::Form { size::CORNER } else { size::CHIP_CORNER })
        .inner_margin(if subject.look == Look::Form {
            Margin { right: 8 + arrow_width as i8, ..Margin::symmetric(8, 6) }
        } else {
            Margin { left: OUT as i8, right: OUT as i8, top: 3, bottom: 2 }
        })
        // Its text stands where a label would stand; the frame comes out to the left of it.
        .outer_margin(if is_in_place(subject) { Margin { left: -(OUT as i8), ..Margin::ZERO } } else { Margin::ZERO });
    let family = if subject.look == Look::Name { text::bold_family(ui, draft) } else { egui::FontFamily::Proportional };
    // On a card a text that is longer than its line goes on in the next one.
    let font = egui::FontId::new(size::BODY, family.clone());
    let is_wide = || text::cut(ui, draft, font, palette.text, f32::INFINITY).size().x > width - OUT;
    let is_long = subject.kind == Kind::LongText || draft.contains('\n') || is_in_place(subject) && is_wide();
    let edit = if is_long {
        let rows = match subject.look {
            Look::Form => 2,
            Look::Cell => 3,
            Look::InPlace | Look::Name => 1,
        };
        let edit = TextEdit::multiline(draft).desired_rows(rows);
        let new_line = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
        if subject.look == Look::Cell { edit.return_key(new_line) } else { edit }
    } else {
        TextEdit::singleline(draft)
    };
    let keeps =
        EventFilter { tab: is_composing || subject.look == Look::Cell, horizontal_arrows: true, vertical_arrows: true, escape: true };
    edit.id(subject.id)
        .frame(frame)
        .font(egui::FontId::new(size::BODY, family))
        .desired_width(width)
        .min_size(vec2(0.0, height))
        .hint_text(subject.hint)
        .event_filter(keeps)
        .clip_text(true)
}

/// The mark at the right that opens the list or the month. The arrow key does the same, so the keyboard passes it by.
fn arrow_ui(ui: &Ui, subject: &Subject<'_>, rect: Rect, is_seen: bool) -> bool {
    let palette = palette(ui.visuals());
    let response = ui.interact(rect, subject.id.with("arrow"), Sense::CLICK);
    let (mark, name) = if subject.kind == Kind::Day {
        (ICON_CALENDAR_MONTH, tr!("editor-month", field = subject.name))
    } else {
        (ICON_ARROW_DROP_DOWN, tr!("field-choices", field = subject.name))
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    if is_seen || response.hovered() {
        let side = if subject.kind == Kind::Day { 15.0 } else { size::ICON };
        let colour = if response.hovered() { palette.text } else { palette.faint };
        let font = egui::FontId::new(side, mark.font_family());
        let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), font, colour));
        text::paint(ui.painter(), rect, galley, Align::Center, colour);
    }
    response.clicked()
}

/// The list below; returns the text that was taken.
pub(super) fn offers_ui(
    subject: &Subject<'_>,
    offers: &Offers,
    draft: &str,
    state: &mut State,
    keys: &Keys,
    response: &Response,
) -> Option<String> {
    let count = offers.rows.len();
    if count == 0 {
        return None;
    }
    let fitting = offers.fitting.filter(|_| state.has_typed);
    if keys.down || keys.up || keys.page_down || keys.page_up {
        let current = state.chosen.or(fitting).or_else(|| offers.rows.iter().position(|offer| offer.insert == draft));
        state.chosen = Some(match current {
            None if keys.up => count - 1,
            None => 0,
            Some(at) if keys.down => (at + 1) % count,
            Some(at) if keys.up => (at + count - 1) % count,
            Some(at) if keys.page_down => (at + 8).min(count - 1),
            Some(at) => at.saturating_sub(8),
        });
    }
    let marked = state.chosen.or(fitting).filter(|at| *at < count);
    if (keys.enter || keys.tab && (state.has_typed || state.chosen.is_some()))
        && let Some(at) = marked
    {
        return Some(offers.rows[at].insert.clone());
    }
    if !response.has_focus() {
        return None;
    }
    let has_moved = keys.down || keys.up || keys.page_down || keys.page_up;
    let is_new = !std::mem::replace(&mut state.was_shown, true);
    list::ui(popup_id(subject.id), response, offers, marked, has_moved, is_new, draft, subject).map(|at| offers.rows[at].insert.clone())
}

/// What is said below the field; in a cell it hangs below where nothing else does.
fn remark_ui(ui: &mut Ui, subject: &Subject<'_>, remark: Option<&Remark>, is_open: bool, response: &Response) {
    let Some(remark) = remark else { return };
    let colour = match remark.tone {
        Tone::Plain => palette(ui.visuals()).faint,
        tone => palette(ui.visuals()).mark(tone),
    };
    let words = egui::RichText::new(&remark.words).size(size::CAPTION).color(colour);
    if subject.look != Look::Cell {
        text::wrapped_ui(ui, words);
        ui.add_space(2.0);
    } else if !is_open {
        egui::Popup::from_response(response).id(subject.id.with("remark")).kind(PopupKind::Popup).open(true).gap(2.0).show(|ui| {
            ui.set_max_width(260.0);
            text::wrapped_ui(ui, words);
        });
    }
}

/// Writes a whole number with its usual spaces as soon as its last digit is typed, never while one deletes.
fn format_phone(ui: &Ui, id: Id, before: &str, draft: &mut String, around: &Around<'_>) {
    let is_at_end = TextEditState::load(ui, id)
        .and_then(|state| state.cursor.char_range())
        .is_some_and(|range| range.is_empty() && range.primary.index.0 == draft.chars().count());
    let has_grown = draft.chars().count() == before.chars().count() + 1 && draft.ends_with(|c: char| c.is_ascii_digit());
    if !is_at_end || !has_grown || !draft.starts_with('+') {
        return;
    }
    let reading = read_phone(draft, around.country);
    let written = reading.e164.as_deref().filter(|_| reading.extension.is_none() && reading.odd.is_none()).and_then(format_international);
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    if let Some(written) = written
        && digits(&written) == digits(draft)
    {
        *draft = written;
        caret_to_end(ui, id, draft);
    }
}

/// The day that stands in a text, where it is one.
pub(super) fn day_of(text: &str, around: &Around<'_>) -> Option<NaiveDate> {
    read_typed(text, around.today()).map(|day| day.first_day())
}
