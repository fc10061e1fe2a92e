//! The last page: what was taken, and what to do next.

use egui::{RichText, Ui};
use egui_material_icons::icons::{ICON_CHECK_CIRCLE, ICON_DOWNLOAD, ICON_GROUP, ICON_UNDO, ICON_UPLOAD_FILE};

use super::ImportAction;
use crate::app::action::{Action, Scene};
use crate::app::commands::Command;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, text};
use crate::book::session::ImportSession;
use crate::tr;

/// Draws the page.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
    let palette = palette(ui.visuals());
    let Some(report) = &session.report else { return };
    ui.add_space((ui.available_height() * 0.14).max(size::GAP));
    ui.vertical_centered(|ui| {
        ui.set_max_width(520.0);
        ui.label(ICON_CHECK_CIRCLE.rich_text().size(44.0).color(palette.mark(Tone::Fine)));
        ui.add_space(size::GAP);
        ui.add(egui::Label::new(text::title(ui, tr!("import-done", file = session.file_name()))).wrap());
        ui.add_space(size::GAP_WIDE);
        let by = report.customers_by;
        let mut lines = vec![tr!("import-done-added", count = by.added, shown = text::grouped(by.added))];
        if by.updated > 0 {
            lines.push(tr!("import-done-updated", count = by.updated, shown = text::grouped(by.updated)));
        }
        if by.unchanged > 0 {
            lines.push(tr!("import-done-unchanged", count = by.unchanged, shown = text::grouped(by.unchanged)));
        }
        let contacts = report.contacts_by.added;
        if contacts > 0 {
            lines.push(tr!("import-done-contacts", count = contacts, shown = text::grouped(contacts)));
        }
        let touches = report.touches_by.added + report.touches_by.updated;
        if touches > 0 {
            lines.push(tr!("import-done-touches", count = touches, shown = text::grouped(touches)));
        }
        if report.order_lines > 0 {
            lines.push(tr!("import-done-lines", count = report.order_lines, shown = text::grouped(report.order_lines)));
        }
        for line in lines {
            ui.label(RichText::new(line));
        }
        if report.skipped_rows > 0 {
            ui.label(text::dim(ui, tr!("import-done-skipped", count = report.skipped_rows, shown = text::grouped(report.skipped_rows))));
        }
        ui.add_space(size::PAGE);
        if button::primary_ui(ui, Some(ICON_GROUP), &tr!("import-done-show")).clicked() {
            scene.push(Action::CloseImport);
        }
        ui.add_space(size::GAP);
        if report.step.is_some() && button::plain_ui(ui, Some(ICON_UNDO), &tr!("import-done-undo")).clicked() {
            scene.push(Action::Run(Command::Undo));
            scene.push(Action::CloseImport);
        }
        let not_taken = session.not_taken();
        if not_taken > 0 {
            let words = tr!("import-not-taken", count = not_taken, shown = text::grouped(not_taken));
            if button::link_ui(ui, Some(ICON_DOWNLOAD), &words).clicked() {
                scene.push(Action::Import(ImportAction::SaveNotTaken));
            }
        }
        if button::link_ui(ui, Some(ICON_UPLOAD_FILE), &tr!("import-another")).clicked() {
            scene.push(Action::Import(ImportAction::AnotherFile));
        }
        ui.add_space(size::MARGIN);
        ui.label(text::caption(ui, tr!("import-done-kept")));
    });
}
