//! How the desk is laid out: the rail at the left, the bar at the top, the place in the middle, card and calendar at the side.

use egui::{CentralPanel, Frame, Key, Margin, Modifiers, Panel, Popup, Ui, UiBuilder};

use super::{Desk, drop};
use crate::app::action::{Action, Place, Running, Scene};
use crate::app::bar::{Bar, Found, Shown};
use crate::app::brief::BriefPage;
use crate::app::calendar::Calendar;
use crate::app::card::Card;
use crate::app::clock::Clock;
use crate::app::commands::Command;
use crate::app::customers::Customers;
use crate::app::import::Wizard;
use crate::app::jobs::Job;
use crate::app::palette::Offered;
use crate::app::rail::{Counts, Rail};
use crate::app::settings::{CalendarView, Settings, Span};
use crate::app::theme::{palette, size};
use crate::app::widgets::modal;
use crate::book::Now;

/// What the width of the window leaves room for.
#[derive(Clone, Copy)]
struct Room {
    /// In points.
    width: f32,
    /// The rail has no words.
    is_narrow: bool,
    /// One pane at a time.
    is_single: bool,
    /// Rail and side pane have widths of their own.
    is_wide: bool,
}

impl Room {
    fn of(width: f32) -> Self {
        Self {
            width,
            is_narrow: width < size::NARROW_WINDOW,
            is_single: width < size::SINGLE_PANE_WINDOW,
            is_wide: width >= size::WIDE_WINDOW,
        }
    }
}

impl Desk {
    /// Draws the window.
    pub fn ui(&mut self, ui: &mut Ui, clock: &Clock, settings: &mut Settings) {
        let now = clock.now();
        let room = Room::of(ui.available_width());
        let counts = Counts { customers: self.book.customer_count(), due: self.today.count(), has_overdue: self.today.has_overdue() };
        let shown = Shown {
            undo: self.offer(Command::Undo),
            redo: self.offer(Command::Redo),
            unread: self.notices.unread(),
            found: Found { customers: self.customers.ids().len(), is_complete: self.customers.is_complete() },
        };
        let running = self.running();
        let mut scene = Scene {
            book: &self.book,
            now,
            clock,
            settings,
            selection: &mut self.selection,
            drafts: &mut self.drafts,
            known: &mut self.known,
            question: &self.question,
            is_composing: self.typing.is_composing(),
            running,
            actions: &mut self.actions,
        };
        if let Some(welcome) = &mut self.welcome {
            welcome.ui(ui, &mut scene);
            self.notices.ui(ui, self.steps, &mut self.actions);
            if !self.actions.is_empty() {
                ui.request_repaint();
            }
            return;
        }

        rail_ui(ui, &mut scene, &mut self.rail, self.place, &counts, room);
        let has_back = self.brief.is_none()
            && self.print.is_none()
            && self.card_is_open
            && (room.is_single || self.card_is_alone)
            && matches!(self.place, Place::Customers | Place::Today | Place::Calendar | Place::World);
        if bar_ui(ui, &mut scene, &mut self.bar, &shown, has_back) {
            enter_table(&mut scene, &mut self.customers);
        }
        let prints = self.print.is_some();
        if !room.is_single && !prints && !matches!(self.place, Place::Overview | Place::Rules | Place::Settings | Place::Import) {
            side_ui(ui, &mut scene, room, |ui, scene| {
                if has_back {
                    alone_calendar_ui(ui, scene, &mut self.calendar);
                } else if self.place != Place::Calendar {
                    card_and_calendar_ui(ui, scene, &mut self.card, &mut self.calendar);
                } else if matches!(scene.settings.calendar_view, CalendarView::Month | CalendarView::Week) {
                    day_and_card_ui(ui, scene, &mut self.card, &mut self.calendar);
                } else {
                    beside_ui(ui, scene, &mut self.card);
                }
            });
        }
        let fill = palette(ui.visuals()).panel;
        CentralPanel::no_frame().frame(Frame::new().fill(fill)).show(ui, |ui| match (&self.brief, self.place) {
            _ if prints => {
                if let Some((page, _)) = &mut self.print {
                    page.ui(ui, &mut scene);
                }
            }
            (Some((brief, _)), _) => page_ui(ui, size::PAGE, |ui| brief_ui(ui, &mut scene, brief)),
            (None, Place::Customers | Place::Today | Place::Calendar | Place::World) if has_back => {
                card_alone_ui(ui, &mut scene, &mut self.card);
            }
            (None, Place::Customers) => self.customers.ui(ui, &mut scene),
            (None, Place::Today) => page_ui(ui, size::MARGIN, |ui| {
                self.clocks.ui(ui, &mut scene);
                self.today.ui(ui, &mut scene);
            }),
            (None, Place::Calendar) => page_ui(ui, size::MARGIN, |ui| self.calendar.page_ui(ui, &mut scene)),
            (None, Place::World) => page_ui(ui, size::MARGIN, |ui| self.world.ui(ui, &mut scene, clock.zone_now(clock.zone()))),
            (None, Place::Overview) => page_ui(ui, size::PAGE, |ui| self.overview.ui(ui, &mut scene)),
            (None, Place::Settings) => page_ui(ui, size::PAGE, |ui| self.settings_page.ui(ui, &mut scene)),
            (None, Place::Duplicates) => page_ui(ui, size::PAGE, |ui| self.duplicates.ui(ui, &mut scene)),
            (None, Place::Journal) => page_ui(ui, size::PAGE, |ui| self.journal.ui(ui, &mut scene)),
            (None, Place::Pool) => page_ui(ui, size::PAGE, |ui| self.pool.ui(ui, &mut scene)),
            (None, Place::Missed) => page_ui(ui, size::PAGE, |ui| self.missed.ui(ui, &mut scene)),
            (None, Place::Rules) => page_ui(ui, size::PAGE, |ui| self.rules.ui(ui, &mut scene)),
            (None, Place::Import) => {
                if let Some(wizard) = &mut self.wizard {
                    page_ui(ui, size::PAGE, |ui| wizard.ui(ui, &mut scene));
                }
            }
        });

        if let Some(dialog) = &mut self.dialog
            && !dialog.ui(ui, &mut scene)
        {
            self.dialog = None;
        }
        self.over_ui(ui, settings, now);
        self.notices.ui(ui, self.steps, &mut self.actions);
        drop::hover_ui(ui);
        modal::settle(ui);
        if !self.actions.is_empty() {
            // Actions are performed before the next frame; without this it could be long in coming.
            ui.request_repaint();
        }
    }

