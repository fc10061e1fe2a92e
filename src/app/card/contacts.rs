//! The people of a customer: each folds, the first is the main one, and all can be moved.

use egui::{Align, CornerRadius, Sense, Ui, vec2};
use egui_material_icons::icons::{
    ICON_ADD, ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_CHEVRON_RIGHT, ICON_DELETE, ICON_EXPAND_MORE, ICON_PERSON_ADD,
    ICON_VERTICAL_ALIGN_TOP,
};

use super::Card;
use super::beginning::Beginning;
use super::fields::{country_of, drafted_ui, field_id, field_ui, labelled_ui};
use super::sections::{Section, dots_ui, rows_menu, section_ui};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::{Look, Subject};
use crate::app::widgets::picker::Pick;
use crate::app::widgets::{button, chip, text, values};
use crate::book::{CardSnapshot, Edit};
use crate::model::{Category, ChannelKind, Contact, Field, Id, Of};
use crate::tr;

/// What the menu of a person offers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Top,
    Up,
    Down,
    Delete,
}

/// With more people than these all but the first are folded until they are asked for.
const OPEN: usize = 2;

impl Card {
    /// The section of people.
    pub(super) fn contacts_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let title = match snapshot.contacts.len() {
            0 | 1 => tr!("card-contacts"),
            count => tr!("card-contacts-count", count = count),
        };
        let add = |ui: &mut Ui, _: &mut Scene<'_>| button::small_icon_ui(ui, ICON_PERSON_ADD, &tr!("contact-add")).clicked();
        let (is_open, wants_new) = section_ui(ui, scene, Section::Contacts, &title, add);
        if wants_new {
            self.add_contact(scene, snapshot, Field::Contact);
        }
        if let Some(id) = self.new_contact.as_ref().and_then(|(new, _)| new.arrived(ui, scene, &snapshot.contacts, |contact| contact.id)) {
            self.new_contact = None;
            self.folded_people.insert(id, false);
        }
        if !is_open {
            return;
        }
        if snapshot.contacts.is_empty() && self.new_contact.is_none() {
            ui.label(text::caption(ui, tr!("contacts-none")));
        }
        for (at, contact) in snapshot.contacts.iter().enumerate() {
            if at > 0 {
                parting_line_ui(ui);
            }
            ui.push_id(contact.id, |ui| self.contact_ui(ui, scene, snapshot, at));
        }
        if let Some((mut new, field)) = self.new_contact.take() {
            if !snapshot.contacts.is_empty() {
                parting_line_ui(ui);
            }
            new_contact_ui(ui, scene, snapshot, field_id(new.row, field.key()), field);
            self.new_contact = new.goes_on(ui, scene).then_some((new, field));
        }
    }

    /// Begins a person by `field`, which gets the keyboard.
    pub(super) fn add_contact(&mut self, scene: &mut Scene<'_>, snapshot: &CardSnapshot, field: Field) {
        scene.settings.folded.remove(Section::Contacts.key());
        let new = Beginning::new(scene, snapshot.customer.id, snapshot.contacts.len(), vec![field.key()]);
        self.new_contact = Some((new, field));
    }

    fn contact_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, at: usize) {
        let contact = &snapshot.contacts[at];
        let (id, country) = (contact.id, country_of(snapshot));
        let is_folded = self.folded_people.get(&id).copied().unwrap_or(snapshot.contacts.len() > OPEN && at > 0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let width = ui.available_width() - size::COMPACT;
            ui.allocate_ui_with_layout(vec2(width, size::COMPACT), egui::Layout::left_to_right(Align::Center), |ui| {
                ui.set_width(width);
                if fold_ui(ui, &contact.name(), is_folded) {
                    self.folded_people.insert(id, !is_folded);
                }
                if is_folded {
                    if folded_ui(ui, contact) {
                        self.folded_people.insert(id, false);
                    }
                } else {
                    ui.add_space(6.0);
                    let main = (at == 0 && snapshot.contacts.len() > 1).then(|| tr!("contact-main"));
                    let room = main.as_ref().map_or(0.0, |words| chip_width(ui, words) + size::GAP_SMALL);
                    let width = ui.available_width() - room;
                    ui.allocate_ui_with_layout(vec2(width, size::COMPACT), egui::Layout::top_down(Align::Min), |ui| {
                        let subject = Subject { look: Look::Name, ..Subject::of(Field::Contact, field_id(id, Field::Contact.key())) };
                        let to_edit = move |text| Edit::SetContactField { contact: id, field: Field::Contact, text };
                        drafted_ui(ui, scene, subject, country, &contact.name(), to_edit);
                    });
                    if let Some(words) = main {
                        ui.add_space(size::GAP_SMALL);
                        chip::chip_ui(ui, &words, Tone::Accent);
                    }
                }
            });
            contact_menu_ui(ui, scene, snapshot, at);
        });
        if is_folded {
            return;
        }
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
        self.add_contact_field_ui(ui, scene, contact);
    }

    /// The button below a person that offers every way of reaching and every field that is empty.
    fn add_contact_field_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, contact: &Contact) {
        let id = contact.id;
        let name = tr!("contact-add-field-to", name = contact.name());
        let button = button::link_ui(ui, Some(ICON_ADD), &tr!("contact-add-field")).accessible_name(&name);
        let picked = self.contact_pickers.entry(id).or_default().ui(&button, &name, &tr!("card-find-field"), || picks(contact));
        if let Some(field) = picked {
            let slot = match ChannelKind::of_field(field) {
                Some(kind) => {
                    let count = contact.channels_of(kind).count();
                    self.asked_channels.insert((id, kind, count));
                    super::channels::slot(kind, count)
                }
                None => {
                    self.revealed.insert((id, field));
                    field.key().to_owned()
                }
            };
            scene.drafts.focus(field_id(id, &slot));
        }
    }
}

