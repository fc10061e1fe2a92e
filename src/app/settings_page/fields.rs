//! The user's own fields on the page of settings: made, named, given a kind and usual values, put in order, deleted (S0.9).
//!
//! Each change is an edit of the book, so that it can be undone; what is typed is a draft until then.

use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_DELETE};

use super::row_ui;
use crate::app::action::{Action, Origin, Scene};
use crate::app::theme::size;
use crate::app::widgets::editor::{Look, Subject, Wish, editor_ui};
use crate::app::widgets::new_field::{NewField, kinds, options_of};
use crate::app::widgets::{button, menu, text};
use crate::book::{Edit, FieldEdit};
use crate::model::{ExtraField, ExtraKind, Kind};
use crate::tr;

const NAME: f32 = 160.0;
const KIND: f32 = 120.0;

/// What is typed into the line for a new field.
#[derive(Default)]
pub(super) struct FieldsForm {
    new: NewField,
}

impl FieldsForm {
    /// Draws the line for a new field, and the fields, one a line.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let fields = scene.book.own_fields();
        row_ui(ui, &tr!("fields-add-title"), &tr!("fields-what"), |ui| {
            self.new.ui(ui, scene, NAME, KIND);
        });
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
