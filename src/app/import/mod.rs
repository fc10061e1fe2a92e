//! The import wizard: which file, what its columns are, what would change, and what became of it.
//!
//! The [`ImportSession`] does the work, on threads of its own; here it is drawn, and what the person decides is handed to
//! it before the next frame.

mod columns_page;
mod done_page;
mod file_page;
mod nearby;
mod picker;
mod progress;
mod review_page;
mod sheet_page;

use std::path::{Path, PathBuf};

use egui::{Align, Context, Layout, Ui};

use super::action::{Action, Scene};
use super::theme::{palette, size};
use super::widgets::{button, text};
use crate::book::session::{ImportSession, PreviewRow, Stage};
use crate::book::{Book, Now};
use crate::error::Result;
use crate::import::read::Reader;
use crate::import::understand::{DayOrderAnswer, OnMatch, Target};
use crate::tr;
use columns_page::ColumnsPage;
use file_page::FilePage;
use review_page::ReviewPage;
use sheet_page::SheetPage;

/// What a page of the wizard asks for.
#[derive(Clone, Debug)]
pub enum ImportAction {
    /// Show another page.
    Page(Page),
    /// Begin again with another file.
    AnotherFile,
    /// Leave the wizard.
    Close,
    /// Take another sheet.
    Sheet(usize),
    /// Take another row for the headings; `None`: there are none.
    Header(Option<u32>),
    /// Read in another encoding; `None` detects it.
    Encoding(Option<String>),
    /// Read with another separator; `None` detects it.
    Delimiter(Option<char>),
    /// Send a column elsewhere; `None` leaves it to the import.
    Target(u32, Option<Target>),
    /// Which of day and month comes first; `None` leaves it to each column.
    Dates(Option<DayOrderAnswer>),
    /// What is done with customers that are in the book.
    OnMatch(OnMatch),
    /// Whether hidden rows are left out.
    LeaveHiddenOut(bool),
    /// Compare the list with the book.
    Review,
    /// Correct a cell and compare again.
    Repair {
        /// Row of the sheet, from 0.
        row: u32,
        /// Column of the sheet, from 0.
        column: u32,
        /// The part of the cell that is corrected.
        was: String,
        /// What that part says now.
        text: String,
    },
    /// Take the list.
    Take,
    /// Write what was not taken beside the list.
    SaveNotTaken,
    /// Break off what runs.
    Cancel,
}

/// The pages, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// Which file, sheet and header.
    File,
    /// Which column goes where.
    Fields,
    /// What would change.
    Review,
    /// What became of it.
    Done,
}

/// The wizard, from the moment it is opened.
pub struct Wizard {
    page: Page,
    file_page: FilePage,
    sheet_page: SheetPage,
    columns_page: ColumnsPage,
    review_page: ReviewPage,
    session: Option<ImportSession>,
    preview: Vec<PreviewRow>,
}

impl Wizard {
    /// Opens the wizard on its first page.
    pub fn new(context: &Context, recent: Vec<PathBuf>) -> Self {
        Self {
            page: Page::File,
            file_page: FilePage::new(context, recent),
            sheet_page: SheetPage::default(),
            columns_page: ColumnsPage::default(),
            review_page: ReviewPage::default(),
            session: None,
            preview: Vec::new(),
        }
    }

    /// Starts to read a file.
    pub fn open(&mut self, context: &Context, file: &Path, reader: Reader) {
        let context = context.clone();
        self.session = Some(ImportSession::start(file, reader, move || context.request_repaint()));
        self.page = Page::File;
        self.sheet_page = SheetPage::default();
        self.columns_page = ColumnsPage::default();
        self.review_page = ReviewPage::default();
    }

    /// Whether the writing connection of the book is lent to the wizard.
    pub fn has_book(&self) -> bool {
        self.session.as_ref().is_some_and(ImportSession::has_book)
    }

    /// What runs, in a few words, and how far it is.
    pub fn running(&self) -> Option<(String, f32)> {
        let session = self.session.as_ref()?;
        let progress = session.progress()?;
        Some((progress::words(session.stage, &session.file_name()), progress.share))
    }

