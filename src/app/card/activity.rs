//! What is planned with a customer and what happened: the lists, and the line by which a touch is logged.

use chrono::Days;
use egui::{RichText, Ui};
use egui_material_icons::icons::{
    ICON_ADD, ICON_CHECK_CIRCLE, ICON_DELETE, ICON_EDIT, ICON_EVENT, ICON_MORE_HORIZ, ICON_SKIP_NEXT, ICON_UNDO,
};

use super::dated::{Dated, dated_ui};
use super::plan_form::{FollowUpForm, SkipForm};
use super::sections::{Section, section_ui};
use super::touch_form::TouchForm;
use super::{Card, Tab, form, push};
use crate::app::action::{Origin, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::editor::{Look, Subject, Wish, editor_ui};
use crate::app::widgets::{button, days, menu, quick, text};
use crate::book::{CardSnapshot, Edit, FollowEdit, moved_by};
use crate::model::follow::{channel_shown, value_shown};
use crate::model::habits::show_time;
use crate::model::{FollowUp, Kind, Touch, quick_touch};
use crate::tr;

/// How many touches show here; the timeline has all.
const TOUCHES: usize = 5;
/// How many plans that are over still show.
const OVER: usize = 3;

impl Card {
    /// The forms that stand over the window.
    pub(super) fn forms_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        if self.touch.is_some() {
            self.touch_form_ui(ui, scene, snapshot);
        }
        if self.follow_up.is_some() {
            self.follow_up_form_ui(ui, scene, snapshot);
        }
        if self.skip.is_some() {
            self.skip_form_ui(ui, scene, snapshot);
        }
        if self.promise.is_some() {
            self.promise_form_ui(ui, scene, snapshot);
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
        let over = snapshot.follow_ups.iter().filter(|plan| !plan.is_open()).take(OVER);
        if open.is_empty() && self.follow_up.is_none() {
            ui.label(text::caption(ui, tr!("follow-ups-none")));
        }
        for plan in open.into_iter().chain(over) {
            self.plan_ui(ui, scene, plan);
        }
    }

    fn plan_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, plan: &FollowUp) {
        let palette = palette(ui.visuals());
        let words = plan_words(plan);
        let (said, colour) = match days::whole(plan.due_on) {
            Some(day) if plan.is_open() => {
                let (said, tone) = days::due(day, scene.now.today);
                (said, palette.mark(tone))
            }
            _ => (plan.due_on.to_string(), palette.faint),
        };
        let said = plan.due_time.filter(|_| plan.is_open()).map_or_else(|| said.clone(), |time| format!("{said} {}", show_time(time)));
        let shown = RichText::new(&words);
        let line = Dated {
            mark: None,
            when: (said, colour),
            day: days::whole(plan.due_on).map(days::long),
            words: if plan.is_open() { shown } else { shown.color(palette.faint).strikethrough() },
            remarks: vec![plan_remark(plan)],
        };
        let buttons = |ui: &mut Ui| {
            if plan.is_open() {
                if button::small_icon_ui(ui, ICON_CHECK_CIRCLE, &tr!("follow-up-done", goal = &words)).clicked() {
                    self.touch = Some(TouchForm::completing(plan, scene.now.today));
                }
            } else if button::small_icon_ui(ui, ICON_UNDO, &tr!("follow-up-reopen", goal = &words)).clicked() {
                let open = FollowUp { done_on: None, skipped_on: None, skip_reason: String::new(), ..plan.clone() };
                scene.edit(Edit::plan(open));
            }
            let name = tr!("follow-up-more", goal = &words);
            let more = button::small_icon_ui(ui, ICON_MORE_HORIZ, &name);
            menu::of(&more, name).show(|ui| self.plan_menu_ui(ui, scene, plan));
        };
        dated_ui(ui, line, (2, buttons));
    }

    /// What can be done with a plan besides keeping it.
    fn plan_menu_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, plan: &FollowUp) {
        ui.set_width(220.0);
        let today = scene.now.today;
        if button::menu_entry_ui(ui, ICON_EDIT, &tr!("follow-up-menu-change"), "").clicked() {
            self.follow_up = Some(FollowUpForm::of(plan));
        }
        if plan.is_open() {
            if button::menu_entry_ui(ui, ICON_CHECK_CIRCLE, &tr!("follow-up-menu-done"), "").clicked() {
                scene.edit(Edit::Follow(FollowEdit::FinishFollowUp { id: plan.id, touch: None }));
            }
            for (words, days) in [(tr!("follow-up-menu-day"), 1), (tr!("follow-up-menu-week"), 7)] {
                if button::menu_entry_ui(ui, ICON_EVENT, &words, "").clicked() {
                    scene.edit(Edit::Follow(FollowEdit::MoveFollowUp { ids: vec![plan.id], to: moved_by(plan, days, today) }));
                }
            }
            if button::menu_entry_ui(ui, ICON_SKIP_NEXT, &tr!("follow-up-menu-skip"), "").clicked() {
                self.skip = Some(SkipForm::new(plan));
            }
        }
        ui.separator();
        if button::menu_entry_ui(ui, ICON_DELETE, &tr!("follow-up-menu-delete"), "").clicked() {
            scene.edit(Edit::Follow(FollowEdit::DeleteFollowUp { follow_up: plan.id }));
        }
    }

    /// What happened, latest first, below the line by which more is logged.
    pub(super) fn touches_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let title = tr!("card-touches");
        let (is_open, ()) = section_ui(ui, scene, Section::Touches, &title, |_, _| ());
        if !is_open {
            return;
        }
        self.line_ui(ui, scene, snapshot);
        if snapshot.touches.is_empty() {
            ui.label(text::caption(ui, tr!("touches-none")));
            return;
        }
        for touch in snapshot.touches.iter().take(TOUCHES) {
            self.touch_ui(ui, scene, snapshot, touch);
        }
        if snapshot.touches.len() > TOUCHES && button::link_ui(ui, None, &tr!("touches-all", count = snapshot.touches.len())).clicked() {
            self.tab = Tab::Timeline;
        }
    }

    /// The line by which a touch is logged; below it stands how it is understood.
    fn line_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let (name, hint) = (tr!("quick-line"), tr!("quick-line-hint"));
        let subject = Subject { look: Look::Form, hint: &hint, ..Subject::new(&name, Kind::Text, form::line_id("quick")) };
        let outcome = editor_ui(ui, &subject, &mut self.line, &mut scene.around(None));
        let line = quick_touch::line_of(&self.line).unwrap_or(&self.line);
        let read = quick_touch::read(line, scene.now.today);
        if let Some(touch) = &read {
            ui.scope(|ui| quick::ui(ui, touch, scene.now.today));
        }
        match (outcome.wish, read) {
            (Wish::Save | Wish::SaveAndLeave, Some(touch)) => {
                push(scene, Edit::quick(&touch, &[snapshot.customer.id], scene.now), Origin::Line);
            }
            (Wish::Cancel, _) => self.line.clear(),
            (Wish::Leave, _) => scene.push(crate::app::action::Action::FocusTable),
            _ => {}
        }
        ui.add_space(size::GAP_SMALL);
    }

    fn touch_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, touch: &Touch) {
        let day = touch.happened_on.to_string();
        let said = days::whole(touch.happened_on).map_or_else(|| day.clone(), |day| days::relative(day, scene.now.today));
        let time = touch.happened_at_ms.map(|at| format!(" {}", show_time(scene.clock.local(at).time()))).unwrap_or_default();
        let line = Dated {
            mark: None,
            when: (said, palette(ui.visuals()).dim),
            day: Some(format!("{day}{time}")),
            words: RichText::new(touch_words(touch)),
            remarks: touch_remarks(touch, snapshot),
        };
        let buttons = |ui: &mut Ui| {
            if button::small_icon_ui(ui, ICON_EDIT, &tr!("touch-edit", day = day.as_str())).clicked() {
                self.touch = Some(TouchForm::of(touch, scene.clock));
            }
            if button::small_icon_ui(ui, ICON_DELETE, &tr!("touch-delete", day = day.as_str())).clicked() {
                scene.edit(Edit::Follow(FollowEdit::DeleteTouch { touch: touch.id }));
            }
        };
        dated_ui(ui, line, (2, buttons));
    }
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// By which way one was in touch and what was said, in one line.
pub fn touch_words(touch: &Touch) -> String {
    let words = joined([channel_shown(&touch.channel), touch.text.clone()]);
    if words.is_empty() { tr!("touch-without-words") } else { words }
}

