//! The question before a backup is restored: what would come back, what would go, what would be as it was.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use egui::{Align, Context, Layout, ProgressBar, RichText, Ui, vec2};
use egui_material_icons::icons::ICON_SETTINGS_BACKUP_RESTORE;

use crate::app::action::Action;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::finding::Finding;
use crate::app::widgets::{button, modal, text, values};
use crate::book::{Backup, BackupComparison, Comparing, compare_backup};
use crate::error::Result;
use crate::tr;
use crate::words;

/// The question, while the comparison runs and after it.
pub struct RestoreForm {
    backup: PathBuf,
    when: String,
    found: Finding<Result<BackupComparison>>,
    /// Thousandths.
    share: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
}

impl Drop for RestoreForm {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl RestoreForm {
    /// Begins to compare `backup` with the book in the folder `place`; `when` is when it was taken, as one says it.
    pub fn new(context: &Context, backup: Backup, place: PathBuf, when: String) -> Self {
        let (share, stop) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
        let (told, stopped, path, language) = (Arc::clone(&share), Arc::clone(&stop), backup.path.clone(), words::spoken());
        let found = Finding::start(context, move || {
            words::speak(language);
            compare_backup(&path, &place, &mut |share| {
                told.store((share * 1000.0) as u32, Ordering::Relaxed);
                !stopped.load(Ordering::Relaxed)
            })
        });
        Self { backup: backup.path, when, found, share, stop }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let is_busy = self.found.is_busy();
        let ((), wants_close) = modal::ui(ui, "restore", 560.0, |ui| {
            ui.add(egui::Label::new(text::title(ui, tr!("restore-title", when = self.when.as_str()))).wrap());
            ui.add_space(size::GAP);
            let can_restore = match self.found.get() {
                Some(Ok(comparison)) => {
                    comparison_ui(ui, comparison);
                    !comparison.is_same
                }
                Some(Err(error)) => {
                    let colour = palette(ui.visuals()).mark(Tone::Overdue);
                    text::wrapped_ui(ui, RichText::new(error.to_string()).color(colour));
                    text::wrapped_ui(ui, text::caption(ui, error.hint()));
                    false
                }
                None if is_busy => {
                    let share = self.share.load(Ordering::Relaxed) as f32 / 1000.0;
                    ui.label(text::dim(ui, tr!("restore-comparing")));
                    ui.add(ProgressBar::new(share).desired_height(6.0).desired_width(ui.available_width()));
                    ui.request_repaint_after(std::time::Duration::from_millis(200));
                    false
                }
                None => {
                    ui.label(tr!("job-died"));
                    false
                }
            };
            ui.add_space(size::MARGIN);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if can_restore {
                    let restore = button::danger_ui(ui, Some(ICON_SETTINGS_BACKUP_RESTORE), &tr!("restore-do"));
                    if restore.clicked() {
                        actions.push(Action::Restore(self.backup.clone()));
                        stays = false;
                    }
                }
                // The safe way out has the keyboard.
                let cancel = button::plain_ui(ui, None, &if can_restore || is_busy { tr!("form-cancel") } else { tr!("form-close") });
                if ui.memory(|memory| memory.focused().is_none()) {
                    cancel.request_focus();
                }
                if cancel.clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }
}

fn comparison_ui(ui: &mut Ui, comparison: &BackupComparison) {
    if comparison.is_same {
        text::wrapped_ui(ui, text::dim(ui, tr!("restore-same")));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    line_ui(ui, "", [tr!("restore-back"), tr!("restore-gone"), tr!("restore-changed")].map(|words| text::caption(ui, words)));
    for rows in comparison.rows.iter().filter(|rows| rows.back + rows.gone + rows.changed > 0 || rows.what == tr!("rows-customers")) {
        numbers_ui(ui, rows);
    }
    ui.add_space(size::GAP_WIDE);
    let [back, gone, changed] = &comparison.examples;
    for (title, names) in [(tr!("restore-back"), back), (tr!("restore-gone"), gone), (tr!("restore-changed"), changed)] {
        if names.is_empty() {
            continue;
        }
        let names: Vec<String> =
            names.iter().map(|name| if name.is_empty() { tr!("customer-without-name") } else { name.clone() }).collect();
        text::wrapped_ui(ui, text::dim(ui, tr!("restore-examples", what = title, names = values::listed(&names))));
        ui.add_space(2.0);
    }
    ui.add_space(size::GAP);
    text::wrapped_ui(ui, text::caption(ui, tr!("restore-what")));
}

fn numbers_ui(ui: &mut Ui, rows: &Comparing) {
    let palette = palette(ui.visuals());
    let number = |count: usize, tone: Tone| {
        let words = if count == 0 { "—".to_owned() } else { text::grouped(count) };
        RichText::new(words).color(if count == 0 { palette.faint } else { palette.mark(tone) })
    };
    let cells = [number(rows.back, Tone::Fine), number(rows.gone, Tone::Overdue), number(rows.changed, Tone::Due)];
    line_ui(ui, &rows.what, cells);
}

fn line_ui(ui: &mut Ui, what: &str, cells: [RichText; 3]) {
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::left_to_right(Align::Center), |ui| {
        let width = (ui.available_width() - 130.0 - 4.0 * size::GAP) / 3.0;
        ui.allocate_ui_with_layout(vec2(130.0, 28.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(130.0);
            ui.label(what);
        });
        for cell in cells {
            ui.allocate_ui_with_layout(vec2(width, 28.0), Layout::right_to_left(Align::Center), |ui| {
                ui.set_min_width(width);
                text::cut_ui(ui, cell);
            });
        }
    });
    let line = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
}
