//! The head of a card: name, tier, state, stars and tags, place and the time there, what is due and what was last.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Label, Rect, Sense, Ui, vec2};
use egui_material_icons::icons::ICON_SCHEDULE;

use super::Card;
use super::fields::{country_of, drafted_ui, field_id};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::Subject;
use crate::app::widgets::sketch::Sketch;
use crate::app::widgets::{button, chip, days, menu, office, text, values};
use crate::book::{CardSnapshot, Edit};
use crate::model::follow::channel_shown;
use crate::model::office::week_of;
use crate::model::zone::{Zone, parse_zone, zone_of};
use crate::model::{Field, Touch, Value};
use crate::tr;

/// Height of the chips' line.
const CHIPS: f32 = 20.0;
/// Tags with less room than this show as a number only.
const TAGS_LEAST: f32 = 72.0;

/// The name on one line or two, its short name where that says more, and the button for what is wanted less often.
pub fn name_ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    let customer = &snapshot.customer;
    let name = if customer.name().is_empty() { tr!("customer-without-name") } else { customer.name().to_owned() };
    ui.add_space(size::GAP);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
        let width = ui.available_width() - size::CONTROL - size::GAP_SMALL;
        ui.allocate_ui_with_layout(vec2(width, size::CONTROL), egui::Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.set_min_height(size::CONTROL);
            ui.add_space(3.0);
            let colours = palette(ui.visuals());
            let format = |size: f32, colour, words: &str| TextFormat {
                valign: Align::BOTTOM,
                ..TextFormat::simple(egui::FontId::new(size, text::bold_family(ui, words)), colour)
            };
            let mut job = LayoutJob::single_section(name.clone(), format(size::TITLE, colours.text, &name));
            if let Some(short) = further_name(customer.text(Field::ShortName), &name) {
                // The gap never breaks, so that the short name does not stand at the end of a line without its own.
                let plain = TextFormat { valign: Align::BOTTOM, ..TextFormat::simple(text::body_font(), colours.dim) };
                job.append(short, size::GAP, plain);
            }
            job.wrap = TextWrapping { max_rows: 2, ..TextWrapping::default() };
            ui.add(Label::new(job).wrap().selectable(true));
        });
        super::actions::more_button_ui(ui, scene, snapshot);
    });
}

/// The short name, where it is not how the name begins anyway.
fn further_name<'a>(short: &'a str, name: &str) -> Option<&'a str> {
    let is_beginning = name.to_lowercase().starts_with(&short.to_lowercase());
    (!is_beginning).then_some(short)
}

