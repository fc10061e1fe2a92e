//! The third page: what would be new, changed, the same, and what needs a person's eye, with repair in place.

mod lists;

use std::collections::HashMap;

use egui::{Align, CornerRadius, Layout, Rect, ScrollArea, Sense, StrokeKind, TextEdit, Ui, pos2, vec2};

use lists::NewCustomers;

use super::{ImportAction, Page, foot_ui, trouble_ui};
use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, text};
use crate::book::Comparison;
use crate::book::session::ImportSession;
use crate::import::{Issue, ListPlan, Severity};
use crate::model::Field;
use crate::tr;

const ISSUE_ROW: f32 = 52.0;

/// Which list stands below the counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Issues,
    New,
    Changes,
    Gone,
    Fields,
}

/// What the page shows.
#[derive(Default)]
pub struct ReviewPage {
    tab: Tab,
    new_customers: NewCustomers,
    /// Findings, those that must be looked at first.
    issues: Vec<Issue>,
    must: usize,
    /// How many findings each field has, and those about whole rows.
    by_field: Vec<(Option<Field>, usize)>,
    /// Only the findings about this field.
    only: Option<Option<Field>>,
    /// What is typed into cells that are being repaired.
    typed: HashMap<(u32, u32), String>,
}

impl ReviewPage {
    /// Takes what the comparison has brought.
    pub fn look_at(&mut self, session: &ImportSession) {
        let (Some(plan), Some(comparison)) = (&session.plan, &session.comparison) else { return };
        self.issues = plan.issues.iter().chain(&comparison.doubts).cloned().collect();
        self.issues.sort_by_key(|issue| (issue.kind.severity() == Severity::May, issue.row, issue.column));
        self.must = self.issues.iter().filter(|issue| issue.kind.severity() == Severity::Must).count();
        let mut by_field: HashMap<Option<Field>, usize> = HashMap::new();
        for issue in &self.issues {
            *by_field.entry(issue.field).or_default() += 1;
        }
        self.by_field = by_field.into_iter().collect();
        self.by_field.sort_by_key(|(field, count)| (std::cmp::Reverse(*count), *field));
        self.only = self.only.filter(|only| self.by_field.iter().any(|(field, _)| field == only));
        self.typed.clear();
        self.new_customers = NewCustomers::of(comparison);
        let by = comparison.customers_by;
        self.tab = match self.tab {
            // What needs an eye comes first, else what will happen.
            _ if !self.issues.is_empty() => Tab::Issues,
            Tab::Fields => Tab::Fields,
            _ if comparison.difference_count > 0 => Tab::Changes,
            _ if by.added > 0 => Tab::New,
            _ => Tab::Issues,
        };
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
        let (Some(plan), Some(comparison)) = (session.plan.clone(), session.comparison.clone()) else { return };
        let by = comparison.customers_by;
        let is_change = comparison.has_work();
        foot_ui(ui, &tr!("import-review-remark"), |ui| {
            let count = by.added + by.updated;
            let words = match (is_change, count) {
                (false, _) => tr!("import-nothing-to-take"),
                (true, 0) => tr!("lists-take-lines"),
                (true, _) => tr!("import-take", count = count, shown = text::grouped(count)),
            };
            let take = ui.add_enabled_ui(is_change, |ui| button::primary_ui(ui, None, &words)).inner;
            if take.clicked() {
                scene.push(Action::Import(ImportAction::Take));
            }
            if button::plain_ui(ui, None, &tr!("import-back")).clicked() {
                scene.push(Action::Import(ImportAction::Page(Page::Fields)));
            }
        });
        trouble_ui(ui, session);
        self.cards_ui(ui, &plan, &comparison);
        ui.add_space(size::MARGIN);
        self.tabs_ui(ui, &plan, &comparison);
        match self.tab {
            Tab::Issues => self.issues_ui(ui, scene, session),
            Tab::New => self.new_customers.ui(ui, session),
            Tab::Changes => lists::changes_ui(ui, &plan, &comparison),
            Tab::Gone => lists::gone_ui(ui, &comparison),
            Tab::Fields => lists::fields_ui(ui, &plan),
        }
    }

