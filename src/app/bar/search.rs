//! The search box: words and filters in their colours, ways to go on below it, and what cannot be understood with its place.
//!
//! What stands in the box is all that filters the table; groups, facets and views only write into it.

use std::ops::Range;
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
use crate::book::query::complete::{Completion, complete, instead};
use crate::book::query::{Known, Problem, QueryError, Reading, Subject, TermKind, read};
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
    /// The ways offered now: to go on, or to mend what is wrong.
    ways: Vec<Completion>,
    /// What was answered last to either question, for which text, revision of the book and place.
    answers: [Option<Answer>; 2],
    chosen: Option<usize>,
    /// The list shows once something was typed, until Esc.
    is_listing: bool,
    /// What is wrong with the text, in words, where it is said now.
    said: Option<(String, String)>,
    /// Esc has sent away what is said, until something is typed.
    is_dismissed: bool,
    /// When something was typed last, in seconds.
    typed_at: f64,
}

/// What the ways are for.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// Going on at this byte.
    At(usize),
    /// Mending the filter at this place.
    Instead(Range<usize>),
}

type Answer = ((String, u64, Asked), Vec<Completion>);

/// So long after the last letter what is typed counts as finished.
const REST_SECS: f64 = 0.9;

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
        let takes = has_focus && !scene.is_composing;
        let lists = takes && !self.ways.is_empty();
        let keys = if takes { take_keys(ui, lists) } else { Keys::default() };
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
        self.beside_ui(ui, &response, found);
        if response.changed() {
            // Who has emptied the box looks at the table, which a list of all filters would cover.
            self.is_listing = !self.text.is_empty();
            self.is_dismissed = false;
            self.chosen = None;
            self.typed_at = ui.input(|input| input.time);
        }
        if keys.leaves {
            if !self.ways.is_empty() || self.said.is_some() {
                (self.is_listing, self.is_dismissed) = (false, true);
            } else if self.text.is_empty() {
                to_table = true;
            } else {
                self.text.clear();
            }
        }
        // The keyboard may be here while the window is not the one in front: what hangs below stays for when it is again.
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        self.is_listing &= has_focus;
        self.look(scene);
        let caret = caret_of(ui, id, &self.text);
        self.go_on(ui, scene, has_focus.then_some(caret));
        if let Some(way) = self.below_ui(&response, palette) {
            self.accept(ui, id, &way);
            response.request_focus();
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
        keys.enters && self.chosen.is_none()
    }

    /// The way that Enter or Tab takes: the chosen one; Tab also the first one.
    fn taken(&self, keys: &Keys, lists: bool) -> Option<Completion> {
        let at = if keys.tabs { self.chosen.or(Some(0)) } else { self.chosen };
        at.filter(|_| lists).and_then(|at| self.ways.get(at).cloned())
    }

    fn accept(&mut self, ui: &Ui, id: Id, way: &Completion) {
        if self.text.get(way.range.clone()).is_none() {
            return;
        }
        self.text.replace_range(way.range.clone(), &way.text);
        let mut end = way.range.start + way.text.len();
        // A value is done, and the next word begins; a name waits for its value.
        if !way.text.ends_with([':', '：']) && end == self.text.len() {
            self.text.push(' ');
            end += 1;
        } else if way.is_instead {
            // A mended name stands before its value, behind which one goes on.
            let behind = self.text[end..].find(char::is_whitespace);
            end = behind.map_or(self.text.len(), |space| end + space);
        }
        let caret = CCursor::new(self.text[..end].chars().count());
        put_caret(ui, id, CCursorRange::one(caret));
        self.chosen = None;
        (self.is_listing, self.is_dismissed) = (true, false);
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
    fn beside_ui(&mut self, ui: &mut Ui, response: &Response, found: Found) {
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
        let mut clear_ui = ui.new_child(egui::UiBuilder::new().id_salt("clear").max_rect(place));
        if button::small_icon_ui(&mut clear_ui, ICON_CLOSE, &tr!("search-clear")).clicked() {
            self.text.clear();
            self.is_listing = false;
            response.request_focus();
        }
    }

    /// Asks for ways to go on, or else what is wrong and how it is mended, where text or caret have changed; the caret is there
    /// while the box has the keyboard.
    fn go_on(&mut self, ui: &Ui, scene: &Scene<'_>, caret: Option<usize>) {
        let before = std::mem::take(&mut self.ways);
        self.said = None;
        self.find_ways(ui, scene, caret);
        // What is chosen stays while the same ways are offered.
        if before != self.ways {
            self.chosen = None;
        }
    }

    fn find_ways(&mut self, ui: &Ui, scene: &Scene<'_>, caret: Option<usize>) {
        if self.is_dismissed || scene.is_composing || caret.is_none() && Popup::is_any_open(ui.ctx()) {
            return;
        }
        if let Some(caret) = caret.filter(|_| self.is_listing) {
            self.ways = self.ask(scene, Asked::At(caret));
            if self.ways.iter().any(|way| !way.is_instead) {
                return;
            }
        }
        let wait = (self.typed_at + REST_SECS - ui.input(|input| input.time)).max(0.0);
        match self.reading.errors.iter().find(|error| is_said(error, caret, wait)) {
            Some(error) => {
                self.said = Some((error.to_string(), error.hint()));
                let place = error.range.clone();
                self.ways = self.ask(scene, Asked::Instead(place));
            }
            None if !self.reading.errors.is_empty() => ui.request_repaint_after_secs(wait as f32 + 0.01),
            None => {}
        }
    }

    fn ask(&mut self, scene: &Scene<'_>, asked: Asked) -> Vec<Completion> {
        let answer = usize::from(matches!(asked, Asked::Instead(_)));
        let of = (self.text.clone(), self.revision, asked);
        if let Some((known, ways)) = &self.answers[answer]
            && *known == of
        {
            return ways.clone();
        }
        let in_use = |subject: &Subject| match subject {
            Subject::Field(field) => scene.book.values_in_use(*field),
            _ => Vec::new(),
        };
        let known = Known { today: scene.now.today, extras: &self.extras };
        let ways = match &of.2 {
            Asked::At(caret) => complete(&self.text, *caret, &known, &in_use),
            Asked::Instead(place) => {
                let term = self.reading.terms.iter().find(|term| term.range.start <= place.start && place.end <= term.range.end);
                term.map_or_else(Vec::new, |term| instead(&self.text, term, &known, &in_use))
            }
        };
        self.answers[answer] = Some((of, ways.clone()));
        ways
    }

    /// What hangs below the box: what is wrong in plain words, and the ways to go on or to mend it. Returns the one that was clicked.
    fn below_ui(&self, response: &Response, palette: &'static Palette) -> Option<Completion> {
        if self.ways.is_empty() && self.said.is_none() {
            return None;
        }
        let mut clicked = None;
        let name = if self.said.is_some() { tr!("search-wrong") } else { tr!("search-ways") };
        below(response, name).show(|ui| {
            ui.set_width(response.rect.width() - 12.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some((words, hint)) = &self.said {
                head_ui(ui, egui::RichText::new(words).color(palette.mark(Tone::Overdue)));
                if self.ways.is_empty() {
                    head_ui(ui, text::caption(ui, hint));
                }
            }
            if self.ways.first().is_some_and(|way| way.is_instead) {
                head_ui(ui, text::caption(ui, tr!("search-instead")));
            }
            for (at, way) in self.ways.iter().enumerate() {
                if way_ui(ui, way, self.chosen == Some(at)).clicked() {
                    clicked = Some(way.clone());
                }
            }
        });
        clicked
    }
}

/// Whether an error is said now. Where the caret is, one goes on typing: what no country or field is called is said at once, as no
/// letter more makes it one; all else once one rests.
fn is_said(error: &QueryError, caret: Option<usize>, wait: f64) -> bool {
    let is_typing = caret.is_some_and(|caret| error.range.start < caret && caret <= error.range.end);
    let is_final = matches!(error.problem, Problem::UnknownField(..) | Problem::UnknownValue { .. });
    !is_typing || is_final || wait <= 0.0
}

/// A line above the ways, in line with their words.
fn head_ui(ui: &mut Ui, words: egui::RichText) {
    egui::Frame::new().inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new(words).wrap());
    });
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
fn coloured(reading: &Reading, text: &str, palette: &Palette) -> Vec<(Range<usize>, egui::Color32, bool)> {
    let wrong = |range: &Range<usize>| reading.errors.iter().any(|error| error.range.start < range.end && range.start < error.range.end);
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
