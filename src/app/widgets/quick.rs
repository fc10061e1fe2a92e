//! How a line for a touch was understood, shown while it is being typed.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::{days, text};
use crate::app::theme::{Tone, palette, size};
use crate::model::day::PartialDay;
use crate::model::follow::Direction;
use crate::model::habits::show_time;
use crate::model::quick_touch::QuickTouch;
use crate::tr;

/// Width of what stands before each part.
const LABEL: f32 = 72.0;

/// A day in full with how far it is; a month as it is written.
fn day_said(day: PartialDay, today: chrono::NaiveDate) -> String {
    days::whole(day).map_or_else(|| day.to_string(), |day| format!("{} · {}", days::long(day), days::relative(day, today)))
}

/// The parts of a touch as it was understood: what stands before each, and what it says.
fn parts(touch: &QuickTouch, today: chrono::NaiveDate) -> Vec<(String, String, Tone)> {
    let mut parts = Vec::new();
    let mut how: Vec<String> = [touch.channel.label()].into_iter().filter(|label| !label.is_empty()).collect();
    how.extend(touch.direction.map(Direction::label));
    if touch.happened_on != today {
        how.push(day_said(touch.happened_on.into(), today));
    }
    if touch.needs_reply {
        how.push(tr!("quick-needs-reply"));
    }
    if !how.is_empty() {
        parts.push((tr!("quick-how"), how.join(" · "), Tone::Plain));
    }
    if !touch.text.is_empty() {
        parts.push((tr!("quick-said"), touch.text.clone(), Tone::Plain));
    }
    for promise in &touch.promises {
        let by = promise.due_on.map(|due| format!(" · {}", day_said(due, today))).unwrap_or_default();
        parts.push((promise.side.label(), format!("{}{by}", promise.text), Tone::Due));
    }
    if let Some(next) = &touch.next {
        let time = next.due_time.map(|time| format!(" {}", show_time(time))).unwrap_or_default();
        let goal = if next.goal.is_empty() { String::new() } else { format!(" · {}", next.goal) };
        parts.push((tr!("quick-next"), format!("{}{time}{goal}", day_said(next.due_on, today)), Tone::Accent));
    }
    parts
}

/// Draws how a line was understood.
pub fn ui(ui: &mut Ui, touch: &QuickTouch, today: chrono::NaiveDate) {
    let palette = palette(ui.visuals());
    ui.spacing_mut().item_spacing.y = 0.0;
    for (label, said, tone) in parts(touch, today) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP;
            ui.add_space(size::GAP);
            ui.allocate_ui_with_layout(vec2(LABEL, size::COMPACT), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_size(vec2(LABEL, size::COMPACT));
                text::cut_ui(ui, text::caption(ui, label));
            });
            ui.vertical(|ui| {
                ui.add_space(3.0);
                let colour = if tone == Tone::Plain { palette.text } else { palette.mark(tone) };
                text::wrapped_ui(ui, RichText::new(said).color(colour));
            });
        });
    }
}
