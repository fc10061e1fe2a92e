//! The form by which one field of many customers is changed: any field, tags added or taken away, the main contact's ways of being
//! reached. It says beforehand how many have another value already.

use egui::{Id, Label, Ui, vec2};
use egui_material_icons::icons::ICON_EXPAND_MORE;

use super::present::{self, Present};
use crate::app::action::{Action, Origin, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::remark::remark;
use crate::app::widgets::editor::{self, Look, Subject, Wish, editor_ui};
use crate::app::widgets::finding::Finding;
use crate::app::widgets::picker::{Pick, Picker};
use crate::app::widgets::{button, modal, text};
use crate::book::{Column, Edit};
use crate::model::{Category, ExtraField, Field, Id as RowId, Kind, Of};
use crate::tr;

/// What is changed most, before all that stands on the card.
const USUAL: [Field; 8] =
    [Field::Status, Field::Level, Field::Group, Field::Tags, Field::Owner, Field::NextFollowUp, Field::Source, Field::Country];

/// What shall become of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagWay {
    Add,
    Remove,
    Replace,
}

/// The form by which a field of many customers is changed.
pub struct ManyForm {
    customers: Vec<RowId>,
    column: Column,
    tag_way: TagWay,
    typed: String,
    picker: Picker,
    own: Vec<ExtraField>,
    /// What they have in the field; asked anew when another is chosen.
    present: Option<Finding<Present>>,
    takes_focus: bool,
}

impl ManyForm {
    /// A form for `customers`; the state is what one changes most where no `field` is chosen.
    pub fn new(own: Vec<ExtraField>, customers: Vec<RowId>, field: Option<Field>) -> Self {
        Self {
            customers,
            column: Column::of(field.unwrap_or(Field::Status)),
            tag_way: TagWay::Add,
            typed: String::new(),
            picker: Picker::default(),
            own,
            present: None,
            takes_focus: true,
        }
    }

