//! The sections of a card: their order, which is the user's own, folding, and one or two columns of them.

use std::collections::HashMap;

use egui::{Align, CornerRadius, EventFilter, Id, Key, Layout, Modifiers, Rect, Sense, Ui, UiBuilder, vec2};
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_CHEVRON_RIGHT, ICON_EXPAND_MORE, ICON_RESTART_ALT};

use crate::app::action::Scene;
use crate::app::settings::Settings;
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, menu, text};
use crate::model::Category;
use crate::tr;

/// A section of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// What is planned.
    FollowUps,
    /// Who owes whom what.
    Promises,
    /// What happened.
    Touches,
    /// People.
    Contacts,
    /// Further addresses.
    Addresses,
    /// Fields of one category.
    Fields(Category),
    /// Fields of the user's own.
    Own,
}

impl Section {
    /// All, in the order that a card has until its user moves them.
    pub const ALL: [Self; 14] = [
        Self::FollowUps,
        Self::Promises,
        Self::Touches,
        Self::Contacts,
        Self::Fields(Category::Judgement),
        Self::Fields(Category::Basic),
        Self::Addresses,
        Self::Fields(Category::Needs),
        Self::Fields(Category::Credit),
        Self::Fields(Category::Results),
        Self::Fields(Category::Operation),
        Self::Fields(Category::Other),
        Self::Fields(Category::Source),
        Self::Own,
    ];

    /// Its name in the settings.
    pub fn key(self) -> &'static str {
        match self {
            Self::FollowUps => "follow-ups",
            Self::Promises => "promises",
            Self::Touches => "touches",
            Self::Contacts => "contacts",
            Self::Addresses => "addresses",
            Self::Fields(category) => category.key(),
            Self::Own => "category-extra",
        }
    }

    /// All in the order of `saved`; what is not named there stands where it usually stands.
    pub fn ordered(saved: &[String]) -> Vec<Self> {
        let by_key = |key: &String| Self::ALL.into_iter().find(|section| section.key() == key);
        let mut order: Vec<Self> = Vec::new();
        for section in saved.iter().filter_map(by_key) {
            if !order.contains(&section) {
                order.push(section);
            }
        }
        for (at, section) in Self::ALL.into_iter().enumerate() {
            if !order.contains(&section) {
                // Behind the one that it usually follows.
                let place = Self::ALL[..at].iter().rev().find_map(|before| order.iter().position(|known| known == before));
                order.insert(place.map_or(0, |place| place + 1), section);
            }
        }
        order
    }

    /// The order in which this section has moved to stand before or behind `target`.
    pub fn moved(self, order: &[Self], target: Self, is_behind: bool) -> Vec<Self> {
        let mut order: Vec<Self> = order.iter().copied().filter(|section| *section != self).collect();
        match order.iter().position(|section| *section == target) {
            Some(at) => order.insert(at + usize::from(is_behind), self),
            None => order.push(self),
        }
        order
    }
}

/// What a person does with the head of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Up,
    Down,
    Usual,
    Dragged,
    Dropped,
}

fn moves_id() -> Id {
    Id::unique("card-section-moves")
}

/// Draws the head of a section; returns whether it is open, and what `more` drew at its right end.
pub fn section_ui<R>(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    section: Section,
    title: &str,
    more: impl FnOnce(&mut Ui, &mut Scene<'_>) -> R,
) -> (bool, R) {
    let palette = palette(ui.visuals());
    let key = section.key();
    let is_open = !scene.settings.folded.contains(key);
    ui.add_space(size::GAP);
    let row = ui.horizontal(|ui| {
        ui.set_height(size::COMPACT);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 32.0, size::COMPACT), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::DisclosureTriangle, true, is_open, title));
        if response.clicked() {
            fold(scene.settings, key, is_open);
        }
        if let Some(wanted) = head_move_ui(ui, &response, title) {
            ui.data_mut(|data| data.insert_temp(moves_id(), Some((section, wanted))));
        }
        if response.hovered() || response.has_focus() || response.dragged() {
            ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(size::CHIP_CORNER), palette.hover);
        }
        let font = egui::FontId::new(size::CAPTION, text::bold_family(ui, title));
        let galley = text::cut(ui, title, font, palette.text, rect.width() - 20.0);
        let painted = text::paint(ui.painter(), rect, galley, Align::Min, palette.text);
        let mark = if is_open { ICON_EXPAND_MORE } else { ICON_CHEVRON_RIGHT };
        let arrow = ui
            .fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), egui::FontId::new(16.0, mark.font_family()), palette.faint));
        let at = Rect::from_min_size(egui::pos2(painted.right() + 4.0, rect.top()), vec2(16.0, rect.height()));
        text::paint(ui.painter(), at, arrow, Align::Min, palette.faint);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| more(ui, scene)).inner
    });
    (is_open, row.inner)
}

