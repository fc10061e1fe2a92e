//! Buttons: the primary one, plain ones, icons with a tooltip that names the shortcut.

use egui::{Button, Color32, FontFamily, Response, RichText, Stroke, Ui, Vec2, vec2};
use egui_material_icons::MaterialIcon;

use super::text::bold_family;
use crate::app::commands::Command;
use crate::app::theme::{Tone, palette, size};

/// Room at both sides of the words of a link, in points.
pub const LINK_PADDING: f32 = 6.0;

/// An icon as text, in the size that stands beside words.
pub fn icon(icon: MaterialIcon) -> RichText {
    icon.rich_text().size(size::ICON)
}

/// The one button of the page that matters most.
pub fn primary_ui(ui: &mut Ui, mark: Option<MaterialIcon>, words: &str) -> Response {
    let palette = palette(ui.visuals());
    if !ui.is_enabled() {
        return words_ui(ui, mark, words, size::CONTROL);
    }
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (visuals, fill) in [
            (&mut widgets.inactive, palette.accent()),
            (&mut widgets.hovered, palette.accent_hover),
            (&mut widgets.active, palette.accent_hover),
            (&mut widgets.open, palette.accent_hover),
            (&mut widgets.noninteractive, palette.accent()),
        ] {
            visuals.weak_bg_fill = fill;
            visuals.bg_stroke = Stroke::new(size::LINE, fill);
            visuals.fg_stroke.color = palette.on_accent;
        }
        // The ring of the focus has to differ from the fill.
        widgets.active.bg_stroke = Stroke::new(2.0, palette.text);
        words_ui(ui, mark, words, size::CONTROL)
    })
    .inner
}

/// An ordinary button.
pub fn plain_ui(ui: &mut Ui, mark: Option<MaterialIcon>, words: &str) -> Response {
    words_ui(ui, mark, words, size::CONTROL)
}

/// A button in red, for what takes something away.
pub fn danger_ui(ui: &mut Ui, mark: Option<MaterialIcon>, words: &str) -> Response {
    let palette = palette(ui.visuals());
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            visuals.fg_stroke.color = palette.mark(Tone::Overdue);
            visuals.bg_stroke.color = palette.mark(Tone::Overdue);
        }
        widgets.hovered.weak_bg_fill = palette.ground(Tone::Overdue);
        words_ui(ui, mark, words, size::CONTROL)
    })
    .inner
}

/// A small button without a frame, in the colour of links.
pub fn link_ui(ui: &mut Ui, mark: Option<MaterialIcon>, words: &str) -> Response {
    let palette = palette(ui.visuals());
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(LINK_PADDING, 0.0);
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            visuals.fg_stroke.color = palette.accent();
        }
        widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
        widgets.inactive.bg_stroke = Stroke::NONE;
        widgets.hovered.weak_bg_fill = palette.ground(Tone::Accent);
        widgets.hovered.bg_stroke = Stroke::NONE;
        words_ui(ui, mark, words, size::COMPACT)
    })
    .inner
}

/// As [`link_ui`] in a row that wraps: what has no room left goes to the next row, and only what is longer than a row breaks.
pub fn flowing_link_ui(ui: &mut Ui, words: &str) -> Response {
    let width = super::text::width(ui, words) + 2.0 * LINK_PADDING;
    if width > ui.available_size_before_wrap().x && ui.available_size_before_wrap().x < ui.max_rect().width() {
        ui.end_row();
    }
    if width > ui.max_rect().width() {
        let palette = palette(ui.visuals());
        let button = Button::new(RichText::new(words).color(palette.accent())).frame_when_inactive(false);
        return ui.add(button.wrap_mode(egui::TextWrapMode::Wrap).min_size(vec2(0.0, size::COMPACT))).accessible_name(words);
    }
    link_ui(ui, None, words)
}

fn words_ui(ui: &mut Ui, mark: Option<MaterialIcon>, words: &str, height: f32) -> Response {
    let words_text = RichText::new(words);
    let button = match mark {
        Some(mark) => Button::new((icon(mark), words_text)),
        None => Button::new(words_text),
    };
    // In a row that is full the whole button goes to the next one; its words never break.
    let button = button.wrap_mode(egui::TextWrapMode::Extend);
    ui.add(button.min_size(vec2(0.0, height))).accessible_name(words)
}

/// A square button with an icon alone; `name` is its tooltip and its name for screen readers.
pub fn icon_ui(ui: &mut Ui, mark: MaterialIcon, name: &str, keys: &str) -> Response {
    sized_icon_ui(ui, mark, name, keys, size::CONTROL)
}

/// As [`icon_ui`], for compact rows.
pub fn small_icon_ui(ui: &mut Ui, mark: MaterialIcon, name: &str) -> Response {
    sized_icon_ui(ui, mark, name, "", size::COMPACT)
}

fn sized_icon_ui(ui: &mut Ui, mark: MaterialIcon, name: &str, keys: &str, side: f32) -> Response {
    let palette = palette(ui.visuals());
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = Vec2::ZERO;
            ui.spacing_mut().interact_size = Vec2::splat(side);
            let widgets = &mut ui.visuals_mut().widgets;
            widgets.inactive.fg_stroke.color = if side < size::CONTROL { palette.faint } else { palette.dim };
            let glyph = if side < size::CONTROL { size::ICON - 2.0 } else { size::ICON };
            ui.add(Button::new(mark.rich_text().size(glyph)).frame_when_inactive(false).min_size(Vec2::splat(side)))
        })
        .inner;
    tooltip(response.accessible_name(name), name, keys)
}

/// The icon button of a command, with its name and keys as tooltip.
pub fn command_icon_ui(ui: &mut Ui, command: Command) -> Response {
    let keys = command.keys(ui);
    icon_ui(ui, command.icon(), &command.name(), &keys)
}

/// Words that come up when the pointer rests, with the keys dim behind them.
pub fn tooltip(response: Response, words: &str, keys: &str) -> Response {
    let words = words.to_owned();
    let keys = keys.to_owned();
    let show = move |ui: &mut Ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.horizontal(|ui| {
            ui.label(&words);
            if !keys.is_empty() {
                ui.label(super::text::caption(ui, &keys));
            }
        });
    };
    response.on_hover_ui(show.clone()).on_disabled_hover_ui(show)
}

/// An entry of a menu: icon, words, keys.
pub fn menu_entry_ui(ui: &mut Ui, mark: MaterialIcon, words: &str, keys: &str) -> Response {
    let palette = palette(ui.visuals());
    let mut button = Button::new((icon(mark).color(palette.dim), RichText::new(words))).min_size(vec2(ui.available_width(), size::CONTROL));
    if !keys.is_empty() {
        button = button.shortcut_text(RichText::new(keys).color(palette.faint));
    }
    ui.add(button).accessible_name(words)
}

/// One of several views of the same thing, the shown one underlined; returns whether it was chosen.
pub fn tab_ui(ui: &mut Ui, words: &str, is_shown: bool) -> Response {
    let palette = palette(ui.visuals());
    let family = if is_shown { bold_family(ui, words) } else { FontFamily::Proportional };
    let colour = if is_shown { palette.accent() } else { palette.dim };
    let text = RichText::new(words).family(family).color(colour);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = vec2(0.0, 4.0);
            ui.add(Button::new(text).frame(false).min_size(vec2(0.0, 28.0)))
        })
        .inner;
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Tab, true, is_shown, words));
    if is_shown || response.has_focus() {
        let stroke = Stroke::new(2.0, if is_shown { palette.accent() } else { palette.outline });
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() + 1.0, stroke);
    }
    response
}
