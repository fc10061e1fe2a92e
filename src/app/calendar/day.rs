//! The list of one day: what is celebrated, whom to write to, and what for.

use egui::{Align, Layout, ScrollArea, Sense, Ui, vec2};
use egui_material_icons::icons::ICON_ADD;

use super::Calendar;
use super::entry::{Place, ROW};
use crate::app::action::{Action, Scene};
use crate::app::theme::size;
use crate::app::widgets::{button, days, text};
use crate::tr;

impl Calendar {
    /// The list of the chosen day, with a head that counts.
    pub(super) fn day_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let name = scene.selection.lead().map(|lead| self.lead_name(scene.book, lead));
        let count = self.snapshot.on(self.day).len();
        ui.horizontal(|ui| {
            ui.set_height(size::COMPACT);
            let said = days::relative(self.day, scene.now.today);
            let words = match count {
                0 => tr!("calendar-day-free", day = said),
                _ => tr!("calendar-day-count", day = said, count = count, shown = text::grouped(count)),
            };
            ui.label(text::caption(ui, text::sentence(&words))).on_hover_text(days::long(self.day));
            let Some(name) = name else { return };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = tr!("calendar-plan-here", name = name.as_str());
                if !name.is_empty() && button::small_icon_ui(ui, ICON_ADD, &words).clicked() {
                    scene.push(Action::Plan(self.day));
                }
            });
        });
        self.rows_of_day_ui(ui, scene, "calendar-day", |_| true);
    }

    /// What stands on the chosen day, row by row, as far as `shows` the entries; `salt` tells this list from others.
    pub(super) fn rows_of_day_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        salt: &'static str,
        shows: impl Fn(&crate::book::Mark) -> bool,
    ) {
        let occasions = self.snapshot.occasions_on(self.day).to_vec();
        let marks: Vec<_> = self.snapshot.on(self.day).iter().filter(|mark| shows(mark)).copied().collect();
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt(salt).auto_shrink(false).min_scrolled_height(0.0);
        if self.reveals
            && let Some(row) = marks.iter().position(|mark| Some(mark.key()) == self.at)
        {
            let top = (occasions.len() + row) as f32 * ROW;
            area = area.vertical_scroll_offset((top - ui.available_height() / 2.0).max(0.0));
        }
        area.show_rows(ui, ROW, occasions.len() + marks.len(), |ui, range| {
            ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
            let seen = |row: usize| row.checked_sub(occasions.len()).and_then(|at| marks.get(at));
            self.find_words(scene, range.clone().filter_map(seen));
            for row in range {
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
                match (occasions.get(row), seen(row)) {
                    (Some(occasion), _) => self.occasion_ui(ui, occasion, 0, rect),
                    (None, Some(mark)) => {
                        let is_at = self.at == Some(mark.key());
                        let place = Place { rect, is_block: false, has_what: true, is_at, salt };
                        self.entry_ui(ui, scene, mark, place);
                    }
                    (None, None) => {}
                }
            }
        });
    }
}
