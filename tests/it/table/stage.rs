//! A window on a book of a few customers whose every cell is known.

use chrono::{DateTime, FixedOffset};
use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::app::{App, Clock, Options};
use gendan::book::{Book, Column, Edit, Now, TableQuestion};
use gendan::model::{Contact, Customer, Field, Id, Value, entry};
use gendan::words::Language;

/// The morning of 2026-11-20 in Shanghai.
pub fn time() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-20T09:42:00+08:00").expect("a time")
}

pub fn now() -> Now {
    Now { at: time().to_utc(), today: time().date_naive() }
}

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

/// The window.
pub struct Stage {
    pub window: Harness<'static, App>,
    _folder: tempfile::TempDir,
}

impl Stage {
    /// On [`CUSTOMERS`], in English.
    pub fn new() -> Self {
        Self::sized(Language::English, [1280.0, 800.0])
    }

    /// On [`CUSTOMERS`].
    pub fn sized(language: Language, size: [f32; 2]) -> Self {
        let customers = CUSTOMERS.iter().map(|values| values.to_vec()).collect();
        Self::on(customers, language, size)
    }

    /// On `count` customers of numbered names.
    pub fn with_many(count: usize) -> Self {
        let names: Vec<String> = (1..=count).map(|number| format!("Customer {number:03}")).collect();
        let customers = names.iter().map(|name| vec![(Field::Company, name.as_str())]).collect();
        Self::on(customers, Language::English, [1280.0, 800.0])
    }

    fn on(customers: Vec<Vec<(Field, &str)>>, language: Language, size: [f32; 2]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the book");
        let mut book = Book::open(folder.path(), now()).expect("the book opens");
        for values in customers {
            add(&mut book, &values);
        }
        drop(book);
        let (path, clock) = (folder.path().to_owned(), Clock::fixed(time()));
        let options = Options { book: path, language: Some(language), ..Options::default() };
        let mut window = Harness::builder()
            .with_size(size)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(60)
            .build_eframe(move |creation| App::new(creation, clock, options));
        window.run();
        Self { window, _folder: folder }
    }

    pub fn run(&mut self) {
        self.window.run();
    }

    pub fn click(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.window.run();
    }

    /// Clicks the row that says `name`.
    pub fn click_row(&mut self, name: &str, modifiers: Modifiers) {
        let row = self.rows().into_iter().find(|row| row.contains(name)).unwrap_or_else(|| panic!("no row {name}"));
        self.window.get_by_label(&row).click_modifiers(modifiers);
        self.window.run();
    }

    /// Opens the menu of the row that says `name`.
    pub fn menu_of(&mut self, name: &str) {
        let row = self.rows().into_iter().find(|row| row.contains(name)).unwrap_or_else(|| panic!("no row {name}"));
        self.window.get_by_label(&row).click_secondary();
        self.window.run();
    }

    pub fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key_press_modifiers(modifiers, key);
        self.window.run();
    }

    pub fn event(&mut self, event: Event) {
        self.window.event(event);
        self.window.run();
    }

    pub fn type_text(&mut self, text: &str) {
        self.event(Event::Text(text.to_owned()));
    }

    pub fn sees(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }

    /// What the rows in sight say of themselves, from the top.
    pub fn rows(&self) -> Vec<String> {
        let mut rows: Vec<(f32, String)> = self
            .window
            .query_all_by_role(Role::Row)
            .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, words)| words).collect()
    }

    /// The rows in sight that are selected.
    pub fn selected(&self) -> Vec<String> {
        let rows = self.window.query_all_by_role(Role::Row);
        let selected = rows.filter(|row| row.accesskit_node().toggled() == Some(Toggled::True));
        let mut words: Vec<String> = selected.filter_map(|row| row.accesskit_node().label()).collect();
        words.sort();
        words
    }

    /// The headings in sight, from the left.
    pub fn heads(&self) -> Vec<String> {
        let mut heads: Vec<(f32, String)> = self
            .window
            .query_all_by_role(Role::ColumnHeader)
            .map(|head| (head.rect().left(), head.accesskit_node().label().unwrap_or_default()))
            .collect();
        heads.sort_by(|a, b| a.0.total_cmp(&b.0));
        heads.into_iter().map(|(_, words)| words).collect()
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

    /// The texts of a column, by the names of customers.
    pub fn column(&self, field: Field) -> Vec<(String, String)> {
        let book = self.window.state().book().expect("the book is open");
        let ids: Vec<Id> = book.table(&TableQuestion::default()).ids.to_vec();
        let rows = book.rows(&ids, &[Column::of(field)]);
        rows.into_iter().map(|row| (row.name, row.cells[0].text.clone())).collect()
    }

    /// The text of a column of the customer whose name begins with `name`.
    pub fn value(&self, name: &str, field: Field) -> String {
        let column = self.column(field);
        column.into_iter().find(|(known, _)| known.starts_with(name)).unwrap_or_else(|| panic!("no customer {name}")).1
    }

    /// What stands in the search box.
    pub fn search(&self) -> String {
        self.window.get_by_role_and_label(Role::TextInput, "Search customers").value().unwrap_or_default()
    }

    /// Buttons of the rail that begin with `words`.
    pub fn entry(&self, words: &str) -> Option<egui::Rect> {
        let entries = self.window.query_all_by_role(Role::Button);
        let found = entries.filter(|entry| entry.accesskit_node().label().is_some_and(|label| label.starts_with(words)));
        found.map(|entry| entry.rect()).next()
    }

    /// What undo would take back.
    pub fn undo_name(&self) -> String {
        self.window.state().book().expect("the book is open").undo_name().unwrap_or_default()
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
