//! Supervision of oneself: what was due and what was done, week by week; who is late; how many of each tier are kept in touch with; how
//! quickly inquiries are answered. And the digest of it for the boss.

mod chart;
mod lost;

use std::sync::Arc;

use egui::{Align, FontId, Rect, ScrollArea, Sense, Ui, pos2, vec2};
use egui_material_icons::icons::ICON_SEND;

use super::action::{Action, Place, Scene};
use super::theme::{Tone, palette, size};
use super::widgets::finding::Finding;
use super::widgets::{button, text};
use crate::book::{Book, Now, overview_of};
use crate::error::Result;
use crate::model::cadence::Rules;
use crate::model::overview::{Overview, TierView, tier_at};
use crate::tr;
use chart::{Bars, bars_ui, line_ui, shares_ui};

/// Height of a chart with its head.
const CHART: f32 = 228.0;
/// Higher than this a chart says no more.
const CHART_HIGHEST: f32 = 420.0;
/// Height of the numbers at the top.
const NUMBERS: f32 = 76.0;
/// From this width on two charts stand side by side.
const SIDE_BY_SIDE: f32 = 760.0;

/// The state of the page.
#[derive(Default)]
pub struct OverviewPage {
    overview: Option<Overview>,
    of: Option<(u64, chrono::NaiveDate)>,
    asked: Option<Finding<Result<Overview>>>,
    /// The tier of which the weeks are shown, by its place; none for all.
    tier: Option<usize>,
    /// The rules by which it was worked out.
    rules: Arc<Rules>,
    lost: lost::LostPart,
}

impl OverviewPage {
    /// Asks again where the book or the day has changed; a thread finds out. Call while the page is in sight.
    pub fn refresh(&mut self, book: &Book, now: Now) -> Result<()> {
        let of = Some((book.revision(), now.today));
        if self.of != of
            && let Some(question) = book.overview_question(now)?
        {
            let reader = book.reader()?;
            self.asked = Some(Finding::start_waking(book.waker(), move || overview_of(&reader, &question)));
            self.rules = book.rules()?;
            self.of = of;
        }
        self.lost.refresh(book, now)?;
        if let Some(found) = self.asked.as_mut().and_then(Finding::take) {
            self.overview = Some(found?);
        }
        Ok(())
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        ui.horizontal(|ui| {
            ui.set_height(size::HEAD);
            ui.label(text::title(ui, tr!("overview-title")));
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                if button::plain_ui(ui, Some(ICON_SEND), &tr!("overview-digest")).clicked() {
                    scene.push(Action::AskForDigest);
                }
                ui.add_space(size::GAP);
                ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| text::cut_ui(ui, text::dim(ui, tr!("overview-about"))));
            });
        });
        ui.add_space(size::GAP);
        let Some(overview) = &self.overview else {
            ui.add_space(3.0 * size::PAGE);
            ui.vertical_centered(|ui| {
                ui.add(egui::Spinner::new().size(size::ICON));
                ui.label(text::dim(ui, tr!("overview-reading")));
            });
            return;
        };
        let rules = Arc::clone(&self.rules);
        let all = overview.all();
        ScrollArea::vertical().id_salt("overview").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
            if numbers_ui(ui, overview, &all) {
                scene.push(Action::Go(Place::Today));
            }
            ui.add_space(size::GAP_WIDE);
            let width = ui.available_width();
            let columns = if width >= SIDE_BY_SIDE { 2 } else { 1 };
            let each = (width - size::PAGE * (columns - 1) as f32) / columns as f32;
            // What room there is belongs to the charts; where it is short, they keep their least and the page scrolls.
            let rows = 4 / columns;
            let chart = ((ui.available_height() - size::PAGE) / rows as f32).clamp(CHART, CHART_HIGHEST);
            let (whole, _) = ui.allocate_exact_size(vec2(width, chart * rows as f32 + size::PAGE), Sense::hover());
            let place = |at: usize| {
                let corner = whole.min + vec2((at % columns) as f32 * (each + size::PAGE), (at / columns) as f32 * chart);
                Rect::from_min_size(corner, vec2(each, chart - size::MARGIN))
            };
            self.tier = weeks_ui(ui, overview, &all, &rules, self.tier, place(0));
            late_ui(ui, overview, &all, &rules, self.tier, place(1));
            coverage_ui(ui, overview, &rules, place(2));
            replies_ui(ui, overview, &rules, place(3));
            ui.add_space(size::MARGIN);
            self.lost.ui(ui, scene);
        });
    }
}

