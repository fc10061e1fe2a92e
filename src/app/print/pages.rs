//! The pages one below the other, as large as one wants them, and what stands above them: how many, which one, how large.

use egui::{Align2, Color32, FontId, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT, ICON_FIT_PAGE, ICON_FIT_WIDTH, ICON_ZOOM_IN, ICON_ZOOM_OUT};

use super::preview::Preview;
use crate::app::theme::{self, palette, size};
use crate::app::widgets::{button, text};
use crate::tr;

/// How large pages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Zoom {
    /// A whole page.
    #[default]
    Page,
    /// As wide as there is room.
    Width,
    /// So many points of the window for a point of 1/72 inch.
    Times(f32),
}

/// What one can zoom to.
const STEPS: [f32; 10] = [0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0];
/// Around and between pages.
const AROUND: f32 = 20.0;
/// More pixels for a point of paper than this are drawn larger, not finer.
const FINEST: f32 = 4.0;

/// Where one is.
#[derive(Default)]
pub struct PageView {
    zoom: Zoom,
    /// The page in the middle, from 0.
    at: usize,
    /// Where to scroll to.
    goes_to: Option<usize>,
    /// Points of the window for a point of paper, as they were shown last.
    times: f32,
}

impl PageView {
    /// To the first page again.
    pub fn begin(&mut self) {
        (self.at, self.goes_to) = (0, Some(0));
    }

    /// Turns `by` pages.
    pub fn turn(&mut self, by: isize, count: usize) {
        let to = self.at.saturating_add_signed(by).min(count.saturating_sub(1));
        self.goes_to = Some(to);
    }

    /// One step larger or smaller.
    pub fn zoom(&mut self, is_larger: bool) {
        let now = self.times;
        let next = if is_larger {
            STEPS.into_iter().find(|step| *step > now + 0.01)
        } else {
            STEPS.into_iter().rev().find(|step| *step < now - 0.01)
        };
        if let Some(next) = next {
            self.zoom = Zoom::Times(next);
            self.goes_to = Some(self.at);
        }
    }

