//! The one stage of all stories in the window: the real application without a screen, on a book in a folder of its own, and what a
//! person does and sees there. Things are found by what they say. What only one part of the window needs stands beside its stories.

use chrono::{DateTime, FixedOffset};
use egui::accesskit::{Role, Toggled};
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::app::{App, Clock, Options};
use gendan::book::{Book, Column, Edit, Now, TableQuestion};
use gendan::model::{ChannelKind, Contact, Customer, Field, Id, Of};
use gendan::words::Language;

/// Friday 2026-11-20, 09:42 in Shanghai, where the computer stands.
pub fn time() -> DateTime<FixedOffset> {
    moment("2026-11-20T09:42:00+08:00")
}

/// The same for the book.
pub fn now() -> Now {
    on(time())
}

pub fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("a time")
}

pub fn on(time: DateTime<FixedOffset>) -> Now {
    Now { at: time.to_utc(), today: time.date_naive() }
}

/// Puts customers of these names into a book.
pub fn fill(book: &mut Book, names: &[&str]) {
    for name in names {
        let (customer, contacts) = told(&[(Field::Company, name), (Field::Country, "DE")]);
        book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("the edit is done");
    }
}

/// A customer of these texts, and its person where one of them speaks of a person.
pub fn told(texts: &[(Field, &str)]) -> (Box<Customer>, Vec<Contact>) {
    let (mut customer, mut contact) = (Customer::new(Id(0)), Contact::new(Id(0), Id(0)));
    for (field, text) in texts {
        match ChannelKind::of_field(*field) {
            Some(kind) => drop(contact.add_channel(kind, text)),
            None if field.of() == Of::Contact => contact.record.set(*field, *text),
            None => customer.set(*field, *text),
        }
    }
    let somebody = !contact.channels.is_empty() || !contact.name().is_empty();
    (Box::new(customer), if somebody { vec![contact] } else { Vec::new() })
}

/// How the window opens.
pub struct Scene {
    pub language: Language,
    /// In points.
    pub size: [f32; 2],
    /// As the program itself starts: a new book begins with questions.
    pub welcomes: bool,
    /// Time that passes with a frame, in seconds.
    pub frame_time: f32,
    /// Frames after which the window has to have come to rest.
    pub most_frames: u64,
}

impl Default for Scene {
    fn default() -> Self {
        Self { language: Language::English, size: [1280.0, 800.0], welcomes: false, frame_time: 0.25, most_frames: 20 }
    }
}

impl Scene {
    pub fn speaking(language: Language) -> Self {
        Self { language, ..Self::default() }
    }

    /// High enough for a whole card.
    pub fn high(language: Language) -> Self {
        Self { size: [1280.0, 1400.0], ..Self::speaking(language) }
    }

    /// With frames as short as on a screen, for what moves.
    pub fn moving(language: Language, size: [f32; 2]) -> Self {
        Self { size, frame_time: 1.0 / 60.0, most_frames: 60, ..Self::speaking(language) }
    }

    /// On whatever is in `folder`.
    pub fn on(self, folder: tempfile::TempDir) -> Stage {
        self.after(None, folder)
    }

    /// On whatever is in `folder`, with what an earlier window remembered.
    fn after(self, kept: Option<&'static Kept>, folder: tempfile::TempDir) -> Stage {
        let reader = Some(env!("CARGO_BIN_EXE_gendan").into());
        let (book, language, welcomes) = (folder.path().to_owned(), Some(self.language), self.welcomes);
        let options = Options { book, language, reader, welcomes, ..Options::default() };
        let clock = Clock::fixed(time()).at_home_in("Asia/Shanghai".parse().expect("a zone"));
        let mut window =
            Harness::builder().with_size(self.size).with_step_dt(self.frame_time).with_max_steps(self.most_frames).build_eframe(
                move |creation| {
                    creation.storage = kept.map(|kept| kept as &dyn eframe::Storage);
                    App::new(creation, clock, options)
                },
            );
        window.run();
        Stage { window, folder }
    }

