//! What is planned with a customer and what happened: lists, and the forms that add to them.

use chrono::{Days, Months, NaiveDate};
use egui::{Id, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_CHECK_CIRCLE, ICON_DELETE, ICON_EDIT, ICON_UNDO};

use super::fields::labelled_ui;
use super::sections::{Section, section_ui};
use super::{Card, push};
use crate::app::action::{Origin, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::editor::{self, Look, Subject, editor_ui};
use crate::app::widgets::{button, days, modal, text};
use crate::book::{CardSnapshot, Edit};
use crate::model::day::{PartialDay, read_typed};
use crate::model::{Customer, FollowUp, Id as RowId, Kind, Touch};
use crate::tr;

/// Width of the input of a day.
const DAY: f32 = 240.0;
/// How many touches show before "show all".
const TOUCHES: usize = 5;

/// A follow-up that is being planned or changed.
pub struct FollowUpForm {
    changes: Option<FollowUp>,
    day: String,
    goal: String,
    method: String,
    is_new: bool,
}

impl FollowUpForm {
    /// A new one on `day`.
    pub fn new(day: NaiveDate) -> Self {
        Self { changes: None, day: day.to_string(), goal: String::new(), method: String::new(), is_new: true }
    }

    fn of(plan: &FollowUp) -> Self {
        Self {
            changes: Some(plan.clone()),
            day: plan.due_on.to_string(),
            goal: plan.goal.clone(),
            method: plan.method.clone(),
            is_new: true,
        }
    }
}

/// A touch that is being logged.
pub struct TouchForm {
    day: String,
    channel: String,
    text: String,
    is_new: bool,
}

impl TouchForm {
    /// A touch on `today`.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            day: today.to_string(),
            channel: tr!("channel-words").split('|').next().unwrap_or_default().to_owned(),
            text: String::new(),
            is_new: true,
        }
    }
}