    /// What runs and how far it is: an import before anything else.
    fn running(&self) -> Option<Running> {
        let of = |is_import: bool| move |(words, share): (String, f32)| Running { words, share, is_import };
        let importing = self.wizard.as_ref().and_then(Wizard::running).map(of(true));
        importing.or_else(|| self.book.running().or_else(|| self.job.as_ref().map(Job::running)).map(of(false)))
    }
}

/// The rail at the left, as wide as it was dragged.
fn rail_ui(ui: &mut Ui, scene: &mut Scene<'_>, rail: &mut Rail, place: Place, counts: &Counts, room: Room) {
    let palette = palette(ui.visuals());
    let panel = Panel::left(if room.is_wide { "rail-wide" } else { "rail" });
    let panel = if room.is_narrow {
        panel.exact_size(size::RAIL_NARROW).resizable(false)
    } else {
        let kept = if room.is_wide { scene.settings.rail_width_wide } else { scene.settings.rail_width };
        panel.default_size(kept).size_range(size::RAIL..=size::RAIL_WIDEST).resizable(true)
    };
    let drawn = panel.show_separator_line(false).frame(Frame::new().fill(palette.bg)).show(ui, |ui| {
        // Drawn in a place of its own: what is too wide there must not widen the rail.
        let whole = ui.max_rect();
        ui.painter().vline(whole.right() - 0.5, ui.clip_rect().y_range(), palette.hairline());
        let mut inner = ui.new_child(UiBuilder::new().id_salt("rail-inner").max_rect(whole.with_max_x(whole.right() - 1.0)));
        inner.shrink_clip_rect(whole);
        rail.ui(&mut inner, scene, place, counts, room.is_narrow);
        ui.advance_cursor_after_rect(whole);
    });
    let drawn = drawn.response.rect.width();
    if room.is_wide {
        scene.settings.rail_width_wide = drawn;
    } else if !room.is_narrow {
        scene.settings.rail_width = drawn;
    }
}

/// The bar at the top; returns whether the keyboard goes on from the search to the table.
fn bar_ui(ui: &mut Ui, scene: &mut Scene<'_>, bar: &mut Bar, shown: &Shown, has_back: bool) -> bool {
    let palette = palette(ui.visuals());
    let panel = Panel::top("bar").exact_size(size::BAR).resizable(false).show_separator_line(false);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 0));
    let drawn = panel.frame(frame).show(ui, |ui| {
        ui.painter().hline(ui.clip_rect().x_range(), ui.max_rect().bottom() - 0.5, palette.hairline());
        bar.ui(ui, scene, shown, has_back)
    });
    drawn.inner
}

