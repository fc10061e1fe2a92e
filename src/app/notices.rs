//! Short messages at the lower edge: what was done, with Undo where it matters; what failed, with what to do. All of them can be
//! read again in a list.
//!
//! A message of success goes by itself after some seconds, one of failure stays until it is closed. (Own widget instead of
//! egui-notify, which has no buttons, no accessible names, and draws a frame every 16 ms while a message shows.)

use std::collections::VecDeque;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use egui::accesskit::{Live, Role};
use egui::{Align, Align2, Area, Context, Frame, Id, Layout, Margin, Order, ScrollArea, Ui, vec2};
use egui_material_icons::icons::{ICON_CHECK_CIRCLE, ICON_CLOSE, ICON_ERROR, ICON_INFO, ICON_NOTIFICATIONS};

use super::action::{Action, ViewAction};
use super::commands::Command;
use super::theme::{Tone, palette, size};
use super::widgets::{button, modal, spoken, text};
use crate::error::Error;
use crate::tr;

const SHOWN_SECS: f64 = 8.0;
/// How many stand at the lower edge at once.
const MOST: usize = 4;
/// How many can be read again.
const KEPT: usize = 200;

#[derive(Clone)]
struct Notice {
    number: u64,
    at: NaiveDateTime,
    words: String,
    hint: String,
    tone: Tone,
    offer: Option<Offer>,
    until: Option<f64>,
}

/// What a message offers.
#[derive(Clone)]
enum Offer {
    /// Undoes the step that the message is about; gone once there are more steps.
    Undo(u64),
    /// Puts a deleted view back.
    View(ViewAction),
    /// Opens a folder.
    Folder(PathBuf),
    /// Goes to a customer.
    Customer(crate::model::Id),
}

impl Offer {
    /// What it says and does, while it still applies.
    fn action(&self, steps: u64) -> Option<(String, Action)> {
        match self {
            Self::Undo(at) if *at == steps => Some((tr!("notice-undo"), Action::Run(Command::Undo))),
            Self::Undo(_) => None,
            Self::View(way_back) => Some((tr!("notice-undo"), Action::View(way_back.clone()))),
            Self::Folder(folder) => Some((tr!("notice-open-folder"), Action::OpenFolder(folder.clone()))),
            Self::Customer(customer) => Some((tr!("reminder-open"), Action::Jump(*customer))),
        }
    }
}

impl Notice {
    /// What it says to those who do not see its colour.
    fn spoken(&self) -> String {
        if self.tone == Tone::Overdue { tr!("notice-failed", words = self.words.as_str()) } else { self.words.clone() }
    }

    fn icon_ui(&self, ui: &mut Ui) {
        let mark = match self.tone {
            Tone::Overdue => ICON_ERROR,
            Tone::Fine => ICON_CHECK_CIRCLE,
            Tone::Due => ICON_NOTIFICATIONS,
            _ => ICON_INFO,
        };
        ui.label(button::icon(mark).color(palette(ui.visuals()).mark(self.tone)));
    }
}

/// All messages.
#[derive(Default)]
pub struct Notices {
    /// Those that are shown.
    notices: Vec<Notice>,
    /// Those that can be read again, the newest first.
    log: VecDeque<Notice>,
    count: u64,
    now: NaiveDateTime,
    unread: usize,
    is_open: bool,
}

impl Notices {
    /// Tells the time at the desk, which messages of this frame bear.
    pub fn set_time(&mut self, now: NaiveDateTime) {
        self.now = now;
    }

    /// Opens the list of all messages, or closes it.
    pub fn toggle(&mut self) {
        self.is_open = !self.is_open;
    }

    /// Whether the list of all messages is open.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Failures since the list was looked at last.
    pub fn unread(&self) -> usize {
        self.unread
    }

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

    /// Reminds of something, of a customer where it is one; what was missed stays until it is closed.
    pub fn remind(&mut self, words: String, hint: String, customer: Option<crate::model::Id>, is_missed: bool) {
        self.push(words, hint, Tone::Due, customer.map(Offer::Customer), !is_missed);
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
        let notice = Notice { number: self.count, at: self.now, words, hint, tone, offer, until };
        self.log.push_front(notice.clone());
        self.log.truncate(KEPT);
        if tone == Tone::Overdue && !self.is_open {
            self.unread += 1;
        }
        self.notices.push(notice);
        let surplus = self.notices.len().saturating_sub(MOST);
        self.notices.drain(..surplus);
    }

    /// Draws the messages, the newest lowest, and the list of all while it is open; `steps` is how many there were.
    pub fn ui(&mut self, ui: &Ui, steps: u64, actions: &mut Vec<Action>) {
        if self.is_open {
            self.unread = 0;
            self.list_ui(ui, steps, actions);
        }
        self.shown_ui(ui.ctx(), steps, actions);
    }

