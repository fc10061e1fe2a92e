//! The table of tiers: how often, what counts, when the pool, how much of the day.

use egui::{Align, Checkbox, Id, Layout, RichText, TextEdit, Ui, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_DELETE, ICON_EXPAND_MORE, ICON_MORE_HORIZ};

use super::RulesPage;
use super::number::Number;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, menu, text};
use crate::model::cadence::{Channel, Class, RuleProblem, TierNo, TierRule};
use crate::tr;

/// The most days that a field takes; what lies beyond the ten years of the rules is said by them.
const MOST_DAYS: u32 = 9_999;
/// The most tiers that the window makes.
const MOST_TIERS: usize = 12;

/// A column of numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Days {
    Every,
    Pool,
    Warn,
    Least,
    Share,
    Tolerance,
}

impl Days {
    const ALL: [Self; 6] = [Self::Every, Self::Pool, Self::Warn, Self::Least, Self::Share, Self::Tolerance];

    fn name(self) -> String {
        match self {
            Self::Every => tr!("tiers-every"),
            Self::Pool => tr!("tiers-pool"),
            Self::Warn => tr!("tiers-warn"),
            Self::Least => tr!("tiers-least"),
            Self::Share => tr!("tiers-share"),
            Self::Tolerance => tr!("tiers-tolerance"),
        }
    }

    fn what(self) -> String {
        match self {
            Self::Every => tr!("tiers-every-what"),
            Self::Pool => tr!("tiers-pool-what"),
            Self::Warn => tr!("tiers-warn-what"),
            Self::Least => tr!("tiers-least-what"),
            Self::Share => tr!("tiers-share-what"),
            Self::Tolerance => tr!("tiers-tolerance-what"),
        }
    }

    fn of(self, rule: &TierRule) -> Option<u32> {
        match self {
            Self::Every => rule.every_days,
            Self::Pool => rule.pool_after_days,
            Self::Warn => Some(rule.warn_days),
            Self::Least => Some(rule.least_days),
            Self::Share => Some(rule.share_percent),
            Self::Tolerance => Some(rule.tolerance_days),
        }
    }

    fn set(self, rule: &mut TierRule, value: Option<u32>) {
        match self {
            Self::Every => rule.every_days = value,
            Self::Pool => rule.pool_after_days = value,
            Self::Warn => rule.warn_days = value.unwrap_or_default(),
            Self::Least => rule.least_days = value.unwrap_or_default(),
            Self::Share => rule.share_percent = value.unwrap_or_default(),
            Self::Tolerance => rule.tolerance_days = value.unwrap_or_default(),
        }
    }

    /// Whether a problem is one of this column.
    fn has(self, problem: RuleProblem) -> bool {
        match self {
            Self::Every => matches!(problem, RuleProblem::Every(_)),
            Self::Pool => matches!(problem, RuleProblem::PoolBeforeDue(_)),
            Self::Least => matches!(problem, RuleProblem::LeastAboveEvery(_)),
            Self::Share => problem == RuleProblem::Shares,
            Self::Tolerance => matches!(problem, RuleProblem::ToleranceAboveEvery(_)),
            Self::Warn => false,
        }
    }
}

/// Widths of the columns.
struct Widths {
    name: f32,
    customers: f32,
    channels: f32,
    number: f32,
}

impl Widths {
    const MORE: f32 = size::COMPACT;
    const GAP: f32 = 6.0;

    fn of(room: f32) -> Self {
        let left = room - Self::MORE - 9.0 * Self::GAP;
        let number = (left * 0.082).clamp(46.0, 76.0);
        let customers = 52.0;
        let channels = ((left - 6.0 * number - customers) * 0.5).clamp(96.0, 190.0);
        let name = (left - 6.0 * number - customers - channels).clamp(80.0, 220.0);
        Self { name, customers, channels, number }
    }
}

/// What is done with a tier as a whole.
enum Change {
    Up(usize),
    Down(usize),
    Remove(usize),
}

