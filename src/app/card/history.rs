//! The history of a card, from the journal: who changed what when, with the value before. One field's history alone, the card
//! as of any moment, and each single change to take back. A change that moved on since is asked about (`dialogs/take_back.rs`).

use chrono::NaiveDate;
use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons::{ICON_ARROW_FORWARD, ICON_HISTORY, ICON_UNDO};

use super::as_of::AsOf;
use super::fields::LABEL;
use super::{Card, Tab};
use crate::app::action::{Action, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::{CardSnapshot, HistoryChange, HistoryEntry, HistoryQuestion, RowIs};
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
        for (at, entry) in self.entries.iter().enumerate() {
            let local = scene.clock.local(entry.at_ms);
            if day.replace(local.date()) != Some(local.date()) {
                day_ui(ui, local.date(), scene.now.today, at > 0);
            }
            ui.push_id(entry.step, |ui| {
                if entry_ui(ui, scene, customer, entry, self.only.is_none()) {
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
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(size::GAP, size::GAP_SMALL);
            let mut choices: Vec<(Option<String>, String)> = vec![(None, tr!("history-all-fields"))];
            choices.extend(self.fields.iter().map(|(key, label)| (Some(key.clone()), label.clone())));
            let chosen = self.only.as_ref().map(|(column, _)| column.clone());
            if let Some(picked) = menu::choice_ui(ui, &tr!("history-field"), 168.0, &chosen, &choices) {
                self.only = picked.map(|column| (column, None));
                self.next = None;
            }
            if button::plain_ui(ui, Some(ICON_HISTORY), &tr!("history-as-of-open")).clicked() {
                self.as_of = Some(AsOf::new(scene.now.ms()));
            }
        });
    }
}

impl Card {
    /// The menu of a field, behind its label: `place` is the upper left corner of the field.
    pub(super) fn field_menu_ui(&mut self, ui: &mut Ui, place: egui::Pos2, row: Id, field: Field) {
        let rect = egui::Rect::from_min_size(place, vec2(LABEL, size::COMPACT));
        let name = tr!("field-menu", field = field.label());
        let response = ui.interact(rect, egui::Id::unique(("field-menu", row, field)), egui::Sense::click());
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

/// The day above its steps.
fn day_ui(ui: &mut Ui, day: NaiveDate, today: NaiveDate, has_line: bool) {
    let palette = palette(ui.visuals());
    ui.add_space(size::GAP_WIDE);
    if has_line {
        let line = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), line, palette.hairline());
        ui.add_space(size::GAP);
    }
    let (long, relative) = (crate::app::widgets::days::long(day), crate::app::widgets::days::relative(day, today));
    let words = if relative == day.to_string() { long } else { format!("{relative} · {long}") };
    ui.label(text::bold(ui, words).size(size::CAPTION).color(palette.dim));
}

/// One step; returns whether the card as it was then is wanted.
fn entry_ui(ui: &mut Ui, scene: &mut Scene<'_>, customer: Id, entry: &HistoryEntry, is_whole: bool) -> bool {
    let palette = palette(ui.visuals());
    let mut wants_moment = false;
    ui.add_space(size::GAP);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let has_back = is_whole && can_be_taken_back(&entry.changes);
        let buttons = (size::COMPACT + 2.0) * if has_back { 2.0 } else { 1.0 };
        ui.allocate_ui_with_layout(vec2(ui.available_width() - buttons, size::COMPACT), Layout::top_down(Align::Min), |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut words = text::bold(ui, &entry.what);
            if entry.is_undone {
                words = words.color(palette.faint).strikethrough();
            }
            ui.add(egui::Label::new(words).wrap());
            let when = scene.clock.local(entry.at_ms).format("%H:%M").to_string();
            let who = if entry.who.is_empty() { when } else { tr!("history-when-who", when = when, who = entry.who.as_str()) };
            let who = if entry.is_undone { tr!("history-undone", said = who) } else { who };
            ui.label(text::caption(ui, who));
        });
        let name = tr!("history-card-then", what = entry.what.as_str());
        wants_moment = button::small_icon_ui(ui, ICON_HISTORY, &name).clicked();
        if has_back && button::small_icon_ui(ui, ICON_UNDO, &tr!("history-take-back", what = entry.what.as_str())).clicked() {
            let parts = scene.book.parts_of(entry.step, customer).unwrap_or_default();
            scene.push(Action::TakeBack { step: entry.step, parts });
        }
    });
    changes_ui(ui, scene, entry);
    wants_moment
}

/// What a step changed, row by row.
fn changes_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &HistoryEntry) {
    let mut row = None;
    for (at, change) in entry.changes.iter().enumerate() {
        if row.replace(change.row) != Some(change.row) && !change.whose.is_empty() {
            let words = match change.row_is {
                RowIs::Made => tr!("history-row-made", whose = change.whose.as_str()),
                RowIs::Removed => tr!("history-row-removed", whose = change.whose.as_str()),
                RowIs::Changed => change.whose.clone(),
            };
            ui.label(text::dim(ui, words).size(size::CAPTION));
        }
        ui.push_id(at, |ui| change_ui(ui, scene, entry, change));
    }
}

/// Whether a step can go back from here: the customer's own coming is taken back by deleting it.
fn can_be_taken_back(changes: &[HistoryChange]) -> bool {
    !changes.is_empty() && changes.iter().all(|change| change.table != "customer" || change.row_is == RowIs::Changed)
}

/// One field: what it was, struck out, and what it is.
fn change_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &HistoryEntry, change: &HistoryChange) {
    let palette = palette(ui.visuals());
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.allocate_ui_with_layout(vec2(LABEL, 20.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(vec2(LABEL, 20.0));
            text::cut_ui(ui, text::dim(ui, &change.label));
        });
        let has_back = change.row_is == RowIs::Changed;
        let width = ui.available_width() - size::COMPACT - 2.0;
        ui.allocate_ui_with_layout(vec2(width, 20.0), Layout::left_to_right(Align::Center).with_main_wrap(true), |ui| {
            ui.set_min_width(width);
            ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
            if change.row_is == RowIs::Removed {
                ui.label(text::dim(ui, &change.was).strikethrough());
                return;
            }
            if !change.was.is_empty() {
                ui.label(text::dim(ui, &change.was).strikethrough());
                ui.label(ICON_ARROW_FORWARD.rich_text().size(14.0).color(palette.faint));
            }
            ui.label(if change.now.is_empty() { "—" } else { &change.now });
        });
        if has_back && button::small_icon_ui(ui, ICON_UNDO, &tr!("history-take-back-field", field = change.label.as_str())).clicked() {
            scene.push(Action::TakeBack { step: entry.step, parts: vec![change.part.clone()] });
        }
    });
}
