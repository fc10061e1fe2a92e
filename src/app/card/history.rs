//! The history of a card, from the journal: who changed what when, with the value before. One field's history alone, the card
//! as of any moment, and each single change to take back. A change that moved on since is asked about (`dialogs/take_back.rs`).

use chrono::NaiveDate;
use egui::{Ui, vec2};
use egui_material_icons::icons::ICON_HISTORY;

use super::as_of::AsOf;
use super::fields::label_width;
use super::{Card, Tab};
use crate::app::action::Scene;
use crate::app::theme::{palette, size};
use crate::app::widgets::changes::{self, Of};
use crate::app::widgets::{button, menu, text};
use crate::book::{CardSnapshot, HistoryEntry, HistoryQuestion};
use crate::model::{Field, Id};
use crate::tr;

/// What the tab shows of the past.
#[derive(Default)]
pub struct Past {
    entries: Vec<HistoryEntry>,
    /// Where the next page begins; the outer `None`: nothing was asked yet.
    next: Option<Option<Id>>,
    /// The fields that the history knows, for the choice among them.
    fields: Vec<(String, String)>,
    /// The one field that is shown: its key or name, and the row where only one is meant.
    only: Option<(String, Option<Id>)>,
    /// The moment at which the card is shown.
    pub as_of: Option<AsOf>,
}

impl Past {
    /// Forgets what was asked; what is looked at stays.
    pub fn forget(&mut self) {
        self.next = None;
        if let Some(as_of) = &mut self.as_of {
            as_of.forget();
        }
    }

    /// Shows the history of one field alone.
    pub fn show_field(&mut self, row: Id, column: &str) {
        *self = Self { only: Some((column.to_owned(), Some(row))), ..Self::default() };
    }

    fn ask(&mut self, scene: &Scene<'_>, customer: Id) {
        let is_first = self.next.is_none();
        let (column, row) = self.only.clone().map_or((None, None), |(column, row)| (Some(column), row));
        let question = HistoryQuestion { customer: Some(customer), column, row, words: String::new() };
        // What cannot be read is told when the card is asked; here it is an empty page.
        let page = scene.book.history(&question, self.next.flatten()).unwrap_or_default();
        if is_first {
            self.entries.clear();
            self.fields = scene.book.fields_in_history(customer).unwrap_or_default();
        }
        self.entries.extend(page.entries);
        self.next = Some(page.next);
    }

    /// Draws the tab: the steps, newest first, or the card as it was.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let customer = snapshot.customer.id;
        if self.next.is_none() {
            self.ask(scene, customer);
        }
        if let Some(as_of) = &mut self.as_of {
            if !as_of.ui(ui, scene, snapshot) {
                self.as_of = None;
            }
            return;
        }
        ui.add_space(size::GAP);
        self.head_ui(ui, scene);
        if self.entries.is_empty() {
            ui.add_space(size::GAP);
            ui.label(text::caption(ui, tr!("history-none")));
            return;
        }
        let mut day: Option<NaiveDate> = None;
        let mut wants_moment = None;
        let of = Of { customer: Some(customer), is_whole: self.only.is_none(), label: label_width(ui) };
        for (at, entry) in self.entries.iter().enumerate() {
            let local = scene.clock.local(entry.at_ms);
            if day.replace(local.date()) != Some(local.date()) {
                changes::day_ui(ui, local.date(), scene.now.today, at > 0);
            }
            ui.push_id(entry.step, |ui| {
                if changes::entry_ui(ui, scene, entry, of) {
                    wants_moment = Some(entry.at_ms);
                }
            });
        }
        if self.next.flatten().is_some() {
            ui.add_space(size::GAP);
            if button::plain_ui(ui, None, &tr!("history-more")).clicked() {
                self.ask(scene, customer);
            }
        }
        ui.add_space(size::PAGE);
        if let Some(at_ms) = wants_moment {
            self.as_of = Some(AsOf::new(at_ms));
        }
    }

    /// Which field, and the way to a day.
    fn head_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP;
            let words = tr!("history-as-of-open");
            let button = text::cut(ui, &words, text::body_font(), egui::Color32::WHITE, f32::INFINITY).size().x + 56.0;
            let width = (ui.available_width() - button - size::GAP).clamp(84.0, 200.0);
            let mut choices: Vec<(Option<String>, String)> = vec![(None, tr!("history-all-fields"))];
            choices.extend(self.fields.iter().map(|(key, label)| (Some(key.clone()), label.clone())));
            let chosen = self.only.as_ref().map(|(column, _)| column.clone());
            if let Some(picked) = menu::choice_ui(ui, &tr!("history-field"), width, &chosen, &choices) {
                self.only = picked.map(|column| (column, None));
                self.next = None;
            }
            if button::plain_ui(ui, Some(ICON_HISTORY), &words).clicked() {
                self.as_of = Some(AsOf::new(scene.now.ms()));
            }
        });
    }
}

impl Card {
    /// The menu of a field, behind its label: `place` is the upper left corner of the field. Tab passes it by, from field to field;
    /// the history has the same choice.
    pub(super) fn field_menu_ui(&mut self, ui: &mut Ui, place: egui::Pos2, row: Id, field: Field) {
        let rect = egui::Rect::from_min_size(place, vec2(label_width(ui), size::COMPACT));
        let name = tr!("field-menu", field = field.label());
        let response = ui.interact(rect, egui::Id::unique(("field-menu", row, field)), egui::Sense::CLICK);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
        if response.has_focus() || response.hovered() {
            let colours = palette(ui.visuals());
            let underline = egui::Stroke::new(size::LINE, if response.has_focus() { colours.accent() } else { colours.outline });
            ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, underline);
        }
        menu::of(&response, &name).show(|ui| {
            ui.set_width(200.0);
            if button::menu_entry_ui(ui, ICON_HISTORY, &tr!("field-history"), "").clicked() {
                self.past.show_field(row, field.key());
                self.tab = Tab::History;
            }
        });
    }
}
