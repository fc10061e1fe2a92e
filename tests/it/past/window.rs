//! Stories in the window: a person reads the history, looks at a card of the past, takes a change back, confirms what is stale.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::app::commands::Command;
use gendan::book::{Book, CardSnapshot, Edit};
use gendan::model::{Field, Id};
use gendan::words::Language;

use crate::stage::{Scene, Stage, moment, on, told};

/// A book before the window is opened: edits on days of the past.
pub struct Before(pub Book);

impl Before {
    pub fn on(&mut self, day: &str, edit: Edit) -> Option<Id> {
        self.0.apply(edit, on(moment(&format!("{day}T10:00:00+08:00")))).expect("the edit is done").customer
    }

    pub fn add(&mut self, day: &str, texts: &[(Field, &str)]) -> Id {
        let (customer, contacts) = told(texts);
        self.on(day, Edit::AddCustomer { customer, contacts }).expect("a customer")
    }

    pub fn set(&mut self, day: &str, id: Id, field: Field, text: &str) {
        self.on(day, Edit::SetField { customers: vec![id], field, text: text.to_owned() });
    }
}

impl Stage {
    /// After what `fill` tells of the past.
    pub fn after(fill: impl FnOnce(&mut Before)) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the book");
        let book = Book::open_quietly(folder.path(), on(moment("2025-01-01T10:00:00+08:00"))).expect("the book opens");
        let mut before = Before(book);
        fill(&mut before);
        drop(before);
        Scene::high(Language::English).on(folder)
    }

    /// Runs a command as the menu does.
    pub fn choose(&mut self, command: Command) {
        self.click("More");
        self.click(&command.name());
    }

    /// The cards of all customers, newest first.
    pub fn cards(&self) -> Vec<CardSnapshot> {
        let book = self.book();
        let ids = book.table(&Default::default()).ids;
        ids.iter().filter_map(|id| book.card(*id).expect("the book is read")).collect()
    }

    pub fn text(&self, field: Field) -> String {
        self.cards()[0].customer.text(field).to_owned()
    }
}

fn city_twice(before: &mut Before) {
    let id = before.add("2026-03-02", &[(Field::Company, "Nordlicht GmbH"), (Field::City, "Bremen"), (Field::Contact, "Anna")]);
    before.set("2026-03-20", id, Field::Level, "A");
    before.set("2026-04-03", id, Field::City, "Hamburg");
    before.set("2026-05-04", id, Field::City, "Berlin");
}

#[test]
fn the_history_tells_each_change_and_takes_one_back_with_an_undo_after_it() {
    let mut desk = Stage::after(city_twice);
    desk.click("History");
    assert!(desk.sees("Change City of Nordlicht GmbH") && desk.sees("Hamburg") && desk.sees("Change Tier of Nordlicht GmbH"));
    // The newest change of the city is the upper one.
    desk.click_first("Take back the change of City");
    assert_eq!(desk.text(Field::City), "Hamburg");
    assert!(desk.sees("Take back a change of City of Nordlicht GmbH"), "it stands in the history itself");
    desk.click("Undo");
    assert_eq!((desk.text(Field::City), desk.text(Field::Level)), ("Berlin".to_owned(), "A".to_owned()));
}

#[test]
fn what_has_moved_on_since_is_asked_about_with_both_values() {
    let mut desk = Stage::after(city_twice);
    desk.click("History");
    let mut all: Vec<_> = desk.window.query_all_by_label("Take back the change of City").collect();
    all.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    all[1].click();
    drop(all);
    desk.window.run();
    assert!(desk.sees("Changed again since") && desk.sees("City: Keep what it is now: Berlin"));
    desk.click("City: Put back: Bremen");
    desk.click("Take back");
    assert_eq!(desk.text(Field::City), "Bremen");
    assert!(!desk.sees("Changed again since"));
}

#[test]
fn one_field_has_a_history_of_its_own() {
    let mut desk = Stage::after(city_twice);
    desk.click("City: more");
    desk.click("History of this field");
    assert!(desk.sees("Change City of Nordlicht GmbH") && !desk.sees("Change Tier of Nordlicht GmbH"));
}

#[test]
fn the_card_of_a_day_is_shown_read_only_and_one_steps_from_change_to_change() {
    let mut desk = Stage::after(city_twice);
    desk.click("History");
    desk.click("Card as of a day…");
    assert!(desk.sees("The card as it was then"));
    desk.click("To the change before");
    assert!(desk.sees("4 May 2026"), "the latest change is the present");
    desk.click("To the change before");
    assert!(desk.sees("3 April 2026") && desk.sees("Hamburg") && desk.sees("Now: Berlin"));
    assert_eq!(desk.input("City"), None, "nothing can be typed into the past");
    desk.click("To the next change");
    assert!(!desk.sees("Now: Berlin"));
    desk.click_role(Role::TextInput, "Day");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_text("2026-03-10");
    desk.key(Key::Enter);
    assert!(desk.sees("10 March 2026") && desk.sees("Bremen"));
    desk.click("Back to today");
    assert!(!desk.sees("The card as it was then"));
}

