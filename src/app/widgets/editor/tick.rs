//! Yes or no: a box that is ticked with a press or Space, and emptied with Backspace. What is neither stays beside it as it is.

use egui::{Align, CornerRadius, EventFilter, FontId, Key, Modifiers, Rect, Sense, Stroke, StrokeKind, Ui, vec2};
use egui_material_icons::icons::ICON_CHECK;

use super::line::take_tab;
use super::{Around, Look, Outcome, Subject, Wish};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::text;
use crate::model::ExtraKind;
use crate::model::extra::read_tick;
use crate::words::spoken;

/// Side of the box.
const BOX: f32 = 16.0;

/// What the draft becomes by a press: what is not yes becomes it.
fn toggled(draft: &str) -> String {
    let value = if read_tick(draft) == Some(true) { "no" } else { "yes" };
    ExtraKind::Tick.shown(value, spoken())
}

pub(super) fn ui(ui: &mut Ui, subject: &Subject<'_>, draft: &mut String, around: &Around<'_>) -> Outcome {
    let colours = palette(ui.visuals());
    let mut wish = Wish::None;
    let mut is_emptied = false;
    if ui.memory(|memory| memory.has_focus(subject.id)) && !around.is_composing {
        ui.input_mut(|input| {
            // Enter saves and does not press.
            if input.consume_key(Modifiers::COMMAND, Key::Enter) {
                wish = Wish::SaveAndLeave;
            } else if input.consume_key(Modifiers::NONE, Key::Enter) {
                wish = Wish::Save;
            } else if input.consume_key(Modifiers::NONE, Key::Escape) {
                wish = Wish::Leave;
            }
            is_emptied = input.consume_key(Modifiers::NONE, Key::Backspace) || input.consume_key(Modifiers::NONE, Key::Delete);
            if subject.look == Look::Cell {
                match take_tab(input) {
                    0 => {}
                    by => wish = Wish::SaveAndGo(by),
                }
            }
        });
    }
    let height = if subject.look == Look::Form { size::CONTROL } else { size::COMPACT };
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    // What stands in the card stands where a label would stand.
    let left = place.left() + if subject.look == Look::Cell { 6.0 } else { 0.0 };
    let mark = Rect::from_center_size(egui::pos2(left + BOX / 2.0, place.center().y), vec2(BOX, BOX));
    let galley = text::cut(ui, draft, FontId::proportional(size::BODY), colours.text, (place.right() - mark.right() - size::GAP).max(0.0));
    let pressed = mark.expand(4.0).with_max_x(mark.right() + size::GAP + galley.size().x.max(4.0));
    let response = ui.interact(pressed, subject.id, Sense::click());
    let is_ticked = read_tick(draft) == Some(true);
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, is_ticked, subject.name));
    let stroke = if subject.has_failed {
        colours.mark(Tone::Overdue)
    } else if response.has_focus() || is_ticked {
        colours.accent()
    } else if response.hovered() {
        colours.dim
    } else {
        colours.faint
    };
    let corner = CornerRadius::same(size::CHIP_CORNER - 1);
    let fill = if is_ticked { colours.accent() } else { colours.panel };
    ui.painter().rect(mark, corner, fill, Stroke::new(size::LINE, stroke), StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(
            mark.expand(2.5),
            CornerRadius::same(size::CORNER),
            Stroke::new(1.5, colours.accent()),
            StrokeKind::Inside,
        );
        let keeps = EventFilter { tab: subject.look == Look::Cell, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(subject.id, keeps));
    }
    if is_ticked {
        let font = FontId::new(14.0, ICON_CHECK.font_family());
        let check = ui.fonts_mut(|fonts| fonts.layout_no_wrap(ICON_CHECK.codepoint.to_owned(), font, colours.on_accent));
        text::paint(ui.painter(), mark, check, Align::Center, colours.on_accent);
    }
    text::paint(ui.painter(), place.with_min_x(mark.right() + size::GAP), galley, Align::Min, colours.text);

    let before = draft.clone();
    if response.clicked() {
        *draft = toggled(draft);
        response.request_focus();
        wish = Wish::Save;
    } else if is_emptied {
        draft.clear();
        wish = Wish::Save;
    }
    if matches!(wish, Wish::Leave | Wish::SaveAndLeave) {
        response.surrender_focus();
    }
    Outcome { is_changed: *draft != before, wish, response }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    #[test]
    fn a_press_makes_yes_of_all_that_is_not() {
        for (language, before, after) in [
            (Language::English, "", "Yes"),
            (Language::English, "Yes", "No"),
            (Language::English, "No", "Yes"),
            (Language::English, "perhaps", "Yes"),
            (Language::Chinese, "是", "否"),
            (Language::Chinese, "", "是"),
        ] {
            speak(language);
            assert_eq!(toggled(before), after, "{before}");
        }
        speak(Language::English);
    }
}
