//! Who keeps the book, where, in which currency and when: kept with the book.

use chrono::Weekday;
use egui::{Id, TextEdit, Ui, vec2};

use super::row_ui;
use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{choose, homes, text};
use crate::model::Habits;
use crate::model::habits::{read_time, show_time};
use crate::tr;

/// What is being typed; each text lives until the keyboard leaves its field.
#[derive(Default)]
pub(super) struct YouForm {
    who: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

impl YouForm {
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let habits = scene.book.habits().clone();
        let mut wanted = habits.clone();
        row_ui(ui, &tr!("settings-who"), &tr!("settings-who-what"), |ui| {
            if let Some(typed) = field_ui(ui, "settings-who-field", &tr!("settings-who"), 260.0, &habits.who, &mut self.who) {
                wanted.who = typed.trim().to_owned();
            }
        });
        row_ui(ui, &tr!("settings-zone"), &tr!("settings-zone-what"), |ui| {
            let shown = habits.zone.map_or_else(|| tr!("settings-zone-system"), |zone| homes::zone_words(zone, scene.now.at));
            let zones = || homes::zones(scene.now.at);
            let (picked, _) = choose::ui(ui, &tr!("settings-zone"), 320.0, &shown, habits.zone.as_ref(), zones);
            wanted.zone = picked.or(wanted.zone);
        });
        row_ui(ui, &tr!("settings-currency"), &tr!("settings-currency-what"), |ui| {
            let shown = if habits.currency.is_known() { homes::currency_words(habits.currency) } else { tr!("settings-currency-none") };
            let (picked, _) = choose::ui(ui, &tr!("settings-currency"), 320.0, &shown, Some(&habits.currency), homes::currencies);
            wanted.currency = picked.unwrap_or(wanted.currency);
        });
        row_ui(ui, &tr!("settings-days"), "", |ui| {
            let names = tr!("weekday-names");
            for (at, name) in names.split_whitespace().enumerate() {
                let day = Weekday::try_from(at as u8).unwrap_or(Weekday::Mon);
                let short = tr!("weekday-short");
                let words = short.split_whitespace().nth(at).unwrap_or(name);
                let button =
                    egui::Button::selectable(habits.work.has(day), words).frame_when_inactive(true).min_size(vec2(36.0, size::CONTROL));
                if ui.add(button).accessible_name(name).clicked() {
                    wanted.work.days[at] = !wanted.work.days[at];
                }
            }
        });
        let mut is_wrong = false;
        row_ui(ui, &tr!("settings-hours"), "", |ui| {
            let (from, to) = (show_time(habits.work.from), show_time(habits.work.to));
            for (id, name, shown, typed, is_from) in [
                ("settings-from", tr!("settings-from"), from, &mut self.from, true),
                ("settings-to", tr!("settings-to"), to, &mut self.to, false),
            ] {
                if !is_from {
                    ui.label(text::dim(ui, "–"));
                }
                let left = field_ui(ui, id, &name, 72.0, &shown, typed);
                is_wrong |= typed.as_ref().is_some_and(|typed| read_time(typed).is_none());
                if let Some(time) = left.as_deref().and_then(read_time) {
                    *(if is_from { &mut wanted.work.from } else { &mut wanted.work.to }) = time;
                } else if left.is_some() {
                    // What cannot be read stays, with the reason beside it.
                    *typed = left;
                    is_wrong = true;
                }
            }
            if is_wrong {
                ui.label(text::caption(ui, tr!("settings-time-not-read")).color(palette(ui.visuals()).mark(Tone::Overdue)));
            }
        });
        if wanted != habits {
            push(scene, wanted);
        }
    }
}

fn push(scene: &mut Scene<'_>, habits: Habits) {
    scene.push(Action::Habits(Box::new(habits)));
}

/// A field of the book: `typed` while it is edited; returns the text once the keyboard has left it.
pub(super) fn field_ui(ui: &mut Ui, id: &str, name: &str, width: f32, value: &str, typed: &mut Option<String>) -> Option<String> {
    let mut shown = typed.clone().unwrap_or_else(|| value.to_owned());
    let edit = TextEdit::singleline(&mut shown).id(Id::unique(id)).desired_width(width).align(egui::Align2::LEFT_CENTER);
    let response = ui.add(edit.min_size(vec2(width, size::CONTROL))).accessible_name(name);
    if response.changed() {
        *typed = Some(shown);
    }
    // Esc leaves it as it was.
    if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        *typed = None;
    }
    if response.has_focus() { None } else { typed.take() }
}
