//! Forms for many customers at once: one field of all selected ones, and the question before cells are filled from the clipboard.

use egui::{Id, Label, ScrollArea, TextEdit, Ui, vec2};
use egui_material_icons::icons::ICON_EXPAND_MORE;

use super::Whom;
use crate::app::action::{Action, Origin};
use crate::app::theme::{palette, size};
use crate::app::widgets::{button, menu, modal, text, values};
use crate::book::{Book, Column, Edit};
use crate::model::{Category, Field, Id as RowId, Kind, Of};
use crate::tr;

/// How many suggestions are offered at once.
const SUGGESTED: usize = 6;

/// What shall become of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagWay {
    Add,
    Remove,
    Replace,
}

/// The form by which a field of many customers is changed.
pub struct ManyForm {
    whom: Whom,
    column: Column,
    tag_way: TagWay,
    typed: String,
    search: String,
    extra: Vec<String>,
    /// Values that the field has in the book, for those that are worth offering.
    used: Vec<String>,
    takes_focus: bool,
}

impl ManyForm {
    /// A form for `whom`; the state is what one changes most where no `field` is chosen.
    pub fn new(book: &Book, whom: Whom, field: Option<Field>) -> Self {
        let mut form = Self {
            whom,
            column: Column::of(Field::Status),
            tag_way: TagWay::Add,
            typed: String::new(),
            search: String::new(),
            extra: book.extra_fields(),
            used: Vec::new(),
            takes_focus: true,
        };
        form.choose(Column::of(field.unwrap_or(Field::Status)), book);
        form
    }

    fn choose(&mut self, column: Column, book: &Book) {
        self.used = match column.field() {
            Some(field) if field.kind() == Kind::Tags => book.used_values(Field::Tags),
            Some(field @ (Field::Group | Field::Owner | Field::Source | Field::PaymentTerms | Field::Industry)) => book.used_values(field),
            Some(field) if field.kind() == Kind::Choice => values::choices(field),
            Some(field) if field.kind() == Kind::Country => values::countries(),
            _ => Vec::new(),
        };
        self.column = column;
        self.typed.clear();
        self.takes_focus = true;
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, book: &Book, is_composing: bool, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "edit-many", 460.0, |ui| {
            let count = self.whom.ids().len();
            ui.label(text::title(ui, tr!("many-title", count = count, shown = text::grouped(count))));
            ui.add_space(size::GAP_WIDE);
            self.whom.ui(ui);
            let count = self.whom.ids().len();
            labelled_ui(ui, &tr!("many-field"), |ui| self.field_ui(ui, book));
            if self.is_tags() {
                labelled_ui(ui, "", |ui| self.tag_way_ui(ui));
            }
            labelled_ui(ui, &tr!("many-value"), |ui| self.value_ui(ui));
            ui.add_space(size::GAP_SMALL);
            let remark = if self.typed.trim().is_empty() && !self.needs_value() { tr!("many-clears") } else { tr!("many-one-step") };
            ui.add(Label::new(text::caption(ui, remark)).wrap());
            ui.add_space(size::MARGIN);
            let can_save = count > 0 && !(self.needs_value() && self.typed.trim().is_empty());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let clears = self.typed.trim().is_empty();
                let shown = text::grouped(count);
                let save = if clears && can_save {
                    button::danger_ui(ui, None, &tr!("many-clear", count = count, shown = shown))
                } else {
                    let words = tr!("many-do", count = count, shown = shown);
                    ui.add_enabled_ui(can_save, |ui| button::primary_ui(ui, None, &words)).inner
                };
                // Enter alone must not empty a field of many.
                if can_save && (save.clicked() || !clears && modal::confirms(ui, is_composing, &save)) {
                    actions.push(Action::Edit { edit: self.edit(), from: Origin::Many });
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }

    fn is_tags(&self) -> bool {
        self.column.field().is_some_and(|field| field.kind() == Kind::Tags)
    }

    fn needs_value(&self) -> bool {
        self.column.field() == Some(Field::Company) || self.is_tags() && self.tag_way != TagWay::Replace
    }

    fn field_ui(&mut self, ui: &mut Ui, book: &Book) {
        let name = tr!("many-field");
        let mark = egui::RichText::from(ICON_EXPAND_MORE).size(size::ICON).color(palette(ui.visuals()).dim);
        let room = vec2(ui.available_width(), size::CONTROL);
        let button = egui::Button::new(self.column.label()).right_text(mark).min_size(room).truncate();
        let response = ui.add_sized(room, button).accessible_name(&name);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(self.column.label()));
        let mut chosen = None;
        menu::staying(&response, &name).show(|ui| {
            ui.set_width(320.0);
            let hint = tr!("card-find-field");
            let search = menu::search_ui(ui, &mut self.search, &hint);
            if response.clicked() {
                search.request_focus();
            }
            ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                chosen = self.fields_ui(ui);
                if chosen.is_some() {
                    ui.close();
                }
            });
        });
        if let Some(column) = chosen {
            self.search.clear();
            self.choose(column, book);
        }
    }

    /// The fields in which what is sought occurs, by section; returns the chosen one.
    fn fields_ui(&self, ui: &mut Ui) -> Option<Column> {
        let mut chosen = None;
        let sought = self.search.to_lowercase();
        let mut entry = |ui: &mut Ui, column: Column| {
            if menu::entry_ui(ui, column.label(), column == self.column).clicked() {
                chosen = Some(column);
            }
        };
        for category in Category::OF_CUSTOMER {
            let fields: Vec<Field> = Field::stored(Of::Customer)
                .iter()
                .copied()
                .filter(|field| field.spec().category == category && field.label().to_lowercase().contains(&sought))
                .collect();
            if !fields.is_empty() {
                ui.add_space(size::GAP_SMALL);
                ui.label(text::caption(ui, tr!(category.key())));
            }
            fields.into_iter().for_each(|field| entry(ui, Column::of(field)));
        }
        for name in self.extra.iter().filter(|name| name.to_lowercase().contains(&sought)) {
            entry(ui, Column::Extra(name.clone()));
        }
        chosen
    }

    fn tag_way_ui(&mut self, ui: &mut Ui) {
        for (way, words) in
            [(TagWay::Add, tr!("many-tags-add")), (TagWay::Remove, tr!("many-tags-remove")), (TagWay::Replace, tr!("many-tags-replace"))]
        {
            if ui.add(egui::Button::selectable(self.tag_way == way, words).frame_when_inactive(true)).clicked() {
                self.tag_way = way;
                self.takes_focus = true;
            }
        }
    }

    fn value_ui(&mut self, ui: &mut Ui) {
        ui.vertical(|ui| {
            let id = Id::unique("edit-many-value");
            let width = ui.available_width();
            let hint = if self.is_tags() { tr!("many-tags-hint") } else { String::new() };
            let response = ui
                .add(TextEdit::singleline(&mut self.typed).id(id).hint_text(hint).desired_width(width).align(egui::Align2::LEFT_CENTER))
                .accessible_name(tr!("many-value"));
            if std::mem::take(&mut self.takes_focus) {
                response.request_focus();
            }
            // What stands behind the last separator is being typed; tags before it are done.
            let last = if self.is_tags() { self.typed.rsplit([';', '；', ',', '，', '、']).next().unwrap_or("") } else { &self.typed };
            let sought = crate::model::text::fold(last.trim());
            let fits = |value: &&String| crate::model::text::fold(value).contains(&sought) && value.as_str() != last.trim();
            let offered: Vec<String> = self.used.iter().filter(fits).take(SUGGESTED).cloned().collect();
            let is_long_list = self.column.field().is_some_and(|field| field.kind() == Kind::Country);
            if offered.is_empty() || is_long_list && sought.is_empty() {
                return;
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(size::GAP_SMALL, size::GAP_SMALL);
                for value in offered {
                    if ui.add(egui::Button::new(&value).small()).clicked() {
                        let kept = self.typed.len() - last_len(&self.typed, self.is_tags());
                        self.typed.truncate(kept);
                        self.typed.push_str(&value);
                        if self.is_tags() {
                            self.typed.push_str("; ");
                        }
                        self.takes_focus = true;
                    }
                }
            });
        });
    }

    fn edit(&self) -> Edit {
        let customers = self.whom.ids().to_vec();
        let typed = self.typed.trim().to_owned();
        let tags = || typed.split([';', '；', ',', '，', '、']).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
        match (self.column.field(), self.tag_way) {
            (Some(field), TagWay::Add) if field.kind() == Kind::Tags => Edit::AddTags { customers, tags: tags() },
            (Some(field), TagWay::Remove) if field.kind() == Kind::Tags => Edit::RemoveTags { customers, tags: tags() },
            (Some(field), _) => Edit::SetField { customers, field, text: typed },
            (None, _) => Edit::SetExtra { customers, name: self.column.label().to_owned(), text: typed },
        }
    }
}