#[test]
fn stale_facts_are_marked_and_confirmed_one_by_one_or_all_at_once() {
    let mut desk = Stage::after(|before| {
        let told = [
            (Field::Company, "Nordlicht GmbH"),
            (Field::Phone, "+49 40 555 0712"),
            (Field::Website, "nordlicht.example"),
            (Field::PaymentTerms, "T/T 30 days"),
        ];
        let id = before.add("2025-09-15", &told);
        before.set("2026-06-01", id, Field::PaymentTerms, "T/T 60 days");
    });
    assert!(desk.sees("2 facts to verify") && desk.sees("Confirmed 14 months ago"));
    desk.click("Phone is still right");
    assert!(desk.sees("1 fact to verify"));
    desk.click("All still right");
    assert!(!desk.sees("to verify") && !desk.sees("Confirmed 14 months ago"));
    desk.keys(Modifiers::COMMAND, Key::Z);
    assert!(desk.sees("1 fact to verify"));
    assert_eq!(desk.text(Field::Phone), "+49 40 555 0712");
}

#[test]
fn the_card_says_how_complete_it_is_and_leads_to_what_is_missing() {
    let mut desk = Stage::after(|before| {
        let told =
            [(Field::Company, "Nordlicht GmbH"), (Field::Country, "DE"), (Field::Contact, "Anna"), (Field::Email, "a@nordlicht.example")];
        before.add("2026-10-15", &told);
    });
    desk.click("30 % complete");
    desk.click("Business scope");
    desk.type_text("Kitchens");
    desk.key(Key::Tab);
    assert_eq!(desk.text(Field::BusinessScope), "Kitchens");
    assert!(desk.sees("40 % complete"));
}

fn twins(before: &mut Before) {
    let told = [
        (Field::Company, "Nordlicht GmbH"),
        (Field::Country, "DE"),
        (Field::City, "Bremen"),
        (Field::Website, "nordlicht.example"),
        (Field::Contact, "Anna"),
    ];
    before.add("2026-03-02", &told);
    let told = [
        (Field::Company, "Nordlicht"),
        (Field::Country, "DE"),
        (Field::City, "Hamburg"),
        (Field::Contact, "Bert"),
        (Field::Email, "bert@nordlicht.example"),
    ];
    before.add("2026-04-03", &told);
    let sol = before.add("2026-05-04", &[(Field::Company, "Sol")]);
    before.set("2026-06-05", sol, Field::City, "Sevilla");
}

#[test]
fn while_a_new_name_is_typed_the_one_that_looks_like_it_is_named_with_the_reason() {
    let mut desk = Stage::after(twins);
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.type_text("NORDLICHT Ltd.");
    desk.wait_for("Same name but for legal form and spelling");
    assert!(desk.sees("Looks like"));
    desk.window.query_all_by_label("Nordlicht GmbH").last().expect("it is offered").click();
    desk.window.run();
    assert!(!desk.sees("Looks like"), "the form gives way to the card");
    assert_eq!(desk.input("City").as_deref(), Some("Bremen"));
}

#[test]
fn a_new_mail_address_gives_away_a_colleague() {
    let mut desk = Stage::after(twins);
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.type_text("Something else");
    desk.click_role(Role::TextInput, "E-mail");
    desk.type_text("carla@nordlicht.example");
    desk.wait_for("Same domain nordlicht.example");
}

