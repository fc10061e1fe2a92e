//! The row of quick actions below the head of a card. What lacks its number or address says so instead of hiding.

use egui::Ui;
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_ASSIGNMENT_IND, ICON_CALL, ICON_CHAT, ICON_CONTENT_COPY, ICON_DELETE, ICON_EDIT_NOTE, ICON_EVENT, ICON_LANGUAGE, ICON_MAIL,
    ICON_MORE_HORIZ, ICON_POOL,
};

use super::Card;
use super::fields::country_of;
use crate::app::action::{Action, Scene};
use crate::app::commands::Command;
use crate::app::theme::size;
use crate::app::widgets::{button, menu, values};
use crate::book::{CardSnapshot, Edit, FollowEdit};
use crate::model::cadence::cooling_until;
use crate::model::country::Country;
use crate::model::email::read_email;
use crate::model::phone::{digits, read_phone};
use crate::model::{ChannelKind, Field};
use crate::tr;

/// Between the buttons of the row.
const GAP: f32 = 2.0;

/// Draws the row of actions.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, card: &mut Card) {
    ui.add_space(6.0);
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        if button::primary_ui(ui, Some(ICON_EDIT_NOTE), &tr!("action-log-touch")).clicked() {
            card.log(scene.now.today);
        }
        // What does not fit stands in a row of its own: too wide a row would push the whole card out of its pane.
        let fits = ui.available_width() >= 5.0 * (size::CONTROL + GAP);
        if fits {
            icons_ui(ui, scene, snapshot, card);
        }
        fits
    });
    if !row.inner {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            icons_ui(ui, scene, snapshot, card);
        });
    }
}

fn icons_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, card: &mut Card) {
    let country = country_of(snapshot);
    // Where there is no room for words the icon has to do.
    let plan = tr!("action-plan");
    let has_room = ui.available_width() > 320.0;
    let response = if has_room {
        // Two buttons with frames need more between them than icons.
        ui.add_space(size::GAP - GAP);
        let response = button::plain_ui(ui, Some(ICON_EVENT), &plan);
        ui.add_space(size::GAP_SMALL);
        response
    } else {
        button::icon_ui(ui, ICON_EVENT, &plan, "")
    };
    if response.clicked() {
        card.plan(scene.now.today + chrono::Days::new(1));
    }
    let mail = first(snapshot, &[ChannelKind::Email], Some(Field::CompanyEmail));
    let link = mail.as_deref().map(|mail| match read_email(mail) {
        Ok(address) => Ok((tr!("action-mail", to = address.as_str()), format!("mailto:{address}"))),
        Err(_) => Err(tr!("action-mail-odd", to = mail)),
    });
    link_ui(ui, scene, ICON_MAIL, link, tr!("action-mail-none"));
    let number = first(snapshot, &[ChannelKind::Mobile, ChannelKind::Phone], Some(Field::Phone));
    let link = number.as_deref().map(|number| match dialled(number, country) {
        Some(digits) => Ok((tr!("action-call", number = number), format!("tel:{digits}"))),
        None => Err(tr!("action-call-odd", number = number)),
    });
    link_ui(ui, scene, ICON_CALL, link, tr!("action-call-none"));
    // A mobile number is mostly on WhatsApp as well.
    let number = first(snapshot, &[ChannelKind::Whatsapp, ChannelKind::Mobile], None);
    let link = number.as_deref().map(|number| match whatsapp(number, country) {
        Some(link) => Ok((tr!("action-whatsapp", number = number), link)),
        None => Err(tr!("action-whatsapp-odd", number = number)),
    });
    link_ui(ui, scene, ICON_CHAT, link, tr!("action-whatsapp-none"));
    let address = address_block(snapshot);
    let has_address = [Field::Address, Field::City].iter().any(|field| !snapshot.customer.text(*field).is_empty());
    let words = if has_address { tr!("action-copy-address") } else { tr!("action-copy-address-none") };
    let copy = ui.add_enabled_ui(has_address, |ui| button::icon_ui(ui, ICON_CONTENT_COPY, &words, "")).inner;
    if copy.clicked() {
        scene.push(Action::Copy(address));
    }
}

/// The button that opens what is wanted less often; it stands beside the name.
pub fn more_button_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    let more = button::icon_ui(ui, ICON_MORE_HORIZ, &tr!("action-more"), "");
    menu::of(&more, tr!("action-more")).show(|ui| more_ui(ui, scene, snapshot));
}

/// A button that opens a link; disabled with the reason where there is none, or where what there is cannot be one.
fn link_ui(ui: &mut Ui, scene: &mut Scene<'_>, mark: MaterialIcon, link: Option<Result<(String, String), String>>, none: String) {
    let (words, target) = match link {
        Some(Ok((words, link))) => (words, Some(link)),
        Some(Err(odd)) => (odd, None),
        None => (none, None),
    };
    let response = ui.add_enabled_ui(target.is_some(), |ui| button::icon_ui(ui, mark, &words, "")).inner;
    if response.clicked()
        && let Some(link) = target
    {
        scene.push(Action::OpenLink(link));
    }
}