    fn choose(&mut self, column: Column) {
        self.column = column;
        self.present = None;
        self.typed.clear();
        self.takes_focus = true;
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, scene: &mut Scene<'_>) -> bool {
        let mut stays = true;
        let count = self.customers.len();
        if self.present.is_none() {
            self.present = Some(present::look(ui, scene.book, &self.customers, &self.column));
        }
        let ((), wants_close) = modal::ui(ui, "edit-many", 460.0, |ui| {
            ui.label(text::title(ui, tr!("many-title", count = count, shown = text::grouped(count))));
            ui.add_space(size::GAP_WIDE);
            labelled_ui(ui, &tr!("many-field"), |ui| self.field_ui(ui));
            if self.is_tags() {
                labelled_ui(ui, "", |ui| self.tag_way_ui(ui));
            }
            let mut wish = Wish::None;
            labelled_ui(ui, &tr!("many-value"), |ui| wish = self.value_ui(ui, scene));
            ui.add_space(size::GAP_SMALL);
            self.standing_ui(ui, scene);
            ui.add_space(size::MARGIN);
            let can_save = self.can_save(scene);
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
                let confirms = wish == Wish::SaveAndLeave || wish == Wish::Save || modal::confirms(ui, scene.is_composing, &save);
                if can_save && (save.clicked() || !clears && confirms) {
                    scene.push(Action::Edit { edit: self.edit(), from: Origin::Many });
                }
                if button::plain_ui(ui, None, &tr!("form-cancel")).clicked() || matches!(wish, Wish::Cancel | Wish::Leave) {
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
        matches!(self.column.field(), Some(Field::Company | Field::NextFollowUp)) || self.is_tags() && self.tag_way != TagWay::Replace
    }

    /// Whether the book would take what is typed.
    fn can_save(&self, scene: &mut Scene<'_>) -> bool {
        if self.typed.trim().is_empty() {
            return !self.needs_value();
        }
        let subject = Subject::of_column(&self.column, &self.own, Id::NULL);
        remark(&subject, &self.typed, false, &scene.around(None)).is_none_or(|remark| remark.tone != Tone::Overdue)
    }

    fn field_ui(&mut self, ui: &mut Ui) {
        let name = tr!("many-field");
        let mark = egui::RichText::from(ICON_EXPAND_MORE).size(size::ICON).color(palette(ui.visuals()).dim);
        let room = vec2(ui.available_width(), size::CONTROL);
        let button = egui::Button::new(self.column.label()).right_text(mark).min_size(room).truncate();
        let response = ui.add_sized(room, button).accessible_name(&name);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(self.column.label()));
        let own = &self.own;
        if let Some(column) = self.picker.ui(&response, &name, &tr!("card-find-field"), || fields(own)) {
            self.choose(column);
        }
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

    /// The editor of the value; tells whether it wants the form confirmed or closed.
    fn value_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Wish {
        let id = Id::unique(("edit-many-value", self.column.label()));
        let name = tr!("many-value");
        let mut subject = Subject { look: Look::Form, name: &name, ..Subject::of_column(&self.column, &self.own, id) };
        let hint = if self.is_tags() { tr!("many-tags-hint") } else { String::new() };
        subject.hint = &hint;
        if self.is_tags() && self.tag_way == TagWay::Remove {
            // Only what they have can be taken from them.
            subject.field = None;
            subject.words = self.present.as_mut().and_then(Finding::get).map(Present::tags).unwrap_or_default();
        }
        if self.takes_focus {
            editor::begin(ui, id);
        }
        let before = self.typed.clone();
        let outcome = ui.vertical(|ui| editor_ui(ui, &subject, &mut self.typed, &mut scene.around(None))).inner;
        if std::mem::take(&mut self.takes_focus) {
            outcome.response.request_focus();
        }
        // Enter that takes a word from the list does not confirm as well.
        match outcome.wish {
            Wish::Save if self.typed != before => Wish::None,
            wish => wish,
        }
    }

    /// How many have a value already, and what becomes of it.
    fn standing_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let count = self.customers.len();
        let all = tr!("many-count", count = count, shown = text::grouped(count));
        let Some(present) = self.present.as_mut().and_then(Finding::get) else {
            ui.add(Label::new(text::caption(ui, tr!("many-counting", all = all))).wrap());
            return;
        };
        let own = self.own.iter().find(|field| field.name == self.column.label());
        let kind = own.map(|field| field.kind).unwrap_or_default();
        let typed = present::written(&self.column, kind, &self.typed, scene.book.habits().currency, scene.now.today);
        let is_tags = self.column.field().is_some_and(|field| field.kind() == Kind::Tags);
        let said = |key: &str, count: usize| tr!(key, count = count, shown = text::grouped(count));
        let (words, is_loss) = match self.tag_way {
            TagWay::Add | TagWay::Remove if is_tags => {
                let standing = present.tagged(&tags_of(&self.typed));
                let words = match self.tag_way {
                    _ if self.typed.trim().is_empty() => String::new(),
                    TagWay::Remove => said("many-have-tag", standing.others),
                    _ => said("many-have-all-tags", standing.same),
                };
                (words, false)
            }
            _ => {
                let standing = present.standing(&typed);
                match (typed.is_empty(), standing.others) {
                    (true, others) if self.needs_value() => (said("many-have-value", others), false),
                    (true, others) => (said("many-lose", others), others > 0),
                    (false, 0) if standing.same > 0 => (said("many-same", standing.same), false),
                    (false, others) => (said("many-others", others), others > 0),
                }
            }
        };
        let colour = if is_loss { palette(ui.visuals()).mark(Tone::Due) } else { palette(ui.visuals()).faint };
        let words = if words.is_empty() { all } else { tr!("many-standing", all = all, words = words) };
        ui.add(Label::new(text::caption(ui, words).color(colour)).wrap());
    }

    fn edit(&self) -> Edit {
        let customers = self.customers.clone();
        let typed = self.typed.trim().to_owned();
        match (self.column.field(), self.tag_way) {
            (Some(field), TagWay::Add) if field.kind() == Kind::Tags => Edit::AddTags { customers, tags: tags_of(&typed) },
            (Some(field), TagWay::Remove) if field.kind() == Kind::Tags => Edit::RemoveTags { customers, tags: tags_of(&typed) },
            (Some(field), _) if field.of() == Of::Customer && field.spec().is_stored => Edit::SetField { customers, field, text: typed },
            (Some(_), _) => {
                let cells = customers.into_iter().map(|id| (id, self.column.clone(), typed.clone())).collect();
                Edit::SetCells { cells }
            }
            (None, _) => Edit::SetExtra { customers, name: self.column.label().to_owned(), text: typed },
        }
    }
}

fn tags_of(typed: &str) -> Vec<String> {
    typed.split([';', '；', ',', '，', '、', '|', '\n']).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
}

/// Every field that can be changed for many: the usual ones, the card by its sections, the user's own, the main contact.
fn fields(own: &[ExtraField]) -> Vec<Pick<Column>> {
    let of = |field: Field, group: String| {
        let spec = field.spec();
        let also = format!("{} {} {}", spec.zh, spec.en, spec.key);
        Pick { group, words: field.label().to_owned(), also, what: Column::of(field) }
    };
    let mut all: Vec<Pick<Column>> = USUAL.iter().map(|field| of(*field, tr!("many-usual"))).collect();
    for category in Category::OF_CUSTOMER {
        let fields = Field::stored(Of::Customer).iter().copied();
        let fields = fields.filter(|field| field.spec().category == category && !USUAL.contains(field));
        all.extend(fields.map(|field| of(field, tr!(category.key()))));
    }
    all.extend(own.iter().map(|field| Pick {
        group: tr!("category-extra"),
        words: field.name.clone(),
        also: String::new(),
        what: Column::Extra(field.name.clone()),
    }));
    // Their ways of being reached are kept in rows of their own, and still are the contact's.
    let contact = Field::all().filter(|field| field.of() == Of::Contact);
    all.extend(contact.map(|field| of(field, tr!("many-main-contact"))));
    all
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
