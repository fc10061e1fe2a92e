//! The brief before a contact, on one page: what to do on the left, who they are on the right. It draws what the book has put together;
//! every text can be selected, and all of it copied.

use chrono::NaiveDate;
use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};
use egui_material_icons::icons::{ICON_CHECK_BOX, ICON_CHECK_BOX_OUTLINE_BLANK, ICON_CLOSE, ICON_CONTENT_COPY, ICON_EDIT_NOTE};

use super::action::{Action, Scene};
use super::theme::{Tone, palette, size};
use super::widgets::{button, chip, office, sketch::Sketch, text};
use crate::book::brief::{Brief, BriefLine, Mark, Part};
use crate::book::{Book, Now};
use crate::model::Id;
use crate::tr;
use crate::words::{self, Language};

/// In a page narrower than this all parts stand below each other.
const TWO_COLUMNS: f32 = 600.0;
/// Width of the labels of lines, and between the columns.
const LABEL: f32 = 104.0;
const BETWEEN: f32 = 28.0;
/// Lines longer than this are hard to read.
const WIDEST: f32 = 1080.0;

/// The page of one customer.
pub struct BriefPage {
    customer: Id,
    brief: Option<Brief>,
    of: Option<(Id, u64, Language, NaiveDate)>,
}

impl BriefPage {
    /// The brief of a customer.
    pub fn new(customer: Id) -> Self {
        Self { customer, brief: None, of: None }
    }

    /// Asks for the brief of `customer` where it or the book has changed; `false` where there is none.
    pub fn refresh(&mut self, book: &Book, customer: Id, now: Now) -> crate::error::Result<bool> {
        let of = Some((customer, book.revision(), words::spoken(), now.today));
        if self.of != of {
            (self.customer, self.of) = (customer, of);
            self.brief = book.brief(customer, now)?;
        }
        Ok(self.brief.is_some())
    }

    /// Whose brief it is.
    pub fn customer(&self) -> Id {
        self.customer
    }

    /// Draws the page.
    pub fn ui(&self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(brief) = &self.brief else { return };
        ui.add_space(size::MARGIN);
        head_ui(ui, scene, brief);
        ui.add_space(size::GAP);
        let line = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
        ui.add_space(1.0);
        ScrollArea::vertical().auto_shrink(false).id_salt(("brief", self.customer)).show(ui, |ui| {
            ui.set_max_width((ui.available_width() - size::SCROLL_BAR).min(WIDEST));
            ui.spacing_mut().item_spacing.y = 2.0;
            let width = ui.available_width();
            if width < TWO_COLUMNS {
                brief.parts.iter().for_each(|(part, lines)| part_ui(ui, *part, lines));
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = BETWEEN;
                    for is_of_doing in [true, false] {
                        ui.allocate_ui_with_layout(vec2((width - BETWEEN) / 2.0, 0.0), Layout::top_down(Align::Min), |ui| {
                            ui.set_width((width - BETWEEN) / 2.0);
                            let parts = brief.parts.iter().filter(|(part, _)| part.is_of_doing() == is_of_doing);
                            parts.for_each(|(part, lines)| part_ui(ui, *part, lines));
                        });
                    }
                });
            }
            ui.add_space(size::PAGE);
        });
    }
}

/// Who it is, how late it is there, why now; and what can be done.
fn head_ui(ui: &mut Ui, scene: &mut Scene<'_>, brief: &Brief) {
    let colours = palette(ui.visuals());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        let buttons = 250.0_f32.min(ui.available_width() * 0.5);
        let width = ui.available_width() - buttons;
        ui.allocate_ui_with_layout(vec2(width, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
            text::cut_ui(ui, text::title(ui, brief.name.as_str()));
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::icon_ui(ui, ICON_CLOSE, &tr!("brief-close"), "Esc").clicked() {
                scene.push(Action::CloseBrief);
            }
            if button::icon_ui(ui, ICON_CONTENT_COPY, &tr!("brief-copy"), "").clicked() {
                scene.push(Action::Copy(brief.to_text()));
            }
            if button::primary_ui(ui, Some(ICON_EDIT_NOTE), &tr!("action-log-touch")).clicked() {
                scene.push(Action::LogTouch(brief.customer));
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        if !brief.tier.is_empty() {
            let words = chip::tier_words(&brief.tier);
            let width = chip::width(ui, words, false);
            let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), egui::Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &brief.tier));
            let mut sketch = Sketch::of(ui);
            chip::draw_chip(&mut sketch, rect.left(), rect.center().y, width + 0.5, words, chip::tier_tone(&brief.tier), false);
            sketch.paint(ui.painter());
        }
        if !brief.about.is_empty() {
            ui.label(text::dim(ui, brief.about.join(" · ")));
        }
        if let Some(zone) = brief.zone {
            let (words, tone) = office::words(zone.local(scene.now.at), brief.country, scene.now.today);
            let colour = if tone == Tone::Plain { colours.dim } else { colours.mark(tone) };
            ui.label(RichText::new(words).color(colour));
            ui.request_repaint_after_secs(scene.clock.seconds_to_full_minute());
        }
    });
    if !brief.why.is_empty() {
        text::wrapped_ui(ui, RichText::new(brief.why.as_str()));
    }
    if !brief.too_soon.is_empty() {
        text::wrapped_ui(ui, RichText::new(brief.too_soon.as_str()).color(colours.mark(Tone::Due)));
    }
}

fn part_ui(ui: &mut Ui, part: Part, lines: &[BriefLine]) {
    let colours = palette(ui.visuals());
    ui.add_space(size::GAP_WIDE);
    ui.label(text::bold(ui, part.title()));
    ui.add_space(2.0);
    if lines.is_empty() {
        let words = if part == Part::Promises { tr!("brief-no-promises") } else { tr!("brief-no-plan") };
        ui.label(text::caption(ui, words));
    }
    for line in lines {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP;
            let colour = if line.mark == Mark::Late { colours.mark(Tone::Overdue) } else { colours.text };
            match line.mark {
                Mark::Open | Mark::Ready => {
                    let (mark, said) = if line.mark == Mark::Ready {
                        (ICON_CHECK_BOX, tr!("brief-ready"))
                    } else {
                        (ICON_CHECK_BOX_OUTLINE_BLANK, tr!("brief-not-ready"))
                    };
                    let tone = if line.mark == Mark::Ready { Tone::Fine } else { Tone::Due };
                    ui.label(button::icon(mark).color(colours.mark(tone))).on_hover_text(said);
                }
                Mark::None | Mark::Late => {
                    ui.allocate_ui_with_layout(vec2(LABEL, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(LABEL);
                        text::wrapped_ui(ui, RichText::new(line.label.as_str()).size(size::CAPTION).color(colours.dim));
                    });
                }
            }
            ui.vertical(|ui| text::wrapped_ui(ui, RichText::new(line.text.as_str()).color(colour)));
        });
    }
}
