//! The first page of the wizard: which file. Dropped, chosen, typed, recent, or from the downloads folder.

use std::path::PathBuf;

use egui::{Align, Context, CornerRadius, Key, Layout, Rect, ScrollArea, Sense, Shape, Stroke, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_DESCRIPTION, ICON_FOLDER, ICON_FOLDER_OPEN, ICON_TABLE_VIEW, ICON_UPLOAD_FILE};

use super::nearby::{self, ListFile};
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::finding::{self, Chosen, Finding};
use crate::app::widgets::{button, days, text};
use crate::tr;

/// What the page knows.
pub struct FilePage {
    path: String,
    recent: Finding<Vec<ListFile>>,
    downloads: Finding<Vec<ListFile>>,
    completions: Option<(String, Finding<Vec<ListFile>>)>,
    dialog: Option<Finding<Chosen>>,
    says_no_dialog: bool,
}

impl FilePage {
    /// Looks around for files.
    pub fn new(context: &Context, recent: Vec<PathBuf>) -> Self {
        Self {
            path: String::new(),
            recent: Finding::start(context, move || nearby::present(recent)),
            downloads: Finding::start(context, nearby::downloads),
            completions: None,
            dialog: None,
            says_no_dialog: false,
        }
    }

    /// Draws the page; returns the file that was chosen.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Option<PathBuf> {
        let mut chosen = self.drop_zone_ui(ui);
        ui.add_space(size::MARGIN);
        chosen = self.path_ui(ui, scene).or(chosen);
        ui.add_space(size::MARGIN);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let files = self.recent.get().cloned().unwrap_or_default();
            chosen = files_ui(ui, scene, &tr!("import-recent"), &files).or(chosen.take());
            let busy = self.downloads.is_busy();
            let files: Vec<ListFile> = self.downloads.get().cloned().unwrap_or_default();
            chosen = files_ui(ui, scene, &tr!("import-downloads"), &files).or(chosen.take());
            if busy {
                ui.label(text::caption(ui, tr!("import-looking")));
            }
        });
        chosen
    }

    fn drop_zone_ui(&mut self, ui: &mut Ui) -> Option<PathBuf> {
        let palette = palette(ui.visuals());
        let height = if ui.available_height() > 460.0 { 152.0 } else { 96.0 };
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let is_hovered = ui.input(|input| !input.raw.hovered_files.is_empty());
        let (ground, line) = if is_hovered { (palette.ground(Tone::Accent), palette.accent()) } else { (palette.raised, palette.outline) };
        ui.painter().rect_filled(rect, CornerRadius::same(8), ground);
        let inner = rect.shrink(1.0);
        let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
        ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.5, line), 6.0, 5.0));
        let mut zone = ui.new_child(
            egui::UiBuilder::new().id_salt("drop-zone").max_rect(rect.shrink(size::GAP)).layout(Layout::top_down(Align::Center)),
        );
        zone.add_space((height - 16.0 - if height > 100.0 { 108.0 } else { 72.0 }) / 2.0);
        if height > 100.0 {
            zone.label(ICON_UPLOAD_FILE.rich_text().size(28.0).color(palette.faint));
        }
        zone.label(text::dim(&zone, tr!("import-drop")));
        zone.add_space(size::GAP_SMALL);
        let is_open = self.dialog.as_mut().is_some_and(Finding::is_busy);
        let button = zone.add_enabled_ui(!is_open, |ui| button::primary_ui(ui, Some(ICON_FOLDER_OPEN), &tr!("import-choose"))).inner;
        if button.clicked() {
            self.says_no_dialog = false;
            let (title, kinds) = (tr!("import-choose-title"), tr!("import-kinds"));
            self.dialog = Some(Finding::start(ui, move || finding::choose(title, kinds, &nearby::SUFFIXES)));
        }
        match self.dialog.as_mut().and_then(Finding::take) {
            Some(Chosen::File(file)) => return Some(file),
            Some(Chosen::NoDialog) => self.says_no_dialog = true,
            Some(Chosen::Nothing) | None => {}
        }
        None
    }

    fn path_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<PathBuf> {
        let palette = palette(ui.visuals());
        let name = tr!("import-path");
        let mut chosen = None;
        ui.allocate_ui_with_layout(vec2(ui.available_width(), size::CONTROL), Layout::right_to_left(Align::Center), |ui| {
            let open = ui.add_enabled_ui(!self.path.trim().is_empty(), |ui| button::plain_ui(ui, None, &tr!("import-open"))).inner;
            let width = ui.available_width();
            let response = ui
                .add(
                    TextEdit::singleline(&mut self.path)
                        .hint_text(tr!("import-path-hint"))
                        .desired_width(width)
                        .align(egui::Align2::LEFT_CENTER),
                )
                .accessible_name(&name);
            let entered = response.lost_focus() && !scene.is_composing && ui.input(|input| input.key_pressed(Key::Enter));
            if (entered || open.clicked()) && !self.path.trim().is_empty() {
                chosen = Some(finding::expand(&self.path));
            }
        });
        if self.says_no_dialog {
            ui.label(text::caption(ui, tr!("import-no-dialog")).color(palette.mark(Tone::Due)));
        }
        if self.completions.as_ref().is_none_or(|(typed, _)| *typed != self.path) {
            let typed = self.path.clone();
            self.completions = Some((typed.clone(), Finding::start(ui, move || nearby::completions(&typed))));
        }
        let found = self.completions.as_mut().and_then(|(_, found)| found.get()).cloned().unwrap_or_default();
        if !self.path.trim().is_empty() {
            for file in &found {
                if file_ui(ui, scene, file) {
                    if file.is_folder {
                        self.path = format!("{}{}", file.path.display(), std::path::MAIN_SEPARATOR);
                    } else {
                        chosen = Some(file.path.clone());
                    }
                }
            }
        }
        chosen
    }
}

