//! The two languages: the same texts with the same variables, all that are used and no others.
//!
//! Keys that are put together at run time belong to families, each of which is held against what it is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gendan::import::read::{Bound, Other, Problem, ReadError};
use gendan::model::Field;
use gendan::store::What;
use gendan::words::{self, CHINESE_FILES, ENGLISH_FILES, Language};

/// A text: its pattern and the variables in it.
#[derive(Debug, Default)]
struct Text {
    pattern: String,
    /// Those that the text shows.
    variables: BTreeSet<String>,
    /// Those that it asks for, also only to choose between one and many.
    asked: BTreeSet<String>,
}

/// The texts of some files by key; a key that stands twice is an error.
fn texts(files: &[&str]) -> BTreeMap<String, Text> {
    let mut found: BTreeMap<String, Text> = BTreeMap::new();
    let mut twice = Vec::new();
    for file in files {
        let mut key = String::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let is_new = line.starts_with(|c: char| c.is_ascii_alphabetic());
            if let Some((name, pattern)) = line.split_once(" =").filter(|_| is_new) {
                key = name.trim().to_owned();
                if found.insert(key.clone(), Text { pattern: pattern.trim().to_owned(), ..Text::default() }).is_some() {
                    twice.push(key.clone());
                }
            } else if !line.trim().is_empty() {
                let text = found.get_mut(&key).unwrap_or_else(|| panic!("a line before any key: {line}"));
                text.pattern.push('\n');
                text.pattern.push_str(line.trim());
            }
        }
    }
    assert_eq!(twice, Vec::<String>::new(), "keys that stand twice");
    for text in found.values_mut() {
        let variables = text.pattern.match_indices('$').map(|(at, _)| &text.pattern[at + 1..]);
        let names = variables.map(|rest| rest.split_at(rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())));
        let names: Vec<(&str, &str)> = names.collect();
        text.asked = names.iter().map(|(name, _)| (*name).to_owned()).collect();
        // A number that only chooses between one and many is nothing that the text shows: Chinese needs no such choice.
        text.variables =
            names.iter().filter(|(_, rest)| !rest.trim_start().starts_with("->")).map(|(name, _)| (*name).to_owned()).collect();
    }
    found
}

/// The sources, without comments.
fn code() -> String {
    let mut code = String::new();
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "rs") {
                let text = fs::read_to_string(path).unwrap();
                text.lines().filter(|line| !line.trim_start().starts_with("//")).for_each(|line| {
                    code.push_str(line);
                    code.push('\n');
                });
            }
        }
    }
    code
}

/// Where the sources ask for a text; `include_str!` ends alike.
fn calls(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.match_indices("tr!(").filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric()))
}

/// All string literals that could be keys.
fn literals(code: &str) -> BTreeSet<&str> {
    let is_key = |text: &&str| {
        text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    // Quotes inside texts only make pieces that are no keys.
    code.split('"').filter(is_key).collect()
}

/// The variants of an enum of the sources, as parts of keys: `DigitsLost` is `digits-lost`.
fn variants(path: &str, name: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let start = text.find(&format!("pub enum {name} {{")).unwrap_or_else(|| panic!("no enum {name} in {path}"));
    let body = &text[start..start + text[start..].find("\n}").unwrap()];
    let names = body.lines().skip(1).map(str::trim).filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    names
        .map(|line| {
            let mut key = String::new();
            for c in line.chars().take_while(|c| c.is_alphanumeric()) {
                if c.is_uppercase() && !key.is_empty() {
                    key.push('-');
                }
                key.extend(c.to_lowercase());
            }
            key
        })
        .collect()
}

/// Columns of the tables that have no fields of their own, as the history names them.
fn columns_without_field() -> Vec<String> {
    let sql = include_str!("../../src/store/sql/0001_first.sql");
    let mut columns = BTreeSet::new();
    for table in ["address", "touch", "follow_up", "import_source", "extra_field"] {
        let start = sql.find(&format!("CREATE TABLE {table} (")).unwrap();
        let body = &sql[start..start + sql[start..].find("\n)").unwrap()];
        let names = body.lines().skip(1).map(str::trim).filter(|line| !line.starts_with("--"));
        columns.extend(
            names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "id").map(|name| name.replace('_', "-")),
        );
    }
    columns.into_iter().collect()
}

