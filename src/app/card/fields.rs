//! Fields of a card by category, edited in place, with the empty ones behind "add a field".

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Id, Label, Layout, Response, Ui, vec2};
use egui_material_icons::icons::ICON_ADD;

use super::Card;
use super::sections::{Section, section_ui};
use crate::app::action::{Action, Origin, Scene};
use crate::app::theme::{palette, size};
use crate::app::widgets::editor::{Subject, Wish, editor_ui};
use crate::app::widgets::new_field::{NewField, Outcome};
use crate::app::widgets::picker::Pick;
use crate::app::widgets::{bidi, button, days, text, values};
use crate::book::{CardSnapshot, Edit};
use crate::model::country::Country;
use crate::model::{Category, Field, Id as RowId, Value};
use crate::{tr, words};

/// Width of the labels at the left of fields: in a wide card none has to break.
pub fn label_width(ui: &Ui) -> f32 {
    if ui.available_width() < 340.0 { 92.0 } else { 128.0 }
}

/// Widths of name and kind of a new field of one's own.
const NEW_NAME: f32 = 160.0;
const NEW_KIND: f32 = 96.0;

/// The id of the input of a field, and of its draft.
pub fn field_id(row: RowId, slot: &str) -> Id {
    Id::unique(("card-field", row, slot))
}

/// A label, of two lines where it has to be, and beside it what `draw` draws.
pub fn labelled_ui<R>(ui: &mut Ui, label: &str, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let width = label_width(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().interact_size.y = size::COMPACT;
        ui.allocate_ui_with_layout(vec2(width, size::COMPACT), Layout::top_down(Align::Min), |ui| {
            ui.set_min_size(vec2(width, size::COMPACT));
            ui.set_max_width(width - size::GAP_SMALL);
            ui.add_space(3.0);
            let format = TextFormat::simple(text::body_font(), palette(ui.visuals()).dim);
            let mut job = LayoutJob::single_section(bidi::shown(label).into_owned(), format);
            job.wrap = TextWrapping { max_rows: 2, ..TextWrapping::default() };
            let response = ui.add(Label::new(job).wrap().selectable(false));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, label));
        });
        ui.vertical(draw).inner
    })
    .inner
}

/// What belongs to the value above it, below that value.
pub fn beside_labels_ui<R>(ui: &mut Ui, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let width = label_width(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add_space(width);
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
        // With its frame, which comes out of what it stands in.
        ui.scroll_to_rect(outcome.response.rect.expand(size::GAP), None);
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

/// What the list of everything that a card can still hold offers.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Addition {
    Field(Field),
    Address,
    Contact,
    Own(String),
    NewOwn,
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
        let section = Section::Fields(category);
        let (is_open, button) = section_ui(ui, scene, section, &title, |ui, _| {
            let name = tr!("section-add-field", section = title.as_str());
            ui.add_enabled_ui(!empty.is_empty(), |ui| button::small_icon_ui(ui, ICON_ADD, &name)).inner
        });
        let name = tr!("section-add-field", section = title.as_str());
        let picks = || empty.iter().map(|field| pick_of(*field, String::new(), Addition::Field(*field))).collect();
        let picker = self.section_pickers.entry(section).or_default();
        if let Some(addition) = picker.ui(&button, &name, &tr!("card-find-field"), picks) {
            self.add(scene, snapshot, addition);
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

    /// The button at the end of the card that offers every empty field, an address, a person, or a field of one's own.
    pub(super) fn add_any_field_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let name = tr!("card-add-field");
        let button = button::plain_ui(ui, Some(ICON_ADD), &name);
        let mut picker = std::mem::take(&mut self.picker);
        let picked = picker.ui(&button, &name, &tr!("card-find-field"), || self.additions(scene, snapshot));
        self.picker = picker;
        if let Some(addition) = picked {
            self.add(scene, snapshot, addition);
        }
    }

    /// Everything that the card does not show yet.
    fn additions(&self, scene: &Scene<'_>, snapshot: &CardSnapshot) -> Vec<Pick<Addition>> {
        let id = snapshot.customer.id;
        let mut all = Vec::new();
        for category in Category::OF_CUSTOMER {
            let empty = Field::stored(crate::model::Of::Customer).iter().copied().filter(|field| {
                let is_shown = customer_has(snapshot, *field) || self.revealed.contains(&(id, *field)) || *field == Field::Stars;
                field.spec().category == category && !is_shown
            });
            all.extend(empty.map(|field| pick_of(field, tr!(category.key()), Addition::Field(field))));
        }
        let other = |words: String, what: Addition| Pick { group: tr!("card-add-other"), words, also: String::new(), what };
        let is_shown = |name: &str| !snapshot.customer.extra(name).is_empty() || self.revealed_extra.iter().any(|shown| shown == name);
        let own = scene.book.own_fields().into_iter().map(|field| field.name).filter(|name| !is_shown(name));
        all.extend(own.map(|name| Pick {
            group: tr!("category-extra"),
            words: name.clone(),
            also: String::new(),
            what: Addition::Own(name),
        }));
        all.push(other(tr!("contact-add"), Addition::Contact));
        all.push(other(tr!("address-add"), Addition::Address));
        all.push(other(tr!("extra-add"), Addition::NewOwn));
        all
    }

    /// Shows what was picked and puts the keyboard into it.
    fn add(&mut self, scene: &mut Scene<'_>, snapshot: &CardSnapshot, addition: Addition) {
        let id = snapshot.customer.id;
        match addition {
            Addition::Field(field) => {
                self.revealed.insert((id, field));
                scene.settings.folded.remove(field.spec().category.key());
                scene.drafts.focus(field_id(id, field.key()));
            }
            Addition::Address => self.add_address(scene, snapshot),
            Addition::Contact => self.add_contact(scene, snapshot, Field::Contact),
            Addition::Own(name) => {
                scene.settings.folded.remove(Section::Own.key());
                scene.drafts.focus(field_id(id, &format!("extra:{name}")));
                self.revealed_extra.push(name);
            }
            Addition::NewOwn => {
                scene.settings.folded.remove(Section::Own.key());
                self.new_extra = Some(NewField::focused());
            }
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
            section_ui(ui, scene, Section::Own, &title, |ui, _| button::small_icon_ui(ui, ICON_ADD, &tr!("extra-add")).clicked());
        if wants_new {
            self.new_extra = Some(NewField::focused());
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
        if let Some(form) = &mut self.new_extra {
            ui.add_space(size::GAP_SMALL);
            match form.ui(ui, scene, NEW_NAME, NEW_KIND) {
                Outcome::Made(name) => {
                    scene.drafts.focus(field_id(id, &format!("extra:{name}")));
                    self.revealed_extra.push(name);
                    self.new_extra = None;
                }
                Outcome::Left => self.new_extra = None,
                Outcome::Open => {}
            }
        }
    }
}

fn pick_of(field: Field, group: String, what: Addition) -> Pick<Addition> {
    let spec = field.spec();
    Pick { group, words: field.label().to_owned(), also: format!("{} {} {}", spec.zh, spec.en, spec.key), what }
}

fn customer_has(snapshot: &CardSnapshot, field: Field) -> bool {
    field == Field::Company || !snapshot.customer.get(field).is_empty()
}
