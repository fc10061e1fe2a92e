//! Short messages at the lower edge: what was done, with Undo where it matters; what failed, with what to do.
//!
//! A message of success goes by itself after some seconds, one of failure stays until it is closed. (Own widget instead of
//! egui-notify, which has no buttons, no accessible names, and draws a frame every 16 ms while a message shows.)

use std::path::PathBuf;

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Ui, vec2};
use egui_material_icons::icons::{ICON_CHECK_CIRCLE, ICON_CLOSE, ICON_ERROR, ICON_INFO};

use super::action::{Action, ViewAction};
use super::commands::Command;
use super::theme::{Tone, palette, size};
use super::widgets::{button, text};
use crate::error::Error;
use crate::tr;

const SHOWN_SECS: f64 = 8.0;
const MOST: usize = 4;

struct Notice {
    number: u64,
    words: String,
    hint: String,
    tone: Tone,
    offer: Option<Offer>,
    until: Option<f64>,
}

/// What a message offers.
enum Offer {
    /// Undoes the step that the message is about; gone once there are more steps.
    Undo(u64),
    /// Puts a deleted view back.
    View(ViewAction),
    /// Opens a folder.
    Folder(PathBuf),
}

/// All messages that are shown.
#[derive(Default)]
pub struct Notices {
    notices: Vec<Notice>,
    count: u64,
}

impl Notices {
    /// Says that something was done. `undo_at` is how many steps there were after the one that Undo would take back.
    pub fn done(&mut self, words: String, undo_at: Option<u64>) {
        self.push(words, String::new(), Tone::Fine, undo_at.map(Offer::Undo), true);
    }

    /// Says that something was done to a view, which `way_back` undoes.
    pub fn done_with_view(&mut self, words: String, way_back: ViewAction) {
        self.push(words, String::new(), Tone::Fine, Some(Offer::View(way_back)), true);
    }

    /// Says that something was written into `folder`.
    pub fn done_at(&mut self, words: String, folder: PathBuf) {
        self.push(words, String::new(), Tone::Fine, Some(Offer::Folder(folder)), true);
    }

    /// Says something worth knowing.
    pub fn tell(&mut self, words: String, hint: String) {
        self.push(words, hint, Tone::Accent, None, true);
    }

    /// Says what failed and what to do.
    pub fn failed(&mut self, error: &Error) {
        self.push(error.to_string(), error.hint(), Tone::Overdue, None, false);
    }

    /// Says what failed, where it is not an error of the book.
    pub fn failed_with(&mut self, words: String, hint: String) {
        self.push(words, hint, Tone::Overdue, None, false);
    }

    fn push(&mut self, words: String, hint: String, tone: Tone, offer: Option<Offer>, is_short: bool) {
        self.notices.retain(|notice| !(notice.words == words && notice.tone == tone));
        self.count += 1;
        let until = is_short.then_some(f64::INFINITY);
        self.notices.push(Notice { number: self.count, words, hint, tone, offer, until });
        let surplus = self.notices.len().saturating_sub(MOST);
        self.notices.drain(..surplus);
    }

    /// Draws the messages, the newest lowest; `steps` is how many there were.
    pub fn ui(&mut self, context: &Context, steps: u64, actions: &mut Vec<Action>) {
        let now = context.input(|input| input.time);
        for notice in &mut self.notices {
            // The time begins with the first frame that shows it.
            if notice.until == Some(f64::INFINITY) {
                notice.until = Some(now + SHOWN_SECS);
            }
        }
        self.notices.retain(|notice| notice.until.is_none_or(|until| until > now));
        let next = self.notices.iter().filter_map(|notice| notice.until).fold(f64::INFINITY, f64::min);
        if next.is_finite() {
            context.request_repaint_after_secs((next - now) as f32 + 0.01);
        }
        if self.notices.is_empty() {
            return;
        }
        let mut closed = None;
        Area::new(Id::unique("notices")).order(Order::Foreground).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -(size::HEAD + size::GAP))).show(
            context,
            |ui| {
                ui.spacing_mut().item_spacing.y = size::GAP;
                for notice in &self.notices {
                    if notice_ui(ui, notice, steps, actions) {
                        closed = Some(notice.number);
                    }
                }
            },
        );
        if let Some(number) = closed {
            self.notices.retain(|notice| notice.number != number);
        }
    }
}

fn notice_ui(ui: &mut Ui, notice: &Notice, steps: u64, actions: &mut Vec<Action>) -> bool {
    let palette = palette(ui.visuals());
    let mut is_closed = false;
    let frame = Frame::new()
        .fill(palette.panel)
        .stroke(egui::Stroke::new(size::LINE, palette.outline))
        .corner_radius(8)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(12, 6));
    let response = frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let mark = match notice.tone {
                    Tone::Overdue => ICON_ERROR,
                    Tone::Fine => ICON_CHECK_CIRCLE,
                    _ => ICON_INFO,
                };
                ui.label(button::icon(mark).color(palette.mark(notice.tone)));
                ui.vertical(|ui| {
                    ui.set_max_width(460.0);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(6.0);
                    ui.add(egui::Label::new(&notice.words).wrap());
                    if !notice.hint.is_empty() {
                        ui.add(egui::Label::new(text::caption(ui, &notice.hint)).wrap());
                    }
                });
                let offered = match &notice.offer {
                    Some(Offer::Undo(at)) if *at == steps => Some((tr!("notice-undo"), Action::Run(Command::Undo))),
                    Some(Offer::View(way_back)) => Some((tr!("notice-undo"), Action::View(way_back.clone()))),
                    Some(Offer::Folder(folder)) => Some((tr!("notice-open-folder"), Action::OpenFolder(folder.clone()))),
                    _ => None,
                };
                if let Some((words, action)) = offered
                    && button::link_ui(ui, None, &words).clicked()
                {
                    actions.push(action);
                    is_closed = true;
                }
                if button::small_icon_ui(ui, ICON_CLOSE, &tr!("notice-close")).clicked() {
                    is_closed = true;
                }
            });
        })
        .response;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(if notice.tone == Tone::Overdue { egui::accesskit::Role::Alert } else { egui::accesskit::Role::Status });
        node.set_label(notice.words.clone());
    });
    is_closed
}
