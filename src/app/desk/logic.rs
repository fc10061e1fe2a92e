//! What the desk does before each frame: take the keys, save what was typed, have the actions performed, ask for fresh snapshots.

use std::path::Path;

use egui::Context;

use super::{Desk, Seen, drop};
use crate::app::action::{Action, Origin, Place};
use crate::app::clock::Clock;
use crate::app::commands::Command;
use crate::app::jobs::{Job, JobDone, Sent};
use crate::app::settings::Settings;
use crate::app::widgets::text;
use crate::book::{DeedKind, Edit, Now};
use crate::error::Error;
use crate::tr;
use crate::words;

impl Desk {
    /// Does everything that is not drawing; returns whether the language was chosen anew.
    pub fn logic(&mut self, context: &Context, clock: &Clock, settings: &mut Settings) -> bool {
        let now = clock.now();
        if !std::mem::replace(&mut self.is_awake, true) {
            let context = context.clone();
            self.book.on_wake(move || context.request_repaint());
            self.recall(settings);
            // Before the reminders are looked at for the first time, which keeps when that was.
            match self.book.last_seen() {
                Ok(seen) => self.missed.begin(seen, now),
                Err(error) => self.notices.failed(&error),
            }
        }
        self.typing.look(context);
        self.notices.set_time(clock.local(now.ms()));
        self.take_keys(context);
        if context.input(|input| input.pointer.any_pressed() || !input.keys_down.is_empty()) {
            self.missed.stay_away();
        }
        if !self.typing.is_composing() && self.dialog.is_none() && self.welcome.is_none() {
            self.view_keys(context, settings);
        }
        self.collect(context, now);
        // What is pressed stays where it is until it is let go: to save a field makes cards longer or shorter.
        let (is_down, is_let_go) = context.input(|input| (input.pointer.any_down(), input.pointer.any_released()));
        if is_let_go {
            context.request_repaint();
        } else if !is_down {
            for (id, edit) in self.drafts.leave(context) {
                self.apply(edit, Origin::Draft(id), now);
            }
        }
        let before = settings.language;
        let dropped = drop::dropped(context);
        if let [first, others @ ..] = &dropped[..] {
            if !others.is_empty() {
                let file = first.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.notices.tell(tr!("drop-one-at-a-time", file = file), tr!("drop-one-at-a-time-hint"));
            }
            self.actions.push(Action::OpenImport(Some(first.clone())));
        }
        for action in std::mem::take(&mut self.actions) {
            self.perform(action, context, clock, settings);
        }
        let is_chosen = before != settings.language;
        if is_chosen {
            words::speak(settings.language.unwrap_or_else(words::Language::of_system));
        }
        self.remind(context, clock, settings);
        self.question.sort.clone_from(&settings.sort);
        settings.search.clone_from(&self.question.search);
        self.refresh_calendar(settings, now);
        self.refresh_world(clock, now);
        self.refresh_overview(now);
        self.refresh(now);
        if self.customers.explain(&self.book, &self.question.search) {
            context.request_repaint();
        }
        if let Some(wait) = self.book.backup_due_in(now) {
            context.request_repaint_after(wait);
        }
        is_chosen
    }

    /// Runs the commands whose keys were pressed, unless a form waits for its answer or a character is being composed.
    fn take_keys(&mut self, context: &Context) {
        if self.typing.is_composing() || self.dialog.is_some() || self.card.has_form() || self.welcome.is_some() {
            return;
        }
        let is_over = self.palette.is_some() || self.keys.is_some() || self.notices.is_open();
        for command in Command::pressed(context, context.text_edit_focused() || is_over) {
            // What lies over the window closes by its own key, and gives way to the others of its kind.
            if !is_over || matches!(command, Command::Palette | Command::Keys | Command::Notices) {
                self.actions.push(Action::Run(command));
            }
        }
    }

    /// What a command is called now; `None` where there is nothing for it to do.
    pub(super) fn offer(&self, command: Command) -> Option<String> {
        match command {
            Command::Undo => self.book.undo_name().map(|what| tr!("undo-what", what = what)),
            Command::Redo => self.book.redo_name().map(|what| tr!("redo-what", what = what)),
            Command::EditCustomers | Command::DeleteCustomers if self.selection.is_empty() || self.place != Place::Customers => None,
            Command::SelectAll | Command::ChooseColumns if self.place != Place::Customers => None,
            Command::Back if !self.card_is_open => None,
            _ => Some(command.name()),
        }
    }

