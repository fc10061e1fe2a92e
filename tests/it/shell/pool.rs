//! The public pool from a shell: who is proposed and why, dropping asks twice where many fall at once, claiming and cooling off.

use serde_json::{Value, json};

use super::terminal::{Terminal, keys};

/// A book in which two of `others` + 2 customers are proposed, one is warned of, and the others were contacted lately.
fn terminal(others: usize) -> Terminal {
    let mut terminal = Terminal::new();
    let mut list = "Company,Country,Rating,Last contact,Owner\n\
                    Hermann Küchen GmbH,Germany,VIP,2026-10-13,Li\n\
                    Łódź Dom,Poland,VIP,2026-10-18,Li\n\
                    Al Waha Trading,United Arab Emirates,VIP,2026-10-22,Wang\n"
        .to_owned();
    for number in 0..others {
        list.push_str(&format!("Customer {number} GmbH,Germany,VIP,2026-11-19,Li\n"));
    }
    let file = terminal.file("list.csv", list);
    terminal.json(&["import", &file]);
    terminal
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|item| item["name"].as_str().expect("a name")).collect()
}

#[test]
fn proposals_are_listed_with_their_reasons_and_change_nothing() {
    let mut terminal = terminal(60);
    let before = terminal.dump();
    let pool = terminal.json(&["pool"]);
    assert_eq!(keys(&pool), ["proposed", "warned", "in_pool", "customers", "asks_again"]);
    assert_eq!(names(&pool["proposed"]), ["Hermann Küchen GmbH", "Łódź Dom"]);
    assert_eq!(names(&pool["warned"]), ["Al Waha Trading"]);
    assert_eq!((pool["customers"].as_i64(), &pool["in_pool"], &pool["asks_again"]), (Some(63), &json!([]), &json!([])));
    let first = &pool["proposed"][0];
    assert_eq!(first["reason"], "VIP: 30 days, last touch 13 Oct, proposed for the pool");
    assert_eq!((first["tier"].as_str(), first["since"].as_str()), (Some("VIP"), Some("2026-11-13")));
    assert!(first["pool_in_days"].as_i64().is_some_and(|days| days < 0), "{first}");
    let said = terminal.run(&["pool", "--propose"]).out;
    assert!(
        said.contains("Hermann Küchen GmbH\tVIP: 30 days") && said.contains("Proposed for the pool: 2; soon: 1; in the pool: 0"),
        "{said}"
    );
    assert_eq!(terminal.dump(), before, "nothing falls by itself");
}

#[test]
fn who_is_dropped_can_be_claimed_and_all_of_it_undone() {
    let mut terminal = terminal(60);
    let before = terminal.dump();
    assert!(terminal.json(&["pool", "--drop"])["step"].is_i64());
    let pool = terminal.json(&["pool"]);
    assert_eq!(names(&pool["in_pool"]), ["Hermann Küchen GmbH", "Łódź Dom"]);
    assert_eq!(pool["in_pool"][0]["reason"], "VIP: not contacted for 38 days (since 2026-10-13), 30 are allowed");
    assert_eq!(pool["in_pool"][0]["previous_owner"], "Li");
    assert_eq!(pool["proposed"], json!([]));
    assert_eq!(terminal.json(&["pool", "--drop"]), json!({ "step": null, "dropped": 0 }));
    assert!(terminal.json(&["show", "Łódź Dom"])["owner"].is_null(), "nobody's");
    terminal.json(&["pool", "--claim", "Łódź Dom", "--by", "Wang"]);
    assert_eq!(terminal.json(&["show", "Łódź Dom"])["owner"], "Wang");
    assert_eq!(names(&terminal.json(&["pool"])["in_pool"]), ["Hermann Küchen GmbH"]);
    terminal.json(&["undo"]);
    terminal.json(&["undo"]);
    assert_eq!(terminal.dump(), before);
    terminal.json(&["pool", "--drop", "Al Waha Trading"]);
    assert_eq!(names(&terminal.json(&["pool"])["in_pool"]), ["Al Waha Trading"], "one who is named alone");
}

#[test]
fn many_at_once_are_asked_about_twice_and_mistakes_say_what_to_do() {
    let mut terminal = terminal(3);
    let before = terminal.dump();
    let pool = terminal.json(&["pool"]);
    assert_eq!(pool["asks_again"], json!(["2 of 6 customers would fall into the pool at once"]));
    let refused = terminal.run(&["pool", "--drop"]);
    refused.failed_with("2 of 6 customers would fall into the pool at once");
    assert!(refused.err.contains("--sure"), "{}", refused.err);
    terminal.run(&["pool", "--drop", "Nobody"]).failed_with("No customer is called");
    terminal.run(&["pool", "--claim", "Łódź Dom"]).failed_with("\"Łódź Dom\" is not in the public pool");
    for wrong in [&["pool", "--claim"][..], &["pool", "--drop", "--claim", "x"], &["pool", "--by", "Li"], &["pool", "--sure"]] {
        assert_eq!(terminal.run(wrong).status, Some(2), "{wrong:?}");
    }
    assert_eq!(terminal.dump(), before);
    assert!(terminal.json(&["pool", "--drop", "--sure"])["step"].is_i64());
    terminal.language = "zh";
    assert!(terminal.run(&["pool"]).out.contains("公海中：2"));
}
