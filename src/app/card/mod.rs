//! The card of one customer: who they are, how to reach them, what happened and what is planned. Every field is edited
//! in place; a change is one step that can be undone.

mod actions;
mod activity;
mod addresses;
mod as_of;
mod beginning;
mod channels;
mod contacts;
mod dated;
mod fields;
mod form;
mod freshness;
mod header;
mod history;
mod plan_form;
mod promises;
mod register;
mod sections;
mod tier;
mod timeline;
mod touch_form;

use std::collections::{HashMap, HashSet};

use egui::{ScrollArea, Ui};
use egui_material_icons::icons::ICON_ACCOUNT_BOX;

use super::action::{Action, Origin, Scene};
use super::theme::{palette, size};
use super::widgets::drafts::Drafts;
use super::widgets::new_field::NewField;
use super::widgets::picker::Picker;
use super::widgets::{button, text};
use crate::book::{Book, CardSnapshot, Resembling, SincePrint};
use crate::model::alike::Likeness;
use crate::model::{ChannelKind, Field, Id};
use crate::tr;
use beginning::Beginning;
use plan_form::{FollowUpForm, SkipForm};
use promises::PromiseForm;
use sections::{Places, Section};
use touch_form::TouchForm;

/// A pane lower than this scrolls the head with the rest.
const LOW: f32 = 520.0;

/// What the card shows of its customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Card,
    Timeline,
    History,
}

/// The state of the card.
#[derive(Default)]
pub struct Card {
    snapshot: Option<CardSnapshot>,
    past: history::Past,
    timeline: timeline::Timeline,
    /// Customers that look like the name that is being typed, with what was typed and the revision of the book when they were asked for.
    alike: Vec<Resembling>,
    asked: Option<(String, u64)>,
    of: Option<(Id, u64)>,
    tab: Tab,
    /// Empty fields that shall show until something stands in them, by row.
    revealed: HashSet<(Id, Field)>,
    new_extra: Option<NewField>,
    /// Ways of a person that shall have an empty line, by the number of the line.
    asked_channels: HashSet<(Id, ChannelKind, usize)>,
    /// People who were folded or unfolded by hand.
    folded_people: HashMap<Id, bool>,
    /// A person and an address that are being added, the person by this field.
    new_contact: Option<(Beginning, Field)>,
    new_address: Option<Beginning>,
    /// Lists of what can be added: to the card, a section, a person.
    picker: Picker,
    section_pickers: HashMap<Section, Picker>,
    contact_pickers: HashMap<Id, Picker>,
    places: Places,
    revealed_extra: Vec<String>,
    touch: Option<TouchForm>,
    follow_up: Option<FollowUpForm>,
    skip: Option<SkipForm>,
    promise: Option<PromiseForm>,
    /// What has changed since the card was printed; `None` where it never was.
    since: Option<SincePrint>,
    /// What is typed into the line by which a touch is logged.
    line: String,
}

impl Card {
    /// Asks for the card of `id` again where it or the book has changed.
    pub fn refresh(&mut self, book: &Book, id: Option<Id>) -> crate::error::Result<()> {
        let Some(id) = id else {
            *self = Self { tab: self.tab, ..Self::default() };
            return Ok(());
        };
        let of = Some((id, book.revision()));
        if self.of == of {
            return Ok(());
        }
        if self.of.is_none_or(|(known, _)| known != id) {
            // Another customer: forms and revealed fields belong to the one before.
            *self = Self { tab: self.tab, ..Self::default() };
        }
        self.of = of;
        self.past.forget();
        self.snapshot = book.card(id)?;
        let was_printed = self.snapshot.as_ref().is_some_and(|snapshot| !snapshot.copies.is_empty());
        self.since = if was_printed { book.since_print(id)? } else { None };
        Ok(())
    }