    fn shown_ui(&mut self, context: &Context, steps: u64, actions: &mut Vec<Action>) {
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

    fn list_ui(&mut self, ui: &Ui, steps: u64, actions: &mut Vec<Action>) {
        let mut stays = true;
        let height = ui.ctx().content_rect().height();
        let ((), wants_close) = modal::high_ui(ui, "notices list", 560.0, |ui| {
            ui.horizontal(|ui| {
                ui.label(text::title(ui, tr!("notices-name")));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let close = button::icon_ui(ui, ICON_CLOSE, &tr!("form-close"), "");
                    if ui.memory(|memory| memory.focused().is_none()) {
                        close.request_focus();
                    }
                    stays = !close.clicked();
                    if !self.log.is_empty() && button::link_ui(ui, None, &tr!("notices-clear")).clicked() {
                        self.log.clear();
                        self.notices.clear();
                    }
                });
            });
            ui.add_space(size::GAP);
            if self.log.is_empty() {
                ui.vertical_centered(|ui| {
                    ui.add_space(size::PAGE);
                    ui.label(ICON_NOTIFICATIONS.rich_text().size(32.0).color(palette(ui.visuals()).outline));
                    ui.label(tr!("notices-none"));
                    text::wrapped_ui(ui, text::caption(ui, tr!("notices-none-what")));
                    ui.add_space(size::PAGE);
                });
            }
            let most = (height - 240.0).max(160.0);
            ScrollArea::vertical().max_height(most).min_scrolled_height(most).auto_shrink([false, true]).show(ui, |ui| {
                for notice in &self.log {
                    if line_ui(ui, notice, self.now, steps, actions) {
                        stays = false;
                    }
                }
            });
        });
        self.is_open = stays && !wants_close;
    }
}

/// A message of the list; returns whether what it offers was taken.
fn line_ui(ui: &mut Ui, notice: &Notice, now: NaiveDateTime, steps: u64, actions: &mut Vec<Action>) -> bool {
    let mut is_taken = false;
    let line = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
    ui.add_space(size::GAP);
    let response = ui.horizontal_top(|ui| {
        let form = if notice.at.date() == now.date() { "%H:%M" } else { "%m-%d %H:%M" };
        ui.allocate_ui_with_layout(vec2(76.0, size::COMPACT), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(76.0);
            ui.label(text::caption(ui, notice.at.format(form).to_string()));
        });
        ui.allocate_ui_with_layout(vec2(size::ICON, size::COMPACT), Layout::left_to_right(Align::Center), |ui| notice.icon_ui(ui));
        let offered = notice.offer.as_ref().and_then(|offer| offer.action(steps));
        let room = ui.available_width() - if offered.is_some() { 128.0 } else { size::GAP_WIDE };
        ui.vertical(|ui| {
            ui.set_max_width(room);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(4.0);
            ui.add(egui::Label::new(&notice.words).wrap());
            if !notice.hint.is_empty() {
                ui.add(egui::Label::new(text::caption(ui, &notice.hint)).wrap());
            }
        });
        if let Some((words, action)) = offered {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                ui.add_space(size::GAP_WIDE);
                if button::link_ui(ui, None, &words).clicked() {
                    actions.push(action);
                    is_taken = true;
                }
            });
        }
    });
    spoken::node(ui, Id::unique(("notice line", notice.number)), response.response.rect, Role::ListItem, |node| {
        node.set_label(format!("{} {}", notice.at.format("%H:%M"), notice.spoken()));
    });
    ui.add_space(size::GAP);
    is_taken
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
                notice.icon_ui(ui);
                ui.vertical(|ui| {
                    ui.set_max_width(460.0);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(6.0);
                    ui.add(egui::Label::new(&notice.words).wrap());
                    if !notice.hint.is_empty() {
                        ui.add(egui::Label::new(text::caption(ui, &notice.hint)).wrap());
                    }
                });
                let offered = notice.offer.as_ref().and_then(|offer| offer.action(steps));
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
    // Read out at once: what failed interrupts, what was done waits its turn.
    let is_failure = notice.tone == Tone::Overdue;
    let role = if is_failure { Role::Alert } else { Role::Status };
    spoken::node(ui, Id::unique(("notice", notice.number)), response.rect, role, |node| {
        node.set_live(if is_failure { Live::Assertive } else { Live::Polite });
        node.set_label(notice.words.clone());
        if !notice.hint.is_empty() {
            node.set_description(notice.hint.clone());
        }
    });
    is_closed
}
