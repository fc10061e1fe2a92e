//! Files dropped on the window, through the real application: the wizard opens on them, whatever is looked at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::DateTime;
use egui::{DroppedFile, HoveredFile, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use gendan::app::{App, Clock, Options};
use gendan::words::Language;

#[derive(Debug)]
struct File(PathBuf);

impl DroppedFile for File {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

struct Desk {
    window: Harness<'static, App>,
    folder: tempfile::TempDir,
}

impl Desk {
    fn speaking(language: Language) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(DateTime::parse_from_rfc3339("2026-11-20T09:42:00+08:00").unwrap());
        let reader = Some(env!("CARGO_BIN_EXE_gendan").into());
        let options = Options { book: folder.path().join("book"), language: Some(language), reader, ..Options::default() };
        let window = Harness::builder().with_size([1280.0, 800.0]).with_max_steps(20);
        let mut window = window.build_eframe(move |creation| App::new(creation, clock, options));
        window.run();
        Self { window, folder }
    }

    fn list(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Carries the files over the window without letting go.
    fn hover(&mut self, files: &[PathBuf]) {
        let hovered = files.iter().map(|path| HoveredFile { path: Some(path.clone()), ..HoveredFile::default() });
        self.window.input_mut().hovered_files = hovered.collect();
        // egui draws on while files hover.
        self.window.run_steps(3);
    }

    fn drop(&mut self, files: &[PathBuf]) {
        let input = self.window.input_mut();
        input.hovered_files.clear();
        input.dropped_files = files.iter().map(|path| -> egui::DroppedFileHandle { Arc::new(File(path.clone())) }).collect();
        self.window.step();
    }

    fn sees(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }

    fn wait_for(&mut self, words: &str) {
        for _ in 0..500 {
            self.window.step();
            if self.sees(words) {
                self.window.run();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("{words:?} does not appear");
    }

    fn click(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.window.run_steps(3);
    }

    fn customers(&self) -> usize {
        self.window.state().book().unwrap().customer_count()
    }
}

const LIST: &str = "Company,Country,Contact\r\nNordlicht GmbH,Germany,Anna Berg\r\nRio Sul Ltda,Brazil,Bruno Lima\r\n";

#[test]
fn a_file_over_the_window_is_told_that_it_may_be_dropped() {
    for (language, words) in [(Language::English, "Drop the list to import it"), (Language::Chinese, "松开即可导入客户列表")] {
        let mut desk = Desk::speaking(language);
        let file = desk.list("customers.csv", LIST);
        assert!(!desk.sees(words));
        desk.hover(&[file]);
        assert!(desk.sees(words));
        desk.hover(&[]);
        assert!(!desk.sees(words), "carried away again, nothing happens");
        assert_eq!(desk.customers(), 0);
    }
}

#[test]
fn a_dropped_list_goes_through_the_wizard_into_the_book() {
    let mut desk = Desk::speaking(Language::English);
    let file = desk.list("customers.csv", LIST);
    desk.hover(std::slice::from_ref(&file));
    desk.drop(&[file]);
    assert!(!desk.sees("Drop the list to import it"));
    desk.wait_for("recognised");
    assert_eq!(desk.customers(), 0, "looked at first");
    desk.click("Review 2 rows");
    desk.wait_for("Import 2 customers");
    desk.click("Import 2 customers");
    desk.wait_for("customers.csv imported");
    assert_eq!(desk.customers(), 2);
}

#[test]
fn of_several_files_the_first_is_opened_and_that_is_said() {
    let mut desk = Desk::speaking(Language::English);
    let files = [desk.list("first.csv", LIST), desk.list("second.csv", LIST)];
    desk.drop(&files);
    desk.wait_for("recognised");
    assert!(desk.sees("One list at a time: first.csv"));
}

#[test]
fn a_dropped_file_that_is_no_list_is_refused_with_a_way_out() {
    let mut desk = Desk::speaking(Language::English);
    let file = desk.list("scan.pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n");
    desk.drop(&[file]);
    desk.wait_for("PDF");
    let file = desk.list("customers.csv", LIST);
    desk.drop(&[file]);
    desk.wait_for("recognised");
}

#[test]
fn a_list_dropped_beside_an_open_draft_loses_nothing_that_was_typed() {
    let mut desk = Desk::speaking(Language::English);
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::N);
    desk.window.run();
    desk.window.event(egui::Event::Text("Colombo Metals".to_owned()));
    desk.window.run();
    let file = desk.list("customers.csv", LIST);
    desk.drop(&[file]);
    desk.wait_for("recognised");
    desk.click("Add customer");
    assert_eq!(desk.customers(), 1);
}
