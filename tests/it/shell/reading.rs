//! Commands that only read: `list`, `show`, `history`, `export`, `dump`, `check` and `inspect`.

use serde_json::{Value, json};

use super::terminal::{Terminal, keys};

fn names(answer: &Value) -> Vec<&str> {
    answer["customers"].as_array().unwrap().iter().map(|customer| customer["company"].as_str().unwrap_or("")).collect()
}

#[test]
fn list_finds_sorts_and_limits() {
    let mut terminal = Terminal::new().with_list();
    let all = ["Nordlicht GmbH", "Rio Sul Ltda", "宁波海川贸易有限公司"];
    for (arguments, found, total) in [
        (&["list"][..], &all[..], 3),
        (&["list", "nordlicht"], &all[..1], 1),
        (&["list", "海川"], &all[2..], 1),
        (&["list", "brazil"], &all[1..2], 1),
        (&["list", "fang@haichuan"], &all[2..], 1),
        (&["list", "nobody"], &[], 0),
        (&["list", "--limit", "1"], &all[..1], 3),
        (&["list", "--limit", "0"], &[], 3),
        (&["list", "--sort", "country"], &["Rio Sul Ltda", "宁波海川贸易有限公司", "Nordlicht GmbH"], 3),
        (&["list", "--sort", "-annual_amount"], &["宁波海川贸易有限公司", "Nordlicht GmbH", "Rio Sul Ltda"], 3),
        (&["list", "--sort", "next_follow_up"], &["宁波海川贸易有限公司", "Nordlicht GmbH", "Rio Sul Ltda"], 3),
        (&["list", "--sort", "Shelf,-company"], &["Nordlicht GmbH", "宁波海川贸易有限公司", "Rio Sul Ltda"], 3),
    ] {
        let answer = terminal.json(arguments);
        assert_eq!((names(&answer), answer["total"].as_u64()), (found.to_vec(), Some(total)), "{arguments:?}");
        assert_eq!(keys(&answer), ["total", "customers"]);
    }
    let answer = terminal.json(&["list", "--columns", "country,email,annual_amount,Shelf,last_contact", "nordlicht"]);
    let customer = &answer["customers"][0];
    assert_eq!(
        customer,
        &json!({ "id": customer["id"], "country": "DE", "annual_amount": 1200.5, "annual_amount_currency": "EUR", "Shelf": "blue", "email": "anna@nordlicht.example" })
    );
    let text = terminal.run(&["list", "rio"]);
    assert!(text.status == Some(0) && text.out.contains("Rio Sul Ltda") && text.out.contains("Brazil"), "{}", text.out);
}

#[test]
fn show_tells_everything_about_one_customer() {
    let mut terminal = Terminal::new().with_list();
    let card = terminal.json(&["show", "nordlicht"]);
    for (key, value) in [
        ("company", json!("Nordlicht GmbH")),
        ("country", json!("DE")),
        ("customer_no", json!("K-1")),
        ("annual_amount", json!(1200.5)),
        ("annual_amount_currency", json!("EUR")),
        ("next_follow_up", json!("2026-12-01")),
        ("Shelf", json!("blue")),
    ] {
        assert_eq!(card[key], value, "{key}");
    }
    assert_eq!(card["contacts"][0]["contact"], "Anna Berg");
    assert_eq!(card["contacts"][0]["channels"], json!([{ "kind": "email", "value": "anna@nordlicht.example" }]));
    assert_eq!(card["follow_ups"][0]["due_on"], "2026-12-01");
    assert_eq!((card["sources"][0]["file"].as_str(), card["sources"].as_array().unwrap().len()), (Some("list.csv"), 1));
    assert_eq!(card["touches"], json!([]));
    let id = card["id"].to_string();
    for same in [id.as_str(), "K-1", "k-1", "Nordlicht GmbH", "NORDLICHT  g.m.b.h."] {
        assert_eq!(terminal.json(&["show", same])["id"], card["id"], "{same}");
    }
    assert_eq!(terminal.json(&["show", "007"])["company"], "Rio Sul Ltda", "a number is text");
    let text = terminal.run(&["show", "K-1"]);
    assert!(text.out.contains("Country: Germany") && text.out.contains("Anna Berg"), "{}", text.out);
    terminal.language = "zh";
    let text = terminal.run(&["show", "K-1"]);
    assert!(text.out.contains("国家: 德国"), "{}", text.out);
}

#[test]
fn who_is_not_there_or_not_alone_is_said_in_the_language_asked_for() {
    let mut terminal = Terminal::new().with_list();
    terminal.run(&["show", "Nobody"]).failed_with("No customer is called \"Nobody\"");
    terminal.run(&["show", "7"]).failed_with("\"7\"");
    terminal.run(&["show", ""]).failed_with("\"\"");
    terminal.run(&["set", "Nobody", "city=Kiel"]).failed_with("\"Nobody\"");
    terminal.run(&["history", "Nobody"]).failed_with("\"Nobody\"");
    let again = terminal.file("again.csv", "Company,Country\nNordlicht AG,Austria\n");
    terminal.json(&["import", &again]);
    terminal.run(&["show", "Nordlicht"]).failed_with("Several customers are called \"Nordlicht\"");
    terminal.language = "zh";
    terminal.run(&["show", "Nobody"]).failed_with("没有叫“Nobody”的客户");
}

