//! The sections of a card: fields by category, folding, with the empty ones behind "add a field".

use egui::{Align, CornerRadius, Id, Layout, Response, Sense, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_CHEVRON_RIGHT, ICON_EXPAND_MORE, ICON_HOME_PIN};

use super::Card;
use crate::app::action::{Action, Origin, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::editor::{Subject, Wish, editor_ui};
use crate::app::widgets::{button, days, menu, text, values};
use crate::book::{CardSnapshot, Edit};
use crate::model::country::Country;
use crate::model::{Category, Field, Id as RowId, Value};
use crate::{tr, words};

/// Width of the labels at the left of fields.
pub const LABEL: f32 = 92.0;

/// The id of the input of a field, and of its draft.
pub fn field_id(row: RowId, slot: &str) -> Id {
    Id::unique(("card-field", row, slot))
}

/// Draws the head of a section; returns whether it is open, and what `more` drew at its right end.
pub fn section_ui<R>(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    key: &str,
    title: &str,
    more: impl FnOnce(&mut Ui, &mut Scene<'_>) -> R,
) -> (bool, R) {
    let palette = palette(ui.visuals());
    let is_open = !scene.settings.folded.contains(key);
    ui.add_space(size::GAP);
    let row = ui.horizontal(|ui| {
        ui.set_height(size::COMPACT);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 32.0, size::COMPACT), Sense::click());
        response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::DisclosureTriangle, true, is_open, title));
        if response.clicked() {
            if is_open {
                scene.settings.folded.insert(key.to_owned());
            } else {
                scene.settings.folded.remove(key);
            }
        }
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(size::CHIP_CORNER), palette.hover);
        }
        let font = egui::FontId::new(size::CAPTION, text::bold_family(ui, title));
        let galley = text::cut(ui, title, font, palette.text, rect.width() - 20.0);
        let painted = text::paint(ui.painter(), rect, galley, Align::Min, palette.text);
        let mark = if is_open { ICON_EXPAND_MORE } else { ICON_CHEVRON_RIGHT };
        let arrow = ui
            .fonts_mut(|fonts| fonts.layout_no_wrap(mark.codepoint.to_owned(), egui::FontId::new(16.0, mark.font_family()), palette.faint));
        let at = egui::Rect::from_min_size(egui::pos2(painted.right() + 4.0, rect.top()), vec2(16.0, rect.height()));
        text::paint(ui.painter(), at, arrow, Align::Min, palette.faint);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| more(ui, scene)).inner
    });
    (is_open, row.inner)
}

/// A label and beside it what `draw` draws.
pub fn labelled_ui<R>(ui: &mut Ui, label: &str, draw: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().interact_size.y = size::COMPACT;
        ui.allocate_ui_with_layout(vec2(LABEL, size::COMPACT), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(vec2(LABEL, size::COMPACT));
            text::cut_ui(ui, text::dim(ui, label));
        });
        ui.vertical(draw).inner
    })
    .inner
}

/// An editor whose text is a draft until Enter or until the keyboard leaves; `value` is what the book has.
pub fn drafted_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    subject: Subject<'_>,
    country: Option<&'static Country>,
    value: &str,
    to_edit: impl Fn(String) -> Edit + 'static,
) -> Response {
    let id = subject.id;
    let mut draft = scene.drafts.text(id).unwrap_or(value).to_owned();
    let subject = Subject { has_failed: scene.drafts.has_failed(id), ..subject };
    let outcome = editor_ui(ui, &subject, &mut draft, &mut scene.around(country));
    if scene.drafts.takes_focus(id) {
        outcome.response.request_focus();
        outcome.response.scroll_to_me(None);
    }
    match outcome.wish {
        Wish::Save if draft != value => scene.push(Action::Edit { edit: to_edit(draft.clone()), from: Origin::Draft(id) }),
        Wish::Leave | Wish::SaveAndLeave => scene.push(Action::FocusTable),
        _ => {}
    }
    if outcome.wish == Wish::Cancel || outcome.is_changed && draft == value {
        scene.drafts.drop(id);
    } else if outcome.is_changed {
        scene.drafts.put(id, draft, Box::new(to_edit));
    }
    outcome.response
}