fn fold(settings: &mut Settings, key: &str, is_open: bool) {
    if is_open {
        settings.folded.insert(key.to_owned());
    } else {
        settings.folded.remove(key);
    }
}

/// Dragging, Alt and the arrows, or the menu of the head.
fn head_move_ui(ui: &Ui, response: &egui::Response, title: &str) -> Option<Move> {
    let mut wanted = None;
    if response.drag_stopped() {
        wanted = Some(Move::Dropped);
    } else if response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        wanted = Some(Move::Dragged);
    }
    if response.has_focus() {
        // Else the arrows would lead to the next field.
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, EventFilter { vertical_arrows: true, ..EventFilter::default() }));
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::ALT, Key::ArrowUp) {
                wanted = Some(Move::Up);
            } else if input.consume_key(Modifiers::ALT, Key::ArrowDown) {
                wanted = Some(Move::Down);
            }
        });
    }
    response.context_menu(|ui| {
        ui.set_width(220.0);
        for (mark, words, keys, move_) in [
            (ICON_ARROW_UPWARD, tr!("section-up", section = title), "Alt+↑", Move::Up),
            (ICON_ARROW_DOWNWARD, tr!("section-down", section = title), "Alt+↓", Move::Down),
            (ICON_RESTART_ALT, tr!("section-usual-order"), "", Move::Usual),
        ] {
            if button::menu_entry_ui(ui, mark, &words, keys).clicked() {
                wanted = Some(move_);
                ui.close();
            }
        }
    });
    wanted
}

/// How the sections stood in the frame before: what columns and dragging need.
#[derive(Default)]
pub struct Places {
    places: HashMap<Section, Rect>,
}

/// Less than this and two columns would be too narrow for their fields.
const TWO_COLUMNS: f32 = 640.0;