impl Card {
    /// What there is to know at a glance: chips, place and time, what is due.
    pub(super) fn about_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        self.chips_ui(ui, scene, snapshot);
        place_ui(ui, scene, snapshot);
        self.tier_ui(ui, scene, snapshot);
        due_ui(ui, scene, snapshot);
        self.register_ui(ui, scene, snapshot);
    }

    /// Tier, state, stars and tags in one line; all can be changed where they stand.
    fn chips_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let customer = &snapshot.customer;
        ui.horizontal(|ui| {
            ui.set_height(CHIPS + 4.0);
            ui.spacing_mut().item_spacing.x = size::GAP;
            ui.spacing_mut().interact_size.y = CHIPS;
            for field in [Field::Level, Field::Status] {
                self.choice_ui(ui, scene, snapshot, field);
            }
            let (id, field) = (customer.id, Field::Stars);
            let shown = values::shown(field, customer.get(field));
            drafted_ui(ui, scene, Subject::of(field, field_id(id, field.key())), None, &shown, move |text| Edit::SetField {
                customers: vec![id],
                field,
                text,
            });
            if let Value::Tags(tags) = customer.get(Field::Tags)
                && !tags.is_empty()
                && tags_ui(ui, tags)
            {
                self.go_to(scene, snapshot, Field::Tags);
            }
        });
    }

    /// The chip of a tier or state, which opens the list of the usual ones.
    fn choice_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, field: Field) {
        let customer = &snapshot.customer;
        let shown = values::shown(field, customer.get(field));
        if shown.is_empty() {
            return;
        }
        let name = tr!("look-chip", field = field.label(), value = shown.as_str());
        let width = chip::width(ui, &shown, field == Field::Status);
        let (rect, response) = ui.allocate_exact_size(vec2(width, CHIPS), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
        let mut sketch = Sketch::of(ui);
        if field == Field::Status {
            chip::draw_dotted(&mut sketch, rect.left(), rect.center().y, width + 0.5, &shown, chip::state_tone(customer.text(field)));
        } else {
            chip::draw_chip(
                &mut sketch,
                rect.left(),
                rect.center().y,
                width + 0.5,
                chip::tier_words(&shown),
                chip::tier_tone(&shown),
                false,
            );
        }
        sketch.paint(ui.painter());
        ring_ui(ui, rect, &response);
        let mut picked = None;
        menu::of(&response, field.label()).show(|ui| {
            ui.set_width(160.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for words in values::choices(field) {
                if menu::entry_ui(ui, &words, words == shown).clicked() && words != shown {
                    picked = Some(words);
                }
            }
            ui.separator();
            if menu::entry_ui(ui, &tr!("look-other"), false).clicked() {
                self.go_to(scene, snapshot, field);
            }
        });
        if let Some(text) = picked {
            scene.edit(Edit::SetField { customers: vec![customer.id], field, text });
        }
        button::tooltip(response, &name, "");
    }
}

/// Tags in the room that is left, then how many more; returns whether they were pressed.
fn tags_ui(ui: &mut Ui, tags: &[String]) -> bool {
    let all = tags.join("; ");
    let name = tr!("look-chip", field = Field::Tags.label(), value = all.as_str());
    let room = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(room.max(size::CONTROL), CHIPS), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    let mut sketch = Sketch::of(ui);
    let first = chip::width(ui, &tags[0], false) + if tags.len() > 1 { chip::MORE } else { 0.0 };
    // A part of a name among several says less than how many there are.
    if room >= TAGS_LEAST && (first <= room || tags.len() == 1) {
        chip::draw_tags(&mut sketch, rect.left(), rect.right(), rect.center().y, tags.iter().map(String::as_str));
    } else {
        chip::draw_chip(&mut sketch, rect.left(), rect.center().y, rect.width(), &format!("+{}", tags.len()), Tone::Plain, false);
    }
    sketch.paint(ui.painter());
    ring_ui(ui, rect, &response);
    button::tooltip(response, &name, "").clicked()
}

/// Around a chip that has the keyboard or the pointer.
fn ring_ui(ui: &Ui, rect: Rect, response: &egui::Response) {
    if response.has_focus() || response.hovered() {
        let colours = palette(ui.visuals());
        let stroke = egui::Stroke::new(1.5, if response.has_focus() { colours.accent() } else { colours.outline });
        ui.painter().rect_stroke(rect.expand(1.0), size::CHIP_CORNER, stroke, egui::StrokeKind::Outside);
    }
}

/// The zone of a customer: its own, else that of its city or country.
fn zone_of_customer(snapshot: &CardSnapshot) -> Option<Zone> {
    let customer = &snapshot.customer;
    parse_zone(customer.text(Field::TimeZone)).or_else(|| {
        let place = [Field::City, Field::Region, Field::Address].map(|field| customer.text(field)).join(", ");
        zone_of(country_of(snapshot)?, &place).map(Zone::Named)
    })
}

/// Room of the clock before the time at the customer's.
const CLOCK: f32 = 18.0;

/// Where they are, what time it is there and whether somebody is in the office, in one line where both fit.
fn place_ui(ui: &mut Ui, scene: &Scene<'_>, snapshot: &CardSnapshot) {
    let customer = &snapshot.customer;
    let place = values::place(customer);
    let zone = zone_of_customer(snapshot);
    if place.is_empty() && zone.is_none() {
        return;
    }
    let colours = palette(ui.visuals());
    let width = ui.available_width();
    let galley = text::cut(ui, &place, text::caption_font(), colours.dim, width);
    let office = zone.as_ref().map(|zone| office::words(zone.local(scene.now.at), country_of(snapshot), scene.now.today));
    let office = office.map(|(words, tone)| {
        let colour = if tone == Tone::Plain { colours.dim } else { colours.mark(tone) };
        (text::cut(ui, &words, text::caption_font(), colour, width - CLOCK), words, colour)
    });
    // Both are what the line is for: where they do not fit into one, the time gets its own.
    let wide = office.as_ref().map_or(0.0, |(office, ..)| office.size().x + CLOCK);
    let has_two = office.is_some() && !place.is_empty() && galley.size().x + size::GAP + wide > width;
    let (rect, response) = ui.allocate_exact_size(vec2(width, if has_two { 2.0 * CHIPS } else { CHIPS }), Sense::hover());
    let (first, last) = if has_two { rect.split_top_bottom_at_fraction(0.5) } else { (rect, rect) };
    let mut said = place.clone();
    let mut x = rect.left();
    if let (Some(zone), Some((office, words, colour))) = (zone, office) {
        if !place.is_empty() {
            let painted = text::paint(ui.painter(), first, galley, Align::Min, colours.dim);
            x = if has_two { x } else { painted.right() + size::GAP };
        }
        let font = egui::FontId::new(14.0, ICON_SCHEDULE.font_family());
        let mark = ui.fonts_mut(|fonts| fonts.layout_no_wrap(ICON_SCHEDULE.codepoint.to_owned(), font, colour));
        text::paint(ui.painter(), last.with_min_x(x), mark, Align::Min, colour);
        text::paint(ui.painter(), last.with_min_x(x + CLOCK), office, Align::Min, colour);
        said = if place.is_empty() { words } else { format!("{place} · {words}") };
        let hours = week_of(country_of(snapshot));
        let hours = format!("{}–{}", hours.from.format("%H:%M"), hours.to.format("%H:%M"));
        let why = tr!("office-why", zone = zone.to_string(), hours = hours);
        button::tooltip(response.clone(), &format!("{said}\n{why}"), "");
        ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
    } else {
        text::paint(ui.painter(), rect, galley, Align::Min, colours.dim);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &said));
}

