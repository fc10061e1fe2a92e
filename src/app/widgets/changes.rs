//! A step as histories tell it: what was done, who did it and when, and each field with the value before; with the ways to look at
//! the card of then and to take back the step or one field of it.

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::{Align, Layout, Sense, Ui, UiBuilder, vec2};
use egui_material_icons::icons::{ICON_ARROW_FORWARD, ICON_EXPAND_LESS, ICON_EXPAND_MORE, ICON_HISTORY, ICON_UNDO};

use super::{button, days, text};
use crate::app::action::{Action, Scene};
use crate::app::clock::Clock;
use crate::app::theme::{palette, size};
use crate::book::{HistoryChange, HistoryEntry, ROWS_TAKEN_BACK, RowIs};
use crate::model::Id;
use crate::tr;

/// How many changes of a step show before "show all".
const SHOWN: usize = 24;
/// A customer that came with more fields than these is told by their number.
const FEW: usize = 8;
/// Size of the arrow between a value and the one after it.
const ARROW: f32 = 14.0;

/// What a history is of, and how it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Of {
    /// The customer; `None`: the whole book.
    pub customer: Option<Id>,
    /// Whether all of a step is shown, so that it can be taken back as a whole.
    pub is_whole: bool,
    /// Width of the labels.
    pub label: f32,
}

/// Draws the day above its steps.
pub fn day_ui(ui: &mut Ui, day: NaiveDate, today: NaiveDate, has_line: bool) {
    let palette = palette(ui.visuals());
    ui.add_space(size::GAP_WIDE);
    if has_line {
        let line = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), line, palette.hairline());
        ui.add_space(size::GAP);
    }
    let (long, relative) = (days::long(day), days::relative(day, today));
    let words = if relative == day.to_string() { long } else { format!("{relative} · {long}") };
    ui.label(text::bold(ui, text::sentence(&words)).size(size::CAPTION).color(palette.dim));
}

/// Draws one step; returns whether the card as it was after it is wanted.
pub fn entry_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &HistoryEntry, of: Of) -> bool {
    let palette = palette(ui.visuals());
    let mut wants_moment = false;
    ui.add_space(size::GAP);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let has_back = of.is_whole && can_be_taken_back(entry);
        let buttons = (size::COMPACT + 2.0) * (f32::from(u8::from(has_back)) + f32::from(u8::from(of.customer.is_some())));
        ui.allocate_ui_with_layout(vec2(ui.available_width() - buttons, size::COMPACT), Layout::top_down(Align::Min), |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut words = text::bold(ui, &entry.what);
            if entry.is_undone {
                words = words.color(palette.faint).strikethrough();
            }
            ui.add(egui::Label::new(words).wrap());
            let when = scene.clock.local(entry.at_ms).format("%H:%M").to_string();
            let who = if entry.who.is_empty() { when } else { tr!("history-when-who", when = when, who = entry.who.as_str()) };
            let who = if entry.is_undone { tr!("history-undone", said = who) } else { who };
            ui.label(text::caption(ui, who));
        });
        if of.customer.is_some() {
            let name = tr!("history-card-then", what = entry.what.as_str());
            wants_moment = button::small_icon_ui(ui, ICON_HISTORY, &name).clicked();
        }
        if has_back && button::small_icon_ui(ui, ICON_UNDO, &tr!("history-take-back", what = entry.what.as_str())).clicked() {
            let parts = scene.book.parts_of(entry.step, of.customer).unwrap_or_default();
            scene.push(Action::TakeBack { step: entry.step, parts });
        }
    });
    changes_ui(ui, scene, entry, of);
    wants_moment
}

/// What a step changed, row by row; of a long one the first, and the rest when asked for.
fn changes_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &HistoryEntry, of: Of) {
    let all = ui.scope_id().with("all-changes");
    let shows_all = ui.data(|data| data.get_temp::<bool>(all).unwrap_or(false));
    // Of a customer's coming there is no before: the card says the same, unless it has changed since.
    let is_coming = of.customer.is_some() && of.is_whole && entry.changes.iter().any(is_coming);
    let folded = if is_coming && entry.changes.len() > FEW { 0 } else { SHOWN };
    let count = if shows_all { entry.changes.len() } else { folded.min(entry.changes.len()) };
    let mut row = None;
    for (at, change) in entry.changes[..count].iter().enumerate() {
        ui.push_id(at, |ui| {
            if row.replace(change.row) != Some(change.row) && !change.whose.is_empty() {
                whose_ui(ui, scene, entry, change, of);
            }
            change_ui(ui, scene, entry, change, of);
        });
    }
    let words = match (shows_all, is_coming) {
        (false, false) => tr!("history-all-changes", count = entry.changes.len()),
        (false, true) => tr!("look-fields-came", count = entry.changes.len()),
        (true, _) => tr!("look-fold-changes"),
    };
    let mark = if shows_all { ICON_EXPAND_LESS } else { ICON_EXPAND_MORE };
    if entry.changes.len() > folded && button::link_ui(ui, Some(mark), &words).clicked() {
        ui.data_mut(|data| data.insert_temp(all, !shows_all));
    }
    let told = entry.changes.iter().map(|change| change.row).collect::<std::collections::HashSet<_>>().len();
    if of.customer.is_none() && entry.rows > told && told > 0 {
        ui.label(text::caption(ui, tr!("history-more-rows", shown = text::grouped(entry.rows), count = entry.rows)));
    }
}

