//! The timeline of a card: touches, follow-ups, promises and stays in the public pool in one list, newest first, to be searched.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use egui::{RichText, Ui};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_EDIT, ICON_EVENT, ICON_FORUM, ICON_HANDSHAKE, ICON_WAVES};

use super::Card;
use super::activity::{plan_remark, plan_words, touch_remarks, touch_words};
use super::dated::{Dated, dated_ui};
use super::plan_form::FollowUpForm;
use super::promises::PromiseForm;
use super::touch_form::TouchForm;
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, days, menu, text};
use crate::book::CardSnapshot;
use crate::model::day::PartialDay;
use crate::model::text::fold;
use crate::model::{FollowUp, Id, PoolStay, Promise, Touch};
use crate::tr;
use crate::words::{Language, spoken};

/// How many entries show before "show more".
const PAGE: usize = 60;

/// What kind of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Touch,
    FollowUp,
    Promise,
    Pool,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Touch, Self::FollowUp, Self::Promise, Self::Pool];

    fn mark(self) -> MaterialIcon {
        match self {
            Self::Touch => ICON_FORUM,
            Self::FollowUp => ICON_EVENT,
            Self::Promise => ICON_HANDSHAKE,
            Self::Pool => ICON_WAVES,
        }
    }

    fn label(self) -> String {
        match self {
            Self::Touch => tr!("timeline-touches"),
            Self::FollowUp => tr!("timeline-follow-ups"),
            Self::Promise => tr!("timeline-promises"),
            Self::Pool => tr!("timeline-pool"),
        }
    }
}

/// Something of the timeline.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Touch(&'a Touch),
    FollowUp(&'a FollowUp),
    Promise(&'a Promise),
    Pool(&'a PoolStay),
}

impl Entry<'_> {
    fn sort(self) -> Sort {
        match self {
            Self::Touch(_) => Sort::Touch,
            Self::FollowUp(_) => Sort::FollowUp,
            Self::Promise(_) => Sort::Promise,
            Self::Pool(_) => Sort::Pool,
        }
    }

    /// The day under which it stands: that of what is over is when it ended.
    fn day(self) -> PartialDay {
        match self {
            Self::Touch(touch) => touch.happened_on,
            Self::FollowUp(plan) => plan.ended_on().unwrap_or(plan.due_on),
            Self::Promise(promise) => {
                promise.kept_on.or(promise.dropped_on).map(Into::into).or(promise.due_on).unwrap_or_else(|| promise.made_on.into())
            }
            Self::Pool(stay) => stay.claimed_on.unwrap_or(stay.dropped_on).into(),
        }
    }

    /// Whether it lies ahead.
    fn is_ahead(self) -> bool {
        match self {
            Self::FollowUp(plan) => plan.is_open(),
            Self::Promise(promise) => promise.is_open(),
            Self::Touch(_) | Self::Pool(_) => false,
        }
    }

    /// In one line.
    fn words(self) -> String {
        match self {
            Self::Touch(touch) => touch_words(touch),
            Self::FollowUp(plan) => plan_words(plan),
            Self::Promise(promise) => tr!("promise-line", side = promise.side.label(), what = promise.text.as_str()),
            Self::Pool(stay) if stay.claimed_on.is_some() => tr!("timeline-claimed", day = stay.dropped_on.to_string()),
            Self::Pool(_) => tr!("timeline-dropped"),
        }
    }

    /// What else is known, line by line.
    fn remarks(self, snapshot: &CardSnapshot) -> Vec<String> {
        let lines = match self {
            Self::Touch(touch) => touch_remarks(touch, snapshot),
            Self::FollowUp(plan) => {
                let ended = if plan.done_on.is_some() {
                    tr!("timeline-done")
                } else if plan.skipped_on.is_some() {
                    tr!("timeline-skipped")
                } else {
                    String::new()
                };
                vec![ended, plan_remark(plan)]
            }
            Self::Promise(promise) => vec![if promise.kept_on.is_some() {
                tr!("promise-kept")
            } else if promise.dropped_on.is_some() {
                tr!("promise-dropped")
            } else {
                String::new()
            }],
            Self::Pool(stay) => {
                let owner =
                    if stay.previous_owner.is_empty() { String::new() } else { tr!("timeline-owner", who = stay.previous_owner.as_str()) };
                let by =
                    if stay.claimed_by.is_empty() { String::new() } else { tr!("timeline-claimed-by", who = stay.claimed_by.as_str()) };
                vec![owner, by]
            }
        };
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }
}

/// The state of the tab.
#[derive(Default)]
pub struct Timeline {
    search: String,
    /// Kinds that are left out.
    hidden: Vec<Sort>,
    pages: usize,
    kept: Vec<Kept>,
    /// Of which customer, revision of the book and language the entries are kept.
    kept_of: Option<(Id, u64, Language)>,
}

/// An entry with what it says.
struct Kept {
    sort: Sort,
    /// Its number among those of its kind in the snapshot.
    number: usize,
    day: PartialDay,
    is_ahead: bool,
    words: String,
    remarks: Vec<String>,
    /// All of it folded, for search.
    folded: String,
}

impl Kept {
    fn of(entry: Entry<'_>, number: usize, snapshot: &CardSnapshot) -> Self {
        let (day, words, remarks) = (entry.day(), entry.words(), entry.remarks(snapshot));
        let folded = fold(&format!("{day} {words} {}", remarks.join(" ")));
        Self { sort: entry.sort(), number, day, is_ahead: entry.is_ahead(), words, remarks, folded }
    }

    fn entry<'a>(&self, snapshot: &'a CardSnapshot) -> Option<Entry<'a>> {
        Some(match self.sort {
            Sort::Touch => Entry::Touch(snapshot.touches.get(self.number)?),
            Sort::FollowUp => Entry::FollowUp(snapshot.follow_ups.get(self.number)?),
            Sort::Promise => Entry::Promise(snapshot.promises.get(self.number)?),
            Sort::Pool => Entry::Pool(snapshot.pool_stays.get(self.number)?),
        })
    }
}

