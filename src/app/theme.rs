//! The look: every colour and size of the window, light and dark, and how they become egui's style.
//!
//! Nothing else in the house names a colour or a size. Views ask [`palette`] for a colour by what it means and [`size`]
//! for a measure; widgets that egui draws itself follow the [`egui::Style`] that [`apply`] sets once at the start.

use std::collections::BTreeMap;

use egui::style::{ScrollAnimation, ScrollStyle, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2};

/// Measures in points, on a grid of four.
pub mod size {
    /// Height of a table row.
    pub const ROW: f32 = 32.0;
    /// Height of a table row where many have to be in sight.
    pub const ROW_COMPACT: f32 = 24.0;
    /// Height of a button or input.
    pub const CONTROL: f32 = 32.0;
    /// Height of a compact row or button.
    pub const COMPACT: f32 = 24.0;
    /// Height of the bar at the top.
    pub const BAR: f32 = 48.0;
    /// Height of heads and feet.
    pub const HEAD: f32 = 36.0;
    /// Width of a card that stands alone.
    pub const CARD_ALONE: f32 = 840.0;
    /// Width of the rail with words, and without.
    pub const RAIL: f32 = 160.0;
    /// Width of the rail at most.
    pub const RAIL_WIDEST: f32 = 300.0;
    /// Width of the rail in a wide window, where names of groups and countries are seen whole beside large counts.
    pub const RAIL_WIDE: f32 = 168.0;
    /// Width of the rail where there is no room for words.
    pub const RAIL_NARROW: f32 = 48.0;
    /// Gaps between things, from close to apart.
    pub const GAP_SMALL: f32 = 4.0;
    /// Between a thing and its neighbour.
    pub const GAP: f32 = 8.0;
    /// Between groups.
    pub const GAP_WIDE: f32 = 12.0;
    /// Around the contents of a pane.
    pub const MARGIN: f32 = 16.0;
    /// Around the contents of a page.
    pub const PAGE: f32 = 24.0;
    /// Radius of the corners of buttons, inputs and cards.
    pub const CORNER: u8 = 6;
    /// Radius of the corners of chips.
    pub const CHIP_CORNER: u8 = 4;
    /// Text of captions and heads.
    pub const CAPTION: f32 = 12.0;
    /// Text of rows and cards.
    pub const BODY: f32 = 13.0;
    /// Name of the thing looked at.
    pub const TITLE: f32 = 18.0;
    /// Counts that matter.
    pub const COUNT: f32 = 24.0;
    /// Counts beside a name, which goes before.
    pub const COUNT_BESIDE: f32 = 11.0;
    /// Twelve months of trade in a row: width and height.
    pub const SPARK: f32 = 72.0;
    /// Height of its largest month.
    pub const SPARK_HEIGHT: f32 = 16.0;
    /// Icons beside words.
    pub const ICON: f32 = 18.0;
    /// Thickness of hairlines.
    pub const LINE: f32 = 1.0;
    /// Room at the side of a list that its scroll bar takes.
    pub const SCROLL_BAR: f32 = 12.0;
    /// Width of the pane at the side, until somebody drags it.
    pub const SIDE: f32 = 328.0;
    /// The same in a wide window.
    pub const SIDE_WIDE: f32 = 400.0;
    /// From this width on a window is wide.
    pub const WIDE_WINDOW: f32 = 1600.0;
    /// Below this width of the window the rail has no words.
    pub const NARROW_WINDOW: f32 = 1000.0;
    /// Below this width the card takes the place of the table instead of standing beside it.
    pub const SINGLE_PANE_WINDOW: f32 = 760.0;
}

/// The family of the bold font; take it through [`super::widgets::text::bold`], which knows where it lacks a glyph.
pub const BOLD: &str = "bold";

/// Paper is white by night as well.
pub const PAPER: Color32 = Color32::WHITE;
/// What the window itself writes onto paper that is not drawn yet.
pub const ON_PAPER: Color32 = rgb(0x6b7280);

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing in particular.
    Plain,
    /// The primary action, selection, links.
    Accent,
    /// Late or wrong.
    Overdue,
    /// Due now, doubtful.
    Due,
    /// On time, open now, recognised.
    Fine,
    /// Public pool.
    Pool,
    /// Tier VIP.
    Vip,
}