    /// On a book that `prepare` has filled, and whose person was welcomed already.
    pub fn prepared(self, prepare: impl FnOnce(&mut Book)) -> Stage {
        let folder = tempfile::tempdir().expect("a folder for the book");
        let mut book = Book::open(folder.path(), now()).expect("the book opens");
        book.set_welcomed().expect("it is kept");
        prepare(&mut book);
        drop(book);
        self.on(folder)
    }
}

/// What a window remembers until the next start, as the system keeps it.
#[derive(Default)]
struct Kept(std::collections::HashMap<String, String>);

impl eframe::Storage for Kept {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.to_owned(), value);
    }

    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }

    fn flush(&mut self) {}
}

/// A window and the folder of its book.
pub struct Stage {
    pub window: Harness<'static, App>,
    pub folder: tempfile::TempDir,
}

impl Stage {
    /// In English, on a book that the window itself has to make.
    pub fn empty() -> Self {
        Self::speaking(Language::English)
    }

    /// On a book that the window itself has to make.
    pub fn speaking(language: Language) -> Self {
        Scene::speaking(language).on(tempfile::tempdir().expect("a folder for the book"))
    }

    /// In English, on customers of these names.
    pub fn with(names: &[&str]) -> Self {
        Self::prepared(Language::English, |book| fill(book, names))
    }

    /// In English, on `count` customers of numbered names, from Mexico and Germany in turn.
    pub fn with_customers(count: usize) -> Self {
        Self::prepared(Language::English, |book| {
            for number in 1..=count {
                let country = if number % 2 == 0 { "DE" } else { "MX" };
                let (customer, contacts) = told(&[(Field::Company, &format!("Customer {number:03}")), (Field::Country, country)]);
                book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("the edit is done");
            }
        })
    }

    /// On a book that `prepare` has filled.
    pub fn prepared(language: Language, prepare: impl FnOnce(&mut Book)) -> Self {
        Scene::speaking(language).prepared(prepare)
    }

    /// Closes the window and opens it again, in a scene of its own: what it remembers is there again.
    pub fn restart(mut self, scene: Scene) -> Self {
        let mut kept = Kept::default();
        eframe::App::save(self.window.state_mut(), &mut kept);
        let folder = self.close();
        scene.after(Some(Box::leak(Box::new(kept))), folder)
    }

    /// Closes the window; the book stays.
    pub fn close(self) -> tempfile::TempDir {
        let Self { window, folder } = self;
        drop(window);
        folder
    }

    pub fn book(&self) -> &Book {
        self.window.state().book().expect("the book is open")
    }

    pub fn run(&mut self) {
        self.window.run();
    }

    pub fn click(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.window.run();
    }

    pub fn click_role(&mut self, role: Role, label: &str) {
        self.window.get_by_role_and_label(role, label).click();
        self.window.run();
    }

    /// Clicks the uppermost of several things of one name.
    pub fn click_first(&mut self, label: &str) {
        let mut all: Vec<_> = self.window.query_all_by_label(label).collect();
        all.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
        all.first().expect("it is there").click();
        drop(all);
        self.window.run();
    }

    /// Clicks the row that says `name`.
    pub fn click_row(&mut self, name: &str, modifiers: Modifiers) {
        let row = self.row(name);
        self.window.get_by_label(&row).click_modifiers(modifiers);
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

    /// Drags from one point to another, as a hand does: in some steps.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.window.event(Event::PointerMoved(from));
        self.window.event(button(from, true));
        self.window.step();
        for share in [0.3, 0.7, 1.0] {
            self.window.event(Event::PointerMoved(from + (to - from) * share));
            self.window.step();
        }
        self.window.event(button(to, false));
        self.window.step();
        self.run();
    }

    pub fn type_text(&mut self, text: &str) {
        self.event(Event::Text(text.to_owned()));
    }

