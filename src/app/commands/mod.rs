//! The one list of commands: it feeds menus, the palette, the list of keys, tooltips and the keys themselves.
//!
//! | file | what it is |
//! |---|---|
//! | this one | what there is to command, what it is called, its icon and keys |
//! | [`hand`] | keys that belong to a place and run no command: they are listed, and may not clash |
//! | [`matching`] | what a person may type to find something: both languages, pinyin, initials |

pub mod hand;
pub mod matching;

use egui::{Context, Key, KeyboardShortcut, Modifiers};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_ADD, ICON_ARROW_BACK, ICON_ASSIGNMENT_IND, ICON_ASSIGNMENT_RETURN, ICON_BACKUP, ICON_CALENDAR_MONTH, ICON_CONTRAST,
    ICON_CURRENCY_EXCHANGE, ICON_DELETE, ICON_DENSITY_SMALL, ICON_DOWNLOAD, ICON_EDIT, ICON_FOLDER_OPEN, ICON_GROUP, ICON_HISTORY,
    ICON_HISTORY_TOGGLE_OFF, ICON_JOIN_INNER, ICON_KEYBOARD, ICON_MERGE, ICON_MONITORING, ICON_NOTIFICATIONS, ICON_POOL, ICON_PRINT,
    ICON_PUBLIC, ICON_REDO, ICON_RULE, ICON_SEARCH, ICON_SELECT_ALL, ICON_SEND, ICON_SETTINGS, ICON_SETTINGS_BACKUP_RESTORE, ICON_TERMINAL,
    ICON_TODAY, ICON_TRANSLATE, ICON_UNDO, ICON_UPLOAD_FILE, ICON_VIEW_COLUMN, ICON_WAVING_HAND, ICON_ZOOM_IN, ICON_ZOOM_OUT,
};

use crate::tr;
use crate::words::{self, Language};

/// Something that a person can ask the window to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// A form for a new customer.
    NewCustomer,
    /// The import wizard.
    Import,
    /// The table as a list for Excel.
    Export,
    /// Open the print page.
    Print,
    /// A copy of the book now.
    BackUp,
    /// The backups, to look at and to restore.
    Backups,
    /// The folder of the book in the file manager.
    OpenBookFolder,
    /// Takes back the newest step.
    Undo,
    /// Does again what was undone.
    Redo,
    /// Selects every customer that the table shows.
    SelectAll,
    /// A form by which a field of the selected customers is changed.
    EditCustomers,
    /// Deletes the selected customers, after a question.
    DeleteCustomers,
    /// Make one of the two selected customers.
    MergeCustomers,
    /// Commands and customers by a few letters.
    Palette,
    /// The keyboard into the search box.
    Search,
    /// What is due today.
    GoToday,
    /// What there is to know before a contact with the selected customer.
    Brief,
    /// The table.
    GoCustomers,
    /// The month.
    GoCalendar,
    /// Who can be reached where.
    GoWorld,
    /// How one did.
    GoOverview,
    /// Write down how one did, to be sent.
    Digest,
    /// Customers that may be one.
    FindDuplicates,
    /// The history of the whole book.
    GoJournal,
    /// The public pool.
    GoPool,
    /// Who has which printed card.
    CardRegister,
    /// What passed while the window was closed.
    GoMissed,
    /// The rules of contact.
    GoRules,
    /// Settings.
    GoSettings,
    /// Exchange rates.
    GoRates,
    /// Notices that were shown.
    Notices,
    /// From the card back to the table, in a narrow window.
    Back,
    /// Which columns the table has.
    ChooseColumns,
    /// Rows of the table closer together, or further apart.
    OtherDensity,
    /// Everything a size larger.
    Larger,
    /// Everything a size smaller.
    Smaller,
    /// Everything in its usual size.
    UsualSize,
    /// From light to dark and back.
    OtherTheme,
    /// From Chinese to English and back.
    OtherLanguage,
    /// The list of keys.
    Keys,
    /// The questions of the first start.
    Welcome,
}

/// The commands by what they are about, as menus and the list of keys show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The book and its lists.
    Book,
    /// Changing it.
    Edit,
    /// Going somewhere.
    Go,
    /// How it looks.
    Look,
    /// Finding one's way.
    Help,
}

impl Group {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Book, Self::Edit, Self::Go, Self::Look, Self::Help];

    /// What it is called.
    pub fn name(self) -> String {
        match self {
            Self::Book => tr!("commands-book"),
            Self::Edit => tr!("commands-edit"),
            Self::Go => tr!("commands-go"),
            Self::Look => tr!("commands-look"),
            Self::Help => tr!("commands-help"),
        }
    }

    /// Its commands.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        Command::ALL.into_iter().filter(move |command| command.group() == self)
    }
}

