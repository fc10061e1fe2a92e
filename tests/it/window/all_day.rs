//! Small things about the desk, found on walks through it, that would vex somebody who sits there all day.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::{CardSnapshot, Edit, TableQuestion};
use gendan::model::day::PartialDay;
use gendan::model::{ChannelKind, Field, FollowUp, Id, Touch};
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, now, told};

fn cards(stage: &Stage) -> Vec<CardSnapshot> {
    let ids = stage.book().table(&TableQuestion::default()).ids.to_vec();
    ids.into_iter().map(|id| stage.book().card(id).expect("read").expect("is there")).collect()
}

fn on(day: &str) -> PartialDay {
    PartialDay::of_day(day.parse().expect("a day"))
}

fn card(stage: &Stage, name: &str) -> CardSnapshot {
    cards(stage).into_iter().find(|card| card.customer.name() == name).unwrap_or_else(|| panic!("no {name}"))
}

/// Presses and lets go as a hand does: frames pass in between.
fn press_slowly(stage: &mut Stage, label: &str) {
    let at = stage.window.get_by_label(label).rect().center();
    stage.event(Event::PointerMoved(at));
    for pressed in [true, false] {
        stage.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
    }
}

fn with_a_name_typed() -> Stage {
    let mut stage = Scene::high(Language::English).prepared(|book| fill(book, &["Nordlicht GmbH", "Sol", "Luna"]));
    stage.click_row("Sol", Modifiers::NONE);
    stage.fill_in("Customer", "NORDLICHT Ltd.");
    stage.wait_for("Looks like");
    stage
}

#[test]
fn who_looks_like_the_name_being_typed_is_opened_from_the_card() {
    let mut stage = with_a_name_typed();
    press_slowly(&mut stage, "Nordlicht GmbH");
    assert!(stage.selected()[0].contains("Nordlicht GmbH"), "{:?}", stage.selected());
    card(&stage, "NORDLICHT Ltd.");
    stage.keys(Modifiers::COMMAND, Key::Z);
    card(&stage, "Sol");
}

#[test]
fn who_looks_like_the_name_being_typed_is_merged_from_the_card() {
    let mut stage = with_a_name_typed();
    press_slowly(&mut stage, "Merge with Nordlicht GmbH…");
    assert!(stage.sees("Merge two customers"));
    stage.click("Merge");
    assert_eq!(cards(&stage).len(), 2);
}

#[test]
fn who_looks_like_a_name_stays_in_reach_of_the_keyboard_after_it_was_saved() {
    let mut stage = with_a_name_typed();
    stage.key(Key::Enter);
    card(&stage, "NORDLICHT Ltd.");
    assert!(stage.sees("Looks like"));
    let right = stage.window.get_by_label("Not the same: Nordlicht GmbH").rect().right();
    assert!(right < 1270.0, "inside of the card: {right}");
    press_slowly(&mut stage, "Not the same: Nordlicht GmbH");
    assert!(!stage.sees("Looks like"), "nobody else is like it");
    stage.click_row("Luna", Modifiers::NONE);
    stage.click_row("NORDLICHT", Modifiers::NONE);
    assert!(!stage.sees("Looks like"), "it belongs to the typing of a name");
}

#[test]
fn a_person_or_an_address_begun_and_left_with_escape_leaves_nothing_behind() {
    let mut stage = Scene::high(Language::English).prepared(|book| fill(book, &["Norte"]));
    stage.click_row("Norte", Modifiers::NONE);
    let steps = stage.book().undo_name();
    stage.click("Add a contact");
    assert_eq!(stage.focused().as_deref(), Some("Contact"));
    stage.key(Key::Escape);
    assert!(stage.sees("No contact yet") && !stage.sees("Name of the new contact"));
    stage.click("Add a contact");
    stage.type_text("Emil");
    stage.key(Key::Escape);
    stage.key(Key::Escape);
    stage.click("Add a field");
    stage.type_text("address");
    stage.click("Add an address");
    assert_eq!(stage.focused().as_deref(), Some("Delivery: Address"));
    stage.key(Key::Escape);
    assert!(!stage.sees("Further addresses"));
    let now = card(&stage, "Norte");
    assert!(now.contacts.is_empty() && now.addresses.is_empty());
    assert_eq!(stage.book().undo_name(), steps, "no step was made");
}

