//! A line of the page of today, and the heads between them.

use chrono::NaiveDateTime;
use egui::{Align, FontId, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_material_icons::icons::{ICON_CHECK_CIRCLE, ICON_RADIO_BUTTON_UNCHECKED, ICON_REDO, ICON_SKIP_NEXT};

use super::{LINE, Wish, beside_ui, wish_button_ui};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{chip, days, office, text, values};
use crate::book::agenda::{Line, LineKind, LineWords, Reach};
use crate::model::country::Country;
use crate::tr;

/// Room of the circle that says "done".
const CIRCLE: f32 = 34.0;
/// Room of country and time.
const THERE: f32 = 132.0;
/// Room of the tier, and of when it is due.
const TIER: f32 = 58.0;
const DUE: f32 = 92.0;
/// Room of the buttons at the end of the line that is pointed at.
const BUTTONS: f32 = 60.0;
/// In a list narrower than this the time there has no column.
const WITH_THERE: f32 = 560.0;

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
    let colours = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let words = match reach {
        Reach::Now => tr!("today-reach-now"),
        Reach::Soon => tr!("today-reach-soon"),
        Reach::Away => tr!("today-reach-away"),
    };
    let beside = match reach {
        Reach::Now => tr!("today-our-time", time = scene.clock.local(scene.now.ms()).format("%H:%M").to_string()),
        Reach::Soon | Reach::Away => String::new(),
    };
    let count = text::grouped(count);
    let said = format!("{words}, {count}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, &said));
    let rect = rect.with_min_y(rect.top() + 6.0);
    let font = FontId::new(size::BODY, text::bold_family(ui, &words));
    let galley = text::cut(ui, &words, font, colours.text, rect.width());
    let drawn = text::paint(ui.painter(), rect, galley, Align::Min, colours.text);
    let beside = if beside.is_empty() { count } else { format!("{count} · {beside}") };
    let rest = rect.with_min_x(drawn.right() + size::GAP);
    let galley = text::cut(ui, &beside, text::caption_font(), colours.faint, rest.width());
    text::paint(ui.painter(), rest, galley, Align::Min, colours.faint);
}

/// Draws a line; `is_lead`: it has the keyboard, or would have it.
pub fn line_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    at: usize,
    line: &Line,
    words: &LineWords,
    is_lead: bool,
    has_focus: bool,
) -> Option<Pressed> {
    let colours = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, LINE), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("line", at)), Sense::click());
    let (when, tone) = when_of(line, scene.now.today);
    let local = words.zone.map(|zone| zone.local(scene.now.at));
    let there = there_of(words, local, scene);
    let tier = values::choice(crate::model::Field::Level, &words.tier);
    let said = [words.name.as_str(), &tier, &when, &there.0, &words.what, &words.why];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, is_lead, said.join(", ")));
    let is_pointed = ui.rect_contains_pointer(rect);
    if is_lead {
        ui.painter().rect_filled(rect, size::CHIP_CORNER, colours.ground(Tone::Accent));
    } else if is_pointed {
        ui.painter().rect_filled(rect, size::CHIP_CORNER, colours.hover);
    }
    if has_focus {
        ui.painter().rect_stroke(rect, size::CHIP_CORNER, Stroke::new(1.5, colours.accent()), StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, colours.hairline());

    let mut pressed = None;
    let circle = rect.with_max_x(rect.left() + CIRCLE);
    beside_ui(ui, circle, ("circle", at), |ui| {
        let mark = if is_pointed || is_lead { ICON_CHECK_CIRCLE } else { ICON_RADIO_BUTTON_UNCHECKED };
        if wish_button_ui(ui, mark, &tr!("today-done-of", name = words.name.as_str())) {
            pressed = Some(Pressed::Wish(Wish::Done));
        }
    });
    let mut right = rect.right() - 4.0;
    if is_pointed || is_lead {
        let buttons = Rect::from_min_max(pos2(right - BUTTONS, rect.top()), pos2(right, rect.bottom()));
        beside_ui(ui, buttons, ("buttons", at), |ui| {
            if wish_button_ui(ui, ICON_SKIP_NEXT, &tr!("today-skip-of", name = words.name.as_str())) {
                pressed = Some(Pressed::Wish(Wish::Skip));
            }
            if wish_button_ui(ui, ICON_REDO, &tr!("today-move-of", name = words.name.as_str())) {
                pressed = Some(Pressed::Wish(Wish::Move));
            }
        });
    }
    right -= BUTTONS;
    let column = |from: f32, width: f32| Rect::from_min_size(pos2(from, rect.top()), vec2(width, rect.height()));
    let painter = ui.painter();
    right -= DUE;
    let galley = text::cut(ui, &when, text::body_font(), colours.mark(tone), DUE - size::GAP);
    text::paint(painter, column(right, DUE), galley, Align::Min, if tone == Tone::Plain { colours.dim } else { colours.mark(tone) });
    right -= TIER;
    if !words.tier.is_empty() {
        let mut sketch = crate::app::widgets::sketch::Sketch::of(ui);
        chip::draw_chip(&mut sketch, right, rect.center().y, TIER - 6.0, chip::tier_words(&tier), chip::tier_tone(&tier), false);
        sketch.paint(painter);
    }
    if rect.width() >= WITH_THERE {
        right -= THERE;
        let place = column(right, THERE - size::GAP);
        two_rows(
            ui,
            place,
            (&there.0, false, colours.dim),
            (&there.1, if there.2 == Tone::Plain { colours.faint } else { colours.mark(there.2) }),
        );
    }
    let place = Rect::from_min_max(pos2(circle.right() + 2.0, rect.top()), pos2(right - size::GAP, rect.bottom()));
    let below = if words.what.is_empty() {
        words.why.clone()
    } else if words.why.is_empty() {
        words.what.clone()
    } else {
        format!("{} · {}", words.what, words.why)
    };
    two_rows(ui, place, (&words.name, true, colours.text), (&below, colours.dim));
    if response.clicked() {
        pressed = Some(Pressed::Line { is_opened: response.double_clicked() });
    }
    if pressed.is_none() && !below.is_empty() {
        response.on_hover_text(format!("{}\n{below}", words.name));
    }
    pressed
}

