//! Holds the rules of the house (`ARCHITECTURE.md`) by reading the sources: who may use whom, which crate is known where, and
//! the form of files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A source file: its path from the package with `/`, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The lines of code, without those that are comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The module that the file is, from the root of the crate: `src/app/card/mod.rs` is `app`, `card`.
    fn module(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        path.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).collect()
    }

    /// The modules of ours that the file names, from the root of the crate: `use super::{a, b::c}` in `app/card` are `app`, `a` and
    /// `app`, `b`, `c`.
    fn uses(&self) -> Vec<Vec<String>> {
        let code: String = self.code().flat_map(|(_, line)| [line, "\n"]).collect();
        let mut found = Vec::new();
        for root in ["crate::", "gendan::", "super::"] {
            for (at, _) in code.match_indices(root) {
                let before = code[..at].chars().next_back().unwrap_or(' ');
                if before.is_alphanumeric() || before == '_' || code[..at].ends_with("super::") || code[..at].ends_with("$crate::") {
                    continue;
                }
                let mut start: Vec<String> = self.module().into_iter().map(str::to_owned).collect();
                let mut rest = &code[at..];
                if root == "super::" {
                    while let Some(after) = rest.strip_prefix("super::") {
                        start.pop();
                        rest = after;
                    }
                } else {
                    start.clear();
                    rest = &rest[root.len()..];
                }
                names(rest, &start, &mut found);
            }
        }
        found
    }
}

/// Reads `a::b`, `a::{b, c::d}` and the like behind `start`.
fn names<'a>(text: &'a str, start: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches([',', ' ', '\n']);
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            let after = names(rest, start, found);
            if after.len() == rest.len() {
                return after;
            }
            rest = after;
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut path = start.to_vec();
    path.push(text[..end].to_owned());
    match text[end..].strip_prefix("::") {
        Some(rest) if rest.starts_with(|c: char| c.is_alphabetic() || c == '{' || c == '_') => names(rest, &path, found),
        _ => {
            found.push(path);
            &text[end..]
        }
    }
}

/// All files under the folders of the package.
fn sources(folders: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut waiting: Vec<_> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path: name, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 20, "the sources are there");
    found
}

/// Fails with all places that break a rule.
fn none(broken: Vec<String>, rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn modules_use_only_those_below_them() {
    // `words` is for all; `error` carries the errors of every part and so knows them.
    const MAY_USE: [(&str, &[&str]); 9] = [
        ("model", &["model"]),
        ("store", &["store", "model"]),
        ("import", &["import", "model"]),
        ("print", &["print", "model"]),
        ("book", &["book", "store", "import", "print", "model", "error"]),
        ("cli", &["cli", "book", "import", "print", "model", "error"]),
        ("app", &["app", "book", "import", "print", "model", "error"]),
        ("words", &[]),
        ("main", &["app", "cli", "book"]),
    ];
    let modules: BTreeSet<&str> = ["app", "book", "cli", "error", "import", "model", "print", "store"].into();
    let mut broken = Vec::new();
    for source in sources(&["src"]) {
        let own = source.module().first().copied().unwrap_or(if source.path == "src/main.rs" { "main" } else { "lib" }).to_owned();
        let Some((_, allowed)) = MAY_USE.iter().find(|(module, _)| *module == own) else { continue };
        for path in source.uses() {
            let used = path.first().map_or("", String::as_str);
            if modules.contains(used) && !allowed.contains(&used) {
                broken.push(format!("{} uses {}", source.path, path.join("::")));
            }
        }
    }
    none(broken, "main → app, cli → book → store → model; import, print → model; app and cli never reach store");
}

#[test]
fn views_do_not_know_each_other() {
    const VIEWS: [&str; 11] =
        ["bar", "calendar", "card", "customers", "duplicates", "import", "journal", "missed", "pool", "rules", "settings_page"];
    let mut broken = Vec::new();
    let mut seen = BTreeSet::new();
    for source in sources(&["src/app"]) {
        let module = source.module();
        let Some(view) = module.get(1).copied().filter(|view| VIEWS.contains(view)) else { continue };
        seen.insert(view.to_owned());
        for path in source.uses() {
            if let [app, other, ..] = path.as_slice()
                && app == "app"
                && other != view
                && VIEWS.contains(&other.as_str())
            {
                broken.push(format!("{} uses {}", source.path, path.join("::")));
            }
        }
    }
    assert_eq!(seen.len(), VIEWS.len(), "all views are there: {seen:?}");
    none(broken, "views never import each other, they share app/widgets");
}

#[test]
fn each_crate_is_known_in_its_place_only() {
    for (name, places) in [
        ("egui", &["src/app/"][..]),
        ("eframe", &["src/app/"]),
        ("egui_table", &["src/app/"]),
        ("rfd", &["src/app/"]),
        ("opener", &["src/app/"]),
        ("rusqlite", &["src/store/"]),
        ("zstd", &["src/store/"]),
        ("zip", &["src/import/read/"]),
        ("encoding_rs", &["src/import/read/"]),
        ("chardetng", &["src/import/read/"]),
        ("rust_xlsxwriter", &["src/book/"]),
        ("clap", &["src/cli/"]),
        ("phonenumber", &["src/model/"]),
        ("sys_locale", &["src/words.rs"]),
        ("i18n_embed", &["src/words.rs"]),
    ] {
        let depends = include_str!("../../Cargo.toml").lines().any(|line| line.replace('-', "_").starts_with(&format!("{name} =")));
        assert!(depends, "{name} is no dependency: its rule could never fail");
        let mut broken = Vec::new();
        for source in sources(&["src"]).iter().filter(|source| !places.iter().any(|place| source.path.starts_with(place))) {
            broken.extend(
                source
                    .code()
                    .filter(|(_, line)| names_crate(line, name))
                    .map(|(at, line)| format!("{}:{at}: {}", source.path, line.trim())),
            );
        }
        none(broken, &format!("{name} is known in {} only", places.join(", ")));
    }
}

fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back().unwrap_or(' ');
        let after = &line[at + name.len()..];
        !before.is_alphanumeric()
            && !matches!(before, '_' | '"' | ':')
            && (after.starts_with("::") || line.trim_start().starts_with("use ") && after.starts_with([';', ' ']))
    })
}