/// The four numbers; returns whether that of the late ones was pressed.
fn numbers_ui(ui: &mut Ui, overview: &Overview, all: &TierView) -> bool {
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), NUMBERS), Sense::hover());
    let width = whole.width() / 4.0;
    let place = |at: usize| Rect::from_min_size(whole.min + vec2(at as f32 * width, 0.0), vec2(width - size::GAP_WIDE, NUMBERS));
    let week = all.weeks.last().copied().unwrap_or_default();
    let before = all.weeks.iter().rev().nth(1).copied().unwrap_or_default();
    let last = |count: u32| tr!("overview-last-week", shown = text::grouped(count as usize));
    let (done, due) = (text::grouped(week.done as usize), text::grouped(week.due as usize));
    let of = tr!("overview-of-due", due = due.as_str());
    number_ui(ui, place(0), &tr!("overview-done"), &done, &format!("{of} · {}", last(before.done)), Tone::Plain);
    let tone = if week.late > 0 { Tone::Overdue } else { Tone::Fine };
    let late = number_ui(ui, place(1), &tr!("overview-late"), &text::grouped(week.late as usize), &last(before.late), tone);
    let share = percent(all.covered, all.customers);
    let words = tr!("overview-covered-of", covered = text::grouped(all.covered as usize), all = text::grouped(all.customers as usize));
    number_ui(ui, place(2), &tr!("overview-coverage"), &share, &words, Tone::Plain);
    let mut took: Vec<u32> = overview.replies.iter().flat_map(|week| week.took.iter().copied()).collect();
    took.sort_unstable();
    let median = took.len().checked_sub(1).map(|last| took[last / 2]);
    let (in_time, open) =
        (overview.replies.iter().map(|week| week.in_time).sum::<u32>(), overview.replies.iter().map(|week| week.open).sum::<u32>());
    let words = if took.is_empty() && open == 0 {
        tr!("overview-no-inquiries")
    } else {
        tr!("overview-replies-sum", percent = percent(in_time, took.len() as u32), open = text::grouped(open as usize))
    };
    number_ui(ui, place(3), &tr!("overview-reply"), &median.map_or_else(|| "—".to_owned(), duration), &words, Tone::Plain);
    late.clicked()
}

/// A number that matters, what it is, and what stands beside it.
fn number_ui(ui: &Ui, rect: Rect, title: &str, number: &str, beside: &str, tone: Tone) -> egui::Response {
    let palette = palette(ui.visuals());
    let response = ui.interact(rect, ui.scope_id().with(("number", title)), Sense::CLICK);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{title}: {number}, {beside}")));
    let galley = text::cut(ui, title, text::caption_font(), palette.dim, rect.width());
    text::paint(ui.painter(), rect.with_max_y(rect.top() + 18.0), galley, Align::Min, palette.dim);
    let colour = if tone == Tone::Plain { palette.text } else { palette.mark(tone) };
    let galley = text::cut(ui, number, FontId::new(size::COUNT, text::bold_family(ui, number)), colour, rect.width());
    text::paint(
        ui.painter(),
        Rect::from_min_max(pos2(rect.left(), rect.top() + 20.0), pos2(rect.right(), rect.top() + 52.0)),
        galley,
        Align::Min,
        colour,
    );
    let galley = text::cut(ui, beside, text::caption_font(), palette.faint, rect.width());
    text::paint(ui.painter(), rect.with_min_y(rect.top() + 54.0), galley, Align::Min, palette.faint);
    response
}

/// The weeks of a tier, or of all: due beside done. Returns which tier is shown from now on.
fn weeks_ui(ui: &mut Ui, overview: &Overview, all: &TierView, rules: &Rules, tier: Option<usize>, rect: Rect) -> Option<usize> {
    let body =
        chart::head_ui(ui, rect, &tr!("overview-weeks"), &[(tr!("overview-legend-due"), false), (tr!("overview-legend-done"), true)]);
    let mut chosen = tier;
    let tabs = body.with_max_y(body.top() + size::COMPACT);
    let mut inner = ui.new_child(egui::UiBuilder::new().id_salt("tiers").max_rect(tabs).layout(egui::Layout::left_to_right(Align::Center)));
    inner.spacing_mut().item_spacing.x = size::GAP_WIDE;
    inner.shrink_clip_rect(tabs.expand2(vec2(0.0, 4.0)));
    if button::tab_ui(&mut inner, &tr!("overview-all-tiers"), tier.is_none()).clicked() {
        chosen = None;
    }
    for at in with_customers(overview) {
        if button::tab_ui(&mut inner, &tier_name(rules, at), tier == Some(at)).clicked() {
            chosen = Some(at);
        }
    }
    let view = tier.and_then(|at| overview.tiers.get(at)).unwrap_or(all);
    let bars = Bars {
        title: tr!("overview-weeks"),
        mondays: &overview.mondays,
        behind: view.weeks.iter().map(|week| week.due).collect(),
        front: view.weeks.iter().map(|week| week.done).collect(),
        say: &|at| {
            let week = view.weeks[at];
            tr!("overview-week-said", due = week.due, done = week.done)
        },
    };
    bars_ui(ui, body.with_min_y(tabs.bottom() + size::GAP), &bars);
    chosen
}