    /// Draws what stands above the pages.
    pub fn bar_ui(&mut self, ui: &mut Ui, preview: &Preview) {
        let count = preview.shown().sizes.len();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
            ui.add_enabled_ui(self.at > 0, |ui| {
                if button::icon_ui(ui, ICON_CHEVRON_LEFT, &tr!("print-page-before"), "PageUp").clicked() {
                    self.turn(-1, count);
                }
            });
            let at = if count == 0 { 0 } else { self.at + 1 };
            ui.label(tr!("print-page-of", at = at, count = count));
            ui.add_enabled_ui(self.at + 1 < count, |ui| {
                if button::icon_ui(ui, ICON_CHEVRON_RIGHT, &tr!("print-page-after"), "PageDown").clicked() {
                    self.turn(1, count);
                }
            });
            ui.add_space(size::MARGIN);
            if button::icon_ui(ui, ICON_ZOOM_OUT, &tr!("print-smaller"), "-").clicked() {
                self.zoom(false);
            }
            ui.label(format!("{:.0} %", self.times * 100.0));
            if button::icon_ui(ui, ICON_ZOOM_IN, &tr!("print-larger"), "+").clicked() {
                self.zoom(true);
            }
            if button::icon_ui(ui, ICON_FIT_PAGE, &tr!("print-fit-page"), "").clicked() {
                (self.zoom, self.goes_to) = (Zoom::Page, Some(self.at));
            }
            if button::icon_ui(ui, ICON_FIT_WIDTH, &tr!("print-fit-width"), "").clicked() {
                (self.zoom, self.goes_to) = (Zoom::Width, Some(self.at));
            }
        });
    }

    /// Draws the pages.
    pub fn ui(&mut self, ui: &mut Ui, preview: &mut Preview) {
        let palette = palette(ui.visuals());
        let room = ui.available_size();
        let sizes = preview.shown().sizes.clone();
        ui.painter().rect_filled(ui.max_rect(), 0.0, palette.bg);
        let Some(widest) = sizes.iter().map(|(width, _)| *width).reduce(f32::max) else {
            if preview.is_busy() {
                text::paint(
                    ui.painter(),
                    ui.max_rect(),
                    text::cut(ui, &tr!("print-making"), text::body_font(), palette.dim, room.x),
                    egui::Align::Center,
                    palette.dim,
                );
            }
            return;
        };
        let highest = sizes.iter().map(|(_, height)| *height).fold(1.0, f32::max);
        let by_width = (room.x - 2.0 * AROUND - size::SCROLL_BAR) / widest;
        self.times = match self.zoom {
            Zoom::Width => by_width,
            Zoom::Page => by_width.min((room.y - 2.0 * AROUND) / highest),
            Zoom::Times(times) => times,
        }
        .clamp(0.1, 6.0);
        let times = self.times;
        let tops: Vec<f32> = sizes
            .iter()
            .scan(AROUND, |top, (_, height)| {
                let here = *top;
                *top += height * times + AROUND;
                Some(here)
            })
            .collect();
        let whole = vec2(
            (widest * times + 2.0 * AROUND).max(room.x),
            tops.last().copied().unwrap_or(0.0) + sizes.last().map_or(0.0, |(_, height)| height * times) + AROUND,
        );
        let mut area = ScrollArea::both().id_salt("pages").auto_shrink(false);
        if let Some(to) = self.goes_to.take() {
            let top = tops.get(to).copied().unwrap_or(0.0) - AROUND;
            area = area.vertical_scroll_offset(top.max(0.0));
            ui.request_repaint();
        }
        let shown = area.show_viewport(ui, |ui, viewport| {
            ui.set_min_size(whole);
            let corner = ui.max_rect().min;
            let in_sight = |at: &usize| tops[*at] < viewport.bottom() && tops[*at] + sizes[*at].1 * times > viewport.top();
            let visible: Vec<usize> = (0..sizes.len()).filter(in_sight).collect();
            for at in &visible {
                let (width, height) = sizes[*at];
                let left = (whole.x.max(viewport.width()) - width * times) / 2.0;
                let rect = Rect::from_min_size(corner + vec2(left.max(AROUND), tops[*at]), vec2(width, height) * times);
                page_ui(ui, preview, *at, sizes.len(), rect, times);
            }
            if let (Some(first), Some(last)) = (visible.first(), visible.last()) {
                preview.keep_near(*first, *last);
            }
            let middle = viewport.center().y;
            (0..sizes.len()).rev().find(|at| tops[*at] <= middle).unwrap_or(0)
        });
        self.at = shown.inner;
    }
}

fn page_ui(ui: &mut Ui, preview: &mut Preview, at: usize, count: usize, rect: Rect, times: f32) {
    let palette = palette(ui.visuals());
    let pixels = ui.pixels_per_point();
    // Whole pixels: a page that is drawn between them is blurred.
    let rect = Rect::from_min_size(pos2((rect.left() * pixels).round() / pixels, (rect.top() * pixels).round() / pixels), rect.size());
    let inner = ui.new_child(UiBuilder::new().id_salt(("page", at)).max_rect(rect));
    let response = inner.interact(rect, inner.scope_id().with("image"), Sense::HOVER);
    let name = tr!("print-page-of", at = at + 1, count = count);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, &name));
    ui.painter().rect_filled(rect.translate(vec2(0.0, 1.5)).expand(1.0), 2.0, palette.shadow);
    ui.painter().rect_filled(rect, 0.0, theme::PAPER);
    let scale = (times * pixels).min(FINEST);
    match preview.image(at, scale) {
        Some(texture) => {
            let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture.id(), rect, uv, Color32::WHITE);
        }
        None => {
            let font = FontId::proportional(size::CAPTION);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, tr!("print-making"), font, theme::ON_PAPER);
        }
    }
    ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, palette.outline), StrokeKind::Outside);
}