/// The colours of one theme, by what they are for.
#[derive(Debug)]
pub struct Palette {
    /// The window.
    pub bg: Color32,
    /// Work surface.
    pub panel: Color32,
    /// Heads, feet, calendar.
    pub raised: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Outlines of buttons, inputs and marks, which must be seen at 3 : 1.
    pub outline: Color32,
    /// Content.
    pub text: Color32,
    /// Secondary.
    pub dim: Color32,
    /// Captions.
    pub faint: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// What lies behind a question.
    pub backdrop: Color32,
    /// Below what floats.
    pub shadow: Color32,
    /// Marked text.
    pub text_selection: Color32,
    /// Behind what a search found.
    pub found: Color32,
    /// Tags: text and ground; which one a tag has is told by its name.
    pub tags: [[Color32; 2]; 6],
    accent: [Color32; 2],
    overdue: [Color32; 2],
    due: [Color32; 2],
    fine: [Color32; 2],
    pool: [Color32; 2],
    vip: [Color32; 2],
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// By day.
pub static LIGHT: Palette = Palette {
    bg: rgb(0xF5F6F8),
    panel: rgb(0xFFFFFF),
    raised: rgb(0xFAFBFC),
    hover: rgb(0xF0F2F5),
    line: rgb(0xE3E6EB),
    outline: rgb(0xD3D8E0),
    text: rgb(0x1B2230),
    dim: rgb(0x5A6475),
    faint: rgb(0x6B7483),
    on_accent: rgb(0xFFFFFF),
    accent_hover: rgb(0x1D53AD),
    backdrop: Color32::from_black_alpha(72),
    shadow: Color32::from_black_alpha(28),
    text_selection: rgb(0xC9DCFA),
    found: rgb(0xFFE58A),
    tags: [
        [rgb(0x0F6E66), rgb(0xE3F4F2)],
        [rgb(0xA62A6B), rgb(0xFBEAF2)],
        [rgb(0x6B3FC4), rgb(0xF2ECFC)],
        [rgb(0x5B6410), rgb(0xF2F4DB)],
        [rgb(0x0B6A94), rgb(0xE4F2F9)],
        [rgb(0x4A5568), rgb(0xEDF0F4)],
    ],
    accent: [rgb(0x2563C9), rgb(0xEAF1FD)],
    overdue: [rgb(0xC4281C), rgb(0xFDEEEC)],
    due: [rgb(0xB45309), rgb(0xFDF3E3)],
    fine: [rgb(0x0F7B4F), rgb(0xE7F6EE)],
    pool: [rgb(0x6B3FC4), rgb(0xF2ECFC)],
    vip: [rgb(0x8A5A00), rgb(0xFCF0D4)],
};

/// By night.
pub static DARK: Palette = Palette {
    bg: rgb(0x11151C),
    panel: rgb(0x181D26),
    raised: rgb(0x1E242F),
    hover: rgb(0x252C39),
    line: rgb(0x2B3240),
    outline: rgb(0x3A4354),
    text: rgb(0xE7EAF0),
    dim: rgb(0xA3ACBC),
    faint: rgb(0x8993A3),
    on_accent: rgb(0x0F1724),
    accent_hover: rgb(0x8DB5F8),
    backdrop: Color32::from_black_alpha(140),
    shadow: Color32::from_black_alpha(120),
    text_selection: rgb(0x2C4A7C),
    found: rgb(0x6B5510),
    tags: [
        [rgb(0x5CCFC0), rgb(0x14302D)],
        [rgb(0xF08CBC), rgb(0x381E2C)],
        [rgb(0xB594F5), rgb(0x2A2140)],
        [rgb(0xC5CF6B), rgb(0x2B2E14)],
        [rgb(0x6CC0E8), rgb(0x132C39)],
        [rgb(0xB3BDCB), rgb(0x28303D)],
    ],
    accent: [rgb(0x6EA0F5), rgb(0x1D2B45)],
    overdue: [rgb(0xF97066), rgb(0x3A1F20)],
    due: [rgb(0xF5A524), rgb(0x372A14)],
    fine: [rgb(0x47CD89), rgb(0x14301F)],
    pool: [rgb(0xB594F5), rgb(0x2A2140)],
    vip: [rgb(0xE9C46A), rgb(0x352B14)],
};

impl Palette {
    /// The colour in which text and marks say `tone`.
    pub fn mark(&self, tone: Tone) -> Color32 {
        self.pair(tone)[0]
    }

    /// The ground on which they stand.
    pub fn ground(&self, tone: Tone) -> Color32 {
        self.pair(tone)[1]
    }

    /// The accent.
    pub fn accent(&self) -> Color32 {
        self.accent[0]
    }

    fn pair(&self, tone: Tone) -> [Color32; 2] {
        match tone {
            Tone::Plain => [self.dim, self.raised],
            Tone::Accent => self.accent,
            Tone::Overdue => self.overdue,
            Tone::Due => self.due,
            Tone::Fine => self.fine,
            Tone::Pool => self.pool,
            Tone::Vip => self.vip,
        }
    }

    /// A hairline.
    pub fn hairline(&self) -> Stroke {
        Stroke::new(size::LINE, self.line)
    }
}

/// The colours of the theme that `visuals` belong to.
pub fn palette(visuals: &Visuals) -> &'static Palette {
    if visuals.dark_mode { &DARK } else { &LIGHT }
}

/// Sets the style of both themes; which of them shows is the context's theme preference.
pub fn apply(context: &Context) {
    context.set_style_of(Theme::Light, style_of(Theme::Light));
    context.set_style_of(Theme::Dark, style_of(Theme::Dark));
}

