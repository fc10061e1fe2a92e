//! How the desk is arranged: the head of a card, columns that are as wide as their contents, the calendar beside the table.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::book::{Book, Edit};
use gendan::model::Field;
use gendan::words::Language;

use crate::stage::{Scene, Stage, now, told};

fn add(book: &mut Book, texts: &[(Field, &str)]) {
    let (amounts, texts): (Vec<_>, Vec<_>) = texts.iter().copied().partition(|(field, _)| *field == Field::AnnualAmount);
    let (customer, contacts) = told(&texts);
    let id = book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("its id");
    for (field, text) in amounts {
        book.apply(Edit::SetField { customers: vec![id], field, text: text.to_owned() }, now()).expect("set");
    }
}

fn of(size: [f32; 2], language: Language, customers: &'static [&'static [(Field, &str)]]) -> Stage {
    Scene { size, ..Scene::speaking(language) }.prepared(|book| customers.iter().for_each(|texts| add(book, texts)))
}

const HAMBURG: &[(Field, &str)] = &[
    (Field::Company, "Hermann Küchen GmbH"),
    (Field::ShortName, "Hermann"),
    (Field::Country, "DE"),
    (Field::City, "Hamburg"),
    (Field::Level, "A"),
    (Field::Status, "Following"),
    (Field::AnnualAmount, "USD 486,200"),
];

/// Left and right edge of a heading.
fn edges(stage: &Stage, head: &str) -> (f32, f32) {
    let place = stage.window.get_by_role_and_label(Role::ColumnHeader, head).rect();
    (place.left(), place.right())
}

#[test]
fn the_head_says_the_place_as_each_language_does_and_the_short_name_only_where_it_is_another() {
    let mut stage = of([1280.0, 1000.0], Language::English, &[HAMBURG]);
    stage.click_row("Hermann", Modifiers::NONE);
    assert!(stage.sees("Hamburg, Germany · 02:42, office closed"));
    assert!(stage.window.query_all_by_label("Hermann").next().is_none());
    let mut stage = of([1280.0, 1000.0], Language::Chinese, &[HAMBURG]);
    stage.click_row("Hermann", Modifiers::NONE);
    assert!(stage.sees("德国 Hamburg · 02:42，已下班"));
}

#[test]
fn tier_and_state_are_changed_where_they_stand_in_one_step_that_undo_takes_back() {
    let mut stage = of([1280.0, 1000.0], Language::English, &[HAMBURG]);
    stage.click_row("Hermann", Modifiers::NONE);
    stage.click_role(Role::Button, "State: Following");
    stage.click("Dormant");
    assert!(stage.sees("State: Dormant"));
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert!(stage.sees("State: Following"));
}

#[test]
fn the_name_takes_the_room_that_is_left_and_an_amount_widens_its_column() {
    let small: &[(Field, &str)] = &[(Field::Company, "Al Waha"), (Field::Country, "AE"), (Field::AnnualAmount, "USD 9")];
    const LARGE: &[(Field, &str)] = &[(Field::Company, "Norte"), (Field::Country, "MX"), (Field::AnnualAmount, "USD 1,115,542,388.75")];
    let width = |size, head, customers: &[&[(Field, &str)]]| {
        let stage = Scene { size, ..Scene::default() }.prepared(|book| customers.iter().for_each(|texts| add(book, texts)));
        let (left, right) = edges(&stage, head);
        right - left
    };
    let usual = width([1920.0, 1000.0], "Annual purchase", &[small]);
    let large = width([1920.0, 1000.0], "Annual purchase", &[small, LARGE]);
    assert!(large > usual, "{large} after {usual}");
    let (low, high) = (width([1280.0, 1000.0], "Customer", &[small]), width([2560.0, 1000.0], "Customer", &[small]));
    assert!(low >= 252.0 && high > low, "{low} and {high}");
}

#[test]
fn the_calendar_shows_a_week_where_the_window_is_low_and_what_is_chosen_stays() {
    let mut stage = of([1280.0, 800.0], Language::English, &[HAMBURG]);
    assert!(stage.sees("Sunday, 22 November 2026") && !stage.sees("Monday, 23 November 2026"));
    stage.click("Next week");
    assert!(stage.sees("Friday, 27 November 2026"));
    stage.click("Whole month");
    assert!(stage.sees("Monday, 30 November 2026") && stage.sees("Monday, 2 November 2026"));
    stage.click("One week only");
    assert!(stage.sees("Friday, 27 November 2026") && !stage.sees("Monday, 2 November 2026"));
    let stage = of([1280.0, 1100.0], Language::English, &[HAMBURG]);
    assert!(stage.sees("Monday, 2 November 2026"), "there is room for a month");
}

#[test]
fn a_customer_that_came_with_many_fields_is_told_by_their_number_until_they_are_asked_for() {
    let many: &[(Field, &str)] = &[
        (Field::Company, "Hermann Küchen GmbH"),
        (Field::Country, "DE"),
        (Field::City, "Hamburg"),
        (Field::Address, "Hafenstr. 3"),
        (Field::Postcode, "20457"),
        (Field::Phone, "+49 40 5550712"),
        (Field::Website, "hermann.example"),
        (Field::Level, "A"),
        (Field::Status, "Following"),
        (Field::Source, "Fair"),
    ];
    let mut stage = Scene::high(Language::English).prepared(|book| add(book, many));
    stage.click_row("Hermann", Modifiers::NONE);
    stage.click("History");
    assert!(!stage.sees("Hafenstr. 3"));
    let words = stage.all(Role::Button).into_iter().find(|words| words.ends_with(" fields")).expect("the fold");
    stage.click(&words);
    assert!(stage.sees("Hafenstr. 3"));
    stage.click("Show less");
    assert!(!stage.sees("Hafenstr. 3"));
}
