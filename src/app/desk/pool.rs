//! What the desk does about the public pool: asks before customers are dropped, and drops them.

use super::Desk;
use crate::app::action::{Action, Origin};
use crate::app::dialogs::{Dialog, DropQuestion, ReleaseQuestion};
use crate::book::Now;
use crate::error::Result;
use crate::model::Id;

impl Desk {
    /// Performs an action about the pool.
    pub(super) fn of_pool(&mut self, action: Action, now: Now) {
        let done = match action {
            Action::AskToDrop(customers) => self.ask_to_drop(customers, now),
            Action::AskToRelease(customer) => {
                let name = self.names(&[customer]).pop().unwrap_or_default();
                self.dialog = Some(Dialog::Release(Box::new(ReleaseQuestion::new(customer, name))));
                Ok(())
            }
            Action::DropToPool(customers) => self.book.drop_to_pool(&customers, now).map(|edit| self.apply(edit, Origin::Nobody, now)),
            _ => Ok(()),
        };
        if let Err(error) = done {
            self.notices.failed(&error);
        }
    }

    fn ask_to_drop(&mut self, customers: Vec<Id>, now: Now) -> Result<()> {
        let review = self.book.pool_proposals(now)?;
        let doubts = review.doubts(customers.len(), now.at).into_iter().map(|doubt| doubt.text()).collect();
        let names = self.names(&customers[..customers.len().min(DropQuestion::NAMES)]);
        self.dialog = Some(Dialog::Drop(Box::new(DropQuestion::new(customers, names, doubts))));
        Ok(())
    }

    fn names(&self, customers: &[Id]) -> Vec<String> {
        self.book.rows(customers, &[]).into_iter().map(|row| row.name).collect()
    }
}