/// The country of a customer, where it is known.
pub fn country_of(snapshot: &CardSnapshot) -> Option<&'static Country> {
    Country::find(snapshot.customer.text(Field::Country))
}

/// A field of a customer or contact with its label, edited in place.
pub fn field_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    row: RowId,
    country: Option<&'static Country>,
    field: Field,
    value: &Value,
    to_edit: impl Fn(String) -> Edit + 'static,
) {
    let shown = values::shown(field, value);
    labelled_ui(ui, field.label(), |ui| {
        let response = drafted_ui(ui, scene, Subject::of(field, field_id(row, field.key())), country, &shown, to_edit);
        if let Value::Day(day) = value
            && let Some(day) = days::whole(*day)
        {
            button::tooltip(response, &format!("{} · {}", days::long(day), days::relative(day, scene.now.today)), "");
        }
    });
}

/// The button of a section that offers its empty fields; returns the chosen one.
pub fn add_field_ui(ui: &mut Ui, title: &str, empty: &[Field]) -> Option<Field> {
    let name = tr!("section-add-field", section = title);
    let response = ui.add_enabled_ui(!empty.is_empty(), |ui| button::small_icon_ui(ui, ICON_ADD, &name)).inner;
    let mut chosen = None;
    menu::of(&response, name).show(|ui| {
        ui.set_width(200.0);
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for field in empty {
                if menu::entry_ui(ui, field.label(), false).clicked() {
                    chosen = Some(*field);
                }
            }
        });
    });
    chosen
}

