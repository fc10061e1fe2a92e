//! The form for what shall happen (S3.22, S4.10), and the question why it shall not.

use chrono::{NaiveDate, NaiveTime};
use egui::Ui;
use egui_material_icons::icons::{ICON_ADD, ICON_CLOSE};

use super::fields::labelled_ui;
use super::form::{self, Wish};
use super::touch_form::person_ui;
use super::{Card, push};
use crate::app::action::{Origin, Scene};
use crate::app::theme::size;
use crate::app::widgets::{button, menu, text};
use crate::book::{CardSnapshot, Edit, FollowEdit};
use crate::model::currency::CurrencyCode;
use crate::model::day::read_typed;
use crate::model::follow::{CheckItem, Repeat, usual_checklist};
use crate::model::habits::show_time;
use crate::model::money::Money;
use crate::model::{Field, FollowUp, Id as RowId, Kind, Value, entry};
use crate::tr;

/// How often one plans again.
const REPEATS: [&str; 7] = ["1w", "2w", "1m", "2m", "3m", "6m", "1y"];
/// Width of the choice of how often.
const REPEAT: f32 = 200.0;

/// A follow-up that is being planned or changed.
pub struct FollowUpForm {
    /// What is changed, or an empty plan.
    plan: FollowUp,
    day: String,
    time: String,
    other: String,
    amount: String,
    is_new: bool,
}

impl FollowUpForm {
    /// A new one on `day`.
    pub fn new(day: NaiveDate) -> Self {
        Self::of(&FollowUp::new(RowId(0), RowId(0), day.into()))
    }

    /// A new one at a time of `day`.
    pub fn at(day: NaiveDate, time: Option<NaiveTime>) -> Self {
        Self { time: time.map(show_time).unwrap_or_default(), ..Self::new(day) }
    }

    /// One that is changed.
    pub fn of(plan: &FollowUp) -> Self {
        Self {
            day: plan.due_on.to_string(),
            time: plan.due_time.map(show_time).unwrap_or_default(),
            other: form::other_channel(&plan.method),
            amount: plan.amount.map(|amount| amount.display()).unwrap_or_default(),
            plan: plan.clone(),
            is_new: true,
        }
    }

    /// The plan as it is typed; `None` while day, time or amount cannot be read.
    fn told(&self, customer: RowId, currency: CurrencyCode, today: NaiveDate) -> Option<FollowUp> {
        let due_on = read_typed(&self.day, today)?;
        let due_time = form::time_of(&self.time).ok()?;
        let amount = amount_of(&self.amount, currency)?;
        let clean = |text: &String| text.trim().to_owned();
        let plan = &self.plan;
        Some(FollowUp {
            customer,
            due_on,
            due_time,
            amount,
            goal: clean(&plan.goal),
            content: clean(&plan.content),
            focus: clean(&plan.focus),
            products: clean(&plan.products),
            quantity: clean(&plan.quantity),
            expected_result: clean(&plan.expected_result),
            checklist: plan.checklist.iter().filter(|item| !item.text.trim().is_empty()).cloned().collect(),
            ..plan.clone()
        })
    }

