//! What pictures of the window have shown once and never shall again: words over one another, words of the machine, what is cut
//! where it says nothing.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Rect, TouchPhase, vec2};
use egui_kittest::kittest::Queryable as _;
use gendan::book::{Book, Edit, HistoryQuestion};
use gendan::model::currency::CurrencyCode;
use gendan::model::{Field, Habits, Id, Touch};
use gendan::words::Language;

use crate::importing::desk::{Desk, csv};
use crate::stage::{Scene, Stage, fill, now, told};

fn add(book: &mut Book, texts: &[(Field, &str)]) -> Id {
    let (customer, contacts) = told(texts);
    book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("its id")
}

fn place(stage: &Stage, role: Role, label: &str) -> Rect {
    stage.window.get_by_role_and_label(role, label).rect()
}

#[test]
fn a_list_in_the_history_of_the_book_is_told_without_what_only_the_book_reads() {
    let mut desk = Desk::new();
    desk.import("fair.csv", csv(&["Company,Country,Shelf", "Hermann Küchen GmbH,DE,blue"]));
    let page = desk.book.history(&HistoryQuestion::default(), None).expect("readable");
    let told: Vec<(&str, &str)> =
        page.entries.iter().flat_map(|entry| &entry.changes).map(|change| (change.column.as_str(), change.now.as_str())).collect();
    assert!(told.contains(&("file_name", "fair.csv")) && told.contains(&("rows", "1")) && told.contains(&("name", "Shelf")), "{told:?}");
    for hidden in ["file_hash", "list_key", "mapping", "imported_at_ms", "position"] {
        assert!(told.iter().all(|(column, _)| *column != hidden), "{hidden} says nothing to a person");
    }
}

#[test]
fn the_time_of_a_touch_stands_in_the_history_as_a_clock_shows_it() {
    let mut stage = Scene::high(Language::English).prepared(|book| {
        let customer = add(book, &[(Field::Company, "Norte")]);
        let at = now();
        let touch = Touch { happened_at_ms: Some(at.at.timestamp_millis()), ..Touch::new(Id(0), customer, at.today.into()) };
        book.apply(Edit::log(touch), at).expect("logged");
    });
    stage.click_row("Norte", Modifiers::NONE);
    stage.click("History");
    assert!(stage.sees("2026-11-20 09:42"), "in the zone of the desk");
    assert!(!stage.sees(&now().at.timestamp_millis().to_string()));
}

#[test]
fn who_types_the_name_of_a_customer_into_the_palette_does_not_undo_what_was_done_to_it() {
    let mut stage = Stage::with(&["Norte", "Waha"]);
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("waha");
    stage.key(Key::Enter);
    let book = stage.book();
    assert_eq!(book.customer_count(), 2, "adding Waha was the last step, and it stands");
    assert!(stage.row("Waha").contains("Waha") && stage.selected().len() == 1);
    // By its own name it is found as before.
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("undo");
    stage.key(Key::Enter);
    assert_eq!(stage.book().customer_count(), 1);
}

