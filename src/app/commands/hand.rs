//! Keys that a place takes for itself: they move, mark and edit where the keyboard is, and run no command. The views act on
//! them; here they are said, for the list of keys and the test that none clashes with a command.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::tr;
use crate::words;

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the table.
    Table,
    /// In the search box.
    Search,
    /// In the card that stands alone.
    Card,
    /// In the brief.
    Brief,
    /// In a field of the card.
    Field,
    /// In a form or question over the window.
    Form,
}

impl Where {
    /// All, in the order of the list of keys.
    pub const ALL: [Self; 6] = [Self::Table, Self::Search, Self::Card, Self::Brief, Self::Field, Self::Form];

    /// What it is called.
    pub fn name(self) -> String {
        match self {
            Self::Table => tr!("keys-in-table"),
            Self::Search => tr!("keys-in-search"),
            Self::Card => tr!("keys-in-card"),
            Self::Brief => tr!("keys-in-brief"),
            Self::Field => tr!("keys-in-field"),
            Self::Form => tr!("keys-in-form"),
        }
    }
}

/// Keys that do one thing in one place.
pub struct Hand {
    /// Where.
    pub place: Where,
    /// Which keys.
    pub shortcuts: &'static [KeyboardShortcut],
    /// The key of what they do.
    pub key: &'static str,
}

impl Hand {
    /// What they do.
    pub fn name(&self) -> String {
        words::text(self.key, None)
    }

    /// The keys as text.
    pub fn keys(&self, context: &Context) -> Vec<String> {
        self.shortcuts.iter().map(|shortcut| super::shown(context, shortcut)).collect()
    }
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

/// All of them.
pub static HANDS: &[Hand] = &[
    Hand { place: Where::Table, shortcuts: &[plain(Key::ArrowUp), plain(Key::ArrowDown)], key: "keys-table-walk" },
    Hand {
        place: Where::Table,
        shortcuts: &[plain(Key::ArrowLeft), plain(Key::ArrowRight), plain(Key::Home), plain(Key::End)],
        key: "keys-table-cells",
    },
    Hand { place: Where::Table, shortcuts: &[plain(Key::PageUp), plain(Key::PageDown)], key: "keys-table-page" },
    Hand { place: Where::Table, shortcuts: &[command(Key::Home), command(Key::End)], key: "keys-table-ends" },
    Hand { place: Where::Table, shortcuts: &[shift(Key::ArrowUp), shift(Key::ArrowDown)], key: "keys-table-extend" },
    Hand { place: Where::Table, shortcuts: &[plain(Key::Space)], key: "keys-table-mark" },
    Hand { place: Where::Table, shortcuts: &[plain(Key::Escape)], key: "keys-table-unmark" },
    Hand { place: Where::Table, shortcuts: &[plain(Key::F2)], key: "keys-table-edit" },
    Hand { place: Where::Table, shortcuts: &[command(Key::C)], key: "keys-table-copy" },
    Hand { place: Where::Table, shortcuts: &[command(Key::V)], key: "keys-table-paste" },
    Hand { place: Where::Table, shortcuts: &[shift(Key::F10)], key: "keys-table-menu" },
    Hand { place: Where::Table, shortcuts: &[plain(Key::Enter)], key: "keys-table-open" },
    Hand { place: Where::Search, shortcuts: &[plain(Key::ArrowDown), plain(Key::Enter)], key: "keys-search-leave" },
    Hand { place: Where::Search, shortcuts: &[plain(Key::Escape)], key: "keys-search-clear" },
    Hand { place: Where::Card, shortcuts: &[plain(Key::Escape)], key: "keys-card-leave" },
    Hand { place: Where::Brief, shortcuts: &[plain(Key::D)], key: "keys-brief-log" },
    Hand { place: Where::Brief, shortcuts: &[plain(Key::Escape)], key: "keys-brief-leave" },
    Hand { place: Where::Field, shortcuts: &[plain(Key::Enter)], key: "keys-field-save" },
    Hand { place: Where::Field, shortcuts: &[plain(Key::Escape)], key: "keys-field-leave" },
    Hand { place: Where::Form, shortcuts: &[plain(Key::Tab), shift(Key::Tab)], key: "keys-form-walk" },
    Hand { place: Where::Form, shortcuts: &[plain(Key::Enter)], key: "keys-form-confirm" },
    Hand { place: Where::Form, shortcuts: &[plain(Key::Escape)], key: "keys-form-close" },
];
