//! Which columns the table has, and in which order.

use egui::{Id, Popup, PopupCloseBehavior, Rect, ScrollArea, TextEdit, Ui, UiBuilder, pos2};
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_SEARCH};

use crate::app::action::Scene;
use crate::app::commands::Command;
use crate::app::settings::{ColumnLayout, default_columns};
use crate::app::theme::{palette, size};
use crate::app::widgets::button;
use crate::book::Column;
use crate::model::{Field, Of};
use crate::tr;

/// Width of the corner that the button takes.
pub const CORNER: f32 = 30.0;

/// The list of columns, when it is open.
#[derive(Default)]
pub struct Chooser {
    search: String,
    wants_toggle: bool,
}

impl Chooser {
    /// Opens or closes it with the next frame.
    pub fn toggle(&mut self) {
        self.wants_toggle = true;
    }

    /// Draws the button in the corner of the table's head, and the list below it.
    pub fn corner_ui(&mut self, ui: &mut Ui, table: Rect, scene: &mut Scene<'_>) {
        let palette = palette(ui.visuals());
        let corner = Rect::from_min_max(pos2(table.right() - CORNER, table.top()), pos2(table.right(), table.top() + size::HEAD - 1.0));
        ui.painter().rect_filled(corner, 0.0, palette.raised);
        let mut corner_ui = ui.new_child(UiBuilder::new().id_salt("columns").max_rect(corner.shrink2(egui::vec2(2.0, 5.0))));
        let response = button::small_icon_ui(&mut corner_ui, Command::ChooseColumns.icon(), &Command::ChooseColumns.name());
        let id = Id::unique("columns-list");
        if std::mem::take(&mut self.wants_toggle) {
            Popup::toggle_id(ui, id);
        }
        Popup::from_toggle_button_response(&response)
            .id(id)
            .align(egui::RectAlign::BOTTOM_END)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(Command::ChooseColumns.name())
            .show(|ui| self.list_ui(ui, scene));
    }

    fn list_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.set_width(280.0);
        ui.add_space(size::GAP_SMALL);
        let hint = tr!("columns-search");
        ui.add(TextEdit::singleline(&mut self.search).hint_text(&hint).prefix(button::icon(ICON_SEARCH)).desired_width(f32::INFINITY))
            .accessible_name(hint);
        ui.add_space(size::GAP_SMALL);
        let sought = self.search.to_lowercase();
        ScrollArea::vertical().max_height((ui.ctx().content_rect().height() - 220.0).clamp(120.0, 420.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let shown: Vec<Column> = scene.settings.columns.iter().map(|layout| layout.column.clone()).collect();
                let matches = |column: &Column| sought.is_empty() || column.label().to_lowercase().contains(&sought);
                for (at, column) in shown.iter().enumerate().filter(|(_, column)| matches(column)) {
                    shown_ui(ui, scene, at, column, shown.len());
                }
                ui.separator();
                for column in hidden(scene, &shown).filter(|column| matches(column)) {
                    let mut is_shown = false;
                    if ui.checkbox(&mut is_shown, column.label()).changed() {
                        let width = column.field().map_or(120.0, |field| field.spec().width);
                        scene.settings.columns.push(ColumnLayout::new(column, width));
                    }
                }
            },
        );
        ui.separator();
        if button::link_ui(ui, None, &tr!("columns-reset")).clicked() {
            scene.settings.columns = default_columns();
        }
    }
}

fn shown_ui(ui: &mut Ui, scene: &mut Scene<'_>, at: usize, column: &Column, count: usize) {
    ui.horizontal(|ui| {
        ui.set_height(size::CONTROL);
        let mut is_shown = true;
        if at == 0 {
            ui.add_enabled(false, egui::Checkbox::new(&mut is_shown, column.label()));
            return;
        }
        if ui.checkbox(&mut is_shown, column.label()).changed() {
            scene.settings.columns.retain(|layout| layout.column != *column);
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let down = tr!("column-move-right", column = column.label());
            let up = tr!("column-move-left", column = column.label());
            if ui.add_enabled_ui(at + 1 < count, |ui| button::small_icon_ui(ui, ICON_ARROW_DOWNWARD, &down)).inner.clicked() {
                scene.settings.columns.swap(at, at + 1);
            }
            if ui.add_enabled_ui(at > 1, |ui| button::small_icon_ui(ui, ICON_ARROW_UPWARD, &up)).inner.clicked() {
                scene.settings.columns.swap(at, at - 1);
            }
        });
    });
}

fn hidden<'a>(scene: &Scene<'_>, shown: &'a [Column]) -> impl Iterator<Item = Column> + use<'a> {
    let fields = Field::all().filter(|field| field.of() != Of::OrderLine).map(Column::of);
    let extra = scene.book.extra_fields().into_iter().map(Column::Extra);
    fields.chain(extra).filter(move |column| !shown.contains(column))
}
