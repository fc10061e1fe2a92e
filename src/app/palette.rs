//! The palette: commands and customers by a few letters, in either language or by pinyin.

use egui::accesskit::Role;
use egui::{Align, CornerRadius, Id, Key, Layout, Modifiers, Rect, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_EDIT_NOTE, ICON_PERSON, ICON_SEARCH};

use super::action::{Action, Origin};
use super::commands::matching::Typed;
use super::commands::{Command, Group, shown};
use super::theme::{Tone, palette, size};
use super::widgets::{button, keys, modal, quick, text};
use crate::book::{Book, Column, Edit, Now};
use crate::model::follow::Channel;
use crate::model::quick_touch::{self, QuickTouch};
use crate::model::{Field, Id as RowId};
use crate::tr;

/// How many customers it shows.
const CUSTOMERS: usize = 7;
/// Among how many it looks for the best ones.
const LOOKED_AT: usize = 60;

/// Something that can be chosen.
#[derive(Clone, Debug)]
struct Entry {
    /// What it says.
    words: String,
    /// What stands dim behind it: the country of a customer.
    remark: String,
    icon: MaterialIcon,
    keys: String,
    goal: Goal,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Goal {
    Run(Command),
    Show(RowId),
    /// Keep the touch that was typed.
    Log,
    /// Nothing: it only says what is missing.
    Remark,
}

/// The palette while it is open.
pub struct Palette {
    typed: String,
    entries: Vec<(String, Vec<Entry>)>,
    /// What the entries were sought with.
    sought: Option<(String, u64)>,
    at: usize,
    takes_focus: bool,
    /// The touch that was typed behind `t `.
    log: Option<QuickTouch>,
}

/// What decides which commands are offered, and in which order.
pub struct Offered<'a> {
    /// The book, for customers.
    pub book: &'a Book,
    /// Commands used lately, the latest first.
    pub recent: &'a [String],
    /// Whether a command can do anything now, and what it would do where its name alone does not tell.
    pub name_of: &'a dyn Fn(Command) -> Option<String>,
    /// With whom a touch is logged.
    pub selected: &'a [RowId],
    /// The time of the frame.
    pub now: Now,
}

impl Default for Palette {
    fn default() -> Self {
        Self { typed: String::new(), entries: Vec::new(), sought: None, at: 0, takes_focus: true, log: None }
    }
}

