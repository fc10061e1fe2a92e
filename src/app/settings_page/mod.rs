//! The page of settings. What belongs to the window (look) is kept with the window; what belongs to the person (name, zone, working
//! time, money) with the book, so that it comes along with it.

mod backups;
mod company;
mod fields;
mod look;
mod rates;
mod reminders;
mod you;

use egui::{Button, Frame, Margin, ScrollArea, Ui, vec2};

use super::action::Scene;
use super::theme::{palette, size};
use super::widgets::{button, text};
use crate::tr;
use company::CompanyForm;
use fields::FieldsForm;
use rates::RatesForm;
use reminders::RemindersForm;
use you::YouForm;

/// Radius of the sheet on which the settings stand.
const SHEET_CORNER: u8 = 10;

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Language, theme, size.
    #[default]
    Look,
    /// Name, zone, currency, working time.
    You,
    /// What papers say of one's own company, and the usual paper.
    Company,
    /// When and how one is reminded.
    Reminders,
    /// Exchange rates.
    Rates,
    /// The fields of one's own.
    Fields,
    /// Where the book lies, and its backups.
    Book,
}

impl Tab {
    const ALL: [Self; 7] = [Self::Look, Self::You, Self::Company, Self::Reminders, Self::Rates, Self::Fields, Self::Book];

    fn name(self) -> String {
        match self {
            Self::Look => tr!("settings-tab-look"),
            Self::You => tr!("settings-tab-you"),
            Self::Company => tr!("settings-tab-company"),
            Self::Reminders => tr!("settings-tab-reminders"),
            Self::Rates => tr!("settings-tab-rates"),
            Self::Fields => tr!("settings-tab-fields"),
            Self::Book => tr!("settings-tab-book"),
        }
    }
}

/// The page, and what is being typed on it.
#[derive(Default)]
pub struct SettingsPage {
    tab: Tab,
    you: YouForm,
    company: CompanyForm,
    reminders: RemindersForm,
    rates: RatesForm,
    fields: FieldsForm,
}

impl SettingsPage {
    /// Turns to a part of the page.
    pub fn show(&mut self, tab: Tab) {
        self.tab = tab;
    }

    /// Says why the system shows no pop-ups, where it does not.
    pub fn set_popup_trouble(&mut self, trouble: Option<&str>) {
        self.reminders.set_trouble(trouble);
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::PAGE);
        ui.label(text::title(ui, tr!("settings-title")));
        ui.add_space(size::GAP);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::MARGIN;
            for tab in Tab::ALL {
                if button::tab_ui(ui, &tab.name(), tab == self.tab).clicked() {
                    self.tab = tab;
                }
            }
        });
        ui.add_space(size::GAP);
        ScrollArea::vertical().id_salt(("settings", self.tab as u8)).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(860.0) - size::SCROLL_BAR);
            let colours = palette(ui.visuals());
            let sheet = Frame::new().fill(colours.raised).stroke(colours.hairline()).corner_radius(SHEET_CORNER);
            sheet.inner_margin(Margin::symmetric(size::MARGIN as i8, 0)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                match self.tab {
                    Tab::Look => look::ui(ui, scene),
                    Tab::You => self.you.ui(ui, scene),
                    Tab::Company => self.company.ui(ui, scene),
                    Tab::Reminders => self.reminders.ui(ui, scene),
                    Tab::Rates => self.rates.ui(ui, scene),
                    Tab::Fields => self.fields.ui(ui, scene),
                    Tab::Book => backups::ui(ui, scene),
                }
            });
            ui.add_space(size::PAGE);
        });
    }
}

/// A setting: what it is at the left, the controls at the right, a remark below them.
fn row_ui(ui: &mut Ui, title: &str, what: &str, draw: impl FnOnce(&mut Ui)) {
    let line = ui.cursor().top();
    if line > ui.max_rect().top() + 1.0 {
        ui.painter().hline(ui.max_rect().x_range(), line, palette(ui.visuals()).hairline());
    }
    ui.add_space(size::GAP_WIDE);
    let label = (ui.available_width() * 0.3).min(180.0);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(label, size::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_size(vec2(label, size::CONTROL));
            ui.label(title);
        });
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| draw(ui));
            if !what.is_empty() {
                text::wrapped_ui(ui, text::caption(ui, what));
            }
        });
    });
    ui.add_space(size::GAP_WIDE);
}

fn choice_ui(ui: &mut Ui, words: &str, is_chosen: bool) -> bool {
    ui.add(Button::selectable(is_chosen, words).frame_when_inactive(true)).clicked() && !is_chosen
}
