//! What stands below the counts beside the findings: who is new, what changes in whom, who is no longer listed.

use std::ops::Range;
use std::sync::Arc;

use egui::{Align, Color32, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::text;
use crate::book::Comparison;
use crate::book::session::ImportSession;
use crate::import::ListPlan;
use crate::import::merge::ListDraft;
use crate::model::country::Country;
use crate::model::{ChannelKind, Field};
use crate::{tr, words};

/// The widest that the bars of filled fields become.
const FIELDS_WIDTH: f32 = 760.0;

/// The customers that would be added, as they would stand in the book.
#[derive(Default)]
pub struct NewCustomers {
    /// Their indexes in the plan.
    customers: Vec<u32>,
    /// Those in sight, and what the list says of them.
    read: (Range<usize>, Vec<ListDraft>),
}

impl NewCustomers {
    /// Those of a comparison.
    pub fn of(comparison: &Comparison) -> Self {
        Self { customers: comparison.added().collect(), read: (0..0, Vec::new()) }
    }

    /// Draws them: only the rows in sight are read.
    pub fn ui(&mut self, ui: &mut Ui, session: &ImportSession) {
        if self.customers.is_empty() {
            ui.add_space(size::GAP);
            ui.label(text::dim(ui, tr!("import-no-new")));
            return;
        }
        let palette = palette(ui.visuals());
        ui.spacing_mut().item_spacing.y = 0.0;
        let shares = [0.24, 0.10, 0.11, 0.17, 0.24, 0.14];
        let fields = [Field::Company, Field::Country, Field::City, Field::Contact, Field::Email, Field::Phone];
        head_ui(ui, &shares, &fields.map(|field| field.label().to_owned()));
        ScrollArea::vertical().auto_shrink(false).id_salt("new customers").show_rows(ui, size::ROW, self.customers.len(), |ui, range| {
            if self.read.0 != range {
                self.read = (range.clone(), session.as_taken(&self.customers[range]));
            }
            for draft in &self.read.1 {
                let shown = shown_in(draft);
                let mut colours = [palette.dim; 6];
                colours[0] = palette.text;
                row_ui(ui, &shares, &std::array::from_fn::<_, 6, _>(|at| (shown[at].clone(), colours[at])));
            }
        });
    }
}

/// A customer's name, country, city, first person, and a mail address and telephone of anybody there.
fn shown_in(draft: &ListDraft) -> [String; 6] {
    let value = |text: &str| if text.is_empty() { "—".to_owned() } else { text.replace('\n', " ") };
    let first = draft.contacts.first();
    let more = draft.contacts.len().saturating_sub(1);
    let person = first.map(|contact| contact.name()).unwrap_or_default();
    let channel = |kinds: &[ChannelKind]| {
        let found = draft.contacts.iter().find_map(|contact| kinds.iter().find_map(|kind| contact.channels_of(*kind).next()));
        found.unwrap_or_default().to_owned()
    };
    let (own, country) = (draft.customer.text(Field::Phone), draft.customer.text(Field::Country));
    let phone = if own.is_empty() { channel(&[ChannelKind::Phone, ChannelKind::Mobile]) } else { own.to_owned() };
    [
        value(draft.customer.name()),
        value(Country::by_iso2(country).map_or(country, |country| country.name(words::spoken()))),
        value(draft.customer.text(Field::City)),
        if more > 0 { tr!("import-new-people", person = person, more = more) } else { value(&person) },
        value(&channel(&[ChannelKind::Email])),
        value(&phone),
    ]
}

/// Draws what changes in whom: the book's value, the list's and which stays.
pub fn changes_ui(ui: &mut Ui, plan: &Arc<ListPlan>, comparison: &Arc<Comparison>) {
    let palette = palette(ui.visuals());
    if comparison.differences.is_empty() {
        ui.add_space(size::GAP);
        ui.label(text::dim(ui, tr!("import-no-changes")));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shares = [0.26, 0.16, 0.22, 0.22, 0.14];
    let heads = [
        tr!("import-change-who"),
        tr!("import-change-field"),
        tr!("import-change-book"),
        tr!("import-change-list"),
        tr!("import-change-result"),
    ];
    head_ui(ui, &shares, &heads);
    ScrollArea::vertical().auto_shrink(false).id_salt("changes").show_rows(ui, size::ROW, comparison.differences.len(), |ui, range| {
        for (at, difference) in &comparison.differences[range] {
            let who = plan.customers.get(*at as usize).map(|customer| customer.name.clone()).unwrap_or_default();
            let label = Field::by_key(&difference.field).map_or_else(|| difference.field.clone(), |field| field.label().to_owned());
            let field = if difference.person.is_empty() { label.to_owned() } else { format!("{label} · {}", difference.person) };
            let (result, tone) = if difference.is_by_hand {
                (tr!("import-change-by-hand"), palette.mark(Tone::Due))
            } else if difference.takes_list {
                (tr!("import-change-takes-list"), palette.mark(Tone::Fine))
            } else {
                (tr!("import-change-keeps-book"), palette.dim)
            };
            let value = |text: &str| if text.is_empty() { "—".to_owned() } else { text.replace('\n', " ") };
            let cells = [
                (who, palette.text),
                (field, palette.dim),
                (value(&difference.book), palette.dim),
                (value(&difference.list), palette.text),
                (result, tone),
            ];
            row_ui(ui, &shares, &cells);
        }
    });
}

/// Draws how many rows of the list say something in each field.
pub fn fields_ui(ui: &mut Ui, plan: &ListPlan) {
    let palette = palette(ui.visuals());
    let rows = plan.rows.saturating_sub(plan.blank_rows).max(1);
    let place = |key: &str| Field::by_key(key).map_or(usize::MAX, |field| field as usize);
    let mut filled: Vec<(&String, &usize)> = plan.filled.iter().collect();
    filled.sort_by_key(|(key, _)| (place(key), *key));
    ui.add_space(size::GAP);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).id_salt("filled").show_rows(ui, size::COMPACT, filled.len(), |ui, range| {
        for (key, count) in &filled[range] {
            let name = Field::by_key(key).map_or(key.as_str(), |field| field.label());
            let width = (ui.available_width() - size::SCROLL_BAR).min(FIELDS_WIDTH);
            let (rect, response) = ui.allocate_exact_size(vec2(width, size::COMPACT), Sense::hover());
            let shown = text::grouped(**count);
            // Rounded down: what lacks a single row is not whole.
            let percent = **count * 100 / rows;
            response.widget_info(|| {
                let words = tr!("import-filled", field = name, shown = shown.as_str(), percent = percent);
                egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, words)
            });
            let label = rect.with_max_x(rect.left() + width * 0.3);
            let galley = text::cut(ui, name, text::body_font(), palette.text, label.width() - size::GAP_WIDE);
            text::paint(ui.painter(), label, galley, Align::Min, palette.text);
            let track = Rect::from_center_size(pos2(rect.left() + width * 0.52, rect.center().y), vec2(width * 0.44, 6.0));
            let share = **count as f32 / rows as f32;
            ui.painter().rect_filled(track, 3.0, palette.line);
            ui.painter().rect_filled(track.with_max_x(track.left() + track.width() * share.min(1.0)), 3.0, palette.accent());
            let number = Rect::from_min_max(pos2(track.right(), rect.top()), pos2(track.right() + width * 0.14, rect.bottom()));
            let galley = text::cut(ui, &shown, text::body_font(), palette.text, number.width());
            text::paint(ui.painter(), number, galley, Align::Max, palette.text);
            let words = tr!("import-filled-share", percent = percent);
            let galley = text::cut(ui, &words, text::caption_font(), palette.dim, width * 0.1);
            text::paint(ui.painter(), Rect::from_min_max(pos2(number.right(), rect.top()), rect.max), galley, Align::Max, palette.dim);
        }
    });
}