impl Card {
    /// The forms that stand over the window.
    pub(super) fn forms_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        if self.touch.is_some() {
            self.touch_form_ui(ui, scene, snapshot);
        }
        if self.follow_up.is_some() {
            self.follow_up_form_ui(ui, scene, snapshot);
        }
    }

    /// What is planned.
    pub(super) fn plans_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let title = tr!("card-follow-ups");
        let (is_open, wants_new) =
            section_ui(ui, scene, Section::FollowUps, &title, |ui, _| button::small_icon_ui(ui, ICON_ADD, &tr!("follow-up-add")).clicked());
        if wants_new {
            self.plan(scene.now.today + Days::new(1));
        }
        if !is_open {
            return;
        }
        let open: Vec<&FollowUp> = snapshot.follow_ups.iter().filter(|plan| plan.is_open()).collect();
        let done = snapshot.follow_ups.iter().filter(|plan| !plan.is_open()).take(3);
        if open.is_empty() && self.follow_up.is_none() {
            ui.label(text::caption(ui, tr!("follow-ups-none")));
        }
        for plan in open.into_iter().chain(done) {
            self.plan_ui(ui, scene, plan);
        }
    }

    fn plan_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, plan: &FollowUp) {
        let palette = palette(ui.visuals());
        let is_done = plan.done_on.is_some();
        let label = super::fields::label_width(ui);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let (said, colour) = match days::whole(plan.due_on) {
                Some(day) if !is_done => {
                    let (said, tone) = days::due(day, scene.now.today);
                    (said, palette.mark(tone))
                }
                _ => (plan.due_on.to_string(), palette.faint),
            };
            ui.allocate_ui_with_layout(vec2(label, size::COMPACT), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_size(vec2(label, size::COMPACT));
                let response = text::cut_ui(ui, egui::RichText::new(said).color(colour));
                if let Some(day) = days::whole(plan.due_on) {
                    response.on_hover_text(days::long(day));
                }
            });
            let buttons = 3.0 * (size::COMPACT + 2.0);
            ui.allocate_ui_with_layout(
                vec2(ui.available_width() - buttons, size::COMPACT),
                egui::Layout::top_down(egui::Align::Min),
                |ui| {
                    ui.set_min_size(vec2(ui.available_width(), size::COMPACT));
                    ui.add_space(2.0);
                    let goal = plan_words(plan);
                    let mut words = egui::RichText::new(goal);
                    if is_done {
                        words = words.color(palette.faint).strikethrough();
                    }
                    text::wrapped_ui(ui, words);
                },
            );
            let words = plan_words(plan);
            let (mark, name) = if is_done {
                (ICON_UNDO, tr!("follow-up-reopen", goal = &words))
            } else {
                (ICON_CHECK_CIRCLE, tr!("follow-up-done", goal = &words))
            };
            if button::small_icon_ui(ui, mark, &name).clicked() {
                let done_on = if is_done { None } else { Some(PartialDay::from(scene.now.today)) };
                scene.edit(Edit::plan(FollowUp { done_on, ..plan.clone() }));
            }
            if button::small_icon_ui(ui, ICON_EDIT, &tr!("follow-up-edit", goal = &words)).clicked() {
                self.follow_up = Some(FollowUpForm::of(plan));
            }
            if button::small_icon_ui(ui, ICON_DELETE, &tr!("follow-up-delete", goal = &words)).clicked() {
                scene.edit(Edit::DeleteFollowUp { follow_up: plan.id });
            }
        });
    }

    fn follow_up_form_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let Some(mut form) = self.follow_up.take() else { return };
        let title = if form.changes.is_some() { tr!("follow-up-change") } else { tr!("follow-up-add") };
        let today = scene.now.today;
        let wish = form_ui(ui, &title, &snapshot.customer, |ui| {
            let mut wish = Wish::None;
            let day = tr!("follow-up-day");
            labelled_ui(ui, &day, |ui| {
                wish = day_ui(ui, scene, &mut form.day, &day);
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
                    for (words, at) in soon(scene.now.today) {
                        if button::link_ui(ui, None, &words).clicked() {
                            form.day = at.to_string();
                        }
                    }
                });
            });
            let goal = tr!("follow-up-goal");
            labelled_ui(ui, &goal, |ui| {
                let response =
                    ui.add(TextEdit::multiline(&mut form.goal).desired_rows(2).desired_width(f32::INFINITY)).accessible_name(&goal);
                if std::mem::take(&mut form.is_new) {
                    response.request_focus();
                }
            });
            let method = tr!("follow-up-method");
            labelled_ui(ui, &method, |ui| channel_ui(ui, &mut form.method, &method));
            buttons_ui(ui, wish, read_typed(&form.day, today).is_some())
        });
        match wish {
            Wish::Save => {
                if let Some(due_on) = read_typed(&form.day, today) {
                    let (goal, method) = (form.goal.trim().to_owned(), form.method.clone());
                    let follow_up = match form.changes.clone() {
                        Some(plan) => FollowUp { due_on, goal, method, ..plan },
                        None => FollowUp { goal, method, ..FollowUp::new(RowId(0), snapshot.customer.id, due_on) },
                    };
                    push(scene, Edit::plan(follow_up), Origin::FollowUp);
                }
                self.follow_up = Some(form);
            }
            Wish::Cancel => {}
            Wish::None => self.follow_up = Some(form),
        }
    }

    fn touch_form_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let Some(mut form) = self.touch.take() else { return };
        let today = scene.now.today;
        let wish = form_ui(ui, &tr!("touch-new"), &snapshot.customer, |ui| {
            let channel = tr!("touch-channel");
            labelled_ui(ui, &channel, |ui| channel_ui(ui, &mut form.channel, &channel));
            let day = tr!("touch-day");
            let wish = labelled_ui(ui, &day, |ui| day_ui(ui, scene, &mut form.day, &day));
            let what = tr!("touch-text");
            labelled_ui(ui, &what, |ui| {
                let response =
                    ui.add(TextEdit::multiline(&mut form.text).desired_rows(3).desired_width(f32::INFINITY)).accessible_name(&what);
                if std::mem::take(&mut form.is_new) {
                    response.request_focus();
                }
            });
            buttons_ui(ui, wish, read_typed(&form.day, today).is_some())
        });
        match wish {
            Wish::Save => {
                if let Some(happened_on) = read_typed(&form.day, today) {
                    let is_today = days::whole(happened_on) == Some(today);
                    let touch = Touch {
                        happened_at_ms: is_today.then(|| scene.now.at.timestamp_millis()),
                        channel: form.channel.clone(),
                        text: form.text.trim().to_owned(),
                        ..Touch::new(RowId(0), snapshot.customer.id, happened_on)
                    };
                    push(scene, Edit::log(touch), Origin::Touch);
                }
                self.touch = Some(form);
            }
            Wish::Cancel => {}
            Wish::None => self.touch = Some(form),
        }
    }
}

/// What happened, latest first.
pub(super) fn touches_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    let title = tr!("card-touches");
    let (is_open, ()) = section_ui(ui, scene, Section::Touches, &title, |_, _| ());
    if !is_open {
        return;
    }
    if snapshot.touches.is_empty() {
        ui.label(text::caption(ui, tr!("touches-none")));
        return;
    }
    let all_id = ui.scope_id().with("all-touches");
    let shows_all = ui.data(|data| data.get_temp::<bool>(all_id).unwrap_or(false));
    let count = if shows_all { snapshot.touches.len() } else { TOUCHES };
    for touch in snapshot.touches.iter().take(count) {
        touch_ui(ui, scene, touch);
    }
    if snapshot.touches.len() > count && button::link_ui(ui, None, &tr!("touches-all", count = snapshot.touches.len())).clicked() {
        ui.data_mut(|data| data.insert_temp(all_id, true));
    }
}

