//! The public pool in the window: proposals with their reasons, a drop that a person decides and is asked about twice where it may be a
//! mistake, claiming with its days of cooling off, and the way in and out from the card.

use chrono::Days;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::{Book, Edit, FollowEdit, TableQuestion};
use gendan::model::cadence::Rules;
use gendan::model::{Field, FollowUp, Habits, Id, Touch};
use gendan::tr;
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, now, told};

/// A VIP of Li's who was mailed so many days ago.
fn vip(book: &mut Book, name: &str, days: u64) -> Id {
    let texts = [(Field::Company, name), (Field::Country, "DE"), (Field::Level, "VIP"), (Field::Owner, "Li")];
    let (customer, contacts) = told(&texts);
    let id = book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("it is there");
    let on = now().today.checked_sub_days(Days::new(days)).expect("a day");
    book.apply(Edit::log(Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), id, on.into()) }), now()).expect("logged");
    id
}

/// So many who were contacted lately, and one who was not.
fn one_late(book: &mut Book, others: usize) {
    for at in 0..others {
        vip(book, &format!("Kept {at:02}"), 5);
    }
    vip(book, "Norte", 40);
}

fn at_pool(language: Language, prepare: impl FnOnce(&mut Book)) -> Stage {
    let mut stage = Scene { size: [1280.0, 900.0], ..Scene::speaking(language) }.prepared(prepare);
    stage.click_first(&tr!("command-go-pool"));
    stage
}

fn is_li(book: &mut Book) {
    let habits = Habits { who: "Li".to_owned(), ..book.habits().clone() };
    book.set_habits(habits).expect("kept");
}

fn in_pool(stage: &Stage) -> usize {
    stage.book().pool_proposals(now()).expect("readable").stays.len()
}

fn owners(stage: &Stage) -> Vec<String> {
    stage.column(Field::Owner).into_iter().map(|(_, owner)| owner).collect()
}

#[test]
fn one_whose_time_has_passed_is_dropped_with_its_reason_and_claimed_again() {
    for language in Language::ALL {
        let mut stage = at_pool(language, |book| one_late(book, 25));
        assert!(stage.sees(&tr!("pool-tab-proposed", shown = "1")) && stage.sees("Norte, VIP"));
        assert!(!stage.sees(&tr!("pool-doubt-many")), "one of many is no crowd");
        stage.click(&tr!("pool-tick", name = "Norte"));
        stage.click(&tr!("pool-drop", count = 1, shown = "1"));
        assert!(stage.sees(&tr!("pool-drop-title", count = 1, shown = "1", name = "Norte")));
        assert_eq!(in_pool(&stage), 0, "asked, not done");
        stage.key(Key::Enter);
        assert_eq!(in_pool(&stage), 1, "Enter is the button of the question");
        assert!(stage.sees(&tr!("pool-dropped", count = 1, shown = "1")) && stage.sees(&tr!("pool-nobody-proposed")));
        assert_eq!(owners(&stage).iter().filter(|owner| owner.is_empty()).count(), 1, "nobody's from now on");
        stage.click(&tr!("pool-tab-inside", shown = "1"));
        let line = stage.window.query_all_by_role(Role::ListItem).find_map(|line| line.accesskit_node().label()).expect("a line");
        assert!(line.contains("Norte") && line.contains("Li") && line.contains("40"), "whose it was, and why: {line}");
        assert!(!line.contains("drop-"), "{line}");
        stage.click(&tr!("pool-claim-of", name = "Norte"));
        assert_eq!(in_pool(&stage), 0);
        assert!(stage.sees(&tr!("pool-nobody-inside")));
        assert!(owners(&stage).iter().all(|owner| owner == "Li"), "without a name one is who it was");
    }
}

#[test]
fn many_at_once_are_asked_about_twice_and_are_one_step() {
    let mut stage = at_pool(Language::English, |book| {
        for at in 0..30 {
            vip(book, &format!("Late {at:02}"), 60);
        }
    });
    assert!(stage.sees("30 of 30 customers would fall into the pool at once"));
    stage.click("All 30");
    stage.click("Drop 30 into the pool…");
    assert!(stage.sees("Drop 30 customers into the public pool?") && stage.sees("and 25 more"));
    stage.click("Drop 30");
    assert!(stage.sees("Please look again"));
    assert_eq!(in_pool(&stage), 0);
    stage.key(Key::Enter);
    assert_eq!(in_pool(&stage), 0, "a hasty Enter is no answer");
    stage.key(Key::Escape);
    assert!(!stage.sees("Please look again"));
    stage.click("Drop 30 into the pool…");
    stage.click("Drop 30");
    stage.click("Drop all 30 all the same");
    assert_eq!(in_pool(&stage), 30);
    stage.click_first("Undo");
    assert_eq!((in_pool(&stage), owners(&stage).iter().filter(|owner| *owner == "Li").count()), (0, 30), "one step takes all back");
}

