//! The print page: what is printed at the left, the pages as they will be at the right.

mod pages;
mod preview;
mod taking;

use std::path::PathBuf;

use chrono::{Days, Months, NaiveDate};
use egui::{Context, Key, Modifiers, Panel, ScrollArea, Ui, vec2};
use egui_material_icons::icons::{
    ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT, ICON_CLOSE, ICON_CONTENT_COPY, ICON_PICTURE_AS_PDF, ICON_PRINT, ICON_WARNING,
};

use crate::app::action::{Action, Scene};
use crate::app::settings::Settings;
use crate::app::theme::{Tone, palette, size};
use crate::app::widgets::{button, menu, text};
use crate::book::{Book, Column, LABEL_SHEETS, LabelSheet, Letter, PaperQuestion, PaperSize, PaperStyle, TakeAlong, about, paper_name};
use crate::model::Id;
use crate::print::{Paper, TemplateFile, templates};
use crate::tr;
use crate::words::{Language, spoken};
use pages::PageView;
use preview::{Preview, Wanted, changed};
use taking::Taking;

/// So many customers are in the preview; all are printed.
const PREVIEWED: usize = 40;
/// The width of the options.
const OPTIONS: f32 = 288.0;

/// What the person chose on the print page, kept between starts.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct PrintSettings {
    /// The language of paper; `None` is that of the window.
    pub language: Option<Language>,
    /// The size of cards; `None` is A5.
    pub card_size: Option<PaperSize>,
    /// The size of everything else.
    pub size: PaperSize,
    /// What of a card is printed.
    pub style: PaperStyle,
    /// The key of the paper that was looked at last.
    pub paper: String,
    /// What letters say.
    pub letter: Letter,
    /// Whether a letter is logged as a touch with each.
    pub logs_letters: bool,
    /// The sheet of labels, by its maker's number.
    pub labels: String,
    /// The template chosen last, by the key of its paper.
    pub templates: std::collections::BTreeMap<String, String>,
}

impl Default for PrintSettings {
    fn default() -> Self {
        Self {
            language: None,
            card_size: None,
            size: PaperSize::default(),
            style: PaperStyle::default(),
            paper: String::new(),
            letter: Letter::default(),
            logs_letters: true,
            labels: String::new(),
            templates: Default::default(),
        }
    }
}

impl PrintSettings {
    /// What letters say, in a language of its own where nobody wrote one.
    fn letter(&self, language: Language) -> Letter {
        if self.letter == Letter::default() { Letter::usual(language) } else { self.letter.clone() }
    }

    fn labels(&self) -> LabelSheet {
        LabelSheet::by_name(&self.labels).unwrap_or(LABEL_SHEETS[0])
    }

    /// The paper that was printed last, of those about customers.
    pub fn last_paper(&self) -> Paper {
        Paper::by_key(&self.paper).filter(|paper| about(*paper).customers).unwrap_or(Paper::Card)
    }
}

/// What shall be printed.
#[derive(Clone, Debug)]
pub struct PrintOrder {
    /// What stands on it.
    pub question: PaperQuestion,
    /// The name of the template.
    pub template: String,
    /// The language of the paper.
    pub language: Language,
    /// Whether every customer gets a file of its own.
    pub is_one_each: bool,
    /// The file; `None` goes to the printer.
    pub path: Option<PathBuf>,
    /// Whether a letter is logged as a touch with each.
    pub logs_letters: bool,
    /// What it is for.
    pub why: String,
    /// Who takes cards along, where somebody does.
    pub take_along: Option<TakeAlong>,
}

/// The print page.
pub struct PrintPage {
    paper: Paper,
    selected: Vec<Id>,
    shown: Vec<Id>,
    only_selected: bool,
    on: NaiveDate,
    /// The first label that is still on the sheet, from 1.
    first_label: usize,
    folder: PathBuf,
    templates: Vec<TemplateFile>,
    preview: Preview,
    view: PageView,
    /// The day on which it was opened.
    today: NaiveDate,
    taking: Taking,
}

impl PrintPage {
    /// Opens it for `paper`, about the customers who are selected, or all that the table shows.
    pub fn new(context: &Context, book: &Book, paper: Paper, selected: Vec<Id>, shown: Vec<Id>, today: NaiveDate) -> Self {
        let folder = book.templates_folder();
        Self {
            paper,
            only_selected: !selected.is_empty() && paper != Paper::Table,
            selected,
            shown,
            on: today,
            today,
            taking: Taking::default(),
            first_label: 1,
            templates: templates(&folder),
            folder,
            preview: Preview::start(context, book.place()),
            view: PageView::default(),
        }
    }