impl Timeline {
    /// Draws the tab; returns what was pressed. `revision` is that of the book of which the snapshot is.
    fn ui<'a>(&mut self, ui: &mut Ui, today: NaiveDate, snapshot: &'a CardSnapshot, revision: u64) -> Option<Entry<'a>> {
        let of = Some((snapshot.customer.id, revision, spoken()));
        if self.kept_of != of {
            (self.kept, self.kept_of) = (entries(snapshot), of);
        }
        ui.add_space(size::GAP);
        menu::search_ui(ui, &mut self.search, &tr!("timeline-search"));
        ui.add_space(size::GAP_SMALL);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
            for sort in Sort::ALL {
                let count = self.kept.iter().filter(|entry| entry.sort == sort).count();
                if count == 0 {
                    continue;
                }
                let is_shown = !self.hidden.contains(&sort);
                if ui.selectable_label(is_shown, format!("{} {}", sort.label(), text::grouped(count))).clicked() {
                    if is_shown {
                        self.hidden.push(sort);
                    } else {
                        self.hidden.retain(|hidden| *hidden != sort);
                    }
                }
            }
        });
        let sought: Vec<String> = fold(&self.search).split_whitespace().map(str::to_owned).collect();
        let is_found = |entry: &&Kept| sought.iter().all(|word| entry.folded.contains(word));
        let shown: Vec<&Kept> = self.kept.iter().filter(|entry| !self.hidden.contains(&entry.sort)).filter(is_found).collect();
        if shown.is_empty() {
            ui.add_space(size::GAP);
            ui.label(text::caption(ui, if self.kept.is_empty() { tr!("timeline-none") } else { tr!("timeline-none-found") }));
            return None;
        }
        let mut pressed = None;
        let mut head: Option<Option<(i32, u32)>> = None;
        let most = (self.pages + 1) * PAGE;
        for (at, entry) in shown.iter().take(most).enumerate() {
            let day = entry.day.last_day();
            let under = (!entry.is_ahead).then(|| (day.year(), day.month()));
            if head.replace(under) != Some(under) {
                ui.add_space(size::GAP);
                let words = if under.is_none() { tr!("timeline-ahead") } else { days::month(day) };
                ui.label(text::caption(ui, words));
            }
            if ui.push_id(at, |ui| entry_ui(ui, today, entry)).inner {
                pressed = entry.entry(snapshot);
            }
        }
        if shown.len() > most && button::link_ui(ui, None, &tr!("timeline-more", count = shown.len() - most)).clicked() {
            self.pages += 1;
        }
        ui.add_space(size::PAGE);
        pressed
    }
}

