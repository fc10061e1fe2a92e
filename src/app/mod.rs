//! What one sees: the only part of the house that knows egui.
//!
//! [`App::logic`](eframe::App::logic) performs the actions of the last frame and asks the book for fresh snapshots;
//! [`App::ui`](eframe::App::ui) draws them and collects new actions. Views never import each other and never write:
//! they share [`widgets`] and push [`action::Action`]s.
//!
//! | module | what it is |
//! |---|---|
//! | [`theme`], [`fonts`], `icon` | the look: every colour, size and font, and the mark of the product |
//! | [`action`], [`commands`] | what views can ask for; what a person can ask for |
//! | [`settings`] | what is remembered between starts |
//! | [`desk`] | the window of an open book: logic and layout |
//! | [`customers`], [`card`], [`calendar`] | the three panes |
//! | [`today`], [`brief`] | whom to contact now; what there is to know before a contact |
//! | [`import`] | the import wizard |
//! | [`jobs`] | long work that is no import |
//! | [`scheduler`] | reminders: the alarm, pop-ups of the system, the calendar file |
//! | [`rail`], [`bar`], [`settings_page`], [`dialogs`], [`notices`], [`palette`], [`keys_page`] | what stands around them |

pub mod action;
pub mod bar;
pub mod brief;
pub mod calendar;
pub mod card;
pub mod clock;
pub mod commands;
pub mod customers;
pub mod desk;
pub mod dialogs;
pub mod duplicates;
pub mod fonts;
mod icon;
pub mod import;
pub mod jobs;
pub mod journal;
pub mod keys_page;
pub mod missed;
pub mod notices;
pub mod overview;
pub mod palette;
pub mod pool;
pub mod print;
pub mod rail;
pub mod refusal;
pub mod restoring;
pub mod rules;
pub mod scheduler;
pub mod selection;
pub mod settings;
pub mod settings_page;
pub mod theme;
pub mod today;
pub mod views;
pub mod welcome;
pub mod widgets;
mod world;

use std::path::PathBuf;

use chrono::{DateTime, Local, Utc};
pub use clock::Clock;
use desk::Desk;
use fonts::SystemFonts;
use refusal::Refusal;
use restoring::Restoring;
use settings::Settings;

use crate::book::Book;
use crate::error::Result;
use crate::import::read::Reader;
use crate::words::{self, Language};

/// How the window is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder of the book.
    pub book: PathBuf,
    /// A list to import at once.
    pub file: Option<PathBuf>,
    /// The instant at which the clock stands still, for pictures that can be taken again.
    pub now: Option<DateTime<Utc>>,
    /// The executable that reads lists in a process of its own, where it is not this one.
    pub reader: Option<PathBuf>,
    /// The language, where the shell names one; otherwise the one chosen last, or the system's.
    pub language: Option<Language>,
    /// Whether a new book begins with the questions of the first start.
    pub welcomes: bool,
}

/// Opens the window on the book and returns when it is closed.
pub fn run(options: Options) -> eframe::Result {
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("gendan")
            .with_title("gendan")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([560.0, 360.0])
            .with_icon(icon::icon())
            .with_drag_and_drop(true),
        persist_window: true,
        // They are ours to choose: see `fonts::SystemFonts`.
        system_font_fallback: false,
        ..Default::default()
    };
    eframe::run_native(
        "gendan",
        native,
        Box::new(move |creation| {
            let clock = options.now.map_or_else(Clock::system, |at| Clock::fixed(at.with_timezone(&Local).fixed_offset()));
            // A clock that stands still would ring for ever.
            let reminds = options.now.is_none();
            Ok(Box::new(App { system_fonts: Some(SystemFonts::default()), reminds, ..App::new(creation, clock, options) }))
        }),
    )
}

/// The window.
pub struct App {
    clock: Clock,
    settings: Settings,
    state: State,
    reader: Reader,
    /// The language that the shell asked for, for this start only.
    language: Option<Language>,
    title: String,
    /// Fonts of the system; a window that must look the same everywhere does without.
    system_fonts: Option<SystemFonts>,
    /// Whether an alarm wakes the window, and the system shows pop-ups.
    reminds: bool,
}

/// A window has an open book, says why not, or waits for one to be restored.
enum State {
    Desk(Box<Desk>),
    Refusal(Refusal),
    Restoring(Restoring),
}

