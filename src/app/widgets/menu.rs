//! Menus: lists that open below a button, entries in them, and a choice among a few.

use egui::containers::menu::{MenuConfig, SubMenuButton};
use egui::{
    Align, Button, Frame, Id, Layout, Margin, Popup, PopupCloseBehavior, PopupKind, Pos2, Response, RichText, SetOpenCommand, Stroke,
    StrokeKind, Style, TextEdit, Ui, vec2,
};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_EXPAND_MORE, ICON_SEARCH};

use crate::app::theme::{palette, size};

const ENTRY: f32 = 28.0;
/// What margin and line of a list add to its width.
pub const FRAME: f32 = 10.0;

/// A list below `button` that closes with a click; `name` is what screen readers call it.
pub fn of<'a>(button: &Response, name: impl Into<String>) -> Popup<'a> {
    Popup::menu(button).style(look).gap(4.0).accessible_name(name)
}

/// As [`of`], but it stays open until a click goes elsewhere.
pub fn staying<'a>(button: &Response, name: impl Into<String>) -> Popup<'a> {
    of(button, name).close_behavior(PopupCloseBehavior::CloseOnClickOutside)
}

/// A list at the pointer that a click with the right button on `response` opens.
pub fn context<'a>(response: &Response, name: impl Into<String>) -> Popup<'a> {
    Popup::context_menu(response).style(look).accessible_name(name)
}

/// A list at `place` that opens where `opens` says so, for menus whose widget goes out of sight.
pub fn at<'a>(ui: &Ui, id: Id, place: Pos2, opens: bool, name: impl Into<String>) -> Popup<'a> {
    Popup::new(id, ui.ctx().clone(), place, ui.layer_id())
        .kind(PopupKind::Menu)
        .layout(Layout::top_down_justified(Align::Min))
        .open_memory(opens.then_some(SetOpenCommand::Bool(true)))
        .style(look)
        .accessible_name(name)
}

/// An entry that opens a further list beside it.
pub fn sub_ui(ui: &mut Ui, mark: MaterialIcon, words: &str, draw: impl FnOnce(&mut Ui)) {
    let palette = palette(ui.visuals());
    let button = Button::new((super::button::icon(mark).color(palette.dim), RichText::new(words)))
        .min_size(vec2(ui.available_width(), size::CONTROL))
        .right_text(SubMenuButton::arrow_atom(None));
    let config = MenuConfig::new().style(look);
    let (response, _) = SubMenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_min_width(160.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        draw(ui);
    });
    response.accessible_name(words);
}

fn look(style: &mut Style) {
    style.spacing.button_padding = vec2(8.0, 4.0);
    let widgets = &mut style.visuals.widgets;
    for visuals in [&mut widgets.active, &mut widgets.open, &mut widgets.hovered, &mut widgets.inactive] {
        visuals.bg_stroke = Stroke::NONE;
    }
    widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
    widgets.active.weak_bg_fill = widgets.hovered.weak_bg_fill;
}

/// An entry of words alone.
pub fn entry_ui(ui: &mut Ui, words: &str, is_chosen: bool) -> Response {
    ui.add(Button::selectable(is_chosen, words).min_size(vec2(ui.available_width(), ENTRY)))
}

/// A field by which a long list is searched.
pub fn search_ui(ui: &mut Ui, typed: &mut String, hint: &str) -> Response {
    let palette = palette(ui.visuals());
    let frame = Frame::new()
        .fill(palette.raised)
        .stroke(Stroke::new(size::LINE, palette.outline))
        .corner_radius(size::CORNER)
        .inner_margin(Margin::symmetric(8, 4));
    let response = ui.add(
        TextEdit::singleline(typed)
            .hint_text(hint)
            .prefix(super::button::icon(ICON_SEARCH).color(palette.faint))
            .frame(frame)
            .desired_width(ui.available_width()),
    );
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect, size::CORNER, Stroke::new(1.5, palette.accent()), StrokeKind::Inside);
    }
    ui.add_space(size::GAP_SMALL);
    response.accessible_name(hint)
}

/// A choice among a few; returns what was chosen anew.
pub fn choice_ui<T: PartialEq + Clone>(ui: &mut Ui, name: &str, width: f32, chosen: &T, choices: &[(T, String)]) -> Option<T> {
    let shown = choices.iter().find(|(choice, _)| choice == chosen).map_or("", |(_, words)| words);
    shown_choice_ui(ui, name, width, shown, chosen, choices)
}

/// As [`choice_ui`], with other words on the button than in the list.
pub fn shown_choice_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    shown: &str,
    chosen: &T,
    choices: &[(T, String)],
) -> Option<T> {
    let mark = RichText::from(ICON_EXPAND_MORE).size(size::ICON).color(palette(ui.visuals()).dim);
    let button = Button::new(shown).right_text(mark).min_size(vec2(width, size::CONTROL)).truncate();
    let response = ui.add_sized(vec2(width, size::CONTROL), button).accessible_name(name);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(shown));
    let mut picked = None;
    of(&response, name).show(|ui| {
        ui.set_width(width - FRAME);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (choice, words) in choices {
            if entry_ui(ui, words, choice == chosen).clicked() && choice != chosen {
                picked = Some(choice.clone());
            }
        }
    });
    picked
}