impl RulesPage {
    pub(super) fn tiers_ui(&mut self, ui: &mut Ui) {
        let widths = Widths::of(ui.available_width());
        let problems = self.draft.problems();
        let counts = self.trial.known().0.map(|known| known.after.outlook.customers.clone()).unwrap_or_default();
        head_ui(ui, &widths);
        let mut change = None;
        for at in 0..=self.draft.tiers.len() {
            let tier = if at < self.draft.tiers.len() { TierNo(at as u8) } else { TierNo::OTHER };
            let customers = counts.get(at).copied();
            ui.push_id(("tier", at), |ui| {
                change = self.tier_ui(ui, &widths, tier, customers, &problems).or(change.take());
            });
            for problem in problems.iter().filter(|problem| tier_of(**problem) == Some(tier)) {
                let tone = if super::keeps_from_applying(*problem) { Tone::Overdue } else { Tone::Due };
                text::wrapped_ui(ui, text::caption(ui, self.draft.say(*problem)).color(palette(ui.visuals()).mark(tone)));
            }
        }
        if problems.contains(&RuleProblem::Shares) {
            let words = self.draft.say(RuleProblem::Shares);
            text::wrapped_ui(ui, text::caption(ui, words).color(palette(ui.visuals()).mark(Tone::Due)));
        }
        let count = self.draft.tiers.len();
        match change {
            Some(Change::Up(at)) if at > 0 => self.draft.tiers.swap(at, at - 1),
            Some(Change::Down(at)) if at + 1 < count => self.draft.tiers.swap(at, at + 1),
            Some(Change::Remove(at)) => drop(self.draft.tiers.remove(at)),
            _ => {}
        }
        if change.is_some() {
            // Fields are known by their row, and rows have moved.
            self.typed.clear();
        }
        if count < MOST_TIERS && button::link_ui(ui, Some(ICON_ADD), &tr!("tiers-add")).clicked() {
            let name = (1..).map(|number| tr!("tiers-new", number = number)).find(|name| self.draft.tier_of_level(name).is_none());
            self.draft.tiers.push(TierRule { tier: name.unwrap_or_default(), ..TierRule::default() });
        }
    }

    fn tier_ui(
        &mut self,
        ui: &mut Ui,
        widths: &Widths,
        tier: TierNo,
        customers: Option<usize>,
        problems: &[RuleProblem],
    ) -> Option<Change> {
        let mut change = None;
        let at = usize::from(tier.0);
        let is_other = tier == TierNo::OTHER;
        let count = self.draft.tiers.len();
        let rule = if is_other { &mut self.draft.other } else { &mut self.draft.tiers[at] };
        let name = rule.name().trim().to_owned();
        let typed = &mut self.typed;
        let has = |days: Days| problems.iter().any(|problem| days.has(*problem) && tier_of(*problem).is_none_or(|of| of == tier));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = Widths::GAP;
            name_ui(ui, widths.name, rule, is_other, at);
            cell_ui(ui, widths.customers, |ui| {
                let shown = customers.map_or_else(|| "—".to_owned(), text::grouped);
                ui.label(text::dim(ui, &shown)).on_hover_text(tr!("tiers-customers-of", tier = name.as_str(), shown = shown.as_str()));
            });
            channels_ui(ui, widths.channels, rule, &name);
            for days in Days::ALL {
                let label = tr!("tiers-field", tier = name.as_str(), what = days.name());
                let none = match days {
                    Days::Every | Days::Pool => tr!("tiers-never"),
                    _ => String::new(),
                };
                let most = if days == Days::Share { 100 } else { MOST_DAYS };
                let id = Id::unique(("rules-tier", at, days));
                let number = Number { id, name: &label, none: &none, most, width: widths.number, is_odd: has(days) };
                let mut value = days.of(rule);
                number.ui(ui, typed, &mut value);
                if value != days.of(rule) {
                    days.set(rule, value);
                }
            }
            if !is_other {
                change = more_ui(ui, rule, &name, at, count);
            }
        });
        if Days::ALL.into_iter().any(|days| typed.is_unreadable(Id::unique(("rules-tier", at, days)))) {
            let words = tr!("rules-number-not-read");
            ui.label(text::caption(ui, words).color(palette(ui.visuals()).mark(Tone::Overdue)));
        }
        change
    }
}

/// Which tier a problem belongs to.
fn tier_of(problem: RuleProblem) -> Option<TierNo> {
    match problem {
        RuleProblem::Name(tier)
        | RuleProblem::Every(tier)
        | RuleProblem::PoolBeforeDue(tier)
        | RuleProblem::LeastAboveEvery(tier)
        | RuleProblem::ToleranceAboveEvery(tier)
        | RuleProblem::NothingCounts(tier) => Some(tier),
        RuleProblem::Shares | RuleProblem::Absence(_) => None,
    }
}

/// Something at the right end of a place of fixed width.
fn cell_ui(ui: &mut Ui, width: f32, draw: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, size::CONTROL), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(width);
        draw(ui);
    });
}

fn head_ui(ui: &mut Ui, widths: &Widths) {
    let head = |ui: &mut Ui, width: f32, is_number: bool, words: String, what: String| {
        let align = if is_number { Align::Max } else { Align::Min };
        let layout = Layout::bottom_up(align);
        ui.allocate_ui_with_layout(vec2(width, 32.0), layout, |ui| {
            ui.set_min_width(width);
            let label = egui::Label::new(text::caption(ui, words)).wrap().halign(align);
            let response = ui.add(label);
            if !what.is_empty() {
                response.on_hover_text(what);
            }
        });
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = Widths::GAP;
        head(ui, widths.name, false, tr!("tiers-name"), String::new());
        head(ui, widths.customers, true, tr!("tiers-customers"), tr!("tiers-customers-what"));
        head(ui, widths.channels, false, tr!("tiers-channels"), tr!("tiers-channels-what"));
        for days in Days::ALL {
            head(ui, widths.number, true, days.name(), days.what());
        }
    });
}

