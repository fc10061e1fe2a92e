//! A line of the page of today, and the heads between them.

use chrono::{NaiveDate, NaiveDateTime};
use egui::{Align, Color32, FontId, Rect, Response, Sense, Ui, pos2, vec2};
use egui_material_icons::icons::{ICON_CHECK_CIRCLE, ICON_EVENT, ICON_RADIO_BUTTON_UNCHECKED, ICON_REDO, ICON_SKIP_NEXT};

use super::{LINE, Wish, beside_ui, wish_button_ui};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::walk::{Step, ground_ui};
use crate::app::widgets::{button, chip, days, office, text, values};
use crate::book::agenda::{Line, LineKind, LineWords, Reach, SeasonLine};
use crate::model::cadence::say_day;
use crate::model::country::Country;
use crate::tr;

/// Room of the circle that says "done".
const CIRCLE: f32 = 34.0;
/// Room of time and country.
const THERE: f32 = 168.0;
/// Room of the tier, and of when it is due.
const TIER: f32 = 58.0;
const DUE: f32 = 96.0;
/// Room of the buttons at the end of the line that is pointed at.
const BUTTONS: f32 = 60.0;
/// In a list narrower than this the time there has no column.
const WITH_THERE: f32 = 560.0;
/// How far the middles of the two rows of words lie from the middle of the line.
const ROWS_APART: f32 = 8.5;

/// What was pressed.
pub enum Pressed {
    /// The line itself, once or twice.
    Line {
        /// Twice: its card alone.
        is_opened: bool,
    },
    /// One of its buttons.
    Wish(Wish),
}

/// The head of those who can be reached alike.
pub fn head_ui(ui: &mut Ui, scene: &Scene<'_>, reach: Reach, count: usize) {
    let words = match reach {
        Reach::Now => tr!("today-reach-now"),
        Reach::Soon => tr!("today-reach-soon"),
        Reach::Away => tr!("today-reach-away"),
        Reach::Here => tr!("today-cards"),
    };
    let ours = || tr!("today-our-time", time = scene.clock.local(scene.now.ms()).format("%H:%M").to_string());
    let count = text::grouped(count);
    let beside = if reach == Reach::Now { format!("{count} · {}", ours()) } else { count.clone() };
    a_head_ui(ui, &words, &beside, &count);
}

/// The head of the seasons because of which one writes now.
pub fn season_head_ui(ui: &mut Ui, count: usize) {
    let count = text::grouped(count);
    a_head_ui(ui, &tr!("today-seasons"), &count, &count);
}

fn a_head_ui(ui: &mut Ui, words: &str, beside: &str, count: &str) {
    let colours = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let said = format!("{words}, {count}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, &said));
    let rect = rect.with_min_y(rect.top() + 6.0);
    let font = FontId::new(size::BODY, text::bold_family(ui, words));
    let galley = text::cut(ui, words, font, colours.text, rect.width());
    let drawn = text::paint(ui.painter(), rect, galley, Align::Min, colours.text);
    let rest = rect.with_min_x(drawn.right() + size::GAP);
    let galley = text::cut(ui, beside, text::caption_font(), colours.faint, rest.width());
    text::paint(ui.painter(), rest, galley, Align::Min, colours.faint);
}

/// The place of a line with its ground; `said` is what a screen reader says of it.
fn place_ui(ui: &mut Ui, step: Step, said: &str) -> (Rect, Response, bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, LINE), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("line", step.at)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, step.is_lead, said));
    let is_pointed = ui.rect_contains_pointer(rect);
    ground_ui(ui, rect, step, is_pointed);
    (rect, response, is_pointed)
}

/// The buttons at the end of a line that is pointed at: not this time, another day.
fn end_ui(ui: &mut Ui, rect: Rect, at: usize, name: &str) -> Option<Pressed> {
    let right = rect.right() - 4.0;
    let buttons = Rect::from_min_max(pos2(right - BUTTONS, rect.top()), pos2(right, rect.bottom()));
    let mut pressed = None;
    beside_ui(ui, buttons, ("buttons", at), |ui| {
        if wish_button_ui(ui, ICON_SKIP_NEXT, &tr!("today-skip-of", name = name)) {
            pressed = Some(Pressed::Wish(Wish::Skip));
        }
        if wish_button_ui(ui, ICON_REDO, &tr!("today-move-of", name = name)) {
            pressed = Some(Pressed::Wish(Wish::Move));
        }
    });
    pressed
}

