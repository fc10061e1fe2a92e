//! Questions about the public pool: whether to drop customers into it, asked twice where that may be a mistake, and why one is let go by hand.

use egui::{Align, Frame, Label, Layout, Margin, RichText, TextEdit, Ui};
use egui_material_icons::icons::ICON_POOL;

use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, modal, text};
use crate::book::{Edit, FollowEdit};
use crate::model::Id;
use crate::tr;

/// So many names are said; the others are counted.
const NAMES: usize = 5;
const WIDTH: f32 = 460.0;

/// Whether these customers are dropped into the pool.
pub struct DropQuestion {
    customers: Vec<Id>,
    /// The names of the first of them.
    names: Vec<String>,
    /// Why it is asked a second time; empty where it is not.
    doubts: Vec<String>,
    is_second: bool,
}

impl DropQuestion {
    /// Asks about `customers`; `names` are those of the first of them.
    pub fn new(customers: Vec<Id>, names: Vec<String>, doubts: Vec<String>) -> Self {
        Self { customers, names, doubts, is_second: false }
    }

    /// How many names it says.
    pub const NAMES: usize = NAMES;

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let count = self.customers.len();
        let shown = text::grouped(count);
        let ((), wants_close) = modal::ui(ui, if self.is_second { "drop-again" } else { "drop-question" }, WIDTH, |ui| {
            let colours = palette(ui.visuals());
            let title = match self.is_second {
                true => tr!("pool-drop-again"),
                false => tr!("pool-drop-title", count = count, shown = shown.as_str(), name = self.names.first().map_or("", |name| name)),
            };
            ui.add(Label::new(text::title(ui, title)).wrap());
            ui.add_space(size::GAP_SMALL);
            if self.is_second {
                let frame =
                    Frame::new().fill(colours.ground(Tone::Overdue)).corner_radius(size::CORNER).inner_margin(Margin::symmetric(12, 8));
                frame.show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    for doubt in &self.doubts {
                        text::wrapped_ui(ui, RichText::new(doubt).color(colours.mark(Tone::Overdue)));
                    }
                });
                ui.add_space(size::GAP_SMALL);
                text::wrapped_ui(ui, text::dim(ui, tr!("pool-drop-again-what")));
            } else {
                text::wrapped_ui(ui, text::dim(ui, tr!("pool-drop-what")));
                if count > 1 {
                    let mut names = self.names.join(" · ");
                    if count > self.names.len() {
                        let more = count - self.names.len();
                        names = format!("{names} {}", tr!("reminder-more", count = more, shown = text::grouped(more)));
                    }
                    ui.add_space(size::GAP_SMALL);
                    text::wrapped_ui(ui, text::caption(ui, names));
                }
            }
            ui.add_space(size::GAP_WIDE);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = match self.is_second {
                    true => tr!("pool-drop-anyway", count = count, shown = shown.as_str()),
                    false => tr!("pool-drop-do", count = count, shown = shown.as_str()),
                };
                let drop = button::danger_ui(ui, Some(ICON_POOL), &words);
                // Asked a second time, a hasty Enter is no answer.
                if !self.is_second && ui.memory(|memory| memory.focused().is_none()) {
                    drop.request_focus();
                }
                if drop.clicked() {
                    if self.is_second || self.doubts.is_empty() {
                        actions.push(Action::DropToPool(self.customers.clone()));
                        stays = false;
                    } else {
                        self.is_second = true;
                        drop.surrender_focus();
                    }
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }
}

/// Why one customer is let go into the pool by hand.
pub struct ReleaseQuestion {
    customer: Id,
    name: String,
    reason: String,
    is_new: bool,
}

impl ReleaseQuestion {
    /// Asks about one customer.
    pub fn new(customer: Id, name: String) -> Self {
        Self { customer, name, reason: String::new(), is_new: true }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, scene: &mut Scene<'_>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "release-question", WIDTH, |ui| {
            ui.add(Label::new(text::title(ui, tr!("pool-release-title", name = self.name.as_str()))).wrap());
            ui.add_space(size::GAP_SMALL);
            text::wrapped_ui(ui, text::dim(ui, tr!("pool-drop-what")));
            ui.add_space(size::GAP);
            let label = tr!("pool-release-why");
            ui.label(text::dim(ui, &label));
            let edit = TextEdit::multiline(&mut self.reason).desired_rows(2).desired_width(ui.available_width());
            let response = ui.add(edit).accessible_name(&label);
            if std::mem::take(&mut self.is_new) {
                response.request_focus();
            }
            ui.add_space(size::GAP_WIDE);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let is_confirmed = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
                if button::primary_ui(ui, Some(ICON_POOL), &tr!("pool-release-do")).clicked() || is_confirmed {
                    let (customers, reason, on) = (vec![self.customer], self.reason.clone(), scene.now.today);
                    scene.edit(Edit::Follow(FollowEdit::Release { customers, reason, on }));
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
