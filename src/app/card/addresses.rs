//! Further addresses of a customer: where goods or invoices go.

use egui::Ui;
use egui_material_icons::icons::{ICON_ADD, ICON_DELETE};

use super::fields::{field_id, labelled_ui, section_ui};
use crate::app::action::Scene;
use crate::app::widgets::button;
use crate::app::widgets::line::Line;
use crate::book::{CardSnapshot, Edit};
use crate::model::{Address, Field, Id};
use crate::tr;

/// Draws the section.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    let customer = snapshot.customer.id;
    if snapshot.addresses.is_empty() {
        return;
    }
    let title = tr!("card-addresses");
    let (is_open, wants_new) =
        section_ui(ui, scene, "addresses", &title, |ui, _| button::small_icon_ui(ui, ICON_ADD, &tr!("address-add")).clicked());
    if wants_new {
        scene.edit(Edit::PutAddress { address: empty(customer) });
    }
    if !is_open {
        return;
    }
    for address in &snapshot.addresses {
        ui.push_id(address.id, |ui| address_ui(ui, scene, address));
    }
}

/// An address in which only the purpose stands.
pub fn empty(customer: Id) -> Address {
    Address {
        id: Id(0),
        customer,
        purpose: tr!("address-new-purpose"),
        address: String::new(),
        city: String::new(),
        region: String::new(),
        postcode: String::new(),
        country: String::new(),
    }
}

/// A line of an address.
type Part = fn(&mut Address) -> &mut String;

fn address_ui(ui: &mut Ui, scene: &mut Scene<'_>, address: &Address) {
    let parts: [(String, &str, Part); 6] = [
        (tr!("address-purpose"), "purpose", |address| &mut address.purpose),
        (Field::Address.label().to_owned(), "address", |address| &mut address.address),
        (Field::City.label().to_owned(), "city", |address| &mut address.city),
        (Field::Region.label().to_owned(), "region", |address| &mut address.region),
        (Field::Postcode.label().to_owned(), "postcode", |address| &mut address.postcode),
        (Field::Country.label().to_owned(), "country", |address| &mut address.country),
    ];
    for (label, slot, part) in parts {
        let value = part(&mut address.clone()).clone();
        labelled_ui(ui, &label, |ui| {
            let mut line = Line::new(field_id(address.id, slot), &label, &value);
            line.is_long = slot == "address";
            let before = address.clone();
            line.ui(ui, scene.drafts, move |text| {
                let mut changed = before.clone();
                *part(&mut changed) = text;
                Edit::PutAddress { address: changed }
            });
        });
    }
    if button::link_ui(ui, Some(ICON_DELETE), &tr!("address-delete")).clicked() {
        scene.edit(Edit::DeleteAddress { address: address.id });
    }
}
