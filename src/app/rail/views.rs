//! Named views of the table: which there are, which one is open and whether the table has left it, and what can be done with them.

use egui::{Key, Modifiers, Response, TextEdit, Ui, vec2};
use egui_material_icons::icons::{
    ICON_ADD, ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_DELETE, ICON_DRIVE_FILE_RENAME_OUTLINE, ICON_KEYBOARD, ICON_SAVE,
};

use super::Rail;
use super::section::{self, Entry, Mark, Pressed};
use crate::app::action::{Action, Scene, ViewAction};
use crate::app::theme::{Tone, palette, size};
use crate::app::views::{BadName, View, ViewId};
use crate::app::widgets::{button, menu, text};
use crate::tr;

/// A view whose name is being typed; one without an id is new.
pub struct ViewName {
    id: Option<ViewId>,
    text: String,
    takes_focus: bool,
}

impl Rail {
    pub(super) fn views_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let add = tr!("views-add");
        let (is_open, pressed) = section::head_ui(ui, scene, "rail-views", &tr!("views"), false, Some((ICON_ADD, &add)));
        if pressed == Pressed::Extra {
            scene.settings.folded.remove("rail-views");
            self.view_name = Some(ViewName { id: None, text: String::new(), takes_focus: true });
        }
        if !is_open {
            return;
        }
        let look = scene.settings.look(&scene.question.search);
        let open = scene.settings.views.open().map(|view| view.id);
        let is_changed = scene.settings.views.is_changed(&look);
        let views: Vec<View> = scene.settings.views.iter().cloned().collect();
        if views.is_empty() && self.view_name.is_none() {
            section::hint_ui(ui, &tr!("views-none"));
        }
        if open.is_some() {
            let words = tr!("views-leave");
            let entry = Entry { words: &words, count: scene.book.customer_count(), is_active: false, depth: 0, mark: Mark::None };
            if section::entry_ui(ui, "view-leave", &entry).0.clicked() {
                scene.push(Action::View(ViewAction::Leave));
            }
        }
        for (at, view) in views.iter().enumerate() {
            if self.view_name.as_ref().is_some_and(|name| name.id == Some(view.id)) {
                self.view_name_ui(ui, scene);
                continue;
            }
            let is_here = open == Some(view.id);
            let response = view_ui(ui, view, is_here, is_here && is_changed);
            if response.clicked() {
                scene.push(Action::View(ViewAction::Open(view.id)));
            }
            self.view_menu_ui(scene, &response, view, is_here && is_changed, (at, views.len()));
            if is_here && is_changed && section::more_ui(ui, &tr!("views-update")) {
                scene.push(Action::View(ViewAction::Save(view.id)));
            }
        }
        if self.view_name.as_ref().is_some_and(|name| name.id.is_none()) {
            self.view_name_ui(ui, scene);
        }
    }

    /// The menu of a view; `place` is where it stands among how many.
    fn view_menu_ui(&mut self, scene: &mut Scene<'_>, response: &Response, view: &View, is_changed: bool, place: (usize, usize)) {
        menu::context(response, view.name.as_str()).show(|ui| {
            ui.set_width(220.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let update = ui.add_enabled_ui(is_changed, |ui| button::menu_entry_ui(ui, ICON_SAVE, &tr!("views-update"), "")).inner;
            if update.clicked() {
                scene.push(Action::View(ViewAction::Save(view.id)));
            }
            if button::menu_entry_ui(ui, ICON_DRIVE_FILE_RENAME_OUTLINE, &tr!("rail-rename"), "").clicked() {
                self.view_name = Some(ViewName { id: Some(view.id), text: view.name.clone(), takes_focus: true });
            }
            menu::sub_ui(ui, ICON_KEYBOARD, &tr!("views-key"), |ui| {
                for slot in 1..=9 {
                    let taken = scene.settings.views.by_slot(slot).filter(|other| other.id != view.id);
                    let words = taken.map_or_else(|| key_of(slot), |other| format!("{} · {}", key_of(slot), other.name));
                    if menu::entry_ui(ui, &words, view.slot == Some(slot)).clicked() {
                        scene.push(Action::View(ViewAction::Slot { id: view.id, slot: Some(slot) }));
                    }
                }
                if menu::entry_ui(ui, &tr!("views-no-key"), view.slot.is_none()).clicked() {
                    scene.push(Action::View(ViewAction::Slot { id: view.id, slot: None }));
                }
            });
            let (at, count) = place;
            for (can_move, mark, words, to) in [
                (at > 0, ICON_ARROW_UPWARD, tr!("views-move-up"), at.saturating_sub(1)),
                (at + 1 < count, ICON_ARROW_DOWNWARD, tr!("views-move-down"), at + 1),
            ] {
                if ui.add_enabled_ui(can_move, |ui| button::menu_entry_ui(ui, mark, &words, "")).inner.clicked() {
                    scene.push(Action::View(ViewAction::Move { id: view.id, to }));
                }
            }
            ui.separator();
            if button::menu_entry_ui(ui, ICON_DELETE, &tr!("views-delete"), "").clicked() {
                scene.push(Action::View(ViewAction::Delete(view.id)));
            }
        });
    }

    fn view_name_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(name) = &mut self.view_name else { return };
        let label = if name.id.is_none() { tr!("views-new-name") } else { tr!("views-name") };
        let bad = scene.settings.views.check_name(&name.text, name.id).err();
        let enters = !scene.is_composing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let leaves = ui.input(|input| input.key_pressed(Key::Escape));
        let response = ui
            .horizontal(|ui| {
                ui.add_space(size::GAP + size::GAP_SMALL);
                let width = ui.available_width() - size::GAP;
                let edit =
                    TextEdit::singleline(&mut name.text).id(egui::Id::unique("rail-view-name")).hint_text(&label).desired_width(width);
                ui.add(edit.margin(egui::Margin::symmetric(4, 2)).min_size(vec2(0.0, size::COMPACT))).accessible_name(&label)
            })
            .inner;
        if bad == Some(BadName::Taken) {
            ui.horizontal(|ui| {
                ui.add_space(size::MARGIN);
                let words = text::caption(ui, tr!("views-name-taken")).color(palette(ui.visuals()).mark(Tone::Overdue));
                ui.add(egui::Label::new(words).wrap());
            });
        }
        if std::mem::take(&mut name.takes_focus) {
            response.request_focus();
            return;
        }
        if leaves || response.lost_focus() && !enters && bad.is_some() {
            self.view_name = None;
            return;
        }
        let is_done = (enters || response.lost_focus()) && bad.is_none();
        if is_done && let Some(ViewName { id, text, .. }) = self.view_name.take() {
            scene.push(Action::View(match id {
                Some(id) => ViewAction::Rename { id, name: text },
                None => ViewAction::Add(text),
            }));
        }
    }
}

fn key_of(slot: u8) -> String {
    tr!("views-key-of", slot = slot)
}

/// A view with its key. A dot before the name marks that the table looks otherwise now, the entry below it says so; the name keeps
/// its room.
fn view_ui(ui: &mut Ui, view: &View, is_here: bool, is_changed: bool) -> Response {
    let palette = palette(ui.visuals());
    let mark = if is_changed { Mark::Dot(palette.mark(Tone::Due)) } else { Mark::None };
    let spoken = if is_changed { tr!("views-changed", name = view.name.as_str()) } else { view.name.clone() };
    let key = view.slot.map(key_of).unwrap_or_default();
    let entry = Entry { words: &view.name, count: 0, is_active: is_here, depth: 0, mark };
    section::keyed_ui(ui, ("view", view.name.as_str()), &entry, &key, &spoken)
}