fn files_ui(ui: &mut Ui, scene: &Scene<'_>, title: &str, files: &[ListFile]) -> Option<PathBuf> {
    if files.is_empty() {
        return None;
    }
    ui.label(text::caption(ui, title));
    let mut chosen = None;
    for file in files {
        if file_ui(ui, scene, file) {
            chosen = Some(file.path.clone());
        }
    }
    ui.add_space(size::GAP_WIDE);
    chosen
}

/// A row with name, folder, size and age; returns whether it was pressed.
fn file_ui(ui: &mut Ui, scene: &Scene<'_>, file: &ListFile) -> bool {
    let palette = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL), Sense::click());
    let name = file.name();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::CORNER), palette.hover);
    }
    let mark = if file.is_folder {
        ICON_FOLDER
    } else if file.path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("csv") || suffix.eq_ignore_ascii_case("txt")) {
        ICON_DESCRIPTION
    } else {
        ICON_TABLE_VIEW
    };
    let icon = ui.fonts_mut(|fonts| {
        fonts.layout_no_wrap(mark.codepoint.to_owned(), egui::FontId::new(size::ICON, mark.font_family()), palette.faint)
    });
    text::paint(ui.painter(), rect.with_min_x(rect.left() + 8.0), icon, Align::Min, palette.faint);
    let place = Rect::from_min_max(rect.min + vec2(36.0, 0.0), rect.max - vec2(8.0, 0.0));
    let about = about(file, scene);
    let about = text::cut(ui, &about, text::caption_font(), palette.faint, 200.0);
    let about_width = about.size().x;
    text::paint(ui.painter(), place, about, Align::Max, palette.faint);
    let galley = text::cut(ui, &name, text::body_font(), palette.text, place.width() - about_width - 16.0);
    let painted = text::paint(ui.painter(), place, galley, Align::Min, palette.text);
    let folder = file.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let rest =
        Rect::from_min_max(egui::pos2(painted.right() + 12.0, place.top()), egui::pos2(place.right() - about_width - 16.0, place.bottom()));
    if rest.width() > 60.0 {
        let galley = text::cut(ui, &folder, text::caption_font(), palette.faint, rest.width());
        text::paint(ui.painter(), rest, galley, Align::Min, palette.faint);
    }
    response.on_hover_text(file.path.display().to_string()).clicked()
}

fn about(file: &ListFile, scene: &Scene<'_>) -> String {
    if file.is_folder {
        return String::new();
    }
    let age = file
        .changed
        .and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok())
        .map(|since| days::relative(scene.clock.local(since.as_millis() as i64).date(), scene.now.today))
        .unwrap_or_default();
    format!("{} · {age}", bytes(file.bytes))
}

/// A size as people read it.
fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{} KB", count / 1_000),
        _ => format!("{:.1} MB", count as f64 / 1e6),
    }
}
