//! The second page: where each column goes, above a preview of its values.

use egui::{Align, CornerRadius, Id, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_material_icons::icons::ICON_EXPAND_MORE;

use super::picker::{self, Picked};
use super::sheet_page::width_of;
use super::{ImportAction, Page, foot_ui, trouble_ui};
use crate::app::action::{Action, Scene};
use crate::app::theme::{Palette, Tone, palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::session::{ImportSession, PreviewCell, PreviewRow};
use crate::import::Severity;
use crate::import::understand::{ColumnPlan, DayOrderAnswer, OnMatch, Recognition, Target};
use crate::model::Kind;
use crate::model::day::DayOrder;
use crate::tr;

/// How many rows the preview has.
pub const PREVIEW_ROWS: usize = 40;
const HEAD: f32 = 72.0;

/// What is being chosen.
#[derive(Default)]
pub struct ColumnsPage {
    search: String,
    opened: Option<u32>,
}

impl ColumnsPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession, preview: &[PreviewRow]) {
        let Some(understanding) = &session.understanding else { return };
        let rows = session.sheet().map_or(0, |sheet| {
            let above = understanding.header_row.map_or(0, |row| sheet.grid.find(row).map_or_else(|at| at, |at| at + 1));
            sheet.grid.len().saturating_sub(above)
        });
        foot_ui(ui, &tr!("import-fields-remark"), |ui| {
            let words = tr!("import-review", count = rows, shown = text::grouped(rows));
            if button::primary_ui(ui, None, &words).clicked() {
                scene.push(Action::Import(ImportAction::Review));
            }
            if button::plain_ui(ui, None, &tr!("import-back")).clicked() {
                scene.push(Action::Import(ImportAction::Page(Page::File)));
            }
        });
        trouble_ui(ui, session);
        summary_ui(ui, scene, session, preview);
        ui.add_space(size::GAP);
        options_ui(ui, scene, session);
        ui.add_space(size::GAP_WIDE);
        self.table_ui(ui, scene, session, &understanding.columns, preview);
    }

    fn table_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession, columns: &[ColumnPlan], preview: &[PreviewRow]) {
        let palette = palette(ui.visuals());
        let widths: Vec<f32> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let values = preview.iter().take(12).filter_map(|row| row.cells.get(at)).map(|cell| cell.text.as_str());
                width_of(values.chain([column.heading.as_str()]), 132.0, 232.0)
            })
            .collect();
        let room = ui.available_rect_before_wrap();
        let fitting = ((room.height() - HEAD - 14.0) / size::ROW).floor().max(1.0) as usize;
        let shown = fitting.min(preview.len());
        let height = HEAD + shown as f32 * size::ROW + 2.0;
        let frame = Rect::from_min_size(room.min, vec2(room.width().min(widths.iter().sum::<f32>() + 2.0), height.min(room.height())));
        let mut inner =
            ui.new_child(egui::UiBuilder::new().id_salt("mapping").max_rect(frame.expand2(vec2(0.0, 6.0)).translate(vec2(0.0, 6.0))));
        inner.shrink_clip_rect(frame.with_max_y(frame.bottom() + 12.0));
        ScrollArea::horizontal().auto_shrink(false).show(&mut inner, |ui| {
            let size = vec2(widths.iter().sum(), height);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let mut left = rect.left();
            for (at, (column, width)) in columns.iter().zip(&widths).enumerate() {
                let place = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, size.y));
                left += width;
                if ui.clip_rect().intersects(place) {
                    self.column_ui(ui, scene, session, column, at, place, &preview[..shown]);
                }
            }
        });
        ui.painter().rect_stroke(frame, CornerRadius::same(8), palette.hairline(), StrokeKind::Inside);
        ui.advance_cursor_after_rect(frame);
    }

    #[expect(clippy::too_many_arguments, reason = "what a column is drawn from")]
    fn column_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        session: &ImportSession,
        column: &ColumnPlan,
        at: usize,
        place: Rect,
        preview: &[PreviewRow],
    ) {
        let palette = palette(ui.visuals());
        let head = place.with_max_y(place.top() + HEAD);
        let id = Id::unique(("mapping", column.column));
        let response = ui.interact(head, id, Sense::click());
        let shape = session.understanding.as_ref().map_or(crate::import::Shape::Customers, |understanding| understanding.shape);
        let target = target_words(&column.target, shape);
        let heading =
            if column.heading.is_empty() { tr!("import-column-unnamed", column = column.column + 1) } else { column.heading.clone() };
        let name = tr!("import-column-goes", column = heading.as_str(), target = target.as_str());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
        let ground = if response.hovered() || response.has_focus() { palette.hover } else { palette.raised };
        ui.painter().rect_filled(head, 0.0, ground);
        let inner = head.shrink2(vec2(10.0, 6.0));
        let line = |nth: f32| Rect::from_min_size(pos2(inner.left(), inner.top() + nth * 20.0), vec2(inner.width(), 20.0));
        let is_out = column.target == Target::Ignored;
        let galley = text::cut(ui, &heading, text::caption_font(), palette.dim, inner.width());
        text::paint(ui.painter(), line(0.0), galley, Align::Min, palette.dim);
        let colour = if is_out { palette.faint } else { palette.text };
        let font = egui::FontId::new(size::BODY, if is_out { egui::FontFamily::Proportional } else { text::bold_family(ui, &target) });
        let galley = text::cut(ui, &target, font, colour, inner.width() - 20.0);
        text::paint(ui.painter(), line(1.0), galley, Align::Min, colour);
        let arrow = ui.fonts_mut(|fonts| {
            fonts.layout_no_wrap(
                ICON_EXPAND_MORE.codepoint.to_owned(),
                egui::FontId::new(18.0, ICON_EXPAND_MORE.font_family()),
                palette.dim,
            )
        });
        text::paint(ui.painter(), line(1.0), arrow, Align::Max, palette.dim);
        let (said, tone) = standing(column, at, preview);
        let colour = if tone == Tone::Plain { palette.faint } else { palette.mark(tone) };
        let galley = text::cut(ui, &said, text::caption_font(), colour, inner.width());
        text::paint(ui.painter(), line(2.0), galley, Align::Min, colour);
        ui.painter().hline(head.x_range(), head.bottom() - 0.5, palette.hairline());
        for (nth, row) in preview.iter().enumerate() {
            let top = head.bottom() + nth as f32 * size::ROW;
            let cell = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), size::ROW));
            if let Some(value) = row.cells.get(at) {
                cell_ui(ui, palette, cell, value, is_out, id.with(nth));
            }
        }
        ui.painter().vline(place.right() - 0.5, place.y_range(), palette.hairline());
        if response.has_focus() {
            ui.painter().rect_stroke(
                head.shrink(1.0),
                CornerRadius::same(size::CHIP_CORNER),
                Stroke::new(1.5, palette.accent()),
                StrokeKind::Inside,
            );
        }
        let shape = session.understanding.as_ref().map_or(crate::import::Shape::Customers, |understanding| understanding.shape);
        let was_opened = response.clicked();
        if was_opened {
            self.search.clear();
            self.opened = Some(column.column);
        }
        menu::staying(&response, name).id(id.with("picker")).gap(0.0).show(|ui| {
            let takes_focus = self.opened.take_if(|opened| *opened == column.column).is_some();
            if let Some(picked) = picker::ui(ui, &mut self.search, &column.heading, shape, &column.target, takes_focus) {
                let target = match picked {
                    Picked::Target(target) => Some(target),
                    Picked::Automatic => None,
                };
                scene.push(Action::Import(ImportAction::Target(column.column, target)));
                ui.close();
            }
        });
    }
}

