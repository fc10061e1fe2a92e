//! Touches and follow-ups from a shell: each is one step, stands on card and agenda, and is refused in words where it cannot be read.

use serde_json::Value;

use super::terminal::Terminal;

fn rows(terminal: &mut Terminal, table: &str) -> Vec<Value> {
    let dump: Value = serde_json::from_str(&terminal.dump()).expect("a dump");
    dump[table].as_array().expect("rows").clone()
}

#[test]
fn a_touch_is_kept_with_what_is_planned_next() {
    let mut terminal = Terminal::new().with_list();
    let before = terminal.dump();
    let known = rows(&mut terminal, "touch").len();
    let done = terminal.json(&[
        "touch",
        "K-1",
        "--channel",
        "电话",
        "--text",
        "quoted FOB Ningbo 1.25",
        "--next",
        "in 3 days",
        "--goal",
        "ask again",
    ]);
    assert!(done["step"].is_i64(), "{done}");
    assert!(done["what"].as_str().expect("a name").contains("Nordlicht GmbH"), "{done}");
    let touches = rows(&mut terminal, "touch");
    assert_eq!(touches.len(), known + 1);
    let touch = touches.last().expect("a touch");
    assert_eq!((touch["channel"].as_str(), touch["direction"].as_str()), (Some("phone"), Some("both")));
    assert_eq!((touch["happened_on"].as_str(), touch["text"].as_str()), (Some("2026-11-20"), Some("quoted FOB Ningbo 1.25")));
    assert!(touch["happened_at_ms"].is_i64());
    let plan = rows(&mut terminal, "follow_up").pop().expect("a plan");
    assert_eq!((plan["due_on"].as_str(), plan["goal"].as_str()), (Some("2026-11-23"), Some("ask again")));
    terminal.json(&["undo"]);
    assert_eq!(terminal.dump(), before, "one step");
}

#[test]
fn an_inquiry_of_the_shell_stands_on_the_agenda_until_it_is_answered() {
    let mut terminal = Terminal::new().with_list();
    let kinds = |terminal: &mut Terminal| -> Vec<String> {
        let items = terminal.json(&["agenda"])["items"].clone();
        items.as_array().expect("items").iter().map(|item| item["kind"].as_str().expect("a kind").to_owned()).collect()
    };
    assert!(!kinds(&mut terminal).contains(&"reply".to_owned()));
    terminal.json(&["touch", "K-1", "--channel", "mail", "--text", "price of 500?", "--asks", "--at", "2026-11-19T16:00:00+01:00"]);
    assert_eq!(kinds(&mut terminal).first().map(String::as_str), Some("reply"));
    let item = terminal.json(&["agenda"])["items"][0].clone();
    assert_eq!((item["what"].as_str(), item["rule"].as_str()), (Some("price of 500?"), Some("reply")));
    assert!(item["reason"].as_str().expect("a reason").starts_with("answer within"), "{item}");
    terminal.json(&["touch", "K-1", "--channel", "mail", "--text", "USD 3.20"]);
    assert!(!kinds(&mut terminal).contains(&"reply".to_owned()));
}

#[test]
fn a_follow_up_is_planned_with_all_that_belongs_to_it() {
    let mut terminal = Terminal::new().with_list();
    let plan =
        ["follow-up", "007", "--on", "2026-12-24", "--goal", "Christmas order", "--time", "9:30", "--method", "WhatsApp", "--repeat", "1m"];
    assert!(terminal.json(&plan)["step"].is_i64());
    let plan = rows(&mut terminal, "follow_up").pop().expect("a plan");
    for (key, value) in
        [("due_on", "2026-12-24"), ("due_time", "09:30"), ("goal", "Christmas order"), ("method", "whatsapp"), ("repeat", "1m")]
    {
        assert!(plan[key].as_str().is_some_and(|kept| kept.starts_with(value)), "{key}: {plan}");
    }
    let items = terminal.json(&["agenda", "--on", "2026-12-24"])["items"].clone();
    let item = items.as_array().expect("items").iter().find(|item| item["name"] == "Rio Sul Ltda").cloned().expect("planned");
    assert_eq!(
        (item["kind"].as_str(), item["due_at"].as_str(), item["what"].as_str()),
        (Some("follow_up"), Some("09:30"), Some("Christmas order"))
    );
}

#[test]
fn what_cannot_be_read_is_refused_with_a_way_out_and_nothing_is_kept() {
    let mut terminal = Terminal::new().with_list();
    let before = terminal.dump();
    terminal.run(&["touch", "Nobody", "--channel", "mail", "--text", "x"]).failed_with("No customer is called");
    terminal.run(&["touch", "K-1", "--channel", "mail", "--text", "x", "--at", "someday"]).failed_with("someday");
    terminal.run(&["touch", "K-1", "--channel", "mail", "--text", "x", "--next", "32.13.2026"]).failed_with("32.13.2026");
    terminal.run(&["follow-up", "K-1", "--on", "never", "--goal", "x"]).failed_with("never");
    let time = terminal.run(&["follow-up", "K-1", "--on", "2026-12-01", "--goal", "x", "--time", "25:99"]);
    time.failed_with("25:99");
    assert!(time.err.contains("09:30"), "{}", time.err);
    for wrong in [&["touch", "K-1", "--text", "x"][..], &["touch", "K-1", "--channel", "mail"], &["follow-up", "K-1", "--on", "today"]] {
        assert_eq!(terminal.run(wrong).status, Some(2), "{wrong:?}");
    }
    assert_eq!(terminal.run(&["follow-up", "K-1", "--on", "today", "--goal", "x", "--repeat", "often"]).status, Some(2));
    assert_eq!(terminal.dump(), before);
}
