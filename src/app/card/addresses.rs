//! Further addresses of a customer: where goods or invoices go.

use egui::Ui;
use egui_material_icons::icons::{ICON_ADD, ICON_DELETE};

use super::fields::{drafted_ui, field_id, labelled_ui, section_ui};
use crate::app::action::Scene;
use crate::app::widgets::button;
use crate::app::widgets::editor::Subject;
use crate::app::widgets::values;
use crate::book::{CardSnapshot, Edit};
use crate::model::country::Country;
use crate::model::{Address, Field, Id, Kind};
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
    let parts: [(String, &str, Kind, Part); 6] = [
        (tr!("address-purpose"), "purpose", Kind::Choice, |address| &mut address.purpose),
        (Field::Address.label().to_owned(), "address", Kind::LongText, |address| &mut address.address),
        (Field::City.label().to_owned(), "city", Kind::Text, |address| &mut address.city),
        (Field::Region.label().to_owned(), "region", Kind::Text, |address| &mut address.region),
        (Field::Postcode.label().to_owned(), "postcode", Kind::Code, |address| &mut address.postcode),
        (Field::Country.label().to_owned(), "country", Kind::Country, |address| &mut address.country),
    ];
    for (label, slot, kind, part) in parts {
        let kept = part(&mut address.clone()).clone();
        let value = if kind == Kind::Country { values::country(&kept) } else { kept };
        labelled_ui(ui, &label, |ui| {
            let subject = Subject::new(&label, kind, field_id(address.id, slot));
            let before = address.clone();
            drafted_ui(ui, scene, subject, None, &value, move |text| {
                let mut changed = before.clone();
                let code = if kind == Kind::Country { Country::find(&text).map(|country| country.iso2.to_owned()) } else { None };
                *part(&mut changed) = code.unwrap_or(text);
                Edit::PutAddress { address: changed }
            });
        });
    }
    if button::link_ui(ui, Some(ICON_DELETE), &tr!("address-delete")).clicked() {
        scene.edit(Edit::DeleteAddress { address: address.id });
    }
}
