//! The rail at the left: the name of the product, the places, the named views, the groups as a tree, the facets of the customers that are
//! found, and the settings at its foot.
//!
//! A click on a group or a value writes a filter into the search box, and nothing else: what filters is always to be read there.

mod facets;
mod groups;
mod section;
mod views;

use std::sync::Arc;

use egui::{Align, CornerRadius, FontId, Layout, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_material_icons::icons::{ICON_FILTER_LIST, ICON_FOLDER};

use super::action::{Action, Place, Scene};
use super::commands::Command;
use super::theme::{Tone, palette, size};
use super::widgets::{button, menu, text};
use crate::book::query::{Known, Subject, change};
use crate::book::{Book, Facets, TableQuestion};
use crate::model::{ExtraKind, Field};
use crate::tr;
use groups::Naming;

/// Where the words of an entry begin, and how far from its end the count ends.
const WORDS_AT: f32 = 30.0;
const COUNT_MARGIN: f32 = 4.0;

/// What the rail says about the places.
pub struct Counts {
    /// Customers of the book.
    pub customers: usize,
    /// What is due today.
    pub due: usize,
    /// Whether some of it is late.
    pub has_overdue: bool,
}

/// The fields whose values are offered below the groups, from what one filters by most.
const FACETS: [Field; 5] = [Field::Status, Field::Level, Field::Stars, Field::Tags, Field::Country];

/// The state of the rail.
#[derive(Default)]
pub struct Rail {
    facets: Arc<Facets>,
    /// The user's own fields, which the search box may name.
    extras: Vec<(String, ExtraKind)>,
    /// The revision of the book in which they were read.
    extras_of: Option<u64>,
    naming: Option<Naming>,
    view_name: Option<views::ViewName>,
    /// Facets of which all values are shown.
    long: Vec<Field>,
}

impl Rail {
    /// Takes the counts as far as they are there: those of a large book come when a thread has counted.
    pub fn refresh(&mut self, book: &Book, question: &TableQuestion) {
        // The order of the table changes no count.
        let question = TableQuestion { sort: Vec::new(), ..question.clone() };
        self.facets = book.facets(&question);
        if self.extras_of != Some(book.revision()) {
            self.extras = book.extra_kinds();
            self.extras_of = Some(book.revision());
        }
    }

    /// Draws the rail; `is_narrow` leaves out the words and opens groups and facets beside it.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, place: Place, counts: &Counts, is_narrow: bool) {
        places_ui(ui, scene, place, counts, is_narrow);
        let foot = if is_narrow { 2.0 } else { 1.0 } * (size::CONTROL + 2.0) + size::GAP;
        let room = (ui.available_height() - foot).max(0.0);
        if is_narrow {
            self.narrow_ui(ui, scene);
        } else if counts.customers > 0 {
            ui.add_space(size::GAP);
            egui::ScrollArea::vertical().id_salt("rail-scroll").max_height(room - size::GAP).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.views_ui(ui, scene);
                self.groups_ui(ui, scene);
                for field in FACETS {
                    self.facet_ui(ui, scene, field);
                }
                ui.add_space(size::GAP);
            });
        }
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            ui.add_space(size::GAP);
            let mut entry = |ui: &mut Ui, command: Command, to: Place, is_narrow: bool| {
                if entry_ui(ui, command, place == to, None, is_narrow) {
                    scene.push(Action::Go(to));
                }
            };
            if is_narrow {
                entry(ui, Command::GoSettings, Place::Settings, true);
                entry(ui, Command::GoRules, Place::Rules, true);
                return;
            }
            // One line for both: what is set up seldom must not take room from what is looked at all day.
            ui.allocate_ui_with_layout(vec2(ui.available_width(), size::CONTROL), Layout::right_to_left(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let icon = vec2(size::CONTROL + size::GAP_WIDE, size::CONTROL);
                ui.allocate_ui_with_layout(icon, Layout::top_down(Align::Min), |ui| entry(ui, Command::GoRules, Place::Rules, true));
                let rest = vec2(ui.available_width(), size::CONTROL);
                ui.allocate_ui_with_layout(rest, Layout::top_down(Align::Min), |ui| entry(ui, Command::GoSettings, Place::Settings, false));
            });
        });
    }

    /// Two buttons that open what has no room here.
    fn narrow_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::GAP);
        for (mark, name, is_groups) in [(ICON_FOLDER, tr!("rail-views-and-groups"), true), (ICON_FILTER_LIST, tr!("rail-filters"), false)] {
            let response = ui.horizontal(|ui| {
                ui.add_space(size::GAP);
                button::icon_ui(ui, mark, &name, "")
            });
            menu::staying(&response.inner, &name).align(egui::RectAlign::RIGHT_START).show(|ui| {
                ui.set_width(220.0);
                let height = ui.ctx().content_rect().height() - 2.0 * size::PAGE;
                egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    if is_groups {
                        self.views_ui(ui, scene);
                        self.groups_ui(ui, scene);
                    } else {
                        FACETS.into_iter().for_each(|field| self.facet_ui(ui, scene, field));
                    }
                });
            });
        }
    }

    /// Filters by a value of `field`: alone, or with `adds` besides those that filter already.
    fn filter(&self, scene: &mut Scene<'_>, field: Field, value: &str, adds: bool) {
        let known = Known { today: scene.now.today, extras: &self.extras };
        let (search, subject) = (&scene.question.search, Subject::Field(field));
        let search = if adds { change::toggle(search, &subject, value, &known) } else { change::set(search, &subject, value, &known) };
        scene.push(Action::Search(search));
    }

    /// Whether the search filters by this value.
    fn filters_by(&self, scene: &Scene<'_>, field: Field, value: &str) -> bool {
        let known = Known { today: scene.now.today, extras: &self.extras };
        change::has(&scene.question.search, &Subject::Field(field), value, &known)
    }

    /// Whether the search filters by any value of `field`.
    fn filters(&self, scene: &Scene<'_>, field: Field) -> bool {
        let known = Known { today: scene.now.today, extras: &self.extras };
        change::has_any(&scene.question.search, &Subject::Field(field), &known)
    }

    /// Filters by `field` no longer.
    fn clear(&self, scene: &mut Scene<'_>, field: Field) {
        let known = Known { today: scene.now.today, extras: &self.extras };
        let search = change::clear(&scene.question.search, &Subject::Field(field), &known);
        scene.push(Action::Search(search));
    }
}