/// Keys that are put together at run time.
fn families() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for kind in variants("src/import/issue.rs", "IssueKind") {
        keys.extend([format!("issue-{kind}"), format!("issue-{kind}-hint")]);
    }
    for problem in [
        "password",
        "damaged",
        "empty",
        "too-many-rows",
        "unpacks-too-large",
        "needs-too-much-memory",
        "too-many-parts",
        "too-slow",
        "cancelled",
        "missing",
        "folder",
        "forbidden",
        "in-use",
        "lock-file",
        "no-such-sheet",
        "no-such-encoding",
        "io",
        "no-reader",
    ] {
        keys.extend([format!("read-{problem}"), format!("read-{problem}-hint")]);
    }
    keys.extend(columns_without_field().into_iter().map(|column| format!("column-{column}")));
    keys
}

#[test]
fn both_languages_say_the_same_with_the_same_variables() {
    let (english, chinese) = (texts(ENGLISH_FILES), texts(CHINESE_FILES));
    let keys = |texts: &BTreeMap<String, Text>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let only = |a: &BTreeMap<String, Text>, b: &BTreeMap<String, Text>| keys(a).difference(&keys(b)).cloned().collect::<Vec<_>>();
    assert_eq!(only(&english, &chinese), Vec::<String>::new(), "said in English only");
    assert_eq!(only(&chinese, &english), Vec::<String>::new(), "said in Chinese only");
    for (key, text) in &english {
        // English writes a month by its name, Chinese by its number.
        let alike = |text: &Text| text.variables.iter().map(|name| name.replace("month_name", "month")).collect::<BTreeSet<_>>();
        assert_eq!(alike(text), alike(&chinese[key]), "variables of {key}");
        assert!(!text.pattern.is_empty() && !chinese[key].pattern.is_empty(), "{key} says nothing");
    }
}

#[test]
fn every_text_that_is_asked_for_is_there() {
    let (english, code) = (texts(ENGLISH_FILES), code());
    let mut missing = Vec::new();
    for (at, _) in calls(&code) {
        let rest = code[at + 4..].trim_start();
        if let Some(key) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next())
            && !english.contains_key(key)
        {
            missing.push(key.to_owned());
        }
    }
    missing.extend(families().into_iter().filter(|key| !english.contains_key(key)));
    assert_eq!(missing, Vec::<String>::new(), "asked for, but in no file");
}

#[test]
fn every_text_is_asked_for() {
    let (english, code) = (texts(ENGLISH_FILES), code());
    let (literals, families) = (literals(&code), families());
    let is_used = |key: &str| {
        literals.contains(key) || families.contains(key) || key.strip_suffix("-hint").is_some_and(|base| literals.contains(base))
    };
    let unused: Vec<&String> = english.keys().filter(|key| !is_used(key)).collect();
    assert_eq!(unused, Vec::<&String>::new(), "in the files, but asked for nowhere");
}

