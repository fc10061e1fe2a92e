//! What the forms of touch, follow-up and promise share: the frame over the window, lines with their labels, days, times and choices.

use chrono::{Days, Months, NaiveDate, NaiveTime};
use egui::{Id, ScrollArea, TextEdit, Ui, vec2};

use super::fields::labelled_ui;
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::{self, Look, Subject, editor_ui};
use crate::app::widgets::{button, modal, text};
use crate::model::follow::Channel;
use crate::model::habits::read_time;
use crate::model::{Customer, Kind};
use crate::tr;

/// Width of the forms.
const WIDTH: f32 = 640.0;
/// Width of questions of few lines.
const SHORT_WIDTH: f32 = 520.0;
/// What head and foot of a form and the room around it take of the window's height.
const AROUND: f32 = 210.0;
/// Width of the input of a day.
pub const DAY: f32 = 240.0;
/// Width of the input of a time.
const TIME: f32 = 84.0;
/// Width of the input for a way that has no button.
const OTHER: f32 = 140.0;

/// The ways that have a button of their own.
const USUAL: [Channel; 6] = [Channel::Mail, Channel::Phone, Channel::Whatsapp, Channel::Wechat, Channel::Visit, Channel::Exhibition];

/// What the person wants of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To go on.
    None,
    /// To keep it.
    Save,
    /// To leave it.
    Cancel,
}

impl Wish {
    /// This one, else `other`.
    pub fn or(self, other: Self) -> Self {
        if self == Self::None { other } else { self }
    }

    /// What an editor wants; `is_changed`: something was taken from its list or month, be it what stood there, which does not save as
    /// well.
    fn of(wish: editor::Wish, is_changed: bool) -> Self {
        match wish {
            editor::Wish::Save if !is_changed => Self::Save,
            editor::Wish::SaveAndLeave => Self::Save,
            editor::Wish::Cancel | editor::Wish::Leave => Self::Cancel,
            _ => Self::None,
        }
    }
}

/// A form over the window with a head and a foot that stay in sight; Esc leaves it, Ctrl+Enter keeps it. `body` draws its lines and
/// tells what it wants and whether it can be kept.
pub fn ui(ui: &Ui, title: &str, customer: &Customer, body: impl FnOnce(&mut Ui) -> (Wish, bool)) -> Wish {
    let room = (ui.ctx().content_rect().height() - AROUND).max(160.0);
    let (wish, wants_close) = modal::ui(ui, "activity-form", WIDTH, |ui| {
        head_ui(ui, title, customer);
        let inner = ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
            ui.spacing_mut().item_spacing.y = size::GAP;
            body(ui)
        });
        let (wish, can_save) = inner.inner;
        foot_ui(ui, wish, can_save)
    });
    if wants_close { Wish::Cancel } else { wish }
}

/// As [`ui`], for a question of few lines.
pub fn short_ui(ui: &Ui, title: &str, customer: &Customer, body: impl FnOnce(&mut Ui) -> (Wish, bool)) -> Wish {
    let (wish, wants_close) = modal::ui(ui, "activity-question", SHORT_WIDTH, |ui| {
        head_ui(ui, title, customer);
        ui.spacing_mut().item_spacing.y = size::GAP;
        let (wish, can_save) = body(ui);
        foot_ui(ui, wish, can_save)
    });
    if wants_close { Wish::Cancel } else { wish }
}

fn head_ui(ui: &mut Ui, title: &str, customer: &Customer) {
    ui.label(text::title(ui, title));
    text::cut_ui(ui, text::dim(ui, customer.name()));
    ui.add_space(size::GAP_WIDE);
}

/// The buttons at the foot; `wish` is what was wanted further up.
fn foot_ui(ui: &mut Ui, wish: Wish, can_save: bool) -> Wish {
    let mut wish = if wish == Wish::Save && !can_save { Wish::None } else { wish };
    ui.add_space(size::GAP_WIDE);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &tr!("form-save"))).inner;
        if save.clicked() {
            wish = Wish::Save;
        }
        if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
            wish = Wish::Cancel;
        }
    });
    if can_save && ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter)) {
        wish = Wish::Save;
    }
    wish
}

/// The id of a line of a form, the same each time it opens.
pub fn line_id(name: &str) -> Id {
    Id::unique(("activity-line", name))
}

/// A line of text with its label.
pub fn line_ui(ui: &mut Ui, scene: &mut Scene<'_>, label: &str, kind: Kind, draft: &mut String) -> Wish {
    labelled_ui(ui, label, |ui| bare_ui(ui, scene, label, kind, "", draft))
}

/// An input without its label beside it; `name` is what it is called.
pub fn bare_ui(ui: &mut Ui, scene: &mut Scene<'_>, name: &str, kind: Kind, hint: &str, draft: &mut String) -> Wish {
    let subject = Subject { look: Look::Form, hint, ..Subject::new(name, kind, line_id(name)) };
    edited_ui(ui, scene, &subject, draft)
}

fn edited_ui(ui: &mut Ui, scene: &mut Scene<'_>, subject: &Subject<'_>, draft: &mut String) -> Wish {
    let outcome = editor_ui(ui, subject, draft, &mut scene.around(None));
    Wish::of(outcome.wish, outcome.is_changed)
}

/// Several lines of text with their label; takes the keyboard where `is_new`.
pub fn area_ui(ui: &mut Ui, label: &str, rows: usize, draft: &mut String, is_new: bool) {
    labelled_ui(ui, label, |ui| {
        let edit = TextEdit::multiline(draft).id(area_id(label)).desired_rows(rows).desired_width(f32::INFINITY);
        let response = ui.add(edit).accessible_name(label);
        if is_new {
            response.request_focus();
        }
    });
}

