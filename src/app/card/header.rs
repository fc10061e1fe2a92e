//! The head of a card: name, tier, stars, place, tags, and what is due.

use egui::Ui;

use super::fields::{drafted_ui, field_id};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::Subject;
use crate::app::widgets::{chip, days, text, values};
use crate::book::{CardSnapshot, Edit};
use crate::model::{Field, Value};
use crate::tr;

/// Draws the head of the card.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    let customer = &snapshot.customer;
    ui.add_space(size::GAP_WIDE);
    let name = if customer.name().is_empty() { tr!("customer-without-name") } else { customer.name().to_owned() };
    ui.add(egui::Label::new(text::title(ui, name)).wrap().selectable(true));
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(size::GAP, size::GAP_SMALL);
        let tier = values::shown(Field::Level, customer.get(Field::Level));
        if !tier.is_empty() {
            chip::chip_ui(ui, &tier, chip::tier_tone(&tier));
        }
        let (id, field) = (customer.id, Field::Stars);
        let shown = values::shown(field, customer.get(field));
        drafted_ui(ui, scene, Subject::of(field, field_id(id, field.key())), None, &shown, move |text| Edit::SetField {
            customers: vec![id],
            field,
            text,
        });
        let place: Vec<String> = [Field::Country, Field::City]
            .into_iter()
            .map(|field| values::shown(field, customer.get(field)))
            .filter(|text| !text.is_empty())
            .collect();
        if !place.is_empty() {
            ui.label(text::dim(ui, place.join(" ")));
        }
        if let Value::Tags(tags) = customer.get(Field::Tags) {
            for tag in tags {
                chip::chip_ui(ui, tag, Tone::Plain);
            }
        }
    });
    due_ui(ui, scene, snapshot);
}

/// The next thing that is planned, in the colour of its urgency.
fn due_ui(ui: &mut Ui, scene: &Scene<'_>, snapshot: &CardSnapshot) {
    let Some((day, follow_up)) = snapshot
        .follow_ups
        .iter()
        .filter(|plan| plan.done_on.is_none())
        .filter_map(|plan| Some((days::whole(plan.due_on)?, plan)))
        .min_by_key(|(day, _)| *day)
    else {
        return;
    };
    let (said, tone) = days::due(day, scene.now.today);
    let words = if follow_up.goal.is_empty() {
        tr!("card-due", when = Field::NextFollowUp.label(), goal = said)
    } else {
        tr!("card-due", when = said, goal = follow_up.goal.as_str())
    };
    let palette = palette(ui.visuals());
    ui.add_space(size::GAP_SMALL);
    egui::Frame::new().fill(palette.ground(tone)).corner_radius(size::CORNER).inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new(egui::RichText::new(text::sentence(&words)).color(palette.mark(tone))).wrap());
    });
}
