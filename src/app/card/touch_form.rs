//! The form for what happened: by which way, when, with whom, what was said and brought, what was promised, and what comes next.

use chrono::NaiveDate;
use egui::{RichText, Ui};
use egui_material_icons::icons::{ICON_ADD, ICON_CLOSE, ICON_EXPAND_LESS, ICON_EXPAND_MORE};

use super::fields::{beside_labels_ui, labelled_ui};
use super::form::{self, Wish};
use super::{Card, push};
use crate::app::Clock;
use crate::app::action::{Origin, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, days, menu, text};
use crate::book::{CardSnapshot, Edit, FollowEdit};
use crate::model::day::{PartialDay, read_typed};
use crate::model::follow::{Channel, Direction, Prompt, ValueBrought, channel_of, sent_before, value_shown};
use crate::model::habits::show_time;
use crate::model::{FollowUp, Id as RowId, Kind, Promise, PromisedBy, Touch};
use crate::tr;

/// Width of the day of a promise.
const DUE: f32 = 170.0;
/// Width of the choice of a person.
const PERSON: f32 = 240.0;

/// A promise while it is typed.
#[derive(Clone, Debug)]
struct PromiseDraft {
    side: PromisedBy,
    text: String,
    due: String,
}

/// A touch that is being logged or changed.
pub struct TouchForm {
    /// The touch that is changed.
    changes: Option<Touch>,
    /// The plan that it completes.
    completes: Option<FollowUp>,
    /// The inquiry that it answers.
    answers: Option<Touch>,
    channel: String,
    other: String,
    direction: String,
    /// Whether a person has said who spoke, so that the way does not.
    has_direction: bool,
    day: String,
    time: String,
    contact: Option<RowId>,
    said: String,
    outcome: String,
    value: String,
    value_what: String,
    promises: Vec<PromiseDraft>,
    next_day: String,
    next_goal: String,
    opinion: String,
    competitor: String,
    needs_reply: bool,
    is_new: bool,
}

