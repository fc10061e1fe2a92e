//! A choice among many: a button that opens a list which is searched by typing, in either language or by pinyin.

use egui::{Button, Id, Key, Response, RichText, ScrollArea, Ui, vec2};
use egui_material_icons::icons::ICON_EXPAND_MORE;

use super::menu;
use crate::app::commands::matching::Typed;
use crate::app::theme::{palette, size};
use crate::tr;

/// How many entries are drawn; whoever wants others types more.
const SHOWN: usize = 60;

/// Something that can be chosen.
pub struct Choice<T> {
    /// What it is.
    pub value: T,
    /// How it is shown.
    pub words: String,
    /// By what else it is found.
    pub also: Vec<String>,
}

/// Draws the button, with `shown` on it, and the list while it is open; `choices` is asked only then. Returns what was chosen anew,
/// and the button.
pub fn ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    shown: &str,
    chosen: Option<&T>,
    choices: impl FnOnce() -> Vec<Choice<T>>,
) -> (Option<T>, Response) {
    let mark = RichText::from(ICON_EXPAND_MORE).size(size::ICON).color(palette(ui.visuals()).dim);
    let button = Button::new(shown).right_text(mark).truncate();
    let response = ui.add_sized(vec2(width, size::CONTROL), button).accessible_name(name);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(shown));
    let typed_id: Id = response.id.with("typed");
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(typed_id, String::new()));
    }
    let was_opened = response.clicked();
    let mut picked = None;
    menu::staying(&response, name).show(|ui| {
        // With the frame of the list as wide as the button.
        ui.set_width(width.max(240.0) - menu::FRAME);
        let mut typed: String = ui.data_mut(|data| data.get_temp(typed_id).unwrap_or_default());
        let field = menu::search_ui(ui, &mut typed, &tr!("choose-find", what = name));
        if was_opened {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let sought = Typed::new(&typed);
        let mut found: Vec<(u32, Choice<T>)> = choices()
            .into_iter()
            .filter_map(|choice| {
                let texts: Vec<&str> = std::iter::once(&choice.words).chain(&choice.also).map(String::as_str).collect();
                sought.score(&texts).map(|score| (score, choice))
            })
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        if entered && !sought.is_empty() {
            picked = found.first().map(|(_, choice)| choice.value.clone());
        }
        ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (_, choice) in found.into_iter().take(SHOWN) {
                if menu::entry_ui(ui, &choice.words, chosen == Some(&choice.value)).clicked() {
                    picked = Some(choice.value);
                }
            }
        });
        ui.data_mut(|data| data.insert_temp(typed_id, typed));
        if picked.is_some() {
            ui.close();
        }
    });
    (picked, response)
}
