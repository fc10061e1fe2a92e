//! What a page shows while a thread works: what, how far, how fast, and a way to stop it.

use std::time::Duration;

use egui::{CornerRadius, Sense, Ui, vec2};

use super::ImportAction;
use crate::app::action::{Action, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, text};
use crate::book::session::{ImportSession, Stage};
use crate::tr;

/// Nobody reads numbers that change faster.
const BEAT: Duration = Duration::from_millis(100);

/// What runs, in a few words.
pub fn words(stage: Stage, file: &str) -> String {
    match stage {
        Stage::Comparing => tr!("import-comparing", file = file),
        Stage::Taking => tr!("import-taking", file = file),
        _ => tr!("import-reading", file = file),
    }
}

/// Draws it.
pub fn ui(ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
    let palette = palette(ui.visuals());
    let progress = session.progress().unwrap_or_default();
    ui.request_repaint_after(BEAT);
    ui.add_space((ui.available_height() * 0.28).max(size::PAGE));
    ui.vertical_centered(|ui| {
        ui.set_max_width(440.0);
        ui.add(egui::Label::new(text::title(ui, words(session.stage, &session.file_name()))).wrap());
        ui.add_space(size::GAP_WIDE);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
        response.widget_info(|| {
            let mut info =
                egui::WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, words(session.stage, &session.file_name()));
            info.value = Some(f64::from(progress.share) * 100.0);
            info
        });
        ui.painter().rect_filled(rect, CornerRadius::same(3), palette.line);
        let done = rect.with_max_x(rect.left() + rect.width() * progress.share);
        ui.painter().rect_filled(done, CornerRadius::same(3), palette.accent());
        ui.add_space(size::GAP_SMALL);
        let done = text::grouped(usize::try_from(progress.done).unwrap_or(usize::MAX));
        let rate = text::grouped(progress.rate.max(0.0) as usize);
        let said = if progress.done == 0 { " ".to_owned() } else { tr!("import-rate", done = done, rate = rate) };
        ui.label(text::caption(ui, said));
        ui.add_space(size::PAGE);
        if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
            scene.push(Action::Import(ImportAction::Cancel));
        }
        if session.stage == Stage::Taking {
            ui.add_space(size::GAP_SMALL);
            ui.label(text::caption(ui, tr!("import-taking-what")));
        }
    });
}
