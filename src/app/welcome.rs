//! The first start: language, who you are, and what the book begins with. Three pages, each can be skipped, and none comes again
//! unless it is asked for.

use egui::{Align, Button, CentralPanel, CornerRadius, FontId, Frame, Id, Key, Layout, RichText, Sense, Stroke, TextEdit, Ui, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_ADD, ICON_ARROW_BACK, ICON_DATASET, ICON_UPLOAD_FILE};

use super::action::{Action, Scene};
use super::theme::{palette, size};
use super::widgets::{button, choose, homes, text};
use crate::model::currency::CurrencyCode;
use crate::model::zone::Zone;
use crate::tr;
use crate::words::{self, Language};

const PAGES: usize = 3;
const WIDTH: f32 = 520.0;
const HEIGHT: f32 = 400.0;

/// What the book begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// As it is.
    AsItIs,
    /// With the fictional sample.
    Sample,
    /// With a list.
    Import,
}

/// The pages, and what is being typed on them.
pub struct Welcome {
    page: usize,
    who: String,
    zone: Option<Zone>,
    currency: CurrencyCode,
    takes_focus: bool,
}

impl Welcome {
    /// The first page, with what is known already or can be guessed from the computer's zone.
    pub fn new(book: &crate::book::Book, system_zone: Option<Zone>) -> Self {
        let habits = book.habits().clone();
        let zone = habits.zone.or(system_zone);
        let guessed = zone.and_then(homes::currency_of).unwrap_or_default();
        let currency = if habits.currency.is_known() { habits.currency } else { guessed };
        Self { page: 0, who: habits.who, zone, currency, takes_focus: true }
    }

    /// Draws it over the whole window.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let fill = palette(ui.visuals()).panel;
        CentralPanel::no_frame().frame(Frame::new().fill(fill).inner_margin(size::PAGE)).show(ui, |ui| {
            let width = WIDTH.min(ui.available_width());
            // All pages are as high, so that what leads on stays where it was.
            let height = HEIGHT.min(ui.available_height());
            ui.add_space((ui.available_height() - height) * 0.4);
            ui.vertical_centered(|ui| {
                ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    let bottom = ui.max_rect().bottom();
                    ui.label(text::caption(ui, tr!("welcome-page", page = self.page + 1, pages = PAGES)));
                    ui.add_space(size::GAP_SMALL);
                    match self.page {
                        0 => self.language_ui(ui, scene),
                        1 => self.who_ui(ui, scene),
                        _ => begin_ui(ui, scene),
                    }
                    ui.add_space((bottom - size::CONTROL - ui.cursor().top()).max(size::PAGE));
                    self.foot_ui(ui, scene);
                });
            });
        });
    }

    fn language_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.label(text::bold(ui, tr!("welcome-title")).size(size::COUNT));
        ui.add_space(size::GAP_SMALL);
        text::wrapped_ui(ui, text::dim(ui, tr!("welcome-what")));
        ui.add_space(size::PAGE);
        ui.label(tr!("settings-language"));
        ui.add_space(size::GAP_SMALL);
        ui.horizontal(|ui| {
            for language in Language::ALL {
                let is_spoken = words::spoken() == language;
                let words = RichText::new(language.own_name()).size(16.0);
                let button = Button::selectable(is_spoken, words).frame_when_inactive(true).min_size(vec2(160.0, 48.0));
                if ui.add(button).accessible_name(language.own_name()).clicked() && !is_spoken {
                    scene.push(Action::Speak(Some(language)));
                }
            }
        });
    }

    fn who_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.label(text::bold(ui, tr!("welcome-who")).size(size::COUNT));
        ui.add_space(size::GAP_SMALL);
        text::wrapped_ui(ui, text::dim(ui, tr!("welcome-who-what")));
        ui.add_space(size::PAGE);
        let width = ui.available_width();
        let label = |ui: &mut Ui, words: String| {
            ui.add_space(size::GAP);
            ui.label(words);
        };
        label(ui, tr!("settings-who"));
        let edit = TextEdit::singleline(&mut self.who)
            .id(Id::unique("welcome-who"))
            .desired_width(width)
            .min_size(vec2(width, size::CONTROL))
            .align(egui::Align2::LEFT_CENTER);
        let response = ui.add(edit).accessible_name(tr!("settings-who"));
        if std::mem::take(&mut self.takes_focus) {
            response.request_focus();
        }
        label(ui, tr!("settings-zone"));
        let shown = self.zone.map_or_else(|| tr!("settings-zone-system"), |zone| homes::zone_words(zone, scene.now.at));
        let zones = || homes::zones(scene.now.at);
        if let (Some(zone), _) = choose::ui(ui, &tr!("settings-zone"), width, &shown, self.zone.as_ref(), zones) {
            self.zone = Some(zone);
            self.currency = homes::currency_of(zone).unwrap_or(self.currency);
        }
        label(ui, tr!("settings-currency"));
        let shown = if self.currency.is_known() { homes::currency_words(self.currency) } else { tr!("settings-currency-none") };
        let chosen = self.currency;
        if let (Some(currency), _) = choose::ui(ui, &tr!("settings-currency"), width, &shown, Some(&chosen), homes::currencies) {
            self.currency = currency;
        }
    }

    fn foot_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let is_last = self.page + 1 == PAGES;
        ui.horizontal(|ui| {
            if self.page > 0 && button::plain_ui(ui, Some(ICON_ARROW_BACK), &tr!("import-back")).clicked() {
                self.page -= 1;
                self.takes_focus = true;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !is_last {
                    let next = button::primary_ui(ui, None, &tr!("import-next"));
                    let entered = !scene.is_composing
                        && ui.input(|input| input.key_pressed(Key::Enter))
                        && ui.memory(|memory| memory.focused().is_none())
                        && !egui::Popup::is_any_open(ui);
                    if next.clicked() || entered {
                        self.keep(scene);
                        self.page += 1;
                        self.takes_focus = true;
                    }
                }
                if button::link_ui(ui, None, &tr!("welcome-skip")).clicked() {
                    scene.push(Action::Welcomed(Start::AsItIs));
                }
            });
        });
    }

    /// Keeps what stands on the second page.
    fn keep(&self, scene: &mut Scene<'_>) {
        if self.page == 1 {
            let mut habits = scene.book.habits().clone();
            self.who.trim().clone_into(&mut habits.who);
            habits.zone = self.zone;
            habits.currency = self.currency;
            scene.push(Action::Habits(Box::new(habits)));
        }
    }
}

