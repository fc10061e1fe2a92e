//! The search box: words and filters in their colours, ways to go on below it, and what cannot be understood with its place.
//!
//! What stands in the box is all that filters the table; groups, facets and views only write into it.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::{
    Align, EventFilter, FontFamily, FontId, Galley, Id, Key, Margin, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Stroke,
    TextBuffer, TextEdit, Ui, pos2, vec2,
};
use egui_material_icons::icons::{ICON_CLOSE, ICON_SEARCH};

use crate::app::action::{Action, Scene};
use crate::app::commands::Command;
use crate::app::theme::{Palette, Tone, palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::query::complete::{Completion, complete};
use crate::book::query::{Known, Reading, Subject, TermKind, read};
use crate::model::ExtraKind;
use crate::tr;

/// How many customers the search finds, beside the box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// How many.
    pub customers: usize,
    /// Whether all were searched.
    pub is_complete: bool,
}

/// The state of the box.
#[derive(Default)]
pub struct SearchBox {
    text: String,
    takes_focus: bool,
    /// The user's own fields, and the revision of the book at which they were asked for.
    extras: Vec<(String, ExtraKind)>,
    revision: u64,
    /// What the text says.
    reading: Reading,
    read: Option<(String, u64)>,
    /// Ways to go on, and the text and caret for which they are.
    ways: Vec<Completion>,
    ways_of: Option<(String, usize)>,
    chosen: Option<usize>,
    /// The list shows once something was typed, until Esc.
    is_listing: bool,
}

/// Keys that the box takes before the text does.
#[derive(Default)]
struct Keys {
    walks: isize,
    enters: bool,
    tabs: bool,
    leaves: bool,
}

impl SearchBox {
    /// Puts the keyboard into the box.
    pub fn take_focus(&mut self) {
        self.takes_focus = true;
    }

    /// Replaces what stands in it.
    pub fn set(&mut self, text: &str) {
        // What is typed here comes back once it is searched, without the space behind which one goes on.
        if self.text.trim() != text.trim() {
            text.clone_into(&mut self.text);
            self.is_listing = false;
        }
    }

    /// Draws it; returns whether the keyboard shall go to the table.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, width: f32, found: Found) -> bool {
        let palette = palette(ui.visuals());
        let id = Id::unique("search");
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        self.look(scene);
        let lists = has_focus && self.is_listing && !self.ways.is_empty() && !scene.is_composing;
        let keys = if has_focus && !scene.is_composing { take_keys(ui, lists) } else { Keys::default() };
        let mut to_table = self.obey(&keys, lists);