impl Palette {
    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, is_composing: bool, offered: &Offered<'_>, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let room = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 460.0);
        let ((), wants_close) = modal::high_ui(ui, "palette", 600.0, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.seek(ui, is_composing, offered);
            let count = self.entries.iter().map(|(_, entries)| entries.len()).sum::<usize>();
            let is_moved = !is_composing && self.walk(ui, count);
            let entered = !is_composing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            let field = self.field_ui(ui);
            ui.add_space(size::GAP);
            if let Some(touch) = &self.log {
                ui.scope(|ui| quick::ui(ui, touch, offered.now.today));
            }
            let mut chosen = None;
            if count == 0 {
                ui.add_space(size::GAP_WIDE);
                ui.vertical_centered(|ui| ui.label(text::dim(ui, tr!("palette-nothing", typed = self.typed.trim()))));
                ui.add_space(size::GAP_WIDE);
            }
            let list = ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, true]).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - if count > 8 { size::SCROLL_BAR } else { 0.0 });
                let mut number = 0;
                for (title, entries) in &self.entries {
                    ui.add_space(size::GAP_SMALL);
                    ui.horizontal(|ui| {
                        ui.add_space(size::GAP);
                        ui.label(text::caption(ui, title));
                    });
                    for entry in entries {
                        let is_at = number == self.at;
                        let response = entry_ui(ui, entry, is_at);
                        if is_at {
                            ui.ctx().accesskit_node_builder(field, |node| node.set_active_descendant(response.id.accesskit_id()));
                            if is_moved {
                                response.scroll_to_me(None);
                            }
                        }
                        if response.hovered() && ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO) {
                            self.at = number;
                        }
                        if response.clicked() || (is_at && entered) {
                            chosen = Some(entry.goal);
                        }
                        number += 1;
                    }
                }
            });
            ui.ctx().accesskit_node_builder(list.id, |node| {
                node.set_role(Role::ListBox);
                node.set_label(tr!("palette-results"));
            });
            foot_ui(ui);
            let action = match chosen {
                Some(Goal::Run(command)) => Some(Action::Run(command)),
                Some(Goal::Show(customer)) => Some(Action::Jump(customer)),
                Some(Goal::Log) => self.log.as_ref().map(|touch| {
                    let edit = Edit::quick(touch, offered.selected, offered.now);
                    Action::Edit { edit, from: Origin::Nobody }
                }),
                Some(Goal::Remark) | None => None,
            };
            stays = action.is_none();
            actions.extend(action);
        });
        stays && !wants_close
    }

    fn field_ui(&mut self, ui: &mut Ui) -> Id {
        let palette = palette(ui.visuals());
        let hint = tr!("palette-hint");
        let id = Id::unique("palette field");
        let width = ui.available_width();
        let edit = TextEdit::singleline(&mut self.typed)
            .id(id)
            .hint_text(&hint)
            .prefix(button::icon(ICON_SEARCH).color(palette.faint))
            .desired_width(width)
            .min_size(vec2(width, size::CONTROL))
            .align(egui::Align2::LEFT_CENTER);
        let response = ui.add(edit).accessible_name(hint);
        // The arrows are taken before; the keyboard never leaves the field.
        if std::mem::take(&mut self.takes_focus) || !response.has_focus() {
            response.request_focus();
        }
        id
    }

    /// Asks again where something else was typed.
    fn seek(&mut self, ui: &Ui, is_composing: bool, offered: &Offered<'_>) {
        let wanted = (self.typed.clone(), offered.book.revision());
        if is_composing || self.sought.as_ref() == Some(&wanted) {
            return;
        }
        if self.sought.as_ref().is_none_or(|(typed, _)| *typed != wanted.0) {
            self.at = 0;
        }
        self.sought = Some(wanted);
        let typed = Typed::new(&self.typed);
        let entry = |command: Command| {
            let words = (offered.name_of)(command)?;
            Some(Entry { words, remark: String::new(), icon: command.icon(), keys: command.keys(ui), goal: Goal::Run(command) })
        };
        let recency = |command: Command| offered.recent.iter().position(|key| key == command.key()).unwrap_or(usize::MAX);
        let others = Command::ALL.into_iter().filter(|command| *command != Command::Palette);
        self.entries.clear();
        self.log = None;
        if let Some(line) = quick_touch::line_of(&self.typed) {
            self.log = quick_touch::read(line, offered.now.today);
            self.entries.push((tr!("quick-line"), vec![log_entry(self.log.is_some(), offered)]));
        }
        if typed.is_empty() {
            let mut recent: Vec<Command> = others.clone().filter(|command| recency(*command) < 4).collect();
            recent.sort_by_key(|command| recency(*command));
            self.entries.push((tr!("palette-recent"), recent.iter().filter_map(|command| entry(*command)).collect()));
            for group in Group::ALL {
                let rest = group.commands().filter(|command| *command != Command::Palette && !recent.contains(command));
                self.entries.push((group.name(), rest.filter_map(entry).collect()));
            }
        } else {
            let mut found: Vec<(u32, Entry)> = Vec::new();
            for command in others {
                let Some(entry) = entry(command) else { continue };
                // By its names alone: what undo would take back has the name of a customer in it, and who types that seeks the customer.
                let [chinese, english] = command.names();
                if let Some(score) = typed.score(&[&chinese, &english]) {
                    found.push((score + if recency(command) < 8 { 5 } else { 0 }, entry));
                }
            }
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            self.entries.push((tr!("palette-results"), found.into_iter().map(|(_, entry)| entry).collect()));
            self.entries.push((tr!("palette-customers"), customers(&self.typed, &typed, offered)));
        }
        self.entries.retain(|(_, entries)| !entries.is_empty());
        // What begins with no way of being in touch is more likely a name.
        if self.log.as_ref().is_some_and(|touch| touch.channel == Channel::Unknown) {
            self.entries.rotate_left(1);
        }
    }

    /// Moves by the arrows; returns whether it moved.
    fn walk(&mut self, ui: &Ui, count: usize) -> bool {
        let step = ui.input_mut(|input| {
            let pressed = |input: &mut egui::InputState, key| usize::from(input.consume_key(Modifiers::NONE, key));
            let down = pressed(input, Key::ArrowDown);
            let up = pressed(input, Key::ArrowUp);
            // Tab stays here as well: there is nowhere else to go.
            (down + pressed(input, Key::Tab), up + usize::from(input.consume_key(Modifiers::SHIFT, Key::Tab)))
        });
        if count == 0 || step == (0, 0) {
            return false;
        }
        self.at = (self.at + step.0 + (count - 1) * step.1) % count;
        true
    }
}

