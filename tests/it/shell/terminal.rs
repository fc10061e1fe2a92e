//! A folder with a book, and the program beside it.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// What a command did.
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The one object that it printed.
    pub fn json(&self) -> Value {
        assert_eq!(self.status, Some(0), "{}", self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }

    /// It failed with a sentence that holds `words`, and said nothing else.
    pub fn failed_with(&self, words: &str) {
        assert_eq!(self.status, Some(1), "{}{}", self.out, self.err);
        assert!(self.err.contains(words), "{words:?} is not in {:?}", self.err);
        assert_eq!(self.out, "");
        assert!(!self.err.contains("panicked") && !self.err.contains("No localization"), "{}", self.err);
    }
}

/// A folder with a book in `book`.
pub struct Terminal {
    pub folder: TempDir,
    pub language: &'static str,
    minute: u32,
}

impl Terminal {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), language: "en", minute: 0 }
    }

    pub fn book(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    /// Lays a file beside the book.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs a command on the book, each a minute after the one before.
    pub fn run(&mut self, arguments: &[&str]) -> Ran {
        self.minute += 1;
        let now = format!("2026-11-20T08:{:02}:00Z", self.minute);
        let mut command = Command::new(env!("CARGO_BIN_EXE_gendan"));
        command.args(["--lang", self.language, "--now", &now, "--book"]).arg(self.book()).args(arguments);
        // Without a display, should a command ever be taken for a file to open in the window.
        command.current_dir(self.folder.path()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("RUST_BACKTRACE", "0");
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    pub fn json(&mut self, arguments: &[&str]) -> Value {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
        self.run(&arguments).json()
    }

    pub fn dump(&mut self) -> String {
        let ran = self.run(&["dump", "--json"]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        serde_json::from_str::<Value>(&ran.out).expect("a dump is one object");
        ran.out
    }

    /// Takes a small list.
    pub fn with_list(mut self) -> Self {
        let file = self.file(
            "list.csv",
            "Company,Country,Customer no.,Contact,E-mail,Next follow-up,Annual purchase,Shelf\n\
             Nordlicht GmbH,Germany,K-1,Anna Berg,anna@nordlicht.example,2026-12-01,EUR 1200.50,blue\n\
             Rio Sul Ltda,Brazil,007,Bruno Lima,bruno@riosul.example,,,\n\
             宁波海川贸易有限公司,中国,K-3,王芳,fang@haichuan.example,2026-12,500,red\n",
        );
        self.json(&["import", &file]);
        self
    }
}

/// The keys of an object, in order.
pub fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}
