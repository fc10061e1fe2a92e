//! What each action and each command does.

use std::path::Path;

use egui::Context;

use super::Desk;
use crate::app::action::{Action, Place};
use crate::app::clock::Clock;
use crate::app::commands::Command;
use crate::app::dialogs::{Dialog, DigestForm, ExportForm, MergeForm};
use crate::app::fonts;
use crate::app::import::{ImportAction, Wizard};
use crate::app::jobs::Job;
use crate::app::keys_page::KeysPage;
use crate::app::notices::Notices;
use crate::app::palette::Palette;
use crate::app::settings::{Settings, ThemeChoice};
use crate::app::settings_page::Tab;
use crate::app::theme::size;
use crate::app::welcome::Welcome;
use crate::app::widgets::text;
use crate::book::{Deed, Now};
use crate::model::Id;
use crate::tr;
use crate::words::{self, Language};

impl Desk {
    pub(super) fn perform(&mut self, action: Action, context: &Context, clock: &Clock, settings: &mut Settings) {
        let now = clock.now();
        match action {
            Action::Edit { edit, from } => self.apply(edit, from, now),
            Action::Run(command) => self.run(command, context, clock, settings),
            Action::Go(place) => self.go(place),
            // The code of a printed card, typed or read by a scanner, is one customer.
            Action::Search(search) => match Id::of_code(&search).filter(|id| self.book.card(*id).is_ok_and(|card| card.is_some())) {
                Some(id) => {
                    self.bar.set_search("");
                    self.jump(id, now);
                }
                None => self.search(search),
            },
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
            Action::Jump(id) => self.jump(id, now),
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
            Action::OpenPrint(_) | Action::ClosePrint | Action::AskToPrint(_) | Action::Print(_) => self.of_printing(action, context, now),
            Action::AskForDigest => self.dialog = Some(Dialog::Digest(Box::new(DigestForm::new(now.today)))),
            Action::WriteDigest(path) => self.write_digest(path, now),
            Action::AskWhom(day, time) => self.ask_whom(day, time),
            Action::PlanWith(customer, day, time) => self.plan_with(customer, day, time, context),
            Action::PlanThem(customers, day) => self.plan_them(&customers, day, now),
            Action::MoveMark { mark, to, at } => self.move_mark(&mark, to, at, now),
            Action::OfMark { mark, wish } => self.of_mark(&mark, wish, context, now),
            Action::OfAgenda { line, wish } => self.of_agenda(&line, wish, now),
            Action::OpenBrief(id) => self.open_brief(id),
            Action::CloseBrief => self.close_brief(),
            Action::LogTouch(id) => self.log_touch(id, now),
            Action::OfSeason { season, wish } => self.of_season(season, wish, now),
            Action::TakeFromAside => self.say_if_failed(|book| book.take_all_from_aside()),
            Action::Delete(customers) => self.delete(customers, now),
            Action::OpenMerge(one, other) => self.open_merge(one, other),
            Action::AskToDrop(_) | Action::AskToRelease(_) | Action::DropToPool(_) => self.of_pool(action, now),
            Action::TakeBack { step, parts } => self.take_back_parts(step, parts, now),
            Action::AddSample => self.add_sample(now),
            Action::Export { customers, path, note } => match Job::export(context, &self.book, customers, path, note) {
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
            | Action::Company(_)
            | Action::Logo(_)
            | Action::PutRates(_)
            | Action::RemoveRate(_)
            | Action::ReadRates(_)
            | Action::VerifyBackup(_)
            | Action::AskToRestore(_)
            | Action::Restore(_)
            | Action::Welcomed(_) => self.care(action, context, clock),
            Action::Reminding(_) | Action::TryPopup => self.care_for_reminders(action),
            Action::Speak(language) => settings.language = language,
            Action::Theme(theme) => {
                settings.theme = theme;
                context.set_theme(theme.preference());
            }
            Action::Scale(scale) => {
                settings.scale = scale;
                context.set_zoom_factor(f32::from(scale) / 100.0);
            }
            Action::TypeSize(percent) => {
                settings.type_size = percent;
                fonts::install(context, percent);
            }
            Action::OpenImport(_) | Action::Import(_) | Action::CloseImport => self.import(action, context, settings, now),
            Action::OpenLink(link) => self.open_link(link, context, now),
            Action::Copy(words) => {
                context.copy_text(words);
                self.notices.tell(tr!("copied"), String::new());
            }
        }
    }

    /// Shows what fits `search`, from the top.
    fn search(&mut self, search: String) {
        if self.question.search == search {
            return;
        }
        self.bar.set_search(&search);
        self.question.search = search;
        self.customers.recalled(false);
        self.customers.scroll_to_top();
        self.place = Place::Customers;
        (self.card_is_open, self.card_is_alone) = (false, false);
    }

    /// Goes to a customer, also to one that the search leaves out.
    pub(super) fn jump(&mut self, id: Id, now: Now) {
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

    fn open_merge(&mut self, one: Id, other: Id) {
        match (self.book.card(one), self.book.card(other)) {
            (Ok(Some(one)), Ok(Some(other))) => self.dialog = Some(Dialog::Merge(Box::new(MergeForm::new(one, other)))),
            (Err(error), _) | (_, Err(error)) => self.notices.failed(&error),
            _ => self.notices.failed_with(tr!("merge-gone"), String::new()),
        }
    }

    fn add_sample(&mut self, now: Now) {
        match self.book.add_sample(now) {
            Ok(done) => {
                self.steps += 1;
                self.calendar.forget();
                self.notices.done(done.what, done.step.map(|_| self.steps));
            }
            Err(error) => self.notices.failed(&error),
        }
    }

    /// What concerns the wizard.
    fn import(&mut self, action: Action, context: &Context, settings: &mut Settings, now: Now) {
        match action {
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
            _ => {}
        }
    }

    /// Shows a place, whose list has the keyboard then, however one came there.
    fn go(&mut self, place: Place) {
        self.place = place;
        match place {
            Place::Today => self.today.take_focus(),
            Place::Customers => self.customers.take_focus(),
            Place::Calendar => self.calendar.take_focus(),
            Place::World => self.world.take_focus(),
            Place::Pool => self.pool.take_focus(),
            Place::Missed => self.missed.take_focus(),
            _ => {}
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
            Command::GoJournal => self.go(Place::Journal),
            Command::GoRules => self.go(Place::Rules),
            Command::GoPool => self.go(Place::Pool),
            Command::GoMissed => self.go(Place::Missed),
            Command::CardRegister => self.dialog = Some(Dialog::Register(Box::default())),
            Command::BackUp => {
                if let Err(error) = self.book.start_backup(now) {
                    self.notices.failed(&error);
                }
            }
            Command::OpenBookFolder => open_folder(self.book.place(), &mut self.notices),
            Command::GoToday => self.go(Place::Today),
            Command::Brief => match self.selection.lead() {
                Some(lead) => self.open_brief(lead),
                None => self.notices.tell(tr!("card-nobody"), String::new()),
            },
            Command::GoCustomers => self.go(Place::Customers),
            Command::GoCalendar => self.go(Place::Calendar),
            Command::GoWorld => self.go(Place::World),
            Command::GoOverview => self.go(Place::Overview),
            Command::Digest => self.actions.push(Action::AskForDigest),
            Command::GoSettings => self.go(Place::Settings),
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
            Command::Print => self.open_print(settings),
            Command::Export => {
                let form = ExportForm::new(self.customers.ids().to_vec(), self.selection.ids(), self.question.search.clone(), now.today);
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
}

fn open_folder(folder: &Path, notices: &mut Notices) {
    if let Err(error) = opener::open(folder) {
        notices.failed_with(tr!("folder-not-opened", folder = folder.display().to_string()), error.to_string());
    }
}
