//! What came up on walks through the window with keyboard and mouse: small things that stop somebody who works in it all day.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::Edit;
use gendan::model::Field;
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, now, told};

fn height(stage: &Stage, label: &str) -> f32 {
    stage.window.get_by_label(label).rect().height()
}

fn row_height(stage: &Stage) -> f32 {
    stage.window.query_all_by_role(Role::Row).next().expect("a row").rect().height()
}

#[test]
fn size_of_text_rows_and_scale_are_the_same_after_a_restart() {
    let mut stage = Stage::with(&["Norte"]);
    let usual_row = row_height(&stage);
    stage.click("Settings");
    let usual = height(&stage, "Size of text");
    for choice in ["Largest", "Compact rows", "125 %"] {
        stage.click(choice);
    }
    let large = height(&stage, "Size of text");
    assert!(large > usual * 1.1, "{usual} before, {large} after");

    let mut stage = stage.restart(Scene::default());
    assert!(row_height(&stage) < usual_row, "rows stand close");
    assert_eq!(stage.window.ctx.zoom_factor(), 1.25);
    stage.click("Settings");
    assert_eq!(height(&stage, "Size of text"), large);
    for choice in ["Largest", "Compact rows", "125 %"] {
        let node = stage.window.get_by_role_and_label(Role::Button, choice);
        assert_eq!(node.accesskit_node().toggled(), Some(Toggled::True), "{choice} is still chosen");
    }
    stage.click("Usual");
    stage.click("Comfortable rows");
    let mut stage = stage.restart(Scene::default());
    assert_eq!(row_height(&stage), usual_row);
    stage.click("Settings");
    assert!((height(&stage, "Size of text") - usual).abs() < 0.5, "but for whole pixels");
}

#[test]
fn forty_are_tagged_by_keyboard_alone() {
    let mut stage = Stage::with_customers(60);
    stage.keys(Modifiers::COMMAND, Key::F);
    stage.key(Key::Enter);
    stage.keys(Modifiers::COMMAND, Key::Home);
    for _ in 0..39 {
        stage.keys(Modifiers::SHIFT, Key::ArrowDown);
    }
    assert!(stage.sees("40 selected"));
    stage.keys(Modifiers::COMMAND, Key::E);
    assert!(stage.sees("Edit 40 customers"));
    stage.keys(Modifiers::SHIFT, Key::Tab);
    stage.key(Key::Enter);
    assert!(stage.input("Find a field").is_some(), "Enter that opens the list takes nothing from it");
    stage.type_text("tags");
    stage.key(Key::Enter);
    stage.type_text("Canton fair");
    stage.key(Key::Enter);
    let tagged = |stage: &Stage| stage.column(Field::Tags).into_iter().filter(|(_, tags)| tags == "Canton fair").count();
    assert_eq!(tagged(&stage), 40);
    assert!(stage.sees("40 selected"));
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert!(stage.sees("Undone: Add tag Canton fair to 40 customers"));
    assert_eq!(tagged(&stage), 0);
    assert!(stage.sees("40 selected"), "to do it otherwise");
    stage.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(tagged(&stage), 40);
    assert!(stage.sees("40 selected"));
}

#[test]
fn the_list_of_columns_takes_what_is_typed_at_once_also_by_pinyin() {
    let mut stage = Scene::speaking(Language::Chinese).prepared(|book| fill(book, &["南洋五金"]));
    stage.click("列设置");
    stage.type_text("dianhua");
    let offered = stage.all(Role::CheckBox);
    assert!(offered.contains(&"电话".to_owned()) && !offered.contains(&"等级".to_owned()), "{offered:?}");
    stage.key(Key::Tab);
    stage.key(Key::Space);
    let ticked = stage.window.get_by_role_and_label(Role::CheckBox, "电话").accesskit_node().toggled();
    assert_eq!(ticked, Some(Toggled::True), "ticked without the mouse");
    stage.key(Key::Escape);
    stage.click("列设置");
    assert_eq!(stage.input("查找列").unwrap_or_default(), "", "the next time it begins anew");
}

