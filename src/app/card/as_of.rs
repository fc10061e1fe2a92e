//! The card as it was at a moment of the past: read only, with what is different today said beside it.

use egui::{Align, Frame, Id, Layout, Margin, Ui, vec2};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT, ICON_HISTORY};

use super::fields::labelled_ui;
use crate::app::action::Scene;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::editor::{Look, Subject, Wish, editor_ui};
use crate::app::widgets::{button, days, text, values};
use crate::book::CardSnapshot;
use crate::model::day::read_typed;
use crate::model::{Category, ChannelKind, Contact, Customer, Field, Kind, Of};
use crate::tr;

/// Width of the input of the day.
const DAY: f32 = 140.0;

/// A moment and the card at that time.
pub struct AsOf {
    /// In milliseconds of the Unix epoch.
    at_ms: i64,
    card: Option<CardSnapshot>,
    is_asked: bool,
    /// When the card changed, oldest first.
    changes: Vec<i64>,
    /// The day as it is being typed.
    day: String,
}

impl AsOf {
    /// The card at `at_ms`, in milliseconds of the Unix epoch.
    pub fn new(at_ms: i64) -> Self {
        Self { at_ms, card: None, is_asked: false, changes: Vec::new(), day: String::new() }
    }

    /// Asks again when it is drawn next: the book has changed.
    pub fn forget(&mut self) {
        self.is_asked = false;
    }

    fn go(&mut self, at_ms: i64) {
        *self = Self { changes: std::mem::take(&mut self.changes), ..Self::new(at_ms) };
    }

    fn ask(&mut self, scene: &Scene<'_>, customer: crate::model::Id) {
        self.is_asked = true;
        self.card = scene.book.card_as_of(customer, self.at_ms).ok().flatten();
        self.changes = scene.book.changes_of(customer).unwrap_or_default();
        self.day = scene.clock.local(self.at_ms).date().to_string();
    }

    /// Draws it; returns whether it stays.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, today: &CardSnapshot) -> bool {
        if !self.is_asked {
            self.ask(scene, today.customer.id);
        }
        ui.add_space(size::GAP);
        let stays = self.head_ui(ui, scene);
        ui.add_space(size::GAP);
        match self.card.take() {
            Some(card) => {
                card_ui(ui, &card, today);
                self.card = Some(card);
            }
            None => {
                ui.label(text::dim(ui, tr!("as-of-not-yet")));
            }
        }
        ui.add_space(size::PAGE);
        stays
    }

    /// What is looked at, the way to another moment, and the way back.
    fn head_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> bool {
        let colours = palette(ui.visuals());
        let mut stays = true;
        let frame = Frame::new().fill(colours.ground(Tone::Due)).corner_radius(size::CORNER).inner_margin(Margin::symmetric(10, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let when = scene.clock.local(self.at_ms);
            let words = tr!("as-of-title", day = days::long(when.date()), time = when.format("%H:%M").to_string());
            ui.horizontal_wrapped(|ui| {
                ui.label(button::icon(ICON_HISTORY).color(colours.mark(Tone::Due)));
                ui.label(text::bold(ui, words).color(colours.mark(Tone::Due)));
            });
            ui.label(text::dim(ui, tr!("as-of-read-only")));
            ui.add_space(size::GAP_SMALL);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(size::GAP_SMALL, size::GAP_SMALL);
                let before = self.changes.iter().rev().find(|at| **at < self.at_ms).copied();
                let after = self.changes.iter().find(|at| **at > self.at_ms).copied();
                let steps = [(ICON_CHEVRON_LEFT, tr!("as-of-before"), before), (ICON_CHEVRON_RIGHT, tr!("as-of-after"), after)];
                let mut wanted = None;
                for (mark, name, moment) in steps {
                    if ui.add_enabled_ui(moment.is_some(), |ui| button::icon_ui(ui, mark, &name, "")).inner.clicked() {
                        wanted = moment;
                    }
                }
                wanted = self.day_ui(ui, scene).or(wanted);
                if button::plain_ui(ui, None, &tr!("as-of-today")).clicked() {
                    stays = false;
                }
                if let Some(at_ms) = wanted {
                    self.go(at_ms);
                }
            });
        });
        stays
    }

    /// The day, typed or pressed in the month; a new one means its end.
    fn day_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Option<i64> {
        let name = tr!("as-of-day");
        let subject = Subject { look: Look::Form, must_read: true, ..Subject::new(&name, Kind::Day, Id::unique("as-of-day")) };
        let outcome = ui.allocate_ui_with_layout(vec2(DAY, size::CONTROL), Layout::top_down(Align::Min), |ui| {
            ui.set_width(DAY);
            editor_ui(ui, &subject, &mut self.day, &mut scene.around(None))
        });
        let outcome = outcome.inner;
        let shown = scene.clock.local(self.at_ms).date();
        match outcome.wish {
            Wish::Cancel | Wish::Leave => self.day = shown.to_string(),
            Wish::Save | Wish::SaveAndLeave => {}
            _ if outcome.response.lost_focus() => {}
            _ => return None,
        }
        let day = read_typed(&self.day, scene.now.today).and_then(days::whole).filter(|day| *day != shown)?;
        Some(scene.clock.end_of(day))
    }
}

