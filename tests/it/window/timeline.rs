//! The timeline of a card: everything between us and a customer in one list, and how a thing of years ago is found in it.

use egui::Modifiers;
use egui::accesskit::Role;
use gendan::book::{Edit, FollowEdit, TableQuestion};
use gendan::model::{FollowUp, Id, Promise, PromisedBy, Touch};
use gendan::tr;
use gendan::words::Language;

use crate::stage::{Scene, Stage, fill, now};

/// A customer with twelve touches, a plan, one that was skipped, a promise of ours and one that they kept.
fn stage(language: Language) -> Stage {
    let mut stage = Scene::high(language).prepared(|book| {
        fill(book, &["Hermann Küchen GmbH"]);
        let id = book.table(&TableQuestion::default()).ids[0];
        let mut edits = Vec::new();
        for month in 1..=12 {
            let day = format!("2025-{month:02}-15").parse().expect("a day");
            let text = if month == 3 { "asked for the red handle, FOB 1.25".to_owned() } else { format!("letter no. {month}") };
            edits.push(Edit::log(Touch { channel: "mail".to_owned(), text, ..Touch::new(Id(0), id, day) }));
        }
        let plan = |day: &str, goal: &str| FollowUp { goal: goal.to_owned(), ..FollowUp::new(Id(0), id, day.parse().expect("a day")) };
        edits.push(Edit::plan(plan("2026-12-01", "offer for spring")));
        edits.push(Edit::plan(plan("2026-02-10", "visit them")));
        let promise = |side, text: &str| Promise { due_on: "2026-11-25".parse().ok(), ..Promise::new(Id(0), id, side, text, now().today) };
        edits.push(Edit::Follow(FollowEdit::PutPromise { promise: promise(PromisedBy::Us, "two samples") }));
        edits.push(Edit::Follow(FollowEdit::PutPromise { promise: promise(PromisedBy::Them, "a drawing") }));
        for edit in edits {
            book.apply(edit, now()).expect("the edit is done");
        }
        let card = book.card(id).expect("readable").expect("there");
        let visit = card.follow_ups.iter().find(|plan| plan.goal == "visit them").expect("planned").id;
        let drawing = card.promises.iter().find(|promise| promise.text == "a drawing").expect("promised").id;
        let on = "2026-02-11".parse().expect("a day");
        let skip = FollowEdit::SkipFollowUp { id: visit, reason: "fair was cancelled".to_owned(), on };
        book.apply(Edit::Follow(skip), now()).expect("skipped");
        book.apply(Edit::Follow(FollowEdit::KeepPromise { promise: drawing, on }), now()).expect("kept");
    });
    stage.click_row("Hermann", Modifiers::NONE);
    stage
}

#[test]
fn everything_stands_in_one_list_and_is_found_by_its_words() {
    for language in [Language::English, Language::Chinese] {
        let mut stage = stage(language);
        // The card shows the latest touches and leads to the rest.
        assert!(!stage.sees("FOB 1.25"), "March is out of sight");
        stage.click(&tr!("touches-all", count = 12));
        for seen in ["FOB 1.25", "offer for spring", "visit them", "fair was cancelled", "two samples", "a drawing"] {
            assert!(stage.sees(seen), "{seen} stands in the timeline");
        }
        assert!(stage.sees(&tr!("timeline-ahead")));
        let touches = format!("{} 12", tr!("timeline-touches"));
        stage.click(&touches);
        assert!(!stage.sees("FOB 1.25") && stage.sees("two samples"), "touches are left out");
        stage.click(&touches);
        stage.fill_in(&tr!("timeline-search"), "red fob");
        assert!(stage.sees("FOB 1.25") && !stage.sees("letter no. 4") && !stage.sees("two samples"));
        stage.fill_in(&tr!("timeline-search"), "nobody wrote this");
        assert!(stage.sees(&tr!("timeline-none-found")));
    }
}

#[test]
fn an_entry_is_changed_from_the_timeline() {
    let mut stage = stage(Language::English);
    stage.click(&tr!("card-tab-timeline"));
    stage.fill_in(&tr!("timeline-search"), "red");
    let words = stage.all(Role::Button).into_iter().find(|name| name.starts_with("Change: ") && name.contains("red handle"));
    stage.click(&words.expect("the entry can be changed"));
    let outcome = tr!("touch-outcome");
    stage.fill_in(&outcome, "sent the drawing");
    stage.click(&tr!("form-save"));
    assert!(stage.sees("sent the drawing"), "the form is closed and the timeline says it");
}
