//! `gendan import`: the report, the answers, and what goes wrong.

use serde_json::{Value, json};

use super::terminal::{Terminal, keys};

const LIST: &str = "Firm,Tel,Created,Misc\n\
    Nordlicht GmbH,+49 171 5550101,3/5/2026,first\n\
    Nordlicht,,,\n\
    Rio Sul Ltda,8.61380E+12,4/6/2026,=1+1\n";

fn kinds(report: &Value) -> Vec<&str> {
    report["issues"].as_array().unwrap().iter().map(|issue| issue["kind"].as_str().unwrap()).collect()
}

#[test]
fn the_report_has_what_scripts_rely_on() {
    let mut terminal = Terminal::new();
    let file = terminal.file("list.csv", LIST);
    let report = terminal.json(&["import", &file]);
    for key in [
        "rows",
        "blank_rows",
        "skipped_rows",
        "customers",
        "contacts",
        "customers_by",
        "contacts_by",
        "order_lines",
        "filled",
        "filled_customers",
        "filled_contacts",
        "duplicate_groups",
        "issues",
        "step",
    ] {
        assert!(report.get(key).is_some(), "{key} in {report}");
    }
    assert_eq!((report["rows"].as_u64(), report["customers"].as_u64()), (Some(3), Some(2)));
    assert_eq!(report["customers_by"], json!({ "added": 2, "updated": 0, "unchanged": 0, "in_doubt": 0 }));
    assert_eq!(keys(&report["contacts_by"]), ["added", "updated", "unchanged"]);
    assert_eq!(report["duplicate_groups"], json!([{ "kind": "company_spelling", "rows": [2, 3] }]));
    let mut found = kinds(&report);
    found.sort_unstable();
    assert_eq!(found, ["day_or_month_first", "day_or_month_first", "digits_lost", "duplicate_company", "formula_like_text"]);
    for issue in report["issues"].as_array().unwrap() {
        for key in ["row", "field", "column", "kind", "severity", "message", "hint"] {
            assert!(issue.get(key).is_some(), "{key} in {issue}");
        }
        assert!(["must", "may"].contains(&issue["severity"].as_str().unwrap()));
        assert!(issue["message"].as_str().is_some_and(|said| !said.is_empty() && !said.contains("No localization")), "{issue}");
    }
    assert!(report["step"].is_i64());
    terminal.language = "zh";
    let again = terminal.json(&["import", &file]);
    assert_eq!((&again["step"], again["customers_by"]["unchanged"].as_u64()), (&Value::Null, Some(2)));
    assert!(again["issues"][0]["message"].as_str().unwrap().chars().any(|c| c > '\u{4e00}'), "{}", again["issues"][0]);
    let text = terminal.run(&["import", &file]);
    assert!(text.status == Some(0) && text.out.contains('3'), "{}", text.out);
}

#[test]
fn answers_on_the_command_line_decide() {
    for (arguments, shown) in [
        (&["--map", "Tel=mobile"][..], json!({ "company": "Nordlicht GmbH", "phone": null, "created": null })),
        (&["--map", "#2=fax"], json!({ "fax": "+49 171 5550101", "phone": null })),
        (&["--map", "Misc=-"], json!({ "Misc": null, "phone": "+49 171 5550101" })),
        (&["--map", "Misc=Drawer"], json!({ "Misc": null, "Drawer": "first" })),
        (&["--dates", "dmy"], json!({ "created": "2026-05-03" })),
        (&["--dates", "mdy"], json!({ "created": "2026-03-05" })),
        (&[], json!({ "created": null, "Created": "3/5/2026" })),
    ] {
        let mut terminal = Terminal::new();
        let file = terminal.file("list.csv", LIST);
        let arguments: Vec<&str> = ["import", file.as_str()].iter().chain(arguments).copied().collect();
        terminal.json(&arguments);
        let card = terminal.json(&["show", "Nordlicht"]);
        for (key, value) in shown.as_object().unwrap() {
            assert_eq!(card.get(key).unwrap_or(&Value::Null), value, "{arguments:?}: {key}");
        }
    }
    let mut terminal = Terminal::new();
    let file = terminal.file("bare.csv", "Nordlicht GmbH,Hamburg\nRio Sul Ltda,Santos\n");
    terminal.json(&["import", &file, "--header-row", "0", "--map", "#1=company", "--map", "#2=city"]);
    assert_eq!(terminal.json(&["show", "Rio Sul"])["city"], "Santos");
}