    fn lines_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) -> Wish {
        let today = scene.now.today;
        let mut wish = form::moment_ui(ui, scene, &tr!("follow-up-day"), &mut self.day, &mut self.time);
        labelled_ui(ui, "", |ui| form::soon_ui(ui, today, &mut self.day));
        wish = wish.or(form::channel_ui(ui, scene, &tr!("follow-up-method"), &mut self.plan.method, &mut self.other));
        person_ui(ui, snapshot, &mut self.plan.contact);
        form::area_ui(ui, &tr!("follow-up-goal"), 2, &mut self.plan.goal, std::mem::take(&mut self.is_new));
        wish = wish.or(form::line_ui(ui, scene, &tr!("follow-up-focus"), Kind::Text, &mut self.plan.focus));
        form::area_ui(ui, &tr!("follow-up-content"), 2, &mut self.plan.content, false);
        wish = wish.or(form::line_ui(ui, scene, &tr!("follow-up-products"), Kind::Text, &mut self.plan.products));
        wish = wish.or(form::line_ui(ui, scene, &tr!("follow-up-quantity"), Kind::Text, &mut self.plan.quantity));
        wish = wish.or(form::line_ui(ui, scene, &tr!("follow-up-amount"), Kind::Money, &mut self.amount));
        wish = wish.or(form::line_ui(ui, scene, &tr!("follow-up-expected"), Kind::Text, &mut self.plan.expected_result));
        self.repeat_ui(ui);
        wish.or(self.checklist_ui(ui, scene))
    }

    fn repeat_ui(&mut self, ui: &mut Ui) {
        let label = tr!("follow-up-repeat");
        let mut choices: Vec<(Option<Repeat>, String)> = vec![(None, tr!("repeat-never"))];
        choices.extend(REPEATS.iter().filter_map(|text| text.parse::<Repeat>().ok()).map(|repeat| (Some(repeat), repeat.label())));
        let known = self.plan.repeat.map(Repeat::plain);
        if let Some(own) = known.filter(|own| !choices.iter().any(|(choice, _)| *choice == Some(*own))) {
            choices.push((Some(own), own.label()));
        }
        labelled_ui(ui, &label, |ui| {
            if let Some(picked) = menu::choice_ui(ui, &label, REPEAT, &known, &choices) {
                self.plan.repeat = picked;
            }
        });
    }

    fn checklist_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Wish {
        let mut wish = Wish::None;
        labelled_ui(ui, &tr!("follow-up-checklist"), |ui| {
            let mut gone = None;
            for (at, item) in self.plan.checklist.iter_mut().enumerate() {
                let number = at + 1;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
                    let ready = tr!("check-ready", what = item.text.as_str());
                    ui.add(egui::Checkbox::without_text(&mut item.is_done)).accessible_name(ready);
                    let width = ui.available_width() - size::COMPACT - size::GAP_SMALL;
                    ui.vertical(|ui| {
                        ui.set_max_width(width);
                        wish = wish.or(form::bare_ui(ui, scene, &tr!("check-number", number = number), Kind::Text, "", &mut item.text));
                    });
                    if button::small_icon_ui(ui, ICON_CLOSE, &tr!("check-remove", what = item.text.as_str())).clicked() {
                        gone = Some(at);
                    }
                });
            }
            if let Some(at) = gone {
                self.plan.checklist.remove(at);
            }
            ui.horizontal(|ui| {
                if button::link_ui(ui, Some(ICON_ADD), &tr!("check-add")).clicked() {
                    self.plan.checklist.push(CheckItem::new(""));
                }
                if self.plan.checklist.is_empty() && button::link_ui(ui, None, &tr!("check-usual")).clicked() {
                    self.plan.checklist = usual_checklist();
                }
            });
        });
        wish
    }
}

/// An amount that may be missing; `None` where something else was typed.
fn amount_of(typed: &str, currency: CurrencyCode) -> Option<Option<Money>> {
    match entry::read(Field::AnnualAmount, typed, currency) {
        Ok(Value::Empty) => Some(None),
        Ok(Value::Money(amount)) => Some(Some(amount)),
        _ => None,
    }
}

/// Why a follow-up is given up, while it is asked.
pub struct SkipForm {
    plan: FollowUp,
    reason: String,
    is_new: bool,
}

impl SkipForm {
    /// The question about a plan.
    pub fn new(plan: &FollowUp) -> Self {
        Self { plan: plan.clone(), reason: String::new(), is_new: true }
    }
}

impl Card {
    pub(super) fn follow_up_form_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let Some(mut form) = self.follow_up.take() else { return };
        let title = if form.plan.id == RowId(0) { tr!("follow-up-add") } else { tr!("follow-up-change") };
        let currency = snapshot.customer.text(Field::Currency).parse().unwrap_or(scene.book.habits().currency);
        let today = scene.now.today;
        let wish = form::ui(ui, &title, &snapshot.customer, |ui| {
            let wish = form.lines_ui(ui, scene, snapshot);
            (wish, form.told(snapshot.customer.id, currency, today).is_some())
        });
        match wish {
            Wish::Save => {
                if let Some(plan) = form.told(snapshot.customer.id, currency, today) {
                    push(scene, Edit::plan(plan), Origin::FollowUp);
                }
                self.follow_up = Some(form);
            }
            Wish::Cancel => {}
            Wish::None => self.follow_up = Some(form),
        }
    }

    pub(super) fn skip_form_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let Some(mut form) = self.skip.take() else { return };
        let wish = form::short_ui(ui, &tr!("follow-up-skip-title"), &snapshot.customer, |ui| {
            text::wrapped_ui(ui, text::dim(ui, super::activity::plan_words(&form.plan)));
            let label = tr!("follow-up-skip-why");
            let wish = form::line_ui(ui, scene, &label, Kind::Text, &mut form.reason);
            if std::mem::take(&mut form.is_new) {
                ui.memory_mut(|memory| memory.request_focus(form::line_id(&label)));
            }
            (wish, !form.reason.trim().is_empty())
        });
        match wish {
            Wish::Save => {
                let (id, reason) = (form.plan.id, form.reason.clone());
                push(scene, Edit::Follow(FollowEdit::SkipFollowUp { id, reason, on: scene.now.today }), Origin::FollowUp);
                self.skip = Some(form);
            }
            Wish::Cancel => {}
            Wish::None => self.skip = Some(form),
        }
    }
}