    fn cards_ui(&self, ui: &mut Ui, plan: &ListPlan, comparison: &Comparison) {
        let by = comparison.customers_by;
        let width = (ui.available_width() - 3.0 * size::GAP_WIDE) / 4.0;
        let differing = &comparison.lines;
        let lines = if differing.unchanged > 0 || !differing.gone.is_empty() {
            let (added, gone) = (text::grouped(differing.new.len()), text::grouped(differing.gone.len()));
            tr!("lists-card-lines", added = added, gone = gone)
        } else if plan.order_lines > 0 {
            tr!("import-card-lines", shown = text::grouped(plan.order_lines))
        } else if plan.touches > 0 {
            let by = comparison.touches_by;
            tr!("import-card-touches", shown = text::grouped(by.added + by.updated))
        } else {
            tr!("import-card-contacts", shown = text::grouped(comparison.contacts_by.added))
        };
        // The list below counts all findings; the card says how many of them are for a person to decide.
        let doubts = self.issues.len() - self.must;
        let (shown, skipped) = (text::grouped(doubts), text::grouped(plan.skipped_rows));
        let cards = [
            (by.added, Tone::Fine, tr!("import-card-new"), lines),
            (
                by.updated,
                Tone::Due,
                tr!("import-card-changed"),
                tr!("import-card-differences", shown = text::grouped(comparison.difference_count)),
            ),
            (by.unchanged, Tone::Plain, tr!("import-card-same"), tr!("import-card-same-what")),
            (
                self.must,
                Tone::Overdue,
                tr!("import-card-look"),
                tr!("import-card-look-what", doubts = doubts, shown = shown, skipped = skipped),
            ),
        ];
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
            for (count, tone, title, what) in cards {
                card_ui(ui, width, count, tone, &title, &what);
            }
        });
    }

    fn tabs_ui(&mut self, ui: &mut Ui, plan: &ListPlan, comparison: &Comparison) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::PAGE;
            let gone = comparison.no_longer_listed.len();
            let mut tabs = vec![
                (Tab::Issues, tr!("import-tab-issues", shown = text::grouped(self.issues.len()))),
                (Tab::New, tr!("import-tab-new", shown = text::grouped(comparison.customers_by.added))),
                (Tab::Changes, tr!("import-tab-changes", shown = text::grouped(comparison.difference_count))),
            ];
            if gone > 0 {
                tabs.push((Tab::Gone, tr!("import-tab-gone", shown = text::grouped(gone))));
            }
            tabs.push((Tab::Fields, tr!("import-tab-fields", shown = text::grouped(plan.filled.len()))));
            for (tab, words) in tabs {
                if button::tab_ui(ui, &words, self.tab == tab).clicked() {
                    self.tab = tab;
                }
            }
        });
        let line = ui.cursor().top() - 2.0;
        ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
    }

    fn issues_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
        if self.issues.is_empty() {
            ui.add_space(size::GAP);
            ui.label(text::dim(ui, tr!("import-no-issues")));
            return;
        }
        self.filter_ui(ui);
        let issues = std::mem::take(&mut self.issues);
        let shown: Vec<&Issue> = issues.iter().filter(|issue| self.only.is_none_or(|only| only == issue.field)).collect();
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).id_salt(("issues", self.only)).show_rows(ui, ISSUE_ROW, shown.len(), |ui, range| {
            for issue in &shown[range] {
                self.issue_ui(ui, scene, session, issue);
            }
        });
        self.issues = issues;
    }

    /// Which findings: all, or those about one field.
    fn filter_ui(&mut self, ui: &mut Ui) {
        if self.by_field.len() < 2 {
            return;
        }
        ui.add_space(size::GAP_SMALL);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(size::GAP_SMALL, size::GAP_SMALL);
            ui.spacing_mut().button_padding = vec2(size::GAP, 0.0);
            ui.spacing_mut().interact_size.y = size::COMPACT;
            if ui.add(egui::Button::selectable(self.only.is_none(), tr!("import-filter-all")).frame_when_inactive(true)).clicked() {
                self.only = None;
            }
            for (field, count) in self.by_field.clone() {
                let name = field.map_or_else(|| tr!("import-filter-rows"), |field| field.label().to_owned());
                let words = tr!("import-filter", field = name, count = count);
                if ui.add(egui::Button::selectable(self.only == Some(field), words).frame_when_inactive(true)).clicked() {
                    self.only = Some(field);
                }
            }
        });
        ui.add_space(size::GAP_SMALL);
    }

    fn issue_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession, issue: &Issue) {
        let palette = palette(ui.visuals());
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, ISSUE_ROW), Sense::hover());
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, palette.hairline());
        let tone = if issue.kind.severity() == Severity::Must { Tone::Overdue } else { Tone::Due };
        ui.painter().circle_filled(pos2(rect.left() + 5.0, rect.top() + 14.0), 3.5, palette.mark(tone));
        let number = Rect::from_min_size(rect.min + vec2(18.0, -1.0), vec2(if rect.width() > 760.0 { 190.0 } else { 84.0 }, 30.0));
        let row = tr!("import-row", row = text::grouped(issue.row as usize + 1));
        let galley = text::cut(ui, &row, text::caption_font(), palette.faint, number.width());
        text::paint(ui.painter(), number, galley, Align::Min, palette.faint);
        let name = session.name_of_row(issue.row).unwrap_or("");
        let galley = text::cut(ui, name, text::caption_font(), palette.dim, number.width() - size::GAP);
        text::paint(ui.painter(), number.translate(vec2(0.0, 23.0)), galley, Align::Min, palette.dim);
        let repair = if issue.column.is_some() && rect.width() > 560.0 { 300.0 } else { 0.0 };
        let words = Rect::from_min_max(pos2(number.right(), rect.top() - 2.0), pos2(rect.right() - repair - 16.0, rect.bottom() - 2.0));
        let message = match issue.field {
            Some(field) => tr!("import-issue-of", field = field.label(), message = issue.message()),
            None => issue.message(),
        };
        let galley = text::cut(ui, &message, text::body_font(), palette.text, words.width());
        text::paint(ui.painter(), words.with_max_y(words.top() + 32.0), galley, Align::Min, palette.text);
        let galley = text::cut(ui, &issue.hint(), text::caption_font(), palette.dim, words.width());
        text::paint(ui.painter(), Rect::from_min_max(pos2(words.left(), words.top() + 24.0), words.max), galley, Align::Min, palette.dim);
        if ui.rect_contains_pointer(words) {
            ui.interact(words, ui.scope_id().with(("issue", issue.row, issue.column, issue.kind)), Sense::hover())
                .on_hover_text(format!("{message}\n{}", issue.hint()));
        }
        if let (Some(column), true) = (issue.column, repair > 0.0) {
            let place = Rect::from_min_max(pos2(rect.right() - repair, rect.top() + 10.0), pos2(rect.right(), rect.bottom() - 10.0));
            self.repair_ui(ui, scene, issue, column, place);
        }
    }

    fn repair_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, issue: &Issue, column: u32, place: Rect) {
        let key = (issue.row, column);
        let mut typed = self.typed.get(&key).cloned().unwrap_or_else(|| issue.value.clone());
        let mut ui = ui.new_child(
            egui::UiBuilder::new().id_salt(("repair", key, issue.kind)).max_rect(place).layout(Layout::right_to_left(Align::Center)),
        );
        let name = tr!("import-repair", row = issue.row + 1, field = issue.field.map_or("", Field::label));
        let is_changed = self.typed.contains_key(&key);
        let save = ui.add_enabled_ui(is_changed, |ui| button::plain_ui(ui, None, &tr!("import-repair-save"))).inner.clicked();
        let width = ui.available_width();
        let response = ui.add(TextEdit::singleline(&mut typed).desired_width(width).align(egui::Align2::LEFT_CENTER)).accessible_name(name);
        let entered = response.lost_focus() && !scene.is_composing && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if response.changed() {
            self.typed.insert(key, typed.clone());
        }
        if is_changed && (save || entered) {
            scene.push(Action::Import(ImportAction::Repair { row: issue.row, column, was: issue.value.clone(), text: typed }));
        }
    }
}

