//! The first page once a file is read: which sheet, how its text is read, and which row holds the headings.

use egui::{Align, CornerRadius, Rect, ScrollArea, Sense, StrokeKind, Ui, pos2, vec2};
use egui_material_icons::icons::ICON_SWAP_HORIZ;

use super::{ImportAction, Page, foot_ui};
use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::session::ImportSession;
use crate::tr;

const ROWS: usize = 60;
const ROW: f32 = 28.0;
const NUMBER: f32 = 48.0;

/// Encodings that lists come in, by their standard name.
const ENCODINGS: [&str; 12] = [
    "UTF-8",
    "GB18030",
    "Big5",
    "Shift_JIS",
    "EUC-KR",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1252",
    "windows-1251",
    "windows-1250",
    "windows-1254",
    "windows-1256",
];
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// What the page shows of the sheet.
#[derive(Default)]
pub struct SheetPage {
    rows: Vec<(u32, Vec<String>)>,
    widths: Vec<f32>,
}

impl SheetPage {
    /// Takes the rows of the sheet that is chosen.
    pub fn look_at(&mut self, session: &ImportSession) {
        self.rows = session.raw_rows(ROWS);
        let columns = self.rows.first().map_or(0, |(_, cells)| cells.len());
        self.widths = (0..columns).map(|column| width_of(self.rows.iter().map(|(_, cells)| cells[column].as_str()), 56.0, 240.0)).collect();
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
        foot_ui(ui, &tr!("import-header-remark"), |ui| {
            if button::primary_ui(ui, None, &tr!("import-next")).clicked() {
                scene.push(Action::Import(ImportAction::Page(Page::Fields)));
            }
            if button::plain_ui(ui, Some(ICON_SWAP_HORIZ), &tr!("import-another")).clicked() {
                scene.push(Action::Import(ImportAction::AnotherFile));
            }
        });
        sheets_ui(ui, scene, session);
        text_ui(ui, scene, session);
        let header = session.understanding.as_ref().and_then(|understanding| understanding.header_row);
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = size::COMPACT;
            let words = header.map_or_else(|| tr!("import-header-none"), |row| tr!("import-header-row", row = row + 1));
            ui.label(text::dim(ui, text::sentence(&words)));
            ui.label(text::caption(ui, tr!("import-header-click")));
            if header.is_some() && button::link_ui(ui, None, &tr!("import-header-without")).clicked() {
                scene.push(Action::Import(ImportAction::Header(None)));
            }
        });
        ui.add_space(size::GAP_SMALL);
        self.rows_ui(ui, scene, header);
    }

    fn rows_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>, header: Option<u32>) {
        let palette = palette(ui.visuals());
        let frame = ui.available_rect_before_wrap();
        ui.painter().rect_stroke(frame, CornerRadius::same(8), palette.hairline(), StrokeKind::Inside);
        let width = NUMBER + self.widths.iter().sum::<f32>();
        let mut inner = ui.new_child(egui::UiBuilder::new().id_salt("raw-rows").max_rect(frame.shrink(1.0)));
        ScrollArea::both().auto_shrink(false).show(&mut inner, |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(width.max(ui.available_width()), self.rows.len() as f32 * ROW), Sense::hover());
            let seen = ui.clip_rect();
            for (at, (number, cells)) in self.rows.iter().enumerate() {
                let row = Rect::from_min_size(pos2(rect.left(), rect.top() + at as f32 * ROW), vec2(rect.width(), ROW));
                if !seen.intersects(row) {
                    continue;
                }
                let is_header = header == Some(*number);
                let response = ui.interact(row, ui.scope_id().with(("raw", number)), Sense::click());
                let name = tr!("import-header-set", row = number + 1);
                response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, is_header, &name));
                if is_header {
                    ui.painter().rect_filled(row, 0.0, palette.ground(Tone::Accent));
                } else if response.hovered() || response.has_focus() {
                    ui.painter().rect_filled(row, 0.0, palette.hover);
                }
                ui.painter().hline(row.x_range(), row.bottom() - 0.5, palette.hairline());
                self.cells_ui(ui, row, *number, cells, is_header, header.is_some_and(|header| *number < header));
                if response.clicked() {
                    scene.push(Action::Import(ImportAction::Header(Some(*number))));
                }
            }
        });
        ui.advance_cursor_after_rect(frame);
    }

    fn cells_ui(&self, ui: &Ui, row: Rect, number: u32, cells: &[String], is_header: bool, is_above: bool) {
        let palette = palette(ui.visuals());
        let place = Rect::from_min_size(row.min, vec2(NUMBER - 12.0, ROW));
        let galley = text::cut(ui, &(number + 1).to_string(), text::caption_font(), palette.faint, place.width());
        text::paint(ui.painter(), place, galley, Align::Max, palette.faint);
        let mut left = row.left() + NUMBER;
        let colour = if is_header {
            palette.accent()
        } else if is_above {
            palette.faint
        } else {
            palette.text
        };
        for (cell, width) in cells.iter().zip(&self.widths) {
            let place = Rect::from_min_size(pos2(left + 8.0, row.top()), vec2(width - 12.0, ROW));
            left += width;
            if cell.is_empty() || !ui.clip_rect().intersects(place) {
                continue;
            }
            let family = if is_header { text::bold_family(ui, cell) } else { egui::FontFamily::Proportional };
            let galley = text::cut(ui, cell, egui::FontId::new(size::CAPTION, family), colour, place.width());
            text::paint(ui.painter(), place, galley, Align::Min, colour);
        }
    }
}

