//! The page of settings: language, theme, size, and where the book lies.

use egui::{Button, Ui, vec2};

use super::action::{Action, Scene};
use super::commands::Command;
use super::settings::{SCALES, ThemeChoice};
use super::settings_fields;
use super::theme::{palette, size};
use super::widgets::{button, text};
use crate::tr;
use crate::words::Language;

/// Draws the page.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.add_space(size::PAGE);
    ui.label(text::title(ui, tr!("settings-title")));
    ui.add_space(size::MARGIN);
    row_ui(ui, &tr!("settings-language"), "", |ui| {
        let mut choices = vec![(None, tr!("settings-language-system"))];
        choices.extend(Language::ALL.map(|language| (Some(language), language.own_name().to_owned())));
        for (language, words) in choices {
            if choice_ui(ui, &words, scene.settings.language == language) {
                scene.push(Action::Speak(language));
            }
        }
    });
    row_ui(ui, &tr!("settings-theme"), "", |ui| {
        for theme in ThemeChoice::ALL {
            let words = match theme {
                ThemeChoice::System => tr!("settings-theme-system"),
                ThemeChoice::Light => tr!("settings-theme-light"),
                ThemeChoice::Dark => tr!("settings-theme-dark"),
            };
            if choice_ui(ui, &words, scene.settings.theme == theme) {
                scene.push(Action::Theme(theme));
            }
        }
    });
    row_ui(ui, &tr!("settings-scale"), &tr!("settings-scale-what"), |ui| {
        for scale in SCALES {
            if choice_ui(ui, &format!("{scale} %"), scene.settings.scale == scale) {
                scene.push(Action::Scale(scale));
            }
        }
    });
    row_ui(ui, &tr!("fields-title"), "", |ui| settings_fields::ui(ui, scene));
    let place = scene.book.place().display().to_string();
    row_ui(ui, &tr!("settings-book"), &place, |ui| {
        for command in [Command::OpenBookFolder, Command::BackUp] {
            if button::plain_ui(ui, Some(command.icon()), &command.name()).clicked() {
                scene.push(Action::Run(command));
            }
        }
    });
}

fn row_ui(ui: &mut Ui, title: &str, what: &str, draw: impl FnOnce(&mut Ui)) {
    let line = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
    ui.add_space(size::GAP_WIDE);
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(vec2(180.0, size::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_size(vec2(180.0, size::CONTROL));
            ui.label(title);
        });
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| draw(ui));
            if !what.is_empty() {
                ui.label(text::caption(ui, what));
            }
        });
    });
    ui.add_space(size::GAP_WIDE);
}

fn choice_ui(ui: &mut Ui, words: &str, is_chosen: bool) -> bool {
    ui.add(Button::selectable(is_chosen, words).frame_when_inactive(true)).clicked() && !is_chosen
}
