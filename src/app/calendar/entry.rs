//! An entry of the calendar: how it looks, what it says of itself, and how it is taken along by the pointer.

use chrono::{NaiveDate, NaiveTime};
use egui::{Align, Color32, CornerRadius, FontId, LayerId, Order, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_CAKE, ICON_CELEBRATION, ICON_EDIT_NOTE, ICON_EVENT, ICON_FLAG, ICON_FORUM, ICON_HANDSHAKE, ICON_UPDATE,
};

use super::Calendar;
use crate::app::action::{Action, AtTime, Dragged, Scene};
use crate::app::theme::{Palette, Tone, palette, size};
use crate::app::widgets::text;
use crate::book::{Mark, MarkWords, Topic};
use crate::model::habits::show_time;
use crate::model::occasions::{Feast, Occasion};
use crate::tr;

/// Height of an entry in a grid.
pub const LINE: f32 = 18.0;
/// Height of an entry in a list.
pub const ROW: f32 = 28.0;
/// Room of its icon.
const ICON_ROOM: f32 = 16.0;

/// An entry that is being dragged.
#[derive(Clone, Copy, Debug)]
pub struct Carried(pub Mark);

/// What a topic is called.
pub fn name_of(topic: Topic) -> String {
    match topic {
        Topic::FollowUp => tr!("topic-follow-up"),
        Topic::Promise => tr!("topic-promise"),
        Topic::Due => tr!("topic-due"),
        Topic::Birthday => tr!("topic-birthday"),
        Topic::Festival => tr!("topic-festival"),
        Topic::Holiday => tr!("topic-holiday"),
        Topic::Touch => tr!("topic-touch"),
    }
}

/// The icon of a topic.
pub fn icon_of(topic: Topic) -> MaterialIcon {
    match topic {
        Topic::FollowUp => ICON_EVENT,
        Topic::Promise => ICON_HANDSHAKE,
        Topic::Due => ICON_UPDATE,
        Topic::Birthday => ICON_CAKE,
        Topic::Festival => ICON_CELEBRATION,
        Topic::Holiday => ICON_FLAG,
        Topic::Touch => ICON_FORUM,
    }
}

/// The colour of a topic: text and ground.
pub fn colours_of(topic: Topic, palette: &Palette) -> [Color32; 2] {
    match topic {
        Topic::FollowUp => [palette.accent(), palette.ground(Tone::Accent)],
        Topic::Promise => [palette.mark(Tone::Due), palette.ground(Tone::Due)],
        Topic::Due => [palette.dim, palette.hover],
        Topic::Birthday => palette.tags[1],
        Topic::Festival => palette.tags[0],
        Topic::Holiday => palette.tags[5],
        Topic::Touch => [palette.mark(Tone::Fine), palette.ground(Tone::Fine)],
    }
}

/// The colour of an entry: that of its topic, red where it is late, faint where it is done.
fn colours_of_mark(mark: &Mark, today: NaiveDate, palette: &Palette) -> [Color32; 2] {
    if mark.topic == Topic::Touch {
        colours_of(mark.topic, palette)
    } else if !mark.is_open {
        [palette.faint, palette.hover]
    } else if mark.is_late(today) {
        [palette.mark(Tone::Overdue), palette.ground(Tone::Overdue)]
    } else {
        colours_of(mark.topic, palette)
    }
}