    /// Collects what threads have brought: the search index, the stages of an import.
    fn collect(&mut self, context: &Context, now: Now) {
        if let Err(error) = self.book.tick(now) {
            self.notices.failed(&error);
        }
        self.collect_care();
        if let Some(error) = self.book.take_backup_trouble() {
            self.notices.failed(&error);
        }
        match self.wizard.as_mut().map(|wizard| wizard.tick(&mut self.book)) {
            Some(Ok(Some(file))) => {
                self.steps += 1;
                self.calendar.forget();
                if self.place != Place::Import {
                    self.notices.done(tr!("import-done", file = file), Some(self.steps));
                }
            }
            Some(Err(error)) => self.notices.failed(&error),
            Some(Ok(None)) | None => {}
        }
        while let Some(ended) = self.book.take_ended() {
            match ended.kind {
                DeedKind::Edit => self.say_edited(ended.result),
                kind => self.say_taken_back(ended.result.map(Some), kind == DeedKind::Undo),
            }
        }
        if let Some(ended) = self.job.as_ref().and_then(Job::ended) {
            self.job = None;
            match ended {
                Some(Ok(JobDone::Exported { path, customers, note })) => {
                    self.apply(Edit::Register(note), Origin::Nobody, now);
                    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                    let words = tr!("exported", count = customers, shown = text::grouped(customers), file = path.display().to_string());
                    self.notices.done_at(words, folder);
                }
                Some(Ok(JobDone::Printed { printed, sent, letters, note })) => {
                    self.printed(&printed, sent);
                    // What was not printed was neither sent nor given to anybody.
                    let letters = (!letters.is_empty()).then(|| Edit::letters_sent(letters, now));
                    let edits: Vec<Edit> = letters.into_iter().chain(note.map(Edit::Register)).collect();
                    if !edits.is_empty() && sent != Sent::Refused {
                        self.apply_all(edits, Origin::Nobody, now);
                    }
                }
                Some(Ok(JobDone::Copied { text, customers })) => self.copied(context, text, customers),
                Some(Err(error)) if error.is_cancelled() => {}
                Some(Err(error)) => self.notices.failed(&error),
                None => self.notices.failed_with(tr!("job-died"), String::new()),
            }
        }
    }

    /// Asks again for what has changed.
    pub(super) fn refresh(&mut self, now: Now) {
        let seen = Seen { revision: self.book.revision(), question: self.question.clone(), language: words::spoken(), today: now.today };
        if self.seen.as_ref() != Some(&seen) {
            if self.seen.as_ref().is_some_and(|before| before.language != seen.language) {
                self.card.forget();
            }
            self.customers.refresh(&self.book, &self.question);
            self.seen = Some(seen);
        }
        self.rail.refresh(&self.book, &self.question);
        if !self.has_greeted
            && let Some(first) = self.customers.ids().first()
        {
            self.has_greeted = true;
            if self.selection.is_empty() {
                self.selection.set(*first);
            }
        }
        let asked = self.ask_for_pages(now);
        let card = self.card.refresh(&self.book, self.selection.lead());
        let alike = self.card.look(&mut self.book, &self.drafts);
        let today = self.today.refresh(&self.book, now);
        // The print page goes with the page on which it was opened.
        if self.print.as_ref().is_some_and(|(_, place)| *place != self.place) {
            self.print = None;
        }
        let brief = self.refresh_brief(now);
        for error in [asked.err(), card.err(), alike.err(), today.err(), brief.err()].into_iter().flatten() {
            self.notices.failed(&error);
        }
        if let Some(lead) = self.selection.lead()
            && self.card.customer() != Some(lead)
        {
            self.selection.forget(lead);
        }
    }

    /// Asks for the days of the calendar that are in sight.
    fn refresh_calendar(&mut self, settings: &Settings, now: Now) {
        if let Err(error) = self.calendar.refresh(&self.book, settings, now, self.place == Place::Calendar) {
            self.notices.failed(&error);
        }
    }

    /// Asks how one did, while that is looked at; says when a digest was written.
    fn refresh_overview(&mut self, now: Now) {
        if self.place == Place::Overview
            && let Err(error) = self.overview.refresh(&self.book, now)
        {
            self.notices.failed(&error);
        }
        self.collect_digest();
    }

    /// Counts who is due where, while that is looked at.
    fn refresh_world(&mut self, clock: &Clock, now: Now) {
        if self.place == Place::World
            && let Err(error) = self.world.refresh(&self.book, clock.zone_now(clock.zone()), now)
        {
            self.notices.failed(&error);
        }
    }

    /// Asks for what the pages of the past and of duplicates show, and who looks like what is being typed into a form.
    fn ask_for_pages(&mut self, now: Now) -> Result<(), Error> {
        if let Some(dialog) = &mut self.dialog {
            dialog.look(&mut self.book)?;
        }
        if self.missed.refresh(&self.book, now, self.place == Place::Missed)? && self.welcome.is_none() && self.place == Place::default() {
            self.place = Place::Missed;
        }
        match self.place {
            Place::Duplicates => self.duplicates.refresh(&mut self.book),
            Place::Journal => self.journal.refresh(&self.book),
            Place::Pool => self.pool.refresh(&self.book, now),
            Place::Rules => self.rules.refresh(&self.book, now),
            Place::Today => self.clocks.refresh(&self.book, now, self.today.overdue()),
            _ => Ok(()),
        }
    }
}
