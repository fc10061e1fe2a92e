//! The world board in the window: where somebody can be reached, the time there, and whom one works for.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use gendan::book::{Book, Edit, TableQuestion};
use gendan::model::{Field, FollowUp, Id};
use gendan::words::Language;

use crate::stage::{Scene, Stage, now, told};

/// Customers in Germany, India, Nepal, the west of the United States and nobody knows where; all but the Nepalese one are due.
fn customers(book: &mut Book) {
    for (name, country, city, is_due) in [
        ("Nordlicht GmbH", "DE", "", true),
        ("Elbe Handel", "DE", "", true),
        ("Kaveri Steel", "IN", "", true),
        ("Himal Trade", "NP", "", false),
        ("Pacific Housewares", "US", "Los Angeles", true),
        ("Somewhere Ltd", "", "", true),
    ] {
        let (customer, contacts) = told(&[(Field::Company, name), (Field::Country, country), (Field::City, city)]);
        book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("the edit is done");
        if is_due {
            let id = *book.table(&TableQuestion { search: name.to_owned(), ..TableQuestion::default() }).ids.first().expect("there");
            let plan = FollowUp { goal: "call".to_owned(), ..FollowUp::new(Id(0), id, "2026-11-20".parse().expect("a day")) };
            book.apply(Edit::plan(plan), now()).expect("the edit is done");
        }
    }
}

/// Friday, 09:42 in Shanghai: 02:42 in Berlin, 07:12 in Kolkata, 17:42 on Thursday in Los Angeles.
fn board(language: Language) -> Stage {
    let mut stage = Scene { size: [1600.0, 900.0], ..Scene::speaking(language) }.prepared(customers);
    stage.keys(Modifiers::COMMAND, Key::Num4);
    stage
}

fn places(stage: &Stage) -> Vec<String> {
    stage.all(Role::ListItem)
}

#[test]
fn places_stand_in_the_order_in_which_they_can_be_reached() {
    let stage = board(Language::English);
    let places = places(&stage);
    let begins: Vec<&str> = places.iter().map(|place| place.split(',').next().unwrap_or_default()).collect();
    assert_eq!(begins, ["United States · Los Angeles", "India", "Germany", "Time zone unknown"], "{places:#?}");
    assert!(places[0].contains("Thu 17:42 · open until 18:00"), "{places:#?}");
    assert!(places[1].contains("07:12 · opens in 1 h 48"), "half an hour beside the others: {places:#?}");
    assert!(places[2].contains("02:42 · night, do not call") && places[2].contains("2 customers due of 2 there"));
    assert!(places[2].contains("Both at work: 16:00–18:00 our time"), "our six o'clock is eleven there: {places:#?}");
    assert!(stage.sees("2 can be reached now · 1 open within three hours · 2 closed"));
}

#[test]
fn all_places_show_also_where_nobody_is_due() {
    let mut stage = board(Language::Chinese);
    assert!(!places(&stage).iter().any(|place| place.starts_with("尼泊尔")));
    stage.click_role(Role::Tab, "全部地区");
    let nepal = places(&stage).into_iter().find(|place| place.starts_with("尼泊尔")).expect("it has a customer");
    assert!(nepal.contains("07:27") && nepal.contains("待联系 0 家"), "a quarter of an hour beside the others: {nepal}");
    assert!(places(&stage).iter().any(|place| place.starts_with("德国") && place.contains("深夜，别打电话")));
}

#[test]
fn a_place_that_is_pressed_lists_whom_and_a_customer_is_selected() {
    let mut stage = board(Language::English);
    let germany = places(&stage).into_iter().find(|place| place.starts_with("Germany")).expect("Germany");
    stage.click(&germany);
    assert!(places(&stage).iter().any(|row| row.starts_with("Elbe Handel, ") && row.contains("call")));
    let elbe = places(&stage).into_iter().find(|row| row.starts_with("Elbe Handel")).expect("the customer");
    stage.click(&elbe);
    assert!(stage.window.query_all_by_label("Elbe Handel").next().is_some(), "its card stands beside");
    stage.click(&germany);
    assert!(!places(&stage).iter().any(|row| row.starts_with("Elbe Handel")), "pressed again it folds");
}

#[test]
fn the_board_is_worked_by_keyboard() {
    let mut stage = board(Language::English);
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.key(Key::ArrowDown);
    stage.key(Key::D);
    assert!(stage.sees("Kaveri Steel") && stage.input("Time").is_some(), "the form for what happened");
    stage.key(Key::Escape);
    stage.key(Key::ArrowUp);
    stage.key(Key::Enter);
    assert!(!places(&stage).iter().any(|row| row.starts_with("Kaveri Steel")));
}

#[test]
fn an_empty_day_says_so() {
    let mut stage = Scene::default().prepared(|_| {});
    stage.keys(Modifiers::COMMAND, Key::Num4);
    assert!(stage.sees("Nobody is due today"));
}

/// Presses and returns the links that are opened.
fn opened(stage: &mut Stage, label: &str) -> Vec<String> {
    stage.window.get_by_label(label).click();
    let mut links = Vec::new();
    for _ in 0..6 {
        stage.window.step();
        links.extend(stage.window.output().platform_output.commands.iter().filter_map(|command| match command {
            egui::OutputCommand::OpenUrl(link) => Some(link.url.clone()),
            _ => None,
        }));
    }
    links
}

#[test]
fn a_call_in_the_night_is_warned_of_first() {
    for (country, number, link, is_night) in
        [("DE", "+49 30 901820", "tel:+4930901820", true), ("CN", "+86 574 8765 4321", "tel:+8657487654321", false)]
    {
        let mut stage = Scene::default().prepared(|book| {
            let (customer, contacts) = told(&[(Field::Company, "Nordlicht GmbH"), (Field::Country, country), (Field::Phone, number)]);
            book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("the edit is done");
        });
        stage.click_row("Nordlicht GmbH", Modifiers::NONE);
        let label = format!("Call {number}");
        if is_night {
            assert_eq!(opened(&mut stage, &label), [""; 0]);
            assert!(stage.sees("the middle of the night"));
        }
        assert_eq!(opened(&mut stage, &label), [link], "{country}");
    }
}