    /// Replaces what stands in the field `label`, without leaving it.
    pub fn fill_in(&mut self, label: &str, text: &str) {
        self.click_role(Role::TextInput, label);
        self.keys(Modifiers::COMMAND, Key::A);
        self.type_text(text);
    }

    /// An input method shows `text` and has not yet taken it.
    pub fn compose(&mut self, text: &str) {
        self.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }));
    }

    /// The input method hands over what was composed.
    pub fn commit(&mut self, text: &str) {
        self.window.event(Event::Ime(ImeEvent::Preedit { text: String::new(), active_range_chars: None }));
        self.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
    }

    pub fn sees(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }

    /// Draws frames until `words` are seen: work on other threads has to end first.
    pub fn wait_for(&mut self, words: &str) {
        for _ in 0..500 {
            self.window.step();
            if self.sees(words) {
                self.window.run();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("{words:?} does not appear");
    }

    /// What everything of this role says of itself, from the top.
    pub fn all(&self, role: Role) -> Vec<String> {
        self.all_by(role, |place| place.top())
    }

    /// The same in another order.
    pub fn all_by(&self, role: Role, order: impl Fn(egui::Rect) -> f32) -> Vec<String> {
        let nodes = self.window.query_all_by_role(role);
        let mut found: Vec<(f32, String)> =
            nodes.map(|node| (order(node.rect()), node.accesskit_node().label().unwrap_or_default())).collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.into_iter().map(|(_, words)| words).collect()
    }

    /// Whether a text alone reads so, not as part of a line or button.
    pub fn reads(&self, words: &str) -> bool {
        self.window.query_all_by_role(Role::Label).any(|node| node.accesskit_node().value().is_some_and(|value| value == words))
    }

    /// What the rows in sight say of themselves, from the top.
    pub fn rows(&self) -> Vec<String> {
        self.all(Role::Row)
    }

    /// The row in sight that says `name`.
    pub fn row(&self, name: &str) -> String {
        self.rows().into_iter().find(|row| row.contains(name)).unwrap_or_else(|| panic!("no row {name}"))
    }

    /// The rows in sight that are selected.
    pub fn selected(&self) -> Vec<String> {
        let rows = self.window.query_all_by_role(Role::Row);
        let selected = rows.filter(|row| row.accesskit_node().toggled() == Some(Toggled::True));
        let mut words: Vec<String> = selected.filter_map(|row| row.accesskit_node().label()).collect();
        words.sort();
        words
    }

    /// What has the keyboard.
    pub fn focused(&self) -> Option<String> {
        self.window.query_all_by(|node| node.is_focused()).next().and_then(|node| node.accesskit_node().label())
    }

    /// What stands in the input called `name`.
    pub fn input(&self, name: &str) -> Option<String> {
        let node = self.window.query_all_by_role_and_label(Role::TextInput, name).next()?;
        node.accesskit_node().value()
    }

    /// The texts of a column of the whole book, each with the name of its customer.
    pub fn column(&self, field: Field) -> Vec<(String, String)> {
        let ids: Vec<Id> = self.book().table(&TableQuestion::default()).ids.to_vec();
        let rows = self.book().rows(&ids, &[Column::of(field)]);
        rows.into_iter().map(|row| (row.name, row.cells[0].text.clone())).collect()
    }

    /// Adds a customer with the form.
    pub fn new_customer(&mut self, name: &str) {
        self.keys(Modifiers::COMMAND, Key::N);
        self.type_text(name);
        self.click("Add customer");
    }

    /// Types the path of a list into the first page of the wizard.
    pub fn open_list(&mut self, path: &std::path::Path) {
        self.keys(Modifiers::COMMAND, Key::O);
        self.click_role(Role::TextInput, "Path of the file");
        self.window.event(Event::Text(path.display().to_string()));
        self.window.step();
        self.window.key_press(Key::Enter);
        self.window.step();
    }
}
