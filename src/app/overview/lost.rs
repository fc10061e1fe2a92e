//! Lost customers of a month (S1.12): how many for which reason, what was learnt, and of whom nobody has said yet why.

use chrono::{Datelike, Months, NaiveDate};
use egui::accesskit::Role;
use egui::{Align, CornerRadius, Key, Layout, Modifiers, Rect, Sense, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT, ICON_CLOSE};

use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::finding::Finding;
use crate::app::widgets::{button, days, text};
use crate::book::{Asked, Book, Edit, Lost, LostReview, Now, lost_of};
use crate::error::Result;
use crate::model::lost::LostBecause;
use crate::model::{Field, Id};
use crate::tr;

/// So many of each list are shown; the rest is counted.
const SHOWN: usize = 30;
/// Room of the name, the reason and the day of a row.
const NAME: f32 = 220.0;
const REASON: f32 = 110.0;
const DAY: f32 = 84.0;
/// Widest a reason is typed.
const TYPED: f32 = 420.0;

/// What decides whether the review has to be asked again.
type Of = (u64, NaiveDate, NaiveDate);

/// The state of the part.
#[derive(Default)]
pub struct LostPart {
    /// The first day of the month that is shown; none for the present one.
    month: Option<NaiveDate>,
    review: Option<LostReview>,
    of: Option<Of>,
    finding: Option<Finding<Result<LostReview>>>,
    /// Whose reason is being typed, and whether the line still has to take the keyboard.
    typing: Option<Typing>,
}

struct Typing {
    customer: Id,
    text: String,
    takes_focus: bool,
}

impl LostPart {
    fn month(&self, today: NaiveDate) -> NaiveDate {
        self.month.unwrap_or_else(|| today.with_day(1).unwrap_or(today))
    }

    /// Asks again where book, day or month have changed; a thread finds out.
    pub fn refresh(&mut self, book: &Book, now: Now) -> Result<()> {
        let month = self.month(now.today);
        let of = Some((book.revision(), now.today, month));
        if self.of != of
            && let Some(question) = book.lost_question(month, now)?
        {
            let reader = book.reader()?;
            self.finding = Some(Finding::start_waking(book.waker(), move || lost_of(&reader, &question)));
            self.of = of;
        }
        if let Some(found) = self.finding.as_mut().and_then(Finding::take) {
            self.review = Some(found?);
        }
        Ok(())
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        self.head_ui(ui, scene.now.today);
        let Some(review) = self.review.take() else {
            ui.label(text::dim(ui, tr!("overview-reading")));
            return;
        };
        ui.spacing_mut().item_spacing.y = 0.0;
        if review.lost.is_empty() {
            ui.label(text::dim(ui, tr!("lost-nobody")));
        } else {
            reasons_ui(ui, &review);
            ui.add_space(size::GAP_SMALL);
            review.lost.iter().take(SHOWN).for_each(|lost| lost_ui(ui, scene, lost));
            more_ui(ui, review.lost.len());
        }
        if !review.asked.is_empty() {
            ui.add_space(size::MARGIN);
            let words = tr!("lost-asked", count = review.asked.len(), shown = text::grouped(review.asked.len()));
            ui.label(text::bold(ui, words));
            text::wrapped_ui(ui, text::dim(ui, tr!("lost-asked-what")));
            ui.add_space(size::GAP_SMALL);
            review.asked.iter().take(SHOWN).for_each(|asked| self.asked_ui(ui, scene, asked));
            more_ui(ui, review.asked.len());
        }
        ui.add_space(size::PAGE);
        self.review = Some(review);
    }

    /// The month, and the way to others.
    fn head_ui(&mut self, ui: &mut Ui, today: NaiveDate) {
        let month = self.month(today);
        ui.horizontal(|ui| {
            ui.set_height(size::CONTROL);
            let count = self.review.as_ref().map_or(0, |review| review.lost.len());
            ui.label(text::bold(ui, tr!("lost-title", month = days::month(month), count = count, shown = text::grouped(count))));
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(size::GAP);
            let is_past = |on: &NaiveDate| *on <= today;
            for (mark, name, to) in [
                (ICON_CHEVRON_LEFT, tr!("lost-month-before"), month.checked_sub_months(Months::new(1))),
                (ICON_CHEVRON_RIGHT, tr!("lost-month-after"), month.checked_add_months(Months::new(1)).filter(is_past)),
            ] {
                let response = ui.add_enabled_ui(to.is_some(), |ui| button::small_icon_ui(ui, mark, &name)).inner;
                if response.clicked() {
                    self.month = to;
                }
            }
        });
    }