#[test]
fn on_match_decides_what_is_done_with_known_customers() {
    for (choice, city, total) in [("update", "Bremen", 3), ("fill", "Kiel", 3), ("skip", "Kiel", 3), ("add", "Kiel", 4)] {
        let mut terminal = Terminal::new().with_list();
        terminal.json(&["set", "K-1", "city=Kiel"]);
        let file = terminal.file("next.csv", "Company,Country,City\nNordlicht GmbH,Germany,Bremen\n");
        terminal.json(&["import", &file, "--on-match", choice]);
        let list = terminal.json(&["list", "--columns", "city"]);
        assert_eq!((list["total"].as_u64(), list["customers"][0]["city"].as_str()), (Some(total), Some(city)), "{choice}");
    }
}

#[test]
fn a_dry_run_changes_nothing_and_needs_no_book() {
    let mut terminal = Terminal::new();
    let file = terminal.file("firms.csv", LIST);
    let report = terminal.json(&["import", &file, "--dry-run"]);
    assert_eq!((&report["step"], report["customers_by"]["added"].as_u64()), (&Value::Null, Some(2)));
    assert!(!terminal.book().exists());
    let mut terminal = terminal.with_list();
    let before = terminal.dump();
    let report = terminal.json(&["import", &file, "--dry-run"]);
    assert_eq!(report["customers_by"], json!({ "added": 0, "updated": 2, "unchanged": 0, "in_doubt": 0 }));
    assert_eq!(terminal.dump(), before);
}

#[test]
fn what_cannot_be_imported_is_said_and_leaves_the_book_as_it_was() {
    let mut terminal = Terminal::new().with_list();
    let before = terminal.dump();
    let list = terminal.file("list.csv", LIST);
    let empty = terminal.file("empty.csv", "");
    let broken = terminal.file("broken.xlsx", "PK\u{3}\u{4} not a workbook");
    let blank = terminal.file("blank.xlsx", crate::importing::desk::texts(&[]));
    for (arguments, said) in [
        (&["import", "missing.csv"][..], "missing.csv"),
        (&["import", &empty], "empty.csv"),
        (&["import", &broken], "broken.xlsx"),
        (&["import", &blank], "nothing in this file"),
        (&["import", &list, "--sheet", "Customers"], "\"Customers\""),
        (&["import", &list, "--map", "Nothing=company"], "\"Nothing\""),
        (&["import", &list, "--map", "#9=company"], "\"#9\""),
        (&["import", &list, "--map", "Tel"], "\"Tel\""),
        (&["import", "."], "folder"),
    ] {
        terminal.run(arguments).failed_with(said);
        assert_eq!(terminal.dump(), before, "{arguments:?}");
    }
    terminal.language = "zh";
    let ran = terminal.run(&["import", "missing.csv"]);
    assert!(ran.status == Some(1) && ran.err.chars().any(|c| c > '\u{4e00}'), "{}", ran.err);
}

#[test]
fn the_whole_way_round_changes_nothing() {
    let mut terminal = Terminal::new();
    terminal.json(&["sample"]);
    let sample = terminal.dump();
    for name in ["out.xlsx", "out.csv"] {
        terminal.json(&["export", name]);
        let exported = terminal.dump();
        let report = terminal.json(&["import", name]);
        assert_eq!((&report["step"], report["customers_by"]["added"].as_u64()), (&Value::Null, Some(0)), "{name}");
        assert_eq!(terminal.dump(), exported, "{name}");
        terminal.json(&["undo"]);
        assert_eq!(terminal.dump(), sample, "the export itself is a note of the register: {name}");
    }
    let list = terminal.file("list.csv", LIST);
    terminal.json(&["import", &list]);
    assert_ne!(terminal.dump(), sample);
    terminal.json(&["undo"]);
    assert_eq!(terminal.dump(), sample);
}

#[test]
fn the_original_of_a_list_is_kept() {
    let terminal = Terminal::new().with_list();
    let originals = terminal.book().join("originals");
    let kept: Vec<Vec<u8>> = std::fs::read_dir(originals).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
    assert!(kept.contains(&std::fs::read(terminal.folder.path().join("list.csv")).unwrap()));
}