    fn customers(&self) -> &[Id] {
        if !about(self.paper).customers {
            return &[];
        }
        if self.only_selected { &self.selected } else { &self.shown }
    }

    fn template<'a>(&self, settings: &'a Settings) -> &'a str {
        let chosen = settings.print.templates.get(self.paper.key()).map(String::as_str);
        chosen.filter(|name| self.file(name).is_some()).unwrap_or(self.paper.key())
    }

    fn file(&self, name: &str) -> Option<&TemplateFile> {
        self.templates.iter().find(|file| file.name == name && file.paper == self.paper)
    }

    fn size(&self, settings: &Settings) -> PaperSize {
        if self.paper == Paper::Card { settings.print.card_size.unwrap_or(PaperSize::A5) } else { settings.print.size }
    }

    /// What is printed of `customers` with the settings as they stand.
    fn question(&self, settings: &Settings, customers: &[Id]) -> PaperQuestion {
        let columns: Vec<Column> = match self.paper {
            Paper::Table => settings.columns.iter().map(|layout| layout.column.clone()).collect(),
            // The form of the week is made of the columns that one has in the table as well (S0.9).
            Paper::Weekly => settings.columns.iter().take(6).map(|layout| layout.column.clone()).collect(),
            _ => Vec::new(),
        };
        PaperQuestion {
            size: self.size(settings),
            style: settings.print.style,
            columns,
            on: about(self.paper).day.then_some(self.on),
            letter: settings.print.letter(settings.print.language.unwrap_or(spoken())),
            labels: settings.print.labels(),
            first_label: self.first_label,
            ..PaperQuestion::of(self.paper, customers.to_vec())
        }
    }

    fn order(&self, settings: &Settings, path: Option<PathBuf>) -> PrintOrder {
        PrintOrder {
            question: self.question(settings, self.customers()),
            template: self.template(settings).to_owned(),
            language: settings.print.language.unwrap_or(spoken()),
            is_one_each: false,
            path,
            logs_letters: self.paper == Paper::Letter && settings.print.logs_letters,
            why: self.taking.why().to_owned(),
            take_along: self.taking.take_along(self.paper, self.today),
        }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        self.ask(ui, scene);
        let fill = palette(ui.visuals()).raised;
        let frame = egui::Frame::new().fill(fill).inner_margin(egui::Margin { left: 16, right: 0, top: 16, bottom: 12 });
        Panel::left("print-options").exact_size(OPTIONS).resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
            self.options_ui(ui, scene);
        });
        let bar = egui::Frame::new().fill(palette(ui.visuals()).panel).inner_margin(egui::Margin::symmetric(12, 0));
        Panel::top("print-bar").exact_size(size::HEAD + size::GAP).show_separator_line(false).frame(bar).show(ui, |ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if button::icon_ui(ui, ICON_CLOSE, &tr!("print-close"), "Esc").clicked() {
                    scene.push(Action::ClosePrint);
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| self.view.bar_ui(ui, &self.preview));
            });
        });
        egui::CentralPanel::no_frame().show(ui, |ui| self.view.ui(ui, &mut self.preview));
        self.keys(ui, scene);
    }

    /// Asks the thread for the pages that the options mean.
    fn ask(&mut self, ui: &Ui, scene: &Scene<'_>) {
        let customers = self.customers();
        let question = self.question(scene.settings, &customers[..customers.len().min(PREVIEWED)]);
        let template = self.template(scene.settings).to_owned();
        let path = self.file(&template).and_then(|file| file.path.clone());
        if path.is_some() {
            // Somebody may be changing the file beside the window.
            ui.request_repaint_after_secs(1.0);
        }
        let wanted = Wanted {
            question,
            changed: changed(path.as_ref()),
            template,
            language: scene.settings.print.language.unwrap_or(spoken()),
            revision: scene.book.revision(),
            // The minute of printing is not on paper.
            now: crate::book::Now { at: Default::default(), ..scene.now },
        };
        self.preview.follow(ui, wanted);
    }

    fn keys(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        let is_free = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
        if !is_free || egui::Popup::is_any_open(ui.ctx()) || scene.is_composing {
            return;
        }
        let count = self.preview.shown().sizes.len();
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            scene.push(Action::ClosePrint);
        }
        if pressed(Key::PageDown) {
            self.view.turn(1, count);
        }
        if pressed(Key::PageUp) {
            self.view.turn(-1, count);
        }
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.view.zoom(true);
        }
        if pressed(Key::Minus) {
            self.view.zoom(false);
        }
    }

    fn options_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let foot = 2.0 * size::CONTROL + 3.0 * size::GAP;
        let high = (ui.available_height() - foot).max(120.0);
        ScrollArea::vertical().id_salt("print-options").max_height(high).auto_shrink(false).show(ui, |ui| {
            ui.set_width(OPTIONS - 2.0 * size::MARGIN);
            ui.label(text::title(ui, tr!("print-title")));
            ui.add_space(size::GAP_WIDE);
            self.what_ui(ui, scene);
            self.whom_ui(ui);
            self.day_ui(ui);
            self.look_ui(ui, scene);
            style_ui(ui, self.paper, &mut scene.settings.print.style);
            match self.paper {
                Paper::Letter => letter_ui(ui, scene),
                Paper::Labels => self.labels_ui(ui, scene),
                _ => {}
            }
            if about(self.paper).customers {
                self.taking.ui(ui, self.paper, scene.book.who(), scene.now.today);
            }
            self.warnings_ui(ui);
        });
        ui.add_space(size::GAP);
        if let Some(running) = scene.running.as_ref().filter(|running| !running.is_import) {
            let words = tr!("job-share", what = running.words.as_str(), percent = (running.share * 100.0) as i64);
            if running_ui(ui, vec2(OPTIONS - 2.0 * size::MARGIN, foot), words, running.share) {
                scene.push(Action::StopJob);
            }
            return;
        }
        let nobody = about(self.paper).customers && self.customers().is_empty();
        let can_print = !nobody && self.preview.failed().is_none();
        ui.add_enabled_ui(can_print, |ui| {
            let place = vec2(OPTIONS - 2.0 * size::MARGIN, foot);
            ui.allocate_ui_with_layout(place, egui::Layout::top_down_justified(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.y = size::GAP;
                if button::primary_ui(ui, Some(ICON_PRINT), &tr!("print-do")).clicked() {
                    scene.push(Action::Print(Box::new(self.order(scene.settings, None))));
                }
                if button::plain_ui(ui, Some(ICON_PICTURE_AS_PDF), &tr!("print-save")).clicked() {
                    scene.push(Action::AskToPrint(Box::new(self.order(scene.settings, None))));
                }
            });
        });
    }

    /// Which paper, and which template of it.
    fn what_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let width = ui.available_width();
        ui.label(text::caption(ui, tr!("print-what")));
        let papers: Vec<(Paper, String)> = Paper::ALL.iter().map(|paper| (*paper, paper_name(*paper))).collect();
        if let Some(paper) = menu::choice_ui(ui, &tr!("print-what"), width, &self.paper, &papers) {
            self.paper = paper;
            paper.key().clone_into(&mut scene.settings.print.paper);
            self.view.begin();
        }
        ui.add_space(size::GAP);
        ui.label(text::caption(ui, tr!("print-template")));
        let chosen = self.template(scene.settings).to_owned();
        let own = self.templates.iter().filter(|file| file.paper == self.paper);
        let choices: Vec<(String, String)> =
            own.map(|file| (file.name.clone(), if file.path.is_some() { file.name.clone() } else { tr!("print-built-in") })).collect();
        ui.horizontal(|ui| {
            let room = width - size::CONTROL - size::GAP_SMALL;
            if let Some(name) = menu::choice_ui(ui, &tr!("print-template"), room, &chosen, &choices) {
                scene.settings.print.templates.insert(self.paper.key().to_owned(), name);
                self.view.begin();
            }
            if button::icon_ui(ui, ICON_CONTENT_COPY, &tr!("print-copy-template"), "").clicked() {
                self.copy_template(scene);
            }
        });
        ui.add_space(size::GAP);
    }

    /// Copies the built-in template under the next free name, and shows the folder.
    fn copy_template(&mut self, scene: &mut Scene<'_>) {
        let names = (2..).map(|number| format!("{}-{number}", self.paper.key()));
        let is_free = |name: &String| !self.folder.join(format!("{name}.typ")).exists();
        let Some(name) = names.into_iter().find(is_free) else { return };
        match crate::print::Template::copy(&self.folder, self.paper, &name) {
            Ok(path) => {
                self.templates = templates(&self.folder);
                scene.settings.print.templates.insert(self.paper.key().to_owned(), name);
                scene.push(Action::Tell(tr!("print-template-copied", file = path.display().to_string())));
                scene.push(Action::OpenFolder(self.folder.clone()));
            }
            Err(error) => scene.push(Action::Tell(error.to_string())),
        }
    }

    /// The selected customers, or all that are shown.
    fn whom_ui(&mut self, ui: &mut Ui) {
        if !about(self.paper).customers {
            return;
        }
        ui.label(text::caption(ui, tr!("print-whom")));
        ui.horizontal_wrapped(|ui| {
            let few = tr!("export-selected", count = self.selected.len(), shown = text::grouped(self.selected.len()));
            let all = tr!("export-shown", count = self.shown.len(), shown = text::grouped(self.shown.len()));
            let button = egui::Button::selectable(self.only_selected, few).frame_when_inactive(true);
            if ui.add_enabled(!self.selected.is_empty(), button).clicked() {
                self.only_selected = true;
                self.view.begin();
            }
            if ui.add(egui::Button::selectable(!self.only_selected, all).frame_when_inactive(true)).clicked() {
                self.only_selected = false;
                self.view.begin();
            }
        });
        if self.customers().len() > PREVIEWED {
            let words = tr!("print-previewed", shown = PREVIEWED, count = text::grouped(self.customers().len()));
            text::wrapped_ui(ui, text::caption(ui, words));
        }
        ui.add_space(size::GAP);
    }

    /// The day, week or month that a paper is about.
    fn day_ui(&mut self, ui: &mut Ui) {
        if !about(self.paper).day {
            return;
        }
        ui.label(text::caption(ui, tr!("print-day")));
        ui.horizontal(|ui| {
            if button::icon_ui(ui, ICON_CHEVRON_LEFT, &tr!("print-day-before"), "").clicked() {
                self.on = self.beside(false);
            }
            let said = if self.paper == Paper::Month { self.on.format("%Y-%m").to_string() } else { self.on.to_string() };
            ui.label(said);
            if button::icon_ui(ui, ICON_CHEVRON_RIGHT, &tr!("print-day-after"), "").clicked() {
                self.on = self.beside(true);
            }
        });
        ui.add_space(size::GAP);
    }

    fn beside(&self, is_after: bool) -> NaiveDate {
        let to = match (self.paper, is_after) {
            (Paper::Month, true) => self.on.checked_add_months(Months::new(1)),
            (Paper::Month, false) => self.on.checked_sub_months(Months::new(1)),
            (Paper::Weekly, true) => self.on.checked_add_days(Days::new(7)),
            (Paper::Weekly, false) => self.on.checked_sub_days(Days::new(7)),
            (_, true) => self.on.succ_opt(),
            (_, false) => self.on.pred_opt(),
        };
        to.unwrap_or(self.on)
    }

    /// Size and language of the paper.
    fn look_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.label(text::caption(ui, tr!("print-size")));
        let size = self.size(scene.settings);
        ui.horizontal(|ui| {
            for choice in PaperSize::ALL {
                if ui.add(egui::Button::selectable(choice == size, choice.name()).frame_when_inactive(true)).clicked() {
                    match self.paper {
                        Paper::Card => scene.settings.print.card_size = Some(choice),
                        _ => scene.settings.print.size = choice,
                    }
                    self.view.begin();
                }
            }
        });
        ui.add_space(size::GAP);
        ui.label(text::caption(ui, tr!("print-language")));
        let language = scene.settings.print.language.unwrap_or(spoken());
        ui.horizontal(|ui| {
            for choice in Language::ALL {
                if ui.add(egui::Button::selectable(choice == language, choice.own_name()).frame_when_inactive(true)).clicked() {
                    scene.settings.print.language = Some(choice);
                }
            }
        });
        ui.add_space(size::GAP);
    }

    /// Which sheet, and where to begin on one that was used before.
    fn labels_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.label(text::caption(ui, tr!("print-labels")));
        let sheet = scene.settings.print.labels();
        ui.horizontal(|ui| {
            for choice in LABEL_SHEETS {
                if ui.add(egui::Button::selectable(choice == sheet, choice.name).frame_when_inactive(true)).clicked() {
                    choice.name.clone_into(&mut scene.settings.print.labels);
                    self.first_label = 1;
                }
            }
        });
        ui.add_space(size::GAP);
        ui.label(text::caption(ui, tr!("print-first-label")));
        let most = sheet.counts.0 * sheet.counts.1;
        ui.add(egui::DragValue::new(&mut self.first_label).range(1..=most)).accessible_name(tr!("print-first-label"));
        ui.add_space(size::GAP);
    }

    /// What is wrong with the template, and what cannot be written.
    fn warnings_ui(&self, ui: &mut Ui) {
        let palette = palette(ui.visuals());
        let mut say = |tone: Tone, words: &str| {
            ui.add_space(size::GAP);
            ui.horizontal_wrapped(|ui| {
                ui.label(button::icon(ICON_WARNING).color(palette.mark(tone)));
                ui.add(egui::Label::new(egui::RichText::new(words).color(palette.mark(tone))).wrap());
            });
        };
        if let Some(error) = self.preview.failed() {
            say(Tone::Overdue, &error.to_string());
            say(Tone::Plain, &error.hint());
        }
        let missing = &self.preview.shown().missing;
        if !missing.is_empty() {
            let some: String = missing.chars().take(40).collect();
            say(Tone::Due, &tr!("print-missing", characters = some));
        }
    }
}