        let response = self.edit_ui(ui, id, width, has_focus, lists);
        if std::mem::take(&mut self.takes_focus) {
            response.request_focus();
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(self.text.chars().count()));
            put_caret(ui, id, all);
        }
        if let Some(accepted) = (keys.enters || keys.tabs).then(|| self.taken(&keys, lists)).flatten() {
            self.accept(ui, id, &accepted);
        }
        self.beside_ui(ui, scene, &response, found);
        if response.changed() {
            self.is_listing = true;
            self.chosen = None;
        }
        if !response.has_focus() {
            self.is_listing = false;
        }
        self.look(scene);
        let caret = caret_of(ui, id, &self.text);
        self.go_on(scene, caret);
        if let Some(way) = self.list_ui(ui, &response, response.has_focus() && !scene.is_composing) {
            self.accept(ui, id, &way);
            response.request_focus();
        }
        self.error_ui(ui, &response, caret, palette);
        if keys.leaves && !lists {
            if self.text.is_empty() {
                to_table = true;
            } else {
                self.text.clear();
            }
        }
        // Half a character is nothing to search for.
        if !scene.is_composing && self.text.trim() != scene.question.search {
            scene.push(Action::Search(self.text.trim().to_owned()));
        }
        to_table
    }

    /// Reads the text again where it, the book's own fields or the language may have changed.
    fn look(&mut self, scene: &Scene<'_>) {
        if self.revision != scene.book.revision() {
            self.revision = scene.book.revision();
            self.extras = scene.book.extra_kinds();
        }
        let of = (self.text.clone(), self.revision);
        if self.read.as_ref() != Some(&of) {
            self.reading = read(&self.text, &Known { today: scene.now.today, extras: &self.extras });
            self.read = Some(of);
        }
    }

    /// What arrows and Esc do to the list; returns whether the keyboard goes to the table.
    fn obey(&mut self, keys: &Keys, lists: bool) -> bool {
        if !lists {
            return keys.walks > 0 || keys.enters;
        }
        let last = self.ways.len() - 1;
        self.chosen = match (keys.walks, self.chosen) {
            (0, chosen) => chosen,
            (1.., None) => Some(0),
            (1.., Some(at)) => Some((at + 1).min(last)),
            (_, Some(0) | None) => None,
            (_, Some(at)) => Some(at - 1),
        };
        if keys.leaves {
            self.is_listing = false;
        }
        keys.enters && self.chosen.is_none()
    }

    /// The way that Enter or Tab takes: the chosen one; Tab also the first one.
    fn taken(&self, keys: &Keys, lists: bool) -> Option<Completion> {
        let at = if keys.tabs { self.chosen.or(Some(0)) } else { self.chosen };
        at.filter(|_| lists).and_then(|at| self.ways.get(at).cloned())
    }

    fn accept(&mut self, ui: &Ui, id: Id, way: &Completion) {
        let Some(replaced) = self.text.get(way.range.clone()) else { return };
        let _ = replaced;
        self.text.replace_range(way.range.clone(), &way.text);
        let mut end = way.range.start + way.text.len();
        // A value is done, and the next word begins; a name waits for its value.
        if !way.text.ends_with([':', '：']) && end == self.text.len() {
            self.text.push(' ');
            end += 1;
        }
        let caret = CCursor::new(self.text[..end].chars().count());
        put_caret(ui, id, CCursorRange::one(caret));
        self.chosen = None;
        self.ways_of = None;
        self.is_listing = true;
    }

    fn edit_ui(&mut self, ui: &mut Ui, id: Id, width: f32, has_focus: bool, lists: bool) -> Response {
        let palette = palette(ui.visuals());
        let is_empty = self.text.is_empty();
        let reading = &self.reading;
        let read_text = self.read.as_ref().map(|(text, _)| text.clone()).unwrap_or_default();
        let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _: f32| -> Arc<Galley> {
            let text = buffer.as_str();
            let pieces = if text == read_text { coloured(reading, text, palette) } else { Vec::new() };
            let mut job = LayoutJob::default();
            let font = FontId::new(size::BODY, FontFamily::Proportional);
            let plain = TextFormat::simple(font.clone(), palette.text);
            let mut done = 0;
            for (range, colour, is_wrong) in pieces {
                if range.start < done || range.end > text.len() {
                    continue;
                }
                job.append(&text[done..range.start], 0.0, plain.clone());
                let underline = if is_wrong { Stroke::new(1.5, palette.mark(Tone::Overdue)) } else { Stroke::NONE };
                job.append(&text[range.clone()], 0.0, TextFormat { color: colour, underline, ..plain.clone() });
                done = range.end;
            }
            job.append(&text[done..], 0.0, plain);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let mut edit = TextEdit::singleline(&mut self.text)
            .id(id)
            .hint_text(tr!("search-hint"))
            .prefix(button::icon(ICON_SEARCH).color(palette.faint))
            .desired_width(width)
            .min_size(vec2(width, size::CONTROL))
            .align(egui::Align2::LEFT_CENTER)
            .layouter(&mut layouter)
            .event_filter(EventFilter { tab: lists, escape: true, horizontal_arrows: true, vertical_arrows: true })
            .background_color(if has_focus { palette.panel } else { palette.raised });
        if is_empty && !has_focus {
            edit = edit.suffix(text::caption(ui, Command::Search.keys(ui)));
        }
        let response = ui.add(edit).accessible_name(Command::Search.name());
        let wrong = self.reading.errors.first().map(ToString::to_string);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            if let Some(words) = wrong {
                node.set_description(words);
            }
        });
        response
    }

    /// The count of what is found and the button that clears, at the right end of the box.
    fn beside_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, response: &Response, found: Found) {
        if self.text.is_empty() {
            return;
        }
        let palette = palette(ui.visuals());
        let place = Rect::from_center_size(pos2(response.rect.right() - 18.0, response.rect.center().y), egui::Vec2::splat(size::COMPACT));
        let said =
            if found.is_complete { text::compact(found.customers) } else { tr!("search-so-far", count = text::compact(found.customers)) };
        let galley = text::cut(ui, &said, text::caption_font(), palette.faint, 72.0);
        let beside = Rect::from_min_max(
            pos2(place.left() - galley.size().x - 8.0, response.rect.top() + 4.0),
            pos2(response.rect.right() - 4.0, response.rect.bottom() - 4.0),
        );
        let ground = if response.has_focus() { palette.panel } else { palette.raised };
        ui.painter().rect_filled(beside, size::CHIP_CORNER, ground);
        text::paint(ui.painter(), beside.with_max_x(place.left() - 2.0), galley, Align::Max, palette.faint);
        let _ = scene;
        let mut clear_ui = ui.new_child(egui::UiBuilder::new().id_salt("clear").max_rect(place));
        if button::small_icon_ui(&mut clear_ui, ICON_CLOSE, &tr!("search-clear")).clicked() {
            self.text.clear();
            response.request_focus();
        }
    }

    /// Asks for ways to go on where text or caret have changed.
    fn go_on(&mut self, scene: &Scene<'_>, caret: usize) {
        if !self.is_listing {
            return;
        }
        let of = (self.text.clone(), caret);
        if self.ways_of.as_ref() == Some(&of) {
            return;
        }
        let in_use = |subject: &Subject| match subject {
            Subject::Field(field) => scene.book.values_in_use(*field),
            _ => Vec::new(),
        };
        self.ways = complete(&self.text, caret, &Known { today: scene.now.today, extras: &self.extras }, &in_use);
        self.ways_of = Some(of);
        self.chosen = None;
    }

    /// The list of ways to go on; returns the one that was clicked.
    fn list_ui(&self, ui: &Ui, response: &Response, has_focus: bool) -> Option<Completion> {
        if !has_focus || !self.is_listing || self.ways.is_empty() {
            return None;
        }
        let mut clicked = None;
        below(response, tr!("search-ways")).show(|ui| {
            ui.set_width(response.rect.width() - 12.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, way) in self.ways.iter().enumerate() {
                if way_ui(ui, way, self.chosen == Some(at)).clicked() {
                    clicked = Some(way.clone());
                }
            }
        });
        let _ = ui;
        clicked
    }

    /// What cannot be understood, in plain words under the box; not while it is still being typed.
    fn error_ui(&self, ui: &Ui, response: &Response, caret: usize, palette: &'static Palette) {
        let touches = |range: &std::ops::Range<usize>| range.start <= caret && caret <= range.end;
        let typed = self.reading.terms.iter().find(|term| response.has_focus() && touches(&term.range)).map(|term| term.range.clone());
        let is_typing =
            |range: &std::ops::Range<usize>| typed.as_ref().is_some_and(|typed| typed.start < range.end && range.start < typed.end);
        let is_listing = response.has_focus() && self.is_listing && !self.ways.is_empty();
        let Some(error) = self.reading.errors.iter().find(|error| !is_typing(&error.range)) else { return };
        if is_listing || Popup::is_any_open(ui.ctx()) {
            return;
        }
        below(response, tr!("search-wrong")).show(|ui| {
            ui.set_width(response.rect.width() - 12.0);
            let words = egui::RichText::new(error.to_string()).color(palette.mark(Tone::Overdue));
            ui.add(egui::Label::new(words).wrap());
            ui.add(egui::Label::new(text::caption(ui, error.hint())).wrap());
        });
    }
}

