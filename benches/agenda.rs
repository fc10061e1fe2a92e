//! The figures of the agenda: from an opened book to what is due, and again after one touch was logged.
//!
//! `cargo bench --bench agenda`, with `--rows N` once for each book; 100,000 and 1,000,000 customers without it. Books are made by
//! counting (`people`). "From nothing" is from the book's folder: the book is opened, and what is kept beside it of how things stand is
//! read, with what has changed since. Figures are milliseconds on the wall, since reading and asking use all cores; memory is private.

mod measure;
mod people;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};
use gendan::book::agenda::Agenda;
use gendan::book::{Book, Edit, Now, Reading};
use gendan::model::{Id, Touch};
use measure::{machine, median, private_memory, thread_cpu};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test` runs benches as well, where they have nothing to show.
    if arguments.iter().any(|argument| argument == "--test") {
        return ExitCode::SUCCESS;
    }
    let value = |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1));
    if let Some(book) = value("--book").map(PathBuf::from) {
        match value("--make").and_then(|rows| rows.parse().ok()) {
            Some(rows) => people::write(&book, rows),
            None => measured(&book),
        }
        return ExitCode::SUCCESS;
    }
    let mut rows: Vec<&str> = arguments.windows(2).filter(|pair| pair[0] == "--rows").map(|pair| pair[1].as_str()).collect();
    if rows.is_empty() {
        rows = vec!["100000", "1000000"];
    }
    println!("{}", machine());
    for rows in rows {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for a book");
        let book = folder.path().to_string_lossy().into_owned();
        println!("{rows} customers");
        // Each in a process of its own, whose memory is its own.
        for part in [&["--make", rows, "--book", &book][..], &["--book", &book]] {
            let status = Command::new(std::env::current_exe().expect("our own path")).args(part).status();
            assert!(status.is_ok_and(|status| status.success()), "{part:?}");
        }
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

/// The agenda of a book that has just been opened.
fn agenda_of(book: &Book, now: Now) -> Arc<Agenda> {
    loop {
        let agenda = book.agenda(now).expect("an agenda");
        if !agenda.is_unread {
            return agenda;
        }
        std::thread::sleep(Duration::from_micros(100));
    }
}

fn median_of(times: usize, mut measured: impl FnMut() -> f64) -> f64 {
    median((0..times).map(|_| measured()).collect())
}

fn measured(place: &Path) {
    let now = now();
    let rules = Arc::new(Reading::open(place).expect("a book").rules().expect("rules"));
    let kept = place.join("derived");
    // What an earlier run has left.
    let _ = std::fs::remove_dir_all(&kept);
    let standings = || {
        let began = Instant::now();
        let standings = Reading::open(place).expect("a book").standings(&rules, now).expect("standings");
        assert!(!standings.all().is_empty());
        ms(began)
    };
    let first = standings();
    println!("  how things stand, all read from the book: {:.0} ms ({first:.0} ms the first time)", median_of(3, standings));
    let began = Instant::now();
    drop(agenda_of(&Book::open_quietly(place, now).expect("a book"), now));
    println!("  agenda of a book that was never opened: {:.0} ms", ms(began));
    // What was read is kept by a thread that nobody waits for.
    let waited = Instant::now();
    while std::fs::read_dir(&kept).map_or(0, Iterator::count) != 1 || standings() > 0.5 * first {
        assert!(waited.elapsed() < Duration::from_secs(60), "how things stand was not kept");
    }
    println!("  how things stand, as kept and what changed since: {:.0} ms", median_of(5, standings));
    let before = private_memory();
    let mut opened = Vec::new();
    let from_nothing = median_of(9, || {
        let began = Instant::now();
        let book = Book::open_quietly(place, now).expect("a book");
        opened.push(ms(began));
        let agenda = agenda_of(&book, now);
        let from_nothing = ms(began);
        drop((agenda, book));
        from_nothing
    });
    let opened = median(opened);
    println!("  agenda from nothing: {from_nothing:.1} ms, of which opening the book {opened:.1} ms");
    let book = Book::open_quietly(place, now).expect("a book");
    agenda_of(&book, now);
    let mut quarters = 0;
    let made = median_of(5, || {
        quarters += 1;
        let (version, later) = (book.agenda_version(), Now { at: now.at + TimeDelta::minutes(15 * quarters), ..now });
        let began = Instant::now();
        while book.agenda_version() == version {
            book.agenda(later).expect("an agenda");
            std::thread::sleep(Duration::from_micros(100));
        }
        ms(began)
    });
    println!("  agenda of everybody when offices open: {made:.1} ms");
    drop(book);
    let mut book = Book::open_quietly(place, now).expect("a book");
    agenda_of(&book, now);
    let lines = book.agenda(now).expect("an agenda").lines.clone();
    println!(
        "  {} lines; {:.0} MB private, of which agenda and standings {:.0} MB",
        lines.len(),
        private_memory() as f64 / 1e6,
        (private_memory() - before) as f64 / 1e6
    );
    let (mut applied, mut asked) = (Vec::new(), Vec::new());
    for (at, line) in lines.iter().step_by((lines.len() / 40).max(1)).take(40).enumerate() {
        let now = Now { at: now.at + TimeDelta::seconds(at as i64), ..now };
        let touch = Touch { channel: "phone".to_owned(), ..Touch::new(Id(0), line.customer, now.today.into()) };
        let began = thread_cpu();
        book.apply(Edit::log(touch), now).expect("it is logged");
        let written = thread_cpu();
        let agenda = book.agenda(now).expect("an agenda");
        let done = thread_cpu();
        assert!(agenda.done > at);
        applied.push((written - began).as_secs_f64() * 1_000.0);
        asked.push((done - written).as_secs_f64() * 1_000.0);
    }
    println!(
        "  after one logged touch: {:.2} ms for the step, {:.2} ms for the agenda (processor time, disk apart)",
        median(applied),
        median(asked)
    );
}