fn touch_ui(ui: &mut Ui, scene: &mut Scene<'_>, touch: &Touch) {
    let said = days::whole(touch.happened_on).map_or_else(|| touch.happened_on.to_string(), |day| days::relative(day, scene.now.today));
    let label = super::fields::label_width(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.allocate_ui_with_layout(vec2(label, size::COMPACT), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_size(vec2(label, size::COMPACT));
            let response = text::cut_ui(ui, text::dim(ui, said));
            response.on_hover_text(touch.happened_on.to_string());
        });
        ui.allocate_ui_with_layout(
            vec2(ui.available_width() - size::COMPACT - 2.0, size::COMPACT),
            egui::Layout::top_down(egui::Align::Min),
            |ui| {
                ui.set_min_size(vec2(ui.available_width(), size::COMPACT));
                ui.add_space(2.0);
                let words = [touch.channel.as_str(), touch.text.as_str()]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · ");
                let words = if words.is_empty() { tr!("touch-without-words") } else { words };
                text::wrapped_ui(ui, egui::RichText::new(words));
            },
        );
        if button::small_icon_ui(ui, ICON_DELETE, &tr!("touch-delete", day = touch.happened_on.to_string())).clicked() {
            scene.edit(Edit::DeleteTouch { touch: touch.id });
        }
    });
}

/// What a plan is for, in one line.
pub fn plan_words(plan: &FollowUp) -> String {
    let words = [plan.method.as_str(), plan.goal.as_str(), plan.content.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    if words.is_empty() { tr!("follow-up-without-goal") } else { words }
}

fn soon(today: NaiveDate) -> [(String, NaiveDate); 5] {
    [
        (tr!("day-tomorrow"), today + Days::new(1)),
        (tr!("day-in-days", count = 3), today + Days::new(3)),
        (tr!("soon-week"), today + Days::new(7)),
        (tr!("soon-two-weeks"), today + Days::new(14)),
        (tr!("soon-month"), today + Months::new(1)),
    ]
}

/// The day, typed in words or figures or pressed in the month; tells whether the form is to be saved or left.
fn day_ui(ui: &mut Ui, scene: &mut Scene<'_>, day: &mut String, name: &str) -> Wish {
    let id = Id::unique("activity-day");
    let subject = Subject { look: Look::Form, must_read: true, ..Subject::new(name, Kind::Day, id) };
    let before = day.clone();
    let outcome = ui
        .scope(|ui| {
            ui.set_max_width(DAY);
            editor_ui(ui, &subject, day, &mut scene.around(None))
        })
        .inner;
    match outcome.wish {
        // Enter that takes a day from the month does not save as well.
        editor::Wish::Save if *day == before => Wish::Save,
        editor::Wish::SaveAndLeave => Wish::Save,
        editor::Wish::Cancel | editor::Wish::Leave => Wish::Cancel,
        _ => Wish::None,
    }
}

fn channel_ui(ui: &mut Ui, channel: &mut String, name: &str) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 0.0);
        ui.spacing_mut().interact_size.y = size::COMPACT;
        for words in tr!("channel-words").split('|') {
            let response =
                ui.add(egui::Button::selectable(channel == words, words)).accessible_name(tr!("channel-set", name = name, channel = words));
            if response.clicked() {
                words.clone_into(channel);
            }
        }
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    None,
    Save,
    Cancel,
}

/// The buttons at the foot; `wish` is what was wanted further up.
fn buttons_ui(ui: &mut Ui, wish: Wish, can_save: bool) -> Wish {
    let mut wish = if wish == Wish::Save && !can_save { Wish::None } else { wish };
    ui.add_space(size::GAP);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &tr!("form-save"))).inner;
        if save.clicked() {
            wish = Wish::Save;
        }
        if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
            wish = Wish::Cancel;
        }
    });
    if can_save && ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter)) {
        wish = Wish::Save;
    }
    wish
}

/// A form over the window; Esc leaves it.
fn form_ui(ui: &Ui, title: &str, customer: &Customer, draw: impl FnOnce(&mut Ui) -> Wish) -> Wish {
    let (wish, wants_close) = modal::ui(ui, "activity-form", 560.0, |ui| {
        ui.label(text::title(ui, title));
        text::cut_ui(ui, text::dim(ui, customer.name()));
        ui.add_space(size::GAP_WIDE);
        ui.spacing_mut().item_spacing.y = size::GAP;
        draw(ui)
    });
    if wants_close { Wish::Cancel } else { wish }
}
