//! Why a search finds nobody: what each of its parts finds by itself, what is left without it, and what is near to a value that nobody
//! has. One count is made before each frame, so that typing never waits for them.

use std::ops::Range;

use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons::{ICON_ARROW_FORWARD, ICON_CLOSE};

use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, text};
use crate::book::Book;
use crate::book::query::Completion;
use crate::tr;

/// More parts than these are not told one by one.
const MOST: usize = 6;
/// How wide the page of the reasons is.
const WIDTH: f32 = 460.0;

/// The reasons, as far as they are known.
#[derive(Default)]
pub struct Why {
    /// For which search and revision of the book.
    of: Option<(String, u64)>,
    parts: Vec<Asked>,
}

/// A part of the search.
struct Asked {
    place: Range<usize>,
    /// The search without it.
    rest: String,
    /// How many it finds by itself, once that was counted.
    alone: Option<usize>,
    /// How many the search finds without it.
    left: Option<usize>,
    /// What is near to its value, where nobody has that.
    instead: Vec<Completion>,
}

impl Why {
    /// Counts one thing more; returns whether there is more to count.
    pub fn look(&mut self, book: &Book, search: &str) -> bool {
        let of = (search.to_owned(), book.revision());
        if self.of.as_ref() != Some(&of) {
            let parts = book.parts_of_search(search).into_iter().take(MOST);
            self.parts = parts.map(|(place, rest)| Asked { place, rest, alone: None, left: None, instead: Vec::new() }).collect();
            self.of = Some(of);
            return true;
        }
        let has_several = self.parts.len() > 1;
        for part in &mut self.parts {
            if part.alone.is_none() {
                let asked = &search[part.place.clone()];
                let alone = if has_several { book.count_of(asked) } else { 0 };
                part.alone = Some(alone);
                if alone == 0 {
                    part.instead = book.instead_of(asked);
                }
                return true;
            }
            if part.left.is_none() && has_several {
                part.left = Some(book.count_of(&part.rest));
                return true;
            }
        }
        false
    }

    /// Forgets them.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// How many things are asked.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// Draws them.
    pub fn ui(&self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let search = scene.question.search.clone();
        // What was counted for another search stands for one frame at most, and must not be read in this one.
        if self.of.as_ref().is_none_or(|(known, _)| *known != search) {
            return;
        }
        for part in &self.parts {
            if self.parts.len() > 1 {
                part_ui(ui, scene, &search, part);
            }
            if part.instead.is_empty() {
                continue;
            }
            ui.allocate_ui_with_layout(vec2(WIDTH, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(WIDTH);
                ui.add_space(size::GAP_WIDE);
                ui.label(text::caption(ui, tr!("search-instead")));
                for way in &part.instead {
                    let name = tr!("search-part-instead", value = way.label.as_str());
                    if button::link_ui(ui, Some(ICON_ARROW_FORWARD), &way.label).on_hover_text(name).clicked() {
                        let mut asked = search[part.place.clone()].to_owned();
                        asked.replace_range(way.range.clone(), &way.text);
                        let search = format!("{}{asked}{}", &search[..part.place.start], &search[part.place.end..]);
                        scene.push(Action::Search(search));
                    }
                }
            });
        }
    }
}

/// A part with what it finds, and the button that drops it.
fn part_ui(ui: &mut Ui, scene: &mut Scene<'_>, search: &str, part: &Asked) {
    let palette = palette(ui.visuals());
    ui.allocate_ui_with_layout(vec2(WIDTH, size::CONTROL), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(WIDTH);
        let words = match part.left {
            Some(left) if left > 0 => tr!("search-part-drop-left", count = left, shown = text::grouped(left)),
            _ => tr!("search-part-drop"),
        };
        let asked = &search[part.place.clone()];
        let name = tr!("search-part-drop-name", part = asked);
        if button::link_ui(ui, Some(ICON_CLOSE), &words).on_hover_text(name).clicked() {
            scene.push(Action::Search(part.rest.clone()));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(size::GAP_WIDE);
            let room = ui.available_width() - 110.0;
            let galley = text::cut(ui, asked, text::body_font(), palette.text, room);
            let width = galley.size().x;
            let (place, response) = ui.allocate_exact_size(vec2(width, size::CONTROL), egui::Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, asked));
            text::paint(ui.painter(), place, galley, Align::Min, palette.text);
            if let Some(alone) = part.alone {
                let words = tr!("search-part-finds", count = alone, shown = text::grouped(alone));
                let colour = if alone == 0 { palette.mark(Tone::Overdue) } else { palette.faint };
                ui.label(text::caption(ui, words).color(colour));
            }
        });
    });
}
