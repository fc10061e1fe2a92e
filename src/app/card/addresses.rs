//! Further addresses of a customer: where goods or invoices go.

use egui::{Align, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_CONTENT_COPY, ICON_DELETE};

use super::Card;
use super::actions::parcel;
use super::beginning::Beginning;
use super::contacts::parting_line_ui;
use super::fields::{drafted_ui, field_id, labelled_ui};
use super::sections::{Section, section_ui};
use crate::app::action::{Action, Scene};
use crate::app::theme::size;
use crate::app::widgets::editor::{Look, Subject};
use crate::app::widgets::{button, values};
use crate::book::{CardSnapshot, Edit};
use crate::model::country::Country;
use crate::model::{Address, Field, Id, Kind};
use crate::tr;

impl Card {
    /// The section; nothing where there are none.
    pub(super) fn addresses_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        if self.new_address.as_ref().is_some_and(|new| new.arrived(ui, scene, &snapshot.addresses, |address| address.id).is_some()) {
            self.new_address = None;
        }
        if snapshot.addresses.is_empty() && self.new_address.is_none() {
            return;
        }
        let title = tr!("card-addresses");
        let add = |ui: &mut Ui, _: &mut Scene<'_>| button::small_icon_ui(ui, ICON_ADD, &tr!("address-add")).clicked();
        let (is_open, wants_new) = section_ui(ui, scene, Section::Addresses, &title, add);
        if wants_new {
            self.add_address(scene, snapshot);
        }
        if !is_open {
            return;
        }
        for (at, address) in snapshot.addresses.iter().enumerate() {
            if at > 0 {
                parting_line_ui(ui);
            }
            ui.push_id(address.id, |ui| address_ui(ui, scene, snapshot, address));
        }
        if let Some(mut new) = self.new_address.take() {
            if !snapshot.addresses.is_empty() {
                parting_line_ui(ui);
            }
            let address = empty(new.row, snapshot.customer.id, free_purpose(snapshot));
            ui.push_id(new.row, |ui| address_ui(ui, scene, snapshot, &address));
            self.new_address = new.goes_on(ui, scene).then_some(new);
        }
    }

    /// Begins one and puts the keyboard into it.
    pub(super) fn add_address(&mut self, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        scene.settings.folded.remove(Section::Addresses.key());
        let slots = PARTS.iter().map(|(field, ..)| field.key()).chain([PURPOSE]).collect();
        self.new_address = Some(Beginning::new(scene, snapshot.customer.id, snapshot.addresses.len(), slots));
    }
}

/// The slot of what an address is for.
const PURPOSE: &str = "purpose";

/// What stands in an address, and where.
const PARTS: [(Field, Kind, Part); 5] = [
    (Field::Address, Kind::LongText, |address| &mut address.address),
    (Field::City, Kind::Text, |address| &mut address.city),
    (Field::Region, Kind::Text, |address| &mut address.region),
    (Field::Postcode, Kind::Code, |address| &mut address.postcode),
    (Field::Country, Kind::Country, |address| &mut address.country),
];

/// What addresses are usually for.
fn purposes() -> Vec<String> {
    tr!("address-purposes").split('|').map(str::to_owned).collect()
}

/// What no address of the customer is for yet.
fn free_purpose(snapshot: &CardSnapshot) -> String {
    let purposes = purposes();
    let is_taken = |purpose: &String| snapshot.addresses.iter().any(|address| address.purpose == *purpose);
    purposes.iter().find(|purpose| !is_taken(purpose)).or(purposes.first()).cloned().unwrap_or_default()
}

/// An address in which only the purpose stands.
fn empty(id: Id, customer: Id, purpose: String) -> Address {
    Address {
        id,
        customer,
        purpose,
        address: String::new(),
        city: String::new(),
        region: String::new(),
        postcode: String::new(),
        country: String::new(),
    }
}

/// A line of an address.
type Part = fn(&mut Address) -> &mut String;

fn address_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, address: &Address) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let width = ui.available_width() - 2.0 * size::COMPACT;
        ui.allocate_ui_with_layout(vec2(width, size::COMPACT), egui::Layout::top_down(Align::Min), |ui| {
            let label = tr!("address-purpose");
            let subject =
                Subject { look: Look::Name, words: purposes(), ..Subject::new(&label, Kind::Choice, field_id(address.id, PURPOSE)) };
            part_ui(ui, scene, subject, address, |address| &mut address.purpose);
        });
        if !is_kept(address) {
            return;
        }
        if button::small_icon_ui(ui, ICON_CONTENT_COPY, &tr!("address-copy", purpose = address.purpose.as_str())).clicked() {
            let parts =
                [&address.address, &address.postcode, &address.city, &address.region, &values::country(&address.country)].map(Clone::clone);
            scene.push(Action::Copy(parcel(&[snapshot.customer.name()], &parts)));
        }
        if button::small_icon_ui(ui, ICON_DELETE, &tr!("address-delete-of", purpose = address.purpose.as_str())).clicked() {
            scene.edit(Edit::DeleteAddress { address: address.id });
        }
    });
    for (field, kind, part) in PARTS {
        labelled_ui(ui, field.label(), |ui| {
            let name = tr!("address-part", purpose = address.purpose.as_str(), part = field.label());
            part_ui(ui, scene, Subject::new(&name, kind, field_id(address.id, field.key())), address, part);
        });
    }
}

/// Whether the book has the address; one that is being added stands under a number that no row has.
fn is_kept(address: &Address) -> bool {
    address.id.0 > 0
}

fn part_ui(ui: &mut Ui, scene: &mut Scene<'_>, subject: Subject<'_>, address: &Address, part: Part) {
    let kind = subject.kind;
    let kept = part(&mut address.clone()).clone();
    let value = if kind == Kind::Country { values::country(&kept) } else { kept };
    let before = address.clone();
    drafted_ui(ui, scene, subject, None, &value, move |text| {
        let mut changed = before.clone();
        if !is_kept(&changed) {
            changed.id = Id(0);
        }
        let code = if kind == Kind::Country { Country::find(&text).map(|country| country.iso2.to_owned()) } else { None };
        *part(&mut changed) = code.unwrap_or(text);
        Edit::PutAddress { address: changed }
    });
}
