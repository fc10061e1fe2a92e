//! The offer to start the clocks today: after a list with old dates was imported, everybody would be late at once, and nobody works
//! through five thousand overdue customers.

use std::sync::Arc;

use egui::{Align, Frame, Layout, Margin, Ui};
use egui_material_icons::icons::ICON_RESTART_ALT;

use super::trial::{Known, Trial};
use crate::app::action::{Action, Place, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, text};
use crate::book::{Book, Edit, FollowEdit, Now};
use crate::error::Result;
use crate::model::cadence::Rules;
use crate::tr;

/// Fewer than these are worked off.
const LEAST: usize = 40;
/// Where fewer of a hundred customers would be relieved, they are nobody's crowd.
const LEAST_PERCENT: usize = 10;

/// The offer on the page of today.
#[derive(Default)]
pub struct ClockOffer {
    trial: Trial,
    base: Arc<Rules>,
    tried: Arc<Rules>,
    /// Not now: until the window is opened again.
    is_put_off: bool,
}

impl ClockOffer {
    /// Looks whether there is something to offer; `overdue` lines stand on the agenda.
    pub fn refresh(&mut self, book: &Book, now: Now, overdue: usize) -> Result<()> {
        if self.is_put_off || overdue < LEAST {
            self.trial.forget();
            return Ok(());
        }
        let rules = book.rules()?;
        if rules.clocks_from == Some(now.today) {
            self.trial.forget();
            return Ok(());
        }
        let tried = Rules { clocks_from: Some(now.today), ..Rules::clone(&rules) };
        if *self.tried != tried {
            self.tried = Arc::new(tried);
        }
        self.base = rules;
        self.trial.refresh(book, now, &self.base, &self.tried)
    }

    fn offered(&self) -> Option<&Known> {
        let known = self.trial.known_of(&self.tried)?;
        let (before, after) = (&known.before.outlook, &known.after.outlook);
        let relieved = before.overdue.saturating_sub(after.overdue).max(before.proposed.saturating_sub(after.proposed));
        let customers: usize = before.customers.iter().sum();
        (relieved >= LEAST && relieved * 100 >= customers * LEAST_PERCENT).then_some(known)
    }

    /// Draws the offer, where there is one.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(known) = self.offered() else { return };
        let colours = palette(ui.visuals());
        let (before, after) = (&known.before.outlook, &known.after.outlook);
        let most = known.after.days.iter().map(|day| day.levelled).max().unwrap_or(0);
        let what = tr!(
            "clocks-what",
            overdue = text::grouped(before.overdue),
            proposed = text::grouped(before.proposed),
            then_overdue = text::grouped(after.overdue),
            then_proposed = text::grouped(after.proposed),
            most = text::grouped(most as usize)
        );
        ui.add_space(size::GAP_WIDE);
        let frame = Frame::new().fill(colours.ground(Tone::Due)).corner_radius(size::CORNER).inner_margin(Margin::symmetric(12, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(text::bold(ui, tr!("clocks-title")).color(colours.mark(Tone::Due)));
            text::wrapped_ui(ui, egui::RichText::new(what));
            ui.add_space(size::GAP_SMALL);
            ui.with_layout(Layout::left_to_right(Align::Center).with_main_wrap(true), |ui| {
                if button::plain_ui(ui, Some(ICON_RESTART_ALT), &tr!("clocks-start")).clicked() {
                    scene.edit(Edit::Follow(FollowEdit::SetRules { rules: self.tried.to_json() }));
                }
                if button::link_ui(ui, None, &tr!("clocks-rules")).clicked() {
                    scene.push(Action::Go(Place::Rules));
                }
                if button::link_ui(ui, None, &tr!("clocks-later")).clicked() {
                    self.is_put_off = true;
                }
            });
        });
    }
}
