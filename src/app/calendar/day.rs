//! The list of one day: whom to write to, and what for.

use egui::{Align, CornerRadius, Layout, ScrollArea, Sense, Ui, vec2};
use egui_material_icons::icons::ICON_ADD;

use super::Calendar;
use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, days, text};
use crate::book::DayEntry;
use crate::tr;

/// Height of an entry.
const ENTRY: f32 = 28.0;

impl Calendar {
    pub(super) fn day_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let name = scene.selection.lead().map(|lead| self.lead_name(scene.book, lead));
        let entries = self.entries(self.day);
        ui.horizontal(|ui| {
            ui.set_height(size::COMPACT);
            let said = days::relative(self.day, scene.now.today);
            let words = if entries.is_empty() {
                tr!("calendar-day-free", day = said)
            } else {
                tr!("calendar-day-count", day = said, count = entries.len(), shown = text::grouped(entries.len()))
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
        ui.spacing_mut().item_spacing.y = 0.0;
        let is_late = self.day < scene.now.today;
        ScrollArea::vertical().id_salt("calendar-day").auto_shrink(false).min_scrolled_height(0.0).show_rows(
            ui,
            ENTRY,
            entries.len(),
            |ui, range| {
                ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
                for entry in &entries[range] {
                    entry_ui(ui, scene, entry, is_late);
                }
            },
        );
    }
}

fn entry_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &DayEntry, is_late: bool) {
    let palette = palette(ui.visuals());
    let is_done = !entry.follow_up.is_open();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::click());
    let what = entry.follow_up.goal.as_str();
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, tr!("calendar-entry", name = entry.name.as_str(), goal = what))
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(size::CHIP_CORNER), palette.hover);
    }
    let tone = if is_done {
        Tone::Plain
    } else if is_late {
        Tone::Overdue
    } else {
        Tone::Accent
    };
    ui.painter().circle_filled(egui::pos2(rect.left() + 4.0, rect.center().y), 3.0, palette.mark(tone));
    let place = rect.with_min_x(rect.left() + 16.0);
    let name_colour = if is_done { palette.faint } else { palette.text };
    let share = if what.is_empty() { place.width() } else { place.width() * 0.55 };
    let name = text::cut(ui, &entry.name, text::body_font(), name_colour, share);
    let painted = text::paint(ui.painter(), place, name, Align::Min, name_colour);
    let rest = place.with_min_x(painted.right() + size::GAP);
    let goal = text::cut(ui, what, text::caption_font(), palette.dim, rest.width());
    text::paint(ui.painter(), rest, goal, Align::Min, palette.dim);
    let whole = if what.is_empty() { entry.name.clone() } else { tr!("calendar-entry", name = entry.name.as_str(), goal = what) };
    if response.on_hover_text(whole).clicked() {
        scene.push(Action::Select(entry.customer));
    }
}
