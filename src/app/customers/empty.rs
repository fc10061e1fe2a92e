//! What stands in the place of the table when there is nothing to show: what to do now.

use egui::{Ui, vec2};
use egui_material_icons::icons::{ICON_CLOSE, ICON_DATASET, ICON_GROUP, ICON_SEARCH_OFF, ICON_UPLOAD_FILE};

use super::why::Why;
use crate::app::action::{Action, Scene};
use crate::app::commands::Command;
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, text};
use crate::tr;

/// Width of what is said, in points: a sentence of either language in one line.
const ROOM: f32 = 560.0;

/// Draws the invitation of an empty book, or says that a search found nothing.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, total: usize, is_complete: bool, why: &Why) {
    let palette = palette(ui.visuals());
    let height = ui.available_height();
    ui.add_space((height * 0.26).max(size::PAGE));
    ui.vertical_centered(|ui| {
        ui.set_max_width(ROOM.min(ui.available_width()));
        let mark = if total == 0 { ICON_GROUP } else { ICON_SEARCH_OFF };
        ui.label(mark.rich_text().size(40.0).color(palette.outline));
        ui.add_space(size::GAP_WIDE);
        if total == 0 {
            ui.label(text::title(ui, tr!("empty-book")));
            ui.add_space(size::GAP_SMALL);
            ui.label(text::dim(ui, tr!("empty-book-what")));
            ui.add_space(size::PAGE);
            choice_ui(
                ui,
                |ui| button::primary_ui(ui, Some(ICON_UPLOAD_FILE), &tr!("empty-import")).clicked().then_some(Action::Run(Command::Import)),
                &tr!("empty-import-what"),
                scene,
            );
            choice_ui(
                ui,
                |ui| {
                    button::plain_ui(ui, Some(Command::NewCustomer.icon()), &tr!("empty-new"))
                        .clicked()
                        .then_some(Action::Run(Command::NewCustomer))
                },
                &tr!("empty-new-what"),
                scene,
            );
            choice_ui(
                ui,
                |ui| button::plain_ui(ui, Some(ICON_DATASET), &tr!("empty-sample")).clicked().then_some(Action::AddSample),
                &tr!("empty-sample-what"),
                scene,
            );
        } else if !is_complete {
            ui.label(text::title(ui, tr!("search-still-filling")));
        } else {
            let search = scene.question.search.as_str();
            if why.count() > 1 {
                ui.label(text::title(ui, tr!("search-no-hits-all", count = why.count())));
            } else {
                ui.add(egui::Label::new(text::title(ui, tr!("search-no-hits", search = search))).wrap());
                // A filter says by itself where it looks.
                if !search.contains([':', '：']) {
                    ui.add_space(size::GAP_SMALL);
                    ui.label(text::dim(ui, tr!("search-no-hits-what")));
                }
            }
            ui.add_space(size::GAP);
            why.ui(ui, scene);
            ui.add_space(size::GAP);
            if button::plain_ui(ui, Some(ICON_CLOSE), &tr!("search-clear")).clicked() {
                scene.push(Action::Search(String::new()));
            }
        }
    });
}

fn choice_ui(ui: &mut Ui, draw: impl FnOnce(&mut Ui) -> Option<Action>, what: &str, scene: &mut Scene<'_>) {
    let room = (ROOM - 2.0 * size::PAGE).min(ui.available_width());
    ui.allocate_ui_with_layout(vec2(room, size::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_width(room);
        let action = ui.allocate_ui_with_layout(vec2(168.0, size::CONTROL), egui::Layout::top_down_justified(egui::Align::Min), draw).inner;
        ui.add_space(size::GAP_SMALL);
        ui.add(egui::Label::new(text::caption(ui, what)).wrap());
        if let Some(action) = action {
            scene.push(action);
        }
    });
    ui.add_space(size::GAP);
}