fn sheets_ui(ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
    let Some(workbook) = &session.workbook else { return };
    if workbook.sheets.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(text::dim(ui, tr!("import-sheet")));
        for (at, sheet) in workbook.sheets.iter().enumerate() {
            let words = tr!("import-sheet-rows", name = sheet.name.as_str(), rows = text::grouped(sheet.grid.len()));
            let button = egui::Button::selectable(at == session.sheet_at, words).frame_when_inactive(true);
            if ui.add_enabled(!sheet.grid.is_empty(), button).clicked() && at != session.sheet_at {
                scene.push(Action::Import(ImportAction::Sheet(at)));
            }
        }
    });
    ui.add_space(size::GAP);
}

fn text_ui(ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
    let Some(workbook) = &session.workbook else { return };
    let Some(encoding) = &workbook.encoding else { return };
    ui.horizontal(|ui| {
        let name = tr!("import-encoding");
        ui.label(text::dim(ui, &name));
        let shown = if session.options.encoding.is_some() { encoding.clone() } else { tr!("import-detected", value = encoding.as_str()) };
        let mut choices = vec![(None, tr!("import-detect"))];
        choices.extend(ENCODINGS.map(|known| (Some(known.to_owned()), known.to_owned())));
        if let Some(choice) = menu::shown_choice_ui(ui, &name, 200.0, &shown, &session.options.encoding, &choices) {
            scene.push(Action::Import(ImportAction::Encoding(choice)));
        }
        let Some(delimiter) = workbook.delimiter else { return };
        ui.add_space(size::GAP_WIDE);
        let name = tr!("import-delimiter");
        ui.label(text::dim(ui, &name));
        let shown = delimiter_words(delimiter);
        let shown = if session.options.delimiter.is_some() { shown } else { tr!("import-detected", value = shown) };
        let mut choices = vec![(None, tr!("import-detect"))];
        choices.extend(DELIMITERS.map(|known| (Some(known), delimiter_words(known))));
        if let Some(choice) = menu::shown_choice_ui(ui, &name, 180.0, &shown, &session.options.delimiter, &choices) {
            scene.push(Action::Import(ImportAction::Delimiter(choice)));
        }
    });
    ui.add_space(size::GAP);
}

fn delimiter_words(delimiter: char) -> String {
    match delimiter {
        ',' => tr!("delimiter-comma"),
        ';' => tr!("delimiter-semicolon"),
        '\t' => tr!("delimiter-tab"),
        other => other.to_string(),
    }
}

/// A width in which most of `texts` fit, by a guess that needs no layout.
pub fn width_of<'a>(texts: impl Iterator<Item = &'a str>, least: f32, most: f32) -> f32 {
    let guess = |text: &str| text.chars().map(|c| if c.is_ascii() { 7.0 } else { 13.0 }).sum::<f32>() + 24.0;
    texts.map(guess).fold(least, f32::max).min(most).round()
}
