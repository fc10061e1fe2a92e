//! A new field of the user's own: its name, what it holds, and the usual values of a choice. On the page of settings and on the card.

use egui::{TextEdit, Ui, vec2};
use egui_material_icons::icons::ICON_ADD;

use super::{button, menu, text};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::book::{Edit, FieldEdit};
use crate::model::{ExtraKind, text as letters};
use crate::tr;

/// Room that the button beside name and kind needs; where there is less, it stands below.
const ADD: f32 = 160.0;

/// What is typed for a new field.
#[derive(Default)]
pub struct NewField {
    name: String,
    kind: ExtraKind,
    options: String,
    /// The name takes the keyboard when it is drawn next.
    takes_focus: bool,
}

/// What became of a frame of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is still being filled in.
    Open,
    /// The field of this name is made.
    Made(String),
    /// Esc was pressed in it.
    Left,
}

/// What a kind is called.
pub fn kind_words(kind: ExtraKind) -> String {
    match kind {
        ExtraKind::Text => tr!("fields-kind-text"),
        ExtraKind::Number => tr!("fields-kind-number"),
        ExtraKind::Money => tr!("fields-kind-money"),
        ExtraKind::Day => tr!("fields-kind-day"),
        ExtraKind::Choice => tr!("fields-kind-choice"),
        ExtraKind::Tick => tr!("fields-kind-tick"),
    }
}

/// All kinds with their names.
pub fn kinds() -> Vec<(ExtraKind, String)> {
    ExtraKind::ALL.map(|kind| (kind, kind_words(kind))).to_vec()
}

/// The usual values of a choice as they are typed.
pub fn options_of(typed: &str) -> Vec<String> {
    let parts = typed.split([';', '；', ',', '，', '、', '\n']).map(str::trim);
    parts.filter(|option| !option.is_empty()).map(str::to_owned).collect()
}

impl NewField {
    /// A form whose name takes the keyboard.
    pub fn focused() -> Self {
        Self { takes_focus: true, ..Self::default() }
    }

    /// Draws it, in as many lines as there is room for, with the name `width` wide; makes the field when it is whole.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, width: f32, kind_width: f32) -> Outcome {
        let mut has_entered = false;
        let mut has_left = false;
        let mut input = |ui: &mut Ui, typed: &mut String, name: &str, width: f32, takes_focus: bool| {
            let edit = TextEdit::singleline(typed).hint_text(name).desired_width(width).align(egui::Align2::LEFT_CENTER);
            let response = ui.add(edit.min_size(vec2(width, size::CONTROL))).accessible_name(name);
            if takes_focus {
                response.request_focus();
            }
            has_entered |= response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) && !scene.is_composing;
            has_left |= response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) && !scene.is_composing;
        };
        let mut is_pressed = false;
        let is_new = self.takes_focus;
        let name = self.name.trim().to_owned();
        let folded = letters::fold(&name);
        let is_taken = !folded.is_empty() && scene.book.own_fields().iter().any(|field| letters::fold(&field.name) == folded);
        let is_good = !folded.is_empty() && !is_taken;
        let is_narrow = ui.available_width() < width + kind_width + ADD;
        let form = ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
            ui.horizontal_wrapped(|ui| {
                input(ui, &mut self.name, &tr!("fields-new"), width, std::mem::take(&mut self.takes_focus));
                if let Some(kind) = menu::choice_ui(ui, &tr!("fields-new-kind"), kind_width, &self.kind, &kinds()) {
                    self.kind = kind;
                }
                if !is_narrow {
                    is_pressed = add_ui(ui, is_good);
                }
            });
            if self.kind == ExtraKind::Choice {
                let hint = tr!("fields-options-hint");
                let room = (width + size::GAP + kind_width).min(ui.available_width());
                input(ui, &mut self.options, &hint, room, false);
            }
            if is_narrow {
                is_pressed = add_ui(ui, is_good);
            }
            if is_taken {
                let words = text::caption(ui, tr!("edit-field-taken", text = name.as_str()));
                let colour = palette(ui.visuals()).mark(Tone::Overdue);
                text::wrapped_ui(ui, words.color(colour));
            }
        });
        if is_new {
            // The whole form comes into sight.
            form.response.scroll_to_me(None);
        }
        if is_good && (is_pressed || has_entered) {
            let Self { kind, options, .. } = std::mem::take(self);
            let made = letters::clean(&name).replace('\n', " ");
            scene.edit(Edit::Own(FieldEdit::Define { name, kind, options: options_of(&options) }));
            return Outcome::Made(made);
        }
        if has_left { Outcome::Left } else { Outcome::Open }
    }
}

fn add_ui(ui: &mut Ui, is_good: bool) -> bool {
    ui.add_enabled_ui(is_good, |ui| button::plain_ui(ui, Some(ICON_ADD), &tr!("fields-add"))).inner.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_values_are_parted_by_the_signs_of_both_languages() {
        for (typed, options) in [("", vec![]), ("Box; Bag ;", vec!["Box", "Bag"]), ("木箱、纸箱，托盘", vec!["木箱", "纸箱", "托盘"])]
        {
            assert_eq!(options_of(typed), options, "{typed}");
        }
    }
}