impl Places {
    /// Draws all sections in the user's order with `draw`, in two columns of about the same height where there is room, and
    /// moves the one that the person moves.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, mut draw: impl FnMut(&mut Ui, &mut Scene<'_>, Section)) {
        let order = Section::ordered(&scene.settings.card_sections);
        let mut places = HashMap::new();
        let mut column_ui = |ui: &mut Ui, scene: &mut Scene<'_>, sections: &[Section]| {
            let width = ui.available_width();
            for section in sections {
                // In a place of its own: a row that is too wide there must not widen the sections below.
                let top = ui.cursor().min;
                let mut inner =
                    ui.new_child(UiBuilder::new().id_salt(section.key()).max_rect(Rect::from_min_size(top, vec2(width, 4000.0))));
                draw(&mut inner, scene, *section);
                let place = Rect::from_min_size(top, vec2(width, inner.min_rect().height()));
                if place.height() > 1.0 {
                    ui.advance_cursor_after_rect(place);
                    places.insert(*section, place);
                }
            }
        };
        let width = ui.available_width();
        if width >= TWO_COLUMNS {
            let split = self.split(&order);
            let column = (width - size::PAGE) / 2.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = size::PAGE;
                for (at, sections) in [&order[..split], &order[split..]].into_iter().enumerate() {
                    ui.push_id(("column", at), |ui| {
                        ui.allocate_ui_with_layout(vec2(column, 0.0), Layout::top_down(Align::Min), |ui| {
                            ui.set_width(column);
                            column_ui(ui, scene, sections);
                        });
                    });
                }
            });
        } else {
            column_ui(ui, scene, &order);
        }
        self.places = places;
        self.move_ui(ui, scene, &order);
    }

    /// How many sections stand in the first of two columns.
    fn split(&self, order: &[Section]) -> usize {
        let height = |section: &Section| self.places.get(section).map_or(0.0, Rect::height);
        let whole: f32 = order.iter().map(height).sum();
        if whole <= 0.0 {
            return order.len().div_ceil(2);
        }
        let mut above = 0.0;
        for (at, section) in order.iter().enumerate() {
            let own = height(section);
            if above + own / 2.0 > whole / 2.0 && at > 0 {
                return at;
            }
            above += own;
        }
        order.len()
    }

    fn move_ui(&self, ui: &Ui, scene: &mut Scene<'_>, order: &[Section]) {
        let Some((section, wanted)) = ui.data_mut(|data| data.remove_temp::<Option<(Section, Move)>>(moves_id())).flatten() else { return };
        let seen: Vec<Section> = order.iter().copied().filter(|section| self.places.contains_key(section)).collect();
        let at = seen.iter().position(|known| *known == section);
        let order = match wanted {
            Move::Usual => Vec::new(),
            Move::Up => match at.filter(|at| *at > 0) {
                Some(at) => section.moved(order, seen[at - 1], false),
                None => return,
            },
            Move::Down => match at.filter(|at| at + 1 < seen.len()) {
                Some(at) => section.moved(order, seen[at + 1], true),
                None => return,
            },
            Move::Dragged | Move::Dropped => {
                let Some((target, is_behind)) = self.target(ui, section) else { return };
                if wanted == Move::Dragged {
                    let place = self.places[&target];
                    let y = if is_behind { place.bottom() } else { place.top() } + size::GAP_SMALL;
                    ui.painter().hline(place.x_range(), y, egui::Stroke::new(2.0, palette(ui.visuals()).accent()));
                    return;
                }
                section.moved(order, target, is_behind)
            }
        };
        scene.settings.card_sections = order.iter().map(|section| section.key().to_owned()).collect();
    }

    /// Beside which section the pointer would drop one, and on which side of it.
    fn target(&self, ui: &Ui, section: Section) -> Option<(Section, bool)> {
        let pointer = ui.ctx().pointer_interact_pos()?;
        let distance = |place: &Rect| place.distance_sq_to_pos(pointer);
        let (target, place) = self.places.iter().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)))?;
        (*target != section).then_some((*target, pointer.y > place.center().y))
    }
}

/// The menu of a thing in a list: words, what it does, and whether it can.
pub fn rows_menu<T: Copy>(ui: &mut Ui, entries: &[(egui_material_icons::MaterialIcon, String, T, bool)]) -> Option<T> {
    let mut chosen = None;
    for (mark, words, what, can) in entries {
        if ui.add_enabled_ui(*can, |ui| button::menu_entry_ui(ui, *mark, words, "")).inner.clicked() {
            chosen = Some(*what);
        }
    }
    chosen
}

/// The small button with three dots that opens the menu of a thing.
pub fn dots_ui<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> Option<R>) -> Option<R> {
    let response = button::small_icon_ui(ui, egui_material_icons::icons::ICON_MORE_HORIZ, name);
    menu::of(&response, name)
        .show(|ui| {
            ui.set_width(200.0);
            add(ui)
        })
        .and_then(|shown| shown.inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(order: &[Section]) -> Vec<&'static str> {
        order.iter().map(|section| section.key()).collect()
    }

    #[test]
    fn sections_stand_as_saved_and_new_ones_where_they_usually_do() {
        assert_eq!(Section::ordered(&[]), Section::ALL);
        let saved = ["contacts", "no such section", "follow-ups", "contacts"].map(str::to_owned);
        let order = Section::ordered(&saved);
        assert_eq!(order.len(), Section::ALL.len());
        assert_eq!(keys(&order)[..3], ["contacts", "category-judgement", "category-basic"]);
        assert_eq!(keys(&order)[order.len() - 3..], ["follow-ups", "promises", "touches"]);
    }

    #[test]
    fn a_section_moves_before_or_behind_another() {
        let order = Section::ALL.to_vec();
        let moved = Section::Own.moved(&order, Section::FollowUps, false);
        assert_eq!(keys(&moved)[..2], ["category-extra", "follow-ups"]);
        let moved = Section::FollowUps.moved(&order, Section::Contacts, true);
        assert_eq!(keys(&moved)[..4], ["promises", "touches", "contacts", "follow-ups"]);
        assert_eq!(moved.len(), order.len());
    }
}
