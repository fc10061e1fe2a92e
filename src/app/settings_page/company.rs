//! What papers say of one's own company: name, address, ways to reach it and the logo; and the usual paper.

use egui::{Id, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_DELETE, ICON_FOLDER_OPEN};

use super::row_ui;
use super::you::field_ui;
use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::finding::{Chosen, Finding, choose, expand};
use crate::app::widgets::{button, text};
use crate::book::PaperSize;
use crate::model::Company;
use crate::tr;

/// What is being typed; each text lives until the keyboard leaves its field.
#[derive(Default)]
pub(super) struct CompanyForm {
    name: Option<String>,
    address: Option<String>,
    ways: Option<String>,
    /// The path of a logo, where the system shows no dialog.
    logo: Option<String>,
    dialog: Option<Finding<Chosen>>,
    known: Known,
}

/// What the book keeps, and in which revision it was asked for.
#[derive(Default)]
struct Known {
    revision: Option<u64>,
    company: Company,
    has_logo: bool,
}

impl CompanyForm {
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        if self.known.revision != Some(scene.book.revision()) {
            let (company, has_logo) = (scene.book.company().unwrap_or_default(), scene.book.has_logo());
            self.known = Known { revision: Some(scene.book.revision()), company, has_logo };
        }
        let company = self.known.company.clone();
        let mut wanted = company.clone();
        row_ui(ui, &tr!("company-name"), &tr!("company-name-what"), |ui| {
            if let Some(typed) = field_ui(ui, "company-name", &tr!("company-name"), 360.0, &company.name, &mut self.name) {
                typed.trim().clone_into(&mut wanted.name);
            }
        });
        row_ui(ui, &tr!("company-address"), "", |ui| {
            if let Some(typed) = lines_ui(ui, "company-address", &tr!("company-address"), &company.address, &mut self.address) {
                typed.trim().clone_into(&mut wanted.address);
            }
        });
        row_ui(ui, &tr!("company-ways"), &tr!("company-ways-what"), |ui| {
            if let Some(typed) = lines_ui(ui, "company-ways", &tr!("company-ways"), &company.ways, &mut self.ways) {
                typed.trim().clone_into(&mut wanted.ways);
            }
        });
        row_ui(ui, &tr!("company-logo"), &tr!("company-logo-what"), |ui| self.logo_ui(ui, scene));
        row_ui(ui, &tr!("company-paper"), &tr!("company-paper-what"), |ui| {
            for choice in PaperSize::ALL {
                if super::choice_ui(ui, choice.name(), choice == scene.settings.print.size) {
                    scene.settings.print.size = choice;
                }
            }
        });
        if wanted != company {
            scene.push(Action::Company(Box::new(wanted)));
        }
    }

    fn logo_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let has_logo = self.known.has_logo;
        if has_logo {
            ui.label(text::dim(ui, tr!("company-logo-there")));
        }
        let is_open = self.dialog.as_mut().is_some_and(Finding::is_busy);
        let choosing = ui.add_enabled_ui(!is_open, |ui| button::plain_ui(ui, Some(ICON_FOLDER_OPEN), &tr!("company-logo-choose"))).inner;
        if choosing.clicked() {
            let (title, kinds) = (tr!("company-logo-choose"), tr!("company-logo-kinds"));
            self.dialog = Some(Finding::start(ui, move || choose(title, kinds, &["png", "jpg", "jpeg"])));
        }
        if has_logo && button::plain_ui(ui, Some(ICON_DELETE), &tr!("company-logo-remove")).clicked() {
            scene.push(Action::Logo(None));
        }
        match self.dialog.as_mut().and_then(Finding::take) {
            Some(Chosen::File(path)) => scene.push(Action::Logo(Some(path))),
            Some(Chosen::NoDialog) => self.logo = Some(String::new()),
            Some(Chosen::Nothing) | None => {}
        }
        // Where the system shows no dialog, one types where the picture is.
        if let Some(typed) = &mut self.logo {
            let edit = TextEdit::singleline(typed).desired_width(320.0).align(egui::Align2::LEFT_CENTER);
            let response = ui.add(edit.min_size(vec2(320.0, size::CONTROL))).accessible_name(tr!("company-logo-path"));
            if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                scene.push(Action::Logo(Some(expand(typed))));
                self.logo = None;
            } else {
                ui.label(text::caption(ui, tr!("company-logo-type")).color(palette(ui.visuals()).mark(Tone::Due)));
            }
        }
    }
}

/// A field of several lines; `typed` while it is edited; returns the text once the keyboard has left it.
fn lines_ui(ui: &mut Ui, id: &str, name: &str, value: &str, typed: &mut Option<String>) -> Option<String> {
    let mut shown = typed.clone().unwrap_or_else(|| value.to_owned());
    let edit = TextEdit::multiline(&mut shown).id(Id::unique(id)).desired_width(360.0).desired_rows(3);
    let response = ui.add(edit).accessible_name(name);
    if response.changed() {
        *typed = Some(shown);
    }
    if response.has_focus() { None } else { typed.take() }
}