/// The next thing that is planned, in the colour of its urgency, and what was last.
fn due_ui(ui: &mut Ui, scene: &Scene<'_>, snapshot: &CardSnapshot) {
    let last = snapshot.touches.first();
    let plan = snapshot
        .follow_ups
        .iter()
        .filter(|plan| plan.is_open())
        .filter_map(|plan| Some((days::whole(plan.due_on)?, plan)))
        .min_by_key(|(day, _)| *day);
    let Some((day, follow_up)) = plan else {
        if let Some(touch) = last {
            let (words, whole) = last_words(scene, touch);
            text::cut_ui(ui, text::caption(ui, text::sentence(&words))).on_hover_text(whole);
        }
        return;
    };
    let (said, tone) = days::due(day, scene.now.today);
    let due =
        if follow_up.goal.is_empty() { tr!("look-due", when = said) } else { tr!("card-due", when = said, goal = follow_up.goal.as_str()) };
    let last = last.map(|touch| last_words(scene, touch));
    let whole = last.as_ref().map_or_else(String::new, |(_, whole)| format!("\n{whole}"));
    let whole = format!("{} · {due}{whole}", days::long(day));
    let palette = palette(ui.visuals());
    ui.add_space(2.0);
    egui::Frame::new().fill(palette.ground(tone)).corner_radius(size::CORNER).inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let due = text::sentence(&due);
        let words = match &last {
            // Side by side or one below the other, never broken in the middle of how long ago it was.
            Some((last, _)) => {
                let beside = format!("{due} · {last}");
                if text::width(ui, &beside) <= ui.available_width() { beside } else { format!("{due}\n{}", text::sentence(last)) }
            }
            None => due,
        };
        let mut job = LayoutJob::single_section(words, TextFormat::simple(text::body_font(), palette.mark(tone)));
        job.wrap = TextWrapping { max_rows: 3, ..TextWrapping::default() };
        let response = ui.add(Label::new(job).wrap().show_tooltip_when_elided(false));
        button::tooltip(response, &whole, "");
    });
}

/// When the last touch was and by which way, short and with all that was noted.
fn last_words(scene: &Scene<'_>, touch: &Touch) -> (String, String) {
    let day = touch.happened_on;
    let when = days::whole(day).map_or_else(|| day.to_string(), |day| days::relative(day, scene.now.today));
    let said = |what: &str, when: &str| {
        if what.is_empty() { tr!("look-last", when = when) } else { tr!("look-last-by", when = when, what = what) }
    };
    let channel = channel_shown(&touch.channel);
    let whole: Vec<&str> = [channel.as_str(), touch.text.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    (said(&channel, &when), text::sentence(&said(&whole.join(" · "), &day.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_shows_where_the_name_does_not_begin_with_it() {
        for (short, name, shown) in [
            ("Hermann", "Hermann Küchen GmbH", None),
            ("hermann", "HERMANN KÜCHEN", None),
            ("", "Hermann Küchen GmbH", None),
            ("HKG", "Hermann Küchen GmbH", Some("HKG")),
            ("老王", "王氏五金", Some("老王")),
        ] {
            assert_eq!(further_name(short, name), shown, "{short} of {name}");
        }
    }
}
