//! Files dropped on the window, through the real application: the wizard opens on them, whatever is looked at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{DroppedFile, HoveredFile, Key, Modifiers};
use gendan::words::Language;

use crate::stage::Stage;

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

impl Stage {
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

    fn customers(&self) -> usize {
        self.book().customer_count()
    }
}

const LIST: &str = "Company,Country,Contact\r\nNordlicht GmbH,Germany,Anna Berg\r\nRio Sul Ltda,Brazil,Bruno Lima\r\n";

#[test]
fn a_file_over_the_window_is_told_that_it_may_be_dropped() {
    for (language, words) in [(Language::English, "Drop the list to import it"), (Language::Chinese, "松开即可导入客户列表")] {
        let mut desk = Stage::speaking(language);
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
    let mut desk = Stage::speaking(Language::English);
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
    let mut desk = Stage::speaking(Language::English);
    let files = [desk.list("first.csv", LIST), desk.list("second.csv", LIST)];
    desk.drop(&files);
    desk.wait_for("recognised");
    assert!(desk.sees("One list at a time: first.csv"));
}

#[test]
fn a_dropped_file_that_is_no_list_is_refused_with_a_way_out() {
    let mut desk = Stage::speaking(Language::English);
    let file = desk.list("scan.pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n");
    desk.drop(&[file]);
    desk.wait_for("PDF");
    let file = desk.list("customers.csv", LIST);
    desk.drop(&[file]);
    desk.wait_for("recognised");
}

#[test]
fn a_list_dropped_beside_an_open_draft_loses_nothing_that_was_typed() {
    let mut desk = Stage::speaking(Language::English);
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.type_text("Colombo Metals");
    let file = desk.list("customers.csv", LIST);
    desk.drop(&[file]);
    desk.wait_for("recognised");
    desk.click("Add customer");
    assert_eq!(desk.customers(), 1);
}
