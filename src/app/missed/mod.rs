//! The page of what passed while the window was closed: shown at the start where something did, each line leads to its customer, and
//! from here one goes to Today. Nothing happened unseen.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::TimeDelta;
use egui::{Align, FontId, Frame, Layout, Margin, Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::icons::{ICON_HISTORY_TOGGLE_OFF, ICON_SCHEDULE, ICON_TODAY};

use super::action::{Action, Scene};
use super::commands::Command;
use super::theme::{Palette, Tone, palette, size};
use super::widgets::finding::Finding;
use super::widgets::walk::{Step, Walk, Walked, ground_ui};
use super::widgets::{button, days, nothing, text};
use crate::book::{Book, LookingBack, Missed, MissedKind, MissedLine, Now};
use crate::error::Result;
use crate::model::reminder::Seen;
use crate::model::{Id, PromisedBy};
use crate::tr;

/// Smaller books are looked through between two frames.
const AT_ONCE: usize = 5_000;
/// For so long an office is closed at times.
const LONG_WEEKEND: TimeDelta = TimeDelta::days(5);
/// Room of the day at the end of a line.
const WHEN: f32 = 130.0;

/// A row of the page.
#[derive(Clone, Copy)]
enum Row {
    Head(MissedKind, usize),
    Line(usize),
    /// Festivals have no customer of their own.
    Seasons,
    Season(usize),
}

/// The state of the page.
#[derive(Default)]
pub struct MissedPage {
    /// When somebody looked last before this window was opened.
    seen: Option<Seen>,
    missed: Option<Arc<Missed>>,
    finding: Option<Finding<Result<Missed>>>,
    /// Whether the page still has to show itself.
    greets: bool,
    rows: Vec<Row>,
    walk: Walk,
    /// The first customer shall be selected, since its line has the keyboard.
    selects: bool,
    names: HashMap<Id, String>,
    names_of: u64,
}

impl MissedPage {
    /// Looks back to when somebody looked last; `None` at the very first start.
    pub fn begin(&mut self, seen: Option<Seen>, now: Now) {
        self.seen = seen;
        // What passed on the day before was seen then, or stands on Today.
        self.greets = seen.is_some_and(|seen| (now.today - seen.local.date()).num_days() > 1);
    }

    /// Somebody works already: the page stays where it can be asked for.
    pub fn stay_away(&mut self) {
        self.greets = false;
    }

    /// Puts the keyboard onto the list.
    pub fn take_focus(&mut self) {
        self.walk.take_focus();
    }

    /// Finds out what passed; returns whether the page wants to be shown, which it does once and only where something did.
    pub fn refresh(&mut self, book: &Book, now: Now, is_shown: bool) -> Result<bool> {
        if self.missed.is_none() && (self.greets || is_shown) {
            let Some(seen) = self.seen else {
                self.show(Missed::default());
                return Ok(false);
            };
            if let Some(finding) = &mut self.finding {
                match finding.take() {
                    Some(missed) => {
                        self.finding = None;
                        self.show(missed?);
                    }
                    None if finding.is_busy() => {}
                    None => self.finding = None,
                }
            } else if let Some(back) = book.looking_back(seen, now)? {
                if back.customers() <= AT_ONCE {
                    self.show(back.missed()?);
                } else {
                    self.finding = Some(Finding::start_waking(book.waker(), move || LookingBack::missed(&back)));
                }
            }
        }
        if self.names_of != book.revision() {
            self.names.clear();
            self.names_of = book.revision();
        }
        let has_found = self.missed.as_ref().is_some_and(|missed| !missed.is_empty());
        let greets = self.greets && has_found;
        if self.missed.is_some() {
            self.greets = false;
        }
        Ok(greets)
    }

    fn show(&mut self, missed: Missed) {
        self.rows.clear();
        let mut at = 0;
        for kind in MissedKind::ALL {
            let count = missed.count(kind);
            if count > 0 {
                self.rows.push(Row::Head(kind, count));
                self.rows.extend((at..at + count).map(Row::Line));
                at += count;
            }
        }
        if !missed.seasons.is_empty() {
            self.rows.push(Row::Seasons);
            self.rows.extend((0..missed.seasons.len()).map(Row::Season));
        }
        self.missed = Some(Arc::new(missed));
        self.walk = Walk::default();
        self.walk.take_focus();
        self.selects = true;
    }

    /// Whether the page shows what passed, or is about to: nothing else has to say it as well.
    pub fn tells(&self, is_shown: bool) -> bool {
        is_shown || self.greets
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        let missed = self.missed.clone();
        ui.horizontal(|ui| {
            ui.set_min_height(size::CONTROL);
            ui.label(text::title(ui, tr!("missed-title")));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::primary_ui(ui, Some(ICON_TODAY), &tr!("missed-go-today")).clicked() {
                    scene.push(Action::Run(Command::GoToday));
                }
            });
        });
        let Some(missed) = missed else {
            ui.horizontal(|ui| {
                ui.add(egui::Spinner::new().size(size::ICON));
                ui.label(text::dim(ui, tr!("missed-looking")));
            });
            return;
        };
        if missed.is_empty() {
            nothing::ui(ui, ICON_HISTORY_TOGGLE_OFF, &tr!("missed-nothing"), &tr!("missed-nothing-hint"));
            return;
        }
        let days = (missed.today - missed.since).num_days();
        let words = tr!("missed-what", day = days::long(missed.since), days = days);
        text::wrapped_ui(ui, text::dim(ui, words));
        ui.add_space(size::GAP);
        // Nobody doubts the clock after a long weekend; what is dropped then is asked about twice all the same.
        if let Some(jump) = missed.jump.filter(|jump| *jump < TimeDelta::zero() || *jump > LONG_WEEKEND) {
            jump_ui(ui, jump.num_hours());
        }
        self.list_ui(ui, scene, &missed);
    }

    fn list_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, missed: &Missed) {
        let name = tr!("missed-list");
        let rows = std::mem::take(&mut self.rows);
        let mut walk = std::mem::take(&mut self.walk);
        let leads = |at: usize| matches!(rows.get(at), Some(Row::Line(_)));
        let mut led = None;
        let walked = walk.ui(ui, &name, (rows.len(), size::ROW), scene.is_composing, &leads, |ui, step| {
            let Some(row) = rows.get(step.at) else { return };
            match row {
                Row::Head(kind, count) => head_ui(ui, &name_of(*kind), *count),
                Row::Seasons => head_ui(ui, &tr!("missed-seasons"), missed.seasons.len()),
                Row::Season(at) => {
                    let (season, count) = missed.seasons[*at];
                    let words = tr!("missed-season", count = count, shown = text::grouped(count));
                    plain_ui(ui, season.name(), &words, &days::relative(season.on, missed.today));
                }
                Row::Line(at) => {
                    let line = &missed.lines[*at];
                    let customer = self.name(scene, line.customer);
                    if let Some(is_opened) = line_ui(ui, &step, line, &customer, &about(scene, line), missed.today) {
                        led = Some(step.at);
                        let id = line.customer;
                        scene.push(if is_opened { Action::Jump(id) } else { Action::Select(id) });
                    }
                }
            }
        });
        if let Some(at) = led {
            walk.lead(ui, &name, at);
        }
        if std::mem::take(&mut self.selects)
            && let Some(Row::Line(at)) = rows.get(walk.at)
        {
            scene.push(Action::Select(missed.lines[*at].customer));
        }
        if let (Some(walked), Some(Row::Line(at))) = (walked, rows.get(walk.at)) {
            let customer = missed.lines[*at].customer;
            match walked {
                Walked::Moved => scene.push(Action::Select(customer)),
                Walked::Opened => scene.push(Action::Jump(customer)),
                Walked::Ticked => {}
            }
        }
        (self.rows, self.walk) = (rows, walk);
    }

    fn name(&mut self, scene: &Scene<'_>, customer: Id) -> String {
        let found = self.names.entry(customer).or_insert_with(|| {
            let row = scene.book.rows(&[customer], &[]).into_iter().next();
            row.map(|row| row.name).unwrap_or_else(|| tr!("missed-gone"))
        });
        found.clone()
    }
}