impl TouchForm {
    /// A touch on `today`.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            changes: None,
            completes: None,
            answers: None,
            channel: Channel::Mail.key().to_owned(),
            other: String::new(),
            direction: Direction::Out.key().to_owned(),
            has_direction: false,
            day: today.to_string(),
            time: String::new(),
            contact: None,
            said: String::new(),
            outcome: String::new(),
            value: String::new(),
            value_what: String::new(),
            promises: Vec::new(),
            next_day: String::new(),
            next_goal: String::new(),
            opinion: String::new(),
            competitor: String::new(),
            needs_reply: false,
            is_new: true,
        }
    }

    /// One with a person, of which this was said.
    pub fn with(person: RowId, said: &str, today: NaiveDate) -> Self {
        Self { contact: Some(person), said: said.to_owned(), ..Self::new(today) }
    }

    /// The answer to an inquiry: by its way, to whoever asked.
    pub fn answering(inquiry: &Touch, today: NaiveDate) -> Self {
        let empty = Self::new(today);
        let channel = if inquiry.channel.is_empty() { empty.channel.clone() } else { inquiry.channel.clone() };
        Self {
            answers: Some(inquiry.clone()),
            other: form::other_channel(&channel),
            channel,
            direction: Direction::Out.key().to_owned(),
            has_direction: true,
            contact: inquiry.contact,
            value: ValueBrought::Answer.key().to_owned(),
            ..empty
        }
    }

    /// One that is changed.
    pub fn of(touch: &Touch, clock: &Clock) -> Self {
        let time = touch.happened_at_ms.map(|at| show_time(clock.local(at).time())).unwrap_or_default();
        Self {
            changes: Some(touch.clone()),
            other: form::other_channel(&touch.channel),
            channel: touch.channel.clone(),
            direction: touch.direction.map_or("", Direction::key).to_owned(),
            has_direction: true,
            day: touch.happened_on.to_string(),
            time,
            contact: touch.contact,
            said: touch.text.clone(),
            outcome: touch.outcome.clone(),
            value: touch.value.clone(),
            value_what: touch.value_what.clone(),
            opinion: touch.opinion.clone(),
            competitor: touch.competitor.clone(),
            needs_reply: touch.needs_reply,
            ..Self::new(touch.happened_on.first_day())
        }
    }

    /// One that completes a plan, with all that was planned filled in. What repeats is planned again.
    pub fn completing(plan: &FollowUp, today: NaiveDate) -> Self {
        let empty = Self::new(today);
        let channel = if plan.method.is_empty() { empty.channel.clone() } else { plan.method.clone() };
        let direction = channel_of(&channel).usual_direction().map_or("", Direction::key).to_owned();
        let said = if plan.content.is_empty() { plan.goal.clone() } else { plan.content.clone() };
        let next = plan.following(today.into());
        Self {
            other: form::other_channel(&channel),
            channel,
            direction,
            contact: plan.contact,
            said,
            outcome: plan.expected_result.clone(),
            next_day: next.as_ref().map(|next| next.due_on.to_string()).unwrap_or_default(),
            next_goal: next.map(|next| next.goal).unwrap_or_default(),
            completes: Some(plan.clone()),
            ..empty
        }
    }

    /// The touch as it is typed; `None` while day or time cannot be read.
    fn touch(&self, customer: RowId, clock: &Clock, today: NaiveDate) -> Option<Touch> {
        let happened_on = read_typed(&self.day, today)?;
        let time = form::time_of(&self.time).ok()?;
        let now = clock.now();
        let happened_at_ms = match (happened_on.date(), time) {
            (Some(day), Some(time)) => Some(clock.instant(day.and_time(time))),
            (Some(day), None) if day == today && self.changes.is_none() => Some(now.ms()),
            _ => None,
        };
        let was = self.changes.clone().unwrap_or_else(|| Touch::new(RowId(0), customer, happened_on));
        // A time that shows to the minute has not been changed where it is the same minute.
        let is_same_minute =
            was.happened_on == happened_on && was.happened_at_ms.map(|at| at / 60_000) == happened_at_ms.map(|at| at / 60_000);
        Some(Touch {
            happened_on,
            happened_at_ms: if is_same_minute { was.happened_at_ms } else { happened_at_ms },
            contact: self.contact,
            channel: self.channel.trim().to_owned(),
            direction: Direction::by_key(&self.direction),
            text: self.said.trim().to_owned(),
            outcome: self.outcome.trim().to_owned(),
            value: self.value.trim().to_owned(),
            value_what: self.value_what.trim().to_owned(),
            opinion: self.opinion.trim().to_owned(),
            competitor: self.competitor.trim().to_owned(),
            needs_reply: self.needs_reply && self.direction == Direction::In.key(),
            ..was
        })
    }

    /// The promises as they are typed; `None` while a day of them cannot be read.
    fn promises(&self, today: NaiveDate) -> Option<Vec<Promise>> {
        let told = self.promises.iter().filter(|draft| !draft.text.trim().is_empty());
        told.map(|draft| {
            let due_on = optional_day(&draft.due, today)?;
            Some(Promise { due_on, ..Promise::new(RowId(0), RowId(0), draft.side, draft.text.trim(), today) })
        })
        .collect()
    }

    /// The next follow-up as it is typed; `None` while its day cannot be read.
    fn next(&self, today: NaiveDate) -> Option<Option<FollowUp>> {
        let Some(due_on) = optional_day(&self.next_day, today)? else { return Some(None) };
        let again = self.completes.as_ref().and_then(|plan| plan.following(today.into()));
        let plan = again.unwrap_or_else(|| FollowUp::new(RowId(0), RowId(0), due_on));
        Some(Some(FollowUp { due_on, goal: self.next_goal.trim().to_owned(), ..plan }))
    }

    /// The edit; `None` while something cannot be read.
    fn edit(&self, customer: RowId, clock: &Clock, today: NaiveDate) -> Option<Edit> {
        let touch = self.touch(customer, clock, today)?;
        if self.changes.is_some() {
            return Some(Edit::Follow(FollowEdit::EditTouch { touch: Box::new(touch) }));
        }
        let (promises, next) = (self.promises(today)?, self.next(today)?);
        let next = next.map(|next| Box::new(FollowUp { customer, ..next }));
        Some(Edit::Follow(FollowEdit::LogTouch {
            touches: vec![touch],
            promises,
            next,
            completes: self.completes.as_ref().map(|plan| plan.id),
        }))
    }

    fn lines_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) -> Wish {
        let today = scene.now.today;
        let mut wish = Wish::None;
        if let Some(plan) = &self.completes {
            text::wrapped_ui(ui, text::dim(ui, tr!("touch-completes", goal = super::activity::plan_words(plan))));
        }
        if let Some(inquiry) = &self.answers {
            text::wrapped_ui(ui, text::dim(ui, tr!("touch-answers", what = inquiry.text.as_str())));
        }
        let before = self.channel.clone();
        wish = wish.or(form::channel_ui(ui, scene, &tr!("touch-channel"), &mut self.channel, &mut self.other));
        if self.channel != before && !self.has_direction {
            self.direction = channel_of(&self.channel).usual_direction().map_or("", Direction::key).to_owned();
        }
        let spoke = tr!("touch-direction");
        labelled_ui(ui, &spoke, |ui| {
            form::chip_row_ui(ui, |ui| {
                let choices = Direction::ALL.map(|direction| (direction.key(), direction.label()));
                self.has_direction |= form::chips_ui(ui, &spoke, &choices, &mut self.direction);
                if self.direction == Direction::In.key() {
                    ui.add_space(size::GAP);
                    ui.checkbox(&mut self.needs_reply, tr!("touch-needs-reply"));
                }
            });
        });
        wish = wish.or(form::moment_ui(ui, scene, &tr!("touch-day"), &mut self.day, &mut self.time));
        person_ui(ui, snapshot, &mut self.contact);
        form::area_ui(ui, &tr!("touch-text"), 3, &mut self.said, std::mem::take(&mut self.is_new));
        self.prompts_ui(ui, scene);
        wish = wish.or(form::line_ui(ui, scene, &tr!("touch-outcome"), Kind::Text, &mut self.outcome));
        wish = wish.or(self.value_ui(ui, scene, snapshot));
        if self.changes.is_none() {
            wish = wish.or(self.promises_ui(ui, scene));
            wish = wish.or(self.next_ui(ui, scene, today));
        }
        wish = wish.or(form::line_ui(ui, scene, &tr!("touch-opinion"), Kind::Text, &mut self.opinion));
        wish.or(form::line_ui(ui, scene, &tr!("touch-competitor"), Kind::Text, &mut self.competitor))
    }

    /// What to observe in a contact of this way, where one wants to see it; pressed, the answer begins in the note.
    fn prompts_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let is_open = scene.settings.has_prompts;
        beside_labels_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = size::COMPACT;
            let mark = if is_open { ICON_EXPAND_LESS } else { ICON_EXPAND_MORE };
            if button::link_ui(ui, Some(mark), &tr!("prompts-title")).clicked() {
                scene.settings.has_prompts = !is_open;
            }
            if !is_open {
                return;
            }
            for prompt in Prompt::of(channel_of(&self.channel)) {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
                    let lead = prompt.lead();
                    if button::link_ui(ui, None, &lead).on_hover_text(tr!("prompts-put", lead = lead.as_str())).clicked() {
                        self.said = prompt.begun(&self.said);
                        form::go_on_with(ui, &tr!("touch-text"), &self.said);
                    }
                    text::cut_ui(ui, text::caption(ui, prompt.words()));
                });
            }
        });
    }

    fn value_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) -> Wish {
        let label = tr!("touch-value");
        labelled_ui(ui, &label, |ui| {
            form::chip_row_ui(ui, |ui| {
                let choices = ValueBrought::ALL.map(|value| (value.key(), value.label()));
                form::chips_ui(ui, &label, &choices, &mut self.value);
            });
            if self.value.is_empty() {
                return Wish::None;
            }
            ui.add_space(size::GAP_SMALL);
            let wish = form::bare_ui(ui, scene, &tr!("touch-value-what"), Kind::Text, &tr!("touch-value-what"), &mut self.value_what);
            let except = self.changes.as_ref().map(|touch| touch.id);
            if let Some(sent) = sent_before(&snapshot.touches, &self.value, &self.value_what, except) {
                let day = sent.touch.happened_on;
                let day = days::whole(day).map_or_else(|| day.to_string(), days::long);
                let (words, tone) = if sent.is_same {
                    (tr!("value-sent-already", day = day), Tone::Due)
                } else {
                    let what = [value_shown(&sent.touch.value), sent.touch.value_what.clone()];
                    let what = what.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
                    (tr!("value-sent-last", what = what, day = day), Tone::Plain)
                };
                let palette = palette(ui.visuals());
                let colour = if tone == Tone::Plain { palette.dim } else { palette.mark(tone) };
                text::wrapped_ui(ui, RichText::new(words).size(size::CAPTION).color(colour));
            }
            wish
        })
    }

    fn promises_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Wish {
        let mut wish = Wish::None;
        labelled_ui(ui, &tr!("card-promises"), |ui| {
            let mut gone = None;
            for (at, draft) in self.promises.iter_mut().enumerate() {
                let number = at + 1;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
                    ui.spacing_mut().button_padding.x = 8.0;
                    ui.spacing_mut().interact_size.y = size::CONTROL;
                    for side in PromisedBy::ALL {
                        let name = tr!("promise-set", number = number, what = side.label());
                        if ui.add(egui::Button::selectable(draft.side == side, side.label())).accessible_name(name).clicked() {
                            draft.side = side;
                        }
                    }
                    let width = ui.available_width() - DUE - size::COMPACT - 3.0 * size::GAP_SMALL;
                    ui.vertical(|ui| {
                        ui.set_max_width(width);
                        wish = wish.or(form::bare_ui(
                            ui,
                            scene,
                            &tr!("promise-number", number = number),
                            Kind::Text,
                            &tr!("promise-what"),
                            &mut draft.text,
                        ));
                    });
                    ui.vertical(|ui| {
                        let name = tr!("promise-number-due", number = number);
                        wish = wish.or(form::day_ui(ui, scene, &name, &tr!("promise-due"), DUE, &mut draft.due));
                    });
                    if button::small_icon_ui(ui, ICON_CLOSE, &tr!("promise-number-remove", number = number)).clicked() {
                        gone = Some(at);
                    }
                });
            }
            if let Some(at) = gone {
                self.promises.remove(at);
            }
            if button::link_ui(ui, Some(ICON_ADD), &tr!("promise-one-more")).clicked() {
                self.promises.push(PromiseDraft { side: PromisedBy::Us, text: String::new(), due: String::new() });
            }
        });
        wish
    }

    fn next_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, today: NaiveDate) -> Wish {
        let label = tr!("touch-next");
        labelled_ui(ui, &label, |ui| {
            let wish = form::day_ui(ui, scene, &label, &tr!("touch-next-hint"), form::DAY, &mut self.next_day);
            form::soon_ui(ui, today, &mut self.next_day);
            if self.next_day.trim().is_empty() {
                return wish;
            }
            wish.or(form::bare_ui(ui, scene, &tr!("touch-next-goal"), Kind::Text, &tr!("touch-next-goal"), &mut self.next_goal))
        })
    }
}

