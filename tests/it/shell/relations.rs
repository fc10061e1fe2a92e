//! Customers that are one, in the shell: `merge`, `apart`, `duplicates`, and what `history` tells of them.

use serde_json::{Value, json};

use super::terminal::{Terminal, keys};

fn twins() -> Terminal {
    let mut terminal = Terminal::new().with_list();
    let file = terminal.file(
        "twins.csv",
        "Company,Country,Customer no.,City,Website,Tags,Shelf\n\
         Nord Licht Handel,Germany,K-9,Kiel,nordlicht.example,fair,green\n",
    );
    terminal.json(&["import", &file]);
    terminal.json(&["set", "K-1", "city=Bremen", "tags=old"]);
    terminal
}

#[test]
fn merge_makes_two_one_with_a_choice_per_field() {
    for (arguments, city, shelf, tags) in [
        (&[][..], "Bremen", "blue", json!(["old", "fair"])),
        (&["--take", "city,Shelf"], "Kiel", "green", json!(["old", "fair"])),
        (&["--keep", "tags", "--take", "city"], "Kiel", "blue", json!(["old"])),
        (&["--both", "tags"], "Bremen", "blue", json!(["old", "fair"])),
    ] {
        let mut terminal = twins();
        let before = terminal.dump();
        let done = terminal.json(&[&["merge", "K-1", "K-9"], arguments].concat());
        assert!(done["step"].is_i64(), "{done}");
        assert_eq!(done["what"], "Merge Nord Licht Handel into Nordlicht GmbH");
        let card = terminal.json(&["show", "K-1"]);
        assert_eq!((&card["city"], &card["Shelf"], &card["tags"]), (&json!(city), &json!(shelf), &tags), "{arguments:?}");
        assert_eq!(terminal.json(&["show", "K-9"])["id"], card["id"], "who was merged away is found as who stayed");
        assert_eq!(terminal.json(&["show", "nord licht handel gmbh"])["id"], card["id"]);
        terminal.json(&["undo"]);
        assert_eq!(terminal.dump(), before);
    }
}

#[test]
fn a_merge_that_cannot_be_is_refused() {
    let mut terminal = twins();
    let before = terminal.dump();
    for (arguments, said) in [
        (&["merge", "K-1", "K-1"][..], "cannot be merged into itself"),
        (&["merge", "K-1", "Nordlicht"], "cannot be merged into itself"),
        (&["merge", "K-1", "Nobody"], "Nobody"),
        (&["merge", "K-1", "K-9", "--take", "mobile"], "mobile"),
        (&["merge", "K-1", "K-9", "--take", "No such field"], "No such field"),
        (&["apart", "K-1", "K-1"], "cannot be"),
        (&["apart", "K-1", "Nobody"], "Nobody"),
    ] {
        terminal.run(arguments).failed_with(said);
        assert_eq!(terminal.dump(), before, "{arguments:?}");
    }
    for arguments in
        [&["merge", "K-1"][..], &["apart", "K-1"], &["history", "--as-of", "2026-11-20"], &["history", "K-1", "--as-of", "soon"]]
    {
        assert_eq!(terminal.run(arguments).status, Some(2), "{arguments:?}");
    }
    terminal.json(&["merge", "K-1", "K-9"]);
    terminal.run(&["merge", "K-1", "K-9"]).failed_with("cannot be merged into itself");
}

