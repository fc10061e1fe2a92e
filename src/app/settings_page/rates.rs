//! Exchange rates into the home currency: the latest of each currency, a line to add one, and a list from a file. Nothing is fetched.

use std::path::PathBuf;

use chrono::NaiveDate;
use egui::{Align, Id, Layout, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_DELETE, ICON_UPLOAD_FILE};

use super::row_ui;
use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::{Look, Subject, Wish, editor_ui};
use crate::app::widgets::finding::{Chosen, Finding, choose as choose_file, expand};
use crate::app::widgets::{button, choose, days, homes, modal, text};
use crate::model::currency::CurrencyCode;
use crate::model::day::read_typed;
use crate::model::{DatedRate, Kind, Rate};
use crate::tr;

/// Width of the input of a day.
const DAY: f32 = 140.0;

/// What is being typed for a new rate.
#[derive(Default)]
pub(super) struct RatesForm {
    currency: Option<CurrencyCode>,
    day: Option<String>,
    rate: String,
    path: String,
    dialog: Option<Finding<Chosen>>,
    says_no_dialog: bool,
}

impl RatesForm {
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let home = scene.book.habits().currency;
        if !home.is_known() {
            let name = tr!("settings-currency");
            let mut picked = None;
            row_ui(ui, &name, &tr!("rates-need-currency"), |ui| {
                picked = choose::ui(ui, &name, 320.0, &tr!("settings-currency-none"), None, homes::currencies).0;
            });
            if let Some(currency) = picked {
                let habits = crate::model::Habits { currency, ..scene.book.habits().clone() };
                scene.push(Action::Habits(Box::new(habits)));
            }
            return;
        }
        self.add_ui(ui, scene, home);
        self.file_ui(ui, scene);
        list_ui(ui, scene, home);
    }

    fn add_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, home: CurrencyCode) {
        row_ui(ui, &tr!("rates-add"), &tr!("rates-add-what", currency = home.to_string()), |ui| {
            ui.label(text::dim(ui, "1"));
            let shown = self.currency.map_or_else(|| tr!("rates-currency"), |currency| currency.to_string());
            let all = || homes::currencies().into_iter().filter(|choice| choice.value != home).collect();
            let (picked, _) = choose::ui(ui, &tr!("rates-currency"), 110.0, &shown, self.currency.as_ref(), all);
            self.currency = picked.or(self.currency);
            ui.label(text::dim(ui, "="));
            let id = Id::unique("rates-rate");
            let edit = TextEdit::singleline(&mut self.rate).id(id).desired_width(92.0).hint_text("7.1025").align(egui::Align2::LEFT_CENTER);
            let rate = ui.add(edit.min_size(vec2(92.0, size::CONTROL))).accessible_name(tr!("rates-rate"));
            ui.label(text::dim(ui, tr!("rates-from-day", currency = home.to_string())));
            let mut day = self.day.clone().unwrap_or_else(|| scene.now.today.to_string());
            let name = tr!("rates-day");
            let subject = Subject { look: Look::Form, must_read: true, ..Subject::new(&name, Kind::Day, Id::unique("rates-day")) };
            let outcome = ui.allocate_ui_with_layout(vec2(DAY, size::CONTROL), Layout::top_down(Align::Min), |ui| {
                ui.set_width(DAY);
                editor_ui(ui, &subject, &mut day, &mut scene.around(None))
            });
            let outcome = outcome.inner;
            if outcome.is_changed {
                self.day = Some(day.clone());
            }
            let today = scene.now.today;
            let quoted = self.quoted(&day, home, today);
            let save = ui.add_enabled_ui(quoted.is_some(), |ui| button::plain_ui(ui, None, &tr!("rates-save"))).inner;
            let is_whole = matches!(outcome.wish, Wish::Save | Wish::SaveAndLeave) && !outcome.is_changed;
            let entered = is_whole || rate.lost_focus() && modal::confirms(ui, scene.is_composing, &save);
            if let Some(quoted) = quoted
                && (save.clicked() || entered)
            {
                scene.push(Action::PutRates(vec![quoted]));
                self.rate.clear();
                self.currency = None;
                self.day = None;
            }
            if !self.rate.trim().is_empty() && self.rate.parse::<Rate>().is_err() {
                // Below, where it is never parted by the edge.
                ui.end_row();
                ui.label(text::caption(ui, tr!("rates-not-read")).color(palette(ui.visuals()).mark(Tone::Overdue)));
            }
        });
    }

    fn quoted(&self, day: &str, home: CurrencyCode, today: NaiveDate) -> Option<DatedRate> {
        let day = read_typed(day, today).and_then(days::whole)?;
        Some(DatedRate { day, from: self.currency?, to: home, rate: self.rate.parse().ok()? })
    }

    fn file_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let what = if self.says_no_dialog { tr!("import-no-dialog") } else { tr!("rates-file-what") };
        row_ui(ui, &tr!("rates-file"), &what, |ui| {
            let is_open = self.dialog.as_mut().is_some_and(Finding::is_busy);
            let open = ui.add_enabled_ui(!is_open, |ui| button::plain_ui(ui, Some(ICON_UPLOAD_FILE), &tr!("import-choose"))).inner;
            if open.clicked() {
                let (title, kinds) = (tr!("rates-file"), tr!("import-kinds"));
                self.says_no_dialog = false;
                self.dialog = Some(Finding::start(ui, move || choose_file(title, kinds, &["csv", "xlsx", "xls"])));
            }
            let width = ui.available_width().min(320.0);
            let edit = TextEdit::singleline(&mut self.path)
                .id(Id::unique("rates-path"))
                .hint_text(tr!("import-path-hint"))
                .desired_width(width)
                .align(egui::Align2::LEFT_CENTER);
            let field = ui.add(edit.min_size(vec2(width, size::CONTROL))).accessible_name(tr!("import-path"));
            let entered = field.lost_focus() && !scene.is_composing && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if entered && !self.path.trim().is_empty() {
                read(scene, expand(&self.path));
                self.path.clear();
            }
        });
        match self.dialog.as_mut().and_then(Finding::take) {
            Some(Chosen::File(path)) => read(scene, path),
            Some(Chosen::NoDialog) => self.says_no_dialog = true,
            Some(Chosen::Nothing) | None => {}
        }
    }
}