/// What the letter says to each.
fn letter_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let language = scene.settings.print.language.unwrap_or(spoken());
    let mut letter = scene.settings.print.letter(language);
    let width = ui.available_width();
    ui.label(text::caption(ui, tr!("print-subject")));
    let subject = egui::TextEdit::singleline(&mut letter.subject).desired_width(width).align(egui::Align2::LEFT_CENTER);
    let mut is_changed = ui.add(subject.min_size(vec2(width, size::CONTROL))).accessible_name(tr!("print-subject")).changed();
    ui.add_space(size::GAP);
    ui.label(text::caption(ui, tr!("print-letter-text")));
    let text_field = egui::TextEdit::multiline(&mut letter.text).desired_width(width).desired_rows(9);
    is_changed |= ui.add(text_field).accessible_name(tr!("print-letter-text")).changed();
    text::wrapped_ui(ui, text::caption(ui, tr!("print-letter-hint")));
    if is_changed {
        scene.settings.print.letter = letter;
    }
    ui.add_space(size::GAP_SMALL);
    ui.checkbox(&mut scene.settings.print.logs_letters, tr!("print-log-letters"));
    ui.add_space(size::GAP);
}

/// What of a card is printed.
/// How far a print or another job is, where the buttons stand that would begin one; returns whether somebody stops it.
fn running_ui(ui: &mut Ui, place: egui::Vec2, words: String, share: f32) -> bool {
    ui.request_repaint_after(std::time::Duration::from_millis(200));
    let layout = egui::Layout::top_down_justified(egui::Align::Center);
    ui.allocate_ui_with_layout(place, layout, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        text::cut_ui(ui, text::caption(ui, words));
        ui.add(egui::ProgressBar::new(share).desired_height(size::GAP_SMALL));
        button::plain_ui(ui, None, &tr!("job-stop")).clicked()
    })
    .inner
}

/// What of customers is printed: on cards all can be chosen, on forms what is left out.
fn style_ui(ui: &mut Ui, paper: Paper, style: &mut PaperStyle) {
    let is_card = matches!(paper, Paper::Card | Paper::Route);
    let has_people = is_card || paper == Paper::Customer;
    if !has_people && paper != Paper::FirstClass {
        return;
    }
    ui.label(text::caption(ui, tr!("print-card")));
    if is_card {
        ui.checkbox(&mut style.has_back, tr!("print-back")).on_hover_text(tr!("print-back-hint"));
    }
    ui.checkbox(&mut style.has_prices, tr!("print-prices"));
    if has_people {
        ui.checkbox(&mut style.has_personal, tr!("print-personal"));
    }
    if is_card {
        ui.checkbox(&mut style.is_long, tr!("print-long"));
    }
    ui.add_space(size::GAP);
}
