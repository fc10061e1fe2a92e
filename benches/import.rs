//! The figures of an import: `cargo bench --bench import`.
//!
//! What is compared is measured in one run, round after round: the library reads every cell of the list; then a process of its
//! own, standing for the window's, opens a new book and takes the list through the wizard's session as the window does (child
//! process, understanding, review, one step, the original kept), searches, takes the list again and undoes the first import.
//!
//! Arguments: `--rows N`, `--rounds N`, and paths of further lists to measure in the same way.

mod list;
mod measure;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx, open_workbook};
use gendan::book::{Book, ImportSession, Now, Stage, TableQuestion};
use gendan::import::read::Reader;
use list::Strings;
use measure::{Peak, Taken, machine, median, taken};
use serde::{Deserialize, Serialize};

/// The argument under which this executable stands for the window's process.
const AS_WINDOW: &str = "--as-window";

/// What the process that stands for the window's has measured.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Measured {
    customers: usize,
    import: Span,
    import_memory: u64,
    search: Span,
    again: Span,
    undo: Span,
    memory: u64,
    /// What searching said while its index was being filled, where that was wrong.
    wrong: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Span {
    wall: f64,
    cpu: f64,
}

impl From<Taken> for Span {
    fn from(taken: Taken) -> Self {
        Self { wall: taken.wall, cpu: taken.cpu }
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut rows, mut rounds, mut lists) = (100_000, 3, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            AS_WINDOW => {
                let measured = as_window(Path::new(&arguments.next().expect("a book")), Path::new(&arguments.next().expect("a list")));
                println!("{}", serde_json::to_string(&measured).expect("plain numbers"));
                return ExitCode::SUCCESS;
            }
            "--rows" => rows = arguments.next().and_then(|rows| rows.parse().ok()).expect("a number of rows"),
            "--rounds" => rounds = arguments.next().and_then(|rounds| rounds.parse().ok()).expect("a number of rounds"),
            // What cargo says to every bench.
            "--bench" => {}
            path => lists.push((path.to_owned(), PathBuf::from(path))),
        }
    }
    let own = Strings::ALL.map(|strings| (format!("{rows} rows × 28 columns, {} strings", strings.name()), list::list(rows, strings)));
    println!("{}; medians of {rounds} rounds, seconds on the wall (of processor)\n", machine());
    for (name, path) in own.into_iter().chain(lists) {
        measure_list(&name, &path, rounds);
    }
    ExitCode::SUCCESS
}

fn measure_list(name: &str, path: &Path, rounds: usize) {
    let mut reading: Vec<Taken> = Vec::new();
    let mut shell: Vec<Taken> = Vec::new();
    let mut window: Vec<Measured> = Vec::new();
    // Warms the file cache.
    let bytes = std::fs::read(path).expect("the list can be read").len();
    let mut cells = 0;
    for _ in 0..rounds {
        let (count, took) = taken(|| read_every_cell(path));
        cells = count;
        reading.push(took);
        let folder = tempfile::tempdir().expect("a folder for a book");
        let output = Command::new(std::env::current_exe().expect("this executable"))
            .arg(AS_WINDOW)
            .arg(folder.path())
            .arg(path)
            .output()
            .expect("a process");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        window.push(serde_json::from_slice(&output.stdout).expect("what was measured"));
        let folder = tempfile::tempdir().expect("a folder for a book");
        let (status, took) = taken(|| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_gendan"));
            command.arg("--book").arg(folder.path()).arg("import").arg(path).stdout(std::process::Stdio::null());
            command.status().expect("a process")
        });
        assert!(status.success());
        shell.push(took);
    }
    let of = |value: &dyn Fn(&Measured) -> f64| median(window.iter().map(value).collect());
    let spans = |value: &dyn Fn(&Measured) -> Span| (of(&|m| value(m).wall), of(&|m| value(m).cpu));
    let read = (median(reading.iter().map(|taken| taken.wall).collect()), median(reading.iter().map(|taken| taken.cpu).collect()));
    let (import, again, undo, search) = (spans(&|m| m.import), spans(&|m| m.again), spans(&|m| m.undo), spans(&|m| m.search));
    let shell = (median(shell.iter().map(|taken| taken.wall).collect()), median(shell.iter().map(|taken| taken.cpu).collect()));
    // Ratios within each round: what disturbs the machine disturbs both sides.
    let ratio = |values: Vec<f64>| median(values);
    let to_read = ratio(window.iter().zip(&reading).map(|(m, read)| m.import.wall / read.wall).collect());
    let again_to_first = ratio(window.iter().map(|m| m.again.wall / m.import.wall).collect());
    let undo_to_first = ratio(window.iter().map(|m| m.undo.wall / m.import.wall).collect());
    let megabytes = |bytes: f64| bytes / 1_000_000.0;
    println!("{name}: {cells} cells, {:.1} MB, {} customers", megabytes(bytes as f64), window[0].customers);
    println!("| what | to reach | reached | |\n|---|---|---|---|");
    let line = |what: &str, asked: &str, (wall, cpu): (f64, f64), verdict: String| {
        println!("| {what} | {asked} | {wall:.2} s ({cpu:.2}) | {verdict} |")
    };
    line("calamine reads every cell", "", read, String::new());
    line("import: file to committed rows", "≤ 3 × reading", import, format!("{to_read:.2} ×{}", mark(to_read <= 3.0)));
    line("the same by `gendan import`", "", shell, format!("{:.2} ×", shell.0 / read.0));
    line("search complete after it", "≤ 5 s", search, mark(search.0 <= 5.0).to_owned());
    line("the same list again", "≤ the first time", again, format!("{again_to_first:.2} ×{}", mark(again_to_first <= 1.0)));
    line("undo of the import", "≤ half its time", undo, format!("{undo_to_first:.2} ×{}", mark(undo_to_first <= 0.5)));
    let (during, all) = (megabytes(of(&|m| m.import_memory as f64)), megabytes(of(&|m| m.memory as f64)));
    println!(
        "| private memory of the window's process | ≤ 300 MB | {during:.0} MB until committed, {all:.0} MB in all |{} |",
        mark(during.max(all) <= 300.0)
    );
    let wrong: Vec<&String> = window.iter().flat_map(|m| &m.wrong).collect();
    println!(
        "| search while its index is filled | correct | {} | |\n",
        if wrong.is_empty() { "correct, and says that it is not complete".to_owned() } else { format!("{wrong:?}") }
    );
}

