//! Questions that have to be answered before anything else: confirm a deletion, fill in a new customer, take the list out.

mod export;
mod many;
mod merge;
mod restore;
mod take_back;
mod whom;

use egui::{Id, TextEdit, Ui, vec2};
use egui_material_icons::icons::ICON_DELETE;

use super::action::{Action, Origin};
use super::theme::size;
use super::widgets::{alike, button, menu, modal, text, values};
use crate::book::{Book, Edit, Resembling};
use crate::model::{ChannelKind, Contact, Customer, Field, Id as RowId};
use crate::tr;
pub use export::ExportForm;
pub use many::{FillQuestion, ManyForm};
pub use merge::MergeForm;
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
    /// Whether to put a backup in the place of the book.
    Restore(Box<RestoreForm>),
    /// The minimum card of a new customer (S4.3).
    NewCustomer(Box<NewCustomer>),
}

/// What was typed for a new customer.
pub struct NewCustomer {
    texts: [String; FIELDS.len()],
    takes_focus: bool,
    /// Customers that look like the one that is typed, and what was typed when they were asked for.
    alike: Vec<Resembling>,
    asked: Option<[String; FIELDS.len()]>,
}

const FIELDS: [Field; 6] = [Field::Company, Field::Country, Field::Contact, Field::Email, Field::Mobile, Field::Source];

impl Dialog {
    /// An empty form; `name` is what was sought and not found.
    pub fn new_customer(name: &str) -> Self {
        let mut texts: [String; FIELDS.len()] = Default::default();
        name.clone_into(&mut texts[0]);
        Self::NewCustomer(Box::new(NewCustomer { texts, takes_focus: true, alike: Vec::new(), asked: None }))
    }

    /// Asks the book for what the dialog shows beside the answer. Call before each frame.
    pub fn look(&mut self, book: &mut Book) -> crate::error::Result<()> {
        match self {
            Self::NewCustomer(form) => form.look(book),
            _ => Ok(()),
        }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, book: &Book, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        match self {
            Self::Many(form) => form.ui(ui, book, is_composing, actions),
            Self::Fill(question) => question.ui(ui, actions),
            Self::Delete { whom, name } => delete_ui(ui, whom, name, actions),
            Self::NewCustomer(form) => form.ui(ui, is_composing, actions),
            Self::Export(form) => form.ui(ui, is_composing, actions),
            Self::TakeBack(form) => form.ui(ui, actions),
            Self::Merge(form) => form.ui(ui, actions),
            Self::Restore(form) => form.ui(ui, actions),
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

impl NewCustomer {
    /// Asks who looks like what is typed, when that has changed.
    fn look(&mut self, book: &mut Book) -> crate::error::Result<()> {
        if self.asked.as_ref() != Some(&self.texts) && book.ready_for_alike()? {
            let (customer, contact) = self.told();
            self.alike = book.alike(&customer, &[contact])?;
            self.asked = Some(self.texts.clone());
        }
        Ok(())
    }

    fn ui(&mut self, ui: &Ui, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "new-customer", 440.0, |ui| {
            ui.label(text::title(ui, tr!("new-customer")));
            ui.add_space(size::GAP_WIDE);
            for at in 0..FIELDS.len() {
                self.field_ui(ui, at);
            }
            if let Some(alike::Wish::Open(id)) = alike::ui(ui, &self.alike, false) {
                actions.push(Action::Select(id));
                actions.push(Action::OpenCard);
                stays = false;
            }
            ui.add_space(size::MARGIN);
            let can_save = !self.texts[0].trim().is_empty() || !self.texts[2].trim().is_empty();
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &tr!("new-customer-save"))).inner;
                if can_save && (save.clicked() || modal::confirms(ui, is_composing, &save)) {
                    actions.push(Action::Edit { edit: self.edit(), from: Origin::NewCustomer });
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
                if !can_save {
                    ui.label(text::caption(ui, tr!("new-customer-needs-name")));
                }
            });
        });
        stays && !wants_close
    }

    fn field_ui(&mut self, ui: &mut Ui, at: usize) {
        let field = FIELDS[at];
        ui.horizontal(|ui| {
            ui.allocate_ui_with_layout(vec2(96.0, size::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_size(vec2(96.0, size::CONTROL));
                text::cut_ui(ui, text::dim(ui, field.label()));
            });
            let choices = values::choices(field);
            let width = ui.available_width() - if choices.is_empty() { 0.0 } else { size::CONTROL + size::GAP };
            let id = Id::unique(("new-customer", field));
            let response = ui
                .add(TextEdit::singleline(&mut self.texts[at]).id(id).desired_width(width).align(egui::Align2::LEFT_CENTER))
                .accessible_name(field.label());
            if at == 0 && std::mem::take(&mut self.takes_focus) {
                response.request_focus();
            }
            if !choices.is_empty() {
                let name = tr!("field-choices", field = field.label());
                let open = button::icon_ui(ui, egui_material_icons::icons::ICON_ARROW_DROP_DOWN, &name, "");
                menu::of(&open, name).show(|ui| {
                    ui.set_width(160.0);
                    for choice in choices {
                        if menu::entry_ui(ui, &choice, choice == self.texts[at]).clicked() {
                            self.texts[at] = choice;
                        }
                    }
                });
            }
        });
    }

    /// The customer and its person as they are typed.
    fn told(&self) -> (Customer, Contact) {
        let mut customer = Customer::new(RowId(0));
        let mut contact = Contact::new(RowId(0), RowId(0));
        for (field, text) in FIELDS.into_iter().zip(&self.texts) {
            let text = text.trim();
            match (field, ChannelKind::of_field(field)) {
                (_, Some(kind)) => {
                    contact.add_channel(kind, text);
                }
                (Field::Contact, None) => contact.record.set(field, text),
                _ => customer.set(field, values::read(field, text)),
            }
        }
        (customer, contact)
    }

    fn edit(&self) -> Edit {
        let (customer, contact) = self.told();
        let has_contact = !contact.name().is_empty() || !contact.channels.is_empty();
        Edit::AddCustomer { customer: Box::new(customer), contacts: if has_contact { vec![contact] } else { Vec::new() } }
    }
}
