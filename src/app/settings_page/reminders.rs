//! When and how one is reminded: kept with the book, since it belongs to the person; the calendar file, which lies on this computer, with
//! the window.

use chrono::NaiveTime;
use egui::Ui;
use egui_material_icons::icons::{ICON_FOLDER_OPEN, ICON_NOTIFICATIONS};

use super::you::field_ui;
use super::{choice_ui, row_ui};
use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette};
use crate::app::widgets::finding::{Chosen, Finding, among_documents, choose_to_save, expand};
use crate::app::widgets::{button, text};
use crate::model::habits::{read_time, show_time};
use crate::model::reminder::{Quiet, Reminding};
use crate::tr;

/// Minutes before a planned time that are offered.
const BEFORE: [u16; 6] = [0, 5, 10, 15, 30, 60];

/// What is being typed, and whether the system shows pop-ups.
#[derive(Default)]
pub(super) struct RemindersForm {
    morning: Option<String>,
    from: Option<String>,
    to: Option<String>,
    path: Option<String>,
    dialog: Option<Finding<Chosen>>,
    says_no_dialog: bool,
    trouble: Option<String>,
}

impl RemindersForm {
    /// Why the system shows no pop-ups, where it was asked and does not.
    pub(super) fn set_trouble(&mut self, trouble: Option<&str>) {
        if self.trouble.as_deref() != trouble {
            self.trouble = trouble.map(str::to_owned);
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let known = scene.book.reminding().clone();
        let mut wanted = known.clone();
        self.popups_ui(ui, scene, &mut wanted);
        self.morning_ui(ui, scene, &mut wanted);
        row_ui(ui, &tr!("reminders-before"), &tr!("reminders-before-what"), |ui| {
            for minutes in BEFORE {
                let words = if minutes == 0 { tr!("reminders-before-none") } else { tr!("reminders-minutes", count = minutes) };
                if choice_ui(ui, &words, wanted.minutes_before == minutes) {
                    wanted.minutes_before = minutes;
                }
            }
        });
        self.quiet_ui(ui, &mut wanted);
        if wanted != known {
            scene.push(Action::Reminding(Box::new(wanted)));
        }
        self.file_ui(ui, scene);
    }

    fn popups_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>, wanted: &mut Reminding) {
        let what = match &self.trouble {
            Some(why) => tr!("reminders-no-popups", why = why.as_str()),
            None => tr!("reminders-popups-what"),
        };
        row_ui(ui, &tr!("reminders-popups"), &what, |ui| {
            if choice_ui(ui, &tr!("reminders-on"), wanted.pops_up) {
                wanted.pops_up = true;
            }
            if choice_ui(ui, &tr!("reminders-off"), !wanted.pops_up) {
                wanted.pops_up = false;
            }
            if wanted.pops_up && button::link_ui(ui, Some(ICON_NOTIFICATIONS), &tr!("reminders-try")).clicked() {
                scene.push(Action::TryPopup);
            }
        });
    }

    fn morning_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, wanted: &mut Reminding) {
        row_ui(ui, &tr!("reminders-morning"), &tr!("reminders-morning-what"), |ui| {
            let begin = scene.book.habits().work.from;
            let words = tr!("reminders-morning-work", time = show_time(begin));
            if choice_ui(ui, &words, wanted.has_morning && wanted.morning_at.is_none()) {
                (wanted.has_morning, wanted.morning_at) = (true, None);
            }
            if choice_ui(ui, &tr!("reminders-morning-at"), wanted.has_morning && wanted.morning_at.is_some()) {
                (wanted.has_morning, wanted.morning_at) = (true, Some(begin));
            }
            if let Some(at) = wanted.morning_at.filter(|_| wanted.has_morning) {
                wanted.morning_at = Some(time_ui(ui, "reminders-morning-time", &tr!("reminders-morning-time"), at, &mut self.morning));
            }
            if choice_ui(ui, &tr!("reminders-off"), !wanted.has_morning) {
                wanted.has_morning = false;
            }
        });
    }

    fn quiet_ui(&mut self, ui: &mut Ui, wanted: &mut Reminding) {
        row_ui(ui, &tr!("reminders-quiet"), &tr!("reminders-quiet-what"), |ui| {
            if choice_ui(ui, &tr!("reminders-quiet-none"), wanted.quiet.is_none()) {
                wanted.quiet = None;
            }
            if choice_ui(ui, &tr!("reminders-quiet-some"), wanted.quiet.is_some()) {
                let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
                wanted.quiet = Some(Quiet { from: hour(22), to: hour(7) });
            }
            if let Some(quiet) = &mut wanted.quiet {
                quiet.from = time_ui(ui, "reminders-quiet-from", &tr!("reminders-quiet-from"), quiet.from, &mut self.from);
                ui.label(text::dim(ui, "–"));
                quiet.to = time_ui(ui, "reminders-quiet-to", &tr!("reminders-quiet-to"), quiet.to, &mut self.to);
            }
        });
    }

    fn file_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let known = scene.settings.calendar_file.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let what = if self.says_no_dialog { tr!("export-no-dialog") } else { tr!("reminders-file-what") };
        row_ui(ui, &tr!("reminders-file"), &what, |ui| {
            if let Some(typed) = field_ui(ui, "reminders-file-path", &tr!("reminders-file"), 320.0, &known, &mut self.path) {
                set_file(scene, &typed);
            }
            let is_open = self.dialog.as_mut().is_some_and(Finding::is_busy);
            let choose = ui.add_enabled_ui(!is_open, |ui| button::plain_ui(ui, Some(ICON_FOLDER_OPEN), &tr!("export-choose"))).inner;
            if choose.clicked() {
                let proposed = if known.is_empty() { among_documents("gendan.ics") } else { expand(&known) };
                let title = tr!("reminders-file");
                self.says_no_dialog = false;
                self.dialog = Some(Finding::start(ui, move || choose_to_save(title, &proposed, &[("iCalendar", "ics")])));
            }
            if !known.is_empty() && button::link_ui(ui, None, &tr!("reminders-file-stop")).clicked() {
                set_file(scene, "");
            }
        });
        match self.dialog.as_mut().and_then(Finding::take) {
            Some(Chosen::File(path)) => set_file(scene, &path.display().to_string()),
            Some(Chosen::NoDialog) => self.says_no_dialog = true,
            Some(Chosen::Nothing) | None => {}
        }
    }
}

/// Keeps the calendar in the file that was typed; one without a suffix gets that of calendars.
fn set_file(scene: &mut Scene<'_>, typed: &str) {
    let path = expand(typed);
    scene.settings.calendar_file = match path.extension() {
        _ if typed.trim().is_empty() => None,
        Some(_) => Some(path),
        None => Some(path.with_extension("ics")),
    };
}

/// A time of day; what cannot be read stays, marked, until it can or the person leaves it with Esc.
fn time_ui(ui: &mut Ui, id: &str, name: &str, time: NaiveTime, typed: &mut Option<String>) -> NaiveTime {
    let left = field_ui(ui, id, name, 72.0, &show_time(time), typed);
    let Some(left) = left else {
        if typed.as_deref().is_some_and(|typed| read_time(typed).is_none()) {
            wrong_ui(ui);
        }
        return time;
    };
    read_time(&left).unwrap_or_else(|| {
        *typed = Some(left);
        wrong_ui(ui);
        time
    })
}

fn wrong_ui(ui: &mut Ui) {
    let colour = palette(ui.visuals()).mark(Tone::Overdue);
    ui.label(text::caption(ui, tr!("settings-time-not-read")).color(colour));
}