#[test]
fn one_that_was_ones_own_cools_off_before_it_is_claimed() {
    let mut stage = at_pool(Language::English, |book| {
        is_li(book);
        let rules = Rules { cooling_days: 7, ..Rules::default() };
        book.apply(Edit::Follow(FollowEdit::SetRules { rules: rules.to_json() }), now()).expect("set");
        let (mine, theirs) = (vip(book, "Mine", 40), vip(book, "Wang's", 40));
        let field = Field::Owner;
        book.apply(Edit::SetField { customers: vec![theirs], field, text: "Wang".to_owned() }, now()).expect("set");
        let edit = book.drop_to_pool(&[mine, theirs], now()).expect("an edit");
        book.apply(edit, now()).expect("dropped");
    });
    stage.click("In the pool · 2");
    assert!(stage.sees("Cooling off until 2026-11-27: it was yours"));
    assert!(stage.window.query_by_label("Claim Mine").is_none(), "not yet");
    stage.click("All 1");
    stage.click("Claim 1");
    assert_eq!(in_pool(&stage), 1);
    assert!(stage.column(Field::Owner).contains(&("Wang's".to_owned(), "Li".to_owned())), "it is Li's now");
}

#[test]
fn a_plan_speaks_against_a_drop_and_says_so() {
    let stage = at_pool(Language::English, |book| {
        one_late(book, 3);
        let late = vip(book, "Planned", 50);
        let plan = FollowUp::new(Id(0), late, "2026-11-24".parse().expect("a day"));
        book.apply(Edit::plan(plan), now()).expect("planned");
    });
    let lines: Vec<String> = stage.all(Role::ListItem).into_iter().filter(|line| line.contains("Has a plan")).collect();
    assert!(lines.len() == 1 && lines[0].contains("Planned"), "{lines:?}");
}

#[test]
fn the_list_is_worked_through_by_keyboard() {
    let stage = at_pool(Language::English, |_| {});
    assert!(stage.sees("Nobody is proposed") && !stage.sees("Drop into the pool…"));
    let mut late = Scene { size: [1280.0, 900.0], ..Scene::speaking(Language::English) }.prepared(|book| {
        vip(book, "Norte", 90);
        vip(book, "Oriente", 80);
        vip(book, "Sur", 70);
    });
    late.keys(Modifiers::COMMAND, Key::K);
    late.type_text("public pool");
    late.key(Key::Enter);
    assert_eq!(late.focused().as_deref(), Some("Customers of the pool page"));
    late.key(Key::Space);
    late.key(Key::ArrowDown);
    late.key(Key::Space);
    assert!(late.sees("Drop 2 into the pool…"));
    late.key(Key::Space);
    assert!(late.sees("Drop 1 into the pool…"));
    late.key(Key::Enter);
    assert!(late.selected().iter().any(|row| row.contains("Oriente")), "Enter leads to the customer");
}

#[test]
fn one_is_released_by_hand_from_its_card_and_claimed_there() {
    let mut stage = Scene::high(Language::English).prepared(|book| {
        vip(book, "Norte", 3);
    });
    stage.click_row("Norte", Modifiers::NONE);
    stage.click("More actions");
    stage.click("Release into the public pool…");
    stage.type_text("no fit for us");
    stage.click("Release");
    assert!(stage.sees("In the public pool since 2026-11-20, was Li's · no fit for us"));
    stage.click("More actions");
    stage.click("Claim");
    assert_eq!(in_pool(&stage), 0);
    let id = stage.book().table(&TableQuestion::default()).ids[0];
    let card = stage.book().card(id).expect("readable").expect("there");
    assert!(card.pool_stays.len() == 1 && !card.pool_stays[0].is_open(), "the stay is history");
}

#[test]
fn the_card_says_which_tier_and_why_and_a_hand_stands_above_the_rules() {
    let mut stage = Scene::high(Language::English).prepared(|book| {
        fill(book, &["Norte"]);
        let id = book.table(&TableQuestion::default()).ids[0];
        let edit = Edit::SetField { customers: vec![id], field: Field::OrdersCount, text: "2".to_owned() };
        book.apply(edit, now()).expect("set");
    });
    stage.click_row("Norte", Modifiers::NONE);
    stage.click("Repeat: 2 deals");
    stage.click("VIP");
    assert!(stage.sees("VIP: set by hand; by the rules Repeat (2 deals)"));
    let id = stage.book().table(&TableQuestion::default()).ids[0];
    let edit = Edit::SetField { customers: vec![id], field: Field::LevelReason, text: "the boss's friend".to_owned() };
    let mut stage = {
        let folder = stage.close();
        let mut book = Book::open(folder.path(), now()).expect("the book opens");
        book.apply(edit, now()).expect("set");
        drop(book);
        Scene::high(Language::English).on(folder)
    };
    stage.click_row("Norte", Modifiers::NONE);
    stage.click("VIP: set by hand; by the rules Repeat (2 deals) · the boss's friend");
    stage.click("As the rules have it");
    assert!(stage.sees("Repeat: 2 deals"));
}
