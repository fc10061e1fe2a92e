//! Tags: chips that can be taken away, and a text that becomes the next one.

use egui::{Align, CornerRadius, Response, Sense, Ui, vec2};
use egui_material_icons::icons::ICON_CLOSE;

use super::line::{Keys, State, caret_to_end, finish, offers_ui, text_ui, wish_of};
use super::{Around, Look, Outcome, Subject, Wish, known, offers};
use crate::app::theme::{palette, size};
use crate::app::widgets::text;
use crate::model::Kind;
use crate::tr;

/// The tags of a text, and what stands behind the last separator.
pub(super) fn parts(draft: &str) -> (Vec<String>, String) {
    let mut pieces: Vec<&str> = draft.split([';', '；', ',', '，', '、', '|', '\n']).collect();
    let typed = pieces.pop().unwrap_or_default();
    let mut tags: Vec<String> = Vec::new();
    for tag in pieces.into_iter().map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    (tags, typed.to_owned())
}

fn typed_id(id: egui::Id) -> egui::Id {
    id.with("typed-tag")
}

/// Nothing is being typed behind the chips.
pub(super) fn begin(ui: &Ui, id: egui::Id) {
    ui.data_mut(|data| data.remove::<String>(typed_id(id)));
}

/// Tags and the text behind them as one text.
fn joined(tags: &[String], typed: &str) -> String {
    let mut all: Vec<&str> = tags.iter().map(String::as_str).collect();
    let typed = typed.trim_start();
    if !typed.trim().is_empty() && !all.contains(&typed.trim()) {
        all.push(typed);
    }
    all.join("; ")
}

/// The chips of a draft, and what is being typed behind them.
struct Chips {
    tags: Vec<String>,
    typed: String,
}

impl Chips {
    /// What is being typed is no chip yet; it is remembered apart from those that are.
    fn of(ui: &Ui, id: egui::Id, draft: &str) -> Self {
        let mut typed: String = ui.data(|data| data.get_temp(typed_id(id))).unwrap_or_default();
        let mut tags = parts(&format!("{draft};")).0;
        if !typed.trim().is_empty() && tags.last().is_some_and(|last| last == typed.trim()) {
            tags.pop();
        } else {
            typed.clear();
        }
        Self { tags, typed }
    }

    /// No tag stands there twice.
    fn add(&mut self, tag: String) {
        if !self.tags.contains(&tag) {
            self.tags.push(tag);
        }
    }

    /// A separator ends a tag.
    fn end_tags(&mut self, ui: &Ui, id: egui::Id) {
        let (ended, rest) = parts(&self.typed);
        if ended.is_empty() {
            return;
        }
        for tag in ended {
            self.add(tag);
        }
        self.typed = rest.trim_start().to_owned();
        caret_to_end(ui, id, &self.typed);
    }

    /// What is typed becomes a tag as well.
    fn end_typed(&mut self) {
        if !self.typed.trim().is_empty() {
            self.add(self.typed.trim().to_owned());
            self.typed.clear();
        }
    }
}