/// Whose row it is; in the history of the book a way to the customer.
fn whose_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &HistoryEntry, change: &HistoryChange, of: Of) {
    let words = match change.row_is {
        RowIs::Made => tr!("history-row-made", whose = change.whose.as_str()),
        RowIs::Removed => tr!("history-row-removed", whose = change.whose.as_str()),
        RowIs::Changed => change.whose.clone(),
    };
    let customer = change.customer.filter(|_| of.customer.is_none());
    // Of many who were deleted together each one can be brought back alone.
    if let Some(customer) = customer.filter(|_| change.table == "customer" && change.row_is == RowIs::Removed) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.label(text::dim(ui, words).size(size::CAPTION));
            if button::small_icon_ui(ui, ICON_UNDO, &tr!("history-bring-back", name = change.whose.as_str())).clicked() {
                let parts = scene.book.parts_of(entry.step, Some(customer)).unwrap_or_default();
                scene.push(Action::TakeBack { step: entry.step, parts });
            }
        });
        return;
    }
    match customer {
        Some(customer) => {
            // Its words stand where a label would. What moved the cursor back would move all that comes below as well.
            let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::COMPACT), Sense::hover());
            let line = line.with_min_x(line.left() - button::LINK_PADDING);
            let mut ui = ui.new_child(UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center)));
            if button::link_ui(&mut ui, None, &words).clicked() {
                scene.push(Action::Select(customer));
            }
        }
        None => {
            // As high as where it is a way to the customer.
            let height = vec2(ui.available_width(), size::COMPACT);
            ui.allocate_ui_with_layout(height, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_height(size::COMPACT);
                ui.label(text::dim(ui, words).size(size::CAPTION));
            });
        }
    }
}

/// Whether a customer came with this change.
fn is_coming(change: &HistoryChange) -> bool {
    change.table == "customer" && change.row_is == RowIs::Made
}

/// Whether a step can go back from here: a customer's own coming is taken back by deleting it, and what very large steps did is
/// taken back by undo or row by row.
fn can_be_taken_back(entry: &HistoryEntry) -> bool {
    let is_told = entry.rows <= ROWS_TAKEN_BACK;
    is_told && !entry.changes.is_empty() && !entry.changes.iter().any(is_coming)
}

/// A value as it is read here: what is an instant as day and time at the desk.
pub fn told<'a>(clock: &Clock, is_instant: bool, value: &'a str) -> Cow<'a, str> {
    let at = if is_instant { value.parse().ok() } else { None };
    at.map_or(Cow::Borrowed(value), |at| Cow::Owned(clock.local(at).format("%Y-%m-%d %H:%M").to_string()))
}

/// One field: what it was, struck out, and what it is.
fn change_ui(ui: &mut Ui, scene: &mut Scene<'_>, entry: &HistoryEntry, change: &HistoryChange, of: Of) {
    let palette = palette(ui.visuals());
    let (was, now) = (told(scene.clock, change.is_instant(), &change.was), told(scene.clock, change.is_instant(), &change.now));
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.allocate_ui_with_layout(vec2(of.label, 20.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(vec2(of.label, 20.0));
            text::cut_ui(ui, text::dim(ui, &change.label));
            ui.add_space(2.0);
        });
        let has_back = change.row_is == RowIs::Changed;
        let width = ui.available_width() - size::COMPACT - 2.0;
        ui.allocate_ui_with_layout(vec2(width, 20.0), Layout::left_to_right(Align::Center).with_main_wrap(true), |ui| {
            ui.set_min_width(width);
            ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
            if change.row_is == RowIs::Removed {
                ui.label(text::dim(ui, &*was).strikethrough());
                return;
            }
            let now = if now.is_empty() { "—" } else { &*now };
            if !was.is_empty() {
                ui.label(text::dim(ui, &*was).strikethrough());
                // A value that would be parted at the edge, such as a number, stands on a line of its own where it is whole.
                let after = text::width(ui, now) + ARROW + ui.spacing().item_spacing.x;
                if after > ui.available_size_before_wrap().x && after <= width {
                    ui.end_row();
                }
                ui.label(ICON_ARROW_FORWARD.rich_text().size(ARROW).color(palette.faint));
            }
            ui.label(now);
        });
        if has_back && button::small_icon_ui(ui, ICON_UNDO, &tr!("history-take-back-field", field = change.label.as_str())).clicked() {
            scene.push(Action::TakeBack { step: entry.step, parts: vec![change.part.clone()] });
        }
    });
}
