//! The page of possible duplicates: customers that may be one, in groups by what they share, each two to be compared and merged.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{Align, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons::ICON_GROUP;

use super::action::{Action, Scene};
use super::theme::{palette, size};
use super::widgets::{button, menu, text};
use crate::book::{AlikeGroup, Book, Duplicates, Edit, MOST_OF_GROUP, Named};
use crate::model::Id;
use crate::model::alike::Likeness;
use crate::tr;

/// The state of the page.
#[derive(Default)]
pub struct DuplicatesPage {
    found: Option<Arc<Duplicates>>,
    is_current: bool,
    shown: Shown,
    /// Customers whose tick is not as at the start, where the first two of a group are ticked.
    turned: HashSet<(usize, Id)>,
}

/// What the page lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    /// All groups.
    #[default]
    All,
    /// Groups of one kind.
    Alike(Likeness),
    /// Those that a person has told apart.
    Apart,
}

/// A line of the list.
enum Line {
    /// The head of a group: which.
    Head(usize),
    /// A customer: of which group, which of it.
    Customer(usize, usize),
}

impl DuplicatesPage {
    /// Asks for the groups, which are sought in the background.
    pub fn refresh(&mut self, book: &mut Book) -> crate::error::Result<()> {
        let (found, is_current) = book.duplicates()?;
        let is_other = match (&self.found, &found) {
            (Some(known), Some(found)) => !Arc::ptr_eq(known, found),
            (known, found) => known.is_some() != found.is_some(),
        };
        if is_other {
            self.turned.clear();
        }
        (self.found, self.is_current) = (found, is_current);
        Ok(())
    }