impl Command {
    /// All commands, in the order of menus.
    pub const ALL: [Self; 41] = [
        Self::NewCustomer,
        Self::Import,
        Self::Export,
        Self::Print,
        Self::BackUp,
        Self::Backups,
        Self::OpenBookFolder,
        Self::Undo,
        Self::Redo,
        Self::SelectAll,
        Self::EditCustomers,
        Self::DeleteCustomers,
        Self::MergeCustomers,
        Self::Palette,
        Self::Search,
        Self::GoToday,
        Self::Brief,
        Self::GoCustomers,
        Self::GoCalendar,
        Self::GoWorld,
        Self::GoOverview,
        Self::Digest,
        Self::FindDuplicates,
        Self::GoJournal,
        Self::GoPool,
        Self::CardRegister,
        Self::GoMissed,
        Self::GoRules,
        Self::GoSettings,
        Self::GoRates,
        Self::Notices,
        Self::Back,
        Self::ChooseColumns,
        Self::OtherDensity,
        Self::Larger,
        Self::Smaller,
        Self::UsualSize,
        Self::OtherTheme,
        Self::OtherLanguage,
        Self::Keys,
        Self::Welcome,
    ];

    /// What it is called in the language spoken.
    pub fn name(self) -> String {
        words::text(self.key(), None)
    }

    /// What it is called in both languages: whoever types may think in either.
    pub fn names(self) -> [String; 2] {
        Language::ALL.map(|language| words::text_in(language, self.key()))
    }

