//! Questions that have to be answered before anything else: confirm a deletion, fill in a new customer, take the list out.

mod digest;
mod export;
mod fill;
mod many;
mod merge;
mod new_customer;
mod plan_whom;
mod pool;
mod present;
mod print_to;
mod register;
mod restore;
mod save_to;
mod take_back;
mod whom;

use egui::Ui;
use egui_material_icons::icons::ICON_DELETE;

use super::action::{Action, Scene};
use super::theme::size;
use super::widgets::{button, modal, text};
use crate::book::Book;
use crate::tr;
pub use digest::DigestForm;
pub use export::ExportForm;
pub use fill::FillQuestion;
pub use many::ManyForm;
pub use merge::MergeForm;
pub use new_customer::NewCustomer;
pub use plan_whom::PlanWhom;
pub use pool::{DropQuestion, ReleaseQuestion};
pub use print_to::PrintForm;
pub use register::RegisterForm;
pub use restore::RestoreForm;
pub use take_back::TakeBackForm;
pub use whom::Whom;

/// What is asked.
pub enum Dialog {
    /// Whether to delete these customers.
    Delete {
        /// Whom.
        whom: Whom,
        /// The name, where it is one.
        name: String,
    },
    /// Whether fields that were changed since go back as well.
    TakeBack(Box<TakeBackForm>),
    /// What two customers shall be as one.
    Merge(Box<MergeForm>),
    /// What to take out, and where to.
    Export(Box<ExportForm>),
    /// Which field of many customers becomes what.
    Many(Box<ManyForm>),
    /// Whether to fill cells from the clipboard.
    Fill(Box<FillQuestion>),
    /// Whether customers are dropped into the public pool.
    Drop(Box<DropQuestion>),
    /// Why one is released into it.
    Release(Box<ReleaseQuestion>),
    /// Whether to put a backup in the place of the book.
    Restore(Box<RestoreForm>),
    /// The minimum card of a new customer (S4.3).
    NewCustomer(Box<NewCustomer>),
    /// Who has which printed card.
    Register(Box<RegisterForm>),
    /// With whom something is planned.
    PlanWhom(Box<PlanWhom>),
    /// To which file is printed.
    Print(Box<PrintForm>),
    /// Where the weekly digest is written to.
    Digest(Box<DigestForm>),
}

impl Dialog {
    /// An empty form; `name` is what was sought and not found.
    pub fn new_customer(name: &str) -> Self {
        Self::NewCustomer(Box::new(NewCustomer::new(name)))
    }

    /// Asks the book for what the dialog shows beside the answer. Call before each frame.
    pub fn look(&mut self, book: &mut Book) -> crate::error::Result<()> {
        match self {
            Self::NewCustomer(form) => form.look(book),
            Self::Register(form) => form.look(book),
            _ => Ok(()),
        }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, scene: &mut Scene<'_>) -> bool {
        match self {
            Self::Many(form) => form.ui(ui, scene),
            Self::Fill(question) => question.ui(ui, scene.actions),
            Self::Delete { whom, name } => delete_ui(ui, whom, name, scene.actions),
            Self::NewCustomer(form) => form.ui(ui, scene),
            Self::Export(form) => form.ui(ui, scene.is_composing, scene.actions),
            Self::TakeBack(form) => form.ui(ui, scene.clock, scene.actions),
            Self::Merge(form) => form.ui(ui, scene.actions),
            Self::Drop(question) => question.ui(ui, scene.actions),
            Self::Release(question) => question.ui(ui, scene),
            Self::Restore(form) => form.ui(ui, scene.actions),
            Self::PlanWhom(form) => form.ui(ui, scene),
            Self::Register(form) => form.ui(ui, scene),
            Self::Print(form) => form.ui(ui, scene.is_composing, scene.actions),
            Self::Digest(form) => form.ui(ui, scene.is_composing, scene.actions),
        }
    }
}

fn delete_ui(ui: &Ui, whom: &mut Whom, name: &str, actions: &mut Vec<Action>) -> bool {
    let mut stays = true;
    let ((), wants_close) = modal::ui(ui, "delete-question", 400.0, |ui| {
        let count = whom.ids().len();
        let question =
            if count == 1 { tr!("delete-one", name = name) } else { tr!("delete-many", count = count, shown = text::grouped(count)) };
        ui.add(egui::Label::new(text::title(ui, question)).wrap());
        ui.add_space(size::GAP_SMALL);
        text::wrapped_ui(ui, text::dim(ui, tr!("delete-what")));
        ui.add_space(size::GAP);
        whom.ui(ui);
        let count = whom.ids().len();
        ui.add_space(size::GAP);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = if count == 1 { tr!("delete-do-one") } else { tr!("delete-do-many", count = count, shown = text::grouped(count)) };
            let delete = button::danger_ui(ui, Some(ICON_DELETE), &words);
            if ui.memory(|memory| memory.focused().is_none()) {
                delete.request_focus();
            }
            if delete.clicked() {
                actions.push(Action::Delete(whom.ids().to_vec()));
                stays = false;
            }
            if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                stays = false;
            }
        });
    });
    stays && !wants_close
}