    fn is_ticked(&self, group: usize, at: usize, id: Id) -> bool {
        (at < 2) != self.turned.contains(&(group, id))
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::PAGE);
        ui.label(text::title(ui, tr!("duplicates-title")));
        text::wrapped_ui(ui, text::dim(ui, tr!("duplicates-what")));
        ui.add_space(size::GAP_WIDE);
        let Some(found) = self.found.clone() else {
            ui.horizontal(|ui| {
                ui.add(egui::Spinner::new().size(size::ICON));
                ui.label(text::dim(ui, tr!("duplicates-seeking")));
            });
            return;
        };
        if found.apart.is_empty() && self.shown == Shown::Apart {
            self.shown = Shown::All;
        }
        if !found.groups.is_empty() || !found.apart.is_empty() {
            self.head_ui(ui, &found);
        }
        // Those told apart are listed like groups, which nothing has in common any more.
        let apart: Vec<AlikeGroup>;
        let all = match self.shown {
            Shown::Apart => {
                let group = |pair: &[Named; 2]| AlikeGroup { likenesses: Vec::new(), customers: pair.to_vec() };
                apart = found.apart.iter().map(group).collect();
                &apart
            }
            _ => &found.groups,
        };
        if all.is_empty() {
            nothing_ui(ui, self.is_current);
            return;
        }
        let is_shown = |group: &AlikeGroup| match self.shown {
            Shown::Alike(only) => group.likenesses.contains(&only),
            Shown::All | Shown::Apart => true,
        };
        let lines: Vec<Line> = (0_usize..)
            .zip(all)
            .filter(|(_, group)| is_shown(group))
            .flat_map(|(at, group)| std::iter::once(Line::Head(at)).chain((0..group.customers.len()).map(move |of| Line::Customer(at, of))))
            .collect();
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, size::ROW, lines.len(), |ui, range| {
            for line in &lines[range] {
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - size::SCROLL_BAR, size::ROW), Sense::hover());
                match line {
                    Line::Head(at) => self.group_ui(ui, scene, rect, *at, &all[*at]),
                    Line::Customer(group, at) => self.customer_ui(ui, scene, rect, *group, *at, &all[*group]),
                }
            }
        });
    }

    /// How many, of which kind, and what was left out.
    fn head_ui(&mut self, ui: &mut Ui, found: &Duplicates) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(size::GAP_WIDE, size::GAP_SMALL);
            let count = |likeness: Likeness| found.groups.iter().filter(|group| group.likenesses.contains(&likeness)).count();
            let mut choices =
                vec![(Shown::All, tr!("duplicates-all", count = found.groups.len(), shown = text::grouped(found.groups.len())))];
            for likeness in [Likeness::Number, Likeness::Name, Likeness::Words, Likeness::Phone, Likeness::Domain] {
                let count = count(likeness);
                if count > 0 {
                    choices.push((Shown::Alike(likeness), format!("{} · {}", likeness.name(), text::grouped(count))));
                }
            }
            if !found.apart.is_empty() {
                choices.push((Shown::Apart, format!("{} · {}", tr!("apart-told"), text::grouped(found.apart.len()))));
            }
            if let Some(picked) = menu::choice_ui(ui, &tr!("duplicates-kind"), 320.0, &self.shown, &choices) {
                self.shown = picked;
                self.turned.clear();
            }
            if !self.is_current {
                ui.add(egui::Spinner::new().size(size::ICON));
            }
        });
        if found.shared_by_many > 0 {
            let words =
                tr!("duplicates-many", count = found.shared_by_many, shown = text::grouped(found.shared_by_many), most = MOST_OF_GROUP);
            text::wrapped_ui(ui, text::caption(ui, words));
        }
        ui.add_space(size::GAP);
    }

    /// What the customers of a group share, and the way to the comparison of two of them.
    fn group_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, rect: Rect, at: usize, group: &AlikeGroup) {
        let colours = palette(ui.visuals());
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, colours.hairline());
        let ticked: Vec<Id> =
            group.customers.iter().enumerate().filter(|(of, (id, ..))| self.is_ticked(at, *of, *id)).map(|(_, (id, ..))| *id).collect();
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("group", at)).max_rect(rect).layout(Layout::right_to_left(Align::Center)));
        let names: Vec<&str> = group.customers.iter().filter(|(id, ..)| ticked.contains(id)).map(|(_, name, _)| name.as_str()).collect();
        let names = names.join(", ");
        let is_apart = self.shown == Shown::Apart;
        if is_apart {
            let response = button::link_ui(&mut inner, None, &tr!("apart-revoke"));
            if response.accessible_name(tr!("apart-revoke-of", names = names.as_str())).clicked() {
                scene.edit(Edit::TellApart { customers: ticked, is_apart: false });
            }
        } else {
            inner.add_enabled_ui(ticked.len() == 2, |ui| {
                let response = button::link_ui(ui, None, &tr!("duplicates-compare"));
                let response = response.accessible_name(tr!("duplicates-compare-these", names = names.as_str()));
                if response.clicked()
                    && let [one, other] = ticked[..]
                {
                    scene.push(Action::OpenMerge(one, other));
                }
            });
            inner.add_enabled_ui(ticked.len() > 1, |ui| {
                let response = button::link_ui(ui, None, &tr!("apart-say"));
                if response.accessible_name(tr!("apart-say-of", names = names.as_str())).clicked() {
                    scene.edit(Edit::TellApart { customers: ticked, is_apart: true });
                }
            });
        }
        let room = inner.available_width();
        let reasons: Vec<String> = group.likenesses.iter().map(|likeness| likeness.name()).collect();
        let words = if is_apart { tr!("apart-told") } else { text::sentence(&reasons.join(" · ")) };
        let place = rect.with_max_x(rect.left() + room);
        let response = ui.interact(place, ui.scope_id().with(("reasons", at)), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &words));
        let galley = text::cut(ui, &words, text::caption_font(), colours.dim, room);
        text::paint(ui.painter(), place, galley, Align::Min, colours.dim);
    }

    fn customer_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, rect: Rect, group: usize, at: usize, of: &AlikeGroup) {
        let colours = palette(ui.visuals());
        let (id, name, place) = &of.customers[at];
        let is_shown = scene.selection.lead() == Some(*id);
        let body = rect.with_min_x(rect.left() + size::CONTROL);
        let response = ui.interact(body, ui.scope_id().with(("duplicate", group, *id)), Sense::click());
        response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, is_shown, name));
        if is_shown || response.hovered() || response.has_focus() {
            let fill = if is_shown { colours.ground(super::theme::Tone::Accent) } else { colours.hover };
            ui.painter().rect_filled(body, size::CHIP_CORNER, fill);
        }
        if response.clicked() {
            scene.push(Action::Select(*id));
        }
        let has_tick = self.shown != Shown::Apart;
        let mut ticked = self.is_ticked(group, at, *id);
        let tick = Rect::from_min_size(pos2(rect.left() + 4.0, rect.top()), vec2(size::COMPACT, rect.height()));
        let mut inner =
            ui.new_child(UiBuilder::new().id_salt(("tick", group, *id)).max_rect(tick).layout(Layout::left_to_right(Align::Center)));
        if has_tick
            && inner.checkbox(&mut ticked, "").accessible_name(tr!("duplicates-tick", name = name.as_str())).clicked()
            && !self.turned.remove(&(group, *id))
        {
            self.turned.insert((group, *id));
        }
        let words = body.shrink2(vec2(size::GAP, 0.0));
        let galley = text::cut(ui, name, text::body_font(), colours.text, words.width() * 0.66);
        text::paint(ui.painter(), words, galley, Align::Min, colours.text);
        let galley = text::cut(ui, place, text::body_font(), colours.dim, words.width() * 0.32);
        text::paint(ui.painter(), words.with_min_x(words.left() + words.width() * 0.68), galley, Align::Min, colours.dim);
    }
}

fn nothing_ui(ui: &mut Ui, is_current: bool) {
    ui.add_space(size::PAGE);
    ui.vertical_centered(|ui| {
        ui.label(ICON_GROUP.rich_text().size(36.0).color(palette(ui.visuals()).outline));
        ui.add_space(size::GAP);
        ui.label(text::dim(ui, if is_current { tr!("duplicates-none") } else { tr!("duplicates-seeking") }));
    });
}