/// Draws who an earlier export had and this one lacks.
pub fn gone_ui(ui: &mut Ui, comparison: &Comparison) {
    ui.add_space(size::GAP);
    ui.label(text::caption(ui, tr!("import-gone-what")));
    ScrollArea::vertical().auto_shrink(false).id_salt("gone").show_rows(ui, 20.0, comparison.no_longer_listed.len(), |ui, range| {
        for name in &comparison.no_longer_listed[range] {
            ui.label(name);
        }
    });
}

/// Draws what the columns below are.
fn head_ui<const N: usize>(ui: &mut Ui, shares: &[f32; N], heads: &[String; N]) {
    let faint = palette(ui.visuals()).faint;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, size::CONTROL), Sense::hover());
    cells_ui(ui, rect, shares, heads.each_ref().map(|words| (words.as_str(), faint)), text::caption_font());
}

/// Draws a row; screen readers hear its cells.
fn row_ui<const N: usize>(ui: &mut Ui, shares: &[f32; N], cells: &[(String, Color32); N]) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, size::ROW), Sense::hover());
    let words = || cells.each_ref().map(|(words, _)| words.as_str()).join(", ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Row, true, words()));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, palette(ui.visuals()).hairline());
    cells_ui(ui, rect, shares, cells.each_ref().map(|(words, colour)| (words.as_str(), *colour)), text::body_font());
}

fn cells_ui<const N: usize>(ui: &Ui, row: Rect, shares: &[f32; N], cells: [(&str, Color32); N], font: egui::FontId) {
    let mut left = row.left();
    for (at, ((words, colour), share)) in cells.into_iter().zip(shares).enumerate() {
        let width = row.width() * share;
        let place = Rect::from_min_size(pos2(left, row.top()), vec2(width - size::GAP_WIDE, row.height()));
        left += width;
        let galley = text::cut(ui, words, font.clone(), colour, place.width());
        let is_cut = galley.elided;
        text::paint(ui.painter(), place, galley, Align::Min, colour);
        if is_cut && ui.rect_contains_pointer(place) {
            ui.interact(place, ui.scope_id().with((row.top() as i32, at)), Sense::hover()).on_hover_text(words);
        }
    }
}
