//! Where the book lies, and its backups: when, how much, why; each can be verified and restored.

use egui::{Align, Label, Layout, RichText, Ui, vec2};
use egui_material_icons::icons::ICON_CONTENT_COPY;

use super::row_ui;
use crate::app::action::{Action, Scene};
use crate::app::commands::Command;
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, days, text};
use crate::book::{Backup, reason_name};
use crate::tr;

pub(super) fn ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let place = scene.book.place().display().to_string();
    row_ui(ui, &tr!("settings-book"), &tr!("settings-book-move"), |ui| {
        ui.vertical(|ui| {
            ui.horizontal(|ui| {
                ui.set_min_height(size::CONTROL);
                ui.add(Label::new(text::bold(ui, &place)).truncate().selectable(true));
                if button::small_icon_ui(ui, ICON_CONTENT_COPY, &tr!("copy-value", value = place.as_str())).clicked() {
                    scene.push(Action::Copy(place.clone()));
                }
            });
            ui.horizontal(|ui| {
                for command in [Command::OpenBookFolder, Command::BackUp] {
                    if button::plain_ui(ui, Some(command.icon()), &command.name()).clicked() {
                        scene.push(Action::Run(command));
                    }
                }
            });
        });
    });
    let backups = scene.book.backups().to_vec();
    let what = if backups.is_empty() { tr!("backups-none") } else { tr!("backups-what") };
    row_ui(ui, &tr!("command-backups"), "", |ui| {
        ui.vertical(|ui| {
            ui.add_space(size::GAP);
            text::wrapped_ui(ui, text::dim(ui, what));
        });
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    for backup in &backups {
        backup_ui(ui, scene, backup);
    }
}

fn backup_ui(ui: &mut Ui, scene: &mut Scene<'_>, backup: &Backup) {
    let line = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
    let at = scene.clock.local(backup.taken_ms);
    let when = at.format("%Y-%m-%d %H:%M").to_string();
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 40.0), Layout::left_to_right(Align::Center), |ui| {
        let cell = |ui: &mut Ui, width: f32, is_number: bool, words: RichText| {
            let layout = if is_number { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
            ui.allocate_ui_with_layout(vec2(width, 40.0), layout, |ui| {
                ui.set_min_width(width);
                text::cut_ui(ui, words);
            });
        };
        let is_wide = ui.available_width() > 640.0;
        cell(ui, 126.0, false, RichText::new(&when));
        if is_wide {
            cell(ui, 84.0, false, text::caption(ui, days::relative(at.date(), scene.now.today)));
        }
        let customers = backup.customers.and_then(|count| usize::try_from(count).ok());
        let customers =
            customers.map_or_else(|| "—".to_owned(), |count| tr!("customers-count", count = count, shown = text::grouped(count)));
        cell(ui, 124.0, true, RichText::new(customers));
        cell(ui, 70.0, true, text::dim(ui, bytes_words(backup.bytes)));
        ui.add_space(size::GAP);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let restore = button::link_ui(ui, None, &tr!("backup-restore-ask"));
            if restore.accessible_name(tr!("backup-restore-of", when = when.as_str())).clicked() {
                scene.push(Action::AskToRestore(backup.clone()));
            }
            let verify = button::link_ui(ui, None, &tr!("backup-verify"));
            if verify.accessible_name(tr!("backup-verify-of", when = when.as_str())).clicked() {
                scene.push(Action::VerifyBackup(backup.clone()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| text::cut_ui(ui, text::dim(ui, reason_name(backup.reason))));
        });
    });
}

/// `1234567` as `1.2 MB`.
fn bytes_words(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        for (bytes, words) in [(0, "0 kB"), (1, "1 kB"), (999_001, "1000 kB"), (1_234_567, "1.2 MB"), (2_500_000_000, "2.5 GB")] {
            assert_eq!(bytes_words(bytes), words);
        }
    }
}
