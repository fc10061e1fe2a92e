//! What the desk does for printing: the page is opened and left, a job makes the file, and the printer gets it.

use std::path::Path;
use std::process::{Command as Process, Stdio};

use egui::Context;

use super::Desk;
use crate::app::action::{Action, Place};
use crate::app::dialogs::{Dialog, PrintForm};
use crate::app::jobs::{Job, Sent};
use crate::app::print::{PrintOrder, PrintPage};
use crate::app::settings::Settings;
use crate::book::{Now, Printed};
use crate::print::Paper;
use crate::tr;

impl Desk {
    /// Does what an action about printing asks for.
    pub(super) fn of_printing(&mut self, action: Action, context: &Context, now: Now) {
        match action {
            Action::OpenPrint(paper) => {
                let shown = self.customers.ids().to_vec();
                let selected = self.selection.ids();
                self.brief = None;
                self.print = Some((PrintPage::new(context, &self.book, paper, selected, shown, now.today), self.place));
            }
            Action::ClosePrint => self.close_print(),
            Action::AskToPrint(order) => self.dialog = Some(Dialog::Print(Box::new(PrintForm::new(*order, now.today)))),
            Action::Print(order) => self.start_printing(*order, context, now),
            _ => {}
        }
    }

    /// The command: the paper that the page in sight suggests.
    pub(super) fn open_print(&mut self, settings: &Settings) {
        let paper = match self.place {
            _ if self.brief.is_some() => Paper::Brief,
            Place::Today | Place::World => Paper::Due,
            Place::Calendar => Paper::Month,
            _ if self.selection.is_empty() => Paper::Table,
            _ => settings.print.last_paper(),
        };
        self.actions.push(Action::OpenPrint(paper));
    }

    /// Back to where printing was begun.
    pub(super) fn close_print(&mut self) {
        if self.print.take().is_some() {
            match self.place {
                Place::Today => self.today.take_focus(),
                Place::Customers => self.customers.take_focus(),
                _ => {}
            }
        }
    }

    fn start_printing(&mut self, order: PrintOrder, context: &Context, now: Now) {
        if self.job.is_some() {
            self.notices.tell(tr!("print-busy"), String::new());
            return;
        }
        self.job = Some(Job::print(context, &self.book, order, now));
    }

    /// Says what came of it.
    pub(super) fn printed(&mut self, printed: &Printed, sent: Sent) {
        match sent {
            Sent::Saved => {
                let Some(file) = printed.files.first() else { return };
                let folder = file.parent().map(Path::to_owned).unwrap_or_default();
                let words = tr!("print-saved", pages = printed.pages, file = file.display().to_string());
                self.notices.done_at(words, folder);
            }
            Sent::ToPrinter => self.notices.done(tr!("print-sent", pages = printed.pages), None),
            Sent::Opened => self.notices.tell(tr!("print-opened"), String::new()),
            Sent::Refused => self.notices.failed_with(tr!("print-not-sent"), tr!("print-not-sent-hint")),
        }
    }
}

/// Sends files to the printer: by CUPS where it is, by the shell's print verb on Windows; else opens them where they can be printed from.
pub fn send(files: &[std::path::PathBuf]) -> Sent {
    let mut process = if cfg!(windows) {
        let mut shell = Process::new("powershell");
        let list: Vec<String> = files.iter().map(|file| format!("'{}'", file.display().to_string().replace('\'', "''"))).collect();
        shell.args([
            "-NoProfile",
            "-Command",
            &format!("{} | ForEach-Object {{ Start-Process -FilePath $_ -Verb Print }}", list.join(",")),
        ]);
        shell
    } else {
        let mut lp = Process::new("lp");
        lp.arg("--").args(files);
        lp
    };
    match process.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => Sent::ToPrinter,
        _ if files.iter().all(|file| opener::open(file).is_ok()) => Sent::Opened,
        _ => Sent::Refused,
    }
}