/// The name of a tier; that of those without one is fixed.
fn name_ui(ui: &mut Ui, width: f32, rule: &mut TierRule, is_other: bool, at: usize) {
    if is_other {
        ui.allocate_ui_with_layout(vec2(width, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(width);
            ui.add_space(4.0);
            text::cut_ui(ui, text::dim(ui, rule.name()));
        });
        return;
    }
    let mut shown = rule.name();
    let edit = TextEdit::singleline(&mut shown).id(Id::unique(("rules-tier-name", at))).align(egui::Align2::LEFT_CENTER);
    let label = tr!("tiers-name-number", number = at + 1);
    let response = ui.add(edit.desired_width(width).min_size(vec2(width, size::CONTROL))).accessible_name(label);
    if response.changed() {
        rule.tier = shown;
    }
    response.on_hover_text(class_words(rule.class));
}

/// Which ways count as contact.
fn channels_ui(ui: &mut Ui, width: f32, rule: &mut TierRule, tier: &str) {
    let name = tr!("tiers-field", tier = tier, what = tr!("tiers-channels"));
    let all = Channel::ALL.len();
    let counting = Channel::ALL.into_iter().filter(|channel| rule.counts(*channel)).count();
    let shown = match counting {
        0 => tr!("tiers-channels-none"),
        _ if counting == all => tr!("tiers-channels-all"),
        _ if counting == all - 1 && !rule.counts(Channel::Mailing) => tr!("tiers-channels-no-mailing"),
        _ => tr!("tiers-channels-some", count = counting, all = all),
    };
    let mark = RichText::from(ICON_EXPAND_MORE).size(size::ICON).color(palette(ui.visuals()).dim);
    let button = egui::Button::new(&shown).right_text(mark).min_size(vec2(width, size::CONTROL)).truncate();
    let response = ui.add_sized(vec2(width, size::CONTROL), button).accessible_name(&name);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(shown.as_str()));
    menu::staying(&response, &name).show(|ui| {
        ui.set_width(200.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        for channel in Channel::ALL {
            let label = match channel {
                Channel::Own => tr!("tiers-channel-own"),
                Channel::Unknown => tr!("tiers-channel-unknown"),
                known => known.label(),
            };
            let mut counts = rule.counts(channel);
            if ui.add(Checkbox::new(&mut counts, &label)).clicked() {
                rule.passed_over.retain(|other| *other != channel);
                if !counts {
                    rule.passed_over.push(channel);
                }
            }
        }
    });
}

/// Who belongs here, its place, and its end.
fn more_ui(ui: &mut Ui, rule: &mut TierRule, name: &str, at: usize, count: usize) -> Option<Change> {
    let mut change = None;
    let title = tr!("tiers-more", tier = name);
    let more = button::small_icon_ui(ui, ICON_MORE_HORIZ, &title);
    menu::of(&more, &title).show(|ui| {
        ui.set_width(300.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            ui.label(text::caption(ui, tr!("tiers-who")));
        });
        for class in CLASSES {
            if menu::entry_ui(ui, &class_words(class), rule.class == class).clicked() {
                rule.class = class;
            }
        }
        ui.separator();
        if at > 0 && button::menu_entry_ui(ui, ICON_ARROW_UPWARD, &tr!("tiers-up"), "").clicked() {
            change = Some(Change::Up(at));
        }
        if at + 1 < count && button::menu_entry_ui(ui, ICON_ARROW_DOWNWARD, &tr!("tiers-down"), "").clicked() {
            change = Some(Change::Down(at));
        }
        if button::menu_entry_ui(ui, ICON_DELETE, &tr!("tiers-remove"), "").clicked() {
            change = Some(Change::Remove(at));
        }
    });
    change
}

const CLASSES: [Class; 9] =
    [Class::Vip, Class::Repeat, Class::OneDeal, Class::HighPotential, Class::LowPotential, Class::A, Class::B, Class::C, Class::Hand];

/// Who belongs to a tier without being put there.
fn class_words(class: Class) -> String {
    match class {
        Class::Vip => tr!("class-vip"),
        Class::Repeat => tr!("class-repeat"),
        Class::OneDeal => tr!("class-one-deal"),
        Class::HighPotential => tr!("class-high-potential"),
        Class::LowPotential => tr!("class-low-potential"),
        Class::A => tr!("class-a"),
        Class::B => tr!("class-b"),
        Class::C => tr!("class-c"),
        Class::Hand => tr!("class-hand"),
    }
}