/// What else is known of a touch, line by line.
pub(super) fn touch_remarks(touch: &Touch, snapshot: &CardSnapshot) -> Vec<String> {
    let with = touch.contact.and_then(|id| snapshot.contacts.iter().find(|contact| contact.id == id)).map(|contact| contact.name());
    let is_theirs = touch.direction == Some(crate::model::follow::Direction::In);
    let spoke = if is_theirs { touch.direction.map(|direction| direction.label()).unwrap_or_default() } else { String::new() };
    let waits = if touch.needs_reply { tr!("touch-waits") } else { String::new() };
    let named = |label: String, text: &str| if text.is_empty() { String::new() } else { tr!("touch-part", label = label, text = text) };
    [
        joined([with.unwrap_or_default(), spoke, waits, touch.author.clone()]),
        joined([value_shown(&touch.value), touch.value_what.clone()]),
        named(tr!("touch-outcome"), &touch.outcome),
        named(tr!("touch-opinion"), &touch.opinion),
        named(tr!("touch-competitor"), &touch.competitor),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect()
}

/// What a plan is for, in one line.
pub fn plan_words(plan: &FollowUp) -> String {
    let words = joined([channel_shown(&plan.method), plan.goal.clone(), plan.content.clone()]);
    if words.is_empty() { tr!("follow-up-without-goal") } else { words }
}

/// What else is planned, in one line.
pub(super) fn plan_remark(plan: &FollowUp) -> String {
    let (ready, all) = (plan.checklist.iter().filter(|item| item.is_done).count(), plan.checklist.len());
    let prepared = if all > 0 && plan.is_open() { tr!("follow-up-prepared", ready = ready, all = all) } else { String::new() };
    let moved = if plan.moved_times > 0 && plan.is_open() { tr!("follow-up-moved", count = plan.moved_times) } else { String::new() };
    let skipped =
        if plan.skip_reason.is_empty() { String::new() } else { tr!("follow-up-skipped-because", reason = plan.skip_reason.as_str()) };
    joined([
        plan.focus.clone(),
        joined([plan.products.clone(), plan.quantity.clone(), plan.amount.map(|amount| amount.display()).unwrap_or_default()]),
        plan.repeat.map(|repeat| repeat.label()).unwrap_or_default(),
        prepared,
        moved,
        skipped,
    ])
}