fn card_ui(ui: &mut Ui, width: f32, count: usize, tone: Tone, title: &str, what: &str) {
    let palette = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(width, 96.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{count} {title}")));
    ui.painter().rect(rect, CornerRadius::same(8), palette.panel, palette.hairline(), StrokeKind::Inside);
    let inner = rect.shrink2(vec2(14.0, 10.0));
    let line = |top: f32, height: f32| Rect::from_min_size(pos2(inner.left(), inner.top() + top), vec2(inner.width(), height));
    let shown = text::grouped(count);
    let colour = if tone == Tone::Plain || count == 0 { palette.text } else { palette.mark(tone) };
    let font = egui::FontId::new(size::COUNT, text::bold_family(ui, &shown));
    let galley = text::cut(ui, &shown, font, colour, inner.width());
    text::paint(ui.painter(), line(0.0, 34.0), galley, Align::Min, colour);
    let galley = text::cut(ui, title, text::body_font(), palette.text, inner.width());
    text::paint(ui.painter(), line(36.0, 20.0), galley, Align::Min, palette.text);
    let galley = text::cut(ui, what, text::caption_font(), palette.dim, inner.width());
    let is_cut = galley.elided;
    text::paint(ui.painter(), line(56.0, 20.0), galley, Align::Min, palette.dim);
    if is_cut {
        response.on_hover_text(what);
    }
}
