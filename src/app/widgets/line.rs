//! A field that is edited in place: text that turns into an input under the pointer or the keyboard.

use egui::{Color32, Frame, Id, Margin, Response, Stroke, TextEdit, Ui, vec2};
use egui_material_icons::icons::ICON_ARROW_DROP_DOWN;

use super::drafts::{Drafts, ToEdit};
use super::menu;
use crate::app::theme::{Tone, palette, size};
use crate::tr;

/// How a field is edited.
pub struct Line<'a> {
    /// Identity of the field; the same for its draft.
    pub id: Id,
    /// What screen readers call it.
    pub name: &'a str,
    /// What the book has.
    pub value: &'a str,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// Several lines.
    pub is_long: bool,
    /// Usual values, offered in a list; anything else can be typed.
    pub choices: Vec<String>,
    /// The colour of the text.
    pub colour: Option<Color32>,
    /// A name, in bold.
    pub is_bold: bool,
}

impl<'a> Line<'a> {
    /// A line of text.
    pub fn new(id: Id, name: &'a str, value: &'a str) -> Self {
        Self { id, name, value, hint: "", is_long: false, choices: Vec::new(), colour: None, is_bold: false }
    }

    /// Draws it over the whole width; a change goes into `drafts` and becomes an edit when the keyboard leaves.
    pub fn ui(self, ui: &mut Ui, drafts: &mut Drafts, to_edit: impl Fn(String) -> crate::book::Edit + 'static) -> Response {
        let palette = palette(ui.visuals());
        let mut text = drafts.text(self.id).unwrap_or(self.value).to_owned();
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        let is_hovered = ui.read_response(self.id).is_some_and(|response| response.hovered());
        let stroke = if drafts.has_failed(self.id) {
            Stroke::new(size::LINE, palette.mark(Tone::Overdue))
        } else if has_focus {
            Stroke::new(1.5, palette.accent())
        } else if is_hovered {
            Stroke::new(size::LINE, palette.outline)
        } else {
            Stroke::new(size::LINE, Color32::TRANSPARENT)
        };
        let frame = Frame::new()
            .fill(if has_focus { palette.panel } else { Color32::TRANSPARENT })
            .stroke(stroke)
            .corner_radius(size::CHIP_CORNER)
            .inner_margin(Margin { left: 6, right: 6, top: 3, bottom: 2 })
            // Its text stands where a label would stand; the frame comes out to the left of it.
            .outer_margin(Margin { left: -6, ..Margin::ZERO });
        let choice_width = if self.choices.is_empty() { 0.0 } else { size::COMPACT };
        let edit = if self.is_long { TextEdit::multiline(&mut text).desired_rows(1) } else { TextEdit::singleline(&mut text) };
        ui.spacing_mut().interact_size.y = size::COMPACT;
        let edit = if self.is_bold { edit.font(egui::FontId::new(size::BODY, super::text::bold_family(ui, self.value))) } else { edit };
        let response = ui
            .horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let width = ui.available_width() - choice_width;
                let response = ui.add(
                    edit.id(self.id)
                        .frame(frame)
                        .desired_width(width)
                        .min_size(vec2(0.0, size::COMPACT))
                        .hint_text(self.hint)
                        .text_color_opt(self.colour)
                        .clip_text(true),
                );
                let response = response.accessible_name(self.name);
                if !self.choices.is_empty() {
                    self.choices_ui(ui, drafts, is_hovered || has_focus, to_edit_box(&to_edit));
                }
                response
            })
            .inner;
        if drafts.takes_focus(self.id) {
            response.request_focus();
        }
        if response.changed() {
            if text == self.value {
                drafts.drop(self.id);
            } else {
                drafts.put(self.id, text, Box::new(to_edit));
            }
        }
        response
    }

    fn choices_ui(&self, ui: &mut Ui, drafts: &mut Drafts, is_seen: bool, put: impl Fn(&mut Drafts, Id, String)) {
        let palette = palette(ui.visuals());
        let name = tr!("field-choices", field = self.name);
        let button = ui
            .scope(|ui| {
                ui.spacing_mut().button_padding = vec2(0.0, 0.0);
                if !is_seen {
                    ui.visuals_mut().widgets.inactive.fg_stroke.color = palette.outline;
                }
                let mark = ICON_ARROW_DROP_DOWN.rich_text().size(size::ICON);
                ui.add(egui::Button::new(mark).frame_when_inactive(false).min_size(vec2(size::COMPACT, size::COMPACT)))
            })
            .inner
            .accessible_name(&name);
        menu::of(&button, &name).show(|ui| {
            ui.set_width(160.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for choice in &self.choices {
                if menu::entry_ui(ui, choice, choice == self.value).clicked() {
                    put(drafts, self.id, choice.clone());
                }
            }
            if !self.value.is_empty() && menu::entry_ui(ui, &tr!("field-clear"), false).clicked() {
                put(drafts, self.id, String::new());
            }
        });
    }
}

/// Turns the maker of edits into something that puts a draft and can be called more than once.
fn to_edit_box<F: Fn(String) -> crate::book::Edit + 'static>(to_edit: &F) -> impl Fn(&mut Drafts, Id, String) + '_ {
    move |drafts, id, text| {
        let edit = to_edit(text.clone());
        let make: ToEdit = Box::new(move |_| edit.clone());
        drafts.put(id, text, make);
    }
}
