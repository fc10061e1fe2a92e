//! Forms and settings as a person fills them: days in words and in the month, countries completed, a field of one's own with its kind.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::TableQuestion;
use gendan::model::{ChannelKind, ExtraKind, Field};
use gendan::tr;
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill};

/// A high window on one customer, whose card is open.
fn on_one(language: Language) -> Stage {
    let mut stage = Scene::high(language).prepared(|book| fill(book, &["Hermann Küchen GmbH"]));
    stage.click_row("Hermann", Modifiers::NONE);
    stage
}

fn card(stage: &Stage) -> gendan::book::CardSnapshot {
    let id = stage.book().table(&TableQuestion::default()).ids[0];
    stage.book().card(id).expect("readable").expect("there")
}

#[test]
fn a_follow_up_is_planned_in_words_or_in_the_month() {
    for (language, typed, said, due) in [
        (Language::English, "next fri", "Friday, 27 November 2026 · in 7 days", "2026-11-27"),
        (Language::Chinese, "3天后", "2026 年 11 月 23 日 星期一 · 3 天后", "2026-11-23"),
    ] {
        let mut stage = on_one(language);
        stage.click_first(&tr!("follow-up-add"));
        stage.fill_in(&tr!("follow-up-day"), typed);
        assert!(stage.sees(said), "{typed} is said back as it was understood");
        stage.key(Key::Enter);
        assert_eq!(card(&stage).follow_ups[0].due_on.to_string(), due, "{typed}");
    }
    let mut stage = on_one(Language::English);
    stage.click_first("Plan a follow-up");
    stage.click("Month for Day");
    stage.click_role(Role::Cell, "Thursday, 26 November 2026");
    stage.click("Save");
    assert_eq!(card(&stage).follow_ups[0].due_on.to_string(), "2026-11-26");
}

#[test]
fn a_touch_on_no_day_is_not_kept_and_says_so_beside_the_day() {
    let mut stage = on_one(Language::English);
    stage.click_first("Log a touch");
    stage.fill_in("Day", "some day");
    assert!(stage.sees("Not read as a day; try"));
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert!(card(&stage).touches.is_empty());
    stage.fill_in("Day", "yesterday");
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(card(&stage).touches[0].happened_on.to_string(), "2026-11-19");
}

#[test]
fn a_new_customer_gets_its_country_completed_and_its_phone_said() {
    let mut stage = Stage::empty();
    stage.keys(Modifiers::COMMAND, Key::N);
    stage.type_text("Alpen Messer AG");
    stage.fill_in("Country", "瑞士");
    stage.key(Key::Enter);
    assert_eq!(stage.input("Country").as_deref(), Some("Switzerland"));
    stage.fill_in("Mobile", "079 123 45 67");
    assert!(stage.sees("Switzerland · +41 79 123 45 67"), "the phone is read for the country above");
    stage.fill_in("E-mail", "info@alpen");
    stage.key(Key::Tab);
    assert!(stage.sees("The part after @ is not complete"), "odd, and said");
    stage.click("Add customer");
    let added = card(&stage);
    assert_eq!(added.customer.text(Field::Country), "CH");
    assert_eq!(added.contacts[0].channels_of(ChannelKind::Email).collect::<Vec<_>>(), ["info@alpen"], "and kept");
}

#[test]
fn a_new_field_on_the_card_asks_for_its_kind_and_is_deleted_by_name() {
    let mut stage = on_one(Language::English);
    for (name, kind) in [("Audited on", "Date"), ("Agency", "Tick"), ("Packing", "Choice")] {
        stage.click_first("Add a field");
        stage.type_text("field of your own");
        stage.key(Key::Enter);
        stage.fill_in("Name of a new field", name);
        stage.click("Kind of the new field");
        stage.click(kind);
        if kind == "Choice" {
            stage.fill_in("Usual values, parted by ;", "Box; Bag");
        }
        stage.click("Add field");
    }
    let kinds: Vec<ExtraKind> = stage.book().own_fields().iter().map(|field| field.kind).collect();
    assert_eq!(kinds, [ExtraKind::Day, ExtraKind::Tick, ExtraKind::Choice]);
    assert_eq!(stage.book().own_fields()[2].options, ["Box", "Bag"]);

    stage.fill_in("Audited on", "in 3 days");
    stage.key(Key::Enter);
    assert_eq!(card(&stage).customer.extra("Audited on"), "2026-11-23");

    let tick = stage.window.get_by_role_and_label(Role::CheckBox, "Agency");
    assert_eq!(tick.accesskit_node().toggled(), Some(Toggled::False));
    stage.click_role(Role::CheckBox, "Agency");
    assert_eq!(card(&stage).customer.extra("Agency"), "yes");
    stage.key(Key::Space);
    assert_eq!(card(&stage).customer.extra("Agency"), "no");
    stage.key(Key::Backspace);
    assert_eq!(card(&stage).customer.extra("Agency"), "");

    stage.click("Settings");
    stage.click("Fields");
    stage.click("Delete Audited on");
    stage.wait_for("Field Audited on deleted with its values");
    stage.click("Undo");
    stage.wait_for("Kind of Audited on");
    assert_eq!(card(&stage).customer.extra("Audited on"), "2026-11-23");
}

#[test]
fn text_grows_apart_from_the_scale_and_rows_stand_closer_at_once() {
    let mut stage = on_one(Language::English);
    let title = |stage: &Stage| stage.window.get_by_label("Size of text").rect().height();
    let height = |stage: &Stage| stage.window.query_all_by_role(Role::Row).next().expect("a row").rect().height();
    let rows_before = height(&stage);
    stage.click("Settings");
    let before = title(&stage);
    stage.click("Largest");
    assert!(title(&stage) > before * 1.1, "{before} before, {} after", title(&stage));
    stage.click("Compact rows");
    stage.click_first("Customers");
    assert!(height(&stage) < rows_before, "{rows_before} before");
}

#[test]
fn the_list_opens_when_an_input_method_has_put_in_its_character_and_not_before() {
    let mut stage = Stage::speaking(Language::Chinese);
    stage.keys(Modifiers::COMMAND, Key::N);
    stage.type_text("阿尔卑斯刀具");
    stage.click_role(Role::TextInput, "国家");
    stage.key(Key::Escape);
    stage.compose("rui");
    stage.key(Key::Enter);
    assert!(!stage.sees("瑞士"));
    stage.commit("瑞");
    assert!(stage.sees("瑞士"), "what was composed is completed");
    stage.key(Key::Enter);
    assert_eq!(stage.input("国家").as_deref(), Some("瑞士"), "the first by code");
}
