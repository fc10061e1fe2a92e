//! What the window remembers between starts: language, theme, scale, widths, columns, sorting, recent files.
//!
//! None of this is a step of the book. It is kept by eframe's storage under one key; a part that an older or newer
//! version wrote differently falls back to its default.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::print::PrintSettings;
use super::theme::size;
use super::views::Views;
use crate::book::{Column, Sort};
use crate::model::Field;
use crate::words::{self, Language};

/// The key under which eframe's storage keeps them.
pub const KEY: &str = "gendan";

/// Steps of the scale that the settings page offers, in percent.
pub const SCALES: [u16; 6] = [80, 90, 100, 125, 150, 200];

/// Sizes of text that the settings page offers, in percent: what rows of their height still hold.
pub const TYPE_SIZES: [u16; 4] = [90, 100, 110, 120];

/// Which of the two themes shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// All, in the order of the settings page.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As egui calls it.
    pub fn preference(self) -> egui::ThemePreference {
        match self {
            Self::System => egui::ThemePreference::System,
            Self::Light => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
        }
    }
}

/// How close the rows of the table stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Density {
    /// Room for chips and a calm eye.
    #[default]
    Comfortable,
    /// A third more rows in sight.
    Compact,
}

impl Density {
    /// Both, in the order of the settings page.
    pub const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Comfortable => Self::Compact,
            Self::Compact => Self::Comfortable,
        }
    }

    /// Height of a row in points, a multiple of eight.
    pub fn row_height(self) -> f32 {
        match self {
            Self::Comfortable => size::ROW,
            Self::Compact => size::ROW_COMPACT,
        }
    }
}

/// What the calendar beside the table shows above the list of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// The whole month.
    Month,
    /// The week of the day.
    Week,
    /// No grid: the day and those after it, one below the other.
    List,
}

/// What the page of the calendar shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CalendarView {
    /// The whole month.
    #[default]
    Month,
    /// Seven days with their hours.
    Week,
    /// One day with its hours.
    Day,
    /// The days that have something, one below the other.
    Agenda,
    /// How often one was in touch on each day of the years.
    Year,
}

impl CalendarView {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Month, Self::Week, Self::Day, Self::Agenda, Self::Year];
}

/// A column of the table with its width.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnLayout {
    /// Which column.
    pub column: Column,
    /// Width in points.
    pub width: f32,
    /// Whether a person has set the width; otherwise it follows the contents and the window.
    #[serde(default)]
    pub is_chosen: bool,
}

impl ColumnLayout {
    /// A column that is as wide as it has to be; `width` until that is known.
    pub fn new(column: Column, width: f32) -> Self {
        Self { column, width, is_chosen: false }
    }
}

/// Everything that is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the interface; `None` follows the system.
    pub language: Option<Language>,
    /// Theme.
    pub theme: ThemeChoice,
    /// Size of everything, in percent.
    pub scale: u16,
    /// Size of text apart from the scale, in percent.
    pub type_size: u16,
    /// Width of the side pane.
    pub side_width: f32,
    /// Its width in a wide window.
    pub side_width_wide: f32,
    /// Height of the calendar below the card, with a whole month.
    pub calendar_height: f32,
    /// Its height with one week.
    pub calendar_week_height: f32,
    /// Month or week; `None`: as there is room.
    pub calendar_span: Option<Span>,
    /// Whether the calendar below the card is open.
    pub calendar_is_open: bool,
    /// What the page of the calendar shows.
    pub calendar_view: CalendarView,
    /// What calendars leave out, by key of the topic.
    pub calendar_hides: BTreeSet<String>,
    /// The columns of the table in order; the first one stays in sight.
    pub columns: Vec<ColumnLayout>,
    /// How the table is sorted.
    pub sort: Vec<Sort>,
    /// How close its rows stand.
    pub density: Density,
    /// Width of the rail, where it has words.
    pub rail_width: f32,
    /// Its width in a wide window.
    pub rail_width_wide: f32,
    /// Groups of the rail below which others show, by path.
    pub open_groups: BTreeSet<String>,
    /// Groups that were made and have nobody yet, by path.
    pub empty_groups: Vec<String>,
    /// The named views of the table.
    pub views: Views,
    /// What stood in the search box last.
    pub search: String,
    /// Sections of the card that are folded, by key.
    pub folded: BTreeSet<String>,
    /// The order of the card's sections, by key; empty: the usual one.
    pub card_sections: Vec<String>,
    /// Lists that were imported last, the newest first.
    pub recent_files: Vec<PathBuf>,
    /// Commands that were used last, by key, the latest first.
    pub recent_commands: Vec<String>,
    /// The calendar that is kept up to date for other programs.
    pub calendar_file: Option<PathBuf>,
    /// Whether the form for a touch shows what to observe.
    pub has_prompts: bool,
    /// What was chosen for printing.
    pub print: PrintSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: ThemeChoice::System,
            scale: 100,
            type_size: 100,
            side_width: size::SIDE,
            side_width_wide: size::SIDE_WIDE,
            calendar_height: 336.0,
            calendar_week_height: 204.0,
            calendar_span: None,
            calendar_is_open: true,
            calendar_view: CalendarView::default(),
            calendar_hides: BTreeSet::new(),
            columns: default_columns(),
            sort: Vec::new(),
            density: Density::Comfortable,
            rail_width: size::RAIL,
            rail_width_wide: size::RAIL_WIDE,
            open_groups: BTreeSet::new(),
            empty_groups: Vec::new(),
            views: Views::default(),
            search: String::new(),
            folded: BTreeSet::new(),
            card_sections: Vec::new(),
            recent_files: Vec::new(),
            recent_commands: Vec::new(),
            calendar_file: None,
            has_prompts: false,
            print: PrintSettings::default(),
        }
    }
}