impl Card {
    /// One category of the customer's fields.
    pub(super) fn category_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot, category: Category) {
        let customer = &snapshot.customer;
        let id = customer.id;
        let (filled, empty): (Vec<Field>, Vec<Field>) = Field::stored(crate::model::Of::Customer)
            .iter()
            .filter(|field| field.spec().category == category && **field != Field::Stars)
            .partition(|field| !customer.get(**field).is_empty() || self.revealed.contains(&(id, **field)) || **field == Field::Company);
        if filled.is_empty() {
            return;
        }
        let title = tr!(category.key());
        let (is_open, chosen) = section_ui(ui, scene, category.key(), &title, |ui, _| add_field_ui(ui, &title, &empty));
        if let Some(field) = chosen {
            self.revealed.insert((id, field));
            scene.settings.folded.remove(category.key());
            scene.drafts.focus(field_id(id, field.key()));
        }
        if !is_open {
            return;
        }
        for field in &filled {
            let field = *field;
            let place = ui.cursor().min;
            field_ui(ui, scene, id, country_of(snapshot), field, customer.get(field), move |text| Edit::SetField {
                customers: vec![id],
                field,
                text,
            });
            self.field_menu_ui(ui, place, id, field);
            if field == Field::Company {
                self.alike_ui(ui, scene, id);
            }
            super::freshness::mark_ui(ui, scene, snapshot, id, field);
        }
    }

    /// The button at the end of the card that offers every empty field, an address, or a field of one's own.
    pub(super) fn add_any_field_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let id = snapshot.customer.id;
        let name = tr!("card-add-field");
        let response = button::plain_ui(ui, Some(ICON_ADD), &name);
        menu::staying(&response, &name).show(|ui| {
            ui.set_width(260.0);
            let hint = tr!("card-find-field");
            let search = menu::search_ui(ui, &mut self.field_search, &hint);
            if !ui.memory(|memory| memory.focused().is_some()) {
                search.request_focus();
            }
            let sought = self.field_search.to_lowercase();
            egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for category in Category::OF_CUSTOMER {
                    let fields = Field::stored(crate::model::Of::Customer).iter().copied().filter(|field| {
                        let is_open = customer_has(snapshot, *field) || self.revealed.contains(&(id, *field));
                        field.spec().category == category
                            && !is_open
                            && *field != Field::Stars
                            && field.label().to_lowercase().contains(&sought)
                    });
                    let fields: Vec<Field> = fields.collect();
                    if !fields.is_empty() {
                        ui.add_space(size::GAP_SMALL);
                        ui.label(text::caption(ui, tr!(category.key())));
                    }
                    for field in fields {
                        if menu::entry_ui(ui, field.label(), false).clicked() {
                            self.revealed.insert((id, field));
                            scene.settings.folded.remove(category.key());
                            scene.drafts.focus(field_id(id, field.key()));
                            ui.close();
                        }
                    }
                }
                let is_shown =
                    |name: &str| !snapshot.customer.extra(name).is_empty() || self.revealed_extra.iter().any(|shown| shown == name);
                let own = scene.book.own_fields().into_iter().map(|field| field.name);
                let own: Vec<String> = own.filter(|name| !is_shown(name) && name.to_lowercase().contains(&sought)).collect();
                if !own.is_empty() {
                    ui.add_space(size::GAP_SMALL);
                    ui.label(text::caption(ui, tr!("category-extra")));
                }
                for name in own {
                    if menu::entry_ui(ui, &name, false).clicked() {
                        scene.settings.folded.remove("category-extra");
                        scene.drafts.focus(field_id(id, &format!("extra:{name}")));
                        self.revealed_extra.push(name);
                        ui.close();
                    }
                }
            });
            ui.separator();
            if button::menu_entry_ui(ui, ICON_HOME_PIN, &tr!("address-add"), "").clicked() {
                scene.edit(Edit::PutAddress { address: super::addresses::empty(id) });
                ui.close();
            }
            if button::menu_entry_ui(ui, ICON_ADD, &tr!("extra-add"), "").clicked() {
                self.new_extra = Some(String::new());
                ui.close();
            }
        });
        if response.clicked() {
            self.field_search.clear();
        }
    }

    /// The fields that the user has named.
    pub(super) fn extra_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let id = snapshot.customer.id;
        if snapshot.customer.extra.is_empty() && self.revealed_extra.is_empty() && self.new_extra.is_none() {
            return;
        }
        let title = tr!("category-extra");
        let (is_open, wants_new) =
            section_ui(ui, scene, "category-extra", &title, |ui, _| button::small_icon_ui(ui, ICON_ADD, &tr!("extra-add")).clicked());
        if wants_new {
            self.new_extra = Some(String::new());
        }
        if !is_open && self.new_extra.is_none() {
            return;
        }
        let mut shown: Vec<(String, String)> = snapshot.customer.extra.clone();
        shown.extend(
            self.revealed_extra.iter().filter(|name| snapshot.customer.extra(name).is_empty()).map(|name| (name.clone(), String::new())),
        );
        let fields = scene.book.own_fields();
        // In the order in which the user has put them, whatever the order of entry.
        shown.sort_by_key(|(name, _)| fields.iter().position(|field| field.name == *name).unwrap_or(usize::MAX));
        for (name, value) in &shown {
            labelled_ui(ui, name, |ui| {
                let edited = name.clone();
                let field = fields.iter().find(|field| field.name == *name);
                let subject = Subject::own(name, field, field_id(id, &format!("extra:{name}")));
                let value = field.map_or_else(|| value.clone(), |field| field.kind.shown(value, words::spoken()));
                drafted_ui(ui, scene, subject, None, &value, move |text| Edit::SetExtra {
                    customers: vec![id],
                    name: edited.clone(),
                    text,
                });
            });
        }
        if let Some(name) = &mut self.new_extra {
            let mut is_done = false;
            ui.horizontal(|ui| {
                let hint = tr!("extra-name");
                let response = ui.add(egui::TextEdit::singleline(name).hint_text(&hint).desired_width(140.0)).accessible_name(hint);
                if name.is_empty() && !response.has_focus() && ui.memory(|memory| memory.focused().is_none()) {
                    response.request_focus();
                }
                let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                if (button::plain_ui(ui, None, &tr!("extra-create")).clicked() || entered) && !name.trim().is_empty() {
                    let name = name.trim().to_owned();
                    scene.drafts.focus(field_id(id, &format!("extra:{name}")));
                    self.revealed_extra.push(name);
                    is_done = true;
                }
            });
            if is_done || ui.input(|input| input.key_pressed(egui::Key::Escape)) {
                self.new_extra = None;
            }
        }
    }
}

fn customer_has(snapshot: &CardSnapshot, field: Field) -> bool {
    field == Field::Company || !snapshot.customer.get(field).is_empty()
}