/// Name of the product and the places.
fn places_ui(ui: &mut Ui, scene: &mut Scene<'_>, place: Place, counts: &Counts, is_narrow: bool) {
    let palette = palette(ui.visuals());
    ui.spacing_mut().item_spacing.y = 2.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::BAR), Sense::hover());
    if !is_narrow {
        let name = tr!("app-name");
        let font = FontId::new(16.0, text::bold_family(ui, &name));
        let galley = text::cut(ui, &name, font, palette.text, head.width() - 32.0);
        text::paint(ui.painter(), head.with_min_x(head.left() + 16.0), galley, Align::Min, palette.text);
    }
    boards_ui(ui, scene, place, head, is_narrow);
    let places = [
        (Place::Today, Command::GoToday),
        (Place::Customers, Command::GoCustomers),
        (Place::Calendar, Command::GoCalendar),
        (Place::Pool, Command::GoPool),
    ];
    for (at, command) in places {
        let badge = match at {
            Place::Customers if counts.customers > 0 => Some((text::compact(counts.customers), Tone::Plain)),
            Place::Today if counts.due > 0 => Some((late(counts.due), if counts.has_overdue { Tone::Overdue } else { Tone::Plain })),
            _ => None,
        };
        if entry_ui(ui, command, place == at, badge, is_narrow) {
            scene.push(Action::Go(at));
        }
    }
}

/// The pages that one looks at now and then: beside the name, where they take no room from the groups; below each other without words.
fn boards_ui(ui: &mut Ui, scene: &mut Scene<'_>, place: Place, head: Rect, is_narrow: bool) {
    let boards = [(Place::World, Command::GoWorld), (Place::Overview, Command::GoOverview)];
    if is_narrow {
        for (at, command) in boards {
            if entry_ui(ui, command, place == at, None, true) {
                scene.push(Action::Run(command));
            }
        }
        return;
    }
    let room = head.with_min_x(head.right() - 2.0 * size::CONTROL - size::GAP);
    let mut inner = ui.new_child(egui::UiBuilder::new().id_salt("boards").max_rect(room).layout(Layout::left_to_right(Align::Center)));
    inner.spacing_mut().item_spacing.x = 0.0;
    for (at, command) in boards {
        let colours = palette(inner.visuals());
        if place == at {
            let left = inner.cursor().left();
            let ground = Rect::from_center_size(pos2(left + size::CONTROL / 2.0, room.center().y), vec2(size::CONTROL, size::CONTROL));
            inner.painter().rect_filled(ground, CornerRadius::same(size::CORNER), colours.ground(Tone::Accent));
        }
        if button::command_icon_ui(&mut inner, command).clicked() {
            scene.push(Action::Run(command));
        }
    }
}

