//! Which columns the table has, and in which order.

use egui::{Id, Popup, PopupCloseBehavior, Rect, ScrollArea, Ui, UiBuilder, pos2};
use egui_material_icons::icons::{ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD};

use crate::app::action::Scene;
use crate::app::commands::Command;
use crate::app::commands::matching::Typed;
use crate::app::settings::{ColumnLayout, default_columns};
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::Column;
use crate::model::Field;
use crate::tr;

/// Width of the corner that the button takes.
pub const CORNER: f32 = 30.0;

/// The list of columns, when it is open.
#[derive(Default)]
pub struct Chooser {
    search: String,
    is_open: bool,
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
        let shown = Popup::from_toggle_button_response(&response)
            .id(id)
            .align(egui::RectAlign::BOTTOM_END)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(Command::ChooseColumns.name())
            .show(|ui| self.list_ui(ui, scene));
        if shown.is_none() {
            self.search.clear();
            self.is_open = false;
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.set_width(280.0);
        let search = menu::search_ui(ui, &mut self.search, &tr!("columns-search"));
        if !std::mem::replace(&mut self.is_open, true) {
            search.request_focus();
        }
        let sought = Typed::new(&self.search);
        ScrollArea::vertical().max_height((ui.ctx().content_rect().height() - 220.0).clamp(120.0, 420.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                // The bar at the right lies over what it scrolls.
                ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
                let shown: Vec<Column> = scene.settings.columns.iter().map(|layout| layout.column.clone()).collect();
                let matches = |column: &Column| {
                    let spec = column.field().map(Field::spec);
                    sought.score(&[column.label(), spec.map_or("", |spec| spec.zh), spec.map_or("", |spec| spec.en)]).is_some()
                };
                let chosen: Vec<(usize, &Column)> = shown.iter().enumerate().filter(|(_, column)| matches(column)).collect();
                let others: Vec<Column> = hidden(scene, &shown).filter(|column| matches(column)).collect();
                if chosen.is_empty() && others.is_empty() {
                    ui.label(text::caption(ui, tr!("picker-nothing", sought = self.search.trim())));
                }
                let has_both = !chosen.is_empty() && !others.is_empty();
                for (at, column) in chosen {
                    shown_ui(ui, scene, at, column, shown.len());
                }
                if has_both {
                    ui.separator();
                }
                for column in others {
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
    let fields = Field::all().filter(|field| field.is_of_card()).map(Column::of);
    let extra = scene.book.extra_fields().into_iter().map(Column::Extra);
    fields.chain(extra).filter(move |column| !shown.contains(column))
}
