//! The month below the editor of a day.

use chrono::{Datelike, Days, Months, NaiveDate};
use egui::{Align, CornerRadius, FontId, Popup, PopupKind, Rect, RectAlign, Response, Sense, Stroke, StrokeKind, Ui, vec2};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT};

use super::line::{Keys, State, day_of, popup_id};
use super::{Around, Subject};
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, days, text};
use crate::model::day::{DayOrder, DayReading, PartialDay, read_day};
use crate::tr;

const CELL: egui::Vec2 = vec2(32.0, 26.0);

/// Draws the month while the editor has the keyboard and it is open; returns the day (or month) that was taken.
pub(super) fn popup_ui(
    subject: &Subject<'_>,
    draft: &str,
    state: &mut State,
    keys: &Keys,
    response: &Response,
    around: &Around<'_>,
) -> Option<PartialDay> {
    if !state.is_open {
        return None;
    }
    let stands = day_of(draft, around);
    let from = state.day.or(stands).unwrap_or(around.today());
    let moved = if keys.down || keys.up || keys.left || keys.right || keys.page_down || keys.page_up {
        match state.day {
            // The first key shows where one is.
            None => Some(from),
            Some(day) if keys.down => day.checked_add_days(Days::new(7)),
            Some(day) if keys.up => day.checked_sub_days(Days::new(7)),
            Some(day) if keys.left => day.pred_opt(),
            Some(day) if keys.right => day.succ_opt(),
            Some(day) if keys.page_down => day.checked_add_months(Months::new(1)),
            Some(day) => day.checked_sub_months(Months::new(1)),
        }
    } else {
        None
    };
    if let Some(day) = moved.filter(|day| (1900..=2199).contains(&day.year())) {
        state.day = Some(day);
        state.month = None;
    }
    if keys.enter
        && let Some(day) = state.day
    {
        return Some(day.into());
    }
    if !response.has_focus() {
        return None;
    }
    state.was_shown = true;
    let month = state.month.or(state.day).or(stands).unwrap_or(around.today()).with_day(1)?;
    let shown = Popup::from_response(response)
        .id(popup_id(subject.id))
        .kind(PopupKind::Popup)
        .open(true)
        .align(RectAlign::BOTTOM_START)
        .align_alternatives(&[RectAlign::TOP_START, RectAlign::BOTTOM_END, RectAlign::TOP_END])
        .gap(3.0)
        .accessible_name(subject.name)
        .show(|ui| {
            ui.set_width(7.0 * CELL.x);
            ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
            let mut taken = ambiguous_ui(ui, draft);
            head_ui(ui, month, state, &mut taken);
            taken = taken.or_else(|| grid_ui(ui, month, state.day.or(stands), around.today()).map(PartialDay::from));
            taken.or_else(|| soon_ui(ui, around.today()).map(PartialDay::from))
        });
    shown.and_then(|shown| shown.inner)
}

/// Both days that `5/3/2026` can mean.
fn ambiguous_ui(ui: &mut Ui, draft: &str) -> Option<PartialDay> {
    let DayReading::Ambiguous { dmy, mdy } = read_day(draft, DayOrder::Unknown) else { return None };
    let mut taken = None;
    for day in [dmy, mdy] {
        if button::link_ui(ui, None, &days::long(day)).clicked() {
            taken = Some(day.into());
        }
    }
    taken
}

/// The name of the month, which takes the month as a whole, and the ways to its neighbours.
fn head_ui(ui: &mut Ui, month: NaiveDate, state: &mut State, taken: &mut Option<PartialDay>) {
    ui.horizontal(|ui| {
        let mut go = |to: Option<NaiveDate>| {
            state.month = to;
            state.day = None;
        };
        if button::small_icon_ui(ui, ICON_CHEVRON_LEFT, &tr!("calendar-previous")).clicked() {
            go(month.checked_sub_months(Months::new(1)));
        }
        let width = ui.available_width() - size::COMPACT;
        let name = days::month(month);
        let whole = tr!("editor-whole-month", month = name.as_str());
        let named = ui
            .allocate_ui_with_layout(vec2(width, size::COMPACT), egui::Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
                let button = egui::Button::new(text::bold(ui, &name)).frame_when_inactive(false).sense(Sense::CLICK);
                ui.add(button).accessible_name(&whole)
            })
            .inner;
        if button::tooltip(named, &whole, "").clicked() {
            *taken = PartialDay::of_month(month.year(), month.month());
        }
        if button::small_icon_ui(ui, ICON_CHEVRON_RIGHT, &tr!("calendar-next")).clicked() {
            go(month.checked_add_months(Months::new(1)));
        }
    });
}

fn grid_ui(ui: &mut Ui, month: NaiveDate, chosen: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let palette = palette(ui.visuals());
    let (head, _) = ui.allocate_exact_size(vec2(7.0 * CELL.x, 18.0), Sense::hover());
    for weekday in 0..7u8 {
        let cell = Rect::from_min_size(head.min + vec2(f32::from(weekday) * CELL.x, 0.0), vec2(CELL.x, head.height()));
        let galley = text::cut(ui, &days::weekday_short(weekday.into()), text::caption_font(), palette.faint, CELL.x);
        text::paint(ui.painter(), cell, galley, Align::Center, palette.faint);
    }
    // Always six weeks, so that nothing moves from month to month.
    let (grid, _) = ui.allocate_exact_size(vec2(7.0 * CELL.x, 6.0 * CELL.y), Sense::hover());
    let first = month.checked_sub_days(Days::new(month.weekday().num_days_from_monday().into()))?;
    let mut taken = None;
    for at in 0..42u16 {
        let Some(day) = first.checked_add_days(Days::new(at.into())) else { break };
        let place = Rect::from_min_size(grid.min + vec2(f32::from(at % 7) * CELL.x, f32::from(at / 7) * CELL.y), CELL);
        let response = ui.interact(place, ui.scope_id().with(("day", at)), Sense::CLICK);
        let is_chosen = chosen == Some(day);
        response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Cell, true, is_chosen, days::long(day)));
        let mark = Rect::from_center_size(place.center(), vec2(CELL.x - 4.0, CELL.y - 2.0));
        let corner = CornerRadius::same(size::CHIP_CORNER);
        if is_chosen {
            ui.painter().rect_filled(mark, corner, palette.accent());
        } else if response.hovered() {
            ui.painter().rect_filled(mark, corner, palette.hover);
        }
        if day == today && !is_chosen {
            ui.painter().rect_stroke(mark, corner, Stroke::new(1.0, palette.accent()), StrokeKind::Inside);
        }
        let colour = match (is_chosen, day.month() == month.month()) {
            (true, _) => palette.on_accent,
            (false, true) => palette.text,
            (false, false) => palette.faint,
        };
        let galley = text::cut(ui, &day.day().to_string(), FontId::proportional(size::CAPTION), colour, CELL.x);
        text::paint(ui.painter(), mark, galley, Align::Center, colour);
        if response.clicked() {
            taken = Some(day);
        }
    }
    taken
}

/// The days that are meant most often.
fn soon_ui(ui: &mut Ui, today: NaiveDate) -> Option<NaiveDate> {
    let mut taken = None;
    ui.horizontal(|ui| {
        for (words, day) in [
            (days::relative(today, today), Some(today)),
            (tr!("day-tomorrow"), today.succ_opt()),
            (tr!("soon-week"), today.checked_add_days(Days::new(7))),
        ] {
            if button::link_ui(ui, None, &words).clicked() {
                taken = day;
            }
        }
    });
    taken
}