/// What the line for a touch would do.
fn log_entry(is_read: bool, offered: &Offered<'_>) -> Entry {
    let (words, goal) = match offered.selected {
        _ if !is_read => (tr!("quick-line-hint"), Goal::Remark),
        [] => (tr!("quick-nobody"), Goal::Remark),
        [only] => {
            let name = offered.book.rows(&[*only], &[]).into_iter().next().map(|row| row.name).unwrap_or_default();
            (tr!("quick-log-one", name = name), Goal::Log)
        }
        many => (tr!("quick-log-many", count = many.len(), shown = text::grouped(many.len())), Goal::Log),
    };
    Entry { words, remark: String::new(), icon: ICON_EDIT_NOTE, keys: String::new(), goal }
}

/// Customers whose name says what was typed; where there are none, those that have it anywhere, from three letters on.
fn customers(text: &str, typed: &Typed, offered: &Offered<'_>) -> Vec<Entry> {
    let few: Vec<RowId> = offered.book.some_of(text.trim(), LOOKED_AT);
    let mut rows: Vec<(Option<u32>, Entry)> = offered
        .book
        .rows(&few, &[Column::of(Field::Country)])
        .into_iter()
        .map(|row| {
            let score = typed.score(&[&row.name]);
            let remark = row.cells.first().map(|cell| cell.text.clone()).unwrap_or_default();
            let words = if row.name.is_empty() { tr!("customer-without-name") } else { row.name };
            (score, Entry { words, remark, icon: ICON_PERSON, keys: String::new(), goal: Goal::Show(row.id) })
        })
        .collect();
    let few_letters = text.trim().len() < 3;
    if few_letters || rows.iter().any(|(score, _)| score.is_some()) {
        rows.retain(|(score, _)| score.is_some());
    }
    rows.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    rows.into_iter().take(CUSTOMERS).map(|(_, entry)| entry).collect()
}

fn entry_ui(ui: &mut Ui, entry: &Entry, is_at: bool) -> egui::Response {
    let palette = palette(ui.visuals());
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL), Sense::click());
    let spoken = if entry.remark.is_empty() { entry.words.clone() } else { format!("{}, {}", entry.words, entry.remark) };
    response.widget_info(|| egui::WidgetInfo::selected(Role::ListBoxOption, true, is_at, &spoken));
    if !ui.is_rect_visible(place) {
        return response;
    }
    if is_at {
        ui.painter().rect_filled(place, CornerRadius::same(size::CORNER), palette.ground(Tone::Accent));
    } else if response.hovered() {
        ui.painter().rect_filled(place, CornerRadius::same(size::CORNER), palette.hover);
    }
    let colour = if is_at { palette.accent() } else { palette.dim };
    let mark = entry.icon;
    let icon =
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), egui::FontId::new(size::ICON, mark.font_family()), colour));
    let at = Rect::from_min_size(pos2(place.left() + size::GAP, place.top()), vec2(size::ICON, place.height()));
    text::paint(ui.painter(), at, icon, Align::Center, colour);
    let mut right = place.right() - size::GAP;
    if !entry.keys.is_empty() {
        right = keys::paint(ui, &entry.keys, right, place.center().y) - size::GAP;
    }
    let words = Rect::from_min_max(pos2(at.right() + size::GAP, place.top()), pos2(right, place.bottom()));
    let galley = text::cut(ui, &entry.words, text::body_font(), palette.text, words.width());
    let drawn = text::paint(ui.painter(), words, galley, Align::Min, palette.text);
    if !entry.remark.is_empty() && drawn.right() + 60.0 < words.right() {
        let rest = words.with_min_x(drawn.right() + size::GAP_WIDE);
        let galley = text::cut(ui, &entry.remark, text::caption_font(), palette.faint, rest.width());
        text::paint(ui.painter(), rest, galley, Align::Min, palette.faint);
    }
    response
}

fn foot_ui(ui: &mut Ui) {
    ui.add_space(size::GAP);
    let line = ui.cursor().top();
    ui.painter().hline(ui.max_rect().expand(size::GAP_WIDE).x_range(), line, palette(ui.visuals()).hairline());
    ui.add_space(size::GAP);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), size::COMPACT), Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(size::GAP);
        for (key, words) in [(Key::Enter, tr!("palette-foot-run")), (Key::Escape, tr!("palette-foot-close"))] {
            keys::ui(ui, &shown(ui, &egui::KeyboardShortcut::new(Modifiers::NONE, key)));
            ui.label(text::caption(ui, words));
            ui.add_space(size::GAP);
        }
    });
}
