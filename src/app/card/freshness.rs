//! How complete and how fresh a card is: what is missing, what nobody has confirmed for long, and the tick that says "still
//! right" (S2.19, S4.5).

use egui::{Align, CornerRadius, Rect, Sense, Ui, vec2};
use egui_material_icons::icons::{ICON_CHECK, ICON_EXPAND_MORE};

use super::Card;
use super::fields::{field_id, label_width};
use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{alike, button, menu, text};
use crate::book::{CardSnapshot, Edit, Fact};
use crate::model::freshness::{STALE_MONTHS, is_stale, months_since};
use crate::model::{Field, Id, Of};
use crate::tr;

/// The facts that nobody has confirmed for long.
fn stale<'a>(scene: &Scene<'_>, snapshot: &'a CardSnapshot) -> impl Iterator<Item = &'a Fact> {
    let today = scene.now.today;
    snapshot.facts.iter().filter(move |fact| is_stale(fact.confirmed_on, today, STALE_MONTHS))
}

/// Below a field that is a stale fact: since when nobody has confirmed it, and the tick that does.
pub fn mark_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, row: Id, field: Field) {
    let Some(fact) = stale(scene, snapshot).find(|fact| fact.row == row && fact.field == field).copied() else { return };
    let colour = palette(ui.visuals()).mark(Tone::Due);
    let label = label_width(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add_space(label + 2.0);
        let months = months_since(fact.confirmed_on, scene.now.today);
        let response = text::cut_ui(ui, text::caption(ui, tr!("fact-confirmed", count = months)).color(colour));
        response.on_hover_text(tr!("fact-confirmed-on", day = fact.confirmed_on.to_string()));
        if button::small_icon_ui(ui, ICON_CHECK, &tr!("fact-still-right", field = field.label())).clicked() {
            scene.edit(Edit::Confirm { customer: snapshot.customer.id, facts: vec![(row, field)] });
        }
    });
}

/// Length of the bar beside how complete a card is.
const BAR: f32 = 48.0;

impl Card {
    /// Customers that look like the name that is being typed over this one's.
    pub(super) fn alike_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, customer: Id) {
        match alike::ui(ui, &self.alike, true) {
            Some(alike::Wish::Open(id)) => scene.push(Action::Select(id)),
            Some(alike::Wish::Merge(id)) => scene.push(Action::OpenMerge(customer, id)),
            Some(alike::Wish::Apart(id)) => scene.edit(Edit::TellApart { customers: vec![customer, id], is_apart: true }),
            None => {}
        }
    }

    /// How many facts nobody has confirmed for long, and the tick for all of them.
    pub(super) fn stale_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let stale: Vec<(Id, Field)> = stale(scene, snapshot).map(|fact| (fact.row, fact.field)).collect();
        if stale.is_empty() {
            return;
        }
        ui.add_space(size::GAP_SMALL);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let words = tr!("facts-stale", count = stale.len());
            let colour = palette(ui.visuals()).mark(Tone::Due);
            ui.label(text::caption(ui, words).color(colour)).on_hover_text(tr!("facts-stale-what", count = STALE_MONTHS));
            if button::link_ui(ui, Some(ICON_CHECK), &tr!("facts-still-right")).clicked() {
                scene.edit(Edit::Confirm { customer: snapshot.customer.id, facts: stale.clone() });
            }
        });
    }

    /// How complete the card is, with the list of what is missing behind it.
    pub(super) fn completeness_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let colours = palette(ui.visuals());
        let percent = snapshot.completeness.percent;
        let words = tr!("card-complete", percent = percent);
        let galley = text::cut(ui, &words, text::caption_font(), colours.dim, 160.0);
        let has_mark = !snapshot.completeness.missing.is_empty();
        let said = galley.size().x + if has_mark { size::MARGIN } else { 0.0 };
        // The words say it; the bar is drawn where there is room for both.
        let bar = if BAR + size::GAP + said <= ui.available_width() { BAR } else { 0.0 };
        let width = said + if bar > 0.0 { bar + size::GAP } else { 0.0 };
        let (rect, response) = ui.allocate_exact_size(vec2(width, size::COMPACT), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &words));
        let tone = match percent {
            80.. => Tone::Fine,
            50.. => Tone::Accent,
            _ => Tone::Due,
        };
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(size::CHIP_CORNER), colours.hover);
        }
        if bar > 0.0 {
            let track = Rect::from_center_size(egui::pos2(rect.left() + bar / 2.0, rect.center().y), vec2(bar, 4.0));
            ui.painter().rect_filled(track, CornerRadius::same(2), colours.outline);
            let filled = track.with_max_x(track.left() + bar * f32::from(percent) / 100.0);
            ui.painter().rect_filled(filled, CornerRadius::same(2), colours.mark(tone));
        }
        let place = rect.with_min_x(rect.right() - said);
        let painted = text::paint(ui.painter(), place, galley, Align::Min, colours.dim);
        if has_mark {
            let mark = ui.fonts_mut(|fonts| {
                let font = egui::FontId::new(14.0, ICON_EXPAND_MORE.font_family());
                fonts.layout_no_wrap(ICON_EXPAND_MORE.codepoint.to_owned(), font, colours.faint)
            });
            text::paint(ui.painter(), place.with_min_x(painted.right()), mark, Align::Min, colours.faint);
        }
        menu::of(&response, tr!("card-missing")).show(|ui| {
            ui.set_width(220.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let missing = &snapshot.completeness.missing;
            ui.label(text::caption(ui, if missing.is_empty() { tr!("card-missing-nothing") } else { tr!("card-missing") }));
            for point in missing {
                let field = point.fields[0];
                let entry = menu::entry_ui(ui, field.label(), false);
                let worth = text::cut(ui, &tr!("card-missing-worth", percent = point.worth), text::caption_font(), colours.faint, 48.0);
                text::paint(ui.painter(), entry.rect.shrink2(vec2(8.0, 0.0)), worth, Align::Max, colours.faint);
                if entry.clicked() {
                    self.go_to(scene, snapshot, field);
                }
            }
        });
    }

    /// Opens the field that is missing and gives it the keyboard; for one of a person, that of the first person.
    pub(super) fn go_to(&mut self, scene: &mut Scene<'_>, snapshot: &CardSnapshot, field: Field) {
        self.tab = super::Tab::Card;
        if field.of() == Of::Customer {
            let row = snapshot.customer.id;
            self.revealed.insert((row, field));
            scene.settings.folded.remove(field.spec().category.key());
            scene.drafts.focus(field_id(row, field.key()));
            return;
        }
        scene.settings.folded.remove("contacts");
        match snapshot.contacts.first() {
            Some(contact) => {
                self.revealed.insert((contact.id, field));
                scene.drafts.focus(field_id(contact.id, field.key()));
            }
            None => self.add_contact(scene, snapshot, field),
        }
    }
}
