//! What the desk does before each frame: take the keys, save what was typed, perform the actions, ask for fresh snapshots.

use std::path::Path;

use egui::Context;

use super::{Desk, Seen, drop, many};
use crate::app::action::{Action, Origin, Place};
use crate::app::clock::Clock;
use crate::app::commands::Command;
use crate::app::dialogs::{Dialog, ExportForm, MergeForm, TakeBackForm, Whom};
use crate::app::import::{ImportAction, Wizard};
use crate::app::jobs::{Job, JobDone};
use crate::app::keys_page::KeysPage;
use crate::app::notices::Notices;
use crate::app::palette::Palette;
use crate::app::settings::{Settings, ThemeChoice};
use crate::app::settings_page::Tab;
use crate::app::theme::size;
use crate::app::welcome::Welcome;
use crate::app::widgets::text;
use crate::book::{Deed, DeedKind, Done, Edit, FieldEdit, Now, Started};
use crate::error::Error;
use crate::model::{Field, Id};
use crate::tr;
use crate::words::{self, Language};

impl Desk {
    /// Does everything that is not drawing; returns whether the language was chosen anew.
    pub fn logic(&mut self, context: &Context, clock: &Clock, settings: &mut Settings) -> bool {
        let now = clock.now();
        if !std::mem::replace(&mut self.is_awake, true) {
            let context = context.clone();
            self.book.on_wake(move || context.request_repaint());
            self.recall(settings);
        }
        self.typing.look(context);
        self.notices.set_time(clock.local(now.ms()));
        self.take_keys(context);
        if !self.typing.is_composing() && self.dialog.is_none() && self.welcome.is_none() {
            self.view_keys(context, settings);
        }
        self.collect(context, now);
        for (id, edit) in self.drafts.leave(context) {
            self.apply(edit, Origin::Draft(id), now);
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
        self.question.sort.clone_from(&settings.sort);
        settings.search.clone_from(&self.question.search);
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
                Some(Ok(JobDone::Exported { path, customers })) => {
                    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                    let words = tr!("exported", count = customers, shown = text::grouped(customers), file = path.display().to_string());
                    self.notices.done_at(words, folder);
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
            self.rail.refresh(&self.book, &self.question);
            self.seen = Some(seen);
        }
        if !self.has_greeted
            && let Some(first) = self.customers.ids().first()
        {
            self.has_greeted = true;
            if self.selection.is_empty() {
                self.selection.set(*first);
            }
        }
        let asked = self.ask_for_pages();
        let card = self.card.refresh(&self.book, self.selection.lead());
        let calendar = self.calendar.refresh(&self.book, now);
        for error in [asked.err(), card.err(), calendar.err()].into_iter().flatten() {
            self.notices.failed(&error);
        }
        if let Some(lead) = self.selection.lead()
            && self.card.customer() != Some(lead)
        {
            self.selection.forget(lead);
        }
    }

    /// Asks for what the pages of the past and of duplicates show, and who looks like what is being typed.
    fn ask_for_pages(&mut self) -> Result<(), Error> {
        if let Some(dialog) = &mut self.dialog {
            dialog.look(&mut self.book)?;
        }
        self.card.look(&mut self.book, &self.drafts)?;
        match self.place {
            Place::Duplicates => self.duplicates.refresh(&mut self.book),
            Place::Journal => self.journal.refresh(&self.book),
            _ => Ok(()),
        }
    }

    fn perform(&mut self, action: Action, context: &Context, clock: &Clock, settings: &mut Settings) {
        let now = clock.now();
        match action {
            Action::Edit { edit, from } => self.apply(edit, from, now),
            Action::Run(command) => self.run(command, context, clock, settings),
            Action::Go(place) => self.place = place,
            Action::Search(search) => {
                if self.question.search != search {
                    self.bar.set_search(&search);
                    self.question.search = search;
                    self.customers.recalled(false);
                    self.customers.scroll_to_top();
                    self.place = Place::Customers;
                    (self.card_is_open, self.card_is_alone) = (false, false);
                }
            }
            Action::View(action) => {
                if let Some(search) = self.view(action, settings) {
                    self.perform(Action::Search(search), context, clock, settings);
                }
            }
            Action::FocusSearch => self.bar.take_focus(),
            Action::FocusTable => {
                if self.place == Place::Customers {
                    self.customers.take_focus();
                }
            }
            Action::Select(id) => {
                self.selection.set(id);
                self.customers.reveal(id);
            }
            Action::Jump(id) => {
                self.place = Place::Customers;
                if !self.customers.ids().contains(&id) {
                    self.bar.set_search("");
                    self.question.search.clear();
                    self.refresh(now);
                }
                self.selection.set(id);
                self.customers.reveal(id);
                self.customers.take_focus();
                self.card_is_open = true;
            }
            Action::OpenCard => self.card_is_open = true,
            Action::CardAlone => (self.card_is_open, self.card_is_alone) = (true, true),
            Action::ShowDay(day) => self.calendar.show(day),
            Action::Plan(day) => {
                self.card.plan(day);
                // The form stands over the card, which has to be in sight.
                if context.content_rect().width() < size::SINGLE_PANE_WINDOW {
                    self.place = Place::Customers;
                    self.card_is_open = true;
                }
            }
            Action::Delete(customers) => self.delete(customers, now),
            Action::OpenMerge(one, other) => match (self.book.card(one), self.book.card(other)) {
                (Ok(Some(one)), Ok(Some(other))) => self.dialog = Some(Dialog::Merge(Box::new(MergeForm::new(one, other)))),
                (Err(error), _) | (_, Err(error)) => self.notices.failed(&error),
                _ => self.notices.failed_with(tr!("merge-gone"), String::new()),
            },
            Action::TakeBack { step, parts } => match self.book.against_taking_back(step, &parts) {
                Ok(against) if against.is_empty() => {
                    self.apply(Edit::TakeBack { step, parts, anyway: Vec::new() }, Origin::Nobody, now);
                }
                Ok(against) => self.dialog = Some(Dialog::TakeBack(Box::new(TakeBackForm::new(step, parts, against)))),
                Err(error) => self.notices.failed(&error),
            },
            Action::AddSample => match self.book.add_sample(now) {
                Ok(done) => {
                    self.steps += 1;
                    self.calendar.forget();
                    self.notices.done(done.what, done.step.map(|_| self.steps));
                }
                Err(error) => self.notices.failed(&error),
            },
            Action::Export { customers, path } => match Job::export(context, &self.book, customers, path) {
                Ok(job) => self.job = Some(job),
                Err(error) => self.notices.failed(&error),
            },
            Action::CopyRows { customers, columns, with_headings } => self.copy_rows(context, customers, columns, with_headings),
            Action::AskToFill(cells) => self.ask_to_fill(cells),
            Action::EditMany { customers, field } => self.edit_many(customers, field),
            Action::Tell(words) => self.notices.tell(words, String::new()),
            Action::StopJob => {
                self.book.stop_running();
                if let Some(job) = &self.job {
                    job.stop();
                }
            }
            Action::OpenFolder(folder) => open_folder(&folder, &mut self.notices),
            Action::Habits(_)
            | Action::PutRates(_)
            | Action::RemoveRate(_)
            | Action::ReadRates(_)
            | Action::VerifyBackup(_)
            | Action::AskToRestore(_)
            | Action::Restore(_)
            | Action::Welcomed(_) => self.care(action, context, clock),
            Action::Speak(language) => settings.language = language,
            Action::Theme(theme) => {
                settings.theme = theme;
                context.set_theme(theme.preference());
            }
            Action::Scale(scale) => {
                settings.scale = scale;
                context.set_zoom_factor(f32::from(scale) / 100.0);
            }
            Action::OpenImport(file) => {
                self.place = Place::Import;
                let wizard = self.wizard.get_or_insert_with(|| Wizard::new(context, settings.recent_files.clone()));
                if let Some(file) = file {
                    if wizard.has_book() {
                        self.notices.tell(tr!("drop-waits"), tr!("drop-waits-hint"));
                    } else {
                        wizard.open(context, &file, self.reader.clone());
                        settings.remember_file(file);
                    }
                }
            }
            Action::Import(ImportAction::SaveNotTaken) => match self.wizard.as_ref().map(Wizard::save_not_taken) {
                Some(Ok((path, rows))) => {
                    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                    let words = tr!("import-not-taken-saved", count = rows, shown = text::grouped(rows), file = path.display().to_string());
                    self.notices.done_at(words, folder);
                }
                Some(Err(error)) => self.notices.failed(&error),
                None => {}
            },
            Action::Import(action) => {
                if let Some(wizard) = &mut self.wizard
                    && let Err(error) = wizard.perform(action, &mut self.book, now)
                {
                    self.notices.failed(&error);
                }
            }
            Action::CloseImport => {
                let stays = match &mut self.wizard {
                    Some(wizard) => wizard.perform(ImportAction::Close, &mut self.book, now).unwrap_or(false),
                    None => false,
                };
                if !stays {
                    self.wizard = None;
                }
                self.place = Place::Customers;
            }
            Action::OpenLink(link) => context.open_url(egui::OpenUrl::new_tab(link)),
            Action::Copy(words) => {
                context.copy_text(words);
                self.notices.tell(tr!("copied"), String::new());
            }
        }
    }

    fn run(&mut self, command: Command, context: &Context, clock: &Clock, settings: &mut Settings) {
        let now = clock.now();
        if !matches!(command, Command::Palette | Command::Undo | Command::Redo | Command::Search | Command::SelectAll) {
            settings.remember_command(command.key());
        }
        match command {
            Command::NewCustomer => {
                self.dialog = Some(Dialog::new_customer(if self.customers.ids().is_empty() { &self.question.search } else { "" }))
            }
            Command::Import => self.actions.push(Action::OpenImport(None)),
            Command::Search => {
                self.place = Place::Customers;
                self.bar.take_focus();
            }
            Command::Undo => {
                self.take_back(Deed::Undo, now);
            }
            Command::Redo => {
                self.take_back(Deed::Redo, now);
            }
            Command::SelectAll => self.selection.set_all(self.customers.ids()),
            Command::EditCustomers => self.edit_many(self.selection.ids(), None),
            Command::DeleteCustomers => self.ask_to_delete(),
            Command::MergeCustomers => match self.selection.ids()[..] {
                [one, other] => self.actions.push(Action::OpenMerge(one, other)),
                _ => self.notices.tell(tr!("merge-choose-two"), String::new()),
            },
            Command::FindDuplicates => self.place = Place::Duplicates,
            Command::GoJournal => self.place = Place::Journal,
            Command::BackUp => {
                if let Err(error) = self.book.start_backup(now) {
                    self.notices.failed(&error);
                }
            }
            Command::OpenBookFolder => open_folder(self.book.place(), &mut self.notices),
            Command::GoCustomers => self.place = Place::Customers,
            Command::GoCalendar => self.place = Place::Calendar,
            Command::GoSettings => self.place = Place::Settings,
            Command::ChooseColumns => self.customers.choose_columns(),
            Command::OtherDensity => settings.density = settings.density.other(),
            Command::Back => (self.card_is_open, self.card_is_alone) = (false, false),
            Command::Palette => {
                let was_open = self.palette.is_some();
                self.close_what_lies_over();
                self.palette = (!was_open).then(Palette::default);
            }
            Command::Keys => {
                let was_open = self.keys.is_some();
                self.close_what_lies_over();
                self.keys = (!was_open).then(KeysPage::default);
            }
            Command::Notices => {
                let was_open = self.notices.is_open();
                self.close_what_lies_over();
                if !was_open {
                    self.notices.toggle();
                }
            }
            Command::Backups => self.show_settings(Tab::Book),
            Command::GoRates => self.show_settings(Tab::Rates),
            Command::Welcome => self.welcome = Some(Welcome::new(&self.book, clock.zone())),
            Command::Larger => self.actions.push(Action::Scale(settings.scale_beside(1))),
            Command::Smaller => self.actions.push(Action::Scale(settings.scale_beside(-1))),
            Command::UsualSize => self.actions.push(Action::Scale(100)),
            Command::OtherTheme => {
                let other = if context.theme() == egui::Theme::Dark { ThemeChoice::Light } else { ThemeChoice::Dark };
                self.actions.push(Action::Theme(other));
            }
            Command::OtherLanguage => {
                let other = Language::ALL.into_iter().find(|language| *language != words::spoken());
                self.actions.push(Action::Speak(other));
            }
            Command::Export => {
                let form = ExportForm::new(self.customers.ids().to_vec(), self.selection.ids(), now.today);
                self.dialog = Some(Dialog::Export(Box::new(form)));
            }
        }
    }

    fn close_what_lies_over(&mut self) {
        self.palette = None;
        self.keys = None;
        if self.notices.is_open() {
            self.notices.toggle();
        }
    }

    fn apply(&mut self, edit: Edit, from: Origin, now: Now) {
        let (says, is_of_many) = (said_of(&edit, &self.book), many::is_of_many(&edit));
        let is_taking_back = matches!(edit, Edit::TakeBack { .. });
        if shows_in_calendar(&edit) {
            self.calendar.forget();
        }
        match self.book.start(Deed::Edit(vec![edit]), now) {
            Ok(Started::Running | Started::Nothing) => {
                self.said_at_end = says;
                if let Origin::Draft(id) = from {
                    self.drafts.done(id);
                }
                if from == Origin::Merge {
                    self.dialog = None;
                }
                self.card.done(from);
                self.many_done(from, true);
            }
            Ok(Started::Done(done)) => {
                self.steps += 1;
                if let Origin::Draft(id) = from {
                    self.drafts.done(id);
                }
                if from == Origin::NewCustomer {
                    self.dialog = None;
                    self.question.search.clear();
                    self.bar.set_search("");
                    if let Some(customer) = done.customer {
                        self.selection.set(customer);
                        self.place = Place::Customers;
                        self.refresh(now);
                        self.customers.reveal(customer);
                    }
                }
                if from == Origin::Merge {
                    self.dialog = None;
                    if let Some(customer) = done.customer {
                        self.selection.set(customer);
                    }
                }
                self.card.done(from);
                if done.step.is_none() && !done.is_waiting && is_taking_back {
                    self.notices.tell(tr!("taken-back-nothing"), String::new());
                }
                self.many_done(from, true);
                if is_of_many && done.step.is_some() {
                    self.notices.done(tr!("many-done", what = done.what.as_str()), Some(self.steps));
                }
                if done.is_waiting {
                    self.notices.tell(tr!("edit-waits"), String::new());
                }
                if let Some(words) = says
                    && done.step.is_some()
                {
                    self.notices.done(words, Some(self.steps));
                }
            }
            Err(error) => {
                if let Origin::Draft(id) = from {
                    self.drafts.failed(id);
                }
                self.many_done(from, false);
                self.notices.failed(&error);
            }
        }
    }

    fn ask_to_delete(&mut self) {
        let customers = self.selection.ids();
        if customers.is_empty() || self.place != Place::Customers {
            return;
        }
        let whom = Whom::new(customers, self.customers.ids());
        let name = match whom.ids() {
            [one] => self.book.rows(&[*one], &[]).into_iter().next().map(|row| row.name).unwrap_or_default(),
            _ => String::new(),
        };
        self.dialog = Some(Dialog::Delete { whom, name });
    }

    fn delete(&mut self, customers: Vec<Id>, now: Now) {
        let count = customers.len();
        let name = match customers.as_slice() {
            [one] => self.book.rows(&[*one], &[]).into_iter().next().map(|row| row.name),
            _ => None,
        };
        // The row that follows is shown next, as in a mail program.
        let next = {
            let ids = self.customers.ids();
            let last = ids.iter().rposition(|id| customers.contains(id));
            last.and_then(|at| ids.get(at + 1).or_else(|| ids[..at].iter().rev().find(|id| !customers.contains(id)))).copied()
        };
        match self.book.start(Deed::Edit(vec![Edit::DeleteCustomers { customers }]), now) {
            Ok(started) => {
                self.selection.clear();
                if let Some(next) = next {
                    self.selection.set(next);
                }
                (self.card_is_open, self.card_is_alone) = (false, false);
                let words = match name {
                    Some(name) => tr!("deleted-one", name = name),
                    None => tr!("deleted-many", count = count, shown = text::grouped(count)),
                };
                match started {
                    Started::Done(Done { is_waiting: true, .. }) => self.notices.tell(tr!("edit-waits"), String::new()),
                    Started::Done(_) => {
                        self.steps += 1;
                        self.calendar.forget();
                        self.notices.done(words, Some(self.steps));
                    }
                    Started::Running | Started::Nothing => self.said_at_end = Some(words),
                }
                self.customers.take_focus();
            }
            Err(error) => self.notices.failed(&error),
        }
    }

    fn take_back(&mut self, deed: Deed, now: Now) {
        let is_undo = deed.kind() == DeedKind::Undo;
        match self.book.start(deed, now) {
            Ok(Started::Done(done)) => self.say_taken_back(Ok(Some(done)), is_undo),
            Ok(Started::Nothing) => self.say_taken_back(Ok(None), is_undo),
            Ok(Started::Running) => {}
            Err(error) => self.say_taken_back(Err(error), is_undo),
        }
    }

    /// Says that an edit is done which ran as a job.
    fn say_edited(&mut self, done: Result<Done, Error>) {
        let says = self.said_at_end.take();
        match done {
            Ok(done) => {
                self.steps += 1;
                self.calendar.forget();
                let words = says.unwrap_or_else(|| tr!("job-edit-done", what = done.what));
                self.notices.done(words, done.step.map(|_| self.steps));
            }
            Err(error) => self.say_failed(&error),
        }
    }

    /// Says why a job failed; one that was stopped tells only that.
    fn say_failed(&mut self, error: &Error) {
        if error.is_cancelled() {
            self.notices.tell(tr!("job-stopped"), String::new());
        } else {
            self.notices.failed(error);
        }
    }

    fn say_taken_back(&mut self, done: Result<Option<Done>, Error>, is_undo: bool) {
        match done {
            Ok(Some(done)) => {
                self.steps += 1;
                self.calendar.forget();
                if let Some(customer) = done.customer {
                    self.selection.set(customer);
                }
                let words = if is_undo { tr!("undone", what = done.what) } else { tr!("redone", what = done.what) };
                self.notices.tell(words, String::new());
            }
            Ok(None) => self.notices.tell(if is_undo { tr!("nothing-to-undo") } else { tr!("nothing-to-redo") }, String::new()),
            Err(error) => self.say_failed(&error),
        }
    }
}

fn open_folder(folder: &Path, notices: &mut Notices) {
    if let Err(error) = opener::open(folder) {
        notices.failed_with(tr!("folder-not-opened", folder = folder.display().to_string()), error.to_string());
    }
}

/// What is said once an edit is done; most are seen where they were made.
fn said_of(edit: &Edit, book: &crate::book::Book) -> Option<String> {
    match edit {
        Edit::Own(FieldEdit::Delete { .. }) => Some(tr!("deleted-field")),
        Edit::DeleteContact { .. } => Some(tr!("deleted-contact")),
        Edit::DeleteAddress { .. } => Some(tr!("deleted-address")),
        Edit::DeleteTouch { .. } => Some(tr!("deleted-touch")),
        Edit::DeleteFollowUp { .. } => Some(tr!("deleted-follow-up")),
        Edit::LogTouch { .. } => Some(tr!("logged-touch")),
        Edit::PutFollowUp { follow_up } if follow_up.done_on.is_some() => Some(tr!("done-follow-up")),
        Edit::TakeBack { .. } => Some(tr!("taken-back")),
        Edit::Merge { stays, goes, .. } => {
            let name = |id: Id| book.rows(&[id], &[]).into_iter().next().map(|row| row.name).unwrap_or_default();
            Some(tr!("merge-done", name = name(*goes), into = name(*stays)))
        }
        _ => None,
    }
}

/// Whether the calendar shows something else after the edit; asking it again takes long in a large book.
fn shows_in_calendar(edit: &Edit) -> bool {
    match edit {
        Edit::PutFollowUp { .. } | Edit::DeleteFollowUp { .. } | Edit::DeleteCustomers { .. } => true,
        Edit::TakeBack { .. } | Edit::Merge { .. } => true,
        Edit::SetCells { cells } => many::show_in_calendar(cells),
        Edit::SetField { field, .. } => matches!(field, Field::Company | Field::ShortName | Field::CustomerNo | Field::NextFollowUp),
        _ => false,
    }
}
