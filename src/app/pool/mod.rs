//! The page of the public pool (公海; S1.14): who is proposed for it and why, who soon will be, and who is in it and can be claimed.
//! Nobody falls into it without a person who says so.

mod row;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::{Frame, Margin, Ui};
use egui_material_icons::icons::{ICON_POOL, ICON_WARNING};

use self::row::{Pressed, Said};
use super::action::{Action, Scene};
use super::theme::{Tone, palette, size};
use super::widgets::walk::{Walk, Walked};
use super::widgets::{button, nothing, text};
use crate::book::{Book, Column, Edit, FollowEdit, Now, PoolReview, Proposed, pool_reason};
use crate::model::cadence::{Doubt, Rules};
use crate::model::{Field, Id};
use crate::tr;
use crate::words::{self, Language};

/// Height of a line, which has two rows of words.
const LINE: f32 = 40.0;

/// What the page lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum List {
    /// Whose time has passed.
    #[default]
    Proposed,
    /// Who is warned of.
    Soon,
    /// Who is in the pool.
    Inside,
}

impl List {
    const ALL: [Self; 3] = [Self::Proposed, Self::Soon, Self::Inside];
}

/// The state of the page.
#[derive(Default)]
pub struct PoolPage {
    review: Arc<PoolReview>,
    rules: Arc<Rules>,
    list: List,
    walk: Walk,
    ticked: HashSet<Id>,
    /// What lines that were in sight say, by number.
    said: HashMap<usize, Said>,
    said_of: Option<(u64, Language, List)>,
}

impl PoolPage {
    /// Puts the keyboard onto the list.
    pub fn take_focus(&mut self) {
        self.walk.take_focus();
    }

    /// Asks who is proposed and who is there.
    pub fn refresh(&mut self, book: &Book, now: Now) -> crate::error::Result<()> {
        let review = book.pool_proposals(now)?;
        if !Arc::ptr_eq(&review, &self.review) {
            self.review = review;
            self.said.clear();
            let known: HashSet<Id> = (0..self.len(self.list)).map(|at| self.customer(at)).collect();
            self.ticked.retain(|id| known.contains(id));
        }
        self.rules = book.rules()?;
        let of = Some((book.revision(), words::spoken(), self.list));
        if self.said_of != of {
            self.said.clear();
            self.said_of = of;
        }
        Ok(())
    }

    fn len(&self, list: List) -> usize {
        match list {
            List::Proposed => self.review.now.len(),
            List::Soon => self.review.soon.len(),
            List::Inside => self.review.stays.len(),
        }
    }

    fn customer(&self, at: usize) -> Id {
        match self.list {
            List::Proposed => self.review.now[at].customer,
            List::Soon => self.review.soon[at].customer,
            List::Inside => self.review.stays[at].customer,
        }
    }

    /// Until when one has to leave a customer in the pool that one had oneself.
    fn cooling(&self, book: &Book, customer: Id) -> Option<chrono::NaiveDate> {
        self.review.cooling_until(customer, book.who(), &self.rules)
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        ui.horizontal(|ui| {
            ui.set_min_height(size::CONTROL);
            ui.label(text::title(ui, tr!("pool-title")));
            if self.review.is_unread {
                ui.add(egui::Spinner::new().size(size::ICON));
                ui.label(text::caption(ui, tr!("today-reading")));
            }
        });
        text::wrapped_ui(ui, text::caption(ui, tr!("pool-what")));
        ui.add_space(size::GAP);
        self.tabs_ui(ui);
        ui.add_space(size::GAP);
        if self.list == List::Proposed {
            self.doubts_ui(ui, scene);
        }
        let len = self.len(self.list);
        if len == 0 {
            self.nothing_ui(ui);
            return;
        }
        self.tools_ui(ui, scene);
        ui.add_space(size::GAP_SMALL);
        self.list_ui(ui, scene, len);
    }

