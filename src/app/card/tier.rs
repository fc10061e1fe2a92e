//! Which tier a customer is in and why, with the choice to put it elsewhere by hand; and since when it is in the public pool.

use egui::{Align, Color32, Sense, Ui, vec2};

use super::Card;
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::{CardSnapshot, Edit, pool_reason};
use crate::model::Field;
use crate::tr;

const HEIGHT: f32 = 20.0;

impl Card {
    /// A line for the tier, one for the pool where it is there.
    pub(super) fn tier_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let customer = &snapshot.customer;
        if let Some(stay) = snapshot.pool_stays.iter().find(|stay| stay.is_open()) {
            let day = stay.dropped_on.to_string();
            let words = match stay.previous_owner.as_str() {
                "" => tr!("pool-on-card", day = day),
                owner => tr!("pool-on-card-of", day = day, owner = owner),
            };
            let reason = pool_reason(stay);
            let words = if reason.is_empty() { words } else { format!("{words} · {reason}") };
            text::cut_ui(ui, text::caption(ui, &words).color(palette(ui.visuals()).mark(Tone::Pool))).on_hover_text(&words);
        }
        let Ok(Some(standings)) = scene.book.standings(scene.now) else { return };
        let Some(kept) = standings.get(customer.id) else { return };
        let rules = standings.rules();
        let judgement = standings.judgement(kept);
        let tier = rules.rule(judgement.tier).name();
        let why = judgement.text(rules, scene.book.habits().currency, scene.now.today);
        let words = match customer.text(Field::LevelReason) {
            reason if judgement.is_by_hand && !reason.is_empty() => {
                tr!("tier-on-card-hand", tier = tier.as_str(), why = why.as_str(), reason = reason)
            }
            _ => tr!("tier-on-card", tier = tier.as_str(), why = why.as_str()),
        };
        let colours = palette(ui.visuals());
        let width = ui.available_width();
        // Why it is there is what the line is for: it goes on in a second one.
        let galley = text::cut_below(ui, &words, text::caption_font(), Color32::PLACEHOLDER, width, 2);
        let height = HEIGHT.max(galley.size().y + size::GAP_SMALL);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &words));
        let colour: Color32 = if response.hovered() || response.has_focus() { colours.accent() } else { colours.dim };
        text::paint(ui.painter(), rect, galley, Align::Min, colour);
        let mut picked = None;
        let mut wants_reason = false;
        menu::of(&response, tr!("tier-choose")).show(|ui| {
            ui.set_width(220.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.horizontal(|ui| {
                ui.add_space(size::GAP);
                ui.label(text::caption(ui, tr!("tier-choose")));
            });
            if menu::entry_ui(ui, &tr!("tier-by-rules"), !judgement.is_by_hand).clicked() && judgement.is_by_hand {
                picked = Some(String::new());
            }
            for rule in &rules.tiers {
                let is_chosen = judgement.is_by_hand && rules.rule(judgement.tier).tier == rule.tier;
                if menu::entry_ui(ui, &rule.name(), is_chosen).clicked() && !is_chosen {
                    picked = Some(rule.tier.clone());
                }
            }
            if judgement.is_by_hand {
                ui.separator();
                wants_reason = menu::entry_ui(ui, &tr!("tier-reason"), false).clicked();
            }
        });
        if let Some(text) = picked {
            scene.edit(Edit::SetField { customers: vec![customer.id], field: Field::Level, text });
        }
        if wants_reason {
            self.go_to(scene, snapshot, Field::LevelReason);
        }
        button::tooltip(response, &words, "");
    }
}