/// Two texts, one below the other.
fn two_rows(ui: &Ui, place: Rect, above: (&str, bool, egui::Color32), below: (&str, egui::Color32)) {
    let font = if above.1 { FontId::new(size::BODY, text::bold_family(ui, above.0)) } else { text::body_font() };
    let first = text::cut(ui, above.0, font, above.2, place.width());
    if below.0.is_empty() {
        text::paint(ui.painter(), place, first, Align::Min, above.2);
        return;
    }
    let second = text::cut(ui, below.0, text::caption_font(), below.1, place.width());
    let height = first.size().y + second.size().y;
    let top = place.center().y - height / 2.0;
    let middle = top + first.size().y;
    text::paint(ui.painter(), Rect::from_min_max(pos2(place.left(), top), pos2(place.right(), middle)), first, Align::Min, above.2);
    let rest = Rect::from_min_max(pos2(place.left(), middle), pos2(place.right(), top + height));
    text::paint(ui.painter(), rest, second, Align::Min, below.1);
}

/// When, in words, and its tone.
fn when_of(line: &Line, today: chrono::NaiveDate) -> (String, Tone) {
    match (line.kind, line.at) {
        (LineKind::Birthday, _) => (tr!("today-birthday"), Tone::Plain),
        (LineKind::PoolWarning, _) => (tr!("today-pool-soon"), Tone::Pool),
        (_, Some(at)) if line.due_on == today => (tr!("today-at", time = at.format("%H:%M").to_string()), Tone::Due),
        _ => days::due(line.due_on, today),
    }
}

/// Country and time there, then the state of the office, and its tone.
fn there_of(words: &LineWords, local: Option<NaiveDateTime>, scene: &Scene<'_>) -> (String, String, Tone) {
    let country = Country::by_iso2(&words.country);
    let name = values::country(&words.country);
    let Some(local) = local else { return (name, String::new(), Tone::Plain) };
    let (state, tone) = office::short_words(local, country);
    let clock = office::clock(local, scene.now.today);
    (format!("{name} {clock}").trim().to_owned(), state, tone)
}