#[test]
fn two_selected_customers_are_compared_and_become_one_by_choice_with_one_undo() {
    let mut desk = Stage::after(|before| {
        let told = |name: &'static str, city: &'static str, person: &'static str| {
            [(Field::Company, name), (Field::City, city), (Field::Contact, person), (Field::Notes, person)]
        };
        before.add("2026-03-02", &told("Nordlicht GmbH", "Bremen", "Anna"));
        before.add("2026-04-03", &told("Nordlicht", "Hamburg", "Bert"));
    });
    desk.keys(Modifiers::COMMAND, Key::Num2);
    desk.choose(Command::SelectAll);
    desk.choose(Command::MergeCustomers);
    assert!(desk.sees("Merge two customers") && desk.sees("City: Bremen") && desk.sees("City: Hamburg"));
    desk.click("City: Bremen");
    desk.click("Customer: Nordlicht GmbH");
    desk.click("Merge");
    let cards = desk.cards();
    assert_eq!(cards.len(), 1);
    let card = &cards[0];
    assert_eq!((card.customer.name(), card.customer.text(Field::City)), ("Nordlicht GmbH", "Bremen"));
    let mut notes: Vec<&str> = card.customer.text(Field::Notes).lines().collect();
    notes.sort_unstable();
    assert_eq!((notes, card.contacts.len()), (vec!["Anna", "Bert"], 2), "notes and people of both");
    assert!(!desk.sees("Is merged into it"), "the comparison closes");
    desk.click("History");
    assert!(desk.sees("Add Nordlicht GmbH") && desk.sees("Add Nordlicht"), "the past of both");
    desk.click("Undo");
    assert_eq!(desk.cards().len(), 2);
}

#[test]
fn possible_duplicates_are_listed_by_reason_and_merged_from_there() {
    let mut desk = Stage::after(twins);
    desk.choose(Command::FindDuplicates);
    desk.wait_for("Compare and merge Nordlicht GmbH, Nordlicht");
    assert!(desk.sees("Same name but for legal form and spelling · Same mail or web domain"));
    desk.click("Compare and merge Nordlicht GmbH, Nordlicht");
    desk.click("Merge");
    desk.wait_for("No two customers look alike");
    desk.keys(Modifiers::COMMAND, Key::Z);
    desk.wait_for("Compare and merge");
}

#[test]
fn two_who_are_not_the_same_are_told_apart_and_offered_again_when_wanted() {
    let mut desk = Stage::after(twins);
    desk.choose(Command::FindDuplicates);
    desk.wait_for("Compare and merge Nordlicht GmbH, Nordlicht");
    desk.click("Not the same: Nordlicht GmbH, Nordlicht");
    desk.wait_for("No two customers look alike");
    desk.click("Alike in");
    desk.click("Told apart: not the same · 1");
    desk.click("May be the same after all: Nordlicht GmbH, Nordlicht");
    desk.wait_for("Compare and merge Nordlicht GmbH, Nordlicht");
    desk.keys(Modifiers::COMMAND, Key::Z);
    desk.wait_for("No two customers look alike");
    desk.keys(Modifiers::COMMAND, Key::Z);
    desk.wait_for("Compare and merge Nordlicht GmbH, Nordlicht");
}

#[test]
fn of_many_deleted_together_one_comes_back_alone() {
    let mut desk = Stage::after(|before| {
        let ids =
            ["Nordlicht GmbH", "Sol", "Luna"].map(|name| before.add("2026-03-02", &[(Field::Company, name), (Field::Contact, "Anna")]));
        before.on("2026-04-03", Edit::DeleteCustomers { customers: ids.to_vec() });
        before.add("2026-05-04", &[(Field::Company, "Aurora")]);
    });
    desk.choose(Command::GoJournal);
    desk.click("Bring back Sol");
    let mut names: Vec<String> = desk.cards().iter().map(|card| card.customer.name().to_owned()).collect();
    names.sort();
    assert_eq!(names, ["Aurora", "Sol"]);
    let card = desk.cards().into_iter().find(|card| card.customer.name() == "Sol").unwrap();
    assert_eq!(card.contacts[0].name(), "Anna", "with all that belonged to it");
}

#[test]
fn the_history_of_the_book_is_searched_and_leads_to_customers() {
    let mut desk = Stage::after(twins);
    desk.choose(Command::GoJournal);
    assert!(desk.sees("History of the book") && desk.sees("Add Sol") && desk.sees("Add Nordlicht GmbH"));
    desk.click_role(Role::TextInput, "Find in the history");
    desk.type_text("bremen");
    assert!(!desk.sees("Add Sol") && desk.sees("Add Nordlicht GmbH"));
    desk.type_text("xyz");
    assert!(desk.sees("Nothing found in the history"));
}

#[test]
fn a_deleted_customer_comes_back_out_of_the_history_of_the_book() {
    let mut desk = Stage::after(|before| {
        let id = before.add("2026-03-02", &[(Field::Company, "Nordlicht GmbH"), (Field::Contact, "Anna")]);
        before.on("2026-04-03", Edit::DeleteCustomers { customers: vec![id] });
        before.add("2026-05-04", &[(Field::Company, "Sol")]);
    });
    desk.choose(Command::GoJournal);
    desk.click("Take back: Delete Nordlicht GmbH");
    let card = desk.cards().into_iter().find(|card| card.customer.name() == "Nordlicht GmbH").expect("it is back");
    assert_eq!(card.contacts[0].name(), "Anna");
}
