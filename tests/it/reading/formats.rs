//! Content decides what a file is, and what is no list is named.

use gendan::import::read::{Format, Other, Problem, ReadError, guess_header, inspect};
use gendan::words::{self, Language};

use super::files::*;
use super::{Desk, opened, read, reader, refused};

#[test]
fn content_decides_not_the_suffix() {
    let html = "<table><tr><td>a</td></tr></table>";
    for (name, content, format) in [
        ("list.csv", plain_xlsx(&[&["a"]]), Format::Xlsx),
        ("list.xls", plain_xlsx(&[&["a"]]), Format::Xlsx),
        ("list.xls", b"a,b\nc,d\n".to_vec(), Format::Csv),
        ("list.xlsx", b"a\tb\nc\td\n".to_vec(), Format::Csv),
        ("list.xls", html.as_bytes().to_vec(), Format::Html),
        ("list.txt", html.as_bytes().to_vec(), Format::Html),
        ("list", compound("Workbook", xls_stream(&[], &[])), Format::Xls),
    ] {
        assert_eq!(opened(name, content).format, format, "{name}");
    }
}

#[test]
fn what_is_no_list_is_named() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    for (name, content, other) in [
        ("offer.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj".to_vec(), Other::Pdf),
        ("list.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Other::Image),
        ("letter.docx", zipped(&[types, ("_rels/.rels", b"<R/>"), ("word/document.xml", b"<w/>")]), Other::Document),
        ("letter.doc", compound("WordDocument", Vec::new()), Other::Document),
        ("talk.pptx", zipped(&[types, ("ppt/presentation.xml", b"<p/>")]), Other::Slides),
        ("mail.msg", compound("__properties_version1.0", Vec::new()), Other::Mail),
        ("lists.zip", zipped(&[("list.csv", b"a,b")]), Other::Archive),
        ("lists.rar", b"Rar!\x1a\x07\x01\0".to_vec(), Other::Archive),
        ("config.xml", b"<?xml version=\"1.0\"?><config><a/></config>".to_vec(), Other::Xml),
        ("page.html", b"<!DOCTYPE html><html><body>Hello</body></html>".to_vec(), Other::WebPage),
        ("list.xls", b"nothing to see here".to_vec(), Other::PlainText),
        ("list.numbers", zipped(&[("Index/Document.iwa", b"x")]), Other::Numbers),
        ("data.bin", (0..=255).cycle().take(4000).collect(), Other::Unknown),
        ("text.odt", zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]), Other::Document),
    ] {
        assert_eq!(refused(name, content), Problem::NotAList(other), "{name}");
    }
}

#[test]
fn a_password_is_asked_for_where_one_is_needed() {
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    for (name, content) in [
        ("list.xlsx", compound("EncryptedPackage", Vec::new())),
        ("list.xls", compound("Workbook", xls_stream(&[record(0x002f, &[1, 0, 0, 0])], &[]))),
        ("list.ods", zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", b"?")])),
    ] {
        let error = Desk::new().read(name, content).unwrap_err();
        assert_eq!((&error.problem, error.outcome()), (&Problem::Password, "password"), "{name}");
    }
}

#[test]
fn damage_is_named() {
    let whole = plain_xlsx(&[&["a", "b"], &["c", "d"]]);
    let damaged = [
        ("half.xlsx", whole[..whole.len() / 2].to_vec()),
        ("cut.xlsx", xlsx("<worksheet><sheetData><row><c><v>1</v>", &[])),
        ("empty.xlsx", xlsx("", &[])),
        ("no sheets.xlsx", zipped(&[("_rels/.rels", b"<R/>"), ("xl/workbook.xml", b"<workbook><sheets/></workbook>")])),
        ("no workbook.xlsx", zipped(&[("_rels/.rels", b"<R/>"), ("xl/styles.xml", b"<styleSheet/>")])),
        ("cut.ods", zipped(&[("content.xml", b"<office:spreadsheet><table:table><table:table-row>")])),
        ("head.xls", compound("Workbook", Vec::new())[..600].to_vec()),
        ("zeros.xls", compound("Workbook", Vec::new())),
        ("lost.xls", compound("Workbook", record(0x0809, &[0, 6, 5, 0]))),
    ];
    for (name, content) in damaged {
        assert!(matches!(refused(name, content), Problem::Damaged(_)), "{name}");
    }
}

#[test]
fn what_is_not_there_or_not_a_file_is_said() {
    let desk = Desk::new();
    assert_eq!(desk.read("empty.xlsx", b"").unwrap_err().problem, Problem::Empty);
    assert_eq!(desk.read("~$list.xlsx", [5; 165]).unwrap_err().problem, Problem::LockFile);
    assert_eq!(read(&desk.0.path().join("gone.xlsx"), &Default::default()).unwrap_err().problem, Problem::Missing);
    let folder = read(desk.0.path(), &Default::default()).unwrap_err().problem;
    assert!(matches!(folder, Problem::Folder | Problem::Forbidden), "{folder:?}");
}

#[test]
fn every_problem_has_words_and_a_way_out_in_both_languages() {
    for language in Language::ALL {
        words::speak(language);
        for problem in crate::words::problems() {
            let error = ReadError::new(problem.clone(), "名单/list.xlsx".as_ref());
            let (sentence, hint) = (error.to_string(), error.hint());
            assert!(sentence.ends_with("名单/list.xlsx"), "the path stands last: {sentence}");
            // A missing text would show as its key.
            assert!(!sentence.contains("read-") && !hint.contains("read-") && !hint.is_empty(), "{problem:?}: {sentence} {hint}");
        }
    }
}

#[test]
fn inspection_shows_what_a_file_holds() {
    let desk = Desk::new();
    let list = plain_xlsx(&[&["Customers 2026"], &[], &["Company", "E-mail"], &["Acme", "a@acme.com"], &["Beta", "b@beta.com"]]);
    let path = desk.put("list.xlsx", list);
    let inspection = inspect(&reader(), &path, true, &guess_header);
    let shown = serde_json::to_value(&inspection).unwrap();
    assert!(inspection.succeeded());
    let sheet = &shown["sheets"][0];
    assert_eq!((&shown["outcome"], &shown["format"]), (&"opened".into(), &"xlsx".into()));
    assert_eq!((&sheet["rows"], &sheet["columns"], &sheet["header_row"]), (&4.into(), &2.into(), &3.into()));
    assert_eq!(sheet["headers"], serde_json::json!(["Company", "E-mail"]));
    assert_eq!(sheet["cells"][0], serde_json::json!([1, 1, "Customers 2026"]));
    let path = desk.put("offer.pdf", b"%PDF-1.4 and so on");
    let inspection = inspect(&reader(), &path, true, &guess_header);
    let shown = serde_json::to_value(&inspection).unwrap();
    assert!(!inspection.succeeded() && shown["outcome"] == "rejected" && shown["code"] == "not_a_list" && shown["hint"].is_string());
}
