//! Stars: pressed, or set with the keys 0 to 5.

use egui::{CornerRadius, EventFilter, Key, Modifiers, Sense, Stroke, StrokeKind, Ui};

use super::line::take_tab;
use super::{Around, Look, Outcome, Subject, Wish};
use crate::app::theme::{palette, size};
use crate::app::widgets::chip;

const KEYS: [Key; 6] = [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];

pub(super) fn ui(ui: &mut Ui, subject: &Subject<'_>, draft: &mut String, around: &Around<'_>) -> Outcome {
    let count = chip::star_count(draft);
    let has_focus = ui.memory(|memory| memory.has_focus(subject.id)) && !around.is_composing;
    let mut wish = Wish::None;
    let mut chosen = None;
    if has_focus {
        ui.input_mut(|input| {
            chosen = KEYS.iter().position(|key| input.consume_key(Modifiers::NONE, *key));
            // The text of the key would be typed into whatever has the keyboard next.
            input.events.retain(|event| !matches!(event, egui::Event::Text(text) if text.len() == 1 && "012345".contains(text)));
            if input.consume_key(Modifiers::NONE, Key::ArrowRight) {
                chosen = Some((count + 1).min(5));
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowLeft) {
                chosen = Some(count.saturating_sub(1));
            }
            if input.consume_key(Modifiers::COMMAND, Key::Enter) {
                wish = Wish::SaveAndLeave;
            } else if input.consume_key(Modifiers::NONE, Key::Enter) {
                wish = Wish::Save;
            } else if input.consume_key(Modifiers::NONE, Key::Escape) {
                wish = Wish::Leave;
            }
            if subject.look == Look::Cell {
                match take_tab(input) {
                    0 => {}
                    by => wish = Wish::SaveAndGo(by),
                }
            }
        });
    }
    let height = if subject.look == Look::Form { size::CONTROL } else { size::COMPACT };
    let (place, _) = ui.allocate_exact_size(egui::vec2(5.0 * chip::STAR + 8.0, height), Sense::hover());
    // Before the stars, so that these lie above and get the pointer.
    let response = ui.interact(place, subject.id, Sense::FOCUSABLE);
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(place.shrink2(egui::vec2(4.0, (height - 20.0) / 2.0))));
    let pressed = chip::stars_ui(&mut row, subject.name, count);
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::accesskit::Role::Slider, true, subject.name);
        info.value = Some(count as f64);
        info
    });
    let keeps = EventFilter { tab: subject.look == Look::Cell, horizontal_arrows: true, escape: true, ..EventFilter::default() };
    if response.has_focus() {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(subject.id, keeps));
        let ring = Stroke::new(1.5, palette(ui.visuals()).accent());
        ui.painter().rect_stroke(place, CornerRadius::same(size::CHIP_CORNER), ring, StrokeKind::Inside);
    }
    if pressed.is_some() {
        response.request_focus();
    }
    let chosen = pressed.or(chosen);
    if let Some(count) = chosen {
        *draft = if count == 0 { String::new() } else { count.to_string() };
        wish = Wish::Save;
    }
    if matches!(wish, Wish::Leave | Wish::SaveAndLeave) {
        response.surrender_focus();
    }
    Outcome { is_changed: chosen.is_some(), wish, response }
}
