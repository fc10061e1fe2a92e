//! The ways to reach a person, one line each, by kind; the first of a kind is the preferred one.

use egui::{Align, Ui, vec2};
use egui_material_icons::icons::{ICON_ARROW_UPWARD, ICON_CALL, ICON_CHAT, ICON_CONTENT_COPY, ICON_DELETE, ICON_MAIL, ICON_OPEN_IN_NEW};

use super::Card;
use super::actions::{dialled, whatsapp};
use super::fields::{country_of, drafted_ui, field_id, labelled_ui};
use super::sections::{dots_ui, rows_menu};
use crate::app::action::{Action, Scene};
use crate::app::theme::size;
use crate::app::widgets::button;
use crate::app::widgets::editor::Subject;
use crate::book::{CardSnapshot, Edit};
use crate::model::country::Country;
use crate::model::email::read_email;
use crate::model::{ChannelKind, Contact, Id};
use crate::tr;

/// What the menu of a way offers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Open,
    First,
    Remove,
}

/// The slot of the way number `at` of its kind, see [`field_id`].
pub fn slot(kind: ChannelKind, at: usize) -> String {
    if at == 0 { kind.field().key().to_owned() } else { format!("{}#{at}", kind.field().key()) }
}

impl Card {
    /// All ways of `contact`, and an empty line for each that was asked for.
    pub(super) fn channels_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, contact: &Contact) {
        let id = contact.id;
        for kind in ChannelKind::ALL {
            let values: Vec<String> = contact.channels_of(kind).map(str::to_owned).collect();
            let field = kind.field();
            // A line that was asked for stays until something stands in it.
            let is_asked = self.asked_channels.contains(&(id, kind, values.len()));
            let count = values.len() + usize::from(is_asked || values.is_empty() && self.revealed.contains(&(id, field)));
            if count == 0 {
                continue;
            }
            let place = ui.cursor().min;
            let ways = Ways { contact: id, country: country_of(snapshot), kind, values: &values };
            for at in 0..count {
                ways.line_ui(ui, scene, at);
            }
            self.field_menu_ui(ui, place, id, field);
            super::freshness::mark_ui(ui, scene, snapshot, id, field);
        }
    }
}

/// The ways of one kind in which a contact is reached.
struct Ways<'a> {
    contact: Id,
    country: Option<&'static Country>,
    kind: ChannelKind,
    values: &'a [String],
}

impl Ways<'_> {
    fn line_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>, at: usize) {
        let Self { contact: id, country, kind, values } = *self;
        let field = kind.field();
        let value = values.get(at).map_or("", String::as_str);
        let name = if at == 0 { field.label().to_owned() } else { format!("{} {}", field.label(), at + 1) };
        labelled_ui(ui, if at == 0 { field.label() } else { "" }, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let buttons = if value.is_empty() { 0.0 } else { 2.0 * size::COMPACT };
                let width = ui.available_width() - buttons;
                ui.allocate_ui_with_layout(vec2(width, size::COMPACT), egui::Layout::top_down(Align::Min), |ui| {
                    let subject = Subject { name: &name, ..Subject::of(field, field_id(id, &slot(kind, at))) };
                    let known = values.to_vec();
                    drafted_ui(ui, scene, subject, country, value, move |text| {
                        let mut values = known.clone();
                        match values.get_mut(at) {
                            Some(value) => *value = text,
                            None => values.push(text),
                        }
                        Edit::SetChannels { contact: id, kind, values: split(values) }
                    });
                });
                if value.is_empty() {
                    return;
                }
                // A little taller than they are: so they stand on the middle of the text beside them.
                ui.allocate_ui_with_layout(vec2(buttons, size::COMPACT + 2.0), egui::Layout::left_to_right(Align::Center), |ui| {
                    if button::small_icon_ui(ui, ICON_CONTENT_COPY, &tr!("copy-value", value = value)).clicked() {
                        scene.push(Action::Copy(value.to_owned()));
                    }
                    self.menu_ui(ui, scene, at);
                });
            });
        });
    }

    fn menu_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>, at: usize) {
        let Self { contact, country, kind, values } = *self;
        let value = values[at].as_str();
        let link = link_of(kind, value, country);
        let chosen = dots_ui(ui, &tr!("channel-more", value = value), |ui| {
            let mut entries = Vec::new();
            if let Some((mark, words)) = open_words(kind, value) {
                entries.push((mark, words, Wanted::Open, link.is_some()));
            }
            if at > 0 {
                entries.push((ICON_ARROW_UPWARD, tr!("channel-first"), Wanted::First, true));
            }
            entries.push((ICON_DELETE, tr!("channel-remove"), Wanted::Remove, true));
            rows_menu(ui, &entries)
        });
        let mut values = values.to_vec();
        match chosen {
            None => return,
            Some(Wanted::Open) => {
                if let Some(link) = link {
                    scene.push(Action::OpenLink(link));
                }
                return;
            }
            Some(Wanted::First) => values[..=at].rotate_right(1),
            Some(Wanted::Remove) => drop(values.remove(at)),
        }
        scene.edit(Edit::SetChannels { contact, kind, values });
    }
}

fn open_words(kind: ChannelKind, value: &str) -> Option<(egui_material_icons::MaterialIcon, String)> {
    Some(match kind {
        ChannelKind::Email => (ICON_MAIL, tr!("action-mail", to = value)),
        ChannelKind::Mobile | ChannelKind::Phone => (ICON_CALL, tr!("action-call", number = value)),
        ChannelKind::Whatsapp => (ICON_CHAT, tr!("action-whatsapp", number = value)),
        ChannelKind::Linkedin | ChannelKind::Facebook => (ICON_OPEN_IN_NEW, tr!("channel-open")),
        _ => return None,
    })
}

/// Where the way leads, where it can be opened as it stands.
fn link_of(kind: ChannelKind, value: &str, country: Option<&'static Country>) -> Option<String> {
    match kind {
        ChannelKind::Email => read_email(value).ok().map(|address| format!("mailto:{address}")),
        ChannelKind::Mobile | ChannelKind::Phone => dialled(value, country).map(|digits| format!("tel:{digits}")),
        ChannelKind::Whatsapp => whatsapp(value, country),
        ChannelKind::Linkedin | ChannelKind::Facebook if value.contains('.') && !value.contains(' ') => {
            Some(if value.contains("://") { value.to_owned() } else { format!("https://{value}") })
        }
        _ => None,
    }
}

/// Several ways that were typed or pasted into one line: as people write them in lists.
fn split(values: Vec<String>) -> Vec<String> {
    values
        .iter()
        .flat_map(|text| text.split([';', '；', '\n', '|']))
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}
