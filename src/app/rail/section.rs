//! Heads and entries of the rail below the places: sections that fold, values with their counts.

use egui::{Align, Color32, CornerRadius, FontFamily, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_CHEVRON_RIGHT, ICON_CLOSE, ICON_EXPAND_MORE};

use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, text};
use crate::tr;

/// What stands before the words of an entry.
pub enum Mark {
    /// Nothing.
    None,
    /// A dot in the colour of what the value says.
    Dot(Color32),
    /// So many stars.
    Stars(usize),
    /// Open or closed, for an entry with others below it.
    Fold(bool),
}

impl Mark {
    /// Its room before the words, in points.
    fn width(&self) -> f32 {
        match self {
            Self::None => 0.0,
            Self::Dot(_) => 14.0,
            Self::Stars(_) => 5.0 * crate::app::widgets::chip::STAR,
            Self::Fold(_) => 10.0,
        }
    }
}

/// Between the end of an entry and its frame.
const END_MARGIN: f32 = 6.0;

/// An entry of a section.
pub struct Entry<'a> {
    /// What it says.
    pub words: &'a str,
    /// How many customers.
    pub count: usize,
    /// Whether the search filters by it.
    pub is_active: bool,
    /// How many levels it stands below the first.
    pub depth: usize,
    /// What stands before it.
    pub mark: Mark,
}

/// Draws the head of a section with what is done there; returns whether it is open and what was pressed.
pub fn head_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    key: &str,
    title: &str,
    filters: bool,
    extra: Option<(MaterialIcon, &str)>,
) -> (bool, Pressed) {
    let palette = palette(ui.visuals());
    let is_open = !scene.settings.folded.contains(key);
    ui.add_space(size::GAP);
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::COMPACT), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::DisclosureTriangle, true, is_open, title));
    if response.clicked() {
        if is_open {
            scene.settings.folded.insert(key.to_owned());
        } else {
            scene.settings.folded.remove(key);
        }
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            row.shrink2(vec2(size::GAP, 0.0)),
            CornerRadius::same(size::CORNER),
            Stroke::new(1.5, palette.accent()),
            StrokeKind::Inside,
        );
    }
    let place = row.with_min_x(row.left() + size::MARGIN);
    let colour = if response.hovered() { palette.dim } else { palette.faint };
    let galley = text::cut(ui, title, text::caption_font(), colour, place.width() - 72.0);
    let painted = text::paint(ui.painter(), place, galley, Align::Min, colour);
    icon(ui, if is_open { ICON_EXPAND_MORE } else { ICON_CHEVRON_RIGHT }, pos2(painted.right() + 10.0, row.center().y), colour);
    let mut pressed = Pressed::Nothing;
    let mut right = row.right() - size::GAP;
    let mut button = |ui: &mut Ui, mark, name: &str| {
        let at = Rect::from_min_max(pos2(right - size::COMPACT, row.top()), pos2(right, row.bottom()));
        right -= size::COMPACT;
        let mut inner = ui.new_child(egui::UiBuilder::new().id_salt((key, name)).max_rect(at));
        button::small_icon_ui(&mut inner, mark, name).clicked()
    };
    if let Some((mark, name)) = extra
        && button(ui, mark, name)
    {
        pressed = Pressed::Extra;
    }
    if filters && button(ui, ICON_CLOSE, &tr!("rail-clear", facet = title)) {
        pressed = Pressed::Clear;
    }
    (is_open, pressed)
}

/// What was pressed at the head of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Nothing.
    Nothing,
    /// Filter by it no longer.
    Clear,
    /// The section's own button.
    Extra,
}

/// An entry with keys at its end instead of a count. Its words are a name that a person gave: the keys give way to it, and what is
/// longer than a line goes on in the next ones.
pub fn keyed_ui(ui: &mut Ui, id: impl std::hash::Hash + std::fmt::Debug, entry: &Entry<'_>, keys: &str, spoken: &str) -> Response {
    let response = drawn_ui(ui, id, entry, End { words: keys, gives_way: true }, spoken).0;
    if keys.is_empty() { response } else { button::tooltip(response, entry.words, keys) }
}

/// Draws an entry; returns its response and, where it can be folded, the response of the arrow before it.
pub fn entry_ui(ui: &mut Ui, id: impl std::hash::Hash + std::fmt::Debug, entry: &Entry<'_>) -> (Response, Option<Response>) {
    let spoken = tr!("rail-entry", value = entry.words, count = text::grouped(entry.count));
    drawn_ui(ui, id, entry, End { words: &text::compact(entry.count), gives_way: false }, &spoken)
}