fn begin_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.label(text::bold(ui, tr!("welcome-begin")).size(size::COUNT));
    ui.add_space(size::GAP_SMALL);
    text::wrapped_ui(ui, text::dim(ui, tr!("welcome-begin-what")));
    ui.add_space(size::PAGE);
    for (icon, words, what, start) in [
        (ICON_UPLOAD_FILE, tr!("welcome-import"), tr!("empty-import-what"), Start::Import),
        (ICON_DATASET, tr!("welcome-sample"), tr!("empty-sample-what"), Start::Sample),
        (ICON_ADD, tr!("welcome-empty"), tr!("welcome-empty-what"), Start::AsItIs),
    ] {
        if way_ui(ui, icon, &words, &what) {
            scene.push(Action::Welcomed(start));
        }
        ui.add_space(size::GAP_SMALL);
    }
}

/// One way to begin: a wide button with a remark.
fn way_ui(ui: &mut Ui, icon: MaterialIcon, words: &str, what: &str) -> bool {
    let palette = palette(ui.visuals());
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), 60.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(what));
    let is_lit = response.hovered() || response.has_focus();
    let stroke = Stroke::new(if response.has_focus() { 1.5 } else { size::LINE }, if is_lit { palette.accent() } else { palette.outline });
    let fill = if response.hovered() { palette.hover } else { palette.raised };
    ui.painter().rect(place, CornerRadius::same(size::CORNER), fill, stroke, egui::StrokeKind::Inside);
    // Painted: the button itself says both to screen readers.
    let room = place.shrink2(vec2(size::MARGIN, 10.0));
    let mark =
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(icon.codepoint.to_owned(), FontId::new(22.0, icon.font_family()), palette.accent()));
    text::paint(ui.painter(), room.with_max_x(room.left() + 22.0), mark, Align::Center, palette.accent());
    let lines = room.with_min_x(room.left() + 22.0 + size::MARGIN);
    let name = FontId::new(size::BODY, text::bold_family(ui, words));
    let name = text::cut(ui, words, name, palette.text, lines.width());
    text::paint(ui.painter(), lines.with_max_y(lines.center().y), name, Align::Min, palette.text);
    let remark = text::cut(ui, what, text::caption_font(), palette.faint, lines.width());
    text::paint(ui.painter(), lines.with_min_y(lines.center().y), remark, Align::Min, palette.faint);
    response.clicked()
}
