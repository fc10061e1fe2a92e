//! What a person does with the card of a customer: each kind of value has its editor, and everything can be reached by the
//! keyboard. The real application, without a screen.

use chrono::{DateTime, FixedOffset};
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::app::{App, Clock, Options};
use gendan::book::{Book, CardSnapshot, Edit, Now};
use gendan::model::{ChannelKind, Contact, Customer, Field, Id, Value};
use gendan::words::Language;

/// A window that shows the card of one customer, on Friday 2026-11-20, 09:42 in Shanghai.
struct Card {
    window: Harness<'static, App>,
    customer: Id,
    _folder: tempfile::TempDir,
}

fn time() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-20T09:42:00+08:00").expect("a time")
}

impl Card {
    /// Of a customer with `values` beside its name, and a second customer that lends its values.
    fn of(values: &[(Field, &str)]) -> Self {
        Self::speaking(Language::English, values)
    }

    fn speaking(language: Language, values: &[(Field, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the book");
        let now = Now { at: time().to_utc(), today: time().date_naive() };
        let mut book = Book::open(folder.path(), now).expect("the book opens");
        let mut add = |name: &str, contact: Option<Contact>| {
            let mut customer = Customer::new(Id(0));
            customer.set(Field::Company, name);
            let edit = Edit::AddCustomer { customer: Box::new(customer), contacts: contact.into_iter().collect() };
            book.apply(edit, now).expect("added").customer.expect("its id")
        };
        let other = add("Norte Ferretería", None);
        let mut person = Contact::new(Id(0), Id(0));
        person.record.set(Field::Contact, "Anna Berg");
        person.add_channel(ChannelKind::Email, "anna@hermann.example");
        let customer = add("Hermann Küchen GmbH", Some(person));
        let mut set = |customers: Vec<Id>, field, text: &str| {
            book.apply(Edit::SetField { customers, field, text: text.to_owned() }, now).expect("set");
        };
        for (field, text) in [
            (Field::CustomerType, "等样品"),
            (Field::Tags, "广交会; VIP晚宴"),
            (Field::Group, "美洲/墨西哥"),
            (Field::Owner, "李华"),
            (Field::Country, "MX"),
        ] {
            set(vec![other], field, text);
        }
        for (field, text) in values {
            set(vec![customer], *field, text);
        }
        drop(book);
        let clock = Clock::fixed(time());
        let reader = Some(env!("CARGO_BIN_EXE_gendan").into());
        let options = Options { book: folder.path().to_owned(), language: Some(language), reader, ..Options::default() };
        let mut window = Harness::builder()
            .with_size([1280.0, 1400.0])
            .with_max_steps(20)
            .build_eframe(move |creation| App::new(creation, clock, options));
        window.run();
        Self { window, customer, _folder: folder }
    }

    fn click(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.window.run();
    }

    fn key(&mut self, key: Key) {
        self.window.key_press(key);
        self.window.run();
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key_press_modifiers(modifiers, key);
        self.window.run();
    }

    fn type_text(&mut self, text: &str) {
        self.window.event(Event::Text(text.to_owned()));
        self.window.run();
    }

    /// Clicks into the field `name` and takes what stands there away.
    fn empty(&mut self, name: &str) {
        self.window.get_by_role_and_label(Role::TextInput, name).click();
        self.window.run();
        self.keys(Modifiers::COMMAND, Key::A);
        self.key(Key::Backspace);
    }

    fn sees(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }

    /// Draws frames until `words` are seen: values in use are found out on a thread.
    fn wait_for(&mut self, words: &str) {
        for _ in 0..500 {
            self.window.step();
            if self.sees(words) {
                self.window.run();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("{words:?} does not appear");
    }

    fn snapshot(&self) -> CardSnapshot {
        let book = self.window.state().book().expect("the book is open");
        book.card(self.customer).expect("read").expect("there")
    }

    fn value(&self, field: Field) -> Value {
        self.snapshot().customer.get(field).clone()
    }

    fn text(&self, field: Field) -> String {
        self.value(field).text().to_owned()
    }

    /// What stands in the input `name`.
    fn shown(&self, name: &str) -> String {
        self.window.get_by_role_and_label(Role::TextInput, name).value().unwrap_or_default()
    }

    /// What the input that has the keyboard is called.
    fn focused(&self) -> String {
        self.window
            .query_all(egui_kittest::kittest::by().predicate(|node| node.is_focused()))
            .filter_map(|node| node.accesskit_node().label())
            .next_back()
            .unwrap_or_default()
    }
}

#[test]
fn a_country_is_completed_in_both_languages_and_by_its_code() {
    for (typed, code) in [("ger", "DE"), ("墨西", "MX"), ("jp", "JP"), ("UAE", "AE")] {
        let mut card = Card::of(&[(Field::Country, "FR")]);
        card.empty("Country");
        card.type_text(typed);
        card.key(Key::Enter);
        assert_eq!(card.text(Field::Country), code, "{typed}");
    }
}

#[test]
fn a_country_that_nobody_knows_is_kept_and_said() {
    let mut card = Card::of(&[(Field::Country, "FR")]);
    card.empty("Country");
    card.type_text("Atlantis");
    card.key(Key::Enter);
    assert_eq!(card.text(Field::Country), "Atlantis");
    assert!(card.sees("Not a country that is known; kept as written"));
}

#[test]
fn the_arrows_choose_from_a_list_and_esc_closes_it_first() {
    let mut card = Card::of(&[(Field::Status, "Developing")]);
    card.window.get_by_role_and_label(Role::TextInput, "State").click();
    card.window.run();
    assert!(card.sees("Dormant"), "a click opens the list");
    card.key(Key::Escape);
    assert!(!card.sees("Dormant"), "Esc closes it");
    card.key(Key::ArrowDown);
    assert!(card.sees("Dormant"), "the arrow opens it again");
    card.key(Key::ArrowDown);
    card.key(Key::Enter);
    assert_eq!(card.text(Field::Status), "Following", "the one after what stood there");
    assert_eq!(card.focused(), "State", "the keyboard stays");
}

#[test]
fn a_choice_can_be_extended_and_values_in_use_are_offered() {
    let mut card = Card::of(&[(Field::CustomerType, "Agent")]);
    card.empty("Customer type");
    card.type_text("样");
    card.wait_for("等样品");
    card.click("等样品");
    assert_eq!(card.text(Field::CustomerType), "等样品", "a word of another customer");
    card.empty("Customer type");
    card.type_text("Chain of shops");
    assert!(card.sees("New: Chain of shops"));
    card.key(Key::Enter);
    assert_eq!(card.text(Field::CustomerType), "Chain of shops");
}

#[test]
fn tab_takes_what_fits_and_goes_on() {
    let mut card = Card::of(&[(Field::Status, "Dormant"), (Field::Intent, "高")]);
    card.empty("State");
    card.type_text("fol");
    card.key(Key::Tab);
    assert_eq!(card.text(Field::Status), "Following");
    assert_eq!(card.focused(), "Intent", "the next field has the keyboard: empty ones are hidden");
}

#[test]
fn a_day_is_typed_as_one_speaks() {
    for (typed, day) in [("in 3 days", "2026-11-23"), ("下周五", "2026-11-27"), ("2026-03", "2026-03"), ("5 March 2026", "2026-03-05")] {
        let mut card = Card::of(&[(Field::FirstContact, "2026-01-01")]);
        card.empty("First contact");
        card.type_text(typed);
        card.key(Key::Enter);
        assert_eq!(card.shown("First contact"), day, "{typed}");
        assert!(matches!(card.value(Field::FirstContact), Value::Day(_)), "{typed}");
    }
    let mut card = Card::of(&[(Field::FirstContact, "2026-01-01")]);
    card.empty("First contact");
    card.type_text("ASAP");
    card.key(Key::Enter);
    assert_eq!(card.text(Field::FirstContact), "ASAP");
    assert!(card.sees("Not read as a day; kept as written"));
}

#[test]
fn the_month_below_a_day_is_walked_with_the_keys_and_pressed_with_the_pointer() {
    let mut card = Card::of(&[(Field::FirstContact, "2026-01-14")]);
    card.window.get_by_role_and_label(Role::TextInput, "First contact").click();
    card.window.run();
    assert!(card.sees("January 2026"));
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight, Key::PageDown] {
        card.key(key);
    }
    assert!(card.sees("February 2026"));
    card.key(Key::Enter);
    assert_eq!(card.shown("First contact"), "2026-02-22");
    card.window.get_by_role_and_label(Role::TextInput, "First contact").click();
    card.window.run();
    card.click("Tuesday, 10 February 2026");
    assert_eq!(card.shown("First contact"), "2026-02-10");
    card.window.get_by_role_and_label(Role::TextInput, "First contact").click();
    card.window.run();
    card.click("All of February 2026");
    assert_eq!(card.shown("First contact"), "2026-02");
}

#[test]
fn an_amount_takes_the_currency_that_its_letters_mean() {
    let mut card = Card::of(&[(Field::AnnualAmount, "USD 100")]);
    card.empty("Annual purchase");
    card.type_text("12500 eu");
    assert!(card.sees("EUR 12,500"));
    card.key(Key::Enter);
    assert_eq!(card.shown("Annual purchase"), "EUR 12,500");
    card.empty("Annual purchase");
    card.type_text("a lot");
    assert!(card.sees("Not an amount; try USD 12,500"));
    card.key(Key::Enter);
    assert_eq!(card.shown("Annual purchase"), "a lot", "what cannot be saved stays in the field");
    card.key(Key::Escape);
    assert_eq!(card.shown("Annual purchase"), "EUR 12,500", "and Esc returns what was there");
}

#[test]
fn a_phone_is_written_with_its_spaces_as_it_is_typed_and_its_country_is_said() {
    let mut card = Card::of(&[(Field::Phone, "123456"), (Field::Country, "DE")]);
    card.empty("Phone");
    for digit in "+4930901820".chars() {
        card.type_text(&digit.to_string());
    }
    assert_eq!(card.shown("Phone"), "+49 30 901820");
    assert!(card.sees("Germany · +49 30 901820"));
    card.key(Key::Enter);
    assert_eq!(card.text(Field::Phone), "+49 30 901820");
    card.empty("Phone");
    card.type_text("8.6138E+12");
    card.key(Key::Enter);
    assert!(card.sees("A spreadsheet has cut off digits"));
    assert_eq!(card.text(Field::Phone), "8.6138E+12", "kept as typed");
}

#[test]
fn tags_are_chips_that_are_added_completed_and_removed() {
    let mut card = Card::of(&[(Field::Tags, "fair; old")]);
    card.click("Remove the tag old");
    assert_eq!(card.value(Field::Tags), Value::Tags(vec!["fair".to_owned()]));
    card.window.get_by_role_and_label(Role::TextInput, "Tags").click();
    card.window.run();
    card.type_text("广");
    card.wait_for("广交会");
    card.key(Key::Enter);
    assert_eq!(card.value(Field::Tags), Value::Tags(vec!["fair".to_owned(), "广交会".to_owned()]));
    card.type_text("new, newer,");
    card.key(Key::Enter);
    assert_eq!(card.value(Field::Tags), Value::Tags(["fair", "广交会", "new", "newer"].map(str::to_owned).to_vec()));
    card.key(Key::Backspace);
    card.key(Key::Tab);
    assert_eq!(card.value(Field::Tags), Value::Tags(["fair", "广交会", "new"].map(str::to_owned).to_vec()));
}

#[test]
fn a_group_is_completed_level_by_level() {
    let mut card = Card::of(&[(Field::Group, "欧洲")]);
    card.empty("Group");
    card.type_text("美洲");
    card.wait_for("美洲/墨西哥");
    card.key(Key::ArrowDown);
    card.key(Key::Enter);
    assert_eq!(card.text(Field::Group), "美洲/墨西哥");
}

#[test]
fn stars_are_set_with_the_keys() {
    let mut card = Card::of(&[]);
    card.click("Stars: 2");
    assert_eq!(card.value(Field::Stars), Value::Number(2));
    assert_eq!(card.focused(), "Stars");
    card.key(Key::Num4);
    assert_eq!(card.value(Field::Stars), Value::Number(4));
    card.key(Key::Num0);
    assert!(card.value(Field::Stars).is_empty());
    card.key(Key::ArrowRight);
    assert_eq!(card.value(Field::Stars), Value::Number(1));
}

#[test]
fn enter_saves_and_stays_esc_returns_and_a_second_esc_leaves() {
    let mut card = Card::of(&[(Field::City, "Hamburg")]);
    card.empty("City");
    card.type_text("Berlin");
    card.key(Key::Enter);
    assert_eq!((card.text(Field::City), card.focused()), ("Berlin".to_owned(), "City".to_owned()));
    card.type_text(" West");
    card.key(Key::Escape);
    assert_eq!((card.shown("City"), card.focused()), ("Berlin".to_owned(), "City".to_owned()));
    card.key(Key::Escape);
    assert_ne!(card.focused(), "City");
    assert_eq!(card.text(Field::City), "Berlin");
}

#[test]
fn half_a_chinese_character_offers_nothing_and_saves_nothing() {
    let mut card = Card::of(&[(Field::Country, "FR")]);
    card.empty("Country");
    card.window.event(Event::Ime(ImeEvent::Preedit { text: "de'guo".to_owned(), active_range_chars: None }));
    card.window.run();
    card.key(Key::Enter);
    assert_eq!(card.text(Field::Country), "FR", "Enter belongs to the input method");
    card.window.event(Event::Ime(ImeEvent::Commit("德国".to_owned())));
    card.window.run();
    card.key(Key::Enter);
    assert_eq!(card.text(Field::Country), "DE");
}

#[test]
fn an_address_with_a_mistake_is_saved_and_the_mistake_is_said() {
    let mut card = Card::of(&[]);
    card.empty("E-mail");
    card.type_text("anna@hermann");
    card.key(Key::Enter);
    assert!(card.sees("The part after @ is not complete"));
    assert_eq!(card.snapshot().contacts[0].channels_of(ChannelKind::Email).collect::<Vec<_>>(), ["anna@hermann"]);
}