fn cell_ui(ui: &Ui, palette: &Palette, cell: Rect, value: &PreviewCell, is_out: bool, id: Id) {
    if let Some(issue) = value.issue.as_ref().filter(|_| !is_out) {
        let tone = if issue.kind.severity() == Severity::Must { Tone::Overdue } else { Tone::Due };
        ui.painter().rect_filled(cell, 0.0, palette.ground(tone));
        if ui.rect_contains_pointer(cell) {
            ui.interact(cell, id, Sense::hover()).on_hover_text(format!("{}\n{}", issue.message(), issue.hint()));
        }
    }
    ui.painter().hline(cell.x_range(), cell.bottom() - 0.5, palette.hairline());
    let place = cell.shrink2(vec2(10.0, 0.0));
    let colour = if is_out { palette.faint } else { palette.text };
    let one_line = value.text.replace(['\n', '\r'], " ");
    let galley = text::cut(ui, &one_line, text::body_font(), colour, place.width());
    let is_cut = galley.elided;
    text::paint(ui.painter(), place, galley, Align::Min, colour);
    if is_cut && value.issue.is_none() && ui.rect_contains_pointer(cell) {
        ui.interact(cell, id, Sense::hover()).on_hover_text(&value.text);
    }
}

/// What the target is called.
fn target_words(target: &Target, shape: crate::import::Shape) -> String {
    match target {
        Target::Field(field) => field.label().to_owned(),
        Target::Extra(_) => tr!("import-own-field"),
        Target::Line(_) if shape == crate::import::Shape::Touches => tr!("import-touch-field"),
        Target::Line(_) => tr!("import-line-field"),
        Target::Record => tr!("lists-record"),
        Target::Ignored => tr!("picker-ignore"),
    }
}

