//! The two languages of the product, Chinese (simplified) and English.
//!
//! Every text that a person reads stands in `assets/words/<language>/*.ftl` under a key that says what the text says.
//! `tr!` fetches it in the language that the current thread speaks; switching is instant and needs no restart.
//! What comes from the user's own data never passes through here.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent::FluentArgs;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{I18nAssets, LanguageLoader};
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// Both languages, in the order of the settings page.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The code that the shell takes: `zh` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The language's name in itself, so that whoever is lost finds the way back.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The language of a code or locale such as `zh`, `zh-CN` or `en_GB`; anything that is not Chinese is English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Self::Chinese } else { Self::English }
    }

    /// The language of the operating system's user.
    pub fn of_system() -> Self {
        sys_locale::get_locale().map_or(Self::English, |locale| Self::of_locale(&locale))
    }

    fn identifier(self) -> LanguageIdentifier {
        self.code().parse().expect("the two codes are well-formed")
    }
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
    /// The texts without variables that this thread has fetched: a frame says a hundred of them, and none ever changes.
    static SAID: RefCell<[HashMap<String, String>; 2]> = RefCell::default();
}

/// Makes the current thread speak `language` from now on.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// The language that the current thread speaks.
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// All files of one language; `I18nAssets` hands out several files for the one name that the loader asks for.
struct Files;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The texts of each language, one file per part of the house.
        pub const ENGLISH_FILES: &[&str] = &[$(include_str!(concat!("../assets/words/en/", $name, ".ftl"))),*];
        /// As [`ENGLISH_FILES`], in Chinese.
        pub const CHINESE_FILES: &[&str] = &[$(include_str!(concat!("../assets/words/zh/", $name, ".ftl"))),*];
    };
}

#[rustfmt::skip]
files!(
    "agenda",
    "app",
    "book",
    "cadence",
    "calendar",
    "card",
    "cli",
    "desk",
    "edit",
    "editor",
    "editors",
    "fields",
    "follow",
    "forms",
    "history",
    "import",
    "jobs",
    "lists",
    "look",
    "missed",
    "pool",
    "print",
    "overview",
    "paper",
    "query",
    "read",
    "register",
    "relations",
    "reminders",
    "rounds",
    "rules",
    "search",
    "table",
    "timeline",
    "today",
    "trade",
    "views",
    "world",
);

impl I18nAssets for Files {
    fn get_files(&self, file_path: &str) -> Vec<Cow<'_, [u8]>> {
        let files = if file_path.starts_with("zh/") { CHINESE_FILES } else { ENGLISH_FILES };
        files.iter().map(|text| Cow::Borrowed(text.as_bytes())).collect()
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(["en/gendan.ftl", "zh/gendan.ftl"].into_iter().map(str::to_owned))
    }
}

fn loader(language: Language) -> &'static FluentLanguageLoader {
    static LOADERS: LazyLock<[FluentLanguageLoader; 2]> = LazyLock::new(|| {
        [Language::English, Language::Chinese].map(|language| {
            let loader = FluentLanguageLoader::new("gendan", language.identifier());
            loader.load_languages(&Files, &[language.identifier()]).expect("the embedded texts are well-formed");
            // The marks would show as boxes in some fonts and would spoil copied text.
            loader.set_use_isolating(false);
            loader
        })
    });
    &LOADERS[usize::from(language == Language::Chinese)]
}

/// The text under `key` in the language spoken, with its variables filled in. Call it through [`tr!`](crate::tr).
pub fn text(key: &str, variables: Option<&FluentArgs<'_>>) -> String {
    match variables {
        Some(_) => loader(spoken()).get_args_fluent(key, variables),
        None => text_in(spoken(), key),
    }
}

/// The text under `key` in `language`, whatever the thread speaks.
pub fn text_in(language: Language, key: &str) -> String {
    SAID.with_borrow_mut(|said| {
        let said = &mut said[usize::from(language == Language::Chinese)];
        if let Some(text) = said.get(key) {
            return text.clone();
        }
        let text = loader(language).get_args_fluent(key, None);
        said.insert(key.to_owned(), text.clone());
        text
    })
}

/// Whether `language` has a text under `key`.
pub fn has(language: Language, key: &str) -> bool {
    loader(language).has(key)
}

/// A text in the language spoken: `tr!("import-done", count = 3, file = name)`.
#[macro_export]
macro_rules! tr {
    ($key:expr) => { $crate::words::text($key, None) };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut variables = ::fluent::FluentArgs::new();
        $(variables.set(stringify!($name), $value);)+
        $crate::words::text($key, Some(&variables))
    }};
}
