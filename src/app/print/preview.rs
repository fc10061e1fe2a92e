//! The pages as they will be: typeset and drawn by a thread of its own, of which the window asks only what is in sight.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::book::{Now, PaperQuestion, Printing, Reading};
use crate::error::{Error, Result};
use crate::print::{Pages, PrintError, Template};
use crate::words::{self, Language};

/// What the pages are made of. Other pages are asked for when any of it is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What stands on them.
    pub question: PaperQuestion,
    /// The name of the template.
    pub template: String,
    /// When its file was changed last, of a template of the user's own.
    pub changed: Option<SystemTime>,
    /// The language of the paper.
    pub language: Language,
    /// That of the book.
    pub revision: u64,
    /// When they are printed.
    pub now: Now,
}

/// Pages that are there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// Width and height of each in points of 1/72 inch.
    pub sizes: Vec<(f32, f32)>,
    /// The characters that no face has.
    pub missing: String,
}

enum Ask {
    Typeset(u64, Box<Wanted>),
    Draw { number: u64, page: usize, scale: f32 },
}

enum Reply {
    Typeset(u64, Result<Shown>),
    Drawn { number: u64, page: usize, scale: f32, image: ColorImage },
}

/// A page as it was drawn.
struct Drawn {
    /// Of which pages.
    number: u64,
    /// Pixels per point of 1/72 inch.
    scale: f32,
    texture: TextureHandle,
}

/// The pages, and the thread that makes them.
pub struct Preview {
    place: PathBuf,
    asks: Sender<Ask>,
    replies: Receiver<Reply>,
    /// When the pages that are being made were asked for.
    asked_at: Instant,
    wanted: Option<Wanted>,
    /// Of the pages asked for last, and of those that are there.
    number: u64,
    shown_number: u64,
    shown: Shown,
    /// Why the last ones could not be made.
    failed: Option<Error>,
    drawn: HashMap<usize, Drawn>,
    /// Pages that are being drawn, at which scale.
    drawing: HashMap<usize, (u64, f32)>,
}

/// So long a preview may take; the largest take a few seconds.
const PATIENCE: Duration = Duration::from_secs(20);
/// Pages of which images are kept at once.
const KEPT: usize = 12;

impl Preview {
    /// Starts the thread for the book in the folder `place`.
    pub fn start(context: &Context, place: &Path) -> Self {
        let (asks, replies) = start(context, place);
        Self {
            place: place.to_owned(),
            asks,
            replies,
            asked_at: Instant::now(),
            wanted: None,
            number: 0,
            shown_number: 0,
            shown: Shown::default(),
            failed: None,
            drawn: HashMap::new(),
            drawing: HashMap::new(),
        }
    }

    /// Asks for these pages, unless they are there or on their way, and takes what the thread has made.
    pub fn follow(&mut self, context: &Context, wanted: Wanted) {
        if self.wanted.as_ref() != Some(&wanted) {
            self.number += 1;
            let _ = self.asks.send(Ask::Typeset(self.number, Box::new(wanted.clone())));
            self.wanted = Some(wanted);
            self.failed = None;
            self.asked_at = Instant::now();
        }
        if self.is_busy() {
            self.lose_patience(context);
        }
        while let Ok(reply) = self.replies.try_recv() {
            match reply {
                Reply::Typeset(number, _) if number != self.number => {}
                Reply::Typeset(number, Ok(shown)) => {
                    (self.shown_number, self.shown, self.failed) = (number, shown, None);
                    self.drawn.retain(|page, _| *page < self.shown.sizes.len());
                    self.drawing.clear();
                }
                Reply::Typeset(_, Err(error)) => self.failed = Some(error),
                Reply::Drawn { number, page, scale, image } => {
                    self.drawing.remove(&page);
                    if number == self.shown_number {
                        let texture = context.load_texture(format!("page-{page}"), image, TextureOptions::LINEAR);
                        self.drawn.insert(page, Drawn { number, scale, texture });
                    }
                }
            }
        }
    }