#[test]
fn history_tells_who_changed_what_and_when() {
    let mut terminal = Terminal::new().with_list();
    terminal.json(&["set", "K-1", "city=Kiel", "stars=4"]);
    terminal.json(&["set", "007", "city=Santos"]);
    let history = terminal.json(&["history", "K-1"]);
    assert_eq!(keys(&history), ["steps"]);
    let steps = history["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 2);
    assert_eq!(keys(&steps[0]), ["step", "at", "who", "what", "changes"]);
    assert_eq!(steps[0]["at"], "2026-11-20T08:02:00.000Z");
    let changes = steps[0]["changes"].as_array().unwrap();
    assert_eq!(keys(&changes[0]), ["table", "id", "field", "was", "now"]);
    let told: Vec<_> = changes
        .iter()
        .map(|change| (change["field"].as_str().unwrap(), change["was"].as_str().unwrap(), change["now"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("city", "", "Kiel"), ("stars", "", "4")]);
    assert_eq!(terminal.json(&["history"])["steps"].as_array().unwrap().len(), 3, "the whole book");
    let text = terminal.run(&["history", "K-1"]);
    assert!(text.out.contains("City:  → Kiel"), "{}", text.out);
    assert!(!text.out.contains("No localization"));
}

#[test]
fn export_writes_the_customers_found() {
    let mut terminal = Terminal::new().with_list();
    for name in ["out.csv", "out.xlsx"] {
        let path = terminal.folder.path().join(name);
        assert_eq!(terminal.json(&["export", path.to_str().unwrap(), "nordlicht"]), json!({ "customers": 1, "rows": 1 }));
        assert!(path.metadata().unwrap().len() > 50);
    }
    let path = terminal.folder.path().join("all.csv");
    assert_eq!(terminal.json(&["export", path.to_str().unwrap()]), json!({ "customers": 3, "rows": 3 }));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("\u{feff}Customer,") && text.contains("宁波海川贸易有限公司"), "{text}");
    terminal.run(&["export", "out.pdf"]).failed_with(".xlsx");
    terminal.run(&["export", "missing/out.csv"]).failed_with("out.csv");
    terminal.language = "zh";
    let said = terminal.run(&["export", "out.csv"]);
    assert!(said.out.contains("out.csv") && said.out.contains('3'), "{}", said.out);
}

#[test]
fn commands_that_read_make_no_book() {
    let mut terminal = Terminal::new();
    for arguments in [
        &["list"][..],
        &["show", "x"],
        &["history"],
        &["export", "out.csv"],
        &["dump"],
        &["check"],
        &["set", "x", "city=y"],
        &["undo"],
        &["redo"],
        &["backup"],
    ] {
        terminal.run(arguments).failed_with("There is no book in this folder");
        assert!(!terminal.book().exists(), "{arguments:?}");
    }
    terminal.language = "zh";
    let said = terminal.run(&["list"]);
    assert!(said.status == Some(1) && said.err.contains("客户库"), "{}", said.err);
}

#[test]
fn check_and_dump_answer_on_a_sound_book() {
    let mut terminal = Terminal::new().with_list();
    assert_eq!(terminal.json(&["check"]), json!({ "ok": true, "problems": [] }));
    let dump: Value = serde_json::from_str(&terminal.dump()).unwrap();
    assert_eq!(
        keys(&dump),
        [
            "customer",
            "contact",
            "address",
            "touch",
            "follow_up",
            "import_source",
            "extra_field",
            "confirmation",
            "merged",
            "told_apart",
            "promise",
            "pool_stay",
            "rulebook",
            "card_copy",
            "card_check",
            "list_out"
        ]
    );
    assert_eq!(dump["customer"].as_array().unwrap().len(), 3);
}

#[test]
fn check_names_what_is_wrong() {
    let mut terminal = Terminal::new().with_list();
    std::fs::remove_dir_all(terminal.book().join("originals")).unwrap();
    let ran = terminal.run(&["check", "--json"]);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.status, answer["ok"].as_bool()), (Some(1), Some(false)));
    assert!(answer["problems"][0].as_str().unwrap().contains("list.csv"), "{answer}");
    assert!(ran.err.contains("list.csv"), "said for people as well: {}", ran.err);
}

#[test]
fn inspect_says_how_a_file_comes_out() {
    let mut terminal = Terminal::new();
    let list = terminal.file("list.csv", "Title,,\n公司名称,国家,邮箱\nNordlicht GmbH,德国,anna@nordlicht.example\n");
    let answer = terminal.json(&["inspect", &list]);
    assert_eq!(
        (answer["outcome"].as_str(), answer["format"].as_str(), answer["delimiter"].as_str()),
        (Some("opened"), Some("csv"), Some(","))
    );
    let sheet = &answer["sheets"][0];
    assert_eq!((sheet["rows"].as_u64(), sheet["columns"].as_u64(), sheet["header_row"].as_u64()), (Some(3), Some(3), Some(2)));
    assert_eq!(sheet["fields"], json!({ "公司名称": "company", "国家": "country", "邮箱": "email" }));
    assert!(sheet.get("cells").is_none_or(Value::is_null));
    let answer = terminal.json(&["inspect", &list, "--cells"]);
    assert_eq!(answer["sheets"][0]["cells"].as_array().map(Vec::len), Some(7), "{answer}");
    for (name, content, code) in [
        ("empty.xlsx", &b""[..], "empty"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_list"),
        ("broken.xlsx", b"PK\x03\x04broken", "damaged"),
    ] {
        let file = terminal.file(name, content);
        let ran = terminal.run(&["inspect", &file, "--json"]);
        assert_eq!(ran.status, Some(1), "{name}");
        let answer: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(answer["outcome"], "rejected", "{name}");
        assert!(ran.out.contains(code), "{name}: {}", ran.out);
    }
    let ran = terminal.run(&["inspect", "missing.xlsx"]);
    ran.failed_with("missing.xlsx");
    assert!(!terminal.book().exists(), "a book is not needed");
}
