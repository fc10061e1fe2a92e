//! A window on a book in a folder of its own, and what a person does in it.

use chrono::{DateTime, FixedOffset};
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::app::{App, Clock, Options};
use gendan::book::{Book, Edit, Now};
use gendan::model::{Customer, Field, Id};
use gendan::words::Language;

/// The window, on the morning of 2026-11-20 in Shanghai.
pub struct Stage {
    pub window: Harness<'static, App>,
    pub folder: tempfile::TempDir,
}

pub fn time() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-20T09:42:00+08:00").expect("a time")
}

pub fn now() -> Now {
    Now { at: time().to_utc(), today: time().date_naive() }
}

/// Puts customers of these names into a book.
pub fn fill(book: &mut Book, names: &[&str]) {
    for name in names {
        let mut customer = Customer::new(Id(0));
        customer.set(Field::Company, *name);
        customer.set(Field::Country, "DE");
        book.apply(Edit::AddCustomer { customer: Box::new(customer), contacts: Vec::new() }, now()).expect("the edit is done");
    }
}

impl Stage {
    /// A window in English on a book with customers of these names, which has been welcomed already.
    pub fn with(names: &[&str]) -> Self {
        Self::prepared(Language::English, |book| fill(book, names))
    }

    /// A window on a book that `prepare` has filled.
    pub fn prepared(language: Language, prepare: impl FnOnce(&mut Book)) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the book");
        let mut book = Book::open(folder.path(), now()).expect("the book opens");
        book.set_welcomed().expect("it is kept");
        prepare(&mut book);
        drop(book);
        Self::on(folder, language)
    }

    /// A window on whatever is in `folder`.
    pub fn on(folder: tempfile::TempDir, language: Language) -> Self {
        Self::opened(folder, language, false)
    }

    /// As [`Self::on`], as the program itself starts: a new book begins with questions. The computer is in Shanghai.
    pub fn welcomed_on(folder: tempfile::TempDir, language: Language) -> Self {
        Self::opened(folder, language, true)
    }

    fn opened(folder: tempfile::TempDir, language: Language, welcomes: bool) -> Self {
        let reader = Some(env!("CARGO_BIN_EXE_gendan").into());
        let options = Options { book: folder.path().to_owned(), language: Some(language), reader, welcomes, ..Options::default() };
        let clock = Clock::fixed(time()).at_home_in("Asia/Shanghai".parse().expect("a zone"));
        let mut window = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_max_steps(20)
            .build_eframe(move |creation| App::new(creation, clock, options));
        window.run();
        Self { window, folder }
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

    pub fn click(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.window.run();
    }

    pub fn click_role(&mut self, role: Role, label: &str) {
        self.window.get_by_role_and_label(role, label).click();
        self.window.run();
    }

    pub fn key(&mut self, key: Key) {
        self.window.key_press(key);
        self.window.run();
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key_press_modifiers(modifiers, key);
        self.window.run();
    }

    pub fn type_text(&mut self, text: &str) {
        self.window.event(Event::Text(text.to_owned()));
        self.window.run();
    }

    /// Replaces what stands in the field `label`, without leaving it.
    pub fn fill_in(&mut self, label: &str, text: &str) {
        self.click_role(Role::TextInput, label);
        self.keys(Modifiers::COMMAND, Key::A);
        self.type_text(text);
    }

    /// An input method shows `text` and has not yet taken it.
    pub fn compose(&mut self, text: &str) {
        self.window.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }));
        self.window.run();
    }

    /// The input method hands over what was composed.
    pub fn commit(&mut self, text: &str) {
        self.window.event(Event::Ime(ImeEvent::Preedit { text: String::new(), active_range_chars: None }));
        self.window.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
        self.window.run();
    }

    pub fn sees(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }

    /// What everything of this role says of itself, from the top.
    pub fn all(&self, role: Role) -> Vec<String> {
        let mut found: Vec<(f32, String)> = self
            .window
            .query_all_by_role(role)
            .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
            .collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.into_iter().map(|(_, words)| words).collect()
    }

    pub fn rows(&self) -> Vec<String> {
        self.all(Role::Row)
    }

    /// What has the keyboard.
    pub fn focused(&self) -> Option<String> {
        self.window.query_all_by(|node| node.is_focused()).next().and_then(|node| node.accesskit_node().label())
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
}