    /// Leaves a template alone that does not come to an end; other pages are made by another thread.
    fn lose_patience(&mut self, context: &Context) {
        let waited = self.asked_at.elapsed();
        if waited < PATIENCE {
            context.request_repaint_after(PATIENCE - waited);
            return;
        }
        (self.asks, self.replies) = start(context, &self.place);
        // The pages that were there are with the other thread.
        (self.shown_number, self.shown) = (0, Shown::default());
        self.drawn.clear();
        self.drawing.clear();
        self.failed = Some(PrintError::Endless.into());
    }

    /// The pages that are there.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// Why the last ones could not be made.
    pub fn failed(&self) -> Option<&Error> {
        self.failed.as_ref()
    }

    /// Whether pages are being made.
    pub fn is_busy(&self) -> bool {
        self.number != self.shown_number && self.failed.is_none()
    }

    /// The image of a page for so many pixels per point; until it is drawn, the last one that there was.
    pub fn image(&mut self, page: usize, scale: f32) -> Option<&TextureHandle> {
        let is_there = self.drawn.get(&page).is_some_and(|drawn| drawn.number == self.shown_number && drawn.scale == scale);
        let ask = (self.shown_number, scale);
        if !is_there && self.shown_number > 0 && self.drawing.get(&page) != Some(&ask) {
            self.drawing.insert(page, ask);
            let _ = self.asks.send(Ask::Draw { number: self.shown_number, page, scale });
        }
        self.drawn.get(&page).map(|drawn| &drawn.texture)
    }

    /// Forgets images far from the pages in sight.
    pub fn keep_near(&mut self, first: usize, last: usize) {
        if self.drawn.len() > KEPT {
            self.drawn.retain(|page, _| (first.saturating_sub(2)..=last + 2).contains(page));
        }
    }
}

fn start(context: &Context, place: &Path) -> (Sender<Ask>, Receiver<Reply>) {
    let (asks, asked) = channel();
    let (answers, replies) = channel();
    let (context, place) = (context.clone(), place.to_owned());
    std::thread::spawn(move || work(&place, &asked, &answers, &context));
    (asks, replies)
}

/// What the thread does until the window asks no more.
fn work(place: &Path, asked: &Receiver<Ask>, answers: &Sender<Reply>, context: &Context) {
    let mut pages: Option<(u64, Pages)> = None;
    let mut book: Option<Reading> = None;
    while let Ok(first) = asked.recv() {
        let mut asks: Vec<Ask> = std::iter::once(first).chain(asked.try_iter()).collect();
        // Of several wishes for pages only the last counts, and no image of the others.
        if let Some(last) = asks.iter().rposition(|ask| matches!(ask, Ask::Typeset(..))) {
            asks.drain(..last);
        }
        for ask in asks {
            let reply = match ask {
                Ask::Typeset(number, wanted) => {
                    let made = typeset(place, &mut book, &wanted);
                    Reply::Typeset(
                        number,
                        made.map(|made| {
                            let shown = Shown {
                                sizes: (0..made.count()).filter_map(|at| made.size(at)).collect(),
                                missing: made.missing().iter().collect(),
                            };
                            pages = Some((number, made));
                            shown
                        }),
                    )
                }
                Ask::Draw { number, page, scale } => {
                    let Some((_, pages)) = pages.as_ref().filter(|(known, _)| *known == number) else { continue };
                    let Some(image) = pages.image(page, scale) else { continue };
                    let image = ColorImage::from_rgba_premultiplied([image.width, image.height], &image.rgba);
                    Reply::Drawn { number, page, scale, image }
                }
            };
            if answers.send(reply).is_err() {
                return;
            }
            context.request_repaint();
        }
    }
}

fn typeset(place: &Path, book: &mut Option<Reading>, wanted: &Wanted) -> Result<Pages> {
    words::speak(wanted.language);
    let book = match book {
        Some(book) => book,
        None => book.insert(Reading::open(place)?),
    };
    let template = Template::find(&book.templates_folder(), wanted.question.paper, &wanted.template)?;
    book.typeset(&Printing { question: wanted.question.clone(), template, is_one_each: false }, wanted.now)
}

/// When the file of a template of the user's own was changed last.
pub fn changed(path: Option<&PathBuf>) -> Option<SystemTime> {
    std::fs::metadata(path?).ok()?.modified().ok()
}
