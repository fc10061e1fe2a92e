//! The head of a card: name, tier, state, stars, place and tags; what time it is there, what is due, what was last.

use egui::{Ui, vec2};
use egui_material_icons::icons::ICON_SCHEDULE;

use super::fields::{country_of, drafted_ui, field_id};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::Subject;
use crate::app::widgets::{button, chip, days, text, values};
use crate::book::{CardSnapshot, Edit};
use crate::model::office::{Office, is_day_off, office_at, week_of};
use crate::model::zone::{Zone, parse_zone, zone_of};
use crate::model::{Field, Value};
use crate::tr;

/// Draws the head of the card.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
    let customer = &snapshot.customer;
    ui.add_space(size::GAP_WIDE);
    let name = if customer.name().is_empty() { tr!("customer-without-name") } else { customer.name().to_owned() };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
        let width = ui.available_width() - size::CONTROL - size::GAP_SMALL;
        ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(width);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(size::GAP, 0.0);
                ui.add(egui::Label::new(text::title(ui, &name)).wrap().selectable(true));
                let short = customer.text(Field::ShortName);
                if !short.is_empty() && short != name {
                    ui.add(egui::Label::new(text::dim(ui, short)).selectable(true));
                }
            });
        });
        super::actions::more_button_ui(ui, scene, snapshot);
    });
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP, size::GAP_SMALL);
        let tier = values::shown(Field::Level, customer.get(Field::Level));
        if !tier.is_empty() {
            chip::chip_ui(ui, &tier, chip::tier_tone(&tier));
        }
        let state = values::shown(Field::Status, customer.get(Field::Status));
        if !state.is_empty() {
            chip::chip_ui(ui, &state, state_tone(customer.text(Field::Status)));
        }
        let (id, field) = (customer.id, Field::Stars);
        let shown = values::shown(field, customer.get(field));
        drafted_ui(ui, scene, Subject::of(field, field_id(id, field.key())), None, &shown, move |text| Edit::SetField {
            customers: vec![id],
            field,
            text,
        });
        if let Value::Tags(tags) = customer.get(Field::Tags) {
            for tag in tags {
                chip::chip_ui(ui, tag, Tone::Plain);
            }
        }
    });
    place_ui(ui, scene, snapshot);
    due_ui(ui, scene, snapshot);
    last_ui(ui, scene, snapshot);
}

/// What the state says by its colour.
fn state_tone(state: &str) -> Tone {
    match state.trim() {
        "跟进中" | "Following" => Tone::Fine,
        "开发中" | "Developing" => Tone::Accent,
        "沉睡" | "Dormant" => Tone::Due,
        _ => Tone::Plain,
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

/// Where they are, what time it is there and whether somebody is in the office.
fn place_ui(ui: &mut Ui, scene: &Scene<'_>, snapshot: &CardSnapshot) {
    let customer = &snapshot.customer;
    let place: Vec<String> = [Field::Country, Field::City]
        .into_iter()
        .map(|field| values::shown(field, customer.get(field)))
        .filter(|text| !text.is_empty())
        .collect();
    let zone = zone_of_customer(snapshot);
    if place.is_empty() && zone.is_none() {
        return;
    }
    let colours = palette(ui.visuals());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP_SMALL, 0.0);
        if !place.is_empty() {
            ui.label(text::dim(ui, place.join(" ")));
        }
        let Some(zone) = zone else { return };
        if !place.is_empty() {
            ui.label(text::dim(ui, "·"));
        }
        let local = zone.local(scene.now.at);
        let (words, tone) = office_words(local, country_of(snapshot), scene.now.today);
        let colour = if tone == Tone::Plain { colours.dim } else { colours.mark(tone) };
        ui.label(ICON_SCHEDULE.rich_text().size(14.0).color(colour));
        let response = ui.label(egui::RichText::new(&words).color(colour));
        let hours = week_of(country_of(snapshot));
        let hours = format!("{}–{}", hours.from.format("%H:%M"), hours.to.format("%H:%M"));
        button::tooltip(response, &tr!("office-why", zone = zone.to_string(), hours = hours), "");
    });
    ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
}