/// What an entry says to who cannot see it, and to the pointer that rests on it.
pub fn said(mark: &Mark, words: &MarkWords, today: NaiveDate) -> String {
    let kind = match (mark.topic, mark.is_theirs) {
        (Topic::Promise, true) => tr!("topic-promise-theirs"),
        (Topic::Promise, false) => tr!("topic-promise-ours"),
        (topic, _) => name_of(topic),
    };
    let time = mark.at.map(show_time).unwrap_or_default();
    let state = match (mark.is_open, mark.is_late(today)) {
        (false, _) if mark.topic == Topic::Touch => String::new(),
        (false, _) if !words.ended.is_empty() => words.ended.clone(),
        (false, _) => tr!("calendar-done"),
        (true, true) => tr!("calendar-late"),
        (true, false) => String::new(),
    };
    let parts = [time.as_str(), &words.name, &kind, &words.what, &state];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Where and how an entry is drawn.
#[derive(Clone, Copy)]
pub struct Place {
    /// Its room.
    pub rect: Rect,
    /// Whether it has a ground, as one with a time has.
    pub is_block: bool,
    /// Whether what it is about stands behind the name.
    pub has_what: bool,
    /// Whether it has the keyboard.
    pub is_at: bool,
    /// Apart from itself, what tells it from the same entry elsewhere.
    pub salt: &'static str,
}

impl Calendar {
    /// Draws an entry; pressed, it takes the keyboard and shows its customer. It can be dragged where it can be moved.
    pub(super) fn entry_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, mark: &Mark, place: Place) -> Response {
        let words = self.words_of_mark(mark);
        let sense = if mark.is_movable() { Sense::CLICK | Sense::DRAG } else { Sense::CLICK };
        let response = ui.interact(place.rect, ui.scope_id().with((place.salt, mark.key(), mark.on)), sense);
        let whole = said(mark, &words, scene.now.today);
        response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, place.is_at, &whole));
        paint_mark(ui, scene.now.today, mark, &words, place, response.hovered());
        if response.drag_started() {
            egui::DragAndDrop::set_payload(ui, Carried(*mark));
        }
        if response.dragged() {
            carried_ui(ui, mark, &words);
        }
        if response.clicked() || response.double_clicked() {
            self.at = Some(mark.key());
            if self.day != mark.on {
                self.day = mark.on;
            }
            ui.memory_mut(|memory| memory.request_focus(super::keys::focus_id()));
            scene.push(Action::Select(mark.customer));
            if response.double_clicked() {
                scene.push(Action::CardAlone);
            }
        }
        response.on_hover_text(whole)
    }

    /// Draws an occasion; it only tells.
    pub(super) fn occasion_ui(&self, ui: &Ui, occasion: &Occasion, more: usize, rect: Rect) {
        let palette = palette(ui.visuals());
        let topic = if occasion.what.is_holiday() { Topic::Holiday } else { Topic::Festival };
        let colour = if topic == Topic::Holiday { palette.faint } else { colours_of(topic, palette)[0] };
        let mut title = occasion.what.title();
        if more > 0 {
            title = format!("{title} +{more}");
        }
        let response = ui.interact(rect, ui.scope_id().with(("occasion", occasion.on, rect.top() as i32)), Sense::HOVER);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &title));
        let mark = if matches!(occasion.what, Feast::WriteFor(_)) { ICON_EDIT_NOTE } else { icon_of(topic) };
        paint_icon(ui, mark, rect, colour);
        let place = rect.with_min_x(rect.left() + ICON_ROOM);
        let cut = |words: &str| text::cut(ui, words, text::caption_font(), colour, place.width());
        let mut galley = cut(&title);
        if galley.elided
            && let Some(short) = occasion.what.short_title()
        {
            galley = cut(&short);
        }
        text::paint(ui.painter(), place, galley, Align::Min, colour);
        let mut lines: Vec<String> = self.snapshot.occasions_on(occasion.on).iter().flat_map(|one| one.what.lines()).collect();
        if more == 0 {
            lines = occasion.what.lines();
        }
        response.on_hover_text(lines.join("\n"));
    }

    /// Takes what is dropped onto `rect`, which stands for a day and maybe a time; shows that it would. Returns whether something hovers.
    pub(super) fn drop_ui(&mut self, ui: &Ui, scene: &mut Scene<'_>, rect: Rect, to: NaiveDate, at: AtTime) -> bool {
        let carried = egui::DragAndDrop::payload::<Carried>(ui);
        let customers = egui::DragAndDrop::payload::<Dragged>(ui);
        if carried.is_none() && customers.is_none() {
            return false;
        }
        let is_over = ui.pointer_latest_pos().is_some_and(|pointer| rect.contains(pointer) && ui.clip_rect().contains(pointer));
        if !is_over {
            return false;
        }
        let palette = palette(ui.visuals());
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            CornerRadius::same(size::CHIP_CORNER),
            Stroke::new(1.5, palette.accent()),
            StrokeKind::Inside,
        );
        if ui.input(|input| input.pointer.any_released()) {
            egui::DragAndDrop::clear_payload(ui);
            if let Some(carried) = carried {
                self.move_mark(scene, &carried.0, to, at);
            }
            if let Some(dragged) = customers {
                self.show(to);
                scene.push(Action::PlanThem(dragged.customers.clone(), to));
            }
        }
        true
    }

    /// Puts an entry elsewhere, and goes along with it.
    pub(super) fn move_mark(&mut self, scene: &mut Scene<'_>, mark: &Mark, to: NaiveDate, at: AtTime) {
        let is_same = mark.on == to && (at == AtTime::Same || at == AtTime::New(mark.at));
        if is_same || !mark.is_movable() {
            return;
        }
        self.show(to);
        self.at = Some(mark.key());
        self.reveals = true;
        scene.push(Action::MoveMark { mark: *mark, to, at });
    }
}