/// What a line is about, beside its customer.
fn about(scene: &Scene<'_>, line: &MissedLine) -> String {
    match (line.kind, line.side, line.contact) {
        (MissedKind::Promise, Some(PromisedBy::Us), _) => tr!("missed-we-promised", what = line.what.as_str()),
        (MissedKind::Promise, ..) => tr!("missed-they-promised", what = line.what.as_str()),
        (MissedKind::Birthday, _, Some(contact)) => scene.book.contact_name(contact).unwrap_or_default(),
        _ => String::new(),
    }
}

fn name_of(kind: MissedKind) -> String {
    match kind {
        MissedKind::Promise => tr!("missed-promises"),
        MissedKind::Due => tr!("missed-due"),
        MissedKind::Pool => tr!("missed-pool"),
        MissedKind::Birthday => tr!("missed-birthdays"),
    }
}

/// Why so much may have passed at once.
fn jump_ui(ui: &mut Ui, hours: i64) {
    let colours = palette(ui.visuals());
    let frame = Frame::new().fill(colours.ground(Tone::Due)).corner_radius(size::CORNER).inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.label(button::icon(ICON_SCHEDULE).color(colours.mark(Tone::Due)));
            let words = if hours > 0 {
                tr!("missed-jump", days = hours / 24, hours = hours % 24)
            } else {
                tr!("missed-jump-back", days = -hours / 24, hours = -hours % 24)
            };
            text::wrapped_ui(ui, egui::RichText::new(words).color(colours.mark(Tone::Due)));
        });
    });
    ui.add_space(size::GAP);
}