/// How many bytes at the end of `typed` a suggestion replaces.
fn last_len(typed: &str, is_tags: bool) -> usize {
    if is_tags { typed.rsplit([';', '；', ',', '，', '、']).next().map_or(0, |last| last.trim_start().len()) } else { typed.len() }
}

fn labelled_ui(ui: &mut Ui, label: &str, draw: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(84.0, size::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_size(vec2(84.0, size::CONTROL));
            text::cut_ui(ui, text::dim(ui, label));
        });
        draw(ui);
    });
    ui.add_space(size::GAP_SMALL);
}

/// The question before many cells are filled from the clipboard.
pub struct FillQuestion {
    cells: Vec<(RowId, Column, String)>,
    customers: usize,
    columns: Vec<Column>,
}

impl FillQuestion {
    /// The question about `cells`.
    pub fn new(cells: Vec<(RowId, Column, String)>) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let mut customers: Vec<RowId> = Vec::with_capacity(cells.len());
        for (id, column, _) in &cells {
            customers.push(*id);
            if !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        customers.sort_unstable();
        customers.dedup();
        Self { cells, customers: customers.len(), columns }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        let count = self.customers;
        let columns = self.columns.iter().map(Column::label).collect::<Vec<_>>().join(", ");
        let ((), wants_close) = modal::ui(ui, "fill-question", 420.0, |ui| {
            let title = tr!("fill-title", columns = columns.as_str(), count = count, shown = text::grouped(count));
            ui.add(Label::new(text::title(ui, title)).wrap());
            ui.add_space(size::GAP_SMALL);
            let mut some: Vec<&str> = self.cells.iter().take(3).map(|(_, _, text)| text.as_str()).collect();
            if self.cells.len() > 3 {
                some.push("…");
            }
            text::wrapped_ui(ui, text::dim(ui, tr!("fill-what", values = some.join(" · "))));
            ui.add_space(size::MARGIN);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let fill = button::primary_ui(ui, None, &tr!("fill-do", count = count, shown = text::grouped(count)));
                if ui.memory(|memory| memory.focused().is_none()) {
                    fill.request_focus();
                }
                if fill.clicked() {
                    let cells = std::mem::take(&mut self.cells);
                    actions.push(Action::Edit { edit: Edit::SetCells { cells }, from: Origin::Nobody });
                    stays = false;
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() {
                    stays = false;
                }
            });
        });
        stays && !wants_close
    }
}