fn card_ui(ui: &mut Ui, card: &CardSnapshot, today: &CardSnapshot) {
    let customer = &card.customer;
    ui.add(egui::Label::new(text::bold(ui, customer.name())).wrap());
    for category in Category::OF_CUSTOMER {
        let fields = Field::stored(Of::Customer).iter().copied().filter(|field| field.spec().category == category);
        let rows: Vec<Field> =
            fields.filter(|field| !customer.get(*field).is_empty() || is_filled_since(&today.customer, customer, *field)).collect();
        if rows.is_empty() {
            continue;
        }
        head_ui(ui, &tr!(category.key()));
        for field in rows {
            value_ui(ui, field.label(), &values::shown(field, customer.get(field)), &values::shown(field, today.customer.get(field)));
        }
    }
    if !customer.extra.is_empty() {
        head_ui(ui, &tr!("category-extra"));
        for (name, value) in &customer.extra {
            value_ui(ui, name, value, today.customer.extra(name));
        }
    }
    if !card.contacts.is_empty() {
        head_ui(ui, &tr!("card-contacts"));
    }
    for contact in &card.contacts {
        let now = today.contacts.iter().find(|other| other.id == contact.id);
        contact_ui(ui, contact, now);
    }
    if !card.addresses.is_empty() {
        head_ui(ui, &tr!("as-of-addresses"));
    }
    for address in &card.addresses {
        let words = |address: &crate::model::Address| {
            let country = values::country(&address.country);
            let parts = [address.address.as_str(), &address.postcode, &address.city, &address.region, &country];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        };
        let now = today.addresses.iter().find(|other| other.id == address.id);
        value_ui(ui, &address.purpose, &words(address), &now.map(words).unwrap_or_default());
    }
    plans_ui(ui, card);
}

/// Fields that were empty then and are not now are shown as well, so that nothing of the difference is hidden.
fn is_filled_since(today: &Customer, then: &Customer, field: Field) -> bool {
    then.get(field).is_empty() && !today.get(field).is_empty()
}

fn head_ui(ui: &mut Ui, words: &str) {
    ui.add_space(size::GAP);
    ui.label(text::bold(ui, words).size(size::CAPTION));
}

/// A value of then, and below it today's where that is another.
fn value_ui(ui: &mut Ui, label: &str, then: &str, now: &str) {
    labelled_ui(ui, label, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(3.0);
        text::wrapped_ui(ui, egui::RichText::new(if then.is_empty() { "—" } else { then }));
        if then != now {
            let colour = palette(ui.visuals()).mark(Tone::Accent);
            let words = if now.is_empty() { tr!("as-of-now-empty") } else { tr!("as-of-now", value = now) };
            text::wrapped_ui(ui, text::caption(ui, words).color(colour));
        }
    });
}

fn contact_ui(ui: &mut Ui, contact: &Contact, now: Option<&Contact>) {
    let name = contact.name();
    ui.add_space(size::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        ui.label(text::bold(ui, if name.is_empty() { tr!("history-contact") } else { name }));
        if now.is_none() {
            ui.label(text::caption(ui, tr!("as-of-contact-gone")).color(palette(ui.visuals()).mark(Tone::Accent)));
        }
    });
    let ways = |contact: &Contact, kind: ChannelKind| contact.channels_of(kind).collect::<Vec<_>>().join("; ");
    for kind in ChannelKind::ALL {
        let then = ways(contact, kind);
        let today = now.map_or_else(|| then.clone(), |now| ways(now, kind));
        if !then.is_empty() || !today.is_empty() {
            value_ui(ui, kind.field().label(), &then, &today);
        }
    }
    for (field, value) in contact.record.known().filter(|(field, _)| *field != Field::Contact) {
        let today = now.map_or(value, |now| now.record.get(field));
        value_ui(ui, field.label(), &values::shown(field, value), &values::shown(field, today));
    }
}

/// What was planned and what had happened.
fn plans_ui(ui: &mut Ui, card: &CardSnapshot) {
    let open: Vec<_> = card.follow_ups.iter().filter(|plan| plan.is_open()).collect();
    if !open.is_empty() {
        head_ui(ui, &tr!("card-follow-ups"));
    }
    for plan in open {
        let words = super::activity::plan_words(plan);
        value_ui(ui, &plan.due_on.to_string(), &words, &words);
    }
    let promises: Vec<_> = card.promises.iter().filter(|promise| promise.is_open()).collect();
    if !promises.is_empty() {
        head_ui(ui, &tr!("card-promises"));
    }
    for promise in promises {
        let words = tr!("promise-line", side = promise.side.label(), what = promise.text.as_str());
        value_ui(ui, &promise.due_on.map(|due| due.to_string()).unwrap_or_else(|| tr!("promise-no-day")), &words, &words);
    }
    if !card.touches.is_empty() {
        head_ui(ui, &tr!("as-of-touches"));
    }
    for touch in &card.touches {
        let words = super::activity::touch_words(touch);
        value_ui(ui, &touch.happened_on.to_string(), &words, &words);
    }
}