#[test]
fn duplicates_are_listed_and_told_apart() {
    let mut terminal = Terminal::new().with_list();
    assert_eq!(terminal.json(&["duplicates"]), json!({ "groups": [], "shared_by_many": 0, "apart": [] }));
    assert!(terminal.run(&["duplicates"]).out.contains("No two customers look alike"));
    terminal.json(&["set", "007", "website=www.nordlicht.example"]);
    let found = terminal.json(&["duplicates"]);
    assert_eq!(keys(&found), ["groups", "shared_by_many", "apart"]);
    let group = &found["groups"][0];
    assert_eq!(group["alike"], json!(["domain"]));
    let names: Vec<&Value> = group["customers"].as_array().unwrap().iter().map(|customer| &customer["name"]).collect();
    assert_eq!(names, ["Nordlicht GmbH", "Rio Sul Ltda"]);
    assert_eq!(keys(&group["customers"][0]), ["id", "name", "place"]);
    let text = terminal.run(&["duplicates"]).out;
    assert!(text.contains("Same mail or web domain") && text.contains("One group"), "{text}");
    assert!(terminal.json(&["apart", "K-1", "007"])["step"].is_i64());
    let found = terminal.json(&["duplicates"]);
    assert_eq!((&found["groups"], &found["apart"][0][1]["name"]), (&json!([]), &json!("Rio Sul Ltda")));
    assert_eq!(terminal.json(&["apart", "007", "K-1"])["step"], Value::Null, "it is said already");
    terminal.json(&["apart", "K-1", "007", "--revoke"]);
    assert_eq!(terminal.json(&["duplicates"])["groups"].as_array().unwrap().len(), 1);
    terminal.language = "zh";
    assert!(terminal.run(&["duplicates"]).out.contains("1 组疑似重复客户"));
}

#[test]
fn history_has_no_end_but_the_one_that_is_asked_for() {
    let mut terminal = Terminal::new().with_list();
    {
        use gendan::book::{Book, Edit, Now};
        let now = Now { at: chrono::Utc::now(), today: chrono::Utc::now().date_naive() };
        let mut book = Book::open_with(&terminal.book(), &crate::importing::desk::options(), now).unwrap();
        let id = gendan::book::Reading::open(&terminal.book()).unwrap().meant_by("K-1").unwrap();
        for number in 0..450 {
            let edit = Edit::SetField { customers: vec![id], field: gendan::model::Field::City, text: format!("City {number}") };
            book.apply(edit, now).unwrap();
        }
    }
    for (arguments, count) in [
        (&["history"][..], 451),
        (&["history", "K-1"], 451),
        (&["history", "K-1", "--limit", "3"], 3),
        (&["history", "--limit", "300"], 300),
        (&["history", "--limit", "0"], 0),
        (&["history", "007"], 1),
    ] {
        let history = terminal.json(arguments);
        assert_eq!(keys(&history), ["steps"]);
        let steps: Vec<i64> = history["steps"].as_array().unwrap().iter().map(|step| step["step"].as_i64().unwrap()).collect();
        assert_eq!(steps.len(), count, "{arguments:?}");
        assert!(steps.is_sorted_by(|a, b| a > b), "newest first, none twice");
    }
}

#[test]
fn a_customer_is_shown_as_it_was_on_a_day() {
    let mut terminal = twins();
    let id = terminal.json(&["show", "K-9"])["id"].to_string();
    let before = terminal.json(&["history", &id]);
    terminal.json(&["merge", "K-1", "K-9"]);
    let then = terminal.json(&["history", "K-1", "--as-of", "2026-11-20"]);
    assert_eq!((&then["company"], &then["as_of"]), (&json!("Nordlicht GmbH"), &json!("2026-11-20")));
    assert_eq!(keys(&then).last(), Some(&"as_of"));
    let text = terminal.run(&["history", "K-1", "--as-of", "2026-11-20"]).out;
    assert!(text.contains("Nordlicht GmbH") && text.contains("City: Bremen"), "{text}");
    terminal.run(&["history", "K-1", "--as-of", "2026-11-01"]).failed_with("was not in the book on 2026-11-01");
    terminal.language = "zh";
    terminal.run(&["history", "K-1", "--as-of", "2026-11-01"]).failed_with("还没有这位客户");
    terminal.language = "en";
    // Who is gone keeps its own past, under its id.
    let after = terminal.json(&["history", &id]);
    let steps = |history: &Value| history["steps"].as_array().unwrap().len();
    assert_eq!(steps(&after), steps(&before) + 1);
    terminal.run(&["history", &id, "--as-of", "2026-11-20"]).failed_with("was not in the book");
}
