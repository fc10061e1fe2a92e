//! The ledger of promises: who owes whom what, by when.

use egui::{RichText, Ui};
use egui_material_icons::icons::{ICON_ADD, ICON_BLOCK, ICON_CHECK_CIRCLE, ICON_DELETE, ICON_EDIT, ICON_MORE_HORIZ, ICON_UNDO};

use super::dated::{Dated, dated_ui};
use super::fields::labelled_ui;
use super::form::{self, Wish};
use super::sections::{Section, section_ui};
use super::touch_form::optional_day;
use super::{Card, push};
use crate::app::action::{Origin, Scene};
use crate::app::theme::{Tone, palette};
use crate::app::widgets::{button, days, menu, text};
use crate::book::{CardSnapshot, Edit, FollowEdit};
use crate::model::{Id as RowId, Promise, PromisedBy};
use crate::tr;

/// How many promises that are over still show.
const OVER: usize = 3;

/// A promise that is being noted or changed.
pub struct PromiseForm {
    promise: Promise,
    side: String,
    due: String,
    is_new: bool,
}

impl PromiseForm {
    /// The form that changes a promise.
    pub fn of(promise: &Promise) -> Self {
        Self {
            promise: promise.clone(),
            side: promise.side.key().to_owned(),
            due: promise.due_on.map(|due| due.to_string()).unwrap_or_default(),
            is_new: true,
        }
    }

    fn told(&self, customer: RowId, today: chrono::NaiveDate) -> Option<Promise> {
        let text = self.promise.text.trim();
        let side = PromisedBy::by_key(&self.side)?;
        let due_on = optional_day(&self.due, today)?;
        (!text.is_empty()).then(|| Promise { customer, side, due_on, text: text.to_owned(), ..self.promise.clone() })
    }
}

impl Card {
    /// Who owes whom what.
    pub(super) fn promises_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let title = tr!("card-promises");
        let (is_open, wants_new) =
            section_ui(ui, scene, Section::Promises, &title, |ui, _| button::small_icon_ui(ui, ICON_ADD, &tr!("promise-add")).clicked());
        if wants_new {
            let empty = Promise::new(RowId(0), snapshot.customer.id, PromisedBy::Us, "", scene.now.today);
            self.promise = Some(PromiseForm::of(&empty));
        }
        if !is_open {
            return;
        }
        if snapshot.promises.is_empty() {
            ui.label(text::caption(ui, tr!("promises-none")));
        }
        let over = snapshot.promises.iter().filter(|promise| !promise.is_open()).take(OVER);
        for promise in snapshot.promises.iter().filter(|promise| promise.is_open()).chain(over) {
            self.promise_ui(ui, scene, promise);
        }
    }

    fn promise_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, promise: &Promise) {
        let palette = palette(ui.visuals());
        let today = scene.now.today;
        let words = tr!("promise-line", side = promise.side.label(), what = promise.text.as_str());
        let (said, colour) = match (promise.is_open(), promise.due_on) {
            (true, Some(due)) => match days::whole(due) {
                Some(day) => {
                    let (said, tone) = days::due(day, today);
                    (said, palette.mark(if tone == Tone::Fine { Tone::Plain } else { tone }))
                }
                None => (due.to_string(), palette.dim),
            },
            (true, None) => (tr!("promise-no-day"), palette.faint),
            (false, _) if promise.kept_on.is_some() => (tr!("promise-kept"), palette.faint),
            (false, _) => (tr!("promise-dropped"), palette.faint),
        };
        let shown = RichText::new(&words);
        let line = Dated {
            mark: None,
            when: (said, colour),
            day: promise.kept_on.or(promise.dropped_on).or(promise.due_on.and_then(days::whole)).map(days::long),
            words: if promise.is_open() { shown } else { shown.color(palette.faint).strikethrough() },
            remarks: Vec::new(),
        };
        let buttons = |ui: &mut Ui| {
            if promise.is_open() {
                if button::small_icon_ui(ui, ICON_CHECK_CIRCLE, &tr!("promise-keep", what = words.as_str())).clicked() {
                    scene.edit(Edit::Follow(FollowEdit::KeepPromise { promise: promise.id, on: today }));
                }
            } else if button::small_icon_ui(ui, ICON_UNDO, &tr!("promise-reopen", what = words.as_str())).clicked() {
                scene
                    .edit(Edit::Follow(FollowEdit::PutPromise { promise: Promise { kept_on: None, dropped_on: None, ..promise.clone() } }));
            }
            let more = button::small_icon_ui(ui, ICON_MORE_HORIZ, &tr!("promise-more", what = words.as_str()));
            menu::of(&more, tr!("promise-more", what = words.as_str())).show(|ui| {
                ui.set_width(200.0);
                if button::menu_entry_ui(ui, ICON_EDIT, &tr!("promise-change"), "").clicked() {
                    self.promise = Some(PromiseForm::of(promise));
                }
                if promise.is_open() && button::menu_entry_ui(ui, ICON_BLOCK, &tr!("promise-drop"), "").clicked() {
                    scene.edit(Edit::Follow(FollowEdit::DropPromise { promise: promise.id, on: today }));
                }
                if button::menu_entry_ui(ui, ICON_DELETE, &tr!("promise-delete"), "").clicked() {
                    scene.edit(Edit::Follow(FollowEdit::DeletePromise { promise: promise.id }));
                }
            });
        };
        dated_ui(ui, line, (2, buttons));
    }

    pub(super) fn promise_form_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let Some(mut form) = self.promise.take() else { return };
        let today = scene.now.today;
        let title = if form.promise.id == RowId(0) { tr!("promise-add") } else { tr!("promise-change") };
        let wish = form::short_ui(ui, &title, &snapshot.customer, |ui| {
            let who = tr!("promise-who");
            labelled_ui(ui, &who, |ui| {
                form::chip_row_ui(ui, |ui| {
                    let choices = PromisedBy::ALL.map(|side| (side.key(), side.label()));
                    let before = form.side.clone();
                    form::chips_ui(ui, &who, &choices, &mut form.side);
                    // One of the two it is always.
                    if form.side.is_empty() {
                        form.side = before;
                    }
                });
            });
            form::area_ui(ui, &tr!("promise-what"), 2, &mut form.promise.text, std::mem::take(&mut form.is_new));
            let due = tr!("promise-due");
            let wish = labelled_ui(ui, &due, |ui| {
                let wish = form::day_ui(ui, scene, &due, "", form::DAY, &mut form.due);
                form::soon_ui(ui, today, &mut form.due);
                wish
            });
            (wish, form.told(snapshot.customer.id, today).is_some())
        });
        match wish {
            Wish::Save => {
                if let Some(promise) = form.told(snapshot.customer.id, today) {
                    push(scene, Edit::Follow(FollowEdit::PutPromise { promise }), Origin::Promise);
                }
                self.promise = Some(form);
            }
            Wish::Cancel => {}
            Wish::None => self.promise = Some(form),
        }
    }
}
