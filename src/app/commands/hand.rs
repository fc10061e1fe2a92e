//! Keys that a place takes for itself: they move, mark and edit where the keyboard is, and run no command. The views act on
//! them; here they are said, for the list of keys and the test that none clashes with a command.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::tr;
use crate::words;

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// On the page of today.
    Today,
    /// In the table.
    Table,
    /// On the page of the calendar.
    Calendar,
    /// On the world board.
    World,
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
    pub const ALL: [Self; 9] =
        [Self::Today, Self::Table, Self::Calendar, Self::World, Self::Search, Self::Card, Self::Brief, Self::Field, Self::Form];

    /// What it is called.
    pub fn name(self) -> String {
        match self {
            Self::Today => tr!("keys-in-today"),
            Self::Table => tr!("keys-in-table"),
            Self::Calendar => tr!("keys-in-calendar"),
            Self::World => tr!("keys-in-world"),
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

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const ARROWS: [Key; 4] = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight];

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
    Hand {
        place: Where::Today,
        shortcuts: &[
            plain(Key::ArrowUp),
            plain(Key::ArrowDown),
            plain(Key::PageUp),
            plain(Key::PageDown),
            plain(Key::Home),
            plain(Key::End),
        ],
        key: "keys-today-walk",
    },
    Hand { place: Where::Today, shortcuts: &[plain(Key::Enter)], key: "keys-line-open" },
    Hand { place: Where::Today, shortcuts: &[plain(Key::D)], key: "keys-line-done" },
    Hand { place: Where::Today, shortcuts: &[plain(Key::M)], key: "keys-line-move" },
    Hand { place: Where::Today, shortcuts: &[plain(Key::S)], key: "keys-line-skip" },
    Hand {
        place: Where::Calendar,
        shortcuts: &[plain(ARROWS[0]), plain(ARROWS[1]), plain(ARROWS[2]), plain(ARROWS[3])],
        key: "keys-calendar-day",
    },
    Hand { place: Where::Calendar, shortcuts: &[plain(Key::PageUp), plain(Key::PageDown)], key: "keys-calendar-month" },
    Hand {
        place: Where::Calendar,
        shortcuts: &[alt(ARROWS[0]), alt(ARROWS[1]), alt(ARROWS[2]), alt(ARROWS[3])],
        key: "keys-calendar-carry",
    },
    Hand { place: Where::Calendar, shortcuts: &[plain(Key::Enter)], key: "keys-calendar-open" },
    Hand { place: Where::Calendar, shortcuts: &[plain(Key::N)], key: "keys-calendar-new" },
    Hand { place: Where::Calendar, shortcuts: &[plain(Key::T), plain(Key::Home)], key: "keys-calendar-today" },
    Hand { place: Where::Calendar, shortcuts: &[plain(Key::D)], key: "keys-line-done" },
    Hand { place: Where::Calendar, shortcuts: &[plain(Key::M)], key: "keys-line-move" },
    Hand { place: Where::Calendar, shortcuts: &[plain(Key::S)], key: "keys-line-skip" },
    Hand { place: Where::Calendar, shortcuts: &[plain(Key::Escape)], key: "keys-calendar-leave" },
    Hand {
        place: Where::World,
        shortcuts: &[plain(Key::ArrowUp), plain(Key::ArrowDown), plain(Key::Home), plain(Key::End)],
        key: "keys-world-walk",
    },
    Hand { place: Where::World, shortcuts: &[plain(Key::Enter)], key: "keys-world-open" },
    Hand { place: Where::World, shortcuts: &[plain(Key::D)], key: "keys-line-done" },
    Hand { place: Where::World, shortcuts: &[plain(Key::M)], key: "keys-line-move" },
    Hand { place: Where::World, shortcuts: &[plain(Key::S)], key: "keys-line-skip" },
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
