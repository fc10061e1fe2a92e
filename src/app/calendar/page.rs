//! The page of the calendar: its head with the ways to look at it, what it leaves out, and the view itself.

use egui::{Align, CornerRadius, Layout, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons::ICON_ADD;

use super::entry::{colours_of, name_of};
use super::{Calendar, Step};
use crate::app::action::{Action, Scene};
use crate::app::settings::CalendarView;
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, days, text};
use crate::book::Topic;
use crate::tr;

impl Calendar {
    /// Draws the page.
    pub fn page_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        self.head_ui(ui, scene, scene.settings.calendar_view);
        let view = scene.settings.calendar_view;
        if view != CalendarView::Year {
            self.topics_ui(ui, scene);
        }
        ui.add_space(size::GAP);
        let whole = ui.available_rect_before_wrap();
        let place = whole.with_max_y(whole.bottom() - size::HEAD);
        let focus = self.keyboard_ui(ui, scene, place);
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("calendar-view", view as u8)).max_rect(place));
        inner.shrink_clip_rect(place.expand(1.0));
        match view {
            CalendarView::Month => self.large_month_ui(&mut inner, scene, place),
            CalendarView::Year => self.years_ui(&mut inner, scene),
            CalendarView::Week => self.week_ui(&mut inner, scene, place),
            CalendarView::Day => self.one_day_ui(&mut inner, scene, place),
            CalendarView::Agenda => self.list_ui(&mut inner, scene),
        }
        self.reveals = false;
        let palette = palette(ui.visuals());
        if focus.has_focus() {
            ui.painter().rect_stroke(place.expand(1.0), CornerRadius::same(2), Stroke::new(1.0, palette.accent()), StrokeKind::Outside);
        }
        let foot = Rect::from_min_max(pos2(whole.left(), place.bottom()), whole.max);
        let galley = text::cut(ui, &tr!("calendar-keys"), text::caption_font(), palette.faint, foot.width());
        text::paint(ui.painter(), foot, galley, Align::Min, palette.faint);
        ui.advance_cursor_after_rect(whole);
    }

    /// What is looked at, the way to what is before and after it, and the other ways of looking.
    fn head_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, view: CalendarView) {
        let step = match view {
            CalendarView::Month | CalendarView::Year => Step::Month,
            CalendarView::Week | CalendarView::Agenda => Step::Week,
            CalendarView::Day => Step::Day,
        };
        ui.horizontal(|ui| {
            ui.set_height(size::HEAD);
            let title = match view {
                CalendarView::Day | CalendarView::Agenda => days::long(self.day),
                CalendarView::Month | CalendarView::Week => days::month(self.month),
                CalendarView::Year => tr!("year-legend"),
            };
            let steps = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let back = button::small_icon_ui(ui, egui_material_icons::icons::ICON_CHEVRON_LEFT, &step.previous());
                if back.clicked() {
                    self.step(step, false);
                }
                if button::link_ui(ui, None, &tr!("calendar-today")).clicked() {
                    self.show(scene.now.today);
                    self.shows_work = true;
                }
                let on = button::small_icon_ui(ui, egui_material_icons::icons::ICON_CHEVRON_RIGHT, &step.next());
                if on.clicked() {
                    self.step(step, true);
                }
            };
            // Years are looked at all at once.
            if view != CalendarView::Year {
                ui.scope(steps);
                ui.add_space(size::GAP_SMALL);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::plain_ui(ui, Some(ICON_ADD), &tr!("calendar-new")).clicked() {
                    scene.push(Action::AskWhom(self.day, None));
                }
                ui.add_space(size::GAP);
                ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
                for other in CalendarView::ALL.into_iter().rev() {
                    if button::tab_ui(ui, &view_name(other), other == view).clicked() && other != view {
                        scene.settings.calendar_view = other;
                        self.shows_work = true;
                        self.takes_focus = true;
                        self.show(self.day);
                    }
                }
                ui.add_space(size::GAP);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| text::cut_ui(ui, text::title(ui, title)));
            });
        });
    }

    /// A chip for each topic, by which it is left out or shown.
    fn topics_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
            for topic in Topic::ALL {
                let is_shown = !scene.settings.calendar_hides.contains(topic.key());
                if topic_ui(ui, topic, is_shown) {
                    if is_shown {
                        scene.settings.calendar_hides.insert(topic.key().to_owned());
                    } else {
                        scene.settings.calendar_hides.remove(topic.key());
                    }
                }
            }
            if !self.whole.has_due_days {
                ui.add_space(size::GAP);
                ui.label(text::caption(ui, tr!("calendar-reading")));
            }
        });
    }
}

fn view_name(view: CalendarView) -> String {
    match view {
        CalendarView::Month => tr!("calendar-view-month"),
        CalendarView::Week => tr!("calendar-view-week"),
        CalendarView::Day => tr!("calendar-view-day"),
        CalendarView::Agenda => tr!("calendar-view-agenda"),
        CalendarView::Year => tr!("calendar-view-year"),
    }
}

/// A chip that is on or off; returns whether it was pressed.
fn topic_ui(ui: &mut Ui, topic: Topic, is_shown: bool) -> bool {
    const DOT: f32 = 8.0;
    let palette = palette(ui.visuals());
    let words = name_of(topic);
    let [colour, ground] = colours_of(topic, palette);
    let text_colour = if is_shown { palette.text } else { palette.faint };
    let galley = text::cut(ui, &words, text::caption_font(), text_colour, 160.0);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 30.0, size::COMPACT), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, is_shown, &words));
    let corner = CornerRadius::same(12);
    if is_shown {
        ui.painter().rect_filled(rect, corner, ground);
    } else {
        ui.painter().rect_stroke(rect, corner, Stroke::new(size::LINE, palette.outline), StrokeKind::Inside);
    }
    if response.has_focus() || response.hovered() {
        ui.painter().rect_stroke(rect, corner, Stroke::new(1.5, palette.accent()), StrokeKind::Inside);
    }
    let dot = pos2(rect.left() + 12.0, rect.center().y);
    if is_shown {
        ui.painter().circle_filled(dot, DOT / 2.0, colour);
    } else {
        ui.painter().circle_stroke(dot, DOT / 2.0, Stroke::new(1.0, palette.faint));
    }
    text::paint(ui.painter(), rect.with_min_x(rect.left() + 21.0), galley, Align::Min, text_colour);
    let tip = if is_shown { tr!("topic-hide", topic = words.as_str()) } else { tr!("topic-show", topic = words.as_str()) };
    response.on_hover_text(tip).clicked()
}