    /// One who is asked about; pressed, a line opens for the reason.
    fn asked_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, asked: &Asked) {
        let is_typed = self.typing.as_ref().is_some_and(|typing| typing.customer == asked.customer);
        ui.horizontal(|ui| {
            ui.set_height(size::ROW);
            ui.spacing_mut().item_spacing.x = size::GAP;
            name_ui(ui, scene, asked.customer, &asked.name);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = tr!("lost-give-reason", name = asked.name.as_str());
                if button::link_ui(ui, None, &tr!("lost-reason-link")).on_hover_text(&words).clicked() {
                    let typing = Typing { customer: asked.customer, text: String::new(), takes_focus: true };
                    self.typing = (!is_typed).then_some(typing);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| text::cut_ui(ui, text::dim(ui, asked.why.text())));
            });
        });
        if is_typed {
            self.reason_ui(ui, scene, asked);
        }
    }

    /// The line in which the reason is typed, below the usual ones.
    fn reason_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, asked: &Asked) {
        let Some(typing) = &mut self.typing else { return };
        let (mut is_done, mut is_given_up) = (false, false);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(size::GAP_SMALL, size::GAP_SMALL);
            ui.add_space(size::GAP);
            for because in LostBecause::ALL {
                let words = because.name();
                let is_chosen = typing.text.starts_with(&words);
                if ui.add(egui::Button::selectable(is_chosen, &words)).clicked() {
                    typing.text = format!("{words}{}", tr!("lost-colon"));
                    typing.takes_focus = true;
                }
            }
        });
        ui.horizontal(|ui| {
            ui.set_height(size::CONTROL + size::GAP);
            ui.add_space(size::GAP);
            let name = tr!("lost-give-reason", name = asked.name.as_str());
            let id = ui.scope_id().with("lost-reason");
            let edit = TextEdit::singleline(&mut typing.text).id(id).hint_text(tr!("lost-reason-hint"));
            let width = (ui.available_width() - 140.0).clamp(120.0, TYPED);
            let edit = edit.desired_width(width).min_size(vec2(width, size::CONTROL)).align(egui::Align2::LEFT_CENTER);
            let response = ui.add(edit).accessible_name(&name);
            if std::mem::take(&mut typing.takes_focus) {
                response.request_focus();
                let end = egui::text::CCursor::new(typing.text.chars().count());
                if let Some(mut state) = egui::TextEdit::load_state(ui, id) {
                    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
                    state.store(ui, id);
                }
            }
            let takes = |ui: &Ui, key| !scene.is_composing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            is_done = response.lost_focus() && takes(ui, Key::Enter);
            is_given_up = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
            is_done |= button::plain_ui(ui, None, &tr!("lost-save")).clicked();
            is_given_up |= button::small_icon_ui(ui, ICON_CLOSE, &tr!("form-close")).clicked();
        });
        let reason = typing.text.trim().trim_end_matches([':', '：']).trim().to_owned();
        if is_done && !reason.is_empty() {
            scene.edit(Edit::SetField { customers: vec![asked.customer], field: Field::LostReason, text: reason });
            is_given_up = true;
        }
        if is_given_up {
            self.typing = None;
        }
    }
}

/// How many for which reason.
fn reasons_ui(ui: &mut Ui, review: &LostReview) {
    let palette = palette(ui.visuals());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP, size::GAP_SMALL);
        for (because, count) in review.reasons() {
            let words = tr!("lost-reason-count", reason = name_of(because), shown = text::grouped(count));
            let galley = text::cut(ui, &words, text::caption_font(), palette.text, 240.0);
            let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 6.0), Sense::HOVER);
            response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &words));
            ui.painter().rect_filled(rect, CornerRadius::same(size::CHIP_CORNER), palette.ground(Tone::Plain));
            text::paint(ui.painter(), rect, galley, Align::Center, palette.text);
        }
    });
}

/// What a reason is called.
fn name_of(because: Option<LostBecause>) -> String {
    because.map_or_else(|| tr!("lost-other"), LostBecause::name)
}

/// The name of a customer, which leads to it.
fn name_ui(ui: &mut Ui, scene: &mut Scene<'_>, customer: Id, name: &str) {
    let palette = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(NAME, size::ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, name));
    let colour = if response.hovered() || response.has_focus() { palette.accent() } else { palette.text };
    let galley = text::cut(ui, name, text::body_font(), colour, rect.width());
    text::paint(ui.painter(), rect, galley, Align::Min, colour);
    if response.clicked() {
        scene.push(Action::Select(customer));
    }
    if response.double_clicked() {
        scene.push(Action::Jump(customer));
    }
}

/// One who was lost: who, why, what was learnt, when.
fn lost_ui(ui: &mut Ui, scene: &mut Scene<'_>, lost: &Lost) {
    ui.horizontal(|ui| {
        ui.set_height(size::ROW);
        ui.spacing_mut().item_spacing.x = size::GAP;
        name_ui(ui, scene, lost.customer, &lost.name);
        let palette = palette(ui.visuals());
        let (whole, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::HOVER);
        let reason = name_of(lost.why.because);
        let heard = if lost.heard.is_empty() { String::new() } else { tr!("lost-heard", what = lost.heard.as_str()) };
        let learnt = [lost.why.learnt.as_str(), heard.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let day = days::relative(lost.on, scene.now.today);
        let said =
            [reason.as_str(), learnt.as_str(), day.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, format!("{}: {said}", lost.name)));
        let part = |from: f32, to: f32| Rect::from_min_max(egui::pos2(from, whole.top()), egui::pos2(to, whole.bottom()));
        let (first, last) = (whole.left() + REASON, whole.right() - DAY);
        for (place, words, colour, align) in [
            (part(whole.left(), first - size::GAP), &reason, palette.text, Align::Min),
            (part(first, last - size::GAP), &learnt, palette.dim, Align::Min),
            (part(last, whole.right()), &day, palette.faint, Align::Max),
        ] {
            let galley = text::cut(ui, words, text::body_font(), colour, place.width());
            text::paint(ui.painter(), place, galley, align, colour);
        }
        if !learnt.is_empty() {
            response.on_hover_text(learnt);
        }
    });
}

/// How many more there are than are shown.
fn more_ui(ui: &mut Ui, count: usize) {
    if count > SHOWN {
        ui.label(text::caption(ui, tr!("lost-more", count = count - SHOWN, shown = text::grouped(count - SHOWN))));
    }
}
