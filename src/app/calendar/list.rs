//! The agenda: the days that have something, one below the other, from the chosen day on.

use chrono::{Days, NaiveDate};
use egui::{Align, FontId, Rect, ScrollArea, Sense, Ui, vec2};

use super::entry::{Place, ROW};
use super::{Calendar, DAYS_ASKED, first_cell};
use crate::app::action::{Action, AtTime, Place as Page, Scene};
use crate::app::settings::CalendarView;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, days, text};
use crate::book::{Mark, Topic};
use crate::model::occasions::Occasion;
use crate::tr;

/// So many due days, and so many touches, are shown of a day; who wants all looks at the day.
const OF_A_DAY: usize = 12;

/// A row of the agenda.
enum Row {
    /// The head of a day.
    Day(NaiveDate),
    /// What is celebrated.
    Occasion(Occasion),
    /// An entry.
    Mark(Mark),
    /// So many more of that day.
    More(NaiveDate, usize),
}

impl Calendar {
    /// Draws it over all the room there is.
    pub(super) fn list_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let late = self.snapshot.overdue;
        if late > 0 && self.day == scene.now.today {
            let words = tr!("calendar-overdue", count = late, shown = text::grouped(late));
            if button::link_ui(ui, None, &words).clicked() {
                scene.push(Action::Go(Page::Today));
            }
        }
        let rows = self.agenda_rows();
        if rows.is_empty() {
            ui.add_space(size::PAGE);
            ui.vertical_centered(|ui| ui.label(text::dim(ui, tr!("calendar-agenda-empty"))));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt("calendar-list").auto_shrink(false).min_scrolled_height(0.0);
        if self.reveals
            && let Some(at) = rows.iter().position(|row| matches!(row, Row::Mark(mark) if Some(mark.key()) == self.at))
        {
            area = area.vertical_scroll_offset((at as f32 * ROW - ui.available_height() / 2.0).max(0.0));
        }
        area.show_rows(ui, ROW, rows.len(), |ui, range| {
            ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
            let marks = rows[range.clone()].iter().filter_map(|row| if let Row::Mark(mark) = row { Some(mark) } else { None });
            self.find_words(scene, marks);
            for row in &rows[range] {
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
                let inner = rect.with_min_x(rect.left() + size::GAP_WIDE);
                let day = match row {
                    Row::Day(day) | Row::More(day, _) => *day,
                    Row::Occasion(occasion) => occasion.on,
                    Row::Mark(mark) => mark.on,
                };
                self.drop_ui(ui, scene, rect, day, AtTime::Same);
                match row {
                    Row::Day(day) => day_head_ui(ui, *day, scene.now.today, rect),
                    Row::Occasion(occasion) => self.occasion_ui(ui, occasion, 0, inner),
                    Row::Mark(mark) => {
                        let is_at = self.at == Some(mark.key());
                        self.entry_ui(ui, scene, mark, Place { rect: inner, is_block: false, has_what: true, is_at, salt: "agenda" });
                    }
                    Row::More(day, more) => self.more_ui(ui, scene, *day, *more, inner),
                }
            }
        });
    }

    /// The entries of the agenda in the order in which they stand, those of long days cut.
    pub(super) fn agenda_marks(&self) -> Vec<Mark> {
        self.agenda_rows().into_iter().filter_map(|row| if let Row::Mark(mark) = row { Some(mark) } else { None }).collect()
    }

    fn agenda_rows(&self) -> Vec<Row> {
        let end = first_cell(self.month) + Days::new(DAYS_ASKED);
        let mut rows = Vec::new();
        for day in self.day.iter_days().take_while(|day| *day < end) {
            let (occasions, marks) = (self.snapshot.occasions_on(day), self.snapshot.on(day));
            if occasions.is_empty() && marks.is_empty() {
                continue;
            }
            rows.push(Row::Day(day));
            rows.extend(occasions.iter().cloned().map(Row::Occasion));
            // What a person planned or promised is never cut.
            let (mut due, mut touches, mut more) = (0, 0, 0);
            for mark in marks {
                let is_one_too_many = match mark.topic {
                    Topic::Due => {
                        due += 1;
                        due > OF_A_DAY
                    }
                    Topic::Touch => {
                        touches += 1;
                        touches > OF_A_DAY
                    }
                    _ => false,
                };
                if is_one_too_many {
                    more += 1;
                } else {
                    rows.push(Row::Mark(*mark));
                }
            }
            if more > 0 {
                rows.push(Row::More(day, more));
            }
        }
        rows
    }

    /// How many more there are on a day; pressed, it shows that day.
    pub(super) fn more_ui(&mut self, ui: &Ui, scene: &mut Scene<'_>, day: NaiveDate, more: usize, rect: Rect) {
        let palette = palette(ui.visuals());
        let words = tr!("calendar-more", shown = text::grouped(more));
        let response = ui.interact(rect, ui.scope_id().with(("more", day)), Sense::CLICK);
        let whole = tr!("calendar-more-on", day = self.said(day), shown = text::grouped(more));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &whole));
        let colour = if response.hovered() { palette.accent() } else { palette.dim };
        let place = rect.with_min_x(rect.left() + 17.0);
        let galley = text::cut(ui, &words, text::caption_font(), colour, place.width());
        text::paint(ui.painter(), place, galley, Align::Min, colour);
        if response.clicked() {
            self.show(day);
            scene.settings.calendar_view = CalendarView::Day;
            scene.push(Action::Go(Page::Calendar));
        }
    }
}

/// The head of a day: how far it is, and the day in full.
fn day_head_ui(ui: &mut Ui, day: NaiveDate, today: NaiveDate, rect: Rect) {
    let palette = palette(ui.visuals());
    let long = days::long(day);
    let response = ui.interact(rect, ui.scope_id().with(("day-head", day)), Sense::HOVER);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, &long));
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, palette.hairline());
    let place = rect.with_min_y(rect.top() + 2.0);
    let colour = match day.cmp(&today) {
        std::cmp::Ordering::Less => palette.mark(Tone::Overdue),
        std::cmp::Ordering::Equal => palette.accent(),
        std::cmp::Ordering::Greater => palette.text,
    };
    let said = text::sentence(&days::relative(day, today));
    let font = FontId::new(size::BODY, text::bold_family(ui, &said));
    let galley = text::cut(ui, &said, font, colour, place.width());
    let painted = text::paint(ui.painter(), place, galley, Align::Min, colour);
    let rest = place.with_min_x(painted.right() + size::GAP);
    let galley = text::cut(ui, &long, text::caption_font(), palette.faint, rest.width());
    text::paint(ui.painter(), rest, galley, Align::Min, palette.faint);
}
