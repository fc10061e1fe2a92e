//! The page on which one supervises oneself: its numbers and charts, and the digest that is written from it.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use gendan::book::{Book, Edit, Reading, TableQuestion};
use gendan::model::{Field, Id, Touch};
use gendan::words::Language;

use crate::stage::{Scene, Stage, now, told};

/// A VIP who was touched this week, one who waits since August, and an inquiry that was answered on the next day.
fn customers(book: &mut Book) {
    for (name, touches) in [
        ("Nordlicht <b>GmbH</b>", &[("2026-09-01", "out", false), ("2026-11-18", "out", false)][..]),
        ("Elbe Handel", &[("2026-08-10", "out", false)]),
        ("Rio Sul", &[("2026-11-17", "in", true), ("2026-11-18", "out", false)]),
    ] {
        let (customer, contacts) = told(&[(Field::Company, name), (Field::Country, "DE"), (Field::Level, "VIP")]);
        book.apply(Edit::AddCustomer { customer, contacts }, now()).expect("the edit is done");
        let id = *book.table(&TableQuestion { search: name.to_owned(), ..TableQuestion::default() }).ids.first().expect("there");
        for (on, direction, needs_reply) in touches {
            let touch = Touch {
                channel: "mail".to_owned(),
                text: "quoted".to_owned(),
                direction: gendan::model::follow::Direction::by_key(direction),
                needs_reply: *needs_reply,
                ..Touch::new(Id(0), id, on.parse().expect("a day"))
            };
            book.apply(Edit::log(touch), now()).expect("the edit is done");
        }
    }
}

fn page(language: Language) -> Stage {
    let mut stage = Scene { size: [1600.0, 900.0], ..Scene::speaking(language) }.prepared(customers);
    stage.keys(Modifiers::COMMAND, Key::Num5);
    stage
}

#[test]
fn the_page_tells_what_was_due_done_and_late() {
    let mut stage = page(Language::English);
    stage.wait_for("Contacted this week: 2");
    assert!(stage.sees("Late: 1, last week"), "who waits since August");
    assert!(stage.sees("Kept in touch: 66 %, 2 of 3 in their interval"));
    assert!(stage.sees("Time to reply: 24 h, 100 % in time, 0 open"));
    let charts = stage.all(Role::Image);
    assert!(
        charts.iter().any(|chart| chart.starts_with("Due and contacted by week: ") && chart.contains("Week of 11-16: 0 due, 2 contacted")),
        "{charts:#?}"
    );
    assert!(stage.sees("VIP: 2 / 3 · 66 %"));
    stage.click_role(Role::Tab, "VIP");
    assert!(stage.sees("Late at the end of each week: VIP"));
}

#[test]
fn the_digest_is_a_page_that_stands_alone_and_escapes_what_the_book_says() {
    let mut stage = page(Language::Chinese);
    stage.wait_for("本周已联系");
    stage.click("生成周报…");
    let file = stage.folder.path().join("digest.html");
    stage.fill_in("文件", &file.display().to_string());
    stage.key(Key::Enter);
    stage.wait_for("周报已保存到");
    let written = std::fs::read_to_string(&file).expect("it is written");
    assert!(written.starts_with("<!DOCTYPE html>") && written.contains("lang=\"zh-CN\"") && written.ends_with("</html>\n"));
    assert!(written.contains("跟进周报 2026-11-16 至 11-22") && written.contains("Nordlicht &lt;b&gt;GmbH&lt;/b&gt;"));
    assert!(!written.contains("<b>GmbH") && !written.contains("http"), "nothing is fetched from elsewhere");
    let from_shell = Reading::open(stage.folder.path()).expect("it opens").digest(now()).expect("it is made");
    assert_eq!(from_shell, written, "the shell makes the same");
}

#[test]
fn a_digest_that_cannot_be_written_says_why() {
    let mut stage = page(Language::English);
    stage.wait_for("Contacted this week");
    stage.click("Weekly digest…");
    stage.fill_in("File", &stage.folder.path().join("no/such/digest.html").display().to_string());
    stage.key(Key::Enter);
    stage.wait_for("digest.html");
    assert!(!stage.sees("Digest saved"));
}