/// Draws a line of a customer.
pub fn line_ui(ui: &mut Ui, scene: &Scene<'_>, step: Step, line: &Line, words: &LineWords) -> Option<Pressed> {
    let colours = palette(ui.visuals());
    let (when, tone) = when_of(line, words, scene);
    // Of a card that shall come back the hour at the customer says nothing.
    let there = if line.reach == Reach::Here {
        There { place: String::new(), state: String::new(), tone: Tone::Plain }
    } else {
        there_of(words, words.zone.map(|zone| zone.local(scene.now.at)), scene)
    };
    let tier = values::choice(crate::model::Field::Level, &words.tier);
    let reason = joined(&[&words.what, &words.why], " · ");
    let said = joined(&[&words.name, &tier, &when, &there.place, &there.state, &words.what, &words.why], ", ");
    let (rect, response, is_pointed) = place_ui(ui, step, &said);

    let mut pressed = None;
    let circle = rect.with_max_x(rect.left() + CIRCLE);
    beside_ui(ui, circle, ("circle", step.at), |ui| {
        let mark = if is_pointed || step.is_lead { ICON_CHECK_CIRCLE } else { ICON_RADIO_BUTTON_UNCHECKED };
        if wish_button_ui(ui, mark, &done_words(line.kind, &words.name)) {
            pressed = Some(Pressed::Wish(Wish::Done));
        }
    });
    if is_pointed || step.is_lead {
        pressed = end_ui(ui, rect, step.at, &words.name).or(pressed);
    }
    // From the right: when, tier, time there; what is left is the name's. Below the first two stands how the office is, the rest is
    // the reason's.
    let (above, below) = (rect.translate(vec2(0.0, -ROWS_APART)), rect.translate(vec2(0.0, ROWS_APART)));
    let column = |row: Rect, from: f32, to: f32| row.with_min_x(from).with_max_x(to);
    let end = rect.right() - 4.0 - BUTTONS;
    let (due_at, tier_at) = (end - DUE, end - DUE - TIER);
    let colour = if tone == Tone::Plain { colours.dim } else { colours.mark(tone) };
    put(ui, column(above, due_at, end), &when, text::body_font(), colour);
    if !words.tier.is_empty() {
        let mut sketch = crate::app::widgets::sketch::Sketch::of(ui);
        chip::draw_chip(&mut sketch, tier_at, above.center().y, TIER - 6.0, chip::tier_words(&tier), chip::tier_tone(&tier), false);
        sketch.paint(ui.painter());
    }
    let colour = if there.tone == Tone::Plain { colours.faint } else { colours.mark(there.tone) };
    put(ui, column(below, tier_at, end), &there.state, text::caption_font(), colour);
    let left = circle.right() + 2.0;
    let font = FontId::new(size::BODY, text::bold_family(ui, &words.name));
    let there_at = tier_at - THERE;
    let name = text::cut(ui, &words.name, font.clone(), colours.text, tier_at - size::GAP - left);
    // The name is never cut for the sake of where it is: that goes before the reason then.
    let has_column = rect.width() >= WITH_THERE && left + name.size().x + size::GAP <= there_at;
    text::paint(ui.painter(), column(above, left, tier_at), name, Align::Min, colours.text);
    let reason = if has_column {
        put(ui, column(above, there_at, tier_at - size::GAP), &there.place, text::body_font(), colours.dim);
        reason
    } else {
        joined(&[&there.place, &reason], " · ")
    };
    let is_cut = put(ui, column(below, left, tier_at - size::GAP), &reason, text::caption_font(), colours.dim);
    if response.clicked() {
        pressed = Some(Pressed::Line { is_opened: response.double_clicked() });
    }
    if pressed.is_none() && is_cut {
        response.on_hover_text(format!("{}\n{reason}", words.name));
    }
    pressed
}

