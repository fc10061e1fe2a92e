//! The list of offers below an editor.

use egui::{Button, Id, Popup, PopupKind, RectAlign, Response, RichText, ScrollArea};

use super::Subject;
use super::offers::Offers;
use crate::app::theme::{palette, size};

/// Height of a row.
const ROW: f32 = 26.0;
/// The most rows in sight.
const SEEN: f32 = 9.0;

/// Draws the list; returns the row that was pressed. `marked` is the one that Enter takes; one that the arrows chose comes into
/// sight, and what stands in the editor when the list is new.
#[expect(clippy::too_many_arguments, reason = "drawn from one place")]
pub(super) fn ui(
    id: Id,
    response: &Response,
    offers: &Offers,
    marked: Option<usize>,
    has_moved: bool,
    is_new: bool,
    draft: &str,
    subject: &Subject<'_>,
) -> Option<usize> {
    let current = offers.rows.iter().position(|offer| offer.insert == draft);
    let target = if has_moved { marked } else { current.filter(|_| is_new) };
    let shown = Popup::from_response(response)
        .id(id)
        .kind(PopupKind::Popup)
        .open(true)
        .align(RectAlign::BOTTOM_START)
        .align_alternatives(&[RectAlign::TOP_START, RectAlign::BOTTOM_END, RectAlign::TOP_END])
        .gap(3.0)
        .accessible_name(subject.name)
        .show(|ui| {
            ui.set_width(response.rect.width().clamp(200.0, 320.0));
            ui.spacing_mut().item_spacing.y = 0.0;
            // Else a row would be as high as a button, and the last ones out of sight.
            ui.spacing_mut().interact_size.y = ROW;
            ui.spacing_mut().button_padding = egui::vec2(8.0, 2.0);
            let colours = palette(ui.visuals());
            let widgets = &mut ui.visuals_mut().widgets;
            for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
                visuals.bg_stroke = egui::Stroke::NONE;
            }
            widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
            let mut pressed = None;
            let height = (offers.rows.len() as f32 * ROW).min(SEEN * ROW);
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show_rows(ui, ROW, offers.rows.len(), |ui, range| {
                let first = range.start;
                for at in range {
                    let offer = &offers.rows[at];
                    let detail = RichText::new(&offer.detail).size(size::CAPTION).color(colours.faint);
                    let button = Button::selectable(marked == Some(at), offer.words.as_str())
                        .right_text(detail)
                        .truncate()
                        .min_size(egui::vec2(ui.available_width(), ROW));
                    // The keyboard stays in the text.
                    let row = ui.add(button.sense(egui::Sense::CLICK)).accessible_name(&offer.words);
                    if current == Some(at) && marked.is_none() {
                        let stroke = egui::Stroke::new(2.0, colours.accent());
                        ui.painter().vline(row.rect.left() + 1.0, row.rect.shrink2(egui::vec2(0.0, 5.0)).y_range(), stroke);
                    }
                    if row.clicked() {
                        pressed = Some(at);
                    }
                }
                if let Some(at) = target {
                    // Rows outside of the sight are not drawn: the place of this one is reckoned from the first that is.
                    let top = ui.max_rect().top() + (at as f32 - first as f32) * ROW;
                    let place = egui::Rect::from_min_size(egui::pos2(ui.max_rect().left(), top), egui::vec2(1.0, ROW));
                    ui.scroll_to_rect(place, None);
                }
            });
            pressed
        });
    shown.and_then(|shown| shown.inner)
}