/// Gives the keyboard to the table, on the first customer where the selected one is not there. Where nobody is found one goes on typing.
fn enter_table(scene: &mut Scene<'_>, customers: &mut Customers) {
    let Some(first) = customers.ids().first().copied() else { return };
    customers.take_focus();
    if scene.selection.lead().is_none_or(|lead| !customers.ids().contains(&lead)) {
        scene.selection.set(first);
    }
}

/// The pane at the right, as wide as it was dragged.
fn side_ui(ui: &mut Ui, scene: &mut Scene<'_>, room: Room, draw: impl FnOnce(&mut Ui, &mut Scene<'_>)) {
    let palette = palette(ui.visuals());
    let widest = (room.width * 0.5).max(300.0);
    let (id, kept) = if room.is_wide { ("side-wide", scene.settings.side_width_wide) } else { ("side", scene.settings.side_width) };
    let panel = Panel::right(id).default_size(kept).size_range(280.0..=widest).resizable(true).show_separator_line(false);
    let drawn = panel.frame(Frame::new().fill(palette.panel)).show(ui, |ui| {
        // Drawn in a place of its own: what is too wide there must not widen the pane.
        let place = ui.max_rect();
        let mut inner = ui.new_child(UiBuilder::new().id_salt("side-inner").max_rect(place));
        inner.shrink_clip_rect(place);
        draw(&mut inner, scene);
        ui.painter().vline(place.left() + 0.5, place.y_range(), palette.hairline());
        ui.advance_cursor_after_rect(place);
    });
    let drawn = drawn.response.rect.width();
    if room.is_wide {
        scene.settings.side_width_wide = drawn;
    } else {
        scene.settings.side_width = drawn;
    }
}

/// A page in the middle, with so much free at its sides.
fn page_ui(ui: &mut Ui, margin: f32, draw: impl FnOnce(&mut Ui)) {
    Frame::new().inner_margin(Margin::symmetric(margin as i8, 0)).show(ui, draw);
}

/// The card in what a side pane has left.
fn beside_ui(ui: &mut Ui, scene: &mut Scene<'_>, card: &mut Card) {
    let frame = Frame::new().inner_margin(Margin { left: 16, right: 4, top: 0, bottom: 0 });
    CentralPanel::no_frame().frame(frame).show(ui, |ui| card.ui(ui, scene));
}

impl Desk {
    /// What lies over the window until it is closed: the palette and the list of keys.
    fn over_ui(&mut self, ui: &Ui, settings: &Settings, now: Now) {
        let is_composing = self.typing.is_composing();
        let mut actions = Vec::new();
        if let Some(mut palette) = self.palette.take() {
            let selected = self.selection.ids();
            let offered = Offered {
                book: &self.book,
                recent: &settings.recent_commands,
                name_of: &|command| self.offer(command),
                selected: &selected,
                now,
            };
            if palette.ui(ui, is_composing, &offered, &mut actions) {
                self.palette = Some(palette);
            }
        }
        if let Some(keys) = &mut self.keys
            && !keys.ui(ui, is_composing, &mut actions)
        {
            self.keys = None;
        }
        self.actions.append(&mut actions);
    }
}

/// The card above the calendar, with an edge between them that can be dragged.
fn card_and_calendar_ui(ui: &mut Ui, scene: &mut Scene<'_>, card: &mut Card, calendar: &mut Calendar) {
    let palette = palette(ui.visuals());
    let height = ui.available_height();
    let is_open = scene.settings.calendar_is_open;
    let span = scene.settings.calendar_span(height);
    let (id, kept, least) = match span {
        Span::Month => ("calendar", scene.settings.calendar_height, 224.0_f32),
        Span::Week => ("calendar-week", scene.settings.calendar_week_height, 140.0),
        Span::List => ("calendar-list", scene.settings.calendar_height, 140.0),
    };
    let least = least.min(height * 0.5);
    let panel = if is_open {
        let most = (height - 160.0).max(least);
        Panel::bottom(id).default_size(kept.min(height * 0.5)).size_range(least..=most)
    } else {
        Panel::bottom("calendar-folded").exact_size(size::HEAD)
    };
    let shown = panel
        .resizable(is_open)
        .show_separator_line(false)
        .frame(Frame::new().fill(palette.raised).inner_margin(Margin { left: 16, right: 16, top: 0, bottom: 0 }))
        .show(ui, |ui| {
            ui.painter().hline(ui.clip_rect().x_range(), ui.max_rect().top() + 0.5, palette.hairline());
            let place = ui.max_rect();
            let mut inner = ui.new_child(UiBuilder::new().id_salt("calendar-inner").max_rect(place));
            inner.shrink_clip_rect(place.expand2(egui::vec2(size::MARGIN, 0.0)));
            calendar.pane_ui(&mut inner, scene, span);
            ui.advance_cursor_after_rect(place);
        });
    if height > 480.0 && is_open {
        let height = shown.response.rect.height();
        match span {
            Span::Month | Span::List => scene.settings.calendar_height = height,
            Span::Week => scene.settings.calendar_week_height = height,
        }
    }
    beside_ui(ui, scene, card);
}