/// What hangs below the box; clicks elsewhere do not close it, the state of the box does.
fn below<'a>(response: &Response, name: String) -> Popup<'a> {
    let frame = egui::Frame::popup(&response.ctx.global_style()).inner_margin(Margin::same(6));
    let id = response.id.with(&name);
    Popup::from_response(response)
        .id(id)
        .open(true)
        .gap(4.0)
        .frame(frame)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .accessible_name(name)
}

fn way_ui(ui: &mut Ui, way: &Completion, is_chosen: bool) -> Response {
    let palette = palette(ui.visuals());
    let beside = match way.count {
        Some(count) => text::grouped(count),
        None => way.hint.clone(),
    };
    let response = menu::entry_ui(ui, &way.label, is_chosen);
    let response = response.accessible_name(tr!("search-way", label = way.label.as_str(), hint = way.hint.as_str()));
    let place = response.rect.shrink2(vec2(size::GAP, 0.0));
    let galley = text::cut(ui, &beside, text::caption_font(), palette.faint, place.width() / 2.0);
    text::paint(ui.painter(), place, galley, Align::Max, palette.faint);
    response
}

/// The pieces of the text that have a colour of their own, in order: where, which, and whether it is wrong.
fn coloured(reading: &Reading, text: &str, palette: &Palette) -> Vec<(std::ops::Range<usize>, egui::Color32, bool)> {
    let wrong =
        |range: &std::ops::Range<usize>| reading.errors.iter().any(|error| error.range.start < range.end && range.start < error.range.end);
    let mut pieces = Vec::new();
    for term in &reading.terms {
        match &term.kind {
            TermKind::Filter { name, value, .. } => {
                let before = term.range.start..name.start;
                if !before.is_empty() {
                    pieces.push((before, palette.mark(Tone::Due), false));
                }
                pieces.push((name.start..value.start, palette.accent(), wrong(&(name.start..value.start))));
                pieces.push((value.clone(), palette.text, wrong(value)));
            }
            TermKind::Or | TermKind::Open | TermKind::Close => pieces.push((term.range.clone(), palette.faint, false)),
            TermKind::Word | TermKind::Phrase if term.is_negated => pieces.push((term.range.clone(), palette.mark(Tone::Due), false)),
            TermKind::Word | TermKind::Phrase => pieces.push((term.range.clone(), palette.text, wrong(&term.range))),
        }
    }
    pieces.retain(|(range, ..)| !range.is_empty() && text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
    pieces
}

fn take_keys(ui: &Ui, lists: bool) -> Keys {
    ui.input_mut(|input| {
        let mut takes = |key| input.consume_key(Modifiers::NONE, key);
        let down = takes(Key::ArrowDown);
        let up = lists && takes(Key::ArrowUp);
        Keys {
            walks: isize::from(down) - isize::from(up),
            enters: takes(Key::Enter),
            tabs: lists && takes(Key::Tab),
            leaves: takes(Key::Escape),
        }
    })
}

/// The caret as a byte of `text`; its end where it is not known.
fn caret_of(ui: &Ui, id: Id, text: &str) -> usize {
    let at = TextEdit::load_state(ui, id).and_then(|state| state.cursor.char_range()).map(|range| range.primary.index.0);
    at.and_then(|at| text.char_indices().nth(at)).map_or(text.len(), |(byte, _)| byte)
}

fn put_caret(ui: &Ui, id: Id, range: CCursorRange) {
    let mut state = TextEdit::load_state(ui, id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui, id);
}
