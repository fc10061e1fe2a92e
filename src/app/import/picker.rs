//! Where a column can go: a list of fields that is searched by typing.

use egui::{ScrollArea, Ui};

use crate::app::theme::size;
use crate::app::widgets::{menu, text};
use crate::import::understand::{Shape, Target};
use crate::model::{Category, Field};
use crate::tr;

/// What a person chose.
pub enum Picked {
    /// This target.
    Target(Target),
    /// What the import thinks itself.
    Automatic,
}

/// Draws the list; `heading` is that of the column, offered as a field of its own.
pub fn ui(ui: &mut Ui, search: &mut String, heading: &str, shape: Shape, chosen: &Target, was_opened: bool) -> Option<Picked> {
    ui.set_width(248.0);
    let mut picked = None;
    let hint = tr!("picker-search");
    let response = menu::search_ui(ui, search, &hint);
    if was_opened {
        response.request_focus();
    }
    let sought = search.trim().to_lowercase();
    let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
    let mut first = None;
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if sought.is_empty() {
            if menu::entry_ui(ui, &tr!("picker-automatic"), false).clicked() {
                picked = Some(Picked::Automatic);
            }
            if menu::entry_ui(ui, &tr!("picker-ignore"), *chosen == Target::Ignored).clicked() {
                picked = Some(Picked::Target(Target::Ignored));
            }
        }
        let own = if heading.is_empty() { tr!("picker-own-unnamed") } else { heading.to_owned() };
        if (sought.is_empty() || own.to_lowercase().contains(&sought))
            && menu::entry_ui(ui, &tr!("picker-own", name = own.as_str()), matches!(chosen, Target::Extra(_))).clicked()
        {
            picked = Some(Picked::Target(Target::Extra(own.clone())));
        }
        for category in categories(shape) {
            let fields: Vec<Field> = {
                let fits = |field: &Field| field.spec().category == *category && !field.is_computed() && matches(*field, &sought);
                Field::all().filter(fits).collect()
            };
            if fields.is_empty() {
                continue;
            }
            ui.add_space(size::GAP_SMALL);
            ui.label(text::caption(ui, tr!(category.key())));
            for field in fields {
                first.get_or_insert(field);
                if menu::entry_ui(ui, field.label(), *chosen == Target::Field(field)).clicked() {
                    picked = Some(Picked::Target(Target::Field(field)));
                }
            }
        }
    });
    if enter && !sought.is_empty() && picked.is_none() {
        picked = first.map(|field| Picked::Target(Target::Field(field)));
    }
    picked
}

fn categories(shape: Shape) -> &'static [Category] {
    use Category::{Basic, Channels, Credit, Judgement, Needs, Operation, Order, Other, Person, Personal, Results, Source, Touch};
    match shape {
        Shape::Customers => &[Basic, Person, Channels, Judgement, Needs, Credit, Results, Operation, Other, Source, Personal, Touch],
        Shape::Touches => &[Touch, Source, Basic, Person, Channels, Judgement, Needs, Credit, Results, Operation, Other, Personal],
        Shape::OrderLines => &[Order, Basic, Person, Channels, Judgement, Needs, Credit, Results, Operation, Other, Source, Personal],
    }
}

/// By label in either language or by the words that lists use.
fn matches(field: Field, sought: &str) -> bool {
    let spec = field.spec();
    sought.is_empty()
        || spec.zh.contains(sought)
        || spec.en.to_lowercase().contains(sought)
        || spec.headers.split('|').any(|header| header.to_lowercase().starts_with(sought))
}