fn mark(is_reached: bool) -> &'static str {
    if is_reached { " ✓" } else { " ✗" }
}

fn read_every_cell(path: &Path) -> u64 {
    let mut workbook: Xlsx<_> = open_workbook(path).expect("a workbook");
    let sheet = workbook.sheet_names().first().cloned().expect("a sheet");
    let mut cells = workbook.worksheet_cells_reader(&sheet).expect("cells");
    let mut count = 0;
    while let Some(cell) = cells.next_cell().expect("a cell") {
        std::hint::black_box(cell.get_value());
        count += 1;
    }
    count
}

fn now() -> Now {
    let at = chrono::Utc::now();
    Now { at, today: at.date_naive() }
}

/// Takes the list at `path` as the window's wizard does when a person agrees to everything at once.
fn take(book: &mut Book, path: &Path) -> ImportSession {
    let (wake, woken) = channel();
    let reader = Reader { executable: env!("CARGO_BIN_EXE_gendan").into() };
    let mut session = ImportSession::start(path, reader, move || wake.send(()).unwrap_or_default());
    let wait = |session: &mut ImportSession, book: &mut Book, woken: &Receiver<()>| {
        while !session.tick(book).expect("the book goes on") {
            woken.recv_timeout(Duration::from_secs(600)).expect("something happens");
        }
    };
    wait(&mut session, book, &woken);
    assert_eq!(session.stage, Stage::Fields, "{:?}", session.trouble);
    session.review(book).expect("the review begins");
    wait(&mut session, book, &woken);
    assert_eq!(session.stage, Stage::Review, "{:?}", session.trouble);
    session.take(book, now()).expect("the list is taken");
    wait(&mut session, book, &woken);
    assert_eq!(session.stage, Stage::Done, "{:?}", session.trouble);
    session
}

fn as_window(place: &Path, path: &Path) -> Measured {
    let mut measured = Measured::default();
    let all = Peak::watch();
    let mut book = Book::open(place, now()).expect("a book");
    book.wait_for_index().expect("an index");
    let peak = Peak::watch();
    let (session, took) = taken(|| take(&mut book, path));
    measured.import = took.into();
    measured.import_memory = peak.bytes();
    measured.customers = book.customer_count();
    assert!(measured.customers > 0);
    // What everybody searches first: the customer that came last, by its name.
    let newest = book.table(&TableQuestion::default()).ids[0];
    let name = book.card(newest).expect("a card").expect("the customer").customer.name().to_owned();
    let question = TableQuestion { search: name, ..TableQuestion::default() };
    let began = Instant::now();
    let (_, took) = taken(|| {
        while book.is_busy() {
            let answer = book.table(&question);
            if answer.is_complete {
                measured.wrong.push("says that it is complete while it is not".to_owned());
            }
            if answer.ids.iter().any(|id| *id != newest) {
                measured.wrong.push("finds what does not fit".to_owned());
            }
            std::thread::sleep(Duration::from_millis(10));
            book.tick(now()).expect("the index");
            assert!(began.elapsed() < Duration::from_secs(60), "the index is never complete");
        }
    });
    measured.search = took.into();
    let answer = book.table(&question);
    if !answer.is_complete || !answer.ids.contains(&newest) {
        measured.wrong.push("does not find what fits".to_owned());
    }
    // The window keeps the wizard's last page until it is left.
    drop(session);
    // The window backs the book up after an import; that shall not slow down what is measured next.
    while book.backup_progress().is_some() {
        std::thread::sleep(Duration::from_millis(10));
        book.tick(now()).expect("the backup");
    }
    let (session, took) = taken(|| take(&mut book, path));
    measured.again = took.into();
    assert_eq!(session.report.as_ref().and_then(|report| report.step), None, "nothing has changed");
    drop(session);
    let (undone, took) = taken(|| book.undo(now()).expect("an undo"));
    measured.undo = took.into();
    assert!(undone.is_some() && book.customer_count() == 0);
    book.wait_for_index().expect("an index");
    measured.memory = all.bytes();
    measured
}
