//! The foot of the table: how many customers are shown and selected, what was typed to find a name, and that all is saved.

use egui::{Align, Layout, Ui};
use egui_material_icons::icons::ICON_CLOSE;

use super::Customers;
use crate::app::action::{Action, Running, Scene};
use crate::app::commands::Command;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, days, text};
use crate::tr;

impl Customers {
    pub(super) fn foot_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.horizontal_centered(|ui| {
            let (shown, total) = (self.answer.ids.len(), self.answer.total);
            let count = if shown == total {
                tr!("customers-count", count = total, shown = text::grouped(total))
            } else {
                tr!("customers-count-of", count = shown, shown = text::grouped(shown), total = text::grouped(total))
            };
            ui.label(text::caption(ui, count));
            if self.is_recalled && !scene.question.search.is_empty() {
                // A search that nobody typed today may be taken for the whole book.
                let colour = palette(ui.visuals()).mark(Tone::Due);
                ui.label(text::caption(ui, tr!("search-recalled")).color(colour));
                if button::link_ui(ui, None, &tr!("search-recalled-all")).clicked() {
                    scene.push(Action::Search(String::new()));
                }
                if button::small_icon_ui(ui, ICON_CLOSE, &tr!("search-recalled-keep")).clicked() {
                    self.is_recalled = false;
                }
            }
            let selected = scene.selection.len();
            if selected > 1 || scene.selection.is_marked() {
                ui.add_space(size::GAP);
                let hidden = self.sight(scene).hidden;
                ui.label(text::caption(ui, tr!("customers-selected", count = selected, shown = text::grouped(selected))));
                if hidden > 0 {
                    let words = tr!("customers-selected-hidden", count = hidden, shown = text::grouped(hidden));
                    ui.label(text::caption(ui, words).color(palette(ui.visuals()).mark(Tone::Due)));
                }
            }
            if selected > 1 {
                for (command, words) in [(Command::EditCustomers, tr!("selected-edit")), (Command::DeleteCustomers, tr!("selected-delete"))]
                {
                    let keys = command.keys(ui);
                    let response = button::link_ui(ui, Some(command.icon()), &words);
                    if button::tooltip(response, &command.name(), &keys).clicked() {
                        scene.push(Action::Run(command));
                    }
                }
            }
            if !self.answer.is_complete {
                ui.add_space(size::GAP);
                ui.label(text::caption(ui, tr!("search-still-filling")));
            }
            if let Some((typed, is_found)) = self.seek.shown(ui) {
                ui.add_space(size::GAP);
                let colour = if is_found { palette(ui.visuals()).dim } else { palette(ui.visuals()).mark(Tone::Due) };
                let words = if is_found { tr!("seek-typed", typed = typed) } else { tr!("seek-nobody", typed = typed) };
                ui.label(text::caption(ui, words).color(colour));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| match scene.running.clone() {
                Some(running) => running_ui(ui, scene, &running),
                None => {
                    ui.label(text::caption(ui, saved(ui, scene)));
                }
            });
        });
    }
}

/// What runs, how far it is, and which edits wait for it; from the right.
fn running_ui(ui: &mut Ui, scene: &mut Scene<'_>, running: &Running) {
    ui.request_repaint_after(std::time::Duration::from_millis(200));
    let words = tr!("job-share", what = running.words.as_str(), percent = (running.share * 100.0) as i64);
    let waiting = scene.book.waiting();
    if waiting > 0 {
        ui.label(text::caption(ui, tr!("edits-wait", count = waiting, shown = text::grouped(waiting))));
        ui.add_space(size::GAP);
    }
    if running.is_import {
        if button::link_ui(ui, None, &words).clicked() {
            scene.push(Action::OpenImport(None));
        }
    } else {
        if button::link_ui(ui, None, &tr!("job-stop")).clicked() {
            scene.push(Action::StopJob);
        }
        // A long file name gives way to what stands beside it.
        text::cut_ui(ui, text::caption(ui, words));
    }
}

/// That everything is saved, and when the book was backed up.
fn saved(ui: &Ui, scene: &Scene<'_>) -> String {
    if let Some(share) = scene.book.backup_progress() {
        ui.request_repaint_after(std::time::Duration::from_millis(200));
        return tr!("book-backing-up", percent = (share * 100.0) as i64);
    }
    let Some(at_ms) = scene.book.backed_up_ms() else { return tr!("book-saved") };
    // "12 minutes ago" becomes 13 at the full minute.
    ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
    let minutes = (scene.now.ms() - at_ms).max(0) / 60_000;
    let ago = match minutes {
        0 => tr!("ago-now"),
        1..60 => tr!("ago-minutes", count = minutes),
        60..1_440 => tr!("ago-hours", count = minutes / 60),
        _ => days::relative(scene.clock.local(at_ms).date(), scene.now.today),
    };
    tr!("book-backed-up", ago = ago)
}
