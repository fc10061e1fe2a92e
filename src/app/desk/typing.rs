//! What the keyboard is doing: whether an input method composes a character, and whether the caret may still blink.

use egui::{Context, Event, ImeEvent};

/// After so long without a key the caret stands still, so that an idle window draws nothing.
const BLINK_SECS: f64 = 6.0;

/// What is known of the typing.
#[derive(Default)]
pub struct Typing {
    is_composing: bool,
    last_at: f64,
    may_blink: Option<bool>,
    is_blinking: bool,
}

impl Typing {
    /// Whether an input method is composing a character.
    pub fn is_composing(&self) -> bool {
        self.is_composing
    }

    /// Looks at the events of the frame.
    pub fn look(&mut self, context: &Context) {
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
