//! What the keyboard is doing: whether an input method composes a character, and whether the caret may still blink.

use egui::{Context, Event, ImeEvent};

/// After so long without a key the caret stands still, so that an idle window draws nothing.
const BLINK_SECS: f64 = 6.0;

/// What is known of the typing.
#[derive(Default)]
pub struct Typing {
    is_composing: bool,
    /// Whether the composed text arrives in this very frame: the Enter or Esc beside it ended the composition and means nothing else.
    is_committing: bool,
    last_at: f64,
    may_blink: Option<bool>,
    is_blinking: bool,
}

impl Typing {
    /// Whether an input method is composing a character.
    pub fn is_composing(&self) -> bool {
        self.is_composing || self.is_committing
    }

    /// Takes the keys that belong to the input method out of `events`: while a character is composed, Enter takes it, Esc drops it and
    /// the arrows choose among candidates. Some systems report these keys as well.
    pub fn hold_keys(&self, events: &mut Vec<Event>) {
        let mut is_composing = self.is_composing();
        // In which order a system reports the key and the text that it ends is not certain.
        let ends = events.iter().any(|event| matches!(event, Event::Ime(ImeEvent::Commit(_))));
        events.retain(|event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => {
                is_composing = !text.is_empty();
                true
            }
            Event::Key { pressed: true, .. } => !is_composing && !ends,
            _ => true,
        });
    }

    /// Looks at the events of the frame.
    pub fn look(&mut self, context: &Context) {
        // Once more, for windows that have no hook for raw input (tests).
        context.input_mut(|input| self.hold_keys(&mut input.events));
        let was_committing = std::mem::take(&mut self.is_committing);
        let (now, has_key) = context.input(|input| {
            let mut has_key = false;
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => {
                        self.is_composing = !text.is_empty();
                        has_key = true;
                    }
                    Event::Ime(ImeEvent::Commit(_)) => {
                        self.is_composing = false;
                        self.is_committing = true;
                        has_key = true;
                    }
                    Event::Key { .. } | Event::Text(_) | Event::PointerButton { .. } | Event::Paste(_) => has_key = true,
                    _ => {}
                }
            }
            (input.time, has_key)
        });
        if context.memory(|memory| memory.focused().is_none()) {
            self.is_composing = false;
            self.is_committing = false;
        }
        if self.is_committing && !was_committing {
            // What waits for the end of the composition is seen in the next frame.
            context.request_repaint();
        }
        self.blink(context, now, has_key);
    }

    fn blink(&mut self, context: &Context, now: f64, has_key: bool) {
        // Where the caret does not blink from the start (tests), it never shall.
        let may_blink = *self.may_blink.get_or_insert_with(|| {
            let blinks = context.global_style().visuals.text_cursor.blink;
            self.is_blinking = blinks;
            blinks
        });
        if has_key {
            self.last_at = now;
        }
        let blinks = may_blink && now - self.last_at < BLINK_SECS;
        if blinks != self.is_blinking {
            self.is_blinking = blinks;
            context.all_styles_mut(|style| style.visuals.text_cursor.blink = blinks);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers};

    use super::*;

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    }

    #[test]
    fn keys_of_a_composition_are_the_input_methods_own() {
        let commit = || Event::Ime(ImeEvent::Commit("你".to_owned()));
        for (name, is_composing, events, left) in [
            ("nothing is composed", false, vec![key(Key::Enter)], 1),
            ("composing since before", true, vec![key(Key::Enter), key(Key::Escape), key(Key::ArrowDown)], 0),
            ("begins in this frame", false, vec![key(Key::N), preedit("ni"), key(Key::Enter)], 2),
            ("ends in this frame by a key", true, vec![key(Key::Space), preedit(""), commit()], 2),
            ("the key comes after its text", false, vec![preedit(""), commit(), key(Key::Enter)], 2),
            ("dropped, then a key", true, vec![preedit(""), key(Key::Backspace)], 2),
        ] {
            let typing = Typing { is_composing, ..Typing::default() };
            let mut events = events;
            typing.hold_keys(&mut events);
            assert_eq!(events.len(), left, "{name}");
        }
    }
}
