//! Language, theme, scale, size of type and how close rows stand: kept with the window, and seen at once.

use egui::Ui;

use super::{choice_ui, row_ui};
use crate::app::action::{Action, Scene};
use crate::app::commands::Command;
use crate::app::settings::{Density, SCALES, TYPE_SIZES, ThemeChoice};
use crate::tr;
use crate::words::Language;

pub(super) fn ui(ui: &mut Ui, scene: &mut Scene<'_>) {
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
    let keys = tr!("settings-scale-what", larger = Command::Larger.keys(ui), smaller = Command::Smaller.keys(ui));
    row_ui(ui, &tr!("settings-scale"), &keys, |ui| {
        for scale in SCALES {
            if choice_ui(ui, &format!("{scale} %"), scene.settings.scale == scale) {
                scene.push(Action::Scale(scale));
            }
        }
    });
    row_ui(ui, &tr!("settings-type-size"), &tr!("settings-type-size-what"), |ui| {
        for percent in TYPE_SIZES {
            let words = match percent {
                90 => tr!("settings-type-small"),
                100 => tr!("settings-type-usual"),
                110 => tr!("settings-type-large"),
                _ => tr!("settings-type-larger"),
            };
            if choice_ui(ui, &words, scene.settings.type_size == percent) {
                scene.push(Action::TypeSize(percent));
            }
        }
    });
    row_ui(ui, &tr!("settings-density"), &tr!("settings-density-what"), |ui| {
        for density in Density::ALL {
            let words = match density {
                Density::Comfortable => tr!("density-comfortable"),
                Density::Compact => tr!("density-compact"),
            };
            if choice_ui(ui, &words, scene.settings.density == density) {
                scene.settings.density = density;
            }
        }
    });
}