    /// Collects what work has brought; returns the file's name once the list is taken.
    pub fn tick(&mut self, book: &mut Book) -> Result<Option<String>> {
        let Some(session) = &mut self.session else { return Ok(None) };
        let before = session.stage;
        if !session.tick(book)? {
            return Ok(None);
        }
        match session.stage {
            Stage::Fields if before == Stage::Reading => {
                let has_header = session.understanding.as_ref().is_some_and(|understanding| understanding.header_row.is_some());
                self.page = if has_header { Page::Fields } else { Page::File };
                self.look_again();
            }
            Stage::Review if before == Stage::Comparing => {
                self.page = Page::Review;
                self.review_page.look_at(session);
            }
            Stage::Done => {
                self.page = Page::Done;
                return Ok(Some(session.file_name()));
            }
            Stage::Fields => self.page = Page::Fields,
            _ => {}
        }
        Ok(None)
    }

    /// Performs what a page asked for; returns whether the wizard stays open.
    pub fn perform(&mut self, action: ImportAction, book: &mut Book, now: Now) -> Result<bool> {
        let Some(session) = &mut self.session else { return Ok(!matches!(action, ImportAction::Close)) };
        match action {
            ImportAction::Page(page) => {
                if page < Page::Review {
                    session.back_to_fields();
                }
                self.page = page;
            }
            ImportAction::AnotherFile => {
                self.session = None;
                self.page = Page::File;
            }
            ImportAction::Close => {
                session.cancel();
                return Ok(session.has_book());
            }
            ImportAction::Sheet(at) => session.choose_sheet(at),
            ImportAction::Header(row) => session.choose_header(row),
            ImportAction::Encoding(encoding) => session.set_encoding(encoding),
            ImportAction::Delimiter(delimiter) => session.set_delimiter(delimiter),
            ImportAction::Target(column, target) => session.set_target(column, target),
            ImportAction::Dates(order) => session.set_dates(order),
            ImportAction::OnMatch(on_match) => session.set_on_match(on_match),
            ImportAction::LeaveHiddenOut(out) => session.leave_hidden_rows_out(out),
            ImportAction::Review => session.review(book)?,
            ImportAction::Repair { row, column, was, text } => session.repair(row, column, &was, &text, book)?,
            ImportAction::Take => session.take(book, now)?,
            // The desk writes it, since it says where it went.
            ImportAction::SaveNotTaken => {}
            ImportAction::Cancel => session.cancel(),
        }
        self.look_again();
        Ok(true)
    }

    /// Writes what was not taken beside the list, or into the home folder where that cannot be written; returns the file and
    /// how many rows are in it.
    pub fn save_not_taken(&self) -> Result<(PathBuf, usize)> {
        let Some(session) = &self.session else { return Ok((PathBuf::new(), 0)) };
        let stem = session.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let named = |folder: &Path| {
            let file = |n: usize| if n == 1 { String::new() } else { format!(" {n}") };
            (1..).map(|n| folder.join(format!("{stem} - {}{}.xlsx", tr!("not-taken-sheet"), file(n)))).find(|path| !path.exists())
        };
        let beside = session.path.parent().and_then(named).unwrap_or_default();
        match session.write_not_taken(&beside) {
            Ok(rows) => Ok((beside, rows)),
            Err(error) => match directories::UserDirs::new().and_then(|places| named(places.home_dir())) {
                Some(home) => session.write_not_taken(&home).map(|rows| (home, rows)),
                None => Err(error),
            },
        }
    }

    fn look_again(&mut self) {
        if let Some(session) = &self.session
            && session.stage == Stage::Fields
        {
            self.preview = session.preview(columns_page::PREVIEW_ROWS);
            self.sheet_page.look_at(session);
        }
    }

