//! What the desk does with many customers at once: copy them, fill their cells, open the form for all of them.

use egui::Context;

use super::Desk;
use crate::app::action::{Origin, Place};
use crate::app::customers;
use crate::app::dialogs::{Dialog, FillQuestion, ManyForm, Whom};
use crate::app::jobs::Job;
use crate::app::widgets::text;
use crate::book::{Column, Edit, FollowEdit};
use crate::model::{Field, Id};
use crate::tr;

/// More rows than this are copied beside the window.
const COPIED_AT_ONCE: usize = 2_000;

impl Desk {
    /// Puts rows onto the clipboard.
    pub(super) fn copy_rows(&mut self, context: &Context, ids: Vec<Id>, columns: Vec<Column>, with_headings: bool) {
        if ids.len() > COPIED_AT_ONCE {
            match Job::copy(context, &self.book, ids, columns, with_headings) {
                Ok(job) => self.job = Some(job),
                Err(error) => self.notices.failed(&error),
            }
            return;
        }
        let rows = self.book.rows(&ids, &columns);
        self.copied(context, customers::text_of(&rows, &columns, with_headings), rows.len());
    }

    /// Rows have become text.
    pub(super) fn copied(&mut self, context: &Context, words: String, count: usize) {
        context.copy_text(words);
        self.notices.tell(tr!("rows-copied", count = count, shown = text::grouped(count)), String::new());
    }

    /// Asks before cells are filled.
    pub(super) fn ask_to_fill(&mut self, cells: Vec<(Id, Column, String)>) {
        self.dialog = Some(Dialog::Fill(Box::new(FillQuestion::new(cells))));
    }

    /// Opens the form for `ids`.
    pub(super) fn edit_many(&mut self, ids: Vec<Id>, field: Option<Field>) {
        if !ids.is_empty() && self.place == Place::Customers {
            let whom = Whom::new(ids, self.customers.ids());
            self.dialog = Some(Dialog::Many(Box::new(ManyForm::new(self.book.own_fields(), whom, field))));
        }
    }

    /// An edit of the table or of the form for many was done or refused.
    pub(super) fn many_done(&mut self, from: Origin, is_done: bool) {
        match from {
            Origin::Cell => self.customers.cell_done(is_done),
            Origin::Many if is_done => {
                self.dialog = None;
                self.customers.take_focus();
            }
            _ => {}
        }
    }
}

/// Whether an edit is of so many that it is said when it is done.
pub fn is_of_many(edit: &Edit) -> bool {
    match edit {
        Edit::SetField { customers, .. } | Edit::SetExtra { customers, .. } => customers.len() > 1,
        Edit::AddTags { .. } | Edit::RemoveTags { .. } | Edit::RenameGroup { .. } => true,
        Edit::SetCells { cells } => cells.len() > 1,
        Edit::Follow(FollowEdit::MoveFollowUp { ids, .. }) => ids.len() > 1,
        _ => false,
    }
}