fn read(scene: &mut Scene<'_>, path: PathBuf) {
    scene.push(Action::ReadRates(path));
}

/// The latest rate of each currency.
fn list_ui(ui: &mut Ui, scene: &mut Scene<'_>, home: CurrencyCode) {
    let latest = scene.book.rates().latest(home);
    row_ui(ui, &tr!("rates-known"), "", |ui| {
        if latest.is_empty() {
            ui.label(text::dim(ui, tr!("rates-none")));
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for quoted in &latest {
                let older = scene.book.rates().all().iter().filter(|known| known.from == quoted.from && known.to == home).count() - 1;
                ui.allocate_ui_with_layout(vec2(ui.available_width(), size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
                    let cell = |ui: &mut Ui, width: f32, words: egui::RichText| {
                        ui.allocate_ui_with_layout(vec2(width, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
                            ui.set_min_width(width);
                            text::cut_ui(ui, words);
                        });
                    };
                    cell(ui, 200.0, homes::currency_words(quoted.from).into());
                    ui.allocate_ui_with_layout(vec2(96.0, size::CONTROL), Layout::right_to_left(Align::Center), |ui| {
                        ui.set_min_width(96.0);
                        ui.label(quoted.rate.to_string());
                    });
                    ui.add_space(size::GAP);
                    cell(ui, 150.0, text::dim(ui, tr!("rates-since", day = quoted.day.to_string())));
                    let more = if older == 0 { String::new() } else { tr!("rates-older", count = older) };
                    cell(ui, 110.0, text::caption(ui, more));
                    let name = tr!("rates-remove", currency = quoted.from.to_string(), day = quoted.day.to_string());
                    if button::small_icon_ui(ui, ICON_DELETE, &name).clicked() {
                        scene.push(Action::RemoveRate(*quoted));
                    }
                });
            }
        });
    });
}
