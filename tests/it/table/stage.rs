//! The stage of the table: a window on a few customers whose every cell is known, and what is seen and done in a table alone.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::{Book, Column, Edit};
use gendan::model::{Contact, Customer, Field, Id, Value, entry};
use gendan::words::Language;

pub use crate::stage::Stage;
use crate::stage::{Scene, now};

/// What the customers have, the newest (which stands at the top) last.
pub const CUSTOMERS: [&[(Field, &str)]; 6] = [
    &[
        (Field::Company, "Atlas Inox SARL"),
        (Field::Country, "MA"),
        (Field::Level, "B"),
        (Field::Group, "Africa/North"),
        (Field::Stars, "2"),
        (Field::AnnualAmount, "EUR 12,700"),
        (Field::NextFollowUp, "2026-11-26"),
    ],
    &[
        (Field::Company, "阿联酋绿洲贸易"),
        (Field::Country, "AE"),
        (Field::Level, "复购"),
        (Field::Group, "Middle East"),
        (Field::AnnualAmount, "USD 158,440"),
        (Field::NextFollowUp, "2026-11-20"),
    ],
    &[
        (Field::Company, "Bright Kitchen Supply Ltd"),
        (Field::Country, "GB"),
        (Field::Level, "B"),
        (Field::Status, "跟进中"),
        (Field::Tags, "展会; Canton fair"),
        (Field::Group, "Europe/UK"),
    ],
    &[
        (Field::Company, "Hermann Küchen GmbH"),
        (Field::Country, "DE"),
        (Field::City, "Hamburg"),
        (Field::Level, "VIP"),
        (Field::Status, "Following"),
        (Field::Stars, "4"),
        (Field::Tags, "展会"),
        (Field::Phone, "+49 40 555 07 12"),
        (Field::Group, "Europe/Germany/North"),
        (Field::AnnualAmount, "USD 486,200"),
        (Field::NextFollowUp, "2026-11-12"),
    ],
    &[(Field::Company, "Nile Gate Imports"), (Field::Country, "EG"), (Field::Level, "A"), (Field::Group, "Africa/North")],
    &[(Field::Company, "Baltic Forks UAB"), (Field::Country, "LT"), (Field::Group, "Europe")],
];

impl Stage {
    /// On [`CUSTOMERS`], in English.
    pub fn new() -> Self {
        Self::sized(Language::English, [1280.0, 800.0])
    }

    /// On [`CUSTOMERS`].
    pub fn sized(language: Language, size: [f32; 2]) -> Self {
        Scene::moving(language, size).prepared(|book| CUSTOMERS.iter().for_each(|values| add(book, values)))
    }

    /// On `count` customers of numbered names.
    pub fn with_many(count: usize) -> Self {
        Scene::moving(Language::English, [1280.0, 800.0])
            .prepared(|book| (1..=count).for_each(|number| add(book, &[(Field::Company, &format!("Customer {number:03}"))])))
    }

    /// Opens the menu of the row that says `name`.
    pub fn menu_of(&mut self, name: &str) {
        let row = self.row(name);
        self.window.get_by_label(&row).click_secondary();
        self.window.run();
    }

    /// The headings in sight, from the left.
    pub fn heads(&self) -> Vec<String> {
        self.all_by(Role::ColumnHeader, |place| place.left())
    }

    pub fn head<'a>(&'a self, label: &'a str) -> egui_kittest::Node<'a> {
        self.window.get_by_role_and_label(Role::ColumnHeader, label)
    }

    /// Draws frames until something is copied; empty where nothing is.
    pub fn copied(&mut self) -> String {
        for _ in 0..12 {
            self.window.step();
            let commands = &self.window.output().platform_output.commands;
            let text = commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(text) = text {
                return text;
            }
        }
        String::new()
    }

    /// Presses the newest button that is called so.
    pub fn press_last(&mut self, label: &str) {
        self.window.query_all_by_role_and_label(Role::Button, label).last().unwrap_or_else(|| panic!("no button {label}")).click();
        self.window.run();
    }

    /// The text of a column of the customer whose name begins with `name`.
    pub fn value(&self, name: &str, field: Field) -> String {
        let column = self.column(field);
        column.into_iter().find(|(known, _)| known.starts_with(name)).unwrap_or_else(|| panic!("no customer {name}")).1
    }

    /// What stands in the search box.
    pub fn search(&self) -> String {
        self.input("Search customers").expect("the search box")
    }

    /// Buttons of the rail that begin with `words`.
    pub fn entry(&self, words: &str) -> Option<egui::Rect> {
        let entries = self.window.query_all_by_role(Role::Button);
        let found = entries.filter(|entry| entry.accesskit_node().label().is_some_and(|label| label.starts_with(words)));
        found.map(|entry| entry.rect()).next()
    }

    /// What undo would take back.
    pub fn undo_name(&self) -> String {
        self.book().undo_name().unwrap_or_default()
    }
}

/// Adds a customer with the texts of its fields, as one types them.
fn add(book: &mut Book, values: &[(Field, &str)]) {
    let mut customer = Customer::new(Id(0));
    let mut due = None;
    for (field, text) in values {
        match field {
            Field::NextFollowUp => due = Some((*text).to_owned()),
            _ => customer.set(*field, entry::read(*field, text, "USD".parse().expect("a code")).unwrap_or(Value::Empty)),
        }
    }
    let edit = Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::<Contact>::new() };
    let id = book.apply(edit, now()).expect("the customer is added").customer.expect("a customer");
    if let Some(due) = due {
        let cells = vec![(id, Column::of(Field::NextFollowUp), due)];
        book.apply(Edit::SetCells { cells }, now()).expect("the follow-up is planned");
    }
}