/// Everything, what lies ahead first (the next at the top), then what is over, newest first.
fn entries(snapshot: &CardSnapshot) -> Vec<Kept> {
    // A follow-up that a touch has done is told by that touch.
    let told: HashSet<Id> = snapshot.touches.iter().filter_map(|touch| touch.follow_up).collect();
    let plans = snapshot.follow_ups.iter().enumerate().filter(|(_, plan)| !told.contains(&plan.id));
    let touches = snapshot.touches.iter().enumerate().map(|(at, touch)| (at, Entry::Touch(touch)));
    let mut all: Vec<Kept> = touches
        .chain(plans.map(|(at, plan)| (at, Entry::FollowUp(plan))))
        .chain(snapshot.promises.iter().enumerate().map(|(at, promise)| (at, Entry::Promise(promise))))
        .chain(snapshot.pool_stays.iter().enumerate().map(|(at, stay)| (at, Entry::Pool(stay))))
        .map(|(at, entry)| Kept::of(entry, at, snapshot))
        .collect();
    all.sort_by(|a, b| {
        b.is_ahead.cmp(&a.is_ahead).then_with(|| {
            let order = a.day.last_day().cmp(&b.day.last_day());
            if a.is_ahead { order } else { order.reverse() }
        })
    });
    all
}

/// Draws an entry; returns whether it shall be changed.
fn entry_ui(ui: &mut Ui, today: NaiveDate, entry: &Kept) -> bool {
    let colours = palette(ui.visuals());
    let (said, colour) = match days::whole(entry.day) {
        Some(day) if entry.is_ahead => {
            let (said, tone) = days::due(day, today);
            (said, colours.mark(if tone == Tone::Fine { Tone::Plain } else { tone }))
        }
        Some(day) => (days::relative(day, today), colours.dim),
        None => (entry.day.to_string(), colours.dim),
    };
    let change = tr!("timeline-change", what = entry.words.as_str());
    let line = Dated {
        mark: Some((entry.sort.mark(), entry.sort.label())),
        when: (said, colour),
        day: days::whole(entry.day).map(days::long),
        words: RichText::new(&entry.words),
        remarks: entry.remarks.clone(),
    };
    let can_change = entry.sort != Sort::Pool;
    dated_ui(ui, line, (usize::from(can_change), |ui: &mut Ui| can_change && button::small_icon_ui(ui, ICON_EDIT, &change).clicked()))
}

impl Card {
    /// Draws the timeline; a form that is opened from it stands over the window.
    pub(super) fn timeline_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        let revision = self.of.map_or(0, |(_, revision)| revision);
        match self.timeline.ui(ui, scene.now.today, snapshot, revision) {
            Some(Entry::Touch(touch)) => self.touch = Some(TouchForm::of(touch, scene.clock)),
            Some(Entry::FollowUp(plan)) => self.follow_up = Some(FollowUpForm::of(plan)),
            Some(Entry::Promise(promise)) => self.promise = Some(PromiseForm::of(promise)),
            Some(Entry::Pool(_)) | None => {}
        }
        self.forms_ui(ui, scene, snapshot);
    }
}
