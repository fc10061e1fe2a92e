//! The bar at the top: search, undo and redo, import, a new customer, and what is needed less often.

mod search;

use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons::ICON_MORE_HORIZ;

use super::action::{Action, Scene};
use super::commands::Command;
use super::theme::{Tone, palette};
use super::widgets::{button, menu, text};
use crate::tr;
pub use search::Found;
use search::SearchBox;

/// The state of the bar.
#[derive(Default)]
pub struct Bar {
    search: SearchBox,
}

/// What the bar says of the rest of the window.
pub struct Shown {
    /// What Undo would take back, as a sentence.
    pub undo: Option<String>,
    /// What Redo would do again, as a sentence.
    pub redo: Option<String>,
    /// Failures that nobody has read.
    pub unread: usize,
    /// How many customers the search finds.
    pub found: Found,
}

impl Bar {
    /// Puts the keyboard into the search box.
    pub fn take_focus(&mut self) {
        self.search.take_focus();
    }

    /// Replaces what stands in the search box.
    pub fn set_search(&mut self, search: &str) {
        self.search.set(search);
    }

    /// Draws the bar; returns whether the keyboard shall go from the search box to the table.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, shown: &Shown, has_back: bool) -> bool {
        let mut to_table = false;
        ui.horizontal_centered(|ui| {
            let is_tight = ui.available_width() < 780.0;
            if has_back && button::command_icon_ui(ui, Command::Back).clicked() {
                scene.push(Action::Run(Command::Back));
            }
            let buttons = if is_tight { 280.0 } else { 400.0 };
            let width = (ui.available_width() - buttons).clamp(120.0, 386.0);
            to_table = self.search.ui(ui, scene, width, shown.found);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                more_ui(ui, scene);
                notices_ui(ui, scene, shown.unread);
                let new = Command::NewCustomer;
                let response = if is_tight { button::icon_ui(ui, new.icon(), &new.name(), &new.keys(ui)) } else { named_ui(ui, new, true) };
                if response.clicked() {
                    scene.push(Action::Run(new));
                }
                let import = Command::Import;
                let response = if is_tight {
                    button::icon_ui(ui, import.icon(), &import.name(), &import.keys(ui))
                } else {
                    named_ui(ui, import, false)
                };
                if response.clicked() {
                    scene.push(Action::Run(import));
                }
                for (command, what) in [(Command::Redo, &shown.redo), (Command::Undo, &shown.undo)] {
                    let name = what.clone().unwrap_or_else(|| command.name());
                    let keys = command.keys(ui);
                    let response = ui.add_enabled_ui(what.is_some(), |ui| button::icon_ui(ui, command.icon(), &name, &keys)).inner;
                    if response.clicked() {
                        scene.push(Action::Run(command));
                    }
                }
            });
        });
        to_table
    }
}

fn named_ui(ui: &mut Ui, command: Command, is_primary: bool) -> egui::Response {
    let name = command.name();
    let response =
        if is_primary { button::primary_ui(ui, Some(command.icon()), &name) } else { button::plain_ui(ui, Some(command.icon()), &name) };
    let keys = command.keys(ui);
    button::tooltip(response, &name, &keys)
}

/// The bell, with a count where something failed that nobody has read.
fn notices_ui(ui: &mut Ui, scene: &mut Scene<'_>, unread: usize) {
    let palette = palette(ui.visuals());
    let command = Command::Notices;
    let name = if unread > 0 { tr!("notices-unread", count = unread) } else { command.name() };
    let keys = command.keys(ui);
    let response = button::icon_ui(ui, command.icon(), &name, &keys);
    if unread > 0 {
        let count = if unread > 9 { "9+".to_owned() } else { unread.to_string() };
        let galley = text::cut(ui, &count, egui::FontId::new(10.0, egui::FontFamily::Proportional), palette.on_accent, 24.0);
        let middle = response.rect.right_top() + vec2(-8.0, 8.0);
        let place = egui::Rect::from_center_size(middle, vec2((galley.size().x + 6.0).max(14.0), 14.0));
        ui.painter().rect_filled(place, egui::CornerRadius::same(7), palette.mark(Tone::Overdue));
        text::paint(ui.painter(), place, galley, Align::Center, palette.on_accent);
    }
    if response.clicked() {
        scene.push(Action::Run(command));
    }
}

/// What is needed less often, by group.
const MORE: [&[Command]; 5] = [
    &[Command::Export],
    &[Command::SelectAll, Command::ChooseColumns, Command::DeleteCustomers],
    &[Command::MergeCustomers, Command::FindDuplicates, Command::GoJournal],
    &[Command::BackUp, Command::Backups, Command::OpenBookFolder],
    &[Command::Palette, Command::Keys],
];

fn more_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let name = tr!("menu-more");
    let response = button::icon_ui(ui, ICON_MORE_HORIZ, &name, "");
    menu::of(&response, name).show(|ui| {
        ui.set_width(280.0);
        for (at, group) in MORE.into_iter().enumerate() {
            if at > 0 {
                ui.separator();
            }
            for command in group.iter().copied() {
                let is_possible = match command {
                    Command::DeleteCustomers => !scene.selection.is_empty(),
                    Command::MergeCustomers => scene.selection.len() == 2,
                    _ => true,
                };
                let keys = command.keys(ui);
                let entry = ui.add_enabled_ui(is_possible, |ui| button::menu_entry_ui(ui, command.icon(), &command.name(), &keys)).inner;
                if entry.clicked() {
                    scene.push(Action::Run(command));
                }
            }
        }
    });
}