#[test]
fn the_history_of_the_book_stands_at_one_edge() {
    let mut stage = Scene::high(Language::English).prepared(|book| {
        fill(book, &["Norte", "Baltic", "Hermann"]);
        let ids: Vec<_> = book.table(&Default::default()).ids.to_vec();
        for id in ids {
            for city in ["Hamburg", "Berlin"] {
                book.apply(Edit::SetField { customers: vec![id], field: Field::City, text: city.to_owned() }, now()).expect("set");
            }
        }
    });
    stage.click("More");
    stage.click("History of the book");
    let left: Vec<f32> = stage.window.query_all_by_label("City").map(|label| label.rect().left()).filter(|at| *at < 900.0).collect();
    assert!(left.len() >= 6, "{left:?}");
    assert!(left.iter().all(|at| *at == left[0]), "{left:?}");
}

#[test]
fn a_number_in_the_history_is_not_parted_at_the_edge() {
    let mut stage = Stage::prepared(Language::Chinese, |book| {
        let (customer, contacts) = told(&[(Field::Company, "南洋五金"), (Field::Phone, "+65 6555 0142")]);
        let id = book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("its id");
        let text = "+65 6555 0199".to_owned();
        book.apply(Edit::SetField { customers: vec![id], field: Field::Phone, text }, now()).expect("set");
    });
    stage.click_row("南洋五金", Modifiers::NONE);
    stage.click("历史");
    assert!(height(&stage, "+65 6555 0199") < 24.0, "in one line");
}

#[test]
fn place_and_time_are_both_whole_on_the_card() {
    let long = |city: &'static str| {
        Stage::prepared(Language::English, move |book| {
            let (customer, contacts) = told(&[(Field::Company, "Hermann"), (Field::Country, "DE"), (Field::City, city)]);
            book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added");
        })
    };
    let line = |city: &'static str| {
        let mut stage = long(city);
        stage.click_row("Hermann", Modifiers::NONE);
        stage.window.get_by_label_contains("Germany · 02:42").rect().height()
    };
    assert!(line("Frankfurt am Main, Sachsenhausen") > line(""), "where they do not fit into one line, each has its own");
}

#[test]
fn ways_of_being_in_touch_stand_in_one_line() {
    for (language, touch, ways) in [
        (Language::English, "Log a touch", ["Channel: Mail", "Channel: Fair"]),
        (Language::Chinese, "记录联系", ["方式：邮件", "方式：展会"]),
    ] {
        let mut stage = Stage::prepared(language, |book| fill(book, &["Norte"]));
        stage.click_row("Norte", Modifiers::NONE);
        stage.click(touch);
        let top = |way: &str| stage.window.get_by_role_and_label(Role::Button, way).rect().top();
        assert_eq!(top(ways[0]), top(ways[1]), "{language:?}");
    }
}

#[test]
fn what_leads_on_stays_in_its_place_through_the_first_start() {
    let scene = Scene { welcomes: true, ..Scene::default() };
    let mut stage = scene.on(tempfile::tempdir().expect("a folder for the book"));
    let next = |stage: &Stage| stage.window.get_by_role_and_label(Role::Button, "Next").rect();
    let first = next(&stage);
    stage.click("Next");
    assert_eq!(next(&stage), first);
}

#[test]
fn a_place_is_said_as_the_language_says_it_also_of_who_looks_alike() {
    let mut stage = Stage::prepared(Language::English, |book| {
        let texts = [(Field::Company, "Hermann Küchen GmbH"), (Field::Country, "DE"), (Field::City, "Hamburg")];
        let (customer, contacts) = told(&texts);
        book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added");
    });
    stage.keys(Modifiers::COMMAND, Key::N);
    stage.type_text("Hermann Küchen");
    stage.wait_for("Looks like");
    assert!(stage.sees("Hamburg, Germany"));
}
