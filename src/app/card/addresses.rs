//! Further addresses of a customer: where goods or invoices go.

use egui::{Align, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_CONTENT_COPY, ICON_DELETE};

use super::Card;
use super::actions::parcel;
use super::fields::{drafted_ui, field_id, labelled_ui};
use super::sections::{Section, section_ui};
use crate::app::action::{Action, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::editor::{Look, Subject};
use crate::app::widgets::{button, values};
use crate::book::{CardSnapshot, Edit};
use crate::model::country::Country;
use crate::model::{Address, Field, Id, Kind};
use crate::tr;

impl Card {
    /// The section; nothing where there are none.
    pub(super) fn addresses_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        if let Some(address) = self.awaits_address.and_then(|at| snapshot.addresses.get(at)) {
            self.awaits_address = None;
            scene.drafts.focus(field_id(address.id, "address"));
        }
        if snapshot.addresses.is_empty() {
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
                ui.add_space(size::GAP_SMALL);
                let line = ui.cursor().top();
                ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
                ui.add_space(size::GAP_SMALL);
            }
            ui.push_id(address.id, |ui| address_ui(ui, scene, snapshot, address));
        }
    }

    /// Adds one and puts the keyboard into it.
    pub(super) fn add_address(&mut self, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let purposes: Vec<String> = purposes();
        let taken = |purpose: &String| snapshot.addresses.iter().any(|address| address.purpose == *purpose);
        let purpose = purposes.iter().find(|purpose| !taken(purpose)).or(purposes.first()).cloned().unwrap_or_default();
        scene.edit(Edit::PutAddress { address: empty(snapshot.customer.id, purpose) });
        scene.settings.folded.remove(Section::Addresses.key());
        self.awaits_address = Some(snapshot.addresses.len());
    }
}

/// What addresses are usually for.
fn purposes() -> Vec<String> {
    tr!("address-purposes").split('|').map(str::to_owned).collect()
}

/// An address in which only the purpose stands.
fn empty(customer: Id, purpose: String) -> Address {
    Address {
        id: Id(0),
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
                Subject { look: Look::Name, words: purposes(), ..Subject::new(&label, Kind::Choice, field_id(address.id, "purpose")) };
            part_ui(ui, scene, subject, address, |address| &mut address.purpose);
        });
        if button::small_icon_ui(ui, ICON_CONTENT_COPY, &tr!("address-copy", purpose = address.purpose.as_str())).clicked() {
            let parts =
                [&address.address, &address.postcode, &address.city, &address.region, &values::country(&address.country)].map(Clone::clone);
            scene.push(Action::Copy(parcel(&[snapshot.customer.name()], &parts)));
        }
        if button::small_icon_ui(ui, ICON_DELETE, &tr!("address-delete-of", purpose = address.purpose.as_str())).clicked() {
            scene.edit(Edit::DeleteAddress { address: address.id });
        }
    });
    let parts: [(Field, Kind, Part); 5] = [
        (Field::Address, Kind::LongText, |address| &mut address.address),
        (Field::City, Kind::Text, |address| &mut address.city),
        (Field::Region, Kind::Text, |address| &mut address.region),
        (Field::Postcode, Kind::Code, |address| &mut address.postcode),
        (Field::Country, Kind::Country, |address| &mut address.country),
    ];
    for (field, kind, part) in parts {
        labelled_ui(ui, field.label(), |ui| {
            let name = tr!("address-part", purpose = address.purpose.as_str(), part = field.label());
            part_ui(ui, scene, Subject::new(&name, kind, field_id(address.id, field.key())), address, part);
        });
    }
}

fn part_ui(ui: &mut Ui, scene: &mut Scene<'_>, subject: Subject<'_>, address: &Address, part: Part) {
    let kind = subject.kind;
    let kept = part(&mut address.clone()).clone();
    let value = if kind == Kind::Country { values::country(&kept) } else { kept };
    let before = address.clone();
    drafted_ui(ui, scene, subject, None, &value, move |text| {
        let mut changed = before.clone();
        let code = if kind == Kind::Country { Country::find(&text).map(|country| country.iso2.to_owned()) } else { None };
        *part(&mut changed) = code.unwrap_or(text);
        Edit::PutAddress { address: changed }
    });
}
