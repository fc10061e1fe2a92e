//! A line of the page of the pool: who, why, of which tier, whose, and since when.

use chrono::NaiveDate;
use egui::{Align, Checkbox, FontId, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::LINE;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::walk::{Step, ground_ui};
use crate::app::widgets::{button, chip, days, text, values};
use crate::book::Proposed;
use crate::book::agenda::LineWords;
use crate::model::{Field, PoolStay};
use crate::tr;

/// Room of the tick, the tier, the owner, when, and the button at the end.
const TICK: f32 = 32.0;
const TIER: f32 = 60.0;
const OWNER: f32 = 104.0;
const WHEN: f32 = 104.0;
const CLAIM: f32 = 64.0;
/// In a list narrower than this the owner has no column.
const WITH_OWNER: f32 = 560.0;

/// What a line says.
pub(super) struct Said {
    name: String,
    tier: String,
    /// Why; the reason of the drop for one that is there.
    why: String,
    /// Whose it is, or was.
    owner: String,
    when: String,
    tone: Tone,
    /// Something speaks against it.
    doubt: Option<String>,
    /// Until when one may not claim it oneself.
    pub(super) cooling: Option<NaiveDate>,
}

impl Said {
    /// Of one whose time has passed, or soon will have.
    pub(super) fn proposed(proposed: &Proposed, words: &LineWords, owner: String, is_planned: bool, today: NaiveDate) -> Self {
        let (when, tone) = match (today - proposed.since).num_days() {
            0 => (tr!("pool-since-today"), Tone::Pool),
            late @ 1.. => (tr!("pool-since-days", days = late), Tone::Overdue),
            soon => (days::relative(proposed.since, today), if soon > -3 { Tone::Due } else { Tone::Plain }),
        };
        let doubt = is_planned.then(|| tr!("pool-doubt-planned"));
        let tier = values::choice(Field::Level, &words.tier);
        Self { name: words.name.clone(), tier, why: words.why.clone(), owner, when, tone, doubt, cooling: None }
    }

    /// Of one who is in the pool.
    pub(super) fn inside(stay: &PoolStay, name: String, why: String, cooling: Option<NaiveDate>, today: NaiveDate) -> Self {
        let doubt = cooling.map(|until| tr!("pool-cooling", day = until.to_string()));
        let when = days::relative(stay.dropped_on, today);
        let owner = stay.previous_owner.clone();
        Self { name, tier: String::new(), why, owner, when, tone: Tone::Plain, doubt, cooling }
    }
}

/// What was pressed.
pub(super) enum Pressed {
    /// The line itself, once or twice.
    Line {
        /// Twice: its customer in the table.
        is_opened: bool,
    },
    /// Its tick.
    Tick,
    /// The button that takes it out of the pool.
    Claim,
}

/// Draws a line over the whole width.
pub(super) fn line_ui(ui: &mut Ui, step: &Step, said: &Said, is_ticked: &mut bool, is_inside: bool) -> Option<Pressed> {
    let colours = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, LINE), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("pool-line", step.at)), Sense::click());
    let spoken = [said.name.as_str(), &said.tier, &said.when, &said.owner, &said.why, said.doubt.as_deref().unwrap_or_default()];
    let spoken = spoken.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, step.is_lead, &spoken));
    ground_ui(ui, rect, *step, ui.rect_contains_pointer(rect));

    let mut pressed = None;
    let tick = Rect::from_min_size(pos2(rect.left() - 2.0, rect.top()), vec2(TICK, LINE));
    let mut inner = ui.new_child(UiBuilder::new().id_salt(("tick", step.at)).max_rect(tick).layout(Layout::left_to_right(Align::Center)));
    let name = tr!("pool-tick", name = said.name.as_str());
    let tick = inner.add_enabled(said.cooling.is_none(), Checkbox::without_text(is_ticked)).accessible_name(name);
    if tick.clicked() {
        pressed = Some(Pressed::Tick);
    }
    let mut right = rect.right() - size::GAP_SMALL;
    if is_inside {
        let place = Rect::from_min_max(pos2(right - CLAIM, rect.top()), pos2(right, rect.bottom()));
        let layout = Layout::right_to_left(Align::Center);
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("claim", step.at)).max_rect(place).layout(layout));
        if said.cooling.is_none() {
            let claim = button::link_ui(&mut inner, None, &tr!("pool-claim"));
            if claim.accessible_name(tr!("pool-claim-of", name = said.name.as_str())).clicked() {
                pressed = Some(Pressed::Claim);
            }
        }
        right -= CLAIM;
    }
    let column = |from: f32, width: f32| Rect::from_min_size(pos2(from, rect.top()), vec2(width, rect.height()));
    let painter = ui.painter();
    right -= WHEN;
    let colour = if said.tone == Tone::Plain { colours.dim } else { colours.mark(said.tone) };
    let galley = text::cut(ui, &said.when, text::body_font(), colour, WHEN - size::GAP);
    text::paint(painter, column(right, WHEN - size::GAP), galley, Align::Max, colour);
    if rect.width() >= WITH_OWNER {
        right -= OWNER;
        let galley = text::cut(ui, &said.owner, text::body_font(), colours.dim, OWNER - size::GAP);
        text::paint(painter, column(right, OWNER), galley, Align::Min, colours.dim);
    }
    if !is_inside {
        right -= TIER;
        if !said.tier.is_empty() {
            let mut sketch = crate::app::widgets::sketch::Sketch::of(ui);
            let words = chip::tier_words(&said.tier);
            chip::draw_chip(&mut sketch, right, rect.center().y, TIER - 6.0, words, chip::tier_tone(&said.tier), false);
            sketch.paint(painter);
        }
    }
    let place = Rect::from_min_max(pos2(rect.left() + TICK, rect.top()), pos2(right - size::GAP, rect.bottom()));
    let (above, below) = place.split_top_bottom_at_fraction(0.5);
    let font = FontId::new(size::BODY, text::bold_family(ui, &said.name));
    let galley = text::cut(ui, &said.name, font, colours.text, place.width());
    text::paint(painter, above.translate(vec2(0.0, 2.0)), galley, Align::Min, colours.text);
    let mut below = below.translate(vec2(0.0, -1.0));
    if let Some(doubt) = &said.doubt {
        let colour = colours.mark(Tone::Due);
        let galley = text::cut(ui, doubt, text::caption_font(), colour, below.width());
        let drawn = text::paint(painter, below, galley, Align::Min, colour);
        below.min.x = drawn.right() + size::GAP;
    }
    let galley = text::cut(ui, &said.why, text::caption_font(), colours.dim, below.width().max(0.0));
    text::paint(painter, below, galley, Align::Min, colours.dim);
    if response.clicked() && pressed.is_none() {
        pressed = Some(Pressed::Line { is_opened: response.double_clicked() });
    }
    response.on_hover_text(spoken.replace(", ", "\n"));
    pressed
}
