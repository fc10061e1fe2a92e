//! The list of keys and commands: by group, searched in either language, and each command can be run from here.

use egui::{Align, Id, Layout, ScrollArea, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_CLOSE, ICON_SEARCH};

use super::action::Action;
use super::commands::hand::{HANDS, Where};
use super::commands::matching::Typed;
use super::commands::{Command, Group, shown};
use super::theme::{palette, size};
use super::widgets::{button, keys, modal, text};
use crate::tr;
use crate::words;

/// The list while it is open.
pub struct KeysPage {
    typed: String,
    takes_focus: bool,
}

impl Default for KeysPage {
    fn default() -> Self {
        Self { typed: String::new(), takes_focus: true }
    }
}

/// A line: what, its keys, and what it runs.
struct Line {
    words: String,
    keys: Vec<String>,
    command: Option<Command>,
}

impl KeysPage {
    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let room = ui.ctx().content_rect();
        let width = 760.0_f32.min(room.width() - 64.0);
        let ((), wants_close) = modal::high_ui(ui, "keys", width, |ui| {
            let palette = palette(ui.visuals());
            let id = Id::unique("keys field");
            ui.horizontal(|ui| {
                ui.label(text::title(ui, Command::Keys.name()));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    stays = !button::icon_ui(ui, ICON_CLOSE, &tr!("form-close"), "").clicked();
                    let hint = tr!("keys-find");
                    let width = ui.available_width().clamp(60.0, 240.0);
                    let edit = TextEdit::singleline(&mut self.typed)
                        .id(id)
                        .hint_text(&hint)
                        .prefix(button::icon(ICON_SEARCH).color(palette.faint))
                        .desired_width(width)
                        .min_size(vec2(width, size::CONTROL))
                        .align(egui::Align2::LEFT_CENTER);
                    let response = ui.add(edit).accessible_name(hint);
                    if std::mem::take(&mut self.takes_focus) {
                        response.request_focus();
                    }
                });
            });
            ui.add_space(size::GAP);
            let groups = self.groups(ui, is_composing);
            if groups.is_empty() {
                ui.label(text::dim(ui, tr!("palette-nothing", typed = self.typed.trim())));
            }
            // Its height is known only once it was drawn; until then it must not be taken for small.
            let most = (room.height() - 190.0).max(120.0);
            let list = ScrollArea::vertical().max_height(most).min_scrolled_height(most).auto_shrink([false, true]);
            list.show(ui, |ui| {
                ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
                ui.spacing_mut().item_spacing.x = size::PAGE;
                let has_two = ui.available_width() > 560.0;
                let columns = if has_two { 2 } else { 1 };
                let mut sides: Vec<Vec<&(String, Vec<Line>)>> = (0..columns).map(|_| Vec::new()).collect();
                let lines = |side: &[&(String, Vec<Line>)]| side.iter().map(|(_, lines)| lines.len() + 2).sum::<usize>();
                let half = groups.iter().map(|(_, lines)| lines.len() + 2).sum::<usize>().div_ceil(columns);
                let mut at = 0;
                for group in &groups {
                    if at + 1 < columns && lines(&sides[at]) + group.1.len() / 2 >= half {
                        at += 1;
                    }
                    sides[at].push(group);
                }
                ui.columns(columns, |uis| {
                    for (ui, side) in uis.iter_mut().zip(&sides) {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        for (title, lines) in side {
                            ui.add_space(size::GAP);
                            ui.label(text::bold(ui, title.as_str()));
                            ui.add_space(size::GAP_SMALL);
                            for line in lines {
                                if line_ui(ui, line)
                                    && let Some(command) = line.command
                                {
                                    actions.push(Action::Run(command));
                                    stays = false;
                                }
                            }
                            ui.add_space(size::GAP);
                        }
                    }
                });
            });
        });
        stays && !wants_close
    }

    /// What fits what was typed, by group.
    fn groups(&self, ui: &Ui, is_composing: bool) -> Vec<(String, Vec<Line>)> {
        let typed = Typed::new(if is_composing { "" } else { &self.typed });
        let mut groups = Vec::new();
        for group in Group::ALL {
            let fits = |command: &Command| {
                let [chinese, english] = command.names();
                typed.score(&[&chinese, &english, &command.keys(ui), &group.name()]).is_some()
            };
            let line = |command: Command| Line {
                words: command.name(),
                keys: command.shortcuts().iter().map(|shortcut| shown(ui, shortcut)).collect(),
                command: Some(command),
            };
            groups.push((group.name(), group.commands().filter(fits).map(line).collect::<Vec<_>>()));
        }
        for place in Where::ALL {
            let lines = HANDS.iter().filter(|hand| hand.place == place).filter_map(|hand| {
                let names = words::Language::ALL.map(|language| words::text_in(language, hand.key));
                let keys = hand.keys(ui);
                let texts: Vec<&str> = names.iter().chain(&keys).map(String::as_str).collect();
                typed.score(&texts)?;
                Some(Line { words: hand.name(), keys, command: None })
            });
            groups.push((place.name(), lines.collect()));
        }
        groups.retain(|(_, lines)| !lines.is_empty());
        groups
    }
}

/// Draws a line; returns whether it was clicked.
fn line_ui(ui: &mut Ui, line: &Line) -> bool {
    let mut is_clicked = false;
    let mut first = true;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
        ui.spacing_mut().interact_size.y = size::COMPACT;
        for keys in line.keys.iter().rev() {
            if !std::mem::take(&mut first) {
                ui.label(text::caption(ui, "/"));
            }
            keys::ui(ui, keys);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let spoken = if line.keys.is_empty() { tr!("keys-none") } else { line.keys.join(", ") };
            let response = match line.command {
                Some(_) => {
                    let button = egui::Button::new(&line.words).frame_when_inactive(false).truncate();
                    ui.spacing_mut().button_padding = vec2(0.0, 2.0);
                    ui.add(button)
                }
                None => ui.add(egui::Label::new(&line.words).truncate()),
            };
            is_clicked = response.clicked();
            let response = response.accessible_name(&line.words);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(spoken));
        });
    });
    is_clicked
}
