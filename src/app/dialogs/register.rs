//! The card register: who has which card, what should be back, and every card that was printed.

use egui::{Align, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons::{ICON_ASSIGNMENT_RETURN, ICON_FACT_CHECK};

use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, days, modal, nothing, text};
use crate::book::{Book, Edit, RegisterEdit, RegisterLine, RegisterPart};
use crate::error::Result;
use crate::model::Id;
use crate::tr;

const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 380.0;
/// Room of who has it, of a day, and of the button at the end.
const WHO: f32 = 120.0;
const DAY: f32 = 96.0;
const BUTTON: f32 = 104.0;
const LINE: f32 = 40.0;
const ROWS_APART: f32 = 8.5;

/// What the dialog shows.
#[derive(Default)]
pub struct RegisterForm {
    part: RegisterPart,
    lines: Vec<RegisterLine>,
    /// How many are out, and how many of them should be back.
    counts: (usize, usize),
    /// Revision, part and day for which the lines were asked.
    of: Option<(u64, RegisterPart, chrono::NaiveDate)>,
}

/// What was pressed on a line.
enum Pressed {
    Return,
    Show,
}

impl RegisterForm {
    /// Asks the book again where it or the question has changed.
    pub(super) fn look(&mut self, book: &Book) -> Result<()> {
        let of = Some((book.revision(), self.part, book.today()));
        if self.of != of {
            let out = book.register(RegisterPart::Out, book.today())?;
            self.counts = (out.len(), out.iter().filter(|line| line.copy.is_overdue(book.today())).count());
            self.lines = if self.part == RegisterPart::Out { out } else { book.register(self.part, book.today())? };
            self.of = of;
        }
        Ok(())
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, scene: &mut Scene<'_>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::ui(ui, "card-register", WIDTH, |ui| {
            ui.label(text::title(ui, tr!("register-title")));
            ui.add_space(size::GAP_SMALL);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = size::MARGIN;
                for (part, words) in [
                    (RegisterPart::Out, tr!("register-part-out", count = self.counts.0)),
                    (RegisterPart::Overdue, tr!("register-part-overdue", count = self.counts.1)),
                    (RegisterPart::All, tr!("register-part-all")),
                ] {
                    if button::tab_ui(ui, &words, self.part == part).clicked() {
                        self.part = part;
                    }
                }
            });
            ui.add_space(size::GAP);
            ui.allocate_ui_with_layout(vec2(ui.available_width(), HEIGHT), Layout::top_down(Align::Min), |ui| {
                ui.set_min_height(HEIGHT);
                stays &= self.list_ui(ui, scene);
            });
            ui.add_space(size::GAP_WIDE);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                stays &= !button::primary_ui(ui, None, &tr!("register-close")).clicked();
                let out: Vec<Id> = self.lines.iter().filter(|line| line.copy.is_out()).map(|line| line.copy.id).collect();
                let words = tr!("register-return-all", count = out.len());
                if out.len() > 1 && button::plain_ui(ui, Some(ICON_ASSIGNMENT_RETURN), &words).clicked() {
                    scene.edit(Edit::Register(RegisterEdit::ReturnCards { copies: out }));
                }
                let selected = scene.selection.ids();
                let words = tr!("register-check-selected", count = selected.len());
                if !selected.is_empty() && button::plain_ui(ui, Some(ICON_FACT_CHECK), &words).clicked() {
                    scene.edit(Edit::Register(RegisterEdit::CheckCards { customers: selected, note: String::new() }));
                }
            });
        });
        stays && !wants_close
    }

    /// The lines; returns whether the dialog stays open.
    fn list_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>) -> bool {
        if self.lines.is_empty() {
            let words = match self.part {
                RegisterPart::All => tr!("register-none-printed"),
                _ => tr!("register-none-out"),
            };
            nothing::ui(ui, ICON_ASSIGNMENT_RETURN, &words, &tr!("register-none-hint"));
            return true;
        }
        let mut stays = true;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, LINE, self.lines.len(), |ui, range| {
            for line in &self.lines[range] {
                match line_ui(ui, scene, line) {
                    Some(Pressed::Return) => {
                        scene.edit(Edit::Register(RegisterEdit::ReturnCards { copies: vec![line.copy.id] }));
                    }
                    Some(Pressed::Show) => {
                        scene.push(Action::Jump(line.copy.customer));
                        stays = false;
                    }
                    None => {}
                }
            }
        });
        stays
    }
}

/// One card: whose and what for, who has it since when, and when it shall be back or came back.
fn line_ui(ui: &mut Ui, scene: &Scene<'_>, line: &RegisterLine) -> Option<Pressed> {
    let (colours, today, copy) = (palette(ui.visuals()), scene.now.today, &line.copy);
    let printed = scene.clock.local(copy.printed_at_ms).date();
    let (when, tone) = match (copy.taken_on, copy.due_back_on, copy.returned_on) {
        (Some(_), _, Some(back)) => (tr!("register-back", day = days::relative(back, today)), Tone::Plain),
        (Some(_), Some(due), None) => days::due(due, today),
        (Some(_), None, None) => (tr!("register-no-day"), Tone::Plain),
        (None, ..) => (String::new(), Tone::Plain),
    };
    let since = copy.taken_on.map_or_else(
        || tr!("register-printed", day = days::relative(printed, today)),
        |taken| tr!("register-taken", day = days::relative(taken, today)),
    );
    let said: Vec<&str> =
        [&line.name, &copy.taken_by, &since, &when, &copy.why].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, LINE), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("copy", copy.id)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ListItem, true, said.join(", ")));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, size::CORNER, colours.hover);
    }
    let mut pressed = None;
    let end = Rect::from_min_max(pos2(rect.right() - BUTTON, rect.top()), rect.max);
    if copy.is_out() {
        let mut inner =
            ui.new_child(UiBuilder::new().id_salt(("return", copy.id)).max_rect(end).layout(Layout::right_to_left(Align::Center)));
        let name = tr!("register-return-of", name = line.name.as_str());
        if button::link_ui(&mut inner, None, &tr!("register-return")).accessible_name(name).clicked() {
            pressed = Some(Pressed::Return);
        }
    }
    let (above, below) = (rect.translate(vec2(0.0, -ROWS_APART)), rect.translate(vec2(0.0, ROWS_APART)));
    let put = |row: Rect, from: f32, to: f32, words: &str, font, colour| {
        let place = row.with_min_x(from).with_max_x(to - size::GAP);
        let galley = text::cut(ui, words, font, colour, place.width());
        text::paint(ui.painter(), place, galley, Align::Min, colour);
    };
    let (when_at, who_at) = (end.left() - DAY, end.left() - DAY - WHO);
    let left = rect.left() + size::GAP_SMALL;
    put(above, left, who_at, &line.name, text::body_font(), colours.text);
    put(below, left, who_at, &copy.why, text::caption_font(), colours.dim);
    put(above, who_at, when_at, &copy.taken_by, text::body_font(), colours.text);
    put(below, who_at, end.left(), &since, text::caption_font(), colours.dim);
    let colour = if tone == Tone::Plain { colours.dim } else { colours.mark(tone) };
    put(above, when_at, end.left(), &when, text::body_font(), colour);
    if response.clicked() && pressed.is_none() {
        pressed = Some(Pressed::Show);
    }
    pressed
}
