//! The minimum card of a new customer (S4.3), with who looks like it beside.

use egui::{Id, Ui, vec2};

use crate::app::action::{Action, Origin, Scene};
use crate::app::theme::size;
use crate::app::widgets::editor::{self, Look, Subject, Wish, editor_ui};
use crate::app::widgets::{alike, button, modal, text, values};
use crate::book::{Book, Edit, Resembling};
use crate::model::country::Country;
use crate::model::{ChannelKind, Contact, Customer, Field, Id as RowId};
use crate::tr;

const FIELDS: [Field; 6] = [Field::Company, Field::Country, Field::Contact, Field::Email, Field::Mobile, Field::Source];
const COMPANY: usize = 0;
const COUNTRY: usize = 1;
const CONTACT: usize = 2;

/// What was typed for a new customer.
pub struct NewCustomer {
    texts: [String; FIELDS.len()],
    is_new: bool,
    /// Customers that look like the one that is typed, and what was typed when they were asked for.
    alike: Vec<Resembling>,
    asked: Option<[String; FIELDS.len()]>,
}

impl NewCustomer {
    /// An empty form; `name` is what was sought and not found.
    pub fn new(name: &str) -> Self {
        let mut texts: [String; FIELDS.len()] = Default::default();
        name.clone_into(&mut texts[COMPANY]);
        Self { texts, is_new: true, alike: Vec::new(), asked: None }
    }

    /// Asks who looks like what is typed, when that has changed.
    pub fn look(&mut self, book: &mut Book) -> crate::error::Result<()> {
        if self.asked.as_ref() != Some(&self.texts) && book.ready_for_alike()? {
            let (customer, contact) = self.told();
            self.alike = book.alike(&customer, &[contact])?;
            self.asked = Some(self.texts.clone());
        }
        Ok(())
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, scene: &mut Scene<'_>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "new-customer", 440.0, |ui| {
            ui.label(text::title(ui, tr!("new-customer")));
            ui.add_space(size::GAP_WIDE);
            let is_new = std::mem::take(&mut self.is_new);
            let mut wish = Wish::None;
            for at in 0..FIELDS.len() {
                wish = match self.field_ui(ui, scene, at, is_new) {
                    Wish::None => wish,
                    of_field => of_field,
                };
            }
            if let Some(alike::Wish::Open(id)) = alike::ui(ui, &self.alike, false) {
                scene.push(Action::Select(id));
                scene.push(Action::OpenCard);
                stays = false;
            }
            ui.add_space(size::MARGIN);
            let can_save = !self.texts[COMPANY].trim().is_empty() || !self.texts[CONTACT].trim().is_empty();
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let save = ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &tr!("new-customer-save"))).inner;
                let confirms = matches!(wish, Wish::Save | Wish::SaveAndLeave) || modal::confirms(ui, scene.is_composing, &save);
                if can_save && (save.clicked() || confirms) {
                    scene.push(Action::Edit { edit: self.edit(), from: Origin::NewCustomer });
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() || matches!(wish, Wish::Cancel | Wish::Leave) {
                    stays = false;
                }
                if !can_save {
                    ui.label(text::caption(ui, tr!("new-customer-needs-name")));
                }
            });
        });
        stays && !wants_close
    }

    /// One field; tells whether it wants the form confirmed or closed.
    fn field_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, at: usize, is_new: bool) -> Wish {
        let field = FIELDS[at];
        let id = Id::unique(("new-customer", field));
        if is_new {
            editor::begin(ui, id);
        }
        let country = Country::find(self.texts[COUNTRY].trim());
        let subject = Subject { look: Look::Form, ..Subject::of(field, id) };
        let before = self.texts[at].clone();
        let outcome = ui
            .horizontal_top(|ui| {
                ui.allocate_ui_with_layout(vec2(96.0, size::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.set_min_size(vec2(96.0, size::CONTROL));
                    text::cut_ui(ui, text::dim(ui, field.label()));
                });
                ui.vertical(|ui| editor_ui(ui, &subject, &mut self.texts[at], &mut scene.around(country))).inner
            })
            .inner;
        ui.add_space(size::GAP_SMALL);
        if is_new && at == COMPANY {
            outcome.response.request_focus();
        }
        match outcome.wish {
            // Enter that takes a word from the list does not confirm as well.
            Wish::Save if self.texts[at] != before => Wish::None,
            wish => wish,
        }
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
