//! The fonts: our own Chinese and Latin face in regular and bold, the icons, and what the system has beyond them.
//!
//! The bold file lacks some rare characters of the regular one. A text must not mix the two, so [`has_bold`] says for a
//! whole text whether bold can be used.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use egui::{Context, FontData, FontDefinitions, FontFamily};
use egui_system_font_provider::SystemFontProvider;

use super::theme::BOLD;
use crate::faces;
use crate::words::Language;

const REGULAR_NAME: &str = "NotoSansSC-Regular";
const BOLD_NAME: &str = "NotoSansSC-Bold";

/// Installs the fonts with all text at `percent` of its size, apart from the scale of the window. Call before the first frame, and when
/// another size is chosen. Icons keep theirs.
pub fn install(context: &Context, percent: u16) {
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert(REGULAR_NAME.to_owned(), Arc::new(FontData::from_static(faces::REGULAR)));
    fonts.font_data.insert(BOLD_NAME.to_owned(), Arc::new(FontData::from_static(faces::BOLD)));
    let proportional = fonts.families.entry(FontFamily::Proportional).or_default();
    proportional.insert(0, REGULAR_NAME.to_owned());
    let mut bold = proportional.clone();
    bold.insert(0, BOLD_NAME.to_owned());
    fonts.families.insert(FontFamily::Name(BOLD.into()), bold);
    // Codes and numbers stay in the same face: its figures have one width already.
    fonts.families.entry(FontFamily::Monospace).or_default().push(REGULAR_NAME.to_owned());
    for data in fonts.font_data.values_mut() {
        Arc::make_mut(data).tweak.scale *= f32::from(percent) / 100.0;
    }
    context.set_fonts(fonts);
    egui_material_icons::initialize(context);
}

/// The system's fonts for what ours lack, chosen for the language of the window.
#[derive(Default)]
pub struct SystemFonts {
    chosen_for: Option<Language>,
}

impl SystemFonts {
    /// Chooses them for `language`, unless they are already. In Chinese, signs that languages write differently (直, 骨) get
    /// their Chinese form, whatever the system speaks; otherwise the system decides.
    pub fn follow(&mut self, context: &Context, language: Language) {
        if self.chosen_for == Some(language) {
            return;
        }
        self.chosen_for = Some(language);
        let fonts = SystemFontProvider::new();
        let fonts = match language {
            Language::Chinese => fonts.with_locale(Some("zh-CN")),
            Language::English => fonts,
        };
        context.set_font_providers(vec![Arc::new(fonts)]);
    }
}

/// Whether the bold font has every character of `text`.
pub fn has_bold(context: &Context, text: &str) -> bool {
    static CHARACTERS: OnceLock<HashSet<char>> = OnceLock::new();
    if text.is_ascii() {
        return true;
    }
    let characters = CHARACTERS.get_or_init(|| {
        context.fonts_mut(|fonts| {
            let of_family = fonts.characters(&FontFamily::Name(BOLD.into()));
            of_family.iter().filter(|(_, names)| names.iter().any(|name| name == BOLD_NAME)).map(|(c, _)| *c).collect()
        })
    });
    text.chars().all(|c| c.is_whitespace() || characters.contains(&c))
}
