//! What a person does with the card of a customer: each kind of value has its editor, and everything can be reached by the
//! keyboard. The real application, without a screen.

use std::ops::{Deref, DerefMut};

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::{CardSnapshot, Edit};
use gendan::model::{ChannelKind, Contact, Field, Id, Value};
use gendan::words::Language;

use crate::stage::{Scene, Stage, now, told};

/// A window that shows the card of one customer.
struct Card {
    stage: Stage,
    customer: Id,
}

impl Deref for Card {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        &self.stage
    }
}

impl DerefMut for Card {
    fn deref_mut(&mut self) -> &mut Stage {
        &mut self.stage
    }
}

impl Card {
    /// Of a customer with `values` beside its name, and a second customer that lends its values.
    fn of(values: &[(Field, &str)]) -> Self {
        Self::speaking(Language::English, values)
    }

    fn speaking(language: Language, values: &[(Field, &str)]) -> Self {
        let mut customer = Id(0);
        let stage = Scene::high(language).prepared(|book| {
            let mut add = |texts: &[(Field, &str)]| {
                let (customer, contacts) = told(texts);
                book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("its id")
            };
            let other = add(&[(Field::Company, "Norte Ferretería")]);
            let person = [(Field::Contact, "Anna Berg"), (Field::Email, "anna@hermann.example")];
            customer = add(&[(Field::Company, "Hermann Küchen GmbH"), person[0], person[1]]);
            let lent = [
                (Field::CustomerType, "等样品"),
                (Field::Tags, "广交会; VIP晚宴"),
                (Field::Group, "美洲/墨西哥"),
                (Field::Owner, "李华"),
                (Field::Country, "MX"),
            ];
            let both = lent.map(|value| (other, value)).into_iter().chain(values.iter().map(|value| (customer, *value)));
            for (customer, (field, text)) in both {
                book.apply(Edit::SetField { customers: vec![customer], field, text: text.to_owned() }, now()).expect("set");
            }
        });
        Self { stage, customer }
    }

    /// Clicks into the field `name` and takes what stands there away.
    fn empty(&mut self, name: &str) {
        // A text that is wider than its place goes on in the next line.
        let is_wide = self.window.query_by_role_and_label(Role::MultilineTextInput, name).is_some();
        self.click_role(if is_wide { Role::MultilineTextInput } else { Role::TextInput }, name);
        self.keys(Modifiers::COMMAND, Key::A);
        self.key(Key::Backspace);
    }

    fn snapshot(&self) -> CardSnapshot {
        self.book().card(self.customer).expect("read").expect("there")
    }

    fn value(&self, field: Field) -> Value {
        self.snapshot().customer.get(field).clone()
    }

    fn text(&self, field: Field) -> String {
        self.value(field).text().to_owned()
    }

    /// What stands in the input `name`.
    fn shown(&self, name: &str) -> String {
        self.input(name).expect("the input is there")
    }