    /// Asks who looks like the name that is being typed over this one; the answer stays when the name was saved, as long as it
    /// stands. Call before each frame, after [`Self::refresh`].
    pub fn look(&mut self, book: &mut Book, drafts: &Drafts) -> crate::error::Result<()> {
        let typed = self.snapshot.as_ref().and_then(|snapshot| {
            let kept = snapshot.customer.text(Field::Company);
            let was_asked = self.asked.as_ref().is_some_and(|(asked, _)| asked == kept);
            drafts.text(fields::field_id(snapshot.customer.id, Field::Company.key())).or(was_asked.then_some(kept))
        });
        let (Some(typed), Some(snapshot)) = (typed, &self.snapshot) else {
            (self.alike, self.asked) = (Vec::new(), None);
            return Ok(());
        };
        let wanted = Some((typed.to_owned(), book.revision()));
        if self.asked != wanted && book.ready_for_alike()? {
            let mut customer = snapshot.customer.clone();
            customer.set(Field::Company, typed);
            let is_by_name =
                |one: &Resembling| one.reasons.iter().any(|(likeness, _)| matches!(likeness, Likeness::Name | Likeness::Words));
            self.alike = book.alike(&customer, &snapshot.contacts)?.into_iter().filter(is_by_name).collect();
            self.asked = wanted;
        }
        Ok(())
    }

    /// Forgets what was asked, so that the next refresh asks again (another language).
    pub fn forget(&mut self) {
        self.of = self.of.map(|(id, _)| (id, u64::MAX));
        self.past.forget();
    }

    /// The customer whose card is shown.
    pub fn customer(&self) -> Option<Id> {
        self.snapshot.as_ref().map(|snapshot| snapshot.customer.id)
    }

    /// What is shown of the customer.
    pub fn snapshot(&self) -> Option<&CardSnapshot> {
        self.snapshot.as_ref()
    }

    /// Whether a form stands over the window.
    pub fn has_form(&self) -> bool {
        self.touch.is_some() || self.follow_up.is_some() || self.skip.is_some() || self.promise.is_some()
    }

    /// Opens the form for a follow-up on `day`.
    pub fn plan(&mut self, day: chrono::NaiveDate) {
        self.tab = Tab::Card;
        self.follow_up = Some(FollowUpForm::new(day));
    }

    /// Opens the form for a follow-up at a time of `day`.
    pub fn plan_at(&mut self, day: chrono::NaiveDate, time: Option<chrono::NaiveTime>) {
        self.tab = Tab::Card;
        self.follow_up = Some(FollowUpForm::at(day, time));
    }

    /// Opens the form that changes `promise`.
    pub fn change_promise(&mut self, promise: &crate::model::Promise) {
        self.tab = Tab::Card;
        self.promise = Some(PromiseForm::of(promise));
    }

    /// Opens the form for a touch today.
    pub fn log(&mut self, today: chrono::NaiveDate) {
        self.tab = Tab::Card;
        self.touch = Some(TouchForm::new(today));
    }

    /// Opens the form for a touch today with a person, of which this was said.
    pub fn log_with(&mut self, person: Id, said: &str, today: chrono::NaiveDate) {
        self.tab = Tab::Card;
        self.touch = Some(TouchForm::with(person, said, today));
    }

    /// Opens the form for the answer to an inquiry, today.
    pub fn answer(&mut self, inquiry: &crate::model::Touch, today: chrono::NaiveDate) {
        self.tab = Tab::Card;
        self.touch = Some(TouchForm::answering(inquiry, today));
    }

    /// Opens the form for what is noted when `plan` is done today.
    pub fn finish(&mut self, plan: &crate::model::FollowUp, today: chrono::NaiveDate) {
        self.tab = Tab::Card;
        self.touch = Some(TouchForm::completing(plan, today));
    }

    /// Opens the form that changes `plan`, or makes it where it is new.
    pub fn change(&mut self, plan: &crate::model::FollowUp) {
        self.tab = Tab::Card;
        self.follow_up = Some(FollowUpForm::of(plan));
    }

    /// Asks why `plan` is given up.
    pub fn skip(&mut self, plan: &crate::model::FollowUp) {
        self.tab = Tab::Card;
        self.skip = Some(SkipForm::new(plan));
    }

    /// An edit of this card was done: its form closes.
    pub fn done(&mut self, from: Origin) {
        match from {
            Origin::FollowUp => (self.follow_up, self.skip) = (None, None),
            Origin::Touch => self.touch = None,
            Origin::Promise => self.promise = None,
            Origin::Line => self.line.clear(),
            Origin::Nobody | Origin::Draft(_) | Origin::NewCustomer | Origin::Cell | Origin::Many | Origin::Merge => {}
        }
    }

