//! Fields of numbers on the page of rules: what cannot be read stays as it was typed, marked, until it can.

use std::collections::HashMap;

use egui::{Align2, Id, TextEdit, Ui, vec2};

use crate::app::theme::{Tone, palette, size};
use crate::model::text::narrow;

/// What is typed into fields and does not (yet) stand in the rules as it is written there.
#[derive(Default)]
pub(super) struct Typed {
    texts: HashMap<Id, Slot>,
}

struct Slot {
    text: String,
    is_readable: bool,
}

impl Typed {
    /// Forgets all of it.
    pub(super) fn clear(&mut self) {
        self.texts.clear();
    }

    /// How many fields hold what cannot be read.
    pub(super) fn unreadable(&self) -> usize {
        self.texts.values().filter(|slot| !slot.is_readable).count()
    }

    /// Whether this field does.
    pub(super) fn is_unreadable(&self, id: Id) -> bool {
        self.texts.get(&id).is_some_and(|slot| !slot.is_readable)
    }

    /// Keeps a text that was typed elsewhere, such as into the editor of a day.
    pub(super) fn put(&mut self, id: Id, text: String, is_readable: bool) {
        self.texts.insert(id, Slot { text, is_readable });
    }

    /// The text of a field, where somebody types.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        self.texts.get(&id).map(|slot| slot.text.as_str())
    }

    /// Forgets one field.
    pub(super) fn drop(&mut self, id: Id) {
        self.texts.remove(&id);
    }
}

/// A number that may be missing.
pub(super) struct Number<'a> {
    /// Identity of the field, the same while rows around it come and go.
    pub(super) id: Id,
    /// What screen readers call it.
    pub(super) name: &'a str,
    /// Shown while it is empty; an empty hint: it may not be.
    pub(super) none: &'a str,
    /// The most that is sensible.
    pub(super) most: u32,
    /// Width in points.
    pub(super) width: f32,
    /// Whether what stands there contradicts something else.
    pub(super) is_odd: bool,
}

impl Number<'_> {
    /// Draws the field and lets it change `value`.
    pub(super) fn ui(&self, ui: &mut Ui, typed: &mut Typed, value: &mut Option<u32>) {
        let known = value.map(|number| number.to_string()).unwrap_or_default();
        let mut text = typed.text(self.id).map_or(known, str::to_owned);
        let colours = palette(ui.visuals());
        let mark = match (typed.is_unreadable(self.id), self.is_odd) {
            (true, _) => Some(colours.mark(Tone::Overdue)),
            (false, true) => Some(colours.mark(Tone::Due)),
            (false, false) => None,
        };
        let response = ui
            .scope(|ui| {
                if let Some(colour) = mark {
                    let visuals = ui.visuals_mut();
                    for widget in [&mut visuals.widgets.inactive, &mut visuals.widgets.hovered, &mut visuals.widgets.active] {
                        widget.bg_stroke.color = colour;
                    }
                    visuals.selection.stroke.color = colour;
                }
                let edit = TextEdit::singleline(&mut text).id(self.id).hint_text(self.none).align(Align2::RIGHT_CENTER);
                ui.add(edit.desired_width(self.width).min_size(vec2(self.width, size::CONTROL))).accessible_name(self.name)
            })
            .inner;
        if response.changed() {
            let read = self.read(&text);
            if let Some(read) = read {
                *value = read;
            }
            typed.put(self.id, text, read.is_some());
        }
        if response.lost_focus() {
            // Esc takes back what cannot be read; what can stands there as it is kept.
            let is_left = ui.input(|input| input.key_pressed(egui::Key::Escape));
            if is_left || !typed.is_unreadable(self.id) {
                typed.drop(self.id);
            }
        }
    }

    /// What a text means for this field; `None` where it means nothing.
    fn read(&self, text: &str) -> Option<Option<u32>> {
        match read(text)? {
            None if self.none.is_empty() => None,
            Some(number) if number > self.most => None,
            read => Some(read),
        }
    }
}

/// Reads a number as people type it into a field of days: `30`, `３０`, `30 days`, `30天`, `2 weeks`, `2周`; nothing for an empty field.
fn read(text: &str) -> Option<Option<u32>> {
    let narrow = narrow(text).to_lowercase();
    let text = narrow.trim();
    if matches!(text, "" | "-" | "—" | "off" | "never" | "none" | "no" | "无" | "不" | "从不") {
        return Some(None);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u32 = text[..digits].parse().ok()?;
    let by = match text[digits..].trim() {
        "" | "d" | "day" | "days" | "天" | "日" | "%" | "h" | "hours" | "小时" | "次" => 1,
        "w" | "week" | "weeks" | "周" | "星期" => 7,
        "m" | "month" | "months" | "月" | "个月" => 30,
        _ => return None,
    };
    number.checked_mul(by).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        for (text, number) in [
            ("30", Some(Some(30))),
            (" ３０ ", Some(Some(30))),
            ("30 days", Some(Some(30))),
            ("30天", Some(Some(30))),
            ("2周", Some(Some(14))),
            ("2 weeks", Some(Some(14))),
            ("3个月", Some(Some(90))),
            ("20%", Some(Some(20))),
            ("", Some(None)),
            ("无", Some(None)),
            ("never", Some(None)),
            ("off", Some(None)),
            ("-5", None),
            ("3.5", None),
            ("abc", None),
            ("30 moons", None),
            ("99999999999", None),
            ("4294967295 w", None),
        ] {
            assert_eq!(read(text), number, "{text:?}");
        }
        let field = |none, most| Number { id: Id::NULL, name: "", none, most, width: 0.0, is_odd: false };
        assert_eq!(field("never", 100).read(""), Some(None));
        assert_eq!(field("", 100).read(""), None, "may not be empty");
        assert_eq!(field("", 100).read("101"), None, "more than is sensible");
    }
}