    fn tabs_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::MARGIN;
            for list in List::ALL {
                let shown = text::grouped(self.len(list));
                let words = match list {
                    List::Proposed => tr!("pool-tab-proposed", shown = shown),
                    List::Soon => tr!("pool-tab-soon", shown = shown),
                    List::Inside => tr!("pool-tab-inside", shown = shown),
                };
                if button::tab_ui(ui, &words, list == self.list).clicked() {
                    self.list = list;
                    self.walk = Walk::default();
                    self.ticked.clear();
                    self.said.clear();
                }
            }
        });
    }

    /// Why one should look twice before all of them are dropped.
    fn doubts_ui(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let doubts = self.review.doubts(self.review.now.len(), scene.now.at);
        if doubts.is_empty() {
            return;
        }
        let colours = palette(ui.visuals());
        let frame = Frame::new().fill(colours.ground(Tone::Due)).corner_radius(size::CORNER).inner_margin(Margin::symmetric(12, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.label(button::icon(ICON_WARNING).color(colours.mark(Tone::Due)));
                ui.vertical(|ui| {
                    for doubt in &doubts {
                        text::wrapped_ui(ui, egui::RichText::new(doubt.text()).color(colours.mark(Tone::Due)));
                    }
                    let has_jumped = doubts.iter().any(|doubt| matches!(doubt, Doubt::ClockJumped(_)));
                    let words = if has_jumped { tr!("pool-doubt-clock") } else { tr!("pool-doubt-many") };
                    text::wrapped_ui(ui, text::caption(ui, words));
                });
            });
        });
        ui.add_space(size::GAP);
    }

    /// Ticks for all, and what is done with those that are ticked.
    fn tools_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.horizontal(|ui| {
            ui.set_min_height(size::CONTROL);
            let all: Vec<Id> = (0..self.len(self.list)).map(|at| self.customer(at)).filter(|id| self.can_be_ticked(scene, *id)).collect();
            let mut has_all = !all.is_empty() && self.ticked.len() == all.len();
            ui.add_space(6.0);
            let words = tr!("pool-tick-all", shown = text::grouped(all.len()));
            if ui.add_enabled(!all.is_empty(), egui::Checkbox::new(&mut has_all, words)).clicked() {
                self.ticked = if has_all { all.into_iter().collect() } else { HashSet::new() };
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let count = self.ticked.len();
                let words = match self.list {
                    List::Proposed | List::Soon => tr!("pool-drop", count = count, shown = text::grouped(count)),
                    List::Inside => tr!("pool-claim-many", count = count, shown = text::grouped(count)),
                };
                let pressed = ui.add_enabled_ui(count > 0, |ui| button::primary_ui(ui, Some(ICON_POOL), &words)).inner.clicked();
                if pressed {
                    // In the order of the list, which the step keeps.
                    let chosen: Vec<Id> =
                        (0..self.len(self.list)).map(|at| self.customer(at)).filter(|id| self.ticked.contains(id)).collect();
                    match self.list {
                        List::Proposed | List::Soon => scene.push(Action::AskToDrop(chosen)),
                        List::Inside => claim(scene, chosen),
                    }
                }
            });
        });
    }

    /// Whom one had oneself until a few days ago, one cannot take back yet.
    fn can_be_ticked(&self, scene: &Scene<'_>, id: Id) -> bool {
        self.list != List::Inside || self.cooling(scene.book, id).is_none()
    }

    fn list_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, len: usize) {
        let name = tr!("pool-list");
        let mut walk = std::mem::take(&mut self.walk);
        let mut led = None;
        let walked = walk.ui(ui, &name, (len, LINE), scene.is_composing, &|_| true, |ui, step| {
            if !self.said.contains_key(&step.at) {
                self.find_words(scene, step.at);
            }
            let id = self.customer(step.at);
            let Some(said) = self.said.get(&step.at) else { return };
            let can_be_ticked = said.cooling.is_none();
            let mut is_ticked = self.ticked.contains(&id);
            match row::line_ui(ui, &step, said, &mut is_ticked, self.list == List::Inside) {
                Some(Pressed::Line { is_opened: true }) => scene.push(Action::Jump(id)),
                Some(Pressed::Line { is_opened: false }) => {
                    led = Some(step.at);
                    scene.push(Action::Select(id));
                }
                Some(Pressed::Tick) if can_be_ticked => self.turn(id),
                Some(Pressed::Claim) => claim(scene, vec![id]),
                Some(Pressed::Tick) | None => {}
            }
        });
        if let Some(at) = led {
            walk.lead(ui, &name, at);
        }
        self.walk = walk;
        let id = self.customer(self.walk.at.min(len - 1));
        match walked {
            Some(Walked::Moved) => scene.push(Action::Select(id)),
            Some(Walked::Ticked) if self.can_be_ticked(scene, id) => self.turn(id),
            Some(Walked::Opened) => scene.push(Action::Jump(id)),
            Some(Walked::Ticked) | None => {}
        }
    }

    fn turn(&mut self, id: Id) {
        if !self.ticked.remove(&id) {
            self.ticked.insert(id);
        }
    }

    /// Finds out what a line says, and those after it, which come into sight next.
    fn find_words(&mut self, scene: &Scene<'_>, at: usize) {
        let end = (at + 32).min(self.len(self.list));
        let (book, now) = (scene.book, scene.now);
        let ids: Vec<Id> = (at..end).map(|at| self.customer(at)).collect();
        let owners: HashMap<Id, String> = book
            .rows(&ids, &[Column::of(Field::Owner)])
            .into_iter()
            .map(|row| (row.id, row.cells.first().map(|cell| cell.text.clone()).unwrap_or_default()))
            .collect();
        match self.list {
            List::Proposed | List::Soon => {
                let all = if self.list == List::Proposed { &self.review.now } else { &self.review.soon };
                let proposed: &[Proposed] = &all[at..end];
                let standings = book.standings(now).ok().flatten();
                for ((number, proposed), words) in (at..end).zip(proposed).zip(book.words_of_proposed(proposed, now)) {
                    let standing = standings.as_ref().and_then(|standings| standings.get(proposed.customer)).map(|kept| kept.standing);
                    let is_planned = standing.and_then(|standing| standing.planned).is_some_and(|planned| planned.on >= now.today);
                    let owner = owners.get(&proposed.customer).cloned().unwrap_or_default();
                    self.said.insert(number, Said::proposed(proposed, &words, owner, is_planned, now.today));
                }
            }
            List::Inside => {
                let names: HashMap<Id, String> = book.rows(&ids, &[]).into_iter().map(|row| (row.id, row.name)).collect();
                for number in at..end {
                    let stay = &self.review.stays[number];
                    let cooling = self.cooling(book, stay.customer);
                    let name = names.get(&stay.customer).cloned().unwrap_or_default();
                    self.said.insert(number, Said::inside(stay, name, pool_reason(stay), cooling, now.today));
                }
            }
        }
    }

    fn nothing_ui(&self, ui: &mut Ui) {
        if self.review.is_unread {
            nothing::reading_ui(ui);
            return;
        }
        let (words, hint) = match self.list {
            List::Proposed => (tr!("pool-nobody-proposed"), tr!("pool-nobody-proposed-hint")),
            List::Soon => (tr!("pool-nobody-soon"), String::new()),
            List::Inside => (tr!("pool-nobody-inside"), tr!("pool-nobody-inside-hint")),
        };
        nothing::ui(ui, ICON_POOL, &words, &hint);
    }
}

/// Takes customers out of the pool, for oneself.
fn claim(scene: &mut Scene<'_>, customers: Vec<Id>) {
    let (on, by) = (scene.now.today, scene.book.who().to_owned());
    scene.edit(Edit::Follow(FollowEdit::Claim { customers, on, by }));
}