    /// The key of its name; also what settings remember.
    pub fn key(self) -> &'static str {
        match self {
            Self::NewCustomer => "command-new-customer",
            Self::Import => "command-import",
            Self::Export => "command-export",
            Self::Print => "command-print",
            Self::BackUp => "command-back-up",
            Self::Backups => "command-backups",
            Self::OpenBookFolder => "command-open-book-folder",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
            Self::SelectAll => "command-select-all",
            Self::EditCustomers => "command-edit-customers",
            Self::DeleteCustomers => "command-delete-customers",
            Self::MergeCustomers => "command-merge",
            Self::FindDuplicates => "command-duplicates",
            Self::GoJournal => "command-journal",
            Self::GoPool => "command-go-pool",
            Self::CardRegister => "command-card-register",
            Self::GoMissed => "command-go-missed",
            Self::GoRules => "command-go-rules",
            Self::Palette => "command-palette",
            Self::Search => "command-search",
            Self::GoToday => "command-go-today",
            Self::Brief => "command-brief",
            Self::GoCustomers => "command-go-customers",
            Self::GoCalendar => "command-go-calendar",
            Self::GoWorld => "command-go-world",
            Self::GoOverview => "command-go-overview",
            Self::Digest => "overview-digest",
            Self::GoSettings => "command-go-settings",
            Self::GoRates => "command-go-rates",
            Self::Notices => "command-notices",
            Self::Back => "command-back",
            Self::ChooseColumns => "command-choose-columns",
            Self::OtherDensity => "command-other-density",
            Self::Larger => "command-larger",
            Self::Smaller => "command-smaller",
            Self::UsualSize => "command-usual-size",
            Self::OtherTheme => "command-other-theme",
            Self::OtherLanguage => "command-other-language",
            Self::Keys => "command-keys",
            Self::Welcome => "command-welcome",
        }
    }

    /// Its icon.
    pub fn icon(self) -> MaterialIcon {
        match self {
            Self::NewCustomer => ICON_ADD,
            Self::Import => ICON_UPLOAD_FILE,
            Self::Export => ICON_DOWNLOAD,
            Self::Print => ICON_PRINT,
            Self::BackUp => ICON_BACKUP,
            Self::Backups => ICON_SETTINGS_BACKUP_RESTORE,
            Self::OpenBookFolder => ICON_FOLDER_OPEN,
            Self::Undo => ICON_UNDO,
            Self::Redo => ICON_REDO,
            Self::SelectAll => ICON_SELECT_ALL,
            Self::EditCustomers => ICON_EDIT,
            Self::DeleteCustomers => ICON_DELETE,
            Self::MergeCustomers => ICON_MERGE,
            Self::FindDuplicates => ICON_JOIN_INNER,
            Self::GoJournal => ICON_HISTORY,
            Self::GoPool => ICON_POOL,
            Self::CardRegister => ICON_ASSIGNMENT_RETURN,
            Self::GoMissed => ICON_HISTORY_TOGGLE_OFF,
            Self::GoRules => ICON_RULE,
            Self::Palette => ICON_TERMINAL,
            Self::Search => ICON_SEARCH,
            Self::GoToday => ICON_TODAY,
            Self::Brief => ICON_ASSIGNMENT_IND,
            Self::GoCustomers => ICON_GROUP,
            Self::GoCalendar => ICON_CALENDAR_MONTH,
            Self::GoWorld => ICON_PUBLIC,
            Self::GoOverview => ICON_MONITORING,
            Self::Digest => ICON_SEND,
            Self::GoSettings => ICON_SETTINGS,
            Self::GoRates => ICON_CURRENCY_EXCHANGE,
            Self::Notices => ICON_NOTIFICATIONS,
            Self::Back => ICON_ARROW_BACK,
            Self::ChooseColumns => ICON_VIEW_COLUMN,
            Self::OtherDensity => ICON_DENSITY_SMALL,
            Self::Larger | Self::UsualSize => ICON_ZOOM_IN,
            Self::Smaller => ICON_ZOOM_OUT,
            Self::OtherTheme => ICON_CONTRAST,
            Self::OtherLanguage => ICON_TRANSLATE,
            Self::Keys => ICON_KEYBOARD,
            Self::Welcome => ICON_WAVING_HAND,
        }
    }

    /// What it is about.
    pub fn group(self) -> Group {
        match self {
            Self::NewCustomer
            | Self::Import
            | Self::Export
            | Self::Print
            | Self::Digest
            | Self::BackUp
            | Self::Backups
            | Self::OpenBookFolder => Group::Book,
            Self::Undo | Self::Redo | Self::SelectAll | Self::EditCustomers | Self::DeleteCustomers | Self::MergeCustomers => Group::Edit,
            Self::Palette
            | Self::Search
            | Self::GoToday
            | Self::Brief
            | Self::GoCustomers
            | Self::GoCalendar
            | Self::GoWorld
            | Self::GoOverview
            | Self::FindDuplicates
            | Self::GoJournal
            | Self::GoPool
            | Self::CardRegister
            | Self::GoMissed
            | Self::GoRules
            | Self::GoSettings
            | Self::GoRates
            | Self::Notices
            | Self::Back => Group::Go,
            Self::ChooseColumns
            | Self::OtherDensity
            | Self::Larger
            | Self::Smaller
            | Self::UsualSize
            | Self::OtherTheme
            | Self::OtherLanguage => Group::Look,
            Self::Keys | Self::Welcome => Group::Help,
        }
    }

    /// The keys that run it, the one shown in menus first.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        const fn plain(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::NONE, key)
        }
        const fn command(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::COMMAND, key)
        }
        const fn command_shift(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
        }
        match self {
            Self::NewCustomer => const { &[command(Key::N)] },
            Self::Import => const { &[command(Key::O)] },
            Self::Export => const { &[command_shift(Key::E)] },
            Self::Print => const { &[command(Key::P)] },
            Self::BackUp => const { &[command_shift(Key::S)] },
            Self::Undo => const { &[command(Key::Z)] },
            Self::Redo => const { &[command_shift(Key::Z), command(Key::Y)] },
            Self::SelectAll => const { &[command(Key::A)] },
            Self::EditCustomers => const { &[command(Key::E)] },
            Self::DeleteCustomers => const { &[plain(Key::Delete)] },
            Self::Palette => const { &[command(Key::K)] },
            Self::Search => const { &[command(Key::F)] },
            Self::GoToday => const { &[command(Key::Num1)] },
            Self::Brief => const { &[command(Key::B)] },
            Self::GoCustomers => const { &[command(Key::Num2)] },
            Self::GoCalendar => const { &[command(Key::Num3)] },
            Self::GoWorld => const { &[command(Key::Num4)] },
            Self::GoOverview => const { &[command(Key::Num5)] },
            Self::GoSettings => const { &[command(Key::Comma)] },
            Self::Notices => const { &[command_shift(Key::L)] },
            Self::Larger => const { &[command(Key::Plus), command(Key::Equals)] },
            Self::Smaller => const { &[command(Key::Minus)] },
            Self::UsualSize => const { &[command(Key::Num0)] },
            Self::Keys => const { &[plain(Key::F1)] },
            Self::Backups
            | Self::Digest
            | Self::MergeCustomers
            | Self::FindDuplicates
            | Self::GoJournal
            | Self::GoPool
            | Self::CardRegister
            | Self::GoMissed
            | Self::GoRules
            | Self::OpenBookFolder
            | Self::GoRates
            | Self::Back
            | Self::ChooseColumns
            | Self::OtherDensity
            | Self::OtherTheme
            | Self::OtherLanguage
            | Self::Welcome => &[],
        }
    }

    /// Whether a text field that has the keyboard keeps the keys for itself.
    pub fn yields_to_text(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::SelectAll | Self::DeleteCustomers)
    }

    /// The keys as text, for menus and tooltips; empty when there are none.
    pub fn keys(self, context: &Context) -> String {
        self.shortcuts().first().map_or_else(String::new, |shortcut| shown(context, shortcut))
    }

    /// Takes the commands whose keys were pressed out of the frame's input.
    pub fn pressed(context: &Context, text_has_keyboard: bool) -> Vec<Self> {
        let mut wanted: Vec<(Self, KeyboardShortcut)> = Self::ALL
            .into_iter()
            .filter(|command| !(text_has_keyboard && command.yields_to_text()))
            .flat_map(|command| command.shortcuts().iter().map(move |shortcut| (command, *shortcut)))
            .collect();
        // egui ignores Shift when a shortcut does not name it: the longer ones have to come first.
        wanted.sort_by_key(|(_, shortcut)| std::cmp::Reverse(usize::from(shortcut.modifiers.shift)));
        context.input_mut(|input| {
            wanted.into_iter().filter(|(_, shortcut)| input.consume_shortcut(shortcut)).map(|(command, _)| command).collect()
        })
    }
}