#[test]
fn a_person_is_begun_by_the_address_that_is_missing() {
    let mut stage = Scene::high(Language::English).prepared(|book| fill(book, &["Norte"]));
    stage.click_row("Norte", Modifiers::NONE);
    stage.click("5 % complete");
    stage.click("E-mail");
    assert_eq!(stage.focused().as_deref(), Some("E-mail"));
    stage.type_text("anna@norte.example");
    stage.key(Key::Enter);
    assert_eq!(stage.focused().as_deref(), Some("E-mail"), "the keyboard stays with what was typed");
    let card = card(&stage, "Norte");
    assert_eq!(card.contacts[0].channels_of(ChannelKind::Email).collect::<Vec<_>>(), ["anna@norte.example"]);
    stage.type_text("anna@norte2.example");
    stage.key(Key::Enter);
    assert_eq!(cards(&stage)[0].contacts.len(), 1, "it is the same person");
}

#[test]
fn the_long_name_of_a_view_is_whole_also_once_the_table_looks_otherwise() {
    let mut stage = Stage::with(&["Norte"]);
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("country:DE");
    stage.click("Keep as a view");
    stage.type_text("Germany, stars and due this week");
    stage.key(Key::Enter);
    let place = |stage: &Stage| {
        let buttons = stage.window.query_all_by_role(Role::Button);
        let of_view = |label: Option<String>| label.is_some_and(|label| label.starts_with("Germany, stars and due this week"));
        let mut heights = buttons.filter(|button| of_view(button.accesskit_node().label())).map(|button| button.rect().height());
        heights.next().expect("the view")
    };
    assert!(place(&stage) > 30.0, "in two lines");
    stage.click("Germany, 1");
    assert!(stage.sees("changed"));
    assert!(place(&stage) > 30.0);
}

#[test]
fn how_long_ago_it_was_is_not_broken_at_the_end_of_a_line() {
    let mut stage = Stage::prepared(Language::English, |book| {
        let (customer, contacts) = told(&[(Field::Company, "Norte")]);
        let customer = book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("its id");
        let day = on("2026-10-15");
        let touch = Touch { text: "Talked of samples".to_owned(), channel: "mail".to_owned(), ..Touch::new(Id(0), customer, day) };
        book.apply(Edit::log(touch), now()).expect("logged");
        book.apply(
            Edit::plan(FollowUp { goal: "Send the offer again".to_owned(), ..FollowUp::new(Id(0), customer, on("2026-11-24")) }),
            now(),
        )
        .expect("planned");
    });
    stage.click_row("Norte", Modifiers::NONE);
    let line = stage.window.get_by_label_contains("ast touch 5 weeks ago");
    let words = format!("{line:?}");
    assert!(words.contains("\\nLast touch 5 weeks ago"), "{words}");
}

#[test]
fn the_last_row_stands_above_the_bar_that_scrolls_the_columns() {
    for height in [520.0, 531.0, 544.0] {
        let scene = Scene { size: [1000.0, height], ..Scene::default() };
        let mut stage = scene.prepared(|book| {
            let names: Vec<String> = (0..60).map(|number| format!("Customer {number:02}")).collect();
            fill(book, &names.iter().map(String::as_str).collect::<Vec<_>>());
        });
        stage.keys(Modifiers::COMMAND, Key::F);
        stage.key(Key::Enter);
        stage.keys(Modifiers::COMMAND, Key::End);
        let last = stage.row("60: ");
        let row = stage.window.get_by_label(&last).rect();
        let bar = stage.window.get_by_role_and_label(Role::ScrollBar, "Columns out of sight").rect();
        assert!(row.bottom() <= bar.top() + 0.5, "{height}: {row:?} over {bar:?}");
    }
}