/// What stands at the end of an entry.
struct End<'a> {
    words: &'a str,
    /// Whether the words before it may take its room.
    gives_way: bool,
}

fn drawn_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    entry: &Entry<'_>,
    end: End<'_>,
    spoken: &str,
) -> (Response, Option<Response>) {
    let palette = palette(ui.visuals());
    let indent = size::GAP + entry.depth as f32 * size::GAP_WIDE + entry.mark.width();
    let family = if entry.is_active { text::bold_family(ui, entry.words) } else { FontFamily::Proportional };
    let colour = if entry.is_active { palette.accent() } else { palette.dim };
    let font = FontId::new(size::BODY, family);
    let room = ui.available_width() - 2.0 * size::GAP - indent - END_MARGIN;
    let mut at_end = text::cut(ui, end.words, FontId::new(size::COUNT_BESIDE, FontFamily::Proportional), palette.faint, 60.0);
    let mut words = text::cut(ui, entry.words, font.clone(), colour, room - at_end.size().x - size::GAP_SMALL);
    let mut height = size::COMPACT;
    if words.elided && !matches!(entry.mark, Mark::Stars(_)) {
        if end.gives_way {
            at_end = text::cut(ui, "", text::caption_font(), palette.faint, 0.0);
        }
        words = text::cut_below(ui, entry.words, font, colour, room - at_end.size().x - size::GAP_SMALL, 3);
        height = height.max(words.size().y + size::GAP);
    }
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let rect = row.shrink2(vec2(size::GAP, 0.0));
    let response = ui.interact(rect, ui.scope_id().with(&id), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, entry.is_active, spoken));
    let corner = CornerRadius::same(size::CHIP_CORNER);
    if entry.is_active {
        ui.painter().rect_filled(rect, corner, palette.ground(Tone::Accent));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, corner, palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, corner, Stroke::new(1.5, palette.accent()), StrokeKind::Inside);
    }
    let left = rect.left() + size::GAP + entry.depth as f32 * size::GAP_WIDE;
    let middle = rect.center().y;
    let mut fold = None;
    match entry.mark {
        Mark::None => {}
        Mark::Dot(colour) => {
            ui.painter().circle_filled(pos2(left + 3.0, middle), 3.5, colour);
        }
        Mark::Stars(count) => {
            crate::app::widgets::chip::paint_stars(ui, left - 2.0, middle, count);
        }
        Mark::Fold(is_open) => {
            let at = Rect::from_center_size(pos2(left, middle), vec2(18.0, size::COMPACT));
            let arrow = ui.interact(at, ui.scope_id().with((&id, "fold")), Sense::click());
            let name = if is_open { tr!("rail-fold", group = entry.words) } else { tr!("rail-unfold", group = entry.words) };
            arrow.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::DisclosureTriangle, true, is_open, &name));
            let colour = if arrow.hovered() { palette.text } else { palette.faint };
            icon(ui, if is_open { ICON_EXPAND_MORE } else { ICON_CHEVRON_RIGHT }, at.center(), colour);
            fold = Some(arrow);
        }
    }
    text::paint(ui.painter(), rect.with_max_x(rect.right() - END_MARGIN), at_end, Align::Max, palette.faint);
    if !matches!(entry.mark, Mark::Stars(_)) {
        let is_cut = words.elided;
        text::paint(ui.painter(), rect.with_min_x(rect.left() + indent), words, Align::Min, colour);
        if is_cut {
            return (response.on_hover_text(entry.words), fold);
        }
    }
    (response, fold)
}

/// Paints an icon with its middle at `at`.
pub fn icon(ui: &Ui, mark: MaterialIcon, at: egui::Pos2, colour: Color32) {
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), FontId::new(16.0, mark.font_family()), colour));
    ui.painter().galley(at - galley.size() / 2.0, galley, colour);
}

/// What a section without entries says of itself; ends as far from the edge as entries do.
pub fn hint_ui(ui: &mut Ui, words: &str) {
    let margin = egui::Margin { left: size::MARGIN as i8, right: size::MARGIN as i8, top: 0, bottom: size::GAP_SMALL as i8 };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| ui.add(egui::Label::new(text::caption(ui, words)).wrap()));
}

/// A quiet button at the end of a section.
pub fn more_ui(ui: &mut Ui, words: &str) -> bool {
    ui.horizontal(|ui| {
        ui.add_space(size::GAP + 2.0);
        button::link_ui(ui, None, words).clicked()
    })
    .inner
}