fn more_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    ui.set_width(220.0);
    let website = snapshot.customer.text(Field::Website);
    if !website.is_empty() && button::menu_entry_ui(ui, ICON_LANGUAGE, &tr!("action-open-website"), "").clicked() {
        let address = if website.contains("://") { website.to_owned() } else { format!("https://{website}") };
        scene.push(Action::OpenLink(address));
    }
    if button::menu_entry_ui(ui, ICON_EVENT, &tr!("action-plan"), "").clicked() {
        scene.push(Action::Plan(scene.now.today + chrono::Days::new(1)));
    }
    if button::menu_entry_ui(ui, ICON_ASSIGNMENT_IND, &Command::Brief.name(), &Command::Brief.keys(ui)).clicked() {
        scene.push(Action::OpenBrief(snapshot.customer.id));
    }
    pool_entry_ui(ui, scene, snapshot);
    ui.separator();
    let command = Command::DeleteCustomers;
    if button::menu_entry_ui(ui, ICON_DELETE, &tr!("action-delete"), &command.keys(ui)).clicked() {
        scene.selection.set(snapshot.customer.id);
        scene.push(Action::Run(command));
    }
}

/// Into the public pool by hand, or out of it.
fn pool_entry_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    let customer = snapshot.customer.id;
    let Some(stay) = snapshot.pool_stays.iter().find(|stay| stay.is_open()) else {
        if button::menu_entry_ui(ui, ICON_POOL, &tr!("pool-release"), "").clicked() {
            scene.push(Action::AskToRelease(customer));
        }
        return;
    };
    let by = if scene.book.who().is_empty() { stay.previous_owner.as_str() } else { scene.book.who() };
    let until = scene.book.rules().ok().and_then(|rules| cooling_until(stay.dropped_on, &stay.previous_owner, by, &rules, scene.now.today));
    let words = until.map_or_else(|| tr!("pool-claim"), |until| tr!("pool-cooling", day = until.to_string()));
    let claim = ui.add_enabled_ui(until.is_none(), |ui| button::menu_entry_ui(ui, ICON_POOL, &words, "")).inner;
    if claim.clicked() {
        let by = scene.book.who().to_owned();
        scene.edit(Edit::Follow(FollowEdit::Claim { customers: vec![customer], on: scene.now.today, by }));
    }
}

/// The first way of one of `kinds` of any contact, else the field of the firm.
fn first(snapshot: &CardSnapshot, kinds: &[ChannelKind], field: Option<Field>) -> Option<String> {
    let of_contacts = kinds.iter().find_map(|kind| snapshot.contacts.iter().find_map(|contact| contact.channels_of(*kind).next()));
    of_contacts.or_else(|| field.map(|field| snapshot.customer.text(field))).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// What a telephone dials: the international form where it is certain, else the digits as they stand.
pub fn dialled(number: &str, country: Option<&'static Country>) -> Option<String> {
    let reading = read_phone(number, country);
    if reading.odd.is_some() {
        return None;
    }
    reading.e164.or_else(|| Some(digits(&reading.kept))).filter(|digits| digits.len() > 4)
}

/// The link of WhatsApp, which takes international numbers alone.
pub fn whatsapp(number: &str, country: Option<&'static Country>) -> Option<String> {
    let e164 = read_phone(number, country).e164?;
    Some(format!("https://wa.me/{}", e164.trim_start_matches('+')))
}

/// Name and address as they stand on a parcel.
fn address_block(snapshot: &CardSnapshot) -> String {
    let customer = &snapshot.customer;
    let of = |field: Field| values::shown(field, customer.get(field));
    let contact = snapshot.contacts.first().map(crate::model::Contact::name).unwrap_or_default();
    let parts = [of(Field::Address), of(Field::Postcode), of(Field::City), of(Field::Region), of(Field::Country)];
    parcel(&[customer.name(), &contact], &parts)
}

/// Names, then street, postcode with city and region, and country, each on a line of its own.
pub fn parcel(names: &[&str], [street, postcode, city, region, country]: &[String; 5]) -> String {
    let town = [postcode, city, region].into_iter().filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    let lines = names.iter().copied().chain([street.as_str(), &town, country]);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_and_written_to_in_their_international_form() {
        let germany = Country::by_iso2("DE");
        assert_eq!(dialled("030 901820", germany).as_deref(), Some("+4930901820"));
        assert_eq!(dialled("030 901820", None).as_deref(), Some("030901820"));
        assert_eq!(dialled("8.6138E+12", germany), None);
        assert_eq!(whatsapp("+49 171 5550199", None).as_deref(), Some("https://wa.me/491715550199"));
        assert_eq!(whatsapp("0171 5550199", None), None, "without a country nobody knows whom it would reach");
    }

    #[test]
    fn an_address_is_written_as_on_a_parcel() {
        let parts = ["Hafenstr. 3", "20457", "Hamburg", "", "Germany"].map(str::to_owned);
        assert_eq!(parcel(&["ACME", ""], &parts), "ACME\nHafenstr. 3\n20457 Hamburg\nGermany");
    }
}