fn head_ui(ui: &mut Ui, words: &str, count: usize) {
    let colours = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let count = text::grouped(count);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, format!("{words}, {count}")));
    let rect = rect.with_min_y(rect.top() + 6.0);
    let font = FontId::new(size::BODY, text::bold_family(ui, words));
    let galley = text::cut(ui, words, font, colours.text, rect.width());
    let drawn = text::paint(ui.painter(), rect, galley, Align::Min, colours.text);
    let galley = text::cut(ui, &count, text::caption_font(), colours.faint, rect.width());
    text::paint(ui.painter(), rect.with_min_x(drawn.right() + size::GAP), galley, Align::Min, colours.faint);
}

/// A line that leads nowhere.
fn plain_ui(ui: &mut Ui, words: &str, about: &str, when: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, size::ROW), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ListItem, true, format!("{words}, {about}, {when}")));
    let colours = palette(ui.visuals());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, colours.hairline());
    paint(ui, colours, rect, (words, about, when), Tone::Plain);
}

/// A line that leads to its customer; returns whether it was pressed, once or twice.
fn line_ui(ui: &mut Ui, step: &Step, line: &MissedLine, customer: &str, about: &str, today: chrono::NaiveDate) -> Option<bool> {
    let colours = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, size::ROW), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("missed", step.at)), Sense::click());
    let when = match line.kind {
        MissedKind::Birthday => days::relative(line.on, today),
        MissedKind::Pool => tr!("missed-pool-on", day = days::relative(line.on, today)),
        MissedKind::Promise | MissedKind::Due => days::due(line.on, today).0,
    };
    let spoken = [customer, about, when.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, step.is_lead, &spoken));
    ground_ui(ui, rect, *step, response.hovered());
    let tone = match line.kind {
        MissedKind::Promise | MissedKind::Due => Tone::Overdue,
        MissedKind::Pool => Tone::Pool,
        MissedKind::Birthday => Tone::Plain,
    };
    paint(ui, colours, rect, (customer, about, &when), tone);
    let pressed = response.clicked().then(|| response.double_clicked());
    response.on_hover_text(spoken.replace(", ", "\n"));
    pressed
}

fn paint(ui: &Ui, colours: &Palette, rect: Rect, (words, about, when): (&str, &str, &str), tone: Tone) {
    let inner = rect.shrink2(vec2(size::GAP, 0.0));
    let last = inner.with_min_x(inner.right() - WHEN);
    let colour = if tone == Tone::Plain { colours.dim } else { colours.mark(tone) };
    let galley = text::cut(ui, when, text::body_font(), colour, WHEN);
    text::paint(ui.painter(), last, galley, Align::Max, colour);
    let place = Rect::from_min_max(inner.min, pos2(last.left() - size::GAP, inner.bottom()));
    let font = FontId::new(size::BODY, text::bold_family(ui, words));
    let galley = text::cut(ui, words, font, colours.text, if about.is_empty() { place.width() } else { place.width() * 0.6 });
    let drawn = text::paint(ui.painter(), place, galley, Align::Min, colours.text);
    let rest = place.with_min_x(drawn.right() + size::GAP_WIDE);
    let galley = text::cut(ui, about, text::body_font(), colours.dim, rest.width().max(0.0));
    text::paint(ui.painter(), rest, galley, Align::Min, colours.dim);
}