/// A day that may be missing; `None` where something else was typed.
pub(super) fn optional_day(typed: &str, today: NaiveDate) -> Option<Option<PartialDay>> {
    match typed.trim() {
        "" => Some(None),
        typed => read_typed(typed, today).map(Some),
    }
}

/// The choice of a person of the customer, where there is any.
pub(super) fn person_ui(ui: &mut Ui, snapshot: &CardSnapshot, chosen: &mut Option<RowId>) {
    if snapshot.contacts.is_empty() {
        return;
    }
    let label = tr!("touch-with");
    let named = |contact: &crate::model::Contact| {
        let name = contact.name();
        if name.is_empty() { tr!("history-contact") } else { name }
    };
    let mut choices = vec![(None, tr!("touch-with-nobody"))];
    choices.extend(snapshot.contacts.iter().map(|contact| (Some(contact.id), named(contact))));
    labelled_ui(ui, &label, |ui| {
        if let Some(picked) = menu::choice_ui(ui, &label, PERSON, chosen, &choices) {
            *chosen = picked;
        }
    });
}

impl Card {
    pub(super) fn touch_form_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let Some(mut form) = self.touch.take() else { return };
        let today = scene.now.today;
        let title = if form.changes.is_some() { tr!("touch-change") } else { tr!("touch-new") };
        let wish = form::ui(ui, &title, &snapshot.customer, |ui| {
            let wish = form.lines_ui(ui, scene, snapshot);
            (wish, form.edit(snapshot.customer.id, scene.clock, today).is_some())
        });
        match wish {
            Wish::Save => {
                if let Some(edit) = form.edit(snapshot.customer.id, scene.clock, today) {
                    push(scene, edit, Origin::Touch);
                }
                self.touch = Some(form);
            }
            Wish::Cancel => {}
            Wish::None => self.touch = Some(form),
        }
    }
}