fn style_of(theme: Theme) -> Style {
    let mut style = Style {
        text_styles: text_styles(),
        visuals: visuals_of(theme),
        animation_time: 0.12,
        scroll_animation: ScrollAnimation::none(),
        compact_menu_style: true,
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(size::GAP, size::GAP_SMALL);
    spacing.button_padding = vec2(size::GAP_WIDE, size::GAP_SMALL);
    spacing.interact_size = vec2(size::CONTROL, size::CONTROL);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(16);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 6.0;
    spacing.tooltip_width = 360.0;
    spacing.combo_height = 320.0;
    spacing.text_edit_width = 160.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 5.0,
        handle_min_length: 24.0,
        bar_inner_margin: 2.0,
        bar_outer_margin: 2.0,
        dormant_handle_opacity: 0.35,
        dormant_background_opacity: 0.0,
        active_handle_opacity: 0.5,
        active_background_opacity: 0.0,
        interact_handle_opacity: 0.7,
        interact_background_opacity: 0.2,
        ..ScrollStyle::floating()
    };
    spacing.scroll.fade.strength = 0.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    let regular = |size| FontId::new(size, FontFamily::Proportional);
    BTreeMap::from([
        (TextStyle::Small, regular(size::CAPTION)),
        (TextStyle::Body, regular(size::BODY)),
        (TextStyle::Button, regular(size::BODY)),
        (TextStyle::Heading, regular(size::TITLE)),
        (TextStyle::Monospace, FontId::new(size::BODY, FontFamily::Monospace)),
    ])
}

fn visuals_of(theme: Theme) -> Visuals {
    let (base, palette) = match theme {
        Theme::Light => (Visuals::light(), &LIGHT),
        Theme::Dark => (Visuals::dark(), &DARK),
    };
    let corner = CornerRadius::same(size::CORNER);
    let widget = |fill: Color32, stroke: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(size::LINE, stroke),
        corner_radius: corner,
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    Visuals {
        weak_text_color: Some(palette.faint),
        widgets: Widgets {
            noninteractive: WidgetVisuals {
                fg_stroke: Stroke::new(1.0, palette.text),
                ..widget(palette.panel, palette.line, palette.text)
            },
            inactive: widget(palette.panel, palette.outline, palette.text),
            hovered: widget(palette.hover, palette.outline, palette.text),
            active: widget(palette.hover, palette.accent(), palette.text),
            open: widget(palette.hover, palette.outline, palette.text),
        },
        selection: egui::style::Selection { bg_fill: palette.ground(Tone::Accent), stroke: Stroke::new(1.5, palette.accent()) },
        hyperlink_color: palette.accent(),
        faint_bg_color: palette.raised,
        extreme_bg_color: palette.panel,
        text_edit_bg_color: Some(palette.panel),
        code_bg_color: palette.raised,
        warn_fg_color: palette.mark(Tone::Due),
        error_fg_color: palette.mark(Tone::Overdue),
        window_corner_radius: CornerRadius::same(10),
        menu_corner_radius: CornerRadius::same(8),
        window_fill: palette.panel,
        window_stroke: palette.hairline(),
        panel_fill: palette.panel,
        window_shadow: shadow(palette, 24),
        popup_shadow: shadow(palette, 16),
        text_cursor: TextCursorStyle { stroke: Stroke::new(1.5, palette.accent()), ..TextCursorStyle::default() },
        slider_trailing_fill: true,
        disabled_alpha: 0.45,
        interact_cursor: None,
        ..base
    }
}

fn shadow(palette: &Palette, blur: u8) -> Shadow {
    Shadow { offset: [0, 4], blur, spread: 0, color: palette.shadow }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast of WCAG 2.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |c: Color32| {
            let channel = |v: u8| {
                let v = f32::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b())
        };
        let (high, low) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
        (high + 0.05) / (low + 0.05)
    }

    #[test]
    fn text_is_readable_on_every_ground_it_stands_on() {
        for palette in [&LIGHT, &DARK] {
            for text in [palette.text, palette.dim, palette.faint] {
                for ground in [palette.bg, palette.panel, palette.raised] {
                    assert!(contrast(text, ground) >= 4.3, "{text:?} on {ground:?}: {}", contrast(text, ground));
                }
            }
            assert!(contrast(palette.on_accent, palette.accent()) >= 4.5);
            assert!(contrast(palette.text, palette.found) >= 4.5 && contrast(palette.dim, palette.found) >= 3.0);
            for [mark, ground] in palette.tags {
                assert!(contrast(mark, ground) >= 4.5 && contrast(mark, palette.panel) >= 4.5, "{mark:?} on {ground:?}");
            }
            for tone in [Tone::Plain, Tone::Accent, Tone::Overdue, Tone::Due, Tone::Fine, Tone::Pool, Tone::Vip] {
                for ground in [palette.ground(tone), palette.panel] {
                    let reached = contrast(palette.mark(tone), ground);
                    assert!(reached >= 4.5, "{tone:?} on {ground:?}: {reached}");
                }
            }
        }
    }
}