impl App {
    /// The window with its book, or with the reason why the book could not be opened.
    pub fn new(creation: &eframe::CreationContext<'_>, clock: Clock, options: Options) -> Self {
        let stored = creation.storage.and_then(|storage| eframe::get_value::<Settings>(storage, settings::KEY));
        let language = options.language.or_else(|| stored.as_ref().and_then(|settings| settings.language));
        words::speak(language.unwrap_or_else(Language::of_system));
        let settings = stored.unwrap_or_default().repaired();
        let context = &creation.egui_ctx;
        theme::apply(context);
        fonts::install(context, settings.type_size);
        context.set_theme(settings.theme.preference());
        context.set_zoom_factor(f32::from(settings.scale) / 100.0);
        // Ctrl and + or - would change the size behind the back of the settings.
        context.options_mut(|options| options.zoom_with_keyboard = false);
        let reader = Reader { executable: options.reader.or_else(|| std::env::current_exe().ok()).unwrap_or_default() };
        let welcomes = options.welcomes && options.file.is_none();
        let mut state = Self::open(&clock, options.book, options.file, reader.clone());
        if welcomes && let State::Desk(desk) = &mut state {
            desk.welcome_if_new(&clock);
        }
        Self { clock, settings, state, reader, language: options.language, title: String::new(), system_fonts: None, reminds: false }
    }

    fn open(clock: &Clock, place: PathBuf, file: Option<PathBuf>, reader: Reader) -> State {
        let now = clock.now();
        match Book::open(&place, now) {
            Ok(book) => State::Desk(Box::new(Desk::new(book, now, file, reader))),
            Err(error) => State::Refusal(Refusal::new(place, &error)),
        }
    }

    /// Reminds without an alarm, and shows pop-ups by `desktop` instead of the system.
    pub fn remind_by(&mut self, desktop: scheduler::Desktop) {
        if let State::Desk(desk) = &mut self.state {
            desk.remind_by(desktop);
        }
    }

    /// The book, where it is open.
    pub fn book(&self) -> Option<&Book> {
        match &self.state {
            State::Desk(desk) => Some(desk.book()),
            State::Refusal(_) | State::Restoring(_) => None,
        }
    }

    /// Opens the book again after a backup was put in its place, or could not be.
    fn restored(&mut self, place: PathBuf, outcome: Option<Result<Option<PathBuf>>>) {
        self.state = Self::open(&self.clock, place, None, self.reader.clone());
        if let State::Desk(desk) = &mut self.state {
            desk.say_restored(outcome, &self.clock);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, context: &egui::Context, _frame: &mut eframe::Frame) {
        let spoken = self.language.or(self.settings.language).unwrap_or_else(Language::of_system);
        words::speak(spoken);
        match &mut self.state {
            State::Desk(desk) => {
                if self.reminds {
                    desk.begin_reminding(context);
                }
                if desk.logic(context, &self.clock, &mut self.settings) {
                    // A choice on the settings page outranks the shell's.
                    self.language = None;
                    words::speak(self.settings.language.unwrap_or_else(Language::of_system));
                }
                if let Some(backup) = desk.take_restore() {
                    let now = self.clock.now();
                    desk.leave(now);
                    desk.keep_calendar(&self.clock, &self.settings);
                    let place = desk.book().place().to_owned();
                    // The book is closed with the desk; the work begins with the next frame.
                    self.state = State::Restoring(Restoring::new(place, backup, now));
                    context.request_repaint();
                }
            }
            State::Restoring(restoring) => {
                if let Some(outcome) = restoring.tick(context) {
                    let place = restoring.place().to_owned();
                    self.restored(place, outcome);
                }
            }
            State::Refusal(refusal) => {
                if let Some(place) = refusal.place_to_open() {
                    self.state = Self::open(&self.clock, place, None, self.reader.clone());
                }
            }
        }
        if let Some(fonts) = &mut self.system_fonts {
            fonts.follow(context, words::spoken());
        }
        let title = match &self.state {
            State::Desk(desk) => desk.title(),
            State::Refusal(_) | State::Restoring(_) => crate::tr!("app-name"),
        };
        if title != self.title {
            context.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn raw_input_hook(&mut self, _context: &egui::Context, input: &mut egui::RawInput) {
        if let State::Desk(desk) = &self.state {
            desk.hold_keys(&mut input.events);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        match &mut self.state {
            State::Desk(desk) => desk.ui(ui, &self.clock, &mut self.settings),
            State::Refusal(refusal) => refusal.ui(ui),
            State::Restoring(restoring) => restoring.ui(ui),
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, settings::KEY, &self.settings);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let State::Desk(desk) = &mut self.state {
            desk.leave(self.clock.now());
            desk.keep_calendar(&self.clock, &self.settings);
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::palette(visuals).bg.to_normalized_gamma_f32()
    }

    // Widths and columns are kept with the settings; egui's own memory would grow without end.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}
