//! The menu of the selected rows: open, edit, set what one sets most, copy, export, delete.

use egui::{Id, Ui};
use egui_material_icons::icons::{
    ICON_CONTENT_COPY, ICON_EDIT, ICON_FLAG, ICON_FOLDER, ICON_LABEL, ICON_LABEL_OFF, ICON_OPEN_IN_FULL, ICON_PERSON, ICON_STAR,
    ICON_WORKSPACE_PREMIUM,
};

use super::Customers;
use crate::app::action::{Action, Scene};
use crate::app::commands::Command;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, menu, text, values};
use crate::book::{Column, Edit};
use crate::model::{Field, Id as RowId};
use crate::tr;

impl Customers {
    pub(super) fn menu_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, opens: bool) {
        let Some(at) = self.menu_at else { return };
        let shown = menu::at(ui, Id::unique("customers-menu"), at, opens, tr!("row-menu")).show(|ui| {
            ui.set_width(236.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            self.entries_ui(ui, scene);
        });
        if shown.is_none() && !opens {
            self.menu_at = None;
        }
    }

    fn entries_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        // What is chosen here happens at once, so that it happens to those in sight alone.
        let sight = self.sight(scene);
        let (customers, hidden) = (sight.ids.clone(), sight.hidden);
        let is_one = customers.len() == 1;
        if hidden > 0 {
            ui.add_space(size::GAP_SMALL);
            let words = tr!("row-menu-hidden", count = hidden, shown = text::grouped(hidden));
            text::wrapped_ui(ui, text::caption(ui, words).color(palette(ui.visuals()).mark(Tone::Due)));
            ui.separator();
        }
        if is_one {
            if button::menu_entry_ui(ui, ICON_OPEN_IN_FULL, &tr!("row-open"), &ui.ctx().format_shortcut(&key(egui::Key::Enter))).clicked() {
                scene.push(Action::CardAlone);
            }
            let column = self.column(scene);
            let words = tr!("row-edit-cell", column = column.label());
            if button::menu_entry_ui(ui, ICON_EDIT, &words, &ui.ctx().format_shortcut(&key(egui::Key::F2))).clicked() {
                self.edit_cell(scene);
            }
        }
        let command = Command::EditCustomers;
        let words = if is_one {
            tr!("row-edit-field")
        } else {
            tr!("row-edit-many", count = customers.len(), shown = text::grouped(customers.len()))
        };
        if button::menu_entry_ui(ui, command.icon(), &words, &command.keys(ui)).clicked() {
            scene.push(Action::Run(command));
        }
        ui.separator();
        for (field, mark) in [(Field::Level, ICON_WORKSPACE_PREMIUM), (Field::Status, ICON_FLAG), (Field::Stars, ICON_STAR)] {
            let choices = if field == Field::Stars { ["5", "4", "3", "2", "1"].map(str::to_owned).into() } else { values::choices(field) };
            self.field_ui(ui, scene, &customers, field, mark, &choices, false);
        }
        for (field, mark) in [(Field::Group, ICON_FOLDER), (Field::Owner, ICON_PERSON)] {
            let mut used = Vec::new();
            menu::sub_ui(ui, mark, field.label(), |ui| {
                used = scene.book.used_values(field);
                choices_ui(ui, scene, &customers, field, &used, true);
            });
        }
        if button::menu_entry_ui(ui, ICON_LABEL, &tr!("row-add-tag"), "").clicked() {
            scene.push(Action::EditMany { customers: customers.clone(), field: Some(Field::Tags) });
        }
        self.remove_tag_ui(ui, scene, &customers);
        ui.separator();
        let keys = ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::C));
        if button::menu_entry_ui(ui, ICON_CONTENT_COPY, &tr!("row-copy"), &keys).clicked() {
            self.copy(scene, false);
        }
        let shift = egui::Modifiers::COMMAND.plus(egui::Modifiers::SHIFT);
        let keys = ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(shift, egui::Key::C));
        if button::menu_entry_ui(ui, ICON_CONTENT_COPY, &tr!("row-copy-with-headings"), &keys).clicked() {
            self.copy(scene, true);
        }
        if button::menu_entry_ui(ui, ICON_CONTENT_COPY, &tr!("row-copy-cell"), "").clicked() {
            self.copy_cell(scene);
        }
        ui.separator();
        for command in [Command::Export, Command::DeleteCustomers] {
            if button::menu_entry_ui(ui, command.icon(), &command.name(), &command.keys(ui)).clicked() {
                scene.push(Action::Run(command));
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one entry of the menu, said in one place")]
    fn field_ui(
        &self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        customers: &[RowId],
        field: Field,
        mark: egui_material_icons::MaterialIcon,
        choices: &[String],
        takes_others: bool,
    ) {
        menu::sub_ui(ui, mark, field.label(), |ui| choices_ui(ui, scene, customers, field, choices, takes_others));
    }

    /// The tags of the customer that is shown, each of which can be taken from all.
    fn remove_tag_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>, customers: &[RowId]) {
        let Some(lead) = scene.selection.lead() else { return };
        let rows = scene.book.rows(&[lead], &[Column::of(Field::Tags)]);
        let tags = rows.first().and_then(|row| row.cells.first()).map_or("", |cell| cell.text.as_str());
        if tags.is_empty() {
            return;
        }
        menu::sub_ui(ui, ICON_LABEL_OFF, &tr!("row-remove-tag"), |ui| {
            for tag in tags.split("; ") {
                if menu::entry_ui(ui, tag, false).clicked() {
                    scene.edit(Edit::RemoveTags { customers: customers.to_vec(), tags: vec![tag.to_owned()] });
                }
            }
        });
    }
}

fn key(key: egui::Key) -> egui::KeyboardShortcut {
    egui::KeyboardShortcut::new(egui::Modifiers::NONE, key)
}

/// The usual words of a field, none of them, and any other.
fn choices_ui(ui: &mut Ui, scene: &mut Scene<'_>, customers: &[RowId], field: Field, choices: &[String], takes_others: bool) {
    let set = |scene: &mut Scene<'_>, text: &str| {
        scene.edit(Edit::SetField { customers: customers.to_vec(), field, text: text.to_owned() });
    };
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for choice in choices {
            if menu::entry_ui(ui, choice, false).clicked() {
                set(scene, choice);
            }
        }
    });
    if !choices.is_empty() {
        ui.separator();
    }
    if menu::entry_ui(ui, &tr!("row-clear-value"), false).clicked() {
        set(scene, "");
    }
    if takes_others && menu::entry_ui(ui, &tr!("row-other-value"), false).clicked() {
        scene.push(Action::EditMany { customers: customers.to_vec(), field: Some(field) });
    }
}