    /// What has the keyboard.
    fn focused(&self) -> String {
        self.stage.focused().unwrap_or_default()
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
    card.click_role(Role::TextInput, "State");
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
    card.click_role(Role::TextInput, "First contact");
    assert!(card.sees("January 2026"));
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight, Key::PageDown] {
        card.key(key);
    }
    assert!(card.sees("February 2026"));
    card.key(Key::Enter);
    assert_eq!(card.shown("First contact"), "2026-02-22");
    card.click_role(Role::TextInput, "First contact");
    card.click("Tuesday, 10 February 2026");
    assert_eq!(card.shown("First contact"), "2026-02-10");
    card.click_role(Role::TextInput, "First contact");
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
    card.click_role(Role::TextInput, "Tags");
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
    card.compose("de'guo");
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

#[test]
fn the_head_says_what_time_it_is_there_and_whether_somebody_is_in() {
    let card = Card::of(&[(Field::Country, "JP"), (Field::Status, "Following")]);
    assert!(card.sees("10:42, office open, closes in 7 h 18"));
    let card = Card::of(&[(Field::Country, "DE")]);
    assert!(card.sees("02:42, office closed, opens in 6 h 18"));
    let card = Card::of(&[(Field::Country, "SA")]);
    assert!(card.sees("04:42, day off, opens Sun 09:00"), "Friday is weekend there");
    let card = Card::of(&[(Field::Country, "US"), (Field::City, "Los Angeles")]);
    assert!(card.sees("Thu 17:42, office open, closes in 18 min"), "the city decides, and it is yesterday there");
}

#[test]
fn actions_that_lack_something_say_what() {
    let card = Card::of(&[(Field::CompanyEmail, "sales@hermann.example")]);
    assert!(card.sees("Write to anna@hermann.example"), "the person comes before the firm");
    assert!(card.sees("No phone number to call"));
    assert!(card.sees("No WhatsApp or mobile number"));
    assert!(card.sees("No address to copy"));
    let disabled = card.window.get_by_label("No phone number to call");
    assert!(disabled.accesskit_node().is_disabled());
    let card = Card::of(&[(Field::Phone, "+49 30 901820"), (Field::City, "Hamburg")]);
    assert!(card.sees("Call +49 30 901820"));
    assert!(card.sees("Copy the address"));
}

#[test]
fn a_field_is_added_from_a_list_that_is_searched_and_walked_with_the_keys() {
    let mut card = Card::of(&[]);
    card.click("Add a field");
    assert!(card.sees("Credit and payment"), "grouped by section");
    card.type_text("bank");
    card.key(Key::ArrowDown);
    card.key(Key::Enter);
    assert_eq!(card.focused(), "Bank account");
    card.type_text("DE02 1203 0000 0000 2020 51");
    card.key(Key::Enter);
    assert_eq!(card.text(Field::BankAccount), "DE02 1203 0000 0000 2020 51");
    card.click("Add a field");
    card.type_text("开户银行");
    card.key(Key::Enter);
    assert_eq!(card.focused(), "Bank", "found in the other language too");
}

#[test]
fn sections_fold_and_move_and_stay_so() {
    let mut card = Card::of(&[(Field::Status, "Dormant"), (Field::FirstContact, "2026-01-14")]);
    let top = |card: &Card, title: &str| card.window.get_by_role_and_label(Role::DisclosureTriangle, title).rect().top();
    assert!(top(&card, "Source") > top(&card, "Judgement"));
    card.window.get_by_role_and_label(Role::DisclosureTriangle, "Source").click_secondary();
    card.window.run();
    card.click("Move Source up");
    for _ in 0..8 {
        card.window.get_by_role_and_label(Role::DisclosureTriangle, "Source").focus();
        card.window.run();
        card.keys(Modifiers::ALT, Key::ArrowUp);
    }
    assert!(top(&card, "Source") < top(&card, "Follow-ups"), "to the very top");
    card.click_role(Role::DisclosureTriangle, "Source");
    assert!(card.window.query_by_role_and_label(Role::TextInput, "First contact").is_none(), "folded");
    card.window.get_by_role_and_label(Role::DisclosureTriangle, "Source").click_secondary();
    card.window.run();
    card.click("Usual order");
    assert!(top(&card, "Source") > top(&card, "Judgement"));
}

#[test]
fn a_section_is_dragged_to_another_place() {
    let mut card = Card::of(&[(Field::Status, "Dormant")]);
    let place = |card: &Card, title: &str| card.window.get_by_role_and_label(Role::DisclosureTriangle, title).rect();
    let from = place(&card, "Judgement").center();
    let to = place(&card, "Follow-ups").center_top();
    card.window.drag_at(from);
    card.window.run();
    for part in 1..=4 {
        card.window.hover_at(from + (to - from) * (part as f32 / 4.0));
        card.window.run();
    }
    card.window.drop_at(to);
    card.window.run();
    assert!(place(&card, "Judgement").top() < place(&card, "Follow-ups").top());
}

#[test]
fn people_are_added_ordered_folded_and_deleted_with_undo() {
    let mut card = Card::of(&[]);
    card.click("Add a contact");
    assert_eq!(card.focused(), "Contact");
    card.type_text("Emil Vogt");
    card.key(Key::Enter);
    let names = |card: &Card| card.snapshot().contacts.iter().map(Contact::name).collect::<Vec<_>>();
    assert_eq!(names(&card), ["Anna Berg", "Emil Vogt"]);
    card.click("More about Emil Vogt");
    card.click("Make main contact");
    assert_eq!(names(&card), ["Emil Vogt", "Anna Berg"]);
    card.click("Add a contact");
    card.type_text("Third");
    card.key(Key::Enter);
    assert_eq!(names(&card), ["Emil Vogt", "Anna Berg", "Third"], "who comes later stands behind");
    card.click("Details of Emil Vogt");
    card.click("More about Anna Berg");
    card.click("Delete contact");
    assert_eq!(names(&card), ["Emil Vogt", "Third"]);
    card.window.query_all_by_label("Undo").last().expect("the notice offers it").click();
    card.window.run();
    assert_eq!(names(&card), ["Emil Vogt", "Anna Berg", "Third"]);
}

#[test]
fn ways_of_reaching_a_person_are_added_ordered_and_removed_one_by_one() {
    let mut card = Card::of(&[]);
    let mails = |card: &Card| card.snapshot().contacts[0].channels_of(ChannelKind::Email).map(str::to_owned).collect::<Vec<_>>();
    card.click("Add a field to Anna Berg");
    card.type_text("e-mail");
    card.key(Key::Enter);
    assert_eq!(card.focused(), "E-mail 2");
    card.type_text("berg@hermann.example");
    card.key(Key::Enter);
    assert_eq!(mails(&card), ["anna@hermann.example", "berg@hermann.example"]);
    card.click("More about berg@hermann.example");
    card.click("Use first");
    assert_eq!(mails(&card), ["berg@hermann.example", "anna@hermann.example"]);
    card.click("More about berg@hermann.example");
    card.click("Remove");
    assert_eq!(mails(&card), ["anna@hermann.example"]);
}

#[test]
fn further_addresses_have_a_purpose_a_country_and_can_be_deleted() {
    let mut card = Card::of(&[]);
    card.click("Add a field");
    card.type_text("address");
    card.click("Add an address");
    assert_eq!(card.focused(), "Delivery: Address");
    card.type_text("Hafenstr. 3");
    card.click_role(Role::TextInput, "Delivery: Country");
    card.type_text("ger");
    card.key(Key::Enter);
    let address = card.snapshot().addresses[0].clone();
    assert_eq!((address.purpose.as_str(), address.address.as_str(), address.country.as_str()), ("Delivery", "Hafenstr. 3", "DE"));
    card.click("Copy the address: Delivery");
    assert!(card.sees("Copied"));
    card.click("Delete the address: Delivery");
    assert!(card.snapshot().addresses.is_empty());
}

#[test]
fn ctrl_enter_saves_and_goes_back_to_the_table() {
    let mut card = Card::of(&[(Field::Notes, "old")]);
    card.click_role(Role::MultilineTextInput, "Notes");
    card.keys(Modifiers::COMMAND, Key::End);
    card.key(Key::Enter);
    card.type_text("second line");
    card.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(card.text(Field::Notes), "old\nsecond line", "Enter alone is a new line there");
    assert_ne!(card.focused(), "Notes");
}

#[test]
fn the_card_speaks_chinese() {
    let card = Card::speaking(Language::Chinese, &[(Field::Country, "JP"), (Field::CompanyEmail, "a@b")]);
    assert!(card.sees("10:42，上班中，7 小时 18 分后下班"));
    assert!(card.sees("@ 后面的域名不完整"));
    assert!(card.sees("没有电话号码"));
}