    /// Draws the card, or what stands in its place.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(snapshot) = self.snapshot.take() else {
            nobody_ui(ui, scene);
            return;
        };
        // Who it is and what is looked at stay in sight; in a low pane the rest of the head goes with the contents.
        let is_low = ui.available_height() < LOW;
        ui.push_id(snapshot.customer.id, |ui| {
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
                header::name_ui(ui, scene, &snapshot);
                if !is_low {
                    self.head_ui(ui, scene, &snapshot);
                }
                self.tabs_ui(ui, scene, &snapshot);
            });
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().auto_shrink(false).id_salt((snapshot.customer.id, self.tab as u8)).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - size::SCROLL_BAR);
                match self.tab {
                    Tab::Card => {
                        if is_low {
                            ui.add_space(size::GAP_SMALL);
                            ui.scope(|ui| self.head_ui(ui, scene, &snapshot));
                        }
                        self.card_ui(ui, scene, &snapshot);
                    }
                    Tab::Timeline => {
                        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
                        self.timeline_ui(ui, scene, &snapshot);
                    }
                    Tab::History => {
                        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
                        self.past.ui(ui, scene, &snapshot);
                    }
                }
            });
        });
        self.snapshot = Some(snapshot);
    }

    /// What there is to know at a glance and what can be done at once.
    fn head_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        ui.spacing_mut().item_spacing.y = 2.0;
        self.about_ui(ui, scene, snapshot);
        actions::ui(ui, scene, snapshot, self);
    }

    /// The choice of what stands below, and how complete it is.
    fn tabs_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::MARGIN;
            for (tab, words) in
                [(Tab::Card, tr!("card-tab-card")), (Tab::Timeline, tr!("card-tab-timeline")), (Tab::History, tr!("card-tab-history"))]
            {
                if button::tab_ui(ui, &words, self.tab == tab).clicked() {
                    self.tab = tab;
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.completeness_ui(ui, scene, snapshot));
        });
        let line = ui.cursor().top() - 2.0;
        ui.painter().hline(ui.clip_rect().x_range(), line, palette(ui.visuals()).hairline());
    }

    fn card_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, snapshot: &CardSnapshot) {
        self.stale_ui(ui, scene, snapshot);
        let mut places = std::mem::take(&mut self.places);
        places.ui(ui, scene, |ui, scene, section| match section {
            Section::FollowUps => self.plans_ui(ui, scene, snapshot),
            Section::Touches => self.touches_ui(ui, scene, snapshot),
            Section::Promises => self.promises_ui(ui, scene, snapshot),
            Section::Contacts => self.contacts_ui(ui, scene, snapshot),
            Section::Addresses => self.addresses_ui(ui, scene, snapshot),
            Section::Fields(category) => self.category_ui(ui, scene, snapshot, category),
            Section::Own => self.extra_ui(ui, scene, snapshot),
        });
        self.places = places;
        // After the sections, whose buttons open them: a form shows in the very frame.
        self.forms_ui(ui, scene, snapshot);
        ui.add_space(size::GAP_WIDE);
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        self.add_any_field_ui(ui, scene, snapshot);
        if !snapshot.merged.is_empty() {
            text::wrapped_ui(ui, text::caption(ui, tr!("card-merged", names = snapshot.merged.join(" · "))));
        }
        for (file, day) in &snapshot.sources {
            let words = tr!("card-from-list", file = file.as_str(), day = day.to_string());
            text::wrapped_ui(ui, text::caption(ui, words));
        }
        ui.add_space(size::PAGE);
    }
}

fn nobody_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let palette = palette(ui.visuals());
    ui.add_space((ui.available_height() * 0.3).max(size::PAGE));
    ui.vertical_centered(|ui| {
        ui.label(ICON_ACCOUNT_BOX.rich_text().size(36.0).color(palette.outline));
        ui.add_space(size::GAP);
        let words = if scene.selection.is_empty() { tr!("card-nobody") } else { tr!("card-gone") };
        ui.label(text::dim(ui, words));
    });
}

/// Pushes an edit whose form waits for it.
fn push(scene: &mut Scene<'_>, edit: crate::book::Edit, from: Origin) {
    scene.push(Action::Edit { edit, from });
}