fn entry_ui(ui: &mut Ui, command: Command, is_here: bool, badge: Option<(String, Tone)>, is_narrow: bool) -> bool {
    let palette = palette(ui.visuals());
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL), Sense::click());
    let name = command.name();
    let spoken = badge.as_ref().map_or_else(|| name.clone(), |(count, _)| format!("{name} {count}"));
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, is_here, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(spoken));
    let rect = row.shrink2(vec2(size::GAP, 0.0));
    let corner = CornerRadius::same(size::CORNER);
    let colour = if is_here { palette.accent() } else { palette.dim };
    if is_here {
        ui.painter().rect_filled(rect, corner, palette.ground(Tone::Accent));
    } else if response.hovered() {
        ui.painter().rect_filled(rect, corner, palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, corner, Stroke::new(1.5, palette.accent()), StrokeKind::Inside);
    }
    let mark = command.icon();
    let icon = ui.fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), FontId::new(size::ICON, mark.font_family()), colour));
    let at = Rect::from_min_size(pos2(rect.left() + 7.0, rect.top()), vec2(size::ICON, rect.height()));
    text::paint(ui.painter(), at, icon, Align::Center, colour);
    if is_narrow {
        if let Some((_, Tone::Overdue)) = badge {
            ui.painter().circle_filled(pos2(rect.right() - 6.0, rect.top() + 7.0), 3.5, palette.mark(Tone::Overdue));
        }
    } else {
        let family = if is_here { text::bold_family(ui, &name) } else { egui::FontFamily::Proportional };
        let colour = if is_here { palette.accent() } else { palette.text };
        let place = Rect::from_min_max(pos2(rect.left() + WORDS_AT, rect.top()), pos2(rect.right() - COUNT_MARGIN, rect.bottom()));
        let galley = text::cut(ui, &name, FontId::new(size::BODY, family), colour, place.width());
        let words = text::paint(ui.painter(), place, galley, Align::Min, colour);
        if let Some((count, tone)) = badge {
            badge_ui(ui, &count, tone, place.with_min_x(words.right() + size::GAP_SMALL));
        }
    }
    let clicked = response.clicked();
    let keys = command.keys(ui);
    button::tooltip(response, &name, &keys);
    clicked
}

/// How many are due, for a badge: where they are thousands, nobody counts the hundreds.
fn late(count: usize) -> String {
    if count < 1_000 { count.to_string() } else { format!("{}k", count / 1_000) }
}

/// A count at the right end of `place`. The name of the entry goes before: a count that finds no room beside it is left out.
fn badge_ui(ui: &Ui, count: &str, tone: Tone, place: Rect) {
    let palette = palette(ui.visuals());
    let (colour, around) = if tone == Tone::Plain { (palette.faint, 0.0) } else { (palette.on_accent, 12.0) };
    let font = FontId::new(size::COUNT_BESIDE, egui::FontFamily::Proportional);
    let galley = text::cut(ui, count, font, colour, f32::INFINITY);
    let width = galley.size().x + around;
    if width > place.width() {
        return;
    }
    let rect = Rect::from_center_size(pos2(place.right() - width / 2.0, place.center().y), vec2(width, 18.0));
    if around > 0.0 {
        ui.painter().rect_filled(rect, CornerRadius::same(9), palette.mark(tone));
    }
    text::paint(ui.painter(), rect, galley, Align::Center, colour);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak};

    #[test]
    fn names_and_the_counts_of_large_books_stand_side_by_side() {
        let context = egui::Context::default();
        crate::app::theme::apply(&context);
        crate::app::fonts::install(&context, 100);
        let width = |text: &str, size: f32| {
            let family = text::bold_family(&context, text);
            text::cut(&context, text, FontId::new(size, family), egui::Color32::BLACK, f32::INFINITY).size().x
        };
        let mut output = context.run_ui(Default::default(), |_| {
            for language in Language::ALL {
                speak(language);
                let room = size::RAIL - 2.0 * size::GAP - WORDS_AT - COUNT_MARGIN - size::GAP_SMALL;
                for count in [9_999, 18_811, 99_999, 100_000, 999_999, 1_200_000].map(text::compact) {
                    let name = Command::GoCustomers.name();
                    assert!(width(&name, size::BODY) + width(&count, size::COUNT_BESIDE) <= room, "{name} {count} in {room}");
                }
                for count in [9, 999, 18_811, 100_000].map(late) {
                    let name = Command::GoToday.name();
                    assert!(width(&name, size::BODY) + width(&count, size::COUNT_BESIDE) + 12.0 <= room, "{name} {count} in {room}");
                }
            }
        });
        output.textures_delta.clear();
        speak(Language::English);
    }
}
