//! The search box as one types in it.

use egui::{Event, ImeEvent, Key, Modifiers};
use gendan::book::{Column, Sort, TableQuestion};
use gendan::model::Field;

use super::stage::Stage;

#[test]
fn names_and_values_are_offered_and_taken_with_the_arrows() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("coun");
    assert!(stage.sees("Country, country:"), "names go on");
    stage.key(Key::Tab);
    assert_eq!(stage.search(), "country:");
    stage.type_text("Ger");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert!(stage.search().starts_with("country:") && !stage.search().contains("Ger "), "{}", stage.search());
    assert_eq!(stage.rows().len(), 1);
    stage.key(Key::Enter);
    stage.key(Key::ArrowDown);
    assert!(!stage.selected().is_empty(), "Enter went to the table");
}

#[test]
fn a_mistyped_name_or_country_is_said_at_once_and_tab_takes_the_nearest() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("contry:DE");
    assert!(stage.sees("There is no field \"contry\""), "no letter more makes a field of it");
    assert_eq!(stage.rows().len(), 6, "what cannot be understood filters nothing");
    stage.key(Key::Tab);
    assert_eq!(stage.search(), "country:DE");
    assert_eq!(stage.rows().len(), 1);
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.type_text("country:Gr");
    assert!(!stage.sees("No country"), "Greece and others begin so");
    stage.type_text("emany");
    assert!(stage.sees("No country is called \"Gremany\""));
    stage.click("Germany, ");
    assert_eq!(stage.search(), "country:DE ");
    assert_eq!(stage.rows().len(), 1);
}

#[test]
fn what_is_not_finished_is_wrong_only_once_one_rests_or_goes_on() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("last:<x");
    assert!(!stage.sees("is not a date"), "not while it is being typed");
    for _ in 0..70 {
        stage.window.step();
    }
    assert!(stage.sees("\"x\" is not a date"), "once one rests");
    stage.key(Key::Escape);
    assert!(!stage.sees("is not a date"), "Esc sends it away");
    assert_eq!(stage.search(), "last:<x");
    stage.type_text(" Hermann");
    assert!(stage.sees("\"x\" is not a date"));
    assert_eq!(stage.rows().len(), 1, "what is understood filters already");
}

#[test]
fn where_nobody_is_found_each_part_says_what_it_finds_and_can_be_dropped() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("country:DE tier:B tag:Cantom");
    for _ in 0..20 {
        stage.window.step();
    }
    assert!(stage.sees("No customer meets all 3 conditions"));
    assert!(stage.sees("country:DE") && stage.sees("1 customer") && stage.sees("2 customers") && stage.sees("nobody"));
    stage.press_last("Drop");
    assert_eq!(stage.search(), "country:DE tier:B");
    stage.press_last("Drop: 1 customer");
    assert_eq!(stage.search(), "country:DE");
    assert_eq!(stage.rows().len(), 1);
}

#[test]
fn a_value_that_nobody_has_offers_the_nearest_one_in_use() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("tag:\"Canton fiar\" ");
    stage.key(Key::Enter);
    for _ in 0..20 {
        stage.window.step();
    }
    stage.press_last("Canton fair");
    assert_eq!(stage.rows().len(), 1);
    assert!(stage.rows()[0].contains("Bright"));
}

#[test]
fn down_and_enter_go_from_the_box_to_the_first_row() {
    for key in [Key::ArrowDown, Key::Enter] {
        let mut stage = Stage::new();
        stage.keys(Modifiers::COMMAND, Key::F);
        stage.type_text("kuchen");
        stage.key(key);
        assert!(stage.selected()[0].contains("Hermann"), "{key:?}");
        // From there the table has the keys.
        stage.keys(Modifiers::COMMAND, Key::F);
        stage.key(Key::Escape);
        assert_eq!(stage.search(), "");
        stage.key(Key::Escape);
        stage.keys(Modifiers::COMMAND, Key::Home);
        assert!(stage.selected()[0].contains("Baltic"), "{key:?}");
    }
}

#[test]
fn the_keyboard_stays_in_the_box_where_nobody_is_found() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("xyzzy");
    stage.key(Key::Enter);
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("kuchen");
    assert_eq!(stage.rows().len(), 1);
    stage.type_text(" hamburg");
    assert_eq!(stage.search(), "kuchen hamburg", "the rows that came did not take the keyboard");
}

#[test]
fn esc_closes_the_list_then_clears_then_returns_to_the_table() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.type_text("country:");
    assert!(stage.sees("Germany, "), "values are offered");
    stage.key(Key::Escape);
    assert_eq!(stage.search(), "country:");
    stage.key(Key::Escape);
    assert_eq!(stage.search(), "");
    stage.key(Key::Escape);
    stage.key(Key::ArrowDown);
    assert!(!stage.selected().is_empty(), "the table has the keyboard");
}

#[test]
fn composing_neither_offers_nor_searches() {
    let mut stage = Stage::new();
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.event(Event::Ime(ImeEvent::Preedit { text: "guo'jia".to_owned(), active_range_chars: None }));
    assert_eq!(stage.rows().len(), 6);
    stage.event(Event::Ime(ImeEvent::Commit("绿洲".to_owned())));
    assert_eq!(stage.rows().len(), 1);
}

#[test]
fn how_complete_a_card_is_filters_sorts_and_stands_in_a_column() {
    let mut stage = Stage::new();
    for (search, count) in [("complete:>=10", 1), ("完整度:<10%", 5), ("complete:5", 5), ("-complete:<90 Hermann", 0)] {
        stage.keys(Modifiers::COMMAND, Key::F);
        stage.type_text(search);
        assert_eq!(stage.rows().len(), count, "{search}");
    }
    assert_eq!(
        (stage.value("Hermann", Field::Completeness), stage.value("Nile", Field::Completeness)),
        ("15%".to_owned(), "5%".to_owned())
    );
    let book = stage.window.state().book().expect("the book is open");
    let sort = vec![Sort { column: Column::of(Field::Completeness), is_descending: true }];
    let ids = book.table(&TableQuestion { search: String::new(), sort }).ids;
    assert!(book.rows(&ids[..1], &[])[0].name.contains("Hermann"));
}

#[test]
fn nothing_hangs_over_the_table_once_the_search_is_empty() {
    let by_key = |stage: &mut Stage| {
        stage.keys(Modifiers::COMMAND, Key::A);
        stage.key(Key::Backspace);
    };
    for clears in [|stage: &mut Stage| stage.click("Clear search"), by_key] {
        let mut stage = Stage::new();
        stage.keys(Modifiers::COMMAND, Key::F);
        stage.type_text("country:DE ");
        assert_eq!(stage.rows().len(), 1, "a filter");
        clears(&mut stage);
        assert_eq!((stage.search().as_str(), stage.rows().len()), ("", 6));
        assert!(!stage.sees("country:"), "the list of filters would cover the table");
        let first = stage.rows().remove(0);
        stage.click(&first);
        assert_eq!(stage.selected(), [first], "a row is pressed at once");
    }
}