/// Draws the line of a season: what it is, whom it concerns, how many of them were written to.
pub fn season_ui(ui: &mut Ui, step: Step, line: &SeasonLine, today: NaiveDate) -> Option<Pressed> {
    let colours = palette(ui.visuals());
    let (season, left) = (line.season, line.customers - line.written.min(line.customers));
    let when = days::relative(season.on, today);
    let counts = tr!(
        "today-season-counts",
        count = line.customers,
        shown = text::grouped(line.customers),
        written = text::grouped(line.written),
        left = text::grouped(left)
    );
    let day = say_day(season.on, today);
    let said = joined(&[season.name(), &day, &when, &counts, season.note()], ", ");
    let (rect, response, is_pointed) = place_ui(ui, step, &said);
    let mut pressed = None;
    let circle = rect.with_max_x(rect.left() + CIRCLE);
    beside_ui(ui, circle, ("circle", step.at), |ui| {
        if wish_button_ui(ui, ICON_EVENT, &tr!("today-season-show", name = season.name())) {
            pressed = Some(Pressed::Wish(Wish::Done));
        }
    });
    if is_pointed || step.is_lead {
        pressed = end_ui(ui, rect, step.at, season.name()).or(pressed);
    }
    let (above, below) = (rect.translate(vec2(0.0, -ROWS_APART)), rect.translate(vec2(0.0, ROWS_APART)));
    let (end, start) = (rect.right() - 4.0 - BUTTONS, circle.right() + 2.0);
    put(ui, above.with_min_x(end - DUE).with_max_x(end), &when, text::body_font(), colours.dim);
    let name = joined(&[season.name(), &day], " ");
    let font = FontId::new(size::BODY, text::bold_family(ui, &name));
    put(ui, above.with_min_x(start).with_max_x(end - DUE - size::GAP), &name, font, colours.text);
    let words = joined(&[&counts, season.note()], " · ");
    let is_cut = put(ui, below.with_min_x(start).with_max_x(end), &words, text::caption_font(), colours.dim);
    if response.clicked() {
        pressed = Some(Pressed::Line { is_opened: response.double_clicked() });
    }
    if pressed.is_none() && is_cut {
        response.on_hover_text(words);
    }
    pressed
}

/// How the day stands, below everything; returns whether what was put aside is wanted back.
pub fn end_of_day_ui(ui: &mut Ui, words: &str, aside: usize) -> bool {
    let mut is_wanted = false;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(Align::Center)));
    inner.spacing_mut().item_spacing.x = size::GAP_WIDE;
    text::cut_ui(&mut inner, text::caption(ui, words));
    if aside > 0 {
        let shown = text::grouped(aside);
        is_wanted = button::link_ui(&mut inner, None, &tr!("today-aside", count = aside, shown = shown)).clicked();
    }
    is_wanted
}

/// Paints words in one row, at the left; returns whether they are cut.
fn put(ui: &Ui, place: Rect, words: &str, font: FontId, colour: Color32) -> bool {
    if words.is_empty() {
        return false;
    }
    let galley = text::cut(ui, words, font, colour, place.width());
    let is_cut = galley.elided;
    text::paint(ui.painter(), place, galley, Align::Min, colour);
    is_cut
}

fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// What the circle before a line does.
fn done_words(kind: LineKind, name: &str) -> String {
    match kind {
        LineKind::Reply => tr!("today-answer-of", name = name),
        LineKind::Promise => tr!("today-kept-of", name = name),
        LineKind::Card => tr!("today-returned-of", name = name),
        _ => tr!("today-done-of", name = name),
    }
}

/// When, in words, and its tone.
fn when_of(line: &Line, words: &LineWords, scene: &Scene<'_>) -> (String, Tone) {
    let today = scene.now.today;
    let at = |time: chrono::NaiveTime| tr!("today-at", time = time.format("%H:%M").to_string());
    match (line.kind, line.at) {
        (LineKind::Reply, _) => match words.clock {
            Some(clock) if clock.due_at < scene.now.at => (tr!("today-reply-late"), Tone::Overdue),
            Some(clock) => {
                let due = scene.clock.local(clock.due_at.timestamp_millis());
                let words = if due.date() == today { at(due.time()) } else { days::relative(due.date(), today) };
                (words, Tone::Due)
            }
            None => days::due(line.due_on, today),
        },
        (LineKind::Birthday, _) if line.due_on == today => (tr!("today-birthday"), Tone::Accent),
        (LineKind::Birthday, _) => (days::relative(line.due_on, today), Tone::Plain),
        (LineKind::PoolWarning, _) => (tr!("today-pool-soon"), Tone::Pool),
        (_, Some(time)) if line.due_on == today => (at(time), Tone::Due),
        _ => days::due(line.due_on, today),
    }
}

/// Where a customer is now.
struct There {
    /// Time and country.
    place: String,
    /// How the office stands.
    state: String,
    tone: Tone,
}

fn there_of(words: &LineWords, local: Option<NaiveDateTime>, scene: &Scene<'_>) -> There {
    let country = Country::by_iso2(&words.country);
    let name = values::country(&words.country);
    let Some(local) = local else { return There { place: name, state: String::new(), tone: Tone::Plain } };
    let (state, tone) = office::short_words(local, country);
    let clock = office::clock(local, scene.now.today);
    There { place: format!("{clock} {name}").trim().to_owned(), state, tone }
}
