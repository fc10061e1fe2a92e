//! The row of quick actions below the head of a card.

use egui::Ui;
use egui_material_icons::icons::{
    ICON_CALL, ICON_CHAT, ICON_CONTENT_COPY, ICON_DELETE, ICON_EDIT_NOTE, ICON_EVENT, ICON_LANGUAGE, ICON_MAIL, ICON_MORE_HORIZ,
};

use super::Card;
use crate::app::action::{Action, Scene};
use crate::app::commands::Command;
use crate::app::theme::size;
use crate::app::widgets::{button, menu};
use crate::book::CardSnapshot;
use crate::model::{ChannelKind, Field};
use crate::tr;

/// Draws the row of actions.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, card: &mut Card) {
    ui.add_space(size::GAP);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
        if button::primary_ui(ui, Some(ICON_EDIT_NOTE), &tr!("action-log-touch")).clicked() {
            card.log(scene.now.today);
        }
        // Where there is no room for words the icon has to do.
        let plan = tr!("action-plan");
        let response = if ui.available_width() > 240.0 {
            button::plain_ui(ui, Some(ICON_EVENT), &plan)
        } else {
            button::icon_ui(ui, ICON_EVENT, &plan, "")
        };
        if response.clicked() {
            card.plan(scene.now.today + chrono::Days::new(1));
        }
        if let Some(mail) = first(snapshot, &[ChannelKind::Email], Some(Field::CompanyEmail)) {
            let response = button::icon_ui(ui, ICON_MAIL, &tr!("action-mail", to = mail.as_str()), "");
            if response.clicked() {
                scene.push(Action::OpenLink(format!("mailto:{mail}")));
            }
        }
        if let Some(number) = first(snapshot, &[ChannelKind::Mobile, ChannelKind::Phone], Some(Field::Phone)) {
            let response = button::icon_ui(ui, ICON_CALL, &tr!("action-call", number = number.as_str()), "");
            if response.clicked() {
                scene.push(Action::OpenLink(format!("tel:{}", dialled(&number))));
            }
        }
        if let Some(number) = first(snapshot, &[ChannelKind::Whatsapp], None) {
            let response = button::icon_ui(ui, ICON_CHAT, &tr!("action-whatsapp", number = number.as_str()), "");
            if response.clicked() {
                scene.push(Action::OpenLink(format!("https://wa.me/{}", dialled(&number).trim_start_matches('+'))));
            }
        }
        let more = button::icon_ui(ui, ICON_MORE_HORIZ, &tr!("action-more"), "");
        menu::of(&more, tr!("action-more")).show(|ui| more_ui(ui, scene, snapshot));
    });
}

fn more_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    ui.set_width(220.0);
    let website = snapshot.customer.text(Field::Website);
    if !website.is_empty() && button::menu_entry_ui(ui, ICON_LANGUAGE, &tr!("action-open-website"), "").clicked() {
        let address = if website.contains("://") { website.to_owned() } else { format!("https://{website}") };
        scene.push(Action::OpenLink(address));
    }
    if button::menu_entry_ui(ui, ICON_CONTENT_COPY, &tr!("action-copy-address"), "").clicked() {
        scene.push(Action::Copy(address_block(snapshot)));
    }
    if button::menu_entry_ui(ui, ICON_EVENT, &tr!("action-plan"), "").clicked() {
        scene.push(Action::Plan(scene.now.today + chrono::Days::new(1)));
    }
    ui.separator();
    let command = Command::DeleteCustomers;
    if button::menu_entry_ui(ui, ICON_DELETE, &tr!("action-delete"), &command.keys(ui)).clicked() {
        scene.selection.set(snapshot.customer.id);
        scene.push(Action::Run(command));
    }
}

/// The first way of one of `kinds` of any contact, else the field of the firm.
fn first(snapshot: &CardSnapshot, kinds: &[ChannelKind], field: Option<Field>) -> Option<String> {
    let of_contacts = kinds.iter().find_map(|kind| snapshot.contacts.iter().find_map(|contact| contact.channels_of(*kind).next()));
    of_contacts.or_else(|| field.map(|field| snapshot.customer.text(field))).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// Name and address as they stand on a parcel.
fn address_block(snapshot: &CardSnapshot) -> String {
    let customer = &snapshot.customer;
    let of = |field: Field| crate::app::widgets::values::shown(field, customer.get(field));
    let city =
        [of(Field::Postcode), of(Field::City), of(Field::Region)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    let contact = snapshot.contacts.first().map(crate::model::Contact::name).unwrap_or_default();
    [customer.name().to_owned(), contact, of(Field::Address), city, of(Field::Country)]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