/// What is said below a column: how it was recognised, or what is doubtful in it.
fn standing(column: &ColumnPlan, at: usize, preview: &[PreviewRow]) -> (String, Tone) {
    let issues = || preview.iter().filter_map(|row| row.cells.get(at)?.issue.as_ref());
    if column.target != Target::Ignored {
        let must = issues().filter(|issue| issue.kind.severity() == Severity::Must).count();
        if must > 0 {
            return (tr!("import-column-wrong", count = must), Tone::Overdue);
        }
        let may = issues().count();
        if may > 0 {
            return (tr!("import-column-odd", count = may), Tone::Due);
        }
    }
    let order = match (&column.target, column.day_order) {
        (Target::Field(field), DayOrder::Dmy) if field.kind() == Kind::Day => Some(tr!("dates-dmy")),
        (Target::Field(field), DayOrder::Mdy) if field.kind() == Kind::Day => Some(tr!("dates-mdy")),
        _ => None,
    };
    match column.recognition {
        Recognition::Answered => (tr!("import-column-answered"), Tone::Accent),
        Recognition::Sure => (order.unwrap_or_else(|| tr!("import-column-sure")), Tone::Fine),
        Recognition::Likely => (tr!("import-column-likely"), Tone::Due),
        Recognition::Unknown => (tr!("import-column-unknown"), Tone::Plain),
        Recognition::Useless => (tr!("import-column-useless"), Tone::Plain),
    }
}

/// Sheet, header and how many columns were recognised, in one line.
fn summary_ui(ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession, preview: &[PreviewRow]) {
    let Some(understanding) = &session.understanding else { return };
    let count = |wanted: &[Recognition]| understanding.columns.iter().filter(|column| wanted.contains(&column.recognition)).count();
    let recognised = count(&[Recognition::Sure, Recognition::Answered]);
    let doubtful = count(&[Recognition::Likely]);
    let own = count(&[Recognition::Unknown]);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        ui.spacing_mut().interact_size.y = size::COMPACT;
        let palette = palette(ui.visuals());
        ui.label(egui::RichText::new(tr!("import-recognised", count = recognised)).color(palette.mark(Tone::Fine)));
        if doubtful > 0 {
            ui.label(egui::RichText::new(tr!("import-doubtful", count = doubtful)).color(palette.mark(Tone::Due)));
        }
        if own > 0 {
            ui.label(text::dim(ui, tr!("import-own-fields", count = own)));
        }
        let sheet = session.sheet().map(|sheet| sheet.name.clone()).unwrap_or_default();
        let header = understanding.header_row.map_or_else(|| tr!("import-header-none"), |row| tr!("import-header-row", row = row + 1));
        let words = if sheet.is_empty() { header } else { tr!("import-sheet-header", sheet = sheet, header = header) };
        if button::link_ui(ui, None, &words).clicked() {
            scene.push(Action::Import(ImportAction::Page(Page::File)));
        }
        if let Some((file, at_ms)) = &session.remembered {
            let day = scene.clock.local(*at_ms).date().to_string();
            ui.label(text::caption(ui, tr!("import-remembered", file = file.as_str(), day = day)));
        }
        if preview.is_empty() {
            ui.label(text::caption(ui, tr!("import-no-rows")));
        }
    });
}

/// What concerns the list as a whole: customers that are known, dates, hidden rows.
fn options_ui(ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
    let Some(understanding) = &session.understanding else { return };
    ui.horizontal_wrapped(|ui| {
        let name = tr!("import-on-match");
        ui.label(text::dim(ui, &name));
        let choices = [OnMatch::Update, OnMatch::Fill, OnMatch::Skip, OnMatch::Add].map(|choice| (choice, on_match_words(choice)));
        if let Some(choice) = menu::choice_ui(ui, &name, 180.0, &session.answers.on_match, &choices) {
            scene.push(Action::Import(ImportAction::OnMatch(choice)));
        }
        let has_days =
            understanding.columns.iter().any(|column| matches!(&column.target, Target::Field(field) if field.kind() == Kind::Day));
        if has_days {
            ui.add_space(size::GAP_WIDE);
            let name = tr!("import-dates");
            ui.label(text::dim(ui, &name));
            let choices = [None, Some(DayOrderAnswer::Dmy), Some(DayOrderAnswer::Mdy), Some(DayOrderAnswer::Ymd)]
                .map(|choice| (choice, dates_words(choice)));
            if let Some(choice) = menu::choice_ui(ui, &name, 150.0, &session.answers.dates, &choices) {
                scene.push(Action::Import(ImportAction::Dates(choice)));
            }
        }
        if let Some(hidden) = understanding.hidden_rows.filter(|hidden| *hidden > 0) {
            ui.add_space(size::GAP_WIDE);
            let mut out = session.answers.leaves_hidden_rows_out;
            if ui.checkbox(&mut out, tr!("import-hidden-out", count = hidden)).changed() {
                scene.push(Action::Import(ImportAction::LeaveHiddenOut(out)));
            }
        }
    });
}

fn on_match_words(on_match: OnMatch) -> String {
    match on_match {
        OnMatch::Update => tr!("on-match-update"),
        OnMatch::Fill => tr!("on-match-fill"),
        OnMatch::Skip => tr!("on-match-skip"),
        OnMatch::Add => tr!("on-match-add"),
    }
}

fn dates_words(order: Option<DayOrderAnswer>) -> String {
    match order {
        None => tr!("dates-found"),
        Some(DayOrderAnswer::Dmy) => tr!("dates-dmy"),
        Some(DayOrderAnswer::Mdy) => tr!("dates-mdy"),
        Some(DayOrderAnswer::Ymd) => tr!("dates-ymd"),
    }
}
