//! The page of rules: what is edited, what it would do, and that nothing holds before it is applied; and the offer to start the clocks.

use chrono::Days;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use gendan::book::{Book, Edit, FollowEdit, Now, TableQuestion};
use gendan::model::cadence::{Absence, Preset, Rules};
use gendan::model::{Field, FollowUp, Id, Touch};
use gendan::tr;
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, now, told};

/// `count` customers of the tier `level`, each mailed `days` days ago.
fn crowd(book: &mut Book, count: usize, level: &str, days: u64) {
    for number in 1..=count {
        let name = format!("{level} {number:03}");
        let (customer, contacts) = told(&[(Field::Company, &name), (Field::Country, "DE"), (Field::Level, level)]);
        let id = book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("added").customer.expect("it is there");
        let on = now().today.checked_sub_days(Days::new(days)).expect("a day");
        let touch = Touch { channel: "mail".to_owned(), ..Touch::new(Id(0), id, on.into()) };
        book.apply(Edit::log(touch), now()).expect("logged");
    }
}

fn at_rules(language: Language, prepare: impl FnOnce(&mut Book)) -> Stage {
    let mut stage = Scene { size: [1280.0, 1200.0], ..Scene::speaking(language) }.prepared(prepare);
    stage.click_first(&tr!("command-go-rules"));
    stage
}

fn rules(stage: &Stage) -> Rules {
    Rules::clone(&stage.book().rules().expect("readable"))
}

#[test]
fn a_change_shows_what_it_would_do_and_holds_only_when_it_is_applied_as_one_step() {
    for language in Language::ALL {
        let mut stage = at_rules(language, |book| crowd(book, 30, "VIP", 40));
        let before = rules(&stage);
        assert!(stage.sees(&tr!("rules-outcome-now")) && stage.sees(&tr!("rules-hold")));
        let field = tr!("tiers-field", tier = "VIP", what = tr!("tiers-every"));
        assert_eq!(stage.input(&field).as_deref(), Some("30"));
        stage.fill_in(&field, "60");
        stage.click_role(Role::TextInput, &tr!("tiers-field", tier = "VIP", what = tr!("tiers-pool")));
        stage.keys(Modifiers::COMMAND, Key::A);
        stage.key(Key::Delete);
        assert!(stage.sees(&tr!("rules-outcome-new")) && stage.sees(&tr!("rules-not-yet")));
        assert_eq!(rules(&stage), before, "nothing holds yet");
        assert!(stage.window.query_all_by_label("30").count() >= 2, "thirty VIP are overdue now");
        stage.click(&tr!("rules-apply"));
        let after = rules(&stage);
        assert_eq!((after.tiers[0].every_days, after.tiers[0].pool_after_days), (Some(60), None));
        assert!(stage.sees(&tr!("rules-applied")) && stage.sees(&tr!("rules-hold")));
        stage.click_first(&tr!("notice-undo"));
        assert_eq!(rules(&stage), before, "one step takes it back");
        assert_eq!(stage.input(&field).as_deref(), Some("30"), "and the page follows");
    }
}

#[test]
fn what_cannot_be_read_is_said_beside_the_field_and_keeps_from_applying() {
    let mut stage = at_rules(Language::English, |book| fill(book, &["Norte"]));
    stage.fill_in("VIP: Every", "soon");
    assert!(stage.sees("Not a number that fits here") && stage.sees("1 field needs a look"));
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(rules(&stage), Rules::default());
    stage.key(Key::Escape);
    assert!(!stage.sees("Not a number that fits here"), "Esc takes it back");
    assert_eq!(stage.input("VIP: Every").as_deref(), Some("30"));
    for (text, days) in [("4 weeks", Some(28)), ("３５天", Some(35)), ("0", None), ("5000", None)] {
        stage.fill_in("VIP: Every", text);
        match days {
            Some(days) => assert!(!stage.sees("needs a look"), "{text} is {days} days"),
            None => assert!(stage.sees("VIP: between two contacts lie 1 to 3660 days") && stage.sees("1 field needs a look"), "{text}"),
        }
    }
    stage.click("Discard changes");
    assert!(stage.sees("These rules are in force"));
    // What contradicts itself works and is said.
    stage.fill_in("VIP: Pool after", "20");
    assert!(stage.sees("VIP: the pool comes before contact is due"));
    stage.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(rules(&stage).tiers[0].pool_after_days, Some(20), "Ctrl+Enter applies");
}

#[test]
fn a_preset_changes_the_tiers_and_leaves_the_person() {
    let away = Absence { from: "2026-12-24".parse().expect("a day"), to: "2027-01-02".parse().expect("a day") };
    let mine = Rules { touches_a_day: Some(12), absences: vec![away.clone()], ..Rules::default() };
    let mut stage = at_rules(Language::English, |book| {
        book.apply(Edit::Follow(FollowEdit::SetRules { rules: mine.to_json() }), now()).expect("set");
    });
    stage.click("ABC, weekly");
    assert!(stage.sees("every week, every half month"));
    stage.click("Apply");
    let applied = rules(&stage);
    assert_eq!((applied.preset, applied.tiers.len(), applied.touches_a_day), (Preset::AbcWeekly, 3, Some(12)));
    assert_eq!(applied.absences, [away]);
}

