//! The one list of commands: it feeds menus, tooltips and keys.

use egui::{Context, Key, KeyboardShortcut, Modifiers};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_ADD, ICON_ARROW_BACK, ICON_BACKUP, ICON_CALENDAR_MONTH, ICON_DELETE, ICON_DOWNLOAD, ICON_FOLDER_OPEN, ICON_GROUP, ICON_HISTORY,
    ICON_JOIN_INNER, ICON_MERGE, ICON_REDO, ICON_SEARCH, ICON_SELECT_ALL, ICON_SETTINGS, ICON_UNDO, ICON_UPLOAD_FILE, ICON_VIEW_COLUMN,
};

use crate::tr;

/// Something that a person can ask the window to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// A form for a new customer.
    NewCustomer,
    /// The import wizard.
    Import,
    /// The table as a list for Excel.
    Export,
    /// The keyboard into the search box.
    Search,
    /// Takes back the newest step.
    Undo,
    /// Does again what was undone.
    Redo,
    /// Selects every customer that the table shows.
    SelectAll,
    /// Deletes the selected customers, after a question.
    DeleteCustomers,
    /// Make one of the two selected customers.
    MergeCustomers,
    /// Customers that may be one.
    FindDuplicates,
    /// The history of the whole book.
    GoJournal,
    /// A copy of the book now.
    BackUp,
    /// The folder of the book in the file manager.
    OpenBookFolder,
    /// The table.
    GoCustomers,
    /// The month.
    GoCalendar,
    /// Settings.
    GoSettings,
    /// Which columns the table has.
    ChooseColumns,
    /// From the card back to the table, in a narrow window.
    Back,
}

impl Command {
    /// All commands, in the order of menus.
    pub const ALL: [Self; 18] = [
        Self::NewCustomer,
        Self::Import,
        Self::Export,
        Self::Search,
        Self::Undo,
        Self::Redo,
        Self::SelectAll,
        Self::DeleteCustomers,
        Self::MergeCustomers,
        Self::FindDuplicates,
        Self::GoJournal,
        Self::BackUp,
        Self::OpenBookFolder,
        Self::GoCustomers,
        Self::GoCalendar,
        Self::GoSettings,
        Self::ChooseColumns,
        Self::Back,
    ];

    /// What it is called.
    pub fn name(self) -> String {
        match self {
            Self::NewCustomer => tr!("command-new-customer"),
            Self::Import => tr!("command-import"),
            Self::Export => tr!("command-export"),
            Self::Search => tr!("command-search"),
            Self::Undo => tr!("command-undo"),
            Self::Redo => tr!("command-redo"),
            Self::SelectAll => tr!("command-select-all"),
            Self::DeleteCustomers => tr!("command-delete-customers"),
            Self::MergeCustomers => tr!("command-merge"),
            Self::FindDuplicates => tr!("command-duplicates"),
            Self::GoJournal => tr!("command-journal"),
            Self::BackUp => tr!("command-back-up"),
            Self::OpenBookFolder => tr!("command-open-book-folder"),
            Self::GoCustomers => tr!("command-go-customers"),
            Self::GoCalendar => tr!("command-go-calendar"),
            Self::GoSettings => tr!("command-go-settings"),
            Self::ChooseColumns => tr!("command-choose-columns"),
            Self::Back => tr!("command-back"),
        }
    }

    /// Its icon.
    pub fn icon(self) -> MaterialIcon {
        match self {
            Self::NewCustomer => ICON_ADD,
            Self::Import => ICON_UPLOAD_FILE,
            Self::Export => ICON_DOWNLOAD,
            Self::Search => ICON_SEARCH,
            Self::Undo => ICON_UNDO,
            Self::Redo => ICON_REDO,
            Self::SelectAll => ICON_SELECT_ALL,
            Self::DeleteCustomers => ICON_DELETE,
            Self::MergeCustomers => ICON_MERGE,
            Self::FindDuplicates => ICON_JOIN_INNER,
            Self::GoJournal => ICON_HISTORY,
            Self::BackUp => ICON_BACKUP,
            Self::OpenBookFolder => ICON_FOLDER_OPEN,
            Self::GoCustomers => ICON_GROUP,
            Self::GoCalendar => ICON_CALENDAR_MONTH,
            Self::GoSettings => ICON_SETTINGS,
            Self::ChooseColumns => ICON_VIEW_COLUMN,
            Self::Back => ICON_ARROW_BACK,
        }
    }

    /// The keys that run it, the one shown in menus first.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
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
            Self::Search => const { &[command(Key::F)] },
            Self::Undo => const { &[command(Key::Z)] },
            Self::Redo => const { &[command_shift(Key::Z), command(Key::Y)] },
            Self::SelectAll => const { &[command(Key::A)] },
            Self::DeleteCustomers => const { &[KeyboardShortcut::new(Modifiers::NONE, Key::Delete)] },
            Self::BackUp => const { &[command_shift(Key::S)] },
            Self::GoCustomers => const { &[command(Key::Num1)] },
            Self::GoCalendar => const { &[command(Key::Num2)] },
            Self::GoSettings => const { &[command(Key::Comma)] },
            Self::OpenBookFolder | Self::ChooseColumns | Self::Back | Self::MergeCustomers | Self::FindDuplicates | Self::GoJournal => &[],
        }
    }

    /// Whether a text field that has the keyboard keeps the keys for itself.
    pub fn yields_to_text(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::SelectAll | Self::DeleteCustomers)
    }

    /// The keys as text, for menus and tooltips; empty when there are none.
    pub fn keys(self, context: &Context) -> String {
        self.shortcuts().first().map_or_else(String::new, |shortcut| context.format_shortcut(shortcut))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen: Vec<(KeyboardShortcut, Command)> = Vec::new();
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                if let Some((_, other)) = seen.iter().find(|(known, _)| known == shortcut) {
                    panic!("{command:?} and {other:?} have the same key");
                }
                seen.push((*shortcut, command));
            }
        }
    }
}