fn paint_mark(ui: &Ui, today: NaiveDate, mark: &Mark, words: &MarkWords, place: Place, is_hovered: bool) {
    let palette = palette(ui.visuals());
    let [colour, ground] = colours_of_mark(mark, today, palette);
    let rect = place.rect;
    let corner = CornerRadius::same(size::CHIP_CORNER);
    if place.is_block {
        ui.painter().rect_filled(rect, corner, ground);
        let bar = rect.with_max_x(rect.left() + 3.0);
        ui.painter().rect_filled(bar, CornerRadius { nw: size::CHIP_CORNER, sw: size::CHIP_CORNER, ne: 0, se: 0 }, colour);
    } else if is_hovered {
        ui.painter().rect_filled(rect, corner, palette.hover);
    }
    if place.is_at {
        ui.painter().rect_stroke(rect, corner, Stroke::new(1.5, palette.accent()), StrokeKind::Inside);
    }
    let row = if place.is_block { rect.with_max_y(rect.top() + rect.height().min(22.0)) } else { rect };
    let row = row.with_min_x(row.left() + if place.is_block { 6.0 } else { 1.0 }).with_max_x(row.right() - 2.0);
    let mut left = row.left();
    if row.width() > 64.0 {
        paint_icon(ui, icon_of(mark.topic), row, colour);
        left += ICON_ROOM;
    }
    // What happened is quiet, and only what was to be done is struck when it is.
    let name_colour = match (mark.is_open, mark.topic) {
        (true, _) => palette.text,
        (false, Topic::Touch) => palette.dim,
        (false, _) => palette.faint,
    };
    let font = if place.has_what { text::body_font() } else { text::caption_font() };
    if let Some(at) = mark.at {
        let galley = text::cut(ui, &show_time(at), text::caption_font(), colour, 40.0);
        let painted = text::paint(ui.painter(), row.with_min_x(left), galley, Align::Min, colour);
        left = painted.right() + 5.0;
    }
    let rest = row.with_min_x(left);
    let has_what = place.has_what && !words.what.is_empty();
    let share = if has_what { (rest.width() * 0.55).max(80.0).min(rest.width()) } else { rest.width() };
    let galley = text::cut(ui, &words.name, font, name_colour, share);
    let painted = text::paint(ui.painter(), rest, galley, Align::Min, name_colour);
    if !mark.is_open && mark.topic != Topic::Touch {
        ui.painter().hline(painted.x_range(), painted.center().y + 0.5, Stroke::new(1.0, palette.faint));
    }
    if has_what {
        let rest = rest.with_min_x(painted.right() + size::GAP);
        let galley = text::cut(ui, &words.what, text::caption_font(), palette.dim, rest.width());
        text::paint(ui.painter(), rest, galley, Align::Min, palette.dim);
    }
}

fn paint_icon(ui: &Ui, mark: MaterialIcon, row: Rect, colour: Color32) {
    let font = FontId::new(13.0, mark.font_family());
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), font, colour));
    let at = pos2(row.left(), row.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}

/// Says beside the pointer what is being dragged.
fn carried_ui(ui: &Ui, mark: &Mark, words: &MarkWords) {
    let Some(pointer) = ui.pointer_latest_pos() else { return };
    let palette = palette(ui.visuals());
    let galley = text::cut(ui, &words.name, text::body_font(), palette.on_accent, 220.0);
    let place = Rect::from_min_size(pointer + vec2(12.0, 8.0), galley.size() + vec2(16.0, 8.0));
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, egui::Id::unique(("calendar-carried", mark.source))));
    painter.rect_filled(place, size::CORNER, palette.accent());
    text::paint(&painter, place, galley, Align::Center, palette.on_accent);
}

/// The time at `y` of a column of hours that begins at `top`, each `height` points high, on the quarter of an hour.
pub fn time_at(y: f32, top: f32, height: f32) -> NaiveTime {
    let quarters = ((y - top) / height * 4.0).floor().clamp(0.0, 95.0) as u32;
    NaiveTime::from_hms_opt(quarters / 4, quarters % 4 * 15, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_column_of_hours_is_a_quarter_of_an_hour() {
        for (y, time) in [(99.0, "00:00"), (100.0, "00:00"), (111.0, "00:15"), (500.0, "10:00"), (539.9, "10:45"), (9_999.0, "23:45")] {
            assert_eq!(show_time(time_at(y, 100.0, 40.0)), time, "{y}");
        }
    }
}
