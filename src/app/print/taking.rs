//! What the register is told of a print: what it is for, and of cards who takes them along until when.

use chrono::{Days, NaiveDate};
use egui::{TextEdit, Ui};

use crate::app::theme::size;
use crate::app::widgets::{menu, text};
use crate::book::TakeAlong;
use crate::print::Paper;
use crate::tr;

/// After so many days a card shall be back: what is offered.
const OFFERED: [Option<u64>; 6] = [Some(1), Some(3), Some(7), Some(14), Some(30), None];

/// What was said so far; it stays while the page is open.
pub struct Taking {
    why: String,
    is_taken: bool,
    by: String,
    /// After how many days; `None` has no day.
    back_in: Option<u64>,
}

impl Default for Taking {
    fn default() -> Self {
        Self { why: String::new(), is_taken: false, by: String::new(), back_in: Some(7) }
    }
}

impl Taking {
    /// What the print is for.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// Who takes along what `paper` is printed, where somebody does.
    pub fn take_along(&self, paper: Paper, today: NaiveDate) -> Option<TakeAlong> {
        let due_back_on = self.back_in.and_then(|days| today.checked_add_days(Days::new(days)));
        (self.is_taken && can_be_taken(paper)).then(|| TakeAlong { by: self.by.clone(), due_back_on })
    }

    /// Draws the questions; `who` is whose book it is.
    pub fn ui(&mut self, ui: &mut Ui, paper: Paper, who: &str, today: NaiveDate) {
        let width = ui.available_width();
        let why = tr!("print-why");
        ui.label(text::caption(ui, &why));
        ui.add(TextEdit::singleline(&mut self.why).hint_text(tr!("print-why-hint")).desired_width(f32::INFINITY)).accessible_name(&why);
        ui.add_space(size::GAP);
        if !can_be_taken(paper) {
            return;
        }
        let has_changed = ui.checkbox(&mut self.is_taken, tr!("print-take-along")).changed();
        if self.is_taken {
            let by = tr!("print-taken-by");
            ui.label(text::caption(ui, &by));
            ui.add(TextEdit::singleline(&mut self.by).hint_text(who).desired_width(f32::INFINITY)).accessible_name(&by);
            ui.add_space(size::GAP_SMALL);
            let back = tr!("print-back-by");
            ui.label(text::caption(ui, &back));
            let choices = OFFERED.map(|days| (days, back_words(days, today)));
            if let Some(days) = menu::choice_ui(ui, &back, width, &self.back_in, &choices) {
                self.back_in = days;
            }
            if has_changed {
                // What is asked now may stand below what is in sight.
                ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
            }
        }
        ui.add_space(size::GAP);
    }
}

/// Cards come back; other papers stay where they went.
fn can_be_taken(paper: Paper) -> bool {
    matches!(paper, Paper::Card | Paper::Route)
}

fn back_words(days: Option<u64>, today: NaiveDate) -> String {
    match days.and_then(|days| Some((days, today.checked_add_days(Days::new(days))?))) {
        Some((days, day)) => tr!("print-back-in", days = days, day = day.to_string()),
        None => tr!("register-no-day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cards_are_taken_along_and_only_where_somebody_said_so() {
        let today: NaiveDate = "2026-11-20".parse().expect("a day");
        for (is_taken, paper, back_in, expected) in [
            (false, Paper::Card, Some(7), None),
            (true, Paper::Card, Some(7), Some(Some("2026-11-27"))),
            (true, Paper::Route, None, Some(None)),
            (true, Paper::Table, Some(7), None),
        ] {
            let taking = Taking { is_taken, back_in, ..Taking::default() };
            let due = taking.take_along(paper, today).map(|along| along.due_back_on.map(|day| day.to_string()));
            assert_eq!(due, expected.map(|day| day.map(str::to_owned)), "{is_taken} {paper:?} {back_in:?}");
        }
    }
}
