//! With whom something is planned: asked where a free place of the calendar was pressed.

use chrono::{NaiveDate, NaiveTime};
use egui::accesskit::Role;
use egui::{Align, CornerRadius, Key, Modifiers, Sense, Ui, vec2};

use crate::app::action::{Action, Scene};
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{days, menu, modal, text, values};
use crate::book::Column;
use crate::model::habits::show_time;
use crate::model::{Field, Id};
use crate::tr;

/// How many customers are offered.
const OFFERED: usize = 8;

/// The question.
pub struct PlanWhom {
    on: NaiveDate,
    at: Option<NaiveTime>,
    typed: String,
    /// What was sought when the customers were found.
    sought: Option<String>,
    /// Whom one may mean, with name and country.
    found: Vec<(Id, String, String)>,
    chosen: usize,
    takes_focus: bool,
}

impl PlanWhom {
    /// Asks for a time of our day, or for the whole day.
    pub fn new(on: NaiveDate, at: Option<NaiveTime>) -> Self {
        Self { on, at, typed: String::new(), sought: None, found: Vec::new(), chosen: 0, takes_focus: true }
    }

    /// Draws it; returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, scene: &mut Scene<'_>) -> bool {
        let mut stays = true;
        let ((), wants_close) = modal::high_ui(ui, "plan-whom", 460.0, |ui| {
            ui.label(text::title(ui, tr!("plan-whom-title")));
            let day = days::long(self.on);
            let when = self.at.map_or_else(|| day.clone(), |at| tr!("plan-whom-at", day = day.as_str(), time = show_time(at)));
            ui.label(text::dim(ui, when));
            ui.add_space(size::GAP);
            self.seek(scene);
            if let Some(customer) = self.list_ui(ui, scene) {
                scene.push(Action::PlanWith(customer, self.on, self.at));
                stays = false;
            }
        });
        stays && !wants_close
    }

    /// Finds whom the typed words mean; where nothing is typed, the selected customer first and then the newest.
    fn seek(&mut self, scene: &Scene<'_>) {
        let typed = self.typed.trim().to_owned();
        if self.sought.as_ref() == Some(&typed) {
            return;
        }
        let mut ids: Vec<Id> = Vec::new();
        if typed.is_empty() {
            ids.extend(scene.selection.lead());
        }
        ids.extend(scene.book.some_of(&typed, OFFERED).into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        ids.truncate(OFFERED);
        let rows = scene.book.rows(&ids, &[Column::of(Field::Country)]);
        self.found = rows.into_iter().map(|row| (row.id, row.name, values::country(&row.cells[0].text))).collect();
        self.sought = Some(typed);
        self.chosen = 0;
    }

    fn list_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<Id> {
        let takes = |ui: &Ui, key| !scene.is_composing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (down, up, enter) = (takes(ui, Key::ArrowDown), takes(ui, Key::ArrowUp), takes(ui, Key::Enter));
        let search = menu::search_ui(ui, &mut self.typed, &tr!("plan-whom-search"));
        if std::mem::take(&mut self.takes_focus) {
            search.request_focus();
        }
        let count = self.found.len();
        if count == 0 {
            ui.label(text::caption(ui, tr!("picker-nothing", sought = self.typed.trim())));
            return None;
        }
        if down {
            self.chosen = (self.chosen + 1) % count;
        }
        if up {
            self.chosen = (self.chosen + count - 1) % count;
        }
        if enter {
            return self.found.get(self.chosen).map(|(id, ..)| *id);
        }
        let palette = palette(ui.visuals());
        let mut picked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, (id, name, country)) in self.found.iter().enumerate() {
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL), Sense::click());
            let is_chosen = at == self.chosen;
            response.widget_info(|| egui::WidgetInfo::selected(Role::Button, true, is_chosen, name));
            if is_chosen || response.hovered() || response.has_focus() {
                let ground = if is_chosen { palette.ground(Tone::Accent) } else { palette.hover };
                ui.painter().rect_filled(rect, CornerRadius::same(size::CORNER), ground);
            }
            let place = rect.shrink2(vec2(size::GAP, 0.0));
            let remark = text::cut(ui, country, text::caption_font(), palette.faint, place.width() * 0.35);
            let end = text::paint(ui.painter(), place, remark, Align::Max, palette.faint);
            let place = place.with_max_x(end.left() - size::GAP);
            let galley = text::cut(ui, name, text::body_font(), palette.text, place.width());
            text::paint(ui.painter(), place, galley, Align::Min, palette.text);
            if response.clicked() {
                picked = Some(*id);
            }
        }
        picked
    }
}