    /// Draws the page on which it stands.
    pub fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.add_space(size::MARGIN);
        self.head_ui(ui, scene);
        let Some(session) = &self.session else {
            if let Some(file) = self.file_page.ui(ui, scene) {
                scene.push(Action::OpenImport(Some(file)));
            }
            return;
        };
        match session.stage {
            Stage::Reading | Stage::Comparing | Stage::Taking => progress::ui(ui, scene, session),
            Stage::Failed => failed_ui(ui, scene, session),
            Stage::Fields | Stage::Review | Stage::Done => match self.page {
                Page::File => self.sheet_page.ui(ui, scene, session),
                Page::Fields => self.columns_page.ui(ui, scene, session, &self.preview),
                Page::Review => self.review_page.ui(ui, scene, session),
                Page::Done => done_page::ui(ui, scene, session),
            },
        }
    }

    /// Title and steps.
    fn head_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let palette = palette(ui.visuals());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
            let title =
                self.session.as_ref().map_or_else(|| tr!("import-title"), |session| tr!("import-title-of", file = session.file_name()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::plain_ui(ui, None, &tr!("import-close")).clicked() {
                    scene.push(Action::CloseImport);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    text::cut_ui(ui, text::title(ui, title));
                });
            });
        });
        ui.add_space(size::GAP_SMALL);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::PAGE;
            let steps = [
                (Page::File, tr!("import-step-file")),
                (Page::Fields, tr!("import-step-fields")),
                (Page::Review, tr!("import-step-review")),
                (Page::Done, tr!("import-step-done")),
            ];
            let stage = self.session.as_ref().map(|session| session.stage);
            for (page, words) in steps {
                let is_shown = self.page == page;
                let can_go = page < self.page && matches!(stage, Some(Stage::Fields | Stage::Review))
                    || page == Page::Fields && stage == Some(Stage::Fields);
                let response = ui.add_enabled_ui(is_shown || can_go, |ui| button::tab_ui(ui, &words, is_shown)).inner;
                if response.clicked() && !is_shown {
                    scene.push(Action::Import(ImportAction::Page(page)));
                }
            }
        });
        let line = ui.cursor().top() - 2.0;
        ui.painter().hline(ui.max_rect().x_range(), line, palette.hairline());
        ui.add_space(size::GAP_WIDE);
    }
}

/// The foot of a page: a remark at the left, the ways on at the right.
fn foot_ui(ui: &mut Ui, remark: &str, buttons: impl FnOnce(&mut Ui)) {
    egui::Panel::bottom("import-foot").exact_size(64.0).resizable(false).show_separator_line(false).frame(egui::Frame::new()).show(
        ui,
        |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                buttons(ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    text::cut_ui(ui, text::caption(ui, remark));
                });
            });
        },
    );
}

fn failed_ui(ui: &mut Ui, scene: &mut Scene<'_>, session: &ImportSession) {
    let palette = palette(ui.visuals());
    ui.add_space((ui.available_height() * 0.2).max(size::PAGE));
    ui.vertical_centered(|ui| {
        ui.set_max_width(520.0);
        ui.label(egui_material_icons::icons::ICON_ERROR.rich_text().size(36.0).color(palette.mark(super::theme::Tone::Overdue)));
        ui.add_space(size::GAP);
        if let Some(trouble) = &session.trouble {
            ui.add(egui::Label::new(text::title(ui, trouble.to_string())).wrap());
            ui.add_space(size::GAP_SMALL);
            ui.add(egui::Label::new(text::dim(ui, trouble.hint())).wrap());
        }
        ui.add_space(size::PAGE);
        if button::primary_ui(ui, None, &tr!("import-another")).clicked() {
            scene.push(Action::Import(ImportAction::AnotherFile));
        }
    });
}

/// What went wrong last, above the page on which it can be put right.
fn trouble_ui(ui: &mut Ui, session: &ImportSession) {
    let Some(trouble) = &session.trouble else { return };
    let palette = palette(ui.visuals());
    let tone = super::theme::Tone::Overdue;
    egui::Frame::new().fill(palette.ground(tone)).corner_radius(size::CORNER).inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new(egui::RichText::new(trouble.to_string()).color(palette.mark(tone))).wrap());
        ui.add(egui::Label::new(text::caption(ui, trouble.hint())).wrap());
    });
    ui.add_space(size::GAP);
}
