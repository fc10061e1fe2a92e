//! The user's own fields on the page of settings: made, named, given a kind and usual values, put in order, deleted (S0.9).
//!
//! Each change is an edit of the book, so that it can be undone; what is typed is a draft until then.

use egui::{Align, Layout, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_DELETE};

use super::row_ui;
use crate::app::action::{Action, Origin, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::{Look, Subject, Wish, editor_ui};
use crate::app::widgets::{button, menu, modal, text};
use crate::book::{Edit, FieldEdit};
use crate::model::text::fold;
use crate::model::{ExtraField, ExtraKind, Kind};
use crate::tr;

const NAME: f32 = 160.0;
const KIND: f32 = 120.0;

/// What is typed into the line for a new field.
#[derive(Default)]
pub(super) struct FieldsForm {
    name: String,
    kind: ExtraKind,
}

/// What a kind is called.
fn kind_words(kind: ExtraKind) -> String {
    match kind {
        ExtraKind::Text => tr!("fields-kind-text"),
        ExtraKind::Number => tr!("fields-kind-number"),
        ExtraKind::Money => tr!("fields-kind-money"),
        ExtraKind::Day => tr!("fields-kind-day"),
        ExtraKind::Choice => tr!("fields-kind-choice"),
        ExtraKind::Tick => tr!("fields-kind-tick"),
    }
}

fn kinds() -> Vec<(ExtraKind, String)> {
    ExtraKind::ALL.map(|kind| (kind, kind_words(kind))).to_vec()
}

impl FieldsForm {
    /// Draws the line for a new field, and the fields, one a line.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let fields = scene.book.own_fields();
        row_ui(ui, &tr!("fields-add-title"), &tr!("fields-what"), |ui| self.new_ui(ui, scene, &fields));
        row_ui(ui, &tr!("fields-title"), "", |ui| {
            if fields.is_empty() {
                ui.label(text::dim(ui, tr!("fields-none")));
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
                for (at, field) in fields.iter().enumerate() {
                    ui.push_id(field.id.0, |ui| field_ui(ui, scene, field, at, fields.len()));
                }
            });
        });
    }

    fn new_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, fields: &[ExtraField]) {
        let hint = tr!("fields-new");
        let edit = TextEdit::singleline(&mut self.name).hint_text(&hint).desired_width(NAME).align(egui::Align2::LEFT_CENTER);
        let response = ui.add(edit.min_size(vec2(NAME, size::CONTROL))).accessible_name(hint);
        if let Some(kind) = menu::choice_ui(ui, &tr!("fields-new-kind"), KIND, &self.kind, &kinds()) {
            self.kind = kind;
        }
        let folded = fold(self.name.trim());
        let is_taken = fields.iter().any(|field| fold(&field.name) == folded);
        let is_good = !folded.is_empty() && !is_taken;
        let add = ui.add_enabled_ui(is_good, |ui| button::plain_ui(ui, Some(ICON_ADD), &tr!("fields-add"))).inner;
        let entered = response.lost_focus() && modal::confirms(ui, scene.is_composing, &add);
        if is_good && (add.clicked() || entered) {
            let name = std::mem::take(&mut self.name).trim().to_owned();
            scene.edit(Edit::Own(FieldEdit::Define { name, kind: std::mem::take(&mut self.kind), options: Vec::new() }));
        }
        if is_taken {
            let words = tr!("edit-field-taken", text = self.name.trim());
            ui.label(text::caption(ui, words).color(palette(ui.visuals()).mark(Tone::Overdue)));
        }
    }
}

fn field_ui(ui: &mut Ui, scene: &mut Scene<'_>, field: &ExtraField, at: usize, count: usize) {
    let id = field.id;
    ui.horizontal(|ui| {
        let name = tr!("fields-name-of", name = field.name.as_str());
        drafted_ui(
            ui,
            scene,
            NAME,
            &Subject { look: Look::Form, ..Subject::new(&name, Kind::Text, ui.scope_id().with("name")) },
            &field.name,
            move |name| FieldEdit::Rename { field: id, name },
        );
        let name = tr!("fields-kind-of", name = field.name.as_str());
        if let Some(kind) = menu::choice_ui(ui, &name, KIND, &field.kind, &kinds()) {
            scene.edit(Edit::Own(FieldEdit::Retype { field: id, kind, options: field.options.clone() }));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::small_icon_ui(ui, ICON_DELETE, &tr!("fields-delete", name = field.name.as_str())).clicked() {
                scene.edit(Edit::Own(FieldEdit::Delete { field: id }));
            }
            for (mark, words, to, is_possible) in [
                (ICON_ARROW_DOWNWARD, tr!("fields-move-down", name = field.name.as_str()), at + 1, at + 1 < count),
                (ICON_ARROW_UPWARD, tr!("fields-move-up", name = field.name.as_str()), at.saturating_sub(1), at > 0),
            ] {
                if ui.add_enabled_ui(is_possible, |ui| button::small_icon_ui(ui, mark, &words)).inner.clicked() {
                    scene.edit(Edit::Own(FieldEdit::Move { field: id, to }));
                }
            }
            if field.kind == ExtraKind::Choice {
                let name = tr!("fields-options-of", name = field.name.as_str());
                let hint = tr!("fields-options-hint");
                let subject = Subject { look: Look::Form, hint: &hint, ..Subject::new(&name, Kind::Text, ui.scope_id().with("options")) };
                drafted_ui(ui, scene, ui.available_width(), &subject, &field.options.join("; "), move |typed| FieldEdit::Retype {
                    field: id,
                    kind: ExtraKind::Choice,
                    options: options_of(&typed),
                });
            }
        });
    });
}

/// The usual values of a choice as they are typed.
fn options_of(typed: &str) -> Vec<String> {
    let parts = typed.split([';', '；', ',', '，', '、', '\n']).map(str::trim);
    parts.filter(|option| !option.is_empty()).map(str::to_owned).collect()
}

/// A text that is a draft until Enter or until the keyboard leaves.
fn drafted_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    width: f32,
    subject: &Subject<'_>,
    value: &str,
    to_edit: impl Fn(String) -> FieldEdit + Clone + 'static,
) {
    let id = subject.id;
    let mut draft = scene.drafts.text(id).unwrap_or(value).to_owned();
    let subject = Subject { has_failed: scene.drafts.has_failed(id), ..subject.clone() };
    let outcome = ui
        .allocate_ui_with_layout(vec2(width, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(width);
            editor_ui(ui, &subject, &mut draft, &mut scene.around(None))
        })
        .inner;
    match outcome.wish {
        Wish::Save | Wish::SaveAndLeave if draft != value => {
            scene.push(Action::Edit { edit: Edit::Own(to_edit(draft.clone())), from: Origin::Draft(id) });
        }
        _ => {}
    }
    if outcome.wish == Wish::Cancel || outcome.is_changed && draft == value {
        scene.drafts.drop(id);
    } else if outcome.is_changed {
        scene.drafts.put(id, draft, Box::new(move |text| Edit::Own(to_edit(text))));
    }
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
