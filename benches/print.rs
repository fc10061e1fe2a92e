//! The figures of printing: the first page after a start, a page after a change, and a thousand cards as a file.
//!
//! `cargo bench --bench print`. A book of 3,000 customers is made by counting (`people`). Each figure is taken in a process of its own;
//! "first" is from the start of that process to the pixels of a page, "after a change" the median of cards that were not shown before.
//! Milliseconds on the wall, since pages are laid out on all cores; memory is private.

mod measure;
mod people;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use chrono::DateTime;
use gendan::book::{Now, PaperQuestion, Printing, Reading};
use gendan::model::Id;
use gendan::print::{Paper, Template};
use measure::{Peak, machine, median, private_memory};

/// How many customers the book has.
const ROWS: u32 = 3_000;
/// What a window shows of a card, in pixels per point.
const SCALE: f32 = 1.6;

fn main() -> ExitCode {
    let began = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test` runs benches as well, where they have nothing to show.
    if arguments.iter().any(|argument| argument == "--test") {
        return ExitCode::SUCCESS;
    }
    let value = |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1));
    if let Some(book) = value("--book").map(PathBuf::from) {
        match value("--part").map(String::as_str) {
            Some("make") => people::write(&book, ROWS),
            Some("preview") => preview(&book, began),
            Some("cards") => cards(&book, 1_000),
            _ => cards(&book, ROWS as usize),
        }
        return ExitCode::SUCCESS;
    }
    println!("{}", machine());
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for a book");
    let book = folder.path().to_string_lossy().into_owned();
    for part in ["make", "preview", "cards", "all"] {
        let arguments = ["--part", part, "--book", &book];
        let status = Command::new(std::env::current_exe().expect("our own path")).args(arguments).status();
        assert!(status.is_ok_and(|status| status.success()), "{part}");
    }
    ExitCode::SUCCESS
}

fn now() -> Now {
    let at = DateTime::parse_from_rfc3339("2026-11-20T08:00:00Z").expect("a time").to_utc();
    Now { at, today: at.date_naive() }
}

fn ms(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1_000.0
}

fn card_of(customers: &[Id]) -> Printing {
    let question = PaperQuestion::of(Paper::Card, customers.to_vec());
    Printing { question, template: Template::built_in(Paper::Card), is_one_each: false }
}

fn preview(place: &Path, began: Instant) {
    let now = now();
    let book = Reading::open(place).expect("a book");
    let ids = book.find("", &[], now.today).expect("customers");
    let shown = |id: Id| {
        let pages = book.typeset(&card_of(&[id]), now).expect("pages");
        assert!(pages.image(0, SCALE).is_some_and(|image| image.width > 600));
    };
    shown(ids[0]);
    println!("first card after a start, drawn: {:.0} ms", ms(began));
    let times: Vec<f64> = ids[1..101]
        .iter()
        .map(|id| {
            let began = Instant::now();
            shown(*id);
            ms(began)
        })
        .collect();
    let slowest = times.iter().copied().fold(0.0, f64::max);
    println!("another card, drawn: {:.1} ms, slowest of 100 {slowest:.1} ms", median(times));
}

fn cards(place: &Path, count: usize) {
    let now = now();
    let book = Reading::open(place).expect("a book");
    let ids = book.find("", &[], now.today).expect("customers");
    let before = private_memory();
    let began = Instant::now();
    let peak = Peak::watch();
    let printed = book.print(&card_of(&ids[..count]), &place.join("cards.pdf"), now, |_, _| true).expect("printed");
    let taken = ms(began) / 1_000.0;
    let most = peak.bytes();
    let bytes: u64 = printed.files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
    println!(
        "{count} cards as PDF: {:.2} s, {} pages in {} files, {:.1} MB, {:.0} MB private at the most ({:.0} MB before)",
        taken,
        printed.pages,
        printed.files.len(),
        bytes as f64 / 1e6,
        most as f64 / 1e6,
        before as f64 / 1e6,
    );
}