fn area_id(label: &str) -> Id {
    Id::unique(("form area", label))
}

/// Puts the keyboard behind the end of `draft`, the text of the area `label`.
pub fn go_on_with(ui: &Ui, label: &str, draft: &str) {
    let id = area_id(label);
    let mut state = TextEdit::load_state(ui, id).unwrap_or_default();
    let end = egui::text::CCursor::new(draft.chars().count());
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ui, id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// A day, typed in words or figures or pressed in the month.
pub fn day_ui(ui: &mut Ui, scene: &mut Scene<'_>, name: &str, hint: &str, width: f32, day: &mut String) -> Wish {
    let subject = Subject { look: Look::Form, must_read: true, hint, ..Subject::new(name, Kind::Day, line_id(name)) };
    ui.scope(|ui| {
        ui.set_max_width(width);
        edited_ui(ui, scene, &subject, day)
    })
    .inner
}

/// A day and a time of it, side by side.
pub fn moment_ui(ui: &mut Ui, scene: &mut Scene<'_>, label: &str, day: &mut String, time: &mut String) -> Wish {
    labelled_ui(ui, label, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP;
            let wish = ui.vertical(|ui| day_ui(ui, scene, label, "", DAY, day)).inner;
            let name = tr!("form-time");
            let of_time = ui
                .vertical(|ui| {
                    ui.set_max_width(TIME);
                    let wish = bare_ui(ui, scene, &name, Kind::Text, "09:30", time);
                    if !time.trim().is_empty() && read_time(time).is_none() {
                        ui.label(text::caption(ui, tr!("form-time-odd")).color(palette(ui.visuals()).mark(Tone::Overdue)));
                    }
                    wish
                })
                .inner;
            wish.or(of_time)
        })
        .inner
    })
}

/// What was typed for a time; `Err` where it is none.
pub fn time_of(typed: &str) -> Result<Option<NaiveTime>, ()> {
    match typed.trim() {
        "" => Ok(None),
        typed => read_time(typed).map(Some).ok_or(()),
    }
}

/// Links to the days that one plans most.
pub fn soon_ui(ui: &mut Ui, today: NaiveDate, day: &mut String) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for (words, at) in [
            (tr!("day-tomorrow"), today + Days::new(1)),
            (tr!("day-in-days", count = 3), today + Days::new(3)),
            (tr!("soon-week"), today + Days::new(7)),
            (tr!("soon-two-weeks"), today + Days::new(14)),
            (tr!("soon-month"), today + Months::new(1)),
        ] {
            if button::link_ui(ui, None, &words).clicked() {
                *day = at.to_string();
            }
        }
    });
}

/// A choice among a few words; pressing the chosen one takes it back. Returns whether something was pressed.
pub fn chips_ui(ui: &mut Ui, name: &str, choices: &[(&str, String)], chosen: &mut String) -> bool {
    let mut is_pressed = false;
    for (key, words) in choices {
        let is_chosen = chosen == key;
        let response =
            ui.add(egui::Button::selectable(is_chosen, words)).accessible_name(tr!("channel-set", name = name, channel = words.as_str()));
        if response.clicked() {
            is_pressed = true;
            if is_chosen { chosen.clear() } else { (*key).clone_into(chosen) }
        }
    }
    is_pressed
}

/// Draws chips in a row that goes on below where it is full.
pub fn chip_row_ui<R>(ui: &mut Ui, draw: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 0.0);
        ui.spacing_mut().interact_size.y = size::COMPACT;
        draw(ui)
    })
    .inner
}

/// The way of being in touch: the usual ones as buttons, the others and own words as text. `channel` is as a row keeps it.
pub fn channel_ui(ui: &mut Ui, scene: &mut Scene<'_>, label: &str, channel: &mut String, other: &mut String) -> Wish {
    labelled_ui(ui, label, |ui| {
        chip_row_ui(ui, |ui| {
            // In one line with the input.
            ui.spacing_mut().interact_size.y = size::CONTROL;
            let choices: Vec<(&str, String)> = USUAL.iter().map(|channel| (channel.key(), channel.label())).collect();
            if chips_ui(ui, label, &choices, channel) {
                other.clear();
            }
            ui.scope(|ui| {
                ui.set_max_width(OTHER);
                let words = Channel::KNOWN.iter().filter(|known| !USUAL.contains(known)).map(|known| known.label()).collect();
                let name = tr!("form-other-channel", name = label);
                let hint = tr!("form-other");
                let subject = Subject { look: Look::Form, words, hint: &hint, ..Subject::new(&name, Kind::Choice, line_id(&name)) };
                let before = other.clone();
                let wish = edited_ui(ui, scene, &subject, other);
                if *other != before {
                    *channel = kept_channel(other);
                }
                wish
            })
            .inner
        })
    })
}

/// What stands in the input for other ways, of a way as a row keeps it.
pub fn other_channel(channel: &str) -> String {
    let is_usual = USUAL.iter().any(|usual| usual.key() == channel);
    if is_usual { String::new() } else { crate::model::follow::channel_shown(channel) }
}

/// A way as a row keeps it, of what was typed: the key of a known one, else the words.
fn kept_channel(typed: &str) -> String {
    let typed = typed.trim();
    let known = Channel::KNOWN.into_iter().find(|known| known.label().eq_ignore_ascii_case(typed));
    known.map_or_else(|| typed.to_owned(), |known| known.key().to_owned())
}