/// `16:40, office open, closes in 1 h 20`, and its tone.
pub fn office_words(
    local: chrono::NaiveDateTime,
    country: Option<&crate::model::country::Country>,
    today: chrono::NaiveDate,
) -> (String, Tone) {
    let week = week_of(country);
    let clock = local.format("%H:%M").to_string();
    let time = if local.date() == today { clock } else { format!("{} {clock}", weekday(local)) };
    match office_at(local, &week) {
        Some(Office::Open(until)) => (tr!("office-open", time = time, span = span(until - local)), Tone::Fine),
        Some(Office::Closed(until)) => {
            let minutes = (until - local).num_minutes();
            let state = if is_day_off(local, &week) { tr!("office-day-off") } else { tr!("office-closed") };
            let words = if minutes < 12 * 60 {
                tr!("office-opens-in", time = time, state = state, span = span(until - local))
            } else {
                tr!("office-opens-at", time = time, state = state, day = weekday(until), at = until.format("%H:%M").to_string())
            };
            (words, Tone::Plain)
        }
        None => (time, Tone::Plain),
    }
}

fn weekday(at: chrono::NaiveDateTime) -> String {
    days::weekday_name(chrono::Datelike::weekday(&at).num_days_from_monday())
}

/// Hours and minutes as one says them; a begun minute counts.
fn span(span: chrono::Duration) -> String {
    let minutes = (span.num_seconds() + 59) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => tr!("span-minutes", minutes = minutes),
        (hours, 0) => tr!("span-hours", hours = hours),
        (hours, minutes) => tr!("span-hours-minutes", hours = hours, minutes = format!("{minutes:02}")),
    }
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
        let words = egui::RichText::new(text::sentence(&words)).color(palette.mark(tone));
        let response = ui.add(egui::Label::new(words).wrap());
        button::tooltip(response, &days::long(day), "");
    });
}

/// What happened last, in one line.
fn last_ui(ui: &mut Ui, scene: &Scene<'_>, snapshot: &CardSnapshot) {
    let Some(touch) = snapshot.touches.first() else { return };
    let when = days::whole(touch.happened_on).map_or_else(|| touch.happened_on.to_string(), |day| days::relative(day, scene.now.today));
    let what: Vec<&str> =
        [touch.channel.as_str(), touch.text.lines().next().unwrap_or_default()].into_iter().filter(|part| !part.is_empty()).collect();
    let words = if what.is_empty() {
        tr!("card-last-touch", when = when)
    } else {
        tr!("card-last-touch-what", when = when, what = what.join(" · "))
    };
    ui.add_space(2.0);
    text::cut_ui(ui, text::caption(ui, words)).on_hover_text(touch.happened_on.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::country::Country;
    use crate::words::{Language, speak};

    #[test]
    fn the_time_there_says_whether_somebody_is_in_the_office() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
        let said = |iso2: &str, local: &str| office_words(local.parse().expect("a time"), Country::by_iso2(iso2), today);
        speak(Language::English);
        for (iso2, local, words, tone) in [
            ("DE", "2026-11-20T16:40:00", "16:40, office open, closes in 1 h 20", Tone::Fine),
            ("DE", "2026-11-20T17:59:30", "17:59, office open, closes in 1 min", Tone::Fine),
            ("DE", "2026-11-20T02:42:00", "02:42, office closed, opens in 6 h 18", Tone::Plain),
            ("DE", "2026-11-20T18:00:00", "18:00, office closed, opens Monday 09:00", Tone::Plain),
            ("SA", "2026-11-20T12:00:00", "12:00, day off, opens Sunday 09:00", Tone::Plain),
            ("US", "2026-11-19T20:42:00", "Thursday 20:42, office closed, opens Friday 09:00", Tone::Plain),
        ] {
            assert_eq!(said(iso2, local), (words.to_owned(), tone), "{iso2} {local}");
        }
        speak(Language::Chinese);
        assert_eq!(said("DE", "2026-11-20T16:40:00").0, "16:40，上班中，1 小时 20 分后下班");
    }
}