pub(super) fn ui(ui: &mut Ui, subject: &Subject<'_>, draft: &mut String, around: &mut Around<'_>) -> Outcome {
    let mut chips = Chips::of(ui, subject.id, draft);
    let before = draft.clone();
    let is_empty_backspace = chips.typed.is_empty()
        && ui.memory(|memory| memory.has_focus(subject.id))
        && !around.is_composing
        && ui.input(|input| input.key_pressed(egui::Key::Backspace));
    let (removed, (response, mut state, keys)) = row_ui(ui, subject, &mut chips, around);
    let mut outcome = Outcome { is_changed: false, wish: Wish::None, response };
    let has_focus = outcome.response.has_focus();

    chips.end_tags(ui, subject.id);
    if is_empty_backspace && removed.is_none() && chips.typed.is_empty() {
        chips.tags.pop();
    }
    let mut taken = None;
    if (has_focus || keys.tab) && state.is_open {
        let known = known(ui, subject, around);
        let free: Vec<String> = known.iter().filter(|tag| !chips.tags.contains(tag)).cloned().collect();
        let found = offers::offers(subject, &chips.typed, state.has_typed && !chips.typed.trim().is_empty(), &free, around);
        taken = offers_ui(subject, &found, &chips.typed, &mut state, &keys, &outcome.response);
    }
    if let Some(tag) = taken {
        chips.add(tag);
        chips.typed.clear();
        finish(ui, subject.id, "", &mut state, &mut outcome);
        if keys.tab {
            outcome.wish = Wish::None;
        }
    } else if let Some(at) = removed {
        chips.tags.remove(at);
        outcome.wish = Wish::Save;
    } else {
        outcome.wish = wish_of(subject, &keys, &mut state, has_focus);
        if matches!(outcome.wish, Wish::Save | Wish::SaveAndGo(_)) {
            chips.end_typed();
        }
    }
    *draft = joined(&chips.tags, &chips.typed);
    if outcome.wish == Wish::Cancel || !has_focus {
        // Whoever owns the draft throws it away or keeps it; either way the next frame starts from chips alone.
        chips.typed.clear();
    }
    if matches!(outcome.wish, Wish::SaveAndLeave | Wish::Leave) {
        outcome.response.surrender_focus();
    }
    // How tags are parted is no change.
    outcome.is_changed = parts(&format!("{draft};")).0 != parts(&format!("{before};")).0;
    if !outcome.is_changed {
        *draft = before;
    }
    ui.data_mut(|data| data.insert_temp(typed_id(subject.id), chips.typed));
    if !has_focus && outcome.wish == Wish::None {
        state = State::default();
    }
    state.store(ui, subject.id);
    outcome
}

/// The chips and the text behind them; returns which chip was taken away, and what happened to the text.
fn row_ui(ui: &mut Ui, subject: &Subject<'_>, chips: &mut Chips, around: &mut Around<'_>) -> (Option<usize>, (Response, State, Keys)) {
    let mut removed = None;
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
        for (at, tag) in chips.tags.iter().enumerate() {
            if chip_ui(ui, tag) {
                removed = Some(at);
            }
        }
        let add = tr!("editor-add-tag");
        let hint = if chips.tags.is_empty() { subject.hint } else { add.as_str() };
        let input = Subject { kind: Kind::Tags, hint, look: inner_look(subject.look), ..subject.clone() };
        let width = ui.available_size_before_wrap().x;
        let width = if width < 72.0 { ui.max_rect().width() } else { width };
        let layout = egui::Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(width, size::COMPACT), layout, |ui| text_ui(ui, &input, &mut chips.typed, around)).inner
    });
    (removed, row.inner)
}

/// The text between chips has no frame of its own where nobody types.
fn inner_look(look: Look) -> Look {
    match look {
        Look::Name => Look::InPlace,
        other => other,
    }
}

/// A chip with a mark that takes it away; returns whether it was pressed.
fn chip_ui(ui: &mut Ui, tag: &str) -> bool {
    let palette = palette(ui.visuals());
    let galley = text::cut(ui, tag, text::caption_font(), palette.dim, 150.0);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x + 6.0 + 18.0, size::COMPACT), Sense::hover());
    let body = rect.shrink2(vec2(0.0, 2.0));
    let corner = CornerRadius::same(size::CHIP_CORNER);
    ui.painter().rect(body, corner, palette.raised, egui::Stroke::new(size::LINE, palette.outline), egui::StrokeKind::Inside);
    text::paint(ui.painter(), body.with_min_x(body.left() + 6.0), galley, Align::Min, palette.dim);
    let place = body.with_min_x(body.right() - 18.0);
    let response = ui.interact(place, ui.scope_id().with(("tag", tag)), Sense::CLICK);
    let name = tr!("editor-remove-tag", tag = tag);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    let colour = if response.hovered() { palette.text } else { palette.faint };
    let font = egui::FontId::new(13.0, ICON_CLOSE.font_family());
    let mark = ui.fonts_mut(|fonts| fonts.layout_no_wrap(ICON_CLOSE.codepoint.to_owned(), font, colour));
    text::paint(ui.painter(), place, mark, Align::Center, colour);
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_in_any_script_ends_a_tag() {
        assert_eq!(parts("展会、老客户;new"), (vec!["展会".to_owned(), "老客户".to_owned()], "new".to_owned()));
        assert_eq!(parts("a; a, b"), (vec!["a".to_owned()], " b".to_owned()));
        assert_eq!(joined(&["a".to_owned()], " b"), "a; b");
        assert_eq!(joined(&["a".to_owned()], "a"), "a", "no tag twice");
    }
}