/// Every way of reaching a person, of which there may be several, and the fields of which nothing is known.
fn picks(contact: &Contact) -> Vec<Pick<Field>> {
    let channels = ChannelKind::ALL.into_iter().map(|kind| (Category::Channels, kind.field()));
    let stored = Category::OF_CONTACT.into_iter().flat_map(|category| {
        let fields = Field::stored(Of::Contact).iter().copied();
        fields
            .filter(move |field| field.spec().category == category && *field != Field::Contact && contact.record.get(*field).is_empty())
            .map(move |field| (category, field))
    });
    let mut all: Vec<(Category, Field)> = stored.collect();
    let at = all.iter().position(|(category, _)| *category != Category::Person).unwrap_or(all.len());
    all.splice(at..at, channels);
    all.into_iter()
        .map(|(category, field)| Pick {
            group: tr!(category.key()),
            words: field.label().to_owned(),
            also: format!("{} {} {}", field.spec().zh, field.spec().en, field.key()),
            what: field,
        })
        .collect()
}

/// The line between people, and between addresses.
pub fn parting_line_ui(ui: &mut Ui) {
    ui.add_space(size::GAP_SMALL);
    let line = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
    ui.add_space(size::GAP_SMALL);
}

/// The one line of a person who is being added: what stands in it makes the person.
fn new_contact_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, id: egui::Id, field: Field) {
    let (customer, country) = (snapshot.customer.id, country_of(snapshot));
    let to_edit = move |text: String| {
        let mut contact = Contact::new(Default::default(), customer);
        match ChannelKind::of_field(field) {
            Some(kind) => drop(contact.add_channel(kind, &text)),
            None => contact.record.set(field, text),
        }
        Edit::AddContact { customer, contact: Box::new(contact) }
    };
    if field == Field::Contact {
        let hint = tr!("contact-new-name");
        let subject = Subject { look: Look::Name, hint: &hint, ..Subject::of(field, id) };
        drafted_ui(ui, scene, subject, country, "", to_edit);
    } else {
        labelled_ui(ui, field.label(), |ui| drafted_ui(ui, scene, Subject::of(field, id), country, "", to_edit));
    }
}

fn chip_width(ui: &Ui, words: &str) -> f32 {
    text::cut(ui, words, text::caption_font(), palette(ui.visuals()).dim, 180.0).size().x + 12.0
}

/// The mark that folds a person; returns whether it was pressed.
fn fold_ui(ui: &mut Ui, name: &str, is_folded: bool) -> bool {
    let colours = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, size::COMPACT), Sense::click());
    let words = tr!("contact-fold", name = name);
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::DisclosureTriangle, true, !is_folded, &words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::CHIP_CORNER), colours.hover);
    }
    let mark = if is_folded { ICON_CHEVRON_RIGHT } else { ICON_EXPAND_MORE };
    let font = egui::FontId::new(16.0, mark.font_family());
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), font, colours.faint));
    text::paint(ui.painter(), rect, galley, Align::Min, colours.faint);
    response.clicked()
}

/// A folded person in one line: name, position and authority; returns whether it was pressed.
fn folded_ui(ui: &mut Ui, contact: &Contact) -> bool {
    let colours = palette(ui.visuals());
    // The mark before it is the stop of the keyboard.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::COMPACT), Sense::CLICK);
    let name = contact.name();
    let galley = text::cut(ui, &name, egui::FontId::new(size::BODY, text::bold_family(ui, &name)), colours.text, rect.width());
    let painted = text::paint(ui.painter(), rect, galley, Align::Min, colours.text);
    let authority = values::shown(Field::Authority, contact.record.get(Field::Authority));
    let about: Vec<&str> = [contact.record.get(Field::Title).text(), &authority].into_iter().filter(|text| !text.is_empty()).collect();
    let room = rect.with_min_x(painted.right() + size::GAP);
    if room.width() > 24.0 {
        let galley = text::cut(ui, &about.join(" · "), text::caption_font(), colours.faint, room.width());
        text::paint(ui.painter(), room, galley, Align::Min, colours.faint);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &name));
    response.clicked()
}

fn contact_menu_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, at: usize) {
    let contact = &snapshot.contacts[at];
    let last = snapshot.contacts.len() - 1;
    let chosen = dots_ui(ui, &tr!("contact-more", name = contact.name()), |ui| {
        let mut entries = Vec::new();
        if last > 0 {
            entries.push((ICON_VERTICAL_ALIGN_TOP, tr!("contact-to-top"), Wanted::Top, at > 0));
            entries.push((ICON_ARROW_UPWARD, tr!("contact-up"), Wanted::Up, at > 0));
            entries.push((ICON_ARROW_DOWNWARD, tr!("contact-down"), Wanted::Down, at < last));
        }
        entries.push((ICON_DELETE, tr!("contact-delete"), Wanted::Delete, true));
        rows_menu(ui, &entries)
    });
    let mut order: Vec<Id> = snapshot.contacts.iter().map(|contact| contact.id).collect();
    match chosen {
        None => return,
        Some(Wanted::Delete) => {
            scene.edit(Edit::DeleteContact { contact: contact.id });
            return;
        }
        Some(Wanted::Top) => order[..=at].rotate_right(1),
        Some(Wanted::Up) => order.swap(at - 1, at),
        Some(Wanted::Down) => order.swap(at, at + 1),
    }
    scene.edit(Edit::OrderContacts { customer: snapshot.customer.id, contacts: order });
}
