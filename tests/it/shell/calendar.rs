//! The calendar for other programs, from a shell.

use serde_json::json;

use super::terminal::Terminal;

#[test]
fn ics_writes_what_is_open_and_leaves_an_unchanged_file_alone() {
    let mut terminal = Terminal::new().with_list();
    let file = terminal.folder.path().join("calendar.ics");
    let path = file.to_str().unwrap().to_owned();
    assert_eq!(terminal.json(&["ics", &path]), json!({ "entries": 2, "changed": true }));
    let text = std::fs::read_to_string(&file).unwrap();
    for (line, times) in [
        ("BEGIN:VCALENDAR", 1),
        ("X-WR-CALNAME:gendan", 1),
        ("SUMMARY:Nordlicht GmbH: follow-up", 1),
        ("SUMMARY:宁波海川贸易有限公司: follow-up", 1),
        // A day, and a month without one, which is all of it.
        ("DTSTART;VALUE=DATE:20261201", 2),
        ("DTEND;VALUE=DATE:20261202", 1),
        ("DTEND;VALUE=DATE:20270101", 1),
        ("TRIGGER:PT540M", 2),
        ("END:VCALENDAR", 1),
    ] {
        assert_eq!(text.lines().filter(|known| *known == line).count(), times, "{line}: {text}");
    }
    assert!(text.lines().count() == text.matches("\r\n").count());
    let modified = || std::fs::metadata(&file).unwrap().modified().unwrap();
    let before = modified();
    assert_eq!(terminal.json(&["ics", &path]), json!({ "entries": 2, "changed": false }));
    assert_eq!(modified(), before);
    assert_eq!(terminal.json(&["ics", &path, "--days", "5"]), json!({ "entries": 0, "changed": true }));
    // In Chinese it says so in Chinese.
    terminal.language = "zh";
    terminal.json(&["ics", &path]);
    assert!(std::fs::read_to_string(&file).unwrap().contains("X-WR-CALNAME:跟单\r\n"));
    assert!(terminal.run(&["ics", &path]).out.contains("2 条日历"));
}

#[test]
fn ics_says_where_a_file_cannot_be_written() {
    let mut terminal = Terminal::new().with_list();
    let nowhere = terminal.folder.path().join("no-such-folder").join("calendar.ics");
    terminal.run(&["ics", nowhere.to_str().unwrap()]).failed_with("calendar.ics");
    let mut empty = Terminal::new();
    let path = empty.folder.path().join("calendar.ics");
    empty.run(&["ics", path.to_str().unwrap()]).failed_with("book");
    assert!(!path.exists());
}