/// The card in the place of the table, not wider than one reads well.
fn card_alone_ui(ui: &mut Ui, scene: &mut Scene<'_>, card: &mut Card) {
    let whole = ui.max_rect();
    let side = ((whole.width() - size::CARD_ALONE) / 2.0).max(size::MARGIN);
    let place = whole.shrink2(egui::vec2(side, 0.0));
    let mut inner = ui.new_child(UiBuilder::new().id_salt("card-alone").max_rect(place));
    card.ui(&mut inner, scene);
    ui.advance_cursor_after_rect(whole);
    // The first Esc leaves a field, a menu or a form; one that nobody wanted leaves the card.
    if is_free(ui, scene, inner.scope_id()) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        scene.push(Action::Run(Command::Back));
    }
}

/// The brief before a contact, from which D logs what happened and Esc leads back.
fn brief_ui(ui: &mut Ui, scene: &mut Scene<'_>, brief: &BriefPage) {
    brief.ui(ui, scene);
    if !is_free(ui, scene, egui::Id::unique("brief")) {
        return;
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        scene.push(Action::CloseBrief);
    } else if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::D)) {
        scene.push(Action::LogTouch(brief.customer()));
    }
}

/// Whether the keys of a page are its own: neither now nor in the frame before did a field, a menu or a form have the keyboard.
fn is_free(ui: &Ui, scene: &Scene<'_>, id: egui::Id) -> bool {
    let is_free = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none()) && !Popup::is_any_open(ui.ctx());
    let was_free = ui.data_mut(|data| data.get_temp_mut_or_default::<FreeBefore>(id).replace(is_free));
    is_free && was_free && !scene.is_composing
}

/// Whether nothing had the keyboard when the frame before was drawn.
#[derive(Clone, Default)]
struct FreeBefore(bool);

impl FreeBefore {
    fn replace(&mut self, is_free: bool) -> bool {
        std::mem::replace(&mut self.0, is_free)
    }
}

/// The calendar beside a card that has the place of the table.
fn alone_calendar_ui(ui: &mut Ui, scene: &mut Scene<'_>, calendar: &mut Calendar) {
    let palette = palette(ui.visuals());
    let frame = Frame::new().fill(palette.raised).inner_margin(Margin::symmetric(16, 0));
    CentralPanel::no_frame().frame(frame).show(ui, |ui| calendar.pane_ui(ui, scene, Span::Month));
}

/// Beside the month on the whole page: the list of the day above the card of whom is selected there.
fn day_and_card_ui(ui: &mut Ui, scene: &mut Scene<'_>, card: &mut Card, calendar: &mut Calendar) {
    let palette = palette(ui.visuals());
    let height = ui.available_height();
    let frame = Frame::new().fill(palette.raised).inner_margin(Margin::symmetric(16, 0));
    let day = Panel::top("calendar-day").default_size(height * 0.36).size_range(120.0..=(height - 160.0).max(120.0)).resizable(true);
    day.show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.painter().hline(ui.clip_rect().x_range(), ui.max_rect().bottom() - 0.5, palette.hairline());
        let place = ui.max_rect();
        let mut inner = ui.new_child(UiBuilder::new().id_salt("day-inner").max_rect(place));
        inner.shrink_clip_rect(place.expand2(egui::vec2(size::MARGIN, 0.0)));
        calendar.day_pane_ui(&mut inner, scene);
        ui.advance_cursor_after_rect(place);
    });
    beside_ui(ui, scene, card);
}
