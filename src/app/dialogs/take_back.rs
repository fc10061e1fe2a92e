//! The question when an old change is to be taken back and some of its fields have changed again since: both values are shown,
//! and a person says which of them stays.

use egui::{ScrollArea, Ui};
use egui_material_icons::icons::ICON_UNDO;

use crate::app::action::{Action, Origin};
use crate::app::clock::Clock;
use crate::app::theme::size;
use crate::app::widgets::{button, changes, modal, text};
use crate::book::{Against, Edit, Part};
use crate::model::Id;
use crate::tr;

/// What is asked.
pub struct TakeBackForm {
    step: Id,
    parts: Vec<Part>,
    against: Vec<Against>,
    /// Per field: whether it goes back although it was changed since.
    goes_back: Vec<bool>,
}

impl TakeBackForm {
    /// Asks about `against` when `parts` of `step` shall go back.
    pub fn new(step: Id, parts: Vec<Part>, against: Vec<Against>) -> Self {
        let goes_back = vec![false; against.len()];
        Self { step, parts, against, goes_back }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, clock: &Clock, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "take-back", 520.0, |ui| {
            ui.add(egui::Label::new(text::title(ui, tr!("take-back-title"))).wrap());
            ui.add_space(size::GAP_SMALL);
            text::wrapped_ui(ui, text::dim(ui, tr!("take-back-what")));
            ui.add_space(size::GAP_WIDE);
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for (at, against) in self.against.iter().enumerate() {
                    ui.push_id(at, |ui| field_ui(ui, clock, against, &mut self.goes_back[at]));
                }
            });
            ui.add_space(size::MARGIN);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let is_any = self.goes_back.contains(&true) || self.parts.len() > self.against.len();
                let take_back = ui.add_enabled_ui(is_any, |ui| button::primary_ui(ui, Some(ICON_UNDO), &tr!("take-back-do"))).inner;
                if take_back.clicked() {
                    let anyway =
                        self.against.iter().zip(&self.goes_back).filter(|(_, goes)| **goes).map(|(against, _)| against.part.clone());
                    let edit = Edit::TakeBack { step: self.step, parts: self.parts.clone(), anyway: anyway.collect() };
                    actions.push(Action::Edit { edit, from: Origin::Nobody });
                    stays = false;
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }
}

/// One field: what it is now, and what it would be again.
fn field_ui(ui: &mut Ui, clock: &Clock, against: &Against, goes_back: &mut bool) {
    let shown = |value: &str| {
        if value.is_empty() { tr!("take-back-empty") } else { changes::told(clock, against.is_instant(), value).into_owned() }
    };
    let (now, was) = (shown(&against.now), shown(&against.was));
    ui.label(text::bold(ui, &against.label));
    for (is_back, words) in [(false, tr!("take-back-keep", value = now.as_str())), (true, tr!("take-back-restore", value = was.as_str()))] {
        let response = ui.radio(*goes_back == is_back, &words).accessible_name(format!("{}: {words}", against.label));
        if response.clicked() {
            *goes_back = is_back;
        }
    }
    ui.add_space(size::GAP);
}
