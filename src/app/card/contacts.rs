//! The people of a customer and the ways to reach them.

use egui::{Ui, vec2};
use egui_material_icons::icons::{ICON_CONTENT_COPY, ICON_DELETE, ICON_MORE_HORIZ, ICON_PERSON_ADD};

use super::Card;
use super::fields::{country_of, drafted_ui, field_id, field_ui, labelled_ui, section_ui};
use crate::app::action::{Action, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::editor::{Look, Subject};
use crate::app::widgets::{button, menu, text};
use crate::book::{CardSnapshot, Edit};
use crate::model::{Category, ChannelKind, Contact, Field, Of};
use crate::tr;

impl Card {
    /// The section of people.
    pub(super) fn contacts_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let customer = snapshot.customer.id;
        let title = tr!("card-contacts");
        let (is_open, wants_new) =
            section_ui(ui, scene, "contacts", &title, |ui, _| button::small_icon_ui(ui, ICON_PERSON_ADD, &tr!("contact-add")).clicked());
        if wants_new {
            let mut contact = Contact::new(Default::default(), customer);
            contact.record.set(Field::Contact, tr!("contact-new-name"));
            scene.edit(Edit::AddContact { customer, contact: Box::new(contact) });
        }
        if !is_open {
            return;
        }
        if snapshot.contacts.is_empty() {
            ui.label(text::caption(ui, tr!("contacts-none")));
        }
        for (at, contact) in snapshot.contacts.iter().enumerate() {
            if at > 0 {
                ui.add_space(size::GAP_SMALL);
                let line = ui.cursor().top();
                ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
                ui.add_space(size::GAP_SMALL);
            }
            ui.push_id(contact.id, |ui| self.contact_ui(ui, scene, snapshot, contact));
        }
    }

    fn contact_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, contact: &Contact) {
        let (id, country) = (contact.id, country_of(snapshot));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let name = contact.name();
            let subject = Subject { look: Look::Name, ..Subject::of(Field::Contact, field_id(id, Field::Contact.key())) };
            ui.allocate_ui_with_layout(
                vec2(ui.available_width() - size::COMPACT - 2.0, size::COMPACT),
                egui::Layout::top_down(egui::Align::Min),
                |ui| {
                    let to_edit = move |text| Edit::SetContactField { contact: id, field: Field::Contact, text };
                    drafted_ui(ui, scene, subject, country, &name, to_edit);
                },
            );
            self.contact_menu_ui(ui, scene, contact);
        });
        super::freshness::mark_ui(ui, scene, snapshot, id, Field::Contact);
        for category in Category::OF_CONTACT {
            for field in
                Field::stored(Of::Contact).iter().copied().filter(|field| field.spec().category == category && *field != Field::Contact)
            {
                let value = contact.record.get(field);
                if !value.is_empty() || self.revealed.contains(&(id, field)) {
                    let place = ui.cursor().min;
                    field_ui(ui, scene, id, country, field, value, move |text| Edit::SetContactField { contact: id, field, text });
                    self.field_menu_ui(ui, place, id, field);
                    super::freshness::mark_ui(ui, scene, snapshot, id, field);
                }
            }
            if category == Category::Channels {
                self.channels_ui(ui, scene, snapshot, contact);
            }
        }
    }

    fn channels_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, contact: &Contact) {
        let (id, country) = (contact.id, country_of(snapshot));
        for kind in ChannelKind::ALL {
            let values: Vec<&str> = contact.channels_of(kind).collect();
            let field = kind.field();
            if values.is_empty() && !self.revealed.contains(&(id, field)) {
                continue;
            }
            let shown = values.join("; ");
            let place = ui.cursor().min;
            labelled_ui(ui, field.label(), |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    let copy_width = if shown.is_empty() { 0.0 } else { size::COMPACT };
                    ui.allocate_ui_with_layout(
                        vec2(ui.available_width() - copy_width, size::COMPACT),
                        egui::Layout::top_down(egui::Align::Min),
                        |ui| {
                            let subject = Subject::of(field, field_id(id, field.key()));
                            let to_edit = move |text: String| Edit::SetChannels { contact: id, kind, values: split(&text) };
                            drafted_ui(ui, scene, subject, country, &shown, to_edit);
                        },
                    );
                    if !shown.is_empty() {
                        let name = tr!("copy-value", value = shown.as_str());
                        if button::small_icon_ui(ui, ICON_CONTENT_COPY, &name).clicked() {
                            scene.push(Action::Copy(shown.clone()));
                        }
                    }
                });
            });
            self.field_menu_ui(ui, place, id, field);
            super::freshness::mark_ui(ui, scene, snapshot, id, field);
        }
    }

    fn contact_menu_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, contact: &Contact) {
        let id = contact.id;
        let name = tr!("contact-more", name = contact.name());
        let response = button::small_icon_ui(ui, ICON_MORE_HORIZ, &name);
        menu::of(&response, &name).show(|ui| {
            ui.set_width(200.0);
            ui.label(text::caption(ui, tr!("contact-add-field")));
            egui::ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let channels =
                    ChannelKind::ALL.into_iter().filter(|kind| contact.channels_of(*kind).next().is_none()).map(ChannelKind::field);
                let stored = Field::stored(Of::Contact)
                    .iter()
                    .copied()
                    .filter(|field| *field != Field::Contact && contact.record.get(*field).is_empty());
                for field in channels.chain(stored) {
                    if menu::entry_ui(ui, field.label(), false).clicked() {
                        self.revealed.insert((id, field));
                        scene.drafts.focus(field_id(id, field.key()));
                    }
                }
            });
            ui.separator();
            if button::menu_entry_ui(ui, ICON_DELETE, &tr!("contact-delete"), "").clicked() {
                scene.edit(Edit::DeleteContact { contact: id });
            }
        });
    }
}

/// Several ways in one line: as people write them in lists.
fn split(text: &str) -> Vec<String> {
    text.split([';', '；', '\n', '|']).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}