#[test]
fn too_much_for_a_day_is_said_and_the_advice_is_a_press_away() {
    let mut stage = at_rules(Language::English, |book| crowd(book, 60, "VIP", 10));
    assert!(stage.sees("Say how many contacts you manage a day"));
    stage.fill_in("Contacts a day", "1");
    assert!(stage.sees("3 a day needed, you do 1: VIP to 90 days?"));
    stage.click("Take this advice");
    assert!(stage.sees("1 a day needed, you do 1: it fits"));
    assert_eq!(stage.input("VIP: Every").as_deref(), Some("90"));
    assert_eq!(stage.input("VIP: Pool after").as_deref(), Some("90"), "the pool does not come before contact is due");
    assert_eq!(rules(&stage), Rules::default(), "advice is no order");
}

#[test]
fn tiers_can_be_added_named_and_removed_and_ways_can_count_or_not() {
    let mut stage = at_rules(Language::English, |book| fill(book, &["Norte"]));
    stage.click("Add a tier");
    stage.fill_in("Name of tier 6", "VIP");
    assert!(stage.sees("VIP: a tier needs a name of its own"), "a name is taken once");
    stage.fill_in("Name of tier 6", "Fairs only ");
    stage.click("Fairs only: What counts");
    stage.click_role(Role::CheckBox, "Mail");
    stage.key(Key::Escape);
    stage.click("More about VIP");
    stage.click("Remove the tier");
    stage.click("Apply");
    let applied = rules(&stage);
    let names: Vec<&str> = applied.tiers.iter().map(|rule| rule.tier.as_str()).collect();
    assert_eq!(names, ["复购", "成交", "高潜", "低潜", "Fairs only"]);
    assert!(!applied.tiers[4].counts(gendan::model::cadence::Channel::Mail), "a mail does not count there");
}

#[test]
fn absences_are_typed_as_days_and_left_out_of_the_plan() {
    let mut stage = at_rules(Language::English, |book| crowd(book, 20, "VIP", 20));
    stage.click("Add an absence");
    stage.fill_in("Absence 1: first day", "23 Nov 2026");
    stage.fill_in("Absence 1: last day", "20 Nov 2026");
    stage.key(Key::Enter);
    assert!(stage.sees("It ends before it begins") && stage.sees("1 field needs a look"));
    stage.fill_in("Absence 1: last day", "rubbish");
    assert!(stage.sees("2 fields need a look"), "what cannot be read changes nothing");
    stage.fill_in("Absence 1: last day", "2026-11-27");
    assert!(stage.sees("Wednesday, 25 November 2026 · day off"), "the plan leaves it out");
    stage.click("Apply");
    let absences = rules(&stage).absences;
    assert_eq!(absences.len(), 1);
    assert_eq!((absences[0].from.to_string(), absences[0].to.to_string()), ("2026-11-23".to_owned(), "2026-11-27".to_owned()));
}

#[test]
fn the_plan_says_each_day_levelled_or_as_it_is_due() {
    let mut stage = at_rules(Language::English, |book| crowd(book, 20, "VIP", 20));
    // All are due on Monday 30 November; five days sooner are tolerated, after it there is the pool.
    assert!(stage.sees("Monday, 30 November 2026 · 5 contacts"));
    stage.click("As due");
    assert!(stage.sees("Monday, 30 November 2026 · 20 contacts"));
    let saturday = stage.window.query_all_by_label_contains("28 November 2026").next().expect("the day").accesskit_node().label();
    assert_eq!(saturday.as_deref(), Some("Saturday, 28 November 2026 · day off"));
}

#[test]
fn many_old_dates_offer_to_start_the_clocks_today_with_the_figures_before() {
    for language in Language::ALL {
        let mut stage = Stage::prepared(language, |book| {
            crowd(book, 50, "VIP", 400);
            let planned = book.table(&TableQuestion::default()).ids[0];
            let plan = FollowUp::new(Id(0), planned, "2026-11-02".parse().expect("a day"));
            book.apply(Edit::plan(plan), now()).expect("planned");
        });
        stage.keys(Modifiers::COMMAND, Key::Num1);
        assert!(stage.sees(&tr!("clocks-title")));
        let top = |label: &str| stage.window.get_by_label(label).rect().top();
        assert!(top(&tr!("clocks-start")) - top(&tr!("clocks-title")) < 120.0, "what is due keeps the page");
        assert_eq!(stage.book().agenda(now()).expect("readable").overdue(), 50);
        stage.click(&tr!("clocks-start"));
        assert!(!stage.sees(&tr!("clocks-title")) && stage.sees(&tr!("rules-applied")));
        let later = Now { today: now().today, ..now() };
        assert_eq!(stage.book().agenda(later).expect("readable").overdue(), 1, "what was planned and let pass stays late");
        stage.click_first(&tr!("notice-undo"));
        assert_eq!(stage.book().agenda(now()).expect("readable").overdue(), 50);
        assert!(stage.sees(&tr!("clocks-title")));
        stage.click(&tr!("clocks-later"));
        assert!(!stage.sees(&tr!("clocks-title")), "it can be put off");
    }
    let mut few = Stage::prepared(Language::English, |book| crowd(book, 5, "VIP", 400));
    few.keys(Modifiers::COMMAND, Key::Num1);
    assert!(!few.sees("lies far back"), "five are worked off");
}
