//! A question or form over the window: everything behind it waits, and the keyboard stays in it and returns to where it was.

use egui::{Align2, Area, Context, Id, Key, Modal, Response, Ui, vec2};

use crate::app::theme::{palette, size};

/// The forms that are open, the last on top.
#[derive(Clone, Default)]
struct Open(Vec<Form>);

#[derive(Clone)]
struct Form {
    id: Id,
    /// What had the keyboard before it opened.
    before: Option<Id>,
    drawn_in: u64,
}

fn key() -> Id {
    Id::unique("open forms")
}

/// Draws it in the middle; returns what `draw` returned and whether Esc wants it closed. A click beside it does not close it:
/// what was typed must not be lost to a slip of the hand.
pub fn ui<R>(ui: &Ui, name: &str, width: f32, draw: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
    let id = Id::unique(name);
    let (inner, _, wants_close) = shown(ui, id, Modal::default_area(id), width, f32::from(size::PAGE as i8), draw);
    (inner, wants_close)
}

/// As [`ui`], near the upper edge, close to what it holds, and closed by a click beside it: for what is looked at and loses
/// nothing.
pub fn high_ui<R>(ui: &Ui, name: &str, width: f32, draw: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
    let id = Id::unique(name);
    let area: Area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, size::BAR + size::PAGE));
    let (inner, is_beside, wants_close) = shown(ui, id, area, width, size::GAP_WIDE, draw);
    (inner, is_beside || wants_close)
}

fn shown<R>(ui: &Ui, id: Id, area: Area, width: f32, margin: f32, draw: impl FnOnce(&mut Ui) -> R) -> (R, bool, bool) {
    let palette = palette(ui.visuals());
    let frame_number = ui.ctx().cumulative_frame_nr();
    ui.memory_mut(|memory| {
        let focused = memory.focused();
        let open = memory.data.get_temp_mut_or_default::<Open>(key());
        match open.0.iter_mut().find(|form| form.id == id) {
            Some(form) => form.drawn_in = frame_number,
            None => open.0.push(Form { id, before: focused, drawn_in: frame_number }),
        }
    });
    let frame = egui::Frame::new()
        .fill(palette.panel)
        .stroke(palette.hairline())
        .corner_radius(10)
        .shadow(ui.visuals().window_shadow)
        .inner_margin(margin);
    let room = ui.ctx().content_rect().width() - 4.0 * size::PAGE;
    let response = Modal::new(id).area(area).backdrop_color(palette.backdrop).frame(frame).show(ui, |ui| {
        ui.set_width(width.min(room));
        draw(ui)
    });
    let is_beside = response.backdrop_response.clicked();
    let wants_close = !is_beside && response.should_close();
    (response.inner, is_beside, wants_close)
}

/// Gives the keyboard back where a form was closed. Call at the end of each frame, once everything is drawn.
pub fn settle(context: &Context) {
    let frame_number = context.cumulative_frame_nr();
    let waits = context.memory_mut(|memory| {
        let focused = memory.focused();
        let open = memory.data.get_temp_mut_or_default::<Open>(key());
        let Some(first) = open.0.iter().position(|form| form.drawn_in < frame_number) else { return false };
        // What stood in the form loses the keyboard only with the first frame that does not draw it.
        if open.0[first].drawn_in + 1 == frame_number {
            return true;
        }
        let before = open.0.drain(first..).next().and_then(|form| form.before);
        // Whatever took the keyboard on closing, such as the table after a deletion, keeps it.
        if let Some(before) = before
            && focused.is_none()
        {
            memory.request_focus(before);
        }
        false
    });
    if waits {
        context.request_repaint();
    }
}

/// Whether Enter confirms the form: pressed in one of its fields or nowhere, while no character is composed. On a button, Enter
/// means that button. Ask once everything is drawn, and before any field takes the keyboard.
pub fn confirms(ui: &Ui, is_composing: bool, primary: &Response) -> bool {
    let is_pressed = !is_composing && ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
    is_pressed && !primary.clicked() && (ui.memory(|memory| memory.focused().is_none()) || ui.ctx().text_edit_focused())
}