impl Settings {
    /// Puts right what a file could have broken: no columns, a name column that is not there, an odd scale.
    pub fn repaired(mut self) -> Self {
        self.columns.retain(|layout| layout.column.field().is_some() || matches!(layout.column, Column::Extra(_)));
        let name = Column::of(Field::Company);
        match self.columns.iter().position(|layout| layout.column == name) {
            Some(0) => {}
            Some(at) => self.columns[..=at].rotate_right(1),
            None => self.columns.insert(0, ColumnLayout::new(name, least_width(Field::Company))),
        }
        for layout in &mut self.columns {
            if !layout.width.is_finite() {
                layout.width = 100.0;
            }
        }
        self.scale = self.scale.clamp(50, 300);
        self.type_size = self.type_size.clamp(TYPE_SIZES[0], TYPE_SIZES[TYPE_SIZES.len() - 1]);
        self.views = self.views.repaired();
        self
    }

    /// What the calendar shows in a pane `height` points high: a month leaves too little of the card where that is low.
    pub fn calendar_span(&self, height: f32) -> Span {
        self.calendar_span.unwrap_or(if height < 860.0 { Span::Week } else { Span::Month })
    }

    /// Puts the command `key` first among the recent ones.
    pub fn remember_command(&mut self, key: &str) {
        self.recent_commands.retain(|known| known != key);
        self.recent_commands.insert(0, key.to_owned());
        self.recent_commands.truncate(12);
    }

    /// The next step of the scale above (`1`) or below (`-1`) the present one; the present one at the end.
    pub fn scale_beside(&self, direction: i8) -> u16 {
        let beside = if direction > 0 {
            SCALES.into_iter().find(|scale| *scale > self.scale)
        } else {
            SCALES.into_iter().rev().find(|scale| *scale < self.scale)
        };
        beside.unwrap_or(self.scale)
    }

    /// Puts `file` first among the recent ones.
    pub fn remember_file(&mut self, file: PathBuf) {
        self.recent_files.retain(|known| *known != file);
        self.recent_files.insert(0, file);
        self.recent_files.truncate(8);
    }
}

/// The columns of a new book: what one needs to decide whom to write to. The first seven fill a window of 1280 points; their
/// widths stand until the table has looked at what is in them.
pub fn default_columns() -> Vec<ColumnLayout> {
    // Names of tiers, states and countries are longer in English, what is said of days is not.
    let [name, tier, country, state, next, last, amount] = if words::spoken() == Language::Chinese {
        [252.0, 60.0, 110.0, 88.0, 88.0, 80.0, 128.0]
    } else {
        [252.0, 64.0, 140.0, 106.0, 104.0, 94.0, 128.0]
    };
    [
        (Field::Company, name),
        (Field::Level, tier),
        (Field::Country, country),
        (Field::Status, state),
        (Field::NextFollowUp, next),
        (Field::LastContact, last),
        (Field::AnnualAmount, amount),
        (Field::Contact, 128.0),
        (Field::Email, 192.0),
        (Field::Stars, 92.0),
        (Field::Source, 92.0),
        (Field::Owner, 88.0),
    ]
    .into_iter()
    .map(|(field, width)| ColumnLayout::new(Column::of(field), width))
    .collect()
}

/// The least width of a field's column: wide enough that what it usually holds is not cut.
pub fn least_width(field: Field) -> f32 {
    use crate::model::Kind;
    match field.kind() {
        _ if field == Field::Trade => size::SPARK + 16.0,
        Kind::Company => 140.0,
        Kind::Stars => 92.0,
        Kind::Money => 96.0,
        Kind::Day => 84.0,
        _ => 56.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_column_is_always_there_and_first() {
        for columns in [vec![], default_columns().into_iter().rev().collect::<Vec<_>>()] {
            let settings = Settings { columns, ..Settings::default() }.repaired();
            assert_eq!(settings.columns[0].column, Column::of(Field::Company));
        }
    }

    #[test]
    fn the_scale_goes_step_by_step_and_ends() {
        for (scale, larger, smaller) in [(100, 125, 90), (80, 90, 80), (200, 200, 150), (110, 125, 100), (300, 300, 200)] {
            let settings = Settings { scale, ..Settings::default() };
            assert_eq!((settings.scale_beside(1), settings.scale_beside(-1)), (larger, smaller), "{scale}");
        }
    }

    #[test]
    fn columns_of_fields_that_no_longer_exist_are_left_out() {
        let gone = ColumnLayout::new(Column::Field("no_such_field".to_owned()), 80.0);
        let settings = Settings { columns: vec![gone.clone()], ..Settings::default() }.repaired();
        assert!(!settings.columns.contains(&gone));
    }
}