#[test]
fn the_table_has_the_keyboard_when_one_goes_to_it() {
    let mut stage = Stage::with(&["Norte", "Waha"]);
    stage.keys(Modifiers::COMMAND, Key::Comma);
    stage.keys(Modifiers::COMMAND, Key::Num2);
    stage.keys(Modifiers::COMMAND, Key::Home);
    stage.keys(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(stage.selected().len(), 2);
}

#[test]
fn what_a_card_shows_and_how_complete_it_is_stand_side_by_side() {
    for (language, tab, said) in [(Language::English, "History", "complete"), (Language::Chinese, "历史", "完整度")] {
        let mut stage = Scene::speaking(language).prepared(|book| fill(book, &["Norte"]));
        stage.click_row("Norte", Modifiers::NONE);
        let tab = place(&stage, Role::Tab, tab);
        let complete = stage.window.get_by(|node| node.label().is_some_and(|label| label.contains(said))).rect();
        assert!(tab.right() < complete.left(), "{tab:?} {complete:?}");
    }
}

#[test]
fn columns_that_are_scrolled_rest_where_one_of_them_begins() {
    let mut stage = Scene::moving(Language::English, [1000.0, 700.0]).prepared(|book| fill(book, &["Norte", "Waha"]));
    let name = place(&stage, Role::ColumnHeader, "Customer");
    let at_edge = |stage: &Stage| {
        let heads = stage.window.query_all_by_role(Role::ColumnHeader);
        let mut lefts: Vec<f32> = heads.map(|head| head.rect().left()).filter(|left| *left > name.right() - 20.0).collect();
        lefts.sort_by(f32::total_cmp);
        lefts[0]
    };
    let first = at_edge(&stage);
    for (delta, is_further) in [(-30.0, true), (-12.0, true), (9.0, true), (90.0, true), (900.0, false)] {
        stage.window.hover_at(name.center() + vec2(200.0, 60.0));
        let (unit, source, phase) = (MouseWheelUnit::Point, MouseWheelSource::Unknown, TouchPhase::Move);
        stage.event(Event::MouseWheel { unit, delta: vec2(delta, 0.0), modifiers: Modifiers::NONE, phase, source });
        stage.run();
        assert!((at_edge(&stage) - first).abs() <= 1.0, "after {delta} a column begins at {} and not at {first}", at_edge(&stage));
        let country = stage.window.query_all_by_role_and_label(Role::ColumnHeader, "Country").next();
        assert!(is_further || country.is_some(), "back at the first");
    }
}

#[test]
fn a_long_tag_goes_on_in_further_lines_of_the_rail_and_a_very_long_one_is_whole_where_the_pointer_rests_on_it() {
    let long = "Canton fair autumn 2026 hall nine";
    let tag = "Canton fair autumn 2026 hall nine met at the stand of the agent from Rotterdam with both engineers";
    let mut stage = Scene::high(Language::English).prepared(|book| {
        let customer = add(book, &[(Field::Company, "Norte")]);
        book.apply(Edit::SetField { customers: vec![customer], field: Field::Tags, text: format!("{long}; short; {tag}") }, now())
            .expect("set");
    });
    let height = |start: &str| stage.window.get_by(|node| node.label().is_some_and(|label| label.starts_with(start))).rect().height();
    assert!(height("Canton fair autumn 2026 hall nine, ") > 1.5 * height("short"), "two lines");
    assert!(stage.window.query_all_by_label(tag).next().is_none());
    let entry = stage.window.get_by(|node| node.label().is_some_and(|label| label.starts_with(tag))).rect();
    stage.window.hover_at(entry.center());
    stage.window.run_steps(8);
    assert!(stage.window.query_all_by_label(tag).next().is_some());
}

#[test]
fn what_is_wrong_with_a_rate_stands_whole_below_it() {
    let mut stage = Stage::prepared(Language::Chinese, |book| {
        fill(book, &["Norte"]);
        book.set_habits(Habits { currency: CurrencyCode::CNY, ..Habits::default() }).expect("kept");
    });
    stage.keys(Modifiers::COMMAND, Key::Comma);
    stage.click_role(Role::Tab, "汇率");
    stage.fill_in("汇率", "abc");
    let field = place(&stage, Role::TextInput, "汇率");
    let words = place(&stage, Role::Label, "不是汇率，例如 7.1025");
    assert!(words.top() >= field.bottom() && words.height() < 24.0, "{words:?} at {field:?}");
}

#[test]
fn the_two_of_a_merge_stand_above_their_values() {
    let mut stage = Stage::prepared(Language::English, |book| {
        add(book, &[(Field::Company, "Norte S.A."), (Field::City, "Lima"), (Field::Country, "PE")]);
        add(book, &[(Field::Company, "Norte"), (Field::City, "Cusco"), (Field::Country, "PE")]);
    });
    stage.keys(Modifiers::COMMAND, Key::A);
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("merge two");
    stage.key(Key::Enter);
    for (head, value) in [("Stays", "City: "), ("Is merged into it", "City: ")] {
        let head = place(&stage, Role::Label, head).left();
        let radios = stage.window.query_all_by(|node| node.label().is_some_and(|label| label.starts_with(value)));
        assert!(radios.into_iter().any(|radio| (radio.rect().left() - head).abs() <= 1.0), "a value begins below {head}");
    }
}

#[test]
fn a_new_book_says_what_there_is_to_say_and_no_more() {
    let mut stage = Stage::empty();
    stage.keys(Modifiers::COMMAND, Key::Num1);
    assert!(stage.sees("Nothing is due today") && stage.all(Role::ProgressIndicator).is_empty(), "of nothing nothing is done");
    assert!(!stage.sees("falling due tomorrow"));
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.type_text("history of the book");
    stage.key(Key::Enter);
    assert!(stage.sees("No changes yet") && !stage.sees("Nothing found in the history"));
    stage.fill_in("Find in the history", "hinges");
    assert!(stage.sees("Nothing found in the history"));
}
