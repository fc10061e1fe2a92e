//! The two languages: complete, without repeats, alike in what they fill in, and spoken by steps and fields.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gendan::import::read::{Bound, Other, Problem, ReadError};
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
    let sql = concat!(
        include_str!("../../src/store/sql/0001_first.sql"),
        include_str!("../../src/store/sql/0004_confirmed_merged.sql"),
        include_str!("../../src/store/sql/0006_told_apart.sql"),
        include_str!("../../src/store/sql/0007_touches.sql"),
        include_str!("../../src/store/sql/0008_register.sql")
    );
    let mut columns = BTreeSet::new();
    for table in [
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
        "list_out",
    ] {
        let start = sql.find(&format!("CREATE TABLE {table} (")).unwrap();
        let body = &sql[start..start + sql[start..].find("\n)").unwrap()];
        let names = body.lines().skip(1).map(str::trim).filter(|line| !line.starts_with("--"));
        columns.extend(
            names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "id").map(|name| name.replace('_', "-")),
        );
    }
    // What later migrations have added.
    columns.extend(["kind", "options"].map(str::to_owned));
    for table in ["touch", "follow_up"] {
        let added = sql.lines().filter_map(|line| line.strip_prefix(&format!("ALTER TABLE {table} ADD COLUMN ")));
        // The currency is told with its amount.
        columns.extend(
            added
                .filter_map(|line| line.split_whitespace().next())
                .filter(|name| *name != "amount_currency")
                .map(|name| name.replace('_', "-")),
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
fn every_text_of_a_family_is_there() {
    let missing: Vec<String> = families().into_iter().filter(|key| !words::has(Language::Chinese, key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_text_is_asked_for() {
    let code = code();
    let (literals, families) = (literals(&code), families());
    let is_used = |key: &str| {
        literals.contains(key) || families.contains(key) || key.strip_suffix("-hint").is_some_and(|base| literals.contains(base))
    };
    let unused: Vec<&str> = texts(ENGLISH_FILES).into_iter().map(|(key, _)| key).filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "in the files, but asked for nowhere: {unused:#?}");
}

#[test]
fn variables_that_are_given_are_those_of_the_text() {
    let english: BTreeMap<&str, String> = texts(ENGLISH_FILES).into_iter().collect();
    let code = code();
    let mut wrong = Vec::new();
    for (at, _) in code.match_indices("tr!(") {
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
        let wanted: BTreeSet<String> = variables(text).into_iter().map(str::to_owned).collect();
        // What only Chinese or only English needs may be given for nothing.
        if !wanted.is_subset(&given) {
            wrong.push(format!("{key}: given {given:?}, wanted {wanted:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Every problem of reading; a new one has to be added here.
pub fn problems() -> Vec<Problem> {
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
fn quotes_are_those_of_the_language_and_ellipses_are_one_sign() {
    for (key, text) in texts(CHINESE_FILES) {
        // A brace itself is written so.
        let text = text.replace("{ \"{\" }", "").replace("{ \"}\" }", "");
        assert!(!text.contains("...") && !text.contains('"'), "{key} = {text}");
    }
    for (key, text) in texts(ENGLISH_FILES) {
        // The face draws “ ” ‘ ’ as wide as a Chinese character, which tears an English line apart.
        assert!(!text.contains("...") && !text.contains(['“', '”', '‘', '’']), "{key} = {text}");
    }
}

#[test]
fn a_thing_has_one_name_in_each_language() {
    // What was said with a customer, when, by which way.
    let touch = (vec!["logged contact", "contact log", "last contact", "log a contact"], vec!["往来", "记跟进", "沟通记录", "最近沟通"]);
    for (files, names) in [(ENGLISH_FILES, &touch.0), (CHINESE_FILES, &touch.1)] {
        for (key, text) in texts(files) {
            let text = text.to_lowercase();
            let other = names.iter().find(|name| text.contains(**name));
            assert_eq!(other, None, "{key}: {text}");
        }
    }
    for field in Field::all().filter(|field| *field != Field::Dealings) {
        let spec = field.spec();
        assert!(!touch.0.contains(&spec.en.to_lowercase().as_str()) && !touch.1.iter().any(|name| spec.zh.contains(name)), "{}", spec.en);
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