#[test]
fn variables_that_are_given_are_those_of_the_text() {
    let (english, chinese, code) = (texts(ENGLISH_FILES), texts(CHINESE_FILES), code());
    let mut wrong = Vec::new();
    for (at, _) in calls(&code) {
        let rest = &code[at + 4..];
        let Some(key) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else { continue };
        let Some(text) = english.get(key) else { continue };
        // The arguments up to the closing bracket.
        let mut depth = 1;
        let end = rest.char_indices().find(|(_, c)| {
            depth += match c {
                '(' | '[' | '{' => 1,
                ')' | ']' | '}' => -1,
                _ => 0,
            };
            depth == 0
        });
        let arguments = &rest[..end.map_or(rest.len(), |(at, _)| at)];
        let (mut depth, mut given, mut word) = (0, BTreeSet::new(), String::new());
        for c in arguments.chars() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                '=' if depth == 0 && !word.is_empty() => {
                    given.insert(std::mem::take(&mut word));
                }
                c if c.is_alphanumeric() || c == '_' => word.push(c),
                ' ' | '\n' => {}
                _ => word.clear(),
            }
            if c == ',' {
                word.clear();
            }
        }
        let asked: BTreeSet<String> = text.asked.union(&chinese[key].asked).cloned().collect();
        // A grouped number is always given with the plain one, for languages that choose by it.
        let is_choice_unused = given.contains("shown") && !asked.contains("count");
        if is_choice_unused {
            given.remove("count");
        }
        if given != asked {
            wrong.push(format!("{key}: given {given:?}, wanted {asked:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Every problem of reading; a new one has to be added here.
fn problems() -> Vec<Problem> {
    let text = || "x".to_owned();
    let all = vec![
        Problem::Password,
        Problem::Damaged(text()),
        Problem::Empty,
        Problem::TooLarge(Bound::Rows),
        Problem::TooLarge(Bound::Unpacked),
        Problem::TooLarge(Bound::Memory),
        Problem::TooLarge(Bound::Parts),
        Problem::TooSlow,
        Problem::Cancelled,
        Problem::Missing,
        Problem::Folder,
        Problem::Forbidden,
        Problem::InUse,
        Problem::LockFile,
        Problem::NoSuchSheet(text()),
        Problem::NoSuchEncoding(text()),
        Problem::Io(text()),
        Problem::NoReader(text()),
    ];
    for problem in &all {
        match problem {
            Problem::Password | Problem::NotAList(_) | Problem::Damaged(_) | Problem::Empty | Problem::TooLarge(_) | Problem::TooSlow => {}
            Problem::Cancelled | Problem::Missing | Problem::Folder | Problem::Forbidden | Problem::InUse | Problem::LockFile => {}
            Problem::NoSuchSheet(_) | Problem::NoSuchEncoding(_) | Problem::Io(_) | Problem::NoReader(_) => {}
        }
    }
    all.into_iter().chain(Other::ALL.map(Problem::NotAList)).collect()
}

#[test]
fn every_problem_of_reading_is_said_with_a_way_out() {
    for language in Language::ALL {
        words::speak(language);
        for problem in problems() {
            let error = ReadError::new(problem, Path::new("list.xlsx"));
            for said in [error.to_string(), error.hint()] {
                assert!(!said.is_empty() && !said.contains("No localization") && !said.contains("read-"), "{error:?}: {said}");
            }
            assert!(error.to_string().contains("list.xlsx"), "{error}");
        }
    }
    words::speak(Language::English);
}

#[test]
fn texts_have_no_full_stop_on_single_sentences_and_the_right_quotes() {
    for (key, text) in texts(ENGLISH_FILES) {
        if !key.ends_with("-hint") {
            let single = text.pattern.matches(". ").count() == 0 && text.pattern.ends_with('.') && !text.pattern.ends_with("...");
            assert!(!single || text.pattern.len() > 90, "{key}: {}", text.pattern);
        }
        assert!(!text.pattern.contains("...") && !text.pattern.contains('"'), "{key}: {}", text.pattern);
    }
    for (key, text) in texts(CHINESE_FILES) {
        assert!(!text.pattern.contains("...") && !text.pattern.contains('"'), "{key}: {}", text.pattern);
    }
}

#[test]
fn the_language_of_a_locale_is_known() {
    for (locale, language) in [
        ("zh", Language::Chinese),
        ("zh-CN", Language::Chinese),
        ("zh_TW.UTF-8", Language::Chinese),
        ("ZH-hans", Language::Chinese),
        ("en-GB", Language::English),
        ("de", Language::English),
        ("C", Language::English),
        ("", Language::English),
    ] {
        assert_eq!(Language::of_locale(locale), language, "{locale}");
    }
}

#[test]
fn a_step_about_a_field_names_it_in_the_language_spoken() {
    let step = What::edit("step-set-field").with("name", "ACME").with("field", format!("field:{}", Field::Stars.key()));
    words::speak(Language::English);
    assert_eq!(step.name(), "Change Stars of ACME");
    words::speak(Language::Chinese);
    assert_eq!(step.name(), "修改 ACME 的星级");
}