/// How many were late at the end of each week.
fn late_ui(ui: &Ui, overview: &Overview, all: &TierView, rules: &Rules, tier: Option<usize>, rect: Rect) {
    let (view, title) = match tier.and_then(|at| overview.tiers.get(at).map(|view| (view, at))) {
        Some((view, at)) => (view, tr!("overview-late-of", tier = tier_name(rules, at))),
        None => (all, tr!("overview-late-weeks")),
    };
    let body = chart::head_ui(ui, rect, &title, &[]);
    let late: Vec<u32> = view.weeks.iter().map(|week| week.late).collect();
    line_ui(ui, body, &title, &overview.mondays, &late, Tone::Overdue);
}

/// How many of each tier were touched in their interval.
fn coverage_ui(ui: &Ui, overview: &Overview, rules: &Rules, rect: Rect) {
    let body = chart::head_ui(ui, rect, &tr!("overview-coverage-tiers"), &[]);
    let shares: Vec<(String, u32, u32)> = with_customers(overview)
        .filter(|at| overview.tiers[*at].customers > 0)
        .map(|at| (tier_name(rules, at), overview.tiers[at].covered, overview.tiers[at].customers))
        .collect();
    shares_ui(ui, body, &shares);
}

/// How long answers took, week by week.
fn replies_ui(ui: &Ui, overview: &Overview, rules: &Rules, rect: Rect) {
    let title = tr!("overview-replies", hours = rules.reply_within_hours);
    if overview.replies.iter().all(|week| week.took.is_empty() && week.open == 0) {
        let body = chart::head_ui(ui, rect, &title, &[]);
        let faint = palette(ui.visuals()).faint;
        let galley = text::cut(ui, &tr!("overview-no-inquiries"), text::caption_font(), faint, body.width());
        text::paint(ui.painter(), body.with_max_y(body.top() + size::COMPACT), galley, Align::Min, faint);
        return;
    }
    let body = chart::head_ui(ui, rect, &title, &[(tr!("overview-legend-asked"), false), (tr!("overview-legend-in-time"), true)]);
    let bars = Bars {
        title,
        mondays: &overview.mondays,
        behind: overview.replies.iter().map(|week| week.took.len() as u32 + week.open).collect(),
        front: overview.replies.iter().map(|week| week.in_time).collect(),
        say: &|at| {
            let week = &overview.replies[at];
            let median = week.median().map_or_else(|| "—".to_owned(), duration);
            tr!("overview-reply-said", asked = week.took.len() as u32 + week.open, in_time = week.in_time, median = median)
        },
    };
    bars_ui(ui, body, &bars);
}

/// The tiers that have anybody or had something to do.
fn with_customers(overview: &Overview) -> impl Iterator<Item = usize> {
    overview
        .tiers
        .iter()
        .enumerate()
        .filter(|(_, tier)| tier.customers > 0 || tier.weeks.iter().any(|week| week.done > 0))
        .map(|(at, _)| at)
}

fn tier_name(rules: &Rules, at: usize) -> String {
    rules.rule(tier_at(at, rules.tiers.len())).name()
}

/// A share in percent; a dash where there is nothing to share.
fn percent(part: u32, all: u32) -> String {
    if all == 0 { "—".to_owned() } else { format!("{} %", u64::from(part) * 100 / u64::from(all)) }
}

/// Minutes as one says them.
fn duration(minutes: u32) -> String {
    match minutes {
        0..60 => tr!("span-minutes", minutes = minutes),
        60..2_880 => tr!("span-hours", hours = minutes / 60),
        _ => tr!("overview-days", count = minutes / 1_440),
    }
}
