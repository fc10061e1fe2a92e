//! The two languages: complete, without repeats, alike in what they fill in, and spoken by steps and fields.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gendan::model::Field;
use gendan::store::What;
use gendan::words::{self, CHINESE_FILES, ENGLISH_FILES, Language};

/// The texts by key; a text goes on where the next line is indented or closes a brace.
fn texts(files: &[&'static str]) -> Vec<(&'static str, String)> {
    let mut texts: Vec<(&str, String)> = Vec::new();
    for line in files.iter().flat_map(|file| file.lines()) {
        match line.split_once(" = ") {
            Some((key, text)) if key.starts_with(|c: char| c.is_ascii_lowercase()) => texts.push((key, text.to_owned())),
            _ if line.starts_with([' ', '}']) => {
                if let Some((_, text)) = texts.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
            _ => {}
        }
    }
    texts
}

/// The variables of a text: `$name` in it.
fn variables(text: &str) -> BTreeSet<&str> {
    let after = text.split('$').skip(1);
    after.map(|rest| &rest[..rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len())]).collect()
}

#[test]
fn both_languages_have_the_same_keys_once() {
    let keys = |files| texts(files).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    let [english, chinese] = [keys(ENGLISH_FILES), keys(CHINESE_FILES)];
    for keys in [&english, &chinese] {
        let mut seen = BTreeSet::new();
        let twice: Vec<&&str> = keys.iter().filter(|key| !seen.insert(**key)).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
    let [english, chinese] = [english, chinese].map(BTreeSet::from_iter);
    assert_eq!(english, chinese);
}

#[test]
fn both_languages_fill_in_the_same_things() {
    let english: BTreeMap<&str, String> = texts(ENGLISH_FILES).into_iter().collect();
    for (key, text) in texts(CHINESE_FILES) {
        let mut chinese = variables(&text);
        let mut english = variables(&english[key]);
        // A count decides between one and many, which Chinese does not tell apart; dates name months in words or figures.
        for words in [&mut chinese, &mut english] {
            words.remove("count");
            words.remove("shown");
            words.remove("month");
            words.remove("month_name");
        }
        assert_eq!(chinese, english, "{key}");
    }
}

#[test]
fn every_text_that_the_sources_ask_for_is_there() {
    fn ask(folder: &Path, missing: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("the sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                ask(&path, missing);
            } else if path.extension().is_some_and(|suffix| suffix == "rs") {
                let source = fs::read_to_string(&path).expect("a source");
                // The file `include_str!` names is no text.
                let source = source.replace("include_str!", "");
                for rest in source.split("tr!(\"").skip(1) {
                    let key = rest.split('"').next().unwrap_or("");
                    // The doc of the macro itself has an example.
                    if !words::has(Language::Chinese, key) && !path.ends_with("words.rs") {
                        missing.push(format!("{}: {key}", path.display()));
                    }
                }
            }
        }
    }
    let mut missing = Vec::new();
    ask(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut missing);
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_step_about_a_field_names_it_in_the_language_spoken() {
    let step = What::edit("step-set-field").with("name", "ACME").with("field", format!("field:{}", Field::Stars.key()));
    words::speak(Language::English);
    assert_eq!(step.name(), "Change Stars of ACME");
    words::speak(Language::Chinese);
    assert_eq!(step.name(), "修改 ACME 的星级");
}

#[test]
fn a_single_sentence_has_no_full_stop() {
    for (key, text) in texts(ENGLISH_FILES).into_iter().chain(texts(CHINESE_FILES)) {
        let text = text.trim();
        let Some(body) = text.strip_suffix(['.', '。']) else { continue };
        let is_several = body.contains(". ") || body.contains('。');
        assert!(is_several || body.ends_with('.'), "{key} = {text}");
    }
}