/// Keys as text, with the signs that stand on them: `Ctrl+,`, `↑`.
pub fn shown(context: &Context, shortcut: &KeyboardShortcut) -> String {
    let sign = match shortcut.logical_key {
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::Escape => "Esc",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
        Key::Minus => "-",
        key => key.symbol_or_name(),
    };
    let whole = context.format_shortcut(shortcut);
    match whole.strip_suffix(shortcut.logical_key.name()).or_else(|| whole.strip_suffix(shortcut.logical_key.symbol_or_name())) {
        Some(modifiers) => format!("{modifiers}{sign}"),
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::hand::{HANDS, Where};
    use super::*;

    #[test]
    fn no_two_commands_share_a_key_and_no_place_takes_one_for_itself() {
        let mut seen: Vec<(KeyboardShortcut, String)> = Vec::new();
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                if let Some((_, other)) = seen.iter().find(|(known, _)| known == shortcut) {
                    panic!("{command:?} and {other} have the same key");
                }
                seen.push((*shortcut, format!("{command:?}")));
            }
        }
        for place in Where::ALL {
            let mut seen = seen.clone();
            for hand in HANDS.iter().filter(|hand| hand.place == place) {
                for shortcut in hand.shortcuts {
                    if let Some((_, other)) = seen.iter().find(|(known, _)| known == shortcut) {
                        panic!("{} in {place:?} and {other} have the same key", hand.key);
                    }
                    seen.push((*shortcut, hand.key.to_owned()));
                }
            }
        }
    }

    #[test]
    fn keys_are_shown_with_the_signs_that_stand_on_them() {
        let context = Context::default();
        context.set_os(egui::os::OperatingSystem::Nix);
        for (modifiers, key, words) in [
            (Modifiers::COMMAND, Key::Comma, "Ctrl+,"),
            (Modifiers::COMMAND, Key::Plus, "Ctrl++"),
            (Modifiers::COMMAND, Key::Minus, "Ctrl+-"),
            (Modifiers::COMMAND | Modifiers::SHIFT, Key::L, "Ctrl+Shift+L"),
            (Modifiers::SHIFT, Key::ArrowUp, "Shift+↑"),
            (Modifiers::NONE, Key::Escape, "Esc"),
            (Modifiers::NONE, Key::F1, "F1"),
        ] {
            assert_eq!(shown(&context, &KeyboardShortcut::new(modifiers, key)), words);
        }
    }

    #[test]
    fn every_command_is_listed_once_and_stands_in_one_group() {
        let keys: BTreeSet<&str> = Command::ALL.into_iter().map(Command::key).collect();
        assert_eq!(keys.len(), Command::ALL.len());
        let grouped: usize = Group::ALL.into_iter().map(|group| group.commands().count()).sum();
        assert_eq!(grouped, Command::ALL.len());
    }
}
