//! What the desk does about the book as a whole: whom it serves, exchange rates, backups, the first start.

use std::path::PathBuf;

use egui::Context;

use super::Desk;
use crate::app::action::{Action, Place};
use crate::app::clock::Clock;
use crate::app::dialogs::{Dialog, RestoreForm};
use crate::app::settings_page::Tab;
use crate::app::welcome::{Start, Welcome};
use crate::app::widgets::finding::Finding;
use crate::app::widgets::text;
use crate::book::{self, Backup};
use crate::error::Result;
use crate::tr;
use crate::words;

impl Desk {
    /// Performs an action about the book as a whole.
    pub(super) fn care(&mut self, action: Action, context: &Context, clock: &Clock) {
        match action {
            Action::Habits(habits) => {
                let kept = self.book.set_habits(*habits);
                self.say_trouble(kept);
            }
            Action::Company(company) => {
                let kept = self.book.set_company(&company);
                self.say_trouble(kept);
            }
            Action::Logo(picture) => {
                let kept = self.book.set_logo(picture.as_deref());
                self.say_trouble(kept);
            }
            Action::PutRates(quotations) => {
                let kept = self.book.put_rates(quotations).map(drop);
                self.say_trouble(kept);
            }
            Action::RemoveRate(quoted) => {
                let kept = self.book.remove_rate(quoted);
                self.say_trouble(kept);
            }
            Action::ReadRates(path) => {
                let (reader, home, language) = (self.reader.clone(), self.book.habits().currency, words::spoken());
                self.rates_file = Some(Finding::start(context, move || {
                    words::speak(language);
                    book::read_rates(&reader, &path, home)
                }));
            }
            Action::VerifyBackup(backup) => {
                let when = when(&backup, clock);
                let language = words::spoken();
                let found = Finding::start(context, move || {
                    words::speak(language);
                    book::verify_backup(&backup.path, &mut |_| true)
                });
                self.notices.tell(tr!("backup-verifying", when = when.as_str()), String::new());
                self.verifying = Some((when, found));
            }
            Action::AskToRestore(backup) => {
                let when = when(&backup, clock);
                let form = RestoreForm::new(context, backup, self.book.place().to_owned(), when);
                self.dialog = Some(Dialog::Restore(Box::new(form)));
            }
            Action::Restore(backup) => {
                if self.wizard.as_ref().is_some_and(|wizard| wizard.has_book())
                    || self.book.backup_progress().is_some()
                    || self.book.is_busy()
                {
                    self.notices.failed_with(tr!("restore-not-now"), tr!("restore-not-now-hint"));
                } else {
                    self.restore = Some(backup);
                }
            }
            Action::Welcomed(start) => self.begin(start),
            _ => {}
        }
    }

    /// Collects what was found out about rates and backups.
    pub(super) fn collect_care(&mut self) {
        if let Some(finding) = &mut self.rates_file
            && !finding.is_busy()
        {
            match finding.take() {
                Some(Ok(file)) if file.rates.is_empty() => {
                    self.notices.failed_with(tr!("rates-file-none"), tr!("rates-file-none-hint"));
                }
                Some(Ok(file)) => match self.book.put_rates(file.rates) {
                    Ok(added) => {
                        let words = tr!("rates-file-taken", count = added, shown = text::grouped(added));
                        let left = if file.unread == 0 { String::new() } else { tr!("rates-file-unread", count = file.unread) };
                        self.notices.tell(words, left);
                    }
                    Err(error) => self.notices.failed(&error),
                },
                Some(Err(error)) => self.notices.failed(&error),
                None => self.notices.failed_with(tr!("job-died"), String::new()),
            }
            self.rates_file = None;
        }
        if let Some((when, finding)) = &mut self.verifying
            && !finding.is_busy()
        {
            match finding.take() {
                Some(Ok(())) => self.notices.done(tr!("backup-sound", when = when.as_str()), None),
                Some(Err(error)) => self.notices.failed(&error),
                None => self.notices.failed_with(tr!("job-died"), String::new()),
            }
            self.verifying = None;
        }
    }

    fn say_trouble(&mut self, outcome: Result<()>) {
        if let Err(error) = outcome {
            self.notices.failed(&error);
        }
    }

    pub(super) fn show_settings(&mut self, tab: Tab) {
        self.settings_page.show(tab);
        self.place = Place::Settings;
    }

    /// The backup that shall take the place of the book, told once; the window then closes the book.
    pub fn take_restore(&mut self) -> Option<PathBuf> {
        self.restore.take()
    }

    /// Says what came of restoring a backup; `None`: its thread died.
    pub fn say_restored(&mut self, outcome: Option<Result<Option<PathBuf>>>, clock: &Clock) {
        self.notices.set_time(clock.local(clock.now().ms()));
        match outcome {
            Some(Ok(Some(_))) => self.notices.tell(tr!("restored"), tr!("restored-what")),
            Some(Ok(None)) => self.notices.tell(tr!("restored"), tr!("restored-aside")),
            Some(Err(error)) => self.notices.failed(&error),
            None => self.notices.failed_with(tr!("job-died"), String::new()),
        }
    }

    /// Asks the questions of the first start where nobody was asked yet and the book is empty.
    pub fn welcome_if_new(&mut self, clock: &Clock) {
        if self.book.customer_count() == 0 && self.book.has_welcomed().is_ok_and(|has| !has) {
            self.welcome = Some(Welcome::new(&self.book, clock.zone()));
        }
    }

    fn begin(&mut self, start: Start) {
        self.welcome = None;
        let kept = self.book.set_welcomed();
        self.say_trouble(kept);
        self.place = Place::Customers;
        match start {
            Start::AsItIs => {}
            Start::Sample => self.actions.push(Action::AddSample),
            Start::Import => self.actions.push(Action::OpenImport(None)),
        }
    }
}

fn when(backup: &Backup, clock: &Clock) -> String {
    clock.local(backup.taken_ms).format("%Y-%m-%d %H:%M").to_string()
}
