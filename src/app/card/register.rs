//! The printed card in the head of the card: who has it until when, what has changed since it was printed, and when it was checked.

use egui::{Align, Color32, Layout, ScrollArea, Sense, Ui, vec2};
use egui_material_icons::icons::{ICON_ARROW_FORWARD, ICON_ASSIGNMENT_RETURN, ICON_FACT_CHECK};

use super::Card;
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::{CardSnapshot, Edit, RegisterEdit, SincePrint};
use crate::model::cadence::say_day;
use crate::tr;

/// The list of what has changed.
const WIDTH: f32 = 400.0;
/// It scrolls where it would be higher.
const HIGHEST: f32 = 320.0;
const LABEL: f32 = 132.0;
const ROW: f32 = 20.0;

impl Card {
    /// A line for each card that somebody has, and one for what has changed since the last print; nothing where it never was printed.
    pub(super) fn register_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let (colours, today) = (palette(ui.visuals()), scene.now.today);
        for copy in snapshot.copies.iter().filter(|copy| copy.is_out()) {
            let taken = say_day(copy.taken_on.unwrap_or(today), today);
            let words = match copy.due_back_on {
                Some(due) => tr!("register-out-until", who = copy.taken_by.as_str(), taken = taken, due = say_day(due, today)),
                None => tr!("register-out", who = copy.taken_by.as_str(), taken = taken),
            };
            let tone = if copy.is_overdue(today) { Tone::Overdue } else { Tone::Plain };
            let colour = if tone == Tone::Plain { colours.dim } else { colours.mark(tone) };
            ui.allocate_ui_with_layout(vec2(ui.available_width(), size::COMPACT), Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
                if button::link_ui(ui, Some(ICON_ASSIGNMENT_RETURN), &tr!("register-return")).clicked() {
                    scene.edit(Edit::Register(RegisterEdit::ReturnCards { copies: vec![copy.id] }));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let whole = if copy.why.is_empty() { words.clone() } else { format!("{words} · {}", copy.why) };
                    text::cut_ui(ui, text::caption(ui, &whole).color(colour)).on_hover_text(&whole);
                });
            });
        }
        if let Some(since) = &self.since {
            since_ui(ui, scene, snapshot, since);
        }
    }
}

/// When the card was printed and how much has changed; pressed, field by field.
fn since_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, since: &SincePrint) {
    let (colours, today) = (palette(ui.visuals()), scene.now.today);
    let printed = say_day(scene.clock.local(since.copy.printed_at_ms).date(), today);
    let words = tr!("register-since", day = printed, fields = since.fields.len());
    let words = match snapshot.checks.first() {
        Some(check) => format!("{words} · {}", tr!("register-checked-on", day = say_day(check.checked_on, today))),
        None => words,
    };
    let width = ui.available_width();
    let galley = text::cut(ui, &words, text::caption_font(), Color32::PLACEHOLDER, width);
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &words));
    let colour = if response.hovered() || response.has_focus() { colours.accent() } else { colours.dim };
    text::paint(ui.painter(), rect, galley, Align::Min, colour);
    menu::of(&response, tr!("register-since-title")).show(|ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing = vec2(size::GAP_SMALL, 2.0);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(text::bold(ui, tr!("register-since-title")));
            ScrollArea::vertical().max_height(HIGHEST).show(ui, |ui| changes_ui(ui, since));
            ui.add_space(size::GAP_SMALL);
            if button::link_ui(ui, Some(ICON_FACT_CHECK), &tr!("register-check")).clicked() {
                scene.edit(Edit::Register(RegisterEdit::CheckCards { customers: vec![snapshot.customer.id], note: String::new() }));
            }
        });
    });
    button::tooltip(response, &words, "");
}

/// Each field with what stands on paper and what is true now.
fn changes_ui(ui: &mut Ui, since: &SincePrint) {
    let colours = palette(ui.visuals());
    ui.set_width(ui.available_width());
    let mut whose = "";
    for field in &since.fields {
        if field.whose != whose {
            whose = &field.whose;
            text::wrapped_ui(ui, text::caption(ui, whose));
        }
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(LABEL, ROW), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_size(vec2(LABEL, ROW));
                text::cut_ui(ui, text::dim(ui, &field.label));
            });
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
                if !field.was.is_empty() {
                    ui.label(text::dim(ui, &field.was).strikethrough());
                    ui.label(ICON_ARROW_FORWARD.rich_text().size(14.0).color(colours.faint));
                }
                ui.label(if field.now.is_empty() { "—" } else { &field.now });
            });
        });
    }
    if since.fields.is_empty() {
        ui.label(text::dim(ui, tr!("register-since-nothing")));
    }
    if since.touches > 0 {
        ui.label(text::caption(ui, tr!("register-since-touches", count = since.touches)));
    }
}