#[test]
fn the_spreadsheet_reader_is_known_in_one_file() {
    let knows = |source: &Source| source.code().any(|(_, line)| names_crate(line, "calamine"));
    let files: Vec<String> = sources(&["src"]).iter().filter(|source| knows(source)).map(|source| source.path.clone()).collect();
    assert!(files.len() <= 1 && files.iter().all(|path| path.starts_with("src/import/read/")), "{files:?}");
}

#[test]
fn the_wall_clock_is_read_where_the_program_starts() {
    const PLACES: [&str; 2] = ["src/main.rs", "src/app/clock.rs"];
    let mut broken = Vec::new();
    for source in sources(&["src"]).iter().filter(|source| !PLACES.contains(&source.path.as_str())) {
        for (at, line) in source.code() {
            let reads = ["Utc::now", "Local::now", "SystemTime::now", "Local::today", "UNIX_EPOCH.elapsed"]
                .iter()
                .any(|clock| line.contains(clock));
            if reads {
                broken.push(format!("{}:{at}: {}", source.path, line.trim()));
            }
        }
    }
    none(broken, "time is an argument; Instant alone may be read, to measure");
}

#[test]
fn every_file_says_what_it_is_for() {
    let broken = sources(&["src", "tests", "benches"])
        .iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path.clone())
        .collect();
    none(broken, "every file opens with //!");
}

#[test]
fn no_file_grows_too_long() {
    const MOST: usize = 700;
    let mut broken = Vec::new();
    for source in sources(&["src", "tests", "benches"]) {
        let lines = source.text.lines().count();
        if lines > MOST {
            broken.push(format!("{} has {lines} lines", source.path));
        }
    }
    none(broken, "a file that passes 700 lines is a sign to cut");
}

#[test]
fn nothing_is_left_half_done() {
    // Taken apart, so that this file does not find itself.
    let marks = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("dbg", "!("), concat!("FIX", "ME"), concat!("TO", "DO")];
    let mut broken = Vec::new();
    for source in sources(&["src", "tests", "benches"]) {
        for (at, line) in source.text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                broken.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    none(broken, "what is not done is an issue, not a mark in the code");
}

#[test]
fn the_reader_of_sources_understands_them() {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let uses = |path, text| source(path, text).uses().into_iter().map(|path| path.join("::")).collect::<Vec<_>>();
    assert_eq!(uses("src/app/card/fields.rs", "use super::super::{store, desk::Desk};"), ["app::store", "app::desk::Desk"]);
    assert_eq!(uses("src/app/card/mod.rs", "use super::widgets::{self, line::Line};"), ["app::widgets::self", "app::widgets::line::Line"]);
    assert_eq!(uses("src/cli/mod.rs", "let x = crate::store::Reader::open(p);\n// crate::app"), ["store::Reader::open"]);
    assert_eq!(uses("src/main.rs", "use gendan::{app, cli::{self, Start}};"), ["app", "cli::self", "cli::Start"]);
    assert!(
        names_crate("use egui::Ui;", "egui")
            && names_crate("    let x = rusqlite::Error;", "rusqlite")
            && !names_crate("let egui_x = 1;", "egui")
    );
}
